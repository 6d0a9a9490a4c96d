package domain_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"yifa/domain"
)

// desk is a bureau in memory: files, people, and the one door through which acts go, with the events read back as the store
// would read them.
type desk struct {
	t      *testing.T
	now    time.Time
	people map[domain.PersonID]domain.Person
	files  map[domain.CaseID]*domain.Case
	blobs  map[domain.Blob]domain.File
	serial int
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, now: time.Date(2026, 7, 6, 9, 0, 0, 0, domain.Shanghai), people: map[domain.PersonID]domain.Person{}, files: map[domain.CaseID]*domain.Case{},
		blobs: map[domain.Blob]domain.File{}}
	for id, roles := range map[domain.PersonID][]domain.Role{"o1": {domain.RoleOfficer}, "o2": {domain.RoleOfficer}, "o3": {domain.RoleOfficer}, "s": {domain.RoleSection},
		"r1": {domain.RoleReviewer}, "r2": {domain.RoleReviewer}, "r3": {domain.RoleReviewer}, "l1": {domain.RoleLeader}, "l2": {domain.RoleLeader},
		"h": {domain.RoleHead}, "host": {domain.RoleHost, domain.RoleReviewer}, "adm": {domain.RoleAdmin}} {
		p := domain.Person{ID: id, Login: string(id), Name: string(id), Agency: "g", Section: "股"}
		for _, r := range roles {
			p.Grants = append(p.Grants, domain.GrantHeld{Role: r, Agency: "g", From: day("2020-01-01")})
		}
		if id != "r3" {
			p.LegalQualification = &domain.LegalQualification{Number: "A1", On: day("2019-03-01")}
		}
		p.Certificates = []domain.Certificate{{Number: "1", Issuer: "x", From: day("2020-01-01"), Until: day("2030-01-01")}}
		d.people[id] = p
	}
	for _, b := range []domain.Blob{"draft1", "draft2", "bases", "comments", "departments", "other", "scan"} {
		d.blobs[b] = domain.File{Hash: b, Name: string(b) + ".pdf", Type: "application/pdf", Size: 1}
	}
	return d
}

func (d *desk) at(s string) {
	d.t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, domain.Shanghai)
	if err != nil {
		d.t.Fatal(err)
	}
	d.now = at
}

func (d *desk) apply(c *domain.Case, actor domain.PersonID, at time.Time, bodies ...domain.Body) {
	d.t.Helper()
	for _, b := range bodies {
		data, err := json.Marshal(b)
		if err != nil {
			d.t.Fatal(err)
		}
		back, err := domain.ReadBody(b.Kind(), data)
		if err != nil {
			d.t.Fatal(err)
		}
		if err := c.Apply(domain.Event{Case: c.ID, Seq: c.Seq + 1, Actor: actor, OccurredAt: at, RecordedAt: d.now, Body: back}); err != nil {
			d.t.Fatal(err)
		}
	}
}

func (d *desk) pass(c *domain.Case) {
	d.t.Helper()
	for {
		at, b, more, err := c.NextPassed(d.now, official(), book())
		if err != nil {
			d.t.Fatal(err)
		}
		if !more {
			return
		}
		d.apply(c, domain.System, at, b)
	}
}

// try asks for an act; what it opens and tells is done, as in the store.
func (d *desk) try(actor domain.PersonID, id domain.CaseID, cmd domain.Command) error {
	d.t.Helper()
	c := d.files[id]
	if c == nil {
		c = &domain.Case{ID: id}
	}
	f := &domain.Facts{At: d.now, Now: d.now, Actor: actor, RecordedBy: actor, Agency: domain.Agency{ID: "g", Name: "民政局", Short: "云民", Sections: []string{"股"}}, Calendar: official(), Rules: book(),
		Norms: norms(), People: d.people, Parties: map[domain.PartyID]domain.Party{}, Blobs: d.blobs, Others: map[domain.CaseID]*domain.Case{},
		Numbers: map[string]domain.Number{}, References: map[string][]domain.Number{}}
	d.pass(c)
	spec, _ := domain.SpecOf(cmd.Act())
	if err := domain.Guard(spec, c, f); err != nil {
		return err
	}
	n := domain.NeedsOf(cmd, c)
	for _, o := range n.Others {
		if x := d.files[o]; x != nil {
			d.pass(x)
			f.Others[o] = x
		}
	}
	number := func(typ string) domain.Number {
		d.serial++
		return domain.Number{Type: typ, Year: d.now.Year(), Serial: d.serial, Text: f.Agency.Number(typ, d.now.Year(), d.serial)}
	}
	for _, typ := range n.Numbers {
		f.Numbers[typ] = number(typ)
	}
	for typ, k := range n.Openings {
		for range k {
			f.References[typ] = append(f.References[typ], number(typ))
		}
	}
	out, err := cmd.Decide(c, f)
	if err != nil {
		if domain.CodeOf(err) == "" {
			d.t.Fatalf("%s: a fault: %v", cmd.Act(), err)
		}
		return err
	}
	d.apply(c, actor, d.now, out.Events...)
	d.files[id] = c
	for _, o := range out.Opens {
		child := &domain.Case{ID: o.ID}
		d.apply(child, actor, d.now, o.Events...)
		d.files[o.ID] = child
	}
	for _, tell := range out.Tells {
		d.apply(f.Others[tell.To], actor, d.now, tell.Events...)
	}
	d.now = d.now.Add(time.Minute)
	return nil
}

