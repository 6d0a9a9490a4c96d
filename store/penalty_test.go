package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"yifa/domain"
	"yifa/store"
)

// court is a desk at which penalty cases are handled: two leaders, two reviewers, a host, a cashier, an archivist.
type court struct {
	*desk
	luo, qian, fang, hao, wen, dang domain.PersonID
	garden                          domain.PartyID
}

const said = "经核查，情况属实"

func newCourt(tb testing.TB, gate store.Gate) *court {
	tb.Helper()
	d := &court{desk: newDesk(tb, gate)}
	sys := d.Store
	d.Store = d.open(nil)
	d.luo, d.qian, d.fang = d.member("luo", domain.RoleLeader), d.member("qian", domain.RoleReviewer), d.member("fang", domain.RoleReviewer)
	d.hao, d.wen, d.dang = d.member("hao", domain.RoleHost), d.member("wen", domain.RoleFinance), d.member("dang", domain.RoleArchive)
	for _, p := range []domain.PersonID{d.qian, d.fang} {
		d.system(domain.CaseID(p), &domain.Qualify{LegalQualification: domain.LegalQualification{Number: "A-" + string(p), On: domain.NewDate(2019, 1, 1)}})
	}
	d.garden = domain.PartyID(d.system("", &domain.RegisterParty{Kind: domain.PartyCemetery, Name: "云岭墓园", Township: "青石镇", Address: "青石镇一号", Contact: "甲", Phone: "0710-1"}))
	if err := d.Close(); err != nil {
		tb.Fatal(err)
	}
	d.Store = sys
	return d
}

// oversize is what the old funeral rules allow against the cemetery: gains confiscated, one to three times as a fine.
func (d *court) oversize(facts string, fine int64) domain.Proposal {
	from, to := domain.NewDate(2025, 1, 6), domain.NewDate(2025, 2, 10)
	return domain.Proposal{Outcome: domain.VerdictPenalty, Facts: facts, Reasons: "情节一般", Correct: "立即改正", Allegations: []domain.Allegation{{Violation: "FN-03", From: from, To: to, Fact: "墓穴占地超标"}},
		Assessments: []domain.Assessment{{Violation: "FN-03", From: from, To: to, GainsFen: 50_000_00, RefundSettled: true, Business: true}},
		Sanctions:   []domain.Sanction{{Kind: domain.SanctionGains, Violation: "FN-03", AmountFen: 50_000_00}, {Kind: domain.SanctionFine, Violation: "FN-03", AmountFen: fine}}}
}

// reportedOut is a case of an and bo whose inquiry is reported.
func (d *court) reportedOut() domain.CaseID {
	d.Helper()
	p := d.oversize("事实一", 60_000_00)
	id := d.do(d.mei, "", &domain.OpenClue{Source: "report", Party: d.garden, Clue: "线索", Allegations: p.Allegations, Officers: d.officers(), Section: "执法股"}).Case
	d.do(d.an, id, &domain.ProposeFiling{Officers: d.officers(), Jurisdiction: "违法行为发生地", Advice: "file", Opinion: said})
	d.do(d.lin, id, &domain.FileCase{})
	from := d.now()
	d.later(0, 30)
	d.do(d.an, id, &domain.HoldInterview{Name: "某丙", Relation: "负责人", Answers: []domain.QA{{Q: "问", A: "答"}}, ReadOver: true,
		OnRecord: domain.OnRecord{Officers: d.officers(), StartedAt: from, EndedAt: d.now(), Place: "办公室", CardShown: true, RightsTold: true, Pages: 1, Signed: 1}})
	d.do(d.an, id, &domain.ReportInquiry{Officers: d.officers(), Nature: "墓穴占地超标", Proposal: p})
	return id
}

// reviewOf submits the case and has a reviewer take the review up.
func (d *court) reviewOf(id domain.CaseID, who domain.PersonID) domain.CaseID {
	d.Helper()
	v := d.do(d.an, id, &domain.SubmitReview{}).Opened[0]
	d.do(who, v, &domain.AcceptReview{})
	return v
}

func (d *court) opinion(v domain.CaseID, o domain.ReviewOpinion) *domain.ConcludeReview {
	d.Helper()
	x := &domain.ConcludeReview{Opinion: o, Text: "意见"}
	for _, p := range d.file(v).Legality.Points {
		x.Points = append(x.Points, domain.ReviewPoint{Item: p.Key, OK: o == domain.ReviewPass || p.Key != "facts", Comment: "意见"})
	}
	return x
}

