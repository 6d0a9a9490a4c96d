package domain_test

import (
	"slices"
	"strings"
	"testing"

	"yifa/domain"
)

func copied() *domain.Redact {
	return &domain.Redact{Violation: "超标准墓位", Facts: "当事人建造超标准墓位三座", Basis: "《殡葬管理条例》第五十七条", Content: "罚款"}
}

func TestTheDecisionIsPublicWithinSevenWorkingDaysAndTheAlarmComesOnTheSixth(t *testing.T) {
	x := decided(t, in26(9, 21), fined(45000), seized(2221300))
	if err := domain.Due(x.c, x.facts("d"), in26(9, 21)); err != nil {
		t.Fatal(err)
	}
	x.due("publish", in26(10, 8)) // 25 to 27 September and the first week of October are off
	x.due("service_alarm", in26(9, 30))
	x.at(in26(10, 8))
	if !slices.ContainsFunc(x.c.Tasks, func(k domain.Task) bool { return k.ID == "unserved" && k.Role == domain.RoleReviewer }) {
		t.Error("the legal unit was not told")
	}
	x.do("a", copied())
	x.refused("separation_of_duties", "a", &domain.Publish{Where: "门户网站"})
	x.refused("not_served", "s", &domain.Publish{Where: "门户网站"})
	x.serve("p1-d1", in26(10, 8))
	x.do("s", &domain.Publish{Where: "门户网站、信用中国"})
	y := x.c.Penalty.Publicity
	if e := y.Entry; e.Fine != "4.500000" || e.Confiscated != "222.130000" || e.Kinds != "罚款;没收违法所得" || e.Number != "云民罚决字〔2026〕第1号" || !e.Credit() {
		t.Errorf("%+v", e)
	}
	if len(domain.PublicColumns) != 30 || len(y.Entry.Row()) != 30 || y.Entry.Row()[22] != "2026/09/21" {
		t.Errorf("%v", y.Entry.Row())
	}
	if k := x.c.Clock("publish"); k.MetOn != in26(10, 8) {
		t.Errorf("%+v", k)
	}
	x.refused("already_done", "a", copied())
}

func TestTheDisplayEndsByItselfCountedFromTheDecision(t *testing.T) {
	for name, row := range map[string]struct {
		on     domain.Date
		s      domain.Sanction
		tier   string
		until  domain.Date
		repair domain.Date
	}{
		"ordinary, new rule":  {in26(9, 21), fined(45000), domain.TierOrdinary, domain.NewDate(2027, 9, 21), in26(12, 21)},
		"serious, new rule":   {in26(9, 21), domain.Sanction{Kind: domain.SanctionRevoke}, domain.TierSerious, domain.NewDate(2029, 9, 21), domain.NewDate(2027, 9, 21)},
		"the day before":      {in26(3, 31), fined(45000), domain.TierOrdinary, domain.NewDate(2029, 3, 31), in26(6, 30)},
		"the first day of it": {in26(4, 1), fined(45000), domain.TierOrdinary, domain.NewDate(2027, 4, 1), in26(7, 1)},
	} {
		x := served(t, row.on, row.s)
		c := copied()
		if row.s.Kind == domain.SanctionRevoke {
			c.Licence = "社会团体法人登记证书"
		}
		x.do("a", c).do("s", &domain.Publish{Where: "门户网站"})
		y := x.c.Penalty.Publicity
		if y.Tier != row.tier || y.Until != row.until || y.RepairFrom != row.repair || !y.Public(row.until) || y.Public(row.until+1) {
			t.Errorf("%s: %+v", name, y)
		}
		x.at(row.until + 1)
		if x.c.Penalty.Publicity.State != "expired" {
			t.Errorf("%s: %s", name, x.c.Penalty.Publicity.State)
		}
	}
}

func TestSlightPenaltiesAreNormallyNotShown(t *testing.T) {
	for name, s := range map[string]domain.Sanction{"a warning": {Kind: domain.SanctionWarning}, "a small fine": fined(9999)} {
		x := served(t, in26(9, 21), s).do("a", copied())
		if x.c.Penalty.Publicity.Tier != domain.TierSlight {
			t.Errorf("%s: %+v", name, x.c.Penalty.Publicity)
		}
		x.refused("slight_not_shown", "s", &domain.Publish{Where: "门户网站"})
		x.do("h", &domain.Withhold{Reason: "轻微处罚，不予公示"})
		if x.c.Penalty.Publicity.State != "withheld" {
			t.Errorf("%s: %+v", name, x.c.Penalty.Publicity)
		}
	}
	x := decided(t, in26(9, 21), fined(3000))
	x.c.Penalty.Decision.Spot = true
	x.serve("p1-d1", in26(9, 21))
	x.do("a", copied()).do("s", &domain.Publish{Where: "门户网站", Display: "社会影响较大"})
	if got := x.c.Penalty.Publicity.Until; got != in26(12, 21) {
		t.Errorf("a slight one is shown until %s", got)
	}
}

