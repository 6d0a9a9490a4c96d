package worker

import (
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"yifa/activities"
	"yifa/workflows"
)

// Register makes known everything that can run, by name; names are for ever. A file's workflow lives for months and is
// moved to newer code as it goes (AutoUpgrade), so its code changes under workflows/versions.go; a night's checkpoint
// ends with the code it began with.
func Register(r worker.Registry, records *activities.Records, documents *activities.Documents) {
	follows := workflow.RegisterOptions{VersioningBehavior: workflow.VersioningBehaviorAutoUpgrade}
	named := func(name string) workflow.RegisterOptions { o := follows; o.Name = name; return o }

	r.RegisterWorkflowWithOptions(workflows.Campaign, named("Campaign"))
	r.RegisterWorkflowWithOptions(workflows.Inspection, named("Inspection"))
	r.RegisterWorkflowWithOptions(workflows.Rectification, named("Rectification"))
	r.RegisterWorkflowWithOptions(workflows.Penalty, named("Penalty"))
	r.RegisterWorkflowWithOptions(workflows.Referral, named("Referral"))
	r.RegisterWorkflowWithOptions(workflows.Legality, named("Legality"))
	r.RegisterWorkflowWithOptions(workflows.Meeting, named("Meeting"))
	r.RegisterWorkflowWithOptions(workflows.Registration, named("Registration"))
	r.RegisterWorkflowWithOptions(workflows.Cleanup, named("Cleanup"))
	r.RegisterWorkflowWithOptions(workflows.Clearance, named("Clearance"))
	r.RegisterWorkflowWithOptions(workflows.AnnualCheck, named("AnnualCheck"))
	r.RegisterWorkflowWithOptions(workflows.Listing, named("Listing"))
	r.RegisterWorkflowWithOptions(workflows.Checkpoint,
		workflow.RegisterOptions{Name: "Checkpoint", VersioningBehavior: workflow.VersioningBehaviorPinned})

	r.RegisterActivity(records)                                                               // Look, Advance, Publish, Settle, Checkpoint, Screen, OpenBatch
	r.RegisterActivityWithOptions(documents.Render, activity.RegisterOptions{Name: "Render"}) // its other methods serve the pages
}
