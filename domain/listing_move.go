package domain

import (
	"slices"
	"strings"
)

// What becomes of an entry while it stands: after two years on the list of abnormal activity it is moved to the severe list, with
// notice, reply and decision as before every listing; with the organization it ends; and with the penalty it rests on it is looked at
// again. registration.md §4.4, §9.9 (T20).

// artEnded is the rule by which an entry ends with the organization: who does not exist bears no duty and no entry.
const artEnded = "民法典第五十九条、第六十八条、第七十二条第三款"

// severe is the ground by which an entry moves after the two years of T20; nil where the law of the day has none.
func (n *Norms) severe(on Date) *ListGroundRow {
	for i := range n.rows.ListGrounds {
		if x := &n.rows.ListGrounds[i]; x.Test == ListByTime && x.covers(on) {
			return x
		}
	}
	return nil
}

// MoveListing is what the engine asks for when the two years are over. Where the row wants the organization heard (it is unconfirmed
// whether 令60号 does: no text says that the notice before a listing is spared here), the move begins with a notice that an officer
// makes, and a leader decides; where it does not, the entry moves. That of an organization that has ended ends.
type MoveListing struct{}

func (MoveListing) Act() string { return "listing.move" }

// Needs asks for the organization and the entries that stand against it.
func (MoveListing) Needs(c *Case) Needs {
	n := c.withParty()
	n.Numbers, n.Entries = []string{"C-2"}, c.Party.ID
	return n
}

// Decide wants an entry whose two years are over.
func (x MoveListing) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.Listing
	if l.Due != "move" || c.Stage != LstListed {
		return Outcome{}, Refuse("already_done", "", "尚未期满，或者已经移入。", "it is not due, or done already")
	}
	if out, ended := c.endsWith(f); ended {
		return out, nil
	}
	row := f.Norms.severe(f.On())
	if row != nil && row.Heard {
		facts := l.ListedOn.String() + "因“" + l.Ground.Text + "”被列入" + ListTitles[ListAbnormal][0]
		if l.Since != l.ListedOn {
			facts += "，列入期间自" + l.Since.String() + "重新起算"
		}
		m := ListMove{On: f.On(), Ground: row.said(), Facts: facts + "，至今已满两年，未移出"}
		if old := f.Parties[c.Party.ID].Org.Listed(ListSevere); old != nil {
			m.Into = old.File
		}
		return outcome(&ListingMoveBegun{m})
	}
	return c.moves(f, nil)
}

// ListingMoveBegun: the two years are over; the organization is told of the move and heard before anybody decides.
type ListingMoveBegun struct {
	Move ListMove `json:"move"`
}

func (ListingMoveBegun) Kind() string { return "ListingMoveBegun" }
func (b ListingMoveBegun) apply(c *Case, e Event) {
	m := b.Move
	c.Listing.Move, c.Listing.Due = &m, ""
	t := Task{ID: "notice", Kind: "listing.notice", Title: "列入满两年：制作移入严重违法失信名单事先告知书", English: "Two years are over: give notice of the move", Person: c.Handler}
	if c.Handler == "" {
		t.Role = RoleOfficer
	}
	c.raise(t, e)
}

// move decides on the move, after the organization was heard.
func (x DecideListing) move(c *Case, f *Facts) (Outcome, error) {
	if !x.List {
		k, err := f.start(c, "T20", "move", f.On(), 0)
		if err != nil {
			return Outcome{}, err
		}
		return outcome(&ListingMoveDeclined{x, k})
	}
	if err := c.heard(f); err != nil {
		return Outcome{}, err
	}
	p := f.Parties[c.Party.ID]
	if p.Org == nil || p.Org.Gone() {
		return Outcome{}, Refuse("organization_status", artEnded, "“%[1]s”已经终止，不再移入；列入由系统终止。", "%[1]s has ended: its entry ends, and is not moved", p.Name)
	}
	return c.moves(f, &x)
}

