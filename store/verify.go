package store

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/smx509"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/uptrace/bun"

	"yifa/domain"
)

// Break is the first event of a file that does not fit.
type Break struct {
	Case   domain.CaseID `json:"case"`
	Seq    int           `json:"seq"`
	Reason string        `json:"reason"`
}

// Verified says what was looked at and what did not fit.
type Verified struct {
	Files       int     `json:"files"`
	Events      int     `json:"events"`
	Checkpoints int     `json:"checkpoints"`
	Breaks      []Break `json:"breaks,omitempty"`
}

// verifier checks events as they stream by, ordered by case and seq.
type verifier struct {
	out    Verified
	id     domain.CaseID
	seq    int
	head   string
	broken bool
	ended  func(id domain.CaseID, seq int, head string)
	passed func(id domain.CaseID, seq int, head string)
	begun  func(id domain.CaseID)
}

func (v *verifier) fail(id domain.CaseID, seq int, format string, args ...any) {
	v.broken = true
	v.out.Breaks = append(v.out.Breaks, Break{id, seq, fmt.Sprintf(format, args...)})
}

func (v *verifier) end() {
	if v.id != "" && v.ended != nil && !v.broken {
		v.ended(v.id, v.seq, v.head)
	}
}

func (v *verifier) next(e EventRow) {
	if e.Case != v.id {
		v.end()
		v.id, v.seq, v.head, v.broken = e.Case, 0, firstLink(e.Case), false
		v.out.Files++
		if v.begun != nil {
			v.begun(e.Case)
		}
	}
	v.out.Events++
	if v.broken {
		return
	}
	switch want, err := link(e); {
	case e.Seq != v.seq+1:
		v.fail(e.Case, v.seq+1, "第%d号事件缺失，其后是第%d号 (event %d is missing, %d follows)", v.seq+1, e.Seq, v.seq+1, e.Seq)
	case e.Prev != v.head:
		v.fail(e.Case, e.Seq, "与上一事件不相连 (does not follow the event before)")
	case err != nil || e.Hash != want:
		v.fail(e.Case, e.Seq, "内容与摘要不符 (content does not match its digest)")
	default:
		v.seq, v.head = e.Seq, e.Hash
		if v.passed != nil {
			v.passed(e.Case, e.Seq, e.Hash)
		}
	}
}

// Trust is what a verifier knows from elsewhere; a database or an export alone cannot show that its newest part is
// missing, or that everything was made anew with another key.
type Trust struct {
	Key  string       // the public key that checkpoints must carry; empty: any
	Kept []Checkpoint // checkpoints that were kept: each must be there still
}

// anchors are the heads that checkpoints know, checked against their signatures.
type anchors struct {
	at     map[domain.CaseID]map[int]string
	last   map[domain.CaseID]int
	events int64
	open   *Checkpoint // whose heads are being read
	root   hash.Hash
	prev   string
	trust  Trust
	found  map[string]bool // signatures
	faults []Break
	n      int
}

func newAnchors(trust []Trust) *anchors {
	a := &anchors{at: map[domain.CaseID]map[int]string{}, last: map[domain.CaseID]int{}, found: map[string]bool{}}
	for _, t := range trust {
		a.trust.Kept = append(a.trust.Kept, t.Kept...)
		if t.Key != "" {
			a.trust.Key = t.Key
		}
	}
	return a
}

func (a *anchors) fault(n int64, zh, en string) {
	a.faults = append(a.faults, Break{"", int(n), fmt.Sprintf("检查点%d：%s (checkpoint %d: %s)", n, zh, n, en)})
}

// begin takes the next checkpoint; its heads follow.
func (a *anchors) begin(c Checkpoint) {
	a.close()
	a.n++
	switch {
	case c.Prev != a.prev:
		a.fault(c.N, "与上一检查点不相连", "does not follow the one before")
	case !c.Checks():
		a.fault(c.N, "签名不符", "the signature does not fit")
	case a.trust.Key != "" && a.trust.Key != c.Key:
		a.fault(c.N, "不是本机关的密钥所签", "signed with another key")
	}
	a.open, a.root, a.prev = &c, sm3.New(), c.Signature
	a.found[c.Signature] = true
}

