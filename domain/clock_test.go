package domain_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yifa/domain"
)

func started(t testing.TB, id, from string) domain.Clock {
	t.Helper()
	return domain.StartClock(official(), rule(t, id, from), id, day(from))
}

// noon is a moment well inside the day.
func noon(s string) time.Time { return day(s).Start().Add(12 * time.Hour) }

func TestAClockCarriesItsRule(t *testing.T) {
	k := started(t, "TL-03", "2026-09-28")
	if k.Rule != "TL-03" || k.Title != "当事人要求听证" || k.Article != "《行政处罚法》第六十四条第一项、第八十五条" ||
		k.Status != domain.Confirmed || k.Effect != domain.EffectWaive || k.Due != day("2026-10-10") {
		t.Errorf("%+v", k)
	}
	b, err := json.Marshal(k)
	if err != nil {
		t.Fatal(err)
	}
	var back domain.Clock
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	back.DueAt = back.DueAt.In(domain.Shanghai)
	if !reflect.DeepEqual(back, k) {
		t.Errorf("written and read it is %+v, was %+v", back, k)
	}
}

// penalty.md §11, case 6: filed 2026-07-01, day 90 is 09-29; +30 is 10-29; signed on 09-30 it comes too late.
func TestAnExtensionMustBeSignedBeforeTheClockRunsOut(t *testing.T) {
	cal := official()
	month := domain.Extension{N: 30, Unit: domain.CalendarDays, By: "li", Reason: "案情复杂"}

	k := started(t, "PEN-4.01", "2026-07-01")
	if k.Due != day("2026-09-29") {
		t.Fatalf("day 90 is %s", k.Due)
	}
	late := k
	wantCode(t, late.Extend(cal, month, day("2026-09-30")), "clock_expired")

	noReason, tooLong, inMonths := month, month, month
	noReason.Reason, tooLong.N, inMonths.Unit = "", 31, domain.Months
	wantCode(t, k.Extend(cal, noReason, day("2026-09-29")), "reason_missing")
	wantCode(t, k.Extend(cal, tooLong, day("2026-09-29")), "extension_too_long")
	wantCode(t, k.Extend(cal, inMonths, day("2026-09-29")), "extension_too_long")

	if err := k.Extend(cal, month, day("2026-09-29")); err != nil || k.Due != day("2026-10-29") {
		t.Fatalf("on the last day: %v, due %s", err, k.Due)
	}
	// Then only the collective meeting may fix a further period, of any length (68号令 第三十一条).
	further := month
	further.N, further.Reason = 45, "集体讨论决定继续调查"
	if err := k.Extend(cal, further, day("2026-10-20")); err != nil || k.Due != day("2026-12-13") {
		t.Errorf("%v, due %s", err, k.Due)
	}

	funeral := started(t, "PEN-4.02", "2026-07-01")
	wantCode(t, funeral.Extend(cal, month, day("2026-08-01")), "extension_none")

	order := started(t, "RE-01", "2026-07-01")
	more := domain.Extension{N: 15, Unit: domain.CalendarDays, Reason: "停业修缮"}
	if err := order.Extend(cal, more, day("2026-07-10")); err != nil || order.Due != day("2026-07-31") {
		t.Errorf("%v, due %s", err, order.Due)
	}
	wantCode(t, order.Extend(cal, more, day("2026-07-20")), "extension_limit")
	order.Meet(day("2026-07-21"))
	wantCode(t, order.Extend(cal, more, day("2026-07-22")), "clock_ended")
}

// penalty.md §11, case 7: extension, then a suspension that does not count, then a hearing of 12 days that does.
func TestOnlyTheHearingIsExcludedFromTheNinetyDays(t *testing.T) {
	cal := official()
	k := started(t, "PEN-4.01", "2026-07-01")
	if err := k.Extend(cal, domain.Extension{N: 30, Unit: domain.CalendarDays, Reason: "复杂"}, day("2026-09-01")); err != nil {
		t.Fatal(err)
	}
	if err := k.Exclude(cal, domain.Span{From: day("2026-09-10"), Until: day("2026-09-21"), Reason: "听证"}); err != nil {
		t.Fatal(err)
	}
	if k.Due != day("2026-11-10") {
		t.Errorf("10-29 and 12 days is 11-10, got %s", k.Due)
	}
	wantCode(t, k.Exclude(cal, domain.Span{From: day("2026-09-10"), Reason: "听证"}), "exclusion_unreadable")
	wantCode(t, k.Exclude(cal, domain.Span{From: day("2026-09-10"), Until: day("2026-09-11")}), "reason_missing")
	wantCode(t, k.Exclude(cal, domain.Span{From: day("2027-09-10"), Until: day("2027-09-11"), Reason: "听证"}), "clock_expired")
	if err := k.Exclude(cal, domain.Span{From: day("2026-09-15"), Until: day("2026-09-25"), Reason: "鉴定"}); err != nil || k.Due != day("2026-11-14") {
		t.Errorf("overlapping days count once: 4 more, got %s %v", k.Due, err)
	}
}

