package domain_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"yifa/domain"
)

// This file watches the walks of penalty_machine_test.go. It reads events and nothing else, asks no guard of the domain and
// counts days with a counter of its own: it is the law written down a second time, roughly, so that what one of the two
// forgets the other shows.

// What somebody was in a case, as the watch writes it.
const (
	asOfficer   = "officer"
	asDrafter   = "drafter"
	asReviewer  = "reviewer"
	asHost      = "host"
	asRecorder  = "recorder"
	asVoter     = "voter"
	asDecider   = "decider"
	asApprover  = "approver" // of filing, preservation, extension, suspension
	asArchivist = "archivist"
	asCashier   = "cashier"
)

// apart are parts that nobody may have both of, in any order: who inquired or drafted does nothing of what checks it, who
// reviewed or heard does not decide, who fined does not handle the money.
var apart = [][2][]string{
	{{asOfficer, asDrafter}, {asReviewer, asHost, asRecorder, asVoter, asDecider, asApprover, asArchivist, asCashier}},
	{{asReviewer}, {asHost, asRecorder, asVoter, asDecider, asArchivist}},
	{{asHost}, {asVoter, asDecider, asArchivist}},
	{{asRecorder}, {asVoter, asDecider}},
	{{asDecider}, {asCashier, asArchivist}},
}

type noticeSeen struct {
	doc                          domain.DocumentID
	digest                       string
	outcome                      domain.Verdict
	sanctions                    []domain.Sanction
	violations                   []string
	hearing, views               bool
	on, served                   domain.Date
	waivedDefence, waivedHearing bool
	passed                       bool // somebody else had examined what it tells
	defended                     bool
}

type hearingSeen struct {
	told             domain.DocumentID
	on               domain.Date
	late             bool
	granted, refused bool
	superseded       bool
	ended            string
	reported         bool
	at               domain.Date
	notice           domain.DocumentID
	noticeServed     domain.Date
	endedSeq         int
}

type defenceSeen struct {
	notice   domain.DocumentID
	answered bool
}

// watch is what the events of one file have shown.
type watch struct {
	id        domain.CaseID
	regime    domain.Regime
	track     domain.Track
	proposal  domain.Proposal
	digest    string
	proposed  bool
	asked     map[domain.CaseID]int // event at which a review was asked for
	passes    map[string][]int      // digest: the events at which the reviews that passed it had been asked for
	legality  map[string][]int      // of those the legality reviews
	agreed    map[string]bool       // digest: the leaders agreed to it
	notices   []*noticeSeen
	hearings  []*hearingSeen
	defences  []defenceSeen
	served    map[domain.DocumentID]domain.Date
	byNotice  []domain.DocumentID // papers served by public notice, in order: their clocks are notice, notice#2, …
	parts     map[domain.PersonID]map[string]bool
	recused   map[domain.PersonID]bool
	held      map[domain.PersonID]bool
	recusals  []domain.PersonID
	decisions int
	decidedOn domain.Date
	decision  domain.DocumentID
	police    int // referrals the police have taken up
	answered  map[domain.CaseID]string
	closed    bool
	ended     map[string]bool
	keeping   map[int]domain.Date // preservation: last day to decide on it

	// the days to decide
	filedOn  domain.Date
	days     int
	spans    []domain.Span
	open     map[string]domain.Date // spans without an end, by what they are for
	appraise []domain.Date
	public   map[domain.DocumentID]domain.Span // days of public notices

	presided map[domain.PersonID]bool
	owner    domain.CaseID // of a review: the case it is of
}

var secondOpinion = sync.OnceValue(func() naive { return newNaive(notices()) })

var counted sync.Map // term, day and spans → due day

// due counts a term a second time.
func dueAgain(t domain.Term, from domain.Date, spans []domain.Span) string {
	key := fmt.Sprint(t, from, spans)
	if d, ok := counted.Load(key); ok {
		return d.(string)
	}
	d, _ := secondOpinion().due(t, from, spans)
	counted.Store(key, d)
	return d
}

func partyDays(n int) domain.Term {
	return domain.Term{N: n, Unit: domain.WorkingDays, Binds: domain.BindsParty}
}

// clear counts the working days that lie between two days.
func clearDays(from, to domain.Date) int {
	n := 0
	for d := civil(from).AddDate(0, 0, 1); d.Before(civil(to)); d = d.AddDate(0, 0, 1) {
		if secondOpinion().worked(d) {
			n++
		}
	}
	return n
}

func (w *town) watching(id domain.CaseID) *watch {
	x := w.watched[id]
	if x == nil {
		x = &watch{id: id, asked: map[domain.CaseID]int{}, passes: map[string][]int{}, legality: map[string][]int{}, agreed: map[string]bool{}, served: map[domain.DocumentID]domain.Date{},
			parts: map[domain.PersonID]map[string]bool{}, recused: map[domain.PersonID]bool{}, held: map[domain.PersonID]bool{}, answered: map[domain.CaseID]string{}, ended: map[string]bool{},
			keeping: map[int]domain.Date{}, open: map[string]domain.Date{}, public: map[domain.DocumentID]domain.Span{}, presided: map[domain.PersonID]bool{}}
		w.watched[id] = x
	}
	return x
}

