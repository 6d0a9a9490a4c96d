package store

import (
	"context"
	"fmt"
	"strings"

	"yifa/domain"
)

// Board is the rectification board as of a day.
func (s *Store) Board(ctx context.Context, agency domain.AgencyID, on domain.Date) (Board, error) {
	b := Board{AsOf: on}
	day, soon := on.String(), (on + 3).String()
	yearStart := domain.NewDate(on.Year(), 1, 1).String()
	var n struct{ ToApprove, ToServe, InProgress, DueSoon, Overdue, ToReinspect, NotPassed, ClosedYear int }
	// overdue means: the deadline of the target has passed and nothing settled it
	const overdue = "EXISTS (SELECT 1 FROM clocks k WHERE k.case_id = c.id AND k.rule = 'RE-01' AND k.met_on IS NULL AND k.stopped_on IS NULL AND k.due < ?)"
	const dueSoon = "EXISTS (SELECT 1 FROM clocks k WHERE k.case_id = c.id AND k.rule = 'RE-01' AND k.met_on IS NULL AND k.stopped_on IS NULL AND k.due BETWEEN ? AND ?)"
	err := s.db.NewRaw(`SELECT
 count(*) FILTER (WHERE stage = 'order_drafted') AS to_approve,
 count(*) FILTER (WHERE stage IN ('order_approved', 'order_announced')) AS to_serve,
 count(*) FILTER (WHERE stage IN ('in_progress', 'extension_asked')) AS in_progress,
 count(*) FILTER (WHERE closed_on IS NULL AND `+dueSoon+`) AS due_soon,
 count(*) FILTER (WHERE closed_on IS NULL AND `+overdue+`) AS overdue,
 count(*) FILTER (WHERE stage IN ('reported', 'rect_overdue')) AS to_reinspect,
 count(*) FILTER (WHERE stage = 'reinspected') AS not_passed,
 count(*) FILTER (WHERE closed_on >= ?) AS closed_year
 FROM cases c WHERE agency = ? AND procedure = 'rectification' AND seq > 0`, day, soon, day, yearStart, agency).Scan(ctx, &n)
	if err != nil {
		return b, err
	}
	q := func(kv ...string) map[string]string {
		m := map[string]string{"procedure": "rectification"}
		for i := 0; i+1 < len(kv); i += 2 {
			m[kv[i]] = kv[i+1]
		}
		return m
	}
	b.Counts = []BoardCount{
		{"overdue", n.Overdue, q("deadline", "overdue")},
		{"due_soon", n.DueSoon, q("deadline", "due_soon")},
		{"to_approve", n.ToApprove, q("stage", "order_drafted")},
		{"to_serve", n.ToServe, q("stage", "order_approved,order_announced")},
		{"in_progress", n.InProgress, q("stage", "in_progress,extension_asked")},
		{"to_reinspect", n.ToReinspect, q("stage", "reported,rect_overdue")},
		{"not_passed", n.NotPassed, q("stage", "reinspected")},
		{"closed_year", n.ClosedYear, q("state", "closed", "closed_from", yearStart)},
	}
	for _, g := range []struct {
		into            *[]BoardGroup
		key, name, join string
		param           string
	}{
		{&b.ByOfficer, "c.handler", "coalesce(h.title, '')", "LEFT JOIN cases h ON h.id = c.handler", "handler"},
		{&b.BySection, "c.section", "c.section", "", "section"},
		{&b.ByTownship, "c.township", "c.township", "", "township"},
	} {
		var rows []BoardGroup
		err := s.db.NewRaw(fmt.Sprintf(`SELECT %s AS key, %s AS name, count(*) AS open, count(*) FILTER (WHERE %s) AS overdue, count(*) FILTER (WHERE %s) AS due_soon
 FROM cases c %s WHERE c.agency = ? AND c.procedure = 'rectification' AND c.seq > 0 AND c.closed_on IS NULL GROUP BY 1, 2 ORDER BY 4 DESC, 3 DESC, 1 LIMIT 50`, g.key, g.name, overdue, dueSoon, g.join),
			day, day, soon, agency).Scan(ctx, &rows)
		if err != nil {
			return b, err
		}
		for i := range rows {
			rows[i].Query = q("state", "open", g.param, rows[i].Key)
		}
		*g.into = rows
	}
	err = s.db.NewRaw(`WITH m AS (SELECT to_char(d, 'YYYY-MM') AS month FROM generate_series(date_trunc('month', ?::date) - interval '11 months', ?::date, interval '1 month') d)
 SELECT m.month,
  (SELECT count(*) FROM clocks k JOIN cases c ON c.id = k.case_id WHERE c.agency = ? AND k.rule = 'RE-01' AND to_char(k.from_on, 'YYYY-MM') = m.month) AS served,
  (SELECT count(*) FROM cases c WHERE c.agency = ? AND c.procedure = 'rectification' AND c.closed_on IS NOT NULL AND to_char(c.closed_on, 'YYYY-MM') = m.month) AS closed,
  (SELECT count(*) FROM clocks k JOIN cases c ON c.id = k.case_id WHERE c.agency = ? AND k.rule = 'RE-01' AND k.due < ? AND (k.met_on IS NULL AND k.stopped_on IS NULL OR k.met_on > k.due OR k.stopped_on > k.due) AND to_char(k.due, 'YYYY-MM') = m.month) AS overdue
 FROM m ORDER BY 1`, day, day, agency, agency, agency, day).Scan(ctx, &b.ByMonth)
	if err != nil {
		return b, err
	}
	cold, err := s.Cases(ctx, CaseFilter{Agency: agency, Procedure: domain.ProcRectification, State: "open", Sort: "coldest", Limit: 8})
	b.Coldest = cold.Items
	return b, err
}

