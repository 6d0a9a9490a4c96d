package domain_test

import (
	"encoding/csv"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yifa/domain"
)

// The vectors of the law notes: inspection… §9, penalty §11, and the awkward ends of months.
func TestDueDays(t *testing.T) {
	wd, cd, mo, yr := domain.WorkingDays, domain.CalendarDays, domain.Months, domain.Years
	for _, c := range []struct {
		because string
		from    string
		n       int
		unit    domain.Unit
		binds   domain.Binds
		back    bool
		due     string
	}{
		{"Spring Festival 2023 does not count, its make-up weekend does", "2023-01-19", 7, wd, domain.BindsAgency, false, "2023-02-02"},
		{"Labour Day 2023, with 6 May worked", "2023-04-27", 5, wd, domain.BindsAgency, false, "2023-05-08"},
		{"National Day 2023, with 7 and 8 October worked", "2023-09-28", 20, wd, domain.BindsAgency, false, "2023-11-01"},
		{"New Year 2024", "2023-12-29", 3, wd, domain.BindsAgency, false, "2024-01-04"},
		{"from one year into the next, over Spring Festival 2025", "2024-12-31", 20, wd, domain.BindsAgency, false, "2025-02-05"},
		{"eight days off in 2025", "2025-09-30", 7, wd, domain.BindsAgency, false, "2025-10-16"},
		{"Mid-Autumn and National Day 2026", "2026-09-24", 7, wd, domain.BindsAgency, false, "2026-10-12"},
		{"hearing request, notice served before the holiday", "2026-09-24", 5, wd, domain.BindsParty, false, "2026-10-09"},
		{"hearing request ends on a make-up Saturday", "2026-09-28", 5, wd, domain.BindsParty, false, "2026-10-10"},
		{"payment ends in the holiday and rolls to 8 October", "2026-09-20", 15, cd, domain.BindsParty, false, "2026-10-08"},
		{"the same days bind an agency without rolling", "2026-09-20", 15, cd, domain.BindsAgency, false, "2026-10-05"},
		{"ninety days to decide", "2026-07-01", 90, cd, domain.BindsAgency, false, "2026-09-29"},
		{"public notice of 1 September", "2026-09-01", 30, cd, domain.BindsAgency, false, "2026-10-01"},
		{"a month from the 31st ends with the month", "2026-01-31", 1, mo, domain.BindsAgency, false, "2026-02-28"},
		{"a month from the 31st in a leap year", "2024-01-31", 1, mo, domain.BindsAgency, false, "2024-02-29"},
		{"six months over the end of the year", "2025-08-31", 6, mo, domain.BindsAgency, false, "2026-02-28"},
		{"a year from the leap day", "2024-02-29", 1, yr, domain.BindsAgency, false, "2025-02-28"},
		{"four years from the leap day", "2020-02-29", 4, yr, domain.BindsAgency, false, "2024-02-29"},
		{"limitation of two years", "2024-04-20", 2, yr, domain.BindsAgency, false, "2026-04-20"},
		{"six months to sue, rolled over a Sunday", "2025-12-14", 6, mo, domain.BindsParty, false, "2026-06-15"},
		{"hearing after National Day: seven clear working days before", "2026-10-12", 7, wd, domain.BindsAgency, true, "2026-09-23"},
		{"the last day to notify may itself be a rest day", "2026-11-18", 7, wd, domain.BindsAgency, true, "2026-11-08"},
		{"seven clear days before", "2026-11-18", 7, cd, domain.BindsAgency, true, "2026-11-10"},
		{"no days at all", "2026-10-09", 0, wd, domain.BindsAgency, false, "2026-10-09"},
		{"no days, but a party and a Sunday", "2026-10-11", 0, cd, domain.BindsParty, false, "2026-10-12"},
	} {
		a, err := official().Add(domain.Term{N: c.n, Unit: c.unit, Binds: c.binds, Back: c.back}, day(c.from))
		if err != nil {
			t.Fatal(c.because, err)
		}
		if a.Due != day(c.due) || a.Provisional || !a.DueAt.Equal(a.Due.End()) {
			t.Errorf("%s: %s + %d %s is %s (provisional %t, %s), want %s", c.because, c.from, c.n, c.unit, a.Due, a.Provisional, a.DueAt, c.due)
		}
	}
}

