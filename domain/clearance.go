package domain

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// One organization in a clean-up (清理整治对象): registration.md §9.5, §5. Nothing is decided for all at once (不搞一刀切): two officers
// verify what the screening found, a leader chooses for each how it is dealt with and says why, and each is closed by itself (销号).
// The file outlives the campaign it came from.

// Stages of the file of an organization in a clean-up.
const (
	ClearSuspect       Stage = "clr_suspect"       // 待核查
	ClearContacting    Stage = "clr_contacting"    // 信函联系中
	ClearLost          Stage = "clr_lost"          // 两次信函未签收
	ClearConfirmed     Stage = "clr_confirmed"     // 已核实，待提出处置意见
	ClearProposed      Stage = "clr_proposed"      // 待决定处置方式
	ClearOrdered       Stage = "clr_ordered"       // 限期整改通知书待送达
	ClearRectifying    Stage = "clr_rectifying"    // 整改中
	ClearOverdue       Stage = "clr_overdue"       // 逾期未整改
	ClearReported      Stage = "clr_reported"      // 已报告整改，待复核
	ClearDeregistering Stage = "clr_deregistering" // 注销办理中
	ClearCase          Stage = "clr_case"          // 立案办理中
	ClearLiquidation   Stage = "clr_liquidation"   // 已撤销（吊销），待清算注销
	ClearSettled       Stage = "clr_settled"       // 待销号
	ClearClosed        Stage = "clr_closed"        // 已销号 ■
)

// Ways to deal with an organization (处置方式).
const (
	DisposeRectify    = "rectify"    // 限期整改
	DisposeDeregister = "deregister" // 注销登记
	DisposeRevoke     = "revoke"     // 撤销登记、吊销登记证书
	DisposePenalize   = "penalize"   // 立案查处
	DisposeMerge      = "merge"      // 合并
	DisposeTerminate  = "terminate"  // 终止
	DisposeBan        = "ban"        // 取缔
	DisposePersuade   = "persuade"   // 劝散
	DisposeTransfer   = "transfer"   // 移送其他机关
)

// DispositionTitles names the ways in Chinese and English.
var DispositionTitles = map[string][2]string{
	DisposeRectify: {"限期整改", "Correct"}, DisposeDeregister: {"注销登记", "Deregister"}, DisposeRevoke: {"撤销登记（吊销证书）", "Revoke"}, DisposePenalize: {"立案查处", "Penalize"},
	DisposeMerge: {"责令合并", "Merge"}, DisposeTerminate: {"责令终止", "Terminate"}, DisposeBan: {"立案取缔", "Ban"}, DisposePersuade: {"劝散", "Dissolved by persuasion"}, DisposeTransfer: {"移送其他机关", "Transfer"},
}

// ClearanceOutcomes names how an organization leaves a clean-up.
var ClearanceOutcomes = map[string][2]string{
	"cleared": {"核实后移出", "Cleared"}, "revived": {"整改激活", "Revived"}, "deregistered": {"已注销", "Deregistered"}, "revoked": {"已撤销（吊销）", "Revoked"}, "penalized": {"已处罚", "Penalized"},
	"merged": {"已合并", "Merged"}, "terminated": {"已终止", "Terminated"}, "banned": {"已取缔", "Banned"}, "dissolved": {"已劝散", "Dissolved"}, "transferred": {"已移送", "Transferred"},
}

// OutcomeOrder is the order in which a table names them.
var OutcomeOrder = []string{"cleared", "revived", "deregistered", "merged", "terminated", "revoked", "penalized", "banned", "dissolved", "transferred"}

// Clearance is what the file of an organization in a clean-up holds besides what every file holds.
type Clearance struct {
	Campaign     CaseID       `json:"campaign"`
	CampaignKind string       `json:"campaign_kind"`
	CutOff       Date         `json:"cut_off"`
	Digest       string       `json:"digest"`         // of the criteria it was screened by
	Norm         string       `json:"norm,omitempty"` // what the campaign rests on; none in files of before
	Hits         []string     `json:"hits,omitempty"`
	Added        string       `json:"added,omitempty"`
	Letters      []Letter     `json:"letters,omitempty"`
	Contacts     []Contact    `json:"contacts,omitempty"`
	Lost         Date         `json:"lost,omitzero"`    // two letters went unsigned: evidence of AB-6
	Excuse       *ListExcuse  `json:"excuse,omitempty"` // proof that it is not at fault: no AB-6
	Verified     *Verified    `json:"verified,omitempty"`
	Objections   []Objection  `json:"objections,omitempty"`
	Proposal     *Disposal    `json:"proposal,omitempty"`
	Disposal     *Disposal    `json:"disposal,omitempty"` // as decided
	DecidedBy    PersonID     `json:"decided_by,omitempty"`
	DecidedOn    Date         `json:"decided_on,omitzero"`
	Past         []Disposal   `json:"past,omitempty"` // decided before, and come to nothing
	Reports      []ClearLine  `json:"reports,omitempty"`
	Registration CaseID       `json:"registration,omitempty"`
	Case         CaseID       `json:"case,omitempty"` // the penalty case
	Collected    *Collected   `json:"collected,omitempty"`
	Settled      *ClearSettle `json:"settled,omitempty"`

	Unrectified Date           `json:"unrectified,omitzero"` // an order was not followed in time: a ground of AB-3
	Listings    []ClearListing `json:"listings,omitempty"`   // the listings it led to
}

// Letter is a letter sent to the registered address (§4.4: two, at an interval).
type Letter struct {
	No       int        `json:"no"`
	On       Date       `json:"on"`
	Address  string     `json:"address"`
	Tracking string     `json:"tracking"`
	Document DocumentID `json:"document,omitempty"` // C-4; none in files of before
	Result   string     `json:"result,omitempty"`   // signed, returned, void
	ResultOn Date       `json:"result_on,omitzero"`
	Note     string     `json:"note,omitempty"`
}

// Contact is a visit, a call, or what another authority said.
type Contact struct {
	Channel  string     `json:"channel"`
	At       time.Time  `json:"at"`
	Officers []PersonID `json:"officers"`
	Place    string     `json:"place,omitempty"`
	Found    string     `json:"found"`
	Reached  bool       `json:"reached"`
}

// PointFound is the answer of two officers to one criterion or point of the check list.
type PointFound struct {
	ID    string `json:"id" minLength:"2" maxLength:"20" doc:"标准或者核查要点"`
	Holds bool   `json:"holds" doc:"属实"`
	Note  string `json:"note" minLength:"2" maxLength:"1000" doc:"依据"`
}

// Verified is what two officers established.
type Verified struct {
	On       Date         `json:"on"`
	Officers []PersonID   `json:"officers"`
	Points   []PointFound `json:"points"`
	Holds    bool         `json:"holds"`
	Reason   string       `json:"reason"`
}

// Objection is what the organization says against it, and the answer.
type Objection struct {
	On       Date   `json:"on"`
	By       string `json:"by"`
	Text     string `json:"text"`
	Upheld   bool   `json:"upheld,omitempty"`
	Answer   string `json:"answer,omitempty"`
	Answered Date   `json:"answered,omitzero"`
}

// Disposal is a way to deal with the organization and why this one.
type Disposal struct {
	Way         string   `json:"way" enum:"rectify,deregister,revoke,penalize,merge,terminate,ban,persuade,transfer" doc:"处置方式"`
	Reason      string   `json:"reason" minLength:"10" maxLength:"2000" doc:"为何对这个组织采取这种方式"`
	Plan        string   `json:"plan,omitempty" maxLength:"2000" doc:"整改措施；合并、终止方案"`
	Kind        string   `json:"kind,omitempty" enum:"correct,reorganize,merge,rename,elect" doc:"整改方式：改正、重整、合并、更名、换届"`
	Responsible string   `json:"responsible,omitempty" maxLength:"60" doc:"整改责任人"`
	Days        int      `json:"days,omitempty" minimum:"0" maximum:"365" doc:"整改期限（日），空为规则所定"`
	Violations  []string `json:"violations,omitempty" doc:"撤销、查处、取缔：涉嫌违法行为编号"`
	Since       Date     `json:"since,omitzero" doc:"违法行为开始之日"`
	By          string   `json:"by,omitempty" maxLength:"100" doc:"合并、终止：提出要求的机关；移送：接收机关"`
	Because     string   `json:"because,omitempty" enum:"small,narrow,useless,overlapping,done,trade_changed,failed,disorder" doc:"合并、终止的法定情形"`
	Into        PartyID  `json:"into,omitempty" maxLength:"200" doc:"合并：并入的社会团体"`
}

// ClearLine is a line about how something went.
type ClearLine struct {
	On     Date   `json:"on"`
	Text   string `json:"text"`
	Passed bool   `json:"passed,omitempty"`
}

