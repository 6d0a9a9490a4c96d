package domain

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// The annual check of social organizations (年度检查): one file an organization and year. 社团条例 28, 民非条例 23, 基金会条例 36;
// 社会团体年度检查办法 (from 2026-01-01); charities report under 慈善法 13 instead. registration.md §3, §9.4; updates.md §2.

// Stages of an annual check.
const (
	ChkOpen    Stage = "check_open"       // 待报送
	ChkUnit    Stage = "check_unit"       // 业务主管单位初审
	ChkReview  Stage = "check_review"     // 审查中
	ChkAsked   Stage = "check_asked"      // 待补充、说明或者审计
	ChkDecide  Stage = "check_to_decide"  // 待负责人审定
	ChkPublish Stage = "check_to_publish" // 已作结论，待公布
	ChkServe   Stage = "check_to_serve"   // 已公布，待送达
	ChkRectify Stage = "check_rectify"    // 限期整改
	ChkMissed  Stage = "check_missed"     // 逾期未报送
	ChkClosed  Stage = "check_closed"     // 办结 ■
	ChkOut     Stage = "check_out"        // 不参加本年度年检 ■
)

// The two tracks of the year: a charity reports under the charity law and is not checked besides (社会团体年度检查办法 20).
const (
	TrackCheck   = "check"   // 年度检查
	TrackCharity = "charity" // 慈善组织年度报告
)

const (
	artCheck    = "社会团体登记管理条例第二十八条；民办非企业单位登记管理暂行条例第二十三条；基金会管理条例第三十六条"
	artCheckNew = "社会团体年度检查办法第七条"
)

// CheckOpened is the conclusion of a check that was opened and not filed yet; it stands beside those of organization.go.
const CheckOpened = "open"

// AnnualCheck is what the check of one year holds besides what every file holds.
type AnnualCheck struct {
	Year        int               `json:"year"` // the year that is checked
	Kind        PartyKind         `json:"kind"`
	Track       string            `json:"track"`
	Direct      bool              `json:"direct,omitempty"`   // no supervising unit: straight to the registrar
	Newcomer    bool              `json:"newcomer,omitempty"` // registered less than six months before the end of the year: may stay out
	AnnouncedOn Date              `json:"announced_on,omitzero"`
	Report      *CheckReport      `json:"report,omitempty"`
	ReportedOn  Date              `json:"reported_on,omitzero"` // handed to the supervising unit, or to the registrar where there is none
	Opinion     *UnitOpinion      `json:"opinion,omitempty"`
	FiledOn     Date              `json:"filed_on,omitzero"` // with the registrar
	Late        bool              `json:"late,omitempty"`
	UnitLate    bool              `json:"unit_late,omitempty"` // the unit held it beyond the day: the organization had reported in time
	Flags       []string          `json:"flags,omitempty"`     // grounds that the machine sees; the review takes them up or says why not
	Asked       []CheckAsked      `json:"asked,omitempty"`
	Visits      []CheckVisit      `json:"visits,omitempty"`
	Review      *CheckReviewed    `json:"review,omitempty"`
	Conclusions []CheckConclusion `json:"conclusions,omitempty"` // the last one holds
	PublishedOn Date              `json:"published_on,omitzero"`
	PublishedAt string            `json:"published_at,omitempty"`
	Rectify     *CheckOrder       `json:"rectify,omitempty"`
	MissedOn    Date              `json:"missed_on,omitzero"` // the first day after the last one
	Recorded    bool              `json:"recorded,omitempty"` // what was missed stands in the register
	Lead        *CheckLead        `json:"lead,omitempty"`
	Listings    []CaseID          `json:"listings,omitempty"` // candidates for the list of abnormal activity that came from it
	Clue        CaseID            `json:"clue,omitempty"`
}

// Conclusion is the one that holds; nil before there is any.
func (a *AnnualCheck) Conclusion() *CheckConclusion {
	if len(a.Conclusions) == 0 {
		return nil
	}
	return &a.Conclusions[len(a.Conclusions)-1]
}

// CheckReport is the annual work report (年度工作报告), with the signature and seal of the legal representative.
type CheckReport struct {
	Activities   []OrgActivity `json:"activities,omitempty" maxItems:"200" doc:"本年度活动；没有的留空"`
	IncomeFen    int64         `json:"income_fen" minimum:"0" doc:"收入（分）"`
	SpendingFen  int64         `json:"spending_fen" minimum:"0" doc:"支出（分）"`
	AssetsFen    int64         `json:"assets_fen" doc:"年末净资产（分）"`
	Members      *OrgMembers   `json:"members,omitempty" doc:"会员数（社会团体）"`
	Assemblies   int           `json:"assemblies" minimum:"0" maximum:"1000" doc:"会员大会、代表大会次数"`
	Councils     int           `json:"councils" minimum:"0" maximum:"1000" doc:"理事会次数"`
	Officers     []OrgOfficer  `json:"officers,omitempty" maxItems:"200" doc:"负责人"`
	Changes      string        `json:"changes,omitempty" maxLength:"2000" doc:"变更登记、章程核准、备案情况"`
	Branches     int           `json:"branches,omitempty" minimum:"0" maximum:"1000" doc:"分支机构、代表机构数"`
	PartyWork    string        `json:"party_work,omitempty" maxLength:"2000" doc:"党建工作"`
	SelfCheck    string        `json:"self_check" minLength:"2" maxLength:"4000" doc:"自查情况和存在的问题"`
	Truthful     bool          `json:"truthful" doc:"法定代表人签字、加盖印章，承诺真实、准确、完整"`
	Files        []Blob        `json:"files,omitempty" doc:"年度工作报告、财务会计报告等"`
	UnitConsents bool          `json:"unit_consents,omitempty" doc:"基金会：报送前已经业务主管单位审查同意"`
}

// UnitOpinion is the first review by the supervising unit (业务主管单位初审意见).
type UnitOpinion struct {
	On    Date   `json:"on" doc:"出具意见之日"`
	By    string `json:"by" minLength:"2" maxLength:"100" doc:"业务主管单位"`
	Agree bool   `json:"agree" doc:"初审合格"`
	Text  string `json:"text" minLength:"2" maxLength:"2000" doc:"初审意见"`
}

// CheckAsked is what the registrar asked for in doubt, and the answer (社会团体年度检查办法 8).
type CheckAsked struct {
	AskMore
	On       Date   `json:"on,omitzero"`
	Answer   string `json:"answer,omitempty"`
	Answered Date   `json:"answered,omitzero"`
}

// CheckVisit is a visit by two officers (实地检查).
type CheckVisit struct {
	At       time.Time  `json:"at" doc:"时间"`
	Officers []PersonID `json:"officers" minItems:"2" doc:"检查人员，两人以上"`
	Place    string     `json:"place" minLength:"2" maxLength:"200" doc:"地点"`
	Found    string     `json:"found" minLength:"2" maxLength:"4000" doc:"情况"`
}

// How grave a finding is.
const (
	WeightSlight   = "slight"   // 情节轻微，未造成不良影响
	WeightOrdinary = "ordinary" // 一般
	WeightGrave    = "grave"    // 严重
)

// CheckFinding is a matter found in the check under one of its grounds.
type CheckFinding struct {
	Ground    string `json:"ground" minLength:"2" maxLength:"40" doc:"情形编号"`
	Facts     string `json:"facts" minLength:"2" maxLength:"2000" doc:"事实"`
	Weight    string `json:"weight" enum:"slight,ordinary,grave" doc:"轻微，一般，严重"`
	Corrected bool   `json:"corrected,omitempty" doc:"作出结论前已改正"`
}

// SetAside says why a ground that the machine sees, or that was proposed, is not one.
type SetAside struct {
	Ground string `json:"ground" minLength:"2" maxLength:"40" doc:"情形编号"`
	Why    string `json:"why" minLength:"2" maxLength:"500" doc:"理由"`
}

// CheckReviewed is what the reviewer proposes.
type CheckReviewed struct {
	Conclusion string         `json:"conclusion"`
	Findings   []CheckFinding `json:"findings,omitempty"`
	Aside      []SetAside     `json:"aside,omitempty"`
	Text       string         `json:"text"`
	On         Date           `json:"on"`
	By         PersonID       `json:"by"`
}

// CheckConclusion is one conclusion; what was set again stands after what it replaced.
type CheckConclusion struct {
	Conclusion string         `json:"conclusion"`
	Findings   []CheckFinding `json:"findings,omitempty"`
	Struck     []SetAside     `json:"struck,omitempty"` // what was found before and is not upheld, each with the reason
	Reasons    string         `json:"reasons,omitempty"`
	On         Date           `json:"on"`
	By         PersonID       `json:"by"`
	Document   DocumentID     `json:"document"`
	Serve      bool           `json:"serve,omitempty"` // the file ends when the organization has it: what is against it, or changes what it has; not said in files of before
}

// CheckOrder is the demand to rectify (整改通知书). Its time runs from the day the paper counts as served.
type CheckOrder struct {
	Items     []string   `json:"items"`
	Days      int        `json:"days,omitempty"`   // 0: the term of the rule
	Within    *Term      `json:"within,omitempty"` // the time the paper gives; nil in those of before, whose time ran from the conclusion to a day in the paper
	Document  DocumentID `json:"document"`
	Due       Date       `json:"due,omitzero"` // zero until it was served
	Reported  Date       `json:"reported,omitzero"`
	Report    string     `json:"report,omitempty"`
	Result    string     `json:"result,omitempty"` // passed, failed
	OverdueOn Date       `json:"overdue_on,omitzero"`
	Told      bool       `json:"told,omitempty"` // a candidate for AB-3 was opened
}

