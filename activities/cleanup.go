package activities

import (
	"context"
	"fmt"
	"io"
	"time"

	"go.temporal.io/sdk/activity"

	"yifa/domain"
	"yifa/store"
)

// alive tells the engine every few seconds that the hand is at work, until it is done; without it a worker that was killed is missed
// only when all the time that the work may take is over.
func alive(ctx context.Context) (done func()) {
	if !activity.IsActivity(ctx) {
		return func() {}
	}
	ctx, done = context.WithCancel(ctx)
	activity.RecordHeartbeat(ctx)
	go func() {
		for t := time.NewTicker(4 * time.Second); ; {
			select {
			case <-ctx.Done():
				t.Stop()
				return
			case <-t.C:
				activity.RecordHeartbeat(ctx)
			}
		}
	}()
	return done
}

// ScreenInput names the campaign whose question is put to the register.
type ScreenInput struct {
	Case domain.CaseID `json:"case"`
	At   time.Time     `json:"at,omitzero"` // when, in law; zero: now. A docket that is loaded screens on the day it says
}

// Screen puts the question of a campaign to the register, stores the answer for every organization, and records it. Done twice, the
// second finds the list frozen and is refused.
func (r *Records) Screen(ctx context.Context, in ScreenInput) error {
	defer alive(ctx)()
	c, err := r.Book.Case(ctx, in.Case)
	if err != nil {
		return Crossing(err)
	}
	if c.Cleanup == nil || c.Stage != domain.CleanScreening {
		return nil
	}
	pr, pw := io.Pipe()
	var (
		sum  domain.Screening
		list []domain.ListItem
		bad  error
	)
	go func() {
		sum, list, bad = r.Book.Screen(ctx, c.Agency, c.Cleanup.Asks(), pw)
		_ = pw.CloseWithError(bad)
	}()
	file, err := r.Book.PutFile(ctx, fmt.Sprintf("筛查结果-%s.ndjson", c.Reference), pr)
	_ = pr.CloseWithError(io.ErrClosedPipe) // lets the writer go where the file was refused
	if err != nil {
		return Crossing(err)
	}
	sum.File = file
	_, err = r.Book.Act(ctx, store.Request{Case: in.Case, Command: &domain.RecordScreening{Result: sum, List: list}, Actor: domain.System, At: in.At, Untold: true, Yields: in.At.IsZero()})
	return Crossing(err)
}

// OpenBatchInput names the campaign.
type OpenBatchInput struct {
	Case domain.CaseID `json:"case"`
	At   time.Time     `json:"at,omitzero"` // as in ScreenInput
}

// OpenBatchOutput says how many files were opened; none: the window is full.
type OpenBatchOutput struct {
	Opened int `json:"opened"`
}

// How files are opened.
const (
	openedAtOnce = domain.CleanupBatch
	relayBehind  = 2 * time.Second // with so much untold the next batch waits
)

// OpenBatch opens the next files of a list. It waits while the relay has not yet told the engine of the last ones: a campaign does
// not stand between a person and the workflow of another file.
func (r *Records) OpenBatch(ctx context.Context, in OpenBatchInput) (OpenBatchOutput, error) {
	defer alive(ctx)()
	for until := time.Now().Add(r.Patience); time.Now().Before(until); {
		lag, err := r.Book.RelayLag(ctx)
		if err != nil {
			return OpenBatchOutput{}, Crossing(err)
		}
		if lag < relayBehind {
			break
		}
		select {
		case <-ctx.Done():
			return OpenBatchOutput{}, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	out, err := r.Book.Act(ctx, store.Request{Case: in.Case, Command: &domain.OpenCleanupBatch{Most: openedAtOnce}, Actor: domain.System, At: in.At, Untold: true, Yields: in.At.IsZero()})
	return OpenBatchOutput{Opened: len(out.Opened)}, Crossing(err)
}
