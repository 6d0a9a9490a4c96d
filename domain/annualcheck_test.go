package domain_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yifa/domain"
)

func direct(b *domain.OrganizationRegistered) {
	b.Items.Mode, b.Items.Supervisor = domain.ModeDirect, ""
}

func charity(b *domain.OrganizationRegistered) {
	b.Charity = &domain.OrgCharity{Since: day("2024-10-01")}
}

// checked opens the check of a year; it gives the file.
func (x *hall) checked(org domain.PartyID, year int) domain.CaseID {
	x.Helper()
	id := domain.CheckID(org, year)
	x.do("w", id, &domain.OpenCheck{Party: org, Year: year})
	return id
}

func yearReport(year string) *domain.ReportYear {
	return &domain.ReportYear{CheckReport: domain.CheckReport{Activities: []domain.OrgActivity{{On: day(year + "-06-01"), What: "举办象棋比赛"}}, IncomeFen: 100_00, SpendingFen: 50_00, Assemblies: 1, Councils: 2, SelfCheck: "未发现问题", Truthful: true}}
}

func found(ground, weight string, corrected bool) []domain.CheckFinding {
	return []domain.CheckFinding{{Ground: ground, Facts: "事实如下", Weight: weight, Corrected: corrected}}
}

// handed is a paper of a check handed to the organization on a day.
func (x *hall) handed(id domain.CaseID, paper, on string) *domain.ServeCheck {
	x.Helper()
	for _, d := range slices.Backward(x.files[id].Documents) {
		if d.Type == paper {
			return &domain.ServeCheck{Document: d.ID, Serving: domain.Serving{Method: domain.ServeDirect, On: day(on), Recipient: "周堃"}}
		}
	}
	x.Fatalf("%s has no %s", id, paper)
	return nil
}

// owed are the titles of the open tasks that ask for the act.
func (x *hall) owed(id domain.CaseID, act string) (titles []string) {
	x.Helper()
	for _, k := range x.pass(id).Tasks {
		if k.Kind == act && k.DoneAt.IsZero() {
			titles = append(titles, k.Title)
		}
	}
	return titles
}

func (x *hall) year(org domain.PartyID, year int) domain.OrgCheck {
	x.Helper()
	k := x.files[domain.CaseID(org)].PartyFile.Org.Check(year)
	if k == nil {
		x.Fatalf("%s: nothing in the register of %d", org, year)
	}
	return *k
}

