// Command yifa-engine is the clock of a one-machine install: Temporal's own server, all services in one process,
// persisted in the same PostgreSQL as the file and listening on loopback only.
//
// It makes its two databases, sets up and upgrades their schema, registers the namespace, says
// "ready 127.0.0.1:PORT" on standard output, and stops on SIGTERM. It holds nothing a court would ask for:
// with both databases lost, the relay of the main program signals every open case again.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
	"go.temporal.io/server/temporal"
)

// version is set by the build from git.
var version = "dev"

// stopWithin bounds a graceful stop; the supervisor of the main program allows a little more.
const stopWithin = 4 * time.Second

// options are the command line; the password comes from the environment only, so that `ps` never shows it.
type options struct {
	dbHost, dbUser, dbPassword string
	dbPort                     int
	dbMain, dbVisibility       string
	dbMaintenance              string
	dbTLS                      bool
	dbTLSCA                    string
	dbTLSVerify                bool
	port                       int
	metricsPort                int
	namespace                  string
	retention                  time.Duration
	shards                     int
	logLevel, logFormat        string
	showVersion, schemaOnly    bool
}

func parse(args []string) (options, error) {
	var o options
	f := flag.NewFlagSet("yifa-engine", flag.ContinueOnError)
	f.StringVar(&o.dbHost, "db-host", env("ENGINE_DB_HOST", "127.0.0.1"), "PostgreSQL host [ENGINE_DB_HOST]")
	f.IntVar(&o.dbPort, "db-port", envInt("ENGINE_DB_PORT", 5432), "PostgreSQL port [ENGINE_DB_PORT]")
	f.StringVar(&o.dbUser, "db-user", env("ENGINE_DB_USER", "temporal"), "PostgreSQL role [ENGINE_DB_USER]; password in ENGINE_DB_PASSWORD")
	f.StringVar(&o.dbMain, "db-main", env("ENGINE_DB_MAIN", "temporal"), "main database [ENGINE_DB_MAIN]")
	f.StringVar(&o.dbVisibility, "db-visibility", env("ENGINE_DB_VISIBILITY", "temporal_visibility"), "visibility database [ENGINE_DB_VISIBILITY]")
	f.StringVar(&o.dbMaintenance, "db-maintenance", env("ENGINE_DB_MAINTENANCE", "postgres"), "database to connect to while creating the two [ENGINE_DB_MAINTENANCE]")
	f.BoolVar(&o.dbTLS, "db-tls", env("ENGINE_DB_TLS", "") != "", "use TLS to PostgreSQL [ENGINE_DB_TLS]")
	f.StringVar(&o.dbTLSCA, "db-tls-ca", env("ENGINE_DB_TLS_CA", ""), "CA file for -db-tls [ENGINE_DB_TLS_CA]")
	f.BoolVar(&o.dbTLSVerify, "db-tls-verify", env("ENGINE_DB_TLS_VERIFY", "1") != "0", "verify PostgreSQL's certificate [ENGINE_DB_TLS_VERIFY]")
	f.IntVar(&o.port, "port", envInt("ENGINE_PORT", 7233), "frontend port on 127.0.0.1 [ENGINE_PORT]; the inner services take free ports")
	f.IntVar(&o.metricsPort, "metrics-port", envInt("ENGINE_METRICS_PORT", 0), "Prometheus metrics on 127.0.0.1, 0 for none [ENGINE_METRICS_PORT]")
	f.StringVar(&o.namespace, "namespace", env("ENGINE_NAMESPACE", "yifa"), "namespace to register [ENGINE_NAMESPACE]")
	f.DurationVar(&o.retention, "retention", envDuration("ENGINE_RETENTION", 365*24*time.Hour), "how long a closed workflow's history is kept [ENGINE_RETENTION]")
	f.IntVar(&o.shards, "shards", envInt("ENGINE_SHARDS", 4), "history shards; fixed for ever at the first start [ENGINE_SHARDS]")
	f.StringVar(&o.logLevel, "log-level", env("ENGINE_LOG_LEVEL", "warn"), "debug, info, warn, error [ENGINE_LOG_LEVEL]")
	f.StringVar(&o.logFormat, "log-format", env("ENGINE_LOG_FORMAT", "json"), "json or console [ENGINE_LOG_FORMAT]")
	f.BoolVar(&o.schemaOnly, "schema-only", false, "create and upgrade the databases, then stop")
	f.BoolVar(&o.showVersion, "version", false, "print the version and stop")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", f.Arg(0))
	}
	o.dbPassword = os.Getenv("ENGINE_DB_PASSWORD")
	return o, nil
}

func main() {
	o, err := parse(os.Args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp):
		os.Exit(0)
	case err != nil:
		fmt.Fprintln(os.Stderr, "yifa-engine:", err)
		os.Exit(2)
	case o.showVersion:
		fmt.Println(version)
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	logger := log.NewZapLogger(log.BuildZapLogger(log.Config{Level: o.logLevel, Format: o.logFormat}))
	if err := run(ctx, o, logger); err != nil && ctx.Err() == nil {
		logger.Error("engine stopped", tag.Error(err))
		os.Exit(1)
	}
}

func run(ctx context.Context, o options, logger log.Logger) error {
	began := time.Now()
	if err := prepare(ctx, o, logger); err != nil {
		return fmt.Errorf("prepare databases: %w", err)
	}
	if o.schemaOnly {
		return nil
	}
	server, err := newServer(o, logger)
	if err != nil {
		return fmt.Errorf("build server: %w", err)
	}
	if err := server.Start(); err != nil {
		return fmt.Errorf("start server: %w", err)
	}
	address := net.JoinHostPort(loopback, strconv.Itoa(o.port))
	err = register(ctx, address, o)
	if err == nil {
		fmt.Printf("ready %s namespace=%s in %s\n", address, o.namespace, time.Since(began).Round(time.Millisecond))
		<-ctx.Done()
	}
	return errors.Join(err, stopServer(server))
}

// stopServer gives the services their time to hand over and then leaves: every promise the engine made is in PostgreSQL.
func stopServer(server temporal.Server) error {
	done := make(chan error, 1)
	go func() { done <- server.Stop() }()
	select {
	case err := <-done:
		return err
	case <-time.After(stopWithin):
		return nil
	}
}

func env(key, fallback string) string {
	if v := strings.TrimSpace(os.Getenv(key)); v != "" {
		return v
	}
	return fallback
}

func envInt(key string, fallback int) int {
	if n, err := strconv.Atoi(env(key, "")); err == nil {
		return n
	}
	return fallback
}

func envDuration(key string, fallback time.Duration) time.Duration {
	if d, err := time.ParseDuration(env(key, "")); err == nil {
		return d
	}
	return fallback
}
