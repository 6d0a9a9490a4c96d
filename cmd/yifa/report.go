package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/alecthomas/kong"
	"github.com/xuri/excelize/v2"

	"yifa/api"
	"yifa/docket"
	"yifa/domain"
	"yifa/store"
)

type reportCmd struct {
	live
	Year   int    `required:"" help:"年度 (year)"`
	AsOf   string `help:"截至日期，默认为年末或今日 (as of)" placeholder:"YYYY-MM-DD"`
	Kind   string `help:"报表：figures 年度数字、enforcement 行政执法统计、licences 行政许可统计、duties 职责分离 (which report)" enum:"figures,enforcement,licences,duties" default:"figures"`
	Format string `help:"输出格式，csv 只用于职责分离 (format)" enum:"text,json,csv,xlsx" default:"text"`
	Out    string `help:"写入文件；不写则输出到屏幕 (file to write)" type:"path" short:"o"`
}

// figureTitles says what each figure is, with the unit of its number.
var figureTitles = map[string][3]string{
	"fun.find.urn_price":       {"查出殡仪馆骨灰盒价格过高", "urn prices too high", "个"},
	"fun.find.sold_outside":    {"查出对外销售村级公益性墓位", "village plots sold outside", "个"},
	"fun.find.over_std_profit": {"查出超标准、超利润销售公益性墓位", "over-standard or over-profit plots", "个"},
	"fun.find.finance":         {"查出财务管理不规范", "irregular finance", "个"},
	"fun.find.private":         {"查出私人经营", "private operation", "个"},
	"fun.correct_on_spot":      {"立查立改", "corrected on the spot", "条"},
	"fun.notices_deadline":     {"下达限期整改通知书", "orders to correct by a deadline", "份"},
	"fun.hearing_notices":      {"下达行政处罚听证告知书", "hearing notices", "份"},
	"fun.fines_fen":            {"罚款", "fines", "分"},
	"fun.confiscated_fen":      {"没收", "confiscated", "分"},
	"so.reg.establish":         {"社会组织成立登记", "organizations established", "个"},
	"so.reg.change":            {"社会组织变更登记", "registrations changed", "个"},
	"so.reg.cancel":            {"社会组织注销登记", "organizations deregistered", "个"},
	"fun.clues_discipline":     {"移送纪检监察机关问题线索", "clues to discipline supervision", "条"},
}

