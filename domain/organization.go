package domain

import (
	"slices"
	"strings"
	"unicode"
)

// The register of social organizations (社会组织登记簿): an organization is a party whose file says besides what is registered
// of it, version by version, and everything that happened to it. registration.md §0.4, §1–§4.

// OrgItems are the registered items (登记事项): 社团 art. 12, 民非 art. 12, 基金会 art. 11.
type OrgItems struct {
	Name       OrgName `json:"name" doc:"名称"`
	Address    string  `json:"address" minLength:"2" maxLength:"200" doc:"住所"`
	Township   string  `json:"township,omitempty" maxLength:"40" doc:"乡镇（街道）"`
	Purpose    string  `json:"purpose" minLength:"2" maxLength:"1000" doc:"宗旨"`
	Scope      string  `json:"scope" minLength:"2" maxLength:"2000" doc:"业务范围"`
	Area       string  `json:"area,omitempty" maxLength:"100" doc:"活动地域（社会团体）"`
	LegalRep   string  `json:"legal_rep" minLength:"2" maxLength:"60" doc:"法定代表人或者负责人"`
	CapitalFen int64   `json:"capital_fen" minimum:"0" doc:"活动资金、开办资金（分）"`
	Mode       string  `json:"mode" enum:"dual,direct" doc:"双重管理，直接登记"`
	Supervisor string  `json:"supervisor,omitempty" maxLength:"100" doc:"业务主管单位；直接登记的没有"`
	Industry   string  `json:"industry,omitempty" maxLength:"100" doc:"行业管理部门（行业协会商会，2026年条例第十九条第二款）"`
}

// The items that change registration is about.
const (
	ItemName       = "name"
	ItemAddress    = "address"
	ItemPurpose    = "purpose"
	ItemScope      = "scope"
	ItemArea       = "area"
	ItemLegalRep   = "legal_rep"
	ItemCapital    = "capital"
	ItemSupervisor = "supervisor"
)

// OrgItemTitles names the registered items in Chinese and English.
var OrgItemTitles = map[string][2]string{
	ItemName: {"名称", "Name"}, ItemAddress: {"住所", "Address"}, ItemPurpose: {"宗旨", "Purpose"}, ItemScope: {"业务范围", "Scope"}, ItemArea: {"活动地域", "Area"},
	ItemLegalRep: {"法定代表人（负责人）", "Legal representative"}, ItemCapital: {"活动（开办）资金", "Capital"}, ItemSupervisor: {"业务主管单位", "Supervising unit"},
}

// orgItems lists the items in the order they are printed.
var orgItems = []string{ItemName, ItemAddress, ItemPurpose, ItemScope, ItemArea, ItemLegalRep, ItemCapital, ItemSupervisor}

// Value is an item as it is printed; yuan for money.
func (x OrgItems) Value(item string) string {
	switch item {
	case ItemName:
		return x.Name.String()
	case ItemAddress:
		return x.Address
	case ItemPurpose:
		return x.Purpose
	case ItemScope:
		return x.Scope
	case ItemArea:
		return x.Area
	case ItemLegalRep:
		return x.LegalRep
	case ItemCapital:
		return Yuan(x.CapitalFen)
	case ItemSupervisor:
		return x.Supervisor
	}
	return ""
}

// differing are the items in which two versions differ. A move between the two modes is one of the supervising unit.
func (x OrgItems) differing(y OrgItems) []string {
	var out []string
	for _, i := range orgItems {
		if x.Value(i) != y.Value(i) || i == ItemSupervisor && x.Mode != y.Mode || i == ItemAddress && x.Township != y.Township {
			out = append(out, i)
		}
	}
	return out
}

// How an organization stands.
const (
	OrgActive       = "active"       // 存续
	OrgStopped      = "stopped"      // 限期停止活动
	OrgLiquidating  = "liquidating"  // 清算中
	OrgRevoked      = "revoked"      // 已撤销登记或者吊销证书，待清算注销
	OrgDeregistered = "deregistered" // 已注销 ■
	OrgAnnulled     = "annulled"     // 成立登记被撤销 ■
	OrgMerged       = "merged"       // 重复录入，已并入另一条 ■
)

// OrgStatusTitles names how an organization stands.
var OrgStatusTitles = map[string][2]string{
	OrgActive: {"存续", "Active"}, OrgStopped: {"限期停止活动", "Stopped"}, OrgLiquidating: {"清算中", "Liquidating"},
	OrgRevoked: {"已撤销（吊销）", "Revoked"}, OrgDeregistered: {"已注销", "Deregistered"}, OrgAnnulled: {"成立登记被撤销", "Annulled"}, OrgMerged: {"重复录入，已并入他条", "Merged"},
}

