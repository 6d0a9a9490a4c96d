package domain

import (
	"slices"
	"time"
)

// Identifiers are types, so that one is never passed for another.
type (
	CaseID     string // a file: a case, or a register file such as a person or a party
	PersonID   string // a person of the bureau
	PartyID    string // somebody the bureau deals with: a target, an applicant
	AgencyID   string // an authority
	DocumentID string // an instrument in a file: <case>-d<n>
	Blob       string // the SM3 of a stored file, hex: evidence and documents are known by what they contain
)

// System is the actor of what the law or the machine does by itself. No person can sign in as it.
const System PersonID = "system"

// Applicant is the actor of what applicants do by themselves through the public pages, on the file they opened. It holds no
// office; no person can sign in as it.
const Applicant PersonID = "applicant"

// Procedure says which law of procedure a file follows. The last six are registers: they are files of the
// same kind, with the same chain and the same door, but no workflow follows them.
type Procedure string

const (
	ProcCampaign      Procedure = "campaign"      // 专项检查：方案与结果
	ProcInspection    Procedure = "inspection"    // 行政检查
	ProcRectification Procedure = "rectification" // 责令限期改正

	ProcPenalty  Procedure = "penalty"  // 行政处罚、取缔
	ProcLegality Procedure = "legality" // 合法性审核：案件、规范性文件、合同、重大决策、公平竞争
	ProcMeeting  Procedure = "meeting"  // 负责人集体讨论
	ProcReferral Procedure = "referral" // 移送：公安、纪检监察、其他机关

	ProcRegistration Procedure = "registration" // 社会组织登记：成立、变更、注销、章程核准
	ProcCheck        Procedure = "annual_check" // 年度检查：一个组织一个年度
	ProcListing      Procedure = "listing"      // 列入活动异常名录、严重违法失信名单
	ProcCleanup      Procedure = "cleanup"      // 清理整治专项行动
	ProcClearance    Procedure = "clearance"    // 清理整治中一个组织的处置

	ProcNorms    Procedure = "norms"    // 处罚规范：违法行为、听证标准、裁量基准
	ProcAgency   Procedure = "agency"   // 机关与内设机构
	ProcPerson   Procedure = "person"   // 人员、任职、执法证
	ProcParty    Procedure = "party"    // 当事人、检查对象
	ProcCalendar Procedure = "calendar" // 工作日历
	ProcRules    Procedure = "rules"    // 期限规则

	ProcTemplates Procedure = "templates" // 文书模板
)

// IsRegister reports that the file is kept for reference and has no course of its own.
func (p Procedure) IsRegister() bool {
	//exhaustive:ignore
	switch p {
	case ProcAgency, ProcPerson, ProcParty, ProcCalendar, ProcRules, ProcNorms, ProcTemplates:
		return true
	}
	return false
}

// IsLaw reports that the register holds law: one of each, it opens with its first entry and its id is its name.
func (p Procedure) IsLaw() bool {
	return p == ProcCalendar || p == ProcRules || p == ProcNorms || p == ProcTemplates
}

// Stage is where a file stands. Each procedure declares its own, with a sentence each.
type Stage string

// Part is a part that a person has taken in a matter; some parts bar a person from others.
type Part string

const (
	PartOfficer   Part = "officer"    // 承办、检查、调查
	PartDrafter   Part = "drafter"    // 拟稿
	PartApprover  Part = "approver"   // 审批
	PartReviewer  Part = "reviewer"   // 法制审核
	PartHost      Part = "host"       // 听证主持
	PartDecider   Part = "decider"    // 决定
	PartRecorder  Part = "recorder"   // 听证记录
	PartTaskForce Part = "task_force" // 移送专案组
	PartRecused   Part = "recused"    // 已决定回避：不得再办理本案的任何事项
	PartArchivist Part = "archivist"  // 归档
	PartCashier   Part = "cashier"    // 收缴登记

	PartDiscussant Part = "discussant" // 集体讨论表决
)

// PartTaken records who took which part, and with which event.
type PartTaken struct {
	Person PersonID `json:"person"`
	Part   Part     `json:"part"`
	Seq    int      `json:"seq"`           // 0 when inherited from the file this one came from
	For    PersonID `json:"for,omitempty"` // in whose place; it counts as taken by both
}

// standing is who acts in whose place, while an event is folded.
type standing struct{ actor, other PersonID }

// PartyRef is the party of a file as it was named then.
type PartyRef struct {
	ID       PartyID   `json:"id"`
	Name     string    `json:"name"`
	Kind     PartyKind `json:"kind"`
	Township string    `json:"township,omitempty"`
}

