package domain_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"yifa/domain"
)

func TestAPlanThatIsKeptBearsNoSurchargeAndEndsTheCase(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000)).at(in26(9, 28)).do("a", &domain.AskInstalment{Reason: "经营困难，资金周转不开"})
	x.refused("already_done", "a", &domain.AskInstalment{Reason: "再次申请"})
	parts := []domain.PlanPart{{Due: in26(10, 31), Fen: 5000_00}, {Due: in26(11, 30), Fen: 5000_00}} // 31 October is a Saturday
	x.refused("separation_of_duties", "a", &domain.ApproveInstalment{Parts: parts, Comment: "同意"})
	x.refused("parts_do_not_sum", "l", &domain.ApproveInstalment{Parts: parts[:1], Comment: "同意"})
	x.do("l", &domain.ApproveInstalment{Parts: parts, Comment: "同意"}).stage(domain.PenInstalment)
	x.do("f", paid("R1", in26(9, 28), 1000_00)).at(in26(11, 2)).do("f", paid("R2", in26(11, 2), 4000_00)) // Saturday rolls to Monday
	x.at(in26(11, 20)).stage(domain.PenInstalment)
	if got := x.owes(); got.SurchargeFen != 0 || got.FineFen != 5000_00 {
		t.Errorf("%+v", got)
	}
	x.do("f", paid("R3", in26(11, 20), 5000_00)).stage(domain.PenPerformed)
}

func TestAPlanThatIsMissedIsOverdueFromThatDay(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000)).at(in26(9, 28)).do("a", &domain.AskInstalment{Reason: "经营困难"})
	x.do("l", &domain.ApproveInstalment{Parts: []domain.PlanPart{{Due: in26(10, 20), Fen: 5000_00}, {Due: in26(11, 20), Fen: 5000_00}}, Comment: "同意"})
	x.at(in26(10, 22)).stage(domain.PenOverdue)
	if got := x.owes(); got.SurchargeFen != 600_00 { // 21 and 22 October; the days before were covered
		t.Errorf("%+v", got)
	}
	x.do("f", paid("R1", in26(10, 20), 5000_00)).stage(domain.PenInstalment) // it had been paid in time: the plan stands
	if got := x.owes(); got.SurchargeFen != 0 {
		t.Errorf("%+v", got)
	}
	x.at(in26(11, 23)).stage(domain.PenOverdue)
	if got := x.owes(); got.SurchargeFen != 3*150_00 {
		t.Errorf("%+v", got)
	}
}

func TestAPlanGrantedTooLateOwesTheDaysBeforeIt(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000)).at(in26(10, 12)).stage(domain.PenOverdue).do("a", &domain.AskInstalment{Reason: "经营困难"})
	x.refused("parts_do_not_sum", "l", &domain.ApproveInstalment{Parts: []domain.PlanPart{{Due: in26(11, 20), Fen: 10000_00}}, Comment: "同意"})
	x.do("l", &domain.ApproveInstalment{Parts: []domain.PlanPart{{Due: in26(11, 20), Fen: 10900_00}}, Comment: "同意"}) // 9, 10, 11 October
	x.do("f", paid("R1", in26(10, 12), 10900_00)).stage(domain.PenPerformed)
}

func TestARefusedPlanLeavesTheDaysRunning(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000)).at(in26(9, 28)).do("a", &domain.AskInstalment{Reason: "经营困难"}).do("l", &domain.RefuseInstalment{Reason: "不符合条件"})
	x.refused("not_asked", "l", &domain.ApproveInstalment{Parts: []domain.PlanPart{{Due: in26(11, 20), Fen: 10000_00}}, Comment: "同意"})
	x.at(in26(10, 9)).stage(domain.PenOverdue)
}

