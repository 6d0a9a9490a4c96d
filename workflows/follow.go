// Package workflows is time. Every open file has one workflow that follows it: it sets the timers of the law, has done
// what a stage owes by itself, and lets time take its effect on the file. It decides nothing: what a file owes and what
// an expiry means is asked of the file, and acts of people never pass through here. All of it may be lost and begun
// again from the files.
//
// Each procedure has a file here that reads as the procedure does; this file holds what they share.
package workflows

import (
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/workflow"

	"yifa/activities"
	"yifa/domain"
)

// Moved says that the file has come to an event. It carries a number, not news: it may be lost, late or doubled.
// 0 means: look, whatever you believe you know (after a restore, numbers may have gone back).
type Moved struct {
	Seq int `json:"seq"`
}

// File is what a workflow is started with, and all it carries into its next run.
type File struct {
	Case domain.CaseID `json:"case"`
	Seq  int           `json:"seq,omitempty"` // the event it had come to; for the reader of the history only
}

// Ended says how the file ended.
type Ended struct {
	Stage   domain.Stage `json:"stage"`
	Outcome string       `json:"outcome,omitempty"`
	Seq     int          `json:"seq"`
}

// stages says of every stage of a procedure what the law waits for there.
type stages map[domain.Stage]string

// follower walks beside one file.
type follower struct {
	ctx    workflow.Context
	log    log.Logger
	file   File
	self   any // the workflow itself, to continue as new
	waits  stages
	moved  workflow.ReceiveChannel
	now    activities.Look // what the file said last
	stale  bool            // the file has moved since
	shown  shown
	alarm  *alarm
	sheets []sheet                    // instruments under way
	tried  map[domain.DocumentID]bool // instruments that were drawn or refused in this run
	asked  int                        // the event at which publication, or what else is owed, was last tried
	pause  time.Duration              // a moment did not pass: how long to wait before it is tried again,
	rest   time.Time                  // and until when
	err    error
}

// alarm is the timer that is set.
type alarm struct {
	at     time.Time
	future workflow.Future
	cancel workflow.CancelFunc
}

// sheet is an instrument under way.
type sheet struct {
	document domain.DocumentID
	future   workflow.Future
}

// follow begins to walk beside a file. Nothing blocks before it has returned.
func follow(ctx workflow.Context, file File, self any, waits stages) *follower {
	return &follower{ctx: ctx, log: workflow.GetLogger(ctx), file: file, self: self, waits: waits,
		moved: workflow.GetSignalChannel(ctx, MovedSignal), stale: true, tried: map[domain.DocumentID]bool{}}
}

// open looks at the file if it has moved, and reports whether there is anything left to follow.
func (f *follower) open() bool {
	f.drain()
	f.look()
	switch {
	case f.err != nil:
		return false
	case f.now.Open, f.owed(), len(f.sheets) > 0:
		return !workflow.GetInfo(f.ctx).GetContinueAsNewSuggested()
	}
	// It looks like the end. What came while we looked may have opened the file again: look once more.
	if f.drain(); f.stale {
		return f.open()
	}
	return false
}

// letTimePass has every moment that has come recorded in the file, until the next one lies ahead.
func (f *follower) letTimePass() {
	for f.err == nil && f.come(f.now.NextAt) && !workflow.Now(f.ctx).Before(f.rest) {
		at := f.now.NextAt
		in := activities.AdvanceInput{Case: f.file.Case, Key: f.key(fmt.Sprintf("advance/%d/%s", f.now.Seq, at.UTC().Format(time.RFC3339)))}
		f.did(workflow.ExecuteActivity(patient(f.ctx, f.now.NextWhat), records.Advance, in).Get(f.ctx, nil))
		f.look()
		// A moment that does not pass is a fault of ours; it must not become a loop that fills the history.
		if f.now.NextAt.Equal(at) {
			f.pause = max(time.Second, min(2*f.pause, time.Minute))
			f.rest = workflow.Now(f.ctx).Add(f.pause)
		} else {
			f.pause, f.rest = 0, time.Time{}
		}
	}
}

// render has the files of every issued instrument made. It does not wait for them: no deadline waits for a printer.
func (f *follower) render() {
	for _, d := range f.now.Duties {
		if d.Kind != domain.DutyRender || f.tried[d.Document] || f.underWay(d.Document) {
			continue
		}
		in := activities.RenderInput{Case: f.file.Case, Document: d.Document}
		f.sheets = append(f.sheets, sheet{d.Document, workflow.ExecuteActivity(drawing(f.ctx, string(d.Document)), documents.Render, in)})
	}
}

// publish has the result made public once its last day has come.
func (f *follower) publish() {
	for _, d := range f.now.Duties {
		if d.Kind != domain.DutyPublish || !f.come(d.At) || f.asked == f.now.Seq {
			continue
		}
		f.asked = f.now.Seq
		in := activities.PublishInput{Case: f.file.Case, Key: f.key("publish")}
		f.did(workflow.ExecuteActivity(patient(f.ctx, "公布检查结果"), records.Publish, in).Get(f.ctx, nil))
	}
}

