package domain_test

import (
	"strings"
	"testing"

	"yifa/domain"
)

// What becomes of an entry while it stands (registration.md §4.4, §9.9): service before publication, the move after two years, the end
// of the organization, the penalty that was annulled.

// entered takes a candidate of the ground to the list.
func (x *hall) entered(id domain.CaseID, org domain.PartyID, ground string, p ...*domain.OrgPenalty) {
	x.Helper()
	open := &domain.OpenListing{Party: org, Ground: ground, Facts: "事实如下"}
	if len(p) > 0 {
		open.Penalty = p[0]
	}
	x.do("a", id, open)
	x.decided(id)
}

func TestAnEntryIsPublishedWhenItsDecisionWasServedAndNotBefore(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	publish := &domain.PublishListing{Where: "信用信息平台", Credit: "XY-1"}
	x.entered("l1", org, "AB-2")
	if x.owes("l1", "listing.serve") != 1 || x.owes("l1", "listing.publish") != 0 {
		t.Errorf("it is served first: %+v", x.files["l1"].Tasks)
	}
	x.refused("not_served", "w", "l1", publish)
	x.hands("l1", "C-2")
	if x.owes("l1", "listing.serve") != 0 || x.owes("l1", "listing.publish") != 1 {
		t.Errorf("then published: %+v", x.files["l1"].Tasks)
	}
	x.do("w", "l1", publish)
	if x.owes("l1", "listing.publish") != 0 || x.files["l1"].Listing.PublicOn != domain.DateOf(x.now) {
		t.Error("it was published")
	}
}

func TestADecisionUnderPublicNoticeIsPublishedWhenTheNoticeIsOver(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	publish := &domain.PublishListing{Where: "信用信息平台", Credit: "XY-1"}
	notice := func(id domain.CaseID) {
		x.entered(id, org, "AB-2")
		x.do("a", id, &domain.ServeListing{Document: x.files[id].DocumentOf("C-2").ID, Serving: domain.Serving{Method: domain.ServeNotice, On: domain.DateOf(x.now), Reason: "无法联系，信函退回"}})
	}
	notice("l1")
	if x.owes("l1", "listing.serve") != 0 || x.files["l1"].Clock("credit").StoppedOn.IsZero() {
		t.Error("the notice is out: nobody serves, and the days to publish wait")
	}
	x.refused("not_served", "w", "l1", publish)
	over := x.files["l1"].Clock("notice").Due
	x.clock(over.AddDays(1).String() + " 09:00")
	x.pass("l1")
	if k := x.newestClock("l1", "T26"); k.From != over || k.Ended() || x.owes("l1", "listing.publish") != 1 {
		t.Errorf("the days to publish begin with the end of the notice: %+v", k)
	}
	x.do("w", "l1", publish)
	x.do("l", "l1", &domain.CorrectListing{Reason: "经核实，已建立党组织"})

	notice("l2") // it comes and signs while the notice runs
	x.hands("l2", "C-2")
	if k := x.newestClock("l2", "T26"); k.From != domain.DateOf(x.now) || k.Ended() || !x.files["l2"].Clock("notice").Ended() || x.owes("l2", "listing.publish") != 1 {
		t.Errorf("served at once: %+v", k)
	}
	x.do("w", "l2", publish)
}

func TestEveryPaperOfAnEntryIsOwedToTheOrganization(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.entered("l1", org, "AB-2")
	x.published("l1")
	x.clock("2027-03-01 09:00")
	x.entered("l2", org, "AB-7")
	x.stands("l2", domain.LstJoined)
	if x.owes("l2", "listing.serve") != 1 {
		t.Error("nobody owes the decision of the entry that joined")
	}
	x.refused("not_served", "w", "l1", &domain.PublishListing{Where: "信用信息平台", Credit: "XY-2"}) // of the period that began again
	x.hands("l2", "C-2")
	if x.owes("l2", "listing.serve") != 0 {
		t.Error("it was served")
	}
	x.do("w", "l1", &domain.PublishListing{Where: "信用信息平台", Credit: "XY-2"})
	x.do("w", "l1", &domain.AskRemoval{Text: "已经履行"})
	x.do("a", "l1", &domain.VerifyRemoval{Met: true, Note: "属实"})
	x.do("l", "l1", &domain.RemoveListing{})
	if x.stands("l1", domain.LstRemoved); x.owes("l1", "listing.serve") != 1 {
		t.Error("nobody owes the removal")
	}
	x.hands("l1", "C-3")
	if x.owes("l1", "listing.serve") != 0 {
		t.Error("it was served")
	}
}

