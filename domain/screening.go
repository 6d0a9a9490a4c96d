package domain

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Screening (摸底筛查): which organizations of the register fall under the criteria of a clean-up, as of a day, with the evidence
// for every hit and the reason for every miss. It is a function of what is asked and of the register alone: the same question
// gives the same answer, to the byte. registration.md §4.2, §4.3, §9.6.

// screeningEdition counts changes of how a criterion is tested; it is part of the digest of what was asked.
const screeningEdition = 1

// What a criterion is tested by.
const (
	CritNoCheck     = "no_check"         // 连续未参加年度检查（未报送年度报告）
	CritNeverActive = "never_active"     // 自取得登记证书起未开展活动
	CritDormant     = "dormant"          // 自某日起未对外开展活动
	CritNoActivity  = "no_activity"      // 回溯期内未开展活动
	CritLost        = "lost"             // 无法取得联系
	CritElection    = "election_overdue" // 逾期未换届
	CritGovernance  = "governance"       // 内部治理失灵：最近的年检结论不合格
	CritEvery       = "every"            // 范围内全部组织逐一核查
	CritUnlawful    = "unlawful"         // 未经登记，或者终止后仍以社会组织名义活动
)

var criterionTests = []string{CritNoCheck, CritNeverActive, CritDormant, CritNoActivity, CritLost, CritElection, CritGovernance, CritEvery, CritUnlawful}

// The campaigns there are (专项行动).
const (
	CleanupZombie       = "zombie"       // 僵尸型、“三不”社会组织
	CleanupElections    = "elections"    // 逾期未换届
	CleanupFees         = "fees"         // 乱收费
	CleanupNonprofit    = "nonprofit"    // 社会服务机构非营利监管
	CleanupCommendation = "commendation" // 违规评选评比达标表彰
	CleanupIllegal      = "illegal"      // 非法社会组织
)

// CleanupKindTitles names the campaigns.
var CleanupKindTitles = map[string][2]string{
	CleanupZombie: {"“僵尸型”“三不”社会组织清理", "Dormant organizations"}, CleanupElections: {"逾期未换届清理", "Overdue elections"}, CleanupFees: {"乱收费专项整治", "Fee abuse"},
	CleanupNonprofit: {"非营利专项监管", "Non-profit supervision"}, CleanupCommendation: {"违规评选表彰专项整治", "Unapproved commendations"}, CleanupIllegal: {"打击整治非法社会组织", "Illegal organizations"},
}

