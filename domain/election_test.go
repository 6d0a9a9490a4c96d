package domain_test

import (
	"strings"
	"testing"

	"yifa/domain"
)

func withTerm(from, until string) func(*domain.OrganizationRegistered) {
	return func(b *domain.OrganizationRegistered) {
		b.Term = &domain.OrgTerm{No: 2, From: day(from), Until: day(until)}
	}
}

func TestAnOverdueElectionIsOrderedWithItsFactsAndTheElectionEndsTheOrder(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.organization("o1", domain.PartyAssociation, "2015-05-04", withTerm("2020-06-01", "2025-05-31"))
	x.organization("o2", domain.PartyAssociation, "2015-05-04", withTerm("2022-06-01", "2027-05-31"))
	two := []domain.PersonID{"a", "b"}
	x.refused("not_overdue", "s", "o2", &domain.OrderElection{Officers: two})
	x.refused("invalid_input", "s", "o1", &domain.OrderElection{Officers: two, Days: 2})
	id := x.do("s", "o1", &domain.OrderElection{Officers: two, Days: 60})[0]
	x.refused("already_ordered", "s", "o1", &domain.OrderElection{Officers: two})
	r := x.files[id].Rectification
	if f := r.Findings[0].Fact; !strings.Contains(f, "第2届") || !strings.Contains(f, "2025-05-31") || !strings.Contains(f, "275日") || r.Election.End != day("2025-05-31") {
		t.Fatalf("%s", f)
	}
	if o := x.files["o1"].PartyFile.Org.Term(); o.Order != id || o.OrderedOn != day("2026-03-02") {
		t.Fatalf("%+v", o)
	}
	x.refused("separation_of_duties", "s", id, &domain.ApproveOrder{}) // who drafted it does not approve it
	x.do("l", id, &domain.ApproveOrder{})
	serve := domain.ServeOrder{Method: domain.ServeDirect, On: day("2026-03-02"), Recipient: "楚河汉"}
	x.do("a", id, &serve)
	if k := x.files[id].Clock("comply"); k.Due != day("2026-05-01")+0 && k.Rule != "REG-4.04" {
		t.Errorf("%+v", k)
	}
	x.clock("2026-04-20 09:00")
	x.do("w", "o1", &domain.RecordElection{AssemblyOn: day("2026-04-18"), Until: day("2031-04-17"), Audited: true})
	x.stands(id, domain.RectClosed)
	if c := x.files[id]; c.Outcome != "passed" || !strings.Contains(c.Rectification.Report, "2026-04-18") {
		t.Errorf("%s %s", c.Outcome, c.Rectification.Report)
	}
	if k := x.files[id].Clock("comply"); k.MetOn != day("2026-04-20") {
		t.Errorf("%+v", k)
	}
	x.refused("not_overdue", "s", "o1", &domain.OrderElection{Officers: two})
}

func TestAnOrderThatWasRevokedLeavesRoomForAnother(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.organization("o1", domain.PartyAssociation, "2015-05-04", withTerm("2020-06-01", "2025-05-31"))
	id := x.do("s", "o1", &domain.OrderElection{Officers: []domain.PersonID{"a", "b"}})[0]
	x.do("l", id, &domain.RevokeOrder{Reason: "届次记载有误"})
	if again := x.do("s", "o1", &domain.OrderElection{Officers: []domain.PersonID{"a", "b"}}); again[0] == id {
		t.Error("it is a file of its own")
	}
}

func TestAnElectionOrderedInACleanUpIsItsReportWhenItIsRecorded(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.body("o1", domain.PartyAssociation, "甲", func(o *domain.Organization) {
		idle(o)
		o.Terms = []domain.OrgTerm{{No: 1, From: day("2018-03-01"), Until: day("2023-02-28")}}
	})
	x.running("k1", zombies())
	x.verified("k1-o1", true)
	d := fixIt()
	d.Kind = "elect"
	x.do("a", "k1-o1", &domain.ProposeDisposal{Disposal: d})
	x.do("l", "k1-o1", &domain.DecideDisposal{Comment: "同意责令换届"})
	if x.files["o1"].PartyFile.Org.Term().Order != "k1-o1" {
		t.Fatal("the board does not know the order")
	}
	x.refused("already_ordered", "s", "o1", &domain.OrderElection{Officers: []domain.PersonID{"a", "b"}})
	x.do("a", "k1-o1", &domain.ServeClearance{Serving: domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(x.now), Recipient: "某某"}})
	x.now = x.now.AddDate(0, 0, 10)
	x.do("w", "o1", &domain.RecordElection{AssemblyOn: domain.DateOf(x.now) - 1, Until: domain.DateOf(x.now) + 1000, Audited: true})
	x.stands("k1-o1", domain.ClearReported)                            // two officers check it
	x.do("w", "k1-o1", &domain.ReportRectified{Report: "已完成换届，附会议纪要"}) // its own report may come besides
	x.do("b", "k1-o1", &domain.CheckRectified{Officers: []domain.PersonID{"a", "b"}, Passed: true, Reason: "查阅会议纪要，换届属实"})
	x.stands("k1-o1", domain.ClearSettled)
}

