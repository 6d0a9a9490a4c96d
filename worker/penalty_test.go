package worker_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"yifa/domain"
	"yifa/testkit"
)

// The bureau's people beside its officers: reviewer, host, recorder, two leaders, a head, an archivist, a cashier, a clerk.
func (b *bureau) staffed() {
	b.t.Helper()
	from := domain.NewDate(2021, 1, 1)
	for id, x := range map[string]struct {
		name  string
		roles []domain.Role
	}{
		"rv": {"严正", []domain.Role{domain.RoleReviewer}}, "ho": {"闻度", []domain.Role{domain.RoleHost}}, "rc": {"纪言", []domain.Role{domain.RoleSection}},
		"l1": {"何坚", []domain.Role{domain.RoleLeader}}, "l2": {"方恕", []domain.Role{domain.RoleLeader}}, "hd": {"顾明", []domain.Role{domain.RoleHead}},
		"ar": {"莫当", []domain.Role{domain.RoleArchive}}, "fi": {"钱穆", []domain.Role{domain.RoleFinance}}, "ck": {"苏禾", []domain.Role{domain.RoleClerk}},
	} {
		p := domain.CaseID("p-" + id)
		b.system(p, &domain.AddPerson{Login: id + "y", Name: x.name, Section: "社会事务股"})
		for _, r := range x.roles {
			b.system(p, &domain.GrantRole{Role: r, From: from})
		}
	}
	b.system("p-rv", &domain.Qualify{LegalQualification: domain.LegalQualification{Number: "A20201100001", On: from}})
	b.system("assoc1", &domain.RegisterParty{Kind: domain.PartyAssociation, Name: "云岭区盆景协会", Address: "云栖街道东风路7号", Contact: "秋白"})
	b.system("village2", &domain.RegisterParty{Kind: domain.PartyVillage, Name: "白石村公益性墓地", Address: "竹笕镇白石村", Contact: "石开"})
}

// paper puts a file and says how it is entered as evidence.
func (b *bureau) paper(title, class string) domain.NewEvidence {
	b.t.Helper()
	f, err := b.book.PutFile(b.t.Context(), title+".txt", strings.NewReader(title+fmt.Sprint(b.n.Add(1))))
	require.NoError(b.t, err)
	return domain.NewEvidence{Hash: f.Hash, Kind: "document", Title: title, Class: class, Source: "当事人提供", Form: "copy"}
}

func (b *bureau) today() domain.Date { return domain.DateOf(b.now()) }

// filed brings a clue to a filed case with evidence and an interview.
func (b *bureau) filed(party domain.PartyID, al ...domain.Allegation) domain.CaseID {
	b.t.Helper()
	return b.taken(b.do("", "o1", &domain.OpenClue{Source: "report", Party: party, Clue: "群众反映", Allegations: al, Officers: both}).Case)
}

// taken brings a clue that is open to a filed case with evidence.
func (b *bureau) taken(id domain.CaseID) domain.CaseID {
	b.t.Helper()
	b.do(id, "o1", testkit.Warning{Officers: both}.Filing())
	b.do(id, "l1", &domain.FileCase{Comment: "同意"})
	b.do(id, "o1", &domain.AddEvidence{Evidence: []domain.NewEvidence{b.paper("账册", "documentary")}})
	return id
}

// reviewed has the open review of a case concluded.
func (b *bureau) reviewed(id domain.CaseID, opinion domain.ReviewOpinion) domain.CaseID {
	b.t.Helper()
	rs := b.file(id).Penalty.Reviews
	review := rs[len(rs)-1].Case
	b.do(review, "rv", &domain.AcceptReview{})
	b.do(review, "rv", testkit.Opinion(b.file(review), opinion))
	return review
}

// discussed has the leaders agree to a case, or to the opinion on an application.
func (b *bureau) discussed(id domain.CaseID) domain.CaseID {
	b.t.Helper()
	at, subject := b.now().Add(-200*time.Millisecond), domain.ItemCase
	if b.file(id).Registration != nil {
		subject = domain.ItemRegistration
	}
	m := b.do("", "hd", &domain.ConveneMeeting{At: b.now(), Place: "三楼会议室", Chair: "p-hd", Recorder: "p-rc", Agenda: []domain.NewItem{{Subject: subject, File: id}}}).Case
	x := testkit.Minutes(b.file(m).Meeting, at, at.Add(100*time.Millisecond), domain.ResolveAgree, "p-hd")
	require.Len(b.t, x.Present, 3)
	b.do(m, "rc", &domain.HoldMeeting{Minutes: x})
	for _, p := range []string{"l1", "l2", "hd"} {
		b.do(m, p, &domain.SignMinutes{})
	}
	b.do(m, "rc", &domain.CloseMeeting{Summary: "会议同意"})
	return m
}