// Organization is what the register holds of a social organization besides what it holds of every party.
type Organization struct {
	OrgItems
	Form         string           `json:"form,omitempty"` // 民办非企业单位：法人、合伙、个体
	Status       string           `json:"status"`
	RegisteredOn Date             `json:"registered_on"`
	EndedOn      Date             `json:"ended_on,omitzero"`
	Serial       int              `json:"serial,omitempty"` // of the body code the bureau gave; 0: the code came from elsewhere
	Versions     []OrgVersion     `json:"versions"`
	Certificates []OrgCertificate `json:"certificates,omitempty"`
	Officers     []OrgOfficer     `json:"officers,omitempty"`
	Terms        []OrgTerm        `json:"terms,omitempty"`
	Members      *OrgMembers      `json:"members,omitempty"`
	Branches     []OrgBranch      `json:"branches,omitempty"`
	Filings      []OrgFiling      `json:"filings,omitempty"`
	Charity      *OrgCharity      `json:"charity,omitempty"`
	Checks       []OrgCheck       `json:"checks,omitempty"`
	Penalties    []OrgPenalty     `json:"penalties,omitempty"`
	Lists        []OrgListing     `json:"lists,omitempty"`
	Candidates   []OrgCandidate   `json:"candidates,omitempty"` // listing files that are open and not decided
	Activities   []OrgActivity    `json:"activities,omitempty"`
	OldNames     []NameHeld       `json:"old_names,omitempty"` // names given up, while they bar others
	MergedInto   PartyID          `json:"merged_into,omitempty"`
	LiquidatedBy CaseID           `json:"liquidated_by,omitempty"` // the registration file of a liquidation that is open
	PenaltyOpen  []CaseID         `json:"penalty_open,omitempty"`  // cases against it that are open
	Revoking     []CaseID         `json:"revoking,omitempty"`      // those of them in which it was told that its registration is to be revoked
	StoppedUntil Date             `json:"stopped_until,omitzero"`  // last day of 限期停止活动

	Former          []OrgOfficer     `json:"former,omitempty"`           // officers who left, without what is personal of them
	RepPending      *OrgRepPending   `json:"rep_pending,omitempty"`      // a legal representative elected and not registered yet
	Standings       []OrgStanding    `json:"standings,omitempty"`        // how it stood, in order
	OfficerFindings []OfficerFinding `json:"officer_findings,omitempty"` // what the machine saw of the officers, and what a person made of it
	Sealed          []OrgSealed      `json:"sealed,omitempty"`           // stops that are over: what was sealed for them is given back
	Source          string           `json:"source,omitempty"`           // of an entry from paper
	NoCode          string           `json:"no_code,omitempty"`          // why it has no unified code
	SameName        string           `json:"same_name,omitempty"`        // why it bears the name of another
}

// OrgStanding is how an organization stands from a day on.
type OrgStanding struct {
	Status string `json:"status"`
	On     Date   `json:"on"`
	Why    string `json:"why,omitempty"`
	File   CaseID `json:"file,omitempty"`
}

// OrgVersion is what was registered from a day on, and by which file.
type OrgVersion struct {
	From  Date     `json:"from"`
	Items OrgItems `json:"items"`
	Why   string   `json:"why"` // 成立登记、变更登记、录入
	File  CaseID   `json:"file,omitempty"`
}

// OrgCertificate is a certificate of registration (登记证书) with its end.
type OrgCertificate struct {
	Number      string `json:"number"`
	IssuedOn    Date   `json:"issued_on"`
	ValidUntil  Date   `json:"valid_until,omitzero"`
	Why         string `json:"why"` // 成立、变更换发、补领
	File        CaseID `json:"file,omitempty"`
	EndedOn     Date   `json:"ended_on,omitzero"`
	EndedBy     string `json:"ended_by,omitempty"` // 换发、收缴、公告作废、遗失
	CollectedOn Date   `json:"collected_on,omitzero"`
}

// OrgOfficer is an officer of the organization (负责人、理事、监事). Phone is personal data.
type OrgOfficer struct {
	Name     string `json:"name" minLength:"2" maxLength:"60" doc:"姓名"`
	Post     string `json:"post" minLength:"1" maxLength:"40" doc:"职务"`
	Born     int    `json:"born,omitempty" minimum:"0" maximum:"2200" doc:"出生年份"`
	Phone    string `json:"phone,omitempty" maxLength:"30" doc:"电话"`
	Serving  bool   `json:"serving,omitempty" doc:"现职公务人员"`
	Approved bool   `json:"approved,omitempty" doc:"现职公务人员、超龄、超届任职已经批准"`
	Term     int    `json:"term,omitempty" minimum:"0" maximum:"20" doc:"连任届数"`
	From     Date   `json:"from,omitzero" doc:"任职起"`
	Until    Date   `json:"until,omitzero" doc:"任职止"`
}

