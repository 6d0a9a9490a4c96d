package domain

import (
	"slices"
	"strings"
	"time"
)

// This file holds the hearing of a penalty case (听证): penalty.md §3, 行政处罚法 63–65. The party asks, a host who has
// had nothing to do with the case is appointed, the day is fixed and told seven clear working days ahead, officers and
// party are heard before the host, and the host reports on what the minutes say. It costs the party nothing (63 II). The request
// and what goes before the day stand in hearing_request.go and hearing_preparation.go.
//
// What the rest of the case must know: hearingDone says whether the duty towards the newest notice is met,
// hearingNoticeServed enters the service of a hearing notice, hearingRecused takes somebody off the hearing.

// How a hearing ended (Hearing.Ended); empty while it is under way.
const (
	EndHeld       = "held"       // 已举行
	EndDefault    = "default"    // 无正当理由缺席或者中途退场，视为放弃，终止
	EndWithdrawn  = "withdrawn"  // 当事人撤回
	EndRefused    = "refused"    // 逾期申请，不予听证
	EndSuperseded = "superseded" // 逾期申请之外，查明另有按期的申请
)

// Hearing is one hearing, from the request to the report.
type Hearing struct {
	No         int           `json:"no"`
	Round      int           `json:"round"` // of the proposal
	Told       DocumentID    `json:"told"`  // the advance notice that told of the right
	AskedOn    Date          `json:"asked_on"`
	Oral       bool          `json:"oral,omitempty"`
	AskedBy    string        `json:"asked_by"`
	Late       bool          `json:"late,omitempty"`       // asked for after the last day
	Cause      string        `json:"cause,omitempty"`      // good cause for which a late request was granted
	GrantedBy  PersonID      `json:"granted_by,omitempty"` // who granted it
	Refusal    string        `json:"refusal,omitempty"`    // reasons for which a late request was refused
	RefusedBy  PersonID      `json:"refused_by,omitempty"`
	Refused    DocumentID    `json:"refused,omitempty"` // the paper that says so
	Host       PersonID      `json:"host,omitempty"`
	Recorder   PersonID      `json:"recorder,omitempty"`
	Listeners  []PersonID    `json:"listeners,omitempty"`
	HostOn     Date          `json:"host_on,omitzero"` // the host was appointed
	FileOn     Date          `json:"file_on,omitzero"` // the host has the file
	At         time.Time     `json:"at,omitzero"`      // when it is held
	Until      time.Time     `json:"until,omitzero"`   // planned end: so long the room is taken
	Room       string        `json:"room,omitempty"`   //
	Public     bool          `json:"public,omitempty"` //
	Closed     string        `json:"closed,omitempty"` // why it is not public: state_secret, trade_secret, privacy
	NoticeOn   Date          `json:"notice_on,omitzero"`
	Notice     DocumentID    `json:"notice,omitempty"`
	NoticeBy   Date          `json:"notice_by,omitzero"` // last day on which the notice may be served
	ServedOn   Date          `json:"served_on,omitzero"` // of the notice
	Posted     DocumentID    `json:"posted,omitempty"`   // the public announcement
	PostedOn   Date          `json:"posted_on,omitzero"` // when it was put up
	PostedAt   string        `json:"posted_at,omitempty"`
	Agents     []Agent       `json:"agents,omitempty"`
	Adjourned  []Adjournment `json:"adjourned,omitempty"` // the days that fell
	HeldAt     time.Time     `json:"held_at,omitzero"`
	EndedAt    time.Time     `json:"ended_at,omitzero"`
	Minutes    DocumentID    `json:"minutes,omitempty"`
	Present    []Attendee    `json:"present,omitempty"`
	Officers   []PersonID    `json:"officers,omitempty"` // who put the case
	Speeches   []Speech      `json:"speeches,omitempty"`
	Examined   []int         `json:"examined,omitempty"` // numbers in the register of evidence that were examined
	New        int           `json:"new,omitempty"`      // pieces of evidence that were new
	Signatures string        `json:"signatures,omitempty"`
	Ended      string        `json:"ended,omitempty"` // held, default, withdrawn; refused, superseded: never begun
	EndedOn    Date          `json:"ended_on,omitzero"`
	Account    string        `json:"account,omitempty"` // how it was defaulted or withdrawn
	ReportOn   Date          `json:"report_on,omitzero"`
	Report     DocumentID    `json:"report,omitempty"`
	Facts      string        `json:"facts,omitempty"` // as the host finds them
	Opinion    string        `json:"opinion,omitempty"`
	NewFacts   bool          `json:"new_facts,omitempty"`
}

// Pending reports a late request that nobody has answered.
func (h *Hearing) Pending() bool { return h.Late && h.GrantedBy == "" && h.Ended == "" }

// State says where a hearing stands, for the calendar: late, asked, appointed, set, told, held, reported, default,
// withdrawn, refused, superseded.
func (h *Hearing) State() string {
	switch {
	case h.Ended == EndHeld && !h.ReportOn.IsZero():
		return "reported"
	case h.Ended != "":
		return h.Ended
	case h.Pending():
		return "late"
	case !h.At.IsZero() && !h.ServedOn.IsZero():
		return "told"
	case !h.At.IsZero():
		return "set"
	case h.Host != "":
		return "appointed"
	}
	return "asked"
}