// Task is something a person or an office owes. It is raised and closed by events, never by hand.
type Task struct {
	ID       string    `json:"id"`
	Kind     string    `json:"kind"`             // the act that discharges it, or "look" for an alarm
	Title    string    `json:"title"`            // Chinese
	English  string    `json:"english"`          // English
	Person   PersonID  `json:"person,omitempty"` // whose it is, or
	Role     Role      `json:"role,omitempty"`   // whose office it is
	Section  string    `json:"section,omitempty"`
	Due      Date      `json:"due,omitzero"`
	Clock    string    `json:"clock,omitempty"`
	RaisedAt time.Time `json:"raised_at"`
	DoneAt   time.Time `json:"done_at,omitzero"`
	DoneBy   PersonID  `json:"done_by,omitempty"`
}

// File is a stored file that belongs to a document or is evidence.
type File struct {
	Hash Blob   `json:"hash"`
	Name string `json:"name"`
	Type string `json:"type"` // media type as found in the content
	Size int64  `json:"size"` // bytes
}

// Document is an instrument of the file: numbered when issued, rendered by the engine, served where the law wants it.
type Document struct {
	ID       DocumentID `json:"id"`
	Type     string     `json:"type"` // I-4, I-8 … as in inspection-disclosure-instruments.md §5.2
	Title    string     `json:"title"`
	Number   string     `json:"number,omitempty"` // 云民改字〔2023〕第3号
	Year     int        `json:"year,omitempty"`
	Serial   int        `json:"serial,omitempty"`
	IssuedOn Date       `json:"issued_on"`
	IssuedBy PersonID   `json:"issued_by"`
	Seq      int        `json:"seq"`                // the event that issued it: the content is the file as of then
	Files    []File     `json:"files,omitempty"`    // DOCX and PDF, once rendered
	Template string     `json:"template,omitempty"` // what set it, with its version: penalty_decision@2
	VoidedOn Date       `json:"voided_on,omitzero"`
	VoidedBy string     `json:"voided_reason,omitempty"`
	Service  string     `json:"service,omitempty"` // how it goes to the party as it is issued: handed, electronic, owed
	To       string     `json:"to,omitempty"`      // who signed for it, or what an electronic service rests on
}

// ServiceMethod is a way of serving a document (民事诉讼法 87–95, by 行政处罚法 61).
type ServiceMethod string

const (
	ServeDirect     ServiceMethod = "direct"     // 直接送达
	ServeLeaving    ServiceMethod = "leaving"    // 留置送达：见证人或者照片、视频
	ServePost       ServiceMethod = "post"       // 邮寄送达
	ServeElectronic ServiceMethod = "electronic" // 电子送达：须有同意
	ServeEntrusted  ServiceMethod = "entrusted"  // 委托送达
	ServeNotice     ServiceMethod = "notice"     // 公告送达：期满视为送达
)

// Service is one attempt to serve a document, with what the receipt says.
type Service struct {
	Document   DocumentID    `json:"document"`
	Method     ServiceMethod `json:"method"`
	On         Date          `json:"on"`                   // signed, left, arrived, or first published
	DeemedOn   Date          `json:"deemed_on,omitzero"`   // the day it counts as served
	Recipient  string        `json:"recipient,omitempty"`  // who signed
	Relation   string        `json:"relation,omitempty"`   // to the party
	Witness    string        `json:"witness,omitempty"`    // 见证人
	Consent    string        `json:"consent,omitempty"`    // signed confirmation of electronic service
	Tracking   string        `json:"tracking,omitempty"`   // 邮件号
	Evidence   []Blob        `json:"evidence,omitempty"`   // receipt, photo or video
	FailedFor  string        `json:"failed_for,omitempty"` // why it failed
	Superseded bool          `json:"superseded,omitempty"` // an earlier service won (the party signed before the notice ran out)
	Clock      string        `json:"clock,omitempty"`      // the clock of a public notice
	Seq        int           `json:"seq"`
}

