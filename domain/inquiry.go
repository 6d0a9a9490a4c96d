package domain

import (
	"slices"
	"strings"
	"time"
)

// This file holds the inquiry of a penalty case: what is gathered, and what may interrupt or end it (penalty.md §1, §7; 行政处罚法
// 42, 46, 54–56). Beside it stand evidence.go, recusal.go, joinder.go and jurisdiction.go.

// beforeDecision are the stages in which the case may still be gone into: whoever must stay out can still be kept out, and
// evidence can still fall away.
var beforeDecision = []Stage{PenClue, PenFiled, PenSuspended, PenReported, PenExamining, PenDisputed, PenExamined, PenNoticed, PenHearing,
	PenHeard, PenPostNotice, PenReviewing, PenToDiscuss, PenToDecide, PenWithPolice}

// Interview is the record of an interview (询问笔录): one person, two officers.
type Interview struct {
	No        int        `json:"no"`
	Name      string     `json:"name"`
	Relation  string     `json:"relation"`
	Officers  []PersonID `json:"officers"`
	StartedAt time.Time  `json:"started_at"`
	EndedAt   time.Time  `json:"ended_at"`
	Place     string     `json:"place"`
	Answers   []QA       `json:"answers"`
	Pages     int        `json:"pages"`  // pages of the record
	Signed    int        `json:"signed"` // pages signed by the person
	Refusal   string     `json:"refusal,omitempty"`
	Witness   string     `json:"witness,omitempty"`
	Document  DocumentID `json:"document"`
}

// QA is a question and its answer.
type QA struct {
	Q string `json:"q" minLength:"1" maxLength:"1000" doc:"问"`
	A string `json:"a" minLength:"1" maxLength:"4000" doc:"答"`
}

// SiteVisit is the record of an inspection or inquest in the case (现场检查、勘验笔录).
type SiteVisit struct {
	No        int        `json:"no"`
	Form      string     `json:"form,omitempty"` // inspection, inquest
	Officers  []PersonID `json:"officers"`
	StartedAt time.Time  `json:"started_at"`
	EndedAt   time.Time  `json:"ended_at"`
	Place     string     `json:"place"`
	Facts     string     `json:"facts"`
	Statement string     `json:"statement,omitempty"`
	Pages     int        `json:"pages,omitempty"`
	Signed    int        `json:"signed,omitempty"`
	SignedBy  string     `json:"signed_by,omitempty"`
	Refusal   string     `json:"refusal,omitempty"`
	Witness   string     `json:"witness,omitempty"`
	Document  DocumentID `json:"document"`
}

// Sample is what was taken out of many to be looked at (抽样取证, 行政处罚法 56).
type Sample struct {
	No       int        `json:"no"`
	Items    []string   `json:"items"`
	Place    string     `json:"place"`
	Officers []PersonID `json:"officers"`
	On       Date       `json:"on"`
	SignedBy string     `json:"signed_by,omitempty"`
	Refusal  string     `json:"refusal,omitempty"`
	Witness  string     `json:"witness,omitempty"`
	Document DocumentID `json:"document"`
}

// Appraisal is a matter put to experts: appraisal, testing or audit, from the day it was sent to the day it returned.
type Appraisal struct {
	No         int    `json:"no"`
	Form       string `json:"form"` // appraisal, testing, audit: as the rows of rules name what is not counted
	Body       string `json:"body"` // who appraises
	Matter     string `json:"matter"`
	Sample     int    `json:"sample,omitempty"` // number of the sample it is of
	SentOn     Date   `json:"sent_on"`
	Expected   Date   `json:"expected"`
	ReturnedOn Date   `json:"returned_on,omitzero"`
	Result     string `json:"result,omitempty"`
	Excluded   bool   `json:"excluded,omitempty"` // the days between do not count for the decision
}

// span is the reason under which the clock leaves the days of the appraisal out; the number makes it its own.
func (a Appraisal) span() string { return appraisalForms[a.Form][0] + "（第" + itoa(a.No) + "号）" }

var appraisalForms = map[string][2]string{"appraisal": {"鉴定", "appraisal"}, "testing": {"检测", "testing"}, "audit": {"审计", "audit"}}

// Suspension is a stop of the inquiry (中止调查).
type Suspension struct {
	Cause  string `json:"cause"` // ruling, question, force_majeure, untraceable, other
	From   Date   `json:"from"`
	Reason string `json:"reason"`
	Stage  Stage  `json:"stage"`           // where the file stood
	Clock  bool   `json:"clock,omitempty"` // the clock to decide stands still
}

// --- what the other parts of the case ask of the inquiry

// inquiryDone refuses to end an inquiry of which something is still out: experts, or a measure nobody has approved.
func (c *Case) inquiryDone() error {
	for _, a := range c.Penalty.Appraisals {
		if a.ReturnedOn.IsZero() {
			return Refuse("appraisal_out", "行政处罚法第四十条", "第%[1]d号%[2]s尚未返回结论，案件事实还不能认定。", "number %[1]d (%[3]s) has not come back; the facts cannot be established yet", a.No, appraisalForms[a.Form][0], appraisalForms[a.Form][1])
		}
	}
	for _, p := range c.Penalty.Preservations {
		if p.Outcome == "" && p.ApprovedBy == "" {
			return Refuse("preservation_open", "行政处罚法第五十六条", "第%[1]d号先行登记保存尚未审批。", "preservation %[1]d is neither approved nor refused", p.No)
		}
	}
	return nil
}

