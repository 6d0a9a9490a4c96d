package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"yifa/domain"
)

func TestInspectionWithNoIssueIsPublishedOnItsLastDay(t *testing.T) {
	w := newWorld(t)
	w.at = monday.Add(-time.Hour)
	id := w.inspected()
	w.when(monday.Add(24*time.Hour), func() {
		w.do(id, "o1", &domain.NotifyResult{})
		w.say(id)
	})
	w.follow(domain.ProcInspection, id)

	e := w.ended()
	require.Equal(t, "no_issue", e.Outcome)
	c := w.file(id)
	require.Equal(t, c.Clock("publish").Due, c.Inspection.PublishedOn, "20 working days, and nobody published")
	require.Len(t, w.hands.drawn, 4, "approval, notice, record, result")
	require.Equal(t, []string{
		"06-25 00:00 publish remind 5", "06-28 00:00 publish remind 2", "06-29 00:00 publish remind 1",
	}, w.passed(id))
}

func TestWithheldResultIsNotPublished(t *testing.T) {
	w := newWorld(t)
	w.at = monday.Add(-time.Hour)
	id := w.inspected(sold)
	w.when(monday.Add(time.Hour), func() {
		w.do(id, "o1", &domain.DisposeFindings{Lines: []int{1}, Exit: domain.ExitCorrected, Note: "当场停止"})
		w.do(id, "o1", &domain.NotifyResult{})
		w.say(id)
	})
	w.when(monday.Add(48*time.Hour), func() {
		w.do(id, "ld", &domain.WithholdResult{Reason: "涉及另案"})
		w.say(id)
	})
	w.follow(domain.ProcInspection, id)

	require.Equal(t, "findings", w.ended().Outcome)
	require.True(t, w.file(id).Inspection.PublishedOn.IsZero())
}

// The result is owed in five working days and nobody sends it: the head of the section and the manager are told, and
// the file waits on.
func TestLateResultIsEscalated(t *testing.T) {
	w := newWorld(t)
	w.at = monday.Add(-time.Hour)
	id := w.inspected()
	w.when(shanghai(2040, time.June, 18, 9, 0), func() {
		w.do(id, "o1", &domain.NotifyResult{})
		w.do(id, "o1", &domain.PublishResult{})
		w.say(id)
	})
	w.follow(domain.ProcInspection, id)

	w.ended()
	require.Equal(t, []string{
		"06-07 00:00 result remind 2", "06-08 00:00 result remind 1", "06-12 00:00 result expire",
		"06-12 00:00 result escalate 1 section_head", "06-14 00:00 result escalate 3 manager",
	}, w.passed(id))
}