func (x *watch) is(p domain.PersonID, part string) {
	if p == "" || p == domain.System {
		return
	}
	if x.parts[p] == nil {
		x.parts[p] = map[string]bool{}
	}
	x.parts[p][part] = true
}

func (x *watch) are(ps []domain.PersonID, part string) {
	for _, p := range ps {
		x.is(p, part)
	}
}

// licensedPair wants two different officers with a certificate of that day.
func (w *town) licensedPair(what string, ps []domain.PersonID, on domain.Date) {
	good := map[domain.PersonID]bool{}
	for _, p := range ps {
		for _, k := range w.people[p].Certificates {
			if on >= k.From && on <= k.Until {
				good[p] = true
			}
		}
		if !good[p] {
			w.fail("%s: %s has no certificate on %s", what, p, on)
		}
	}
	if len(good) < 2 {
		w.fail("%s: fewer than two officers: %v", what, ps)
	}
}

// decides are events by which somebody decides something in a case.
var decides = []string{"CaseFiled", "FilingReturned", "FilingRefused", "CaseMoved", "CaseDecided", "DecisionReturned", "CaseExtended", "PreservationApproved", "PreservationRefused", "PreservationSettled",
	"RecusalDecided", "InquirySuspended", "InquiryResumed", "InquiryTerminated", "OtherCaseJoined", "CaseSplit", "HearingGranted", "HearingRefused", "HostAppointed", "HearingSet", "HearingHeld",
	"HearingReported", "CaseConcluded", "CaseArchived", "DecisionRevoked", "Dissolved", "OpinionGiven", "ReviewAccepted", "EvidenceExcluded"}

