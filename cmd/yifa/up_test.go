package main

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
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
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"yifa/local"
)

// TestUp is the life of an install through the real program and the real engine: first start, death of every part,
// orderly stop, second start with the data still there, and death of the supervisor itself.
func TestUp(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the whole system")
	}
	whole := t // a start inside a part lives on after it
	program := program(t)
	data, listen := filepath.Join(t.TempDir(), "数据"), freeListen(t)

	removeAway(t, data)
	up := start(t, program, data, listen)
	t.Logf("first start: ready after %s", up.took)
	setFile(t, data, "立案")
	remember := runWorkflow(t, data, "penalty/1")

	t.Run("a second supervisor is refused", func(t *testing.T) {
		out, err := exec.Command(program, "up", "--data", data, "--listen", freeListen(t)).CombinedOutput()
		if err == nil || !strings.Contains(string(out), "already running") {
			t.Errorf("%v: %s", err, out)
		}
	})

	for _, part := range []string{"postgres", "engine", "api", "worker"} {
		t.Run("kill -9 "+part, func(t *testing.T) {
			before := status(t, data, part)
			if err := syscall.Kill(before.PID, syscall.SIGKILL); err != nil {
				t.Fatal(err)
			}
			at := time.Now()
			eventually(t, 30*time.Second, func() error {
				now := status(t, data, part)
				if !now.Ready || now.PID == before.PID {
					return fmt.Errorf("%s: %+v", part, now)
				}
				return healthy(listen)
			})
			t.Logf("back after %s", time.Since(at).Round(time.Millisecond))
			if got := readFile(t, data); got != "立案" {
				t.Errorf("the file says %q", got)
			}
			runWorkflow(t, data, "after/"+part)
		})
	}

	t.Run("SIGTERM stops everything in order", func(t *testing.T) {
		took := up.stop(t, syscall.SIGTERM)
		t.Logf("stopped in %s", took)
		if left := processesOf(data); len(left) > 0 {
			t.Errorf("left running: %v", left)
		}
		if left, _ := filepath.Glob(filepath.Join(data, "run", "*")); len(left) > 0 {
			t.Errorf("left in run/: %v", left)
		}
		if out := up.output(); !strings.Contains(out, "已停止") {
			t.Errorf("says\n%s", out)
		}
	})

	t.Run("the next start continues with the same data", func(t *testing.T) {
		up = start(whole, program, data, listen)
		t.Logf("second start: ready after %s", up.took)
		if got := readFile(t, data); got != "立案" {
			t.Errorf("the file says %q", got)
		}
		if got := workflowResult(t, data, "penalty/1"); got != remember {
			t.Errorf("the engine remembers %q, want %q", got, remember)
		}
	})

	t.Run("nothing survives a killed supervisor", func(t *testing.T) {
		up.stop(t, syscall.SIGKILL)
		eventually(t, 20*time.Second, func() error {
			if left := processesOf(data); len(left) > 0 {
				return fmt.Errorf("left running: %v", left)
			}
			return nil
		})
		up = start(whole, program, data, listen)
		if got := readFile(t, data); got != "立案" {
			t.Errorf("the file says %q", got)
		}
		up.stop(t, os.Interrupt)
	})
}

// program builds this program and puts it beside the engine that `make build` left in bin/.
func program(t *testing.T) string {
	t.Helper()
	engine, err := filepath.Abs("../../bin/yifa-engine")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(engine); err != nil {
		t.Skip("bin/yifa-engine is missing: make build")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "yifa")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := os.Symlink(engine, filepath.Join(dir, "yifa-engine")); err != nil {
		t.Fatal(err)
	}
	return program
}

// removeAway removes the database folder where root had to put it outside a closed t.TempDir.
func removeAway(t *testing.T, data string) {
	t.Cleanup(func() {
		if real, err := filepath.EvalSymlinks(filepath.Join(data, "postgres")); err == nil && !strings.HasPrefix(real, data) {
			os.RemoveAll(real)
		}
	})
}

// started is a running `yifa up`.
type started struct {
	cmd  *exec.Cmd
	took time.Duration
	done chan error

	mu  sync.Mutex
	out strings.Builder
}

func (s *started) output() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.String()
}

