package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash/maphash"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"

	"yifa/domain"
	"yifa/store"
)

// How long a session lasts, and when a login is locked.
const (
	sessionIdle = 8 * time.Hour
	sessionLife = 24 * time.Hour
	seenEvery   = time.Minute // a session's last use is written down at most this often
	maxFailures = 5
	lockFor     = 15 * time.Minute
	minPassword = 10
)

// The cookie. The __Host- prefix binds it to this host over https; browsers refuse it over plain http.
const (
	cookieHost  = "__Host-yifa"
	cookiePlain = "yifa"
)

func (s *server) cookieName(r *http.Request) string {
	if s.https(r) {
		return cookieHost
	}
	return cookiePlain
}

func (s *server) cookie(r *http.Request, value string, age int) http.Cookie {
	return http.Cookie{Name: s.cookieName(r), Value: value, Path: "/", HttpOnly: true, Secure: s.https(r), SameSite: http.SameSiteLaxMode, MaxAge: age} //nolint:gosec // Secure wherever the pages come over https
}

var argon = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

func hashPassword(p string) (string, error) { return argon2id.CreateHash(p, argon) }

// HashPassword makes what an Account keeps of a password; the command line uses it to enter the first account.
func HashPassword(p string) (string, error) { return hashPassword(p) }

// digest is what is kept of a token: whoever reads the table cannot sign in with it.
func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// striped serialises the attempts on one login, so that many at once cannot outrun the count.
type striped struct {
	seed maphash.Seed
	once sync.Once
	mu   [64]sync.Mutex
}

func (x *striped) lock(key string) func() {
	x.once.Do(func() { x.seed = maphash.MakeSeed() })
	m := &x.mu[maphash.String(x.seed, key)%64]
	m.Lock()
	return m.Unlock
}

// Me is the person signed in, and what the pages may offer.
type Me struct {
	Person             MePerson         `json:"person"`
	Roles              []MeRole         `json:"roles"`
	Agency             MeAgency         `json:"agency"`
	Powers             []string         `json:"powers" doc:"今日可办的事项；案卷中的回避另行判断"`
	Counters           store.TaskCounts `json:"counters"`
	MustChangePassword bool             `json:"must_change_password"`
	Today              domain.Date      `json:"today"`
	Version            string           `json:"version"`
	Demo               bool             `json:"demo"`
}

// MePerson is the person signed in.
type MePerson struct {
	ID      domain.PersonID `json:"id"`
	Name    string          `json:"name"`
	Login   string          `json:"login"`
	Section string          `json:"section,omitempty"`
	Title   string          `json:"title,omitempty"`
}

// MeRole is an office held today.
type MeRole struct {
	Role    domain.Role `json:"role"`
	Title   string      `json:"title"`
	English string      `json:"english"`
	Until   domain.Date `json:"until,omitzero"`

	For     domain.PersonID `json:"for,omitempty" doc:"代理的：被代理人"`
	ForName string          `json:"for_name,omitempty"`
}

// MeAgency is the authority of the person.
type MeAgency struct {
	ID        domain.AgencyID `json:"id"`
	Name      string          `json:"name"`
	Short     string          `json:"short"`
	Region    string          `json:"region"`
	Sections  []string        `json:"sections"`
	Townships []string        `json:"townships"`
}

// SessionRow is a session in the list of one's own.
type SessionRow struct {
	ID         string    `json:"id"`
	Current    bool      `json:"current"`
	CreatedAt  time.Time `json:"created_at"`
	LastSeenAt time.Time `json:"last_seen_at"`
	ExpiresAt  time.Time `json:"expires_at"`
	Address    string    `json:"address"`
	UserAgent  string    `json:"user_agent"`
}

// SignIn is what is sent to sign in.
type SignIn struct {
	Login    string `json:"login" minLength:"1" maxLength:"40" doc:"登录名"`
	Password string `json:"password" minLength:"1" maxLength:"200" doc:"密码"`
}

// NewPassword is what is sent to change one's password.
type NewPassword struct {
	Old string `json:"old" minLength:"1" maxLength:"200" doc:"现密码"`
	New string `json:"new" minLength:"1" maxLength:"200" doc:"新密码，至少10个字符，不能与登录名相同"`
}