// Run counts the year from the files and writes it.
func (c *reportCmd) Run(ctx context.Context, k *kong.Context) error {
	asOf, err := reportDay(c.AsOf)
	if err != nil {
		return err
	}
	if c.Format == "csv" && c.Kind != "duties" || c.Format == "xlsx" && c.Kind == "duties" {
		return fmt.Errorf("这种报告没有 %s 格式 (this report has no such format)", c.Format)
	}
	var write func(io.Writer) error
	err = withStore(ctx, c.live, func(s *store.Store) error {
		agency, err := s.Agency(ctx)
		if err != nil {
			return err
		}
		r, err := c.ask(ctx, s, agency, asOf)
		write = func(w io.Writer) error { return r.write(w, c.Format) }
		return err
	})
	if err != nil {
		return err
	}
	if c.Out == "" {
		if st, serr := os.Stdout.Stat(); c.Format == "xlsx" && serr == nil && st.Mode()&os.ModeCharDevice != 0 {
			return fmt.Errorf("请用 -o 文件名.xlsx 指明文件 (name a file for xlsx)")
		}
		return write(k.Stdout)
	}
	f, err := os.Create(c.Out)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	if err := write(w); err != nil {
		_ = f.Close()
		return err
	}
	if err := w.Flush(); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

// A report is what was counted, with how it is written in each format it has; a text has a line over its table.
type report struct {
	counted any // as JSON
	xlsx    func(io.Writer) error
	csv     [][]string
	over    string
	rows    [][]string
}

func (r report) write(w io.Writer, format string) error {
	switch format {
	case "json":
		return jsonLine(w, r.counted)
	case "xlsx":
		return r.xlsx(w)
	case "csv":
		return csv.NewWriter(w).WriteAll(r.csv)
	}
	if _, err := fmt.Fprintln(w, r.over); err != nil {
		return err
	}
	var t table
	for _, row := range r.rows {
		t.row(row...)
	}
	return t.write(w)
}

// ask counts the year from the files.
func (c *reportCmd) ask(ctx context.Context, s *store.Store, a domain.Agency, asOf domain.Date) (report, error) {
	switch c.Kind {
	case "duties": // of files on a need-to-know basis only exceptions are told, without the file
		d, err := s.Duties(ctx, store.DutyFilter{Agency: a.ID, Year: c.Year})
		return dutiesReport(a, d), err
	case "enforcement":
		e, err := s.Enforcement(ctx, a.ID, c.Year, asOf)
		return enforcementReport(a, e), err
	case "licences":
		l, err := s.Licences(ctx, a.ID, c.Year, asOf)
		return licencesReport(a, l), err
	}
	fig, err := s.Figures(ctx, a.ID, c.Year, asOf)
	return figuresReport(a, fig), err
}

func reportDay(s string) (domain.Date, error) {
	if s == "" {
		return 0, nil
	}
	return domain.ParseDate(s)
}

func figuresReport(a domain.Agency, fig store.Figures) report {
	rows := [][]string{{"统计项", "数量", "单位", "代号"}}
	for _, key := range docket.FigureKeys {
		title := figureTitles[key]
		rows = append(rows, []string{title[0], strconv.FormatInt(fig.Figures[key], 10), title[2], key})
	}
	return report{
		counted: struct {
			Year    int              `json:"year"`
			AsOf    domain.Date      `json:"as_of"`
			Figures map[string]int64 `json:"figures"`
		}{fig.Year, fig.AsOf, fig.Figures},
		xlsx: func(w io.Writer) error { return sheet(w, a, fig) },
		over: fmt.Sprintf("%s %d 年度检查与整改统计（截至 %s，由案卷计算）", a.Name, fig.Year, fig.AsOf),
		rows: rows,
	}
}

// dutiesReport says who took which part, and first where two parts met that must not.
func dutiesReport(a domain.Agency, d store.Duties) report {
	r := report{counted: d, csv: d.Table(), over: fmt.Sprintf("%s %d 年度职责分离报告（截至 %s）：%d 件案卷，例外 %d 项", a.Name, d.Year, d.AsOf, len(d.Files), len(d.Exceptions))}
	for _, x := range r.csv {
		r.rows = append(r.rows, []string{x[0], x[1], x[5], x[6], x[7], x[9]})
	}
	return r
}

func enforcementReport(a domain.Agency, e store.Enforcement) report {
	rows := [][]string{{"列", "处罚种类", "宗", "金额（万元）"}}
	for _, c := range e.Columns {
		title := c.Title
		if c.Unconfirmed {
			title += "（计数规则未确认）"
		}
		rows = append(rows, []string{strconv.Itoa(c.Number), title, strconv.Itoa(c.Count), api.Wan(c.Fen)})
	}
	rows = append(rows, []string{"", "合计", strconv.Itoa(e.Total), api.Wan(e.Fen)})
	for _, l := range e.Others {
		rows = append(rows, []string{"", l.Title, strconv.FormatInt(l.Count, 10), ""})
	}
	return report{
		counted: e, xlsx: func(w io.Writer) error { return api.WriteEnforcement(w, a, e) }, rows: rows,
		over: fmt.Sprintf("%s %d 年度行政执法统计（截至 %s，由案卷计算）", a.Name, e.Year, e.AsOf),
	}
}

func licencesReport(a domain.Agency, l store.Licences) report {
	r := report{
		counted: l, xlsx: func(w io.Writer) error { return api.WriteLicences(w, a, l) },
		over: fmt.Sprintf("%s %d 年度行政许可实施情况统计（截至 %s，由案卷计算；其中逾期未告知即为受理 %d 件）", a.Name, l.Year, l.AsOf, l.Deemed),
	}
	for _, row := range api.LicenceTable(l) {
		var cells []string
		for _, x := range row {
			cells = append(cells, fmt.Sprint(x))
		}
		r.rows = append(r.rows, cells)
	}
	return r
}

// sheet writes the figures as a workbook of one page.
func sheet(w io.Writer, a domain.Agency, fig store.Figures) error {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // nothing is kept on disk
	name := strconv.Itoa(fig.Year) + "年度"
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	rows := [][]any{{fmt.Sprintf("%s%d年度检查与整改统计", a.Name, fig.Year)}, {"截至 " + fig.AsOf.String() + "，由案卷计算"}, {"统计项", "数量", "单位", "Figure", "代号"}}
	for _, key := range docket.FigureKeys {
		t := figureTitles[key]
		rows = append(rows, []any{t[0], fig.Figures[key], t[2], t[1], key})
	}
	for i, r := range rows {
		if err := f.SetSheetRow(name, "A"+strconv.Itoa(i+1), &r); err != nil {
			return err
		}
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	for _, at := range [][2]string{{"A1", "A1"}, {"A3", "E3"}} {
		if err := f.SetCellStyle(name, at[0], at[1], bold); err != nil {
			return err
		}
	}
	for col, width := range map[string]float64{"A": 38, "B": 10, "C": 8, "D": 36, "E": 28} {
		if err := f.SetColWidth(name, col, col, width); err != nil {
			return err
		}
	}
	return f.Write(w)
}
