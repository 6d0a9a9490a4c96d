package docket_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yifa/docket"
	"yifa/domain"
)

// The year is worth loading only if it holds what a year holds. Each of these is there, and once is enough.
func TestTheYearIsVarious(t *testing.T) {
	_, b := play(t, "2023", time.Now())
	l := law(t, time.Now())
	cal := l.Calendar
	seen := map[string]int{}
	for _, c := range b.Cases() {
		if c.Registration != nil { // a name nobody came back for, gaps nobody filled
			passTime(t, c, l, time.Now())
		}
		seen[string(c.Procedure)+" "+c.Outcome]++
		for _, e := range b.Events(c.ID) {
			seen[e.Body.Kind()]++
			if day := cal.Day(domain.DateOf(e.OccurredAt)); e.Body.Kind() == "Arrived" {
				seen["visit on a "+string(day.Kind)]++
			}
		}
		for _, s := range c.Services {
			switch {
			case s.FailedFor != "":
				seen["service failed"]++
			case s.Superseded:
				seen["notice overtaken by "+string(c.Services[len(c.Services)-1].Method)]++
			case s.Method == domain.ServeLeaving && s.Witness == "" && len(s.Evidence) > 0:
				seen["left, on film"]++
			case s.Method == domain.ServeLeaving:
				seen["left, with a witness"]++
			default:
				seen["served "+string(s.Method)]++
			}
		}
		for i := range c.Clocks {
			k := &c.Clocks[i]
			seen[k.Rule+" "+string(k.StatusAt(cal, domain.NewDate(2024, 6, 1).Start()).State)]++
		}
		for _, d := range c.Documents {
			if !d.VoidedOn.IsZero() {
				seen["void number"]++
			}
		}
		if i := c.Inspection; i != nil {
			if i.Urgent && i.ApprovedOn > domain.DateOf(i.ArrivedAt) {
				seen["approval made up"]++
			}
			for _, f := range i.Findings {
				for _, x := range f.Exits {
					seen["exit "+string(x.Exit)]++
				}
				if f.Category == domain.FindOther {
					seen["other finding"]++
				}
				if f.Left(domain.ExitCorrected) && f.Left(domain.ExitReferral) {
					seen["corrected and referred"]++
				}
			}
			if i.Record != nil && i.Record.Refusal != "" {
				seen["signature refused"]++
			}
		}
		if c.Open() && !c.Procedure.IsRegister() {
			seen["left open at "+string(c.Stage)]++
		}
		if !c.ClosedOn.IsZero() && c.ClosedOn > domain.NewDate(2023, 12, 25) {
			seen[fmt.Sprintf("closed in %d", c.ClosedOn.Year())]++
		}
	}
	for _, want := range []string{"served direct", "left, on film", "left, with a witness", "served post", "served electronic", "served entrusted",
		"served notice", "notice overtaken by direct", "service failed", "RE-03 met_late", "ExtensionGranted", "ExtensionRefused", "RE-01 met", "RE-01 met_late", "RE-01 overdue",
		"FurtherOrdered", "rectification passed", "rectification case_proposed", "rectification ordered_again", "rectification revoked", "OrderReturned", "OrderVoided", "approval made up", "OfficerRecused",
		"Reassigned", "ResultWithheld", "inspection refused", "inspection not_found", "inspection cancelled", "inspection no_issue", "signature refused", "TargetAdded", "campaign closed",
		"exit no_issue", "exit corrected", "exit order", "exit case", "exit referral", "exit price_matter", "other finding", "corrected and referred", "Acknowledged",
		"penalty not_filed", "penalty penalty", "legality pass", "legality supplement", "meeting closed", "referral answered", "PreservationSettled", "AppraisalReturned", "OfficersChanged",
		"HearingHeld", "HearingReported", "Waived", "DefenceAnswered", "ProposalAmended", "DecisionPublished", "DemandIssued", "InstalmentApproved", "PEN-4.16 met_late", "PEN-4.16b met",
		"ClueReferred", "FilingRefused"} {
		if seen[want] == 0 {
			t.Errorf("there is no %q", want)
		}
	}
	for what, n := range map[string]int{"visit on a makeup": 1, "visit on a weekend": 0, "visit on a holiday": 0, "void number": 2, "left open at rect_overdue": 1,
		"closed in 2024": 4, "closed in 2023": 0, "exit corrected": 39, "exit price_matter": 1, "exit referral": 9,
		"penalty penalty": 3, "penalty not_filed": 2, "HearingHeld": 1, "Waived": 1, "DefenceAnswered": 1, "legality supplement": 1, "InstalmentApproved": 1, "CaseOpened": 3, "FollowedWithCase": 1, "ClueReferred": 10} {
		if seen[what] != n {
			t.Errorf("%q: %d, want %d", what, seen[what], n)
		}
	}
	for what := range seen {
		if len(what) > 12 && what[:12] == "left open at" && what != "left open at rect_overdue" {
			t.Errorf("%s", what)
		}
	}
}