// CriterionRow is a criterion of a clean-up as a dated row: any one of them is enough to be on the list (符合下列情形之一).
type CriterionRow struct {
	ID         string      `json:"id" minLength:"2" maxLength:"20" doc:"编号"`
	Title      string      `json:"title" minLength:"2" maxLength:"120" doc:"情形"`
	Said       string      `json:"said,omitempty" maxLength:"120" doc:"行动另定参数时怎样表述，可以用 {years}、{months}、{from}"`
	For        []string    `json:"for" minItems:"1" doc:"适用的专项行动"`
	Subjects   []PartyKind `json:"subjects,omitempty" doc:"组织类别，空为不限"`
	Test       string      `json:"test" enum:"no_check,never_active,dormant,no_activity,lost,election_overdue,governance,every,unlawful" doc:"怎样核对"`
	Years      int         `json:"years,omitempty" minimum:"0" maximum:"20" doc:"连续几个年度"`
	CheckYears []int       `json:"check_years,omitempty" doc:"指定的年度；有则不看 years"`
	DueDay     string      `json:"due_day,omitempty" maxLength:"5" doc:"次年报送期限，月-日"`
	CharityDay string      `json:"charity_due_day,omitempty" maxLength:"5" doc:"慈善组织的期限，月-日"`
	Since      Date        `json:"since,omitzero" doc:"自何日起"`
	Months     int         `json:"months,omitempty" minimum:"0" maximum:"240" doc:"回溯期（月）"`
	Violations []string    `json:"violations,omitempty" doc:"可以作为撤销、吊销线索的违法行为编号"`
	Charity    []string    `json:"charity,omitempty" doc:"慈善组织另可适用的违法行为编号"`
	Article    string      `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Standing
}

func (x CriterionRow) name() string { return x.ID }
func (x CriterionRow) fault() string {
	switch {
	case x.ID == "" || x.Title == "" || x.Article == "" || len(x.For) == 0:
		return "id, title, for or article is missing"
	case !slices.Contains(criterionTests, x.Test):
		return fmt.Sprintf("test %q is unknown", x.Test)
	case x.Test == CritNoCheck && (x.Years < 1 && len(x.CheckYears) == 0 || !monthDay(x.DueDay) || x.CharityDay != "" && !monthDay(x.CharityDay)):
		return "years, check_years or due_day is missing"
	case x.Test == CritDormant && x.Since.IsZero() && x.Months < 1, (x.Test == CritNeverActive || x.Test == CritNoActivity) && x.Months < 1:
		return "since or months is missing"
	}
	return forCleanup(x.For, x.Standing)
}

// with is the row as a campaign asks it: with the campaign's own parameters, and said with the campaign's own numbers. What is announced
// and put before an organization must be what it was tested by, not what the row would have asked.
func (x CriterionRow) with(k CriterionChoice, cutOff Date) CriterionRow {
	was := x
	if k.Years > 0 {
		x.Years, x.CheckYears = k.Years, nil
	}
	if len(k.CheckYears) > 0 {
		x.CheckYears = slices.Sorted(slices.Values(k.CheckYears))
	}
	if !k.Since.IsZero() {
		x.Since = k.Since
	}
	if k.Months > 0 {
		x.Months, x.Since = k.Months, 0
	}
	if x.Said == "" || x.Years == was.Years && slices.Equal(x.CheckYears, was.CheckYears) && x.Since == was.Since && x.Months == was.Months {
		return x
	}
	years, months, from := "连续"+count(x.Years)+"个年度", count(x.Months)+"个月", x.Since
	if len(x.CheckYears) > 0 {
		years = listYears(x.CheckYears) + "年度"
	}
	if x.Months > 0 && x.Months%12 == 0 {
		months = count(x.Months/12) + "年"
	}
	if from.IsZero() {
		from = cutOff.AddMonths(-x.Months) + 1
	}
	y, m, d := from.Civil()
	x.Title = strings.NewReplacer("{years}", years, "{months}", months, "{from}", fmt.Sprintf("%d年%d月%d日", y, int(m), d)).Replace(x.Said)
	return x
}

// count is a small number as Chinese counts things: 两个年度, 十二个月.
func count(n int) string {
	const digits = "零一二三四五六七八九十"
	r := []rune(digits)
	switch {
	case n == 2:
		return "两"
	case n < 0 || n > 99:
		return itoa(n)
	case n <= 10:
		return string(r[n])
	}
	out := "十"
	if n >= 20 {
		out = string(r[n/10]) + "十"
	}
	if n%10 > 0 {
		out += string(r[n%10])
	}
	return out
}

func monthDay(s string) bool {
	var m, d int
	_, err := fmt.Sscanf(s, "%02d-%02d", &m, &d)
	return err == nil && len(s) == 5 && m >= 1 && m <= 12 && d >= 1 && d <= 31
}

func forCleanup(kinds []string, s Standing) string {
	for _, k := range kinds {
		if _, ok := CleanupKindTitles[k]; !ok {
			return fmt.Sprintf("for: %q is no campaign", k)
		}
	}
	return s.fault()
}

// CheckPointRow is a point of the check list of a special campaign, with the violation it is where it is found.
type CheckPointRow struct {
	ID         string      `json:"id" minLength:"2" maxLength:"20" doc:"编号"`
	Title      string      `json:"title" minLength:"2" maxLength:"200" doc:"核查要点"`
	For        []string    `json:"for" minItems:"1" doc:"适用的专项行动"`
	Subjects   []PartyKind `json:"subjects,omitempty" doc:"组织类别，空为不限"`
	Violations []string    `json:"violations,omitempty" doc:"存在问题的，涉嫌的违法行为编号"`
	Article    string      `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Standing
}

