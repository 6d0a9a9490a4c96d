package domain

import (
	"bytes"
	"encoding/json"
	"slices"
)

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

// The rows of the law that ship with the program meet those of an installation by one rule, whichever register they are in:
// what is missing is entered, what nobody has edited follows the program, what somebody has edited stays and is told.

func (r Rule) name() string { return r.ID }
func (r Rule) standing() Standing {
	return Standing{Status: r.Status, ValidFrom: r.ValidFrom, ValidTo: r.ValidTo}
}

func rowKey[T row](kind string, x T) string {
	return kind + " " + x.name() + "@" + x.standing().ValidFrom.String()
}

// Keys name the rows: their kind, id and first day.
func (r NormRows) Keys() []string {
	return slices.Concat(keysOf("violation", r.Violations), keysOf("circumstance", r.Circumstances), keysOf("benchmark", r.Benchmarks),
		keysOf("ground", r.Grounds), keysOf("quorum", r.Quorums), keysOf("column", r.Columns), keysOf("ceiling", r.Ceilings),
		keysOf("material", r.Materials), keysOf("condition", r.Conditions), keysOf("refusal", r.Refusals), keysOf("registration_need", r.RegNeeds),
		keysOf("cleanup_criterion", r.Criteria), keysOf("cleanup_point", r.CheckPoints), keysOf("cleanup_disposition", r.Dispositions),
		keysOf("check_ground", r.CheckGrounds), keysOf("check_limit", r.CheckLimits), keysOf("list_ground", r.ListGrounds),
		keysOf("cleanup_basis", r.CleanupBases))
}

// Keys name the rows: their kind, id and first day.
func (x SetRules) Keys() []string { return keysOf("rule", x.rows()) }

func keysOf[T row](kind string, rows []T) []string {
	var out []string
	for _, x := range rows {
		out = append(out, rowKey(kind, x))
	}
	return out
}

// Newer are the rows of the program that an installation lacks or holds in an older form. Rows whose key is edited stay, and so
// does every row of an id whose new form would be in force together with one that stays; their keys are told.
func (r NormRows) Newer(have NormRows, edited map[string]bool) (set NormRows, kept []string) {
	set = NormRows{newer("violation", r.Violations, have.Violations, edited, &kept), newer("circumstance", r.Circumstances, have.Circumstances, edited, &kept),
		newer("benchmark", r.Benchmarks, have.Benchmarks, edited, &kept), newer("ground", r.Grounds, have.Grounds, edited, &kept), newer("quorum", r.Quorums, have.Quorums, edited, &kept),
		newer("column", r.Columns, have.Columns, edited, &kept), newer("ceiling", r.Ceilings, have.Ceilings, edited, &kept),
		newer("material", r.Materials, have.Materials, edited, &kept), newer("condition", r.Conditions, have.Conditions, edited, &kept), newer("refusal", r.Refusals, have.Refusals, edited, &kept),
		newer("registration_need", r.RegNeeds, have.RegNeeds, edited, &kept),
		newer("cleanup_criterion", r.Criteria, have.Criteria, edited, &kept), newer("cleanup_point", r.CheckPoints, have.CheckPoints, edited, &kept), newer("cleanup_disposition", r.Dispositions, have.Dispositions, edited, &kept),
		newer("check_ground", r.CheckGrounds, have.CheckGrounds, edited, &kept), newer("check_limit", r.CheckLimits, have.CheckLimits, edited, &kept),
		newer("list_ground", r.ListGrounds, have.ListGrounds, edited, &kept),
		newer("cleanup_basis", r.CleanupBases, have.CleanupBases, edited, &kept)}
	return set, kept
}

// NewerRules is NormRows.Newer for the table of limits.
func NewerRules(shipped, have []Rule, edited map[string]bool) (set []Rule, kept []string) {
	for _, r := range newer("rule", tableRows(shipped), tableRows(have), edited, &kept) {
		set = append(set, r.Rule)
	}
	return set, kept
}

// tableRow is a rule as a row of the norms: the table is read with faults of its own.
type tableRow struct{ Rule }

func (tableRow) fault() string { return "" }

func tableRows(rs []Rule) []tableRow {
	var out []tableRow
	for _, r := range rs {
		out = append(out, tableRow{r})
	}
	return out
}

func (x SetRules) rows() []tableRow { return tableRows(x.Rows) }

func newer[T row](kind string, shipped, have []T, edited map[string]bool, kept *[]string) []T {
	var set []T
	for _, x := range shipped {
		i := slices.IndexFunc(have, same(x))
		switch {
		case i >= 0 && alike(x, have[i]):
		case i >= 0 && edited[rowKey(kind, x)]:
			*kept = append(*kept, rowKey(kind, x))
		default:
			set = append(set, x)
		}
	}
	after := mergeRows(have, set)
	blocked := func(x T) bool {
		return slices.ContainsFunc(after, func(o T) bool {
			return o.name() == x.name() && o.standing().ValidFrom != x.standing().ValidFrom && o.standing().overlaps(x.standing())
		})
	}
	stays := map[string]bool{}
	for _, x := range set {
		if blocked(x) {
			stays[x.name()] = true
		}
	}
	return slices.DeleteFunc(set, func(x T) bool {
		if stays[x.name()] {
			*kept = append(*kept, rowKey(kind, x))
		}
		return stays[x.name()]
	})
}

// alike compares rows as they are stored.
func alike(a, b any) bool {
	x, err := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err == nil && err2 == nil && bytes.Equal(x, y)
}
