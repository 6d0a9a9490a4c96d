package api

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// This file is the desk of applicants: they apply, see what is missing, supplement, follow the progress and receive the result.
// Who applies has no account: the application's number and the phone number given with it open a session that belongs to that one
// file. Whoever guesses learns nothing, not even whether a number exists.

const applicantLife = 12 * time.Hour

// ApplicationView is what an applicant sees of the own application.
type ApplicationView struct {
	Reference  string               `json:"reference"`
	Title      string               `json:"title"`
	Kind       string               `json:"kind"`
	Stage      domain.Stage         `json:"stage"`
	StageTitle string               `json:"stage_title"`
	Outcome    string               `json:"outcome,omitempty"`
	OpenedOn   domain.Date          `json:"opened_on"`
	ReceivedOn domain.Date          `json:"received_on,omitzero"`
	AcceptedOn domain.Date          `json:"accepted_on,omitzero"`
	Deemed     bool                 `json:"deemed,omitempty"`
	Items      domain.OrgItems      `json:"items"`
	Changed    []string             `json:"changed,omitempty"`
	Materials  []domain.RegMaterial `json:"materials"`
	Gaps       *domain.RegGaps      `json:"gaps,omitempty"`
	Clocks     []ApplicationClock   `json:"clocks"`
	Documents  []ApplicationPaper   `json:"documents"`
	Decision   *ApplicationResult   `json:"decision,omitempty"`
	USCC       string               `json:"uscc,omitempty"`
	Acts       []string             `json:"acts" doc:"申请人现在可以办理的事项"`
	Version    int                  `json:"version"`
	Phone      string               `json:"bureau_phone,omitempty"`
}

// ApplicationClock is a limit that concerns the applicant.
type ApplicationClock struct {
	ID        string      `json:"id" doc:"decide 法定期限，promised 承诺时限，等等"`
	Title     string      `json:"title"`
	Due       domain.Date `json:"due,omitzero" doc:"不计时的期间为空"`
	Ended     bool        `json:"ended,omitempty"`
	Article   string      `json:"article,omitempty"`
	N         int         `json:"n"`
	Unit      domain.Unit `json:"unit"`
	Confirmed bool        `json:"confirmed"`
}

// ApplicationPaper is an instrument addressed to the applicant.
type ApplicationPaper struct {
	Type     string      `json:"type"`
	Title    string      `json:"title"`
	Number   string      `json:"number,omitempty"`
	IssuedOn domain.Date `json:"issued_on"`
	PDF      domain.Blob `json:"pdf,omitempty" doc:"生成之前为空"`
}

// ApplicationResult is the decision as the applicant is told.
type ApplicationResult struct {
	Grant    bool        `json:"grant"`
	On       domain.Date `json:"on"`
	Reasons  string      `json:"reasons,omitempty"`
	Remedies string      `json:"remedies,omitempty"`
}

// toApplicant are the instruments that go to the applicant.
var toApplicant = []string{"R-1", "R-2", "R-3", "R-4", "R-4n", "R-6", "R-6s", "R-7", "R-8", "R-8n", "R-9", "R-9c"}

// ownClocks are the clocks an applicant is told of.
var ownClocks = []string{"tell", "supplement", "promise", "decide", "promised", "deliver", "name", "apply", "file"}