func (d *desk) do(actor domain.PersonID, id domain.CaseID, cmd domain.Command) {
	d.t.Helper()
	if err := d.try(actor, id, cmd); err != nil {
		d.t.Fatalf("%s by %s: %v", cmd.Act(), actor, err)
	}
}

func (d *desk) refused(code domain.Code, actor domain.PersonID, id domain.CaseID, cmd domain.Command) {
	d.t.Helper()
	if err := d.try(actor, id, cmd); domain.CodeOf(err) != code {
		d.t.Errorf("%s by %s: got %v, want refusal %q", cmd.Act(), actor, err, code)
	}
}

func (d *desk) stands(id domain.CaseID, stage domain.Stage) {
	d.t.Helper()
	if got := d.files[id].Stage; got != stage {
		d.t.Fatalf("%s stands at %s, want %s", id, got, stage)
	}
}

func (d *desk) owes(id domain.CaseID, kind string) *domain.Task {
	for i := range d.files[id].Tasks {
		if t := &d.files[id].Tasks[i]; t.Kind == kind && t.DoneAt.IsZero() {
			return t
		}
	}
	return nil
}

func intended(facts string) domain.Proposal {
	return domain.Proposal{Outcome: domain.VerdictNone, Allegations: []domain.Allegation{{Violation: "FN-03", From: day("2025-05-01"), To: day("2025-06-01"), Fact: "超标准"}}, Facts: facts, Reasons: "轻微并及时改正"}
}

// penalty puts a case on the desk that has been reported and waits to be handed in.
func (d *desk) penalty(id domain.CaseID, rule string) *domain.Case {
	d.t.Helper()
	p := intended("事实一")
	c := &domain.Case{ID: id, Procedure: domain.ProcPenalty, Agency: "g", Reference: "云民罚案〔2026〕" + string(id) + "号", Title: "案件", Stage: domain.PenReported, Handler: "o1",
		Officers: []domain.PersonID{"o1", "o2"}, Section: "股", Seq: 9, OpenedOn: day("2026-06-01"), Party: &domain.PartyRef{ID: "p", Name: "某殡仪服务部"},
		Parts:    []domain.PartTaken{{Person: "o1", Part: domain.PartOfficer}, {Person: "o2", Part: domain.PartOfficer}, {Person: "l1", Part: domain.PartApprover}},
		Evidence: []domain.Evidence{{Title: "照片"}},
		Penalty: &domain.Penalty{Track: domain.TrackGeneral, Regime: domain.RegimeSocialOrg, Round: 1, Proposal: &p,
			Report: &domain.InquiryReport{Document: domain.DocumentID(id + "-d1"), Nature: "超标准建墓"}}}
	c.Clocks = []domain.Clock{domain.StartClock(official(), rule2(d.t, rule), "decide", day("2026-07-01"))}
	d.files[id] = c
	return c
}

func rule2(t *testing.T, id string) domain.Rule { return rule(t, id, "2026-07-01") }

// points are an opinion on every point of the checklist; those named are found wanting.
func points(c *domain.Case, wanting ...string) []domain.ReviewPoint {
	var out []domain.ReviewPoint
	for _, p := range c.Legality.Points {
		x := domain.ReviewPoint{Item: p.Key, OK: !slices.Contains(wanting, p.Key)}
		if !x.OK {
			x.Comment = "不符合"
		}
		out = append(out, x)
	}
	return out
}

func (d *desk) conclude(o domain.ReviewOpinion, id domain.CaseID, wanting ...string) *domain.ConcludeReview {
	return &domain.ConcludeReview{Opinion: o, Text: "审核意见", Points: points(d.files[id], wanting...)}
}

