package domain

import (
	"slices"
	"strings"
	"time"
)

// This file holds the register of evidence of a penalty case: what falls away, who has a thing in hand, and what is preserved
// because it may vanish (penalty.md §7; 行政处罚法 46, 47, 56).

// EvidenceClasses are the eight kinds of evidence in Chinese and English (行政处罚法 46 I); there is no other.
var EvidenceClasses = map[string][2]string{
	"documentary": {"书证", "Documentary evidence"}, "physical": {"物证", "Physical evidence"}, "audiovisual": {"视听资料", "Audiovisual material"},
	"electronic": {"电子数据", "Electronic data"}, "testimony": {"证人证言", "Witness testimony"}, "statement": {"当事人的陈述", "Statement of the party"},
	"appraisal": {"鉴定意见", "Expert opinion"}, "record": {"勘验笔录、现场笔录", "Record of an inquest or on-site record"},
}

// Preservation is evidence registered and kept in place because it may vanish (先行登记保存, 行政处罚法 56). Each has a clock
// of its own.
type Preservation struct {
	No         int        `json:"no"`
	Items      []string   `json:"items"`
	Place      string     `json:"place"`
	Keeper     string     `json:"keeper,omitempty"` // who keeps the things in place
	Reason     string     `json:"reason,omitempty"`
	Urgent     bool       `json:"urgent,omitempty"` // taken before it was approved
	AskedBy    PersonID   `json:"asked_by"`
	AskedOn    Date       `json:"asked_on,omitzero"`
	ApprovedBy PersonID   `json:"approved_by,omitempty"`
	On         Date       `json:"on,omitzero"` // the measure was taken
	SettledOn  Date       `json:"settled_on,omitzero"`
	Outcome    string     `json:"outcome,omitempty"`     // returned, evidence, appraisal, confiscate, transferred, lapsed, refused
	ReturnedOn Date       `json:"returned_on,omitzero"`  // the things were given back
	ReturnedTo string     `json:"returned_to,omitempty"` // who signed for them
	Clock      string     `json:"clock,omitempty"`       // id of the clock to decide on it
	Report     string     `json:"report,omitempty"`      // id of the clock to report an urgent one
	Document   DocumentID `json:"document,omitempty"`
}

// owed reports that the things lie with the bureau's word on them without ground: they are to be given back.
func (p Preservation) owed() bool {
	return !p.On.IsZero() && p.ReturnedOn.IsZero() && slices.Contains([]string{"returned", "lapsed", "refused"}, p.Outcome)
}

// CustodyMove is one line of the custody log: where a piece of evidence went, from whom to whom.
type CustodyMove struct {
	Evidence int       `json:"evidence"` // number in the register, from 1
	At       time.Time `json:"at"`
	From     string    `json:"from"`
	To       string    `json:"to"`
	Place    string    `json:"place,omitempty"`
	Reason   string    `json:"reason"`
	By       PersonID  `json:"by"`
}

// --- the register of evidence

// exhibit is a piece of evidence by its number in the register.
func (c *Case) exhibit(no int) (*Evidence, error) {
	if no < 1 || no > len(c.Evidence) {
		return nil, &Error{Code: "invalid_input", Message: "证据登记中没有第" + itoa(max(no, 0)) + "号。", English: "there is no such number in the register", Fields: []Field{{"evidence", "没有这一号证据"}}}
	}
	return &c.Evidence[no-1], nil
}

// ExcludeEvidence marks evidence gathered by unlawful means: it cannot establish a fact and stays in the register, with its
// number and the reason (行政处罚法 46 III).
type ExcludeEvidence struct {
	Evidence int    `json:"evidence" minimum:"1" doc:"证据登记编号"`
	Reason   string `json:"reason" minLength:"2" maxLength:"1000" doc:"排除理由"`
}

func (ExcludeEvidence) Act() string { return "penalty.exclude_evidence" }
func (x ExcludeEvidence) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第四十六条第三款"
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, art, PartOfficer); err != nil {
		return Outcome{}, err
	}
	ex, err := c.exhibit(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	if ex.Excluded != "" {
		return Outcome{}, Refuse("already_done", art, "该证据已被排除。", "this evidence is excluded already")
	}
	return outcome(&EvidenceExcluded{x})
}

// EvidenceExcluded: a piece of evidence does not count any more.
type EvidenceExcluded struct{ ExcludeEvidence }

