package domain

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// A meeting of the leaders (负责人集体讨论, 三重一大) is a procedure of its own: 行政处罚法 57 II; penalty.md §2, §7;
// inspection-disclosure-instruments.md §4.6. Its minutes say who was there, who said what in which order, and how each voted;
// the head speaks last, dissent is kept as spoken. When it is closed it tells every file on the agenda what was resolved.

// Stages of a meeting.
const (
	MeetConvened  Stage = "meeting_convened"  // 已召集
	MeetHeld      Stage = "meeting_held"      // 已召开，待签字
	MeetClosed    Stage = "meeting_closed"    // 已办结 ■
	MeetCancelled Stage = "meeting_cancelled" // 已取消 ■
)

// What an item of the agenda is about.
const (
	ItemCase         = "case"         // 案件处理意见
	ItemExtension    = "extension"    // 再次延长办案期限（民政部令第68号第三十一条）
	ItemRecusal      = "recusal"      // 正职负责人的回避
	ItemPaper        = "paper"        // 规范性文件、重大决策、合同
	ItemRegistration = "registration" // 登记审查意见（三重一大集体决策制度）
	ItemOther        = "other"        // 其他三重一大事项，无案卷
)

const (
	artDiscussion = "行政处罚法第五十七条第二款"
	artCollective = "三重一大集体决策制度" // of a registration
	artMeeting    = artDiscussion + "；" + artCollective
)

// article is what a matter is discussed by.
func (a AgendaItem) article() string {
	if a.Subject == ItemRegistration {
		return artCollective
	}
	return artDiscussion
}

// voterBars are the parts that keep a member from voting on a case; who investigated, presided or reviewed may report.
var voterBars = []Part{PartOfficer, PartDrafter, PartHost, PartRecorder, PartReviewer, PartRecused}

// Meeting is what a meeting holds besides what every file holds.
type Meeting struct {
	At       time.Time         `json:"at"`
	Place    string            `json:"place"`
	Chair    PersonID          `json:"chair"`
	Recorder PersonID          `json:"recorder"`
	Due      []PersonID        `json:"due"` // members: everybody who is leader or head on the day
	Agenda   []AgendaItem      `json:"agenda"`
	Minutes  *Minutes          `json:"minutes,omitempty"`
	Signed   []MinuteSignature `json:"signed,omitempty"`
	Document DocumentID        `json:"document,omitempty"` // 会议纪要
	Quorum   *QuorumUsed       `json:"quorum,omitempty"`   // the rule it was closed under
}

// AgendaItem is a matter to be discussed, bound to its content by the digest.
type AgendaItem struct {
	No        int        `json:"no"`
	Subject   string     `json:"subject"`
	File      CaseID     `json:"file,omitempty"`
	Reference string     `json:"reference,omitempty"`
	Title     string     `json:"title"`
	Recusal   int        `json:"recusal,omitempty"` // number of the request, where the head is to stay out
	Round     int        `json:"round,omitempty"`
	Digest    string     `json:"digest,omitempty"`
	Disputed  bool       `json:"disputed,omitempty"`  // officers and reviewer disagree for the second time
	Document  DocumentID `json:"document,omitempty"`  // 集体讨论笔录 of this item
	Withdrawn string     `json:"withdrawn,omitempty"` // why there is nothing left to discuss
}

// NewItem puts a matter on the agenda.
type NewItem struct {
	Subject string `json:"subject" enum:"case,extension,recusal,paper,registration,other" doc:"议题种类"`
	File    CaseID `json:"file,omitempty" maxLength:"200" doc:"案卷"`
	Title   string `json:"title,omitempty" maxLength:"200" doc:"议题；有案卷的可以不填"`
	Recusal int    `json:"recusal,omitempty" minimum:"0" doc:"回避申请的序号"`
	Digest  string `json:"digest,omitempty" maxLength:"64" doc:"议题材料摘要；空为案卷现有内容"`
}

// QuorumUsed is the rule on quorum and majority that a meeting was closed under (a row of the norms, unconfirmed: §4.6).
type QuorumUsed struct {
	ID      string `json:"id"`
	Article string `json:"article"`
	Status  string `json:"status"`
}

// Minutes is the record of the meeting.
type Minutes struct {
	StartedAt time.Time    `json:"started_at" doc:"开始时间"`
	EndedAt   time.Time    `json:"ended_at" doc:"结束时间"`
	Present   []PersonID   `json:"present" minItems:"1" doc:"到会成员"`
	Absent    []Absence    `json:"absent,omitempty" doc:"缺席成员及原因"`
	Observers []Observer   `json:"observers,omitempty" doc:"列席人员"`
	Items     []MinuteItem `json:"items" minItems:"1" doc:"逐项记录"`
}

// Absence is a member who did not come, and why.
type Absence struct {
	Person PersonID `json:"person" doc:"缺席成员"`
	Reason string   `json:"reason" minLength:"1" maxLength:"200" doc:"原因"`
}

// Observer is somebody who was there without a vote.
type Observer struct {
	Name string `json:"name" minLength:"1" maxLength:"60" doc:"姓名"`
	As   string `json:"as" minLength:"1" maxLength:"100" doc:"身份"`
}