func (d *court) passed(id domain.CaseID) {
	d.Helper()
	v := d.reviewOf(id, d.qian)
	d.do(d.qian, v, d.opinion(v, domain.ReviewPass))
}

func (d *court) paper(id domain.CaseID, types ...string) domain.DocumentID {
	d.Helper()
	ds := d.file(id).Documents
	for _, x := range slices.Backward(ds) {
		if slices.Contains(types, x.Type) {
			return x.ID
		}
	}
	d.Fatalf("no paper %v", types)
	return ""
}

func (d *court) serves(id domain.CaseID, types ...string) {
	d.Helper()
	d.do(d.an, id, &domain.ServePaper{Document: d.paper(id, types...), Serving: domain.Serving{Method: domain.ServeDirect, On: d.today(), Recipient: "某丙"}})
}

// noticed has the case examined, the party told of it, and its days over.
func (d *court) noticed() domain.CaseID {
	d.Helper()
	id := d.reportedOut()
	d.passed(id)
	d.do(d.an, id, &domain.IssueNotice{})
	d.serves(id, "P-8", "P-9")
	d.later(12, 0)
	d.advance(id)
	return id
}

// toDiscuss has it reviewed and put before the leaders.
func (d *court) toDiscuss() domain.CaseID {
	d.Helper()
	id := d.noticed()
	d.passed(id)
	d.do(d.an, id, &domain.SubmitDecision{})
	if s := d.file(id).Stage; s != domain.PenToDiscuss {
		d.Fatalf("the case stands at %s", s)
	}
	return id
}

// signed is a meeting on the cases that only waits to be closed.
func (d *court) signed(ids ...domain.CaseID) domain.CaseID {
	d.Helper()
	x := &domain.ConveneMeeting{At: d.now().Add(time.Hour), Place: "三楼会议室", Chair: d.gu, Recorder: d.su}
	for _, id := range ids {
		x.Agenda = append(x.Agenda, domain.NewItem{Subject: domain.ItemCase, File: id})
	}
	m := d.do(d.lin, "", x).Case
	d.later(0, 180)
	present := []domain.PersonID{d.lin, d.luo, d.gu}
	h := &domain.HoldMeeting{Minutes: domain.Minutes{StartedAt: x.At, EndedAt: x.At.Add(time.Hour), Present: present}}
	for i := range ids {
		it := domain.MinuteItem{Item: i + 1, Result: domain.ResolveAgree, Text: "同意"}
		for _, p := range present {
			it.Opinions, it.Votes = append(it.Opinions, domain.MemberOpinion{Person: p, Text: "同意"}), append(it.Votes, domain.MemberVote{Person: p, Vote: "agree"})
		}
		h.Items = append(h.Items, it)
	}
	d.do(d.su, m, h)
	for _, p := range present {
		d.do(p, m, &domain.SignMinutes{})
	}
	return m
}

// toDecide waits for a leader's decision.
func (d *court) toDecide() domain.CaseID {
	d.Helper()
	id := d.toDiscuss()
	d.do(d.su, d.signed(id), &domain.CloseMeeting{Summary: "纪要"})
	return id
}

func (d *court) kinds(id domain.CaseID) map[string]int {
	d.Helper()
	rows, err := d.Events(d.Context(), id)
	if err != nil {
		d.Fatal(err)
	}
	out := map[string]int{}
	for _, r := range rows {
		out[r.Kind]++
	}
	return out
}

// gaps counts registers with a gap.
func (d *court) gaps() int {
	return d.count("SELECT count(*) FROM (SELECT type, year FROM documents WHERE serial > 0 GROUP BY 1, 2 HAVING count(*) <> max(serial)) x") +
		d.count("SELECT count(*) FROM (SELECT procedure, ref_year FROM cases WHERE ref_serial > 0 GROUP BY 1, 2 HAVING count(*) <> max(ref_serial)) x")
}

// settled demands that everybody was answered, either way, and that the files hold.
func (d *court) settled(all []answer) (done int) {
	d.Helper()
	for _, a := range all {
		switch {
		case a.error == nil:
			done++
		case domain.CodeOf(a.error) == "":
			d.Errorf("a fault reached the caller: %v", a.error)
		}
	}
	d.whole()
	if n := d.gaps(); n > 0 {
		d.Errorf("%d registers have gaps", n)
	}
	return done
}

