package domain

import (
	"strings"
	"testing"
)

func TestADecisionTellsTheRemediesOfItsDayAndProcedure(t *testing.T) {
	a := Agency{Name: "云岭区民政局", Region: "云岭区", Superior: "云岭区人民政府"}
	for name, c := range map[string]struct {
		spot      bool
		on        Date
		has, lack []string
	}{
		"the last day of the old law still names the superior bureau": {false, NewDate(2023, 12, 31), []string{"六十日", "上一级民政部门", "六个月"}, []string{"先向"}},
		"from 2024 there is only the government of the same level":    {false, NewDate(2024, 1, 1), []string{"六十日", "云岭区人民政府", "六个月", "云岭区人民法院"}, []string{"上一级", "先向", "十五日"}},
		"on the spot, from 2024, reconsideration comes first":         {true, NewDate(2024, 1, 1), []string{"先向云岭区人民政府", "十五日", "不得直接提起行政诉讼"}, []string{"六个月", "上一级"}},
		"on the spot, before, the party could choose":                 {true, NewDate(2023, 12, 31), []string{"六个月", "上一级民政部门"}, []string{"先向"}},
		"today": {false, NewDate(2026, 9, 28), []string{"不停止执行"}, []string{"《政府》", "《法院》"}},
	} {
		got := RemediesText(c.spot, c.on, a)
		for _, s := range c.has {
			if !strings.Contains(got, s) {
				t.Errorf("%s: no %s in %s", name, s, got)
			}
		}
		for _, s := range c.lack {
			if strings.Contains(got, s) {
				t.Errorf("%s: %s in %s", name, s, got)
			}
		}
	}
	if got := RemediesText(false, NewDate(2026, 1, 1), Agency{Region: "云岭区"}); !strings.Contains(got, "云岭区人民政府") {
		t.Errorf("an authority whose government is not entered: %s", got)
	}
	for _, r := range RemedyRows() {
		if r.Article == "" || r.Status != Confirmed && r.Status != Unconfirmed {
			t.Errorf("row from %s says no article or status", r.From)
		}
	}
}
