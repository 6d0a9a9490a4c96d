package domain

import (
	"slices"
	"strings"
	"time"
)

// Stages of a rectification (inspection-disclosure-instruments.md §10.3).
const (
	RectDrafted     Stage = "order_drafted"   // the order is drafted; somebody else approves it
	RectApproved    Stage = "order_approved"  // numbered and sealed; it is to be served
	RectAnnounced   Stage = "order_announced" // served by public notice; the notice period runs
	RectInProgress  Stage = "in_progress"     // served; the deadline runs
	RectExtAsked    Stage = "extension_asked" // an extension is asked for; the deadline goes on running
	RectReported    Stage = "reported"        // the target says it has corrected; re-inspection is due
	RectOverdue     Stage = "rect_overdue"    // the deadline passed without a report; re-inspection is due
	RectReinspected Stage = "reinspected"     // re-inspected and not passed; what follows is to be settled
	RectClosed      Stage = "rect_closed"     // passed, or followed by another order or a case
	RectRevoked     Stage = "rect_revoked"    // the order was withdrawn or quashed
)

// Rectification is what an order to correct holds besides what every file holds.
type Rectification struct {
	Round      int             `json:"round"` // 1, or 2 for the one further order that is allowed
	Findings   []Finding       `json:"findings"`
	Measures   []string        `json:"measures"`
	Basis      string          `json:"basis"`
	Days       int             `json:"days"` // calendar days from service
	Inspected  time.Time       `json:"inspected,omitzero"`
	DraftedBy  PersonID        `json:"drafted_by"`
	ApprovedBy PersonID        `json:"approved_by,omitempty"`
	Returned   string          `json:"returned,omitempty"` // why the draft came back
	Order      DocumentID      `json:"order,omitempty"`
	ServedOn   Date            `json:"served_on,omitzero"`
	Asked      *ExtensionAsked `json:"asked,omitempty"`
	ReportedOn Date            `json:"reported_on,omitzero"`
	Report     string          `json:"report,omitempty"`
	OverdueOn  Date            `json:"overdue_on,omitzero"` // first day after the deadline
	Result     string          `json:"result,omitempty"`    // passed, partial, failed
	Items      []ItemResult    `json:"items,omitempty"`
	Next       CaseID          `json:"next,omitempty"` // the further order
	Case       CaseID          `json:"case,omitempty"` // the penalty case that followed

	Rule     string           `json:"rule,omitempty"`     // of the days to comply, where they are not RE-01
	Election *ElectionOrdered `json:"election,omitempty"` // the overdue election it orders
}

// rule is the row of the days to comply.
func (r *Rectification) rule() string {
	if r.Rule != "" {
		return r.Rule
	}
	return "RE-01"
}

// ItemResult is what re-inspection found for one measure.
type ItemResult struct {
	Item   int    `json:"item" minimum:"1" doc:"第几项要求"`
	Passed bool   `json:"passed" doc:"已改正"`
	Note   string `json:"note,omitempty" maxLength:"1000" doc:"情况"`
}

// OrderDrafted: an order to correct was drafted and its file opened.
type OrderDrafted struct {
	Agency    AgencyID    `json:"agency"`
	Parent    CaseID      `json:"parent"`
	Ref       Number      `json:"ref"`
	Section   string      `json:"section,omitempty"`
	Party     PartyRef    `json:"party"`
	Officers  []PersonID  `json:"officers"`
	Handler   PersonID    `json:"handler"`
	Round     int         `json:"round"`
	Findings  []Finding   `json:"findings"`
	Measures  []string    `json:"measures"`
	Days      int         `json:"days"`
	Basis     string      `json:"basis"`
	Parts     []PartTaken `json:"parts"` // parts taken in the matter before
	Inspected time.Time   `json:"inspected"`

	Rule     string           `json:"rule,omitempty"`
	Election *ElectionOrdered `json:"election,omitempty"`
}

func (OrderDrafted) Kind() string { return "OrderDrafted" }
func (b OrderDrafted) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Parent, c.Stage, c.Section = ProcRectification, b.Agency, b.Parent, RectDrafted, b.Section
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	c.Title, c.Party, c.Officers, c.Handler = "责令改正："+b.Party.Name, &b.Party, slices.Clone(b.Officers), b.Handler
	c.OpenedOn = DateOf(e.OccurredAt)
	c.inherit(b.Parts)
	c.take(e.Actor, PartDrafter, e.Seq)
	c.Rectification = &Rectification{Round: b.Round, Findings: b.Findings, Measures: b.Measures, Basis: b.Basis, Days: b.Days,
		Inspected: b.Inspected, DraftedBy: e.Actor, Rule: b.Rule, Election: b.Election}
	if b.Election != nil {
		c.Title = "责令限期换届：" + b.Party.Name
	}
	c.raise(Task{ID: "approve", Kind: "rectification.approve", Title: "审批责令改正通知书", English: "Approve the order", Role: RoleLeader}, e)
}

