package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/uptrace/bun"

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
	if r.RecordedBy == "" {
		r.RecordedBy = r.Actor
	}
	spec, ok := domain.SpecOf(r.Command.Act())
	if !ok {
		return Receipt{}, domain.Refuse("unknown_act", "", "没有这一操作。", "there is no such act")
	}
	if r.Key == "" && r.Actor != domain.System {
		return Receipt{}, domain.Refuse("key_required", "", "缺少幂等键。", "an idempotency key is required")
	}
	if !s.fits(r.At) {
		return Receipt{}, domain.Refuse("too_early", "", "日期早于1949年10月1日或者过于遥远。", "the date lies before 1949-10-01 or too far away")
	}
	asked := digest([]any{r.Case, r.Command.Act(), r.Command, r.Actor, r.At, r.Backfill})
	if r.Key != "" && r.Actor != domain.System {
		r.Key = string(r.RecordedBy) + ":" + r.Key
	}
	if r.Case == "" {
		if !spec.Opens {
			return Receipt{}, domain.Refuse("not_found", "", "没有指明案卷。", "no file is named")
		}
		r.Case = domain.CaseID(spec.Kind()[:1] + sum([]byte(spec.Name), []byte{0}, []byte(r.Key))[:20])
	}
	var (
		out Receipt
		err error
	)
	for try := 0; ; try++ {
		out, err = s.act(ctx, r, spec, asked)
		var pg *pgconn.PgError
		if try < 5 && errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01") {
			continue // serialization failure or deadlock: the transaction did nothing, ask again
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

func (s *Store) act(ctx context.Context, r Request, spec domain.Spec, asked string) (out Receipt, err error) {
	var moved []Change
	err = s.db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		now := s.Now()
		at := r.At.Truncate(time.Microsecond).In(domain.Shanghai)
		if r.At.IsZero() {
			at = now
		}
		c, head, l, err := s.lock(ctx, tx, r.Case, spec.Opens || r.Case == "calendar" || r.Case == "rules")
		if err != nil {
			return err
		}
		if c.Seq == 0 && !spec.Opens && r.Case != "calendar" && r.Case != "rules" ||
			c.Seq > 0 && s.agencyOf(l) != "" && c.Agency != "" && c.Agency != s.agencyOf(l) && r.Actor != domain.System {
			return domain.Refuse("not_found", "", "没有这个案卷。", "there is no such file")
		}
		if r.Version != nil && *r.Version != c.Seq {
			return domain.Refuse("stale_version", "", "案卷在您查看之后已有变化，请刷新后再办理。", "the file has moved since you saw it; reload and try again")
		}
		f := &domain.Facts{At: at, Now: now, Actor: r.Actor, RecordedBy: r.RecordedBy, Backfill: r.Backfill,
			Agency: l.agency, Calendar: l.calendar, Rules: l.rules, Violations: l.violations}

		before := snapshot(c)
		ch := &chainer{c: c, head: head, untold: r.Untold && r.Actor == domain.System, meta: EventRow{RecordedBy: r.RecordedBy, RecordedAt: now, Backfill: r.Backfill, Key: r.Key}}
		// what time alone has done to the file before the act, in legal order
		until := at
		if spec.Name == "case.advance" {
			until = now
		}
		for c.Seq > 0 {
			when, body, more, err := c.NextPassed(until, l.calendar, l.rules)
			if err != nil {
				return err
			}
			if !more {
				break
			}
			if err := ch.add(domain.System, when, body); err != nil {
				return err
			}
		}
		if err := domain.Guard(spec, c, f); err != nil {
			return err
		}
		needs := domain.NeedsOf(r.Command, c)
		if err := s.facts(ctx, tx, c, f, needs); err != nil {
			return err
		}
		if err := s.mayAct(r, spec, c, f); err != nil {
			return err
		}
		if spec.Name != "case.advance" {
			if err := s.numbers(ctx, tx, f, needs); err != nil {
				return err
			}
			res, err := r.Command.Decide(c, f)
			if err != nil {
				return err
			}
			for _, b := range res.Events {
				if err := ch.add(r.Actor, at, b); err != nil {
					return err
				}
			}
			for _, o := range res.Opens {
				cc, _, _, err := s.lock(ctx, tx, o.ID, true)
				if err != nil {
					return err
				}
				if cc.Seq > 0 {
					return fmt.Errorf("file %s is there already", o.ID)
				}
				child := &chainer{c: cc, head: firstLink(o.ID), meta: ch.meta}
				for _, b := range o.Events {
					if err := child.add(r.Actor, at, b); err != nil {
						return err
					}
				}
				if err := s.write(ctx, tx, child, snapshot(&domain.Case{}), l); err != nil {
					return err
				}
				out.Opened = append(out.Opened, o.ID)
				moved = append(moved, Change{o.ID, cc.Procedure, cc.Agency, cc.Seq})
			}
		}
		out.fill(c, ch, before, f)
		if len(ch.rows) == 0 {
			return nil
		}
		if r.Key != "" {
			raw, err := json.Marshal(out)
			if err != nil {
				return err
			}
			if _, err := tx.NewRaw("INSERT INTO receipts (key, request, receipt) VALUES (?, ?, ?)", r.Key, asked, string(raw)).Exec(ctx); err != nil {
				return err
			}
		}
		if err := s.write(ctx, tx, ch, before, l); err != nil {
			return err
		}
		moved = append(moved, Change{c.ID, c.Procedure, c.Agency, c.Seq})
		return nil
	})
	if err != nil {
		return Receipt{}, err
	}
	for _, m := range moved {
		s.announce(m)
	}
	return out, nil
}

