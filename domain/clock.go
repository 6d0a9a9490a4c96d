package domain

import (
	"slices"
	"time"
)

// Unit is what a term counts.
type Unit string

// The units of the law.
const (
	WorkingDays  Unit = "working"  // days worked by the official calendar
	CalendarDays Unit = "calendar" // every day
	Hours        Unit = "hour"     // real hours, from the minute of the event
	Months       Unit = "month"    // to the same day number, or the month's last day
	Years        Unit = "year"
)

// Binds says whose deadline it is, which decides what happens on a rest day.
type Binds string

// Party deadlines roll forward over rest days, agency deadlines do not: the rolling rule (民事诉讼法 第八十五条,
// 民法典 第二百零三条) is applied to public bodies only by analogy, and the strict reading is safe for them.
const (
	BindsParty  Binds = "party"
	BindsAgency Binds = "agency"
)

// Term is the length of a limit.
//
// Back counts from an event to come: "at least 7 clear working days before the hearing". Neither the day of the
// event nor the day of the act is counted, so the due day is the last one that leaves N full days in between.
type Term struct {
	N     int   `json:"n"`
	Unit  Unit  `json:"unit"`
	Binds Binds `json:"binds"`
	Back  bool  `json:"back,omitempty"`
}

// Span is a run of days that do not count, both ends included. A zero Until means it is still open.
type Span struct {
	From   Date   `json:"from"`
	Until  Date   `json:"until,omitzero"`
	Reason string `json:"reason,omitempty"`
}

// Extension lengthens a clock; whoever may grant it is named by the rule (Rule.ExtendBy).
type Extension struct {
	N      int    `json:"n"`
	Unit   Unit   `json:"unit"`
	By     string `json:"by"` // person who granted it
	On     Date   `json:"on"` // day it was granted, which must not be after the due day
	Reason string `json:"reason"`
}

// Effect is what the law says happens when a clock runs out.
type Effect string

// The effects, from the column "effect on expiry" of the law notes.
const (
	EffectNone         Effect = "none"           // nothing by itself: a reminder
	EffectEscalate     Effect = "escalate"       // the power stays, the superior is told; liability of the agency
	EffectOverdue      Effect = "overdue"        // the duty of the party is overdue; the next step may be taken
	EffectLapse        Effect = "lapse"          // the right or the pending matter falls away
	EffectWaive        Effect = "waive"          // the party is taken to have waived the right
	EffectDeemedServed Effect = "deem_served"    // the paper counts as served
	EffectDeemedAccept Effect = "deem_accepted"  // the application counts as accepted from its receipt
	EffectMeasureEnds  Effect = "measure_lapses" // the measure falls away and the things are given back
	EffectSurcharge    Effect = "surcharge"      // the additional fine begins to run
	EffectVoid         Effect = "void"           // the act that came late has no effect and is done again
	EffectBlock        Effect = "block"          // the next step may not be taken
	EffectAllow        Effect = "allow"          // the next step, barred until then, may be taken
	EffectFinal        Effect = "final"          // the decision can no longer be challenged
	EffectBar          Effect = "bar"            // the power itself is gone (limitation)
	EffectMove         Effect = "move"           // the entry moves to another list
	EffectRemove       Effect = "remove"         // the entry is taken off
	EffectLead         Effect = "lead"           // a lead for a case is opened
)

