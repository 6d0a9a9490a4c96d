package domain

import (
	"slices"
	"strings"
	"time"
)

// Stages of an inspection (inspection-disclosure-instruments.md §10.2).
const (
	InspAssigned  Stage = "assigned"        // officers are named; approval is awaited
	InspApproved  Stage = "approved"        // a responsible person has approved it
	InspNotified  Stage = "notified"        // the target has been told, or will be told on the spot
	InspArrived   Stage = "arrived"         // two officers are on the spot and have shown their cards
	InspRecorded  Stage = "recorded"        // the record is signed; findings are being disposed of
	InspResult    Stage = "result_notified" // the target has been told the result
	InspClosed    Stage = "inspection_closed"
	InspRefused   Stage = "refused"   // the target refused; a case may follow
	InspNotFound  Stage = "not_found" // the target could not be found
	InspCancelled Stage = "cancelled" // not approved, or called off
)

// FindingCategory groups findings for the yearly figures (seed §1.4).
type FindingCategory string

const (
	FindUrnPrice    FindingCategory = "urn_price"       // 骨灰盒价格过高
	FindSoldOutside FindingCategory = "sold_outside"    // 对外销售村级公益性墓位
	FindOverStd     FindingCategory = "over_std_profit" // 超标准、超利润销售公益性墓位
	FindFinance     FindingCategory = "finance"         // 财务管理不规范
	FindPrivate     FindingCategory = "private"         // 私人经营
	FindOther       FindingCategory = "other"           // 其他
)

// CategoryTitles names the categories in Chinese and English.
var CategoryTitles = map[FindingCategory][2]string{
	FindUrnPrice: {"骨灰盒价格过高", "Urn price too high"}, FindSoldOutside: {"对外销售村级公益性墓位", "Village plots sold outside"},
	FindOverStd: {"超标准、超利润销售公益性墓位", "Over-standard or over-profit plots"}, FindFinance: {"财务管理不规范", "Irregular finance"},
	FindPrivate: {"私人经营", "Private operation"}, FindOther: {"其他", "Other"},
}

// Exit is a way in which a finding leaves the inspection. A finding may leave through several.
type Exit string

const (
	ExitNoIssue   Exit = "no_issue"     // 核实后不构成问题
	ExitCorrected Exit = "corrected"    // 当场改正（立查立改）
	ExitOrder     Exit = "order"        // 责令限期改正
	ExitCase      Exit = "case"         // 建议立案
	ExitReferral  Exit = "referral"     // 建议移送
	ExitPrice     Exit = "price_matter" // 价格问题，转市场监管部门
)

// ExitTitles names the exits in Chinese and English.
var ExitTitles = map[Exit][2]string{
	ExitNoIssue: {"不构成问题", "No issue"}, ExitCorrected: {"立查立改", "Corrected on the spot"}, ExitOrder: {"责令限期改正", "Order to correct"},
	ExitCase: {"建议立案", "Case proposed"}, ExitReferral: {"建议移送", "Referral proposed"}, ExitPrice: {"转市场监管部门", "To the market regulator"},
}

// Finding is one line of the record.
type Finding struct {
	Line      int             `json:"line"`
	Category  FindingCategory `json:"category"`
	Violation string          `json:"violation,omitempty"` // FN-01 … of the violation catalogue
	Fact      string          `json:"fact"`
	Quantity  int             `json:"quantity"` // in Unit; the seed counts plots, not cases
	Unit      string          `json:"unit"`     // 个 (墓位), 项 …
	AmountFen int64           `json:"amount_fen,omitempty"`
	Provision string          `json:"provision,omitempty"`
	Exits     []FindingExit   `json:"exits,omitempty"`
}

// FindingExit is one disposition of a finding.
type FindingExit struct {
	Exit Exit   `json:"exit"`
	On   Date   `json:"on"`
	Note string `json:"note,omitempty"`
	To   string `json:"to,omitempty"`   // the body it is proposed to
	Case CaseID `json:"case,omitempty"` // the file it became
}

// Left reports whether the finding left through the exit.
func (f Finding) Left(x Exit) bool {
	return slices.ContainsFunc(f.Exits, func(e FindingExit) bool { return e.Exit == x })
}

// Inspection is what an inspection file holds besides what every file holds.
type Inspection struct {
	Source      string    `json:"source"` // campaign, complaint, assigned, data_alert, request, routine
	Basis       string    `json:"basis"`
	Items       []string  `json:"items"`
	Place       string    `json:"place,omitempty"`
	Urgent      bool      `json:"urgent,omitempty"`    // entered before approval; the paperwork is made up (IN-01)
	Exempt      bool      `json:"exempt,omitempty"`    // of a special action ordered from above: outside the cap of the year
	OverCap     bool      `json:"over_cap,omitempty"`  // beyond the cap of the year: the head approves
	Used        int       `json:"used,omitempty"`      // inspections of the target that counted before this one
	Cap         int       `json:"cap,omitempty"`       // how many a year there may be; 0: no cap applies
	ScanCode    string    `json:"scan_code,omitempty"` // 扫码入企, of enterprises only
	ApprovedBy  PersonID  `json:"approved_by,omitempty"`
	ApprovedOn  Date      `json:"approved_on,omitzero"`
	NotifiedOn  Date      `json:"notified_on,omitzero"`
	OnSite      bool      `json:"notified_on_site,omitempty"`
	ArrivedAt   time.Time `json:"arrived_at,omitzero"`
	Record      *Record   `json:"record,omitempty"`
	Findings    []Finding `json:"findings,omitempty"`
	Orders      int       `json:"orders,omitempty"` // rectifications opened from here
	Cases       int       `json:"cases,omitempty"`  // penalty cases opened from here
	ResultOn    Date      `json:"result_on,omitzero"`
	PublishedOn Date      `json:"published_on,omitzero"`
	Withheld    string    `json:"withheld,omitempty"`
}

// Record is the on-site record (现场检查笔录).
type Record struct {
	StartedAt time.Time  `json:"started_at"`
	EndedAt   time.Time  `json:"ended_at"`
	Place     string     `json:"place"`
	Officers  []PersonID `json:"officers"`
	Statement string     `json:"statement,omitempty"` // what the target said
	SignedBy  string     `json:"signed_by,omitempty"` // the target's person on the spot
	Refusal   string     `json:"refusal,omitempty"`   // why it is not signed
	Witness   string     `json:"witness,omitempty"`
	Summary   string     `json:"summary"`
}

// Undisposed counts the findings that have not left yet.
func (i *Inspection) Undisposed() int {
	n := 0
	for _, f := range i.Findings {
		if len(f.Exits) == 0 {
			n++
		}
	}
	return n
}

// --- acts

// AssignInspection opens an inspection of one target. Every inspection, complaint-driven ones too, needs approval.
type AssignInspection struct {
	Party    PartyID    `json:"party" doc:"检查对象"`
	Officers []PersonID `json:"officers" minItems:"2" doc:"检查人员，不少于两人，首位为承办人"`
	Source   string     `json:"source" enum:"campaign,complaint,assigned,data_alert,request,routine" doc:"任务来源"`
	Basis    string     `json:"basis" minLength:"2" maxLength:"500" doc:"检查依据"`
	Items    []string   `json:"items" minItems:"1" doc:"检查事项"`
	Place    string     `json:"place,omitempty" maxLength:"200" doc:"地点"`
	Section  string     `json:"section,omitempty" maxLength:"60" doc:"承办股室"`
	Urgent   bool       `json:"urgent,omitempty" doc:"情况紧急，先检查后补办审批"`
}

