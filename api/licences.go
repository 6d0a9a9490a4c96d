package api

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/xuri/excelize/v2"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// The statistics of licences (行政许可实施情况统计): applied for, accepted, granted, refused, annulled, by item, every number with the
// list of files behind it.

func (s *server) licenceRoutes() {
	t := tag("report")
	handle(s, having(policies.ViewReport), "GET", "/report/licences", "report-licences", "行政许可统计", s.licences, t)
	handle(s, having(policies.ViewReport), "GET", "/report/licences.xlsx", "report-licences-xlsx", "行政许可统计（表格）", s.licencesXLSX, t, produces(xlsx))
}

func (s *server) licences(ctx context.Context, w *who, in *yearInput) (*body[store.Licences], error) {
	l, err := s.store.Licences(ctx, w.Agency, in.Year, day(in.AsOf))
	if err != nil {
		return nil, err
	}
	return answer(l), nil
}

func (s *server) licencesXLSX(ctx context.Context, w *who, in *yearInput) (*huma.StreamResponse, error) {
	l, err := s.licences(ctx, w, in)
	if err != nil {
		return nil, err
	}
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	x, err := licenceBook(a, l.Body)
	if err != nil {
		return nil, err
	}
	return download(x, fmt.Sprintf("%d年行政许可统计.xlsx", in.Year)), nil
}

// WriteLicences writes the statistics as a workbook; the command line and the page give the same one.
func WriteLicences(w io.Writer, a domain.Agency, l store.Licences) error {
	x, err := licenceBook(a, l)
	if err != nil {
		return err
	}
	return writeBook(w, x)
}

// LicenceTable is the statistics as rows of a table: the head, the items, the total.
func LicenceTable(l store.Licences) [][]any {
	head := []any{"事项"}
	for _, c := range l.Columns {
		head = append(head, c.Title)
	}
	rows := [][]any{head}
	for _, i := range append(slices.Clip(l.Items), l.Total) {
		row := []any{i.Title}
		for _, c := range l.Columns {
			row = append(row, i.Cells[c.Key].Count)
		}
		rows = append(rows, row)
	}
	return rows
}

func licenceBook(a domain.Agency, l store.Licences) (*excelize.File, error) {
	rows := [][]any{{fmt.Sprintf("%s %d年度行政许可实施情况统计", a.Name, l.Year)},
		{"截至 " + l.AsOf.String() + "；申请按收件、受理按受理（视为受理的按收件）、其余按作出之日统计；撤销计在撤销的年度，不改变原年度的许可"}, {}}
	rows = append(rows, LicenceTable(l)...)
	rows = append(rows, []any{}, []any{"受理中，逾期未告知、自收件之日起即为受理的", l.Deemed})
	return bookOf(fmt.Sprintf("%d年度", l.Year), 30, rows)
}
