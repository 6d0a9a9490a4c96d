package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

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

// A row that changed in the program reaches an installation where nobody edited it; an edited one stays, and is told; all three
// registers alike.
func TestANewVersionOfTheProgramBringsItsRows(t *testing.T) {
	ctx := t.Context()
	dsn := testkit.Database(t, func(ctx context.Context, dsn string) error { return store.MigrateTo(ctx, dsn, "99999999999999") })
	s, err := store.Open(ctx, store.Config{DSN: dsn, MaxConns: 4})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	set := func(key string, cmds ...domain.Command) {
		t.Helper()
		for i, cmd := range cmds {
			if _, err := s.Act(ctx, store.Request{Case: []domain.CaseID{"rules", "norms"}[i], Actor: domain.System, Key: fmt.Sprint(key, i), Command: cmd}); err != nil {
				t.Fatal(err)
			}
		}
	}
	shipped, err := migrations.Norms()
	if err != nil {
		t.Fatal(err)
	}
	limits, err := migrations.Rules()
	if err != nil {
		t.Fatal(err)
	}
	// what an older version shipped: other articles, a row the notes had wrong, no row of the new law
	norms, rules := shipped.Rows(), slices.Clone(limits)
	norms.Violations = slices.Clone(norms.Violations)
	norms.Violations[0].Article, norms.Violations[5].Article, rules[0].Article, rules[1].Article = "旧条", "旧条", "旧条", "旧条"
	norms.Quorums = slices.Clone(norms.Quorums)
	norms.Quorums[0].Note = "旧注"
	norms.Violations = norms.Violations[:len(norms.Violations)-1]
	set("ship:rules:1", &domain.SetRules{Rows: rules, Reason: "随程序提供的期限规则"}, &domain.SetNorms{NormRows: norms, Reason: "随程序提供的处罚规范"})
	// of which an administrator edited two
	mine, ours := rules[1], norms.Violations[5]
	mine.Note, ours.Note = "本机关核对", "本机关核对"
	set("edited", &domain.SetRules{Rows: []domain.Rule{mine}, Reason: "核对"}, &domain.SetNorms{NormRows: domain.NormRows{Violations: []domain.Violation{ours}}, Reason: "核对"})
	for range 2 {
		if err := store.Migrate(ctx, dsn); err != nil {
			t.Fatal(err)
		}
		for id, seq := range map[domain.CaseID]int{"rules": 3, "norms": 3} {
			if c, err := s.Case(ctx, id); err != nil || c.Seq != seq {
				t.Fatalf("%s: %v, %d events", id, err, c.Seq)
			}
		}
	}
	_, book, law, err := s.Law(ctx)
	if err != nil {
		t.Fatal(err)
	}
	got := law.Rows()
	if r := book.Rows(); r[0].Article != limits[0].Article || r[1].Note != "本机关核对" || got.Violations[0].Article != shipped.Violations[0].Article || got.Violations[5].Note != "本机关核对" ||
		got.Quorums[0].Note == "旧注" || len(got.Violations) != len(shipped.Violations) {
		t.Errorf("%+v %+v %+v", r[:2], got.Violations[0], got.Violations[5])
	}
	kept, err := s.Departures(ctx)
	if err != nil || len(kept) != 2 || !strings.HasPrefix(kept[0], "rule "+mine.ID+"@") || !strings.HasPrefix(kept[1], "violation "+ours.ID+"@") {
		t.Errorf("%v %q", err, kept)
	}
}

// A new version of a row that would be in force beside one somebody edited waits, and does not keep the program from starting.
func TestARowThatWouldOverlapAnEditedOneWaits(t *testing.T) {
	old := domain.Rule{ID: "TL-01", Article: "旧"}
	closed, next := old, old
	closed.ValidTo, next.ValidFrom = domain.NewDate(2026, 12, 31), domain.NewDate(2027, 1, 1)
	program := []domain.Rule{closed, next}
	if set, kept := domain.NewerRules(program, []domain.Rule{old}, nil); len(set) != 2 || len(kept) != 0 {
		t.Errorf("%v %v", set, kept)
	}
	edited := map[string]bool{domain.SetRules{Rows: []domain.Rule{old}}.Keys()[0]: true}
	if set, kept := domain.NewerRules(program, []domain.Rule{old}, edited); len(set) != 0 || len(kept) != 2 {
		t.Errorf("%v %v", set, kept)
	}
}

// What an older version read out of the files is read again by the one that upgrades the schema, once: an upgrade that was cut off before
// is finished by the next start, and a start without an upgrade makes nothing again.
func TestAnUpgradeMakesWhatIsShownAgain(t *testing.T) {
	ctx := t.Context()
	dsn := testkit.Database(t, store.Migrate)
	c, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	title := func() (s string) {
		if err := c.QueryRow(ctx, "SELECT title FROM cases WHERE id = 'rules'").Scan(&s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	run := func(sql string) {
		if _, err := c.Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
		if err := store.Migrate(ctx, dsn); err != nil {
			t.Fatal(err)
		}
	}
	is := title()
	run("UPDATE cases SET title = 'as it was read before' WHERE id = 'rules'")
	if title() == is {
		t.Error("nothing was upgraded, and yet it was made again")
	}
	run("UPDATE made_again SET name = '20261123000831'")
	if title() != is {
		t.Errorf("after an upgrade it still says %q", title())
	}
}
