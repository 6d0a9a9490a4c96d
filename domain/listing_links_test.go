package domain_test

import (
	"testing"

	"yifa/domain"
)

// lost sends letters to an organization of a clean-up, and each comes back.
func (x *hall) lost(id domain.CaseID, letters ...string) {
	x.Helper()
	for _, n := range letters {
		x.do("a", id, &domain.SendLetter{Address: "云岭路1号", Tracking: n})
		x.now = x.now.AddDate(0, 0, 20)
		x.do("a", id, &domain.LetterResult{Tracking: n, Result: "returned", Note: "查无此单位", Evidence: []domain.NewEvidence{{Hash: "f1", Kind: "photo", Title: "退件"}}})
	}
}

func TestAnOrderOfACleanUpThatWasNotFollowedIsListedByOneAct(t *testing.T) {
	x := idleClub(t)
	x.toCorrect("k1-o1")
	x.do("a", "k1-o1", &domain.ServeClearance{Serving: domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(x.now), Recipient: "某某"}})
	x.refused("no_ground", "a", "k1-o1", &domain.OpenClearListing{Ground: "AB-3"}) // the days run
	x.clock(x.files["k1-o1"].Clock("rectify").Due.AddDays(1).String() + " 09:00")
	x.stands("k1-o1", domain.ClearOverdue)
	x.refused("no_ground", "a", "k1-o1", &domain.OpenClearListing{Ground: "AB-6"})
	id := x.do("a", "k1-o1", &domain.OpenClearListing{Ground: "AB-3"})[0]
	l := x.files[id]
	if l.Parent != "k1-o1" || l.Listing.Ground.Code != "AB-3" || l.Listing.Facts == "" || len(l.Evidence) != len(x.files["k1-o1"].Evidence) {
		t.Fatalf("%+v", l.Listing)
	}
	x.refused("no_ground", "a", "k1-o1", &domain.OpenClearListing{Ground: "AB-3"})
	x.refused("listing_open", "b", "l9", &domain.OpenListing{Party: "o1", Ground: "AB-3", Facts: "逾期未整改"})
	x.decided(id)
	if e := x.listed("o1", domain.ListAbnormal); e == nil || e.File != id || len(x.files["o1"].PartyFile.Org.Candidates) != 0 {
		t.Errorf("%+v", x.files["o1"].PartyFile.Org)
	}
}

func TestTwoLettersOfACleanUpAreTheEvidenceOfTheListing(t *testing.T) {
	x := idleClub(t)
	x.lost("k1-o1", "EMS1", "EMS2")
	x.do("a", "l0", &domain.OpenListing{Party: "o1", Ground: "AB-6", Facts: "人去楼空"})
	x.do("a", "k1-o1", &domain.OpenClearListing{Ground: "AB-6"})
	if k := x.files["k1-o1"].Clearance.Listings; len(k) != 1 || k[0].Case != "l0" || !k[0].Found {
		t.Fatalf("the one that is open is linked: %+v", k)
	}
	x.do("s", "l0", &domain.DropListing{Reason: "由清理整治案卷带入证据另行立档"})

	x.body("o2", domain.PartyAssociation, "乙", idle)
	x.do("s", "k1", &domain.AddItem{Party: "o2", Reason: "群众反映多年不活动"})
	c := x.batch("k1")[0]
	x.do("s", c, &domain.AssignClearance{Officers: []domain.PersonID{"a", "b"}})
	x.lost(c, "EMS3", "EMS4")
	id := x.do("a", c, &domain.OpenClearListing{Ground: "AB-6"})[0]
	x.decided(id) // no further letters are wanted
	if e := x.listed("o2", domain.ListAbnormal); e == nil || e.Ground != "AB-6" || len(x.files[id].Evidence) != 2 {
		t.Errorf("%+v %+v", e, x.files[id].Evidence)
	}
}

