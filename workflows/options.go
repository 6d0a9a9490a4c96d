package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"yifa/activities"
)

// How activities are called. No workflow spells a timeout; it says which of these it means.

// The hands, by method: a rename cannot part a workflow from its activity.
var (
	records   *activities.Records
	documents *activities.Documents
)

// glancing is for reading the file: in the worker itself, twice at most. Where that fails, patient takes over, so that
// a database that is down costs no history.
func glancing(ctx workflow.Context) workflow.Context {
	return workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout: 2 * time.Second,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: 100 * time.Millisecond, MaximumAttempts: 2},
		Summary:             "看案卷",
	})
}

// patient is for work in the database: tried until it is done or refused.
func patient(ctx workflow.Context, summary string) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 10 * time.Second,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: 200 * time.Millisecond, BackoffCoefficient: 2, MaximumInterval: 10 * time.Second},
		Summary:             summary,
	})
}

// lasting is for work over the whole register: minutes at most, tried until it is done or refused. The hand says that it is alive, so
// that a worker which was killed is missed soon.
func lasting(ctx workflow.Context, summary string) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 10 * time.Minute,
		HeartbeatTimeout:    15 * time.Second,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: time.Minute},
		Summary:             summary,
	})
}

// drawing is for making the files of an instrument. One that lacks an element is tried again and again, ever more
// slowly, until the register is completed; the file goes on meanwhile.
func drawing(ctx workflow.Context, summary string) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: time.Minute,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: 10 * time.Minute},
		Summary:             summary,
	})
}
