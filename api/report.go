package api

import (
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/xuri/excelize/v2"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// Report is the figures of a year with their names, computed from the files each time it is asked for.
type Report struct {
	Year    int               `json:"year"`
	AsOf    domain.Date       `json:"as_of"`
	Figures map[string]int64  `json:"figures"`
	Queries map[string]string `json:"queries" doc:"每个数字背后的案卷列表"`
	Labels  map[string]Label  `json:"labels"`
}

// Label names a figure.
type Label struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

type yearInput struct {
	Year int    `query:"year" required:"true" minimum:"1949" maximum:"2199"`
	AsOf string `query:"as_of" format:"date" doc:"统计截止日，空为今日或者年末"`
}

func (s *server) reportRoutes() {
	t := tag("report")
	handle(s, having(policies.ViewReport), "GET", "/report", "report", "年度统计", s.report, t)
	handle(s, having(policies.ViewDuties), "GET", "/reports/duties", "duties", "职责分离报告", s.duties, t)
	handle(s, having(policies.ViewDuties), "GET", "/reports/duties.csv", "duties-csv", "职责分离报告（CSV）", s.dutiesCSV, t, produces("text/csv"))
	handle(s, having(policies.ViewReport), "GET", "/report.xlsx", "report-xlsx", "年度统计（表格）", s.reportXLSX, t, produces(xlsx))
}

// duties says who took which part in which matter of a year, and the exceptions, of which there should be none.
func (s *server) duties(ctx context.Context, w *who, in *dutyInput) (*body[store.Duties], error) {
	d, err := s.store.Duties(ctx, store.DutyFilter{Agency: w.Agency, Year: in.Year, Reader: w.Person.ID, Secret: s.secret(w)})
	if err != nil {
		return nil, err
	}
	return answer(d), nil
}

type dutyInput struct {
	Year int `query:"year" required:"true" minimum:"1949" maximum:"2199"`
}

func (s *server) dutiesCSV(ctx context.Context, w *who, in *dutyInput) (*huma.StreamResponse, error) {
	d, err := s.duties(ctx, w, in)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(c huma.Context) {
		c.SetHeader("Content-Type", "text/csv; charset=utf-8")
		c.SetHeader("Content-Disposition", disposition("attachment", fmt.Sprintf("%d年职责分离报告.csv", in.Year)))
		out := c.BodyWriter()
		_, _ = out.Write([]byte("\ufeff")) // spreadsheets take it for UTF-8 then
		_ = csv.NewWriter(out).WriteAll(d.Body.Table())
	}}, nil
}

// produces declares an answer that is not JSON.
func produces(types ...string) func(*huma.Operation) {
	return func(op *huma.Operation) {
		c := map[string]*huma.MediaType{}
		for _, t := range types {
			c[t] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
		}
		op.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: c}}
	}
}

func (s *server) figures(ctx context.Context, w *who, in *yearInput) (store.Figures, error) {
	asOf := min(s.today(), domain.NewDate(in.Year, 12, 31))
	if d := day(in.AsOf); !d.IsZero() {
		asOf = d
	}
	return s.store.Figures(ctx, w.Agency, in.Year, asOf)
}

func (s *server) report(ctx context.Context, w *who, in *yearInput) (*body[Report], error) {
	f, err := s.figures(ctx, w, in)
	if err != nil {
		return nil, err
	}
	out := Report{Year: f.Year, AsOf: f.AsOf, Figures: f.Figures, Queries: f.Queries, Labels: map[string]Label{}}
	if out.Figures == nil {
		out.Figures = map[string]int64{}
	}
	if out.Queries == nil {
		out.Queries = map[string]string{}
	}
	for k := range f.Figures {
		out.Labels[k] = labelOf(k)
	}
	return answer(out), nil
}

// figureLabels names the figures; those that count findings of a category are named by it.
var figureLabels = map[string]Label{
	"fun.correct_on_spot":  {"立查立改", "Corrected on the spot"},
	"fun.notices_deadline": {"责令限期改正通知书", "Orders to correct"},
	"fun.hearing_notices":  {"行政处罚听证告知书", "Hearing notices"},
	"fun.fines_fen":        {"罚款金额（分）", "Fines (fen)"},
	"fun.confiscated_fen":  {"没收金额（分）", "Confiscated (fen)"},
	"so.reg.establish":     {"社会组织成立登记", "Organizations established"},
	"so.reg.change":        {"社会组织变更登记", "Registrations changed"},
	"so.reg.cancel":        {"社会组织注销登记", "Organizations deregistered"},
	"fun.clues_discipline": {"移送纪检监察机关问题线索", "Clues to discipline supervision"},
}

func labelOf(key string) Label {
	if l, ok := figureLabels[key]; ok {
		return l
	}
	if t, ok := domain.CategoryTitles[domain.FindingCategory(key[strings.LastIndexByte(key, '.')+1:])]; ok {
		return Label{t[0], t[1]}
	}
	return Label{key, key}
}

func (s *server) reportXLSX(ctx context.Context, w *who, in *yearInput) (*huma.StreamResponse, error) {
	f, err := s.figures(ctx, w, in)
	if err != nil {
		return nil, err
	}
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	x := excelize.NewFile()
	defer x.Close() //nolint:errcheck // in memory
	sheet := fmt.Sprintf("%d年", f.Year)
	if err := x.SetSheetName("Sheet1", sheet); err != nil {
		return nil, err
	}
	sw, err := x.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	put := func(row int, cells ...any) {
		if err == nil {
			err = sw.SetRow(fmt.Sprintf("A%d", row), cells)
		}
	}
	if err := sw.SetColWidth(1, 2, 34); err != nil {
		return nil, err
	}
	put(1, fmt.Sprintf("%s %d年行政检查与整改统计", a.Name, f.Year))
	put(2, "截至 "+f.AsOf.String())
	put(3, "项目", "Item", "数量")
	for i, k := range slices.Sorted(maps.Keys(f.Figures)) {
		l := labelOf(k)
		put(i+4, l.ZH, l.EN, f.Figures[k])
	}
	if err != nil {
		return nil, err
	}
	if err := sw.Flush(); err != nil {
		return nil, err
	}
	buf, err := x.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(c huma.Context) {
		c.SetHeader("Content-Type", xlsx)
		c.SetHeader("Content-Disposition", disposition("attachment", fmt.Sprintf("%d年统计.xlsx", f.Year)))
		_, _ = buf.WriteTo(c.BodyWriter())
	}}, nil
}