// served serves the newest paper of a type.
func (b *bureau) served(id domain.CaseID, typ string) {
	b.t.Helper()
	b.do(id, "o1", &domain.ServePaper{Document: b.file(id).DocumentOf(typ).ID, Serving: domain.Serving{Method: domain.ServeDirect, On: b.today(), Recipient: "秋白", Relation: "负责人"}})
}

// closed concludes and archives a case.
func (b *bureau) archived(id domain.CaseID) {
	b.t.Helper()
	b.do(id, "o1", &domain.Redact{Violation: "违法行为", Facts: "违法事实", Basis: "依据条款", Content: "处罚内容"})
	if p := b.file(id).Penalty.Publicity; p.State == "redacted" {
		b.do(id, "l1", &domain.Publish{Where: "区人民政府门户网站", Display: "有社会影响"})
	}
	b.do(id, "l1", &domain.ConcludeCase{Comment: "同意结案"})
	b.do(id, "ar", &domain.ArchiveCase{Retention: "30y"})
}

// warned is a whole case against an association: a warning, no hearing, no discussion.
func (b *bureau) warned(settle func(domain.CaseID)) domain.CaseID {
	b.t.Helper()
	w := testkit.Warning{Officers: both, Since: b.today() - 200}
	id := b.taken(b.do("", "o1", w.Clue("assoc1")).Case)
	settle(id)
	b.do(id, "o1", w.Interview(b.now()))
	b.noticed(id, settle, w.Report().Proposal)
	return id
}

// noticed takes a filed case from the end of its inquiry to the service of the notice.
func (b *bureau) noticed(id domain.CaseID, settle func(domain.CaseID), p domain.Proposal) {
	b.t.Helper()
	p.Outcome, p.Allegations = domain.VerdictPenalty, b.file(id).Penalty.Allegations
	b.do(id, "o1", &domain.ReportInquiry{Officers: both, Nature: "违反社会组织管理规定", Proposal: p})
	settle(id)
	b.do(id, "o1", &domain.SubmitReview{Note: "请审核"})
	settle(id)
	settle(b.reviewed(id, domain.ReviewPass))
	b.do(id, "o1", &domain.IssueNotice{})
	settle(id)
	typ := "P-8"
	if b.file(id).DocumentOf(typ) == nil {
		typ = "P-9"
	}
	b.served(id, typ)
	settle(id)
}

// decidedWarned takes it from the end of the notice to the archive.
func (b *bureau) decidedWarned(id domain.CaseID, settle func(domain.CaseID)) {
	b.t.Helper()
	b.decided(id, settle)
	for _, o := range b.file(id).Penalty.Obligations {
		if o.DoneOn.IsZero() {
			b.do(id, "o1", &domain.RecordPerformance{No: o.No, On: b.today(), How: "已补报年检材料"})
		}
	}
	settle(id)
	b.archived(id)
}

// decided takes a case from the end of the notice to the service of the decision.
func (b *bureau) decided(id domain.CaseID, settle func(domain.CaseID)) {
	b.t.Helper()
	b.do(id, "o1", &domain.SubmitDecision{})
	if b.file(id).Stage == domain.PenToDiscuss {
		settle(b.discussed(id))
	}
	settle(id)
	b.do(id, "l1", &domain.Decide{Comment: "同意"})
	settle(id)
	b.served(id, "P-15")
	settle(id)
}

func TestAPenaltyCaseGoesThroughTheEngineWithEveryInstrument(t *testing.T) {
	e, b := testkit.NewEngine(t), newBureau(t)
	b.staffed()
	b.work(e)
	id := b.warned(b.rendered)
	b.do(id, "o1", &domain.RecordDefence{On: b.today(), By: "秋白", Points: []string{"换届受疫情影响，请从轻"}, Oral: true})
	b.do(id, "o1", &domain.AnswerDefence{Answers: []domain.DefenceAnswer{{Point: 1, Adopted: true, Answer: "情况属实，予以考虑"}}})
	b.rendered(id)
	require.Equal(t, domain.PenPostNotice, b.file(id).Stage)
	b.decidedWarned(id, b.rendered)
	b.rendered(id)
	c := b.file(id)
	require.Equal(t, domain.PenArchived, c.Stage)
	for _, d := range c.Documents {
		require.Len(t, d.Files, 2, "%s %s", d.Type, d.Title)
	}
}