func (x CheckPointRow) name() string { return x.ID }
func (x CheckPointRow) fault() string {
	if x.ID == "" || x.Title == "" || x.Article == "" || len(x.For) == 0 {
		return "id, title, for or article is missing"
	}
	return forCleanup(x.For, x.Standing)
}

// CleanupBasisRow is what a campaign of a kind rests on, and every act in it is done by: the refusals of the campaign and of the files of its
// organizations name it.
type CleanupBasisRow struct {
	ID      string `json:"id" enum:"zombie,elections,fees,nonprofit,commendation,illegal" doc:"专项行动"`
	Article string `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Standing
}

func (x CleanupBasisRow) name() string { return x.ID }
func (x CleanupBasisRow) fault() string {
	if x.Article == "" {
		return "article is missing"
	}
	return forCleanup([]string{x.ID}, x.Standing)
}

// CleanupBasis is what a campaign of the kind rests on, on the day.
func (n *Norms) CleanupBasis(kind string, on Date) (CleanupBasisRow, bool) {
	for _, x := range n.rows.CleanupBases {
		if x.ID == kind && x.covers(on) {
			return x, true
		}
	}
	return CleanupBasisRow{}, false
}

// DispositionRow says by which ways an organization may be dealt with, and from when. A way that rests on another law in another
// campaign has a row for each: it is known by its id and the first campaign it is for.
type DispositionRow struct {
	ID       string      `json:"id" enum:"rectify,deregister,revoke,penalize,merge,terminate,ban,persuade,transfer" doc:"处置方式"`
	Title    string      `json:"title" minLength:"2" maxLength:"60" doc:"名称"`
	For      []string    `json:"for" minItems:"1" doc:"适用的专项行动"`
	Subjects []PartyKind `json:"subjects,omitempty" doc:"组织类别，空为不限"`
	Article  string      `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Standing
}

func (x DispositionRow) name() string {
	if len(x.For) == 0 {
		return x.ID
	}
	return x.ID + "/" + x.For[0]
}
func (x DispositionRow) fault() string {
	if _, ok := DispositionTitles[x.ID]; !ok || x.Title == "" || x.Article == "" || len(x.For) == 0 {
		return "id, title, for or article is missing"
	}
	return forCleanup(x.For, x.Standing)
}

// Criteria are the criteria of a campaign on a day.
func (n *Norms) Criteria(kind string, on Date) []CriterionRow {
	var out []CriterionRow
	for _, x := range n.rows.Criteria {
		if x.covers(on) && slices.Contains(x.For, kind) {
			out = append(out, x)
		}
	}
	return out
}

// CheckPoints is the check list of a campaign on a day.
func (n *Norms) CheckPoints(kind string, on Date) []CheckPointRow {
	var out []CheckPointRow
	for _, x := range n.rows.CheckPoints {
		if x.covers(on) && slices.Contains(x.For, kind) {
			out = append(out, x)
		}
	}
	return out
}

// Disposition finds a way to deal with such a body in a campaign on a day.
func (n *Norms) Disposition(id, kind string, subject PartyKind, on Date) (DispositionRow, bool) {
	for _, x := range n.rows.Dispositions {
		if x.ID == id && x.covers(on) && slices.Contains(x.For, kind) && (len(x.Subjects) == 0 || slices.Contains(x.Subjects, subject)) {
			return x, true
		}
	}
	return DispositionRow{}, false
}

// Dispositions are the ways open in a campaign to any of these bodies on a day.
func (n *Norms) Dispositions(kind string, subjects []PartyKind, on Date) []DispositionRow {
	var out []DispositionRow
	for _, x := range n.rows.Dispositions {
		fits := len(x.Subjects) == 0 || slices.ContainsFunc(subjects, func(k PartyKind) bool { return slices.Contains(x.Subjects, k) })
		twice := slices.ContainsFunc(out, func(o DispositionRow) bool { return o.ID == x.ID })
		if x.covers(on) && slices.Contains(x.For, kind) && fits && !twice {
			out = append(out, x)
		}
	}
	return out
}

