package domain

import (
	"slices"
	"strings"
)

// This file holds the request for a hearing: made, late and allowed, refused, and who speaks for the party.

// RequestHearing records that the party asks for a hearing, in writing or by word of mouth. On is the day it was handed in
// or posted, which may lie before the day it is recorded. A late request is recorded too; a leader answers it.
//
// A request in time, entered before the decision, brings the file back to the hearing from wherever it has come meanwhile.
//
// Refusals: no_hearing_right, hearing_not_told, already_done, hearing_built_on (the decision has been made).
type RequestHearing struct {
	On       Date          `json:"on" doc:"提出之日：邮寄的为交邮日，口头的为陈述日"`
	Oral     bool          `json:"oral,omitempty" doc:"口头提出"`
	By       string        `json:"by" minLength:"1" maxLength:"60" doc:"提出人"`
	Agents   []Agent       `json:"agents,omitempty" maxItems:"2" doc:"委托代理人，一至二人"`
	Text     string        `json:"text,omitempty" maxLength:"4000" doc:"申请内容；口头提出的记录在此"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"申请书、信封、授权委托书"`
}

func (RequestHearing) Act() string         { return "penalty.request_hearing" }
func (x RequestHearing) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x RequestHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	n := c.Penalty.notice()
	var bad faults
	bad.need(strings.TrimSpace(x.By) != "", "by", "请填写提出人")
	bad.need(!x.On.IsZero() && x.On <= f.On(), "on", "请填写提出之日，不能晚于今日")
	bad.need(n == nil || x.On >= n.On, "on", "提出之日早于告知书日期")
	bad.need(!x.Oral || strings.TrimSpace(x.Text) != "", "text", "口头提出的，请记录其内容")
	checkAgents(&bad, x.Agents)
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	switch {
	case n == nil || !n.Hearing:
		return Outcome{}, Refuse("no_hearing_right", "行政处罚法第六十三条", "本案最近一次告知没有告知听证权利；认为应当听证的，请重新告知。", "the newest notice tells of no right to a hearing; if there is one, the party must be told anew")
	case n.ServedOn.IsZero():
		return Outcome{}, Refuse("hearing_not_told", "行政处罚法第六十三条", "听证告知书尚未送达，请先登记送达。", "the notice has not been served; record its service first")
	}
	due, err := c.requestDue(n, f.Calendar, f.Rules)
	if err != nil {
		return Outcome{}, err
	}
	late := x.On > due
	if h := c.hearingOf(n); h != nil && (!h.Pending() || late) && (h.Ended != EndWithdrawn || late) {
		return Outcome{}, Refuse("already_done", artHearing, "对这次告知已有%[1]s提出的听证申请。", "a hearing was already asked for on this notice, on %[1]s", h.AskedOn)
	}
	if late && slices.ContainsFunc(c.Penalty.Hearings, func(h Hearing) bool { return h.Told == n.Document && h.Ended == EndRefused }) {
		return Outcome{}, Refuse("already_done", artHearing, "对这次告知的逾期申请已经答复不予听证。", "a late request on this notice was refused already")
	}
	if c.Stage == PenDecided || c.Stage == PenServed {
		return Outcome{}, Refuse("hearing_built_on", artHearing, "决定已经作出（“%[1]s”），不能再举行听证；申请确在期限内（%[2]s前）提出的，应当撤销决定，重新办理。",
			"the decision has been made (%[3]s): no hearing can be held any more; if the request did come in time (by %[2]s) the decision must be revoked", StageTitle(c.Stage), due, string(c.Stage))
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	b := &HearingRequested{RequestHearing: x, Told: n.Document, Round: n.Round, Late: late, Due: due, Register: ev}
	if !late {
		if b.Host, b.Decide, err = c.beginHearing(f, x.On); err != nil {
			return Outcome{}, err
		}
	}
	return outcome(b)
}

