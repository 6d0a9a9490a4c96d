package main

import (
	"fmt"
	"time"

	"yifa/domain"
)

// The people of the penalty cases.
const (
	head     = "gu.weiming"
	deputy   = "ning.zhou" // the other leader
	reviewer = "yan.li"
	host     = "wen.du"
	scribe   = "lan.ji" // takes the minutes of hearings
	cashier  = "fei.ce"
	archive  = "mo.dang"
	minutes  = "jin.hao" // takes the minutes of meetings: an officer of none of the cases discussed
)

// papersOf is how many papers an act brings forth in its file. Papers are named by their place, so this must be right;
// the check finds it out where it is not, for the wrong paper cannot be served.
func papersOf(cmd domain.Command) int {
	switch x := cmd.(type) {
	case *domain.Decide:
		return 2 // the approval, then the decision
	case *domain.SetHearing:
		if x.Public {
			return 2 // the notice, then the announcement
		}
		return 1
	case *domain.OpenClue, *domain.FileCase, *domain.RefuseFiling, *domain.HoldInterview, *domain.RecordSiteVisit, *domain.ReportInquiry,
		*domain.ApprovePreservation, *domain.SettlePreservation, *domain.IssueNotice, *domain.ServePaper, *domain.RecordDefence, *domain.AnswerDefence,
		*domain.HoldHearing, *domain.ReportHearing, *domain.Publish, *domain.Withhold, *domain.NotifyPayment, *domain.ApproveInstalment, *domain.Demand, *domain.ConcludeCase, *domain.ArchiveCase:
		return 1
	}
	return 0
}

// matter is a penalty case being written.
type matter struct {
	b       *book
	key     string
	team    people
	party   string // who signs for the party
	reviews int
}

func (m *matter) do(on domain.Date, hm, actor string, cmd domain.Command) {
	m.b.do(on, hm, actor, m.key, cmd)
}

func (m *matter) handler() string { return string(m.team[0]) }

// paper is the newest paper of the file, or one so many before it.
func (m *matter) paper(before int) domain.DocumentID {
	return domain.DocumentID(fmt.Sprintf("%s-d%d", m.key, m.b.papers[m.key]-before))
}

// from opens the case from findings or from an order that was not kept.
func (b *book) from(on domain.Date, parent string, team people, party string, cmd domain.Command) *matter {
	b.do(on, "15:00", string(team[0]), parent, cmd)
	m := &matter{b: b, key: parent + "-p1", team: team, party: party}
	b.papers[m.key] = 1 // the form of the clue
	return m
}

// file takes the clue through the proposal of the officers to the filing by a leader.
func (m *matter) file(proposed, filed domain.Date, by, opinion string) {
	m.do(proposed, "10:30", m.handler(), &domain.ProposeFiling{Officers: m.team, Advice: "file", Opinion: opinion,
		Jurisdiction: "违法行为发生在本区，由本机关管辖（行政处罚法第二十二条、第二十三条）"})
	if filed > 0 {
		m.do(filed, "16:00", by, &domain.FileCase{Comment: "同意立案"})
	}
}

func (m *matter) record(on domain.Date, from, to, place string) domain.OnRecord {
	return domain.OnRecord{Officers: m.team, StartedAt: instant(on, from), EndedAt: instant(on, to), Place: place, CardShown: true, RightsTold: true, Pages: 2, Signed: 2}
}

// interview asks one person; qa are questions and answers in turn.
func (m *matter) interview(on domain.Date, from, to, name, relation string, qa ...string) {
	x := &domain.HoldInterview{Name: name, Relation: relation, OnRecord: m.record(on, from, to, "区民政局询问室"), ReadOver: true}
	for i := 0; i+1 < len(qa); i += 2 {
		x.Answers = append(x.Answers, domain.QA{Q: qa[i], A: qa[i+1]})
	}
	m.do(on, after(to), m.handler(), x)
}

// visit inspects the place again, with a picture.
func (m *matter) visit(on domain.Date, facts, picture string) {
	x := &domain.RecordSiteVisit{Form: "inspection", OnRecord: m.record(on, "09:30", "11:00", "墓区"), Facts: facts, SignedBy: m.party}
	x.Evidence = []domain.NewEvidence{{Hash: domain.Blob("file:files/" + picture), Kind: "photo", Title: "现场照片", TakenAt: instant(on, "10:00"), Class: "audiovisual", Source: "执法人员现场拍摄", Form: "original"}}
	m.do(on, "11:10", m.handler(), x)
}

// after is so many minutes later on the day; ten where none are said.
func after(hm string, n ...int) string {
	t, err := time.Parse("15:04", hm)
	if err != nil {
		panic(err)
	}
	if len(n) == 0 {
		n = []int{10}
	}
	return t.Add(time.Duration(n[0]) * time.Minute).Format("15:04")
}