// The application is kept as it was made, the answer is told either way, and the leader's hand stands on a form.
func TestAPlanIsAskedForAnsweredAndToldOnPaper(t *testing.T) {
	ask := &domain.AskInstalment{Reason: "经营困难", Parts: []domain.PlanPart{{Due: in26(11, 20), Fen: 10000_00, Clock: "pay"}}}
	x := served(t, in26(9, 20), fined(10000)).at(in26(9, 28))
	x.refused("invalid_input", "a", &domain.AskInstalment{Reason: "经营困难", Parts: []domain.PlanPart{{Due: in26(9, 1), Fen: 1}}})
	before := len(x.c.Documents)
	x.do("a", ask).do("l", &domain.RefuseInstalment{Reason: "账户有余额"})
	if p := x.c.Penalty.Plan; len(p.Asked) != 1 || p.Asked[0].Clock != "" || p.Refused == "" || x.c.Document(p.Document).Type != "P-19" {
		t.Errorf("%+v", p)
	}
	x.do("a", &domain.AskInstalment{Reason: "确有困难"}).do("l", &domain.ApproveInstalment{Parts: []domain.PlanPart{{Due: in26(11, 20), Fen: 10000_00}}, Comment: "同意延期"})
	if got, want := papers(x.c)[before:], []string{"P-19a", "P-19", "P-19f", "P-19a", "P-19", "P-19f"}; !slices.Equal(got, want) {
		t.Errorf("papers %v, want %v", got, want)
	}
	for _, d := range x.c.Documents[before:] {
		if (d.Type == "P-19") != (d.Number != "") {
			t.Errorf("%s has the number %q: the notice alone has one", d.Title, d.Number)
		}
	}
	if got := owes(x.c); !slices.Contains(got, "serve") {
		t.Errorf("the answer is to be served: %v", got)
	}
}

// 行政处罚法 67: a notice of payment names what is owed, until when, and the bank; without the account it is not made.
func TestANoticeOfPaymentNamesTheAccount(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000)).at(in26(9, 28))
	err := x.try("a", &domain.NotifyPayment{})
	if e := new(domain.Error); !errors.As(err, &e) || e.Code != "account_missing" || len(e.Fields) != 3 || !strings.Contains(e.Message, "收款单位、开户银行、账号") {
		t.Fatalf("%v", err)
	}
	x.account = domain.BankAccount{Payee: "云岭区财政局", Bank: "云岭农村商业银行", Account: "9900 0001"}
	x.do("a", &domain.NotifyPayment{})
	if y := x.c.Penalty.Payable; y.Sums.Total() != 10000_00 || y.Bank != "云岭农村商业银行" || y.Due != x.c.Clock("pay").Due || x.c.Document(y.Document).Type != "P-18" {
		t.Errorf("%+v", y)
	}
	x.refused("already_done", "a", &domain.NotifyPayment{})
	x.do("f", paid("R1", in26(9, 28), 4000_00)).do("a", &domain.NotifyPayment{}) // less is owed now
	if y := x.c.Penalty.Payable; y.Sums.Total() != 6000_00 {
		t.Errorf("%+v", y)
	}
	x.at(in26(10, 12)).refused("wrong_stage", "a", &domain.NotifyPayment{}) // it is demanded now
}

func TestAnAccountIsEnteredWholeOrNotAtAll(t *testing.T) {
	a := domain.EstablishAgency{Name: "云岭区民政局", Short: "云民", Region: "云岭区"}
	for _, x := range []struct {
		account domain.BankAccount
		ok      bool
	}{
		{domain.BankAccount{}, true}, {domain.BankAccount{Payee: "云岭区财政局", Bank: "云岭农村商业银行", Account: "9900 0001"}, true},
		{domain.BankAccount{Bank: "云岭农村商业银行"}, false}, {domain.BankAccount{Payee: "云岭区财政局", Bank: "云岭农村商业银行", Account: "无"}, false},
	} {
		a.BankAccount = x.account
		if _, err := a.Decide(nil, nil); (err == nil) != x.ok {
			t.Errorf("%+v: %v", x.account, err)
		}
	}
}

// overdue demands and serves, ready for the court once the remedies are over.
func overdue(t *testing.T) *till {
	x := served(t, in26(1, 12), fined(10000)).at(in26(2, 2)).stage(domain.PenOverdue).do("a", &domain.Demand{Manner: "到代收银行缴纳"})
	x.serve(x.c.Penalty.Demand.Document, in26(2, 2))
	return x.stage(domain.PenDemanded)
}

