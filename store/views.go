package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"yifa/domain"
)

func listOf[T any](v []T) any { return bun.List(v) }

func notFound() error {
	return domain.Refuse("not_found", "", "没有这个案卷。", "there is no such file")
}

// Case is a file as it stands.
func (s *Store) Case(ctx context.Context, id domain.CaseID) (*domain.Case, error) {
	var state []byte
	err := s.db.NewRaw("SELECT state FROM cases WHERE id = ? AND seq > 0", id).Scan(ctx, &state)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, notFound()
	}
	if err != nil {
		return nil, err
	}
	c := &domain.Case{}
	return c, json.Unmarshal(state, c)
}

// CaseAsOf is a file as it stood after one of its events, and that event.
func (s *Store) CaseAsOf(ctx context.Context, id domain.CaseID, seq int) (*domain.Case, domain.Event, error) {
	c, last := &domain.Case{}, domain.Event{}
	rows, err := s.Events(ctx, id)
	if err != nil {
		return c, last, err
	}
	for _, r := range rows {
		if r.Seq > seq {
			break
		}
		if last, err = r.Event(); err != nil {
			return c, last, err
		}
		if err := c.Apply(last); err != nil {
			return c, last, err
		}
	}
	if c.Seq != seq {
		return c, last, fmt.Errorf("file %s has no event %d", id, seq)
	}
	return c, last, nil
}

const eventColumns = `case_id AS "case", seq, kind, actor, stands_for AS "for", recorded_by, occurred_at, recorded_at, backfill, key, data, prev, hash`

// Events lists the events of a file in order.
func (s *Store) Events(ctx context.Context, id domain.CaseID) ([]EventRow, error) {
	var rows []EventRow
	if err := s.db.NewRaw("SELECT "+eventColumns+" FROM case_events WHERE case_id = ? ORDER BY seq", id).Scan(ctx, &rows); err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, notFound()
	}
	return rows, nil
}

const maxTotal = 10000

// courses are the procedures with a course of their own, as SQL; registers are not among them. The partial indexes of the
// table name the same.
const courses = "'campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral', 'registration', 'annual_check', 'listing', 'cleanup', 'clearance'"

