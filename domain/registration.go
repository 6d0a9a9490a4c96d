package domain

import (
	"maps"
	"slices"
	"strings"
)

// Registration of social organizations (社会组织登记): establishment, change and deregistration. registration.md §1, §2, §9.1–§9.3;
// 行政许可法 29–50, 社团条例, 民非条例. This file holds the way from the window to the certificate; registration_review.go what lies
// between acceptance and decision, liquidation.go what comes before a deregistration is asked for.

// Stages of a registration.
const (
	RegDraft       Stage = "reg_draft"       // 拟申请
	RegNoticed     Stage = "reg_noticed"     // 已签事先告知书
	RegNamed       Stage = "reg_named"       // 名称已预登记
	RegLiquidating Stage = "reg_liquidating" // 清算中
	RegLiquidated  Stage = "reg_liquidated"  // 清算结束，待申请
	RegReceived    Stage = "reg_received"    // 已收件
	RegDeficient   Stage = "reg_deficient"   // 待补正
	RegAccepted    Stage = "reg_accepted"    // 已受理，待分办
	RegReview      Stage = "reg_review"      // 审查中
	RegPaused      Stage = "reg_paused"      // 听证、鉴定等期间，不计时
	RegLegal       Stage = "reg_legal"       // 法制审核
	RegDiscuss     Stage = "reg_discuss"     // 待集体讨论
	RegToDecide    Stage = "reg_to_decide"   // 待决定
	RegGranted     Stage = "reg_granted"     // 准予，待制证
	RegCertified   Stage = "reg_certified"   // 已制证，待送达和公告
	RegRefused     Stage = "reg_refused"     // 不予登记，待送达
	RegClosed      Stage = "reg_closed"      // 办结 ■
	RegRejected    Stage = "reg_rejected"    // 不予受理 ■
	RegWithdrawn   Stage = "reg_withdrawn"   // 申请人撤回 ■
	RegLapsed      Stage = "reg_lapsed"      // 逾期未补正，退件 ■
)

// What is asked for.
const (
	RegEstablish  = "establish"  // 成立登记
	RegChange     = "change"     // 变更登记
	RegDeregister = "deregister" // 注销登记
	RegCharter    = "charter"    // 章程核准
	RegReplace    = "replace"    // 证书补领：遗失、损毁
)

// RegKindTitles names what is asked for.
var RegKindTitles = map[string][2]string{
	RegEstablish: {"成立登记", "Establishment"}, RegChange: {"变更登记", "Change"}, RegDeregister: {"注销登记", "Deregistration"}, RegCharter: {"章程核准", "Charter approval"},
	RegReplace: {"证书补领", "Replacement of the certificate"},
}

// The two ways of management.
const (
	ModeDual   = "dual"   // 双重管理
	ModeDirect = "direct" // 直接登记
)

const (
	artAccept  = "行政许可法第三十二条"
	artPermit  = "行政许可法第三十四条"
	artGrant   = "行政许可法第三十八条"
	artDeliver = "行政许可法第四十四条"
)

// Registration is what an application holds besides what every file holds. Applicant holds personal data.
type Registration struct {
	Kind      string       `json:"kind"`
	Subject   PartyKind    `json:"subject"`             // association, service_org, foundation
	Form      string       `json:"form,omitempty"`      // 民非：法人、合伙、个体
	Founders  []RegFounder `json:"founders,omitempty"`  // 民非：举办者
	Org       PartyID      `json:"org,omitempty"`       // whose change or end; of an establishment once it is registered
	Channel   string       `json:"channel"`             // window, online, mobile, post
	Applicant RegApplicant `json:"applicant"`           //
	Items     OrgItems     `json:"items"`               // as asked for: of a change, as it will be
	Was       *OrgItems    `json:"was,omitempty"`       // of a change, as it is
	Changed   []string     `json:"changed,omitempty"`   // of a change, the items
	Ground    string       `json:"ground,omitempty"`    // of a deregistration
	Forced    string       `json:"forced,omitempty"`    // on whose application, where not the organization's own (2026年条例第二十一条第二款)
	Members   *OrgMembers  `json:"members,omitempty"`   //
	Officers  []OrgOfficer `json:"officers,omitempty"`  //
	Term      *OrgTerm     `json:"term,omitempty"`      //
	Charity   bool         `json:"charity,omitempty"`   // to be a charity from birth (慈善法第十条)
	EService  bool         `json:"e_service,omitempty"` // the applicant agreed to take papers on the page of the application
	ConsentOn Date         `json:"consent_on,omitzero"` // of the supervising unit
	EventOn   Date         `json:"event_on,omitzero"`   // the reason for the end of a charity came about
	Late      bool         `json:"late,omitempty"`      // asked for after the 30 days: accepted, and a clue

	Contact    PersonID         `json:"contact,omitempty"` // 首问责任人
	Notice     *RegPriorNotice  `json:"notice,omitempty"`
	Reserved   *NameHeld        `json:"reserved,omitempty"` // the name that passed the check
	AssemblyOn Date             `json:"assembly_on,omitzero"`
	Materials  []RegMaterial    `json:"materials,omitempty"`
	ReceivedOn Date             `json:"received_on,omitzero"`
	Gaps       *RegGaps         `json:"gaps,omitempty"`
	AcceptedOn Date             `json:"accepted_on,omitzero"` // from when it counts as accepted
	Deemed     bool             `json:"deemed,omitempty"`     // by silence
	Promised   []string         `json:"promised,omitempty"`   // materials still owed after acceptance (容缺)
	Liquid     *Liquidation     `json:"liquidation,omitempty"`
	Visits     []RegVisit       `json:"visits,omitempty"`
	Interested []RegInterested  `json:"interested,omitempty"`
	Pauses     []RegPause       `json:"pauses,omitempty"`
	Review     *RegReviewed     `json:"review,omitempty"`
	Legal      *RegLegalOpinion `json:"legal,omitempty"`
	Discussed  *RegDiscussed    `json:"discussed,omitempty"`
	Deferred   []RegDiscussed   `json:"deferred,omitempty"` // what meetings put off
	Decision   *RegDecision     `json:"decision,omitempty"`
	USCC       string           `json:"uscc,omitempty"`
	Delivered  *RegDelivery     `json:"delivered,omitempty"`
	Announced  *RegAnnounced    `json:"announced,omitempty"`
	Collected  *RegCollected    `json:"collected,omitempty"`
	Rating     int              `json:"rating,omitempty"`

	Contacts    []RegContact    `json:"contacts,omitempty"`     // hand-overs of the first contact
	Corrections []RegCorrection `json:"corrections,omitempty"`  // put right on the spot (行政许可法 32 I 3)
	MoreGaps    []RegGapsAgain  `json:"more_gaps,omitempty"`    // further lists: each an exception somebody answers for
	ConsentLost *RegConsentLost `json:"consent_lost,omitempty"` // the supervising unit took its consent back, or is no more
	ReleasedOn  Date            `json:"released_on,omitzero"`   // the old supervising unit released it (民非: 90 days for a new one)
	Hearing     *RegHearing     `json:"hearing,omitempty"`      // the licence hearing, told, asked for or held
	Leads       []RegLead       `json:"leads,omitempty"`        // what a penalty clue follows from
	Continues   CaseID          `json:"continues,omitempty"`    // the application whose liquidation this one goes on from
	CharterDoc  DocumentID      `json:"charter_document,omitempty"`
	Rescinded   []RegRescinded  `json:"rescinded,omitempty"` // grants taken back before they were entered in the register
	Annulment   *RegAnnulment   `json:"annulment,omitempty"` // 撤销、撤回 (行政许可法 8, 69)
}

// RegApplicant is who asks. It is personal data: it never leaves the file for logs, lists or payloads.
type RegApplicant struct {
	Name  string `json:"name" minLength:"2" maxLength:"60" doc:"申请人"`
	Phone string `json:"phone" minLength:"5" maxLength:"30" doc:"联系电话，查询进度时核对"`
	Agent string `json:"agent,omitempty" maxLength:"60" doc:"经办人"`
	Post  string `json:"post,omitempty" maxLength:"60" doc:"职务"`
}

// The kinds of founders (举办者).
const (
	FounderPerson       = "person"       // 个人
	FounderOrganization = "organization" // 企业事业单位、社会团体和其他社会力量
)