// OrgTerm is a term of the council (届).
type OrgTerm struct {
	No            int    `json:"no"`
	From          Date   `json:"from"`
	Until         Date   `json:"until"`
	ExtendedUntil Date   `json:"extended_until,omitzero"`
	Extension     string `json:"extension,omitempty"` // 批准延期的依据
	ElectedOn     Date   `json:"elected_on,omitzero"` // 换届大会之日
	Audited       bool   `json:"audited,omitempty"`   // 换届前审计

	Findings []string `json:"findings,omitempty"` // what is to be looked at in the election or the extension: ElectionFindingTitles

	Order     CaseID `json:"order,omitempty"` // the file that orders the overdue election
	OrderedOn Date   `json:"ordered_on,omitzero"`
}

// End is the last day of the term, extended where it was.
func (t OrgTerm) End() Date { return max(t.Until, t.ExtendedUntil) }

// Term is the term of the council that runs, or ran last; nil where none is known.
func (o *Organization) Term() *OrgTerm {
	if len(o.Terms) == 0 {
		return nil
	}
	return &o.Terms[len(o.Terms)-1]
}

// OrgMembers is how many members there are.
type OrgMembers struct {
	Persons int  `json:"persons" minimum:"0" doc:"个人会员"`
	Units   int  `json:"units" minimum:"0" doc:"单位会员"`
	AsOf    Date `json:"as_of,omitzero" doc:"截至"`
}

// OrgBranch is a branch or representative office. Only associations may have any (社团 17; 民非 13).
type OrgBranch struct {
	Name    string `json:"name" minLength:"2" maxLength:"120" doc:"名称"`
	Kind    string `json:"kind" enum:"branch,office" doc:"分支机构，代表机构"`
	From    Date   `json:"from,omitzero"`
	EndedOn Date   `json:"ended_on,omitzero"`
}

// OrgFiling is a seal, an account, or officers put on file (备案).
type OrgFiling struct {
	What  string `json:"what" enum:"seal,account,officers,charter" doc:"印章，银行账号，负责人，章程"`
	On    Date   `json:"on"`
	Text  string `json:"text" minLength:"1" maxLength:"500" doc:"内容"`
	Files []Blob `json:"files,omitempty"`
}

// OrgCharity says that the organization is a charity, and whether it may raise funds from the public.
type OrgCharity struct {
	Since     Date `json:"since" doc:"认定或者登记为慈善组织之日"`
	PublicOn  Date `json:"public_on,omitzero" doc:"取得公开募捐资格之日"`
	LostOn    Date `json:"lost_on,omitzero" doc:"失去公开募捐资格之日"`
	LastDrive Date `json:"last_drive,omitzero" doc:"最近一次公开募捐"`
}

// Conclusions of the annual check (年度检查).
const (
	CheckPassed = "passed" // 合格
	CheckFair   = "fair"   // 基本合格
	CheckFailed = "failed" // 不合格
	CheckMissed = "missed" // 未参检
	CheckExempt = "exempt" // 新登记，可以不参加
	CheckFiled  = "filed"  // 已报送，未作结论
)

// CheckTitles names the conclusions.
var CheckTitles = map[string][2]string{
	CheckPassed: {"合格", "Passed"}, CheckFair: {"基本合格", "Fair"}, CheckFailed: {"不合格", "Failed"}, CheckMissed: {"未参加年检", "Missed"},
	CheckExempt: {"不参加本年度年检", "Exempt"}, CheckFiled: {"已报送", "Filed"},
}

// OrgCheck is the annual check of one year; a conclusion that was set again leaves the earlier ones in Before.
type OrgCheck struct {
	Year       int      `json:"year"` // the year that is checked
	Conclusion string   `json:"conclusion"`
	ReportedOn Date     `json:"reported_on,omitzero"` // when the organization handed its report in: to the supervising unit, or straight to the registrar
	FiledOn    Date     `json:"filed_on,omitzero"`    // when the registrar had it
	Late       bool     `json:"late,omitempty"`       // the registrar had it after the day
	UnitLate   bool     `json:"unit_late,omitempty"`  // the organization was in time, the supervising unit was not
	On         Date     `json:"on,omitzero"`
	File       CaseID   `json:"file,omitempty"`
	Activity   bool     `json:"activity,omitempty"` // it did act in the year, by its report
	Before     []string `json:"before,omitempty"`
}

// Check finds the annual check of a year.
func (o *Organization) Check(year int) *OrgCheck {
	for i := range o.Checks {
		if o.Checks[i].Year == year {
			return &o.Checks[i]
		}
	}
	return nil
}

