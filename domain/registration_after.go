package domain

import (
	"slices"
	"strings"
)

// What follows a registration besides its certificate: penalty clues for what came late or was false (registration.md §9.0, §9.2),
// the annulment and withdrawal of what was registered (行政许可法 8, 69, 79), the applicant's rating, and what a penalty does to
// the register.

// What a lead is about.
const (
	LeadChange     = "change"     // 逾期申请变更登记、章程核准 (T06)
	LeadSupervisor = "supervisor" // 民非九十日内没有找到新的业务主管单位 (T07)
	LeadEnd        = "end"        // 清算结束逾期未申请注销 (T08)
	LeadConsent    = "consent"    // 业务主管单位撤销对民非的批准
	LeadFraud      = "fraud"      // 隐瞒情况、提供虚假材料 (行政许可法 78)
)

// LeadTitles say what a lead is about.
var LeadTitles = map[string][2]string{
	LeadChange: {"逾期申请变更登记（章程核准）", "Change applied for late"}, LeadSupervisor: {"逾期未找到新的业务主管单位", "No supervising unit found in time"},
	LeadEnd: {"清算结束后逾期未申请注销登记", "Deregistration applied for late"}, LeadConsent: {"业务主管单位撤销批准", "The supervising unit took its approval back"},
	LeadFraud: {"申请登记时隐瞒情况或者提供虚假材料", "False or concealed material in an application"},
}

// RegLead is what a penalty clue may be opened for; Case is set once it was.
type RegLead struct {
	What      string `json:"what"`
	Violation string `json:"violation,omitempty"` // of the catalogue; empty: an officer finds it
	From      Date   `json:"from"`                // the conduct
	On        Date   `json:"on"`                  // the lead
	Case      CaseID `json:"case,omitempty"`
}

// violationOf is the violation of the catalogue that a lead suggests for a kind of body; empty where the law names none.
func violationOf(what string, k PartyKind) string {
	switch what {
	case LeadFraud:
		return "SO-43"
	case LeadChange, LeadEnd:
		switch {
		case k == PartyAssociation:
			return "SO-06" // since 2026 of deregistration too
		case k == PartyServiceOrg && what == LeadChange:
			return "SO-20"
		}
	case LeadSupervisor:
		return "SO-20"
	case LeadConsent:
		return "SO-16"
	}
	return ""
}

// lead enters a lead once, and owes the section the clue.
func (c *Case) lead(what string, from Date, e Event) {
	r := c.Registration
	if slices.ContainsFunc(r.Leads, func(l RegLead) bool { return l.What == what }) {
		return
	}
	if what == LeadChange && from > DateOf(e.OccurredAt) {
		from = DateOf(e.OccurredAt)
	}
	r.Leads = append(r.Leads, RegLead{What: what, Violation: violationOf(what, r.Subject), From: from, On: DateOf(e.OccurredAt)})
	c.raise(Task{ID: "clue-" + what, Kind: "registration.open_clue", Title: "登记处罚线索：" + LeadTitles[what][0], English: "Open the penalty clue: " + LeadTitles[what][1], Role: RoleSection}, e)
}

// unopened is the first lead without a clue, of the kind or any; -1 where there is none.
func (r *Registration) unopened(what string) int {
	return slices.IndexFunc(r.Leads, func(l RegLead) bool { return l.Case == "" && (what == "" || l.What == what) })
}

// clueNeeds adds what the opening of a penalty file needs.
func clueNeeds(n Needs) Needs {
	n.Openings = map[string]int{"case.penalty": 1}
	n.Numbers = append(n.Numbers, "P-1")
	return n
}

// lateClue asks for a number where the acceptance of a late application opens a clue.
func (c *Case) lateClue(n Needs) Needs {
	if r := c.Registration; r != nil && r.Late && violationOf(LeadChange, r.Subject) != "" {
		return clueNeeds(n)
	}
	return n
}