// MinuteItem is what was said and resolved on one item of the agenda.
type MinuteItem struct {
	Item     int             `json:"item" minimum:"1" doc:"第几项议题"`
	Reports  []ItemReport    `json:"reports,omitempty" doc:"汇报人及汇报内容（承办人、审核人可以汇报，不参加表决）"`
	Recused  []Absence       `json:"recused,omitempty" doc:"本项回避的成员及原因"`
	Opinions []MemberOpinion `json:"opinions" doc:"按发言顺序的意见；正职负责人最后发言"`
	Votes    []MemberVote    `json:"votes" doc:"逐人表决"`
	Result   Resolution      `json:"result" enum:"agree,change,inquire,extend,defer,reject" doc:"决议；承办与审核有分歧的：agree 采纳承办意见，reject 采纳审核意见"`
	Text     string          `json:"text" minLength:"2" maxLength:"4000" doc:"决议内容"`
	Days     int             `json:"days,omitempty" minimum:"0" maximum:"365" doc:"延长日数"`
	HeadWhy  string          `json:"head_why,omitempty" maxLength:"2000" doc:"重大行政决策：正职负责人的决定与多数意见不一致的，说明理由"`
}

// ItemReport is what somebody reported on an item.
type ItemReport struct {
	Who  string `json:"who" minLength:"1" maxLength:"60" doc:"汇报人"`
	Text string `json:"text" minLength:"1" maxLength:"8000" doc:"汇报内容"`
}

// MemberOpinion is what a member said.
type MemberOpinion struct {
	Person PersonID `json:"person" doc:"发言人"`
	Text   string   `json:"text" minLength:"1" maxLength:"4000" doc:"意见摘要"`
}

// MemberVote is how a member voted on the resolution. Dissent is written down as it was spoken.
type MemberVote struct {
	Person  PersonID `json:"person" doc:"成员"`
	Vote    string   `json:"vote" enum:"agree,oppose,abstain" doc:"表决"`
	Dissent string   `json:"dissent,omitempty" maxLength:"4000" doc:"不同意见（照原话）"`
}

// MinuteSignature is a signature under the minutes, or why there is none.
type MinuteSignature struct {
	Person  PersonID `json:"person"`
	On      Date     `json:"on"`
	Refused string   `json:"refused,omitempty"`
}

// item finds the record of an item of the agenda.
func (m *Minutes) item(no int) *MinuteItem {
	for i := range m.Items {
		if m.Items[i].Item == no {
			return &m.Items[i]
		}
	}
	return nil
}

// files are the files on the agenda.
func agendaFiles(items []AgendaItem) []CaseID {
	var out []CaseID
	for _, i := range items {
		if i.File != "" && !slices.Contains(out, i.File) {
			out = append(out, i.File)
		}
	}
	return out
}

// isLeader reports that the person is one of the 负责人 of the agency on the day.
func isLeader(p Person, f *Facts, on Date) bool {
	return p.Holds(RoleLeader, f.Agency.ID, on) || p.Holds(RoleHead, f.Agency.ID, on)
}