func (d *court) request(who domain.PersonID, id domain.CaseID, cmd domain.Command) store.Request {
	return store.Request{Case: id, Actor: who, Command: cmd, Key: d.key()}
}

func TestOfManyDecisionsAtOnceOneIsMade(t *testing.T) {
	d := newCourt(t, anyone)
	same, two := d.toDecide(), d.toDecide()
	d.later(0, 1)
	var rs []store.Request
	for range 8 { // a finger that slips, on eight pages
		rs = append(rs, d.request(d.lin, same, &domain.Decide{Comment: "同意", Late: "案情复杂"}))
	}
	if n := d.settled(d.together(rs...)); n != 1 || d.kinds(same)["CaseDecided"] != 1 {
		t.Errorf("%d decided, events %v", n, d.kinds(same))
	}
	rs = nil
	for i := range 8 { // two leaders, one of whom would rather send it back
		rs = append(rs, d.request([]domain.PersonID{d.lin, d.luo}[i%2], two, &domain.Decide{Comment: "同意", Late: "案情复杂"}))
	}
	rs = append(rs, d.request(d.gu, two, &domain.ReturnDecision{Reason: said}))
	d.settled(d.together(rs...))
	if k := d.kinds(two); k["CaseDecided"]+k["DecisionReturned"] != 1 {
		t.Errorf("%v", k)
	}
	if n := d.count("SELECT count(*) FROM documents WHERE type = 'P-15'"); n != d.kinds(same)["CaseDecided"]+d.kinds(two)["CaseDecided"] {
		t.Errorf("%d decisions are numbered", n)
	}
}

func TestAReviewerConcludesWhileTheOfficersActOnTheCase(t *testing.T) {
	d := newCourt(t, anyone)
	for round := range 6 {
		id := d.reportedOut()
		v := d.reviewOf(id, d.qian)
		pass, amend := d.opinion(v, domain.ReviewPass), &domain.AmendProposal{Why: "correction", Reason: said, Proposal: d.oversize(fmt.Sprintf("事实%d", round+2), 55_000_00)}
		d.later(0, 1)
		rs := []store.Request{d.request(d.an, id, amend), d.request(d.qian, v, pass), d.request(d.bo, id, &domain.AddNote{Text: "记"}), d.request(d.mei, id, &domain.AskRecusal{Person: d.qian, Part: domain.PartReviewer, By: "party", Reason: said})}
		rand.Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
		d.settled(d.together(rs...))
		c, l := d.file(id), d.file(v).Legality
		r := c.Penalty.Reviews[0]
		if (len(l.Opinions) > 0) != (r.Opinion != "") {
			t.Errorf("the review says %v, the case %q", l.Opinions, r.Opinion)
		}
		// what passed is what was reviewed: an amendment after it makes it count no more
		if r.Opinion == domain.ReviewPass && c.Penalty.Round > 1 && c.Stage == domain.PenExamined {
			t.Errorf("the case stands at %s with round %d", c.Stage, c.Penalty.Round)
		}
		if len(l.Opinions) > 0 && slices.Contains(c.Held, d.qian) && d.event(v, "OpinionGiven").Seq > d.lastOf(v, "RecusalTold") && d.lastOf(v, "RecusalTold") > 0 {
			t.Error("the reviewer concluded while it was open whether to stay out")
		}
	}
}

func (d *court) lastOf(id domain.CaseID, kind string) (seq int) {
	d.Helper()
	rows, err := d.Events(d.Context(), id)
	if err != nil {
		d.Fatal(err)
	}
	for _, r := range rows {
		if r.Kind == kind {
			seq = r.Seq
		}
	}
	return seq
}