// see takes one event in and says what must never have happened.
func (w *town) see(c *domain.Case, e domain.Event) {
	x := w.watching(c.ID)
	kind := e.Body.Kind()
	bad := func(format string, args ...any) {
		w.fail("%s #%d %s by %s: %s", c.ID, e.Seq, kind, e.Actor, fmt.Sprintf(format, args...))
	}
	on := domain.DateOf(e.OccurredAt)
	after := []string{"DecisionCorrected", "DecisionRevoked", "PaymentRecorded", "CashHandedIn", "CashBanked", "RefundApproved", "Refunded", "GoodsDisposed", "RemedyFiled", "ReviewForwarded", "RemedyDecided",
		"PublicityCorrected", "PublicityWithdrawn", "RepairAsked", "RepairAccepted", "CreditRepaired", "CaseReferred", "ReferralAnswered", "ClueReferred", "ReviewTakenUp", "ReviewConcluded"}
	if b, passed := e.Body.(*domain.InstantPassed); passed { // what began after the file was closed runs all the same
		if base, _, _ := strings.Cut(b.Clock, "#"); slices.Contains(afterwards, base) {
			after = append(after, kind)
		}
	}
	if x.closed && !slices.Contains(after, kind) {
		bad("the file was closed")
	}
	who := []domain.PersonID{e.Actor}
	if e.For != "" {
		who = append(who, e.For)
	}
	for _, p := range who {
		if p == domain.System {
			continue
		}
		if x.recused[p] && kind != "CaseDiscussed" && kind != "ReferralAnswered" && kind != "ReviewTakenUp" && kind != "JoinedToCase" && kind != "PaperDiscussed" {
			bad("%s had to stay out of the matter", p)
		}
		if x.held[p] && slices.Contains(decides, kind) {
			bad("it was open whether %s must stay out", p)
		}
	}
	if e.Actor != domain.System {
		// what one does in another's place counts as done by both
		for _, p := range who {
			x.role(p, kind)
		}
	}
	switch b := e.Body.(type) {
	case *domain.ClueOpened:
		x.regime, x.track = b.Regime, b.Track
		x.are(b.Officers, asOfficer)
		if len(b.Officers) > 0 {
			w.licensedPair(kind, b.Officers, on)
		}
	case *domain.SplitCaseOpened:
		p := w.watching(b.From)
		x.regime, x.track, x.filedOn, x.days, x.spans = p.regime, p.track, p.filedOn, p.days, slices.Clone(p.spans)
		maps.Copy(x.public, p.public)
		for who, parts := range p.parts {
			for part := range parts {
				x.is(who, part)
			}
		}
		maps.Copy(x.recused, p.recused)
		maps.Copy(x.held, p.held)
	case *domain.OtherCaseJoined:
		p := w.watching(b.Case)
		for who, parts := range p.parts {
			for part := range parts {
				x.is(who, part)
			}
		}
		maps.Copy(x.recused, p.recused)
	case *domain.CaseAssigned:
		x.are(b.Officers, asOfficer)
		w.licensedPair(kind, b.Officers, on)
	case *domain.FilingProposed:
		x.are(b.Officers, asOfficer)
		w.licensedPair(kind, b.Officers, on)
	case *domain.CaseFiled:
		x.filedOn, x.days = on, 90
	case *domain.Reassigned:
		x.is(b.To, asOfficer)
	case *domain.OfficersChanged:
		x.is(b.In, asOfficer)
	case *domain.InterviewHeld:
		x.are(b.Officers, asOfficer)
		w.licensedPair(kind, b.Officers, domain.DateOf(b.StartedAt))
	case *domain.SiteVisited:
		x.are(b.Officers, asOfficer)
		w.licensedPair(kind, b.Officers, domain.DateOf(b.StartedAt))
	case *domain.SampleTaken:
		x.are(b.Officers, asOfficer)
		w.licensedPair(kind, b.Officers, domain.DateOf(b.StartedAt))
	case *domain.PreservationAsked:
		day := on
		if b.Urgent {
			day = domain.DateOf(b.TakenAt)
			x.keep(len(x.keeping)+1, day)
		} else {
			x.keeping[len(x.keeping)+1] = 0
		}
		w.licensedPair(kind, b.Officers, day)
	case *domain.PreservationApproved:
		if x.keeping[b.No] == 0 {
			x.keep(b.No, on)
		}
	case *domain.PreservationSettled:
		if on > x.keeping[b.No] {
			bad("the measure had lapsed on %s", x.keeping[b.No])
		}
	case *domain.AppraisalSent:
		x.exclude(fmt.Sprintf("appraisal %d", len(x.appraise)+1), on+1, on < x.decideDue())
		x.appraise = append(x.appraise, on)
	case *domain.AppraisalReturned:
		x.include(fmt.Sprintf("appraisal %d", b.No), on)
	case *domain.RecusalAsked:
		x.recusals = append(x.recusals, b.Person)
		x.held[b.Person] = true
	case *domain.RecusalDecided:
		p := x.recusals[b.No-1]
		delete(x.held, p)
		if slices.Contains(who, p) {
			bad("%s decides of himself", p)
		}
		if b.Granted {
			x.recused[p] = true
			x.is(b.Replacement, asOfficer)
		}
	case *domain.RecusalTold:
		switch b.State {
		case "asked":
			x.held[b.Person] = true
		case "granted":
			delete(x.held, b.Person)
			x.recused[b.Person] = true
		default:
			delete(x.held, b.Person)
		}
	case *domain.CaseExtended:
		x.days += b.Days
	case *domain.InquiryReported:
		x.are(b.Officers, asOfficer)
		w.licensedPair(kind, b.Officers, on)
		x.propose(b.Proposal)
	case *domain.ProposalAmended:
		if n := x.notice(); n != nil && !n.served.IsZero() && heavierThan(n.sanctions, b.Proposal.Sanctions) && (b.Why == "defence" || b.Why == "hearing" || len(b.Evidence) == 0) {
			bad("the proposal became heavier after the notice, for %s", b.Why)
		}
		x.propose(b.Proposal)
	case *domain.ReviewSubmitted:
		x.asked[b.Taken.Case] = e.Seq
		if b.Taken.Digest != x.digest {
			bad("what is reviewed is not what is proposed")
		}
	case *domain.ReviewConcluded:
		x.is(b.Reviewer, asReviewer)
		if b.Digest != x.digest && !x.closed {
			bad("the opinion is on something that is not proposed any more")
		}
		if b.Opinion == domain.ReviewPass {
			x.passes[b.Digest] = append(x.passes[b.Digest], x.asked[b.Case])
			if b.ReviewTaken.Kind == domain.ReviewLegality {
				x.legality[b.Digest] = append(x.legality[b.Digest], x.asked[b.Case])
			}
		}
	case *domain.ReviewTakenUp:
		x.is(b.Reviewer, asReviewer)
	case *domain.CaseDiscussed:
		if b.Subject == domain.ItemCase {
			x.are(b.Voters, asVoter)
			if b.Result == domain.ResolveAgree {
				x.agreed[b.Digest] = true
			}
			if b.Digest != x.digest {
				bad("what was discussed is not what is proposed")
			}
		}
		for _, v := range b.Voters {
			if x.recused[v] || x.held[v] {
				bad("%s voted who must stay out, or may have to", v)
			}
		}
	case *domain.NoticeIssued:
		n := &noticeSeen{doc: b.Document.ID, digest: b.Notice.Digest, outcome: b.Notice.Outcome, sanctions: b.Notice.Sanctions, violations: b.Notice.Violations, hearing: b.Notice.Hearing, views: b.Notice.Views, on: on}
		n.passed = len(x.passes[n.digest]) > 0 || x.agreed[n.digest]
		if n.digest != x.digest || !n.passed {
			bad("it tells what was not examined")
		}
		x.notices = append(x.notices, n)
	case *domain.PaperServed:
		if b.Method == domain.ServeNotice {
			x.byNotice = append(x.byNotice, b.Document)
			x.announces(b.Document, b.On)
			break
		}
		x.signed(b.Document, b.On)
		x.serves(b.Document, b.DeemedOn)
	case *domain.InstantPassed:
		base, no, _ := strings.Cut(b.Clock, "#")
		if x.ended[b.Clock] {
			bad("the clock %s had ended", b.Clock)
		}
		if base == "notice" && b.What == "expire" {
			i := 0
			if no != "" {
				fmt.Sscan(no, &i)
				i--
			}
			if i < len(x.byNotice) {
				x.serves(x.byNotice[i], b.Due)
			}
		}
	case *domain.DefenceRecorded:
		if n := x.notice(); n != nil {
			x.defences = append(x.defences, defenceSeen{notice: n.doc})
			n.defended = n.defended || b.Defence.On >= n.served
		} else {
			bad("nothing was told yet")
		}
	case *domain.DefenceAnswered:
		x.defences[b.Index].answered = true
	case *domain.Waived:
		n := x.notice()
		if n == nil || n.served.IsZero() || b.On < n.served {
			bad("nothing was told yet that could be waived")
			break
		}
		n.waivedDefence, n.waivedHearing = n.waivedDefence || b.Defence, n.waivedHearing || b.Hearing
	case *domain.HearingRequested:
		n := x.notice()
		if n == nil || n.served.IsZero() || !n.hearing {
			bad("no right to a hearing was told")
			break
		}
		h := &hearingSeen{told: n.doc, on: b.On, late: b.On.String() > dueAgain(partyDays(5), n.served, nil)}
		if h.late != b.Late {
			bad("asked for on %s, notice served on %s: late is %v", b.On, n.served, h.late)
		}
		if !h.late { // a letter in time is found beside one that was not
			for _, o := range x.hearings {
				o.superseded = o.late && !o.granted && !o.refused
			}
			x.exclude("hearing", b.On, b.On <= x.decideDue())
		}
		x.hearings = append(x.hearings, h)
		n.waivedHearing = false
	case *domain.HearingGranted:
		x.hearing().granted = true
		x.exclude("hearing", on, on <= x.decideDue())
	case *domain.HearingRefused:
		h := x.hearing()
		if h.refused = true; !h.late {
			bad("a request in time was refused")
		}
	case *domain.HostAppointed:
		x.is(b.Host, asHost)
		x.is(b.Recorder, asRecorder)
		x.are(b.Listeners, asRecorder)
	case *domain.HearingSet:
		h := x.hearing()
		h.at, h.notice, h.noticeServed = domain.DateOf(b.At), b.Notice.ID, 0
	case *domain.HearingAdjourned:
		h := x.hearing()
		h.at, h.notice, h.noticeServed = 0, "", 0
	case *domain.HearingWithdrawn:
		h := x.hearing()
		h.ended, h.endedSeq = "withdrawn", e.Seq
		x.include("hearing", b.On)
	case *domain.HearingDefaulted:
		h := x.hearing()
		if h.ended, h.endedSeq = "default", e.Seq; h.noticeServed.IsZero() || clearDays(h.noticeServed, h.at) < 7 {
			bad("the party was told on %s of a hearing on %s", h.noticeServed, h.at)
		}
		x.include("hearing", h.at)
	case *domain.HearingHeld:
		h := x.hearing()
		if h.ended, h.endedSeq = "held", e.Seq; h.noticeServed.IsZero() || clearDays(h.noticeServed, domain.DateOf(b.StartedAt)) < 7 {
			bad("the party was told on %s of a hearing on %s", h.noticeServed, h.at)
		}
		x.include("hearing", domain.DateOf(b.EndedAt))
		for _, o := range b.Officers {
			if !x.parts[o][asOfficer] {
				bad("%s put the case and is no officer of it", o)
			}
		}
	case *domain.HearingReported:
		h := x.hearing()
		if h.reported = true; h.ended != "held" {
			bad("a hearing was reported that was not held")
		}
		h.endedSeq = e.Seq
	case *domain.CaseReferred:
		x.told(b.Referred)
	case *domain.ReferralAnswered:
		x.told(b.Referred)
	case *domain.CaseDecided:
		x.decided(w, c, b, on, bad)
	case *domain.SpotDecided:
		x.regime, x.track = b.Regime, domain.TrackSimple
		x.decisions++
		x.decidedOn, x.decision = on, b.Decision.Document
		x.served[b.Decision.Document] = on
		x.are(b.Officers, asOfficer)
		w.licensedPair(kind, b.Officers, on)
		if b.Sanction.Kind != domain.SanctionWarning && (b.Sanction.Kind != domain.SanctionFine || b.Sanction.AmountFen > 3_000_00 || b.Natural && b.Sanction.AmountFen > 200_00) {
			bad("that is too much for the spot: %+v", b.Sanction)
		}
		w.tally.verdicts["spot"]++
	case *domain.CaseConcluded:
		if x.decisions > 0 && on < x.decidedOn {
			bad("concluded before it was decided")
		}
		w.tally.verdicts["concluded: "+b.Ground]++
	case *domain.CaseArchived:
		w.tally.verdicts["archived"]++
	case *domain.ReferralApproved:
		r := c.Referral
		if (r.To == domain.ToPolice || r.To == domain.ToDiscipline) && !w.people[e.Actor].Holds(domain.RoleHead, "g", on) && e.For == "" {
			bad("only the head approves that")
		}
		if slices.Contains(c.Officers, e.Actor) {
			bad("an officer of it approved it")
		}
	case *domain.ReviewAsked:
		x.owner = b.Parent
		p := w.watching(b.Parent)
		maps.Copy(x.recused, p.recused)
		maps.Copy(x.held, p.held)
	case *domain.ReviewAccepted:
		if x.owner != "" && !w.people[e.Actor].Qualified(on) {
			bad("a reviewer without the qualification")
		}
	case *domain.OpinionGiven:
		if x.owner != "" && w.watching(x.owner).digest != b.Digest {
			bad("the opinion is on something that is not proposed")
		}
	case *domain.MeetingClosed:
		m := c.Meeting
		for _, p := range m.Minutes.Present {
			if !slices.ContainsFunc(m.Signed, func(s domain.MinuteSignature) bool { return s.Person == p }) {
				bad("%s has not signed", p)
			}
		}
		for _, it := range m.Minutes.Items {
			if n := len(it.Opinions); n > 0 && slices.ContainsFunc(it.Opinions, func(o domain.MemberOpinion) bool { return o.Person == "gu" }) && it.Opinions[n-1].Person != "gu" {
				bad("the head did not speak last")
			}
		}
	}
	for i, pair := range apart {
		for p, parts := range x.parts {
			a := slices.IndexFunc(pair[0], func(s string) bool { return parts[s] })
			b := slices.IndexFunc(pair[1], func(s string) bool { return parts[s] })
			if a >= 0 && b >= 0 {
				bad("%s is %s and %s in one matter (rule %d)", p, pair[0][a], pair[1][b], i)
			}
		}
	}
	if !c.Open() {
		x.closed = true
	}
}

