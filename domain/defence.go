package domain

import (
	"slices"
	"strings"
)

// This file holds the advance notice of a penalty and what the party says to it (行政处罚法 44, 45, 63, 64), and the service
// of every paper of a penalty case.

// IssueNotice issues the advance notice of what is intended (事先告知书), with the right to a hearing where the law gives
// one. It tells the proposal that was examined, to the letter.
type IssueNotice struct {
	Note string `json:"note,omitempty" maxLength:"500" doc:"备注"`
}

func (IssueNotice) Act() string { return "penalty.notify" }

// Needs asks for the number of the notice, and for the register, which is told where a revocation is intended.
func (IssueNotice) Needs(c *Case) Needs { return c.atRegister(Needs{Numbers: []string{"P-8", "P-9"}}) }

// Decide wants an examination that passed exactly what is told.
func (x IssueNotice) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第四十四条、第六十三条"
	p := c.Penalty
	if p.Proposal.Outcome != VerdictPenalty && p.Proposal.Outcome != VerdictBan {
		return Outcome{}, Refuse("no_notice_needed", art, "不拟给予处罚的，不需要事先告知，请直接提请决定。", "where no penalty is intended there is nothing to give notice of; ask for the decision")
	}
	if !p.examined() {
		return Outcome{}, Refuse("not_examined", "行政处罚法第五十七条、第五十八条", "拟告知的内容与审核通过的内容不一致，请先送审。", "what is to be told is not what was examined; submit it first")
	}
	if err := licensed(c.Officers, f); err != nil { // the notice names them
		return Outcome{}, err
	}
	if err := f.bound(p.Proposal.Allegations, c.against()); err != nil {
		return Outcome{}, err
	}
	n := AdvanceNotice{Round: p.Round, Digest: p.Proposal.Digest(), Outcome: p.Proposal.Outcome, Sanctions: p.Proposal.Sanctions, On: f.On()}
	for _, a := range p.Proposal.Allegations {
		if !slices.Contains(n.Violations, a.Violation) {
			n.Violations = append(n.Violations, a.Violation)
		}
	}
	typ, title := "P-8", "行政处罚事先告知书"
	if p.Track == TrackBan && !p.Proposal.Has(SanctionGoods) && !p.Proposal.Has(SanctionGains) {
		n.Views, title = true, "取缔事先告知书" // 取缔办法 12: views are heard, no hearing and no days are given
	} else if n.Grounds = f.Norms.HearingGrounds(*p.Proposal, p.Natural, f.Agency.Region, f.On()); len(n.Grounds) > 0 {
		n.Hearing, typ, title = true, "P-9", "行政处罚听证告知书"
	}
	d := issue(c, f, typ, title)
	n.Document = d.ID
	return Outcome{Events: []Body{&NoticeIssued{x, n, d}}, Tells: c.tellRevocation(f)}, nil
}

// examined reports that a review passed the proposal as it stands, or that the leaders settled a dispute over it.
func (p *Penalty) examined() bool {
	d := p.Proposal.Digest()
	return slices.ContainsFunc(p.Reviews, func(r ReviewTaken) bool { return r.Opinion == ReviewPass && r.Digest == d }) || p.resolved(d)
}

// resolved reports that the leaders agreed to a proposal together.
func (p *Penalty) resolved(digest string) bool {
	return slices.ContainsFunc(p.Discussions, func(x Discussion) bool { return x.Result == ResolveAgree && x.Digest == digest })
}

// NoticeIssued: the advance notice was issued; it is to be served.
type NoticeIssued struct {
	IssueNotice
	Notice   AdvanceNotice `json:"notice"`
	Document Document      `json:"document"`
}

func (NoticeIssued) Kind() string { return "NoticeIssued" }
func (b NoticeIssued) apply(c *Case, e Event) {
	n := b.Notice
	n.Seq = e.Seq
	c.Penalty.Notices = append(c.Penalty.Notices, n)
	c.issued(b.Document, e)
	for _, id := range []string{"defence", "request"} { // those of an earlier notice
		if k := c.running(id); k != nil {
			k.Stop(DateOf(e.OccurredAt))
		}
	}
	c.take(e.Actor, PartDrafter, e.Seq)
	c.done(e, "penalty.notify")
	c.oweService(b.Document, c.running("decide"), e)
}