func (AssignInspection) Act() string { return "inspection.assign" }
func (x AssignInspection) Needs(*Case) Needs {
	return Needs{People: x.Officers, Parties: []PartyID{x.Party}, Inspected: true, Numbers: []string{"case.inspection"}}
}

func (x AssignInspection) check(f *Facts) error {
	var bad faults
	bad.need(slices.Contains([]string{"campaign", "complaint", "assigned", "data_alert", "request", "routine"}, x.Source), "source", "没有这种任务来源")
	bad.need(strings.TrimSpace(x.Basis) != "", "basis", "请填写检查依据")
	bad.need(len(x.Items) > 0, "items", "请填写检查事项")
	_, ok := f.Parties[x.Party]
	bad.need(ok, "party", "没有这个检查对象")
	bad.need(x.Section == "" || contains(f.Agency.Sections, x.Section), "section", "没有这个股室")
	if err := bad.err(); err != nil {
		return err
	}
	return licensed(x.Officers, f)
}

func (x AssignInspection) Decide(_ *Case, f *Facts) (Outcome, error) {
	if err := x.check(f); err != nil {
		return Outcome{}, err
	}
	b := x.assigned(f, f.Numbers["case.inspection"], "", nil)
	if b.OverCap && x.Source != "complaint" && x.Source != "assigned" {
		return Outcome{}, atCap(f.Parties[x.Party], b.Used, b.Cap)
	}
	return outcome(b)
}

const artCap = "国办发〔2024〕54号"

// atCap is the refusal of an inspection beyond the cap of the year. A complaint, or what a superior asks for in one case, is
// looked into all the same, with the approval of the head, and counts; what a superior orders as a special action does not.
func atCap(p Party, used, most int) error {
	return Refuse("cap_reached", artCap, "%[1]s今年已检查%[2]d次，达到涉企检查的年度频次上限（%[3]d次），不能再安排；因投诉举报、上级交办须个案检查的，如实登记来源，由正职负责人批准；上级部署的专项检查不计入。",
		"%[1]s was inspected %[2]d times this year and the cap is %[3]d: no more can be arranged. What a complaint or a superior asks for is entered as such and approved by the head; special actions ordered from above do not count", p.Name, used, most)
}

// capped says how often a target was inspected this year and how often it may be; 0 where no cap applies: to targets that are
// no enterprises, and to special actions ordered from above.
func capped(p Party, exempt bool, f *Facts) (used, most int) {
	if !p.Kind.Enterprise() || exempt {
		return 0, 0
	}
	most, _ = f.Norms.InspectionCap(f.On())
	return f.Inspected[p.ID], most
}

func (x AssignInspection) assigned(f *Facts, ref Number, parent CaseID, campaign *CampaignRef) *InspectionAssigned {
	p := f.Parties[x.Party]
	if x.Section == "" {
		x.Section = f.People[x.Officers[0]].Section
	}
	b := &InspectionAssigned{AssignInspection: x, Agency: f.Agency.ID, Ref: ref, Parent: parent, Campaign: campaign,
		Named: PartyRef{p.ID, p.Name, p.Kind, p.Township}, Exempt: campaign != nil && campaign.FromAbove}
	b.Used, b.Cap = capped(p, b.Exempt, f)
	b.OverCap = b.Cap > 0 && b.Used >= b.Cap
	return b
}

// CampaignRef says which campaign an inspection belongs to, and that its approval covers it.
type CampaignRef struct {
	Title      string   `json:"title"`
	ApprovedBy PersonID `json:"approved_by"`
	ApprovedOn Date     `json:"approved_on"`
	FromAbove  bool     `json:"from_above,omitempty"`
}

// InspectionAssigned: an inspection was opened.
type InspectionAssigned struct {
	AssignInspection
	Agency   AgencyID     `json:"agency"`
	Ref      Number       `json:"ref"`
	Parent   CaseID       `json:"parent,omitempty"`
	Campaign *CampaignRef `json:"campaign,omitempty"`
	Named    PartyRef     `json:"named"`
	Exempt   bool         `json:"exempt,omitempty"`
	OverCap  bool         `json:"over_cap,omitempty"`
	Used     int          `json:"used,omitempty"`
	Cap      int          `json:"cap,omitempty"`
}

func (InspectionAssigned) Kind() string { return "InspectionAssigned" }
func (b InspectionAssigned) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Parent, c.Stage = ProcInspection, b.Agency, b.Parent, InspAssigned
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	c.Title, c.Party, c.Section = "检查："+b.Named.Name, &b.Named, b.Section
	c.Officers, c.Handler, c.OpenedOn = slices.Clone(b.Officers), b.Officers[0], DateOf(e.OccurredAt)
	c.Inspection = &Inspection{Source: b.Source, Basis: b.Basis, Items: b.Items, Place: b.Place, Urgent: b.Urgent, Exempt: b.Exempt, OverCap: b.OverCap, Used: b.Used, Cap: b.Cap}
	for _, o := range b.Officers {
		c.take(o, PartOfficer, e.Seq)
	}
	switch {
	case b.Campaign != nil: // the scheme was approved with its targets; each inspection needs no second approval
		c.Stage = InspApproved
		c.Inspection.ApprovedBy, c.Inspection.ApprovedOn = b.Campaign.ApprovedBy, b.Campaign.ApprovedOn
		c.take(b.Campaign.ApprovedBy, PartApprover, e.Seq)
		c.raise(Task{ID: "notify", Kind: "inspection.notify", Title: "通知检查对象或当场告知", English: "Notify the target", Person: c.Handler}, e)
	default:
		t := Task{ID: "approve", Kind: "inspection.approve", Title: "审批检查", English: "Approve the inspection", Role: RoleLeader}
		if b.OverCap {
			t.Title, t.English, t.Role = "审批检查（已达年度频次上限，由正职负责人批准）", "Approve the inspection (beyond the cap of the year: the head)", RoleHead
		}
		c.raise(t, e)
	}
}

// ApproveInspection approves an inspection; the officers cannot approve their own.
type ApproveInspection struct {
	Comment string `json:"comment,omitempty" maxLength:"500" doc:"审批意见"`
}

func (ApproveInspection) Act() string { return "inspection.approve" }
func (x ApproveInspection) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, "国办发〔2024〕54号", PartOfficer); err != nil {
		return Outcome{}, err
	}
	if !c.Inspection.ApprovedOn.IsZero() {
		return Outcome{}, Refuse("already_done", "", "本次检查已经审批。", "the inspection has been approved already")
	}
	if c.Inspection.OverCap && !f.People[f.Actor].Holds(RoleHead, f.Agency.ID, f.On()) {
		return Outcome{}, Refuse("cap_reached", artCap, "该企业今年已检查%[1]d次，达到年度频次上限（%[2]d次）；再次检查的，由正职负责人批准。", "the enterprise was inspected %[1]d times this year and the cap is %[2]d: only the head approves another", c.Inspection.Used, c.Inspection.Cap)
	}
	return outcome(&InspectionApproved{x, issue(c, f, "I-3", "行政检查审批表")})
}

