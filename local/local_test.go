package local_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yifa/local"
)

// openFolder is a temporary folder the database server's user can reach; t.TempDir is closed to it when we are root.
func openFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "yifa-local-") //nolint:usetesting // see above
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

func prepare(t *testing.T, o local.PostgresOptions) *local.Postgres {
	t.Helper()
	pg, err := local.PreparePostgres(t.Context(), o)
	if errors.Is(err, local.ErrNoPostgres) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	port, err := local.Port(filepath.Dir(o.Folder), "postgres", 0)
	if err != nil {
		t.Fatal(err)
	}
	pg.ListenOn(port)
	return pg
}

func TestPostgresFromNothingThroughACrash(t *testing.T) {
	testServer(t, local.PostgresOptions{Binaries: os.Getenv("YIFA_POSTGRES_BIN")})
}

// The set that `make postgres` bundles for machines without a server must do the same.
func TestBundledPostgres(t *testing.T) {
	bundled, err := filepath.Abs("../bin/postgres/bin")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(bundled); err != nil {
		t.Skip("not bundled: make postgres")
	}
	testServer(t, local.PostgresOptions{Binaries: bundled})
}

func testServer(t *testing.T, o local.PostgresOptions) {
	ctx, dir := t.Context(), openFolder(t)
	o.Folder, o.Password = filepath.Join(dir, "postgres"), "geheim"
	s := &local.Supervisor{Run: filepath.Join(dir, "run"), Logs: filepath.Join(dir, "log")}
	t.Cleanup(func() { s.StopAll(nil) })
	pg := prepare(t, o)
	child := local.Child{Name: "postgres", Command: pg.Command, Before: pg.StopStale, Ready: pg.Ready, Stop: syscall.SIGINT}
	if err := s.Start(ctx, child); err != nil {
		t.Fatal(err)
	}
	file := local.Database{Name: "yifa", Role: "yifa", StepDown: "yifa_app", Password: "o'key"}
	for range 2 {
		for _, d := range []local.Database{file, {Name: "bytes", Role: "temporal", Password: "x", Binary: true}} {
			if err := pg.Ensure(ctx, d); err != nil {
				t.Fatal(err)
			}
		}
	}
	ask := func(sql string, into ...any) error {
		c, err := pgx.Connect(ctx, pg.URL("yifa", "o'key", "yifa"))
		if err != nil {
			return err
		}
		defer c.Close(context.Background())
		if len(into) == 0 {
			_, err = c.Exec(ctx, sql)
			return err
		}
		return c.QueryRow(ctx, sql).Scan(into...)
	}
	if err := ask(`create extension pg_trgm; create table t (name text); insert into t values ('王'),('李'),('阿'),('陈')`); err != nil {
		t.Fatal(err)
	}
	var fsync, names string
	var similarity float32
	if err := ask(`select current_setting('fsync'), (select string_agg(name, '' order by name) from t), similarity('听证告知书','听证通知书')`, &fsync, &names, &similarity); err != nil {
		t.Fatal(err)
	}
	if fsync != "on" || names != "阿陈李王" || similarity == 0 {
		t.Errorf("fsync %s, order %s, similarity %v", fsync, names, similarity)
	}
	if c, err := pgx.Connect(ctx, pg.URL("yifa", "wrong", "yifa")); err == nil {
		t.Error("came in with a wrong password")
		c.Close(ctx)
	}

	before, err := local.ReadStatus(s.Run, "postgres")
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(before.PID, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	var n int
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		now, _ := local.ReadStatus(s.Run, "postgres")
		if now.Ready && now.PID != before.PID && ask(`select count(*) from t`, &n) == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("not back after kill -9")
		}
	}
	if n != 4 {
		t.Errorf("%d rows after a crash", n)
	}
	s.StopAll(nil)

	// A server left by a supervisor that could not stop it.
	left := pg.Command()
	if err := left.Start(); err != nil {
		t.Fatal(err)
	}
	go left.Wait()
	for pg.Ready(ctx) != nil {
		time.Sleep(20 * time.Millisecond)
	}
	again := prepare(t, o)
	child.Command, child.Before, child.Ready = again.Command, again.StopStale, again.Ready
	if err := s.Start(ctx, child); err != nil {
		t.Fatal(err)
	}
	pg = again
	if err := ask(`select count(*) from t`, &n); err != nil || n != 4 {
		t.Errorf("%d rows after adopting the folder: %v", n, err)
	}
}

