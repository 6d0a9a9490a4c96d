package store_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"yifa/domain"
	"yifa/store"
)

// longFile gives a file with a dozen events and more.
func longFile(d *desk) domain.CaseID {
	id := d.recorded(d.shop, 1)
	for i := range 8 {
		d.do(d.an, id, &domain.AddNote{Text: fmt.Sprintf("第%d条", i)})
	}
	return id
}

func TestVerifyNamesTheFirstBrokenEventOfAFile(t *testing.T) {
	d := newDesk(t, anyone)
	longFile(d)
	d.whole()
	seq := func(n int) string { return fmt.Sprintf(" WHERE case_id = '%%[1]s' AND seq = %d", n) }
	for _, x := range []struct {
		name string
		do   []string
		at   int
	}{
		{"one character of the content", []string{"UPDATE case_events SET data = replace(data::text, '第', '笫')::json" + seq(7)}, 7},
		{"a space that changes no meaning", []string{"UPDATE case_events SET data = (data::text || ' ')::json" + seq(8)}, 8},
		{"who did it", []string{"UPDATE case_events SET actor = 'x'" + seq(3)}, 3},
		{"when it happened, by a microsecond", []string{"UPDATE case_events SET occurred_at = occurred_at + interval '1 microsecond'" + seq(4)}, 4},
		{"when it was recorded", []string{"UPDATE case_events SET recorded_at = recorded_at - interval '1 day'" + seq(4)}, 4},
		{"why it was backfilled", []string{"UPDATE case_events SET backfill = '补'" + seq(2)}, 2},
		{"one event taken out", []string{"DELETE FROM case_events" + seq(6)}, 6},
		{"the first event taken out", []string{"DELETE FROM case_events" + seq(1)}, 1},
		{"taken out and the rest moved up", []string{"DELETE FROM case_events" + seq(6), "UPDATE case_events SET seq = seq - 1 WHERE case_id = '%[1]s' AND seq > 6"}, 6},
		{"two events in the other order", []string{"UPDATE case_events SET seq = 90" + seq(6), "UPDATE case_events SET seq = 6" + seq(7), "UPDATE case_events SET seq = 7" + seq(90)}, 6},
		{"the last event cut off", []string{"DELETE FROM case_events WHERE case_id = '%[1]s' AND seq = (SELECT max(seq) FROM case_events WHERE case_id = '%[1]s')"}, 13},
		{"all events cut off", []string{"DELETE FROM case_events WHERE case_id = '%[1]s'"}, 1},
		{"an event added by hand", []string{"INSERT INTO case_events SELECT case_id, 14, kind, actor, recorded_by, occurred_at, recorded_at, backfill, key, data, hash, hash FROM case_events" + seq(13)}, 14},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := newDesk(t, anyone)
			id := longFile(d)
			if c := d.file(id); c.Seq != 13 {
				t.Fatalf("%d events; the table above counts on 13", c.Seq)
			}
			for i := range x.do {
				x.do[i] = fmt.Sprintf(x.do[i], id)
			}
			d.tamper(x.do...)
			v := d.verified()
			if len(v.Breaks) != 1 || v.Breaks[0].Case != id || v.Breaks[0].Seq != x.at {
				t.Errorf("want %s event %d, got %+v", id, x.at, v.Breaks)
			}
			// whoever has only the export sees the same, but for what is missing at the end
			out, err := store.VerifyExport(bytes.NewReader(d.exported()), nil)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(x.name, "a space") {
				return // an export is written anew, without it: there the content is what was recorded
			}
			atEnd := strings.Contains(x.name, "cut off")
			if atEnd != (len(out.Breaks) == 0) || !atEnd && (out.Breaks[0].Case != id || out.Breaks[0].Seq != x.at) {
				t.Errorf("export: %+v", out.Breaks)
			}
		})
	}
}

