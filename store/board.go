package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"yifa/domain"
)

// Board is the rectification board as of a day.
func (s *Store) Board(ctx context.Context, agency domain.AgencyID, on domain.Date) (Board, error) {
	b := Board{AsOf: on}
	day, soon := on.String(), (on + 3).String()
	yearStart := domain.NewDate(on.Year(), 1, 1).String()
	var n struct{ ToApprove, ToServe, InProgress, DueSoon, Overdue, ToReinspect, NotPassed, ClosedYear int }
	// one pass over the open files gives the counts and the three groups
	var rows []struct {
		Grouped                        int // bits: handler, section, township are not grouped by
		Handler, Section, Township     string
		Open, Overdue, DueSoon         int
		ToApprove, ToServe, InProgress int
		ToReinspect, NotPassed         int
	}
	err := s.db.NewRaw(`SELECT grouping(handler, section, township) AS grouped, coalesce(handler, '') AS handler, coalesce(section, '') AS section, coalesce(township, '') AS township,
 count(*) AS open, count(*) FILTER (WHERE deadline < ?) AS overdue, count(*) FILTER (WHERE deadline BETWEEN ? AND ?) AS due_soon,
 count(*) FILTER (WHERE stage = 'order_drafted') AS to_approve,
 count(*) FILTER (WHERE stage IN ('order_approved', 'order_announced')) AS to_serve,
 count(*) FILTER (WHERE stage IN ('in_progress', 'extension_asked')) AS in_progress,
 count(*) FILTER (WHERE stage IN ('reported', 'rect_overdue')) AS to_reinspect,
 count(*) FILTER (WHERE stage = 'reinspected') AS not_passed
 FROM cases WHERE agency = ? AND procedure = 'rectification' AND closed_on IS NULL GROUP BY GROUPING SETS ((), (handler), (section), (township))`,
		day, day, soon, agency).Scan(ctx, &rows)
	if err != nil {
		return b, err
	}
	if err := s.db.NewRaw("SELECT count(*) FROM cases WHERE agency = ? AND procedure = 'rectification' AND closed_on >= ?", agency, yearStart).Scan(ctx, &n.ClosedYear); err != nil {
		return b, err
	}
	for _, r := range rows {
		if r.Grouped == 0b111 {
			n.Overdue, n.DueSoon, n.ToApprove, n.ToServe, n.InProgress, n.ToReinspect, n.NotPassed = r.Overdue, r.DueSoon, r.ToApprove, r.ToServe, r.InProgress, r.ToReinspect, r.NotPassed
		}
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
		into  *[]BoardGroup
		bits  int
		param string
		key   func(i int) string
	}{
		{&b.ByOfficer, 0b011, "handler", func(i int) string { return rows[i].Handler }},
		{&b.BySection, 0b101, "section", func(i int) string { return rows[i].Section }},
		{&b.ByTownship, 0b110, "township", func(i int) string { return rows[i].Township }},
	} {
		*g.into = []BoardGroup{}
		for i, r := range rows {
			if r.Grouped == g.bits {
				k := g.key(i)
				*g.into = append(*g.into, BoardGroup{Key: k, Name: k, Open: r.Open, Overdue: r.Overdue, DueSoon: r.DueSoon, Query: q("state", "open", g.param, k)})
			}
		}
		slices.SortFunc(*g.into, func(x, y BoardGroup) int {
			return cmp.Or(y.Overdue-x.Overdue, y.Open-x.Open, strings.Compare(x.Key, y.Key))
		})
		*g.into = (*g.into)[:min(50, len(*g.into))]
	}
	if err := s.names(ctx, agency, b.ByOfficer); err != nil {
		return b, err
	}
	if b.ByMonth, err = s.months(ctx, agency, on); err != nil {
		return b, err
	}
	cold, err := s.Cases(ctx, CaseFilter{Agency: agency, Procedure: domain.ProcRectification, State: "open", Sort: "coldest", Limit: 8})
	b.Coldest = cold.Items
	return b, err
}

// names puts the names of officers beside their ids.
func (s *Store) names(ctx context.Context, agency domain.AgencyID, groups []BoardGroup) error {
	var stamp string
	if err := s.db.NewRaw("SELECT "+stamps).Scan(ctx, &stamp); err != nil {
		return err
	}
	all, err := s.peopleAt(ctx, agency, stamp)
	if err != nil {
		return err
	}
	for i := range groups {
		groups[i].Name = all[domain.PersonID(groups[i].Key)].Name
	}
	return nil
}

