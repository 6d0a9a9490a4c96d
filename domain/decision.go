package domain

import (
	"slices"
	"strings"
)

// This file holds the decision of a penalty case (行政处罚法 57–60): what must have happened before it, the decision itself, its
// correction and revocation, the extension of the time to decide, and the end of the file.

// undecided names what the law still wants before a decision may be made, in the order in which it must happen: the first
// gap as a refusal, nil when there is none. Everything that may be decided upon goes through here.
func undecided(c *Case, f *Facts) error {
	p := c.Penalty
	if p.Proposal == nil {
		return Refuse("not_reported", "行政处罚法第五十七条", "调查尚未终结。", "the inquiry has not been reported")
	}
	digest := p.Proposal.Digest()
	heavy := p.Proposal.Outcome == VerdictPenalty || p.Proposal.Outcome == VerdictBan
	reviewed := p.passed(digest, f)
	if !p.examined() && !reviewed && !p.lightened() {
		return Refuse("not_examined", "行政处罚法第五十七条", "处理意见未经审核或者审核后有变化，请先送审。", "the proposal was not examined, or changed since; submit it first")
	}
	if heavy {
		n := p.notice()
		switch {
		case n == nil || n.ServedOn.IsZero() || n.ServedOn > f.On():
			return Refuse("not_noticed", "行政处罚法第四十四条、第六十二条", "告知书尚未送达，不得作出处罚决定。", "the advance notice has not been served; no decision may be made")
		case !p.covered(*n, *p.Proposal):
			return Refuse("notice_differs", "行政处罚法第四十四条", "拟处理意见超出已告知的内容，须重新告知。", "the proposal goes beyond what was noticed; notice must be given again")
		case !p.spoke(*n) && (!n.DefenceOver || c.stillRan("defence", *n, f.On())):
			return Refuse("defence_open", "行政处罚法第四十五条、第六十二条", "陈述申辩期限尚未届满，当事人也没有放弃。", "the days for a defence are not over and it was not waived")
		case slices.ContainsFunc(p.Defences, func(d Defence) bool { return d.Answered.IsZero() }):
			return Refuse("defence_unanswered", "行政处罚法第四十五条", "陈述申辩尚未复核。", "the defence has not been answered")
		}
		if err := hearingDone(c); err != nil {
			return err
		}
		if n.Hearing && c.hearingOf(n) == nil && c.stillRan("request", *n, f.On()) {
			return Refuse("hearing_days_running", "行政处罚法第六十四条第一项", "办理之日（%[1]s）当事人要求听证的期限尚未届满。", "on %[1]s the days in which the party may ask for a hearing had not run out", f.On())
		}
	}
	if err := c.recusalOpen(); err != nil {
		return err
	}
	if grounds := f.Norms.ReviewGrounds(*p.Proposal, p.heardAny(), p.Regime, f.On()); len(grounds) > 0 && !reviewed {
		return Refuse("not_reviewed", grounds[0].Article, "本案须经法制审核（%[1]s），未经审核或者审核未通过的，不得作出决定。", "the legality review is compulsory here (%[2]s) and has not passed; no decision may be made", grounds[0].Text, grounds[0].English)
	}
	if p.Proposal.Outcome == VerdictTransfer && len(p.Refers) == 0 {
		return Refuse("not_referred", "行政处罚法第二十七条、第五十七条", "请先办理移送，再作出移送决定。", "refer it first, then decide so")
	}
	return nil
}

// stillRan reports that the days a notice gave had lapsed since, but not yet on the day: what is entered as of an earlier day
// rests on how things stood then.
func (c *Case) stillRan(clock string, n AdvanceNotice, on Date) bool {
	k := lastClock(c, clock)
	return k != nil && k.From == n.ServedOn && !k.LapsedOn.IsZero() && k.MetOn.IsZero() && k.StoppedOn.IsZero() && on <= k.Due
}