// InspectionApproved: a responsible person approved the inspection.
type InspectionApproved struct {
	ApproveInspection
	Document Document `json:"document"`
}

func (InspectionApproved) Kind() string { return "InspectionApproved" }
func (b InspectionApproved) apply(c *Case, e Event) {
	c.Inspection.ApprovedBy, c.Inspection.ApprovedOn = e.Actor, DateOf(e.OccurredAt)
	c.take(e.Actor, PartApprover, e.Seq)
	c.issued(b.Document, e)
	c.done(e, "inspection.approve")
	if k := c.running("urgent"); k != nil {
		k.Meet(DateOf(e.OccurredAt))
	}
	if c.Stage == InspAssigned {
		c.Stage = InspApproved
		c.raise(Task{ID: "notify", Kind: "inspection.notify", Title: "通知检查对象或当场告知", English: "Notify the target", Person: c.Handler}, e)
	}
}

// CancelInspection ends an inspection that is not approved or not needed any more, with the reason.
type CancelInspection struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (CancelInspection) Act() string { return "inspection.cancel" }
func (x CancelInspection) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if (c.Stage == InspArrived || c.Stage == InspRecorded) && !c.Inspection.ApprovedOn.IsZero() {
		return Outcome{}, Refuse("wrong_stage", "", "检查已经审批并实施，不能取消。", "the inspection is approved and under way; it cannot be cancelled")
	}
	if err := differs(c, f, "", PartOfficer); err != nil {
		return Outcome{}, err
	}
	return outcome(&InspectionCancelled{x})
}

// InspectionCancelled: the inspection will not be made.
type InspectionCancelled struct{ CancelInspection }

func (InspectionCancelled) Kind() string             { return "InspectionCancelled" }
func (b InspectionCancelled) apply(c *Case, e Event) { c.close(e, InspCancelled, "cancelled") }

func wantReason(s string) error {
	if len([]rune(strings.TrimSpace(s))) < 2 {
		return &Error{Code: "invalid_input", Message: "请填写原因。", English: "give a reason", Fields: []Field{{"reason", "请填写原因"}}}
	}
	return nil
}

// RecuseOfficer replaces an officer who must stay out (行政处罚法 43). The replacement must be licensed.
type RecuseOfficer struct {
	Officer     PersonID `json:"officer" doc:"回避人员"`
	Replacement PersonID `json:"replacement" doc:"接替人员"`
	Reason      string   `json:"reason" minLength:"2" maxLength:"500" doc:"回避事由"`
}

func (RecuseOfficer) Act() string { return "inspection.recuse" }
func (x RecuseOfficer) Needs(*Case) Needs {
	return Needs{People: []PersonID{x.Officer, x.Replacement}}
}
func (x RecuseOfficer) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第四十三条"
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if f.Actor == x.Officer {
		return Outcome{}, Refuse("separation_of_duties", art, "回避由负责人决定，不能由本人决定。", "recusal is decided by a responsible person, not by oneself")
	}
	if err := stepsIn(c, f, art, x.Officer, x.Replacement); err != nil {
		return Outcome{}, err
	}
	return outcome(&OfficerRecused{x})
}

// OfficerRecused: an officer stays out and another steps in.
type OfficerRecused struct{ RecuseOfficer }

func (OfficerRecused) Kind() string { return "OfficerRecused" }
func (b OfficerRecused) apply(c *Case, e Event) {
	c.swap(b.Officer, b.Replacement, e)
}

// stepsIn refuses a change of officers that the law does not allow: the new one is licensed and has taken no part that an
// officer may not have.
func stepsIn(c *Case, f *Facts, article string, out, in PersonID) error {
	i := slices.Index(c.Officers, out)
	if i < 0 || slices.Contains(c.Officers, in) {
		return Refuse("invalid_input", article, "退出的人员须是本案承办人员，接替的人员须是其他人。", "who leaves must be an officer of this file, and who steps in must not")
	}
	for _, p := range c.Took(in) {
		if p != PartOfficer && p != PartDrafter {
			return Refuse("separation_of_duties", article, "接替的人员在本案中已是“%[1]s”，不能承办。", "who steps in has acted as %[2]s in this matter and cannot be its officer", PartTitles[p][0], PartTitles[p][1])
		}
	}
	if slices.Contains(c.Held, in) {
		return Refuse("recusal_open", article, "对接替人员的回避申请尚未决定。", "it is open whether the one who steps in must stay out")
	}
	next := slices.Clone(c.Officers)
	next[i] = in
	return licensed(next, f)
}

// swap puts one officer in the place of another, with all that is owed.
func (c *Case) swap(out, in PersonID, e Event) {
	c.Officers = slices.Clone(c.Officers)
	for i, o := range c.Officers {
		if o == out {
			c.Officers[i] = in
		}
	}
	if c.Handler == out {
		c.Handler = in
	}
	for i := range c.Tasks {
		if c.Tasks[i].Person == out && c.Tasks[i].DoneAt.IsZero() {
			c.Tasks[i].Person = in
		}
	}
	c.take(in, PartOfficer, e.Seq)
}

// NotifyInspection tells the target beforehand, or settles that it is told on the spot.
type NotifyInspection struct {
	On     Date   `json:"on,omitzero" doc:"通知日期，空为办理当日"`
	OnSite bool   `json:"on_site,omitempty" doc:"到场后当场告知"`
	When   string `json:"when,omitempty" maxLength:"100" doc:"约定检查时间"`
}

func (NotifyInspection) Act() string       { return "inspection.notify" }
func (NotifyInspection) Needs(*Case) Needs { return Needs{Numbers: []string{"I-4"}} }
func (x NotifyInspection) Decide(c *Case, f *Facts) (Outcome, error) {
	if x.On > f.On() {
		return Outcome{}, &Error{Code: "invalid_input", Message: "通知日期晚于办理日。", English: "the day of notice lies after the act", Fields: []Field{{"on", "通知日期晚于办理日"}}}
	}
	if err := licensed(c.Officers, f); err != nil { // the notice names them with their certificates
		return Outcome{}, err
	}
	return outcome(&InspectionNotified{x, issue(c, f, "I-4", "行政检查通知书")})
}

// InspectionNotified: the notice of inspection was issued.
type InspectionNotified struct {
	NotifyInspection
	Document Document `json:"document"`
}

func (InspectionNotified) Kind() string { return "InspectionNotified" }
func (b InspectionNotified) apply(c *Case, e Event) {
	c.Stage, c.Inspection.NotifiedOn, c.Inspection.OnSite = InspNotified, DateOf(e.OccurredAt), b.OnSite
	if !b.On.IsZero() {
		c.Inspection.NotifiedOn = b.On
	}
	c.issued(b.Document, e)
	c.done(e, "inspection.notify")
	c.raise(Task{ID: "arrive", Kind: "inspection.arrive", Title: "到场检查，出示执法证", English: "Visit and show cards", Person: c.Handler}, e)
}

