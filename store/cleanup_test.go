package store_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yifa/activities"
	"yifa/domain"
	"yifa/store"
	"yifa/testkit"
)

// sweep is a desk with a campaign over a register of its own, and the hands of the engine.
type sweep struct {
	*desk
	hands    *activities.Records
	campaign domain.CaseID
}

// newSweep is one that has been screened.
func newSweep(t *testing.T, n, window int) *sweep {
	t.Helper()
	w := drafted(t, n, window)
	if err := w.hands.Screen(t.Context(), activities.ScreenInput{Case: w.campaign}); err != nil {
		t.Fatal(err)
	}
	return w
}

// drafted is one that the engine is to screen.
func drafted(t *testing.T, n, window int) *sweep {
	t.Helper()
	w := &sweep{desk: newDesk(t, anyone)}
	w.hands = &activities.Records{Book: w.Store}
	testkit.Organizations(t, w.dsn, w.agency, 7, n, "青石镇", "白河乡")
	w.campaign = w.do(w.su, "", &domain.DraftCleanup{Title: "僵尸型清理", CleanupKind: domain.CleanupZombie, Basis: "民发〔2021〕63号", CutOff: domain.NewDate(2025, 2, 28), From: domain.NewDate(2025, 3, 3), Until: domain.NewDate(2025, 12, 31),
		Kinds: []domain.PartyKind{domain.PartyAssociation, domain.PartyServiceOrg}, Choices: []domain.CriterionChoice{{ID: "ZC-01"}, {ID: "ZC-02"}, {ID: "SB-01"}, {ID: "SB-03"}}, Window: window,
		Teams: []domain.CleanupTeam{{Townships: []string{"青石镇"}, Officers: []domain.PersonID{w.an, w.bo}}, {Officers: []domain.PersonID{w.bo, w.chen}}}}).Case
	w.do(w.lin, w.campaign, &domain.ApproveCleanup{})
	w.do(w.su, w.campaign, &domain.ScreenCleanup{})
	return w
}

// clear has two officers find nothing, and somebody else close the item.
func (w *sweep) clear(child domain.CaseID) {
	w.Helper()
	who := w.file(child).Officers
	w.do(who[0], child, &domain.LogContact{Channel: "visit", Officers: who, Place: "住所", Found: "仍在正常办公"})
	v := &domain.VerifyClearance{Officers: who, Reason: "经走访核实，一直在开展活动"}
	for _, h := range w.file(child).Clearance.Hits {
		v.Points = append(v.Points, domain.PointFound{ID: h, Note: "现场查看台账"})
	}
	w.do(who[0], child, v)
	w.do(w.su, child, &domain.CloseClearance{Comment: "核对无误"})
}

func (w *sweep) open(t *testing.T) int {
	t.Helper()
	out, err := w.hands.OpenBatch(t.Context(), activities.OpenBatchInput{Case: w.campaign})
	if err != nil {
		t.Fatal(err)
	}
	return out.Opened
}

// Every number that a manager sees on the board is that of the lines behind it, also when one was struck off, one objected and one was
// taken off the list.
func TestEveryNumberOfTheBoardOfACleanUpHasItsLines(t *testing.T) {
	w := newSweep(t, 120, 20)
	w.open(t)
	first, err := w.CleanupLedger(t.Context(), store.CleanupFilter{Campaign: w.campaign, State: "open", Limit: 2})
	if err != nil || len(first.Items) != 2 {
		t.Fatal(first, err)
	}
	w.clear(first.Items[0].Case)
	w.do(w.su, first.Items[1].Case, &domain.ObjectClearance{By: "某某", Text: "一直在开展活动"})
	w.do(w.su, w.campaign, &domain.RemoveItem{Party: w.unopened(t), Reason: "误列"})
	w.boardHasItsRows(t)
}

// unopened is an organization of the list that has no file yet.
func (w *sweep) unopened(t *testing.T) domain.PartyID {
	t.Helper()
	p, err := w.CleanupLedger(t.Context(), store.CleanupFilter{Campaign: w.campaign, State: "unopened", Limit: 1})
	if err != nil || len(p.Items) == 0 {
		t.Skip("every one has its file")
	}
	return p.Items[0].Party
}

