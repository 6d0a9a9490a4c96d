package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"yifa/testkit"
)

// backupSchema is a schema with everything a copy can stumble over: foreign keys against the order of names, a ring,
// append-only tables, a trigger that counts, seeds, identity, generated columns, bytes, and awkward texts.
const backupSchema = `
	create table bun_migrations (id serial primary key, name text);
	insert into bun_migrations (name) values ('20260101000000');
	create table zones (id bigint generated always as identity primary key, name text not null unique);
	insert into zones (name) values ('种子');
	create table acts (
		id bigint generated always as identity primary key, zone bigint not null references zones, parent bigint references acts,
		body bytea not null, note text, at timestamptz not null default now(), amount numeric(20,2), facts jsonb,
		size int generated always as (length(body)) stored);
	create table act_counts (n bigint not null);
	insert into act_counts values (0);
	create table ring_a (id int primary key, b int);
	create table ring_b (id int primary key, a int references ring_a deferrable);
	alter table ring_a add foreign key (b) references ring_b deferrable;
	create function refuse() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$;
	create function count_act() returns trigger language plpgsql as $$ begin update act_counts set n = n + 1; return new; end $$;
	create trigger acts_append_only before update or delete on acts for each row execute function refuse();
	create trigger acts_no_truncate before truncate on acts for each statement execute function refuse();
	alter table acts enable always trigger acts_append_only;
	create trigger acts_counted after insert on acts for each row execute function count_act();
	create sequence numbers;
	create sequence unused;`

func withBackupSchema(t *testing.T) {
	old := hooks
	t.Cleanup(func() { hooks = old })
	hooks.migrateTo = func(ctx context.Context, dsn, last string) error {
		c, err := pgx.Connect(ctx, dsn)
		if err != nil {
			return err
		}
		defer c.Close(ctx)
		var done bool
		if err := c.QueryRow(ctx, `select to_regclass('acts') is not null`).Scan(&done); err != nil || done {
			return err
		}
		if last != "" && last != "20260101000000" {
			return fmt.Errorf("no migration %s", last)
		}
		_, err = c.Exec(ctx, backupSchema)
		return err
	}
}

func connect(t *testing.T, dsn string) *pgx.Conn {
	t.Helper()
	c, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(context.Background()) })
	return c
}

const addAct = `with a as (insert into acts (zone, parent, body, note, amount, facts)
	values ((select id from zones where name = '城关'), null, $1, $2, 12345.67, '{"依据": "条例", "x": [1, null]}') returning id)
	select nextval('numbers')`

