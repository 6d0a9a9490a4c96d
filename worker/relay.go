package worker

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"yifa/store"
	"yifa/workflows"
)

// Outbox is what the relay needs of the store: changes to tell, removed only if telling succeeds, and a wait for more.
// Several relays may drain at once.
type Outbox interface {
	Drain(ctx context.Context, limit int, tell func(context.Context, []store.Change) error) (int, error)
	Subscribe(ctx context.Context) (<-chan store.Change, error)
	WaitOutbox(ctx context.Context, changes <-chan store.Change, wait time.Duration) error
}

// Relay tells the engine which files have moved. It keeps nothing: what it was about to say when it was killed is
// still in the outbox, and what it had said already is said again, which does no harm.
type Relay struct {
	Outbox Outbox
	Engine client.Client
	Log    *slog.Logger
}

// How the relay paces itself.
const (
	relayBatch  = 100
	relayAtOnce = 8               // signals under way; an engine on two cores takes no more
	relayPatch  = 5 * time.Second // a signal that takes longer is tried again
	relayPoll   = time.Second     // a missed notification costs this much
	relayFirst  = 200 * time.Millisecond
	relayLast   = 5 * time.Second
)

// Run relays until ctx ends. With the engine down it waits and tries again; nobody else notices.
func (r *Relay) Run(ctx context.Context) {
	var changes <-chan store.Change // nil: no notification to be had, so it polls
	pause, down := relayFirst, false
	for ctx.Err() == nil {
		if changes == nil {
			changes, _ = r.Outbox.Subscribe(ctx) // before the look at the outbox, or what comes between is seen a poll late
		}
		for len(changes) > 0 {
			<-changes // one drain answers them all
		}
		n, err := r.Outbox.Drain(ctx, relayBatch, r.send)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			if !down {
				r.Log.Warn("relay waits", "error", err)
			}
			down = true
			sleep(ctx, pause)
			pause = min(2*pause, relayLast)
			continue
		case down:
			r.Log.Info("relay goes on")
		}
		pause, down = relayFirst, false
		if n == relayBatch {
			continue
		}
		if err := r.Outbox.WaitOutbox(ctx, changes, relayPoll); err != nil {
			changes = nil
			sleep(ctx, relayFirst)
		}
	}
}

// send signals every file of a batch, starting the workflow where none runs.
func (r *Relay) send(ctx context.Context, moved []store.Change) error {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		fault error
		slots = make(chan struct{}, relayAtOnce)
	)
	for _, m := range moved {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			if err := r.signal(ctx, m); err != nil {
				mu.Lock()
				fault = errors.Join(fault, err)
				mu.Unlock()
			}
		})
		mu.Lock()
		failed := fault != nil
		mu.Unlock()
		if failed {
			break // the engine is down: the rest would only wait for its time to run out
		}
	}
	wg.Wait()
	return fault
}

func (r *Relay) signal(ctx context.Context, m store.Change) error {
	workflow, id, follows := workflows.Following(m.Procedure, m.Case)
	if !follows {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, relayPatch)
	defer cancel()
	_, err := r.Engine.SignalWithStartWorkflow(ctx, id, workflows.MovedSignal, workflows.Moved{Seq: m.Seq}, client.StartWorkflowOptions{
		TaskQueue: workflows.TaskQueue,
		// A file that was closed and moves again is followed again.
		WorkflowIDReusePolicy: enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		StaticSummary:         string(m.Procedure) + " " + string(m.Case),
	}, workflow, workflows.File{Case: m.Case, Seq: m.Seq})
	if _, refused := errors.AsType[*serviceerror.InvalidArgument](err); refused {
		// The engine will never take this one; it must not hold up the others. The next start looks at every open file.
		r.Log.Error("the engine refuses a signal", "case", m.Case, "procedure", m.Procedure, "error", err)
		return nil
	}
	return err
}

func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
