package domain

import (
	"slices"
	"strings"
)

// Role is an office a person may hold in an agency, from a day to a day.
type Role string

const (
	RoleOfficer  Role = "officer"      // 执法人员
	RoleSection  Role = "section_head" // 股室负责人
	RoleReviewer Role = "reviewer"     // 法制审核
	RoleHost     Role = "host"         // 听证主持
	RoleLeader   Role = "leader"       // 负责人（分管领导）
	RoleHead     Role = "head"         // 正职负责人
	RoleManager  Role = "manager"      // 督办管理
	RoleClerk    Role = "clerk"        // 窗口人员
	RoleArchive  Role = "archivist"    // 档案管理
	RoleAuditor  Role = "auditor"      // 监督审计
	RoleAdmin    Role = "admin"        // 系统管理
	RoleBackfill Role = "backfill"     // 补录员
	RoleFinance  Role = "finance"      // 财务人员：登记银行回单，不办案

	RoleApplicant Role = "applicant" // 申请人：只办自己的登记申请，不授予任何人
)

// RoleTitles names every role in Chinese and English; a role that is not here does not exist.
var RoleTitles = map[Role][2]string{
	RoleOfficer: {"执法人员", "Enforcement officer"}, RoleSection: {"股室负责人", "Section head"},
	RoleReviewer: {"法制审核人员", "Legal reviewer"}, RoleHost: {"听证主持人", "Hearing host"},
	RoleLeader: {"负责人", "Bureau leader"}, RoleHead: {"正职负责人", "Bureau head"},
	RoleManager: {"督办管理", "Manager"}, RoleClerk: {"窗口人员", "Window clerk"},
	RoleArchive: {"档案管理员", "Archivist"}, RoleAuditor: {"监督审计", "Auditor"},
	RoleAdmin: {"系统管理员", "Administrator"}, RoleBackfill: {"补录员", "Backfiller"},
	RoleFinance: {"财务人员", "Cashier"}, RoleApplicant: {"申请人", "Applicant"},
}

// GrantHeld is a role held in an agency during a time. Until is inclusive; zero means without end. For names the person
// whose office it is, where it is held in that person's place (代理、主持工作).
type GrantHeld struct {
	Role   Role     `json:"role"`
	Agency AgencyID `json:"agency"`
	From   Date     `json:"from"`
	Until  Date     `json:"until,omitzero"`
	For    PersonID `json:"for,omitempty"`
}

func (g GrantHeld) covers(on Date) bool { return on >= g.From && (g.Until.IsZero() || on <= g.Until) }

// Certificate is an enforcement certificate (行政执法证). It is valid from and until the days named, inclusive.
type Certificate struct {
	Number string `json:"number"`
	Issuer string `json:"issuer"`
	From   Date   `json:"from"`
	Until  Date   `json:"until"`
}

// Person is somebody who works at the bureau.
type Person struct {
	ID           PersonID      `json:"id"`
	Login        string        `json:"login"`
	Name         string        `json:"name"`
	Agency       AgencyID      `json:"agency"`
	Section      string        `json:"section,omitempty"`
	Title        string        `json:"title,omitempty"` // 职务
	Grants       []GrantHeld   `json:"grants,omitempty"`
	Certificates []Certificate `json:"certificates,omitempty"`
	LeftOn       Date          `json:"left_on,omitzero"`

	LegalQualification *LegalQualification `json:"legal_qualification,omitempty"`
}

// LegalQualification is what a legal reviewer of penalties must have who does it for the first time (行政处罚法 58 II): the
// national qualification; or it says since when the person has done such reviews, who then is no beginner.
type LegalQualification struct {
	Number    string `json:"number,omitempty" maxLength:"40" doc:"法律职业资格证书编号"`
	On        Date   `json:"on,omitzero" doc:"取得之日"`
	Reviewing Date   `json:"reviewing,omitzero" doc:"此前已从事法制审核的，起始之日"`
}

// Qualified reports whether the person may review penalties on the day: qualified, or no beginner.
func (p Person) Qualified(on Date) bool {
	q := p.LegalQualification
	return q != nil && (q.Number != "" && !q.On.IsZero() && on >= q.On || !q.Reviewing.IsZero() && q.Reviewing < on)
}

