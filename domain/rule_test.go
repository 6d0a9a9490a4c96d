package domain_test

import (
	"fmt"
	"strings"
	"testing"

	"yifa/domain"
	"yifa/migrations"
)

func TestEveryRuleNamesItsLaw(t *testing.T) {
	confirmed := 0
	for _, r := range book().Rows() {
		if r.Article == "" || r.Law == "" || r.Source == "" || r.TitleZH == "" || r.TitleEN == "" || r.Trigger == "" {
			t.Errorf("%s is not complete: %+v", r.ID, r)
		}
		switch r.Status {
		case domain.Confirmed:
			confirmed++
			if strings.Contains(r.Law+r.Article, "参照") || strings.Contains(r.Article, "未核") {
				t.Errorf("%s is borrowed or unread and cannot be confirmed: %s", r.ID, r.Basis())
			}
		case domain.Unconfirmed:
			if r.Note == "" && !strings.Contains(r.Law+r.Article, "参照") && !strings.Contains(r.Article, "设计") {
				t.Errorf("%s is unconfirmed and does not say why", r.ID)
			}
		default:
			t.Errorf("%s: status %q", r.ID, r.Status)
		}
	}
	t.Logf("%d rows, %d confirmed", len(book().Rows()), confirmed)
}

func TestEveryLimitOfTheNotesIsInTheTable(t *testing.T) {
	var want []string
	for i := 1; i <= 19; i++ {
		want = append(want, fmt.Sprintf("TL-%02d", i))
	}
	for i := 1; i <= 27; i++ {
		want = append(want, fmt.Sprintf("T%02d", i))
	}
	want = append(want, "TL-08b", "TL-10b", "TL-14b", "TL-15b", "TL-16b", "TL-19b", "TL-19c", "T02c", "T10b", "T14b", "T25b",
		"IN-01", "IN-02", "IN-03", "RE-01", "RE-02", "RE-03", "SV-01")
	for _, id := range want {
		if _, err := book().At(id, day("2026-06-01")); err != nil {
			t.Error(err)
		}
	}
}

func TestTheNumbersOfTheInspectionNotes(t *testing.T) {
	for id, want := range map[string]string{
		"TL-01": "90 calendar", "TL-02": "7 working", "TL-03": "5 working", "TL-04": "7 working", "TL-05": "7 working",
		"TL-06": "15 calendar", "TL-08": "2 working", "TL-09": "3 working", "TL-10": "7 working", "TL-10b": "20 working",
		"TL-11": "20 working", "TL-13": "30 calendar", "TL-16": "2 year", "TL-16b": "5 year", "TL-17": "90 calendar",
		"TL-19": "20 working", "T01": "5 working", "T02": "60 calendar", "T02c": "30 calendar", "T03": "20 working",
		"T04": "10 working", "T06": "30 calendar", "T07": "90 calendar", "T08": "15 calendar", "T13": "6 month", "T20": "2 year",
		"T25": "60 calendar", "T25b": "6 month", "RE-02": "5 working", "RE-03": "7 working", "IN-02": "20 working",
	} {
		if r := rule(t, id, "2026-06-01"); fmt.Sprintf("%d %s", r.Term.N, r.Term.Unit) != want {
			t.Errorf("%s: %d %s, want %s", id, r.Term.N, r.Term.Unit, want)
		}
	}
}

func TestVersionsOfARuleDoNotOverlap(t *testing.T) {
	r := rule(t, "TL-01", "2026-01-01")
	old, next := r, r
	old.ValidTo, next.ValidFrom = day("2025-12-31"), day("2026-01-01")
	b, err := domain.NewRuleBook([]domain.Rule{old, next})
	if err != nil {
		t.Fatal(err)
	}
	for on, want := range map[string]domain.Date{"2025-12-31": 0, "2026-01-01": next.ValidFrom} {
		if got, err := b.At("TL-01", day(on)); err != nil || got.ValidFrom != want {
			t.Errorf("%s: %+v %v", on, got, err)
		}
	}
	old.ValidTo++
	_, err = domain.NewRuleBook([]domain.Rule{old, next})
	wantCode(t, err, "rule_overlap")
	_, err = b.At("TL-99", day("2026-01-01"))
	wantCode(t, err, "rule_unknown")
	_, err = book().At("T14", day("2024-04-30"))
	wantCode(t, err, "rule_unknown")
}

