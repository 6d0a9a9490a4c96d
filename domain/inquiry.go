package domain

import (
	"slices"
	"strings"
	"time"
)

// This file holds the inquiry of a penalty case: who acts and who must stay out, what is gathered and where it is kept, and
// what may interrupt the inquiry, move it, join it to another or split it (penalty.md §1, §7; 行政处罚法 42, 43, 46, 54–56).

// PenJoined is where a case ends that was joined to another (并案); its papers and its evidence stay in it.
const PenJoined Stage = "joined"

// beforeDecision are the stages in which the case may still be gone into: whoever must stay out can still be kept out, and
// evidence can still fall away.
var beforeDecision = []Stage{PenClue, PenFiled, PenSuspended, PenReported, PenExamining, PenDisputed, PenExamined, PenNoticed, PenHearing,
	PenHeard, PenPostNotice, PenReviewing, PenToDiscuss, PenToDecide, PenWithPolice}

// EvidenceClasses are the eight kinds of evidence in Chinese and English (行政处罚法 46 I); there is no other.
var EvidenceClasses = map[string][2]string{
	"documentary": {"书证", "Documentary evidence"}, "physical": {"物证", "Physical evidence"}, "audiovisual": {"视听资料", "Audiovisual material"},
	"electronic": {"电子数据", "Electronic data"}, "testimony": {"证人证言", "Witness testimony"}, "statement": {"当事人的陈述", "Statement of the party"},
	"appraisal": {"鉴定意见", "Expert opinion"}, "record": {"勘验笔录、现场笔录", "Record of an inquest or on-site record"},
}

// Recusal is a request that somebody stay out of the case, and what was decided of it (行政处罚法 43).
type Recusal struct {
	No          int        `json:"no"`
	Person      PersonID   `json:"person"`
	Part        Part       `json:"part"` // officer, host, reviewer, recorder, decider
	By          string     `json:"by"`   // self, party
	Reason      string     `json:"reason"`
	AskedOn     Date       `json:"asked_on"`
	Granted     bool       `json:"granted,omitempty"`
	DecidedOn   Date       `json:"decided_on,omitzero"`
	Decider     PersonID   `json:"decider,omitempty"`
	Why         string     `json:"why,omitempty"`
	Meeting     CaseID     `json:"meeting,omitempty"`     // where the head is concerned: the meeting that discussed it
	Replacement PersonID   `json:"replacement,omitempty"` // where an officer stays out
	Document    DocumentID `json:"document,omitempty"`
}

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

// Preservation is evidence registered and kept in place because it may vanish (先行登记保存, 行政处罚法 56). Each has a clock
// of its own.
type Preservation struct {
	No         int        `json:"no"`
	Items      []string   `json:"items"`
	Place      string     `json:"place"`
	Keeper     string     `json:"keeper,omitempty"` // who keeps the things in place
	Reason     string     `json:"reason,omitempty"`
	Urgent     bool       `json:"urgent,omitempty"` // taken before it was approved
	AskedBy    PersonID   `json:"asked_by"`
	AskedOn    Date       `json:"asked_on,omitzero"`
	ApprovedBy PersonID   `json:"approved_by,omitempty"`
	On         Date       `json:"on,omitzero"` // the measure was taken
	SettledOn  Date       `json:"settled_on,omitzero"`
	Outcome    string     `json:"outcome,omitempty"`     // returned, evidence, appraisal, confiscate, transferred, lapsed, refused
	ReturnedOn Date       `json:"returned_on,omitzero"`  // the things were given back
	ReturnedTo string     `json:"returned_to,omitempty"` // who signed for them
	Clock      string     `json:"clock,omitempty"`       // id of the clock to decide on it
	Report     string     `json:"report,omitempty"`      // id of the clock to report an urgent one
	Document   DocumentID `json:"document,omitempty"`
}

// owed reports that the things lie with the bureau's word on them without ground: they are to be given back.
func (p Preservation) owed() bool {
	return !p.On.IsZero() && p.ReturnedOn.IsZero() && slices.Contains([]string{"returned", "lapsed", "refused"}, p.Outcome)
}

// CustodyMove is one line of the custody log: where a piece of evidence went, from whom to whom.
type CustodyMove struct {
	Evidence int       `json:"evidence"` // number in the register, from 1
	At       time.Time `json:"at"`
	From     string    `json:"from"`
	To       string    `json:"to"`
	Place    string    `json:"place,omitempty"`
	Reason   string    `json:"reason"`
	By       PersonID  `json:"by"`
}

// Suspension is a stop of the inquiry (中止调查).
type Suspension struct {
	Cause  string `json:"cause"` // ruling, question, force_majeure, untraceable, other
	From   Date   `json:"from"`
	Reason string `json:"reason"`
	Stage  Stage  `json:"stage"`           // where the file stood
	Clock  bool   `json:"clock,omitempty"` // the clock to decide stands still
}

// Entrusted is an inquiry that another organ is asked to make (委托调查、协助调查, 行政处罚法 26; 68号令 3–4).
type Entrusted struct {
	No        int        `json:"no"`
	To        string     `json:"to"`
	Matters   string     `json:"matters"`
	On        Date       `json:"on"`
	Due       Date       `json:"due"` // as asked for in the letter; no law sets it
	RepliedOn Date       `json:"replied_on,omitzero"`
	Reply     string     `json:"reply,omitempty"`
	Document  DocumentID `json:"document"`
}

// Dispute is a dispute on jurisdiction with another organ (管辖争议, 行政处罚法 25).
type Dispute struct {
	With      string `json:"with"`
	Reason    string `json:"reason"`
	On        Date   `json:"on"`
	Result    string `json:"result,omitempty"` // agreed_ours, agreed_theirs, designated_ours, designated_theirs
	Basis     string `json:"basis,omitempty"`
	SettledOn Date   `json:"settled_on,omitzero"`
}

// --- what the other parts of the case ask of the inquiry

// recusalOpen refuses what may not happen while it is open whether somebody must stay out: the decision (penalty.md §10).
func (c *Case) recusalOpen() error {
	for _, r := range c.Penalty.Recusals {
		if r.DecidedOn.IsZero() {
			return Refuse("recusal_open", "行政处罚法第四十三条", "第%[1]d号回避申请尚未决定，请先由负责人决定。", "request %[1]d that somebody stay out is not decided of; decide it first", r.No)
		}
	}
	return nil
}

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

// --- the register of evidence

// exhibit is a piece of evidence by its number in the register.
func (c *Case) exhibit(no int) (*Evidence, error) {
	if no < 1 || no > len(c.Evidence) {
		return nil, &Error{Code: "invalid_input", Message: "证据登记中没有第" + itoa(max(no, 0)) + "号。", English: "there is no such number in the register", Fields: []Field{{"evidence", "没有这一号证据"}}}
	}
	return &c.Evidence[no-1], nil
}

// ExcludeEvidence marks evidence gathered by unlawful means: it cannot establish a fact and stays in the register, with its
// number and the reason (行政处罚法 46 III).
type ExcludeEvidence struct {
	Evidence int    `json:"evidence" minimum:"1" doc:"证据登记编号"`
	Reason   string `json:"reason" minLength:"2" maxLength:"1000" doc:"排除理由"`
}

func (ExcludeEvidence) Act() string { return "penalty.exclude_evidence" }
func (x ExcludeEvidence) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第四十六条第三款"
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, art, PartOfficer); err != nil {
		return Outcome{}, err
	}
	ex, err := c.exhibit(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	if ex.Excluded != "" {
		return Outcome{}, Refuse("already_done", art, "该证据已被排除。", "this evidence is excluded already")
	}
	return outcome(&EvidenceExcluded{x})
}