// AmendOrder changes a draft that came back, or before it is approved.
type AmendOrder struct {
	Measures []string `json:"measures" minItems:"1" doc:"改正要求，逐项"`
	Days     int      `json:"days" minimum:"1" maximum:"365" doc:"期限（自然日，自送达起算）"`
	Basis    string   `json:"basis" minLength:"2" maxLength:"500" doc:"依据"`
}

func (AmendOrder) Act() string { return "rectification.amend" }
func (x AmendOrder) Decide(c *Case, f *Facts) (Outcome, error) {
	rule, err := f.Rules.At(c.Rectification.rule(), f.On())
	if err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(len(x.Measures) > 0 && strings.TrimSpace(x.Measures[0]) != "", "measures", "请写明改正要求")
	bad.need(x.Days >= rule.MinN && x.Days <= rule.MaxN, "days", "期限应为"+itoa(rule.MinN)+"至"+itoa(rule.MaxN)+"日")
	bad.need(strings.TrimSpace(x.Basis) != "", "basis", "请写明依据")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&OrderAmended{x})
}

// OrderAmended: the draft was changed.
type OrderAmended struct{ AmendOrder }

func (OrderAmended) Kind() string { return "OrderAmended" }
func (b OrderAmended) apply(c *Case, e Event) {
	r := c.Rectification
	r.Measures, r.Days, r.Basis, r.Returned = b.Measures, b.Days, b.Basis, ""
	c.take(e.Actor, PartDrafter, e.Seq)
	c.done(e, "rectification.amend")
	c.raise(Task{ID: "approve", Kind: "rectification.approve", Title: "审批责令改正通知书", English: "Approve the order", Role: RoleLeader}, e)
}

// ApproveOrder approves, numbers and dates the order. Drafter and officers cannot approve their own.
type ApproveOrder struct {
	Comment string `json:"comment,omitempty" maxLength:"500" doc:"审批意见"`
}

func (ApproveOrder) Act() string       { return "rectification.approve" }
func (ApproveOrder) Needs(*Case) Needs { return Needs{Numbers: []string{"I-8"}} }
func (x ApproveOrder) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, "行政处罚法第五十七条（拟办与审批分离）", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if c.Rectification.Returned != "" {
		return Outcome{}, Refuse("returned", "", "该稿已退回，修改后再审批。", "the draft was returned; it must be amended first")
	}
	k, err := f.start(c, "RE-03", "serve", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	title := "责令限期改正通知书"
	if c.Rectification.Election != nil {
		title = "责令限期换届通知书"
	}
	return outcome(&OrderApproved{x, issue(c, f, "I-8", title), k})
}

// OrderApproved: the order was approved and numbered.
type OrderApproved struct {
	ApproveOrder
	Document Document `json:"document"`
	Clock    Clock    `json:"clock"`
}

func (OrderApproved) Kind() string { return "OrderApproved" }
func (b OrderApproved) apply(c *Case, e Event) {
	c.Stage, c.Rectification.ApprovedBy, c.Rectification.Order = RectApproved, e.Actor, b.Document.ID
	c.take(e.Actor, PartApprover, e.Seq)
	c.issued(b.Document, e)
	c.startClock(b.Clock)
	c.done(e, "rectification.approve")
	c.raise(Task{ID: "serve", Kind: "rectification.serve", Title: "送达责令改正通知书", English: "Serve the order", Person: c.Handler, Due: b.Clock.Due, Clock: b.Clock.ID}, e)
}

// ReturnOrder sends the draft back with the reason.
type ReturnOrder struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"退回理由"`
}

func (ReturnOrder) Act() string { return "rectification.return" }
func (x ReturnOrder) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	return outcome(&OrderReturned{x})
}

// OrderReturned: the draft was sent back.
type OrderReturned struct{ ReturnOrder }

func (OrderReturned) Kind() string { return "OrderReturned" }
func (b OrderReturned) apply(c *Case, e Event) {
	c.Rectification.Returned = b.Reason
	c.done(e, "rectification.approve")
	c.raise(Task{ID: "amend", Kind: "rectification.amend", Title: "修改被退回的通知书", English: "Amend the returned draft", Person: c.Handler}, e)
}

// VoidOrder voids the number of an order that was not served; the number keeps its place as a tombstone and the
// draft is open again.
type VoidOrder struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"作废原因"`
}