func TestTheCourtIsAskedOnlyAfterTheDemandAndTheRemediesAndWithinThreeMonths(t *testing.T) {
	ask := &domain.ApplyCourt{Court: "云岭区人民法院"}
	x := overdue(t)
	x.due("demand", in26(2, 14)) // ten working days; the 14th is a Saturday that is worked
	x.do("a", &domain.RecordDemandViews{Views: "请求宽限", Answer: "无法定事由，不予采纳"})
	x.at(in26(2, 14)).refused("demand_running", "h", ask)
	x.at(in26(2, 24)).refused("remedy_running", "h", ask)
	x.due("sue", in26(7, 13)) // six months end on a Sunday
	x.at(in26(7, 13)).refused("remedy_running", "h", ask)
	x.at(in26(7, 14))
	x.due("court_window", in26(10, 13))
	x.refused("separation_of_duties", "a", ask)
	late := overdue(t).at(in26(10, 14))
	late.refused("court_window_passed", "h", ask)
	late.refused("separation_of_duties", "a", &domain.EndExecution{Ground: "window_passed", Reason: "逾期未申请"})
	late.do("l", &domain.EndExecution{Ground: "window_passed", Reason: "逾期未申请"}).stage(domain.PenPerformed)
	x.at(in26(10, 13)).do("h", ask).stage(domain.PenCourt)
	if s := x.c.Penalty.Court.Sums; s.FineFen != 10000_00 || s.SurchargeFen != 10000_00 {
		t.Errorf("%+v", s)
	}
	x.due("court_accept", in26(10, 20))
	x.do("a", &domain.CourtRuled{Ruling: "accepted", On: in26(10, 13)})
	x.due("court_rule", in26(10, 22))
	x.refused("wrong_order", "a", &domain.CourtRuled{Ruling: "accepted", On: in26(10, 13)})
	x.do("a", &domain.CourtRuled{Ruling: "refused", On: in26(10, 13), Number: "（2026）行审1号"})
	x.due("object", in26(10, 28))
	x.do("h", &domain.ObjectRuling{Reason: "事实清楚"}).do("a", &domain.CourtRuled{Ruling: "allowed", On: in26(10, 13)})
	x.do("f", paid("R1", in26(10, 13), 20000_00)).stage(domain.PenPerformed)
}

func TestARefusalThatIsNotObjectedToEndsTheCase(t *testing.T) {
	x := overdue(t).at(in26(8, 3)).do("h", &domain.ApplyCourt{Court: "云岭区人民法院"}).do("a", &domain.CourtRuled{Ruling: "not_accepted", On: in26(8, 3)})
	x.at(in26(8, 18)).stage(domain.PenCourt)
	x.at(in26(8, 19)).stage(domain.PenPerformed)
	if x.c.Penalty.Ended != "court_ended" || x.owes().FineFen != 10000_00 {
		t.Errorf("%s %+v", x.c.Penalty.Ended, x.owes())
	}
}

func TestTheWindowToTheCourtRunsFromTheEndOfAPlan(t *testing.T) {
	x := served(t, in26(1, 12), fined(10000)).at(in26(1, 20)).do("a", &domain.AskInstalment{Reason: "经营困难"})
	x.do("l", &domain.ApproveInstalment{Parts: []domain.PlanPart{{Due: in26(3, 2), Fen: 5000_00}, {Due: in26(12, 1), Fen: 5000_00}}, Comment: "同意"})
	x.at(in26(7, 14)).stage(domain.PenOverdue) // the first part was missed
	x.due("court_window", domain.NewDate(2027, 3, 1))
	x.do("a", &domain.AskInstalment{Reason: "经营困难"})
	x.do("l", &domain.ApproveInstalment{Parts: []domain.PlanPart{{Due: in26(12, 31), Fen: 20000_00}}, Comment: "同意"}).stage(domain.PenInstalment)
	x.due("court_window", domain.NewDate(2027, 3, 31)) // begun anew
}

func TestOtherDutiesKeepTheCaseOpen(t *testing.T) {
	x := decided(t, in26(9, 20), fined(100), domain.Sanction{Kind: domain.SanctionStop, Months: 3, Text: "限期停止活动三个月"}, domain.Sanction{Kind: domain.SanctionGoods, AmountFen: 5000}, domain.Sanction{Kind: domain.SanctionWarning})
	x.c.Penalty.Proposal.Correct, x.c.Penalty.Proposal.CorrectDays = "拆除超标准墓位", 40
	x.serve("p1-d1", in26(9, 20))
	x.due("correct", in26(10, 30))
	x.at(in26(9, 28)).do("f", paid("R1", in26(9, 28), 100_00)).stage(domain.PenServed)
	x.do("a", &domain.RecordPerformance{No: 1, On: in26(9, 28), How: "证书、印章、财务凭证已封存"})
	x.refused("goods_not_listed", "a", &domain.RecordPerformance{No: 2, On: in26(9, 28), How: "已交"})
	x.do("a", &domain.TakeGoods{Items: []domain.NewGoods{{Name: "纸扎", Quantity: 3, Unit: "件"}}, On: in26(9, 28), Keeper: "保管员", All: true}).stage(domain.PenServed)
	x.at(in26(10, 31)).stage(domain.PenOverdue) // not corrected in time
	x.do("a", &domain.RecordPerformance{No: 3, On: in26(10, 31), How: "已拆除"}).stage(domain.PenPerformed)
	if u := x.c.Penalty.Unsettled(); len(u) != 1 {
		t.Errorf("%v", u)
	}
	x.refused("goods_not_returnable", "l", &domain.DisposeGoods{No: 1, How: "returned", Reason: "退还"})
	x.do("l", &domain.DisposeGoods{No: 1, How: "sold", Fen: 30_00, Reason: "公开拍卖"})
	if b := x.c.Penalty.Balance(); b["goods"] != -30_00 || len(x.c.Penalty.Unsettled()) != 0 {
		t.Errorf("%v", b)
	}
}