// TestAPassedReviewComesBackToItsCase walks the review of a case from submission to opinion, with its clock.
func TestAPassedReviewComesBackToItsCase(t *testing.T) {
	d := newDesk(t)
	d.penalty("k", "PEN-4.01")
	d.do("o1", "k", &domain.SubmitReview{Note: "送审"})
	d.stands("k", domain.PenExamining)
	v := d.files["k-v1"]
	if v == nil || v.Procedure != domain.ProcLegality || v.Parent != "k" || v.Stage != domain.LegSubmitted || v.Party.Name != "某殡仪服务部" {
		t.Fatalf("the review was not opened: %+v", v)
	}
	if v.Legality.Digest != d.files["k"].Penalty.Proposal.Digest() || len(v.Legality.Points) != 9 || v.DocumentOf("L-1") == nil {
		t.Errorf("what is reviewed is not bound, or its checklist is wrong: %+v", v.Legality)
	}
	if got := v.Took("o2"); !slices.Contains(got, domain.PartOfficer) || !slices.Contains(got, domain.PartDrafter) {
		t.Errorf("the officers count as drafters: %v", got)
	}
	if d.owes("k-v1", "legality.accept") == nil {
		t.Error("nobody is asked to accept")
	}

	d.do("r1", "k-v1", &domain.AcceptReview{})
	d.stands("k-v1", domain.LegReviewing)
	if k := v.Clock("review"); k.Rule != "LEG-01" || k.Due != day("2026-07-13") {
		t.Errorf("5 working days from 6 July are %v by %s, want 13 July by LEG-01", k.Due, k.Rule)
	}
	if x := d.owes("k-v1", "legality.conclude"); x == nil || x.Person != "r1" || x.Due != day("2026-07-13") {
		t.Errorf("the reviewer owes %+v", x)
	}
	if !slices.Contains(d.files["k"].Took("r1"), domain.PartReviewer) || d.files["k"].Penalty.Reviews[0].Reviewer != "r1" {
		t.Error("the case does not know who reviews it")
	}

	d.refused("invalid_input", "r1", "k-v1", &domain.ConcludeReview{Opinion: domain.ReviewPass, Text: "同意", Points: points(v)[:8]}) // a point left out
	d.refused("invalid_input", "r1", "k-v1", d.conclude(domain.ReviewPass, "k-v1", "facts"))                                        // passes, but the facts do not
	d.refused("invalid_input", "r1", "k-v1", d.conclude(domain.ReviewReject, "k-v1"))                                               // rejects, and says not why
	d.refused("invalid_input", "r1", "k-v1", d.conclude(domain.ReviewCriminal, "k-v1", "facts"))                                    // a crime that nobody found
	d.refused("invalid_input", "r1", "k-v1", d.conclude(domain.ReviewLawful, "k-v1"))                                               // the opinion of another object
	d.do("r1", "k-v1", d.conclude(domain.ReviewPass, "k-v1"))
	d.stands("k-v1", domain.LegConcluded)
	d.stands("k", domain.PenExamined)
	if doc := v.DocumentOf("P-6"); doc == nil || doc.Number == "" || doc.Title != "案件审核意见书" {
		t.Errorf("the opinion was not issued: %+v", doc)
	}
	if r := d.files["k"].Penalty.Reviews[0]; r.Opinion != domain.ReviewPass || len(r.Points) != 9 || r.On != day("2026-07-06") {
		t.Errorf("the case holds %+v", r)
	}
	if k := v.Clock("review"); k.MetOn.IsZero() {
		t.Error("the clock was not met")
	}
}

// TestAReviewerIsFreeInEveryWay tries to review a case as everybody who must not, when accepting, when concluding, and when
// it is handed over (行政处罚法 58; penalty.md §7).
func TestAReviewerIsFreeInEveryWay(t *testing.T) {
	parts := []domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartHost, domain.PartRecorder, domain.PartDecider, domain.PartApprover, domain.PartTaskForce,
		domain.PartDiscussant, domain.PartRecused}
	asked := func(t *testing.T) (*desk, *domain.Case) {
		d := newDesk(t)
		c := d.penalty("k", "PEN-4.01")
		d.do("o1", "k", &domain.SubmitReview{})
		return d, c
	}
	for _, p := range parts {
		t.Run("who was "+string(p)+" of the case", func(t *testing.T) {
			d, c := asked(t)
			c.Parts = append(c.Parts, domain.PartTaken{Person: "r1", Part: p, Seq: 5}) // in the case alone: the child was opened before
			d.refused("separation_of_duties", "r1", "k-v1", &domain.AcceptReview{})
			d.refused("separation_of_duties", "r1", "k-v1", &domain.ReturnReview{Items: []string{"证据"}, Reason: "不齐"})
			d.do("r2", "k-v1", &domain.AcceptReview{})
			d.refused("separation_of_duties", "l2", "k-v1", &domain.ReassignReview{To: "r1", Reason: "请假"})
			c.Parts = append(c.Parts, domain.PartTaken{Person: "r2", Part: p, Seq: 6}) // taken between accepting and concluding
			d.refused("separation_of_duties", "r2", "k-v1", d.conclude(domain.ReviewPass, "k-v1"))
		})
	}
	t.Run("who was it before the review was asked for", func(t *testing.T) {
		d := newDesk(t)
		c := d.penalty("k", "PEN-4.01")
		c.Parts = append(c.Parts, domain.PartTaken{Person: "host", Part: domain.PartHost, Seq: 5})
		d.do("o1", "k", &domain.SubmitReview{})
		if !slices.Contains(d.files["k-v1"].Took("host"), domain.PartHost) {
			t.Fatal("the parts were not taken along, so the policy cannot bar")
		}
		d.refused("separation_of_duties", "host", "k-v1", &domain.AcceptReview{})
	})
	t.Run("an officer of the case who was made reviewer since", func(t *testing.T) {
		d, _ := asked(t)
		p := d.people["o2"]
		p.Grants = append(p.Grants, domain.GrantHeld{Role: domain.RoleReviewer, Agency: "g", From: day("2026-07-01")})
		d.people["o2"] = p
		d.refused("separation_of_duties", "o2", "k-v1", &domain.AcceptReview{})
	})
	t.Run("nobody without the office on the day", func(t *testing.T) {
		d, _ := asked(t)
		for _, who := range []domain.PersonID{"o3", "s", "l2", "h", "adm"} {
			d.refused("not_a_reviewer", who, "k-v1", &domain.AcceptReview{})
		}
		p := d.people["r1"]
		p.Grants = []domain.GrantHeld{{Role: domain.RoleReviewer, Agency: "g", From: day("2020-01-01"), Until: day("2026-07-05")}}
		d.people["r1"] = p
		d.refused("not_a_reviewer", "r1", "k-v1", &domain.AcceptReview{})
		d.do("r2", "k-v1", &domain.AcceptReview{})
		p = d.people["r2"]
		p.LeftOn = day("2026-07-06")
		d.people["r2"] = p
		d.at("2026-07-07 09:00")
		d.refused("not_a_reviewer", "r2", "k-v1", d.conclude(domain.ReviewPass, "k-v1"))
	})
	t.Run("a first review needs the qualification, on that day", func(t *testing.T) {
		d, _ := asked(t)
		d.refused("not_qualified", "r3", "k-v1", &domain.AcceptReview{})
		p := d.people["r3"]
		p.LegalQualification = &domain.LegalQualification{Number: "B", On: day("2026-07-07")}
		d.people["r3"] = p
		d.refused("not_qualified", "r3", "k-v1", &domain.AcceptReview{})
		p.LegalQualification = &domain.LegalQualification{Reviewing: day("2016-01-01")}
		d.people["r3"] = p
		d.do("r3", "k-v1", &domain.AcceptReview{})
	})
	t.Run("nobody while it is asked that the person stay out", func(t *testing.T) {
		d, c := asked(t)
		d.do("r1", "k-v1", &domain.AcceptReview{})
		c.Penalty.Recusals = []domain.Recusal{{No: 1, Person: "r1", Part: domain.PartReviewer, AskedOn: day("2026-07-06")}}
		d.refused("recusal_open", "r1", "k-v1", d.conclude(domain.ReviewPass, "k-v1"))
		c.Penalty.Recusals[0].DecidedOn = day("2026-07-06")
		d.do("r1", "k-v1", d.conclude(domain.ReviewPass, "k-v1"))
	})
	t.Run("only who accepted it, until a leader says otherwise", func(t *testing.T) {
		d, _ := asked(t)
		d.do("r1", "k-v1", &domain.AcceptReview{})
		d.refused("not_yours", "r2", "k-v1", d.conclude(domain.ReviewPass, "k-v1"))
		d.refused("wrong_procedure", "s", "k-v1", &domain.Reassign{To: "o3", Reason: "绕过"})
		d.do("l2", "k-v1", &domain.ReassignReview{To: "r2", Reason: "请假"})
		d.refused("not_yours", "r1", "k-v1", d.conclude(domain.ReviewPass, "k-v1"))
		d.do("r2", "k-v1", d.conclude(domain.ReviewPass, "k-v1"))
	})
}

