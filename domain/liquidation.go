package domain

import (
	"slices"
	"strings"
)

// Liquidation before deregistration (清算): registration.md §2.3, §9.3; 社团条例 19–22, 民非条例 16–17, 民法典 70–72. An organization that
// liquidates does nothing else; it ends only when its creditors have had their time.

// Liquidation is how an organization is wound up.
type Liquidation struct {
	Ground      string   `json:"ground"`
	GroupOn     Date     `json:"group_on,omitzero"` // 清算组成立之日
	Members     []string `json:"members,omitempty"`
	ByCourt     string   `json:"by_court,omitempty"`     // 法院指定清算组的，案号
	PetitionOn  Date     `json:"petition_on,omitzero"`   // 申请法院指定清算组之日
	PetitionBy  string   `json:"petition_by,omitempty"`  //
	Court       string   `json:"court,omitempty"`        // 所申请的法院
	Ruling      string   `json:"ruling,omitempty"`       // 法院裁定终结清算程序的，案号
	NotifiedOn  Date     `json:"notified_on,omitzero"`   // 通知债权人之日
	AnnouncedOn Date     `json:"announced_on,omitzero"`  // 登报公告之日
	Newspaper   string   `json:"newspaper,omitempty"`    //
	ClaimsUntil Date     `json:"claims_until,omitzero"`  // 债权申报截止
	EndedOn     Date     `json:"ended_on,omitzero"`      // 清算结束之日
	Residual    string   `json:"residual,omitempty"`     // 剩余财产的处理
	ResidualFen int64    `json:"residual_fen,omitempty"` //
	Report      Blob     `json:"report,omitempty"`       // 清算报告
	Charity     bool     `json:"charity,omitempty"`      // 慈善组织：剩余财产须有接收文件（慈善法 18）
	Residue     *Residue `json:"residue,omitempty"`      // 剩余财产的接收
}

// Residue is who receives what is left, on whose word, and the paper of it (慈善法 18).
type Residue struct {
	SettleResidue
	Recipient string `json:"recipient"`         // the name, as in the register where it is there
	Purpose   string `json:"purpose,omitempty"` // of the recipient, from the register
	On        Date   `json:"on"`
}

// How it was settled who receives what is left of a charity (慈善法 18).
const (
	ResidueByCharter = "charter"  // 按章程的规定
	ResidueByBureau  = "presided" // 章程未规定，由办理其登记的民政部门主持
)

const artResidue = "慈善法第十八条"

const artLiquidation = "社会团体登记管理条例第二十条；民办非企业单位登记管理暂行条例第十六条；民法典第七十条"

// FormLiquidation records that the liquidation group stands. From that day the organization does nothing but liquidate, and the
// days to notify creditors and to announce run.
type FormLiquidation struct {
	Members []string `json:"members" minItems:"1" doc:"清算组成员"`
	ByCourt string   `json:"by_court,omitempty" maxLength:"100" doc:"法院指定的，案号"`
}

func (FormLiquidation) Act() string { return "registration.form_liquidation" }
func (FormLiquidation) Needs(c *Case) Needs {
	return Needs{Parties: []PartyID{c.Registration.Org}, Others: []CaseID{CaseID(c.Registration.Org)}}
}
func (x FormLiquidation) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len(x.Members) > 0 && strings.TrimSpace(x.Members[0]) != "", "members", "请填写清算组成员")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if o := f.Parties[c.Registration.Org].Org; o != nil {
		if err := o.mayRegister(RegDeregister, f.Parties[c.Registration.Org].Name, c.ID, f); err != nil {
			return Outcome{}, err
		}
	}
	b := &LiquidationFormed{FormLiquidation: x}
	for id, rule := range map[string]string{"creditors": "T09", "newspaper": "T09b"} {
		k, err := f.start(c, rule, id, f.On(), 0)
		if err != nil {
			return Outcome{}, err
		}
		b.Clocks = append(b.Clocks, k)
	}
	slices.SortFunc(b.Clocks, func(a, b Clock) int { return strings.Compare(a.ID, b.ID) })
	out := Outcome{Events: []Body{b}}
	if o := f.Parties[c.Registration.Org].Org; o != nil {
		status := OrgLiquidating
		if o.Status == OrgRevoked { // a revoked one stays revoked until it is deregistered
			status = OrgRevoked
		}
		out.Tells = []Telling{{CaseID(c.Registration.Org), []Body{&OrganizationStatusSet{Status: status, On: f.On(), Why: "清算", File: c.ID, Liquidates: true, Until: o.StoppedUntil}}}}
	}
	return out, nil
}

