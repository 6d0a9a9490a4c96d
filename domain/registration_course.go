package domain

import (
	"slices"
	"strings"
	"time"
)

// What may happen on the way of an application besides the plain course: the first contact hands over, faults are put right on
// the spot, a further list of gaps as an exception, more time, days that do not count, interested parties and the licence
// hearing, a consent that is taken back, the return to the reviewers. registration.md §1.5, §7; 行政许可法 32, 36, 42, 45–48.

const (
	artLicenceHearing = "行政许可法第四十六条至第四十八条"
	artPause          = "行政许可法第四十五条"
)

// RegContact is a hand-over of the first contact (首问负责): who was asked first owns the request until somebody else does.
type RegContact struct {
	From   PersonID `json:"from,omitempty"`
	To     PersonID `json:"to"`
	On     Date     `json:"on"`
	Reason string   `json:"reason"`
}

// RegCorrection is an error that the applicant put right at once.
type RegCorrection struct {
	On   Date   `json:"on"`
	Key  string `json:"key"`
	What string `json:"what"`
}

// RegGapsAgain is a list of gaps after the first: the law knows none, so it says why, and who answers for it (行政许可法 72 IV).
type RegGapsAgain struct {
	RegGaps
	Exception string   `json:"exception"`
	By        PersonID `json:"by"`
}

// RegConsentLost says that the supervising unit does not stand behind the application any more.
type RegConsentLost struct {
	Why    string `json:"why"` // withdrawn, abolished, released
	On     Date   `json:"on"`
	Paper  string `json:"paper,omitempty"`
	BackOn Date   `json:"back_on,omitzero"` // a consent was handed in again
}

// How a licence hearing ended.
const (
	LicenceHeld      = "held"
	LicenceWaived    = "waived"
	LicenceNotAsked  = "not_asked"
	LicenceCancelled = "cancelled"
)

// RegHearing is the hearing of an application (许可听证).
type RegHearing struct {
	Why        string    `json:"why"` // interested (47: asked for), public (46: the bureau orders it)
	Told       []string  `json:"told,omitempty"`
	ToldOn     Date      `json:"told_on"`
	AskedBy    string    `json:"asked_by,omitempty"`
	AskedOn    Date      `json:"asked_on,omitzero"`
	At         time.Time `json:"at,omitzero"`
	Place      string    `json:"place,omitempty"`
	Host       PersonID  `json:"host,omitempty"`
	NotifiedOn Date      `json:"notified_on,omitzero"`
	Attended   []string  `json:"attended,omitempty"`
	Record     string    `json:"record,omitempty"` // what the minutes say; the decision rests on them (48 II)
	Ended      string    `json:"ended,omitempty"`
	EndedOn    Date      `json:"ended_on,omitzero"`
}

// mayHandIn reports that materials may be handed in: those on the list, those promised, those that silence accepted without,
// and the consent that was lost.
func (r *Registration) mayHandIn(s Stage) bool {
	short := slices.ContainsFunc(r.Materials, func(m RegMaterial) bool { return !m.Optional && m.State != MaterialGiven })
	return s == RegDeficient || len(r.Promised) > 0 || short && (r.Deemed || r.ConsentLost != nil)
}

// linkedCharter reports that the change touches what the charter says: the approval of the charter goes with it.
func (r *Registration) linkedCharter() bool {
	return r.Kind == RegChange && (r.Changes(ItemName) || r.Changes(ItemPurpose) || r.Changes(ItemScope) || r.Changes(ItemAddress))
}