func (a *anchors) head(id domain.CaseID, seq int, hash string) {
	if a.open == nil {
		a.faults = append(a.faults, Break{id, seq, "链首不属于任何检查点 (a head of no checkpoint)"})
		return
	}
	writeHead(a.root, id, int64(seq), hash)
	if a.at[id] == nil {
		a.at[id] = map[int]string{}
	}
	a.at[id][seq] = hash
	a.events += int64(seq - a.last[id])
	a.last[id] = seq
}

func writeHead(w io.Writer, id domain.CaseID, seq int64, hash string) {
	fmt.Fprintf(w, "%s %d %s\n", id, seq, hash)
}

// close compares what was read of a checkpoint with what it was signed for.
func (a *anchors) close() {
	c := a.open
	if c == nil {
		return
	}
	if hex.EncodeToString(a.root.Sum(nil)) != c.Root || int64(len(a.last)) != c.Files || a.events != c.Events {
		a.fault(c.N, "记载的链首与签名不符", "its heads are not those it was signed for")
	}
	a.open = nil
}

// passed says whether an event that checkpoints know is the one they know.
func (a *anchors) passed(v *verifier, id domain.CaseID, seq int, hash string) {
	if h, ok := a.at[id][seq]; ok {
		if h != hash {
			v.fail(id, seq, "与检查点不符 (differs from the checkpoint)")
		}
		delete(a.at[id], seq)
	}
}

// end adds what is missing to what was found broken, and puts the breaks in order: files first, each by its first.
func (a *anchors) end(v *verifier) {
	a.close()
	broken := map[domain.CaseID]bool{}
	for _, b := range v.out.Breaks {
		broken[b.Case] = true
	}
	for id, left := range a.at {
		if len(left) > 0 && !broken[id] {
			seq := slices.Min(slices.Collect(maps.Keys(left)))
			v.fail(id, seq, "检查点记载的第%d号事件已不存在，末尾被截去 (event %d, known from a checkpoint, is cut off)", seq, seq)
		}
	}
	for _, k := range a.trust.Kept {
		if !a.found[k.Signature] {
			a.fault(k.N, "另行保存的检查点已不存在", "a checkpoint that was kept is gone")
		}
	}
	v.out.Checkpoints = a.n
	v.out.Breaks = append(v.out.Breaks, a.faults...)
	slices.SortStableFunc(v.out.Breaks, func(x, y Break) int {
		if (x.Case == "") != (y.Case == "") {
			return strings.Compare(string(y.Case), string(x.Case))
		}
		return cmp.Or(strings.Compare(string(x.Case), string(y.Case)), x.Seq-y.Seq)
	})
}

// exportLine is a line of an export: a checkpoint, one of its heads, or an event. Checkpoints come first.
type exportLine struct {
	Checkpoint *Checkpoint `json:"checkpoint,omitempty"`
	Head       *struct {
		Case domain.CaseID `json:"case"`
		Head
	} `json:"head,omitempty"`
}

