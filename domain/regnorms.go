package domain

import (
	"fmt"
	"slices"
)

// The law of registration as dated rows: which materials an application needs, which conditions it must meet, for which
// grounds it is refused, and which decisions need a legality review or a collective discussion. registration.md §1.1, §1.3, §1.6, §2.1.

// MaterialRow is a material that an application needs.
type MaterialRow struct {
	Key      string      `json:"key" minLength:"2" maxLength:"40" doc:"编号"`
	Title    string      `json:"title" minLength:"2" maxLength:"100" doc:"材料"`
	For      []string    `json:"for" minItems:"1" doc:"事项：establish, change, deregister, charter"`
	Subjects []PartyKind `json:"subjects,omitempty" doc:"组织类别，空为不限"`
	Items    []string    `json:"items,omitempty" doc:"变更哪些事项时需要，空为不论"`
	Mode     string      `json:"mode,omitempty" enum:"dual,direct" doc:"只在这种管理方式下需要"`
	Forced   string      `json:"forced,omitempty" enum:"only,never" doc:"由有关机关申请注销时：only 只在此时需要，never 此时不需要"`
	Main     bool        `json:"main,omitempty" doc:"主要材料，不得容缺"`
	Optional bool        `json:"optional,omitempty" doc:"当地要求，条例未列"`
	Article  string      `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Order    int         `json:"order,omitempty" minimum:"0" maximum:"1000" doc:"清单中的次序"`
	Standing
}

func (x MaterialRow) name() string { return x.Key }
func (x MaterialRow) fault() string {
	if x.Key == "" || x.Title == "" || x.Article == "" || len(x.For) == 0 {
		return "key, title, for or article is missing"
	}
	return forFault(x.For, x.Standing)
}

func forFault(kinds []string, s Standing) string {
	for _, k := range kinds {
		if _, ok := RegKindTitles[k]; !ok {
			return fmt.Sprintf("for: %q is nothing that is registered", k)
		}
	}
	return s.fault()
}

// What a condition is tested by.
const (
	TestMembers  = "members"   // 会员数
	TestCapital  = "capital"   // 活动资金、开办资金
	TestCouncil  = "council"   // 理事人数
	TestOfficers = "officers"  // 负责人的限制
	TestMode     = "mode"      // 业务主管单位
	TestPerson   = "person"    // 机器无法核对，由人确认
	TestRevoking = "revoking"  // 不在撤销登记程序中；申请时即不予办理
	TestFounders = "founders"  // 民非的形式与举办者相符
	TestNonState = "non_state" // 非国有资产的份额
	TestResidue  = "residue"   // 慈善组织的剩余财产有接收组织和接收文件
)

// ConditionRow is a condition of registration. What the machine can test, it tests; a person confirms each.
type ConditionRow struct {
	ID       string      `json:"id" minLength:"2" maxLength:"40" doc:"编号"`
	Title    string      `json:"title" minLength:"2" maxLength:"100" doc:"条件"`
	For      []string    `json:"for" minItems:"1" doc:"事项"`
	Subjects []PartyKind `json:"subjects,omitempty" doc:"组织类别，空为不限"`
	Items    []string    `json:"items,omitempty" doc:"变更哪些事项时适用，空为不论"`
	Charity  bool        `json:"charity,omitempty" doc:"只适用于慈善组织"`
	Test     string      `json:"test" enum:"members,capital,council,officers,mode,person,one_rep,age,terms,rep_audit,revoking,founders,non_state,residue" doc:"怎样核对"`
	Persons  int         `json:"persons,omitempty" minimum:"0" doc:"个人会员最少"`
	Units    int         `json:"units,omitempty" minimum:"0" doc:"单位会员最少"`
	Mixed    int         `json:"mixed,omitempty" minimum:"0" doc:"混合会员最少"`
	Fen      int64       `json:"fen,omitempty" minimum:"0" doc:"最低资金（分）"`
	Least    int         `json:"least,omitempty" minimum:"0" doc:"最少人数"`
	Most     int         `json:"most,omitempty" minimum:"0" doc:"最多人数；年龄、连任届数的上限"`
	Of       int         `json:"of,omitempty" minimum:"0" doc:"份额的分母；least 为分子"`
	Article  string      `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Standing
}

