package domain

import (
	"slices"
	"strings"
)

// PartyKind says what sort of body a party is; it decides whether the enterprise-inspection regime applies
// (国办发〔2024〕54号 applies to enterprises, and by analogy to individual businesses).
type PartyKind string

const (
	PartyFuneralHome PartyKind = "funeral_home"     // 殡仪馆（事业单位）
	PartyCemetery    PartyKind = "cemetery"         // 经营性公墓（企业）
	PartyVillage     PartyKind = "village_cemetery" // 农村公益性墓地（村民委员会）
	PartyShop        PartyKind = "shop"             // 殡葬用品经营户
	PartyAssociation PartyKind = "association"      // 社会团体
	PartyServiceOrg  PartyKind = "service_org"      // 社会服务机构（民办非企业单位）
	PartyFoundation  PartyKind = "foundation"       // 基金会
	PartyPerson      PartyKind = "person"           // 自然人
	PartyUnlicensed  PartyKind = "unregistered"     // 涉嫌非法社会组织
	PartyOther       PartyKind = "other"            // 其他
)

// PartyKindTitles names the kinds in Chinese and English.
var PartyKindTitles = map[PartyKind][2]string{
	PartyFuneralHome: {"殡仪馆", "Funeral home"}, PartyCemetery: {"经营性公墓", "Commercial cemetery"},
	PartyVillage: {"村级公益性墓地", "Village public-benefit cemetery"}, PartyShop: {"殡葬用品店", "Funeral goods shop"},
	PartyAssociation: {"社会团体", "Association"}, PartyServiceOrg: {"社会服务机构", "Social service body"}, PartyFoundation: {"基金会", "Foundation"},
	PartyPerson: {"自然人", "Natural person"}, PartyUnlicensed: {"涉嫌非法社会组织", "Suspected unregistered body"},
	PartyOther: {"其他", "Other"},
}

// Enterprise reports whether the enterprise-inspection regime applies to such a party.
func (k PartyKind) Enterprise() bool { return k == PartyCemetery || k == PartyShop }

// SocialOrg reports that such a body is registered as a social organization: its penalty cases follow 民政部令第68号.
func (k PartyKind) SocialOrg() bool {
	return k == PartyAssociation || k == PartyServiceOrg || k == PartyFoundation
}

// Party is somebody the bureau deals with. Contact and Phone are personal data: they never leave the file for logs,
// search attributes or workflow payloads.
type Party struct {
	ID       PartyID   `json:"id"`
	Kind     PartyKind `json:"kind"`
	Name     string    `json:"name"`
	USCC     string    `json:"uscc,omitempty"` // 统一社会信用代码
	Township string    `json:"township,omitempty"`
	Address  string    `json:"address,omitempty"`
	Contact  string    `json:"contact,omitempty"` // 负责人
	Phone    string    `json:"phone,omitempty"`
	Agency   AgencyID  `json:"agency"`

	Org *Organization `json:"org,omitempty"` // of a social organization: what is registered of it

	MergedInto PartyID    `json:"merged_into,omitempty"` // it was entered twice: the file that goes on
	MergedName string     `json:"merged_name,omitempty"` // of the file that goes on, as it was called then
	Absorbed   []Absorbed `json:"absorbed,omitempty"`    // files that were merged into this one
}

// RegisterParty enters a party in the register of the agency.
type RegisterParty struct {
	Kind     PartyKind `json:"kind" enum:"funeral_home,cemetery,village_cemetery,shop,association,service_org,foundation,person,unregistered,other" doc:"类别"`
	Name     string    `json:"name" minLength:"2" maxLength:"120" doc:"名称"`
	USCC     string    `json:"uscc,omitempty" doc:"统一社会信用代码"`
	Township string    `json:"township,omitempty" maxLength:"40" doc:"乡镇（街道）"`
	Address  string    `json:"address,omitempty" maxLength:"200" doc:"地址"`
	Contact  string    `json:"contact,omitempty" maxLength:"60" doc:"负责人"`
	Phone    string    `json:"phone,omitempty" maxLength:"30" doc:"电话"`
}

func (RegisterParty) Act() string { return "party.register" }

