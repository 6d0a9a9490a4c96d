package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// This file holds the money of penalty cases and what is public of them.

// Money is the ledger of a penalty case as it stands on a day.
type Money struct {
	On          domain.Date        `json:"on"`
	Outstanding domain.Outstanding `json:"outstanding"`
	Balance     map[string]int64   `json:"balance" doc:"各账户余额（分）：借减贷"`
	Surcharge   domain.Surcharged  `json:"surcharge"`
	Unsettled   []string           `json:"unsettled" doc:"结案前尚待了结的事项"`
}

func (s *server) moneyRoutes() {
	t := tag("money")
	record, _ := domain.SpecOf("penalty.record_payment")
	handle(s, signedIn, "GET", "/cases/{id}/money", "case-money", "款项与加处罚款逐日说明", s.caseMoney, t)
	handle(s, having(policies.Of(record)), "POST", "/payments/import", "import-payments", "导入银行回单（xlsx、csv）", s.importPayments, t, takesFile)
	handle(s, having(policies.ViewReport), "GET", "/reports/disclosure.csv", "disclosure-csv", "双公示数据（报送信用中国，不含自然人）", s.disclosureCSV, tag("report"), produces("text/csv"))
	handle(s, anybody, "GET", "/public/penalties", "public-penalties", "行政处罚公示", s.publicPenalties, tag("public"))
	handle(s, anybody, "GET", "/public/penalties.csv", "public-penalties-csv", "行政处罚公示（表格）", s.publicCSV, tag("public"), produces("text/csv"))
}

func (s *server) caseMoney(ctx context.Context, w *who, in *struct {
	OfCase
	On string `query:"on" format:"date" doc:"截止日，空为今日"`
}) (*body[Money], error) {
	c, err := s.fileOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	if c.Penalty == nil {
		return nil, errNotFound
	}
	on := s.today()
	if in.On != "" {
		if on, err = domain.ParseDate(in.On); err != nil || on.Year() < 1949 || on.Year() > 2199 {
			return nil, badField("on", "应为 2026-09-28 的形式", "not a date")
		}
	}
	_, rules, _, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	p := c.Penalty
	from := on
	if !p.PayDue.IsZero() {
		from = p.PayDue + 1
	}
	rate, err := rules.At("PEN-4.17", from)
	if err != nil {
		return nil, err
	}
	return answer(Money{on, p.Outstanding(rate, on), p.Balance(), domain.Surcharge(p, rate, on), list(p.Unsettled())}), nil
}

func (s *server) importPayments(ctx context.Context, w *who, in *struct {
	Raw
	DryRun bool `query:"dry_run" default:"true" doc:"只检查，不登记"`
}) (*body[store.PaymentImport], error) {
	table, err := in.table(store.MaxPayments + 1) // one more than there may be is enough to say so
	if err != nil {
		return nil, err
	}
	lines, err := store.ReadPayments(table)
	if err != nil {
		return nil, err
	}
	rep, err := s.store.ImportPayments(ctx, w.Person.ID, lines, in.DryRun)
	if err != nil {
		return nil, err
	}
	return answer(rep), nil
}

func (s *server) publicPenalties(ctx context.Context, _ *who, in *struct {
	PageQuery
	Q string `query:"q" maxLength:"60" doc:"当事人、文号、违法行为中的字词，两个字即可；只查公示的内容"`
}) (*body[store.Page[domain.PublicEntry]], error) {
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.store.PublicPenalties(ctx, store.PublicFilter{Agency: a.ID, On: s.today(), Q: in.Q, Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return answer(p), nil
}

func (s *server) publicCSV(ctx context.Context, _ *who, _ *struct{}) (*huma.StreamResponse, error) {
	return s.entriesCSV(ctx, store.PublicFilter{}, "行政处罚公示.csv")
}

func (s *server) disclosureCSV(ctx context.Context, _ *who, in *struct {
	From string `query:"from" format:"date" doc:"决定日期起"`
	To   string `query:"to" format:"date" doc:"决定日期止"`
}) (*huma.StreamResponse, error) {
	f := store.PublicFilter{Credit: true}
	for _, x := range []struct {
		path, text string
		to         *domain.Date
	}{{"from", in.From, &f.From}, {"to", in.To, &f.To}} {
		if x.text == "" {
			continue
		}
		d, err := domain.ParseDate(x.text)
		if err != nil {
			return nil, badField(x.path, "应为 2026-09-28 的形式", "not a date")
		}
		*x.to = d
	}
	return s.entriesCSV(ctx, f, "双公示-行政处罚.csv")
}

// entriesCSV writes the public table: the codes, their names, a row an entry.
func (s *server) entriesCSV(ctx context.Context, f store.PublicFilter, name string) (*huma.StreamResponse, error) {
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	f.Agency, f.On, f.Limit = a.ID, s.today(), 1000
	var buf bytes.Buffer
	buf.WriteString("\ufeff") // the spreadsheets in the offices take it for another encoding without
	out := csv.NewWriter(&buf)
	codes, names := make([]string, len(domain.PublicColumns)), make([]string, len(domain.PublicColumns))
	for i, c := range domain.PublicColumns {
		codes[i], names[i] = c[0], c[1]
	}
	_ = out.Write(codes)
	_ = out.Write(names)
	for {
		p, err := s.store.PublicPenalties(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, e := range p.Items {
			row := e.Row()
			for i, cell := range row { // a cell is text, never a formula
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					row[i] = "'" + cell
				}
			}
			_ = out.Write(row)
		}
		if p.Next == "" {
			break
		}
		f.Cursor = p.Next
	}
	out.Flush()
	return &huma.StreamResponse{Body: func(c huma.Context) {
		c.SetHeader("Content-Type", "text/csv; charset=utf-8")
		c.SetHeader("Content-Disposition", disposition("attachment", name))
		_, _ = buf.WriteTo(c.BodyWriter())
	}}, nil
}