// leadersOn are all members on the day: everybody who is leader or head. All are due: 负责人集体讨论 is not a choice of some.
func leadersOn(f *Facts, on Date) []PersonID {
	var out []PersonID
	for id, p := range f.People {
		if isLeader(p, f, on) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// ConveneMeeting calls the leaders together.
type ConveneMeeting struct {
	At       time.Time  `json:"at" doc:"召开时间"`
	Place    string     `json:"place" minLength:"2" maxLength:"120" doc:"地点"`
	Chair    PersonID   `json:"chair" doc:"主持人"`
	Recorder PersonID   `json:"recorder" doc:"记录人"`
	Due      []PersonID `json:"due,omitempty" doc:"应到成员；空为当日全体负责人"`
	Agenda   []NewItem  `json:"agenda" minItems:"1" doc:"议题"`
}

func (ConveneMeeting) Act() string { return "meeting.convene" }
func (x ConveneMeeting) Needs(*Case) Needs {
	n := Needs{People: append([]PersonID{x.Chair, x.Recorder}, x.Due...), Numbers: []string{"case.meeting"}}
	for _, i := range x.Agenda {
		if i.File != "" {
			n.Others = append(n.Others, i.File)
		}
	}
	return n
}

// check settles who is due and what stands on the agenda.
func (x ConveneMeeting) check(f *Facts) (due []PersonID, agenda []AgendaItem, err error) {
	on := DateOf(x.At)
	var bad faults
	bad.need(!x.At.IsZero(), "at", "请填写召开时间")
	bad.need(len([]rune(strings.TrimSpace(x.Place))) >= 2, "place", "请填写地点")
	bad.need(len(x.Agenda) > 0, "agenda", "请填写议题")
	all := leadersOn(f, on)
	if due = slices.Clone(x.Due); len(due) == 0 {
		due = all
	}
	slices.Sort(due)
	due = slices.Compact(due)
	for _, p := range due {
		bad.need(slices.Contains(all, p), "due", "应到成员须是负责人："+nameIn(f, p))
	}
	for _, p := range all {
		bad.need(slices.Contains(due, p), "due", "负责人集体讨论，应到成员不能缺少"+nameIn(f, p))
	}
	bad.need(slices.Contains(due, x.Chair), "chair", "主持人须是应到成员")
	r, known := f.People[x.Recorder]
	bad.need(known && !slices.Contains(due, x.Recorder), "recorder", "记录人须另有其人，不能是应到成员")
	bad.need(!known || r.Holds(RoleSection, f.Agency.ID, on) || r.Holds(RoleOfficer, f.Agency.ID, on), "recorder", "记录人须是股室负责人或者执法人员")
	if err := bad.err(); err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{}
	for i, n := range x.Agenda {
		a, err := n.item(i+1, f)
		if err != nil {
			return nil, nil, err
		}
		if key := n.Subject + " " + string(n.File) + " " + itoa(max(n.Recusal, 0)); n.File != "" && seen[key] {
			return nil, nil, &Error{Code: "invalid_input", Message: "同一事项重复列入议程。", English: "the same matter is twice on the agenda", Fields: []Field{{"agenda[" + itoa(i) + "]", "重复"}}}
		} else {
			seen[key] = true
		}
		if err := a.open(f); err != nil {
			return nil, nil, err
		}
		if err := recorderFree(f, x.Recorder, a); err != nil {
			return nil, nil, err
		}
		agenda = append(agenda, a)
	}
	return due, agenda, nil
}

func nameIn(f *Facts, p PersonID) string {
	if x, ok := f.People[p]; ok {
		return x.Name
	}
	return string(p)
}

// recorderFree refuses a recorder who is on the case that is discussed.
func recorderFree(f *Facts, recorder PersonID, a AgendaItem) error {
	file := f.Others[a.File]
	if file == nil || file.Penalty == nil && file.Registration == nil {
		return nil
	}
	return freeOf(f.People[recorder], a.article(), []Part{PartOfficer, PartDrafter, PartHost, PartReviewer, PartRecused}, file)
}

// item looks the matter up in its file.
func (n NewItem) item(no int, f *Facts) (AgendaItem, error) {
	a := AgendaItem{No: no, Subject: n.Subject, File: n.File, Title: strings.TrimSpace(n.Title), Recusal: n.Recusal, Digest: n.Digest}
	at := "agenda[" + itoa(no-1) + "]"
	var bad faults
	bad.need(slices.Contains([]string{ItemCase, ItemExtension, ItemRecusal, ItemPaper, ItemRegistration, ItemOther}, n.Subject), at+".subject", "没有这种议题")
	bad.need(n.Subject != ItemOther || len([]rune(a.Title)) >= 2, at+".title", "请填写议题")
	bad.need((n.Subject == ItemOther) == (n.File == ""), at+".file", "案件、文件须指明案卷；其他事项没有案卷")
	file := f.Others[n.File]
	if n.File != "" {
		bad.need(file != nil && (n.Subject == ItemPaper) == (file.Legality != nil) && (n.Subject == ItemRegistration) == (file.Registration != nil) &&
			(n.Subject == ItemPaper || n.Subject == ItemRegistration || file.Penalty != nil), at+".file", "没有这个案卷，或者与议题种类不符")
	}
	if err := bad.err(); err != nil {
		return a, err
	}
	if file == nil {
		return a, nil
	}
	a.Reference = file.Reference
	if a.Title == "" {
		a.Title = file.Title
	}
	stands, round := "", 0
	switch {
	case file.Legality != nil:
		stands, round = file.Legality.Digest, file.Legality.Version
	case file.Registration != nil:
		stands = file.Registration.tabled()
	case file.Penalty.Proposal != nil:
		stands, round = file.Penalty.Proposal.Digest(), file.Penalty.Round
	}
	if a.Round = round; a.Digest == "" {
		a.Digest = stands
	}
	a.Disputed = file.Stage == PenDisputed
	return a, nil
}

// preDecision are the stages in which a case is not decided yet.
var preDecision = []Stage{PenFiled, PenSuspended, PenReported, PenExamining, PenDisputed, PenExamined, PenNoticed, PenHearing, PenHeard, PenPostNotice, PenReviewing,
	PenToDiscuss, PenToDecide, PenWithPolice}

// open refuses an item that is not, or not any more, to be discussed, and one whose content is not what is tabled.
func (a AgendaItem) open(f *Facts) error {
	if a.Subject == ItemOther {
		return nil
	}
	c := f.Others[a.File]
	gone := func() error {
		return Refuse("item_not_open", a.article(), "第%[1]d项议题（%[2]s）现处于“%[3]s”，不是待讨论的事项，请调整议程。", "item %[1]d (%[2]s) stands at %[4]s and is not to be discussed; change the agenda", a.No, a.Reference, stageOf(c), string(stageKey(c)))
	}
	if c == nil || !c.Open() {
		return gone()
	}
	stands := ""
	switch a.Subject {
	case ItemPaper:
		if c.Legality == nil || c.Stage != LegPassed {
			return gone()
		}
		if c.Legality.Fair == nil && slices.ContainsFunc(c.Legality.Required, func(n PaperNeed) bool { return n.Key == "fair" }) {
			return Refuse("fair_competition", artFair, "第%[1]d项议题（%[2]s）没有公平竞争审查结论。", "item %[1]d (%[2]s) has no fair-competition conclusion", a.No, a.Reference)
		}
		if o := c.Legality.opinion(); o == nil || o.Opinion != ReviewLawful || o.Digest != c.Legality.Digest {
			return gone()
		}
		stands = c.Legality.Digest
	case ItemRegistration:
		if c.Registration == nil || c.Stage != RegDiscuss || c.Registration.Review == nil {
			return gone()
		}
		stands = c.Registration.tabled()
	case ItemCase:
		if c.Penalty == nil || c.Stage != PenToDiscuss && c.Stage != PenDisputed || c.Penalty.Proposal == nil {
			return gone()
		}
		stands = c.Penalty.Proposal.Digest()
		if c.Stage == PenToDiscuss { // reviewed as it stands, and after the hearing (E19)
			if err := undecided(c, f); err != nil {
				return err
			}
		}
	case ItemExtension:
		if c.Penalty == nil || !slices.Contains(preDecision, c.Stage) {
			return gone()
		}
		return mayExtendAgain(c)
	default:
		if c.Penalty == nil || !slices.Contains(preDecision, c.Stage) && c.Stage != PenClue {
			return gone()
		}
		i := slices.IndexFunc(c.Penalty.Recusals, func(r Recusal) bool { return r.No == a.Recusal })
		if i < 0 || !c.Penalty.Recusals[i].DecidedOn.IsZero() {
			return Refuse("item_not_open", "行政处罚法第四十三条", "第%[1]d项议题：没有待决定的回避申请。", "item %[1]d: there is no such open request", a.No)
		}
		if who := f.People[c.Penalty.Recusals[i].Person]; !who.Holds(RoleHead, f.Agency.ID, f.On()) {
			return Refuse("item_not_open", "行政处罚法第四十三条", "第%[1]d项议题：只有正职负责人的回避由集体讨论决定，其他人员的由负责人决定。", "item %[1]d: only the head's own recusal is for the meeting; others are decided by a leader", a.No)
		}
		return nil
	}
	if stands != a.Digest {
		return Refuse("digest_mismatch", a.article(), "第%[1]d项议题（%[2]s）的材料与案卷现有内容不一致，请调整议程后重新讨论。", "the material of item %[1]d (%[2]s) is not what the file says now; change the agenda and discuss it again", a.No, a.Reference)
	}
	return nil
}

func stageKey(c *Case) Stage {
	if c == nil {
		return ""
	}
	return c.Stage
}

func stageOf(c *Case) string {
	if c == nil {
		return "无此案卷"
	}
	return StageTitle(c.Stage)
}

// mayExtendAgain refuses what only the leaders together may do, a further period to decide: where the rule knows none, and
// before the one extension of a single leader was used (民政部令第68号 31; penalty.md §4.1, §7 no. 9).
func mayExtendAgain(c *Case) error {
	k := c.running("decide")
	switch {
	case k == nil:
		return Refuse("clock_ended", "", "没有正在计算的办案期限。", "no time to decide is running")
	case k.Extending.MoreBy != "collective":
		return Refuse("extension_none", k.Article, "法律没有规定“%[1]s”期限可以经集体讨论延长。", "no further period for %[2]s is provided for by law", k.Title, k.Rule)
	case len(k.Extensions) < k.Extending.Max:
		return Refuse("extension_first", k.Article, "负责人批准的延长尚未使用，先按规定报负责人批准。", "the extension that a leader may grant has not been used yet; use that first")
	}
	return nil
}

func (x ConveneMeeting) Decide(_ *Case, f *Facts) (Outcome, error) {
	due, agenda, err := x.check(f)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&MeetingConvened{Convened{x.At, x.Place, x.Chair, x.Recorder, due, agenda}, f.Agency.ID, f.Numbers["case.meeting"], f.People[f.Actor].Section})
}

// Convened is who meets, when, where and about what.
type Convened struct {
	At       time.Time    `json:"at"`
	Place    string       `json:"place"`
	Chair    PersonID     `json:"chair"`
	Recorder PersonID     `json:"recorder"`
	Due      []PersonID   `json:"due"`
	Agenda   []AgendaItem `json:"agenda"`
}

func (b Convened) apply(c *Case, e Event) {
	c.Meeting = &Meeting{At: b.At, Place: b.Place, Chair: b.Chair, Recorder: b.Recorder, Due: b.Due, Agenda: slices.Clone(b.Agenda)}
	c.Handler = b.Recorder
	c.Title = "负责人集体讨论：" + b.Agenda[0].Title
	if n := len(b.Agenda); n > 1 {
		c.Title += "等" + itoa(n) + "项"
	}
	c.done(e, "meeting.hold")
	c.raise(Task{ID: "hold", Kind: "meeting.hold", Title: "召开会议并制作会议记录", English: "Hold the meeting and take the minutes", Person: b.Recorder, Due: DateOf(b.At)}, e)
}

// MeetingConvened: the leaders were called together.
type MeetingConvened struct {
	Convened
	Agency  AgencyID `json:"agency"`
	Ref     Number   `json:"ref"`
	Section string   `json:"section,omitempty"`
}

func (MeetingConvened) Kind() string { return "MeetingConvened" }
func (b MeetingConvened) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Stage, c.Section, c.OpenedOn = ProcMeeting, b.Agency, MeetConvened, b.Section, DateOf(e.OccurredAt)
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	b.Convened.apply(c, e)
}