func (EvidenceExcluded) Kind() string { return "EvidenceExcluded" }
func (b EvidenceExcluded) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	x := &c.Evidence[b.Evidence-1]
	x.Excluded, x.ExcludedOn, x.ExcludedBy = b.Reason, DateOf(e.OccurredAt), e.Actor
}

// MoveEvidence is a line of the custody log. From is who had the piece last: the log has no gap. Who entered it had it first.
type MoveEvidence struct {
	Evidence int       `json:"evidence" minimum:"1" doc:"证据登记编号"`
	At       time.Time `json:"at" doc:"交接时间"`
	From     string    `json:"from" minLength:"1" maxLength:"60" doc:"移交人"`
	To       string    `json:"to" minLength:"1" maxLength:"60" doc:"接收人"`
	Place    string    `json:"place,omitempty" maxLength:"200" doc:"存放地点"`
	Reason   string    `json:"reason" minLength:"2" maxLength:"500" doc:"事由"`
}

func (MoveEvidence) Act() string { return "penalty.move_evidence" }
func (x MoveEvidence) Needs(c *Case) Needs {
	if ex, err := c.exhibit(x.Evidence); err == nil {
		return Needs{People: []PersonID{ex.TakenBy}}
	}
	return Needs{}
}
func (x MoveEvidence) Decide(c *Case, f *Facts) (Outcome, error) {
	ex, err := c.exhibit(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	keeper, since := string(ex.TakenBy), time.Time{}
	if p, ok := f.People[ex.TakenBy]; ok {
		keeper = p.Name
	}
	for _, m := range c.Penalty.Custody {
		if m.Evidence == x.Evidence {
			keeper, since = m.To, m.At
		}
	}
	var bad faults
	bad.need(!x.At.IsZero() && !x.At.After(f.At.Add(time.Minute)), "at", "交接时间晚于登记时间")
	bad.need(!x.At.Before(since), "at", "交接时间早于上一次交接")
	bad.need(strings.TrimSpace(x.To) != "", "to", "请填写接收人")
	bad.need(len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "请写明事由")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if x.From != keeper {
		return Outcome{}, Refuse("custody_gap", "行政处罚法第四十七条", "第%[1]d号证据现由%[2]s保管，只能由其移交；保管记录不能中断。", "exhibit %[1]d is kept by %[2]s, who alone can hand it over: the log has no gap", x.Evidence, keeper)
	}
	if x.To == keeper && x.Place == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "接收人与移交人相同的，请写明新的存放地点。", English: "the same keeper: name the new place", Fields: []Field{{"place", "请写明新的存放地点"}}}
	}
	return outcome(&EvidenceMoved{x})
}

// EvidenceMoved: a piece of evidence is in other hands.
type EvidenceMoved struct{ MoveEvidence }

func (EvidenceMoved) Kind() string { return "EvidenceMoved" }
func (b EvidenceMoved) apply(c *Case, e Event) {
	c.Penalty.Custody = append(c.Penalty.Custody, CustodyMove{b.Evidence, b.At, b.From, b.To, b.Place, b.Reason, e.Actor})
}

// --- evidence that may vanish

// AskPreservation asks that evidence be registered and kept in place; in urgent cases the measure was taken and is reported.
type AskPreservation struct {
	Officers []PersonID `json:"officers" minItems:"2" doc:"执法人员，不少于两人"`
	Items    []string   `json:"items" minItems:"1" doc:"物品：名称、规格、数量、状态，逐件"`
	Place    string     `json:"place" minLength:"1" maxLength:"200" doc:"保存地点"`
	Keeper   string     `json:"keeper" minLength:"1" maxLength:"60" doc:"保管人"`
	Reason   string     `json:"reason" minLength:"2" maxLength:"1000" doc:"证据可能灭失或者以后难以取得的理由"`
	Urgent   bool       `json:"urgent,omitempty" doc:"情况紧急，已经当场采取"`
	TakenAt  time.Time  `json:"taken_at,omitzero" doc:"当场采取的时间；未采取的不填"`
}

