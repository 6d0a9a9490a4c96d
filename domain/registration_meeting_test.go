package domain_test

import (
	"slices"
	"testing"

	"yifa/domain"
)

// discussable takes an establishment received after the row RN-11 to where the leaders discuss it. The officers are a and b, the legal
// reviewer is r; they meet without a word of it entered at a desk.
func (x *hall) discussable(id domain.CaseID) {
	x.Helper()
	x.begun(id)
	x.do("w", id, &domain.ReceiveApplication{Materials: x.materials(id), AssemblyOn: domain.DateOf(x.now)})
	x.do("w", id, &domain.AcceptApplication{})
	x.reviewed(id)
	x.do("b", id, &domain.SecondReview{Agree: true, Text: "同意"})
	x.do("r", id, &domain.ReviewRegistration{Pass: true, Text: "通过"})
	x.stands(id, domain.RegDiscuss)
}

// 三重一大; registration.md §1.5 step 9: the file hears from the meeting what was resolved, not from a desk.
func TestTheLeadersDiscussARegistrationInAMeeting(t *testing.T) {
	x := newHall(t, "2026-11-24 09:00")
	x.discussable("r1")
	if x.open("r1", "meeting.convene") != 1 || x.open("r1", "registration.discuss") != 0 {
		t.Errorf("%+v", x.files["r1"].Tasks)
	}
	x.refused("wrong_stage", "l", "r1", &domain.DiscussRegistration{Grant: true, Text: "同意"})
	x.refused("wrong_stage", "l", "r1", &domain.DecideRegistration{Grant: true})
	x.convenes("m1", "r1")
	x.met("m1", x.minutes("m1", domain.ResolveAgree))
	x.stands("r1", domain.RegToDecide)
	c := x.files["r1"]
	d := c.Registration.Discussed
	if d == nil || d.Meeting != "m1" || d.Item != 1 || d.Result != domain.ResolveAgree || !d.Grant || !slices.Equal(d.Voters, []domain.PersonID{"l", "h"}) || x.open("r1", "meeting.convene") != 0 {
		t.Errorf("%+v", d)
	}
	if !slices.Contains(c.Took("l"), domain.PartDiscussant) || !slices.Contains(c.Took("h"), domain.PartDiscussant) || slices.Contains(c.Took("s"), domain.PartDiscussant) {
		t.Error("who voted has discussed it, who took the minutes has not")
	}
	if m := x.files["m1"]; m.Meeting.Agenda[0].Document == "" || m.Stage != domain.MeetClosed {
		t.Errorf("%+v", m.Meeting.Agenda)
	}
	x.do("l", "r1", &domain.DecideRegistration{Grant: true})
}

func TestWhatAMeetingResolvesOnARegistration(t *testing.T) {
	for _, k := range []struct {
		name   string
		result domain.Resolution
		stage  domain.Stage
		owes   string
	}{
		{"otherwise than proposed: it is reviewed again", domain.ResolveReject, domain.RegReview, "registration.propose"},
		{"to look further: it is reviewed again", domain.ResolveInquire, domain.RegReview, "registration.propose"},
		{"put off: it waits for another meeting", domain.ResolveDefer, domain.RegDiscuss, "meeting.convene"},
	} {
		t.Run(k.name, func(t *testing.T) {
			x := newHall(t, "2026-11-24 09:00")
			x.discussable("r1")
			x.convenes("m1", "r1")
			x.met("m1", x.minutes("m1", k.result))
			x.stands("r1", k.stage)
			if x.open("r1", k.owes) != 1 {
				t.Errorf("%+v", x.files["r1"].Tasks)
			}
		})
	}
}

