package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"yifa/local"
)

// privateDatabase is the PostgreSQL of a one-machine install: the file's database with a role of its own,
// and the engine's two with another. The superuser sets up and then rests.
type privateDatabase struct {
	*local.Postgres
	file, engineMain, engineSearch local.Database
	port                           int
}

func secretsFolder(data string) string { return filepath.Join(data, "secrets") }

func hasPrivateDatabase(data string) bool {
	_, err := os.Stat(filepath.Join(data, "postgres", "data", "PG_VERSION"))
	return err == nil
}

// preparePrivateDatabase finds the server, makes its secrets and cluster at the first start and clears up after a crash.
func preparePrivateDatabase(ctx context.Context, c config, data string) (*privateDatabase, error) {
	d := &privateDatabase{
		file:         local.Database{Name: "yifa", Role: "yifa", StepDown: "yifa_app"},
		engineMain:   local.Database{Name: "temporal", Role: "temporal", Binary: true},
		engineSearch: local.Database{Name: "temporal_visibility", Role: "temporal", Binary: true},
	}
	admin, err := local.Secret(filepath.Join(secretsFolder(data), "postgres"))
	if err != nil {
		return nil, err
	}
	for _, db := range []*local.Database{&d.file, &d.engineMain, &d.engineSearch} {
		if db.Password, err = local.Secret(filepath.Join(secretsFolder(data), "postgres-"+db.Role)); err != nil {
			return nil, err
		}
	}
	if d.Postgres, err = local.PreparePostgres(ctx, local.PostgresOptions{
		Folder: filepath.Join(data, "postgres"), Password: admin,
		Binaries: c.PostgresBin, Bundled: beside(filepath.Join("postgres", "bin")),
	}); err != nil {
		return nil, err
	}
	d.port, err = local.Port(data, "postgres", c.PostgresPort)
	d.ListenOn(d.port)
	return d, err
}

// child is the server for the supervisor. It stops fast: sessions are ended, nothing committed is lost.
func (d *privateDatabase) child() local.Child {
	return local.Child{
		Name: "postgres", Command: d.Command, Before: d.StopStale, Ready: d.Ready,
		Address: net.JoinHostPort("127.0.0.1", strconv.Itoa(d.port)),
		Within:  2 * time.Minute, // after a crash it replays its log first
		Stop:    syscall.SIGINT, Grace: 6 * time.Second,
	}
}

func (d *privateDatabase) ensure(ctx context.Context) error {
	for _, db := range []local.Database{d.file, d.engineMain, d.engineSearch} {
		if err := d.Ensure(ctx, db); err != nil {
			return fmt.Errorf("database %s: %w", db.Name, err)
		}
	}
	return nil
}

// url is where the program finds the file.
func (d *privateDatabase) url() string { return d.URL(d.file.Role, d.file.Password, d.file.Name) }

// runningDatabase is the address of the private server of a system that is up.
func runningDatabase(ctx context.Context, data string) (string, error) {
	st, err := local.ReadStatus(filepath.Join(data, "run"), "postgres")
	if err != nil {
		return "", err
	}
	password, err := os.ReadFile(filepath.Join(secretsFolder(data), "postgres-yifa"))
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(st.Address)
	if err != nil {
		return "", err
	}
	dsn := fmt.Sprintf("postgres://yifa:%s@127.0.0.1:%s/yifa?sslmode=disable", trimmed(password), port)
	return dsn, reach(ctx, dsn)
}

// reach tells whether a database answers.
func reach(ctx context.Context, dsn string) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	c, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	return errors.Join(c.Ping(ctx), c.Close(ctx))
}
