package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"yifa/domain"
)

// Enforcement are the statistics of a year of enforcement (行政执法统计年报): decided penalties by column, what was done to have them
// performed, and inspections. What counts where is data (norms, columns); amounts are those of the decisions, in fen. Penalties
// revoked since stay in the year they were decided in and are told beside it (E12).
type Enforcement struct {
	Year        int                 `json:"year"`
	AsOf        domain.Date         `json:"as_of"`
	Columns     []EnforcementColumn `json:"columns"`
	Total       int                 `json:"total" doc:"宗"`
	Fen         int64               `json:"fen" doc:"处罚决定书载明的金额，分"`
	Others      []EnforcementLine   `json:"others"`
	Revoked     int                 `json:"revoked" doc:"本年度决定中后被撤销的"`
	Unconfirmed bool                `json:"unconfirmed,omitempty" doc:"所依据的计数规则中有未确认的"`
}

// EnforcementColumn is one of the columns, with the list of files behind its number.
type EnforcementColumn struct {
	Number      int    `json:"number"`
	Title       string `json:"title"`
	Count       int    `json:"count"`
	Fen         int64  `json:"fen"`
	Query       string `json:"query"`
	Unconfirmed bool   `json:"unconfirmed,omitempty"`
}

// EnforcementLine is a number beside the columns.
type EnforcementLine struct {
	Key     string `json:"key"`
	Title   string `json:"title"`
	English string `json:"english"`
	Count   int64  `json:"count"`
	Query   string `json:"query,omitempty"`
}

// decided is a decision as it counts.
type decided struct {
	CaseID    domain.CaseID
	DecidedOn domain.Date
	Kinds     []string `bun:",array"`
	FineFen   int64
	GainsFen  int64
	GoodsFen  int64
	Revoked   bool
}

func (d decided) sanctions() []domain.Sanction {
	var out []domain.Sanction
	for _, k := range d.Kinds {
		s := domain.Sanction{Kind: domain.SanctionKind(k)}
		switch s.Kind { //nolint:exhaustive // the others have no amount
		case domain.SanctionFine:
			s.AmountFen = d.FineFen
		case domain.SanctionGains:
			s.AmountFen = d.GainsFen
		case domain.SanctionGoods:
			s.AmountFen = d.GoodsFen
		}
		out = append(out, s)
	}
	return out
}

// decisions lists what was decided between two days.
func (s *Store) decisions(ctx context.Context, agency domain.AgencyID, from, to domain.Date) ([]decided, error) {
	var rows []decided
	err := s.db.NewRaw(`SELECT case_id, decided_on, kinds, fine_fen, gains_fen, goods_fen, revoked_on IS NOT NULL AS revoked FROM penalties
 WHERE agency = ? AND decided_on BETWEEN ? AND ? AND verdict IN ('penalty', 'ban') ORDER BY decided_on, case_id`, agency, from.String(), to.String()).Scan(ctx, &rows)
	return rows, err
}