// HandOverContact hands the first contact to another person of the bureau (首问负责).
type HandOverContact struct {
	To     PersonID `json:"to" minLength:"1" doc:"接手人员"`
	Reason string   `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

// Act is the name of the act.
func (HandOverContact) Act() string { return "registration.hand_over" }

// Needs asks for who takes over.
func (x HandOverContact) Needs(*Case) Needs { return Needs{People: []PersonID{x.To}} }

// Decide wants somebody else of the registration staff.
func (x HandOverContact) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(registrar(f.People[x.To], f), "to", "须是本机关登记工作人员")
	bad.need(x.To != c.Registration.Contact, "to", "已是首问责任人")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&ContactHandedOver{x})
}

// registrar reports that a person works on registrations.
func registrar(p Person, f *Facts) bool {
	return slices.ContainsFunc([]Role{RoleClerk, RoleOfficer, RoleSection}, func(r Role) bool { return p.Holds(r, f.Agency.ID, f.On()) })
}

// ContactHandedOver: somebody else is the first contact from now on.
type ContactHandedOver struct{ HandOverContact }

// Kind names the event.
func (ContactHandedOver) Kind() string { return "ContactHandedOver" }
func (b ContactHandedOver) apply(c *Case, e Event) {
	r := c.Registration
	r.Contacts = append(r.Contacts, RegContact{r.Contact, b.To, DateOf(e.OccurredAt), b.Reason})
	if c.Handler == r.Contact { // nobody reviews it yet
		for i := range c.Tasks {
			if t := &c.Tasks[i]; t.DoneAt.IsZero() && t.Person != "" && t.Person == r.Contact {
				t.Person = b.To
			}
		}
		c.Handler = b.To
	}
	r.Contact = b.To
}

// CorrectOnSpot records what the applicant put right at once (行政许可法 32 I 3). The days of the window run on.
type CorrectOnSpot struct {
	Corrections []RegGap        `json:"corrections" minItems:"1" doc:"当场更正的内容"`
	Materials   []GivenMaterial `json:"materials,omitempty" doc:"当场补交、换交的材料"`
}

// Act is the name of the act.
func (CorrectOnSpot) Act() string { return "registration.correct" }

// Needs asks for the files handed in.
func (x CorrectOnSpot) Needs(*Case) Needs { return Needs{Blobs: materialFiles(x.Materials)} }

// Decide wants each correction to be of a material of the list.
func (x CorrectOnSpot) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len(x.Corrections) > 0, "corrections", "请写明更正的内容")
	for i, g := range x.Corrections {
		bad.need(c.Registration.material(g.Key) != nil, "corrections["+itoa(i)+"].key", "材料清单中没有这一项")
		bad.need(len([]rune(strings.TrimSpace(g.What))) >= 2, "corrections["+itoa(i)+"].what", "请写明更正的内容")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	list, err := given(c.Registration.Materials, x.Materials, f)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&CorrectedOnSpot{x.Corrections, list})
}

// CorrectedOnSpot: errors were put right at the window.
type CorrectedOnSpot struct {
	Corrections []RegGap      `json:"corrections"`
	Materials   []RegMaterial `json:"materials"`
}

// Kind names the event.
func (CorrectedOnSpot) Kind() string { return "CorrectedOnSpot" }
func (b CorrectedOnSpot) apply(c *Case, e Event) {
	r := c.Registration
	r.Materials = b.Materials
	c.material(b.Materials, e)
	for _, g := range b.Corrections {
		r.Corrections = append(r.Corrections, RegCorrection{DateOf(e.OccurredAt), g.Key, g.What})
	}
}

// ListGapsAgain tells further gaps after the one list, as an exception that is recorded with its reason and with who answers for
// it. Without it a second list is refused.
type ListGapsAgain struct {
	Gaps      []RegGap `json:"gaps" minItems:"1" doc:"再次告知的内容"`
	Exception string   `json:"exception" minLength:"10" maxLength:"1000" doc:"例外理由：为什么首次未能一并告知"`
	Handing
}

// Act is the name of the act.
func (ListGapsAgain) Act() string { return "registration.list_gaps_again" }

// Needs asks for a number.
func (ListGapsAgain) Needs(*Case) Needs { return Needs{Numbers: []string{"R-3"}} }

// Decide wants a reason of some length; the days to supplement begin anew.
func (x ListGapsAgain) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Exception))) >= 10, "exception", "请写明例外理由（十字以上）；没有正当理由的不得再次要求补正（行政许可法第七十二条）")
	bad.need(len(x.Gaps) > 0, "gaps", "请列明需要补正的内容")
	for i, g := range x.Gaps {
		bad.need(c.Registration.material(g.Key) != nil, "gaps["+itoa(i)+"].key", "材料清单中没有这一项")
		bad.need(len([]rune(strings.TrimSpace(g.What))) >= 2, "gaps["+itoa(i)+"].what", "请写明怎样补正")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	k, err := f.start(c, "T05", "supplement", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	d := c.Registration.hand(f, issue(c, f, "R-3", "补正通知书（再次告知）"), x.Handing)
	b := &GapsListedAgain{Again: RegGapsAgain{RegGaps{f.On(), x.Gaps, k.Term.N, ""}, x.Exception, f.Actor}, Document: d}
	if d.reached() {
		b.Clock = k
	}
	return outcome(b)
}

// GapsListedAgain: further gaps were told, as a recorded exception.
type GapsListedAgain struct {
	Again    RegGapsAgain `json:"again"`
	Document Document     `json:"document"`
	Clock    Clock        `json:"clock,omitzero"`
}

// Kind names the event.
func (GapsListedAgain) Kind() string { return "GapsListedAgain" }
func (b GapsListedAgain) apply(c *Case, e Event) {
	r := c.Registration
	g := b.Again
	g.Document = b.Document.ID
	r.MoreGaps = append(r.MoreGaps, g)
	for _, x := range g.Gaps {
		if m := r.material(x.Key); m != nil {
			if m.Note = x.What; m.State == MaterialGiven {
				m.State = MaterialFlawed
			}
		}
	}
	c.stop(DateOf(e.OccurredAt), "supplement")
	c.issued(b.Document, e)
	if b.Clock.ID != "" {
		c.startClock(b.Clock)
	}
	c.done(e, "registration.supplement")
	c.raise(c.under("supplement", Task{ID: "supplement", Kind: "registration.supplement", Title: "等待申请人补正", English: "Waiting for the applicant", Person: c.Handler, Role: RoleClerk}), e)
}

// --- more time, and days that do not count

// ExtendDecision lengthens the time to decide, before it runs out: ten working days once by the head of the bureau for changes
// and ends (行政许可法 42 I), for a charity only as the Ministry approved it (慈善法 10). Establishment knows none.
type ExtendDecision struct {
	Days     int    `json:"days" minimum:"1" maximum:"365" doc:"延长日数"`
	Reason   string `json:"reason" minLength:"2" maxLength:"1000" doc:"理由，告知申请人"`
	Approval string `json:"approval,omitempty" maxLength:"100" doc:"慈善组织：国务院民政部门批准文号"`
	Handing
}

// Act is the name of the act.
func (ExtendDecision) Act() string { return "registration.extend" }

// Needs asks for a number.
func (ExtendDecision) Needs(*Case) Needs { return Needs{Numbers: []string{"R-6"}} }

// Decide asks the rule whether it may be lengthened, by whom and by how much.
func (x ExtendDecision) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "行政许可法第四十二条", PartOfficer); err != nil {
		return Outcome{}, err
	}
	k := c.running("decide")
	if k == nil {
		return Outcome{}, Refuse("no_clock", "", "没有正在计算的办理期限。", "no time to decide is running")
	}
	if k.Extending.By == "ministry" && strings.TrimSpace(x.Approval) == "" {
		return Outcome{}, Refuse("ministry_approval", "慈善法第十条", "慈善组织登记的延期须报国务院民政部门批准，请填写批准文号。", "for a charity the Ministry approves the extension: give its number")
	}
	unit := k.Extending.Unit
	if unit == "" {
		unit = k.Term.Unit
	}
	next, err := c.reckon(f, func(k *Clock) error {
		return k.Extend(f.Calendar, Extension{N: x.Days, Unit: unit, By: string(f.Actor), Reason: x.Reason}, f.On())
	})
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&DecisionTimeExtended{x, *next, c.Registration.hand(f, issue(c, f, "R-6", "延长办理期限通知书"), x.Handing)})
}

// DecisionTimeExtended: there is more time to decide.
type DecisionTimeExtended struct {
	ExtendDecision
	Clock    Clock    `json:"clock"`
	Document Document `json:"document"`
}

// Kind names the event.
func (DecisionTimeExtended) Kind() string { return "DecisionTimeExtended" }
func (b DecisionTimeExtended) apply(c *Case, e Event) {
	c.moved([]Clock{b.Clock})
	c.take(e.Actor, PartApprover, e.Seq)
	c.issued(b.Document, e)
}

// moved replaces clocks by what they were counted to be, and carries their new last days into the tasks under them.
func (c *Case) moved(ks []Clock) {
	for _, k := range ks {
		c.replaceClock(k)
		for i := range c.Tasks {
			if c.Tasks[i].Clock == k.ID && c.Tasks[i].DoneAt.IsZero() {
				c.Tasks[i].Due = k.Due
			}
		}
	}
}

// leaveOut counts the clocks of the decision anew without the days from today on, for an event to carry: those whose rule leaves
// such days out, and that have not run out before.
func (c *Case) leaveOut(f *Facts, what, reason string) ([]Clock, error) {
	return c.recounted([]string{"decide", "promised"}, f, func(k *Clock) (bool, error) {
		if !f.leavesOut(k, what) || !k.Due.IsZero() && f.On() > k.Due {
			return false, nil
		}
		return true, k.ExcludeFrom(f.Calendar, f.On(), reason)
	})
}

// letIn lets the days count again from tomorrow on.
func (c *Case) letIn(f *Facts, reason string, last Date) ([]Clock, error) {
	return c.recounted([]string{"decide", "promised"}, f, func(k *Clock) (bool, error) {
		if !slices.ContainsFunc(k.Exclusions, func(s Span) bool { return s.Until.IsZero() && s.Reason == reason }) {
			return false, nil
		}
		return true, k.Include(f.Calendar, reason, last)
	})
}

func (c *Case) recounted(ids []string, _ *Facts, change func(k *Clock) (bool, error)) ([]Clock, error) {
	var out []Clock
	for _, id := range ids {
		k := c.running(id)
		if k == nil {
			continue
		}
		next := *k
		next.Suspensions, next.Exclusions, next.Extensions = slices.Clone(k.Suspensions), slices.Clone(k.Exclusions), slices.Clone(k.Extensions)
		did, err := change(&next)
		if err != nil {
			return nil, err
		}
		if did {
			out = append(out, next)
		}
	}
	return out, nil
}

// RegPauseTitles are what is not counted, as the rules name it (行政许可法 45), in Chinese.
var RegPauseTitles = map[string]string{"inspection": "检验、检测、检疫", "testing": "鉴定", "expert_review": "专家评审"}

const pauseHearing = "听证"

// PauseRegistration begins a time that does not count (行政许可法 45). The applicant is told in writing how long it will take.
type PauseRegistration struct {
	Why  string `json:"why" enum:"inspection,testing,expert_review" doc:"检验检测检疫，鉴定，专家评审"`
	Told string `json:"told" minLength:"2" maxLength:"500" doc:"所需时间和书面告知申请人的情况"`
	Days int    `json:"days,omitempty" minimum:"0" maximum:"365" doc:"所需时间（工作日），写入《特别程序告知书》；空为按上一项的文字"`
}

// Act is the name of the act.
func (PauseRegistration) Act() string { return "registration.pause" }

// Needs asks for the number of the notice.
func (PauseRegistration) Needs(*Case) Needs { return Needs{Numbers: []string{"R-6s"}} }

// Decide leaves the days out of the clocks whose rule knows the reason.
func (x PauseRegistration) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(RegPauseTitles[x.Why] != "", "why", "请选择事由")
	bad.need(x.Days >= 0 && x.Days <= 365, "days", "请填写工作日数")
	bad.need(len([]rune(strings.TrimSpace(x.Told))) >= 2, "told", "请写明所需时间，并书面告知申请人")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if h := c.Registration.Hearing; h != nil && h.Ended == "" {
		return Outcome{}, Refuse("hearing_open", artLicenceHearing, "听证尚未结束。", "a hearing is open")
	}
	ks, err := c.leaveOut(f, x.Why, RegPauseTitles[x.Why])
	if err != nil {
		return Outcome{}, err
	}
	b := &RegistrationPaused{PauseRegistration: x, Clocks: ks, Document: pauseNotice(c, f)}
	if x.Days > 0 {
		b.Until = StartClock(f.Calendar, Rule{Term: Term{N: x.Days, Unit: WorkingDays}}, "pause", f.On()).Due
	}
	return outcome(b)
}

// RegistrationPaused: from now on the days do not count.
type RegistrationPaused struct {
	PauseRegistration
	Clocks   []Clock   `json:"clocks,omitempty"`
	Until    Date      `json:"until,omitzero"`     // when it should be over
	Document *Document `json:"document,omitempty"` // the applicant is told in writing
}

// pauseNotice is the paper that tells the applicant how long the days are not counted (行政许可法 45): beside what else the act issues.
func pauseNotice(c *Case, f *Facts) *Document {
	d := c.Registration.hand(f, issueBeside(c, f, [2]string{"R-6s", "特别程序告知书"})[0], Handing{})
	return &d
}

// pauseTold enters the notice, in the pause it tells of.
func (c *Case) pauseTold(d *Document, e Event) {
	if d == nil { // before the notice was a paper of its own
		return
	}
	c.issued(*d, e)
	if n := len(c.Registration.Pauses); n > 0 {
		c.Registration.Pauses[n-1].Document = d.ID
	}
}

// Kind names the event.
func (RegistrationPaused) Kind() string { return "RegistrationPaused" }
func (b RegistrationPaused) apply(c *Case, e Event) {
	c.pause(RegPauseTitles[b.Why], b.Clocks, e)
	c.pauseTold(b.Document, e)
	c.raise(Task{Due: b.Until, ID: "resume", Kind: "registration.resume", Title: "“" + RegPauseTitles[b.Why] + "”结束后恢复计时", English: "Resume when it is over", Person: c.Handler}, e)
}

func (c *Case) pause(why string, ks []Clock, e Event) {
	c.Registration.Pauses = append(c.Registration.Pauses, RegPause{Why: why, From: DateOf(e.OccurredAt)})
	c.Stage = RegPaused
	c.moved(ks)
}

func (c *Case) resume(last Date, ks []Clock, e Event) {
	r := c.Registration
	if n := len(r.Pauses); n > 0 && r.Pauses[n-1].Until.IsZero() {
		r.Pauses[n-1].Until = last
	}
	c.Stage = RegReview
	c.moved(ks)
	c.done(e, "registration.resume", "registration.set_hearing", "registration.hold_hearing")
}

// ResumeRegistration lets the days count again: the day itself is the last that does not.
type ResumeRegistration struct {
	Result string `json:"result" minLength:"2" maxLength:"1000" doc:"结果"`
}

// Act is the name of the act.
func (ResumeRegistration) Act() string { return "registration.resume" }

// Decide ends the pause.
func (x ResumeRegistration) Decide(c *Case, f *Facts) (Outcome, error) {
	if len([]rune(strings.TrimSpace(x.Result))) < 2 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请写明结果。", English: "say what came of it", Fields: []Field{{"result", "请写明结果"}}}
	}
	ks, err := c.letIn(f, c.Registration.Pauses[len(c.Registration.Pauses)-1].Why, f.On())
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&RegistrationResumed{x, ks})
}

// RegistrationResumed: the days count again.
type RegistrationResumed struct {
	ResumeRegistration
	Clocks []Clock `json:"clocks,omitempty"`
}

// Kind names the event.
func (RegistrationResumed) Kind() string             { return "RegistrationResumed" }
func (b RegistrationResumed) apply(c *Case, e Event) { c.resume(DateOf(e.OccurredAt), b.Clocks, e) }

// --- interested parties

// InformInterested tells somebody whose important interests the decision touches, and asks for their view (行政许可法 36).
type InformInterested struct {
	Name   string `json:"name" minLength:"2" maxLength:"100" doc:"利害关系人"`
	Matter string `json:"matter" minLength:"2" maxLength:"1000" doc:"告知的事项"`
}

// Act is the name of the act.
func (InformInterested) Act() string { return "registration.inform_interested" }

// Decide wants name and matter.
func (x InformInterested) Decide(*Case, *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Name))) >= 2, "name", "请填写利害关系人")
	bad.need(len([]rune(strings.TrimSpace(x.Matter))) >= 2, "matter", "请填写告知的事项")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&InterestedInformed{x})
}

// InterestedInformed: an interested party was told.
type InterestedInformed struct{ InformInterested }

// Kind names the event.
func (InterestedInformed) Kind() string { return "InterestedInformed" }
func (b InterestedInformed) apply(c *Case, e Event) {
	c.Registration.Interested = append(c.Registration.Interested, RegInterested{Name: b.Name, On: DateOf(e.OccurredAt)})
}

// RecordView records what the applicant or an interested party says (陈述、申辩).
type RecordView struct {
	Name string `json:"name" minLength:"2" maxLength:"100" doc:"申请人或者利害关系人"`
	View string `json:"view" minLength:"2" maxLength:"4000" doc:"意见"`
}

// Act is the name of the act.
func (RecordView) Act() string { return "registration.record_view" }

// Decide wants a view.
func (x RecordView) Decide(*Case, *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Name))) >= 2, "name", "请填写姓名或者名称")
	bad.need(len([]rune(strings.TrimSpace(x.View))) >= 2, "view", "请填写意见")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&InterestedHeard{x})
}

// InterestedHeard: somebody gave a view.
type InterestedHeard struct{ RecordView }

// Kind names the event.
func (InterestedHeard) Kind() string { return "InterestedHeard" }
func (b InterestedHeard) apply(c *Case, e Event) {
	r := c.Registration
	if i := slices.IndexFunc(r.Interested, func(x RegInterested) bool { return x.Name == b.Name && x.View == "" }); i >= 0 {
		r.Interested[i].View = b.View
		return
	}
	r.Interested = append(r.Interested, RegInterested{Name: b.Name, On: DateOf(e.OccurredAt), View: b.View})
}

// --- the licence hearing

// TellLicenceHearing tells applicant and interested parties that they may ask for a hearing within five working days (行政许可法 47), or
// announces one the bureau holds by itself because it concerns the public (46).
type TellLicenceHearing struct {
	Why     string   `json:"why" enum:"interested,public" doc:"涉及他人重大利益（依申请），涉及重大公共利益（依职权）"`
	Told    []string `json:"told" minItems:"1" doc:"被告知的申请人、利害关系人；依职权的，公告载体"`
	Content string   `json:"content" minLength:"2" maxLength:"2000" doc:"告知内容"`
	Handing
}

// Act is the name of the act.
func (TellLicenceHearing) Act() string { return "registration.tell_hearing" }

// Needs asks for a number.
func (TellLicenceHearing) Needs(*Case) Needs { return Needs{Numbers: []string{"R-7"}} }

// Decide wants no other hearing to be open.
func (x TellLicenceHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	if h := c.Registration.Hearing; h != nil && (h.Ended == "" || h.Ended == LicenceHeld) {
		return Outcome{}, Refuse("already_done", artLicenceHearing, "听证权利已经告知。", "the right to a hearing was told already")
	}
	var bad faults
	bad.need(x.Why == "interested" || x.Why == "public", "why", "请选择事由")
	bad.need(len(x.Told) > 0, "told", "请填写被告知的人")
	for i, n := range x.Told {
		bad.need(len([]rune(strings.TrimSpace(n))) >= 2, "told["+itoa(i)+"]", "请填写姓名或者名称")
	}
	bad.need(len([]rune(strings.TrimSpace(x.Content))) >= 2, "content", "请填写告知内容")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	b := &LicenceHearingTold{TellLicenceHearing: x, Document: c.Registration.hand(f, issue(c, f, "R-7", "听证告知书"), x.Handing)}
	if x.Why == "public" {
		ks, err := c.leaveOut(f, "hearing", pauseHearing)
		b.Paused = ks
		if err != nil {
			return Outcome{}, err
		}
		return outcome(b)
	}
	k, err := f.start(c, "REG-1.02", "ask", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	b.Clock = &k
	return outcome(b)
}

// LicenceHearingTold: the right to a hearing was told, or a hearing announced.
type LicenceHearingTold struct {
	TellLicenceHearing
	Document Document `json:"document"`
	Clock    *Clock   `json:"clock,omitempty"`
	Paused   []Clock  `json:"paused,omitempty"`
}

// Kind names the event.
func (LicenceHearingTold) Kind() string { return "LicenceHearingTold" }
func (b LicenceHearingTold) apply(c *Case, e Event) {
	r := c.Registration
	r.Hearing = &RegHearing{Why: b.Why, Told: b.Told, ToldOn: DateOf(e.OccurredAt)}
	c.issued(b.Document, e)
	if b.Clock != nil {
		c.startClock(*b.Clock)
		return
	}
	c.pause(pauseHearing, b.Paused, e)
	c.raise(Task{ID: "set_hearing", Kind: "registration.set_hearing", Title: "确定听证时间并通知", English: "Set the hearing", Role: RoleSection}, e)
}

// AskLicenceHearing records that somebody asks for the hearing in time. It is held within twenty working days, and the days do not count.
type AskLicenceHearing struct {
	By string `json:"by" minLength:"2" maxLength:"100" doc:"申请人、利害关系人"`
}

// Act is the name of the act.
func (AskLicenceHearing) Act() string { return "registration.ask_hearing" }

// Needs asks for the number of the notice that the days are not counted.
func (AskLicenceHearing) Needs(*Case) Needs { return Needs{Numbers: []string{"R-6s"}} }

// Decide refuses what comes after the five working days (行政许可法 47).
func (x AskLicenceHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	if len([]rune(strings.TrimSpace(x.By))) < 2 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写申请听证的人。", English: "say who asks", Fields: []Field{{"by", "请填写申请听证的人"}}}
	}
	if ask := c.running("ask"); ask == nil || f.On() > ask.Due {
		return Outcome{}, Refuse("hearing_days_over", artLicenceHearing, "没有告知听证权利，或者申请听证的期限（被告知之日起五个工作日）已过。", "the five working days to ask for a hearing are over, or nobody was told")
	}
	ks, err := c.leaveOut(f, "hearing", pauseHearing)
	if err != nil {
		return Outcome{}, err
	}
	k, err := f.start(c, "REG-1.03", "hold", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&LicenceHearingAsked{x, k, ks, pauseNotice(c, f)})
}

// LicenceHearingAsked: a hearing was asked for.
type LicenceHearingAsked struct {
	AskLicenceHearing
	Clock    Clock     `json:"clock"`
	Paused   []Clock   `json:"paused,omitempty"`
	Document *Document `json:"document,omitempty"` // that the days are not counted
}

// Kind names the event.
func (LicenceHearingAsked) Kind() string { return "LicenceHearingAsked" }
func (b LicenceHearingAsked) apply(c *Case, e Event) {
	h := c.Registration.Hearing
	h.AskedBy, h.AskedOn = b.By, DateOf(e.OccurredAt)
	c.meet("ask", h.AskedOn)
	c.startClock(b.Clock)
	c.pause(pauseHearing, b.Paused, e)
	c.pauseTold(b.Document, e)
	c.raise(c.under("hold", Task{ID: "set_hearing", Kind: "registration.set_hearing", Title: "确定听证时间并通知", English: "Set the hearing", Role: RoleSection}), e)
}

// WaiveLicenceHearing records that everybody who was told gives the hearing up before the days are over.
type WaiveLicenceHearing struct {
	By []string `json:"by" minItems:"1" doc:"放弃听证的人，须为全部被告知的人"`
}

// Act is the name of the act.
func (WaiveLicenceHearing) Act() string { return "registration.waive_hearing" }

// Decide wants all of them.
func (x WaiveLicenceHearing) Decide(c *Case, _ *Facts) (Outcome, error) {
	for _, n := range c.Registration.Hearing.Told {
		if !slices.Contains(x.By, n) {
			return Outcome{}, Refuse("not_all_waived", artLicenceHearing, "“%[1]s”尚未放弃听证，期限届满前不得视为放弃。", "%[1]s has not given the hearing up and the days are not over", n)
		}
	}
	return outcome(&LicenceHearingWaived{x})
}

// LicenceHearingWaived: nobody wants the hearing.
type LicenceHearingWaived struct{ WaiveLicenceHearing }

// Kind names the event.
func (LicenceHearingWaived) Kind() string { return "LicenceHearingWaived" }
func (b LicenceHearingWaived) apply(c *Case, e Event) {
	h := c.Registration.Hearing
	h.Ended, h.EndedOn = LicenceWaived, DateOf(e.OccurredAt)
	c.meet("ask", h.EndedOn)
}

// SetLicenceHearing sets day, place and host of the hearing, and notifies it seven working days ahead (行政许可法 48 I 1). The host is
// nobody who reviews the application (48 I 3).
type SetLicenceHearing struct {
	At    time.Time `json:"at" doc:"听证时间"`
	Place string    `json:"place" minLength:"2" maxLength:"200" doc:"地点"`
	Host  PersonID  `json:"host" minLength:"1" doc:"主持人，审查人员以外的人员"`
	Handing
}

// Act is the name of the act.
func (SetLicenceHearing) Act() string { return "registration.set_hearing" }

// Needs asks for the host and a number.
func (x SetLicenceHearing) Needs(c *Case) Needs {
	n := Needs{People: []PersonID{x.Host}, Numbers: []string{"R-7"}}
	if c.untold() != nil {
		n.Numbers = append(n.Numbers, "R-6s")
	}
	return n
}

// untold is the pause that nobody has told the applicant of in writing: that for a hearing the bureau orders (行政许可法 46), whose length is
// known when its day is set.
func (c *Case) untold() *RegPause {
	if r := c.Registration; r != nil && len(r.Pauses) > 0 {
		if p := &r.Pauses[len(r.Pauses)-1]; p.Document == "" && p.Until.IsZero() {
			return p
		}
	}
	return nil
}

// Decide counts the seven working days back from the hearing.
func (x SetLicenceHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	who, ok := f.People[x.Host]
	bad.need(ok && who.Agency == f.Agency.ID && (who.LeftOn.IsZero() || f.On() <= who.LeftOn), "host", "主持人须是本机关人员")
	bad.need(len([]rune(strings.TrimSpace(x.Place))) >= 2, "place", "请填写地点")
	bad.need(x.At.After(f.At), "at", "听证时间应在通知之后")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	for _, part := range c.Took(x.Host) {
		if part == PartOfficer || part == PartReviewer || part == PartDecider {
			return Outcome{}, Refuse("separation_of_duties", artLicenceHearing, "审查该申请的人员、法制审核人员不得主持听证。", "who reviews the application or its legality does not preside")
		}
	}
	k, err := f.start(c, "REG-1.04", "notify", DateOf(x.At), 0)
	if err != nil {
		return Outcome{}, err
	}
	if f.On() > k.Due {
		return Outcome{}, Refuse("notice_too_late", k.Article, "听证应于举行的七个工作日前通知，该日举行的最迟应于%[1]s通知。", "a hearing is notified seven working days ahead; for that day by %[1]s", k.Due)
	}
	b := &LicenceHearingSet{SetLicenceHearing: x, Document: c.Registration.hand(f, issue(c, f, "R-7", "听证通知书"), x.Handing)}
	if p := c.untold(); p != nil {
		b.Notice, b.PausedFrom = pauseNotice(c, f), p.From
	}
	return outcome(b)
}

// LicenceHearingSet: the hearing was set and notified.
type LicenceHearingSet struct {
	SetLicenceHearing
	Document   Document  `json:"document"`
	Notice     *Document `json:"notice,omitempty"` // that the days are not counted, where nobody was told yet
	PausedFrom Date      `json:"paused_from,omitzero"`
}

// Kind names the event.
func (LicenceHearingSet) Kind() string { return "LicenceHearingSet" }
func (b LicenceHearingSet) apply(c *Case, e Event) {
	h := c.Registration.Hearing
	h.At, h.Place, h.Host, h.NotifiedOn = b.At, b.Place, b.Host, DateOf(e.OccurredAt)
	c.take(b.Host, PartHost, e.Seq)
	c.issued(b.Document, e)
	c.pauseTold(b.Notice, e)
	c.done(e, "registration.set_hearing", "registration.hold_hearing")
	c.raise(Task{ID: "hold_hearing", Kind: "registration.hold_hearing", Title: "主持听证并登记笔录", English: "Hold the hearing", Person: b.Host, Due: DateOf(b.At)}, e)
}

// HoldLicenceHearing records the hearing. What it brought forth is what the decision rests on (行政许可法 48 II); from the next day the
// days count again.
type HoldLicenceHearing struct {
	Attended []string      `json:"attended" minItems:"1" doc:"到场的人"`
	Record   string        `json:"record" minLength:"2" maxLength:"8000" doc:"听证笔录要点"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"签字的笔录等"`
}

// Act is the name of the act.
func (HoldLicenceHearing) Act() string { return "registration.hold_hearing" }

// Needs asks for the files.
func (x HoldLicenceHearing) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }

// Decide wants a hearing whose hour has come.
func (x HoldLicenceHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	h := c.Registration.Hearing
	if h.Host != "" && f.Actor != h.Host && f.For != h.Host {
		return Outcome{}, Refuse("not_the_host", artLicenceHearing, "听证由确定的主持人主持并登记。", "the host that was named holds the hearing")
	}
	if h.At.IsZero() || f.At.Before(h.At) {
		return Outcome{}, Refuse("not_yet", artLicenceHearing, "听证尚未到举行时间。", "the hour of the hearing has not come")
	}
	var bad faults
	bad.need(len(x.Attended) > 0, "attended", "请填写到场的人")
	bad.need(len([]rune(strings.TrimSpace(x.Record))) >= 2, "record", "请填写笔录要点")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	ks, err := c.letIn(f, pauseHearing, f.On())
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&LicenceHearingHeld{x.Attended, x.Record, ev, ks})
}

// LicenceHearingHeld: the hearing was held.
type LicenceHearingHeld struct {
	Attended []string   `json:"attended"`
	Record   string     `json:"record"`
	Register []Evidence `json:"register,omitempty"`
	Clocks   []Clock    `json:"clocks,omitempty"`
}

// Kind names the event.
func (LicenceHearingHeld) Kind() string { return "LicenceHearingHeld" }
func (b LicenceHearingHeld) apply(c *Case, e Event) {
	h := c.Registration.Hearing
	on := DateOf(e.OccurredAt)
	h.Attended, h.Record, h.Ended, h.EndedOn = b.Attended, b.Record, LicenceHeld, on
	c.enter(b.Register, e)
	c.meet("hold", on)
	c.resume(on, b.Clocks, e)
}

// CancelLicenceHearing ends a hearing that was asked for and given up, or ordered and not needed any more.
type CancelLicenceHearing struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因：申请人撤回等"`
}