func (VoidOrder) Act() string { return "rectification.void" }
func (x VoidOrder) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	return outcome(&OrderVoided{x, c.Rectification.Order})
}

// OrderVoided: a number was voided.
type OrderVoided struct {
	VoidOrder
	Document DocumentID `json:"document"`
}

func (OrderVoided) Kind() string { return "OrderVoided" }
func (b OrderVoided) apply(c *Case, e Event) {
	if d := c.Document(b.Document); d != nil {
		d.VoidedOn, d.VoidedBy = DateOf(e.OccurredAt), b.Reason
	}
	if k := c.running("serve"); k != nil {
		k.Stop(DateOf(e.OccurredAt))
	}
	c.Stage, c.Rectification.Order, c.Rectification.Returned = RectDrafted, "", b.Reason
	c.done(e, "rectification.serve")
	c.raise(Task{ID: "amend", Kind: "rectification.amend", Title: "修改作废的通知书", English: "Amend the voided order", Person: c.Handler}, e)
}

// ServeOrder records a service of the order as the receipt shows it. The deadline runs from the day it counts as
// served (行政处罚法 61; 民事诉讼法 87–95).
type ServeOrder Serving

func (ServeOrder) Act() string         { return "rectification.serve" }
func (x ServeOrder) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ServeOrder) Decide(c *Case, f *Facts) (Outcome, error) {
	doc := c.Document(c.Rectification.Order)
	if err := Serving(x).check(doc, f); err != nil {
		return Outcome{}, err
	}
	if c.Stage == RectInProgress || c.Stage == RectExtAsked || c.Stage == RectOverdue {
		// the notice has run out, and only now it is entered that the party had signed before: the earlier day wins
		if n := c.noticeServed(c.Rectification.Order); x.Method == ServeNotice || n.IsZero() || x.On >= n {
			return Outcome{}, Refuse("already_done", "民事诉讼法第九十五条", "通知书已经送达；只有在公告期满前已经签收的，才可以补记。", "the order has been served; only a signature from before the notice ran out can still be entered")
		}
	}
	if c.Stage == RectAnnounced && x.Method == ServeNotice {
		return Outcome{}, Refuse("already_done", "民事诉讼法第九十五条", "公告已经发布。", "the notice has been published already")
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	out := &OrderServed{ServeOrder: x, Document: doc.ID, Register: ev, Receipt: issue(c, f, "P-24", "送达回证")}
	if x.Method == ServeNotice {
		k, err := f.start(c, "SV-01", "notice", x.On, 0)
		if err != nil {
			return Outcome{}, err
		}
		out.Notice = &k
		return outcome(out)
	}
	k, err := f.start(c, c.Rectification.rule(), "comply", x.On, c.Rectification.Days)
	if err != nil {
		return Outcome{}, err
	}
	out.Comply, out.DeemedOn = &k, x.On
	return outcome(out)
}

// OrderServed: the order was served, or a public notice was published.
type OrderServed struct {
	ServeOrder
	Document DocumentID `json:"document"`
	DeemedOn Date       `json:"deemed_on,omitzero"`
	Comply   *Clock     `json:"comply,omitempty"`
	Notice   *Clock     `json:"notice,omitempty"`
	Register []Evidence `json:"register,omitempty"`
	Receipt  Document   `json:"receipt"` // 送达回证
}

func (OrderServed) Kind() string { return "OrderServed" }
func (b OrderServed) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.issued(b.Receipt, e)
	s := Serving(b.ServeOrder).service(b.Document, b.DeemedOn, b.Register, e)
	if b.Method == ServeNotice {
		c.Services = append(c.Services, s)
		c.startClock(*b.Notice)
		c.Stage = RectAnnounced
		if k := c.running("serve"); k != nil {
			k.Meet(b.On)
		}
		c.done(e, "rectification.serve")
		return
	}
	c.supersede(b.Document)
	for _, id := range []string{"notice", "comply", "reinspect"} { // a deadline counted from the end of the notice is counted anew
		if k := c.running(id); k != nil {
			k.Stop(b.On)
		}
	}
	c.Services = append(c.Services, s)
	c.served(*b.Comply, b.DeemedOn, e)
}

