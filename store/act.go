package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"yifa/domain"
)

// LateBy is how long after it happened an act may be entered as it stands; what is older is backfilled, which needs
// its own power and a reason.
const LateBy = 7 * 24 * time.Hour

// Act decides and records one act, in one transaction: lock the file, let time pass up to the act, ask the gate and
// the law, append the events, move clocks and tasks, write the outbox row. Either all of it is committed or nothing.
//
// A refusal is a *domain.Error and leaves the file untouched. The same key with the same content gives the old
// receipt, with other content key_reused. stale_version means that the file has moved since the person saw it.
func (s *Store) Act(ctx context.Context, r Request) (Receipt, error) {
	spec, asked, err := s.asked(&r)
	if err != nil {
		return Receipt{}, err
	}
	var (
		out Receipt
		all []domain.CaseID
	)
	for try := 0; ; try++ {
		out, err = s.act(ctx, r, spec, asked, all)
		var x *crossed
		if try < 5 && errors.As(err, &x) {
			all = x.files
			continue
		}
		var pg *pgconn.PgError
		if try < 5 && errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01") {
			continue // serialization failure or deadlock: the transaction did nothing, ask again
		}
		if try < 5 && err != nil && ctx.Err() == nil && pgconn.SafeToRetry(err) {
			continue // the connection was gone before anything was sent
		}
		break
	}
	if err == nil {
		return out, nil
	}
	// somebody may have recorded this very act meanwhile: then its receipt is the answer
	if r.Key != "" && (domain.CodeOf(err) != "" || isUnique(err)) {
		old, found, lerr := s.receipt(ctx, r.Key, asked)
		if lerr != nil || found {
			return old, lerr
		}
	}
	if isUnique(err) {
		return Receipt{}, uniqueRefusal(err)
	}
	return Receipt{}, err
}

// asked completes a request: who records it, its key, the file it opens. It gives what the act is, and a digest of what is asked.
func (s *Store) asked(r *Request) (domain.Spec, string, error) {
	if r.RecordedBy == "" {
		r.RecordedBy = r.Actor
	}
	spec, ok := domain.SpecOf(r.Command.Act())
	if !ok {
		return spec, "", domain.Refuse("unknown_act", "", "没有这一操作。", "there is no such act")
	}
	if r.Key == "" && r.Actor != domain.System {
		return spec, "", domain.Refuse("key_required", "", "缺少幂等键。", "an idempotency key is required")
	}
	if !s.fits(r.At) {
		return spec, "", domain.Refuse("too_early", "", "日期早于1949年10月1日或者过于遥远。", "the date lies before 1949-10-01 or too far away")
	}
	asked := digest([]any{r.Case, r.Command.Act(), r.Command, r.Actor, r.At, r.Backfill})
	if r.Key != "" && r.Actor != domain.System {
		r.Key = string(r.RecordedBy) + ":" + r.Key
	}
	if r.Case == "" {
		if !spec.Opens {
			return spec, "", domain.Refuse("not_found", "", "没有指明案卷。", "no file is named")
		}
		if x, ok := r.Command.(domain.Filed); ok {
			r.Case = x.File()
		} else {
			r.Case = domain.CaseID(spec.Kind()[:1] + sum([]byte(spec.Name), []byte{0}, []byte(r.Key))[:20])
		}
	}
	return spec, asked, nil
}