// CheckLead is the clue for a penalty: so many years were missed or failed that the row of the day calls it serious.
type CheckLead struct {
	Row       string `json:"row"`
	Violation string `json:"violation"`
	Years     []int  `json:"years"`
	Count     string `json:"count"` // missed, failed
	Article   string `json:"article"`
	Confirmed string `json:"confirmed"`
}

// --- open

// OpenCheck opens the check of a year for one organization.
type OpenCheck struct {
	Party       PartyID `json:"party" minLength:"1" maxLength:"100" doc:"组织"`
	Year        int     `json:"year" minimum:"2000" maximum:"2199" doc:"检查年度"`
	AnnouncedOn Date    `json:"announced_on,omitzero" doc:"发布年检公告之日"`
	Section     string  `json:"section,omitempty" maxLength:"60" doc:"承办股室"`
}

func (OpenCheck) Act() string { return "annual_check.open" }
func (x OpenCheck) Needs(*Case) Needs {
	return Needs{Parties: []PartyID{x.Party}, Others: []CaseID{CaseID(x.Party)}, Numbers: []string{"case.annual_check"}}
}

// CheckID is the file of an organization's check of a year: one file a year, whoever opens it.
func CheckID(org PartyID, year int) CaseID { return childID(CaseID(org), "y", year) }

// File is the file that is opened: it follows from what is asked, so that the register knows it.
func (x OpenCheck) File() CaseID { return CheckID(x.Party, x.Year) }

// Checked says whether an organization is checked for a year at all: it existed at its end and has not ended since, and it is
// not a charity that is checked twice. Newcomer: registered less than six months before the end of the year, it may stay out
// (社会团体年度检查办法 4; 民政部令第27号 3). The limit is a rule of the day of registration.
func Checked(o *Organization, year int, rules *RuleBook) (due, newcomer bool, err error) {
	end := NewDate(year, 12, 31)
	if o == nil || o.RegisteredOn > end || o.Gone() || o.Status == OrgRevoked {
		return false, false, nil
	}
	if o.RegisteredOn.IsZero() {
		return true, false, nil
	}
	r, err := rules.At("REG-3.03", o.RegisteredOn)
	if err != nil {
		return false, false, err
	}
	return true, o.RegisteredOn.AddMonths(r.Term.N) > end, nil
}

func (x OpenCheck) Decide(_ *Case, f *Facts) (Outcome, error) {
	p, known := f.Parties[x.Party]
	if !known || p.Org == nil || f.Others[CaseID(x.Party)] == nil {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请选择本机关登记的社会组织。", English: "choose an organization that is registered here", Fields: []Field{{"party", "请选择已登记的社会组织"}}}
	}
	end := NewDate(x.Year, 12, 31)
	var bad faults
	bad.need(x.Section == "" || contains(f.Agency.Sections, x.Section), "section", "没有这个股室")
	bad.need(x.AnnouncedOn <= f.On(), "announced_on", "日期晚于今天")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if f.On() <= end {
		return Outcome{}, Refuse("year_open", artCheck, "%[1]d年度尚未终了，次年1月1日起才能开展年检。", "the year %[1]d has not ended", x.Year)
	}
	if k := p.Org.Check(x.Year); k != nil && k.File != "" {
		return Outcome{}, Refuse("already_open", artCheck, "“%[1]s”%[2]d年度的年检案卷已经开立。", "the check of %[2]d for %[1]s is open already", p.Name, x.Year)
	}
	due, newcomer, err := Checked(p.Org, x.Year, f.Rules)
	if err != nil {
		return Outcome{}, err
	}
	if !due {
		return Outcome{}, Refuse("not_checked", artCheck, "“%[1]s”在%[2]d年末不是应当参加年检的组织。", "%[1]s is not checked for %[2]d", p.Name, x.Year)
	}
	b := &CheckBegun{OpenCheck: x, Agency: f.Agency.ID, Ref: f.Numbers["case.annual_check"], Named: PartyRef{p.ID, p.Name, p.Kind, p.Township}, Track: TrackCheck, Direct: p.Org.Mode == ModeDirect, Newcomer: newcomer}
	if p.Org.Charity != nil && p.Org.Charity.Since <= end {
		b.Track = TrackCharity
	}
	if b.Clocks, err = b.clocks(f, end+1); err != nil {
		return Outcome{}, err
	}
	return Outcome{Events: []Body{b}, Tells: []Telling{{CaseID(x.Party), []Body{&OrganizationChecked{OrgCheck{Year: x.Year, Conclusion: CheckOpened, File: x.File()}}}}}}, nil
}

// clocks are the days of the year: to the unit by 31 March, to the registrar by 31 May, the conclusion by 30 September; of a
// foundation or a charity 31 March. They are counted from 1 January, so that the rule of the year in which they lie applies.
func (b *CheckBegun) clocks(f *Facts, from Date) ([]Clock, error) {
	rules := [][2]string{{"T10b", "file"}}
	switch {
	case b.Track == TrackCharity:
		rules[0][0] = "T10d"
	case b.Named.Kind == PartyFoundation:
		rules[0][0] = "T10c"
	case !b.Direct:
		rules = append(rules, [2]string{"T10", "unit"})
	}
	if b.Named.Kind == PartyAssociation && b.Track == TrackCheck {
		rules = append(rules, [2]string{"REG-3.02", "conclude"})
	}
	var out []Clock
	for _, r := range rules {
		k, err := f.start(nil, r[0], r[1], from, 0)
		if CodeOf(err) == "rule_unknown" && r[1] == "conclude" {
			continue // before 2026 no day was set for the conclusion
		}
		if err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, nil
}

// CheckBegun: the check of a year was opened.
type CheckBegun struct {
	OpenCheck
	Agency   AgencyID `json:"agency"`
	Ref      Number   `json:"ref"`
	Named    PartyRef `json:"named"`
	Track    string   `json:"track"`
	Direct   bool     `json:"direct,omitempty"`
	Newcomer bool     `json:"newcomer,omitempty"`
	Clocks   []Clock  `json:"clocks"`
}

func (CheckBegun) Kind() string { return "CheckBegun" }
func (b CheckBegun) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Stage, c.OpenedOn, c.Section = ProcCheck, b.Agency, ChkOpen, DateOf(e.OccurredAt), b.Section
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	p := b.Named
	c.Party = &p
	c.Title = itoa(b.Year) + "年度年检：" + p.Name
	if b.Track == TrackCharity {
		c.Title = itoa(b.Year) + "年度慈善组织年报：" + p.Name
	}
	c.AnnualCheck = &AnnualCheck{Year: b.Year, Kind: p.Kind, Track: b.Track, Direct: b.Direct, Newcomer: b.Newcomer, AnnouncedOn: b.AnnouncedOn}
	for _, k := range b.Clocks {
		c.startClock(k)
	}
	c.raise(c.under("file", Task{ID: "report", Kind: "annual_check.report", Title: "督促报送年度工作报告", English: "Await the annual report", Role: RoleClerk}), e)
}