// EvidenceExcluded: a piece of evidence does not count any more.
type EvidenceExcluded struct{ ExcludeEvidence }

func (EvidenceExcluded) Kind() string { return "EvidenceExcluded" }
func (b EvidenceExcluded) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	x := &c.Evidence[b.Evidence-1]
	x.Excluded, x.ExcludedOn, x.ExcludedBy = b.Reason, DateOf(e.OccurredAt), e.Actor
}

// MoveEvidence is a line of the custody log. From is who had the piece last: the log has no gap. Who entered it had it first.
type MoveEvidence struct {
	Evidence int       `json:"evidence" minimum:"1" doc:"证据登记编号"`
	At       time.Time `json:"at" doc:"交接时间"`
	From     string    `json:"from" minLength:"1" maxLength:"60" doc:"移交人"`
	To       string    `json:"to" minLength:"1" maxLength:"60" doc:"接收人"`
	Place    string    `json:"place,omitempty" maxLength:"200" doc:"存放地点"`
	Reason   string    `json:"reason" minLength:"2" maxLength:"500" doc:"事由"`
}

func (MoveEvidence) Act() string { return "penalty.move_evidence" }
func (x MoveEvidence) Needs(c *Case) Needs {
	if ex, err := c.exhibit(x.Evidence); err == nil {
		return Needs{People: []PersonID{ex.TakenBy}}
	}
	return Needs{}
}
func (x MoveEvidence) Decide(c *Case, f *Facts) (Outcome, error) {
	ex, err := c.exhibit(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	keeper, since := string(ex.TakenBy), time.Time{}
	if p, ok := f.People[ex.TakenBy]; ok {
		keeper = p.Name
	}
	for _, m := range c.Penalty.Custody {
		if m.Evidence == x.Evidence {
			keeper, since = m.To, m.At
		}
	}
	var bad faults
	bad.need(!x.At.IsZero() && !x.At.After(f.At.Add(time.Minute)), "at", "交接时间晚于登记时间")
	bad.need(!x.At.Before(since), "at", "交接时间早于上一次交接")
	bad.need(strings.TrimSpace(x.To) != "", "to", "请填写接收人")
	bad.need(len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "请写明事由")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if x.From != keeper {
		return Outcome{}, Refuse("custody_gap", "行政处罚法第四十七条", "第%[1]d号证据现由%[2]s保管，只能由其移交；保管记录不能中断。", "exhibit %[1]d is kept by %[2]s, who alone can hand it over: the log has no gap", x.Evidence, keeper)
	}
	if x.To == keeper && x.Place == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "接收人与移交人相同的，请写明新的存放地点。", English: "the same keeper: name the new place", Fields: []Field{{"place", "请写明新的存放地点"}}}
	}
	return outcome(&EvidenceMoved{x})
}

// EvidenceMoved: a piece of evidence is in other hands.
type EvidenceMoved struct{ MoveEvidence }

func (EvidenceMoved) Kind() string { return "EvidenceMoved" }
func (b EvidenceMoved) apply(c *Case, e Event) {
	c.Penalty.Custody = append(c.Penalty.Custody, CustodyMove{b.Evidence, b.At, b.From, b.To, b.Place, b.Reason, e.Actor})
}

// --- evidence that may vanish

// AskPreservation asks that evidence be registered and kept in place; in urgent cases the measure was taken and is reported.
type AskPreservation struct {
	Officers []PersonID `json:"officers" minItems:"2" doc:"执法人员，不少于两人"`
	Items    []string   `json:"items" minItems:"1" doc:"物品：名称、规格、数量、状态，逐件"`
	Place    string     `json:"place" minLength:"1" maxLength:"200" doc:"保存地点"`
	Keeper   string     `json:"keeper" minLength:"1" maxLength:"60" doc:"保管人"`
	Reason   string     `json:"reason" minLength:"2" maxLength:"1000" doc:"证据可能灭失或者以后难以取得的理由"`
	Urgent   bool       `json:"urgent,omitempty" doc:"情况紧急，已经当场采取"`
	TakenAt  time.Time  `json:"taken_at,omitzero" doc:"当场采取的时间；未采取的不填"`
}

func (AskPreservation) Act() string         { return "penalty.ask_preservation" }
func (x AskPreservation) Needs(*Case) Needs { return Needs{People: x.Officers} }
func (x AskPreservation) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(named(x.Items), "items", "请逐件写明物品")
	bad.need(strings.TrimSpace(x.Place) != "", "place", "请填写保存地点")
	bad.need(strings.TrimSpace(x.Keeper) != "", "keeper", "请填写保管人")
	bad.need(len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "请写明可能灭失或者以后难以取得的理由")
	bad.need(x.Urgent == !x.TakenAt.IsZero(), "taken_at", "紧急的填写采取时间；未采取的不填，先报批准")
	bad.need(!x.TakenAt.After(f.At.Add(time.Minute)), "taken_at", "采取时间晚于登记时间")
	bad.need(x.TakenAt.IsZero() || c.Penalty.Filing == nil || DateOf(x.TakenAt) >= c.Penalty.Filing.On, "taken_at", "早于立案之日")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := onTheCase(c, x.Officers); err != nil {
		return Outcome{}, err
	}
	then := *f
	if x.Urgent {
		then.At = x.TakenAt
	}
	if err := licensed(x.Officers, &then); err != nil {
		return Outcome{}, err
	}
	out := &PreservationAsked{AskPreservation: x}
	if x.Urgent {
		k, err := preserve(c, f, DateOf(x.TakenAt))
		if err != nil {
			return Outcome{}, err
		}
		r, err := f.Rules.At("PEN-1.05", DateOf(x.TakenAt))
		if err != nil {
			return Outcome{}, err
		}
		report := StartClockAt(f.Calendar, r, "preserve_report", x.TakenAt)
		out.Clock, out.Report = &k, &report
	}
	return outcome(out)
}

// preserve starts the clock to decide on what is kept: seven days, working days by 行政处罚法 85; in the procedure of the
// ban the unit is not said, and calendar days are the strict reading.
func preserve(c *Case, f *Facts, on Date) (Clock, error) {
	if c.Penalty.Track == TrackBan {
		if _, err := f.Rules.At("PEN-1.07", on); err == nil {
			return f.start(c, "PEN-1.07", "preserve", on, 0)
		}
	}
	return f.start(c, "PEN-1.06", "preserve", on, 0)
}

// PreservationAsked: a preservation is to be approved, or was taken in haste and reported.
type PreservationAsked struct {
	AskPreservation
	Clock  *Clock `json:"clock,omitempty"`
	Report *Clock `json:"report,omitempty"`
}

func (PreservationAsked) Kind() string { return "PreservationAsked" }
func (b PreservationAsked) apply(c *Case, e Event) {
	p := Preservation{No: len(c.Penalty.Preservations) + 1, Items: b.Items, Place: b.Place, Keeper: b.Keeper, Reason: b.Reason, Urgent: b.Urgent, AskedBy: e.Actor, AskedOn: DateOf(e.OccurredAt)}
	t := Task{ID: "preserve-approve-" + itoa(p.No), Kind: "penalty.approve_preservation", Title: "审批先行登记保存", English: "Approve the preservation", Role: RoleLeader}
	if b.Urgent {
		p.On = DateOf(b.TakenAt)
		p.Clock, p.Report = c.begin(*b.Clock), c.begin(*b.Report)
		t.Title, t.Due, t.Clock = "补办紧急先行登记保存的批准", b.Report.Due, p.Report
	}
	c.Penalty.Preservations = append(c.Penalty.Preservations, p)
	c.raise(t, e)
	if b.Urgent {
		c.oweSettling(p, e)
	}
}