// RegFounder is who founds a private non-enterprise unit (举办者, 民政部令第18号 2), and what it puts in. The name of a person is personal data.
type RegFounder struct {
	Kind     string `json:"kind" enum:"person,organization" doc:"个人，组织"`
	Name     string `json:"name" minLength:"2" maxLength:"100" doc:"举办者姓名或者名称"`
	Fen      int64  `json:"fen" minimum:"0" doc:"出资（分）"`
	StateFen int64  `json:"state_fen,omitempty" minimum:"0" doc:"其中国有资产（分）"`
}

func (o RegFounder) isNamed(name string) bool { return NameKey(o.Name) == NameKey(name) }

// RegPriorNotice is the notice that founders and donors sign before they apply (2024 年五部门意见).
type RegPriorNotice struct {
	On      Date     `json:"on"`
	Signers []string `json:"signers"`
}

// RegMaterial is a line of the list of materials.
type RegMaterial struct {
	Key      string `json:"key"`
	Title    string `json:"title"`
	Main     bool   `json:"main,omitempty"`     // a principal material: never promised for later
	Optional bool   `json:"optional,omitempty"` // local practice asks for it, the regulation does not
	State    string `json:"state"`              // missing, given, flawed, promised
	Pages    int    `json:"pages,omitempty"`
	Original bool   `json:"original,omitempty"`
	Files    []File `json:"files,omitempty"`
	Note     string `json:"note,omitempty"` // what is wrong with it
	On       Date   `json:"on,omitzero"`
}

// The states of a material.
const (
	MaterialMissing  = "missing"
	MaterialGiven    = "given"
	MaterialFlawed   = "flawed"
	MaterialPromised = "promised"
)

// GivenMaterial is a material as it is handed in.
type GivenMaterial struct {
	Key      string `json:"key" minLength:"1" maxLength:"40" doc:"材料编号"`
	Pages    int    `json:"pages,omitempty" minimum:"0" maximum:"10000" doc:"页数"`
	Original bool   `json:"original,omitempty" doc:"原件"`
	Files    []Blob `json:"files,omitempty" doc:"上传的文件"`
}

// RegGaps is the one list of what is missing or flawed (一次性告知).
type RegGaps struct {
	On       Date       `json:"on"`
	Gaps     []RegGap   `json:"gaps"`
	Days     int        `json:"days"`
	Document DocumentID `json:"document"`
}

// RegGap is one line of it.
type RegGap struct {
	Key  string `json:"key" minLength:"1" maxLength:"40" doc:"材料编号"`
	What string `json:"what" minLength:"2" maxLength:"500" doc:"缺什么、怎样补正"`
}

// RegDecision is what was decided.
type RegDecision struct {
	Grant    bool       `json:"grant"`
	Grounds  []string   `json:"grounds,omitempty"` // of a refusal
	Reasons  string     `json:"reasons,omitempty"`
	On       Date       `json:"on"`
	By       PersonID   `json:"by"`
	Document DocumentID `json:"document"`
	Remedies string     `json:"remedies,omitempty"`
}

// RegDelivery says how the result was handed over.
type RegDelivery struct {
	On     Date   `json:"on"`
	Method string `json:"method"`
	Who    string `json:"who"`
}

// RegAnnounced says where it was announced.
type RegAnnounced struct {
	On    Date   `json:"on"`
	Where string `json:"where"`
}

// Foundation reports that it is asked of a county bureau to register a foundation, which it cannot (基金会管理条例 6).
func (r *Registration) Foundation() bool { return r.Subject == PartyFoundation }

// material finds a line of the list.
func (r *Registration) material(key string) *RegMaterial {
	for i := range r.Materials {
		if r.Materials[i].Key == key {
			return &r.Materials[i]
		}
	}
	return nil
}

// Changes reports that the change asked for is about the item.
func (r *Registration) Changes(item string) bool { return slices.Contains(r.Changed, item) }

// Title is what the file is called.
func (r *Registration) title(name string) string { return RegKindTitles[r.Kind][0] + "：" + name }

// --- begin

// BeginRegistration opens an application: by the applicant, or by the window for one who came.
type BeginRegistration struct {
	RegKind   string       `json:"kind" enum:"establish,change,deregister,charter,replace" doc:"事项"`
	Subject   PartyKind    `json:"subject,omitempty" enum:"association,service_org,foundation" doc:"组织类别；变更、注销不填"`
	Form      string       `json:"form,omitempty" enum:"legal_person,partnership,individual" doc:"民办非企业单位的形式"`
	Org       PartyID      `json:"org,omitempty" maxLength:"100" doc:"变更、注销、核准章程、补领证书的组织"`
	Channel   string       `json:"channel" enum:"window,online,mobile,post" doc:"渠道"`
	Applicant RegApplicant `json:"applicant" doc:"申请人"`
	Items     *OrgItems    `json:"items,omitempty" doc:"成立：登记事项；变更：变更后的登记事项"`
	Ground    string       `json:"ground,omitempty" maxLength:"500" doc:"注销、补领事由"`
	Forced    string       `json:"forced,omitempty" maxLength:"100" doc:"由有关机关申请注销的，机关名称"`
	EService  bool         `json:"e_service,omitempty" doc:"同意电子送达：在申请人页面接收文书"`
	ConsentOn Date         `json:"consent_on,omitzero" doc:"业务主管单位审查同意之日"`
	Members   *OrgMembers  `json:"members,omitempty" doc:"会员数（社会团体）"`
	Officers  []OrgOfficer `json:"officers,omitempty" doc:"拟任负责人"`
	Charity   bool         `json:"charity,omitempty" doc:"同时登记为慈善组织"`
	// Founders are those of a private non-enterprise unit: its form follows from them (民政部令第18号 2).
	Founders []RegFounder `json:"founders,omitempty" maxItems:"60" doc:"举办者（民办非企业单位成立登记）"`
	// ReleasedOn is the day the old supervising unit released the organization, where the change is of that unit.
	ReleasedOn Date `json:"released_on,omitzero" doc:"原业务主管单位不再担任之日（变更业务主管单位）"`
	// EventOn is the day the reason for the end of a charity came about: from it the group is to be formed (慈善法 17, REG-2.01).
	EventOn   Date   `json:"event_on,omitzero" doc:"终止情形出现之日（慈善组织注销）"`
	Continues CaseID `json:"continues,omitempty" maxLength:"100" doc:"接续办理：已经清算、未获注销的前一登记案卷"`
}

func (BeginRegistration) Act() string { return "registration.begin" }
func (x BeginRegistration) Needs(*Case) Needs {
	n := Needs{Numbers: []string{"case.registration"}}
	if x.Org != "" {
		n.Parties, n.Others = []PartyID{x.Org}, []CaseID{CaseID(x.Org)}
	}
	if x.Continues != "" {
		n.Others = append(n.Others, x.Continues)
	}
	return n
}

func (x BeginRegistration) check(f *Facts) error {
	var bad faults
	_, known := RegKindTitles[x.RegKind]
	bad.need(known, "kind", "没有这个事项")
	bad.need(slices.Contains([]string{"window", "online", "mobile", "post"}, x.Channel), "channel", "请选择渠道")
	bad.need(len([]rune(strings.TrimSpace(x.Applicant.Name))) >= 2, "applicant.name", "请填写申请人")
	bad.need(len(strings.TrimSpace(x.Applicant.Phone)) >= 5, "applicant.phone", "请填写联系电话")
	bad.need(x.ConsentOn <= f.On(), "consent_on", "日期晚于今天")
	bad.need(x.ReleasedOn <= f.On(), "released_on", "日期晚于今天")
	bad.need(x.EventOn <= f.On() && (x.EventOn.IsZero() || x.RegKind == RegDeregister), "event_on", "注销登记的终止情形出现之日，不晚于今天")
	bad.need(x.Continues == "" || x.RegKind == RegDeregister, "continues", "只有注销登记可以接续办理")
	bad.need(x.Forced == "" || x.RegKind == RegDeregister && f.Actor != Applicant, "forced", "由有关机关申请的注销，由登记机关登记")
	bad.need(!x.Charity || x.RegKind == RegEstablish, "charity", "慈善组织的认定不随变更、注销办理")
	if x.RegKind == RegEstablish {
		bad.need(x.Subject.SocialOrg(), "subject", "请选择组织类别")
		bad.need(x.Org == "", "org", "成立登记没有已登记的组织")
		bad.need(x.Items != nil, "items", "请填写登记事项")
		bad.need(x.Subject != PartyServiceOrg || slices.Contains([]string{"legal_person", "partnership", "individual"}, x.Form), "form", "请选择民办非企业单位的形式")
	} else {
		_, ok := f.Parties[x.Org]
		bad.need(ok, "org", "请选择已登记的组织")
		bad.need(x.RegKind != RegChange || x.Items != nil, "items", "请填写变更后的登记事项")
		bad.need(x.RegKind != RegDeregister && x.RegKind != RegReplace || strings.TrimSpace(x.Ground) != "", "ground", "请填写事由")
	}
	if x.Items != nil {
		checkItems(*x.Items, x.subject(f), f, &bad)
	}
	for i, o := range x.Officers {
		bad.need(strings.TrimSpace(o.Name) != "" && strings.TrimSpace(o.Post) != "", "officers["+itoa(i)+"]", "请填写姓名和职务")
	}
	x.checkFounders(&bad)
	return bad.err()
}