// StayOut records that a newcomer stays out of the check of the year.
type StayOut struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"说明"`
}

func (StayOut) Act() string         { return "annual_check.stay_out" }
func (StayOut) Needs(c *Case) Needs { return c.withParty() }
func (x StayOut) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return c.tellCheck(f, &CheckStoodOut{x}, OrgCheck{Conclusion: CheckExempt})
}

// withParty are the facts of an act that also enters something in the register: the party, to be read and to be told.
func (c *Case) withParty() Needs {
	if c.Party == nil {
		return Needs{}
	}
	return Needs{Parties: []PartyID{c.Party.ID}, Others: []CaseID{CaseID(c.Party.ID)}}
}

// tellCheck enters the year in the register of the organization in the same transaction.
func (c *Case) tellCheck(f *Facts, b Body, k OrgCheck) (Outcome, error) {
	id := CaseID(c.Party.ID)
	if f.Others[id] == nil {
		return Outcome{}, Refuse("not_registered", "", "登记簿中没有这个组织。", "the organization is not in the register")
	}
	a := c.AnnualCheck
	k.Year, k.File, k.On = a.Year, c.ID, f.On()
	if k.FiledOn.IsZero() {
		k.FiledOn, k.Late, k.UnitLate = a.FiledOn, a.Late, a.UnitLate
	}
	if k.ReportedOn.IsZero() {
		k.ReportedOn = a.ReportedOn
	}
	if a.Report != nil {
		k.Activity = len(a.Report.Activities) > 0
	}
	return Outcome{Events: []Body{b}, Tells: []Telling{{id, []Body{&OrganizationChecked{k}}}}}, nil
}

// CheckStoodOut: the organization stays out of the year.
type CheckStoodOut struct{ StayOut }

func (CheckStoodOut) Kind() string             { return "CheckStoodOut" }
func (b CheckStoodOut) apply(c *Case, e Event) { c.close(e, ChkOut, "exempt") }

// --- report

// ReportYear takes in the annual report: it goes to the supervising unit first, or straight to the registrar where there is none.
// What comes after the last day is taken and kept as late.
type ReportYear struct{ CheckReport }

func (ReportYear) Act() string { return "annual_check.report" }
func (x ReportYear) Needs(c *Case) Needs {
	n := c.withParty()
	n.Blobs = x.Files
	return n
}

func (x ReportYear) Decide(c *Case, f *Facts) (Outcome, error) {
	a := c.AnnualCheck
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.SelfCheck))) >= 2, "self_check", "请填写自查情况")
	bad.need(x.Truthful, "truthful", "须由法定代表人签字、加盖印章，对真实性负责")
	bad.need(x.IncomeFen >= 0 && x.SpendingFen >= 0, "income_fen", "金额有误")
	bad.need(a.Kind != PartyFoundation || a.Direct || a.Track == TrackCharity || x.UnitConsents, "unit_consents", "基金会报送前须经业务主管单位审查同意")
	from, to := NewDate(a.Year, 1, 1), NewDate(a.Year, 12, 31)
	for i, k := range x.Activities {
		bad.need(k.On >= from && k.On <= to, "activities["+itoa(i)+"].on", "活动日期不在检查年度内")
		bad.need(len([]rune(strings.TrimSpace(k.What))) >= 2, "activities["+itoa(i)+"].what", "请填写活动")
	}
	for i, o := range x.Officers {
		bad.need(strings.TrimSpace(o.Name) != "" && strings.TrimSpace(o.Post) != "", "officers["+itoa(i)+"]", "请填写姓名和职务")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	files, err := f.files(x.Files)
	if err != nil {
		return Outcome{}, err
	}
	b := &YearReported{ReportYear: x, Files: files, Late: c.lateNow(f.On())}
	p := f.Parties[c.Party.ID]
	b.Flags = f.Norms.checkFlags(a, x.CheckReport, p.Org, f.On())
	if !a.toUnit() {
		b.Filed = true
		return c.tellCheck(f, b, OrgCheck{Conclusion: CheckFiled, ReportedOn: f.On(), FiledOn: f.On(), Late: b.Late})
	}
	return outcome(b)
}

// toUnit reports that the report goes to the supervising unit first. That of a foundation has its consent already.
func (a *AnnualCheck) toUnit() bool {
	return !a.Direct && a.Track == TrackCheck && a.Kind != PartyFoundation
}

// lateNow reports that the day for the registrar lies behind.
func (c *Case) lateNow(on Date) bool {
	k := c.Clock("file")
	return k != nil && !k.Due.IsZero() && on > k.Due
}

// YearReported: the organization reported.
type YearReported struct {
	ReportYear
	Files []File   `json:"stored,omitempty"`
	Flags []string `json:"flags,omitempty"`
	Filed bool     `json:"filed,omitempty"` // with the registrar
	Late  bool     `json:"late,omitempty"`
}

func (YearReported) Kind() string { return "YearReported" }
func (b YearReported) apply(c *Case, e Event) {
	a := c.AnnualCheck
	r := b.CheckReport
	a.Report, a.ReportedOn, a.Flags = &r, DateOf(e.OccurredAt), b.Flags
	for _, f := range b.Files {
		c.enter([]Evidence{{File: f, Kind: "document", Title: "年度工作报告材料"}}, e)
	}
	c.meet("unit", a.ReportedOn)
	c.done(e, "annual_check.report")
	if b.Filed {
		c.filed(b.Late, e)
		return
	}
	a.Late = b.Late
	c.Stage = ChkUnit
	c.raise(c.under("file", Task{ID: "unit", Kind: "annual_check.unit_opinion", Title: "等待业务主管单位初审意见", English: "Await the supervising unit", Role: RoleClerk}), e)
}

// filed: it lies with the registrar.
func (c *Case) filed(late bool, e Event) {
	a := c.AnnualCheck
	a.FiledOn, a.Late = DateOf(e.OccurredAt), late
	c.meet("file", a.FiledOn)
	c.Stage = ChkReview
	c.done(e, "annual_check.unit_opinion")
	c.raise(c.under("conclude", Task{ID: "review", Kind: "annual_check.review", Title: "审查年度工作报告", English: "Review the report", Role: RoleOfficer}), e)
}

// EnterUnitOpinion enters the first review by the supervising unit; with it the report lies with the registrar.
type EnterUnitOpinion struct{ UnitOpinion }

func (EnterUnitOpinion) Act() string { return "annual_check.unit_opinion" }
func (EnterUnitOpinion) Needs(c *Case) Needs {
	n := c.withParty()
	if c.lateToUnit() {
		n.Openings = map[string]int{"case.listing": 1}
	}
	return n
}

// lateToUnit reports that the organization handed its report to the supervising unit after the day for that, that it may not stay out, and that no candidate for
// AB-1 is known for the year.
func (c *Case) lateToUnit() bool {
	a, k := c.AnnualCheck, c.Clock("unit")
	return k != nil && a.ReportedOn > k.Due && a.MissedOn.IsZero() && !a.Newcomer
}

// reportDays says what was due when and what came when: to the supervising unit, and to the registrar (社团条例 28).
func (c *Case) reportDays(filed Date) string {
	a := c.AnnualCheck
	var said []string
	if k := c.Clock("unit"); k != nil {
		said = append(said, "应于"+k.Due.String()+"前送业务主管单位初审")
		if !a.ReportedOn.IsZero() {
			said[0] += "，实际于" + a.ReportedOn.String() + "送达"
		}
	}
	if k := c.Clock("file"); k != nil {
		line := "应于" + k.Due.String() + "前报登记机关"
		switch {
		case !filed.IsZero():
			line += "，实际于" + filed.String() + "收到"
		case a.ReportedOn.IsZero():
			line += "，至今未报送"
		}
		said = append(said, line)
	}
	return strings.Join(said, "；")
}

// missedFacts are the facts of a candidate for AB-1.
func (c *Case) missedFacts(filed Date) string {
	s := itoa(c.AnnualCheck.Year) + "年度未按照规定时限报送年度工作报告"
	if days := c.reportDays(filed); days != "" {
		s += "（" + days + "）"
	}
	return s
}

func (x EnterUnitOpinion) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(!x.On.IsZero() && x.On <= f.On() && x.On >= c.AnnualCheck.ReportedOn, "on", "日期应在报告之后、今天之前")
	bad.need(len([]rune(strings.TrimSpace(x.By))) >= 2, "by", "请填写业务主管单位")
	bad.need(len([]rune(strings.TrimSpace(x.Text))) >= 2, "text", "请填写初审意见")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	late := c.lateNow(f.On())
	b := &UnitOpined{EnterUnitOpinion: x, Late: late}
	if k := c.Clock("unit"); late && k != nil && c.AnnualCheck.ReportedOn <= k.Due {
		b.UnitLate = true // who reported in time is not late because the unit was
	}
	filed := OrgCheck{Conclusion: CheckFiled, FiledOn: f.On(), Late: late, UnitLate: b.UnitLate}
	if !late || b.UnitLate || !c.lateToUnit() {
		return c.tellCheck(f, b, filed)
	}
	o, err := c.candidate(f, "AB-1", c.missedFacts(f.On())) // late with both: nobody recorded it when the day was over, for it lay with the unit
	if err != nil {
		return Outcome{}, err
	}
	b.Listing = o.ID
	out, err := c.tellCheck(f, b, filed)
	if err != nil {
		return Outcome{}, err
	}
	return c.withCandidate(out, o, f), nil
}

// UnitOpined: the supervising unit gave its opinion.
type UnitOpined struct {
	EnterUnitOpinion
	Late     bool   `json:"late,omitempty"`
	UnitLate bool   `json:"unit_late,omitempty"`
	Listing  CaseID `json:"listing,omitempty"` // the candidate for AB-1, where the organization was late with both
}

func (UnitOpined) Kind() string { return "UnitOpined" }
func (b UnitOpined) apply(c *Case, e Event) {
	o := b.UnitOpinion
	c.AnnualCheck.Opinion, c.AnnualCheck.UnitLate = &o, b.UnitLate
	if b.Listing != "" {
		c.AnnualCheck.Listings = append(c.AnnualCheck.Listings, b.Listing)
	}
	c.filed(b.Late, e)
}

// --- review

// AskMore asks the organization to supplement or explain, or has it audited (社会团体年度检查办法 8).
type AskMore struct {
	What  string `json:"what" enum:"supplement,explain,audit,accounts,organ" doc:"补充材料，说明情况，委托审计，调取账目，商请有关部门核实"`
	Text  string `json:"text" minLength:"2" maxLength:"2000" doc:"要求"`
	Until Date   `json:"until" doc:"期限"`
}

func (AskMore) Act() string { return "annual_check.ask" }
func (x AskMore) Decide(_ *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(slices.Contains([]string{"supplement", "explain", "audit", "accounts", "organ"}, x.What), "what", "请选择要求")
	bad.need(len([]rune(strings.TrimSpace(x.Text))) >= 2, "text", "请写明要求")
	bad.need(x.Until > f.On(), "until", "期限应在今天之后")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&MoreAsked{x})
}

// MoreAsked: something was asked for.
type MoreAsked struct{ AskMore }

func (MoreAsked) Kind() string { return "MoreAsked" }
func (b MoreAsked) apply(c *Case, e Event) {
	c.AnnualCheck.Asked = append(c.AnnualCheck.Asked, CheckAsked{AskMore: b.AskMore, On: DateOf(e.OccurredAt)})
	c.Stage = ChkAsked
	c.take(e.Actor, PartOfficer, e.Seq)
	c.raise(Task{ID: "answer", Kind: "annual_check.answer", Title: "等待补充、说明或者审计报告", English: "Await what was asked for", Role: RoleClerk, Due: b.Until}, e)
}

// AnswerMore takes in what was asked for, or that nothing came.
type AnswerMore struct {
	Text  string `json:"text" minLength:"2" maxLength:"4000" doc:"补充、说明的内容；逾期未提交的，写明"`
	Files []Blob `json:"files,omitempty" doc:"材料、审计报告"`
}

func (AnswerMore) Act() string         { return "annual_check.answer" }
func (x AnswerMore) Needs(*Case) Needs { return Needs{Blobs: x.Files} }
func (x AnswerMore) Decide(_ *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Text); err != nil {
		return Outcome{}, err
	}
	files, err := f.files(x.Files)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&MoreAnswered{x, files})
}

// MoreAnswered: it was answered.
type MoreAnswered struct {
	AnswerMore
	Files []File `json:"stored,omitempty"`
}

func (MoreAnswered) Kind() string { return "MoreAnswered" }
func (b MoreAnswered) apply(c *Case, e Event) {
	k := &c.AnnualCheck.Asked[len(c.AnnualCheck.Asked)-1]
	k.Answer, k.Answered = b.Text, DateOf(e.OccurredAt)
	for _, f := range b.Files {
		c.enter([]Evidence{{File: f, Kind: "document", Title: "年检补充材料"}}, e)
	}
	c.Stage = ChkReview
	c.done(e, "annual_check.answer")
}

// VisitOrganization records a visit by two officers.
type VisitOrganization struct{ CheckVisit }

func (VisitOrganization) Act() string         { return "annual_check.visit" }
func (x VisitOrganization) Needs(*Case) Needs { return Needs{People: x.Officers} }
func (x VisitOrganization) Decide(_ *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(!x.At.IsZero() && !x.At.After(f.Now), "at", "时间有误")
	bad.need(len([]rune(strings.TrimSpace(x.Place))) >= 2, "place", "请填写地点")
	bad.need(len([]rune(strings.TrimSpace(x.Found))) >= 2, "found", "请填写情况")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	return outcome(&OrganizationVisited{x})
}

// OrganizationVisited: two officers were there.
type OrganizationVisited struct{ VisitOrganization }

func (OrganizationVisited) Kind() string { return "OrganizationVisited" }
func (b OrganizationVisited) apply(c *Case, e Event) {
	c.AnnualCheck.Visits = append(c.AnnualCheck.Visits, b.CheckVisit)
	for _, p := range b.Officers {
		c.take(p, PartOfficer, e.Seq)
	}
}

// ReviewYear proposes the conclusion, with what was found.
type ReviewYear struct {
	Conclusion string         `json:"conclusion" enum:"passed,fair,failed,filed" doc:"合格，基本合格，不合格；慈善组织年报为已报送"`
	Findings   []CheckFinding `json:"findings,omitempty" maxItems:"50" doc:"发现的情形"`
	Aside      []SetAside     `json:"aside,omitempty" maxItems:"50" doc:"系统提示而不认定的情形"`
	Text       string         `json:"text" minLength:"2" maxLength:"4000" doc:"审查意见"`
}

func (ReviewYear) Act() string { return "annual_check.review" }
func (x ReviewYear) Decide(c *Case, f *Facts) (Outcome, error) {
	a := c.AnnualCheck
	if err := differs(c, f, "审查与决定分离", PartDecider); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Text); err != nil {
		return Outcome{}, err
	}
	for _, g := range a.Flags {
		found := slices.ContainsFunc(x.Findings, func(k CheckFinding) bool { return k.Ground == g })
		row, _ := f.Norms.CheckGround(g, a, f.On())
		aside := !row.Always && slices.ContainsFunc(x.Aside, func(k SetAside) bool { return k.Ground == g && strings.TrimSpace(k.Why) != "" })
		if !found && !aside {
			return Outcome{}, Refuse("flag_open", row.Article, "报告显示“%[1]s”，请列入发现的情形，或者说明不认定的理由。", "the report shows %[1]q; list it or say why not", row.Text)
		}
	}
	if err := f.Norms.concludes(a, x.Conclusion, x.Findings, f.On()); err != nil {
		return Outcome{}, err
	}
	return outcome(&YearReviewed{x, a.Track == TrackCharity})
}

// YearReviewed: a conclusion was proposed; or the report of a charity was looked at, which is taken in and not concluded.
type YearReviewed struct {
	ReviewYear
	Report bool `json:"report,omitempty"` // of a charity; not said in files of before
}

func (YearReviewed) Kind() string { return "YearReviewed" }
func (b YearReviewed) apply(c *Case, e Event) {
	c.AnnualCheck.Review = &CheckReviewed{b.Conclusion, b.Findings, b.Aside, b.Text, DateOf(e.OccurredAt), e.Actor}
	c.Stage, c.Handler = ChkDecide, e.Actor
	c.take(e.Actor, PartOfficer, e.Seq)
	c.done(e, "annual_check.review")
	conclude := Task{ID: "conclude", Kind: "annual_check.conclude", Title: "作出年检结论", English: "Conclude the check", Role: RoleLeader}
	if b.Report {
		conclude.Title, conclude.English = "收讫年度工作报告", "Take the report in"
	}
	c.raise(c.under("conclude", conclude), e)
}

// ReturnYear sends the review back.
type ReturnYear struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"退回理由"`
}