func TestAMeetingClosesWhileALetterThatWasInTimeIsEntered(t *testing.T) {
	d := newCourt(t, anyone)
	ways := map[domain.Stage]int{}
	for round := range 5 {
		id := d.toDiscuss()
		served := d.file(id).Penalty.Notices[0].ServedOn
		m := d.signed(id)
		d.later(0, 1)
		rs := []store.Request{d.request(d.su, m, &domain.CloseMeeting{Summary: "纪要"}), d.request(d.mei, id, &domain.RequestHearing{On: served + 1, By: "某丙"})}
		if round%2 == 0 {
			slices.Reverse(rs)
		}
		all := d.together(rs...)
		d.settled(all)
		c := d.file(id)
		ways[c.Stage]++
		// the party is heard whichever came first
		if c.Stage != domain.PenHearing || d.kinds(id)["HearingRequested"] != 1 {
			t.Errorf("the case stands at %s: %v", c.Stage, all)
		}
		if closed := d.file(m).Stage == domain.MeetClosed; closed != (d.kinds(id)["CaseDiscussed"] == 1) {
			t.Errorf("the meeting is closed: %v; the case was told: %v", closed, d.kinds(id))
		}
		_, err := d.try(d.lin, id, &domain.Decide{Comment: "同意"})
		d.refused(err, "wrong_stage")
	}
	t.Logf("ended at %v", ways)
}

// Acts on a case lock its reviews and referrals, acts on those lock the case, a meeting locks several: nobody may see a
// deadlock, and nothing may be lost.
func TestActsThatTellOtherFilesUnderLoad(t *testing.T) {
	d := newCourt(t, anyone)
	var cases, reviews, referrals []domain.CaseID
	for range 3 {
		id := d.reportedOut()
		cases = append(cases, id)
		for range 2 {
			r := d.do(d.an, id, &domain.ReferCase{ReferralContent: domain.ReferralContent{To: domain.ToMarket, Name: "区市场监管局", Summary: "价格问题", Materials: []domain.ReferralMaterial{{Title: "材料"}}}}).Opened[0]
			d.do(d.lin, r, &domain.ApproveLetter{})
			referrals = append(referrals, r)
		}
		reviews = append(reviews, d.reviewOf(id, d.qian))
	}
	m1, m2 := d.toDiscuss(), d.toDiscuss()
	meeting := d.signed(m1, m2)
	d.later(0, 1)
	var rs []store.Request
	for i, id := range cases {
		for _, p := range []domain.PersonID{d.an, d.qian, d.lin} {
			rs = append(rs, d.request(d.mei, id, &domain.AskRecusal{Person: p, Part: map[domain.PersonID]domain.Part{d.an: domain.PartOfficer, d.qian: domain.PartReviewer, d.lin: domain.PartDecider}[p], By: "party", Reason: said}))
		}
		rs = append(rs, d.request(d.luo, reviews[i], &domain.ReassignReview{To: d.fang, Reason: said}), d.request(d.qian, reviews[i], d.opinion(reviews[i], domain.ReviewPass)),
			d.request(d.an, id, &domain.AddNote{Text: "记"}), d.request(d.gu, id, &domain.JoinCase{Case: cases[(i+1)%3], Ground: "same_party", Reason: said}))
	}
	for _, r := range referrals {
		rs = append(rs, d.request(d.an, r, &domain.SendReferral{How: "hand", Receiver: "某收"}), d.request(d.bo, r, &domain.AddNote{Text: "记"}))
	}
	rs = append(rs, d.request(d.su, meeting, &domain.CloseMeeting{Summary: "纪要"}), d.request(d.an, m1, &domain.AddNote{Text: "记"}), d.request(d.mei, m2, &domain.RecordDefence{On: d.today(), By: "某丙", Points: []string{"请求从轻"}}),
		d.request(d.mei, m1, &domain.AskRecusal{Person: d.bo, Part: domain.PartOfficer, By: "party", Reason: said}))
	rand.Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
	all := d.together(rs...)
	done := d.settled(all)
	notes := 0
	for i, a := range all {
		if _, note := rs[i].Command.(*domain.AddNote); note && a.error == nil {
			notes++
		}
	}
	if n := d.count("SELECT count(*) FROM case_events WHERE kind = 'NoteAdded'"); n != notes {
		t.Errorf("%d notes were taken, %d are there", notes, n)
	}
	// what one file says of another, the other says too
	for i, id := range cases {
		c := d.file(id)
		asked := map[domain.PersonID]bool{}
		for _, r := range c.Penalty.Recusals {
			asked[r.Person] = true
		}
		told := d.kinds(reviews[i])["RecusalTold"]
		if v := d.file(reviews[i]); v.Open() && told != len(c.Penalty.Recusals) {
			t.Errorf("%s was told of %d of %d requests", v.ID, told, len(c.Penalty.Recusals))
		}
		if n := len(d.file(reviews[i]).Legality.Opinions); n != d.kinds(id)["ReviewConcluded"] {
			t.Errorf("%d opinions, the case heard of %d", n, d.kinds(id)["ReviewConcluded"])
		}
		for _, r := range c.Penalty.Refers {
			if sent := d.file(r.Case).Stage == domain.RefSent; sent != (r.Status == "sent") {
				t.Errorf("%s stands at %s, its case says %s", r.Case, d.file(r.Case).Stage, r.Status)
			}
		}
	}
	if closed := d.file(meeting).Stage == domain.MeetClosed; closed != (d.kinds(m1)["CaseDiscussed"] == 1) || closed != (d.kinds(m2)["CaseDiscussed"] == 1) {
		t.Errorf("%v %v %v", closed, d.kinds(m1), d.kinds(m2))
	}
	t.Logf("%d of %d were done", done, len(rs))
}