// Holds reports whether the person holds the role in the agency on the day.
func (p Person) Holds(r Role, a AgencyID, on Date) bool {
	if !p.LeftOn.IsZero() && on > p.LeftOn {
		return false
	}
	return slices.ContainsFunc(p.Grants, func(g GrantHeld) bool {
		return g.Role == r && g.Agency == a && g.covers(on)
	})
}

// TheApplicant is who acts through the public pages: no person of the bureau, with no office but that of an applicant.
func TheApplicant(a AgencyID) Person {
	return Person{ID: Applicant, Name: "申请人", Agency: a, Grants: []GrantHeld{{Role: RoleApplicant, Agency: a}}}
}

// Own is the person with the offices that are the person's own.
func (p Person) Own() Person { return p.only("") }

// InPlaceOf is the person with nothing but what is held in the place of another.
func (p Person) InPlaceOf(other PersonID) Person { return p.only(other) }

func (p Person) only(other PersonID) Person {
	if slices.ContainsFunc(p.Grants, func(g GrantHeld) bool { return g.For != other }) {
		p.Grants = slices.DeleteFunc(slices.Clone(p.Grants), func(g GrantHeld) bool { return g.For != other })
	}
	return p
}

// StandsFor lists those in whose place the person holds an office on the day.
func (p Person) StandsFor(on Date) []PersonID {
	var out []PersonID
	for _, g := range p.Grants {
		if g.For != "" && g.covers(on) && (p.LeftOn.IsZero() || on <= p.LeftOn) && !slices.Contains(out, g.For) {
			out = append(out, g.For)
		}
	}
	return out
}

// InWhoseName asks a gate first for what a person holds in their own name, then for what is held in the place of each
// other, and says which let the act through: nobody, or the other. The refusal is the one of everything the person holds.
func InWhoseName[G ~func(Person, Spec, *Case, Date) error](gate G, actor Person, spec Spec, c *Case, on Date) (PersonID, error) {
	err := gate(actor.Own(), spec, c, on)
	if err == nil {
		return "", nil
	}
	for _, other := range actor.StandsFor(on) {
		again := gate(actor.InPlaceOf(other), spec, c, on)
		if again == nil {
			return other, nil
		}
		if CodeOf(again) != "not_permitted" { // the office is there, and something else bars
			err = again
		}
	}
	return "", err
}

// SettleStandIns ends every stand-in no later than the office it stands for: nobody holds in the place of another what the
// other does not hold.
func SettleStandIns(all []Person) {
	for i := range all {
		for n, g := range all[i].Grants {
			if g.For == "" {
				continue
			}
			last := g.From - 1
			if b := slices.IndexFunc(all, func(p Person) bool { return p.ID == g.For }); b >= 0 {
				last = all[b].holdsUntil(g.Role, g.Agency, g.From, g.Until)
			}
			if last < g.Until {
				all[i].Grants = slices.Clone(all[i].Grants)
				all[i].Grants[n].Until = last
			}
		}
	}
}

// holdsUntil is the last day up to until on which the person has held an office of their own without a break since from;
// the day before from when it is not held then.
func (p Person) holdsUntil(r Role, a AgencyID, from, until Date) Date {
	last := from - 1
	for again := true; again && last < until; {
		again = false
		for _, g := range p.Grants {
			if g.For != "" || g.Role != r || g.Agency != a || g.From > last+1 {
				continue
			}
			if g.Until.IsZero() {
				last, again = until, false
				break
			}
			if g.Until > last {
				last, again = g.Until, true
			}
		}
	}
	if !p.LeftOn.IsZero() {
		last = min(last, max(p.LeftOn, from-1))
	}
	return min(last, until)
}

// CertificateOn is the certificate valid on the day, if there is one.
func (p Person) CertificateOn(on Date) (Certificate, bool) {
	for _, c := range p.Certificates {
		if on >= c.From && on <= c.Until {
			return c, true
		}
	}
	return Certificate{}, false
}