// begin adds a clock and tells under which id it runs.
func (c *Case) begin(k Clock) string {
	c.startClock(k)
	return c.Clocks[len(c.Clocks)-1].ID
}

func (c *Case) oweSettling(p Preservation, e Event) {
	c.raise(Task{ID: "preserve-settle-" + itoa(p.No), Kind: "penalty.settle_preservation", Title: "处理先行登记保存的证据", English: "Decide on the preserved evidence", Role: RoleLeader, Due: c.Clock(p.Clock).Due, Clock: p.Clock}, e)
}

func (c *Case) oweReturn(p Preservation, e Event) {
	if p.owed() {
		c.raise(Task{ID: "preserve-return-" + itoa(p.No), Kind: "penalty.return_preserved", Title: "解除先行登记保存，退还物品", English: "Lift the preservation and give the things back", Person: c.Handler}, e)
	}
}

// preservation is one that still waits for approval, or that runs.
func (c *Case) preservation(no int, waits bool) (*Preservation, error) {
	if no < 1 || no > len(c.Penalty.Preservations) {
		return nil, Refuse("not_found", "", "没有这一号先行登记保存。", "there is no such preservation")
	}
	p := &c.Penalty.Preservations[no-1]
	switch {
	case p.Outcome == "lapsed":
		return nil, Refuse("measure_lapsed", "行政处罚法第五十六条", "第%[1]d号先行登记保存期限已于%[2]s届满，措施已经解除，应当退还物品。", "preservation %[1]d ran out on %[2]s: the measure has fallen away and the things are to be given back", no, p.SettledOn)
	case p.Outcome != "":
		return nil, Refuse("already_done", "行政处罚法第五十六条", "第%[1]d号先行登记保存已经处理。", "preservation %[1]d is settled already", no)
	case waits && p.ApprovedBy != "":
		return nil, Refuse("already_done", "行政处罚法第五十六条", "第%[1]d号先行登记保存已经批准。", "preservation %[1]d is approved already", no)
	case !waits && p.On.IsZero():
		return nil, Refuse("not_approved", "行政处罚法第五十六条", "第%[1]d号先行登记保存尚未批准，没有采取。", "preservation %[1]d is not approved and was not taken", no)
	}
	return p, nil
}

// ApprovePreservation approves it; where it was not taken in haste the measure and its seven days begin with the approval.
type ApprovePreservation struct {
	No      int    `json:"no" minimum:"1" doc:"编号"`
	Comment string `json:"comment,omitempty" maxLength:"500" doc:"审批意见"`
}

func (ApprovePreservation) Act() string       { return "penalty.approve_preservation" }
func (ApprovePreservation) Needs(*Case) Needs { return Needs{Numbers: []string{"I-7"}} }
func (x ApprovePreservation) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, "行政处罚法第五十六条", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	p, err := c.preservation(x.No, true)
	if err != nil {
		return Outcome{}, err
	}
	out := &PreservationApproved{ApprovePreservation: x, Document: issue(c, f, "I-7", "先行登记保存证据通知书")}
	if p.On.IsZero() {
		k, err := preserve(c, f, f.On())
		if err != nil {
			return Outcome{}, err
		}
		out.Clock = &k
	}
	return outcome(out)
}

// PreservationApproved: evidence is kept.
type PreservationApproved struct {
	ApprovePreservation
	Document Document `json:"document"`
	Clock    *Clock   `json:"clock,omitempty"`
}

func (PreservationApproved) Kind() string { return "PreservationApproved" }
func (b PreservationApproved) apply(c *Case, e Event) {
	p := &c.Penalty.Preservations[b.No-1]
	p.ApprovedBy, p.Document = e.Actor, b.Document.ID
	c.take(e.Actor, PartApprover, e.Seq)
	c.issued(b.Document, e)
	c.answeredReport(p, e)
	if b.Clock != nil {
		p.On, p.Clock = DateOf(e.OccurredAt), c.begin(*b.Clock)
		c.oweSettling(*p, e)
	}
}

// answeredReport: the responsible person knows of the measure.
func (c *Case) answeredReport(p *Preservation, e Event) {
	c.finish("preserve-approve-"+itoa(p.No), e)
	if k := c.Clock(p.Report); k != nil && !k.ended() {
		k.Meet(DateOf(e.OccurredAt))
	}
}

