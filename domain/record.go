package domain

import (
	"slices"
	"strings"
	"time"
)

// This file holds what every procedure does with its file: issue instruments, enter evidence, start clocks, let
// time pass, and the few acts that any file knows.

// issue makes the instrument an act brings forth; its number was taken from the register inside the transaction.
func issue(c *Case, f *Facts, typ, title string) Document {
	n := f.Numbers[typ]
	return Document{ID: c.nextPaper(1), Type: typ, Title: title,
		Number: n.Text, Year: n.Year, Serial: n.Serial, IssuedOn: f.On(), IssuedBy: f.Actor}
}

// beside marks the id of a paper that goes beside what an act issues: a form, a declaration to sign. It counts apart, because
// dockets and files written before there were such papers name the others by their place.
const beside = "-dx"

// nextPaper is the id of the nth paper to be issued next.
func (c *Case) nextPaper(n int) DocumentID {
	for _, d := range c.Documents {
		if !strings.HasPrefix(string(d.ID), string(c.ID)+beside) {
			n++
		}
	}
	return DocumentID(string(c.ID) + "-d" + itoa(n))
}

// issueBeside makes the papers that go beside what an act does, in order: each a type and a title. Those without a number in
// Needs are internal forms or papers of the party.
func issueBeside(c *Case, f *Facts, papers ...[2]string) []Document {
	n := 0
	for _, d := range c.Documents {
		if strings.HasPrefix(string(d.ID), string(c.ID)+beside) {
			n++
		}
	}
	var out []Document
	for i, p := range papers {
		d := issue(c, f, p[0], p[1])
		d.ID = DocumentID(string(c.ID) + beside + itoa(n+1+i))
		out = append(out, d)
	}
	return out
}

func (c *Case) issuedAll(ds []Document, e Event) {
	for _, d := range ds {
		c.issued(d, e)
	}
}

func (c *Case) issued(d Document, e Event) {
	d.Seq = e.Seq
	c.Documents = append(c.Documents, d)
	c.goes(d, e)
}

func (c *Case) enter(ev []Evidence, e Event) {
	for _, x := range ev {
		x.Seq = e.Seq
		c.Evidence = append(c.Evidence, x)
	}
}

// files looks up stored files by what they contain.
func (f *Facts) files(hs []Blob) ([]File, error) {
	var out []File
	for _, h := range hs {
		b, ok := f.Blobs[h]
		if !ok {
			return nil, &Error{Code: "unknown_file", Message: "没有上传过这个文件：" + string(h), English: "no file with this digest was uploaded", Fields: []Field{{"evidence", "没有上传过这个文件"}}}
		}
		out = append(out, b)
	}
	return out, nil
}

var evidenceKinds = []string{"photo", "video", "audio", "document", "statement", "other"}

func (f *Facts) evidence(in []NewEvidence) ([]Evidence, error) {
	var out []Evidence
	for i, n := range in {
		var bad faults
		bad.need(slices.Contains(evidenceKinds, n.Kind), "evidence["+itoa(i)+"].kind", "没有这种证据")
		bad.need(strings.TrimSpace(n.Title) != "", "evidence["+itoa(i)+"].title", "请填写名称")
		bad.need(!n.TakenAt.After(f.Now), "evidence["+itoa(i)+"].taken_at", "拍摄时间晚于现在")
		_, known := EvidenceClasses[n.Class]
		bad.need(known || n.Class == "", "evidence["+itoa(i)+"].class", "法律没有规定这种证据")
		bad.need(n.Form == "" || n.Form == "original" || n.Form == "copy", "evidence["+itoa(i)+"].form", "请选择原件或者复制件")
		if err := bad.err(); err != nil {
			return nil, err
		}
		fs, err := f.files([]Blob{n.Hash})
		if err != nil {
			return nil, err
		}
		out = append(out, Evidence{File: fs[0], Kind: n.Kind, Title: n.Title, TakenAt: n.TakenAt, TakenBy: f.Actor, Line: n.Line,
			Class: n.Class, Source: strings.TrimSpace(n.Source), Form: n.Form})
	}
	return out, nil
}

// start applies a rule of the day to the file. n is the length set by the bureau, 0 where the law sets it.
func (f *Facts) start(_ *Case, rule, id string, from Date, n int) (Clock, error) {
	r, err := f.Rules.At(rule, from)
	if err != nil {
		return Clock{}, err
	}
	if n > 0 {
		return StartClockN(f.Calendar, r, id, from, n)
	}
	return StartClock(f.Calendar, r, id, from), nil
}