func TestAWarningIsPerformedByBeingGiven(t *testing.T) {
	x := served(t, in26(9, 20), domain.Sanction{Kind: domain.SanctionWarning}).stage(domain.PenPerformed)
	if x.c.Clock("conclude") == nil || x.c.Clock("pay") != nil {
		t.Errorf("%+v", x.c.Clocks)
	}
}

// penalty.md §11 case 9: the days to pay and the remedies run from the day the notice ran out.
func TestAfterAPublicNoticeTheDaysRunFromItsEnd(t *testing.T) {
	x := decided(t, in26(8, 25), fined(100))
	x.at(in26(10, 2)).serve("p1-d1", in26(10, 1))
	x.due("pay", in26(10, 16))
	x.due("review", in26(11, 30))
	x.due("sue", domain.NewDate(2027, 4, 1))
}

// penalty.md §11 case 17.
func TestADecisionThatDidNotTellOfTheRemediesMayBeChallengedForAYear(t *testing.T) {
	for text, want := range map[string][2]domain.Date{
		"": {domain.NewDate(2027, 1, 12), domain.NewDate(2027, 1, 12)}, remediesText: {in26(3, 13), in26(7, 13)},
		"可以申请行政复议。": {in26(3, 13), domain.NewDate(2027, 1, 12)},
	} {
		x := decided(t, in26(1, 12), fined(100))
		x.c.Penalty.Decision.Remedies = text
		x.serve("p1-d1", in26(1, 12))
		x.due("review", want[0])
		x.due("sue", want[1])
	}
	for text, want := range map[string]domain.Date{spotText: in26(3, 13), remediesText: domain.NewDate(2027, 1, 12)} { // without 复议前置 nothing right was told
		x := decided(t, in26(1, 12), fined(100))
		x.c.Penalty.Decision.Remedies, x.c.Penalty.Decision.Spot = text, true
		x.serve("p1-d1", in26(1, 12))
		x.due("review", want)
	}
	x := decided(t, in26(1, 12), fined(10000))
	x.c.Penalty.Decision.Remedies = ""
	x.serve("p1-d1", in26(1, 12))
	x.at(in26(2, 2)).do("a", &domain.Demand{Manner: "银行"})
	x.serve(x.c.Penalty.Demand.Document, in26(2, 2))
	x.at(in26(8, 3)).refused("remedy_running", "h", &domain.ApplyCourt{Court: "云岭区人民法院"})
	x.at(domain.NewDate(2027, 1, 13)).due("court_window", domain.NewDate(2027, 4, 12))
}

func TestAgainstAnOnTheSpotPenaltyReconsiderationComesFirst(t *testing.T) {
	x := decided(t, in26(1, 12), fined(200))
	x.c.Penalty.Decision.Remedies, x.c.Penalty.Decision.Spot = spotText, true
	x.serve("p1-d1", in26(1, 12))
	x.at(in26(1, 20)).refused("reconsideration_first", "a", &domain.FileRemedy{Remedy: "lawsuit", Organ: "云岭区人民法院", FiledOn: in26(1, 20)})
	x.do("a", &domain.FileRemedy{Remedy: "reconsideration", Organ: "云岭区人民政府", FiledOn: in26(1, 20), Through: true})
	x.due("self_correct", in26(1, 27))
	x.do("a", &domain.ForwardReview{Opinion: "事实清楚，维持"}).at(in26(3, 2)).do("a", &domain.DecideRemedy{Result: "upheld", On: in26(3, 2), Received: in26(3, 3) - 1})
	x.due("sue", in26(3, 17))
	x.do("a", &domain.FileRemedy{Remedy: "lawsuit", Organ: "云岭区人民法院", FiledOn: in26(3, 2)})
}

func TestARemedyAfterItsTimeNeedsAReason(t *testing.T) {
	x := served(t, in26(1, 12), fined(200)).at(in26(3, 20))
	f := &domain.FileRemedy{Remedy: "reconsideration", Organ: "云岭区人民政府", FiledOn: in26(3, 14)}
	x.refused("remedy_late", "a", f)
	f.Late = "不可抗力，已受理"
	x.do("a", f)
	x.refused("remedy_open", "a", f)
}

