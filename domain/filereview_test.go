package domain_test

import (
	"slices"
	"testing"

	"yifa/domain"
	"yifa/migrations"
)

func reviewFacts(t *testing.T) *domain.Facts {
	t.Helper()
	norms, err := migrations.Norms()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := migrations.Rules()
	if err != nil {
		t.Fatal(err)
	}
	book, err := domain.NewRuleBook(rows)
	if err != nil {
		t.Fatal(err)
	}
	notices, err := migrations.Notices()
	if err != nil {
		t.Fatal(err)
	}
	return &domain.Facts{At: domain.NewDate(2026, 11, 20).Start(), Now: domain.NewDate(2026, 11, 20).Start(), Agency: domain.Agency{Name: "云岭区民政局", Region: "云岭区"},
		Norms: norms, Violations: norms.Violations, Rules: book, Calendar: domain.NewCalendar(notices)}
}

func failing(cs []domain.Check) (out []string) {
	for _, c := range cs {
		if !c.OK {
			out = append(out, c.Code)
		}
	}
	return out
}

func TestTheReviewOfAFileHasFifteenItemsOfLawAndAHundredPoints(t *testing.T) {
	f := reviewFacts(t)
	all := domain.FileReview(&domain.Case{Penalty: &domain.Penalty{}, Officers: []domain.PersonID{"a", "b"}, Party: &domain.PartyRef{Name: "甲"}}, f)
	vetoes, points := 0, 0
	for _, c := range all {
		if c.Veto {
			vetoes++
		}
		points += c.Points
		if c.Status != domain.Unconfirmed || c.Title == "" || c.English == "" || c.Block == "" {
			t.Errorf("%s: %+v", c.Code, c)
		}
		if !c.OK && c.Why == "" {
			t.Errorf("%s fails and does not say why", c.Code)
		}
	}
	if vetoes != 15 || points != 100 {
		t.Errorf("%d items of law, %d points", vetoes, points)
	}
	if domain.FileReview(&domain.Case{}, f) != nil {
		t.Error("a file that is no penalty case was reviewed")
	}
}

func TestADecisionWithoutNoticeFailsTheFile(t *testing.T) {
	f := reviewFacts(t)
	on := domain.NewDate(2026, 9, 28)
	alleged := []domain.Allegation{{Violation: "FN-03", From: domain.NewDate(2026, 4, 1), To: domain.NewDate(2026, 6, 30), Fact: "出售超规定标准墓位"}}
	c := &domain.Case{Officers: []domain.PersonID{"a", "b"}, Party: &domain.PartyRef{Name: "甲"}, Penalty: &domain.Penalty{ReceivedOn: domain.NewDate(2026, 7, 1),
		Proposal: &domain.Proposal{Outcome: domain.VerdictPenalty, Allegations: alleged, Facts: "出售墓位", Reasons: "首次违法", Sanctions: []domain.Sanction{{Kind: domain.SanctionWarning, Violation: "FN-03"}}},
		Decision: &domain.Decision{Verdict: domain.VerdictPenalty, On: on, Remedies: domain.RemediesText(false, on, f.Agency)}}}
	all := domain.FileReview(c, f)
	bad := failing(all)
	for _, code := range []string{"V04", "V07", "V09"} {
		if !slices.Contains(bad, code) {
			t.Errorf("%s passes without evidence, papers and notice; failing are %v", code, bad)
		}
	}
	for _, code := range []string{"V15", "V14", "V02"} {
		if slices.Contains(bad, code) {
			t.Errorf("%s fails", code)
		}
	}
	if n, grade := domain.Mark(all); n != 0 || grade != "fail" {
		t.Errorf("%d points, %s", n, grade)
	}
	c.Penalty.Proposal.Allegations[0].From, c.Penalty.Proposal.Allegations[0].To = domain.NewDate(2023, 1, 1), domain.NewDate(2023, 6, 30)
	if !slices.Contains(failing(domain.FileReview(c, f)), "V15") {
		t.Error("conduct that ended three years before it was found passes")
	}
	c.Penalty.Decision.Remedies = "如不服本决定，可以向上一级民政部门申请行政复议。"
	i := slices.IndexFunc(domain.FileReview(c, f), func(x domain.Check) bool { return x.English == "remedies right" })
	if domain.FileReview(c, f)[i].OK {
		t.Error("the remedies of the old law pass in 2026")
	}
}

func TestTheGradeOfAFile(t *testing.T) {
	for want, points := range map[string][]int{"excellent": {90, 10}, "pass": {60, 40}, "fail": {59, 41}} {
		n, grade := domain.Mark([]domain.Check{{Points: points[0], OK: true}, {Points: points[1]}})
		if n != points[0] || grade != want {
			t.Errorf("%d points are %s, want %s", n, grade, want)
		}
	}
	if n, grade := domain.Mark([]domain.Check{{Points: 100, OK: true}, {Veto: true}}); n != 0 || grade != "fail" {
		t.Errorf("a veto leaves %d points, %s", n, grade)
	}
}