// Arrive records that officers are on the spot and have shown their cards unasked (行政处罚法 55).
type Arrive struct {
	Officers   []PersonID `json:"officers" minItems:"2" doc:"到场人员"`
	CardShown  bool       `json:"card_shown" doc:"已主动出示执法证件"`
	RightsTold bool       `json:"rights_told" doc:"已告知申请回避等权利"`
	Met        string     `json:"met,omitempty" maxLength:"60" doc:"现场接待人"`
	ScanCode   string     `json:"scan_code,omitempty" maxLength:"60" doc:"扫码入企编码；只适用于企业"`
}

func (Arrive) Act() string         { return "inspection.arrive" }
func (x Arrive) Needs(*Case) Needs { return Needs{People: x.Officers} }
func (x Arrive) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第五十五条"
	if c.Stage == InspAssigned && !c.Inspection.Urgent {
		return Outcome{}, Refuse("not_approved", "国办发〔2024〕54号", "检查尚未审批；情况紧急的，应在登记时注明并及时补办。", "the inspection is not approved; an urgent one must be entered as urgent")
	}
	if c.Stage == InspAssigned && c.Inspection.OverCap {
		return Outcome{}, Refuse("cap_reached", artCap, "该企业已达年度检查频次上限，须先由正职负责人批准，不能先检查后补办。", "the enterprise is at the cap of the year: the head must approve before anybody goes")
	}
	if strings.TrimSpace(x.ScanCode) != "" && (c.Party == nil || !c.Party.Kind.Enterprise()) {
		return Outcome{}, Refuse("regime_not_applicable", artCap, "扫码入企只适用于对企业的检查，%[1]s不是企业，不填写编码；仍须两名以上执法人员出示证件并制作笔录。", "scanning in is for inspections of enterprises and %[1]s is none; two officers, their cards and a record are needed all the same", c.Party.Name)
	}
	if err := onTheCase(c, x.Officers); err != nil {
		return Outcome{}, err
	}
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	if !x.CardShown {
		return Outcome{}, Refuse("card_not_shown", art, "未出示执法证件的，当事人有权拒绝检查。请先出示证件。", "show the cards first: without them the target may refuse")
	}
	if !x.RightsTold {
		return Outcome{}, Refuse("rights_not_told", "行政处罚法第四十三条、第五十五条", "请先告知申请回避等权利。", "tell the target its rights first")
	}
	ev := &Arrived{Arrive: x}
	if c.Inspection.ApprovedOn.IsZero() {
		k, err := f.start(c, "IN-01", "urgent", f.On(), 0)
		if err != nil {
			return Outcome{}, err
		}
		ev.Urgent = &k
	}
	return outcome(ev)
}

func onTheCase(c *Case, ids []PersonID) error {
	for _, o := range ids {
		if !slices.Contains(c.Officers, o) {
			return Refuse("not_on_the_case", "", "%[1]s 不是本案承办人员；更换人员请先办理回避或变更。", "%[1]s is not an officer of this file", string(o))
		}
	}
	return nil
}

// Arrived: officers are on the spot.
type Arrived struct {
	Arrive
	Urgent *Clock `json:"urgent,omitempty"`
}

func (Arrived) Kind() string { return "Arrived" }
func (b Arrived) apply(c *Case, e Event) {
	c.Stage, c.Inspection.ArrivedAt, c.Inspection.ScanCode = InspArrived, e.OccurredAt, strings.TrimSpace(b.ScanCode)
	if b.Urgent != nil {
		c.Clocks = append(c.Clocks, *b.Urgent)
	}
	c.done(e, "inspection.arrive", "inspection.notify")
	c.raise(Task{ID: "record", Kind: "inspection.record", Title: "制作现场检查笔录", English: "Write the on-site record", Person: c.Handler, Due: DateOf(e.OccurredAt)}, e)
}

// RefuseEntry records that the target refused; a witness or a recording is needed.
type RefuseEntry struct {
	Officers []PersonID `json:"officers" minItems:"2"`
	Reason   string     `json:"reason" minLength:"2" maxLength:"500" doc:"拒绝情形"`
	Witness  string     `json:"witness,omitempty" maxLength:"60" doc:"见证人"`
	Evidence []Blob     `json:"evidence,omitempty" doc:"音像记录"`
}

func (RefuseEntry) Act() string         { return "inspection.refuse_entry" }
func (x RefuseEntry) Needs(*Case) Needs { return Needs{People: x.Officers, Blobs: x.Evidence} }
func (x RefuseEntry) Decide(c *Case, f *Facts) (Outcome, error) {
	if c.Inspection.ApprovedOn.IsZero() {
		return Outcome{}, Refuse("not_approved", "国办发〔2024〕54号", "紧急检查的审批尚未补办，请先补办。", "the approval of the urgent inspection has not been made up")
	}
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := onTheCase(c, x.Officers); err != nil {
		return Outcome{}, err
	}
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	if strings.TrimSpace(x.Witness) == "" && len(x.Evidence) == 0 {
		return Outcome{}, Refuse("witness_needed", "行政处罚法第四十七条", "拒绝检查须有见证人或者音像记录。", "a witness or a recording is needed")
	}
	files, err := f.files(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&EntryRefused{x, files})
}

// EntryRefused: the target refused the inspection.
type EntryRefused struct {
	RefuseEntry
	Files []File `json:"files,omitempty"`
}

func (EntryRefused) Kind() string { return "EntryRefused" }
func (b EntryRefused) apply(c *Case, e Event) {
	for _, x := range b.Files {
		c.Evidence = append(c.Evidence, Evidence{File: x, Kind: "video", Title: "拒绝检查", TakenAt: e.OccurredAt, Seq: e.Seq})
	}
	c.close(e, InspRefused, "refused")
}

// NotFound records that the target could not be found at its place.
type NotFound struct {
	Officers []PersonID `json:"officers" minItems:"2"`
	Account  string     `json:"account" minLength:"2" maxLength:"1000" doc:"查找经过"`
}

func (NotFound) Act() string         { return "inspection.not_found" }
func (x NotFound) Needs(*Case) Needs { return Needs{People: x.Officers} }
func (x NotFound) Decide(c *Case, f *Facts) (Outcome, error) {
	if strings.TrimSpace(x.Account) == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写查找经过。", English: "say how it was looked for", Fields: []Field{{"account", "请填写查找经过"}}}
	}
	if err := onTheCase(c, x.Officers); err != nil {
		return Outcome{}, err
	}
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	return outcome(&TargetNotFound{x})
}

// TargetNotFound: the target could not be found.
type TargetNotFound struct{ NotFound }

func (TargetNotFound) Kind() string             { return "TargetNotFound" }
func (b TargetNotFound) apply(c *Case, e Event) { c.close(e, InspNotFound, "not_found") }