// RefusePreservation refuses it; what was taken in haste is given back.
type RefusePreservation struct {
	No     int    `json:"no" minimum:"1" doc:"编号"`
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"不批准的理由"`
}

func (RefusePreservation) Act() string { return "penalty.refuse_preservation" }
func (x RefusePreservation) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "行政处罚法第五十六条", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if _, err := c.preservation(x.No, true); err != nil {
		return Outcome{}, err
	}
	return outcome(&PreservationRefused{x})
}

// PreservationRefused: evidence is not kept.
type PreservationRefused struct{ RefusePreservation }

func (PreservationRefused) Kind() string { return "PreservationRefused" }
func (b PreservationRefused) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	p := &c.Penalty.Preservations[b.No-1]
	c.answeredReport(p, e)
	c.settlePreserved(p, "refused", DateOf(e.OccurredAt), e)
	if k := c.Clock(p.Clock); k != nil && !k.ended() {
		k.Stop(p.SettledOn)
	}
}

// settlePreserved writes how a preservation ended and what is owed then.
func (c *Case) settlePreserved(p *Preservation, outcome string, on Date, e Event) {
	p.Outcome, p.SettledOn = outcome, on
	c.finish("preserve-settle-"+itoa(p.No), e)
	c.oweReturn(*p, e)
}

// SettlePreservation decides on what is kept, within the days (行政处罚法 56).
type SettlePreservation struct {
	No      int    `json:"no" minimum:"1" doc:"编号"`
	Outcome string `json:"outcome" enum:"returned,evidence,appraisal,confiscate,transferred" doc:"处理：退还；作为证据保全；送交鉴定；依法没收；移送"`
	Reason  string `json:"reason" minLength:"2" maxLength:"1000" doc:"理由"`
}

func (SettlePreservation) Act() string       { return "penalty.settle_preservation" }
func (SettlePreservation) Needs(*Case) Needs { return Needs{Numbers: []string{"I-7"}} }
func (x SettlePreservation) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if !slices.Contains([]string{"returned", "evidence", "appraisal", "confiscate", "transferred"}, x.Outcome) {
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这种处理方式。", English: "no such outcome", Fields: []Field{{"outcome", "没有这种处理方式"}}}
	}
	if err := differs(c, f, "行政处罚法第五十六条", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	p, err := c.preservation(x.No, false)
	if err != nil {
		return Outcome{}, err
	}
	if p.ApprovedBy == "" {
		return Outcome{}, Refuse("not_approved", "行政处罚法第五十六条", "第%[1]d号先行登记保存尚未补办批准，请先批准或者不批准。", "preservation %[1]d was taken in haste and is not approved yet; approve or refuse it first", x.No)
	}
	return outcome(&PreservationSettled{x, issue(c, f, "I-7", "先行登记保存证据处理决定书")})
}

// PreservationSettled: it was decided what becomes of what was kept.
type PreservationSettled struct {
	SettlePreservation
	Document Document `json:"document"`
}

func (PreservationSettled) Kind() string { return "PreservationSettled" }
func (b PreservationSettled) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	p := &c.Penalty.Preservations[b.No-1]
	c.issued(b.Document, e)
	if k := c.Clock(p.Clock); k != nil && !k.ended() {
		k.Meet(DateOf(e.OccurredAt))
	}
	c.settlePreserved(p, b.Outcome, DateOf(e.OccurredAt), e)
	if b.Outcome == "appraisal" {
		c.raise(Task{ID: "appraise", Kind: "penalty.appraise", Title: "送交鉴定", English: "Send for appraisal", Person: c.Handler}, e)
	}
}

// ReturnPreserved records that things were given back: by decision, or because the measure fell away.
type ReturnPreserved struct {
	No       int           `json:"no" minimum:"1" doc:"编号"`
	To       string        `json:"to" minLength:"1" maxLength:"60" doc:"签收人"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"退还清单"`
}

func (ReturnPreserved) Act() string         { return "penalty.return_preserved" }
func (x ReturnPreserved) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ReturnPreserved) Decide(c *Case, f *Facts) (Outcome, error) {
	if strings.TrimSpace(x.To) == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写签收人。", English: "name who signed for the things", Fields: []Field{{"to", "请填写签收人"}}}
	}
	if x.No < 1 || x.No > len(c.Penalty.Preservations) || !c.Penalty.Preservations[x.No-1].owed() {
		return Outcome{}, Refuse("not_found", "行政处罚法第五十六条", "没有这一号应当退还的先行登记保存物品。", "there is nothing of that number to be given back")
	}
	ev, err := f.proof(x.Evidence, "documentary", x.To)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&PreservedReturned{x, ev})
}

// PreservedReturned: things were given back.
type PreservedReturned struct {
	ReturnPreserved
	Register []Evidence `json:"register,omitempty"`
}

func (PreservedReturned) Kind() string { return "PreservedReturned" }
func (b PreservedReturned) apply(c *Case, e Event) {
	p := &c.Penalty.Preservations[b.No-1]
	p.ReturnedOn, p.ReturnedTo = DateOf(e.OccurredAt), b.To
	c.enter(b.Register, e)
	c.finish("preserve-return-"+itoa(p.No), e)
}

// preservationRanOut: seven days without a decision, and the measure falls away by itself.
func preservationRanOut(c *Case, _ string, k *Clock, b InstantPassed, e Event) {
	k.Lapse(b.Due)
	for i := range c.Penalty.Preservations {
		p := &c.Penalty.Preservations[i]
		if p.Clock != k.ID || p.Outcome != "" {
			continue
		}
		c.finish("preserve-approve-"+itoa(p.No), e)
		if r := c.Clock(p.Report); r != nil && !r.ended() {
			r.Stop(b.Due)
		}
		c.settlePreserved(p, "lapsed", b.Due, e)
	}
}

// --- who must stay out

// AskRecusal asks that somebody stay out of the case, by that person or by the party (行政处罚法 43).
type AskRecusal struct {
	Person PersonID `json:"person" doc:"被申请回避的人"`
	Part   Part     `json:"part" enum:"officer,host,recorder,reviewer,decider" doc:"在本案中的职责"`
	By     string   `json:"by" enum:"self,party" doc:"本人申请或者当事人申请"`
	Reason string   `json:"reason" minLength:"2" maxLength:"1000" doc:"理由：与案件有直接利害关系，或者有其他关系可能影响公正执法"`
}

func (AskRecusal) Act() string { return "penalty.ask_recusal" }
func (x AskRecusal) Needs(c *Case) Needs {
	return Needs{People: []PersonID{x.Person}, Others: c.beside()}
}

// beside are the files that go with this one now and hear of who must stay out: reviews and referrals under way.
func (c *Case) beside() []CaseID {
	var ids []CaseID
	for _, r := range c.Penalty.Reviews {
		if r.Opinion == "" && r.Case != "" {
			ids = append(ids, r.Case)
		}
	}
	for _, r := range c.Penalty.Refers {
		if r.Status != "closed" && r.Case != "" {
			ids = append(ids, r.Case)
		}
	}
	return ids
}

// tellBeside tells those files.
func (c *Case) tellBeside(f *Facts, b *RecusalTold) []Telling {
	var out []Telling
	for _, id := range c.beside() {
		if o := f.Others[id]; o != nil && o.Open() {
			out = append(out, Telling{To: id, Events: []Body{b}})
		}
	}
	return out
}

const recusalArticle = "行政处罚法第四十三条"

func (x AskRecusal) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	p, known := f.People[x.Person]
	var bad faults
	bad.need(known, "person", "没有这名人员")
	bad.need(slices.Contains([]Part{PartOfficer, PartHost, PartRecorder, PartReviewer, PartDecider}, x.Part), "part", "没有这种职责")
	bad.need(x.By == "self" || x.By == "party", "by", "请选择本人申请或者当事人申请")
	bad.need(x.By != "self" || x.Person == f.Actor, "person", "本人申请回避的，由本人办理")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	holds := func(roles ...Role) bool {
		return slices.ContainsFunc(roles, func(r Role) bool { return p.Holds(r, f.Agency.ID, f.On()) })
	}
	h, has := c.Penalty.hearing(), false
	switch x.Part { //nolint:exhaustive // checked above
	case PartOfficer:
		has = slices.Contains(c.Officers, x.Person)
	case PartHost:
		has = h != nil && (h.Host == x.Person || slices.Contains(h.Listeners, x.Person))
	case PartRecorder:
		has = h != nil && h.Recorder == x.Person
	case PartReviewer:
		has = holds(RoleReviewer)
	case PartDecider:
		has = holds(RoleLeader, RoleHead)
	}
	switch {
	case slices.Contains(c.Took(x.Person), PartRecused):
		return Outcome{}, Refuse("already_done", recusalArticle, "%[1]s 已被决定回避。", "%[1]s has been told to stay out already", p.Name)
	case slices.Contains(c.Held, x.Person):
		return Outcome{}, Refuse("already_done", recusalArticle, "对 %[1]s 的回避申请正在等待决定。", "a request that %[1]s stay out is waiting already", p.Name)
	case !has:
		return Outcome{}, Refuse("not_in_the_matter", recusalArticle, "%[1]s 在本案中不是“%[2]s”。", "%[1]s is not %[3]s in this matter", p.Name, PartTitles[x.Part][0], PartTitles[x.Part][1])
	}
	to := RoleLeader
	if holds(RoleLeader) {
		to = RoleHead
	}
	return Outcome{Events: []Body{&RecusalAsked{x, to}}, Tells: c.tellBeside(f, &RecusalTold{x.Person, "asked", c.Reference})}, nil
}

// RecusalAsked: somebody is asked to stay out.
type RecusalAsked struct {
	AskRecusal
	To Role `json:"to"` // who decides it
}

func (RecusalAsked) Kind() string { return "RecusalAsked" }
func (b RecusalAsked) apply(c *Case, e Event) {
	no := len(c.Penalty.Recusals) + 1
	c.Penalty.Recusals = append(c.Penalty.Recusals, Recusal{No: no, Person: b.Person, Part: b.Part, By: b.By, Reason: b.Reason, AskedOn: DateOf(e.OccurredAt)})
	c.hold(b.Person)
	c.raise(Task{ID: "recusal-" + itoa(no), Kind: "penalty.decide_recusal", Title: "决定回避申请", English: "Decide whether somebody must stay out", Role: b.To}, e)
}

func (c *Case) hold(p PersonID) {
	if !slices.Contains(c.Held, p) {
		c.Held = append(slices.Clone(c.Held), p)
	}
}

// release ends the waiting; who must stay out has nothing more to do in the file, and what was theirs falls to the leaders.
func (c *Case) release(p PersonID, granted bool, e Event) {
	c.Held = slices.DeleteFunc(slices.Clone(c.Held), func(x PersonID) bool { return x == p })
	if !granted {
		return
	}
	c.take(p, PartRecused, e.Seq)
	for i := range c.Tasks {
		if t := &c.Tasks[i]; t.Person == p && t.DoneAt.IsZero() {
			t.Person, t.Role = "", RoleLeader
		}
	}
}

// RecusalTold: the file this one belongs to says of somebody that it is asked, granted or refused that they stay out.
type RecusalTold struct {
	Person PersonID `json:"person"`
	State  string   `json:"state"` // asked, granted, refused
	From   string   `json:"from"`  // reference of the case
}

func (RecusalTold) Kind() string { return "RecusalTold" }
func (b RecusalTold) apply(c *Case, e Event) {
	if b.State == "asked" {
		c.hold(b.Person)
		return
	}
	c.release(b.Person, b.State == "granted", e)
}

// DecideRecusal decides a request. A responsible person decides it, never its subject; where the head of the bureau is
// concerned the leaders discuss it together (行政处罚法 43; the collective as in SAMR 4, which does not bind).
type DecideRecusal struct {
	No          int      `json:"no" minimum:"1" doc:"回避申请编号"`
	Granted     bool     `json:"granted" doc:"同意回避"`
	Why         string   `json:"why" minLength:"2" maxLength:"1000" doc:"理由"`
	Replacement PersonID `json:"replacement,omitempty" doc:"承办人员回避的：接替人员"`
	Meeting     CaseID   `json:"meeting,omitempty" maxLength:"200" doc:"正职负责人回避的：集体讨论的会议"`
}

func (DecideRecusal) Act() string { return "penalty.decide_recusal" }
func (x DecideRecusal) Needs(c *Case) Needs {
	n := Needs{People: []PersonID{x.Replacement}, Others: c.beside(), Numbers: []string{"P-3"}}
	if x.No >= 1 && x.No <= len(c.Penalty.Recusals) {
		n.People = append(n.People, c.Penalty.Recusals[x.No-1].Person)
	}
	return n
}
func (x DecideRecusal) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Why); err != nil {
		return Outcome{}, err
	}
	if x.No < 1 || x.No > len(c.Penalty.Recusals) || !c.Penalty.Recusals[x.No-1].DecidedOn.IsZero() {
		return Outcome{}, Refuse("not_found", recusalArticle, "没有这一号尚未决定的回避申请。", "there is no such request that is still open")
	}
	r := c.Penalty.Recusals[x.No-1]
	if f.Actor == r.Person {
		return Outcome{}, Refuse("separation_of_duties", recusalArticle, "回避由负责人决定，不能由本人决定。", "recusal is decided by a responsible person, never by oneself")
	}
	if err := differs(c, f, recusalArticle, PartOfficer); err != nil {
		return Outcome{}, err
	}
	if f.People[r.Person].Holds(RoleHead, f.Agency.ID, f.On()) {
		want := ResolveReject
		if x.Granted {
			want = ResolveAgree
		}
		if !slices.ContainsFunc(c.Penalty.Discussions, func(d Discussion) bool { // told by the meeting when it was closed
			return d.Subject == ItemRecusal && d.Recusal == x.No && d.Meeting == x.Meeting && d.Result == want
		}) {
			return Outcome{}, Refuse("collective_needed", recusalArticle+"（参照市场监督管理行政处罚程序规定第四条）", "正职负责人的回避由负责人集体讨论决定，请先集体讨论，按决议办理并写明会议。", "whether the head must stay out is discussed by the leaders together: name the meeting and decide as it resolved")
		}
	} else if x.Meeting != "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "只有正职负责人的回避须集体讨论。", English: "only the recusal of the head needs a meeting", Fields: []Field{{"meeting", "不需要填写"}}}
	}
	switch of := slices.Contains(c.Officers, r.Person); {
	case x.Granted && of && x.Replacement == r.Person, x.Granted && of && x.Replacement == "":
		return Outcome{}, &Error{Code: "invalid_input", Message: "承办人员回避的，请指定接替人员。", English: "name who takes the officer's place", Article: recusalArticle, Fields: []Field{{"replacement", "请指定接替人员"}}}
	case x.Granted && of:
		if err := stepsIn(c, f, recusalArticle, r.Person, x.Replacement); err != nil {
			return Outcome{}, err
		}
	case x.Replacement != "":
		return Outcome{}, &Error{Code: "invalid_input", Message: "此处不需要接替人员。", English: "nobody takes a place here", Fields: []Field{{"replacement", "不需要填写"}}}
	}
	state := "refused"
	if x.Granted {
		state = "granted"
	}
	return Outcome{Events: []Body{&RecusalDecided{x, issue(c, f, "P-3", "回避决定书")}}, Tells: c.tellBeside(f, &RecusalTold{r.Person, state, c.Reference})}, nil
}

// RecusalDecided: it was decided whether somebody stays out.
type RecusalDecided struct {
	DecideRecusal
	Document Document `json:"document"`
}

func (RecusalDecided) Kind() string { return "RecusalDecided" }
func (b RecusalDecided) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	r := &c.Penalty.Recusals[b.No-1]
	r.Granted, r.DecidedOn, r.Decider, r.Why, r.Meeting, r.Replacement, r.Document = b.Granted, DateOf(e.OccurredAt), e.Actor, b.Why, b.Meeting, b.Replacement, b.Document.ID
	c.issued(b.Document, e)
	c.finish("recusal-"+itoa(b.No), e)
	if b.Granted && b.Replacement != "" {
		c.swap(r.Person, b.Replacement, e)
	}
	if b.Granted {
		c.hearingRecused(r.Person, e)
	}
	c.release(r.Person, b.Granted, e)
}

// ChangeOfficers puts a licensed officer in the place of another. Parts are kept: who has left has still investigated.
type ChangeOfficers struct {
	Out    PersonID `json:"out" doc:"退出的承办人员"`
	In     PersonID `json:"in" doc:"接替的承办人员"`
	Reason string   `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (ChangeOfficers) Act() string         { return "penalty.change_officers" }
func (x ChangeOfficers) Needs(*Case) Needs { return Needs{People: []PersonID{x.Out, x.In}} }
func (x ChangeOfficers) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := stepsIn(c, f, "行政处罚法第四十二条", x.Out, x.In); err != nil {
		return Outcome{}, err
	}
	return outcome(&OfficersChanged{x})
}