func (x RegisterParty) party(id PartyID, a AgencyID) *Party {
	return &Party{ID: id, Kind: x.Kind, Name: x.Name, USCC: x.USCC, Township: x.Township, Address: x.Address, Contact: x.Contact, Phone: x.Phone, Agency: a}
}

// Check names every fault of the entry; the import uses it for its dry run.
func (x RegisterParty) Check(a Agency) error {
	var bad faults
	_, known := PartyKindTitles[x.Kind]
	bad.need(known, "kind", "没有这个类别")
	n := len([]rune(strings.TrimSpace(x.Name)))
	bad.need(n >= 2 && n <= 120, "name", "名称应为2至120个字")
	bad.need(x.USCC == "" || ValidUSCC(x.USCC), "uscc", "统一社会信用代码校验不通过")
	bad.need(x.Township == "" || len(a.Townships) == 0 || contains(a.Townships, x.Township), "township", "没有这个乡镇（街道）")
	return bad.err()
}

func contains(list []string, s string) bool {
	return slices.Contains(list, s)
}

func (x RegisterParty) Decide(_ *Case, f *Facts) (Outcome, error) {
	if err := x.Check(f.Agency); err != nil {
		return Outcome{}, err
	}
	return outcome(&PartyRegistered{RegisterParty: x, Agency: f.Agency.ID})
}

// PartyRegistered: a party was entered.
type PartyRegistered struct {
	RegisterParty
	Agency AgencyID `json:"agency"`
}

func (PartyRegistered) Kind() string { return "PartyRegistered" }
func (b PartyRegistered) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Title, c.Stage, c.OpenedOn = ProcParty, b.Agency, b.Name, Current, DateOf(e.OccurredAt)
	x := b.RegisterParty
	c.PartyFile = x.party(PartyID(c.ID), b.Agency)
}

// AmendParty replaces what the register says of a party; files keep the name they were opened with.
type AmendParty struct {
	RegisterParty
	Reason string `json:"reason" minLength:"2" maxLength:"200" doc:"变更原因"`
}

func (AmendParty) Act() string { return "party.amend" }
func (x AmendParty) Decide(c *Case, f *Facts) (Outcome, error) {
	if o := c.PartyFile.Org; o != nil && (x.Name != c.PartyFile.Name || x.Kind != c.PartyFile.Kind || x.USCC != c.PartyFile.USCC || x.Address != c.PartyFile.Address) {
		return Outcome{}, Refuse("registered_items", "社会团体登记管理条例第十八条", "“%[1]s”是登记的社会组织，登记事项须办理变更登记。", "%[1]s is a registered social organization; its registered items change by registration", c.PartyFile.Name)
	}
	if err := x.Check(f.Agency); err != nil {
		return Outcome{}, err
	}
	if strings.TrimSpace(x.Reason) == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写变更原因。", English: "give the reason", Fields: []Field{{"reason", "请填写变更原因"}}}
	}
	return outcome(&PartyAmended{x})
}

// PartyAmended: the register says something else of a party from now on.
type PartyAmended struct{ AmendParty }

func (PartyAmended) Kind() string { return "PartyAmended" }
func (b PartyAmended) apply(c *Case, _ Event) {
	x := b.RegisterParty
	was := c.PartyFile
	c.Title = x.Name
	c.PartyFile = x.party(PartyID(c.ID), c.Agency)
	c.PartyFile.Org, c.PartyFile.Absorbed = was.Org, was.Absorbed
}

// ValidUSCC checks a unified social credit code (GB 32100-2015): 18 characters without I, O, S, V, Z and the check
// character over weights 3^i mod 31.
func ValidUSCC(s string) bool {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	if len(s) != 18 {
		return false
	}
	sum, w := 0, 1
	for i := range 17 {
		v := strings.IndexByte(alphabet, s[i])
		if v < 0 {
			return false
		}
		sum += v * w
		w = w * 3 % 31
	}
	return alphabet[(31-sum%31)%31] == s[17]
}

func init() {
	act[RegisterParty](Spec{Procedure: ProcParty, Opens: true, Title: "登记当事人", English: "Register a party"})
	act[AmendParty](Spec{Procedure: ProcParty, Title: "变更当事人信息", English: "Amend a party"})
	event[PartyRegistered]()
	event[PartyAmended]()
}