func (c *Case) served(comply Clock, on Date, e Event) {
	c.Stage, c.Rectification.ServedOn, c.Rectification.OverdueOn = RectInProgress, on, 0
	if k := c.running("serve"); k != nil {
		k.Meet(on)
	}
	c.startClock(comply)
	c.done(e, "rectification.serve", "rectification.report", "rectification.grant_extension", "rectification.reinspect")
	c.raise(Task{ID: "report", Kind: "rectification.report", Title: "督促并登记整改报告", English: "Await and record the report", Person: c.Handler, Due: comply.Due, Clock: comply.ID}, e)
}

// ServiceFailed records an attempt that did not succeed; another way is owed.
type ServiceFailed struct {
	Method ServiceMethod `json:"method" enum:"direct,leaving,post,electronic,entrusted" doc:"送达方式"`
	On     Date          `json:"on" doc:"日期"`
	Reason string        `json:"reason" minLength:"2" maxLength:"500" doc:"未能送达的原因"`
}

func (ServiceFailed) Act() string { return "rectification.service_failed" }
func (x ServiceFailed) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(!x.On.IsZero() && x.On <= f.On(), "on", "日期有误")
	bad.need(len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "请写明原因")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&ServiceHasFailed{x, c.Rectification.Order})
}

// ServiceHasFailed: an attempt to serve did not succeed.
type ServiceHasFailed struct {
	ServiceFailed
	Document DocumentID `json:"document"`
}

func (ServiceHasFailed) Kind() string { return "ServiceHasFailed" }
func (b ServiceHasFailed) apply(c *Case, e Event) {
	c.Services = append(c.Services, Service{Document: b.Document, Method: b.Method, On: b.On, FailedFor: b.Reason, Seq: e.Seq})
	c.done(e, "rectification.serve")
	var due Date
	var clock string
	if k := c.running("serve"); k != nil {
		due, clock = k.Due, k.ID
	}
	c.raise(Task{ID: "serve", Kind: "rectification.serve", Title: "送达失败，改用其他方式送达", English: "Service failed: serve another way", Person: c.Handler, Due: due, Clock: clock}, e)
}

// AskExtension records that the target asks for more time, before the deadline.
type AskExtension struct {
	Days   int    `json:"days" minimum:"1" maximum:"365" doc:"申请延长日数"`
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"理由"`
}

func (AskExtension) Act() string { return "rectification.ask_extension" }
func (x AskExtension) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	k := c.running("comply")
	try := *k
	try.Extensions = slices.Clone(k.Extensions)
	if err := try.Extend(f.Calendar, Extension{N: x.Days, Unit: k.Term.Unit, By: string(f.Actor), On: f.On(), Reason: x.Reason}, f.On()); err != nil {
		return Outcome{}, err
	}
	return outcome(&ExtensionAsked{x, f.On()})
}

// ExtensionAsked: the target asked for more time.
type ExtensionAsked struct {
	AskExtension
	On Date `json:"on"`
}

func (ExtensionAsked) Kind() string { return "ExtensionAsked" }
func (b ExtensionAsked) apply(c *Case, e Event) {
	c.Stage = RectExtAsked
	c.Rectification.Asked = &b
	c.raise(Task{ID: "extension", Kind: "rectification.grant_extension", Title: "审批延期申请", English: "Decide on the extension", Role: RoleLeader, Due: c.running("comply").Due, Clock: c.running("comply").ID}, e)
}

// GrantExtension extends the deadline; only before it has passed, and not by those who drafted the order.
type GrantExtension struct {
	Days    int    `json:"days" minimum:"1" maximum:"365" doc:"延长日数"`
	Comment string `json:"comment" minLength:"2" maxLength:"500" doc:"审批意见"`
}

func (GrantExtension) Act() string { return "rectification.grant_extension" }
func (x GrantExtension) Decide(c *Case, f *Facts) (Outcome, error) {
	if len([]rune(strings.TrimSpace(x.Comment))) < 2 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写审批意见。", English: "give the opinion", Fields: []Field{{"comment", "请填写审批意见"}}}
	}
	if err := differs(c, f, "", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	k := *c.running("comply")
	k.Extensions = slices.Clone(k.Extensions)
	ext := Extension{N: x.Days, Unit: k.Term.Unit, By: string(f.Actor), On: f.On(), Reason: c.Rectification.Asked.Reason}
	if err := k.Extend(f.Calendar, ext, f.On()); err != nil {
		return Outcome{}, err
	}
	return outcome(&ExtensionGranted{x, k})
}

// ExtensionGranted: the deadline was moved.
type ExtensionGranted struct {
	GrantExtension
	Clock Clock `json:"clock"`
}

func (ExtensionGranted) Kind() string { return "ExtensionGranted" }
func (b ExtensionGranted) apply(c *Case, e Event) {
	c.Stage = RectInProgress
	c.replaceClock(b.Clock)
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "rectification.grant_extension")
}

// RefuseExtension refuses more time, with the reason.
type RefuseExtension struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"理由"`
}