func overdueElections() *domain.DraftCleanup {
	d := zombies()
	d.Title, d.CleanupKind, d.Choices = "逾期未换届清理", domain.CleanupElections, []domain.CriterionChoice{{ID: "SB-01"}}
	return d
}

// overdueHall has three associations whose terms ended, in a campaign of overdue elections with a window of two.
func overdueHall(t *testing.T) *hall {
	x := newHall(t, "2026-03-02 09:00")
	for id, name := range map[domain.CaseID]string{"o1": "甲", "o2": "乙", "o3": "丙"} {
		x.body(id, domain.PartyAssociation, name, func(o *domain.Organization) {
			idle(o)
			o.Terms = []domain.OrgTerm{{No: 1, From: day("2018-03-01"), Until: day("2023-02-28")}}
		})
	}
	d := overdueElections()
	d.Window = 2
	x.running("k1", d)
	return x
}

// An organization that is on the list of a clean-up for its election gets no order that stands beside it.
func TestAnElectionThatACleanUpHasOnItsListIsOrderedThere(t *testing.T) {
	two := []domain.PersonID{"a", "b"}
	for _, o := range []domain.CaseID{"o1", "o3"} { // with a file, and still without
		x := overdueHall(t)
		if opened := x.do("s", o, &domain.OrderElection{Officers: two}); len(opened) != 0 {
			t.Fatalf("an order stands beside the clean-up: %v", opened)
		}
		if k := x.files[o].PartyFile.Org.Term(); k.Order != "k1-"+o || !k.OrderedOn.IsZero() {
			t.Errorf("%+v", k)
		}
		x.refused("already_ordered", "s", o, &domain.OrderElection{Officers: two})
	}
	x := overdueHall(t)
	x.verified("k1-o1", false)
	x.do("s", "k1-o1", &domain.CloseClearance{Comment: "核对无误"})
	if opened := x.do("s", "o1", &domain.OrderElection{Officers: two}); len(opened) != 1 {
		t.Error("what was struck off is on no list any more")
	}
}

// The election that is recorded ends the entry of a clean-up of overdue elections, wherever it stands; somebody else strikes it off.
func TestAnElectionThatIsRecordedEndsItsEntryInACleanUpOfOverdueElections(t *testing.T) {
	elect := func(x *hall, o domain.CaseID) {
		x.do("w", o, &domain.RecordElection{AssemblyOn: domain.DateOf(x.now) - 1, Until: domain.DateOf(x.now) + 1000, Audited: true})
	}
	for name, until := range map[string]func(x *hall, id domain.CaseID){
		"nothing was verified yet": func(*hall, domain.CaseID) {},
		"a letter was sent": func(x *hall, id domain.CaseID) {
			x.do("a", id, &domain.SendLetter{Address: "登记住所", Tracking: "X1"})
		},
		"the order is running": func(x *hall, id domain.CaseID) {
			x.verified(id, true)
			d := fixIt()
			d.Kind = "elect"
			x.do("a", id, &domain.ProposeDisposal{Disposal: d})
			x.do("l", id, &domain.DecideDisposal{Comment: "同意责令换届"})
			x.do("a", id, &domain.ServeClearance{Serving: domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(x.now), Recipient: "某某"}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := overdueHall(t)
			until(x, "k1-o1")
			elect(x, "o1")
			x.stands("k1-o1", domain.ClearSettled)
			c := x.files["k1-o1"]
			if s := c.Clearance.Settled; s.Outcome != "revived" || !s.Register || !strings.Contains(s.Reason, "第2届") {
				t.Errorf("%+v", s)
			}
			for _, k := range c.Clocks {
				if !k.Ended() {
					t.Errorf("%s runs on", k.ID)
				}
			}
			for _, k := range c.Tasks {
				if k.DoneAt.IsZero() && k.Kind != "clearance.close" {
					t.Errorf("somebody still owes %s", k.Kind)
				}
			}
			x.refused("separation_of_duties", "a", "k1-o1", &domain.CloseClearance{Comment: "登记簿已载明"})
			x.do("s", "k1-o1", &domain.CloseClearance{Comment: "登记簿已载明"})
		})
	}
}
