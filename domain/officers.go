package domain

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// What the machine sees of the officers of an organization (负责人): serving officials, age, terms in office, a legal representative of
// another association, the audit before the change. registration.md §1.1, §2.1, §4.1, §10 R18. The bounds are rows (conditions of
// registration.json with their source and status); what is seen is a finding that a person confirms or sets aside. None of it undoes
// what the organization resolved: the notes refuse nobody for it.

// Tests of a condition that are about persons.
const (
	TestOneRep   = "one_rep"   // 不得同时担任其他社会团体的法定代表人（社团 12）
	TestAge      = "age"       // 年龄上限
	TestTerms    = "terms"     // 连任届数上限
	TestRepAudit = "rep_audit" // 法定代表人变动前的财务审计（社团 27，民非 22）
)

// Findings about officers besides those of an election, and what a person makes of one.
const (
	OfficerOverAge   = "over_age"      // 超龄
	OfficerOverTerm  = "over_term"     // 超届
	RepElsewhere     = "rep_elsewhere" // 已是另一社会团体的法定代表人
	RepUnaudited     = "rep_no_audit"  // 法定代表人变动前没有审计
	FindingConfirmed = "confirmed"     // 属实
	FindingSetAside  = "set_aside"     // 不属实，或者已经批准
)

// RepHeld is an association of which somebody of the name is the legal representative.
type RepHeld struct {
	Org  PartyID `json:"org"`
	Name string  `json:"name"`
}

// OfficerFinding is what the machine saw of an officer, and what a person made of it.
type OfficerFinding struct {
	No      int      `json:"no"`
	Code    string   `json:"code"` // one of ElectionFindingTitles
	On      Date     `json:"on"`
	Who     string   `json:"who,omitempty"`
	Text    string   `json:"text"`
	Row     string   `json:"row,omitempty"` // the row it rests on
	Article string   `json:"article,omitempty"`
	Status  string   `json:"status"` // of the row: confirmed, unconfirmed
	Result  string   `json:"result,omitempty" enum:"confirmed,set_aside"`
	Note    string   `json:"note,omitempty"`
	By      PersonID `json:"by,omitempty"`
	DoneOn  Date     `json:"done_on,omitzero"`
}

// repsOf is whom the register is asked about: the representative elected, where it is an association.
func (c *Case) repsOf(rep string) []string {
	if rep == "" || c.PartyFile == nil || c.PartyFile.Kind != PartyAssociation {
		return nil
	}
	return []string{rep}
}

// person finds the row of a test about persons for such a body on the day.
func (n *Norms) person(test string, kind PartyKind, on Date) (ConditionRow, bool) {
	if n != nil {
		for _, x := range n.rows.Conditions {
			if x.Test == test && x.covers(on) && suits(x.Subjects, kind) {
				return x, true
			}
		}
	}
	return ConditionRow{}, false
}

// beyond says how an officer is beyond the age or the terms of the row; empty where not, or where nobody knows.
func (x ConditionRow) beyond(o OrgOfficer, on Date) string {
	switch {
	case o.Approved || x.Most == 0:
	case x.Test == TestAge && o.Born > 0 && on.Year()-o.Born > x.Most:
		return fmt.Sprintf("%s（%s）%d年出生，超过%d周岁，未见批准", o.Name, o.Post, o.Born, x.Most)
	case x.Test == TestTerms && o.Term > x.Most:
		return fmt.Sprintf("%s（%s）连任第%d届，超过%d届，未见批准", o.Name, o.Post, o.Term, x.Most)
	}
	return ""
}

// elsewhere names the other associations of a legal representative.
func elsewhere(held []RepHeld, but PartyID) string {
	var names []string
	for _, h := range held {
		if h.Org != but {
			names = append(names, "“"+h.Name+"”")
		}
	}
	return strings.Join(names, "、")
}

// findOfficers are the findings about a list of officers and a legal representative of the organization of the file.
func (c *Case) findOfficers(f *Facts, list []OrgOfficer, rep string, on Date, audited bool) []OfficerFinding {
	o, kind := c.PartyFile.Org, c.PartyFile.Kind
	var out []OfficerFinding
	add := func(code, who, text string, x ConditionRow) {
		if x.Status == "" {
			x.Status = Confirmed
		}
		out = append(out, OfficerFinding{No: len(o.OfficerFindings) + len(out) + 1, Code: code, On: on, Who: who, Text: text, Row: x.ID, Article: x.Article, Status: x.Status})
	}
	serving, _ := f.Norms.person(TestOfficers, kind, on)
	for _, x := range list {
		if x.Serving && !x.Approved {
			add(ElectionServing, x.Name, x.Name+"（"+x.Post+"）为现职公务人员，未见批准", serving)
		}
		for _, k := range [][2]string{{TestAge, OfficerOverAge}, {TestTerms, OfficerOverTerm}} {
			row, _ := f.Norms.person(k[0], kind, on)
			if s := row.beyond(x, on); s != "" {
				add(k[1], x.Name, s, row)
			}
		}
	}
	if rep == "" || rep == o.LegalRep {
		return out
	}
	add(ElectionRepDiffers, rep, "选出的法定代表人"+rep+"尚未登记，登记的是"+o.LegalRep+"；办理变更登记前由其履职的，属应当变更登记而未变更（SO-06、SO-20）",
		ConditionRow{Article: "社会团体登记管理条例第十八条、第三十条；民办非企业单位登记管理暂行条例第十五条、第二十五条"})
	if row, ok := f.Norms.person(TestOneRep, kind, on); ok {
		if s := elsewhere(f.Reps[rep], c.PartyFile.ID); s != "" {
			add(RepElsewhere, rep, rep+"与"+s+"的法定代表人同名，核对是否同一人", row)
		}
	}
	if row, ok := f.Norms.person(TestRepAudit, kind, on); ok && !audited {
		add(RepUnaudited, rep, "法定代表人由"+o.LegalRep+"变为"+rep+"之前没有财务审计的记载", row)
	}
	return out
}