// LiquidationFormed: the group stands.
type LiquidationFormed struct {
	FormLiquidation
	Clocks []Clock `json:"clocks"`
}

func (LiquidationFormed) Kind() string { return "LiquidationFormed" }
func (b LiquidationFormed) apply(c *Case, e Event) {
	r := c.Registration
	if r.Liquid == nil {
		r.Liquid = &Liquidation{Ground: r.Ground}
	}
	r.Liquid.GroupOn, r.Liquid.Members, r.Liquid.ByCourt = DateOf(e.OccurredAt), b.Members, b.ByCourt
	c.Stage = RegLiquidating
	c.meet("group", DateOf(e.OccurredAt))
	c.done(e, "registration.petition_court")
	for _, k := range b.Clocks {
		c.startClock(k)
	}
}

// NotifyCreditors records that known creditors were told, or that the notice was in the newspaper.
type NotifyCreditors struct {
	Newspaper string `json:"newspaper,omitempty" maxLength:"100" doc:"登报公告的报纸；空为书面通知已知债权人"`
}

func (NotifyCreditors) Act() string { return "registration.notify_creditors" }
func (x NotifyCreditors) Decide(c *Case, f *Facts) (Outcome, error) {
	rule := "REG-2.02"
	if x.Newspaper != "" {
		rule = "REG-2.03"
	}
	k, err := f.start(c, rule, "claims", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&CreditorsNotified{x, k})
}

// CreditorsNotified: creditors were told.
type CreditorsNotified struct {
	NotifyCreditors
	Clock Clock `json:"clock"`
}

func (CreditorsNotified) Kind() string { return "CreditorsNotified" }
func (b CreditorsNotified) apply(c *Case, e Event) {
	l, on := c.Registration.Liquid, DateOf(e.OccurredAt)
	if b.Newspaper != "" {
		l.AnnouncedOn, l.Newspaper = on, b.Newspaper
		c.meet("newspaper", DateOf(e.OccurredAt))
	} else {
		l.NotifiedOn = on
		c.meet("creditors", DateOf(e.OccurredAt))
	}
	l.ClaimsUntil = max(l.ClaimsUntil, b.Clock.Due)
	c.startClock(b.Clock)
}

// EndLiquidation records the report: the creditors have had their time, and what is left goes where the charter and the law say.
type EndLiquidation struct {
	Report      Blob   `json:"report" doc:"清算报告"`
	ResidualFen int64  `json:"residual_fen" minimum:"0" doc:"剩余财产（分）"`
	Residual    string `json:"residual" minLength:"2" maxLength:"1000" doc:"剩余财产的处理"`
	ToMembers   bool   `json:"to_members,omitempty" doc:"向出资人、会员分配"`
	Ruling      string `json:"ruling,omitempty" maxLength:"100" doc:"无法清算、法院裁定终结清算程序的，裁定案号"`
}

func (EndLiquidation) Act() string { return "registration.end_liquidation" }
func (x EndLiquidation) Needs(c *Case) Needs {
	return Needs{Blobs: []Blob{x.Report}, Parties: []PartyID{c.Registration.Org}}
}
func (x EndLiquidation) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.Registration.Liquid
	byCourt := strings.TrimSpace(x.Ruling) != ""
	var bad faults
	bad.need(!byCourt || l.ByCourt != "", "ruling", "只有法院指定清算组清算的，才有终结裁定")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	switch {
	case byCourt: // the court saw to the creditors
	case l.NotifiedOn.IsZero() || l.AnnouncedOn.IsZero():
		return Outcome{}, Refuse("creditors", "民法典第七十一条；公司法", "尚未通知债权人或者登报公告，清算不能结束。", "creditors have not been told, or the notice was not published")
	case f.On() <= c.claimsUntil():
		return Outcome{}, Refuse("claims_open", "公司法", "债权申报期至%[1]s，期满后清算才能结束。", "claims may be made until %[1]s", c.claimsUntil())
	}
	if x.ToMembers {
		return Outcome{}, Refuse("residual", "民法典第九十五条", "非营利法人终止时，不得向出资人、设立人或者会员分配剩余财产。", "what is left of a non-profit body is not distributed to its founders or members")
	}
	bad.need(strings.TrimSpace(x.Residual) != "", "residual", "请写明剩余财产的处理")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	files, err := f.files([]Blob{x.Report})
	if err != nil {
		return Outcome{}, err
	}
	k, err := f.start(c, "T08", "file", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	o := f.Parties[c.Registration.Org].Org
	return outcome(&LiquidationEnded{x, Evidence{File: files[0], Kind: "document", Title: "清算报告书"}, k, o != nil && o.Charity != nil})
}

