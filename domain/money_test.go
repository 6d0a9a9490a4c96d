package domain_test

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yifa/domain"
	"yifa/migrations"
)

// till is a penalty case from the day of its decision on, with everybody who may do something in it.
type till struct {
	account domain.BankAccount // of the authority
	t       rapid.TB
	c       *domain.Case
	now     time.Time
	serial  int
}

var statutes = sync.OnceValues(func() (*domain.RuleBook, error) {
	rows, err := migrations.Rules()
	if err != nil {
		return nil, err
	}
	return domain.NewRuleBook(rows)
})

var thisYear = sync.OnceValue(official)

const (
	remediesText = "可以自收到本决定书之日起六十日内向云岭区人民政府申请行政复议，也可以在六个月内向人民法院提起行政诉讼。"
	spotText     = "不服本决定的，应当先向云岭区人民政府申请行政复议，对复议决定不服的，再提起行政诉讼。"
)

func in26(m time.Month, d int) domain.Date { return domain.NewDate(2026, m, d) }

// decided is a case with a decision of that day, not yet served.
func decided(t rapid.TB, on domain.Date, sanctions ...domain.Sanction) *till {
	c := &domain.Case{ID: "p1", Procedure: domain.ProcPenalty, Agency: "g", Reference: "云民罚案〔2026〕1号", Title: "案", Stage: domain.PenDecided, Handler: "a", Officers: []domain.PersonID{"a", "b"}, Section: "股",
		Party: &domain.PartyRef{ID: "p", Name: "云岭墓园", Kind: domain.PartyCemetery}, OpenedOn: on - 30, Seq: 1,
		Parts:     []domain.PartTaken{{Person: "a", Part: domain.PartOfficer, Seq: 1}, {Person: "b", Part: domain.PartOfficer, Seq: 1}, {Person: "d", Part: domain.PartDecider, Seq: 1}},
		Documents: []domain.Document{{ID: "p1-d1", Type: "P-15", Number: "云民罚决字〔2026〕第1号", IssuedOn: on}},
		Penalty: &domain.Penalty{Track: domain.TrackGeneral, Proposal: &domain.Proposal{Outcome: domain.VerdictPenalty, Sanctions: sanctions},
			Decision: &domain.Decision{Verdict: domain.VerdictPenalty, On: on, By: "d", Document: "p1-d1", Remedies: remediesText}}}
	return &till{t: t, c: c, now: on.Start().Add(9 * time.Hour)}
}

func (x *till) facts(who domain.PersonID) *domain.Facts {
	book, err := statutes()
	if err != nil {
		x.t.Fatal(err)
	}
	return &domain.Facts{At: x.now, Now: x.now, Actor: who, RecordedBy: who, Calendar: thisYear(), Rules: book,
		Agency:  domain.Agency{ID: "g", Name: "云岭区民政局", Short: "云民", BankAccount: x.account},
		Parties: map[domain.PartyID]domain.Party{"p": {ID: "p", Kind: domain.PartyCemetery, Name: "云岭墓园", Contact: "赵甲乙", Phone: "13900001111"}},
		Blobs:   map[domain.Blob]domain.File{}, Numbers: map[string]domain.Number{}}
}

// served lets the decision be served that day.
func served(t rapid.TB, on domain.Date, sanctions ...domain.Sanction) *till {
	x := decided(t, on, sanctions...)
	x.serve("p1-d1", on)
	return x
}

func (x *till) serve(doc domain.DocumentID, on domain.Date) {
	if err := domain.Served(x.c, x.facts("a"), doc, on); err != nil {
		x.t.Fatal(err)
	}
}

// at moves to nine o'clock of a day, and lets pass what passes by itself.
func (x *till) at(on domain.Date) *till {
	if at := on.Start().Add(9 * time.Hour); at.After(x.now) {
		x.now = at
	}
	f := x.facts(domain.System)
	for {
		at, body, more, err := x.c.NextPassed(x.now, f.Calendar, f.Rules)
		if err != nil {
			x.t.Fatal(err)
		}
		if !more {
			return x
		}
		x.enter(domain.System, at, body)
	}
}