func (RefuseExtension) Act() string { return "rectification.refuse_extension" }
func (x RefuseExtension) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	return outcome(&ExtensionRefused{x})
}

// ExtensionRefused: more time was refused.
type ExtensionRefused struct{ RefuseExtension }

func (ExtensionRefused) Kind() string { return "ExtensionRefused" }
func (b ExtensionRefused) apply(c *Case, e Event) {
	c.Stage = RectInProgress
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "rectification.grant_extension")
}

// ReportCorrection records the report of the target (整改报告). A report dated in time counts as in time even if it is
// recorded late.
type ReportCorrection struct {
	Report   string        `json:"report" minLength:"2" maxLength:"8000" doc:"整改情况"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"证明材料"`
}

func (ReportCorrection) Act() string         { return "rectification.report" }
func (x ReportCorrection) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ReportCorrection) Decide(c *Case, f *Facts) (Outcome, error) {
	if strings.TrimSpace(x.Report) == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写整改情况。", English: "say what was corrected", Fields: []Field{{"report", "请填写整改情况"}}}
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	k, err := f.start(c, "RE-02", "reinspect", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&CorrectionReported{x, ev, k, issueBeside(c, f, [2]string{"I-9", "整改报告"})})
}

// CorrectionReported: the target reported what it corrected.
type CorrectionReported struct {
	ReportCorrection
	Register  []Evidence `json:"register,omitempty"`
	Clock     Clock      `json:"clock"`
	Documents []Document `json:"documents,omitempty"` // 整改报告, for the target to sign; older events have none
}

func (CorrectionReported) Kind() string { return "CorrectionReported" }
func (b CorrectionReported) apply(c *Case, e Event) {
	r := c.Rectification
	c.enter(b.Register, e)
	c.issuedAll(b.Documents, e)
	r.ReportedOn, r.Report = DateOf(e.OccurredAt), b.Report
	if r.ReportedOn < r.OverdueOn { // entered late, but it came in time: nothing was ever overdue
		r.OverdueOn = 0
	}
	if k := c.running("comply"); k != nil { // by its name alone: after a late signature it is the second of that name
		k.Meet(r.ReportedOn)
	}
	if k := c.running("reinspect"); k != nil { // opened when the deadline passed; the report comes first now
		k.Stop(r.ReportedOn)
	}
	c.Stage = RectReported
	c.startClock(b.Clock)
	c.done(e, "rectification.report", "rectification.grant_extension", "rectification.reinspect", "look")
	c.raise(Task{ID: "reinspect", Kind: "rectification.reinspect", Title: "复查", English: "Re-inspect", Person: c.Handler, Due: b.Clock.Due, Clock: b.Clock.ID}, e)
}

// Reinspect is the re-inspection by two officers, item by item.
type Reinspect struct {
	Officers []PersonID    `json:"officers" minItems:"2" doc:"复查人员"`
	Items    []ItemResult  `json:"items" minItems:"1" doc:"逐项结果"`
	Opinion  string        `json:"opinion" minLength:"2" maxLength:"4000" doc:"复查意见"`
	SignedBy string        `json:"signed_by,omitempty" maxLength:"60" doc:"签字人"`
	Evidence []NewEvidence `json:"evidence,omitempty"`
}

func (Reinspect) Act() string { return "rectification.reinspect" }
func (x Reinspect) Needs(*Case) Needs {
	return Needs{People: x.Officers, Blobs: hashes(x.Evidence), Numbers: []string{"I-10"}}
}
func (x Reinspect) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(strings.TrimSpace(x.Opinion) != "", "opinion", "请填写复查意见")
	seen, passed := map[int]bool{}, 0
	for _, it := range x.Items {
		bad.need(it.Item >= 1 && it.Item <= len(c.Rectification.Measures) && !seen[it.Item], "items", "没有第"+itoa(max(it.Item, 0))+"项要求，或者重复")
		seen[it.Item] = true
		if it.Passed {
			passed++
		}
	}
	bad.need(len(seen) == len(c.Rectification.Measures), "items", "每一项要求都要有复查结果")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	for _, o := range x.Officers {
		if slices.Contains(c.Took(o), PartApprover) {
			return Outcome{}, Refuse("separation_of_duties", "", "审批人不能参加复查。", "who approved the order cannot re-inspect")
		}
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	res := "partial"
	switch passed {
	case len(x.Items):
		res = "passed"
	case 0:
		res = "failed"
	}
	if c.Stage == RectInProgress && res != "passed" {
		return Outcome{}, Refuse("deadline_running", "行政处罚法第二十八条第一款", "整改期限尚未届满，提前复查只有全部改正的才能办结；请待期限届满或者当事人报告后再复查。",
			"the deadline is still running: before it ends only a full correction can be recorded; re-inspect after it, or after the report")
	}
	return outcome(&Reinspected{x, res, ev, issue(c, f, "I-10", "复查意见书")})
}

