package worker_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"yifa/domain"
	"yifa/testkit"
)

func clubItems(field string) domain.OrgItems {
	return domain.OrgItems{Name: domain.OrgName{District: "云岭区", Field: field, Form: "协会"}, Address: "云岭区棋盘路8号", Purpose: "推广本项运动", Scope: "组织比赛、培训和交流", LegalRep: "楚河汉", CapitalFen: 3_000_000,
		Mode: domain.ModeDual, Supervisor: "云岭区文化体育局"}
}

// club is an association that stands in the register, idle for years.
func (b *bureau) club(field string) domain.PartyID {
	b.t.Helper()
	items := clubItems(field)
	items.Mode, items.Supervisor = domain.ModeDirect, ""
	born := domain.NewDate(2018, 3, 1)
	return domain.PartyID(b.do("", "ck", &domain.EnterOrganization{Kind: domain.PartyAssociation, NoCode: "从未换发证书", RegisteredOn: born, Items: items, Term: &domain.OrgTerm{No: 1, From: born, Until: domain.NewDate(2049, 1, 1)},
		Certificate: &domain.EnteredCertificate{Number: "证" + field, IssuedOn: born}}).Case)
}

// begun is an application, named where it is for a new association.
func (b *bureau) begun(x domain.BeginRegistration) domain.CaseID {
	b.t.Helper()
	x.Channel, x.Applicant = "window", domain.RegApplicant{Name: "楚河汉", Phone: "0799-6600124"}
	id := b.do("", "ck", &x).Case
	if x.RegKind == domain.RegEstablish {
		b.do(id, "ck", &domain.SignPriorNotice{Signers: []string{"楚河汉"}})
		b.do(id, "ck", &domain.CheckName{Name: x.Items.Name})
	}
	return id
}

// establish is an application for an association of a field of its own.
func establish(field string) domain.BeginRegistration {
	items := clubItems(field)
	return domain.BeginRegistration{RegKind: domain.RegEstablish, Subject: domain.PartyAssociation, Items: &items, Members: &domain.OrgMembers{Persons: 56}, Officers: []domain.OrgOfficer{{Name: "楚河汉", Post: "会长"}}}
}

// received hands in every material but the one named.
func (b *bureau) received(id domain.CaseID, but string) {
	b.t.Helper()
	_, _, norms, err := b.book.Law(b.t.Context())
	require.NoError(b.t, err)
	x := &domain.ReceiveApplication{AssemblyOn: b.today()}
	for _, m := range norms.Materials(b.file(id).Registration, b.today()) {
		if m.Key != but {
			x.Materials = append(x.Materials, domain.GivenMaterial{Key: m.Key, Pages: 1, Original: true})
		}
	}
	b.do(id, "ck", x)
}

// reviewedBy two takes an accepted application through every step the law wants, to its decision.
func (b *bureau) reviewedBy(id domain.CaseID, settle func(domain.CaseID), grounds ...string) {
	b.t.Helper()
	grant := len(grounds) == 0
	b.do(id, "rc", &domain.AssignReviewers{Officers: both})
	_, _, norms, err := b.book.Law(b.t.Context())
	require.NoError(b.t, err)
	x := &domain.ProposeRegistration{Grant: grant, Grounds: grounds, Reasons: "审查意见"}
	for _, k := range norms.Conditions(b.file(id).Registration, &domain.Facts{At: b.now()}) {
		x.Conditions = append(x.Conditions, domain.ConfirmedByHand{ID: k.ID, Met: grant || k.Machine == "met", Note: "已核对"})
	}
	b.do(id, "o1", x)
	settle(id)
	for b.file(id).Stage != domain.RegToDecide {
		switch b.file(id).Stage {
		case domain.RegReview:
			b.do(id, "o2", &domain.SecondReview{Agree: true, Text: "同意"})
		case domain.RegLegal:
			b.do(id, "rv", &domain.ReviewRegistration{Pass: true, Text: "通过"})
		default:
			b.discussed(id)
		}
	}
	b.do(id, "l1", &domain.DecideRegistration{Grant: grant, Grounds: grounds, Reasons: strings.Repeat("不符合规定", len(grounds))})
	settle(id)
}

// registered gives what was granted its certificate and hands it over.
func (b *bureau) registered(id domain.CaseID, settle func(domain.CaseID)) {
	b.t.Helper()
	b.do(id, "ck", &domain.CertifyRegistration{})
	settle(id)
	b.do(id, "ck", &domain.DeliverResult{Method: "collected", Who: "楚河汉"})
	b.do(id, "ck", &domain.AnnounceRegistration{Where: "区政府门户网站"})
	if b.file(id).Registration.Kind == domain.RegDeregister {
		b.do(id, "ck", &domain.CollectCertificate{Certificate: true, Seal: true, Vouchers: true})
	}
	settle(id)
	require.False(b.t, b.file(id).Open(), "it stands at %s", b.file(id).Stage)
}

