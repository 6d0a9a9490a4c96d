package domain_test

import (
	"testing"

	"yifa/domain"
)

// gapped is an application whose charter is missing and was asked for at the window on 2 March 2026.
func gapped(t *testing.T, h domain.Handing, online bool) *hall {
	t.Helper()
	x := newHall(t, "2026-03-02 09:00")
	x.begun("r1")
	x.files["r1"].Registration.EService = online
	x.do("w", "r1", &domain.ReceiveApplication{Materials: x.materials("r1", "charter"), AssemblyOn: day("2026-03-02")})
	x.do("w", "r1", &domain.ListGaps{Gaps: []domain.RegGap{{Key: "charter", What: "缺章程草案"}}, Handing: h})
	return x
}

func (x *hall) paper(id domain.CaseID, typ string) domain.Document {
	x.Helper()
	d := x.files[id].DocumentOf(typ)
	if d == nil {
		x.Fatalf("%s has no %s", id, typ)
	}
	return *d
}

func (x *hall) owes(id domain.CaseID, kind string) (n int) {
	for _, t := range x.files[id].Tasks {
		if t.Kind == kind && t.DoneAt.IsZero() {
			n++
		}
	}
	return n
}

// Nobody is sent back for not supplementing what he was never told: the days run from the service of the notice (行政许可法 32; 民事诉讼法 87).
func TestTheDaysToSupplementRunFromTheServiceOfTheNotice(t *testing.T) {
	for _, k := range []struct {
		how     string
		handed  string
		online  bool
		from    domain.Date
		service domain.ServiceMethod
	}{
		{"signed for on the spot", "楚河汉", false, day("2026-03-02"), domain.ServeDirect},
		{"electronically, as the applicant agreed", "", true, day("2026-03-02"), domain.ServeElectronic},
	} {
		x := gapped(t, domain.Handing{Handed: k.handed}, k.online)
		c := x.files["r1"]
		if on := c.ServedOn(x.paper("r1", "R-3").ID); on != k.from || c.Services[0].Method != k.service || c.Clock("supplement").From != k.from || x.owes("r1", "registration.serve") != 0 {
			t.Errorf("%s: served on %s, %+v", k.how, on, c.Clock("supplement"))
		}
	}

	x := gapped(t, domain.Handing{}, false)
	notice := x.paper("r1", "R-3").ID
	if x.files["r1"].Clock("supplement") != nil || x.owes("r1", "registration.serve") != 1 {
		t.Fatalf("nothing runs before the service: %+v", x.files["r1"].Clocks)
	}
	x.now = x.now.AddDate(0, 3, 0)
	x.stands("r1", domain.RegDeficient)
	x.refused("invalid_input", "w", "r1", &domain.ServeRegistration{Document: notice, Serving: domain.Serving{Method: domain.ServePost, On: domain.DateOf(x.now), Recipient: "楚河汉"}})
	x.refused("not_found", "w", "r1", &domain.ServeRegistration{Document: x.paper("r1", "R-2").ID, Serving: domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(x.now), Recipient: "楚河汉"}})
	on := domain.DateOf(x.now)
	x.do("w", "r1", &domain.ServeRegistration{Document: notice, Serving: domain.Serving{Method: domain.ServePost, On: on, Recipient: "楚河汉", Tracking: "XA0001"}})
	c := x.files["r1"]
	if k := c.Clock("supplement"); k == nil || k.From != on || c.DocumentOf("P-24") == nil || x.owes("r1", "registration.serve") != 0 {
		t.Fatalf("%+v", c.Clocks)
	}
	x.refused("wrong_stage", "w", "r1", &domain.ServeRegistration{Document: notice, Serving: domain.Serving{Method: domain.ServeDirect, On: on, Recipient: "楚河汉"}})
	x.now = c.Clock("supplement").Due.AddDays(1).Start()
	x.stands("r1", domain.RegLapsed)
}

// A public notice serves when its thirty days are over (民事诉讼法 95); the days to supplement begin then, and a signature overtakes it.
func TestANoticeThatIsPublishedServesWhenItsDaysAreOver(t *testing.T) {
	x := gapped(t, domain.Handing{}, false)
	notice := x.paper("r1", "R-3").ID
	publish := &domain.ServeRegistration{Document: notice, Serving: domain.Serving{Method: domain.ServeNotice, On: day("2026-03-02"), Reason: "电话停机，邮件退回"}}
	x.do("w", "r1", publish)
	x.refused("already_done", "w", "r1", publish)
	end := x.files["r1"].Clock("notice").Due
	if x.files["r1"].Clock("supplement") != nil || !x.files["r1"].ServedOn(notice).IsZero() || x.owes("r1", "registration.serve") != 1 {
		t.Fatalf("%+v", x.files["r1"].Services)
	}
	x.now = end.AddDays(1).Start()
	c := x.pass("r1")
	if k := c.Clock("supplement"); c.ServedOn(notice) != end || k == nil || k.From != end || x.owes("r1", "registration.serve") != 0 {
		t.Fatalf("served on %s, %+v", c.ServedOn(notice), k)
	}

	y := gapped(t, domain.Handing{}, false)
	y.do("w", "r1", publish)
	y.now = y.now.AddDate(0, 0, 8)
	y.do("w", "r1", &domain.ServeRegistration{Document: notice, Serving: domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(y.now), Recipient: "楚河汉"}})
	c = y.files["r1"]
	if c.ServedOn(notice) != domain.DateOf(y.now) || c.Clock("supplement").From != domain.DateOf(y.now) {
		t.Fatalf("%+v", c.Services)
	}
	y.now = c.Clock("supplement").Due.Start()
	y.stands("r1", domain.RegDeficient) // the notice begins nothing any more
}

// A refusal to accept closes the file and is served all the same; decision and certificate are served as they are handed over.
func TestARefusalToAcceptIsServedAfterTheFileIsClosed(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.begun("r1")
	x.do("w", "r1", &domain.ReceiveApplication{Materials: x.materials("r1"), AssemblyOn: day("2026-03-02")})
	x.do("w", "r1", &domain.RejectApplication{Reason: "not_a_permit", Text: "不需要登记"})
	x.stands("r1", domain.RegRejected)
	if x.owes("r1", "registration.serve") != 1 {
		t.Fatal("nobody is asked to serve the refusal")
	}
	x.do("w", "r1", &domain.ServeRegistration{Document: x.paper("r1", "R-4n").ID, Serving: domain.Serving{Method: domain.ServeDirect, On: day("2026-03-02"), Recipient: "楚河汉"}})
	if x.owes("r1", "registration.serve") != 0 {
		t.Fatal("it was served")
	}

	y := newHall(t, "2026-03-02 09:00")
	y.registered("r2")
	for _, typ := range []string{"R-8", "R-9"} {
		if y.files["r2"].ServedOn(y.paper("r2", typ).ID).IsZero() {
			t.Errorf("%s was handed over and is not served", typ)
		}
	}
}
