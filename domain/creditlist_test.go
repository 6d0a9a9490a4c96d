package domain_test

import (
	"testing"

	"pgregory.net/rapid"

	"yifa/domain"
)

func warnedBy(on, by string) *domain.OrgPenalty {
	return &domain.OrgPenalty{On: day(on), By: by, Kind: "warning", Number: "警" + on}
}

// decided takes a candidate from the notice to the decision.
func (x *hall) decided(id domain.CaseID) {
	x.Helper()
	x.do("a", id, &domain.NoticeListing{Facts: "事实和理由"})
	x.do("a", id, &domain.ServeListing{Document: x.files[id].DocumentOf("C-1").ID, Serving: domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(x.now), Recipient: "楚河汉"}})
	x.clock(x.files[id].Clock("reply").Due.AddDays(1).String() + " 09:00")
	x.stands(id, domain.LstDecide)
	x.do("l", id, &domain.DecideListing{List: true, Reasons: "符合列入情形"})
}

// hands serves the newest paper of a type, face to face.
func (x *hall) hands(id domain.CaseID, typ string) {
	x.Helper()
	x.do("a", id, &domain.ServeListing{Document: x.files[id].DocumentOf(typ).ID, Serving: domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(x.now), Recipient: "楚河汉"}})
}

// published serves the decision and publishes the entry.
func (x *hall) published(id domain.CaseID) {
	x.Helper()
	x.hands(id, "C-2")
	x.do("w", id, &domain.PublishListing{Where: "信用信息平台", Credit: "XY-" + string(id)})
}

// moved takes an entry whose two years are over through notice, reply and decision to the severe list.
func (x *hall) moved(id domain.CaseID) {
	x.Helper()
	x.settle(id)
	x.do("a", id, &domain.NoticeListing{Facts: "列入满两年，未移出"})
	x.hands(id, "C-1")
	x.clock(x.newestClock(id, "CR-01").Due.AddDays(1).String() + " 09:00")
	x.pass(id)
	x.do("l", id, &domain.DecideListing{List: true, Reasons: "列入满两年"})
}

// newestClock is the clock of a rule that was started last.
func (x *hall) newestClock(id domain.CaseID, rule string) *domain.Clock {
	x.Helper()
	for i := len(x.files[id].Clocks) - 1; i >= 0; i-- {
		if k := &x.files[id].Clocks[i]; k.Rule == rule {
			return k
		}
	}
	x.Fatalf("%s has no clock of %s", id, rule)
	return nil
}

func (x *hall) listed(org domain.PartyID, list string) *domain.OrgListing {
	return x.files[domain.CaseID(org)].PartyFile.Org.Listed(list)
}

func TestCase10AWarningOfAnotherDepartmentListsAndTheSecondWithinThreeYearsIsGrave(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.refused("no_ground", "a", "l0", &domain.OpenListing{Party: org, Ground: "AB-5", Facts: "受到警告"})
	x.do("a", "l1", &domain.OpenListing{Party: org, Ground: "AB-5", Facts: "受到警告", Penalty: warnedBy("2026-02-10", "云岭区市场监督管理局")})
	x.refused("no_ground", "a", "l2", &domain.OpenListing{Party: org, Ground: "SV-5", Facts: "三年内两次"})
	x.decided("l1")
	x.stands("l1", domain.LstListed)
	if l := x.listed(org, domain.ListAbnormal); l == nil || l.Ground != "AB-5" || l.File != "l1" {
		t.Fatalf("register: %+v", l)
	}
	since := x.files["l1"].Listing.Since
	x.clock("2026-08-03 09:00")
	x.do("a", "l3", &domain.OpenListing{Party: org, Ground: "SV-5", Facts: "三年内两次警告", Penalty: warnedBy("2026-07-20", "云岭区税务局")})
	x.decided("l3")
	if l := x.listed(org, domain.ListSevere); l == nil || l.Ground != "SV-5" {
		t.Fatalf("register: %+v", l)
	}
	leads, err := x.norms.ListLeads(x.files["o1"].PartyFile.Org, book(), domain.DateOf(x.now))
	if err != nil || len(leads) != 3 { // AB-5 twice, SV-5
		t.Errorf("leads: %+v %v", leads, err)
	}
	if len(x.files["o1"].PartyFile.Org.Penalties) != 2 || since == 0 {
		t.Error("the register holds both penalties")
	}
	// nothing remains to be done for a penalty: after six months it falls away by itself
	x.clock(x.files["l1"].Clock("lapse").Due.AddDays(1).String() + " 09:00")
	x.settle("l1")
	x.stands("l1", domain.LstRemoved)
	if x.listed(org, domain.ListAbnormal) != nil || x.listed(org, domain.ListSevere) == nil {
		t.Error("the entry of six months has not fallen away, or the other has")
	}
}