// The rules of the meeting hold: who reviewed, visited or proposed does not vote and does not take the minutes; what is voted on is what
// the file says; nothing is discussed that is not to be discussed.
func TestNobodyVotesOnARegistrationWithAnotherPartInIt(t *testing.T) {
	x := newHall(t, "2026-11-24 09:00")
	l := x.people["l"]
	l.Grants = append(l.Grants, domain.GrantHeld{Role: domain.RoleOfficer, Agency: "g", From: day("2020-01-01")})
	x.people["l"] = l
	x.people["k"] = domain.Person{ID: "k", Name: "K", Agency: "g", Grants: []domain.GrantHeld{{Role: domain.RoleLeader, Agency: "g", From: day("2020-01-01")}}}
	x.begun("r1")
	x.do("w", "r1", &domain.ReceiveApplication{Materials: x.materials("r1"), AssemblyOn: domain.DateOf(x.now)})
	x.do("w", "r1", &domain.AcceptApplication{})
	x.do("s", "r1", &domain.AssignReviewers{Officers: []domain.PersonID{"a", "b"}})
	x.do("a", "r1", &domain.VisitPremises{At: x.now, Officers: []domain.PersonID{"a", "l"}, Place: "住所", Found: "属实", Fits: true})
	x.do("l", "r1", &domain.SignVisit{})
	x.refused("invalid_input", "s", "m0", &domain.ConveneMeeting{At: x.now, Place: "会议室", Chair: "h", Recorder: "s", Agenda: []domain.NewItem{{Subject: domain.ItemCase, File: "r1"}}})
	x.refused("item_not_open", "s", "m0", &domain.ConveneMeeting{At: x.now, Place: "会议室", Chair: "h", Recorder: "s", Agenda: []domain.NewItem{{Subject: domain.ItemRegistration, File: "r1"}}})
	x.do("a", "r1", &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r1")})
	x.do("b", "r1", &domain.SecondReview{Agree: true, Text: "同意"})
	x.do("r", "r1", &domain.ReviewRegistration{Pass: true, Text: "通过"})
	x.refused("separation_of_duties", "s", "m0", &domain.ConveneMeeting{At: x.now, Place: "会议室", Chair: "h", Recorder: "a", Agenda: []domain.NewItem{{Subject: domain.ItemRegistration, File: "r1"}}})
	x.convenes("m1", "r1")
	min := x.minutes("m1", domain.ResolveAgree)
	x.clock("2026-11-24 11:00")
	x.do("s", "m1", &domain.HoldMeeting{Minutes: min})
	for _, p := range min.Present {
		x.do(p, "m1", &domain.SignMinutes{})
	}
	x.refused("separation_of_duties", "s", "m1", &domain.CloseMeeting{Summary: "纪要"}) // l was at the premises
	min.Items[0].Recused = []domain.Absence{{Person: "l", Reason: "参加了实地核查"}}
	it := &min.Items[0]
	it.Opinions = slices.DeleteFunc(it.Opinions, func(o domain.MemberOpinion) bool { return o.Person == "l" })
	it.Votes = slices.DeleteFunc(it.Votes, func(v domain.MemberVote) bool { return v.Person == "l" })
	x.met("m1", min)
	x.stands("r1", domain.RegToDecide)
	if v := x.files["r1"].Registration.Discussed.Voters; !slices.Equal(v, []domain.PersonID{"k", "h"}) {
		t.Errorf("%v", v)
	}
}

// What is taken back, or goes back to its reviewers, is taken off the agenda; a meeting with nothing else is called off.
func TestARegistrationThatIsNotToBeDiscussedAnyMoreLeavesTheAgenda(t *testing.T) {
	for name, act := range map[string]func(*hall){
		"taken back": func(x *hall) { x.do("w", "r1", &domain.WithdrawApplication{Reason: "不再申请"}) },
		"returned":   func(x *hall) { x.do("l", "r1", &domain.ReturnRegistration{Reason: "再查"}) },
		"consent lost": func(x *hall) {
			x.do("s", "r1", &domain.LoseConsent{Why: "withdrawn", On: domain.DateOf(x.now)})
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := newHall(t, "2026-11-24 09:00")
			x.discussable("r1")
			x.convenes("m1", "r1")
			act(x)
			x.stands("m1", domain.MeetCancelled)
			if x.open("r1", "meeting.convene") != 0 {
				t.Errorf("%+v", x.files["r1"].Tasks)
			}
		})
	}
}

