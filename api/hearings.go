package api

import (
	"context"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

func (s *server) hearingRoutes() {
	t := tag("cases")
	handle(s, having(policies.ViewCases), "GET", "/hearings", "list-hearings", "听证日程", s.listHearings, t)
	handle(s, signedIn, "GET", "/cases/{id}/what-if", "what-if", "推算：如果当日发生某事，最迟何日作出决定", s.whatIf, t)
}

// longestCalendar is how many days of hearings are shown at once.
const longestCalendar = 400

func (s *server) listHearings(ctx context.Context, w *who, in *struct {
	From string `query:"from" format:"date" doc:"起（含当日），空为今日"`
	To   string `query:"to" format:"date" doc:"止（含当日），空为起日之后60天"`
}) (*body[[]store.HearingRow], error) {
	from, to := day(in.From), day(in.To)
	if from.IsZero() {
		from = s.today()
	}
	if to.IsZero() {
		to = from.AddDays(60)
	}
	if to < from || to > from.AddDays(longestCalendar) {
		return nil, badField("to", "止日须在起日之后400天以内", "the last day must follow the first within 400 days")
	}
	rows, err := s.store.Hearings(ctx, w.Agency, from, to)
	return answer(list(rows)), err
}

func (s *server) whatIf(ctx context.Context, w *who, in *struct {
	OfCase
	Act string `query:"act" default:"hearing_request" enum:"hearing_request,suspend,extend,serve_decision" doc:"要求听证、中止调查、延长期限、送达决定书"`
	On  string `query:"on" format:"date" doc:"发生之日，空为今日"`
}) (*body[domain.Supposition], error) {
	c, err := s.fileOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	cal, book, _, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	on := day(in.On)
	if on.IsZero() {
		on = s.today()
	}
	if y := on.Year(); y < 1949 || y > 2199 {
		return nil, badField("on", "日期须在1949年至2199年之间", "the day must lie between 1949 and 2199")
	}
	out, err := domain.WhatIf(c, cal, book, in.Act, on)
	if err != nil {
		return nil, err
	}
	return answer(out), nil
}