// startClock adds a clock; the same clock may run again later in the file under a numbered id.
func (c *Case) startClock(k Clock) {
	base, n := k.ID, 1
	for c.Clock(k.ID) != nil {
		n++
		k.ID = base + "#" + itoa(n)
	}
	c.Clocks = append(c.Clocks, k)
}

// running finds the clock of that name which has not ended.
func (c *Case) running(id string) *Clock {
	for i := range c.Clocks {
		k := &c.Clocks[i]
		if (k.ID == id || strings.HasPrefix(k.ID, id+"#")) && !k.ended() {
			return k
		}
	}
	return nil
}

func (c *Case) replaceClock(k Clock) {
	if old := c.Clock(k.ID); old != nil {
		*old = k
		// what was announced for the old due day is announced again for the new one
		c.Fired = slices.DeleteFunc(c.Fired, func(s string) bool { return strings.HasPrefix(s, k.ID+"/") })
	}
}

// --- time passing

// InstantPassed: a clock reached a moment at which the law or the rule asks for something. Only the system records it.
type InstantPassed struct {
	Clock  string  `json:"clock"`
	What   string  `json:"what"` // remind, expire, escalate
	Step   int     `json:"step,omitempty"`
	To     string  `json:"to,omitempty"`
	Due    Date    `json:"due"`
	Effect Effect  `json:"effect,omitempty"`
	Starts *Clock  `json:"starts,omitempty"` // the clock that begins with it
	More   []Clock `json:"more,omitempty"`   // and those that begin beside it
	// Instead are tasks that said the same to the same person earlier and were not acknowledged: this one takes their place.
	Instead []string `json:"instead,omitempty"`
}

// expiry is what a procedure makes of a clock that ran out: the clocks that begin with it, and what it does to the file.
// Both are asked by the name of the clock without its number (pay, not pay#2).
type expiry struct {
	begins func(c *Case, clock string, k *Clock, f *Facts) ([]Clock, error)
	apply  func(c *Case, clock string, k *Clock, b InstantPassed, e Event)
}

// expiries are filled in by the procedures.
var expiries = map[Procedure]expiry{}

func (InstantPassed) Kind() string { return "InstantPassed" }

func fired(clock string, i Instant) string {
	return clock + "/" + i.Kind + "/" + itoa(i.Step) + "/" + i.To
}

// NextInstant is the next moment at which this file asks for something by itself.
func (c *Case) NextInstant(cal *Calendar) (time.Time, bool) {
	k, i := c.nextInstant(cal)
	return i.At, k != nil
}

// Coming is NextInstant with the clock it belongs to and what it asks for.
func (c *Case) Coming(cal *Calendar) (Clock, Instant, bool) {
	k, i := c.nextInstant(cal)
	if k == nil {
		return Clock{}, i, false
	}
	return *k, i, true
}

func (c *Case) nextInstant(cal *Calendar) (*Clock, Instant) {
	var best Instant
	var of *Clock
	// a file that is closed has stopped its clocks; those that began later (to withdraw what was published) run all the same
	for n := range c.Clocks {
		k := &c.Clocks[n]
		for _, i := range k.Instants(cal) {
			if slices.Contains(c.Fired, fired(k.ID, i)) {
				continue
			}
			if of == nil || i.At.Before(best.At) {
				of, best = k, i
			}
			break // instants come in order: the first that has not fired is the next of this clock
		}
	}
	return of, best
}