func TestPerformanceGoesOnDuringARemedyUnlessItIsStayed(t *testing.T) {
	for _, stayed := range []string{"", "复议机关决定停止执行"} {
		x := served(t, in26(1, 12), fined(200)).at(in26(2, 2)).stage(domain.PenOverdue)
		x.do("a", &domain.FileRemedy{Remedy: "reconsideration", Organ: "云岭区人民政府", FiledOn: in26(2, 2), Stayed: stayed})
		if stayed == "" {
			x.do("a", &domain.Demand{Manner: "银行"})
		} else {
			x.refused("execution_stayed", "a", &domain.Demand{Manner: "银行"})
		}
	}
}

func TestAnAnnulledPenaltyIsPaidBackWhole(t *testing.T) {
	x := served(t, in26(1, 12), fined(10000), seized(3000)).at(in26(2, 2)).do("f", paid("R1", in26(2, 2), 13000_00))
	surcharge := x.owes().SurchargeFen
	x.do("f", paid("R2", in26(2, 2), surcharge)).stage(domain.PenPerformed)
	x.do("a", &domain.FileRemedy{Remedy: "reconsideration", Organ: "云岭区人民政府", FiledOn: in26(2, 2)}).at(in26(4, 1))
	x.do("a", &domain.DecideRemedy{Result: "annulled", On: in26(4, 1), Received: in26(4, 1), Number: "云政复决〔2026〕1号"})
	if got := x.owes(); got.RefundableFen != 13000_00+surcharge || got.Total() != 0 || x.c.Penalty.Ended != "revoked" || x.c.Penalty.Decision.RevokedBy != "reconsideration" {
		t.Errorf("%+v %s", got, x.c.Penalty.Ended)
	}
}

func TestAVariedPenaltyGivesBackTheDifference(t *testing.T) {
	x := served(t, in26(1, 12), fined(10000)).at(in26(1, 20)).do("f", paid("R1", in26(1, 20), 8000_00))
	x.do("a", &domain.FileRemedy{Remedy: "reconsideration", Organ: "云岭区人民政府", FiledOn: in26(1, 20)}).at(in26(3, 2))
	x.refused("heavier_by_remedy", "a", &domain.DecideRemedy{Result: "varied", On: in26(3, 2), Received: in26(3, 2), Sanctions: []domain.Sanction{fined(10001)}})
	x.do("a", &domain.DecideRemedy{Result: "varied", On: in26(3, 2), Received: in26(3, 2), Sanctions: []domain.Sanction{fined(6000)}}).stage(domain.PenPerformed)
	if got := x.owes(); got.RefundableFen != 2000_00 || got.FineFen != 0 {
		t.Errorf("%+v", got)
	}
}

// inspection-disclosure-instruments.md E12: the year that is closed keeps its figures.
func TestAfterTheYearTheFiguresStayAndACorrectionIsNoted(t *testing.T) {
	x := served(t, in26(1, 12), fined(10000))
	x.c.Penalty.Decision.On = domain.NewDate(2025, 12, 30)
	x.at(in26(2, 2)).do("a", &domain.FileRemedy{Remedy: "lawsuit", Organ: "云岭区人民法院", FiledOn: in26(2, 2)})
	x.do("a", &domain.DecideRemedy{Result: "annulled", On: in26(2, 2), Received: in26(2, 2)})
	if x.c.Penalty.Remedy[0].Correction == "" || x.c.Penalty.Proposal.Total(domain.SanctionFine) != 10000_00 {
		t.Errorf("%+v", x.c.Penalty.Remedy)
	}
}

func TestARemedyMayComeAfterTheFileWasClosed(t *testing.T) {
	x := served(t, in26(1, 12), fined(100)).at(in26(1, 20)).do("f", paid("R1", in26(1, 20), 100_00))
	domain.Close(x.c, x.facts("l"), domain.PenArchived)
	x.at(in26(6, 30)).do("a", &domain.FileRemedy{Remedy: "lawsuit", Organ: "云岭区人民法院", FiledOn: in26(6, 30)}).at(in26(10, 12))
	x.do("a", &domain.DecideRemedy{Result: "annulled", On: in26(10, 12), Received: in26(10, 12)}).stage(domain.PenArchived)
	x.do("l", &domain.ApproveRefund{Fen: 100_00, Reason: "判决撤销"}).do("f", &domain.PayRefund{No: 1, On: in26(10, 12), Voucher: "T1"})
	x.refused("file_closed", "a", &domain.Demand{Manner: "银行"})
}