// due_days.csv was counted by a program of its own (Python, straight from the notices) and is meant to be checked by
// hand against a wall calendar, 2021 to 2026.
func TestDueDaysOfTheTable(t *testing.T) {
	f, err := os.Open("testdata/due_days.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 201 {
		t.Fatal(len(rows), err)
	}
	second := newNaive(notices())
	for _, r := range rows[1:] {
		n, err := strconv.Atoi(r[1])
		if err != nil {
			t.Fatal(err)
		}
		term := domain.Term{N: n, Unit: domain.Unit(r[2]), Binds: domain.Binds(r[3]), Back: r[4] == "true"}
		a, err := official().Add(term, day(r[0]))
		if err != nil || a.Due.String() != r[5] || strconv.FormatBool(a.Provisional) != r[6] {
			t.Errorf("%v: got %s %t %v", r, a.Due, a.Provisional, err)
		}
		if due, provisional := second.due(term, day(r[0]), nil); due != r[5] || strconv.FormatBool(provisional) != r[6] {
			t.Errorf("%v: the second count says %s %t", r, due, provisional)
		}
	}
}

func TestAddRefusesWhatItCannotCount(t *testing.T) {
	ok := domain.Term{N: 1, Unit: domain.WorkingDays, Binds: domain.BindsParty}
	for name, c := range map[string]struct {
		change func(*domain.Term)
		from   domain.Date
		code   domain.Code
	}{
		"unknown unit":      {func(t *domain.Term) { t.Unit = "week" }, day("2026-01-01"), "term_unreadable"},
		"unknown party":     {func(t *domain.Term) { t.Binds = "both" }, day("2026-01-01"), "term_unreadable"},
		"negative length":   {func(t *domain.Term) { t.N = -1 }, day("2026-01-01"), "term_unreadable"},
		"absurd length":     {func(t *domain.Term) { t.N = 1 << 30 }, day("2026-01-01"), "term_unreadable"},
		"a thousand years":  {func(t *domain.Term) { t.Unit, t.N = domain.Years, 1000 }, day("2026-01-01"), "term_unreadable"},
		"no day":            {func(*domain.Term) {}, 0, "from_missing"},
		"a day out of time": {func(*domain.Term) {}, domain.NewDate(9999, 1, 1), "from_implausible"},
	} {
		term := ok
		c.change(&term)
		_, err := official().Add(term, c.from)
		if domain.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAYearWithoutANoticeIsProvisional(t *testing.T) {
	for from, want := range map[string]bool{"2026-12-20": false, "2026-12-28": true, "2027-03-01": true} {
		a, err := official().Add(domain.Term{N: 5, Unit: domain.WorkingDays, Binds: domain.BindsAgency}, day(from))
		if err != nil || a.Provisional != want {
			t.Errorf("%s: %s provisional %t, want %t (%v)", from, a.Due, a.Provisional, want, err)
		}
		last := a.Trace[len(a.Trace)-1]
		if (last.Kind == domain.StepProvisional) != want {
			t.Errorf("%s: the explanation ends with %+v", from, last)
		}
	}
}

func TestTheTraceTellsEveryDay(t *testing.T) {
	a, err := official().Add(domain.Term{N: 5, Unit: domain.WorkingDays, Binds: domain.BindsParty}, day("2026-09-28"))
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for i, s := range a.Trace {
		kinds = append(kinds, s.Kind)
		if i > 0 && i < len(a.Trace)-1 && s.Date != day("2026-09-28").AddDays(i) {
			t.Errorf("step %d is of %s", i, s.Date)
		}
		if s.ZH == "" || s.EN == "" {
			t.Errorf("step %d says nothing: %+v", i, s)
		}
	}
	want := []string{"start", "counted", "counted", "holiday", "holiday", "holiday", "holiday", "holiday", "holiday", "holiday", "counted", "counted", "makeup", "due"}
	if !slices.Equal(kinds, want) {
		t.Errorf("got %v", kinds)
	}
	if s := a.Trace[12]; s.ZH != "周六，调休上班（国庆节），第5个工作日" || s.EN != "Saturday, make-up working day for National Day, working day 5" {
		t.Errorf("%+v", s)
	}
}

var (
	genUnit  = rapid.SampledFrom([]domain.Unit{domain.WorkingDays, domain.CalendarDays, domain.Months, domain.Years})
	genBinds = rapid.SampledFrom([]domain.Binds{domain.BindsParty, domain.BindsAgency})
)

func genTerm(t *rapid.T) domain.Term {
	term := domain.Term{Unit: genUnit.Draw(t, "unit"), Binds: genBinds.Draw(t, "binds")}
	term.N = rapid.IntRange(0, map[domain.Unit]int{domain.WorkingDays: 60, domain.CalendarDays: 120, domain.Months: 14, domain.Years: 5}[term.Unit]).Draw(t, "n")
	return term
}

func genFrom(t *rapid.T) domain.Date {
	return domain.NewDate(2006, 6, 1) + domain.Date(rapid.IntRange(0, 7800).Draw(t, "from"))
}

func genSpans(t *rapid.T, from domain.Date, name string) []domain.Span {
	var out []domain.Span
	for range rapid.IntRange(0, 4).Draw(t, name) {
		a := from + domain.Date(rapid.IntRange(-20, 120).Draw(t, "begins"))
		out = append(out, domain.Span{From: a, Until: a + domain.Date(rapid.IntRange(0, 40).Draw(t, "lasts"))})
	}
	return out
}

func TestTwoCountsAgree(t *testing.T) {
	second := newNaive(notices())
	rapid.Check(t, func(t *rapid.T) {
		k := domain.Clock{Term: genTerm(t), From: genFrom(t)}
		k.Suspensions, k.Exclusions = genSpans(t, k.From, "suspensions"), genSpans(t, k.From, "exclusions")
		k.Term.Back = (k.Term.Unit == domain.WorkingDays || k.Term.Unit == domain.CalendarDays) && rapid.IntRange(0, 4).Draw(t, "back") == 0
		due, provisional := second.due(k.Term, k.From, append(slices.Clone(k.Suspensions), k.Exclusions...))
		a := official().DueOf(&k)
		if a.Due.String() != due || a.Provisional != provisional {
			t.Fatalf("%+v: %s %t, the second count says %s %t", k, a.Due, a.Provisional, due, provisional)
		}
		b := official().DueOnly(&k)
		if b.Trace != nil || b.Due != a.Due || b.Provisional != a.Provisional || !b.DueAt.Equal(a.DueAt) {
			t.Fatalf("without the explanation it is %+v, with it %s", b, a.Due)
		}
	})
}

func TestDueGrowsWithTheTermAndNeverShrinksBySuspension(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := domain.Clock{Term: genTerm(t), From: genFrom(t)}
		plain := official().DueOnly(&k).Due
		k.Suspensions = genSpans(t, k.From, "suspensions")
		suspended := official().DueOnly(&k).Due
		if suspended < plain {
			t.Fatalf("suspended %s, plain %s", suspended, plain)
		}
		longer := k
		longer.Term.N++
		if d := official().DueOnly(&longer).Due; d < suspended {
			t.Fatalf("one more gives %s, earlier than %s", d, suspended)
		}
		k.Extensions = []domain.Extension{{N: rapid.IntRange(1, 30).Draw(t, "by"), Unit: genUnit.Draw(t, "extension")}}
		if d := official().DueOnly(&k).Due; d < suspended {
			t.Fatalf("extended gives %s, earlier than %s", d, suspended)
		}
	})
}

