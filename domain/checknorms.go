package domain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// The law of the annual check and of the credit lists as dated rows: the grounds of a conclusion, after how many years it becomes
// a case, and for what an organization is listed. registration.md §3.2, §3.3, §4.4; updates.md §2.

// What the machine sees of a ground in the report and in the register.
const (
	FlagIdle     = "no_activity" // 报告中本年度没有活动
	FlagElection = "election"    // 年末届满未换届
)

// CheckGroundRow is a ground of a conclusion of the annual check (社会团体年度检查办法 11, 12).
type CheckGroundRow struct {
	ID       string      `json:"id" minLength:"2" maxLength:"40" doc:"编号"`
	Text     string      `json:"text" minLength:"2" maxLength:"300" doc:"情形"`
	Subjects []PartyKind `json:"subjects,omitempty" doc:"组织类别，空为不限"`
	Always   bool        `json:"always,omitempty" doc:"一律不合格；不写的按情节为基本合格或者不合格"`
	Flag     string      `json:"flag,omitempty" enum:"no_activity,election" doc:"系统据报告、登记簿提示"`
	Article  string      `json:"article" minLength:"2" maxLength:"200" doc:"依据"`

	Violation string `json:"violation,omitempty" maxLength:"6" doc:"一经认定即应处罚的，违法行为编号（社会团体年度检查办法第十六条）"`
	Standing
}

func (x CheckGroundRow) name() string { return x.ID }
func (x CheckGroundRow) fault() string {
	switch {
	case x.ID == "" || x.Text == "" || x.Article == "":
		return "id, text or article is missing"
	case !slices.Contains([]string{"", FlagIdle, FlagElection}, x.Flag):
		return fmt.Sprintf("flag %q is unknown", x.Flag)
	}
	return x.Standing.fault()
}

// CheckLimitRow says after how many years that were missed or failed a case follows, and for which violation.
type CheckLimitRow struct {
	ID        string      `json:"id" minLength:"2" maxLength:"40" doc:"编号"`
	Subjects  []PartyKind `json:"subjects" minItems:"1" doc:"组织类别"`
	Track     string      `json:"track,omitempty" enum:"check,charity" doc:"年度检查，慈善组织年报；空为年度检查"`
	Count     string      `json:"count" enum:"missed,failed" doc:"未参检，不合格"`
	InRow     bool        `json:"in_row,omitempty" doc:"须连续"`
	Years     int         `json:"years" minimum:"1" maximum:"20" doc:"年数"`
	Violation string      `json:"violation" minLength:"5" maxLength:"6" doc:"违法行为编号"`
	Article   string      `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Standing
}

func (x CheckLimitRow) name() string { return x.ID }
func (x CheckLimitRow) fault() string {
	switch {
	case x.ID == "" || len(x.Subjects) == 0 || x.Violation == "" || x.Article == "":
		return "id, subjects, violation or article is missing"
	case x.Count != CheckMissed && x.Count != CheckFailed:
		return fmt.Sprintf("count %q is unknown", x.Count)
	case x.Track != "" && x.Track != TrackCheck && x.Track != TrackCharity:
		return fmt.Sprintf("track %q is unknown", x.Track)
	case x.Years < 1:
		return "years: at least one"
	}
	return x.Standing.fault()
}

// The two lists.
const (
	ListAbnormal = "abnormal" // 活动异常名录
	ListSevere   = "severe"   // 严重违法失信名单
)

// ListTitles names the lists.
var ListTitles = map[string][2]string{ListAbnormal: {"活动异常名录", "List of abnormal activity"}, ListSevere: {"严重违法失信名单", "List of grave violators"}}

// What a ground is tested by.
const (
	ListByPerson    = ""          // 由人核实
	ListByReport    = "report"    // 某年未报送年报
	ListByLight     = "light"     // 警告或者不满限额的罚款，任何部门
	ListByHeavy     = "heavy"     // 达到限额的罚款
	ListByRepeat    = "repeat"    // 一定期间内多次轻罚
	ListByStop      = "stop"      // 限期停止活动
	ListByRevoked   = "revoked"   // 吊销证书、撤销登记
	ListByLetters   = "letters"   // 两次专用信函无人签收
	ListByTime      = "time"      // 在异常名录满两年：由系统移入
	ListByFundraise = "fundraise" // 公募慈善组织停止公募
)

// ListGroundRow is a ground of listing (民政部令第60号).
type ListGroundRow struct {
	ID      string `json:"id" minLength:"2" maxLength:"10" doc:"编号：AB-1，SV-1"`
	List    string `json:"list" enum:"abnormal,severe" doc:"名单"`
	Text    string `json:"text" minLength:"2" maxLength:"300" doc:"情形"`
	English string `json:"english,omitempty" maxLength:"300"`
	Test    string `json:"test,omitempty" enum:"report,light,heavy,repeat,stop,revoked,letters,time,fundraise" doc:"怎样核对，空为由人核实"`
	Fen     int64  `json:"fen,omitempty" minimum:"0" doc:"罚款限额（分）：轻罚不满此数，重罚达到此数"`
	Times   int    `json:"times,omitempty" minimum:"0" maximum:"20" doc:"次数"`
	Auto    bool   `json:"auto,omitempty" doc:"无需履行义务，期满自动移出"`
	Ended   bool   `json:"ended,omitempty" doc:"注销登记之后才能移出"`
	Heard   bool   `json:"heard,omitempty" doc:"由系统移入的，移入前先告知、听取陈述申辩，由负责人决定"`
	Article string `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Standing
}

