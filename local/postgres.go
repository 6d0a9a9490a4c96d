package local

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// PostgresOptions say where a private server lives.
type PostgresOptions struct {
	Folder   string // made when missing: data/ and socket/ below it
	Password string // of the superuser "postgres"
	Binaries string // folder of initdb and postgres; "" searches the machine
	Bundled  string // folder of a bundled set, the last resort
	Scratch  bool   // for tests: trade the data's safety for speed
}

// Postgres is a private PostgreSQL server of this machine. Prepare it, give it a port, run Command, ask Ready.
type Postgres struct {
	options PostgresOptions
	port    int
	bin     binaries
	root    string // where the folder really is
	data    string
	user    *syscall.Credential
}

// Superuser is the role that sets up databases and roles; programs use roles of their own.
const Superuser = "postgres"

// PreparePostgres finds the server, makes the cluster if there is none, and stops a server that an earlier,
// killed run left behind. It may itself be killed anywhere.
func PreparePostgres(ctx context.Context, o PostgresOptions) (*Postgres, error) {
	user, err := unprivileged()
	if err != nil {
		return nil, err
	}
	root, err := home(o.Folder, user)
	if err != nil {
		return nil, fmt.Errorf("folder of the database: %w", err)
	}
	p := &Postgres{options: o, root: root, data: filepath.Join(root, "data"), user: user}
	if p.bin, err = findBinaries(o.Binaries, o.Bundled, p.clusterVersion()); err != nil {
		return nil, err
	}
	if !reachable(p.bin.dir, user) {
		if err := p.bringBinaries(); err != nil {
			return nil, fmt.Errorf("copy the server where its user can reach it: %w", err)
		}
	}
	socket := filepath.Join(root, "socket")
	if err := errors.Join(os.MkdirAll(socket, 0o700), own(socket, user)); err != nil {
		return nil, err
	}
	if p.clusterVersion() == 0 {
		return p, p.initialise(ctx)
	}
	return p, p.StopStale(ctx)
}

// ListenOn sets the port on 127.0.0.1. It comes after PreparePostgres, because a stale server may have held that port.
func (p *Postgres) ListenOn(port int) { p.port = port }

// Version is the server's major version.
func (p *Postgres) Version() int { return p.bin.major }

// Folder is where the cluster really lives, which may be outside the data folder (see home).
func (p *Postgres) Folder() string { return p.root }

func (p *Postgres) clusterVersion() int {
	b, err := os.ReadFile(filepath.Join(p.data, "PG_VERSION"))
	if err != nil {
		return 0
	}
	n, _ := strconv.Atoi(strings.TrimSpace(string(b)))
	return n
}

// initialise makes the cluster beside its place and moves it there when it is whole.
// Texts sort by pinyin where the server has ICU; ctype must be UTF-8, or pg_trgm finds no trigram in Chinese.
func (p *Postgres) initialise(ctx context.Context) error {
	fresh := p.data + ".new"
	pwfile := filepath.Join(p.root, ".password")
	defer os.Remove(pwfile) //nolint:errcheck // best effort
	if err := errors.Join(os.WriteFile(pwfile, []byte(p.options.Password+"\n"), 0o600), own(pwfile, p.user)); err != nil {
		return err
	}
	pinyin := []string{"--locale-provider=icu", "--icu-locale=zh-Hans-CN-u-co-pinyin"}
	var errs []error
	for _, locale := range [][]string{
		append([]string{"--locale=C.UTF-8"}, pinyin...), {"--locale=C.UTF-8"}, {"--locale=en_US.UTF-8"},
	} {
		if err := os.RemoveAll(fresh); err != nil {
			return err
		}
		args := append([]string{"-D", fresh, "-U", Superuser, "-A", "scram-sha-256", "--pwfile=" + pwfile,
			"-E", "UTF8", "-T", "simple", "--data-checksums"}, locale...)
		if p.options.Scratch {
			args = append(args, "--no-sync")
		}
		out, err := p.command(ctx, "initdb", args...).CombinedOutput()
		if err == nil {
			return os.Rename(fresh, p.data)
		}
		errs = append(errs, fmt.Errorf("initdb %s: %w: %s", strings.Join(locale, " "), err, bytes.TrimSpace(out)))
	}
	return errors.Join(errs...)
}