// --- service of any paper of the case

// ServePaper records a service of a paper of the case as the receipt shows it. What runs from it depends on the paper: days for a
// defence and a hearing, days to pay, to ask for a review, to sue.
type ServePaper struct {
	Document DocumentID `json:"document" minLength:"1" doc:"送达的文书"`
	Serving
	Declared bool `json:"declared,omitempty" doc:"当场宣告并交付"`
}

func (ServePaper) Act() string { return "penalty.serve" }

// Needs asks for the files of the receipt.
func (x ServePaper) Needs(c *Case) Needs {
	n := Needs{Blobs: hashes(x.Evidence)}
	if x.takesEffect(c) {
		return c.atRegister(n)
	}
	return n
}

// takesEffect reports that with this service the decision takes effect.
func (x ServePaper) takesEffect(c *Case) bool {
	d := c.Penalty.Decision
	return d != nil && d.Document == x.Document && d.ServedOn.IsZero() && d.RevokedOn.IsZero() && x.Method != ServeNotice
}

// servable are the instruments that are served on the party.
var servable = []string{"P-8", "P-9", "P-11", "P-11n", "P-15", "P-16", "P-17", "P-19", "P-20", "I-7", "I-8", "P-3", "P-28", "P-29", "P-30", "P-32n", "P-33n"}

// Decide starts the clocks that run from the service.
func (x ServePaper) Decide(c *Case, f *Facts) (Outcome, error) {
	d := c.Document(x.Document)
	if d == nil || !d.VoidedOn.IsZero() || !slices.Contains(servable, d.Type) {
		return Outcome{}, &Error{Code: "invalid_input", Message: "案卷中没有这份需要送达的文书。", English: "there is no such paper to be served", Fields: []Field{{"document", "请选择需要送达的文书"}}}
	}
	if c.revokedPaper(d.ID) {
		return Outcome{}, Refuse("decision_revoked", "行政处罚法第七十五条", "决定已被撤销，不再送达原决定书；请送达撤销决定。", "the decision was revoked and is not served any more; serve the paper that revokes it")
	}
	if err := x.check(d, f); err != nil {
		return Outcome{}, err
	}
	anew := false
	if on := c.ServedOn(d.ID); !on.IsZero() {
		if n := c.noticeServed(d.ID); x.Method == ServeNotice || n.IsZero() || x.On >= n {
			return Outcome{}, Refuse("already_done", "民事诉讼法第九十五条", "该文书已于%[1]s送达；只有公告期满前已经签收的，才可以补记。", "it was served on %[1]s; only a signature from before a notice ran out can still be entered", on)
		}
		if what := c.actedOn(*d); what[0] != "" {
			return Outcome{}, Refuse("service_acted_on", "民事诉讼法第九十五条；行政处罚法第六十六条", "已按公告期满之日（%[1]s）%[2]s，期限不再改自较早的签收之日起算；请以记事载明签收情况，存入送达回证。",
				"the bureau has acted on the end of the notice (%[1]s): %[3]s. The days are not counted anew from an earlier signature; put it on record by a note", on, what[0], what[1])
		}
		anew = true
	}
	if c.noticeRuns(d.ID) && x.Method == ServeNotice {
		return Outcome{}, Refuse("already_done", "民事诉讼法第九十五条", "公告已经发布。", "the notice has been published already")
	}
	if err := c.servedInTime(*d, x.On, f); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	out := &PaperServed{ServePaper: x, Register: ev, Receipt: issue(c, f, "P-24", "送达回证"), Anew: anew}
	if x.Method == ServeNotice {
		k, err := f.start(c, "SV-01", "notice", x.On, 0)
		if err != nil {
			return Outcome{}, err
		}
		out.Clocks = []Clock{k}
		if out.Decide, err = c.announce(d.ID, x.On, k.Due, f); err != nil {
			return Outcome{}, err
		}
		return outcome(out)
	}
	out.DeemedOn = x.On
	if out.Decide, err = c.announced(d.ID, x.On, f); err != nil {
		return Outcome{}, err
	}
	out.Clocks, err = servedClocks(c, *d, x.On, f)
	if err != nil {
		return Outcome{}, err
	}
	if x.takesEffect(c) && c.registered(f) != nil && len(c.Penalty.Sanctions()) > 0 { // in one transaction
		b, tells := c.intoRegister(f, x.On)
		return Outcome{Events: []Body{out, b}, Tells: tells}, nil
	}
	return outcome(out)
}