// tryOfficers tests the conditions that are about persons, in an application.
func (x ConditionRow) tryOfficers(r *Registration, f *Facts) (string, string) {
	switch x.Test {
	case TestOneRep:
		if f.Reps == nil {
			return "unknown", "提出审查意见时核对登记簿"
		}
		if s := elsewhere(f.Reps[r.Items.LegalRep], r.Org); s != "" {
			return "not_met", r.Items.LegalRep + "与" + s + "的法定代表人同名，核对是否同一人"
		}
		return "met", "登记簿中没有其他社会团体以" + r.Items.LegalRep + "为法定代表人"
	case TestRepAudit:
		i := slices.IndexFunc(r.Materials, func(m RegMaterial) bool { return m.Key == "c_audit" })
		if i < 0 {
			return "unknown", "由审查人员核对审计报告"
		}
		if r.Materials[i].State == MaterialGiven {
			return "met", "已提交离任（财务）审计报告"
		}
		return "not_met", "未见离任（财务）审计报告"
	case TestAge, TestTerms:
		var bad []string
		known := false
		for _, o := range r.Officers {
			known = known || x.Test == TestAge && o.Born > 0 || x.Test == TestTerms && o.Term > 0
			if s := x.beyond(o, f.On()); s != "" {
				bad = append(bad, s)
			}
		}
		switch {
		case len(bad) > 0:
			return "not_met", strings.Join(bad, "；")
		case known:
			return "met", "已填写的负责人均未超过" + itoa(x.Most)
		}
		return "unknown", "申请材料没有填写出生年份、连任届数，由审查人员核对"
	}
	return "unknown", "由审查人员核对"
}

// found enters findings on the register and asks the section to look at them.
func (c *Case) found(list []OfficerFinding, e Event) {
	if len(list) == 0 {
		return
	}
	o := c.PartyFile.Org
	o.OfficerFindings = append(o.OfficerFindings, list...)
	c.raise(Task{ID: "officer_findings", Kind: "party.settle_finding", Title: "核实负责人任职的系统提示", English: "Look at what the machine saw of the officers", Role: RoleSection}, e)
}

// SettleFinding is what a person makes of a finding: it holds, or it does not (another person of the name, an approval that was not
// entered). What holds is followed up by its own procedures: a change registration, an order, a case.
type SettleFinding struct {
	No     int    `json:"no" minimum:"1" doc:"第几项提示"`
	Result string `json:"result" enum:"confirmed,set_aside" doc:"属实，不属实或者已经批准"`
	Note   string `json:"note" minLength:"2" maxLength:"1000" doc:"核实情况；属实的写明后续处理"`
}

func (SettleFinding) Act() string { return "party.settle_finding" }

// Decide wants a finding that nobody settled.
func (x SettleFinding) Decide(c *Case, _ *Facts) (Outcome, error) {
	o, err := c.entered(false)
	if err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(slices.ContainsFunc(o.OfficerFindings, func(k OfficerFinding) bool { return k.No == x.No && k.Result == "" }), "no", "没有这项待核实的提示")
	bad.need(x.Result == FindingConfirmed || x.Result == FindingSetAside, "result", "请选择属实或者不属实")
	bad.need(len([]rune(strings.TrimSpace(x.Note))) >= 2, "note", "请写明核实情况")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&FindingSettled{x})
}

// FindingSettled: a person has looked at a finding.
type FindingSettled struct{ SettleFinding }

func (FindingSettled) Kind() string { return "FindingSettled" }
func (b FindingSettled) apply(c *Case, e Event) {
	open := false
	for i := range c.PartyFile.Org.OfficerFindings {
		k := &c.PartyFile.Org.OfficerFindings[i]
		if k.No == b.No {
			k.Result, k.Note, k.By, k.DoneOn = b.Result, b.Note, e.Actor, DateOf(e.OccurredAt)
		}
		open = open || k.Result == ""
	}
	if !open {
		c.done(e, "party.settle_finding")
	}
}

func init() {
	maps.Copy(ElectionFindingTitles, map[string][2]string{OfficerOverAge: {"超龄任职未经批准", "Beyond the age without approval"}, OfficerOverTerm: {"超届任职未经批准", "Beyond the terms without approval"},
		RepElsewhere: {"与另一社会团体的法定代表人同名", "A legal representative of another association has the name"}, RepUnaudited: {"法定代表人变动前未作财务审计", "No audit before the legal representative changed"}})
	act[SettleFinding](Spec{Procedure: ProcParty, Possible: func(c *Case) bool {
		return isOrg(c) && slices.ContainsFunc(c.PartyFile.Org.OfficerFindings, func(k OfficerFinding) bool { return k.Result == "" })
	}, Title: "核实负责人任职提示", English: "Settle a finding about officers", Article: "社会团体登记管理条例第十二条、第二十七条"})
	event[FindingSettled]()
}