// Agent is somebody who speaks for the party (委托代理人); one or two.
type Agent struct {
	Name     string `json:"name" minLength:"1" maxLength:"60" doc:"代理人"`
	Withdraw bool   `json:"withdraw,omitempty" doc:"特别授权：可以代为撤回听证申请"`
	Paper    string `json:"paper,omitempty" maxLength:"200" doc:"授权委托书"`
}

// Adjournment is a day of a hearing that fell.
type Adjournment struct {
	At     time.Time  `json:"at"` // when it would have been held
	On     Date       `json:"on"` // when it fell
	Cause  string     `json:"cause" enum:"adjourned,notice_late,host,reset"`
	Reason string     `json:"reason,omitempty"`
	Notice DocumentID `json:"notice,omitempty"`
}

// Attendee is somebody who was present at a hearing besides the host, the recorder and the officers.
type Attendee struct {
	Name  string `json:"name" minLength:"1" maxLength:"60" doc:"姓名"`
	Role  string `json:"role" enum:"party,agent,third,witness,appraiser,interpreter" doc:"身份"`
	Paper string `json:"paper,omitempty" maxLength:"200" doc:"身份证明、授权文书"`
}

// Speech is what somebody said at the hearing, in order.
type Speech struct {
	Who  string `json:"who" minLength:"1" maxLength:"60" doc:"发言人"`
	Role string `json:"role" enum:"host,officer,party,agent,third,witness" doc:"身份"`
	Part string `json:"part" enum:"opening,case,defence,examination,answer,closing" doc:"环节：宣布开始、提出事实证据和处罚建议、申辩、质证、询问答复、最后陈述"`
	Text string `json:"text" minLength:"1" maxLength:"4000" doc:"发言内容"`
}

const (
	artHearing  = "行政处罚法第六十三条、第六十四条"
	artHost     = "行政处罚法第六十四条第四项、第四十三条"
	hearingDays = "听证" // names the days left out of the clock to decide
)

// --- what the rest of the case asks and tells

// hearingOf is the newest hearing that the notice gave rise to, nil when none was asked for. Late requests that were
// refused are none.
func (c *Case) hearingOf(n *AdvanceNotice) *Hearing {
	if n == nil {
		return nil
	}
	for i := len(c.Penalty.Hearings) - 1; i >= 0; i-- {
		if h := &c.Penalty.Hearings[i]; h.Told == n.Document && h.Ended != EndRefused && h.Ended != EndSuperseded {
			return h
		}
	}
	return nil
}

// hearingDone is nil when nothing of the hearing stands in the way of a decision on the newest notice: no right
// was to be told; or it was told and served, and the hearing asked for was held and reported, withdrawn or defaulted;
// or nobody asked in time or the right was expressly waived. Else it is the refusal that says what is missing:
// hearing_not_told (no notice, or not served), hearing_late_open, hearing_open, hearing_not_reported, hearing_days_running.
func hearingDone(c *Case) error {
	n := c.Penalty.notice()
	switch {
	case n == nil:
		return Refuse("hearing_not_told", "行政处罚法第四十四条、第六十三条", "尚未告知。", "the party has not been told of anything yet")
	case !n.Hearing:
		return nil
	case n.ServedOn.IsZero():
		return Refuse("hearing_not_told", "行政处罚法第六十三条", "听证告知书尚未送达。", "the notice that tells of the right to a hearing has not been served")
	}
	h := c.hearingOf(n)
	switch {
	case h == nil && (n.WaivedHearing != "" || n.RequestOver):
		return nil
	case h == nil:
		return Refuse("hearing_days_running", "行政处罚法第六十四条第一项", "当事人要求听证的期限尚未届满，也没有明确放弃。", "the days in which the party may ask for a hearing have not run out, and it has not waived them")
	case h.Pending():
		return Refuse("hearing_late_open", artHearing, "%[1]s提出的逾期听证申请尚未答复：同意听证，或者说明理由不予听证。", "the late request for a hearing of %[1]s has not been answered: grant it, or refuse it with reasons", h.AskedOn)
	case h.Ended == "":
		return Refuse("hearing_open", "行政处罚法第六十四条、第六十五条", "当事人要求听证，听证尚未举行。", "the party has asked for a hearing and it has not been held")
	case h.Ended == EndHeld && h.ReportOn.IsZero():
		return Refuse("hearing_not_reported", "行政处罚法第六十五条", "听证报告尚未提交，不能作出决定。", "the host has not reported; no decision can be made")
	}
	return nil
}

// isHearingNotice reports that the paper is the notice of the day that stands.
func (c *Case) isHearingNotice(doc DocumentID) bool {
	h := c.openHearing()
	return h != nil && h.Notice == doc && doc != ""
}

// hearingNoticeInTime refuses to enter the service of a notice whose day has fallen: there is nothing left that it could
// tell. A service that came too late is entered: it makes the day fall (hearingNoticeServed).
func hearingNoticeInTime(c *Case, doc DocumentID, _ Date, _ *Facts) error {
	if c.isHearingNotice(doc) {
		return nil
	}
	return Refuse("hearing_day_fell", artHearing, "该通知书所定的听证日期已经作废或者听证已经结束，请送达新的通知书。", "the day this notice tells of has fallen, or the hearing is over; serve the new notice")
}