// passed reports that the legality review passed the proposal as it stands, by a review asked for after the last hearing.
// An examination counts as legality review where nothing has changed since (行政处罚法 58; E19).
func (p *Penalty) passed(digest string, _ *Facts) bool {
	since := Date(0)
	for _, h := range p.Hearings {
		if h.Ended == "held" {
			since = max(since, h.ReportOn, DateOf(h.EndedAt))
		}
	}
	return slices.ContainsFunc(p.Reviews, func(r ReviewTaken) bool {
		if r.Opinion != ReviewPass || r.Digest != digest {
			return false
		}
		return since.IsZero() || r.Kind == ReviewLegality && r.AskedOn >= since
	})
}

// lightened reports that an earlier round was examined and the proposal has only become lighter since.
func (p *Penalty) lightened() bool {
	n := p.notice()
	return n != nil && !n.ServedOn.IsZero() && p.covered(*n, *p.Proposal)
}

// SubmitDecision asks the leaders for the decision. The law says whether they must discuss it together first.
type SubmitDecision struct {
	Note string `json:"note,omitempty" maxLength:"2000" doc:"提请说明"`
}

func (SubmitDecision) Act() string { return "penalty.submit_decision" }

// Decide wants everything the law demands before a decision.
func (x SubmitDecision) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := undecided(c, f); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	return outcome(&DecisionAsked{x, f.Norms.DiscussionGrounds(*p.Proposal, p.heardAny(), f.On())})
}

// DecisionAsked: the decision was asked for.
type DecisionAsked struct {
	SubmitDecision
	Grounds []Ground `json:"grounds,omitempty"` // why the leaders must discuss it together
}

func (DecisionAsked) Kind() string { return "DecisionAsked" }
func (b DecisionAsked) apply(c *Case, e Event) {
	c.take(e.Actor, PartDrafter, e.Seq)
	c.done(e, "penalty.submit_decision")
	if len(b.Grounds) > 0 && !c.Penalty.resolved(c.Penalty.Proposal.Digest()) {
		c.Stage = PenToDiscuss
		c.raise(Task{ID: "discuss", Kind: "meeting.convene", Title: "提请负责人集体讨论", English: "For discussion by the leaders", Role: RoleLeader, Due: c.decideDue(), Clock: "decide"}, e)
		return
	}
	c.Stage = PenToDecide
	c.raise(Task{ID: "decide", Kind: "penalty.decide", Title: "作出决定", English: "Decide", Role: RoleLeader, Due: c.decideDue(), Clock: "decide"}, e)
}

// ReturnDecision sends the case back to its officers instead of deciding.
type ReturnDecision struct {
	Reason string `json:"reason" minLength:"2" maxLength:"2000" doc:"退回理由"`
}

func (ReturnDecision) Act() string { return "penalty.return_decision" }

// Decide wants a reason and somebody without a part in the inquiry.
func (x ReturnDecision) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "行政处罚法第五十七条", PartOfficer, PartDrafter, PartReviewer, PartHost, PartRecorder); err != nil {
		return Outcome{}, err
	}
	return outcome(&DecisionReturned{x})
}

// DecisionReturned: the leader sent the case back.
type DecisionReturned struct{ ReturnDecision }

func (DecisionReturned) Kind() string { return "DecisionReturned" }
func (b DecisionReturned) apply(c *Case, e Event) {
	c.Stage = PenPostNotice
	c.done(e, "penalty.decide", "meeting.convene")
	c.owe(e, "penalty.amend_proposal", "负责人退回，修改后重新提请", "Returned by the leader: amend and ask again")
}

// Decide makes the decision. It says what was examined, noticed, reviewed and discussed, to the letter.
type Decide struct {
	Comment string `json:"comment" minLength:"2" maxLength:"1000" doc:"决定意见"`
	Late    string `json:"late,omitempty" maxLength:"1000" doc:"超过办案期限的，写明原因"`
}

func (Decide) Act() string { return "penalty.decide" }

// Needs asks for the party and the numbers.
func (Decide) Needs(c *Case) Needs {
	n := Needs{Numbers: []string{"P-14", c.Penalty.instrument()}}
	if c.Party != nil {
		n.Parties = []PartyID{c.Party.ID}
	}
	return n
}

