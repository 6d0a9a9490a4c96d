package domain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// This file holds the law of sanctions as dated rows: what may be imposed for a violation, which circumstances weigh,
// and for which reasons a hearing, a legality review or a collective discussion is needed. What follows from the rows
// for a case is in sanction.go.

// Standing is what every row says of itself: whether it was read in the text of the law, where, and when it holds.
type Standing struct {
	Status    string `json:"status" enum:"confirmed,unconfirmed" doc:"是否核对过原文"`
	Source    string `json:"source,omitempty" maxLength:"300" doc:"来源"`
	Note      string `json:"note,omitempty" maxLength:"1000" doc:"说明"`
	ValidFrom Date   `json:"valid_from,omitzero" doc:"首日，空为一直"`
	ValidTo   Date   `json:"valid_to,omitzero" doc:"末日，空为至今"`
}

func (s Standing) covers(on Date) bool {
	return on >= s.ValidFrom && (s.ValidTo.IsZero() || on <= s.ValidTo)
}

func (s Standing) overlaps(o Standing) bool {
	return (s.ValidTo.IsZero() || o.ValidFrom <= s.ValidTo) && (o.ValidTo.IsZero() || s.ValidFrom <= o.ValidTo)
}

func (s Standing) standing() Standing { return s }

// State is whether the row was read in the text of the law: Confirmed or Unconfirmed.
func (s Standing) State() string { return s.Status }

func (s Standing) fault() string {
	switch {
	case s.Status != Confirmed && s.Status != Unconfirmed:
		return "status: neither confirmed nor unconfirmed"
	case !s.ValidTo.IsZero() && s.ValidTo < s.ValidFrom:
		return "valid_to: lies before valid_from"
	}
	return ""
}

// row is a dated row of the norms: one id may have several versions whose periods do not overlap.
type row interface {
	name() string // its id, unique among its kind on any day
	fault() string
	standing() Standing
}

// When a sanction or a fine is open on the facts of an assessment.
const (
	WhenAlways   = ""                     // 一律
	WhenOrdinary = "ordinary"             // 情节不严重
	WhenGrave    = "grave"                // 情节严重
	WhenStubborn = "uncorrected"          // 责令改正后拒不改正
	WhenEither   = "grave_or_uncorrected" // 情节严重或者拒不改正
)

var whens = []string{WhenAlways, WhenOrdinary, WhenGrave, WhenStubborn, WhenEither}

// Permit is one kind of sanction that a violation allows, and whether it must be imposed.
type Permit struct {
	Kind      SanctionKind `json:"kind" doc:"处罚种类"`
	Must      bool         `json:"must,omitempty" doc:"应当（不写为可以）"`
	When      string       `json:"when,omitempty" enum:"ordinary,grave,uncorrected,grave_or_uncorrected" doc:"条件"`
	OneOf     string       `json:"one_of,omitempty" maxLength:"20" doc:"同组的择一：警告或者限期停止活动"`
	Turnover  bool         `json:"turnover,omitempty" doc:"没收违法经营额或者违法所得"`
	MinMonths int          `json:"min_months,omitempty" minimum:"0" maximum:"60" doc:"最短期限（月）"`
	MaxMonths int          `json:"max_months,omitempty" minimum:"0" maximum:"60" doc:"最长期限（月）"`
	Person    bool         `json:"person,omitempty" doc:"对直接责任人员"`
	Nature    string       `json:"nature,omitempty" enum:"penalty,correction" doc:"性质：处罚（空），或者对登记、许可的纠正"`
	Article   string       `json:"article,omitempty" maxLength:"200" doc:"另有依据的"`
	Status    string       `json:"status,omitempty" enum:"unconfirmed" doc:"本项未核"`
}

// The bases of a fine.
const (
	BasisGains    = "gains"    // 违法所得的倍数
	BasisTurnover = "turnover" // 违法经营额、制造销售金额的倍数
	BasisFixed    = "fixed"    // 定额幅度
	BasisBand     = "band"     // 违法所得不足一定数额的定额，达到的按倍数
)

// FineRule says how a fine is reckoned. Several rules of one violation are alternatives: the amount must lie within one.
type FineRule struct {
	Basis     string `json:"basis" enum:"gains,turnover,fixed,band" doc:"计算基数"`
	Must      bool   `json:"must,omitempty" doc:"并处（不写为可以并处）"`
	When      string `json:"when,omitempty" enum:"ordinary,grave,uncorrected,grave_or_uncorrected" doc:"条件"`
	Person    bool   `json:"person,omitempty" doc:"对直接责任人员"`
	Threshold int64  `json:"threshold,omitempty" minimum:"0" doc:"分段点（分），本数归入按倍数的一段"`
	LowFen    int64  `json:"low_fen,omitempty" minimum:"0" doc:"定额下限（分）"`
	HighFen   int64  `json:"high_fen,omitempty" minimum:"0" doc:"定额上限（分）"`
	MinTenths int    `json:"min_tenths,omitempty" minimum:"0" maximum:"1000" doc:"最低倍数（十分之一倍）"`
	MaxTenths int    `json:"max_tenths,omitempty" minimum:"0" maximum:"1000" doc:"最高倍数（十分之一倍）"`
	Article   string `json:"article,omitempty" maxLength:"200" doc:"另有依据的"`
	Status    string `json:"status,omitempty" enum:"unconfirmed" doc:"本项未核"`
}

