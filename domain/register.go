package domain

import (
	"cmp"
	"slices"
	"strings"
)

// This file holds what is done to the register of social organizations beside registration itself: organizations that were
// registered on paper are entered, officers, seals, accounts and charters are put on file (备案), branches, members, terms and
// elections, the charity mark, activities and the penalties of other departments are recorded, and an organization that was
// entered twice is put together. registration.md §1.2, §1.7, §2.4, §4.1.

const (
	artUSCC     = "GB 32100-2015、GB 11714"
	artFiling   = "社会团体登记管理条例第十六条；民办非企业单位登记管理暂行条例第十四条"
	artBranch   = "社会团体登记管理条例第十七条；民办非企业单位登记管理暂行条例第十三条"
	artBranches = "社会组织名称管理办法（民政部令第69号）第十七条"
	artElection = "社会团体登记管理条例第二十七条；社会组织章程"
	artRegister = "社会团体登记管理条例第十二条；民办非企业单位登记管理暂行条例第十二条"
)

// OrgHistory is what is entered of an organization's past together with it.
type OrgHistory struct {
	Branches   []OrgBranch   `json:"branches,omitempty" maxItems:"200" doc:"分支、代表机构（社会团体）"`
	Filings    []OrgFiling   `json:"filings,omitempty" maxItems:"50" doc:"印章、账号、章程的备案"`
	Checks     []PastCheck   `json:"checks,omitempty" maxItems:"40" doc:"以往年度的年检结论"`
	Penalties  []OrgPenalty  `json:"penalties,omitempty" maxItems:"50" doc:"以往的行政处罚"`
	Activities []OrgActivity `json:"activities,omitempty" maxItems:"100" doc:"以往的活动"`
}

// PastCheck is the conclusion of the annual check of a year that is over.
type PastCheck struct {
	Year       int    `json:"year" minimum:"1989" maximum:"2200" doc:"检查年度"`
	Conclusion string `json:"conclusion" enum:"passed,fair,failed,missed,exempt" doc:"合格，基本合格，不合格，未参加，不参加本年度"`
	FiledOn    Date   `json:"filed_on,omitzero" doc:"报送之日"`
	Activity   bool   `json:"activity,omitempty" doc:"报告中载明当年开展过活动"`
}

// EnteredCertificate is the certificate an organization has on paper.
type EnteredCertificate struct {
	Number     string `json:"number" minLength:"1" maxLength:"60" doc:"证书编号"`
	IssuedOn   Date   `json:"issued_on" doc:"发证日期"`
	ValidUntil Date   `json:"valid_until,omitzero" doc:"有效期至"`
}

// EnterOrganization enters an organization that was registered before there was this register, from its paper file. It is
// no registration: nothing is decided and no code is given.
type EnterOrganization struct {
	Kind         PartyKind           `json:"kind" enum:"association,service_org" doc:"社会团体，社会服务机构（民办非企业单位）"`
	Form         string              `json:"form,omitempty" enum:"legal_person,partnership,individual" doc:"民办非企业单位的形式"`
	Items        OrgItems            `json:"items" doc:"登记事项"`
	USCC         string              `json:"uscc,omitempty" maxLength:"18" doc:"统一社会信用代码"`
	NoCode       string              `json:"no_code,omitempty" maxLength:"200" doc:"没有统一社会信用代码的原因，如从未换发证书"`
	RegisteredOn Date                `json:"registered_on" doc:"成立登记之日"`
	Status       string              `json:"status,omitempty" enum:"active,stopped,revoked,deregistered" doc:"存续（默认）、停止活动、已撤销、已注销"`
	StatusOn     Date                `json:"status_on,omitzero" doc:"停止、撤销、注销之日"`
	Phone        string              `json:"phone,omitempty" maxLength:"30" doc:"联系电话"`
	Certificate  *EnteredCertificate `json:"certificate,omitempty" doc:"登记证书"`
	Officers     []OrgOfficer        `json:"officers,omitempty" maxItems:"100" doc:"负责人"`
	Term         *OrgTerm            `json:"term,omitempty" doc:"本届任期"`
	Members      *OrgMembers         `json:"members,omitempty" doc:"会员数（社会团体）"`
	Charity      *OrgCharity         `json:"charity,omitempty" doc:"慈善组织"`
	History      *OrgHistory         `json:"history,omitempty" doc:"以往的备案、年检、处罚、活动"`
	SameName     string              `json:"same_name,omitempty" maxLength:"200" doc:"名称与他人重复而原登记即如此的，说明情况"`
	Source       string              `json:"source,omitempty" maxLength:"200" doc:"依据的纸质登记簿、档案号"`
}

func (EnterOrganization) Act() string { return "party.enter_organization" }

// Needs asks who holds the name.
func (x EnterOrganization) Needs(*Case) Needs {
	n := Needs{Names: []OrgName{x.Items.Name}}
	if x.Certificate != nil {
		n.Certificate = CertificateKey(x.Certificate.Number)
	}
	if x.History != nil {
		for _, k := range x.History.Filings {
			n.Blobs = append(n.Blobs, k.Files...)
		}
	}
	return n
}

// Check names every fault of the entry by itself; the import uses it for its dry run. on is the day of the entry.
func (x EnterOrganization) Check(a Agency, on Date) error {
	var bad faults
	x.faults(a, on, &bad)
	return bad.err()
}

func (x EnterOrganization) faults(a Agency, on Date, bad *faults) {
	bad.need(x.Kind != PartyFoundation, "kind", "基金会由省级以上民政部门登记（基金会管理条例第六条），不载入本机关登记簿")
	bad.need(x.Kind == PartyAssociation || x.Kind == PartyServiceOrg || x.Kind == PartyFoundation, "kind", "请选择社会团体或者社会服务机构")
	bad.need(x.Form == "" || x.Kind == PartyServiceOrg && slices.Contains([]string{"legal_person", "partnership", "individual"}, x.Form), "form", "只有民办非企业单位分法人、合伙、个体")
	x.Items.foundFaults(a, bad)
	codeFaults(x.USCC, x.Kind, bad)
	bad.need(x.USCC != "" || strings.TrimSpace(x.NoCode) != "", "uscc", "请填写统一社会信用代码；没有的，写明原因")
	bad.need(!x.RegisteredOn.IsZero() && x.RegisteredOn <= on, "registered_on", "请填写成立登记之日，不晚于今天")
	bad.need(slices.Contains([]string{"", OrgActive, OrgStopped, OrgRevoked, OrgDeregistered}, x.Status), "status", "没有这个状态")
	if x.Status != "" && x.Status != OrgActive {
		bad.need(!x.StatusOn.IsZero() && x.StatusOn >= x.RegisteredOn && x.StatusOn <= on, "status_on", "请填写停止、撤销、注销之日，不早于成立登记，不晚于今天")
	}
	if k := x.Certificate; k != nil {
		bad.need(strings.TrimSpace(k.Number) != "", "certificate.number", "请填写证书编号")
		bad.need(!k.IssuedOn.IsZero() && k.IssuedOn <= on, "certificate.issued_on", "请填写发证日期，不晚于今天")
		bad.need(k.ValidUntil.IsZero() || k.ValidUntil >= k.IssuedOn, "certificate.valid_until", "有效期早于发证日期")
	}
	officerFaults(x.Officers, "officers", bad)
	termFaults(x.Term, "term", bad)
	memberFaults(x.Members, x.Kind, on, "members", bad)
	charityFaults(x.Charity, on, "charity", bad)
	if h := x.History; h != nil {
		bad.need(len(h.Branches) == 0 || x.Kind == PartyAssociation, "history.branches", "民办非企业单位不得设立分支机构")
		for i, k := range h.Checks {
			bad.need(k.Year >= 1989 && k.Year < on.Year(), "history.checks["+itoa(i)+"].year", "年度应为已经过去的年度")
			bad.need(slices.Contains([]string{CheckPassed, CheckFair, CheckFailed, CheckMissed, CheckExempt}, k.Conclusion), "history.checks["+itoa(i)+"].conclusion", "没有这个结论")
			bad.need(!slices.ContainsFunc(h.Checks[:i], func(o PastCheck) bool { return o.Year == k.Year }), "history.checks["+itoa(i)+"].year", "同一年度出现两次")
		}
		for i, p := range h.Penalties {
			penaltyFaults(p, on, "history.penalties["+itoa(i)+"]", bad)
		}
		for i, a := range h.Activities {
			activityFaults(a, on, "history.activities["+itoa(i)+"]", bad)
		}
		for i, k := range h.Filings {
			bad.need(k.What != "" && k.What != "officers" && filingTitles[k.What] != "", "history.filings["+itoa(i)+"].what", "应为印章、账号或者章程")
			bad.need(!k.On.IsZero() && k.On <= on, "history.filings["+itoa(i)+"].on", "请填写备案日期，不晚于今天")
		}
	}
}

