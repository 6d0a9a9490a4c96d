package domain

import (
	"slices"
	"strconv"
	"strings"
)

// How the term of a council stands (换届; registration.md §4.1, T11). A term that was extended ends with its extension, a year at
// most; the day it ends is the last, be it a holiday or not: the charter knows no rest days.
const (
	ElectionNever    = "never"    // 没有届期记载
	ElectionRuns     = "runs"     // 任期内
	ElectionEnding   = "ending"   // 即将届满
	ElectionExtended = "extended" // 已批准延期
	ElectionOverdue  = "overdue"  // 届满未换届
)

// ElectionTitles names how a term stands.
var ElectionTitles = map[string][2]string{
	ElectionNever: {"没有届期记载", "No term known"}, ElectionRuns: {"任期内", "Term runs"}, ElectionEnding: {"即将届满", "Ending"}, ElectionExtended: {"已批准延期", "Extended"}, ElectionOverdue: {"逾期未换届", "Overdue"},
}

// ElectionState says how a term stands on a day; it is ending from so many days before its end.
func ElectionState(t *OrgTerm, on Date, ahead int) string {
	switch {
	case t == nil || t.Until.IsZero():
		return ElectionNever
	case on > t.End():
		return ElectionOverdue
	case on > t.Until:
		return ElectionExtended
	case t.Until-on <= Date(ahead):
		return ElectionEnding
	}
	return ElectionRuns
}

// --- the order to elect

// OrderElection orders an overdue election to be held within a set time (责令限期换届): it opens an order to correct with the facts of the
// term carried over. Where a clean-up has the organization on its list for that very election, nothing stands beside it: the register is
// linked with its file there, which two officers verify and a leader decides (销号, registration.md §4.1). One order stands at a time.
type OrderElection struct {
	Officers []PersonID `json:"officers" minItems:"2" maxItems:"10" doc:"承办人员，不少于两人，首位为承办人"`
	Days     int        `json:"days,omitempty" minimum:"0" maximum:"365" doc:"期限（自然日，自送达起算），0为规则所定"`
	Measures []string   `json:"measures,omitempty" maxItems:"20" doc:"要求，逐项；空为召开会员大会（会员代表大会、理事会）换届并备案"`
	Basis    string     `json:"basis,omitempty" maxLength:"500" doc:"依据；空为行政处罚法第二十八条第一款和组织章程"`
}

func (OrderElection) Act() string { return "party.order_election" }

// Needs asks for the officers, a reference, and the order that was made before.
func (x OrderElection) Needs(c *Case) Needs {
	n := Needs{People: x.Officers, Openings: map[string]int{"case.rectification": 1}, Cleaned: PartyID(c.ID)}
	if t := c.term(); t != nil && t.Order != "" {
		n.Others = []CaseID{t.Order}
	}
	return n
}

// term is the term of the council of the organization whose file this is.
func (c *Case) term() *OrgTerm {
	if !isOrg(c) {
		return nil
	}
	return c.PartyFile.Org.Term()
}

