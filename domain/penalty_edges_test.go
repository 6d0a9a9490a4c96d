package domain_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yifa/domain"
)

// This file holds edge cases that need a case from its clue on, played by the town of penalty_machine_test.go with nothing
// left to chance and the watch looking on; and a test for each fault that the walks have found.

// script is a town in which a test says what happens.
type script struct {
	*testing.T
	*town
	id domain.CaseID
}

func play(t *testing.T, when string) *script {
	t.Helper()
	w := newTown(1)
	w.plain, w.now = true, at(when)
	return &script{t, w, ""}
}

func (x *script) at(when string) *script {
	x.now = at(when)
	for _, id := range x.order {
		x.pass(x.files[id], x.now)
	}
	return x
}

func (x *script) c() *domain.Case { return x.files[x.id] }

func (x *script) try(who domain.PersonID, id domain.CaseID, cmd domain.Command) error {
	x.Helper()
	x.now = x.now.Add(60_000_000_000)
	err := x.act(who, "", id, cmd)
	if x.bad != nil {
		x.Fatal(x.bad)
	}
	return err
}

// do is an act on the case, or on another file where one is named.
func (x *script) do(who domain.PersonID, cmd domain.Command, other ...domain.CaseID) *script {
	x.Helper()
	id := x.id
	if len(other) > 0 {
		id = other[0]
	}
	if err := x.try(who, id, cmd); err != nil {
		x.Fatalf("%s by %s on %s: %v", cmd.Act(), who, id, err)
	}
	return x
}

func (x *script) refused(code domain.Code, who domain.PersonID, cmd domain.Command, other ...domain.CaseID) {
	x.Helper()
	id := x.id
	if len(other) > 0 {
		id = other[0]
	}
	wantCode(x.T, x.try(who, id, cmd), code)
}

func (x *script) stage(s domain.Stage) *script {
	x.Helper()
	if x.c().Stage != s {
		x.Fatalf("the case stands at %s, want %s", x.c().Stage, s)
	}
	return x
}

func (x *script) due(clock, want string) {
	x.Helper()
	for i := len(x.c().Clocks) - 1; i >= 0; i-- {
		if k := &x.c().Clocks[i]; k.ID == clock {
			if k.Due.String() != want {
				x.Errorf("%s is due on %s, want %s", clock, k.Due, want)
			}
			return
		}
	}
	x.Errorf("no clock %s", clock)
}

func (x *script) owesAct(kind string) bool {
	return slices.ContainsFunc(x.c().Tasks, func(t domain.Task) bool { return t.DoneAt.IsZero() && t.Kind == kind })
}

// filed opens and files a case of an and bo against a party.
func (x *script) filed(party domain.PartyID, als ...domain.Allegation) *script {
	x.Helper()
	x.id = domain.CaseID("p" + string(party))
	clue := &domain.OpenClue{Source: "report", Party: party, Clue: "线索", Allegations: als, Officers: []domain.PersonID{"an", "bo"}, Section: "股"}
	if party == "band" {
		clue.Track = domain.TrackBan
	}
	x.do("mei", clue)
	x.do("an", &domain.ProposeFiling{Officers: []domain.PersonID{"an", "bo"}, Jurisdiction: "登记管理机关", Advice: "file", Opinion: words})
	return x.do("lin", &domain.FileCase{})
}

func (x *script) interview() *script {
	x.Helper()
	end := x.now
	return x.do("an", &domain.HoldInterview{Name: "某丙", Relation: "当事人", Answers: []domain.QA{{Q: "问", A: "答"}}, ReadOver: true,
		OnRecord: domain.OnRecord{Officers: []domain.PersonID{"an", "bo"}, StartedAt: end.Add(-20_000_000_000), EndedAt: end, Place: "办公室", CardShown: true, RightsTold: true, Pages: 1, Signed: 1}})
}

// reported ends the inquiry with a proposal.
func (x *script) reported(p domain.Proposal) *script {
	x.Helper()
	x.interview()
	return x.do("an", &domain.ReportInquiry{Officers: []domain.PersonID{"an", "bo"}, Nature: "违反规定", Proposal: p})
}

func (x *script) opinion(o domain.ReviewOpinion, wanting ...string) *script {
	x.Helper()
	r := x.c().Penalty.Reviews[len(x.c().Penalty.Reviews)-1].Case
	x.do("qian", &domain.AcceptReview{}, r)
	cmd := &domain.ConcludeReview{Opinion: o, Text: "意见", Points: points(x.files[r], wanting...)}
	return x.do("qian", cmd, r)
}

// examined has the proposal submitted and passed.
func (x *script) examined() *script {
	x.Helper()
	return x.do("an", &domain.SubmitReview{}).opinion(domain.ReviewPass)
}

func (x *script) newest(types ...string) domain.DocumentID {
	x.Helper()
	for i := len(x.c().Documents) - 1; i >= 0; i-- {
		if d := x.c().Documents[i]; slices.Contains(types, d.Type) {
			return d.ID
		}
	}
	x.Fatalf("no paper %v", types)
	return ""
}

