package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"yifa/domain"
)

func TestRectificationPassed(t *testing.T) {
	w := newWorld(t)
	id := w.ordered(15)
	w.when(monday.Add(time.Hour), func() {
		w.do(id, "o1", &domain.ServeOrder{Method: domain.ServeDirect, On: domain.DateOf(monday), Recipient: "某"})
		w.say(id)
	})
	w.when(monday.Add(9*24*time.Hour), func() {
		w.do(id, "o1", &domain.ReportCorrection{Report: "已停止对外销售"})
		w.say(id)
	})
	w.when(monday.Add(10*24*time.Hour), func() { w.reinspect(id, true) })
	w.follow(domain.ProcRectification, id)

	require.Equal(t, "passed", w.ended().Outcome)
	require.Empty(t, w.passed(id), "nothing ran out: served the same day, reported on the ninth, before the first reminder")
	require.Len(t, w.hands.drawn, 4, "order, receipt of service, report and opinion, the last after the file was closed")
	for _, d := range w.file(id).Documents {
		require.NotEmpty(t, d.Files, d.Title)
	}
	require.NotNil(t, w.file(id).DocumentOf("I-9"), "the report of the target")
}

// Nobody does anything after service: reminders, expiry and escalations come at 00:00 of their days, and re-inspection
// still ends it.
func TestRectificationOverdue(t *testing.T) {
	w := newWorld(t)
	id := w.ordered(15)
	w.when(monday.Add(time.Minute), func() {
		w.do(id, "o1", &domain.ServeOrder{Method: domain.ServeDirect, On: domain.DateOf(monday), Recipient: "某"})
		w.say(id)
	})
	w.when(monday.Add(30*24*time.Hour), func() { w.reinspect(id, false) })
	w.when(monday.Add(31*24*time.Hour), func() {
		w.do(id, "o1", &domain.ProposeCase{Reason: "逾期未改正"})
		w.say(id)
	})
	w.follow(domain.ProcRectification, id)

	require.Equal(t, "case_proposed", w.ended().Outcome)
	require.Equal(t, []string{
		"06-14 00:00 comply remind 5",
		"06-18 00:00 comply remind 1",
		"06-20 00:00 comply expire", // due 06-19: in time until 24:00
		"06-20 00:00 comply escalate 1 officer",
		"06-22 00:00 comply escalate 3 section_head",
		"06-22 00:00 reinspect remind 2", // five working days from 06-19
		"06-25 00:00 reinspect remind 1",
		"06-26 00:00 comply escalate 7 manager",
		"06-27 00:00 reinspect expire",
		"06-27 00:00 reinspect escalate 1 section_head",
		"06-29 00:00 reinspect escalate 3 manager",
	}, w.passed(id))
	require.Equal(t, domain.NewDate(2040, 6, 20), w.file(id).Rectification.OverdueOn)
}

func TestExtensionMovesTheTimer(t *testing.T) {
	w := newWorld(t)
	id := w.ordered(15)
	w.when(monday.Add(time.Minute), func() {
		w.do(id, "o1", &domain.ServeOrder{Method: domain.ServeDirect, On: domain.DateOf(monday), Recipient: "某"})
		w.say(id)
	})
	w.when(monday.Add(8*24*time.Hour), func() {
		w.do(id, "o1", &domain.AskExtension{Days: 10, Reason: "工程量大"})
		w.do(id, "ld", &domain.GrantExtension{Days: 10, Comment: "同意"})
		w.say(id)
	})
	w.when(shanghai(2040, time.June, 30, 10, 0), func() { w.reinspect(id, true) })
	w.follow(domain.ProcRectification, id)

	require.Equal(t, "passed", w.ended().Outcome)
	require.Equal(t, []string{
		"06-24 00:00 comply remind 5",
		"06-28 00:00 comply remind 1",
		"06-30 00:00 comply expire",
		"06-30 00:00 comply escalate 1 officer",
	}, w.passed(id), "due 06-29 instead of 06-19, and nothing is left of the old day")
}

// Public notice: after thirty days it counts as served, and the deadline starts by itself.
func TestPublicNotice(t *testing.T) {
	w := newWorld(t)
	id := w.ordered(10)
	w.when(monday.Add(time.Minute), func() {
		w.do(id, "o1", &domain.ServeOrder{Method: domain.ServeNotice, On: domain.DateOf(monday), Reason: "多次上门无人"})
		w.say(id)
	})
	w.when(shanghai(2040, time.July, 6, 10, 0), func() { w.reinspect(id, true) })
	w.follow(domain.ProcRectification, id)

	require.Equal(t, "passed", w.ended().Outcome)
	c := w.file(id)
	require.Equal(t, domain.NewDate(2040, 7, 4), c.Rectification.ServedOn)
	require.Equal(t, domain.NewDate(2040, 7, 16), c.Clock("comply").Due, "ten days end on a Saturday")
	require.Contains(t, w.passed(id), "07-05 00:00 notice expire")
}