// actedOn says, in Chinese and English, what was done on the footing that a paper was served by the end of its public notice;
// then the party may rely on the days it was told of, and an earlier signature moves them no more (行政处罚法 66: the days
// of the decision; DESIGN: no text says what an agency does that learns of a signature after it demanded).
func (c *Case) actedOn(d Document) [2]string {
	p := c.Penalty
	decision := p.Decision != nil && p.Decision.Document == d.ID
	switch {
	case !decision && p.Decision != nil && (d.Type == "P-8" || d.Type == "P-9"):
		return [2]string{"作出处罚决定", "it has decided"}
	case (decision || d.Type == "P-20") && p.Court != nil:
		return [2]string{"申请人民法院强制执行", "it has applied to the court"}
	case !decision:
	case p.Demand != nil:
		return [2]string{"催告当事人履行", "it has demanded performance"}
	case p.Plan != nil && p.Plan.Refused == "":
		return [2]string{"受理延期、分期缴纳申请", "it has taken up a request for instalments"}
	case len(p.Remedy) > 0:
		return [2]string{"进入行政复议、行政诉讼", "a remedy has been taken"}
	case p.owesMoney() && p.paidUp(), c.Stage == PenPerformed && p.demandsAnything(), c.Stage == PenConcluded:
		return [2]string{"履行", "the decision is performed"}
	}
	return [2]string{}
}

// revokedPaper reports that the paper is the decision and does not stand any more: its service does nothing.
func (c *Case) revokedPaper(doc DocumentID) bool {
	d := c.Penalty.Decision
	return d != nil && d.Document == doc && !d.RevokedOn.IsZero()
}

// announcing names the days of a public notice that are left out of the clock to decide.
func announcing(doc DocumentID) string { return "公告送达（" + string(doc) + "）" }

// announce leaves the days of a public notice out of the clock to decide, where its rule does (68号令 31); nil where it does
// not, or where the time had run out before.
func (c *Case) announce(doc DocumentID, on, until Date, f *Facts) (*Clock, error) {
	k := c.running("decide")
	if k == nil || !f.leavesOut(k, "announcement") || !k.Due.IsZero() && on+1 > k.Due {
		return nil, nil //nolint:nilnil // nothing moves: the event carries no clock
	}
	return c.reckon(f, func(k *Clock) error {
		return k.Exclude(f.Calendar, Span{From: on + 1, Until: until, Reason: announcing(doc)})
	})
}

// announced lets those days count again from a signature on, which wins over the notice; nil where none are left out.
func (c *Case) announced(doc DocumentID, on Date, f *Facts) (*Clock, error) {
	has := func(s Span) bool { return s.Reason == announcing(doc) }
	if k := c.running("decide"); k == nil || !slices.ContainsFunc(k.Exclusions, has) {
		return nil, nil //nolint:nilnil // as above
	}
	return c.reckon(f, func(k *Clock) error {
		i := slices.IndexFunc(k.Exclusions, has)
		if k.Exclusions[i].Until = min(k.Exclusions[i].Until, on); k.Exclusions[i].Until < k.Exclusions[i].From {
			k.Exclusions = slices.Delete(k.Exclusions, i, i+1)
		}
		return nil
	})
}

// servedInTime refuses a service that comes too late for what it is to do, as the notice of a hearing.
func (c *Case) servedInTime(d Document, on Date, f *Facts) error {
	if d.Type == "P-11" {
		return hearingNoticeInTime(c, d.ID, on, f)
	}
	return nil
}