func (x *script) serve(types ...string) *script {
	x.Helper()
	return x.do("an", &domain.ServePaper{Document: x.newest(types...), Serving: domain.Serving{Method: domain.ServeDirect, On: x.today(), Recipient: "某丙"}})
}

// told gives notice and serves it.
func (x *script) told() *script {
	x.Helper()
	return x.do("an", &domain.IssueNotice{}).serve("P-8", "P-9")
}

func (x *script) waived(hearing bool) *script {
	x.Helper()
	defer func() {
		if x.c().DocumentOf("P-10w") == nil {
			x.Error("no declaration was issued")
		}
	}()
	return x.do("mei", &domain.Waive{Defence: true, Hearing: hearing, On: x.today(), By: "某丙", Evidence: []domain.NewEvidence{{Hash: "f", Kind: "document", Title: "声明", Class: "statement", Source: "当事人", Form: "original"}}})
}

// met has the leaders resolve on the case.
func (x *script) met(r domain.Resolution) *script {
	x.Helper()
	id := domain.CaseID("m" + x.now.Format("0102150405"))
	x.do("lin", &domain.ConveneMeeting{At: x.now.Add(3_600_000_000_000), Place: "三楼会议室", Chair: "gu", Recorder: "su", Agenda: []domain.NewItem{{Subject: domain.ItemCase, File: x.id}}}, id)
	m := x.files[id].Meeting
	x.now = m.At.Add(7_200_000_000_000)
	min := &domain.HoldMeeting{Minutes: domain.Minutes{StartedAt: m.At, EndedAt: m.At.Add(3_600_000_000_000), Present: []domain.PersonID{"lin", "luo", "shen", "gu"}}}
	it := domain.MinuteItem{Item: 1, Result: r, Text: "决议"}
	for _, p := range min.Present {
		it.Opinions, it.Votes = append(it.Opinions, domain.MemberOpinion{Person: p, Text: "同意"}), append(it.Votes, domain.MemberVote{Person: p, Vote: "agree"})
	}
	min.Items = []domain.MinuteItem{it}
	x.do("su", min, id)
	for _, p := range min.Present {
		x.do(p, &domain.SignMinutes{}, id)
	}
	return x.do("su", &domain.CloseMeeting{Summary: "纪要"}, id)
}

// decidedBy brings a case that was told and waived to its decision: review, submission, the leaders where they must, decision.
func (x *script) decidedBy(who domain.PersonID) *script {
	x.Helper()
	x.do("an", &domain.SubmitReview{}).opinion(domain.ReviewPass).do("an", &domain.SubmitDecision{})
	if x.c().Stage == domain.PenToDiscuss {
		x.met(domain.ResolveAgree)
	}
	return x.do(who, &domain.Decide{Comment: "同意", Late: "案情复杂"})
}

// plots is what FN-08 allows against the cemetery for plots sold in May 2026 with such gains.
func plots(gains, fine int64) domain.Proposal {
	const v = "FN-08"
	return domain.Proposal{Outcome: domain.VerdictPenalty, Facts: "违规提供墓位，违法所得" + domain.Yuan(gains) + "元", Reasons: "情节一般", Correct: "立即改正",
		Allegations: []domain.Allegation{sold}, Assessments: []domain.Assessment{{Violation: v, From: sold.From, To: sold.To, GainsFen: gains, RefundSettled: true, Business: true}},
		Sanctions: []domain.Sanction{{Kind: domain.SanctionWarning, Violation: v}, {Kind: domain.SanctionGains, Violation: v, AmountFen: gains}, {Kind: domain.SanctionFine, Violation: v, AmountFen: fine}}}
}

var sold = domain.Allegation{Violation: "FN-08", From: domain.NewDate(2026, 5, 1), To: domain.NewDate(2026, 5, 20), Fact: "违规提供墓位"}

// late is what an association is suspected of that did not have its change registered.
var late = domain.Allegation{Violation: "SO-06", From: domain.NewDate(2026, 4, 1), To: domain.NewDate(2026, 5, 1), Fact: "未办理变更登记"}

func warned() domain.Proposal {
	return domain.Proposal{Outcome: domain.VerdictPenalty, Facts: "未办理变更登记", Reasons: "情节轻微", Correct: "补办登记", Allegations: []domain.Allegation{late},
		Assessments: []domain.Assessment{{Violation: "SO-06", From: late.From, To: late.To}}, Sanctions: []domain.Sanction{{Kind: domain.SanctionWarning, Violation: "SO-06"}}}
}

// --- penalty.md §11