// hearingNoticeServed enters that the notice of the hearing counts as served on the day (apply of penalty.serve, and of
// the end of a public notice). Served later than seven clear working days before, it voids the day: the hearing must be
// set anew (行政处罚法 64(2)). Any other paper is none of its business.
func (c *Case) hearingNoticeServed(doc DocumentID, on Date, e Event) {
	if !c.isHearingNotice(doc) {
		return
	}
	h := c.openHearing()
	by := h.NoticeBy
	k := lastClock(c, "hearing_notice")
	if k != nil && !k.Due.IsZero() {
		by = k.Due
	}
	c.finish("serve-"+string(doc), e)
	if on > by {
		c.unsetHearing("notice_late", "通知于"+on.String()+"送达，晚于"+by.String(), e)
		return
	}
	h.ServedOn = on
	if k != nil {
		k.LapsedOn = 0 // served in time and only now entered
		k.Meet(on)
	}
	c.finish("hearing-unserved-"+string(doc), e)
}

// hearingRecused takes somebody off the hearing when a recusal was granted (apply of the recusal). Without a host the day
// falls, because the notice named the host; the leader appoints anew.
func (c *Case) hearingRecused(p PersonID, e Event) {
	h := c.openHearing()
	if h == nil {
		return
	}
	h.Listeners = slices.DeleteFunc(slices.Clone(h.Listeners), func(l PersonID) bool { return l == p })
	if h.Host != p && h.Recorder != p {
		return
	}
	if h.Host == p {
		h.Host = ""
		c.unsetHearing("host", "主持人回避", e)
		c.done(e, "penalty.set_hearing", "penalty.hand_over_file")
	} else {
		h.Recorder = ""
	}
	c.raise(Task{ID: "appoint-host", Kind: "penalty.appoint_host", Title: "听证人员回避，另行指定", English: "Appoint somebody else for the hearing", Role: RoleLeader}, e)
}

// --- helpers

// openHearing is the hearing that is under way, nil when none is. A late request that waits for an answer is none.
func (c *Case) openHearing() *Hearing {
	if c.Penalty == nil {
		return nil
	}
	if h := c.Penalty.hearing(); h != nil && h.Ended == "" && !h.Pending() {
		return h
	}
	return nil
}

// hearingBar refuses who may not be host, recorder or listener of this hearing: whoever investigated, drafted, reviewed,
// voted or decided in the case, was recused, or is asked to stay out and that is not decided.
func (c *Case) hearingBar(id PersonID, as Part, f *Facts) error {
	p, known := f.People[id]
	if !known || p.Agency != "" && p.Agency != f.Agency.ID || !p.LeftOn.IsZero() && f.On() > p.LeftOn {
		return Refuse("unknown_person", artHost, "没有这名在职人员：%[1]s。", "there is nobody of that name at work here: %[1]s", string(id))
	}
	if id == f.Actor {
		return Refuse("separation_of_duties", artHost, "不能指定本人为%[1]s。", "nobody appoints himself as %[2]s", PartTitles[as][0], PartTitles[as][1])
	}
	bar := func(part Part) error {
		return Refuse("separation_of_duties", artHost, "%[1]s在本案中是“%[2]s”，不能担任听证人员（%[3]s），请另行指定。", "%[1]s is %[4]s in this matter and cannot be %[5]s; appoint somebody else",
			p.Name, PartTitles[part][0], PartTitles[as][0], PartTitles[part][1], PartTitles[as][1])
	}
	x := c.Penalty
	switch {
	case slices.Contains(c.Officers, id), c.Handler == id,
		x.Filing != nil && slices.Contains(x.Filing.Proposers, id), x.Report != nil && slices.Contains(x.Report.By, id):
		return bar(PartOfficer)
	case slices.ContainsFunc(x.Reviews, func(r ReviewTaken) bool { return r.Reviewer == id }):
		return bar(PartReviewer)
	}
	for _, part := range c.Took(id) {
		if slices.Contains([]Part{PartOfficer, PartDrafter, PartReviewer, PartDecider, PartDiscussant, PartRecused}, part) {
			return bar(part)
		}
	}
	if slices.Contains(c.Held, id) {
		return Refuse("recusal_open", "行政处罚法第四十三条", "对%[1]s的回避申请尚未决定，请另行指定或者待决定后指定。", "whether %[1]s must stay out is not decided; appoint somebody else, or wait", p.Name)
	}
	if as == PartHost && !p.Holds(RoleHost, f.Agency.ID, f.On()) {
		return Refuse("not_a_host", artHost, "%[1]s在%[2]s不是本机关听证主持人。", "%[1]s holds no office of hearing host on %[2]s", p.Name, f.On())
	}
	return nil
}

// asHost demands that the host of the hearing acts; or the recorder, where that is enough.
func (c *Case) asHost(f *Facts, recorder bool) (*Hearing, error) {
	h := c.openHearing()
	if h == nil && c.Stage == PenHeard {
		h = c.Penalty.hearing()
	}
	switch {
	case h == nil:
		return nil, Refuse("no_hearing", artHearing, "没有正在进行的听证。", "there is no hearing under way")
	case h.Host == "":
		return nil, Refuse("no_host", artHost, "尚未指定听证主持人。", "no host has been appointed")
	case f.Actor != h.Host && (!recorder || f.Actor != h.Recorder):
		if recorder {
			return nil, Refuse("not_the_host", artHost, "只能由本次听证的主持人或者记录人办理。", "only the host or the recorder of this hearing can do this")
		}
		return nil, Refuse("not_the_host", artHost, "只能由本次听证的主持人办理。", "only the host of this hearing can do this")
	}
	if err := differs(c, f, artHost, PartOfficer, PartDrafter, PartReviewer, PartDecider, PartRecused); err != nil {
		return nil, err
	}
	return h, nil
}