func (x *till) enter(who domain.PersonID, at time.Time, b domain.Body) {
	data, err := json.Marshal(b)
	if err != nil {
		x.t.Fatal(err)
	}
	back, err := domain.ReadBody(b.Kind(), data)
	if err != nil {
		x.t.Fatal(err)
	}
	if err := x.c.Apply(domain.Event{Case: x.c.ID, Seq: x.c.Seq + 1, Actor: who, OccurredAt: at, RecordedAt: x.now, Body: back}); err != nil {
		x.t.Fatal(err)
	}
	if !x.c.Penalty.Balanced() {
		x.t.Fatalf("after %s the ledger is not sound: %v %+v", b.Kind(), x.c.Penalty.Balance(), x.c.Penalty.Ledger)
	}
}

func (x *till) try(who domain.PersonID, cmd domain.Command) error {
	x.now = x.now.Add(time.Minute)
	x.at(domain.DateOf(x.now))
	s, _ := domain.SpecOf(cmd.Act())
	f := x.facts(who)
	if err := domain.Guard(s, x.c, f); err != nil {
		return err
	}
	for _, n := range domain.NeedsOf(cmd, x.c).Numbers {
		x.serial++
		f.Numbers[n] = domain.Number{Type: n, Year: x.now.Year(), Serial: x.serial, Text: n}
	}
	out, err := cmd.Decide(x.c, f)
	if err != nil {
		if domain.CodeOf(err) == "" {
			x.t.Fatalf("%s: a fault, not a refusal: %v", s.Name, err)
		}
		return err
	}
	for _, b := range out.Events {
		x.enter(who, x.now, b)
	}
	return nil
}

func (x *till) do(who domain.PersonID, cmd domain.Command) *till {
	if err := x.try(who, cmd); err != nil {
		x.t.Fatalf("%s on %s at %s: %v", cmd.Act(), domain.DateOf(x.now), x.c.Stage, err)
	}
	return x
}

func (x *till) refused(code domain.Code, who domain.PersonID, cmd domain.Command) {
	if err := x.try(who, cmd); domain.CodeOf(err) != code {
		x.t.Errorf("%s on %s: want %s, got %v", cmd.Act(), domain.DateOf(x.now), code, err)
	}
}

func (x *till) stage(want domain.Stage) *till {
	if x.c.Stage != want {
		x.t.Fatalf("%s: stage %s, want %s", domain.DateOf(x.now), x.c.Stage, want)
	}
	return x
}

func (x *till) due(clock string, want domain.Date) {
	for _, k := range slices.Backward(x.c.Clocks) {
		if k.ID == clock || strings.HasPrefix(k.ID, clock+"#") {
			if k.Due != want {
				x.t.Errorf("%s is due on %s, want %s", k.ID, k.Due, want)
			}
			return
		}
	}
	x.t.Errorf("no clock %s", clock)
}

// owes is what is owed on the day of the till.
func (x *till) owes() domain.Outstanding {
	return x.c.Penalty.Outstanding(x.rate(), domain.DateOf(x.now))
}

func (x *till) rate() domain.Rule {
	r, err := x.facts("").Rules.At("PEN-4.17", domain.DateOf(x.now))
	if err != nil {
		x.t.Fatal(err)
	}
	return r
}

func paid(receipt string, on domain.Date, fen int64) *domain.RecordPayment {
	return &domain.RecordPayment{Receipt: receipt, PaidOn: on, Fen: fen}
}

func fined(yuan int64) domain.Sanction {
	return domain.Sanction{Kind: domain.SanctionFine, Violation: "FN-03", AmountFen: yuan * 100}
}

func seized(yuan int64) domain.Sanction {
	return domain.Sanction{Kind: domain.SanctionGains, Violation: "FN-03", AmountFen: yuan * 100}
}

// penalty.md §11 case 4.
func TestFifteenDaysThatEndInAHolidayEndAfterItAndTheSurchargeBeginsTheNextDay(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000)) // a Sunday that was worked
	x.due("pay", in26(10, 8))
	x.at(in26(10, 8)).stage(domain.PenServed)
	x.at(in26(10, 9)).stage(domain.PenOverdue)
	if got := x.owes(); got.SurchargeFen != 300_00 {
		t.Errorf("on the first day of delay the surcharge is %s", domain.Yuan(got.SurchargeFen))
	}
	s := domain.Surcharge(x.c.Penalty, x.rate(), in26(10, 9))
	if s.From != in26(10, 9) || len(s.Days) != 1 || !s.Days[0].Counted || !strings.Contains(s.Days[0].ZH, "3%") {
		t.Errorf("%+v", s)
	}
}