// Raw gives a handler the request itself, for addresses, cookies and uploads.
type Raw struct {
	req *http.Request
	ctl *http.ResponseController
}

// Resolve is huma's way of handing it over.
func (a *Raw) Resolve(c huma.Context) []error {
	g := humagin.Unwrap(c)
	a.req, a.ctl = g.Request, http.NewResponseController(g.Writer)
	return nil
}

// slow lets an upload over a bad line take its time; without it the server's own deadlines hold.
func (a *Raw) slow() {
	until := time.Now().Add(10 * time.Minute)
	_ = a.ctl.SetReadDeadline(until)
	_ = a.ctl.SetWriteDeadline(until)
}

// authenticate finds the person of the session. It never refuses: operations say themselves whom they want.
func (s *server) authenticate(c *gin.Context) {
	ctx := c.Request.Context()
	w, err := s.recognise(ctx, c.Request)
	if err != nil {
		abort(c, err)
		return
	}
	if w != nil {
		if !s.bySession.allow(w.Session.Hash, time.Now()) {
			abort(c, errRate)
			return
		}
		infoOf(ctx).who = w
	}
	c.Next()
}

func (s *server) recognise(ctx context.Context, r *http.Request) (*who, error) {
	ck, err := r.Cookie(s.cookieName(r))
	if err != nil || len(ck.Value) != 64 {
		return nil, nil //nolint:nilerr // no cookie, nobody
	}
	w, err := s.session(ctx, digest(ck.Value))
	if w != nil {
		w.Token = ck.Value
	}
	return w, err
}

// session is who a live session belongs to; nil when there is none.
func (s *server) session(ctx context.Context, hash string) (*who, error) {
	now := s.Now()
	ses, acc, p, err := s.store.SignedIn(ctx, hash)
	switch {
	case domain.CodeOf(err) == "not_found":
		return nil, nil
	case err != nil:
		return nil, err
	case !now.Before(ses.ExpiresAt) || !now.Before(ses.SeenAt.Add(sessionIdle)),
		p.ID == "" || acc.Person == "" || !p.LeftOn.IsZero() && s.today() > p.LeftOn:
		return nil, s.store.DeleteSession(ctx, hash)
	}
	if now.Sub(ses.SeenAt) > seenEvery {
		ses.SeenAt = now
		if err := s.store.SaveSession(ctx, ses); err != nil {
			return nil, err
		}
	}
	return &who{Person: p, Agency: p.Agency, Session: ses, Must: acc.MustChange}, nil
}

type signInInput struct {
	Raw
	Body SignIn
}

type cookieAnswer struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      *Me
}

type cookieOnly struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
}

func (s *server) sessionRoutes() {
	t := tag("session")
	handle(s, anybody, "POST", "/session", "sign-in", "登录", s.signIn, t)
	handle(s, firstThing, "GET", "/session", "me", "当前用户", func(ctx context.Context, w *who, _ *struct{}) (*body[*Me], error) {
		me, err := s.me(ctx, w)
		return answer(me), err
	}, t)
	handle(s, firstThing, "DELETE", "/session", "sign-out", "退出", s.signOut, t)
	handle(s, firstThing, "POST", "/session/password", "change-password", "修改密码", s.changePassword, t)
	handle(s, signedIn, "GET", "/sessions", "list-sessions", "我的会话", s.listSessions, t)
	handle(s, signedIn, "DELETE", "/sessions/{id}", "end-session", "结束会话", s.endSession, t)
}

var errWrong = refuse("sign_in_failed", "登录名或者密码不正确；连续5次不正确，该登录名锁定15分钟。", "login or password is wrong; five failures lock the login for 15 minutes")

