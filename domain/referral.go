package domain

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// A referral (移送): to the police (国务院令第310号), to discipline supervision, to other departments and regions, and what
// comes from them to the bureau (行刑反向衔接). penalty.md §6. The file is the bureau's own; what the other organ does is
// entered as it becomes known, with the clocks that bind it.

// The organs a matter may go to. They are the names the violation catalogue uses for who is competent, and some more.
const (
	ToPolice     = "police"     // 公安机关：涉嫌犯罪
	ToDiscipline = "discipline" // 纪检监察机关：公职人员问题线索，仅限必要人员知悉
	ToMarket     = "market"     // 市场监督管理部门
	ToPlanning   = "planning"   // 自然资源和规划部门
	ToHealth     = "health"     // 卫生健康部门
	ToForestry   = "forestry"   // 林业部门
	ToBank       = "bank"       // 金融管理部门
	ToJustice    = "justice"    // 司法行政部门（行政执法监督）
	ToRegion     = "region"     // 其他地区的民政部门
	ToOther      = "other"      // 其他机关
)

// ReferralTitles names the organs in Chinese and English; one that is not here does not exist.
var ReferralTitles = map[string][2]string{
	ToPolice: {"公安机关", "Police"}, ToDiscipline: {"纪检监察机关", "Discipline supervision"}, ToMarket: {"市场监督管理部门", "Market regulator"},
	ToPlanning: {"自然资源和规划部门", "Planning"}, ToHealth: {"卫生健康部门", "Health"}, ToForestry: {"林业部门", "Forestry"}, ToBank: {"金融管理部门", "Financial regulator"},
	ToJustice: {"司法行政部门", "Justice"}, ToRegion: {"其他地区民政部门", "Civil affairs elsewhere"}, ToOther: {"其他机关", "Another organ"},
}

// Stages of a referral.
const (
	RefVerifying  Stage = "ref_verifying"  // 专案组核实（公安）
	RefProposed   Stage = "ref_proposed"   // 待批准
	RefApproved   Stage = "ref_approved"   // 已批准，待送出
	RefSent       Stage = "ref_sent"       // 已送出，待签收
	RefSupplement Stage = "ref_supplement" // 公安机关要求补充材料
	RefReceived   Stage = "ref_received"   // 已签收，待决定或者答复
	RefRefused    Stage = "ref_refused"    // 公安机关不予立案
	RefReviewing  Stage = "ref_reviewing"  // 公安机关复议中
	RefSupervised Stage = "ref_supervised" // 检察院立案监督中
	RefOpened     Stage = "ref_opened"     // 对方已立案或者受理
	RefIncoming   Stage = "ref_incoming"   // 其他机关移送本机关，待处理和答复
	RefClosed     Stage = "ref_closed"     // 办结 ■
)

// Referral is what a referral holds besides what every file holds.
type Referral struct {
	ReferralContent
	Incoming    bool            `json:"incoming,omitempty"` // To is then who sent it
	Number      string          `json:"number,omitempty"`   // of the letter that came in
	Origin      Procedure       `json:"origin,omitempty"`   // of the file it came from
	Lines       []int           `json:"lines,omitempty"`    // findings of an inspection
	Hidden      bool            `json:"hidden,omitempty"`   // need to know: not in the party's copy, not public
	Report      *ReferralReport `json:"report,omitempty"`
	ApprovedBy  PersonID        `json:"approved_by,omitempty"`
	ApprovedOn  Date            `json:"approved_on,omitzero"`
	Addressee   string          `json:"addressee,omitempty"` // the office it is addressed to
	Letter      DocumentID      `json:"letter,omitempty"`
	SentAt      time.Time       `json:"sent_at,omitzero"`
	SentLate    bool            `json:"sent_late,omitempty"` // after the hours allowed
	Steps       []ReferralStep  `json:"steps,omitempty"`     // what the other side did, and the bureau's answers
	Reviewed    bool            `json:"reviewed,omitempty"`  // the police upheld their refusal on reconsideration
	Ordered     bool            `json:"ordered,omitempty"`   // the procuratorate told the police to open the case
	Final       bool            `json:"final,omitempty"`     // no way against the refusal is left
	DeliveredOn Date            `json:"delivered_on,omitzero"`
	Clues       []CaseID        `json:"clues,omitempty"`    // penalty cases opened from what came in
	Declined    string          `json:"declined,omitempty"` // why none was opened
}

// ReferralStep is one thing that happened between the organs.
type ReferralStep struct {
	On     Date   `json:"on"`
	What   string `json:"what"`
	By     string `json:"by,omitempty"`
	Number string `json:"number,omitempty"`
	Text   string `json:"text,omitempty"`
}

// ReferralSubject is somebody a referral is about, with the test whether it is a public official (监察法 15).
type ReferralSubject struct {
	Name     string `json:"name" minLength:"1" maxLength:"60" doc:"姓名或者名称"`
	Post     string `json:"post,omitempty" maxLength:"100" doc:"单位和职务"`
	Official string `json:"official" enum:"none,organ,authorised,enterprise,institution,village,other" doc:"是否公职人员（监察法第十五条各项），none 为不是"`
}

// ReferralMaterial is one line of the list that goes with a referral.
type ReferralMaterial struct {
	Title    string `json:"title" minLength:"1" maxLength:"200" doc:"材料名称"`
	Pages    int    `json:"pages,omitempty" minimum:"0" maximum:"100000" doc:"页数"`
	Original bool   `json:"original,omitempty" doc:"移送的是原件；否则移送复制件，原件留存"`
}

// ReferralContent is what is referred, to whom.
type ReferralContent struct {
	To        string             `json:"to" enum:"police,discipline,market,planning,health,forestry,bank,justice,region,other" doc:"移送去向"`
	Name      string             `json:"name" minLength:"2" maxLength:"60" doc:"受移送机关名称"`
	Subjects  []ReferralSubject  `json:"subjects,omitempty" doc:"涉及的人员、单位"`
	Summary   string             `json:"summary" minLength:"2" maxLength:"4000" doc:"事实和线索摘要"`
	Basis     string             `json:"basis,omitempty" maxLength:"500" doc:"依据"`
	Materials []ReferralMaterial `json:"materials,omitempty" doc:"材料清单"`
	Officers  []PersonID         `json:"officers,omitempty" doc:"承办人员；移送公安机关的为专案组，不少于两人"`
	Whole     bool               `json:"whole,omitempty" doc:"整案移送"`
	FoundAt   time.Time          `json:"found_at,omitzero" doc:"发现公职人员问题线索的时间，空为现在"`
}

const (
	crimeLaw    = "行政执法机关移送涉嫌犯罪案件的规定（国务院令第310号）"
	officialLaw = "监察法第十五条、第三十七条第一款"
)

// SeriesHidden is the register of the references of hidden referrals. It is their own, so that a gap in the numbers everybody
// sees does not tell of them; the serials of its files are negative.
const SeriesHidden = "case.clue"

// series is the register a referral takes its reference from.
func (x *ReferralContent) series() string {
	if x.To == ToDiscipline {
		return SeriesHidden
	}
	return "case.referral"
}

// discreet refuses words that name discipline supervision in a file which those may read who need not know: that a clue
// about an official went there shows in the hidden file alone.
func discreet(words ...string) error {
	for _, w := range words {
		for _, name := range []string{"纪检", "纪委", "监委", "监察委", "监察机关", "监察组"} {
			if strings.Contains(w, name) {
				return Refuse("official_to_discipline", officialLaw, "移送纪检监察机关的问题线索仅限必要人员知悉，不写入本案卷；请删去“%[1]s”，改用“移送线索”（选择纪检监察机关）办理。",
					"a clue for discipline supervision is for those alone who must know and is not named here (%[1]s): refer it by a referral to discipline supervision", name)
			}
		}
	}
	return nil
}

// check names what is missing, and keeps what belongs to discipline supervision out of every other letter.
func (x *ReferralContent) check(origin *Case, f *Facts) error {
	x.Name, x.Summary = strings.TrimSpace(x.Name), strings.TrimSpace(x.Summary)
	var bad faults
	_, known := ReferralTitles[x.To]
	bad.need(known, "to", "没有这种移送去向")
	bad.need(len([]rune(x.Name)) >= 2, "name", "请填写受移送机关")
	bad.need(len([]rune(x.Summary)) >= 2, "summary", "请写明事实和线索")
	bad.need(!x.FoundAt.After(f.Now), "found_at", "发现线索的时间不能晚于现在")
	bad.need(x.To == ToDiscipline || len(x.Materials) > 0, "materials", "请列明移送的材料")
	official := false
	for i, s := range x.Subjects {
		bad.need(strings.TrimSpace(s.Name) != "", "subjects["+itoa(i)+"].name", "请填写姓名或者名称")
		bad.need(slices.Contains([]string{"none", "organ", "authorised", "enterprise", "institution", "village", "other"}, s.Official), "subjects["+itoa(i)+"].official", "请按监察法第十五条判断是否公职人员")
		official = official || s.Official != "none"
	}
	for i, m := range x.Materials {
		bad.need(strings.TrimSpace(m.Title) != "", "materials["+itoa(i)+"].title", "请填写材料名称")
	}
	if err := bad.err(); err != nil {
		return err
	}
	switch {
	case x.To == ToDiscipline && !official:
		return Refuse("not_an_official", officialLaw, "移送纪检监察机关的，须写明涉及的公职人员。", "a clue for discipline supervision names the public official it is about")
	case x.To != ToDiscipline && x.To != ToPolice && official:
		return Refuse("official_to_discipline", officialLaw, "涉及公职人员的问题线索应当移送纪检监察机关，不写入给%[1]s的移送函。", "a clue about a public official goes to discipline supervision and not into a letter to the %[2]s", ReferralTitles[x.To][0], ReferralTitles[x.To][1])
	case origin != nil && origin.Penalty != nil && origin.Penalty.Source == "transfer" && x.To != ToPolice && x.To != ToDiscipline:
		return Refuse("no_retransfer", "社会组织登记管理机关行政处罚程序规定第五条（参照市场监督管理行政处罚程序规定第十四条）", "本案由其他机关移送而来，不得再自行移送；对管辖有异议的，报请共同的上一级机关指定。",
			"the case came by transfer and cannot be transferred again; ask the common superior to name the competent organ")
	}
	if x.To != ToDiscipline {
		if err := discreet(x.Name); err != nil {
			return err
		}
	}
	if len(x.Officers) == 0 && x.To != ToPolice {
		x.Officers = []PersonID{f.Actor}
	}
	if x.To == ToPolice {
		if err := licensed(x.Officers, f); err != nil {
			e := err.(*Error) //nolint:errorlint // licensed makes nothing else
			e.Article = crimeLaw + "第五条"
			return e
		}
	}
	for i, o := range x.Officers {
		if _, ok := f.People[o]; !ok {
			return Refuse("unknown_person", "", "没有这名人员：%[1]s。", "there is no person %[1]s", string(o))
		}
		if slices.Contains(x.Officers[:i], o) {
			return &Error{Code: "invalid_input", Message: "承办人员重复。", English: "an officer is named twice", Fields: []Field{{"officers", "承办人员重复"}}}
		}
	}
	return nil
}