func TestPaidOnTheLastDayNothingMoreIsOwed(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000)).at(in26(10, 8))
	x.do("f", paid("R1", in26(10, 8), 10000_00)).stage(domain.PenPerformed)
	if p := x.c.Penalty; p.Ended != "performed" || p.Payments[0].By != "f" || len(p.Unsettled()) != 0 {
		t.Errorf("%+v", p)
	}
	x.due("conclude", domain.NewDate(2026, 10, 28)) // 15 working days
	if k := x.c.Clock("pay"); k.MetOn != in26(10, 8) {
		t.Errorf("%+v", k)
	}
}

func TestAPaymentInTimeThatIsEnteredLateWasInTime(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000), domain.Sanction{Kind: domain.SanctionWarning}).at(in26(10, 15)).stage(domain.PenOverdue)
	x.do("a", &domain.Demand{Manner: "到代收银行缴纳"}) // seven days of surcharge stand in the ledger now
	if got := x.owes(); got.SurchargeFen != 2100_00 {
		t.Fatalf("%+v", got)
	}
	x.do("f", paid("R1", in26(10, 8), 10000_00)).stage(domain.PenPerformed)
	if got := x.owes(); got != (domain.Outstanding{}) {
		t.Errorf("%+v", got)
	}
}

func TestALatePaymentOwesTheDaysOfDelayAndThePrincipalFallsWithEveryPayment(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000), seized(50000)).at(in26(10, 20)).stage(domain.PenOverdue)
	x.do("f", paid("R1", in26(10, 10), 4000_00)) // two days on 10,000, then 3 % of 6,000
	if got := x.owes(); got.FineFen != 6000_00 || got.SurchargeFen != 600_00+10*180_00 || got.GainsFen != 50000_00 {
		t.Errorf("%+v", got)
	}
	x.do("f", paid("R2", in26(10, 20), 56000_00)).stage(domain.PenOverdue) // fine, then gains; the surcharge is left
	if got := x.owes(); got.FineFen != 0 || got.GainsFen != 0 || got.SurchargeFen != 2400_00 {
		t.Errorf("%+v", got)
	}
	x.at(in26(11, 30))
	if got := x.owes(); got.SurchargeFen != 2400_00 {
		t.Errorf("a surcharge bears none itself: %+v", got)
	}
	x.do("f", paid("R3", in26(11, 30), 2400_00)).stage(domain.PenPerformed)
}

func TestConfiscatedGainsBearNoSurcharge(t *testing.T) {
	x := served(t, in26(9, 20), seized(50000)).at(in26(11, 20)).stage(domain.PenOverdue)
	if got := x.owes(); got.SurchargeFen != 0 || got.GainsFen != 50000_00 {
		t.Errorf("%+v", got)
	}
	if x.c.Clock("surcharge") != nil {
		t.Error("the clock of a surcharge runs")
	}
}

func TestTheSurchargeReachesTheFineOnDay34AndStays(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000)).at(in26(11, 10))
	if got := x.owes(); got.SurchargeFen != 9900_00 { // day 33
		t.Errorf("%+v", got)
	}
	x.due("surcharge", in26(11, 11))
	x.at(in26(11, 11))
	if got := x.owes(); got.SurchargeFen != 10000_00 {
		t.Errorf("%+v", got)
	}
	x.at(domain.NewDate(2027, 3, 1))
	if got := x.owes(); got.SurchargeFen != 10000_00 {
		t.Errorf("%+v", got)
	}
	if s := domain.Surcharge(x.c.Penalty, x.rate(), domain.NewDate(2027, 3, 1)); s.CappedOn != in26(11, 11) || len(s.Days) != 34 {
		t.Errorf("capped on %s after %d days", s.CappedOn, len(s.Days))
	}
}

func TestNoSurchargeIsReckonedWhileARemedyIsUnderWay(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000)).at(in26(10, 12))
	x.do("a", &domain.FileRemedy{Remedy: "reconsideration", Organ: "云岭区人民政府", FiledOn: in26(10, 12)})
	x.at(in26(11, 20))
	if got := x.owes(); got.SurchargeFen != 900_00 { // 9, 10, 11 October
		t.Errorf("%+v", got)
	}
	x.do("a", &domain.DecideRemedy{Result: "upheld", On: in26(11, 20), Received: in26(11, 20)}).at(in26(11, 22))
	if got := x.owes(); got.SurchargeFen != 1500_00 {
		t.Errorf("%+v", got)
	}
	x.due("surcharge", in26(11, 11)+40) // forty days stood still
	x.due("sue", in26(12, 7))           // 15 days from 20 November end on a Saturday
}