func (AskPreservation) Act() string         { return "penalty.ask_preservation" }
func (x AskPreservation) Needs(*Case) Needs { return Needs{People: x.Officers} }
func (x AskPreservation) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(named(x.Items), "items", "请逐件写明物品")
	bad.need(strings.TrimSpace(x.Place) != "", "place", "请填写保存地点")
	bad.need(strings.TrimSpace(x.Keeper) != "", "keeper", "请填写保管人")
	bad.need(len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "请写明可能灭失或者以后难以取得的理由")
	bad.need(x.Urgent == !x.TakenAt.IsZero(), "taken_at", "紧急的填写采取时间；未采取的不填，先报批准")
	bad.need(!x.TakenAt.After(f.At.Add(time.Minute)), "taken_at", "采取时间晚于登记时间")
	bad.need(x.TakenAt.IsZero() || c.Penalty.Filing == nil || DateOf(x.TakenAt) >= c.Penalty.Filing.On, "taken_at", "早于立案之日")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := onTheCase(c, x.Officers); err != nil {
		return Outcome{}, err
	}
	then := *f
	if x.Urgent {
		then.At = x.TakenAt
	}
	if err := licensed(x.Officers, &then); err != nil {
		return Outcome{}, err
	}
	out := &PreservationAsked{AskPreservation: x}
	if x.Urgent {
		k, err := preserve(c, f, DateOf(x.TakenAt))
		if err != nil {
			return Outcome{}, err
		}
		r, err := f.Rules.At("PEN-1.05", DateOf(x.TakenAt))
		if err != nil {
			return Outcome{}, err
		}
		report := StartClockAt(f.Calendar, r, "preserve_report", x.TakenAt)
		out.Clock, out.Report = &k, &report
	}
	return outcome(out)
}

// preserve starts the clock to decide on what is kept: seven days, working days by 行政处罚法 85; in the procedure of the
// ban the unit is not said, and calendar days are the strict reading.
func preserve(c *Case, f *Facts, on Date) (Clock, error) {
	if c.Penalty.Track == TrackBan {
		if _, err := f.Rules.At("PEN-1.07", on); err == nil {
			return f.start(c, "PEN-1.07", "preserve", on, 0)
		}
	}
	return f.start(c, "PEN-1.06", "preserve", on, 0)
}

// PreservationAsked: a preservation is to be approved, or was taken in haste and reported.
type PreservationAsked struct {
	AskPreservation
	Clock  *Clock `json:"clock,omitempty"`
	Report *Clock `json:"report,omitempty"`
}

func (PreservationAsked) Kind() string { return "PreservationAsked" }
func (b PreservationAsked) apply(c *Case, e Event) {
	p := Preservation{No: len(c.Penalty.Preservations) + 1, Items: b.Items, Place: b.Place, Keeper: b.Keeper, Reason: b.Reason, Urgent: b.Urgent, AskedBy: e.Actor, AskedOn: DateOf(e.OccurredAt)}
	t := Task{ID: "preserve-approve-" + itoa(p.No), Kind: "penalty.approve_preservation", Title: "审批先行登记保存", English: "Approve the preservation", Role: RoleLeader}
	if b.Urgent {
		p.On = DateOf(b.TakenAt)
		p.Clock, p.Report = c.begin(*b.Clock), c.begin(*b.Report)
		t.Title, t.Due, t.Clock = "补办紧急先行登记保存的批准", b.Report.Due, p.Report
	}
	c.Penalty.Preservations = append(c.Penalty.Preservations, p)
	c.raise(t, e)
	if b.Urgent {
		c.oweSettling(p, e)
	}
}

// begin adds a clock and tells under which id it runs.
func (c *Case) begin(k Clock) string {
	c.startClock(k)
	return c.Clocks[len(c.Clocks)-1].ID
}

func (c *Case) oweSettling(p Preservation, e Event) {
	c.raise(Task{ID: "preserve-settle-" + itoa(p.No), Kind: "penalty.settle_preservation", Title: "处理先行登记保存的证据", English: "Decide on the preserved evidence", Role: RoleLeader, Due: c.Clock(p.Clock).Due, Clock: p.Clock}, e)
}

func (c *Case) oweReturn(p Preservation, e Event) {
	if p.owed() {
		c.raise(Task{ID: "preserve-return-" + itoa(p.No), Kind: "penalty.return_preserved", Title: "解除先行登记保存，退还物品", English: "Lift the preservation and give the things back", Person: c.Handler}, e)
	}
}