func TestNobodyIsMovedToTheSevereListUnheard(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	move := &domain.DecideListing{List: true, Reasons: "列入满两年"}
	x.entered("l1", org, "AB-2")
	x.published("l1")
	x.refused("wrong_stage", "a", "l1", &domain.NoticeListing{Facts: "未到两年"})
	x.refused("wrong_stage", "l", "l1", move)
	x.refused("wrong_stage", domain.Applicant, "l1", &domain.RecordReply{Text: "未到两年"})
	x.clock(x.files["l1"].Clock("move").Due.AddDays(1).String() + " 09:00")
	x.settle("l1")
	l := x.files["l1"].Listing
	if m := l.Moving(); m == nil || m.Ground.Code != "SV-1" || !strings.Contains(m.Facts, "满两年") || l.List != domain.ListAbnormal || x.owes("l1", "listing.notice") != 1 {
		t.Fatalf("the move begins with a notice: %+v", l)
	}
	x.refused("not_served", "l", "l1", move)
	x.refused("wrong_stage", domain.Applicant, "l1", &domain.RecordReply{Text: "还没有告知"})
	x.do("a", "l1", &domain.NoticeListing{Facts: l.Move.Facts})
	if d := x.files["l1"].DocumentOf("C-1"); d.ID == l.Notice || !strings.Contains(d.Title, "严重违法失信名单") {
		t.Errorf("a notice of its own: %+v", d)
	}
	x.stands("l1", domain.LstListed)
	x.refused("not_served", "l", "l1", move)
	x.hands("l1", "C-1")
	x.refused("too_early", "l", "l1", move)
	x.do(domain.Applicant, "l1", &domain.RecordReply{Text: "党组织正在筹建"})
	x.clock(x.newestClock("l1", "CR-01").Due.AddDays(1).String() + " 09:00")
	x.refused("reply_open", "l", "l1", move)
	x.do("a", "l1", &domain.AnswerReply{Text: "至今没有建立，不予采纳"})
	x.refused("separation_of_duties", "a", "l1", move)
	x.do("l", "l1", move)
	l = x.files["l1"].Listing
	if l.List != domain.ListSevere || l.Move.Decision == nil || l.Move.Decision.By != "l" || l.Move.Reply.Answer == "" || x.listed(org, domain.ListAbnormal) != nil || x.listed(org, domain.ListSevere) == nil {
		t.Fatalf("moved: %+v", l)
	}
	if shown := x.files["l1"].Shown(); shown == nil || shown.List != domain.ListAbnormal {
		t.Errorf("the public sees it as it was published: %+v", shown)
	}
	x.refused("not_served", "w", "l1", &domain.PublishListing{Where: "信用信息平台", Credit: "XY-2"})
	x.published("l1")
	if shown := x.files["l1"].Shown(); shown.List != domain.ListSevere {
		t.Errorf("published there: %+v", shown)
	}
}

func TestAnEntryThatIsNotMovedStaysAndItsTwoYearsBeginAgain(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.entered("l1", org, "AB-2")
	x.clock(x.files["l1"].Clock("move").Due.AddDays(1).String() + " 09:00")
	x.settle("l1")
	x.do("a", "l1", &domain.NoticeListing{Facts: "列入满两年"})
	x.hands("l1", "C-1")
	x.do(domain.Applicant, "l1", &domain.RecordReply{Text: "党组织已批复，待成立"})
	x.do("a", "l1", &domain.AnswerReply{Adopted: true, Text: "属实，予以采纳"})
	x.do("l", "l1", &domain.DecideListing{Reasons: "批复在途，暂不移入"})
	l := x.files["l1"].Listing
	if k := x.newestClock("l1", "T20"); l.Moving() != nil || l.List != domain.ListAbnormal || k.Ended() || k.From != domain.DateOf(x.now) || x.owes("l1", "listing.decide") != 0 {
		t.Fatalf("%+v", l)
	}
	x.clock(x.newestClock("l1", "T20").Due.AddDays(1).String() + " 09:00")
	x.moved("l1")
	if x.files["l1"].Listing.List != domain.ListSevere {
		t.Error("after two more years")
	}
}

