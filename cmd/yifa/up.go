package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"yifa/local"
)

const (
	lockFile      = "yifa.lock"
	unfinishedRun = "restore-unfinished" // in a folder whose restore was cut off
)

type upCmd struct {
	Data   string `help:"数据目录 (data folder)" placeholder:"DIR" type:"path"`
	Listen string `help:"监听地址 (address of pages and API)" placeholder:"ADDR"`
	Demo   bool   `help:"首次启动时装载演示年度 (load the demonstration year at the first start)" negatable:""`
}

// Run starts everything, keeps it running, and stops it in reverse order when told to.
func (u *upCmd) Run(ctx context.Context) error {
	c, err := settings()
	if err != nil {
		return err
	}
	data, err := filepath.Abs(cmp.Or(u.Data, c.Data))
	if err != nil {
		return err
	}
	c.Data, c.Listen = data, cmp.Or(u.Listen, c.Listen)
	run := &running{config: c, began: time.Now(), demo: u.Demo}
	err = run.up(ctx)
	if ctx.Err() != nil {
		signal.Reset(os.Interrupt, syscall.SIGTERM) // a second Ctrl-C does not wait
		say("正在停止 …", "stopping")
	}
	run.down()
	if ctx.Err() != nil { // told to stop: whatever was cut short by it is no failure
		say("已停止，数据在 "+data, "stopped, data kept")
		err = nil
	}
	return err
}

// running is one life of `yifa up`.
type running struct {
	config     config
	began      time.Time
	demo       bool
	supervisor *local.Supervisor
	system     system
	release    func()
}

func (r *running) up(ctx context.Context) error {
	data := r.config.Data
	if err := errors.Join(os.MkdirAll(data, 0o711), os.MkdirAll(filepath.Join(data, "files"), 0o700)); err != nil { //nolint:gosec // the database server's user must pass through
		return err
	}
	var err error
	if r.release, err = local.Lock(filepath.Join(data, lockFile)); err != nil {
		return fmt.Errorf("已有一套系统在用这个目录 (already running): %w", err)
	}
	if _, err := os.Stat(filepath.Join(data, unfinishedRun)); err == nil {
		return fmt.Errorf("%s: 恢复未完成，请删除该目录后重新恢复 (an unfinished restore: remove the folder and restore again)", data)
	}
	if err := freeAddress(ctx, r.config.Listen); err != nil {
		return err
	}
	r.supervisor = &local.Supervisor{
		Run: filepath.Join(data, "run"), Logs: filepath.Join(data, "log"),
		Died: func(name string, err error, again time.Duration) {
			say(fmt.Sprintf("%s 意外退出（%v），%s 后重启", name, err, again), name+" died, starting it again")
		},
		Back: func(name string, took time.Duration) {
			say(fmt.Sprintf("%s 已恢复（%s）", name, took.Round(time.Millisecond)), name+" is back")
		},
	}
	say("依法 "+version+"，数据目录 "+data, "data folder")

	r.system = system{Data: data, Config: r.config}
	database, err := r.startDatabase(ctx)
	if err != nil {
		return err
	}
	// The engine takes the longest to come up: the file is migrated and loaded meanwhile.
	engine, err := r.prepareEngine(database)
	if err != nil {
		return err
	}
	started := make(chan error, 1)
	go func() { started <- r.startEngine(ctx, engine) }()
	err = r.prepareFile(ctx)
	if err = errors.Join(err, <-started); err != nil {
		return err
	}
	for _, c := range []local.Child{r.part("worker", nil), r.part("api", r.apiReady)} {
		if err := r.supervisor.Start(ctx, c); err != nil {
			return err
		}
	}
	if err := r.mark(); err != nil {
		return err
	}
	accounts, err := hooks.accounts(ctx, r.system)
	if err != nil {
		return err
	}
	if accounts != "" {
		accounts = "  " + accounts
	}
	fmt.Printf("✔ 就绪 http://%s/%s  （%s；Ctrl-C 停止）\n", reachableAddress(r.config.Listen), accounts, time.Since(r.began).Round(100*time.Millisecond))
	<-ctx.Done()
	return nil
}

func (r *running) startDatabase(ctx context.Context) (*privateDatabase, error) {
	step := begin("数据库", "database")
	if r.config.DatabaseURL != "" {
		r.system.Database = string(r.config.DatabaseURL)
		if err := reach(ctx, r.system.Database); err != nil {
			return nil, fmt.Errorf("DATABASE_URL: %w", err)
		}
		step("使用 DATABASE_URL 指定的 PostgreSQL", "existing PostgreSQL "+r.config.DatabaseURL.String())
		return nil, nil
	}
	d, err := preparePrivateDatabase(ctx, r.config, r.config.Data)
	if err != nil {
		return nil, err
	}
	if err := r.supervisor.Start(ctx, d.child()); err != nil {
		return nil, err
	}
	if err := d.ensure(ctx); err != nil {
		return nil, err
	}
	r.system.Database = d.url()
	if d.Folder() != filepath.Join(r.config.Data, "postgres") {
		say("数据库用户进不了数据目录，库文件放在 "+d.Folder(), "the database user cannot reach the data folder; its files are there, with a link in the folder")
	}
	step(fmt.Sprintf("自带 PostgreSQL %d", d.Version()), "private PostgreSQL")
	return d, nil
}

