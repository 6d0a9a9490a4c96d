package api

import (
	"context"
	"strings"

	"yifa/domain"
	"yifa/policies"
)

// Calculation is a due day counted on request, as the command line counts it.
type Calculation struct {
	Rule   *domain.Rule       `json:"rule,omitempty"`
	Clock  domain.Clock       `json:"clock"`
	Status domain.ClockStatus `json:"status"`
	Basis  string             `json:"basis,omitempty"`
	Answer domain.Answer      `json:"answer"`
}

func (s *server) ruleRoutes() {
	t := tag("rules")
	handle(s, having(policies.ViewRules), "GET", "/rules", "list-rules", "期限规则", s.listRules, t)
	handle(s, having(policies.ViewRules), "GET", "/violations", "list-violations", "违法行为目录", s.listViolations, t)
	handle(s, having(policies.ViewRules), "GET", "/law/norms", "list-norms", "处罚规范", s.listNorms, t)
	handle(s, having(policies.ViewRules), "POST", "/law/range", "reckon-range", "裁量计算：处罚的种类和幅度", s.reckonRange, t)
	handle(s, having(policies.ViewRules), "GET", "/clock", "count-clock", "期限计算", s.countClock, t)
}

func (s *server) listRules(ctx context.Context, _ *who, in *struct {
	Q string `query:"q" maxLength:"60" doc:"编号、名称、法律中的字词"`
}) (*body[[]domain.Rule], error) {
	_, book, _, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	out := []domain.Rule{}
	q := strings.ToLower(strings.TrimSpace(in.Q))
	for _, r := range book.Rows() {
		if strings.Contains(strings.ToLower(strings.Join([]string{r.ID, r.Procedure, r.TitleZH, r.TitleEN, r.Law, r.Article, r.Trigger}, "\n")), q) {
			out = append(out, r)
		}
	}
	return answer(out), nil
}

func (s *server) listViolations(ctx context.Context, _ *who, in *struct {
	On string `query:"on" format:"date" doc:"只列当日有效的"`
}) (*body[[]domain.Violation], error) {
	_, _, norms, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	out := []domain.Violation{}
	on := day(in.On)
	for _, v := range norms.Violations {
		if on.IsZero() || on >= v.ValidFrom && (v.ValidTo.IsZero() || on <= v.ValidTo) {
			out = append(out, v)
		}
	}
	return answer(out), nil
}

type clockQuery struct {
	Rule    string   `query:"rule" maxLength:"20" doc:"期限规则编号；或者给出 n、unit、binds"`
	N       int      `query:"n" minimum:"0" maximum:"40000" doc:"长度；与 rule 同用时，为机关在幅度内设定的长度"`
	Unit    string   `query:"unit" enum:"working,calendar,hour,month,year" default:"working"`
	Binds   string   `query:"binds" enum:"party,agency" default:"agency"`
	Back    bool     `query:"back" doc:"往前倒算"`
	From    string   `query:"from" required:"true" format:"date" doc:"事由发生之日，不计入"`
	Suspend []string `query:"suspend" maxItems:"20" doc:"中止：2026-03-01..2026-03-10，止日可空"`
	Exclude []string `query:"exclude" maxItems:"20" doc:"扣除：2026-03-01..2026-03-10"`
	Extend  []int    `query:"extend" maxItems:"10" doc:"延长的长度，可多次"`
	On      string   `query:"on" format:"date" doc:"在哪一日看，空为今日"`
}

func (s *server) countClock(ctx context.Context, w *who, in *clockQuery) (*body[Calculation], error) {
	cal, book, _, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	from := day(in.From)
	if y := from.Year(); y < 1949 || y > 2199 {
		return nil, badField("from", "日期须在1949年至2199年之间", "the day must lie between 1949 and 2199")
	}
	at := s.Now()
	if d := day(in.On); !d.IsZero() {
		at = d.Start().Add(at.Sub(domain.DateOf(at).Start()))
	}
	out := Calculation{}
	k := domain.Clock{ID: "trial", Title: "试算", Term: domain.Term{N: in.N, Unit: domain.Unit(in.Unit), Binds: domain.Binds(in.Binds), Back: in.Back}, From: from}
	if in.Rule != "" {
		r, err := book.At(in.Rule, from)
		if err != nil {
			return nil, err
		}
		out.Rule, out.Basis = &r, r.Basis()
		if in.N > 0 {
			k, err = domain.StartClockN(cal, r, "trial", from, in.N)
		} else {
			k = domain.StartClock(cal, r, "trial", from)
		}
		if err != nil {
			return nil, err
		}
	} else if _, err := cal.Add(k.Term, from); err != nil {
		return nil, err
	}
	k.Recompute(cal)
	for _, v := range in.Suspend {
		span, err := spanOf("suspend", v)
		if err == nil {
			span.Reason = "试算中止"
			if err = k.Suspend(cal, span.From, span.Reason); err == nil && !span.Until.IsZero() {
				err = k.Resume(cal, span.Until+1)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	for _, v := range in.Exclude {
		span, err := spanOf("exclude", v)
		if err == nil {
			span.Reason = "试算扣除"
			err = k.Exclude(cal, span)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, n := range in.Extend {
		unit := k.Extending.Unit
		if in.Rule == "" { // no rule, no bounds: bare arithmetic
			unit = k.Term.Unit
			k.Extending = domain.Extending{Max: len(k.Extensions) + 1, N: 40000, Unit: unit}
		}
		if err := k.Extend(cal, domain.Extension{N: n, Unit: unit, By: string(w.Person.ID), Reason: "试算延长"}, min(k.Due, domain.DateOf(at))); err != nil {
			return nil, err
		}
	}
	out.Clock, out.Status, out.Answer = k, k.StatusAt(cal, at), cal.DueOf(&k)
	out.Answer.Trace = list(out.Answer.Trace)
	return answer(out), nil
}

func spanOf(path, v string) (domain.Span, error) {
	a, b, _ := strings.Cut(v, "..")
	from, err := domain.ParseDate(a)
	if err != nil {
		return domain.Span{}, badField(path, "应为 2026-03-01..2026-03-10", "give it as 2026-03-01..2026-03-10")
	}
	if b == "" {
		return domain.Span{From: from}, nil
	}
	until, err := domain.ParseDate(b)
	if err != nil || until < from || until.Year() > 2199 || from.Year() < 1949 {
		return domain.Span{}, badField(path, "止日有误", "the last day is wrong")
	}
	return domain.Span{From: from, Until: until}, nil
}
