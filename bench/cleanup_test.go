package bench_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	sdk "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"yifa/activities"
	"yifa/domain"
	"yifa/store"
	"yifa/testkit"
	"yifa/worker"
)

// counted counts the files of organizations that the engine has looked at.
type counted struct {
	*store.Store
	mu   sync.Mutex
	seen map[domain.CaseID]bool
	want int
	done chan time.Time
}

func (w *counted) Case(ctx context.Context, id domain.CaseID) (*domain.Case, error) {
	c, err := w.Store.Case(ctx, id)
	if err == nil && c.Clearance != nil {
		w.mu.Lock()
		if !w.seen[id] {
			if w.seen[id] = true; len(w.seen) == w.want {
				w.done <- time.Now()
			}
		}
		w.mu.Unlock()
	}
	return c, err
}

func emptyChild(workflow.Context) error { return nil }

// emptyParent starts n children that do nothing, and is through when all have started.
func emptyParent(ctx workflow.Context, n int) error {
	ctx = workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{ParentClosePolicy: enumspb.PARENT_CLOSE_POLICY_ABANDON})
	for from := 0; from < n; from += 100 {
		var begun []workflow.ChildWorkflowFuture
		for range min(100, n-from) {
			begun = append(begun, workflow.ExecuteChildWorkflow(ctx, emptyChild))
		}
		for _, b := range begun {
			if err := b.GetChildWorkflowExecution().Get(ctx, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// listedTown is a bureau with so many organizations and a campaign over them that may be screened.
func listedTown(t *testing.T, many int) (*town, domain.CaseID) {
	t.Helper()
	town := newTown(t)
	testkit.Organizations(t, town.dsn, town.agency, 1, many, "青石镇", "白河乡", "柳林镇")
	head := town.do(town.an, "", &domain.DraftCleanup{Title: "僵尸型清理", CleanupKind: domain.CleanupZombie, Basis: "民发〔2021〕63号", CutOff: domain.NewDate(2025, 12, 31), From: domain.NewDate(2026, 1, 1), Until: domain.NewDate(2026, 12, 31),
		Kinds: []domain.PartyKind{domain.PartyAssociation, domain.PartyServiceOrg}, Choices: []domain.CriterionChoice{{ID: "ZC-01"}, {ID: "ZC-02"}, {ID: "ZC-03"}, {ID: "ZC-04"}, {ID: "SB-01"}, {ID: "SB-03"}}, Window: 20000,
		Teams: []domain.CleanupTeam{{Officers: []domain.PersonID{town.an, town.bo}}}}).Case
	town.do(town.lin, head, &domain.ApproveCleanup{})
	town.do(town.an, head, &domain.ScreenCleanup{})
	return town, head
}

// TestMeasureCleanup measures a screening of ten thousand organizations, and how fast the files of a list are opened and followed,
// against children that do nothing, in the same run on the same engine. YIFA_BENCH_ONLY=cleanup leaves the rest out.
func TestMeasureCleanup(t *testing.T) {
	if os.Getenv("YIFA_BENCH") == "" {
		t.Skip("make bench")
	}
	number := func(name string, n int) int {
		if s := os.Getenv(name); s != "" {
			n, _ = strconv.Atoi(s)
		}
		return n
	}
	many, children := number("YIFA_BENCH_ORGS", 10000), number("YIFA_BENCH_CHILDREN", 1500)
	r := &report{}
	town, head := listedTown(t, many)
	q := mustCase(t, town, head).Cleanup.Asks()
	at := time.Now()
	sum, _, err := town.Screen(t.Context(), town.agency, q, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	reading := time.Since(at)
	r.line("\n## Clean-ups\n\n| what | measured | aim |\n|---|---|---|")
	r.line("| screening %d organizations by %d criteria, without writing it down | %s | – |", sum.Seen, len(q.Criteria), reading.Round(time.Millisecond))
	hands := &activities.Records{Book: town.Store}
	at = time.Now()
	if err := hands.Screen(t.Context(), activities.ScreenInput{Case: head}); err != nil {
		t.Fatal(err)
	}
	took := time.Since(at)
	r.line("| the same with the stored result and the list of %d, recorded | %s | 5 s |", sum.Hit, took.Round(time.Millisecond))
	if took > 5*time.Second {
		t.Errorf("a screening takes %s", took)
	}
	at = time.Now()
	if _, err := town.WhyScreened(t.Context(), mustCase(t, town, head).Cleanup.Result.File.Hash, "or009999"); err != nil {
		t.Fatal(err)
	}
	r.line("| why the last of them was hit or missed | %s | – |", time.Since(at).Round(100*time.Microsecond))

	address := testkit.NewEngine(t).Address
	children = min(children, sum.Hit)
	c, err := client.Dial(client.Options{HostPort: address, Namespace: "yifa", Logger: quiet{}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	w := sdk.New(c, "bench", sdk.Options{})
	w.RegisterWorkflow(emptyParent)
	w.RegisterWorkflow(emptyChild)
	var empty, ours float64
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	at = time.Now()
	run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{TaskQueue: "bench"}, emptyParent, children)
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Get(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	empty = float64(children) / time.Since(at).Seconds()
	w.Stop()

	book := &counted{Store: town.Store, seen: map[domain.CaseID]bool{}, want: children, done: make(chan time.Time, 1)}
	ctx, stop := context.WithCancel(t.Context())
	key, err := store.LoadSigner(filepath.Join(t.TempDir(), "key.pem"))
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	at = time.Now()
	go func() {
		ended <- worker.Run(ctx, worker.Deps{Store: book, Signer: key, Engine: worker.Engine{Address: address}, Log: slog.New(slog.DiscardHandler), BuildID: "bench"})
	}()
	select {
	case end := <-book.done:
		var first time.Time
		if err := town.pg.QueryRow(t.Context(), "SELECT min(recorded_at) FROM case_events WHERE kind = 'CleanupBatchOpened'").Scan(&first); err != nil {
			t.Fatal(err)
		}
		ours = float64(children) / end.Sub(first).Seconds()
	case <-time.After(5 * time.Minute):
		t.Errorf("%d of %d after %s", len(book.seen), children, time.Since(at))
	}
	stop()
	<-ended
	r.line("| %d children that do nothing, started by a parent | %.0f/s | – |", children, empty)
	r.line("| %d files of a list: opened, told, followed by their workflows | %.0f/s, %.2f of that | half |", children, ours, ours/empty)
	if ours < empty/2 {
		t.Errorf("children are opened at %.2f of the rate of empty ones", ours/empty)
	}
	if path := os.Getenv("YIFA_BENCH_WRITE"); path != "" {
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := fmt.Fprint(f, r.String()); err != nil {
			t.Fatal(err)
		}
	}
}

// TestMeasureCleanupPages measures what a manager waits for while a list of thousands is worked off: the board, the ledger with its filters,
// the rows behind the sums of the screening, the organization looked for in it, the opening of files, and the queues of all, with every file of
// the list open. YIFA_BENCH_ORGS says how many organizations there are.
func TestMeasureCleanupPages(t *testing.T) {
	if os.Getenv("YIFA_BENCH") == "" {
		t.Skip("make bench")
	}
	many := 10000
	if s := os.Getenv("YIFA_BENCH_ORGS"); s != "" {
		many, _ = strconv.Atoi(s)
	}
	town, head := listedTown(t, many)
	hands := &activities.Records{Book: town.Store}
	if err := hands.Screen(t.Context(), activities.ScreenInput{Case: head}); err != nil {
		t.Fatal(err)
	}
	r := &report{}
	k := mustCase(t, town, head).Cleanup
	r.line("\n## Pages of a clean-up, %d organizations, %d on the list\n\n| what | p50 | p95 |\n|---|---|---|", k.Result.Seen, k.Items)
	said := func(what string, took []time.Duration) {
		slices.Sort(took)
		r.line("| %s | %s | %s |", what, took[len(took)/2].Round(100*time.Microsecond), took[len(took)*95/100].Round(100*time.Microsecond))
	}
	var batches []time.Duration
	for mustCase(t, town, head).Cleanup.Opened < k.Items {
		at := time.Now()
		if _, err := town.Act(t.Context(), store.Request{Case: head, Command: &domain.OpenCleanupBatch{Most: domain.CleanupBatch}, Actor: domain.System, Untold: true}); err != nil {
			t.Fatal(err)
		}
		batches = append(batches, time.Since(at))
	}
	said(fmt.Sprintf("a batch of %d files is opened (%d of them)", domain.CleanupBatch, len(batches)), batches)
	if _, err := town.pg.Exec(t.Context(), "VACUUM ANALYZE"); err != nil {
		t.Fatal(err)
	}
	today, ctx := domain.DateOf(time.Now()), t.Context()
	ledger := store.CleanupFilter{Campaign: head, On: today, Limit: 50}
	first, err := town.CleanupLedger(ctx, ledger)
	if err != nil {
		t.Fatal(err)
	}
	file := k.Result.File.Hash
	with := func(set func(f *store.CleanupFilter)) func() error {
		f := ledger
		set(&f)
		return func() error { _, err := town.CleanupLedger(ctx, f); return err }
	}
	for _, x := range []struct {
		what string
		ask  func() error
	}{
		{"file of the campaign", func() error { _, err := town.Case(ctx, head); return err }},
		{"board", func() error { _, err := town.CleanupBoard(ctx, head, today); return err }},
		{"ledger, first page", with(func(*store.CleanupFilter) {})},
		{"ledger, open ones of one criterion", with(func(f *store.CleanupFilter) { f.State, f.Criterion = "open", "SB-03" })},
		{"ledger, one township", with(func(f *store.CleanupFilter) { f.Township = "白河乡" })},
		{"ledger, part of a name", with(func(f *store.CleanupFilter) { f.Q = first.Items[7].Name[:9] })},
		{"ledger, what stands before the last", with(func(f *store.CleanupFilter) { f.Before, f.Limit = "or009999", 1 })},
		{"screened rows, first page of those missed", func() error {
			_, err := town.ScreenedLines(ctx, file, store.ScreenedFilter{State: "missed"})
			return err
		}},
		{"screened rows, all", func() error { _, err := town.ScreenedLines(ctx, file, store.ScreenedFilter{}); return err }},
		{"screened rows, part of a name", func() error {
			_, err := town.ScreenedLines(ctx, file, store.ScreenedFilter{Q: first.Items[7].Name})
			return err
		}},
		{"why one was hit or missed", func() error { _, err := town.WhyScreened(ctx, file, "or009000"); return err }},
		{"all files, nearest first", func() error {
			_, err := town.Cases(ctx, store.CaseFilter{Agency: town.agency, State: "open"})
			return err
		}},
		{"worklist of an officer with half of them", func() error {
			_, err := town.Tasks(ctx, store.TaskFilter{Agency: town.agency, Person: town.an})
			return err
		}},
	} {
		var took []time.Duration
		for range 60 {
			at := time.Now()
			if err := x.ask(); err != nil {
				t.Fatal(x.what, err)
			}
			took = append(took, time.Since(at))
		}
		said(x.what, took)
	}
	t.Log(r.String())
}

// quiet is a logger that says nothing.
type quiet struct{}

func (quiet) Debug(string, ...any) {}
func (quiet) Info(string, ...any)  {}
func (quiet) Warn(string, ...any)  {}
func (quiet) Error(string, ...any) {}

func mustCase(t *testing.T, town *town, id domain.CaseID) *domain.Case {
	t.Helper()
	c, err := town.Case(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