func TestOnePenaltyOfFiftyThousandYuanIsGraveAndOneFenLessIsNot(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	fine := func(fen int64) *domain.OrgPenalty {
		return &domain.OrgPenalty{On: day("2026-02-01"), By: "某局", Kind: "fine", FineFen: fen}
	}
	x.refused("no_ground", "a", "l1", &domain.OpenListing{Party: org, Ground: "SV-4", Facts: "罚款", Penalty: fine(4_999_999)})
	x.refused("no_ground", "a", "l1", &domain.OpenListing{Party: org, Ground: "AB-5", Facts: "罚款", Penalty: fine(5_000_000)})
	x.do("a", "l1", &domain.OpenListing{Party: org, Ground: "SV-4", Facts: "罚款", Penalty: fine(5_000_000)})
	x.do("a", "l2", &domain.OpenListing{Party: org, Ground: "AB-5", Facts: "罚款", Penalty: &domain.OrgPenalty{On: day("2026-02-02"), By: "某局", Kind: "fine", FineFen: 4_999_999}})
}

func TestTwoLettersWithinTheirIntervalProveThatNobodyIsThere(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.do("a", "l1", &domain.OpenListing{Party: org, Ground: "AB-6", Facts: "电话停机，人去楼空"})
	letter := func(on string) *domain.SendListingLetter {
		return &domain.SendListingLetter{On: day(on), Address: "云岭区棋盘路8号", Tracking: "EMS1001"}
	}
	back := func() *domain.ListingLetterResult {
		return &domain.ListingLetterResult{On: domain.DateOf(x.now), Note: "查无此单位，退回"}
	}
	x.refused("two_letters", "a", "l1", &domain.NoticeListing{Facts: "无法联系"})
	x.do("a", "l1", letter("2026-03-02"))
	x.refused("letter_open", "a", "l1", letter("2026-03-02"))
	x.clock("2026-03-10 09:00")
	x.do("a", "l1", back())
	x.refused("two_letters", "a", "l1", &domain.NoticeListing{Facts: "无法联系"})
	x.refused("too_early", "a", "l1", letter("2026-03-10"))
	x.clock("2026-04-07 09:00") // more than thirty days: the first counts no more
	x.do("a", "l1", letter("2026-04-07"))
	x.do("a", "l1", back())
	x.refused("two_letters", "a", "l1", &domain.NoticeListing{Facts: "无法联系"})
	x.clock("2026-04-23 09:00")
	x.do("a", "l1", letter("2026-04-23"))
	x.clock("2026-04-28 09:00")
	x.do("a", "l1", back())
	x.do("a", "l1", &domain.NoticeListing{Facts: "无法联系"})
	x.stands("l1", domain.LstNoticed)
	// the notice goes by public notice; the days to reply begin with its end
	x.do("a", "l1", &domain.ServeListing{Document: x.files["l1"].Listing.Notice, Serving: domain.Serving{Method: domain.ServeNotice, On: day("2026-04-28"), Reason: "无法联系，信函退回"}})
	x.clock("2026-05-29 09:00")
	x.stands("l1", domain.LstReply)
	if k := x.files["l1"].Clock("reply"); k.From != day("2026-05-28") || k.Due != day("2026-06-11") {
		t.Errorf("reply: %+v", k)
	}
	x.refused("listing_open", "a", "l2", &domain.OpenListing{Party: org, Ground: "AB-6", Facts: "人去楼空"})
	other := x.organization("o2", domain.PartyAssociation, "2020-05-01")
	x.do("a", "l2", &domain.OpenListing{Party: other, Ground: "AB-6", Facts: "人去楼空"})
	x.do("a", "l2", letter("2026-05-29"))
	x.do("a", "l2", &domain.ListingLetterResult{Signed: true, On: day("2026-05-29"), Note: "本人签收"})
	x.stands("l2", domain.LstDropped)
}

