package domain

import (
	"slices"
	"strings"
)

// This file holds the deferral and the instalments of a penalty (行政处罚法 66 II).

// AskInstalment records that the party asks to pay later or in parts, for real hardship (行政处罚法 66 II). The days to pay run on.
type AskInstalment struct {
	Reason   string        `json:"reason" minLength:"2" maxLength:"2000" doc:"经济困难的情况"`
	Parts    []PlanPart    `json:"parts,omitempty" maxItems:"24" doc:"当事人申请的缴款计划；没有提出的，由负责人核定"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"证明材料"`
}

const artPlan = "行政处罚法第六十六条第二款"

func (AskInstalment) Act() string         { return "penalty.ask_instalment" }
func (x AskInstalment) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x AskInstalment) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	if b := p.Balance(); b[owed(AccountFine)]+b[owed(AccountGains)] == 0 {
		return Outcome{}, Refuse("nothing_owed", artPlan, "已无未缴款项。", "nothing is owed")
	}
	if p.asked() {
		return Outcome{}, Refuse("already_done", artPlan, "已有待审批的申请。", "a request is waiting for its decision")
	}
	var bad faults
	last := f.On()
	x.Parts = slices.Clone(x.Parts)
	for i := range x.Parts { // a wish: whether it adds up is weighed when it is granted
		part := &x.Parts[i]
		bad.need(part.Due > last, "parts["+itoa(i)+"].due", "到期日应晚于今日，且逐期递增")
		bad.need(part.Fen > 0 && part.Fen <= artFen, "parts["+itoa(i)+"].fen", "金额有误")
		part.Until, part.Clock, last = 0, "", max(last, part.Due)
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	_, sums, err := p.demanded(f)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&InstalmentAsked{x, ev, sums.Total(), issueBeside(c, f, [2]string{"P-19a", "延期（分期）缴纳罚款申请书"})})
}

// asked reports that a request for a plan waits for its decision.
func (p *Penalty) asked() bool {
	return p.Plan != nil && p.Plan.ApprovedOn.IsZero() && p.Plan.Refused == ""
}

// InstalmentAsked: the party asks to pay later or in parts.
type InstalmentAsked struct {
	AskInstalment
	Register  []Evidence `json:"register,omitempty"`
	OwedFen   int64      `json:"owed_fen,omitempty"`  // on the day, surcharge included
	Documents []Document `json:"documents,omitempty"` // the application, for the party to sign; older events have none
}

func (InstalmentAsked) Kind() string { return "InstalmentAsked" }
func (b InstalmentAsked) apply(c *Case, e Event) {
	p := c.Penalty
	c.enter(b.Register, e)
	if p.Plan != nil {
		p.OldPlans = append(p.OldPlans, *p.Plan)
	}
	c.issuedAll(b.Documents, e)
	p.Plan = &Instalment{AskedOn: DateOf(e.OccurredAt), Reason: b.Reason, Asked: b.Parts}
	c.raise(Task{ID: "instalment", Kind: "penalty.approve_instalment", Title: "审批延期、分期缴纳", English: "Decide on payment by instalments", Role: RoleLeader}, e)
}

// ApproveInstalment grants a plan. Its parts must add up to what is owed on the day, surcharge included; one part is a
// deferral. While it is kept no surcharge is reckoned, and the time to go to court runs from its end (行政处罚法 66, 72 II).
type ApproveInstalment struct {
	Parts   []PlanPart `json:"parts" minItems:"1" maxItems:"24" doc:"每期到期日和金额"`
	Comment string     `json:"comment" minLength:"2" maxLength:"500" doc:"审批意见"`
}