// Command is the server in the foreground, logging to standard error.
func (p *Postgres) Command() *exec.Cmd {
	settings := map[string]string{ //nolint:gosec // names a method, holds no password
		"port": itoa(p.port), "listen_addresses": "127.0.0.1",
		"unix_socket_directories": p.socketFolder(), "unix_socket_permissions": "0700",
		"max_connections": "200", "shared_buffers": "256MB", "max_wal_size": "2GB",
		"logging_collector": "off", "log_destination": "stderr", "log_min_messages": "warning", "log_timezone": "Asia/Shanghai",
		"log_line_prefix": "%m [%p] %q%u@%d ", "timezone": "Asia/Shanghai", "datestyle": "ISO, YMD",
		"password_encryption": "scram-sha-256", "fsync": "on",
	}
	if p.options.Scratch {
		maps.Copy(settings, map[string]string{"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off",
			"shared_buffers": "64MB", "autovacuum": "off", "log_min_messages": "error"})
	}
	args := []string{"-D", p.data}
	for k, v := range settings {
		args = append(args, "-c", k+"="+v)
	}
	return p.command(context.Background(), "postgres", args...)
}

// socketFolder is empty where the path would be longer than a socket's name may be.
func (p *Postgres) socketFolder() string {
	dir := filepath.Join(p.root, "socket")
	if len(dir)+len("/.s.PGSQL.65535.lock") > 100 {
		return ""
	}
	return dir
}

func (p *Postgres) command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(p.bin.dir, program), args...)
	cmd.Dir = p.root
	cmd.Env = []string{"LC_ALL=C.UTF-8", "PATH=" + os.Getenv("PATH"), "TZ=Asia/Shanghai"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: p.user}
	return cmd
}

// URL is where role finds database on this server.
func (p *Postgres) URL(role, password, database string) string {
	u := url.URL{Scheme: "postgres", User: url.UserPassword(role, password), Host: "127.0.0.1:" + itoa(p.port),
		Path: "/" + database, RawQuery: "sslmode=disable"}
	return u.String()
}

// AdminURL is where the superuser finds database.
func (p *Postgres) AdminURL(database string) string {
	return p.URL(Superuser, p.options.Password, database)
}

// Ready asks the server one question.
func (p *Postgres) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	c, err := pgx.Connect(ctx, p.AdminURL("postgres"))
	if err != nil {
		return err
	}
	return c.Close(ctx)
}

// Database is a database and the role that owns it.
type Database struct {
	Name, Role, Password string
	StepDown             string // a role without login that Role may work as, to hold less power than an owner; may be ""
	Binary               bool   // sort texts by their bytes: for a program's own keys, faster than by pinyin
}