// Each of the three cases is told to its end: what was decided, how it was paid, and who may not have met in one.
func TestThePenaltiesOfTheYear(t *testing.T) {
	_, b := play(t, "2023", time.Now())
	find := func(key string) *domain.Case {
		c := b.Case(docket.NewCaseID("yunling-2023", "penalty", key))
		if c == nil {
			t.Fatalf("there is no case %s", key)
		}
		return c
	}
	for _, x := range []struct {
		key                      string
		gains, fine, paid, extra int64
		hearing, reviews         string
		ended                    domain.Date
	}{
		{"C1-t30-p1", 138_630_000, 0, 138_630_000, 0, domain.EndHeld, "SUPPLEMENT PASS PASS", domain.NewDate(2023, 10, 17)},
		{"C1-t15-r1-p1", 2_000_000, 3_000_000, 5_540_000, 540_000, "", "PASS", domain.NewDate(2023, 8, 9)},
		{"I3-p1", 81_500_000, 1_500_000, 83_000_000, 0, "", "PASS PASS", domain.NewDate(2023, 10, 17)},
	} {
		c := find(x.key)
		p := c.Penalty
		held, reviews := "", ""
		for _, h := range p.Hearings {
			held = h.Ended
		}
		for _, r := range p.Reviews {
			reviews += " " + string(r.Opinion)
		}
		var paid int64
		for _, r := range p.Payments {
			paid += r.Fen
		}
		surcharge := -p.Balance()[domain.AccountSurcharge]
		if p.Imposed(domain.SanctionGains) != x.gains || p.Imposed(domain.SanctionFine) != x.fine || p.Decision.On != x.ended {
			t.Errorf("%s: %d and %d decided on %s", x.key, p.Imposed(domain.SanctionGains), p.Imposed(domain.SanctionFine), p.Decision.On)
		}
		if paid != x.paid || surcharge != x.extra || !p.Balanced() {
			t.Errorf("%s: %d paid, surcharge %d, balanced %v", x.key, paid, surcharge, p.Balanced())
		}
		if held != x.hearing || reviews != " "+x.reviews {
			t.Errorf("%s: hearing %q, reviews%s", x.key, held, reviews)
		}
		if c.Stage != domain.PenArchived || c.ClosedOn.Year() != 2023 || len(p.Discussions) != 1 || !p.Publicity.Public(domain.NewDate(2023, 12, 31)) || len(p.Archive.Number) != 8 {
			t.Errorf("%s stands at %s, closed %s, discussed %d times", x.key, c.Stage, c.ClosedOn, len(p.Discussions))
		}
		if x := c.DutyExceptions(); len(x) > 0 {
			t.Errorf("%s: %v", c.Reference, x)
		}
		if n := p.Notices[len(p.Notices)-1]; !n.Hearing || c.DocumentOf("P-9") == nil {
			t.Errorf("%s: the right to a hearing was not told", x.key)
		}
	}
	// the defence halved the fine and nothing was told anew; the waiver was express
	defended, waived := find("I3-p1").Penalty, find("C1-t15-r1-p1").Penalty
	told := defended.Notices[0].Sanctions
	if n := told[len(told)-1].AmountFen; n != 2*defended.Imposed(domain.SanctionFine) || len(defended.Notices) != 1 || !defended.Defences[0].Points[0].Adopted || defended.Defences[0].Points[1].Adopted {
		t.Errorf("told %d, notices %d, %+v", n, len(defended.Notices), defended.Defences[0].Points)
	}
	if len(defended.Plan.Parts) != 3 || waived.Notices[0].WaivedHearing == "" || waived.Demand == nil {
		t.Errorf("plan %+v, waiver %q", defended.Plan, waived.Notices[0].WaivedHearing)
	}
}