// moves moves the entry to the severe list, by the decision or, where the row asks for none, by the two years alone. Nobody stands
// there by two files: where another does, its period begins again and this file ends.
func (c *Case) moves(f *Facts, by *DecideListing) (Outcome, error) {
	l := *c.Listing
	id := CaseID(c.Party.ID)
	row := f.Norms.severe(f.On())
	if row == nil || f.Others[id] == nil {
		return Outcome{}, Refuse("no_ground", artList, "没有期满移入严重违法失信名单的规定。", "no row moves it to the severe list")
	}
	g := row.said()
	d := issue(c, f, "C-2", "列入"+ListTitles[ListSevere][0]+"决定书")
	told := func(file CaseID) Telling {
		return Telling{id, []Body{&OrganizationDelisted{ListAbnormal, c.ID, f.On()}, &OrganizationListed{OrgListing{List: ListSevere, Ground: g.Code, On: f.On(), File: file}}}}
	}
	if old := f.Parties[c.Party.ID].Org.Listed(ListSevere); old != nil && old.File != c.ID {
		o, err := f.standing(*old)
		if err != nil {
			return Outcome{}, err
		}
		r, err := o.restart(f, ListMore{Ground: g, On: f.On(), File: c.ID, Shown: c.Shown()})
		if err != nil {
			return Outcome{}, err
		}
		return Outcome{Events: []Body{&ListingMovedInto{old.File, g, &d, by}}, Tells: []Telling{{old.File, []Body{r}}, told(old.File)}}, nil
	}
	l.List, l.Ground = ListSevere, g
	ks, err := l.periods(f, f.On())
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Events: []Body{&ListingMoved{g, d, ks, by}}, Tells: []Telling{told(c.ID)}}, nil
}

// decided keeps what was decided on the move; nothing where the two years alone moved it.
func (c *Case) decided(by *DecideListing, d DocumentID, e Event) {
	if m := c.Listing.Moving(); m != nil && by != nil {
		m.Decision = &ListDecision{List: by.List, Reasons: by.Reasons, On: DateOf(e.OccurredAt), By: e.Actor, Document: d}
		c.take(e.Actor, PartDecider, e.Seq)
	}
}

// ListingMoved: the entry moved to the severe list. The ground it was first listed for stands on: its duty must be met too.
type ListingMoved struct {
	Ground   Ground         `json:"ground"`
	Document Document       `json:"document"`
	Clocks   []Clock        `json:"clocks"`
	Decision *DecideListing `json:"decision,omitempty"` // nil where the two years alone moved it
}

func (ListingMoved) Kind() string { return "ListingMoved" }
func (b ListingMoved) apply(c *Case, e Event) {
	l := c.Listing
	on := DateOf(e.OccurredAt)
	c.stop(on, "move", "lapse", "credit", "remove", "reply")
	l.More = append([]ListMore{{Ground: l.Ground, On: l.ListedOn, File: c.ID, Penalty: l.Penalty}}, l.More...)
	l.List, l.Ground, l.Moved, l.ListedOn, l.Since, l.Due, l.Public, l.Credit, l.Asked = ListSevere, b.Ground, on, on, on, "", "", "", nil
	c.Title = "列入" + ListTitles[ListSevere][0] + "：" + c.Party.Name
	c.issued(b.Document, e)
	c.decided(b.Decision, b.Document.ID, e)
	c.done(e, "listing.notice", "listing.answer_reply", "listing.decide", "listing.publish")
	c.listedFrom(b.Clocks)
	c.owePaper(b.Document, "送达移入严重违法失信名单的决定书", "Serve the decision to move", e)
}

// ListingMoveDeclined: a leader decided that it is not moved; the two years begin again (our design, until the text was read).
type ListingMoveDeclined struct {
	DecideListing
	Clock Clock `json:"clock"`
}

func (ListingMoveDeclined) Kind() string { return "ListingMoveDeclined" }
func (b ListingMoveDeclined) apply(c *Case, e Event) {
	c.stop(DateOf(e.OccurredAt), "reply")
	c.decided(&b.DecideListing, "", e)
	c.done(e, "listing.notice", "listing.answer_reply", "listing.decide")
	c.listingServed(c.Listing.Move.Notice, e)
	c.startClock(b.Clock)
	c.Listing.Since = DateOf(e.OccurredAt)
}

// MoveJoins: after its two years the entry would move to the severe list, and the organization stands there by another file. It was
// entered while the engine did not read that one with the organization; nothing enters it any more.
type MoveJoins struct {
	Into CaseID `json:"into"`
}

func (MoveJoins) Kind() string             { return "MoveJoins" }
func (b MoveJoins) apply(c *Case, _ Event) { c.Listing.JoinInto = b.Into }

// ListingMovedInto: the two years were over, and the period of the entry of the severe list that stood began again for it.
type ListingMovedInto struct {
	Into     CaseID         `json:"into"`
	Ground   Ground         `json:"ground"`
	Document *Document      `json:"document,omitempty"` // none of those that joined before there was one
	Decision *DecideListing `json:"decision,omitempty"`
}

func (ListingMovedInto) Kind() string { return "ListingMovedInto" }
func (b ListingMovedInto) apply(c *Case, e Event) {
	c.Listing.Due, c.Listing.Existing = "", b.Into
	if b.Document == nil {
		c.close(e, LstJoined, "restarted")
		return
	}
	c.issued(*b.Document, e)
	c.decided(b.Decision, b.Document.ID, e)
	c.close(e, LstJoined, "restarted")
	c.owePaper(*b.Document, "送达移入严重违法失信名单的决定书", "Serve the decision to move", e)
}