// licensed demands at least two different officers of the agency with certificates valid on the day of the act
// (行政处罚法 42, 55; 国办发〔2024〕54号: helpers without a certificate never count).
func licensed(ids []PersonID, f *Facts) error {
	const art = "行政处罚法第四十二条、第五十五条"
	ids = slices.Clone(ids)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) < 2 {
		return Refuse("two_officers", art, "执法人员不得少于两人。", "at least two officers are required")
	}
	for _, id := range ids {
		p, ok := f.People[id]
		if !ok {
			return Refuse("unknown_person", "", "没有这名人员：%[1]s。", "there is no person %[1]s", string(id))
		}
		if !p.Holds(RoleOfficer, f.Agency.ID, f.On()) {
			return Refuse("not_an_officer", art, "%[1]s 在 %[2]s 不是本机关执法人员。", "%[1]s is not an enforcement officer of this agency on %[2]s", p.Name, f.On())
		}
		if _, ok := p.CertificateOn(f.On()); !ok {
			return Refuse("no_valid_certificate", art, "%[1]s 在 %[2]s 没有有效的行政执法证。", "%[1]s has no enforcement certificate valid on %[2]s", p.Name, f.On())
		}
	}
	return nil
}

// differs refuses when the actor has taken a part that bars the act. policies has asked the same before; this
// one stands inside the transaction and holds for every way in.
func differs(c *Case, f *Facts, article string, bars ...Part) error {
	for _, who := range []PersonID{f.Actor, f.For} { // who stands in for somebody passes the bars of both
		if who == "" {
			continue
		}
		if p := f.Others[c.Parent]; p != nil { // a review is part of the matter it reviews
			if err := aside(Spec{}, p, who); err != nil {
				return err
			}
		}
		for _, part := range c.Took(who) {
			switch {
			case !slices.Contains(bars, part):
			case who == f.Actor:
				return Refuse("separation_of_duties", article, "您在本案中已是“%[1]s”，不能再办理此事，请由其他人办理。",
					"you have already acted as %[2]s in this matter; somebody else must do this", PartTitles[part][0], PartTitles[part][1])
			default:
				return Refuse("separation_of_duties", article, "您代理的%[3]s在本案中已是“%[1]s”，不能由您代为办理此事，请由其他人办理。",
					"%[3]s, in whose place you act, has already acted as %[2]s in this matter; somebody else must do this", PartTitles[part][0], PartTitles[part][1], f.People[f.For].Name)
			}
		}
	}
	return nil
}

// PartTitles names the parts in Chinese and English.
var PartTitles = map[Part][2]string{
	PartOfficer: {"承办人员", "officer"}, PartDrafter: {"拟稿人", "drafter"}, PartApprover: {"审批人", "approver"},
	PartReviewer: {"审核人", "reviewer"}, PartHost: {"听证主持人", "hearing host"}, PartDecider: {"决定人", "decider"},
	PartRecorder: {"听证记录人", "hearing recorder"}, PartTaskForce: {"移送专案组成员", "member of the task force"}, PartRecused: {"回避人员", "recused"},
	PartArchivist: {"归档人", "archivist"}, PartCashier: {"收缴登记人", "cashier"}, PartDiscussant: {"集体讨论成员", "member who voted"},
}

// AddPerson enters a person of the bureau.
type AddPerson struct {
	Login   string `json:"login" minLength:"2" maxLength:"40" doc:"登录名：小写字母、数字、点、横线"`
	Name    string `json:"name" minLength:"1" maxLength:"60" doc:"姓名"`
	Section string `json:"section,omitempty" maxLength:"60" doc:"股室"`
	Title   string `json:"title,omitempty" maxLength:"60" doc:"职务"`
}

func (AddPerson) Act() string { return "person.add" }

func (x AddPerson) Decide(_ *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len(x.Login) >= 2 && strings.Trim(x.Login, "abcdefghijklmnopqrstuvwxyz0123456789.-") == "", "login", "登录名只能用小写字母、数字、点、横线，至少两位")
	bad.need(x.Login != string(System), "login", "这个登录名为系统保留")
	bad.need(strings.TrimSpace(x.Name) != "", "name", "请填写姓名")
	bad.need(x.Section == "" || slices.Contains(f.Agency.Sections, x.Section), "section", "没有这个股室")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&PersonAdded{AddPerson: x, Agency: f.Agency.ID})
}

// PersonAdded: a person was entered.
type PersonAdded struct {
	AddPerson
	Agency AgencyID `json:"agency"`
}

func (PersonAdded) Kind() string { return "PersonAdded" }
func (b PersonAdded) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Title, c.Stage, c.OpenedOn = ProcPerson, b.Agency, b.Name, Current, DateOf(e.OccurredAt)
	c.PersonFile = &Person{ID: PersonID(c.ID), Login: b.Login, Name: b.Name, Agency: b.Agency, Section: b.Section, Title: b.Title}
}