// withLateClue opens the clue with the acceptance of an application that came too late (T06): it is accepted all the same. An
// applicant's own act opens none: the section owes it then, as after a silence.
func (c *Case) withLateClue(f *Facts, es ...Body) (Outcome, error) {
	out := Outcome{Events: es}
	r := c.Registration
	l := RegLead{What: LeadChange, Violation: violationOf(LeadChange, r.Subject), From: f.On()}
	if i := slices.IndexFunc(r.Leads, func(x RegLead) bool { return x.What == LeadChange }); i >= 0 {
		l = r.Leads[i]
	}
	if !r.Late || l.Case != "" || l.Violation == "" || f.Actor == Applicant {
		return out, nil
	}
	if l.From == f.On() && !r.ConsentOn.IsZero() {
		if k, err := f.start(c, "T06", "apply", r.ConsentOn, 0); err == nil {
			l.From = k.Due.AddDays(1)
		}
	}
	open, err := c.clue(l, "逾期申请登记（业务主管单位"+r.ConsentOn.String()+"审查同意）", f)
	if err != nil { // the clue does not stand in the way of the acceptance: the task stays with the section
		return out, nil //nolint:nilerr // as said
	}
	out.Opens = open
	out.Events = append(out.Events, &RegistrationClueOpened{What: LeadChange, Case: open[len(open)-1].ID})
	return out, nil
}

// clue makes the penalty file of a lead, the last of the openings. The applicant of an establishment is no party yet: a file is
// opened for the person too.
func (c *Case) clue(l RegLead, fact string, f *Facts) ([]Opening, error) {
	r := c.Registration
	if len(f.References["case.penalty"]) == 0 {
		return nil, Refuse("no_number", "", "没有取得案号。", "no number was given")
	}
	var out []Opening
	party := c.Party
	if party == nil {
		id := childID(c.ID, "a", 1)
		reg := RegisterParty{Kind: PartyPerson, Name: r.Applicant.Name, Contact: r.Applicant.Name, Phone: r.Applicant.Phone}
		if err := reg.Check(f.Agency); err != nil {
			return nil, err
		}
		party = &PartyRef{PartyID(id), reg.Name, reg.Kind, ""}
		if !slices.ContainsFunc(r.Leads, func(x RegLead) bool { return x.Case != "" }) { // a second lead is against the same person
			out = append(out, Opening{ID: id, Events: []Body{&PartyRegistered{RegisterParty: reg, Agency: f.Agency.ID}}})
		}
	}
	n := 1
	for _, x := range r.Leads {
		if x.Case != "" {
			n++
		}
	}
	id := childID(c.ID, "p", n)
	x := OpenClue{Source: "other", Party: party.ID, Clue: fact, Allegations: []Allegation{{Violation: l.Violation, From: min(l.From, f.On()), Fact: fact}}}
	if l.What == LeadFraud {
		x.Allegations[0].To = x.Allegations[0].From
	}
	b, err := clueOpened(f, x, *party, f.References["case.penalty"][0], f.Numbers["P-1"], id)
	if err != nil {
		return nil, err
	}
	b.Parent = c.ID
	return append(out, Opening{ID: id, Events: []Body{b}}), nil
}

// OpenRegistrationClue opens the penalty clue of a lead.
type OpenRegistrationClue struct {
	What      string `json:"what" enum:"change,supervisor,end,consent,fraud" doc:"线索"`
	Violation string `json:"violation,omitempty" maxLength:"6" doc:"违法行为编号；空为系统建议的"`
	Fact      string `json:"fact" minLength:"2" maxLength:"2000" doc:"事实"`
}

// Act is the name of the act.
func (OpenRegistrationClue) Act() string { return "registration.open_clue" }

// Needs asks for a number of a penalty file.
func (OpenRegistrationClue) Needs(*Case) Needs { return clueNeeds(Needs{}) }

// Decide wants a lead without a clue.
func (x OpenRegistrationClue) Decide(c *Case, f *Facts) (Outcome, error) {
	i := c.Registration.unopened(x.What)
	if i < 0 || x.What == "" {
		return Outcome{}, Refuse("already_done", "", "没有这条线索，或者已经登记。", "there is no such lead, or its clue was opened")
	}
	l := c.Registration.Leads[i]
	if x.Violation != "" {
		l.Violation = x.Violation
	}
	var bad faults
	bad.need(l.Violation != "", "violation", "请选择违法行为")
	bad.need(len([]rune(strings.TrimSpace(x.Fact))) >= 2, "fact", "请写明事实")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	open, err := c.clue(l, x.Fact, f)
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Events: []Body{&RegistrationClueOpened{What: x.What, Case: open[len(open)-1].ID, Violation: x.Violation}}, Opens: open}, nil
}