// opened is the event that opens a referral, whichever file it comes from.
func (x ReferralContent) opened(origin *Case, f *Facts, ref Number, lines []int) (*ReferralOpened, error) {
	if err := x.check(origin, f); err != nil {
		return nil, err
	}
	b := &ReferralOpened{ReferralContent: x, Agency: f.Agency.ID, Ref: ref, Lines: lines, Hidden: x.To == ToDiscipline, Section: f.People[x.Officers[0]].Section}
	if origin != nil {
		b.Parent, b.Origin, b.Parts, b.Party = origin.ID, origin.Procedure, origin.Parts, origin.Party
		if origin.Section != "" {
			b.Section = origin.Section
		}
	}
	if !b.Hidden {
		return b, nil
	}
	at := x.FoundAt
	if at.IsZero() {
		at = f.At
	}
	alarm, err := f.startAt("PEN-6.17", "alarm", at)
	if err != nil {
		return nil, err
	}
	days, err := f.start(nil, "REF-01", "refer", f.On(), 0)
	if err != nil {
		return nil, err
	}
	b.Clocks = []Clock{b.secret(alarm), b.secret(days)}
	return b, nil
}

// secret has a clock of a file on a need-to-know basis escalate to those who may know.
func (b ReferralOpened) secret(k Clock) Clock { return secretClock(b.Hidden, k) }

func secretClock(hidden bool, k Clock) Clock {
	if hidden {
		k.RemindAfter = slices.Clone(k.RemindAfter)
		for i := range k.RemindAfter {
			if k.RemindAfter[i].To = string(RoleLeader); i > 0 {
				k.RemindAfter[i].To = string(RoleHead)
			}
		}
	}
	return k
}

// startAt is start from an instant, for limits in hours.
func (f *Facts) startAt(rule, id string, at time.Time) (Clock, error) {
	r, err := f.Rules.At(rule, DateOf(at))
	if err != nil {
		return Clock{}, err
	}
	return StartClockAt(f.Calendar, r, id, at), nil
}

// Hidden reports that only those who must know may know of the file.
func (c *Case) Hidden() bool { return c.Referral != nil && c.Referral.Hidden }

// Insiders are those who work or have worked on the file itself; parts taken in the file it came from do not count.
func (c *Case) Insiders() []PersonID {
	ids := append([]PersonID{c.Handler}, c.Officers...)
	for _, p := range c.Parts {
		if p.Seq > 0 {
			ids = append(ids, p.Person, p.For)
		}
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(p PersonID) bool { return p == "" })
}

// Public is the file without what only some may know: the copy for the party, the public and whoever is not an insider.
func (c *Case) Public() *Case { return c.Showing(func(CaseID) bool { return false }) }

// Showing is the file with those of its hidden referrals that may be seen.
func (c *Case) Showing(may func(CaseID) bool) *Case {
	gone := func(r Referred) bool { return r.Hidden && !may(r.Case) }
	if c.Penalty == nil || !slices.ContainsFunc(c.Penalty.Refers, gone) {
		return c
	}
	d, p := *c, *c.Penalty
	p.Refers = slices.DeleteFunc(slices.Clone(p.Refers), gone)
	d.Penalty = &p
	return &d
}

// Secret reports that an event tells of a referral only some may know of, and of which file.
func Secret(b Body) (CaseID, bool) {
	switch x := b.(type) {
	case *CaseReferred:
		return x.Case, x.Hidden
	case *ReferralAnswered:
		return x.Case, x.Hidden
	case *ClueReferred:
		return x.Case, x.Hidden
	}
	return "", false
}

// TellsOfReferral reports that events of the kind tell another file of a referral; Secret says whether of a hidden one.
func TellsOfReferral(kind string) bool {
	return kind == CaseReferred{}.Kind() || kind == ReferralAnswered{}.Kind() || kind == ClueReferred{}.Kind()
}

// ReferralOpened: a referral was proposed and its file opened.
type ReferralOpened struct {
	ReferralContent
	Agency  AgencyID    `json:"agency"`
	Parent  CaseID      `json:"parent,omitempty"`
	Origin  Procedure   `json:"origin,omitempty"`
	Ref     Number      `json:"ref"`
	Section string      `json:"section,omitempty"`
	Party   *PartyRef   `json:"party,omitempty"`
	Lines   []int       `json:"lines,omitempty"`
	Hidden  bool        `json:"hidden,omitempty"`
	Parts   []PartTaken `json:"parts,omitempty"`
	Clocks  []Clock     `json:"clocks,omitempty"`
}

func (ReferralOpened) Kind() string { return "ReferralOpened" }
func (b ReferralOpened) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Parent, c.Section, c.OpenedOn = ProcReferral, b.Agency, b.Parent, b.Section, DateOf(e.OccurredAt)
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	c.Party, c.Officers, c.Handler = b.Party, slices.Clone(b.Officers), b.Officers[0]
	if b.Ref.Type == SeriesHidden {
		c.RefSerial = -c.RefSerial
	}
	c.Title = "移送" + b.Name
	if b.Party != nil {
		c.Title += "：" + b.Party.Name
	}
	c.Referral = &Referral{ReferralContent: b.ReferralContent, Origin: b.Origin, Lines: b.Lines, Hidden: b.Hidden}
	c.inherit(b.Parts)
	c.take(e.Actor, PartDrafter, e.Seq)
	for _, k := range b.Clocks {
		c.startClock(k)
	}
	part := PartOfficer
	if b.To == ToPolice {
		part = PartTaskForce
	}
	for _, o := range b.Officers {
		c.take(o, part, e.Seq)
	}
	if b.To == ToPolice {
		c.Stage = RefVerifying
		c.raise(Task{ID: "report", Kind: "referral.report", Title: "专案组核实情况，提出移送报告", English: "Verify and report", Person: c.Handler}, e)
		return
	}
	c.Stage = RefProposed
	c.oweApproval(e)
}

func (c *Case) oweApproval(e Event) {
	t := Task{ID: "approve", Kind: "referral.approve", Title: "批准移送", English: "Approve the referral", Role: RoleHead}
	if !c.Referral.headDecides() {
		t.Kind, t.Role = "referral.approve_letter", RoleLeader
	}
	for _, id := range []string{"approve", "alarm"} {
		if k := c.running(id); k != nil {
			t.Due, t.Clock = k.Due, k.ID
			break
		}
	}
	c.raise(t, e)
}

// headDecides: referrals of crimes and of officials are for the head, or who presides in the head's place.
func (r *Referral) headDecides() bool { return r.To == ToPolice || r.To == ToDiscipline }

// letter is the instrument a referral goes out with.
func (r *Referral) letter() (typ, title string) {
	switch {
	case r.To == ToPolice:
		return "T-2", "涉嫌犯罪案件移送书"
	case r.To == ToDiscipline:
		return "T-1", "问题线索移送函"
	case !r.Whole && slices.Contains([]string{ToMarket, ToPlanning, ToHealth, ToForestry}, r.To):
		return "T-3", "部门移送函"
	}
	return "P-23", "案件移送函"
}

// OpenReferral opens a referral that stands alone, or comes from a file named.
type OpenReferral struct {
	ReferralContent
	From  CaseID  `json:"from,omitempty" maxLength:"200" doc:"来源案卷"`
	Party PartyID `json:"party,omitempty" doc:"当事人；有来源案卷的以案卷为准"`
}

func (OpenReferral) Act() string { return "referral.open" }

// Needs asks for the officers, the file it comes from and a reference.
func (x OpenReferral) Needs(*Case) Needs {
	n := Needs{People: x.Officers, Numbers: []string{x.series()}}
	if x.From != "" {
		n.Others = []CaseID{x.From}
	}
	if x.Party != "" {
		n.Parties = []PartyID{x.Party}
	}
	return n
}

// Decide checks the content; the file it comes from is told.
func (x OpenReferral) Decide(c *Case, f *Facts) (Outcome, error) {
	var origin *Case
	if x.From != "" {
		if origin = f.Others[x.From]; origin == nil || origin.Penalty == nil && origin.Inspection == nil && origin.Rectification == nil {
			return Outcome{}, Refuse("not_found", "", "没有这个来源案卷。", "there is no such file to refer from")
		}
		if !slices.Contains(origin.Officers, f.Actor) {
			return Outcome{}, Refuse("not_on_the_case", "", "您不是来源案卷的承办人员，请由承办人员办理，或者单独登记移送。", "you are not an officer of the file it comes from")
		}
	}
	b, err := x.opened(origin, f, f.Numbers[x.series()], nil)
	if err != nil {
		return Outcome{}, err
	}
	if p, ok := f.Parties[x.Party]; ok && b.Party == nil {
		b.Party = &PartyRef{p.ID, p.Name, p.Kind, p.Township}
	}
	out := Outcome{Events: []Body{b}}
	if origin != nil && origin.Penalty != nil {
		out.Tells = []Telling{{To: origin.ID, Events: []Body{&CaseReferred{Referred{Case: c.ID, To: x.To, On: f.On(), Status: "pending", Hidden: b.Hidden}}}}}
	}
	return out, nil
}

// ReferCase opens a referral from a penalty case: the crime it shows, the official it involves, what is another organ's.
type ReferCase struct{ ReferralContent }

func (ReferCase) Act() string { return "penalty.refer" }

// Needs asks for the officers and a reference.
func (x ReferCase) Needs(*Case) Needs {
	return Needs{People: x.Officers, Openings: map[string]int{x.series(): 1}}
}

