package domain_test

import (
	"strings"
	"testing"

	"yifa/domain"
)

func TestAStopEndsWithItsLastDayAndWhatWasSealedIsGivenBack(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.organization("o1", domain.PartyAssociation, "2015-05-04")
	x.put(x.files["o1"], "l", x.now, []domain.Body{&domain.OrganizationStatusSet{Status: domain.OrgStopped, On: day("2026-03-02"), Why: "限期停止活动", File: "p1", Until: day("2026-06-02")}})
	x.clock("2026-06-02 23:00")
	x.refused("stop_running", domain.System, "o1", &domain.EndStop{})
	x.clock("2026-06-03 00:10")
	x.do(domain.System, "o1", &domain.EndStop{})
	o := x.files["o1"].PartyFile.Org
	if o.Status != domain.OrgActive || !o.StoppedUntil.IsZero() || o.Sealed[0].StoppedBy != "p1" || o.Sealed[0].EndedOn != day("2026-06-03") {
		t.Fatalf("%+v", o)
	}
	if l := o.Life()[0]; l.On != day("2026-06-03") || !strings.Contains(l.Text, "2026-06-02") {
		t.Errorf("it is not explained: %+v", l)
	}
	x.refused("organization_status", domain.System, "o1", &domain.EndStop{})
	x.clock("2026-06-05 09:00")
	back := &domain.ReturnSealed{On: day("2026-06-02"), Items: "登记证书正、副本，公章一枚", SignedBy: "楚河汉", Report: "已整改"}
	x.refused("invalid_input", "a", "o1", back)
	back.On = day("2026-06-05")
	x.do("a", "o1", back)
	x.refused("nothing_sealed", "a", "o1", back)
	if s := x.files["o1"].PartyFile.Org.Sealed[0]; s.ReturnedOn != day("2026-06-05") || s.Items == "" {
		t.Errorf("%+v", s)
	}
	for _, k := range x.files["o1"].Tasks {
		if k.DoneAt.IsZero() {
			t.Errorf("still owed: %+v", k)
		}
	}
}

func TestAStopEnteredFromPaperIsEndedByTheSection(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.organization("o1", domain.PartyAssociation, "2015-05-04")
	x.put(x.files["o1"], "l", x.now, []domain.Body{&domain.OrganizationStatusSet{Status: domain.OrgStopped, On: day("2025-12-01"), Why: "录入"}})
	x.refused("stop_running", domain.System, "o1", &domain.EndStop{})
	x.refused("invalid_input", "s", "o1", &domain.LiftStop{On: day("2025-11-30"), Reason: "纸质决定书"})
	x.do("s", "o1", &domain.LiftStop{On: day("2026-03-01"), Reason: "纸质决定书载明停止活动三个月"})
	if o := x.files["o1"].PartyFile.Org; o.Status != domain.OrgActive {
		t.Errorf("%+v", o.Status)
	}
}