// checkFounders names what is wrong with what is said of the founders.
func (x BeginRegistration) checkFounders(bad *faults) {
	bad.need(len(x.Founders) == 0 || x.RegKind == RegEstablish && x.Subject == PartyServiceOrg, "founders", "举办者只在民办非企业单位成立登记时填写")
	seen := map[string]bool{}
	for i, o := range x.Founders {
		at := "founders[" + itoa(i) + "]"
		bad.need(o.Kind == FounderPerson || o.Kind == FounderOrganization, at+".kind", "请选择个人或者组织")
		bad.need(len([]rune(strings.TrimSpace(o.Name))) >= 2 && !seen[NameKey(o.Name)], at+".name", "请填写举办者，每一举办者填写一次")
		bad.need(o.Fen >= 0 && o.StateFen >= 0 && o.StateFen <= o.Fen, at+".state_fen", "国有资产不能多于其出资")
		bad.need(o.Kind != FounderPerson || o.StateFen == 0, at+".state_fen", "个人的出资不含国有资产")
		seen[NameKey(o.Name)] = true
	}
}

func (x BeginRegistration) subject(f *Facts) PartyKind {
	if p, ok := f.Parties[x.Org]; ok {
		return p.Kind
	}
	return x.Subject
}

func checkItems(i OrgItems, kind PartyKind, f *Facts, bad *faults) {
	checkName(i.Name, kind, f.Agency, bad, "items.name")
	bad.need(strings.TrimSpace(i.Address) != "", "items.address", "请填写住所")
	bad.need(i.Township == "" || len(f.Agency.Townships) == 0 || contains(f.Agency.Townships, i.Township), "items.township", "没有这个乡镇（街道）")
	bad.need(strings.TrimSpace(i.Purpose) != "", "items.purpose", "请填写宗旨")
	bad.need(strings.TrimSpace(i.Scope) != "", "items.scope", "请填写业务范围")
	bad.need(len([]rune(strings.TrimSpace(i.LegalRep))) >= 2, "items.legal_rep", "请填写法定代表人（负责人）")
	bad.need(i.CapitalFen >= 0, "items.capital_fen", "金额有误")
	bad.need(i.Mode == ModeDual || i.Mode == ModeDirect, "items.mode", "请选择双重管理或者直接登记")
	bad.need(i.Mode != ModeDual || strings.TrimSpace(i.Supervisor) != "", "items.supervisor", "双重管理的，请填写业务主管单位")
	bad.need(i.Mode != ModeDirect || i.Supervisor == "", "items.supervisor", "直接登记的没有业务主管单位")
}

func (x BeginRegistration) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := x.check(f); err != nil {
		return Outcome{}, err
	}
	b := &RegistrationBegun{BeginRegistration: x, Agency: f.Agency.ID, Ref: f.Numbers["case.registration"]}
	if f.Actor != Applicant {
		b.Contact = f.Actor
	}
	if x.RegKind == RegEstablish {
		if n := f.Norms.need(&Registration{Kind: RegEstablish, Subject: x.Subject}, ForFounders, f.On()); n != nil && x.Subject == PartyServiceOrg && len(x.Founders) == 0 {
			return Outcome{}, missing("founders_missing", "founders", "请填写举办者", n)
		}
		return outcome(b)
	}
	p := f.Parties[x.Org]
	o := p.Org
	if o == nil {
		return Outcome{}, Refuse("not_registered", "", "“%[1]s”不是本机关登记的社会组织。", "%[1]s is not registered here as a social organization", p.Name)
	}
	before := f.Others[x.Continues]
	if x.Continues != "" && (before == nil || before.Registration == nil || before.Registration.Org != x.Org || before.Registration.Liquid == nil || before.Open()) {
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有可以接续的清算。", English: "there is no liquidation to go on from", Fields: []Field{{"continues", "须为本组织已经办结、未获注销的注销登记案卷"}}}
	}
	if err := o.mayRegister(x.RegKind, p.Name, x.Continues, f); err != nil {
		return Outcome{}, err
	}
	if err := o.notRevoking(x.RegKind, p.Name, p.Kind, f); err != nil {
		return Outcome{}, err
	}
	if x.Forced != "" && o.Status != OrgRevoked && !f.Norms.forced(p.Kind, f.On()) {
		return Outcome{}, Refuse("not_forced", "社会团体登记管理条例（2026年修订）第二十一条第二款", "由有关机关申请注销的，限于已撤销登记（吊销证书）的组织，或者依照2026年修订的条例终止的行业协会商会。",
			"organs apply for the end of a body that was revoked, or of a trade association by the rules of 2026 only")
	}
	b.Subject, b.Form = p.Kind, o.Form
	b.Party = &PartyRef{p.ID, p.Name, p.Kind, p.Township}
	was := o.OrgItems
	b.Was = &was
	switch x.RegKind {
	case RegChange:
		b.Changed = was.differing(*x.Items)
		if len(b.Changed) == 0 {
			return Outcome{}, Refuse("nothing_changed", "社会团体登记管理条例第十八条", "变更后的登记事项与现登记相同，无需变更登记。", "nothing would change")
		}
	default:
		b.Items = &was
	}
	if err := b.days(o, f); err != nil {
		return Outcome{}, err
	}
	k, late, err := x.consent(f)
	if err != nil {
		return Outcome{}, err
	}
	b.Late, b.Clock = late, k
	if x.RegKind == RegChange && slices.Contains(b.Changed, ItemSupervisor) && p.Kind == PartyServiceOrg && !x.ReleasedOn.IsZero() {
		k, err := f.start(nil, "T07", "supervisor", x.ReleasedOn, 0)
		if err != nil {
			return Outcome{}, err
		}
		if b.Homeless = f.On() > k.Due; !b.Homeless {
			b.Clocks = append(b.Clocks, k)
		}
	}
	if x.RegKind == RegDeregister && o.Charity != nil && x.Continues == "" {
		from := x.EventOn
		if from.IsZero() { // of an entry from before the row asked for the day
			from = f.On()
		}
		k, err := f.start(nil, "REG-2.01", "group", from, 0)
		if err != nil {
			return Outcome{}, err
		}
		if b.GroupLate = f.On() > k.Due; !b.GroupLate {
			b.Clocks = append(b.Clocks, k)
		}
	}
	asked := &Registration{Kind: x.RegKind, Subject: b.Subject, Form: o.Form, Org: x.Org, Was: b.Was, Changed: b.Changed, Charity: o.Charity != nil}
	if x.Items != nil {
		asked.Items = *x.Items
	}
	b.Application = asked.form(c, f)
	out := Outcome{Events: []Body{b}}
	if before != nil {
		l := *before.Registration.Liquid
		b.Liquid = &l
		out.Tells = []Telling{{CaseID(x.Org), []Body{&OrganizationStatusSet{Status: o.Status, On: f.On(), Why: "接续清算", File: c.ID, Liquidates: true, Until: o.StoppedUntil}}}}
	}
	return out, nil
}

// days asks for the day a limit of the applicant runs from, where the rows of the day want it: without the day of the consent nobody
// sees that a change comes late (社团 18, 民非 15, T06), without that of the event nobody sees that a charity is late (慈善法 17, REG-2.01).
func (b *RegistrationBegun) days(o *Organization, f *Facts) error {
	r := &Registration{Kind: b.RegKind, Subject: b.Subject, Changed: b.Changed}
	if b.ConsentOn.IsZero() && b.Items.Mode == ModeDual {
		if n := f.Norms.need(r, ForConsentDay, f.On()); n != nil {
			return missingDay("consent_on", n)
		}
	}
	if b.EventOn.IsZero() && o.Charity != nil && b.Continues == "" {
		if n := f.Norms.need(r, ForEventDay, f.On()); n != nil {
			return missingDay("event_on", n)
		}
	}
	return nil
}