// AmendAgenda changes the meeting before it is closed; minutes that were taken are taken again.
type AmendAgenda struct {
	ConveneMeeting
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (AmendAgenda) Act() string { return "meeting.amend_agenda" }
func (x AmendAgenda) Needs(c *Case) Needs {
	n := x.ConveneMeeting.Needs(c)
	n.Numbers = nil
	return n
}
func (x AmendAgenda) Decide(_ *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	due, agenda, err := x.check(f)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&AgendaAmended{Convened{x.At, x.Place, x.Chair, x.Recorder, due, agenda}, x.Reason})
}

// AgendaAmended: the meeting was called anew.
type AgendaAmended struct {
	Convened
	Reason string `json:"reason"`
}

func (AgendaAmended) Kind() string { return "AgendaAmended" }
func (b AgendaAmended) apply(c *Case, e Event) {
	c.Stage = MeetConvened
	c.done(e, "meeting.sign", "meeting.close")
	b.Convened.apply(c, e)
}

// HoldMeeting enters the minutes as the recorder took them. They may be entered again until they are closed; whoever had
// signed signs again.
type HoldMeeting struct{ Minutes }

func (HoldMeeting) Act() string { return "meeting.hold" }
func (x HoldMeeting) Decide(c *Case, f *Facts) (Outcome, error) {
	m := c.Meeting
	if err := m.recorderOnly(f); err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(!x.StartedAt.IsZero() && x.EndedAt.After(x.StartedAt), "ended_at", "结束时间应晚于开始时间")
	bad.need(!x.EndedAt.After(f.At.Add(time.Minute)), "ended_at", "会议尚未结束")
	bad.need(DateOf(x.StartedAt) == DateOf(m.At), "started_at", "与召集的日期不符；改期的，请先调整会议安排")
	seen := map[PersonID]int{}
	for _, p := range x.Present {
		seen[p]++
		bad.need(slices.Contains(m.Due, p), "present", nameIn(f, p)+"不是应到成员，列席的请记入列席人员")
	}
	for i, a := range x.Absent {
		seen[a.Person]++
		bad.need(slices.Contains(m.Due, a.Person), "absent["+itoa(i)+"]", nameIn(f, a.Person)+"不是应到成员")
		bad.need(strings.TrimSpace(a.Reason) != "", "absent["+itoa(i)+"].reason", "请写明缺席原因")
	}
	for _, p := range m.Due {
		bad.need(seen[p] == 1, "present", nameIn(f, p)+"须记明到会或者缺席，只记一次")
	}
	bad.need(slices.Contains(x.Present, m.Chair), "present", "主持人未到会的，请先变更主持人")
	items := map[int]bool{}
	for i, it := range x.Items {
		at := "items[" + itoa(i) + "]"
		known := it.Item >= 1 && it.Item <= len(m.Agenda)
		bad.need(known && !items[it.Item], at+".item", "没有这项议题，或者重复")
		items[it.Item] = true
		bad.need(len([]rune(strings.TrimSpace(it.Text))) >= 2, at+".text", "请写明决议内容")
		if known {
			bad.need(slices.Contains(resolutions(m.Agenda[it.Item-1]), it.Result), at+".result", "这类议题不能作出这种决议")
			bad.need((it.Result == ResolveExtend) == (it.Days > 0), at+".days", "延长期限须写明日数，其他决议不填")
		}
		for j, r := range it.Recused {
			bad.need(slices.Contains(x.Present, r.Person) && strings.TrimSpace(r.Reason) != "", at+".recused["+itoa(j)+"]", "回避的须是到会成员，并写明原因")
		}
		for j, o := range it.Opinions {
			bad.need(strings.TrimSpace(o.Text) != "", at+".opinions["+itoa(j)+"].text", "请记录意见")
		}
		voted := map[PersonID]bool{}
		for j, v := range it.Votes {
			bad.need(!voted[v.Person] && slices.Contains([]string{"agree", "oppose", "abstain"}, v.Vote), at+".votes["+itoa(j)+"]", "每人表决一次：同意、反对、弃权")
			voted[v.Person] = true
		}
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&MeetingHeld{x})
}