// OfficersChanged: another officer handles the case.
type OfficersChanged struct{ ChangeOfficers }

func (OfficersChanged) Kind() string             { return "OfficersChanged" }
func (b OfficersChanged) apply(c *Case, e Event) { c.swap(b.Out, b.In, e) }

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
	for i := range c.Tasks {
		t := &c.Tasks[i]
		if t.DoneAt.IsZero() && t.Kind != "look" && !strings.HasSuffix(t.Kind, "_preservation") && t.Kind != "penalty.return_preserved" && t.Kind != "penalty.decide_recusal" {
			t.DoneAt, t.DoneBy = e.OccurredAt, e.Actor
		}
	}
	c.oweConclusion(e)
}

// --- joined, split, asked of others, passed on

// JoinCase takes another case on the same party or the same act into this one. The one filed first takes the other in, so that
// the days to decide never grow by it; the other is closed and keeps its papers and evidence.
type JoinCase struct {
	Case   CaseID `json:"case" minLength:"1" maxLength:"200" doc:"并入的案件"`
	Ground string `json:"ground" enum:"same_party,same_act" doc:"同一当事人，或者同一违法行为"`
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"并案理由"`
}

func (JoinCase) Act() string { return "penalty.join" }
func (x JoinCase) Needs(c *Case) Needs {
	return c.atRegister(Needs{Others: []CaseID{x.Case}, Pending: x.Case, PartyOf: x.Case})
}
func (x JoinCase) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "行政处罚法第五十七条（拟办与审批分离）", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	o := f.Others[x.Case]
	switch {
	case o == nil || o.Procedure != ProcPenalty || x.Case == c.ID:
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这个处罚案件。", English: "there is no such penalty case", Fields: []Field{{"case", "没有这个处罚案件"}}}
	case !o.Open() || o.Stage != PenFiled && o.Stage != PenSuspended:
		return Outcome{}, Refuse("wrong_stage", "", "要并入的案件现处于“%[1]s”，只有调查中的案件可以并案。", "the other case is at stage %[2]s; only cases under inquiry can be joined", StageTitle(o.Stage), string(o.Stage))
	case o.Penalty.Regime != c.Penalty.Regime || o.Penalty.Track != c.Penalty.Track:
		return Outcome{}, Refuse("regimes_differ", "", "两案适用的程序规定不同，期限不同，不能并案。", "the two cases follow different rules of procedure and cannot be joined")
	case o.Penalty.Filing != nil && c.Penalty.Filing != nil && o.Penalty.Filing.On < c.Penalty.Filing.On:
		return Outcome{}, Refuse("join_into_earlier", "行政处罚法第六十条", "该案立案在先（%[1]s），请将本案并入该案，办案期限从先立案之日起算。", "the other case was filed earlier (%[1]s): join this one to it, the days to decide run from the earlier filing", o.Penalty.Filing.On)
	}
	switch x.Ground {
	case "same_party":
		if c.Party == nil || o.Party == nil || c.Party.ID != o.Party.ID {
			return Outcome{}, Refuse("not_the_same", "", "两案当事人不同。", "the cases are against different parties")
		}
	case "same_act":
		if !slices.ContainsFunc(c.Penalty.Allegations, func(a Allegation) bool {
			return slices.ContainsFunc(o.Penalty.Allegations, func(b Allegation) bool { return a.Violation == b.Violation })
		}) {
			return Outcome{}, Refuse("not_the_same", "", "两案没有相同的违法行为。", "the cases have no violation in common")
		}
	default:
		return Outcome{}, &Error{Code: "invalid_input", Message: "请选择并案的依据。", English: "choose the ground", Fields: []Field{{"ground", "请选择并案的依据"}}}
	}
	if err := f.bound(o.Penalty.Allegations, c.against()); err != nil { // they go on against the party of this case
		return Outcome{}, err
	}
	if slices.Contains(o.Took(f.Actor), PartOfficer) || slices.Contains(o.Took(f.Actor), PartDrafter) || slices.Contains(o.Took(f.Actor), PartRecused) || slices.Contains(o.Held, f.Actor) {
		return Outcome{}, Refuse("separation_of_duties", "行政处罚法第五十七条（拟办与审批分离）", "您在要并入的案件中是承办人员或者须回避，请由其他人审批。", "you are an officer of the other case or must stay out of it; somebody else must approve this")
	}
	for _, pair := range [][2]*Case{{c, o}, {o, c}} { // the joined case is one matter: nobody has checked in it what they inquired into
		for _, t := range pair[0].Parts {
			if t.Part != PartOfficer && t.Part != PartDrafter && t.Part != PartTaskForce && (slices.Contains(pair[1].Took(t.Person), PartOfficer) || slices.Contains(pair[1].Took(t.Person), PartDrafter)) {
				return Outcome{}, Refuse("separation_of_duties", "行政处罚法第五十七条（拟办与审批分离）", "%[1]s在一案中是承办人员，在另一案中是“%[2]s”，两案不能并案。", "%[1]s is an officer of one case and has acted as %[3]s in the other; they cannot be joined",
					nameIn(f, t.Person), PartTitles[t.Part][0], PartTitles[t.Part][1])
			}
		}
	}
	for _, err := range []error{o.nothingKept(), o.inquiryDone(), o.recusalOpen()} {
		if err != nil {
			return Outcome{}, err
		}
	}
	out, err := f.ended(x.Case, x.Reason, &OtherCaseJoined{x, o.Reference, o.Penalty.Allegations, o.Parts})
	out.Tells = append(out.Tells, Telling{To: x.Case, Events: []Body{&JoinedToCase{c.ID, c.Reference, x.Reason}}})
	out.Tells = append(out.Tells, o.tellClosed(f)...) // its own party has no case of that number any more
	return out, err
}

// OtherCaseJoined: another case goes on in this one.
type OtherCaseJoined struct {
	JoinCase
	Reference   string       `json:"reference"`
	Allegations []Allegation `json:"allegations"`
	Parts       []PartTaken  `json:"parts"`
}

func (OtherCaseJoined) Kind() string { return "OtherCaseJoined" }
func (b OtherCaseJoined) apply(c *Case, e Event) {
	p := c.Penalty
	p.Merged = append(p.Merged, b.Case)
	p.Allegations = slices.Clone(p.Allegations)
	for _, a := range b.Allegations {
		if !slices.Contains(p.Allegations, a) {
			p.Allegations = append(p.Allegations, a)
		}
	}
	for _, t := range b.Parts {
		c.take(t.Person, t.Part, 0)
	}
	c.take(e.Actor, PartApprover, e.Seq)
}

// JoinedToCase: the case goes on in another.
type JoinedToCase struct {
	Into      CaseID `json:"into"`
	Reference string `json:"reference"`
	Reason    string `json:"reason"`
}

func (JoinedToCase) Kind() string { return "JoinedToCase" }
func (b JoinedToCase) apply(c *Case, e Event) {
	c.Penalty.MergedInto, c.Penalty.Suspended = b.Into, nil
	c.take(e.Actor, PartApprover, e.Seq)
	c.close(e, PenJoined, "joined")
}

// SplitCase makes a case of its own of some of the allegations. Filing day and clock stay those of the first filing, with
// whatever stopped or lengthened them.
type SplitCase struct {
	Allegations []int   `json:"allegations" minItems:"1" doc:"分出的违法行为，第几项"`
	Party       PartyID `json:"party,omitempty" doc:"另一当事人；空为同一当事人"`
	Reason      string  `json:"reason" minLength:"2" maxLength:"1000" doc:"分案理由"`
}

func (SplitCase) Act() string { return "penalty.split" }
func (x SplitCase) Needs(c *Case) Needs {
	n := Needs{Openings: map[string]int{"case.penalty": 1}}
	if x.Party != "" {
		n.Parties = []PartyID{x.Party}
		n.Others = []CaseID{CaseID(x.Party)}
		return n
	}
	return c.atRegister(n)
}
func (x SplitCase) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "行政处罚法第五十七条（拟办与审批分离）", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	lines := slices.Compact(slices.Sorted(slices.Values(x.Allegations)))
	if len(lines) == 0 || lines[0] < 1 || lines[len(lines)-1] > len(p.Allegations) || len(lines) != len(x.Allegations) {
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这一项违法行为，或者重复选择。", English: "no such allegation, or chosen twice", Fields: []Field{{"allegations", "没有这一项或者重复"}}}
	}
	if err := c.recusalOpen(); err != nil { // it is decided here, and the other case would never hear of it
		return Outcome{}, err
	}
	if len(lines) == len(p.Allegations) {
		return Outcome{}, &Error{Code: "invalid_input", Message: "至少留一项违法行为在本案。", English: "one allegation at least must stay", Fields: []Field{{"allegations", "至少留一项"}}}
	}
	opened := &SplitCaseOpened{Agency: c.Agency, From: c.ID, Section: c.Section, Officers: c.Officers, Handler: c.Handler,
		Track: p.Track, Regime: p.Regime, Source: p.Source, ReceivedOn: p.ReceivedOn, Clue: p.Clue, Natural: p.Natural, Reason: x.Reason}
	if p.Filing != nil {
		was := *p.Filing
		opened.Filing = &was
	}
	if refs := f.References["case.penalty"]; len(refs) > 0 {
		opened.Ref = refs[0]
	}
	if c.Party != nil {
		opened.Party = *c.Party
	}
	if x.Party != "" && x.Party != opened.Party.ID {
		q, ok := f.Parties[x.Party]
		if !ok {
			return Outcome{}, &Error{Code: "invalid_input", Message: "没有这个当事人。", English: "there is no such party", Fields: []Field{{"party", "没有这个当事人"}}}
		}
		if regimeOf(p.Track, q.Kind) != p.Regime || (p.Track == TrackBan) != (q.Kind == PartyUnlicensed) {
			return Outcome{}, Refuse("regimes_differ", "", "该当事人适用的程序规定与本案不同，请另行登记线索、立案。", "another procedure applies to that party: open a clue of its own")
		}
		opened.Party, opened.Natural = PartyRef{q.ID, q.Name, q.Kind, q.Township}, q.Kind == PartyPerson
	}
	for _, n := range lines {
		opened.Allegations = append(opened.Allegations, p.Allegations[n-1])
	}
	if err := f.bound(opened.Allegations, opened.Party.Kind); err != nil {
		return Outcome{}, err
	}
	opened.Title = caseTitle(opened.Party.Name, opened.Allegations, f)
	for _, t := range c.Parts {
		opened.Parts = append(opened.Parts, PartTaken{Person: t.Person, Part: t.Part, For: t.For})
	}
	opened.Held = slices.Clone(c.Held)
	if k := c.running("decide"); k != nil {
		if k.still() {
			return Outcome{}, Refuse("clock_suspended", k.Article, "“%[1]s”期限正在中止或者扣除（鉴定、检测、审计未返回），恢复计算后再分案。", "the clock %[2]s stands still; split the case when it runs again", k.Title, k.Rule)
		}
		own := *k
		own.ID = "decide"
		opened.Clock = &own
		for _, s := range c.Fired { // what was announced of the clock is not announced again
			if after, ok := strings.CutPrefix(s, k.ID+"/"); ok {
				opened.Fired = append(opened.Fired, "decide/"+after)
			}
		}
	}
	id := childID(c.ID, "s", len(p.Split)+1)
	var tells []Telling
	if opened.Filing != nil && !opened.Filing.On.IsZero() {
		tells = (&Case{ID: id, Party: &opened.Party}).tellOpened(f)
	}
	return Outcome{Events: []Body{&CaseSplit{x, id, opened.Ref.Text}}, Opens: []Opening{{ID: id, Events: []Body{opened}}}, Tells: tells}, nil
}

// CaseSplit: some of the allegations go on in a case of their own.
type CaseSplit struct {
	SplitCase
	Opened    CaseID `json:"opened"`
	Reference string `json:"reference"`
}

func (CaseSplit) Kind() string { return "CaseSplit" }
func (b CaseSplit) apply(c *Case, e Event) {
	p := c.Penalty
	var stay []Allegation
	for i, a := range p.Allegations {
		if !slices.Contains(b.Allegations, i+1) {
			stay = append(stay, a)
		}
	}
	p.Allegations, p.Split = stay, append(p.Split, b.Opened)
	c.take(e.Actor, PartApprover, e.Seq)
}

// SplitCaseOpened: a case was made of a part of another.
type SplitCaseOpened struct {
	Agency      AgencyID     `json:"agency"`
	From        CaseID       `json:"from"`
	Ref         Number       `json:"ref"`
	Section     string       `json:"section,omitempty"`
	Title       string       `json:"title"`
	Party       PartyRef     `json:"party"`
	Officers    []PersonID   `json:"officers"`
	Handler     PersonID     `json:"handler"`
	Track       Track        `json:"track"`
	Regime      Regime       `json:"regime"`
	Source      string       `json:"source"`
	ReceivedOn  Date         `json:"received_on"`
	Clue        string       `json:"clue"`
	Natural     bool         `json:"natural,omitempty"`
	Allegations []Allegation `json:"allegations"`
	Filing      *Filing      `json:"filing,omitempty"`
	Parts       []PartTaken  `json:"parts"`
	Held        []PersonID   `json:"held,omitempty"`
	Clock       *Clock       `json:"clock,omitempty"`
	Fired       []string     `json:"fired,omitempty"`
	Reason      string       `json:"reason"`
}

func (SplitCaseOpened) Kind() string { return "SplitCaseOpened" }
func (b SplitCaseOpened) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Parent, c.Stage, c.Section = ProcPenalty, b.Agency, b.From, PenFiled, b.Section
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	c.Title, c.Party, c.Officers, c.Handler, c.OpenedOn = b.Title, &b.Party, slices.Clone(b.Officers), b.Handler, DateOf(e.OccurredAt)
	for _, t := range b.Parts {
		c.take(t.Person, t.Part, 0)
	}
	c.take(e.Actor, PartApprover, e.Seq)
	c.Held = b.Held
	c.Penalty = &Penalty{Track: b.Track, Regime: b.Regime, Source: b.Source, ReceivedOn: b.ReceivedOn, Clue: b.Clue, Natural: b.Natural,
		Allegations: b.Allegations, Filing: b.Filing, SplitFrom: b.From}
	if b.Clock != nil {
		c.startClock(*b.Clock)
		c.Fired = b.Fired
	}
	c.oweReport(e)
}

// EntrustInquiry asks another organ in writing to inquire (协助、委托调查函).
type EntrustInquiry struct {
	To      string `json:"to" minLength:"2" maxLength:"120" doc:"受托机关"`
	Matters string `json:"matters" minLength:"2" maxLength:"4000" doc:"委托事项"`
	Due     Date   `json:"due" doc:"请求回复的日期"`
}

func (EntrustInquiry) Act() string       { return "penalty.entrust" }
func (EntrustInquiry) Needs(*Case) Needs { return Needs{Numbers: []string{"P-4"}} }
func (x EntrustInquiry) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.To))) >= 2, "to", "请填写受托机关")
	bad.need(len([]rune(strings.TrimSpace(x.Matters))) >= 2, "matters", "请写明委托事项")
	bad.need(x.Due >= f.On(), "due", "请求回复的日期不能早于发函之日")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&InquiryEntrusted{x, issue(c, f, "P-4", "委托调查函")})
}

// InquiryEntrusted: another organ was asked to inquire.
type InquiryEntrusted struct {
	EntrustInquiry
	Document Document `json:"document"`
}

func (InquiryEntrusted) Kind() string { return "InquiryEntrusted" }
func (b InquiryEntrusted) apply(c *Case, e Event) {
	x := Entrusted{No: len(c.Penalty.Entrusted) + 1, To: b.To, Matters: b.Matters, On: DateOf(e.OccurredAt), Due: b.Due, Document: b.Document.ID}
	c.Penalty.Entrusted = append(c.Penalty.Entrusted, x)
	c.issued(b.Document, e)
	c.raise(Task{ID: "entrusted-" + itoa(x.No), Kind: "penalty.entrust_reply", Title: "登记委托调查的回复：" + x.To, English: "Enter the reply to the letter", Person: c.Handler, Due: x.Due}, e)
}

// EntrustReply enters what the other organ answers.
type EntrustReply struct {
	No       int           `json:"no" minimum:"1" doc:"编号"`
	Reply    string        `json:"reply" minLength:"2" maxLength:"4000" doc:"回复内容"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"复函和材料"`
}

func (EntrustReply) Act() string         { return "penalty.entrust_reply" }
func (x EntrustReply) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x EntrustReply) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reply); err != nil {
		return Outcome{}, err
	}
	if x.No < 1 || x.No > len(c.Penalty.Entrusted) || !c.Penalty.Entrusted[x.No-1].RepliedOn.IsZero() {
		return Outcome{}, Refuse("not_found", "", "没有这一号尚未回复的委托调查。", "there is no such letter without a reply")
	}
	ev, err := f.proof(x.Evidence, "documentary", c.Penalty.Entrusted[x.No-1].To)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&EntrustReplied{x, ev})
}

// EntrustReplied: the other organ has answered.
type EntrustReplied struct {
	EntrustReply
	Register []Evidence `json:"register,omitempty"`
}

func (EntrustReplied) Kind() string { return "EntrustReplied" }
func (b EntrustReplied) apply(c *Case, e Event) {
	x := &c.Penalty.Entrusted[b.No-1]
	x.RepliedOn, x.Reply = DateOf(e.OccurredAt), b.Reply
	c.enter(b.Register, e)
	c.finish("entrusted-"+itoa(b.No), e)
}

const jurisdictionArticle = "行政处罚法第二十五条"

// DisputeJurisdiction enters that another organ claims the case too, or that neither does. The organs negotiate; failing
// that, the common superior names one.
type DisputeJurisdiction struct {
	With   string `json:"with" minLength:"2" maxLength:"120" doc:"争议机关"`
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"争议情况"`
}