// servedClocks are the clocks that begin when a paper counts as served on the day.
func servedClocks(c *Case, d Document, on Date, f *Facts) ([]Clock, error) {
	var ids [][2]string // rule, id
	p := c.Penalty
	switch d.Type {
	case "P-8", "P-9":
		n := p.notice()
		if n == nil || n.Document != d.ID || n.Views {
			return nil, nil
		}
		ids = append(ids, [2]string{"PEN-3.01", "defence"})
		if n.Hearing {
			ids = append(ids, [2]string{"PEN-3.02", "request"})
		}
	case "P-15", "P-16", "P-17", "P-30":
		if p.Decision == nil || p.Decision.Document != d.ID || c.revokedPaper(d.ID) {
			return nil, nil
		}
		return c.decisionClocks(f, on)
	case "P-20":
		ids = append(ids, [2]string{"PEN-4.18", "demand"})
	}
	var out []Clock
	for _, x := range ids {
		k, err := f.start(c, x[0], x[1], on, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, nil
}

// owesMoney reports that the decision demands money.
func (p *Penalty) owesMoney() bool {
	for _, s := range p.Sanctions() {
		if (s.Kind == SanctionFine || s.Kind == SanctionGains) && s.AmountFen > 0 {
			return true
		}
	}
	return false
}

// PaperServed: a paper was served, or its public notice was published.
type PaperServed struct {
	ServePaper
	DeemedOn Date       `json:"deemed_on,omitzero"`
	Clocks   []Clock    `json:"clocks,omitempty"`
	Decide   *Clock     `json:"decide,omitempty"` // without the days of a public notice, where its rule leaves them out
	Anew     bool       `json:"anew,omitempty"`   // a signature from before a notice that ran out: what was dated from its end is dated from the signature
	Register []Evidence `json:"register,omitempty"`
	Receipt  Document   `json:"receipt"`
}

func (PaperServed) Kind() string { return "PaperServed" }
func (b PaperServed) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.issued(b.Receipt, e)
	c.reckoned(b.Decide)
	s := b.service(b.Document, b.DeemedOn, b.Register, e)
	d := c.Document(b.Document)
	if b.Method == ServeNotice {
		c.startClock(b.Clocks[0])
		s.Clock = c.Clocks[len(c.Clocks)-1].ID
		c.Services = append(c.Services, s)
		c.servingOver(*d, b.On, e)
		return
	}
	for _, o := range c.Services { // a signature wins over a notice that still runs, or ran out after it
		if o.Document == b.Document && o.Clock != "" {
			if k := c.Clock(o.Clock); k != nil && !k.ended() {
				k.Stop(b.On)
			}
		}
	}
	c.supersede(b.Document)
	c.Services = append(c.Services, s)
	c.servingOver(*d, b.On, e)
	c.paperServed(*d, b.DeemedOn, b.Clocks, e)
	if p := c.Penalty; b.Anew && p.Decision != nil && p.Decision.Document == b.Document {
		c.decisionServedAnew(b.DeemedOn)
	}
}

// servingOver closes the duty to serve a paper.
func (c *Case) servingOver(d Document, on Date, e Event) {
	if p := c.Penalty; p.Decision != nil && p.Decision.Document == d.ID {
		if k := c.running("serve"); k != nil {
			k.Meet(on)
		}
	}
	c.servedDuty(d.ID, e)
}

// oweService raises the duty to serve one paper: each has its own, so that serving one leaves the others owed.
func (c *Case) oweService(d Document, k *Clock, e Event) {
	t := Task{ID: "serve-" + string(d.ID), Kind: "penalty.serve", Title: "送达《" + d.Title + "》", English: "Serve the paper", Person: c.Handler}
	if k != nil {
		t.Due, t.Clock = k.Due, k.ID
	}
	c.raise(t, e)
}

// servedDuty closes the duty to serve one paper.
func (c *Case) servedDuty(d DocumentID, e Event) {
	c.doneWhere(e, func(t *Task) bool {
		return t.Kind == "penalty.serve" && (t.ID == "serve-"+string(d) || strings.HasPrefix(t.ID, "serve-"+string(d)+"#"))
	})
}

// paperServed is what a service does to the case. It may come twice for one paper: when a signature from before the end of
// a public notice is entered late, everything counted from that end is counted anew.
func (c *Case) paperServed(d Document, on Date, clocks []Clock, e Event) {
	p := c.Penalty
	for _, k := range clocks {
		base, _, _ := strings.Cut(k.ID, "#")
		if old := c.running(base); old != nil {
			old.Stop(on)
		}
		c.startClock(k)
	}
	switch d.Type {
	case "P-8", "P-9":
		n := p.notice()
		if n == nil || n.Document != d.ID {
			return
		}
		n.ServedOn = on
		if c.Stage == PenExamined {
			c.Stage = PenNoticed
		}
		c.raise(Task{ID: "defence", Kind: "penalty.record_defence", Title: "等待陈述申辩" + map[bool]string{true: "、听证申请"}[n.Hearing], English: "Await defence and request", Person: c.Handler, Due: dueOf(clocks), Clock: "defence"}, e)
	case "P-11":
		c.hearingNoticeServed(d.ID, on, e)
	case "P-15", "P-16", "P-17", "P-30":
		if p.Decision == nil || p.Decision.Document != d.ID || c.revokedPaper(d.ID) {
			return
		}
		first := p.Decision.ServedOn.IsZero()
		p.Decision.ServedOn = on
		if first {
			c.decisionServed(on, e)
		}
	case "P-20":
		c.demandServed(d.ID, on, e)
	}
}

func dueOf(ks []Clock) Date {
	var d Date
	for _, k := range ks {
		d = max(d, k.Due)
	}
	return d
}

// PaperServiceFailed records an attempt that did not succeed; another way is owed.
type PaperServiceFailed struct {
	Document DocumentID    `json:"document" minLength:"1" doc:"文书"`
	Method   ServiceMethod `json:"method" enum:"direct,leaving,post,electronic,entrusted" doc:"送达方式"`
	On       Date          `json:"on" doc:"日期"`
	Reason   string        `json:"reason" minLength:"2" maxLength:"500" doc:"未能送达的原因"`
}

func (PaperServiceFailed) Act() string { return "penalty.service_failed" }

// Decide wants a paper of the file, a day and a reason.
func (x PaperServiceFailed) Decide(c *Case, f *Facts) (Outcome, error) {
	d := c.Document(x.Document)
	var bad faults
	bad.need(d != nil && slices.Contains(servable, d.Type), "document", "请选择需要送达的文书")
	bad.need(!x.On.IsZero() && x.On <= f.On() && (d == nil || x.On >= d.IssuedOn), "on", "日期有误")
	bad.need(len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "请写明原因")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&PaperServingFailed{x})
}

