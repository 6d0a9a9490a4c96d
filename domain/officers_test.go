package domain_test

import (
	"slices"
	"testing"

	"yifa/domain"
)

// registration.md §10 R18
func TestCase18NewOfficersAreLookedAtAndAPersonSaysWhatHolds(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.organization("o1", domain.PartyAssociation, "2015-05-04")
	x.organization("o2", domain.PartyAssociation, "2015-05-04", func(b *domain.OrganizationRegistered) { b.Items.LegalRep = "马走日" })
	x.do("w", "o1", &domain.RecordElection{AssemblyOn: day("2026-03-01"), Until: day("2031-02-28"), LegalRep: "马走日", Officers: []domain.OrgOfficer{
		{Name: "马走日", Post: "会长", Born: 1970, Term: 3}, {Name: "象飞田", Post: "副会长", Born: 1950}, {Name: "车行直", Post: "秘书长", Serving: true},
		{Name: "炮打隔", Post: "副会长", Born: 1940, Term: 5, Serving: true, Approved: true}, {Name: "兵渡河", Post: "理事", Born: 1956, Term: 2}}})
	o := x.files["o1"].PartyFile.Org
	got := map[string]string{}
	for _, k := range o.OfficerFindings {
		got[k.Code] = k.Who + " " + k.Status
	}
	for code, want := range map[string]string{domain.OfficerOverTerm: "马走日 unconfirmed", domain.OfficerOverAge: "象飞田 unconfirmed", domain.ElectionServing: "车行直 confirmed",
		domain.ElectionRepDiffers: "马走日 confirmed", domain.RepElsewhere: "马走日 confirmed", domain.RepUnaudited: "马走日 confirmed"} {
		if got[code] != want {
			t.Errorf("%s: %q, want %q", code, got[code], want)
		}
	}
	if len(o.OfficerFindings) != 6 || o.Term().No != 1 {
		t.Fatalf("the election stands: %+v", o.OfficerFindings)
	}
	for _, k := range o.OfficerFindings {
		x.do("s", "o1", &domain.SettleFinding{No: k.No, Result: domain.FindingConfirmed, Note: "经核对属实，督促变更登记"})
	}
	x.refused("invalid_input", "s", "o1", &domain.SettleFinding{No: 1, Result: domain.FindingSetAside, Note: "再次核对"})
	if slices.ContainsFunc(x.files["o1"].Tasks, func(k domain.Task) bool { return k.DoneAt.IsZero() }) {
		t.Error("nothing is owed any more")
	}
	x.do("w", "o2", &domain.FileOfficers{On: day("2026-03-02"), Text: "理事会决议", LegalRep: "楚河汉二", Audited: true, Officers: []domain.OrgOfficer{{Name: "楚河汉二", Post: "会长", Born: 1956}}})
	if k := x.files["o2"].PartyFile.Org.OfficerFindings; len(k) != 1 || k[0].Code != domain.ElectionRepDiffers {
		t.Errorf("%+v", k)
	}
}