// role is what the doer of an event is by it.
func (x *watch) role(p domain.PersonID, kind string) {
	switch kind {
	case "FilingProposed", "InquiryReported", "ProposalAmended", "ReviewSubmitted", "NoticeIssued", "DecisionAsked":
		x.is(p, asDrafter)
	case "InterviewHeld", "SiteVisited", "SampleTaken", "SpotDecided":
		x.is(p, asOfficer)
	case "CaseFiled", "FilingRefused", "CaseMoved", "PreservationApproved", "CaseExtended", "InquirySuspended", "InquiryTerminated", "Dissolved", "CaseConcluded", "HearingGranted", "HearingRefused", "PreservationRefused", "PreservationSettled", "HostAppointed":
		x.is(p, asApprover)
	case "CaseDecided":
		x.is(p, asDecider)
	case "CaseArchived":
		x.is(p, asArchivist)
	case "PaymentRecorded", "CashHandedIn", "CashBanked", "Refunded":
		x.is(p, asCashier)
	}
}

func (x *watch) propose(p domain.Proposal) {
	x.proposal, x.digest, x.proposed = p, p.Digest(), true
}

func (x *watch) notice() *noticeSeen {
	if n := len(x.notices); n > 0 {
		return x.notices[n-1]
	}
	return nil
}