// Case 6: the days of 68号令 may be lengthened before they are over, those of the general procedure never.
func TestCase06TheFuneralCaseKnowsNoExtension(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("society", late)
	x.due("decide", "2026-09-29")
	x.at("2026-09-30 09:00").refused("clock_expired", "gu", &domain.ExtendCase{Days: 30, Reason: words})
	y := play(t, "2026-07-01 09:00").filed("society", late).at("2026-09-29 09:00").do("gu", &domain.ExtendCase{Days: 30, Reason: words})
	y.due("decide", "2026-10-29")
	z := play(t, "2026-07-01 09:00").filed("garden", sold)
	z.due("decide", "2026-09-29")
	z.refused("extension_none", "gu", &domain.ExtendCase{Days: 30, Reason: words})
	spec, _ := domain.SpecOf("penalty.extend")
	if domain.Offers(spec, z.c()) || !domain.Offers(spec, y.c()) {
		t.Error("the button is there where the law knows no extension, or is missing where it does")
	}
}

// Case 9: published on 1 September, served on 1 October; the party appears on the twelfth day and signs, and that wins.
func TestCase09ASignatureWinsOverAPublicNotice(t *testing.T) {
	publish := &domain.ServePaper{Serving: domain.Serving{Method: domain.ServeNotice, On: day("2026-09-01"), Reason: "下落不明，其他方式均未送达"}}
	x := play(t, "2026-07-01 09:00").filed("society", late).reported(warned()).examined().at("2026-09-01 09:00").do("an", &domain.IssueNotice{})
	publish.Document = x.newest("P-8", "P-9")
	x.do("an", publish)
	x.due("notice", "2026-10-01")
	// 68号令 31: the days of the public notice are not counted
	x.due("decide", "2026-10-29")
	x.at("2026-09-14 09:00").do("an", &domain.ServePaper{Document: publish.Document, Serving: domain.Serving{Method: domain.ServeDirect, On: day("2026-09-13"), Recipient: "某丙"}})
	x.due("defence", "2026-09-18")
	x.due("decide", "2026-10-11") // twelve days left out
	if n := x.c().Penalty.Notices[0]; n.ServedOn != day("2026-09-13") {
		t.Errorf("served on %s", n.ServedOn)
	}
	x.at("2026-10-02 09:00")
	if n := x.c().Penalty.Notices[0]; n.ServedOn != day("2026-09-13") || x.c().Stage != domain.PenPostNotice {
		t.Errorf("served on %s, stands at %s", n.ServedOn, x.c().Stage)
	}
}

// Case 9, nobody appears: everything runs from the end of the notice. The general procedure leaves no days out.
func TestCase09APublicNoticeThatRunsOut(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00)).examined().at("2026-09-01 09:00").do("an", &domain.IssueNotice{})
	x.do("an", &domain.ServePaper{Document: x.newest("P-9"), Serving: domain.Serving{Method: domain.ServeNotice, On: day("2026-09-01"), Reason: "下落不明"}})
	x.due("decide", "2026-09-29")
	x.at("2026-10-02 09:00")
	x.due("request", "2026-10-13") // 1 to 7 October is a holiday, Saturday the 10th is worked
	if n := x.c().Penalty.Notices[0]; n.ServedOn != day("2026-10-01") {
		t.Errorf("served on %s", n.ServedOn)
	}
}

// decidedByNotice has a decision published on 1 September that nobody came for: it counts as served on 1 October.
func decidedByNotice(t *testing.T) *script {
	x := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(50_000_00, 50_000_00)).examined().told().waived(true).decidedBy("lin").at("2026-09-01 09:00")
	x.do("an", &domain.ServePaper{Document: x.newest("P-15"), Serving: domain.Serving{Method: domain.ServeNotice, On: day("2026-09-01"), Reason: "下落不明，其他方式均未送达"}})
	return x.at("2026-10-02 09:00").stage(domain.PenServed)
}

func (x *script) signed(on string) *domain.ServePaper {
	return &domain.ServePaper{Document: x.newest("P-15"), Serving: domain.Serving{Method: domain.ServeDirect, On: day(on), Recipient: "某丙"}}
}