// unsetHearing lets the day fall; another must be set and told.
func (c *Case) unsetHearing(cause, reason string, e Event) {
	h := c.openHearing()
	if h == nil || h.At.IsZero() {
		return
	}
	h.Adjourned = append(slices.Clone(h.Adjourned), Adjournment{h.At, DateOf(e.OccurredAt), cause, reason, h.Notice})
	c.endHearingClocks(DateOf(e.OccurredAt))
	c.finish("serve-"+string(h.Notice), e)
	c.finish("hearing-unserved-"+string(h.Notice), e)
	c.done(e, "penalty.announce_hearing", "penalty.hold_hearing")
	h.At, h.Until, h.Room, h.Public, h.Closed = time.Time{}, time.Time{}, "", false, ""
	h.NoticeOn, h.Notice, h.NoticeBy, h.ServedOn, h.Posted, h.PostedOn, h.PostedAt = 0, "", 0, 0, "", 0, ""
	if h.Host != "" {
		c.raise(Task{ID: "set-hearing", Kind: "penalty.set_hearing", Title: "另定听证日期并重新通知", English: "Set the hearing anew", Person: h.Host}, e)
	}
}

// endHearingClocks stops what was counted back from the day of the hearing.
func (c *Case) endHearingClocks(on Date) {
	for _, id := range []string{"hearing_notice", "hearing_announce"} {
		if k := c.running(id); k != nil {
			k.Stop(on)
		}
	}
}

// beginExclusion gives the clock to decide leaving out the days from the day on, where its rule leaves hearings out; nil
// where it does not, or where it had run out before.
func (c *Case) beginExclusion(f *Facts, from Date) (*Clock, error) {
	k := c.running("decide")
	if k == nil || hearingPaused(k) || !k.Due.IsZero() && from > k.Due || !f.leavesOut(k, "hearing") {
		return nil, nil //nolint:nilnil // nothing moves: the event carries no clock
	}
	return c.reckon(f, func(k *Clock) error { return k.ExcludeFrom(f.Calendar, from, hearingDays) })
}

// endExclusion lets the clock to decide count again after the day.
func (c *Case) endExclusion(f *Facts, last Date) (*Clock, error) {
	k := c.running("decide")
	if k == nil || !hearingPaused(k) {
		return nil, nil //nolint:nilnil // as above
	}
	return c.reckon(f, func(k *Clock) error { return k.Include(f.Calendar, hearingDays, last) })
}

// hearingPaused reports that the days of a hearing are being left out.
func hearingPaused(k *Clock) bool {
	return slices.ContainsFunc(k.Exclusions, func(s Span) bool { return s.Until.IsZero() && s.Reason == hearingDays })
}

// EarliestHearing is the first working day on which a hearing may be held whose notice is served on the day: as many clear
// working days as the rule asks lie in between (行政处罚法 64(2)).
func EarliestHearing(cal *Calendar, r Rule, served Date) Date {
	for d := served + 1; ; d++ {
		if cal.Working(d) && StartClock(cal, r, "", d).Due >= served {
			return d
		}
	}
}

// --- the end without a hearing

// WithdrawHearing records that the party, or an agent with special authority, takes the request back.
type WithdrawHearing struct {
	On       Date          `json:"on" doc:"撤回之日"`
	By       string        `json:"by" minLength:"1" maxLength:"60" doc:"撤回人"`
	Agent    bool          `json:"agent,omitempty" doc:"由代理人撤回：须有特别授权"`
	Oral     bool          `json:"oral,omitempty" doc:"口头撤回"`
	Account  string        `json:"account" minLength:"2" maxLength:"1000" doc:"撤回的内容、经过"`
	Evidence []NewEvidence `json:"evidence,omitempty"`
}

func (WithdrawHearing) Act() string         { return "penalty.withdraw_hearing" }
func (x WithdrawHearing) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x WithdrawHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	h := c.openHearing()
	if h == nil {
		return Outcome{}, Refuse("no_hearing", artHearing, "没有正在进行的听证。", "there is no hearing under way")
	}
	by := strings.TrimSpace(x.By)
	var bad faults
	bad.need(!x.On.IsZero() && x.On >= h.AskedOn && x.On <= f.On(), "on", "撤回之日不能早于申请、晚于今日")
	bad.need(by != "", "by", "请填写撤回人")
	bad.need(len([]rune(strings.TrimSpace(x.Account))) >= 2, "account", "请记录撤回的内容")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	i := slices.IndexFunc(h.Agents, func(a Agent) bool { return strings.TrimSpace(a.Name) == by })
	if (x.Agent || i >= 0) && (i < 0 || !h.Agents[i].Withdraw) {
		return Outcome{}, Refuse("no_special_authority", "行政处罚法第六十四条第五项", "代理人%[1]s没有撤回听证申请的特别授权；请由当事人撤回，或者补交特别授权的委托书。", "the agent %[1]s has no special authority to withdraw; the party must do so, or give it", by)
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	k, err := c.endExclusion(f, x.On)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&HearingWithdrawn{x, ev, k, issueBeside(c, f, [2]string{"P-10w", "撤回听证申请声明"})})
}

// HearingWithdrawn: the request was taken back.
type HearingWithdrawn struct {
	WithdrawHearing
	Register  []Evidence `json:"register,omitempty"`
	Decide    *Clock     `json:"decide,omitempty"`
	Documents []Document `json:"documents,omitempty"` // the declaration, to be signed; older events have none
}