// RecordVisit is the on-site record with its findings, signed or refused with a witness.
type RecordVisit struct {
	StartedAt time.Time     `json:"started_at" doc:"开始时间"`
	EndedAt   time.Time     `json:"ended_at" doc:"结束时间"`
	Place     string        `json:"place" minLength:"1" maxLength:"200" doc:"地点"`
	Officers  []PersonID    `json:"officers" minItems:"2" doc:"检查人员"`
	Summary   string        `json:"summary" minLength:"2" maxLength:"8000" doc:"现场情况"`
	Findings  []NewFinding  `json:"findings,omitempty" doc:"发现的问题，没有则为空"`
	Statement string        `json:"statement,omitempty" maxLength:"4000" doc:"检查对象陈述"`
	SignedBy  string        `json:"signed_by,omitempty" maxLength:"60" doc:"签字人"`
	Refusal   string        `json:"refusal,omitempty" maxLength:"500" doc:"拒绝签字的情形"`
	Witness   string        `json:"witness,omitempty" maxLength:"60" doc:"见证人"`
	Evidence  []NewEvidence `json:"evidence,omitempty" doc:"照片、视频等"`
}

// NewFinding is a finding as it is entered.
type NewFinding struct {
	Category  FindingCategory `json:"category" enum:"urn_price,sold_outside,over_std_profit,finance,private,other" doc:"类别"`
	Violation string          `json:"violation,omitempty" doc:"违法行为编号"`
	Fact      string          `json:"fact" minLength:"2" maxLength:"4000" doc:"事实"`
	Quantity  int             `json:"quantity" minimum:"1" maximum:"1000000" doc:"数量"`
	Unit      string          `json:"unit" minLength:"1" maxLength:"10" doc:"单位"`
	AmountFen int64           `json:"amount_fen,omitempty" minimum:"0" doc:"涉及金额（分）"`
	Provision string          `json:"provision,omitempty" maxLength:"300" doc:"违反的规定"`
}

// NewEvidence is a stored file as it is entered into the register.
type NewEvidence struct {
	Hash    Blob      `json:"hash" doc:"已上传文件的摘要"`
	Kind    string    `json:"kind" enum:"photo,video,audio,document,statement,other"`
	Title   string    `json:"title" minLength:"1" maxLength:"100"`
	TakenAt time.Time `json:"taken_at,omitzero"`
	Line    int       `json:"line,omitempty" minimum:"0" doc:"证明第几项问题"`
	Class   string    `json:"class,omitempty" enum:"documentary,physical,audiovisual,electronic,testimony,statement,appraisal,record" doc:"法定证据种类（行政处罚法第四十六条）；处罚案件必填"`
	Source  string    `json:"source,omitempty" maxLength:"200" doc:"来源：由谁提供、从何处取得；处罚案件必填"`
	Form    string    `json:"form,omitempty" enum:"original,copy" doc:"原件或者复制件；处罚案件必填"`
}

func (RecordVisit) Act() string { return "inspection.record" }
func (x RecordVisit) Needs(*Case) Needs {
	return Needs{People: x.Officers, Blobs: hashes(x.Evidence)}
}

func hashes(ev []NewEvidence) []Blob {
	var h []Blob
	for _, e := range ev {
		h = append(h, e.Hash)
	}
	return h
}

func (x RecordVisit) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(!x.StartedAt.IsZero() && x.EndedAt.After(x.StartedAt), "ended_at", "结束时间应晚于开始时间")
	bad.need(!x.StartedAt.Before(c.Inspection.ArrivedAt.Add(-time.Minute)), "started_at", "开始时间早于到场时间")
	bad.need(!x.EndedAt.After(f.At.Add(time.Minute)), "ended_at", "结束时间晚于笔录时间")
	bad.need(strings.TrimSpace(x.Place) != "", "place", "请填写地点")
	bad.need(strings.TrimSpace(x.Summary) != "", "summary", "请填写现场情况")
	for i, n := range x.Findings {
		at := "findings[" + itoa(i) + "]."
		_, known := CategoryTitles[n.Category]
		bad.need(known, at+"category", "没有这个类别")
		bad.need(strings.TrimSpace(n.Fact) != "", at+"fact", "请写明事实")
		bad.need(n.Quantity >= 1, at+"quantity", "数量至少为1")
		bad.need(strings.TrimSpace(n.Unit) != "", at+"unit", "请填写单位")
		bad.need(n.AmountFen >= 0, at+"amount_fen", "金额不能为负")
		if n.Violation != "" {
			_, ok := f.Violations.At(n.Violation, f.On())
			bad.need(ok, at+"violation", "当日有效的违法行为目录中没有"+n.Violation)
			if e := f.notBound(Allegation{Violation: n.Violation}, c.against()); e != nil {
				bad.need(false, at+"violation", e.Message)
			}
		}
	}
	for i, n := range x.Evidence {
		bad.need(n.Line >= 0 && n.Line <= len(x.Findings), "evidence["+itoa(i)+"].line", "没有这一项问题")
	}
	bad.need(x.SignedBy != "" || x.Refusal != "", "signed_by", "须有检查对象签字，或者写明拒绝签字的情形")
	bad.need(x.SignedBy == "" || x.Refusal == "", "refusal", "已签字的不能同时记为拒签")
	bad.need(x.Refusal == "" || x.Witness != "" || len(x.Evidence) > 0, "witness", "拒绝签字须有见证人或者音像记录")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := onTheCase(c, x.Officers); err != nil {
		return Outcome{}, err
	}
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	publish, err := f.start(c, "IN-02", "publish", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	result, err := f.start(c, "IN-03", "result", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&VisitRecorded{RecordVisit: x, Register: ev, Clocks: []Clock{result, publish}, Document: issue(c, f, "I-5", "现场检查笔录")})
}

// VisitRecorded: the on-site record was made.
type VisitRecorded struct {
	RecordVisit
	Register []Evidence `json:"register,omitempty"`
	Clocks   []Clock    `json:"clocks"`
	Document Document   `json:"document"`
}

func (VisitRecorded) Kind() string { return "VisitRecorded" }
func (b VisitRecorded) apply(c *Case, e Event) {
	i := c.Inspection
	i.Record = &Record{b.StartedAt, b.EndedAt, b.Place, b.Officers, b.Statement, b.SignedBy, b.Refusal, b.Witness, b.Summary}
	for n, x := range b.Findings {
		i.Findings = append(i.Findings, Finding{Line: n + 1, Category: x.Category, Violation: x.Violation, Fact: x.Fact,
			Quantity: x.Quantity, Unit: x.Unit, AmountFen: x.AmountFen, Provision: x.Provision})
	}
	c.enter(b.Register, e)
	c.Clocks = append(c.Clocks, b.Clocks...)
	c.issued(b.Document, e)
	c.Stage = InspRecorded
	c.done(e, "inspection.record")
	if len(i.Findings) > 0 {
		c.raise(Task{ID: "dispose", Kind: "inspection.dispose", Title: "逐项处理发现的问题", English: "Dispose of every finding", Person: c.Handler}, e)
	} else {
		c.oweResult(e)
	}
}

func (c *Case) oweResult(e Event) {
	k := c.Clock("result")
	var due Date
	if k != nil {
		due = k.Due
	}
	c.raise(Task{ID: "result", Kind: "inspection.notify_result", Title: "告知检查结果", English: "Notify the result", Person: c.Handler, Due: due, Clock: "result"}, e)
}

