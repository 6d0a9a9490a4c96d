package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"yifa/domain"
	"yifa/migrations"
)

// clockCmd answers questions about deadlines without a case: what the limits are, what a date comes to, and why.
type clockCmd struct {
	live
	List    clockListCmd    `cmd:"" help:"列出全部期限规则 (the table of limits)"`
	Add     clockAddCmd     `cmd:"" help:"期间计算 (bare arithmetic)"`
	Explain clockExplainCmd `cmd:"" help:"逐日解释一条期限 (explain one limit day by day)"`
	Import  clockImportCmd  `cmd:"" help:"导入新一年的放假通知 (import a holiday notice)"`
}

// loadLaw gives the calendar and the limits in force here: the embedded ones, until an installation is named.
var loadLaw = embeddedLaw

// embeddedLaw reads what the binary carries.
func embeddedLaw(context.Context) (*domain.Calendar, *domain.RuleBook, error) {
	files, err := migrations.HolidayFiles.ReadDir("holidays")
	if err != nil {
		return nil, nil, err
	}
	var notices []domain.Notice
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".json") {
			continue
		}
		b, err := migrations.HolidayFiles.ReadFile("holidays/" + f.Name())
		if err != nil {
			return nil, nil, err
		}
		n, err := domain.ParseHolidayCN(b)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
		notices = append(notices, n)
	}
	rows, err := domain.ParseRules(migrations.RulesFile)
	if err != nil {
		return nil, nil, err
	}
	book, err := domain.NewRuleBook(rows)
	return domain.NewCalendar(notices), book, err
}

type clockListCmd struct {
	Procedure string `help:"只列某一程序 (one procedure)" placeholder:"penalty"`
	Status    string `help:"只列 confirmed 或 unconfirmed" enum:",confirmed,unconfirmed" default:""`
	JSON      bool   `name:"json" help:"每行一条 JSON (one JSON row a line)"`
}

func (c *clockListCmd) Run(ctx context.Context, k *kong.Context) error {
	_, book, err := loadLaw(ctx)
	if err != nil {
		return err
	}
	var t table
	t.row("编号", "程序", "期限", "长度", "对象", "届满效果", "依据", "状态", "有效期")
	for _, r := range book.Rows() {
		if c.Procedure != "" && r.Procedure != c.Procedure || c.Status != "" && r.Status != c.Status {
			continue
		}
		if c.JSON {
			if err := jsonLine(k.Stdout, r); err != nil {
				return err
			}
			continue
		}
		t.row(r.ID, r.Procedure, r.TitleZH, length(r), string(r.Term.Binds), string(r.Effect), r.Basis(), r.Status, validity(r))
	}
	if c.JSON {
		return nil
	}
	return t.write(k.Stdout)
}

func length(r domain.Rule) string {
	switch {
	case r.FixedDay != "":
		return "每年 " + r.FixedDay
	case r.Settable():
		return fmt.Sprintf("%s（%d–%d）", r.Term.ZH(), r.MinN, r.MaxN)
	}
	return r.Term.ZH()
}

func validity(r domain.Rule) string {
	if r.ValidFrom.IsZero() && r.ValidTo.IsZero() {
		return ""
	}
	return r.ValidFrom.String() + "…" + r.ValidTo.String()
}

type clockAddCmd struct {
	From  domain.Date `help:"起算日，当日不计 (day of the event, not counted)" placeholder:"2026-09-28"`
	N     *int        `name:"n" help:"期限长度 (length)"`
	Unit  string      `help:"working、calendar、month、year" enum:",working,calendar,month,year" default:""`
	Back  bool        `help:"倒算：与到期事项之间须隔足 N 日 (N clear days before)"`
	Binds string      `help:"party 逢休息日顺延，agency 不顺延" enum:"party,agency" default:"party"`
	Batch bool        `help:"从标准输入逐行读取 JSON 请求 (one JSON request a line on standard input)"`
	JSON  bool        `name:"json" help:"输出一行 JSON (one line of JSON)"`
}

// clockAnswer is the one line of clock add.
type clockAnswer struct {
	Due         domain.Date   `json:"due"`
	Provisional bool          `json:"provisional"`
	Trace       []domain.Step `json:"trace"`
}