// Act is the name of the act.
func (CancelLicenceHearing) Act() string { return "registration.cancel_hearing" }

// Decide wants a reason.
func (x CancelLicenceHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	ks, err := c.letIn(f, pauseHearing, f.On())
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&LicenceHearingCancelled{x, ks})
}

// LicenceHearingCancelled: there will be no hearing.
type LicenceHearingCancelled struct {
	CancelLicenceHearing
	Clocks []Clock `json:"clocks,omitempty"`
}

// Kind names the event.
func (LicenceHearingCancelled) Kind() string { return "LicenceHearingCancelled" }
func (b LicenceHearingCancelled) apply(c *Case, e Event) {
	h, on := c.Registration.Hearing, DateOf(e.OccurredAt)
	h.Ended, h.EndedOn = LicenceCancelled, on
	c.stop(on, "hold")
	c.resume(on, b.Clocks, e)
}

// --- the supervising unit

// LoseConsent records that the supervising unit took its consent back, was abolished, or released the organization, while the
// application is open. Nothing is granted until a unit consents; an existing 民非 has ninety days to find one (民政部令第18号 15).
type LoseConsent struct {
	Why   string `json:"why" enum:"withdrawn,abolished,released" doc:"撤回同意，单位撤销，不再担任"`
	On    Date   `json:"on" doc:"之日"`
	Paper string `json:"paper,omitempty" maxLength:"200" doc:"文件、文号"`
}

