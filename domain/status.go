package domain

import (
	"slices"
	"time"
)

// State is where a clock stands at an instant.
type State string

// The states of a clock.
const (
	Running   State = "running"
	DueToday  State = "due_today" // the last day: not overdue
	Overdue   State = "overdue"
	Suspended State = "suspended"
	Met       State = "met"
	MetLate   State = "met_late"
	Lapsed    State = "lapsed"  // ran out, and what the law says happened
	Stopped   State = "stopped" // ended with neither
)

// ClockStatus is the state and the distance to the due day: left when running or suspended, overdue by when
// overdue or met late, else 0. Unit is working days where the term counts those, hours for hours, else calendar days.
type ClockStatus struct {
	State State `json:"state"`
	Days  int   `json:"days"`
	Unit  Unit  `json:"unit"`
}

// StatusAt tells where the clock stands at an instant, from its facts alone: what was recorded for a later day is
// not yet so. The due day lasts until 24:00 in Shanghai; from then on the clock is overdue, by at least 1.
func (k *Clock) StatusAt(cal *Calendar, at time.Time) ClockStatus {
	today, unit := DateOf(at), k.Term.Unit
	if unit == Months || unit == Years {
		unit = CalendarDays
	}
	s := ClockStatus{Unit: unit}
	due, dueAt, paused := k.dueAsOf(cal, today)
	switch {
	case happened(k.StoppedOn, today):
		s.State = Stopped
	case happened(k.MetOn, today):
		if s.State = Met; k.MetOn > due {
			s.State, s.Days = MetLate, k.late(cal, unit, due, k.MetOn)
		}
	case happened(k.LapsedOn, today):
		s.State = Lapsed
	case paused:
		s.State, s.Days = Suspended, k.left(cal, unit, at, due, dueAt)
	case !at.Before(dueAt):
		s.State, s.Days = Overdue, k.late(cal, unit, due, today)
		if unit == Hours {
			s.Days = max(1, int(at.Sub(dueAt)/time.Hour))
		}
	case today == due:
		s.State, s.Days = DueToday, k.left(cal, unit, at, due, dueAt)
	default:
		s.State, s.Days = Running, k.left(cal, unit, at, due, dueAt)
	}
	return s
}

func happened(on, today Date) bool { return !on.IsZero() && on <= today }

// dueAsOf is the due day as it looked on the day, and whether the clock stood still then: a suspension without an
// end (or an exclusion that is still open) is taken to end with the day, one that begins later is not yet known.
func (k *Clock) dueAsOf(cal *Calendar, today Date) (due Date, dueAt time.Time, paused bool) {
	if k.Term.Back {
		return k.Due, k.DueAt, false
	}
	for _, s := range k.Suspensions {
		paused = paused || s.From <= today && (s.Until.IsZero() || today <= s.Until)
	}
	for _, s := range k.Exclusions {
		paused = paused || s.From <= today && s.Until.IsZero()
	}
	if !k.still() {
		return k.Due, k.DueAt, paused && today <= k.Due
	}
	upTo := func(spans []Span) (out []Span) {
		for _, s := range spans {
			if s.Until.IsZero() {
				s.Until = today // and a span that begins later ends before it begins: it is no span
			}
			out = append(out, s)
		}
		return out
	}
	c := *k
	c.Suspensions, c.Exclusions = upTo(k.Suspensions), upTo(k.Exclusions)
	a := cal.DueOnly(&c)
	return a.Due, a.DueAt, paused && today <= a.Due
}

// left counts what still counts: after today, up to the due day, without the days paused.
func (k *Clock) left(cal *Calendar, unit Unit, at time.Time, due Date, dueAt time.Time) int {
	if unit == Hours {
		return int((dueAt.Sub(at) + time.Hour - 1) / time.Hour)
	}
	today := DateOf(at)
	if !k.Term.Back {
		today = max(today, k.From) // before the event the whole term is left
	}
	if today >= due {
		return 0
	}
	n := int(due - today)
	if unit == WorkingDays {
		n = cal.WorkingDaysIn(today, due)
	}
	if len(k.Suspensions) == 0 && len(k.Exclusions) == 0 {
		return n
	}
	for _, s := range Unite(append(slices.Clone(k.Suspensions), k.Exclusions...)) {
		from, until := max(s.From, today+1), s.Until
		if until.IsZero() {
			until = DateOf(at) // open: what lies ahead of today is not suspended yet
		}
		if until = min(until, due); from > until {
			continue
		}
		if unit == WorkingDays {
			n -= cal.WorkingDaysIn(from-1, until)
		} else {
			n -= int(until - from + 1)
		}
	}
	return n
}

// late counts from the due day to the day on; a day late is a day late, even where it is a Saturday.
func (k *Clock) late(cal *Calendar, unit Unit, due, on Date) int {
	n := int(on - due)
	if unit == WorkingDays {
		n = cal.WorkingDaysIn(due, on)
	}
	return max(1, n)
}

// Instant is a moment at which a clock asks for something.
type Instant struct {
	At   time.Time `json:"at"`
	Kind string    `json:"kind"`         // remind, expire, escalate
	Step int       `json:"step"`         // days before or after the due day, as the rule says; 0 for expire
	To   string    `json:"to,omitempty"` // role, for escalate
}

// The kinds of instant.
const (
	InstantRemind   = "remind"
	InstantExpire   = "expire"
	InstantEscalate = "escalate"
)

// Instants lists the reminders, the expiry and the escalations of a clock in order. Reminders and escalations fall
// at 00:00 in Shanghai of their day; reminders that would fall on or before the day of the event are left out.
// A clock that is met, lapsed, stopped or suspended without an end has none.
func (k *Clock) Instants(cal *Calendar) []Instant {
	if k.ended() || k.Due.IsZero() {
		return nil
	}
	out := make([]Instant, 0, len(k.RemindBefore)+len(k.RemindAfter)+1)
	for _, n := range k.RemindBefore {
		if d := k.shift(cal, -n); d > k.From || k.Term.Back {
			out = append(out, Instant{At: d.Start(), Kind: InstantRemind, Step: n})
		}
	}
	out = append(out, Instant{At: k.DueAt, Kind: InstantExpire})
	for _, e := range k.RemindAfter {
		out = append(out, Instant{At: k.shift(cal, e.Days).Start(), Kind: InstantEscalate, Step: e.Days, To: e.To})
	}
	slices.SortStableFunc(out, func(a, b Instant) int { return a.At.Compare(b.At) })
	return out
}

// NextInstant is the first instant after the moment given.
func (k *Clock) NextInstant(cal *Calendar, after time.Time) (Instant, bool) {
	for _, i := range k.Instants(cal) {
		if i.At.After(after) {
			return i, true
		}
	}
	return Instant{}, false
}

// shift is the day n days from the due day, in working days where the term counts those.
func (k *Clock) shift(cal *Calendar, n int) Date {
	d := k.Due
	if k.Term.Unit != WorkingDays {
		return d.AddDays(n)
	}
	for step := Date(1); n != 0; {
		if n < 0 {
			step = -1
		}
		d += step
		if cal.Working(d) {
			n -= int(step)
		}
	}
	return d
}