// VerifyExport checks an exported file, one JSON a line, in one pass. It needs nothing but the export, whose checkpoints
// show what was cut off before the newest of them; what was kept elsewhere (heads, a checkpoint, the key) shows the rest.
func VerifyExport(r io.Reader, known map[domain.CaseID]Head, trust ...Trust) (Verified, error) {
	v, a := &verifier{}, newAnchors(trust)
	v.passed = func(id domain.CaseID, seq int, head string) { a.passed(v, id, seq, head) }
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), 16<<20)
	begun := false
	for n := 1; sc.Scan(); n++ {
		line := bytes.TrimSpace(sc.Bytes())
		if len(line) == 0 {
			continue
		}
		if !begun && (bytes.HasPrefix(line, []byte(`{"checkpoint":`)) || bytes.HasPrefix(line, []byte(`{"head":`))) {
			var x exportLine
			if err := json.Unmarshal(line, &x); err != nil {
				return v.out, fmt.Errorf("line %d is not a checkpoint: %w", n, err)
			}
			if x.Checkpoint != nil {
				a.begin(*x.Checkpoint)
			} else if x.Head != nil {
				a.head(x.Head.Case, x.Head.Seq, x.Head.Hash)
			}
			continue
		}
		if !begun {
			begun = true
			a.close()
			for id, k := range known {
				if a.at[id] == nil {
					a.at[id] = map[int]string{}
				}
				a.at[id][k.Seq] = k.Hash
			}
		}
		var e EventRow
		if err := json.Unmarshal(line, &e); err != nil {
			return v.out, fmt.Errorf("line %d is not an event: %w", n, err)
		}
		v.next(e)
	}
	v.end()
	if !begun {
		for id, k := range known {
			a.at[id] = map[int]string{k.Seq: k.Hash}
		}
	}
	a.end(v)
	return v.out, sc.Err()
}

// Head is the last event of a file at a checkpoint.
type Head struct {
	Seq  int    `json:"seq"`
	Hash string `json:"hash"`
}

// Checkpoint is the signed state of all chains at a moment: whoever keeps it sees later what was cut off.
type Checkpoint struct {
	N         int64     `json:"n"`
	MadeAt    time.Time `json:"made_at"`
	Files     int64     `json:"files"`
	Events    int64     `json:"events"`
	Root      string    `json:"root"` // SM3 over "case seq hash\n" of every file that moved since the one before, ordered by case
	Prev      string    `json:"prev"` // signature of the checkpoint before
	Key       string    `json:"key"`  // public key, SM2, hex of the uncompressed point
	Signature string    `json:"signature"`
}

func (c Checkpoint) signed() []byte {
	return fmt.Appendf(nil, "yifa/1 checkpoint\n%s\n%d\n%d\n%s\n%s\n%s\n", c.MadeAt.UTC().Format(chainTime), c.Files, c.Events, c.Root, c.Prev, c.Key)
}

// Checks reports whether the signature fits.
func (c Checkpoint) Checks() bool {
	raw, err := hex.DecodeString(c.Key)
	if err != nil {
		return false
	}
	sig, err := hex.DecodeString(c.Signature)
	if err != nil {
		return false
	}
	if len(raw) != 65 || raw[0] != 4 {
		return false
	}
	pub := &ecdsa.PublicKey{Curve: sm2.P256(), X: new(big.Int).SetBytes(raw[1:33]), Y: new(big.Int).SetBytes(raw[33:])} //nolint:staticcheck // as below
	return pub.Curve.IsOnCurve(pub.X, pub.Y) && sm2.VerifyASN1WithSM2(pub, nil, c.signed(), sig)                        //nolint:staticcheck // SM2 is not one of ecdh's curves
}

// Signer signs checkpoints. A hardware module can stand behind it.
type Signer interface {
	Public() string
	Sign(msg []byte) (string, error)
}

type softKey struct{ key *sm2.PrivateKey }

func (k softKey) Public() string { return publicHex(&k.key.PublicKey) }

func publicHex(p *ecdsa.PublicKey) string {
	b := make([]byte, 65)
	b[0] = 4
	p.X.FillBytes(b[1:33]) //nolint:staticcheck // SM2 is not one of the curves ecdsa encodes
	p.Y.FillBytes(b[33:])  //nolint:staticcheck // as above
	return hex.EncodeToString(b)
}

func (k softKey) Sign(msg []byte) (string, error) {
	sig, err := k.key.Sign(rand.Reader, msg, sm2.NewSM2SignerOption(true, nil))
	return hex.EncodeToString(sig), err
}