// Act is the name of the act.
func (LoseConsent) Act() string { return "registration.lose_consent" }

// Needs asks for the meetings that have it on their agenda.
func (LoseConsent) Needs(c *Case) Needs { return Needs{Pending: c.ID} }

// Decide wants a consent that can be lost.
func (x LoseConsent) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.Registration
	var bad faults
	bad.need(slices.Contains([]string{"withdrawn", "abolished", "released"}, x.Why), "why", "请选择情形")
	bad.need(!x.On.IsZero() && x.On <= f.On(), "on", "请填写日期，不能晚于今天")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if m := r.consent(); m == nil || r.ConsentLost != nil && r.ConsentLost.BackOn.IsZero() {
		return Outcome{}, Refuse("no_consent", "社会团体登记管理条例第九条", "本案没有业务主管单位的同意可以撤回。", "there is no consent of a supervising unit that could be taken back")
	}
	b := &ConsentLost{LoseConsent: x}
	if r.Subject == PartyServiceOrg && r.Kind != RegEstablish {
		k, err := f.start(c, "T07", "supervisor", x.On, 0)
		if err != nil {
			return Outcome{}, err
		}
		b.Clock = &k
	}
	if c.Stage == RegDiscuss && r.Review.Grant { // it goes back to the reviewers
		return f.untabled(c.ID, "业务主管单位不再同意", b)
	}
	return outcome(b)
}