// resolutions are what may be resolved on an item.
func resolutions(a AgendaItem) []Resolution {
	switch {
	case a.Subject == ItemExtension:
		return []Resolution{ResolveExtend, ResolveReject, ResolveDefer}
	case a.Subject == ItemRecusal:
		return []Resolution{ResolveAgree, ResolveReject, ResolveDefer}
	case a.Disputed, a.Subject == ItemRegistration: // 同意、不采纳审查意见，补充审查：grounds and reasons of its own are the reviewers' to give
		return []Resolution{ResolveAgree, ResolveReject, ResolveInquire, ResolveDefer} // disputed: 同意承办意见、采纳审核意见
	default:
		return []Resolution{ResolveAgree, ResolveChange, ResolveInquire, ResolveReject, ResolveDefer}
	}
}

func (m *Meeting) recorderOnly(f *Facts) error {
	if f.Actor != m.Recorder {
		return Refuse("not_yours", artDiscussion, "会议记录由记录人%[1]s制作。", "the minutes are taken by the recorder, %[1]s", nameIn(f, m.Recorder))
	}
	return nil
}

// MeetingHeld: the meeting was held, and its minutes taken.
type MeetingHeld struct{ HoldMeeting }

func (MeetingHeld) Kind() string { return "MeetingHeld" }
func (b MeetingHeld) apply(c *Case, e Event) {
	minutes := b.Minutes
	c.Stage, c.Meeting.Minutes, c.Meeting.Signed = MeetHeld, &minutes, nil
	c.done(e, "meeting.hold", "meeting.sign", "meeting.close")
	for _, p := range b.Present {
		c.raise(Task{ID: "sign-" + string(p), Kind: "meeting.sign", Title: "核对并签署会议记录", English: "Check and sign the minutes", Person: p}, e)
	}
	c.raise(Task{ID: "close", Kind: "meeting.close", Title: "签署完毕后办结会议", English: "Close the meeting once all have signed", Person: c.Meeting.Recorder}, e)
}