// LoadSigner reads the SM2 key of the installation, making it at the first start. The file is readable by its owner only.
func LoadSigner(path string) (Signer, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		key, err := sm2.GenerateKey(rand.Reader)
		if err != nil {
			return nil, err
		}
		der, err := smx509.MarshalSM2PrivateKey(key)
		if err != nil {
			return nil, err
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, err
		}
		f, err := os.CreateTemp(filepath.Dir(path), ".sm2-") // readable by its owner only
		if err != nil {
			return nil, err
		}
		defer os.Remove(f.Name()) //nolint:errcheck // it has its name by then
		if err := errors.Join(pem.Encode(f, &pem.Block{Type: "SM2 PRIVATE KEY", Bytes: der}), f.Sync(), f.Close()); err != nil {
			return nil, err
		}
		if err = os.Link(f.Name(), path); errors.Is(err, os.ErrExist) { // whole or not at all: others may be starting too
			return LoadSigner(path) // another process was first
		}
		return softKey{key}, err
	}
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(b)
	if block == nil {
		return nil, fmt.Errorf("%s holds no key", path)
	}
	key, err := smx509.ParseSM2PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return softKey{key}, nil
}

// MakeCheckpoint anchors the heads of all chains, signed. Only heads that moved since the last one are written out; those
// before stand in the checkpoints before, which this one signs with its Prev.
func (s *Store) MakeCheckpoint(ctx context.Context, key Signer) (Checkpoint, error) {
	for try := 0; ; try++ {
		out, err := s.makeCheckpoint(ctx, key)
		var pg *pgconn.PgError
		if try < 5 && errors.As(err, &pg) && (pg.Code == "23505" || pg.Code == "40001") {
			continue // another process made one meanwhile: two cannot follow the same
		}
		return out, err
	}
}

func (s *Store) makeCheckpoint(ctx context.Context, key Signer) (Checkpoint, error) {
	var out Checkpoint
	err := s.db.RunInTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead}, func(ctx context.Context, tx bun.Tx) error {
		out = Checkpoint{MadeAt: s.Now(), Key: key.Public()}
		if err := tx.NewRaw("SELECT count(*), coalesce(sum(seq), 0) FROM cases WHERE seq > 0").Scan(ctx, &out.Files, &out.Events); err != nil {
			return err
		}
		err := tx.NewRaw("SELECT signature FROM checkpoints ORDER BY n DESC LIMIT 1").Scan(ctx, &out.Prev)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		const moved = ` FROM cases c WHERE c.seq > 0 AND NOT EXISTS (SELECT 1 FROM checkpoint_heads h WHERE h.case_id = c.id AND h.seq = c.seq AND h.hash = c.head)`
		rows, err := tx.QueryContext(ctx, `SELECT c.id, c.seq, c.head`+moved+` ORDER BY c.id COLLATE "C"`)
		if err != nil {
			return err
		}
		h := sm3.New()
		defer rows.Close() //nolint:errcheck // closed below where it counts
		for rows.Next() {
			var id domain.CaseID
			var head string
			var seq int64
			if err := rows.Scan(&id, &seq, &head); err != nil {
				return err
			}
			writeHead(h, id, seq, head)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
		out.Root = hex.EncodeToString(h.Sum(nil))
		if out.Signature, err = key.Sign(out.signed()); err != nil {
			return err
		}
		err = tx.NewRaw("INSERT INTO checkpoints (made_at, files, events, root, prev, key, signature) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING n",
			out.MadeAt, out.Files, out.Events, out.Root, out.Prev, out.Key, out.Signature).Scan(ctx, &out.N)
		if err != nil {
			return err
		}
		_, err = tx.NewRaw(`INSERT INTO checkpoint_heads (n, case_id, seq, hash) SELECT ?, c.id, c.seq, c.head`+moved, out.N).Exec(ctx)
		return err
	})
	return out, err
}

// Checkpoints lists all checkpoints in order.
func (s *Store) Checkpoints(ctx context.Context) ([]Checkpoint, error) {
	cs := []Checkpoint{}
	err := s.db.NewRaw("SELECT n, made_at, files, events, root, prev, key, signature FROM checkpoints ORDER BY n").Scan(ctx, &cs)
	return cs, err
}