// Case 9, and the signature comes to the file after the notice ran out: what was charged and what delay costs run from the signature.
func TestCase09ASignatureEnteredLateDatesTheDebtAnew(t *testing.T) {
	x := decidedByNotice(t)
	x.due("pay", "2026-10-16")
	charged := func(want string) {
		t.Helper()
		for _, e := range x.c().Penalty.Ledger {
			if e.Kind == domain.EntryCharge && e.On != day(want) {
				t.Errorf("charged on %s, want %s", e.On, want)
			}
		}
	}
	charged("2026-10-01")
	// the days of the notice's end are over and the surcharge runs already
	x.at("2026-10-20 09:00").stage(domain.PenOverdue)
	x.do("an", x.signed("2026-09-13"))
	charged("2026-09-13")
	x.at("2026-10-20 10:00").stage(domain.PenOverdue)
	x.due("pay#2", "2026-09-28")
	if p := x.c().Penalty; p.PayDue != day("2026-09-28") || p.Decision.ServedOn != day("2026-09-13") || !p.Balanced() {
		t.Errorf("payable until %s, served on %s", p.PayDue, p.Decision.ServedOn)
	}
	rate, err := book().At("PEN-4.17", day("2026-10-20"))
	if err != nil {
		t.Fatal(err)
	}
	if s := domain.Surcharge(x.c().Penalty, rate, day("2026-10-20")); s.From != day("2026-09-29") || s.Fen != 22*50_000_00*3/100 {
		t.Errorf("from %s, %d fen", s.From, s.Fen)
	}
	running := 0
	for _, k := range x.c().Clocks {
		if strings.HasPrefix(k.ID, "surcharge") && !k.Ended() {
			running++
		}
	}
	for _, k := range x.c().Tasks {
		if k.ID == "pay" && (k.Due != day("2026-09-28") || k.Clock != "pay#2") {
			t.Errorf("%+v", k)
		}
	}
	if running != 1 {
		t.Errorf("%d clocks of the surcharge run", running)
	}
	for _, o := range x.c().Penalty.Obligations {
		if k := x.c().Clock("correct#2"); k != nil && o.Due != k.Due {
			t.Errorf("%+v", o)
		}
	}
	// before the days were over the same, with nothing overdue in between
	y := decidedByNotice(t)
	y.do("an", y.signed("2026-09-29"))
	y.due("pay#2", "2026-10-14")
	y.at("2026-10-15 09:00").stage(domain.PenOverdue)
	if on := y.c().Penalty.PayDue; on != day("2026-10-14") {
		t.Errorf("payable until %s", on)
	}
	// once the bureau has acted on the end of the notice it is held to it
	z := decidedByNotice(t).at("2026-10-20 09:00").do("an", &domain.Demand{Manner: "到代收银行缴纳"})
	z.refused("service_acted_on", "an", z.signed("2026-09-13"))
	z = decidedByNotice(t).at("2026-10-12 09:00").do("wen", &domain.RecordPayment{Receipt: "R9", PaidOn: day("2026-10-12"), Fen: 100_000_00})
	z.refused("service_acted_on", "an", z.signed("2026-09-13"))
}

// Case 10: after the hearing new evidence raises the gains from 99,999.99 to 100,000: another bracket, told anew, another right
// to a hearing, reviewed anew; heavier because of the facts and never because of the defence.
func TestCase10NewFactsAtTheHearingBeginAnew(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold)
	x.interview()
	x.refused("out_of_range", "an", &domain.ReportInquiry{Officers: []domain.PersonID{"an", "bo"}, Nature: "违反规定", Proposal: plots(99_999_99, 200_000_01)})
	x.reported(plots(99_999_99, 50_000_00)).examined().told()
	x.do("mei", &domain.RequestHearing{On: x.today(), By: "某丙"}).do("lin", &domain.AppointHost{Host: "hao", Recorder: "mei"})
	x.do("hao", &domain.SetHearing{At: at("2026-07-20 09:00"), Room: "三楼会议室", Closed: "privacy"}).serve("P-11")
	x.at("2026-07-20 12:00").do("hao", &domain.HoldHearing{StartedAt: at("2026-07-20 09:00"), EndedAt: at("2026-07-20 11:00"), Officers: []domain.PersonID{"an"}, Present: []domain.Attendee{{Name: "某丙", Role: "party"}}, ReadOver: true, SignedBy: "某丙",
		Speeches: []domain.Speech{{Who: "安", Role: "officer", Part: "case", Text: "事实"}, {Who: "某丙", Role: "party", Part: "defence", Text: "申辩"}, {Who: "某丙", Role: "party", Part: "examination", Text: "质证"}},
		Evidence: []domain.NewEvidence{{Hash: "f", Kind: "document", Title: "账页", Class: "documentary", Source: "当事人", Form: "copy"}}, Fresh: 1})
	x.do("hao", &domain.ReportHearing{Facts: "账页显示另有一分钱", Opinion: "重新核算", NewFacts: true})
	heavier := plots(100_000_00, 200_000_00) // two to five times now
	x.refused("out_of_range", "an", &domain.AmendProposal{Why: "new_facts", Reason: words, Evidence: []int{1}, Proposal: plots(100_000_00, 199_999_99)})
	x.refused("no_heavier_for_defence", "an", &domain.AmendProposal{Why: "hearing", Reason: words, Evidence: []int{1}, Proposal: heavier})
	x.refused("new_facts_missing", "an", &domain.AmendProposal{Why: "new_facts", Reason: words, Proposal: heavier})
	x.do("an", &domain.AmendProposal{Why: "new_facts", Reason: words, Evidence: []int{1}, Proposal: heavier}).stage(domain.PenReported)
	x.refused("wrong_stage", "an", &domain.SubmitDecision{})
	x.examined().told().stage(domain.PenNoticed)
	if n := x.c().Penalty.Notices; len(n) != 2 || !n[1].Hearing {
		t.Fatalf("%+v", n)
	}
	x.refused("wrong_stage", "an", &domain.SubmitDecision{})
	x.waived(true).stage(domain.PenPostNotice)
	x.refused("not_reviewed", "an", &domain.SubmitDecision{}) // what was examined before the notice is no review after the hearing
	x.decidedBy("lin").stage(domain.PenDecided)
}