// prepareEngine decides where the engine is; nil means an existing cluster.
func (r *running) prepareEngine(db *privateDatabase) (*privateEngine, error) {
	if r.config.TemporalAddress != "" {
		r.system.Temporal = r.config.TemporalAddress
		say("流程引擎：使用 TEMPORAL_ADDRESS 指定的集群", "existing Temporal "+r.config.TemporalAddress)
		return nil, nil
	}
	if db == nil {
		return nil, errors.New("设了 DATABASE_URL 就要设 TEMPORAL_ADDRESS (with DATABASE_URL set, set TEMPORAL_ADDRESS too: the private engine lives on the private PostgreSQL)")
	}
	e, err := preparePrivateEngine(r.config, r.config.Data, db)
	if err == nil {
		r.system.Temporal = e.address()
	}
	return e, err
}

func (r *running) startEngine(ctx context.Context, e *privateEngine) error {
	if e == nil {
		return nil
	}
	step := begin("流程引擎", "engine")
	if err := r.supervisor.Start(ctx, e.child()); err != nil {
		return err
	}
	step("自带 Temporal", "private engine on "+e.address())
	return nil
}

// prepareFile migrates, and loads the demonstration year when this is a new install that wants it.
func (r *running) prepareFile(ctx context.Context) error {
	step := begin("数据库结构", "schema")
	if err := hooks.migrateTo(ctx, r.system.Database, ""); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	step("数据库结构为最新", "schema up to date")

	in, err := readInstall(r.config.Data)
	if err != nil {
		return err
	}
	if in.Demo == "" {
		in = install{Demo: "none", CreatedAt: time.Now(), Version: version}
		if r.demo {
			in.Demo = "pending"
		}
		if err := in.write(r.config.Data); err != nil {
			return err
		}
	}
	if in.Demo != "pending" {
		return nil
	}
	step = begin("装载演示年度", "demonstration year")
	if err := hooks.loadDemo(ctx, r.system, say); err != nil {
		return fmt.Errorf("load the demonstration year: %w", err)
	}
	step("演示年度已装载", "demonstration year loaded")
	in.Demo = "loaded"
	return in.write(r.config.Data)
}

// part is this program again, as its api or worker.
func (r *running) part(command string, ready func(context.Context) error) local.Child {
	return local.Child{
		Name: command, Ready: ready, Grace: 5 * time.Second,
		Command: func() *exec.Cmd {
			self, err := os.Executable()
			if err != nil {
				self = os.Args[0]
			}
			cmd := exec.Command(self, command) //nolint:gosec,noctx // ourselves, stopped by the supervisor
			cmd.Env = append(os.Environ(), "YIFA_DATA="+r.config.Data, "YIFA_LISTEN="+r.config.Listen,
				"DATABASE_URL="+r.system.Database, "TEMPORAL_ADDRESS="+r.system.Temporal)
			return cmd
		},
	}
}

func (r *running) apiReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+reachableAddress(r.config.Listen)+"/healthz", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(q)
	if err != nil {
		return err
	}
	if err := resp.Body.Close(); err != nil || resp.StatusCode != http.StatusOK {
		return errors.Join(err, fmt.Errorf("healthz answers %s", resp.Status))
	}
	return nil
}

// mark leaves run/up.json for tools: the supervisor itself.
func (r *running) mark() error {
	b, err := json.MarshalIndent(local.Status{Name: "up", PID: os.Getpid(), Address: r.config.Listen, StartedAt: r.began, Ready: true}, "", "  ")
	if err != nil {
		return err
	}
	return local.WriteFile(filepath.Join(r.config.Data, "run", "up.json"), append(b, '\n'), 0o644)
}

func (r *running) down() {
	if r.supervisor != nil {
		_ = os.Remove(filepath.Join(r.config.Data, "run", "up.json"))
		r.supervisor.StopAll(nil)
	}
	if r.release != nil {
		r.release()
	}
}

// install is what a data folder remembers of itself.
type install struct {
	Demo      string    `json:"demo"` // pending, loaded or none: decided at the first start, for good
	CreatedAt time.Time `json:"created_at"`
	Version   string    `json:"version"`
}

func installFile(data string) string { return filepath.Join(data, "install.json") }

func readInstall(data string) (install, error) {
	var in install
	b, err := os.ReadFile(installFile(data))
	if errors.Is(err, os.ErrNotExist) {
		return in, nil
	}
	if err != nil {
		return in, err
	}
	return in, json.Unmarshal(b, &in)
}

func (in install) write(data string) error {
	b, err := json.MarshalIndent(in, "", "  ")
	if err != nil {
		return err
	}
	return local.WriteFile(installFile(data), append(b, '\n'), 0o644)
}

// freeAddress tells early, and once, that somebody else listens where the pages should be.
func freeAddress(ctx context.Context, address string) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("监听地址不可用 (cannot listen there): %w", err)
	}
	return l.Close()
}

// reachableAddress is where this machine reaches what listens on address.
func reachableAddress(address string) string {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}

var sayMu sync.Mutex

// say tells people what is happening, in Chinese with the English in brackets.
func say(zh, en string) {
	sayMu.Lock()
	defer sayMu.Unlock()
	fmt.Printf("· %s [%s]\n", zh, en)
}

// begin announces a step and returns how to end it.
func begin(zh, en string) func(zh, en string) {
	at := time.Now()
	say(zh+" …", en)
	return func(zh, en string) {
		say(fmt.Sprintf("%s（%s）", zh, time.Since(at).Round(10*time.Millisecond)), en)
	}
}

// jsonLog makes the log of a part: JSON to standard error, which the supervisor keeps in log/.
func jsonLog(c config, part string) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(strings.ToUpper(c.LogLevel))); err != nil {
		level = slog.LevelInfo
	}
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: level})).With("part", part))
}