// Collected says that certificate and seal were collected, or made void by public notice.
type Collected struct {
	On    Date   `json:"on"`
	How   string `json:"how" enum:"collected,voided" doc:"收缴，公告作废"`
	Where string `json:"where,omitempty" maxLength:"200" doc:"公告载体"`
}

// ClearSettle is how the organization leaves the campaign; it is closed by somebody else.
type ClearSettle struct {
	Outcome string `json:"outcome"`
	Reason  string `json:"reason"`
	On      Date   `json:"on"`
	Court   bool   `json:"court,omitempty"` // the liquidation is with the court (民法典 70)

	Register bool `json:"register,omitempty"` // the register itself shows it: nobody needs to verify it
}

// ClearanceOpened: the file of an organization of the list was opened.
type ClearanceOpened struct {
	Campaign     CaseID     `json:"campaign"`
	CampaignKind string     `json:"campaign_kind"`
	Named        PartyRef   `json:"party"`
	Hits         []string   `json:"hits,omitempty"`
	Added        string     `json:"added,omitempty"`
	CutOff       Date       `json:"cut_off"`
	Digest       string     `json:"digest"`
	Norm         string     `json:"norm,omitempty"`
	Agency       AgencyID   `json:"agency"`
	Section      string     `json:"section,omitempty"`
	Officers     []PersonID `json:"officers,omitempty"`
	Ref          Number     `json:"ref"`
}

func (ClearanceOpened) Kind() string { return "ClearanceOpened" }
func (b ClearanceOpened) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Parent, c.Stage, c.Section = ProcClearance, b.Agency, b.Campaign, ClearSuspect, b.Section
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	c.OpenedOn, c.Title = DateOf(e.OccurredAt), "清理整治："+b.Named.Name
	p := b.Named
	c.Party = &p
	c.Clearance = &Clearance{Campaign: b.Campaign, CampaignKind: b.CampaignKind, CutOff: b.CutOff, Digest: b.Digest, Norm: b.Norm, Hits: b.Hits, Added: b.Added}
	c.handlers(b.Officers, e)
	if len(b.Officers) == 0 {
		c.raise(Task{ID: "assign", Kind: "clearance.assign", Title: "指定核查人员", English: "Name the officers", Role: RoleSection}, e)
	}
}

func (c *Case) handlers(ids []PersonID, e Event) {
	if len(ids) == 0 {
		return
	}
	c.Officers, c.Handler = slices.Clone(ids), ids[0]
	for _, p := range ids {
		c.take(p, PartOfficer, e.Seq)
	}
	if c.Clearance.Verified == nil {
		c.raise(Task{ID: "verify", Kind: "clearance.verify", Title: "两人核查", English: "Verify, two officers", Person: c.Handler}, e)
	}
}

// AssignClearance names the officers.
type AssignClearance struct {
	Officers []PersonID `json:"officers" minItems:"2" doc:"核查人员，不少于两人，首位为承办人"`
}

func (AssignClearance) Act() string         { return "clearance.assign" }
func (x AssignClearance) Needs(*Case) Needs { return Needs{People: x.Officers} }
func (x AssignClearance) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	for _, o := range x.Officers {
		for _, p := range c.Took(o) {
			if p != PartOfficer {
				return Outcome{}, Refuse("separation_of_duties", c.norm(), "%[1]s已在本案中担任“%[2]s”，不能核查。", "%[1]s has already acted as %[3]s in this matter", f.People[o].Name, PartTitles[p][0], PartTitles[p][1])
			}
		}
	}
	return outcome(&ClearanceAssigned{x})
}

// ClearanceAssigned: officers were named.
type ClearanceAssigned struct{ AssignClearance }

func (ClearanceAssigned) Kind() string { return "ClearanceAssigned" }
func (b ClearanceAssigned) apply(c *Case, e Event) {
	c.done(e, "clearance.assign")
	c.handlers(b.Officers, e)
}

// --- contact

const artLetters = "社会组织信用信息管理办法（民政部令第60号）"

// SendLetter records a letter to the registered address. The second is sent when the shortest interval is over and before the
// longest is; the bounds are rows.
type SendLetter struct {
	Address  string `json:"address" minLength:"2" maxLength:"200" doc:"寄往的登记住所"`
	Tracking string `json:"tracking" minLength:"2" maxLength:"60" doc:"邮件号"`
}

func (SendLetter) Act() string       { return "clearance.send_letter" }
func (SendLetter) Needs(*Case) Needs { return Needs{Numbers: []string{"C-4"}} }
func (x SendLetter) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(strings.TrimSpace(x.Address) != "", "address", "请填写登记住所")
	bad.need(strings.TrimSpace(x.Tracking) != "", "tracking", "请填写邮件号")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	b := &LetterSent{SendLetter: x, No: c.Clearance.letter() + 1, Papers: issueBeside(c, f, [2]string{"C-4", "专用信函"})}
	switch b.No {
	case 1:
		for _, k := range [][2]string{{"T19", "second_from"}, {"T19b", "second_by"}} {
			clock, err := f.start(c, k[0], k[1], f.On(), 0)
			if err != nil {
				return Outcome{}, err
			}
			b.Clocks = append(b.Clocks, clock)
		}
	case 2:
		if k := c.running("second_from"); k != nil {
			return Outcome{}, Refuse("letter_too_early", artLetters, "两次信函的间隔不足：%[1]s之后才能寄出第二次。", "the second letter may be sent after %[1]s", k.Due)
		}
	default:
		return Outcome{}, Refuse("already_done", artLetters, "两次信函已经寄出，请登记签收或者退回。", "both letters were sent: record what became of them")
	}
	return outcome(b)
}

// letter is how many letters of the present pair were sent.
func (x *Clearance) letter() int {
	n := 0
	for _, l := range x.Letters {
		if l.Result != "void" && l.Result != "signed" {
			n++
		}
	}
	return n
}

// LetterSent: a letter was sent.
type LetterSent struct {
	SendLetter
	No     int        `json:"no"`
	Clocks []Clock    `json:"clocks,omitempty"`
	Papers []Document `json:"papers,omitempty"` // C-4; none in files of before
}

func (LetterSent) Kind() string { return "LetterSent" }
func (b LetterSent) apply(c *Case, e Event) {
	l := Letter{No: b.No, On: DateOf(e.OccurredAt), Address: b.Address, Tracking: b.Tracking}
	for _, d := range b.Papers {
		c.issued(d, e)
		l.Document = d.ID
	}
	c.Clearance.Letters = append(c.Clearance.Letters, l)
	c.Stage = ClearContacting
	for _, k := range b.Clocks {
		c.startClock(k)
	}
	if b.No == 2 {
		c.meet("second_by", DateOf(e.OccurredAt))
	}
}

// LetterResult records that a letter was signed for, or came back.
type LetterResult struct {
	Tracking string        `json:"tracking" minLength:"2" maxLength:"60" doc:"邮件号"`
	Result   string        `json:"result" enum:"signed,returned" doc:"签收，退回或者无人签收"`
	Note     string        `json:"note,omitempty" maxLength:"500" doc:"签收人、退回原因"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"回执、退件"`
}

func (LetterResult) Act() string         { return "clearance.letter_result" }
func (x LetterResult) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x LetterResult) Decide(c *Case, f *Facts) (Outcome, error) {
	i := slices.IndexFunc(c.Clearance.Letters, func(l Letter) bool { return l.Tracking == x.Tracking && l.Result == "" })
	if i < 0 || x.Result != "signed" && x.Result != "returned" {
		return Outcome{}, Refuse("not_found", artLetters, "没有这封待登记结果的信函。", "there is no such letter without a result")
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&LetterResultRecorded{x.Tracking, x.Result, x.Note, ev})
}

// LetterResultRecorded: it is known what became of a letter.
type LetterResultRecorded struct {
	Tracking string     `json:"tracking"`
	Result   string     `json:"result"`
	Note     string     `json:"note,omitempty"`
	Register []Evidence `json:"register,omitempty"`
}

func (LetterResultRecorded) Kind() string { return "LetterResultRecorded" }
func (b LetterResultRecorded) apply(c *Case, e Event) {
	x, on := c.Clearance, DateOf(e.OccurredAt)
	c.enter(b.Register, e)
	returned := 0
	for i := range x.Letters {
		l := &x.Letters[i]
		if l.Tracking == b.Tracking && l.Result == "" {
			l.Result, l.ResultOn, l.Note = b.Result, on, b.Note
		}
		if l.Result == "returned" {
			returned++
		}
	}
	switch {
	case b.Result == "signed": // there is somebody: the pair counts no more, and it is verified anew
		for i := range x.Letters {
			if x.Letters[i].Result != "signed" {
				x.Letters[i].Result = "void"
			}
		}
		c.stop(on, "second_from", "second_by")
		c.Stage = ClearSuspect
	case returned >= 2:
		c.Stage, x.Lost = ClearLost, on
		c.oweListing("AB-6", e)
	}
}