func (x *watch) hearing() *hearingSeen {
	if n := len(x.hearings); n > 0 {
		return x.hearings[n-1]
	}
	return &hearingSeen{}
}

// serves notes the day a paper counts as served: an earlier signature wins over the end of a public notice.
func (x *watch) serves(doc domain.DocumentID, on domain.Date) {
	if was, ok := x.served[doc]; ok && was < on {
		return
	}
	x.served[doc] = on
	for _, n := range x.notices {
		if n.doc == doc {
			n.served = on
		}
	}
	for _, h := range x.hearings {
		if h.notice == doc && doc != "" {
			h.noticeServed = on
		}
	}
}

func (x *watch) keep(no int, on domain.Date) {
	t := domain.Term{N: 7, Unit: domain.WorkingDays, Binds: domain.BindsAgency}
	if x.track == domain.TrackBan && on >= domain.NewDate(2025, 5, 1) {
		t.Unit = domain.CalendarDays
	}
	x.keeping[no] = day(dueAgain(t, on, nil))
}

func (x *watch) told(r domain.Referred) {
	was := x.answered[r.Case]
	x.answered[r.Case] = r.Status
	if r.To != domain.ToPolice {
		return
	}
	if r.Status == "accepted" && was != "accepted" {
		x.police++
	} else if r.Status != "accepted" && was == "accepted" {
		x.police--
	}
}

// --- the days to decide

func (x *watch) social() bool { return x.regime == domain.RegimeSocialOrg }

// exclude leaves days out from a day on, in the regime that knows that, while the time has not run out.
func (x *watch) exclude(what string, from domain.Date, inTime bool) {
	if _, is := x.open[what]; is || !x.social() || !inTime || x.decisions > 0 || x.filedOn.IsZero() {
		return
	}
	x.open[what] = from
}