func TestOverpaymentIsRefundableAndNeverLost(t *testing.T) {
	x := served(t, in26(9, 20), fined(100)).at(in26(9, 22))
	x.do("f", paid("R1", in26(9, 22), 150_00)).stage(domain.PenPerformed)
	if got := x.owes(); got.RefundableFen != 50_00 || len(x.c.Penalty.Unsettled()) != 1 {
		t.Errorf("%+v %v", got, x.c.Penalty.Unsettled())
	}
	x.refused("too_much", "l", &domain.ApproveRefund{Fen: 50_01, Reason: "多缴"})
	x.refused("separation_of_duties", "f", &domain.ApproveRefund{Fen: 50_00, Reason: "多缴"}) // who entered it does not approve
	x.do("l", &domain.ApproveRefund{Fen: 50_00, Reason: "多缴"})
	x.refused("too_much", "l", &domain.ApproveRefund{Fen: 1, Reason: "多缴"})
	x.refused("separation_of_duties", "l", &domain.PayRefund{No: 1, On: in26(9, 22), Voucher: "T1"})
	x.do("f", &domain.PayRefund{No: 1, On: in26(9, 22), Voucher: "T1"})
	if len(x.c.Penalty.Unsettled()) != 0 || x.c.Penalty.Balance()["bank"] != 100_00 {
		t.Errorf("%v", x.c.Penalty.Balance())
	}
}

func TestAPaymentGoesWhereItIsNamedFirst(t *testing.T) {
	x := served(t, in26(9, 20), fined(100), seized(200)).at(in26(9, 22))
	p := paid("R1", in26(9, 22), 150_00)
	p.First = "gains"
	x.do("f", p)
	if got := x.owes(); got.GainsFen != 50_00 || got.FineFen != 100_00 {
		t.Errorf("%+v", got)
	}
}

func TestWhoFinesDoesNotHandleTheMoney(t *testing.T) {
	x := served(t, in26(9, 20), fined(100)).at(in26(9, 22))
	for _, who := range []domain.PersonID{"a", "b", "d"} { // officers, decider
		x.refused("separation_of_duties", who, paid("R1", in26(9, 22), 100_00))
	}
}

func TestAReceiptIsEnteredOnce(t *testing.T) {
	x := served(t, in26(9, 20), fined(100)).at(in26(9, 22)).do("f", paid("R1", in26(9, 22), 10_00))
	x.refused("receipt_used", "f", paid(" R1 ", in26(9, 22), 10_00))
	x.refused("invalid_input", "f", paid("R2", in26(9, 23), 10_00)) // tomorrow
	x.refused("invalid_input", "f", paid("R2", in26(9, 19), 10_00)) // before the decision
	x.refused("invalid_input", "f", paid("", in26(9, 22), 10_00))
	x.refused("invalid_input", "f", paid("R2", in26(9, 22), -1))
}

func TestAPaymentTakenBackIsOwedAgain(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000)).at(in26(9, 28)).do("f", paid("R1", in26(9, 28), 10000_00)).stage(domain.PenPerformed)
	x.refused("separation_of_duties", "f", &domain.CancelPayment{Receipt: "R1", Reason: "误登他案"})
	x.do("l", &domain.CancelPayment{Receipt: "R1", Reason: "误登他案"}).stage(domain.PenServed)
	x.at(in26(10, 9)).stage(domain.PenOverdue)
	if got := x.owes(); got.FineFen != 10000_00 || got.SurchargeFen != 300_00 {
		t.Errorf("%+v", got)
	}
	x.do("f", paid("R1", in26(10, 9), 10300_00)).stage(domain.PenPerformed) // the number is free again
}

func TestACancelledPaymentMayNotHaveBeenPaidBack(t *testing.T) {
	x := served(t, in26(9, 20), fined(100)).at(in26(9, 22)).do("f", paid("R1", in26(9, 22), 150_00))
	x.do("l", &domain.ApproveRefund{Fen: 50_00, Reason: "多缴"}).do("f", &domain.PayRefund{No: 1, On: in26(9, 22), Voucher: "T1"})
	x.refused("refund_paid", "m", &domain.CancelPayment{Receipt: "R1", Reason: "退票"})
}

