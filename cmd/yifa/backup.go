package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// A backup is one .tar.gz: the tables of schema public as they stood at one instant (COPY text, in pieces), the files
// they name, the keys without which some of it cannot be read, and last a manifest with the digest of every member.
// It needs no pg_dump, so it works with the bundled server and with any PostgreSQL the program can reach.
// The engine's databases are left out: after a restore the relay signals every open case again.

type manifest struct {
	Format    int                `json:"format"`
	CreatedAt time.Time          `json:"created_at"`
	Program   string             `json:"program"`
	Server    string             `json:"server"`
	Migration string             `json:"migration"` // the last one applied
	Tables    []manifestTable    `json:"tables"`    // parents before children
	Sequences []manifestSequence `json:"sequences"`
	Members   []manifestMember   `json:"members"` // in the order they stand in the archive
}

type manifestTable struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	Rows    int64    `json:"rows"`
}

type manifestSequence struct {
	Name  string `json:"name"`
	Value *int64 `json:"value"` // nil: not used yet
}

type manifestMember struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

const (
	backupFormat = 1
	manifestName = "manifest.json"
	pieceSize    = 4 << 20
)

type backupCmd struct {
	live
	File string `arg:"" optional:"" help:"备份文件 (file to write; default: DATA/backups/yifa-TIME.tar.gz)" type:"path"`
}

// Run writes a backup of a system that may be in use.
func (b *backupCmd) Run(ctx context.Context) error {
	data, err := b.folder()
	if err != nil {
		return err
	}
	dsn, release, err := b.open(ctx)
	if err != nil {
		return err
	}
	defer release()
	if b.File == "" {
		b.File = filepath.Join(data, "backups", "yifa-"+time.Now().Format("20060102-150405")+".tar.gz")
	}
	m, size, err := backup(ctx, dsn, data, b.File)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	var rows int64
	for _, t := range m.Tables {
		rows += t.Rows
	}
	say(fmt.Sprintf("已备份到 %s：%d 张表、%d 行、%d 个成员、%.1f MB", b.File, len(m.Tables), rows, len(m.Members), float64(size)/1e6), "backup written and synced")
	return nil
}

// backup writes the archive beside its place, syncs it, and moves it there whole.
func backup(ctx context.Context, dsn, data, file string) (*manifest, int64, error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, 0, err
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".yifa-backup-*") // 0600: it holds personal data and keys
	if err != nil {
		return nil, 0, err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // gone after the rename
	compressed, err := gzip.NewWriterLevel(f, gzip.BestSpeed)
	if err != nil {
		return nil, 0, err
	}
	w := &archiveWriter{tar: tar.NewWriter(compressed), now: time.Now()}
	m, err := w.system(ctx, dsn, data)
	if err = errors.Join(err, w.tar.Close(), compressed.Close()); err == nil {
		err = f.Sync()
	}
	size, seekErr := f.Seek(0, io.SeekEnd)
	if err = errors.Join(err, seekErr, f.Close()); err != nil {
		return nil, 0, err
	}
	return m, size, os.Rename(f.Name(), file)
}

type archiveWriter struct {
	tar     *tar.Writer
	now     time.Time
	members []manifestMember
}

func (w *archiveWriter) system(ctx context.Context, dsn, data string) (*manifest, error) {
	m := &manifest{Format: backupFormat, CreatedAt: w.now.UTC(), Program: version}
	c, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return nil, err
	}
	defer c.Close(context.WithoutCancel(ctx)) //nolint:errcheck // read only
	if _, err := c.Exec(ctx, copySettings); err != nil {
		return nil, err
	}
	if err := c.QueryRow(ctx, `select current_setting('server_version')`).Scan(&m.Server); err != nil {
		return nil, err
	}
	tx, err := c.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback(context.WithoutCancel(ctx)) //nolint:errcheck // read only
	if m.Migration, err = lastMigration(ctx, tx); err != nil {
		return nil, err
	}
	if m.Tables, err = tables(ctx, tx); err != nil {
		return nil, err
	}
	for i := range m.Tables {
		if err := w.table(ctx, c, &m.Tables[i]); err != nil {
			return nil, fmt.Errorf("table %s: %w", m.Tables[i].Name, err)
		}
	}
	// Sequences are read after the tables: a number handed out meanwhile is skipped, never handed out twice.
	rows, _ := tx.Query(ctx, `select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1`)
	if m.Sequences, err = pgx.CollectRows(rows, func(r pgx.CollectableRow) (s manifestSequence, err error) {
		return s, r.Scan(&s.Name, &s.Value)
	}); err != nil {
		return nil, err
	}
	// A file is written before the row that names it and never changed: taken after the snapshot, none is missing.
	for _, folder := range []string{"files", "secrets"} {
		if err := w.folder(data, folder); err != nil {
			return nil, err
		}
	}
	m.Members = w.members
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, err
	}
	return m, w.member(manifestName, b)
}

