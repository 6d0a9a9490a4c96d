package docket_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"yifa/domain"
)

// The year is worth loading only if it holds what a year holds. Each of these is there, and once is enough.
func TestTheYearIsVarious(t *testing.T) {
	_, b := play(t, "2023", time.Now())
	cal := law(t, time.Now()).Calendar
	seen := map[string]int{}
	for _, c := range b.Cases() {
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
		"exit no_issue", "exit corrected", "exit order", "exit case", "exit referral", "exit price_matter", "other finding", "corrected and referred", "Acknowledged"} {
		if seen[want] == 0 {
			t.Errorf("there is no %q", want)
		}
	}
	for what, n := range map[string]int{"visit on a makeup": 1, "visit on a weekend": 0, "visit on a holiday": 0, "void number": 2, "left open at rect_overdue": 1,
		"closed in 2024": 2, "closed in 2023": 0, "exit corrected": 39, "exit price_matter": 1, "exit referral": 9} {
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

// On whatever day the demonstration is loaded, every list has something in it.
func TestTheDemonstrationIsAlive(t *testing.T) {
	for _, now := range []time.Time{
		time.Date(2026, 9, 27, 8, 5, 0, 0, domain.Shanghai), // a Sunday of a long holiday
		time.Date(2027, 2, 28, 23, 50, 0, 0, domain.Shanghai),
		time.Date(2029, 3, 1, 0, 1, 0, 0, domain.Shanghai), // when the certificates of the year have run out
	} {
		_, b := play(t, "demo", now)
		var stages []domain.Stage
		due := map[domain.State]int{}
		cal := law(t, now).Calendar
		for _, c := range b.Cases() {
			if !c.Open() || c.OpenedOn < domain.DateOf(now)-60 {
				continue
			}
			stages = append(stages, c.Stage)
			if k := c.Clock("comply"); k != nil {
				due[k.StatusAt(cal, now).State]++
			}
		}
		for _, s := range []domain.Stage{domain.InspAssigned, domain.InspApproved, domain.InspArrived, domain.InspRecorded, domain.InspResult,
			domain.RectDrafted, domain.RectApproved, domain.RectAnnounced, domain.RectInProgress, domain.RectExtAsked, domain.RectReported} {
			if !slices.Contains(stages, s) {
				t.Errorf("%s: nothing stands at %s", now, s)
			}
		}
		if due[domain.Running]+due[domain.DueToday] < 3 || due[domain.Overdue]+due[domain.Running] < 3 {
			t.Errorf("%s: deadlines %v", now, due)
		}
	}
}
