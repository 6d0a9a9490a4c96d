package store_test

import (
	"testing"
	"time"

	"yifa/domain"
	"yifa/store"
)

// An old file is typed in line by line. Whatever the engine sees in between, the next line still finds the file as it was on its day.
func TestWhileAFileIsEnteredAfterwardsTheEngineLeavesItAlone(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.approved(d.shop) // an order of thirty minutes ago, whose service was written on paper only
	then := d.now().Add(time.Minute)
	afterwards := func(at time.Time, cmd domain.Command) {
		t.Helper()
		if _, err := d.Act(t.Context(), store.Request{Case: id, Actor: d.an, RecordedBy: d.ping, At: at, Backfill: "纸质案卷补录", Key: d.key(), Command: cmd}); err != nil {
			t.Fatal(err)
		}
	}
	engine := func() error {
		_, err := d.Act(t.Context(), store.Request{Case: id, Actor: domain.System, Command: &domain.AdvanceFile{}, Untold: true, Yields: true})
		return err
	}
	resting := func(want time.Time) {
		t.Helper()
		if until, err := d.Backfilling(t.Context(), id); err != nil || !until.Equal(want) {
			t.Errorf("left alone until %s %v, want %s", until, err, want)
		}
	}
	resting(time.Time{})
	d.later(60, 0)
	afterwards(then, &domain.ServeOrder{Method: domain.ServeDirect, On: domain.DateOf(then), Recipient: "甲"})
	resting(d.now().Add(store.BackfillRest))
	before := d.file(id).Seq
	d.refused(engine(), "being_backfilled")
	d.later(0, 239)
	d.refused(engine(), "being_backfilled")
	if c := d.file(id); c.Seq != before || c.Stage != domain.RectInProgress {
		t.Fatalf("time has passed: %s at %d, was %d", c.Stage, c.Seq, before)
	}
	// the next line begins the rest anew
	afterwards(then.AddDate(0, 0, 5), &domain.AskExtension{Days: 5, Reason: "连日下雨"})
	resting(d.now().Add(store.BackfillRest))
	// somebody else's end of work is not this one's
	if n, err := d.EndBackfill(t.Context(), d.bo); n != 0 || err != nil {
		t.Errorf("%d %v", n, err)
	}
	d.refused(engine(), "being_backfilled")
	told := d.count("SELECT count(*) FROM outbox WHERE seq = 0")
	if n, err := d.EndBackfill(t.Context(), d.ping); n != 1 || err != nil || d.count("SELECT count(*) FROM outbox WHERE seq = 0") != told+1 {
		t.Errorf("%d %v: the engine is not told", n, err)
	}
	resting(time.Time{})
	if err := engine(); err != nil || d.file(id).Stage != domain.RectOverdue {
		t.Errorf("%v, %s", err, d.file(id).Stage)
	}
	// nobody says that it is over: half a working day later the law's time passes all the same
	other := d.approved(d.village)
	d.later(1, 0)
	id, then = other, d.now()
	d.later(40, 0)
	afterwards(then, &domain.ServeOrder{Method: domain.ServeDirect, On: domain.DateOf(then), Recipient: "甲"})
	d.refused(engine(), "being_backfilled")
	d.later(0, 240)
	resting(time.Time{})
	if err := engine(); err != nil || d.file(id).Stage != domain.RectOverdue {
		t.Errorf("%v, %s", err, d.file(id).Stage)
	}
	d.whole()
}
