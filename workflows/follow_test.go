package workflows_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"yifa/activities"
	"yifa/domain"
	"yifa/workflows"
)

func stringReader(s string) io.Reader { return strings.NewReader(s) }

func activityNamed(name string) activity.RegisterOptions { return activity.RegisterOptions{Name: name} }

func TestEveryStageIsExplained(t *testing.T) {
	for stage, title := range domain.StageTitles() {
		if stage != domain.Current && workflows.Waits(stage) == "" {
			t.Errorf("no procedure says what is waited for at %s (%s)", stage, title[0])
		}
	}
}

func TestIDs(t *testing.T) {
	p, c, ok := workflows.CaseOf(workflows.RectificationID("i1-r1"))
	require.True(t, ok)
	require.Equal(t, domain.ProcRectification, p)
	require.Equal(t, domain.CaseID("i1-r1"), c)
	for _, id := range []string{"", "rectification", "rectification:", "person:p1", workflows.CheckpointID} {
		_, _, ok := workflows.CaseOf(id)
		require.False(t, ok, id)
	}
}

func TestBurstIsOneLook(t *testing.T) {
	w := newWorld(t)
	id := w.ordered(15)
	before, after := 0, 0
	w.when(monday.Add(time.Hour), func() {
		before = w.hands.looks
		for range 20 {
			w.do(id, "o1", &domain.AddNote{Text: "电话联系"})
			w.say(id)
		}
		for range 20 { // the same again, late and doubled
			w.say(id)
		}
	})
	w.when(monday.Add(2*time.Hour), func() { after = w.hands.looks })
	w.when(monday.Add(3*time.Hour), func() {
		w.do(id, "ld", &domain.RevokeOrder{Reason: "对象有误"})
		w.say(id)
	})
	w.follow(domain.ProcRectification, id)
	require.Equal(t, "revoked", w.ended().Outcome, "closed while a timer ran")
	require.Equal(t, 1, after-before)
}

// A register lacks an element of the instrument: rendering is tried until it is there.
func TestRenderingIsTriedUntilItSucceeds(t *testing.T) {
	w := newWorld(t)
	id := w.ordered(15)
	w.hands.failures = 8
	w.when(monday.Add(24*time.Hour), func() {
		w.do(id, "ld", &domain.RevokeOrder{Reason: "对象有误"})
		w.say(id)
	})
	w.follow(domain.ProcRectification, id)
	require.Equal(t, "revoked", w.ended().Outcome)
	require.Len(t, w.hands.drawn, 1)
}

func TestNoDeadlineWaitsForAPrinter(t *testing.T) {
	w := newWorld(t)
	id := w.ordered(1)
	w.env.OnActivity("Render", mock.Anything, mock.Anything).Return(w.render).After(10 * 24 * time.Hour)
	w.when(monday.Add(time.Minute), func() {
		w.do(id, "o1", &domain.ServeOrder{Method: domain.ServeDirect, On: domain.DateOf(monday), Recipient: "某"})
		w.say(id)
	})
	w.when(monday.Add(5*24*time.Hour), func() { w.reinspect(id, true) })
	w.follow(domain.ProcRectification, id)
	require.Equal(t, "passed", w.ended().Outcome)
	require.Contains(t, w.passed(id), "06-06 00:00 comply expire")
	require.Len(t, w.hands.drawn, 3, "the workflow stayed until all were drawn")
}

// --- the frame with a scripted file

// script answers looks one after the other; the last one for ever.
type script struct {
	looks    []activities.Look
	n        int
	advanced []string
	during   func(n int) // called while the nth look is under way
	down     int         // how many looks fail first
	inertia  int         // how many advances do nothing
}

func (s *script) Look(context.Context, activities.LookInput) (activities.Look, error) {
	if s.down > 0 {
		s.down--
		return activities.Look{}, errors.New("connection refused")
	}
	l := s.looks[min(s.n, len(s.looks)-1)]
	s.n++
	if s.during != nil {
		s.during(s.n)
	}
	return l, nil
}

func (s *script) Advance(_ context.Context, in activities.AdvanceInput) error {
	s.advanced = append(s.advanced, in.Key)
	if s.inertia > 0 {
		s.inertia--
		s.n--
	}
	return nil
}

func (s *script) run(t *testing.T, more func(env *testsuite.TestWorkflowEnvironment)) *testsuite.TestWorkflowEnvironment {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestWorkflowEnvironment()
	env.SetStartTime(monday)
	env.RegisterActivity(s.Look)
	env.RegisterActivity(s.Advance)
	if more != nil {
		more(env)
	}
	env.ExecuteWorkflow(workflows.Rectification, workflows.File{Case: "r1"})
	require.True(t, env.IsWorkflowCompleted())
	return env
}