func TestOnTheSpotOnlyWhatTheLawAllowsIsCollected(t *testing.T) {
	spot := func(yuan int64) *till {
		x := decided(t, in26(9, 24), fined(yuan))
		x.c.Penalty.Decision.Spot, x.c.Penalty.Decision.Remedies = true, spotText
		x.serve("p1-d1", in26(9, 24))
		return x
	}
	cash := func(ground string, yuan int64) *domain.CollectOnSpot {
		return &domain.CollectOnSpot{On: in26(9, 24), Fen: yuan * 100, Ground: ground, Detail: "流动经营，无固定住所", Receipt: "C1"}
	}
	for name, row := range map[string]struct {
		x    *till
		c    *domain.CollectOnSpot
		code domain.Code
	}{
		"a hundred yuan":                      {spot(100), cash("small", 100), ""},
		"a hundred and one":                   {spot(101), cash("small", 100), "not_on_spot"},
		"two hundred, hard to collect later":  {spot(200), cash("hard", 200), ""},
		"two hundred, remote, party asked":    {spot(200), &domain.CollectOnSpot{On: in26(9, 24), Fen: 20000, Ground: "remote", Detail: "水上", Asked: true, Receipt: "C1"}, ""},
		"remote, nobody asked":                {spot(200), cash("remote", 200), "not_on_spot"},
		"no official receipt":                 {spot(100), &domain.CollectOnSpot{On: in26(9, 24), Fen: 10000, Ground: "small"}, "invalid_input"},
		"more than the fine":                  {spot(100), cash("small", 101), "invalid_input"},
		"an ordinary decision, hard to get":   {served(t, in26(9, 24), fined(100)), cash("hard", 100), "not_on_spot"},
		"an ordinary decision, small":         {served(t, in26(9, 24), fined(100)), cash("small", 100), "not_on_spot"},
		"an ordinary decision, remote, asked": {served(t, in26(9, 24), fined(5000)), &domain.CollectOnSpot{On: in26(9, 24), Fen: 500000, Ground: "remote", Detail: "水上", Asked: true, Receipt: "C1"}, ""},
	} {
		row.x.t = t
		if err := row.x.try("a", row.c); domain.CodeOf(err) != row.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	x := spot(100).do("a", cash("small", 100)).stage(domain.PenPerformed)
	x.due("hand_in", in26(9, 29)) // 24 September, then the Mid-Autumn days off; 28, 29
	if len(x.c.Penalty.Unsettled()) != 1 {
		t.Error("cash on its way does not stand against closing")
	}
	x.at(in26(9, 28)).refused("separation_of_duties", "a", &domain.HandIn{No: 1, On: in26(9, 28)})
	x.do("f", &domain.HandIn{No: 1, On: in26(9, 28)})
	x.due("bank_in", in26(9, 30))
	x.do("f", &domain.BankIn{No: 1, On: in26(9, 28), Receipt: "R9"})
	if b := x.c.Penalty.Balance(); b["bank"] != 100_00 || b["cash"] != 0 || b["office"] != 0 || len(x.c.Penalty.Unsettled()) != 0 {
		t.Errorf("%v", b)
	}
	x.refused("receipt_used", "f", paid("R9", in26(9, 28), 1))
}

func TestASurchargeIsLetGoByAgreementOnlyAndTheFineNever(t *testing.T) {
	x := served(t, in26(9, 20), fined(10000)).at(in26(10, 18))
	x.refused("too_much", "l", &domain.ReduceSurcharge{Fen: 3000_01, Reason: "执行协议，已采取补救措施"})
	x.do("f", paid("R1", in26(10, 18), 10000_00)).do("l", &domain.ReduceSurcharge{Fen: 3000_00, Reason: "执行协议，已采取补救措施"}).stage(domain.PenPerformed)
}

func TestSumsAreWrittenAsThePublicTableWantsThem(t *testing.T) {
	for fen, want := range map[int64][2]string{4_500_000: {"45000.00", "4.500000"}, 222_130_000: {"2221300.00", "222.130000"}, 1: {"0.01", "0.000001"}, 0: {"0.00", "0.000000"}, 100: {"1.00", "0.000100"}} {
		if got := [2]string{domain.Yuan(fen), domain.Wan(fen)}; got != want {
			t.Errorf("%d: %v, want %v", fen, got, want)
		}
	}
}

// Whatever is paid, taken back, put off, varied, annulled and paid back, in whatever order and however late it is entered: the
// ledger balances, nobody owes less than nothing, and every fen the bank received is either of the penalty or refundable.
func TestTheLedgerBalancesWhateverHappens(t *testing.T) {
	walk := func(t *rapid.T) {
		first := fined(int64(rapid.IntRange(1, 5000).Draw(t, "fine")))
		x := served(t, in26(9, 20), first, seized(int64(rapid.IntRange(0, 5000).Draw(t, "gains"))))
		receipts := 0
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			x.at(domain.DateOf(x.now) + domain.Date(rapid.IntRange(0, 12).Draw(t, "days")))
			today := domain.DateOf(x.now)
			some := int64(rapid.IntRange(1, 600_000).Draw(t, "fen"))
			switch rapid.IntRange(0, 11).Draw(t, "act") {
			case 0, 1, 2:
				receipts++
				p := paid("R"+domain.Yuan(int64(receipts)), max(in26(9, 20), today-domain.Date(rapid.IntRange(0, 20).Draw(t, "late"))), some)
				p.First = pick(t, []string{"", "", "fine", "gains", "surcharge"}, "first")
				_ = x.try("f", p)
			case 3:
				if ps := x.c.Penalty.Payments; len(ps) > 0 {
					_ = x.try("m", &domain.CancelPayment{Receipt: pick(t, ps, "receipt").Receipt, Reason: "更正"})
				}
			case 4:
				_ = x.try("l", &domain.ApproveRefund{Fen: min(some, max(1, x.owes().RefundableFen)), Reason: "退还"})
			case 5:
				_ = x.try("f", &domain.PayRefund{No: max(1, len(x.c.Penalty.Refunds)), On: today, Voucher: "T"})
			case 6:
				_ = x.try("a", &domain.AskInstalment{Reason: "困难"})
			case 7:
				total := x.owes().Total()
				if total > 1 {
					parts := []domain.PlanPart{{Due: today + 10, Fen: total / 2}, {Due: today + 30, Fen: total - total/2}}
					_ = x.try("l", &domain.ApproveInstalment{Parts: parts, Comment: "同意"})
				}
			case 8:
				_ = x.try("a", &domain.FileRemedy{Remedy: pick(t, []string{"reconsideration", "lawsuit"}, "remedy"), Organ: "机关", FiledOn: max(in26(9, 20), today-3), Late: "已受理"})
			case 9:
				r := &domain.DecideRemedy{Result: pick(t, []string{"upheld", "varied", "annulled", "unlawful", "withdrawn", "rejected"}, "result"), On: today, Received: today}
				if r.Result == "varied" {
					r.Sanctions = []domain.Sanction{{Kind: domain.SanctionFine, AmountFen: some}, {Kind: domain.SanctionGains, AmountFen: some / 2}}
					r.Contrary = rapid.Bool().Draw(t, "contrary")
				}
				_ = x.try("a", r)
			case 10:
				_ = x.try("l", &domain.ReduceSurcharge{Fen: max(1, x.owes().SurchargeFen/2), Reason: "协议"})
			case 11:
				_ = x.try("a", &domain.Demand{Manner: "银行"})
			}
			p := x.c.Penalty
			if !p.Balanced() {
				t.Fatalf("%v", p.Balance())
			}
			var got, back int64
			for _, r := range p.Receipts() {
				got += r.Fen
			}
			for _, r := range p.Refunds {
				if !r.PaidOn.IsZero() {
					back += r.Fen
				}
			}
			b := p.Balance()
			if b["bank"] != got-back {
				t.Fatalf("the bank has %d, received %d and gave back %d", b["bank"], got, back)
			}
			charged := -b["fine"] - b["gains"] - b["surcharge"]
			unpaid := b["owed.fine"] + b["owed.gains"] + b["owed.surcharge"]
			if b["bank"] != charged-unpaid-b["refundable"] {
				t.Fatalf("money was lost: %v", b)
			}
			if -b["fine"] != p.Imposed(domain.SanctionFine) || -b["gains"] != p.Imposed(domain.SanctionGains) || -b["surcharge"] > p.Imposed(domain.SanctionFine) {
				t.Fatalf("charged %v, imposed %d and %d", b, p.Imposed(domain.SanctionFine), p.Imposed(domain.SanctionGains))
			}
			if x.c.Stage == domain.PenPerformed && p.Ended == "performed" && unpaid != 0 {
				t.Fatalf("performed, and %d are owed", unpaid)
			}
			if slices.Contains([]domain.Stage{domain.PenServed, domain.PenInstalment, domain.PenOverdue}, x.c.Stage) && unpaid == 0 {
				t.Fatalf("nothing is owed, and the case stands at %s", x.c.Stage)
			}
		}
	}
	for range 20 { // two thousand walks
		rapid.Check(t, walk)
	}
}