func TestAPenaltyOfAnotherDepartmentOpensItsCandidatesOnce(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	first := x.do("a", "o1", &domain.RecordPenalty{Penalty: *warnedBy("2026-02-10", "云岭区市场监督管理局")})
	if len(first) != 1 || x.files[first[0]].Listing.Ground.Code != "AB-5" || x.files[first[0]].Listing.Penalty.Number == "" {
		t.Fatalf("%v", first)
	}
	x.refused("listing_open", "b", "l9", &domain.OpenListing{Party: org, Ground: "AB-5", Facts: "受到警告", Penalty: warnedBy("2026-02-10", "云岭区市场监督管理局")})
	x.refused("penalty_known", "a", "o1", &domain.RecordPenalty{Penalty: *warnedBy("2026-02-10", "云岭区市场监督管理局")})
	second := x.do("a", "o1", &domain.RecordPenalty{Penalty: *warnedBy("2026-02-20", "云岭区税务局")})
	var got []string
	for _, id := range second {
		got = append(got, x.files[id].Listing.Ground.Code)
	}
	if len(got) != 2 || got[0] != "AB-5" || got[1] != "SV-5" {
		t.Fatalf("%v", got)
	}
	x.files["o1"].PartyFile.Org.Status = domain.OrgDeregistered
	if more := x.do("a", "o1", &domain.RecordPenalty{Penalty: *warnedBy("2026-02-25", "某局")}); len(more) != 0 {
		t.Error("what has ended is listed no more")
	}
}

func TestNobodyStandsOnTheSevereListByTwoFiles(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.do("a", "l1", &domain.OpenListing{Party: org, Ground: "AB-2", Facts: "应建未建党组织"})
	x.decided("l1")
	x.do("a", "l2", &domain.OpenListing{Party: org, Ground: "SV-6", Facts: "被纳入失信被执行人名单"})
	x.decided("l2")
	x.clock(x.files["l1"].Clock("move").Due.AddDays(1).String() + " 09:00")
	x.settle("l1")
	x.do("a", "l1", &domain.NoticeListing{Facts: "列入满两年，未移出"})
	x.hands("l1", "C-1")
	x.clock(x.newestClock("l1", "CR-01").Due.AddDays(1).String() + " 09:00")
	x.do("l", "l1", &domain.DecideListing{List: true, Reasons: "列入满两年"})
	x.stands("l1", domain.LstJoined)
	x.stands("l2", domain.LstListed)
	files := map[domain.CaseID]bool{}
	for _, l := range x.files["o1"].PartyFile.Org.Lists {
		if l.List == domain.ListSevere && l.RemovedOn.IsZero() {
			files[l.File] = true
		}
	}
	if !files["l2"] || len(files) != 1 || x.listed(org, domain.ListAbnormal) != nil {
		t.Errorf("%+v", x.files["o1"].PartyFile.Org.Lists)
	}
	if k := x.files["l2"].Clock("severe#2"); k == nil || k.From != domain.DateOf(x.now) || len(x.files["l2"].Listing.More) != 1 {
		t.Errorf("the two years begin again: %+v", k)
	}
}

// 令60号 (draft): who is not at fault is not listed, whether the proof comes before the candidate is opened or after.
func TestProofOfNoFaultBarsAListingOfACleanUp(t *testing.T) {
	x := idleClub(t)
	x.lost("k1-o1", "EMS1", "EMS2")
	c := x.files["k1-o1"]
	for i, l := range c.Clearance.Letters {
		if d := c.Document(l.Document); d == nil || d.Type != "C-4" || d.Number == "" {
			t.Errorf("letter %d is no paper: %+v", i+1, d)
		}
	}
	x.do("a", "k1-o1", &domain.ProveClearance{By: "云岭区文化体育局", Text: "住所所在街区整体征收，尚未安置"})
	x.refused("not_at_fault", "a", "k1-o1", &domain.OpenClearListing{Ground: "AB-6"})
	for _, k := range x.files["k1-o1"].Tasks {
		if k.ID == "list_AB-6" && k.DoneAt.IsZero() {
			t.Error("nobody is asked to list it")
		}
	}
}