// Clock is a rule applied to one case. It carries everything needed to count again, so a later change of the
// table never moves a clock that is running.
type Clock struct {
	ID           string       `json:"id"`
	Rule         string       `json:"rule"`
	Title        string       `json:"title"`              // in Chinese
	Article      string       `json:"article"`            // law and article
	RuleFrom     Date         `json:"rule_from,omitzero"` // ValidFrom of the version applied
	Status       string       `json:"rule_status"`        // Confirmed or Unconfirmed
	Term         Term         `json:"term"`
	From         Date         `json:"from"`             // day of the start event, not counted
	FromAt       time.Time    `json:"from_at,omitzero"` // its instant, for hours
	Suspensions  []Span       `json:"suspensions,omitempty"`
	Exclusions   []Span       `json:"exclusions,omitempty"`
	Extensions   []Extension  `json:"extensions,omitempty"`
	Extending    Extending    `json:"extending,omitzero"`
	Due          Date         `json:"due,omitzero"`    // last day in time; zero while an open suspension stops the count
	DueAt        time.Time    `json:"due_at,omitzero"` // the instant from which it is overdue
	Provisional  bool         `json:"provisional,omitempty"`
	Effect       Effect       `json:"effect"`
	RemindBefore []int        `json:"remind_before,omitempty"`
	RemindAfter  []Escalation `json:"remind_after,omitempty"`
	MetOn        Date         `json:"met_on,omitzero"`
	LapsedOn     Date         `json:"lapsed_on,omitzero"`
	StoppedOn    Date         `json:"stopped_on,omitzero"` // ended without either, as when the order was revoked
}

// Extending is what the rule allows of extensions, kept with the clock.
type Extending struct {
	Max    int    `json:"max,omitempty"`
	N      int    `json:"n,omitempty"`
	Unit   Unit   `json:"unit,omitempty"`
	By     string `json:"by,omitempty"`
	MoreBy string `json:"more_by,omitempty"`
}

// StartClock applies the rule, with its own length, to an event on the day from.
func StartClock(cal *Calendar, r Rule, id string, from Date) Clock {
	k := Clock{ID: id, Rule: r.ID, Title: r.TitleZH, Article: r.Basis(), RuleFrom: r.ValidFrom, Status: r.Status,
		Term: r.Term, From: from, Effect: r.Effect,
		Extending:    Extending{Max: r.ExtendMax, N: r.ExtendN, Unit: r.ExtendUnit, By: r.ExtendBy, MoreBy: r.ExtendMoreBy},
		RemindBefore: slices.Clone(r.RemindBefore), RemindAfter: slices.Clone(r.Escalate)}
	if r.FixedDay != "" {
		// A fixed date is the distance to it, so that the clock needs no rule to be counted again.
		k.Term.N, k.Term.Unit = int(nextFixed(r.FixedDay, from)-from), CalendarDays
	}
	k.Recompute(cal)
	return k
}

// StartClockN is StartClock with a length set by the bureau. It refuses a rule whose length is fixed
// (term_fixed) and a length outside its bounds (term_out_of_bounds).
func StartClockN(cal *Calendar, r Rule, id string, from Date, n int) (Clock, error) {
	if !r.Settable() {
		return Clock{}, Refuse("term_fixed", r.Basis(), "%s的期限由法律规定，不能另行设定。",
			"the length of %[2]s is fixed by law and cannot be set", r.TitleZH, r.TitleEN)
	}
	if n < r.MinN || n > r.MaxN {
		return Clock{}, Refuse("term_out_of_bounds", r.Basis(), "%[1]s的期限须在 %[3]d 至 %[4]d 之间。",
			"the length of %[2]s must lie between %[3]d and %[4]d", r.TitleZH, r.TitleEN, r.MinN, r.MaxN)
	}
	r.Term.N = n
	return StartClock(cal, r, id, from), nil
}

// StartClockAt is StartClock from an instant, which a term in hours needs.
func StartClockAt(cal *Calendar, r Rule, id string, at time.Time) Clock {
	k := StartClock(cal, r, id, DateOf(at))
	if k.Term.Unit == Hours {
		k.FromAt = at
		k.Recompute(cal)
	}
	return k
}

// nextFixed is the first "mm-dd" after the day.
func nextFixed(mmdd string, after Date) Date {
	t, err := time.Parse("01-02", mmdd)
	if err != nil {
		return after // ParseRules lets no such row through
	}
	d := NewDate(after.Year(), t.Month(), t.Day())
	if d <= after {
		d = NewDate(after.Year()+1, t.Month(), t.Day())
	}
	return d
}