// Violation is a row of the violation catalogue (违法行为目录): what is forbidden, who may punish it, and how.
type Violation struct {
	ID        string      `json:"id" minLength:"5" maxLength:"6" doc:"编号：FN-01、SO-01"`
	Title     string      `json:"title" minLength:"2" maxLength:"200" doc:"违法行为"`
	Competent string      `json:"competent" doc:"处罚机关：bureau、market、planning、health、police、discipline、bank、province、court"`
	Joint     []string    `json:"joint,omitempty" doc:"会同的机关"`
	Law       string      `json:"law" minLength:"2" maxLength:"120" doc:"罚则所在的法律、法规"`
	Article   string      `json:"article" minLength:"2" maxLength:"200" doc:"处罚依据全称，如决定书所写"`
	Item      string      `json:"item,omitempty" maxLength:"60" doc:"条款项"`
	Provision string      `json:"provision,omitempty" maxLength:"200" doc:"所违反的规定"`
	Parties   []PartyKind `json:"parties,omitempty" doc:"适用的当事人类别，空为不限"`
	Permits   []Permit    `json:"permits,omitempty" doc:"可以、应当给予的处罚"`
	Fines     []FineRule  `json:"fines,omitempty" doc:"罚款幅度；多条的择一"`
	Elsewhere bool        `json:"elsewhere,omitempty" doc:"依照其他法律处罚，本表不载幅度"`
	Standing
}

// Organs names the authorities of the catalogue in Chinese and English.
var Organs = map[string][2]string{
	"bureau": {"民政部门", "civil affairs bureau"}, "market": {"市场监督管理部门", "market regulator"}, "planning": {"自然资源和规划部门", "planning and natural resources"},
	"construction": {"住房和城乡建设部门", "construction authority"}, "forestry": {"林业部门", "forestry authority"}, "health": {"卫生健康部门", "health authority"},
	"police": {"公安机关", "police"}, "discipline": {"纪检监察机关", "discipline supervision"}, "bank": {"中国人民银行分支机构", "central bank branch"},
	"internet": {"网信、电信部门", "internet and telecom authorities"}, "province": {"省级以上民政部门", "provincial or central civil affairs"},
	"court": {"人民法院", "court"}, "tax": {"税务部门", "tax authority"}, "other": {"其他主管部门", "another authority"},
}

// OwnedByBureau reports whether the civil affairs bureau may punish it.
func (v Violation) OwnedByBureau() bool { return v.Competent == "bureau" }

// CompetentTitle names the competent authority in Chinese.
func (v Violation) CompetentTitle() string { return Organs[v.Competent][0] }

// binds reports whether such a party can commit it.
func (v Violation) binds(k PartyKind) bool {
	return len(v.Parties) == 0 || slices.Contains(v.Parties, k)
}

func (v Violation) name() string { return v.ID }

func (v Violation) fault() string {
	switch {
	case v.ID == "" || v.Title == "" || v.Article == "" || v.Law == "":
		return "id, title, law or article is missing"
	case Organs[v.Competent][0] == "":
		return fmt.Sprintf("competent: %q is no authority", v.Competent)
	case v.Elsewhere && len(v.Permits)+len(v.Fines) > 0:
		return "elsewhere: what another law punishes has no sanctions here"
	}
	for _, k := range v.Parties {
		if _, known := PartyKindTitles[k]; !known {
			return fmt.Sprintf("parties: %q is no kind of party", k)
		}
	}
	for _, o := range v.Joint {
		if Organs[o][0] == "" {
			return fmt.Sprintf("joint: %q is no authority", o)
		}
	}
	for _, p := range v.Permits {
		_, known := SanctionTitles[p.Kind]
		switch {
		case !known || p.Kind == SanctionFine:
			return fmt.Sprintf("permits: %q is no kind of sanction (fines have rules of their own)", p.Kind)
		case !slices.Contains(whens, p.When):
			return fmt.Sprintf("permits: when %q is unknown", p.When)
		case p.MinMonths < 0 || p.MaxMonths < p.MinMonths:
			return "permits: the months are no range"
		}
	}
	for _, r := range v.Fines {
		if s := r.fault(); s != "" {
			return "fines: " + s
		}
	}
	return v.Standing.fault()
}

func (r FineRule) fault() string {
	multiple := r.MaxTenths > 0 && r.MinTenths >= 0 && r.MinTenths <= r.MaxTenths
	fixed := r.HighFen > 0 && r.LowFen >= 0 && r.LowFen <= r.HighFen
	switch {
	case !slices.Contains(whens, r.When):
		return fmt.Sprintf("when %q is unknown", r.When)
	case (r.Basis == BasisGains || r.Basis == BasisTurnover) && !multiple:
		return "a multiple needs min_tenths and max_tenths"
	case r.Basis == BasisFixed && !fixed:
		return "a fixed range needs low_fen and high_fen"
	case r.Basis == BasisBand && (!multiple || !fixed || r.Threshold <= 0):
		return "a band needs a threshold, both ends and both multiples"
	case !slices.Contains([]string{BasisGains, BasisTurnover, BasisFixed, BasisBand}, r.Basis):
		return fmt.Sprintf("basis %q is unknown", r.Basis)
	}
	return ""
}

