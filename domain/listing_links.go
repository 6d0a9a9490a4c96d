package domain

import (
	"slices"
	"strconv"
	"strings"
)

// How other files come to a listing, and what keeps two of them apart: the register of an organization knows the candidates that are
// open against it, so that one ground has one file. registration.md §4.4, §9.5.

// OrgCandidate is a listing file that is open and not decided yet.
type OrgCandidate struct {
	File   CaseID `json:"file"`
	Ground string `json:"ground"`
	Lead   string `json:"lead,omitempty"`
	On     Date   `json:"on"`
}

// candidate is the open listing file for the same ground: of the same lead, or of none in particular; empty where there is none.
func (o *Organization) candidate(ground, lead string) CaseID {
	if o != nil {
		for _, k := range o.Candidates {
			if k.Ground == ground && (k.Lead == lead || k.Lead == "" || lead == "") {
				return k.File
			}
		}
	}
	return ""
}

// standsFor is the file by which the organization stands on a list for the ground; empty where it does not.
func (o *Organization) standsFor(ground string) CaseID {
	if o != nil {
		for _, l := range o.Lists {
			if l.Ground == ground && l.RemovedOn.IsZero() {
				return l.File
			}
		}
	}
	return ""
}

// OrganizationListingOpened: a listing file was opened against the organization.
type OrganizationListingOpened struct {
	Candidate OrgCandidate `json:"candidate"`
}

func (OrganizationListingOpened) Kind() string { return "OrganizationListingOpened" }
func (b OrganizationListingOpened) apply(c *Case, _ Event) {
	c.PartyFile.Org.Candidates = append(c.PartyFile.Org.Candidates, b.Candidate)
}

// OrganizationListingEnded: the listing file was decided or dropped.
type OrganizationListingEnded struct {
	File CaseID `json:"file"`
}

func (OrganizationListingEnded) Kind() string { return "OrganizationListingEnded" }
func (b OrganizationListingEnded) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	o.Candidates = slices.DeleteFunc(slices.Clone(o.Candidates), func(k OrgCandidate) bool { return k.File == b.File })
}

// opened is a candidate for the ground against an organization.
func (x ListGroundRow) opened(open OpenListing, p Party, f *Facts, ref Number) *ListingOpened {
	b := &ListingOpened{OpenListing: open, Agency: f.Agency.ID, Ref: ref, Named: PartyRef{p.ID, p.Name, p.Kind, p.Township}, List: x.List, Row: x.said()}
	if e := p.Org.Listed(x.List); e != nil {
		b.Existing = e.File
	}
	return b
}

// opensListing tells the register of a listing file that is opened.
func opensListing(org PartyID, o Opening, on Date) Telling {
	b := o.Events[0].(*ListingOpened) // it is what opens one
	return Telling{CaseID(org), []Body{&OrganizationListingOpened{OrgCandidate{o.ID, b.Row.Code, b.Lead, on}}}}
}

// endsListing tells the register that this listing file is a candidate no more; nil where the register is not at hand.
func (c *Case) endsListing(f *Facts) []Telling {
	o := f.Others[CaseID(c.Party.ID)]
	if o == nil || o.PartyFile == nil || o.PartyFile.Org == nil || !slices.ContainsFunc(o.PartyFile.Org.Candidates, func(k OrgCandidate) bool { return k.File == c.ID }) {
		return nil
	}
	return []Telling{{o.ID, []Body{&OrganizationListingEnded{c.ID}}}}
}

// --- a penalty that is recorded

// candidates are the listing files that a penalty just recorded calls for: every ground that it makes true and no file has taken up.
func (x RecordPenalty) candidates(c *Case, f *Facts) ([]Opening, error) {
	p := c.PartyFile
	if p.Org.Gone() {
		return nil, nil
	}
	after := *p.Org
	after.Penalties = append(slices.Clone(p.Org.Penalties), x.Penalty)
	was, err := f.Norms.ListLeads(p.Org, f.Rules, f.On())
	if err != nil {
		return nil, err
	}
	now, err := f.Norms.ListLeads(&after, f.Rules, f.On())
	if err != nil {
		return nil, err
	}
	var out []Opening
	for _, l := range now {
		known := slices.ContainsFunc(was, func(w ListLead) bool { return w.Key == l.Key })
		if known || l.Penalty == 0 || p.Org.candidate(l.Ground, l.Key) != "" || len(out) == maxCandidates {
			continue
		}
		row, _ := f.Norms.ListGround(l.Ground, f.On())
		pen := after.Penalties[l.Penalty-1]
		b := row.opened(OpenListing{Party: p.ID, Ground: l.Ground, Facts: l.Facts, Penalty: &pen, Lead: l.Key}, *p, f, f.References["case.listing"][len(out)])
		out = append(out, Opening{ID: childID(c.ID, "b", c.Seq*maxCandidates+len(out)+1), Events: []Body{b}})
	}
	return out, nil
}