// actTogether does many acts on files of their own in one transaction: each decides and is recorded as it would be alone, with its own
// events and receipt. One that is refused, or that was done before, undoes them all: then whoever asked does each alone.
func (s *Store) actTogether(ctx context.Context, rs []Request) ([]Receipt, error) {
	out := make([]Receipt, len(rs))
	var moved []Change
	err := s.transact(ctx, func(tx *transaction) error {
		for i, r := range rs {
			spec, asked, err := s.asked(&r)
			if err != nil {
				return err
			}
			m, err := s.actIn(ctx, tx, r, spec, asked, nil, &out[i])
			if err != nil {
				return err
			}
			moved = append(moved, m...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, m := range moved {
		s.announce(m)
	}
	return out, nil
}

func (s *Store) fits(at time.Time) bool {
	return at.IsZero() || at.Year() > 1900 && at.Year() < 2200
}

func isUnique(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "23505"
}

func uniqueRefusal(err error) error {
	var pg *pgconn.PgError
	errors.As(err, &pg)
	switch pg.ConstraintName {
	case "cases_login":
		return &domain.Error{Code: "login_taken", Message: "这个登录名已经有人使用。", English: "this login is taken", Fields: []domain.Field{{Path: "login", Message: "这个登录名已经有人使用"}}}
	case "payments_receipt":
		return domain.ReceiptUsed()
	case "organizations_uscc":
		return domain.Refuse("uscc_taken", "GB 32100-2015", "这个统一社会信用代码已经登记在另一个组织名下。", "this code belongs to another organization")
	case "documents_number", "cases_reference":
		return domain.Refuse("number_taken", "", "文号刚被他人取得，请重试。", "the number was taken meanwhile; try again")
	}
	return domain.Refuse("conflict", "", "与他人同时办理发生冲突，请刷新后重试。", "somebody else acted at the same time; reload and try again")
}

// receipt finds what was answered before under a key.
func (s *Store) receipt(ctx context.Context, key, asked string) (Receipt, bool, error) {
	var request string
	var raw []byte
	err := s.db.NewRaw("SELECT request, receipt FROM receipts WHERE key = ?", key).Scan(ctx, &request, &raw)
	if errors.Is(err, sql.ErrNoRows) {
		return Receipt{}, false, nil
	}
	if err != nil {
		return Receipt{}, false, err
	}
	if request != asked {
		return Receipt{}, true, domain.Refuse("key_reused", "", "同一幂等键已用于另一项内容，请刷新页面后重新办理。", "this idempotency key was used for something else; reload and try again")
	}
	var old Receipt
	if err := json.Unmarshal(raw, &old); err != nil {
		return Receipt{}, true, err
	}
	old.Again = true
	return old, true, nil
}

// crossed says that a file an act wants beside its own comes before it in the order of locks and is held by somebody else.
// Nobody waits against that order, so there are no deadlocks: the act lets go, and locks all its files in order.
type crossed struct{ files []domain.CaseID }

func (*crossed) Error() string { return "files are locked in order" }

// all are the files known to be needed, to be locked beforehand in order; none at the first try.
func (s *Store) act(ctx context.Context, r Request, spec domain.Spec, asked string, all []domain.CaseID) (out Receipt, err error) {
	var moved []Change
	err = s.transact(ctx, func(tx *transaction) error {
		moved, err = s.actIn(ctx, tx, r, spec, asked, all, &out)
		return err
	})
	if err != nil {
		return Receipt{}, err
	}
	for _, m := range moved {
		s.announce(m)
	}
	return out, nil
}

// actIn decides and records one act in a transaction, and says which files moved. What it writes goes out with what is asked next.
func (s *Store) actIn(ctx context.Context, tx *transaction, r Request, spec domain.Spec, asked string, all []domain.CaseID, out *Receipt) (moved []Change, err error) {
	if len(all) > 0 {
		tx.queue(`SELECT id FROM cases WHERE id = ANY($1) ORDER BY id COLLATE "C" FOR UPDATE`, all)
	}
	now := s.Now()
	at := r.At.Truncate(time.Microsecond).In(domain.Shanghai)
	if r.At.IsZero() {
		at = now
	}
	c, head, l, staff, err := s.lock(ctx, tx, r.Case, spec.Opens || domain.Procedure(r.Case).IsLaw())
	if err != nil {
		return nil, err
	}
	if c.Seq == 0 && !spec.Opens && !domain.Procedure(r.Case).IsLaw() ||
		c.Seq > 0 && s.agencyOf(l) != "" && c.Agency != "" && c.Agency != s.agencyOf(l) && r.Actor != domain.System {
		return nil, domain.Refuse("not_found", "", "没有这个案卷。", "there is no such file")
	}
	stale := r.Version != nil && *r.Version != c.Seq
	if stale && *r.Version > 0 && *r.Version < c.Seq { // the file of an instrument that was made meanwhile changes nothing of what the person saw
		tx.queue("SELECT EXISTS (SELECT FROM case_events WHERE case_id = $1 AND seq > $2 AND kind <> 'DocumentRendered')", c.ID, *r.Version).QueryRow(func(row pgx.Row) error { return row.Scan(&stale) })
		if err := tx.flush(ctx); err != nil {
			return nil, err
		}
	}
	if stale {
		return nil, domain.Refuse("stale_version", "", "案卷在您查看之后已有变化，请刷新后再办理。", "the file has moved since you saw it; reload and try again")
	}
	if r.Yields {
		if until, err := backfilling(ctx, tx, c.ID, now); err != nil {
			return nil, err
		} else if !until.IsZero() {
			return nil, domain.Refuse("being_backfilled", "", "案卷正在补录，%[1]s以前系统不自行推进。", "the file is being entered afterwards: the system leaves it alone until %[1]s", until.Format(time.DateTime))
		}
	}
	f := &domain.Facts{At: at, Now: now, Actor: r.Actor, RecordedBy: r.RecordedBy, Backfill: r.Backfill,
		Agency: l.agency, Calendar: l.calendar, Rules: l.rules, Violations: l.norms.Violations, Norms: l.norms, People: staff, Template: s.cfg.Template}

	before := snapshot(c)
	ch := &chainer{c: c, head: head, untold: r.Untold && r.Actor == domain.System, late: late(r), meta: EventRow{RecordedBy: r.RecordedBy, RecordedAt: now, Backfill: r.Backfill, Key: r.Key}}
	// what time alone has done to the file before the act, in legal order
	until := at
	if spec.Name == "case.advance" {
		until = now
	}
	for c.Seq > 0 {
		when, body, more, err := c.NextPassed(until, l.calendar, l.rules)
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		if err := ch.add(domain.System, when, body); err != nil {
			return nil, err
		}
	}
	if err := domain.Guard(spec, c, f); err != nil {
		return nil, err
	}
	if f.For, err = s.mayAct(r, spec, c, f); err != nil {
		return nil, err
	}
	if err := domain.InPlace(spec, c, f.For); err != nil {
		return nil, err
	}
	ch.meta.For = f.For
	if spec.Name != "case.advance" {
		needs := domain.NeedsOf(r.Command, c)
		if needs.Pending != "" {
			waiting, err := pending(ctx, tx, needs.Pending)
			if err != nil {
				return nil, err
			}
			needs.Others = append(needs.Others, waiting...)
		}
		if needs.PartyOf != "" {
			var party domain.CaseID
			tx.queue("SELECT party FROM cases WHERE id = $1 AND agency = $2", needs.PartyOf, l.agency.ID).QueryRow(func(row pgx.Row) error {
				err := row.Scan(&party)
				if errors.Is(err, pgx.ErrNoRows) {
					return nil
				}
				return err
			})
			if err := tx.flush(ctx); err != nil {
				return nil, err
			}
			needs.Others = append(needs.Others, party)
		}
		if needs.Cleaned != "" {
			if err := onLists(ctx, tx, needs.Cleaned, f); err != nil {
				return nil, err
			}
			for _, l := range f.OnLists {
				if l.Opened {
					needs.Others = append(needs.Others, l.File)
				}
			}
		}
		if needs.Entries != "" {
			entries, err := entriesOf(ctx, tx, needs.Entries, f.Agency.ID)
			if err != nil {
				return nil, err
			}
			needs.Others = append(needs.Others, entries...)
		}
		told, err := s.others(ctx, tx, r, c, f, needs.Others, all, until, l, ch)
		if err != nil {
			return nil, err
		}
		if err := s.facts(ctx, tx, c, f, needs); err != nil {
			return nil, err
		}
		res, err := domain.Ask(r.Command, c, f)
		if err != nil {
			return nil, err
		}
		for _, b := range res.Events {
			if err := ch.add(r.Actor, at, b); err != nil {
				return nil, err
			}
		}
		for _, t := range res.Tells {
			o := told[t.To]
			if o == nil {
				return nil, fmt.Errorf("%s tells %s, which it did not ask for", spec.Name, t.To)
			}
			if f.Actor != domain.System && at.Before(o.chainer.c.LastAt) {
				return nil, domain.Refuse("out_of_order", "", "关联案卷（%[1]s）最近一次办理发生于%[2]s，不能在其之前办理；请核对日期。", "the last act in the related file %[1]s happened on %[2]s; check the date", o.chainer.c.Reference, domain.DateOf(o.chainer.c.LastAt))
			}
			for _, b := range t.Events {
				if err := o.chainer.add(r.Actor, at, b); err != nil {
					return nil, err
				}
			}
		}
		for _, id := range slices.Sorted(maps.Keys(told)) {
			o := told[id]
			if len(o.chainer.rows) == 0 {
				continue
			}
			if err := write(tx, o.chainer, o.before, l); err != nil {
				return nil, err
			}
			cc := o.chainer.c
			moved = append(moved, Change{cc.ID, cc.Procedure, cc.Agency, cc.Seq})
		}
		for _, o := range res.Opens {
			tx.queue("INSERT INTO cases (id) VALUES ($1)", o.ID)
			cc := &domain.Case{ID: o.ID}
			child := &chainer{c: cc, head: firstLink(o.ID), late: ch.late, meta: ch.meta}
			for _, b := range o.Events {
				if err := child.add(r.Actor, at, b); err != nil {
					return nil, err
				}
			}
			if err := write(tx, child, snapshot(&domain.Case{}), l); err != nil {
				return nil, err
			}
			out.Opened = append(out.Opened, o.ID)
			moved = append(moved, Change{o.ID, cc.Procedure, cc.Agency, cc.Seq})
		}
	}
	out.fill(c, ch, before, f)
	if len(ch.rows) == 0 {
		return moved, nil
	}
	if err := clash(ctx, tx, c, before); err != nil {
		return nil, err
	}
	if r.Key != "" {
		raw, err := json.Marshal(out)
		if err != nil {
			return nil, err
		}
		tx.queue("INSERT INTO receipts (key, request, receipt) VALUES ($1, $2, $3)", r.Key, asked, raw)
	}
	if err := write(tx, ch, before, l); err != nil {
		return nil, err
	}
	moved = append(moved, Change{c.ID, c.Procedure, c.Agency, c.Seq})
	return moved, nil
}

// other is a file beside the one acted on: read, and perhaps told something.
type other struct {
	chainer *chainer
	before  *projection
}

// others locks the files a command wants to see beside its own, and lets time pass in them up to the act. Those that come
// before its own in the order of locks are not waited for.
func (s *Store) others(ctx context.Context, tx *transaction, r Request, c *domain.Case, f *domain.Facts, ids, held []domain.CaseID, until time.Time, l *law, own *chainer) (map[domain.CaseID]*other, error) {
	out := map[domain.CaseID]*other{}
	f.Others = map[domain.CaseID]*domain.Case{}
	for _, id := range slices.Sorted(slices.Values(ids)) { // one order for everybody
		if id == "" || id == c.ID || out[id] != nil {
			continue
		}
		var seq int
		var head string
		var state []byte
		wait := ""
		if id < c.ID && !slices.Contains(held, id) {
			wait = " NOWAIT"
		}
		tx.queue("SELECT seq, head, state FROM cases WHERE id = $1 AND seq > 0 FOR UPDATE"+wait, id).QueryRow(func(row pgx.Row) error { return row.Scan(&seq, &head, &state) })
		var pg *pgconn.PgError
		if err := tx.flush(ctx); errors.Is(err, pgx.ErrNoRows) {
			continue // the command says what is missing
		} else if errors.As(err, &pg) && pg.Code == "55P03" {
			return nil, &crossed{append(slices.Clone(ids), c.ID)}
		} else if err != nil {
			return nil, err
		}
		oc := &domain.Case{}
		if err := json.Unmarshal(state, oc); err != nil {
			return nil, fmt.Errorf("state of %s: %w", id, err)
		}
		if oc.Agency != f.Agency.ID && r.Actor != domain.System {
			continue
		}
		o := &other{before: snapshot(oc), chainer: &chainer{c: oc, head: head, late: own.late, meta: own.meta}}
		for {
			when, body, more, err := oc.NextPassed(until, l.calendar, l.rules)
			if err != nil {
				return nil, err
			}
			if !more {
				break
			}
			if err := o.chainer.add(domain.System, when, body); err != nil {
				return nil, err
			}
		}
		out[id], f.Others[id] = o, oc
	}
	return out, nil
}

// pending finds the open reviews of a case and the meetings not closed yet that have it on the agenda. Whoever opens another
// one locks the case first, which the act that asks has done, or does next.
func pending(ctx context.Context, tx *transaction, id domain.CaseID) ([]domain.CaseID, error) {
	var out []domain.CaseID
	tx.queue(`SELECT id FROM cases WHERE parent = $1 AND procedure = 'legality' AND closed_on IS NULL
		UNION SELECT id FROM cases WHERE procedure = 'meeting' AND closed_on IS NULL AND state::jsonb #> '{meeting,agenda}' @> jsonb_build_array(jsonb_build_object('file', $1::text))`, id).
		Query(func(rows pgx.Rows) (err error) {
			out, err = pgx.CollectRows(rows, pgx.RowTo[domain.CaseID])
			return err
		})
	return out, tx.flush(ctx)
}

func (s *Store) agencyOf(l *law) domain.AgencyID { return l.agency.ID }

// mayAct asks the gate. The system acts on its own; everybody else needs an office, on the day of the act in law;
// whoever enters an act of another, or an old one, needs the power to backfill and a reason. Where the actor may only in
// the place of somebody else, it says of whom.
func (s *Store) mayAct(r Request, spec domain.Spec, c *domain.Case, f *domain.Facts) (domain.PersonID, error) {
	if r.Actor == domain.System && r.RecordedBy != domain.System {
		return "", domain.Refuse("not_permitted", "", "不能以系统名义办理。", "nobody may act as the system")
	}
	late := f.Now.Sub(f.At) > LateBy
	if r.RecordedBy != r.Actor || late && r.Actor != domain.System {
		if len([]rune(strings.TrimSpace(r.Backfill))) < 2 {
			return "", domain.Refuse("backfill_needed", "", "该事项发生在%[1]d天以前或者由他人办理，须由补录员写明原因补录。", "this happened more than %[1]d days ago or was done by another: it must be backfilled, with a reason", int(LateBy.Hours()/24))
		}
	}
	if r.Actor == domain.System {
		if s.cfg.Gate == nil {
			return "", nil
		}
		return "", s.cfg.Gate(domain.Person{ID: domain.System}, spec, c, f.On())
	}
	if s.cfg.Gate == nil {
		return "", domain.Refuse("not_permitted", "", "没有设置权限。", "no policy is set")
	}
	actor, ok := f.People[r.Actor]
	// on the file that was opened to this applicant: api sees to it; or what an applicant did elsewhere, entered by who may backfill
	if r.Actor == domain.Applicant && (r.RecordedBy == domain.Applicant || r.Backfill != "") {
		actor, ok = domain.TheApplicant(f.Agency.ID), true
	}
	if !ok {
		return "", domain.Refuse("unknown_person", "", "没有这名人员：%[1]s。", "there is no person %[1]s", string(r.Actor))
	}
	if r.Backfill != "" {
		rec, ok := f.People[r.RecordedBy]
		if !ok {
			return "", domain.Refuse("unknown_person", "", "没有这名人员：%[1]s。", "there is no person %[1]s", string(r.RecordedBy))
		}
		if err := s.cfg.Gate(rec.Own(), domain.Spec{Name: "case.backfill", Title: "补录", English: "backfill"}, &domain.Case{Agency: f.Agency.ID}, domain.DateOf(f.Now)); err != nil {
			return "", err
		}
	}
	if c.Seq == 0 { // a file that is being opened belongs to this authority
		return domain.InWhoseName(s.cfg.Gate, actor, spec, &domain.Case{ID: c.ID, Agency: f.Agency.ID}, f.On())
	}
	if c.Agency == "" { // the registers of law belong to every authority
		reg := *c
		reg.Agency = f.Agency.ID
		return domain.InWhoseName(s.cfg.Gate, actor, spec, &reg, f.On())
	}
	return domain.InWhoseName(s.cfg.Gate, actor, spec, c, f.On())
}

// lock reads and locks a file, making an empty row first where the act opens one, and sees whether the law and the
// people are those we know.
func (s *Store) lock(ctx context.Context, tx *transaction, id domain.CaseID, opens bool) (*domain.Case, string, *law, map[domain.PersonID]domain.Person, error) {
	if opens {
		tx.queue("INSERT INTO cases (id) VALUES ($1) ON CONFLICT DO NOTHING", id)
	}
	var seq int
	var head, stamp string
	var state []byte
	tx.queue("SELECT seq, head, state, "+stamps+" FROM cases WHERE id = $1 FOR UPDATE", id).QueryRow(func(row pgx.Row) error {
		return row.Scan(&seq, &head, &state, &stamp)
	})
	err := tx.flush(ctx)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, "", nil, nil, domain.Refuse("not_found", "", "没有这个案卷。", "there is no such file")
	}
	if err != nil {
		return nil, "", nil, nil, err
	}
	l, err := s.lawAt(ctx, stamp)
	if err != nil {
		return nil, "", nil, nil, err
	}
	staff, err := s.peopleAt(ctx, l.agency.ID, stamp)
	if err != nil {
		return nil, "", nil, nil, err
	}
	c := &domain.Case{ID: id}
	if seq > 0 {
		if err := json.Unmarshal(state, c); err != nil {
			return nil, "", nil, nil, fmt.Errorf("state of %s: %w", id, err)
		}
	} else {
		head = firstLink(id)
	}
	return c, head, l, staff, nil
}

// facts gathers what the decision may rest on besides the law and the people, in one round trip or none.
func (s *Store) facts(ctx context.Context, tx *transaction, c *domain.Case, f *domain.Facts, n domain.Needs) error {
	f.Parties, f.Blobs = map[domain.PartyID]domain.Party{}, map[domain.Blob]domain.File{}
	if len(n.Parties) > 0 {
		tx.queue("SELECT state -> 'party_file' FROM cases WHERE id = ANY($1) AND procedure = 'party' AND agency = $2", n.Parties, f.Agency.ID).Query(eachJSON(func(p domain.Party) { f.Parties[p.ID] = p }))
	}
	if len(n.Blobs) > 0 {
		tx.queue("SELECT hash, name, type, size FROM blobs WHERE hash = ANY($1)", n.Blobs).Query(func(rows pgx.Rows) error {
			var b domain.File
			_, err := pgx.ForEachRow(rows, []any{&b.Hash, &b.Name, &b.Type, &b.Size}, func() error { f.Blobs[b.Hash] = b; return nil })
			return err
		})
	}
	for _, name := range n.Names { // one order for everybody; the lock is held until the transaction ends, so a name is given once
		keys := []string{name.FullKey(), name.CoreKey()}
		slices.Sort(keys)
		for _, k := range keys {
			tx.queue("SELECT pg_advisory_xact_lock(hashtextextended($1, 11))", string(f.Agency.ID)+"/"+k)
		}
		tx.queue("SELECT held FROM org_names WHERE agency = $1 AND (full_key = $2 OR core_key = $3)", f.Agency.ID, name.FullKey(), name.CoreKey()).Query(eachJSON(func(h domain.NameHeld) { f.Names = append(f.Names, h) }))
	}
	if len(n.Reps) > 0 {
		f.Reps = map[string][]domain.RepHeld{}
		tx.queue("SELECT id, name, legal_rep FROM organizations WHERE agency = $1 AND kind = 'association' AND status NOT IN ('deregistered', 'annulled', 'merged') AND legal_rep = ANY($2) ORDER BY id", f.Agency.ID, n.Reps).Query(func(rows pgx.Rows) error {
			var h domain.RepHeld
			var rep string
			_, err := pgx.ForEachRow(rows, []any{&h.Org, &h.Name, &rep}, func() error { f.Reps[rep] = append(f.Reps[rep], h); return nil })
			return err
		})
	}
	if n.Code {
		tx.queue("SELECT pg_advisory_xact_lock(hashtextextended($1, 12))", string(f.Agency.ID)+"/uscc")
		tx.queue("SELECT coalesce(max(serial), 0) + 1 FROM organizations WHERE agency = $1", f.Agency.ID).QueryRow(func(row pgx.Row) error { return row.Scan(&f.Code) })
	}
	if k := n.Certificate; k != "" {
		tx.queue("SELECT pg_advisory_xact_lock(hashtextextended($1, 13))", string(f.Agency.ID)+"/certificate/"+k)
		tx.queue("SELECT k.case_id, o.name, k.file FROM org_certificates k JOIN organizations o ON o.id = k.case_id WHERE k.agency = $1 AND k.key = $2 ORDER BY k.case_id, k.n", f.Agency.ID, k).Query(func(rows pgx.Rows) error {
			var h domain.CertificateHeld
			_, err := pgx.ForEachRow(rows, []any{&h.Org, &h.Name, &h.File}, func() error { f.Certificates = append(f.Certificates, h); return nil })
			return err
		})
	}
	if q := n.Pool; q != nil {
		kinds := q.Kinds
		if len(kinds) == 0 {
			kinds = []domain.PartyKind{domain.PartyAssociation, domain.PartyServiceOrg, domain.PartyFoundation}
		}
		tx.queue(`SELECT id, uscc, name, kind FROM organizations WHERE agency = $1 AND status <> 'merged' AND coalesce(registered_on <= $2, true) AND (ended_on IS NULL OR ended_on > $2)
 AND kind = ANY($3) ORDER BY id COLLATE "C"`, f.Agency.ID, q.AsOf.String(), kinds).Query(func(rows pgx.Rows) error {
			var p domain.PoolEntry
			_, err := pgx.ForEachRow(rows, []any{&p.ID, &p.USCC, &p.Name, &p.Kind}, func() error { f.Pool = append(f.Pool, p); return nil })
			return err
		})
	}
	if n.Children {
		tx.queue("SELECT state FROM cases WHERE parent = $1 AND seq > 0 ORDER BY ref_serial", c.ID).Query(eachJSON(func(ch domain.Case) { f.Children = append(f.Children, ch.AsChild()) }))
	}
	cleanupFacts(tx, c, f, n)
	taken := numbers(tx, f, n)
	if n.Inspected && len(n.Parties) > 0 { // after the locks of the registers: of two who open at once the second counts the first
		f.Inspected = map[domain.PartyID]int{}
		tx.queue(`SELECT state #>> '{party,id}', count(*) FROM cases WHERE procedure = 'inspection' AND agency = $1 AND ref_year = $2 AND state #>> '{party,id}' = ANY($3)
			AND stage <> $4 AND state #> '{inspection,exempt}' IS NULL GROUP BY 1`, f.Agency.ID, f.On().Year(), n.Parties, domain.InspCancelled).Query(func(rows pgx.Rows) error {
			var p domain.PartyID
			var k int
			_, err := pgx.ForEachRow(rows, []any{&p, &k}, func() error { f.Inspected[p] = k; return nil })
			return err
		})
	}
	if err := tx.flush(ctx); err != nil {
		return err
	}
	taken()
	return nil
}

// eachJSON reads rows of one JSON column.
func eachJSON[T any](do func(T)) func(pgx.Rows) error {
	return func(rows pgx.Rows) error {
		var raw []byte
		_, err := pgx.ForEachRow(rows, []any{&raw}, func() error {
			var v T
			if err := json.Unmarshal(raw, &v); err != nil {
				return err
			}
			do(v)
			return nil
		})
		return err
	}
}

// numbers takes the next places in the registers the act needs. The lock is held until the transaction ends, so
// numbers have no gaps; an act that is refused takes none. What it gives is called when the answers are there.
func numbers(tx *transaction, f *domain.Facts, n domain.Needs) func() {
	f.Numbers, f.References = map[string]domain.Number{}, map[string][]domain.Number{}
	year := f.On().Year()
	want, last := map[string]int{}, map[string]*int{}
	for _, t := range n.Numbers {
		want[t] = 1
	}
	for t, k := range n.Openings {
		want[t] += k
	}
	for _, t := range slices.Sorted(maps.Keys(want)) { // one order for everybody: no deadlock
		last[t] = new(int)
		scan := func(row pgx.Row) error { return row.Scan(last[t]) }
		tx.queue("SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", fmt.Sprintf("%s/%s/%d", f.Agency.ID, t, year))
		// a statement of its own: it must see what was committed while the lock was waited for
		if proc, isCase := strings.CutPrefix(t, "case."); t == domain.SeriesHidden {
			tx.queue("SELECT coalesce(-min(ref_serial), 0) FROM cases WHERE agency = $1 AND procedure = $2 AND ref_year = $3 AND ref_serial < 0", f.Agency.ID, domain.ProcReferral, year).QueryRow(scan)
		} else if isCase {
			tx.queue("SELECT coalesce(max(ref_serial), 0) FROM cases WHERE agency = $1 AND procedure = $2 AND ref_year = $3 AND ref_serial > 0", f.Agency.ID, proc, year).QueryRow(scan)
		} else {
			tx.queue("SELECT coalesce(max(serial), 0) FROM documents WHERE agency = $1 AND type = $2 AND year = $3 AND serial > 0", f.Agency.ID, t, year).QueryRow(scan)
		}
	}
	return func() {
		for t, k := range want {
			for i := range k {
				serial := *last[t] + 1 + i
				num := domain.Number{Type: t, Year: year, Serial: serial, Text: f.Agency.Number(t, year, serial)}
				f.Numbers[t] = num
				f.References[t] = append(f.References[t], num)
			}
		}
	}
}

func (out *Receipt) fill(c *domain.Case, ch *chainer, before *projection, f *domain.Facts) {
	out.Case, out.Reference, out.Procedure, out.Seq, out.Stage, out.StageTitle = c.ID, c.Reference, c.Procedure, c.Seq, c.Stage, domain.StageTitle(c.Stage)
	out.OccurredAt, out.RecordedAt = f.At, f.Now
	for _, e := range ch.rows {
		out.Events = append(out.Events, e.Kind)
	}
	for _, k := range c.Clocks {
		old, had := before.clocks[k.ID]
		line := ClockLine{k.ID, k.Title, k.Due}
		switch {
		case !had && !k.Ended():
			out.Started = append(out.Started, line)
		case k.Ended() && (!had || !old.Ended()):
			out.Ended = append(out.Ended, line)
		}
	}
	for _, d := range c.Documents {
		if _, had := before.documents[d.ID]; !had && d.Number != "" {
			out.Numbers = append(out.Numbers, d.Number)
		}
	}
}
