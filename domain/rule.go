package domain

import (
	"slices"
	"strings"
)

// Whether a rule was read in the text of the law.
const (
	Confirmed   = "confirmed"   // read in the law or an official source
	Unconfirmed = "unconfirmed" // borrowed, recalled, local practice or our own design: to be confirmed by the legal section
)

// Escalation hands an overdue clock to a role, so many days after it was due.
type Escalation struct {
	Days int    `json:"days"` // after the due day; working days where the term counts those, else calendar days
	To   string `json:"to"`   // role: officer, section_head, manager
}

// Cover is a penalty a display period is for, from a sum on, in fen.
type Cover struct {
	Kind       SanctionKind `json:"kind"`
	FromFen    int64        `json:"from_fen,omitempty"`    // of an organization
	PersonFrom int64        `json:"person_from,omitempty"` // of a natural person
}

// Rule is one limit of the law as a dated row: the table migrations/rules.json. A limit that changed has several
// rows with one id and periods of validity that do not overlap.
type Rule struct {
	ID        string `json:"id"`        // TL-01, T03, PEN-4.01 …: the number in the law notes
	Procedure string `json:"procedure"` // penalty, registration, inspection …
	TitleZH   string `json:"title_zh"`
	TitleEN   string `json:"title_en"`
	Trigger   string `json:"trigger"` // the event that starts it; its day is not counted
	Term      Term   `json:"term"`
	MinN      int    `json:"min_n,omitempty"`     // with MaxN: the bureau sets the length within these, Term.N is the default
	MaxN      int    `json:"max_n,omitempty"`     // 0: the length is fixed
	FixedDay  string `json:"fixed_day,omitempty"` // "05-31": due on the first such day after the trigger, Term.N is not used
	Effect    Effect `json:"effect"`

	ExtendMax    int      `json:"extend_max,omitempty"`     // how many extensions; 0: none
	ExtendN      int      `json:"extend_n,omitempty"`       // the longest one
	ExtendUnit   Unit     `json:"extend_unit,omitempty"`    // its unit
	ExtendBy     string   `json:"extend_by,omitempty"`      // who may grant it: approver, head, collective …
	ExtendMoreBy string   `json:"extend_more_by,omitempty"` // who may, once those are used, fix a further period of any length
	Suspends     []string `json:"suspends,omitempty"`       // what stops it while it lasts
	ExcludedBy   []string `json:"excluded_by,omitempty"`    // what is not counted: hearing, announcement, appraisal …

	RatePermille  int     `json:"rate_permille,omitempty"`  // of a surcharge: thousandths of the sum owed, a day
	CapPercent    int     `json:"cap_percent,omitempty"`    // of a surcharge: the most, in per cent of the whole sum
	LeastPermille int     `json:"least_permille,omitempty"` // of a sample: at least so many thousandths of those it is drawn from
	LimitFen      int64   `json:"limit_fen,omitempty"`      // a sum the row allows at most
	Covers        []Cover `json:"covers,omitempty"`         // of a display period: the penalties it is for

	// For narrows a limit of registration to the applications it is for; nil: the procedure asks for it by its id.
	For *LimitFor `json:"for,omitempty"`

	RemindBefore []int        `json:"remind_before,omitempty"`
	Escalate     []Escalation `json:"escalate,omitempty"`

	Law     string `json:"law"`
	Article string `json:"article"`
	Source  string `json:"source"` // where we read it
	Status  string `json:"status"` // Confirmed or Unconfirmed
	Note    string `json:"note,omitempty"`

	ValidFrom Date `json:"valid_from,omitzero"` // first day it applies; zero: always
	ValidTo   Date `json:"valid_to,omitzero"`   // last day it applies; zero: still
}

// The limits within which an application for registration is decided.
const (
	LimitByLaw     = "statutory" // 法定期限
	LimitByPromise = "promised"  // 承诺时限
)

// LimitFor says which applications for registration a limit is for: each part that says nothing is for all. Of several limits that fit, the
// one that says most is used, so that a bureau may promise something for one item (变更法定代表人) beside what it promises for all changes.
type LimitFor struct {
	Use      string      `json:"use" enum:"statutory,promised" doc:"法定期限，承诺时限"`
	Kinds    []string    `json:"kinds,omitempty" doc:"事项：establish, change, deregister, charter, replace；空为不论"`
	Subjects []PartyKind `json:"subjects,omitempty" doc:"组织类别；空为不论"`
	Mode     string      `json:"mode,omitempty" enum:"dual,direct" doc:"管理方式；空为不论"`
	Items    []string    `json:"items,omitempty" doc:"只变更这些事项时"`
	Charity  bool        `json:"charity,omitempty" doc:"只用于同时登记为慈善组织的"`
}