func (ReturnYear) Act() string { return "annual_check.return" }
func (x ReturnYear) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "审查与决定分离", PartOfficer); err != nil {
		return Outcome{}, err
	}
	return outcome(&YearReturned{x})
}

// YearReturned: the review was sent back.
type YearReturned struct{ ReturnYear }

func (YearReturned) Kind() string { return "YearReturned" }
func (b YearReturned) apply(c *Case, e Event) {
	c.Stage = ChkReview
	c.done(e, "annual_check.conclude")
	c.raise(c.under("conclude", Task{ID: "review", Kind: "annual_check.review", Title: "重新审查：" + b.Reason, English: "Review again", Person: c.Handler}), e)
}

// --- conclusion

// ConcludeYear makes the conclusion: by somebody other than who reviewed.
type ConcludeYear struct {
	Conclusion string         `json:"conclusion" enum:"passed,fair,failed,filed" doc:"合格，基本合格，不合格；慈善组织年报为已报送"`
	Findings   []CheckFinding `json:"findings,omitempty" maxItems:"50" doc:"认定的情形；留空为审查意见所列、未写明不予认定的各项"`
	Struck     []SetAside     `json:"struck,omitempty" maxItems:"50" doc:"审查意见所列而不予认定的情形，逐项写明理由"`
	Reasons    string         `json:"reasons,omitempty" maxLength:"4000" doc:"与审查意见不一致的，理由"`
	Rectify    []string       `json:"rectify,omitempty" maxItems:"50" doc:"整改要求，逐项；不合格的必填"`
	Days       int            `json:"days,omitempty" minimum:"0" maximum:"365" doc:"整改期限（日）；民办非企业单位为三个月，不填"`
}

func (ConcludeYear) Act() string { return "annual_check.conclude" }
func (x ConcludeYear) Needs(c *Case) Needs {
	n := c.withParty()
	n.Numbers = []string{c.AnnualCheck.paper()}
	if len(x.Rectify) > 0 {
		n.Numbers = append(n.Numbers, "A-2")
	}
	return n
}

func (x ConcludeYear) Decide(c *Case, f *Facts) (Outcome, error) {
	a := c.AnnualCheck
	if err := differs(c, f, "审查与决定分离", PartOfficer); err != nil {
		return Outcome{}, err
	}
	findings, err := x.upheld(a.Review.Findings)
	if err != nil {
		return Outcome{}, err
	}
	if err := f.Norms.struck(a, a.Review.Findings, findings, x.Struck, f.On()); err != nil {
		return Outcome{}, err
	}
	if x.Conclusion != a.Review.Conclusion && strings.TrimSpace(x.Reasons) == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "与审查意见不一致，请写明理由。", English: "say why it is not what the review proposed", Fields: []Field{{"reasons", "请写明理由"}}}
	}
	b, err := c.conclude(f, x.Conclusion, findings, x.Reasons, x.Rectify, x.Days)
	if err != nil {
		return Outcome{}, err
	}
	b.Result.Struck = x.Struck
	return c.tellCheck(f, &YearConcluded{ConcludeYear: x, checkResult: *b}, c.checkRegistered(b.Result.Conclusion))
}

// upheld are the findings of the conclusion: those named, or where none is, those of the review that were not struck.
func (x ConcludeYear) upheld(review []CheckFinding) ([]CheckFinding, error) {
	if len(x.Findings) > 0 {
		return x.Findings, nil
	}
	var out []CheckFinding
	for _, k := range review {
		switch n := strikes(x.Struck, k.Ground); {
		case n == 0:
			out = append(out, k)
		case n < finds(review, k.Ground):
			return nil, &Error{Code: "invalid_input", Message: "审查意见有多项“" + k.Ground + "”，请逐项列出仍予认定的。", English: "the review lists the ground more than once: list those that are upheld", Fields: []Field{{"findings", "请逐项列出仍予认定的情形"}}}
		}
	}
	return out, nil
}

func finds(list []CheckFinding, ground string) (n int) {
	for _, k := range list {
		if k.Ground == ground {
			n++
		}
	}
	return n
}

func strikes(list []SetAside, ground string) (n int) {
	for _, k := range list {
		if k.Ground == ground {
			n++
		}
	}
	return n
}

// saidAside reports that a person has said why a ground that the machine sees is none: in the review, or in an earlier conclusion.
func (a *AnnualCheck) saidAside(ground string) bool {
	if a.Review != nil && strikes(a.Review.Aside, ground) > 0 {
		return true
	}
	return slices.ContainsFunc(a.Conclusions, func(k CheckConclusion) bool { return strikes(k.Struck, ground) > 0 })
}

// registered is what the register says of a conclusion, with those it replaced.
func (c *Case) checkRegistered(conclusion string) OrgCheck {
	k := OrgCheck{Conclusion: conclusion}
	for _, old := range c.AnnualCheck.Conclusions {
		k.Before = append(k.Before, old.Conclusion)
	}
	return k
}

// paper is the type of the instrument that says how the year came out: A-1, the conclusion of a check; A-3, that the report of a charity
// was taken in, which is no conclusion (慈善法 13; 社会团体年度检查办法 20).
func (a *AnnualCheck) paper() string {
	if a.Track == TrackCharity {
		return "A-3"
	}
	return "A-1"
}

// rectifyRule is the time to rectify: three months of a 民非, of the others what the bureau sets.
func (a *AnnualCheck) rectifyRule() string {
	if a.Kind == PartyServiceOrg {
		return "REG-3.04"
	}
	return "REG-3.06"
}

// checkResult is a conclusion with what it brings forth.
type checkResult struct {
	Result   CheckConclusion `json:"result"`
	Document Document        `json:"document"`
	Order    *CheckOrder     `json:"order,omitempty"`
	Demand   *Document       `json:"demand,omitempty"`
	Clock    *Clock          `json:"clock,omitempty"` // of files of before: the time to rectify ran from the conclusion
	Lead     *CheckLead      `json:"lead,omitempty"`
}