// preservation is one that still waits for approval, or that runs.
func (c *Case) preservation(no int, waits bool) (*Preservation, error) {
	if no < 1 || no > len(c.Penalty.Preservations) {
		return nil, Refuse("not_found", "", "没有这一号先行登记保存。", "there is no such preservation")
	}
	p := &c.Penalty.Preservations[no-1]
	switch {
	case p.Outcome == "lapsed":
		return nil, Refuse("measure_lapsed", "行政处罚法第五十六条", "第%[1]d号先行登记保存期限已于%[2]s届满，措施已经解除，应当退还物品。", "preservation %[1]d ran out on %[2]s: the measure has fallen away and the things are to be given back", no, p.SettledOn)
	case p.Outcome != "":
		return nil, Refuse("already_done", "行政处罚法第五十六条", "第%[1]d号先行登记保存已经处理。", "preservation %[1]d is settled already", no)
	case waits && p.ApprovedBy != "":
		return nil, Refuse("already_done", "行政处罚法第五十六条", "第%[1]d号先行登记保存已经批准。", "preservation %[1]d is approved already", no)
	case !waits && p.On.IsZero():
		return nil, Refuse("not_approved", "行政处罚法第五十六条", "第%[1]d号先行登记保存尚未批准，没有采取。", "preservation %[1]d is not approved and was not taken", no)
	}
	return p, nil
}

// ApprovePreservation approves it; where it was not taken in haste the measure and its seven days begin with the approval.
type ApprovePreservation struct {
	No      int    `json:"no" minimum:"1" doc:"编号"`
	Comment string `json:"comment,omitempty" maxLength:"500" doc:"审批意见"`
}

func (ApprovePreservation) Act() string       { return "penalty.approve_preservation" }
func (ApprovePreservation) Needs(*Case) Needs { return Needs{Numbers: []string{"I-7"}} }
func (x ApprovePreservation) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, "行政处罚法第五十六条", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	p, err := c.preservation(x.No, true)
	if err != nil {
		return Outcome{}, err
	}
	out := &PreservationApproved{ApprovePreservation: x, Document: issue(c, f, "I-7", "先行登记保存证据通知书")}
	if p.On.IsZero() {
		k, err := preserve(c, f, f.On())
		if err != nil {
			return Outcome{}, err
		}
		out.Clock = &k
	}
	return outcome(out)
}

// PreservationApproved: evidence is kept.
type PreservationApproved struct {
	ApprovePreservation
	Document Document `json:"document"`
	Clock    *Clock   `json:"clock,omitempty"`
}

func (PreservationApproved) Kind() string { return "PreservationApproved" }
func (b PreservationApproved) apply(c *Case, e Event) {
	p := &c.Penalty.Preservations[b.No-1]
	p.ApprovedBy, p.Document = e.Actor, b.Document.ID
	c.take(e.Actor, PartApprover, e.Seq)
	c.issued(b.Document, e)
	c.answeredReport(p, e)
	if b.Clock != nil {
		p.On, p.Clock = DateOf(e.OccurredAt), c.begin(*b.Clock)
		c.oweSettling(*p, e)
	}
}

// answeredReport: the responsible person knows of the measure.
func (c *Case) answeredReport(p *Preservation, e Event) {
	c.finish("preserve-approve-"+itoa(p.No), e)
	if k := c.Clock(p.Report); k != nil && !k.ended() {
		k.Meet(DateOf(e.OccurredAt))
	}
}