// complete refuses minutes that do not say all they must: of every member present an opinion and a vote on every item, the
// head last, a quorum, and a majority for what was resolved (§4.6).
func (m *Meeting) complete(f *Facts) error {
	on := DateOf(m.Minutes.StartedAt)
	for _, a := range m.Agenda {
		if a.Withdrawn != "" {
			continue
		}
		it := m.Minutes.item(a.No)
		if it == nil {
			return Refuse("item_missing", artDiscussion, "第%[1]d项议题没有记录；没有讨论的，记为暂缓。", "item %[1]d has no record; what was not discussed is deferred", a.No)
		}
		out := func(p PersonID) bool {
			return slices.ContainsFunc(it.Recused, func(r Absence) bool { return r.Person == p })
		}
		may, voters := 0, 0
		for _, p := range m.Due {
			if !out(p) {
				may++
			}
		}
		for _, p := range m.Minutes.Present {
			if out(p) {
				continue
			}
			voters++
			if !slices.ContainsFunc(it.Opinions, func(o MemberOpinion) bool { return o.Person == p }) {
				return Refuse("opinion_missing", artDiscussion, "第%[1]d项议题：没有%[2]s的意见。", "item %[1]d: %[2]s has given no opinion", a.No, nameIn(f, p))
			}
			if !slices.ContainsFunc(it.Votes, func(v MemberVote) bool { return v.Person == p }) {
				return Refuse("vote_missing", artDiscussion, "第%[1]d项议题：%[2]s没有表决。", "item %[1]d: %[2]s has not voted", a.No, nameIn(f, p))
			}
		}
		for _, o := range it.Opinions {
			if !slices.Contains(m.Minutes.Present, o.Person) || out(o.Person) {
				return Refuse("not_a_member", artDiscussion, "第%[1]d项议题：%[2]s未到会、已回避或者不是成员，不能发表讨论意见；汇报的请记为汇报人。", "item %[1]d: %[2]s is absent, recused or no member and gives no opinion; who reports is entered as reporting", a.No, nameIn(f, o.Person))
			}
		}
		agree := 0
		for _, v := range it.Votes {
			if !slices.Contains(m.Minutes.Present, v.Person) || out(v.Person) {
				return Refuse("not_a_member", artDiscussion, "第%[1]d项议题：%[2]s未到会、已回避或者不是成员，不能表决。", "item %[1]d: %[2]s is absent, recused or no member and has no vote", a.No, nameIn(f, v.Person))
			}
			if v.Vote == "agree" {
				agree++
			}
			if v.Vote == "oppose" && strings.TrimSpace(v.Dissent) == "" {
				return Refuse("dissent_missing", "重大行政决策程序暂行条例第三十条", "第%[1]d项议题：%[2]s反对，请照原话记录其意见。", "item %[1]d: %[2]s opposes; write the dissent down as it was spoken", a.No, nameIn(f, v.Person))
			}
		}
		head := func(p PersonID) bool { return f.People[p].Holds(RoleHead, f.Agency.ID, on) }
		if slices.ContainsFunc(m.Minutes.Present, func(p PersonID) bool { return head(p) && !out(p) }) && !head(it.Opinions[len(it.Opinions)-1].Person) {
			return Refuse("head_not_last", "重大行政决策程序暂行条例第三十条", "第%[1]d项议题：正职负责人应当最后发表意见。", "item %[1]d: the head speaks last", a.No)
		}
		q := f.Norms.Quorum(on)
		if !q.Met(voters, may) {
			return Refuse("no_quorum", q.Article, "第%[1]d项议题：应到且可以表决的%[3]d人，到会%[2]d人，不足法定人数。", "item %[1]d: of %[3]d members with a vote only %[2]d are there, which is no quorum", a.No, voters, may)
		}
		if !q.Carries(agree, may) && it.Result != ResolveDefer && (a.Subject != ItemPaper || len([]rune(strings.TrimSpace(it.HeadWhy))) < 2 ||
			!slices.ContainsFunc(it.Votes, func(v MemberVote) bool { return head(v.Person) && v.Vote == "agree" })) {
			return Refuse("no_majority", q.Article, "第%[1]d项议题：可以表决的%[3]d人中同意决议的%[2]d人，未达到规定的多数。", "item %[1]d: %[2]d of %[3]d agree with the resolution, which is no majority", a.No, agree, may)
		}
	}
	return nil
}

// SignMinutes is the signature of a member under the minutes; the recorder notes who refuses and why.
type SignMinutes struct {
	Person  PersonID `json:"person,omitempty" doc:"拒绝签字的成员，由记录人注明；空为本人签字"`
	Refused string   `json:"refused,omitempty" maxLength:"500" doc:"拒绝签字的原因"`
}

func (SignMinutes) Act() string { return "meeting.sign" }
func (x SignMinutes) Decide(c *Case, f *Facts) (Outcome, error) {
	m := c.Meeting
	if err := m.complete(f); err != nil {
		return Outcome{}, err
	}
	who := f.Actor
	if x.Person != "" && x.Person != f.Actor {
		if err := m.recorderOnly(f); err != nil {
			return Outcome{}, err
		}
		if err := wantReason(x.Refused); err != nil {
			return Outcome{}, err
		}
		who = x.Person
	} else {
		x.Refused = ""
	}
	switch {
	case !slices.Contains(m.Minutes.Present, who):
		return Outcome{}, Refuse("not_a_member", artDiscussion, "%[1]s没有到会，不签署会议记录。", "%[1]s was not there and does not sign", nameIn(f, who))
	case slices.ContainsFunc(m.Signed, func(s MinuteSignature) bool { return s.Person == who && s.Refused == "" }):
		return Outcome{}, Refuse("already_done", "", "已经签字。", "it is signed already")
	}
	return outcome(&MinutesSigned{MinuteSignature{who, f.On(), strings.TrimSpace(x.Refused)}})
}

// MinutesSigned: a member signed the minutes, or refused.
type MinutesSigned struct{ MinuteSignature }

func (MinutesSigned) Kind() string { return "MinutesSigned" }
func (b MinutesSigned) apply(c *Case, e Event) {
	m := c.Meeting
	m.Signed = append(slices.DeleteFunc(slices.Clone(m.Signed), func(s MinuteSignature) bool { return s.Person == b.Person }), b.MinuteSignature)
	c.doneWhere(e, func(t *Task) bool { return t.Kind == "meeting.sign" && t.Person == b.Person })
}

// CloseMeeting closes the minutes and tells every file on the agenda what was resolved. Nobody votes on a case in which that
// person investigated, presided, reviewed or stays out; the content voted on is the content of the file.
type CloseMeeting struct {
	Summary string `json:"summary" minLength:"2" maxLength:"8000" doc:"会议纪要摘要"`
}