// Case 11: twice the reviewer disagrees; the leaders settle it, the 90 days run on meanwhile, and nobody asks for ever.
func TestCase11TheLeadersSettleASecondDisagreement(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00))
	x.do("an", &domain.SubmitReview{}).opinion(domain.ReviewReject, "facts").stage(domain.PenReported)
	x.refused("unchanged", "an", &domain.SubmitReview{})
	x.at("2026-07-20 09:00").do("an", &domain.Insist{Reason: words}).opinion(domain.ReviewReject, "facts").stage(domain.PenDisputed)
	x.refused("wrong_stage", "an", &domain.Insist{Reason: words})
	x.due("decide", "2026-09-29")
	x.met(domain.ResolveAgree).stage(domain.PenExamined)
	x.told().waived(true).refused("not_reviewed", "an", &domain.SubmitDecision{}) // the leaders do not take the place of the review of article 58
}

// Case 20: the head is away; who presides in the head's place approves, a deputy does not.
func TestCase20ADeputyDoesNotApproveTheTransferToThePolice(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold)
	x.do("an", &domain.ReferCase{ReferralContent: domain.ReferralContent{To: domain.ToPolice, Name: "公安分局", Summary: "涉嫌诈骗", Materials: []domain.ReferralMaterial{{Title: "案卷"}}, Officers: []domain.PersonID{"an", "bo"}}})
	r := x.c().Penalty.Refers[0].Case
	x.do("an", &domain.ReportReferral{ReferralReport: domain.ReferralReport{By: []domain.PersonID{"an", "bo"}, Crime: "诈骗罪", Standard: "数额较大", Facts: "事实", Suspected: true}}, r)
	x.refused("head_only", "lin", &domain.ApproveReferral{}, r)
	x.do("gu", &domain.ApproveReferral{}, r)
}

// --- faults that the walks have found

// taken has the police open a criminal case.
func (x *script) taken() domain.CaseID {
	x.Helper()
	x.do("an", &domain.ReferCase{ReferralContent: domain.ReferralContent{To: domain.ToPolice, Name: "公安分局", Summary: "涉嫌诈骗", Materials: []domain.ReferralMaterial{{Title: "案卷"}}, Officers: []domain.PersonID{"cai", "dai"}}})
	r := x.c().Penalty.Refers[len(x.c().Penalty.Refers)-1].Case
	x.do("cai", &domain.ReportReferral{ReferralReport: domain.ReferralReport{By: []domain.PersonID{"cai", "dai"}, Crime: "诈骗罪", Standard: "数额较大", Facts: "事实", Suspected: true}}, r)
	x.do("gu", &domain.ApproveReferral{}, r).do("cai", &domain.SendReferral{How: "hand", Receiver: "某收"}, r).do("cai", &domain.ReceiveReceipt{By: "某收"}, r)
	x.do("cai", &domain.PoliceDecision{Opened: true, Number: "立案1号"}, r).stage(domain.PenWithPolice)
	return r
}

func TestACaseWhoseCrimeWasPunishedIsToBeConcluded(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold)
	r := x.taken()
	x.do("cai", &domain.Conclude{Result: "convicted", Text: "判处罚金"}, r).stage(domain.PenPerformed)
	x.do("lin", &domain.ConcludeCase{}).do("dang", &domain.ArchiveCase{Retention: "30y"}).stage(domain.PenArchived)
}

func TestDaysThatRanOutWhileThePoliceHadTheCaseCountOnItsReturn(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00)).examined().told().stage(domain.PenNoticed)
	r := x.taken()
	x.at("2026-08-20 09:00").stage(domain.PenWithPolice)
	x.do("cai", &domain.Conclude{Result: "withdrawn", Text: "撤销案件", Administrative: true}, r).stage(domain.PenPostNotice)
	if !x.owesAct("penalty.submit_decision") {
		t.Error("nobody owes anything")
	}
}

func TestAReviewIsNotWithdrawnWhileThePoliceHaveTheCase(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00)).do("an", &domain.SubmitReview{})
	v, r := x.c().Penalty.Reviews[0].Case, x.taken()
	x.refused("still_under_review", "an", &domain.WithdrawReview{Reason: words}, v)
	x.do("cai", &domain.Conclude{Result: "withdrawn", Text: "撤销案件", Administrative: true}, r).stage(domain.PenExamining)
	x.opinion(domain.ReviewPass).stage(domain.PenExamined)
}