// paper is one about the procedure: it proves no fact of the matter.
func paper(file, title string) domain.NewEvidence {
	return domain.NewEvidence{Hash: domain.Blob("file:files/" + file), Kind: "document", Title: title}
}

// writing is evidence in writing, handed in or copied for the file.
func writing(file, title, class, source, form string) domain.NewEvidence {
	return domain.NewEvidence{Hash: domain.Blob("file:files/" + file), Kind: "document", Title: title, Class: class, Source: source, Form: form}
}

func (m *matter) report(on domain.Date, nature string, p domain.Proposal) {
	m.do(on, "14:30", m.handler(), &domain.ReportInquiry{Officers: m.team, Nature: nature, Proposal: p})
}

var points = []string{"authority", "officers", "jurisdiction", "facts", "law", "discretion", "procedure", "form", "crime"}

// review submits the case as it stands; a reviewer accepts it and says what is to be said. what is empty where it passes.
func (m *matter) review(asked, accepted, given domain.Date, opinion domain.ReviewOpinion, text string, wanting map[string]string) {
	m.do(asked, "15:10", m.handler(), &domain.SubmitReview{Note: "请予审核"})
	m.reviews++
	key := fmt.Sprintf("%s-v%d", m.key, m.reviews)
	if accepted > 0 {
		m.b.do(accepted, "09:20", reviewer, key, &domain.AcceptReview{})
	}
	if given > 0 {
		x := &domain.ConcludeReview{Opinion: opinion, Text: text}
		for _, p := range points {
			x.Points = append(x.Points, domain.ReviewPoint{Item: p, OK: wanting[p] == "", Comment: wanting[p]})
		}
		m.b.do(given, "16:30", reviewer, key, x)
	}
}

func (m *matter) serve(on domain.Date, hm string, doc domain.DocumentID) {
	x := &domain.ServePaper{Document: doc}
	x.Serving = domain.Serving{Method: domain.ServeDirect, On: on, Recipient: m.party, Relation: "负责人",
		Evidence: []domain.NewEvidence{paper("receipt.pdf", "送达回证")}}
	m.do(on, hm, m.handler(), x)
}

// notify issues the advance notice and serves it.
func (m *matter) notify(issued, served domain.Date) {
	m.do(issued, "10:00", m.handler(), &domain.IssueNotice{})
	if served > 0 {
		m.serve(served, "10:40", m.paper(0))
	}
}

// waive records that the party gives its rights up in writing.
func (m *matter) waive(on domain.Date, hearing bool) {
	m.do(on, "09:40", clerk, &domain.Waive{Defence: true, Hearing: hearing, On: on, By: m.party,
		Evidence: []domain.NewEvidence{paper("waiver.pdf", "放弃陈述申辩、听证权利声明书")}})
}

// word is what a member of a meeting says and how he votes; dissent where he opposes.
type word struct {
	who     domain.PersonID
	text    string
	dissent string
}

// tabled is what a meeting discusses: a case, or an application.
type tabled interface {
	table() (domain.NewItem, people) // and who reports on it
}

func (m *matter) table() (domain.NewItem, people) {
	return domain.NewItem{Subject: domain.ItemCase, File: domain.CaseID(m.key)}, m.team
}

func (x *filing) table() (domain.NewItem, people) {
	return domain.NewItem{Subject: domain.ItemRegistration, File: domain.CaseID(x.key)}, x.team
}

// item is a matter on the agenda of a meeting.
type item struct {
	of      tabled
	report  string
	words   []word // the head last
	resolve string
}

// meeting has the leaders discuss cases, with all members present.
func (b *book) meeting(key string, convened, held domain.Date, from, to string, items ...item) {
	b.sat(key, convened, held, b.wd(held, 1), "08:40", from, to, items...)
}

// sat is a meeting that is closed on the day and at the time named.
func (b *book) sat(key string, convened, held, closed domain.Date, at, from, to string, items ...item) {
	x := &domain.ConveneMeeting{At: instant(held, from), Place: "区民政局三楼会议室", Chair: head, Recorder: minutes}
	rec := domain.Minutes{StartedAt: instant(held, from), EndedAt: instant(held, to), Present: people{head, leader, deputy},
		Observers: []domain.Observer{{Name: "严砺", As: "法规股股长、审核人"}}}
	for i, it := range items {
		on, by := it.of.table()
		x.Agenda = append(x.Agenda, on)
		r := domain.MinuteItem{Item: i + 1, Reports: []domain.ItemReport{{Who: names[by[0]], Text: it.report}}, Result: domain.ResolveAgree, Text: it.resolve}
		for _, w := range it.words {
			r.Opinions = append(r.Opinions, domain.MemberOpinion{Person: w.who, Text: w.text})
			v := domain.MemberVote{Person: w.who, Vote: "agree"}
			if w.dissent != "" {
				v.Vote, v.Dissent = "oppose", w.dissent
			}
			r.Votes = append(r.Votes, v)
		}
		rec.Items = append(rec.Items, r)
	}
	b.do(convened, "11:20", leader, key, x)
	b.do(held, after(to), minutes, key, &domain.HoldMeeting{Minutes: rec})
	for i, p := range rec.Present {
		b.do(held, after(to, 20+i), string(p), key, &domain.SignMinutes{})
	}
	b.do(closed, at, minutes, key, &domain.CloseMeeting{Summary: "到会成员逐项发表意见并表决，正职负责人最后发言；各项决议见逐项记录。"})
}