// evidenced reports that the file holds anything a fact could rest on: evidence that was not excluded, or a record.
func (c *Case) evidenced() bool {
	return len(c.Penalty.Interviews) > 0 || len(c.Penalty.Visits) > 0 || slices.ContainsFunc(c.Evidence, func(x Evidence) bool { return x.Excluded == "" })
}

// nothingKept refuses to let the case go while things lie under its preservation: they would be nobody's.
func (c *Case) nothingKept() error {
	for _, p := range c.Penalty.Preservations {
		if p.Outcome == "" || p.owed() {
			return Refuse("preservation_open", "行政处罚法第五十六条", "第%[1]d号先行登记保存尚未处理完毕（%[2]s），请先处理。", "preservation %[1]d is not settled (%[2]s); settle it first", p.No, strings.Join(p.Items, "、"))
		}
	}
	return nil
}

// leavesOut reports that days of that kind do not count for the clock, by its rule as it was when the clock began.
func (f *Facts) leavesOut(k *Clock, what string) bool {
	r, err := f.Rules.At(k.Rule, k.From)
	return err == nil && slices.Contains(r.ExcludedBy, what)
}

// stops reports that the clock stands still while that lasts, by its rule as it was when the clock began.
func (f *Facts) stops(k *Clock, what string) bool {
	r, err := f.Rules.At(k.Rule, k.From)
	return err == nil && slices.Contains(r.Suspends, what)
}

// finish closes one task by its id.
func (c *Case) finish(id string, e Event) {
	if t := c.openTask(id); t != nil {
		t.DoneAt, t.DoneBy = e.OccurredAt, e.Actor
	}
}

// --- records

// OnRecord is what every record of the inquiry says: who was there and when, that cards were shown and rights told, and how it
// was signed, page by page.
type OnRecord struct {
	Officers   []PersonID    `json:"officers" minItems:"2" doc:"在场执法人员，不少于两人"`
	StartedAt  time.Time     `json:"started_at" doc:"开始时间"`
	EndedAt    time.Time     `json:"ended_at" doc:"结束时间"`
	Place      string        `json:"place" minLength:"1" maxLength:"200" doc:"地点"`
	CardShown  bool          `json:"card_shown" doc:"已主动出示执法证件"`
	RightsTold bool          `json:"rights_told" doc:"已告知权利义务，包括申请回避的权利"`
	Pages      int           `json:"pages" minimum:"1" maximum:"1000" doc:"笔录页数"`
	Signed     int           `json:"signed" minimum:"0" maximum:"1000" doc:"已逐页签名的页数"`
	Refusal    string        `json:"refusal,omitempty" maxLength:"500" doc:"拒绝签名的情形"`
	Witness    string        `json:"witness,omitempty" maxLength:"60" doc:"见证人"`
	Evidence   []NewEvidence `json:"evidence,omitempty" doc:"音像记录等"`
}

// check holds what makes a record valid. all: every officer must be of the case; else one of them at least.
func (x OnRecord) check(c *Case, f *Facts, bad faults, all bool) error {
	bad.need(!x.StartedAt.IsZero() && x.EndedAt.After(x.StartedAt), "ended_at", "结束时间应晚于开始时间")
	bad.need(!x.EndedAt.After(f.At.Add(time.Minute)), "ended_at", "结束时间晚于登记时间")
	bad.need(c.Penalty.Filing == nil || DateOf(x.StartedAt) >= c.Penalty.Filing.On, "started_at", "早于立案之日")
	bad.need(strings.TrimSpace(x.Place) != "", "place", "请填写地点")
	bad.need(x.Pages >= 1, "pages", "请填写页数")
	filmed := slices.ContainsFunc(x.Evidence, func(e NewEvidence) bool { return e.Kind == "video" || e.Kind == "audio" || e.Kind == "photo" })
	if strings.TrimSpace(x.Refusal) == "" {
		bad.need(x.Signed == x.Pages, "signed", "须逐页签名；拒绝签名的，写明情形")
	} else {
		bad.need(x.Signed >= 0 && x.Signed < x.Pages, "signed", "已逐页签名的，不能同时记为拒签")
		bad.need(strings.TrimSpace(x.Witness) != "" || filmed, "witness", "拒绝签名须有见证人或者音像记录")
	}
	if err := bad.err(); err != nil {
		return err
	}
	then := *f
	then.At = x.StartedAt // the certificates of the day of the act, not of the day it is entered
	if err := licensed(x.Officers, &then); err != nil {
		return err
	}
	if all {
		if err := onTheCase(c, x.Officers); err != nil {
			return err
		}
	} else if !slices.ContainsFunc(x.Officers, func(o PersonID) bool { return slices.Contains(c.Officers, o) }) {
		return Refuse("not_on_the_case", "行政处罚法第四十二条", "至少一名在场人员须是本案承办人员。", "one of those present at least must be an officer of this file")
	}
	for _, o := range x.Officers {
		for _, part := range c.Took(o) {
			switch part { // every other part bars: who checks an inquiry does not inquire
			case PartOfficer, PartDrafter:
			case PartRecused:
				return Refuse("recused", "行政处罚法第四十三条", "%[1]s 已被决定回避，不能参与调查。", "%[1]s has been told to stay out and cannot take part", string(o))
			default:
				return Refuse("separation_of_duties", "行政处罚法第四十二条、第五十七条", "%[1]s 在本案中已是“%[2]s”，不能参与调查。", "%[1]s has acted as %[3]s in this matter and cannot take part in the inquiry",
					f.People[o].Name, PartTitles[part][0], PartTitles[part][1])
			}
		}
	}
	if !x.CardShown {
		return Refuse("card_not_shown", "行政处罚法第五十五条", "未出示执法证件的，当事人有权拒绝接受调查。请先出示证件。", "show the cards first: without them the party may refuse")
	}
	if !x.RightsTold {
		return Refuse("rights_not_told", "行政处罚法第四十三条、第五十五条", "请先告知申请回避等权利。", "tell the person the rights first, to ask for recusal among them")
	}
	return nil
}