// fits counts how narrowly the limit is for the application; -1 where it is not for it.
func (x LimitFor) fits(r *Registration, use string) int {
	n := 0
	for _, part := range []struct{ said, holds bool }{
		{true, x.Use == use}, {len(x.Kinds) > 0, slices.Contains(x.Kinds, r.Kind)}, {len(x.Subjects) > 0, slices.Contains(x.Subjects, r.Subject)}, {x.Mode != "", x.Mode == r.Items.Mode},
		{len(x.Items) > 0, len(r.Changed) > 0 && !slices.ContainsFunc(r.Changed, func(i string) bool { return !slices.Contains(x.Items, i) })}, {x.Charity, r.Charity},
	} {
		if part.said && !part.holds {
			return -1
		}
		if part.said {
			n++
		}
	}
	return n
}

// Limit is the limit of the law or the promised one for an application, as it is on the day; code rule_unknown where there is none.
func (b *RuleBook) Limit(r *Registration, use string, on Date) (Rule, error) {
	best, most := Rule{}, -1
	for _, x := range b.rows {
		if x.For == nil || !x.covers(on) {
			continue
		}
		if n := x.For.fits(r, use); n > most {
			best, most = x, n
		}
	}
	if most < 0 { // a table that was kept from before the limits said what they are for
		return b.At(limitBefore(r, use), on)
	}
	return best, nil
}

// limitBefore is the limit that a table of rules without For has for the application.
func limitBefore(r *Registration, use string) string {
	switch {
	case use == LimitByPromise:
		return "T02b"
	case r.Kind == RegEstablish && r.Charity:
		return "T02c"
	case r.Kind == RegEstablish:
		return "T02"
	}
	return "T03" // 行政许可法 42
}

// Settable reports that the bureau sets the length, within MinN and MaxN.
func (r Rule) Settable() bool { return r.MaxN > 0 }

// Basis is the law and article, as printed: 《行政处罚法》第六十条.
func (r Rule) Basis() string { return r.Law + r.Article }

func (r Rule) covers(on Date) bool {
	return (r.ValidFrom.IsZero() || on >= r.ValidFrom) && (r.ValidTo.IsZero() || on <= r.ValidTo)
}

// RuleBook is the table of limits. It never changes once made.
type RuleBook struct {
	rows []Rule
	byID map[string][]Rule
}

// NewRuleBook checks that no two versions of one id are in force on one day (code rule_overlap).
func NewRuleBook(rows []Rule) (*RuleBook, error) {
	b := &RuleBook{rows: slices.Clone(rows), byID: make(map[string][]Rule, len(rows))}
	for _, r := range rows {
		for _, o := range b.byID[r.ID] {
			if o.overlaps(r) {
				return nil, Refuse("rule_overlap", "", "期限规则 %s 有两个版本同时有效，请修改其中一个的有效期。",
					"two versions of rule %s are in force on the same day; change the validity of one", r.ID)
			}
		}
		b.byID[r.ID] = append(b.byID[r.ID], r)
	}
	return b, nil
}

func (r Rule) overlaps(o Rule) bool {
	return (r.ValidTo.IsZero() || o.ValidFrom <= r.ValidTo) && (o.ValidTo.IsZero() || r.ValidFrom <= o.ValidTo)
}

// At is the version of the rule in force on the day; code rule_unknown when there is none.
func (b *RuleBook) At(id string, on Date) (Rule, error) {
	for _, r := range b.byID[id] {
		if r.covers(on) {
			return r, nil
		}
	}
	return Rule{}, Refuse("rule_unknown", "", "没有 %s 这条期限规则，或它在 %s 不适用；用 yifa clock list 查看全部规则。",
		"there is no rule %s in force on %s; yifa clock list shows all rules", id, on)
}

// Rows lists all rows in the order of the table.
func (b *RuleBook) Rows() []Rule { return slices.Clone(b.rows) }

// Find lists the rows whose id begins with the prefix.
func (b *RuleBook) Find(prefix string) []Rule {
	return slices.DeleteFunc(b.Rows(), func(r Rule) bool { return !strings.HasPrefix(r.ID, prefix) })
}