// TestWhoReviewsHasAPartInTheCaseFromAcceptance: whoever accepted a review has a part in the case from then on.
func TestWhoReviewsHasAPartInTheCaseFromAcceptance(t *testing.T) {
	d := newDesk(t)
	d.penalty("k", "PEN-4.01")
	d.do("o1", "k", &domain.SubmitReview{})
	d.do("host", "k-v1", &domain.AcceptReview{})
	if got := d.files["k"].Took("host"); !slices.Contains(got, domain.PartReviewer) {
		t.Errorf("who accepted has taken %v in the case", got)
	}
}

// TestCase11SecondDisagreementGoesToTheLeaders is penalty.md §11 no. 11: the reviewer disagrees twice, the leaders discuss; the 90 days run on meanwhile.
func TestCase11SecondDisagreementGoesToTheLeaders(t *testing.T) {
	d := newDesk(t)
	c := d.penalty("k", "PEN-4.02")
	due := c.Clock("decide").Due
	d.do("o1", "k", &domain.SubmitReview{})
	d.do("r1", "k-v1", &domain.AcceptReview{})
	d.do("r1", "k-v1", d.conclude(domain.ReviewReject, "k-v1", "law"))
	d.stands("k", domain.PenReported)
	d.refused("unchanged", "o1", "k", &domain.SubmitReview{})
	d.do("o1", "k", &domain.Insist{Reason: "法律适用准确"})
	if l := d.files["k-v2"].Legality; l.Insisted != "法律适用准确" || l.Digest != d.files["k-v1"].Legality.Digest {
		t.Errorf("the second review does not say that the officers insist: %+v", l)
	}
	d.do("r1", "k-v2", &domain.AcceptReview{})
	d.do("r1", "k-v2", d.conclude(domain.ReviewReject, "k-v2", "law"))
	d.stands("k", domain.PenDisputed)
	if d.owes("k", "meeting.convene") == nil {
		t.Error("nobody is asked to convene the leaders")
	}
	if k := c.Clock("decide"); k.Due != due || len(k.Suspensions)+len(k.Exclusions) > 0 {
		t.Errorf("the time to decide moved to %s", k.Due)
	}
	d.refused("wrong_stage", "o1", "k", &domain.Insist{Reason: "第三次"}) // the loop has an end

	// the leaders side with the officers
	d.convene(domain.NewItem{Subject: domain.ItemCase, File: "k"})
	d.hold(domain.ResolveAgree)
	d.signAll()
	d.do("s", "m", &domain.CloseMeeting{Summary: "采纳承办意见"})
	d.stands("k", domain.PenExamined)
}