// NextPassed is the next thing that time alone has done to the file by the instant to, in legal order; false when there is
// nothing. The caller records it and asks again, until there is nothing left.
func (c *Case) NextPassed(to time.Time, cal *Calendar, rules *RuleBook) (time.Time, Body, bool, error) {
	k, i := c.nextInstant(cal)
	if k == nil || i.At.After(to) {
		return time.Time{}, nil, false, nil
	}
	b := &InstantPassed{Clock: k.ID, What: i.Kind, Step: i.Step, To: i.To, Due: k.Due}
	if look, is := b.look(c, k); is {
		for _, t := range c.Tasks {
			if t.DoneAt.IsZero() && t.Clock == k.ID && t.Person == look.Person && t.Role == look.Role && strings.HasPrefix(t.ID, "look-"+k.ID+"-"+b.What) {
				b.Instead = append(b.Instead, t.ID)
			}
		}
	}
	if i.Kind == InstantExpire {
		b.Effect = k.Effect
		if x := expiries[c.Procedure]; x.begins != nil {
			base, _, _ := strings.Cut(k.ID, "#")
			ks, err := x.begins(c, base, k, &Facts{Calendar: cal, Rules: rules, At: i.At})
			if err != nil {
				return i.At, nil, false, err
			}
			if len(ks) > 0 {
				b.Starts, b.More = &ks[0], ks[1:]
			}
		}
	}
	return i.At, b, true, nil
}

// look is the task by which a reminder or an escalation is told; false for an expiry, which is no news of that kind.
func (b InstantPassed) look(c *Case, k *Clock) (Task, bool) {
	t := Task{ID: "look-" + b.Clock + "-" + b.What + itoa(b.Step) + b.To, Kind: "look", Due: b.Due, Clock: b.Clock}
	switch b.What {
	case InstantRemind:
		t.Title, t.English, t.Person = "“"+k.Title+"”将于"+b.Due.String()+"届满", "A deadline is near: "+k.Rule, c.Handler
	case InstantEscalate:
		t.Title, t.English, t.Role = "“"+k.Title+"”已于"+b.Due.String()+"届满，尚未办结", "Overdue: "+k.Rule, Role(b.To)
		if t.Role == RoleOfficer {
			t.Person, t.Role = c.Handler, ""
		}
	default:
		return Task{}, false
	}
	return t, true
}

func (b InstantPassed) apply(c *Case, e Event) {
	c.Fired = append(c.Fired, fired(b.Clock, Instant{Kind: b.What, Step: b.Step, To: b.To}))
	k := c.Clock(b.Clock)
	if k == nil {
		return
	}
	base, _, _ := strings.Cut(b.Clock, "#")
	for i := range c.Tasks {
		if t := &c.Tasks[i]; t.DoneAt.IsZero() && slices.Contains(b.Instead, t.ID) {
			t.DoneAt, t.DoneBy = e.OccurredAt, System
		}
	}
	if look, is := b.look(c, k); is {
		c.raise(look, e)
	}
	if b.What == InstantExpire {
		for i := range c.Tasks { // "will run out" is no news any more
			if t := &c.Tasks[i]; t.Clock == b.Clock && t.DoneAt.IsZero() && strings.HasPrefix(t.ID, "look-"+b.Clock+"-"+InstantRemind) {
				t.DoneAt, t.DoneBy = e.OccurredAt, System
			}
		}
		if x := expiries[c.Procedure]; x.apply != nil {
			x.apply(c, base, k, b, e)
		}
	}
}

// Duty is something the engine owes a file by itself.
type Duty struct {
	Kind     string     `json:"kind"` // render, publish, settle
	Document DocumentID `json:"document,omitempty"`
	Act      string     `json:"act,omitempty"` // of settle: the act of the system that is owed
	At       time.Time  `json:"at,omitzero"`   // not before
}

// The kinds of duty.
const (
	DutyRender  = "render"  // DOCX and PDF of an issued instrument
	DutyPublish = "publish" // the result goes public on its due day if nobody did it before
	DutySettle  = "settle"  // what time has brought is entered in other files too, which time alone cannot do
)

// settles are the acts of the system that a procedure owes as it stands; empty for none. Time alone changes only its own file:
// what it brings for another one (a year that was missed goes into the register) is an act, asked for by the engine.
var settles = map[Procedure]func(c *Case) string{}

// publishAt is when on the last day a result goes public by itself: late enough that a leader has the working day to
// withhold it.
const publishAt = 16 * time.Hour

// Owes lists what the engine owes the file.
func (c *Case) Owes() []Duty {
	var d []Duty
	for _, x := range c.Documents {
		if len(x.Files) == 0 && x.VoidedOn.IsZero() {
			d = append(d, Duty{Kind: DutyRender, Document: x.ID})
		}
	}
	if c.Open() && c.Stage == InspResult {
		if k := c.Clock("publish"); k != nil {
			d = append(d, Duty{Kind: DutyPublish, At: k.Due.Start().Add(publishAt)})
		}
	}
	if owed := settles[c.Procedure]; owed != nil {
		if name := owed(c); name != "" {
			d = append(d, Duty{Kind: DutySettle, Act: name})
		}
	}
	return append(d, c.cleanupOwes()...)
}