func TestANewGroundDuringTheHearingBeginsTheTwoYearsAgain(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.entered("l1", org, "AB-2")
	x.clock(x.files["l1"].Clock("move").Due.AddDays(1).String() + " 09:00")
	x.settle("l1")
	x.do("a", "l1", &domain.NoticeListing{Facts: "列入满两年"})
	x.do("a", "l1", &domain.ServeListing{Document: x.files["l1"].DocumentOf("C-1").ID, Serving: domain.Serving{Method: domain.ServeNotice, On: domain.DateOf(x.now), Reason: "无法联系"}})
	x.entered("l2", org, "AB-7")
	if l := x.files["l1"].Listing; l.Moving() != nil || l.Since != domain.DateOf(x.now) || x.owes("l1", "listing.notice")+x.owes("l1", "listing.decide") != 0 {
		t.Errorf("%+v %+v", l, x.files["l1"].Tasks)
	}
	for _, k := range x.files["l1"].Clocks {
		if (k.Rule == "T18" || k.Rule == "CR-01") && !k.Ended() {
			t.Errorf("it runs on: %+v", k)
		}
	}
}

func TestAnEntryThatJoinsAnUnpublishedOneStaysInSight(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.entered("l1", org, "AB-2")
	x.published("l1")
	was := x.files["l1"].Shown()
	x.entered("l2", org, "SV-6")
	x.clock(x.files["l1"].Clock("move").Due.AddDays(1).String() + " 09:00")
	x.settle("l1")
	x.do("a", "l1", &domain.NoticeListing{Facts: "列入满两年"})
	x.hands("l1", "C-1")
	x.clock(x.newestClock("l1", "CR-01").Due.AddDays(1).String() + " 09:00")
	x.do("l", "l1", &domain.DecideListing{List: true, Reasons: "列入满两年"})
	x.stands("l1", domain.LstJoined)
	if d := x.files["l1"].DocumentOf("C-2"); !strings.Contains(d.Title, "严重") || x.owes("l1", "listing.serve") != 1 {
		t.Errorf("a paper of the period that begins again, to be served: %+v", d)
	}
	if now := x.files["l2"].Shown(); now == nil || *now != *was {
		t.Fatalf("the public sees %+v, saw %+v", now, was)
	}
	x.hands("l2", "C-2")
	x.refused("not_served", "w", "l2", &domain.PublishListing{Where: "信用信息平台", Credit: "XY-2"})
	x.hands("l1", "C-2")
	x.do("w", "l2", &domain.PublishListing{Where: "信用信息平台", Credit: "XY-2"})
	if now := x.files["l2"].Shown(); now.List != domain.ListSevere || now.Ground.Code != "SV-6" {
		t.Errorf("and then what it joined: %+v", now)
	}
}