// DisposeFindings lets findings leave the inspection by any way but an order.
type DisposeFindings struct {
	Lines    []int         `json:"lines" minItems:"1" doc:"问题序号"`
	Exit     Exit          `json:"exit" enum:"no_issue,corrected,case,referral,price_matter" doc:"处理方式"`
	Note     string        `json:"note,omitempty" maxLength:"1000" doc:"说明；当场改正的写明措施和教育情况"`
	To       string        `json:"to,omitempty" maxLength:"60" doc:"建议移送的机关"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"改正前后照片等"`
}

func (DisposeFindings) Act() string         { return "inspection.dispose" }
func (x DisposeFindings) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x DisposeFindings) Decide(c *Case, f *Facts) (Outcome, error) {
	if x.Exit == ExitOrder {
		return Outcome{}, Refuse("invalid_input", "", "责令限期改正请用“责令改正”办理。", "use inspection.order for an order")
	}
	if _, ok := ExitTitles[x.Exit]; !ok {
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这种处理方式。", English: "no such exit", Fields: []Field{{"exit", "没有这种处理方式"}}}
	}
	if err := checkLines(c, x.Lines, x.Exit); err != nil {
		return Outcome{}, err
	}
	for _, n := range x.Lines {
		fi := c.Inspection.Findings[n-1]
		v, known := f.Violations.At(fi.Violation, f.On())
		switch {
		case x.Exit == ExitCase && fi.Category == FindUrnPrice && !known:
			return Outcome{}, Refuse("not_competent", "价格违法行为行政处罚规定", "第%[1]d项是价格问题，由市场监督管理部门处罚，本机关不能立案罚款；请转该部门。", "finding %[1]d is a price matter: the market regulator punishes it, the bureau cannot", n)
		case x.Exit == ExitCase && known && !v.OwnedByBureau():
			return Outcome{}, Refuse("not_competent", v.Article, "“%[1]s”由%[2]s处罚，本机关不能立案罚款；请转该部门。", "%[3]s is punished by another authority (%[2]s); the bureau cannot fine it", v.Title, v.CompetentTitle(), v.ID)
		case x.Exit == ExitPrice && fi.Category != FindUrnPrice && (!known || v.Competent != "market"):
			return Outcome{}, Refuse("not_a_price_matter", "", "第%[1]d项不是价格问题。", "line %[1]d is not a price matter", n)
		case x.Exit == ExitNoIssue && len([]rune(x.Note)) < 2, x.Exit == ExitCorrected && len([]rune(x.Note)) < 2:
			return Outcome{}, &Error{Code: "invalid_input", Message: "请写明理由或者改正措施。", English: "state the reason or the measure", Article: "行政处罚法第三十三条", Fields: []Field{{"note", "请写明理由或者改正措施"}}}
		case x.Exit == ExitReferral && strings.TrimSpace(x.To) == "":
			return Outcome{}, &Error{Code: "invalid_input", Message: "请写明建议移送的机关。", English: "name the authority", Fields: []Field{{"to", "请写明建议移送的机关"}}}
		}
	}
	if err := discreet(x.To, x.Note); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&FindingsDisposed{x, ev})
}

func checkLines(c *Case, lines []int, exit Exit) error {
	if len(lines) == 0 {
		return &Error{Code: "invalid_input", Message: "请选择问题。", English: "choose findings", Fields: []Field{{"lines", "请选择问题"}}}
	}
	seen := map[int]bool{}
	for _, n := range lines {
		if n < 1 || n > len(c.Inspection.Findings) || seen[n] {
			return &Error{Code: "invalid_input", Message: "没有第" + itoa(max(n, 0)) + "项问题，或者重复选择。", English: "no such finding, or chosen twice", Fields: []Field{{"lines", "没有这一项问题或者重复"}}}
		}
		seen[n] = true
		fi := c.Inspection.Findings[n-1]
		if fi.Left(exit) {
			return Refuse("already_done", "", "第%[1]d项已按“%[2]s”处理。", "finding %[1]d has left by this exit already", n, ExitTitles[exit][0])
		}
		if fi.Left(ExitNoIssue) || exit == ExitNoIssue && len(fi.Exits) > 0 {
			return Refuse("exits_conflict", "", "第%[1]d项：认定不构成问题的，不能同时作其他处理。", "finding %[1]d: what is no issue cannot leave another way", n)
		}
	}
	return nil
}

// FindingsDisposed: findings left the inspection.
type FindingsDisposed struct {
	DisposeFindings
	Register []Evidence `json:"register,omitempty"`
}

func (FindingsDisposed) Kind() string { return "FindingsDisposed" }
func (b FindingsDisposed) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.leave(b.Lines, FindingExit{Exit: b.Exit, On: DateOf(e.OccurredAt), Note: b.Note, To: b.To}, e)
}

func (c *Case) leave(lines []int, x FindingExit, e Event) {
	for _, n := range lines {
		c.Inspection.Findings[n-1].Exits = append(c.Inspection.Findings[n-1].Exits, x)
	}
	if c.Inspection.Undisposed() == 0 && c.openTask("dispose") != nil {
		c.done(e, "inspection.dispose")
		c.oweResult(e)
	}
}

// OrderCorrection drafts an order to correct (责令限期改正) from findings; it opens a rectification file.
type OrderCorrection struct {
	Lines     []int    `json:"lines" minItems:"1" doc:"问题序号"`
	Measures  []string `json:"measures" minItems:"1" doc:"改正要求，逐项"`
	Days      int      `json:"days,omitempty" minimum:"0" maximum:"365" doc:"期限（自然日，自送达起算），0为默认"`
	Basis     string   `json:"basis,omitempty" maxLength:"500" doc:"依据"`
	Provision string   `json:"provision,omitempty" maxLength:"300" doc:"违反的规定；笔录没有写明的问题以此为准"`
}