// heard is a case against a village cemetery: gains confiscated after a hearing, reviewed twice, discussed, paid at the bank.
// The house has a clock that the caller sets ahead.
func (b *bureau) heard(settle func(domain.CaseID), later func(days int)) (id, review, meeting domain.CaseID) {
	b.t.Helper()
	since := b.today() - 150
	const gains = 8_000_000
	id = b.filed("village2", domain.Allegation{Violation: "FN-06", From: since, To: since + 60, Fact: "向本村村民以外的人员提供墓位4个", Quantity: 4, Unit: "个"})
	b.do(id, "o1", &domain.ReportInquiry{Officers: both, Nature: "对外提供公益性墓位", Proposal: domain.Proposal{Outcome: domain.VerdictPenalty, Allegations: b.file(id).Penalty.Allegations,
		Facts: "对外提供墓位4个，收取8万元，有收据和询问笔录证实", Reasons: "主动交代，退赔已经核定", Correct: "停止对外提供墓位，三十日内报告", CorrectDays: 30,
		Assessments: []domain.Assessment{{Violation: "FN-06", From: since, To: since + 60, GainsFen: gains, RefundSettled: true, Reasons: "没收全部违法所得"}},
		Sanctions:   []domain.Sanction{{Kind: domain.SanctionGains, Violation: "FN-06", AmountFen: gains}}}})
	b.do(id, "o1", &domain.SubmitReview{})
	b.reviewed(id, domain.ReviewPass)
	b.do(id, "o1", &domain.IssueNotice{})
	settle(id)
	b.served(id, "P-9")
	settle(id)
	b.do(id, "o1", &domain.RequestHearing{On: b.today(), By: "石开", Oral: true, Text: "请求举行听证"})
	settle(id)
	b.do(id, "l1", &domain.AppointHost{Host: "p-ho", Recorder: "p-rc"})
	b.do(id, "o1", &domain.HandOverFile{})
	on := b.today() + 20
	for on.Weekday() == time.Saturday || on.Weekday() == time.Sunday {
		on++
	}
	at := on.Start().Add(9 * time.Hour)
	b.do(id, "ho", &domain.SetHearing{At: at, Room: "听证室", Closed: "privacy"})
	settle(id)
	b.served(id, "P-11")
	settle(id)
	later(int(on-b.today()) + 1)
	b.do(id, "rc", &domain.HoldHearing{StartedAt: at, EndedAt: at.Add(2 * time.Hour), Officers: both, Present: []domain.Attendee{{Name: "石开", Role: "party"}}, ReadOver: true, SignedBy: "石开、李玥、张翀",
		Speeches: []domain.Speech{{Who: "闻度", Role: "host", Part: "opening", Text: "宣布听证开始，告知权利"}, {Who: "李玥", Role: "officer", Part: "case", Text: "陈述事实、证据和处罚建议"}, {Who: "石开", Role: "party", Part: "defence", Text: "请求从轻处理"}, {Who: "石开", Role: "party", Part: "examination", Text: "对证据没有异议"}, {Who: "石开", Role: "party", Part: "closing", Text: "没有补充"}}})
	settle(id)
	b.do(id, "ho", &domain.ReportHearing{Facts: "事实清楚，双方对金额无争议", Opinion: "建议维持拟处理意见"})
	settle(id)
	b.do(id, "o1", &domain.SubmitReview{})
	review = b.reviewed(id, domain.ReviewPass)
	settle(review)
	b.do(id, "o1", &domain.SubmitDecision{})
	require.Equal(b.t, domain.PenToDiscuss, b.file(id).Stage)
	meeting = b.discussed(id)
	settle(meeting)
	b.do(id, "hd", &domain.Decide{Comment: "同意"})
	settle(id)
	b.served(id, "P-15")
	settle(id)
	b.do(id, "fi", &domain.RecordPayment{Receipt: fmt.Sprint("R", b.n.Add(1)), PaidOn: b.today(), Fen: gains, Payer: "白石村"})
	for _, o := range b.file(id).Penalty.Obligations {
		if o.DoneOn.IsZero() {
			b.do(id, "o1", &domain.RecordPerformance{No: o.No, On: b.today(), How: "已停止对外提供并报告"})
		}
	}
	settle(id)
	b.archived(id)
	return id, review, meeting
}

func TestAHeardCaseGoesThroughTheEngineWithEveryInstrument(t *testing.T) {
	e, b := testkit.NewEngine(t), newBureau(t)
	b.staffed()
	b.work(e)
	id, review, meeting := b.heard(b.rendered, func(days int) { b.ahead.Add(int64(time.Duration(days) * 24 * time.Hour)) })
	for _, id := range []domain.CaseID{id, review, meeting} {
		b.rendered(id)
		require.False(t, b.file(id).Open(), "%s stands at %s", id, b.file(id).Stage)
		for _, d := range b.file(id).Documents {
			require.Len(t, d.Files, 2, "%s %s", d.Type, d.Title)
		}
	}
}