func (c *Case) conclude(f *Facts, conclusion string, findings []CheckFinding, reasons string, rectify []string, days int) (*checkResult, error) {
	a := c.AnnualCheck
	if err := f.Norms.concludes(a, conclusion, findings, f.On()); err != nil {
		return nil, err
	}
	var bad faults
	bad.need(conclusion != CheckFailed || len(rectify) > 0, "rectify", "年检不合格的，须提出整改要求")
	bad.need(conclusion == CheckFailed || conclusion == CheckFair || len(rectify) == 0, "rectify", "年检合格的，没有整改要求")
	for i, s := range rectify {
		bad.need(len([]rune(strings.TrimSpace(s))) >= 2, "rectify["+itoa(i)+"]", "请写明要求")
	}
	bad.need(a.Kind != PartyServiceOrg || days == 0, "days", "民办非企业单位的整改期限由规定确定")
	if err := bad.err(); err != nil {
		return nil, err
	}
	title := "年度检查结论通知书"
	if a.Track == TrackCharity {
		title = "年度工作报告收讫通知书"
	}
	b := &checkResult{Result: CheckConclusion{Conclusion: conclusion, Findings: findings, Reasons: reasons, On: f.On(), By: f.Actor}, Document: issue(c, f, a.paper(), title)}
	b.Result.Document = b.Document.ID
	b.Result.Serve = conclusion == CheckFair || conclusion == CheckFailed || len(a.Conclusions) > 0
	if len(rectify) > 0 {
		k, err := f.start(c, a.rectifyRule(), "rectify", f.On(), days) // only to learn how long it is: it begins with the service
		if err != nil {
			return nil, err
		}
		d := issue(c, f, "A-2", "年度检查整改通知书")
		d.ID = DocumentID(string(c.ID) + "-d" + itoa(len(c.Documents)+2))
		within := k.Term
		b.Order, b.Demand = &CheckOrder{Items: rectify, Days: days, Within: &within, Document: d.ID}, &d
	}
	if conclusion == CheckFailed {
		if b.Lead = f.Norms.punished(a, findings, f.On()); b.Lead == nil {
			b.Lead = f.Norms.checkLead(a, f.Parties[c.Party.ID].Org, CheckFailed, f.On())
		}
	}
	return b, nil
}

func (b checkResult) apply(c *Case, e Event) {
	a := c.AnnualCheck
	a.Conclusions = append(a.Conclusions, b.Result)
	a.PublishedOn, a.PublishedAt = 0, ""
	c.take(e.Actor, PartDecider, e.Seq)
	c.issued(b.Document, e)
	c.meet("conclude", DateOf(e.OccurredAt))
	c.done(e, "annual_check.conclude", "annual_check.serve", "annual_check.report_rectified", "annual_check.verify_rectified")
	c.stop(DateOf(e.OccurredAt), "rectify", "notice", "conclusion_notice")
	a.Rectify = b.Order
	if b.Order != nil {
		c.issued(*b.Demand, e)
		if b.Clock != nil {
			c.startClock(*b.Clock)
		}
	}
	c.Stage = ChkPublish
	publish := Task{ID: "publish", Kind: "annual_check.publish", Title: "公布年检结论", English: "Publish the conclusion", Role: RoleClerk}
	if b.Document.Type == "A-3" {
		publish.Title, publish.English = "公布年度工作报告报送情况", "Publish that it reported"
	}
	c.raise(publish, e)
	c.oweCheckService(e)
	c.leadTo(b.Lead, e)
}

// --- service

// checkPapers are the papers of the conclusion that holds: the notice of it, and the order to rectify while that is open.
func (c *Case) checkPapers() []DocumentID {
	a := c.AnnualCheck
	var out []DocumentID
	if k := a.Conclusion(); k != nil {
		out = append(out, k.Document)
	}
	if r := a.Rectify; r != nil && r.Result == "" && c.Open() {
		out = append(out, r.Document)
	}
	return out
}

// checkToServe are those of them that have not reached the organization.
func checkToServe(c *Case) []DocumentID {
	return slices.DeleteFunc(c.checkPapers(), func(d DocumentID) bool { return !c.ServedOn(d).IsZero() })
}

// oweCheckService raises the task to serve what the file does not end without: an order to rectify, and a conclusion that is against the
// organization or changes what it has. A year that was passed is known by its publication; its notice may be served all the same.
func (c *Case) oweCheckService(e Event) {
	var titles []string
	for _, id := range checkToServe(c) {
		k := c.AnnualCheck.Conclusion()
		if !c.noticeRuns(id) && (k.Document == id && k.Serve || k.Document != id && c.AnnualCheck.Rectify.Within != nil) {
			titles = append(titles, c.Document(id).Title)
		}
	}
	if len(titles) > 0 {
		c.raise(Task{ID: "serve", Kind: "annual_check.serve", Title: "送达" + strings.Join(titles, "、"), English: "Serve the papers of the check", Person: c.Handler}, e)
	}
}

// ServeCheck records the service of a paper of the check: the notice of the conclusion, or the order to rectify, whose time runs from
// the day it counts as served. By public notice that is the day the notice has run its own time (T18).
type ServeCheck struct {
	Document DocumentID `json:"document" minLength:"1" maxLength:"200" doc:"文书"`
	Serving
}

func (ServeCheck) Act() string         { return "annual_check.serve" }
func (x ServeCheck) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ServeCheck) Decide(c *Case, f *Facts) (Outcome, error) {
	a := c.AnnualCheck
	switch {
	case !slices.Contains(c.checkPapers(), x.Document):
		return Outcome{}, Refuse("not_found", "民事诉讼法第八十七条至第九十五条", "没有这份待送达的文书。", "there is no such paper to serve")
	case !c.ServedOn(x.Document).IsZero() || x.Method == ServeNotice && c.noticeRuns(x.Document):
		return Outcome{}, Refuse("already_done", "民事诉讼法第九十五条", "该文书已经送达，或者公告已经发布。", "the paper has been served, or the notice was published")
	case x.Method == ServeNotice && !c.Open():
		return Outcome{}, Refuse("closed", "社会团体年度检查办法第七条", "案卷已经办结，结论已经公布，不再公告送达。", "the file is closed and the conclusion public: there is nothing left to serve by public notice")
	}
	if err := x.check(c.Document(x.Document), f); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	b := &CheckServed{ServeCheck: x, Register: ev, Papers: issueBeside(c, f, [2]string{"P-24", "送达回证"})}
	var k Clock
	switch {
	case x.Method == ServeNotice && a.ordered(x.Document):
		k, err = f.start(c, "T18", "notice", x.On, 0)
	case x.Method == ServeNotice:
		k, err = f.start(c, "T18", "conclusion_notice", x.On, 0)
	case a.ordered(x.Document):
		b.DeemedOn = x.On
		k, err = a.rectifyFrom(c, x.On, f)
	default:
		b.DeemedOn = x.On
		return outcome(b)
	}
	b.Clock = &k
	if err != nil {
		return Outcome{}, err
	}
	return outcome(b)
}

// ordered reports that the paper is the order to rectify.
func (a *AnnualCheck) ordered(d DocumentID) bool { return a.Rectify != nil && a.Rectify.Document == d }

// rectifyFrom is the time the order gives, from the day it counts as served.
func (a *AnnualCheck) rectifyFrom(c *Case, on Date, f *Facts) (Clock, error) {
	n := a.Rectify.Days
	if w := a.Rectify.Within; w != nil && a.Kind != PartyServiceOrg {
		n = w.N
	}
	return f.start(c, a.rectifyRule(), "rectify", on, n)
}

// CheckServed: a paper of the check was served, or its public notice began.
type CheckServed struct {
	ServeCheck
	DeemedOn Date       `json:"deemed_on,omitzero"`
	Clock    *Clock     `json:"clock,omitempty"` // the time to rectify, or that of the public notice
	Register []Evidence `json:"register,omitempty"`
	Papers   []Document `json:"papers"` // P-24
}

func (CheckServed) Kind() string { return "CheckServed" }
func (b CheckServed) apply(c *Case, e Event) {
	a := c.AnnualCheck
	c.enter(b.Register, e)
	c.issuedAll(b.Papers, e)
	s := b.service(b.Document, b.DeemedOn, b.Register, e)
	if b.Method != ServeNotice {
		c.supersede(b.Document)
		notice := "conclusion_notice"
		if a.ordered(b.Document) {
			notice = "notice"
		}
		c.stop(b.On, notice)
	}
	c.Services = append(c.Services, s)
	switch {
	case b.Clock != nil && b.Method != ServeNotice:
		c.orderServed(*b.Clock, b.On, e)
	case b.Clock != nil:
		c.startClock(*b.Clock)
	}
	c.checkServed(e)
}

// orderServed starts the time to rectify; one that ran from the conclusion, as in files of before, gives way to it.
func (c *Case) orderServed(k Clock, on Date, e Event) {
	r := c.AnnualCheck.Rectify
	c.stop(on, "rectify")
	if !r.OverdueOn.IsZero() && r.Reported.IsZero() {
		c.done(e, "annual_check.verify_rectified")
	}
	c.startClock(k)
	r.Due, r.OverdueOn = k.Due, 0
}

// checkServed moves the file on after a service.
func (c *Case) checkServed(e Event) {
	c.done(e, "annual_check.serve")
	c.oweCheckService(e)
	if c.Stage == ChkServe || c.Stage == ChkRectify {
		c.checkGoesOn(e)
	}
}

