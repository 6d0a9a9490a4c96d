package store_test

import (
	"testing"

	"yifa/domain"
	"yifa/store"
)

// These rules were found missing by reading the law beside the finished code.

// Served by notice on 3 March, deemed served on 2 April; entered on 5 April that the party had signed on 30 March.
func TestASignatureFromBeforeTheNoticeRanOutWinsEvenWhenEnteredAfterwards(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.approved(d.shop)
	d.do(d.an, id, &domain.ServeOrder{Method: domain.ServeNotice, On: d.today(), Reason: "三次上门均无人"})
	d.at(on(4, 5, 9))
	d.advance(id)
	if c := d.file(id); c.Stage != domain.RectInProgress || c.Rectification.ServedOn != domain.NewDate(2025, 4, 2) {
		t.Fatalf("%s, served %s", c.Stage, c.Rectification.ServedOn)
	}
	_, err := d.try(d.an, id, &domain.ServeOrder{Method: domain.ServeDirect, On: domain.NewDate(2025, 4, 3), Recipient: "甲"})
	d.refused(err, "already_done")
	d.do(d.an, id, &domain.ServeOrder{Method: domain.ServeDirect, On: domain.NewDate(2025, 3, 30), Recipient: "甲"})
	c := d.file(id)
	if c.Rectification.ServedOn != domain.NewDate(2025, 3, 30) || c.Clock("comply").StoppedOn.IsZero() || c.Clock("comply#2").Due != domain.NewDate(2025, 4, 14) {
		t.Fatalf("served %s, clocks %+v", c.Rectification.ServedOn, c.Clocks)
	}
	d.at(on(4, 6, 9))
	d.do(d.an, id, &domain.ReportCorrection{Report: "已改正"})
	d.at(on(5, 20, 0))
	d.advance(id)
	if c := d.file(id); c.Stage != domain.RectReported || !c.Rectification.OverdueOn.IsZero() || c.Clock("comply#2").MetOn != domain.NewDate(2025, 4, 6) {
		t.Fatalf("who reported in time is %s, overdue on %s", c.Stage, c.Rectification.OverdueOn)
	}
	d.whole()
}

func TestAnOrderServedByHandIsNotServedAgain(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.served(d.shop)
	_, err := d.try(d.an, id, &domain.ServeOrder{Method: domain.ServeDirect, On: d.today(), Recipient: "甲"})
	d.refused(err, "already_done", "wrong_stage")
	spec, _ := domain.SpecOf("rectification.serve")
	if domain.Offers(spec, d.file(id)) {
		t.Error("service is offered on an order that was served by hand")
	}
}

func TestBeforeTheDeadlineOnlyAFullCorrectionCanBeRecorded(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.served(d.shop)
	half := &domain.Reinspect{Officers: d.officers(), Opinion: "一项未改", Items: []domain.ItemResult{{Item: 1, Passed: true}, {Item: 2}}}
	_, err := d.try(d.an, id, half)
	d.refused(err, "deadline_running")
	d.at(on(4, 1, 9))
	if r := d.do(d.an, id, half); r.Stage != domain.RectReinspected {
		t.Fatalf("after the deadline: %s", r.Stage)
	}
}

func TestAPriceMatterCannotBecomeACaseOfTheBureau(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.assigned(d.shop)
	d.do(d.lin, id, &domain.ApproveInspection{})
	d.do(d.an, id, &domain.NotifyInspection{})
	d.do(d.an, id, &domain.Arrive{Officers: d.officers(), CardShown: true, RightsTold: true})
	from := d.now()
	d.later(0, 30)
	d.do(d.an, id, &domain.RecordVisit{StartedAt: from, EndedAt: d.now(), Place: "青石镇", Officers: d.officers(), Summary: "已查看", SignedBy: "甲",
		Findings: []domain.NewFinding{{Category: domain.FindUrnPrice, Fact: "骨灰盒价格过高", Quantity: 1, Unit: "项"}}})
	_, err := d.try(d.an, id, &domain.DisposeFindings{Lines: []int{1}, Exit: domain.ExitCase})
	d.refused(err, "not_competent")
	d.do(d.an, id, &domain.DisposeFindings{Lines: []int{1}, Exit: domain.ExitPrice})
}

// The deadline of 18 March passed; three days later the section head is told.
func TestAnEscalationIsForThoseItIsAddressedTo(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.served(d.shop)
	d.at(on(3, 22, 9))
	d.advance(id)
	var raised string
	for _, task := range d.file(id).Tasks {
		if task.Role == domain.RoleSection && task.DoneAt.IsZero() {
			raised = task.ID
		}
		if task.DoneAt.IsZero() && task.Kind == "look" && task.Clock == "comply" && task.Role == "" && task.Due >= d.today() {
			t.Errorf("%s still announces a deadline that has passed", task.ID)
		}
	}
	if raised == "" {
		t.Fatal("nothing was raised to the section head")
	}
	_, err := d.try(d.an, id, &domain.Acknowledge{Task: raised})
	d.refused(err, "not_yours")
	d.do(d.an, id, &domain.ReportCorrection{Report: "已改正"})
	for _, task := range d.file(id).Tasks {
		if task.ID == raised && task.DoneAt.IsZero() {
			t.Error("the alarm outlives the clock it belongs to")
		}
	}
}

func TestAnUrgentInspectionThatIsNotApprovedCanStillBeEnded(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.do(d.an, "", &domain.AssignInspection{Party: d.shop, Officers: d.officers(), Source: "complaint", Basis: "举报", Items: []string{"经营"}, Urgent: true}).Case
	d.do(d.an, id, &domain.Arrive{Officers: d.officers(), CardShown: true, RightsTold: true})
	_, err := d.try(d.an, id, &domain.RefuseEntry{Officers: d.officers(), Reason: "拒绝检查", Witness: "乙"})
	d.refused(err, "not_approved")
	if r := d.do(d.lin, id, &domain.CancelInspection{Reason: "不予批准"}); r.Stage != domain.InspCancelled {
		t.Fatal(r.Stage)
	}
	approved := d.recorded(d.shop, 1)
	_, err = d.try(d.lin, approved, &domain.CancelInspection{Reason: "不查了"})
	d.refused(err, "wrong_stage")
}

func TestARoleEndsOnADayAndNotWithoutOne(t *testing.T) {
	d := newDesk(t, anyone)
	_, err := d.try(d.lin, domain.CaseID(d.an), &domain.EndRole{Role: domain.RoleOfficer})
	d.refused(err, "invalid_input")
}

func TestTheHeadSeesWhatWaitsForALeader(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.drafted(d.shop)
	agency := d.file(id).Agency
	p, err := d.Tasks(d.Context(), store.TaskFilter{Agency: agency, Scope: "team", Roles: []domain.Role{domain.RoleHead}})
	if err != nil || len(p.Items) != 1 || p.Items[0].Kind != "rectification.approve" {
		t.Fatalf("%+v %v", p.Items, err)
	}
}