func TestWhoApprovedTheFilingDoesNotJoinTheInquiry(t *testing.T) {
	x := play(t, "2026-07-01 09:00")
	x.id = "p1"
	x.do("mei", &domain.OpenClue{Source: "report", Party: "garden", Clue: "线索", Allegations: []domain.Allegation{sold}, Officers: []domain.PersonID{"an", "bo"}, Section: "股"})
	x.do("an", &domain.ProposeFiling{Officers: []domain.PersonID{"an", "bo"}, Jurisdiction: "违法行为发生地", Advice: "file", Opinion: words}).do("luo", &domain.FileCase{})
	visit := &domain.RecordSiteVisit{Form: "inspection", Facts: "现场情况", SignedBy: "某丙", OnRecord: domain.OnRecord{Officers: []domain.PersonID{"luo", "an"}, StartedAt: x.now, EndedAt: x.now.Add(60_000_000_000), Place: "墓园", CardShown: true, RightsTold: true, Pages: 1, Signed: 1}}
	x.now = x.now.Add(3_600_000_000_000)
	x.refused("separation_of_duties", "an", visit)
	visit.Officers = []domain.PersonID{"cai", "an"}
	x.do("an", visit)
	x.refused("separation_of_duties", "luo", &domain.ChangeOfficers{Out: "bo", In: "luo", Reason: words})
}

func TestWhoVotedDoesNotPresideOverALaterHearing(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00)).examined().told()
	x.at("2026-07-20 09:00").stage(domain.PenPostNotice)
	x.do("an", &domain.SubmitReview{}).opinion(domain.ReviewPass).do("an", &domain.SubmitDecision{}).met(domain.ResolveAgree)
	x.do("mei", &domain.RequestHearing{On: day("2026-07-03"), By: "某丙"}).stage(domain.PenHearing) // the letter was posted in time
	x.refused("separation_of_duties", "gu", &domain.AppointHost{Host: "hao", Recorder: "shen"})
	x.do("gu", &domain.AppointHost{Host: "hao", Recorder: "mei"})
	x.refused("separation_of_duties", "su", &domain.ChangeOfficers{Out: "bo", In: "luo", Reason: words})
}

func TestADecisionThatWasRevokedIsNotServedAnyMore(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00)).examined().told().waived(true).decidedBy("lin")
	paper := x.newest("P-15")
	x.do("an", &domain.ServePaper{Document: paper, Serving: domain.Serving{Method: domain.ServeNotice, On: x.today(), Reason: "下落不明"}})
	x.do("gu", &domain.RevokeDecision{Reason: "程序违法"}).stage(domain.PenPerformed)
	x.refused("decision_revoked", "an", &domain.ServePaper{Document: paper, Serving: domain.Serving{Method: domain.ServeDirect, On: x.today(), Recipient: "某丙"}})
	x.at("2026-10-20 09:00").stage(domain.PenPerformed) // the public notice of it does not run out
	if len(x.c().Penalty.Ledger) != 0 || !x.c().Penalty.Decision.ServedOn.IsZero() {
		t.Errorf("%+v", x.c().Penalty.Ledger)
	}
}

func TestAnAmendedProposalLeavesTheDefenceToBeAnswered(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 60_000_00)).examined().told().waived(true).stage(domain.PenPostNotice)
	x.do("mei", &domain.RecordDefence{On: x.today(), By: "某丙", Points: []string{"请求从轻"}})
	x.do("an", &domain.AmendProposal{Why: "defence", Reason: words, Proposal: plots(99_999_99, 50_000_00)})
	if !x.owesAct("penalty.answer_defence") {
		t.Error("nobody owes the answer")
	}
	x.refused("defence_unanswered", "an", &domain.SubmitDecision{})
}

func TestASecondNoticeOfTheSameContentGivesItsOwnDays(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00)).examined().told()
	x.do("mei", &domain.RecordDefence{On: x.today(), By: "某丙", Points: []string{"请求从轻"}}).do("an", &domain.AnswerDefence{Answers: []domain.DefenceAnswer{{Point: 1, Answer: "不予采纳"}}})
	x.at("2026-07-20 09:00").stage(domain.PenPostNotice)
	x.do("an", &domain.SubmitReview{}).opinion(domain.ReviewReject, "facts").do("an", &domain.Insist{Reason: words}).opinion(domain.ReviewPass)
	x.told().stage(domain.PenNoticed)
	x.at("2026-07-21 09:00").stage(domain.PenNoticed)
	x.at("2026-07-28 09:00").stage(domain.PenPostNotice)
}

func TestCasesInWhichOnePersonBothInquiredAndApprovedAreNotJoined(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold)
	x.do("mei", &domain.OpenClue{Source: "report", Party: "garden", Clue: "线索", Allegations: []domain.Allegation{sold}, Officers: []domain.PersonID{"luo", "dai"}, Section: "股"}, "p2")
	x.do("dai", &domain.ProposeFiling{Officers: []domain.PersonID{"luo", "dai"}, Jurisdiction: "违法行为发生地", Advice: "file", Opinion: words}, "p2").do("gu", &domain.FileCase{}, "p2")
	x.do("an", &domain.AskPreservation{Officers: []domain.PersonID{"an", "bo"}, Items: []string{"账册"}, Place: "现场", Keeper: "某丙", Reason: words}).do("luo", &domain.RefusePreservation{No: 1, Reason: words})
	x.refused("separation_of_duties", "shen", &domain.JoinCase{Case: "p2", Ground: "same_party", Reason: words})
}

