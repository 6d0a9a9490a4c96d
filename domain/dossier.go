package domain

import (
	"cmp"
	"slices"
	"strings"
)

// This file says how a penalty case is put in order for the archive (inspection-disclosure-instruments.md §6.1): one case one
// file, a main volume the party may read and a second one for the bureau, each with its contents in a fixed order.

// Volume is a part of an archived file.
type Volume struct {
	Name  string `json:"name"`            // 正卷, 副卷
	Inner bool   `json:"inner,omitempty"` // for the bureau only
	Items []Item `json:"items"`
}

// Item is one thing in a volume: an instrument with its files, or a piece of evidence.
type Item struct {
	Title    string     `json:"title"`
	Number   string     `json:"number,omitempty"`
	By       string     `json:"by,omitempty"` // 责任者, where it is not the bureau
	On       Date       `json:"on,omitzero"`
	Case     CaseID     `json:"case"`               // the file it is in
	Document DocumentID `json:"document,omitempty"` // empty for evidence
	Files    []File     `json:"files,omitempty"`
	Hidden   bool       `json:"hidden,omitempty"` // a clue to discipline supervision: need to know
	place    int
	from     int // which of the files it is from
	order    int
}

// Dossier is a penalty case in the order of the archive. What stands on its cover is read from the file.
type Dossier struct {
	Case      CaseID   `json:"case"`
	Title     string   `json:"title"` // party + act + 案
	Archive   *Archive `json:"archive,omitempty"`
	FiledOn   Date     `json:"filed_on,omitzero"`
	ClosedOn  Date     `json:"closed_on,omitzero"`
	Decision  string   `json:"decision,omitempty"` // number of the decision
	DecidedOn Date     `json:"decided_on,omitzero"`
	Volumes   []Volume `json:"volumes"`
}

// The places of the main volume and, from atSource on, of the second one. The cover, the contents and the note at the end
// (备考表) are made of them and not listed.
const (
	atFiling = iota + 1
	atDecision
	atToParty
	atHearing
	atEvidence
	atMoney
	atSource
	atReport
	atReview
	atHearingReport
	atConclusion
	atOther
)

// places says where an instrument of a type goes. A type that stands here twice is told apart by its title.
var places = []struct {
	typ, title string
	at         int
}{
	{"P-2", "", atFiling}, {"P-2n", "", atFiling},
	{"P-15", "", atDecision}, {"P-16", "", atDecision}, {"P-17", "", atDecision}, {"P-30", "", atDecision},
	{"I-3", "", atReport}, {"I-4", "", atToParty}, {"I-8", "", atToParty}, {"I-10", "", atToParty}, {"I-11", "", atToParty},
	{"P-3", "", atToParty}, {"P-8", "", atToParty}, {"P-9", "", atToParty}, {"P-11", "", atToParty}, {"P-11n", "", atToParty}, {"P-12", "", atToParty},
	{"P-19f", "", atReport}, {"P-19", "", atToParty}, {"P-32n", "", atToParty}, {"P-33n", "", atToParty}, {"P-20", "", atToParty}, {"P-28", "", atToParty}, {"P-29", "", atToParty},
	{"P-13", "听证报告", atHearingReport}, {"P-13", "", atHearing},
	{"P-10", "", atEvidence}, {"P-10w", "", atEvidence}, {"P-19a", "", atEvidence}, {"I-5", "", atEvidence}, {"I-6", "", atEvidence}, {"I-7", "", atEvidence}, {"I-9", "", atEvidence},
	{"P-18", "", atMoney}, {"P-22", "", atMoney}, {"P-21", "", atMoney},
	{"P-1", "", atSource}, {"P-4", "", atSource},
	{"P-5", "", atReport}, {"P-14", "", atReport}, {"P-31", "", atReport}, {"P-32", "", atReport}, {"P-33", "", atReport}, {"P-34", "", atReport}, {"P-27", "", atReport},
	{"P-6", "", atReview}, {"L-1", "", atReview}, {"L-2", "", atReview}, {"P-7", "", atReview}, {"L-4", "", atReview}, {"L-4r", "", atReview}, {"P-10r", "", atReview},
	{"P-25", "", atConclusion},
}

func placeOf(d Document) int {
	for _, p := range places {
		if p.typ == d.Type && strings.Contains(d.Title, p.title) {
			return p.at
		}
	}
	return atOther
}

