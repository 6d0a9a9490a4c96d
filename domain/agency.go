package domain

import (
	"fmt"
	"strings"
)

// Agency is an authority with its sections, its places and the prefix of its instruments.
type Agency struct {
	ID        AgencyID          `json:"id"`
	Name      string            `json:"name"`
	Short     string            `json:"short"`  // 云民: the agency code in numbers
	Region    string            `json:"region"` // 云岭区
	Superior  string            `json:"superior,omitempty"`
	Address   string            `json:"address,omitempty"`
	Phone     string            `json:"phone,omitempty"`
	Sections  []string          `json:"sections,omitempty"`
	Townships []string          `json:"townships,omitempty"`
	Prefixes  map[string]string `json:"prefixes,omitempty"` // instrument type → word, e.g. I-8 → 改字
	USCC      string            `json:"uscc,omitempty"`     // 统一社会信用代码, as the public table of penalties wants it
	Registrar *Registrar        `json:"registrar,omitempty"`
	BankAccount
}

// BankAccount is the account a fine is paid into: that of the treasury for revenue other than tax (非税收入), never one of an
// officer (行政处罚法 67, 74). A notice of payment cannot be issued without it.
type BankAccount struct {
	Payee   string `json:"payee,omitempty" maxLength:"60" doc:"收款单位（账户名称）"`
	Bank    string `json:"bank,omitempty" maxLength:"60" doc:"代收银行"`
	Account string `json:"account,omitempty" maxLength:"40" pattern:"^[0-9 -]*$" doc:"账号"`
}

// lacks are the parts of the account that are not entered.
func (a BankAccount) lacks() (out []Field) {
	for _, x := range [][3]string{{"payee", a.Payee, "收款单位"}, {"bank", a.Bank, "开户银行"}, {"account", a.Account, "账号"}} {
		if strings.TrimSpace(x[1]) == "" {
			out = append(out, Field{x[0], "请填写" + x[2]})
		}
	}
	return out
}

// Registrar is what an authority that registers social organizations needs to give codes: its area (GB/T 2260) and the pool of
// organization body codes it was assigned (GB 11714).
type Registrar struct {
	Area   string `json:"area" minLength:"6" maxLength:"6" pattern:"^[0-9]{6}$" doc:"登记机关行政区划码"`
	Prefix string `json:"prefix" minLength:"3" maxLength:"3" doc:"主体代码码段的前三位"`
	First  int    `json:"first" minimum:"0" maximum:"99999" doc:"码段首号"`
	Last   int    `json:"last" minimum:"0" maximum:"99999" doc:"码段末号"`
}

// body is the body code of a serial of the pool.
func (r *Registrar) body(serial int) string { return fmt.Sprintf("%s%05d", r.Prefix, serial) }

// prefixes used where the agency has set none; every agency may set its own (numbering is DESIGN, unconfirmed).
var prefixes = map[string]string{
	"case.campaign": "专检", "case.inspection": "检案", "case.rectification": "改案",
	"P-19": "缓缴字", "P-20": "催字", "P-21": "强执字",
	"case.penalty": "罚案", "case.legality": "法审", "case.meeting": "会", "case.referral": "移案", SeriesHidden: "移线案",
	"P-1": "案源字", "P-2": "立审字", "P-2n": "不立字", "P-14": "罚审字", "P-8": "罚告字", "P-9": "听告字", "P-11": "听通字", "P-11n": "不听字", "P-12": "听公字", "P-15": "罚决字", "P-16": "当罚字", "P-17": "不罚字",
	"P-25": "结案字", "P-26": "档字", "P-28": "更正字", "P-29": "撤决字", "P-30": "取缔字", "P-31": "延审字", "P-32": "中审字", "P-32n": "中通字", "P-33": "恢审字", "P-33n": "恢通字", "P-34": "终审字", "P-18": "缴字",
	"T-1": "移线字", "T-2": "移刑字", "T-3": "移函字",
	"P-6": "法审字", "L-2": "合审字", "L-3": "公竞审字", "L-4": "议纪字", "L-5": "备字", "L-6": "规",
	"I-1": "检方字", "I-2": "抽字", "I-4": "检通字", "I-8": "改字", "I-10": "复字", "I-11": "检告字",
	"case.registration": "登案", "R-2": "收字", "R-3": "补字", "R-4": "受字", "R-4n": "不受字", "R-6": "延字", "R-6s": "特程字", "R-7": "登听字", "R-8": "许决字", "R-8n": "不许字", "R-9": "证字",
	"R-9c": "章核字",
	"I-7":  "证保字", "P-3": "避字", "P-4": "委查字", "P-23": "案移字",
	// clean-ups
	"case.cleanup": "清", "case.clearance": "清案", "K-1": "清方字", "K-2": "清公字", "K-3": "清改字", "K-4": "清答字", "K-5": "清结字",
	// annual checks and credit lists
	"case.annual_check": "检年案", "case.listing": "信名案", "A-1": "年检字", "A-2": "年改字", "A-3": "年报字", "C-1": "列告字", "C-2": "列决字", "C-3": "移决字", "C-4": "专函字",
}