func start(t *testing.T, program, data, listen string) *started {
	t.Helper()
	s := &started{cmd: exec.Command(program, "up", "--data", data, "--listen", listen), done: make(chan error, 1)}
	s.cmd.Env = slices.DeleteFunc(os.Environ(), func(e string) bool {
		return strings.HasPrefix(e, "DATABASE_URL=") || strings.HasPrefix(e, "TEMPORAL_") || strings.HasPrefix(e, "YIFA_")
	})
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.cmd.Stderr = s.cmd.Stdout
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ready := make(chan struct{})
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			s.mu.Lock()
			s.out.WriteString(lines.Text() + "\n")
			s.mu.Unlock()
			if strings.Contains(lines.Text(), "就绪 http://") {
				close(ready)
			}
		}
		s.done <- s.cmd.Wait()
		close(s.done)
	}()
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		<-s.done
	})
	select {
	case <-ready:
	case <-s.done:
		t.Fatalf("ended before it was ready:\n%s", s.output())
	case <-time.After(2 * time.Minute):
		t.Fatalf("not ready:\n%s", s.output())
	}
	s.took = time.Since(began).Round(time.Millisecond)
	if err := healthy(listen); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *started) stop(t *testing.T, with os.Signal) time.Duration {
	t.Helper()
	at := time.Now()
	if err := s.cmd.Process.Signal(with); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-s.done:
		if err != nil && with != syscall.SIGKILL {
			t.Errorf("exit: %v\n%s", err, s.output())
		}
	case <-time.After(20 * time.Second):
		t.Fatalf("does not stop within 20 s:\n%s", s.output())
	}
	return time.Since(at).Round(time.Millisecond)
}

func status(t *testing.T, data, name string) local.Status {
	t.Helper()
	st, err := local.ReadStatus(filepath.Join(data, "run"), name)
	if err != nil {
		t.Log(err) // between two lives
	}
	return st
}

func healthy(listen string) error {
	resp, err := http.Get("http://" + listen + "/healthz")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func eventually(t *testing.T, within time.Duration, f func() error) {
	t.Helper()
	deadline := time.Now().Add(within)
	for {
		err := f()
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func freeListen(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// processesOf lists processes that work in data or were started with it.
func processesOf(data string) []string {
	var found []string
	all, _ := filepath.Glob("/proc/[0-9]*")
	for _, p := range all {
		cwd, _ := os.Readlink(filepath.Join(p, "cwd"))
		environ, _ := os.ReadFile(filepath.Join(p, "environ"))
		cmdline, _ := os.ReadFile(filepath.Join(p, "cmdline"))
		if strings.HasPrefix(cwd, data) || strings.Contains(string(cmdline), data) || strings.Contains(string(environ), "YIFA_DATA="+data) {
			found = append(found, strings.ReplaceAll(string(cmdline), "\x00", " "))
		}
	}
	return found
}

func query(t *testing.T, data, sql string, into ...any) {
	t.Helper()
	dsn, err := runningDatabase(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	c, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	if len(into) == 0 {
		_, err = c.Exec(t.Context(), sql)
	} else {
		err = c.QueryRow(t.Context(), sql).Scan(into...)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func setFile(t *testing.T, data, stage string) {
	t.Helper()
	query(t, data, `create schema probe; create table probe.probe (stage text); insert into probe.probe values ('`+stage+`')`)
}

func readFile(t *testing.T, data string) (stage string) {
	t.Helper()
	query(t, data, `select stage from probe.probe`, &stage)
	return stage
}

func dial(t *testing.T, data string) client.Client {
	t.Helper()
	c, err := client.Dial(client.Options{HostPort: status(t, data, "engine").Address, Namespace: "yifa",
		Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// probe is a workflow that sleeps a moment and says what it is, with every search attribute set.
func probe(ctx workflow.Context, id string) (string, error) {
	return "done " + id, workflow.Sleep(ctx, 100*time.Millisecond)
}

func runWorkflow(t *testing.T, data, id string) string {
	t.Helper()
	c := dial(t, data)
	w := worker.New(c, "probe", worker.Options{DisableRegistrationAliasing: true})
	w.RegisterWorkflow(probe)
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	defer w.Stop()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	run, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: id, TaskQueue: "probe",
		TypedSearchAttributes: temporal.NewSearchAttributes(
			temporal.NewSearchAttributeKeyKeyword("Procedure").ValueSet("penalty"),
			temporal.NewSearchAttributeKeyKeyword("Agency").ValueSet("民政局"),
			temporal.NewSearchAttributeKeyKeyword("Stage").ValueSet("filed"),
			temporal.NewSearchAttributeKeyKeyword("CaseID").ValueSet(id),
			temporal.NewSearchAttributeKeyTime("DueAt").ValueSet(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)),
		),
	}, probe, id)
	if err != nil {
		t.Fatal(err)
	}
	var said string
	if err := run.Get(ctx, &said); err != nil {
		t.Fatal(err)
	}
	eventually(t, 10*time.Second, func() error {
		// Procedure is a word of SQL: in a query it stands in backquotes.
		found, err := c.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{
			Query: fmt.Sprintf("`Procedure` = 'penalty' and CaseID = '%s' and DueAt > '2026-11-01T00:00:00Z'", id)})
		if err != nil {
			return err
		}
		if found.GetCount() != 1 {
			return fmt.Errorf("found %d workflows of %s", found.GetCount(), id)
		}
		return nil
	})
	return said
}

func workflowResult(t *testing.T, data, id string) (said string) {
	t.Helper()
	if err := dial(t, data).GetWorkflow(t.Context(), id, "").Get(t.Context(), &said); err != nil {
		t.Fatal(err)
	}
	return said
}