func (x *watch) include(what string, last domain.Date) {
	from, is := x.open[what]
	if !is {
		return
	}
	delete(x.open, what)
	if last >= from {
		x.spans = append(x.spans, domain.Span{From: from, Until: last})
	}
}

// announces leaves the days of a public notice out (68号令 31: 公告), signed lets them count again from the signature on.
func (x *watch) announces(doc domain.DocumentID, on domain.Date) {
	if !x.social() || x.decisions > 0 || x.filedOn.IsZero() || on+1 > x.decideDue() {
		return
	}
	x.public[doc] = domain.Span{From: on + 1, Until: day(dueAgain(domain.Term{N: 30, Unit: domain.CalendarDays, Binds: domain.BindsAgency}, on, nil))}
}

func (x *watch) signed(doc domain.DocumentID, on domain.Date) {
	s, is := x.public[doc]
	if !is || x.decisions > 0 {
		return
	}
	if s.Until = min(s.Until, on); s.Until < s.From {
		delete(x.public, doc)
		return
	}
	x.public[doc] = s
}

// never is a day that does not come.
var never = domain.NewDate(9999, 1, 1)

// decideDue is the last day to decide, counted again; far away while something without an end stops it.
func (x *watch) decideDue() domain.Date {
	if x.filedOn.IsZero() || x.track == domain.TrackBan {
		return never
	}
	spans := slices.Clone(x.spans)
	for _, doc := range slices.Sorted(maps.Keys(x.public)) {
		spans = append(spans, x.public[doc])
	}
	due := day(dueAgain(domain.Term{N: x.days, Unit: domain.CalendarDays, Binds: domain.BindsAgency}, x.filedOn, spans))
	for _, from := range x.open {
		if from <= due { // it stands still; what began after the last day stops nothing
			return never
		}
	}
	return due
}

// heavierThan reports that the second is heavier than the first in any kind, person by person.
func heavierThan(was, is []domain.Sanction) bool {
	sum := func(ss []domain.Sanction) map[string][2]int64 {
		m := map[string][2]int64{}
		for _, s := range ss {
			k := string(s.Kind) + "/" + s.Person
			m[k] = [2]int64{m[k][0] + s.AmountFen, m[k][1] + int64(s.Months)}
		}
		return m
	}
	before := sum(was)
	for k, n := range sum(is) {
		if b, ok := before[k]; !ok || n[0] > b[0] || n[1] > b[1] {
			return true
		}
	}
	return false
}

// decided is the heart: what the law wants before a decision.
func (x *watch) decided(w *town, c *domain.Case, b *domain.CaseDecided, on domain.Date, bad func(string, ...any)) {
	if x.decisions++; x.decisions > 1 {
		bad("it was decided before")
	}
	x.decidedOn, x.decision = on, b.Decision.Document
	p, d := x.proposal, x.digest
	w.tally.verdicts[string(p.Outcome)]++
	if !x.proposed || b.Decision.Digest != d || b.Decision.Verdict != p.Outcome {
		bad("what is decided is not what is proposed")
	}
	if x.police > 0 {
		bad("the police have the matter")
	}
	if len(x.held) > 0 {
		bad("it is open whether somebody must stay out: %v", slices.Sorted(maps.Keys(x.held)))
	}
	if due := x.decideDue(); on > due && strings.TrimSpace(b.Late) == "" {
		bad("late without a reason, due %s", due)
	}
	lastHearing, held := 0, false
	for _, h := range x.hearings {
		if h.ended == "held" {
			held, lastHearing = true, max(lastHearing, h.endedSeq)
		}
	}
	punishes := p.Outcome == domain.VerdictPenalty || p.Outcome == domain.VerdictBan
	n := x.notice()
	if punishes {
		switch {
		case n == nil || n.served.IsZero() || n.served > on || n.on > n.served:
			bad("nothing was told before: %+v", n)
			return
		case !n.passed:
			bad("what was told had not been examined")
		case heavierThan(n.sanctions, p.Sanctions):
			bad("heavier than what was told: %+v, told %+v", p.Sanctions, n.sanctions)
		case p.Outcome == domain.VerdictBan && n.outcome != domain.VerdictBan:
			bad("a ban that was not told")
		}
		for _, a := range p.Allegations {
			if !slices.Contains(n.violations, a.Violation) {
				bad("%s was not told", a.Violation)
			}
		}
		over := on.String() > dueAgain(partyDays(5), n.served, nil) && !n.views
		if !over && !n.waivedDefence && !n.defended {
			bad("the days for a defence were not over (served %s)", n.served)
		}
		for _, f := range x.defences {
			if !f.answered {
				bad("a defence is unanswered")
			}
		}
		if n.hearing {
			asked := false
			for _, h := range x.hearings {
				if h.told == n.doc && h.late && !h.granted && !h.refused && !h.superseded {
					bad("a late request for a hearing of %s is not answered", h.on)
				}
				if h.told != n.doc || h.late && !h.granted {
					continue
				}
				asked = true
				if h.ended == "" || h.ended == "held" && !h.reported {
					bad("a hearing was asked for on %s and not held and reported", h.on)
				}
			}
			if !asked && !n.waivedHearing && on.String() <= dueAgain(partyDays(5), n.served, nil) {
				bad("the days to ask for a hearing were not over (served %s)", n.served)
			}
			w.tally.verdicts["with a hearing right"]++
		}
		if held {
			w.tally.verdicts["after a hearing"]++
		}
	} else if len(x.passes[d]) == 0 && !x.agreed[d] && (n == nil || n.served.IsZero()) {
		bad("nobody has examined it")
	}
	if p.Outcome == domain.VerdictTransfer && len(x.answered) == 0 {
		bad("a transfer without a referral")
	}
	passed := len(x.passes[d]) > 0
	if held { // only a legality review that was asked for after the hearing counts
		passed = slices.ContainsFunc(x.legality[d], func(seq int) bool { return seq > lastHearing })
	}
	if why := x.mustReview(n, held, on); why != "" && !passed {
		bad("no legality review passed it (%s)", why)
	} else if why != "" {
		w.tally.verdicts["with a review"]++
	}
	if why := x.mustDiscuss(n, held); why != "" && !x.agreed[d] {
		bad("the leaders did not agree to it (%s)", why)
	} else if why != "" {
		w.tally.verdicts["after a discussion"]++
	}
	if c.Party == nil || w.parties[c.Party.ID].Address == "" && punishes {
		bad("the paper says no address")
	}
}