func (x ListGroundRow) name() string { return x.ID }
func (x ListGroundRow) fault() string {
	switch {
	case x.ID == "" || x.Text == "" || x.Article == "":
		return "id, text or article is missing"
	case x.List != ListAbnormal && x.List != ListSevere:
		return fmt.Sprintf("list %q is unknown", x.List)
	case !slices.Contains([]string{"", ListByReport, ListByLight, ListByHeavy, ListByRepeat, ListByStop, ListByRevoked, ListByLetters, ListByTime, ListByFundraise}, x.Test):
		return fmt.Sprintf("test %q is unknown", x.Test)
	case x.Test == ListByRepeat && x.Times < 2:
		return "times: a repetition is at least two"
	}
	return x.Standing.fault()
}

// byPenalty reports that penalties in the register bear the ground out.
func (x ListGroundRow) byPenalty() bool {
	return slices.Contains([]string{ListByLight, ListByHeavy, ListByRepeat, ListByStop, ListByRevoked}, x.Test)
}

func (x ListGroundRow) said() Ground { return Ground{x.ID, x.Text, x.English, x.Article, x.Status} }

func suits(subjects []PartyKind, k PartyKind) bool {
	return len(subjects) == 0 || slices.Contains(subjects, k)
}

// CheckGround finds a ground for the check on the day; of a charity's report there are none.
func (n *Norms) CheckGround(id string, a *AnnualCheck, on Date) (CheckGroundRow, bool) {
	for _, x := range n.CheckGroundsOf(a, on) {
		if x.ID == id {
			return x, true
		}
	}
	return CheckGroundRow{}, false
}

// CheckGroundsOf are the grounds a check of the kind may rest on, on the day; of a charity's report there are none.
func (n *Norms) CheckGroundsOf(a *AnnualCheck, on Date) []CheckGroundRow {
	var out []CheckGroundRow
	for _, x := range n.rows.CheckGrounds {
		if x.covers(on) && suits(x.Subjects, a.Kind) && a.Track == TrackCheck {
			out = append(out, x)
		}
	}
	return out
}

// ListGroundsOn are the grounds of listing in force on the day.
func (n *Norms) ListGroundsOn(on Date) []ListGroundRow {
	var out []ListGroundRow
	for _, x := range n.rows.ListGrounds {
		if x.covers(on) {
			out = append(out, x)
		}
	}
	return out
}