func (s *server) applicationRoutes() {
	t, d := tag("public"), door[*ApplicationView]{server: s, own: s.mine, view: s.applicationView, papers: toApplicant,
		mine: func(spec domain.Spec, _ *domain.Case) bool {
			return spec.Procedure == domain.ProcRegistration && !spec.Opens
		},
		barred: refuse("not_permitted", "申请人不能办理此事项。", "this is not for applicants to do"),
		closed: refuse("file_closed", "申请已经办结，不能再上传材料。", "the application is closed"),
		handed: func(c *domain.Case) (out []domain.File) {
			for _, m := range c.Registration.Materials {
				out = append(out, m.Files...)
			}
			return out
		}}
	handle(s, anybody, "POST", "/public/applications", "apply", "提交登记申请", s.apply, t)
	handle(s, anybody, "POST", "/public/application/session", "application-sign-in", "凭案卷编号和电话查询", s.openApplication, t)
	handle(s, anybody, "DELETE", "/public/application/session", "application-sign-out", "结束查询", s.leaveApplication, t)
	handle(s, anybody, "GET", "/public/application", "application", "我的申请", d.look, t)
	handle(s, anybody, "POST", "/public/application/steps/{act}", "application-act", "申请人办理", d.act, t)
	handle(s, anybody, "POST", "/public/application/files", "application-upload", "上传申请材料（字段 file，最大50 MB）", d.upload, t, takesFile)
	handle(s, anybody, "GET", "/public/application/files/{hash}", "application-file", "申请中的文件和文书", d.file, t, produces("application/octet-stream"))
	handle(s, anybody, "GET", "/public/registration/materials", "registration-materials", "登记事项的材料、条件和期限", s.registrationGuide, t)
	handle(s, anybody, "GET", "/public/registration/name", "registration-name", "名称自助查询", s.nameFree, t)
	handle(s, anybody, "GET", "/public/registration/organization", "registration-organization", "按统一社会信用代码查登记事项", s.registered, t)
	handle(s, signedIn, "GET", "/cases/{id}/registration", "registration-desk", "办理登记所需的材料、条件和不予登记情形", s.registrationDesk, tag("cases"))
}

func (s *server) applicantCookie(r *http.Request, value string, age int) http.Cookie {
	c := s.cookie(r, value, age) //nolint:gosec // as cookie made it
	c.Name += "-applicant"
	return c
}

// opensFile is the file of the session of the request; nil where there is no session.
func (s *server) opensFile(ctx context.Context, r *http.Request) (*domain.Case, error) {
	k, err := r.Cookie(s.cookieName(r) + "-applicant")
	if err != nil || k.Value == "" {
		return nil, nil //nolint:nilerr // no cookie is no session, and no fault
	}
	id, err := s.store.ApplicantOf(ctx, digest(k.Value))
	if domain.CodeOf(err) == "not_found" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.store.Case(ctx, id)
}

// mine is the application of the session of the request.
func (s *server) mine(ctx context.Context, r *http.Request) (*domain.Case, error) {
	c, err := s.opensFile(ctx, r)
	if err != nil {
		return nil, err
	}
	if c == nil || c.Registration == nil {
		return nil, refuse("application_session", "请凭案卷编号和申请时留存的电话查询。", "open the application with its number and the phone number given")
	}
	return c, nil
}

type applicationAnswer struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      *ApplicationView
}

// opened begins a session for the application.
func (s *server) opened(ctx context.Context, r *http.Request, id domain.CaseID) (*applicationAnswer, error) {
	cookie, err := s.applicantSession(ctx, r, id)
	if err != nil {
		return nil, err
	}
	c, err := s.store.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	v, err := s.applicationView(ctx, c)
	return &applicationAnswer{cookie, v}, err
}

// applicantSession begins a session that belongs to one file; whoever begins another leaves the one before.
func (s *server) applicantSession(ctx context.Context, r *http.Request, id domain.CaseID) (http.Cookie, error) {
	token := newToken(32)
	err := s.store.SaveApplicant(ctx, store.ApplicantSession{Hash: digest(token), Case: id, ExpiresAt: s.Now().Add(applicantLife)})
	return s.applicantCookie(r, token, int(applicantLife.Seconds())), err
}

func (s *server) apply(ctx context.Context, _ *who, in *struct {
	Raw
	Keyed
	Body domain.BeginRegistration
}) (*applicationAnswer, error) {
	if !s.signIns.allow(clientIP(in.req), time.Now()) {
		return nil, errRate
	}
	cmd := in.Body
	if cmd.Channel != "mobile" {
		cmd.Channel = "online"
	}
	got, err := s.applicantAct(ctx, "", &cmd, in.Key, nil)
	if err != nil {
		return nil, err
	}
	return s.opened(ctx, in.req, got.Case)
}