// proof enters what came with a record: where nothing else is said it is an original made by the officers.
func (f *Facts) proof(in []NewEvidence, class, source string) ([]Evidence, error) {
	full := slices.Clone(in)
	for i := range full {
		if full[i].Class == "" {
			full[i].Class = class
		}
		if full[i].Source == "" {
			full[i].Source = source
		}
		if full[i].Form == "" {
			full[i].Form = "original"
		}
	}
	return f.evidence(full)
}

// statutory demands what evidence in a case must say of itself: which of the eight kinds it is, where it comes from, and
// whether it is the original (行政处罚法 46).
func statutory(in []NewEvidence) error {
	var bad faults
	for i, n := range in {
		at := "evidence[" + itoa(i) + "]."
		bad.need(n.Class != "", at+"class", "请选择法定证据种类")
		bad.need(strings.TrimSpace(n.Source) != "", at+"source", "请写明来源")
		bad.need(n.Form != "", at+"form", "请选择原件或者复制件")
	}
	if err := bad.err(); err != nil {
		e := err.(*Error) //nolint:errorlint // faults.err makes nothing else
		e.Article = "行政处罚法第四十六条"
		return e
	}
	return nil
}

// HoldInterview is the record of an interview: one person, asked alone, by two officers (行政处罚法 42, 55; page by page and
// read over as in SAMR 29, which does not bind but fills the gap).
type HoldInterview struct {
	Name     string `json:"name" minLength:"1" maxLength:"60" doc:"被询问人，一人"`
	Relation string `json:"relation" minLength:"1" maxLength:"100" doc:"与本案的关系：当事人、法定代表人、证人等"`
	OnRecord
	Answers  []QA `json:"answers" minItems:"1" doc:"问答"`
	ReadOver bool `json:"read_over" doc:"已交本人核对；阅读有困难的已宣读"`
}

func (HoldInterview) Act() string { return "penalty.interview" }
func (x HoldInterview) Needs(*Case) Needs {
	return Needs{People: x.Officers, Blobs: hashes(x.Evidence)}
}
func (x HoldInterview) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(strings.TrimSpace(x.Name) != "", "name", "请填写被询问人")
	bad.need(!strings.ContainsAny(x.Name, "、，,;；/\n"), "name", "询问应当个别进行，一份笔录只记一人")
	bad.need(strings.TrimSpace(x.Relation) != "", "relation", "请填写与本案的关系")
	bad.need(len(x.Answers) > 0, "answers", "请记录问答")
	for i, a := range x.Answers {
		bad.need(strings.TrimSpace(a.Q) != "" && strings.TrimSpace(a.A) != "", "answers["+itoa(i)+"]", "问和答都要填写")
	}
	bad.need(x.ReadOver, "read_over", "笔录须交本人核对；阅读有困难的须向其宣读")
	if err := x.check(c, f, bad, true); err != nil {
		return Outcome{}, err
	}
	for _, i := range c.Penalty.Interviews {
		if !x.StartedAt.Before(i.EndedAt) || !i.StartedAt.Before(x.EndedAt) {
			continue
		}
		for _, o := range x.Officers {
			if slices.Contains(i.Officers, o) {
				return Outcome{}, Refuse("interviews_overlap", "行政处罚法第五十五条", "%[1]s 在同一时间正在进行第%[2]d号询问；询问应当个别进行，请核对时间。", "%[1]s was holding interview %[2]d at that time; people are interviewed one at a time", string(o), i.No)
			}
		}
		if i.Name == x.Name {
			return Outcome{}, Refuse("interviews_overlap", "行政处罚法第五十五条", "该人在同一时间正在接受第%[1]d号询问，请核对时间。", "the person was being interviewed (number %[1]d) at that time", i.No)
		}
	}
	ev, err := f.proof(x.Evidence, "audiovisual", "执法人员制作")
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&InterviewHeld{x, ev, issue(c, f, "I-6", "询问笔录")})
}

// InterviewHeld: somebody was interviewed.
type InterviewHeld struct {
	HoldInterview
	Register []Evidence `json:"register,omitempty"`
	Document Document   `json:"document"`
}

func (InterviewHeld) Kind() string { return "InterviewHeld" }
func (b InterviewHeld) apply(c *Case, e Event) {
	p := c.Penalty
	p.Interviews = append(p.Interviews, Interview{No: len(p.Interviews) + 1, Name: b.Name, Relation: b.Relation, Officers: b.Officers, StartedAt: b.StartedAt,
		EndedAt: b.EndedAt, Place: b.Place, Answers: b.Answers, Pages: b.Pages, Signed: b.Signed, Refusal: b.Refusal, Witness: b.Witness, Document: b.Document.ID})
	c.enter(b.Register, e)
	c.issued(b.Document, e)
}

// RecordSiteVisit is the record of an inspection or an inquest in the case.
type RecordSiteVisit struct {
	Form string `json:"form" enum:"inspection,inquest" doc:"现场检查或者勘验"`
	OnRecord
	Facts     string `json:"facts" minLength:"2" maxLength:"8000" doc:"现场情况"`
	Statement string `json:"statement,omitempty" maxLength:"4000" doc:"当事人陈述"`
	SignedBy  string `json:"signed_by,omitempty" maxLength:"60" doc:"签名的当事人或者在场人"`
}