// checkFlags are the grounds that the machine sees in a report and in the register.
func (n *Norms) checkFlags(a *AnnualCheck, r CheckReport, o *Organization, on Date) []string {
	var out []string
	for _, x := range n.rows.CheckGrounds {
		if !x.covers(on) || !suits(x.Subjects, a.Kind) || a.Track != TrackCheck {
			continue
		}
		switch x.Flag {
		case FlagIdle:
			if len(r.Activities) == 0 {
				out = append(out, x.ID)
			}
		case FlagElection:
			if t := term(o); t != nil && t.End() < NewDate(a.Year, 12, 31) {
				out = append(out, x.ID)
			}
		}
	}
	return out
}

func term(o *Organization) *OrgTerm {
	if o == nil {
		return nil
	}
	return o.Term()
}

// concludes refuses a conclusion that does not follow from what was found (社会团体年度检查办法 10–12): nothing found is passed; a
// ground of article 12 is failed whatever else; what is slight or was corrected may be passed over; the rest by gravity.
func (n *Norms) concludes(a *AnnualCheck, conclusion string, findings []CheckFinding, on Date) error {
	if a.Track == TrackCharity {
		if conclusion != CheckFiled || len(findings) > 0 {
			return Refuse("charity_report", "慈善法第十三条；社会团体年度检查办法第二十条", "慈善组织年度报告不作年检结论；发现违法的，另行登记线索。", "a charity reports; there is no conclusion. What is unlawful becomes a clue")
		}
		return nil
	}
	var always *CheckGroundRow
	grave, ordinary := false, false
	for i, x := range findings {
		row, ok := n.CheckGround(x.Ground, a, on)
		at := "findings[" + itoa(i) + "]"
		var bad faults
		bad.need(ok, at+".ground", "没有这种情形："+x.Ground)
		bad.need(len([]rune(x.Facts)) >= 2, at+".facts", "请写明事实")
		bad.need(slices.Contains([]string{WeightSlight, WeightOrdinary, WeightGrave}, x.Weight), at+".weight", "请选择情节")
		if err := bad.err(); err != nil {
			return err
		}
		switch {
		case row.Always:
			always = &row
		case x.Corrected || x.Weight == WeightSlight:
		case x.Weight == WeightGrave:
			grave = true
		default:
			ordinary = true
		}
	}
	may := []string{CheckPassed}
	switch {
	case always != nil && conclusion != CheckFailed:
		return Refuse("always_failed", always.Article, "有“%[1]s”情形的，年检结论为不合格。", "with %[1]q the conclusion is failed", always.Text)
	case always != nil, grave:
		may = []string{CheckFailed}
	case ordinary:
		may = []string{CheckFair, CheckFailed}
	case len(findings) > 0:
		may = []string{CheckPassed, CheckFair}
	}
	if !slices.Contains(may, conclusion) {
		zh, en := make([]string, len(may)), make([]string, len(may))
		for i, s := range may {
			zh[i], en[i] = CheckTitles[s][0], CheckTitles[s][1]
		}
		return Refuse("conclusion", "社会团体年度检查办法第十条至第十二条", "按认定的情形，年检结论只能是：%[1]s。", "from what was found the conclusion can only be: %[2]s", strings.Join(zh, "、"), strings.Join(en, ", "))
	}
	return nil
}

