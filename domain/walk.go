package domain

import (
	"slices"
	"time"
)

// walk counts one clock. The rules of counting stand here and nowhere else:
//
//   - the day of the event is not counted (民事诉讼法 第八十五条第二款; 民法典 第二百零一条);
//   - working days count only days worked by the official calendar (行政处罚法 第八十五条);
//   - months and years end on the same day number, or the month's last day (民法典 第二百零二条);
//   - suspended and excluded days count in no unit; months and years grow by as many calendar days;
//   - an extension goes on from the end so far, in its own unit; like units are added first, so that a month and
//     a month are two months;
//   - a party's last day moves from a rest day to the next working day, once, at the very end;
//   - hours are real hours: no rest day, no rolling.
//
// A count is provisional when a day it looked at lies in a year without a notice. That marks some answers the
// notice cannot move (an agency's calendar days); a mark too many is better than one too few.
type walk struct {
	cal         *Calendar
	day         Date // where the count stands
	count       int
	unpublished Date // first day looked at whose year has no notice
	stopped     bool // an open suspension was reached
	pauses      []pause
	next        int // first pause that may still matter
	trace       *[]Step
}

type pause struct {
	from, until Date // until is the last day; maxDate for an open one
	kind        string
	reason      string
}

const maxDate = Date(1 << 30)

func (c *Calendar) count(k *Clock, explain bool) Answer {
	w := walk{cal: c, day: k.From}
	if explain {
		w.trace = new([]Step)
		*w.trace = make([]Step, 0, max(0, min(2*k.Term.N, 4000))+12)
		w.start(k.Term)
	}
	var a Answer
	switch {
	case k.Term.Back:
		w.back(k.Term)
	case k.Term.Unit == Hours:
		w.pauses = pausesOf(k)
		a.DueAt = w.hours(k)
	default:
		w.pauses = pausesOf(k)
		w.forward(k)
	}
	if w.stopped {
		if explain {
			a.Trace = *w.trace
		}
		a.Provisional, a.DueAt = !w.unpublished.IsZero(), time.Time{}
		return a
	}
	a.Due, a.Provisional = w.day, !w.unpublished.IsZero()
	if a.DueAt.IsZero() {
		a.DueAt = a.Due.End()
	}
	if explain {
		w.finish(k.Term)
		a.Trace = *w.trace
	}
	return a
}

// pausesOf lays suspensions and exclusions side by side, in order; where both cover a day the suspension names it.
func pausesOf(k *Clock) []pause {
	if len(k.Suspensions) == 0 && len(k.Exclusions) == 0 {
		return nil
	}
	var out []pause
	for _, s := range Unite(k.Suspensions) {
		out = append(out, newPause(s, StepSuspended))
	}
	for _, s := range Unite(k.Exclusions) {
		out = append(out, newPause(s, StepExcluded))
	}
	slices.SortStableFunc(out, func(a, b pause) int { return int(a.from) - int(b.from) })
	return out
}

func newPause(s Span, kind string) pause {
	p := pause{s.From, s.Until, kind, s.Reason}
	if s.Until.IsZero() {
		p.until = maxDate
	}
	return p
}

// paused is the pause covering the day, if any. Days are asked for in ascending order.
func (w *walk) paused(d Date) *pause {
	for w.next < len(w.pauses) && w.pauses[w.next].until < d {
		w.next++
	}
	for i := w.next; i < len(w.pauses) && w.pauses[i].from <= d; i++ {
		if w.pauses[i].until >= d {
			return &w.pauses[i]
		}
	}
	return nil
}

// look notes that the count depends on the day.
func (w *walk) look(d Date, b uint8) {
	if b&dayUnpublished != 0 && (w.unpublished.IsZero() || d < w.unpublished) {
		w.unpublished = d
	}
}

// skip moves over the day if it is paused, and stops the walk where the pause has no end.
func (w *walk) skip(d Date) bool {
	if len(w.pauses) == 0 {
		return false
	}
	p := w.paused(d)
	if p == nil {
		return false
	}
	w.stopped = p.until == maxDate
	w.pausedStep(d, p)
	return true
}