var (
	waiting = activities.Look{Seq: 3, Open: true, Stage: domain.RectInProgress}
	closed  = activities.Look{Seq: 9, Stage: domain.RectClosed, Outcome: "passed"}
)

func TestSignalWhileTheLastLookIsUnderWay(t *testing.T) {
	var env *testsuite.TestWorkflowEnvironment
	reopened := activities.Look{Seq: 10, Open: true, Stage: domain.RectInProgress}
	again := closed
	again.Seq = 11
	s := &script{looks: []activities.Look{closed, reopened, again}}
	s.during = func(n int) {
		if n == 1 { // the file looks closed, but moves on before we can end
			env.SignalWorkflow(workflows.MovedSignal, workflows.Moved{Seq: 10})
		}
	}
	s.run(t, func(e *testsuite.TestWorkflowEnvironment) {
		env = e
		e.RegisterDelayedCallback(func() { e.SignalWorkflow(workflows.MovedSignal, workflows.Moved{Seq: 11}) }, time.Hour)
	})
	var end workflows.Ended
	require.NoError(t, env.GetWorkflowResult(&end))
	require.Equal(t, 11, end.Seq)
	require.Equal(t, 3, s.n)
}

func TestContinuesAsNew(t *testing.T) {
	s := &script{looks: []activities.Look{waiting}}
	env := s.run(t, func(e *testsuite.TestWorkflowEnvironment) { e.SetContinueAsNewSuggested(true) })
	var next *workflow.ContinueAsNewError
	require.ErrorAs(t, env.GetWorkflowError(), &next)
	require.Equal(t, "Rectification", next.WorkflowType.Name)
	var in workflows.File
	require.NoError(t, decode(next, &in))
	require.Equal(t, workflows.File{Case: "r1", Seq: 3}, in)
}

func TestNumberZeroLooksAgainWhateverIsKnown(t *testing.T) {
	back := closed
	back.Seq = 2 // restored from a backup: the number went back
	s := &script{looks: []activities.Look{waiting, back}}
	env := s.run(t, func(e *testsuite.TestWorkflowEnvironment) {
		e.RegisterDelayedCallback(func() { e.SignalWorkflow(workflows.MovedSignal, workflows.Moved{Seq: 2}) }, time.Minute)
		e.RegisterDelayedCallback(func() { require.Equal(t, 1, s.n, "an old number is no news") }, time.Hour)
		e.RegisterDelayedCallback(func() { e.SignalWorkflow(workflows.MovedSignal, workflows.Moved{}) }, 2*time.Hour)
	})
	require.NoError(t, env.GetWorkflowError())
	require.Equal(t, 2, s.n)
}

func TestDatabaseDownCostsNoHistory(t *testing.T) {
	s := &script{looks: []activities.Look{closed}, down: 8}
	env := s.run(t, nil)
	require.NoError(t, env.GetWorkflowError())
}

// The store's clock is behind the engine's: the moment is let pass again until it passes, with pauses between.
func TestMomentThatDoesNotPass(t *testing.T) {
	due := waiting
	due.NextAt = monday.Add(time.Hour)
	s := &script{looks: []activities.Look{due, closed}, inertia: 3}
	start := monday
	env := s.run(t, nil)
	require.NoError(t, env.GetWorkflowError())
	require.Len(t, s.advanced, 4)
	require.WithinDuration(t, start.Add(time.Hour+7*time.Second), env.Now(), time.Second)
}

// After a long time down everything is due at once; it takes as many steps as there are moments, and no waiting.
func TestEverythingDueAtOnce(t *testing.T) {
	var looks []activities.Look
	for i := range 5 {
		l := waiting
		l.Seq, l.NextAt = 3+i, monday.Add(-time.Duration(100-i)*time.Hour)
		looks = append(looks, l)
	}
	s := &script{looks: append(looks, closed)}
	env := s.run(t, nil)
	require.NoError(t, env.GetWorkflowError())
	require.Len(t, s.advanced, 5)
	require.WithinDuration(t, monday, env.Now(), time.Second)
}

func TestUnknownFileEndsWithItsCode(t *testing.T) {
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestWorkflowEnvironment()
	env.RegisterActivityWithOptions(func(context.Context, activities.LookInput) (activities.Look, error) {
		return activities.Look{}, activities.Crossing(domain.Refuse("not_found", "", "没有", "no"))
	}, activityNamed("Look"))
	env.ExecuteWorkflow(workflows.Campaign, workflows.File{Case: "c1"})
	require.Equal(t, domain.Code("not_found"), activities.CodeOf(env.GetWorkflowError()), fmt.Sprint(env.GetWorkflowError()))
}

func decode(e *workflow.ContinueAsNewError, into any) error {
	return converter.GetDefaultDataConverter().FromPayloads(e.Input, into)
}