// Decide opens the file of the referral.
func (x ReferCase) Decide(c *Case, f *Facts) (Outcome, error) {
	b, err := x.opened(c, f, f.References[x.series()][0], nil)
	if err != nil {
		return Outcome{}, err
	}
	id := childID(c.ID, "t", c.Seq+1)
	return Outcome{Events: []Body{&CaseReferred{Referred{Case: id, To: x.To, On: f.On(), Status: "pending", Hidden: b.Hidden}}}, Opens: []Opening{{ID: id, Events: []Body{b}}}}, nil
}

// CaseReferred: something of the penalty case is being referred to another organ.
type CaseReferred struct{ Referred }

func (CaseReferred) Kind() string             { return "CaseReferred" }
func (b CaseReferred) apply(c *Case, e Event) { c.answered(b.Referred, e) }

// ReferralAnswered: a referral of the penalty case stands elsewhere now.
type ReferralAnswered struct{ Referred }

func (ReferralAnswered) Kind() string             { return "ReferralAnswered" }
func (b ReferralAnswered) apply(c *Case, e Event) { c.answered(b.Referred, e) }

// ReferClue opens a referral from findings of an inspection. A clue for discipline supervision is about the official and
// not about the target: it disposes of no finding, and the inspection does not show it.
type ReferClue struct {
	ReferralContent
	Lines []int `json:"lines" minItems:"1" doc:"问题序号"`
}

func (ReferClue) Act() string { return "inspection.refer_clue" }

// Needs asks for the officers and a reference.
func (x ReferClue) Needs(*Case) Needs {
	return Needs{People: x.Officers, Openings: map[string]int{x.series(): 1}}
}

// Decide sends a finding where it belongs: what another organ punishes goes to that organ.
func (x ReferClue) Decide(c *Case, f *Facts) (Outcome, error) {
	out := &ClueReferred{Lines: x.Lines, To: x.To, Case: childID(c.ID, "t", c.Seq+1), Hidden: x.To == ToDiscipline, Exit: ExitReferral}
	if x.To == ToMarket {
		out.Exit = ExitPrice
	}
	if out.Hidden {
		out.Lines = nil
	}
	if len(x.Lines) == 0 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请选择问题。", English: "choose findings", Fields: []Field{{"lines", "请选择问题"}}}
	}
	for i, n := range x.Lines {
		if n < 1 || n > len(c.Inspection.Findings) || slices.Contains(x.Lines[:i], n) {
			return Outcome{}, &Error{Code: "invalid_input", Message: "没有第" + itoa(max(n, 0)) + "项问题，或者重复选择。", English: "no such finding, or chosen twice", Fields: []Field{{"lines", "没有这一项问题或者重复"}}}
		}
		fi := c.Inspection.Findings[n-1]
		if fi.Left(ExitNoIssue) {
			return Outcome{}, Refuse("exits_conflict", "", "第%[1]d项：认定不构成问题的，不能同时作其他处理。", "finding %[1]d: what is no issue cannot leave another way", n)
		}
		if out.Hidden || x.To == ToPolice {
			continue
		}
		want := ""
		if v, ok := f.Violations.At(fi.Violation, f.On()); ok && !v.OwnedByBureau() {
			want = v.Competent
		} else if fi.Category == FindUrnPrice {
			want = ToMarket
		}
		if want != "" && want != x.To {
			return Outcome{}, Refuse("wrong_destination", "", "第%[1]d项由%[2]s处理，请移送该机关。", "finding %[1]d belongs to the %[3]s", n, ReferralTitles[want][0], ReferralTitles[want][1])
		}
		if slices.ContainsFunc(fi.Exits, func(e FindingExit) bool { return e.Exit == out.Exit && e.Case != "" && e.To == x.Name }) {
			return Outcome{}, Refuse("already_done", "", "第%[1]d项已移送该机关，同一线索不重复移送。", "finding %[1]d has been referred there already", n)
		}
	}
	b, err := x.opened(c, f, f.References[x.series()][0], x.Lines)
	if err != nil {
		return Outcome{}, err
	}
	out.Name = b.Name
	if out.Hidden {
		out.Name = ""
	}
	return Outcome{Events: []Body{out}, Opens: []Opening{{ID: out.Case, Events: []Body{b}}}}, nil
}

// ClueReferred: findings of an inspection are being referred to another organ.
type ClueReferred struct {
	Lines  []int  `json:"lines,omitempty"`
	To     string `json:"to"`
	Name   string `json:"name,omitempty"`
	Exit   Exit   `json:"exit"`
	Case   CaseID `json:"case"`
	Hidden bool   `json:"hidden,omitempty"`
}

func (ClueReferred) Kind() string { return "ClueReferred" }
func (b ClueReferred) apply(c *Case, e Event) {
	if b.Hidden { // nothing of it shows here, not even a count
		return
	}
	var left []int
	for _, n := range b.Lines { // a referral that was proposed has its file now
		exits := c.Inspection.Findings[n-1].Exits
		i := slices.IndexFunc(exits, func(x FindingExit) bool { return x.Exit == b.Exit && x.Case == "" })
		if i < 0 {
			left = append(left, n)
			continue
		}
		exits[i].Case, exits[i].To = b.Case, b.Name
	}
	c.leave(left, FindingExit{Exit: b.Exit, On: DateOf(e.OccurredAt), To: b.Name, Case: b.Case}, e)
}

// ReferralReport is the written report of the task force (310号 5).
type ReferralReport struct {
	By        []PersonID `json:"by" minItems:"2" doc:"提出报告的专案组成员，不少于两人"`
	Crime     string     `json:"crime" minLength:"2" maxLength:"200" doc:"涉嫌罪名"`
	Standard  string     `json:"standard" minLength:"2" maxLength:"2000" doc:"立案追诉标准和对照情况"`
	Facts     string     `json:"facts" minLength:"2" maxLength:"8000" doc:"核实的事实和证据"`
	Suspected bool       `json:"suspected" doc:"认为涉嫌犯罪，应当移送"`
}

// ReportReferral is the report; the head has three days from it.
type ReportReferral struct{ ReferralReport }

func (ReportReferral) Act() string { return "referral.report" }

// Needs asks for those who report.
func (x ReportReferral) Needs(*Case) Needs { return Needs{People: x.By} }

// Decide wants two members of the task force, licensed on the day.
func (x ReportReferral) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Crime))) >= 2, "crime", "请写明涉嫌罪名")
	bad.need(len([]rune(strings.TrimSpace(x.Standard))) >= 2, "standard", "请对照立案追诉标准")
	bad.need(len([]rune(strings.TrimSpace(x.Facts))) >= 2, "facts", "请写明事实和证据")
	for _, p := range x.By {
		bad.need(slices.Contains(c.Officers, p), "by", "报告由专案组成员提出")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := licensed(x.By, f); err != nil {
		return Outcome{}, err
	}
	k, err := f.start(c, "PEN-6.01", "approve", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&ReferralReported{x.ReferralReport, k})
}

// ReferralReported: the task force reported.
type ReferralReported struct {
	ReferralReport
	Clock Clock `json:"clock"`
}

func (ReferralReported) Kind() string { return "ReferralReported" }
func (b ReferralReported) apply(c *Case, e Event) {
	c.Stage, c.Referral.Report = RefProposed, &b.ReferralReport
	for _, p := range b.By {
		c.take(p, PartTaskForce, e.Seq)
	}
	c.startClock(b.Clock)
	c.done(e, "referral.report")
	c.oweApproval(e)
}

// possible refuses what the kind of referral does not know, or not any more.
func possible(c *Case, name string) error {
	if s := specs[name]; s.Possible != nil && !s.Possible(c) {
		return Refuse("wrong_stage", s.Article, "此件不能办理“%[1]s”。", "%[2]q is not possible on this referral", s.Title, s.English)
	}
	return nil
}

// byHead refuses everybody but the head and who presides in the head's place: a deputy has no say (310号 5).
func byHead(f *Facts) error {
	if f.People[f.Actor].Holds(RoleHead, f.Agency.ID, f.On()) {
		return nil
	}
	return Refuse("head_only", crimeLaw+"第五条", "移送由正职负责人或者主持工作的负责人批准，副职不能批准。", "only the head, or who presides over the work in the head's place, decides; a deputy may not")
}

// ApproveReferral approves the referral of a crime or of a clue about an official. The letter is numbered with it.
type ApproveReferral struct {
	Comment string `json:"comment,omitempty" maxLength:"500" doc:"审批意见"`
}

func (ApproveReferral) Act() string { return "referral.approve" }

// Needs asks for the number of the letter.
func (ApproveReferral) Needs(c *Case) Needs { return letterNumber(c) }

func letterNumber(c *Case) Needs {
	if c.Referral == nil {
		return Needs{}
	}
	typ, _ := c.Referral.letter()
	n := toldOrigin(c)
	n.Numbers = []string{typ}
	return n
}

// Decide wants the head, who is neither on the task force nor an officer of the matter.
func (x ApproveReferral) Decide(c *Case, f *Facts) (Outcome, error) {
	if !c.Referral.headDecides() {
		return Outcome{}, Refuse("wrong_stage", "", "该移送由负责人审批，请用“审批移送函”办理。", "use referral.approve_letter for this one")
	}
	if err := byHead(f); err != nil {
		return Outcome{}, err
	}
	return approveReferral(c, f, x.Comment)
}

// ApproveLetter approves a letter to another department or region.
type ApproveLetter struct {
	Comment string `json:"comment,omitempty" maxLength:"500" doc:"审批意见"`
}

func (ApproveLetter) Act() string { return "referral.approve_letter" }

// Needs asks for the number of the letter.
func (ApproveLetter) Needs(c *Case) Needs { return letterNumber(c) }

// Decide leaves crimes and officials to the head.
func (x ApproveLetter) Decide(c *Case, f *Facts) (Outcome, error) {
	if c.Referral.headDecides() {
		if err := byHead(f); err != nil {
			return Outcome{}, err
		}
		return Outcome{}, Refuse("wrong_stage", "", "请用“批准移送”办理。", "use referral.approve for this one")
	}
	return approveReferral(c, f, x.Comment)
}