// --- acts that any file knows

// AddNote puts a note into the timeline.
type AddNote struct {
	Text string `json:"text" minLength:"1" maxLength:"4000" doc:"记事"`
}

func (AddNote) Act() string { return "case.note" }
func (x AddNote) Decide(*Case, *Facts) (Outcome, error) {
	if strings.TrimSpace(x.Text) == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写内容。", English: "write something", Fields: []Field{{"text", "请填写内容"}}}
	}
	return outcome(&NoteAdded{x})
}

// NoteAdded: somebody wrote a note.
type NoteAdded struct{ AddNote }

func (NoteAdded) Kind() string       { return "NoteAdded" }
func (NoteAdded) apply(*Case, Event) {}

// AddEvidence enters a stored file into the register of evidence.
type AddEvidence struct {
	Evidence []NewEvidence `json:"evidence" minItems:"1"`
}

func (AddEvidence) Act() string         { return "case.add_evidence" }
func (x AddEvidence) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x AddEvidence) Decide(c *Case, f *Facts) (Outcome, error) {
	if len(x.Evidence) == 0 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请选择文件。", English: "choose a file", Fields: []Field{{"evidence", "请选择文件"}}}
	}
	if c.Penalty != nil {
		if err := statutory(x.Evidence); err != nil {
			return Outcome{}, err
		}
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&EvidenceAdded{ev})
}

// EvidenceAdded: files were entered into the register.
type EvidenceAdded struct {
	Register []Evidence `json:"register"`
}

func (EvidenceAdded) Kind() string             { return "EvidenceAdded" }
func (b EvidenceAdded) apply(c *Case, e Event) { c.enter(b.Register, e) }

// Acknowledge closes an alarm that asks only to be looked at.
type Acknowledge struct {
	Task string `json:"task" minLength:"1" doc:"提醒编号"`
}

func (Acknowledge) Act() string { return "case.acknowledge" }
func (x Acknowledge) Decide(c *Case, f *Facts) (Outcome, error) {
	t := c.openTask(x.Task)
	if t == nil || t.Kind != "look" {
		return Outcome{}, Refuse("not_found", "", "没有这条待确认的提醒。", "there is no such open reminder")
	}
	if t.Person != "" && t.Person != f.Actor {
		return Outcome{}, Refuse("not_yours", "", "这是给另一位同事的提醒。", "this reminder is somebody else's")
	}
	if t.Role != "" && !f.People[f.Actor].Holds(t.Role, f.Agency.ID, f.On()) {
		return Outcome{}, Refuse("not_yours", "", "这是给“%[1]s”的督办，不能由他人确认。", "this was escalated to the %[2]s and cannot be dismissed by others", RoleTitles[t.Role][0], RoleTitles[t.Role][1])
	}
	return outcome(&Acknowledged{x})
}

// Acknowledged: an alarm was seen.
type Acknowledged struct{ Acknowledge }

func (Acknowledged) Kind() string { return "Acknowledged" }
func (b Acknowledged) apply(c *Case, e Event) {
	if t := c.openTask(b.Task); t != nil {
		t.DoneAt, t.DoneBy = e.OccurredAt, e.Actor
	}
}