// instrument is the type of the decision's paper.
func (p *Penalty) instrument() string {
	if p.Proposal == nil {
		return "P-15"
	}
	switch p.Proposal.Outcome { //nolint:exhaustive // the others are decisions not to punish
	case VerdictPenalty:
		return "P-15"
	case VerdictBan:
		return "P-30"
	}
	return "P-17"
}

// Decide keeps whoever inquired, drafted, reviewed or heard from deciding, and asks again for everything the law demands.
func (x Decide) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第五十七条、第五十九条、第六十条"
	if err := differs(c, f, art, PartOfficer, PartDrafter, PartReviewer, PartHost, PartRecorder); err != nil {
		return Outcome{}, err
	}
	if err := undecided(c, f); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	if g := f.Norms.DiscussionGrounds(*p.Proposal, p.heardAny(), f.On()); len(g) > 0 && !p.resolved(p.Proposal.Digest()) {
		return Outcome{}, Refuse("not_discussed", g[0].Article, "本案须由负责人集体讨论决定（%[1]s）。", "the leaders must discuss this together (%[2]s)", g[0].Text, g[0].English)
	}
	if p.Proposal.Outcome == VerdictPenalty {
		if err := f.bound(p.Proposal.Allegations, c.against()); err != nil {
			return Outcome{}, err
		}
		if err := f.Norms.CheckProposal(*p.Proposal, c, f); err != nil { // the day of the decision chooses the norm
			return Outcome{}, err
		}
	}
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Comment))) >= 2, "comment", "请填写决定意见")
	if k := c.running("decide"); k != nil && !k.Due.IsZero() && f.On() > k.Due {
		bad.need(len([]rune(strings.TrimSpace(x.Late))) >= 2, "late", "办案期限已于"+k.Due.String()+"届满，须写明原因（行政处罚法第六十条）")
	}
	if party, ok := f.Parties[c.Party.ID]; ok {
		bad.need(p.Proposal.Outcome != VerdictPenalty && p.Proposal.Outcome != VerdictBan || strings.TrimSpace(party.Address) != "", "party", "决定书须载明当事人的地址，请先在当事人登记中补充（行政处罚法第五十九条）")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	out := &CaseDecided{Decide: x, Approval: issue(c, f, "P-14", "行政处罚决定审批表")}
	d := Decision{Verdict: p.Proposal.Outcome, On: f.On(), By: f.Actor, Round: p.Round, Digest: p.Proposal.Digest(), Remedies: remediesText(c, f)}
	if p.Proposal.Outcome != VerdictTransfer {
		title := map[string]string{"P-15": "行政处罚决定书", "P-17": "不予行政处罚决定书", "P-30": "取缔决定书"}[p.instrument()]
		doc := issue(c, f, p.instrument(), title)
		doc.ID = c.nextPaper(2) // after the form of approval
		out.Document, d.Document = &doc, doc.ID
		serve, err := f.start(c, "PEN-4.03", "serve", f.On(), 0)
		if err != nil {
			return Outcome{}, err
		}
		out.Clocks = append(out.Clocks, serve)
	}
	if p.Proposal.Outcome == VerdictPenalty || p.Proposal.Outcome == VerdictBan {
		pub, err := c.publicityClocks(f, f.On())
		if err != nil {
			return Outcome{}, err
		}
		out.Clocks = append(out.Clocks, pub...)
	}
	out.Decision = d
	return outcome(out)
}

// CaseDecided: the decision was made.
type CaseDecided struct {
	Decide
	Decision Decision  `json:"decision"`
	Approval Document  `json:"approval"`
	Document *Document `json:"document,omitempty"`
	Clocks   []Clock   `json:"clocks,omitempty"`
}