// checkGoesOn moves a file whose conclusion is public on: to the service of what the organization must have, to the rectification, or
// to its end.
func (c *Case) checkGoesOn(e Event) {
	switch r := c.AnnualCheck.Rectify; {
	case r == nil || r.Result != "":
		c.checkDone(e)
	case r.Due.IsZero():
		c.Stage = ChkServe
	default:
		c.Stage = ChkRectify
		if r.Within == nil || r.Reported.IsZero() {
			c.raise(c.under("rectify", Task{ID: "rectified", Kind: "annual_check.report_rectified", Title: "督促整改", English: "Await the rectification", Person: c.Handler}), e)
		}
	}
}

// leadTo raises the clue of a penalty.
func (c *Case) leadTo(l *CheckLead, e Event) {
	if l == nil || c.AnnualCheck.Clue != "" {
		return
	}
	c.AnnualCheck.Lead = l
	c.raise(Task{ID: "clue", Kind: "annual_check.open_clue", Title: "年检情形达到处罚标准，登记线索", English: "The years reach the measure of a penalty: register the clue", Role: RoleSection}, e)
}

// YearConcluded: the conclusion was made.
type YearConcluded struct {
	ConcludeYear
	checkResult
}

func (YearConcluded) Kind() string             { return "YearConcluded" }
func (b YearConcluded) apply(c *Case, e Event) { b.checkResult.apply(c, e) }

// PublishYear records that the conclusion was published.
type PublishYear struct {
	Where string `json:"where" minLength:"2" maxLength:"200" doc:"公布载体"`
}

func (PublishYear) Act() string { return "annual_check.publish" }
func (x PublishYear) Decide(*Case, *Facts) (Outcome, error) {
	if len([]rune(strings.TrimSpace(x.Where))) < 2 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写公布载体。", English: "say where it was published", Fields: []Field{{"where", "请填写公布载体"}}}
	}
	return outcome(&YearPublished{x})
}

// YearPublished: the conclusion is public.
type YearPublished struct{ PublishYear }

func (YearPublished) Kind() string { return "YearPublished" }
func (b YearPublished) apply(c *Case, e Event) {
	a := c.AnnualCheck
	a.PublishedOn, a.PublishedAt = DateOf(e.OccurredAt), b.Where
	c.done(e, "annual_check.publish")
	c.checkGoesOn(e)
}

// checkDone closes the file, unless a penalty clue is still to be registered, or the organization does not have the conclusion yet.
func (c *Case) checkDone(e Event) {
	a := c.AnnualCheck
	out := CheckMissed
	if k := a.Conclusion(); k != nil {
		out = k.Conclusion
	}
	if a.Lead != nil && a.Clue == "" {
		c.Stage = ChkRectify
		return
	}
	if k := a.Conclusion(); k != nil && k.Serve && c.ServedOn(k.Document).IsZero() {
		c.Stage = ChkServe
		return
	}
	c.close(e, ChkClosed, out)
}

// ReportCheckRectified takes in the report on the rectification.
type ReportCheckRectified struct {
	Text  string `json:"text" minLength:"2" maxLength:"4000" doc:"整改情况"`
	Files []Blob `json:"files,omitempty" doc:"材料"`
}

func (ReportCheckRectified) Act() string         { return "annual_check.report_rectified" }
func (x ReportCheckRectified) Needs(*Case) Needs { return Needs{Blobs: x.Files} }
func (x ReportCheckRectified) Decide(_ *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Text); err != nil {
		return Outcome{}, err
	}
	files, err := f.files(x.Files)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&RectifiedReported{x, files})
}

// RectifiedReported: the organization says that it has rectified.
type RectifiedReported struct {
	ReportCheckRectified
	Files []File `json:"stored,omitempty"`
}

func (RectifiedReported) Kind() string { return "RectifiedReported" }
func (b RectifiedReported) apply(c *Case, e Event) {
	r := c.AnnualCheck.Rectify
	r.Reported, r.Report = DateOf(e.OccurredAt), b.Text
	for _, f := range b.Files {
		c.enter([]Evidence{{File: f, Kind: "document", Title: "整改材料"}}, e)
	}
	c.done(e, "annual_check.report_rectified")
	c.raise(Task{ID: "verify", Kind: "annual_check.verify_rectified", Title: "核实整改情况", English: "Verify the rectification", Person: c.Handler}, e)
}

// VerifyRectified settles whether it was rectified. What was not opens a candidate for the list of abnormal activity (AB-3).
type VerifyRectified struct {
	Passed bool   `json:"passed" doc:"已按要求整改"`
	Note   string `json:"note" minLength:"2" maxLength:"2000" doc:"核实情况"`
}

func (VerifyRectified) Act() string { return "annual_check.verify_rectified" }
func (x VerifyRectified) Needs(c *Case) Needs {
	n := c.withParty()
	if !x.Passed {
		n.Openings = map[string]int{"case.listing": 1}
	}
	return n
}

func (x VerifyRectified) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Note); err != nil {
		return Outcome{}, err
	}
	r := c.AnnualCheck.Rectify
	if err := c.orderReceived(); !x.Passed && err != nil {
		return Outcome{}, err
	}
	if !x.Passed && r.Reported.IsZero() && r.OverdueOn.IsZero() {
		return Outcome{}, Refuse("too_early", "社会团体年度检查办法第十四条", "整改期限（至%[1]s）未满，组织也未报告整改情况。", "the time to rectify runs until %[1]s and nothing was reported", r.Due)
	}
	b := &RectifiedVerified{VerifyRectified: x}
	if x.Passed || r.Told {
		return outcome(b)
	}
	o, err := c.candidate(f, "AB-3", "未按期改正年检发现的问题："+x.Note)
	if err != nil {
		return Outcome{}, err
	}
	b.Listing = o.ID
	return c.withCandidate(Outcome{Events: []Body{b}}, o, f), nil
}

// orderReceived refuses to hold against an organization an order that it does not have: its time never began (REG-3.04).
func (c *Case) orderReceived() error {
	if c.ServedOn(c.AnnualCheck.Rectify.Document).IsZero() {
		return Refuse("not_served", "社会团体年度检查办法第十四条；民办非企业单位年度检查办法", "整改通知书尚未送达，整改期限没有起算；送达并期满后，才能认定未按期整改。", "the order to rectify was not served and its time has not begun: serve it first")
	}
	return nil
}

// RectifiedVerified: it was settled whether it was rectified.
type RectifiedVerified struct {
	VerifyRectified
	Listing CaseID `json:"listing,omitempty"`
}

func (RectifiedVerified) Kind() string { return "RectifiedVerified" }
func (b RectifiedVerified) apply(c *Case, e Event) {
	a := c.AnnualCheck
	a.Rectify.Result = "failed"
	if b.Passed {
		a.Rectify.Result = "passed"
	}
	c.meet("rectify", DateOf(e.OccurredAt))
	c.stop(DateOf(e.OccurredAt), "notice")
	c.take(e.Actor, PartOfficer, e.Seq)
	c.done(e, "annual_check.serve", "annual_check.report_rectified", "annual_check.verify_rectified")
	c.oweCheckService(e)
	if b.Listing != "" {
		a.Listings = append(a.Listings, b.Listing)
		a.Rectify.Told = true
	}
	if c.Stage == ChkRectify || c.Stage == ChkServe {
		c.checkDone(e)
	}
}

// ResetYear changes a conclusion when such matters come to light later: within the last two check years (社会团体年度检查办法 13).
// What it replaces stays in the file and in the register.
type ResetYear struct {
	Conclusion string         `json:"conclusion" enum:"passed,fair,failed" doc:"改变后的结论"`
	Findings   []CheckFinding `json:"findings,omitempty" maxItems:"50" doc:"认定的情形"`
	Struck     []SetAside     `json:"struck,omitempty" maxItems:"50" doc:"原结论认定而不再认定的情形，逐项写明理由"`
	Reasons    string         `json:"reasons" minLength:"2" maxLength:"4000" doc:"改变的理由"`
	Rectify    []string       `json:"rectify,omitempty" maxItems:"50" doc:"整改要求，逐项"`
	Days       int            `json:"days,omitempty" minimum:"0" maximum:"365" doc:"整改期限（日）"`
}

func (ResetYear) Act() string { return "annual_check.reset" }
func (x ResetYear) Needs(c *Case) Needs {
	return ConcludeYear{Rectify: x.Rectify}.Needs(c)
}

func (x ResetYear) Decide(c *Case, f *Facts) (Outcome, error) {
	a := c.AnnualCheck
	if err := differs(c, f, "审查与决定分离", PartOfficer); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Reasons); err != nil {
		return Outcome{}, err
	}
	k := a.Conclusion()
	r, err := f.Rules.At("REG-3.05", f.On())
	if err != nil {
		return Outcome{}, err
	}
	switch first := f.On().Year() - r.Term.N; {
	case k == nil:
		return Outcome{}, Refuse("no_conclusion", r.Basis(), "还没有年检结论。", "there is no conclusion yet")
	case a.Year < first:
		return Outcome{}, Refuse("too_late", r.Basis(), "只能改变最近两个检查年度（%[1]d年度起）的结论。", "only the conclusions of the last two check years, from %[1]d, may be changed", first)
	case x.Conclusion == k.Conclusion:
		return Outcome{}, Refuse("nothing_changed", r.Basis(), "结论没有改变。", "the conclusion would not change")
	}
	if err := f.Norms.struck(a, k.Findings, x.Findings, x.Struck, f.On()); err != nil {
		return Outcome{}, err
	}
	b, err := c.conclude(f, x.Conclusion, x.Findings, x.Reasons, x.Rectify, x.Days)
	if err != nil {
		return Outcome{}, err
	}
	b.Result.Struck = x.Struck
	return c.tellCheck(f, &YearReset{ResetYear: x, checkResult: *b}, c.checkRegistered(x.Conclusion))
}

// YearReset: the conclusion was changed; the file is open again until it is published.
type YearReset struct {
	ResetYear
	checkResult
}