// What waits for a case that ends is found by the database, whatever the order of its locks, and told in the same transaction.
func TestACaseThatEndsWithdrawsItsReviewAndItsItem(t *testing.T) {
	d := newCourt(t, anyone)
	over := &domain.TerminateInquiry{Cause: "dissolved", Reason: "已注销且无承受人"}
	id := d.reportedOut()
	v := d.reviewOf(id, d.qian)
	d.do(d.lin, id, over)
	if c := d.file(v); c.Stage != domain.LegWithdrawn {
		t.Errorf("the review stands at %s", c.Stage)
	}
	one, two := d.toDiscuss(), d.toDiscuss()
	both, alone := d.signed(one, two), d.signed(one)
	d.do(d.lin, one, over)
	if m := d.file(alone); m.Stage != domain.MeetCancelled {
		t.Errorf("the meeting stands at %s", m.Stage)
	}
	if m := d.file(both); m.Stage != domain.MeetHeld || m.Meeting.Agenda[0].Withdrawn == "" || m.Meeting.Agenda[1].Withdrawn != "" {
		t.Errorf("%s %+v", m.Stage, m.Meeting.Agenda)
	}
	d.do(d.su, both, &domain.CloseMeeting{Summary: "会议纪要"})
	if d.file(two).Stage != domain.PenToDecide || len(d.file(one).Penalty.Discussions) != 0 {
		t.Errorf("%s, %+v", d.file(two).Stage, d.file(one).Penalty.Discussions)
	}
}

// The numbers everybody sees have no gap where a clue went to discipline supervision.
func TestAHiddenReferralLeavesNoGapInTheNumbers(t *testing.T) {
	d := newCourt(t, anyone)
	id := d.reportedOut()
	refer := func(to, name string) *domain.Case {
		t.Helper()
		x := domain.ReferralContent{To: to, Name: name, Summary: "有关线索", Materials: []domain.ReferralMaterial{{Title: "笔录"}}}
		if to == domain.ToDiscipline {
			x.Subjects = []domain.ReferralSubject{{Name: "某乙", Post: "村委会主任", Official: "village"}}
		}
		return d.file(d.do(d.an, id, &domain.ReferCase{ReferralContent: x}).Opened[0])
	}
	var open, hidden []*domain.Case
	for range 2 {
		open = append(open, refer(domain.ToMarket, "市场监管局"))
		hidden = append(hidden, refer(domain.ToDiscipline, "区纪委监委"))
	}
	for i := range 2 {
		if open[i].RefSerial != i+1 || hidden[i].RefSerial != -i-1 || hidden[i].Reference == open[i].Reference {
			t.Errorf("%s (%d), %s (%d)", open[i].Reference, open[i].RefSerial, hidden[i].Reference, hidden[i].RefSerial)
		}
	}
}

func TestOfTwoWhoInspectAtTheCapOneIsRefused(t *testing.T) {
	d := newCourt(t, anyone)
	d.at(time.Date(2026, 3, 2, 9, 0, 0, 0, domain.Shanghai))
	d.assigned(d.garden)
	d.later(0, 1)
	var rs []store.Request
	for range 6 {
		rs = append(rs, d.request(d.an, "", &domain.AssignInspection{Party: d.garden, Officers: d.officers(), Source: "routine", Basis: "年度计划", Items: []string{"价格公示"}}))
	}
	all := d.together(rs...)
	if n := d.settled(all); n != 1 {
		t.Errorf("%d inspections were opened beside the first, two a year are allowed", n)
	}
	for _, a := range all {
		if a.error != nil {
			d.refused(a.error, "cap_reached")
		}
	}
}