// Reinspected: the target was re-inspected.
type Reinspected struct {
	Reinspect
	Result   string     `json:"result"`
	Register []Evidence `json:"register,omitempty"`
	Document Document   `json:"document"`
}

func (Reinspected) Kind() string { return "Reinspected" }
func (b Reinspected) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.enter(b.Register, e)
	c.issued(b.Document, e)
	r := c.Rectification
	r.Result, r.Items = b.Result, b.Items
	for _, o := range b.Officers {
		c.take(o, PartOfficer, e.Seq)
	}
	if k := c.running("reinspect"); k != nil {
		k.Meet(on)
	}
	if k := c.running("comply"); k != nil { // re-inspected early and found corrected, or found idle
		if b.Result == "passed" {
			k.Meet(on)
		} else {
			k.Stop(on)
		}
	}
	c.done(e)
	if b.Result == "passed" {
		c.close(e, RectClosed, "passed")
		return
	}
	c.Stage = RectReinspected
	if b.Result == "partial" && r.Round == 1 {
		c.raise(Task{ID: "again", Kind: "rectification.order_again", Title: "部分改正：再次责令改正或建议立案", English: "Partly corrected: order again or propose a case", Person: c.Handler}, e)
	} else {
		c.raise(Task{ID: "propose", Kind: "rectification.propose_case", Title: "未改正：建议立案", English: "Not corrected: propose a case", Person: c.Handler}, e)
	}
}

// OrderAgain drafts the one further order that is allowed after a partial correction.
type OrderAgain struct {
	Days int `json:"days" minimum:"1" maximum:"365" doc:"期限（自然日，自送达起算）"`
}

func (OrderAgain) Act() string { return "rectification.order_again" }
func (OrderAgain) Needs(c *Case) Needs {
	n := Needs{Openings: map[string]int{"case.rectification": 1}}
	if c.Rectification.Election != nil { // the register is told which order stands
		n.Others = []CaseID{CaseID(c.Party.ID)}
	}
	return n
}
func (x OrderAgain) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.Rectification
	if r.Result != "partial" || r.Round > 1 {
		return Outcome{}, Refuse("one_further_order", "", "只有部分改正的，才可以再责令改正一次。", "one further order is allowed, after a partial correction only")
	}
	rule, err := f.Rules.At(r.rule(), f.On())
	if err != nil {
		return Outcome{}, err
	}
	if x.Days < rule.MinN || x.Days > rule.MaxN {
		return Outcome{}, &Error{Code: "invalid_input", Message: "期限应为" + itoa(rule.MinN) + "至" + itoa(rule.MaxN) + "日。", English: "the deadline is out of range", Fields: []Field{{"days", "超出范围"}}}
	}
	var left []string
	for _, it := range r.Items {
		if !it.Passed {
			left = append(left, r.Measures[it.Item-1])
		}
	}
	id := childID(c.ID, "r", 2)
	return Outcome{
		Events: []Body{&FurtherOrdered{x, id}},
		Tells:  c.electionOrdered(f, id),
		Opens: []Opening{{ID: id, Events: []Body{&OrderDrafted{
			Agency: c.Agency, Parent: c.ID, Ref: f.References["case.rectification"][0], Section: c.Section, Party: *c.Party,
			Officers: c.Officers, Handler: c.Handler, Round: 2, Findings: r.Findings, Measures: left, Days: x.Days, Basis: r.Basis,
			Parts: c.Parts, Inspected: r.Inspected, Rule: r.Rule, Election: r.Election,
		}}}},
	}, nil
}

// FurtherOrdered: one further order was drafted.
type FurtherOrdered struct {
	OrderAgain
	Case CaseID `json:"case"`
}

func (FurtherOrdered) Kind() string { return "FurtherOrdered" }
func (b FurtherOrdered) apply(c *Case, e Event) {
	c.Rectification.Next = b.Case
	c.close(e, RectClosed, "ordered_again")
}

