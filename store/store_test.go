package store_test

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"yifa/domain"
	"yifa/store"
)

func open(t testing.TB) *store.Store {
	t.Helper()
	dsn := os.Getenv("YIFA_TEST_DSN")
	require.NoError(t, store.Migrate(context.Background(), dsn))
	files, err := store.NewFolder(t.TempDir())
	require.NoError(t, err)
	s, err := store.Open(context.Background(), store.Config{DSN: dsn, Files: files, Gate: func(domain.Person, domain.Spec, *domain.Case, domain.Date) error { return nil }})
	require.NoError(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

func TestWalk(t *testing.T) {
	s := open(t)
	ctx := context.Background()
	sys := func(id string, cmd domain.Command) {
		t.Helper()
		_, err := s.Act(ctx, store.Request{Case: domain.CaseID(id), Actor: domain.System, Command: cmd, Key: "t:" + id + cmd.Act() + fmt.Sprint(time.Now().UnixNano())})
		require.NoError(t, err)
	}
	sys("a1", &domain.EstablishAgency{Name: "云岭区民政局", Short: "云民", Region: "云岭区", Sections: []string{"社会事务股"}})
	from := domain.NewDate(2021, 1, 1)
	for _, p := range []string{"w1", "w2", "ld"} {
		sys("p-"+p, &domain.AddPerson{Login: p + "x", Name: p, Section: "社会事务股"})
		sys("p-"+p, &domain.GrantRole{Role: domain.RoleOfficer, From: from})
		sys("p-"+p, &domain.Certify{Certificate: domain.Certificate{Number: "E" + p, Issuer: "x", From: from, Until: domain.NewDate(2030, 1, 1)}})
	}
	sys("party1", &domain.RegisterParty{Kind: domain.PartyVillage, Name: "青石村公益性墓地", Township: ""})
	do := func(id domain.CaseID, who string, cmd domain.Command) store.Receipt {
		t.Helper()
		r, err := s.Act(ctx, store.Request{Case: id, Actor: domain.PersonID("p-" + who), Command: cmd, Key: fmt.Sprint(time.Now().UnixNano())})
		require.NoError(t, err)
		return r
	}
	r := do("", "w1", &domain.AssignInspection{Party: "party1", Officers: []domain.PersonID{"p-w1", "p-w2"}, Source: "complaint", Basis: "殡葬管理条例", Items: []string{"墓位"}})
	id := r.Case
	do(id, "ld", &domain.ApproveInspection{})
	do(id, "w1", &domain.NotifyInspection{OnSite: true})
	do(id, "w1", &domain.Arrive{Officers: []domain.PersonID{"p-w1", "p-w2"}, CardShown: true, RightsTold: true})
	now := time.Now()
	c, err := s.Case(ctx, id)
	require.NoError(t, err)
	_ = now
	r = do(id, "w1", &domain.RecordVisit{StartedAt: c.Inspection.ArrivedAt, EndedAt: c.Inspection.ArrivedAt.Add(time.Millisecond), Place: "青石村", Officers: []domain.PersonID{"p-w1", "p-w2"}, Summary: "现场", SignedBy: "某",
		Findings: []domain.NewFinding{{Category: domain.FindSoldOutside, Fact: "对外销售", Quantity: 6, Unit: "个"}}})
	t.Log(r)
	r = do(id, "w1", &domain.OrderCorrection{Lines: []int{1}, Measures: []string{"停止对外销售"}, Days: 10})
	rid := r.Opened[0]
	_, err = s.Act(ctx, store.Request{Case: rid, Actor: "p-w1", Command: &domain.ApproveOrder{}, Key: "self"})
	require.Equal(t, domain.Code("separation_of_duties"), domain.CodeOf(err))
	var wg sync.WaitGroup
	won, lost := 0, 0
	var mu sync.Mutex
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, err := s.Act(ctx, store.Request{Case: rid, Actor: "p-ld", Command: &domain.ApproveOrder{}, Key: fmt.Sprintf("ap%d", i)})
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won++
			} else {
				lost++
				require.NotEmpty(t, domain.CodeOf(err), "%v", err)
			}
		}()
	}
	wg.Wait()
	require.Equal(t, 1, won)
	r = do(rid, "w1", &domain.ServeOrder{Method: domain.ServeDirect, On: domain.DateOf(time.Now()), Recipient: "某"})
	t.Log(r)
	p, err := s.Cases(ctx, store.CaseFilter{Agency: "a1", Q: "青石"})
	require.NoError(t, err)
	require.Len(t, p.Items, 2)
	t.Logf("%+v", p.Items)
	v, err := s.Verify(ctx)
	require.NoError(t, err)
	require.Empty(t, v.Breaks)
	tp, err := s.Tasks(ctx, store.TaskFilter{Agency: "a1", Person: "p-w1"})
	require.NoError(t, err)
	t.Logf("%+v", tp)
	_, err = s.Board(ctx, "a1", domain.DateOf(time.Now()))
	require.NoError(t, err)
	fg, err := s.Figures(ctx, "a1", time.Now().Year(), 0)
	require.NoError(t, err)
	t.Log(fg)
	k, err := store.LoadSigner(t.TempDir() + "/k.pem")
	require.NoError(t, err)
	cp, err := s.MakeCheckpoint(ctx, k)
	require.NoError(t, err)
	require.True(t, cp.Checks())
	v, err = s.Verify(ctx)
	require.NoError(t, err)
	require.Empty(t, v.Breaks)
	_, _, err = s.Rebuild(ctx)
	require.NoError(t, err)
	n, err := s.Drain(ctx, 100, func(_ context.Context, c []store.Change) error { t.Log(c); return nil })
	require.NoError(t, err)
	t.Log(n)
}