func missingDay(field string, n *RegNeed) error {
	return missing("day_missing", field, "请填写日期", n)
}

// missing refuses an application that leaves out what a row asks for.
func missing(code Code, field, zh string, n *RegNeed) error {
	e := Refuse(code, n.Article, "%[3]s：%[1]s。", "this is to be filled in: %[2]s", n.Text, n.English, zh)
	e.Fields = []Field{{field, zh}}
	return e
}

// consent is the clock of the 30 days from the consent of the supervising unit (社团 18, 民非 15); late reports that they had
// run out before. Late is accepted all the same.
func (x BeginRegistration) consent(f *Facts) (*Clock, bool, error) {
	if x.ConsentOn.IsZero() || x.RegKind == RegDeregister {
		return nil, false, nil
	}
	rule := "T06"
	if x.RegKind == RegCharter {
		rule = "REG-2.04"
	}
	k, err := f.start(nil, rule, "apply", x.ConsentOn, 0)
	if err != nil {
		return nil, false, err
	}
	if f.On() > k.Due {
		return nil, true, nil
	}
	return &k, false, nil
}

// mayRegister refuses a change or an end of an organization that stands otherwise (§9.2, §9.3 guards).
//
// file is the application whose liquidation is open: it may go on itself.
func (o *Organization) mayRegister(kind, name string, file CaseID, _ *Facts) error {
	free := o.LiquidatedBy == "" || o.LiquidatedBy == file
	switch o.Status {
	case OrgActive:
		if free {
			return nil
		}
	case OrgRevoked, OrgStopped, OrgLiquidating: // revocation is not the end: it still has to liquidate and deregister
		if kind == RegDeregister && free {
			return nil
		}
		if kind == RegDeregister {
			return Refuse("liquidating", "社会团体登记管理条例第二十条", "“%[1]s”的清算正在另一登记案卷中办理；该案已经办结的，请接续办理。", "the liquidation of %[1]s belongs to another application; if that is closed, go on from it", name)
		}
	}
	t := OrgStatusTitles[o.Status]
	return Refuse("organization_status", "社会团体登记管理条例第十八条、第二十条", "“%[1]s”现为“%[2]s”，不能办理%[3]s。", "%[1]s is %[4]s; this cannot be registered", name, t[0], RegKindTitles[kind][0], t[1])
}

// RegistrationBegun: an application was opened.
type RegistrationBegun struct {
	BeginRegistration
	Agency  AgencyID  `json:"agency"`
	Ref     Number    `json:"ref"`
	Contact PersonID  `json:"contact,omitempty"`
	Party   *PartyRef `json:"party,omitempty"`
	Was     *OrgItems `json:"was,omitempty"`
	Changed []string  `json:"changed,omitempty"`
	Late    bool      `json:"late,omitempty"`
	Clock   *Clock    `json:"clock,omitempty"`
	// Homeless: the ninety days to find a supervising unit had run out before.
	Homeless bool `json:"homeless,omitempty"`
	// GroupLate: the thirty days to form the liquidation group of a charity had run out before.
	GroupLate bool         `json:"group_late,omitempty"`
	Clocks    []Clock      `json:"clocks,omitempty"`
	Liquid    *Liquidation `json:"liquidation,omitempty"` // of the application it goes on from
	// Application is the paper to be signed; of all but an establishment, whose name has to pass first.
	Application *RegForm `json:"application,omitempty"`
}

func (RegistrationBegun) Kind() string { return "RegistrationBegun" }
func (b RegistrationBegun) apply(c *Case, e Event) {
	x := b.BeginRegistration
	c.Procedure, c.Agency, c.Stage, c.OpenedOn, c.Party = ProcRegistration, b.Agency, RegDraft, DateOf(e.OccurredAt), b.Party
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	r := &Registration{Kind: x.RegKind, Subject: x.Subject, Form: x.Form, Founders: x.Founders, Org: x.Org, Channel: x.Channel, Applicant: x.Applicant, EService: x.EService, Was: b.Was, Changed: b.Changed,
		Ground: x.Ground, Forced: x.Forced, Members: x.Members, Officers: x.Officers, Charity: x.Charity, ConsentOn: x.ConsentOn, EventOn: x.EventOn, Late: b.Late, Contact: b.Contact, ReleasedOn: x.ReleasedOn, Continues: x.Continues, Liquid: b.Liquid}
	if x.Items != nil {
		r.Items = *x.Items
	}
	c.Registration = r
	name := r.Items.Name.String()
	if b.Party != nil {
		name = b.Party.Name
	}
	c.Title, c.Handler = r.title(name), b.Contact
	if b.Clock != nil {
		c.startClock(*b.Clock)
	}
	for _, k := range b.Clocks {
		c.startClock(k)
	}
	if b.Liquid != nil {
		c.Stage = RegLiquidating
		if !b.Liquid.EndedOn.IsZero() {
			c.Stage = RegLiquidated
		}
	}
	if b.Application != nil {
		c.issued(b.Application.Paper, e)
	}
	if b.GroupLate {
		c.owePetition(e)
	}
	if b.Homeless {
		c.lead(LeadSupervisor, DateOf(e.OccurredAt), e)
	}
}

// --- before the application

// SignPriorNotice records that founders and donors have signed the notice.
type SignPriorNotice struct {
	Signers []string `json:"signers" minItems:"1" doc:"签署的发起人、举办者、捐资人"`
	Files   []Blob   `json:"files,omitempty" doc:"签署页"`
}

func (SignPriorNotice) Act() string         { return "registration.sign_notice" }
func (x SignPriorNotice) Needs(*Case) Needs { return Needs{Blobs: x.Files} }
func (x SignPriorNotice) Decide(_ *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len(x.Signers) > 0, "signers", "请填写签署人")
	for i, s := range x.Signers {
		bad.need(len([]rune(strings.TrimSpace(s))) >= 2, "signers["+itoa(i)+"]", "请填写姓名或者名称")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	files, err := f.files(x.Files)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&PriorNoticeSigned{x.Signers, files})
}

// PriorNoticeSigned: the notice was signed.
type PriorNoticeSigned struct {
	Signers []string `json:"signers"`
	Files   []File   `json:"files,omitempty"`
}

func (PriorNoticeSigned) Kind() string { return "PriorNoticeSigned" }
func (b PriorNoticeSigned) apply(c *Case, e Event) {
	c.Registration.Notice = &RegPriorNotice{DateOf(e.OccurredAt), b.Signers}
	c.Stage = RegNoticed
	for _, f := range b.Files {
		c.enter([]Evidence{{File: f, Kind: "document", Title: "事先告知书签署页"}}, e)
	}
	c.raise(Task{ID: "name", Kind: "registration.check_name", Title: "核查名称", English: "Check the name", Role: RoleClerk}, e)
}

// CheckName passes the name: free by the register, and looked at by a person. It is reserved for six months (T13), in which the
// founding assembly is held.
type CheckName struct {
	Name    OrgName `json:"name" doc:"名称"`
	Comment string  `json:"comment,omitempty" maxLength:"500" doc:"核查意见"`
	Living  string  `json:"living,omitempty" maxLength:"60" doc:"字号使用自然人姓名的，姓名"`
	Consent bool    `json:"consent,omitempty" doc:"本人已同意，且未受过剥夺政治权利"`
}

func (CheckName) Act() string         { return "registration.check_name" }
func (x CheckName) Needs(*Case) Needs { return Needs{Names: []OrgName{x.Name}} }
func (x CheckName) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.Registration
	var bad faults
	checkName(x.Name, r.Subject, f.Agency, &bad, "name")
	bad.need(x.Living == "" || x.Consent, "consent", "使用自然人姓名作字号的，须本人同意")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if r.Kind == RegChange && (!r.Changes(ItemName) || x.Name != r.Items.Name) {
		return Outcome{}, Refuse("wrong_procedure", artName, "核查的名称不是本次变更申请的名称。", "this is not the name the change asks for")
	}
	if err := freeName(x.Name, f, f.On(), c.ID, CaseID(r.Org)); err != nil {
		return Outcome{}, err
	}
	b := &NameChecked{CheckName: x, Reserved: NameHeld{Name: x.Name, Why: NameReserved, From: f.On()}}
	k, err := f.start(c, "T13", "name", f.On(), 0) // nobody holds a name for longer without applying
	if err != nil {
		return Outcome{}, err
	}
	b.Clock, b.Reserved.Until = &k, k.Due
	if r.Kind == RegEstablish {
		b.Application = r.form(c, f)
	}
	return outcome(b)
}

