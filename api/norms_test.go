package api

import (
	"strings"
	"testing"
)

func TestTheRangeCalculator(t *testing.T) {
	w := start(t)
	li := w.as("li")
	var rows struct {
		Violations []map[string]any `json:"violations"`
		Quorums    []map[string]any `json:"quorums"`
	}
	li.do("GET", "/law/norms?on=2026-06-01&status=confirmed&q=FN-03", nil).into(t, &rows)
	if len(rows.Violations) != 1 || rows.Violations[0]["item"] != "第五十七条" || len(rows.Quorums) != 0 {
		t.Errorf("%v", rows)
	}
	var got Reckoning
	ask := func(sanctions string) {
		t.Helper()
		got = Reckoning{}
		li.do("POST", "/law/range", `{"decided":"2026-06-01","discovered":"2026-05-01","assessments":[{"violation":"FN-08","from":"2026-04-10","to":"2026-04-20","gains_fen":10000000,"refund_settled":true}]`+sanctions+`}`).into(t, &got)
	}
	ask("")
	if len(got.Ranges) != 1 || got.Checked || len(got.Limits) != 1 || got.Limits[0].Expired || len(got.Ranges[0].Allowances) != 3 {
		t.Errorf("%+v", got)
	}
	ask(`,"sanctions":[{"kind":"warning","violation":"FN-08"},{"kind":"confiscate_gains","violation":"FN-08","amount_fen":10000000},{"kind":"fine","violation":"FN-08","amount_fen":19999999}]`)
	if !got.Checked || got.Refusal == nil || got.Refusal.Code != "out_of_range" || !strings.Contains(got.Refusal.Message, "200,000.00元至500,000.00元之间") {
		t.Errorf("%+v", got.Refusal)
	}
	ask(`,"sanctions":[{"kind":"warning","violation":"FN-08"},{"kind":"confiscate_gains","violation":"FN-08","amount_fen":10000000},{"kind":"fine","violation":"FN-08","amount_fen":20000000}]`)
	if got.Refusal != nil || len(got.Hearing) == 0 || len(got.Review) == 0 || len(got.Discussion) == 0 || got.Column != 4 || got.Fen != 30000000 {
		t.Errorf("%+v", got)
	}
	if r := li.do("POST", "/law/range", `{"assessments":[{"violation":"FN-99","from":"2026-04-10"}]}`); r.Status != 422 || r.problem().Code != "unknown_violation" {
		t.Errorf("%d %s", r.Status, r.Raw)
	}
}