// RefusePreservation refuses it; what was taken in haste is given back.
type RefusePreservation struct {
	No     int    `json:"no" minimum:"1" doc:"编号"`
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"不批准的理由"`
}

func (RefusePreservation) Act() string { return "penalty.refuse_preservation" }
func (x RefusePreservation) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "行政处罚法第五十六条", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if _, err := c.preservation(x.No, true); err != nil {
		return Outcome{}, err
	}
	return outcome(&PreservationRefused{x})
}

// PreservationRefused: evidence is not kept.
type PreservationRefused struct{ RefusePreservation }

func (PreservationRefused) Kind() string { return "PreservationRefused" }
func (b PreservationRefused) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	p := &c.Penalty.Preservations[b.No-1]
	c.answeredReport(p, e)
	c.settlePreserved(p, "refused", DateOf(e.OccurredAt), e)
	if k := c.Clock(p.Clock); k != nil && !k.ended() {
		k.Stop(p.SettledOn)
	}
}

// settlePreserved writes how a preservation ended and what is owed then.
func (c *Case) settlePreserved(p *Preservation, outcome string, on Date, e Event) {
	p.Outcome, p.SettledOn = outcome, on
	c.finish("preserve-settle-"+itoa(p.No), e)
	c.oweReturn(*p, e)
}

// SettlePreservation decides on what is kept, within the days (行政处罚法 56).
type SettlePreservation struct {
	No      int    `json:"no" minimum:"1" doc:"编号"`
	Outcome string `json:"outcome" enum:"returned,evidence,appraisal,confiscate,transferred" doc:"处理：退还；作为证据保全；送交鉴定；依法没收；移送"`
	Reason  string `json:"reason" minLength:"2" maxLength:"1000" doc:"理由"`
}

func (SettlePreservation) Act() string       { return "penalty.settle_preservation" }
func (SettlePreservation) Needs(*Case) Needs { return Needs{Numbers: []string{"I-7"}} }
func (x SettlePreservation) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if !slices.Contains([]string{"returned", "evidence", "appraisal", "confiscate", "transferred"}, x.Outcome) {
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这种处理方式。", English: "no such outcome", Fields: []Field{{"outcome", "没有这种处理方式"}}}
	}
	if err := differs(c, f, "行政处罚法第五十六条", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	p, err := c.preservation(x.No, false)
	if err != nil {
		return Outcome{}, err
	}
	if p.ApprovedBy == "" {
		return Outcome{}, Refuse("not_approved", "行政处罚法第五十六条", "第%[1]d号先行登记保存尚未补办批准，请先批准或者不批准。", "preservation %[1]d was taken in haste and is not approved yet; approve or refuse it first", x.No)
	}
	return outcome(&PreservationSettled{x, issue(c, f, "I-7", "先行登记保存证据处理决定书")})
}

// PreservationSettled: it was decided what becomes of what was kept.
type PreservationSettled struct {
	SettlePreservation
	Document Document `json:"document"`
}

func (PreservationSettled) Kind() string { return "PreservationSettled" }
func (b PreservationSettled) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	p := &c.Penalty.Preservations[b.No-1]
	c.issued(b.Document, e)
	if k := c.Clock(p.Clock); k != nil && !k.ended() {
		k.Meet(DateOf(e.OccurredAt))
	}
	c.settlePreserved(p, b.Outcome, DateOf(e.OccurredAt), e)
	if b.Outcome == "appraisal" {
		c.raise(Task{ID: "appraise", Kind: "penalty.appraise", Title: "送交鉴定", English: "Send for appraisal", Person: c.Handler}, e)
	}
}

// ReturnPreserved records that things were given back: by decision, or because the measure fell away.
type ReturnPreserved struct {
	No       int           `json:"no" minimum:"1" doc:"编号"`
	To       string        `json:"to" minLength:"1" maxLength:"60" doc:"签收人"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"退还清单"`
}

func (ReturnPreserved) Act() string         { return "penalty.return_preserved" }
func (x ReturnPreserved) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ReturnPreserved) Decide(c *Case, f *Facts) (Outcome, error) {
	if strings.TrimSpace(x.To) == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写签收人。", English: "name who signed for the things", Fields: []Field{{"to", "请填写签收人"}}}
	}
	if x.No < 1 || x.No > len(c.Penalty.Preservations) || !c.Penalty.Preservations[x.No-1].owed() {
		return Outcome{}, Refuse("not_found", "行政处罚法第五十六条", "没有这一号应当退还的先行登记保存物品。", "there is nothing of that number to be given back")
	}
	ev, err := f.proof(x.Evidence, "documentary", x.To)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&PreservedReturned{x, ev})
}

// PreservedReturned: things were given back.
type PreservedReturned struct {
	ReturnPreserved
	Register []Evidence `json:"register,omitempty"`
}

func (PreservedReturned) Kind() string { return "PreservedReturned" }
func (b PreservedReturned) apply(c *Case, e Event) {
	p := &c.Penalty.Preservations[b.No-1]
	p.ReturnedOn, p.ReturnedTo = DateOf(e.OccurredAt), b.To
	c.enter(b.Register, e)
	c.finish("preserve-return-"+itoa(p.No), e)
}

// preservationRanOut: seven days without a decision, and the measure falls away by itself.
func preservationRanOut(c *Case, _ string, k *Clock, b InstantPassed, e Event) {
	k.Lapse(b.Due)
	for i := range c.Penalty.Preservations {
		p := &c.Penalty.Preservations[i]
		if p.Clock != k.ID || p.Outcome != "" {
			continue
		}
		c.finish("preserve-approve-"+itoa(p.No), e)
		if r := c.Clock(p.Report); r != nil && !r.ended() {
			r.Stop(b.Due)
		}
		c.settlePreserved(p, "lapsed", b.Due, e)
	}
}