// OrgPenalty is a penalty, by this bureau or another department: one decision, whatever it imposes, is one penalty. Those of this
// bureau come from its cases alone and follow what becomes of them.
type OrgPenalty struct {
	On      Date   `json:"on" doc:"决定之日"`
	By      string `json:"by" minLength:"2" maxLength:"100" doc:"作出机关"`
	Kind    string `json:"kind" enum:"warning,fine,confiscate,stop,revoke,other" doc:"种类"`
	FineFen int64  `json:"fine_fen,omitempty" minimum:"0" doc:"罚款（分）"`
	Number  string `json:"number,omitempty" maxLength:"100" doc:"文号"`
	Facts   string `json:"facts,omitempty" maxLength:"1000" doc:"事由"`
	File    CaseID `json:"file,omitempty"`

	Kinds      []string `json:"kinds,omitempty" doc:"同一决定的全部种类，最重的在前；由案件载入"`
	Months     int      `json:"months,omitempty" doc:"限期停止活动的月数；由案件载入"`
	ServedOn   Date     `json:"served_on,omitzero" doc:"送达生效之日；由案件载入"`
	ChangedOn  Date     `json:"changed_on,omitzero" doc:"复议、诉讼变更之日；由案件载入"`
	AnnulledOn Date     `json:"annulled_on,omitzero" doc:"撤销之日，不再计算；由案件载入"`
	Because    string   `json:"because,omitempty" doc:"变更、撤销的原因；由案件载入"`
}

// Has reports that the decision imposed the kind, alone or beside others.
func (p OrgPenalty) Has(kind string) bool { return p.Kind == kind || slices.Contains(p.Kinds, kind) }

// Stands reports that the penalty was not annulled.
func (p OrgPenalty) Stands() bool { return p.AnnulledOn.IsZero() }

// byCase reports that something is filled in that only a case of this bureau enters.
func (p OrgPenalty) byCase() bool {
	return p.File != "" || len(p.Kinds) > 0 || p.Months != 0 || !p.ServedOn.IsZero() || !p.ChangedOn.IsZero() || !p.AnnulledOn.IsZero() || p.Because != ""
}

// same reports that two entries are one penalty: the same case, or the same organ with the same number and day.
func (p OrgPenalty) same(q OrgPenalty) bool {
	return p.File != "" && p.File == q.File || p.On == q.On && p.By == q.By && p.Number == q.Number
}

// OrgListing is an entry on one of the credit lists (民政部令第60号).
type OrgListing struct {
	List      string `json:"list"`   // abnormal, severe
	Ground    string `json:"ground"` // AB-1 …, SV-1 …
	On        Date   `json:"on"`
	RemovedOn Date   `json:"removed_on,omitzero"`
	File      CaseID `json:"file,omitempty"`
}

// Listed is the entry of a list that stands; nil where there is none.
func (o *Organization) Listed(list string) *OrgListing {
	for i := range o.Lists {
		if o.Lists[i].List == list && o.Lists[i].RemovedOn.IsZero() {
			return &o.Lists[i]
		}
	}
	return nil
}

// OrgActivity is something the organization did outwardly by its charter, and how that is known.
type OrgActivity struct {
	On     Date   `json:"on" doc:"活动日期"`
	What   string `json:"what" minLength:"2" maxLength:"500" doc:"活动"`
	Source string `json:"source,omitempty" maxLength:"200" doc:"来源"`
}

// Gone reports that the organization no longer exists in law.
func (o *Organization) Gone() bool {
	return o.Status == OrgDeregistered || o.Status == OrgAnnulled || o.Status == OrgMerged
}

// Certificate is the certificate in force; nil where there is none.
func (o *Organization) Certificate() *OrgCertificate {
	for i := len(o.Certificates) - 1; i >= 0; i-- {
		if o.Certificates[i].EndedOn.IsZero() {
			return &o.Certificates[i]
		}
	}
	return nil
}

// NamesHeld are the names by which the file bars others: of an organization its own and those it gave up, of an application
// the one it reserved.
func (c *Case) NamesHeld() []NameHeld {
	var out []NameHeld
	if c.PartyFile != nil && c.PartyFile.Org != nil {
		o := c.PartyFile.Org
		if !o.Gone() {
			out = append(out, NameHeld{Name: o.Name, Why: NameRegistered, From: o.RegisteredOn, File: c.ID})
		}
		for _, h := range o.OldNames {
			h.File = c.ID
			out = append(out, h)
		}
	}
	if r := c.Registration; r != nil && r.Reserved != nil && c.Open() {
		h := *r.Reserved
		h.File = c.ID
		out = append(out, h)
	}
	return out
}

// MakeUSCC is the unified social credit code of a social organization (GB 32100-2015): 5 for civil affairs, 1 or 2 for the
// kind, the area of the registrar, and the body code of eight characters with its check (GB 11714). A foundation gets none
// from a county registrar (基金会管理条例 6): empty.
func MakeUSCC(kind PartyKind, area, body string) string {
	class := map[PartyKind]string{PartyAssociation: "1", PartyServiceOrg: "2"}[kind]
	if class == "" || len(area) != 6 || len(body) != 8 {
		return ""
	}
	c9 := bodyCheck(body)
	if c9 == 0 {
		return ""
	}
	s := "5" + class + area + body + string(c9)
	for _, last := range usccAlphabet {
		if t := s + string(last); ValidUSCC(t) {
			return t
		}
	}
	return ""
}

const usccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// bodyCheck is the ninth character of an organization body code (GB 11714): 11 − Σ Ci·Wi mod 11, 10 is X, 11 is 0; 0 for what
// is no body code.
func bodyCheck(body string) byte {
	sum := 0
	for i, w := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		v := strings.IndexByte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", body[i])
		if v < 0 {
			return 0
		}
		sum += v * w
	}
	return "0123456789X0"[11-sum%11]
}

// ValidBodyCode checks the nine characters of a body code inside a unified code.
func ValidBodyCode(uscc string) bool {
	return len(uscc) == 18 && bodyCheck(uscc[8:16]) == uscc[16]
}

// --- events on the file of an organization

// OrganizationRegistered: the organization was entered in the register.
type OrganizationRegistered struct {
	Items       OrgItems        `json:"items"`
	Form        string          `json:"form,omitempty"`
	USCC        string          `json:"uscc"`
	Serial      int             `json:"serial,omitempty"`
	On          Date            `json:"on"`
	Certificate *OrgCertificate `json:"certificate,omitempty"`
	Officers    []OrgOfficer    `json:"officers,omitempty"`
	Term        *OrgTerm        `json:"term,omitempty"`
	Members     *OrgMembers     `json:"members,omitempty"`
	Charity     *OrgCharity     `json:"charity,omitempty"`
	File        CaseID          `json:"file,omitempty"`
	Why         string          `json:"why"`
}

func (OrganizationRegistered) Kind() string { return "OrganizationRegistered" }
func (b OrganizationRegistered) apply(c *Case, _ Event) {
	o := &Organization{OrgItems: b.Items, Form: b.Form, Status: OrgActive, RegisteredOn: b.On, Serial: b.Serial, Officers: b.Officers, Members: b.Members, Charity: b.Charity,
		Versions: []OrgVersion{{b.On, b.Items, b.Why, b.File}}}
	if b.Certificate != nil {
		o.Certificates = []OrgCertificate{*b.Certificate}
	}
	if b.Term != nil {
		o.Terms = []OrgTerm{*b.Term}
	}
	c.PartyFile.Org = o
	c.PartyFile.USCC = b.USCC
	c.named(o)
}

// named carries what is registered into what the register holds of every party.
func (c *Case) named(o *Organization) {
	p := c.PartyFile
	p.Name, p.Address, p.Township, p.Contact = o.Name.String(), o.Address, o.Township, o.LegalRep
	c.Title = p.Name
}

// OrganizationChanged: registered items changed.
type OrganizationChanged struct {
	Items       OrgItems        `json:"items"`
	Changed     []string        `json:"changed"`
	On          Date            `json:"on"`
	BarredUntil Date            `json:"barred_until,omitzero"` // of the old name
	Certificate *OrgCertificate `json:"certificate,omitempty"`
	File        CaseID          `json:"file,omitempty"`
	// Annulled: the change was annulled (行政许可法 69), and the items are what they were before it.
	Annulled bool `json:"annulled,omitempty"`
}

func (OrganizationChanged) Kind() string { return "OrganizationChanged" }
func (b OrganizationChanged) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	why, version := NameRenamed, "变更登记"
	if b.Annulled {
		why, version = NameRevoked, "变更登记被撤销"
	}
	if slices.Contains(b.Changed, ItemName) {
		o.OldNames = slices.DeleteFunc(slices.Clone(o.OldNames), func(h NameHeld) bool { return h.Name == b.Items.Name }) // it is its name again
		o.OldNames = append(o.OldNames, NameHeld{Name: o.Name, Why: why, From: b.On, Until: b.BarredUntil})
	}
	if slices.Contains(b.Changed, ItemLegalRep) {
		o.RepPending = nil
	}
	o.OrgItems = b.Items
	o.Versions = append(o.Versions, OrgVersion{b.On, b.Items, version, b.File})
	if b.Certificate != nil {
		if old := o.Certificate(); old != nil {
			old.EndedOn, old.EndedBy = b.On, "换发"
		}
		o.Certificates = append(o.Certificates, *b.Certificate)
	}
	c.named(o)
}

// OrganizationEnded: the organization was deregistered, or the registration annulled.
type OrganizationEnded struct {
	Status      string `json:"status"` // deregistered, annulled
	On          Date   `json:"on"`
	BarredUntil Date   `json:"barred_until,omitzero"`
	File        CaseID `json:"file,omitempty"`
}