// struck refuses findings that silently differ from those before (was): a finding that is not upheld is struck by a person with a
// reason, each for itself. What the machine sees is upheld, struck, or was set aside with a reason; where the law calls it failed
// whatever else (社会团体年度检查办法 12), it stays.
func (n *Norms) struck(a *AnnualCheck, was, now []CheckFinding, struck []SetAside, on Date) error {
	var bad faults
	for i, x := range struck {
		at := "struck[" + itoa(i) + "]"
		before := finds(was, x.Ground)
		if before == 0 && slices.Contains(a.Flags, x.Ground) {
			before = 1
		}
		bad.need(len([]rune(strings.TrimSpace(x.Why))) >= 2, at+".why", "请写明不予认定的理由")
		bad.need(before > 0, at+".ground", "此前没有认定这种情形："+x.Ground)
		bad.need(before == 0 || finds(now, x.Ground)+strikes(struck, x.Ground) <= before, at+".ground", "这种情形仍列在认定的情形中")
	}
	if err := bad.err(); err != nil {
		return err
	}
	for _, g := range a.Flags {
		row, _ := n.CheckGround(g, a, on)
		if row.Always && (strikes(struck, g) > 0 || finds(now, g) == 0) {
			return Refuse("finding_stays", row.Article, "年度工作报告显示“%[1]s”，依法应当认定，不能剔除。", "the report shows %[1]q: by law it stays", row.Text)
		}
		if finds(now, g)+strikes(struck, g) == 0 && !a.saidAside(g) {
			return Refuse("finding_open", row.Article, "系统提示“%[1]s”，请列入认定的情形，或者写明不予认定的理由。", "the machine sees %[1]q; list it or say why not", row.Text)
		}
	}
	for _, x := range was {
		if finds(now, x.Ground)+strikes(struck, x.Ground) < finds(was, x.Ground) {
			row, _ := n.CheckGround(x.Ground, a, on)
			return Refuse("finding_open", row.Article, "此前认定的“%[1]s”没有列入，请列入，或者写明不予认定的理由。", "%[1]q was found before and is not listed; list it or say why not", row.Text)
		}
	}
	return nil
}

// checkLead is the penalty clue of the years, with the one of the check counted in; nil where no row of the day is reached.
func (n *Norms) checkLead(a *AnnualCheck, o *Organization, count string, on Date) *CheckLead {
	if o == nil {
		return nil
	}
	for _, x := range n.rows.CheckLimits {
		if track := cmp.Or(x.Track, TrackCheck); track != a.Track || !x.covers(on) || x.Count != count || !slices.Contains(x.Subjects, a.Kind) {
			continue
		}
		if years := o.yearsOf(count, a.Year, x.InRow); len(years) >= x.Years {
			return &CheckLead{x.ID, x.Violation, years, count, x.Article, x.Status}
		}
	}
	return nil
}

// punished is the penalty clue of a conclusion whose ground the law punishes by itself: false papers (社会团体年度检查办法 16).
func (n *Norms) punished(a *AnnualCheck, findings []CheckFinding, on Date) *CheckLead {
	for _, k := range findings {
		if x, ok := n.CheckGround(k.Ground, a, on); ok && x.Violation != "" {
			return &CheckLead{x.ID, x.Violation, []int{a.Year}, CheckFailed, "社会团体年度检查办法第十六条；" + x.Article, x.Status}
		}
	}
	return nil
}

// ListGround finds a ground of listing in force on the day.
func (n *Norms) ListGround(id string, on Date) (ListGroundRow, bool) {
	for _, x := range n.rows.ListGrounds {
		if x.ID == id && x.covers(on) {
			return x, true
		}
	}
	return ListGroundRow{}, false
}

// ListLead is a ground that the register speaks for, and the facts it rests on.
type ListLead struct {
	Ground  string `json:"ground"`
	List    string `json:"list"`
	Facts   string `json:"facts"`
	Penalty int    `json:"penalty,omitempty"` // the number of the penalty in the register, from 1
	Key     string `json:"key"`               // what makes it one lead: the same facts are not proposed twice
}

// light reports a warning, or a fine below the limit, by whichever department, and nothing heavier in the same decision.
func (p OrgPenalty) light(fen int64) bool {
	return p.Stands() && (p.Has("warning") || p.Has("fine")) && p.FineFen < fen && !p.Has("stop") && !p.Has("revoke")
}