func (RecordSiteVisit) Act() string { return "penalty.visit" }
func (x RecordSiteVisit) Needs(*Case) Needs {
	return Needs{People: x.Officers, Blobs: hashes(x.Evidence)}
}
func (x RecordSiteVisit) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	title, known := map[string]string{"inspection": "现场检查笔录", "inquest": "勘验笔录"}[x.Form]
	bad.need(known, "form", "请选择现场检查或者勘验")
	bad.need(len([]rune(strings.TrimSpace(x.Facts))) >= 2, "facts", "请填写现场情况")
	bad.need(strings.TrimSpace(x.SignedBy) != "" || strings.TrimSpace(x.Refusal) != "", "signed_by", "须有当事人或者在场人签名，或者写明拒绝签名、不在场的情形")
	if err := x.check(c, f, bad, false); err != nil {
		return Outcome{}, err
	}
	ev, err := f.proof(x.Evidence, "audiovisual", "执法人员现场制作")
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&SiteVisited{x, ev, issue(c, f, "I-5", title)})
}

// SiteVisited: a place was inspected or an inquest held.
type SiteVisited struct {
	RecordSiteVisit
	Register []Evidence `json:"register,omitempty"`
	Document Document   `json:"document"`
}

func (SiteVisited) Kind() string { return "SiteVisited" }
func (b SiteVisited) apply(c *Case, e Event) {
	p := c.Penalty
	p.Visits = append(p.Visits, SiteVisit{No: len(p.Visits) + 1, Form: b.Form, Officers: b.Officers, StartedAt: b.StartedAt, EndedAt: b.EndedAt, Place: b.Place,
		Facts: b.Facts, Statement: b.Statement, Pages: b.Pages, Signed: b.Signed, SignedBy: b.SignedBy, Refusal: b.Refusal, Witness: b.Witness, Document: b.Document.ID})
	c.investigated(b.Officers, e)
	c.enter(b.Register, e)
	c.issued(b.Document, e)
}

// investigated: whoever helps in the inquiry has investigated, and hosts, reviews and decides nothing of it.
func (c *Case) investigated(who []PersonID, e Event) {
	for _, o := range who {
		c.take(o, PartOfficer, e.Seq)
	}
}

// TakeSample takes some out of many to be looked at (抽样取证, 行政处罚法 56).
type TakeSample struct {
	OnRecord
	Items    []string `json:"items" minItems:"1" doc:"样品：名称、规格、批次、数量，逐件"`
	SignedBy string   `json:"signed_by,omitempty" maxLength:"60" doc:"签名的当事人或者在场人"`
}

func (TakeSample) Act() string { return "penalty.sample" }
func (x TakeSample) Needs(*Case) Needs {
	return Needs{People: x.Officers, Blobs: hashes(x.Evidence), Numbers: []string{"I-7"}}
}
func (x TakeSample) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(named(x.Items), "items", "请逐件写明样品")
	bad.need(strings.TrimSpace(x.SignedBy) != "" || strings.TrimSpace(x.Refusal) != "", "signed_by", "须有当事人或者在场人签名，或者写明拒绝签名、不在场的情形")
	if err := x.check(c, f, bad, false); err != nil {
		return Outcome{}, err
	}
	ev, err := f.proof(x.Evidence, "audiovisual", "执法人员现场制作")
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&SampleTaken{x, ev, issue(c, f, "I-7", "抽样取证通知书")})
}

func named(items []string) bool {
	return len(items) > 0 && !slices.ContainsFunc(items, func(s string) bool { return strings.TrimSpace(s) == "" })
}

// SampleTaken: samples were taken.
type SampleTaken struct {
	TakeSample
	Register []Evidence `json:"register,omitempty"`
	Document Document   `json:"document"`
}

func (SampleTaken) Kind() string { return "SampleTaken" }
func (b SampleTaken) apply(c *Case, e Event) {
	p := c.Penalty
	p.Samples = append(p.Samples, Sample{No: len(p.Samples) + 1, Items: b.Items, Place: b.Place, Officers: b.Officers, On: DateOf(b.StartedAt),
		SignedBy: b.SignedBy, Refusal: b.Refusal, Witness: b.Witness, Document: b.Document.ID})
	c.investigated(b.Officers, e)
	c.enter(b.Register, e)
	c.issued(b.Document, e)
}

// --- experts

// SendForAppraisal puts a question to experts. Where the rule of the clock names such days, they do not count for the
// decision: 68号令 31 names appraisal, testing and audit, 行政处罚法 60 names nothing.
type SendForAppraisal struct {
	Form     string `json:"form" enum:"appraisal,testing,audit" doc:"鉴定、检测或者审计"`
	Body     string `json:"body" minLength:"2" maxLength:"120" doc:"受托机构"`
	Matter   string `json:"matter" minLength:"2" maxLength:"2000" doc:"委托事项"`
	Sample   int    `json:"sample,omitempty" minimum:"0" doc:"样品的抽样编号"`
	Expected Date   `json:"expected" doc:"约定返回结论的日期"`
}

