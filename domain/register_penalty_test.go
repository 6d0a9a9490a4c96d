package domain_test

import (
	"slices"
	"testing"

	"yifa/domain"
	"yifa/migrations"
)

// enrolled puts the society into the register, as an organization with a file of its own.
func (x *script) enrolled() *script {
	x.Helper()
	c := &domain.Case{ID: "society"}
	at := at("2025-01-06 09:00")
	for _, b := range []domain.Body{&domain.PartyRegistered{RegisterParty: domain.RegisterParty{Kind: domain.PartyAssociation, Name: "春风协会", Address: "城关4号"}, Agency: "g"},
		&domain.OrganizationRegistered{Items: *chess(), USCC: "51421303MJH000019U", On: domain.DateOf(at), Why: "成立登记"}} {
		if err := c.Apply(domain.Event{Case: c.ID, Seq: c.Seq + 1, Actor: "mei", OccurredAt: at, RecordedAt: at, Body: b}); err != nil {
			x.Fatal(err)
		}
	}
	x.files["society"] = c
	return x
}

func (x *script) standsAs(status string, open int) {
	x.Helper()
	if o := x.files["society"].PartyFile.Org; o.Status != status || len(o.PenaltyOpen) != open {
		x.Fatalf("the register says %s, %d cases open; want %s, %d", o.Status, len(o.PenaltyOpen), status, open)
	}
}

// removing is a proposal to take the certificate away, or to stop the association for three months.
func removing(kind domain.SanctionKind) domain.Proposal {
	p := warned()
	p.Assessments[0].Grave = kind == domain.SanctionRevoke
	p.Assessments[0].RefundSettled = true
	p.Sanctions = []domain.Sanction{{Kind: kind, Violation: "SO-06"}}
	if kind == domain.SanctionStop {
		p.Sanctions = []domain.Sanction{{Kind: domain.SanctionWarning, Violation: "SO-06"}, {Kind: kind, Violation: "SO-06", Months: 3}}
	}
	return p
}

func TestAPenaltyInForceStandsInTheRegister(t *testing.T) {
	for kind, status := range map[domain.SanctionKind]string{domain.SanctionRevoke: domain.OrgRevoked, domain.SanctionStop: domain.OrgStopped} {
		x := play(t, "2026-07-01 09:00").enrolled().filed("society", late)
		x.standsAs(domain.OrgActive, 1)
		x.reported(removing(kind)).examined().told().waived(true).decidedBy("gu")
		x.standsAs(domain.OrgActive, 1) // decided, not yet in force
		x.serve("P-15")
		x.standsAs(status, 1)
		if k := x.c().Clock("register"); k == nil || k.MetOn != x.today() {
			t.Errorf("entered within five working days: %+v", k)
		}
		if until := x.files["society"].PartyFile.Org.StoppedUntil; (until == x.today().AddMonths(3)) != (kind == domain.SanctionStop) {
			t.Errorf("until %s", until)
		}
		x.do("shen", &domain.RevokeDecision{Reason: words})
		x.standsAs(domain.OrgActive, 1)
	}
}

func TestADecisionServedByAPublicNoticeIsEnteredAfterwards(t *testing.T) {
	x := play(t, "2026-07-01 09:00").enrolled().filed("society", late).reported(removing(domain.SanctionRevoke)).examined().told().waived(true).decidedBy("gu")
	x.do("an", &domain.ServePaper{Document: x.newest("P-15"), Serving: domain.Serving{Method: domain.ServeNotice, On: x.today(), Reason: "下落不明，其他方式均未送达"}})
	x.standsAs(domain.OrgActive, 1)
	x.refused("no_decision", "an", &domain.InformRegister{})
	x.at("2026-08-20 09:00")
	if !x.owesAct("penalty.inform_register") {
		t.Fatal("nobody owes the register")
	}
	x.do("an", &domain.InformRegister{})
	x.standsAs(domain.OrgRevoked, 1)
	if x.owesAct("penalty.inform_register") {
		t.Error("it was told")
	}
}

func TestACaseThatIsOverBlocksNothing(t *testing.T) {
	x := play(t, "2026-07-01 09:00").enrolled().filed("society", late).reported(warned()).examined().told().waived(false).decidedBy("lin").serve("P-15")
	x.standsAs(domain.OrgActive, 1)
	x.do("an", &domain.RecordPerformance{No: 1, On: x.today(), How: "已补办变更登记"})
	x.do("gu", &domain.Withhold{Reason: words}).do("lin", &domain.ConcludeCase{})
	x.standsAs(domain.OrgActive, 0)
}

func (x *script) punished() []domain.OrgPenalty { return x.files["society"].PartyFile.Org.Penalties }