// applicantAct asks the store for an act of the applicant, if applicants may do such a thing at all.
func (s *server) applicantAct(ctx context.Context, id domain.CaseID, cmd domain.Command, key string, version *int) (store.Receipt, error) {
	a, err := s.store.Agency(ctx)
	if err != nil {
		return store.Receipt{}, err
	}
	spec, _ := domain.SpecOf(cmd.Act())
	if err := s.Guard.Can(domain.TheApplicant(a.ID), policies.Of(spec), a.ID, s.today()); err != nil {
		return store.Receipt{}, err
	}
	return s.store.Act(ctx, store.Request{Case: id, Command: cmd, Actor: domain.Applicant, RecordedBy: domain.Applicant, Key: key, Version: version})
}

var errNoApplication = refuse("no_application", "没有这项申请，或者电话与申请时留存的不一致；请核对后再试，也可以到窗口查询。", "there is no such application, or the phone number is not the one given with it")

func (s *server) openApplication(ctx context.Context, _ *who, in *struct {
	Raw
	Body struct {
		Reference string `json:"reference" minLength:"4" maxLength:"60" doc:"案卷编号"`
		Phone     string `json:"phone" minLength:"5" maxLength:"30" doc:"申请时留存的电话"`
	}
}) (*applicationAnswer, error) {
	c, err := s.byReference(ctx, in.req, in.Body.Reference, domain.ProcRegistration)
	if err != nil {
		return nil, err
	}
	if c == nil || c.Registration == nil || !samePhone(c.Registration.Applicant.Phone, in.Body.Phone) {
		return nil, errNoApplication
	}
	return s.opened(ctx, in.req, c.ID)
}

