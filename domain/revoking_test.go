package domain_test

import (
	"slices"
	"testing"

	"yifa/domain"
)

// registration.md §2.1, §9.2: REVOKING. A row of local practice (RC-19), unconfirmed, from the day of the row.
func TestWhileARevocationIsToldNothingIsChanged(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	x.clock("2026-11-24 09:00")
	tell := func(b domain.Body) { x.put(x.files[domain.CaseID(org)], "l", x.now, []domain.Body{b}) }
	now := *chess()
	now.Address = "云岭区新址1号"
	change := ask(domain.RegChange, org, &now)
	change.ConsentOn = day("2026-11-20")
	x.do("w", "c1", change)
	x.do("w", "c1", &domain.ReceiveApplication{Materials: x.materials("c1")})
	x.do("w", "c1", &domain.AcceptApplication{})
	x.do("s", "c1", &domain.AssignReviewers{Officers: []domain.PersonID{"a", "b"}})
	tell(&domain.OrganizationCaseOpened{File: "p1", On: domain.DateOf(x.now)})
	tell(&domain.OrganizationRevocationTold{File: "p1", On: domain.DateOf(x.now)})
	x.refused("revoking", "w", "c2", change)
	x.refused("revoking", "w", "c3", ask(domain.RegCharter, org, nil))
	x.do("w", "d1", ask(domain.RegDeregister, org, nil)) // it may liquidate; what it hands in is refused (penalty_open)
	x.do("a", "c1", &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("c1")})
	k := x.files["c1"].Registration.Review.Conditions
	if i := slices.IndexFunc(k, func(k domain.RegCondition) bool { return k.ID == "RC-19" }); i < 0 || k[i].Machine != "not_met" {
		t.Errorf("%+v", k)
	}
	x.do("b", "c1", &domain.SecondReview{Agree: true, Text: "同意"})
	x.refused("revoking", "l", "c1", &domain.DecideRegistration{Grant: true})
	tell(&domain.OrganizationRevocationTold{File: "p1", On: domain.DateOf(x.now), Dropped: true})
	x.do("l", "c1", &domain.DecideRegistration{Grant: true})
}

func TestTheRegisterIsToldOfANoticeThatARegistrationIsToBeRevoked(t *testing.T) {
	x := play(t, "2026-07-01 09:00").enrolled().filed("society", late).reported(removing(domain.SanctionRevoke)).examined()
	org := func() *domain.Organization { return x.files["society"].PartyFile.Org }
	if len(org().Revoking) != 0 {
		t.Fatal("nothing was told yet")
	}
	x.told()
	if !slices.Equal(org().Revoking, []domain.CaseID{x.id}) {
		t.Fatalf("%v", org().Revoking)
	}
	x = play(t, "2026-07-01 09:00").enrolled().filed("society", late).reported(removing(domain.SanctionStop)).examined().told()
	if len(org().Revoking) != 0 {
		t.Error("a stop is no revocation")
	}
}