func approveReferral(c *Case, f *Facts, comment string) (Outcome, error) {
	if err := differs(c, f, crimeLaw+"第五条", PartTaskForce, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	typ, title := c.Referral.letter()
	b := &ReferralApproved{Comment: comment, Document: issue(c, f, typ, title)}
	if c.Referral.To == ToPolice {
		k, err := f.startAt("PEN-6.02", "hand_over", f.At)
		if err != nil {
			return Outcome{}, err
		}
		b.Clock = &k
	}
	return outcome(b)
}

// ReferralApproved: the referral was approved and its letter numbered.
type ReferralApproved struct {
	Comment  string   `json:"comment,omitempty"`
	Document Document `json:"document"`
	Clock    *Clock   `json:"clock,omitempty"`
}

func (ReferralApproved) Kind() string { return "ReferralApproved" }
func (b ReferralApproved) apply(c *Case, e Event) {
	r, on := c.Referral, DateOf(e.OccurredAt)
	c.Stage, r.ApprovedBy, r.ApprovedOn, r.Letter = RefApproved, e.Actor, on, b.Document.ID
	if r.Addressee = r.Name; r.Hidden { // one office receives for the whole commission
		r.Addressee += "案件监督管理部门"
	}
	c.take(e.Actor, PartApprover, e.Seq)
	c.issued(b.Document, e)
	c.meet("approve", on)
	c.done(e, "referral.approve", "referral.approve_letter")
	t := Task{ID: "send", Kind: "referral.send", Title: "送出移送材料", English: "Hand the referral over", Person: c.Handler}
	if b.Clock != nil {
		c.startClock(*b.Clock)
		t.Due, t.Clock = b.Clock.Due, b.Clock.ID
	} else if k := c.running("refer"); k != nil {
		t.Due, t.Clock = k.Due, k.ID
	}
	c.raise(t, e)
}

func (c *Case) meet(id string, on Date) {
	if k := c.running(id); k != nil {
		k.Meet(on)
	}
}

func (c *Case) stop(on Date, ids ...string) {
	for _, id := range ids {
		if k := c.running(id); k != nil {
			k.Stop(on)
		}
	}
}

// RefuseReferral does not approve; the reasons stay on file (310号 5).
type RefuseReferral struct {
	Reason string `json:"reason" minLength:"2" maxLength:"2000" doc:"不批准的理由"`
}

func (RefuseReferral) Act() string { return "referral.refuse" }

// Needs asks for the file it came from.
func (RefuseReferral) Needs(c *Case) Needs { return toldOrigin(c) }

// Decide is for who would approve it.
func (x RefuseReferral) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if c.Referral.headDecides() {
		if err := byHead(f); err != nil {
			return Outcome{}, err
		}
	}
	if err := differs(c, f, crimeLaw+"第五条", PartTaskForce, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	return c.andTell(f, "closed", &ReferralRefused{x})
}

// ReferralRefused: the referral was not approved.
type ReferralRefused struct{ RefuseReferral }

func (ReferralRefused) Kind() string { return "ReferralRefused" }
func (b ReferralRefused) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	c.meet("approve", DateOf(e.OccurredAt))
	c.close(e, RefClosed, "not_approved")
}

// toldOrigin asks for the penalty case that is told where the referral stands.
func toldOrigin(c *Case) Needs {
	if c.Referral == nil || c.Referral.Origin != ProcPenalty {
		return Needs{}
	}
	return Needs{Others: []CaseID{c.Parent}, Pending: c.Parent}
}

// andTell is the outcome of an act that the case the referral came from must know of.
func (c *Case) andTell(f *Facts, status string, b ...Body) (Outcome, error) {
	out := Outcome{Events: b}
	if o := f.Others[c.Parent]; o != nil {
		if status == "closed" && c.Referral.To == ToPolice && o.Stage == PenWithPolice && !o.Penalty.theirs(c.ID) {
			out, _ = f.ended(o.ID, "公安机关已处理", b...) // it cannot fail
		}
		out.Tells = append(out.Tells, Telling{To: c.Parent, Events: []Body{&ReferralAnswered{Referred{Case: c.ID, To: c.Referral.To, On: f.On(), Status: status, Hidden: c.Referral.Hidden}}}})
	}
	return out, nil
}

// SendReferral hands the letter and the materials over.
type SendReferral struct {
	How      string `json:"how" enum:"hand,post,exchange" doc:"送出方式：直接送交、邮寄、机要交换"`
	Receiver string `json:"receiver,omitempty" maxLength:"60" doc:"接收人"`
	Tracking string `json:"tracking,omitempty" maxLength:"60" doc:"邮件号、机要号"`
}

func (SendReferral) Act() string { return "referral.send" }

// Needs asks for the file it came from.
func (SendReferral) Needs(c *Case) Needs { return toldOrigin(c) }

// Decide starts the wait for an answer; with the police the clocks begin when they sign.
func (x SendReferral) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(slices.Contains([]string{"hand", "post", "exchange"}, x.How), "how", "没有这种送出方式")
	bad.need(x.How != "hand" || strings.TrimSpace(x.Receiver) != "", "receiver", "请填写接收人")
	bad.need(x.How == "hand" || strings.TrimSpace(x.Tracking) != "", "tracking", "请填写邮件号或者机要号")
	bad.need(!c.Referral.Hidden || x.How != "post", "how", "问题线索不得以普通邮寄送出")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	b := &ReferralSent{SendReferral: x}
	if k := c.running("hand_over"); k != nil {
		b.Late = !f.At.Before(k.DueAt)
	}
	if c.Referral.To != ToPolice {
		k, err := f.start(c, "REF-02", "reply", f.On(), 0)
		if err != nil {
			return Outcome{}, err
		}
		k = secretClock(c.Referral.Hidden, k)
		b.Clock = &k
	}
	return c.andTell(f, "sent", b)
}

// ReferralSent: the referral left the bureau.
type ReferralSent struct {
	SendReferral
	Late  bool   `json:"late,omitempty"` // after the 24 hours
	Clock *Clock `json:"clock,omitempty"`
}

func (ReferralSent) Kind() string { return "ReferralSent" }
func (b ReferralSent) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.Stage, c.Referral.SentAt, c.Referral.SentLate = RefSent, e.OccurredAt, b.Late
	for _, id := range []string{"hand_over", "alarm", "refer"} {
		c.meet(id, on)
	}
	t := Task{ID: "receipt", Kind: "referral.receipt", Title: "取得签收回执", English: "Get the receipt", Person: c.Handler}
	if b.Clock != nil {
		c.startClock(*b.Clock)
		t.Due, t.Clock = b.Clock.Due, b.Clock.ID
	}
	c.step(e, "sent", b.Receiver, b.Tracking, "")
	c.done(e, "referral.send")
	c.raise(t, e)
}

func (c *Case) step(e Event, what, by, number, text string) {
	c.Referral.Steps = append(c.Referral.Steps, ReferralStep{On: DateOf(e.OccurredAt), What: what, By: by, Number: number, Text: text})
}

// ReceiveReceipt enters that the other organ signed for the referral. The police may forward it within 24 hours, ask for
// what is missing within 24 hours, and decide within three days (310号 7, 8; 公安机关办理刑事案件程序规定 180).
type ReceiveReceipt struct {
	By     string `json:"by" minLength:"1" maxLength:"60" doc:"签收人"`
	Number string `json:"number,omitempty" maxLength:"60" doc:"回执文号"`
	Kind   string `json:"kind,omitempty" enum:"normal,verify,major" doc:"公安机关审查期限：一般、线索须核实、重大疑难"`
}

func (ReceiveReceipt) Act() string { return "referral.receipt" }

// Needs asks for the file it came from.
func (ReceiveReceipt) Needs(c *Case) Needs { return toldOrigin(c) }

// Decide starts what binds the police.
func (x ReceiveReceipt) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	rule := map[string]string{"": "PEN-6.06", "normal": "PEN-6.06", "verify": "PEN-6.07", "major": "PEN-6.08"}[x.Kind]
	bad.need(strings.TrimSpace(x.By) != "", "by", "请填写签收人")
	bad.need(rule != "", "kind", "没有这种审查期限")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	b := &ReferralReceived{ReceiveReceipt: x}
	if c.Referral.To == ToPolice {
		for id, r := range map[string]string{"forward": "PEN-6.03", "missing": "PEN-6.04"} {
			k, err := f.startAt(r, id, f.At)
			if err != nil {
				return Outcome{}, err
			}
			b.Clocks = append(b.Clocks, k)
		}
		slices.SortFunc(b.Clocks, func(p, q Clock) int { return strings.Compare(p.ID, q.ID) })
		k, err := f.start(c, rule, "police", f.On(), 0)
		if err != nil {
			return Outcome{}, err
		}
		b.Clocks = append(b.Clocks, k)
	}
	return c.andTell(f, "received", b)
}

// ReferralReceived: the other organ signed for the referral.
type ReferralReceived struct {
	ReceiveReceipt
	Clocks []Clock `json:"clocks,omitempty"`
}

func (ReferralReceived) Kind() string { return "ReferralReceived" }
func (b ReferralReceived) apply(c *Case, e Event) {
	c.Stage = RefReceived
	for _, k := range b.Clocks {
		c.startClock(k)
	}
	c.step(e, "received", b.By, b.Number, "")
	c.done(e, "referral.receipt", "referral.supplement")
	t := Task{ID: "answer", Kind: "referral.reply", Title: "跟踪答复", English: "Await the reply", Person: c.Handler}
	if c.Referral.To == ToPolice {
		t.Kind, t.Title, t.English = "referral.police_decision", "跟踪公安机关是否立案", "Await the decision of the police"
	}
	for _, id := range []string{"police", "reply"} {
		if k := c.running(id); k != nil {
			t.Due, t.Clock = k.Due, k.ID
			break
		}
	}
	c.raise(t, e)
}

// Forwarded enters that who received the referral passed it on to the competent organ: the police within 24 hours, a
// commission that was misaddressed within five working days (TL-18). No other organ may pass it on.
type Forwarded struct {
	Name   string `json:"name" minLength:"2" maxLength:"60" doc:"有管辖权的机关"`
	Number string `json:"number,omitempty" maxLength:"60" doc:"文号"`
}

func (Forwarded) Act() string { return "referral.forwarded" }