// LogContact records a visit by two, a call, or what another authority answered.
type LogContact struct {
	Channel  string        `json:"channel" enum:"visit,interview,phone,tax,bank,social_insurance,supervisor,report,other" doc:"走访、约谈、电话，税务、银行、社保、业务主管单位，群众反映，其他"`
	Officers []PersonID    `json:"officers,omitempty" doc:"走访人员，不少于两人"`
	Place    string        `json:"place,omitempty" maxLength:"200" doc:"地点"`
	Found    string        `json:"found" minLength:"2" maxLength:"2000" doc:"情况"`
	Reached  bool          `json:"reached,omitempty" doc:"联系到该组织"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"照片、函件"`
}

func (LogContact) Act() string { return "clearance.log_contact" }
func (x LogContact) Needs(*Case) Needs {
	return Needs{People: x.Officers, Blobs: hashes(x.Evidence)}
}
func (x LogContact) Decide(_ *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(slices.Contains([]string{"visit", "interview", "phone", "tax", "bank", "social_insurance", "supervisor", "report", "other"}, x.Channel), "channel", "没有这种方式")
	bad.need(len([]rune(strings.TrimSpace(x.Found))) >= 2, "found", "请填写情况")
	bad.need(x.Channel != "visit" || strings.TrimSpace(x.Place) != "", "place", "请填写走访地点")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if x.Channel == "visit" {
		if err := licensed(x.Officers, f); err != nil {
			return Outcome{}, err
		}
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	if len(x.Officers) == 0 {
		x.Officers = []PersonID{f.Actor}
	}
	return outcome(&ContactLogged{Contact{x.Channel, f.At, x.Officers, x.Place, x.Found, x.Reached}, ev})
}

// ContactLogged: something was learned of the organization.
type ContactLogged struct {
	Contact  Contact    `json:"contact"`
	Register []Evidence `json:"register,omitempty"`
}

func (ContactLogged) Kind() string { return "ContactLogged" }
func (b ContactLogged) apply(c *Case, e Event) {
	c.Clearance.Contacts = append(c.Clearance.Contacts, b.Contact)
	c.enter(b.Register, e)
	if b.Contact.Channel == "interview" { // leaders call (约谈): to have talked to them is not to have verified
		return
	}
	for _, p := range b.Contact.Officers {
		c.take(p, PartOfficer, e.Seq)
	}
}

// --- verification

// VerifyClearance is what two officers establish: which criteria and points hold, and whether anything is left of the suspicion.
type VerifyClearance struct {
	Officers []PersonID   `json:"officers" minItems:"2" doc:"核查人员，不少于两人"`
	Points   []PointFound `json:"points" minItems:"1" doc:"逐项核查：命中的每项标准、专项行动的每个要点"`
	Holds    bool         `json:"holds" doc:"属实；不属实的移出名单"`
	Reason   string       `json:"reason" minLength:"10" maxLength:"2000" doc:"核查结论的理由"`
}

func (VerifyClearance) Act() string         { return "clearance.verify" }
func (x VerifyClearance) Needs(*Case) Needs { return Needs{People: x.Officers, Parent: true} }
func (x VerifyClearance) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	if !slices.Contains(x.Officers, f.Actor) {
		return Outcome{}, Refuse("not_on_the_case", c.norm(), "核查结论由参加核查的人员登记。", "who took part in the verification enters it")
	}
	k, holds := c.Clearance, false
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Reason))) >= 10, "reason", "请写明理由，不少于10个字")
	// That all are looked at one by one (逐一核查) is no suspicion of anybody: there is nothing in it to hold.
	every := func(id string) bool {
		return f.Parent != nil && f.Parent.Cleanup != nil && slices.ContainsFunc(f.Parent.Cleanup.Rows, func(r CriterionRow) bool { return r.ID == id && r.Test == CritEvery })
	}
	x.Points = slices.DeleteFunc(slices.Clone(x.Points), func(p PointFound) bool { return every(p.ID) })
	for i, p := range x.Points {
		bad.need(len([]rune(strings.TrimSpace(p.Note))) >= 2, "points["+itoa(i)+"].note", "请写明依据")
		holds = holds || p.Holds
	}
	answered := func(id string) bool {
		return slices.ContainsFunc(x.Points, func(p PointFound) bool { return p.ID == id })
	}
	for _, h := range k.Hits {
		bad.need(answered(h) || every(h), "points", "尚未核查标准"+h)
	}
	if f.Parent != nil && f.Parent.Cleanup != nil {
		for _, p := range f.Parent.Cleanup.Points {
			bad.need(len(p.Subjects) > 0 && !slices.Contains(p.Subjects, c.Party.Kind) || answered(p.ID), "points", "尚未核查要点“"+p.Title+"”")
		}
	}
	bad.need(x.Holds == holds, "holds", "结论与逐项核查不一致")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if len(k.Contacts)+len(k.Letters)+len(c.Evidence) == 0 {
		return Outcome{}, Refuse("evidence_missing", c.norm(), "尚无走访、电话、信函或者有关部门的回复，不能作出核查结论。", "nothing was done to verify it yet: no visit, call, letter or answer")
	}
	return outcome(&ClearanceVerified{Verified{f.On(), x.Officers, x.Points, x.Holds, x.Reason}})
}

// ClearanceVerified: two officers have verified what the screening found.
type ClearanceVerified struct {
	Verified Verified `json:"verified"`
}

func (ClearanceVerified) Kind() string { return "ClearanceVerified" }
func (b ClearanceVerified) apply(c *Case, e Event) {
	c.Clearance.Verified = &b.Verified
	c.done(e, "clearance.verify")
	for _, p := range b.Verified.Officers {
		c.take(p, PartOfficer, e.Seq)
	}
	c.stop(DateOf(e.OccurredAt), "second_from", "second_by")
	if !b.Verified.Holds {
		c.settled("cleared", b.Verified.Reason, e)
		return
	}
	c.toPropose(e)
}

func (c *Case) toPropose(e Event) {
	c.Stage = ClearConfirmed
	c.raise(Task{ID: "propose", Kind: "clearance.propose", Title: "提出处置意见", English: "Propose how to deal with it", Person: c.Handler}, e)
}

func (c *Case) settled(outcome, reason string, e Event) {
	c.Stage, c.Clearance.Settled = ClearSettled, &ClearSettle{Outcome: outcome, Reason: reason, On: DateOf(e.OccurredAt)}
	c.raise(Task{ID: "close", Kind: "clearance.close", Title: "核对后销号", English: "Check and close", Role: RoleSection}, e)
}

// --- disposal

// ProposeDisposal says how the organization should be dealt with, and why this way.
type ProposeDisposal struct{ Disposal }

func (ProposeDisposal) Act() string { return "clearance.propose" }
func (x ProposeDisposal) Needs(c *Case) Needs {
	n := Needs{Parties: []PartyID{c.Party.ID}, Parent: true}
	if x.Into != "" {
		n.Parties = append(n.Parties, x.Into)
	}
	return n
}

// Decide holds the way against the rows of the day, and a revocation against the grounds of the law.
func (x ProposeDisposal) Decide(c *Case, f *Facts) (Outcome, error) {
	k, on := c.Clearance, f.On()
	row, ok := f.Norms.Disposition(x.Way, k.CampaignKind, c.Party.Kind, on)
	if !ok {
		return Outcome{}, Refuse("way_unavailable", c.norm(), "本次行动在%[1]s对%[2]s不能采取“%[3]s”。", "%[4]s is not open to such a body in this campaign on %[1]s", on, PartyKindTitles[c.Party.Kind][0], DispositionTitles[x.Way][0], x.Way)
	}
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Reason))) >= 10, "reason", "请写明对这个组织采取这种方式的理由，不少于10个字")
	switch x.Way {
	case DisposeRectify:
		bad.need(strings.TrimSpace(x.Plan) != "", "plan", "请写明整改措施")
		bad.need(strings.TrimSpace(x.Responsible) != "", "responsible", "请写明责任人")
		bad.need(slices.Contains([]string{"correct", "reorganize", "merge", "rename", "elect"}, x.Kind), "kind", "请选择改正、重整、合并、更名或者换届")
		bad.need(x.Days >= 0 && x.Days <= 365, "days", "整改期限有误")
	case DisposeMerge, DisposeTerminate:
		bad.need(strings.TrimSpace(x.Plan) != "", "plan", "请写明方案")
		bad.need(strings.TrimSpace(x.By) != "", "by", "请写明提出要求的业务主管单位、行业管理部门或者有关机关")
		lawful := map[string][]string{DisposeMerge: {"small", "narrow", "useless", "overlapping"}, DisposeTerminate: {"done", "trade_changed", "failed", "disorder"}}
		bad.need(slices.Contains(lawful[x.Way], x.Because), "because", "请选择法定情形")
		if x.Way == DisposeMerge {
			p, ok := f.Parties[x.Into]
			bad.need(ok && p.Kind == PartyAssociation && x.Into != c.Party.ID, "into", "请选择并入的社会团体")
		}
	case DisposeTransfer:
		bad.need(strings.TrimSpace(x.By) != "", "by", "请写明接收机关")
	case DisposeRevoke, DisposePenalize, DisposeBan:
		bad.need(!x.Since.IsZero() && x.Since <= on, "since", "请填写违法行为开始之日")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := x.competent(c, f); err != nil {
		return Outcome{}, err
	}
	if slices.Contains([]string{DisposeRevoke, DisposePenalize, DisposeBan}, x.Way) {
		if err := x.grounded(c, f); err != nil {
			return Outcome{}, err
		}
	}
	return outcome(&DisposalProposed{x.Disposal, row.Article})
}