// An opinion from before the row may still be discussed at the desk of that time, not after; a meeting that is named is one, and closed.
func TestADeskEntersADiscussionOnlyFromBeforeTheMeetingWasNeeded(t *testing.T) {
	x := newHall(t, "2026-11-20 09:00")
	for _, id := range []domain.CaseID{"r1", "r2"} {
		x.do("w", id, &domain.BeginRegistration{RegKind: domain.RegEstablish, Subject: domain.PartyAssociation, Channel: "window", Applicant: domain.RegApplicant{Name: "楚河汉", Phone: "13900000000"},
			Items: func() *domain.OrgItems { i := chess(); i.Name.Field += string(id); return i }(), Members: &domain.OrgMembers{Persons: 56}, Officers: []domain.OrgOfficer{{Name: "楚河汉", Post: "会长"}}})
		x.do("w", id, &domain.SignPriorNotice{Signers: []string{"楚河汉"}})
		x.do("w", id, &domain.CheckName{Name: x.files[id].Registration.Items.Name})
		x.do("w", id, &domain.ReceiveApplication{Materials: x.materials(id), AssemblyOn: domain.DateOf(x.now)})
		x.do("w", id, &domain.AcceptApplication{})
		x.reviewed(id)
		x.do("r", id, &domain.ReviewRegistration{Pass: true, Text: "通过"})
		x.stands(id, domain.RegDiscuss)
	}
	x.refused("invalid_input", "l", "r1", &domain.DiscussRegistration{Grant: true, Text: "同意", Meeting: "r2"})
	x.do("l", "r1", &domain.DiscussRegistration{Grant: true, Text: "同意"})
	x.stands("r1", domain.RegToDecide)
	x.clock("2026-11-24 09:00")
	x.do("l", "r1", &domain.DecideRegistration{Grant: true})
	x.refused("needs_meeting", "l", "r2", &domain.DiscussRegistration{Grant: true, Text: "同意"})
	x.convenes("m1", "r2")
	x.met("m1", x.minutes("m1", domain.ResolveAgree))
	x.stands("r2", domain.RegToDecide)
	if x.open("r2", "registration.discuss") != 0 {
		t.Errorf("%+v", x.files["r2"].Tasks)
	}
}

