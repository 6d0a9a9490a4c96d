package domain_test

import (
	"time"

	"yifa/domain"
)

// naive counts a second time, on purpose without anything of the package but its data: a map of days, the
// standard library's dates, one day at a time. What it shares with the real count is only the reading of the law.
type naive struct {
	off   map[string]bool // named days: off or worked
	years map[int]bool
}

func newNaive(ns []domain.Notice) naive {
	v := naive{map[string]bool{}, map[int]bool{}}
	for _, n := range ns {
		v.years[n.Year] = true
		for _, d := range n.Days {
			v.off[d.Date.String()] = d.Off
		}
	}
	return v
}

func (v naive) worked(t time.Time) bool {
	if off, named := v.off[t.Format(time.DateOnly)]; named {
		return !off
	}
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday
}

func inAny(t time.Time, spans []domain.Span) bool {
	s := t.Format(time.DateOnly)
	for _, sp := range spans {
		if s >= sp.From.String() && s <= sp.Until.String() {
			return true
		}
	}
	return false
}

func civil(d domain.Date) time.Time {
	t, err := time.Parse(time.DateOnly, d.String())
	if err != nil {
		panic(err)
	}
	return t
}

// plusMonths clamps by walking back from the day number until the month is right.
func plusMonths(t time.Time, n int) time.Time {
	want := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC).Month()
	for day := t.Day(); ; day-- {
		if u := time.Date(t.Year(), t.Month()+time.Month(n), day, 0, 0, 0, 0, time.UTC); u.Month() == want {
			return u
		}
	}
}

// due is the second opinion on domain.Calendar.DueOf for clocks of one unit; spans must be closed.
func (v naive) due(t domain.Term, from domain.Date, spans []domain.Span) (string, bool) {
	d, n, provisional := civil(from), t.N, false
	see := func() { provisional = provisional || !v.years[d.Year()] }
	if t.Back {
		for n > 0 {
			d = d.AddDate(0, 0, -1)
			see()
			if t.Unit == domain.CalendarDays || v.worked(d) {
				n--
			}
		}
		return d.AddDate(0, 0, -1).Format(time.DateOnly), provisional
	}
	if t.Unit == domain.Months || t.Unit == domain.Years {
		if t.Unit == domain.Years {
			n *= 12
		}
		n = int(plusMonths(d, n).Sub(d) / (24 * time.Hour))
	}
	for n > 0 {
		d = d.AddDate(0, 0, 1)
		if t.Unit == domain.CalendarDays || t.Unit == domain.WorkingDays {
			see()
		}
		if inAny(d, spans) || t.Unit == domain.WorkingDays && !v.worked(d) {
			continue
		}
		n--
	}
	see()
	for t.Binds == domain.BindsParty && !v.worked(d) {
		d = d.AddDate(0, 0, 1)
		see()
	}
	return d.Format(time.DateOnly), provisional
}