// Number writes the number of an instrument or file: 云民改字〔2023〕第3号 for instruments, 云民检案〔2023〕3号 for files.
func (a Agency) Number(typ string, year, serial int) string {
	word := a.Prefixes[typ]
	if word == "" {
		word = prefixes[typ]
	}
	if strings.HasPrefix(typ, "case.") {
		return fmt.Sprintf("%s%s〔%d〕%d号", a.Short, word, year, serial)
	}
	return fmt.Sprintf("%s%s〔%d〕第%d号", a.Short, word, year, serial)
}

// EstablishAgency enters an authority.
type EstablishAgency struct {
	Name      string            `json:"name" minLength:"2" maxLength:"60"`
	Short     string            `json:"short" minLength:"1" maxLength:"8" doc:"机关代字"`
	Region    string            `json:"region" minLength:"1" maxLength:"40"`
	Superior  string            `json:"superior,omitempty" maxLength:"60" doc:"本级人民政府"`
	Address   string            `json:"address,omitempty" maxLength:"120"`
	Phone     string            `json:"phone,omitempty" maxLength:"30"`
	Sections  []string          `json:"sections,omitempty"`
	Townships []string          `json:"townships,omitempty"`
	Prefixes  map[string]string `json:"prefixes,omitempty"`
	USCC      string            `json:"uscc,omitempty" maxLength:"18" doc:"统一社会信用代码"`
	Registrar *Registrar        `json:"registrar,omitempty" doc:"登记社会组织的机关：区划码和主体代码码段"`
	BankAccount
}

func (EstablishAgency) Act() string { return "agency.establish" }
func (x EstablishAgency) check() error {
	var bad faults
	bad.need(strings.TrimSpace(x.Name) != "", "name", "请填写机关名称")
	bad.need(strings.TrimSpace(x.Short) != "", "short", "请填写机关代字")
	bad.need(strings.TrimSpace(x.Region) != "", "region", "请填写行政区域")
	bad.need(x.USCC == "" || ValidUSCC(x.USCC), "uscc", "统一社会信用代码校验不通过")
	if g := x.Registrar; g != nil {
		bad.need(MakeUSCC(PartyAssociation, g.Area, g.body(g.First)) != "", "registrar", "区划码应为6位数字，码段前三位应为数字或者大写字母")
		bad.need(g.First >= 0 && g.First <= g.Last && g.Last <= 99999, "registrar.last", "码段首号不大于末号，且不超过99999")
	}
	for _, n := range x.lacks() {
		bad.need(x.BankAccount == BankAccount{}, n.Path, "收款账户须填写完整："+n.Message)
	}
	bad.need(strings.Trim(x.Account, "0123456789 -") == "", "account", "账号由数字组成")
	return bad.err()
}
func (x EstablishAgency) Decide(_ *Case, _ *Facts) (Outcome, error) {
	if err := x.check(); err != nil {
		return Outcome{}, err
	}
	return outcome(&AgencyEstablished{x})
}
func (x EstablishAgency) agency(id AgencyID) Agency {
	return Agency{id, x.Name, x.Short, x.Region, x.Superior, x.Address, x.Phone, x.Sections, x.Townships, x.Prefixes, x.USCC, x.Registrar, x.BankAccount}
}

// AgencyEstablished: an authority was entered.
type AgencyEstablished struct{ EstablishAgency }

func (AgencyEstablished) Kind() string { return "AgencyEstablished" }
func (b AgencyEstablished) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Title, c.Stage, c.OpenedOn = ProcAgency, AgencyID(c.ID), b.Name, Current, DateOf(e.OccurredAt)
	a := b.agency(c.Agency)
	c.AgencyFile = &a
}

// AmendAgency replaces what is said of an authority.
type AmendAgency struct {
	EstablishAgency
	Reason string `json:"reason" minLength:"2" maxLength:"200"`
}

func (AmendAgency) Act() string { return "agency.amend" }
func (x AmendAgency) Decide(_ *Case, _ *Facts) (Outcome, error) {
	if err := x.check(); err != nil {
		return Outcome{}, err
	}
	return outcome(&AgencyAmended{x})
}

// AgencyAmended: the authority is described otherwise from now on.
type AgencyAmended struct{ AmendAgency }

func (AgencyAmended) Kind() string { return "AgencyAmended" }
func (b AgencyAmended) apply(c *Case, _ Event) {
	a := b.agency(c.Agency)
	c.Title, c.AgencyFile = b.Name, &a
}

func init() {
	act[EstablishAgency](Spec{Procedure: ProcAgency, Opens: true, Title: "设立机关", English: "Enter an authority"})
	act[AmendAgency](Spec{Procedure: ProcAgency, Title: "变更机关信息", English: "Amend the authority"})
	event[AgencyEstablished]()
	event[AgencyAmended]()
}
