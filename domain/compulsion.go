package domain

import (
	"slices"
	"strings"
)

// This file holds the demand to perform a penalty, and what the court is asked for after it (行政强制法 53–58).

// Demanded is the demand before court (催告, 行政强制法 54).
type Demanded struct {
	On       Date       `json:"on"`
	Document DocumentID `json:"document"`
	Sums     Sums       `json:"sums"`
	Duties   []string   `json:"duties,omitempty"`
	Manner   string     `json:"manner,omitempty"`
	ServedOn Date       `json:"served_on,omitzero"`
	OverOn   Date       `json:"over_on,omitzero"` // the ten working days have run out without performance
	Views    string     `json:"views,omitempty"`
	Answer   string     `json:"answer,omitempty"`
}

// Sums are what is owed as an instrument says it, in fen.
type Sums struct {
	FineFen      int64 `json:"fine_fen"`
	GainsFen     int64 `json:"gains_fen"`
	SurchargeFen int64 `json:"surcharge_fen"`
	AsOf         Date  `json:"as_of"`
}

// Total is what is owed in all.
func (s Sums) Total() int64 { return s.FineFen + s.GainsFen + s.SurchargeFen }

// Court is an application for enforcement and what came of it.
type Court struct {
	Name      string     `json:"name"`
	AppliedOn Date       `json:"applied_on"`
	By        PersonID   `json:"by"`
	Document  DocumentID `json:"document"`
	Sums      Sums       `json:"sums"`
	Ruling    string     `json:"ruling,omitempty"` // accepted, not_accepted, allowed, refused, objected, ended
	RuledOn   Date       `json:"ruled_on,omitzero"`
	Number    string     `json:"number,omitempty"` // of the ruling
	Objected  Date       `json:"objected,omitzero"`
	Note      string     `json:"note,omitempty"`
}

// Demand draws up the written demand (催告): what is owed, by when and how, and the right to be heard (行政强制法 35, 54).
type Demand struct {
	Manner string `json:"manner" minLength:"2" maxLength:"500" doc:"履行义务的方式（缴款银行、账户等）"`
}

const artDemand = "行政强制法第三十五条、第五十四条"

func (Demand) Act() string       { return "penalty.demand" }
func (Demand) Needs(*Case) Needs { return Needs{Numbers: []string{"P-20"}} }
func (x Demand) Decide(c *Case, f *Facts) (Outcome, error) {
	p := c.Penalty
	if len([]rune(strings.TrimSpace(x.Manner))) < 2 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写履行方式。", English: "say how to perform", Fields: []Field{{"manner", "请填写履行方式"}}}
	}
	if err := p.stayed(); err != nil {
		return Outcome{}, err
	}
	if !p.PayDue.IsZero() && f.On() <= p.PayDue && !c.late(f.On()) {
		return Outcome{}, Refuse("not_overdue", artDemand, "缴款期限至%[1]s，办理之日尚未届满，不能催告。", "the days to pay end on %[1]s and had not run out on the day", p.PayDue)
	}
	if d := p.Demand; d != nil {
		if doc := c.Document(d.Document); doc != nil && doc.VoidedOn.IsZero() {
			return Outcome{}, Refuse("already_done", artDemand, "催告书已经制作，请送达。", "the demand is drawn up; serve it")
		}
	}
	entries, sums, err := p.demanded(f)
	if err != nil {
		return Outcome{}, err
	}
	var duties []string
	for _, o := range p.openObligations() {
		duties = append(duties, o.Text)
	}
	return outcome(&DemandIssued{x, entries, sums, duties, issue(c, f, "P-20", "履行行政处罚决定催告书")})
}

// demanded brings the surcharge to the day of an instrument that says what is owed.
func (p *Penalty) demanded(f *Facts) ([]Entry, Sums, error) {
	rate, err := f.surchargeRate(p)
	if err != nil {
		return nil, Sums{}, err
	}
	d := p.draft()
	d.settle(rate, max(f.On(), d.reckonedTo()))
	o := d.outstanding()
	return d.added(), Sums{o.FineFen, o.GainsFen, o.SurchargeFen, f.On()}, nil
}