var grave = []domain.SanctionKind{domain.SanctionRevoke, domain.SanctionCancel, domain.SanctionStop}

// mustReview says why the legality review is compulsory, as far as a plain reading tells (行政处罚法 58 and the bureau's list).
func (x *watch) mustReview(n *noticeSeen, held bool, on domain.Date) string {
	p := x.proposal
	switch {
	case held:
		return "a hearing was held"
	case p.PublicInterest:
		return "public interest"
	case p.Complex:
		return "complex"
	case p.Outcome == domain.VerdictBan && on >= domain.NewDate(2025, 5, 1):
		return "a ban"
	}
	for _, s := range p.Sanctions {
		if slices.Contains(grave, s.Kind) {
			return string(s.Kind)
		}
	}
	if p.Outcome != domain.VerdictPenalty && p.Outcome != domain.VerdictBan { // what imposes nothing rests on no assessment
		return ""
	}
	for _, a := range p.Assessments {
		until := a.To
		if until.IsZero() {
			until = on
		}
		then, was := lawOfSanctions().Violations.At(a.Violation, until)
		now, is := lawOfSanctions().Violations.At(a.Violation, on)
		switch {
		case was && (!is || then.ValidFrom != now.ValidFrom):
			return "the law has changed since the conduct"
		case was && strings.HasPrefix(then.Law, "《行政处罚法》"):
			return "no sanction of its own"
		case a.Departure != "":
			return "a departure from the benchmark"
		}
	}
	if n != nil && n.hearing && n.digest == x.digest {
		return "a right to a hearing"
	}
	return ""
}

func (x *watch) mustDiscuss(n *noticeSeen, held bool) string {
	p := x.proposal
	switch {
	case held:
		return "a hearing was held"
	case p.PublicInterest:
		return "public interest"
	case p.Complex:
		return "complex"
	case p.Outcome == domain.VerdictTransfer:
		return "a transfer"
	case n != nil && n.hearing && n.digest == x.digest:
		return "a right to a hearing"
	}
	for _, s := range p.Sanctions {
		if slices.Contains(grave, s.Kind) {
			return string(s.Kind)
		}
	}
	return ""
}

// --- where the files stand, after every act

// afterwards are clocks and tasks that may begin on a closed file: what a remedy, a refund or a repair of credit sets going.
var afterwards = []string{"withdraw", "sue", "review", "court_window", "self_correct", "accept_repair", "repair", "bank_in", "hand_in", "conclude"}

// standing looks at a file after an act.
func (w *town) standing(c *domain.Case) {
	if c.Seq == 0 || w.bad != nil {
		return
	}
	x := w.watching(c.ID)
	for i := range c.Clocks {
		k := &c.Clocks[i]
		base, _, _ := strings.Cut(k.ID, "#")
		if x.ended[k.ID] && !k.Ended() {
			last := w.log[c.ID][len(w.log[c.ID])-1].kind
			if last != "PaymentCancelled" {
				w.fail("%s: the clock %s had ended and runs again after %s", c.ID, k.ID, last)
			}
			delete(x.ended, k.ID)
		}
		if k.Ended() {
			x.ended[k.ID] = true
			continue
		}
		if k.Term.Unit != domain.Hours && len(k.Extensions) == 0 && !slices.ContainsFunc(slices.Concat(k.Suspensions, k.Exclusions), func(s domain.Span) bool { return s.Until.IsZero() }) {
			if again := dueAgain(k.Term, k.From, slices.Concat(k.Suspensions, k.Exclusions)); k.Due.String() != again {
				w.fail("%s: %s is due on %s, counted again on %s: %+v", c.ID, k.ID, k.Due, again, k)
			}
		}
		if base == "decide" && c.Penalty != nil {
			want := x.decideDue()
			if want == never {
				want = 0
			}
			if k.Due != want {
				w.fail("%s: the last day to decide is %s, by the facts %s (filed %s, %d days, %v, open %v): %+v", c.ID, k.Due, want, x.filedOn, x.days, x.spans, x.open, k)
			}
		}
		if !c.Open() && !slices.Contains(afterwards, base) {
			w.fail("%s is closed and its clock %s runs", c.ID, k.ID)
		}
	}
	for _, t := range c.Tasks {
		base, _, _ := strings.Cut(t.ID, "#")
		if t.DoneAt.IsZero() && !c.Open() && t.Kind != "look" && !slices.Contains(afterwards, base) && !slices.Contains([]string{"refund", "approve_refund", "remedy", "forward_review", "dispose"}, base) {
			w.fail("%s is closed and its task %s is open", c.ID, t.ID)
		}
	}
	if c.Penalty != nil {
		w.balanced(c)
		w.alive(c)
	}
}