// Decide wants a term that is over and no order that stands.
func (x OrderElection) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(true)
	if err != nil {
		return Outcome{}, err
	}
	t := o.Term()
	if t == nil || ElectionState(t, f.On(), 0) != ElectionOverdue {
		return Outcome{}, Refuse("not_overdue", artElection, "登记簿上该组织没有届满未换届的任期。", "no term of its council is over")
	}
	if was := f.Others[t.Order]; was != nil && was.Open() {
		return Outcome{}, Refuse("already_ordered", artElection, "已经责令换届（%[1]s），正在办理。", "the election was ordered already: %[1]s", was.Reference)
	}
	for _, l := range f.OnLists {
		switch {
		case !l.Election:
		case t.Order == l.File:
			return Outcome{}, Refuse("already_ordered", artElection, "该组织已列入清理整治（%[1]s），责令换届在那里办理。", "it is on the list of the clean-up %[1]s, which orders the election", l.Reference)
		default:
			return outcome(&ElectionLinked{Order: l.File, Campaign: l.Campaign, No: t.No})
		}
	}
	r, err := f.Rules.At("REG-4.04", f.On())
	if err != nil {
		return Outcome{}, err
	}
	if x.Days == 0 {
		x.Days = r.Term.N
	}
	if len(x.Measures) == 0 {
		x.Measures = []string{"按照章程规定召开会员大会（会员代表大会、理事会）完成换届，换届前依法进行财务审计", "将换届结果和新一届负责人报本机关备案；法定代表人变动的，依法办理变更登记"}
	}
	if x.Basis == "" {
		x.Basis = "《中华人民共和国行政处罚法》第二十八条第一款、" + c.PartyFile.Name + "章程"
	}
	var bad faults
	bad.need(x.Days >= r.MinN && x.Days <= r.MaxN, "days", "期限应为"+itoa(r.MinN)+"至"+itoa(r.MaxN)+"日")
	for i, m := range x.Measures {
		bad.need(strings.TrimSpace(m) != "", "measures["+itoa(i)+"]", "请写明要求")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	fact := "第" + itoa(t.No) + "届理事会任期于" + t.Until.String() + "届满"
	if !t.ExtendedUntil.IsZero() {
		fact += "，经批准延期至" + t.ExtendedUntil.String()
	}
	fact += "，至" + f.On().String() + "已逾期" + strconv.Itoa(int(f.On()-t.End())) + "日，未按照章程换届"
	id := childID(c.ID, "r", c.Seq+1)
	drafted := &OrderDrafted{Agency: f.Agency.ID, Ref: f.References["case.rectification"][0], Section: f.People[x.Officers[0]].Section, Party: PartyRef{c.PartyFile.ID, c.PartyFile.Name, c.PartyFile.Kind, c.PartyFile.Township},
		Officers: x.Officers, Handler: x.Officers[0], Round: 1, Findings: []Finding{{Line: 1, Category: FindOther, Fact: fact, Quantity: 1, Unit: "项", Provision: "组织章程关于届次、任期的规定"}},
		Measures: x.Measures, Days: x.Days, Basis: x.Basis, Inspected: f.At, Election: &ElectionOrdered{Org: c.PartyFile.ID, No: t.No, Until: t.Until, End: t.End()}, Rule: "REG-4.04"}
	for _, p := range x.Officers {
		drafted.Parts = append(drafted.Parts, PartTaken{Person: p, Part: PartOfficer})
	}
	return Outcome{Events: []Body{&ElectionWasOrdered{OrderElection: x, Order: id, No: t.No}}, Opens: []Opening{{ID: id, Events: []Body{drafted}}}}, nil
}

// ElectionOrdered says which term an order to elect is about.
type ElectionOrdered struct {
	Org   PartyID `json:"org"`
	No    int     `json:"no"`
	Until Date    `json:"until"`
	End   Date    `json:"end"` // extended where it was
}

// ElectionWasOrdered: the election was ordered, by an order to correct or in a clean-up.
type ElectionWasOrdered struct {
	OrderElection
	Order CaseID `json:"order"`
	No    int    `json:"no"`
}

func (ElectionWasOrdered) Kind() string { return "ElectionWasOrdered" }
func (b ElectionWasOrdered) apply(c *Case, e Event) {
	if t := c.term(); t != nil && t.No == b.No {
		t.Order, t.OrderedOn = b.Order, DateOf(e.OccurredAt)
	}
}

// ElectionLinked: the election is ordered in a clean-up that has the organization on its list; no order stands beside it.
type ElectionLinked struct {
	Order    CaseID `json:"order"` // its file there
	Campaign CaseID `json:"campaign"`
	No       int    `json:"no"`
}

func (ElectionLinked) Kind() string { return "ElectionLinked" }
func (b ElectionLinked) apply(c *Case, _ Event) {
	if t := c.term(); t != nil && t.No == b.No {
		t.Order, t.OrderedOn = b.Order, 0 // ordered is what was decided there
	}
}

// electionOrdered tells the register which file orders the election; nil where it has no term of the organization.
func (c *Case) electionOrdered(f *Facts, order CaseID) []Telling {
	o := f.Others[CaseID(c.Party.ID)]
	if o == nil || o.term() == nil || c.Rectification != nil && c.Rectification.Election == nil {
		return nil
	}
	return []Telling{{o.ID, []Body{&ElectionWasOrdered{Order: order, No: o.term().No}}}}
}