func (p *Penalty) stayed() error {
	for _, r := range p.Remedy {
		if r.EndedOn.IsZero() && r.Stayed != "" {
			return Refuse("execution_stayed", "行政复议法第四十二条、行政诉讼法第五十六条", "已停止执行（%[1]s），期间不得催告、申请强制执行。", "performance was stayed (%[1]s)", r.Stayed)
		}
	}
	return nil
}

// DemandIssued: the demand was drawn up; it is to be served.
type DemandIssued struct {
	Demand
	Entries  []Entry  `json:"entries,omitempty"`
	Sums     Sums     `json:"sums"`
	Duties   []string `json:"duties,omitempty"`
	Document Document `json:"document"`
}

func (DemandIssued) Kind() string { return "DemandIssued" }
func (b DemandIssued) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	c.Penalty.book(b.Entries, e)
	c.Penalty.Demand = &Demanded{On: DateOf(e.OccurredAt), Document: b.Document.ID, Sums: b.Sums, Duties: b.Duties, Manner: b.Manner}
	c.take(e.Actor, PartDrafter, e.Seq)
	c.done(e, "penalty.demand")
	c.raise(Task{ID: "serve-" + string(b.Document.ID), Kind: "penalty.serve", Title: "送达催告书", English: "Serve the demand", Person: c.Handler}, e)
}

// RecordDemandViews records what the party says to the demand, and what became of it after re-examination (行政强制法 36).
type RecordDemandViews struct {
	Views  string `json:"views" minLength:"2" maxLength:"4000" doc:"当事人的陈述、申辩"`
	Answer string `json:"answer" minLength:"2" maxLength:"2000" doc:"复核意见"`
}

func (RecordDemandViews) Act() string { return "penalty.record_demand_views" }
func (x RecordDemandViews) Decide(*Case, *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Views))) >= 2, "views", "请填写当事人的意见")
	bad.need(len([]rune(strings.TrimSpace(x.Answer))) >= 2, "answer", "请填写复核意见")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&DemandViewsRecorded{x})
}

// DemandViewsRecorded: the party was heard on the demand.
type DemandViewsRecorded struct{ RecordDemandViews }

func (DemandViewsRecorded) Kind() string { return "DemandViewsRecorded" }
func (b DemandViewsRecorded) apply(c *Case, e Event) {
	if d := c.Penalty.Demand; d != nil {
		d.Views, d.Answer = b.Views, b.Answer
	}
	c.done(e, "penalty.record_demand_views")
}

// ApplyCourt applies to the people's court for enforcement. The bureau has no power of its own: it must have demanded, the
// ten working days must be over, the time for remedies too, and three months not yet (行政强制法 53–55).
type ApplyCourt struct {
	Court string `json:"court" minLength:"4" maxLength:"60" doc:"人民法院"`
	Note  string `json:"note,omitempty" maxLength:"1000" doc:"申请执行的内容、被执行人财产状况"`
}

const artCourt = "行政强制法第五十三条、第五十四条、第五十五条"

func (ApplyCourt) Act() string       { return "penalty.apply_court" }
func (ApplyCourt) Needs(*Case) Needs { return Needs{Numbers: []string{"P-21"}} }
func (x ApplyCourt) Decide(c *Case, f *Facts) (Outcome, error) {
	p := c.Penalty
	if err := differs(c, f, artCourt, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if len([]rune(strings.TrimSpace(x.Court))) < 4 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写人民法院名称。", English: "name the court", Fields: []Field{{"court", "请填写人民法院名称"}}}
	}
	if err := p.stayed(); err != nil {
		return Outcome{}, err
	}
	if d := p.Demand; d == nil || d.OverOn.IsZero() || f.On() <= d.OverOn {
		due := Date(0)
		if k := c.running("demand"); k != nil {
			due = k.Due
		}
		return Outcome{}, Refuse("demand_running", artCourt, "催告书送达满十个工作日（%[1]s）仍未履行的，才可以申请。", "the ten working days after service of the demand (until %[1]s) must be over", due)
	}
	if over := c.remediesOver(); over.IsZero() || f.On() <= over {
		return Outcome{}, Refuse("remedy_running", artCourt, "法定的复议、诉讼期限尚未届满，或者复议、诉讼尚未终结，不能申请。", "the time for remedies is not over")
	}
	if k := c.running("court_window"); k == nil {
		return Outcome{}, Refuse("court_window_passed", artCourt, "自法定救济期限（或者延期、分期期限）届满之日起三个月已过，不能再申请。", "three months after the end of the time for remedies have passed")
	}
	entries, sums, err := p.demanded(f)
	if err != nil {
		return Outcome{}, err
	}
	k, err := f.start(c, "PEN-4.20", "court_accept", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&CourtApplied{x, entries, sums, k, issue(c, f, "P-21", "强制执行申请书")})
}