// Decide keeps other departments from passing it on.
func (x Forwarded) Decide(c *Case, _ *Facts) (Outcome, error) {
	if len([]rune(strings.TrimSpace(x.Name))) < 2 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写有管辖权的机关。", English: "name the competent organ", Fields: []Field{{"name", "请填写有管辖权的机关"}}}
	}
	if !c.Referral.headDecides() {
		return Outcome{}, Refuse("no_retransfer", "参照市场监督管理行政处罚程序规定第十四条", "受移送机关不得再自行移送；认为不属于其管辖的，应当报请共同的上一级机关指定，请登记为“不予受理”。",
			"who received a transfer may not pass it on but asks the common superior; record it as refused")
	}
	return outcome(&ReferralForwarded{x})
}

// ReferralForwarded: another organ of the same kind has it now, and is to sign for it.
type ReferralForwarded struct{ Forwarded }

func (ReferralForwarded) Kind() string { return "ReferralForwarded" }
func (b ReferralForwarded) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.Referral.Name = b.Name
	if c.Referral.Addressee = b.Name; c.Referral.Hidden {
		c.Referral.Addressee += "案件监督管理部门"
	}
	c.meet("forward", on)
	c.meet("misdirected", on)
	c.stop(on, "missing", "police")
	c.step(e, "forwarded", b.Name, b.Number, "")
	c.Stage = RefSent
	c.done(e, "referral.police_decision", "referral.reply", "referral.receipt")
	c.raise(Task{ID: "receipt", Kind: "referral.receipt", Title: "取得受转机关的签收回执", English: "Get the receipt", Person: c.Handler}, e)
}

// Misdirected enters that a commission finds the clue is not its own; it forwards it within five working days (监察法实施条例).
type Misdirected struct {
	Text string `json:"text,omitempty" maxLength:"1000" doc:"说明"`
}

func (Misdirected) Act() string { return "referral.misdirected" }

// Decide starts the five days.
func (x Misdirected) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := possible(c, x.Act()); err != nil {
		return Outcome{}, err
	}
	k, err := f.start(c, "TL-18", "misdirected", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&ReferralMisdirected{x, secretClock(c.Referral.Hidden, k)})
}

// ReferralMisdirected: the clue reached a commission that is not competent.
type ReferralMisdirected struct {
	Misdirected
	Clock Clock `json:"clock"`
}

func (ReferralMisdirected) Kind() string { return "ReferralMisdirected" }
func (b ReferralMisdirected) apply(c *Case, e Event) {
	c.startClock(b.Clock)
	c.step(e, "misdirected", "", "", b.Text)
}

// MissingMaterials enters what the police find missing; the bureau supplements within three days.
type MissingMaterials struct {
	Text   string `json:"text" minLength:"2" maxLength:"2000" doc:"须补充的材料"`
	Number string `json:"number,omitempty" maxLength:"60" doc:"告知书文号"`
}

func (MissingMaterials) Act() string { return "referral.incomplete" }

// Decide starts the three days.
func (x MissingMaterials) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := possible(c, x.Act()); err != nil {
		return Outcome{}, err
	}
	if len([]rune(strings.TrimSpace(x.Text))) < 2 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请写明须补充的材料。", English: "say what is missing", Fields: []Field{{"text", "请写明须补充的材料"}}}
	}
	k, err := f.start(c, "PEN-6.05", "supplement", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&MaterialsMissing{x, k})
}

// MaterialsMissing: the police asked for more.
type MaterialsMissing struct {
	MissingMaterials
	Clock Clock `json:"clock"`
}

func (MaterialsMissing) Kind() string { return "MaterialsMissing" }
func (b MaterialsMissing) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.Stage = RefSupplement
	c.meet("missing", on)
	c.stop(on, "forward", "police")
	c.startClock(b.Clock)
	c.step(e, "incomplete", "", b.Number, b.Text)
	c.done(e, "referral.police_decision")
	c.raise(Task{ID: "supplement", Kind: "referral.supplement", Title: "补充移送材料", English: "Supplement the file", Person: c.Handler, Due: b.Clock.Due, Clock: b.Clock.ID}, e)
}

// Supplement enters that what was missing was handed in.
type Supplement struct {
	Materials []ReferralMaterial `json:"materials" minItems:"1" doc:"补充的材料"`
	Receiver  string             `json:"receiver" minLength:"1" maxLength:"60" doc:"接收人"`
}

func (Supplement) Act() string { return "referral.supplement" }

// Decide starts the days of the police anew.
func (x Supplement) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len(x.Materials) > 0 && strings.TrimSpace(x.Materials[0].Title) != "", "materials", "请列明补充的材料")
	bad.need(strings.TrimSpace(x.Receiver) != "", "receiver", "请填写接收人")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	k, err := f.start(c, "PEN-6.06", "police", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&Supplemented{x, k})
}

// Supplemented: the file with the police is complete.
type Supplemented struct {
	Supplement
	Clock Clock `json:"clock"`
}

func (Supplemented) Kind() string { return "Supplemented" }
func (b Supplemented) apply(c *Case, e Event) {
	c.Stage = RefReceived
	c.Referral.Materials = append(slices.Clip(c.Referral.Materials), b.Materials...)
	c.meet("supplement", DateOf(e.OccurredAt))
	c.startClock(b.Clock)
	c.step(e, "supplemented", b.Receiver, "", "")
	c.done(e, "referral.supplement")
	c.raise(Task{ID: "answer", Kind: "referral.police_decision", Title: "跟踪公安机关是否立案", English: "Await the decision of the police", Person: c.Handler, Due: b.Clock.Due, Clock: b.Clock.ID}, e)
}

// PoliceDecision enters whether the police open a criminal case: opened, the goods are handed over within three days;
// refused, with reasons and the file returned, the bureau has three days to ask for another look (310号 8, 9, 12).
type PoliceDecision struct {
	Opened   bool   `json:"opened" doc:"决定立案"`
	Number   string `json:"number" minLength:"2" maxLength:"60" doc:"立案（不予立案）通知书文号"`
	Reason   string `json:"reason,omitempty" maxLength:"2000" doc:"不予立案的理由"`
	Returned bool   `json:"returned,omitempty" doc:"案卷材料已退回"`
}

func (PoliceDecision) Act() string { return "referral.police_decision" }

// Needs asks for the file it came from.
func (PoliceDecision) Needs(c *Case) Needs { return toldOrigin(c) }

// Decide starts what follows. On the order of the procuratorate the police can only open.
func (x PoliceDecision) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := possible(c, x.Act()); err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Number))) >= 2, "number", "请填写通知书文号")
	bad.need(x.Opened || len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "请填写不予立案的理由")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if c.Stage == RefSupervised && !x.Opened {
		return Outcome{}, Refuse("wrong_stage", crimeLaw+"第九条", "立案监督期间，只能登记公安机关依检察院通知立案。", "under supervision only the opening of the case on the procuratorate's order can be entered")
	}
	b := &PoliceDecided{PoliceDecision: x}
	if err := b.follow(c, f, x.Opened, "PEN-6.10", "contest"); err != nil {
		return Outcome{}, err
	}
	if x.Opened {
		return c.andTell(f, "accepted", b)
	}
	return c.andTell(f, "refused", b)
}

// follow starts the clock of what the answer asks of the bureau.
func (b *PoliceDecided) follow(c *Case, f *Facts, opened bool, rule, id string) error {
	if opened {
		rule, id = "PEN-6.09", "goods"
	}
	k, err := f.start(c, rule, id, f.On(), 0)
	b.Clock = k
	return err
}

// PoliceDecided: the police opened a criminal case, or refused to.
type PoliceDecided struct {
	PoliceDecision
	Clock Clock `json:"clock"`
	Again bool  `json:"again,omitempty"` // on reconsideration
}

func (PoliceDecided) Kind() string { return "PoliceDecided" }
func (b PoliceDecided) apply(c *Case, e Event) {
	on, r := DateOf(e.OccurredAt), c.Referral
	for _, id := range []string{"police", "reconsider", "ordered"} {
		c.meet(id, on)
	}
	c.stop(on, "forward", "missing", "supplement", "contest", "procuratorate", "reasons")
	c.done(e, "referral.police_decision", "referral.reconsidered", "referral.contest", "look")
	c.startClock(b.Clock)
	if b.Opened {
		c.Stage = RefOpened
		c.step(e, "opened", "", b.Number, "")
		c.raise(Task{ID: "deliver", Kind: "referral.deliver", Title: "移交涉案物品和材料", English: "Hand over goods and materials", Person: c.Handler, Due: b.Clock.Due, Clock: b.Clock.ID}, e)
		return
	}
	c.Stage, r.Reviewed = RefRefused, r.Reviewed || b.Again
	c.step(e, "refused", "", b.Number, b.Reason)
	c.raise(Task{ID: "contest", Kind: "referral.contest", Title: "对不予立案提请复议或者建议立案监督", English: "Contest the refusal", Person: c.Handler, Due: b.Clock.Due, Clock: b.Clock.ID}, e)
}

// Contest asks the police to look again, or the procuratorate to supervise (310号 9).
type Contest struct {
	Way    string `json:"way" enum:"reconsideration,procuratorate" doc:"途径：向原公安机关提请复议，建议检察院立案监督"`
	Reason string `json:"reason" minLength:"2" maxLength:"4000" doc:"理由"`
}

func (Contest) Act() string { return "referral.contest" }

// Decide holds the three days, and that the police look again once.
func (x Contest) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = crimeLaw + "第九条"
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	r := c.Referral
	late := func(id string) bool { k := c.running(id); return k != nil && f.On() > k.Due }
	switch {
	case x.Way != "reconsideration" && x.Way != "procuratorate":
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这种途径。", English: "no such way", Fields: []Field{{"way", "没有这种途径"}}}
	case r.Incoming || r.To != ToPolice:
		return Outcome{}, Refuse("wrong_stage", art, "只有移送公安机关的才可以提请复议、建议立案监督。", "only a referral to the police can be contested")
	case r.Final:
		return Outcome{}, Refuse("final", art, "已没有其他途径，本机关应当自行依法处理。", "no way is left: the bureau handles the case itself")
	case c.Stage == RefReceived && (x.Way != "procuratorate" || !late("police")):
		return Outcome{}, Refuse("wrong_stage", art, "公安机关尚在审查期限内。", "the police are still within their days")
	case r.Reviewed && x.Way == "reconsideration":
		return Outcome{}, Refuse("already_done", art, "已经复议，不服的可以建议检察院立案监督。", "the police have looked again; what is left is the procuratorate")
	case late("contest") || late("procuratorate"):
		return Outcome{}, Refuse("too_late", art, "已超过三日期限。", "the three days have passed")
	}
	rule, id := "PEN-6.11", "reconsider"
	if x.Way == "procuratorate" {
		rule, id = "PEN-6.13", "reasons"
	}
	k, err := f.start(c, rule, id, f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&RefusalContested{x, k})
}