// clockRequest is one line of clock add --batch.
type clockRequest struct {
	From  domain.Date  `json:"from"`
	N     *int         `json:"n"`
	Unit  domain.Unit  `json:"unit"`
	Binds domain.Binds `json:"binds"`
	Back  bool         `json:"back"`
}

func (c *clockAddCmd) Run(ctx context.Context, k *kong.Context) error {
	cal, _, err := loadLaw(ctx)
	if err != nil {
		return err
	}
	if c.Batch {
		return addBatch(cal, os.Stdin, k.Stdout)
	}
	a, err := clockRequest{c.From, c.N, domain.Unit(c.Unit), domain.Binds(c.Binds), c.Back}.answer(cal)
	if err != nil {
		return err
	}
	if c.JSON {
		return jsonLine(k.Stdout, a)
	}
	return writeTrace(k.Stdout, a.Trace)
}

func (r clockRequest) answer(cal *domain.Calendar) (clockAnswer, error) {
	if r.N == nil {
		return clockAnswer{}, errors.New("请给出期限长度 n (n is missing)")
	}
	if r.Binds == "" {
		r.Binds = domain.BindsParty
	}
	a, err := cal.Add(domain.Term{N: *r.N, Unit: r.Unit, Binds: r.Binds, Back: r.Back}, r.From)
	return clockAnswer{a.Due, a.Provisional, a.Trace}, err
}

// addBatch answers line by line as the lines come; a bad line is answered with its error and the rest goes on.
func addBatch(cal *domain.Calendar, in io.Reader, out io.Writer) error {
	r, w := bufio.NewReaderSize(in, 1<<16), bufio.NewWriter(out)
	failed := 0
	for line := 1; ; line++ {
		b, err := r.ReadBytes('\n')
		if b = bytes.TrimSpace(b); len(b) > 0 {
			a, fault := addLine(cal, b)
			if fault != nil {
				failed++
				fault = jsonLine(w, map[string]any{"error": fault.Error(), "line": line})
			} else {
				fault = jsonLine(w, a)
			}
			if fault != nil {
				return fault
			}
		}
		if r.Buffered() == 0 || err != nil { // nothing more is waiting: hand over what there is
			if err := w.Flush(); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d 行未能计算 (%d lines failed)", failed, failed)
	}
	return nil
}

func addLine(cal *domain.Calendar, b []byte) (clockAnswer, error) {
	var q clockRequest
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&q); err != nil {
		return clockAnswer{}, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return clockAnswer{}, errors.New("一行只能有一个请求 (one request a line)")
	}
	return q.answer(cal)
}

type clockExplainCmd struct {
	Rule    string      `arg:"" help:"规则编号，如 TL-03 (id of the rule)"`
	From    domain.Date `required:"" help:"起算日，当日不计；倒算的为到期事项之日 (day of the event)" placeholder:"2026-09-28"`
	At      time.Time   `help:"起算时刻，按小时计算的期限用 (instant of the event, for hours)" placeholder:"2026-09-28T10:00:00+08:00"`
	N       int         `name:"n" help:"由本局设定的期限长度 (length, where the bureau sets it)"`
	Suspend []string    `help:"中止期间，首尾均不计；可重复，止日可省略 (days not counted)" sep:"none" placeholder:"2026-10-09..2026-10-20"`
	Exclude []string    `help:"依法扣除的期间；可重复 (days excluded by law)" sep:"none" placeholder:"2026-10-09..2026-10-20"`
	Extend  int         `help:"延长的长度，单位依规则 (extension, in the rule's unit)"`
	On      domain.Date `help:"查看哪一天的状态，默认今天 (status on this day)" placeholder:"2026-10-08"`
	JSON    bool        `name:"json" help:"输出一行 JSON (one line of JSON)"`
}

// clockExplanation is the answer of clock explain. DaysLeft is negative when overdue, by so many units.
type clockExplanation struct {
	Rule        string        `json:"rule"`
	Title       string        `json:"title"`
	TitleEN     string        `json:"title_en"`
	Due         domain.Date   `json:"due"`
	DueAt       time.Time     `json:"due_at,omitzero"`
	Provisional bool          `json:"provisional"`
	Status      domain.State  `json:"status"`
	DaysLeft    int           `json:"days_left"`
	Unit        domain.Unit   `json:"unit"`
	Effect      domain.Effect `json:"effect"`
	Trace       []domain.Step `json:"trace"`
	Basis       string        `json:"basis"`
	RuleStatus  string        `json:"rule_status"`
	Note        string        `json:"note,omitempty"`
}

