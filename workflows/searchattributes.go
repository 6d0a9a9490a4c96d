package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"yifa/domain"
)

// What an operator of the engine may look for. The engine keeps these in clear and a little late: no name, no number of
// a person, and never behind a page of ours.
var (
	keyProcedure = temporal.NewSearchAttributeKeyKeyword("Procedure")
	keyAgency    = temporal.NewSearchAttributeKeyKeyword("Agency")
	keyStage     = temporal.NewSearchAttributeKeyKeyword("Stage")
	keyCase      = temporal.NewSearchAttributeKeyKeyword("CaseID")
	keyDueAt     = temporal.NewSearchAttributeKeyTime("DueAt")
)

// SearchAttributes lists every key there is, for whoever prepares a namespace.
func SearchAttributes() []temporal.SearchAttributeKey {
	return []temporal.SearchAttributeKey{keyProcedure, keyAgency, keyStage, keyCase, keyDueAt}
}

// shown is what was last said of a file.
type shown struct {
	said   bool
	agency domain.AgencyID
	stage  domain.Stage
	due    time.Time
}

// show tells the engine where the file stands, when that has changed.
func (f *follower) show() {
	now := shown{said: true, agency: f.now.Agency, stage: f.now.Stage, due: f.now.NextAt}
	if now == f.shown {
		return
	}
	var up []temporal.SearchAttributeUpdate
	if !f.shown.said {
		procedure, id, _ := CaseOf(workflow.GetInfo(f.ctx).WorkflowExecution.ID)
		up = append(up, keyProcedure.ValueSet(string(procedure)), keyCase.ValueSet(string(id)))
	}
	if now.agency != f.shown.agency {
		up = append(up, keyAgency.ValueSet(string(now.agency)))
	}
	if now.stage != f.shown.stage {
		up = append(up, keyStage.ValueSet(string(now.stage)))
	}
	switch {
	case now.due.Equal(f.shown.due):
	case now.due.IsZero():
		up = append(up, keyDueAt.ValueUnset())
	default:
		up = append(up, keyDueAt.ValueSet(now.due))
	}
	if err := workflow.UpsertTypedSearchAttributes(f.ctx, up...); err != nil {
		f.log.Warn("search attributes were not taken", "error", err)
	}
	f.shown = now
}