// GrantRole gives a person an office from a day, with or without an end.
type GrantRole struct {
	Role  Role `json:"role" doc:"角色"`
	From  Date `json:"from" doc:"任职起"`
	Until Date `json:"until,omitzero" doc:"任职止（含当日），空为长期"`
}

func (GrantRole) Act() string { return "person.grant" }

// conflicting offices may not be held by one person at one time: they would let somebody review or audit their own work.
var conflicting = [][2]Role{{RoleOfficer, RoleReviewer}, {RoleAdmin, RoleAuditor}, {RoleOfficer, RoleAuditor}, {RoleOfficer, RoleFinance}}

func (x GrantRole) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	_, known := RoleTitles[x.Role]
	known = known && x.Role != RoleApplicant
	bad.need(known, "role", "没有这个角色")
	bad.need(!x.From.IsZero(), "from", "请填写任职起始日")
	bad.need(x.Until.IsZero() || x.Until >= x.From, "until", "任职止日早于起始日")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := noConflict(c.PersonFile.Grants, x.Role, x.From, x.Until); err != nil {
		return Outcome{}, err
	}
	return outcome(&RoleGranted{GrantRole: x, Agency: f.Agency.ID})
}

// noConflict refuses an office that cannot be held beside another one held at the same time, in one's own name or in
// somebody's place.
func noConflict(held []GrantHeld, role Role, from, until Date) error {
	for _, pair := range conflicting {
		for i := range pair {
			if pair[i] != role {
				continue
			}
			for _, g := range held {
				if g.Role == pair[1-i] && (g.Until.IsZero() || g.Until >= from) && (until.IsZero() || g.From <= until) {
					return Refuse("roles_conflict", "行政处罚法第五十八条、第六十四条", "“%[1]s”与“%[2]s”不能由同一人同时担任。", "%[3]s and %[4]s cannot be held together",
						RoleTitles[role][0], RoleTitles[g.Role][0], RoleTitles[role][1], RoleTitles[g.Role][1])
				}
			}
		}
	}
	return nil
}

// RoleGranted: a person holds an office.
type RoleGranted struct {
	GrantRole
	Agency AgencyID `json:"agency"`
}

func (RoleGranted) Kind() string { return "RoleGranted" }
func (b RoleGranted) apply(c *Case, _ Event) {
	c.PersonFile.Grants = append(c.PersonFile.Grants, GrantHeld{Role: b.Role, Agency: b.Agency, From: b.From, Until: b.Until})
}

// EndRole ends an office with a day (inclusive).
type EndRole struct {
	Role  Role `json:"role" doc:"角色"`
	Until Date `json:"until" doc:"最后任职日"`
}

func (EndRole) Act() string { return "person.end_grant" }
func (x EndRole) Decide(c *Case, _ *Facts) (Outcome, error) {
	if x.Until.IsZero() {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写最后任职日。", English: "give the last day", Fields: []Field{{"until", "请填写最后任职日"}}}
	}
	for _, g := range c.PersonFile.Grants {
		if g.For == "" && g.Role == x.Role && x.Until >= g.From && (g.Until.IsZero() || g.Until > x.Until) {
			return outcome(&RoleEnded{x})
		}
	}
	return Outcome{}, Refuse("no_such_grant", "", "此人没有可终止的该项任职。", "this person has no such office to end")
}

// RoleEnded: an office came to its end.
type RoleEnded struct{ EndRole }

func (RoleEnded) Kind() string { return "RoleEnded" }
func (b RoleEnded) apply(c *Case, _ Event) {
	for i := range c.PersonFile.Grants {
		g := &c.PersonFile.Grants[i]
		if g.For == "" && g.Role == b.Role && b.Until >= g.From && (g.Until.IsZero() || g.Until > b.Until) {
			g.Until = b.Until
		}
	}
}

