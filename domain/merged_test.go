package domain_test

import (
	"slices"
	"strings"
	"testing"

	"yifa/domain"
)

// merged enters two organizations and merges the second into the first.
func (x *hall) merged(stays, goes domain.CaseID) {
	x.Helper()
	x.organization(stays, domain.PartyAssociation, "2015-05-04")
	x.organization(goes, domain.PartyAssociation, "2015-05-04")
	x.do("s", stays, &domain.AbsorbDuplicate{Duplicate: domain.PartyID(goes), Reason: "同一组织录入两次"})
}

func TestNoFileIsOpenedOnAPartyThatWasMergedAndTheRefusalNamesTheOtherOne(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.merged("o1", "o2")
	for name, cmd := range map[string]domain.Command{
		"annual check": &domain.OpenCheck{Party: "o2", Year: 2025},
		"listing":      &domain.OpenListing{Party: "o2", Ground: "AB-2", Facts: "未建立党组织"},
		"registration": &domain.BeginRegistration{RegKind: domain.RegChange, Org: "o2", Channel: "window", Applicant: domain.RegApplicant{Name: "楚河汉", Phone: "13900000000"}, Items: chess(), ConsentOn: day("2026-02-20")},
		"penalty":      &domain.OpenClue{Source: "report", Party: "o2", Clue: "线索", Allegations: []domain.Allegation{{Violation: "SO-04", From: day("2026-01-05"), Fact: "事实"}}},
		"inspection":   &domain.AssignInspection{Party: "o2", Officers: []domain.PersonID{"a", "b"}, Source: "plan", Basis: "年度计划", Items: []string{"财务"}},
		"on the spot":  &domain.DecideOnSpot{Party: "o2", Officers: []domain.PersonID{"a", "b"}},
	} {
		_, err := x.try("a", domain.CaseID("f-"+name), cmd)
		if domain.CodeOf(err) != "party_merged" || !strings.Contains(err.Error(), "o1") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAFileThatWasOpenWhenItsPartyWasMergedOpensNoOther(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.organization("o1", domain.PartyAssociation, "2015-05-04")
	x.organization("o2", domain.PartyAssociation, "2015-05-04")
	x.do("w", "ck", &domain.OpenCheck{Party: "o2", Year: 2025})
	x.do("s", "o1", &domain.AbsorbDuplicate{Duplicate: "o2", Reason: "同一组织录入两次"})
	x.clock("2026-06-05 09:00")
	x.refused("party_merged", domain.System, "ck", &domain.RecordMissed{})
}

func TestACampaignPassesOverWhatWasMergedSinceItsListWasMade(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	for _, id := range []domain.CaseID{"o1", "o2", "o3"} {
		x.body(id, domain.PartyAssociation, string(id), idle)
	}
	x.do("s", "cl", zombies())
	x.do("l", "cl", &domain.ApproveCleanup{})
	x.do("s", "cl", &domain.ScreenCleanup{})
	x.screened("cl")
	x.body("stays", domain.PartyAssociation, "甲", nil)
	x.do("s", "stays", &domain.AbsorbDuplicate{Duplicate: "o1", Reason: "同一组织录入两次"})
	x.refused("party_merged", "s", "cl", &domain.AddItem{Party: "o1", Reason: "再次列入"})
	opened := x.batch("cl")
	if !slices.Equal(opened, []domain.CaseID{"cl-o2", "cl-o3"}) || x.lists["cl"]["o1"].Removed == "" {
		t.Errorf("%v: %+v", opened, x.lists["cl"]["o1"])
	}
	if r := x.files["cl-o2"].RefSerial; r != 1 {
		t.Errorf("the numbers have no gap: %d", r)
	}
}