func (k *Clock) ended() bool {
	return !k.MetOn.IsZero() || !k.LapsedOn.IsZero() || !k.StoppedOn.IsZero()
}

// Recompute counts the clock again, after a change of its facts or of the calendar.
func (k *Clock) Recompute(cal *Calendar) {
	a := cal.DueOnly(k)
	k.Due, k.DueAt, k.Provisional = a.Due, a.DueAt, a.Provisional
}

// Meet records that the duty was done on the day.
func (k *Clock) Meet(on Date) { k.MetOn = on }

// Lapse records that the effect of expiry was applied on the day.
func (k *Clock) Lapse(on Date) { k.LapsedOn = on }

// Stop ends the clock with neither, as when the order it guards was revoked.
func (k *Clock) Stop(on Date) { k.StoppedOn = on }

// open is the index of the suspension still running, or -1.
func (k *Clock) open() int {
	return slices.IndexFunc(k.Suspensions, func(s Span) bool { return s.Until.IsZero() })
}

// still reports that a suspension or an exclusion without an end stops the count.
func (k *Clock) still() bool {
	return k.open() >= 0 || slices.ContainsFunc(k.Exclusions, func(s Span) bool { return s.Until.IsZero() })
}

func (k *Clock) refuseEnded() error {
	if k.ended() {
		return Refuse("clock_ended", k.Article, "“%s”期限已经终结，不能再变更。", "the clock %[2]s has ended and cannot be changed", k.Title, k.Rule)
	}
	return nil
}

// Suspend stops the count from the day on, that day included. Refusals: clock_ended, clock_suspended (already),
// clock_expired (the day lies after the due day), reason_missing.
func (k *Clock) Suspend(cal *Calendar, from Date, reason string) error {
	if err := k.refuseEnded(); err != nil {
		return err
	}
	switch {
	case reason == "":
		return Refuse("reason_missing", k.Article, "中止期限须说明理由。", "a suspension needs a reason")
	case k.open() >= 0:
		return Refuse("clock_suspended", k.Article, "“%s”期限已在中止中。", "the clock %[2]s is already suspended", k.Title, k.Rule)
	case !k.Due.IsZero() && from > k.Due: // no due day: it stands still already, by an exclusion without an end
		return refuseExpired(k)
	}
	k.Suspensions = append(slices.Clip(k.Suspensions), Span{From: from, Reason: reason})
	k.Recompute(cal)
	return nil
}

// Resume lets the count go on: the day on is the first that counts again. Refusals: clock_ended,
// clock_not_suspended, resumed_before_suspended.
func (k *Clock) Resume(cal *Calendar, on Date) error {
	if err := k.refuseEnded(); err != nil {
		return err
	}
	i := k.open()
	if i < 0 {
		return Refuse("clock_not_suspended", k.Article, "“%s”期限没有中止，无需恢复。", "the clock %[2]s is not suspended", k.Title, k.Rule)
	}
	if on < k.Suspensions[i].From {
		return Refuse("resumed_before_suspended", k.Article, "恢复日期早于中止日期，请核对。", "the day of resumption lies before that of suspension")
	}
	k.Suspensions = slices.Clone(k.Suspensions)
	if k.Suspensions[i].Until = on - 1; on == k.Suspensions[i].From {
		k.Suspensions = slices.Delete(k.Suspensions, i, i+1) // resumed the same day: no day was lost
	}
	k.Recompute(cal)
	return nil
}

// ExcludeFrom leaves the days out from the day on, that day included, until Include ends it: as when something is sent to
// experts and nobody knows yet when it returns. Several may be open, each under its own reason. Refusals: those of Exclude.
func (k *Clock) ExcludeFrom(cal *Calendar, from Date, reason string) error {
	return k.exclude(cal, Span{From: from, Reason: reason})
}

