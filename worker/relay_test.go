package worker_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/mocks"

	"yifa/domain"
	"yifa/store"
	"yifa/worker"
	"yifa/workflows"
)

// outbox keeps what is not told yet.
type outbox struct {
	mu      sync.Mutex
	waiting []store.Change
	drains  int
}

func (o *outbox) Drain(ctx context.Context, limit int, tell func(context.Context, []store.Change) error) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.drains++
	batch := o.waiting[:min(limit, len(o.waiting))]
	if len(batch) == 0 {
		return 0, nil
	}
	if err := tell(ctx, batch); err != nil {
		return 0, err
	}
	o.waiting = o.waiting[len(batch):]
	return len(batch), nil
}

func (o *outbox) Subscribe(context.Context) (<-chan store.Change, error) {
	return nil, errors.New("no notifications here")
}

func (o *outbox) WaitOutbox(ctx context.Context, _ <-chan store.Change, wait time.Duration) error {
	select {
	case <-ctx.Done():
	case <-time.After(wait):
	}
	return ctx.Err()
}

func moved(id domain.CaseID, p domain.Procedure, seq int) store.Change {
	return store.Change{Case: id, Procedure: p, Seq: seq}
}

// The engine is down for a minute: nothing is lost, and it is not asked more often than every five seconds.
func TestRelayWaitsForTheEngine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &outbox{waiting: []store.Change{moved("i1", domain.ProcInspection, 4), moved("p1", domain.ProcPerson, 2)}}
		down := time.Now().Add(time.Minute)
		var told []string
		engine := &mocks.Client{}
		engine.On("SignalWithStartWorkflow", mock.Anything, mock.Anything, workflows.MovedSignal, mock.Anything, mock.Anything, mock.Anything, mock.Anything).
			Return(func(_ context.Context, id, _ string, arg any, _ client.StartWorkflowOptions, _ any, _ ...any) (client.WorkflowRun, error) {
				if time.Now().Before(down) {
					return nil, serviceerror.NewUnavailable("connection refused")
				}
				told = append(told, id)
				require.Equal(t, workflows.Moved{Seq: 4}, arg)
				return nil, nil
			})
		ctx, cancel := context.WithCancel(t.Context())
		go (&worker.Relay{Outbox: o, Engine: engine, Log: quiet}).Run(ctx)
		time.Sleep(time.Until(down))
		synctest.Wait()
		require.Empty(t, told)
		require.Less(t, o.drains, 20)
		time.Sleep(5*time.Second + time.Millisecond)
		synctest.Wait()
		require.Equal(t, []string{"inspection:i1"}, told, "a register has no workflow")
		require.Empty(t, o.waiting)
		cancel()
		synctest.Wait()
	})
}

// One file the engine will never take does not hold up the others.
func TestRelayPassesOverWhatIsRefusedForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &outbox{waiting: []store.Change{moved("bad", domain.ProcInspection, 4), moved("good", domain.ProcCampaign, 2)}}
		engine := &mocks.Client{}
		call := func(id string, err error) {
			engine.On("SignalWithStartWorkflow", mock.Anything, id, workflows.MovedSignal, mock.Anything, mock.Anything, mock.Anything, mock.Anything).Return(nil, err).Once()
		}
		call("inspection:bad", serviceerror.NewInvalidArgument("too many signals"))
		call("campaign:good", nil)
		ctx, cancel := context.WithCancel(t.Context())
		go (&worker.Relay{Outbox: o, Engine: engine, Log: quiet}).Run(ctx)
		time.Sleep(time.Second)
		cancel()
		synctest.Wait()
		engine.AssertExpectations(t)
		require.Empty(t, o.waiting)
	})
}