// RegistrationClueOpened: a penalty file was opened from the application.
type RegistrationClueOpened struct {
	What      string `json:"what"`
	Case      CaseID `json:"case"`
	Violation string `json:"violation,omitempty"` // where the officer chose another
}

// Kind names the event.
func (RegistrationClueOpened) Kind() string { return "RegistrationClueOpened" }
func (b RegistrationClueOpened) apply(c *Case, e Event) {
	r := c.Registration
	i := r.unopened(b.What)
	if i < 0 {
		return
	}
	r.Leads[i].Case = b.Case
	if b.Violation != "" {
		r.Leads[i].Violation = b.Violation
	}
	c.doneWhere(e, func(t *Task) bool { return strings.HasPrefix(t.ID, "clue-"+b.What) })
}

// --- annulment and withdrawal

// Why a registration is taken away.
const (
	AnnulFraud         = "fraud"         // 以欺骗、贿赂等不正当手段取得 (69 II, 79)
	AnnulAbuse         = "abuse"         // 滥用职权、玩忽职守 (69 I 1)
	AnnulBeyondPower   = "beyond_power"  // 超越法定职权 (69 I 2)
	AnnulProcedure     = "procedure"     // 违反法定程序 (69 I 3)
	AnnulUnqualified   = "unqualified"   // 不具备申请资格、不符合法定条件 (69 I 4)
	AnnulCircumstances = "circumstances" // 法律修改、客观情况重大变化：撤回 (8 II)
)

// AnnulTitles name the grounds.
var AnnulTitles = map[string][2]string{
	AnnulFraud: {"以欺骗、贿赂等不正当手段取得登记", "obtained by fraud or bribery"}, AnnulAbuse: {"滥用职权、玩忽职守作出", "granted by abuse of power or neglect"},
	AnnulBeyondPower: {"超越法定职权作出", "granted beyond power"}, AnnulProcedure: {"违反法定程序作出", "granted against procedure"},
	AnnulUnqualified: {"申请人不具备资格或者不符合法定条件", "the applicant did not qualify"}, AnnulCircumstances: {"所依据的法律修改或者客观情况重大变化（撤回）", "withdrawn: the law or the circumstances changed"},
}

// RegAnnulment is how a registration was taken away.
type RegAnnulment struct {
	Ground     string   `json:"ground"`
	Facts      string   `json:"facts"`
	Views      string   `json:"views"` // what those concerned said
	ProposedOn Date     `json:"proposed_on"`
	ProposedBy PersonID `json:"proposed_by"`
	On         Date     `json:"on,omitzero"`
	By         PersonID `json:"by,omitempty"`
	Refused    string   `json:"refused,omitempty"` // not annulled, and why (69 III)
	Remedies   string   `json:"remedies,omitempty"`
}

const artAnnul = "行政许可法第八条、第六十九条、第七十九条"

func annullable(c *Case) bool {
	r := c.Registration
	return r.Decision != nil && r.Decision.Grant && (r.Kind == RegEstablish || r.Kind == RegChange) && r.Org != "" && (c.Stage == RegCertified || c.Stage == RegClosed)
}

// ProposeAnnulment proposes to take away what was registered, after those concerned were heard (行政许可法 69; 36 by analogy).
type ProposeAnnulment struct {
	Ground string `json:"ground" enum:"fraud,abuse,beyond_power,procedure,unqualified,circumstances" doc:"情形"`
	Facts  string `json:"facts" minLength:"2" maxLength:"4000" doc:"事实和证据"`
	Views  string `json:"views" minLength:"2" maxLength:"4000" doc:"当事人的陈述申辩；没有的写明告知情况"`
}

// Act is the name of the act.
func (ProposeAnnulment) Act() string { return "registration.propose_annulment" }

// Decide wants facts and views.
func (x ProposeAnnulment) Decide(c *Case, _ *Facts) (Outcome, error) {
	if a := c.Registration.Annulment; a != nil && a.Refused == "" {
		return Outcome{}, Refuse("already_done", artAnnul, "已经提出撤销（撤回）意见。", "it was proposed already")
	}
	var bad faults
	bad.need(AnnulTitles[x.Ground][0] != "", "ground", "请选择情形")
	bad.need(len([]rune(strings.TrimSpace(x.Facts))) >= 2, "facts", "请写明事实")
	bad.need(len([]rune(strings.TrimSpace(x.Views))) >= 2, "views", "请记录陈述申辩")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&AnnulmentProposed{x})
}