func (SendForAppraisal) Act() string { return "penalty.appraise" }
func (x SendForAppraisal) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	_, known := appraisalForms[x.Form]
	bad.need(known, "form", "请选择鉴定、检测或者审计")
	bad.need(len([]rune(strings.TrimSpace(x.Body))) >= 2, "body", "请填写受托机构")
	bad.need(len([]rune(strings.TrimSpace(x.Matter))) >= 2, "matter", "请写明委托事项")
	bad.need(x.Sample >= 0 && x.Sample <= len(c.Penalty.Samples), "sample", "没有这一号抽样")
	bad.need(x.Expected >= f.On(), "expected", "约定返回的日期不能早于送出之日")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	out := &AppraisalSent{SendForAppraisal: x}
	if k := c.running("decide"); k != nil && f.leavesOut(k, x.Form) && (k.Due.IsZero() || f.On() < k.Due) {
		next, err := c.reckon(f, func(k *Clock) error { // the day it is sent counts, the day it returns does not
			return k.ExcludeFrom(f.Calendar, f.On()+1, Appraisal{No: len(c.Penalty.Appraisals) + 1, Form: x.Form}.span())
		})
		if err != nil {
			return Outcome{}, err
		}
		out.Clock = next
	}
	return outcome(out)
}

// AppraisalSent: a question was put to experts.
type AppraisalSent struct {
	SendForAppraisal
	Clock *Clock `json:"clock,omitempty"` // to decide, standing still from the next day on
}

func (AppraisalSent) Kind() string { return "AppraisalSent" }
func (b AppraisalSent) apply(c *Case, e Event) {
	p := c.Penalty
	a := Appraisal{No: len(p.Appraisals) + 1, Form: b.Form, Body: b.Body, Matter: b.Matter, Sample: b.Sample, SentOn: DateOf(e.OccurredAt), Expected: b.Expected, Excluded: b.Clock != nil}
	p.Appraisals = append(p.Appraisals, a)
	c.reckoned(b.Clock)
	c.done(e, "penalty.appraise")
	c.raise(Task{ID: "appraised-" + itoa(a.No), Kind: "penalty.appraised", Title: "取回" + appraisalForms[a.Form][0] + "结论", English: "Get the result of the " + appraisalForms[a.Form][1], Person: c.Handler, Due: b.Expected}, e)
}

// reckoned enters a clock as Decide counted it, with what is due under it; nil where none runs.
func (c *Case) reckoned(k *Clock) {
	if k == nil {
		return
	}
	c.replaceClock(*k)
	for i := range c.Tasks {
		if t := &c.Tasks[i]; t.Clock == k.ID && t.DoneAt.IsZero() && t.Kind != "look" {
			t.Due = k.Due
		}
	}
}

// ReturnAppraisal enters what the experts say; from the next day on the clock runs again.
type ReturnAppraisal struct {
	No       int           `json:"no" minimum:"1" doc:"编号"`
	Result   string        `json:"result" minLength:"2" maxLength:"4000" doc:"结论"`
	Evidence []NewEvidence `json:"evidence" minItems:"1" doc:"鉴定意见、检测报告、审计报告"`
}

func (ReturnAppraisal) Act() string         { return "penalty.appraised" }
func (x ReturnAppraisal) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ReturnAppraisal) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Result))) >= 2, "result", "请写明结论")
	bad.need(len(x.Evidence) > 0, "evidence", "请附鉴定意见或者报告")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if x.No < 1 || x.No > len(c.Penalty.Appraisals) || !c.Penalty.Appraisals[x.No-1].ReturnedOn.IsZero() {
		return Outcome{}, Refuse("not_found", "", "没有这一号尚未返回的鉴定、检测或者审计。", "there is no such appraisal that is still out")
	}
	a := c.Penalty.Appraisals[x.No-1]
	ev, err := f.proof(x.Evidence, "appraisal", a.Body)
	if err != nil {
		return Outcome{}, err
	}
	out := &AppraisalReturned{x, ev, nil}
	if a.Excluded {
		if out.Clock, err = c.reckon(f, func(k *Clock) error { return k.Include(f.Calendar, a.span(), f.On()) }); err != nil {
			return Outcome{}, err
		}
	}
	return outcome(out)
}

// AppraisalReturned: the experts have answered.
type AppraisalReturned struct {
	ReturnAppraisal
	Register []Evidence `json:"register"`
	Clock    *Clock     `json:"clock,omitempty"`
}

func (AppraisalReturned) Kind() string { return "AppraisalReturned" }
func (b AppraisalReturned) apply(c *Case, e Event) {
	a := &c.Penalty.Appraisals[b.No-1]
	a.ReturnedOn, a.Result = DateOf(e.OccurredAt), b.Result
	c.enter(b.Register, e)
	c.reckoned(b.Clock)
	c.finish("appraised-"+itoa(b.No), e)
}

// --- stops and ends

var suspensionCauses = []string{"ruling", "question", "force_majeure", "untraceable", "other"}