// ConsentLost: no supervising unit stands behind the application any more.
type ConsentLost struct {
	LoseConsent
	Clock *Clock `json:"clock,omitempty"`
}

// Kind names the event.
func (ConsentLost) Kind() string { return "ConsentLost" }
func (b ConsentLost) apply(c *Case, e Event) {
	r := c.Registration
	r.ConsentLost = &RegConsentLost{Why: b.Why, On: b.On, Paper: b.Paper}
	r.consent().State, r.consent().Note = MaterialFlawed, "业务主管单位不再同意"
	if b.Clock != nil && c.running("supervisor") == nil {
		c.startClock(*b.Clock)
	}
	if b.Why == "withdrawn" && b.Clock != nil {
		c.lead(LeadConsent, b.On, e)
	}
	if slices.Contains([]Stage{RegLegal, RegDiscuss, RegToDecide}, c.Stage) && r.Review.Grant {
		c.backToReview("业务主管单位不再同意，重新提出意见", "The consent was lost: review again", e)
	}
}

// --- back

// ReturnRegistration sends the application back to its reviewers instead of deciding, reviewing or discussing it.
type ReturnRegistration struct {
	Reason string `json:"reason" minLength:"2" maxLength:"2000" doc:"退回理由"`
}

// Act is the name of the act.
func (ReturnRegistration) Act() string { return "registration.return" }