func TestTheCheckOf2025GoesByTheRuleOf2026FromTheUnitToThePublishedConclusion(t *testing.T) {
	x := newHall(t, "2026-01-20 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	id := x.checked(org, 2025)
	for clock, due := range map[string]string{"unit": "2026-03-31", "file": "2026-06-01", "conclude": "2026-09-30"} { // 31 May 2026 is a Sunday
		if k := x.files[id].Clock(clock); k == nil || k.Due != day(due) {
			t.Errorf("%s: %+v, want %s", clock, k, due)
		}
	}
	x.refused("already_open", "w", "again", &domain.OpenCheck{Party: org, Year: 2025})
	x.clock("2026-03-20 09:00")
	x.do(domain.Applicant, id, yearReport("2025"))
	x.stands(id, domain.ChkUnit)
	x.refused("wrong_stage", "a", id, &domain.ReviewYear{Conclusion: domain.CheckPassed, Text: "合格"})
	x.clock("2026-04-10 09:00")
	x.do("w", id, &domain.EnterUnitOpinion{UnitOpinion: domain.UnitOpinion{On: day("2026-04-09"), By: "云岭区文化体育局", Agree: true, Text: "初审合格"}})
	x.do("a", id, &domain.AskMore{What: "explain", Text: "说明会费收取情况", Until: day("2026-04-20")})
	x.clock("2026-04-15 09:00")
	x.do(domain.Applicant, id, &domain.AnswerMore{Text: "按章程收取", Files: []domain.Blob{"f1"}})
	x.do("a", id, &domain.VisitOrganization{CheckVisit: domain.CheckVisit{At: x.now, Officers: []domain.PersonID{"a", "b"}, Place: "棋盘路8号", Found: "正常活动"}})
	x.refused("conclusion", "a", id, &domain.ReviewYear{Conclusion: domain.CheckFair, Text: "没有情形"})
	x.do("a", id, &domain.ReviewYear{Conclusion: domain.CheckFair, Findings: found("CG-11.8", domain.WeightOrdinary, false), Text: "财务管理不规范"})
	x.refused("separation_of_duties", "a", id, &domain.ConcludeYear{Conclusion: domain.CheckFair})
	x.refused("separation_of_duties", "b", id, &domain.ConcludeYear{Conclusion: domain.CheckFair}) // was there
	x.refused("conclusion", "l", id, &domain.ConcludeYear{Conclusion: domain.CheckPassed, Reasons: "从宽"})
	x.do("l", id, &domain.ConcludeYear{Conclusion: domain.CheckFair})
	x.do("w", id, &domain.PublishYear{Where: "区政府门户网站"})
	x.stands(id, domain.ChkServe)
	x.do("w", id, x.handed(id, "A-1", "2026-04-15"))
	x.stands(id, domain.ChkClosed)
	if k := x.year(org, 2025); k.Conclusion != domain.CheckFair || k.Late || !k.Activity || k.FiledOn != day("2026-04-10") {
		t.Errorf("register: %+v", k)
	}
}

func TestWhatMayBeConcludedFromWhatWasFound(t *testing.T) {
	for _, r := range []struct {
		what     string
		findings []domain.CheckFinding
		may      []string
	}{
		{"nothing found", nil, []string{domain.CheckPassed}},
		{"slight", found("CG-11.5", domain.WeightSlight, false), []string{domain.CheckPassed, domain.CheckFair}},
		{"grave but corrected before the conclusion", found("CG-11.5", domain.WeightGrave, true), []string{domain.CheckPassed, domain.CheckFair}},
		{"ordinary", found("CG-11.5", domain.WeightOrdinary, false), []string{domain.CheckFair, domain.CheckFailed}},
		{"grave", found("CG-11.5", domain.WeightGrave, false), []string{domain.CheckFailed}},
		{"false papers, however slight", found("CG-12.1", domain.WeightSlight, true), []string{domain.CheckFailed}},
		{"against the non-profit purpose, after something slight", append(found("CG-11.5", domain.WeightSlight, false), found("CG-12.3", domain.WeightSlight, false)...), []string{domain.CheckFailed}},
	} {
		for _, c := range []string{domain.CheckPassed, domain.CheckFair, domain.CheckFailed} {
			x := newHall(t, "2026-03-02 09:00")
			id := x.checked(x.organization("o1", domain.PartyAssociation, "2020-05-01", direct), 2025)
			x.do("w", id, yearReport("2025"))
			_, err := x.try("a", id, &domain.ReviewYear{Conclusion: c, Findings: r.findings, Text: "审查意见"})
			if (err == nil) != slices.Contains(r.may, c) {
				t.Errorf("%s, %s: %v", r.what, c, err)
			}
		}
	}
}

func TestAYearWithoutAnyActivityIsFailedWhateverElse(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	id := x.checked(x.organization("o1", domain.PartyAssociation, "2020-05-01", direct), 2025)
	r := yearReport("2025")
	r.Activities = nil
	x.do("w", id, r)
	x.refused("flag_open", "a", id, &domain.ReviewYear{Conclusion: domain.CheckPassed, Text: "合格"})
	x.refused("flag_open", "a", id, &domain.ReviewYear{Conclusion: domain.CheckPassed, Text: "合格", Aside: []domain.SetAside{{Ground: "CG-12.2", Why: "情况特殊"}}})
	x.refused("always_failed", "a", id, &domain.ReviewYear{Conclusion: domain.CheckFair, Text: "基本合格", Findings: found("CG-12.2", domain.WeightSlight, false)})
	x.do("a", id, &domain.ReviewYear{Conclusion: domain.CheckFailed, Text: "不合格", Findings: found("CG-12.2", domain.WeightOrdinary, false)})
	if _, err := x.try("l", id, &domain.ConcludeYear{Conclusion: domain.CheckFailed}); domain.CodeOf(err) != "invalid_input" {
		t.Errorf("failed without a demand to rectify: %v", err)
	}
}

// Who decides decides on the facts too: every finding may be struck, each by its ground and with a reason, and none otherwise. What
// the machine read in the report and the law calls failed whatever else (社会团体年度检查办法 12) stays.
func TestALeaderStrikesAFindingWithAReasonAndNoOtherWay(t *testing.T) {
	both := append(found("CG-11.8", domain.WeightOrdinary, false), found("CG-11.4", domain.WeightSlight, false)...)
	twice := append(found("CG-11.8", domain.WeightOrdinary, false), domain.CheckFinding{Ground: "CG-11.8", Facts: "另一事实", Weight: domain.WeightSlight})
	why := func(grounds ...string) (out []domain.SetAside) {
		for _, g := range grounds {
			out = append(out, domain.SetAside{Ground: g, Why: "证据不足"})
		}
		return out
	}
	for _, r := range []struct {
		what     string
		findings []domain.CheckFinding
		cmd      domain.ConcludeYear
		code     domain.Code
		left     int
	}{
		{"all as the review found", both, domain.ConcludeYear{Conclusion: domain.CheckFair}, "", 2},
		{"every one struck, each with a reason: passed", both, domain.ConcludeYear{Conclusion: domain.CheckPassed, Reasons: "均不成立", Struck: why("CG-11.8", "CG-11.4")}, "", 0},
		{"one struck, what is left is slight: passed", both, domain.ConcludeYear{Conclusion: domain.CheckPassed, Reasons: "其余轻微", Struck: why("CG-11.8")}, "", 1},
		{"one struck, what is left is ordinary: not passed", both, domain.ConcludeYear{Conclusion: domain.CheckPassed, Reasons: "从宽", Struck: why("CG-11.4")}, "conclusion", 0},
		{"one left out without a word", both, domain.ConcludeYear{Conclusion: domain.CheckFair, Findings: found("CG-11.8", domain.WeightOrdinary, false)}, "finding_open", 0},
		{"one left out with a reason", both, domain.ConcludeYear{Conclusion: domain.CheckFair, Findings: found("CG-11.8", domain.WeightOrdinary, false), Struck: why("CG-11.4")}, "", 1},
		{"struck without a reason", both, domain.ConcludeYear{Conclusion: domain.CheckPassed, Reasons: "均不成立", Struck: []domain.SetAside{{Ground: "CG-11.8", Why: " "}, {Ground: "CG-11.4", Why: "不成立"}}}, "invalid_input", 0},
		{"struck and kept", both, domain.ConcludeYear{Conclusion: domain.CheckFair, Findings: both, Struck: why("CG-11.4")}, "invalid_input", 0},
		{"struck what nobody found", both, domain.ConcludeYear{Conclusion: domain.CheckFair, Struck: why("CG-11.5")}, "invalid_input", 0},
		{"one of two of a ground, not said which", twice, domain.ConcludeYear{Conclusion: domain.CheckPassed, Reasons: "其余轻微", Struck: why("CG-11.8")}, "invalid_input", 0},
		{"one of two of a ground, said which", twice, domain.ConcludeYear{Conclusion: domain.CheckPassed, Reasons: "其余轻微", Findings: twice[1:], Struck: why("CG-11.8")}, "", 1},
		{"the conclusion is another and nobody says why", both, domain.ConcludeYear{Conclusion: domain.CheckPassed, Struck: why("CG-11.8", "CG-11.4")}, "invalid_input", 0},
		{"a ground of article 12 that a person found", found("CG-12.1", domain.WeightGrave, false), domain.ConcludeYear{Conclusion: domain.CheckPassed, Reasons: "材料经核实属实", Struck: why("CG-12.1")}, "", 0},
	} {
		x := newHall(t, "2026-03-02 09:00")
		id := x.checked(x.organization("o1", domain.PartyAssociation, "2020-05-01", direct), 2025)
		x.do("w", id, yearReport("2025"))
		proposed := domain.CheckFair
		if r.findings[0].Ground == "CG-12.1" {
			proposed = domain.CheckFailed
		}
		x.do("a", id, &domain.ReviewYear{Conclusion: proposed, Findings: r.findings, Text: "审查意见"})
		_, err := x.try("l", id, &r.cmd)
		if domain.CodeOf(err) != r.code {
			t.Errorf("%s: %v", r.what, err)
			continue
		}
		if r.code == "" {
			if k := x.files[id].AnnualCheck.Conclusion(); len(k.Findings) != r.left || len(k.Struck) != len(r.cmd.Struck) {
				t.Errorf("%s: %+v", r.what, k)
			}
		}
	}
}

func TestWhatTheReportItselfShowsAndTheLawCallsFailedIsStruckByNobody(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	id := x.checked(x.organization("o1", domain.PartyAssociation, "2020-05-01", direct), 2025)
	r := yearReport("2025")
	r.Activities = nil
	x.do("w", id, r)
	x.do("a", id, &domain.ReviewYear{Conclusion: domain.CheckFailed, Text: "不合格", Findings: append(found("CG-12.2", domain.WeightOrdinary, false), found("CG-11.8", domain.WeightOrdinary, false)...)})
	strike := []domain.SetAside{{Ground: "CG-12.2", Why: "情况特殊"}, {Ground: "CG-11.8", Why: "不成立"}}
	x.refused("finding_stays", "l", id, &domain.ConcludeYear{Conclusion: domain.CheckPassed, Reasons: "从宽", Struck: strike})
	x.refused("finding_stays", "l", id, &domain.ConcludeYear{Conclusion: domain.CheckFair, Reasons: "从宽", Findings: found("CG-11.8", domain.WeightOrdinary, false)})
	x.do("l", id, &domain.ConcludeYear{Conclusion: domain.CheckFailed, Rectify: []string{"开展活动"}, Struck: strike[1:]})
	x.do("w", id, &domain.PublishYear{Where: "门户网站"})
	x.refused("finding_stays", "l", id, &domain.ResetYear{Conclusion: domain.CheckPassed, Reasons: "复核"})
	// and a head of article 11 that the machine saw needs its reason from somebody, at whichever step
	id = x.checked(x.organization("o2", domain.PartyAssociation, "2018-05-01", direct, func(b *domain.OrganizationRegistered) {
		b.Term = &domain.OrgTerm{No: 1, From: day("2018-05-01"), Until: day("2023-04-30")}
	}), 2025)
	x.do("w", id, yearReport("2025"))
	x.do("a", id, &domain.ReviewYear{Conclusion: domain.CheckFair, Text: "未换届", Findings: found("CG-11.4", domain.WeightOrdinary, false)})
	x.do("l", id, &domain.ConcludeYear{Conclusion: domain.CheckPassed, Reasons: "已换届，登记簿未更新", Struck: []domain.SetAside{{Ground: "CG-11.4", Why: "已于2023年4月换届"}}})
	x.do("w", id, &domain.PublishYear{Where: "门户网站"})
	x.do("l", id, &domain.ResetYear{Conclusion: domain.CheckFair, Findings: found("CG-11.8", domain.WeightOrdinary, false), Reasons: "查实财务不规范"}) // the reason given for the other stands
	x.do("w", id, &domain.PublishYear{Where: "门户网站"})
	x.refused("finding_open", "l", id, &domain.ResetYear{Conclusion: domain.CheckPassed, Reasons: "复核"})
	x.do("l", id, &domain.ResetYear{Conclusion: domain.CheckPassed, Reasons: "复核", Struck: []domain.SetAside{{Ground: "CG-11.8", Why: "复核不成立"}}})
}

func TestAMissedYearIsALeadToTheListAndTwoInARowAreAClue(t *testing.T) {
	x := newHall(t, "2026-01-20 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	id := x.checked(org, 2025)
	x.clock("2026-06-01 18:00")
	x.stands(id, domain.ChkOpen)
	x.clock("2026-06-02 09:00")
	x.stands(id, domain.ChkMissed)
	l := x.settle(id)
	if len(l) != 1 || x.files[l[0]].Listing.Ground.Code != "AB-1" || x.files[l[0]].Listing.List != domain.ListAbnormal {
		t.Fatalf("candidates: %v", l)
	}
	if k := x.year(org, 2025); k.Conclusion != domain.CheckMissed {
		t.Errorf("register: %+v", k)
	}
	// from 2026 an association that does not send its papers is to be punished, be it for one year (社会团体年度检查办法 16)
	if lead := x.files[id].AnnualCheck.Lead; lead == nil || lead.Violation != "SO-05" || lead.Confirmed != domain.Confirmed {
		t.Errorf("lead: %+v", lead)
	}
	// late: taken, and kept as late
	x.clock("2026-07-01 09:00")
	x.do("w", id, yearReport("2025"))
	x.do("w", id, &domain.EnterUnitOpinion{UnitOpinion: domain.UnitOpinion{On: day("2026-07-01"), By: "文化体育局", Agree: true, Text: "同意"}})
	if k := x.year(org, 2025); !k.Late || k.Conclusion != domain.CheckFiled || x.files[id].AnnualCheck.UnitLate {
		t.Errorf("late: %+v", k)
	}

	o2 := x.organization("o2", domain.PartyServiceOrg, "2020-05-01")
	for _, y := range []int{2024, 2025} {
		k := x.checked(o2, y)
		x.pass(k)
		x.settle(k)
	}
	if first := domain.CheckID(o2, 2024); x.files[first].AnnualCheck.Lead != nil {
		t.Error("of a service organization one year is no clue yet")
	}
	second := domain.CheckID(o2, 2025)
	lead := x.files[second].AnnualCheck.Lead
	if lead == nil || lead.Violation != "SO-19" || !slices.Equal(lead.Years, []int{2024, 2025}) || lead.Confirmed != domain.Unconfirmed {
		t.Fatalf("lead: %+v", lead)
	}
	p := x.do("s", second, &domain.OpenCheckClue{Clue: "连续两年未参加年检", Officers: []domain.PersonID{"a", "b"}})[0]
	if c := x.files[p]; c.Penalty == nil || c.Penalty.Allegations[0].Violation != "SO-19" || c.Parent != second {
		t.Errorf("clue: %+v", c.Penalty)
	}
}

func TestWhoReportedInTimeIsNotMissedBecauseTheUnitWasLate(t *testing.T) {
	x := newHall(t, "2026-01-20 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	id := x.checked(org, 2025)
	x.clock("2026-03-30 09:00")
	x.do("w", id, yearReport("2025"))
	x.clock("2026-06-20 09:00")
	x.stands(id, domain.ChkUnit)
	if got := x.settle(id); got != nil {
		t.Errorf("leads: %v", got)
	}
	x.do("w", id, &domain.EnterUnitOpinion{UnitOpinion: domain.UnitOpinion{On: day("2026-06-19"), By: "文化体育局", Agree: true, Text: "同意"}})
	if a := x.files[id].AnnualCheck; !a.Late || !a.UnitLate {
		t.Errorf("%+v", a)
	}
}

func TestANewcomerMayStayOutAndABodyRegisteredByTheMiddleOfTheYearMayNot(t *testing.T) {
	for _, r := range []struct {
		kind     domain.PartyKind
		on       string
		due, new bool
	}{
		{domain.PartyAssociation, "2025-06-30", true, false}, {domain.PartyAssociation, "2025-07-01", true, true}, {domain.PartyServiceOrg, "2025-07-01", true, true},
		{domain.PartyServiceOrg, "2025-06-30", true, false}, {domain.PartyAssociation, "2025-12-31", true, true}, {domain.PartyAssociation, "2026-01-01", false, false},
	} {
		x := newHall(t, "2026-02-02 09:00")
		org := x.organization("o1", r.kind, r.on)
		due, fresh, err := domain.Checked(x.files["o1"].PartyFile.Org, 2025, book())
		if err != nil || due != r.due || fresh != r.new {
			t.Errorf("%s %s: %v %v %v", r.kind, r.on, due, fresh, err)
		}
		if !r.due {
			x.refused("not_checked", "w", domain.CheckID(org, 2025), &domain.OpenCheck{Party: org, Year: 2025})
			continue
		}
		id := x.checked(org, 2025)
		if !r.new {
			continue
		}
		x.clock("2026-06-05 09:00")
		if got := x.settle(id); got != nil {
			t.Errorf("leads: %v", got)
		}
		x.stands(id, domain.ChkOut)
		if k := x.year(org, 2025); k.Conclusion != domain.CheckExempt {
			t.Errorf("register: %+v", k)
		}
	}
}

func TestANewcomerThatReportsLateIsLateAndNothingFollows(t *testing.T) {
	x := newHall(t, "2026-02-02 09:00")
	org := x.organization("o1", domain.PartyServiceOrg, "2025-09-01", direct)
	id := x.checked(org, 2025)
	x.clock("2026-06-05 09:00")
	x.do("w", id, yearReport("2025")) // before the engine has looked
	if got := x.settle(id); got != nil || len(x.files[id].AnnualCheck.Listings) != 0 {
		t.Errorf("leads: %v", got)
	}
	if k := x.year(org, 2025); k.Conclusion != domain.CheckFiled || !k.Late {
		t.Errorf("register: %+v", k)
	}
	x.stands(id, domain.ChkReview)
}

func TestCase16ACharityReportsByTheEndOfMarchAndIsNotCheckedBesides(t *testing.T) {
	x := newHall(t, "2026-01-20 09:00")
	org := x.organization("o1", domain.PartyServiceOrg, "2020-05-01", charity)
	id := x.checked(org, 2025)
	a := x.files[id].AnnualCheck
	if k := x.files[id].Clock("file"); a.Track != domain.TrackCharity || k.Due != day("2026-03-31") || x.files[id].Clock("unit") != nil || x.files[id].Clock("conclude") != nil {
		t.Errorf("%+v, due %s", a, k.Due)
	}
	x.refused("already_open", "w", "twice", &domain.OpenCheck{Party: org, Year: 2025})
	x.do("w", id, yearReport("2025"))
	x.stands(id, domain.ChkReview)
	x.refused("charity_report", "a", id, &domain.ReviewYear{Conclusion: domain.CheckPassed, Text: "合格"})
	x.do("a", id, &domain.ReviewYear{Conclusion: domain.CheckFiled, Text: "已报送"})
	x.do("l", id, &domain.ConcludeYear{Conclusion: domain.CheckFiled})
	x.do("w", id, &domain.PublishYear{Where: "慈善中国"})
	if got := x.files[string2case(org)].PartyFile.Org.Checks; len(got) != 1 || got[0].Conclusion != domain.CheckFiled {
		t.Errorf("register: %+v", got)
	}
	if d := x.files[id].Documents; len(d) != 1 || d[0].Type != "A-3" || d[0].Title != "年度工作报告收讫通知书" || d[0].Number == "" {
		t.Errorf("paper: %+v", d)
	}
	for _, k := range x.files[id].Tasks {
		if strings.Contains(k.Title, "结论") || strings.Contains(k.Title, "年检") {
			t.Errorf("a task of a charity's report says %q", k.Title)
		}
	}
	for _, act := range []string{"annual_check.review", "annual_check.conclude", "annual_check.publish", "annual_check.serve"} {
		spec, _ := domain.SpecOf(act)
		if k := spec.On(x.files[id]); strings.Contains(k.Title, "结论") || strings.Contains(k.Starts, "整改") {
			t.Errorf("%s is called %q and starts %q", act, k.Title, k.Starts)
		}
	}
}

func TestACharityThatDoesNotReportIsAClueOfTheCharityLaw(t *testing.T) {
	x := newHall(t, "2026-01-20 09:00")
	org := x.organization("o1", domain.PartyServiceOrg, "2020-05-01", charity)
	id := x.checked(org, 2025)
	x.clock("2026-04-02 09:00")
	if l := x.settle(id); len(l) != 1 || x.files[l[0]].Listing.Ground.Code != "AB-1" {
		t.Errorf("candidates: %v", l)
	}
	if lead := x.files[id].AnnualCheck.Lead; lead == nil || lead.Violation != "SO-38" {
		t.Errorf("lead: %+v", lead)
	}
}

func TestFalsePapersAreFailedAndAClueAtOnce(t *testing.T) {
	x := newHall(t, "2026-01-20 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	id := x.checked(org, 2025)
	x.do("w", id, yearReport("2025"))
	x.do("w", id, &domain.EnterUnitOpinion{UnitOpinion: domain.UnitOpinion{On: day("2026-01-20"), By: "文化体育局", Agree: true, Text: "同意"}})
	x.do("a", id, &domain.ReviewYear{Conclusion: domain.CheckFailed, Text: "虚报", Findings: []domain.CheckFinding{{Ground: "CG-12.1", Facts: "虚报会员大会", Weight: domain.WeightOrdinary}}})
	x.do("l", id, &domain.ConcludeYear{Conclusion: domain.CheckFailed, Rectify: []string{"如实重报"}})
	if lead := x.files[id].AnnualCheck.Lead; lead == nil || lead.Violation != "SO-05" || lead.Row != "CG-12.1" {
		t.Errorf("lead: %+v", lead)
	}
}

func string2case(p domain.PartyID) domain.CaseID { return domain.CaseID(p) }

func TestWhatIsNotRectifiedInTimeIsALead(t *testing.T) {
	for _, r := range []struct {
		what   string
		report bool
		passed bool
		leads  int
	}{{"nothing reported", false, false, 1}, {"reported, not passed", true, false, 1}, {"reported and passed", true, true, 0}} {
		x := newHall(t, "2026-03-02 09:00")
		org := x.organization("o1", domain.PartyAssociation, "2020-05-01", direct)
		id := x.checked(org, 2025)
		x.do("w", id, yearReport("2025"))
		x.do("a", id, &domain.ReviewYear{Conclusion: domain.CheckFailed, Text: "不合格", Findings: found("CG-11.8", domain.WeightGrave, false)})
		x.do("l", id, &domain.ConcludeYear{Conclusion: domain.CheckFailed, Rectify: []string{"规范财务管理"}, Days: 60})
		x.do("w", id, &domain.PublishYear{Where: "门户网站"})
		if ds := x.files[id].Documents; len(ds) != 2 || ds[0].ID == ds[1].ID || ds[1].Type != "A-2" {
			t.Errorf("papers: %+v", ds)
		}
		x.stands(id, domain.ChkServe)
		x.do("w", id, x.handed(id, "A-1", "2026-03-02"))
		x.do("w", id, x.handed(id, "A-2", "2026-03-02"))
		x.stands(id, domain.ChkRectify)
		var opened []domain.CaseID
		if r.report {
			x.clock("2026-04-20 09:00")
			x.do(domain.Applicant, id, &domain.ReportCheckRectified{Text: "已经整改"})
			opened = x.do("a", id, &domain.VerifyRectified{Passed: r.passed, Note: "经核实"})
		} else {
			x.refused("too_early", "a", id, &domain.VerifyRectified{Note: "没有整改"})
			x.clock("2026-05-07 09:00") // the sixtieth day, 1 May, and its holiday
			opened = x.settle(id)
			x.do("a", id, &domain.VerifyRectified{Note: "没有整改"})
		}
		if len(opened) != r.leads || r.leads == 1 && x.files[opened[0]].Listing.Ground.Code != "AB-3" {
			t.Errorf("%s: %v", r.what, opened)
		}
		x.stands(id, domain.ChkClosed)
	}
}

// failedCheck is a check of 2025 that failed on the day given, published, with an order to rectify that nobody has served.
func (x *hall) failedCheck(kind domain.PartyKind, days int) domain.CaseID {
	x.Helper()
	id := x.checked(x.organization("o1", kind, "2020-05-01", direct), 2025)
	x.do("w", id, yearReport("2025"))
	ground := map[domain.PartyKind]string{domain.PartyAssociation: "CG-11.8", domain.PartyServiceOrg: "CB-4"}[kind]
	x.do("a", id, &domain.ReviewYear{Conclusion: domain.CheckFailed, Text: "不合格", Findings: found(ground, domain.WeightGrave, false)})
	x.do("l", id, &domain.ConcludeYear{Conclusion: domain.CheckFailed, Rectify: []string{"规范财务管理"}, Days: days})
	x.do("w", id, &domain.PublishYear{Where: "门户网站"})
	return id
}

// REG-3.04: the time to rectify runs from the service of the order. Whoever does not have it can miss nothing (AB-3).
func TestTheTimeToRectifyRunsFromTheDayTheOrderWasServed(t *testing.T) {
	for _, r := range []struct {
		what string
		kind domain.PartyKind
		days int
		way  domain.Serving
		from string // the day it counts as served
		due  string
	}{
		{"a 民非, three months", domain.PartyServiceOrg, 0, domain.Serving{Method: domain.ServeDirect, On: day("2026-03-20"), Recipient: "周堃"}, "2026-03-20", "2026-06-22"}, // 20 June is a Saturday
		{"an association, what the bureau set", domain.PartyAssociation, 45, domain.Serving{Method: domain.ServePost, On: day("2026-03-20"), Recipient: "周堃", Tracking: "XB1"}, "2026-03-20", "2026-05-06"},
		{"an association, the term of the row", domain.PartyAssociation, 0, domain.Serving{Method: domain.ServeLeaving, On: day("2026-03-20"), Witness: "社区"}, "2026-03-20", "2026-06-18"},
		{"by public notice, from its end", domain.PartyAssociation, 45, domain.Serving{Method: domain.ServeNotice, On: day("2026-03-20"), Reason: "住所无人，信函退回"}, "2026-04-19", "2026-06-03"},
	} {
		t.Run(r.what, func(t *testing.T) {
			x := newHall(t, "2026-03-02 09:00")
			id := x.failedCheck(r.kind, r.days)
			x.stands(id, domain.ChkServe)
			if k := x.files[id]; k.Clock("rectify") != nil || !k.AnnualCheck.Rectify.Due.IsZero() {
				t.Fatalf("the time runs before the order was served: %+v", k.Clocks)
			}
			if got := x.owed(id, "annual_check.serve"); !slices.Equal(got, []string{"送达年度检查结论通知书、年度检查整改通知书"}) {
				t.Errorf("tasks: %v", got)
			}
			x.refused("not_served", "a", id, &domain.VerifyRectified{Note: "没有整改"})
			x.clock("2026-03-20 10:00")
			serve := x.handed(id, "A-2", "2026-03-20")
			serve.Serving = r.way
			early := *serve
			early.On = day("2026-03-01")
			x.refused("invalid_input", "w", id, &early)
			x.do("w", id, serve)
			x.refused("already_done", "w", id, serve)
			if k := x.files[id].Documents; k[len(k)-1].Type != "P-24" {
				t.Errorf("no receipt: %+v", k)
			}
			if got := x.owed(id, "annual_check.serve"); !slices.Equal(got, []string{"送达年度检查结论通知书"}) {
				t.Errorf("tasks: %v", got)
			}
			x.clock(day(r.from).AddDays(1).String() + " 09:00")
			x.stands(id, domain.ChkRectify)
			if k := x.files[id].Clock("rectify"); k == nil || k.From != day(r.from) || k.Due != day(r.due) || x.files[id].AnnualCheck.Rectify.Due != k.Due || x.files[id].ServedOn(serve.Document) != day(r.from) {
				t.Fatalf("time to rectify: %+v", k)
			}
			x.refused("too_early", "a", id, &domain.VerifyRectified{Note: "没有整改"})
			x.clock(day(r.due).AddDays(1).String() + " 09:00")
			if l := x.settle(id); len(l) != 1 || x.files[l[0]].Listing.Ground.Code != "AB-3" {
				t.Errorf("candidates: %v", l)
			}
		})
	}
}

func TestAnOrderThatNobodyReceivedIsHeldAgainstNobody(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	id := x.failedCheck(domain.PartyAssociation, 30)
	x.clock("2027-03-02 09:00")
	if l := x.settle(id); l != nil {
		t.Errorf("candidates: %v", l)
	}
	x.refused("not_served", "a", id, &domain.VerifyRectified{Note: "没有整改"})
	x.refused("already_done", domain.System, id, &domain.RecordUnrectified{})
	x.do(domain.Applicant, id, &domain.ReportCheckRectified{Text: "自行整改完毕"}) // who learned of it by itself may rectify
	x.refused("not_served", "a", id, &domain.VerifyRectified{Note: "没有整改"})
	x.do("a", id, &domain.VerifyRectified{Passed: true, Note: "已经整改"})
	x.stands(id, domain.ChkServe)
	x.do("w", id, x.handed(id, "A-1", "2027-03-02"))
	x.stands(id, domain.ChkClosed)
}

// A year that was passed is known by its publication; what is against an organization must reach it before the file ends.
func TestAConclusionAgainstAnOrganizationIsServedBeforeTheFileEnds(t *testing.T) {
	for _, r := range []struct {
		what, conclusion string
		findings         []domain.CheckFinding
		want             domain.Stage
	}{
		{"passed", domain.CheckPassed, nil, domain.ChkClosed},
		{"fair", domain.CheckFair, found("CG-11.8", domain.WeightOrdinary, false), domain.ChkServe},
	} {
		x := newHall(t, "2026-03-02 09:00")
		id := x.checked(x.organization("o1", domain.PartyAssociation, "2020-05-01", direct), 2025)
		x.do("w", id, yearReport("2025"))
		x.do("a", id, &domain.ReviewYear{Conclusion: r.conclusion, Text: "意见", Findings: r.findings})
		x.do("l", id, &domain.ConcludeYear{Conclusion: r.conclusion})
		x.do("w", id, &domain.PublishYear{Where: "门户网站"})
		x.stands(id, r.want)
		notice := x.handed(id, "A-1", "2026-03-02")
		notice.Serving = domain.Serving{Method: domain.ServeNotice, On: day("2026-03-02"), Reason: "住所无人，信函退回"}
		if r.want == domain.ChkClosed {
			x.refused("closed", "w", id, notice)
			x.do("w", id, x.handed(id, "A-1", "2026-03-02"))
			x.stands(id, domain.ChkClosed)
			continue
		}
		x.do("w", id, notice)
		if got := x.owed(id, "annual_check.serve"); got != nil {
			t.Errorf("while the notice runs: %v", got)
		}
		x.stands(id, domain.ChkServe)
		x.clock("2026-04-02 09:00")
		x.stands(id, domain.ChkClosed)
	}
}

// A file of before: its order gave a day, its time ran from the conclusion, and nobody served it. It stands as it stood; held against the
// organization it is only when it was served, and then for the time that runs from there.
func TestAnOrderOfBeforeKeepsItsDayUntilItIsServed(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	id := x.checked(x.organization("o1", domain.PartyAssociation, "2020-05-01", direct), 2025)
	x.do("w", id, yearReport("2025"))
	x.do("a", id, &domain.ReviewYear{Conclusion: domain.CheckFailed, Text: "不合格", Findings: found("CG-11.8", domain.WeightGrave, false)})
	body, err := domain.ReadBody("YearConcluded", []byte(`{"conclusion":"failed","rectify":["规范财务管理"],"days":60,
 "result":{"conclusion":"failed","on":"2026-03-02","by":"l","document":"o1-y2025-d1"},"document":{"id":"o1-y2025-d1","type":"A-1","title":"年度检查结论通知书","issued_on":"2026-03-02"},
 "order":{"items":["规范财务管理"],"days":60,"document":"o1-y2025-d2","due":"2026-05-06"},"demand":{"id":"o1-y2025-d2","type":"A-2","title":"年度检查整改通知书","issued_on":"2026-03-02"},
 "clock":{"id":"rectify","rule":"REG-3.06","title":"整改","term":{"n":60,"unit":"calendar","binds":"party"},"effect":"lead","from":"2026-03-02","due":"2026-05-06"}}`))
	if err != nil {
		t.Fatal(err)
	}
	x.put(x.files[id], "l", x.now, []domain.Body{body})
	x.put(x.files[id], "w", x.now, []domain.Body{&domain.YearPublished{PublishYear: domain.PublishYear{Where: "门户网站"}}})
	x.stands(id, domain.ChkRectify)
	if got := x.owed(id, "annual_check.serve"); got != nil {
		t.Errorf("tasks: %v", got)
	}
	x.clock("2026-05-08 09:00")
	if l := x.settle(id); l != nil || x.files[id].AnnualCheck.Rectify.OverdueOn != day("2026-05-07") {
		t.Errorf("a candidate rests on an order nobody received: %v, %+v", l, x.files[id].AnnualCheck.Rectify)
	}
	x.refused("not_served", "a", id, &domain.VerifyRectified{Note: "没有整改"})
	x.do("w", id, x.handed(id, "A-2", "2026-05-08"))
	if k := x.files[id].Clock("rectify#2"); k == nil || k.From != day("2026-05-08") || x.files[id].AnnualCheck.Rectify.OverdueOn != 0 {
		t.Errorf("%+v", x.files[id].Clocks)
	}
	x.do("a", id, &domain.VerifyRectified{Passed: true, Note: "已经整改"})
	x.stands(id, domain.ChkClosed) // its conclusion was not asked to be served
}

// AB-1 rests on when the organization handed its report in, not on when its supervising unit passed it on.
func TestOnAB1StandsWhoWasLateAndNotWhoseUnitWas(t *testing.T) {
	for _, r := range []struct {
		what     string
		handed   string // to the unit
		passedOn string // by the unit, to the registrar
		late     bool
		unitLate bool
		lead     bool
	}{
		{"both in time", "2026-03-31", "2026-06-01", false, false, false},
		{"the unit was late", "2026-03-31", "2026-06-02", true, true, false},
		{"the organization was late with the unit, which made it good", "2026-04-01", "2026-06-01", false, false, false},
		{"the organization was late with the unit, and it came late", "2026-04-01", "2026-06-02", true, false, true},
		{"it was handed in after the last day", "2026-06-03", "2026-06-10", true, false, true},
	} {
		t.Run(r.what, func(t *testing.T) {
			x := newHall(t, "2026-01-20 09:00")
			org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
			id := x.checked(org, 2025)
			x.clock(r.handed + " 10:00")
			leads := x.settle(id)
			x.do("w", id, yearReport("2025"))
			x.clock(r.passedOn + " 10:00")
			leads = append(leads, x.settle(id)...)
			leads = append(leads, x.do("w", id, &domain.EnterUnitOpinion{UnitOpinion: domain.UnitOpinion{On: day(r.passedOn), By: "文化体育局", Agree: true, Text: "同意"}})...)
			if k := x.year(org, 2025); k.Late != r.late || k.UnitLate != r.unitLate || k.ReportedOn != day(r.handed) || k.FiledOn != day(r.passedOn) {
				t.Errorf("register: %+v", k)
			}
			if got := x.files[id].AnnualCheck.Listings; !slices.Equal(got, leads) || (len(leads) == 1) != r.lead {
				t.Fatalf("candidates: %v, the file says %v", leads, got)
			}
			if !r.lead {
				x.refused("no_ground", "a", "l1", &domain.OpenListing{Party: org, Ground: "AB-1", Facts: "逾期报送"})
				return
			}
			if facts := x.files[leads[0]].Listing.Facts; !strings.Contains(facts, "应于2026-03-31前送业务主管单位初审") || !strings.Contains(facts, "应于2026-06-01前报登记机关") {
				t.Errorf("facts: %s", facts)
			}
			x.do("a", id, &domain.ReviewYear{Conclusion: domain.CheckPassed, Text: "合格"})
			x.do("l", id, &domain.ConcludeYear{Conclusion: domain.CheckPassed})
			if k := x.year(org, 2025); k.ReportedOn != day(r.handed) || !k.Late {
				t.Errorf("the register forgot: %+v", k)
			}
		})
	}
}

func TestAConclusionIsSetAgainWithinTheLastTwoCheckYearsAndTheFormerStays(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01", direct)
	id := x.checked(org, 2025)
	x.do("w", id, yearReport("2025"))
	x.do("a", id, &domain.ReviewYear{Conclusion: domain.CheckPassed, Text: "合格"})
	x.do("l", id, &domain.ConcludeYear{Conclusion: domain.CheckPassed})
	x.do("w", id, &domain.PublishYear{Where: "门户网站"})
	reset := &domain.ResetYear{Conclusion: domain.CheckFailed, Findings: found("CG-11.9", domain.WeightGrave, false), Reasons: "查实违规评比", Rectify: []string{"停止评比"}, Days: 30}
	x.clock("2027-11-01 09:00")
	x.refused("separation_of_duties", "a", id, reset)
	x.do("l", id, reset)
	x.stands(id, domain.ChkPublish)
	if k := x.year(org, 2025); k.Conclusion != domain.CheckFailed || !slices.Equal(k.Before, []string{domain.CheckPassed}) || len(x.files[id].AnnualCheck.Conclusions) != 2 {
		t.Errorf("register: %+v", k)
	}
	x.do("w", id, &domain.PublishYear{Where: "门户网站"})
	x.do("w", id, &domain.ReportCheckRectified{Text: "已停止"})
	x.do("a", id, &domain.VerifyRectified{Passed: true, Note: "属实"})
	x.stands(id, domain.ChkServe) // who was passed before must be told
	x.do("w", id, x.handed(id, "A-1", "2027-11-01"))
	x.stands(id, domain.ChkClosed)
	x.clock("2028-01-04 09:00")
	x.refused("too_late", "l", id, &domain.ResetYear{Conclusion: domain.CheckPassed, Reasons: "复核"})
}

func TestCase18AnElectionThatIsOverdueAtTheEndOfTheYearIsTakenUpInTheReview(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	id := x.checked(x.organization("o1", domain.PartyAssociation, "2018-05-01", direct, func(b *domain.OrganizationRegistered) {
		b.Term = &domain.OrgTerm{No: 1, From: day("2018-05-01"), Until: day("2023-04-30"), ExtendedUntil: day("2024-04-30")}
	}), 2025)
	x.do("w", id, yearReport("2025"))
	x.refused("flag_open", "a", id, &domain.ReviewYear{Conclusion: domain.CheckPassed, Text: "合格"})
	x.do("a", id, &domain.ReviewYear{Conclusion: domain.CheckFair, Text: "未换届", Findings: found("CG-11.4", domain.WeightOrdinary, false)})
}

func TestCase18AnExtensionThatEndsOnAHolidayEndsThereAndTheBoardSaysHowTheTermStands(t *testing.T) {
	for _, r := range []struct {
		what string
		term *domain.OrgTerm
		on   string
		want string
	}{
		{"never", nil, "2026-10-10", domain.ElectionNever},
		{"runs", &domain.OrgTerm{From: day("2023-10-01"), Until: day("2027-10-01")}, "2026-10-10", domain.ElectionRuns},
		{"ends within the quarter", &domain.OrgTerm{From: day("2022-01-01"), Until: day("2026-12-31")}, "2026-10-10", domain.ElectionEnding},
		{"extended", &domain.OrgTerm{From: day("2020-11-01"), Until: day("2025-11-01"), ExtendedUntil: day("2026-11-01")}, "2026-10-10", domain.ElectionExtended},
		{"the extension ends on National Day: that day still", &domain.OrgTerm{From: day("2020-10-01"), Until: day("2025-10-01"), ExtendedUntil: day("2026-10-01")}, "2026-10-01", domain.ElectionExtended},
		{"and is over the day after, in the holiday", &domain.OrgTerm{From: day("2020-10-01"), Until: day("2025-10-01"), ExtendedUntil: day("2026-10-01")}, "2026-10-02", domain.ElectionOverdue},
		{"overdue", &domain.OrgTerm{From: day("2015-01-01"), Until: day("2020-01-01")}, "2026-10-10", domain.ElectionOverdue},
	} {
		if got := domain.ElectionState(r.term, day(r.on), 90); got != r.want {
			t.Errorf("%s: %s, want %s", r.what, got, r.want)
		}
	}
}

// --- the draw

func pool(n int) []domain.PoolEntry {
	var out []domain.PoolEntry
	for i := range n {
		out = append(out, domain.PoolEntry{ID: domain.PartyID(rune('a'+i%26)) + domain.PartyID(rune('0'+i/26)), Kind: []domain.PartyKind{domain.PartyAssociation, domain.PartyServiceOrg}[i%2]})
	}
	return out
}

func TestTheSampleOfSeventeenAtThreePerCentIsOne(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: 1, 17: 1, 30: 1, 33: 1, 34: 2, 100: 3, 101: 4, 1000: 30} {
		if got := domain.SampleSize(n, 30); got != want {
			t.Errorf("%d: %d, want %d", n, got, want)
		}
	}
	if got := domain.DrawSample(pool(17), domain.DrawSeed(domain.PoolDigest(pool(17)), "20261231"), 30, false); len(got) != 1 {
		t.Errorf("drawn: %v", got)
	}
}

func TestADrawIsTheSameInWhateverOrderAndOfTheRightSize(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		ps := pool(rapid.IntRange(1, 200).Draw(r, "n"))
		mille, by := rapid.IntRange(30, 1000).Draw(r, "mille"), rapid.Bool().Draw(r, "by")
		seed := domain.DrawSeed(domain.PoolDigest(ps), rapid.String().Draw(r, "public"))
		got := domain.DrawSample(ps, seed, mille, by)
		mixed := rapid.Permutation(ps).Draw(r, "mixed")
		if domain.PoolDigest(mixed) != domain.PoolDigest(ps) || !slices.Equal(domain.DrawSample(mixed, seed, mille, by), got) {
			r.Fatal("another order, another draw")
		}
		if len(got) < domain.SampleSize(len(ps), mille) || len(got) > len(ps) || !by && len(got) != domain.SampleSize(len(ps), mille) {
			r.Fatalf("%d of %d at %d", len(got), len(ps), mille)
		}
		slices.Sort(got)
		if len(slices.Compact(got)) != len(got) {
			r.Fatal("drawn twice")
		}
		for _, k := range []domain.PartyKind{domain.PartyAssociation, domain.PartyServiceOrg} {
			of := func(id domain.PartyID) bool {
				return slices.ContainsFunc(ps, func(p domain.PoolEntry) bool { return p.ID == id && p.Kind == k })
			}
			n, drawn := 0, 0
			for _, p := range ps {
				if p.Kind == k {
					n++
				}
			}
			for _, id := range got {
				if of(id) {
					drawn++
				}
			}
			if by && drawn != domain.SampleSize(n, mille) {
				r.Fatalf("%s: %d of %d", k, drawn, n)
			}
		}
	})
}

func TestEverybodyIsDrawnAboutAsOften(t *testing.T) {
	ps, hits := pool(50), map[domain.PartyID]int{}
	for i := range 4000 {
		for _, id := range domain.DrawSample(ps, domain.DrawSeed("x", string(rune('一'+i))), 100, false) {
			hits[id]++
		}
	}
	for _, p := range ps { // 4000 draws of 5 of 50: 400 each, four deviations of 19
		if n := hits[p.ID]; n < 320 || n > 480 {
			t.Errorf("%s: %d times", p.ID, n)
		}
	}
}

func TestTheTargetsOfASampleAreDrawnFromAPoolThatWasFrozenBefore(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	for i := range 17 {
		x.organization(domain.CaseID("o"+string(rune('a'+i))), domain.PartyAssociation, "2020-05-01")
	}
	x.do("s", "c1", &domain.DraftCampaign{Title: "2026年社会组织抽查", Kind: "routine", Basis: "社会组织抽查暂行办法", Items: []string{"年报", "内部治理"}, From: day("2026-03-10"), Until: day("2026-06-30")})
	teams := [][]domain.PersonID{{"a", "b"}, {"b", "c"}}
	draw := &domain.SampleTargets{Public: "3 8 12 19 27 33", PublicIs: "福利彩票双色球第2026025期开奖号码", Teams: teams}
	x.refused("no_pool", "s", "c1", draw)
	x.do("s", "c1", &domain.FreezePool{PoolQuery: domain.PoolQuery{AsOf: day("2026-03-01")}, PerMille: 30})
	draw.PublicAt = x.now.Add(-3600e9)
	x.refused("invalid_input", "s", "c1", draw) // it was known before
	draw.PublicAt = x.now.Add(3600e9)
	x.clock("2026-03-03 09:00")
	x.do("s", "c1", draw)
	d := x.files["c1"].Campaign.Sampling
	if len(d.Pool) != 17 || len(d.Drawn) != 1 || d.Least != 30 || len(x.files["c1"].Campaign.Targets) != 1 || d.Verify() != nil {
		t.Fatalf("%d of %d: %v", len(d.Drawn), len(d.Pool), d.Verify())
	}
	x.refused("already_done", "s", "c1", &domain.FreezePool{PoolQuery: domain.PoolQuery{AsOf: day("2026-03-01")}, PerMille: 30})
	other := domain.PartyID("oa")
	if d.Drawn[0] == other {
		other = "ob"
	}
	x.refused("invalid_input", "s", "c1", &domain.SetTargets{Targets: []domain.Target{{Party: other, Officers: teams[0]}}})
	x.do("s", "c1", &domain.SetTargets{Targets: []domain.Target{{Party: d.Drawn[0], Officers: teams[1], Place: "门前"}}})
	for code, spoil := range map[domain.Code]func(*domain.Sampling){
		"draw_digest": func(d *domain.Sampling) { d.Pool = d.Pool[1:] }, "draw_seed": func(d *domain.Sampling) { d.Public = "1" },
		"draw_result": func(d *domain.Sampling) { d.Drawn = []domain.PartyID{other} },
	} {
		bad := *d
		spoil(&bad)
		if got := domain.CodeOf(bad.Verify()); got != code {
			t.Errorf("%s, want %s", got, code)
		}
	}
}

// T27 is a row: what an administrator sets there holds from the day on, and the draw keeps what it was held to.
func TestTheLeastSampleIsWhatTheRowSaysOnTheDay(t *testing.T) {
	rows := func(f func(r *domain.Rule)) *domain.RuleBook {
		all := book().Rows()
		for i := range all {
			if all[i].ID == "T27" {
				f(&all[i])
			}
		}
		b, err := domain.NewRuleBook(all)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if n, r, err := book().LeastSample(day("2026-03-01")); err != nil || n != 30 || r.Status != domain.Unconfirmed {
		t.Errorf("as it ships: %d, %s, %v", n, r.Status, err)
	}
	for _, r := range []struct {
		what  string
		rules *domain.RuleBook
		mille int
		code  domain.Code
	}{
		{"three in a hundred", book(), 30, ""},
		{"less", book(), 29, "invalid_input"},
		{"the province asks for five", rows(func(r *domain.Rule) { r.LeastPermille = 50 }), 49, "invalid_input"},
		{"and gets them", rows(func(r *domain.Rule) { r.LeastPermille = 50 }), 50, ""},
		{"two will do", rows(func(r *domain.Rule) { r.LeastPermille = 20 }), 20, ""},
		{"the row says nothing", rows(func(r *domain.Rule) { r.LeastPermille = 0 }), 1000, "rule_unknown"},
	} {
		x := newHall(t, "2026-03-02 09:00")
		x.organization("o1", domain.PartyAssociation, "2020-05-01")
		x.do("s", "c1", &domain.DraftCampaign{Title: "2026年社会组织抽查", Kind: "routine", Basis: "社会组织抽查暂行办法", Items: []string{"年报", "内部治理"}, From: day("2026-03-10"), Until: day("2026-06-30")})
		x.rules = r.rules
		_, err := x.try("s", "c1", &domain.FreezePool{PoolQuery: domain.PoolQuery{AsOf: day("2026-03-01")}, PerMille: r.mille})
		if domain.CodeOf(err) != r.code {
			t.Errorf("%s: %v", r.what, err)
		}
		if n, _, _ := r.rules.LeastSample(day("2026-03-02")); err == nil && x.files["c1"].Campaign.Sampling.Least != n {
			t.Errorf("%s: the draw keeps %d of %d", r.what, x.files["c1"].Campaign.Sampling.Least, n)
		}
	}
}

// The arithmetic of the draw is public: the page repeats it in the reader's browser (web/src/features/campaign/draw.test.ts has the
// same vector), and a past draw must come out the same for ever.
func TestTheVectorOfTheDraw(t *testing.T) {
	ps := []domain.PoolEntry{{ID: "o-3", USCC: "52990101MJG000019X", Kind: domain.PartyServiceOrg}, {ID: "o-1", USCC: "51990101MJG000027Q", Kind: domain.PartyAssociation}, {ID: "o-2", Kind: domain.PartyAssociation}, {ID: "o-4", USCC: "51990101MJG0000431", Kind: domain.PartyAssociation}}
	digest := domain.PoolDigest(ps)
	seed := domain.DrawSeed(digest, " 2026134：03 08 15 21 27 33 + 07 ")
	got := struct {
		digest, seed string
		all, byKind  []domain.PartyID
	}{digest, seed, domain.DrawSample(ps, seed, 500, false), domain.DrawSample(ps, seed, 300, true)}
	if got.digest != "604db995ef0a5957c18060966bff82f01c54917e73b99c9e4699c81acea8f68f" || got.seed != "b0ac3ba9932b1d3ad57b4aeaa84236a7ad0c21e8d134a77315bc6e28e029e153" || !slices.Equal(got.all, []domain.PartyID{"o-1", "o-4"}) || !slices.Equal(got.byKind, []domain.PartyID{"o-1", "o-3"}) {
		t.Errorf("%+v", got)
	}
}