// Evidence is a stored file entered into the register of the file.
type Evidence struct {
	File
	Kind    string    `json:"kind"` // photo, video, audio, document, statement, other
	Title   string    `json:"title"`
	TakenAt time.Time `json:"taken_at,omitzero"`
	TakenBy PersonID  `json:"taken_by,omitempty"`
	Line    int       `json:"line,omitempty"`   // the finding it proves
	Class   string    `json:"class,omitempty"`  // one of the eight kinds of 行政处罚法 46, where it is evidence in a case
	Source  string    `json:"source,omitempty"` // who handed it over, where it was found
	Form    string    `json:"form,omitempty"`   // original, copy
	// Excluded says why it does not count any more; it stays in the register with its number (行政处罚法 46 III).
	Excluded   string   `json:"excluded,omitempty"`
	ExcludedOn Date     `json:"excluded_on,omitzero"`
	ExcludedBy PersonID `json:"excluded_by,omitempty"`
	Seq        int      `json:"seq"`
}

// Case is a file as its events have made it. Only events change it.
type Case struct {
	ID        CaseID     `json:"id"`
	Procedure Procedure  `json:"procedure"`
	Agency    AgencyID   `json:"agency"`
	Parent    CaseID     `json:"parent,omitempty"` // the file this one came from
	Reference string     `json:"reference,omitempty"`
	RefYear   int        `json:"ref_year,omitempty"`
	RefSerial int        `json:"ref_serial,omitempty"`
	Title     string     `json:"title"`
	Stage     Stage      `json:"stage"`
	Handler   PersonID   `json:"handler,omitempty"`
	Officers  []PersonID `json:"officers,omitempty"`
	Section   string     `json:"section,omitempty"`
	Party     *PartyRef  `json:"party,omitempty"`
	OpenedOn  Date       `json:"opened_on"`
	ClosedOn  Date       `json:"closed_on,omitzero"`
	Outcome   string     `json:"outcome,omitempty"` // how it ended
	Seq       int        `json:"seq"`               // number of the last event; 0 means there is no file yet
	LastAt    time.Time  `json:"last_at"`           // when the last act of a person happened in law

	Clocks    []Clock     `json:"clocks,omitempty"`
	Tasks     []Task      `json:"tasks,omitempty"`
	Documents []Document  `json:"documents,omitempty"`
	Services  []Service   `json:"services,omitempty"`
	Evidence  []Evidence  `json:"evidence,omitempty"`
	Parts     []PartTaken `json:"parts,omitempty"`
	Held      []PersonID  `json:"held,omitempty"`  // asked to stay out of the matter and not decided of yet: they decide nothing
	Fired     []string    `json:"fired,omitempty"` // moments of clocks that have been recorded

	Campaign      *Campaign      `json:"campaign,omitempty"`
	Inspection    *Inspection    `json:"inspection,omitempty"`
	Rectification *Rectification `json:"rectification,omitempty"`
	Penalty       *Penalty       `json:"penalty,omitempty"`
	Legality      *Legality      `json:"legality,omitempty"`
	Meeting       *Meeting       `json:"meeting,omitempty"`
	Referral      *Referral      `json:"referral,omitempty"`
	Registration  *Registration  `json:"registration,omitempty"`
	Cleanup       *Cleanup       `json:"cleanup,omitempty"`
	Clearance     *Clearance     `json:"clearance,omitempty"`
	AnnualCheck   *AnnualCheck   `json:"annual_check,omitempty"`
	Listing       *Listing       `json:"listing,omitempty"`

	AgencyFile    *Agency       `json:"agency_file,omitempty"`
	PersonFile    *Person       `json:"person_file,omitempty"`
	PartyFile     *Party        `json:"party_file,omitempty"`
	CalendarFile  *Holidays     `json:"calendar_file,omitempty"`
	RulesFile     *RuleFile     `json:"rules_file,omitempty"`
	TemplatesFile *TemplateFile `json:"templates_file,omitempty"`
	NormsFile     *NormRows     `json:"norms_file,omitempty"`

	standing standing   // of the event being folded
	listed   []ListItem // what the events folded into this value did to the list of a campaign: ListChanges
}

// Open reports that the file exists and has not been closed.
func (c *Case) Open() bool { return c.Seq > 0 && c.ClosedOn.IsZero() }

// Took lists the parts that a person has taken in the matter, or another has taken in the person's place.
func (c *Case) Took(p PersonID) []Part {
	var parts []Part
	for _, t := range c.Parts {
		if (t.Person == p || t.For == p) && p != "" && !slices.Contains(parts, t.Part) {
			parts = append(parts, t.Part)
		}
	}
	return parts
}

func (c *Case) take(p PersonID, part Part, seq int) {
	if p == System || p == Applicant || p == "" {
		return
	}
	var other PersonID
	if p == c.standing.actor && seq > 0 {
		other = c.standing.other
	}
	for _, t := range c.Parts {
		if t.Person == p && t.Part == part && (t.For == other || other == "") {
			return
		}
	}
	c.Parts = append(c.Parts, PartTaken{Person: p, Part: part, Seq: seq, For: other})
}