// foundFaults are the faults of registered items as they are found: an old name need not follow the rules of today.
func (i OrgItems) foundFaults(a Agency, bad *faults) {
	n := len([]rune(i.Name.String()))
	bad.need(strings.TrimSpace(i.Name.Field) != "" && n >= 4 && n <= 60, "items.name", "请填写名称，4至60个字")
	bad.need(strings.TrimSpace(i.Address) != "", "items.address", "请填写住所")
	bad.need(i.Township == "" || len(a.Townships) == 0 || contains(a.Townships, i.Township), "items.township", "没有这个乡镇（街道）")
	bad.need(strings.TrimSpace(i.Purpose) != "", "items.purpose", "请填写宗旨")
	bad.need(strings.TrimSpace(i.Scope) != "", "items.scope", "请填写业务范围")
	bad.need(len([]rune(strings.TrimSpace(i.LegalRep))) >= 2, "items.legal_rep", "请填写法定代表人（负责人）")
	bad.need(i.CapitalFen >= 0, "items.capital_fen", "金额有误")
	bad.need(i.Mode == ModeDual || i.Mode == ModeDirect, "items.mode", "请选择双重管理或者直接登记")
	bad.need(i.Mode != ModeDual || strings.TrimSpace(i.Supervisor) != "", "items.supervisor", "双重管理的，请填写业务主管单位")
	bad.need(i.Mode != ModeDirect || i.Supervisor == "", "items.supervisor", "直接登记的没有业务主管单位")
}

// codeFaults checks a unified code: its own check character, that of the body code inside, the department and the class.
// The area may be another's: a code stays for life, also with an organization that moved here.
func codeFaults(code string, kind PartyKind, bad *faults) {
	if code == "" {
		return
	}
	class := map[PartyKind]string{PartyAssociation: "51", PartyServiceOrg: "52"}[kind]
	bad.need(ValidUSCC(code), "uscc", "统一社会信用代码校验不通过")
	bad.need(!ValidUSCC(code) || ValidBodyCode(code), "uscc", "代码第9至17位的主体代码校验不通过")
	bad.need(class == "" || strings.HasPrefix(code, class), "uscc", "代码应以"+class+"开头，与组织类别一致")
}

func officerFaults(list []OrgOfficer, path string, bad *faults) {
	for i, o := range list {
		p := path + "[" + itoa(i) + "]"
		bad.need(len([]rune(strings.TrimSpace(o.Name))) >= 2, p+".name", "请填写姓名")
		bad.need(strings.TrimSpace(o.Post) != "", p+".post", "请填写职务")
		bad.need(o.Until.IsZero() || o.Until >= o.From, p+".until", "任职止早于任职起")
	}
}

func termFaults(t *OrgTerm, path string, bad *faults) {
	if t == nil {
		return
	}
	bad.need(!t.From.IsZero() && !t.Until.IsZero() && t.From < t.Until, path, "请填写任期起止")
	bad.need(t.ExtendedUntil.IsZero() || t.ExtendedUntil > t.Until, path+".extended_until", "延期应在任期届满以后")
}

func memberFaults(m *OrgMembers, kind PartyKind, on Date, path string, bad *faults) {
	if m == nil {
		return
	}
	bad.need(kind == PartyAssociation, path, "只有社会团体有会员")
	bad.need(m.Persons >= 0 && m.Units >= 0, path, "会员数有误")
	bad.need(m.AsOf <= on, path+".as_of", "日期晚于今天")
}

func charityFaults(k *OrgCharity, on Date, path string, bad *faults) {
	if k == nil {
		return
	}
	bad.need(!k.Since.IsZero() && k.Since <= on, path+".since", "请填写认定或者登记之日，不晚于今天")
	bad.need(k.PublicOn.IsZero() || k.PublicOn >= k.Since && k.PublicOn <= on, path+".public_on", "公开募捐资格不早于认定之日，不晚于今天")
	bad.need(k.LostOn.IsZero() || !k.PublicOn.IsZero() && k.LostOn >= k.PublicOn && k.LostOn <= on, path+".lost_on", "失去资格之日有误")
	bad.need(k.LastDrive <= on, path+".last_drive", "日期晚于今天")
}

func penaltyFaults(p OrgPenalty, on Date, path string, bad *faults) {
	bad.need(!p.On.IsZero() && p.On <= on, path+".on", "请填写处罚决定之日，不晚于今天")
	bad.need(len([]rune(strings.TrimSpace(p.By))) >= 2, path+".by", "请填写作出处罚的机关")
	bad.need(slices.Contains([]string{"warning", "fine", "confiscate", "stop", "revoke", "other"}, p.Kind), path+".kind", "请选择处罚种类")
	bad.need(p.FineFen >= 0 && (p.Kind != "fine" || p.FineFen > 0), path+".fine_fen", "请填写罚款数额")
	bad.need(!p.byCase(), path+".file", "本系统办理的处罚由案件载入，不在此登记")
}

func activityFaults(a OrgActivity, on Date, path string, bad *faults) {
	bad.need(!a.On.IsZero() && a.On <= on, path+".on", "请填写活动日期，不晚于今天")
	bad.need(len([]rune(strings.TrimSpace(a.What))) >= 2, path+".what", "请填写活动内容")
}

func (x EnterOrganization) Decide(c *Case, f *Facts) (Outcome, error) {
	bodies, err := x.bodies(c, f)
	if err != nil {
		return Outcome{}, err
	}
	reg := RegisterParty{Kind: x.Kind, Name: x.Items.Name.String(), USCC: x.USCC, Township: x.Items.Township, Address: x.Items.Address, Contact: x.Items.LegalRep, Phone: x.Phone}
	return Outcome{Events: append([]Body{&PartyRegistered{RegisterParty: reg, Agency: f.Agency.ID}}, bodies...)}, nil
}