// signIn answers the same, after the same work, whether the login exists, is locked or the password is wrong.
func (s *server) signIn(ctx context.Context, old *who, in *signInInput) (*cookieAnswer, error) {
	ip := clientIP(in.req)
	if !s.signIns.allow(ip, time.Now()) {
		return nil, errRate
	}
	login := strings.ToLower(strings.TrimSpace(in.Body.Login))
	unlock := s.logins.lock(login)
	defer unlock()
	now := s.Now()
	acc, err := s.store.AccountByLogin(ctx, login)
	known := err == nil
	if err != nil && domain.CodeOf(err) != "not_found" {
		return nil, err
	}
	hash := s.decoy
	if known {
		hash = acc.PasswordHash
	}
	right, err := s.compare(ctx, in.Body.Password, hash)
	if err != nil {
		return nil, err
	}
	if !known {
		return nil, errWrong
	}
	if now.Before(acc.LockedUntil) {
		return nil, errWrong
	}
	if !right {
		return nil, s.failed(ctx, acc)
	}
	p, err := s.store.Person(ctx, acc.Person)
	if err != nil {
		return nil, err
	}
	if !p.LeftOn.IsZero() && s.today() > p.LeftOn {
		return nil, errWrong
	}
	if acc.FailedCount != 0 {
		acc.FailedCount, acc.LockedUntil = 0, time.Time{}
		if err := s.store.SaveAccount(ctx, acc); err != nil {
			return nil, err
		}
	}
	if old != nil { // a new person at this browser: the old session ends
		if err := s.store.DeleteSession(ctx, old.Session.Hash); err != nil {
			return nil, err
		}
	}
	w, err := s.begin(ctx, p, acc.MustChange, ip, in.req.UserAgent())
	if err != nil {
		return nil, err
	}
	me, err := s.me(ctx, w)
	if err != nil {
		return nil, err
	}
	return &cookieAnswer{s.cookie(in.req, w.Token, int(sessionLife.Seconds())), me}, nil
}

// failed counts a wrong password. A lock that has run out starts the count anew.
func (s *server) failed(ctx context.Context, acc store.Account) error {
	if acc.FailedCount >= maxFailures {
		acc.FailedCount, acc.LockedUntil = 0, time.Time{}
		if err := s.store.SaveAccount(ctx, acc); err != nil {
			return err
		}
	}
	if err := s.store.CountFailure(ctx, acc.Person, maxFailures, lockFor); err != nil {
		return err
	}
	if acc.FailedCount+1 == maxFailures {
		infoOf(ctx).log.Warn("login locked", "person", acc.Person)
	}
	return errWrong
}

// begin opens a session with a token nobody has seen before.
func (s *server) begin(ctx context.Context, p domain.Person, must bool, ip, agent string) (*who, error) {
	token, now := newToken(32), s.Now()
	ses := store.Session{Hash: digest(token), Person: p.ID, CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(sessionLife), IP: ip, Agent: cut(agent, 200)}
	if err := s.store.SaveSession(ctx, ses); err != nil {
		return nil, err
	}
	return &who{Person: p, Agency: p.Agency, Session: ses, Must: must, Token: token}, nil
}