// maxCandidates is how many grounds one penalty can make true: a list each.
const maxCandidates = 2

// --- from a clean-up

// ClearListing is a listing file that a clean-up led to, or that was there for the same ground.
type ClearListing struct {
	Ground string `json:"ground"`
	Case   CaseID `json:"case"`
	On     Date   `json:"on"`
	Found  bool   `json:"found,omitempty"` // it was there already
}

// listable are the grounds that the file of a clean-up speaks for and that no listing was opened for.
func (x *Clearance) listable() []string {
	var out []string
	add := func(ground string, since Date) {
		if !since.IsZero() && !slices.ContainsFunc(x.Listings, func(l ClearListing) bool { return l.Ground == ground && l.On >= since }) {
			out = append(out, ground)
		}
	}
	if x.Settled != nil && x.Settled.Outcome != "transferred" && x.Settled.Outcome != "penalized" {
		return nil // cleared, revived, or gone
	}
	add("AB-3", x.Unrectified)
	if x.Excuse == nil {
		add("AB-6", x.Lost)
	}
	return out
}

// OpenClearListing opens the candidate for the list of abnormal activity that the file speaks for: an order that was not followed in
// time (AB-3), two letters that came back (AB-6). Facts, letters and evidence are carried over; where a file for the ground is open,
// or the organization stands on the list for it, that one is linked and no second is opened.
type OpenClearListing struct {
	Ground string `json:"ground" enum:"AB-3,AB-6" doc:"情形：逾期未整改，通过登记的住所无法联系"`
	Facts  string `json:"facts,omitempty" maxLength:"4000" doc:"事实；空为由案卷带出"`
}

func (OpenClearListing) Act() string { return "clearance.open_listing" }

// Needs asks for the organization, to be read and told.
func (OpenClearListing) Needs(c *Case) Needs {
	n := c.withParty()
	n.Openings = map[string]int{"case.listing": 1}
	return n
}

// Decide wants a ground that the file bears out.
func (x OpenClearListing) Decide(c *Case, f *Facts) (Outcome, error) {
	k := c.Clearance
	row, ok := f.Norms.ListGround(x.Ground, f.On())
	if k.Excuse != nil && x.Ground == "AB-6" {
		return Outcome{}, Refuse("not_at_fault", artList, "%[1]s已书面证明该组织没有过错，不得列入。", "%[1]s has proved in writing that it is not at fault; it may not be listed", k.Excuse.By)
	}
	if !ok || !slices.Contains(k.listable(), x.Ground) {
		return Outcome{}, Refuse("no_ground", artList, "案卷中没有据以列入的情形，或者已经登记列入线索。", "the file bears out no such ground, or it was taken up")
	}
	p := f.Parties[c.Party.ID]
	if p.Org == nil || f.Others[CaseID(p.ID)] == nil || p.Org.Gone() {
		return Outcome{}, Refuse("not_registered", artList, "登记簿中没有这个组织，或者已经终止，不能列入名录。", "it is not in the register, or has ended")
	}
	lead := x.Ground + "/" + string(c.ID)
	there := p.Org.candidate(x.Ground, "")
	if there == "" && x.Ground == "AB-6" { // it stands there as one that cannot be reached: that it still cannot is no new ground
		there = p.Org.standsFor(x.Ground)
	}
	if there != "" {
		return outcome(&ClearanceListed{ClearListing{x.Ground, there, f.On(), true}})
	}
	b := row.opened(OpenListing{Party: p.ID, Ground: x.Ground, Facts: strings.TrimSpace(x.Facts), Lead: lead, Section: c.Section}, p, f, f.References["case.listing"][0])
	b.Parent, b.Named, b.Register = c.ID, *c.Party, slices.Clone(c.Evidence)
	if b.Facts == "" {
		b.Facts = c.listingFacts(x.Ground)
	}
	if x.Ground == "AB-6" {
		for _, l := range k.Letters {
			if l.Result == "returned" {
				b.Letters = append(b.Letters, ListLetter{Round: 1, On: l.On, Address: l.Address, Tracking: l.Tracking, Result: "unsigned", ResultOn: l.ResultOn, Note: l.Note})
			}
		}
	}
	for _, t := range c.Parts { // who verified does not decide on the list either
		if t.Part == PartOfficer || t.Part == PartDrafter {
			b.Parts = append(b.Parts, t)
		}
	}
	o := Opening{ID: childID(c.ID, "b", len(k.Listings)+1), Events: []Body{b}}
	return Outcome{Events: []Body{&ClearanceListed{ClearListing{x.Ground, o.ID, f.On(), false}}}, Opens: []Opening{o}, Tells: []Telling{opensListing(p.ID, o, f.On())}}, nil
}

