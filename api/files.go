package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"yifa/domain"
	"yifa/policies"
)

func (s *server) fileRoutes() {
	t := tag("files")
	handle(s, having(policies.Upload), "POST", "/files", "upload-file", "上传文件（字段 file，最大50 MB）", s.upload, t, takesFile)
	handle(s, signedIn, "GET", "/cases/{id}/files/{hash}", "get-file", "案卷中的文件", s.getFile, t, produces("application/octet-stream"))
}

// upload is the file of a multipart body, read as it arrives.
type upload struct {
	io.Reader
	Name string
	body io.Closer
}

func (u *upload) Close() { _ = u.body.Close() }

// filePart finds the field "file" of a multipart body without holding the body in memory.
func filePart(r *http.Request) (*upload, error) {
	typ, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || typ != "multipart/form-data" {
		return nil, refuse("unsupported_type", "请以 multipart/form-data 上传，文件放在 file 字段。", "upload as multipart/form-data with the field file")
	}
	mr, err := r.MultipartReader()
	if err != nil {
		return nil, badField("file", "上传的内容无法读取", "the upload cannot be read")
	}
	for range 10 {
		p, err := mr.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, uploadError(err)
		}
		if p.FormName() == "file" && p.FileName() != "" {
			return &upload{Reader: http.MaxBytesReader(nil, p, maxUpload), Name: fileName(p), body: r.Body}, nil
		}
	}
	return nil, badField("file", "没有文件", "there is no file")
}

// rows gives the rows of a table that was sent, XLSX or CSV, one after the other. After an error there are no more.
func (a *Raw) rows() iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		a.slow()
		part, err := filePart(a.req)
		if err != nil {
			yield(nil, err)
			return
		}
		defer part.Close()
		next, done, err := rowsOf(part.Name, part)
		if err != nil {
			yield(nil, err)
			return
		}
		defer done()
		for {
			row, err := next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(nil, badTable(err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// table reads the rows of a table that was sent; it stops when it has more than most.
func (a *Raw) table(most int) ([][]string, error) {
	var rows [][]string
	for row, err := range a.rows() {
		if err != nil {
			return nil, err
		}
		if rows = append(rows, row); len(rows) > most {
			break
		}
	}
	return rows, nil
}

// fileName is the last element of what the browser calls the file, without what no file system or header should see.
func fileName(p *multipart.Part) string {
	n := p.FileName()
	n = n[strings.LastIndexAny(n, `/\`)+1:]
	n = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || r == 0xfffd || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(n, ""))
	if n = strings.TrimSpace(n); n == "" || n == "." || n == ".." {
		return "未命名"
	}
	if r := []rune(n); len(r) > 120 { // keep the end: it says what the file is
		n = string(r[:60]) + "…" + string(r[len(r)-59:])
	}
	return n
}

func uploadError(err error) error {
	if _, big := errors.AsType[*http.MaxBytesError](err); big {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || strings.HasPrefix(err.Error(), "multipart:") || strings.HasPrefix(err.Error(), "mime:") {
		return badField("file", "上传中断，请重试", "the upload was cut off; try again")
	}
	return err
}

func (s *server) upload(ctx context.Context, _ *who, in *struct{ Raw }) (*body[domain.File], error) {
	in.slow()
	part, err := filePart(in.req)
	if err != nil {
		return nil, err
	}
	defer part.Close()
	if s.store.Files() == nil {
		return nil, refuse("unavailable", "没有设置文件夹，不能上传。", "no folder for files is set")
	}
	f, err := s.store.PutFile(ctx, part.Name, part)
	if err != nil {
		return nil, uploadError(err)
	}
	return answer(f), nil
}

// inline are the types a browser may show by itself; anything else is saved. HTML and SVG are never shown: they
// would run as this site.
var inline = []string{"image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "application/pdf", "video/mp4", "video/quicktime", "video/webm",
	"audio/mpeg", "audio/mp4", "audio/wav", "audio/x-wav", "audio/ogg", "text/plain"}

var saved = []string{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"application/msword", "application/vnd.ms-excel", "application/zip", "text/csv"}

func (s *server) getFile(ctx context.Context, w *who, in *struct {
	OfCase
	Hash     domain.Blob `path:"hash" minLength:"64" maxLength:"64" pattern:"^[0-9a-f]{64}$"`
	Name     string      `query:"name" maxLength:"200" doc:"只为地址好认，不影响内容"`
	Download bool        `query:"download" doc:"保存而不打开"`
}) (*huma.StreamResponse, error) {
	c, err := s.fileOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	f, err := s.store.FileOf(ctx, c.ID, in.Hash) // there is no way to a stored file but through a file it belongs to
	if err != nil {
		return nil, err
	}
	return s.showFile(ctx, f, in.Download)
}

// showFile answers with a stored file: shown where the browser may show it by itself, saved otherwise.
func (s *server) showFile(ctx context.Context, f domain.File, download bool) (*huma.StreamResponse, error) {
	if s.store.Files() == nil {
		return nil, errNotFound
	}
	r, err := s.store.Files().Open(ctx, f.Hash)
	if err != nil {
		return nil, err
	}
	typ, _, err := mime.ParseMediaType(f.Type)
	how := "attachment"
	switch {
	case err == nil && slices.Contains(inline, typ):
		if !download {
			how = "inline"
		}
	case err == nil && slices.Contains(saved, typ):
	default:
		typ = "application/octet-stream"
	}
	if typ == "text/plain" || typ == "text/csv" {
		typ += "; charset=utf-8"
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		defer r.Close() //nolint:errcheck // read only
		g := humagin.Unwrap(hc)
		h := g.Writer.Header()
		h.Set("Content-Type", typ)
		h.Set("Content-Disposition", disposition(how, f.Name))
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; object-src 'self'; frame-ancestors 'self'")
		h.Set("X-Frame-Options", "SAMEORIGIN")
		h.Set("Cache-Control", "private, max-age=3600") // what it contains is its name: it never changes
		h.Set("ETag", `"`+string(f.Hash)+`"`)
		_ = http.NewResponseController(g.Writer).SetWriteDeadline(time.Time{})
		http.ServeContent(g.Writer, g.Request, "", time.Time{}, r)
	}}, nil
}

// disposition names a file for the browser: plain characters for old ones, the true name for the rest.
func disposition(how, name string) string {
	ascii := strings.Map(func(r rune) rune {
		if r < 0x20 || r > 0x7e || strings.ContainsRune(`"\%;`, r) {
			return '_'
		}
		return r
	}, name)
	return fmt.Sprintf(`%s; filename="%s"; filename*=UTF-8''%s`, how, ascii, strings.ReplaceAll(url.QueryEscape(name), "+", "%20"))
}