// copySettings make COPY's text the same on both sides.
const copySettings = `set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC';
	set extra_float_digits = 3; set bytea_output = 'hex'; set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0`

func lastMigration(ctx context.Context, tx pgx.Tx) (name string, err error) {
	var exists bool
	if err := tx.QueryRow(ctx, `select to_regclass('public.bun_migrations') is not null`).Scan(&exists); err != nil || !exists {
		return "", err
	}
	err = tx.QueryRow(ctx, `select name from bun_migrations order by name desc limit 1`).Scan(&name)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return name, err
}

// tables lists what to copy, every table after those it refers to.
func tables(ctx context.Context, tx pgx.Tx) ([]manifestTable, error) {
	rows, _ := tx.Query(ctx, `
		select c.relname,
		       array(select a.attname::text from pg_attribute a
		              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum),
		       array(select distinct p.relname::text from pg_constraint k join pg_class p on p.oid = k.confrelid
		              where k.conrelid = c.oid and k.contype = 'f' and p.oid <> c.oid)
		  from pg_class c
		 where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
		 order by c.relname`)
	type found struct {
		manifestTable
		parents []string
	}
	waiting, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) (t found, err error) {
		return t, r.Scan(&t.Name, &t.Columns, &t.parents)
	})
	if err != nil {
		return nil, err
	}
	var ordered []manifestTable
	for len(waiting) > 0 {
		var next []found
		for _, t := range waiting {
			if slices.ContainsFunc(t.parents, func(p string) bool {
				return slices.ContainsFunc(waiting, func(w found) bool { return w.Name == p })
			}) {
				next = append(next, t)
			} else {
				ordered = append(ordered, t.manifestTable)
			}
		}
		if len(next) == len(waiting) { // a ring: its constraints must be deferrable
			for _, t := range next {
				ordered = append(ordered, t.manifestTable)
			}
			break
		}
		waiting = next
	}
	return ordered, nil
}

func (w *archiveWriter) table(ctx context.Context, c *pgx.Conn, t *manifestTable) error {
	p := &pieces{w: w, prefix: "tables/" + t.Name + "/"}
	tag, err := c.PgConn().CopyTo(ctx, p, "copy public."+pgx.Identifier{t.Name}.Sanitize()+columnList(t.Columns)+" to stdout")
	if err != nil {
		return err
	}
	t.Rows = tag.RowsAffected()
	return p.flush()
}

func columnList(columns []string) string {
	var quoted []string
	for _, c := range columns {
		quoted = append(quoted, pgx.Identifier{c}.Sanitize())
	}
	return " (" + strings.Join(quoted, ", ") + ")"
}

// pieces cuts a stream into members of bounded size, because a tar member's size stands before its content.
type pieces struct {
	w      *archiveWriter
	prefix string
	n      int
	buffer bytes.Buffer
}

// Write gathers b and passes on each full piece.
func (p *pieces) Write(b []byte) (int, error) {
	p.buffer.Write(b)
	if p.buffer.Len() < pieceSize {
		return len(b), nil
	}
	return len(b), p.flush()
}

func (p *pieces) flush() error {
	if p.buffer.Len() == 0 {
		return nil
	}
	p.n++
	err := p.w.member(fmt.Sprintf("%s%06d.copy", p.prefix, p.n), p.buffer.Bytes())
	p.buffer.Reset()
	return err
}