// TestE19NewFactsAfterTheReviewAreReviewedAgain is inspection-disclosure-instruments.md §10.6 no. E19: reviewed, then the hearing adds facts: reviewed again.
func TestE19NewFactsAfterTheReviewAreReviewedAgain(t *testing.T) {
	d := newDesk(t)
	c := d.penalty("k", "PEN-4.02")
	d.do("o1", "k", &domain.SubmitReview{})
	d.do("r1", "k-v1", &domain.AcceptReview{})

	next := intended("听证中查明的新事实")
	old := c.Penalty.Proposal
	c.Penalty.Proposal = &next
	d.refused("digest_mismatch", "r1", "k-v1", d.conclude(domain.ReviewPass, "k-v1")) // changed under the reviewer's hands
	c.Penalty.Proposal = old
	d.do("r1", "k-v1", d.conclude(domain.ReviewPass, "k-v1"))

	c.Stage, c.Penalty.Proposal, c.Penalty.Round = domain.PenToDiscuss, &next, 2
	d.at("2026-07-20 09:00")
	if err := d.tryConvene(domain.NewItem{Subject: domain.ItemCase, File: "k"}); domain.CodeOf(err) != "not_examined" {
		t.Errorf("new facts came to the leaders unreviewed: %v", err)
	}
	// the same content, but a hearing was held after the review
	c.Penalty.Proposal, c.Penalty.Round = old, 1
	c.Penalty.Hearings = []domain.Hearing{{No: 1, Round: 1, Ended: "held", EndedAt: d.now.AddDate(0, 0, -5), ReportOn: day("2026-07-17")}}
	if err := d.tryConvene(domain.NewItem{Subject: domain.ItemCase, File: "k"}); domain.CodeOf(err) != "not_reviewed" {
		t.Errorf("the review before the hearing was enough: %v", err)
	}
	// reviewed again, as a legality review this time
	c.Stage = domain.PenPostNotice
	d.do("o1", "k", &domain.SubmitReview{})
	d.stands("k", domain.PenReviewing)
	if !slices.ContainsFunc(d.files["k-v2"].Legality.Required, func(n domain.PaperNeed) bool { return n.Key == "hearing" }) {
		t.Error("the record of the hearing does not belong to the package")
	}
	d.refused("package_incomplete", "r1", "k-v2", &domain.AcceptReview{}) // the hearing left no paper
	d.do("r1", "k-v2", &domain.ReturnReview{Items: []string{"听证笔录"}, Reason: "缺听证笔录"})
	d.do("o1", "k-v2", &domain.ResubmitReview{Package: []domain.NewPaper{{Item: "hearing", Files: []domain.Blob{"scan"}}}})
	d.do("r1", "k-v2", &domain.AcceptReview{})
	d.do("r1", "k-v2", d.conclude(domain.ReviewPass, "k-v2"))
	if title := d.files["k-v2"].DocumentOf("P-6").Title; title != "重大执法决定法制审核意见书" {
		t.Errorf("the opinion is called %s", title)
	}
	d.stands("k", domain.PenPostNotice)
}

func TestOpinionsMoveTheCase(t *testing.T) {
	for _, x := range []struct {
		opinion domain.ReviewOpinion
		wanting string
		stage   domain.Stage
	}{
		{domain.ReviewChanges, "form", domain.PenReported}, {domain.ReviewReject, "law", domain.PenReported}, {domain.ReviewSupplement, "facts", domain.PenFiled},
		{domain.ReviewNotCompetent, "jurisdiction", domain.PenReported}, {domain.ReviewCriminal, "crime", domain.PenReported},
	} {
		t.Run(string(x.opinion), func(t *testing.T) {
			d := newDesk(t)
			d.penalty("k", "PEN-4.01")
			d.do("o1", "k", &domain.SubmitReview{})
			d.do("r1", "k-v1", &domain.AcceptReview{})
			d.do("r1", "k-v1", d.conclude(x.opinion, "k-v1", x.wanting))
			d.stands("k", x.stage)
			if got := d.files["k-v1"].Outcome; got != strings.ToLower(string(x.opinion)) {
				t.Errorf("the review ended as %s", got)
			}
		})
	}
}

// TestTheTimeForReview: set by the bureau within bounds, extended once by the head, standing still while papers are missing.
func TestTheTimeForReview(t *testing.T) {
	d := newDesk(t)
	d.penalty("k", "PEN-4.01")
	d.do("o1", "k", &domain.SubmitReview{})
	d.refused("term_out_of_bounds", "r1", "k-v1", &domain.AcceptReview{Days: 11})
	d.do("r1", "k-v1", &domain.AcceptReview{})
	v := d.files["k-v1"]
	d.at("2026-07-08 09:00")
	d.do("r1", "k-v1", &domain.ReturnReview{Items: []string{"价格鉴定"}, Reason: "数额不清"})
	d.stands("k-v1", domain.LegReturned)
	if k := v.Clock("review"); !k.Due.IsZero() {
		t.Errorf("the clock runs on to %s while papers are missing", k.Due)
	}
	d.at("2026-07-15 09:00")
	d.do("o2", "k-v1", &domain.ResubmitReview{Note: "已补充价格鉴定", Package: []domain.NewPaper{{Item: "evidence", Files: []domain.Blob{"other"}}}})
	d.stands("k-v1", domain.LegReviewing) // with the same reviewer
	if k := v.Clock("review"); k.Due != day("2026-07-20") {
		t.Errorf("one of five days was used by the 8th, four are left from the 15th: due %s", k.Due)
	}
	d.refused("extension_too_long", "h", "k-v1", &domain.ExtendReview{Days: 6, Reason: "案情复杂"})
	d.refused("separation_of_duties", "o1", "k-v1", &domain.ExtendReview{Days: 5, Reason: "案情复杂"})
	d.do("h", "k-v1", &domain.ExtendReview{Days: 5, Reason: "案情复杂"})
	if k := v.Clock("review"); k.Due != day("2026-07-27") {
		t.Errorf("five more working days end on %s", k.Due)
	}
	d.refused("extension_limit", "h", "k-v1", &domain.ExtendReview{Days: 1, Reason: "再延长"})
	d.at("2026-07-29 09:00")
	d.pass(v)
	if !slices.ContainsFunc(v.Tasks, func(x domain.Task) bool { return x.Kind == "look" && x.Role == domain.RoleSection && x.DoneAt.IsZero() }) {
		t.Error("an overdue review is not escalated")
	}
	d.do("r1", "k-v1", d.conclude(domain.ReviewPass, "k-v1")) // late, but an opinion is still owed
}