// Include ends an exclusion without an end: the day is the last that is left out; one before it began takes the exclusion
// back. Refusals: clock_ended, clock_not_suspended (none is open under the reason).
func (k *Clock) Include(cal *Calendar, reason string, last Date) error {
	if err := k.refuseEnded(); err != nil {
		return err
	}
	i := slices.IndexFunc(k.Exclusions, func(s Span) bool { return s.Until.IsZero() && s.Reason == reason })
	if i < 0 {
		return Refuse("clock_not_suspended", k.Article, "“%s”期限没有正在扣除的“%[3]s”期间。", "the clock %[2]s leaves no such days out", k.Title, k.Rule, reason)
	}
	k.Exclusions = slices.Clone(k.Exclusions)
	if k.Exclusions[i].Until = last; last < k.Exclusions[i].From {
		k.Exclusions = slices.Delete(k.Exclusions, i, i+1)
	}
	k.Recompute(cal)
	return nil
}

// Exclude leaves days out of the count, as the time of a hearing or an announcement. Refusals: clock_ended,
// exclusion_unreadable (no end, or the end before the beginning), reason_missing, clock_expired.
func (k *Clock) Exclude(cal *Calendar, s Span) error {
	if s.Until < s.From {
		return Refuse("exclusion_unreadable", k.Article, "扣除期间须有起止日期，且止日不早于起日。", "an exclusion needs a first and a last day, in order")
	}
	return k.exclude(cal, s)
}

func (k *Clock) exclude(cal *Calendar, s Span) error {
	if err := k.refuseEnded(); err != nil {
		return err
	}
	switch {
	case s.Reason == "":
		return Refuse("reason_missing", k.Article, "扣除期间须说明事由。", "an exclusion needs a reason")
	case s.From.IsZero():
		return Refuse("exclusion_unreadable", k.Article, "扣除期间须有起止日期，且止日不早于起日。", "an exclusion needs a first and a last day, in order")
	case !k.Due.IsZero() && s.From > k.Due:
		return refuseExpired(k)
	}
	k.Exclusions = append(slices.Clip(k.Exclusions), s)
	k.Recompute(cal)
	return nil
}

func refuseExpired(k *Clock) error {
	return Refuse("clock_expired", k.Article, "“%s”期限已于 %[3]s 届满，只能在届满前办理。",
		"the clock %[2]s ran out on %[3]s; this can only be done before", k.Title, k.Rule, k.Due)
}

// Extend lengthens the clock, on the day given. It is allowed up to and including the due day. Refusals:
// clock_ended, clock_expired, extension_none (the rule knows none), extension_limit (all used), extension_too_long
// (longer than the rule allows, or in another unit), reason_missing. Who may grant it is for policies to check.
func (k *Clock) Extend(cal *Calendar, x Extension, on Date) error {
	if err := k.refuseEnded(); err != nil {
		return err
	}
	e := k.Extending
	further := len(k.Extensions) >= e.Max && e.MoreBy != ""
	switch {
	case e.Max == 0 && e.MoreBy == "":
		return Refuse("extension_none", k.Article, "法律没有规定“%s”期限可以延长。", "no extension of %[2]s is provided for by law", k.Title, k.Rule)
	case !k.Due.IsZero() && on > k.Due:
		return refuseExpired(k)
	case len(k.Extensions) >= e.Max && !further:
		return Refuse("extension_limit", k.Article, "“%[1]s”期限最多延长 %[3]d 次，已经用完。",
			"%[2]s may be extended %[3]d time(s) at most, all used", k.Title, k.Rule, e.Max)
	case x.N <= 0 || x.N > maxMonths || x.Unit != e.Unit || (!further && x.N > e.N):
		return Refuse("extension_too_long", k.Article, "每次最多延长 %[1]d%[2]s。", "an extension may be %[1]d %[3]s at most", e.N, unitZH(e.Unit), unitEN(e.Unit, e.N))
	case x.Reason == "":
		return Refuse("reason_missing", k.Article, "延长期限须说明理由。", "an extension needs a reason")
	}
	x.On = on
	k.Extensions = append(slices.Clip(k.Extensions), x)
	k.Recompute(cal)
	return nil
}