func TestParseRulesNamesLineAndField(t *testing.T) {
	row := `{"id":"TL-01","procedure":"p","title_zh":"z","title_en":"e","trigger":"t","term":{"n":5,"unit":"working","binds":"party"},` +
		`"effect":"waive","law":"l","article":"a","source":"s","status":"confirmed"}`
	table := func(second string) []byte { return []byte("[\n" + row + ",\n" + second + "\n]\n") }
	second := strings.Replace(row, "TL-01", "TL-02", 1)
	if rows, err := domain.ParseRules(table(second)); err != nil || len(rows) != 2 {
		t.Fatal(rows, err)
	}
	for name, c := range map[string]struct{ old, new, in string }{
		"no article":        {`"article":"a"`, `"article":" "`, "line 3 (TL-02) article"},
		"no source":         {`"source":"s",`, ``, "line 3 (TL-02) source"},
		"odd status":        {`"confirmed"`, `"maybe"`, "line 3 (TL-02) status"},
		"odd effect":        {`"waive"`, `"boom"`, "line 3 (TL-02) effect"},
		"odd unit":          {`"working"`, `"weeks"`, "line 3 (TL-02) term"},
		"no length":         {`"n":5`, `"n":0`, "line 3 (TL-02) term"},
		"odd id":            {`TL-02`, `tl 2`, "line 3 (tl 2) id"},
		"unknown field":     {`"law"`, `"lawyer":1,"law"`, "line 3"},
		"wrong kind":        {`"n":5`, `"n":"5"`, "line 3"},
		"odd day":           {`"effect"`, `"fixed_day":"13-01","effect"`, "line 3 (TL-02) fixed_day"},
		"bounds":            {`"effect"`, `"min_n":6,"max_n":7,"effect"`, "line 3 (TL-02) max_n"},
		"half an extension": {`"effect"`, `"extend_max":1,"effect"`, "line 3 (TL-02) extend_max"},
		"odd extension":     {`"effect"`, `"extend_max":1,"extend_n":1,"extend_by":"head","effect"`, "line 3 (TL-02) extend_unit"},
		"odd reminder":      {`"effect"`, `"remind_before":[0],"effect"`, "line 3 (TL-02) remind_before"},
		"odd escalation":    {`"effect"`, `"escalate":[{"days":1,"to":""}],"effect"`, "line 3 (TL-02) escalate"},
		"backward validity": {`"effect"`, `"valid_from":"2026-01-02","valid_to":"2026-01-01","effect"`, "line 3 (TL-02) valid_to"},
		"odd date":          {`"effect"`, `"valid_from":"2026","effect"`, "line 3"},
	} {
		_, err := domain.ParseRules(table(strings.Replace(second, c.old, c.new, 1)))
		wantCode(t, err, "rules_unreadable")
		if err != nil && !strings.Contains(err.Error(), c.in+":") {
			t.Errorf("%s: %q does not say %q", name, err, c.in)
		}
	}
	for _, s := range []string{"", "{}", "[", "[" + row, "[" + row + "] x"} {
		_, err := domain.ParseRules([]byte(s))
		wantCode(t, err, "rules_unreadable")
	}
}

func FuzzParseRules(f *testing.F) {
	f.Add(migrations.RulesFile[:3000])
	f.Add([]byte("[]"))
	f.Add([]byte(`[{"id":"TL-01","procedure":"p","title_zh":"z","title_en":"e","trigger":"t","term":{"n":5,"unit":"month","binds":"party","back":true},"effect":"waive","law":"l","article":"a","source":"s","status":"confirmed"}]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		rows, err := domain.ParseRules(b)
		if err != nil {
			if domain.CodeOf(err) == "" {
				t.Errorf("a fault, not a refusal: %v", err)
			}
			return
		}
		if _, err := domain.NewRuleBook(rows); err != nil && domain.CodeOf(err) != "rule_overlap" {
			t.Error(err)
		}
		for _, r := range rows {
			k := domain.StartClock(official(), r, "k", day("2026-02-28"))
			k.StatusAt(official(), k.DueAt)
			k.Instants(official())
		}
	})
}
