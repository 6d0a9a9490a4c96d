package domain_test

import (
	"slices"
	"testing"

	"yifa/domain"
)

// reviewing takes an establishment to its two reviewers on a day.
func (x *hall) reviewing(id domain.CaseID) {
	x.Helper()
	x.begun(id)
	x.do("w", id, &domain.ReceiveApplication{Materials: x.materials(id), AssemblyOn: domain.DateOf(x.now)})
	x.do("w", id, &domain.AcceptApplication{})
	x.do("s", id, &domain.AssignReviewers{Officers: []domain.PersonID{"a", "b"}})
}

// A visit is of two at least (行政许可法 34 III), and its record is signed by both, each for himself.
func TestTheRecordOfAVisitIsSignedByEachOfThoseWhoWent(t *testing.T) {
	x := newHall(t, "2026-11-24 09:00")
	x.reviewing("r1")
	visit := &domain.VisitPremises{At: x.now, Officers: []domain.PersonID{"a", "c"}, Place: "棋盘路8号", Found: "有活动室", Fits: true}
	opinion := &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r1")}
	x.do("a", "r1", visit)
	x.refused("visit_unsigned", "a", "r1", opinion)
	for _, who := range []domain.PersonID{"a", "b", "w"} { // who wrote it, who did not go
		x.refused("not_yours_to_sign", who, "r1", &domain.SignVisit{})
	}
	x.do("c", "r1", &domain.SignVisit{Remark: "情况属实"})
	v := x.files["r1"].Registration.Visits[0]
	if len(v.Unsigned) != 0 || len(v.Signed) != 1 || v.Signed[0].By != "c" || x.open("r1", "registration.sign_visit") != 0 {
		t.Errorf("%+v", v)
	}
	x.refused("wrong_stage", "c", "r1", &domain.SignVisit{})
	x.do("w", "r1", visit) // written down by a clerk who did not go: both owe their signature
	if n := x.open("r1", "registration.sign_visit"); n != 2 {
		t.Errorf("%d signatures are owed", n)
	}
	x.do("c", "r1", &domain.SignVisit{})
	x.refused("visit_unsigned", "a", "r1", opinion)
	x.do("a", "r1", &domain.SignVisit{})
	x.do("a", "r1", opinion)
}

func (x *hall) open(id domain.CaseID, act string) (n int) {
	for _, t := range x.files[id].Tasks {
		if t.Kind == act && t.DoneAt.IsZero() {
			n++
		}
	}
	return n
}

func TestTheSecondReviewerSignsByAnActOfHisOwn(t *testing.T) {
	x := newHall(t, "2026-11-24 09:00")
	x.reviewing("r1")
	opinion := &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r1")}
	x.refused("wrong_stage", "b", "r1", &domain.SecondReview{Agree: true, Text: "同意"})
	x.do("a", "r1", opinion)
	x.stands("r1", domain.RegReview)
	x.refused("not_yours_to_sign", "a", "r1", &domain.SecondReview{Agree: true, Text: "同意"})
	x.refused("not_on_the_case", "c", "r1", &domain.SecondReview{Agree: true, Text: "同意"})
	x.refused("invalid_input", "b", "r1", &domain.SecondReview{Agree: true})

	// who does not agree sends it back, and says why; the opinion is given again and signed again
	x.do("b", "r1", &domain.SecondReview{Text: "住所证明已过期"})
	x.stands("r1", domain.RegReview)
	x.refused("wrong_stage", "b", "r1", &domain.SecondReview{Agree: true, Text: "同意"})
	x.do("b", "r1", opinion)
	x.refused("not_yours_to_sign", "b", "r1", &domain.SecondReview{Agree: true, Text: "同意"})
	x.do("a", "r1", &domain.SecondReview{Agree: true, Text: "同意"})
	x.stands("r1", domain.RegLegal)
	v := x.files["r1"].Registration.Review
	if v.By != "b" || v.Second == nil || v.Second.By != "a" || len(v.Objected) != 1 || v.Objected[0].By != "b" || x.open("r1", "registration.second") != 0 {
		t.Errorf("%+v", v)
	}
	for _, act := range []domain.Command{&domain.ReviewRegistration{Pass: true, Text: "通过"}, &domain.DecideRegistration{Grant: true}} {
		if _, err := x.try("a", "r1", act); err == nil {
			t.Errorf("who signed second did %s too", act.Act())
		}
	}
}