func TestAReviewCannotBeTakenBackWhileTheCaseWaitsForIt(t *testing.T) {
	d := newDesk(t)
	c := d.penalty("k", "PEN-4.01")
	d.do("o1", "k", &domain.SubmitReview{})
	d.refused("still_under_review", "o1", "k-v1", &domain.WithdrawReview{Reason: "不想审了"})
	c.Stage = domain.PenFiled // the case went another way
	d.refused("not_under_review", "r1", "k-v1", &domain.AcceptReview{})
	d.do("o1", "k-v1", &domain.WithdrawReview{Reason: "案件已恢复调查"})
	d.stands("k-v1", domain.LegWithdrawn)
}

// --- papers

func normative() *domain.SubmitPaper {
	return &domain.SubmitPaper{Object: domain.ObjectNormative, Title: "公益性墓地管理办法", Note: "规范管理", Package: []domain.NewPaper{
		{Item: "draft", Files: []domain.Blob{"draft1"}}, {Item: "bases", Note: "殡葬管理条例"}, {Item: "comments", Files: []domain.Blob{"comments"}},
		{Item: "departments", Note: "财政、自然资源无意见"}}}
}

func fairness(ok bool) *domain.ReviewFairness {
	x := &domain.ReviewFairness{Stakeholders: "已听取", Conclusion: "complies", Text: "未违反审查标准"}
	for _, s := range []string{"entry", "flow", "cost", "conduct"} {
		x.Standards = append(x.Standards, domain.ReviewPoint{Item: s, OK: ok || s != "entry", Comment: "设置准入限制"})
	}
	if !ok {
		x.Conclusion = "violates"
	}
	return x
}

// TestANormativeDocumentFromDraftToExpiry walks §10.4.
func TestANormativeDocumentFromDraftToExpiry(t *testing.T) {
	d := newDesk(t)
	x := normative()
	x.Flags = domain.PaperFlags{Operators: true}
	d.do("o1", "n", x)
	c := d.files["n"]
	if got := c.Legality.Missing(); len(got) != 1 || got[0] != "公平竞争审查书面结论" {
		t.Fatalf("missing: %v", got)
	}
	d.refused("package_incomplete", "r1", "n", &domain.AcceptReview{})
	d.do("r1", "n", &domain.ReturnReview{Items: c.Legality.Missing(), Reason: "涉及经营者"})
	d.do("o1", "n", fairness(true))
	if c.Legality.Fair.Basis != "公平竞争审查条例（国务院令第783号）" || c.DocumentOf("L-3") == nil {
		t.Errorf("the conclusion: %+v", c.Legality.Fair)
	}
	d.do("o1", "n", &domain.ResubmitReview{Note: "已作出结论"})
	d.refused("term_out_of_bounds", "r1", "n", &domain.AcceptReview{Days: 3})
	d.do("r3", "n", &domain.AcceptReview{Days: 5}) // the qualification is a demand of the penalty law
	d.do("r3", "n", d.conclude(domain.ReviewModify, "n", "bans"))
	d.stands("n", domain.LegOpined)
	d.refused("invalid_input", "o1", "n", &domain.ResubmitReview{Package: []domain.NewPaper{{Item: "draft", Files: []domain.Blob{"draft2"}}}}) // no answer to the point
	d.do("o1", "n", &domain.ResubmitReview{Package: []domain.NewPaper{{Item: "draft", Files: []domain.Blob{"draft2"}}}, Answers: []domain.PointAnswer{{Item: "bans", Adopted: true}}})
	if c.Legality.Version != 2 || c.Legality.Digest != "draft2" {
		t.Errorf("version %d of %s", c.Legality.Version, c.Legality.Digest)
	}
	d.refused("package_incomplete", "r1", "n", &domain.AcceptReview{}) // the fair-competition conclusion spoke of the old text
	d.do("o1", "n", fairness(true))
	d.do("r1", "n", &domain.AcceptReview{})
	if k := c.Clock("review#2"); k == nil || k.Rule != "TL-14b" || k.Due != day("2026-07-27") {
		t.Errorf("fifteen working days: %+v", k)
	}
	d.do("r1", "n", d.conclude(domain.ReviewLawful, "n"))
	d.stands("n", domain.LegPassed)
	d.refused("not_discussed", "h", "n", &domain.SignPaper{Text: "draft2"})

	d.convene(domain.NewItem{Subject: domain.ItemPaper, File: "n"})
	d.hold(domain.ResolveAgree)
	d.signAll()
	d.do("s", "m", &domain.CloseMeeting{Summary: "原则同意"})
	d.stands("n", domain.LegAdopted)
	d.refused("digest_mismatch", "h", "n", &domain.SignPaper{Text: "draft1"})
	d.do("h", "n", &domain.SignPaper{Text: "draft2"})
	d.blobs["draft2"] = domain.File{Hash: "draft2", Name: "x.docx"}
	d.do("o1", "n", &domain.NumberPaper{})
	if doc := c.Document(c.Legality.Paper); doc.Number == "" || len(doc.Files) != 1 {
		t.Errorf("the number: %+v", doc)
	}
	if !c.Legality.InForceOn.IsZero() {
		t.Error("in force before it is published")
	}
	d.refused("invalid_input", "o1", "n", &domain.PublishPaper{Where: "政府网站", EffectiveOn: day("2026-08-01")})                                // no validity
	d.refused("invalid_input", "o1", "n", &domain.PublishPaper{Where: "政府网站", EffectiveOn: day("2026-07-01"), ValidUntil: day("2028-07-31")}) // before publication
	d.do("o1", "n", &domain.PublishPaper{Where: "政府网站", EffectiveOn: day("2026-08-01"), ValidUntil: day("2028-07-31")})
	if k := c.Clock("file"); k.Rule != "LEG-03" || k.Due != day("2026-07-09") {
		t.Errorf("filing: %+v", k)
	}
	d.at("2026-07-09 15:00")
	d.do("o1", "n", &domain.FilePaper{With: "区人民政府"})
	d.stands("n", domain.LegFiled)
	d.at("2026-07-31 23:59")
	d.pass(c)
	d.stands("n", domain.LegFiled)
	d.at("2026-08-01 00:00")
	d.pass(c)
	d.stands("n", domain.LegInForce)
	d.at("2028-07-31 23:59")
	d.pass(c)
	d.stands("n", domain.LegInForce)
	d.at("2028-08-01 00:00")
	d.pass(c)
	d.stands("n", domain.LegExpired)
}

