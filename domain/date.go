package domain

import (
	"fmt"
	"time"
)

// Shanghai is the zone of every legal date. Mainland China has kept one zone without summer time
// since 1992, so a fixed offset is exact and needs no zone database.
var Shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// Date is a civil day in Asia/Shanghai, the unit in which the law counts. The zero Date means "no date".
// It is the number of days since 0001-01-01, counted from 1.
type Date int32

var dayOne = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix() / 86400

// NewDate is the civil day y-m-d; out-of-range months and days carry over as in time.Date.
func NewDate(y int, m time.Month, d int) Date {
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/86400 - dayOne + 1)
}

// DateOf is the civil day in Shanghai on which the instant falls.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Shanghai).Date()
	return NewDate(y, m, d)
}

// ParseDate reads YYYY-MM-DD and nothing else.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a date of the form 2026-09-28", s)
	}
	return NewDate(t.Date()), nil
}

func (d Date) utc() time.Time { return time.Unix((int64(d)-1+dayOne)*86400, 0).UTC() }

// Civil gives year, month and day.
func (d Date) Civil() (int, time.Month, int) { return d.utc().Date() }

// Year is the calendar year of the day.
func (d Date) Year() int { return d.utc().Year() }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(d % 7) }

// IsZero reports that no date is meant.
func (d Date) IsZero() bool { return d == 0 }

// AddDays moves by calendar days.
func (d Date) AddDays(n int) Date { return d + Date(n) }

// Start is the first instant of the day in Shanghai.
func (d Date) Start() time.Time {
	y, m, day := d.Civil()
	return time.Date(y, m, day, 0, 0, 0, 0, Shanghai)
}

// End is 24:00 of the day: the first instant that is no longer in it.
func (d Date) End() time.Time { return d.AddDays(1).Start() }

// String is YYYY-MM-DD, or nothing for the zero date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; the empty text is the zero date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	p, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = p
	return nil
}

// AddMonths moves by calendar months to the same day number, or to the last day of the month where that
// number does not exist: 31 January and one month is 28 or 29 February (民法典 第二百零二条).
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Civil()
	first := NewDate(y, m+time.Month(n), 1)
	last := NewDate(y, m+time.Month(n)+1, 1) - 1
	return min(first.AddDays(day-1), last)
}

// AddYears moves by calendar years, with the clamp of AddMonths: 29 February and one year is 28 February.
func (d Date) AddYears(n int) Date { return d.AddMonths(12 * n) }

// Scan reads a date column.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = 0
		return nil
	case time.Time:
		*d = NewDate(v.Date())
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	}
	return fmt.Errorf("a date cannot be read from %T", src)
}