// penalty.md §11, case 9, and the old form of sixty days.
func TestPublicNoticeServesAfterThirtyDays(t *testing.T) {
	for _, id := range []string{"SV-01", "TL-13", "T18", "PEN-4.04"} {
		k := started(t, id, "2026-09-01")
		if k.Due != day("2026-10-01") || k.Effect != domain.EffectDeemedServed || k.Status != domain.Confirmed {
			t.Errorf("%s: served on %s, a holiday or not", id, k.Due)
		}
	}
	if r := rule(t, "SV-01", "2021-12-31"); r.Term.N != 60 || r.Status != domain.Unconfirmed {
		t.Errorf("before 2022: %+v", r)
	}
	if r := rule(t, "SV-01", "2022-01-01"); r.Term.N != 30 {
		t.Errorf("from 2022: %+v", r)
	}
}

func TestALengthSetByTheBureauStaysInItsBounds(t *testing.T) {
	r := rule(t, "RE-01", "2026-07-01")
	for n, code := range map[int]domain.Code{0: "term_out_of_bounds", 1: "", 30: "", 31: "term_out_of_bounds"} {
		k, err := domain.StartClockN(official(), r, "k", day("2026-07-01"), n)
		if domain.CodeOf(err) != code || err == nil && k.Term.N != n {
			t.Errorf("%d: %v", n, err)
		}
	}
	_, err := domain.StartClockN(official(), rule(t, "TL-03", "2026-07-01"), "k", day("2026-07-01"), 6)
	wantCode(t, err, "term_fixed")
}

func TestAFixedDayIsTheNextSuchDay(t *testing.T) {
	for from, want := range map[string]string{"2026-01-10": "2026-06-01", "2025-12-31": "2026-06-01", "2026-05-31": "2027-05-31"} {
		if k := started(t, "T10b", from); k.Due != day(want) { // 31 May 2026 is a Sunday and the report a party's duty
			t.Errorf("from %s: %s, want %s", from, k.Due, want)
		}
	}
	if k := started(t, "TL-12b", "2025-12-31"); k.Due != day("2026-01-31") { // a Saturday, but an agency's duty
		t.Errorf("%s", k.Due)
	}
}

