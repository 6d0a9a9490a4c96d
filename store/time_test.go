package store_test

import (
	"testing"
	"time"

	"yifa/domain"
	"yifa/store"
)

// at gives a moment of 2025.
func on(month time.Month, day, hour int) time.Time {
	return time.Date(2025, month, day, hour, 0, 0, 0, domain.Shanghai)
}

func kinds(d *desk, id domain.CaseID) (out []string) {
	d.Helper()
	rows, err := d.Events(d.Context(), id)
	if err != nil {
		d.Fatal(err)
	}
	for _, r := range rows {
		if r.Kind == "InstantPassed" {
			e, err := r.Event()
			if err != nil {
				d.Fatal(err)
			}
			b := e.Body.(*domain.InstantPassed) //nolint:forcetypeassert // the kind says so
			out = append(out, e.OccurredAt.Format("01-02 ")+b.Clock+" "+b.What+" "+b.To)
		}
	}
	return out
}

// Two files of the same story: over one the engine lets time pass day by day, the other is left alone for months and
// then touched once.
func TestTimeLeavesTheSameFileWhetherTheEngineWatchesOrAnActComesLate(t *testing.T) {
	d := newDesk(t, anyone)
	d.at(on(3, 3, 9))
	eager, lazy := d.served(d.shop), domain.CaseID("")
	d.at(on(3, 3, 9))
	lazy = d.served(d.shop)
	for range 120 {
		d.later(1, 0)
		d.advance(eager)
	}
	last := store.Request{Actor: d.an, Key: "last", Command: &domain.AddNote{Text: "查看"}}
	last.Case = lazy
	if _, err := d.Act(t.Context(), last); err != nil {
		t.Fatal(err)
	}
	last.Case, last.Key = eager, "last too"
	if _, err := d.Act(t.Context(), last); err != nil {
		t.Fatal(err)
	}
	a, b := d.file(eager), d.file(lazy)
	if a.Stage != domain.RectOverdue || a.Rectification.OverdueOn != domain.NewDate(2025, 3, 19) {
		t.Errorf("%s %v", a.Stage, a.Rectification)
	}
	if x, y := kinds(d, eager), kinds(d, lazy); mustJSON(t, x) != mustJSON(t, y) || len(x) < 8 {
		t.Errorf("eager %v\nlazy  %v", x, y)
	}
	if mustJSON(t, a.Clocks) != mustJSON(t, b.Clocks) || mustJSON(t, a.Fired) != mustJSON(t, b.Fired) || len(a.Tasks) != len(b.Tasks) || a.Seq != b.Seq {
		t.Error("the two files differ")
	}
	if _, more := a.NextInstant(calendar(d)); more {
		t.Error("something is due and was not recorded")
	}
	d.whole()
}

func calendar(d *desk) *domain.Calendar {
	d.Helper()
	cal, _, _, err := d.Law(d.Context())
	if err != nil {
		d.Fatal(err)
	}
	return cal
}

func TestWhatTimeDoesIsRecordedBeforeTheActThatComesAfterIt(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.served(d.shop) // 03-03, due 03-18
	d.at(on(3, 25, 9))
	r := d.do(d.an, id, &domain.ReportCorrection{Report: "迟交的报告"})
	want := []string{"InstantPassed", "InstantPassed", "InstantPassed", "InstantPassed", "InstantPassed"}
	if len(r.Events) < 5 || mustJSON(t, r.Events[:5]) != mustJSON(t, want) || r.Events[len(r.Events)-1] != "CorrectionReported" {
		t.Errorf("%v", r.Events)
	}
	c := d.file(id)
	if c.Rectification.OverdueOn != domain.NewDate(2025, 3, 19) || c.Clock("comply").MetOn != domain.NewDate(2025, 3, 25) || c.Stage != domain.RectReported {
		t.Errorf("%+v %+v", c.Rectification, c.Clock("comply"))
	}
}