func (CloseMeeting) Act() string { return "meeting.close" }
func (CloseMeeting) Needs(c *Case) Needs {
	n := Needs{Numbers: []string{"L-4"}}
	if c.Meeting != nil {
		n.Others = agendaFiles(c.Meeting.Agenda)
	}
	return n
}
func (x CloseMeeting) Decide(c *Case, f *Facts) (Outcome, error) {
	m := c.Meeting
	if f.Actor != m.Chair {
		if err := m.recorderOnly(f); err != nil {
			return Outcome{}, err
		}
	}
	if len([]rune(strings.TrimSpace(x.Summary))) < 2 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写会议纪要摘要。", English: "give the summary", Fields: []Field{{"summary", "请填写会议纪要摘要"}}}
	}
	if err := m.complete(f); err != nil {
		return Outcome{}, err
	}
	for _, p := range m.Minutes.Present {
		if !slices.ContainsFunc(m.Signed, func(s MinuteSignature) bool { return s.Person == p }) {
			return Outcome{}, Refuse("unsigned", artDiscussion, "%[1]s还没有签署会议记录；拒绝签字的，由记录人注明。", "%[1]s has not signed the minutes; the recorder notes who refuses", nameIn(f, p))
		}
	}
	on := DateOf(m.Minutes.StartedAt)
	q := f.Norms.Quorum(on)
	b := &MeetingClosed{CloseMeeting: x, Agenda: slices.Clone(m.Agenda), Quorum: QuorumUsed{q.ID, q.Article, q.Status}}
	scratch := &Case{ID: c.ID, Documents: slices.Clone(c.Documents)}
	doc := func(typ, title string) Document {
		d := issue(scratch, f, typ, title)
		scratch.Documents = append(scratch.Documents, d)
		b.Documents = append(b.Documents, d)
		return d
	}
	doc("L-4", "会议纪要")
	out := Outcome{Events: []Body{b}}
	for i, a := range m.Agenda {
		if a.Subject == ItemOther || a.Withdrawn != "" {
			continue
		}
		it := m.Minutes.item(a.No)
		if err := a.open(f); err != nil {
			return Outcome{}, err
		}
		file := f.Others[a.File]
		voters, err := m.voters(a, it, file, f)
		if err != nil {
			return Outcome{}, err
		}
		if err := recorderFree(f, m.Recorder, a); err != nil {
			return Outcome{}, err
		}
		if a.Subject == ItemPaper {
			out.Tells = append(out.Tells, Telling{a.File, []Body{&PaperDiscussed{PaperResult{c.ID, a.No, on, a.Digest, it.Result, it.Text, voters}}}})
			continue
		}
		if a.Subject == ItemRegistration {
			b.Agenda[i].Document = doc("P-7", "登记事项集体讨论笔录").ID
			out.Tells = append(out.Tells, Telling{a.File, []Body{&RegistrationDiscussed{file.Registration.resolved(c.ID, a, *it, on, voters)}}})
			continue
		}
		t := &CaseDiscussed{Discussion: Discussion{Meeting: c.ID, Item: a.No, On: on, Round: a.Round, Digest: a.Digest, Result: it.Result, Text: it.Text, Voters: voters, Days: it.Days,
			Subject: a.Subject, Recusal: a.Recusal}}
		if a.Subject != ItemCase {
			t.Digest = "" // it resolves nothing on what is proposed
		}
		if it.Result == ResolveExtend { // as of today, for only before the time is out can it be carried out
			if _, err := file.reckon(f, func(k *Clock) error {
				return k.Extend(f.Calendar, Extension{N: it.Days, Unit: k.Extending.Unit, By: string(c.ID), Reason: it.Text}, f.On())
			}); err != nil {
				return Outcome{}, err
			}
		}
		b.Agenda[i].Document = doc("P-7", "集体讨论笔录").ID
		out.Tells = append(out.Tells, Telling{a.File, []Body{t}})
	}
	b.Documents = append(b.Documents, issueBeside(c, f, [2]string{"L-4r", "会议记录"})...)
	return out, nil
}

// voters are those who voted on the item, none of whom has another part in the matter or an open request to stay out.
func (m *Meeting) voters(a AgendaItem, it *MinuteItem, file *Case, f *Facts) ([]PersonID, error) {
	var out []PersonID
	bars := voterBars
	if file.Legality != nil {
		bars = []Part{PartReviewer, PartRecused}
	}
	for _, v := range it.Votes {
		p := f.People[v.Person]
		if recusalOpen(file, v.Person) {
			return nil, Refuse("recusal_open", "行政处罚法第四十三条", "%[1]s的回避申请尚未决定，不能参加本案表决。", "a request that %[1]s stay out is not decided yet", p.Name)
		}
		if err := freeOf(p, a.article(), bars, file); err != nil {
			return nil, err
		}
		out = append(out, v.Person)
	}
	return out, nil
}

// MeetingClosed: the minutes are final, and the files have been told.
type MeetingClosed struct {
	CloseMeeting
	Agenda    []AgendaItem `json:"agenda"`
	Documents []Document   `json:"documents"` // 会议纪要, then a 集体讨论笔录 for each item on a case, then the 会议记录 (older events have none)
	Quorum    QuorumUsed   `json:"quorum"`
}

func (MeetingClosed) Kind() string { return "MeetingClosed" }
func (b MeetingClosed) apply(c *Case, e Event) {
	c.Meeting.Agenda, c.Meeting.Quorum = b.Agenda, &b.Quorum
	for _, d := range b.Documents {
		c.issued(d, e)
	}
	c.Meeting.Document = b.Documents[0].ID
	c.close(e, MeetClosed, "closed")
}

// CaseDiscussed tells a penalty case what a meeting resolved on it.
type CaseDiscussed struct{ Discussion }