// AnnulmentProposed: it was proposed to take the registration away.
type AnnulmentProposed struct{ ProposeAnnulment }

// Kind names the event.
func (AnnulmentProposed) Kind() string { return "AnnulmentProposed" }
func (b AnnulmentProposed) apply(c *Case, e Event) {
	c.Registration.Annulment = &RegAnnulment{Ground: b.Ground, Facts: b.Facts, Views: b.Views, ProposedOn: DateOf(e.OccurredAt), ProposedBy: e.Actor}
	c.take(e.Actor, PartDrafter, e.Seq)
	c.raise(Task{ID: "annul", Kind: "registration.annul", Title: "决定是否撤销（撤回）登记", English: "Decide on the annulment", Role: RoleLeader}, e)
}

// AnnulRegistration takes away what was registered, or refuses to. An establishment obtained by fraud never was: the organization
// ends, and its name bars others for three years; a change goes back to what it was. What is withdrawn because the law or the
// circumstances changed is to be liquidated and deregistered.
type AnnulRegistration struct {
	Annul   bool   `json:"annul" doc:"撤销（撤回）"`
	Reasons string `json:"reasons" minLength:"2" maxLength:"4000" doc:"理由"`
}

// Act is the name of the act.
func (AnnulRegistration) Act() string { return "registration.annul" }

// Needs asks for the organization and the name a change goes back to.
func (AnnulRegistration) Needs(c *Case) Needs {
	r := c.Registration
	n := Needs{Parties: []PartyID{r.Org}, Others: []CaseID{CaseID(r.Org)}}
	if r.Was != nil {
		n.Names = []OrgName{r.Was.Name}
	}
	return n
}

// Decide keeps the proposer and the reviewers from deciding, and an organization that has ended from ending twice.
func (x AnnulRegistration) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.Registration
	if err := differs(c, f, artAnnul, PartOfficer, PartDrafter, PartReviewer); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Reasons); err != nil {
		return Outcome{}, err
	}
	b := &RegistrationAnnulled{AnnulRegistration: x}
	if !x.Annul {
		return outcome(b)
	}
	b.Remedies = permitRemedies(f)
	o := f.org(r.Org)
	if o == nil || o.Gone() {
		return Outcome{}, Refuse("organization_status", artAnnul, "该组织已经终止，或者不在登记簿中。", "the organization has ended, or is not in the register")
	}
	until, err := barredUntil(f, NameRevoked, f.On())
	if err != nil {
		return Outcome{}, err
	}
	tell := func(body Body) (Outcome, error) {
		return Outcome{Events: []Body{b}, Tells: []Telling{{CaseID(r.Org), []Body{body}}}}, nil
	}
	switch {
	case r.Annulment.Ground == AnnulCircumstances && r.Kind == RegEstablish:
		return tell(&OrganizationStatusSet{Status: OrgRevoked, On: f.On(), Why: "撤回登记", File: c.ID})
	case r.Kind == RegEstablish:
		return tell(&OrganizationEnded{Status: OrgAnnulled, On: f.On(), BarredUntil: until, File: c.ID})
	}
	items := o.OrgItems
	for _, i := range r.Changed {
		if items.Value(i) != r.Items.Value(i) {
			return Outcome{}, Refuse("register_moved", artAnnul, "“%[1]s”此后又有变更，请先核对登记簿。", "%[2]s has changed again since; look at the register first", OrgItemTitles[i][0], OrgItemTitles[i][1])
		}
		items.set(i, *r.Was)
	}
	if r.Changes(ItemName) {
		if err := freeName(r.Was.Name, f, f.On(), c.ID, CaseID(r.Org)); err != nil {
			return Outcome{}, err
		}
	}
	return tell(&OrganizationChanged{Items: items, Changed: r.Changed, On: f.On(), BarredUntil: until, File: c.ID, Annulled: true})
}

