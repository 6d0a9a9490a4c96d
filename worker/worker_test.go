package worker_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"

	"yifa/domain"
	"yifa/store"
	"yifa/testkit"
	"yifa/workflows"
)

// A file from the first act to its end through the real engine, every instrument drawn from its real template; and how
// long it takes from an act to the engine's look at it.
func TestWholeProcedure(t *testing.T) {
	e, b := testkit.NewEngine(t), newBureau(t)
	b.work(e)

	parent := b.inspect(sold)
	id := b.do(parent, "o1", &domain.OrderCorrection{Lines: []int{1}, Measures: []string{"停止对外提供墓位"}, Days: 15}).Opened[0]
	b.do(parent, "o1", &domain.NotifyResult{})
	b.do(id, "ld", &domain.ApproveOrder{})
	b.rendered(id)
	b.rendered(parent)
	b.serve(id)
	b.reinspect(id, true)
	b.do(parent, "ld", &domain.PublishResult{})
	b.rendered(id)

	c, err := client.Dial(client.Options{HostPort: e.Address, Namespace: "yifa"})
	require.NoError(t, err)
	defer c.Close()
	for _, w := range []string{workflows.RectificationID(id), workflows.InspectionID(parent)} {
		var end workflows.Ended
		require.NoError(t, c.GetWorkflow(t.Context(), w, "").Get(t.Context(), &end))
		require.NotEmpty(t, end.Outcome)
	}
	_, err = c.ScheduleClient().GetHandle(t.Context(), workflows.ScheduleID).Describe(t.Context())
	require.NoError(t, err)
	run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "checkpoint-now", TaskQueue: workflows.TaskQueue}, workflows.Checkpoint)
	require.NoError(t, err)
	require.NoError(t, run.Get(t.Context(), nil))
	made, err := b.book.Checkpoints(t.Context())
	require.NoError(t, err)
	require.Len(t, made, 1)

	waiting := b.assign()
	<-b.book.next(waiting)
	var lags []time.Duration
	for range 40 {
		time.Sleep(50 * time.Millisecond) // one act after the other, as people act
		seen := b.book.next(waiting)
		b.do(waiting, "o1", &domain.AddNote{Text: "电话联系"})
		began := time.Now()
		lags = append(lags, (<-seen).Sub(began))
	}
	slices.Sort(lags)
	t.Logf("from the end of an act to the engine's look: half within %s, nine in ten within %s, all within %s", lags[20], lags[36], lags[39])
	require.Less(t, lags[36], 2*time.Second)
}

// The engine is killed. People go on acting. When it is back, everything due is done within a minute, and once.
func TestEngineDown(t *testing.T) {
	t.Run("the worker waits", func(t *testing.T) { engineDown(t, false) })
	t.Run("the worker dies too", func(t *testing.T) { engineDown(t, true) })
}

func engineDown(t *testing.T, workerToo bool) {
	e, b := testkit.NewEngine(t), newBureau(t)
	stop := b.work(e)
	before := b.order(15)
	b.rendered(before)

	e.Kill()
	b.serve(before)                            // acts do not need the engine,
	b.ahead.Store(-int64(20 * 24 * time.Hour)) // nor do files that are opened,
	id := b.order(3)                           // one of them long ago,
	b.serve(id)                                // with every moment of it past by now
	b.ahead.Store(0)
	if workerToo {
		stop()
	} else {
		time.Sleep(3 * time.Second) // long enough for it to become patient
	}
	e.Start()
	e.Wait()
	began := time.Now()
	if workerToo {
		b.work(e)
	}
	b.rendered(id)
	_, err := b.book.EnqueueOpen(t.Context()) // as after a restore: harmless
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		c := b.file(id)
		return c.Stage == domain.RectOverdue && len(c.Fired) >= 10
	}, time.Minute, 50*time.Millisecond)
	t.Logf("all done %s after the engine was back", time.Since(began).Round(10*time.Millisecond))

	fired := b.file(id).Fired
	slices.Sort(fired)
	require.Equal(t, slices.Compact(slices.Clone(fired)), fired, "no moment was recorded twice")
	v, err := b.book.Verify(t.Context())
	require.NoError(t, err)
	require.Empty(t, v.Breaks)
}

// The engine has lost all it knew, with two hundred files open: a new one is told of every file by itself.
func TestEngineWithoutMemory(t *testing.T) {
	b := newBureau(t)
	e := testkit.NewEngine(t)
	var ids []domain.CaseID
	for range 200 {
		ids = append(ids, b.assign())
	}
	_, err := b.book.Drain(t.Context(), 1000, func(context.Context, []store.Change) error { return nil }) // told to the one that is lost
	require.NoError(t, err)
	began := time.Now()
	var looks []<-chan time.Time
	for _, id := range ids {
		looks = append(looks, b.book.next(id))
	}
	b.work(e)
	for _, seen := range looks {
		<-seen
	}
	t.Logf("%d files followed again within %s", len(ids), time.Since(began).Round(time.Millisecond))
	require.Less(t, time.Since(began), time.Minute)
}
