package domain

import (
	"slices"
	"strings"
)

// This file holds what passes between organs while a penalty case is gone into: another is asked to inquire, it is in dispute
// whose case it is, or a case is taken over (penalty.md §1; 行政处罚法 25).

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
