package domain

import (
	"slices"
	"strings"
)

// This file holds how the papers of a registration reach the applicant: signed for on the spot, electronically where the applicant agreed,
// or by an act of service with its receipt (送达回证, P-24). What an applicant has to do in a number of days is counted from there.

const artServe = "民事诉讼法第八十七条至第九十五条"

// How a paper goes to the party as it is issued (Document.Service); empty where the procedure serves it by acts of its own.
const (
	ServiceHanded     = "handed"     // 当场签收
	ServiceElectronic = "electronic" // 申请人同意电子送达：进入申请人页面即到达
	ServiceOwed       = "owed"       // 另行送达
)

// servedApart are the papers of a registration that are served by registration.serve; decision and certificate go by registration.deliver
// (inspection-disclosure-instruments.md §5.2).
var servedApart = []string{"R-3", "R-4", "R-4n", "R-6", "R-6s", "R-7"}

// eService is what the receipt of an electronic service rests on.
const eService = "申请时同意在申请人页面接收文书"

// Handing says who signed for the paper on the spot; empty: it is served afterwards, or electronically.
type Handing struct {
	Handed string `json:"handed,omitempty" maxLength:"60" doc:"当场签收人；申请人不在场的留空，另行送达"`
}

// hand says on a paper how it goes to the applicant. What the applicant does online is signed for by nobody.
func (r *Registration) hand(f *Facts, d Document, h Handing) Document {
	switch {
	case strings.TrimSpace(h.Handed) != "" && f.Actor != Applicant:
		d.Service, d.To = ServiceHanded, strings.TrimSpace(h.Handed)
	case r.EService:
		d.Service, d.To = ServiceElectronic, eService
	default:
		d.Service = ServiceOwed
	}
	return d
}

// reached reports that the applicant has the paper the day it is issued.
func (d Document) reached() bool { return d.Service == ServiceHanded || d.Service == ServiceElectronic }

// goes enters how a paper went as it was issued, or the task to serve it.
func (c *Case) goes(d Document, e Event) {
	s := Service{Document: d.ID, Method: ServeDirect, On: d.IssuedOn, DeemedOn: d.IssuedOn, Recipient: d.To, Seq: e.Seq}
	switch d.Service {
	case ServiceElectronic:
		s.Method, s.Recipient, s.Consent = ServeElectronic, "", d.To
	case ServiceOwed:
		c.raise(Task{ID: "serve-" + string(d.ID), Kind: "registration.serve", Title: "送达《" + d.Title + "》", English: "Serve the paper", Role: RoleClerk}, e)
		return
	case ServiceHanded:
	default:
		return
	}
	c.Services = append(c.Services, s)
}

// ServeRegistration records the service of a paper on the applicant. The days to supplement, and to ask for a hearing, run from it; by public
// notice it is served when the notice has run its time (T18).
type ServeRegistration struct {
	Document DocumentID `json:"document" minLength:"1" maxLength:"200" doc:"文书"`
	Serving
}

// Act is the name of the act.
func (ServeRegistration) Act() string { return "registration.serve" }

// Needs asks for the files of the receipt.
func (x ServeRegistration) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }

// Decide refuses what is no paper to serve or was served, and starts the days that run from the service.
func (x ServeRegistration) Decide(c *Case, f *Facts) (Outcome, error) {
	d := c.Document(x.Document)
	if d == nil || !slices.Contains(servedApart, d.Type) {
		return Outcome{}, Refuse("not_found", "", "没有这份待送达的文书。", "there is no such paper to serve")
	}
	if !c.ServedOn(d.ID).IsZero() || c.noticeRuns(d.ID) && x.Method == ServeNotice {
		return Outcome{}, Refuse("already_done", artServe, "该文书已经送达，或者公告已经发布。", "the paper has been served, or the notice was published")
	}
	if err := x.check(d, f); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	b := &RegistrationServed{ServeRegistration: x, Register: ev, Papers: issueBeside(c, f, [2]string{"P-24", "送达回证"})}
	var k Clock
	if x.Method == ServeNotice {
		k, err = f.start(c, "T18", "notice", x.On, 0)
	} else {
		b.DeemedOn = x.On
		k, err = c.fromService(f, d, x.On)
	}
	if err != nil {
		return Outcome{}, err
	}
	if k.ID != "" {
		b.Clock = &k
	}
	return outcome(b)
}

// fromService are the days that run from the service of a paper: to supplement, and to ask for a hearing. Days that began with the issue
// begin again; a clock without id when nothing runs from it.
func (c *Case) fromService(f *Facts, d *Document, on Date) (Clock, error) {
	r := c.Registration
	switch g := r.told(d.ID); {
	case g != nil && c.Stage == RegDeficient:
		return f.start(c, "T05", "supplement", on, g.Days)
	case d.Type == "R-7" && c.running("ask") != nil && c.running("ask").From < on:
		return f.start(c, "REG-1.02", "ask", on, 0)
	}
	return Clock{}, nil
}