// set takes an item over from another version.
func (x *OrgItems) set(item string, y OrgItems) {
	switch item {
	case ItemName:
		x.Name = y.Name
	case ItemAddress:
		x.Address, x.Township = y.Address, y.Township
	case ItemPurpose:
		x.Purpose = y.Purpose
	case ItemScope:
		x.Scope = y.Scope
	case ItemArea:
		x.Area = y.Area
	case ItemLegalRep:
		x.LegalRep = y.LegalRep
	case ItemCapital:
		x.CapitalFen = y.CapitalFen
	case ItemSupervisor:
		x.Mode, x.Supervisor = y.Mode, y.Supervisor
	}
}

// RegistrationAnnulled: the registration was taken away, or it was decided not to.
type RegistrationAnnulled struct {
	AnnulRegistration
	Remedies string `json:"remedies,omitempty"`
}

// Kind names the event.
func (RegistrationAnnulled) Kind() string { return "RegistrationAnnulled" }
func (b RegistrationAnnulled) apply(c *Case, e Event) {
	a := c.Registration.Annulment
	c.take(e.Actor, PartDecider, e.Seq)
	c.done(e, "registration.annul")
	if !b.Annul {
		a.Refused = b.Reasons
		return
	}
	a.On, a.By, a.Remedies = DateOf(e.OccurredAt), e.Actor, b.Remedies
	if c.Open() {
		c.close(e, RegClosed, "annulled")
	}
	c.Outcome = "annulled"
}

// --- rating

// RateService is what the applicant thinks of the service (好差评), once, when the result is there.
type RateService struct {
	Score int    `json:"score" minimum:"1" maximum:"5" doc:"评价：一至五"`
	Text  string `json:"text,omitempty" maxLength:"500" doc:"意见"`
}

// Act is the name of the act.
func (RateService) Act() string { return "registration.rate" }

// Decide wants a score.
func (x RateService) Decide(*Case, *Facts) (Outcome, error) {
	if x.Score < 1 || x.Score > 5 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "评价为一至五。", English: "rate from one to five", Fields: []Field{{"score", "评价为一至五"}}}
	}
	return outcome(&ServiceRated{x})
}

// ServiceRated: the applicant rated the service.
type ServiceRated struct{ RateService }

// Kind names the event.
func (ServiceRated) Kind() string             { return "ServiceRated" }
func (b ServiceRated) apply(c *Case, _ Event) { c.Registration.Rating = b.Score }

// --- what a penalty does to the register

// registerStatus is how an organization stands after the penalties in force; empty where they do not touch that.
func (p *Penalty) registerStatus() (status string, months int) {
	for _, s := range p.Sanctions() {
		switch {
		case s.Person != "": // against a person, not the organization
		case s.Kind == SanctionRevoke || s.Kind == SanctionCancel:
			return OrgRevoked, 0
		case s.Kind == SanctionStop:
			status, months = OrgStopped, max(months, s.Months)
		}
	}
	return status, months
}

// atRegister asks for the file of the party where it is a social organization, so that it can be told.
func (c *Case) atRegister(n Needs) Needs {
	if c.Party != nil && c.Party.Kind.SocialOrg() && c.Penalty != nil && c.Penalty.Track != TrackBan {
		n.Others = append(n.Others, CaseID(c.Party.ID))
	}
	return n
}

// registered is the organization of the party, as the register has it; nil where it is not there or has ended.
func (c *Case) registered(f *Facts) *Organization {
	if c.Party == nil {
		return nil
	}
	o := f.Others[CaseID(c.Party.ID)]
	if o == nil || o.PartyFile == nil || o.PartyFile.Org == nil || o.PartyFile.Org.Gone() {
		return nil
	}
	return o.PartyFile.Org
}

// atLists asks for the open files of the credit lists too, which may rest on the penalty.
func (c *Case) atLists(n Needs) Needs {
	if n = c.atRegister(n); c.Party != nil {
		n.Entries = c.Party.ID
	}
	return n
}

// tellOpened tells the register that a case against the organization was filed.
func (c *Case) tellOpened(f *Facts) []Telling {
	if c.registered(f) == nil {
		return nil
	}
	return []Telling{{CaseID(c.Party.ID), []Body{&OrganizationCaseOpened{c.ID, f.On()}}}}
}

// tellClosed tells the register that it is over.
func (c *Case) tellClosed(f *Facts) []Telling {
	if o := c.registered(f); o == nil || !slices.Contains(o.PenaltyOpen, c.ID) {
		return nil
	}
	return []Telling{{CaseID(c.Party.ID), []Body{&OrganizationCaseClosed{c.ID, f.On()}}}}
}