// Grounds are the violations by which the organization may be revoked, punished or banned: those that the criteria and points
// which two officers found to hold point to, as far as the catalogue of the day knows them for such a body and as ours.
func (c *Case) Grounds(way string, f *Facts) []string {
	k := c.Clearance
	if k.Verified == nil || f.Parent == nil || f.Parent.Cleanup == nil {
		return nil
	}
	holds := func(id string) bool {
		return slices.ContainsFunc(k.Verified.Points, func(p PointFound) bool { return p.ID == id && p.Holds })
	}
	var ids []string
	for _, r := range f.Parent.Cleanup.Rows {
		if holds(r.ID) {
			ids = append(ids, r.Violations...)
			if o := f.Parties[c.Party.ID].Org; o != nil && o.Charity != nil {
				ids = append(ids, r.Charity...)
			}
		}
	}
	for _, r := range f.Parent.Cleanup.Points {
		if holds(r.ID) {
			ids = append(ids, r.Violations...)
		}
	}
	var out []string
	for _, id := range ids {
		v, ok := f.Violations.At(id, f.On())
		if !ok || !v.OwnedByBureau() || len(v.Parties) > 0 && !slices.Contains(v.Parties, c.Party.Kind) || slices.Contains(out, id) {
			continue
		}
		ends := slices.ContainsFunc(v.Permits, func(p Permit) bool { return p.Kind == SanctionRevoke || p.Kind == SanctionCancel })
		if way == DisposeRevoke && !ends {
			continue
		}
		out = append(out, id)
	}
	return out
}

// competent refuses to ban, or to have dissolved, what is exempt or another's: a case of an illegal organization needs the situation of the
// law and the own jurisdiction, both; each point of the check list is one of these conditions (updates.md §3: art. 3, 4–6, 8).
func (x ProposeDisposal) competent(c *Case, f *Facts) error {
	if x.Way != DisposeBan && x.Way != DisposePersuade || f.Parent == nil || f.Parent.Cleanup == nil || c.Clearance.Verified == nil {
		return nil
	}
	for _, p := range f.Parent.Cleanup.Points {
		for _, v := range c.Clearance.Verified.Points {
			if v.ID == p.ID && !v.Holds {
				return Refuse("not_competent", "取缔非法社会组织办法（民政部令第77号）第三条至第六条、第八条", "核查认为不具备“%[1]s”，不能以非法社会组织立案取缔或者劝散；属于其他机关管辖的，移送。",
					"a condition was found not to hold (%[2]s): it may be transferred, not banned", p.Title, p.ID)
			}
		}
	}
	return nil
}

func (x ProposeDisposal) grounded(c *Case, f *Facts) error {
	may := c.Grounds(x.Way, f)
	if len(x.Violations) == 0 || slices.ContainsFunc(x.Violations, func(v string) bool { return !slices.Contains(may, v) }) {
		law := "社会团体登记管理条例第二十九条、第三十条"
		if c.Party.Kind == PartyServiceOrg {
			law = "民办非企业单位登记管理暂行条例第二十四条、第二十五条"
			if len(may) == 0 {
				return Refuse("no_ground", law, "经核实的情形不是撤销民办非企业单位登记的法定事由：仅一年未活动的，不能据此撤销；可以限期整改、引导注销，或者核实未参加年检后以不接受监督检查（SO-19）立案。",
					"what holds is no ground to revoke a service body: inactivity alone is none")
			}
		}
		return Refuse("no_ground", law, "只能以经两人核实的情形所对应的违法行为立案：%[1]s。", "only grounds that two officers found to hold: %[1]s", strings.Join(may, "、"))
	}
	return nil
}

// DisposalProposed: it is proposed how to deal with it.
type DisposalProposed struct {
	Disposal
	Article string `json:"article"`
}

func (DisposalProposed) Kind() string { return "DisposalProposed" }
func (b DisposalProposed) apply(c *Case, e Event) {
	d := b.Disposal
	c.Stage, c.Clearance.Proposal = ClearProposed, &d
	c.take(e.Actor, PartDrafter, e.Seq)
	c.done(e, "clearance.propose")
	c.raise(Task{ID: "decide", Kind: "clearance.decide", Title: "决定处置方式", English: "Decide how to deal with it", Role: RoleLeader}, e)
}

// DecideDisposal is the choice of a leader for this organization; it sets going what the way needs. Not by who verified or
// proposed it, not before the list was announced and the days to answer are over, not over an open objection.
type DecideDisposal struct {
	Comment string `json:"comment" minLength:"2" maxLength:"1000" doc:"决定及理由"`
}

func (DecideDisposal) Act() string { return "clearance.decide" }
func (DecideDisposal) Needs(c *Case) Needs {
	n := Needs{Parent: true, Parties: []PartyID{c.Party.ID}}
	if p := c.Clearance.Proposal; p != nil {
		switch p.Way {
		case DisposeRectify:
			n.Numbers = []string{"K-3"}
			if p.Kind == "elect" {
				n.Others = []CaseID{CaseID(c.Party.ID)}
			}
		case DisposeRevoke, DisposePenalize, DisposeBan:
			n.Numbers = []string{"P-1"}
			n.Openings = map[string]int{"case.penalty": 1}
			n.People = c.Officers
		}
	}
	return n
}
func (x DecideDisposal) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, c.norm(), PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Comment); err != nil {
		return Outcome{}, err
	}
	if f.Parent != nil && f.Parent.Cleanup != nil {
		if err := f.Parent.decidable(c.Party.ID, f.On()); err != nil {
			return Outcome{}, err
		}
	}
	if err := c.unanswered(); err != nil {
		return Outcome{}, err
	}
	d := *c.Clearance.Proposal
	b := &DisposalDecided{Disposal: d, Comment: x.Comment}
	out := Outcome{}
	switch d.Way {
	case DisposeRectify:
		title := "限期整改通知书"
		if d.Kind == "elect" {
			title = "责令限期换届通知书"
			out.Tells = c.electionOrdered(f, c.ID) // the election that is recorded is its report
		}
		doc := issue(c, f, "K-3", title)
		b.Document = &doc
	case DisposeRevoke, DisposePenalize, DisposeBan:
		clue := OpenClue{Source: "annual_check", Party: c.Party.ID, Clue: "清理整治核实：" + c.Clearance.Verified.Reason, Officers: c.Officers, Section: c.Section}
		if d.Way == DisposeBan {
			clue.Track, clue.Source = TrackBan, "report"
		}
		for _, v := range d.Violations {
			clue.Allegations = append(clue.Allegations, Allegation{Violation: v, From: d.Since, Fact: d.Reason})
		}
		b.Case = childID(c.ID, "p", len(c.Clearance.Past)+1)
		who := *c.Party
		if d.Way == DisposeBan && who.Kind != PartyUnlicensed { // what goes on after its end is an unregistered body (令77号 3)
			who.Kind = PartyUnlicensed
		}
		o, err := clueOpened(f, clue, who, f.References["case.penalty"][0], f.Numbers["P-1"], b.Case)
		if err != nil {
			return Outcome{}, err
		}
		out.Opens = []Opening{{ID: b.Case, Events: []Body{o}}}
	}
	out.Events = []Body{b}
	return out, nil
}

func noticeUntil(c *Case) string {
	if c.Cleanup.Notice == nil {
		return "—"
	}
	return c.Cleanup.Notice.Until.String()
}

// unanswered refuses while an objection has no answer.
func (c *Case) unanswered() error {
	if slices.ContainsFunc(c.Clearance.Objections, func(o Objection) bool { return o.Answered.IsZero() }) {
		return Refuse("objection_open", c.norm(), "该组织提出的异议尚未答复。", "an objection of the organization has not been answered")
	}
	return nil
}

