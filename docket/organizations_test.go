package docket_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"yifa/docket"
	"yifa/domain"
)

// file is a file of the year 2023, by the key the docket gives it.
func file(t *testing.T, b *docket.Books, key string) *domain.Case {
	t.Helper()
	c := b.Case(docket.NewCaseID("yunling-2023", "registration", key))
	if c == nil {
		t.Fatalf("there is no file %s", key)
	}
	return c
}

// The licences of 2023, counted by hand: twelve establishments were granted of seventeen applied for; of the others one was refused
// (X01), one was not ours (X02), one taken back (X03), one never supplemented (X05), one under way (Y01). A name that nobody came
// back for (X04) was no application.
func TestTheLicencesOf2023CountedByHand(t *testing.T) {
	now := time.Now()
	_, b := play(t, "2023", now)
	passTime(t, file(t, b, "X05"), law(t, now), now)
	passTime(t, file(t, b, "X04"), law(t, now), now)
	for _, x := range []struct {
		asOf domain.Date
		want map[string]int
	}{
		{domain.NewDate(2023, 12, 31), map[string]int{
			"establish applied": 17, "establish accepted": 15, "establish rejected": 1, "establish granted": 12, "establish refused": 1, "establish withdrawn": 1, "establish lapsed": 1,
			"change applied": 27, "change accepted": 27, "change granted": 25, "change withdrawn": 1, "change annulled": 1,
			"deregister applied": 9, "deregister accepted": 9, "deregister granted": 9}},
		{domain.NewDate(2023, 3, 31), map[string]int{
			"establish applied": 3, "establish accepted": 2, "establish rejected": 1, "establish granted": 2, // E01, E02, X02
			"change applied": 5, "change accepted": 5, "change granted": 4}}, // B01 to B05, the last accepted on the day
	} {
		got := map[string]int{}
		for _, c := range b.Cases() {
			for _, s := range c.LicenceSteps() {
				if s.Counts(domain.NewDate(2023, 1, 1), domain.NewDate(2023, 12, 31), x.asOf) {
					got[c.Registration.Kind+" "+s.What]++
				}
			}
		}
		if !maps.Equal(got, x.want) {
			t.Errorf("as of %s: %v, want %v", x.asOf, got, x.want)
		}
	}
}

// Every way a registration of the year went is there, and went as the law has it.
func TestTheRegistrationsOfTheYear(t *testing.T) {
	now := time.Now()
	_, b := play(t, "2023", now)
	l := law(t, now)
	cal := l.Calendar
	deemed := file(t, b, "E09")
	r, tell := deemed.Registration, deemed.Clock("tell")
	if !r.Deemed || r.ReceivedOn != domain.NewDate(2023, 9, 28) || r.AcceptedOn != r.ReceivedOn || tell.Due != domain.NewDate(2023, 10, 11) || cal.WorkingDaysIn(r.ReceivedOn, tell.Due) != 5 ||
		deemed.Clock("decide").From != r.ReceivedOn || !r.Decision.Grant {
		t.Errorf("E09: deemed %v, received %s, accepted %s, the fifth day %s", r.Deemed, r.ReceivedOn, r.AcceptedOn, tell.Due)
	}
	seen := map[string]int{}
	for _, c := range b.Cases() {
		if r := c.Registration; r != nil {
			passTime(t, c, l, now)
			if c.Open() {
				t.Errorf("%s is open at %s", c.Title, c.Stage)
			}
			seen[r.Kind+" "+c.Outcome]++
			seen["channel "+r.Channel]++
			for _, x := range []struct {
				what string
				is   bool
			}{{"deemed", r.Deemed}, {"gaps told", r.Gaps != nil}, {"corrected on the spot", len(r.Corrections) > 0}, {"handed over", len(r.Contacts) > 0}, {"late", r.Late}, {"hearing held", r.Hearing != nil && r.Hearing.Ended == domain.LicenceHeld},
				{"extended", c.DocumentOf("R-6") != nil}, {"charity", r.Charity}, {"renamed", r.Changes(domain.ItemName)}, {"clue", len(r.Leads) > 0 && r.Leads[0].Case != ""}, {"direct", r.Items.Mode == domain.ModeDirect && r.Kind == domain.RegEstablish}} {
				if x.is {
					seen[x.what]++
				}
			}
			if r.Kind == domain.RegEstablish && r.USCC != "" && !domain.ValidUSCC(r.USCC) {
				t.Errorf("%s has the code %s", c.Title, r.USCC)
			}
			if k := c.Clock("decide"); k != nil && r.Decision != nil && r.Decision.On > k.Due {
				t.Errorf("%s was decided on %s, the last day was %s", c.Title, r.Decision.On, k.Due)
			}
			for _, p := range c.Parts { // who reviewed did not decide
				if p.Part == domain.PartDecider && slices.Contains(c.Took(p.Person), domain.PartOfficer) {
					t.Errorf("%s: %s reviewed and decided", c.Title, p.Person)
				}
			}
		}
	}
	for what, n := range map[string]int{"establish granted": 13, "change granted": 25, "change annulled": 1, "deregister granted": 9, "establish refused": 1, "establish rejected": 1, "establish withdrawn": 1, "change withdrawn": 1,
		"establish name_expired": 1, "establish not_supplemented": 1, "deemed": 1, "gaps told": 4, "corrected on the spot": 1, "handed over": 1, "late": 1, "clue": 1, "hearing held": 1, "extended": 1, "charity": 1, "renamed": 1} {
		if seen[what] != n {
			t.Errorf("%q: %d, want %d", what, seen[what], n)
		}
	}
	if seen["channel online"] < 8 || seen["direct"] < 2 {
		t.Errorf("%v", seen)
	}
}

