package domain_test

import (
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yifa/domain"
)

func TestYearsHaveTheOfficialNumberOfWorkingDays(t *testing.T) {
	for year, want := range map[int]int{2023: 249, 2024: 251, 2025: 248, 2026: 248} {
		if got := official().WorkingDaysIn(domain.NewDate(year-1, 12, 31), domain.NewDate(year, 12, 31)); got != want {
			t.Errorf("%d has %d working days, want %d", year, got, want)
		}
	}
}

func TestDaysAreWhatTheNoticeSays(t *testing.T) {
	for s, want := range map[string]domain.Day{
		"2026-09-28": {Working: true, Kind: domain.Weekday},
		"2026-09-26": {Kind: domain.Holiday, Name: "中秋节"},
		"2026-09-20": {Working: true, Kind: domain.Makeup, Name: "国庆节"},
		"2026-10-10": {Working: true, Kind: domain.Makeup, Name: "国庆节"},
		"2026-10-11": {Kind: domain.Weekend},
		"2024-02-09": {Working: true, Kind: domain.Weekday}, // 除夕, worked on paper
		"2018-12-29": {Working: true, Kind: domain.Makeup, Name: "元旦"},
		"2018-12-31": {Kind: domain.Holiday, Name: "元旦"},
		"2022-12-31": {Kind: domain.Holiday, Name: "元旦"},
		"2027-01-01": {Working: true, Kind: domain.Weekday, Provisional: true},
		"2027-10-02": {Kind: domain.Weekend, Provisional: true},
		"2006-12-30": {Working: true, Kind: domain.Makeup, Name: "元旦", Provisional: true},
		"1999-10-01": {Working: true, Kind: domain.Weekday, Provisional: true},
	} {
		want.Date = day(s)
		if got := official().Day(day(s)); got != want {
			t.Errorf("%s: got %+v, want %+v", s, got, want)
		}
	}
}

func TestAYearIsPublishedOnlyByItsOwnNotice(t *testing.T) {
	var without2018 []domain.Notice
	for _, n := range notices() {
		if n.Year != 2018 {
			without2018 = append(without2018, n)
		}
	}
	c := domain.NewCalendar(without2018)
	if d := c.Day(day("2018-12-31")); !d.Provisional || d.Working {
		t.Errorf("the notice of 2019 names 2018-12-31 but does not publish 2018: %+v", d)
	}
	if ys := c.Years(); len(ys) != 19 || ys[0] != 2007 || ys[18] != 2026 {
		t.Errorf("years %v", ys)
	}
}

func TestAnEmptyCalendarKnowsTheWeek(t *testing.T) {
	c := domain.NewCalendar(nil)
	if c.Working(day("2026-10-03")) || !c.Working(day("2026-10-01")) || !c.Provisional(day("2026-10-01")) {
		t.Error("without notices the week decides, provisionally")
	}
	if n := c.WorkingDaysIn(day("2026-09-30"), day("2026-10-31")); n != 22 {
		t.Errorf("October 2026 has %d weekdays, want 22", n)
	}
}

func TestWorkingDaysInAgreesWithWalking(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := domain.NewDate(2005, 1, 1) + domain.Date(rapid.IntRange(0, 9000).Draw(t, "from"))
		to := from + domain.Date(rapid.IntRange(0, 3000).Draw(t, "days"))
		want := 0
		for d := from + 1; d <= to; d++ {
			if official().Working(d) {
				want++
			}
		}
		if got := official().WorkingDaysIn(from, to); got != want {
			t.Fatalf("%s to %s: got %d, want %d", from, to, got, want)
		}
		if got := official().WorkingDaysIn(to, from); got != -want {
			t.Fatalf("backwards: got %d, want %d", got, -want)
		}
	})
}

func TestANewNoticeShowsWhichClocksMove(t *testing.T) {
	cal := official()
	r := rule(t, "TL-03", "2026-12-28")
	clocks := []domain.Clock{
		domain.StartClock(cal, r, "moves", day("2026-12-28")),
		domain.StartClock(cal, r, "stays", day("2026-11-02")),
		domain.StartClock(cal, r, "ended", day("2026-12-28")),
	}
	clocks[2].Meet(day("2026-12-29"))
	next := cal.With(domain.Notice{Year: 2027, Days: []domain.NoticeDay{{Date: day("2027-01-01"), Off: true, Name: "元旦"}}})
	got := next.Moves(clocks)
	want := domain.Move{Clock: "moves", Rule: "TL-03", Due: day("2027-01-04"), NewDue: day("2027-01-05"), Settled: true}
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if len(cal.Moves(clocks)) != 0 {
		t.Error("the calendar in force moves nothing")
	}
}

func TestParseHolidayCNNamesTheFault(t *testing.T) {
	const good = `{"year":2026,"papers":["p"],"days":[{"name":"元旦","date":"2026-01-01","isOffDay":true}]}`
	if n, err := domain.ParseHolidayCN([]byte(good)); err != nil || n.Year != 2026 || len(n.Days) != 1 {
		t.Fatal(n, err)
	}
	for name, c := range map[string]struct{ old, new, in string }{
		"missing year":           {`"year":2026,`, ``, "year"},
		"implausible year":       {`"year":2026`, `"year":26`, "year"},
		"no paper":               {`["p"]`, `[]`, "papers"},
		"unknown field":          {`"papers"`, `"extra":1,"papers"`, "extra"},
		"day without a name":     {`"name":"元旦",`, ``, "days[0].name"},
		"day without a decision": {`,"isOffDay":true`, ``, "days[0].isOffDay"},
		"day without a date":     {`"date":"2026-01-01",`, ``, "days[0].date"},
		"unreadable date":        {`2026-01-01`, `2026-02-30`, "days[0].date"},
		"day of another year":    {`2026-01-01`, `2025-11-30`, "days[0].date"},
		"day too late":           {`2026-01-01`, `2027-02-01`, "days[0].date"},
		"no days":                {`{"name":"元旦","date":"2026-01-01","isOffDay":true}`, ``, "days"},
		"day named twice":        {`}]`, `},{"name":"元旦","date":"2026-01-01","isOffDay":false}]`, "days[1].date"},
		"something after":        {`}]}`, `}]} {}`, "follows"},
	} {
		_, err := domain.ParseHolidayCN([]byte(strings.Replace(good, c.old, c.new, 1)))
		wantCode(t, err, "notice_unreadable")
		if err != nil && !strings.Contains(err.Error(), c.in) {
			t.Errorf("%s: %q does not name %q", name, err, c.in)
		}
	}
}

func FuzzParseHolidayCN(f *testing.F) {
	b, err := os.ReadFile("../migrations/holidays/2026.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"year":2026,"papers":["p"],"days":[{"name":"n","date":"2026-01-01","isOffDay":true}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		n, err := domain.ParseHolidayCN(b)
		if err != nil {
			if domain.CodeOf(err) == "" {
				t.Errorf("a fault, not a refusal: %v", err)
			}
			return
		}
		c := domain.NewCalendar([]domain.Notice{n})
		if c.Provisional(domain.NewDate(n.Year, 6, 1)) {
			t.Error("its own year is published")
		}
	})
}