func TestAnEntryEndsWithItsOrganizationAndIsNotMoved(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	for _, id := range []domain.CaseID{"1", "2"} {
		org := x.organization("o"+id, domain.PartyAssociation, "2020-05-01")
		x.entered("l"+id, org, "AB-2")
	}
	ends := func(o domain.CaseID, on string) {
		x.put(x.files[o], domain.System, x.now, []domain.Body{&domain.OrganizationEnded{Status: domain.OrgDeregistered, On: day(on)}})
	}
	x.refused("organization_status", domain.System, "l1", &domain.EndListing{})
	x.clock("2027-03-02 09:00")
	ends("o1", "2027-03-02")
	x.do(domain.System, "l1", &domain.EndListing{}) // in the night
	x.clock(x.files["l2"].Clock("move").Due.AddDays(1).String() + " 09:00")
	ends("o2", domain.DateOf(x.now).String())
	x.settle("l2") // when the two years are over
	for _, id := range []domain.CaseID{"1", "2"} {
		c := x.files["l"+id]
		if r := c.Listing.Removed; c.Stage != domain.LstRemoved || c.Outcome != "ended" || r == nil || !strings.Contains(r.Text, "民法典") || c.DocumentOf("C-3") != nil || c.Listing.List != domain.ListAbnormal {
			t.Errorf("%s: %+v", id, r)
		}
		if x.listed(domain.PartyID("o"+id), domain.ListAbnormal) != nil || x.listed(domain.PartyID("o"+id), domain.ListSevere) != nil {
			t.Error("the register still has it")
		}
	}
	// on the severe list it stays until its years are over, and is asked for (Case12)
	x.organization("o3", domain.PartyAssociation, "2020-05-01")
	x.entered("l3", "o3", "SV-6")
	ends("o3", domain.DateOf(x.now).String())
	x.refused("organization_status", domain.System, "l3", &domain.EndListing{})
}

func TestWhoEndsWhileItIsHeardIsNotMoved(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.entered("l1", org, "AB-2")
	x.clock(x.files["l1"].Clock("move").Due.AddDays(1).String() + " 09:00")
	x.settle("l1")
	x.do("a", "l1", &domain.NoticeListing{Facts: "列入满两年"})
	x.hands("l1", "C-1")
	x.clock(x.newestClock("l1", "CR-01").Due.AddDays(1).String() + " 09:00")
	x.put(x.files["o1"], domain.System, x.now, []domain.Body{&domain.OrganizationEnded{Status: domain.OrgDeregistered, On: domain.DateOf(x.now)}})
	x.refused("organization_status", "l", "l1", &domain.DecideListing{List: true, Reasons: "列入满两年"})
	x.do(domain.System, "l1", &domain.EndListing{})
}

// A penalty of this bureau that is annulled after the listing: the case tells the entry, and a leader looks at it again.
func TestAnEntryIsLookedAtAgainWhenItsPenaltyIsAnnulled(t *testing.T) {
	x := play(t, "2026-07-01 09:00").enrolled().filed("society", late).reported(removing(domain.SanctionStop)).examined().told().waived(true).decidedBy("gu")
	x.serve("P-15")
	pen := x.punished()[0]
	list := func(id domain.CaseID, ground string, p *domain.OrgPenalty) {
		row, _ := norms().ListGround(ground, x.today())
		x.files[id] = &domain.Case{ID: id}
		ref := domain.PartyRef{ID: "society", Name: "春风协会", Kind: domain.PartyAssociation}
		for _, b := range []domain.Body{
			&domain.ListingOpened{OpenListing: domain.OpenListing{Party: "society", Ground: ground, Facts: "受到处罚", Penalty: p}, Agency: "g", Named: ref, List: row.List, Row: domain.Ground{Code: ground, Text: row.Text, Article: row.Article}},
			&domain.ListingDecided{DecideListing: domain.DecideListing{List: true, Reasons: words}, Document: &domain.Document{ID: domain.DocumentID(id + "-d1"), Type: "C-2"}},
		} {
			if err := x.files[id].Apply(domain.Event{Case: id, Seq: x.files[id].Seq + 1, Actor: "gu", OccurredAt: x.now, RecordedAt: x.now, Body: b}); err != nil {
				t.Fatal(err)
			}
		}
	}
	owed := func(id domain.CaseID) (kinds []string) {
		for _, k := range x.files[id].Tasks {
			if k.DoneAt.IsZero() && k.Kind != "listing.serve" {
				kinds = append(kinds, k.Kind)
			}
		}
		return kinds
	}
	list("sv", "SV-3", &pen)
	list("party", "AB-2", nil)
	x.do("an", &domain.FileRemedy{Remedy: "reconsideration", Organ: "云岭区人民政府", FiledOn: x.today()}).at("2026-08-10 09:00")
	x.do("an", &domain.DecideRemedy{Result: "varied", On: x.today(), Received: x.today(), Sanctions: []domain.Sanction{{Kind: domain.SanctionWarning, Violation: "SO-06"}}})
	if got := owed("sv"); len(got) != 1 || got[0] != "listing.correct" || x.files["sv"].Listing.Penalty.Kind != "warning" {
		t.Fatalf("no stop is left of it: %v %+v", got, x.files["sv"].Listing.Penalty)
	}
	if got := owed("party"); len(got) != 0 {
		t.Errorf("that rests on no penalty: %v", got)
	}
	x.refused("no_ground", "gu", &domain.UpholdListing{Reasons: "维持"}, "sv")
	pen = x.punished()[0]
	list("ab", "AB-5", &pen)
	x.do("shen", &domain.RevokeDecision{Reason: words})
	if got := owed("ab"); len(got) != 1 || got[0] != "listing.correct" {
		t.Fatalf("nothing is left of it: %v", got)
	}
	if q := x.files["ab"].Listing.Penalty; q.Stands() {
		t.Errorf("%+v", q)
	}
}