func TestSuspendAndResume(t *testing.T) {
	cal := official()
	k := started(t, "TL-01", "2026-07-01")
	wantCode(t, k.Suspend(cal, day("2026-08-01"), ""), "reason_missing")
	wantCode(t, k.Suspend(cal, day("2026-09-30"), "不可抗力"), "clock_expired")
	wantCode(t, k.Resume(cal, day("2026-08-01")), "clock_not_suspended")
	if err := k.Suspend(cal, day("2026-08-01"), "不可抗力"); err != nil {
		t.Fatal(err)
	}
	if !k.Due.IsZero() || !k.DueAt.IsZero() || k.Instants(cal) != nil {
		t.Errorf("while it stands still it has no due day: %s", k.Due)
	}
	wantCode(t, k.Suspend(cal, day("2026-08-02"), "再次"), "clock_suspended")
	wantCode(t, k.Resume(cal, day("2026-07-31")), "resumed_before_suspended")

	for at, want := range map[string]domain.ClockStatus{
		"2026-07-31": {State: domain.Running, Days: 60, Unit: domain.CalendarDays},
		"2026-08-01": {State: domain.Suspended, Days: 60, Unit: domain.CalendarDays},
		"2027-08-01": {State: domain.Suspended, Days: 60, Unit: domain.CalendarDays},
	} {
		if got := k.StatusAt(cal, noon(at)); got != want {
			t.Errorf("%s: %+v, want %+v", at, got, want)
		}
	}
	if err := k.Resume(cal, day("2026-08-11")); err != nil || k.Due != day("2026-10-09") {
		t.Fatalf("ten days later it is due ten days later: %s %v", k.Due, err)
	}
	for at, want := range map[string]domain.ClockStatus{
		"2026-07-31": {State: domain.Running, Days: 60, Unit: domain.CalendarDays},
		"2026-08-10": {State: domain.Suspended, Days: 60, Unit: domain.CalendarDays},
		"2026-08-11": {State: domain.Running, Days: 59, Unit: domain.CalendarDays},
		"2026-10-09": {State: domain.DueToday, Days: 0, Unit: domain.CalendarDays},
	} {
		if got := k.StatusAt(cal, noon(at)); got != want {
			t.Errorf("%s: %+v, want %+v", at, got, want)
		}
	}
	if err := k.Suspend(cal, day("2026-09-01"), "鉴定"); err != nil {
		t.Fatal(err)
	}
	if err := k.Resume(cal, day("2026-09-01")); err != nil || k.Due != day("2026-10-09") || len(k.Suspensions) != 1 {
		t.Errorf("resumed the same day, nothing is lost: %s %v", k.Due, err)
	}
	k.Lapse(day("2026-10-10"))
	wantCode(t, k.Suspend(cal, day("2026-09-01"), "x"), "clock_ended")
	wantCode(t, k.Resume(cal, day("2026-09-01")), "clock_ended")
}

// The due day belongs to the clock until 24:00 in Shanghai, which is 00:00 of the next day.
func TestTheDueDayLastsUntilMidnightInShanghai(t *testing.T) {
	k := started(t, "TL-03", "2026-09-28") // due Saturday 2026-10-10, a make-up day; Sunday the 11th is a rest day
	cal, wd := official(), domain.WorkingDays
	due := k.Due
	for _, c := range []struct {
		at   time.Time
		want domain.ClockStatus
	}{
		{day("2026-09-27").Start(), domain.ClockStatus{State: domain.Running, Days: 5, Unit: wd}},
		{day("2026-09-28").Start(), domain.ClockStatus{State: domain.Running, Days: 5, Unit: wd}},
		{day("2026-10-03").Start(), domain.ClockStatus{State: domain.Running, Days: 3, Unit: wd}},
		{due.Start().Add(-time.Nanosecond), domain.ClockStatus{State: domain.Running, Days: 1, Unit: wd}},
		{due.Start(), domain.ClockStatus{State: domain.DueToday, Unit: wd}},
		{due.End().Add(-time.Nanosecond), domain.ClockStatus{State: domain.DueToday, Unit: wd}},
		{due.End(), domain.ClockStatus{State: domain.Overdue, Days: 1, Unit: wd}},
		{due.End().UTC(), domain.ClockStatus{State: domain.Overdue, Days: 1, Unit: wd}},
		{day("2026-10-12").Start(), domain.ClockStatus{State: domain.Overdue, Days: 1, Unit: wd}},
		{day("2026-10-13").Start(), domain.ClockStatus{State: domain.Overdue, Days: 2, Unit: wd}},
	} {
		if got := k.StatusAt(cal, c.at); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.at, got, c.want)
		}
	}
}

func TestHowAClockEnded(t *testing.T) {
	cal := official()
	base := started(t, "TL-06", "2026-09-20") // due 2026-10-08
	for name, c := range map[string]struct {
		end  func(*domain.Clock)
		at   string
		want domain.ClockStatus
	}{
		"met on the last day":          {func(k *domain.Clock) { k.Meet(day("2026-10-08")) }, "2026-10-09", domain.ClockStatus{State: domain.Met, Unit: domain.CalendarDays}},
		"met two days late":            {func(k *domain.Clock) { k.Meet(day("2026-10-10")) }, "2026-11-09", domain.ClockStatus{State: domain.MetLate, Days: 2, Unit: domain.CalendarDays}},
		"not yet met as of that day":   {func(k *domain.Clock) { k.Meet(day("2026-10-10")) }, "2026-10-09", domain.ClockStatus{State: domain.Overdue, Days: 1, Unit: domain.CalendarDays}},
		"lapsed":                       {func(k *domain.Clock) { k.Lapse(day("2026-10-09")) }, "2026-10-09", domain.ClockStatus{State: domain.Lapsed, Unit: domain.CalendarDays}},
		"not yet lapsed as of the day": {func(k *domain.Clock) { k.Lapse(day("2026-10-09")) }, "2026-10-08", domain.ClockStatus{State: domain.DueToday, Unit: domain.CalendarDays}},
		"stopped":                      {func(k *domain.Clock) { k.Stop(day("2026-10-01")) }, "2026-12-01", domain.ClockStatus{State: domain.Stopped, Unit: domain.CalendarDays}},
	} {
		k := base
		c.end(&k)
		if got := k.StatusAt(cal, noon(c.at)); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
		if k.Instants(cal) != nil {
			t.Errorf("%s: it asks for nothing more", name)
		}
	}
}

