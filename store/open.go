package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/migrate"

	"yifa/domain"
	"yifa/migrations"
)

// Store is the door. It is safe for concurrent use, and any number of them may work on one database.
type Store struct {
	cfg    Config
	db     *bun.DB       // lists
	acts   *pgxpool.Pool // acts
	dsn    string
	law    atomic.Pointer[law]
	people atomic.Pointer[people]
	notify chan Change
	done   chan struct{}
	close  sync.Once
	wg     sync.WaitGroup
}

// law is what decisions rest on besides files, kept until a stamp says it changed.
type law struct {
	stamp    string
	calendar *domain.Calendar
	rules    *domain.RuleBook
	agency   domain.Agency
	norms    *domain.Norms
}

// Open connects to a database that Migrate has prepared.
func Open(ctx context.Context, cfg Config) (*Store, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.MaxConns == 0 {
		cfg.MaxConns = 24
	}
	s := &Store{cfg: cfg, dsn: cfg.DSN, notify: make(chan Change, 4096), done: make(chan struct{})}
	sqldb, err := connect(cfg.DSN, cfg.MaxConns, true)
	if err != nil {
		return nil, err
	}
	s.db = bun.NewDB(sqldb, pgdialect.New())
	if err := s.db.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open the database: %w", err), sqldb.Close())
	}
	if s.acts, err = openActs(ctx, cfg.DSN, cfg.MaxConns); err != nil {
		return nil, errors.Join(err, sqldb.Close())
	}
	s.wg.Add(1)
	go s.tell() //nolint:gosec,contextcheck // it lives as long as the store, not as long as the call that opened it
	return s, nil
}

// connect opens a pool. Bun writes arguments into the SQL text, so the simple protocol is used here and
// nothing is prepared. As the program the connections work in the role that can only append.
func connect(dsn string, max int, asApp bool) (*sql.DB, error) {
	pc, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	pc.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol
	params(pc)
	var opts []stdlib.OptionOpenDB
	if asApp {
		opts = append(opts, stdlib.OptionAfterConnect(stepDown))
	}
	db := stdlib.OpenDB(*pc, opts...)
	db.SetMaxOpenConns(max)
	db.SetMaxIdleConns(max)
	db.SetConnMaxIdleTime(5 * time.Minute)
	return db, nil
}

func params(pc *pgx.ConnConfig) {
	pc.RuntimeParams["timezone"] = "Asia/Shanghai"
	pc.RuntimeParams["application_name"] = "yifa"
}

// stepDown has a connection work in the role that can only append. Our queries are short: to compile one or
// to spread it over processes takes longer than to run it, and their sorts fit in memory.
func stepDown(ctx context.Context, c *pgx.Conn) error {
	if _, err := c.PgConn().Exec(ctx, "SET jit = off; SET max_parallel_workers_per_gather = 0; SET random_page_cost = 1.1; SET work_mem = '16MB'").ReadAll(); err != nil {
		return err
	}
	_, err := c.Exec(ctx, "SET ROLE yifa_app")
	var pg *pgconn.PgError
	if errors.As(err, &pg) && (pg.Code == "22023" || pg.Code == "42501") {
		return nil // no such role, or not ours: the trigger still holds
	}
	return err
}

// Close lets running acts finish and closes the connections. It may be called again.
func (s *Store) Close() error {
	s.close.Do(func() { close(s.done) })
	s.wg.Wait()
	s.acts.Close()
	return s.db.Close()
}

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error { return s.db.PingContext(ctx) }

// Now is the store's clock. Times are kept in the zone of the law, so that a file reads the same wherever it is made.
func (s *Store) Now() time.Time { return s.cfg.Now().Truncate(time.Microsecond).In(domain.Shanghai) }

// Files is the folder of evidence and documents.
func (s *Store) Files() Files { return s.cfg.Files }

// Migrate brings the schema to the newest version and enters the law that ships with the program: holiday notices,
// statutory limits and the law of sanctions; after an upgrade it makes all that is shown again from the events. It may run at any
// time, by any number of processes at once.
func Migrate(ctx context.Context, dsn string) error { return MigrateTo(ctx, dsn, "") }