func TestPapersAtTheEdge(t *testing.T) {
	lawful := func(t *testing.T, x *domain.SubmitPaper) *desk {
		t.Helper()
		d := newDesk(t)
		d.do("o1", "n", x)
		d.do("r1", "n", &domain.AcceptReview{})
		k := d.conclude(domain.ReviewLawful, "n")
		k.Adviser = "无异议"
		d.do("r1", "n", k)
		return d
	}
	t.Run("a text changed after it passed goes back to review", func(t *testing.T) {
		d := lawful(t, normative())
		d.refused("nothing_changed", "o1", "n", &domain.ResubmitReview{Package: []domain.NewPaper{{Item: "draft", Files: []domain.Blob{"draft1"}}}})
		d.do("o1", "n", &domain.ResubmitReview{Package: []domain.NewPaper{{Item: "draft", Files: []domain.Blob{"draft2"}}}})
		d.stands("n", domain.LegSubmitted)
		if err := d.tryConvene(domain.NewItem{Subject: domain.ItemPaper, File: "n"}); domain.CodeOf(err) != "item_not_open" {
			t.Errorf("an unreviewed text was tabled: %v", err)
		}
	})
	t.Run("the drafter does not review", func(t *testing.T) {
		d := newDesk(t)
		p := d.people["s"]
		p.Grants = append(p.Grants, domain.GrantHeld{Role: domain.RoleReviewer, Agency: "g", From: day("2026-01-01")})
		d.people["s"] = p
		d.do("s", "n", normative())
		d.refused("separation_of_duties", "s", "n", &domain.AcceptReview{})
	})
	t.Run("a measure that fails the fair-competition review is not lawful", func(t *testing.T) {
		d := newDesk(t)
		d.do("o1", "n", &domain.SubmitPaper{Object: domain.ObjectFair, Title: "扶持措施", Note: "说明", Package: []domain.NewPaper{{Item: "draft", Files: []domain.Blob{"draft1"}}, {Item: "stakeholders", Note: "已听取"}}})
		d.do("o1", "n", fairness(false))
		d.do("r1", "n", &domain.AcceptReview{})
		d.refused("fair_competition", "r1", "n", d.conclude(domain.ReviewLawful, "n"))
		d.do("r1", "n", d.conclude(domain.ReviewNotForming, "n", "entry"))
	})
	t.Run("an exception needs a term and no milder way", func(t *testing.T) {
		d := newDesk(t)
		x := normative()
		x.Flags.Operators = true
		d.do("o1", "n", x)
		f := fairness(false)
		f.Conclusion, f.Exception = "exception", "public_interest"
		d.refused("invalid_input", "o1", "n", f)
		f.NoOther, f.Until = "没有其他办法", day("2027-07-01")
		d.do("o1", "n", f)
	})
	t.Run("before August 2024 the older rules are named", func(t *testing.T) {
		d := newDesk(t)
		d.at("2023-11-06 09:00")
		x := normative()
		x.Flags.Operators = true
		d.do("o1", "n", x)
		d.do("o1", "n", fairness(true))
		if got := d.files["n"].Legality.Fair.Basis; !strings.Contains(got, "国市监反垄规〔2021〕2号") {
			t.Errorf("the basis is %s", got)
		}
	})
	decision := func() *domain.SubmitPaper {
		return &domain.SubmitPaper{Object: domain.ObjectDecision, Title: "殡葬设施布局规划", Note: "说明", Flags: domain.PaperFlags{CommentFrom: day("2026-06-01"), CommentTo: day("2026-07-01")},
			Package: []domain.NewPaper{{Item: "draft", Files: []domain.Blob{"draft1"}}, {Item: "bases", Note: "依据"}, {Item: "comments", Files: []domain.Blob{"comments"}}}}
	}
	t.Run("a major decision is open to comment for thirty days, or says why not", func(t *testing.T) {
		d := newDesk(t)
		x := decision()
		x.Flags.CommentTo = day("2026-06-30")
		d.refused("comment_too_short", "o1", "n", x)
		x.Flags = domain.PaperFlags{}
		d.refused("comment_missing", "o1", "n", x)
		x.Flags.CommentWhy = "依法不予公开"
		d.do("o1", "n", x)
	})
	t.Run("a major decision leaves the reviewer seven working days, but in an emergency", func(t *testing.T) {
		d := newDesk(t)
		d.do("o1", "n", decision())
		d.refused("term_out_of_bounds", "r1", "n", &domain.AcceptReview{Days: 6})
		d.do("r1", "n", &domain.AcceptReview{})
		if k := d.files["n"].Clock("review"); k.Rule != "TL-14" || k.Due != day("2026-07-15") {
			t.Errorf("the clock: %+v", k)
		}
		d.refused("invalid_input", "r1", "n", d.conclude(domain.ReviewLawful, "n")) // without the legal adviser
		x := decision()
		x.Flags.Emergency = true
		d.refused("invalid_input", "o1", "n2", x)
		x.Flags.Urgency = "防汛"
		d.do("o1", "n2", x)
		d.do("r1", "n2", &domain.AcceptReview{Days: 2})
	})
	t.Run("a decision is published and then done", func(t *testing.T) {
		d := lawful(t, decision())
		d.convene(domain.NewItem{Subject: domain.ItemPaper, File: "n"})
		d.hold(domain.ResolveAgree)
		d.signAll()
		d.do("s", "m", &domain.CloseMeeting{Summary: "同意"})
		d.do("h", "n", &domain.SignPaper{Text: "draft1"})
		d.do("o1", "n", &domain.NumberPaper{})
		d.do("o1", "n", &domain.PublishPaper{Where: "政府网站"})
		d.stands("n", domain.LegConcluded)
	})
	t.Run("a contract is signed and filed", func(t *testing.T) {
		d := lawful(t, &domain.SubmitPaper{Object: domain.ObjectContract, Title: "骨灰堂维护合同", Note: "说明", Package: []domain.NewPaper{{Item: "draft", Files: []domain.Blob{"draft1"}},
			{Item: "counterparty", Files: []domain.Blob{"other"}}, {Item: "approvals", Note: "党组会议通过"}}})
		if k := d.files["n"].Clock("review"); k.Rule != "LEG-05" {
			t.Errorf("the clock: %+v", k)
		}
		d.refused("separation_of_duties", "o1", "n", &domain.SignPaper{Text: "draft1", Counterpart: "某公司"})
		d.do("h", "n", &domain.SignPaper{Text: "draft1", Signed: "scan", Counterpart: "某公司"})
		if k := d.files["n"].Clock("file"); k.Rule != "LEG-06" || k.Due != day("2026-07-13") {
			t.Errorf("filing: %+v", k)
		}
		d.refused("invalid_input", "o1", "n", &domain.FilePaper{With: "司法局"})
		d.do("o1", "n", &domain.FilePaper{With: "司法局", Copy: []domain.Blob{"scan"}})
		d.stands("n", domain.LegConcluded)
	})
	t.Run("a document is repealed before its time", func(t *testing.T) {
		d := lawful(t, normative())
		c := d.files["n"]
		c.Stage = domain.LegNumbered
		c.Legality.SignedOn = day("2026-07-06")
		d.do("o1", "n", &domain.PublishPaper{Where: "政府网站", ValidUntil: day("2031-07-05")})
		d.do("o1", "n", &domain.FilePaper{With: "区人民政府"})
		d.stands("n", domain.LegInForce) // in force with its publication
		d.do("h", "n", &domain.RepealPaper{Reason: "被新办法替代"})
		d.stands("n", domain.LegRepealed)
	})
}