// tellRevocation tells the register that the notice says the registration is to be revoked, or that it says so no more.
func (c *Case) tellRevocation(f *Facts) []Telling {
	o := c.registered(f)
	if o == nil {
		return nil
	}
	revokes := slices.ContainsFunc(c.Penalty.Proposal.Sanctions, func(s Sanction) bool { return s.Person == "" && (s.Kind == SanctionRevoke || s.Kind == SanctionCancel) })
	if revokes == slices.Contains(o.Revoking, c.ID) {
		return nil
	}
	return []Telling{{CaseID(c.Party.ID), []Body{&OrganizationRevocationTold{File: c.ID, On: f.On(), Dropped: !revokes}}}}
}

// RegisterTold is what the register was told of a decision in force, and how the organization stood before.
type RegisterTold struct {
	On     Date   `json:"on"`
	Status string `json:"status,omitempty"`
	Before string `json:"before,omitempty"`
	Until  Date   `json:"until,omitzero"` // it was stopped before until then
	// Penalized: the decision stands among the penalties of the organization; older events did not enter it.
	Penalized bool `json:"penalized,omitempty"`
}

// penaltyKinds are the kinds of the register, the heaviest first, and what of a decision is each of them.
var penaltyKinds = []struct {
	kind string
	of   []SanctionKind
}{
	{"revoke", []SanctionKind{SanctionRevoke, SanctionCancel}}, {"stop", []SanctionKind{SanctionStop, SanctionSuspendTrade}}, {"fine", []SanctionKind{SanctionFine}},
	{"confiscate", []SanctionKind{SanctionGains, SanctionGoods}}, {"warning", []SanctionKind{SanctionWarning}},
	{"other", []SanctionKind{SanctionCriticism, SanctionReplace, SanctionClose, SanctionBarPerson}},
}

// entry is the penalty of the organization as its register is told; nil where the sanctions are none against it.
func (c *Case) entry(f *Facts, sanctions []Sanction) *OrgPenalty {
	p := c.Penalty
	x := &OrgPenalty{On: p.Decision.On, By: f.Agency.Name, File: c.ID, ServedOn: p.Decision.ServedOn}
	for _, k := range penaltyKinds {
		if slices.ContainsFunc(sanctions, func(s Sanction) bool { return s.Person == "" && slices.Contains(k.of, s.Kind) }) {
			x.Kinds = append(x.Kinds, k.kind)
		}
	}
	if len(x.Kinds) == 0 {
		return nil
	}
	x.Kind = x.Kinds[0]
	for _, s := range sanctions {
		switch {
		case s.Person != "":
		case s.Kind == SanctionFine:
			x.FineFen += s.AmountFen
		case s.Kind == SanctionStop:
			x.Months = max(x.Months, s.Months)
		}
	}
	if d := c.Document(p.Decision.Document); d != nil {
		x.Number = d.Number
	}
	var facts []string
	for _, a := range p.Proposal.Allegations {
		if v, ok := f.Violations.At(a.Violation, a.Until(f.On())); ok && !slices.Contains(facts, v.Title) {
			facts = append(facts, v.Title)
		}
	}
	x.Facts = strings.Join(facts, "；")
	return x
}

// unentered reports that the decision is in force, or takes effect with this, and is not among the penalties of the register.
func (c *Case) unentered(f *Facts) bool {
	p := c.Penalty
	return p.Decision != nil && p.Decision.RevokedOn.IsZero() && (p.Register == nil || !p.Register.Penalized) && c.registered(f) != nil && c.entry(f, p.Sanctions()) != nil
}

