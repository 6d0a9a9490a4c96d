package main

import (
	"archive/tar"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"yifa/local"
)

type restoreCmd struct {
	File string `arg:"" help:"备份文件 (backup to restore)" type:"existingfile"`
	Data string `help:"空的数据目录 (empty data folder)" placeholder:"DIR" type:"path"`
}

// Run restores a backup into an empty folder with a private PostgreSQL, or, with DATABASE_URL, into an empty database.
func (r *restoreCmd) Run(ctx context.Context) error {
	c, err := settings()
	if err != nil {
		return err
	}
	data, err := filepath.Abs(cmp.Or(r.Data, c.Data))
	if err != nil {
		return err
	}
	if entries, err := os.ReadDir(data); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s 不是空目录 (is not empty: a restore never writes over data)", data)
	}
	step := begin("核对备份", "checking the backup")
	m, err := examine(r.File)
	if err != nil {
		return err
	}
	step(fmt.Sprintf("备份完好：%s 由 %s 制作，%d 张表、%d 个成员", m.CreatedAt.Local().Format(time.DateTime), m.Program, len(m.Tables), len(m.Members)), "backup is whole")

	step = begin("恢复", "restoring")
	if err := restore(ctx, c, r.File, data, m); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	step("已恢复到 "+data+"，可以 yifa up --data "+data, "restored")
	return nil
}

// restore fills an empty folder. What it began and could not finish it takes away again.
func restore(ctx context.Context, c config, file, data string, m *manifest) (err error) {
	if err := os.MkdirAll(data, 0o711); err != nil { //nolint:gosec // the database server's user must pass through
		return err
	}
	release, err := local.Lock(filepath.Join(data, lockFile))
	if err != nil {
		return err
	}
	defer release()
	mark := filepath.Join(data, unfinishedRun)
	if err := os.WriteFile(mark, []byte(file+"\n"), 0o600); err != nil {
		return err
	}
	s := &local.Supervisor{Run: filepath.Join(data, "run"), Logs: filepath.Join(data, "log")}
	var private *privateDatabase
	defer func() {
		s.StopAll(nil)
		if err == nil {
			err = os.Remove(mark)
			return
		}
		if private != nil && private.Postgres != nil {
			err = errors.Join(err, os.RemoveAll(private.Folder()))
		}
		entries, _ := os.ReadDir(data)
		for _, e := range entries {
			err = errors.Join(err, os.RemoveAll(filepath.Join(data, e.Name())))
		}
	}()

	dsn := string(c.DatabaseURL)
	if dsn == "" {
		if private, err = preparePrivateDatabase(ctx, c, data); err != nil {
			return err
		}
		if err := s.Start(ctx, private.child()); err != nil {
			return err
		}
		if err := private.ensure(ctx); err != nil {
			return err
		}
		dsn = private.url()
	}
	if err := restoreDatabase(ctx, dsn, file, data, m); err != nil {
		return err
	}
	if err := hooks.restored(ctx, dsn); err != nil {
		return fmt.Errorf("mark open cases for the engine: %w", err)
	}
	return install{Demo: "none", CreatedAt: time.Now(), Version: version}.write(data)
}

// restoreDatabase brings an empty database to the backup's schema, fills it in one transaction, and upgrades it.
func restoreDatabase(ctx context.Context, dsn, file, data string, m *manifest) error {
	c, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer c.Close(context.WithoutCancel(ctx)) //nolint:errcheck // committed or not by then
	var used int
	if err := c.QueryRow(ctx, `select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`).Scan(&used); err != nil {
		return err
	}
	if used > 0 {
		return errors.New("the database is not empty: a restore never writes over data")
	}
	if err := hooks.migrateTo(ctx, dsn, m.Migration); err != nil {
		return fmt.Errorf("migrate to %s: %w", m.Migration, err)
	}
	if _, err := c.Exec(ctx, copySettings); err != nil {
		return err
	}
	if err := pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error { return load(ctx, tx, file, data, m) }); err != nil {
		return err
	}
	if err := hooks.migrateTo(ctx, dsn, ""); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	_, err = c.Exec(ctx, `analyze`)
	return err
}