// CourtApplied: the court was asked to enforce.
type CourtApplied struct {
	ApplyCourt
	Entries  []Entry  `json:"entries,omitempty"`
	Sums     Sums     `json:"sums"`
	Clock    Clock    `json:"clock"`
	Document Document `json:"document"`
}

func (CourtApplied) Kind() string { return "CourtApplied" }
func (b CourtApplied) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.issued(b.Document, e)
	c.Penalty.book(b.Entries, e)
	c.Penalty.Court = &Court{Name: b.Court, AppliedOn: on, By: e.Actor, Document: b.Document.ID, Sums: b.Sums, Note: b.Note}
	if k := c.running("court_window"); k != nil {
		k.Meet(max(on, k.From))
	}
	k := c.beginClock(b.Clock)
	c.Stage = PenCourt
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "penalty.apply_court", "penalty.record_demand_views")
	c.raise(Task{ID: "ruled", Kind: "penalty.court_ruled", Title: "登记法院受理、裁定情况", English: "Record what the court rules", Person: c.Handler, Due: k.Due, Clock: k.ID}, e)
}

// CourtRuled records what the court did with the application.
type CourtRuled struct {
	Ruling   string `json:"ruling" enum:"accepted,not_accepted,allowed,refused,ended" doc:"受理、不予受理、准予执行、不予执行、执行终结"`
	On       Date   `json:"on" doc:"收到之日"`
	Number   string `json:"number,omitempty" maxLength:"60" doc:"裁定文号"`
	Apparent bool   `json:"apparent,omitempty" doc:"法院认为可能明显违法，听取意见（三十日）"`
	Note     string `json:"note,omitempty" maxLength:"1000" doc:"说明"`
}

const artRuling = "行政强制法第五十六条至第五十八条"

// rulings says what may follow what.
var rulings = map[string][]string{
	"": {"accepted", "not_accepted"}, "accepted": {"allowed", "refused", "ended"}, "allowed": {"ended"}, "objected": {"accepted", "allowed", "not_accepted", "refused"},
}

func (CourtRuled) Act() string { return "penalty.court_ruled" }
func (x CourtRuled) Decide(c *Case, f *Facts) (Outcome, error) {
	k := c.Penalty.Court
	var bad faults
	bad.need(!x.On.IsZero() && x.On >= k.AppliedOn && x.On >= k.RuledOn && x.On <= f.On(), "on", "日期应在申请之日以后、今日以前")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if !slices.Contains(rulings[k.Ruling], x.Ruling) {
		return Outcome{}, Refuse("wrong_order", artRuling, "法院目前的处理情况之后不能登记这一结果。", "this cannot follow what the court did before")
	}
	rule, id := "", ""
	switch {
	case x.Ruling == "accepted" && x.Apparent:
		rule, id = "PEN-4.22", "court_rule"
	case x.Ruling == "accepted":
		rule, id = "PEN-4.21", "court_rule"
	case x.Ruling == "allowed":
	case x.Ruling != "ended" && k.Objected.IsZero():
		rule, id = "PEN-4.23", "object"
	default:
		rule, id = "PEN-4.29", "conclude"
	}
	var next *Clock
	if rule != "" {
		n, err := f.start(c, rule, id, x.On, 0)
		if err != nil {
			return Outcome{}, err
		}
		next = &n
	}
	return outcome(&CourtRulingRecorded{x, next})
}

// CourtRulingRecorded: the court accepted, ruled, or ended enforcement.
type CourtRulingRecorded struct {
	CourtRuled
	Clock *Clock `json:"clock,omitempty"`
}