func (OrganizationEnded) Kind() string { return "OrganizationEnded" }
func (b OrganizationEnded) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	why := NameDeregistered
	if b.Status == OrgAnnulled {
		why = NameRevoked
	}
	o.OldNames = append(o.OldNames, NameHeld{Name: o.Name, Why: why, From: b.On, Until: b.BarredUntil})
	o.Status, o.EndedOn, o.LiquidatedBy = b.Status, b.On, ""
	o.Standings = append(o.Standings, OrgStanding{Status: b.Status, On: b.On, File: b.File})
	if k := o.Certificate(); k != nil {
		k.EndedOn, k.EndedBy = b.On, "注销收缴"
	}
}

// OrganizationStatusSet: it stands otherwise from a day on: liquidating, stopped, revoked, or active again.
type OrganizationStatusSet struct {
	Status string `json:"status"`
	On     Date   `json:"on"`
	Why    string `json:"why,omitempty"`
	File   CaseID `json:"file,omitempty"`
	// Liquidates: the file is the registration in which it is wound up, though it stays revoked meanwhile.
	Liquidates bool `json:"liquidates,omitempty"`
	// Until is the last day on which it may not act, where it was stopped for a time.
	Until Date `json:"until,omitzero"`
}

func (OrganizationStatusSet) Kind() string { return "OrganizationStatusSet" }
func (b OrganizationStatusSet) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	by := CaseID("")
	switch {
	case b.Liquidates || b.Status == OrgLiquidating:
		by = b.File
	case b.Status == OrgRevoked && o.LiquidatedBy != b.File: // revoked while it liquidates: it goes on liquidating
		by = o.LiquidatedBy
	}
	o.Status, o.StoppedUntil, o.LiquidatedBy = b.Status, b.Until, by
	o.Standings = append(o.Standings, OrgStanding{b.Status, b.On, b.Why, b.File})
}

// OrganizationCharterApproved: a charter, or its amendment, was approved (章程核准: 社团 18 II, 民非 15 II).
type OrganizationCharterApproved struct {
	On     Date   `json:"on"`
	Number string `json:"number"`
	File   CaseID `json:"file"`
}

func (OrganizationCharterApproved) Kind() string { return "OrganizationCharterApproved" }
func (b OrganizationCharterApproved) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	o.Filings = append(o.Filings, OrgFiling{What: "charter", On: b.On, Text: b.Number})
}

// OrganizationCertificateReplaced: a certificate that was lost or damaged was issued anew; the old one is void.
type OrganizationCertificateReplaced struct {
	Certificate OrgCertificate `json:"certificate"`
	On          Date           `json:"on"`
	Why         string         `json:"why"`
	File        CaseID         `json:"file"`
}

func (OrganizationCertificateReplaced) Kind() string { return "OrganizationCertificateReplaced" }
func (b OrganizationCertificateReplaced) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	if old := o.Certificate(); old != nil {
		old.EndedOn, old.EndedBy = b.On, "公告作废（"+b.Why+"）"
	}
	o.Certificates = append(o.Certificates, b.Certificate)
}

// OrganizationCaseOpened: a penalty case against it was filed; until it is over it is not deregistered, unless it was revoked.
type OrganizationCaseOpened struct {
	File CaseID `json:"file"`
	On   Date   `json:"on"`
}

func (OrganizationCaseOpened) Kind() string { return "OrganizationCaseOpened" }
func (b OrganizationCaseOpened) apply(c *Case, _ Event) {
	if o := c.PartyFile.Org; !slices.Contains(o.PenaltyOpen, b.File) {
		o.PenaltyOpen = append(o.PenaltyOpen, b.File)
	}
}

// OrganizationCaseClosed: a penalty case against it is over.
type OrganizationCaseClosed struct {
	File CaseID `json:"file"`
	On   Date   `json:"on"`
}

func (OrganizationCaseClosed) Kind() string { return "OrganizationCaseClosed" }
func (b OrganizationCaseClosed) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	over := func(id CaseID) bool { return id == b.File }
	o.PenaltyOpen, o.Revoking = slices.DeleteFunc(slices.Clone(o.PenaltyOpen), over), slices.DeleteFunc(slices.Clone(o.Revoking), over)
}

// OrganizationRevocationTold: the advance notice of an open case says that its registration is to be revoked (撤销登记、吊销登记证书); or,
// with Dropped, a later notice of the same case says so no more.
type OrganizationRevocationTold struct {
	File    CaseID `json:"file"`
	On      Date   `json:"on"`
	Dropped bool   `json:"dropped,omitempty"`
}

func (OrganizationRevocationTold) Kind() string { return "OrganizationRevocationTold" }
func (b OrganizationRevocationTold) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	o.Revoking = slices.DeleteFunc(slices.Clone(o.Revoking), func(id CaseID) bool { return id == b.File })
	if !b.Dropped {
		o.Revoking = append(o.Revoking, b.File)
	}
}