// DisposalDecided: it was decided how to deal with it.
type DisposalDecided struct {
	Disposal
	Comment  string    `json:"comment"`
	Case     CaseID    `json:"case,omitempty"`
	Document *Document `json:"document,omitempty"`
}

func (DisposalDecided) Kind() string { return "DisposalDecided" }
func (b DisposalDecided) apply(c *Case, e Event) {
	k, d := c.Clearance, b.Disposal
	k.Disposal, k.DecidedBy, k.DecidedOn, k.Proposal = &d, e.Actor, DateOf(e.OccurredAt), nil
	c.take(e.Actor, PartDecider, e.Seq)
	c.done(e, "clearance.decide")
	switch d.Way {
	case DisposeRectify:
		c.issued(*b.Document, e)
		c.Stage = ClearOrdered
		c.raise(Task{ID: "serve", Kind: "clearance.serve", Title: "送达" + b.Document.Title, English: "Serve the order", Person: c.Handler}, e)
	case DisposeRevoke, DisposePenalize, DisposeBan:
		c.Stage, k.Case = ClearCase, b.Case
		c.raise(Task{ID: "result", Kind: "clearance.case_result", Title: "登记立案办理结果", English: "Enter how the case ended", Person: c.Handler}, e)
	case DisposeDeregister, DisposeMerge, DisposeTerminate:
		c.Stage = ClearDeregistering
		c.raise(Task{ID: "deregister", Kind: "clearance.open_deregistration", Title: "督促清算，申请注销登记", English: "Have it liquidate and deregister", Person: c.Handler}, e)
	case DisposePersuade, DisposeTransfer:
		c.settled(map[string]string{DisposePersuade: "dissolved", DisposeTransfer: "transferred"}[d.Way], d.Reason, e)
	}
}