func TestAReportInTimeThatIsEnteredLateCountsAsInTime(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.served(d.shop) // due 03-18
	d.at(on(3, 20, 0))
	d.advance(id)
	if c := d.file(id); c.Stage != domain.RectOverdue {
		t.Fatal(c.Stage)
	}
	_, err := d.Act(t.Context(), store.Request{Case: id, Actor: d.an, Key: "late", At: on(3, 17, 15), Command: &domain.ReportCorrection{Report: "17日交来，20日登记"}})
	if err != nil {
		t.Fatal(err)
	}
	c := d.file(id)
	r := c.Rectification
	if c.Stage != domain.RectReported || c.Clock("comply").MetOn != domain.NewDate(2025, 3, 17) || r.ReportedOn != domain.NewDate(2025, 3, 17) || !r.OverdueOn.IsZero() {
		t.Errorf("%s %+v", c.Stage, r)
	}
	running := 0
	for _, k := range c.Clocks {
		if !k.Ended() {
			running++
			if k.From != domain.NewDate(2025, 3, 17) {
				t.Errorf("re-inspection is counted from %s", k.From)
			}
		}
	}
	if running != 1 {
		t.Errorf("%d clocks run", running)
	}
	for _, k := range c.Tasks {
		if k.DoneAt.IsZero() && k.Kind != "rectification.reinspect" {
			t.Errorf("an alarm about nothing: %+v", k)
		}
	}
	d.whole()
}

func TestServiceByPublicNoticeCountsAfterThirtyDays(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.approved(d.shop)
	d.do(d.an, id, &domain.ServeOrder{Method: domain.ServeNotice, On: d.today(), Reason: "三次上门均无人"}) // 03-03
	d.at(on(4, 2, 23))
	d.advance(id)
	if c := d.file(id); c.Stage != domain.RectAnnounced || c.Rectification.Order == "" || !c.ServedOn(c.Rectification.Order).IsZero() {
		t.Fatalf("on the thirtieth day it still runs: %s", c.Stage)
	}
	d.at(on(4, 3, 0))
	d.advance(id)
	c := d.file(id)
	if served := c.ServedOn(c.Rectification.Order); c.Stage != domain.RectInProgress || served != domain.NewDate(2025, 4, 2) || c.Clock("comply").From != served || c.Clock("comply").Due != domain.NewDate(2025, 4, 17) {
		t.Errorf("%s served %s comply %+v", c.Stage, served, c.Clock("comply"))
	}
}

func TestWhoSignsWhileThePublicNoticeRunsIsServedThatDay(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.approved(d.shop)
	d.do(d.an, id, &domain.ServeOrder{Method: domain.ServeNotice, On: d.today(), Reason: "三次上门均无人"}) // 03-03
	_, err := d.try(d.an, id, &domain.ServeOrder{Method: domain.ServeNotice, On: d.today(), Reason: "再公告"})
	d.refused(err, "already_done")
	d.at(on(3, 15, 10))
	d.do(d.an, id, &domain.ServeOrder{Method: domain.ServeDirect, On: domain.NewDate(2025, 3, 15), Recipient: "甲"})
	d.at(on(5, 20, 0))
	d.advance(id)
	c := d.file(id)
	if served := c.ServedOn(c.Rectification.Order); served != domain.NewDate(2025, 3, 15) || c.Clock("notice").StoppedOn != served || c.Clock("comply").From != served {
		t.Errorf("served %s, notice %+v", served, c.Clock("notice"))
	}
	if !c.Services[0].Superseded || c.Clock("comply#2") != nil {
		t.Errorf("%+v", c.Services)
	}
}