// bodies are the events that enter the organization on the file of a party.
func (x EnterOrganization) bodies(c *Case, f *Facts) ([]Body, error) {
	var bad faults
	x.faults(f.Agency, f.On(), &bad)
	if x.History != nil {
		for i, b := range x.History.Branches {
			branchFaults(x.Items.Name.String(), b, x.History.Branches[:i], f.Agency, "history.branches["+itoa(i)+"]", &bad)
		}
		for i, k := range x.History.Filings {
			for _, h := range k.Files {
				_, ok := f.Blobs[h]
				bad.need(ok, "history.filings["+itoa(i)+"].files", "没有这个文件")
			}
		}
	}
	if err := bad.err(); err != nil {
		return nil, err
	}
	var same []NameHeld
	if x.Status != OrgDeregistered {
		var err error
		if same, err = clashes(x.Items.Name, f, x.SameName, c.ID); err != nil {
			return nil, err
		}
	}
	reg := &OrganizationRegistered{Items: x.Items, Form: x.Form, USCC: x.USCC, Serial: f.Agency.Registrar.Serial(x.USCC), On: x.RegisteredOn,
		Officers: x.Officers, Term: x.Term, Members: x.Members, Charity: x.Charity, Why: WhyEntered}
	if k := x.Certificate; k != nil {
		if i := slices.IndexFunc(f.Certificates, func(h CertificateHeld) bool { return h.File != "" && h.Org != PartyID(c.ID) }); i >= 0 { // paper may repeat paper, and never what was given here
			return nil, Refuse("certificate_taken", "行政许可法第三十九条、第四十四条", "证书编号“%[1]s”是本机关发给“%[2]s”的，一号一证。", "the number %[1]s was given to %[2]s here; one number, one certificate", k.Number, f.Certificates[i].Name)
		}
		reg.Certificate = &OrgCertificate{Number: strings.TrimSpace(k.Number), IssuedOn: k.IssuedOn, ValidUntil: k.ValidUntil, Why: WhyEntered}
	}
	if reg.Term != nil && reg.Term.No == 0 {
		t := *reg.Term
		t.No = 1
		reg.Term = &t
	}
	out := []Body{reg, &OrganizationEntered{History: x.History, NoCode: x.NoCode, SameName: x.SameName, Same: same, Source: x.Source}}
	switch x.Status {
	case OrgStopped, OrgRevoked:
		out = append(out, &OrganizationStatusSet{Status: x.Status, On: x.StatusOn, Why: WhyEntered})
	case OrgDeregistered:
		until, err := barredUntil(f, NameDeregistered, x.StatusOn)
		if err != nil {
			return nil, err
		}
		out = append(out, &OrganizationEnded{Status: OrgDeregistered, On: x.StatusOn, BarredUntil: until})
	}
	return out, nil
}

// WhyEntered is the reason of what the register holds without a registration file of its own.
const WhyEntered = "录入"

// clashes are the names that stand in the way of one that is entered as found. Without an explanation that is a refusal;
// two organizations that were registered under one name before are a fact, and the register says so.
func clashes(n OrgName, f *Facts, why string, mine CaseID) ([]NameHeld, error) {
	if strings.TrimSpace(why) == "" {
		if err := freeName(n, f, f.On(), mine); err != nil {
			return nil, err
		}
		return nil, nil
	}
	var out []NameHeld
	for _, h := range f.Names {
		if h.File != mine && h.Bars(f.On()) {
			out = append(out, h)
		}
	}
	return out, nil
}

// Serial is the place of a code in the pool the registrar gives codes from; 0 for a code from elsewhere. A code that is
// entered from paper must not be given a second time.
func (r *Registrar) Serial(uscc string) int {
	if r == nil || len(uscc) != 18 || uscc[2:8] != r.Area || uscc[8:11] != r.Prefix {
		return 0
	}
	n := 0
	for _, d := range uscc[11:16] {
		if d < '0' || d > '9' {
			return 0
		}
		n = n*10 + int(d-'0')
	}
	if n < r.First || n > r.Last {
		return 0
	}
	return n
}

// OrganizationEntered: what came with an organization that was entered from paper.
type OrganizationEntered struct {
	History  *OrgHistory `json:"history,omitempty"`
	NoCode   string      `json:"no_code,omitempty"`
	SameName string      `json:"same_name,omitempty"`
	Same     []NameHeld  `json:"same,omitempty"` // the names it repeats, as found
	Source   string      `json:"source,omitempty"`
}

func (OrganizationEntered) Kind() string { return "OrganizationEntered" }
func (b OrganizationEntered) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	o.Source, o.NoCode, o.SameName = b.Source, b.NoCode, b.SameName
	o.take(b.History)
}

// take adds a history to what the register holds; what is there already stays as it is.
func (o *Organization) take(h *OrgHistory) {
	if h == nil {
		return
	}
	for _, b := range h.Branches {
		if !slices.ContainsFunc(o.Branches, func(x OrgBranch) bool { return x.Name == b.Name && x.EndedOn == b.EndedOn }) {
			o.Branches = append(o.Branches, b)
		}
	}
	o.Filings = append(o.Filings, h.Filings...)
	for _, k := range h.Checks {
		if o.Check(k.Year) == nil {
			o.Checks = append(o.Checks, OrgCheck{Year: k.Year, Conclusion: k.Conclusion, FiledOn: k.FiledOn, Activity: k.Activity})
		}
	}
	slices.SortStableFunc(o.Checks, func(a, b OrgCheck) int { return cmp.Compare(a.Year, b.Year) })
	for _, p := range h.Penalties {
		if !o.penalized(p) {
			o.Penalties = append(o.Penalties, p)
		}
	}
	slices.SortStableFunc(o.Penalties, func(a, b OrgPenalty) int { return cmp.Compare(a.On, b.On) })
	for _, a := range h.Activities {
		if !slices.Contains(o.Activities, a) {
			o.Activities = append(o.Activities, a)
		}
	}
	slices.SortStableFunc(o.Activities, func(a, b OrgActivity) int { return cmp.Compare(a.On, b.On) })
}

// penalized reports that the register holds the penalty already: the same organ with the same number, or without one the same
// kind on the same day.
func (o *Organization) penalized(p OrgPenalty) bool {
	return slices.ContainsFunc(o.Penalties, func(x OrgPenalty) bool {
		if p.Number != "" && x.Number != "" {
			return x.By == p.By && x.Number == p.Number
		}
		return x.By == p.By && x.On == p.On && x.Kind == p.Kind
	})
}

// CompleteOrganization enters what is registered of a party that the register of parties knows by name only.
type CompleteOrganization struct{ EnterOrganization }

func (CompleteOrganization) Act() string { return "party.complete_organization" }
func (x CompleteOrganization) Decide(c *Case, f *Facts) (Outcome, error) {
	p := c.PartyFile
	if p.Org != nil {
		return Outcome{}, Refuse("registered_already", artRegister, "“%[1]s”已载入社会组织登记簿。", "%[1]s is in the register of organizations already", p.Name)
	}
	if p.Kind != x.Kind {
		return Outcome{}, Refuse("wrong_kind", artRegister, "“%[1]s”在名录中是%[2]s，请先变更当事人信息。", "%[1]s is listed as %[3]s; amend the party first", p.Name, PartyKindTitles[p.Kind][0], PartyKindTitles[p.Kind][1])
	}
	bodies, err := x.bodies(c, f)
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Events: bodies}, nil
}

// entered is the organization of the file; a refusal where there is none, and where living is asked for, if it has ended.
func (c *Case) entered(living bool) (*Organization, error) {
	p := c.PartyFile
	switch {
	case p.Org == nil:
		return nil, Refuse("not_registered", artRegister, "“%[1]s”尚未载入社会组织登记簿，请先录入登记事项。", "%[1]s is not in the register of organizations", p.Name)
	case living && p.Org.Gone():
		t := OrgStatusTitles[p.Org.Status]
		return nil, Refuse("organization_gone", artRegister, "“%[1]s”%[2]s，不能再办理。", "%[1]s is %[3]s", p.Name, t[0], t[1])
	}
	return p.Org, nil
}

// isOrg reports that the file is that of a social organization in the register.
func isOrg(c *Case) bool { return c.PartyFile != nil && c.PartyFile.Org != nil }

// livingOrg reports that it is one that has not ended.
func livingOrg(c *Case) bool { return isOrg(c) && !c.PartyFile.Org.Gone() }

// --- correction of an entry

// CorrectEntry puts right what was entered wrongly from paper. What a registration decided is no slip of this register: it
// changes by registration only.
type CorrectEntry struct {
	Items        OrgItems `json:"items" doc:"登记事项"`
	Form         string   `json:"form,omitempty" enum:"legal_person,partnership,individual" doc:"民办非企业单位的形式"`
	USCC         string   `json:"uscc,omitempty" maxLength:"18" doc:"统一社会信用代码"`
	RegisteredOn Date     `json:"registered_on" doc:"成立登记之日"`
	SameName     string   `json:"same_name,omitempty" maxLength:"200" doc:"名称与他人重复而原登记即如此的，说明情况"`
	Reason       string   `json:"reason" minLength:"2" maxLength:"200" doc:"更正原因和依据"`
}

