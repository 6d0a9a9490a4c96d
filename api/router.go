package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"reflect"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

const base = "/api/v1"

// server holds what handlers need. Nothing in it changes after New but the brakes and the counters.
type server struct {
	Deps
	store     Store
	metrics   *metrics
	origins   *http.CrossOriginProtection
	byAddress *limiter
	bySession *limiter
	signIns   *limiter
	lookups   *limiter // of one application: guessing the phone number behind it
	logins    striped
	hub       hub
	hashing   chan struct{} // argon2id is dear on purpose: as many at once as there are processors
	decoy     string        // the hash compared with when there is no such login
	spec      []byte
	huma      huma.API
}

// New builds everything that can be asked. Without a Store it can still describe itself.
func New(d Deps) (http.Handler, error) {
	_, engine, err := build(d)
	if err != nil {
		return nil, err
	}
	return engine, nil
}

// OpenAPI is the description of the API, as /openapi.json answers it and as api/openapi.json keeps it.
func OpenAPI(guard *policies.Guard) ([]byte, error) {
	s, _, err := build(Deps{Guard: guard})
	if err != nil {
		return nil, err
	}
	return s.spec, nil
}

func build(d Deps) (*server, *gin.Engine, error) {
	if d.Guard == nil {
		return nil, nil, errors.New("api: no guard: nothing would be allowed")
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.Metrics == nil {
		d.Metrics = newRegistry()
	}
	d.Limits.fill()
	s := &server{Deps: d, store: d.Store, metrics: newMetrics(d.Metrics), origins: http.NewCrossOriginProtection(),
		byAddress: newLimiter(d.Limits.PerAddress, d.Limits.AddressBurst), bySession: newLimiter(d.Limits.PerSession, d.Limits.SessionBurst),
		signIns: newLimiter(d.Limits.SignIn, d.Limits.Burst), lookups: newLimiter(1.0/120, 5), hashing: make(chan struct{}, runtime.GOMAXPROCS(0))}
	for _, o := range d.TrustedOrigins {
		if err := s.origins.AddTrustedOrigin(o); err != nil {
			return nil, nil, fmt.Errorf("trusted origin %q: %w", o, err)
		}
	}
	if d.Store != nil {
		s.hub.subscribe = d.Store.Subscribe
	}
	var err error
	if s.decoy, err = hashPassword(newToken(16)); err != nil {
		return nil, nil, err
	}

	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.HandleMethodNotAllowed = true
	r.RedirectTrailingSlash = false
	if err := r.SetTrustedProxies(d.TrustedProxies); err != nil {
		return nil, nil, fmt.Errorf("trusted proxies: %w", err)
	}
	r.Use(otelgin.Middleware("yifa", otelgin.WithFilter(func(r *http.Request) bool { return r.URL.Path != "/healthz" && r.URL.Path != "/metrics" })),
		s.number, s.accessLog, refusalsAsPages, s.recovered, s.headers, s.readable, s.perAddress, s.sameSite)

	r.GET("/healthz", s.alive)
	r.GET("/readyz", s.ready)
	r.GET("/metrics", s.lagFirst, gin.WrapH(promhttp.HandlerFor(d.Metrics, promhttp.HandlerOpts{})))
	r.GET("/openapi.json", func(c *gin.Context) { c.Data(http.StatusOK, "application/openapi+json", s.spec) })

	s.huma = humagin.NewWithGroup(r, r.Group(base, s.authenticate), config())
	s.register()
	if s.spec, err = json.MarshalIndent(s.huma.OpenAPI(), "", " "); err != nil {
		return nil, nil, fmt.Errorf("openapi: %w", err)
	}
	s.spec = append(s.spec, '\n')

	pages, err := s.pages()
	if err != nil {
		return nil, nil, err
	}
	r.NoRoute(pages)
	r.NoMethod(func(c *gin.Context) {
		abort(c, refuse("method_not_allowed", "这个地址不支持这种请求。", "this address does not take this method"))
	})
	return s, r, nil
}

// register is the list of everything that can be asked under /api/v1. Every operation names who may ask: nothing is
// open that does not say so.
func (s *server) register() {
	s.sessionRoutes()
	s.actRoutes()
	s.caseRoutes()
	s.taskRoutes()
	s.boardRoutes()
	s.cleanupRoutes()
	s.hearingRoutes()
	s.supervisionRoutes()
	s.proposalRoutes()
	s.reportRoutes()
	s.enforcementRoutes()
	s.licenceRoutes()
	s.peopleRoutes()
	s.partyRoutes()
	s.organizationRoutes()
	s.calendarRoutes()
	s.ruleRoutes()
	s.fileRoutes()
	s.paperRoutes()
	s.exportRoutes()
	s.moneyRoutes()
	s.applicationRoutes()
	s.filingRoutes()
	s.streamRoutes()
}

// need is who may ask for an operation.
type need struct {
	level int
	power policies.Power
}

const (
	levelOpen     = iota // anybody: signing in
	levelRestrict        // signed in, even with a first password still to be changed
	levelSigned          // signed in
	levelPower           // signed in and holding the power today
)

var (
	anybody    = need{level: levelOpen}
	firstThing = need{level: levelRestrict}
	signedIn   = need{level: levelSigned}
)

func having(p policies.Power) need { return need{levelPower, p} }

func (n need) String() string {
	switch n.level {
	case levelOpen:
		return "anybody"
	case levelPower:
		return n.power.String()
	}
	return "signed_in"
}

// who asks: the person of the session, never anybody named in a request.
type who struct {
	Person  domain.Person
	Agency  domain.AgencyID
	Session store.Session
	Must    bool // the first password is still to be changed
	Token   string
}

var errSignIn = refuse("unauthenticated", "请先登录；如已登录，可能已超时或者在别处退出。", "sign in first; the session may have ended")

// admit asks whether the person of the request may use the operation.
func (s *server) admit(ctx context.Context, n need) (*who, error) {
	i := infoOf(ctx)
	switch {
	case n.level == levelOpen:
		return i.who, nil
	case i.who == nil:
		return nil, errSignIn
	case i.who.Must && n.level > levelRestrict:
		return nil, refuse("password_change_required", "请先修改初始密码。", "change the first password before anything else")
	case n.level == levelPower:
		return i.who, s.Guard.Can(i.who.Person, n.power, i.who.Agency, s.today())
	}
	return i.who, nil
}

// handle registers one operation with who may ask for it.
func handle[I, O any](s *server, n need, method, path, id, summary string, h func(context.Context, *who, *I) (*O, error), more ...func(*huma.Operation)) {
	op := huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, MaxBodyBytes: maxBody, BodyReadTimeout: time.Minute,
		Extensions: map[string]any{"x-power": n.String()}}
	if n.level != levelOpen {
		op.Security = []map[string][]string{{"session": {}}}
	}
	for _, m := range more {
		m(&op)
	}
	upload := op.RequestBody // declared only: huma would read it as JSON, the handler reads it as it arrives
	if upload != nil && upload.Content["application/json"] == nil {
		op.RequestBody = nil
	} else {
		upload = nil
	}
	defer func() {
		if upload != nil {
			s.huma.OpenAPI().Paths[path].Post.RequestBody = upload
		}
	}()
	huma.Register(s.huma, op, func(ctx context.Context, in *I) (*O, error) {
		w, err := s.admit(ctx, n)
		if err != nil {
			return nil, problemOf(ctx, err)
		}
		out, err := h(ctx, w, in)
		if err != nil {
			return nil, problemOf(ctx, err)
		}
		return out, nil
	})
}