// --- the end of the organization

// EndListing ends an entry of the list of abnormal activity whose organization was deregistered, or whose establishment was annulled:
// nobody is left whose duty it could be, and nothing moves to the severe list. An entry of the severe list stays until its years are
// over. The engine does it in the night.
type EndListing struct{}

func (EndListing) Act() string         { return "listing.end" }
func (EndListing) Needs(c *Case) Needs { return c.withParty() }

// Decide wants an entry of an organization that has ended.
func (EndListing) Decide(c *Case, f *Facts) (Outcome, error) {
	if out, ended := c.endsWith(f); ended {
		return out, nil
	}
	return Outcome{}, Refuse("organization_status", artEnded, "该组织没有注销，或者案卷不在活动异常名录内。", "the organization has not ended, or this is no entry of the abnormal list")
}

// endsWith is the end of the entry with its organization; false where that has not ended.
func (c *Case) endsWith(f *Facts) (Outcome, bool) {
	l, p := c.Listing, f.Parties[c.Party.ID]
	if l.List != ListAbnormal || l.ListedOn.IsZero() || !c.Open() || p.Org == nil || p.Org.Status != OrgDeregistered && p.Org.Status != OrgAnnulled || f.Others[CaseID(p.ID)] == nil {
		return Outcome{}, false
	}
	text := "“" + p.Name + "”" + p.Org.EndedOn.String() + OrgStatusTitles[p.Org.Status][0] + "，主体已经终止，列入随之终止，不移入" + ListTitles[ListSevere][0] + "（" + artEnded + "）"
	return Outcome{Events: []Body{&ListingEnded{ListRemoved{On: f.On(), Why: "ended", Text: text}}}, Tells: []Telling{{CaseID(p.ID), []Body{&OrganizationDelisted{l.List, c.ID, f.On()}}}}}, true
}

// ListingEnded: the entry ended with the organization. There is no paper: nobody is left to be told.
type ListingEnded struct {
	Removal ListRemoved `json:"removal"`
}

func (ListingEnded) Kind() string { return "ListingEnded" }
func (b ListingEnded) apply(c *Case, e Event) {
	r := b.Removal
	c.Listing.Removed, c.Listing.Due = &r, ""
	c.close(e, LstRemoved, r.Why)
}

// --- a penalty that does not stand any more

// asItStands is a penalty as the register has it now; nil where it is not there.
func (o *Organization) asItStands(q *OrgPenalty) *OrgPenalty {
	if q != nil {
		if i := slices.IndexFunc(o.Penalties, q.same); i >= 0 {
			return &o.Penalties[i]
		}
	}
	return nil
}

// borneOut reports that the register bears out a ground: where penalties do, by those that stand.
func (f *Facts) borneOut(g Ground, q *OrgPenalty, o *Organization) bool {
	row, ok := f.Norms.ListGround(g.Code, f.On())
	return !ok || !row.byPenalty() || row.supported(o, o.asItStands(q), "", f) == nil
}

// relisted tells the files of the credit lists that rest on the penalty of a case what has become of it. The register is told bodies:
// the penalty, or how the organization stands.
func relisted(f *Facts, org *Case, of CaseID, bodies []Body) []Telling {
	b := ListingGroundChanged{File: of, On: f.On()}
	for _, x := range bodies {
		if x, ok := x.(*OrganizationPenaltyChanged); ok {
			b.Why, b.Penalty = x.Why, x.Penalty
		}
	}
	if b.Why == "" || org == nil {
		return nil
	}
	o := *org.PartyFile.Org
	o.Penalties, o.Standings = slices.Clone(o.Penalties), slices.Clone(o.Standings)
	p := *org.PartyFile
	p.Org = &o
	after := &Case{ID: org.ID, PartyFile: &p}
	for _, x := range bodies {
		x.apply(after, Event{OccurredAt: f.At})
	}
	var out []Telling
	for _, c := range f.Others {
		if c.Listing == nil || !c.Open() || c.Party == nil || CaseID(c.Party.ID) != org.ID {
			continue
		}
		told, touched := b, false
		for _, m := range append([]ListMore{{Ground: c.Listing.Ground, Penalty: c.Listing.Penalty}}, c.Listing.More...) {
			holds := f.borneOut(m.Ground, m.Penalty, &o)
			touched = touched || m.Penalty != nil && m.Penalty.File == of || !holds && !o.Gone()
			told.Stands = told.Stands || holds
		}
		if touched {
			out = append(out, Telling{c.ID, []Body{&told}})
		}
	}
	slices.SortFunc(out, func(a, b Telling) int { return strings.Compare(string(a.To), string(b.To)) })
	return out
}