// notRevoking refuses what the rows of the day bar while a revocation is under way (registration.md §2.1, §9.2): a local practice,
// so a row of the conditions (TestRevoking) and no constant. A revocation in force bars by the status of the organization.
func (o *Organization) notRevoking(kind, name string, p PartyKind, f *Facts) error {
	if len(o.Revoking) == 0 || o.Status == OrgRevoked {
		return nil
	}
	for _, x := range f.Norms.rows.Conditions {
		if x.Test == TestRevoking && x.covers(f.On()) && fits(x.For, x.Subjects, &Registration{Kind: kind, Subject: p}) {
			return Refuse("revoking", x.Article, "“%[1]s”正处于撤销登记（吊销证书）程序，案件办结前不能办理%[2]s（%[3]s）。", "the registration of %[1]s is about to be revoked; until that case is over this cannot be registered (%[3]s)",
				name, RegKindTitles[kind][0], x.ID)
		}
	}
	return nil
}

// penaltyOpen refuses an end while a case against the organization is open, unless it was revoked (registration.md §9.3).
func (o *Organization) penaltyOpen() error {
	if len(o.PenaltyOpen) == 0 || o.Status == OrgRevoked {
		return nil
	}
	return Refuse("penalty_open", "社会团体登记管理条例第十九条至第二十一条", "有%[1]d件处罚案件尚未办结，不能办理注销登记。", "%[1]d penalty case(s) against it are open; it cannot be deregistered", len(o.PenaltyOpen))
}

// CertificateHeld is a certificate with the number asked for: whose it is, and the application it was given by; none where it was
// entered from paper.
type CertificateHeld struct {
	Org  PartyID `json:"org"`
	Name string  `json:"name"`
	File CaseID  `json:"file,omitempty"`
}

// CertificateKey is what two numbers of certificates are compared by: without spaces, full width as half width, letters small.
func CertificateKey(number string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		}
		return unicode.ToLower(r)
	}, number)
}

// CertificateNumbers are the numbers of all certificates an organization has or had; none of an entry that was merged into another,
// whose certificate it may be.
func (c *Case) CertificateNumbers() []OrgCertificate {
	if c.PartyFile == nil || c.PartyFile.Org == nil || c.PartyFile.Org.Status == OrgMerged {
		return nil
	}
	var out []OrgCertificate
	for _, k := range c.PartyFile.Org.Certificates {
		if k.Number != "" {
			out = append(out, OrgCertificate{Number: k.Number, File: k.File})
		}
	}
	return out
}

// freeCertificate refuses a number written by hand that another certificate bears, or that only the series of this bureau gives
// (series is a number of it).
func freeCertificate(number, series string, f *Facts) error {
	const art = "行政许可法第三十九条、第四十四条"
	digits := func(s string) string {
		return strings.Join(strings.FieldsFunc(CertificateKey(s), unicode.IsDigit), "#")
	}
	if series != "" && number != series && digits(number) == digits(series) {
		return Refuse("certificate_series", art, "“%[1]s”是本机关证书编号的式样，由系统依次编号；请留空，或者填写证书用纸号。", "%[1]s looks like a number of this bureau's own series, which is given in order; leave it empty or give the number of the paper", number)
	}
	for _, k := range f.Certificates {
		return Refuse("certificate_taken", art, "证书编号“%[1]s”已用于“%[2]s”的证书，一号一证。", "the number %[1]s is on a certificate of %[2]s; one number, one certificate", number, k.Name)
	}
	return nil
}

// org is the organization of a file that is read beside, or the party's; nil where neither is registered.
func (f *Facts) org(id PartyID) *Organization {
	if o := f.Others[CaseID(id)]; o != nil && o.PartyFile != nil {
		return o.PartyFile.Org
	}
	return f.Parties[id].Org
}

func init() {
	event[OrganizationRegistered]()
	event[OrganizationChanged]()
	event[OrganizationEnded]()
	event[OrganizationStatusSet]()
	event[OrganizationCharterApproved]()
	event[OrganizationCertificateReplaced]()
	event[OrganizationCaseOpened]()
	event[OrganizationCaseClosed]()
	event[OrganizationRevocationTold]()
}

// Since are the items in which a version differs from the one before; of the first, those that are filled in.
func (x OrgItems) Since(was *OrgItems) []string {
	if was != nil {
		return was.differing(x)
	}
	var out []string
	for _, i := range orgItems {
		if x.Value(i) != "" {
			out = append(out, i)
		}
	}
	return out
}

// OrgMoment is a moment in the life of an organization.
type OrgMoment struct {
	On      Date   `json:"on"`
	Kind    string `json:"kind"` // registered, changed, status, ended, certificate, election, check, listed, unlisted, penalty, filing, branch, charity, activity, merged
	Text    string `json:"text"`
	English string `json:"english"`
	File    CaseID `json:"file,omitempty"`
	Public  bool   `json:"public,omitempty"` // what is registered and announced
}