// RefusalContested: the refusal of the police is looked at again.
type RefusalContested struct {
	Contest
	Clock Clock `json:"clock"`
}

func (RefusalContested) Kind() string { return "RefusalContested" }
func (b RefusalContested) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.meet("contest", on)
	c.meet("procuratorate", on)
	c.stop(on, "police", "forward", "missing")
	c.startClock(b.Clock)
	c.done(e, "referral.contest", "referral.police_decision")
	t := Task{ID: "again", Person: c.Handler, Due: b.Clock.Due, Clock: b.Clock.ID}
	if b.Way == "reconsideration" {
		c.Stage, t.Kind, t.Title, t.English = RefReviewing, "referral.reconsidered", "跟踪公安机关复议决定", "Await the reconsideration"
	} else {
		c.Stage, t.Kind, t.Title, t.English = RefSupervised, "referral.supervised", "跟踪检察院立案监督", "Await the procuratorate"
	}
	c.step(e, b.Way, "", "", b.Reason)
	c.raise(t, e)
}

// Reconsidered enters what the police decide on a second look.
type Reconsidered PoliceDecision

func (Reconsidered) Act() string { return "referral.reconsidered" }

// Needs asks for the file it came from.
func (Reconsidered) Needs(c *Case) Needs { return toldOrigin(c) }

// Decide gives three days for the procuratorate where they uphold.
func (x Reconsidered) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Number))) >= 2, "number", "请填写复议决定书文号")
	bad.need(x.Opened || len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "请填写维持的理由")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	b := &PoliceDecided{PoliceDecision: PoliceDecision(x), Again: true}
	if err := b.follow(c, f, x.Opened, "PEN-6.12", "procuratorate"); err != nil {
		return Outcome{}, err
	}
	if x.Opened {
		return c.andTell(f, "accepted", b)
	}
	return c.andTell(f, "refused", b)
}

// Supervised enters what the procuratorate did: it tells the police to open the case within 15 days, or finds the refusal
// right; then no way is left.
type Supervised struct {
	Ordered bool   `json:"ordered" doc:"通知公安机关立案"`
	Number  string `json:"number" minLength:"2" maxLength:"60" doc:"文号"`
	Reason  string `json:"reason,omitempty" maxLength:"2000" doc:"不立案理由成立的，写明"`
}

func (Supervised) Act() string { return "referral.supervised" }

// Decide starts the 15 days.
func (x Supervised) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := possible(c, x.Act()); err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Number))) >= 2, "number", "请填写文号")
	bad.need(x.Ordered || len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "请写明不立案理由成立的意见")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	b := &ReferralSupervised{Supervised: x}
	if x.Ordered {
		k, err := f.start(c, "PEN-6.14", "ordered", f.On(), 0)
		if err != nil {
			return Outcome{}, err
		}
		b.Clock = &k
	}
	return outcome(b)
}

// ReferralSupervised: the procuratorate has decided.
type ReferralSupervised struct {
	Supervised
	Clock *Clock `json:"clock,omitempty"`
}

func (ReferralSupervised) Kind() string { return "ReferralSupervised" }
func (b ReferralSupervised) apply(c *Case, e Event) {
	c.meet("reasons", DateOf(e.OccurredAt))
	c.done(e, "referral.supervised", "look")
	c.Referral.Ordered = b.Ordered
	if b.Ordered {
		c.startClock(*b.Clock)
		c.step(e, "ordered", "", b.Number, "")
		c.raise(Task{ID: "answer", Kind: "referral.police_decision", Title: "跟踪公安机关依通知立案", English: "Await the opening on the order", Person: c.Handler, Due: b.Clock.Due, Clock: b.Clock.ID}, e)
		return
	}
	c.step(e, "refusal_upheld", "", b.Number, b.Reason)
	c.finally(e)
}

// finally: no way against the refusal is left, the bureau has the case again (310号 10).
func (c *Case) finally(e Event) {
	c.Stage, c.Referral.Final = RefRefused, true
	c.done(e, "referral.contest")
	c.raise(Task{ID: "take_back", Kind: "referral.take_back", Title: "公安机关不予立案，收回案件自行处理", English: "Take the case back", Role: RoleLeader}, e)
}

// TakeBack ends a referral the police refused: the bureau handles the case itself, and punishes where that is due (310号 10).
type TakeBack struct {
	Reason string `json:"reason" minLength:"2" maxLength:"2000" doc:"说明；不再提请复议、监督的写明理由"`
}

func (TakeBack) Act() string { return "referral.take_back" }

// Needs asks for the file it came from, which goes on.
func (TakeBack) Needs(c *Case) Needs { return toldOrigin(c) }

// Decide tells the case it may go on.
func (x TakeBack) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, crimeLaw+"第九条、第十条", PartTaskForce, PartOfficer); err != nil {
		return Outcome{}, err
	}
	return c.andTell(f, "returned", &CaseTakenBack{x})
}

// CaseTakenBack: the bureau handles the case itself.
type CaseTakenBack struct{ TakeBack }

func (CaseTakenBack) Kind() string { return "CaseTakenBack" }
func (b CaseTakenBack) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	c.step(e, "taken_back", "", "", b.Reason)
	c.close(e, RefClosed, "returned")
}

// Deliver hands the goods and materials of a case the police opened over to them, signed for.
type Deliver struct {
	Goods    []string `json:"goods,omitempty" doc:"涉案物品清单"`
	Receiver string   `json:"receiver" minLength:"1" maxLength:"60" doc:"接收人"`
}

func (Deliver) Act() string { return "referral.deliver" }

// Decide wants a signature, once.
func (x Deliver) Decide(c *Case, _ *Facts) (Outcome, error) {
	if err := possible(c, x.Act()); err != nil {
		return Outcome{}, err
	}
	if strings.TrimSpace(x.Receiver) == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写接收人。", English: "name the receiver", Article: crimeLaw + "第十二条", Fields: []Field{{"receiver", "请填写接收人"}}}
	}
	return outcome(&GoodsDelivered{x})
}

// GoodsDelivered: goods and materials went to the police.
type GoodsDelivered struct{ Deliver }

func (GoodsDelivered) Kind() string { return "GoodsDelivered" }
func (b GoodsDelivered) apply(c *Case, e Event) {
	c.Referral.DeliveredOn = DateOf(e.OccurredAt)
	c.meet("goods", c.Referral.DeliveredOn)
	c.step(e, "delivered", b.Receiver, "", strings.Join(b.Goods, "；"))
	c.done(e, "referral.deliver")
}

// Progress enters a step of the criminal case: no prosecution, and inside the procuratorate the hand-over of what is left
// to administrative liability (行刑反向衔接, 3 and 10 working days).
type Progress struct {
	Step   string `json:"step" enum:"not_prosecuted,examined,other" doc:"进展：不起诉、检察机关审查行政处罚、其他"`
	Number string `json:"number,omitempty" maxLength:"60" doc:"文号"`
	Text   string `json:"text,omitempty" maxLength:"2000" doc:"情况"`
}

func (Progress) Act() string { return "referral.progress" }

// Decide starts the days of the procuratorate.
func (x Progress) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := possible(c, x.Act()); err != nil {
		return Outcome{}, err
	}
	b := &ReferralProgressed{Progress: x}
	rule, id := "", ""
	switch x.Step {
	case "not_prosecuted":
		rule, id = "PEN-6.15", "inside"
	case "examined":
		rule, id = "PEN-6.16", "examine"
	case "other":
		if len([]rune(strings.TrimSpace(x.Text))) < 2 {
			return Outcome{}, &Error{Code: "invalid_input", Message: "请写明情况。", English: "say what happened", Fields: []Field{{"text", "请写明情况"}}}
		}
		return outcome(b)
	default:
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这种进展。", English: "no such step", Fields: []Field{{"step", "没有这种进展"}}}
	}
	k, err := f.start(c, rule, id, f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	b.Clock = &k
	return outcome(b)
}

// ReferralProgressed: the criminal case moved.
type ReferralProgressed struct {
	Progress
	Clock *Clock `json:"clock,omitempty"`
}

func (ReferralProgressed) Kind() string { return "ReferralProgressed" }
func (b ReferralProgressed) apply(c *Case, e Event) {
	c.step(e, b.Step, "", b.Number, b.Text)
	if b.Clock != nil {
		c.meet("inside", DateOf(e.OccurredAt))
		c.startClock(*b.Clock)
	}
}

// Reply enters what another organ answers: it takes the matter, it does not, or what came of it.
type Reply struct {
	Result string `json:"result" enum:"accepted,refused,feedback" doc:"受理、不予受理、办理结果"`
	Number string `json:"number,omitempty" maxLength:"60" doc:"文号"`
	Text   string `json:"text" minLength:"2" maxLength:"4000" doc:"内容"`
}

func (Reply) Act() string { return "referral.reply" }

// Needs asks for the file it came from.
func (Reply) Needs(c *Case) Needs { return toldOrigin(c) }

// Decide tells the case.
func (x Reply) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := possible(c, x.Act()); err != nil {
		return Outcome{}, err
	}
	status := map[string]string{"accepted": "accepted", "refused": "returned", "feedback": "closed"}[x.Result]
	var bad faults
	bad.need(status != "", "result", "没有这种答复")
	bad.need(len([]rune(strings.TrimSpace(x.Text))) >= 2, "text", "请写明内容")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if x.Result == "accepted" && c.Stage == RefOpened {
		return Outcome{}, Refuse("already_done", "", "已经登记受理。", "its acceptance is entered already")
	}
	return c.andTell(f, status, &ReferralReplied{x})
}

// ReferralReplied: the other organ answered.
type ReferralReplied struct{ Reply }

func (ReferralReplied) Kind() string { return "ReferralReplied" }
func (b ReferralReplied) apply(c *Case, e Event) {
	c.meet("reply", DateOf(e.OccurredAt))
	c.step(e, b.Result, "", b.Number, b.Text)
	c.done(e, "referral.reply", "referral.receipt")
	switch b.Result {
	case "accepted":
		c.Stage = RefOpened
		c.raise(Task{ID: "feedback", Kind: "referral.reply", Title: "跟踪办理结果", English: "Await the outcome", Person: c.Handler}, e)
	case "refused":
		c.close(e, RefClosed, "returned")
	default:
		c.close(e, RefClosed, "answered")
	}
}