func TestAnExtensionMovesTheDeadlineAndWhatIsAnnounced(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.served(d.shop) // due 03-18, reminded 03-13
	d.at(on(3, 14, 9))
	d.do(d.an, id, &domain.AskExtension{Days: 10, Reason: "雨季施工"})
	_, err := d.try(d.an, id, &domain.GrantExtension{Days: 10, Comment: "自己批"})
	d.refused(err, "separation_of_duties")
	d.do(d.lin, id, &domain.GrantExtension{Days: 10, Comment: "同意"})
	c := d.file(id)
	if c.Clock("comply").Due != domain.NewDate(2025, 3, 28) {
		t.Fatal(c.Clock("comply").Due)
	}
	d.at(on(3, 24, 9))
	d.advance(id)
	if got := kinds(d, id); len(got) < 2 || got[len(got)-1] != "03-23 comply remind " {
		t.Errorf("%v", got)
	}
	d.at(on(3, 29, 0))
	d.advance(id)
	if c := d.file(id); c.Stage != domain.RectOverdue || c.Rectification.OverdueOn != domain.NewDate(2025, 3, 29) {
		t.Errorf("%s %s", c.Stage, c.Rectification.OverdueOn)
	}
	_, err = d.try(d.an, id, &domain.AskExtension{Days: 3, Reason: "再延"})
	d.refused(err, "wrong_stage")
}

func TestAnExtensionThatNobodyDecidedLapsesWithTheDeadline(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.served(d.shop)
	d.at(on(3, 17, 9))
	d.do(d.an, id, &domain.AskExtension{Days: 10, Reason: "雨季施工"})
	d.at(on(3, 19, 9))
	_, err := d.try(d.lin, id, &domain.GrantExtension{Days: 10, Comment: "同意"})
	d.refused(err, "wrong_stage", "clock_expired")
	d.advance(id)
	c := d.file(id)
	if c.Stage != domain.RectOverdue {
		t.Error(c.Stage)
	}
	for _, k := range c.Tasks {
		if k.Kind == "rectification.grant_extension" && k.DoneAt.IsZero() {
			t.Error("the leader is still asked")
		}
	}
}

func TestANewNoticeMovesTheClocksItSaysItWillMove(t *testing.T) {
	d := newDesk(t, anyone)
	d.at(time.Date(2026, 12, 25, 9, 0, 0, 0, domain.Shanghai)) // the notice of 2027 is not out: counts are provisional
	var ids []domain.CaseID
	for range 3 {
		ids = append(ids, d.recorded(d.funeral, 0), d.approved(d.village))
	}
	n := domain.Notice{Year: 2027, Number: "国办发明电〔2026〕9号", Source: "x"}
	for day := 1; day <= 3; day++ {
		n.Days = append(n.Days, domain.NoticeDay{Date: domain.NewDate(2027, 1, day), Off: true, Name: "元旦"})
	}
	n.Days = append(n.Days, domain.NoticeDay{Date: domain.NewDate(2027, 1, 9), Off: false, Name: "元旦"})
	before := d.shown()
	moved, err := d.PreviewNotice(t.Context(), n)
	if err != nil || len(moved) == 0 {
		t.Fatal(moved, err)
	}
	d.same(before, d.shown())
	d.do(d.zhu, "calendar", &domain.ImportNotice{Notice: n})
	if changed, err := d.Recount(t.Context(), "导入2027年通知"); err != nil || changed == 0 {
		t.Fatal(changed, err)
	}
	for _, m := range moved {
		found := false
		for _, k := range d.file(m.Case).Clocks {
			if k.Title == m.Clock && k.Rule == m.Rule {
				if found = true; k.Due != m.To || k.Provisional && m.Confirmed {
					t.Errorf("%s %s: foretold %s, counted %s", m.Case, m.Clock, m.To, k.Due)
				}
			}
		}
		if !found {
			t.Errorf("%+v", m)
		}
	}
	if again, err := d.PreviewNotice(t.Context(), n); err != nil || len(again) != 0 {
		t.Errorf("%+v %v", again, err)
	}
	if changed, err := d.Recount(t.Context(), "再算一次"); err != nil || changed != 0 {
		t.Errorf("%d %v", changed, err)
	}
	_ = ids
	d.whole()
}