func TestAnOpinionThatWaitsForItsSignatureDoesNotOutliveWhatItRestedOn(t *testing.T) {
	x := newHall(t, "2026-11-24 09:00")
	x.reviewing("r1")
	opinion := &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r1")}
	x.do("a", "r1", opinion)
	x.do("a", "r1", &domain.TellLicenceHearing{Why: "interested", Told: []string{"某棋院"}, Content: "可以申请听证"})
	x.refused("hearing_open", "b", "r1", &domain.SecondReview{Agree: true, Text: "同意"})
	x.do("w", "r1", &domain.WaiveLicenceHearing{By: []string{"某棋院"}})
	x.do("s", "r1", &domain.AssignReviewers{Officers: []domain.PersonID{"b", "c"}}) // others review it: the opinion is theirs to give
	x.refused("wrong_stage", "b", "r1", &domain.SecondReview{Agree: true, Text: "同意"})
	x.stands("r1", domain.RegReview)
	x.do("b", "r1", opinion)
	x.do("s", "r1", &domain.LoseConsent{Why: "withdrawn", On: domain.DateOf(x.now)})
	x.refused("consent_missing", "c", "r1", &domain.SecondReview{Agree: true, Text: "同意"})
}

// The notes ask two of a visit, and no number of who reads the papers: the second signature is the bureau's own rule, dated and unconfirmed.
// What was proposed before it goes on as it was.
func TestTheSecondSignatureIsADatedRowOfTheHouse(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.reviewing("r1")
	x.do("a", "r1", &domain.VisitPremises{At: x.now, Officers: []domain.PersonID{"a", "b"}, Place: "棋盘路8号", Found: "有活动室", Fits: true})
	x.do("a", "r1", &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r1")})
	x.stands("r1", domain.RegLegal)
	x.clock("2026-11-24 09:00")
	x.do("b", "r1", &domain.SecondReview{Agree: true, Text: "同意"}) // may, and need not
	x.stands("r1", domain.RegLegal)
	x.do("r", "r1", &domain.ReviewRegistration{Pass: true, Text: "通过"})
	org := x.organization("o1", domain.PartyAssociation, "2020-01-01")
	x.accepted("r2", org, domain.RegCharter)
	x.do("s", "r2", &domain.AssignReviewers{Officers: []domain.PersonID{"a", "b"}})
	x.do("a", "r2", &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r2")})
	x.stands("r2", domain.RegToDecide)
	i := slices.IndexFunc(x.norms.Rows().RegNeeds, func(r domain.RegNeedRow) bool { return r.Step == domain.ForSecond })
	if r := x.norms.Rows().RegNeeds[i]; r.Status != domain.Unconfirmed || r.ValidFrom.IsZero() {
		t.Errorf("%+v", r)
	}
}

// What takes time besides the review is not counted, and the applicant is told in writing how long (行政许可法 45).
func TestTheApplicantIsToldInWritingHowLongTheDaysAreNotCounted(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.reviewing("r1")
	last := func(id domain.CaseID) domain.Document { c := x.files[id]; return c.Documents[len(c.Documents)-1] }
	x.do("a", "r1", &domain.PauseRegistration{Why: "expert_review", Told: "约需十日", Days: 10})
	p := x.files["r1"].Registration.Pauses[0]
	if d := last("r1"); d.Type != "R-6s" || d.Number == "" || d.ID != p.Document {
		t.Errorf("%+v, %+v", d, p)
	}
	if got := x.files["r1"].Tasks[len(x.files["r1"].Tasks)-1]; got.Due != day("2026-03-16") {
		t.Errorf("it should be over by %s", got.Due)
	}
	x.do("a", "r1", &domain.ResumeRegistration{Result: "评审通过"})

	// a hearing that is asked for: at once; one the bureau orders: when its day is set, and once
	x.do("a", "r1", &domain.TellLicenceHearing{Why: "interested", Told: []string{"某棋院"}, Content: "可以申请听证"})
	x.do("w", "r1", &domain.AskLicenceHearing{By: "某棋院"})
	if d := last("r1"); d.Type != "R-6s" || d.ID != x.files["r1"].Registration.Pauses[1].Document {
		t.Errorf("%+v", d)
	}
	x.do("s", "r1", &domain.SetLicenceHearing{At: x.now.AddDate(0, 0, 20), Place: "会议室", Host: "l"})
	if d := last("r1"); d.Type != "R-7" {
		t.Errorf("told twice: %+v", d)
	}
	x.do("s", "r1", &domain.CancelLicenceHearing{Reason: "申请人撤回"})
	x.do("a", "r1", &domain.TellLicenceHearing{Why: "public", Told: []string{"门户网站"}, Content: "定期举行听证"})
	set := &domain.SetLicenceHearing{At: x.now.AddDate(0, 0, 20), Place: "会议室", Host: "l"}
	x.do("s", "r1", set)
	n := 0
	ids := map[domain.DocumentID]bool{}
	for range 2 { // set anew: the applicant has been told
		n = 0
		for _, d := range x.files["r1"].Documents {
			ids[d.ID] = true
			if d.Type == "R-6s" {
				n++
			}
		}
		set.At = set.At.AddDate(0, 0, 7)
		x.do("s", "r1", set)
	}
	if n != 3 || len(ids) < n {
		t.Errorf("%d notices", n)
	}
}