func (w *walk) forward(k *Clock) {
	from, n, unit := k.From, k.Term.N, k.Term.Unit
	for i := 0; ; i++ {
		for i < len(k.Extensions) && k.Extensions[i].Unit == unit && unit != WorkingDays && unit != CalendarDays {
			n += k.Extensions[i].N // a month and a month are two months: one clamp, at the end
			w.extendedStep(&k.Extensions[i])
			i++
		}
		if unit == Months || unit == Years {
			w.months(from, n, unit)
		} else {
			w.days(n, unit)
		}
		if w.stopped || i >= len(k.Extensions) {
			break
		}
		x := &k.Extensions[i]
		w.extendedStep(x)
		from, n, unit = w.day, x.N, x.Unit
	}
	if w.stopped {
		return
	}
	w.look(w.day, w.cal.at(w.day))
	if k.Term.Binds == BindsParty {
		w.roll()
	}
}

func (w *walk) days(n int, unit Unit) {
	for n > 0 {
		w.day++
		b := w.cal.at(w.day)
		w.look(w.day, b)
		if w.skip(w.day) {
			if w.stopped {
				return
			}
			continue
		}
		if unit == WorkingDays && !working(b) {
			w.restStep(w.day, b)
			continue
		}
		n--
		w.count++
		w.countedStep(w.day, b, unit)
	}
}

// months counts n months or years from the day, and then one more day for each day paused.
func (w *walk) months(from Date, n int, unit Unit) {
	step := 1
	if unit == Years {
		step = 12
	}
	nominal := from.AddMonths(n * step)
	if len(w.pauses) == 0 && w.trace == nil {
		w.day = nominal
	} else {
		mark, next := 1, from.AddMonths(step)
		for need := nominal - from; need > 0; {
			w.day++
			if w.skip(w.day) {
				if w.stopped {
					return
				}
			} else {
				need--
				if w.day > nominal {
					w.madeUpStep(w.day)
				}
			}
			if w.day == next && w.day <= nominal {
				w.count++
				w.monthStep(w.day, unit)
				mark++
				next = from.AddMonths(mark * step)
			}
		}
	}
}

func (w *walk) roll() {
	for {
		b := w.cal.at(w.day)
		w.look(w.day, b)
		if working(b) {
			return
		}
		w.rolledStep(w.day, b)
		w.day++
	}
}

// back leaves n full days between the due day and the event.
func (w *walk) back(t Term) {
	//exhaustive:ignore
	switch t.Unit {
	case Months, Years:
		n := t.N
		if t.Unit == Years {
			n *= 12
		}
		w.day = w.day.AddMonths(-n) - 1
		w.count = t.N
		w.look(w.day, w.cal.at(w.day))
		return
	case Hours:
		w.day -= Date((t.N+23)/24) + 1
		return
	}
	for n := t.N; n > 0; {
		w.day--
		b := w.cal.at(w.day)
		w.look(w.day, b)
		if t.Unit == WorkingDays && !working(b) {
			w.restStep(w.day, b)
			continue
		}
		n--
		w.count++
		w.countedStep(w.day, b, t.Unit)
	}
	w.day-- // the day of the act itself is not one of them
}

// hours runs from the instant of the event; with only its day known, from that day's end, which is the day excluded.
// A paused day gives back the part of it that lies after the start.
func (w *walk) hours(k *Clock) time.Time {
	at := k.FromAt
	if at.IsZero() {
		at = k.From.End()
	}
	left := time.Duration(k.Term.N) * time.Hour
	for _, x := range k.Extensions {
		if x.Unit == Hours {
			left += time.Duration(x.N) * time.Hour
			w.extendedStep(&x)
		}
	}
	w.count = int(left / time.Hour)
	for day := DateOf(at); ; day++ {
		w.day = day
		w.look(day, w.cal.at(day))
		if w.skip(day) {
			if w.stopped {
				return time.Time{}
			}
			at = day.End()
			continue
		}
		if end := at.Add(left); !end.After(day.End()) {
			return end
		}
		left -= day.End().Sub(at)
		at = day.End()
	}
}