// NewDossier puts a case and what came from it (reviews, referrals, orders, the inspection before it) in order. A receipt of
// service stands behind the paper it served, its scan behind it. Voided papers are left out; the chain keeps them.
func NewDossier(c *Case, others []*Case) Dossier {
	d := Dossier{Case: c.ID, Title: c.Title, ClosedOn: c.ClosedOn}
	if p := c.Penalty; p != nil {
		d.Archive = p.Archive
		if p.Filing != nil {
			d.FiledOn = p.Filing.On
		}
		if p.Closing != nil {
			d.ClosedOn = p.Closing.On
		}
		if p.Decision != nil {
			d.DecidedOn = p.Decision.On
			if doc := c.Document(p.Decision.Document); doc != nil {
				d.Decision = doc.Number
			}
			if p.Decision.RevokedOn.IsZero() && (p.Decision.Verdict == VerdictPenalty || p.Decision.Verdict == VerdictBan) {
				d.Title = strings.Replace(d.Title, "涉嫌", "", 1) // it is established now
			}
		}
	}
	var all []Item
	files := append([]*Case{c}, others...)
	slices.SortStableFunc(files, func(a, b *Case) int { return int(a.OpenedOn - b.OpenedOn) }) // the inspection a case came from stands first
	for n, x := range files {
		for _, i := range itemsOf(c, x) {
			i.from = n
			all = append(all, i)
		}
	}
	slices.SortStableFunc(all, func(a, b Item) int {
		return cmp.Or(a.place-b.place, a.from-b.from, a.order-b.order)
	})
	outer, inner := Volume{Name: "正卷"}, Volume{Name: "副卷", Inner: true}
	for _, i := range all {
		if i.place < atSource {
			outer.Items = append(outer.Items, i)
		} else {
			inner.Items = append(inner.Items, i)
		}
	}
	d.Volumes = []Volume{outer, inner}
	return d
}

// itemsOf lists what one file gives to the dossier of c.
func itemsOf(c, x *Case) (out []Item) {
	const step = 1000 // room behind a paper for its receipts and their scans
	hidden := x.Procedure == ProcReferral && slices.ContainsFunc(c.refers(), func(r Referred) bool { return r.Case == x.ID && r.Hidden })
	number, atOf := map[DocumentID]int{}, map[DocumentID]int{}
	served := map[int]DocumentID{} // by the event that recorded the service
	for _, s := range x.Services {
		served[s.Seq] = s.Document
	}
	inner := func(at int) int { // papers of a review, a meeting or a referral are the bureau's own
		if x.Procedure == ProcReferral || (x.Procedure == ProcLegality || x.Procedure == ProcMeeting) && at < atSource {
			return max(at, atOther)
		}
		return at
	}
	for n, d := range x.Documents {
		if !d.VoidedOn.IsZero() || d.Type == "P-26" || x.Meeting != nil && !x.Meeting.about(c.ID, d.ID) {
			continue
		}
		i := Item{Title: d.Title, Number: d.Number, On: d.IssuedOn, Case: x.ID, Document: d.ID, Files: d.Files, Hidden: hidden || d.Type == "T-1", place: inner(placeOf(d)), order: (n + 1) * step}
		if paper := served[d.Seq]; d.Type == "P-24" && paper != "" {
			i.place, i.order = atOf[paper], number[paper]+d.Seq%step
			if p := x.Document(paper); p != nil {
				i.Title += "（" + p.Title + "）"
			}
		}
		number[d.ID], atOf[d.ID] = i.order, i.place
		out = append(out, i)
	}
	if x.Procedure == ProcMeeting {
		return out
	}
	for n, e := range x.Evidence {
		i := Item{Title: e.Title, By: e.Source, On: DateOf(e.TakenAt), Case: x.ID, Files: []File{e.File}, Hidden: hidden, place: inner(atEvidence), order: (len(x.Documents) + n + 1) * step}
		if e.TakenAt.IsZero() {
			i.On = 0
		}
		if paper := served[e.Seq]; paper != "" {
			i.place, i.order = atOf[paper], number[paper]+e.Seq%step
		}
		out = append(out, i)
	}
	return out
}

// about reports that a paper of the meeting is the record of its discussion of the case: the others are of other matters.
func (m *Meeting) about(id CaseID, d DocumentID) bool {
	return slices.ContainsFunc(m.Agenda, func(a AgendaItem) bool { return a.File == id && a.Document == d })
}

func (c *Case) refers() []Referred {
	if c.Penalty == nil {
		return nil
	}
	return c.Penalty.Refers
}

// ForParty is what the party may read: the main volume, without anything that concerns a clue to discipline supervision.
func (d Dossier) ForParty() Dossier {
	var out []Volume
	for _, v := range d.Volumes {
		if !v.Inner {
			v.Items = slices.DeleteFunc(slices.Clone(v.Items), func(i Item) bool { return i.Hidden })
			out = append(out, v)
		}
	}
	d.Volumes = out
	return d
}

// Pieces is how many things the volumes hold.
func (d Dossier) Pieces() (n int) {
	for _, v := range d.Volumes {
		n += len(v.Items)
	}
	return n
}

// RetentionTitles names the periods of keeping.
var RetentionTitles = map[string]string{"30y": "30年", "permanent": "永久"}