// beginHearing gives the clock to appoint the host and the clock to decide, standing still.
func (c *Case) beginHearing(f *Facts, on Date) (host, decide *Clock, err error) {
	k, err := f.start(c, "PEN-3.03", "host", f.On(), 0)
	if err != nil {
		return nil, nil, err
	}
	decide, err = c.beginExclusion(f, on)
	return &k, decide, err
}

// requestDue is the last day on which the party could ask: of the clock of that service, whether it runs or has lapsed.
func (c *Case) requestDue(n *AdvanceNotice, cal *Calendar, rules *RuleBook) (Date, error) {
	if k := lastClock(c, "request"); k != nil && k.From == n.ServedOn {
		return k.Due, nil
	}
	r, err := rules.At("PEN-3.02", n.ServedOn)
	if err != nil {
		return 0, err
	}
	return StartClock(cal, r, "request", n.ServedOn).Due, nil
}

func checkAgents(bad *faults, agents []Agent) {
	bad.need(len(agents) <= 2, "agents", "委托代理人为一至二人（行政处罚法第六十四条第五项）")
	seen := map[string]bool{}
	for i, a := range agents {
		name := strings.TrimSpace(a.Name)
		bad.need(name != "" && !seen[name], "agents["+itoa(i)+"].name", "请填写代理人，不能重复")
		bad.need(!a.Withdraw || strings.TrimSpace(a.Paper) != "", "agents["+itoa(i)+"].paper", "特别授权须有授权委托书")
		seen[name] = true
	}
}

// HearingRequested: the party asked for a hearing.
type HearingRequested struct {
	RequestHearing
	Told     DocumentID `json:"told"`
	Round    int        `json:"round"`
	Late     bool       `json:"late,omitempty"`
	Due      Date       `json:"due"` // last day in time
	Register []Evidence `json:"register,omitempty"`
	Host     *Clock     `json:"host,omitempty"`
	Decide   *Clock     `json:"decide,omitempty"`
}

func (HearingRequested) Kind() string { return "HearingRequested" }
func (b HearingRequested) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	for i := range c.Penalty.Hearings { // a letter that was in time is found beside one that was not
		if h := &c.Penalty.Hearings[i]; h.Pending() {
			h.Ended = EndSuperseded
		}
	}
	c.Penalty.Hearings = append(c.Penalty.Hearings, Hearing{No: len(c.Penalty.Hearings) + 1, Round: b.Round, Told: b.Told,
		AskedOn: b.On, Oral: b.Oral, AskedBy: b.By, Agents: b.Agents, Late: b.Late})
	if b.Late {
		c.raise(Task{ID: "late-hearing", Kind: "penalty.refuse_hearing", Title: "答复逾期的听证申请：同意或者不予听证", English: "Answer the late request for a hearing", Role: RoleLeader}, e)
		return
	}
	if k := lastClock(c, "request"); k != nil { // also one that had lapsed before the letter was entered: the earlier day wins
		k.LapsedOn, k.StoppedOn = 0, 0
		k.Meet(b.On)
	}
	c.begunHearing(b.Host, b.Decide, e)
}

// begunHearing puts the file where a hearing is prepared.
func (c *Case) begunHearing(host, decide *Clock, e Event) {
	c.Stage = PenHearing
	if n := c.Penalty.notice(); n != nil {
		n.RequestOver, n.WaivedHearing = false, ""
	}
	c.reckoned(decide)
	c.awaited(e)
	c.startClock(*host)
	k := c.running("host")
	// a review, a discussion or a decision under way rested on there being no hearing: what they conclude now no longer moves the file
	c.done(e, "penalty.refuse_hearing", "penalty.submit_review", "penalty.submit_decision", "meeting.convene", "penalty.decide", "penalty.insist", "penalty.amend_proposal")
	c.raise(Task{ID: "appoint-host", Kind: "penalty.appoint_host", Title: "当事人要求听证，指定主持人和记录人", English: "A hearing is asked for: appoint host and recorder", Role: RoleLeader, Due: k.Due, Clock: k.ID}, e)
}