func TestACaseIsNotSplitWhileItIsOpenWhoMustStayOut(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold, domain.Allegation{Violation: "FN-04", From: sold.From, To: sold.To, Fact: "奢华材料"})
	x.do("mei", &domain.AskRecusal{Person: "qian", Part: domain.PartReviewer, By: "party", Reason: words})
	x.refused("recusal_open", "lin", &domain.SplitCase{Allegations: []int{2}, Reason: words})
	x.do("lin", &domain.DecideRecusal{No: 1, Why: words}).do("lin", &domain.SplitCase{Allegations: []int{2}, Reason: words})
}

// The days ran out on 8 July and time has been recorded since; what is entered as of the 7th rests on how things stood then.
func TestWhatIsEnteredAsOfAnEarlierDayRestsOnThatDay(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00)).examined().told()
	x.due("request", "2026-07-08")
	x.at("2026-07-10 09:00").stage(domain.PenPostNotice)
	x.now = at("2026-07-07 09:00")
	x.refused("defence_open", "an", &domain.SubmitDecision{})
	x.now = at("2026-07-09 09:00")
	x.do("an", &domain.SubmitDecision{})
}

func TestRecordsOfInterviewsAreEvidenceOfThePackage(t *testing.T) {
	x := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00)).do("an", &domain.SubmitReview{})
	if l := x.files[x.c().Penalty.Reviews[0].Case].Legality; len(x.c().Evidence) != 0 || len(l.Missing()) != 0 {
		t.Errorf("the package lacks %v", l.Missing())
	}
}

// A norm of social organizations does not bind a shop (行政处罚法 4): every act that names a violation asks the catalogue whom it binds.
func TestNobodyIsHeldToANormThatDoesNotBindIt(t *testing.T) {
	x := play(t, "2026-07-01 09:00")
	wrong := domain.Allegation{Violation: "SO-43", From: sold.From, To: sold.To, Fact: "隐瞒情况"}
	x.id = "p1"
	clue := func(a domain.Allegation, party domain.PartyID) *domain.OpenClue {
		return &domain.OpenClue{Source: "report", Party: party, Clue: "线索", Allegations: []domain.Allegation{a}, Officers: []domain.PersonID{"an", "bo"}, Section: "股"}
	}
	x.refused("invalid_input", "mei", clue(wrong, "shop"))
	x.refused("invalid_input", "mei", clue(late, "home")) // of an association, not of a service organization
	x.refused("invalid_input", "an", &domain.DecideOnSpot{Party: "shop", Officers: []domain.PersonID{"an", "bo"}, Place: "店内", Allegation: wrong,
		Assessment: domain.Assessment{Violation: "SO-43", From: wrong.From, To: wrong.To}, Sanction: domain.Sanction{Kind: domain.SanctionWarning, Violation: "SO-43"},
		Reasons: "情节轻微", CardShown: true, Told: true, Defence: "无", SignedBy: "某丙"})
	x.do("mei", clue(wrong, "society"), "p2") // who applied for a registration
	x.do("mei", clue(domain.Allegation{Violation: "FN-19", From: sold.From, Fact: "出售"}, "shop"))
	propose := &domain.ProposeFiling{Officers: []domain.PersonID{"an", "bo"}, Allegations: []domain.Allegation{wrong}, Jurisdiction: "违法行为发生地", Advice: "file", Opinion: words}
	x.refused("invalid_input", "an", propose)

	// a file from before this was asked goes no further, but can be closed
	x.c().Penalty.Allegations = []domain.Allegation{wrong}
	propose.Allegations = nil
	x.refused("invalid_input", "an", propose)
	x.c().Penalty.Filing = &domain.Filing{Advice: "file", Proposers: propose.Officers, Discovered: sold.To}
	x.refused("party_not_bound", "lin", &domain.FileCase{})
	propose.Advice = "not_file"
	x.do("an", propose)

	y := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00)).examined()
	y.c().Penalty.Proposal.Allegations = []domain.Allegation{{Violation: "SO-44", From: sold.From, To: sold.To, Fact: "骗取许可"}}
	y.c().Penalty.Reviews[0].Digest = y.c().Penalty.Proposal.Digest()
	y.refused("party_not_bound", "an", &domain.IssueNotice{})
	z := play(t, "2026-07-01 09:00").filed("garden", sold)
	z.interview()
	p := warned()
	z.refused("invalid_input", "an", &domain.ReportInquiry{Officers: []domain.PersonID{"an", "bo"}, Nature: "违反规定", Proposal: p})
	if err := z.arrived("village", ""); err != nil {
		t.Fatal(err)
	}
	z.refused("invalid_input", "an", &domain.RecordVisit{StartedAt: z.now.Add(-60_000_000_000), EndedAt: z.now, Place: "现场", Officers: []domain.PersonID{"an", "bo"}, Summary: "已查看", SignedBy: "某丙",
		Findings: []domain.NewFinding{{Category: domain.FindFinance, Violation: "SO-05", Fact: "未报送", Quantity: 1, Unit: "项"}}})
}