func TestHourClocksAreOverdueByTheHour(t *testing.T) {
	cal, at := official(), time.Date(2026, 9, 30, 16, 30, 0, 0, domain.Shanghai)
	k := domain.StartClockAt(cal, rule(t, "PEN-6.02", "2026-09-30"), "k", at)
	for _, c := range []struct {
		after time.Duration
		want  domain.ClockStatus
	}{
		{0, domain.ClockStatus{State: domain.Running, Days: 24, Unit: domain.Hours}},
		{23*time.Hour + 59*time.Minute, domain.ClockStatus{State: domain.DueToday, Days: 1, Unit: domain.Hours}},
		{24 * time.Hour, domain.ClockStatus{State: domain.Overdue, Days: 1, Unit: domain.Hours}},
		{27 * time.Hour, domain.ClockStatus{State: domain.Overdue, Days: 3, Unit: domain.Hours}},
	} {
		if got := k.StatusAt(cal, at.Add(c.after)); got != c.want {
			t.Errorf("after %s: %+v, want %+v", c.after, got, c.want)
		}
	}
}

func TestAClockCountedBackTellsWhatIsLeft(t *testing.T) {
	k := started(t, "TL-04", "2026-11-18") // the hearing; notice until Sunday 2026-11-08
	if got := k.StatusAt(official(), noon("2026-11-02")); got != (domain.ClockStatus{State: domain.Running, Days: 4, Unit: domain.WorkingDays}) {
		t.Errorf("%+v", got)
	}
	if got := k.StatusAt(official(), noon("2026-11-09")); got.State != domain.Overdue {
		t.Errorf("%+v", got)
	}
}

func TestRemindersAndEscalationsAreInstants(t *testing.T) {
	cal := official()
	k := started(t, "RE-01", "2026-09-01") // due 09-16; reminders 5 and 1 before; 1, 3, 7 after
	want := []domain.Instant{
		{At: day("2026-09-11").Start(), Kind: domain.InstantRemind, Step: 5},
		{At: day("2026-09-15").Start(), Kind: domain.InstantRemind, Step: 1},
		{At: day("2026-09-17").Start(), Kind: domain.InstantExpire},
		{At: day("2026-09-17").Start(), Kind: domain.InstantEscalate, Step: 1, To: "officer"},
		{At: day("2026-09-19").Start(), Kind: domain.InstantEscalate, Step: 3, To: "section_head"},
		{At: day("2026-09-23").Start(), Kind: domain.InstantEscalate, Step: 7, To: "manager"},
	}
	if got := k.Instants(cal); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
	if i, ok := k.NextInstant(cal, day("2026-09-11").Start()); !ok || i != want[1] {
		t.Errorf("after the first comes the second: %+v", i)
	}
	if _, ok := k.NextInstant(cal, day("2026-09-23").Start()); ok {
		t.Error("after the last comes none")
	}
	// In working days the reminder of a clock due after the holiday comes before the holiday.
	w := started(t, "TL-19b", "2026-09-24") // 7 working days: due 10-12; reminders 2 and 1 before
	if got := w.Instants(cal); !got[0].At.Equal(day("2026-10-09").Start()) || !got[1].At.Equal(day("2026-10-10").Start()) {
		t.Errorf("got %v", got)
	}
	short, err := domain.StartClockN(cal, rule(t, "RE-01", "2026-09-01"), "k", day("2026-09-01"), 3)
	if err != nil || short.Instants(cal)[0].Step != 1 {
		t.Errorf("a reminder on or before the day of the order is left out: %v", short.Instants(cal))
	}
}