// The clean-up of the year deals with each organization in its own way, and its sums come out.
func TestTheCleanupOfTheYear(t *testing.T) {
	_, b := play(t, "2023", time.Now())
	c := b.Case(docket.NewCaseID("yunling-2023", "cleanup", "Q1"))
	k := c.Cleanup
	if c.Stage != domain.CleanReported || k.Tally.Fault() != "" || k.Tally.Hit != 11 || k.Tally.Open != 0 || k.Tally.Objected != 1 || !maps.Equal(k.Tally.Outcomes, map[string]int{"revived": 6, "deregistered": 3, "cleared": 2}) {
		t.Errorf("%s: %+v", c.Stage, k.Tally)
	}
	elected := 0
	for _, x := range b.Cases() {
		if d := x.DocumentOf("K-3"); x.Clearance != nil && d != nil && d.Title == "责令限期换届通知书" {
			elected++
		}
	}
	if elected != 4 {
		t.Errorf("%d elections were urged", elected)
	}
	for key, status := range map[string]string{"R40": domain.OrgDeregistered, "R35": domain.OrgActive, "E01-o1": domain.OrgActive, "R26": domain.OrgDeregistered} {
		p := b.Case(domain.CaseID(docket.PartyID("yunling-2023", key)))
		if p == nil || p.PartyFile.Org.Status != status {
			t.Errorf("%s is not %s", key, status)
		}
	}
	// one missed its annual check: listed, reported late, taken off
	o := b.Case(domain.CaseID(docket.PartyID("yunling-2023", "R33"))).PartyFile.Org
	if len(o.Lists) != 1 || o.Lists[0].Ground != "AB-1" || o.Lists[0].RemovedOn.IsZero() || o.Check(2022).Conclusion != domain.CheckPassed || !o.Check(2022).Late {
		t.Errorf("lists %+v, check %+v", o.Lists, o.Check(2022))
	}
}

// The sample of the year is at least three in a hundred of either kind, can be drawn again, and was carried out without a finding.
func TestTheSampleOfTheYearIsDrawnAgainAndWasCarriedOut(t *testing.T) {
	_, b := play(t, "2023", time.Now())
	c := b.Case(docket.NewCaseID("yunling-2023", "campaign", "C2"))
	if c == nil || c.Campaign.Sampling == nil {
		t.Fatal("there is no sample")
	}
	d := c.Campaign.Sampling
	if err := d.Verify(); err != nil {
		t.Error(err)
	}
	least := map[domain.PartyKind]int{}
	for _, p := range d.Pool {
		least[p.Kind]++
	}
	for kind, n := range least {
		drawn := 0
		for _, id := range d.Drawn {
			if i := slices.IndexFunc(d.Pool, func(p domain.PoolEntry) bool { return p.ID == id }); i >= 0 && d.Pool[i].Kind == kind {
				drawn++
			}
		}
		if d.Least == 0 || drawn*1000 < n*d.Least || drawn == 0 {
			t.Errorf("%s: %d of %d", kind, drawn, n)
		}
	}
	seen := 0
	for _, x := range b.Cases() {
		if x.Parent == c.ID && x.Inspection != nil {
			seen++
			if x.Open() || len(x.Inspection.Findings) > 0 || !slices.Contains(d.Drawn, x.Party.ID) {
				t.Errorf("%s is at %s with %d findings", x.Title, x.Stage, len(x.Inspection.Findings))
			}
		}
	}
	if seen != len(d.Drawn) || c.Open() {
		t.Errorf("%d inspections of %d drawn; the campaign is at %s", seen, len(d.Drawn), c.Stage)
	}
}