// SuspendInquiry stops the inquiry for a listed cause. No law of this bureau says that the clock stops with it: it does only
// where the row of its rule says so (penalty.md §1, 中止).
type SuspendInquiry struct {
	Cause  string `json:"cause" enum:"ruling,question,force_majeure,untraceable,other" doc:"原因：以其他裁判或者决定为依据；法律适用问题送请解释；不可抗力；当事人下落不明；其他"`
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"具体情形"`
}

func (SuspendInquiry) Act() string { return "penalty.suspend" }

// Needs takes the numbers of the approval form and, where there is somebody to tell, of the notice.
func (x SuspendInquiry) Needs(*Case) Needs {
	n := Needs{Numbers: []string{"P-32"}}
	if told(x.Cause) {
		n.Numbers = append(n.Numbers, "P-32n")
	}
	return n
}
func (x SuspendInquiry) Decide(c *Case, f *Facts) (Outcome, error) {
	if !slices.Contains(suspensionCauses, x.Cause) {
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这种中止原因。", English: "no such cause", Fields: []Field{{"cause", "没有这种中止原因"}}}
	}
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "行政处罚法第五十七条（拟办与审批分离）", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	papers := [][2]string{{"P-32", "中止调查审批表"}}
	if told(x.Cause) {
		papers = append(papers, [2]string{"P-32n", "中止调查通知书"})
	}
	out := &InquirySuspended{SuspendInquiry: x, Documents: issueBeside(c, f, papers...)}
	if k := c.running("decide"); k != nil && f.stops(k, "suspension") && (k.Due.IsZero() || f.On() <= k.Due) {
		next, err := c.reckon(f, func(k *Clock) error { return k.Suspend(f.Calendar, f.On(), "中止调查") })
		if err != nil {
			return Outcome{}, err
		}
		out.Clock = next
	}
	return outcome(out)
}

// told reports that the party is told of a suspension for the cause, and of its end. No law that binds this bureau asks for it
// (DESIGN); whoever cannot be found is told nothing, and a public notice of it would serve nobody.
func told(cause string) bool { return cause != "untraceable" }

// InquirySuspended: the inquiry stands still.
type InquirySuspended struct {
	SuspendInquiry
	Clock     *Clock     `json:"clock,omitempty"`     // to decide, where its rule lets it stand still
	Documents []Document `json:"documents,omitempty"` // 审批表, and the notice where the party is told; older events have none
}

func (InquirySuspended) Kind() string { return "InquirySuspended" }
func (b InquirySuspended) apply(c *Case, e Event) {
	c.Penalty.Suspended = &Suspension{Cause: b.Cause, From: DateOf(e.OccurredAt), Reason: b.Reason, Stage: c.Stage, Clock: b.Clock != nil}
	c.Stage = PenSuspended
	c.take(e.Actor, PartApprover, e.Seq)
	c.reckoned(b.Clock)
	c.issuedAll(b.Documents, e)
	c.oweNotice(b.Documents, e)
	c.raise(Task{ID: "resume", Kind: "penalty.resume", Title: "中止原因消除后恢复调查", English: "Resume as soon as the cause is gone", Role: RoleLeader}, e)
}

// oweNotice raises the duty to serve what of the papers is served; it has no day of its own.
func (c *Case) oweNotice(ds []Document, e Event) {
	for _, d := range ds {
		if slices.Contains(servable, d.Type) {
			c.oweService(d, nil, e)
		}
	}
}

// ResumeInquiry lets the inquiry go on, at once when the cause is gone.
type ResumeInquiry struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"中止原因消除的情形"`
}

func (ResumeInquiry) Act() string { return "penalty.resume" }

// Needs takes the numbers of the approval form and, where the party was told of the suspension, of the notice.
func (ResumeInquiry) Needs(c *Case) Needs {
	n := Needs{Numbers: []string{"P-33"}}
	if c != nil && c.Penalty != nil && c.Penalty.Suspended != nil && told(c.Penalty.Suspended.Cause) {
		n.Numbers = append(n.Numbers, "P-33n")
	}
	return n
}
func (x ResumeInquiry) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "行政处罚法第五十七条（拟办与审批分离）", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	papers := [][2]string{{"P-33", "恢复调查审批表"}}
	if told(c.Penalty.Suspended.Cause) {
		papers = append(papers, [2]string{"P-33n", "恢复调查通知书"})
	}
	out := &InquiryResumed{ResumeInquiry: x, Documents: issueBeside(c, f, papers...)}
	if c.Penalty.Suspended.Clock {
		next, err := c.reckon(f, func(k *Clock) error { return k.Resume(f.Calendar, f.On()) })
		if err != nil {
			return Outcome{}, err
		}
		out.Clock = next
	}
	return outcome(out)
}

// InquiryResumed: the inquiry goes on.
type InquiryResumed struct {
	ResumeInquiry
	Clock     *Clock     `json:"clock,omitempty"`
	Documents []Document `json:"documents,omitempty"` // as of InquirySuspended
}

func (InquiryResumed) Kind() string { return "InquiryResumed" }
func (b InquiryResumed) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	c.Stage, c.Penalty.Suspended = c.Penalty.Suspended.Stage, nil
	c.reckoned(b.Clock)
	c.issuedAll(b.Documents, e)
	c.oweNotice(b.Documents, e)
	c.done(e, "penalty.resume")
}