// Heads are the newest heads that checkpoints know.
func (s *Store) Heads(ctx context.Context) (map[domain.CaseID]Head, error) {
	var rows []struct {
		CaseID domain.CaseID
		Seq    int
		Hash   string
	}
	err := s.db.NewRaw("SELECT DISTINCT ON (case_id) case_id, seq, hash FROM checkpoint_heads ORDER BY case_id, n DESC").Scan(ctx, &rows)
	m := make(map[domain.CaseID]Head, len(rows))
	for _, r := range rows {
		m[r.CaseID] = Head{r.Seq, r.Hash}
	}
	return m, err
}

// Export writes the checkpoints with their heads and then every event, ordered by case and seq, one JSON a line: what a
// verifier needs and nothing else. Of one file only its events are written.
func (s *Store) Export(ctx context.Context, w io.Writer, only domain.CaseID) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return s.db.RunInTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}, func(ctx context.Context, tx bun.Tx) error {
		if only == "" {
			err := anchored(ctx, tx,
				func(c Checkpoint) error { return enc.Encode(exportLine{Checkpoint: &c}) },
				func(id domain.CaseID, h Head) error {
					var x exportLine
					x.Head = &struct {
						Case domain.CaseID `json:"case"`
						Head
					}{id, h}
					return enc.Encode(x)
				})
			if err != nil {
				return err
			}
		}
		return s.stream(ctx, tx, only, func(e EventRow) error { return enc.Encode(e) })
	})
}

