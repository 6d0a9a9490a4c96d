package workflows_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"yifa/activities"
	"yifa/domain"
	"yifa/workflows"
)

// histories are what the engine remembered of files under every release; `make histories` adds those of a new one.
func histories(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/histories/*/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	return files
}

func named(name string) workflow.RegisterOptions { return workflow.RegisterOptions{Name: name} }

// Every history ever recorded replays under today's workflows: a file that was opened under an older release goes on.
func TestReplay(t *testing.T) {
	r := worker.NewWorkflowReplayer()
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
	r.RegisterWorkflowWithOptions(workflows.Checkpoint, named("Checkpoint"))
	for _, file := range histories(t) {
		t.Run(strings.TrimPrefix(file, "testdata/histories/"), func(t *testing.T) {
			require.NoError(t, r.ReplayWorkflowHistoryFromJSONFile(quiet, file))
		})
	}
}

// Workflows that do today what the recorded ones did not: each must be caught, or the test above proves nothing.
func TestReplayCatches(t *testing.T) {
	look := func(ctx workflow.Context, in workflows.File) error {
		return workflow.ExecuteLocalActivity(workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{StartToCloseTimeout: 1e9}),
			(*activities.Records).Look, activities.LookInput{Case: in.Case}).Get(ctx, nil)
	}
	for name, altered := range map[string]any{
		"a step more": func(ctx workflow.Context, in workflows.File) (workflows.Ended, error) {
			if err := workflow.Sleep(ctx, 1e9); err != nil {
				return workflows.Ended{}, err
			}
			return workflows.Rectification(ctx, in)
		},
		"a step less": func(ctx workflow.Context, in workflows.File) (workflows.Ended, error) {
			return workflows.Ended{}, look(ctx, in)
		},
		"other procedure": func(workflow.Context, workflows.File) (workflows.Ended, error) {
			return workflows.Ended{Stage: domain.RectClosed}, nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := worker.NewWorkflowReplayer()
			r.RegisterWorkflowWithOptions(altered, named("Rectification"))
			require.Error(t, r.ReplayWorkflowHistoryFromJSONFile(quiet, "testdata/histories/rectification/0.1-passed.json"))
		})
	}
}

// The way out of the lock: a step more behind workflow.GetVersion replays what was recorded without it.
func TestReplayTakesAVersionedChange(t *testing.T) {
	r := worker.NewWorkflowReplayer()
	r.RegisterWorkflowWithOptions(func(ctx workflow.Context, in workflows.File) (workflows.Ended, error) {
		if workflow.GetVersion(ctx, "sleep first", workflow.DefaultVersion, 1) >= 1 {
			if err := workflow.Sleep(ctx, 1e9); err != nil {
				return workflows.Ended{}, err
			}
		}
		return workflows.Rectification(ctx, in)
	}, named("Rectification"))
	require.NoError(t, r.ReplayWorkflowHistoryFromJSONFile(quiet, "testdata/histories/rectification/0.1-passed.json"))
}

// What the engine keeps in clear must tell nothing of a person.
func TestHistoriesHoldNoPersonalData(t *testing.T) {
	for _, file := range histories(t) {
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, word := range []string{"李玥", "张翀", "刘旻", "周堃", "青石", "1701001230", "p-o1", "楚河汉", "秋白", "0799-66", "盆景"} {
			require.NotContains(t, decoded(t, b), word, file)
		}
	}
}

var quiet = log.NewStructuredLogger(discard)