// claimsUntil is the last day for claims: as the clocks stand, which a later calendar may have moved.
func (c *Case) claimsUntil() Date {
	until := Date(0)
	if l := c.Registration.Liquid; l != nil {
		until = l.ClaimsUntil
	}
	for _, k := range c.Clocks {
		if base, _, _ := strings.Cut(k.ID, "#"); base == "claims" {
			until = max(until, k.Due)
		}
	}
	return until
}

// LiquidationEnded: the liquidation report is there.
type LiquidationEnded struct {
	EndLiquidation
	File    Evidence `json:"file"`
	Clock   Clock    `json:"clock"`
	Charity bool     `json:"charity,omitempty"` // what is left goes to a charity
}

func (LiquidationEnded) Kind() string { return "LiquidationEnded" }
func (b LiquidationEnded) apply(c *Case, e Event) {
	l := c.Registration.Liquid
	l.EndedOn, l.Residual, l.ResidualFen, l.Report, l.Ruling = DateOf(e.OccurredAt), b.Residual, b.ResidualFen, b.Report, b.Ruling
	l.Charity = b.Charity
	c.Stage = RegLiquidated
	c.stop(DateOf(e.OccurredAt), "creditors", "newspaper", "claims")
	c.done(e, "registration.end_liquidation", "look")
	c.raise(Task{ID: "receive", Kind: "registration.receive", Title: "清算结束，等待申请注销登记", English: "Await the application", Role: RoleClerk, Due: b.Clock.Due, Clock: b.Clock.ID}, e)
	c.enter([]Evidence{b.File}, e)
	c.startClock(b.Clock)
	if b.Charity && b.ResidualFen > 0 {
		c.raise(Task{ID: "residue", Kind: "registration.settle_residue", Title: "慈善组织的剩余财产：登记接收组织和接收文件", English: "What is left of a charity: enter who receives it and the paper of it", Person: c.Handler, Role: RoleClerk}, e)
	}
}

// SettleResidue enters who receives what is left after the liquidation, and the paper of it. What is left of a charity goes to a charity of
// the same or a like purpose, as the charter says, or where it says nothing as the department settles and announces (慈善法 18).
type SettleResidue struct {
	Basis     string  `json:"basis" enum:"charter,presided" doc:"按章程的规定，章程未规定由民政部门主持"`
	Org       PartyID `json:"org,omitempty" maxLength:"100" doc:"接收组织，在本机关登记簿中的"`
	Name      string  `json:"name,omitempty" maxLength:"100" doc:"登记簿外的接收组织名称"`
	USCC      string  `json:"uscc,omitempty" maxLength:"18" doc:"登记簿外的接收组织统一社会信用代码"`
	Paper     Blob    `json:"paper" doc:"接收协议、决议"`
	Announced string  `json:"announced,omitempty" maxLength:"200" doc:"由民政部门主持的，公告载体"`
}

// Act is the name of the act.
func (SettleResidue) Act() string { return "registration.settle_residue" }

// Needs asks for the recipient in the register, by what it is or by its name: what is there is not entered as if it were not.
func (x SettleResidue) Needs(c *Case) Needs {
	n := Needs{Blobs: []Blob{x.Paper}, Parties: []PartyID{c.Registration.Org}}
	if x.Org != "" {
		n.Parties = append(n.Parties, x.Org)
	}
	if name := strings.TrimSpace(x.Name); name != "" {
		n.Names = []OrgName{{Field: name}}
	}
	return n
}