func (HearingWithdrawn) Kind() string { return "HearingWithdrawn" }
func (b HearingWithdrawn) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.issuedAll(b.Documents, e)
	c.endHearing(EndWithdrawn, b.On, b.Account, "听证申请已于"+b.On.String()+"撤回", b.Decide, e)
}

// DefaultHearing records that the party stayed away without good reason, or left without leave: the right counts as
// waived and the hearing is terminated (行政处罚法 64(6)).
type DefaultHearing struct {
	How      string        `json:"how" enum:"absent,left" doc:"无正当理由拒不出席；未经许可中途退出"`
	Account  string        `json:"account" minLength:"2" maxLength:"2000" doc:"经过：等候、联系情况"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"照片、录像"`
}

func (DefaultHearing) Act() string         { return "penalty.default_hearing" }
func (x DefaultHearing) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x DefaultHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	h, err := c.asHost(f, false)
	if err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(x.How == "absent" || x.How == "left", "how", "请选择缺席或者退场")
	bad.need(len([]rune(strings.TrimSpace(x.Account))) >= 2, "account", "请记录经过")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := c.hearingDue(h, f); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	k, err := c.endExclusion(f, DateOf(h.At))
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&HearingDefaulted{x, ev, issue(c, f, "P-13", "听证终止记录"), k})
}

// hearingDue refuses while the hearing cannot be held: no day, not told in time, not announced, or its hour has not come.
func (c *Case) hearingDue(h *Hearing, f *Facts) error {
	if h.At.IsZero() {
		return Refuse("not_set", artHearing, "尚未确定听证日期。", "no day has been set")
	}
	by, served := h.NoticeBy, h.ServedOn
	k := lastClock(c, "hearing_notice")
	if k != nil && !k.Due.IsZero() {
		by = k.Due
	}
	if served.IsZero() {
		served = c.ServedOn(h.Notice)
	}
	switch {
	case served.IsZero():
		return Refuse("hearing_not_noticed", "行政处罚法第六十四条第二项", "听证通知书没有送达，不能举行听证；请登记送达，或者另定日期。", "the notice of the hearing has not been served; record its service or set the hearing anew")
	case served > by:
		return Refuse("hearing_not_noticed", "行政处罚法第六十四条第二项", "听证通知书于%[1]s送达，晚于%[2]s，须另定听证日期。", "the notice was served on %[1]s, later than %[2]s; the hearing must be set anew", served, by)
	case f.At.Before(h.At):
		return Refuse("not_yet", artHearing, "听证定于%[1]s举行，尚未开始。", "the hearing is set for %[1]s and has not begun", h.At.In(Shanghai).Format("2006-01-02 15:04"))
	}
	if a := lastClock(c, "hearing_announce"); h.Public && h.PostedOn.IsZero() && a != nil && a.Effect == EffectVoid {
		return Refuse("hearing_not_announced", a.Article, "公开听证没有在%[1]s前公告，请登记公告，或者延期另定日期。", "the public hearing was not announced by %[1]s; record the announcement or adjourn", a.Due)
	}
	return nil
}

// HearingDefaulted: the right to the hearing was forfeited.
type HearingDefaulted struct {
	DefaultHearing
	Register []Evidence `json:"register,omitempty"`
	Document Document   `json:"document"`
	Decide   *Clock     `json:"decide,omitempty"`
}

func (HearingDefaulted) Kind() string { return "HearingDefaulted" }
func (b HearingDefaulted) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.issued(b.Document, e)
	h := c.openHearing()
	h.Minutes = b.Document.ID
	c.endHearing(EndDefault, DateOf(h.At), b.Account, "无正当理由缺席或者中途退场，视为放弃听证", b.Decide, e)
}

// endHearing ends a hearing that was not held to its end: the right counts as waived, and the file goes where it would
// have gone without the request.
func (c *Case) endHearing(how string, on Date, account, waived string, decide *Clock, e Event) {
	h := c.openHearing()
	h.Ended, h.EndedOn, h.Account = how, on, account
	c.endHearingClocks(DateOf(e.OccurredAt))
	for _, id := range []string{"host", "host_file", "hearing_date"} {
		if k := c.running(id); k != nil {
			k.Stop(DateOf(e.OccurredAt))
		}
	}
	c.finish("serve-"+string(h.Notice), e)
	c.done(e, "penalty.appoint_host", "penalty.hand_over_file", "penalty.set_hearing", "penalty.announce_hearing", "penalty.hold_hearing")
	c.reckoned(decide)
	if n := c.Penalty.notice(); n != nil {
		n.WaivedHearing, n.RequestOver = waived, true
	}
	c.Stage = PenNoticed // a withdrawal may come while the days for a defence still run
	c.afterNotice(e)
}

// --- the hearing and its report

// HoldHearing is the record of the hearing: the officers put facts, evidence and proposal, the party defends itself and
// examines, all in the order it was said (行政处罚法 64(7)); the party signs, or the host notes its refusal (64(8)).
type HoldHearing struct {
	StartedAt time.Time     `json:"started_at" doc:"开始时间"`
	EndedAt   time.Time     `json:"ended_at" doc:"结束时间"`
	Officers  []PersonID    `json:"officers" minItems:"1" doc:"出席的案件调查人员"`
	Present   []Attendee    `json:"present" minItems:"1" doc:"出席的当事人、代理人、第三人、证人等"`
	Speeches  []Speech      `json:"speeches" minItems:"3" doc:"发言，按先后"`
	Examined  []int         `json:"examined,omitempty" doc:"经过质证的证据在证据登记中的序号，从1起"`
	Evidence  []NewEvidence `json:"evidence,omitempty" doc:"听证中提出的新证据、录音录像"`
	Fresh     int           `json:"fresh,omitempty" minimum:"0" doc:"其中新证据的件数"`
	ReadOver  bool          `json:"read_over" doc:"笔录已交当事人或者代理人核对"`
	SignedBy  string        `json:"signed_by,omitempty" maxLength:"200" doc:"签字或者盖章的人"`
	Refusal   string        `json:"refusal,omitempty" maxLength:"500" doc:"拒绝签字盖章的情况，由主持人注明"`
}