func TestProofThatItIsNotAtFaultBarsTheListing(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.do("a", "l1", &domain.OpenListing{Party: org, Ground: "AB-2", Facts: "应建未建"})
	x.do("a", "l1", &domain.NoticeListing{Facts: "应建未建党组织"})
	x.do("a", "l1", &domain.ServeListing{Document: x.files["l1"].Listing.Notice, Serving: domain.Serving{Method: domain.ServeDirect, On: day("2026-03-02"), Recipient: "楚河汉"}})
	x.do(domain.Applicant, "l1", &domain.RecordReply{Text: "已经申请，尚待批复"})
	x.do("a", "l1", &domain.AnswerReply{Text: "待核实"})
	x.do("a", "l1", &domain.ProveNoFault{By: "云岭区文化体育局", Text: "非该组织原因"})
	x.refused("not_at_fault", "l", "l1", &domain.DecideListing{List: true, Reasons: "列入"})
	x.do("s", "l1", &domain.DropListing{Reason: "没有过错"})
	if c := x.files["l1"]; c.Outcome != "not_at_fault" || x.listed(org, domain.ListAbnormal) != nil {
		t.Errorf("%s", c.Outcome)
	}
}

func TestANewGroundRestartsTheTwoYearsAndTheirEndMovesToTheSevereList(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.do("a", "l1", &domain.OpenListing{Party: org, Ground: "AB-2", Facts: "应建未建"})
	x.decided("l1")
	x.published("l1")
	if k := x.files["l1"].Clock("credit"); k.MetOn.IsZero() {
		t.Error("the five working days run on")
	}
	x.clock("2027-03-01 09:00")
	x.do("a", "l2", &domain.OpenListing{Party: org, Ground: "AB-7", Facts: "其他情形"})
	x.decided("l2")
	x.stands("l2", domain.LstJoined)
	l := x.files["l1"].Listing
	if len(l.More) != 1 || l.Since <= day("2027-03-01") || l.ListedOn >= day("2027-01-01") {
		t.Fatalf("restarted: %+v", l)
	}
	x.clock("2028-04-03 09:00") // two years after the first ground, one after the second
	if x.settle("l1"); x.files["l1"].Listing.List != domain.ListAbnormal {
		t.Fatal("moved too early")
	}
	x.clock(l.Since.AddYears(2).AddDays(4).String() + " 09:00")
	x.moved("l1")
	l = x.files["l1"].Listing
	if l.List != domain.ListSevere || l.Ground.Code != "SV-1" || x.listed(org, domain.ListAbnormal) != nil || x.listed(org, domain.ListSevere) == nil {
		t.Fatalf("moved: %+v", l)
	}
	x.refused("too_early", "w", "l1", &domain.AskRemoval{Text: "已建立党组织"})
	x.clock(l.ListedOn.AddYears(2).AddDays(7).String() + " 09:00")
	x.do("w", "l1", &domain.AskRemoval{Text: "已建立党组织"})
	x.do("a", "l1", &domain.VerifyRemoval{Met: false, Note: "尚未批复"})
	x.do("w", "l1", &domain.AskRemoval{Text: "已经批复"})
	x.do("a", "l1", &domain.VerifyRemoval{Met: true, Note: "属实"})
	x.refused("separation_of_duties", "a", "l1", &domain.RemoveListing{})
	x.do("l", "l1", &domain.RemoveListing{})
	x.stands("l1", domain.LstRemoved)
	if x.listed(org, domain.ListSevere) != nil {
		t.Error("the register still has it")
	}
	x.do("a", "l1", &domain.ServeListing{Document: x.files["l1"].DocumentOf("C-3").ID, Serving: domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(x.now), Recipient: "楚河汉"}})
}