// Decide wants the paper, and a recipient that may receive it.
func (x SettleResidue) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.Registration.Liquid
	x.Name, x.USCC, x.Announced = strings.TrimSpace(x.Name), strings.ToUpper(strings.TrimSpace(x.USCC)), strings.TrimSpace(x.Announced)
	var bad faults
	bad.need(x.Basis == ResidueByCharter || x.Basis == ResidueByBureau, "basis", "请选择依据")
	bad.need((x.Org == "") != (x.Name == ""), "org", "请从登记簿选择接收组织，或者填写登记簿外的接收组织")
	bad.need(x.Name == "" || ValidUSCC(x.USCC), "uscc", "请填写正确的统一社会信用代码")
	bad.need(x.Basis != ResidueByBureau || x.Announced != "", "announced", "由民政部门主持转给的，应当向社会公告，请填写公告载体")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	for _, h := range f.Names {
		if x.Name != "" && h.Why == NameRegistered && h.Name.FullKey() == NameKey(x.Name) {
			return Outcome{}, &Error{Code: "invalid_input", Article: artResidue, Message: "“" + x.Name + "”在本机关登记簿中，请从登记簿选择。", English: "it is in the register: choose it there", Fields: []Field{{"org", "请从登记簿选择"}}}
		}
	}
	r := Residue{SettleResidue: x, Recipient: x.Name, On: f.On()}
	if x.Org != "" {
		if err := mayReceive(x.Org, c.Registration.Org, l.Charity, f); err != nil {
			return Outcome{}, err
		}
		p := f.Parties[x.Org]
		r.Recipient, r.Purpose, r.USCC = p.Name, p.Org.Purpose, p.USCC
	}
	files, err := f.files([]Blob{x.Paper})
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&ResidueSettled{r, Evidence{File: files[0], Kind: "document", Title: "剩余财产接收文件"}})
}

// mayReceive refuses an organization of the register that cannot receive what is left of another: one that ended or is ending, and of a
// charity one that is no charity.
func mayReceive(to, from PartyID, charity bool, f *Facts) error {
	p, known := f.Parties[to]
	switch {
	case !known || p.Org == nil:
		return &Error{Code: "invalid_input", Message: "登记簿中没有这个组织。", English: "it is not in the register", Fields: []Field{{"org", "登记簿中没有这个组织"}}}
	case to == from, p.Org.Gone(), p.Org.Status == OrgLiquidating, p.Org.Status == OrgRevoked:
		return Refuse("cannot_receive", artResidue, "“%[1]s”不能接收剩余财产：它是终止的组织自己，或者已经终止、被撤销、正在清算。", "%[1]s cannot receive it: it is the one that ends, or has ended, was revoked or is being wound up", p.Name)
	case charity && p.Org.Charity == nil:
		return Refuse("not_a_charity", artResidue, "“%[1]s”在登记簿中不是慈善组织；慈善组织的剩余财产转给宗旨相同或者相近的慈善组织。", "%[1]s is no charity by the register; what is left of a charity goes to a charity of the same or a like purpose", p.Name)
	}
	return nil
}

// ResidueSettled: it is on file who receives what is left, and by which paper.
type ResidueSettled struct {
	Residue Residue  `json:"residue"`
	File    Evidence `json:"file"`
}

// Kind names the event.
func (ResidueSettled) Kind() string { return "ResidueSettled" }
func (b ResidueSettled) apply(c *Case, e Event) {
	c.Registration.Liquid.Residue = &b.Residue
	c.enter([]Evidence{b.File}, e)
	c.done(e, "registration.settle_residue")
}

// residueSettled refuses the end of a charity whose residue goes nowhere on paper, or to whom cannot receive it any more (RN-13).
func (r *Registration) residueSettled(f *Facts) error {
	l := r.Liquid
	if o := f.Parties[r.Org].Org; r.Kind != RegDeregister || l == nil || l.ResidualFen == 0 || o == nil || o.Charity == nil {
		return nil
	}
	n := f.Norms.need(r, ForResidue, f.On())
	switch {
	case n == nil:
		return nil
	case l.Residue == nil:
		return Refuse("residue_unsettled", n.Article, "慈善组织有剩余财产%[1]s元，尚未登记接收组织和接收文件，不能准予注销。", "%[1]s yuan are left of a charity; who receives them, and the paper of it, are to be entered before its end is granted", Yuan(l.ResidualFen))
	case l.Residue.Org != "":
		return mayReceive(l.Residue.Org, r.Org, true, f)
	}
	return nil
}