// 民政部令第18号 2; RC-20, RC-21: the form follows from the founders, and non-state assets are two thirds at least.
func TestTheFormOfAServiceBodyFollowsFromItsFounders(t *testing.T) {
	person := func(n string, fen int64) domain.RegFounder {
		return domain.RegFounder{Kind: domain.FounderPerson, Name: n, Fen: fen}
	}
	unit := func(fen, state int64) domain.RegFounder {
		return domain.RegFounder{Kind: domain.FounderOrganization, Name: "云岭区文化馆", Fen: fen, StateFen: state}
	}
	rep := chess().LegalRep
	x := newHall(t, "2026-11-24 09:00")
	for _, k := range []struct {
		name         string
		form         string
		founders     []domain.RegFounder
		form20, nine string
	}{
		{"nobody is named", "legal_person", nil, "unknown", "unknown"},
		{"one person who heads it is an individual one", "individual", []domain.RegFounder{person(rep, 300)}, "met", "met"},
		{"one person whom another heads for is none", "individual", []domain.RegFounder{person("马走日", 300)}, "not_met", "met"},
		{"one person is no legal person", "legal_person", []domain.RegFounder{person(rep, 300)}, "not_met", "met"},
		{"two persons are a partnership", "partnership", []domain.RegFounder{person(rep, 100), person("马走日", 200)}, "met", "met"},
		{"two persons may be a legal person", "legal_person", []domain.RegFounder{person(rep, 100), person("马走日", 200)}, "met", "met"},
		{"two persons are no individual one", "individual", []domain.RegFounder{person(rep, 100), person("马走日", 200)}, "not_met", "met"},
		{"an organization founds a legal person", "legal_person", []domain.RegFounder{unit(300, 0)}, "met", "met"},
		{"an organization with persons is no partnership", "partnership", []domain.RegFounder{unit(300, 0), person(rep, 1)}, "not_met", "met"},
		{"a third of state assets is allowed", "legal_person", []domain.RegFounder{unit(100, 100), person(rep, 200)}, "met", "met"},
		{"more than a third is not", "legal_person", []domain.RegFounder{unit(101, 101), person(rep, 200)}, "met", "not_met"},
		{"nobody says what was put in", "legal_person", []domain.RegFounder{unit(0, 0)}, "met", "unknown"},
	} {
		r := &domain.Registration{Kind: domain.RegEstablish, Subject: domain.PartyServiceOrg, Form: k.form, Founders: k.founders, Items: *chess()}
		got := map[string]domain.RegCondition{}
		for _, c := range x.norms.Conditions(r, &domain.Facts{At: x.now}) {
			got[c.ID] = c
		}
		if got["RC-20"].Machine != k.form20 || got["RC-21"].Machine != k.nine {
			t.Errorf("%s: %s (%s), %s (%s)", k.name, got["RC-20"].Machine, got["RC-20"].Why, got["RC-21"].Machine, got["RC-21"].Why)
		}
	}
	items := chess()
	items.Name.Brand, items.Name.Form = "楚汉", "服务中心"
	b := &domain.BeginRegistration{RegKind: domain.RegEstablish, Subject: domain.PartyServiceOrg, Form: "individual", Channel: "window", Applicant: domain.RegApplicant{Name: rep, Phone: "13900000000"}, Items: items}
	x.refused("founders_missing", "w", "r1", b)
	b.Founders = []domain.RegFounder{{Kind: domain.FounderPerson, Name: rep, Fen: 300, StateFen: 1}}
	x.refused("invalid_input", "w", "r1", b) // a person puts in no state assets
	b.Founders = []domain.RegFounder{person(rep, 300), person(rep, 300)}
	x.refused("invalid_input", "w", "r1", b)
	b.Founders = []domain.RegFounder{person(rep, 300)}
	x.do("w", "r1", b)
	if f := x.files["r1"].Registration.Founders; len(f) != 1 || f[0].Fen != 300 {
		t.Errorf("%+v", f)
	}
	as := &domain.BeginRegistration{RegKind: domain.RegEstablish, Subject: domain.PartyAssociation, Channel: "window", Applicant: b.Applicant, Items: chess(), Founders: b.Founders}
	x.refused("invalid_input", "w", "r2", as)
	x.clock("2026-11-22 09:00")
	b.Founders = nil
	x.do("w", "r3", b) // before the row
}