// settle has done what time has brought for other files: an act of the system on this one. What the file refuses is not asked again
// before it has moved.
func (f *follower) settle() {
	for _, d := range f.now.Duties {
		if d.Kind != domain.DutySettle || f.asked == f.now.Seq {
			continue
		}
		f.asked = f.now.Seq
		in := activities.SettleInput{Case: f.file.Case, Act: d.Act, Key: f.key(fmt.Sprintf("settle/%s/%d", d.Act, f.now.Seq))}
		f.did(workflow.ExecuteActivity(patient(f.ctx, "载入登记簿"), records.Settle, in).Get(f.ctx, nil))
	}
}

// await waits until the file moves, the next moment comes, or an instrument is drawn.
func (f *follower) await() {
	if f.err != nil || f.stale || !f.now.Open && len(f.sheets) == 0 {
		return
	}
	f.setAlarm()
	for awake := false; !awake; {
		s := workflow.NewSelector(f.ctx)
		s.AddReceive(f.ctx.Done(), func(workflow.ReceiveChannel, bool) { awake, f.err = true, f.ctx.Err() })
		s.AddReceive(f.moved, func(c workflow.ReceiveChannel, _ bool) {
			var m Moved
			c.Receive(f.ctx, &m)
			f.heard(m)
			awake = f.stale
		})
		for _, d := range f.sheets {
			s.AddFuture(d.future, func(w workflow.Future) { awake = true; f.finished(d, w.Get(f.ctx, nil)) })
		}
		if f.alarm != nil {
			s.AddFuture(f.alarm.future, func(workflow.Future) { awake, f.alarm = true, nil })
		}
		s.Select(f.ctx)
	}
}

// end is what the workflow returns: how the file ended, or its next run.
func (f *follower) end() (Ended, error) {
	switch {
	case f.err != nil:
		return Ended{}, f.err
	case f.now.Open, f.owed(), len(f.sheets) > 0:
		f.drain() // the next run looks at once: whatever these said, it will see
		return Ended{}, workflow.NewContinueAsNewError(f.ctx, f.self, File{Case: f.file.Case, Seq: f.now.Seq})
	}
	return Ended{Stage: f.now.Stage, Outcome: f.now.Outcome, Seq: f.now.Seq}, nil
}

// look asks the file what it now owes.
func (f *follower) look() {
	if !f.stale || f.err != nil {
		return
	}
	in := activities.LookInput{Case: f.file.Case}
	var l activities.Look
	err := workflow.ExecuteLocalActivity(glancing(f.ctx), records.Look, in).Get(f.ctx, &l)
	if err != nil && activities.CodeOf(err) == "" {
		err = workflow.ExecuteActivity(patient(f.ctx, "看案卷"), records.Look, in).Get(f.ctx, &l)
	}
	if err != nil {
		f.err = err // there is no such file, or we are told to stop
		return
	}
	f.now, f.stale = l, false
	f.show()
	workflow.SetCurrentDetails(f.ctx, domain.StageTitle(l.Stage)+"："+f.waits[l.Stage])
}

// did takes note of an act on the file. A refusal is an answer: what the file then says is seen at the next look.
func (f *follower) did(err error) {
	f.stale = true
	if code := activities.CodeOf(err); code != "" {
		f.log.Info("the file refused", "code", code)
	} else if err != nil {
		f.err = err
	}
}

// finished takes note of an instrument that was drawn, or refused because it is no longer wanted.
func (f *follower) finished(d sheet, err error) {
	f.sheets = slices.DeleteFunc(f.sheets, func(x sheet) bool { return x.document == d.document })
	f.tried[d.document] = true
	f.did(err)
}

// drain reads every signal that has come; one look answers them all.
func (f *follower) drain() {
	var m Moved
	for f.moved.ReceiveAsync(&m) {
		f.heard(m)
	}
}

func (f *follower) heard(m Moved) {
	if m.Seq == 0 || m.Seq > f.now.Seq {
		f.stale = true
	}
}

// setAlarm sets the timer to the next moment the file names; one that is set already is left alone.
func (f *follower) setAlarm() {
	at, what := f.now.NextAt, f.now.NextWhat
	if !at.IsZero() && f.come(at) {
		at = f.rest
	}
	for _, d := range f.now.Duties {
		if !d.At.IsZero() && !f.come(d.At) && (at.IsZero() || d.At.Before(at)) {
			at, what = d.At, "公布检查结果"
		}
	}
	if f.alarm != nil {
		if f.alarm.at.Equal(at) {
			return
		}
		f.alarm.cancel()
		f.alarm = nil
	}
	if at.IsZero() {
		return
	}
	ctx, cancel := workflow.WithCancel(f.ctx)
	timer := workflow.NewTimerWithOptions(ctx, at.Sub(workflow.Now(f.ctx)), workflow.TimerOptions{Summary: what})
	f.alarm = &alarm{at, timer, cancel}
}

// come reports that a moment has come.
func (f *follower) come(at time.Time) bool { return !at.IsZero() && !at.After(workflow.Now(f.ctx)) }

// owed reports a duty that is not done.
func (f *follower) owed() bool {
	return slices.ContainsFunc(f.now.Duties, func(d domain.Duty) bool { return d.Kind == domain.DutyRender && !f.tried[d.Document] })
}

func (f *follower) underWay(d domain.DocumentID) bool {
	return slices.ContainsFunc(f.sheets, func(x sheet) bool { return x.document == d })
}

// key makes an act of ours one, in whichever run and however often it is tried.
func (f *follower) key(what string) string {
	return workflow.GetInfo(f.ctx).WorkflowExecution.ID + "/" + what
}
