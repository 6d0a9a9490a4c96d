package worker_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"yifa/domain"
	"yifa/store"
	"yifa/testkit"
	"yifa/worker"
)

// bureau is a real store whose clock can be set ahead, with an engine and a worker beside it.
type bureau struct {
	t     *testing.T
	book  *watched
	ahead atomic.Int64 // how far the clock of the house is ahead of the wall
	n     atomic.Int64
}

// watched tells when a file is looked at by the engine.
type watched struct {
	*store.Store
	mu   sync.Mutex
	seen map[domain.CaseID]chan time.Time
}

func (w *watched) Case(ctx context.Context, id domain.CaseID) (*domain.Case, error) {
	c, err := w.Store.Case(ctx, id)
	w.mu.Lock()
	if ch := w.seen[id]; ch != nil {
		ch <- time.Now()
		delete(w.seen, id)
	}
	w.mu.Unlock()
	return c, err
}

func (w *watched) next(id domain.CaseID) <-chan time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	ch := make(chan time.Time, 1)
	w.seen[id] = ch
	return ch
}

func newBureau(t *testing.T) *bureau {
	t.Helper()
	b := &bureau{t: t}
	files, err := store.NewFolder(t.TempDir())
	require.NoError(t, err)
	s, err := store.Open(t.Context(), store.Config{
		DSN: testkit.Database(t, store.Migrate), MaxConns: 12, Files: files, Now: b.now,
		Gate: func(domain.Person, domain.Spec, *domain.Case, domain.Date) error { return nil },
	})
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	b.book = &watched{Store: s, seen: map[domain.CaseID]chan time.Time{}}
	from := domain.NewDate(2021, 1, 1)
	b.system("a1", &domain.EstablishAgency{Name: "云岭区民政局", Short: "云民", Region: "云岭区", Superior: "云岭区人民政府", Address: "人民路18号", Phone: "0799-6600123", Sections: []string{"社会事务股"},
		Registrar: &domain.Registrar{Area: "990101", Prefix: "MJH", First: 1, Last: 99999}})
	for id, name := range map[string]string{"o1": "李玥", "o2": "张翀", "ld": "刘旻"} {
		p := domain.CaseID("p-" + id)
		b.system(p, &domain.AddPerson{Login: id + "x", Name: name, Section: "社会事务股"})
		b.system(p, &domain.GrantRole{Role: domain.RoleOfficer, From: from})
		b.system(p, &domain.Certify{Certificate: domain.Certificate{Number: "1701001230" + id[1:], Issuer: "云岭区人民政府", From: from, Until: domain.NewDate(2050, 1, 1)}})
	}
	b.system("party1", &domain.RegisterParty{Kind: domain.PartyVillage, Name: "青石村公益性墓地", Address: "青石村"})
	return b
}

func (b *bureau) now() time.Time { return time.Now().Add(time.Duration(b.ahead.Load())) }

func (b *bureau) system(id domain.CaseID, cmd domain.Command) {
	b.t.Helper()
	_, err := b.book.Act(b.t.Context(), store.Request{Case: id, Actor: domain.System, Command: cmd, Key: fmt.Sprint("t", b.n.Add(1))})
	require.NoError(b.t, err)
}

func (b *bureau) do(id domain.CaseID, who string, cmd domain.Command) store.Receipt {
	b.t.Helper()
	r, err := b.book.Act(b.t.Context(), store.Request{Case: id, Actor: domain.PersonID("p-" + who), Command: cmd, Key: fmt.Sprint("t", b.n.Add(1))})
	if why, ok := errors.AsType[*domain.Error](err); ok {
		b.t.Fatalf("%s %s: %s %s %+v", who, cmd.Act(), why.Code, why.Message, why.Fields)
	}
	require.NoError(b.t, err)
	return r
}

func (b *bureau) file(id domain.CaseID) *domain.Case {
	b.t.Helper()
	c, err := b.book.Store.Case(b.t.Context(), id)
	require.NoError(b.t, err)
	return c
}

// rendered waits until every instrument of the file has its files.
func (b *bureau) rendered(id domain.CaseID) {
	b.t.Helper()
	require.Eventually(b.t, func() bool {
		for _, d := range b.file(id).Documents {
			if len(d.Files) == 0 && d.VoidedOn.IsZero() {
				return false
			}
		}
		return true
	}, 30*time.Second, 20*time.Millisecond, "instruments of %s", id)
}

var both = []domain.PersonID{"p-o1", "p-o2"}

// assign opens an inspection.
func (b *bureau) assign() domain.CaseID {
	b.t.Helper()
	return b.do("", "o1", &domain.AssignInspection{Party: "party1", Officers: both, Source: "complaint", Basis: "《殡葬管理条例》第四十九条", Items: []string{"公益性墓位使用情况"}}).Case
}

// inspect brings an inspection to its record.
func (b *bureau) inspect(findings ...domain.NewFinding) domain.CaseID {
	b.t.Helper()
	id := b.assign()
	b.do(id, "ld", &domain.ApproveInspection{})
	b.do(id, "o1", &domain.NotifyInspection{OnSite: true})
	b.do(id, "o1", &domain.Arrive{Officers: both, CardShown: true, RightsTold: true})
	now := b.now()
	b.do(id, "o1", &domain.RecordVisit{StartedAt: now, EndedAt: now.Add(time.Millisecond), Place: "青石村", Officers: both, Summary: "现场查看墓位台账", SignedBy: "周堃", Findings: findings})
	return id
}

var sold = domain.NewFinding{Category: domain.FindSoldOutside, Fact: "向本村村民以外的人员提供墓位6个", Quantity: 6, Unit: "个", Provision: "《殡葬管理条例》第二十条"}

// order brings an order to correct to its approval.
func (b *bureau) order(days int) domain.CaseID {
	b.t.Helper()
	id := b.do(b.inspect(sold), "o1", &domain.OrderCorrection{Lines: []int{1}, Measures: []string{"停止对外提供墓位"}, Days: days}).Opened[0]
	b.do(id, "ld", &domain.ApproveOrder{})
	return id
}

func (b *bureau) serve(id domain.CaseID) {
	b.t.Helper()
	b.do(id, "o1", &domain.ServeOrder{Method: domain.ServeDirect, On: domain.DateOf(b.now()), Recipient: "周堃"})
}

func (b *bureau) reinspect(id domain.CaseID, passed bool) {
	b.t.Helper()
	b.do(id, "o1", &domain.Reinspect{Officers: both, Items: []domain.ItemResult{{Item: 1, Passed: passed}}, Opinion: "已停止对外提供"})
}

// work runs a whole worker until the test, or the function returned, ends it.
func (b *bureau) work(e *testkit.Engine) (stop func()) {
	b.t.Helper()
	ctx, cancel := context.WithCancel(b.t.Context())
	key, err := store.LoadSigner(filepath.Join(b.t.TempDir(), "key.pem"))
	require.NoError(b.t, err)
	done := make(chan error, 1)
	go func() {
		done <- worker.Run(ctx, worker.Deps{Store: b.book, Signer: key, Engine: worker.Engine{Address: e.Address}, Log: quiet, BuildID: "test"})
	}()
	var once sync.Once
	stop = func() { once.Do(func() { cancel(); require.NoError(b.t, <-done) }) }
	b.t.Cleanup(stop)
	return stop
}

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))