// ReturnDisposal sends the proposal back.
type ReturnDisposal struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"退回的原因"`
}

func (ReturnDisposal) Act() string { return "clearance.return" }
func (x ReturnDisposal) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, c.norm(), PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return outcome(&DisposalReturned{x})
}

// DisposalReturned: the proposal came back.
type DisposalReturned struct{ ReturnDisposal }

func (DisposalReturned) Kind() string { return "DisposalReturned" }
func (b DisposalReturned) apply(c *Case, e Event) {
	c.Clearance.Proposal = nil
	c.done(e, "clearance.decide")
	c.toPropose(e)
}

// --- correction

// ServeClearance records the service of the order to correct; the days run from it. By public notice it is served when the notice
// has run its own time (T18), whatever an earlier notice ran.
type ServeClearance struct{ Serving }

func (ServeClearance) Act() string         { return "clearance.serve" }
func (x ServeClearance) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ServeClearance) Decide(c *Case, f *Facts) (Outcome, error) {
	doc := c.DocumentOf("K-3")
	ev, err := x.once(c, doc, f)
	if err != nil {
		return Outcome{}, err
	}
	b := &ClearanceServed{Serving: x.Serving, Document: doc.ID, Register: ev, Papers: issueBeside(c, f, [2]string{"P-24", "送达回证"})}
	if x.Method == ServeNotice {
		b.Clock, err = f.start(c, "T18", "notice", x.On, 0)
	} else {
		b.Clock, err = f.start(c, "CLU-02", "rectify", x.On, c.Clearance.Disposal.Days)
	}
	if err != nil {
		return Outcome{}, err
	}
	return outcome(b)
}

// ClearanceServed: the order was served, or its public notice began.
type ClearanceServed struct {
	Serving
	Document DocumentID `json:"document"`
	Register []Evidence `json:"register,omitempty"`
	Clock    Clock      `json:"clock"`
	Papers   []Document `json:"papers,omitempty"` // P-24; none in files of before
}

func (ClearanceServed) Kind() string { return "ClearanceServed" }
func (b ClearanceServed) apply(c *Case, e Event) {
	b.entered(c, b.Document, "notice", b.Register, b.Papers, e)
	c.startClock(b.Clock)
	if b.Method != ServeNotice {
		c.rectifying(e)
	}
}

func (c *Case) rectifying(e Event) {
	c.Stage = ClearRectifying
	c.done(e, "clearance.serve")
	c.raise(c.under("rectify", Task{ID: "report", Kind: "clearance.report", Title: "督促整改，收整改报告", English: "Collect the report", Person: c.Handler}), e)
}

// ReportRectified takes in the report of the organization.
type ReportRectified struct {
	Report   string        `json:"report" minLength:"2" maxLength:"4000" doc:"整改报告"`
	Evidence []NewEvidence `json:"evidence,omitempty"`
}

func (ReportRectified) Act() string         { return "clearance.report" }
func (x ReportRectified) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ReportRectified) Decide(_ *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Report); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&RectificationReported{x.Report, ev})
}

// RectificationReported: the organization says it has corrected.
type RectificationReported struct {
	Report   string     `json:"report"`
	Register []Evidence `json:"register,omitempty"`
}

func (RectificationReported) Kind() string { return "RectificationReported" }
func (b RectificationReported) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.Clearance.Reports = append(c.Clearance.Reports, ClearLine{On: DateOf(e.OccurredAt), Text: b.Report})
	c.meet("rectify", DateOf(e.OccurredAt))
	c.Stage = ClearReported
	c.done(e, "clearance.report")
	c.raise(Task{ID: "check", Kind: "clearance.check_rectified", Title: "两人复核整改", English: "Check the correction, two officers", Person: c.Handler}, e)
}

// CheckRectified is what two officers find of the correction.
type CheckRectified struct {
	Officers []PersonID `json:"officers" minItems:"2" doc:"复核人员，不少于两人"`
	Passed   bool       `json:"passed" doc:"整改到位"`
	Reason   string     `json:"reason" minLength:"10" maxLength:"2000" doc:"复核意见"`
}

func (CheckRectified) Act() string         { return "clearance.check_rectified" }
func (x CheckRectified) Needs(*Case) Needs { return Needs{People: x.Officers} }
func (x CheckRectified) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	if !slices.Contains(x.Officers, f.Actor) {
		return Outcome{}, Refuse("not_on_the_case", c.norm(), "复核意见由参加复核的人员登记。", "who took part in the check enters it")
	}
	if len([]rune(strings.TrimSpace(x.Reason))) < 10 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请写明复核意见，不少于10个字。", English: "say what was found", Fields: []Field{{"reason", "不少于10个字"}}}
	}
	return outcome(&RectificationChecked{x})
}

// RectificationChecked: two officers have checked the correction.
type RectificationChecked struct{ CheckRectified }

func (RectificationChecked) Kind() string { return "RectificationChecked" }
func (b RectificationChecked) apply(c *Case, e Event) {
	c.done(e, "clearance.check_rectified")
	for _, p := range b.Officers {
		c.take(p, PartOfficer, e.Seq)
	}
	c.Clearance.Reports = append(c.Clearance.Reports, ClearLine{On: DateOf(e.OccurredAt), Text: b.Reason, Passed: b.Passed})
	if b.Passed {
		c.settled("revived", b.Reason, e)
		return
	}
	if k := c.newest("rectify"); k != nil && DateOf(e.OccurredAt) > k.Due {
		c.Clearance.Unrectified = DateOf(e.OccurredAt)
		c.oweListing("AB-3", e)
	}
	c.failed(e)
}

// failed puts the way that came to nothing aside: another is proposed, and the officers are told of AB-3.
func (c *Case) failed(e Event) {
	k := c.Clearance
	if k.Disposal != nil {
		k.Past = append(k.Past, *k.Disposal)
		k.Disposal = nil
	}
	c.toPropose(e)
}

// --- the case, and what follows a revocation

// CaseResult takes over how the penalty case ended: what it decided is read there.
type CaseResult struct{}

func (CaseResult) Act() string         { return "clearance.case_result" }
func (CaseResult) Needs(c *Case) Needs { return Needs{Others: []CaseID{c.Clearance.Case}} }
func (CaseResult) Decide(c *Case, f *Facts) (Outcome, error) {
	p := f.Others[c.Clearance.Case]
	if p == nil || p.Penalty == nil {
		return Outcome{}, Refuse("not_found", "", "没有这个案件。", "there is no such case")
	}
	b := &CaseResultTaken{}
	d := p.Penalty.Decision
	switch {
	case d != nil && d.RevokedOn.IsZero() && !d.ServedOn.IsZero():
		b.On, b.Verdict = d.ServedOn, string(d.Verdict)
		for _, s := range p.Penalty.Sanctions() {
			b.Ended = b.Ended || s.Kind == SanctionRevoke || s.Kind == SanctionCancel
		}
	case p.Penalty.Ended == "dissolved":
		b.Verdict = "dissolved"
	case !p.Open():
		b.Verdict = "none"
	default:
		return Outcome{}, Refuse("case_open", "行政处罚法第六十一条", "案件尚未办结，或者决定书尚未送达。", "the case has not ended, or its decision was not served")
	}
	return outcome(b)
}

// CaseResultTaken: it is known how the case ended.
type CaseResultTaken struct {
	Verdict string `json:"verdict"` // of the decision; dissolved; none
	Ended   bool   `json:"ended,omitempty"`
	On      Date   `json:"on,omitzero"` // served
}

func (CaseResultTaken) Kind() string { return "CaseResultTaken" }
func (b CaseResultTaken) apply(c *Case, e Event) {
	c.done(e, "clearance.case_result")
	switch {
	case b.Ended:
		c.Stage = ClearLiquidation
		c.raise(Task{ID: "collect", Kind: "clearance.collect", Title: "收缴登记证书、印章，或者公告作废", English: "Collect certificate and seal, or void them", Person: c.Handler}, e)
		c.raise(Task{ID: "deregister", Kind: "clearance.open_deregistration", Title: "督促清算，申请注销登记", English: "Have it liquidate and deregister", Person: c.Handler}, e)
	case b.Verdict == string(VerdictBan):
		c.settled("banned", c.Clearance.Disposal.Reason, e)
	case b.Verdict == "dissolved":
		c.settled("dissolved", c.Clearance.Disposal.Reason, e)
	case b.Verdict == string(VerdictPenalty) && c.Clearance.Disposal.Way == DisposePenalize:
		c.settled("penalized", c.Clearance.Disposal.Reason, e)
	default:
		c.failed(e)
	}
}

// CollectClearance records that certificate and seal were collected, or made void by public notice where nobody hands them in.
type CollectClearance struct{ Collected }

func (CollectClearance) Act() string { return "clearance.collect" }
func (x CollectClearance) Decide(_ *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(x.How == "collected" || x.How == "voided", "how", "请选择收缴或者公告作废")
	bad.need(x.How != "voided" || strings.TrimSpace(x.Where) != "", "where", "请填写公告载体")
	bad.need(!x.On.IsZero() && x.On <= f.On(), "on", "请填写日期，不能晚于今天")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&ClearanceCollected{x})
}

// ClearanceCollected: certificate and seal are out of use.
type ClearanceCollected struct{ CollectClearance }

func (ClearanceCollected) Kind() string { return "ClearanceCollected" }
func (b ClearanceCollected) apply(c *Case, e Event) {
	k := b.Collected
	c.Clearance.Collected = &k
	c.done(e, "clearance.collect")
}

// OpenDeregistration opens the registration file of the deregistration, or links the one that is open.
type OpenDeregistration struct {
	Registration CaseID       `json:"registration,omitempty" maxLength:"200" doc:"已经立档的注销登记；空为新立"`
	Applicant    RegApplicant `json:"applicant,omitzero" required:"false" doc:"新立的：申请人"`
	Ground       string       `json:"ground,omitempty" maxLength:"500" doc:"新立的：注销事由"`
	Forced       string       `json:"forced,omitempty" maxLength:"100" doc:"由有关机关申请的，机关名称（2026年条例第二十一条第二款）"`
	EventOn      Date         `json:"event_on,omitzero" doc:"新立的：终止情形出现之日（慈善组织）"`
}

func (OpenDeregistration) Act() string { return "clearance.open_deregistration" }
func (x OpenDeregistration) Needs(c *Case) Needs {
	n := Needs{Parties: []PartyID{c.Party.ID}}
	if x.Registration != "" {
		n.Others = []CaseID{x.Registration}
	} else {
		n.Openings = map[string]int{"case.registration": 1}
	}
	return n
}
func (x OpenDeregistration) Decide(c *Case, f *Facts) (Outcome, error) {
	if x.Registration != "" {
		r := f.Others[x.Registration]
		if r == nil || r.Registration == nil || r.Registration.Kind != RegDeregister || r.Registration.Org != c.Party.ID {
			return Outcome{}, Refuse("not_found", "", "不是该组织的注销登记。", "this is no deregistration of the organization")
		}
		return outcome(&DeregistrationLinked{x.Registration})
	}
	begin := BeginRegistration{RegKind: RegDeregister, Org: c.Party.ID, Channel: "window", Applicant: x.Applicant, Ground: x.Ground, Forced: x.Forced, EventOn: x.EventOn}
	sub := *f
	sub.Numbers = map[string]Number{"case.registration": f.References["case.registration"][0]}
	o, err := begin.Decide(&Case{}, &sub)
	if err != nil {
		return Outcome{}, err
	}
	id := childID(c.ID, "d", c.Seq)
	return Outcome{Events: []Body{&DeregistrationLinked{id}}, Opens: []Opening{{ID: id, Events: o.Events}}}, nil
}

// DeregistrationLinked: the deregistration has a registration file.
type DeregistrationLinked struct {
	Registration CaseID `json:"registration"`
}

func (DeregistrationLinked) Kind() string { return "DeregistrationLinked" }
func (b DeregistrationLinked) apply(c *Case, e Event) {
	c.Clearance.Registration = b.Registration
	c.done(e, "clearance.open_deregistration")
	c.raise(Task{ID: "ended", Kind: "clearance.settle", Title: "注销登记办结后登记处置结果", English: "Enter the result once it is deregistered", Person: c.Handler}, e)
}

// SettleClearance enters that the organization is deregistered, as the register says; of one that was revoked also that its
// liquidation is before the court (民法典 70 III).
type SettleClearance struct {
	Reason string `json:"reason" minLength:"10" maxLength:"2000" doc:"处置结果说明"`
}

func (SettleClearance) Act() string { return "clearance.settle" }
func (SettleClearance) Needs(c *Case) Needs {
	return Needs{Parties: []PartyID{c.Party.ID}, Others: []CaseID{c.Clearance.Registration}}
}
func (x SettleClearance) Decide(c *Case, f *Facts) (Outcome, error) {
	if len([]rune(strings.TrimSpace(x.Reason))) < 10 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请写明处置结果，不少于10个字。", English: "say how it ended", Fields: []Field{{"reason", "不少于10个字"}}}
	}
	k, o := c.Clearance, f.Parties[c.Party.ID].Org
	gone := o != nil && o.Gone()
	reg := f.Others[k.Registration]
	court := reg != nil && reg.Registration != nil && reg.Registration.Liquid != nil && !reg.Registration.Liquid.PetitionOn.IsZero()
	b := &ClearanceWasSettled{SettleClearance: x}
	switch {
	case c.Stage == ClearLiquidation && k.Collected == nil:
		return Outcome{}, Refuse("certificate_out", "社会团体登记管理条例第三十三条", "登记证书、印章尚未收缴，也未公告作废。", "certificate and seal were neither collected nor voided")
	case c.Stage == ClearLiquidation && gone:
		b.Outcome = "revoked"
	case c.Stage == ClearLiquidation && court:
		b.Outcome, b.Court = "revoked", true
	case c.Stage == ClearDeregistering && gone:
		b.Outcome = map[string]string{DisposeMerge: "merged", DisposeTerminate: "terminated"}[k.Disposal.Way]
		if b.Outcome == "" {
			b.Outcome = "deregistered"
		}
	default:
		return Outcome{}, Refuse("not_ended", artLiquidation, "登记簿上该组织尚未注销（撤销后的，也未申请法院指定清算组）。", "the register does not have it as deregistered, nor is its liquidation before the court")
	}
	return outcome(b)
}

// ClearanceWasSettled: it is known how the organization ended.
type ClearanceWasSettled struct {
	SettleClearance
	Outcome string `json:"outcome"`
	Court   bool   `json:"court,omitempty"`
}

func (ClearanceWasSettled) Kind() string { return "ClearanceWasSettled" }
func (b ClearanceWasSettled) apply(c *Case, e Event) {
	c.done(e, "clearance.settle", "clearance.open_deregistration")
	c.settled(b.Outcome, b.Reason, e)
	c.Clearance.Settled.Court = b.Court
}

// ChangeWay gives up a way that does not lead on, with a reason: another is proposed and decided anew.
type ChangeWay struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"改变处置方式的原因"`
}

func (ChangeWay) Act() string { return "clearance.change_way" }
func (x ChangeWay) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, c.norm(), PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return outcome(&ClearanceWayChanged{x})
}

// ClearanceWayChanged: another way is sought.
type ClearanceWayChanged struct{ ChangeWay }

func (ClearanceWayChanged) Kind() string { return "ClearanceWayChanged" }
func (b ClearanceWayChanged) apply(c *Case, e Event) {
	c.stop(DateOf(e.OccurredAt), "notice", "rectify")
	c.done(e)
	c.failed(e)
}

// --- objection

// ObjectClearance enters an objection of the organization.
type ObjectClearance struct {
	By       string        `json:"by" minLength:"2" maxLength:"60" doc:"提出人"`
	Text     string        `json:"text" minLength:"2" maxLength:"4000" doc:"异议"`
	Evidence []NewEvidence `json:"evidence,omitempty"`
}