// Reassign hands the file to another officer. It takes the place of the handler, or of the officer named.
type Reassign struct {
	To     PersonID `json:"to" doc:"新的承办人"`
	From   PersonID `json:"from,omitempty" doc:"由其接替的人员，空为现承办人"`
	Reason string   `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (Reassign) Act() string         { return "case.reassign" }
func (x Reassign) Needs(*Case) Needs { return Needs{People: []PersonID{x.To}} }
func (x Reassign) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if x.From != "" && (x.From == x.To || x.From != c.Handler && (!slices.Contains(c.Officers, x.From) || slices.Contains(c.Officers, x.To))) {
		return Outcome{}, Refuse("nothing_to_hand_over", "", "被接替的人员不在本案承办，或者接替人员已是本案承办人员。", "who is to be replaced is not on the file, or the other is on it already")
	}
	if c.Procedure == ProcMeeting || c.Legality != nil && c.Handler == c.Legality.Reviewer {
		return Outcome{}, Refuse("wrong_procedure", "", "审核人员、会议记录人另行变更，不在此办理。", "a reviewer, or the recorder of a meeting, is changed by an act of its own")
	}
	p, ok := f.People[x.To]
	if !ok || !p.Holds(RoleOfficer, f.Agency.ID, f.On()) {
		return Outcome{}, Refuse("not_an_officer", "", "新的承办人须是本机关执法人员。", "the new handler must be an enforcement officer")
	}
	for _, part := range c.Took(x.To) {
		if part != PartOfficer && part != PartDrafter && part != PartTaskForce {
			return Outcome{}, Refuse("separation_of_duties", "", "此人已在本案中担任其他职责，不能承办。", "this person has taken another part in the matter")
		}
	}
	return outcome(&Reassigned{x})
}

// Reassigned: another officer handles the file.
type Reassigned struct{ Reassign }

func (Reassigned) Kind() string { return "Reassigned" }
func (b Reassigned) apply(c *Case, e Event) {
	old := c.Handler
	if b.From != "" {
		old = b.From
	}
	for i := range c.Tasks {
		if c.Tasks[i].Person == old && c.Tasks[i].DoneAt.IsZero() {
			c.Tasks[i].Person = b.To
		}
	}
	if !slices.Contains(c.Officers, b.To) { // somebody from outside takes the place of the old one
		if i := slices.Index(c.Officers, old); i >= 0 {
			c.Officers = slices.Clone(c.Officers)
			c.Officers[i] = b.To
		} else {
			c.Officers = append(c.Officers, b.To)
		}
	}
	if old == c.Handler {
		c.Handler = b.To
	}
	part := PartOfficer
	if c.Referral != nil && !c.Referral.Incoming && c.Referral.To == ToPolice {
		part = PartTaskForce
	}
	c.take(b.To, part, e.Seq)
}

// RecordRendered is how the engine tells that the files of an instrument are made.
type RecordRendered struct {
	Document DocumentID `json:"document"`
	Files    []Blob     `json:"files"`
	Template string     `json:"template,omitempty"` // id@version
}

func (RecordRendered) Act() string         { return "case.rendered" }
func (x RecordRendered) Needs(*Case) Needs { return Needs{Blobs: x.Files} }
func (x RecordRendered) Decide(c *Case, f *Facts) (Outcome, error) {
	d := c.Document(x.Document)
	if d == nil || len(x.Files) == 0 {
		return Outcome{}, Refuse("not_found", "", "没有这份文书。", "there is no such instrument")
	}
	if len(d.Files) > 0 {
		return Outcome{}, Refuse("already_done", "", "文书已经生成。", "the instrument has been rendered already")
	}
	files, err := f.files(x.Files)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&DocumentRendered{x.Document, files, x.Template})
}

// DocumentRendered: the files of an instrument were made.
type DocumentRendered struct {
	Document DocumentID `json:"document"`
	Files    []File     `json:"files"`
	Template string     `json:"template,omitempty"`
}

func (DocumentRendered) Kind() string { return "DocumentRendered" }
func (b DocumentRendered) apply(c *Case, _ Event) {
	if d := c.Document(b.Document); d != nil {
		d.Files, d.Template = b.Files, b.Template
	}
}

// AdvanceFile lets time pass and nothing else; the engine asks for it when a timer fires.
type AdvanceFile struct{}

func (AdvanceFile) Act() string                           { return "case.advance" }
func (AdvanceFile) Decide(*Case, *Facts) (Outcome, error) { return Outcome{}, nil }

// RecountClocks counts the running clocks of a file again after the calendar changed.
type RecountClocks struct {
	Reason string `json:"reason"`
}

func (RecountClocks) Act() string { return "case.recount" }
func (x RecountClocks) Decide(c *Case, f *Facts) (Outcome, error) {
	var moved []Clock
	for _, k := range c.Clocks {
		if k.ended() {
			continue
		}
		was, prov := k.Due, k.Provisional
		k.Recompute(f.Calendar)
		if k.Due != was || k.Provisional != prov {
			moved = append(moved, k)
		}
	}
	if len(moved) == 0 {
		return Outcome{}, nil
	}
	return outcome(&ClocksRecounted{x, moved})
}

// ClocksRecounted: clocks moved because the calendar changed.
type ClocksRecounted struct {
	RecountClocks
	Clocks []Clock `json:"clocks"`
}

func (ClocksRecounted) Kind() string { return "ClocksRecounted" }
func (b ClocksRecounted) apply(c *Case, _ Event) {
	for _, k := range b.Clocks {
		c.replaceClock(k)
		for i := range c.Tasks {
			if c.Tasks[i].Clock == k.ID && c.Tasks[i].DoneAt.IsZero() {
				c.Tasks[i].Due = k.Due
			}
		}
	}
}

var stageTitles = map[Stage][2]string{
	Current:   {"有效", "Current"},
	CampDraft: {"起草", "Draft"}, CampApproved: {"已批准", "Approved"}, CampPublished: {"已公布", "Published"}, CampRunning: {"检查中", "Running"},
	CampSuspended: {"已暂停", "Suspended"}, CampClosed: {"已办结", "Closed"}, CampCancelled: {"已取消", "Cancelled"},
	InspAssigned: {"待审批", "Awaiting approval"}, InspApproved: {"已审批", "Approved"}, InspNotified: {"已通知", "Notified"}, InspArrived: {"检查中", "On the spot"},
	InspRecorded: {"处理问题", "Disposing of findings"}, InspResult: {"已告知结果", "Result notified"}, InspClosed: {"已办结", "Closed"},
	InspRefused: {"拒绝检查", "Refused"}, InspNotFound: {"未找到", "Not found"}, InspCancelled: {"已取消", "Cancelled"},
	RectDrafted: {"拟稿", "Drafted"}, RectApproved: {"待送达", "To be served"}, RectAnnounced: {"公告送达中", "Public notice running"},
	RectInProgress: {"整改中", "In progress"}, RectExtAsked: {"申请延期", "Extension asked"}, RectReported: {"待复查", "Reported"},
	RectOverdue: {"逾期未报", "Overdue"}, RectReinspected: {"未通过复查", "Not passed"}, RectClosed: {"已办结", "Closed"}, RectRevoked: {"已撤销", "Revoked"},
}

// Steps is the main line of a procedure, for the stepper of the case page.
var Steps = map[Procedure][]Stage{
	ProcCampaign:      {CampDraft, CampApproved, CampPublished, CampRunning, CampClosed},
	ProcInspection:    {InspAssigned, InspApproved, InspNotified, InspArrived, InspRecorded, InspResult, InspClosed},
	ProcRectification: {RectDrafted, RectApproved, RectInProgress, RectReported, RectClosed},
}

// StepsOf is the main line of a file: that of its procedure, but what is reviewed for a case ends with the opinion.
func StepsOf(c *Case) []Stage {
	if c.Legality != nil && c.Legality.Object == ObjectPenalty {
		return []Stage{LegSubmitted, LegReviewing, LegConcluded}
	}
	if r := c.Registration; r != nil { // what comes before the application is handed in
		return append(slices.Clone(beforeReceipt[r.Kind]), Steps[ProcRegistration]...)
	}
	return Steps[c.Procedure]
}

// beforeReceipt are the steps of an application that lie before the window takes it in.
var beforeReceipt = map[string][]Stage{RegEstablish: {RegNamed}, RegDeregister: {RegLiquidating, RegLiquidated}}

func init() {
	act[AddNote](Spec{Title: "记事", English: "Add a note"})
	act[AddEvidence](Spec{Title: "登记证据", English: "Enter evidence"})
	act[Acknowledge](Spec{Possible: func(c *Case) bool {
		return slices.ContainsFunc(c.Tasks, func(t Task) bool { return t.Kind == "look" && t.DoneAt.IsZero() })
	}, Title: "确认提醒", English: "Acknowledge a reminder"})
	act[Reassign](Spec{Title: "变更承办人", English: "Reassign"})
	act[RecordRendered](Spec{SystemOnly: true, Title: "文书生成", English: "Instrument rendered"})
	act[AdvanceFile](Spec{SystemOnly: true, Title: "时间推进", English: "Let time pass"})
	act[RecountClocks](Spec{SystemOnly: true, Title: "重算期限", English: "Recount clocks"})
	event[InstantPassed]()
	event[NoteAdded]()
	event[EvidenceAdded]()
	event[Acknowledged]()
	event[Reassigned]()
	event[DocumentRendered]()
	event[ClocksRecounted]()
}
