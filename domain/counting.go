package domain

import (
	"slices"
	"time"
)

// Step is one line of the explanation of a due day.
type Step struct {
	Date  Date   `json:"date"`
	Count int    `json:"count"` // how many units are counted so far
	Kind  string `json:"kind"`  // one of the Step constants
	ZH    string `json:"zh"`
	EN    string `json:"en"`
}

// The kinds of step.
const (
	StepStart       = "start"       // the day of the event, not counted
	StepCounted     = "counted"     // counts
	StepMakeup      = "makeup"      // counts: a weekend worked by the notice
	StepRest        = "rest"        // a weekend, not counted
	StepHoliday     = "holiday"     // off by the notice, not counted
	StepSuspended   = "suspended"   // the clock stood still
	StepExcluded    = "excluded"    // left out by law
	StepExtended    = "extended"    // here an extension begins to count
	StepRolled      = "rolled"      // the last day fell on this rest day and moves on
	StepDue         = "due"         // the last day in time
	StepProvisional = "provisional" // from here on no notice is published
)

// Answer is a due day and how it came about.
type Answer struct {
	Due         Date      `json:"due,omitzero"`    // last day in time; zero while an open suspension stops the count
	DueAt       time.Time `json:"due_at,omitzero"` // the instant from which it is overdue: 24:00 of Due, or exact for hours
	Provisional bool      `json:"provisional"`     // a day looked at lies in a year whose notice is not loaded
	Trace       []Step    `json:"trace,omitempty"`
}

// The longest terms counted. Beyond them the request is a slip of the pen, not a limit of any law.
const (
	maxDays   = 40000
	maxMonths = 1200
)

// Add is the bare arithmetic: the term applied to an event on the day from, which is not counted. Refusals:
// term_unreadable (unit, binds or length), from_missing.
func (c *Calendar) Add(t Term, from Date) (Answer, error) {
	if err := t.check(); err != nil {
		return Answer{}, err
	}
	if from.IsZero() {
		return Answer{}, Refuse("from_missing", "", "请给出起算日期。", "give the day from which to count")
	}
	if from.Year() < 1900 || from.Year() > 2500 {
		return Answer{}, Refuse("from_implausible", "", "起算日期 %s 不合理，请核对。", "the day %s is not plausible; check it", from)
	}
	return c.count(&Clock{Term: t, From: from}, true), nil
}

func (t Term) check() error {
	limit := maxDays
	switch t.Unit {
	case WorkingDays, CalendarDays, Hours:
	case Months:
		limit = maxMonths
	case Years:
		limit = maxMonths / 12
	default:
		return Refuse("term_unreadable", "", "期限单位 %q 无法识别，应为 working、calendar、hour、month 或 year。",
			"unit %q is unknown; use working, calendar, hour, month or year", t.Unit)
	}
	if t.Binds != BindsParty && t.Binds != BindsAgency {
		return Refuse("term_unreadable", "", "约束对象 %q 无法识别，应为 party 或 agency。", "binds %q is unknown; use party or agency", t.Binds)
	}
	if t.N < 0 || t.N > limit {
		return Refuse("term_unreadable", "", "期限长度 %d 超出范围，应为 0 至 %d。", "the length %d is out of range 0 to %d", t.N, limit)
	}
	return nil
}

// DueOf counts a clock, with its suspensions, exclusions and extensions, and explains itself day by day.
func (c *Calendar) DueOf(k *Clock) Answer { return c.count(k, true) }

// DueOnly is DueOf without the explanation, for lists.
func (c *Calendar) DueOnly(k *Clock) Answer { return c.count(k, false) }

// Unite joins spans that overlap or touch into the fewest that cover the same days, in order; reasons are joined.
// Spans that end before they begin are left out. An open span swallows all that follow.
func Unite(spans []Span) []Span {
	in := slices.DeleteFunc(slices.Clone(spans), func(s Span) bool { return !s.Until.IsZero() && s.Until < s.From })
	slices.SortStableFunc(in, func(a, b Span) int { return int(a.From) - int(b.From) })
	var out []Span
	for _, s := range in {
		if n := len(out); n > 0 && (out[n-1].Until.IsZero() || s.From <= out[n-1].Until+1) {
			last := &out[n-1]
			if !last.Until.IsZero() && (s.Until.IsZero() || s.Until > last.Until) {
				last.Until = s.Until
			}
			if s.Reason != "" && s.Reason != last.Reason {
				if last.Reason != "" {
					last.Reason += "；"
				}
				last.Reason += s.Reason
			}
			continue
		}
		out = append(out, s)
	}
	return out
}