func TestCase12ARevokedBodyLeavesTheSevereListOnlyAfterDeregistration(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.refused("no_ground", "a", "l1", &domain.OpenListing{Party: org, Ground: "SV-7", Facts: "吊销"})
	x.put(x.files["o1"], domain.System, x.now, []domain.Body{&domain.OrganizationStatusSet{Status: domain.OrgRevoked, On: day("2026-03-02")}})
	x.do("a", "l1", &domain.OpenListing{Party: org, Ground: "SV-7", Facts: "被吊销登记证书"})
	x.decided("l1")
	x.clock("2029-01-08 09:00") // the two years are long over
	x.refused("not_deregistered", "w", "l1", &domain.AskRemoval{Text: "申请移出"})
	x.put(x.files["o1"], domain.System, x.now, []domain.Body{&domain.OrganizationEnded{Status: domain.OrgDeregistered, On: day("2029-01-08")}})
	x.do("w", "l1", &domain.AskRemoval{Text: "已经注销"})
	x.do("a", "l1", &domain.VerifyRemoval{Met: true, Note: "属实"})
	x.do("l", "l1", &domain.RemoveListing{})
	x.stands("l1", domain.LstRemoved)
}

func TestAWrongEntryIsCorrected(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.do("a", "l1", &domain.OpenListing{Party: org, Ground: "AB-2", Facts: "应建未建"})
	x.decided("l1")
	x.do("l", "l1", &domain.CorrectListing{Reason: "经核实，已建立党组织"})
	x.stands("l1", domain.LstCorrected)
	if x.listed(org, domain.ListAbnormal) != nil {
		t.Error("the register still has it")
	}
}

// However candidates come and time passes, the register says what the files
// of the lists say.
func TestTheRegisterAgreesWithTheFilesOfTheLists(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		x := newHall(t, "2026-03-02 09:00")
		org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
		var ids []domain.CaseID
		for i := range rapid.IntRange(1, 6).Draw(r, "n") {
			id := domain.CaseID("l" + string(rune('0'+i)))
			ground := rapid.SampledFrom([]string{"AB-2", "AB-5", "AB-7", "SV-2", "SV-4", "SV-8"}).Draw(r, "ground")
			open := &domain.OpenListing{Party: org, Ground: ground, Facts: "事实"}
			switch ground {
			case "AB-5":
				open.Penalty = &domain.OrgPenalty{On: domain.DateOf(x.now), By: "某局", Kind: "warning", Number: string(id)}
			case "SV-4":
				open.Penalty = &domain.OrgPenalty{On: domain.DateOf(x.now), By: "某局", Kind: "fine", FineFen: 6_000_000, Number: string(id)}
			}
			x.do("a", id, open)
			x.decided(id)
			ids = append(ids, id)
			x.now = x.now.AddDate(0, 0, rapid.IntRange(1, 900).Draw(r, "days"))
			for _, k := range ids {
				x.settle(k)
			}
			for _, list := range []string{domain.ListAbnormal, domain.ListSevere} {
				holds := map[domain.CaseID]bool{}
				for _, k := range ids {
					if c := x.files[k]; c.Open() && c.Listing.List == list && !c.Listing.ListedOn.IsZero() {
						holds[k] = true
					}
				}
				for _, e := range x.files["o1"].PartyFile.Org.Lists {
					if e.List == list && e.RemovedOn.IsZero() && !holds[e.File] {
						r.Fatalf("%s: the register names %s, which holds no entry", list, e.File)
					}
				}
				if (x.listed(org, list) != nil) != (len(holds) > 0) {
					r.Fatalf("%s: register %v, files %v", list, x.listed(org, list), holds)
				}
			}
		}
	})
}