// ProposeCase proposes to file a penalty case because the order was not followed.
type ProposeCase struct {
	Reason string `json:"reason" minLength:"2" maxLength:"2000" doc:"理由"`
}

func (ProposeCase) Act() string { return "rectification.propose_case" }
func (x ProposeCase) Decide(_ *Case, _ *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return outcome(&CaseProposed{x})
}

// CaseProposed: a penalty case was proposed.
type CaseProposed struct{ ProposeCase }

func (CaseProposed) Kind() string             { return "CaseProposed" }
func (b CaseProposed) apply(c *Case, e Event) { c.close(e, RectClosed, "case_proposed") }

// FollowWithCase opens the penalty case that was proposed because the order was not followed.
type FollowWithCase struct {
	Allegations []Allegation `json:"allegations" minItems:"1" doc:"涉嫌违法行为"`
	Clue        string       `json:"clue" minLength:"2" maxLength:"4000" doc:"线索内容"`
}

func (FollowWithCase) Act() string { return "rectification.open_case" }

// Needs asks for a number for the file.
func (FollowWithCase) Needs(c *Case) Needs {
	return Needs{Openings: map[string]int{"case.penalty": 1}, Numbers: []string{"P-1"}, People: c.Officers}
}

// Decide opens the case as a child of the rectification, once.
func (x FollowWithCase) Decide(c *Case, f *Facts) (Outcome, error) {
	if c.Rectification.Case != "" {
		return Outcome{}, Refuse("already_done", "", "已经登记立案线索。", "the case has been opened already")
	}
	b, id, err := caseFrom(c, f, OpenClue{Source: "rectification", Clue: x.Clue, Allegations: x.Allegations, Officers: c.Officers, Section: c.Section}, 1)
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Events: []Body{&FollowedWithCase{x, id}}, Opens: []Opening{{ID: id, Events: []Body{b}}}}, nil
}

// FollowedWithCase: the proposed penalty case was opened.
type FollowedWithCase struct {
	FollowWithCase
	Case CaseID `json:"case"`
}

func (FollowedWithCase) Kind() string             { return "FollowedWithCase" }
func (b FollowedWithCase) apply(c *Case, _ Event) { c.Rectification.Case = b.Case }