func TestACheckpointShowsWhatWasCutOffEvenWhenTheFileWasRolledBackToo(t *testing.T) {
	d := newDesk(t, anyone)
	id := longFile(d)
	key := d.signer()
	first := d.anchor(key)
	d.do(d.an, id, &domain.AddNote{Text: "检查点之后"})
	second := d.anchor(key)
	if first.N == second.N || second.Prev != first.Signature {
		t.Fatalf("%+v %+v", first, second)
	}
	d.whole()
	back := []string{
		fmt.Sprintf("DELETE FROM case_events WHERE case_id = '%s' AND seq > 12", id),
		fmt.Sprintf("UPDATE cases SET seq = 12, head = (SELECT hash FROM case_events WHERE case_id = '%s' AND seq = 12) WHERE id = '%s'", id, id),
	}
	whole := d.exported()
	d.tamper(back...)
	v := d.verified()
	if len(v.Breaks) != 1 || v.Breaks[0].Case != id || v.Breaks[0].Seq != 13 {
		t.Fatalf("want event 13, got %+v", v.Breaks)
	}
	out, err := store.VerifyExport(bytes.NewReader(d.exported()), nil)
	if err != nil || len(out.Breaks) != 1 || out.Breaks[0].Seq != 13 {
		t.Fatalf("export: %+v %v", out.Breaks, err)
	}

	// the heads are changed along: the signature does not cover them any more
	d.tamper(fmt.Sprintf("DELETE FROM checkpoint_heads WHERE case_id = '%s'", id))
	if v := d.verified(); len(v.Breaks) == 0 || v.Breaks[0].Case != "" {
		t.Fatalf("heads removed: %+v", v.Breaks)
	}
	// the checkpoints are removed altogether: whoever kept one of them sees it
	d.tamper("DELETE FROM checkpoint_heads", "DELETE FROM checkpoints")
	if v := d.verified(); len(v.Breaks) != 0 {
		t.Fatalf("nothing is left to see it by: %+v", v.Breaks)
	}
	if v := d.verified(store.Trust{Kept: []store.Checkpoint{second}}); len(v.Breaks) != 1 {
		t.Fatalf("the kept checkpoint is gone: %+v", v.Breaks)
	}

	// an export from which lines at the end are missing
	lines := bytes.SplitAfter(whole, []byte("\n"))
	out, err = store.VerifyExport(bytes.NewReader(bytes.Join(lines[:len(lines)-3], nil)), nil)
	if err != nil || len(out.Breaks) == 0 {
		t.Errorf("cut export: %+v %v", out.Breaks, err)
	}
	// an export without its checkpoints, for who knows the head from elsewhere
	events := slices.DeleteFunc(lines, func(l []byte) bool {
		return bytes.HasPrefix(l, []byte(`{"checkpoint"`)) || bytes.HasPrefix(l, []byte(`{"head"`))
	})
	known := map[domain.CaseID]store.Head{id: {Seq: 99, Hash: "x"}}
	out, err = store.VerifyExport(bytes.NewReader(bytes.Join(events, nil)), known)
	if err != nil || len(out.Breaks) != 1 || out.Breaks[0].Seq != 99 {
		t.Errorf("known head: %+v %v", out.Breaks, err)
	}
}

func TestACheckpointCannotBeForged(t *testing.T) {
	d := newDesk(t, anyone)
	longFile(d)
	key := d.signer()
	c := d.anchor(key)
	if !c.Checks() || c.Files == 0 || c.Events == 0 {
		t.Fatalf("%+v", c)
	}
	for name, f := range map[string]func(*store.Checkpoint){
		"root":                  func(c *store.Checkpoint) { c.Root = strings.Repeat("0", 64) },
		"files":                 func(c *store.Checkpoint) { c.Files++ },
		"events":                func(c *store.Checkpoint) { c.Events-- },
		"prev":                  func(c *store.Checkpoint) { c.Prev = "00" },
		"made at":               func(c *store.Checkpoint) { c.MadeAt = c.MadeAt.Add(1000) },
		"signature":             func(c *store.Checkpoint) { c.Signature = "3006020101020101" },
		"no key":                func(c *store.Checkpoint) { c.Key = "" },
		"a point off the curve": func(c *store.Checkpoint) { c.Key = "04" + strings.Repeat("11", 64) },
	} {
		x := c
		if f(&x); x.Checks() {
			t.Errorf("%s was changed and the signature still fits", name)
		}
	}
	d.tamper("UPDATE checkpoints SET events = events + 1")
	if v := d.verified(); len(v.Breaks) == 0 {
		t.Error("a changed checkpoint is not seen")
	}
	// everything is made anew with the forger's own key: only who knows the bureau's key sees it
	d.tamper("DELETE FROM checkpoint_heads", "DELETE FROM checkpoints")
	d.anchor(d.signer())
	if v := d.verified(); len(v.Breaks) != 0 {
		t.Errorf("%+v", v.Breaks)
	}
	if v := d.verified(store.Trust{Key: key.Public()}); len(v.Breaks) != 1 {
		t.Errorf("another key: %+v", v.Breaks)
	}
}

func TestTheSigningKeyIsMadeOnceAndReadableByItsOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secrets", "sm2.pem")
	var wg sync.WaitGroup
	public := make([]string, 8)
	for i := range public {
		wg.Go(func() {
			k, err := store.LoadSigner(path)
			if err != nil {
				t.Error(err)
				return
			}
			public[i] = k.Public()
		})
	}
	wg.Wait()
	slices.Sort(public)
	if len(slices.Compact(public)) != 1 {
		t.Errorf("several first starts at once made several keys")
	}
	if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", st.Mode(), err)
	}
}

func TestCheckpointsMadeAtOnceStillFollowEachOther(t *testing.T) {
	d := newDesk(t, anyone)
	longFile(d)
	key := d.signer()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if _, err := d.MakeCheckpoint(t.Context(), key); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if v := d.verified(); len(v.Breaks) > 0 || v.Checkpoints != 4 {
		t.Errorf("%+v", v)
	}
}

func TestAnExportSaysTheSameAsTheDatabase(t *testing.T) {
	d := newDesk(t, anyone)
	longFile(d)
	d.anchor(d.signer())
	live := d.verified()
	out, err := store.VerifyExport(bytes.NewReader(d.exported()), nil)
	if err != nil || out.Files != live.Files || out.Events != live.Events || out.Checkpoints != live.Checkpoints || len(out.Breaks) > 0 {
		t.Errorf("live %+v, export %+v, %v", live, out, err)
	}
	for line := range bytes.Lines(d.exported()) {
		if !json.Valid(line) {
			t.Errorf("not JSON: %s", line)
		}
	}
	for _, bad := range []string{"x", `{"case":1}`, `{"checkpoint":3}`} {
		if _, err := store.VerifyExport(strings.NewReader(bad), nil); err == nil {
			t.Errorf("%q was read as an export", bad)
		}
	}
}