// passTime lets time do to a file what the engine lets it do by now.
func passTime(t *testing.T, c *domain.Case, l docket.Law, now time.Time) {
	t.Helper()
	for {
		at, body, more, err := c.NextPassed(now, l.Calendar, l.Rules)
		if err != nil {
			t.Fatal(err)
		}
		if !more {
			return
		}
		if err := c.Apply(domain.Event{Case: c.ID, Seq: c.Seq + 1, Actor: domain.System, OccurredAt: at, Body: body}); err != nil {
			t.Fatal(err)
		}
	}
}

// What concerns officials is told by nothing that everybody may read: neither the inspections nor the copy of the cases.
func TestCluesToDisciplineAreHidden(t *testing.T) {
	_, b := play(t, "2023", time.Now())
	n := 0
	for _, c := range b.Cases() {
		if c.Hidden() {
			n++
			if c.Outcome != "answered" {
				t.Errorf("%s ended %q", c.Reference, c.Outcome)
			}
			continue
		}
		raw, err := json.Marshal(c.Public())
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), "纪委") || strings.Contains(string(raw), "discipline") {
			t.Errorf("%s (%s) tells of a clue to discipline supervision", c.Reference, c.Procedure)
		}
	}
	if n != 9 {
		t.Errorf("%d clues", n)
	}
}

