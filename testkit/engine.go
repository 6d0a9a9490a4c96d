package testkit

import (
	"bufio"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Engine is the real one, in a process of its own on databases of its own.
type Engine struct {
	Address string // host:port
	tb      testing.TB
	command func() *exec.Cmd
	cmd     *exec.Cmd
	ready   chan struct{}
}

// NewEngine runs the engine's program until tb ends, and waits until it answers. The test is skipped where the program is not
// built, and fails there under `make test`.
func NewEngine(tb testing.TB) *Engine {
	tb.Helper()
	program := built("yifa-engine")
	if _, err := os.Stat(program); err != nil {
		if os.Getenv("YIFA_TEST_WHOLE") != "" {
			tb.Fatal("the engine is not built: make build")
		}
		tb.Skip("the engine is not built: make build")
	}
	db, err := url.Parse(Postgres(tb))
	if err != nil {
		tb.Fatal(err)
	}
	search, err := url.Parse(Postgres(tb))
	if err != nil {
		tb.Fatal(err)
	}
	l, err := (&net.ListenConfig{}).Listen(tb.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	port := strconv.Itoa(l.Addr().(*net.TCPAddr).Port) //nolint:forcetypeassert // it listens on tcp
	if err := l.Close(); err != nil {
		tb.Fatal(err)
	}
	secret, _ := db.User.Password()
	e := &Engine{tb: tb, Address: net.JoinHostPort("127.0.0.1", port)}
	e.command = func() *exec.Cmd {
		cmd := exec.Command(program, "-port", port, "-db-host", db.Hostname(), "-db-port", db.Port(), //nolint:noctx // it is killed by hand
			"-db-user", db.User.Username(), "-db-main", db.Path[1:], "-db-visibility", search.Path[1:], "-log-level", "fatal")
		cmd.Env = append(os.Environ(), "ENGINE_DB_PASSWORD="+secret)
		cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
		cmd.Stderr = os.Stderr
		return cmd
	}
	e.Start()
	tb.Cleanup(e.Kill)
	e.Wait()
	return e
}

// Start begins to run it; again after Kill.
func (e *Engine) Start() {
	e.tb.Helper()
	e.cmd = e.command()
	out, err := e.cmd.StdoutPipe()
	if err != nil {
		e.tb.Fatal(err)
	}
	if err := e.cmd.Start(); err != nil {
		e.tb.Fatal(err)
	}
	ready := make(chan struct{})
	e.ready = ready
	go func() {
		for s := bufio.NewScanner(out); s.Scan(); {
			if strings.HasPrefix(s.Text(), "ready ") {
				close(ready)
			}
		}
	}()
}

// Wait waits until it answers.
func (e *Engine) Wait() {
	e.tb.Helper()
	select {
	case <-e.ready:
	case <-time.After(30 * time.Second):
		e.tb.Fatal("the engine does not come up")
	}
}

// Kill is kill -9.
func (e *Engine) Kill() {
	_ = e.cmd.Process.Kill()
	_ = e.cmd.Wait()
}