// GrantHearing grants a late request for good cause: when in doubt, a hearing is held.
type GrantHearing struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"正当理由：不可抗力、不能归责于当事人的原因等"`
}

func (GrantHearing) Act() string { return "penalty.grant_hearing" }
func (x GrantHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := c.lateRequest(f, x.Reason); err != nil {
		return Outcome{}, err
	}
	host, decide, err := c.beginHearing(f, f.On())
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&HearingGranted{x, *host, decide})
}

// lateRequest refuses who is not free to answer a late request, or where none waits.
func (c *Case) lateRequest(f *Facts, reason string) error {
	if err := wantReason(reason); err != nil {
		return err
	}
	if err := differs(c, f, artHearing, PartOfficer, PartDrafter, PartRecused); err != nil {
		return err
	}
	if c.lateHearing() == nil {
		return Refuse("no_late_request", artHearing, "没有待答复的逾期听证申请；按期提出的申请不能拒绝。", "no late request waits for an answer; a request in time cannot be refused")
	}
	return nil
}

// lateHearing is the late request on the newest notice that waits for an answer, nil when none does.
func (c *Case) lateHearing() *Hearing {
	if h := c.Penalty.hearing(); h != nil && h.Pending() && h.Told == c.Penalty.notice().Document {
		return h
	}
	return nil
}

// HearingGranted: a late request was granted.
type HearingGranted struct {
	GrantHearing
	Host   Clock  `json:"host"`
	Decide *Clock `json:"decide,omitempty"`
}

func (HearingGranted) Kind() string { return "HearingGranted" }
func (b HearingGranted) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	h := c.Penalty.hearing()
	h.Cause, h.GrantedBy = b.Reason, e.Actor
	c.begunHearing(&b.Host, b.Decide, e)
}

// RefuseHearing refuses a late request, with reasons and in writing. A request in time cannot be refused.
type RefuseHearing struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"不予听证的理由"`
}

func (RefuseHearing) Act() string       { return "penalty.refuse_hearing" }
func (RefuseHearing) Needs(*Case) Needs { return Needs{Numbers: []string{"P-11n"}} }
func (x RefuseHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := c.lateRequest(f, x.Reason); err != nil {
		return Outcome{}, err
	}
	return outcome(&HearingRefused{x, issue(c, f, "P-11n", "不予听证通知书")})
}

// HearingRefused: a late request was refused.
type HearingRefused struct {
	RefuseHearing
	Document Document `json:"document"`
}

func (HearingRefused) Kind() string { return "HearingRefused" }
func (b HearingRefused) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	h := c.Penalty.hearing()
	h.Ended, h.EndedOn, h.Refusal, h.RefusedBy, h.Refused = EndRefused, DateOf(e.OccurredAt), b.Reason, e.Actor, b.Document.ID
	c.issued(b.Document, e)
	c.done(e, "penalty.refuse_hearing")
	c.raise(Task{ID: "serve-" + string(b.Document.ID), Kind: "penalty.serve", Title: "送达《不予听证通知书》", English: "Serve the refusal of the hearing", Person: c.Handler}, e)
}

// NameAgents records who speaks for the party (行政处罚法 64(5)); the list replaces the one before.
type NameAgents struct {
	Agents   []Agent       `json:"agents" maxItems:"2" doc:"委托代理人，一至二人；空为撤销委托"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"授权委托书"`
}

func (NameAgents) Act() string         { return "penalty.name_agents" }
func (x NameAgents) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x NameAgents) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	checkAgents(&bad, x.Agents)
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if c.openHearing() == nil {
		return Outcome{}, Refuse("no_hearing", artHearing, "没有正在进行的听证。", "there is no hearing under way")
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&AgentsNamed{x, ev})
}

// AgentsNamed: the party named its agents.
type AgentsNamed struct {
	NameAgents
	Register []Evidence `json:"register,omitempty"`
}

func (AgentsNamed) Kind() string { return "AgentsNamed" }
func (b AgentsNamed) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.openHearing().Agents = b.Agents
}