func (ObjectClearance) Act() string         { return "clearance.object" }
func (x ObjectClearance) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ObjectClearance) Decide(_ *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.By))) >= 2, "by", "请填写提出人")
	bad.need(len([]rune(strings.TrimSpace(x.Text))) >= 2, "text", "请填写异议")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&ClearanceObjected{x.By, x.Text, ev})
}

// ClearanceObjected: the organization objected.
type ClearanceObjected struct {
	By       string     `json:"by"`
	Text     string     `json:"text"`
	Register []Evidence `json:"register,omitempty"`
}

func (ClearanceObjected) Kind() string { return "ClearanceObjected" }
func (b ClearanceObjected) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.Clearance.Objections = append(c.Clearance.Objections, Objection{On: DateOf(e.OccurredAt), By: b.By, Text: b.Text})
	c.raise(Task{ID: "answer", Kind: "clearance.answer", Title: "复核并答复异议", English: "Answer the objection", Role: RoleSection}, e)
}

// AnswerObjection answers it: one that is right has the organization verified anew.
type AnswerObjection struct {
	Upheld bool   `json:"upheld" doc:"异议成立，重新核查"`
	Answer string `json:"answer" minLength:"2" maxLength:"2000" doc:"答复"`
}

func (AnswerObjection) Act() string       { return "clearance.answer" }
func (AnswerObjection) Needs(*Case) Needs { return Needs{Numbers: []string{"K-4"}} }
func (x AnswerObjection) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, c.norm(), PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if c.unanswered() == nil {
		return Outcome{}, Refuse("not_found", "", "没有待答复的异议。", "no objection is open")
	}
	if x.Upheld && (c.Stage == ClearCase || c.Stage == ClearLiquidation) {
		return Outcome{}, Refuse("case_pending", "行政处罚法第四十五条；行政复议法、行政诉讼法", "案件正在办理或者已经决定：对它的意见在案件中陈述申辩，或者申请行政复议、提起诉讼。", "there is a penalty case: what is said against it is said there, or by a remedy")
	}
	if err := wantReason(x.Answer); err != nil {
		return Outcome{}, err
	}
	return outcome(&ObjectionAnswered{x, issueBeside(c, f, [2]string{"K-4", "异议答复书"}), true})
}

// ObjectionAnswered: an objection was answered, in writing.
type ObjectionAnswered struct {
	AnswerObjection
	Papers []Document `json:"papers,omitempty"` // K-4; none in files of before
	Serve  bool       `json:"serve,omitempty"`  // it is owed to the organization; nobody was asked to serve those of before
}

func (ObjectionAnswered) Kind() string { return "ObjectionAnswered" }
func (b ObjectionAnswered) apply(c *Case, e Event) {
	k := c.Clearance
	c.issuedAll(b.Papers, e)
	for i := range k.Objections {
		if o := &k.Objections[i]; o.Answered.IsZero() {
			o.Upheld, o.Answer, o.Answered = b.Upheld, b.Answer, DateOf(e.OccurredAt)
		}
	}
	c.done(e, "clearance.answer")
	if b.Upheld {
		c.anew(e)
	}
	if b.Serve {
		c.raise(Task{ID: "serve_answer", Kind: "clearance.serve_answer", Title: "送达异议答复书", English: "Serve the answer", Person: c.Handler}, e)
	}
}

// anew has the organization verified anew: its objection was right.
func (c *Case) anew(e Event) {
	k := c.Clearance
	c.stop(DateOf(e.OccurredAt), "notice", "rectify", "second_from", "second_by")
	c.done(e)
	if k.Disposal != nil {
		k.Past = append(k.Past, *k.Disposal)
	}
	k.Disposal, k.Proposal, k.Verified, k.Settled = nil, nil, nil, nil
	c.Stage = ClearSuspect
	c.handlers(c.Officers, e)
}

// toServe is the answer to an objection that was not served yet, the oldest first; nil where there is none.
func (c *Case) toServe() *Document {
	for i := range c.Documents {
		if d := &c.Documents[i]; d.Type == "K-4" && d.VoidedOn.IsZero() && c.ServedOn(d.ID).IsZero() {
			return d
		}
	}
	return nil
}

// ServeAnswer records the service of the answer to an objection, with its receipt (P-24).
type ServeAnswer struct{ Serving }

func (ServeAnswer) Act() string         { return "clearance.serve_answer" }
func (x ServeAnswer) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ServeAnswer) Decide(c *Case, f *Facts) (Outcome, error) {
	doc := c.toServe()
	if doc == nil {
		return Outcome{}, Refuse("not_found", "民事诉讼法第八十七条至第九十五条", "没有待送达的异议答复书。", "no answer is to be served")
	}
	ev, err := x.once(c, doc, f)
	if err != nil {
		return Outcome{}, err
	}
	b := &AnswerServed{Serving: x.Serving, Document: doc.ID, Register: ev, Papers: issueBeside(c, f, [2]string{"P-24", "送达回证"})}
	if x.Method == ServeNotice {
		k, err := f.start(c, "T18", "answer_notice", x.On, 0)
		if err != nil {
			return Outcome{}, err
		}
		b.Clock = &k
	}
	return outcome(b)
}

// AnswerServed: the answer to an objection was served, or its public notice began.
type AnswerServed struct {
	Serving
	Document DocumentID `json:"document"`
	Register []Evidence `json:"register,omitempty"`
	Clock    *Clock     `json:"clock,omitempty"` // of the public notice
	Papers   []Document `json:"papers"`          // P-24
}

func (AnswerServed) Kind() string { return "AnswerServed" }
func (b AnswerServed) apply(c *Case, e Event) {
	b.entered(c, b.Document, "answer_notice", b.Register, b.Papers, e)
	if b.Clock != nil {
		c.startClock(*b.Clock)
	}
	c.done(e, "clearance.serve_answer")
	if b.Clock == nil && c.toServe() != nil {
		c.raise(Task{ID: "serve_answer", Kind: "clearance.serve_answer", Title: "送达异议答复书", English: "Serve the answer", Person: c.Handler}, e)
	}
}

// --- the end of one item

// CloseClearance strikes the organization off the ledger (销号). Not by who handled it; only what two officers verified, with its
// reason, is struck off.
type CloseClearance struct {
	Comment string `json:"comment" minLength:"2" maxLength:"500" doc:"核对意见"`
}

func (CloseClearance) Act() string { return "clearance.close" }
func (x CloseClearance) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, c.norm(), PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Comment); err != nil {
		return Outcome{}, err
	}
	if err := c.unanswered(); err != nil {
		return Outcome{}, err
	}
	if doc := c.toServe(); doc != nil {
		if k := c.running("answer_notice"); k != nil && c.noticeRuns(doc.ID) {
			return Outcome{}, Refuse("answer_unserved", "民事诉讼法第九十五条", "《异议答复书》（%[1]s）正在公告送达，期满（%[2]s）以后才能销号。", "the answer to the objection (%[1]s) is served by public notice until %[2]s: it is closed after that", doc.Number, k.Due)
		}
		return Outcome{}, Refuse("answer_unserved", "民事诉讼法第八十七条至第九十五条", "《异议答复书》（%[1]s）尚未送达，送达以后才能销号。", "the answer to the objection (%[1]s) was not served: serve it first", doc.Number)
	}
	k := c.Clearance
	if k.Settled == nil || k.Settled.Reason == "" || !k.Settled.Register && (k.Verified == nil || len(k.Verified.Officers) < 2) {
		return Outcome{}, Refuse("not_verified", c.norm(), "没有两人核查的结论和理由，不能销号。", "only what two officers verified is closed")
	}
	return outcome(&ClearanceWasClosed{x, k.Settled.Outcome})
}

// ClearanceWasClosed: the organization is off the ledger.
type ClearanceWasClosed struct {
	CloseClearance
	Outcome string `json:"outcome"`
}

func (ClearanceWasClosed) Kind() string             { return "ClearanceWasClosed" }
func (b ClearanceWasClosed) apply(c *Case, e Event) { c.close(e, ClearClosed, b.Outcome) }