// byReference is the file of one of the procedures that somebody without an account asks for by its number; nil where there is none. Who
// asks too often is told so, whatever the number.
func (s *server) byReference(ctx context.Context, r *http.Request, said string, procedures ...domain.Procedure) (*domain.Case, error) {
	ref := strings.ReplaceAll(strings.TrimSpace(said), " ", "")
	if !s.signIns.allow(clientIP(r), time.Now()) || !s.lookups.allow(ref, time.Now()) {
		return nil, errRate
	}
	var c *domain.Case
	for _, p := range procedures {
		id, err := s.store.FindReference(ctx, p, ref)
		if domain.CodeOf(err) == "not_found" {
			continue
		}
		if err != nil {
			return nil, err
		}
		if c, err = s.store.Case(ctx, id); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// samePhone compares two phone numbers by their digits; without one there is nothing to prove anything with.
func samePhone(known, said string) bool {
	return len(digits(known)) >= 5 && subtle.ConstantTimeCompare([]byte(digits(known)), []byte(digits(said))) == 1
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

type leftAnswer struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
}

func (s *server) leaveApplication(ctx context.Context, _ *who, in *struct{ Raw }) (*leftAnswer, error) {
	if k, err := in.req.Cookie(s.cookieName(in.req) + "-applicant"); err == nil {
		if err := s.store.DeleteApplicant(ctx, digest(k.Value)); err != nil {
			return nil, err
		}
	}
	return &leftAnswer{s.applicantCookie(in.req, "", -1)}, nil
}

func (s *server) applicationView(ctx context.Context, c *domain.Case) (*ApplicationView, error) {
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	r := c.Registration
	v := &ApplicationView{Reference: c.Reference, Title: c.Title, Kind: r.Kind, Stage: c.Stage, StageTitle: domain.StageTitle(c.Stage), Outcome: c.Outcome, OpenedOn: c.OpenedOn, ReceivedOn: r.ReceivedOn,
		AcceptedOn: r.AcceptedOn, Deemed: r.Deemed, Items: r.Items, Changed: r.Changed, Materials: r.Materials, Gaps: r.Gaps, USCC: r.USCC, Version: c.Seq, Phone: a.Phone}
	if v.Materials == nil { // not received yet: what will be needed
		_, _, norms, err := s.store.Law(ctx)
		if err != nil {
			return nil, err
		}
		if v.Materials = norms.Materials(r, s.today()); v.Materials == nil {
			v.Materials = []domain.RegMaterial{}
		}
	}
	v.Clocks, v.Documents = clocksOf(c, ownClocks), papersOf(c, toApplicant)
	if d := r.Decision; d != nil {
		v.Decision = &ApplicationResult{d.Grant, d.On, d.Reasons, d.Remedies}
	}
	v.Acts = s.ownActs(a.ID, c, func(domain.Spec) bool { return true })
	return v, nil
}

// door is how somebody without an account works on the one file of the session: an applicant on the application, an organization on a file
// about it.
type door[V any] struct {
	*server
	own    func(context.Context, *http.Request) (*domain.Case, error)
	view   func(context.Context, *domain.Case) (V, error)
	mine   func(domain.Spec, *domain.Case) bool // the acts of whoever comes in here
	barred error                                // told of another
	closed error                                // told who hands in papers for a file that is closed
	papers []string                             // the types of instruments that go to whoever comes in here
	handed func(*domain.Case) []domain.File     // and what was handed in
}

func (d door[V]) look(ctx context.Context, _ *who, in *struct{ Raw }) (*body[V], error) {
	c, err := d.own(ctx, in.req)
	if err != nil {
		return nil, err
	}
	v, err := d.view(ctx, c)
	return answer(v), err
}

func (d door[V]) act(ctx context.Context, _ *who, in *struct {
	Raw
	Keyed
	Act  string `path:"act" maxLength:"60"`
	Body struct {
		Data    map[string]any `json:"data" doc:"该事项的内容，与工作人员办理时相同"`
		Version *int           `json:"version,omitempty" doc:"所见的版本"`
	}
}) (*body[V], error) {
	c, err := d.own(ctx, in.req)
	if err != nil {
		return nil, err
	}
	if spec, known := domain.SpecOf(in.Act); known && !d.mine(spec, c) {
		return nil, d.barred
	}
	data, err := json.Marshal(in.Body.Data)
	if err != nil {
		return nil, err
	}
	cmd, err := domain.ReadCommand(in.Act, data)
	if err != nil {
		return nil, err
	}
	if _, err := d.applicantAct(ctx, c.ID, cmd, in.Key, in.Body.Version); err != nil {
		return nil, err
	}
	if c, err = d.store.Case(ctx, c.ID); err != nil {
		return nil, err
	}
	v, err := d.view(ctx, c)
	return answer(v), err
}

func (d door[V]) upload(ctx context.Context, w *who, in *struct{ Raw }) (*body[domain.File], error) {
	c, err := d.own(ctx, in.req)
	if err != nil {
		return nil, err
	}
	if !c.Open() {
		return nil, d.closed
	}
	return d.server.upload(ctx, w, in)
}

func (d door[V]) file(ctx context.Context, _ *who, in *struct {
	Raw
	Hash     domain.Blob `path:"hash" minLength:"64" maxLength:"64" pattern:"^[0-9a-f]{64}$"`
	Download bool        `query:"download" doc:"保存而不打开"`
}) (*huma.StreamResponse, error) {
	c, err := d.own(ctx, in.req)
	if err != nil {
		return nil, err
	}
	if f, ok := paperOf(c, d.papers, in.Hash); ok {
		return d.showFile(ctx, f, in.Download)
	}
	for _, f := range d.handed(c) {
		if f.Hash == in.Hash {
			return d.showFile(ctx, f, in.Download)
		}
	}
	return nil, errNotFound
}

// ownActs are the acts that whoever has no account may do on the file now, of those that are theirs.
func (s *server) ownActs(agency domain.AgencyID, c *domain.Case, mine func(domain.Spec) bool) []string {
	out, me := []string{}, domain.TheApplicant(agency)
	for _, spec := range domain.Acts() {
		if mine(spec) && domain.Offers(spec, c) && s.Guard.May(me, spec, c, s.today()) == nil {
			out = append(out, spec.Name)
		}
	}
	return out
}

// clocksOf are the clocks of a file that its owner is told of.
func clocksOf(c *domain.Case, own []string) []ApplicationClock {
	out := []ApplicationClock{}
	for _, k := range c.Clocks {
		base, _, _ := strings.Cut(k.ID, "#")
		if slices.Contains(own, base) {
			out = append(out, ApplicationClock{base, k.Title, k.Due, k.Ended(), k.Article, k.Term.N, k.Term.Unit, k.Status == domain.Confirmed})
		}
	}
	return out
}

// papersOf are the instruments of some types that hold good.
func papersOf(c *domain.Case, types []string) []ApplicationPaper {
	out := []ApplicationPaper{}
	for _, d := range c.Documents {
		if !slices.Contains(types, d.Type) || !d.VoidedOn.IsZero() {
			continue
		}
		p := ApplicationPaper{Type: d.Type, Title: d.Title, Number: d.Number, IssuedOn: d.IssuedOn}
		for _, f := range d.Files {
			if f.Type == "application/pdf" {
				p.PDF = f.Hash
			}
		}
		out = append(out, p)
	}
	return out
}

// paperOf is the file of an instrument of some types.
func paperOf(c *domain.Case, types []string, h domain.Blob) (domain.File, bool) {
	for _, d := range c.Documents {
		for _, f := range d.Files {
			if f.Hash == h && slices.Contains(types, d.Type) {
				return f, true
			}
		}
	}
	return domain.File{}, false
}

// RegistrationGuide is what the law wants published of a matter (行政许可法 30): materials, conditions, limits.
type RegistrationGuide struct {
	Materials  []domain.RegMaterial  `json:"materials"`
	Conditions []domain.RegCondition `json:"conditions"`
	Limits     []GuideLimit          `json:"limits"`
	Bureau     GuideBureau           `json:"bureau"`
	Today      domain.Date           `json:"today"`
}

// GuideBureau is the registrar as an applicant must know it.
type GuideBureau struct {
	Name      string   `json:"name"`
	Region    string   `json:"region" doc:"名称冠以的行政区划"`
	Phone     string   `json:"phone,omitempty"`
	Address   string   `json:"address,omitempty"`
	Townships []string `json:"townships"`
}

// GuideLimit is a limit of the law, or promised.
type GuideLimit struct {
	Title     string      `json:"title"`
	N         int         `json:"n"`
	Unit      domain.Unit `json:"unit"`
	Article   string      `json:"article"`
	Confirmed bool        `json:"confirmed"`
	Use       string      `json:"use,omitempty" enum:"statutory,promised" doc:"办理期限：法定，承诺；其他期限为空"`
}

func guideLimit(x domain.Rule, use string) GuideLimit {
	return GuideLimit{x.TitleZH, x.Term.N, x.Term.Unit, x.Basis(), x.Status == domain.Confirmed, use}
}

// limitsOf are the limit of the law and the promised one for an application of the day.
func limitsOf(rules *domain.RuleBook, r *domain.Registration, on domain.Date) []GuideLimit {
	out := []GuideLimit{}
	for _, use := range []string{domain.LimitByLaw, domain.LimitByPromise} {
		if x, err := rules.Limit(r, use, on); err == nil {
			out = append(out, guideLimit(x, use))
		}
	}
	return out
}

func (s *server) registrationGuide(ctx context.Context, _ *who, in *struct {
	Kind    string           `query:"kind" enum:"establish,change,deregister,charter,replace" default:"establish"`
	Subject domain.PartyKind `query:"subject" enum:"association,service_org" default:"association"`
	Mode    string           `query:"mode" enum:"dual,direct" default:"dual"`
	Items   []string         `query:"items" doc:"变更的事项"`
	Charity bool             `query:"charity"`
}) (*body[RegistrationGuide], error) {
	_, rules, norms, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	r := &domain.Registration{Kind: in.Kind, Subject: in.Subject, Items: domain.OrgItems{Mode: in.Mode}, Changed: in.Items, Charity: in.Charity}
	g := RegistrationGuide{Materials: norms.Materials(r, s.today()), Conditions: norms.Conditions(r, &domain.Facts{At: s.Now()}), Limits: []GuideLimit{},
		Bureau: GuideBureau{a.Name, a.Region, a.Phone, a.Address, list(a.Townships)}, Today: s.today()}
	for i := range g.Conditions {
		g.Conditions[i].Machine, g.Conditions[i].Why = "", ""
	}
	if x, err := rules.At("T01", s.today()); err == nil {
		g.Limits = append(g.Limits, guideLimit(x, ""))
	}
	g.Limits = append(g.Limits, limitsOf(rules, r, s.today())...)
	if x, err := rules.At("T04", s.today()); err == nil {
		g.Limits = append(g.Limits, guideLimit(x, ""))
	}
	return answer(g), nil
}

// RegistrationDesk is what the law of the day asks of an application in hand: what the forms of the window and of the review show.
type RegistrationDesk struct {
	Materials  []domain.RegMaterial  `json:"materials" doc:"收件前为应当提交的材料，收件后为案卷中的材料"`
	Conditions []domain.RegCondition `json:"conditions" doc:"登记条件和系统核对结果"`
	Refusals   []domain.RefusalRow   `json:"refusals" doc:"可能适用的不予登记情形"`
	Limits     []GuideLimit          `json:"limits" doc:"今天受理的，法定期限和承诺时限"`
}

func (s *server) registrationDesk(ctx context.Context, w *who, in *OfCase) (*body[RegistrationDesk], error) {
	c, err := s.fileOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	r := c.Registration
	if r == nil {
		return nil, errNotFound
	}
	_, rules, norms, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	facts := &domain.Facts{At: s.Now()}
	if r.Org != "" { // what the register says of it: a charity's conditions, a revocation that was told
		p, err := s.store.Party(ctx, r.Org)
		if err != nil {
			return nil, err
		}
		facts.Parties = map[domain.PartyID]domain.Party{r.Org: p}
	}
	out := RegistrationDesk{Limits: limitsOf(rules, r, s.today()), Materials: list(r.Materials), Conditions: list(norms.Conditions(r, facts)), Refusals: list(norms.Refusals(r, s.today()))}
	if r.Materials == nil {
		out.Materials = list(norms.Materials(r, s.today()))
	}
	return answer(out), nil
}

// RegisteredOrg is what the register shows everybody of an organization; a change begins from it.
type RegisteredOrg struct {
	ID     domain.PartyID   `json:"id"`
	Name   string           `json:"name"`
	Kind   domain.PartyKind `json:"kind"`
	USCC   string           `json:"uscc"`
	Status string           `json:"status"`
	Items  domain.OrgItems  `json:"items"`
}

func (s *server) registered(ctx context.Context, _ *who, in *struct {
	USCC string `query:"uscc" minLength:"18" maxLength:"18" required:"true"`
}) (*body[RegisteredOrg], error) {
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.store.OrganizationByCode(ctx, a.ID, strings.ToUpper(in.USCC))
	if domain.CodeOf(err) == "not_found" || err == nil && p.Org == nil {
		return nil, refuse("no_organization", "登记簿中没有这个代码的社会组织，请核对后再试。", "the register holds no organization with this code")
	}
	if err != nil {
		return nil, err
	}
	return answer(RegisteredOrg{p.ID, p.Name, p.Kind, p.USCC, p.Org.Status, p.Org.OrgItems}), nil
}

// NameAnswer says whether a name is free by the register. A person still looks at it.
type NameAnswer struct {
	Name string       `json:"name"`
	Free bool         `json:"free"`
	Held []NameHeldBy `json:"held"`
}

// NameHeldBy is a name in the way.
type NameHeldBy struct {
	Name  string      `json:"name"`
	Why   string      `json:"why"`
	Until domain.Date `json:"until,omitzero"`
}

func (s *server) nameFree(ctx context.Context, _ *who, in *struct {
	District string `query:"district" maxLength:"20" required:"true"`
	Brand    string `query:"brand" maxLength:"20"`
	Field    string `query:"field" maxLength:"40" required:"true"`
	Form     string `query:"form" maxLength:"20" required:"true"`
}) (*body[NameAnswer], error) {
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	n := domain.OrgName{District: in.District, Brand: in.Brand, Field: in.Field, Form: in.Form}
	held, err := s.store.NamesHeld(ctx, a.ID, n)
	if err != nil {
		return nil, err
	}
	out := NameAnswer{Name: n.String(), Free: true, Held: []NameHeldBy{}}
	for _, h := range held {
		if h.Bars(s.today()) {
			out.Free = false
			out.Held = append(out.Held, NameHeldBy{h.Name.String(), h.Why, h.Until})
		}
	}
	return answer(out), nil
}