// TestEveryReviewTableIsSound: points and papers are named once, and known opinions fit.
func TestEveryReviewTableIsSound(t *testing.T) {
	d := newDesk(t)
	for _, o := range []string{domain.ObjectNormative, domain.ObjectContract, domain.ObjectDecision, domain.ObjectFair} {
		id := domain.CaseID("x" + o)
		d.do("o1", id, &domain.SubmitPaper{Object: o, Title: "标题", Note: "说明", Flags: domain.PaperFlags{Operators: true, Expert: true, Risk: true, Hearing: true, CommentWhy: "不公开"},
			Package: []domain.NewPaper{{Item: "draft", Files: []domain.Blob{"draft1"}}}})
		seen := map[string]int{}
		for _, p := range d.files[id].Legality.Points {
			seen[p.Key]++
		}
		for k, n := range maps.All(seen) {
			if n != 1 || k == "" {
				t.Errorf("%s: point %q comes %d times", o, k, n)
			}
		}
		if len(d.files[id].Legality.Missing()) == 0 {
			t.Errorf("%s: a draft alone is a whole package", o)
		}
	}
}

func TestAReviewForACaseEndsWithTheOpinion(t *testing.T) {
	c := &domain.Case{Procedure: domain.ProcLegality, Legality: &domain.Legality{Object: domain.ObjectPenalty}}
	if s := domain.StepsOf(c); s[len(s)-1] != domain.LegConcluded {
		t.Errorf("%v", s)
	}
	c.Legality.Object = domain.ObjectNormative
	if s := domain.StepsOf(c); s[len(s)-1] != domain.LegInForce {
		t.Errorf("%v", s)
	}
}