// StandIn lets one person hold an office in the place of another for a time (“甲代乙”). It is entered in the file of who
// stands in. A head's stand-in is the person presiding over the work (主持工作的负责人). What is done by it carries both
// names, and the parts both have taken bar.
type StandIn struct {
	For    PersonID `json:"for" doc:"被代理人"`
	Role   Role     `json:"role" doc:"代理的角色"`
	From   Date     `json:"from" doc:"代理起"`
	Until  Date     `json:"until" doc:"代理止（含当日）"`
	Reason string   `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (StandIn) Act() string         { return "person.stand_in" }
func (x StandIn) Needs(*Case) Needs { return Needs{People: []PersonID{x.For}} }

// Decide wants an office the other holds then, and nobody who names themselves or passes on what they hold for another.
func (x StandIn) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	_, known := RoleTitles[x.Role]
	known = known && x.Role != RoleApplicant
	bad.need(known, "role", "没有这个角色")
	bad.need(!x.From.IsZero(), "from", "请填写代理起始日")
	bad.need(!x.Until.IsZero() && x.Until >= x.From, "until", "请填写代理止日，不早于起始日")
	bad.need(len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "请填写原因")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	a := *c.PersonFile
	switch {
	case x.For == a.ID:
		return Outcome{}, Refuse("stand_in_oneself", "", "不能代理本人。", "nobody stands in for themselves")
	case f.Actor == a.ID:
		return Outcome{}, Refuse("stand_in_oneself", "", "不能指定自己为代理人，请由他人办理。", "nobody names themselves a stand-in")
	case f.For != "":
		return Outcome{}, Refuse("stand_in_passed_on", "", "代理人不能再指定代理人。", "a stand-in cannot name another")
	case !a.LeftOn.IsZero() && x.Until > a.LeftOn:
		return Outcome{}, Refuse("invalid_input", "", "此人届时已经离职。", "the person will have left by then")
	}
	b, ok := f.People[x.For]
	if !ok {
		return Outcome{}, Refuse("unknown_person", "", "没有这名人员：%[1]s。", "there is no person %[1]s", string(x.For))
	}
	if b.holdsUntil(x.Role, f.Agency.ID, x.From, x.Until) < x.Until {
		return Outcome{}, Refuse("no_such_grant", "", "%[1]s在%[2]s至%[3]s期间不担任“%[4]s”，不能代理。", "%[1]s does not hold the office (%[5]s) from %[2]s to %[3]s", b.Name, x.From, x.Until, RoleTitles[x.Role][0], RoleTitles[x.Role][1])
	}
	for _, g := range a.Grants {
		if g.For == x.For && g.Role == x.Role && g.From <= x.Until && g.Until >= x.From {
			return Outcome{}, Refuse("already_done", "", "这段时间已经登记代理。", "this is entered for that time already")
		}
	}
	if err := noConflict(a.Grants, x.Role, x.From, x.Until); err != nil {
		return Outcome{}, err
	}
	return outcome(&StandInNamed{StandIn: x, Agency: f.Agency.ID})
}

// StandInNamed: a person holds an office in the place of another.
type StandInNamed struct {
	StandIn
	Agency AgencyID `json:"agency"`
}

func (StandInNamed) Kind() string { return "StandInNamed" }
func (b StandInNamed) apply(c *Case, _ Event) {
	c.PersonFile.Grants = append(c.PersonFile.Grants, GrantHeld{Role: b.Role, Agency: b.Agency, From: b.From, Until: b.Until, For: b.For})
}

// EndStandIn ends a stand-in with a day (inclusive): who was away is back.
type EndStandIn struct {
	For   PersonID `json:"for" doc:"被代理人"`
	Role  Role     `json:"role" doc:"代理的角色"`
	Until Date     `json:"until" doc:"最后代理日"`
}

func (EndStandIn) Act() string { return "person.end_stand_in" }

// Decide finds the stand-in that lasts longer than that day.
func (x EndStandIn) Decide(c *Case, _ *Facts) (Outcome, error) {
	if x.Until.IsZero() {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写最后代理日。", English: "give the last day", Fields: []Field{{"until", "请填写最后代理日"}}}
	}
	for _, g := range c.PersonFile.Grants {
		if g.For != "" && g.For == x.For && g.Role == x.Role && x.Until >= g.From && g.Until > x.Until {
			return outcome(&StandInEnded{x})
		}
	}
	return Outcome{}, Refuse("no_such_grant", "", "没有可终止的该项代理。", "there is no such stand-in to end")
}

// StandInEnded: a stand-in came to its end.
type StandInEnded struct{ EndStandIn }

func (StandInEnded) Kind() string { return "StandInEnded" }
func (b StandInEnded) apply(c *Case, _ Event) {
	for i := range c.PersonFile.Grants {
		g := &c.PersonFile.Grants[i]
		if g.For == b.For && g.Role == b.Role && b.Until >= g.From && g.Until > b.Until {
			g.Until = b.Until
		}
	}
}

// Certify enters an enforcement certificate.
type Certify struct {
	Certificate
}

func (Certify) Act() string { return "person.certify" }
func (x Certify) Decide(_ *Case, _ *Facts) (Outcome, error) {
	var bad faults
	bad.need(strings.TrimSpace(x.Number) != "", "number", "请填写证号")
	bad.need(strings.TrimSpace(x.Issuer) != "", "issuer", "请填写发证机关")
	bad.need(!x.From.IsZero() && x.Until >= x.From, "until", "有效期有误")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&PersonCertified{x})
}

// PersonCertified: a person holds an enforcement certificate.
type PersonCertified struct{ Certify }

func (PersonCertified) Kind() string { return "PersonCertified" }
func (b PersonCertified) apply(c *Case, _ Event) {
	c.PersonFile.Certificates = append(c.PersonFile.Certificates, b.Certificate)
}

// Qualify enters the legal qualification of a person, or since when the person has reviewed penalties.
type Qualify struct {
	LegalQualification
}

func (Qualify) Act() string { return "person.qualify" }
func (x Qualify) Decide(_ *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(strings.TrimSpace(x.Number) != "" || !x.Reviewing.IsZero(), "number", "请填写证书编号，或者从事法制审核的起始之日")
	bad.need(strings.TrimSpace(x.Number) == "" || !x.On.IsZero(), "on", "请填写取得之日")
	bad.need(x.On <= f.On() && x.Reviewing <= f.On(), "on", "日期晚于办理日")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&PersonQualified{x})
}

// PersonQualified: the legal qualification of a person was entered.
type PersonQualified struct{ Qualify }

func (PersonQualified) Kind() string { return "PersonQualified" }
func (b PersonQualified) apply(c *Case, _ Event) {
	q := b.LegalQualification
	c.PersonFile.LegalQualification = &q
}

// Leave records that a person left the bureau; every office ends with that day.
type Leave struct {
	On Date `json:"on" doc:"离职日"`
}

func (Leave) Act() string { return "person.leave" }
func (x Leave) Decide(c *Case, _ *Facts) (Outcome, error) {
	if x.On.IsZero() || !c.PersonFile.LeftOn.IsZero() {
		return Outcome{}, Refuse("invalid_input", "", "请填写离职日；已离职的不能重复登记。", "give the day; a person leaves once")
	}
	return outcome(&PersonLeft{x})
}

// PersonLeft: a person left the bureau.
type PersonLeft struct{ Leave }

func (PersonLeft) Kind() string             { return "PersonLeft" }
func (b PersonLeft) apply(c *Case, _ Event) { c.PersonFile.LeftOn = b.On }

// Current is the one stage of a register file.
const Current Stage = "current"

func init() {
	act[AddPerson](Spec{Procedure: ProcPerson, Opens: true, Title: "登记人员", English: "Add a person"})
	act[GrantRole](Spec{Procedure: ProcPerson, Title: "授予角色", English: "Grant a role"})
	act[EndRole](Spec{Procedure: ProcPerson, Title: "终止任职", English: "End a role"})
	act[StandIn](Spec{Procedure: ProcPerson, Title: "指定代理人", English: "Name a stand-in", Starts: "所办事项同时记载代理人和被代理人；两人在案中的职责都计入回避"})
	act[EndStandIn](Spec{Procedure: ProcPerson, Title: "终止代理", English: "End a stand-in"})
	act[Certify](Spec{Procedure: ProcPerson, Title: "登记执法证", English: "Enter a certificate"})
	act[Qualify](Spec{Procedure: ProcPerson, Title: "登记法律职业资格", English: "Enter a legal qualification", Article: "行政处罚法第五十八条第二款"})
	act[Leave](Spec{Procedure: ProcPerson, Title: "登记离职", English: "Record leaving"})
	event[PersonAdded]()
	event[RoleGranted]()
	event[RoleEnded]()
	event[StandInNamed]()
	event[StandInEnded]()
	event[PersonCertified]()
	event[PersonQualified]()
	event[PersonLeft]()
}