func (x ConditionRow) name() string { return x.ID }
func (x ConditionRow) fault() string {
	if x.ID == "" || x.Title == "" || x.Article == "" || len(x.For) == 0 {
		return "id, title, for or article is missing"
	}
	if !slices.Contains([]string{TestMembers, TestCapital, TestCouncil, TestOfficers, TestMode, TestPerson, TestOneRep, TestAge, TestTerms, TestRepAudit, TestRevoking, TestFounders, TestNonState, TestResidue}, x.Test) {
		return fmt.Sprintf("test %q is unknown", x.Test)
	}
	if x.Test == TestNonState && (x.Least < 1 || x.Of < x.Least) {
		return "a share is least parts of so many"
	}
	return forFault(x.For, x.Standing)
}

// RefusalRow is a ground of refusal (不予登记情形).
type RefusalRow struct {
	ID       string      `json:"id" minLength:"2" maxLength:"40" doc:"编号"`
	Text     string      `json:"text" minLength:"2" maxLength:"300" doc:"情形"`
	For      []string    `json:"for" minItems:"1" doc:"事项"`
	Subjects []PartyKind `json:"subjects,omitempty" doc:"组织类别，空为不限"`
	Article  string      `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Fraud    bool        `json:"fraud,omitempty" doc:"弄虚作假：并处警告（行政许可法第七十八条）"`
	Standing
}

func (x RefusalRow) name() string { return x.ID }
func (x RefusalRow) fault() string {
	if x.ID == "" || x.Text == "" || x.Article == "" || len(x.For) == 0 {
		return "id, text, for or article is missing"
	}
	return forFault(x.For, x.Standing)
}

// Steps a registration needs besides those of every decision (ForReview, ForDiscussion).
const (
	ForSecond         = "second"          // 审查意见由第二名审查人员复核签名
	ForVisitSignature = "visit_signature" // 现场核查笔录由参加核查的人员各自签名
	ForConsentDay     = "consent_day"     // 双重管理的，写明业务主管单位审查同意之日
	ForEventDay       = "event_day"       // 慈善组织终止的，写明终止情形出现之日
	ForMeeting        = "meeting"         // 集体讨论由负责人会议作出，有会议记录
	ForFounders       = "founders"        // 民办非企业单位的举办者作为申请内容填写
	ForResidue        = "residue"         // 慈善组织的剩余财产有接收组织和接收文件
)

// RegNeedRow says which decisions need a legality review or a collective discussion before they are made.
type RegNeedRow struct {
	ID      string   `json:"id" minLength:"2" maxLength:"40" doc:"编号"`
	Step    string   `json:"step" enum:"review,discussion,second,visit_signature,consent_day,event_day,meeting,founders,residue" doc:"法制审核，集体讨论，审查意见复核签名，核查笔录各自签名，写明审查同意之日，写明终止情形出现之日，集体讨论由会议作出，填写举办者，剩余财产有接收文件"`
	For     []string `json:"for" minItems:"1" doc:"事项"`
	When    string   `json:"when" enum:"always,refusal,hearing,charity,name,forced" doc:"何时"`
	Text    string   `json:"text" minLength:"2" maxLength:"200" doc:"理由"`
	English string   `json:"english,omitempty" maxLength:"200"`
	Article string   `json:"article" minLength:"2" maxLength:"200" doc:"依据"`
	Standing
}

func (x RegNeedRow) name() string { return x.ID }
func (x RegNeedRow) fault() string {
	switch {
	case x.ID == "" || x.Text == "" || x.Article == "" || len(x.For) == 0:
		return "id, text, for or article is missing"
	case !slices.Contains([]string{ForReview, ForDiscussion, ForSecond, ForVisitSignature, ForConsentDay, ForEventDay, ForMeeting, ForFounders, ForResidue}, x.Step):
		return fmt.Sprintf("step: %q is no step", x.Step)
	case !slices.Contains([]string{"always", "refusal", "hearing", "charity", "name", "forced"}, x.When):
		return fmt.Sprintf("when: %q is unknown", x.When)
	}
	return forFault(x.For, x.Standing)
}

func fits(kinds []string, subjects []PartyKind, r *Registration) bool {
	return slices.Contains(kinds, r.Kind) && (len(subjects) == 0 || slices.Contains(subjects, r.Subject))
}

func (r *Registration) about(items []string) bool {
	return len(items) == 0 || r.Kind != RegChange || slices.ContainsFunc(items, r.Changes)
}

// Materials is the list of materials the application needs on the day, in order, all missing.
func (n *Norms) Materials(r *Registration, on Date) []RegMaterial {
	var rows []MaterialRow
	for _, x := range n.rows.Materials {
		if x.covers(on) && fits(x.For, x.Subjects, r) && r.about(x.Items) && (x.Mode == "" || x.Mode == r.Items.Mode) && (x.Forced == "" || (x.Forced == "only") == (r.Forced != "")) {
			rows = append(rows, x)
		}
	}
	slices.SortStableFunc(rows, func(a, b MaterialRow) int { return a.Order - b.Order })
	var out []RegMaterial
	for _, x := range rows {
		out = append(out, RegMaterial{Key: x.Key, Title: x.Title, Main: x.Main, Optional: x.Optional, State: MaterialMissing})
	}
	return out
}

// Refusal finds a ground of refusal that may apply.
func (n *Norms) Refusal(id string, r *Registration, on Date) (RefusalRow, bool) {
	for _, x := range n.rows.Refusals {
		if x.ID == id && x.covers(on) && fits(x.For, x.Subjects, r) {
			return x, true
		}
	}
	return RefusalRow{}, false
}

// Refusals are the grounds of refusal that may apply to the application on the day.
func (n *Norms) Refusals(r *Registration, on Date) []RefusalRow {
	var out []RefusalRow
	for _, x := range n.rows.Refusals {
		if x.covers(on) && fits(x.For, x.Subjects, r) {
			out = append(out, x)
		}
	}
	return out
}

// RegGrounds are the reasons for which the decision is reviewed or discussed before it is made.
func (n *Norms) RegGrounds(r *Registration, grant bool, on Date) []RegNeed {
	var out []RegNeed
	for _, x := range n.rows.RegNeeds {
		if !x.covers(on) || !slices.Contains(x.For, r.Kind) {
			continue
		}
		if x.When == "always" || x.When == "refusal" && !grant || x.When == "hearing" && (len(r.Interested) > 0 || r.Hearing != nil && r.Hearing.Ended == LicenceHeld) || x.When == "charity" && r.Charity ||
			x.When == "name" && r.Changes(ItemName) || x.When == "forced" && r.Forced != "" {
			out = append(out, RegNeed{x.Step, Ground{x.ID, x.Text, x.English, x.Article, x.Status}})
		}
	}
	return out
}

// stepsFrom are the steps that lie before the decision once the opinion is given: not what the application itself had to say, and
// a meeting only where there is something to discuss.
func (n *Norms) stepsFrom(r *Registration, grant bool, on Date) []RegNeed {
	all := n.RegGrounds(r, grant, on)
	discussed := slices.ContainsFunc(all, func(x RegNeed) bool { return x.Step == ForDiscussion })
	return slices.DeleteFunc(all, func(x RegNeed) bool {
		return slices.Contains([]string{ForConsentDay, ForEventDay, ForFounders, ForResidue}, x.Step) || x.Step == ForMeeting && !discussed
	})
}

// needs reports that the rows of the day want the step for such an application.
func (n *Norms) needs(r *Registration, step string, on Date) bool {
	return slices.ContainsFunc(n.RegGrounds(r, true, on), func(x RegNeed) bool { return x.Step == step })
}

// need is the row by which such an application needs the step on the day; nil where none asks for it.
func (n *Norms) need(r *Registration, step string, on Date) *RegNeed {
	gs := n.RegGrounds(r, true, on)
	if i := slices.IndexFunc(gs, func(x RegNeed) bool { return x.Step == step }); i >= 0 {
		return &gs[i]
	}
	return nil
}

// forced reports that organs may apply for the end of a body of the kind that does not ask for it itself: trade associations,
// since the rules of 2026 (社团条例 21 II).
func (n *Norms) forced(k PartyKind, on Date) bool {
	return k == PartyAssociation && slices.ContainsFunc(n.rows.RegNeeds, func(x RegNeedRow) bool { return x.When == "forced" && x.covers(on) })
}

// RegNeed is a step that a decision needs, and why.
type RegNeed struct {
	Step string `json:"step"`
	Ground
}

// Conditions are the conditions of the day, each with what the machine found from what was applied for.
func (n *Norms) Conditions(r *Registration, f *Facts) []RegCondition {
	var out []RegCondition
	for _, x := range n.rows.Conditions {
		if !x.covers(f.On()) || !fits(x.For, x.Subjects, r) || !r.about(x.Items) {
			continue
		}
		if o := f.Parties[r.Org].Org; x.Charity && !r.Charity && (o == nil || o.Charity == nil) {
			continue
		}
		k := RegCondition{ID: x.ID, Title: x.Title, Article: x.Article, Confirmed: x.Status}
		k.Machine, k.Why = x.try(r, f)
		out = append(out, k)
	}
	return out
}

// try tests a condition: met, not_met or unknown, with the figures.
func (x ConditionRow) try(r *Registration, f *Facts) (string, string) {
	verdict := func(ok bool) string {
		if ok {
			return "met"
		}
		return "not_met"
	}
	switch x.Test {
	case TestMembers:
		m := r.Members
		if m == nil {
			return "unknown", "未填写会员数"
		}
		ok := m.Units == 0 && m.Persons >= x.Persons || m.Persons == 0 && m.Units >= x.Units || m.Persons+m.Units >= x.Mixed
		return verdict(ok), fmt.Sprintf("个人会员%d，单位会员%d；要求个人%d以上，或者单位%d以上，或者合计%d以上", m.Persons, m.Units, x.Persons, x.Units, x.Mixed)
	case TestCapital:
		return verdict(r.Items.CapitalFen >= x.Fen), fmt.Sprintf("%s元；要求%s元以上", Yuan(r.Items.CapitalFen), Yuan(x.Fen))
	case TestCouncil:
		n := len(r.Officers)
		if n == 0 {
			return "unknown", "未填写理事、负责人"
		}
		return verdict(n >= x.Least && (x.Most == 0 || n <= x.Most)), fmt.Sprintf("%d人；要求%d至%d人", n, x.Least, x.Most)
	case TestOfficers:
		for _, o := range r.Officers {
			if o.Serving && !o.Approved {
				return "not_met", o.Name + "为现职公务人员，未见批准"
			}
		}
		if len(r.Officers) == 0 {
			return "unknown", "未填写负责人"
		}
		return "met", "拟任负责人中没有未经批准的现职公务人员"
	case TestMode:
		if r.Items.Mode == ModeDirect {
			return "met", "直接登记，不需要业务主管单位"
		}
		m := r.consent()
		return verdict(m != nil && m.State == MaterialGiven), "双重管理：业务主管单位审查同意文件"
	case TestRevoking:
		o := f.Parties[r.Org].Org
		if o == nil {
			return "unknown", "登记簿中没有读到这个组织"
		}
		return verdict(len(o.Revoking) == 0 || o.Status == OrgRevoked), fmt.Sprintf("已告知拟撤销登记的案件%d件", len(o.Revoking))
	case TestFounders:
		return r.tryForm()
	case TestNonState:
		all, state := r.putIn()
		if all == 0 {
			return "unknown", "未填写举办者的出资"
		}
		return verdict((all-state)*int64(x.Of) >= all*int64(x.Least)), fmt.Sprintf("出资合计%s元，其中国有资产%s元；要求非国有资产不低于%d分之%d", Yuan(all), Yuan(state), x.Of, x.Least)
	case TestResidue:
		return r.tryResidue(f)
	}
	return x.tryOfficers(r, f)
}

// RegForms names the forms a private non-enterprise unit may have (民政部令第18号 2).
var RegForms = map[string][2]string{"legal_person": {"法人", "legal person"}, "partnership": {"合伙", "partnership"}, "individual": {"个体", "individual"}}

// putIn is what the founders put in, and how much of it is state assets, in fen.
func (r *Registration) putIn() (all, state int64) {
	for _, o := range r.Founders {
		all, state = all+o.Fen, state+o.StateFen
	}
	return all, state
}

// tryForm compares the form of a private non-enterprise unit with its founders (民政部令第18号 2): what an organization founds, alone or
// with persons, is a legal person; one person who also heads it founds an individual one; two or more found a partnership, or a legal
// person. Whether the conditions of a legal person are met is for a person to say.
func (r *Registration) tryForm() (string, string) {
	if len(r.Founders) == 0 {
		return "unknown", "未填写举办者"
	}
	var persons, units int
	for _, o := range r.Founders {
		if o.Kind == FounderOrganization {
			units++
		} else {
			persons++
		}
	}
	why := fmt.Sprintf("举办者：组织%d，个人%d；申请的形式：%s。", units, persons, RegForms[r.Form][0])
	bad := ""
	switch {
	case units > 0 && r.Form != "legal_person":
		bad = "有组织举办的，应当为法人"
	case units > 0:
	case persons == 1 && r.Form != "individual":
		bad = "一人举办的，为个体"
	case persons == 1 && !r.Founders[0].isNamed(r.Items.LegalRep):
		bad = "个人出资的个体，由出资人担任负责人；拟任负责人为" + r.Items.LegalRep
	case persons > 1 && r.Form == "individual":
		bad = "两人以上举办的，为合伙或者法人"
	}
	if bad != "" {
		return "not_met", why + bad
	}
	return "met", why + "相符"
}