func TestStatusFollowsTheDueDay(t *testing.T) {
	cal := official()
	rapid.Check(t, func(t *rapid.T) {
		k := domain.Clock{Term: genTerm(t), From: genFrom(t)}
		k.Suspensions = genSpans(t, k.From, "suspensions")
		k.Recompute(cal)
		before := k.Due - domain.Date(rapid.IntRange(0, 200).Draw(t, "before"))
		s := k.StatusAt(cal, before.Start())
		switch {
		case before == k.Due && s.State != domain.DueToday && s.State != domain.Suspended:
			t.Fatalf("on the due day: %+v", s)
		case before < k.Due && s.State != domain.Running && s.State != domain.Suspended:
			t.Fatalf("before: %+v", s)
		case s.Days < 0:
			t.Fatalf("left: %+v", s)
		}
		if s = k.StatusAt(cal, k.Due.End()); s.State != domain.Overdue || s.Days != 1 {
			t.Fatalf("at 24:00 of the due day: %+v", s)
		}
		if s = k.StatusAt(cal, k.Due.End().Add(-1)); s.State == domain.Overdue {
			t.Fatalf("just before: %+v", s)
		}
	})
}

func TestDaysWithoutAKnownEndAreLeftOut(t *testing.T) {
	cal := official()
	k := started(t, "PEN-4.01", "2026-07-01")
	wantCode(t, k.Include(cal, "审计", day("2026-08-01")), "clock_not_suspended")
	wantCode(t, k.ExcludeFrom(cal, day("2026-08-01"), ""), "reason_missing")
	wantCode(t, k.ExcludeFrom(cal, day("2026-09-30"), "审计"), "clock_expired")
	if err := k.ExcludeFrom(cal, day("2026-08-04"), "审计"); err != nil || !k.Due.IsZero() || len(k.Instants(cal)) != 0 {
		t.Errorf("no due day while it is open: %s %v", k.Due, err)
	}
	if err := k.Suspend(cal, day("2026-08-06"), "中止"); err != nil { // it may be suspended beside
		t.Fatal(err)
	}
	if s := k.StatusAt(cal, noon("2026-08-20")); s.State != domain.Suspended || s.Days != 57 {
		t.Errorf("33 of 90 days are gone, 57 are left, whatever the day: %+v", s)
	}
	if err := k.Include(cal, "审计", day("2026-08-10")); err != nil || !k.Due.IsZero() {
		t.Errorf("still suspended: %s %v", k.Due, err)
	}
	if err := k.Resume(cal, day("2026-08-16")); err != nil || k.Due != day("2026-10-11") {
		t.Errorf("twelve days in all, 08-04 to 08-15: %s %v", k.Due, err)
	}
	if err := k.ExcludeFrom(cal, day("2026-08-20"), "检测"); err != nil {
		t.Fatal(err)
	}
	if err := k.Include(cal, "检测", day("2026-08-19")); err != nil || k.Due != day("2026-10-11") || len(k.Exclusions) != 1 {
		t.Errorf("back before a day was lost: %s %v", k.Due, err)
	}
	k.Meet(day("2026-08-21"))
	wantCode(t, k.ExcludeFrom(cal, day("2026-08-22"), "检测"), "clock_ended")
}

// A desk shows a deadline once: the reminder of one working day takes the place of the one of three that nobody acknowledged.
func TestALaterReminderTakesThePlaceOfTheEarlier(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.begun("r1")
	x.do("w", "r1", &domain.ReceiveApplication{Materials: x.materials("r1"), AssemblyOn: day("2026-03-02")})
	x.do("w", "r1", &domain.AcceptApplication{})
	k := x.files["r1"].Clock("promised")
	if len(k.RemindBefore) < 2 {
		t.Fatalf("the rule reminds %v days before: one reminder shows nothing here", k.RemindBefore)
	}
	x.now = k.Due.Start().Add(9 * time.Hour)
	c := x.pass("r1")
	var open, done []string
	for _, task := range c.Tasks {
		if task.Kind == "look" && task.Clock == k.ID {
			if task.DoneAt.IsZero() {
				open = append(open, task.ID)
			} else {
				done = append(done, task.ID)
			}
		}
	}
	if len(open) != 1 || len(done) != len(k.RemindBefore)-1 {
		t.Errorf("open %v, replaced %v", open, done)
	}
}