// A case ends while others wait for it: its review is withdrawn and its item taken off the agenda in the same transaction.
func TestWhatWaitsForACaseThatEndsIsWithdrawn(t *testing.T) {
	over := &domain.TerminateInquiry{Cause: "dissolved", Reason: "已注销且无承受人"}
	x := play(t, "2026-07-01 09:00").filed("society", late).reported(warned()).do("an", &domain.SubmitReview{})
	r := x.c().Penalty.Reviews[0].Case
	x.do("qian", &domain.AcceptReview{}, r).do("lin", over).stage(domain.PenPerformed)
	if c := x.files[r]; c.Stage != domain.LegWithdrawn || c.Open() {
		t.Errorf("the review stands at %s", c.Stage)
	}
	x.refused("file_closed", "qian", &domain.ConcludeReview{Opinion: domain.ReviewPass, Text: "意见"}, r)

	// on the agenda of two meetings: of one it was the only matter
	y := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00))
	y.do("an", &domain.SubmitReview{}).opinion(domain.ReviewReject, "facts").do("an", &domain.Insist{Reason: words}).opinion(domain.ReviewReject, "facts").stage(domain.PenDisputed)
	meeting := domain.ConveneMeeting{At: y.now.Add(3_600_000_000_000), Place: "三楼会议室", Chair: "gu", Recorder: "su", Agenda: []domain.NewItem{{Subject: domain.ItemCase, File: y.id}}}
	y.do("lin", &meeting, "m1")
	meeting.Agenda = append(meeting.Agenda, domain.NewItem{Subject: domain.ItemOther, Title: "其他事项"})
	y.do("lin", &meeting, "m2").do("lin", over)
	if one, two := y.files["m1"], y.files["m2"]; one.Stage != domain.MeetCancelled || two.Stage != domain.MeetConvened || two.Meeting.Agenda[0].Withdrawn == "" || two.Meeting.Agenda[1].Withdrawn != "" {
		t.Fatalf("%s; %s %+v", one.Stage, two.Stage, two.Meeting.Agenda)
	}
	y.now = y.now.Add(7_200_000_000_000)
	min := &domain.HoldMeeting{Minutes: domain.Minutes{StartedAt: meeting.At, EndedAt: meeting.At.Add(1_800_000_000_000), Present: []domain.PersonID{"lin", "luo", "shen", "gu"}}}
	it := domain.MinuteItem{Item: 2, Result: domain.ResolveAgree, Text: "同意"}
	for _, p := range min.Present {
		it.Opinions, it.Votes = append(it.Opinions, domain.MemberOpinion{Person: p, Text: "同意"}), append(it.Votes, domain.MemberVote{Person: p, Vote: "agree"})
	}
	min.Items = []domain.MinuteItem{it}
	y.do("su", min, "m2")
	for _, p := range min.Present {
		y.do(p, &domain.SignMinutes{}, "m2")
	}
	y.do("su", &domain.CloseMeeting{Summary: "纪要"}, "m2")
	if len(y.c().Penalty.Discussions) != 0 {
		t.Errorf("%+v", y.c().Penalty.Discussions)
	}

	// the police end it
	z := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00)).do("an", &domain.SubmitReview{})
	ref := z.taken()
	z.do("cai", &domain.Conclude{Result: "convicted", Text: "已判决"}, ref).stage(domain.PenPerformed)
	if c := z.files[z.c().Penalty.Reviews[0].Case]; c.Stage != domain.LegWithdrawn {
		t.Errorf("the review stands at %s", c.Stage)
	}
}

// Every test that docs/edge-cases.md names is there.
func TestEveryEdgeCaseOfTheTableHasItsTest(t *testing.T) {
	table, err := os.ReadFile("../docs/edge-cases.md")
	if err != nil {
		t.Fatal(err)
	}
	var tests []byte
	for _, dir := range []string{".", "../store", "../docket"} {
		files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			tests = append(tests, b...)
		}
	}
	cases := 0
	for line := range strings.SplitSeq(string(table), "\n") {
		names := regexp.MustCompile("`(Test[\\pL0-9]+)`").FindAllStringSubmatch(line, -1)
		if !strings.HasPrefix(line, "| ") || len(names) == 0 {
			continue
		}
		cases++
		for _, n := range names {
			if !bytes.Contains(tests, []byte("func "+n[1]+"(t ")) {
				t.Errorf("there is no %s", n[1])
			}
		}
	}
	if cases < 25+12 { // 25 of the penalty notes, 12 of those of registration that concern us
		t.Errorf("%d cases in the table, the notes have 37", cases)
	}
}