func (CorrectEntry) Act() string         { return "party.correct_entry" }
func (x CorrectEntry) Needs(*Case) Needs { return Needs{Names: []OrgName{x.Items.Name}} }
func (x CorrectEntry) sameAs(p *Party) bool {
	return x.Items == p.Org.OrgItems && x.USCC == p.USCC && x.Form == p.Org.Form && x.RegisteredOn == p.Org.RegisteredOn
}
func (x CorrectEntry) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(true)
	if err != nil {
		return Outcome{}, err
	}
	if v := o.Versions[len(o.Versions)-1]; v.File != "" || v.Why != WhyEntered {
		return Outcome{}, Refuse("registered_items", artRegister, "登记事项由登记决定载明，不能以录入更正改动；须办理变更登记。", "the items were registered by a decision; they change by registration")
	}
	var bad faults
	x.Items.foundFaults(f.Agency, &bad)
	codeFaults(x.USCC, c.PartyFile.Kind, &bad)
	bad.need(x.USCC != "" || c.PartyFile.USCC == "", "uscc", "请填写统一社会信用代码")
	bad.need(x.Form == "" || c.PartyFile.Kind == PartyServiceOrg, "form", "只有民办非企业单位分法人、合伙、个体")
	bad.need(!x.RegisteredOn.IsZero() && x.RegisteredOn <= f.On(), "registered_on", "请填写成立登记之日，不晚于今天")
	bad.need(strings.TrimSpace(x.Reason) != "", "reason", "请写明更正原因")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if x.sameAs(c.PartyFile) {
		return Outcome{}, Refuse("nothing_changed", "", "没有改动。", "nothing would change")
	}
	if _, err := clashes(x.Items.Name, f, x.SameName, c.ID); err != nil {
		return Outcome{}, err
	}
	return outcome(&EntryCorrected{CorrectEntry: x, Serial: f.Agency.Registrar.Serial(x.USCC)})
}

// EntryCorrected: what was entered from paper was put right.
type EntryCorrected struct {
	CorrectEntry
	Serial int `json:"serial,omitempty"`
}

func (EntryCorrected) Kind() string { return "EntryCorrected" }
func (b EntryCorrected) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	o.OrgItems, o.Form, o.RegisteredOn, o.Serial = b.Items, b.Form, b.RegisteredOn, b.Serial
	v := &o.Versions[len(o.Versions)-1]
	v.Items = b.Items
	if len(o.Versions) == 1 {
		v.From = b.RegisteredOn
	}
	c.PartyFile.USCC = b.USCC
	if b.USCC != "" {
		o.NoCode = ""
	}
	c.named(o)
}

// --- what is put on file

// filingTitles names what is put on file.
var filingTitles = map[string]string{"seal": "印章", "account": "银行账号", "officers": "负责人", "charter": "章程"}

// FileOfficers puts the officers on file (负责人备案). The list is the whole of those in office from then on.
type FileOfficers struct {
	On       Date         `json:"on" doc:"产生或者变动之日"`
	Text     string       `json:"text" minLength:"2" maxLength:"500" doc:"会议及决议"`
	Officers []OrgOfficer `json:"officers" minItems:"1" maxItems:"100" doc:"现任全部负责人"`
	LegalRep string       `json:"legal_rep,omitempty" maxLength:"60" doc:"新任法定代表人；须另行办理变更登记"`
	Files    []Blob       `json:"files,omitempty" maxItems:"20" doc:"会议纪要、备案表"`
	Audited  bool         `json:"audited,omitempty" doc:"法定代表人变动的：变动前已作财务审计（离任审计）"`
}

func (FileOfficers) Act() string { return "party.file_officers" }
func (x FileOfficers) Needs(c *Case) Needs {
	return Needs{Blobs: x.Files, Reps: c.repsOf(x.LegalRep)}
}
func (x FileOfficers) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(true)
	if err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(!x.On.IsZero() && x.On <= f.On() && x.On >= o.RegisteredOn, "on", "日期应在成立登记以后，不晚于今天")
	bad.need(strings.TrimSpace(x.Text) != "", "text", "请写明会议和决议")
	bad.need(len(x.Officers) > 0, "officers", "请填写负责人")
	officerFaults(x.Officers, "officers", &bad)
	filesFaults(x.Files, f, &bad)
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&OfficersFiled{x, officerFindings(o, x.Officers, x.LegalRep), c.findOfficers(f, x.Officers, x.LegalRep, x.On, x.Audited)})
}

func filesFaults(hs []Blob, f *Facts, bad *faults) {
	for i, h := range hs {
		_, ok := f.Blobs[h]
		bad.need(ok, "files["+itoa(i)+"]", "没有这个文件")
	}
}

// What is to be looked at in an election or a filing. None of it undoes what the organization resolved: the facts are
// recorded, and lead to an order or a case.
const (
	ElectionLate        = "late"                  // 任期届满以后才换届
	ElectionUnaudited   = "no_audit"              // 换届前没有审计
	ElectionServing     = "serving_official"      // 现职公务人员任职未经批准
	ElectionRepDiffers  = "rep_not_registered"    // 法定代表人已变，未办理变更登记
	ExtensionCouncil    = "council_late"          // 理事会决议迟于届满前三个月
	ElectionUnsupported = "no_supervisor_consent" // 没有业务主管单位的审查意见
)

// ElectionFindingTitles names them in Chinese and English.
var ElectionFindingTitles = map[string][2]string{
	ElectionLate: {"任期届满后才换届", "Held after the term had ended"}, ElectionUnaudited: {"换届前未作财务审计", "No audit before the election"},
	ElectionServing: {"现职公务人员任职未经批准", "A serving official in office without approval"}, ElectionRepDiffers: {"法定代表人已变动，尚未办理变更登记", "The legal representative changed and is not registered yet"},
	ExtensionCouncil:    {"理事会决议迟于届满前三个月", "Resolved later than three months before the end"},
	ElectionUnsupported: {"没有业务主管单位的审查意见", "No opinion of the supervising unit"},
}

func officerFindings(o *Organization, list []OrgOfficer, rep string) []string {
	var out []string
	add := func(id string) {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	for _, x := range list {
		if x.Serving && !x.Approved {
			add(ElectionServing)
		}
	}
	if rep != "" && rep != o.LegalRep {
		add(ElectionRepDiffers)
	}
	return out
}

// OfficersFiled: officers were put on file.
type OfficersFiled struct {
	FileOfficers
	Findings []string         `json:"findings,omitempty"`
	Found    []OfficerFinding `json:"found,omitempty"`
}

func (OfficersFiled) Kind() string { return "OfficersFiled" }
func (b OfficersFiled) apply(c *Case, e Event) {
	o := c.PartyFile.Org
	c.found(b.Found, e)
	o.inOffice(b.Officers, b.On)
	o.repPending(b.LegalRep, b.On)
	o.Filings = append(o.Filings, OrgFiling{What: "officers", On: b.On, Text: b.Text, Files: b.Files})
}

// inOffice replaces the officers; those who are no longer among them leave with the day.
func (o *Organization) inOffice(list []OrgOfficer, on Date) {
	for _, was := range o.Officers {
		if !slices.ContainsFunc(list, func(x OrgOfficer) bool { return x.Name == was.Name && x.Post == was.Post }) {
			was.Phone, was.Born = "", 0 // of who has left, who and when is enough
			if was.Until.IsZero() || was.Until > on {
				was.Until = on
			}
			o.Former = append(o.Former, was)
		}
	}
	now := make([]OrgOfficer, 0, len(list))
	for _, x := range list {
		if x.From.IsZero() { // who stays in the post has been in it since then
			x.From = on
			for _, was := range o.Officers {
				if was.Name == x.Name && was.Post == x.Post {
					x.From = was.From
				}
			}
		}
		now = append(now, x)
	}
	o.Officers = now
}

// OrgRepPending is a legal representative who was elected and is not registered yet (社团 18, 民非 15).
type OrgRepPending struct {
	Name string `json:"name"`
	On   Date   `json:"on"`
}

func (o *Organization) repPending(rep string, on Date) {
	switch rep {
	case "":
	case o.LegalRep:
		o.RepPending = nil
	default:
		o.RepPending = &OrgRepPending{rep, on}
	}
}

// PutOnFile puts a seal, an account or a charter on file.
type PutOnFile struct {
	What  string `json:"what" enum:"seal,account,charter" doc:"印章式样，银行账号，章程"`
	On    Date   `json:"on" doc:"备案日期"`
	Text  string `json:"text" minLength:"1" maxLength:"500" doc:"内容"`
	Files []Blob `json:"files,omitempty" maxItems:"20" doc:"式样、开户证明、章程文本"`
}

func (PutOnFile) Act() string         { return "party.put_on_file" }
func (x PutOnFile) Needs(*Case) Needs { return Needs{Blobs: x.Files} }
func (x PutOnFile) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(true)
	if err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(x.What != "officers" && filingTitles[x.What] != "", "what", "应为印章、账号或者章程")
	bad.need(!x.On.IsZero() && x.On <= f.On() && x.On >= o.RegisteredOn, "on", "日期应在成立登记以后，不晚于今天")
	bad.need(strings.TrimSpace(x.Text) != "", "text", "请填写内容")
	filesFaults(x.Files, f, &bad)
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&FilingEntered{x})
}