// ReopenClearance sends back what was settled: something is missing.
type ReopenClearance struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"退回的原因"`
}

func (ReopenClearance) Act() string { return "clearance.send_back" }
func (x ReopenClearance) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, c.norm(), PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return outcome(&ClearanceSentBack{x})
}

// ClearanceSentBack: it is verified anew.
type ClearanceSentBack struct{ ReopenClearance }

func (ClearanceSentBack) Kind() string { return "ClearanceSentBack" }
func (b ClearanceSentBack) apply(c *Case, e Event) {
	k := c.Clearance
	c.done(e, "clearance.close")
	k.Settled = nil
	if k.Disposal == nil { // cleared, or its way came to nothing
		k.Verified = nil
		c.Stage = ClearSuspect
		c.handlers(c.Officers, e)
		return
	}
	c.failed(e)
}

// --- what time does

func clearanceBegins(c *Case, clock string, k *Clock, f *Facts) ([]Clock, error) {
	if clock == "notice" && c.Stage == ClearOrdered {
		r, err := f.start(c, "CLU-02", "rectify", k.Due, c.Clearance.Disposal.Days)
		return []Clock{r}, err
	}
	return nil, nil
}

func clearanceExpired(c *Case, clock string, k *Clock, b InstantPassed, e Event) {
	x := c.Clearance
	k.Lapse(b.Due)
	switch clock {
	case "second_by": // the second letter was not sent in time: the first counts no more
		for i := range x.Letters {
			if x.Letters[i].Result != "signed" {
				x.Letters[i].Result = "void"
			}
		}
		if c.Stage == ClearContacting {
			c.Stage = ClearSuspect
		}
	case "notice":
		if doc := c.DocumentOf("K-3"); doc != nil && b.Starts != nil {
			c.noticeRanOut(doc.ID, b.Due)
			c.startClock(*b.Starts)
			c.rectifying(e)
		}
	case "answer_notice":
		if doc := c.toServe(); doc != nil {
			c.noticeRanOut(doc.ID, b.Due)
		}
	case "rectify":
		if c.Stage == ClearRectifying {
			c.Stage, x.Unrectified = ClearOverdue, b.Due+1
			c.done(e, "clearance.report")
			c.oweListing("AB-3", e)
			c.raise(Task{ID: "overdue", Kind: "clearance.report", Title: "逾期未整改：列入活动异常名录（AB-3），或者改变处置方式", English: "Overdue: the abnormal list (AB-3), or another way", Person: c.Handler}, e)
		}
	}
}

func init() {
	expiries[ProcClearance] = expiry{begins: clearanceBegins, apply: clearanceExpired}
	Steps[ProcClearance] = []Stage{ClearSuspect, ClearConfirmed, ClearProposed, ClearSettled, ClearClosed}
	maps.Copy(stageTitles, map[Stage][2]string{
		ClearSuspect: {"待核查", "Suspect"}, ClearContacting: {"信函联系中", "Contacting"}, ClearLost: {"两次信函未签收", "Letters unsigned"}, ClearConfirmed: {"已核实", "Confirmed"},
		ClearProposed: {"待决定处置", "Proposed"}, ClearOrdered: {"整改通知待送达", "Order to be served"}, ClearRectifying: {"整改中", "Rectifying"}, ClearOverdue: {"逾期未整改", "Overdue"},
		ClearReported: {"整改待复核", "Reported"}, ClearDeregistering: {"注销办理中", "Deregistering"}, ClearCase: {"立案办理中", "Case open"}, ClearLiquidation: {"已撤销，待清算注销", "Revoked, to be liquidated"},
		ClearSettled: {"待销号", "Settled"}, ClearClosed: {"已销号", "Closed"},
	})
	before := []Stage{ClearSuspect, ClearContacting, ClearLost}
	all := []Stage{ClearSuspect, ClearContacting, ClearLost, ClearConfirmed, ClearProposed, ClearOrdered, ClearRectifying, ClearOverdue, ClearReported, ClearDeregistering, ClearCase, ClearLiquidation, ClearSettled}
	act[AssignClearance](Spec{Procedure: ProcClearance, Stages: all, Title: "指定核查人员", English: "Name the officers", Article: artCleanup})
	act[SendLetter](Spec{Procedure: ProcClearance, Stages: before, Assigned: true, Possible: func(c *Case) bool { return c.Clearance.letter() < 2 }, Title: "寄出联系信函", English: "Send a letter", Article: artLetters, Starts: "两次信函的间隔起算"})
	act[LetterResult](Spec{Procedure: ProcClearance, Stages: before, Possible: func(c *Case) bool {
		return slices.ContainsFunc(c.Clearance.Letters, func(l Letter) bool { return l.Result == "" })
	}, Title: "登记信函结果", English: "Record a letter's result", Article: artLetters})
	act[LogContact](Spec{Procedure: ProcClearance, Stages: all, Title: "登记走访、电话和部门回复", English: "Log a contact", Article: artCleanup})
	act[VerifyClearance](Spec{Procedure: ProcClearance, Stages: before, Assigned: true, Enforcement: true, Title: "两人核查", English: "Verify", Article: artCleanup})
	act[ProposeDisposal](Spec{Procedure: ProcClearance, Stages: []Stage{ClearConfirmed, ClearOverdue}, Assigned: true, Title: "提出处置意见", English: "Propose how to deal with it", Article: artCleanup})
	act[DecideDisposal](Spec{Procedure: ProcClearance, Stages: []Stage{ClearProposed}, Title: "决定处置方式", English: "Decide how to deal with it", Article: artCleanup, Starts: "按所定方式办理：整改通知、立案线索、注销登记"})
	act[ReturnDisposal](Spec{Procedure: ProcClearance, Stages: []Stage{ClearProposed}, Title: "退回处置意见", English: "Return the proposal", Article: artCleanup})
	act[ServeClearance](Spec{Procedure: ProcClearance, Stages: []Stage{ClearOrdered}, Assigned: true, Title: "送达整改通知", English: "Serve the order", Article: artCleanup, Starts: "整改期限起算"})
	act[ReportRectified](Spec{Procedure: ProcClearance, Stages: []Stage{ClearRectifying, ClearOverdue, ClearReported}, Title: "收整改报告", English: "Take in the report", Article: artCleanup})
	act[CheckRectified](Spec{Procedure: ProcClearance, Stages: []Stage{ClearReported}, Assigned: true, Enforcement: true, Title: "复核整改", English: "Check the correction", Article: artCleanup})
	act[CaseResult](Spec{Procedure: ProcClearance, Stages: []Stage{ClearCase}, Title: "登记立案办理结果", English: "Enter how the case ended", Article: artCleanup})
	act[CollectClearance](Spec{Procedure: ProcClearance, Stages: []Stage{ClearLiquidation}, Title: "收缴或者公告作废证书、印章", English: "Collect or void certificate and seal", Article: "社会团体登记管理条例第三十三条"})
	act[OpenDeregistration](Spec{Procedure: ProcClearance, Stages: []Stage{ClearDeregistering, ClearLiquidation}, Title: "立注销登记", English: "Open the deregistration", Article: artLiquidation})
	act[SettleClearance](Spec{Procedure: ProcClearance, Stages: []Stage{ClearDeregistering, ClearLiquidation}, Title: "登记处置结果", English: "Enter the result", Article: artCleanup})
	act[ChangeWay](Spec{Procedure: ProcClearance, Stages: []Stage{ClearOrdered, ClearRectifying, ClearOverdue, ClearDeregistering}, Title: "改变处置方式", English: "Change the way", Article: artCleanup})
	act[ObjectClearance](Spec{Procedure: ProcClearance, Stages: all, Title: "登记异议", English: "Enter an objection", Article: artCleanup})
	act[AnswerObjection](Spec{Procedure: ProcClearance, Stages: all, Possible: func(c *Case) bool { return c.unanswered() != nil }, Title: "答复异议", English: "Answer an objection", Article: artCleanup})
	act[ServeAnswer](Spec{Procedure: ProcClearance, Stages: all, Assigned: true, Possible: func(c *Case) bool { return c.toServe() != nil }, Title: "送达异议答复书", English: "Serve the answer to an objection", Article: artCleanup})
	act[CloseClearance](Spec{Procedure: ProcClearance, Stages: []Stage{ClearSettled}, Title: "销号", English: "Close the item", Article: artCleanup})
	act[ReopenClearance](Spec{Procedure: ProcClearance, Stages: []Stage{ClearSettled}, Possible: func(c *Case) bool {
		s := c.Clearance.Settled
		return s != nil && slices.Contains([]string{"cleared", "revived", "dissolved", "transferred"}, s.Outcome)
	}, Title: "退回核查", English: "Send back"})
	event[ClearanceOpened]()
	event[ClearanceAssigned]()
	event[LetterSent]()
	event[LetterResultRecorded]()
	event[ContactLogged]()
	event[ClearanceVerified]()
	event[DisposalProposed]()
	event[DisposalDecided]()
	event[DisposalReturned]()
	event[ClearanceServed]()
	event[RectificationReported]()
	event[RectificationChecked]()
	event[CaseResultTaken]()
	event[ClearanceCollected]()
	event[DeregistrationLinked]()
	event[ClearanceWasSettled]()
	event[ClearanceWayChanged]()
	event[ClearanceObjected]()
	event[ObjectionAnswered]()
	event[AnswerServed]()
	event[ClearanceWasClosed]()
	event[ClearanceSentBack]()
}