func (DisputeJurisdiction) Act() string { return "penalty.dispute_jurisdiction" }
func (x DisputeJurisdiction) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if len([]rune(strings.TrimSpace(x.With))) < 2 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写争议机关。", English: "name the other organ", Fields: []Field{{"with", "请填写争议机关"}}}
	}
	if c.disputed() != nil {
		return Outcome{}, Refuse("already_done", jurisdictionArticle, "管辖争议正在协商中。", "a dispute on jurisdiction is under way already")
	}
	k, err := f.start(c, "PEN-1.04", "jurisdiction", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&JurisdictionDisputed{x, k})
}

// disputed is the dispute on jurisdiction that is open, if any.
func (c *Case) disputed() *Dispute {
	if n := len(c.Penalty.Disputes); n > 0 && c.Penalty.Disputes[n-1].Result == "" {
		return &c.Penalty.Disputes[n-1]
	}
	return nil
}

// JurisdictionDisputed: two organs dispute whose case it is.
type JurisdictionDisputed struct {
	DisputeJurisdiction
	Clock Clock `json:"clock"`
}

func (JurisdictionDisputed) Kind() string { return "JurisdictionDisputed" }
func (b JurisdictionDisputed) apply(c *Case, e Event) {
	c.Penalty.Disputes = append(c.Penalty.Disputes, Dispute{With: b.With, Reason: b.Reason, On: DateOf(e.OccurredAt)})
	c.raise(Task{ID: "jurisdiction", Kind: "penalty.settle_jurisdiction", Title: "协商管辖：" + b.With, English: "Negotiate jurisdiction", Role: RoleLeader, Due: b.Clock.Due, Clock: c.begin(b.Clock)}, e)
}

