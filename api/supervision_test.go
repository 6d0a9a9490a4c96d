package api

import (
	"slices"
	"strconv"
	"testing"

	"yifa/domain"
	"yifa/store"
)

// The register knows the file of a check by organization and year; a person who opens one by hand opens that file.
func TestTheCheckOfAYearIsOneFileWhoeverOpensIt(t *testing.T) {
	w := start(t)
	chen, li := w.as("chen"), w.as("li")
	org := string(chen.ok("", "party.enter_organization", chessClub(domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG00001"))).Case)
	year := w.Now().Year() - 1
	var due []store.Unopened
	at := "/annual-checks/unopened?year=" + strconv.Itoa(year)
	if li.do("GET", at, nil).into(t, &due); len(due) != 1 || string(due[0].Org) != org {
		t.Fatalf("due: %+v", due)
	}
	got := li.ok("", "annual_check.open", map[string]any{"party": org, "year": year})
	if want := domain.CheckID(domain.PartyID(org), year); got.Case != want {
		t.Errorf("opened %s, want %s", got.Case, want)
	}
	if r := li.act("", "annual_check.open", map[string]any{"party": org, "year": year}); r.Status != 409 {
		t.Errorf("twice: %d %s", r.Status, r.Raw)
	}
	if li.do("GET", at, nil).into(t, &due); len(due) != 0 {
		t.Errorf("still due: %+v", due)
	}
	var o OrganizationFile
	li.do("GET", "/organizations/"+org, nil).into(t, &o)
	if k := o.Party.Org.Check(year); k == nil || k.File != got.Case {
		t.Errorf("the register: %+v", k)
	}
	var desk store.CheckDesk
	for filter, n := range map[string]int{"": 1, "&stage=check_open": 1, "&stage=check_unit": 0, "&track=check": 1, "&track=charity": 0, "&kind=foundation": 0} {
		if li.do("GET", "/annual-checks?year="+strconv.Itoa(year)+filter, nil).into(t, &desk); len(desk.Rows) != n {
			t.Errorf("%q: %d rows, want %d", filter, len(desk.Rows), n)
		}
	}
	var grounds []domain.CheckGroundRow
	li.do("GET", "/cases/"+string(got.Case)+"/annual-check", nil).into(t, &grounds)
	if !slices.ContainsFunc(grounds, func(x domain.CheckGroundRow) bool { return x.ID == "CG-12.1" }) || slices.ContainsFunc(grounds, func(x domain.CheckGroundRow) bool { return x.ID == "CB-1" }) {
		t.Errorf("grounds of an association: %d", len(grounds))
	}
	if r := li.do("GET", "/cases/"+org+"/annual-check", nil); r.Status != 404 {
		t.Errorf("the grounds of no check: %d", r.Status)
	}
	var lists []domain.ListGroundRow
	if li.do("GET", "/listings/grounds", nil).into(t, &lists); len(lists) != 15 {
		t.Errorf("grounds of listing: %d", len(lists))
	}
}