// inherit takes over the parts taken in the file this one came from.
func (c *Case) inherit(parts []PartTaken) {
	for _, t := range parts {
		if !slices.ContainsFunc(c.Parts, func(o PartTaken) bool { return o.Person == t.Person && o.Part == t.Part && o.For == t.For }) {
			c.Parts = append(c.Parts, PartTaken{Person: t.Person, Part: t.Part, For: t.For})
		}
	}
}

// Clock finds a clock of the file by its id.
func (c *Case) Clock(id string) *Clock {
	for i := range c.Clocks {
		if c.Clocks[i].ID == id {
			return &c.Clocks[i]
		}
	}
	return nil
}

// Document finds an instrument by its id.
func (c *Case) Document(id DocumentID) *Document {
	for i := range c.Documents {
		if c.Documents[i].ID == id {
			return &c.Documents[i]
		}
	}
	return nil
}

// DocumentOf is the newest instrument of a type that has not been voided.
func (c *Case) DocumentOf(typ string) *Document {
	for i := len(c.Documents) - 1; i >= 0; i-- {
		if c.Documents[i].Type == typ && c.Documents[i].VoidedOn.IsZero() {
			return &c.Documents[i]
		}
	}
	return nil
}

// ServedOn is the day a document counts as served; zero while it does not.
func (c *Case) ServedOn(id DocumentID) Date {
	for _, s := range c.Services {
		if s.Document == id && !s.DeemedOn.IsZero() && !s.Superseded {
			return s.DeemedOn
		}
	}
	return 0
}

// Task finds an open task by its id.
func (c *Case) openTask(id string) *Task {
	for i := range c.Tasks {
		if c.Tasks[i].ID == id && c.Tasks[i].DoneAt.IsZero() {
			return &c.Tasks[i]
		}
	}
	return nil
}

// raise adds a task unless the same one is open already.
func (c *Case) raise(t Task, e Event) {
	if c.openTask(t.ID) != nil {
		return
	}
	t.RaisedAt = e.OccurredAt
	if t.Section == "" {
		t.Section = c.Section
	}
	// the same duty may come up again later in the file: keep ids unique
	base, n := t.ID, 1
	for slices.ContainsFunc(c.Tasks, func(o Task) bool { return o.ID == t.ID }) {
		n++
		t.ID = base + "#" + itoa(n)
	}
	c.Tasks = append(c.Tasks, t)
}

// under gives a task the last day of a clock that runs; without one it has none.
func (c *Case) under(clock string, t Task) Task {
	if k := c.running(clock); k != nil {
		t.Due, t.Clock = k.Due, k.ID
	}
	return t
}

// done closes every open task of the kinds named.
func (c *Case) done(e Event, kinds ...string) {
	// a paper that was issued is served whatever the file comes to
	c.doneWhere(e, func(t *Task) bool {
		return len(kinds) == 0 && t.Kind != "registration.serve" || slices.Contains(kinds, t.Kind)
	})
}

// doneWhere does the open tasks that are meant.
func (c *Case) doneWhere(e Event, meant func(*Task) bool) {
	for i := range c.Tasks {
		if t := &c.Tasks[i]; t.DoneAt.IsZero() && meant(t) {
			t.DoneAt, t.DoneBy = e.OccurredAt, e.Actor
		}
	}
}

// close ends the file: every clock that still runs is stopped and every open task is done.
func (c *Case) close(e Event, stage Stage, outcome string) {
	c.Stage, c.Outcome, c.ClosedOn = stage, outcome, DateOf(e.OccurredAt)
	for i := range c.Clocks {
		if k := &c.Clocks[i]; !k.ended() {
			k.Stop(c.ClosedOn)
		}
	}
	c.done(e)
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// Ended reports that the clock was met, lapsed or stopped.
func (k *Clock) Ended() bool { return k.ended() }

// AsChild is what the file this one came from may know of it.
func (c *Case) AsChild() Child {
	ch := Child{ID: c.ID, Procedure: c.Procedure, Stage: c.Stage, Outcome: c.Outcome, Open: c.Open()}
	if c.Party != nil {
		ch.Party = c.Party.Name
	}
	if c.Inspection != nil {
		ch.Findings, ch.Orders = c.Inspection.Findings, c.Inspection.Orders
	}
	return ch
}