// orderedElection tells the file that ordered the election that it was held, and ends what a clean-up of overdue elections still has to
// do about it; nil where nothing is open.
func orderedElection(was *OrgTerm, f *Facts, b *ElectionHeld) []Telling {
	if was == nil {
		return nil
	}
	text := "第" + itoa(b.No) + "届换届大会于" + b.AssemblyOn.String() + "召开，任期至" + b.Until.String() + "。"
	var out []Telling
	for _, l := range f.OnLists {
		if o := f.Others[l.File]; l.CampaignKind == CleanupElections && o != nil && o.Open() && o.electable() {
			out = append(out, Telling{o.ID, []Body{&ClearanceElectionHeld{On: b.AssemblyOn, Late: b.AssemblyOn > was.End(), Text: text}}})
		}
	}
	o := f.Others[was.Order]
	switch {
	case o == nil || !o.Open() || slices.ContainsFunc(out, func(t Telling) bool { return t.To == o.ID }):
	case o.Rectification != nil:
		out = append(out, Telling{o.ID, []Body{&OrderedElectionHeld{On: b.AssemblyOn, Recorded: f.On(), Text: text}}})
	case o.Clearance != nil && (o.Stage == ClearRectifying || o.Stage == ClearOverdue): // there may be more to correct than the election: two officers check it there
		out = append(out, Telling{o.ID, []Body{&RectificationReported{Report: text}}})
	}
	return out
}

// electable are the stages of a file in a clean-up of overdue elections that an election ends: a case or a deregistration goes its own way.
func (c *Case) electable() bool {
	return c.Clearance != nil && slices.Contains([]Stage{ClearSuspect, ClearContacting, ClearLost, ClearConfirmed, ClearProposed, ClearOrdered, ClearRectifying, ClearOverdue, ClearReported}, c.Stage)
}

// ClearanceElectionHeld: the election that a clean-up of overdue elections is about was held, as the register says; what is left is to
// strike the organization off. One that was held in time had never been overdue.
type ClearanceElectionHeld struct {
	On   Date   `json:"on"` // of the assembly
	Late bool   `json:"late,omitempty"`
	Text string `json:"text"`
}

func (ClearanceElectionHeld) Kind() string { return "ClearanceElectionHeld" }
func (b ClearanceElectionHeld) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.done(e, "clearance.assign", "clearance.verify", "clearance.propose", "clearance.decide", "clearance.serve", "clearance.report", "clearance.check_rectified")
	c.meet("rectify", on)
	c.stop(on, "notice", "second_from", "second_by")
	c.Clearance.Proposal = nil
	c.Clearance.Reports = append(c.Clearance.Reports, ClearLine{On: on, Text: b.Text, Passed: true})
	outcome := "cleared"
	if b.Late {
		outcome = "revived"
	}
	c.settled(outcome, "登记簿载明已经换届："+b.Text, e)
	c.Clearance.Settled.Register = true
}

// OrderedElectionHeld: the election that was ordered was held and is recorded; there is nothing left to correct.
type OrderedElectionHeld struct {
	On       Date   `json:"on"`
	Recorded Date   `json:"recorded"`
	Text     string `json:"text"`
}

func (OrderedElectionHeld) Kind() string { return "OrderedElectionHeld" }
func (b OrderedElectionHeld) apply(c *Case, e Event) {
	r := c.Rectification
	r.Result, r.ReportedOn, r.Report = "passed", b.Recorded, b.Text
	for _, id := range []string{"serve", "comply", "reinspect"} {
		if k := c.running(id); k != nil {
			k.Meet(b.Recorded)
		}
	}
	c.close(e, RectClosed, "passed")
}

func init() {
	act[OrderElection](Spec{Procedure: ProcParty, Possible: func(c *Case) bool { return livingOrg(c) && c.term() != nil }, Title: "责令限期换届", English: "Order the election", Article: artElection, Starts: "开立责令改正案卷，载明届满事实；登记换届后自动办结"})
	event[ElectionWasOrdered]()
	event[OrderedElectionHeld]()
	event[ElectionLinked]()
	event[ClearanceElectionHeld]()
}