// Cases lists files. It is paged by keyset, so that page one thousand costs what page one does.
func (s *Store) Cases(ctx context.Context, f CaseFilter) (Page[CaseRow], error) {
	var page Page[CaseRow]
	l, err := s.current(ctx)
	if err != nil {
		return page, err
	}
	if f.Column > 0 && f.Decided && f.Year > 0 {
		if f.column, err = s.inColumn(ctx, f.Agency, f.Year, f.Column); err != nil || len(f.column) == 0 {
			page.Items = []CaseRow{}
			return page, err
		}
	}
	today := domain.DateOf(s.cfg.Now())
	where := func(q *bun.SelectQuery) *bun.SelectQuery { return f.where(q, today) }
	limit := f.Limit
	if limit <= 0 || limit > 200 {
		limit = 50
	}
	q := where(s.db.NewSelect().TableExpr("cases AS c")).
		ColumnExpr(`c.id, c.procedure, c.reference, c.title, c.stage, c.handler, h.title AS handler_name, c.section, c.party, c.party_name, c.township,
 c.opened_on, c.closed_on, c.outcome, c.due, c.due_clock, c.due_rule, c.due_unit AS unit, c.due_paused, c.provisional, c.last_at, c.seq,
 CASE WHEN c.procedure = 'referral' THEN c.state->'referral' END AS referral`).
		Join("LEFT JOIN cases AS h ON h.id = c.handler AND c.handler <> ''").
		Limit(int64(limit) + 1)
	key, last, err := cursor(f.Cursor)
	if err != nil {
		return page, err
	}
	switch f.Sort {
	case "opened":
		q = q.OrderExpr("c.opened_on DESC, c.id DESC")
		if key != "" {
			q = q.Where("(c.opened_on, c.id) < (?::date, ?)", key, last)
		}
	case "last":
		q = q.OrderExpr("c.last_at DESC NULLS LAST, c.id DESC")
		if key != "" {
			q = q.Where("(c.last_at, c.id) < (?::timestamptz, ?)", key, last)
		}
	case "coldest":
		q = q.OrderExpr("c.last_at, c.id")
		if key != "" {
			q = q.Where("(c.last_at, c.id) > (?::timestamptz, ?)", key, last)
		}
	default:
		f.Sort = "due"
		q = q.OrderExpr("c.sort_due, c.id")
		if key != "" {
			q = q.Where("(c.sort_due, c.id) > (?::date, ?)", key, last)
		}
	}
	var rows []struct {
		CaseRow
		DuePaused bool
		Referral  []byte
	}
	if err := q.Scan(ctx, &rows); err != nil {
		return page, err
	}
	page.Items = make([]CaseRow, 0, len(rows))
	for i, r := range rows {
		if i == limit {
			p := page.Items[limit-1]
			k := p.Due.String()
			switch {
			case f.Sort == "opened":
				k = p.OpenedOn.String()
			case f.Sort == "last" || f.Sort == "coldest":
				k = p.LastAt.UTC().Format(time.RFC3339Nano)
			case p.Due.IsZero():
				k = "infinity"
			}
			page.Next = makeCursor(k, string(p.ID))
			break
		}
		r.mark(l.calendar, today, r.DuePaused)
		if len(r.Referral) > 0 {
			var x domain.Referral
			if err := json.Unmarshal(r.Referral, &x); err != nil {
				return page, err
			}
			r.referred(&x)
		}
		page.Items = append(page.Items, r.CaseRow)
	}
	if f.Cursor == "" {
		sub := where(s.db.NewSelect().TableExpr("cases AS c")).ColumnExpr("1").Limit(maxTotal)
		if err := s.db.NewSelect().TableExpr("(?) AS x", sub).ColumnExpr("count(*)").Scan(ctx, &page.Total); err != nil {
			return page, err
		}
	}
	return page, nil
}

// mark computes the badge of the nearest clock.
func (r *CaseRow) mark(cal *domain.Calendar, today domain.Date, paused bool) {
	switch {
	case r.DueClock == "":
	case paused:
		r.ClockState = domain.Suspended
	case today == r.Due:
		r.ClockState = domain.DueToday
	default:
		n := int(r.Due - today)
		if r.Unit == domain.WorkingDays {
			if n > 0 {
				n = cal.WorkingDaysIn(today, r.Due)
			} else {
				n = min(-1, -cal.WorkingDaysIn(r.Due, today))
			}
		} else {
			r.Unit = domain.CalendarDays
		}
		r.DaysLeft, r.ClockState = n, domain.Running
		if today > r.Due {
			r.ClockState = domain.Overdue
		}
	}
}

// referred says where a matter was passed on to, or came from.
func (r *CaseRow) referred(x *domain.Referral) {
	if x != nil {
		r.To, r.Organ, r.Incoming = x.To, x.Name, x.Incoming
	}
}