// Screen is a question to the register.
type Screen struct {
	Campaign  string         `json:"campaign"` // the kind of campaign
	CutOff    Date           `json:"cut_off"`  // what happened later is not looked at
	Kinds     []PartyKind    `json:"kinds"`    // of organizations
	Townships []string       `json:"townships,omitempty"`
	Criteria  []CriterionRow `json:"criteria"`
}

// Digest tells one question from another, and one edition of the tests from another.
func (s Screen) Digest() string {
	b, err := json.Marshal(struct {
		Edition int `json:"edition"`
		Screen
	}{screeningEdition, s})
	if err != nil {
		return "" // dates, words and numbers: it cannot fail
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// The answers to one criterion.
const (
	Hit     = "hit"     // 命中
	Miss    = "miss"    // 未命中
	Unknown = "unknown" // 登记簿没有可供核对的数据：不列入，但要指出
)

// Proof is one piece of what an answer rests on.
type Proof struct {
	What string `json:"what"`           // in a sentence
	On   Date   `json:"on,omitzero"`    // the day it is about
	Year int    `json:"year,omitempty"` // or the year
	From string `json:"from"`           // which record: register, annual_check, activities, terms, credit_list
	File CaseID `json:"file,omitempty"` // and the file that made it
}

// CriterionAnswer is what became of one criterion.
type CriterionAnswer struct {
	Criterion string  `json:"criterion"`
	State     string  `json:"state"` // hit, miss, unknown
	Why       string  `json:"why"`
	Proof     []Proof `json:"proof,omitempty"`
}

// Screened is a line of the result: one organization, every criterion.
type Screened struct {
	Party    PartyID           `json:"party"`
	Name     string            `json:"name"`
	USCC     string            `json:"uscc,omitempty"`
	Kind     PartyKind         `json:"kind"`
	Township string            `json:"township,omitempty"`
	Unit     string            `json:"supervisor,omitempty"`
	Out      string            `json:"out,omitempty"` // why it is outside the scope; then nothing was tested
	Hits     []string          `json:"hits,omitempty"`
	Answers  []CriterionAnswer `json:"answers,omitempty"`
}

// Asks reports that the question is put to a party at all: to organizations of the register, and in one campaign to bodies nobody
// registered.
func (s Screen) Asks(p Party) bool {
	return p.Org != nil || p.Kind == PartyUnlicensed && s.Campaign == CleanupIllegal
}

// NewScreening is the answer to a question before anything was looked at.
func NewScreening(s Screen) Screening {
	return Screening{Digest: s.Digest(), By: map[string]int{}, ByKind: map[string]int{}, ByUnit: map[string]int{}}
}

// Count adds what was found of one organization to the sums.
func (r *Screening) Count(x Screened) {
	r.Seen++
	switch {
	case x.Out != "":
		r.Outside++
		return
	case len(x.Hits) == 0:
		r.Missed++
		if slices.ContainsFunc(x.Answers, func(a CriterionAnswer) bool { return a.State == Unknown }) {
			r.Unknown++
		}
		return
	}
	r.Hit++
	r.ByKind[string(x.Kind)]++
	r.ByUnit[x.Unit]++
	for _, h := range x.Hits {
		r.By[h]++
	}
}

// One answers the question for one party of the register.
func (s Screen) One(p Party) Screened {
	r := Screened{Party: p.ID, Name: p.Name, USCC: p.USCC, Kind: p.Kind, Township: p.Township}
	if p.Org != nil {
		r.Unit = p.Org.Supervisor
	}
	if r.Out = s.outside(p); r.Out != "" {
		return r
	}
	for _, x := range s.Criteria {
		var a CriterionAnswer
		if len(x.Subjects) > 0 && !slices.Contains(x.Subjects, p.Kind) {
			a.State, a.Why = Miss, "本标准不适用于"+PartyKindTitles[p.Kind][0]
		} else {
			a = s.try(x, p)
		}
		if a.Criterion = x.ID; a.State == Hit {
			r.Hits = append(r.Hits, x.ID)
		}
		r.Answers = append(r.Answers, a)
	}
	return r
}

// outside says why a party is not looked at.
func (s Screen) outside(p Party) string {
	o := p.Org
	switch {
	case len(s.Townships) > 0 && !slices.Contains(s.Townships, p.Township):
		return "不在本次范围的乡镇（街道）"
	case s.Campaign == CleanupIllegal:
		if p.Kind == PartyUnlicensed || o != nil && (o.Status == OrgRevoked || o.Gone()) && o.Status != OrgMerged {
			return ""
		}
		return "是依法登记的组织，不属于本专项行动"
	case !slices.Contains(s.Kinds, p.Kind):
		return "不在本次范围的组织类别"
	case o == nil:
		return "登记簿没有它的登记事项"
	case o.RegisteredOn > s.CutOff:
		return fmt.Sprintf("%s登记，在截止日之后", o.RegisteredOn)
	case o.Gone():
		return fmt.Sprintf("%s，已经终止", OrgStatusTitles[o.Status][0])
	case o.Status == OrgRevoked:
		return "已撤销（吊销），待清算注销"
	case o.Status == OrgLiquidating:
		return "正在清算"
	}
	return ""
}

func (s Screen) try(x CriterionRow, p Party) CriterionAnswer {
	o := p.Org
	switch x.Test {
	case CritEvery:
		return CriterionAnswer{State: Hit, Why: "本专项行动逐一核查", Proof: []Proof{{What: "属于本次范围的" + PartyKindTitles[p.Kind][0], From: "register"}}}
	case CritUnlawful:
		return s.unlawful(p)
	case CritNoCheck:
		return s.noCheck(x, o)
	case CritNeverActive:
		return s.idle(x, o, o.begun(), true)
	case CritDormant, CritNoActivity:
		from := x.Since
		if from.IsZero() {
			from = s.CutOff.AddMonths(-x.Months) + 1
		}
		return s.idle(x, o, from, false)
	case CritLost:
		for _, l := range o.Lists {
			if l.Ground == "AB-6" && l.On <= s.CutOff && (l.RemovedOn.IsZero() || l.RemovedOn > s.CutOff) {
				return CriterionAnswer{State: Hit, Why: "因通过登记的住所无法取得联系，列入活动异常名录", Proof: []Proof{{What: "列入活动异常名录（AB-6）", On: l.On, From: "credit_list", File: l.File}}}
			}
		}
		return CriterionAnswer{State: Miss, Why: "截至" + s.CutOff.String() + "没有无法取得联系的记载"}
	case CritElection:
		return s.election(o)
	case CritGovernance:
		return s.governance(o)
	}
	return CriterionAnswer{State: Unknown, Why: "没有这种核对方式"}
}

// begun is the day of its first certificate.
func (o *Organization) begun() Date {
	for _, k := range o.Certificates {
		if !k.IssuedOn.IsZero() {
			return k.IssuedOn
		}
	}
	return o.RegisteredOn
}

// dueIn is the last day to send in the report of a check year.
func dueIn(year int, mmdd string) Date {
	var m, d int
	if _, err := fmt.Sscanf(mmdd, "%02d-%02d", &m, &d); err != nil {
		return 0
	}
	return NewDate(year+1, 1, 1).AddMonths(m-1) + Date(d-1)
}

// noCheck looks at the years whose report was due by the cut-off: the last few, or those named. One in time, or late, is enough
// for a miss; a newcomer need not report for its first half year (社会团体年度检查办法 4).
func (s Screen) noCheck(x CriterionRow, o *Organization) CriterionAnswer {
	due := x.DueDay
	if o.Charity != nil && o.Charity.Since <= s.CutOff && x.CharityDay != "" {
		due = x.CharityDay
	}
	years := slices.Clone(x.CheckYears)
	if len(years) == 0 {
		last := s.CutOff.Year() - 1
		for dueIn(last, due) >= s.CutOff {
			last--
		}
		for y := last - x.Years + 1; y <= last; y++ {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	a := CriterionAnswer{State: Hit}
	for _, y := range years {
		k := o.Check(y)
		switch {
		case dueIn(y, due) >= s.CutOff:
			return CriterionAnswer{State: Miss, Why: fmt.Sprintf("%d年度的报送期限（%s）在截止日尚未届满", y, dueIn(y, due))}
		case o.RegisteredOn > NewDate(y, 6, 30) || k != nil && k.Conclusion == CheckExempt:
			return CriterionAnswer{State: Miss, Why: fmt.Sprintf("%d年度不需要参加：%s登记", y, o.RegisteredOn)}
		case k == nil:
			a.Proof = append(a.Proof, Proof{What: fmt.Sprintf("登记簿没有%d年度的年检（年报）记录", y), Year: y, From: "annual_check"})
		case k.Conclusion == CheckMissed && (k.FiledOn.IsZero() || k.FiledOn > s.CutOff):
			a.Proof = append(a.Proof, Proof{What: fmt.Sprintf("%d年度未参加年检", y), Year: y, On: k.On, From: "annual_check", File: k.File})
		case k.FiledOn > s.CutOff:
			a.Proof = append(a.Proof, Proof{What: fmt.Sprintf("%d年度截至%s未报送，其后于%s补报", y, s.CutOff, k.FiledOn), Year: y, On: k.FiledOn, From: "annual_check", File: k.File})
		default:
			why := fmt.Sprintf("%d年度已参加：%s", y, CheckTitles[k.Conclusion][0])
			if k.Late {
				why += "（逾期报送）"
			}
			return CriterionAnswer{State: Miss, Why: why, Proof: []Proof{{What: why, Year: y, On: k.FiledOn, From: "annual_check", File: k.File}}}
		}
	}
	a.Why = fmt.Sprintf("连续%d个年度未参加年检（未报送年报）：%s", len(years), listYears(years))
	return a
}

func listYears(ys []int) string {
	var out []string
	for _, y := range ys {
		out = append(out, itoa(y))
	}
	return strings.Join(out, "、")
}

// idle looks for what the organization did outwardly between from and the cut-off: activities with a day, and what the reports
// of the years say. Never reports that it asks for the time since the first certificate.
func (s Screen) idle(x CriterionRow, o *Organization, from Date, never bool) CriterionAnswer {
	if never && from.AddMonths(x.Months) > s.CutOff {
		return CriterionAnswer{State: Miss, Why: fmt.Sprintf("%s取得登记证书，至截止日不满%d个月", from, x.Months)}
	}
	if !never && o.begun() > from {
		return CriterionAnswer{State: Miss, Why: fmt.Sprintf("%s取得登记证书，晚于回溯期起点%s", o.begun(), from)}
	}
	last := OrgActivity{}
	for _, v := range o.Activities {
		if v.On <= s.CutOff && v.On > last.On {
			last = v
		}
	}
	if last.On >= from {
		return CriterionAnswer{State: Miss, Why: fmt.Sprintf("%s开展过活动：%s", last.On, last.What), Proof: []Proof{{What: last.What, On: last.On, From: "activities"}}}
	}
	for _, k := range o.Checks {
		if k.Activity && k.Year >= from.Year() && k.Year <= s.CutOff.Year() && (k.FiledOn.IsZero() || k.FiledOn <= s.CutOff) {
			why := fmt.Sprintf("%d年度报告载明开展过活动", k.Year)
			return CriterionAnswer{State: Miss, Why: why, Proof: []Proof{{What: why, Year: k.Year, From: "annual_check", File: k.File}}}
		}
	}
	a := CriterionAnswer{State: Hit, Why: fmt.Sprintf("自%s至%s没有开展活动的记载", from, s.CutOff)}
	if never {
		a.Proof = append(a.Proof, Proof{What: "取得登记证书", On: from, From: "register"})
	}
	if !last.On.IsZero() {
		a.Proof = append(a.Proof, Proof{What: "最近一次有记载的活动：" + last.What, On: last.On, From: "activities"})
	} else {
		a.Proof = append(a.Proof, Proof{What: "登记簿没有任何活动记载", From: "activities"})
	}
	return reported(a, o, from, s.CutOff)
}

// reported adds what the reports of the years said, which is nothing of any activity.
func reported(a CriterionAnswer, o *Organization, from, until Date) CriterionAnswer {
	for _, k := range o.Checks {
		if k.Year >= from.Year() && k.Year <= until.Year() {
			a.Proof = append(a.Proof, Proof{What: fmt.Sprintf("%d年度：%s，报告没有载明活动", k.Year, CheckTitles[k.Conclusion][0]), Year: k.Year, From: "annual_check", File: k.File})
		}
	}
	return a
}

// election looks at the term that ran at the cut-off: one prolonged is prolonged by a year at most (§4.1).
func (s Screen) election(o *Organization) CriterionAnswer {
	var t *OrgTerm
	for i := range o.Terms {
		if k := &o.Terms[i]; k.ElectedOn <= s.CutOff && k.From <= s.CutOff {
			t = k
		}
	}
	if t == nil {
		return CriterionAnswer{State: Unknown, Why: "登记簿没有届次记载，无法核对换届"}
	}
	end := t.Until
	proof := []Proof{{What: fmt.Sprintf("第%d届任期届满", t.No), On: t.Until, From: "terms"}}
	if t.ExtendedUntil > end {
		end = min(t.ExtendedUntil, t.Until.AddMonths(12))
		proof = append(proof, Proof{What: "批准延期至" + end.String() + "（延期最长一年）", On: end, From: "terms"})
	}
	if end >= s.CutOff {
		return CriterionAnswer{State: Miss, Why: "任期至" + end.String() + "，截止日尚未届满", Proof: proof}
	}
	return CriterionAnswer{State: Hit, Why: fmt.Sprintf("任期（含批准的延期）%s届满，至截止日已逾期%d日未换届", end, s.CutOff-end), Proof: proof}
}

func (s Screen) governance(o *Organization) CriterionAnswer {
	var k *OrgCheck
	for i := range o.Checks {
		if x := &o.Checks[i]; x.On <= s.CutOff && !x.On.IsZero() && (k == nil || x.Year > k.Year) {
			k = x
		}
	}
	switch {
	case k == nil:
		return CriterionAnswer{State: Unknown, Why: "截止日之前没有年检结论"}
	case k.Conclusion == CheckFailed:
		return CriterionAnswer{State: Hit, Why: fmt.Sprintf("最近一次年检（%d年度）不合格", k.Year), Proof: []Proof{{What: "年检不合格", Year: k.Year, On: k.On, From: "annual_check", File: k.File}}}
	}
	return CriterionAnswer{State: Miss, Why: fmt.Sprintf("最近一次年检（%d年度）%s", k.Year, CheckTitles[k.Conclusion][0])}
}

func (s Screen) unlawful(p Party) CriterionAnswer {
	if p.Org == nil {
		return CriterionAnswer{State: Hit, Why: "未经登记，涉嫌以社会组织名义开展活动", Proof: []Proof{{What: "登记为涉嫌非法社会组织的线索", From: "register"}}}
	}
	end := p.Org.EndedOn
	for _, x := range p.Org.Penalties {
		if x.Kind == "revoke" {
			end = max(end, x.On)
		}
	}
	if end.IsZero() {
		return CriterionAnswer{State: Unknown, Why: "登记簿没有终止、撤销之日"}
	}
	for _, v := range p.Org.Activities {
		if v.On > end && v.On <= s.CutOff {
			return CriterionAnswer{State: Hit, Why: fmt.Sprintf("%s撤销、注销后，%s仍开展活动", end, v.On), Proof: []Proof{{What: v.What, On: v.On, From: "activities"}}}
		}
	}
	return CriterionAnswer{State: Miss, Why: fmt.Sprintf("%s撤销、注销后没有活动记载", end)}
}