func (OrderCorrection) Act() string { return "inspection.order" }
func (OrderCorrection) Needs(*Case) Needs {
	return Needs{Openings: map[string]int{"case.rectification": 1}}
}
func (x OrderCorrection) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := checkLines(c, x.Lines, ExitOrder); err != nil {
		return Outcome{}, err
	}
	rule, err := f.Rules.At("RE-01", f.On())
	if err != nil {
		return Outcome{}, err
	}
	if x.Days == 0 {
		x.Days = rule.Term.N
	}
	var bad faults
	bad.need(len(x.Measures) > 0 && strings.TrimSpace(x.Measures[0]) != "", "measures", "请写明改正要求")
	bad.need(x.Days >= rule.MinN && x.Days <= rule.MaxN, "days", "期限应为"+itoa(rule.MinN)+"至"+itoa(rule.MaxN)+"日")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if strings.TrimSpace(x.Basis) == "" {
		x.Basis = "《中华人民共和国行政处罚法》第二十八条第一款"
	}
	id := childID(c.ID, "r", c.Inspection.Orders+1)
	var found []Finding
	for _, n := range x.Lines {
		fi := c.Inspection.Findings[n-1]
		fi.Exits = nil
		if v, known := f.Violations.At(fi.Violation, f.On()); known && fi.Provision == "" {
			if fi.Provision = v.Provision; fi.Provision == "" {
				fi.Provision = v.Article
			}
		}
		if fi.Provision == "" {
			fi.Provision = strings.TrimSpace(x.Provision)
		}
		if strings.TrimSpace(fi.Provision) == "" { // an order that names no provision could not be issued
			return Outcome{}, &Error{Code: "provision_missing", Article: "行政处罚法第二十八条第一款", Message: "第" + itoa(n) + "项没有写明违反的规定，也没有对应目录中的违法行为，请填写违反的规定。",
				English: "finding " + itoa(n) + " names neither a provision nor a violation of the catalogue", Fields: []Field{{"provision", "第" + itoa(n) + "项没有写明违反的规定，请在此填写"}}}
		}
		found = append(found, fi)
	}
	return Outcome{
		Events: []Body{&CorrectionOrdered{OrderCorrection: x, Case: id}},
		Opens: []Opening{{ID: id, Events: []Body{&OrderDrafted{
			Agency: c.Agency, Parent: c.ID, Ref: f.References["case.rectification"][0], Section: c.Section, Party: *c.Party,
			Officers: c.Officers, Handler: c.Handler, Round: 1, Findings: found, Measures: x.Measures, Days: x.Days, Basis: x.Basis,
			Parts: c.Parts, Inspected: c.Inspection.ArrivedAt,
		}}}},
	}, nil
}

// OpenCase opens a penalty case from findings (立案线索). What the inspection learned goes with it: who inspected, what was found.
type OpenCase struct {
	Lines       []int        `json:"lines" minItems:"1" doc:"问题序号"`
	Allegations []Allegation `json:"allegations" minItems:"1" doc:"涉嫌违法行为，行为起止日期决定适用的规定"`
	Clue        string       `json:"clue" minLength:"2" maxLength:"4000" doc:"线索内容"`
}

func (OpenCase) Act() string { return "inspection.open_case" }

// Needs asks for a number for the file.
func (OpenCase) Needs(c *Case) Needs {
	n := Needs{Openings: map[string]int{"case.penalty": 1}, Numbers: []string{"P-1"}, People: c.Officers}
	return n
}

// Decide opens the case as a child of the inspection.
func (x OpenCase) Decide(c *Case, f *Facts) (Outcome, error) {
	var fresh []int
	for _, n := range x.Lines { // one that was only proposed for a case may become one now
		proposed := n >= 1 && n <= len(c.Inspection.Findings) && slices.ContainsFunc(c.Inspection.Findings[n-1].Exits, func(e FindingExit) bool { return e.Exit == ExitCase && e.Case == "" })
		if !proposed || slices.Contains(fresh, n) {
			fresh = append(fresh, n)
		}
	}
	if len(fresh) > 0 || len(x.Lines) == 0 {
		if err := checkLines(c, fresh, ExitCase); err != nil {
			return Outcome{}, err
		}
	}
	b, id, err := caseFrom(c, f, OpenClue{Source: "inspection", Clue: x.Clue, Allegations: x.Allegations, Officers: c.Officers, Section: c.Section}, c.Inspection.Cases+1)
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Events: []Body{&CaseOpened{x, id}}, Opens: []Opening{{ID: id, Events: []Body{b}}}}, nil
}

// caseFrom is a penalty case that comes from another file, with the parts taken there.
func caseFrom(c *Case, f *Facts, x OpenClue, n int) (*ClueOpened, CaseID, error) {
	id := childID(c.ID, "p", n)
	x.Party = c.Party.ID
	b, err := clueOpened(f, x, *c.Party, f.References["case.penalty"][0], f.Numbers["P-1"], id)
	if err != nil {
		return nil, "", err
	}
	b.Parent, b.Parts = c.ID, c.Parts
	return b, id, nil
}

// CaseOpened: a penalty case was opened from findings.
type CaseOpened struct {
	OpenCase
	Case CaseID `json:"case"`
}

func (CaseOpened) Kind() string { return "CaseOpened" }
func (b CaseOpened) apply(c *Case, e Event) {
	c.Inspection.Cases++
	var fresh []int
	for _, n := range b.Lines {
		f := &c.Inspection.Findings[n-1]
		i := slices.IndexFunc(f.Exits, func(x FindingExit) bool { return x.Exit == ExitCase && x.Case == "" })
		if i < 0 {
			fresh = append(fresh, n)
			continue
		}
		f.Exits[i].Case = b.Case
	}
	c.leave(fresh, FindingExit{Exit: ExitCase, On: DateOf(e.OccurredAt), Note: b.Clue, Case: b.Case}, e)
}

// childID names a file that comes from another one.
func childID(parent CaseID, mark string, n int) CaseID { return parent + CaseID("-"+mark+itoa(n)) }

// CorrectionOrdered: an order to correct was drafted from findings.
type CorrectionOrdered struct {
	OrderCorrection
	Case CaseID `json:"case"`
}

func (CorrectionOrdered) Kind() string { return "CorrectionOrdered" }
func (b CorrectionOrdered) apply(c *Case, e Event) {
	c.Inspection.Orders++
	c.take(e.Actor, PartDrafter, e.Seq)
	c.leave(b.Lines, FindingExit{Exit: ExitOrder, On: DateOf(e.OccurredAt), Case: b.Case}, e)
}

// NotifyResult tells the target the result in writing (殡葬管理条例 2025, art. 49) once every finding is disposed of.
type NotifyResult struct {
	Method   ServiceMethod `json:"method,omitempty" doc:"送达方式，空为当场直接送达"`
	SignedBy string        `json:"signed_by,omitempty" maxLength:"60" doc:"签收人"`
}

func (NotifyResult) Act() string       { return "inspection.notify_result" }
func (NotifyResult) Needs(*Case) Needs { return Needs{Numbers: []string{"I-11"}} }
func (x NotifyResult) Decide(c *Case, f *Facts) (Outcome, error) {
	if n := c.Inspection.Undisposed(); n > 0 {
		return Outcome{}, Refuse("findings_open", "", "还有%[1]d项问题没有处理，全部处理后才能告知结果。", "%[1]d findings are not disposed of yet", n)
	}
	if c.Inspection.ApprovedOn.IsZero() {
		return Outcome{}, Refuse("not_approved", "国办发〔2024〕54号", "紧急检查的审批尚未补办。", "the approval of the urgent inspection has not been made up")
	}
	return outcome(&ResultNotified{x, issue(c, f, "I-11", "行政检查结果告知书")})
}

// ResultNotified: the target was told the result.
type ResultNotified struct {
	NotifyResult
	Document Document `json:"document"`
}

func (ResultNotified) Kind() string { return "ResultNotified" }
func (b ResultNotified) apply(c *Case, e Event) {
	c.Stage, c.Inspection.ResultOn = InspResult, DateOf(e.OccurredAt)
	c.issued(b.Document, e)
	if k := c.Clock("result"); k != nil {
		k.Meet(DateOf(e.OccurredAt))
	}
	c.done(e, "inspection.notify_result")
	var due Date
	if k := c.Clock("publish"); k != nil {
		due = k.Due
	}
	c.raise(Task{ID: "publish", Kind: "inspection.publish", Title: "公布检查结果", English: "Publish the result", Role: RoleSection, Due: due, Clock: "publish"}, e)
}