func (c *clockExplainCmd) Run(ctx context.Context, k *kong.Context) error {
	cal, book, err := loadLaw(ctx)
	if err != nil {
		return err
	}
	e, err := c.explain(cal, book)
	if err != nil {
		return err
	}
	if c.JSON {
		return jsonLine(k.Stdout, e)
	}
	fmt.Fprintf(k.Stdout, "%s %s\n依据 %s（%s）\n", e.Rule, e.Title, e.Basis, e.RuleStatus)
	if e.Note != "" {
		fmt.Fprintln(k.Stdout, "说明", e.Note)
	}
	if err := writeTrace(k.Stdout, e.Trace); err != nil {
		return err
	}
	due := e.Due.String()
	if due == "" {
		due = "待恢复后确定 (open)"
	}
	if e.Provisional {
		due += "（暂定 provisional）"
	}
	_, err = fmt.Fprintf(k.Stdout, "届满 due %s  状态 %s %d (%s)\n", due, e.Status, e.DaysLeft, e.Unit)
	return err
}

func (c *clockExplainCmd) explain(cal *domain.Calendar, book *domain.RuleBook) (clockExplanation, error) {
	r, err := book.At(c.Rule, c.From)
	if err != nil {
		return clockExplanation{}, err
	}
	if _, err := cal.Add(r.Term, c.From); err != nil { // a day out of range is refused before anything is counted
		return clockExplanation{}, err
	}
	k := domain.StartClock(cal, r, "", c.From)
	if c.N != 0 {
		if k, err = domain.StartClockN(cal, r, "", c.From, c.N); err != nil {
			return clockExplanation{}, err
		}
	}
	if !c.At.IsZero() {
		k.FromAt = c.At
	}
	if k.Suspensions, err = spans(c.Suspend, true); err != nil {
		return clockExplanation{}, err
	}
	if k.Exclusions, err = spans(c.Exclude, false); err != nil {
		return clockExplanation{}, err
	}
	k.Recompute(cal)
	if c.Extend != 0 {
		x := domain.Extension{N: c.Extend, Unit: r.ExtendUnit, Reason: "试算"}
		if err := k.Extend(cal, x, c.From); err != nil {
			return clockExplanation{}, err
		}
		k.Extensions[0].On = 0 // a trial has no day of grant
	}
	at := time.Now()
	if !c.On.IsZero() {
		at = c.On.Start().Add(12 * time.Hour)
	}
	a, s := cal.DueOf(&k), k.StatusAt(cal, at)
	if s.State == domain.Overdue {
		s.Days = -s.Days
	}
	e := clockExplanation{Rule: r.ID, Title: r.TitleZH, TitleEN: r.TitleEN, Due: a.Due, Provisional: a.Provisional,
		Status: s.State, DaysLeft: s.Days, Unit: s.Unit, Effect: r.Effect, Trace: a.Trace, Basis: r.Basis(), RuleStatus: r.Status, Note: r.Note}
	if r.Term.Unit == domain.Hours {
		e.DueAt = a.DueAt
	}
	return e, nil
}

// spans reads 2026-10-09..2026-10-20, or 2026-10-09.. where an open end makes sense.
func spans(in []string, open bool) ([]domain.Span, error) {
	var out []domain.Span
	for _, s := range in {
		from, until, ok := strings.Cut(s, "..")
		if !ok {
			return nil, fmt.Errorf("期间 %q 应写作 2026-10-09..2026-10-20 (write the days as FROM..UNTIL)", s)
		}
		var sp domain.Span
		var err error
		if sp.From, err = domain.ParseDate(from); err != nil {
			return nil, err
		}
		if until != "" || !open {
			if sp.Until, err = domain.ParseDate(until); err != nil {
				return nil, err
			}
			if sp.Until < sp.From {
				return nil, fmt.Errorf("期间 %q 的止日早于起日 (the end lies before the beginning)", s)
			}
		}
		out = append(out, sp)
	}
	return out, nil
}

func writeTrace(w io.Writer, steps []domain.Step) error {
	var t table
	t.row("日期", "计数", "", "说明", "")
	for _, s := range steps {
		t.row(s.Date.String(), fmt.Sprint(s.Count), s.Kind, s.ZH, s.EN)
	}
	return t.write(w)
}

func jsonLine(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
