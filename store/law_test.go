package store_test

import (
	"context"
	"testing"

	"yifa/domain"
	"yifa/migrations"
	"yifa/store"
	"yifa/testkit"
)

// A system made before there was the register of norms works by what ships with the program, gets the register when it is
// migrated, and keeps what an administrator changed when it is migrated again.
func TestAnOlderSystemGetsTheNorms(t *testing.T) {
	ctx := t.Context()
	dsn := testkit.Database(t, func(ctx context.Context, dsn string) error { return store.MigrateTo(ctx, dsn, "99999999999999") })
	s, err := store.Open(ctx, store.Config{DSN: dsn, MaxConns: 4})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	shipped, err := migrations.Norms()
	if err != nil {
		t.Fatal(err)
	}
	rows := func() int {
		_, _, n, err := s.Law(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return n.Rows().Len()
	}
	if _, err := s.Case(ctx, "norms"); domain.CodeOf(err) != "not_found" || rows() != shipped.Rows().Len() {
		t.Fatalf("%v, %d rows", err, rows())
	}
	for range 2 {
		if err := store.Migrate(ctx, dsn); err != nil {
			t.Fatal(err)
		}
		if c, err := s.Case(ctx, "norms"); err != nil || c.Procedure != domain.ProcNorms || c.NormsFile.Len() != shipped.Rows().Len() || c.Seq != 1 {
			t.Fatalf("%v %+v", err, c)
		}
	}
	x := shipped.Rows().Quorums[0]
	x.Least, x.Note = 5, "本机关议事规则"
	if _, err := s.Act(ctx, store.Request{Case: "norms", Actor: domain.System, Key: "five-at-least", Command: &domain.SetNorms{NormRows: domain.NormRows{Quorums: []domain.Quorum{x}}, Reason: "按议事规则"}}); err != nil {
		t.Fatal(err)
	}
	if err := store.Migrate(ctx, dsn); err != nil {
		t.Fatal(err)
	}
	_, _, n, err := s.Law(ctx)
	if err != nil || n.Quorum(domain.NewDate(2026, 6, 1)).Least != 5 {
		t.Errorf("the program wrote over what was changed: %v", err)
	}
}
