package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"yifa/local"
)

// privateEngine is bin/yifa-engine, found beside this program, on the private PostgreSQL.
type privateEngine struct {
	program string
	db      *privateDatabase
	config  config
	port    int
	ready   atomic.Bool
}

func preparePrivateEngine(c config, data string, db *privateDatabase) (*privateEngine, error) {
	program := beside("yifa-engine")
	if _, err := os.Stat(program); err != nil {
		return nil, fmt.Errorf("the engine is not built (%s): run `make build`, or set TEMPORAL_ADDRESS", program)
	}
	port, err := local.Port(data, "engine", c.EnginePort)
	return &privateEngine{program: program, db: db, config: c, port: port}, err
}

func (e *privateEngine) address() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(e.port)) }

func (e *privateEngine) child() local.Child {
	return local.Child{
		Name: "engine", Address: e.address(), Command: e.command, Ready: e.isReady,
		Within: 2 * time.Minute, Stop: syscall.SIGTERM, Grace: 6 * time.Second,
	}
}

func (e *privateEngine) command() *exec.Cmd {
	e.ready.Store(false)
	cmd := exec.Command(e.program, "-namespace", e.config.TemporalNamespace) //nolint:noctx // our own program, stopped by the supervisor
	cmd.Env = append(os.Environ(),
		"ENGINE_DB_HOST=127.0.0.1", "ENGINE_DB_PORT="+strconv.Itoa(e.db.port),
		"ENGINE_DB_USER="+e.db.engineMain.Role, "ENGINE_DB_PASSWORD="+e.db.engineMain.Password,
		"ENGINE_DB_MAIN="+e.db.engineMain.Name, "ENGINE_DB_VISIBILITY="+e.db.engineSearch.Name,
		"ENGINE_PORT="+strconv.Itoa(e.port), "ENGINE_METRICS_PORT="+strconv.Itoa(e.config.EngineMetricsPort))
	cmd.Stdout = lineFunc(func(line string) {
		if strings.HasPrefix(line, "ready ") {
			e.ready.Store(true)
		}
	})
	return cmd
}

func (e *privateEngine) isReady(context.Context) error {
	if !e.ready.Load() {
		return fmt.Errorf("engine is starting")
	}
	return nil
}

// beside is a file in the folder of this program.
func beside(name string) string {
	self, err := os.Executable()
	if err != nil {
		return name
	}
	return filepath.Join(filepath.Dir(self), name)
}

// lineFunc is a writer that hands over whole lines.
func lineFunc(f func(string)) *lineWriter { return &lineWriter{f: f} }

type lineWriter struct {
	f    func(string)
	rest string
}

// Write is called by one goroutine, the one that copies a child's output.
func (w *lineWriter) Write(b []byte) (int, error) {
	w.rest += string(b)
	for {
		line, rest, found := strings.Cut(w.rest, "\n")
		if !found {
			return len(b), nil
		}
		w.f(line)
		w.rest = rest
	}
}

func trimmed(b []byte) string { return strings.TrimSpace(string(b)) }