// penalty.md §11 case 19.
func TestWhatWasAnnulledIsWithdrawnWithinThreeWorkingDaysAcrossTheHoliday(t *testing.T) {
	x := served(t, in26(8, 3), fined(45000)).do("a", copied()).do("s", &domain.Publish{Where: "门户网站"})
	x.at(in26(8, 10)).do("a", &domain.FileRemedy{Remedy: "reconsideration", Organ: "云岭区人民政府", FiledOn: in26(8, 10)})
	if !x.c.Penalty.Publicity.Public(in26(9, 1)) {
		t.Error("a remedy alone takes nothing down")
	}
	x.at(in26(9, 28)).do("a", &domain.DecideRemedy{Result: "annulled", On: in26(9, 28), Received: in26(9, 28)})
	x.due("withdraw", in26(10, 8))
	if u := x.c.Penalty.Unsettled(); len(u) != 1 || !strings.Contains(u[0], "撤回") {
		t.Errorf("%v", u)
	}
	x.refused("must_withdraw", "s", &domain.CorrectPublicity{Redact: *copied(), Reason: "更正"})
	x.do("s", &domain.WithdrawPublicity{Reason: "决定已被复议机关撤销"})
	if y := x.c.Penalty.Publicity; y.State != "withdrawn" || y.Public(in26(9, 29)) || x.c.Clock("withdraw").MetOn != in26(9, 28) {
		t.Errorf("%+v", y)
	}
}

func TestWhatWasVariedIsCorrected(t *testing.T) {
	x := served(t, in26(8, 3), fined(45000)).do("a", copied()).do("s", &domain.Publish{Where: "门户网站"})
	x.at(in26(8, 10)).do("a", &domain.FileRemedy{Remedy: "reconsideration", Organ: "云岭区人民政府", FiledOn: in26(8, 10)}).at(in26(9, 28))
	x.do("a", &domain.DecideRemedy{Result: "varied", On: in26(9, 28), Received: in26(9, 28), Sanctions: []domain.Sanction{fined(30000)}})
	x.do("s", &domain.CorrectPublicity{Redact: *copied(), Reason: "复议变更"})
	if y := x.c.Penalty.Publicity; y.State != "corrected" || y.Entry.Fine != "3.000000" || !strings.Contains(y.Entry.Note, "复议变更") || !y.Public(in26(9, 29)) {
		t.Errorf("%+v", y.Entry)
	}
}

func TestANaturalPersonIsMaskedAndNeverSentToTheCreditSite(t *testing.T) {
	x := decided(t, in26(8, 3), fined(45000))
	x.c.Penalty.Natural, x.c.Party.Name = true, "钱多多"
	x.serve("p1-d1", in26(8, 3))
	for name, facts := range map[string]string{"the name": "钱多多擅自收运遗体", "an identity number": "当事人（42010619900101123X）收运", "a telephone": "电话13900001111联系"} {
		c := copied()
		c.Facts = facts
		if err := x.try("a", c); domain.CodeOf(err) != "invalid_input" {
			t.Errorf("%s went out: %v", name, err)
		}
	}
	x.do("a", copied()).do("s", &domain.Publish{Where: "门户网站"})
	if e := x.c.Penalty.Publicity.Entry; e.Name != "钱某某" || e.Class != domain.ClassPerson || e.Legal != "" || e.Credit() {
		t.Errorf("%+v", e)
	}
}

func TestCreditIsRepairedAfterTheShortestDisplayWithEverythingDone(t *testing.T) {
	x := served(t, in26(4, 1), fined(45000)).do("a", copied()).do("s", &domain.Publish{Where: "门户网站"})
	x.at(in26(6, 1)).do("a", &domain.AskRepair{On: in26(6, 1), Commitment: true})
	x.due("accept_repair", in26(6, 4))
	x.do("s", &domain.AcceptRepair{})
	x.due("repair", in26(6, 10))
	x.refused("repair_too_early", "l", &domain.RepairCredit{Grant: true, Reason: "同意"})
	x.do("l", &domain.RepairCredit{Reason: "未到最短公示期"})
	x.at(in26(7, 2)).do("a", &domain.AskRepair{On: in26(7, 2)}).do("s", &domain.AcceptRepair{})
	x.refused("repair_not_performed", "l", &domain.RepairCredit{Grant: true, Reason: "同意"})
	x.do("f", paid("R1", in26(7, 2), x.owes().Total())).refused("repair_no_commitment", "l", &domain.RepairCredit{Grant: true, Reason: "同意"})
	x.do("l", &domain.RepairCredit{Reason: "没有信用承诺"}).do("a", &domain.AskRepair{On: in26(7, 2), Commitment: true}).do("s", &domain.AcceptRepair{}).do("l", &domain.RepairCredit{Grant: true, Reason: "同意"})
	if y := x.c.Penalty.Publicity; y.State != "repaired" || y.Public(in26(7, 3)) {
		t.Errorf("%+v", y)
	}
	old := served(t, in26(1, 12), fined(45000)).do("a", copied()).do("s", &domain.Publish{Where: "门户网站"})
	old.refused("rule_unknown", "a", &domain.AskRepair{On: in26(1, 12)}) // the new rule was not in force
}