// boardHasItsRows looks that every number of the board is that of the lines of the ledger behind it.
func (w *sweep) boardHasItsRows(t *testing.T) {
	t.Helper()
	b, err := w.CleanupBoard(t.Context(), w.campaign, domain.NewDate(2025, 3, 3))
	if err != nil {
		t.Fatal(err)
	}
	lines := func(what string, want int, f store.CleanupFilter) {
		t.Helper()
		f.Campaign, f.On, f.Limit = w.campaign, b.AsOf, 1
		if p, err := w.CleanupLedger(t.Context(), f); err != nil || p.Total != int64(want) {
			t.Errorf("%s: %d on the board, %d in the ledger, %v", what, want, p.Total, err)
		}
	}
	for state, n := range map[string]int{"listed": b.Listed, "unopened": b.Unopened, "open": b.Open, "closed": b.Closed, "overdue": b.Overdue, "objected": b.Objected, "lost": b.Lost, "unassigned": b.Unassigned} {
		lines(state, n, store.CleanupFilter{State: state})
	}
	sums := map[string]int{}
	for what, x := range map[string]struct {
		parts []store.CleanupPart
		by    func(key string) store.CleanupFilter
	}{
		"stage":     {b.Stages, func(k string) store.CleanupFilter { return store.CleanupFilter{Stage: k} }},
		"outcome":   {b.Outcomes, func(k string) store.CleanupFilter { return store.CleanupFilter{Outcome: k} }},
		"owner":     {b.Owners, func(k string) store.CleanupFilter { return store.CleanupFilter{Owner: domain.PersonID(k)} }},
		"criterion": {b.Criteria, func(k string) store.CleanupFilter { return store.CleanupFilter{Criterion: k} }},
		"township":  {b.Townships, func(k string) store.CleanupFilter { return store.CleanupFilter{Township: k} }},
	} {
		for _, p := range x.parts {
			sums[what] += p.Count
			f := x.by(p.Key)
			if f.State = "closed"; p.Key != "" {
				lines(what+" "+p.Key+" closed", p.Closed, f)
			}
			if f.State = "listed"; p.Key != "" {
				lines(what+" "+p.Key, p.Count, f)
			}
		}
	}
	if weeks := len(b.Weeks); sums["stage"] != b.Open+b.Closed || sums["township"] != b.Listed || sums["outcome"] != b.Closed || sums["owner"] != b.Open+b.Closed-b.Unassigned || weeks != 1 || b.Weeks[0].Closed != b.Closed || b.Closed == 0 {
		t.Errorf("%v of %+v", sums, b)
	}
}

