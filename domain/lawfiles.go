package domain

import "slices"

// Holidays is the register of official holiday notices, one a year.
type Holidays struct {
	Notices []Notice `json:"notices"`
}

// ImportNotice enters the official holiday notice of a year, or replaces it.
type ImportNotice struct {
	Notice
	Reason string `json:"reason,omitempty" maxLength:"300" doc:"说明；替换已有年份时必填"`
}

func (ImportNotice) Act() string { return "calendar.import" }
func (x ImportNotice) Decide(c *Case, _ *Facts) (Outcome, error) {
	if x.Year < 2007 || x.Year > 2100 || len(x.Days) == 0 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "通知的年份或者日期有误。", English: "year or days of the notice are wrong", Fields: []Field{{"year", "2007至2100，且至少有一天"}}}
	}
	if c.CalendarFile != nil && x.Reason == "" && slices.ContainsFunc(c.CalendarFile.Notices, func(n Notice) bool { return n.Year == x.Year }) {
		return Outcome{}, &Error{Code: "invalid_input", Message: "该年度已有通知，替换须说明原因。", English: "that year is there already; give the reason for replacing it", Fields: []Field{{"reason", "请说明替换原因"}}}
	}
	return outcome(&NoticeImported{x})
}

// NoticeImported: a holiday notice is in force.
type NoticeImported struct{ ImportNotice }

func (NoticeImported) Kind() string { return "NoticeImported" }
func (b NoticeImported) apply(c *Case, e Event) {
	if c.CalendarFile == nil {
		c.Procedure, c.Title, c.Stage, c.OpenedOn, c.CalendarFile = ProcCalendar, "工作日历", Current, DateOf(e.OccurredAt), &Holidays{}
	}
	h := c.CalendarFile
	h.Notices = slices.DeleteFunc(h.Notices, func(n Notice) bool { return n.Year == b.Year })
	h.Notices = append(h.Notices, b.Notice)
	slices.SortFunc(h.Notices, func(a, b Notice) int { return a.Year - b.Year })
}

// RuleFile is the register of statutory limits.
type RuleFile struct {
	Rows []Rule `json:"rows"`
}

// SetRules enters or replaces rows of the table of limits. A row is known by its id and the day it is valid from.
type SetRules struct {
	Rows   []Rule `json:"rows" minItems:"1"`
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"依据和原因"`
}

func (SetRules) Act() string { return "rules.set" }
func (x SetRules) Decide(c *Case, _ *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	var rows []Rule
	if c.RulesFile != nil {
		rows = slices.Clone(c.RulesFile.Rows)
	}
	if _, err := NewRuleBook(mergeRules(rows, x.Rows)); err != nil {
		return Outcome{}, err
	}
	return outcome(&RulesSet{x})
}

func mergeRules(have, set []Rule) []Rule {
	for _, r := range set {
		i := slices.IndexFunc(have, func(h Rule) bool { return h.ID == r.ID && h.ValidFrom == r.ValidFrom })
		if i >= 0 {
			have[i] = r
		} else {
			have = append(have, r)
		}
	}
	return have
}

// RulesSet: rows of the table of limits were entered or replaced.
type RulesSet struct{ SetRules }

func (RulesSet) Kind() string { return "RulesSet" }
func (b RulesSet) apply(c *Case, e Event) {
	if c.RulesFile == nil {
		c.Procedure, c.Title, c.Stage, c.OpenedOn, c.RulesFile = ProcRules, "期限规则", Current, DateOf(e.OccurredAt), &RuleFile{}
	}
	c.RulesFile.Rows = mergeRules(c.RulesFile.Rows, b.Rows)
}

func init() {
	act[ImportNotice](Spec{Procedure: ProcCalendar, Title: "导入放假通知", English: "Import a holiday notice", Starts: "重算受影响的期限"})
	act[SetRules](Spec{Procedure: ProcRules, Title: "设置期限规则", English: "Set rules"})
	event[NoticeImported]()
	event[RulesSet]()
}