// load replaces what migrations seeded with what the backup holds. Triggers rest meanwhile: the rows were checked,
// chained and announced when they were first written, and append-only tables would refuse the emptying.
func load(ctx context.Context, tx pgx.Tx, file, data string, m *manifest) error {
	if _, err := tx.Exec(ctx, `set constraints all deferred`); err != nil {
		return err
	}
	wake, err := restTriggers(ctx, tx)
	if err != nil {
		return fmt.Errorf("triggers: %w", err)
	}
	if len(m.Tables) > 0 {
		var names []string
		for _, t := range m.Tables {
			names = append(names, "public."+pgx.Identifier{t.Name}.Sanitize())
		}
		if _, err := tx.Exec(ctx, "truncate "+strings.Join(names, ", ")); err != nil {
			return err
		}
	}
	a, err := openArchive(file)
	if err != nil {
		return err
	}
	defer a.Close() //nolint:errcheck // read only
	next, err := a.tar.Next()
	for _, t := range m.Tables {
		if err != nil {
			return err
		}
		source := &tableReader{tar: a.tar, prefix: "tables/" + t.Name + "/", next: next}
		tag, copyErr := tx.Conn().PgConn().CopyFrom(ctx, source,
			"copy public."+pgx.Identifier{t.Name}.Sanitize()+columnList(t.Columns)+" from stdin")
		if copyErr != nil {
			return fmt.Errorf("table %s: %w", t.Name, copyErr)
		}
		if tag.RowsAffected() != t.Rows {
			return fmt.Errorf("table %s: %d rows loaded, the backup has %d", t.Name, tag.RowsAffected(), t.Rows)
		}
		next, err = source.next, source.err
	}
	for ; err == nil && next.Name != manifestName; next, err = a.tar.Next() {
		if err := place(data, next.Name, a.tar); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	for _, s := range m.Sequences {
		if s.Value == nil {
			continue
		}
		if _, err := tx.Exec(ctx, `select setval(('public.' || quote_ident($1))::regclass, $2)`, s.Name, *s.Value); err != nil {
			return fmt.Errorf("sequence %s: %w", s.Name, err)
		}
	}
	if _, err := tx.Exec(ctx, `set constraints all immediate`); err != nil {
		return err
	}
	for _, statement := range wake {
		if _, err := tx.Exec(ctx, statement); err != nil {
			return fmt.Errorf("triggers: %w", err)
		}
	}
	return nil
}

// tableReader reads the pieces of one table as one stream; next is the first member that is not the table's.
type tableReader struct {
	tar    *tar.Reader
	prefix string
	next   *tar.Header
	err    error
}

// Read reads on in the current piece and steps to the next where it ends.
func (r *tableReader) Read(b []byte) (int, error) {
	for {
		if r.err != nil {
			return 0, r.err
		}
		if !strings.HasPrefix(r.next.Name, r.prefix) {
			return 0, io.EOF
		}
		n, err := r.tar.Read(b)
		if n > 0 || err == nil {
			return n, nil
		}
		if err != io.EOF {
			return 0, err
		}
		r.next, r.err = r.tar.Next()
	}
}

// restTriggers puts the owner's triggers to rest and returns what wakes each as it was. As owner of the tables it needs
// no superuser; the triggers behind foreign keys stay awake.
func restTriggers(ctx context.Context, tx pgx.Tx) (wake []string, err error) {
	rows, _ := tx.Query(ctx, `
		select format('alter table %s disable trigger %I', t.tgrelid::regclass, t.tgname),
		       format('alter table %s enable %strigger %I', t.tgrelid::regclass,
		              case t.tgenabled when 'A' then 'always ' when 'R' then 'replica ' else '' end, t.tgname)
		  from pg_trigger t join pg_class c on c.oid = t.tgrelid
		 where c.relnamespace = 'public'::regnamespace and not t.tgisinternal and t.tgenabled <> 'D' and t.tgparentid = 0
		 order by 1`)
	type pair struct{ rest, wake string }
	pairs, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) (p pair, err error) { return p, r.Scan(&p.rest, &p.wake) })
	if err != nil {
		return nil, err
	}
	for _, p := range pairs {
		if _, err := tx.Exec(ctx, p.rest); err != nil {
			return nil, err
		}
		wake = append(wake, p.wake)
	}
	return wake, nil
}

// place writes one member of files/ or secrets/ below the data folder.
func place(data, name string, r io.Reader) error {
	if !strings.HasPrefix(name, "files/") && !strings.HasPrefix(name, "secrets/") {
		return fmt.Errorf("no backup has a member %q", name)
	}
	target := filepath.Join(data, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Sync(), f.Close())
}
