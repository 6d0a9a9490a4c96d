// Package testkit gives tests a real PostgreSQL: one private server a test binary, a fresh database a call; the real engine on
// databases of its own; and ten thousand invented organizations where a test needs that many.
// Only test files import it.
package testkit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yifa/local"
)

// Server is the environment variable naming a server to use instead of starting one. Its role must be able to create
// databases; everything the tests make there starts with "yt_".
const Server = "YIFA_TEST_PG"

const password = "test"

// Postgres is the address of an empty database of its own for tb, dropped when tb ends.
func Postgres(tb testing.TB) string {
	tb.Helper()
	return fresh(tb, "")
}

// Database is the address of a migrated database of its own for tb. migrate runs once a test binary, into a template
// that each call copies (some 30 ms); it must close its connections before it returns.
func Database(tb testing.TB, migrate func(ctx context.Context, dsn string) error) string {
	tb.Helper()
	key := runtime.FuncForPC(reflect.ValueOf(migrate).Pointer()).Name()
	found, _ := templates.LoadOrStore(key, &template{})
	t := found.(*template)
	t.once.Do(func() {
		t.name = fmt.Sprintf("yt_tpl_%d_%d", os.Getpid(), counter.Add(1))
		if t.err = create(t.name, ""); t.err == nil {
			t.err = migrate(context.Background(), address(t.name))
		}
	})
	if t.err != nil {
		tb.Fatalf("testkit: migrate the template: %v", t.err)
	}
	return fresh(tb, t.name)
}

// kept are the tables that no event can make again.
var kept = []string{"case_events", "receipts", "outbox", "stamps", "blobs", "accounts", "sessions", "applicants", "checkpoints", "checkpoint_heads", "made_again", "bun_migrations", "bun_migration_locks"}

// Projections is every row of every table that is made from the events, as text by table: what a rebuild must give again to the
// byte. A new table is among them unless it is named in kept.
func Projections(tb testing.TB, dsn string) map[string]string {
	tb.Helper()
	ctx := tb.Context()
	c, err := pgx.Connect(ctx, dsn)
	if err != nil {
		tb.Fatal(err)
	}
	defer c.Close(ctx) //nolint:errcheck // only read
	rows, err := c.Query(ctx, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL($1)", kept)
	if err != nil {
		tb.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		tb.Fatal(err)
	}
	out := map[string]string{}
	for _, t := range tables {
		var text string
		if err := c.QueryRow(ctx, "SELECT coalesce(string_agg(x::text, E'\n' ORDER BY x::text), '') FROM "+t+" x").Scan(&text); err != nil {
			tb.Fatal(err)
		}
		out[t] = text
	}
	return out
}

type template struct {
	once sync.Once
	name string
	err  error
}

var (
	templates sync.Map
	counter   atomic.Int64
)

func fresh(tb testing.TB, template string) string {
	tb.Helper()
	name := fmt.Sprintf("yt_%d_%d", os.Getpid(), counter.Add(1))
	if err := create(name, template); err != nil {
		tb.Fatalf("testkit: %v", err)
	}
	tb.Cleanup(func() {
		if err := admin("drop database if exists " + name + " with (force)"); err != nil {
			tb.Logf("testkit: drop %s: %v", name, err)
		}
	})
	return address(name)
}

func create(name, template string) error {
	statement := "create database " + name
	if template != "" {
		statement += " template " + template
	}
	return admin(statement)
}

// admin runs one statement as the role that creates databases. One at a time: two copies of one template at once fail.
func admin(statement string) error {
	base, err := server()
	if err != nil {
		return err
	}
	adminMu.Lock()
	defer adminMu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c, err := pgx.Connect(ctx, base)
	if err != nil {
		return err
	}
	_, err = c.Exec(ctx, statement)
	return errors.Join(err, c.Close(ctx))
}

var adminMu sync.Mutex

func address(database string) string {
	base, err := server()
	if err != nil {
		return ""
	}
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	u.Path = "/" + database
	return u.String()
}

// server starts the server of this test binary at the first call. Its tests' role owns what it makes and is no superuser,
// so that a statement which needs more than the program has fails here as well; like an install's it may step down to yifa_app.
var server = sync.OnceValues(func() (string, error) {
	if given := os.Getenv(Server); given != "" {
		return given, nil
	}
	ctx := context.Background()
	sweep()
	folder, err := os.MkdirTemp("", prefix+strconv.Itoa(os.Getpid())+"-")
	if err != nil {
		return "", err
	}
	if err := os.Chmod(folder, 0o755); err != nil { //nolint:gosec // the server's user must pass through
		return "", err
	}
	pg, err := local.PreparePostgres(ctx, local.PostgresOptions{
		Folder: filepath.Join(folder, "postgres"), Password: password, Scratch: true, Bundled: bundled(),
	})
	if err != nil {
		return "", err
	}
	port, err := local.Port(folder, "postgres", 0)
	if err != nil {
		return "", err
	}
	pg.ListenOn(port)
	if err := reap(folder, pg.Folder()); err != nil {
		return "", err
	}
	s := &local.Supervisor{Run: filepath.Join(folder, "run"), Logs: filepath.Join(folder, "log")}
	if err := s.Start(ctx, local.Child{Name: "postgres", Command: pg.Command, Ready: pg.Ready, Stop: syscall.SIGQUIT}); err != nil {
		return "", err
	}
	c, err := pgx.Connect(ctx, pg.AdminURL("postgres"))
	if err != nil {
		return "", err
	}
	_, err = c.Exec(ctx, "create role yifa login createdb password '"+password+"'; create role yifa_app nologin; grant yifa_app to yifa")
	return pg.URL("yifa", password, "postgres"), errors.Join(err, c.Close(ctx))
})

const prefix = "yifa-test-pg-"

// reap removes the folders when this process is gone: a shell waits for the pipe we hold to close.
// The server itself dies with us by the kernel's hand.
func reap(folders ...string) error {
	r, w, err := os.Pipe()
	if err != nil {
		return err
	}
	cmd := exec.Command("sh", append([]string{"-c", `read -r _; sleep 1; rm -rf -- "$@"`, "reap"}, folders...)...) //nolint:noctx // must outlive us
	cmd.Stdin = r
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	held = w
	return r.Close()
}

var held io.Closer //nolint:unused // keeps the pipe open, and reachable, for as long as the process lives

// sweep removes what a killed machine left: folders whose process is no more.
func sweep() {
	old, _ := filepath.Glob(filepath.Join(os.TempDir(), prefix+"*"))
	for _, folder := range old {
		pid, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(folder), prefix), "-")
		if n, err := strconv.Atoi(pid); err == nil && syscall.Kill(n, 0) != nil {
			_ = os.RemoveAll(folder)
		}
	}
}

// bundled is bin/postgres/bin of the checkout, where `make postgres` puts a server for machines without one.
func bundled() string { return built("postgres", "bin") }

// built is where the checkout keeps what make has built.
func built(what ...string) string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(append([]string{dir, "bin"}, what...)...)
		}
	}
	return ""
}