func (s *Store) agencyOf(l *law) domain.AgencyID { return l.agency.ID }

// mayAct asks the gate. The system acts on its own; everybody else needs an office, on the day of the act in law;
// whoever enters an act of another, or an old one, needs the power to backfill and a reason.
func (s *Store) mayAct(r Request, spec domain.Spec, c *domain.Case, f *domain.Facts) error {
	if r.Actor == domain.System && r.RecordedBy != domain.System {
		return domain.Refuse("not_permitted", "", "不能以系统名义办理。", "nobody may act as the system")
	}
	late := f.Now.Sub(f.At) > LateBy
	if r.RecordedBy != r.Actor || late && r.Actor != domain.System {
		if len([]rune(strings.TrimSpace(r.Backfill))) < 2 {
			return domain.Refuse("backfill_needed", "", "该事项发生在%[1]d天以前或者由他人办理，须由补录员写明原因补录。", "this happened more than %[1]d days ago or was done by another: it must be backfilled, with a reason", int(LateBy.Hours()/24))
		}
	}
	if r.Actor == domain.System {
		if s.cfg.Gate == nil {
			return nil
		}
		return s.cfg.Gate(domain.Person{ID: domain.System}, spec, c, f.On())
	}
	if s.cfg.Gate == nil {
		return domain.Refuse("not_permitted", "", "没有设置权限。", "no policy is set")
	}
	actor, ok := f.People[r.Actor]
	if !ok {
		return domain.Refuse("unknown_person", "", "没有这名人员：%[1]s。", "there is no person %[1]s", string(r.Actor))
	}
	if r.Backfill != "" {
		rec, ok := f.People[r.RecordedBy]
		if !ok {
			return domain.Refuse("unknown_person", "", "没有这名人员：%[1]s。", "there is no person %[1]s", string(r.RecordedBy))
		}
		if err := s.cfg.Gate(rec, domain.Spec{Name: "case.backfill", Title: "补录", English: "backfill"}, &domain.Case{Agency: f.Agency.ID}, domain.DateOf(f.Now)); err != nil {
			return err
		}
	}
	if c.Seq == 0 { // a file that is being opened belongs to this authority
		return s.cfg.Gate(actor, spec, &domain.Case{ID: c.ID, Agency: f.Agency.ID}, f.On())
	}
	if c.Agency == "" { // the registers of law belong to every authority
		reg := *c
		reg.Agency = f.Agency.ID
		return s.cfg.Gate(actor, spec, &reg, f.On())
	}
	return s.cfg.Gate(actor, spec, c, f.On())
}

// lock reads and locks a file, making an empty row first where the act opens one, and sees whether the law is the
// one we know.
func (s *Store) lock(ctx context.Context, tx bun.Tx, id domain.CaseID, opens bool) (*domain.Case, string, *law, error) {
	if opens {
		if _, err := tx.NewRaw("INSERT INTO cases (id) VALUES (?) ON CONFLICT DO NOTHING", id).Exec(ctx); err != nil {
			return nil, "", nil, err
		}
	}
	var seq int
	var head, stamp string
	var state []byte
	err := tx.NewRaw("SELECT seq, head, state, "+lawStamp+" FROM cases WHERE id = ? FOR UPDATE", id).Scan(ctx, &seq, &head, &state, &stamp)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, "", nil, domain.Refuse("not_found", "", "没有这个案卷。", "there is no such file")
	}
	if err != nil {
		return nil, "", nil, err
	}
	l, err := s.lawAt(ctx, tx, stamp)
	if err != nil {
		return nil, "", nil, err
	}
	c := &domain.Case{ID: id}
	if seq > 0 {
		if err := json.Unmarshal(state, c); err != nil {
			return nil, "", nil, fmt.Errorf("state of %s: %w", id, err)
		}
	} else {
		head = firstLink(id)
	}
	return c, head, l, nil
}