func (ApproveInstalment) Act() string       { return "penalty.approve_instalment" }
func (ApproveInstalment) Needs(*Case) Needs { return Needs{Numbers: []string{"P-19"}} }
func (x ApproveInstalment) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, artPlan, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	if !p.asked() {
		return Outcome{}, Refuse("not_asked", artPlan, "当事人没有提出申请。", "the party has not asked for it")
	}
	rule, err := f.Rules.At("PEN-4.16b", f.On())
	if err != nil {
		return Outcome{}, err
	}
	rate, err := f.surchargeRate(p)
	if err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Comment))) >= 2, "comment", "请填写审批意见")
	bad.need(len(x.Parts) > 0 && len(x.Parts) <= 24, "parts", "应有一至二十四期")
	var sum int64
	last := f.On()
	for i, part := range x.Parts {
		bad.need(part.Due > last, "parts["+itoa(i)+"].due", "到期日应晚于今日，且逐期递增")
		bad.need(int(part.Due-f.On()) >= rule.MinN && int(part.Due-f.On()) <= rule.MaxN, "parts["+itoa(i)+"].due", "最长不超过"+itoa(rule.MaxN)+"日")
		bad.need(part.Fen > 0 && part.Fen <= artFen, "parts["+itoa(i)+"].fen", "金额有误")
		last, sum = max(last, part.Due), sum+part.Fen
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	var clocks []Clock
	x.Parts = slices.Clone(x.Parts)
	for i := range x.Parts {
		k, err := StartClockN(f.Calendar, rule, "part", f.On(), int(x.Parts[i].Due-f.On()))
		if err != nil {
			return Outcome{}, err
		}
		x.Parts[i].Until, x.Parts[i].Clock = k.Due, ""
		clocks = append(clocks, k)
	}
	d := p.draft()
	if d.PayDue.IsZero() {
		if k := c.newest("pay"); k != nil {
			d.PayDue = k.Due
		}
	}
	d.Plan = &Instalment{AskedOn: p.Plan.AskedOn, Reason: p.Plan.Reason, Asked: p.Plan.Asked, Parts: x.Parts, ApprovedOn: f.On(), ApprovedBy: f.Actor, After: len(p.Ledger)}
	d.settle(rate, max(f.On(), d.reckonedTo()))
	if o := d.outstanding(); o.Total() != sum {
		return Outcome{}, Refuse("parts_do_not_sum", artPlan, "各期合计%[1]s元，应等于未缴的%[2]s元（罚款%[3]s元、违法所得%[4]s元、加处罚款%[5]s元）。",
			"the parts come to %[1]s yuan, %[2]s are owed (fine %[3]s, gains %[4]s, surcharge %[5]s)", Yuan(sum), Yuan(o.Total()), Yuan(o.FineFen), Yuan(o.GainsFen), Yuan(o.SurchargeFen))
	}
	var window *Clock
	if !c.remediesOver().IsZero() { // they are final already: the time to apply runs from the end of the plan
		k, err := f.start(c, "PEN-4.19", "court_window", last, 0)
		if err != nil {
			return Outcome{}, err
		}
		window = &k
	}
	return outcome(&InstalmentApproved{x, d.added(), clocks, d.PayDue, window, issue(c, f, "P-19", "延期（分期）缴纳罚款通知书"),
		issueBeside(c, f, [2]string{"P-19f", "延期（分期）缴纳罚款审批表"})})
}

// InstalmentApproved: the party may pay later or in parts.
type InstalmentApproved struct {
	ApproveInstalment
	Entries  []Entry    `json:"entries,omitempty"`
	Clocks   []Clock    `json:"clocks"`
	PayDue   Date       `json:"pay_due"`
	Window   *Clock     `json:"window,omitempty"`
	Document Document   `json:"document"`
	Forms    []Document `json:"forms,omitempty"` // 审批表; older events have none
}

func (InstalmentApproved) Kind() string { return "InstalmentApproved" }
func (b InstalmentApproved) apply(c *Case, e Event) {
	p, on := c.Penalty, DateOf(e.OccurredAt)
	c.issued(b.Document, e)
	if len(b.Forms) > 0 {
		c.issuedAll(b.Forms, e)
		c.oweService(b.Document, nil, e)
	}
	c.stopClocks(on, "pay", "surcharge", "demand", "part")
	plan := p.Plan
	plan.Parts, plan.ApprovedBy, plan.ApprovedOn, plan.Document, plan.After = slices.Clone(b.Parts), e.Actor, on, b.Document.ID, len(p.Ledger)
	for i, k := range b.Clocks {
		plan.Parts[i].Clock = c.beginClock(k).ID
	}
	p.book(b.Entries, e)
	p.PayDue, p.Demand = b.PayDue, nil
	if b.Window != nil {
		c.stopClocks(on, "court_window")
		c.startClock(*b.Window)
	}
	c.Stage = PenInstalment
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "penalty.approve_instalment", "penalty.demand", "penalty.record_demand_views", "penalty.apply_court")
}

// RefuseInstalment refuses it, with the reason.
type RefuseInstalment struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"理由"`
}

func (RefuseInstalment) Act() string       { return "penalty.refuse_instalment" }
func (RefuseInstalment) Needs(*Case) Needs { return Needs{Numbers: []string{"P-19"}} }
func (x RefuseInstalment) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, artPlan, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if !c.Penalty.asked() {
		return Outcome{}, Refuse("not_asked", artPlan, "当事人没有提出申请。", "the party has not asked for it")
	}
	_, sums, err := c.Penalty.demanded(f)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&InstalmentRefused{x, sums.Total(), issueBeside(c, f, [2]string{"P-19", "延期（分期）缴纳罚款通知书"}, [2]string{"P-19f", "延期（分期）缴纳罚款审批表"})})
}

// InstalmentRefused: the party must pay as decided.
type InstalmentRefused struct {
	RefuseInstalment
	OwedFen   int64      `json:"owed_fen,omitempty"`  // on the day, surcharge included
	Documents []Document `json:"documents,omitempty"` // the notice, then the 审批表; older events have none
}

func (InstalmentRefused) Kind() string { return "InstalmentRefused" }
func (b InstalmentRefused) apply(c *Case, e Event) {
	c.Penalty.Plan.Refused = b.Reason
	if len(b.Documents) > 0 {
		c.issuedAll(b.Documents, e)
		c.Penalty.Plan.Document = b.Documents[0].ID
		c.oweNotice(b.Documents, e)
	}
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "penalty.approve_instalment")
}