// RevokeOrder withdraws the order, by the bureau itself or because it was quashed.
type RevokeOrder struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"撤销原因"`
}

func (RevokeOrder) Act() string { return "rectification.revoke" }
func (x RevokeOrder) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	return outcome(&OrderRevoked{x})
}

// OrderRevoked: the order was withdrawn. A number that was given keeps its place.
type OrderRevoked struct{ RevokeOrder }

func (OrderRevoked) Kind() string { return "OrderRevoked" }
func (b OrderRevoked) apply(c *Case, e Event) {
	if d := c.Document(c.Rectification.Order); d != nil {
		d.VoidedOn, d.VoidedBy = DateOf(e.OccurredAt), b.Reason
	}
	c.close(e, RectRevoked, "revoked")
}

// expired is what time alone does to an order to correct: an end without a report is overdue and re-inspection is owed,
// the end of a public notice is service.
var expired = expiry{
	begins: func(c *Case, clock string, k *Clock, f *Facts) ([]Clock, error) {
		switch clock {
		case "comply":
			next, err := f.start(c, "RE-02", "reinspect", k.Due, 0)
			return []Clock{next}, err
		case "notice":
			next, err := f.start(c, c.Rectification.rule(), "comply", k.Due, c.Rectification.Days)
			return []Clock{next}, err
		}
		return nil, nil
	},
	apply: func(c *Case, clock string, k *Clock, b InstantPassed, e Event) {
		switch clock {
		case "comply":
			c.Stage, c.Rectification.OverdueOn = RectOverdue, b.Due+1
			c.startClock(*b.Starts)
			c.done(e, "rectification.report", "rectification.grant_extension")
			c.raise(Task{ID: "reinspect", Kind: "rectification.reinspect", Title: "整改逾期，复查", English: "Overdue: re-inspect", Person: c.Handler, Due: b.Starts.Due, Clock: b.Starts.ID}, e)
		case "notice":
			k.Lapse(b.Due)
			c.noticeRanOut(c.Rectification.Order, b.Due)
			c.served(*b.Starts, b.Due, e)
		}
	},
}

func init() {
	expiries[ProcRectification] = expired
	act[AmendOrder](Spec{Procedure: ProcRectification, Assigned: true, Stages: []Stage{RectDrafted}, Title: "修改通知书", English: "Amend the draft", Starts: "修改后重新送审"})
	act[ApproveOrder](Spec{Procedure: ProcRectification, Stages: []Stage{RectDrafted}, Title: "批准并编号", English: "Approve and number", Article: "行政处罚法第二十八条第一款", Starts: "取得文号，生成《责令限期改正通知书》；起算送达期限"})
	act[ReturnOrder](Spec{Procedure: ProcRectification, Stages: []Stage{RectDrafted}, Title: "退回修改", English: "Return the draft"})
	act[VoidOrder](Spec{Procedure: ProcRectification, Stages: []Stage{RectApproved}, Title: "文号作废", English: "Void the number", Starts: "原文号保留作废记录，不再使用"})
	act[ServeOrder](Spec{Possible: func(c *Case) bool {
		return c.Stage == RectApproved || c.Stage == RectAnnounced || !c.noticeServed(c.Rectification.Order).IsZero()
	}, Procedure: ProcRectification, Assigned: true, Stages: []Stage{RectApproved, RectAnnounced, RectInProgress, RectExtAsked, RectOverdue}, Title: "登记送达", English: "Record service", Article: "行政处罚法第六十一条、民事诉讼法第八十七条至第九十五条", Starts: "生成《送达回证》；整改期限自送达之日起算（当日不计）；公告送达的，公告期满视为送达"})
	act[ServiceFailed](Spec{Procedure: ProcRectification, Assigned: true, Stages: []Stage{RectApproved}, Title: "登记送达失败", English: "Record failed service", Starts: "生成改用其他方式送达的待办"})
	act[AskExtension](Spec{Procedure: ProcRectification, Stages: []Stage{RectInProgress}, Title: "登记延期申请", English: "Record a request for more time", Starts: "送负责人审批；原期限继续计算"})
	act[GrantExtension](Spec{Procedure: ProcRectification, Stages: []Stage{RectExtAsked}, Title: "同意延期", English: "Grant the extension", Starts: "整改期限顺延"})
	act[RefuseExtension](Spec{Procedure: ProcRectification, Stages: []Stage{RectExtAsked}, Title: "不同意延期", English: "Refuse the extension"})
	act[ReportCorrection](Spec{Procedure: ProcRectification, Stages: []Stage{RectInProgress, RectExtAsked, RectOverdue}, Title: "登记整改报告", English: "Record the report", Starts: "整改期限办结，起算复查期限"})
	act[Reinspect](Spec{Procedure: ProcRectification, Assigned: true, Stages: []Stage{RectInProgress, RectReported, RectOverdue}, Title: "复查", English: "Re-inspect", Enforcement: true, Article: "行政处罚法第四十二条", Starts: "生成《复查意见书》；全部改正的办结"})
	act[OrderAgain](Spec{Possible: func(c *Case) bool { return c.Rectification.Result == "partial" && c.Rectification.Round == 1 }, Procedure: ProcRectification, Assigned: true, Stages: []Stage{RectReinspected}, Title: "再次责令改正", English: "Order again", Starts: "开立新的整改案卷，仅限一次"})
	act[ProposeCase](Spec{Procedure: ProcRectification, Assigned: true, Stages: []Stage{RectReinspected}, Title: "建议立案", English: "Propose a case", Article: "行政处罚法第五十四条"})
	act[FollowWithCase](Spec{Procedure: ProcRectification, Assigned: true, AfterClose: true, Stages: []Stage{RectClosed}, Possible: func(c *Case) bool { return c.Outcome == "case_proposed" && c.Rectification.Case == "" }, Title: "登记立案线索", English: "Open the penalty case", Article: "行政处罚法第五十四条", Starts: "开立处罚案卷，起算立案审查期限"})
	act[RevokeOrder](Spec{Procedure: ProcRectification, Stages: []Stage{RectDrafted, RectApproved, RectAnnounced, RectInProgress, RectExtAsked, RectReported, RectOverdue, RectReinspected}, Title: "撤销通知书", English: "Revoke the order", Starts: "全部期限停止，案卷办结"})
	event[OrderDrafted]()
	event[OrderAmended]()
	event[OrderApproved]()
	event[OrderReturned]()
	event[OrderVoided]()
	event[OrderServed]()
	event[ServiceHasFailed]()
	event[ExtensionAsked]()
	event[ExtensionGranted]()
	event[ExtensionRefused]()
	event[CorrectionReported]()
	event[Reinspected]()
	event[FurtherOrdered]()
	event[CaseProposed]()
	event[FollowedWithCase]()
	event[OrderRevoked]()
}