// PaperServingFailed: an attempt to serve a paper did not succeed.
type PaperServingFailed struct{ PaperServiceFailed }

func (PaperServingFailed) Kind() string { return "PaperServingFailed" }
func (b PaperServingFailed) apply(c *Case, e Event) {
	c.Services = append(c.Services, Service{Document: b.Document, Method: b.Method, On: b.On, FailedFor: b.Reason, Seq: e.Seq})
	c.servedDuty(b.Document, e)
	c.raise(c.under("serve", Task{ID: "serve-" + string(b.Document), Kind: "penalty.serve", Title: "送达失败，改用其他方式送达", English: "Service failed: serve another way", Person: c.Handler}), e)
}

// --- defence

// RecordDefence records what the party says for itself (陈述、申辩). A late one is heard too, as long as nothing is decided.
type RecordDefence struct {
	On       Date          `json:"on" doc:"提出之日"`
	Oral     bool          `json:"oral,omitempty" doc:"口头提出，由执法人员记录"`
	By       string        `json:"by" minLength:"1" maxLength:"60" doc:"提出人"`
	Points   []string      `json:"points" minItems:"1" doc:"陈述申辩意见，逐点"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"提交的材料"`
}

func (RecordDefence) Act() string { return "penalty.record_defence" }

// Needs asks for the files handed in.
func (x RecordDefence) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }

// Decide refuses no defence for being late while it can still be weighed (行政处罚法 45).
func (x RecordDefence) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	n := c.Penalty.notice()
	bad.need(!x.On.IsZero() && x.On <= f.On() && (n == nil || n.ServedOn.IsZero() || x.On >= n.ServedOn), "on", "提出之日应在告知书送达之后、办理日之前")
	bad.need(strings.TrimSpace(x.By) != "", "by", "请填写提出人")
	bad.need(len(x.Points) > 0, "points", "请逐点填写意见")
	for i, s := range x.Points {
		bad.need(strings.TrimSpace(s) != "", "points["+itoa(i)+"]", "请填写内容")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if n == nil || n.ServedOn.IsZero() {
		return Outcome{}, Refuse("not_noticed", "行政处罚法第四十四条", "告知书尚未送达。", "the notice has not been served")
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	d := Defence{Round: n.Round, On: x.On, Oral: x.Oral, By: x.By}
	if k := lastClock(c, "defence"); k != nil && x.On > k.Due {
		d.Late = true
	}
	for _, s := range x.Points {
		d.Points = append(d.Points, DefencePoint{Text: s})
	}
	doc := issue(c, f, "P-10", "陈述申辩笔录")
	d.Document = doc.ID
	return outcome(&DefenceRecorded{d, ev, doc})
}

// lastClock is the newest clock of a name, ended or not.
func lastClock(c *Case, id string) *Clock {
	for i := len(c.Clocks) - 1; i >= 0; i-- {
		if base, _, _ := strings.Cut(c.Clocks[i].ID, "#"); base == id {
			return &c.Clocks[i]
		}
	}
	return nil
}

// DefenceRecorded: the party spoke for itself.
type DefenceRecorded struct {
	Defence  Defence    `json:"defence"`
	Register []Evidence `json:"register,omitempty"`
	Document Document   `json:"document"`
}

func (DefenceRecorded) Kind() string { return "DefenceRecorded" }
func (b DefenceRecorded) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.issued(b.Document, e)
	c.Penalty.Defences = append(c.Penalty.Defences, b.Defence)
	if k := c.running("defence"); k != nil && !b.Defence.Late {
		k.Meet(b.Defence.On)
		if n := c.Penalty.notice(); n != nil {
			n.DefenceOver = true
		}
	}
	c.awaited(e)
	c.done(e, "penalty.submit_decision", "penalty.decide")
	c.owe(e, "penalty.answer_defence", "逐点复核陈述申辩意见", "Answer the defence point by point")
	if c.Stage == PenToDecide || c.Stage == PenToDiscuss {
		c.Stage = PenPostNotice // it must be weighed before anything is decided
	}
}

// AnswerDefence answers a defence, point by point (复核).
type AnswerDefence struct {
	Answers []DefenceAnswer `json:"answers" minItems:"1" doc:"逐点复核意见"`
}

// DefenceAnswer answers one point.
type DefenceAnswer struct {
	Point   int    `json:"point" minimum:"1" doc:"第几点"`
	Adopted bool   `json:"adopted" doc:"采纳"`
	Answer  string `json:"answer" minLength:"2" maxLength:"2000" doc:"复核意见和理由"`
}

func (AnswerDefence) Act() string { return "penalty.answer_defence" }

// Decide wants an answer to every point of the oldest defence without one.
func (x AnswerDefence) Decide(c *Case, f *Facts) (Outcome, error) {
	i := slices.IndexFunc(c.Penalty.Defences, func(d Defence) bool { return d.Answered.IsZero() })
	if i < 0 {
		return Outcome{}, Refuse("already_done", "行政处罚法第四十五条", "没有待复核的陈述申辩。", "there is no defence to answer")
	}
	d := c.Penalty.Defences[i]
	d.Points = slices.Clone(d.Points)
	var bad faults
	for n, a := range x.Answers {
		ok := a.Point >= 1 && a.Point <= len(d.Points)
		bad.need(ok, "answers["+itoa(n)+"].point", "没有这一点")
		bad.need(len([]rune(strings.TrimSpace(a.Answer))) >= 2, "answers["+itoa(n)+"].answer", "请写明复核意见和理由")
		if ok {
			d.Points[a.Point-1].Adopted, d.Points[a.Point-1].Answer = a.Adopted, a.Answer
		}
	}
	for n, p := range d.Points {
		bad.need(p.Answer != "", "answers", "第"+itoa(n+1)+"点没有复核意见")
	}
	if err := bad.err(); err != nil {
		e := err.(*Error) //nolint:errorlint // faults.err makes nothing else
		e.Article = "行政处罚法第四十五条"
		return Outcome{}, e
	}
	d.Answered = f.On()
	return outcome(&DefenceAnswered{i, d, issue(c, f, "P-10r", "陈述申辩复核意见书")})
}

// DefenceAnswered: every point of a defence was answered.
type DefenceAnswered struct {
	Index    int      `json:"index"`
	Defence  Defence  `json:"defence"`
	Document Document `json:"document"`
}

func (DefenceAnswered) Kind() string { return "DefenceAnswered" }
func (b DefenceAnswered) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	c.Penalty.Defences[b.Index] = b.Defence
	if !slices.ContainsFunc(c.Penalty.Defences, func(d Defence) bool { return d.Answered.IsZero() }) {
		c.done(e, "penalty.answer_defence")
	}
	if c.Stage == PenPostNotice {
		c.owe(e, "penalty.submit_decision", "送法制审核或者提请决定", "Submit for review or ask for the decision")
	}
	c.afterNotice(e)
}