// NameChecked: the name passed and is reserved.
type NameChecked struct {
	CheckName
	Reserved NameHeld `json:"reserved"`
	Clock    *Clock   `json:"clock,omitempty"`
	// Application is the paper to be signed; of an establishment.
	Application *RegForm `json:"application,omitempty"`
}

func (NameChecked) Kind() string { return "NameChecked" }
func (b NameChecked) apply(c *Case, e Event) {
	r := c.Registration
	h := b.Reserved
	r.Reserved, r.Items.Name = &h, b.Name
	if r.Kind == RegEstablish {
		c.Stage, c.Title = RegNamed, r.title(b.Name.String())
	}
	if b.Clock != nil {
		c.startClock(*b.Clock)
	}
	if b.Application != nil {
		c.issued(b.Application.Paper, e)
	}
	c.done(e, "registration.check_name")
}

// --- the window

// ReceiveApplication takes the file in, with what was handed in, and prints the receipt. From that day five working days run in
// which the bureau must say everything that is missing; if it says nothing, the application is accepted (行政许可法 32 I 4).
type ReceiveApplication struct {
	Materials  []GivenMaterial `json:"materials,omitempty" doc:"收到的材料"`
	AssemblyOn Date            `json:"assembly_on,omitzero" doc:"成立大会（会员大会）之日"`
	Term       *OrgTerm        `json:"term,omitempty" doc:"首届理事会任期"`
}

func (ReceiveApplication) Act() string { return "registration.receive" }
func (x ReceiveApplication) Needs(c *Case) Needs {
	n := Needs{Blobs: materialFiles(x.Materials), Numbers: []string{"R-2"}}
	if r := c.Registration; r != nil && r.Org != "" {
		n.Parties = []PartyID{r.Org}
	}
	return n
}

func materialFiles(in []GivenMaterial) []Blob {
	var out []Blob
	for _, m := range in {
		out = append(out, m.Files...)
	}
	return out
}

func (x ReceiveApplication) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.Registration
	if r.Kind == RegEstablish && !r.Foundation() {
		if c.Stage != RegNamed {
			return Outcome{}, Refuse("prior_notice", "社会组织规范化建设意见（2024年）", "发起人签署事先告知书、名称预登记之后才能收件。", "the prior notice is signed and the name reserved before the application is received")
		}
		if x.AssemblyOn.IsZero() || x.AssemblyOn < r.Reserved.From || x.AssemblyOn > f.On() {
			return Outcome{}, &Error{Code: "invalid_input", Message: "请填写名称预登记之后召开成立大会的日期。", English: "give the day of the founding assembly, after the name was reserved", Fields: []Field{{"assembly_on", "须在名称预登记之后、今天之前"}}}
		}
	}
	if r.Kind == RegChange && r.Changes(ItemName) && r.Reserved == nil {
		return Outcome{}, Refuse("name_unchecked", artName, "变更名称的，先核查名称。", "the new name is checked before the application is received")
	}
	if r.Kind == RegDeregister && c.Stage != RegLiquidated {
		return Outcome{}, Refuse("liquidation", "社会团体登记管理条例第二十条、第二十一条", "清算结束后才能申请注销登记。", "deregistration is asked for when liquidation has ended")
	}
	if o := f.Parties[r.Org].Org; r.Kind == RegDeregister && o != nil {
		if err := o.penaltyOpen(); err != nil {
			return Outcome{}, err
		}
	}
	list, err := given(f.Norms.Materials(r, f.On()), x.Materials, f)
	if err != nil {
		return Outcome{}, err
	}
	k, err := f.start(c, "T01", "tell", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&ApplicationReceived{list, x.AssemblyOn, x.Term, issue(c, f, "R-2", "收件凭证"), k})
}

// given enters what was handed in into the list.
func given(list []RegMaterial, in []GivenMaterial, f *Facts) ([]RegMaterial, error) {
	list = slices.Clone(list)
	for i, m := range in {
		at := slices.IndexFunc(list, func(l RegMaterial) bool { return l.Key == m.Key })
		if at < 0 {
			return nil, &Error{Code: "invalid_input", Message: "材料清单中没有“" + m.Key + "”。", English: "there is no such material in the list", Fields: []Field{{"materials[" + itoa(i) + "].key", "材料清单中没有这一项"}}}
		}
		if f.Actor == Applicant && len(m.Files) == 0 { // nobody saw a paper: what is handed in online is a file
			return nil, &Error{Code: "invalid_input", Message: "请上传“" + list[at].Title + "”。", English: "upload the file", Fields: []Field{{"materials[" + itoa(i) + "].files", "请上传文件"}}}
		}
		files, err := f.files(m.Files)
		if err != nil {
			return nil, err
		}
		l := &list[at]
		l.State, l.Pages, l.Original, l.On, l.Note = MaterialGiven, m.Pages, m.Original, f.On(), ""
		l.Files = append(slices.Clip(l.Files), files...)
	}
	return list, nil
}

// ApplicationReceived: the file was taken in.
type ApplicationReceived struct {
	Materials  []RegMaterial `json:"materials"`
	AssemblyOn Date          `json:"assembly_on,omitzero"`
	Term       *OrgTerm      `json:"term,omitempty"`
	Document   Document      `json:"document"`
	Clock      Clock         `json:"clock"`
}

func (ApplicationReceived) Kind() string { return "ApplicationReceived" }
func (b ApplicationReceived) apply(c *Case, e Event) {
	r := c.Registration
	on := DateOf(e.OccurredAt)
	r.Materials, r.AssemblyOn, r.Term, r.ReceivedOn = b.Materials, b.AssemblyOn, b.Term, on
	if r.Contact == "" && e.Actor != Applicant {
		r.Contact, c.Handler = e.Actor, e.Actor
	}
	if r.Reserved != nil {
		r.Reserved.Until = 0 // held as long as the application is open
	}
	for _, k := range []string{"name", "apply", "file", "supervisor"} {
		if k := c.running(k); k != nil {
			k.Meet(on)
		}
	}
	c.Stage = RegReceived
	c.issued(b.Document, e)
	c.startClock(b.Clock)
	c.material(b.Materials, e)
	c.raise(c.under("tell", Task{ID: "accept", Kind: "registration.accept", Title: "审查材料是否齐全：受理，或者一次性告知补正", English: "Check the materials: accept, or tell all gaps at once", Role: RoleClerk, Person: c.Handler}), e)
}

// material enters the files of materials in the register of the file, so that they can be read through it.
func (c *Case) material(ms []RegMaterial, e Event) {
	for _, m := range ms {
		for _, f := range m.Files {
			if !slices.ContainsFunc(c.Evidence, func(x Evidence) bool { return x.Hash == f.Hash }) {
				c.enter([]Evidence{{File: f, Kind: "document", Title: m.Title}}, e)
			}
		}
	}
}

// RejectApplication refuses to accept: the wrong office, or nothing that needs a registration (行政许可法 32 I 1, 2).
type RejectApplication struct {
	Reason string `json:"reason" enum:"wrong_office,not_a_permit,false_material" doc:"不属于本机关职权，依法不需要许可，隐瞒情况或者提供虚假材料"`
	Where  string `json:"where,omitempty" maxLength:"200" doc:"应当向哪个机关申请"`
	Text   string `json:"text" minLength:"2" maxLength:"2000" doc:"理由"`
	Handing
}

func (RejectApplication) Act() string       { return "registration.reject" }
func (RejectApplication) Needs(*Case) Needs { return Needs{Numbers: []string{"R-4n"}} }
func (x RejectApplication) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(slices.Contains([]string{"wrong_office", "not_a_permit", "false_material"}, x.Reason), "reason", "请选择理由")
	bad.need(x.Reason != "wrong_office" || strings.TrimSpace(x.Where) != "", "where", "请写明应当向哪个机关申请")
	bad.need(strings.TrimSpace(x.Text) != "", "text", "请写明理由")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&ApplicationRejected{x, c.Registration.hand(f, issue(c, f, "R-4n", "不予受理通知书"), x.Handing), permitRemedies(f)})
}