// facts gathers what the decision may rest on.
func (s *Store) facts(ctx context.Context, tx bun.Tx, c *domain.Case, f *domain.Facts, n domain.Needs) error {
	f.People, f.Parties, f.Blobs = map[domain.PersonID]domain.Person{}, map[domain.PartyID]domain.Party{}, map[domain.Blob]domain.File{}
	ids := []string{string(f.Actor), string(f.RecordedBy), string(c.Handler)}
	for _, o := range slices.Concat(c.Officers, n.People) {
		ids = append(ids, string(o))
	}
	for _, p := range n.Parties {
		ids = append(ids, string(p))
	}
	slices.Sort(ids)
	ids = slices.DeleteFunc(slices.Compact(ids), func(s string) bool { return s == "" || s == string(domain.System) })
	if len(ids) > 0 {
		var rows []struct {
			Procedure domain.Procedure
			File      []byte
		}
		err := tx.NewRaw("SELECT procedure, CASE procedure WHEN 'person' THEN state -> 'person_file' ELSE state -> 'party_file' END AS file FROM cases WHERE id IN (?) AND procedure IN ('person', 'party') AND agency = ?", bun.List(ids), f.Agency.ID).Scan(ctx, &rows)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.Procedure == domain.ProcPerson {
				var p domain.Person
				if err := json.Unmarshal(row.File, &p); err != nil {
					return err
				}
				f.People[p.ID] = p
				continue
			}
			var p domain.Party
			if err := json.Unmarshal(row.File, &p); err != nil {
				return err
			}
			f.Parties[p.ID] = p
		}
	}
	if len(n.Blobs) > 0 {
		var rows []domain.File
		if err := tx.NewRaw("SELECT hash, name, type, size FROM blobs WHERE hash IN (?)", bun.List(n.Blobs)).Scan(ctx, &rows); err != nil {
			return err
		}
		for _, b := range rows {
			f.Blobs[b.Hash] = b
		}
	}
	if n.Children {
		var rows [][]byte
		if err := tx.NewRaw("SELECT state FROM cases WHERE parent = ? AND seq > 0 ORDER BY ref_serial", c.ID).Scan(ctx, &rows); err != nil {
			return err
		}
		for _, raw := range rows {
			var ch domain.Case
			if err := json.Unmarshal(raw, &ch); err != nil {
				return err
			}
			f.Children = append(f.Children, ch.AsChild())
		}
	}
	return nil
}

// numbers takes the next places in the registers the act needs. The lock is held until the transaction ends, so
// numbers have no gaps; an act that is refused takes none.
func (s *Store) numbers(ctx context.Context, tx bun.Tx, f *domain.Facts, n domain.Needs) error {
	f.Numbers, f.References = map[string]domain.Number{}, map[string][]domain.Number{}
	year := f.On().Year()
	want := map[string]int{}
	for _, t := range n.Numbers {
		want[t] = 1
	}
	for t, k := range n.Openings {
		want[t] += k
	}
	types := make([]string, 0, len(want))
	for t := range want {
		types = append(types, t)
	}
	slices.Sort(types) // one order for everybody: no deadlock
	for _, t := range types {
		last := 0
		proc, isCase := strings.CutPrefix(t, "case.")
		if _, err := tx.NewRaw("SELECT pg_advisory_xact_lock(hashtextextended(?, 7))", fmt.Sprintf("%s/%s/%d", f.Agency.ID, t, year)).Exec(ctx); err != nil {
			return err
		}
		q := tx.NewRaw("SELECT coalesce(max(serial), 0) FROM documents WHERE agency = ? AND type = ? AND year = ? AND serial > 0", f.Agency.ID, t, year)
		if isCase {
			q = tx.NewRaw("SELECT coalesce(max(ref_serial), 0) FROM cases WHERE agency = ? AND procedure = ? AND ref_year = ? AND ref_serial > 0", f.Agency.ID, proc, year)
		}
		if err := q.Scan(ctx, &last); err != nil {
			return err
		}
		for i := range want[t] {
			num := domain.Number{Type: t, Year: year, Serial: last + 1 + i, Text: f.Agency.Number(t, year, last+1+i)}
			f.Numbers[t] = num
			f.References[t] = append(f.References[t], num)
		}
	}
	return nil
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