// Waive records that the party expressly gives up its defence, its hearing, or both.
type Waive struct {
	Defence  bool          `json:"defence,omitempty" doc:"放弃陈述、申辩"`
	Hearing  bool          `json:"hearing,omitempty" doc:"放弃听证"`
	On       Date          `json:"on" doc:"声明之日"`
	By       string        `json:"by" minLength:"1" maxLength:"60" doc:"声明人"`
	Evidence []NewEvidence `json:"evidence" minItems:"1" doc:"书面声明或者笔录"`
}

func (Waive) Act() string { return "penalty.waive" }

// Needs asks for the files of the declaration.
func (x Waive) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }

// Decide wants the paper in which the party says so: silence waives only when the days are over.
func (x Waive) Decide(c *Case, f *Facts) (Outcome, error) {
	n := c.Penalty.notice()
	if n == nil || n.ServedOn.IsZero() {
		return Outcome{}, Refuse("not_noticed", "行政处罚法第四十四条", "告知书尚未送达。", "the notice has not been served")
	}
	var bad faults
	bad.need(x.Defence || x.Hearing, "defence", "请选择放弃的权利")
	bad.need(!x.Hearing || n.Hearing, "hearing", "本案没有告知听证权")
	bad.need(!x.On.IsZero() && x.On >= n.ServedOn && x.On <= f.On(), "on", "声明之日应在告知书送达之后、办理日之前")
	bad.need(strings.TrimSpace(x.By) != "", "by", "请填写声明人")
	bad.need(len(x.Evidence) > 0, "evidence", "请上传书面声明或者笔录")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&Waived{x, ev, issueBeside(c, f, [2]string{"P-10w", "放弃陈述、申辩（听证）权利声明"})})
}

// Waived: the party gave up a right expressly.
type Waived struct {
	Waive
	Register  []Evidence `json:"register"`
	Documents []Document `json:"documents,omitempty"` // the declaration, to be signed; older events have none
}

func (Waived) Kind() string { return "Waived" }
func (b Waived) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.issuedAll(b.Documents, e)
	n := c.Penalty.notice()
	how := b.By + "，" + b.On.String()
	if b.Defence {
		n.Waived, n.DefenceOver = how, true
		if k := c.running("defence"); k != nil {
			k.Stop(b.On)
		}
	}
	if b.Hearing {
		n.WaivedHearing, n.RequestOver = how, true
		if k := c.running("request"); k != nil {
			k.Stop(b.On)
		}
	}
	c.afterNotice(e)
}

// awaited ends the wait for what the party says to a notice, where a hearing is under way and the days for a defence are over.
func (c *Case) awaited(e Event) {
	if n := c.Penalty.notice(); n != nil && n.DefenceOver && (c.Stage == PenHearing || c.Stage == PenHeard) {
		c.done(e, "penalty.record_defence")
	}
}

// spoke reports that the party has defended itself against this notice. What it said to an earlier one of the same content
// does not count: the later one gave it days of its own.
func (p *Penalty) spoke(n AdvanceNotice) bool {
	return slices.ContainsFunc(p.Defences, func(d Defence) bool { return d.Round == n.Round && d.On >= n.ServedOn })
}

// afterNotice moves the case on when everything the notice opened has come to its end: the defence was given and answered,
// or waived, or its days are over; and the same of the hearing.
func (c *Case) afterNotice(e Event) {
	n := c.Penalty.notice()
	if c.Stage != PenNoticed || n == nil || n.ServedOn.IsZero() {
		return
	}
	if slices.ContainsFunc(c.Penalty.Defences, func(d Defence) bool { return d.Answered.IsZero() }) {
		return
	}
	heard := c.Penalty.spoke(*n)
	if !n.DefenceOver && !heard && !n.Views || n.Views && !n.DefenceOver && !heard {
		return
	}
	if n.Hearing && !n.RequestOver {
		return
	}
	c.Stage = PenPostNotice
	c.done(e, "penalty.record_defence")
	c.owe(e, "penalty.submit_decision", "送法制审核或者提请决定", "Submit for review or ask for the decision")
}