// permitRemedies is the text on remedies for a refusal (行政许可法 38 II; 行政复议法, 行政诉讼法).
func permitRemedies(f *Facts) string { return RemediesText(false, f.On(), f.Agency) }

// ApplicationRejected: it was refused at the window.
type ApplicationRejected struct {
	RejectApplication
	Document Document `json:"document"`
	Remedies string   `json:"remedies"`
}

func (ApplicationRejected) Kind() string { return "ApplicationRejected" }
func (b ApplicationRejected) apply(c *Case, e Event) {
	c.meet("tell", DateOf(e.OccurredAt))
	c.close(e, RegRejected, "rejected")
	c.issued(b.Document, e) // it is served when the file is closed
	if b.Reason == "false_material" {
		c.lead(LeadFraud, DateOf(e.OccurredAt), e)
	}
}

// ListGaps tells the applicant everything that is missing or flawed, once (行政许可法 32 I 4, 72 IV).
type ListGaps struct {
	Gaps []RegGap `json:"gaps" minItems:"1" doc:"全部需要补正的内容"`
	Days int      `json:"days,omitempty" minimum:"0" maximum:"60" doc:"补正期限（工作日），空为规则的天数"`
	Handing
}

func (ListGaps) Act() string       { return "registration.list_gaps" }
func (ListGaps) Needs(*Case) Needs { return Needs{Numbers: []string{"R-3"}} }
func (x ListGaps) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.Registration
	if r.Gaps != nil {
		return Outcome{}, Refuse("told_once", "行政许可法第三十二条第一款第四项、第七十二条", "补正内容已于%[1]s一次性告知，不得再次要求补正。", "all gaps were told on %[1]s; a second list is not allowed", r.Gaps.On)
	}
	if r.Foundation() {
		return Outcome{}, wrongOffice()
	}
	var bad faults
	bad.need(len(x.Gaps) > 0, "gaps", "请列明需要补正的全部内容")
	for i, g := range x.Gaps {
		bad.need(r.material(g.Key) != nil, "gaps["+itoa(i)+"].key", "材料清单中没有这一项")
		bad.need(len([]rune(strings.TrimSpace(g.What))) >= 2, "gaps["+itoa(i)+"].what", "请写明怎样补正")
	}
	for _, m := range r.Materials { // what is missing and required must be on the one list: there is no second
		listed := slices.ContainsFunc(x.Gaps, func(g RegGap) bool { return g.Key == m.Key })
		bad.need(listed || m.Optional || m.State != MaterialMissing, "gaps", "还缺“"+m.Title+"”，须一并告知")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	k, err := f.start(c, "T05", "supplement", f.On(), x.Days)
	if err != nil {
		return Outcome{}, err
	}
	d := r.hand(f, issue(c, f, "R-3", "一次性告知补正通知书"), x.Handing)
	b := &GapsListed{RegGaps: RegGaps{f.On(), x.Gaps, k.Term.N, ""}, Document: d}
	if d.reached() { // otherwise the days run from the service
		b.Clock = k
	}
	return outcome(b)
}

func wrongOffice() error {
	return Refuse("wrong_office", "基金会管理条例第六条；行政许可法第三十二条第一款第二项", "县级民政部门不登记基金会，请作不予受理决定，告知申请人向省级民政部门申请。", "a county bureau registers no foundations; refuse to accept and name the provincial department")
}

// GapsListed: everything missing was told.
type GapsListed struct {
	RegGaps  RegGaps  `json:"gaps"`
	Document Document `json:"document"`
	Clock    Clock    `json:"clock,omitzero"` // none while the notice has not been served
}

func (GapsListed) Kind() string { return "GapsListed" }
func (b GapsListed) apply(c *Case, e Event) {
	r := c.Registration
	g := b.RegGaps
	g.Document = b.Document.ID
	r.Gaps = &g
	for _, x := range g.Gaps {
		if m := r.material(x.Key); m != nil {
			m.Note = x.What
			if m.State == MaterialGiven {
				m.State = MaterialFlawed
			}
		}
	}
	c.Stage = RegDeficient
	c.meet("tell", DateOf(e.OccurredAt))
	c.issued(b.Document, e)
	if b.Clock.ID != "" {
		c.startClock(b.Clock)
	}
	c.done(e, "registration.accept")
	c.raise(c.under("supplement", Task{ID: "supplement", Kind: "registration.supplement", Title: "等待申请人补正", English: "Waiting for the applicant", Person: c.Handler, Role: RoleClerk}), e)
}

// SupplementMaterials hands in what was asked for. With the last of it the application is accepted: nothing further may be asked.
type SupplementMaterials struct {
	Materials []GivenMaterial `json:"materials" minItems:"1" doc:"补正的材料"`
	Handing
}

func (SupplementMaterials) Act() string { return "registration.supplement" }
func (x SupplementMaterials) Needs(c *Case) Needs {
	return c.lateClue(Needs{Blobs: materialFiles(x.Materials), Numbers: []string{"R-4"}})
}
func (x SupplementMaterials) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.Registration
	if len(x.Materials) == 0 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请选择补正的材料。", English: "choose the materials", Fields: []Field{{"materials", "请选择补正的材料"}}}
	}
	list, err := given(r.Materials, x.Materials, f)
	if err != nil {
		return Outcome{}, err
	}
	if c.Stage != RegDeficient { // what was promised for later
		return outcome(&MaterialsSupplemented{Materials: list})
	}
	gaps := r.Gaps.Gaps
	if n := len(r.MoreGaps); n > 0 {
		gaps = r.MoreGaps[n-1].Gaps
	}
	for _, g := range gaps {
		if m := list[slices.IndexFunc(list, func(m RegMaterial) bool { return m.Key == g.Key })]; m.State != MaterialGiven {
			return outcome(&MaterialsSupplemented{Materials: list})
		}
	}
	acc, err := r.accepted(c, f, f.On(), nil, x.Handing)
	if err != nil {
		return Outcome{}, err
	}
	return c.withLateClue(f, &MaterialsSupplemented{Materials: list}, acc)
}

// MaterialsSupplemented: materials were handed in afterwards.
type MaterialsSupplemented struct {
	Materials []RegMaterial `json:"materials"`
}

func (MaterialsSupplemented) Kind() string { return "MaterialsSupplemented" }
func (b MaterialsSupplemented) apply(c *Case, e Event) {
	r := c.Registration
	r.Materials = b.Materials
	c.material(b.Materials, e)
	r.Promised = slices.DeleteFunc(slices.Clone(r.Promised), func(k string) bool { m := r.material(k); return m != nil && m.State == MaterialGiven })
	if len(r.Promised) == 0 {
		c.meet("promise", DateOf(e.OccurredAt))
	}
	if m := r.consent(); m != nil && m.State == MaterialGiven && r.ConsentLost != nil { // another unit, or the same again, consents
		r.ConsentLost.BackOn = DateOf(e.OccurredAt)
		c.meet("supervisor", DateOf(e.OccurredAt))
	}
}

// AcceptApplication accepts: everything is there, or what is missing may be promised (容缺受理).
type AcceptApplication struct {
	Promised []string `json:"promised,omitempty" doc:"申请人承诺补齐的非主要材料"`
	Promise  Blob     `json:"promise,omitempty" doc:"申请人签字的承诺书"`
	Handing
}

func (AcceptApplication) Act() string { return "registration.accept" }
func (x AcceptApplication) Needs(c *Case) Needs {
	n := c.lateClue(Needs{Numbers: []string{"R-4"}})
	if r := c.Registration; r != nil && r.Org != "" && len(x.Promised) > 0 {
		n.Parties = []PartyID{r.Org}
	}
	if x.Promise != "" {
		n.Blobs = []Blob{x.Promise}
	}
	return n
}
func (x AcceptApplication) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.Registration
	if r.Foundation() {
		return Outcome{}, wrongOffice()
	}
	var bad faults
	for i, k := range x.Promised {
		m := r.material(k)
		bad.need(m != nil, "promised["+itoa(i)+"]", "材料清单中没有这一项")
		bad.need(m == nil || !m.Main, "promised["+itoa(i)+"]", "主要材料不能容缺")
	}
	bad.need(len(x.Promised) == 0 || x.Promise != "", "promise", "容缺受理须有申请人签字的承诺书")
	for _, m := range r.Materials {
		bad.need(m.Optional || m.State == MaterialGiven || slices.Contains(x.Promised, m.Key), "materials", "缺“"+m.Title+"”：请一次性告知补正，或者按容缺受理")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if o := f.Parties[r.Org].Org; len(x.Promised) > 0 && o != nil && o.Listed("severe") != nil {
		return Outcome{}, Refuse("not_trusted", "容缺受理制度", "列入严重违法失信名单的，信用修复前不适用容缺受理。", "what is on the list of grave dishonesty is not trusted with a promise until its credit is repaired")
	}
	b, err := r.accepted(c, f, f.On(), x.Promised, x.Handing)
	if err != nil {
		return Outcome{}, err
	}
	if x.Promise != "" {
		files, err := f.files([]Blob{x.Promise})
		if err != nil {
			return Outcome{}, err
		}
		b.Promise = &Evidence{File: files[0], Kind: "document", Title: "容缺受理承诺书"}
	}
	return c.withLateClue(f, b)
}