func (YearReset) Kind() string { return "YearReset" }
func (b YearReset) apply(c *Case, e Event) {
	c.ClosedOn, c.Outcome = 0, ""
	b.checkResult.apply(c, e)
}

// --- not reported

// RecordMissed enters in the register what the last day has brought: a year that was missed opens a candidate for the list of
// abnormal activity (AB-1) and counts towards a penalty; a newcomer has stayed out. Nobody asks for it: the engine does it.
type RecordMissed struct{}

func (RecordMissed) Act() string { return "annual_check.record_missed" }
func (RecordMissed) Needs(c *Case) Needs {
	n := c.withParty()
	if !c.AnnualCheck.Newcomer {
		n.Openings = map[string]int{"case.listing": 1}
	}
	return n
}

func (x RecordMissed) Decide(c *Case, f *Facts) (Outcome, error) {
	a := c.AnnualCheck
	if a.Recorded || a.MissedOn.IsZero() {
		return Outcome{}, Refuse("already_done", "", "已经登记。", "it is recorded already")
	}
	if a.Newcomer && c.Stage == ChkMissed {
		return c.tellCheck(f, &CheckStoodOut{StayOut{"新登记组织，未报送"}}, OrgCheck{Conclusion: CheckExempt})
	}
	b := &CheckWasMissed{}
	if a.Newcomer { // it may stay out: that it reported all the same, and late, is held against nobody
		return outcome(b)
	}
	o, err := c.candidate(f, "AB-1", c.missedFacts(a.FiledOn))
	if err != nil {
		return Outcome{}, err
	}
	b.Listing = o.ID
	out := Outcome{Events: []Body{b}}
	if c.Stage == ChkMissed { // else it was reported late before anybody looked: late is kept, and the candidate is there all the same
		b.Lead = f.Norms.checkLead(a, f.Parties[c.Party.ID].Org, CheckMissed, f.On())
		if out, err = c.tellCheck(f, b, OrgCheck{Conclusion: CheckMissed}); err != nil {
			return Outcome{}, err
		}
	}
	return c.withCandidate(out, o, f), nil
}

// CheckWasMissed: the year was missed; or the last day was, and the report came before anybody looked.
type CheckWasMissed struct {
	Listing CaseID     `json:"listing,omitempty"`
	Lead    *CheckLead `json:"lead,omitempty"`
}

func (CheckWasMissed) Kind() string { return "CheckWasMissed" }
func (b CheckWasMissed) apply(c *Case, e Event) {
	a := c.AnnualCheck
	a.Recorded = true
	if b.Listing != "" {
		a.Listings = append(a.Listings, b.Listing)
	}
	c.leadTo(b.Lead, e)
}

// RecordUnrectified opens the candidate for AB-3 when the time to rectify has run out. The engine does it.
type RecordUnrectified struct{}

func (RecordUnrectified) Act() string { return "annual_check.record_unrectified" }
func (RecordUnrectified) Needs(c *Case) Needs {
	n := c.withParty()
	n.Openings = map[string]int{"case.listing": 1}
	return n
}
func (x RecordUnrectified) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.AnnualCheck.Rectify
	if r == nil || r.Told || r.Result != "" || r.OverdueOn.IsZero() {
		return Outcome{}, Refuse("already_done", "", "已经登记。", "it is recorded already")
	}
	if err := c.orderReceived(); err != nil {
		return Outcome{}, err
	}
	o, err := c.candidate(f, "AB-3", "年检整改期限已于"+r.Due.String()+"届满，未报告整改情况")
	if err != nil {
		return Outcome{}, err
	}
	return c.withCandidate(Outcome{Events: []Body{&CheckUnrectified{o.ID}}}, o, f), nil
}

// CheckUnrectified: the time to rectify ran out, and a candidate was opened.
type CheckUnrectified struct {
	Listing CaseID `json:"listing"`
}

func (CheckUnrectified) Kind() string { return "CheckUnrectified" }
func (b CheckUnrectified) apply(c *Case, _ Event) {
	a := c.AnnualCheck
	a.Rectify.Told, a.Listings = true, append(a.Listings, b.Listing)
}

// withCandidate adds the opening, unless it is that of a file that was there, and tells the register of it.
func (c *Case) withCandidate(out Outcome, o Opening, f *Facts) Outcome {
	if len(o.Events) == 0 {
		return out
	}
	out.Opens = append(out.Opens, o)
	if p := f.Others[CaseID(c.Party.ID)]; p != nil && p.PartyFile != nil && p.PartyFile.Org != nil {
		out.Tells = append(out.Tells, opensListing(c.Party.ID, o, f.On()))
	}
	return out
}

// candidate opens a candidate for a list from this file; without events where one for the ground is open already.
func (c *Case) candidate(f *Facts, ground, facts string) (Opening, error) {
	row, ok := f.Norms.ListGround(ground, f.On())
	if !ok {
		return Opening{}, Refuse("no_ground", "", "没有列入情形%[1]s。", "there is no ground %[1]s", ground)
	}
	lead := ground + "/" + itoa(c.AnnualCheck.Year)
	if there := f.Parties[c.Party.ID].Org.candidate(ground, lead); there != "" {
		return Opening{ID: there}, nil
	}
	id := childID(c.ID, "b", len(c.AnnualCheck.Listings)+1)
	var stands CaseID
	if e := f.Parties[c.Party.ID].Org.Listed(row.List); e != nil {
		stands = e.File
	}
	return Opening{ID: id, Events: []Body{&ListingOpened{Existing: stands, OpenListing: OpenListing{Party: c.Party.ID, Ground: ground, Facts: facts, Lead: lead, Section: c.Section}, Agency: f.Agency.ID,
		Ref: f.References["case.listing"][0], Named: *c.Party, List: row.List, Parent: c.ID, Row: row.said()}}}, nil
}

// OpenCheckClue registers the clue of a penalty for the years that were missed or failed (SO-05, SO-19, SO-34).
type OpenCheckClue struct {
	Clue     string     `json:"clue" minLength:"2" maxLength:"4000" doc:"线索内容"`
	Officers []PersonID `json:"officers,omitempty" doc:"核查人员，不少于两人；未定的留空"`
}

func (OpenCheckClue) Act() string { return "annual_check.open_clue" }
func (x OpenCheckClue) Needs(*Case) Needs {
	return Needs{People: x.Officers, Openings: map[string]int{"case.penalty": 1}, Numbers: []string{"P-1"}}
}
func (x OpenCheckClue) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.AnnualCheck.Lead
	facts := make([]string, len(l.Years))
	for i, y := range l.Years {
		facts[i] = itoa(y) + "年度"
	}
	fact := strings.Join(facts, "、") + map[string]string{CheckMissed: "未参加年检", CheckFailed: "年检不合格"}[l.Count]
	b, id, err := caseFrom(c, f, OpenClue{Source: "annual_check", Clue: x.Clue, Officers: x.Officers, Section: c.Section,
		Allegations: []Allegation{{Violation: l.Violation, From: NewDate(l.Years[0], 6, 1), Fact: fact}}}, 1)
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Events: []Body{&CheckClueOpened{x, id}}, Opens: []Opening{{ID: id, Events: []Body{b}}}}, nil
}

// CheckClueOpened: the clue was registered.
type CheckClueOpened struct {
	OpenCheckClue
	Case CaseID `json:"case"`
}

func (CheckClueOpened) Kind() string { return "CheckClueOpened" }
func (b CheckClueOpened) apply(c *Case, e Event) {
	c.AnnualCheck.Clue = b.Case
	c.done(e, "annual_check.open_clue")
	if r := c.AnnualCheck.Rectify; c.Stage == ChkRectify && (r == nil || r.Result != "") {
		c.checkDone(e)
	}
}