// SettleJurisdiction enters whose case it is, as agreed or as the common superior said. Not ours: it is passed on and closed.
type SettleJurisdiction struct {
	Result string `json:"result" enum:"agreed_ours,agreed_theirs,designated_ours,designated_theirs" doc:"协商或者指定的结果"`
	Basis  string `json:"basis" minLength:"2" maxLength:"500" doc:"协商记录或者指定管辖通知书文号"`
}

func (x SettleJurisdiction) theirs() bool { return strings.HasSuffix(x.Result, "_theirs") }

func (SettleJurisdiction) Act() string { return "penalty.settle_jurisdiction" }
func (x SettleJurisdiction) Needs(c *Case) Needs {
	if x.theirs() {
		return c.atRegister(Needs{Numbers: []string{"P-23"}, Pending: c.ID})
	}
	return Needs{}
}
func (x SettleJurisdiction) Decide(c *Case, f *Facts) (Outcome, error) {
	if !slices.Contains([]string{"agreed_ours", "agreed_theirs", "designated_ours", "designated_theirs"}, x.Result) {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请选择结果。", English: "choose the result", Fields: []Field{{"result", "请选择结果"}}}
	}
	if err := wantReason(x.Basis); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, jurisdictionArticle, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	d := c.disputed()
	if d == nil {
		return Outcome{}, Refuse("not_found", jurisdictionArticle, "没有正在协商的管辖争议。", "there is no open dispute on jurisdiction")
	}
	out := &JurisdictionSettled{SettleJurisdiction: x}
	if x.theirs() {
		if err := c.nothingKept(); err != nil {
			return Outcome{}, err
		}
		doc := issue(c, f, "P-23", "案件移送函："+d.With)
		out.Document = &doc
		end, err := f.ended(c.ID, "移送"+d.With, out)
		end.Tells = append(end.Tells, c.tellClosed(f)...)
		return end, err
	}
	return outcome(out)
}

