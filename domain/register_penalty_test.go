package domain_test

import (
	"testing"

	"yifa/domain"
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