func TestAPenaltyOfThisBureauIsEnteredWithTheServiceAndLeavesWithTheDecision(t *testing.T) {
	x := play(t, "2026-07-01 09:00").enrolled().filed("society", late).reported(removing(domain.SanctionStop)).examined().told().waived(true).decidedBy("gu")
	if len(x.punished()) != 0 {
		t.Fatal("it is entered before it takes effect")
	}
	x.serve("P-15")
	ps := x.punished()
	if len(ps) != 1 || ps[0].Kind != "stop" || !ps[0].Has("warning") || ps[0].File != x.id || ps[0].Number != x.c().Document(x.newest("P-15")).Number || ps[0].On != x.c().Penalty.Decision.On || ps[0].Months != 3 {
		t.Fatalf("%+v", ps)
	}
	x.do("an", &domain.FileRemedy{Remedy: "reconsideration", Organ: "云岭区人民政府", FiledOn: x.today()}).at("2026-08-10 09:00")
	x.do("an", &domain.DecideRemedy{Result: "varied", On: x.today(), Received: x.today(), Sanctions: []domain.Sanction{{Kind: domain.SanctionWarning, Violation: "SO-06"}}})
	x.standsAs(domain.OrgActive, 1)
	if ps = x.punished(); len(ps) != 1 || ps[0].Kind != "warning" || ps[0].Has("stop") || ps[0].ChangedOn != x.today() || !ps[0].Stands() {
		t.Fatalf("%+v", ps)
	}
	x.do("shen", &domain.RevokeDecision{Reason: words})
	if ps = x.punished(); len(ps) != 1 || ps[0].Stands() || ps[0].AnnulledOn != x.today() {
		t.Fatalf("what was annulled says so, and is not gone: %+v", ps)
	}
}

func TestARevocationVariedToAStopStopsForItsOwnMonths(t *testing.T) {
	x := play(t, "2026-07-01 09:00").enrolled().filed("society", late).reported(removing(domain.SanctionRevoke)).examined().told().waived(true).decidedBy("gu").serve("P-15")
	from := x.today()
	x.do("an", &domain.FileRemedy{Remedy: "reconsideration", Organ: "云岭区人民政府", FiledOn: x.today()}).at("2026-08-03 09:00")
	x.do("an", &domain.DecideRemedy{Result: "varied", On: x.today(), Received: x.today(), Sanctions: []domain.Sanction{{Kind: domain.SanctionStop, Violation: "SO-06", Months: 3}}})
	x.standsAs(domain.OrgStopped, 1)
	if o := x.files["society"].PartyFile.Org; o.StoppedUntil != from.AddMonths(3) || o.Penalties[0].Kind != "stop" {
		t.Errorf("%s %+v", o.StoppedUntil, o.Penalties)
	}
}

func TestAPenaltyServedByAPublicNoticeIsEnteredByTheEngine(t *testing.T) {
	x := play(t, "2026-07-01 09:00").enrolled().filed("society", late).reported(warned()).examined().told().waived(false).decidedBy("lin")
	x.do("an", &domain.ServePaper{Document: x.newest("P-15"), Serving: domain.Serving{Method: domain.ServeNotice, On: x.today(), Reason: "下落不明，其他方式均未送达"}})
	x.at("2026-08-20 09:00")
	i := slices.IndexFunc(x.c().Owes(), func(d domain.Duty) bool { return d.Kind == domain.DutySettle })
	if i < 0 || x.c().Owes()[i].Act != "penalty.enter_register" {
		t.Fatalf("%+v", x.c().Owes())
	}
	x.do(domain.System, &domain.EnterRegister{})
	if ps := x.punished(); len(ps) != 1 || ps[0].Kind != "warning" {
		t.Fatalf("%+v", ps)
	}
	if slices.ContainsFunc(x.c().Owes(), func(d domain.Duty) bool { return d.Kind == domain.DutySettle }) {
		t.Error("it is owed no more")
	}
}

func TestAPenaltyOnTheSpotIsEnteredWhenItIsHandedOver(t *testing.T) {
	x := play(t, "2026-07-01 09:00").enrolled()
	x.id = "spot"
	x.do("an", &domain.DecideOnSpot{Party: "society", Officers: []domain.PersonID{"an", "bo"}, Place: "会议室", Allegation: late,
		Assessment: domain.Assessment{Violation: "SO-06", From: late.From, To: late.To}, Sanction: domain.Sanction{Kind: domain.SanctionWarning, Violation: "SO-06"},
		Reasons: "情节轻微", CardShown: true, Told: true, Defence: "无", SignedBy: "某丙"})
	if ps := x.punished(); len(ps) != 1 || ps[0].Kind != "warning" || ps[0].File != "spot" || ps[0].Number == "" || ps[0].ServedOn != x.today() {
		t.Fatalf("%+v", ps)
	}
}

func TestTwoWarningsOfOneDecisionAreOnePenalty(t *testing.T) {
	p := domain.OrgPenalty{On: day("2026-01-05"), By: "云岭区民政局", Kind: "fine", Kinds: []string{"fine", "warning"}, FineFen: 100_00, File: "p1"}
	o := &domain.Organization{Status: domain.OrgActive, Penalties: []domain.OrgPenalty{p}}
	norms, err := migrations.Norms()
	if err != nil {
		t.Fatal(err)
	}
	grounds := func() (out []string) {
		leads, err := norms.ListLeads(o, book(), day("2026-09-01"))
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range leads {
			out = append(out, l.Ground)
		}
		return out
	}
	if got := grounds(); !slices.Equal(got, []string{"AB-5"}) {
		t.Errorf("one decision: %v", got)
	}
	o.Penalties[0].FineFen = 50_000_00
	if got := grounds(); !slices.Equal(got, []string{"SV-4"}) {
		t.Errorf("a warning beside a heavy fine is no light penalty: %v", got)
	}
	o.Penalties[0].AnnulledOn = day("2026-02-01")
	if got := grounds(); len(got) != 0 {
		t.Errorf("what was annulled lists nobody: %v", got)
	}
}