func TestBackupWhileRunningThenRestoreIsEqual(t *testing.T) {
	withBackupSchema(t)
	ctx := t.Context()
	data := t.TempDir()
	source := testkit.Postgres(t)
	if err := hooks.migrateTo(ctx, source, ""); err != nil {
		t.Fatal(err)
	}
	c := connect(t, source)
	if _, err := c.Exec(ctx, `insert into zones (name) values ('城关');
		begin; set constraints all deferred; insert into ring_a values (1, 1); insert into ring_b values (1, 1); commit`); err != nil {
		t.Fatal(err)
	}
	big := make([]byte, 3<<20) // several pieces
	for i := range 4 {
		if _, err := c.Exec(ctx, addAct, big, fmt.Sprintf("换\n行\t制表 \\. \\N 第%d 𬍛", i)); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"files/ab/abcd": "送达回证", "files/ab/.unfinished": "x", "secrets/session": "k", "secrets/postgres": "p"} {
		p := filepath.Join(data, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}

	// Somebody goes on working while the backup runs.
	working, rest := context.WithCancel(ctx)
	idle := make(chan int)
	go func() {
		w, err := pgx.Connect(ctx, source)
		n := 0
		for err == nil && working.Err() == nil {
			_, err = w.Exec(ctx, addAct, []byte("同时"), nil)
			n++
		}
		idle <- n
	}()
	file := filepath.Join(t.TempDir(), "b.tar.gz")
	m, size, err := backup(ctx, source, data, file)
	rest()
	t.Logf("%d bytes, %d acts recorded meanwhile", size, <-idle)
	if err != nil {
		t.Fatal(err)
	}
	if st, err := os.Stat(file); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("backup readable by others: %v %v", st.Mode(), err)
	}

	t.Run("a damaged or cut off backup is refused before anything is touched", func(t *testing.T) {
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for name, broken := range map[string][]byte{
			"one byte": append(append([]byte{}, whole[:len(whole)/2]...), append([]byte{whole[len(whole)/2] ^ 1}, whole[len(whole)/2+1:]...)...),
			"cut off":  whole[:len(whole)-200],
			"nothing":  nil,
		} {
			p := filepath.Join(t.TempDir(), "x")
			if err := os.WriteFile(p, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := examine(p); err == nil {
				t.Errorf("%s: accepted", name)
			}
		}
	})

	examined, err := examine(file)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "new")
	removeAway(t, to)
	hooks.restored = func(ctx context.Context, dsn string) error {
		c, err := pgx.Connect(ctx, dsn)
		if err != nil {
			return err
		}
		_, err = c.Exec(ctx, `create table marked (n int)`)
		return errors.Join(err, c.Close(ctx))
	}
	if err := restore(ctx, config{}, file, to, examined); err != nil {
		t.Fatal(err)
	}
	dsn, release, err := live{Data: to}.open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	r := connect(t, dsn)

	// Everything the snapshot held, and nothing later, read back with the same digests.
	second := filepath.Join(t.TempDir(), "again.tar.gz")
	again, _, err := backup(ctx, dsn, to, second)
	if err != nil {
		t.Fatal(err)
	}
	digests := func(m *manifest) map[string]string {
		d := map[string]string{}
		for _, x := range m.Members {
			d[x.Path] = x.SHA256
		}
		return d
	}
	want, got := digests(m), digests(again)
	for p, sum := range want {
		if got[p] != sum {
			t.Errorf("%s differs after the restore", p)
		}
	}
	if len(got) != len(want) || want["secrets/postgres"] != "" || want["files/ab/.unfinished"] != "" {
		t.Errorf("members: %d, want %d: %v", len(got), len(want), got)
	}
	var acts, counted, number, marked int
	if err := r.QueryRow(ctx, `select (select count(*) from acts), (select n from act_counts), nextval('numbers'), (select count(*) from marked)`).Scan(&acts, &counted, &number, &marked); err != nil {
		t.Fatal(err)
	}
	if acts != counted || number <= acts {
		t.Errorf("%d acts, %d counted, next number %d", acts, counted, number)
	}
	if _, err := r.Exec(ctx, `update acts set note = 'x'`); err == nil {
		t.Error("the append-only trigger sleeps after the restore")
	}
	var always string
	if err := r.QueryRow(ctx, `select tgenabled::text from pg_trigger where tgname = 'acts_append_only'`).Scan(&always); err != nil || always != "A" {
		t.Errorf("the trigger was ALWAYS, is %s (%v)", always, err)
	}
	if _, err := r.Exec(ctx, `insert into acts (zone, body) values (2, 'x')`); err != nil {
		t.Errorf("identity after the restore: %v", err)
	}
	b, err := os.ReadFile(filepath.Join(to, "files/ab/abcd"))
	if err != nil || sha256.Sum256(b) != sha256.Sum256([]byte("送达回证")) {
		t.Errorf("file: %s %v", hex.EncodeToString(b), err)
	}
	if in, err := readInstall(to); err != nil || in.Demo != "none" {
		t.Errorf("a restored system would load the demonstration: %+v %v", in, err)
	}
	if err := (&restoreCmd{File: file, Data: to}).Run(ctx); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("restored over data: %v", err)
	}
}

func TestAFailedRestoreLeavesTheFolderEmpty(t *testing.T) {
	withBackupSchema(t)
	ctx := t.Context()
	source := testkit.Postgres(t)
	if err := hooks.migrateTo(ctx, source, ""); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "b.tar.gz")
	m, _, err := backup(ctx, source, t.TempDir(), file)
	if err != nil {
		t.Fatal(err)
	}
	hooks.restored = func(context.Context, string) error { return errors.New("no") }
	to := t.TempDir()
	removeAway(t, to)
	if err := restore(ctx, config{}, file, to, m); err == nil {
		t.Fatal("restored")
	}
	if left, _ := os.ReadDir(to); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}