// withRecipient asks for the recipient of what is left, too.
func (r *Registration) withRecipient(ids []PartyID) []PartyID {
	if r.Liquid != nil && r.Liquid.Residue != nil && r.Liquid.Residue.Org != "" {
		ids = append(ids, r.Liquid.Residue.Org)
	}
	return ids
}

// tryResidue says where what is left goes. Whether two purposes are alike is for a person to say: both are shown.
func (r *Registration) tryResidue(f *Facts) (string, string) {
	l := r.Liquid
	switch {
	case l == nil || l.EndedOn.IsZero():
		return "unknown", "清算尚未结束"
	case l.ResidualFen == 0:
		return "met", "清算后没有剩余财产"
	case l.Residue == nil:
		return "not_met", "剩余财产" + Yuan(l.ResidualFen) + "元，未登记接收组织和接收文件"
	}
	why := "剩余财产" + Yuan(l.ResidualFen) + "元转给“" + l.Residue.Recipient + "”，接收文件已入卷。"
	if l.Residue.Org == "" {
		return "unknown", why + "接收组织不在本机关登记簿中，请核对其为慈善组织"
	}
	own := ""
	if o := f.Parties[r.Org].Org; o != nil {
		own = o.Purpose
	}
	return "met", why + "登记簿中为慈善组织。本组织宗旨：" + own + "；接收组织宗旨：" + l.Residue.Purpose
}

// PetitionCourt records that the court was asked to name a liquidation group, where those who should form it do not (民法典 70 III;
// 社团条例 20 as of 2026).
type PetitionCourt struct {
	By     string `json:"by" minLength:"2" maxLength:"100" doc:"申请人"`
	Court  string `json:"court" minLength:"2" maxLength:"100" doc:"法院"`
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"理由"`
}

func (PetitionCourt) Act() string { return "registration.petition_court" }
func (x PetitionCourt) Decide(*Case, *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return outcome(&CourtPetitioned{x})
}

// CourtPetitioned: the court was asked for a group.
type CourtPetitioned struct{ PetitionCourt }

func (CourtPetitioned) Kind() string { return "CourtPetitioned" }
func (b CourtPetitioned) apply(c *Case, e Event) {
	r := c.Registration
	if r.Liquid == nil {
		r.Liquid = &Liquidation{Ground: r.Ground}
	}
	r.Liquid.PetitionOn, r.Liquid.PetitionBy, r.Liquid.Court = DateOf(e.OccurredAt), b.By, b.Court
	c.done(e, "registration.petition_court")
}

func init() {
	winding := func(c *Case) bool { return c.Registration.Kind == RegDeregister }
	act[FormLiquidation](Spec{Procedure: ProcRegistration, Stages: []Stage{RegDraft}, Possible: winding, Title: "成立清算组", English: "Form the liquidation group", Article: artLiquidation, Starts: "十日内通知债权人，六十日内登报公告；清算期间不得开展清算以外的活动"})
	act[NotifyCreditors](Spec{Procedure: ProcRegistration, Stages: []Stage{RegLiquidating}, Title: "通知、公告债权人", English: "Tell the creditors", Article: artLiquidation, Starts: "债权申报期起算"})
	act[EndLiquidation](Spec{Procedure: ProcRegistration, Stages: []Stage{RegLiquidating}, Title: "清算结束", English: "End the liquidation", Article: artLiquidation, Starts: "十五日内申请注销登记"})
	act[PetitionCourt](Spec{Procedure: ProcRegistration, Stages: []Stage{RegDraft, RegLiquidating}, Possible: winding, Title: "申请法院指定清算组", English: "Petition the court", Article: "民法典第七十条第三款；社会团体登记管理条例（2026年修订）第二十条"})
	act[SettleResidue](Spec{Procedure: ProcRegistration, Stages: []Stage{RegLiquidated, RegReceived, RegDeficient, RegAccepted, RegReview, RegPaused},
		Possible: func(c *Case) bool { l := c.Registration.Liquid; return winding(c) && l != nil && l.ResidualFen > 0 }, Title: "登记剩余财产的接收", English: "Enter who receives what is left", Article: artResidue})
	event[ResidueSettled]()
	event[LiquidationFormed]()
	event[CreditorsNotified]()
	event[LiquidationEnded]()
	event[CourtPetitioned]()
}
