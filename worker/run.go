// Package worker runs the hands and the relay: it knows the engine and nothing of HTTP. Any number of workers may run
// beside each other; killing one loses nothing.
package worker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"yifa/activities"
	"yifa/activities/render"
	"yifa/store"
	"yifa/workflows"
)

// Store is what a worker needs of the store: what its hands do, and the outbox.
type Store interface {
	activities.Book
	Outbox
	// EnqueueOpen puts every open file in the outbox, with number 0.
	EnqueueOpen(ctx context.Context) (int, error)
}

// Deps is what a worker is made of.
type Deps struct {
	Store      Store
	Signer     store.Signer // of the nightly checkpoint
	Fonts      string       // folder of the faces; empty: the embedded ones
	Engine     Engine
	Telemetry  Telemetry
	Log        *slog.Logger
	BuildID    string        // of this build, from git
	Behind     time.Duration // how far the clock of the store runs behind the engine's: a demonstration's only
	Versioning bool          // use worker versioning (several builds beside each other); off: whoever polls, works
}

// stopWithin is how long work under way may take to end when the worker is told to stop.
const stopWithin = 10 * time.Second

// Run works until ctx ends. It starts with the engine down and outlives its absence.
func Run(ctx context.Context, d Deps) error {
	fonts, err := render.LoadFonts(d.Fonts)
	if err != nil {
		return fmt.Errorf("fonts of the instruments: %w", err)
	}
	c, err := Dial(d.Engine, d.Telemetry, d.Log)
	if err != nil {
		return fmt.Errorf("engine: %w", err)
	}
	defer c.Close()

	relayed := make(chan struct{})
	go func() {
		defer close(relayed)
		(&Relay{Outbox: d.Store, Engine: c, Log: d.Log}).Run(ctx)
	}()
	for pause := relayFirst; ctx.Err() == nil; pause = min(2*pause, relayLast) {
		began := time.Now()
		if err := work(ctx, c, d, fonts); err != nil && ctx.Err() == nil {
			d.Log.Warn("worker waits for the engine", "error", err)
		}
		if time.Since(began) > time.Minute {
			pause = relayFirst
		}
		sleep(ctx, pause)
	}
	<-relayed
	return nil
}

// work is one life of a worker: it ends with ctx, or when the engine will not have it.
func work(ctx context.Context, c client.Client, d Deps, fonts *render.Fonts) error {
	if err := prepare(ctx, c, d); err != nil {
		return err
	}
	fatal := make(chan error, 1)
	w := worker.New(c, workflows.TaskQueue, options(d, func(err error) {
		select {
		case fatal <- err:
		default:
		}
	}))
	Register(w, &activities.Records{Book: d.Store, Signer: d.Signer, Behind: d.Behind, Patience: 30 * time.Second},
		&activities.Documents{Book: d.Store, Fonts: fonts, Now: func() time.Time { return time.Now().Add(-d.Behind) }})
	if err := w.Start(); err != nil {
		return err
	}
	defer w.Stop()
	d.Log.Info("worker ready", "queue", workflows.TaskQueue, "build", d.BuildID)
	select {
	case <-ctx.Done():
		return nil
	case err := <-fatal:
		return err
	}
}

// options suit a machine of two cores that also runs the database and the engine; a larger one runs more workers.
func options(d Deps, fatal func(error)) worker.Options {
	o := worker.Options{
		MaxConcurrentActivityExecutionSize:      8, // drawing an instrument takes a core; the database has as many connections
		MaxConcurrentLocalActivityExecutionSize: 8,
		MaxConcurrentWorkflowTaskExecutionSize:  32,
		MaxConcurrentWorkflowTaskPollers:        4,
		MaxConcurrentActivityTaskPollers:        2,
		WorkerStopTimeout:                       stopWithin,
		OnFatalError:                            fatal,
		Interceptors:                            []interceptor.WorkerInterceptor{&naming{}},
	}
	if d.Versioning && d.BuildID != "" {
		o.DeploymentOptions = worker.DeploymentOptions{
			UseVersioning:             true,
			Version:                   worker.WorkerDeploymentVersion{DeploymentName: "yifa", BuildID: d.BuildID},
			DefaultVersioningBehavior: workflow.VersioningBehaviorAutoUpgrade,
		}
	}
	return o
}

// stickyFiles is how many files are kept unfolded in memory; one costs some tens of kilobytes, a further one is replayed.
const stickyFiles = 2000

func init() { worker.SetStickyWorkflowCacheSize(stickyFiles) }

// prepare makes what a namespace must have: the search attributes and the nightly checkpoint. A cluster that does not
// let us add attributes must have them added by its operator.
//
// Where there is no checkpoint yet, the engine is new or has lost its memory: every open file is told again first.
func prepare(ctx context.Context, c client.Client, d Deps) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	if err := addSearchAttributes(ctx, c, d.Engine.namespace()); err != nil {
		d.Log.Warn("search attributes were not checked", "error", err)
	}
	_, err := c.ScheduleClient().GetHandle(ctx, workflows.ScheduleID).Describe(ctx)
	if _, missing := errors.AsType[*serviceerror.NotFound](err); !missing {
		return err
	}
	n, err := d.Store.EnqueueOpen(ctx)
	if err != nil {
		return err
	}
	d.Log.Info("the engine is new: open files are told again", "files", n)
	_, err = c.ScheduleClient().Create(ctx, client.ScheduleOptions{
		ID: workflows.ScheduleID,
		// 00:10 in Shanghai, where clocks never change: as UTC it needs no table of zones.
		Spec:          client.ScheduleSpec{Calendars: []client.ScheduleCalendarSpec{{Hour: at(16), Minute: at(10), Second: at(0)}}},
		Action:        &client.ScheduleWorkflowAction{ID: workflows.CheckpointID, Workflow: workflows.Checkpoint, TaskQueue: workflows.TaskQueue},
		Overlap:       enumspb.SCHEDULE_OVERLAP_POLICY_SKIP,
		CatchupWindow: 24 * time.Hour,
		Note:          "每日封存事件链 (signs the heads of all chains)",
	})
	if errors.Is(err, temporal.ErrScheduleAlreadyRunning) {
		return nil // another worker was first
	}
	return err
}

func at(n int) []client.ScheduleRange { return []client.ScheduleRange{{Start: n}} }

func addSearchAttributes(ctx context.Context, c client.Client, namespace string) error {
	have, err := c.OperatorService().ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: namespace})
	if err != nil {
		return err
	}
	missing := map[string]enumspb.IndexedValueType{}
	for _, k := range workflows.SearchAttributes() {
		if _, there := have.GetCustomAttributes()[k.GetName()]; !there {
			missing[k.GetName()] = k.GetValueType()
		}
	}
	if len(missing) == 0 {
		return nil
	}
	_, err = c.OperatorService().AddSearchAttributes(ctx, &operatorservice.AddSearchAttributesRequest{Namespace: namespace, SearchAttributes: missing})
	return err
}