func (f CaseFilter) where(q *bun.SelectQuery, today domain.Date) *bun.SelectQuery {
	q = q.Where("c.seq > 0").Where("c.agency = ?", f.Agency)
	if f.Procedure != "" {
		q = q.Where("c.procedure = ?", f.Procedure)
	} else {
		q = q.Where("c.procedure IN (" + courses + ")")
	}
	if !f.Secret {
		q = q.Where("(c.need_to_know IS NULL OR c.need_to_know @> ARRAY[?]::text[])", f.Reader)
	}
	for col, v := range map[string]string{"handler": string(f.Handler), "section": f.Section, "township": f.Township, "party": string(f.Party), "parent": string(f.Parent), "outcome": f.Outcome} {
		if v != "" {
			q = q.Where("c.? = ?", bun.Ident(col), v)
		}
	}
	if f.Stage != "" {
		q = q.Where("c.stage IN (?)", bun.List(strings.Split(f.Stage, ",")))
	}
	switch f.Deadline {
	case "overdue":
		q = q.Where("c.deadline < ?", today.String())
	case "due_soon":
		q = q.Where("c.deadline BETWEEN ? AND ?", today.String(), (today + 3).String())
	}
	if !f.ClosedFrom.IsZero() {
		q = q.Where("c.closed_on >= ?", f.ClosedFrom.String())
	}
	switch f.State {
	case "open":
		q = q.Where("c.closed_on IS NULL")
	case "closed":
		q = q.Where("c.closed_on IS NOT NULL")
	case "overdue":
		q = q.Where("c.closed_on IS NULL AND c.sort_due < ?", today.String())
	case "due_soon":
		q = q.Where("c.closed_on IS NULL AND c.sort_due BETWEEN ? AND ?", today.String(), (today + 3).String())
	}
	if !f.OpenedFrom.IsZero() {
		q = q.Where("c.opened_on >= ?", f.OpenedFrom.String())
	}
	if !f.OpenedTo.IsZero() {
		q = q.Where("c.opened_on <= ?", f.OpenedTo.String())
	}
	from, to := domain.NewDate(f.Year, 1, 1).String(), domain.NewDate(f.Year, 12, 31).String()
	if f.Licence != "" {
		until := to
		if !f.AsOf.IsZero() {
			until = f.AsOf.String()
		} else if f.Year == 0 {
			from, to, until = "0001-01-01", "9999-12-31", "9999-12-31"
		}
		cond, args, ok := licenceWhere(f.Licence, from, to, until)
		if !ok {
			cond = "false"
		}
		q = q.Where(cond, args...)
	}
	switch {
	case f.Licence != "":
	case f.Category != "" || f.Exit != "":
		sub := "EXISTS (SELECT 1 FROM findings x WHERE x.case_id = c.id"
		var args []any
		if f.Category != "" {
			sub += " AND x.category = ? AND NOT x.exits @> ARRAY['no_issue']"
			args = append(args, f.Category)
		}
		if f.Exit != "" {
			sub += " AND x.exits @> ARRAY[?]"
			args = append(args, string(f.Exit))
		}
		if f.Year > 0 {
			sub += " AND x.recorded_on BETWEEN ? AND ?"
			args = append(args, from, to)
		}
		q = q.Where(sub+")", args...)
	case f.Document != "":
		sub := "EXISTS (SELECT 1 FROM documents x WHERE x.case_id = c.id AND x.type = ? AND x.voided_on IS NULL"
		args := []any{f.Document}
		if f.Year > 0 {
			sub += " AND x.issued_on BETWEEN ? AND ?"
			args = append(args, from, to)
		}
		q = q.Where(sub+")", args...)
	case f.Decided:
		sub := "EXISTS (SELECT 1 FROM penalties x WHERE x.case_id = c.id AND x.verdict IN ('penalty', 'ban')"
		var args []any
		if f.Year > 0 {
			sub += " AND x.decided_on BETWEEN ? AND ?"
			args = append(args, from, to)
		}
		q = q.Where(sub+")", args...)
		if f.column != nil {
			q = q.Where("c.id = ANY (ARRAY[?]::text[])", bun.List(f.column))
		}
	case f.Year > 0:
		q = q.Where("c.opened_on BETWEEN ? AND ?", from, to)
	}
	if body := normalize(f.Q); body != "" {
		ps := pairs(body)
		var sub strings.Builder
		sub.WriteString("SELECT case_id FROM case_search WHERE true")
		var args []any
		if len(ps) > 0 {
			sub.WriteString(" AND pairs @> ARRAY[?]::text[]")
			args = append(args, bun.List(ps))
		}
		for w := range strings.FieldsSeq(body) { // pairs may come from two places: look again
			sub.WriteString(" AND body LIKE ?")
			args = append(args, "%"+w+"%")
		}
		q = q.Where("c.id IN ("+sub.String()+")", args...)
	}
	return q
}

