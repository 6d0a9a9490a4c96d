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
	charter := ask(domain.RegCharter, org, nil)
	x.refused("revoking", "w", "c3", charter)
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

// 社团 18, 民非 15; T06. Without the day of the consent nobody sees that the thirty days are over.
func TestUnderDualManagementAChangeSaysTheDayOfTheConsent(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	now := *chess()
	now.Address = "云岭区新址1号"
	x.clock("2026-11-20 09:00")
	x.do("w", "c0", ask(domain.RegChange, org, &now)) // before the row
	x.clock("2026-11-24 09:00")
	change := ask(domain.RegChange, org, &now)
	x.refused("day_missing", "w", "c1", change)
	x.refused("day_missing", "w", "c2", ask(domain.RegCharter, org, nil))
	change.ConsentOn = day("2026-10-08")
	x.do("w", "c1", change)
	if r := x.files["c1"].Registration; !r.Late {
		t.Error("the thirty days are over")
	}
	change.ConsentOn = day("2026-11-20")
	x.do("w", "c2", change)
	if r := x.files["c2"]; r.Registration.Late || r.Clock("apply") == nil || r.Clock("apply").From != day("2026-11-20") {
		t.Errorf("%+v", r.Clocks)
	}
	now.Mode, now.Supervisor = domain.ModeDirect, ""
	x.do("w", "c3", ask(domain.RegChange, org, &now)) // directly registered: nobody consents
}

// 慈善法 17; REG-2.01 runs from the event, not from the application.
func TestTheThirtyDaysOfACharityRunFromTheEvent(t *testing.T) {
	x := newHall(t, "2026-11-24 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-06", func(b *domain.OrganizationRegistered) { b.Charity = &domain.OrgCharity{Since: day("2021-05-06")} })
	end := ask(domain.RegDeregister, org, nil)
	x.refused("day_missing", "w", "d0", end)
	end.EventOn = day("2026-11-10")
	x.do("w", "d1", end)
	if k := x.files["d1"].Clock("group"); k == nil || k.From != day("2026-11-10") || k.Due != day("2026-12-10") {
		t.Errorf("%+v", k)
	}
	end.EventOn = day("2026-10-01")
	x.do("w", "d2", end)
	if c := x.files["d2"]; c.Clock("group") != nil || x.open("d2", "registration.petition_court") != 1 {
		t.Errorf("%+v", c.Tasks)
	}
}

// 慈善法 18, 民法典 95; 令18号 2: each a row of its own that a person settles.
func TestConditionsOfCharitiesAndServiceBodiesAreRowsOfTheirOwn(t *testing.T) {
	x := newHall(t, "2026-11-24 09:00")
	has := func(r *domain.Registration, f *domain.Facts, id string) bool {
		return slices.ContainsFunc(x.norms.Conditions(r, f), func(k domain.RegCondition) bool { return k.ID == id && k.Machine == "unknown" })
	}
	f := &domain.Facts{At: x.now, Parties: map[domain.PartyID]domain.Party{"c": {Org: &domain.Organization{Charity: &domain.OrgCharity{}}}, "o": {Org: &domain.Organization{}}}}
	if !has(&domain.Registration{Kind: domain.RegDeregister, Org: "c"}, f, "RC-22") || has(&domain.Registration{Kind: domain.RegDeregister, Org: "o"}, f, "RC-22") {
		t.Error("where the residue of a charity goes is asked of a charity alone")
	}
	for _, id := range []string{"RC-20", "RC-21"} {
		if !has(&domain.Registration{Kind: domain.RegEstablish, Subject: domain.PartyServiceOrg}, f, id) || has(&domain.Registration{Kind: domain.RegEstablish, Subject: domain.PartyAssociation}, f, id) {
			t.Errorf("%s is asked of a service body alone", id)
		}
	}
}