func TestPenaltyFilesAreMadeAgainFromTheirEventsToTheByte(t *testing.T) {
	d := newCourt(t, anyone)
	id := d.toDecide()
	d.do(d.lin, id, &domain.Decide{Comment: "同意", Late: "案情复杂"})
	d.serves(id, "P-15")
	d.do(d.an, id, &domain.Redact{Violation: "违法行为", Facts: "事实", Basis: "依据", Content: "内容"})
	d.do(d.su, id, &domain.Publish{Where: "门户网站"})
	d.do(d.wen, id, &domain.RecordPayment{Receipt: "R1", PaidOn: d.today(), Fen: 60_000_00})
	d.later(25, 0)
	d.advance(id) // overdue, with a surcharge
	d.do(d.an, id, &domain.Demand{Manner: "到代收银行缴纳"})
	d.serves(id, "P-20")
	d.do(d.wen, id, &domain.RecordPayment{Receipt: "R2", PaidOn: d.today(), Fen: 50_000_00})
	d.do(d.an, id, &domain.RecordPerformance{No: 1, On: d.today(), How: "已改正"})
	other := d.reportedOut()
	r := d.do(d.an, other, &domain.ReferCase{ReferralContent: domain.ReferralContent{To: domain.ToDiscipline, Name: "区纪委监委", Summary: "线索", Subjects: []domain.ReferralSubject{{Name: "某村主任", Official: "village"}}}}).Opened[0]
	d.do(d.gu, r, &domain.ApproveReferral{})
	d.do(d.an, r, &domain.SendReferral{How: "hand", Receiver: "某收"})
	if c := d.file(id); c.Stage != domain.PenPerformed {
		t.Fatalf("the case stands at %s: %+v", c.Stage, c.Penalty.Balance())
	}
	before := d.shown()
	for _, table := range []string{"payments", "public_penalties", "documents", "clocks"} {
		if strings.TrimSpace(before[table]) == "" {
			t.Errorf("nothing is shown of %s", table)
		}
	}
	if _, _, err := d.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.same(before, d.shown())
	d.tamper("DELETE FROM payments", "DELETE FROM clocks", "UPDATE cases SET stage = 'x', state = '{}' WHERE procedure IN ('penalty', 'legality', 'meeting', 'referral')")
	if _, _, err := d.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.same(before, d.shown())
	d.whole()
}

// Many cases at once, each by its own people through everything that tells others: nobody waits for ever and the chains hold.
func TestManyCasesAtOnce(t *testing.T) {
	d := newCourt(t, anyone)
	const n = 4
	ids := make([]domain.CaseID, n)
	for i := range n {
		ids[i] = d.reportedOut()
	}
	d.later(0, 5)
	var wg sync.WaitGroup
	faults := make(chan error, 100)
	for i := range n {
		wg.Go(func() {
			act := func(who domain.PersonID, id domain.CaseID, cmd domain.Command) store.Receipt {
				r, err := d.try(who, id, cmd)
				if err != nil {
					faults <- fmt.Errorf("%s: %w", cmd.Act(), err)
				}
				return r
			}
			for round := range 3 {
				r := act(d.an, ids[i], &domain.SubmitReview{})
				if len(r.Opened) == 0 {
					return
				}
				v := r.Opened[0]
				act(d.qian, v, &domain.AcceptReview{})
				x := &domain.ConcludeReview{Opinion: domain.ReviewChanges, Text: "意见"}
				c, err := d.Case(d.Context(), v)
				if err != nil {
					faults <- err
					return
				}
				for _, p := range c.Legality.Points {
					x.Points = append(x.Points, domain.ReviewPoint{Item: p.Key, OK: p.Key != "facts", Comment: "修改"})
				}
				act(d.qian, v, x)
				act(d.an, ids[i], &domain.AmendProposal{Why: "review", Reason: said, Proposal: d.oversize(fmt.Sprintf("事实%d-%d", i, round), 60_000_00)})
			}
		})
	}
	wg.Wait()
	close(faults)
	for err := range faults {
		t.Error(err)
	}
	for _, id := range ids {
		if c := d.file(id); c.Penalty.Round != 4 || len(c.Penalty.Reviews) != 3 {
			t.Errorf("%s: round %d, %d reviews", id, c.Penalty.Round, len(c.Penalty.Reviews))
		}
	}
	d.whole()
	if d.gaps() > 0 {
		t.Error("registers have gaps")
	}
}