// Ensure makes role and database where they are missing.
func (p *Postgres) Ensure(ctx context.Context, d Database) error {
	c, err := pgx.Connect(ctx, p.AdminURL("postgres"))
	if err != nil {
		return err
	}
	defer c.Close(context.WithoutCancel(ctx)) //nolint:errcheck // nothing pending
	role, name := pgx.Identifier{d.Role}.Sanitize(), pgx.Identifier{d.Name}.Sanitize()
	var exists bool
	if err := c.QueryRow(ctx, `select exists (select from pg_roles where rolname = $1)`, d.Role).Scan(&exists); err != nil {
		return err
	}
	verb := "create"
	if exists {
		verb = "alter"
	}
	// The password is hexadecimal (Secret) or a test's own; a quote in it would end here.
	if _, err := c.Exec(ctx, verb+" role "+role+" login password '"+strings.ReplaceAll(d.Password, "'", "''")+"'"); err != nil {
		return fmt.Errorf("%s role %s: %w", verb, d.Role, err)
	}
	if d.StepDown != "" {
		if err := c.QueryRow(ctx, `select exists (select from pg_roles where rolname = $1)`, d.StepDown).Scan(&exists); err != nil {
			return err
		}
		down := pgx.Identifier{d.StepDown}.Sanitize()
		if !exists {
			if _, err := c.Exec(ctx, "create role "+down+" nologin"); err != nil {
				return fmt.Errorf("create role %s: %w", d.StepDown, err)
			}
		}
		if _, err := c.Exec(ctx, "grant "+down+" to "+role); err != nil {
			return fmt.Errorf("grant %s: %w", d.StepDown, err)
		}
	}
	if err := c.QueryRow(ctx, `select exists (select from pg_database where datname = $1)`, d.Name).Scan(&exists); err != nil || exists {
		return err
	}
	create := "create database " + name + " owner " + role
	if d.Binary {
		create += " template template0 locale_provider libc lc_collate 'C' lc_ctype 'C.UTF-8'"
		if p.bin.major < 15 {
			create = strings.Replace(create, "locale_provider libc ", "", 1)
		}
	}
	_, err = c.Exec(ctx, create)
	if pg := (*pgconn.PgError)(nil); errors.As(err, &pg) && pg.Code == "42P04" { // somebody was quicker
		return nil
	}
	return err
}

// StopStale ends a server that still works in our folder though its supervisor is gone, and clears away the mark
// of one that is dead when its number now belongs to somebody else.
func (p *Postgres) StopStale(ctx context.Context) error {
	mark := filepath.Join(p.data, "postmaster.pid")
	b, err := os.ReadFile(mark)
	if err != nil {
		return nil //nolint:nilerr // no mark, no server
	}
	first, _, _ := strings.Cut(string(b), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || pid <= 1 || !alive(pid) {
		return nil //nolint:nilerr // PostgreSQL sees to a mark of the dead itself
	}
	if real, _ := filepath.EvalSymlinks(p.data); cwd(pid) != real {
		return os.Remove(mark)
	}
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		_ = syscall.Kill(pid, signal)
		for range 100 {
			if !alive(pid) {
				return nil
			}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(100 * time.Millisecond):
			}
		}
	}
	return fmt.Errorf("a PostgreSQL server left from an earlier run (process %d) does not stop", pid)
}

// bringBinaries copies a bundled set to where the server's user can reach it.
func (p *Postgres) bringBinaries() error {
	from := filepath.Dir(p.bin.dir)
	to := filepath.Join(p.root, "server-"+itoa(p.bin.major))
	if _, err := os.Stat(filepath.Join(to, "bin", "postgres")); err != nil {
		fresh := to + ".new"
		if err := errors.Join(os.RemoveAll(fresh), copyTree(from, fresh, p.user), os.Rename(fresh, to)); err != nil {
			return err
		}
	}
	p.bin.dir = filepath.Join(to, "bin")
	return nil
}

func copyTree(from, to string, owner *syscall.Credential) error {
	return filepath.WalkDir(from, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		info, err := entry.Info()
		if err != nil {
			return err
		}
		switch {
		case entry.IsDir():
			return errors.Join(os.MkdirAll(target, 0o755), own(target, owner)) //nolint:gosec // program files
		case info.Mode()&os.ModeSymlink != 0:
			link, err := os.Readlink(path)
			if err != nil {
				return err
			}
			return os.Symlink(link, target) //nolint:gosec // a fresh folder of ours, from our own bundle
		}
		in, err := os.Open(path) //nolint:gosec // below a folder we chose
		if err != nil {
			return err
		}
		defer in.Close() //nolint:errcheck // read only
		out, err := os.OpenFile(target, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, info.Mode().Perm())
		if err != nil {
			return err
		}
		_, err = io.Copy(out, in)
		return errors.Join(err, out.Close(), own(target, owner))
	})
}