// FilingEntered: a seal, an account or a charter was put on file.
type FilingEntered struct{ PutOnFile }

func (FilingEntered) Kind() string { return "FilingEntered" }
func (b FilingEntered) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	o.Filings = append(o.Filings, OrgFiling{What: b.What, On: b.On, Text: b.Text, Files: b.Files})
}

// --- branches

// What names of branches and of representative offices end in (令69 art. 17).
var (
	branchEnds = []string{"分会", "专业委员会", "工作委员会", "专家委员会", "技术委员会"}
	officeEnds = []string{"代表处", "办事处", "联络处"}
)

// AddBranch enters a branch or a representative office of an association.
type AddBranch struct {
	Name string `json:"name" minLength:"4" maxLength:"120" doc:"名称：冠以社会团体全称"`
	Type string `json:"type" enum:"branch,office" doc:"分支机构，代表机构"`
	On   Date   `json:"on" doc:"设立之日"`
	Text string `json:"text,omitempty" maxLength:"500" doc:"理事会决议"`
}

func (AddBranch) Act() string { return "party.add_branch" }
func (x AddBranch) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(true)
	if err != nil {
		return Outcome{}, err
	}
	if c.PartyFile.Kind != PartyAssociation {
		return Outcome{}, Refuse("branches_forbidden", artBranch, "民办非企业单位不得设立分支机构。", "only an association may have branches")
	}
	if o.Status != OrgActive {
		t := OrgStatusTitles[o.Status]
		return Outcome{}, Refuse("organization_status", artBranch, "“%[1]s”现为“%[2]s”，不能设立分支机构。", "%[1]s is %[3]s and may set up no branch", c.PartyFile.Name, t[0], t[1])
	}
	var bad faults
	branchFaults(c.PartyFile.Name, OrgBranch{Name: x.Name, Kind: x.Type}, o.Branches, f.Agency, "", &bad)
	bad.need(!x.On.IsZero() && x.On <= f.On() && x.On >= o.RegisteredOn, "on", "日期应在成立登记以后，不晚于今天")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&BranchAdded{x})
}

// branchFaults are those of the name of a branch: it carries the parent's whole name, ends as its kind does, names no area
// (社团 17: no regional branches), and is no branch of a branch.
func branchFaults(parent string, b OrgBranch, others []OrgBranch, a Agency, path string, bad *faults) {
	at := "name"
	if path != "" {
		at = path + ".name"
	}
	rest, under := strings.CutPrefix(b.Name, parent)
	bad.need(under, at, "分支机构、代表机构的名称应冠以社会团体的规范全称")
	ends := branchEnds
	if b.Kind == "office" {
		ends = officeEnds
	}
	end := ""
	for _, e := range ends {
		if strings.HasSuffix(rest, e) {
			end = e
		}
	}
	bad.need(end != "", at, "名称应以"+strings.Join(ends, "、")+"结束")
	if !under || end == "" {
		return
	}
	middle := strings.TrimSuffix(rest, end)
	bad.need(middle != "" || b.Kind == "office", at, "请写明分支机构的领域或者会员组成")
	for _, e := range slices.Concat(branchEnds, officeEnds) {
		if strings.Contains(middle, e) {
			bad.need(false, at, "分支机构不得再设立分支机构")
			break
		}
	}
	if b.Kind == "branch" {
		for _, t := range a.Townships {
			bad.need(!strings.Contains(middle, t), at, "社会团体不得设立地域性的分支机构（"+t+"）")
		}
	}
	for _, o := range others {
		bad.need(o.Name != b.Name || !o.EndedOn.IsZero(), at, "该分支机构已经登记")
	}
}

// BranchAdded: a branch was entered.
type BranchAdded struct{ AddBranch }

func (BranchAdded) Kind() string { return "BranchAdded" }
func (b BranchAdded) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	o.Branches = append(o.Branches, OrgBranch{Name: b.Name, Kind: b.Type, From: b.On})
}

// EndBranch enters the end of a branch.
type EndBranch struct {
	Name string `json:"name" minLength:"4" maxLength:"120" doc:"名称"`
	On   Date   `json:"on" doc:"终止之日"`
	Text string `json:"text,omitempty" maxLength:"500" doc:"原因"`
}

func (EndBranch) Act() string { return "party.end_branch" }
func (x EndBranch) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(false)
	if err != nil {
		return Outcome{}, err
	}
	b := o.branch(x.Name)
	var bad faults
	bad.need(b != nil, "name", "没有这个分支机构，或者已经终止")
	bad.need(!x.On.IsZero() && x.On <= f.On() && (b == nil || x.On >= b.From), "on", "日期应在设立以后，不晚于今天")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&BranchEnded{x})
}

func (o *Organization) branch(name string) *OrgBranch {
	for i := range o.Branches {
		if o.Branches[i].Name == name && o.Branches[i].EndedOn.IsZero() {
			return &o.Branches[i]
		}
	}
	return nil
}

// BranchEnded: a branch ended.
type BranchEnded struct{ EndBranch }

func (BranchEnded) Kind() string { return "BranchEnded" }
func (b BranchEnded) apply(c *Case, _ Event) {
	if x := c.PartyFile.Org.branch(b.Name); x != nil {
		x.EndedOn = b.On
	}
}

// --- members, terms, elections

// SetPhone enters, changes or takes away the telephone number by which an organization is reached. It is personal data like Party.Phone,
// and the key with which the organization opens its own files (年报、陈述申辩): the register says who gave the number and how that was
// verified. A number that was registered with an application is replaced as well.
type SetPhone struct {
	Phone  string `json:"phone,omitempty" maxLength:"30" doc:"联系电话；空为不再使用原号码"`
	Source string `json:"source" minLength:"2" maxLength:"200" doc:"由谁提供、怎样核实"`
}

func (SetPhone) Act() string { return "party.set_phone" }

// Decide wants a number of five digits or more, and who gave it; the faults never repeat the number.
func (x SetPhone) Decide(c *Case, _ *Facts) (Outcome, error) {
	if _, err := c.entered(true); err != nil {
		return Outcome{}, err
	}
	x.Phone, x.Source = strings.TrimSpace(x.Phone), strings.TrimSpace(x.Source)
	digits := 0
	for _, r := range x.Phone {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	var bad faults
	bad.need(x.Phone == "" || digits >= 5 && digits <= 20 && strings.Trim(x.Phone, "0123456789+-() ") == "", "phone", "请填写电话号码")
	bad.need(x.Phone != c.PartyFile.Phone, "phone", "与登记簿中的号码相同")
	bad.need(len([]rune(x.Source)) >= 2, "source", "请写明由谁提供、怎样核实")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&PartyPhoneSet{x})
}

// PartyPhoneSet: the organization is reached by another number from now on.
type PartyPhoneSet struct{ SetPhone }

