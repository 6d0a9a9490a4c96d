package workflows

import "go.temporal.io/sdk/workflow"

// CheckpointID names the daily run that signs the heads of all chains; its schedule is ScheduleID.
const (
	CheckpointID = "checkpoint"
	ScheduleID   = "yifa-checkpoint"
)

// Checkpoint signs the heads of all chains, so that from the next morning on nothing of today can be cut off or
// rewritten unseen. A schedule starts it every night.
func Checkpoint(ctx workflow.Context) error {
	return workflow.ExecuteActivity(patient(ctx, "封存当日事件链"), records.Checkpoint).Get(ctx, nil)
}
