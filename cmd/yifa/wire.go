package main

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"yifa/activities"
	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// signerFile is the SM2 key that signs checkpoints, below the data folder; made at the first start.
const signerFile = "secrets/sm2.pem"

// openStore opens the file of a system with everything on: the policy as gate, the folder of files.
func openStore(ctx context.Context, dsn, data string, conns int) (*store.Store, error) {
	gate, err := theGate()
	if err != nil {
		return nil, err
	}
	return openWith(ctx, dsn, data, conns, gate)
}

func openWith(ctx context.Context, dsn, data string, conns int, gate store.Gate) (*store.Store, error) {
	files, err := store.NewFolder(filepath.Join(data, "files"))
	if err != nil {
		return nil, err
	}
	behind, err := demoBehind(data)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, store.Config{DSN: dsn, MaxConns: conns, Gate: gate, Files: files, Template: activities.CheckTemplate, Now: clockBehind(behind)})
}

// demoBehind is how far the clock of a system runs behind the wall. Only a demonstration may be behind: what is recorded in
// the file of a real bureau bears the time at which it was recorded.
func demoBehind(data string) (time.Duration, error) {
	c, err := settings()
	if err != nil || c.DemoBehind == 0 {
		return 0, err
	}
	in, err := readInstall(data)
	switch {
	case err != nil:
		return 0, err
	case in.Demo != "loaded" && in.Demo != "pending":
		return 0, errors.New("YIFA_DEMO_BEHIND：只有演示系统的时钟可以调慢 (only the clock of a demonstration may run behind)")
	case c.DemoBehind < 0:
		return 0, errors.New("YIFA_DEMO_BEHIND：演示系统的时钟不能超前 (the clock of a demonstration cannot run ahead)")
	}
	return c.DemoBehind, nil
}

func clockBehind(d time.Duration) func() time.Time {
	return func() time.Time { return time.Now().Add(-d) }
}

// part is what the api and the worker start from alike: settings, log, the file, and where counts and traces go.
type part struct {
	config    config
	data      string
	store     *store.Store
	behind    time.Duration // how far the clock of a demonstration runs behind
	telemetry instruments
}

// startPart opens them; stop closes them in reverse order.
func startPart(ctx context.Context, name string, conns int) (p part, stop func(), err error) {
	var open []func()
	stop = func() {
		for _, end := range slices.Backward(open) {
			end()
		}
	}
	defer func() {
		if err != nil {
			stop()
		}
	}()
	if p.config, err = settings(); err != nil {
		return p, stop, err
	}
	jsonLog(p.config, name)
	if p.data, err = filepath.Abs(p.config.Data); err != nil {
		return p, stop, err
	}
	dsn, release, err := live{}.open(ctx)
	if err != nil {
		return p, stop, err
	}
	open = append(open, release)
	if p.store, err = openStore(ctx, dsn, p.data, conns); err != nil {
		return p, stop, err
	}
	open = append(open, func() { _ = p.store.Close() })
	if p.behind, err = demoBehind(p.data); err != nil {
		return p, stop, err
	}
	var end func()
	if p.telemetry, end, err = telemetry(ctx, p.config, "yifa-"+name); err != nil {
		return p, stop, err
	}
	open = append(open, end)
	return p, stop, nil
}

// withStore opens the system a command means for the length of the command.
func withStore(ctx context.Context, l live, do func(*store.Store) error) error {
	return withStoreOf(ctx, l, openStore, do)
}

func withStoreOf(ctx context.Context, l live, open func(context.Context, string, string, int) (*store.Store, error), do func(*store.Store) error) error {
	dsn, release, err := l.open(ctx)
	if err != nil {
		return err
	}
	defer release()
	data, err := l.folder()
	if err != nil {
		return err
	}
	s, err := open(ctx, dsn, data, 4)
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // what was done is committed
	return do(s)
}

// theGate is the policy, as the door asks it.
func theGate() (store.Gate, error) {
	g, err := policies.New()
	if err != nil {
		return nil, err
	}
	return g.May, nil
}

// AfterApply lets the clock commands count with the law of an installation when one is named.
func (c *clockCmd) AfterApply() error {
	cfg, err := settings()
	if err != nil {
		return err
	}
	if c.Data == "" && cfg.DatabaseURL == "" {
		return nil
	}
	loadLaw = func(ctx context.Context) (cal *domain.Calendar, book *domain.RuleBook, err error) {
		return cal, book, withStore(ctx, c.live, func(s *store.Store) error {
			cal, book, _, err = s.Law(ctx)
			return err
		})
	}
	return nil
}

func init() {
	hooks.migrateTo = migrate
	hooks.restored = func(ctx context.Context, dsn string) error {
		s, err := store.Open(ctx, store.Config{DSN: dsn, MaxConns: 2})
		if err != nil {
			return err
		}
		defer s.Close() //nolint:errcheck // committed
		_, err = s.EnqueueOpen(ctx)
		return err
	}
}