func (PartyPhoneSet) Kind() string             { return "PartyPhoneSet" }
func (b PartyPhoneSet) apply(c *Case, _ Event) { c.PartyFile.Phone = b.Phone }

// CountMembers enters how many members an association has.
type CountMembers struct {
	Members OrgMembers `json:"members" doc:"会员数"`
}

func (CountMembers) Act() string { return "party.count_members" }
func (x CountMembers) Decide(c *Case, f *Facts) (Outcome, error) {
	if _, err := c.entered(true); err != nil {
		return Outcome{}, err
	}
	var bad faults
	memberFaults(&x.Members, c.PartyFile.Kind, f.On(), "members", &bad)
	bad.need(!x.Members.AsOf.IsZero(), "members.as_of", "请填写截至日期")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&MembersCounted{x})
}

// MembersCounted: the members were counted.
type MembersCounted struct{ CountMembers }

func (MembersCounted) Kind() string { return "MembersCounted" }
func (b MembersCounted) apply(c *Case, _ Event) {
	m := b.Members
	c.PartyFile.Org.Members = &m
}

// RecordElection records that the council was elected (换届): the day of the assembly, the audit before it, the officers, and
// how long the new term is. What was wrong with it is found and recorded; the assembly's resolution stands all the same.
type RecordElection struct {
	AssemblyOn Date         `json:"assembly_on" doc:"换届大会之日"`
	No         int          `json:"no,omitempty" minimum:"0" maximum:"100" doc:"第几届；空为上一届加一"`
	Until      Date         `json:"until" doc:"任期届满之日"`
	Audited    bool         `json:"audited,omitempty" doc:"换届前已作财务审计"`
	Officers   []OrgOfficer `json:"officers,omitempty" maxItems:"100" doc:"新一届负责人；空为暂未备案"`
	LegalRep   string       `json:"legal_rep,omitempty" maxLength:"60" doc:"选出的法定代表人；变动的，须另行办理变更登记"`
	Text       string       `json:"text,omitempty" maxLength:"500" doc:"会议及决议"`
	Files      []Blob       `json:"files,omitempty" maxItems:"20" doc:"会议纪要、审计报告"`
}

func (RecordElection) Act() string { return "party.record_election" }
func (x RecordElection) Needs(c *Case) Needs {
	n := Needs{Blobs: x.Files, Reps: c.repsOf(x.LegalRep), Cleaned: PartyID(c.ID)}
	if t := c.term(); t != nil && t.Order != "" {
		n.Others = []CaseID{t.Order}
	}
	return n
}
func (x RecordElection) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(true)
	if err != nil {
		return Outcome{}, err
	}
	was := o.Term()
	var bad faults
	bad.need(!x.AssemblyOn.IsZero() && x.AssemblyOn <= f.On() && x.AssemblyOn >= o.RegisteredOn, "assembly_on", "日期应在成立登记以后，不晚于今天")
	bad.need(was == nil || x.AssemblyOn > was.From, "assembly_on", "换届大会应在上一届任期开始以后")
	bad.need(x.Until > x.AssemblyOn, "until", "任期届满应在换届以后")
	bad.need(was == nil || x.No == 0 || x.No > was.No, "no", "届次应大于上一届")
	officerFaults(x.Officers, "officers", &bad)
	filesFaults(x.Files, f, &bad)
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if c.PartyFile.Kind == PartyAssociation {
		r, err := f.Rules.At("REG-4.02", x.AssemblyOn)
		if err == nil && x.Until > addTerm(x.AssemblyOn, r.Term) {
			return Outcome{}, Refuse("term_too_long", r.Basis(), "任期最长%[1]d年（%[2]s），至%[3]s止。", "a term lasts %[1]d years at most, until %[3]s", r.Term.N, r.Basis(), addTerm(x.AssemblyOn, r.Term))
		}
		if err != nil && CodeOf(err) != "rule_unknown" {
			return Outcome{}, err
		}
	}
	b := &ElectionHeld{RecordElection: x, Findings: officerFindings(o, x.Officers, x.LegalRep), Found: c.findOfficers(f, x.Officers, x.LegalRep, x.AssemblyOn, x.Audited)}
	if b.No == 0 {
		b.No = 1
		if was != nil {
			b.No = was.No + 1
		}
	}
	if was != nil && x.AssemblyOn > was.End() {
		b.Findings = append(b.Findings, ElectionLate)
	}
	if !x.Audited {
		b.Findings = append(b.Findings, ElectionUnaudited)
	}
	return Outcome{Events: []Body{b}, Tells: orderedElection(was, f, b)}, nil
}

// ElectionHeld: the council was elected.
type ElectionHeld struct {
	RecordElection
	Findings []string         `json:"findings,omitempty"`
	Found    []OfficerFinding `json:"found,omitempty"`
}

func (ElectionHeld) Kind() string { return "ElectionHeld" }
func (b ElectionHeld) apply(c *Case, e Event) {
	o := c.PartyFile.Org
	c.found(b.Found, e)
	o.Terms = append(o.Terms, OrgTerm{No: b.No, From: b.AssemblyOn, Until: b.Until, ElectedOn: b.AssemblyOn, Audited: b.Audited, Findings: b.Findings})
	if len(b.Officers) > 0 {
		o.inOffice(b.Officers, b.AssemblyOn)
		o.Filings = append(o.Filings, OrgFiling{What: "officers", On: b.AssemblyOn, Text: "第" + itoa(b.No) + "届换届", Files: b.Files})
	}
	o.repPending(b.LegalRep, b.AssemblyOn)
}

// SetTerm enters the term of the council that runs, where the register does not know it.
type SetTerm struct {
	No    int  `json:"no" minimum:"1" maximum:"100" doc:"第几届"`
	From  Date `json:"from" doc:"任期起"`
	Until Date `json:"until" doc:"任期止"`
}

func (SetTerm) Act() string { return "party.set_term" }
func (x SetTerm) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(true)
	if err != nil {
		return Outcome{}, err
	}
	if o.Term() != nil {
		return Outcome{}, Refuse("term_known", artElection, "本届任期已经登记；新的一届由换届登记。", "the term is known; a new one begins with an election")
	}
	var bad faults
	t := OrgTerm{No: x.No, From: x.From, Until: x.Until}
	termFaults(&t, "until", &bad)
	bad.need(x.No > 0, "no", "请填写届次")
	bad.need(x.From <= f.On(), "from", "日期晚于今天")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&TermSet{x})
}

// TermSet: the term of the council became known.
type TermSet struct{ SetTerm }

func (TermSet) Kind() string { return "TermSet" }
func (b TermSet) apply(c *Case, _ Event) {
	c.PartyFile.Org.Terms = append(c.PartyFile.Org.Terms, OrgTerm{No: b.No, From: b.From, Until: b.Until})
}

// ExtendTerm allows an election to be held later (延期换届): once, by a year at most (T11), before the term has ended.
type ExtendTerm struct {
	Until      Date   `json:"until" doc:"延期至"`
	CouncilOn  Date   `json:"council_on" doc:"理事会决议之日"`
	Supervisor bool   `json:"supervisor,omitempty" doc:"业务主管单位已审查同意"`
	Reason     string `json:"reason" minLength:"2" maxLength:"500" doc:"延期理由"`
}