// Life is everything that happened to an organization, the newest first. The law makes what is registered public; the rest is
// the registrar's file.
func (o *Organization) Life() []OrgMoment {
	var out []OrgMoment
	add := func(on Date, kind, zh, en string, file CaseID, public bool) {
		if !on.IsZero() {
			out = append(out, OrgMoment{on, kind, zh, en, file, public})
		}
	}
	var was *OrgItems
	for i := range o.Versions {
		v := &o.Versions[i]
		if was == nil {
			add(o.RegisteredOn, "registered", "成立登记："+v.Items.Name.String(), "Registered", v.File, true)
		} else {
			var zh, en []string
			for _, item := range was.differing(v.Items) {
				zh, en = append(zh, OrgItemTitles[item][0]), append(en, OrgItemTitles[item][1])
			}
			add(v.From, "changed", "变更登记："+strings.Join(zh, "、"), "Changed: "+strings.Join(en, ", "), v.File, true)
		}
		was = &v.Items
	}
	for _, s := range o.Standings {
		t := OrgStatusTitles[s.Status]
		kind := "status"
		if s.Status == OrgDeregistered || s.Status == OrgAnnulled {
			kind = "ended"
		}
		zh := t[0]
		if s.Status == OrgActive && s.Why != "" { // why it may act again
			zh += "（" + s.Why + "）"
		}
		add(s.On, kind, zh, t[1], s.File, s.Status != OrgLiquidating)
	}
	for _, s := range o.Sealed {
		add(s.ReturnedOn, "certificate", "发还封存的证书、印章："+s.Items, "What was sealed was given back", s.StoppedBy, false)
	}
	for _, k := range o.Certificates {
		add(k.IssuedOn, "certificate", "发证："+k.Number, "Certificate "+k.Number, k.File, false)
		if !k.EndedOn.IsZero() {
			add(k.EndedOn, "certificate", "证书"+k.EndedBy+"："+k.Number, "Certificate ended: "+k.Number, k.File, k.EndedBy == "公告作废")
		}
	}
	for _, t := range o.Terms {
		add(t.ElectedOn, "election", "第"+itoa(t.No)+"届换届，任期至"+t.Until.String(), "Council elected until "+t.Until.String(), "", false)
	}
	for _, k := range o.Checks {
		if on := max(k.On, k.FiledOn); !on.IsZero() {
			zh, en := "年度检查：", "Annual check "
			if k.Conclusion == CheckFiled { // no conclusion: of a check not yet, of a charity's report never
				zh, en = "年度工作报告：", "Annual report "
			}
			add(on, "check", itoa(k.Year)+zh+CheckTitles[k.Conclusion][0], en+itoa(k.Year)+": "+CheckTitles[k.Conclusion][1], k.File, false)
		}
	}
	names := map[string][2]string{"abnormal": {"活动异常名录", "the abnormal list"}, "severe": {"严重违法失信名单", "the severe list"}}
	for _, l := range o.Lists {
		add(l.On, "listed", "列入"+names[l.List][0]+"（"+l.Ground+"）", "Put on "+names[l.List][1], l.File, false)
		add(l.RemovedOn, "unlisted", "移出"+names[l.List][0], "Taken off "+names[l.List][1], l.File, false)
	}
	for _, p := range o.Penalties {
		add(p.On, "penalty", p.By+"行政处罚 "+p.Number, "Penalty by "+p.By+" "+p.Number, p.File, false)
		add(p.ChangedOn, "penalty", "行政处罚变更 "+p.Number+"："+p.Because, "Penalty varied "+p.Number, p.File, false)
		add(p.AnnulledOn, "penalty", "行政处罚撤销 "+p.Number+"："+p.Because, "Penalty annulled "+p.Number, p.File, false)
	}
	for _, f := range o.Filings {
		add(f.On, "filing", filingTitles[f.What]+"备案："+f.Text, "Put on file: "+f.Text, "", false)
	}
	for _, b := range o.Branches {
		add(b.From, "branch", "设立"+b.Name, "Branch "+b.Name, "", false)
		add(b.EndedOn, "branch", "终止"+b.Name, "Branch ended: "+b.Name, "", false)
	}
	for _, a := range o.Activities {
		add(a.On, "activity", "活动："+a.What, "Activity: "+a.What, "", false)
	}
	if k := o.Charity; k != nil {
		add(k.Since, "charity", "认定（登记）为慈善组织", "Charity", "", true)
		add(k.PublicOn, "charity", "取得公开募捐资格", "May raise funds from the public", "", true)
	}
	slices.SortStableFunc(out, func(a, b OrgMoment) int { return int(b.On) - int(a.On) })
	return out
}