func TestSupervisorStartsAgainAndStopsInReverse(t *testing.T) {
	dir := t.TempDir()
	var mu sync.Mutex
	var died []string
	s := &local.Supervisor{Run: filepath.Join(dir, "run"), Logs: filepath.Join(dir, "log"), Died: func(name string, _ error, again time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		died = append(died, fmt.Sprint(name, " ", again))
	}}
	sh := func(script string) func() *exec.Cmd {
		return func() *exec.Cmd { return exec.Command("sh", "-c", script) }
	}
	marks := filepath.Join(dir, "marks")
	twice := fmt.Sprintf(`echo x >> %s; [ $(wc -l < %s) -ge 3 ] || exit 7; echo up; exec sleep 60`, marks, marks)
	ready := func(context.Context) error {
		b, _ := os.ReadFile(marks)
		if len(b) < 6 {
			return errors.New("not yet")
		}
		return nil
	}
	if err := s.Start(t.Context(), local.Child{Name: "a", Command: sh(twice), Ready: ready}); err != nil {
		t.Fatal(err)
	}
	if err := s.Start(t.Context(), local.Child{Name: "b", Command: sh(`trap "" TERM; while :; do sleep 0.1; done`), Grace: 300 * time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	if want := []string{"a 200ms", "a 400ms"}; !slices.Equal(died, want) {
		t.Errorf("died %v, want %v", died, want)
	}
	mu.Unlock()
	var order []string
	at := time.Now()
	s.StopAll(func(name string) { order = append(order, name) })
	if !slices.Equal(order, []string{"b", "a"}) || time.Since(at) > 3*time.Second {
		t.Errorf("stopped %v in %s", order, time.Since(at))
	}
	err := s.Start(t.Context(), local.Child{Name: "c", Command: sh(`echo because; exit 1`), Ready: func(context.Context) error { return errors.New("never") }, Within: time.Second})
	if err == nil || !strings.Contains(err.Error(), "because") {
		t.Errorf("a child that never comes up is not explained: %v", err)
	}
	s.StopAll(nil)
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	release, err := local.Lock(filepath.Join(dir, "lock"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := local.Lock(filepath.Join(dir, "lock")); err == nil || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Errorf("locked twice: %v", err)
	}
	release()
	if release, err = local.Lock(filepath.Join(dir, "lock")); err != nil {
		t.Error(err)
	}
	release()

	one, err := local.Secret(filepath.Join(dir, "secrets", "x"))
	two, err2 := local.Secret(filepath.Join(dir, "secrets", "x"))
	if err = errors.Join(err, err2); err != nil || one != two || len(one) != 48 {
		t.Errorf("%q %q %v", one, two, err)
	}
	first, err := local.Port(dir, "engine", 0)
	second, err2 := local.Port(dir, "engine", 0)
	if err = errors.Join(err, err2); err != nil || first != second || first == 0 {
		t.Errorf("port %d, then %d: %v", first, second, err)
	}

	log, err := local.OpenLog(filepath.Join(dir, "log", "a.log"), 100)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 100 {
		fmt.Fprintf(log, "line %03d\n", i)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "log", "*"))
	if len(files) != 4 || !strings.HasSuffix(log.Tail(9), "line 099\n") {
		t.Errorf("%v, tail %q", files, log.Tail(9))
	}
}