// months counts what was served, closed and missed in each of the last twelve months.
func (s *Store) months(ctx context.Context, agency domain.AgencyID, on domain.Date) ([]BoardMonth, error) {
	year, month, _ := on.Civil()
	first := domain.NewDate(year, month, 1).AddMonths(-11)
	out := make([]BoardMonth, 12)
	at := map[string]*BoardMonth{}
	for i := range out {
		out[i].Month = first.AddMonths(i).String()[:7]
		at[out[i].Month] = &out[i]
	}
	day, since := on.String(), first.String()
	var rows []struct {
		What, Month string
		N           int
	}
	err := s.db.NewRaw(`SELECT 'served' AS what, to_char(from_on, 'YYYY-MM') AS month, count(*) AS n FROM clocks WHERE agency = ? AND rule = 'RE-01' AND from_on BETWEEN ? AND ? GROUP BY 2
 UNION ALL SELECT 'closed', to_char(closed_on, 'YYYY-MM'), count(*) FROM cases WHERE agency = ? AND procedure = 'rectification' AND closed_on BETWEEN ? AND ? GROUP BY 2
 UNION ALL SELECT 'overdue', to_char(due, 'YYYY-MM'), count(*) FROM clocks WHERE agency = ? AND rule = 'RE-01' AND due >= ? AND due < ? AND (met_on IS NULL AND stopped_on IS NULL OR met_on > due OR stopped_on > due) GROUP BY 2`,
		agency, since, day, agency, since, day, agency, since, day).Scan(ctx, &rows)
	for _, r := range rows {
		m := at[r.Month]
		switch {
		case m == nil:
		case r.What == "served":
			m.Served = r.N
		case r.What == "closed":
			m.Closed = r.N
		default:
			m.Overdue = r.N
		}
	}
	return out, err
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
	for _, k := range []string{domain.RegEstablish, domain.RegChange, "cancel"} {
		kind := map[string]string{"cancel": domain.RegDeregister}[k]
		if kind == "" {
			kind = k
		}
		fs = append(fs, figure{"so.reg." + k,
			"SELECT count(*) FROM licence_steps WHERE agency = ? AND day BETWEEN ? AND ? AND what = 'granted' AND item = '" + kind + "' AND (undone IS NULL OR undone > ?)",
			"procedure=registration&licence=" + kind + ".granted"})
	}
	return append(fs,
		figure{"fun.correct_on_spot", "SELECT count(*) FROM findings WHERE agency = ? AND recorded_on BETWEEN ? AND ? AND exits @> ARRAY['corrected']", "procedure=inspection&exit=corrected"},
		figure{"fun.hearing_notices", "SELECT count(*) FROM documents WHERE agency = ? AND issued_on BETWEEN ? AND ? AND type = 'P-9' AND (voided_on IS NULL OR voided_on > ?)", "procedure=penalty&document=P-9"},
		figure{"fun.fines_fen", "SELECT coalesce(sum(fine_fen), 0) FROM penalties WHERE agency = ? AND decided_on BETWEEN ? AND ?", "procedure=penalty&decided=true"},
		figure{"fun.confiscated_fen", "SELECT coalesce(sum(gains_fen + goods_fen), 0) FROM penalties WHERE agency = ? AND decided_on BETWEEN ? AND ?", "procedure=penalty&decided=true"},
		figure{"fun.clues_discipline", "SELECT count(*) FROM documents WHERE agency = ? AND issued_on BETWEEN ? AND ? AND type = 'T-1' AND (voided_on IS NULL OR voided_on > ?)", "procedure=referral&document=T-1"},
		figure{"fun.notices_deadline", "SELECT count(*) FROM documents WHERE agency = ? AND issued_on BETWEEN ? AND ? AND type = 'I-8' AND (voided_on IS NULL OR voided_on > ?)", "procedure=rectification&document=I-8"},
	)
}

// yearOf is the first and the last day of the year of a statistic, and the day as of which it is counted where none is given: today,
// or the nearest day of the year.
func (s *Store) yearOf(year int, asOf domain.Date) (first, end, on domain.Date, err error) {
	if year < 1949 || year > 2200 {
		return 0, 0, 0, &domain.Error{Code: "invalid_input", Message: "年份有误。", English: "the year is out of range", Fields: []domain.Field{{Path: "year", Message: "年份有误"}}}
	}
	first, end = domain.NewDate(year, 1, 1), domain.NewDate(year, 12, 31)
	if asOf.IsZero() {
		asOf = min(end, max(domain.DateOf(s.cfg.Now()), first))
	}
	return first, end, asOf, nil
}

// Figures counts a year from the files, as of a day of it (the whole year when asOf is zero). Nothing is special to a
// year: another register gives other numbers.
func (s *Store) Figures(ctx context.Context, agency domain.AgencyID, year int, asOf domain.Date) (Figures, error) {
	first, end, asOf, err := s.yearOf(year, asOf)
	if err != nil {
		return Figures{}, err
	}
	out := Figures{Year: year, AsOf: asOf, Figures: map[string]int64{}, Queries: map[string]string{}}
	for _, f := range figures() {
		var n int64
		args := []any{agency, first.String(), min(end, asOf).String(), asOf.String()}
		if err := s.db.NewRaw(f.sql, args[:strings.Count(f.sql, "?")]...).Scan(ctx, &n); err != nil {
			return out, err
		}
		out.Figures[f.key], out.Queries[f.key] = n, f.query+fmt.Sprintf("&year=%d", year)
	}
	return out, nil
}