// MigrateTo brings the schema to the migration called last and enters no law: what a restore needs before it copies
// an older system in. For "" it is Migrate.
func MigrateTo(ctx context.Context, dsn, last string) error {
	sqldb, err := connect(dsn, 4, false)
	if err != nil {
		return err
	}
	db := bun.NewDB(sqldb, pgdialect.New())
	defer db.Close() //nolint:errcheck // nothing to do about it
	lock, err := sqldb.Conn(ctx)
	if err != nil {
		return err
	}
	defer lock.Close() //nolint:errcheck // as above
	// a lock of the server dies with the connection; bun's own lock row survives a crash
	if _, err := lock.ExecContext(ctx, "SELECT pg_advisory_lock(20261122)"); err != nil {
		return err
	}
	ms := migrate.NewMigrations()
	if err := ms.Discover(migrations.SQL); err != nil {
		return err
	}
	if last != "" {
		upTo := migrate.NewMigrations()
		for _, x := range ms.Sorted() {
			if x.Name <= last {
				upTo.Add(x)
			}
		}
		ms = upTo
	}
	m := migrate.NewMigrator(db, ms, migrate.WithMarkAppliedOnSuccess(true))
	if err := m.Init(ctx); err != nil {
		return err
	}
	if _, err := m.Migrate(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if last == "" {
		if err := enterLaw(ctx, dsn); err != nil {
			return err
		}
		if err := makeAgain(ctx, db, dsn); err != nil {
			return fmt.Errorf("make again what is shown: %w", err)
		}
	}
	_, err = lock.ExecContext(ctx, "SELECT pg_advisory_unlock(20261122)")
	return err
}

// makeAgain makes all that is shown from the events, once after every upgrade of the schema: what an older version read out of a file is not
// what this one reads. A crash in between leaves it to the next start.
func makeAgain(ctx context.Context, db *bun.DB, dsn string) error {
	var newest, made string
	if err := db.NewRaw("SELECT (SELECT coalesce(max(name), '') FROM bun_migrations), (SELECT coalesce(max(name), '') FROM made_again)").Scan(ctx, &newest, &made); err != nil || newest == made {
		return err
	}
	s, err := Open(ctx, Config{DSN: dsn, MaxConns: 2})
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // the work is committed
	if _, _, err := s.Rebuild(ctx); err != nil {
		return err
	}
	_, err = db.NewRaw("INSERT INTO made_again (name) VALUES (?) ON CONFLICT DO NOTHING", newest).Exec(ctx)
	return err
}

// enterLaw records the notices, limits and norms that ship with the program, as acts of the system like any other: what is
// missing, and rows as they are now where nobody has edited what an older version entered. An edited row stays: Departures.
func enterLaw(ctx context.Context, dsn string) error {
	s, err := Open(ctx, Config{DSN: dsn, MaxConns: 2})
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // as above
	law, err := s.newerLaw(ctx)
	if err != nil {
		return err
	}
	enter := func(id domain.CaseID, key string, cmd domain.Command) error {
		if _, err := s.Act(ctx, Request{Case: id, Actor: domain.System, Key: shipped + key, Command: cmd}); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		return nil
	}
	for _, n := range law.notices {
		if err := enter("calendar", fmt.Sprintf("notice:%d", n.Year), &domain.ImportNotice{Notice: n}); err != nil {
			return err
		}
	}
	if len(law.rules) > 0 {
		if err := enter("rules", fmt.Sprintf("rules:%d:%s", law.seqs["rules"], digest(law.rules)), &domain.SetRules{Rows: law.rules, Reason: "随程序提供的期限规则"}); err != nil {
			return err
		}
	}
	if law.norms.Len() > 0 {
		return enter("norms", fmt.Sprintf("norms:%d:%s", law.seqs["norms"], digest(law.norms)), &domain.SetNorms{NormRows: law.norms, Reason: "随程序提供的处罚规范"})
	}
	return nil
}

// Conn is a connection of its own for LISTEN.
func (s *Store) listen(ctx context.Context) (*pgx.Conn, error) {
	pc, err := pgx.ParseConfig(s.dsn)
	if err != nil {
		return nil, err
	}
	c, err := pgx.ConnectConfig(ctx, pc)
	if err != nil {
		return nil, err
	}
	if _, err := c.Exec(ctx, "LISTEN yifa"); err != nil {
		return nil, errors.Join(err, c.Close(context.WithoutCancel(ctx)))
	}
	return c, nil
}