// 慈善法 18; RC-22, RN-13: a charity is not deregistered before it is on paper to whom its residue goes, and that one may receive it.
func TestWhatIsLeftOfACharityGoesToACharityByAPaper(t *testing.T) {
	charity := func(b *domain.OrganizationRegistered) { b.Charity = &domain.OrgCharity{Since: day("2021-05-06")} }
	x := newHall(t, "2026-11-24 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-06", charity)
	like := x.organization("o2", domain.PartyAssociation, "2020-05-06", charity)
	plain := x.organization("o3", domain.PartyAssociation, "2020-05-06")
	end := ask(domain.RegDeregister, org, nil)
	end.EventOn = day("2026-11-20")
	x.do("w", "d1", end)
	x.do("w", "d1", &domain.FormLiquidation{Members: []string{"楚河汉"}})
	x.do("w", "d1", &domain.NotifyCreditors{})
	x.do("w", "d1", &domain.NotifyCreditors{Newspaper: "云岭日报"})
	x.clock("2027-02-24 09:00")
	x.do("w", "d1", &domain.EndLiquidation{Report: "f1", ResidualFen: 120000, Residual: "转给同类慈善组织"})
	if x.open("d1", "registration.settle_residue") != 1 {
		t.Errorf("%+v", x.files["d1"].Tasks)
	}
	x.do("w", "d1", &domain.ReceiveApplication{Materials: x.materials("d1")})
	x.do("w", "d1", &domain.AcceptApplication{})
	x.do("s", "d1", &domain.AssignReviewers{Officers: []domain.PersonID{"a", "b"}})
	machine := func() (got domain.RegCondition) {
		parties := map[domain.PartyID]domain.Party{org: *x.files[domain.CaseID(org)].PartyFile}
		for _, k := range x.norms.Conditions(x.files["d1"].Registration, &domain.Facts{At: x.now, Parties: parties}) {
			if k.ID == "RC-22" {
				got = k
			}
		}
		return got
	}
	if k := machine(); k.Machine != "not_met" {
		t.Errorf("%+v", k)
	}
	conds := append(x.confirmed("d1"), domain.ConfirmedByHand{ID: "RC-22", Met: true, Note: "已口头说明"})
	propose := &domain.ProposeRegistration{Grant: true, Reasons: "清算完毕", Conditions: conds}
	x.refused("residue_unsettled", "a", "d1", propose) // a note does not do
	for _, k := range []struct {
		name string
		code domain.Code
		to   domain.SettleResidue
	}{
		{"no paper", "unknown_file", domain.SettleResidue{Basis: domain.ResidueByCharter, Org: like, Paper: "nothing"}},
		{"itself", "cannot_receive", domain.SettleResidue{Basis: domain.ResidueByCharter, Org: org, Paper: "f1"}},
		{"no charity", "not_a_charity", domain.SettleResidue{Basis: domain.ResidueByCharter, Org: plain, Paper: "f1"}},
		{"nobody", "invalid_input", domain.SettleResidue{Basis: domain.ResidueByCharter, Paper: "f1"}},
		{"in the register, typed as if it were not", "invalid_input", domain.SettleResidue{Basis: domain.ResidueByCharter, Name: x.files["o3"].PartyFile.Name, USCC: "51990101MJH0000191", Paper: "f1"}},
		{"elsewhere without a code", "invalid_input", domain.SettleResidue{Basis: domain.ResidueByCharter, Name: "山外区慈善会", Paper: "f1"}},
		{"settled by the bureau and not announced", "invalid_input", domain.SettleResidue{Basis: domain.ResidueByBureau, Org: like, Paper: "f1"}},
	} {
		if _, err := x.try("w", "d1", &k.to); domain.CodeOf(err) != k.code {
			t.Errorf("%s: %v", k.name, err)
		}
	}
	x.do("w", "d1", &domain.SettleResidue{Basis: domain.ResidueByCharter, Org: like, Paper: "f1"})
	if k := machine(); k.Machine != "met" || x.open("d1", "registration.settle_residue") != 0 || x.files["d1"].Registration.Liquid.Residue.Recipient == "" {
		t.Errorf("%+v", k)
	}
	x.do("a", "d1", propose)
	x.do("b", "d1", &domain.SecondReview{Agree: true, Text: "同意"})
	x.put(x.files["o2"], domain.System, x.now, []domain.Body{&domain.OrganizationStatusSet{Status: domain.OrgRevoked, On: domain.DateOf(x.now), Why: "撤销登记"}})
	x.refused("cannot_receive", "l", "d1", &domain.DecideRegistration{Grant: true}) // it was revoked meanwhile
	x.put(x.files["o2"], domain.System, x.now, []domain.Body{&domain.OrganizationStatusSet{Status: domain.OrgActive, On: domain.DateOf(x.now), Why: "更正"}})
	x.do("l", "d1", &domain.DecideRegistration{Grant: true})
}

// The steps of a file are in the order in which they come: an organization is wound up before it asks to be deregistered.
func TestTheStepsOfAnApplicationBeginBeforeItsReceipt(t *testing.T) {
	for kind, want := range map[string]domain.Stage{domain.RegEstablish: domain.RegNamed, domain.RegChange: domain.RegReceived, domain.RegDeregister: domain.RegLiquidating} {
		got := domain.StepsOf(&domain.Case{Procedure: domain.ProcRegistration, Registration: &domain.Registration{Kind: kind}})
		if got[0] != want || !slices.Contains(got, domain.RegReceived) || got[len(got)-1] != domain.RegClosed {
			t.Errorf("%s: %v", kind, got)
		}
	}
}