// figure is one number of the yearly report: how it is counted and which list of files stands behind it.
type figure struct{ key, sql, query string }

func figures() []figure {
	var fs []figure
	for _, c := range []domain.FindingCategory{domain.FindUrnPrice, domain.FindSoldOutside, domain.FindOverStd, domain.FindFinance, domain.FindPrivate} {
		fs = append(fs, figure{"fun.find." + string(c),
			"SELECT coalesce(sum(quantity), 0) FROM findings WHERE agency = ? AND recorded_on BETWEEN ? AND ? AND category = '" + string(c) + "' AND NOT exits @> ARRAY['no_issue']",
			"procedure=inspection&category=" + string(c)})
	}
	return append(fs,
		figure{"fun.correct_on_spot", "SELECT count(*) FROM findings WHERE agency = ? AND recorded_on BETWEEN ? AND ? AND exits @> ARRAY['corrected']", "procedure=inspection&exit=corrected"},
		figure{"fun.notices_deadline", "SELECT count(*) FROM documents WHERE agency = ? AND issued_on BETWEEN ? AND ? AND type = 'I-8' AND (voided_on IS NULL OR voided_on > ?)", "procedure=rectification&document=I-8"},
	)
}

// Figures counts a year from the files, as of a day of it (the whole year when asOf is zero). Nothing is special to a
// year: another register gives other numbers.
func (s *Store) Figures(ctx context.Context, agency domain.AgencyID, year int, asOf domain.Date) (Figures, error) {
	if year < 1949 || year > 2200 {
		return Figures{}, &domain.Error{Code: "invalid_input", Message: "年份有误。", English: "the year is out of range", Fields: []domain.Field{{Path: "year", Message: "年份有误"}}}
	}
	end := domain.NewDate(year, 12, 31)
	if asOf.IsZero() {
		asOf = min(end, max(domain.DateOf(s.cfg.Now()), domain.NewDate(year, 1, 1)))
	}
	out := Figures{Year: year, AsOf: asOf, Figures: map[string]int64{}, Queries: map[string]string{}}
	for _, f := range figures() {
		var n int64
		args := []any{agency, domain.NewDate(year, 1, 1).String(), min(end, asOf).String(), asOf.String()}
		if err := s.db.NewRaw(f.sql, args[:strings.Count(f.sql, "?")]...).Scan(ctx, &n); err != nil {
			return out, err
		}
		out.Figures[f.key], out.Queries[f.key] = n, f.query+fmt.Sprintf("&year=%d", year)
	}
	return out, nil
}