// names of the officers, as minutes and speeches have them.
var names = map[domain.PersonID]string{"lu.yuan": "陆原", "qiao.an": "乔岸", "fang.zhi": "方植", "meng.hua": "孟桦", "dai.xin": "戴昕", "jin.hao": "靳皓", "tu.yan": "屠砚", "bian.he": "边和"}

// decide makes the decision, serves it and puts it before the public.
func (m *matter) decide(on, served, shown domain.Date, by, violation, facts, content string) {
	m.do(on, "10:20", by, &domain.Decide{Comment: "同意，依法作出处罚决定。"})
	decision := m.paper(0)
	m.do(on, "15:30", m.handler(), &domain.Redact{Violation: violation, Facts: facts, Basis: "《中华人民共和国行政处罚法》第二十八条；《殡葬管理条例》（2012年修正）", Content: content})
	m.serve(served, "10:10", decision)
	m.do(served, "10:40", m.handler(), &domain.NotifyPayment{})
	if shown > 0 {
		m.do(shown, "11:00", section, &domain.Publish{Where: "区人民政府门户网站行政执法公示专栏"})
	}
}

var slip int

// pay enters a receipt of the bank. Numbers of receipts are unique in an authority.
func (m *matter) pay(entered, paid domain.Date, fen int64, first string) {
	slip++
	m.do(entered, "16:20", cashier, &domain.RecordPayment{Receipt: fmt.Sprintf("YL%s-%04d", paid.String()[:4], slip), PaidOn: paid, Fen: fen, Payer: m.party, First: first})
}

// corrected enters that what the decision ordered to be put right was.
func (m *matter) corrected(on domain.Date, how string) {
	m.do(on, "14:10", m.handler(), &domain.RecordPerformance{No: 1, On: on, How: how})
}

func (m *matter) close(concluded, archived domain.Date, by string) {
	m.do(concluded, "10:50", by, &domain.ConcludeCase{Comment: "处罚决定已全部履行，同意结案。"})
	if archived > 0 {
		m.do(archived, "15:00", archive, &domain.ArchiveCase{Retention: "30y", Pages: 60 + m.b.papers[m.key]})
	}
}

// --- referrals

// refer sends a finding of an inspection to another organ and follows it to its answer. It goes out the next working day;
// key is the inspection, whose events are one more than its acts where a campaign opened it.
func (b *book) refer(key string, opened bool, on domain.Date, team people, x domain.ReferClue) {
	n := b.acts[key] + 1
	if opened {
		n++
	}
	handler := string(team[0])
	x.Officers = people{team[0]}
	b.do(on, "11:30", handler, key, &x)
	k := fmt.Sprintf("%s-t%d", key, n)
	send := &domain.SendReferral{How: "exchange", Tracking: fmt.Sprintf("云机〔%s〕%03d", on.String()[:4], len(b.lines)%1000)}
	if x.To == domain.ToDiscipline {
		b.do(on, "17:10", head, k, &domain.ApproveReferral{Comment: "同意移送，注意保密。"})
	} else {
		b.do(on, "17:10", leader, k, &domain.ApproveLetter{Comment: "同意移送。"})
	}
	b.do(b.wd(on, 1), "08:35", handler, k, send)
	b.do(b.wd(on, 2), "08:50", handler, k, &domain.ReceiveReceipt{By: "收件室"})
	b.do(b.wd(on, 9), "16:40", handler, k, &domain.Reply{Result: "accepted", Text: "已受理，按管理权限办理。"})
	b.do(b.wd(on, 30), "16:40", handler, k, &domain.Reply{Result: "feedback", Text: "办理完毕，来函反馈处理情况，内容见来函。"})
}

// officials is the clue about who kept the books.
func officials(line int, name, post, kind, summary string) *domain.ReferClue {
	return &domain.ReferClue{Lines: []int{line}, ReferralContent: domain.ReferralContent{To: domain.ToDiscipline, Name: commission, Summary: summary,
		Subjects: []domain.ReferralSubject{{Name: name, Post: post, Official: kind}}, Basis: "《中华人民共和国监察法》第三十七条第一款",
		Materials: []domain.ReferralMaterial{{Title: "现场检查笔录复印件", Pages: 3}, {Title: "票据、账页复印件", Pages: 6}}}}
}