// Conclude ends a referral whose criminal case is over. Where administrative liability is left, the bureau goes on.
type Conclude struct {
	Result         string `json:"result" enum:"convicted,not_prosecuted,withdrawn,other" doc:"刑事结果：追究刑事责任、不起诉、撤销案件、其他"`
	Number         string `json:"number,omitempty" maxLength:"60" doc:"文号"`
	Text           string `json:"text" minLength:"2" maxLength:"4000" doc:"情况"`
	Administrative bool   `json:"administrative,omitempty" doc:"应当给予行政处罚，案件退回本机关"`
}

func (Conclude) Act() string { return "referral.conclude" }

// Needs asks for the file it came from.
func (Conclude) Needs(c *Case) Needs { return toldOrigin(c) }

// Decide tells the case whether it goes on.
func (x Conclude) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := possible(c, x.Act()); err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(slices.Contains([]string{"convicted", "not_prosecuted", "withdrawn", "other"}, x.Result), "result", "没有这种结果")
	bad.need(len([]rune(strings.TrimSpace(x.Text))) >= 2, "text", "请写明情况")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	status := "closed"
	if x.Administrative {
		status = "returned"
	}
	return c.andTell(f, status, &ReferralConcluded{x})
}

// ReferralConcluded: the criminal case is over.
type ReferralConcluded struct{ Conclude }

func (ReferralConcluded) Kind() string { return "ReferralConcluded" }
func (b ReferralConcluded) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.meet("inside", on)
	c.meet("examine", on)
	c.step(e, b.Result, "", b.Number, b.Text)
	out := b.Result
	if b.Administrative {
		out = "returned"
	}
	c.close(e, RefClosed, out)
}

// ReceiveReferral opens the file of what another organ sends: a case without crime but with administrative liability
// (310号 13), an opinion of the procuratorate whose result must be reported (刑事诉讼法 177 III), a transfer.
type ReceiveReferral struct {
	From     string        `json:"from" enum:"police,procuratorate,discipline,market,planning,health,forestry,bank,justice,region,other" doc:"移送机关种类"`
	Name     string        `json:"name" minLength:"2" maxLength:"60" doc:"移送机关"`
	Number   string        `json:"number" minLength:"2" maxLength:"60" doc:"移送函、检察意见书文号"`
	Party    PartyID       `json:"party" minLength:"1" doc:"当事人"`
	Summary  string        `json:"summary" minLength:"2" maxLength:"4000" doc:"事由"`
	ReplyBy  Date          `json:"reply_by,omitzero" doc:"要求回复的最后一日，以来文为准"`
	Officers []PersonID    `json:"officers" minItems:"1" doc:"承办人员"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"来文和材料"`
}

func (ReceiveReferral) Act() string { return "referral.receive" }

// Needs asks for party, officers and a reference.
func (x ReceiveReferral) Needs(*Case) Needs {
	return Needs{People: x.Officers, Parties: []PartyID{x.Party}, Blobs: hashes(x.Evidence), Numbers: []string{"case.referral"}}
}

// Decide sets the limit for the reply by what the paper says.
func (x ReceiveReferral) Decide(_ *Case, f *Facts) (Outcome, error) {
	p, ok := f.Parties[x.Party]
	_, known := ReferralTitles[x.From]
	var bad faults
	bad.need(known || x.From == "procuratorate", "from", "没有这种移送机关")
	bad.need(len([]rune(strings.TrimSpace(x.Name))) >= 2, "name", "请填写移送机关")
	bad.need(len([]rune(strings.TrimSpace(x.Number))) >= 2, "number", "请填写来文文号")
	bad.need(len([]rune(strings.TrimSpace(x.Summary))) >= 2, "summary", "请写明事由")
	bad.need(ok, "party", "没有这名当事人")
	bad.need(len(x.Officers) > 0, "officers", "请指定承办人员")
	bad.need(x.From != "procuratorate" || !x.ReplyBy.IsZero(), "reply_by", "检察意见须回复处理情况，请填写意见书要求的期限")
	bad.need(x.ReplyBy.IsZero() || x.ReplyBy > f.On(), "reply_by", "回复期限应在收到之后")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	for _, o := range x.Officers {
		if q, ok := f.People[o]; !ok || !q.Holds(RoleOfficer, f.Agency.ID, f.On()) {
			return Outcome{}, Refuse("not_an_officer", "", "承办人员须是本机关执法人员。", "the officers must be enforcement officers of this agency")
		}
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	b := &ReferralArrived{ReceiveReferral: x, Agency: f.Agency.ID, Ref: f.Numbers["case.referral"], Named: PartyRef{p.ID, p.Name, p.Kind, p.Township}, Section: f.People[x.Officers[0]].Section, Register: ev}
	if !x.ReplyBy.IsZero() {
		k, err := f.start(nil, "REF-03", "reply_to", f.On(), int(x.ReplyBy-f.On()))
		if err != nil {
			return Outcome{}, err
		}
		b.Clock = &k
	}
	return outcome(b)
}

// ReferralArrived: another organ sent something to the bureau.
type ReferralArrived struct {
	ReceiveReferral
	Agency   AgencyID   `json:"agency"`
	Ref      Number     `json:"ref"`
	Named    PartyRef   `json:"named"`
	Section  string     `json:"section,omitempty"`
	Register []Evidence `json:"register,omitempty"`
	Clock    *Clock     `json:"clock,omitempty"`
}

func (ReferralArrived) Kind() string { return "ReferralArrived" }
func (b ReferralArrived) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Stage, c.Section, c.OpenedOn = ProcReferral, b.Agency, RefIncoming, b.Section, DateOf(e.OccurredAt)
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	c.Title, c.Party, c.Officers, c.Handler = b.Name+"移送："+b.Named.Name, &b.Named, slices.Clone(b.Officers), b.Officers[0]
	c.Referral = &Referral{ReferralContent: ReferralContent{To: b.From, Name: b.Name, Summary: b.Summary}, Incoming: true, Number: b.Number}
	for _, o := range b.Officers {
		c.take(o, PartOfficer, e.Seq)
	}
	c.enter(b.Register, e)
	c.step(e, "arrived", b.Name, b.Number, b.Summary)
	t := Task{ID: "take_up", Kind: "referral.take_up", Title: "核查移送事项，登记线索或者提出不予立案", English: "Take it up as a clue, or decline", Person: c.Handler}
	if b.Clock != nil {
		c.startClock(*b.Clock)
		t.Due, t.Clock = b.Clock.Due, b.Clock.ID
	}
	c.raise(t, e)
}

// TakeUp opens a penalty case from what came in. Its source is who sent it: what came by transfer is not passed on.
type TakeUp struct {
	Track       Track        `json:"track,omitempty" enum:"general,ban" doc:"程序，空为普通程序"`
	Clue        string       `json:"clue,omitempty" maxLength:"4000" doc:"线索内容，空为来件事由"`
	Allegations []Allegation `json:"allegations" minItems:"1" doc:"涉嫌违法行为"`
}

func (TakeUp) Act() string { return "referral.take_up" }

// Needs asks for the numbers of the case and its form.
func (TakeUp) Needs(*Case) Needs {
	return Needs{Openings: map[string]int{"case.penalty": 1}, Numbers: []string{"P-1"}}
}

// Decide opens the clue with the officers of the file.
func (x TakeUp) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := possible(c, x.Act()); err != nil {
		return Outcome{}, err
	}
	source := "transfer"
	if from := c.Referral.To; from == ToPolice || from == "procuratorate" {
		source = from
	}
	if x.Clue == "" {
		x.Clue = c.Referral.Summary
	}
	clue := OpenClue{Track: x.Track, Source: source, ReceivedOn: c.OpenedOn, Clue: x.Clue, Allegations: x.Allegations, Section: c.Section}
	if len(c.Officers) > 1 {
		clue.Officers = c.Officers
	}
	b, id, err := caseFrom(c, f, clue, len(c.Referral.Clues)+1)
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Events: []Body{&ReferralTakenUp{x, id}}, Opens: []Opening{{ID: id, Events: []Body{b}}}}, nil
}

// ReferralTakenUp: a penalty case was opened from what came in.
type ReferralTakenUp struct {
	TakeUp
	Case CaseID `json:"case"`
}

func (ReferralTakenUp) Kind() string { return "ReferralTakenUp" }
func (b ReferralTakenUp) apply(c *Case, e Event) {
	c.Referral.Clues = append(c.Referral.Clues, b.Case)
	c.done(e, "referral.take_up")
	c.oweAnswer(e)
}

// DeclineReferral leaves what came in without a case of the bureau, with the reasons the reply will give.
type DeclineReferral struct {
	Reason string `json:"reason" minLength:"2" maxLength:"2000" doc:"理由"`
}

func (DeclineReferral) Act() string { return "referral.decline" }

// Decide is for somebody who has not handled it.
func (x DeclineReferral) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := possible(c, x.Act()); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if len(c.Referral.Clues) > 0 {
		return Outcome{}, Refuse("already_done", "", "已经登记为线索。", "a clue has been opened")
	}
	if err := differs(c, f, "行政处罚法第七十六条", PartOfficer); err != nil {
		return Outcome{}, err
	}
	return outcome(&ReferralDeclined{x})
}

// ReferralDeclined: no case is opened from what came in.
type ReferralDeclined struct{ DeclineReferral }

func (ReferralDeclined) Kind() string { return "ReferralDeclined" }
func (b ReferralDeclined) apply(c *Case, e Event) {
	c.Referral.Declined = b.Reason
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "referral.take_up")
	c.oweAnswer(e)
}

func (c *Case) oweAnswer(e Event) {
	c.raise(c.under("reply_to", Task{ID: "reply", Kind: "referral.answer", Title: "向移送机关回复处理情况", English: "Report the result", Person: c.Handler}), e)
}

// AnswerReferral reports to who sent it what the bureau did, and ends the file.
type AnswerReferral struct {
	Number string `json:"number" minLength:"2" maxLength:"60" doc:"复函文号"`
	Text   string `json:"text" minLength:"2" maxLength:"4000" doc:"处理情况"`
}

func (AnswerReferral) Act() string { return "referral.answer" }