// On whatever day the demonstration is loaded, every list has something in it.
func TestTheDemonstrationIsAlive(t *testing.T) {
	for _, now := range []time.Time{
		time.Date(2026, 9, 25, 8, 5, 0, 0, domain.Shanghai), // four working days before the end of the holiday that follows
		time.Date(2026, 9, 27, 8, 5, 0, 0, domain.Shanghai), // a Sunday of a long holiday
		time.Date(2027, 2, 28, 23, 50, 0, 0, domain.Shanghai),
		time.Date(2029, 3, 1, 0, 1, 0, 0, domain.Shanghai), // when the certificates of the year have run out
	} {
		_, b := play(t, "demo", now)
		var stages []domain.Stage
		desks := map[domain.Role]int{}
		due := map[domain.State]int{}
		l := law(t, now)
		cal := l.Calendar
		for _, c := range b.Cases() {
			passTime(t, c, l, now)
			for _, t := range c.Tasks {
				if t.DoneAt.IsZero() && t.Role != "" {
					desks[t.Role]++
				} else if p := b.Case(domain.CaseID(t.Person)); t.DoneAt.IsZero() && p != nil {
					for _, g := range p.PersonFile.Grants {
						desks[g.Role]++
					}
				}
			}
			if !c.Open() || c.OpenedOn < domain.DateOf(now)-110 {
				continue
			}
			if p := c.Penalty; p != nil && c.Stage == domain.PenFiled && (c.Clock("preserve") == nil || p.Preservations[0].Outcome != "") {
				t.Errorf("%s: what is kept in place is %+v", now, p.Preservations)
			}
			if p := c.Penalty; p != nil && c.Stage == domain.PenHearing && (!cal.Working(domain.DateOf(p.Hearings[0].At)) || cal.WorkingDaysIn(domain.DateOf(now), domain.DateOf(p.Hearings[0].At)) != 4) {
				t.Errorf("%s: the hearing is on %s", now, p.Hearings[0].At)
			}
			if p := c.Penalty; p != nil && c.Stage == domain.PenOverdue {
				rate, err := l.Rules.At("PEN-4.17", domain.DateOf(now))
				if s := domain.Surcharge(p, rate, domain.DateOf(now)); err != nil || s.Fen == 0 || s.Fen >= s.CapFen {
					t.Errorf("%s: the surcharge is %d of %d, %v", now, s.Fen, s.CapFen, err)
				}
			}
			stages = append(stages, c.Stage)
			if k := c.Clock("comply"); k != nil {
				due[k.StatusAt(cal, now).State]++
			}
		}
		for _, s := range []domain.Stage{domain.InspAssigned, domain.InspApproved, domain.InspArrived, domain.InspRecorded, domain.InspResult,
			domain.RectDrafted, domain.RectApproved, domain.RectAnnounced, domain.RectInProgress, domain.RectExtAsked, domain.RectReported,
			domain.PenClue, domain.PenFiled, domain.PenExamining, domain.PenNoticed, domain.PenHearing, domain.PenToDiscuss, domain.PenToDecide, domain.PenOverdue,
			domain.PenConcluded, domain.LegReviewing, domain.RefSent, domain.RefProposed,
			domain.RegReceived, domain.RegReview, domain.RegLegal, domain.RegToDecide, domain.RegGranted, domain.ChkReview, domain.ChkAsked, domain.ChkDecide, domain.ChkPublish,
			domain.LstCandidate, domain.LstReply, domain.LstDecide, domain.LstListed, domain.LstRemoval} {
			if !slices.Contains(stages, s) {
				t.Errorf("%s: nothing stands at %s", now, s)
			}
		}
		for _, r := range []domain.Role{domain.RoleOfficer, domain.RoleSection, domain.RoleReviewer, domain.RoleHost, domain.RoleLeader, domain.RoleHead, domain.RoleManager, domain.RoleArchive, domain.RoleFinance, domain.RoleClerk} {
			if desks[r] == 0 {
				t.Errorf("%s: there is nothing on the desk of the %s", now, r)
			}
		}
		if due[domain.Running]+due[domain.DueToday] < 3 || due[domain.Overdue]+due[domain.Running] < 3 {
			t.Errorf("%s: deadlines %v", now, due)
		}
	}
}

// The registers have no gaps, as in the store: a number an act asked for and did not issue is the next one still.
func TestTheBooksNumberAsTheStoreDoes(t *testing.T) {
	for _, name := range []string{"2023", "demo"} {
		_, b := play(t, name, time.Now())
		most, count := map[string]int{}, map[string]int{}
		see := func(a domain.AgencyID, typ string, year, serial int) {
			if serial > 0 {
				at := fmt.Sprint(a, " ", typ, " ", year)
				most[at], count[at] = max(most[at], serial), count[at]+1
			}
		}
		for _, c := range b.Cases() {
			see(c.Agency, "case."+string(c.Procedure), c.RefYear, c.RefSerial)
			for _, d := range c.Documents {
				see(c.Agency, d.Type, d.Year, d.Serial)
			}
		}
		for at, n := range most {
			if n != count[at] {
				t.Errorf("%s: %d numbers up to %d", at, count[at], n)
			}
		}
	}
}

// A receipt of another case is refused by the check, as by the index of the store.
func TestACheckSeesAReceiptOfAnotherCase(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(folder, "2023", "docket.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	d, faults := docket.Read(bytes.NewReader(bytes.Replace(raw, []byte(`"YL2023-0002"`), []byte(`"YL2023-0006"`), 1)), now, nil)
	d.Files, d.Path = os.DirFS(filepath.Join(folder, "2023")), "docket.jsonl"
	_, more := docket.Check(d, law(t, now))
	for _, f := range append(faults, more...) {
		if f.Code == "receipt_used" {
			return
		}
	}
	t.Errorf("%v", more)
}