// Enforcement counts a year, as of a day of it (the whole year when asOf is zero).
func (s *Store) Enforcement(ctx context.Context, agency domain.AgencyID, year int, asOf domain.Date) (Enforcement, error) {
	first, end, asOf, err := s.yearOf(year, asOf)
	if err != nil {
		return Enforcement{}, err
	}
	end = min(end, asOf)
	out := Enforcement{Year: year, AsOf: asOf}
	l, err := s.current(ctx)
	if err != nil {
		return out, err
	}
	rows, err := s.decisions(ctx, agency, first, end)
	if err != nil {
		return out, err
	}
	for _, c := range l.norms.On(end).Columns {
		out.Columns = append(out.Columns, EnforcementColumn{Number: c.Number, Title: c.Title, Unconfirmed: c.Status != domain.Confirmed,
			Query: fmt.Sprintf("procedure=penalty&decided=true&column=%d&year=%d", c.Number, year)})
	}
	slices.SortFunc(out.Columns, func(a, b EnforcementColumn) int { return a.Number - b.Number })
	for _, r := range rows {
		n, fen := l.norms.CountOn(r.sanctions(), r.DecidedOn)
		if i := slices.IndexFunc(out.Columns, func(c EnforcementColumn) bool { return c.Number == n }); i >= 0 {
			c := &out.Columns[i]
			c.Count++
			c.Fen += fen
			out.Unconfirmed = out.Unconfirmed || c.Unconfirmed
		}
		out.Total++
		out.Fen += fen
		if r.Revoked {
			out.Revoked++
		}
	}
	for _, x := range []struct{ key, zh, en, sql, query string }{
		{"filed", "立案", "Cases filed", "SELECT count(*) FROM documents WHERE agency = ? AND issued_on BETWEEN ? AND ? AND type = 'P-2' AND voided_on IS NULL", "procedure=penalty&document=P-2"},
		{"no_penalty", "不予行政处罚", "Decisions not to punish", "SELECT count(*) FROM documents WHERE agency = ? AND issued_on BETWEEN ? AND ? AND type = 'P-17' AND voided_on IS NULL", "procedure=penalty&document=P-17"},
		{"on_the_spot", "其中当场处罚", "Of these, on the spot", "SELECT count(*) FROM documents WHERE agency = ? AND issued_on BETWEEN ? AND ? AND type = 'P-16' AND voided_on IS NULL", "procedure=penalty&document=P-16"},
		{"surcharge", "加处罚款（案件）", "Cases with a surcharge", "", ""},
		{"court", "申请人民法院强制执行", "Applications to the court", "SELECT count(*) FROM documents WHERE agency = ? AND issued_on BETWEEN ? AND ? AND type = 'P-21' AND voided_on IS NULL", "procedure=penalty&document=P-21"},
		{"inspections", "行政检查（有完整记录的，按户次）", "Inspections with a complete record", "SELECT count(*) FROM documents d JOIN cases c ON c.id = d.case_id AND c.procedure = 'inspection' WHERE d.agency = ? AND d.issued_on BETWEEN ? AND ? AND d.type = 'I-5' AND d.voided_on IS NULL", "procedure=inspection&document=I-5"},
	} {
		line := EnforcementLine{Key: x.key, Title: x.zh, English: x.en}
		if x.sql == "" {
			if line.Count, err = s.surcharged(ctx, l, agency, first, end); err != nil {
				return out, err
			}
		} else if err := s.db.NewRaw(x.sql, agency, first.String(), end.String()).Scan(ctx, &line.Count); err != nil {
			return out, err
		}
		if x.query != "" {
			line.Query = x.query + fmt.Sprintf("&year=%d", year)
		}
		out.Others = append(out.Others, line)
	}
	return out, nil
}

// surcharged counts the cases in which a surcharge began between two days and was reckoned by the second. That its clock
// ran is not enough: a payment in time that was entered late takes it back.
func (s *Store) surcharged(ctx context.Context, l *law, agency domain.AgencyID, first, end domain.Date) (n int64, err error) {
	var files []struct{ State []byte }
	err = s.db.NewRaw("SELECT state FROM cases WHERE agency = ? AND id IN (SELECT case_id FROM clocks WHERE agency = ? AND from_on BETWEEN ? AND ? AND rule IN ('PEN-4.17', 'TL-07'))",
		agency, agency, (first-1).String(), end.String()).Scan(ctx, &files)
	for _, f := range files {
		var c domain.Case
		if err := json.Unmarshal(f.State, &c); err != nil {
			return n, err
		}
		p := c.Penalty
		if p == nil || p.PayDue+1 < first || p.PayDue+1 > end {
			continue
		}
		rate, err := l.rules.At("PEN-4.17", p.PayDue+1)
		if err != nil {
			return n, err
		}
		if domain.Surcharge(p, rate, end).Fen > 0 {
			n++
		}
	}
	return n, err
}

// inColumn lists the files whose decision counts in a column of a year.
func (s *Store) inColumn(ctx context.Context, agency domain.AgencyID, year, column int) ([]domain.CaseID, error) {
	l, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.decisions(ctx, agency, domain.NewDate(year, 1, 1), domain.NewDate(year, 12, 31))
	if err != nil {
		return nil, err
	}
	ids := []domain.CaseID{}
	for _, r := range rows {
		if n, _ := l.norms.CountOn(r.sanctions(), r.DecidedOn); n == column {
			ids = append(ids, r.CaseID)
		}
	}
	return ids, nil
}