// TerminateInquiry ends the inquiry for good: the person has died, or the organisation is gone and nobody succeeds it (as in
// SAMR 47, which does not bind). The case is then concluded.
type TerminateInquiry struct {
	Cause  string `json:"cause" enum:"deceased,dissolved" doc:"原因：公民死亡；法人或者其他组织终止且无承受人"`
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"具体情形和证明"`
}

func (TerminateInquiry) Act() string { return "penalty.terminate" }

// Needs asks for what waits for the case.
func (TerminateInquiry) Needs(c *Case) Needs { return Needs{Pending: c.ID, Numbers: []string{"P-34"}} }
func (x TerminateInquiry) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	switch {
	case x.Cause != "deceased" && x.Cause != "dissolved":
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这种终止原因。", English: "no such cause", Fields: []Field{{"cause", "没有这种终止原因"}}}
	case (x.Cause == "deceased") != c.Penalty.Natural:
		return Outcome{}, &Error{Code: "invalid_input", Message: "公民以死亡、组织以终止且无承受人为终止原因。", English: "persons die, organisations are dissolved", Fields: []Field{{"cause", "与当事人类型不符"}}}
	}
	if err := differs(c, f, "行政处罚法第五十七条（拟办与审批分离）", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	return f.ended(c.ID, x.Reason, &InquiryTerminated{x, issueBeside(c, f, [2]string{"P-34", "终止调查审批表"})})
}

// InquiryTerminated: there is nobody left to be punished, nor to be told.
type InquiryTerminated struct {
	TerminateInquiry
	Documents []Document `json:"documents,omitempty"` // 审批表; older events have none
}

func (InquiryTerminated) Kind() string { return "InquiryTerminated" }
func (b InquiryTerminated) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	c.issuedAll(b.Documents, e)
	c.endInquiry("terminated", e)
}

// endInquiry ends a case that will not be decided; it is to be concluded. What is kept must still be settled and given back.
func (c *Case) endInquiry(ended string, e Event) {
	c.Stage, c.Penalty.Ended, c.Penalty.Suspended, c.Penalty.Waiting = PenPerformed, ended, nil, ""
	kept := map[string]bool{}
	for _, p := range c.Penalty.Preservations {
		kept[p.Clock], kept[p.Report] = true, true
	}
	for i := range c.Clocks {
		if k := &c.Clocks[i]; !k.ended() && !kept[k.ID] {
			k.Stop(DateOf(e.OccurredAt))
		}
	}
	c.doneWhere(e, func(t *Task) bool {
		return t.Kind != "look" && !strings.HasSuffix(t.Kind, "_preservation") && t.Kind != "penalty.return_preserved" && t.Kind != "penalty.decide_recusal"
	})
	c.oweConclusion(e)
}

func init() {
	penaltyExpiries["preserve"] = expiry{apply: preservationRanOut}
	penaltyExpiries["jurisdiction"] = expiry{apply: func(c *Case, _ string, _ *Clock, _ InstantPassed, e Event) {
		c.done(e, "penalty.settle_jurisdiction")
		c.raise(Task{ID: "jurisdiction", Kind: "penalty.settle_jurisdiction", Title: "协商管辖未果，报请共同上级指定", English: "No agreement: ask the common superior to name the organ", Role: RoleHead}, e)
	}}
	stageTitles[PenJoined] = [2]string{"已并案", "Joined to another case"}

	kept := func(p func(Preservation) bool) func(*Case) bool {
		return func(c *Case) bool { return slices.ContainsFunc(c.Penalty.Preservations, p) }
	}
	waits := kept(func(p Preservation) bool { return p.Outcome == "" && p.ApprovedBy == "" })
	filed := []Stage{PenFiled}
	ending := []Stage{PenFiled, PenSuspended, PenReported, PenExamining, PenDisputed, PenExamined, PenNoticed, PenHearing, PenHeard, PenPostNotice, PenReviewing, PenToDiscuss, PenToDecide}
	spec := func(s Spec) Spec { s.Procedure = ProcPenalty; return s }
	act[HoldInterview](spec(Spec{Stages: filed, Assigned: true, Enforcement: true, Title: "询问", English: "Hold an interview", Article: "行政处罚法第四十二条、第五十五条", Starts: "生成《询问笔录》"}))
	act[RecordSiteVisit](spec(Spec{Stages: filed, Assigned: true, Enforcement: true, Title: "现场检查、勘验", English: "Record a site visit", Article: "行政处罚法第四十二条、第五十五条", Starts: "生成《现场检查笔录》或者《勘验笔录》"}))
	act[TakeSample](spec(Spec{Stages: filed, Assigned: true, Enforcement: true, Title: "抽样取证", English: "Take samples", Article: "行政处罚法第五十六条", Starts: "取得文号，生成《抽样取证通知书》"}))
	act[SendForAppraisal](spec(Spec{Stages: filed, Assigned: true, Title: "送交鉴定、检测、审计", English: "Send for appraisal", Article: "民政部令第68号第三十一条", Starts: "规则写明扣除的，次日起不计入办案期限"}))
	act[ReturnAppraisal](spec(Spec{Assigned: true, Title: "登记鉴定、检测、审计结论", English: "Enter what the experts say", Article: "民政部令第68号第三十一条", Starts: "次日起恢复计算办案期限",
		Possible: func(c *Case) bool {
			return slices.ContainsFunc(c.Penalty.Appraisals, func(a Appraisal) bool { return a.ReturnedOn.IsZero() })
		}}))
	act[ExcludeEvidence](spec(Spec{Stages: beforeDecision, Possible: func(c *Case) bool { return len(c.Evidence) > 0 }, Title: "排除证据", English: "Exclude evidence", Article: "行政处罚法第四十六条第三款", Starts: "证据留在登记中并标明，不作为认定事实的根据"}))
	act[MoveEvidence](spec(Spec{Possible: func(c *Case) bool { return len(c.Evidence) > 0 }, Title: "登记证据交接", English: "Hand evidence over", Article: "行政处罚法第四十七条"}))
	act[AskPreservation](spec(Spec{Stages: filed, Assigned: true, Enforcement: true, Title: "申请先行登记保存", English: "Ask for preservation of evidence", Article: "行政处罚法第五十六条", Starts: "送负责人审批；紧急已采取的，二十四小时内报告并补办批准，起算处理期限"}))
	act[ApprovePreservation](spec(Spec{Stages: beforeDecision, Possible: waits, Title: "批准先行登记保存", English: "Approve the preservation", Article: "行政处罚法第五十六条", Starts: "取得文号，生成《先行登记保存证据通知书》；起算处理期限"}))
	act[RefusePreservation](spec(Spec{Possible: waits, Title: "不批准先行登记保存", English: "Refuse the preservation", Article: "行政处罚法第五十六条", Starts: "已经采取的，退还物品"}))
	act[SettlePreservation](spec(Spec{Possible: kept(func(p Preservation) bool { return p.Outcome == "" && p.ApprovedBy != "" }), Title: "处理先行登记保存的证据", English: "Decide on the preserved evidence", Article: "行政处罚法第五十六条", Starts: "生成处理决定书；处理期限办结"}))
	act[ReturnPreserved](spec(Spec{Assigned: true, Possible: kept(Preservation.owed), Title: "退还先行登记保存的物品", English: "Give preserved things back", Article: "行政处罚法第五十六条"}))
	act[AskRecusal](spec(Spec{Stages: beforeDecision, Title: "申请回避", English: "Ask for recusal", Article: recusalArticle, Starts: "决定之前，被申请人不作任何决定，调查不停止"}))
	act[DecideRecusal](spec(Spec{Possible: func(c *Case) bool {
		return slices.ContainsFunc(c.Penalty.Recusals, func(r Recusal) bool { return r.DecidedOn.IsZero() })
	}, Title: "决定回避", English: "Decide on recusal", Article: recusalArticle, Starts: "生成《回避决定书》；同意的，不得再办理本案任何事项"}))
	act[ChangeOfficers](spec(Spec{Possible: func(c *Case) bool { return len(c.Officers) > 0 }, Title: "变更承办人员", English: "Change an officer", Article: "行政处罚法第四十二条", Starts: "待办随之移交"}))
	act[SuspendInquiry](spec(Spec{Stages: filed, Title: "中止调查", English: "Suspend the inquiry", Article: "参照市场监督管理行政处罚程序规定第四十六条", Starts: "生成《中止调查审批表》，能联系到当事人的并生成通知书；办案期限是否停止以规则为准，默认不停止"}))
	act[ResumeInquiry](spec(Spec{Stages: []Stage{PenSuspended}, Title: "恢复调查", English: "Resume the inquiry", Article: "参照市场监督管理行政处罚程序规定第四十六条", Starts: "生成《恢复调查审批表》，通知过中止的并生成通知书"}))
	act[TerminateInquiry](spec(Spec{Stages: ending, Title: "终止调查", English: "Terminate the inquiry", Article: "参照市场监督管理行政处罚程序规定第四十七条", Starts: "生成《终止调查审批表》；等待结案审批"}))
	act[JoinCase](spec(Spec{Stages: filed, Title: "并案", English: "Join another case", Starts: "并入的案件办结，其证据保持关联"}))
	act[SplitCase](spec(Spec{Stages: filed, Possible: func(c *Case) bool { return len(c.Penalty.Allegations) > 1 }, Title: "分案", English: "Split the case", Starts: "开立新的案卷，立案日和办案期限不变"}))
	act[EntrustInquiry](spec(Spec{Stages: filed, Title: "委托调查", English: "Entrust an inquiry", Article: "行政处罚法第二十六条、民政部令第68号第三条、第四条", Starts: "取得文号，生成《委托调查函》"}))
	act[EntrustReply](spec(Spec{Title: "登记委托调查的回复", English: "Enter the reply to the letter", Article: "行政处罚法第二十六条",
		Possible: func(c *Case) bool {
			return slices.ContainsFunc(c.Penalty.Entrusted, func(x Entrusted) bool { return x.RepliedOn.IsZero() })
		}}))
	act[DisputeJurisdiction](spec(Spec{Stages: []Stage{PenClue, PenFiled}, Possible: func(c *Case) bool { return c.disputed() == nil }, Title: "登记管辖争议", English: "Enter a dispute on jurisdiction", Article: jurisdictionArticle, Starts: "起算协商期限"}))
	act[SettleJurisdiction](spec(Spec{Possible: func(c *Case) bool { return c.disputed() != nil }, Stages: []Stage{PenClue, PenFiled, PenSuspended}, Title: "登记管辖结果", English: "Enter whose case it is", Article: jurisdictionArticle, Starts: "属他机关的，生成《案件移送函》，案卷办结"}))
	act[TakeOver](spec(Spec{Stages: []Stage{PenClue, PenFiled, PenSuspended}, Title: "上级提级管辖", English: "Taken over by a superior", Article: jurisdictionArticle, Starts: "生成《案件移送函》，案卷办结"}))
	event[InterviewHeld]()
	event[SiteVisited]()
	event[SampleTaken]()
	event[AppraisalSent]()
	event[AppraisalReturned]()
	event[EvidenceExcluded]()
	event[EvidenceMoved]()
	event[PreservationAsked]()
	event[PreservationApproved]()
	event[PreservationRefused]()
	event[PreservationSettled]()
	event[PreservedReturned]()
	event[RecusalAsked]()
	event[RecusalTold]()
	event[RecusalDecided]()
	event[OfficersChanged]()
	event[InquirySuspended]()
	event[InquiryResumed]()
	event[InquiryTerminated]()
	event[OtherCaseJoined]()
	event[JoinedToCase]()
	event[CaseSplit]()
	event[SplitCaseOpened]()
	event[InquiryEntrusted]()
	event[EntrustReplied]()
	event[JurisdictionDisputed]()
	event[JurisdictionSettled]()
	event[TakenOver]()
}