// intoRegister is what follows for the register from a decision that is in force since the day: the event of the case, and what
// the organization's file is told.
func (c *Case) intoRegister(f *Facts, on Date) (Body, []Telling) {
	status, months := c.Penalty.registerStatus()
	o := c.registered(f)
	told := RegisterTold{On: f.On()}
	if was := c.Penalty.Register; was != nil {
		told = *was // told a second time, of what it was not told then
		told.On = f.On()
	}
	var bodies []Body
	if c.unentered(f) {
		x := c.entry(f, c.Penalty.Sanctions())
		x.ServedOn = on
		bodies, told.Penalized = append(bodies, &OrganizationPenalized{*x}), true
	}
	tells := func() []Telling {
		if len(bodies) == 0 {
			return nil
		}
		return []Telling{{CaseID(c.Party.ID), bodies}}
	}
	if status == "" || o == nil || o.Status == OrgRevoked || told.Status != "" {
		return &RegisterInformed{told}, tells()
	}
	until := Date(0)
	if status == OrgStopped && months > 0 {
		until = on.AddMonths(months)
	}
	set := &OrganizationStatusSet{Status: status, On: on, Why: SanctionTitles[map[string]SanctionKind{OrgStopped: SanctionStop, OrgRevoked: SanctionRevoke}[status]][0], File: c.ID, Until: until}
	if c.Penalty.has(SanctionCancel) {
		set.Why = SanctionTitles[SanctionCancel][0]
	}
	if status == OrgStopped && o.LiquidatedBy != "" { // it does nothing but liquidate anyway
		set.Status, set.Liquidates, set.File = o.Status, true, o.LiquidatedBy
	}
	bodies = append(bodies, set)
	told.Status, told.Before, told.Until = status, o.Status, o.StoppedUntil
	return &RegisterInformed{told}, tells()
}

func (p *Penalty) has(k SanctionKind) bool {
	return slices.ContainsFunc(p.Sanctions(), func(s Sanction) bool { return s.Kind == k })
}

// outOfRegister gives an organization back how it stood, when the decision that changed that was annulled or varied to something
// that does not, and puts right what stands of it among the penalties; nil where nothing was told or the register has moved since.
func (c *Case) outOfRegister(f *Facts, left []Sanction) []Telling {
	t := c.Penalty.Register
	if t == nil || c.Party == nil {
		return nil
	}
	var bodies []Body
	why := "决定被撤销"
	if len(left) > 0 {
		why = "决定被变更"
	}
	if p := f.Others[CaseID(c.Party.ID)]; t.Penalized && p != nil && p.PartyFile != nil && p.PartyFile.Org != nil { // also of one that has ended
		bodies = append(bodies, &OrganizationPenaltyChanged{c.ID, f.On(), why, c.entry(f, left)})
	}
	if set := c.standingAgain(f, t, left); set != nil {
		bodies = append(bodies, set)
	}
	if len(bodies) == 0 {
		return nil
	}
	return append([]Telling{{CaseID(c.Party.ID), bodies}}, relisted(f, f.Others[CaseID(c.Party.ID)], c.ID, bodies)...)
}

// standingAgain is how the organization stands after that; nil where it stands as it does.
func (c *Case) standingAgain(f *Facts, t *RegisterTold, left []Sanction) *OrganizationStatusSet {
	o := c.registered(f)
	if t.Status == "" || o == nil || o.Status != t.Status {
		return nil
	}
	stop, months := false, 0
	for _, s := range left {
		switch {
		case s.Person != "":
		case s.Kind == SanctionRevoke || s.Kind == SanctionCancel:
			if t.Status == OrgRevoked {
				return nil
			}
		case s.Kind == SanctionStop:
			stop, months = true, max(months, s.Months)
		}
	}
	set := &OrganizationStatusSet{Status: t.Before, On: f.On(), Why: "处罚决定被撤销或者变更", File: o.LiquidatedBy, Liquidates: o.LiquidatedBy != "", Until: t.Until}
	if stop { // its own months, from the day the decision took effect
		until := Date(0)
		if on := c.Penalty.Decision.ServedOn; months > 0 && !on.IsZero() {
			until = on.AddMonths(months)
		}
		if t.Status == OrgStopped && until == o.StoppedUntil {
			return nil
		}
		if until.IsZero() || until >= f.On() {
			set.Status, set.Until = OrgStopped, until
		}
	}
	return set
}

// InformRegister enters in the register what a decision in force does to the organization, where its service could not: it was
// served by a public notice that ran out.
type InformRegister struct{}

// Act is the name of the act.
func (InformRegister) Act() string { return "penalty.inform_register" }

// Needs asks for the file of the organization.
func (InformRegister) Needs(c *Case) Needs { return c.atRegister(Needs{}) }