func TestAnExtensionOfTheSameUnitIsALongerTerm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := domain.Clock{Term: genTerm(t), From: genFrom(t)}
		k.Suspensions = genSpans(t, k.From, "suspensions")
		longer, n := k, rapid.IntRange(1, 30).Draw(t, "by")
		longer.Term.N += n
		k.Extensions = []domain.Extension{{N: n, Unit: k.Term.Unit}}
		if a, b := official().DueOnly(&k).Due, official().DueOnly(&longer).Due; a != b {
			t.Fatalf("%s and %s", a, b)
		}
	})
}

func TestUnitedSpansCoverTheSameDaysOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spans := genSpans(t, day("2026-01-01"), "spans")
		if rapid.Bool().Draw(t, "open") && len(spans) > 0 {
			spans[0].Until = 0
		}
		before := slices.Clone(spans)
		u := domain.Unite(spans)
		if !reflect.DeepEqual(spans, before) {
			t.Fatal("the spans given were changed")
		}
		if again := domain.Unite(u); !reflect.DeepEqual(again, u) {
			t.Fatalf("not stable: %v, then %v", u, again)
		}
		for i := 1; i < len(u); i++ {
			if u[i-1].Until.IsZero() || u[i].From <= u[i-1].Until+1 {
				t.Fatalf("not apart: %v", u)
			}
		}
		covers := func(ss []domain.Span, d domain.Date) bool {
			return slices.ContainsFunc(ss, func(s domain.Span) bool { return d >= s.From && (s.Until.IsZero() || d <= s.Until) })
		}
		for d := day("2025-11-01"); d < day("2026-08-01"); d++ {
			if covers(spans, d) != covers(u, d) {
				t.Fatalf("%s: %v and %v", d, spans, u)
			}
		}
	})
}