// balanced adds the ledger up by itself.
func (w *town) balanced(c *domain.Case) {
	sum := map[string]int64{}
	for i, e := range c.Penalty.Ledger {
		if e.No != i+1 || e.Fen <= 0 || e.Debit == e.Credit || e.Debit == "" || e.Credit == "" {
			w.fail("%s: entry %d of the ledger is no entry: %+v", c.ID, i+1, e)
		}
		sum[e.Debit] += e.Fen
		sum[e.Credit] -= e.Fen
	}
	if held := sum["bank"] + sum["cash"] + sum["office"]; -sum["refundable"] > held {
		w.fail("%s: %d are to be paid back of %d that came in: %+v", c.ID, -sum["refundable"], held, c.Penalty.Ledger)
	}
	for a, n := range sum {
		if (strings.HasPrefix(a, "owed.") || slices.Contains([]string{"bank", "cash", "office"}, a)) && n < 0 || a == "refundable" && n > 0 {
			w.fail("%s: %s stands at %d: %+v", c.ID, a, n, c.Penalty.Ledger)
		}
	}
}

// alive wants that an open case can go on: somebody owes something, or time will do something to it.
func (w *town) alive(c *domain.Case) {
	if !c.Open() {
		return
	}
	for _, t := range c.Tasks {
		if t.DoneAt.IsZero() && t.Kind != "look" {
			return
		}
	}
	if c.Stage == domain.PenWithPolice { // its referral goes on
		for _, r := range c.Penalty.Refers {
			if f := w.files[r.Case]; r.To == domain.ToPolice && f != nil && f.Open() {
				return
			}
		}
	}
	if c.Stage == domain.PenExamining || c.Stage == domain.PenReviewing { // its review goes on
		for _, r := range c.Penalty.Reviews {
			if f := w.files[r.Case]; f != nil && f.Open() {
				return
			}
		}
	}
	var running []string
	for i := range c.Clocks {
		k := &c.Clocks[i]
		if k.Ended() {
			continue
		}
		running = append(running, k.ID)
		if base, _, _ := strings.Cut(k.ID, "#"); slices.Contains([]string{"notice", "defence", "request", "pay", "part", "demand", "object", "review", "sue"}, base) {
			return
		}
	}
	w.fail("%s stands at %s and nobody owes anything; clocks %v", c.ID, c.Stage, running)
}

// ended looks at a file when the walk is over.
func (w *town) ended(c *domain.Case) {
	if p := c.Penalty; p != nil {
		x := w.watching(c.ID)
		days := []struct {
			what string
			on   domain.Date
		}{{"received", p.ReceivedOn}}
		add := func(what string, on domain.Date) {
			if !on.IsZero() {
				days = append(days, struct {
					what string
					on   domain.Date
				}{what, on})
			}
		}
		if p.Filing != nil {
			add("proposed", p.Filing.ProposedOn)
			add("filed", p.Filing.On)
		}
		if n := x.notice(); n != nil && x.decisions > 0 && p.Decision.Verdict == domain.VerdictPenalty {
			add("told", n.on)
			add("told and served", n.served)
		}
		if p.Decision != nil {
			add("decided", p.Decision.On)
			add("decision served", p.Decision.ServedOn)
		}
		if p.Closing != nil {
			add("concluded", p.Closing.On)
		}
		if p.Archive != nil {
			add("archived", p.Archive.On)
		}
		for i := 1; i < len(days); i++ {
			if days[i].on < days[i-1].on {
				w.fail("%s: %s on %s before %s on %s", c.ID, days[i].what, days[i].on, days[i-1].what, days[i-1].on)
			}
		}
	}
	var last time.Time
	for _, e := range w.log[c.ID] {
		if e.Actor == domain.System {
			continue
		}
		if e.OccurredAt.Before(last) {
			w.fail("%s: event %d lies before the one ahead of it", c.ID, e.Seq)
		}
		last = e.OccurredAt
	}
}