// Decide wants something to report.
func (x AnswerReferral) Decide(c *Case, _ *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Number))) >= 2, "number", "请填写复函文号")
	bad.need(len([]rune(strings.TrimSpace(x.Text))) >= 2, "text", "请写明处理情况")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if len(c.Referral.Clues) == 0 && c.Referral.Declined == "" {
		return Outcome{}, Refuse("nothing_to_report", "刑事诉讼法第一百七十七条第三款", "尚未登记线索，也没有决定不予立案，不能回复处理情况。", "neither a clue was opened nor the matter declined: there is nothing to report")
	}
	return outcome(&ReferralResultReported{x})
}

// ReferralResultReported: the result was reported to who sent it.
type ReferralResultReported struct{ AnswerReferral }

func (ReferralResultReported) Kind() string { return "ReferralResultReported" }
func (b ReferralResultReported) apply(c *Case, e Event) {
	c.meet("reply_to", DateOf(e.OccurredAt))
	c.step(e, "answered", "", b.Number, b.Text)
	out := "taken_up"
	if c.Referral.Declined != "" {
		out = "declined"
	}
	c.close(e, RefClosed, out)
}

func init() {
	open, police := func(c *Case) bool { return c.Referral != nil && !c.Referral.Incoming }, func(c *Case) bool { return c.Referral != nil && c.Referral.To == ToPolice }
	other := func(c *Case) bool { return open(c) && !police(c) }
	act[OpenReferral](Spec{Procedure: ProcReferral, Opens: true, Title: "登记移送", English: "Open a referral", Article: crimeLaw + "；监察法第三十七条", Starts: "移送公安机关的由专案组核实，其余送审批；公职人员线索起算移送期限"})
	act[ReferCase](Spec{Procedure: ProcPenalty, Assigned: true, AfterClose: true, Title: "移送其他机关", English: "Refer to another organ", Article: "行政处罚法第二十七条、第八十二条", Starts: "开立移送案卷"})
	act[ReferClue](Spec{Procedure: ProcInspection, Assigned: true, AfterClose: true, Stages: []Stage{InspRecorded, InspResult, InspClosed}, Title: "移送线索", English: "Refer a clue", Starts: "开立移送案卷"})
	act[ReportReferral](Spec{Procedure: ProcReferral, Assigned: true, Enforcement: true, Stages: []Stage{RefVerifying}, Title: "专案组提出报告", English: "Report of the task force", Article: crimeLaw + "第五条", Starts: "起算三日的批准期限"})
	act[ApproveReferral](Spec{Procedure: ProcReferral, Stages: []Stage{RefProposed}, Possible: func(c *Case) bool { return c.Referral.headDecides() }, Title: "批准移送", English: "Approve the referral", Article: crimeLaw + "第五条；监察法第三十七条", Starts: "移送书编号；移送公安机关的起算二十四小时"})
	act[ApproveLetter](Spec{Procedure: ProcReferral, Stages: []Stage{RefProposed}, Possible: func(c *Case) bool { return !c.Referral.headDecides() }, Title: "审批移送函", English: "Approve the letter", Starts: "移送函编号"})
	act[RefuseReferral](Spec{Procedure: ProcReferral, Stages: []Stage{RefProposed}, Title: "不批准移送", English: "Do not approve", Article: crimeLaw + "第五条", Starts: "理由入卷，移送办结"})
	act[SendReferral](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefApproved}, Title: "送出移送材料", English: "Hand the referral over", Article: crimeLaw + "第五条、第六条", Starts: "起算答复期限"})
	act[ReceiveReceipt](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefSent}, Title: "登记签收回执", English: "Enter the receipt", Article: crimeLaw + "第七条", Starts: "公安机关的转送、补正、立案审查期限自此起算"})
	act[Forwarded](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefSent, RefReceived}, Possible: func(c *Case) bool { return c.Referral.headDecides() }, Title: "登记转送", English: "Enter that it was forwarded", Article: crimeLaw + "第七条"})
	act[Misdirected](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefSent, RefReceived}, Possible: func(c *Case) bool { return c.Referral.Hidden && c.running("misdirected") == nil }, Title: "登记误投", English: "Enter that it was misdirected", Article: "监察法实施条例第一百六十九条、第一百七十一条", Starts: "起算五个工作日的转送期限"})
	act[MissingMaterials](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefReceived}, Possible: police, Title: "登记补充要求", English: "Enter what is missing", Article: "公安机关办理刑事案件程序规定第一百八十条", Starts: "起算三日的补充期限"})
	act[Supplement](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefSupplement}, Title: "补充材料", English: "Supplement", Article: "公安机关办理刑事案件程序规定第一百八十条", Starts: "公安机关的审查期限重新起算"})
	act[PoliceDecision](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefReceived, RefSupervised}, Possible: func(c *Case) bool { return police(c) && (c.Stage == RefReceived || c.Referral.Ordered) }, Title: "登记公安机关是否立案", English: "Enter the decision of the police", Article: crimeLaw + "第八条", Starts: "立案的起算移交期限；不予立案的起算复议、监督期限"})
	act[Contest](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefRefused, RefReceived}, Possible: func(c *Case) bool { return police(c) && !c.Referral.Final }, Title: "提请复议、建议立案监督", English: "Contest the refusal", Article: crimeLaw + "第九条", Starts: "起算复议决定或者说明理由的期限"})
	act[Reconsidered](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefReviewing}, Title: "登记复议决定", English: "Enter the reconsideration", Article: crimeLaw + "第九条"})
	act[Supervised](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefSupervised}, Possible: func(c *Case) bool { return !c.Referral.Ordered }, Title: "登记立案监督结果", English: "Enter what the procuratorate did", Article: "人民检察院办理行政执法机关移送涉嫌犯罪案件的规定", Starts: "通知立案的起算十五日"})
	act[TakeBack](Spec{Procedure: ProcReferral, Stages: []Stage{RefRefused}, Title: "收回自行处理", English: "Take the case back", Article: crimeLaw + "第十条", Starts: "移送办结，来源案件继续办理"})
	act[Deliver](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefOpened}, Possible: func(c *Case) bool { return police(c) && c.Referral.DeliveredOn.IsZero() }, Title: "移交涉案物品和材料", English: "Hand over goods and materials", Article: crimeLaw + "第十二条"})
	act[Progress](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefOpened}, Possible: police, Title: "登记刑事案件进展", English: "Enter a step of the criminal case", Article: "人民检察院行刑反向衔接工作指引"})
	act[Reply](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefSent, RefReceived, RefOpened}, Possible: other, Title: "登记答复", English: "Enter the reply", Starts: "答复期限办结；受理、不予受理告知来源案件"})
	act[Conclude](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefOpened}, Possible: police, Title: "登记刑事结果", English: "Enter the outcome", Article: crimeLaw + "第十三条；刑事诉讼法第一百七十七条第三款", Starts: "移送办结；应当行政处罚的，来源案件继续办理"})
	act[ReceiveReferral](Spec{Procedure: ProcReferral, Opens: true, Title: "登记移送来件", English: "Enter what another organ sends", Article: crimeLaw + "第十三条；刑事诉讼法第一百七十七条第三款", Starts: "起算回复期限"})
	act[TakeUp](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefIncoming}, Possible: func(c *Case) bool { return c.Referral.Declined == "" }, Title: "登记为线索", English: "Take it up as a clue", Article: "行政处罚法第五十四条", Starts: "开立处罚案卷；移送来的案件不得再自行移送"})
	act[DeclineReferral](Spec{Procedure: ProcReferral, Stages: []Stage{RefIncoming}, Possible: func(c *Case) bool { return len(c.Referral.Clues) == 0 && c.Referral.Declined == "" }, Title: "来件不予立案", English: "Decline", Article: "行政处罚法第七十六条"})
	act[AnswerReferral](Spec{Procedure: ProcReferral, Assigned: true, Stages: []Stage{RefIncoming}, Title: "回复处理情况", English: "Report the result", Article: "刑事诉讼法第一百七十七条第三款", Starts: "回复期限办结，来件办结"})
	event[ReferralOpened]()
	event[CaseReferred]()
	event[ReferralAnswered]()
	event[ClueReferred]()
	event[ReferralReported]()
	event[ReferralApproved]()
	event[ReferralRefused]()
	event[ReferralSent]()
	event[ReferralReceived]()
	event[ReferralForwarded]()
	event[ReferralMisdirected]()
	event[MaterialsMissing]()
	event[Supplemented]()
	event[PoliceDecided]()
	event[RefusalContested]()
	event[ReferralSupervised]()
	event[CaseTakenBack]()
	event[GoodsDelivered]()
	event[ReferralProgressed]()
	event[ReferralReplied]()
	event[ReferralConcluded]()
	event[ReferralArrived]()
	event[ReferralTakenUp]()
	event[ReferralDeclined]()
	event[ReferralResultReported]()
	expiries[ProcReferral] = expiry{apply: func(c *Case, clock string, k *Clock, _ InstantPassed, e Event) {
		switch clock {
		case "contest", "procuratorate": // the days to contest the refusal are over
			k.Lapse(DateOf(e.OccurredAt))
			c.finally(e)
		case "police", "reasons", "reconsider", "ordered":
			c.raise(Task{ID: "look-" + k.ID + "-over", Kind: "look", Title: "“" + k.Title + "”已届满，可以建议检察院监督", English: "The other side is overdue: " + k.Rule, Person: c.Handler, Due: k.Due, Clock: k.ID}, e)
		}
	}}
	maps.Copy(stageTitles, map[Stage][2]string{
		RefVerifying: {"专案组核实", "Verifying"}, RefProposed: {"待批准", "Awaiting approval"}, RefApproved: {"待送出", "To be handed over"}, RefSent: {"待签收", "Sent"},
		RefSupplement: {"补充材料", "Supplement asked"}, RefReceived: {"待答复", "Received"}, RefRefused: {"不予立案", "Refused"}, RefReviewing: {"复议中", "Reconsidered"},
		RefSupervised: {"立案监督中", "Supervised"}, RefOpened: {"对方已受理", "Taken up"}, RefIncoming: {"来件待处理", "Incoming"}, RefClosed: {"已办结", "Closed"},
	})
	Steps[ProcReferral] = []Stage{RefVerifying, RefProposed, RefApproved, RefSent, RefReceived, RefOpened, RefClosed}
}
