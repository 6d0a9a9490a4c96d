package domain_test

import (
	"testing"

	"yifa/domain"
)

func TestAnAssociationComesIntoBeing(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.begun("r1")
	x.clock("2026-04-01 09:00")
	x.do("w", "r1", &domain.ReceiveApplication{Materials: x.materials("r1", "premises"), AssemblyOn: day("2026-03-20")})
	x.stands("r1", domain.RegReceived)
	x.clock("2026-04-03 09:00")
	x.do("w", "r1", &domain.ListGaps{Gaps: []domain.RegGap{{Key: "premises", What: "缺场所使用权证明"}}})
	x.clock("2026-04-08 09:00")
	x.do(domain.Applicant, "r1", &domain.SupplementMaterials{Materials: []domain.GivenMaterial{{Key: "premises", Files: []domain.Blob{"f1"}}}})
	x.stands("r1", domain.RegAccepted)
	x.do("s", "r1", &domain.AssignReviewers{Officers: []domain.PersonID{"a", "b"}})
	x.clock("2026-04-10 15:00")
	x.do("a", "r1", &domain.VisitPremises{At: x.now.Add(-3600e9), Officers: []domain.PersonID{"a", "b"}, Place: "棋盘路8号", Found: "有活动室一间", Fits: true})
	x.do("a", "r1", &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r1")})
	x.stands("r1", domain.RegLegal)
	x.refused("separation_of_duties", "a", "r1", &domain.ReviewRegistration{Pass: true, Text: "通过"})
	x.do("r", "r1", &domain.ReviewRegistration{Pass: true, Text: "通过"})
	x.do("l", "r1", &domain.DiscussRegistration{Grant: true, Text: "同意"})
	x.refused("separation_of_duties", "r", "r1", &domain.DecideRegistration{Grant: true})
	x.do("l", "r1", &domain.DecideRegistration{Grant: true})
	org := x.do("w", "r1", &domain.CertifyRegistration{Certificate: "0001"})[0]
	x.do("w", "r1", &domain.DeliverResult{Method: "collected", Who: "楚河汉"})
	x.do("w", "r1", &domain.AnnounceRegistration{Where: "区政府门户网站"})
	x.stands("r1", domain.RegClosed)
	o := x.files[org].PartyFile
	if o.USCC != "51990101MJH0000191"[:17]+o.USCC[17:] || !domain.ValidUSCC(o.USCC) || !domain.ValidBodyCode(o.USCC) {
		t.Errorf("code %s", o.USCC)
	}
	if o.Org.Status != domain.OrgActive || o.Name != "云岭区象棋协会" || len(o.Org.Versions) != 1 {
		t.Errorf("register: %+v", o)
	}
	x.begins("r2", "name_taken")
}

// begins tries for the same name once more.
func (x *hall) begins(id domain.CaseID, want domain.Code) {
	x.Helper()
	x.do("w", id, &domain.BeginRegistration{RegKind: domain.RegEstablish, Subject: domain.PartyAssociation, Channel: "window", Applicant: domain.RegApplicant{Name: "楚河汉", Phone: "13900000000"}, Items: chess()})
	x.do("w", id, &domain.SignPriorNotice{Signers: []string{"楚河汉"}})
	if want == "" {
		x.do("w", id, &domain.CheckName{Name: chessName()})
		return
	}
	x.refused(want, "w", id, &domain.CheckName{Name: chessName()})
}

func TestFiveDaysOfSilenceAcrossNationalDayAcceptTheApplicationAsOfItsReceipt(t *testing.T) {
	x := newHall(t, "2026-09-01 09:00")
	x.begun("r1")
	x.clock("2026-09-29 09:00")
	x.do("w", "r1", &domain.ReceiveApplication{Materials: x.materials("r1"), AssemblyOn: day("2026-09-20")})
	due := x.files["r1"].Clock("tell").Due
	x.clock("2026-10-20 09:00")
	x.stands("r1", domain.RegAccepted)
	r := x.files["r1"].Registration
	if !r.Deemed || r.AcceptedOn != day("2026-09-29") || due <= day("2026-10-08") {
		t.Errorf("deemed %v, accepted on %s, the fifth day was %s", r.Deemed, r.AcceptedOn, due)
	}
	if got := x.files["r1"].Clock("decide"); got == nil || got.From != day("2026-09-29") || got.Due != day("2026-11-28") {
		t.Errorf("the sixty days: %+v", got)
	}
	x.refused("wrong_stage", "w", "r1", &domain.ListGaps{Gaps: []domain.RegGap{{Key: "premises", What: "缺场所证明"}}})
	// acceptance is told in writing whoever brought it about, and once
	x.do("w", "r1", &domain.IssueAcceptance{})
	c := x.files["r1"]
	if d := c.Documents[len(c.Documents)-1]; d.Type != "R-4" || d.Number == "" || c.Registration.AcceptedOn != day("2026-09-29") {
		t.Errorf("%+v, accepted on %s", d, c.Registration.AcceptedOn)
	}
	x.refused("wrong_stage", "w", "r1", &domain.IssueAcceptance{})
}