// Needs asks for the meetings that have it on their agenda: there is nothing to discuss before it was reviewed again.
func (ReturnRegistration) Needs(c *Case) Needs { return Needs{Pending: c.ID} }

// Decide wants a reason, and nobody who reviewed it.
func (x ReturnRegistration) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "审查与决定分离", PartOfficer, PartReviewer); err != nil {
		return Outcome{}, err
	}
	return f.untabled(c.ID, "退回审查："+x.Reason, &RegistrationReturned{x})
}

// RegistrationReturned: it went back to those who review it.
type RegistrationReturned struct{ ReturnRegistration }

// Kind names the event.
func (RegistrationReturned) Kind() string { return "RegistrationReturned" }
func (b RegistrationReturned) apply(c *Case, e Event) {
	c.backToReview("退回："+b.Reason, "Returned: review again", e)
}

func (c *Case) backToReview(zh, en string, e Event) {
	c.Stage = RegReview
	c.Registration.unsign()
	c.done(e, "registration.second", "registration.review_legality", "registration.discuss", "meeting.convene", "registration.decide", "registration.propose", "registration.certify")
	c.raise(c.under("decide", Task{ID: "review", Kind: "registration.propose", Title: zh, English: en, Person: c.Handler}), e)
}

// RegRescinded is a grant that was taken back before it was entered in the register.
type RegRescinded struct {
	On       Date       `json:"on"`
	By       PersonID   `json:"by"`
	Reason   string     `json:"reason"`
	Document DocumentID `json:"document"` // the decision that does not stand any more
}

