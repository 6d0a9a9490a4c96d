package local

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Child is a program to keep running.
type Child struct {
	Name    string
	Before  func(context.Context) error // before every start; may be nil
	Command func() *exec.Cmd
	Ready   func(context.Context) error // asked until it says nil
	Address string                      // for people and tools that look into run/
	Within  time.Duration               // to become ready; 0 is a minute
	Stop    syscall.Signal              // asks it to end; 0 is SIGTERM
	Grace   time.Duration               // to end after being asked; 0 is eight seconds
}

// Status is what DATA/run/NAME.json says of a running child.
type Status struct {
	Name      string    `json:"name"`
	PID       int       `json:"pid"`
	Address   string    `json:"address,omitempty"`
	StartedAt time.Time `json:"started_at"`
	Restarts  int       `json:"restarts"`
	Ready     bool      `json:"ready"`
}

// Supervisor starts children in order, starts again what dies, and stops all in reverse order.
type Supervisor struct {
	Run  string // folder of status files
	Logs string // folder of logs
	// Died is told of a child that ended by itself; it may be nil.
	Died func(name string, err error, again time.Duration)
	// Back is told when it is ready again; it may be nil.
	Back func(name string, took time.Duration)

	mu       sync.Mutex
	children []*kept
}

type kept struct {
	Child
	log    *LogFile
	cancel context.CancelFunc
	done   chan struct{}
}

const (
	shortestPause = 200 * time.Millisecond
	longestPause  = 5 * time.Second
	steadyAfter   = 30 * time.Second // a child that ran this long starts again without waiting
	logLimit      = 20 << 20
)

// Start starts a child, waits until it is ready, and keeps it running from then on.
// A child that ends before it was ever ready is tried again until its time is up.
func (s *Supervisor) Start(ctx context.Context, c Child) error {
	if c.Within == 0 {
		c.Within = time.Minute
	}
	if c.Stop == 0 {
		c.Stop = syscall.SIGTERM
	}
	if c.Grace == 0 {
		c.Grace = 8 * time.Second
	}
	if err := os.MkdirAll(s.Run, 0o755); err != nil { //nolint:gosec // pids and ports are no secret
		return err
	}
	log, err := OpenLog(filepath.Join(s.Logs, c.Name+".log"), logLimit)
	if err != nil {
		return err
	}
	life, cancel := context.WithCancel(context.WithoutCancel(ctx))
	k := &kept{Child: c, log: log, cancel: cancel, done: make(chan struct{})}
	s.mu.Lock()
	s.children = append(s.children, k)
	s.mu.Unlock()

	first := make(chan struct{})
	go s.keep(life, k, sync.OnceFunc(func() { close(first) }))
	select {
	case <-first:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(c.Within):
		return fmt.Errorf("%s is not ready after %s; the end of %s:\n%s", c.Name, c.Within, log.path, lastLines(log.Tail(4096), 12))
	}
}

// keep runs the child until life ends.
func (s *Supervisor) keep(life context.Context, k *kept, ready func()) {
	defer close(k.done)
	defer k.log.Close() //nolint:errcheck // nothing left to say
	pause := shortestPause
	for restarts := 0; life.Err() == nil; restarts++ {
		began := time.Now()
		err := s.once(life, k, restarts, ready)
		if life.Err() != nil {
			break
		}
		if time.Since(began) > steadyAfter {
			pause = shortestPause
		}
		if s.Died != nil {
			s.Died(k.Name, err, pause)
		}
		select {
		case <-life.Done():
		case <-time.After(pause):
		}
		pause = min(2*pause, longestPause)
	}
	_ = os.Remove(s.statusFile(k.Name))
}

// once is one life of the child.
func (s *Supervisor) once(life context.Context, k *kept, restarts int, ready func()) error {
	if k.Before != nil {
		if err := k.Before(life); err != nil {
			return err
		}
	}
	cmd := k.Command()
	if cmd.Stdout == nil {
		cmd.Stdout = k.log
	}
	if cmd.Stderr == nil {
		cmd.Stderr = k.log
	}
	p, err := start(cmd, k.Stop)
	if err != nil {
		return err
	}
	status := Status{Name: k.Name, PID: cmd.Process.Pid, Address: k.Address, StartedAt: time.Now(), Restarts: restarts}
	s.report(status)

	asking, enough := context.WithCancel(life)
	defer enough()
	go func() {
		for asking.Err() == nil {
			if k.Ready == nil || k.Ready(asking) == nil {
				if asking.Err() != nil {
					return
				}
				status.Ready = true
				s.report(status)
				ready()
				if s.Back != nil && restarts > 0 {
					s.Back(k.Name, time.Since(status.StartedAt))
				}
				return
			}
			select {
			case <-asking.Done():
			case <-time.After(50 * time.Millisecond):
			}
		}
	}()

	select {
	case <-p.done:
		if p.err == nil {
			return errors.New("ended by itself")
		}
		return p.err
	case <-life.Done():
		p.stop(k.Stop, k.Grace)
		return nil
	}
}

// StopAll stops the children, the last one started first.
func (s *Supervisor) StopAll(stopping func(name string)) {
	s.mu.Lock()
	children := s.children
	s.children = nil
	s.mu.Unlock()
	for _, k := range slices.Backward(children) {
		if stopping != nil {
			stopping(k.Name)
		}
		k.cancel()
		<-k.done
	}
}

func (s *Supervisor) statusFile(name string) string { return filepath.Join(s.Run, name+".json") }

func (s *Supervisor) report(st Status) {
	if b, err := json.MarshalIndent(st, "", "  "); err == nil {
		_ = WriteFile(s.statusFile(st.Name), append(b, '\n'), 0o644)
	}
}

// ReadStatus reads what a supervisor says of a child; the process may have died since.
func ReadStatus(run, name string) (Status, error) {
	var st Status
	b, err := os.ReadFile(filepath.Join(run, name+".json"))
	if err != nil {
		return st, err
	}
	return st, json.Unmarshal(b, &st)
}

func lastLines(s string, n int) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}