// compare checks a password, as many at once as there are processors.
func (s *server) compare(ctx context.Context, password, hash string) (bool, error) {
	select {
	case s.hashing <- struct{}{}:
		defer func() { <-s.hashing }()
		return argon2id.ComparePasswordAndHash(password, hash)
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

func (s *server) signOut(ctx context.Context, w *who, in *struct{ Raw }) (*cookieOnly, error) {
	if err := s.store.DeleteSession(ctx, w.Session.Hash); err != nil {
		return nil, err
	}
	return &cookieOnly{s.cookie(in.req, "", -1)}, nil
}

func (s *server) changePassword(ctx context.Context, w *who, in *struct {
	Raw
	Body NewPassword
}) (*cookieAnswer, error) {
	if !s.signIns.allow(clientIP(in.req), time.Now()) {
		return nil, errRate
	}
	acc, err := s.store.AccountOf(ctx, w.Person.ID)
	if err != nil {
		return nil, err
	}
	unlock := s.logins.lock(acc.Login)
	defer unlock()
	right, err := s.compare(ctx, in.Body.Old, acc.PasswordHash)
	if err != nil {
		return nil, err
	}
	if !right {
		return nil, badField("old", "现密码不正确", "the present password is wrong")
	}
	if in.Body.New == in.Body.Old {
		return nil, badField("new", "新密码不能与现密码相同", "the new password is the present one")
	}
	if err := s.setPassword(ctx, &acc, in.Body.New, false); err != nil {
		return nil, err
	}
	// the token changes with the password, and every other session ends
	if err := s.store.DeleteSessionsOf(ctx, w.Person.ID, ""); err != nil {
		return nil, err
	}
	next, err := s.begin(ctx, w.Person, false, clientIP(in.req), in.req.UserAgent())
	if err != nil {
		return nil, err
	}
	me, err := s.me(ctx, next)
	if err != nil {
		return nil, err
	}
	return &cookieAnswer{s.cookie(in.req, next.Token, int(sessionLife.Seconds())), me}, nil
}

// setPassword checks a new password and saves it.
func (s *server) setPassword(ctx context.Context, acc *store.Account, password string, must bool) error {
	if n := utf8.RuneCountInString(password); n < minPassword {
		return badField("new", "密码至少10个字符", "a password has at least 10 characters")
	}
	if strings.EqualFold(password, acc.Login) || allSame(password) {
		return badField("new", "密码不能与登录名相同，也不能全是同一个字符", "a password is neither the login nor one character repeated")
	}
	select {
	case s.hashing <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	hash, err := hashPassword(password)
	<-s.hashing
	if err != nil {
		return err
	}
	acc.PasswordHash, acc.MustChange, acc.FailedCount, acc.LockedUntil = hash, must, 0, time.Time{}
	return s.store.SaveAccount(ctx, *acc)
}

func allSame(p string) bool {
	r, _ := utf8.DecodeRuneInString(p)
	return strings.Trim(p, string(r)) == ""
}

func (s *server) listSessions(ctx context.Context, w *who, _ *struct{}) (*body[[]SessionRow], error) {
	list, err := s.store.SessionsOf(ctx, w.Person.ID)
	if err != nil {
		return nil, err
	}
	out := []SessionRow{}
	now := s.Now()
	for _, x := range list {
		if now.Before(x.ExpiresAt) && now.Before(x.SeenAt.Add(sessionIdle)) {
			out = append(out, SessionRow{x.Hash[:16], x.Hash == w.Session.Hash, x.CreatedAt, x.SeenAt, x.ExpiresAt, x.IP, x.Agent})
		}
	}
	return answer(out), nil
}

func (s *server) endSession(ctx context.Context, w *who, in *struct {
	ID string `path:"id" minLength:"16" maxLength:"16"`
}) (*nothing, error) {
	list, err := s.store.SessionsOf(ctx, w.Person.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(list, func(x store.Session) bool { return x.Hash[:16] == in.ID })
	if i < 0 {
		return nil, errNotFound
	}
	return nil, s.store.DeleteSession(ctx, list[i].Hash)
}

// me tells who one is and what one may do today.
func (s *server) me(ctx context.Context, w *who) (*Me, error) {
	on, p := s.today(), w.Person
	me := &Me{Person: MePerson{p.ID, p.Name, p.Login, p.Section, p.Title}, Roles: []MeRole{}, Powers: []string{}, MustChangePassword: w.Must,
		Today: on, Version: s.Version, Demo: s.Demo}
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	me.Agency = MeAgency{a.ID, a.Name, a.Short, a.Region, list(a.Sections), list(a.Townships)}
	for _, g := range p.Grants {
		if g.Agency == w.Agency && p.Holds(g.Role, g.Agency, on) && on >= g.From && (g.Until.IsZero() || on <= g.Until) {
			r := MeRole{Role: g.Role, Title: domain.RoleTitles[g.Role][0], English: domain.RoleTitles[g.Role][1], Until: g.Until, For: g.For}
			if g.For != "" {
				b, err := s.store.Person(ctx, g.For)
				if err != nil {
					return nil, err
				}
				r.ForName = b.Name
			}
			me.Roles = append(me.Roles, r)
		}
	}
	if w.Must {
		return me, nil
	}
	me.Powers = s.Guard.Powers(p, w.Agency, on)
	me.Counters, err = s.store.TaskCounts(ctx, s.tasksOf(w))
	return me, err
}

// rolesOf are the offices a person holds today.
func (s *server) rolesOf(w *who) []domain.Role {
	var out []domain.Role
	for _, g := range w.Person.Grants {
		if w.Person.Holds(g.Role, w.Agency, s.today()) && !slices.Contains(out, g.Role) {
			out = append(out, g.Role)
		}
	}
	return out
}

// list is never nil, so that the pages need not ask.
func list[T any](x []T) []T {
	if x == nil {
		return []T{}
	}
	return x
}

func cut(s string, n int) string {
	r := []rune(strings.ToValidUTF8(s, ""))
	return string(r[:min(n, len(r))])
}