// ListLeads are the grounds of listing that the register of an organization speaks for on a day (§4.4): penalties by any
// department, two light ones within the years of CR-03, a revocation, a year without a report, no fund-raising for longer than CR-02.
func (n *Norms) ListLeads(o *Organization, rules *RuleBook, on Date) ([]ListLead, error) {
	var out []ListLead
	if o == nil || o.Gone() {
		return nil, nil
	}
	for _, x := range n.rows.ListGrounds {
		if !x.covers(on) {
			continue
		}
		add := func(i int, facts, key string) { out = append(out, ListLead{x.ID, x.List, facts, i, x.ID + "/" + key}) }
		switch x.Test {
		case ListByReport:
			for _, k := range o.Checks {
				if k.Conclusion == CheckMissed {
					add(0, itoa(k.Year)+"年度未按照规定时限报送年度工作报告", itoa(k.Year))
				}
			}
		case ListByFundraise: // the other half of AB-4, that it does not meet the conditions, is no data of the register
			since, did, err := o.raisedNothing(rules, on)
			if err != nil {
				return nil, err
			}
			if !since.IsZero() {
				what := "取得公开募捐资格"
				if did {
					what = "最近一次公开募捐"
				}
				add(0, fmt.Sprintf("登记簿载明%s为%s，此后没有开展公开募捐的记载", what, since), since.String())
			}
		case ListByRevoked:
			if o.Status == OrgRevoked {
				add(0, "已被撤销登记或者吊销登记证书", "revoked")
			}
		case ListByRepeat:
			ps, err := o.repeated(x, rules, on)
			if err != nil {
				return nil, err
			}
			if len(ps) >= x.Times {
				last := o.Penalties[ps[len(ps)-1]-1]
				add(ps[len(ps)-1], fmt.Sprintf("%d次受到警告或者不满%s元罚款，最近一次%s由%s作出", len(ps), Yuan(x.Fen), last.On, last.By), strings.TrimPrefix(x.leadOf(last), x.ID+"/"))
			}
		case ListByLight, ListByHeavy, ListByStop:
			for i, p := range o.Penalties {
				if x.meets(p) {
					out = append(out, ListLead{x.ID, x.List, fmt.Sprintf("%s由%s给予处罚（%s）", p.On, p.By, p.Number), i + 1, x.leadOf(p)})
				}
			}
		}
	}
	return out, nil
}

// raisedNothing is the day since which a charity that may raise funds from the public has not, by the register, for longer than CR-02
// allows, and whether it did so on that day; zero where it has, or is no such charity.
func (o *Organization) raisedNothing(rules *RuleBook, on Date) (since Date, did bool, err error) {
	k := o.Charity
	if k == nil || k.PublicOn.IsZero() || !k.LostOn.IsZero() {
		return 0, false, nil
	}
	r, err := rules.At("CR-02", on)
	if err != nil {
		return 0, false, err
	}
	since, did = k.PublicOn, k.LastDrive >= k.PublicOn
	if did {
		since = k.LastDrive
	}
	if since.AddMonths(r.Term.N) >= on {
		return 0, false, nil
	}
	return since, did, nil
}

// leadOf is the key of the lead that a penalty is: the same penalty is not proposed twice.
func (x ListGroundRow) leadOf(p OrgPenalty) string {
	return x.ID + "/" + p.On.String() + "/" + p.By + "/" + p.Number
}

// meets reports that a single penalty is the ground.
func (x ListGroundRow) meets(p OrgPenalty) bool {
	if !p.Stands() {
		return false
	}
	switch x.Test {
	case ListByLight:
		return p.light(x.Fen)
	case ListByHeavy:
		return p.FineFen >= x.Fen && p.FineFen > 0
	case ListByStop:
		return p.Has("stop")
	case ListByRevoked:
		return p.Has("revoke")
	}
	return false
}

// repeated are the light penalties within the window that ends with the newest of them, by number in the register.
func (o *Organization) repeated(x ListGroundRow, rules *RuleBook, on Date) ([]int, error) {
	r, err := rules.At("CR-03", on)
	if err != nil {
		return nil, err
	}
	var light []int
	last := Date(0)
	for i, p := range o.Penalties {
		if p.light(x.Fen) && p.On <= on {
			light, last = append(light, i+1), max(last, p.On)
		}
	}
	light = slices.DeleteFunc(light, func(n int) bool { return o.Penalties[n-1].On.AddYears(r.Term.N) < last })
	slices.SortStableFunc(light, func(a, b int) int { return int(o.Penalties[a-1].On - o.Penalties[b-1].On) })
	return light, nil
}