// accepted makes the event of acceptance with the clocks that begin on the day.
func (r *Registration) accepted(c *Case, f *Facts, on Date, promised []string, h Handing) (*ApplicationAccepted, error) {
	ks, err := r.decideClocks(f, on)
	if err != nil {
		return nil, err
	}
	if len(promised) > 0 {
		k, err := f.start(c, "T05", "promise", on, 0)
		if err != nil {
			return nil, err
		}
		ks = append(ks, k)
	}
	d := r.hand(f, issue(c, f, "R-4", "受理通知书"), h)
	return &ApplicationAccepted{Promised: promised, Document: &d, Clocks: ks}, nil
}

// countedFrom is the day from which the time to decide runs. For an establishment it is that on which all valid documents were there (社团 12,
// 民非 11), which may be before the acceptance; what was promised for later is not waited for (unconfirmed, registration.md §11 U11). Everything
// else runs from the acceptance (行政许可法 42, 慈善法 10).
func (r *Registration) countedFrom(law Rule, on Date) Date {
	if r.Kind != RegEstablish || r.Charity || law.ID == "T02c" || !r.AcceptedOn.IsZero() || r.ReceivedOn.IsZero() {
		return on
	}
	there := r.ReceivedOn
	for _, m := range r.Materials {
		if m.Optional {
			continue
		}
		if m.State != MaterialGiven {
			return on
		}
		there = max(there, m.On)
	}
	return min(there, on)
}

// decideClocks are the limit of the law for the decision, and the promised one beside it.
func (r *Registration) decideClocks(f *Facts, on Date) ([]Clock, error) {
	law, err := f.Rules.Limit(r, LimitByLaw, on)
	if err != nil {
		return nil, err
	}
	ks := []Clock{StartClock(f.Calendar, law, "decide", r.countedFrom(law, on))}
	promise, err := f.Rules.Limit(r, LimitByPromise, on)
	if CodeOf(err) == "rule_unknown" { // nothing is promised for it
		return ks, nil
	}
	if err != nil {
		return nil, err
	}
	return append(ks, StartClock(f.Calendar, promise, "promised", on)), nil
}

// ApplicationAccepted: it counts as accepted.
type ApplicationAccepted struct {
	Promised []string  `json:"promised,omitempty"`
	Document *Document `json:"document,omitempty"`
	Clocks   []Clock   `json:"clocks"`
	Promise  *Evidence `json:"promise,omitempty"` // the letter in which the applicant promises
}

func (ApplicationAccepted) Kind() string { return "ApplicationAccepted" }
func (b ApplicationAccepted) apply(c *Case, e Event) {
	r := c.Registration
	for _, k := range b.Promised {
		r.material(k).State = MaterialPromised
	}
	r.Promised = b.Promised
	if b.Promise != nil {
		c.enter([]Evidence{*b.Promise}, e)
	}
	if b.Document != nil {
		c.issued(*b.Document, e)
	}
	c.meet("tell", DateOf(e.OccurredAt))
	c.meet("supplement", DateOf(e.OccurredAt))
	c.acceptedOn(DateOf(e.OccurredAt), b.Clocks, e)
}

// acceptedOn lets the file stand accepted from the day.
func (c *Case) acceptedOn(on Date, clocks []Clock, e Event) {
	c.Registration.AcceptedOn, c.Stage = on, RegAccepted
	for _, k := range clocks {
		c.startClock(k)
	}
	c.done(e, "registration.accept", "registration.supplement", "look")
	c.raise(c.under("decide", Task{ID: "assign", Kind: "registration.assign", Title: "分办：确定两名审查人员", English: "Assign two reviewers", Role: RoleSection}), e)
	if c.Registration.Late {
		c.lead(LeadChange, DateOf(e.OccurredAt), e)
	}
}

// IssueAcceptance gives the paper to an application that silence has accepted: acceptance is told in writing whoever brought it about.
type IssueAcceptance struct{ Handing }

func (IssueAcceptance) Act() string       { return "registration.issue_acceptance" }
func (IssueAcceptance) Needs(*Case) Needs { return Needs{Numbers: []string{"R-4"}} }

// Decide issues the notice of acceptance (行政许可法 32 II). The day of acceptance is that of the receipt.
func (x IssueAcceptance) Decide(c *Case, f *Facts) (Outcome, error) {
	return outcome(&AcceptanceIssued{c.Registration.hand(f, issue(c, f, "R-4", "受理通知书"), x.Handing)})
}

// AcceptanceIssued: the notice of acceptance was given for an application that silence accepted.
type AcceptanceIssued struct {
	Document Document `json:"document"`
}

func (AcceptanceIssued) Kind() string { return "AcceptanceIssued" }
func (b AcceptanceIssued) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	c.done(e, "registration.issue_acceptance")
}

// owesAcceptance says whether silence accepted it and nobody has yet said so in writing.
func owesAcceptance(c *Case) bool {
	return c.Registration.Deemed && !slices.ContainsFunc(c.Documents, func(d Document) bool { return d.Type == "R-4" })
}

// WithdrawApplication takes the application back, before it is decided.
type WithdrawApplication struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (WithdrawApplication) Act() string { return "registration.withdraw" }

// Needs asks for the organization that liquidates: it goes on when the application is taken back. A meeting that has it on its agenda
// is told that there is nothing left to discuss.
func (WithdrawApplication) Needs(c *Case) Needs {
	n := Needs{Pending: c.ID}
	if r := c.Registration; r != nil && r.Liquid != nil && r.Org != "" {
		n.Others = []CaseID{CaseID(r.Org)}
	}
	return n
}

// Decide lets an organization that liquidates by its own will go on: it is active again. A revoked one stays revoked.
func (x WithdrawApplication) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	out, err := f.untabled(c.ID, "申请人撤回申请", &ApplicationWithdrawn{x})
	if err != nil {
		return Outcome{}, err
	}
	r := c.Registration
	if o := f.org(r.Org); o != nil && o.LiquidatedBy == c.ID {
		status := OrgActive
		switch {
		case o.Status == OrgRevoked:
			status = OrgRevoked
		case o.StoppedUntil >= f.On():
			status = OrgStopped
		}
		if r.Liquid != nil && r.Liquid.ByCourt != "" {
			return Outcome{}, Refuse("by_court", artLiquidation, "法院指定清算组清算的，不能撤回。", "a liquidation by a group the court named cannot be taken back")
		}
		out.Tells = append(out.Tells, Telling{CaseID(r.Org), []Body{&OrganizationStatusSet{Status: status, On: f.On(), Why: "撤回注销申请", File: c.ID, Until: o.StoppedUntil}}})
	}
	return out, nil
}

// ApplicationWithdrawn: the applicant took it back.
type ApplicationWithdrawn struct{ WithdrawApplication }

func (ApplicationWithdrawn) Kind() string             { return "ApplicationWithdrawn" }
func (b ApplicationWithdrawn) apply(c *Case, e Event) { c.close(e, RegWithdrawn, "withdrawn") }

// --- what time does

func regBegins(c *Case, clock string, k *Clock, f *Facts) ([]Clock, error) {
	if clock == "tell" && !c.Registration.Foundation() { // silence: accepted as of the day it was received, and the limit runs from there
		return c.Registration.decideClocks(f, k.From)
	}
	if base, _, _ := strings.Cut(k.ID, "#"); base == "notice" {
		return c.regNoticeBegins(k, f)
	}
	return nil, nil
}