func (CourtRulingRecorded) Kind() string { return "CourtRulingRecorded" }
func (b CourtRulingRecorded) apply(c *Case, e Event) {
	k := c.Penalty.Court
	k.Ruling, k.RuledOn, k.Number = b.Ruling, b.On, b.Number
	if b.Note != "" {
		k.Note = b.Note
	}
	for _, id := range []string{"court_accept", "court_rule"} {
		if x := c.running(id); x != nil {
			x.Meet(max(b.On, x.From))
		}
	}
	c.done(e, "penalty.court_ruled")
	switch {
	case b.Clock == nil: // allowed: the court executes
		c.raise(Task{ID: "ruled", Kind: "penalty.court_ruled", Title: "登记法院执行情况", English: "Record how the court executes", Person: c.Handler}, e)
	case b.Clock.ID == "conclude":
		c.perform("court_ended", b.Clock, e)
	case b.Clock.ID == "object":
		n := c.beginClock(*b.Clock)
		c.raise(Task{ID: "object", Kind: "penalty.object_ruling", Title: "对不予受理、不予执行裁定申请复议", English: "Object to the refusal", Role: RoleHead, Due: n.Due, Clock: n.ID}, e)
	default:
		n := c.beginClock(*b.Clock)
		c.raise(Task{ID: "ruled", Kind: "penalty.court_ruled", Title: "登记法院裁定", English: "Record the ruling", Person: c.Handler, Due: n.Due, Clock: n.ID}, e)
	}
}

// ObjectRuling asks the higher court to look at a refusal, within fifteen days (行政强制法 56, 58).
type ObjectRuling struct {
	Reason string `json:"reason" minLength:"2" maxLength:"2000" doc:"复议理由"`
}

func (ObjectRuling) Act() string { return "penalty.object_ruling" }
func (x ObjectRuling) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, artRuling, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if c.running("object") == nil {
		return Outcome{}, Refuse("nothing_to_object_to", artRuling, "没有可以申请复议的裁定，或者十五日已过。", "there is no refusal to object to, or the fifteen days have passed")
	}
	return outcome(&RulingObjected{x})
}

// RulingObjected: the higher court was asked.
type RulingObjected struct{ ObjectRuling }

func (RulingObjected) Kind() string { return "RulingObjected" }
func (b RulingObjected) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	if k := c.running("object"); k != nil {
		k.Meet(on)
	}
	c.Penalty.Court.Ruling, c.Penalty.Court.Objected = "objected", on
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "penalty.object_ruling")
	c.raise(Task{ID: "ruled", Kind: "penalty.court_ruled", Title: "登记上一级法院裁定", English: "Record the ruling of the higher court", Person: c.Handler}, e)
}

// EndExecution ends performance that has become impossible (行政强制法 40), or that can no longer be brought to court.
type EndExecution struct {
	Ground string `json:"ground" enum:"dead,dissolved,destroyed,window_passed,other" doc:"当事人死亡、终止、标的灭失、逾期不能申请执行、其他"`
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"情况说明"`
}

func (EndExecution) Act() string { return "penalty.end_execution" }
func (x EndExecution) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政强制法第四十条"
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, art, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	switch k := c.newest("court_window"); {
	case !slices.Contains([]string{"dead", "dissolved", "destroyed", "window_passed", "other"}, x.Ground):
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这种情形。", English: "there is no such ground", Fields: []Field{{"ground", "没有这种情形"}}}
	case x.Ground == "window_passed" && (k == nil || k.LapsedOn.IsZero() || f.On() <= k.LapsedOn):
		return Outcome{}, Refuse("court_window_open", art, "申请人民法院强制执行的期限尚未届满。", "the time to apply to the court has not passed")
	}
	k, err := f.start(c, "PEN-4.29", "conclude", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&ExecutionEnded{x, k})
}

// ExecutionEnded: nothing more will be performed; what was not paid stays in the ledger as unpaid.
type ExecutionEnded struct {
	EndExecution
	Clock Clock `json:"clock"`
}

func (ExecutionEnded) Kind() string { return "ExecutionEnded" }
func (b ExecutionEnded) apply(c *Case, e Event) {
	how := "execution_ended"
	if b.Ground == "dead" || b.Ground == "dissolved" {
		how = "dissolved"
	}
	c.take(e.Actor, PartApprover, e.Seq)
	c.perform(how, &b.Clock, e)
}