func TestAnEntryThatIsStillBorneOutIsUpheldWithReasons(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	pen := domain.OrgPenalty{On: day("2026-02-10"), By: "云岭区民政局", Kind: "fine", FineFen: 40_000_00, Number: "罚1", File: "p1"}
	x.put(x.files["o1"], domain.System, x.now, []domain.Body{&domain.OrganizationPenalized{Penalty: pen}})
	x.entered("l1", org, "AB-5", &pen)
	x.refused("wrong_stage", "l", "l1", &domain.UpholdListing{Reasons: "没有什么变更"})
	less := pen
	less.FineFen = 10_000_00
	x.put(x.files["o1"], domain.System, x.now, []domain.Body{&domain.OrganizationPenaltyChanged{File: "p1", On: domain.DateOf(x.now), Why: "决定被变更", Penalty: &less}})
	x.put(x.files["l1"], domain.System, x.now, []domain.Body{&domain.ListingGroundChanged{File: "p1", On: domain.DateOf(x.now), Why: "决定被变更", Penalty: &less, Stands: true}})
	if x.owes("l1", "listing.uphold") != 1 {
		t.Fatalf("%+v", x.files["l1"].Tasks)
	}
	x.refused("separation_of_duties", "a", "l1", &domain.UpholdListing{Reasons: "仍为轻罚"})
	x.do("l", "l1", &domain.UpholdListing{Reasons: "罚款减为一万元，仍属不满五万元罚款"})
	if x.owes("l1", "listing.uphold") != 0 {
		t.Error("it was looked at")
	}
}

func TestACharityThatRaisedNothingForSixMonthsIsALead(t *testing.T) {
	n := norms()
	for name, c := range map[string]struct {
		charity *domain.OrgCharity
		want    string
	}{
		"no charity":                         {nil, ""},
		"no public fund-raiser":              {&domain.OrgCharity{Since: day("2020-01-01")}, ""},
		"it lost the qualification":          {&domain.OrgCharity{Since: day("2020-01-01"), PublicOn: day("2022-01-01"), LostOn: day("2024-01-01")}, ""},
		"six months to the day are not over": {&domain.OrgCharity{Since: day("2020-01-01"), PublicOn: day("2022-01-01"), LastDrive: day("2026-03-02")}, ""},
		"six months are over":                {&domain.OrgCharity{Since: day("2020-01-01"), PublicOn: day("2022-01-01"), LastDrive: day("2026-03-01")}, "AB-4/2026-03-01"},
		"it never did":                       {&domain.OrgCharity{Since: day("2020-01-01"), PublicOn: day("2022-01-01")}, "AB-4/2022-01-01"},
	} {
		leads, err := n.ListLeads(&domain.Organization{Status: domain.OrgActive, Charity: c.charity}, book(), day("2026-09-02"))
		got := ""
		for _, l := range leads {
			got += l.Key
		}
		if err != nil || got != c.want {
			t.Errorf("%s: %q %v, want %q", name, got, err, c.want)
		}
	}
}