// anchored reads every checkpoint and after each its heads.
func anchored(ctx context.Context, tx bun.Tx, begin func(Checkpoint) error, head func(domain.CaseID, Head) error) error {
	var cs []Checkpoint
	if err := tx.NewRaw("SELECT n, made_at, files, events, root, prev, key, signature FROM checkpoints ORDER BY n").Scan(ctx, &cs); err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, `SELECT n, case_id, seq, hash FROM checkpoint_heads ORDER BY n, case_id COLLATE "C"`)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // read to the end or given up
	at := int64(0)
	for rows.Next() {
		var n int64
		var id domain.CaseID
		var h Head
		if err := rows.Scan(&n, &id, &h.Seq, &h.Hash); err != nil {
			return err
		}
		for len(cs) > 0 && cs[0].N <= n {
			if err := begin(cs[0]); err != nil {
				return err
			}
			at, cs = cs[0].N, cs[1:]
		}
		if at != n {
			continue // heads whose checkpoint was removed prove nothing
		}
		if err := head(id, h); err != nil {
			return err
		}
	}
	for _, c := range cs {
		if err := begin(c); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (s *Store) stream(ctx context.Context, db bun.IDB, only domain.CaseID, fn func(EventRow) error) error {
	q, args := "SELECT "+eventColumns+" FROM case_events ORDER BY case_id COLLATE \"C\", seq", []any{}
	if only != "" {
		q, args = "SELECT "+eventColumns+" FROM case_events WHERE case_id = ? ORDER BY seq", append(args, only)
	}
	rows, err := db.QueryContext(ctx, q, args...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // read to the end or given up
	for rows.Next() {
		var e EventRow
		if err := rows.Scan(&e.Case, &e.Seq, &e.Kind, &e.Actor, &e.For, &e.RecordedBy, &e.OccurredAt, &e.RecordedAt, &e.Backfill, &e.Key, (*[]byte)(&e.Data), &e.Prev, &e.Hash); err != nil {
			return err
		}
		if err := fn(e); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Verify checks every chain of the live database in one pass, the rows against the chains, and the checkpoints.
func (s *Store) Verify(ctx context.Context, trust ...Trust) (Verified, error) {
	v := &verifier{}
	err := s.db.RunInTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}, func(ctx context.Context, tx bun.Tx) error {
		a := newAnchors(trust)
		err := anchored(ctx, tx,
			func(c Checkpoint) error { a.begin(c); return nil },
			func(id domain.CaseID, h Head) error { a.head(id, h.Seq, h.Hash); return nil })
		if err != nil {
			return err
		}
		heads := map[domain.CaseID]Head{}
		var rows []struct {
			ID   domain.CaseID
			Seq  int
			Head string
		}
		if err := tx.NewRaw("SELECT id, seq, head FROM cases WHERE seq > 0").Scan(ctx, &rows); err != nil {
			return err
		}
		for _, r := range rows {
			heads[r.ID] = Head{r.Seq, r.Head}
		}
		v.passed = func(id domain.CaseID, seq int, head string) { a.passed(v, id, seq, head) }
		v.ended = func(id domain.CaseID, seq int, head string) {
			h, ok := heads[id]
			switch {
			case !ok:
				v.fail(id, seq, "有事件而无案卷 (events without a file)")
			case h.Seq != seq:
				v.fail(id, min(seq, h.Seq)+1, "案卷记载%d个事件，链上有%d个，末尾被截去或增添 (the file knows %d events, the chain has %d)", h.Seq, seq, h.Seq, seq)
			case h.Hash != head:
				v.fail(id, seq, "案卷记载的链首不符 (the file knows another head)")
			}
		}
		seen := map[domain.CaseID]bool{}
		v.begun = func(id domain.CaseID) { seen[id] = true }
		if err := s.stream(ctx, tx, "", func(e EventRow) error { v.next(e); return nil }); err != nil {
			return err
		}
		v.end()
		for id, h := range heads {
			if !seen[id] {
				v.fail(id, 1, "案卷记载%d个事件，链上一个也没有 (the file knows %d events, the chain has none)", h.Seq, h.Seq)
			}
		}
		a.end(v)
		return nil
	})
	return v.out, err
}

// Rebuild makes everything that is shown again from the events, in one transaction.
func (s *Store) Rebuild(ctx context.Context) (files, events int, err error) {
	l, err := s.current(ctx)
	if err != nil {
		return 0, 0, err
	}
	err = s.transact(ctx, func(tx *transaction) error {
		files, events = 0, 0
		var ids []domain.CaseID // locked before anything goes, so that acts wait and none is half seen
		tx.queue("SELECT id FROM cases ORDER BY id FOR UPDATE").Query(func(rows pgx.Rows) error {
			ids, err = pgx.CollectRows(rows, pgx.RowTo[domain.CaseID])
			return err
		})
		for _, table := range []string{"case_search", "clocks", "tasks", "documents", "findings", "penalties", "hearings", "payments", "public_penalties", "organizations", "org_names", "org_certificates", "cleanup_items", "org_terms", "annual_checks", "listings", "licence_steps", "case_files"} {
			tx.queue("DELETE FROM " + table)
		}
		if err := tx.flush(ctx); err != nil {
			return err
		}
		for _, id := range ids {
			c, head := &domain.Case{}, ""
			tx.queue("SELECT seq, kind, actor, stands_for, recorded_by, occurred_at, recorded_at, backfill, key, data, hash FROM case_events WHERE case_id = $1 ORDER BY seq", id).Query(func(rows pgx.Rows) error {
				r := EventRow{Case: id}
				var data []byte
				_, err := pgx.ForEachRow(rows, []any{&r.Seq, &r.Kind, &r.Actor, &r.For, &r.RecordedBy, &r.OccurredAt, &r.RecordedAt, &r.Backfill, &r.Key, &data, &r.Hash}, func() error {
					r.Data = data
					e, err := r.Event()
					if err != nil {
						return err
					}
					head = r.Hash
					return c.Apply(e)
				})
				return err
			})
			if err := tx.flush(ctx); err != nil {
				return err
			}
			if c.Seq == 0 {
				continue
			}
			if err := projectInto(tx, c, head, snapshot(&domain.Case{}), l); err != nil {
				return err
			}
			files++
			events += c.Seq
		}
		return nil
	})
	return files, events, err
}