func (HoldHearing) Act() string { return "penalty.hold_hearing" }
func (x HoldHearing) Needs(*Case) Needs {
	return Needs{People: x.Officers, Blobs: hashes(x.Evidence)}
}
func (x HoldHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	h, err := c.asHost(f, true)
	if err != nil {
		return Outcome{}, err
	}
	if h.Recorder == "" {
		return Outcome{}, Refuse("no_recorder", artHost, "尚未指定记录人。", "no recorder has been appointed")
	}
	if err := c.hearingDue(h, f); err != nil {
		return Outcome{}, err
	}
	if err := x.check(c, h, f); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	last := DateOf(x.EndedAt)
	k, err := c.endExclusion(f, last)
	if err != nil {
		return Outcome{}, err
	}
	report, err := f.start(c, "PEN-3.08", "hearing_report", last, 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&HearingHeld{x, ev, issue(c, f, "P-13", "听证笔录"), report, k})
}

func (x HoldHearing) check(c *Case, h *Hearing, f *Facts) error {
	var bad faults
	bad.need(!x.StartedAt.Before(h.At) && DateOf(x.StartedAt) == DateOf(h.At), "started_at", "须在通知的当日，不早于通知的时间（"+h.At.In(Shanghai).Format("2006-01-02 15:04")+"）")
	bad.need(x.EndedAt.After(x.StartedAt) && !x.EndedAt.After(f.At) && DateOf(x.EndedAt) == DateOf(x.StartedAt), "ended_at", "须在开始之后的当日，不晚于办理时间")
	bad.need(len(x.Officers) > 0, "officers", "案件调查人员须出席（行政处罚法第六十四条第七项）")
	for i, o := range x.Officers {
		bad.need(slices.Contains(c.Officers, o), "officers["+itoa(i)+"]", "不是本案承办人员")
	}
	side := false
	for i, p := range x.Present {
		at := "present[" + itoa(i) + "]."
		bad.need(strings.TrimSpace(p.Name) != "", at+"name", "请填写姓名")
		bad.need(slices.Contains([]string{"party", "agent", "third", "witness", "appraiser", "interpreter"}, p.Role), at+"role", "没有这种身份")
		bad.need(p.Role != "agent" || slices.ContainsFunc(h.Agents, func(a Agent) bool { return strings.TrimSpace(a.Name) == strings.TrimSpace(p.Name) }), at+"name", "不是登记的代理人，请先登记委托")
		side = side || p.Role == "party" || p.Role == "agent"
	}
	bad.need(side, "present", "当事人及其代理人均未出席的，办理“缺席或者退场”")
	for i, n := range x.Examined {
		bad.need(n >= 1 && n <= len(c.Evidence) && !slices.Contains(x.Examined[:i], n), "examined", "没有第"+itoa(max(n, 0))+"号证据，或者重复")
	}
	bad.need(x.Fresh >= 0 && x.Fresh <= len(x.Evidence), "fresh", "新证据的件数多于所附文件")
	bad.need(x.ReadOver, "read_over", "笔录须交当事人或者其代理人核对（行政处罚法第六十四条第八项）")
	bad.need((strings.TrimSpace(x.SignedBy) == "") != (strings.TrimSpace(x.Refusal) == ""), "signed_by", "请填写签字人，或者注明拒绝签字的情况")
	x.order(&bad)
	if err := bad.err(); err != nil {
		e := err.(*Error) //nolint:errorlint // faults.err makes nothing else
		e.Article = "行政处罚法第六十四条"
		return e
	}
	if strings.TrimSpace(x.Refusal) != "" && f.Actor != h.Host {
		return Refuse("not_the_host", "行政处罚法第六十四条第八项", "拒绝签字盖章的，由听证主持人注明。", "a refusal to sign is noted by the host")
	}
	return nil
}

// order holds what was said to the order of the law: the officers put the case, then the party defends itself and examines.
func (x HoldHearing) order(bad *faults) {
	first := map[string]int{}
	for i, s := range x.Speeches {
		at := "speeches[" + itoa(i) + "]."
		bad.need(strings.TrimSpace(s.Who) != "" && strings.TrimSpace(s.Text) != "", at+"text", "请填写发言人和内容")
		bad.need(slices.Contains([]string{"host", "officer", "party", "agent", "third", "witness"}, s.Role), at+"role", "没有这种身份")
		own := true
		switch s.Part {
		case "case":
			own = s.Role == "officer"
		case "defence", "closing":
			own = s.Role == "party" || s.Role == "agent" || s.Role == "third" || s.Part == "closing" && s.Role == "officer"
		case "examination", "answer":
		case "opening":
			own = s.Role == "host"
		default:
			bad.need(false, at+"part", "没有这个环节")
		}
		bad.need(own, at+"part", "这一环节不由此人发言")
		party := s.Role == "party" || s.Role == "agent"
		if _, had := first[s.Part]; !had && (s.Part == "case" || party) {
			first[s.Part] = i + 1
		}
	}
	put, defended, examined := first["case"], first["defence"], first["examination"]
	bad.need(put > 0, "speeches", "调查人员须提出违法事实、证据和行政处罚建议")
	bad.need(defended > 0, "speeches", "须有当事人的申辩；无意见的也应记录")
	bad.need(examined > 0, "speeches", "须有当事人的质证；无异议的也应记录")
	bad.need(put == 0 || (defended == 0 || put < defended) && (examined == 0 || put < examined), "speeches", "先由调查人员提出事实、证据和建议，再由当事人申辩和质证")
}

// HearingHeld: the hearing was held.
type HearingHeld struct {
	HoldHearing
	Register []Evidence `json:"register,omitempty"`
	Document Document   `json:"document"`
	Clock    Clock      `json:"clock"`
	Decide   *Clock     `json:"decide,omitempty"`
}

func (HearingHeld) Kind() string { return "HearingHeld" }
func (b HearingHeld) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.issued(b.Document, e)
	h := c.openHearing()
	h.HeldAt, h.EndedAt, h.Minutes, h.Present, h.Officers = b.StartedAt.In(Shanghai), b.EndedAt.In(Shanghai), b.Document.ID, b.Present, slices.Clone(b.Officers)
	h.Speeches, h.Examined, h.New = b.Speeches, b.Examined, b.Fresh
	h.Ended, h.EndedOn = EndHeld, DateOf(b.EndedAt)
	if h.Signatures = b.SignedBy; b.Refusal != "" {
		h.Signatures = "拒绝签字：" + b.Refusal
	}
	c.Stage = PenHeard
	c.endHearingClocks(h.EndedOn)
	c.reckoned(b.Decide)
	c.startClock(b.Clock)
	k := c.running("hearing_report")
	c.done(e, "penalty.hold_hearing", "penalty.announce_hearing")
	c.raise(Task{ID: "hearing-report", Kind: "penalty.report_hearing", Title: "提交听证报告", English: "Report on the hearing", Person: h.Host, Due: k.Due, Clock: k.ID}, e)
}

// ReportHearing is the host's report: it rests on the minutes (行政处罚法 65). New facts mean that the proposal is looked at
// again and, where it changes, the party is told anew.
type ReportHearing struct {
	Facts    string `json:"facts" minLength:"2" maxLength:"8000" doc:"听证认定的事实、证据和争议"`
	Opinion  string `json:"opinion" minLength:"2" maxLength:"4000" doc:"处理意见和建议"`
	NewFacts bool   `json:"new_facts,omitempty" doc:"出现需要查证的新事实、新证据"`
}

func (ReportHearing) Act() string { return "penalty.report_hearing" }
func (x ReportHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	h, err := c.asHost(f, false)
	if err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Facts))) >= 2, "facts", "请填写认定的事实")
	bad.need(len([]rune(strings.TrimSpace(x.Opinion))) >= 2, "opinion", "请填写处理意见")
	bad.need(h.New == 0 || x.NewFacts, "new_facts", "听证笔录记有"+itoa(h.New)+"件新证据，应当标明")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if h.Ended != EndHeld || h.Minutes == "" {
		return Outcome{}, Refuse("no_minutes", "行政处罚法第六十五条", "听证报告以听证笔录为根据，笔录尚未制作。", "the report rests on the minutes, and there are none yet")
	}
	return outcome(&HearingReported{x, h.Minutes, issue(c, f, "P-13", "听证报告")})
}

// HearingReported: the host reported.
type HearingReported struct {
	ReportHearing
	Minutes  DocumentID `json:"minutes"` // what it rests on
	Document Document   `json:"document"`
}

func (HearingReported) Kind() string { return "HearingReported" }
func (b HearingReported) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	h, on := c.Penalty.hearing(), DateOf(e.OccurredAt)
	h.ReportOn, h.Report, h.Facts, h.Opinion, h.NewFacts = on, b.Document.ID, b.Facts, b.Opinion, b.NewFacts
	if k := c.running("hearing_report"); k != nil {
		k.Meet(on)
	}
	c.done(e, "penalty.report_hearing")
	if n := c.Penalty.notice(); n != nil {
		n.RequestOver = true
	}
	c.Stage = PenPostNotice
	c.done(e, "penalty.record_defence")
	if b.NewFacts {
		c.owe(e, "penalty.amend_proposal", "听证出现新事实、新证据：查证后维持或者变更处理意见", "New facts at the hearing: look at the proposal again")
		return
	}
	c.oweReview(e, "听证已毕，送法制审核", "The hearing is over: submit for legal review")
}

func init() {
	// The last day to serve the notice has passed and no service is entered: the day falls only with a service that was
	// late, because one that was in time may still be entered.
	penaltyExpiries["hearing_notice"] = expiry{apply: func(c *Case, _ string, k *Clock, b InstantPassed, e Event) {
		k.Lapse(b.Due)
		if h := c.openHearing(); c.Stage == PenHearing && h != nil && h.ServedOn.IsZero() && h.Host != "" {
			c.raise(Task{ID: "hearing-unserved-" + string(h.Notice), Kind: "look", Title: "《听证通知书》未登记按期送达：补记送达，或者另定听证日期", English: "The notice of the hearing is not entered as served: enter it or set another day", Person: h.Host}, e)
		}
	}}
	penaltyExpiries["hearing_announce"] = expiry{apply: func(c *Case, _ string, k *Clock, b InstantPassed, e Event) {
		k.Lapse(b.Due)
		if h := c.openHearing(); c.Stage == PenHearing && h != nil && h.PostedOn.IsZero() && h.Host != "" {
			c.raise(Task{ID: "hearing-unposted-" + string(h.Posted), Kind: "look", Title: "公开听证未登记公告：补记公告，或者延期", English: "The public hearing is not entered as announced: enter it or adjourn", Person: h.Host}, e)
		}
	}}
	open := func(c *Case) bool { return c.openHearing() != nil }
	dated := func(c *Case) bool { h := c.openHearing(); return h != nil && !h.At.IsZero() }
	late := func(c *Case) bool { return c.lateHearing() != nil }
	waits := []Stage{PenNoticed, PenPostNotice, PenReviewing, PenToDiscuss, PenToDecide}
	set := []Stage{PenHearing}
	act[RequestHearing](Spec{Possible: func(c *Case) bool {
		n := c.Penalty.notice()
		return (c.Stage == PenNoticed || c.Stage == PenPostNotice) && n != nil && n.Hearing && !n.ServedOn.IsZero() && (c.hearingOf(n) == nil || c.hearingOf(n).Ended == EndWithdrawn)
	}, Procedure: ProcPenalty, Stages: append(slices.Clone(waits), PenDecided, PenServed), Title: "登记听证申请", English: "Record a request for a hearing", Article: "行政处罚法第六十四条第一项、第八十五条", Starts: "起算指定主持人的期限；68号令案件自申请之日起停止计算办案期限；逾期的由负责人答复。听证不收费"})
	act[GrantHearing](Spec{Possible: late, Procedure: ProcPenalty, Stages: waits, Title: "同意逾期的听证申请", English: "Grant a late request for a hearing", Article: artHearing, Starts: "进入听证程序"})
	act[RefuseHearing](Spec{Possible: late, Procedure: ProcPenalty, Stages: waits, Title: "不予听证", English: "Refuse a late request for a hearing", Article: artHearing, Starts: "生成《不予听证通知书》"})
	act[NameAgents](Spec{Possible: open, Procedure: ProcPenalty, Stages: set, Title: "登记委托代理人", English: "Record the agents of the party", Article: "行政处罚法第六十四条第五项"})
	act[AppointHost](Spec{Possible: open, Procedure: ProcPenalty, Stages: set, Title: "指定听证主持人、记录人", English: "Appoint host and recorder", Article: artHost, Starts: "起算移交案卷的期限"})
	act[HandOverFile](Spec{Possible: func(c *Case) bool { h := c.openHearing(); return h != nil && h.Host != "" && h.FileOn.IsZero() }, Assigned: true, Procedure: ProcPenalty, Stages: set, Title: "移交案卷", English: "Hand the file over to the host", Starts: "起算确定听证时间的期限"})
	act[SetHearing](Spec{Possible: func(c *Case) bool { h := c.openHearing(); return h != nil && h.Host != "" && h.ServedOn.IsZero() }, Procedure: ProcPenalty, Stages: set, Title: "确定听证时间、地点", English: "Set the hearing", Article: "行政处罚法第六十四条第二项、第三项", Starts: "生成《听证通知书》，公开的并生成《听证公告》；通知须在七个工作日前送达"})
	act[AnnounceHearing](Spec{Possible: func(c *Case) bool { h := c.openHearing(); return h != nil && h.Posted != "" && h.PostedOn.IsZero() }, Procedure: ProcPenalty, Stages: set, Title: "登记听证公告", English: "Record the announcement", Article: "行政处罚法第六十四条第三项"})
	act[AdjournHearing](Spec{Possible: dated, Procedure: ProcPenalty, Stages: set, Title: "延期听证", English: "Adjourn the hearing", Starts: "原定日期作废，另定日期并重新通知"})
	act[WithdrawHearing](Spec{Possible: open, Procedure: ProcPenalty, Stages: set, Title: "登记撤回听证申请", English: "Record the withdrawal of the request", Article: "行政处罚法第六十四条第五项", Starts: "听证终止，告知程序继续"})
	act[DefaultHearing](Spec{Possible: dated, Procedure: ProcPenalty, Stages: set, Title: "缺席或者退场，终止听证", English: "Terminate the hearing on default", Article: "行政处罚法第六十四条第六项", Starts: "视为放弃听证权利；生成《听证终止记录》"})
	act[HoldHearing](Spec{Possible: dated, Procedure: ProcPenalty, Stages: set, Title: "举行听证，制作笔录", English: "Hold the hearing", Article: "行政处罚法第六十四条第七项、第八项", Starts: "生成《听证笔录》；起算听证报告期限；68号令案件恢复计算办案期限"})
	act[ReportHearing](Spec{Procedure: ProcPenalty, Stages: []Stage{PenHeard}, Title: "提交听证报告", English: "Report on the hearing", Article: "行政处罚法第六十五条", Starts: "生成《听证报告》；送法制审核"})
	event[HearingRequested]()
	event[HearingGranted]()
	event[HearingRefused]()
	event[AgentsNamed]()
	event[HostAppointed]()
	event[HearingFileHanded]()
	event[HearingSet]()
	event[HearingAnnounced]()
	event[HearingAdjourned]()
	event[HearingWithdrawn]()
	event[HearingDefaulted]()
	event[HearingHeld]()
	event[HearingReported]()
}