func (CaseDiscussed) Kind() string { return "CaseDiscussed" }
func (b CaseDiscussed) apply(c *Case, e Event) {
	for _, p := range b.Voters {
		c.take(p, PartDiscussant, e.Seq)
	}
	if b.Subject == ItemCase {
		c.discussed(b.Discussion, e)
		return
	}
	// a further period, or who stays out: an act of the case carries it out, what is proposed stands as it did
	c.Penalty.Discussions = append(c.Penalty.Discussions, b.Discussion)
	if b.Subject == ItemExtension && b.Result == ResolveExtend {
		c.raise(Task{ID: "extend", Kind: "penalty.extend", Title: "按集体讨论决议办理再次延长" + itoa(b.Days) + "日", English: "Enter the further period as resolved", Role: RoleLeader, Due: c.decideDue(), Clock: "decide"}, e)
	}
}

// Pending reports that the file waits for that case: an open review of it, or a meeting not closed yet with it on the agenda.
func (c *Case) Pending(of CaseID) bool {
	return c.Open() && (c.Legality != nil && c.Parent == of ||
		c.Meeting != nil && slices.ContainsFunc(c.Meeting.Agenda, func(a AgendaItem) bool { return a.File == of && a.Withdrawn == "" }))
}

// ended is the outcome of an act with which a case ends: reviews that are open are withdrawn with it, and what is on the agenda
// of a meeting is taken off. The act asks for them by Needs.Pending.
func (f *Facts) ended(c CaseID, why string, b ...Body) (Outcome, error) {
	return f.untabled(c, "案件已办结或者终止："+why, b...)
}

// untabled is the outcome of an act after which a matter is not, or not now, to be reviewed or discussed: open reviews are withdrawn,
// and meetings take it off their agenda.
func (f *Facts) untabled(c CaseID, why string, b ...Body) (Outcome, error) {
	out := Outcome{Events: b}
	for _, id := range slices.Sorted(maps.Keys(f.Others)) {
		switch o := f.Others[id]; {
		case !o.Pending(c):
		case o.Legality != nil:
			out.Tells = append(out.Tells, Telling{id, []Body{&ReviewWithdrawn{WithdrawReview{why}}}})
		default:
			out.Tells = append(out.Tells, Telling{id, []Body{&ItemWithdrawn{c, why}}})
		}
	}
	return out, nil
}

// ItemWithdrawn: a case on the agenda has ended, there is nothing left to discuss. A meeting with nothing else is called off.
type ItemWithdrawn struct {
	File   CaseID `json:"file"`
	Reason string `json:"reason"`
}

func (ItemWithdrawn) Kind() string { return "ItemWithdrawn" }
func (b ItemWithdrawn) apply(c *Case, e Event) {
	left := false
	for i := range c.Meeting.Agenda {
		if a := &c.Meeting.Agenda[i]; a.File == b.File {
			a.Withdrawn = b.Reason
		}
		left = left || c.Meeting.Agenda[i].Withdrawn == ""
	}
	if !left {
		c.close(e, MeetCancelled, "cancelled")
	}
}

// CancelMeeting calls the meeting off.
type CancelMeeting struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (CancelMeeting) Act() string { return "meeting.cancel" }
func (x CancelMeeting) Decide(*Case, *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return outcome(&MeetingWasCancelled{x})
}

// MeetingWasCancelled: the meeting will not be held.
type MeetingWasCancelled struct{ CancelMeeting }

func (MeetingWasCancelled) Kind() string             { return "MeetingWasCancelled" }
func (b MeetingWasCancelled) apply(c *Case, e Event) { c.close(e, MeetCancelled, "cancelled") }

func init() {
	maps.Copy(stageTitles, map[Stage][2]string{
		MeetConvened: {"已召集", "Convened"}, MeetHeld: {"待签字", "Held, to be signed"}, MeetClosed: {"已办结", "Closed"}, MeetCancelled: {"已取消", "Cancelled"},
	})
	Steps[ProcMeeting] = []Stage{MeetConvened, MeetHeld, MeetClosed}
	act[ConveneMeeting](Spec{Procedure: ProcMeeting, Opens: true, Title: "召集负责人集体讨论", English: "Convene the leaders", Article: artMeeting, Starts: "应到成员为当日全体负责人"})
	act[AmendAgenda](Spec{Procedure: ProcMeeting, Stages: []Stage{MeetConvened, MeetHeld}, Title: "调整会议安排", English: "Amend the agenda", Starts: "已作的记录须重新制作"})
	act[HoldMeeting](Spec{Procedure: ProcMeeting, Stages: []Stage{MeetConvened, MeetHeld}, Title: "制作会议记录", English: "Take the minutes", Article: artMeeting, Starts: "到会成员逐一签字"})
	act[SignMinutes](Spec{Procedure: ProcMeeting, Stages: []Stage{MeetHeld}, Title: "签署会议记录", English: "Sign the minutes"})
	act[CloseMeeting](Spec{Procedure: ProcMeeting, Stages: []Stage{MeetHeld}, Title: "办结会议", English: "Close the meeting", Article: artMeeting, Starts: "生成《会议纪要》《会议记录》《集体讨论笔录》；决议转回各案卷"})
	act[CancelMeeting](Spec{Procedure: ProcMeeting, Stages: []Stage{MeetConvened, MeetHeld}, Title: "取消会议", English: "Cancel the meeting"})
	event[MeetingConvened]()
	event[AgendaAmended]()
	event[MeetingHeld]()
	event[MinutesSigned]()
	event[MeetingClosed]()
	event[CaseDiscussed]()
	event[MeetingWasCancelled]()
	event[ItemWithdrawn]()
}