// regExpired does what the table of registration.md §9.0 says. A clock of the bureau whose expiry escalates (decide, promised,
// deliver, hold) runs on until it is met: its instants after the due day tell the superiors.
func regExpired(c *Case, clock string, k *Clock, b InstantPassed, e Event) {
	r := c.Registration
	alarm := func(t Task) { t.Kind, t.Due, t.Clock = "look", b.Due, ""; c.raise(t, e) }
	switch clock {
	case "tell":
		if r.Foundation() { // silence gives no competence: it must still be told where to apply
			alarm(Task{ID: "foundation", Title: "基金会登记不属于本机关职权，五个工作日内未告知，请立即作不予受理决定", English: "Not our office, and nobody said so in five days: refuse to accept now", Role: RoleSection})
			return
		}
		k.Lapse(b.Due)
		r.Deemed = true
		ks := b.More
		if b.Starts != nil {
			ks = append([]Clock{*b.Starts}, b.More...)
		}
		c.acceptedOn(k.From, ks, e)
		c.raise(Task{ID: "acceptance", Kind: "registration.issue_acceptance", Title: "已依法视为受理，出具受理通知书", English: "Accepted by law: issue the notice of acceptance", Person: c.Handler, Role: RoleClerk}, e)
	case "notice":
		c.regNoticeRanOut(k, b, e)
	case "name":
		k.Lapse(b.Due)
		c.close(e, RegLapsed, "name_expired")
	case "supplement":
		k.Lapse(b.Due)
		c.close(e, RegLapsed, "not_supplemented")
	case "promise":
		k.Lapse(b.Due)
		c.close(e, RegLapsed, "promise_broken")
	case "apply": // accepted all the same when it comes
		k.Lapse(b.Due)
		r.Late = true
		c.lead(LeadChange, b.Due.AddDays(1), e)
	case "supervisor":
		k.Lapse(b.Due)
		c.lead(LeadSupervisor, b.Due.AddDays(1), e)
	case "file":
		k.Lapse(b.Due)
		c.lead(LeadEnd, b.Due.AddDays(1), e)
	case "group": // 慈善法 17: the civil affairs department asks the court
		k.Lapse(b.Due)
		c.owePetition(e)
	case "creditors", "newspaper": // deregistration stays barred until it is done
		k.Lapse(b.Due)
		alarm(Task{ID: "creditors", Title: "“" + k.Title + "”已于" + b.Due.String() + "届满；通知、公告之前不予注销", English: "Creditors were not told in time: no deregistration before", Person: c.Handler, Role: RoleSection})
	case "claims":
		k.Lapse(b.Due)
		if c.running("claims") == nil && c.Stage == RegLiquidating {
			c.raise(Task{ID: "end_liquidation", Kind: "registration.end_liquidation", Title: "债权申报期满，等待清算报告", English: "The time for claims is over: await the report", Person: c.Handler, Role: RoleClerk}, e)
		}
	case "ask": // nobody asked for a hearing
		k.Lapse(b.Due)
		if h := r.Hearing; h != nil && h.Ended == "" && h.AskedOn.IsZero() {
			h.Ended = LicenceNotAsked
		}
	}
}

// owePetition has the section ask the court for a liquidation group (慈善法 17).
func (c *Case) owePetition(e Event) {
	c.raise(Task{ID: "petition", Kind: "registration.petition_court", Title: "逾期未成立清算组，申请法院指定", English: "No liquidation group: petition the court", Role: RoleSection}, e)
}

// beforeRegDecision are the stages in which the application may be taken back.
var beforeRegDecision = []Stage{RegDraft, RegNoticed, RegNamed, RegLiquidating, RegLiquidated, RegReceived, RegDeficient, RegAccepted, RegReview, RegPaused, RegLegal, RegDiscuss, RegToDecide}

func init() {
	expiries[ProcRegistration] = expiry{begins: regBegins, apply: regExpired}
	Steps[ProcRegistration] = []Stage{RegReceived, RegAccepted, RegReview, RegToDecide, RegGranted, RegCertified, RegClosed}
	maps.Copy(stageTitles, map[Stage][2]string{
		RegDraft: {"拟申请", "Drafted"}, RegNoticed: {"已签事先告知书", "Prior notice signed"}, RegNamed: {"名称已预登记", "Name reserved"}, RegLiquidating: {"清算中", "Liquidating"},
		RegLiquidated: {"清算结束", "Liquidated"}, RegReceived: {"已收件", "Received"}, RegDeficient: {"待补正", "To be supplemented"}, RegAccepted: {"已受理", "Accepted"},
		RegReview: {"审查中", "Under review"}, RegPaused: {"暂停计时", "Paused"}, RegLegal: {"法制审核", "Legality review"}, RegDiscuss: {"待集体讨论", "To be discussed"},
		RegToDecide: {"待决定", "To be decided"}, RegGranted: {"准予登记", "Granted"}, RegCertified: {"已制证", "Certified"}, RegRefused: {"不予登记", "Refused"},
		RegClosed: {"已办结", "Closed"}, RegRejected: {"不予受理", "Rejected"}, RegWithdrawn: {"已撤回", "Withdrawn"}, RegLapsed: {"已退件", "Lapsed"},
	})
	act[BeginRegistration](Spec{Procedure: ProcRegistration, Opens: true, Title: "登记申请", English: "Begin an application", Article: "行政许可法第二十九条"})
	act[SignPriorNotice](Spec{Procedure: ProcRegistration, Stages: []Stage{RegDraft}, Possible: func(c *Case) bool { return c.Registration.Kind == RegEstablish && !c.Registration.Foundation() },
		Title: "签署事先告知书", English: "Sign the prior notice", Article: "关于加强社会组织规范化建设的意见（2024年）"})
	act[CheckName](Spec{Procedure: ProcRegistration, Stages: []Stage{RegDraft, RegNoticed}, Possible: func(c *Case) bool {
		r := c.Registration
		return c.Stage == RegNoticed || r.Kind == RegChange && r.Changes(ItemName) && r.Reserved == nil
	}, Title: "核查名称", English: "Check the name", Article: artName, Starts: "名称预登记，有效期六个月"})
	act[ReceiveApplication](Spec{Procedure: ProcRegistration, Stages: []Stage{RegDraft, RegNamed, RegLiquidated}, Title: "收件", English: "Receive the application", Article: artAccept, Starts: "五个工作日内一次性告知补正，逾期不告知的自收到之日起即为受理"})
	act[RejectApplication](Spec{Procedure: ProcRegistration, Stages: []Stage{RegReceived}, Title: "不予受理", English: "Refuse to accept", Article: artAccept, Starts: "生成《不予受理通知书》"})
	act[ListGaps](Spec{Procedure: ProcRegistration, Stages: []Stage{RegReceived}, Title: "一次性告知补正", English: "Tell all gaps at once", Article: artAccept, Starts: "生成《补正通知书》，补正期限起算"})
	act[SupplementMaterials](Spec{Procedure: ProcRegistration, Stages: []Stage{RegDeficient, RegAccepted, RegReview, RegPaused, RegLegal, RegDiscuss, RegToDecide},
		Possible: func(c *Case) bool { return c.Registration.mayHandIn(c.Stage) }, Title: "补正材料", English: "Supplement", Article: artAccept, Starts: "全部补正即受理，办理期限起算"})
	act[AcceptApplication](Spec{Procedure: ProcRegistration, Stages: []Stage{RegReceived}, Title: "受理", English: "Accept", Article: artAccept, Starts: "生成《受理通知书》，法定期限和承诺期限起算"})
	act[IssueAcceptance](Spec{Procedure: ProcRegistration, Stages: []Stage{RegAccepted, RegReview, RegPaused, RegLegal, RegDiscuss, RegToDecide}, Possible: owesAcceptance,
		Title: "出具受理通知书", English: "Issue the notice of acceptance", Article: artAccept + "第二款", Starts: "生成《受理通知书》；受理之日仍为收件之日"})
	act[WithdrawApplication](Spec{Procedure: ProcRegistration, Stages: beforeRegDecision, Title: "撤回申请", English: "Withdraw"})
	event[RegistrationBegun]()
	event[PriorNoticeSigned]()
	event[NameChecked]()
	event[ApplicationReceived]()
	event[AcceptanceIssued]()
	event[ApplicationRejected]()
	event[GapsListed]()
	event[MaterialsSupplemented]()
	event[ApplicationAccepted]()
	event[ApplicationWithdrawn]()
}