func (CaseDecided) Kind() string { return "CaseDecided" }
func (b CaseDecided) apply(c *Case, e Event) {
	p := c.Penalty
	d := b.Decision
	p.Decision = &d
	c.take(e.Actor, PartDecider, e.Seq)
	c.issued(b.Approval, e)
	if k := c.running("decide"); k != nil {
		k.Meet(d.On)
	}
	for _, k := range b.Clocks {
		c.startClock(k)
	}
	c.done(e, "penalty.decide", "penalty.submit_decision", "penalty.submit_review", "meeting.convene", "penalty.report", "penalty.amend_proposal")
	if d.Verdict == VerdictPenalty || d.Verdict == VerdictBan {
		p.Publicity = &Publicity{State: "due"}
		c.raise(c.under("publish", Task{ID: "publicity", Kind: "penalty.redact", Title: "制作公示内容", English: "Prepare the disclosure", Person: c.Handler}), e)
	}
	if b.Document == nil { // transfer: there is nothing to serve
		c.Stage, p.Ended = PenPerformed, "transferred"
		c.oweConclusion(e)
		return
	}
	c.issued(*b.Document, e)
	c.Stage = PenDecided
	c.oweService(*b.Document, c.running("serve"), e)
}

// oweConclusion raises the conclusion once nothing is left to perform.
func (c *Case) oweConclusion(e Event) {
	c.done(e, "penalty.record_performance", "penalty.demand", "penalty.apply_court")
	c.raise(c.under("conclude", Task{ID: "conclude", Kind: "penalty.conclude", Title: "审批结案", English: "Conclude the case", Role: RoleLeader}), e)
}