// told is the list of gaps of a notice, when it is the newest.
func (r *Registration) told(notice DocumentID) *RegGaps {
	if n := len(r.MoreGaps); n > 0 {
		if g := &r.MoreGaps[n-1].RegGaps; g.Document == notice {
			return g
		}
		return nil
	}
	if r.Gaps != nil && r.Gaps.Document == notice {
		return r.Gaps
	}
	return nil
}

// RegistrationServed: a paper was served, or its public notice was published.
type RegistrationServed struct {
	ServeRegistration
	DeemedOn Date       `json:"deemed_on,omitzero"`
	Clock    *Clock     `json:"clock,omitempty"`
	Register []Evidence `json:"register,omitempty"`
	Papers   []Document `json:"papers"` // P-24
}

// Kind names the event.
func (RegistrationServed) Kind() string { return "RegistrationServed" }
func (b RegistrationServed) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.issuedAll(b.Papers, e)
	s := b.service(b.Document, b.DeemedOn, b.Register, e)
	if b.Method != ServeNotice { // a notice of this paper that runs is overtaken
		for _, x := range c.Services {
			if k := c.Clock(x.Clock); x.Document == b.Document && k != nil && !k.ended() {
				k.Stop(b.On)
			}
		}
		c.supersede(b.Document)
	}
	if b.Clock != nil {
		if b.Clock.ID != "notice" {
			c.stop(b.On, b.Clock.ID)
		}
		c.startClock(*b.Clock)
		s.Clock = c.Clocks[len(c.Clocks)-1].ID
		c.waitFor(b.Clock.ID)
	}
	c.Services = append(c.Services, s)
	if b.Method != ServeNotice {
		c.wasServed(b.Document, e)
	}
}

// waitFor gives the task to wait for the applicant the last day of the clock that has begun.
func (c *Case) waitFor(clock string) {
	if clock != "supplement" {
		return
	}
	if t, k := c.openTask("supplement"), c.running("supplement"); t != nil && k != nil {
		t.Due, t.Clock = k.Due, k.ID
	}
}

// wasServed is the end of the task to serve a paper.
func (c *Case) wasServed(id DocumentID, e Event) {
	for i := range c.Tasks {
		if t := &c.Tasks[i]; t.DoneAt.IsZero() && t.Kind == "registration.serve" && t.ID == "serve-"+string(id) {
			t.DoneAt, t.DoneBy = e.OccurredAt, e.Actor
		}
	}
}

// regNoticeBegins are the days that begin when a public notice has run out.
func (c *Case) regNoticeBegins(k *Clock, f *Facts) ([]Clock, error) {
	for _, s := range c.Services {
		if s.Clock == k.ID && s.DeemedOn.IsZero() && !s.Superseded {
			if d := c.Document(s.Document); d != nil {
				n, err := c.fromService(f, d, k.Due)
				if err != nil || n.ID == "" {
					return nil, err
				}
				return []Clock{n}, nil
			}
		}
	}
	return nil, nil
}

// regNoticeRanOut lets the paper whose public notice this is count as served.
func (c *Case) regNoticeRanOut(k *Clock, b InstantPassed, e Event) {
	k.Lapse(b.Due)
	for i := range c.Services {
		if s := &c.Services[i]; s.Clock == k.ID && s.DeemedOn.IsZero() && !s.Superseded {
			s.DeemedOn = b.Due
			c.wasServed(s.Document, e)
		}
	}
	if b.Starts != nil {
		c.stop(b.Due, b.Starts.ID)
		c.startClock(*b.Starts)
		c.waitFor(b.Starts.ID)
	}
}

// unservedPaper is the newest paper that still has to reach the applicant.
func (c *Case) unservedPaper() *Document {
	for i := len(c.Documents) - 1; i >= 0; i-- {
		if d := &c.Documents[i]; slices.Contains(servedApart, d.Type) && d.Service == ServiceOwed && d.VoidedOn.IsZero() && c.ServedOn(d.ID).IsZero() {
			return d
		}
	}
	return nil
}

func init() {
	act[ServeRegistration](Spec{Procedure: ProcRegistration, AfterClose: true,
		Stages:   []Stage{RegReceived, RegDeficient, RegAccepted, RegReview, RegPaused, RegLegal, RegDiscuss, RegToDecide, RegGranted, RegCertified, RegRefused, RegRejected, RegClosed},
		Possible: func(c *Case) bool { return c.unservedPaper() != nil }, Title: "送达文书", English: "Serve a paper", Article: artServe, Starts: "补正告知书送达后，补正期限起算；听证告知书送达后，申请听证的期限起算"})
	event[RegistrationServed]()
}