// CloseCheck ends a file in which nothing more will be reported, or no clue is registered, with the reason.
type CloseCheck struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"理由"`
}

func (CloseCheck) Act() string { return "annual_check.close" }
func (x CloseCheck) Decide(c *Case, _ *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if c.Stage == ChkMissed && !c.AnnualCheck.Recorded {
		return Outcome{}, Refuse("too_early", "", "未参检尚未载入登记簿，请稍候。", "it is not in the register yet")
	}
	return outcome(&CheckWasClosed{x})
}

// CheckWasClosed: the file was ended.
type CheckWasClosed struct{ CloseCheck }

func (CheckWasClosed) Kind() string { return "CheckWasClosed" }
func (b CheckWasClosed) apply(c *Case, e Event) {
	out := CheckMissed
	if k := c.AnnualCheck.Conclusion(); k != nil {
		out = k.Conclusion
	}
	c.close(e, ChkClosed, out)
}

// --- on the file of the organization

// OrganizationChecked: the register says how the check of a year stands.
type OrganizationChecked struct {
	Check OrgCheck `json:"check"`
}

func (OrganizationChecked) Kind() string { return "OrganizationChecked" }
func (b OrganizationChecked) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	if k := o.Check(b.Check.Year); k != nil {
		*k = b.Check
	} else {
		o.Checks = append(o.Checks, b.Check)
		slices.SortFunc(o.Checks, func(a, b OrgCheck) int { return a.Year - b.Year })
	}
}

// MissedYears are the years up to and with the last one given that were missed one after the other, oldest first.
func (o *Organization) MissedYears(last int) []int { return o.yearsOf(CheckMissed, last, true) }

func (o *Organization) yearsOf(conclusion string, last int, inRow bool) []int {
	years := []int{last}
	for y := last - 1; ; y-- {
		k := o.Check(y)
		switch {
		case k != nil && k.Conclusion == conclusion:
			years = append(years, y)
		case inRow || y < last-20:
			slices.Reverse(years)
			return years
		}
	}
}

func checkExpired(c *Case, clock string, k *Clock, b InstantPassed, e Event) {
	a := c.AnnualCheck
	switch clock {
	case "unit":
		k.Lapse(b.Due)
	case "file":
		k.Lapse(b.Due)
		if c.Stage == ChkOpen { // what lies with the supervising unit by then is late, not missed
			c.Stage, a.MissedOn = ChkMissed, b.Due+1
		}
	case "notice":
		k.Lapse(b.Due)
		if r := a.Rectify; r != nil && r.Result == "" && b.Starts != nil {
			c.noticeRanOut(r.Document, b.Due)
			c.orderServed(*b.Starts, b.Due, e)
			c.checkServed(e)
		}
	case "conclusion_notice":
		k.Lapse(b.Due)
		if r := a.Conclusion(); r != nil {
			c.noticeRanOut(r.Document, b.Due)
			c.checkServed(e)
		}
	case "rectify":
		k.Lapse(b.Due)
		a.Rectify.OverdueOn = b.Due + 1
		c.done(e, "annual_check.report_rectified")
		c.raise(Task{ID: "verify", Kind: "annual_check.verify_rectified", Title: "整改期限届满，核实整改情况", English: "The time to rectify is over: verify", Person: c.Handler}, e)
	}
}

// checkBegins is the time to rectify, which begins when the public notice of the order has run out.
func checkBegins(c *Case, clock string, k *Clock, f *Facts) ([]Clock, error) {
	if a := c.AnnualCheck; clock == "notice" && a.Rectify != nil && a.Rectify.Result == "" {
		r, err := a.rectifyFrom(c, k.Due, f)
		return []Clock{r}, err
	}
	return nil, nil
}

// checkSettles is the act that the engine owes the file.
func checkSettles(c *Case) string {
	a := c.AnnualCheck
	switch r := a.Rectify; {
	case c.Open() && !a.MissedOn.IsZero() && !a.Recorded:
		return "annual_check.record_missed"
	case r != nil && c.Open() && r.Result == "" && !r.OverdueOn.IsZero() && r.Reported.IsZero() && !r.Told && c.orderReceived() == nil:
		return "annual_check.record_unrectified"
	}
	return ""
}

func init() {
	expiries[ProcCheck] = expiry{begins: checkBegins, apply: checkExpired}
	settles[ProcCheck] = checkSettles
	Steps[ProcCheck] = []Stage{ChkOpen, ChkUnit, ChkReview, ChkDecide, ChkPublish, ChkClosed}
	maps.Copy(stageTitles, map[Stage][2]string{
		ChkOpen: {"待报送", "To be reported"}, ChkUnit: {"业务主管单位初审", "With the supervising unit"}, ChkReview: {"审查中", "Under review"}, ChkAsked: {"待补充说明", "More asked for"},
		ChkDecide: {"待负责人审定", "For the leader"}, ChkPublish: {"待公布", "To be published"}, ChkServe: {"待送达", "To be served"}, ChkRectify: {"限期整改", "Rectification"}, ChkMissed: {"逾期未报送", "Missed"},
		ChkClosed: {"已办结", "Closed"}, ChkOut: {"不参加本年度年检", "Stays out"},
	})
	review := []Stage{ChkReview}
	act[OpenCheck](Spec{Procedure: ProcCheck, Opens: true, Title: "开立年检", English: "Open the check of a year", Article: artCheck, Starts: "报送期限起算：业务主管单位3月31日，登记机关5月31日"})
	act[StayOut](Spec{Procedure: ProcCheck, Stages: []Stage{ChkOpen}, Possible: func(c *Case) bool { return c.AnnualCheck.Newcomer }, Title: "新登记组织不参加", English: "A newcomer stays out", Article: "社会团体年度检查办法第四条；民办非企业单位年度检查办法第三条"})
	act[ReportYear](Spec{Procedure: ProcCheck, Stages: []Stage{ChkOpen, ChkMissed}, Title: "报送年度工作报告", English: "Report the year", Article: artCheck, Starts: "送业务主管单位初审；直接登记的送登记机关审查"})
	act[EnterUnitOpinion](Spec{Procedure: ProcCheck, Stages: []Stage{ChkUnit}, Title: "业务主管单位初审意见", English: "Enter the unit's opinion", Article: artCheckNew})
	act[AskMore](Spec{Procedure: ProcCheck, Stages: review, Title: "要求补充、说明或者审计", English: "Ask for more", Article: "社会团体年度检查办法第八条"})
	act[AnswerMore](Spec{Procedure: ProcCheck, Stages: []Stage{ChkAsked}, Title: "补充、说明", English: "Answer", Article: "社会团体年度检查办法第八条"})
	act[VisitOrganization](Spec{Procedure: ProcCheck, Stages: review, Title: "实地检查", English: "Record a visit", Article: "社会团体年度检查办法第八条"})
	act[ReviewYear](Spec{Procedure: ProcCheck, Stages: review, Title: "提出审查意见", English: "Propose a conclusion", Article: "社会团体年度检查办法第九条至第十二条", Starts: "送负责人作结论", Says: charitySays("审查年度工作报告", "Look at the report", "送负责人确认收讫")})
	act[ReturnYear](Spec{Procedure: ProcCheck, Stages: []Stage{ChkDecide}, Title: "退回重审", English: "Return the review"})
	act[ConcludeYear](Spec{Procedure: ProcCheck, Stages: []Stage{ChkDecide}, Title: "作出年检结论", English: "Conclude the check", Article: "社会团体年度检查办法第九条至第十二条、第十四条", Starts: "生成结论通知书；有整改要求的，生成整改通知书，送达后起算整改期限", Says: charitySays("收讫年度工作报告", "Take the report in", "生成收讫通知书；慈善组织年度报告不作结论")})
	act[PublishYear](Spec{Procedure: ProcCheck, Stages: []Stage{ChkPublish}, Title: "公布年检结论", English: "Publish the conclusion", Article: artCheckNew, Says: charitySays("公布年度工作报告报送情况", "Publish that it reported", "")})
	act[ServeCheck](Spec{Procedure: ProcCheck, Stages: []Stage{ChkPublish, ChkServe, ChkRectify, ChkClosed}, AfterClose: true, Possible: func(c *Case) bool { return len(checkToServe(c)) > 0 },
		Title: "送达", English: "Serve", Article: "民事诉讼法第八十七条至第九十五条", Starts: "整改通知书送达之日起，整改期限起算；公告送达的，公告期满起算", Says: func(c *Case) *Said {
			if r := c.AnnualCheck.Rectify; r != nil && slices.Contains(checkToServe(c), r.Document) {
				return nil
			}
			return &Said{"送达", "Serve", "民事诉讼法第八十七条至第九十五条", ""} // no time runs from a conclusion alone
		}})
	act[ReportCheckRectified](Spec{Procedure: ProcCheck, Stages: []Stage{ChkPublish, ChkServe, ChkRectify}, Possible: rectifying, Title: "报告整改情况", English: "Report the rectification", Article: "社会团体年度检查办法第十四条"})
	act[VerifyRectified](Spec{Procedure: ProcCheck, Stages: []Stage{ChkServe, ChkRectify}, Possible: rectifying, Title: "核实整改", English: "Verify the rectification", Article: "社会团体年度检查办法第十四条", Starts: "未按期改正的，形成活动异常名录线索"})
	act[ResetYear](Spec{Procedure: ProcCheck, Stages: []Stage{ChkPublish, ChkServe, ChkRectify, ChkClosed}, Possible: func(c *Case) bool {
		return c.AnnualCheck.Track == TrackCheck && c.AnnualCheck.Conclusion() != nil
	}, AfterClose: true, Title: "改变年检结论", English: "Change the conclusion", Article: "社会团体年度检查办法第十三条", Starts: "重新公布；原结论保留"})
	act[RecordMissed](Spec{Procedure: ProcCheck, SystemOnly: true, Title: "登记未参检", English: "Record what was missed", Article: artCheck})
	act[RecordUnrectified](Spec{Procedure: ProcCheck, SystemOnly: true, Title: "登记未按期整改", English: "Record what was not rectified", Article: "社会团体年度检查办法第十四条"})
	act[OpenCheckClue](Spec{Procedure: ProcCheck, Stages: []Stage{ChkMissed, ChkUnit, ChkReview, ChkPublish, ChkServe, ChkRectify, ChkClosed}, AfterClose: true, Possible: func(c *Case) bool { return c.AnnualCheck.Lead != nil && c.AnnualCheck.Clue == "" },
		Title: "登记处罚线索", English: "Register the clue", Article: "社会团体年度检查办法第十六条", Starts: "开立处罚案卷"})
	act[CloseCheck](Spec{Procedure: ProcCheck, Stages: []Stage{ChkMissed, ChkServe, ChkRectify}, Title: "终结年检", English: "End the file"})
	event[CheckBegun]()
	event[CheckStoodOut]()
	event[YearReported]()
	event[UnitOpined]()
	event[MoreAsked]()
	event[MoreAnswered]()
	event[OrganizationVisited]()
	event[YearReviewed]()
	event[YearReturned]()
	event[YearConcluded]()
	event[YearPublished]()
	event[CheckServed]()
	event[RectifiedReported]()
	event[RectifiedVerified]()
	event[YearReset]()
	event[CheckWasMissed]()
	event[CheckUnrectified]()
	event[CheckClueOpened]()
	event[CheckWasClosed]()
	event[OrganizationChecked]()
}

// charitySays names an act as it is on the file of a charity's report, which is not concluded.
func charitySays(title, english, starts string) func(*Case) *Said {
	return func(c *Case) *Said {
		if a := c.AnnualCheck; a == nil || a.Track != TrackCharity {
			return nil
		}
		return &Said{title, english, "慈善法第十三条；社会团体年度检查办法第二十条", starts}
	}
}

func rectifying(c *Case) bool {
	r := c.AnnualCheck.Rectify
	return r != nil && r.Result == ""
}