// ExtendCase lengthens the time to decide, before it runs out: thirty days once by a leader, then as the leaders resolve
// together (民政部令第68号 31). The general procedure knows no extension.
type ExtendCase struct {
	Days   int    `json:"days" minimum:"1" maximum:"365" doc:"延长日数（自然日）"`
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"理由"`
}

func (ExtendCase) Act() string { return "penalty.extend" }

// Needs asks for the number of the form.
func (ExtendCase) Needs(*Case) Needs { return Needs{Numbers: []string{"P-31"}} }

// Decide keeps the first extension to one leader and any further one to the meeting, and both to the time before expiry.
func (x ExtendCase) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	k := c.running("decide")
	if k == nil {
		return Outcome{}, Refuse("no_clock", "", "本案没有正在计算的办案期限。", "no clock to decide is running")
	}
	if err := differs(c, f, k.Article, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if k.Extending.Max > 0 && len(k.Extensions) >= k.Extending.Max {
		var resolved []Discussion // each carries one further period, in their order
		for _, d := range c.Penalty.Discussions {
			if d.Result == ResolveExtend {
				resolved = append(resolved, d)
			}
		}
		if used := len(k.Extensions) - k.Extending.Max; used >= len(resolved) || resolved[used].Days != x.Days {
			return Outcome{}, Refuse("extension_collective", k.Article, "再次延长须由负责人集体讨论决定，并确定合理期限。", "a further extension must be resolved by the leaders together, with its days")
		}
	}
	next, err := c.reckon(f, func(k *Clock) error {
		return k.Extend(f.Calendar, Extension{N: x.Days, Unit: CalendarDays, By: string(f.Actor), Reason: x.Reason}, f.On())
	})
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&CaseExtended{x, *next, issue(c, f, "P-31", "延长办案期限审批表")})
}

// CaseExtended: the time to decide was lengthened.
type CaseExtended struct {
	ExtendCase
	Clock    Clock    `json:"clock"`
	Document Document `json:"document"`
}

func (CaseExtended) Kind() string { return "CaseExtended" }
func (b CaseExtended) apply(c *Case, e Event) {
	c.replaceClock(b.Clock)
	for i := range c.Tasks {
		if c.Tasks[i].Clock == b.Clock.ID && c.Tasks[i].DoneAt.IsZero() {
			c.Tasks[i].Due = b.Clock.Due
		}
	}
	c.take(e.Actor, PartApprover, e.Seq)
	c.issued(b.Document, e)
}

// CorrectDecision corrects a slip of the pen. What was decided stays as it is.
type CorrectDecision struct {
	Wrong  string `json:"wrong" minLength:"1" maxLength:"500" doc:"原文"`
	Right  string `json:"right" minLength:"1" maxLength:"500" doc:"更正为"`
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (CorrectDecision) Act() string { return "penalty.correct_decision" }

// Needs asks for the number of the notice.
func (CorrectDecision) Needs(*Case) Needs { return Needs{Numbers: []string{"P-28"}} }

// Decide wants a decision that stands.
func (x CorrectDecision) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if d := c.Penalty.Decision; d == nil || !d.RevokedOn.IsZero() {
		return Outcome{}, Refuse("no_decision", "", "没有可以更正的决定。", "there is no decision to correct")
	}
	return outcome(&DecisionCorrected{x, issue(c, f, "P-28", "行政处罚决定书更正通知书")})
}

// DecisionCorrected: a slip of the pen was corrected.
type DecisionCorrected struct {
	CorrectDecision
	Document Document `json:"document"`
}

func (DecisionCorrected) Kind() string { return "DecisionCorrected" }
func (b DecisionCorrected) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	c.Penalty.Decision.Corrected = append(c.Penalty.Decision.Corrected, b.Document.ID)
}

// RevokeDecision is the bureau's own revocation of a decision found unlawful. Money paid is given back, the disclosure withdrawn.
type RevokeDecision struct {
	Reason string `json:"reason" minLength:"2" maxLength:"2000" doc:"撤销理由"`
}

func (RevokeDecision) Act() string { return "penalty.revoke_decision" }

// Needs asks for the number of the paper.
func (RevokeDecision) Needs(c *Case) Needs { return c.atLists(Needs{Numbers: []string{"P-29"}}) }

// Decide wants a decision that stands, and nobody who made or prepared it.
func (x RevokeDecision) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第四十八条、第七十五条"
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, art, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if d := c.Penalty.Decision; d == nil || !d.RevokedOn.IsZero() {
		return Outcome{}, Refuse("no_decision", art, "没有可以撤销的决定。", "there is no decision to revoke")
	}
	out := &DecisionRevoked{RevokeDecision: x, By: "self", Document: issue(c, f, "P-29", "撤销行政处罚决定书")}
	var err error
	out.Undone, err = c.undo(f, nil, f.On())
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Events: []Body{out}, Tells: c.outOfRegister(f, nil)}, nil
}

// DecisionRevoked: the decision does not stand any more.
type DecisionRevoked struct {
	RevokeDecision
	By       string   `json:"by"`
	Document Document `json:"document"`
	Undone   Undone   `json:"undone"`
}

func (DecisionRevoked) Kind() string { return "DecisionRevoked" }
func (b DecisionRevoked) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	c.take(e.Actor, PartDecider, e.Seq)
	c.undone(b.Undone, "annulled", nil, b.By, b.Reason, e)
}

// DissolveByPersuasion ends a ban case without a decision: slight, little harm, and the body dissolved in time (取缔办法 18).
type DissolveByPersuasion struct {
	Account string `json:"account" minLength:"2" maxLength:"2000" doc:"劝散经过"`
}

func (DissolveByPersuasion) Act() string { return "penalty.dissolve" }

// Needs asks for what waits for the case.
func (DissolveByPersuasion) Needs(c *Case) Needs { return Needs{Pending: c.ID} }

// Decide wants an account and a leader without a part in the inquiry.
func (x DissolveByPersuasion) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Account))) >= 2, "account", "请写明经过")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "取缔非法社会组织办法第十八条", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	return f.ended(c.ID, "劝散", &Dissolved{x})
}

// Dissolved: the body dissolved after persuasion.
type Dissolved struct{ DissolveByPersuasion }

func (Dissolved) Kind() string { return "Dissolved" }
func (b Dissolved) apply(c *Case, e Event) {
	c.Stage, c.Penalty.Ended = PenPerformed, "dissolved"
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e)
	c.oweConclusion(e)
}

// ConcludeCase concludes the case (结案): nothing is owed, nothing runs.
type ConcludeCase struct {
	Comment string `json:"comment,omitempty" maxLength:"1000" doc:"结案意见"`
}

func (ConcludeCase) Act() string { return "penalty.conclude" }

// Needs asks for the number of the form.
func (ConcludeCase) Needs(c *Case) Needs {
	return c.atRegister(Needs{Numbers: []string{"P-25"}, Children: true})
}

// Decide wants the ledger even, the disclosure settled, referrals and preserved evidence settled.
func (x ConcludeCase) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, "行政处罚法第五十七条（承办与审批分离）", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	if err := p.settled(); err != nil {
		return Outcome{}, err
	}
	if s := p.Publicity; s != nil && (s.State == "due" || s.State == "redacted") && (p.Decision == nil || p.Decision.RevokedOn.IsZero()) {
		return Outcome{}, Refuse("not_published", "行政处罚法第四十八条", "处罚决定尚未公示，也没有决定不予公示。", "the decision has been neither disclosed nor withheld")
	}
	if err := c.nothingKept(); err != nil {
		return Outcome{}, err
	}
	if k := c.running("withdraw"); k != nil {
		return Outcome{}, Refuse("not_withdrawn", "行政处罚法第四十八条第二款", "公示信息尚未撤回。", "what was disclosed has not been withdrawn")
	}
	k, err := f.start(c, "AR-01", "archive", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Events: []Body{&CaseConcluded{x, p.Ended, issue(c, f, "P-25", "结案审批表"), k}}, Tells: c.tellClosed(f)}
	if c.running("register") != nil || p.inForce() == nil && c.unentered(f) { // what nobody entered in the register is entered now: it does not end with the case
		b, tells := c.intoRegister(f, p.Decision.ServedOn)
		out.Events, out.Tells = append([]Body{b}, out.Events...), append(tells, out.Tells...)
	}
	return out, nil
}

// CaseConcluded: the case was concluded; it is to be archived.
type CaseConcluded struct {
	ConcludeCase
	Ground   string   `json:"ground"`
	Document Document `json:"document"`
	Clock    Clock    `json:"clock"`
}

func (CaseConcluded) Kind() string { return "CaseConcluded" }
func (b CaseConcluded) apply(c *Case, e Event) {
	c.Stage = PenConcluded
	c.Penalty.Closing = &Closing{On: DateOf(e.OccurredAt), By: e.Actor, Ground: b.Ground, Document: b.Document.ID}
	c.issued(b.Document, e)
	c.take(e.Actor, PartApprover, e.Seq)
	if k := c.running("conclude"); k != nil {
		k.Meet(DateOf(e.OccurredAt))
	}
	for i := range c.Clocks { // remedies go on running: they are the party's; so do the display and the repair of credit
		if k := &c.Clocks[i]; !k.ended() && !slices.ContainsFunc([]string{"review", "sue", "display", "accept_repair", "repair"}, func(id string) bool { return strings.HasPrefix(k.ID, id) }) {
			k.Stop(DateOf(e.OccurredAt))
		}
	}
	c.startClock(b.Clock)
	c.done(e)
	c.raise(Task{ID: "archive", Kind: "penalty.archive", Title: "整理归档", English: "Archive the file", Role: RoleArchive, Due: b.Clock.Due, Clock: b.Clock.ID}, e)
}

// ArchiveCase archives the file. Whoever handled the case does not archive it.
type ArchiveCase struct {
	Retention string `json:"retention" enum:"30y,permanent" doc:"保管期限"`
	Pages     int    `json:"pages,omitempty" minimum:"0" doc:"页数"`
	Note      string `json:"note,omitempty" maxLength:"1000" doc:"备考"`
}

func (ArchiveCase) Act() string { return "penalty.archive" }

// Needs asks for a number in the register of archives.
func (ArchiveCase) Needs(*Case) Needs { return Needs{Numbers: []string{"P-26"}} }

// Decide gives the archive number: year and serial, eight digits.
func (x ArchiveCase) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(x.Retention == "30y" || x.Retention == "permanent", "retention", "请选择保管期限")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "档案管理与案件办理分离", PartOfficer, PartDrafter, PartReviewer, PartHost, PartDecider); err != nil {
		return Outcome{}, err
	}
	d := issue(c, f, "P-26", "案卷封面、卷内目录、备考表")
	number := itoa(d.Year*10000 + d.Serial)
	return outcome(&CaseArchived{x, number, d})
}

// CaseArchived: the file went to the archive.
type CaseArchived struct {
	ArchiveCase
	Number   string   `json:"number"`
	Document Document `json:"document"`
}

func (CaseArchived) Kind() string { return "CaseArchived" }
func (b CaseArchived) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	c.take(e.Actor, PartArchivist, e.Seq)
	c.Penalty.Archive = &Archive{On: DateOf(e.OccurredAt), By: e.Actor, Number: b.Number, Retention: b.Retention, Pages: b.Pages, Document: b.Document.ID}
	outcome := c.Penalty.Ended
	if d := c.Penalty.Decision; d != nil && d.RevokedOn.IsZero() {
		outcome = string(d.Verdict)
	}
	c.close(e, PenArchived, outcome)
}

func init() {
	act[SubmitDecision](Spec{Procedure: ProcPenalty, Assigned: true, Stages: []Stage{PenPostNotice, PenExamined}, Possible: func(c *Case) bool {
		p := c.Penalty
		return c.Stage == PenPostNotice || p.Proposal != nil && p.Proposal.Outcome != VerdictPenalty && p.Proposal.Outcome != VerdictBan
	}, Title: "提请决定", English: "Ask for the decision", Article: "行政处罚法第五十七条", Starts: "依法须集体讨论的，转集体讨论；其他的，由负责人决定"})
	act[ReturnDecision](Spec{Procedure: ProcPenalty, Stages: []Stage{PenToDecide}, Title: "退回承办人员", English: "Return to the officers"})
	act[Decide](Spec{Procedure: ProcPenalty, Stages: []Stage{PenToDecide}, Title: "作出决定", English: "Decide", Article: "行政处罚法第五十七条、第五十九条", Starts: "取得文号，生成决定书；起算送达期限（7个工作日）和公示期限（7个工作日）"})
	act[ExtendCase](Spec{Procedure: ProcPenalty, Possible: func(c *Case) bool {
		k := c.running("decide")
		return k != nil && (k.Extending.Max > 0 || k.Extending.MoreBy != "")
	}, Title: "延长办案期限", English: "Extend the time to decide", Article: "民政部令第68号第三十一条", Starts: "办案期限顺延；须在届满前批准"})
	act[CorrectDecision](Spec{Procedure: ProcPenalty, AfterClose: true, Possible: hasDecision, Title: "更正决定书笔误", English: "Correct a slip of the pen"})
	act[RevokeDecision](Spec{Procedure: ProcPenalty, AfterClose: true, Possible: hasDecision, Title: "自行撤销决定", English: "Revoke the decision", Article: "行政处罚法第七十五条", Starts: "停止执行；已缴款项退还；三个工作日内撤回公示"})
	act[DissolveByPersuasion](Spec{Procedure: ProcPenalty, Stages: []Stage{PenFiled, PenReported}, Possible: func(c *Case) bool { return c.Penalty.Track == TrackBan }, Title: "劝散结案", English: "Dissolved after persuasion", Article: "取缔非法社会组织办法第十八条"})
	act[ConcludeCase](Spec{Procedure: ProcPenalty, Stages: []Stage{PenPerformed}, Title: "结案", English: "Conclude", Starts: "停止其余期限，起算归档期限"})
	act[ArchiveCase](Spec{Procedure: ProcPenalty, Stages: []Stage{PenConcluded}, Title: "归档", English: "Archive", Article: "行政处罚法第四十七条"})
	event[DecisionAsked]()
	event[DecisionReturned]()
	event[CaseDecided]()
	event[CaseExtended]()
	event[DecisionCorrected]()
	event[DecisionRevoked]()
	event[Dissolved]()
	event[CaseConcluded]()
	event[CaseArchived]()
}

func hasDecision(c *Case) bool {
	return c.Penalty.Decision != nil && c.Penalty.Decision.RevokedOn.IsZero()
}
