package api

import (
	"context"
	"fmt"
	"io"

	"github.com/danielgtaylor/huma/v2"
	"github.com/xuri/excelize/v2"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// The statistics of enforcement (行政执法统计年报): the fourteen columns of the provincial template, every number with the list of
// cases behind it.

func (s *server) enforcementRoutes() {
	t := tag("report")
	handle(s, having(policies.ViewReport), "GET", "/report/enforcement", "report-enforcement", "行政执法统计", s.enforcement, t)
	handle(s, having(policies.ViewReport), "GET", "/report/enforcement.xlsx", "report-enforcement-xlsx", "行政执法统计（表格）", s.enforcementXLSX, t, produces(xlsx))
}

func (s *server) enforcementOf(ctx context.Context, w *who, in *yearInput) (store.Enforcement, error) {
	asOf := min(s.today(), domain.NewDate(in.Year, 12, 31))
	if d := day(in.AsOf); !d.IsZero() {
		asOf = d
	}
	return s.store.Enforcement(ctx, w.Agency, in.Year, asOf)
}

func (s *server) enforcement(ctx context.Context, w *who, in *yearInput) (*body[store.Enforcement], error) {
	e, err := s.enforcementOf(ctx, w, in)
	if err != nil {
		return nil, err
	}
	return answer(e), nil
}

func (s *server) enforcementXLSX(ctx context.Context, w *who, in *yearInput) (*huma.StreamResponse, error) {
	e, err := s.enforcementOf(ctx, w, in)
	if err != nil {
		return nil, err
	}
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	x, err := enforcementBook(a, e)
	if err != nil {
		return nil, err
	}
	return download(x, fmt.Sprintf("%d年行政执法统计.xlsx", e.Year)), nil
}

// WriteEnforcement writes the statistics as a workbook; the command line and the page give the same one.
func WriteEnforcement(w io.Writer, a domain.Agency, e store.Enforcement) error {
	x, err := enforcementBook(a, e)
	if err != nil {
		return err
	}
	return writeBook(w, x)
}

// Wan writes fen as 万元 with six decimals, as the disclosure standard and the template do: 4.500000.
func Wan(fen int64) string { return fmt.Sprintf("%d.%06d", fen/1_000_000, fen%1_000_000) }

func enforcementBook(a domain.Agency, e store.Enforcement) (*excelize.File, error) {
	heads, counts, sums := []any{"行政处罚"}, []any{"宗"}, []any{"金额（万元）"}
	for _, c := range e.Columns {
		mark := ""
		if c.Unconfirmed {
			mark = "（计数规则未确认）"
		}
		heads, counts, sums = append(heads, fmt.Sprintf("（%d）%s%s", c.Number, c.Title, mark)), append(counts, c.Count), append(sums, Wan(c.Fen))
	}
	heads, counts, sums = append(heads, "合计"), append(counts, e.Total), append(sums, Wan(e.Fen))
	rows := [][]any{{fmt.Sprintf("%s %d年度行政执法统计", a.Name, e.Year)},
		{"截至 " + e.AsOf.String() + "；按决定日期统计，并处的计入名次高的一列，金额以决定书载明的为准"}, {}, heads, counts, sums, {}, {"其他", "数量"}}
	for _, l := range e.Others {
		rows = append(rows, []any{l.Title, l.Count})
	}
	if e.Revoked > 0 {
		rows = append(rows, []any{"更正说明：本年度所作决定中后被撤销的（宗），不改变上年统计", e.Revoked})
	}
	return bookOf(fmt.Sprintf("%d年度", e.Year), 34, rows)
}

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// bookOf is a workbook of one sheet with the rows, its first column so wide.
func bookOf(name string, wide float64, rows [][]any) (*excelize.File, error) {
	x := excelize.NewFile()
	if err := x.SetSheetName("Sheet1", name); err != nil {
		return nil, err
	}
	for i, r := range rows {
		if err := x.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &r); err != nil {
			return nil, err
		}
	}
	return x, x.SetColWidth(name, "A", "A", wide)
}

// writeBook writes a workbook and lets go of it.
func writeBook(w io.Writer, x *excelize.File) error {
	defer x.Close() //nolint:errcheck // in memory
	return x.Write(w)
}

// download answers with a workbook to be saved under the name.
func download(x *excelize.File, name string) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(c huma.Context) {
		c.SetHeader("Content-Type", xlsx)
		c.SetHeader("Content-Disposition", disposition("attachment", name))
		_ = writeBook(c.BodyWriter(), x)
	}}
}