// campaign is a clean-up over the clubs of the register, announced, with a window of two.
func (b *bureau) campaign(settle func(domain.CaseID)) domain.CaseID {
	b.t.Helper()
	id := b.do("", "rc", &domain.DraftCleanup{Title: "僵尸型社会组织清理", CleanupKind: domain.CleanupZombie, Basis: "民发〔2021〕63号", CutOff: b.today() - 1, From: b.today(), Until: b.today() + 300, Window: 2,
		Kinds: []domain.PartyKind{domain.PartyAssociation}, Choices: []domain.CriterionChoice{{ID: "ZC-02"}, {ID: "SB-03"}}, Teams: []domain.CleanupTeam{{Officers: both}}}).Case
	b.do(id, "l1", &domain.ApproveCleanup{})
	settle(id)
	b.do(id, "rc", &domain.ScreenCleanup{})
	b.opened(id, 2)
	b.do(id, "rv", &domain.ReviewCleanup{Pass: true, Text: "同意公告"})
	b.do(id, "rc", &domain.AnnounceCleanup{Where: "区政府门户网站", Hotline: "0799-6600123"})
	settle(id)
	return id
}

// opened waits until the engine has opened so many files of a campaign.
func (b *bureau) opened(id domain.CaseID, n int) {
	b.t.Helper()
	require.Eventually(b.t, func() bool { return b.file(id).Cleanup.Opened == n }, 30*time.Second, 20*time.Millisecond)
}

// verifiedAt has two officers go and look at one organization of a campaign.
func (b *bureau) verifiedAt(id domain.CaseID, holds bool) {
	b.t.Helper()
	b.do(id, "o1", &domain.LogContact{Channel: "visit", Officers: both, Place: "登记住所", Found: "大门紧锁，邻居称多年无人"})
	x := &domain.VerifyClearance{Officers: both, Holds: holds, Reason: "经走访和查阅年检记录核实如上"}
	for _, h := range b.file(id).Clearance.Hits {
		x.Points = append(x.Points, domain.PointFound{ID: h, Holds: holds, Note: "核对登记档案"})
	}
	for _, p := range b.file(b.file(id).Parent).Cleanup.Points {
		x.Points = append(x.Points, domain.PointFound{ID: p.ID, Holds: holds, Note: "查阅账簿"})
	}
	b.do(id, "o1", x)
}

// disposed has a leader choose what is done with it; it gives the file that was opened by it.
func (b *bureau) disposed(id domain.CaseID, d domain.Disposal) []domain.CaseID {
	b.t.Helper()
	b.do(id, "o1", &domain.ProposeDisposal{Disposal: d})
	return b.do(id, "l1", &domain.DecideDisposal{Comment: "同意"}).Opened
}

// hands serves the newest paper of a type that a file of a credit list has.
func (b *bureau) hands(id domain.CaseID, typ string) {
	b.t.Helper()
	b.do(id, "o1", &domain.ServeListing{Document: b.file(id).DocumentOf(typ).ID, Serving: domain.Serving{Method: domain.ServeDirect, On: b.today(), Recipient: "楚河汉"}})
}

// list takes a candidate of a credit list to its entry. The house has a clock that the caller lets pass.
func (b *bureau) list(id domain.CaseID, settle, pass func(domain.CaseID)) {
	b.t.Helper()
	b.do(id, "o1", &domain.NoticeListing{Facts: "事实和理由"})
	settle(id)
	b.hands(id, "C-1")
	for b.file(id).Stage == domain.LstReply {
		pass(id)
	}
	b.do(id, "l1", &domain.DecideListing{List: true, Reasons: "符合列入情形"})
	b.hands(id, "C-2")
	b.do(id, "ck", &domain.PublishListing{Where: "信用信息平台", Credit: "XY-1"})
	settle(id)
}

func TestAnAssociationIsRegisteredThroughTheEngineWithEveryInstrument(t *testing.T) {
	e, b := testkit.NewEngine(t), newBureau(t)
	b.staffed()
	b.work(e)
	id := b.begun(establish("象棋"))
	b.received(id, "premises")
	b.do(id, "ck", &domain.ListGaps{Gaps: []domain.RegGap{{Key: "premises", What: "缺场所使用权证明"}}})
	b.do(id, "ck", &domain.SupplementMaterials{Materials: []domain.GivenMaterial{{Key: "premises", Pages: 2}}})
	b.reviewedBy(id, b.rendered)
	b.registered(id, b.rendered)
	for _, d := range b.file(id).Documents {
		require.Len(t, d.Files, 2, "%s %s", d.Type, d.Title)
	}
}