func tag(t string) func(*huma.Operation) {
	return func(op *huma.Operation) { op.Tags = append(op.Tags, t) }
}

// body is an answer with a JSON body.
type body[T any] struct{ Body T }

func answer[T any](v T) *body[T] { return &body[T]{v} }

// nothing is an answer without a body.
type nothing struct{}

func config() huma.Config {
	c := huma.DefaultConfig("依法 Yifa", "1")
	c.Info.Description = "民政行政执法与审批。身份只取自会话；每项操作的职权见 x-power；拒绝一律为 application/problem+json。"
	c.OpenAPIPath, c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", "", nil
	c.Servers = []*huma.Server{{URL: base}}
	c.Formats = map[string]huma.Format{"application/json": {Marshal: writeJSON, Unmarshal: readJSON}, "json": {Marshal: writeJSON, Unmarshal: readJSON}}
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"session": {Type: "apiKey", In: "cookie", Name: cookiePlain}}
	reg := c.Components.Schemas
	reg.RegisterTypeAlias(reflect.TypeFor[domain.Date](), reflect.TypeFor[dateSchema]())
	reg.RegisterTypeAlias(reflect.TypeFor[store.RawJSON](), reflect.TypeFor[anySchema]())
	return c
}

// dateSchema describes domain.Date.
type dateSchema string

func (dateSchema) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Pattern: `^(1949-1[0-2]|19[5-9]\d-\d\d|2[01]\d\d-\d\d)-\d\d$`, PatternDescription: "1949年10月1日以后的日期，如 2026-11-22"}
}

// anySchema describes JSON that is handed on as it is.
type anySchema string

func (anySchema) Schema(huma.Registry) *huma.Schema { return &huma.Schema{} }

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

func unmarshal(data []byte, v any) error { return json.Unmarshal(data, v) }

func parseQuery(raw string) (url.Values, error) { return url.ParseQuery(raw) }

func stack() string { return string(debug.Stack()) }