// Decide wants a decision in force of which the register was not told.
func (InformRegister) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := c.Penalty.inForce(); err != nil {
		return Outcome{}, err
	}
	if c.running("register") == nil {
		return Outcome{}, Refuse("already_done", "", "登记簿已经载明，或者本决定不影响登记。", "the register was told, or the decision does not touch it")
	}
	b, tells := c.intoRegister(f, c.Penalty.Decision.ServedOn)
	return Outcome{Events: []Body{b}, Tells: tells}, nil
}

// RegisterInformed: the register of organizations says what the decision did.
type RegisterInformed struct {
	Told RegisterTold `json:"told"`
}

// Kind names the event.
func (RegisterInformed) Kind() string { return "RegisterInformed" }
func (b RegisterInformed) apply(c *Case, e Event) {
	t := b.Told
	c.Penalty.Register = &t
	c.meet("register", DateOf(e.OccurredAt))
	c.done(e, "penalty.inform_register")
}

// EnterRegister does the same where time alone brought the service: the engine does it as soon as the public notice has run out.
type EnterRegister struct{ InformRegister }

// Act is the name of the act.
func (EnterRegister) Act() string { return "penalty.enter_register" }

// Decide wants a decision in force that the register was not told of.
func (EnterRegister) Decide(c *Case, f *Facts) (Outcome, error) {
	if penaltySettles(c) == "" {
		return Outcome{}, Refuse("already_done", "", "登记簿已经载明，或者本决定不影响登记。", "the register was told, or the decision does not touch it")
	}
	b, tells := c.intoRegister(f, c.Penalty.Decision.ServedOn)
	return Outcome{Events: []Body{b}, Tells: tells}, nil
}

// penaltySettles is owed where a decision on a social organization came into force by the end of a public notice: nobody acted
// then, so nobody told the register.
func penaltySettles(c *Case) string {
	p := c.Penalty
	if c.Open() && p != nil && p.Decision != nil && p.Decision.RevokedOn.IsZero() && p.Register == nil && p.Track != TrackBan && c.Party != nil && c.Party.Kind.SocialOrg() &&
		!p.Decision.ServedOn.IsZero() && !c.noticeServed(p.Decision.Document).IsZero() && p.Decision.Verdict == VerdictPenalty {
		return "penalty.enter_register"
	}
	return ""
}

func init() {
	settles[ProcPenalty] = penaltySettles
	act[EnterRegister](Spec{Procedure: ProcPenalty, SystemOnly: true, Title: "载入社会组织登记簿", English: "Enter it in the register of organizations", Article: "社会组织信用信息管理办法"})
	act[OpenRegistrationClue](Spec{Procedure: ProcRegistration, AfterClose: true, Possible: func(c *Case) bool { return c.Registration.unopened("") >= 0 }, Title: "登记处罚线索", English: "Open the penalty clue", Article: "行政处罚法第五十四条；行政许可法第七十八条", Starts: "开立处罚案卷"})
	act[ProposeAnnulment](Spec{Procedure: ProcRegistration, AfterClose: true, Possible: func(c *Case) bool {
		a := c.Registration.Annulment
		return annullable(c) && (a == nil || a.Refused != "")
	}, Title: "提出撤销（撤回）登记意见", English: "Propose the annulment", Article: artAnnul})
	act[AnnulRegistration](Spec{Procedure: ProcRegistration, AfterClose: true, Possible: func(c *Case) bool {
		a := c.Registration.Annulment
		return annullable(c) && a != nil && a.On.IsZero() && a.Refused == ""
	}, Title: "决定撤销（撤回）登记", English: "Annul the registration", Article: artAnnul, Starts: "登记簿随之变更；名称三年内不得使用"})
	act[RateService](Spec{Procedure: ProcRegistration, AfterClose: true, Possible: func(c *Case) bool {
		r := c.Registration
		return r.Rating == 0 && (r.Delivered != nil || c.Stage == RegRejected || c.Stage == RegLapsed)
	}, Title: "好差评", English: "Rate the service", Article: "政务服务好差评制度"})
	act[InformRegister](Spec{Procedure: ProcPenalty, Possible: func(c *Case) bool { return c.running("register") != nil }, Title: "载入社会组织登记簿", English: "Enter it in the register of organizations", Article: "社会组织信用信息管理办法", Starts: "组织状态随处罚决定变更"})
	event[RegistrationClueOpened]()
	event[AnnulmentProposed]()
	event[RegistrationAnnulled]()
	event[ServiceRated]()
	event[RegisterInformed]()
}