func (w *archiveWriter) member(name string, b []byte) error {
	return w.stream(name, int64(len(b)), bytes.NewReader(b))
}

func (w *archiveWriter) stream(name string, size int64, r io.Reader) error {
	if err := w.tar.WriteHeader(&tar.Header{Name: name, Size: size, Mode: 0o600, ModTime: w.now, Format: tar.FormatPAX}); err != nil {
		return err
	}
	digest := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w.tar, digest), r); err != nil {
		return err
	}
	w.members = append(w.members, manifestMember{Path: name, Size: size, SHA256: hex.EncodeToString(digest.Sum(nil))})
	return nil
}

// folder adds what lies below data/name, leaving out files not finished yet (".…", "….tmp") and database passwords,
// which belong to a server and not to the file.
func (w *archiveWriter) folder(data, name string) error {
	root := filepath.Join(data, name)
	return filepath.WalkDir(root, func(p string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && p == root:
			return nil
		case err != nil:
			return err
		}
		base := entry.Name()
		if entry.IsDir() || !entry.Type().IsRegular() || strings.HasPrefix(base, ".") || strings.HasSuffix(base, ".tmp") ||
			name == "secrets" && strings.HasPrefix(base, "postgres") {
			return nil
		}
		rel, err := filepath.Rel(data, p)
		if err != nil {
			return err
		}
		f, err := os.Open(p) //nolint:gosec // below the operator's own folder
		if err != nil {
			return err
		}
		defer f.Close() //nolint:errcheck // read only
		st, err := f.Stat()
		if err != nil {
			return err
		}
		return w.stream(filepath.ToSlash(rel), st.Size(), io.LimitReader(f, st.Size()))
	})
}

// archiveReader walks a backup's members in order.
type archiveReader struct {
	file *os.File
	gzip *gzip.Reader
	tar  *tar.Reader
}

func openArchive(file string) (*archiveReader, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s is not a backup: %w", file, err), f.Close())
	}
	return &archiveReader{file: f, gzip: z, tar: tar.NewReader(z)}, nil
}

func (a *archiveReader) Close() error { return errors.Join(a.gzip.Close(), a.file.Close()) }

// examine reads a backup to its end and compares every member with the manifest. It changes nothing.
func examine(file string) (*manifest, error) {
	a, err := openArchive(file)
	if err != nil {
		return nil, err
	}
	defer a.Close() //nolint:errcheck // read only
	var seen []manifestMember
	var m *manifest
	for {
		h, err := a.tar.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s is cut off or damaged: %w", file, err)
		}
		if m != nil {
			return nil, fmt.Errorf("%s: %s stands after the manifest", file, h.Name)
		}
		if h.Name == manifestName {
			if err := json.NewDecoder(io.LimitReader(a.tar, 1<<28)).Decode(&m); err != nil {
				return nil, fmt.Errorf("%s: manifest: %w", file, err)
			}
			continue
		}
		if h.Typeflag != tar.TypeReg || !filepath.IsLocal(h.Name) || path.Clean(h.Name) != h.Name {
			return nil, fmt.Errorf("%s: no backup has a member %q", file, h.Name)
		}
		digest := sha256.New()
		n, err := io.Copy(digest, a.tar)
		if err != nil {
			return nil, fmt.Errorf("%s is cut off or damaged: %w", file, err)
		}
		seen = append(seen, manifestMember{Path: h.Name, Size: n, SHA256: sum(digest)})
	}
	switch {
	case m == nil:
		return nil, fmt.Errorf("%s has no manifest: it was cut off", file)
	case m.Format != backupFormat:
		return nil, fmt.Errorf("%s has format %d, this program reads %d", file, m.Format, backupFormat)
	case len(seen) != len(m.Members):
		return nil, fmt.Errorf("%s has %d members, its manifest names %d", file, len(seen), len(m.Members))
	}
	for i, want := range m.Members {
		if seen[i] != want {
			return nil, fmt.Errorf("%s: %s is not what the manifest says (found %s, %d bytes, sha256 %s)", file, want.Path, seen[i].Path, seen[i].Size, seen[i].SHA256)
		}
	}
	return m, nil
}

func sum(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }
