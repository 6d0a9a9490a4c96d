package domain

import (
	"slices"
	"time"
)

// Notice is one year's notice of the State Council's General Office on days off and make-up working days
// (国务院办公厅关于部分节假日安排的通知). Without it nobody can say which days of that year are working days.
type Notice struct {
	Year   int         `json:"year"`
	Number string      `json:"number"` // document number; empty where the source does not give one
	Source string      `json:"source"` // address of the paper, or several separated by a space
	Days   []NoticeDay `json:"days"`   // only the days that differ from the week, or are named
}

// NoticeDay is one day a notice names: off (放假) or, at a weekend, to be worked (调休上班).
type NoticeDay struct {
	Date Date   `json:"date"`
	Off  bool   `json:"off"`
	Name string `json:"name"` // the festival, 国庆节
}

// DayKind says why a day is or is not a working day.
type DayKind string

// The kinds of day. Working days are weekday and makeup.
const (
	Weekday DayKind = "weekday" // Monday to Friday, not named as off
	Weekend DayKind = "weekend" // Saturday or Sunday, not named
	Holiday DayKind = "holiday" // off by the notice, bridged days included
	Makeup  DayKind = "makeup"  // a Saturday or Sunday worked by the notice (调休上班日)
)

// Day is what the calendar knows of one day.
type Day struct {
	Date        Date    `json:"date"`
	Working     bool    `json:"working"`
	Kind        DayKind `json:"kind"`
	Name        string  `json:"name,omitempty"`
	Provisional bool    `json:"provisional,omitempty"` // the notice of its year is not loaded
}

// What one day of the table holds: the kind in two bits, and whether the year's notice is missing.
const (
	dayWeekday uint8 = iota
	dayWeekend
	dayHoliday
	dayMakeup
	dayUnpublished uint8 = 1 << 2
	dayKindMask    uint8 = 3
)

var dayKinds = [4]DayKind{Weekday, Weekend, Holiday, Makeup}

// Calendar answers which days are working days. It never changes once made, so it may be shared freely.
//
// A year counts as published when its own notice is loaded, even though the following year's notice may
// still name its last days of December (as those of 2008, 2019 and 2023 did).
type Calendar struct {
	first   Date     // the day at index 0
	days    []uint8  // one byte a day
	names   []uint8  // index into the list of festivals, 0 for none
	sum     []int32  // working days in days[:i]
	labels  []string // labels[0] is empty
	notices []Notice // ordered by year
}

// NewCalendar builds the calendar. Where two notices are given for one year the later in the list replaces
// the earlier whole; where a day is named by two years, the later year's notice decides it.
func NewCalendar(notices []Notice) *Calendar {
	c := &Calendar{labels: []string{""}}
	for _, n := range notices {
		c.notices = slices.DeleteFunc(c.notices, func(o Notice) bool { return o.Year == n.Year })
		n.Days = slices.Clone(n.Days)
		c.notices = append(c.notices, n)
	}
	slices.SortFunc(c.notices, func(a, b Notice) int { return a.Year - b.Year })
	if len(c.notices) == 0 {
		return c
	}
	c.first = NewDate(c.notices[0].Year-1, time.December, 1)
	end := NewDate(c.notices[len(c.notices)-1].Year+1, time.February, 1)
	c.days = make([]uint8, end-c.first)
	c.names = make([]uint8, len(c.days))
	for i := range c.days {
		c.days[i] = weekKind(c.first+Date(i)) | dayUnpublished
	}
	for _, n := range c.notices {
		for d := NewDate(n.Year, time.January, 1); d.Year() == n.Year; d++ {
			c.days[d-c.first] &^= dayUnpublished
		}
	}
	c.name()
	c.sum = make([]int32, len(c.days)+1)
	for i, b := range c.days {
		c.sum[i+1] = c.sum[i]
		if working(b) {
			c.sum[i+1]++
		}
	}
	return c
}

// name writes the named days over the week.
func (c *Calendar) name() {
	label := map[string]uint8{"": 0}
	for _, n := range c.notices {
		for _, d := range n.Days {
			i := int(d.Date - c.first)
			if i < 0 || i >= len(c.days) {
				continue // ParseHolidayCN refuses such days; a hand-made notice cannot move a foreign year
			}
			kind := dayHoliday
			if !d.Off {
				kind = dayWeekday
				if weekKind(d.Date) == dayWeekend {
					kind = dayMakeup
				}
			}
			if _, ok := label[d.Name]; !ok && len(c.labels) < 256 {
				label[d.Name] = uint8(len(c.labels))
				c.labels = append(c.labels, d.Name)
			}
			c.days[i] = c.days[i]&dayUnpublished | kind
			c.names[i] = label[d.Name]
		}
	}
}

func weekKind(d Date) uint8 {
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return dayWeekend
	}
	return dayWeekday
}

func working(b uint8) bool { return b&dayKindMask == dayWeekday || b&dayKindMask == dayMakeup }

// at is the table's byte for a day; outside the table the week decides, provisionally.
func (c *Calendar) at(d Date) uint8 {
	if i := int(d - c.first); i >= 0 && i < len(c.days) {
		return c.days[i]
	}
	return weekKind(d) | dayUnpublished
}

func (c *Calendar) label(d Date) string {
	if i := int(d - c.first); i >= 0 && i < len(c.names) {
		return c.labels[c.names[i]]
	}
	return ""
}

// Day tells all the calendar knows of a day.
func (c *Calendar) Day(d Date) Day {
	b := c.at(d)
	return Day{Date: d, Working: working(b), Kind: dayKinds[b&dayKindMask], Name: c.label(d), Provisional: b&dayUnpublished != 0}
}

// Working reports whether the day is worked: make-up weekends are, bridged holidays are not
// (行政处罚法 第八十五条: 工作日 leave out statutory days off).
func (c *Calendar) Working(d Date) bool { return working(c.at(d)) }

// Provisional reports that the notice of the day's year is not loaded, so the week alone decided.
func (c *Calendar) Provisional(d Date) bool { return c.at(d)&dayUnpublished != 0 }

// NextWorking is the day itself when it is worked, else the first worked day after it
// (民事诉讼法 第八十五条; 民法典 第二百零三条).
func (c *Calendar) NextWorking(d Date) Date {
	for !c.Working(d) {
		d++
	}
	return d
}

// WorkingDaysIn counts the working days after from up to and including to; negative when to lies before from.
func (c *Calendar) WorkingDaysIn(from, to Date) int {
	if to < from {
		return -c.WorkingDaysIn(to, from)
	}
	lo, hi := max(from, c.first-1), min(to, c.first+Date(len(c.days))-1)
	if len(c.days) == 0 || lo >= hi { // wholly outside the table
		return weekdaysIn(from, to)
	}
	n := int(c.sum[hi-c.first+1] - c.sum[lo-c.first+1])
	return n + weekdaysIn(from, lo) + weekdaysIn(hi, to)
}

// weekdaysIn counts Mondays to Fridays after from up to and including to.
func weekdaysIn(from, to Date) int {
	n := int(to-from) / 7 * 5
	for d := from + (to-from)/7*7 + 1; d <= to; d++ {
		if weekKind(d) == dayWeekday {
			n++
		}
	}
	return n
}

// Years lists the years whose notice is loaded, ascending.
func (c *Calendar) Years() []int {
	ys := make([]int, len(c.notices))
	for i, n := range c.notices {
		ys[i] = n.Year
	}
	return ys
}

// With is a calendar with one more notice, or with a year's notice replaced; the receiver stays as it was.
func (c *Calendar) With(n Notice) *Calendar { return NewCalendar(append(slices.Clone(c.notices), n)) }

// Move is what a new notice does to one open clock.
type Move struct {
	Clock       string `json:"clock"`
	Rule        string `json:"rule"`
	Due         Date   `json:"due"`         // as it stands
	NewDue      Date   `json:"new_due"`     // under the new calendar
	Provisional bool   `json:"provisional"` // still so under the new calendar
	Settled     bool   `json:"settled"`     // it was provisional and no longer is
}

// Moves lists the running clocks whose due day, or whose being provisional, would change under the calendar:
// what an administrator sees before confirming a notice. Clocks that are met, lapsed or stopped stay as they ended.
func (c *Calendar) Moves(clocks []Clock) []Move {
	var out []Move
	for i := range clocks {
		k := &clocks[i]
		if k.ended() {
			continue
		}
		a := c.DueOnly(k)
		if a.Due != k.Due || a.Provisional != k.Provisional {
			out = append(out, Move{Clock: k.ID, Rule: k.Rule, Due: k.Due, NewDue: a.Due,
				Provisional: a.Provisional, Settled: k.Provisional && !a.Provisional})
		}
	}
	return out
}