// Violations is the catalogue.
type Violations []Violation

// At finds the row of an id that is valid on the day.
func (vs Violations) At(id string, on Date) (Violation, bool) {
	for _, v := range vs {
		if v.ID == id && v.covers(on) {
			return v, true
		}
	}
	return Violation{}, false
}

// ParseViolations reads the catalogue file strictly.
func ParseViolations(b []byte) (Violations, error) {
	var vs Violations
	if err := strictly(b, &vs); err != nil {
		return nil, fmt.Errorf("violation catalogue: %w", err)
	}
	if err := sound("violation", vs); err != nil {
		return nil, err
	}
	return vs, nil
}

// ParseNorms reads the rows beside the catalogue strictly: circumstances, benchmarks, grounds, quorums, columns.
func ParseNorms(b []byte) (NormRows, error) {
	var r NormRows
	if err := strictly(b, &r); err != nil {
		return NormRows{}, fmt.Errorf("norms: %w", err)
	}
	return r, nil
}

func strictly(b []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// What a circumstance does to a penalty.
const (
	ExemptMust   = "exempt_must"   // 应当不予处罚
	ExemptMay    = "exempt_may"    // 可以不予处罚
	MitigateMust = "mitigate_must" // 应当从轻或者减轻
	MitigateMay  = "mitigate_may"  // 可以从轻或者减轻
	Lighten      = "lighten"       // 从轻：在幅度以内
)

// Circumstance is a row of the circumstances that weigh for a party (行政处罚法 30–33).
type Circumstance struct {
	Code    string   `json:"code" minLength:"2" maxLength:"40" doc:"编号"`
	Text    string   `json:"text" minLength:"2" maxLength:"300" doc:"情节"`
	English string   `json:"english" maxLength:"300"`
	Effect  string   `json:"effect" enum:"exempt_must,exempt_may,mitigate_must,mitigate_may,lighten" doc:"后果"`
	Natural bool     `json:"natural,omitempty" doc:"只适用于自然人"`
	Only    []string `json:"only,omitempty" doc:"只适用于这些违法行为"`
	Article string   `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Standing
}

func (x Circumstance) name() string { return x.Code }

func (x Circumstance) fault() string {
	switch {
	case x.Code == "" || x.Text == "" || x.Article == "":
		return "code, text or article is missing"
	case !slices.Contains([]string{ExemptMust, ExemptMay, MitigateMust, MitigateMay, Lighten}, x.Effect):
		return fmt.Sprintf("effect %q is unknown", x.Effect)
	}
	return x.Standing.fault()
}

// Benchmark is a tier of a published benchmark of discretion (裁量基准, 行政处罚法 34): it narrows the range of the law.
type Benchmark struct {
	Violation string         `json:"violation" minLength:"5" maxLength:"6" doc:"违法行为编号"`
	Tier      string         `json:"tier" minLength:"1" maxLength:"40" doc:"档次"`
	Text      string         `json:"text" minLength:"2" maxLength:"500" doc:"适用情形"`
	Kinds     []SanctionKind `json:"kinds,omitempty" doc:"这一档可以给予的处罚，空为法定的全部"`
	LowPct    int            `json:"low_pct,omitempty" minimum:"0" maximum:"100" doc:"罚款从法定幅度的百分之几起"`
	HighPct   int            `json:"high_pct,omitempty" minimum:"0" maximum:"100" doc:"至百分之几；空为百分之一百"`
	Document  string         `json:"document" minLength:"2" maxLength:"200" doc:"裁量基准的名称、文号、公布日期"`
	Standing
}

func (x Benchmark) name() string { return x.Violation + "/" + x.Tier }

func (x Benchmark) high() int {
	if x.HighPct == 0 {
		return 100
	}
	return x.HighPct
}

func (x Benchmark) fault() string {
	switch {
	case x.Violation == "" || x.Tier == "" || x.Document == "":
		return "violation, tier or document is missing"
	case x.LowPct < 0 || x.high() > 100 || x.LowPct > x.high():
		return "low_pct and high_pct are no range"
	}
	for _, k := range x.Kinds {
		if _, ok := SanctionTitles[k]; !ok {
			return fmt.Sprintf("kinds: %q is no kind of sanction", k)
		}
	}
	return x.Standing.fault()
}

// What a ground is for, and what it looks at.
const (
	ForHearing    = "hearing"
	ForReview     = "review"
	ForDiscussion = "discussion"

	WhenKind       = "kind"            // a sanction of the kind, of the amount or more
	WhenHeld       = "hearing"         // a hearing was held
	WhenEntitled   = "hearing_right"   // there is a right to a hearing
	WhenPublic     = "public_interest" // 涉及重大公共利益
	WhenComplex    = "complex"         // 情况疑难复杂、涉及多个法律关系
	WhenDeparture  = "departure"       // 偏离裁量基准
	WhenTransfer   = "transfer"        // 移送
	WhenTwoLaws    = "two_laws"        // 行为与决定之间法律有变化
	WhenBelow      = "mitigated"       // 减轻、不予处罚
	WhenNotCovered = "uncovered"       // 行政法规未设处罚，以行政处罚法第二十八条为据
)

var groundWhens = []string{WhenKind, WhenHeld, WhenEntitled, WhenPublic, WhenComplex, WhenDeparture, WhenTransfer, WhenTwoLaws, WhenBelow, WhenNotCovered}

// GroundRow is a row of the reasons for which a step is needed: for a hearing with its amount, by region and by who is
// punished; for a legality review; for a collective discussion.
type GroundRow struct {
	ID       string       `json:"id" minLength:"2" maxLength:"20" doc:"编号"`
	For      string       `json:"for" enum:"hearing,review,discussion" doc:"哪一步骤"`
	When     string       `json:"when" enum:"kind,hearing,hearing_right,public_interest,complex,departure,transfer,two_laws,mitigated,uncovered" doc:"看什么"`
	Kind     SanctionKind `json:"kind,omitempty" doc:"处罚种类"`
	Fen      int64        `json:"fen,omitempty" minimum:"0" doc:"金额（分），达到即适用；空为不论金额"`
	Subject  string       `json:"subject,omitempty" enum:"natural,organization" doc:"当事人，空为不限"`
	Business string       `json:"business,omitempty" enum:"none,with_gains,without_gains" doc:"非经营活动；经营活动有违法所得；经营活动没有违法所得"`
	Region   string       `json:"region,omitempty" maxLength:"20" doc:"省、自治区、直辖市，空为不限"`
	Text     string       `json:"text" minLength:"2" maxLength:"200" doc:"理由"`
	English  string       `json:"english" maxLength:"200"`
	Article  string       `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Standing
}

func (x GroundRow) name() string { return x.ID }

func (x GroundRow) fault() string {
	_, known := SanctionTitles[x.Kind]
	switch {
	case x.ID == "" || x.Text == "" || x.Article == "":
		return "id, text or article is missing"
	case !slices.Contains([]string{ForHearing, ForReview, ForDiscussion}, x.For):
		return fmt.Sprintf("for: %q is no step", x.For)
	case !slices.Contains(groundWhens, x.When):
		return fmt.Sprintf("when: %q is unknown", x.When)
	case x.When == WhenKind && !known:
		return fmt.Sprintf("kind: %q is no kind of sanction", x.Kind)
	case x.For == ForHearing && x.When != WhenKind:
		return "when: a hearing depends on the sanction"
	case x.Fen < 0:
		return "fen: negative"
	}
	return x.Standing.fault()
}

// Quorum is what a meeting of the leaders needs to resolve: a share of those due, never fewer than a number.
type Quorum struct {
	ID         string `json:"id" minLength:"2" maxLength:"20" doc:"编号"`
	PresentNum int    `json:"present_num" minimum:"1" maximum:"100" doc:"到会人数占应到人数：分子"`
	PresentDen int    `json:"present_den" minimum:"1" maximum:"100" doc:"分母"`
	Over       bool   `json:"over,omitempty" doc:"须超过该比例（不写为达到）"`
	Least      int    `json:"least" minimum:"1" maximum:"100" doc:"至少几人"`
	AgreeNum   int    `json:"agree_num" minimum:"1" maximum:"100" doc:"同意人数占应到人数：分子"`
	AgreeDen   int    `json:"agree_den" minimum:"1" maximum:"100" doc:"分母"`
	AgreeOver  bool   `json:"agree_over,omitempty" doc:"同意须超过该比例（不写为达到）"`
	Article    string `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Standing
}

func (x Quorum) name() string { return x.ID }

func (x Quorum) fault() string {
	if x.ID == "" || x.Article == "" || x.PresentNum < 1 || x.PresentDen < x.PresentNum || x.AgreeNum < 1 || x.AgreeDen < x.AgreeNum || x.Least < 1 {
		return "a quorum needs an id, an article and two shares of at most one"
	}
	return x.Standing.fault()
}

// Met reports that so many of those due are enough to hold the meeting.
func (x Quorum) Met(present, due int) bool {
	return present >= x.Least && share(present, due, x.PresentNum, x.PresentDen, x.Over)
}

// Carries reports that so many votes of those due carry a resolution.
func (x Quorum) Carries(agree, due int) bool {
	return agree > 0 && share(agree, due, x.AgreeNum, x.AgreeDen, x.AgreeOver)
}

func share(n, of, num, den int, over bool) bool {
	if over {
		return n*den > of*num
	}
	return n*den >= of*num
}

// Column is a column of the statistics of penalties (§7.1): which kinds count in it, and which column wins where a
// decision has kinds of several: the higher rank.
type Column struct {
	Number int            `json:"number" minimum:"1" maximum:"30" doc:"列号"`
	Title  string         `json:"title" minLength:"2" maxLength:"40" doc:"列名"`
	Rank   int            `json:"rank" minimum:"1" maximum:"100" doc:"合并处罚的，计入名次高的一列"`
	Rest   bool           `json:"rest,omitempty" doc:"其他：没有列名可归的才计入"`
	Kinds  []SanctionKind `json:"kinds,omitempty" doc:"计入的处罚种类"`
	Money  []SanctionKind `json:"money,omitempty" doc:"决定书载明的金额计入处罚金额的种类"`
	Standing
}

func (x Column) name() string { return itoa(x.Number) }

func (x Column) fault() string {
	if x.Number < 1 || x.Title == "" || x.Rank < 1 {
		return "number, title or rank is missing"
	}
	for _, k := range slices.Concat(x.Kinds, x.Money) {
		if _, ok := SanctionTitles[k]; !ok {
			return fmt.Sprintf("kinds: %q is no kind of sanction", k)
		}
	}
	return x.Standing.fault()
}

// What a ceiling is for.
const (
	CeilingSpot        = "spot"           // 当场罚款
	CeilingCash        = "cash"           // 当场收缴
	CeilingInspections = "inspection_cap" // 同一企业一年内的检查次数
)

// Ceiling is the most that may be fined on the spot (行政处罚法 51), or collected there (68), or how often an enterprise may be
// inspected in a year (国办发〔2024〕54号).
type Ceiling struct {
	ID      string `json:"id" minLength:"2" maxLength:"20" doc:"编号"`
	Use     string `json:"use" enum:"spot,cash,inspection_cap" doc:"当场罚款，当场收缴，同一企业一年内的检查次数"`
	Subject string `json:"subject,omitempty" enum:"natural,organization" doc:"当事人，空为不限"`
	Fen     int64  `json:"fen,omitempty" minimum:"0" doc:"最高金额（分）；检查次数不填"`
	Times   int    `json:"times,omitempty" minimum:"0" maximum:"1000" doc:"最多次数；金额不填"`
	Article string `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Standing
}

func (x Ceiling) name() string { return x.ID }

func (x Ceiling) fault() string {
	switch {
	case x.ID == "" || x.Article == "":
		return "id or article is missing"
	case !slices.Contains([]string{CeilingSpot, CeilingCash, CeilingInspections}, x.Use):
		return fmt.Sprintf("use %q is unknown", x.Use)
	case (x.Use == CeilingInspections) != (x.Times > 0) || (x.Use == CeilingInspections) == (x.Fen > 0) || x.Fen < 0 || x.Times < 0:
		return "a cap on inspections has times, every other ceiling has fen"
	}
	return x.Standing.fault()
}

// Ceiling is the most that may be fined or collected on the spot on the day, in fen; code norm_unknown where no row holds.
func (n *Norms) Ceiling(use string, natural bool, on Date) (int64, error) {
	for _, x := range n.rows.Ceilings {
		if x.Use == use && x.covers(on) && (x.Subject == "" || (x.Subject == "natural") == natural) {
			return x.Fen, nil
		}
	}
	return 0, Refuse("norm_unknown", "行政处罚法第五十一条、第六十八条", "处罚规范中没有%[1]s有效的当场处罚限额。", "no ceiling of on-the-spot penalties is in force on %[1]s", on)
}

// InspectionCap is how often one enterprise may be inspected in the year of the day; false where no row holds.
func (n *Norms) InspectionCap(on Date) (int, bool) {
	if n == nil {
		return 0, false
	}
	for _, x := range n.rows.Ceilings {
		if x.Use == CeilingInspections && x.covers(on) {
			return x.Times, true
		}
	}
	return 0, false
}

// SpotCeiling is the most that may be fined on the spot on the day, in fen (行政处罚法 51).
func (n *Norms) SpotCeiling(natural bool, on Date) (int64, error) {
	return n.Ceiling(CeilingSpot, natural, on)
}

// NormRows are rows of every kind: what the register holds, and what an act sets.
type NormRows struct {
	Violations    []Violation    `json:"violations,omitempty" doc:"违法行为目录"`
	Circumstances []Circumstance `json:"circumstances,omitempty" doc:"裁量情节"`
	Benchmarks    []Benchmark    `json:"benchmarks,omitempty" doc:"裁量基准"`
	Grounds       []GroundRow    `json:"grounds,omitempty" doc:"听证、法制审核、集体讨论的情形"`
	Quorums       []Quorum       `json:"quorums,omitempty" doc:"集体讨论的法定人数"`
	Columns       []Column       `json:"columns,omitempty" doc:"统计口径"`
	Ceilings      []Ceiling      `json:"ceilings,omitempty" doc:"当场处罚的限额，涉企检查的频次上限"`
	Materials     []MaterialRow  `json:"materials,omitempty" doc:"登记材料清单"`
	Conditions    []ConditionRow `json:"conditions,omitempty" doc:"登记条件"`
	Refusals      []RefusalRow   `json:"refusals,omitempty" doc:"不予登记情形"`
	RegNeeds      []RegNeedRow   `json:"registration_needs,omitempty" doc:"登记决定的法制审核、集体讨论"`

	Criteria     []CriterionRow   `json:"cleanup_criteria,omitempty" doc:"清理整治的筛查标准"`
	CheckPoints  []CheckPointRow  `json:"cleanup_points,omitempty" doc:"专项行动的核查要点"`
	Dispositions []DispositionRow `json:"cleanup_dispositions,omitempty" doc:"清理整治的处置方式"`
	CheckGrounds []CheckGroundRow `json:"check_grounds,omitempty" doc:"年检结论的情形"`
	CheckLimits  []CheckLimitRow  `json:"check_limits,omitempty" doc:"未参检、不合格达到处罚标准的年数"`
	ListGrounds  []ListGroundRow  `json:"list_grounds,omitempty" doc:"列入信用名单的情形"`

	CleanupBases []CleanupBasisRow `json:"cleanup_bases,omitempty" doc:"清理整治各专项行动的依据"`
}

// Len is how many rows there are.
func (r NormRows) Len() int {
	return len(r.Violations) + len(r.Circumstances) + len(r.Benchmarks) + len(r.Grounds) + len(r.Quorums) + len(r.Columns) + len(r.Ceilings) +
		len(r.Materials) + len(r.Conditions) + len(r.Refusals) + len(r.RegNeeds) +
		len(r.Criteria) + len(r.CheckPoints) + len(r.Dispositions) +
		len(r.CheckGrounds) + len(r.CheckLimits) + len(r.ListGrounds) +
		len(r.CleanupBases)
}

// Merge puts rows in: one of the same id and first day replaces, any other is added. Neither argument changes.
func (r NormRows) Merge(set NormRows) NormRows {
	return NormRows{mergeRows(r.Violations, set.Violations), mergeRows(r.Circumstances, set.Circumstances), mergeRows(r.Benchmarks, set.Benchmarks),
		mergeRows(r.Grounds, set.Grounds), mergeRows(r.Quorums, set.Quorums), mergeRows(r.Columns, set.Columns),
		mergeRows(r.Ceilings, set.Ceilings),
		mergeRows(r.Materials, set.Materials), mergeRows(r.Conditions, set.Conditions), mergeRows(r.Refusals, set.Refusals), mergeRows(r.RegNeeds, set.RegNeeds),
		mergeRows(r.Criteria, set.Criteria), mergeRows(r.CheckPoints, set.CheckPoints), mergeRows(r.Dispositions, set.Dispositions),
		mergeRows(r.CheckGrounds, set.CheckGrounds), mergeRows(r.CheckLimits, set.CheckLimits), mergeRows(r.ListGrounds, set.ListGrounds),
		mergeRows(r.CleanupBases, set.CleanupBases)}
}

func same[T row](a T) func(T) bool {
	return func(b T) bool { return a.name() == b.name() && a.standing().ValidFrom == b.standing().ValidFrom }
}

func mergeRows[T row](have, set []T) []T {
	have = slices.Clone(have)
	for _, x := range set {
		if i := slices.IndexFunc(have, same(x)); i >= 0 {
			have[i] = x
		} else {
			have = append(have, x)
		}
	}
	return have
}

func current[T row](rows []T, on Date) []T {
	var out []T
	for _, x := range rows {
		if x.standing().covers(on) {
			out = append(out, x)
		}
	}
	return out
}

// sound checks every row, and that no two versions of one id are in force on one day.
func sound[T row](kind string, rows []T) error {
	by := map[string][]T{}
	for i, x := range rows {
		if s := x.fault(); s != "" {
			return Refuse("norm_unreadable", "", "处罚规范（%[1]s）第%[2]d行（%[3]s）有误：%[4]s。", "row %[2]d (%[3]s) of the %[1]s rows is wrong: %[4]s", kind, i+1, x.name(), s)
		}
		for _, o := range by[x.name()] {
			if o.standing().overlaps(x.standing()) {
				return Refuse("norm_overlap", "", "处罚规范 %[1]s 有两个版本同时有效，请修改其中一个的有效期。", "two versions of %[1]s are in force on the same day; change the validity of one", x.name())
			}
		}
		by[x.name()] = append(by[x.name()], x)
	}
	return nil
}

// Norms is the law of sanctions as dated rows. It never changes once made.
type Norms struct {
	Violations Violations
	rows       NormRows
}

// NewNorms checks the rows: code norm_unreadable for a bad one, norm_overlap where two versions are in force at once.
func NewNorms(r NormRows) (*Norms, error) {
	for _, err := range []error{sound("violation", r.Violations), sound("circumstance", r.Circumstances), sound("benchmark", r.Benchmarks),
		sound("ground", r.Grounds), sound("quorum", r.Quorums), sound("column", r.Columns), sound("ceiling", r.Ceilings),
		sound("material", r.Materials), sound("condition", r.Conditions), sound("refusal", r.Refusals), sound("registration_need", r.RegNeeds),
		sound("cleanup_criterion", r.Criteria), sound("cleanup_point", r.CheckPoints), sound("cleanup_disposition", r.Dispositions),
		sound("check_ground", r.CheckGrounds), sound("check_limit", r.CheckLimits), sound("list_ground", r.ListGrounds),
		sound("cleanup_basis", r.CleanupBases)} {
		if err != nil {
			return nil, err
		}
	}
	r = NormRows{}.Merge(r)
	return &Norms{Violations: r.Violations, rows: r}, nil
}

// Rows are all rows, in the order of the register.
func (n *Norms) Rows() NormRows { return NormRows{}.Merge(n.rows) }

// On are the rows in force on the day.
func (n *Norms) On(on Date) NormRows {
	r := n.rows
	return NormRows{current(r.Violations, on), current(r.Circumstances, on), current(r.Benchmarks, on), current(r.Grounds, on), current(r.Quorums, on), current(r.Columns, on), current(r.Ceilings, on),
		current(r.Materials, on), current(r.Conditions, on), current(r.Refusals, on), current(r.RegNeeds, on),
		current(r.Criteria, on), current(r.CheckPoints, on), current(r.Dispositions, on),
		current(r.CheckGrounds, on), current(r.CheckLimits, on), current(r.ListGrounds, on),
		current(r.CleanupBases, on)}
}

// Circumstance finds a circumstance in force on the day.
func (n *Norms) Circumstance(code string, on Date) (Circumstance, bool) {
	for _, x := range n.rows.Circumstances {
		if x.Code == code && x.covers(on) {
			return x, true
		}
	}
	return Circumstance{}, false
}

// Tiers are the tiers of the benchmark loaded for a violation, on the day; none: the law alone bounds the choice.
func (n *Norms) Tiers(violation string, on Date) []Benchmark {
	var out []Benchmark
	for _, x := range n.rows.Benchmarks {
		if x.Violation == violation && x.covers(on) {
			out = append(out, x)
		}
	}
	return out
}

// Quorum is what a meeting of the leaders needs on the day; where no row holds, more than half of those due.
func (n *Norms) Quorum(on Date) Quorum {
	for _, x := range n.rows.Quorums {
		if x.covers(on) {
			return x
		}
	}
	return Quorum{ID: "QU-00", PresentNum: 1, PresentDen: 2, Over: true, Least: 2, AgreeNum: 1, AgreeDen: 2, AgreeOver: true, Article: "未设置", Standing: Standing{Status: Unconfirmed}}
}

// SetNorms enters or replaces rows of the law of sanctions. A row is known by its id and the day it is valid from.
type SetNorms struct {
	NormRows
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"依据和原因"`
}

func (SetNorms) Act() string { return "norms.set" }
func (x SetNorms) Decide(c *Case, _ *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if x.Len() == 0 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "至少须有一行。", English: "give at least one row", Fields: []Field{{"violations", "至少须有一行"}}}
	}
	var have NormRows
	if c.NormsFile != nil {
		have = *c.NormsFile
	}
	if _, err := NewNorms(have.Merge(x.NormRows)); err != nil {
		return Outcome{}, err
	}
	return outcome(&NormsSet{x})
}

// NormsSet: rows of the law of sanctions were entered or replaced.
type NormsSet struct{ SetNorms }

func (NormsSet) Kind() string { return "NormsSet" }
func (b NormsSet) apply(c *Case, e Event) {
	if c.NormsFile == nil {
		c.Procedure, c.Title, c.Stage, c.OpenedOn, c.NormsFile = ProcNorms, "处罚规范", Current, DateOf(e.OccurredAt), &NormRows{}
	}
	rows := c.NormsFile.Merge(b.NormRows)
	c.NormsFile = &rows
}

// --- grounds

// region reports that a row of a province applies: where the region does not say its province, it does (存疑从宽：给予听证).
func (x GroundRow) applies(region string) bool {
	if x.Region == "" || strings.HasPrefix(region, x.Region) {
		return true
	}
	for _, end := range []string{"省", "自治区", "北京市", "天津市", "上海市", "重庆市"} {
		if strings.Contains(region, end) {
			return false // it says another province
		}
	}
	return true
}

// HearingGrounds are the reasons for which the party must be told of its right to a hearing (行政处罚法 63); none: no
// right. Amounts are summed for each person punished, and the threshold itself gives the right. In doubt, who is punished
// and in what business, every row that may apply does.
func (n *Norms) HearingGrounds(p Proposal, natural bool, region string, on Date) []Ground {
	var out []Ground
	for _, x := range n.rows.Grounds {
		if x.For != ForHearing || !x.covers(on) || !x.applies(region) {
			continue
		}
		if g, ok := x.reached(p, func(person string) []bool { return []bool{natural || person != ""} }); ok {
			out = append(out, g)
		}
	}
	return out
}

// reached tests a row of a kind against what is proposed, person by person; subjects says what each may be.
func (x GroundRow) reached(p Proposal, subjects func(person string) []bool) (Ground, bool) {
	sums := map[string]int64{}
	var order []string
	for _, s := range p.Sanctions {
		if s.Kind != x.Kind {
			continue
		}
		if _, ok := sums[s.Person]; !ok {
			order = append(order, s.Person)
		}
		sums[s.Person] += s.AmountFen
	}
	for _, person := range order {
		if sums[person] < x.Fen || x.Subject != "" && !slices.Contains(subjects(person), x.Subject == "natural") || !x.business(p) {
			continue
		}
		g := x.ground()
		if x.Fen > 0 {
			g.Text += fmt.Sprintf("（拟%s%s元，标准%s元以上）", SanctionTitles[x.Kind][0], yuan(sums[person]), yuan(x.Fen))
			g.English += fmt.Sprintf(" (%s yuan; threshold %s yuan, inclusive)", yuan(sums[person]), yuan(x.Fen))
		}
		return g, true
	}
	return Ground{}, false
}

func (x GroundRow) ground() Ground {
	return Ground{Code: x.ID, Text: x.Text, English: x.English, Article: x.Article, Status: x.Status}
}

// business reports that a row for business activity, or for none, may apply to what is proposed.
func (x GroundRow) business(p Proposal) bool {
	if x.Business == "" {
		return true
	}
	for _, a := range p.Assessments {
		is := "none"
		switch {
		case a.Business && a.GainsFen > 0:
			is = "with_gains"
		case a.Business:
			is = "without_gains"
		}
		if is == x.Business {
			return true
		}
	}
	return len(p.Assessments) == 0
}

// ReviewGrounds are the reasons for which the legality review is compulsory before the decision (行政处罚法 58). A hearing
// is one of them when it was held.
func (n *Norms) ReviewGrounds(p Proposal, hearing bool, regime Regime, on Date) []Ground {
	return n.steps(ForReview, p, hearing, regime, on)
}

// DiscussionGrounds are the reasons for which the leaders must discuss the case together (行政处罚法 57 II).
func (n *Norms) DiscussionGrounds(p Proposal, hearing bool, on Date) []Ground {
	return n.steps(ForDiscussion, p, hearing, "", on)
}

func (n *Norms) steps(step string, p Proposal, hearing bool, _ Regime, on Date) []Ground {
	ranges, _ := n.Ranges(p.Assessments, on) // what cannot be assessed was refused when it was proposed
	any := func(test func(Range) bool) bool { return slices.ContainsFunc(ranges, test) }
	var out []Ground
	for _, x := range n.rows.Grounds {
		if x.For != step || !x.covers(on) {
			continue
		}
		g, ok := x.ground(), false
		switch x.When {
		case WhenKind:
			g, ok = x.reached(p, func(string) []bool { return []bool{true, false} })
		case WhenHeld:
			ok = hearing
		case WhenEntitled:
			natural := slices.ContainsFunc(p.Assessments, func(a Assessment) bool { return a.Natural })
			ok = len(n.HearingGrounds(p, natural, "", on)) > 0
		case WhenPublic:
			ok = p.PublicInterest
		case WhenComplex:
			ok = p.Complex
		case WhenDeparture:
			ok = slices.ContainsFunc(p.Assessments, func(a Assessment) bool { return a.Departure != "" })
		case WhenTransfer:
			ok = p.Outcome == VerdictTransfer
		case WhenTwoLaws:
			ok = any(func(r Range) bool { return r.Other != nil || r.Comparison == LawDropped })
		case WhenBelow:
			ok = p.Outcome == VerdictNone || any(func(r Range) bool { return r.Mitigated != "" })
		case WhenNotCovered:
			ok = any(func(r Range) bool { return r.Uncovered })
		}
		if ok {
			out = append(out, g)
		}
	}
	return out
}

// --- statistics

// Count says in which column of the yearly statistics a decision counts, and with what amount (§7.1). A decision counts
// once, in the column that ranks highest; what has no name goes to the rest only where nothing else does. 0: no sanctions.
func (n *Norms) Count(ss []Sanction) (column int, fen int64) {
	var best *Column
	for i := range n.rows.Columns {
		x := &n.rows.Columns[i]
		if !x.ValidTo.IsZero() { // of a template that is not used any more: CountOn
			continue
		}
		best, fen = x.count(ss, best, fen)
	}
	return numberOf(best), fen
}

// CountOn is Count by the template of the day.
func (n *Norms) CountOn(ss []Sanction, on Date) (column int, fen int64) {
	var best *Column
	for i := range n.rows.Columns {
		if x := &n.rows.Columns[i]; x.covers(on) {
			best, fen = x.count(ss, best, fen)
		}
	}
	return numberOf(best), fen
}

func numberOf(x *Column) int {
	if x == nil {
		return 0
	}
	return x.Number
}

func (x *Column) count(ss []Sanction, best *Column, fen int64) (*Column, int64) {
	for _, s := range ss {
		if slices.Contains(x.Money, s.Kind) {
			fen += s.AmountFen
		}
		if slices.Contains(x.Kinds, s.Kind) && (best == nil || best.Rest && !x.Rest || best.Rest == x.Rest && x.Rank > best.Rank) {
			best = x
		}
	}
	return best, fen
}

func init() {
	act[SetNorms](Spec{Procedure: ProcNorms, Title: "设置处罚规范", English: "Set the law of sanctions"})
	event[NormsSet]()
}