func TestACleanupKeepsItsListInATableThatIsMadeFromTheEvents(t *testing.T) {
	w := newSweep(t, 120, 70)
	c := w.file(w.campaign)
	r := c.Cleanup.Result
	if c.Stage != domain.CleanVerifying || r.Seen != 120 || r.Hit < 20 || r.Missed < 20 || r.Outside == 0 || c.Cleanup.Items != r.Hit {
		t.Fatalf("%s %+v", c.Stage, r)
	}
	if err := w.hands.Screen(t.Context(), activities.ScreenInput{Case: w.campaign}); err != nil || w.file(w.campaign).Seq != c.Seq {
		t.Fatal("screened twice", err)
	}
	for n := w.open(t); n > 0; n = w.open(t) {
	}
	board, err := w.CleanupBoard(t.Context(), w.campaign, domain.NewDate(2025, 3, 3))
	if err != nil || board.Listed != r.Hit || board.Open != min(70, r.Hit) || board.Unopened != r.Hit-board.Open {
		t.Fatalf("%+v %v", board, err)
	}
	var ids []domain.PartyID
	for f := (store.CleanupFilter{Campaign: w.campaign, Limit: 7}); ; {
		p, err := w.CleanupLedger(t.Context(), f)
		if err != nil || p.Total != int64(r.Hit) {
			t.Fatal(p.Total, err)
		}
		for _, x := range p.Items {
			ids = append(ids, x.Party)
			if why, err := w.WhyScreened(t.Context(), r.File.Hash, x.Party); err != nil || !reflect.DeepEqual(why.Hits, x.Hits) || why.Name != x.Name || len(why.Answers) != 4 {
				t.Fatalf("%+v %v", why, err)
			}
		}
		if f.Cursor = p.Next; f.Cursor == "" {
			break
		}
	}
	if len(ids) != r.Hit {
		t.Fatalf("%d lines of %d", len(ids), r.Hit)
	}
	// from one to the next and back, as an officer goes through them
	if p, err := w.CleanupLedger(t.Context(), store.CleanupFilter{Campaign: w.campaign, Before: string(ids[5]), Limit: 2}); err != nil || len(p.Items) != 2 || p.Items[0].Party != ids[4] || p.Items[1].Party != ids[3] {
		t.Fatalf("before %s: %+v %v", ids[5], p.Items, err)
	}
	// the rows behind every number of the sums
	for state, want := range map[string]int{"": r.Seen, "outside": r.Outside, "missed": r.Missed, "unknown": r.Unknown, "hit": r.Hit} {
		got := map[domain.PartyID]bool{}
		for f := (store.ScreenedFilter{State: state, Limit: 9}); ; {
			p, err := w.ScreenedLines(t.Context(), r.File.Hash, f)
			if err != nil || p.Total != int64(want) {
				t.Fatalf("%q: %d of %d, %v", state, p.Total, want, err)
			}
			for _, x := range p.Items {
				if got[x.Party] = true; state != "" && x.State != state && (state != "unknown" || !x.Unknown) || x.State == "outside" && x.Why == "" {
					t.Fatalf("%q has %+v", state, x)
				}
			}
			if f.Cursor = p.Next; f.Cursor == "" {
				break
			}
		}
		if len(got) != want {
			t.Errorf("%q: %d rows of %d", state, len(got), want)
		}
	}
	child := domain.ClearanceID(w.campaign, ids[0])
	w.clear(child)
	w.do(w.su, w.campaign, &domain.AddItem{Party: w.outsider(t), Reason: "群众反映"})
	told := 0
	for n := 1; n > 0; {
		var err error
		if n, err = w.Drain(t.Context(), 100, func(_ context.Context, moved []store.Change) error {
			for _, m := range moved {
				if m.Case == w.campaign && m.Seq >= 0 {
					told++
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	if told == 0 {
		t.Error("the campaign was not told that there is room")
	}
	before := w.shown()
	if _, _, err := w.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if a, b := before["cleanup_items"], w.shown()["cleanup_items"]; a != b || a == "" {
		t.Errorf("the list is another after a rebuild:\n%s\n---\n%s", a, b)
	}
	if size := w.size(t); size > 6000 {
		t.Errorf("the state of the campaign takes %d bytes", size)
	}
	var out bytes.Buffer
	if sum, _, err := w.Screen(t.Context(), w.agency, c.Cleanup.Asks(), &out); err != nil || sum.Digest != r.Digest {
		t.Error(err)
	}
}

// outsider is an organization that the screening missed.
func (w *sweep) outsider(t *testing.T) domain.PartyID {
	t.Helper()
	var id domain.PartyID
	if err := w.conn().QueryRow(t.Context(), "SELECT id FROM cases p WHERE procedure = 'party' AND id LIKE 'or%' AND NOT EXISTS (SELECT 1 FROM cleanup_items i WHERE i.party = p.id) ORDER BY id LIMIT 1").Scan(&id); err != nil {
		t.Fatal(err)
	}
	return id
}

func (w *sweep) size(t *testing.T) (n int) {
	t.Helper()
	if err := w.conn().QueryRow(t.Context(), "SELECT length(state::text) FROM cases WHERE id = $1", w.campaign).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestHoweverManyOpenAtOnceNoOrganizationHasTwoFilesAndTheWindowHolds(t *testing.T) {
	w := newSweep(t, 200, 60)
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			for range 4 {
				if _, err := w.hands.OpenBatch(t.Context(), activities.OpenBatchInput{Case: w.campaign}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	var files, parties int
	if err := w.conn().QueryRow(t.Context(), "SELECT count(*), count(DISTINCT party) FROM cases WHERE procedure = 'clearance'").Scan(&files, &parties); err != nil {
		t.Fatal(err)
	}
	if k := w.file(w.campaign).Cleanup; files != 60 || parties != 60 || k.Opened != 60 {
		t.Errorf("%d files of %d organizations, %d by the campaign", files, parties, k.Opened)
	}
	_, err := w.Act(t.Context(), store.Request{Case: w.campaign, Actor: w.su, Key: "close", Command: &domain.CloseCleanup{}, At: time.Time{}})
	if x := (*domain.Error)(nil); !errors.As(err, &x) {
		t.Error("closed over open files", err)
	}
}

// Several workers screen at once, and some are cut off in the middle, as they are when they die: the list is recorded once, and it is
// that of the register.
func TestAScreeningThatIsTriedAgainIsRecordedOnce(t *testing.T) {
	w := drafted(t, 150, 10)
	var wg sync.WaitGroup
	for n := range 12 {
		wg.Go(func() {
			ctx, die := context.WithCancel(t.Context())
			defer die()
			if n%3 > 0 {
				time.AfterFunc(time.Duration(rand.IntN(60))*time.Millisecond, die)
			}
			if err := w.hands.Screen(ctx, activities.ScreenInput{Case: w.campaign}); err != nil && ctx.Err() == nil && activities.CodeOf(err) == "" {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := w.count("SELECT count(*) FROM case_events WHERE case_id = $1 AND kind = 'CleanupScreened'", w.campaign); n != 1 {
		t.Fatalf("recorded %d times", n)
	}
	if n, r := w.count("SELECT count(*) FROM cleanup_items WHERE campaign = $1", w.campaign), w.file(w.campaign).Cleanup.Result; n != r.Hit || r.Seen != 150 {
		t.Errorf("%d on the list, %+v", n, r)
	}
}

// Whatever several workers and people do at the same time (open, close, pause, resume), at no moment are more files
// open than the window has room for, and in the end everything on the list has had one file.
func TestAtNoMomentAreMoreFilesOpenThanTheWindowHasRoomFor(t *testing.T) {
	const window = 7
	w := newSweep(t, 60, window)
	var wg sync.WaitGroup
	var left atomic.Bool
	defer left.Store(true)
	refusals := func(err error) {
		if err != nil && domain.CodeOf(err) == "" && activities.CodeOf(err) == "" {
			t.Error(err)
		}
	}
	stop := time.Now().Add(time.Minute)
	for range 4 { // workers
		wg.Go(func() {
			for !left.Load() && time.Now().Before(stop) {
				_, err := w.hands.OpenBatch(t.Context(), activities.OpenBatchInput{Case: w.campaign})
				refusals(err)
			}
		})
	}
	wg.Go(func() { // somebody who cannot make up his mind
		for !left.Load() {
			_, err := w.try(w.su, w.campaign, &domain.PauseCleanup{Reason: "等待上级通知"})
			refusals(err)
			_, err = w.try(w.su, w.campaign, &domain.ResumeCleanup{Reason: "继续"})
			refusals(err)
		}
	})
	most := 0
	for time.Now().Before(stop) {
		rows, _ := w.conn().Query(t.Context(), "SELECT child FROM cleanup_items WHERE campaign = $1 AND child <> '' AND closed_on IS NULL", w.campaign)
		open, err := pgx.CollectRows(rows, pgx.RowTo[domain.CaseID])
		if err != nil {
			t.Fatal(err)
		}
		if most = max(most, len(open)); len(open) > window {
			t.Fatalf("%d files are open", len(open))
		}
		for _, id := range open[:(len(open)+1)/2] {
			w.clear(id)
		}
		if len(open) == 0 && w.count("SELECT count(*) FROM cleanup_items WHERE campaign = $1 AND child = ''", w.campaign) == 0 {
			break
		}
	}
	left.Store(true)
	wg.Wait()
	files, parties, listed := w.count("SELECT count(*) FROM cases WHERE procedure = 'clearance'"), w.count("SELECT count(DISTINCT state #>> '{party,id}') FROM cases WHERE procedure = 'clearance'"), w.file(w.campaign).Cleanup.Items
	if most != window || files != listed || parties != listed || listed < 2*window {
		t.Errorf("%d open at most in a window of %d; %d files of %d organizations, %d on the list", most, window, files, parties, listed)
	}
}