// PublishResult puts the result on the public list; the inspection is closed with it.
type PublishResult struct {
	Where string `json:"where,omitempty" maxLength:"200" doc:"公布载体"`
}

func (PublishResult) Act() string { return "inspection.publish" }
func (x PublishResult) Decide(*Case, *Facts) (Outcome, error) {
	if x.Where == "" {
		x.Where = "执法信息公示栏"
	}
	return outcome(&ResultPublished{x})
}

// ResultPublished: the result is public.
type ResultPublished struct{ PublishResult }

func (ResultPublished) Kind() string { return "ResultPublished" }
func (b ResultPublished) apply(c *Case, e Event) {
	c.Inspection.PublishedOn = DateOf(e.OccurredAt)
	c.endInspection(e)
}

func (c *Case) endInspection(e Event) {
	if k := c.running("publish"); k != nil {
		k.Meet(DateOf(e.OccurredAt))
	}
	out := "no_issue"
	for _, f := range c.Inspection.Findings {
		if !f.Left(ExitNoIssue) {
			out = "findings"
		}
	}
	c.close(e, InspClosed, out)
}

// WithholdResult keeps the result unpublished, with the approval of a leader and a reason.
type WithholdResult struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"不予公开的理由"`
}

func (WithholdResult) Act() string { return "inspection.withhold" }
func (x WithholdResult) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "", PartOfficer); err != nil {
		return Outcome{}, err
	}
	return outcome(&ResultWithheld{x})
}

// ResultWithheld: the result stays unpublished.
type ResultWithheld struct{ WithholdResult }

func (ResultWithheld) Kind() string { return "ResultWithheld" }
func (b ResultWithheld) apply(c *Case, e Event) {
	c.Inspection.Withheld = b.Reason
	if k := c.running("publish"); k != nil { // not met: nothing was published
		k.Stop(DateOf(e.OccurredAt))
	}
	c.endInspection(e)
}

func init() {
	ap := []Stage{InspAssigned}
	act[AssignInspection](Spec{Procedure: ProcInspection, Opens: true, Title: "登记检查任务", English: "Open an inspection", Enforcement: true, Article: "行政处罚法第四十二条", Starts: "登记后送负责人审批"})
	act[ApproveInspection](Spec{Possible: func(c *Case) bool { return c.Inspection.ApprovedOn.IsZero() }, Procedure: ProcInspection, Stages: []Stage{InspAssigned, InspArrived, InspRecorded}, Title: "审批检查", English: "Approve the inspection", Article: "国办发〔2024〕54号", Starts: "生成《行政检查审批表》；批准后由承办人通知检查对象"})
	act[CancelInspection](Spec{Possible: func(c *Case) bool {
		return c.Stage != InspArrived && c.Stage != InspRecorded || c.Inspection.ApprovedOn.IsZero()
	}, Procedure: ProcInspection, Stages: []Stage{InspAssigned, InspApproved, InspNotified, InspArrived, InspRecorded}, Title: "不予批准或取消", English: "Cancel the inspection"})
	act[RecuseOfficer](Spec{Procedure: ProcInspection, Stages: []Stage{InspAssigned, InspApproved, InspNotified, InspArrived}, Title: "回避换人", English: "Recuse and replace an officer", Article: "行政处罚法第四十三条"})
	act[NotifyInspection](Spec{Procedure: ProcInspection, Assigned: true, Stages: []Stage{InspApproved}, Title: "通知检查", English: "Notify the inspection", Starts: "生成《行政检查通知书》并编号"})
	act[Arrive](Spec{Possible: func(c *Case) bool { return c.Stage != InspAssigned || c.Inspection.Urgent }, Procedure: ProcInspection, Assigned: true, Stages: append(ap, InspNotified), Title: "到场亮证", English: "Arrive and show cards", Enforcement: true, Article: "行政处罚法第五十五条", Starts: "先检查后审批的，起算补办审批期限"})
	act[RefuseEntry](Spec{Procedure: ProcInspection, Assigned: true, Stages: []Stage{InspNotified, InspArrived}, Title: "记录拒绝检查", English: "Record a refusal", Enforcement: true, Starts: "检查以“拒绝检查”结束"})
	act[NotFound](Spec{Procedure: ProcInspection, Assigned: true, Stages: []Stage{InspNotified}, Title: "记录未找到", English: "Record target not found", Enforcement: true, Starts: "检查以“未找到”结束"})
	act[RecordVisit](Spec{Procedure: ProcInspection, Assigned: true, Stages: []Stage{InspArrived}, Title: "制作检查笔录", English: "Record the visit", Enforcement: true, Article: "行政处罚法第五十五条", Starts: "起算结果告知期限和公布期限；生成《现场检查笔录》"})
	act[DisposeFindings](Spec{Procedure: ProcInspection, Assigned: true, Stages: []Stage{InspRecorded}, Title: "处理问题", English: "Dispose of findings", Article: "行政处罚法第三十三条"})
	act[OpenCase](Spec{Procedure: ProcInspection, Assigned: true, AfterClose: true, Stages: []Stage{InspRecorded, InspResult, InspRefused, InspClosed}, Possible: func(c *Case) bool { return len(c.Inspection.Findings) > 0 }, Title: "登记立案线索", English: "Open a penalty case", Article: "行政处罚法第五十四条", Starts: "开立处罚案卷，起算立案审查期限"})
	act[OrderCorrection](Spec{Procedure: ProcInspection, Assigned: true, Stages: []Stage{InspRecorded}, Title: "责令改正", English: "Order correction", Article: "行政处罚法第二十八条第一款", Starts: "开立整改案卷，送另一人审批；期限自送达起算"})
	act[NotifyResult](Spec{Procedure: ProcInspection, Assigned: true, Stages: []Stage{InspRecorded}, Title: "告知检查结果", English: "Notify the result", Article: "殡葬管理条例（国务院令第824号）第四十九条", Starts: "生成《行政检查结果告知书》并编号；结果告知期限办结"})
	act[PublishResult](Spec{Procedure: ProcInspection, Stages: []Stage{InspResult}, Title: "公布检查结果", English: "Publish the result", Article: "国办发〔2018〕118号", Starts: "公布期限办结，检查办结"})
	act[WithholdResult](Spec{Procedure: ProcInspection, Stages: []Stage{InspResult}, Title: "不予公布", English: "Withhold the result", Starts: "检查办结"})
	event[InspectionAssigned]()
	event[InspectionApproved]()
	event[InspectionCancelled]()
	event[OfficerRecused]()
	event[InspectionNotified]()
	event[Arrived]()
	event[EntryRefused]()
	event[TargetNotFound]()
	event[VisitRecorded]()
	event[FindingsDisposed]()
	event[CaseOpened]()
	event[CorrectionOrdered]()
	event[ResultNotified]()
	event[ResultPublished]()
	event[ResultWithheld]()
}