func (ExtendTerm) Act() string { return "party.extend_term" }
func (x ExtendTerm) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(true)
	if err != nil {
		return Outcome{}, err
	}
	t := o.Term()
	if t == nil {
		return Outcome{}, Refuse("term_unknown", artElection, "登记簿中没有本届任期，请先登记任期。", "the term is not known; enter it first")
	}
	r, err := f.Rules.At("T11", f.On())
	if err != nil {
		return Outcome{}, err
	}
	if !t.ExtendedUntil.IsZero() {
		return Outcome{}, Refuse("extended_already", r.Basis(), "本届任期已经延期至%[1]s，不能再次延期（%[2]s）。", "the term was extended until %[1]s already", t.ExtendedUntil, r.Basis())
	}
	if f.On() > t.Until {
		return Outcome{}, Refuse("term_over", r.Basis(), "任期已于%[1]s届满，不能再批准延期；应当责令限期换届（%[2]s）。", "the term ended on %[1]s; it is too late to extend it", t.Until, r.Basis())
	}
	last := addTerm(t.Until, Term{N: r.ExtendN, Unit: r.ExtendUnit})
	var bad faults
	bad.need(x.Until > t.Until, "until", "延期应在任期届满（"+t.Until.String()+"）以后")
	bad.need(!x.CouncilOn.IsZero() && x.CouncilOn <= f.On() && x.CouncilOn >= t.From, "council_on", "请填写理事会决议之日，不晚于今天")
	bad.need(strings.TrimSpace(x.Reason) != "", "reason", "请写明理由")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if x.Until > last {
		return Outcome{}, Refuse("extension_too_long", r.Basis(), "延期换届最长不超过一年，至%[1]s止（%[2]s）。", "the election may be put off by a year at most, until %[1]s", last, r.Basis())
	}
	b := &TermExtended{ExtendTerm: x, Rule: "T11"}
	if q, err := f.Rules.At("REG-4.03", f.On()); err == nil && x.CouncilOn > t.Until.AddMonths(-q.Term.N) {
		b.Findings = append(b.Findings, ExtensionCouncil)
	}
	if o.Mode == ModeDual && !x.Supervisor {
		b.Findings = append(b.Findings, ElectionUnsupported)
	}
	return outcome(b)
}

// TermExtended: the election may be held later.
type TermExtended struct {
	ExtendTerm
	Rule     string   `json:"rule"`
	Findings []string `json:"findings,omitempty"`
}

func (TermExtended) Kind() string { return "TermExtended" }
func (b TermExtended) apply(c *Case, _ Event) {
	t := c.PartyFile.Org.Term()
	t.ExtendedUntil, t.Extension = b.Until, b.Reason
	t.Findings = append(t.Findings, b.Findings...)
}

// --- charity, activities, penalties of others

// MarkCharity enters that the organization is a charity, and how it stands with raising funds from the public (慈善法 10, 22).
type MarkCharity struct {
	Charity OrgCharity `json:"charity" doc:"慈善组织"`
}

func (MarkCharity) Act() string { return "party.mark_charity" }
func (x MarkCharity) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(true)
	if err != nil {
		return Outcome{}, err
	}
	var bad faults
	charityFaults(&x.Charity, f.On(), "charity", &bad)
	bad.need(x.Charity.Since.IsZero() || x.Charity.Since >= o.RegisteredOn, "charity.since", "不早于成立登记之日")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&CharityMarked{x})
}

// CharityMarked: the charity mark was set.
type CharityMarked struct{ MarkCharity }

func (CharityMarked) Kind() string { return "CharityMarked" }
func (b CharityMarked) apply(c *Case, _ Event) {
	k := b.Charity
	c.PartyFile.Org.Charity = &k
}

// RecordActivity records something the organization did outwardly by its charter, and how that is known.
type RecordActivity struct {
	Activity OrgActivity `json:"activity" doc:"活动"`
}

func (RecordActivity) Act() string { return "party.record_activity" }
func (x RecordActivity) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(false)
	if err != nil {
		return Outcome{}, err
	}
	var bad faults
	activityFaults(x.Activity, f.On(), "activity", &bad)
	bad.need(!slices.Contains(o.Activities, x.Activity), "activity", "该活动已经登记")
	bad.need(o.EndedOn.IsZero() || x.Activity.On <= o.EndedOn, "activity", "该组织已于"+o.EndedOn.String()+"终止")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&ActivityRecorded{x})
}

// ActivityRecorded: an activity was recorded.
type ActivityRecorded struct{ RecordActivity }

func (ActivityRecorded) Kind() string { return "ActivityRecorded" }
func (b ActivityRecorded) apply(c *Case, _ Event) {
	c.PartyFile.Org.take(&OrgHistory{Activities: []OrgActivity{b.Activity}})
}

// RecordPenalty records a penalty that another department, or this bureau before there was this system, imposed.
type RecordPenalty struct {
	Penalty OrgPenalty `json:"penalty" doc:"行政处罚"`
}

func (RecordPenalty) Act() string { return "party.record_penalty" }

// Needs asks for references of the listings it may call for.
func (RecordPenalty) Needs(c *Case) Needs {
	if !livingOrg(c) {
		return Needs{}
	}
	return Needs{Openings: map[string]int{"case.listing": maxCandidates}}
}
func (x RecordPenalty) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(false)
	if err != nil {
		return Outcome{}, err
	}
	var bad faults
	penaltyFaults(x.Penalty, f.On(), "penalty", &bad)
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if o.penalized(x.Penalty) {
		return Outcome{}, Refuse("penalty_known", "", "该处罚已经登记。", "this penalty is in the register already")
	}
	out := Outcome{Events: []Body{&PenaltyRecorded{x}}}
	if out.Opens, err = x.candidates(c, f); err != nil {
		return Outcome{}, err
	}
	for _, k := range out.Opens {
		out.Events = append(out.Events, opensListing(c.PartyFile.ID, k, f.On()).Events...)
	}
	return out, nil
}

// PenaltyRecorded: a penalty of another department was recorded.
type PenaltyRecorded struct{ RecordPenalty }

func (PenaltyRecorded) Kind() string { return "PenaltyRecorded" }
func (b PenaltyRecorded) apply(c *Case, _ Event) {
	c.PartyFile.Org.take(&OrgHistory{Penalties: []OrgPenalty{b.Penalty}})
}

// --- duplicates

// AbsorbDuplicate puts together two files of one organization: this one stays, the other says that it was merged into it. Both
// stay resolvable, and the cases of both are one history.
type AbsorbDuplicate struct {
	Duplicate PartyID `json:"duplicate" minLength:"1" maxLength:"100" doc:"重复的一条"`
	WrongCode bool    `json:"wrong_code,omitempty" doc:"重复的一条的统一社会信用代码系录入错误"`
	Reason    string  `json:"reason" minLength:"2" maxLength:"500" doc:"认定为同一组织的依据"`
}

func (AbsorbDuplicate) Act() string { return "party.absorb_duplicate" }

// Needs locks the other file.
func (x AbsorbDuplicate) Needs(*Case) Needs { return Needs{Others: []CaseID{CaseID(x.Duplicate)}} }
func (x AbsorbDuplicate) Decide(c *Case, f *Facts) (Outcome, error) {
	d := f.Others[CaseID(x.Duplicate)]
	var bad faults
	bad.need(d != nil && d.PartyFile != nil && d.ID != c.ID, "duplicate", "请选择另一条当事人记录")
	bad.need(strings.TrimSpace(x.Reason) != "", "reason", "请写明依据")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	p, q := c.PartyFile, d.PartyFile
	b := &DuplicateAbsorbed{AbsorbDuplicate: x, Name: q.Name, USCC: q.USCC}
	switch {
	case q.MergedInto != "":
		return Outcome{}, Refuse("merged_already", "", "“%[1]s”已经并入另一条记录。", "%[1]s was merged already", q.Name)
	case p.Kind != q.Kind:
		return Outcome{}, Refuse("kinds_differ", "", "两条记录的类别不同（%[1]s、%[2]s），请先更正。", "the two are of different kinds", PartyKindTitles[p.Kind][0], PartyKindTitles[q.Kind][0])
	case p.Org == nil && q.Org != nil:
		return Outcome{}, Refuse("wrong_way", "", "“%[1]s”已载入登记簿，请在其页面上并入本条。", "%[1]s is the one in the register; merge this one into it", q.Name)
	case p.USCC != "" && q.USCC != "" && p.USCC != q.USCC && !x.WrongCode:
		return Outcome{}, Refuse("codes_differ", artUSCC, "两条记录的统一社会信用代码不同（%[1]s、%[2]s），是两个组织；代码录入有误的，请注明。", "the two have different codes, so they are two organizations", p.USCC, q.USCC)
	}
	if o := q.Org; o != nil {
		if o.LiquidatedBy != "" || len(o.PenaltyOpen) > 0 {
			return Outcome{}, Refuse("procedure_open", "", "“%[1]s”尚有清算或者处罚案件在办，办结后再合并。", "a liquidation or a penalty case of %[1]s is open", q.Name)
		}
		if slices.ContainsFunc(o.Versions, func(v OrgVersion) bool { return v.File != "" }) {
			return Outcome{}, Refuse("registered_items", artRegister, "“%[1]s”是登记决定载入的，请将录入的一条并入它。", "%[1]s was registered by a decision; merge the other way", q.Name)
		}
		h := &OrgHistory{Branches: o.Branches, Filings: o.Filings, Penalties: o.Penalties, Activities: o.Activities}
		for _, k := range o.Checks {
			h.Checks = append(h.Checks, PastCheck{k.Year, k.Conclusion, k.FiledOn, k.Activity})
		}
		b.History = h
	}
	if p.USCC == "" && !x.WrongCode {
		b.Code, b.Serial = q.USCC, f.Agency.Registrar.Serial(q.USCC)
	}
	// the other file is written first: its code is free when this one takes it
	return Outcome{Events: []Body{b}, Tells: []Telling{{d.ID, []Body{&PartyMerged{Into: PartyID(c.ID), Name: p.Name, Reason: x.Reason}}}}}, nil
}

