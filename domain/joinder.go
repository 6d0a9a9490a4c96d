package domain

import (
	"slices"
	"strings"
)

// This file joins penalty cases and splits them (penalty.md §1).

// PenJoined is where a case ends that was joined to another (并案); its papers and its evidence stay in it.
const PenJoined Stage = "joined"

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