// RescindGrant takes a grant back before it is entered in the register: the register has moved meanwhile, the name was lost, the
// organization has ended. The application is reviewed again, and a new time to decide begins.
type RescindGrant struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"理由"`
}

// Act is the name of the act.
func (RescindGrant) Act() string { return "registration.rescind" }

// Decide wants a reason and nobody who reviewed it.
func (x RescindGrant) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "行政许可法第六十九条", PartOfficer, PartReviewer); err != nil {
		return Outcome{}, err
	}
	ks, err := c.Registration.decideClocks(f, f.On())
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&GrantRescinded{x, ks})
}

// GrantRescinded: the grant does not stand any more.
type GrantRescinded struct {
	RescindGrant
	Clocks []Clock `json:"clocks"`
}

// Kind names the event.
func (GrantRescinded) Kind() string { return "GrantRescinded" }
func (b GrantRescinded) apply(c *Case, e Event) {
	r, on := c.Registration, DateOf(e.OccurredAt)
	r.Rescinded = append(r.Rescinded, RegRescinded{on, e.Actor, b.Reason, r.Decision.Document})
	if d := c.Document(r.Decision.Document); d != nil {
		d.VoidedOn, d.VoidedBy = on, b.Reason
	}
	r.Decision, r.Review, r.Legal, r.Discussed = nil, nil, nil, nil
	c.take(e.Actor, PartDecider, e.Seq)
	c.stop(on, "deliver")
	for _, k := range b.Clocks {
		c.startClock(k)
	}
	c.backToReview("准予决定已撤回："+b.Reason, "The grant was taken back: review again", e)
}

func init() {
	hearing := func(ended bool) func(*Case) bool {
		return func(c *Case) bool { h := c.Registration.Hearing; return h != nil && (h.Ended != "") == ended }
	}
	told := func(c *Case) bool { return hearing(false)(c) && c.running("ask") != nil }
	paused := func(why bool) func(*Case) bool { // by a hearing, or by something else
		return func(c *Case) bool { return hearing(false)(c) == why && c.Stage == RegPaused }
	}
	review := []Stage{RegReview}
	act[HandOverContact](Spec{Procedure: ProcRegistration, Title: "移交首问责任", English: "Hand over the first contact", Article: "首问负责制"})
	act[CorrectOnSpot](Spec{Procedure: ProcRegistration, Stages: []Stage{RegReceived}, Title: "当场更正", English: "Correct on the spot", Article: artAccept})
	act[ListGapsAgain](Spec{Procedure: ProcRegistration, Stages: []Stage{RegDeficient}, Title: "再次告知补正（例外）", English: "Tell further gaps (exception)", Article: "行政许可法第七十二条", Starts: "记录例外理由和责任人，补正期限重新起算"})
	act[ExtendDecision](Spec{Procedure: ProcRegistration, Possible: func(c *Case) bool { return c.running("decide") != nil }, Title: "延长办理期限", English: "Extend the time to decide", Article: "行政许可法第四十二条；慈善法第十条", Starts: "生成《延长办理期限通知书》；须在届满前批准"})
	act[PauseRegistration](Spec{Procedure: ProcRegistration, Stages: review, Assigned: true, Title: "暂停计时", English: "Leave days out", Article: artPause, Starts: "生成《特别程序告知书》，书面告知申请人所需时间"})
	act[ResumeRegistration](Spec{Procedure: ProcRegistration, Stages: []Stage{RegPaused}, Possible: paused(false), Assigned: true, Title: "恢复计时", English: "Resume", Article: artPause})
	act[InformInterested](Spec{Procedure: ProcRegistration, Stages: review, Title: "告知利害关系人", English: "Tell interested parties", Article: "行政许可法第三十六条"})
	act[RecordView](Spec{Procedure: ProcRegistration, Stages: []Stage{RegReview, RegPaused}, Title: "听取陈述申辩", English: "Record a view", Article: "行政许可法第三十六条"})
	act[TellLicenceHearing](Spec{Procedure: ProcRegistration, Stages: review, Title: "告知听证权利", English: "Tell of the right to a hearing", Article: artLicenceHearing, Starts: "生成《听证告知书》；五个工作日内可以申请听证"})
	act[AskLicenceHearing](Spec{Procedure: ProcRegistration, Stages: review, Possible: told, Title: "申请听证", English: "Ask for a hearing", Article: artLicenceHearing, Starts: "二十个工作日内组织听证；听证期间不计入办理期限"})
	act[WaiveLicenceHearing](Spec{Procedure: ProcRegistration, Stages: review, Possible: told, Title: "放弃听证", English: "Waive the hearing", Article: artLicenceHearing})
	act[SetLicenceHearing](Spec{Procedure: ProcRegistration, Stages: []Stage{RegPaused}, Possible: paused(true), Title: "确定听证", English: "Set the hearing", Article: artLicenceHearing, Starts: "生成《听证通知书》；提前七个工作日通知"})
	act[HoldLicenceHearing](Spec{Procedure: ProcRegistration, Stages: []Stage{RegPaused}, Possible: paused(true), Title: "举行听证", English: "Hold the hearing", Article: artLicenceHearing, Starts: "办理期限恢复计算"})
	act[CancelLicenceHearing](Spec{Procedure: ProcRegistration, Stages: []Stage{RegPaused}, Possible: paused(true), Title: "取消听证", English: "Cancel the hearing", Article: artLicenceHearing, Starts: "办理期限恢复计算"})
	act[LoseConsent](Spec{Procedure: ProcRegistration, Stages: []Stage{RegReceived, RegDeficient, RegAccepted, RegReview, RegPaused, RegLegal, RegDiscuss, RegToDecide}, Title: "业务主管单位不再同意", English: "The consent was lost",
		Article: "社会团体登记管理条例第九条；民政部令第18号第十五条", Starts: "重新取得同意前不得准予；民办非企业单位九十日内另找业务主管单位"})
	act[ReturnRegistration](Spec{Procedure: ProcRegistration, Stages: []Stage{RegDiscuss, RegToDecide}, Title: "退回审查", English: "Return to the reviewers"})
	act[RescindGrant](Spec{Procedure: ProcRegistration, Stages: []Stage{RegGranted}, Title: "撤回准予决定", English: "Take the grant back", Article: "行政许可法第六十九条", Starts: "重新审查，办理期限重新起算"})
	event[ContactHandedOver]()
	event[CorrectedOnSpot]()
	event[GapsListedAgain]()
	event[DecisionTimeExtended]()
	event[RegistrationPaused]()
	event[RegistrationResumed]()
	event[InterestedInformed]()
	event[InterestedHeard]()
	event[LicenceHearingTold]()
	event[LicenceHearingAsked]()
	event[LicenceHearingWaived]()
	event[LicenceHearingSet]()
	event[LicenceHearingHeld]()
	event[LicenceHearingCancelled]()
	event[ConsentLost]()
	event[RegistrationReturned]()
	event[GrantRescinded]()
}