func cursor(s string) (key, id string, err error) {
	if s == "" {
		return "", "", nil
	}
	b, derr := base64.RawURLEncoding.DecodeString(s)
	key, id, ok := strings.Cut(string(b), "\x1f")
	if derr != nil || !ok || len(key) > 40 || strings.ContainsAny(key+id, "\x00'\\") || !cursorKey(key) {
		return "", "", &domain.Error{Code: "invalid_input", Message: "翻页参数有误，请从第一页开始。", English: "the cursor is not one of ours; start from the first page", Fields: []domain.Field{{Path: "cursor", Message: "翻页参数有误"}}}
	}
	return key, id, nil
}

func cursorKey(k string) bool {
	if k == "infinity" {
		return true
	}
	if _, err := domain.ParseDate(k); err == nil {
		return true
	}
	_, err := time.Parse(time.RFC3339Nano, k)
	return err == nil
}

func makeCursor(key, id string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(key + "\x1f" + id))
}

// Children lists the files that came from one, as the filter's reader may see them.
func (s *Store) Children(ctx context.Context, f CaseFilter) ([]CaseRow, error) {
	f.Sort, f.Limit = "opened", 200
	p, err := s.Cases(ctx, f)
	return p.Items, err
}

// Row is one file as a list shows it.
func (s *Store) Row(ctx context.Context, agency domain.AgencyID, id domain.CaseID) (CaseRow, error) {
	l, err := s.current(ctx)
	if err != nil {
		return CaseRow{}, err
	}
	c, err := s.Case(ctx, id)
	if err != nil {
		return CaseRow{}, err
	}
	if c.Agency != agency {
		return CaseRow{}, notFound()
	}
	r := CaseRow{ID: c.ID, Procedure: c.Procedure, Reference: c.Reference, Title: c.Title, Stage: c.Stage, Handler: c.Handler, Section: c.Section,
		OpenedOn: c.OpenedOn, ClosedOn: c.ClosedOn, Outcome: c.Outcome, LastAt: c.LastAt, Seq: c.Seq}
	if c.Party != nil {
		r.Party, r.PartyName, r.Township = c.Party.ID, c.Party.Name, c.Party.Township
	}
	r.referred(c.Referral)
	k, paused := nearest(c, l)
	r.Due, r.DueClock, r.DueRule, r.Unit, r.Provisional = k.Due, k.Title, k.Rule, k.Term.Unit, k.Provisional
	r.mark(l.calendar, domain.DateOf(s.cfg.Now()), paused)
	return r, nil
}