func init() {
	penaltyExpiries["defence"] = expiry{apply: func(c *Case, _ string, k *Clock, b InstantPassed, e Event) {
		k.Lapse(b.Due)
		if n := c.Penalty.notice(); n != nil {
			n.DefenceOver = true
		}
		c.awaited(e)
		c.afterNotice(e)
	}}
	penaltyExpiries["request"] = expiry{apply: func(c *Case, _ string, k *Clock, b InstantPassed, e Event) {
		k.Lapse(b.Due)
		if n := c.Penalty.notice(); n != nil {
			n.RequestOver = true
		}
		c.afterNotice(e)
	}}
	penaltyExpiries["notice"] = expiry{
		begins: func(c *Case, _ string, k *Clock, f *Facts) ([]Clock, error) {
			for _, s := range c.Services {
				if d := c.Document(s.Document); s.Clock == k.ID && d != nil {
					return servedClocks(c, *d, k.Due, f)
				}
			}
			return nil, nil
		},
		apply: func(c *Case, _ string, k *Clock, b InstantPassed, e Event) {
			k.Lapse(b.Due)
			var clocks []Clock
			if b.Starts != nil {
				clocks = append([]Clock{*b.Starts}, b.More...)
			}
			for _, s := range c.Services {
				if d := c.Document(s.Document); s.Clock == b.Clock && d != nil {
					c.noticeRanOut(d.ID, b.Due)
					c.paperServed(*d, b.Due, clocks, e)
					return
				}
			}
		},
	}
	act[IssueNotice](Spec{Procedure: ProcPenalty, Assigned: true, Stages: []Stage{PenExamined}, Title: "制作事先告知书", English: "Issue the advance notice", Article: "行政处罚法第四十四条、第六十三条", Starts: "取得文号，生成告知书；是否告知听证权由系统按标准判定"})
	act[ServePaper](Spec{Procedure: ProcPenalty, Assigned: true, Possible: func(c *Case) bool {
		return slices.ContainsFunc(c.Documents, func(d Document) bool {
			return d.VoidedOn.IsZero() && slices.Contains(servable, d.Type) && (c.ServedOn(d.ID).IsZero() || !c.noticeServed(d.ID).IsZero())
		})
	}, Title: "登记送达", English: "Record service", Article: "行政处罚法第六十一条、民事诉讼法第八十七条至第九十五条", Starts: "生成《送达回证》；陈述申辩、听证、缴款、复议、诉讼期限自送达起算；公告送达的，公告期满视为送达"})
	act[PaperServiceFailed](Spec{Procedure: ProcPenalty, Assigned: true, Possible: func(c *Case) bool {
		return slices.ContainsFunc(c.Documents, func(d Document) bool {
			return d.VoidedOn.IsZero() && slices.Contains(servable, d.Type) && c.ServedOn(d.ID).IsZero()
		})
	}, Title: "登记送达失败", English: "Record failed service", Starts: "生成改用其他方式送达的待办"})
	act[RecordDefence](Spec{Procedure: ProcPenalty, Stages: []Stage{PenNoticed, PenHearing, PenPostNotice, PenToDiscuss, PenToDecide}, Title: "登记陈述申辩", English: "Record the defence", Article: "行政处罚法第四十五条", Starts: "生成《陈述申辩笔录》；须逐点复核，不得因此加重处罚"})
	act[AnswerDefence](Spec{Procedure: ProcPenalty, Assigned: true, Possible: func(c *Case) bool {
		return slices.ContainsFunc(c.Penalty.Defences, func(d Defence) bool { return d.Answered.IsZero() })
	}, Stages: []Stage{PenNoticed, PenHearing, PenHeard, PenPostNotice}, Title: "复核陈述申辩", English: "Answer the defence", Article: "行政处罚法第四十五条", Starts: "生成《陈述申辩复核意见书》"})
	act[Waive](Spec{Procedure: ProcPenalty, Stages: []Stage{PenNoticed}, Title: "登记放弃权利声明", English: "Record a waiver", Article: "行政处罚法第四十四条、第六十二条", Starts: "生成《放弃陈述、申辩（听证）权利声明》；所放弃权利的期限终止"})
	event[NoticeIssued]()
	event[PaperServed]()
	event[PaperServingFailed]()
	event[DefenceRecorded]()
	event[DefenceAnswered]()
	event[Waived]()
}