// ListingGroundChanged: a penalty that the file rests on, or counts, was annulled or varied. Who decides looks at the entry again.
type ListingGroundChanged struct {
	File    CaseID      `json:"file"`
	On      Date        `json:"on"`
	Why     string      `json:"why"`
	Penalty *OrgPenalty `json:"penalty,omitempty"` // as it stands now; nil where nothing of it does
	Stands  bool        `json:"stands"`            // a ground of the entry is still borne out by the register
}

func (ListingGroundChanged) Kind() string { return "ListingGroundChanged" }
func (b ListingGroundChanged) apply(c *Case, e Event) {
	l := c.Listing
	change := func(q *OrgPenalty) *OrgPenalty {
		if q == nil || q.File != b.File {
			return q
		}
		was := *q
		if b.Penalty != nil {
			was = *b.Penalty
			was.ChangedOn = b.On
		} else {
			was.AnnulledOn = b.On
		}
		was.Because = b.Why
		return &was
	}
	l.Penalty = change(l.Penalty)
	for i := range l.More {
		l.More[i].Penalty = change(l.More[i].Penalty)
	}
	switch {
	case l.ListedOn.IsZero() && !b.Stands:
		c.raise(Task{ID: "drop", Kind: "listing.drop", Title: "据以列入的处罚" + b.Why + "，不予列入", English: "The penalty it rests on does not stand: drop it", Role: RoleSection}, e)
	case l.ListedOn.IsZero():
	case b.Stands:
		c.raise(Task{ID: "review", Kind: "listing.uphold", Title: "据以列入的处罚" + b.Why + "：复核列入，维持或者更正", English: "A penalty it rests on was changed: look at the entry again", Role: RoleLeader}, e)
	default:
		c.done(e, "listing.uphold")
		c.raise(Task{ID: "review", Kind: "listing.correct", Title: "据以列入的处罚" + b.Why + "：更正列入", English: "The penalty it rests on does not stand: correct the entry", Role: RoleLeader}, e)
	}
}

// UpholdListing keeps an entry after a penalty it rests on was varied or annulled: something of it still bears the entry out.
type UpholdListing struct {
	Reasons string `json:"reasons" minLength:"2" maxLength:"2000" doc:"维持列入的理由"`
}

func (UpholdListing) Act() string         { return "listing.uphold" }
func (UpholdListing) Needs(c *Case) Needs { return c.withParty() }

// Decide wants a ground that the register still bears out.
func (x UpholdListing) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := c.offers(x); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Reasons); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "承办与决定分离", PartOfficer); err != nil {
		return Outcome{}, err
	}
	p := f.Parties[c.Party.ID]
	holds := func(m ListMore) bool { return p.Org != nil && f.borneOut(m.Ground, m.Penalty, p.Org) }
	if !holds(ListMore{Ground: c.Listing.Ground, Penalty: c.Listing.Penalty}) && !slices.ContainsFunc(c.Listing.More, holds) {
		return Outcome{}, Refuse("no_ground", artList, "据以列入的处罚已经撤销或者变更，登记簿中没有支持列入的情形，应当更正列入。", "the penalty it rests on does not stand and nothing else bears the entry out: correct it")
	}
	return outcome(&ListingUpheld{x})
}

// ListingUpheld: the entry was looked at again and stays.
type ListingUpheld struct{ UpholdListing }

func (ListingUpheld) Kind() string { return "ListingUpheld" }
func (b ListingUpheld) apply(c *Case, e Event) {
	c.take(e.Actor, PartDecider, e.Seq)
	c.done(e, "listing.uphold", "listing.correct")
}

func init() {
	act[MoveListing](Spec{Procedure: ProcListing, SystemOnly: true, Title: "期满移入严重违法失信名单", English: "Move to the severe list", Article: artList})
	act[EndListing](Spec{Procedure: ProcListing, SystemOnly: true, Title: "随组织终止而终止列入", English: "End with the organization", Article: artEnded})
	act[UpholdListing](Spec{Procedure: ProcListing, Stages: []Stage{LstListed, LstRemoval, LstVerified}, Possible: func(c *Case) bool {
		return slices.ContainsFunc(c.Tasks, func(t Task) bool {
			return (t.Kind == "listing.uphold" || t.Kind == "listing.correct") && t.DoneAt.IsZero()
		})
	}, Title: "维持列入", English: "Uphold the entry", Article: artList})
	event[ListingMoveBegun]()
	event[ListingMoved]()
	event[ListingMoveDeclined]()
	event[MoveJoins]()
	event[ListingMovedInto]()
	event[ListingEnded]()
	event[ListingGroundChanged]()
	event[ListingUpheld]()
}