// Tasks lists what is owed, by whom it is asked.
func (s *Store) Tasks(ctx context.Context, f TaskFilter) (Page[TaskRow], error) {
	var page Page[TaskRow]
	limit := f.Limit
	if limit <= 0 || limit > 200 {
		limit = 50
	}
	q := f.where(s.db.NewSelect().TableExpr("tasks AS t")).
		ColumnExpr("t.case_id AS \"case\", t.id, t.kind, t.title, t.english, t.person, t.role, t.section, t.due, t.clock, t.raised_at, t.done_at, t.done_by, c.procedure, c.reference, c.title AS case_title, c.stage, p.title AS person_name").
		Join("JOIN cases AS c ON c.id = t.case_id").
		Join("LEFT JOIN cases AS p ON p.id = t.person AND t.person <> ''").
		Limit(int64(limit) + 1)
	key, last, err := cursor(f.Cursor)
	if err != nil {
		return page, err
	}
	if f.Scope == "done" {
		q = q.OrderExpr("t.done_at DESC, t.case_id || ' ' || t.id DESC")
		if key != "" {
			q = q.Where("(t.done_at, t.case_id || ' ' || t.id) < (?::timestamptz, ?)", key, last)
		}
	} else {
		q = q.OrderExpr("t.sort_due, t.case_id, t.id")
		if cs, tid, ok := strings.Cut(last, " "); key != "" && ok {
			q = q.Where("(t.sort_due, t.case_id, t.id) > (?::date, ?, ?)", key, cs, tid)
		}
	}
	var rows []TaskRow
	if err := q.Scan(ctx, &rows); err != nil {
		return page, err
	}
	today := domain.DateOf(s.cfg.Now())
	page.Items = rows
	if len(rows) > limit {
		page.Items = rows[:limit]
		p := rows[limit-1]
		k := "infinity"
		if !p.Due.IsZero() {
			k = p.Due.String()
		}
		if f.Scope == "done" {
			k = p.DoneAt.UTC().Format(time.RFC3339Nano)
		}
		page.Next = makeCursor(k, string(p.Case)+" "+p.ID)
	}
	for i := range page.Items {
		if d := page.Items[i].Due; !d.IsZero() {
			n := int(d - today)
			page.Items[i].DaysLeft = &n
		}
	}
	if f.Cursor == "" {
		sub := f.where(s.db.NewSelect().TableExpr("tasks AS t")).ColumnExpr("1").Limit(maxTotal)
		if err := s.db.NewSelect().TableExpr("(?) AS x", sub).ColumnExpr("count(*)").Scan(ctx, &page.Total); err != nil {
			return page, err
		}
	}
	return page, nil
}

func (f TaskFilter) where(q *bun.SelectQuery) *bun.SelectQuery {
	q = q.Where("t.agency = ?", f.Agency)
	if !f.Secret { // few files are: the list of them is made once a query
		q = q.Where("t.case_id NOT IN (SELECT id FROM cases WHERE need_to_know IS NOT NULL AND NOT need_to_know @> ARRAY[?]::text[])", f.Person)
	}
	if f.Kind != "" {
		q = q.Where("t.kind = ?", f.Kind)
	}
	switch f.Scope {
	case "done":
		return q.Where("t.done_at IS NOT NULL AND t.done_by = ?", f.Person)
	case "team":
		q = q.Where("t.done_at IS NULL")
		if len(f.Roles) == 0 {
			return q.Where("false")
		}
		roles := f.Roles
		if slices.Contains(roles, domain.RoleHead) { // what waits for a leader may be decided by the head too
			roles = append(slices.Clone(roles), domain.RoleLeader)
		}
		q = q.Where("t.person = '' AND t.role IN (?)", bun.List(roles))
		if f.Section != "" { // offices of the whole bureau have no section of their own
			q = q.Where("(t.role <> 'section_head' OR t.section IN ('', ?))", f.Section)
		}
		return q
	case "all":
		return q.Where("t.done_at IS NULL")
	default:
		return q.Where("t.done_at IS NULL AND t.person = ?", f.Person)
	}
}

// TaskCounts are the counters above the worklist of a person.
func (s *Store) TaskCounts(ctx context.Context, f TaskFilter) (TaskCounts, error) {
	today := domain.DateOf(s.cfg.Now())
	var out TaskCounts
	for _, scope := range []string{"mine", "team"} {
		f.Scope = scope
		var n struct{ N, Overdue, Soon int }
		err := f.where(s.db.NewSelect().TableExpr("tasks AS t")).
			ColumnExpr("count(*) AS n, count(*) FILTER (WHERE t.due < ?) AS overdue, count(*) FILTER (WHERE t.due BETWEEN ? AND ?) AS soon", today.String(), today.String(), (today+3).String()).
			Scan(ctx, &n)
		if err != nil {
			return out, err
		}
		out.Overdue += n.Overdue
		out.DueSoon += n.Soon
		if scope == "mine" {
			out.Mine = n.N
		} else {
			out.Team = n.N
		}
	}
	return out, nil
}