// listingFacts says in a sentence what the file bears out.
func (c *Case) listingFacts(ground string) string {
	k := c.Clearance
	if ground == "AB-6" {
		var letters []string
		for _, l := range k.Letters {
			if l.Result == "returned" {
				letters = append(letters, l.On.String()+"寄出（邮件号"+l.Tracking+"），"+l.ResultOn.String()+"退回")
			}
		}
		return "向登记的住所邮寄专用信函" + strconv.Itoa(len(letters)) + "次，均无人签收：" + strings.Join(letters, "；") + "。"
	}
	s := "清理整治中责令限期整改"
	if d := c.DocumentOf("K-3"); d != nil {
		s += "（" + d.Number + "）"
		if on := c.ServedOn(d.ID); !on.IsZero() {
			s += "，" + on.String() + "送达"
		}
	}
	if t := c.newest("rectify"); t != nil {
		s += "，期限至" + t.Due.String()
	}
	return s + "，未按期改正。"
}

// ClearanceListed: the file led to a listing.
type ClearanceListed struct {
	Listing ClearListing `json:"listing"`
}

func (ClearanceListed) Kind() string { return "ClearanceListed" }
func (b ClearanceListed) apply(c *Case, e Event) {
	k := c.Clearance
	k.Listings = append(k.Listings, b.Listing)
	c.done(e, "clearance.open_listing")
	for _, ground := range k.listable() {
		c.oweListing(ground, e)
	}
}

// ProveClearance enters the written proof of the supervising unit or another department that it is not the organization's fault that its
// registered address does not reach it: AB-6 is not opened then (令60号).
type ProveClearance struct {
	By       string        `json:"by" minLength:"2" maxLength:"100" doc:"出具证明的部门"`
	Text     string        `json:"text" minLength:"2" maxLength:"2000" doc:"证明内容"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"书面证明"`
}

func (ProveClearance) Act() string         { return "clearance.prove_no_fault" }
func (x ProveClearance) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ProveClearance) Decide(_ *Case, f *Facts) (Outcome, error) {
	ev, err := ProveNoFault(x).proof(f)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&ClearanceExcused{x, ev})
}

// ClearanceExcused: there is proof that the organization is not at fault.
type ClearanceExcused struct {
	ProveClearance
	Register []Evidence `json:"register,omitempty"`
}

func (ClearanceExcused) Kind() string { return "ClearanceExcused" }
func (b ClearanceExcused) apply(c *Case, e Event) {
	c.Clearance.Excuse = &ListExcuse{DateOf(e.OccurredAt), b.By, b.Text}
	c.enter(b.Register, e)
	for i := range c.Tasks {
		if t := &c.Tasks[i]; t.ID == "list_AB-6" && t.DoneAt.IsZero() {
			t.DoneAt, t.DoneBy = e.OccurredAt, e.Actor
		}
	}
}

// oweListing asks who handles the file to open the listing.
func (c *Case) oweListing(ground string, e Event) {
	if ground == "AB-6" && c.Clearance.Excuse != nil {
		return
	}
	t := map[string][2]string{"AB-3": {"逾期未整改：登记列入活动异常名录的线索", "Overdue: open the candidate for the abnormal list"}, "AB-6": {"两次信函未签收：登记列入活动异常名录的线索", "Letters unsigned: open the candidate for the abnormal list"}}[ground]
	c.raise(Task{ID: "list_" + ground, Kind: "clearance.open_listing", Title: t[0] + "（" + ground + "）", English: t[1] + " (" + ground + ")", Person: c.Handler}, e)
}

func init() {
	act[OpenClearListing](Spec{Procedure: ProcClearance, Possible: func(c *Case) bool { return len(c.Clearance.listable()) > 0 }, Title: "登记列入活动异常名录线索", English: "Open the candidate for the abnormal list", Article: artList, Starts: "开立信用名单案卷，事实、信函和证据随案带入"})
	act[ProveClearance](Spec{Procedure: ProcClearance, Title: "登记无过错证明", English: "Enter the proof of no fault", Article: artList, Starts: "不以“通过登记的住所无法联系”（AB-6）列入活动异常名录"})
	event[OrganizationListingOpened]()
	event[OrganizationListingEnded]()
	event[ClearanceListed]()
	event[ClearanceExcused]()
}
