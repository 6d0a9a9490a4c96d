package domain_test

import (
	"slices"
	"testing"

	"yifa/domain"
)

// The credit lists read beside the notes (registration.md §4.4, §9.9): what would make an entry void.

func (x *hall) servesListing(id domain.CaseID) {
	x.Helper()
	x.do("a", id, &domain.ServeListing{Document: x.files[id].Listing.Notice, Serving: domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(x.now), Recipient: "楚河汉"}})
}

func (x *hall) afterReply(id domain.CaseID) {
	x.Helper()
	x.clock(x.files[id].Clock("reply").Due.AddDays(1).String() + " 09:00")
}

func TestNothingIsListedBeforeTheDaysToReplyAreOverWhateverWasSaidEarlier(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	list := &domain.DecideListing{List: true, Reasons: "列入"}
	x.do("a", "l1", &domain.OpenListing{Party: org, Ground: "AB-2", Facts: "应建未建"})
	x.do("a", "l1", &domain.NoticeListing{Facts: "应建未建党组织"})
	x.do(domain.Applicant, "l1", &domain.RecordReply{Text: "已经申请，尚待批复"})
	x.do("a", "l1", &domain.AnswerReply{Text: "不能免除"})
	x.refused("not_served", "l", "l1", list)
	x.servesListing("l1")
	x.stands("l1", domain.LstDecide)
	x.refused("too_early", "l", "l1", list)
	x.do(domain.Applicant, "l1", &domain.RecordReply{Text: "补充：批复在途"})
	x.afterReply("l1")
	x.stands("l1", domain.LstAnswer)
	x.do("a", "l1", &domain.AnswerReply{Text: "仍不能免除"})
	if l := x.files["l1"].Listing; len(l.Earlier) != 1 || l.Earlier[0].Answer != "不能免除" || l.Reply.Answer != "仍不能免除" {
		t.Errorf("replies: %+v %+v", l.Earlier, l.Reply)
	}
	x.do("l", "l1", list)
	x.stands("l1", domain.LstListed)
}

func TestAReplyDuringThePublicNoticeIsAnsweredBeforeAnythingIsDecided(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.do("a", "l1", &domain.OpenListing{Party: org, Ground: "AB-2", Facts: "应建未建"})
	x.do("a", "l1", &domain.NoticeListing{Facts: "应建未建党组织"})
	x.do("a", "l1", &domain.ServeListing{Document: x.files["l1"].Listing.Notice, Serving: domain.Serving{Method: domain.ServeNotice, On: day("2026-03-02"), Reason: "无法联系"}})
	x.do("a", "l1", &domain.RecordReply{Text: "已经建立"})
	x.clock("2026-05-06 09:00") // the notice is over, and the days to reply after it
	x.stands("l1", domain.LstAnswer)
	x.do("a", "l1", &domain.AnswerReply{Text: "不属实"})
	x.do("l", "l1", &domain.DecideListing{List: true, Reasons: "列入"})
}

func TestAPenaltyThatWasAnnulledMeanwhileListsNobody(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	pen := domain.OrgPenalty{On: day("2026-02-10"), By: "云岭区民政局", Kind: "warning", Number: "警1", File: "p1"}
	x.put(x.files["o1"], domain.System, x.now, []domain.Body{&domain.OrganizationPenalized{Penalty: pen}})
	x.do("a", "l1", &domain.OpenListing{Party: org, Ground: "AB-5", Facts: "受到警告", Penalty: &pen})
	x.do("a", "l1", &domain.NoticeListing{Facts: "受到警告"})
	x.servesListing("l1")
	x.afterReply("l1")
	x.put(x.files["o1"], domain.System, x.now, []domain.Body{&domain.OrganizationPenaltyChanged{File: "p1", On: domain.DateOf(x.now), Why: "复议撤销"}})
	x.refused("no_ground", "l", "l1", &domain.DecideListing{List: true, Reasons: "列入"})
	x.do("l", "l1", &domain.DecideListing{Reasons: "处罚已撤销"})
	x.stands("l1", domain.LstDropped)
}

func TestWhoAskedToBeRemovedWithinTheTwoYearsIsNotMovedBeforeThatIsSettled(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	for _, id := range []domain.CaseID{"l1"} {
		x.do("a", id, &domain.OpenListing{Party: org, Ground: "AB-2", Facts: "应建未建"})
		x.decided(id)
	}
	due := x.files["l1"].Clock("move").Due
	x.clock(due.String() + " 09:00")
	x.do(domain.Applicant, "l1", &domain.AskRemoval{Text: "已建立党组织"})
	x.clock(due.AddDays(4).String() + " 09:00")
	x.settle("l1")
	x.stands("l1", domain.LstRemoval)
	x.do("a", "l1", &domain.VerifyRemoval{Met: false, Note: "尚未批复"})
	x.moved("l1")
	if l := x.files["l1"].Listing; l.List != domain.ListSevere {
		t.Fatalf("not met, and not moved: %+v", l)
	}
	if !slices.ContainsFunc(x.files["l1"].Tasks, func(k domain.Task) bool { return k.Kind == "listing.serve" && k.DoneAt.IsZero() }) {
		t.Error("nobody owes the service of the decision to move")
	}

	other := x.organization("o2", domain.PartyAssociation, "2020-05-01")
	x.do("a", "l2", &domain.OpenListing{Party: other, Ground: "AB-2", Facts: "应建未建"})
	x.decided("l2")
	due = x.files["l2"].Clock("move").Due
	x.clock(due.String() + " 09:00")
	x.do(domain.Applicant, "l2", &domain.AskRemoval{Text: "已建立党组织"})
	x.do("a", "l2", &domain.VerifyRemoval{Met: true, Note: "属实"})
	x.clock(due.AddDays(4).String() + " 09:00")
	x.settle("l2")
	x.stands("l2", domain.LstVerified)
	x.do("l", "l2", &domain.RemoveListing{})
	x.stands("l2", domain.LstRemoved)
}

func TestANewListingKeepsAnOrganizationOnTheSevereList(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.organization("o1", domain.PartyAssociation, "2020-05-01")
	x.do("a", "l1", &domain.OpenListing{Party: org, Ground: "SV-6", Facts: "失信被执行人"})
	x.decided("l1")
	x.clock("2027-09-01 09:00")
	x.do("a", "l2", &domain.OpenListing{Party: org, Ground: "AB-2", Facts: "应建未建"})
	x.decided("l2")
	x.clock(x.files["l1"].Clock("severe").Due.AddDays(4).String() + " 09:00")
	x.refused("listed_again", "w", "l1", &domain.AskRemoval{Text: "已经履行"})
	x.clock(x.files["l2"].Listing.ListedOn.AddYears(2).AddDays(7).String() + " 09:00")
	x.do("w", "l1", &domain.AskRemoval{Text: "已经履行"})
}