// JurisdictionSettled: it is known whose case it is.
type JurisdictionSettled struct {
	SettleJurisdiction
	Document *Document `json:"document,omitempty"`
}

func (JurisdictionSettled) Kind() string { return "JurisdictionSettled" }
func (b JurisdictionSettled) apply(c *Case, e Event) {
	if d := c.disputed(); d != nil {
		d.Result, d.Basis, d.SettledOn = b.Result, b.Basis, DateOf(e.OccurredAt)
	}
	c.take(e.Actor, PartApprover, e.Seq)
	if k := c.running("jurisdiction"); k != nil {
		k.Meet(DateOf(e.OccurredAt))
	}
	c.done(e, "penalty.settle_jurisdiction")
	if b.Document != nil {
		c.issued(*b.Document, e)
		c.close(e, PenMoved, "moved")
	}
}

// TakeOver enters that a superior organ takes the case over (提级管辖): it is passed on and closed.
type TakeOver struct {
	By    string `json:"by" minLength:"2" maxLength:"120" doc:"上级机关"`
	Paper string `json:"paper" minLength:"2" maxLength:"200" doc:"提级管辖文书文号"`
}

func (TakeOver) Act() string { return "penalty.take_over" }
func (TakeOver) Needs(c *Case) Needs {
	return c.atRegister(Needs{Numbers: []string{"P-23"}, Pending: c.ID})
}
func (x TakeOver) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.By))) >= 2, "by", "请填写上级机关")
	bad.need(len([]rune(strings.TrimSpace(x.Paper))) >= 2, "paper", "请填写文书文号")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, jurisdictionArticle, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if err := c.nothingKept(); err != nil {
		return Outcome{}, err
	}
	out, err := f.ended(c.ID, x.By, &TakenOver{x, issue(c, f, "P-23", "案件移送函："+x.By)})
	out.Tells = append(out.Tells, c.tellClosed(f)...)
	return out, err
}

// TakenOver: a superior organ goes on with the case.
type TakenOver struct {
	TakeOver
	Document Document `json:"document"`
}

func (TakenOver) Kind() string { return "TakenOver" }
func (b TakenOver) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	c.issued(b.Document, e)
	c.close(e, PenMoved, "moved")
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
