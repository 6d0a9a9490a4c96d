package api

import (
	"testing"

	"yifa/domain"
	"yifa/store"
)

func TestTheCalendarOfHearingsAndWhatIf(t *testing.T) {
	w := start(t)
	li, wang := w.as("li"), w.as("wang")
	var list []store.HearingRow
	li.do("GET", "/hearings?from=2026-09-01&to=2026-09-30", nil).into(t, &list)
	if list == nil || len(list) != 0 {
		t.Errorf("%v", list)
	}
	li.do("GET", "/hearings", nil).into(t, &list)
	for _, q := range []string{"?from=2026-09-30&to=2026-09-01", "?from=2020-01-01&to=2026-09-01"} {
		if p := li.do("GET", "/hearings"+q, nil).problem(); p.Status != 422 {
			t.Errorf("%s: %+v", q, p)
		}
	}
	_, rect := w.order(li, wang)
	if p := li.do("GET", "/cases/"+rect+"/what-if?act=extend", nil).problem(); p.Code != "wrong_procedure" {
		t.Errorf("%+v", p)
	}
	if p := li.do("GET", "/cases/"+rect+"/what-if?act=rain", nil).problem(); p.Status != 422 {
		t.Errorf("%+v", p)
	}
	pen := string(li.ok("", "penalty.open_clue", map[string]any{"source": "report", "party": w.id["shop"], "clue": "群众举报",
		"allegations": []any{map[string]any{"violation": "FN-30", "from": domain.DateOf(w.Now()) - 3, "fact": "未公示价目"}}}).Case)
	var s domain.Supposition
	li.do("GET", "/cases/"+pen+"/what-if", nil).into(t, &s)
	if s.Kind != domain.IfHearing || s.Possible || s.Why.Code != "no_hearing_right" || s.On != domain.DateOf(w.Now()) || s.Hearing.IsZero() || len(s.Clocks) != 4 || len(s.Clocks[0].Answer.Trace) == 0 {
		t.Errorf("%+v", s)
	}
	var rounds []ProposalRow
	if li.do("GET", "/cases/"+pen+"/proposals", nil).into(t, &rounds); rounds == nil || len(rounds) != 0 {
		t.Errorf("%v", rounds)
	}
}
