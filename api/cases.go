package api

import (
	"context"
	"errors"
	"slices"
	"time"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// CaseRow is a file in a list, with the name of its stage.
type CaseRow struct {
	store.CaseRow
	StageTitle string `json:"stage_title"`
}

// CaseFile is everything the page of a file shows.
type CaseFile struct {
	Case        *domain.Case                `json:"case"`
	Version     int                         `json:"version"`
	StageTitle  string                      `json:"stage_title"`
	Steps       []StepRow                   `json:"steps"`
	AllowedActs []AllowedAct                `json:"allowed_acts"`
	Clocks      []ClockRow                  `json:"clocks"`
	People      map[domain.PersonID]Someone `json:"people"`
	Parent      *CaseRow                    `json:"parent,omitempty"`
	Children    []CaseRow                   `json:"children"`
	Timeline    []TimelineRow               `json:"timeline"`

	BackfillingUntil time.Time `json:"backfilling_until,omitzero" doc:"正在补录：在此以前系统不自行推进本案"`
}

// StepRow is a stage on the main line of the procedure.
type StepRow struct {
	Stage   domain.Stage `json:"stage"`
	Title   string       `json:"title"`
	English string       `json:"english"`
	State   string       `json:"state" enum:"done,current,todo,skipped"`
}

// AllowedAct is an act that is possible at this stage; Refused says why not by this person.
type AllowedAct struct {
	Name        string   `json:"name"`
	Title       string   `json:"title"`
	English     string   `json:"english"`
	Article     string   `json:"article,omitempty"`
	Starts      string   `json:"starts,omitempty"`
	Enforcement bool     `json:"enforcement,omitempty"`
	Refused     *Refusal `json:"refused,omitempty"`
}

// Refusal is why a person may not do an act.
type Refusal struct {
	Code     domain.Code `json:"code"`
	Detail   string      `json:"detail"`
	DetailEN string      `json:"detail_en,omitempty"`
	Article  string      `json:"article,omitempty"`
}

// ClockRow is a clock with where it stands now.
type ClockRow struct {
	domain.Clock
	Now domain.ClockStatus `json:"status"`
}

// Someone is a person as a file names them.
type Someone struct {
	Name    string `json:"name"`
	Section string `json:"section,omitempty"`
}

// ClockAnswer explains a clock day by day.
type ClockAnswer struct {
	Clock  domain.Clock       `json:"clock"`
	Status domain.ClockStatus `json:"status"`
	Basis  string             `json:"basis"`
	Answer domain.Answer      `json:"answer"`
}

// CaseQuery are the parameters of the list of files.
type CaseQuery struct {
	Q          string                 `query:"q" maxLength:"60" doc:"名称、当事人、文号中的字词"`
	Procedure  domain.Procedure       `query:"procedure" enum:"campaign,inspection,rectification,penalty,legality,meeting,referral,registration,annual_check,listing,cleanup,clearance"`
	Stage      string                 `query:"stage" maxLength:"400" doc:"一个或者以逗号分隔的几个阶段"`
	Handler    domain.PersonID        `query:"handler" maxLength:"80"`
	Section    string                 `query:"section" maxLength:"60"`
	Township   string                 `query:"township" maxLength:"40"`
	Party      domain.PartyID         `query:"party" maxLength:"80"`
	Parent     domain.CaseID          `query:"parent" maxLength:"200"`
	State      string                 `query:"state" enum:"open,closed,overdue,due_soon"`
	Outcome    string                 `query:"outcome" maxLength:"40"`
	Category   domain.FindingCategory `query:"category" maxLength:"40"`
	Exit       domain.Exit            `query:"exit" maxLength:"40"`
	Document   string                 `query:"document" maxLength:"20"`
	Decided    bool                   `query:"decided" doc:"已作出处罚决定的案件；与 year 合用时为决定年度"`
	Column     int                    `query:"column" minimum:"0" maximum:"30" doc:"统计表的列；与 decided、year 合用"`
	Licence    string                 `query:"licence" maxLength:"40" pattern:"^[a-z]+\\.[a-z]+$" doc:"行政许可统计的一格：事项.栏目，如 establish.granted、all.accepted；与 year 合用"`
	AsOf       string                 `query:"as_of" format:"date" doc:"统计截止日；与 licence 合用"`
	Year       int                    `query:"year" minimum:"1949" maximum:"2199"`
	OpenedFrom string                 `query:"opened_from" format:"date"`
	OpenedTo   string                 `query:"opened_to" format:"date"`
	ClosedFrom string                 `query:"closed_from" format:"date"`
	Deadline   string                 `query:"deadline" enum:"overdue,due_soon" doc:"整改期限已逾期、三日内届满"`
	Sort       string                 `query:"sort" enum:"due,opened,last,coldest"`
	PageQuery
}

// PageQuery asks for a part of a list.
type PageQuery struct {
	Cursor string `query:"cursor" maxLength:"400"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200"`
}

// OfCase names a file in an address.
type OfCase struct {
	ID domain.CaseID `path:"id" maxLength:"200"`
}

func (s *server) caseRoutes() {
	t := tag("cases")
	handle(s, having(policies.ViewCases), "GET", "/cases", "list-cases", "案卷列表", s.listCases, t)
	handle(s, signedIn, "GET", "/cases/{id}", "get-case", "案卷", s.getCase, t)
	handle(s, signedIn, "GET", "/cases/{id}/clocks/{clock}", "explain-clock", "期限逐日说明", s.explainClock, t)
	handle(s, signedIn, "GET", "/cases/{id}/events", "list-events", "事件链", s.listEvents, t)
	handle(s, having(policies.Backfill), "POST", "/backfill/end", "end-backfill", "补录完毕：本人补录的案卷恢复计时", s.endBackfill, t)
	handle(s, having(policies.ViewCases), "GET", "/search", "search", "搜索案卷和当事人", s.search, t)
}

// day reads a date parameter; the shape was checked before.
func day(v string) domain.Date {
	d, err := domain.ParseDate(v)
	if err != nil {
		return 0
	}
	return d
}

func (s *server) listCases(ctx context.Context, w *who, in *CaseQuery) (*body[store.Page[CaseRow]], error) {
	p, err := s.store.Cases(ctx, store.CaseFilter{Agency: w.Agency, Reader: w.Person.ID, Secret: s.secret(w), Q: in.Q, Procedure: in.Procedure, Stage: in.Stage, Handler: in.Handler,
		Section: in.Section, Township: in.Township, Party: in.Party, Parent: in.Parent, State: in.State, Outcome: in.Outcome, Category: in.Category,
		Exit: in.Exit, Document: in.Document, Decided: in.Decided, Column: in.Column, Licence: in.Licence, AsOf: day(in.AsOf), Year: in.Year, OpenedFrom: day(in.OpenedFrom), OpenedTo: day(in.OpenedTo), ClosedFrom: day(in.ClosedFrom), Deadline: in.Deadline, Sort: in.Sort, Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return answer(store.Page[CaseRow]{Items: rows(p.Items), Next: p.Next, Total: p.Total}), nil
}

func rows(in []store.CaseRow) []CaseRow {
	out := make([]CaseRow, len(in))
	for i, r := range in {
		out[i] = CaseRow{r, domain.StageTitle(r.Stage)}
	}
	return out
}

// fileOf reads a file for a person: not_found unless it is of the person's authority and of a kind the person may see.
func (s *server) fileOf(ctx context.Context, w *who, id domain.CaseID) (*domain.Case, error) {
	c, err := s.store.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	if c.Agency != "" && c.Agency != w.Agency || !s.Guard.Sees(w.Person, c, s.today()) {
		return nil, errNotFound
	}
	see := policies.ViewCases
	//exhaustive:ignore
	switch c.Procedure {
	case domain.ProcPerson, domain.ProcAgency:
		see = policies.ViewPeople
	case domain.ProcCalendar:
		see = policies.ViewCalendar
	case domain.ProcTemplates:
		see = policies.ViewTemplate
	case domain.ProcRules, domain.ProcNorms:
		see = policies.ViewRules
	case domain.ProcCampaign, domain.ProcInspection, domain.ProcRectification, domain.ProcParty:
	}
	return c, s.Guard.Can(w.Person, see, w.Agency, s.today())
}

// secret says whether a person sees the files that only those who must know may know of.
func (s *server) secret(w *who) bool {
	return s.Guard.Can(w.Person, policies.ViewDiscipline, w.Agency, s.today()) == nil
}

// discretion leaves out of a file and its events what tells of a referral the person may not know of.
func (s *server) discretion(ctx context.Context, w *who, c *domain.Case, events []store.EventRow) (*domain.Case, []store.EventRow, error) {
	if s.secret(w) {
		return c, events, nil
	}
	known := map[domain.CaseID]bool{}
	may := func(id domain.CaseID) bool { return known[id] }
	out := make([]store.EventRow, 0, len(events))
	for _, e := range events {
		if !domain.TellsOfReferral(e.Kind) {
			out = append(out, e)
			continue
		}
		b, err := domain.ReadBody(e.Kind, e.Data)
		if err != nil {
			return nil, nil, err
		}
		id, hidden := domain.Secret(b)
		if _, asked := known[id]; hidden && !asked {
			r, err := s.store.Case(ctx, id)
			if err != nil && domain.CodeOf(err) != "not_found" {
				return nil, nil, err
			}
			known[id] = err == nil && s.Guard.Sees(w.Person, r, s.today())
		}
		if !hidden || known[id] {
			out = append(out, e)
		}
	}
	return c.Showing(may), out, nil
}

func (s *server) getCase(ctx context.Context, w *who, in *OfCase) (*body[CaseFile], error) {
	c, err := s.fileOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	events, err := s.store.Events(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	people, err := s.names(ctx, w.Agency)
	if err != nil {
		return nil, err
	}
	whole := events
	if c, events, err = s.discretion(ctx, w, c, events); err != nil {
		return nil, err
	}
	cal, _, _, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	out := CaseFile{Version: c.Seq, StageTitle: domain.StageTitle(c.Stage), AllowedActs: s.allowed(w, c), Clocks: []ClockRow{},
		People: map[domain.PersonID]Someone{}, Children: []CaseRow{}, Timeline: timeline(c, events, people)}
	if out.Steps, err = steps(c, whole); err != nil {
		return nil, err
	}
	for _, k := range c.Clocks {
		out.Clocks = append(out.Clocks, ClockRow{k, k.StatusAt(cal, s.Now())})
	}
	for _, id := range mentioned(c, events) {
		if p, ok := people[id]; ok {
			out.People[id] = Someone{p.Name, p.Section}
		}
	}
	if c.Parent != "" {
		if r, err := s.store.Row(ctx, w.Agency, c.Parent); err == nil {
			out.Parent = &CaseRow{r, domain.StageTitle(r.Stage)}
		} else if domain.CodeOf(err) != "not_found" {
			return nil, err
		}
	}
	if !c.Procedure.IsRegister() && c.Cleanup == nil { // a clean-up has its ledger, of thousands
		kids, err := s.store.Children(ctx, store.CaseFilter{Agency: w.Agency, Parent: c.ID, Reader: w.Person.ID, Secret: s.secret(w)})
		if err != nil {
			return nil, err
		}
		out.Children = rows(kids)
	}
	if out.BackfillingUntil, err = s.store.Backfilling(ctx, c.ID); err != nil {
		return nil, err
	}
	out.Case = discreet(c)
	return answer(out), nil
}

// BackfillEnded says in how many files time passes again.
type BackfillEnded struct {
	Files int `json:"files"`
}

func (s *server) endBackfill(ctx context.Context, w *who, _ *struct{}) (*body[BackfillEnded], error) {
	n, err := s.store.EndBackfill(ctx, w.Person.ID)
	if err != nil {
		return nil, err
	}
	return answer(BackfillEnded{n}), nil
}

// discreet leaves out what belongs to the register of parties alone.
func discreet(c *domain.Case) *domain.Case {
	if c.PartyFile == nil {
		return c
	}
	d, p := *c, *c.PartyFile
	p.Contact, p.Phone = "", ""
	if p.Org != nil { // the page of the organization has its officers
		o := *p.Org
		o.Officers = slices.Clone(o.Officers)
		for i := range o.Officers {
			o.Officers[i].Phone, o.Officers[i].Born = "", 0
		}
		p.Org = &o
	}
	d.PartyFile = &p
	return &d
}

// allowed lists the acts the procedure knows at this stage, those refused to this person with the refusal.
func (s *server) allowed(w *who, c *domain.Case) []AllowedAct {
	out := []AllowedAct{}
	for _, spec := range domain.Acts() {
		if !domain.Offers(spec, c) {
			continue
		}
		said := spec.On(c)
		a := AllowedAct{Name: spec.Name, Title: said.Title, English: said.English, Article: said.Cites(c), Starts: said.Starts, Enforcement: spec.Enforcement}
		err := s.Guard.May(w.Person, spec, c, s.today())
		if err == nil {
			err = domain.Outside(spec, c, w.Person.ID)
		}
		if d, ok := errors.AsType[*domain.Error](err); ok {
			a.Refused = &Refusal{d.Code, d.Message, d.English, d.Article}
		}
		out = append(out, a)
	}
	return out
}

func (s *server) explainClock(ctx context.Context, w *who, in *struct {
	OfCase
	Clock string `path:"clock" maxLength:"80"`
}) (*body[ClockAnswer], error) {
	c, err := s.fileOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	k := c.Clock(in.Clock)
	if k == nil {
		return nil, errNotFound
	}
	cal, _, _, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	a := cal.DueOf(k)
	a.Trace = list(a.Trace)
	return answer(ClockAnswer{*k, k.StatusAt(cal, s.Now()), k.Article, a}), nil
}

// chainOf reads the events of a file for whoever is on it, or audits.
func (s *server) chainOf(ctx context.Context, w *who, id domain.CaseID) ([]store.EventRow, error) {
	c, err := s.store.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	if c.Agency != "" && c.Agency != w.Agency || !s.Guard.Sees(w.Person, c, s.today()) {
		return nil, errNotFound
	}
	if len(c.Took(w.Person.ID)) == 0 && c.Handler != w.Person.ID && !slices.Contains(c.Officers, w.Person.ID) {
		if err := s.Guard.Can(w.Person, policies.ViewAudit, w.Agency, s.today()); err != nil {
			return nil, err
		}
	}
	events, err := s.store.Events(ctx, id)
	if err != nil {
		return nil, err
	}
	_, events, err = s.discretion(ctx, w, c, events)
	return events, err
}

func (s *server) listEvents(ctx context.Context, w *who, in *OfCase) (*body[[]store.EventRow], error) {
	ev, err := s.chainOf(ctx, w, in.ID)
	return answer(list(ev)), err
}

// Found is what the search of the top bar finds.
type Found struct {
	Cases   []CaseRow   `json:"cases"`
	Parties []PartyLine `json:"parties"`
}

// PartyLine is a party in a list, without how to reach it.
type PartyLine struct {
	ID       domain.PartyID   `json:"id"`
	Kind     domain.PartyKind `json:"kind"`
	Name     string           `json:"name"`
	USCC     string           `json:"uscc,omitempty"`
	Township string           `json:"township,omitempty"`
	Address  string           `json:"address,omitempty"`

	MergedInto domain.PartyID `json:"merged_into,omitempty" doc:"重复记录：已并入的一条"`
}

func lineOf(p domain.Party) PartyLine {
	return PartyLine{p.ID, p.Kind, p.Name, p.USCC, p.Township, p.Address, p.MergedInto}
}

func (s *server) search(ctx context.Context, w *who, in *struct {
	Q string `query:"q" required:"true" minLength:"1" maxLength:"60"`
}) (*body[Found], error) {
	cases, err := s.store.Cases(ctx, store.CaseFilter{Agency: w.Agency, Reader: w.Person.ID, Secret: s.secret(w), Q: in.Q, Limit: 8, Sort: "last"})
	if err != nil {
		return nil, err
	}
	parties, err := s.store.Parties(ctx, store.PartyFilter{Agency: w.Agency, Q: in.Q, Limit: 8})
	if err != nil {
		return nil, err
	}
	out := Found{Cases: rows(cases.Items), Parties: []PartyLine{}}
	for _, p := range parties.Items {
		out.Parties = append(out.Parties, lineOf(p))
	}
	return answer(out), nil
}
