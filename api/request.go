package api

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"yifa/domain"
)

// info travels with a request's context: its number, and what the access log will say of it.
type info struct {
	id    string
	ip    string
	log   *slog.Logger
	route string
	code  string // of the problem it was answered with
	who   *who
}

type infoKey struct{}

func infoOf(ctx context.Context) *info {
	if i, ok := ctx.Value(infoKey{}).(*info); ok {
		return i
	}
	return &info{log: slog.New(slog.DiscardHandler)}
}

func newToken(n int) string {
	b := make([]byte, n)
	rand.Read(b) // ends the program rather than fail
	return hex.EncodeToString(b)
}

// number gives the request its number.
func (s *server) number(c *gin.Context) {
	i := &info{id: newToken(8), ip: c.ClientIP(), log: s.Log, route: c.FullPath()}
	c.Request = c.Request.WithContext(context.WithValue(c.Request.Context(), infoKey{}, i))
	c.Header("X-Request-Id", i.id)
	c.Next()
}

// recovered turns panics into faults.
func (s *server) recovered(c *gin.Context) {
	i := infoOf(c.Request.Context())
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		if err, ok := r.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(r)
		}
		s.Log.Error("panic", "panic", r, "request", i.id, "route", i.route, "stack", stack())
		if !c.Writer.Written() {
			abort(c, refuse("internal", "系统出现故障，已经记录。", "something failed and was recorded"))
		}
		c.Abort()
	}()
	c.Next()
}

// accessLog writes one line a request: the route as it is declared, never the address as it was typed, because
// search words and ids are not for logs.
func (s *server) accessLog(c *gin.Context) {
	start := time.Now()
	c.Next()
	i := infoOf(c.Request.Context())
	took, status := time.Since(start), c.Writer.Status()
	s.metrics.request(c.Request.Method, i.route, status, i.code, took)
	level := slog.LevelInfo
	if strings.HasPrefix(i.route, "/healthz") || i.route == "/readyz" || i.route == "/metrics" || i.route == "" {
		level = slog.LevelDebug
	}
	attrs := []slog.Attr{slog.String("request", i.id), slog.String("method", c.Request.Method), slog.String("route", i.route),
		slog.Int("status", status), slog.Int("bytes", max(0, c.Writer.Size())), slog.Duration("took", took)}
	if i.code != "" {
		attrs = append(attrs, slog.String("code", i.code))
	}
	if i.who != nil {
		attrs = append(attrs, slog.String("person", string(i.who.Person.ID)))
	}
	s.Log.LogAttrs(c.Request.Context(), level, "request", attrs...)
}

// headers are on every answer. antd writes style elements of its own, so styles may be inline; scripts may not. Of frames only
// those are let in that the page made itself: the sample of a template as PDF.
func (s *server) headers(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "+
		"font-src 'self' data:; connect-src 'self'; frame-src blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=()")
	if s.https(c.Request) {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	if strings.HasPrefix(c.Request.URL.Path, base) {
		h.Set("Cache-Control", "no-store") // what is in a file is for the person signed in, not for a shared disk
	}
	c.Next()
}

func (s *server) https(r *http.Request) bool { return s.Secure || r.TLS != nil }

// sameSite refuses requests that change something and come from another site's page.
func (s *server) sameSite(c *gin.Context) {
	if err := s.origins.Check(c.Request); err != nil {
		abort(c, refuse("cross_origin", "请求来自其他网站的页面，已拒绝。", "the request comes from another site's page and was refused"))
		return
	}
	c.Next()
}

// The largest bodies read: what people type, and what they upload.
const (
	maxBody   = 1 << 20
	maxUpload = 50 << 20
)

// readable refuses what no handler should see: characters the database cannot hold, and bodies that say beforehand
// that they are too large.
func (s *server) readable(c *gin.Context) {
	u := c.Request.URL
	if !clean(u.Path) || !cleanQuery(u.RawQuery) {
		abort(c, refuse("invalid_input", "网址中有不能识别的字符。", "the address holds characters that cannot be read"))
		return
	}
	limit := int64(maxBody)
	if strings.HasPrefix(c.GetHeader("Content-Type"), "multipart/form-data") {
		limit = maxUpload + maxBody
	}
	if c.Request.ContentLength > limit {
		c.Header("Connection", "close")
		abort(c, &http.MaxBytesError{Limit: limit})
		return
	}
	if c.Request.Body != nil {
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, limit)
	}
	c.Next()
}

func clean(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return r < 0x20 || r == 0x7f }) < 0
}

func cleanQuery(raw string) bool {
	if len(raw) > 8000 {
		return false
	}
	q, err := parseQuery(raw)
	if err != nil {
		return false
	}
	for k, vs := range q {
		for _, v := range append(vs, k) {
			if !clean(v) {
				return false
			}
		}
	}
	return true
}

// readJSON is the reader of every JSON body. Numbers and duplicates are huma's to judge; text with a NUL in it no
// database column can hold.
func readJSON(data []byte, v any) error {
	if err := unmarshal(data, v); err != nil {
		return err
	}
	if p, ok := v.(*any); ok && hasNUL(*p) {
		return errors.New("invalid character NUL in text")
	}
	return nil
}

func hasNUL(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.IndexByte(v, 0) >= 0
	case []any:
		return slices.ContainsFunc(v, hasNUL)
	case map[string]any:
		for k, x := range v {
			if strings.IndexByte(k, 0) >= 0 || hasNUL(x) {
				return true
			}
		}
	}
	return false
}

func (s *server) today() domain.Date { return domain.DateOf(s.Now()) }