func TestUniteKeepsTheReasons(t *testing.T) {
	got := domain.Unite([]domain.Span{
		{From: day("2026-10-05"), Until: day("2026-10-08"), Reason: "鉴定"},
		{From: day("2026-10-01"), Until: day("2026-10-04"), Reason: "听证"},
		{From: day("2026-12-01"), Until: day("2026-11-01"), Reason: "颠倒"},
	})
	want := []domain.Span{{From: day("2026-10-01"), Until: day("2026-10-08"), Reason: "听证；鉴定"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestHoursRunFromTheMinute(t *testing.T) {
	at := time.Date(2026, 9, 30, 16, 30, 0, 0, domain.Shanghai)
	k := domain.StartClockAt(official(), rule(t, "PEN-6.02", "2026-09-30"), "k", at)
	if want := at.Add(24 * time.Hour); !k.DueAt.Equal(want) || k.Due != day("2026-10-01") {
		t.Errorf("due %s %s, want %s: the holiday does not matter", k.Due, k.DueAt, want)
	}
	k.Suspensions = []domain.Span{{From: day("2026-10-01"), Until: day("2026-10-02")}}
	k.Recompute(official())
	if want := at.Add(72 * time.Hour); !k.DueAt.Equal(want) {
		t.Errorf("suspended for two days: %s, want %s", k.DueAt, want)
	}
	byDay := domain.StartClock(official(), rule(t, "PEN-6.02", "2026-09-30"), "k", day("2026-09-30"))
	if byDay.Due != day("2026-10-01") || !byDay.DueAt.Equal(day("2026-10-01").End()) {
		t.Errorf("with only the day known, from its end: %s %s", byDay.Due, byDay.DueAt)
	}
}

func BenchmarkClockWithTrace(b *testing.B) {
	cal, k := official(), domain.Clock{Term: domain.Term{N: 20, Unit: domain.WorkingDays, Binds: domain.BindsAgency}, From: day("2026-09-24")}
	b.ReportAllocs()
	for b.Loop() {
		cal.DueOf(&k)
	}
}

func BenchmarkDueOnly(b *testing.B) {
	cal, k := official(), domain.Clock{Term: domain.Term{N: 20, Unit: domain.WorkingDays, Binds: domain.BindsAgency}, From: day("2026-09-24")}
	b.ReportAllocs()
	for b.Loop() {
		cal.DueOnly(&k)
	}
}

func BenchmarkDueOnlySuspended(b *testing.B) {
	cal, k := official(), domain.Clock{Term: domain.Term{N: 90, Unit: domain.CalendarDays, Binds: domain.BindsAgency}, From: day("2026-07-01")}
	k.Suspensions = []domain.Span{{From: day("2026-07-10"), Until: day("2026-07-20")}, {From: day("2026-07-15"), Until: day("2026-08-01")}}
	b.ReportAllocs()
	for b.Loop() {
		cal.DueOnly(&k)
	}
}
