package store_test

import (
	"fmt"
	"sync"
	"testing"

	"yifa/domain"
	"yifa/testkit"
)

// replacing takes a lost certificate's replacement to the grant.
func (d *desk) replacing(org domain.PartyID) domain.CaseID {
	d.Helper()
	id := d.do(d.mei, "", &domain.BeginRegistration{RegKind: domain.RegReplace, Org: org, Channel: "window", Ground: "遗失", Applicant: domain.RegApplicant{Name: "楚河汉", Phone: "13900000000"}}).Case
	d.do(d.mei, id, &domain.ReceiveApplication{Materials: []domain.GivenMaterial{{Key: "p_application", Pages: 1}, {Key: "p_loss", Pages: 1}}})
	d.do(d.mei, id, &domain.AcceptApplication{})
	d.do(d.su, id, &domain.AssignReviewers{Officers: d.officers()})
	d.do(d.an, id, &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: []domain.ConfirmedByHand{{ID: "RC-14", Met: true, Note: "已核对"}}})
	d.do(d.lin, id, &domain.DecideRegistration{Grant: true})
	return id
}

// Eight clerks at once type the number of one sheet of paper into eight certificates.
func TestOneNumberIsOnOneCertificateWhateverTheRace(t *testing.T) {
	d := newDesk(t, anyone)
	var files [8]domain.CaseID
	for i := range files {
		files[i] = d.replacing(d.chess(fmt.Sprintf("象棋%d", i), "协会", ""))
	}
	paper := club("围棋", "协会", "")
	paper.Certificate = &domain.EnteredCertificate{Number: "鄂社证字第0001号", IssuedOn: domain.NewDate(2020, 1, 2)}
	d.do(d.mei, "", paper)
	_, err := d.try(d.mei, files[0], &domain.CertifyRegistration{Certificate: "鄂社证字 第０００１号"})
	d.refused(err, "certificate_taken")
	var all sync.WaitGroup
	var errs [8]error
	d.later(0, 1)
	for i, id := range files {
		all.Go(func() {
			_, errs[i] = d.try(d.mei, id, &domain.CertifyRegistration{Certificate: []string{"ZS990007", "zs 990007", "ＺＳ９９０００７"}[i%3]})
		})
	}
	all.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		d.refused(err, "certificate_taken")
	}
	if won != 1 {
		t.Errorf("%d of eight got the number", won)
	}
	for i, id := range files { // the others get one of the bureau's own series
		if errs[i] == nil {
			continue
		}
		r := d.do(d.mei, id, &domain.CertifyRegistration{})
		c, err := d.Case(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		last := c.Document(c.Documents[len(c.Documents)-1].ID).Number
		if r.Stage != domain.RegCertified || last == "" {
			t.Errorf("%s %q", r.Stage, last)
		}
		_, err = d.try(d.mei, d.replacing(c.Registration.Org), &domain.CertifyRegistration{Certificate: last})
		d.refused(err, "certificate_series")
		break
	}
	copied := club("跳棋", "协会", "")
	copied.Certificate = &domain.EnteredCertificate{Number: "ZS990007", IssuedOn: domain.NewDate(2020, 1, 2)}
	_, err = d.try(d.mei, "", copied)
	d.refused(err, "certificate_taken")
	before := testkit.Projections(t, d.dsn)
	if _, _, err := d.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	for table, rows := range testkit.Projections(t, d.dsn) {
		if rows != before[table] {
			t.Errorf("%s is not what the events say", table)
		}
	}
}