// DuplicateAbsorbed: another file of the same organization was merged into this one.
type DuplicateAbsorbed struct {
	AbsorbDuplicate
	Name    string      `json:"name"`
	USCC    string      `json:"uscc,omitempty"`
	Code    string      `json:"code,omitempty"` // the code that this one takes over
	Serial  int         `json:"serial,omitempty"`
	History *OrgHistory `json:"history,omitempty"`
}

func (DuplicateAbsorbed) Kind() string { return "DuplicateAbsorbed" }
func (b DuplicateAbsorbed) apply(c *Case, e Event) {
	p := c.PartyFile
	p.Absorbed = append(p.Absorbed, Absorbed{b.Duplicate, b.Name, b.USCC, DateOf(e.OccurredAt)})
	if p.USCC == "" {
		p.USCC = b.Code
	}
	if o := p.Org; o != nil {
		o.take(b.History)
		if b.Serial > 0 {
			o.Serial = b.Serial
		}
	}
}

// Absorbed is a file that was merged into another.
type Absorbed struct {
	ID   PartyID `json:"id"`
	Name string  `json:"name"`
	USCC string  `json:"uscc,omitempty"`
	On   Date    `json:"on"`
}

// merged refuses an entry that was merged into another, and names that one.
func (p Party) merged() error {
	into, name := p.MergedInto, p.MergedName
	if into == "" {
		return nil
	}
	if name == "" {
		name = string(into)
	}
	return &Error{Code: "party_merged", Message: "“" + p.Name + "”系重复记录，已并入“" + name + "”（" + string(into) + "），请选择该组织。", English: p.Name + " was a duplicate and is merged into " + name + " (" + string(into) + "); choose that one",
		Fields: []Field{{"party", "已并入" + string(into)}}}
}

// PartyMerged: this file was a duplicate and is closed; the other one goes on.
type PartyMerged struct {
	Into   PartyID `json:"into"`
	Name   string  `json:"name"`
	Reason string  `json:"reason"`
}

func (PartyMerged) Kind() string { return "PartyMerged" }
func (b PartyMerged) apply(c *Case, e Event) {
	c.PartyFile.MergedInto, c.PartyFile.MergedName = b.Into, b.Name
	if o := c.PartyFile.Org; o != nil {
		o.Status, o.MergedInto, o.Serial = OrgMerged, b.Into, 0
	}
	c.close(e, Current, "merged")
}

func init() {
	act[EnterOrganization](Spec{Procedure: ProcParty, Opens: true, Title: "录入社会组织", English: "Enter an organization", Article: artRegister})
	act[CompleteOrganization](Spec{Procedure: ProcParty, Possible: func(c *Case) bool {
		return c.PartyFile.Org == nil && (c.PartyFile.Kind == PartyAssociation || c.PartyFile.Kind == PartyServiceOrg)
	}, Title: "补录登记事项", English: "Enter what is registered", Article: artRegister})
	act[CorrectEntry](Spec{Procedure: ProcParty, Possible: func(c *Case) bool {
		return livingOrg(c) && c.PartyFile.Org.Versions[len(c.PartyFile.Org.Versions)-1].Why == WhyEntered
	}, Title: "更正录入", English: "Correct the entry", Article: artRegister})
	act[FileOfficers](Spec{Procedure: ProcParty, Possible: livingOrg, Title: "负责人备案", English: "Put officers on file", Article: artFiling})
	act[PutOnFile](Spec{Procedure: ProcParty, Possible: livingOrg, Title: "印章、账号、章程备案", English: "Put a seal, account or charter on file", Article: artFiling})
	act[AddBranch](Spec{Procedure: ProcParty, Possible: func(c *Case) bool {
		return livingOrg(c) && c.PartyFile.Kind == PartyAssociation && c.PartyFile.Org.Status == OrgActive
	}, Title: "登记分支机构", English: "Enter a branch", Article: artBranches})
	act[EndBranch](Spec{Procedure: ProcParty, Possible: func(c *Case) bool {
		return isOrg(c) && slices.ContainsFunc(c.PartyFile.Org.Branches, func(b OrgBranch) bool { return b.EndedOn.IsZero() })
	}, Title: "终止分支机构", English: "End a branch", Article: artBranches})
	act[CountMembers](Spec{Procedure: ProcParty, Possible: func(c *Case) bool { return livingOrg(c) && c.PartyFile.Kind == PartyAssociation }, Title: "登记会员数", English: "Count members", Article: "社会团体登记管理条例第十条"})
	act[SetPhone](Spec{Procedure: ProcParty, Possible: livingOrg, Title: "登记联系电话", English: "Enter the telephone number", Starts: "该组织凭此号码办理年报、陈述申辩"})
	act[SetTerm](Spec{Procedure: ProcParty, Possible: func(c *Case) bool { return livingOrg(c) && c.PartyFile.Org.Term() == nil }, Title: "登记任期", English: "Enter the term", Article: artElection})
	act[RecordElection](Spec{Procedure: ProcParty, Possible: livingOrg, Title: "登记换届", English: "Record an election", Article: artElection})
	act[ExtendTerm](Spec{Procedure: ProcParty, Possible: func(c *Case) bool {
		return livingOrg(c) && c.PartyFile.Org.Term() != nil && c.PartyFile.Org.Term().ExtendedUntil.IsZero()
	}, Title: "批准延期换届", English: "Allow a later election", Article: artElection})
	act[MarkCharity](Spec{Procedure: ProcParty, Possible: livingOrg, Title: "慈善组织标识", English: "Mark as a charity", Article: "慈善法第十条、第二十二条"})
	act[RecordActivity](Spec{Procedure: ProcParty, Possible: isOrg, Title: "登记活动", English: "Record an activity"})
	act[RecordPenalty](Spec{Procedure: ProcParty, Possible: isOrg, Title: "登记其他部门的处罚", English: "Record another department's penalty", Starts: "符合列入情形的（AB-5、SV-3至SV-5），开立信用名单线索"})
	act[AbsorbDuplicate](Spec{Procedure: ProcParty, Title: "合并重复记录", English: "Merge a duplicate"})
	event[OrganizationEntered]()
	event[EntryCorrected]()
	event[OfficersFiled]()
	event[FilingEntered]()
	event[BranchAdded]()
	event[BranchEnded]()
	event[MembersCounted]()
	event[PartyPhoneSet]()
	event[TermSet]()
	event[ElectionHeld]()
	event[TermExtended]()
	event[CharityMarked]()
	event[ActivityRecorded]()
	event[PenaltyRecorded]()
	event[DuplicateAbsorbed]()
	event[PartyMerged]()
}
