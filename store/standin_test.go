package store_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// ruled is a desk where the policy of the house holds.
func ruled(t *testing.T) *desk {
	t.Helper()
	g, err := policies.New()
	if err != nil {
		t.Fatal(err)
	}
	return newDesk(t, g.May)
}

func (d *desk) event(id domain.CaseID, kind string) store.EventRow {
	d.Helper()
	rows, err := d.Events(d.Context(), id)
	if err != nil {
		d.Fatal(err)
	}
	i := slices.IndexFunc(rows, func(r store.EventRow) bool { return r.Kind == kind })
	if i < 0 {
		d.Fatalf("%s has no %s", id, kind)
	}
	return rows[i]
}

func (d *desk) standIn(who, other domain.PersonID, role domain.Role, days domain.Date) {
	d.Helper()
	d.do(d.zhu, domain.CaseID(who), &domain.StandIn{For: other, Role: role, From: d.today(), Until: d.today() + days, Reason: "外出培训"})
}

func TestWhatAStandInDoesCarriesBothNamesInTheChain(t *testing.T) {
	d := ruled(t)
	id := d.drafted(d.shop)
	_, err := d.try(d.su, id, &domain.ApproveOrder{})
	d.refused(err, "not_permitted")
	d.standIn(d.su, d.lin, domain.RoleLeader, 5)
	before := d.exported()
	d.do(d.su, id, &domain.ApproveOrder{})
	e := d.event(id, "OrderApproved")
	if e.Actor != d.su || e.For != d.lin {
		t.Fatalf("recorded as %s for %s", e.Actor, e.For)
	}
	c := d.file(id)
	if !slices.Contains(c.Took(d.lin), domain.PartApprover) || !slices.Contains(c.Took(d.su), domain.PartApprover) {
		t.Error("the part counts for one of them only")
	}
	// what somebody does in their own name names nobody else, also while standing in
	d.do(d.su, id, &domain.AddNote{Text: "已审"})
	if e := d.event(id, "NoteAdded"); e.For != "" {
		t.Errorf("a note of one's own is recorded for %s", e.For)
	}
	d.whole()
	after := d.exported()
	if bytes.Contains(before, []byte(`"for":"`+string(d.lin)+`","recorded_by"`)) || !bytes.Contains(after, []byte(`"for":"`+string(d.lin)+`"`)) {
		t.Error("the export does not say so")
	}
	if v, err := store.VerifyExport(bytes.NewReader(after), nil); err != nil || len(v.Breaks) > 0 {
		t.Fatalf("%+v %v", v.Breaks, err)
	}
	for what, forged := range map[string][]byte{
		"another name": bytes.Replace(after, []byte(`"for":"`+string(d.lin)+`","recorded_by"`), []byte(`"for":"`+string(d.gu)+`","recorded_by"`), 1),
		"no name":      bytes.Replace(after, []byte(`"for":"`+string(d.lin)+`","recorded_by"`), []byte(`"recorded_by"`), 1),
	} {
		if bytes.Equal(forged, after) {
			t.Fatal("nothing was forged")
		}
		if v, err := store.VerifyExport(bytes.NewReader(forged), nil); err != nil || len(v.Breaks) == 0 {
			t.Errorf("%s passes", what)
		}
	}
	d.tamper("UPDATE case_events SET stands_for = '' WHERE stands_for <> ''")
	if len(d.verified().Breaks) == 0 {
		t.Error("a name taken out of the database passes")
	}
}

func TestAFileWithStandInsIsMadeAgainFromItsEvents(t *testing.T) {
	d := ruled(t)
	id := d.drafted(d.shop)
	d.standIn(d.su, d.lin, domain.RoleLeader, 5)
	d.do(d.su, id, &domain.ApproveOrder{})
	before := d.shown()
	if _, _, err := d.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.same(before, d.shown())
}

func TestAStandInEndsWithItsDayAndWithTheOfficeItStandsFor(t *testing.T) {
	for name, end := range map[string]func(*desk){
		"the days are over": func(d *desk) { d.later(6, 0) },
		"the stand-in is ended": func(d *desk) {
			d.do(d.zhu, domain.CaseID(d.su), &domain.EndStandIn{For: d.lin, Role: domain.RoleLeader, Until: d.today()})
			d.later(1, 0)
		},
		"the other loses the office": func(d *desk) {
			d.do(d.zhu, domain.CaseID(d.lin), &domain.EndRole{Role: domain.RoleLeader, Until: d.today()})
			d.later(1, 0)
		},
		"the other leaves the bureau":  func(d *desk) { d.do(d.zhu, domain.CaseID(d.lin), &domain.Leave{On: d.today()}); d.later(1, 0) },
		"who stands in leaves":         func(d *desk) { d.do(d.zhu, domain.CaseID(d.su), &domain.Leave{On: d.today()}); d.later(1, 0) },
		"it has not begun (yesterday)": func(d *desk) { d.later(-2, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			d := ruled(t)
			d.at(monday.AddDate(0, 0, -9))
			id := d.drafted(d.shop)
			d.at(monday)
			d.standIn(d.su, d.lin, domain.RoleLeader, 5)
			end(d)
			d.later(0, 1)
			_, err := d.try(d.su, id, &domain.ApproveOrder{})
			d.refused(err, "not_permitted")
		})
	}
}

func TestWhoMayBeNamedAStandIn(t *testing.T) {
	d := ruled(t)
	name := func(other domain.PersonID, role domain.Role, until domain.Date) *domain.StandIn {
		return &domain.StandIn{For: other, Role: role, From: d.today(), Until: until, Reason: "外出"}
	}
	until := d.today() + 5
	for what, tc := range map[string]struct {
		by, who domain.PersonID
		cmd     *domain.StandIn
		want    domain.Code
	}{
		"for oneself":                        {d.zhu, d.lin, name(d.lin, domain.RoleLeader, until), "stand_in_oneself"},
		"by oneself":                         {d.gu, d.gu, name(d.lin, domain.RoleLeader, until), "stand_in_oneself"},
		"the administrator names himself":    {d.zhu, d.zhu, name(d.gu, domain.RoleHead, until), "stand_in_oneself"},
		"for an office the other lacks":      {d.zhu, d.su, name(d.mei, domain.RoleHead, until), "no_such_grant"},
		"an officer for an auditor's like":   {d.zhu, d.an, name(d.zhu, domain.RoleAuditor, until), "no_such_grant"},
		"without an end":                     {d.zhu, d.su, name(d.lin, domain.RoleLeader, 0), "invalid_input"},
		"by a leader, who has no such right": {d.lin, d.su, name(d.lin, domain.RoleLeader, until), "not_permitted"},
	} {
		if _, err := d.try(tc.by, domain.CaseID(tc.who), tc.cmd); domain.CodeOf(err) != tc.want {
			t.Errorf("%s: %v, want %q", what, err, tc.want)
		}
	}
	if _, err := d.try(d.gu, domain.CaseID(d.lin), name(d.gu, domain.RoleHead, until)); err != nil {
		t.Fatal("by the head:", err)
	}
	// lin presides for the head now; to pass it on is the head's
	_, err := d.try(d.lin, domain.CaseID(d.su), name(d.gu, domain.RoleHead, until))
	d.refused(err, "stand_in_passed_on")
	// offices that one person may not hold at once may not meet by standing in either
	rev := domain.PersonID(d.system2(&domain.AddPerson{Login: "rev", Name: "任法", Section: "执法股"}))
	d.do(d.zhu, domain.CaseID(rev), &domain.GrantRole{Role: domain.RoleReviewer, From: d.today() - 100})
	_, err = d.try(d.zhu, domain.CaseID(d.an), name(rev, domain.RoleReviewer, until))
	d.refused(err, "roles_conflict")
	_, err = d.try(d.zhu, domain.CaseID(rev), name(d.an, domain.RoleOfficer, until))
	d.refused(err, "roles_conflict")
	// who holds an office in somebody's place lends it to nobody
	_, err = d.try(d.zhu, domain.CaseID(d.su), name(d.lin, domain.RoleHead, until))
	d.refused(err, "no_such_grant")
}

// system2 enters a person as the administrator does.
func (d *desk) system2(cmd domain.Command) domain.CaseID {
	d.Helper()
	return d.do(d.zhu, "", cmd).Case
}

func TestAStandInIsBarredByWhatTheOtherDid(t *testing.T) {
	d := ruled(t)
	// chen leads too, but has been an officer in the matter: whoever stands in for chen cannot approve it
	d.do(d.zhu, domain.CaseID(d.chen), &domain.GrantRole{Role: domain.RoleLeader, From: d.today() - 30})
	id := d.do(d.an, "", &domain.AssignInspection{Party: d.shop, Officers: []domain.PersonID{d.an, d.chen}, Source: "routine", Basis: "年度计划", Items: []string{"价格公示"}}).Case
	_, err := d.try(d.chen, id, &domain.ApproveInspection{})
	d.refused(err, "separation_of_duties")
	d.standIn(d.su, d.chen, domain.RoleLeader, 5)
	_, err = d.try(d.su, id, &domain.ApproveInspection{})
	d.refused(err, "separation_of_duties")
	// an officer of the matter who stands in for a leader who is free
	d.standIn(d.an, d.lin, domain.RoleLeader, 5)
	_, err = d.try(d.an, id, &domain.ApproveInspection{})
	d.refused(err, "separation_of_duties")
	// backfilled it is no better
	d.at(d.now().Add(time.Hour))
	_, err = d.Act(t.Context(), store.Request{Case: id, Command: &domain.ApproveInspection{}, Actor: d.an, RecordedBy: d.ping, Backfill: "纸质审批", At: d.now(), Key: d.key()})
	d.refused(err, "separation_of_duties")
	// su for lin, who is free: it goes through in lin's name
	d.standIn(d.su, d.lin, domain.RoleLeader, 5)
	d.do(d.su, id, &domain.ApproveInspection{})
	if e := d.event(id, "InspectionApproved"); e.For != d.lin {
		t.Errorf("recorded for %q", e.For)
	}
}

func TestABackfilledActOfAStandInIsJudgedByTheDayItWasDone(t *testing.T) {
	d := ruled(t)
	id := d.drafted(d.shop)
	d.standIn(d.su, d.lin, domain.RoleLeader, 2)
	when := d.now().Add(time.Hour)
	d.later(20, 0)
	r, err := d.Act(t.Context(), store.Request{Case: id, Command: &domain.ApproveOrder{}, Actor: d.su, RecordedBy: d.ping, Backfill: "补录纸质审批", At: when, Key: d.key()})
	if err != nil {
		t.Fatal(err)
	}
	if e := d.event(r.Case, "OrderApproved"); e.For != d.lin || e.RecordedBy != d.ping || e.Actor != d.su {
		t.Fatalf("%+v", e)
	}
	d.whole()
}

var clue = domain.ReferralContent{To: domain.ToDiscipline, Name: "云岭区纪委监委", Summary: "村主任违规出售墓位", Subjects: []domain.ReferralSubject{{Name: "某乙", Official: "village"}}}

// Case 20 of penalty.md §11, through the door.
func TestADeputyIsRefusedAndWhoPresidesIsNot(t *testing.T) {
	d := ruled(t)
	police := domain.ReferralContent{To: domain.ToPolice, Name: "云岭区公安局", Summary: "涉嫌诈骗", Officers: d.officers(), Materials: []domain.ReferralMaterial{{Title: "笔录"}}}
	id := d.do(d.an, d.recorded(d.shop, 1), &domain.ReferClue{ReferralContent: police, Lines: []int{1}}).Opened[0]
	d.do(d.an, id, &domain.ReportReferral{ReferralReport: domain.ReferralReport{By: d.officers(), Crime: "诈骗罪", Standard: "达到标准", Facts: "属实", Suspected: true}})
	_, err := d.try(d.lin, id, &domain.ApproveReferral{})
	d.refused(err, "not_permitted")
	_, err = d.try(d.lin, id, &domain.ApproveLetter{})
	d.refused(err, "head_only")
	d.standIn(d.lin, d.gu, domain.RoleHead, 3)
	r := d.do(d.lin, id, &domain.ApproveReferral{Comment: "同意"})
	if len(r.Numbers) != 1 || !strings.Contains(r.Numbers[0], "移刑字") {
		t.Errorf("numbered %v", r.Numbers)
	}
	if e := d.event(id, "ReferralApproved"); e.For != d.gu {
		t.Errorf("recorded for %q", e.For)
	}
}

func TestAHiddenFileIsInNoListOfOthers(t *testing.T) {
	d := ruled(t)
	ins := d.recorded(d.shop, 1)
	id := d.do(d.an, ins, &domain.ReferClue{ReferralContent: clue, Lines: []int{1}}).Opened[0]
	lists := func(who domain.PersonID, secret bool) map[string]bool {
		got := map[string]bool{}
		for name, f := range map[string]store.CaseFilter{"all": {}, "referrals": {Procedure: domain.ProcReferral}, "children": {Parent: ins}, "search": {Q: "福寿"}, "party": {Party: d.shop}} {
			f.Agency, f.Reader, f.Secret, f.Limit = d.agency, who, secret, 200
			p, err := d.Cases(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			got[name] = slices.Contains(ids(p.Items), id)
			for _, r := range p.Items {
				if x := d.file(r.ID).Referral; x != nil && (r.To != x.To || r.Organ != x.Name || r.Incoming != x.Incoming) || x == nil && r.To+r.Organ != "" {
					t.Errorf("%s goes to %q %q %v in a list, the file says %+v", r.ID, r.To, r.Organ, r.Incoming, x)
				}
			}
			if int(p.Total) != len(p.Items) {
				t.Errorf("%s: the total tells what the list does not", name)
			}
		}
		for _, scope := range []string{"team", "all"} {
			p, err := d.Tasks(t.Context(), store.TaskFilter{Agency: d.agency, Person: who, Scope: scope, Secret: secret, Roles: []domain.Role{domain.RoleHead, domain.RoleSection, domain.RoleManager}})
			if err != nil {
				t.Fatal(err)
			}
			got["tasks "+scope] = slices.ContainsFunc(p.Items, func(r store.TaskRow) bool { return r.Case == id })
		}
		return got
	}
	if r, err := d.Row(t.Context(), d.agency, id); err != nil || r.To != clue.To || r.Organ != clue.Name {
		t.Errorf("%+v %v", r, err)
	}
	for name, seen := range lists(d.gu, true) {
		if !seen {
			t.Errorf("the head misses it in %s", name)
		}
	}
	for name, seen := range lists(d.an, false) {
		if !seen {
			t.Errorf("its own officer misses it in %s", name)
		}
	}
	for _, who := range []domain.PersonID{d.bo, d.su, d.mei, ""} { // bo inspected there too
		for name, seen := range lists(who, false) {
			if seen {
				t.Errorf("%s sees it in %s", who, name)
			}
		}
	}
	for _, cmd := range []domain.Command{&domain.AddNote{Text: "看看"}, &domain.Reassign{To: d.bo, Reason: "换人"}} {
		_, err := d.try(d.su, id, cmd)
		d.refused(err, "not_found")
	}
	if _, err := d.HandOver(t.Context(), store.HandOver{Agency: d.agency, From: d.an, To: d.chen, Reason: "调岗", Actor: d.su, Key: "hide"}); err != nil {
		t.Fatal(err)
	}
	if d.file(id).Handler != d.an || d.file(ins).Handler != d.chen {
		t.Error("the section head handed over what nobody told of, or not the rest")
	}
	duties, err := d.Duties(t.Context(), store.DutyFilter{Agency: d.agency, Year: 2025, Reader: d.su})
	if err != nil || slices.ContainsFunc(duties.Files, func(f store.DutyFile) bool { return f.Case == id }) {
		t.Errorf("the report tells of it: %v", err)
	}
}

func TestAHandOverGoesFileByFileAndSaysWhatWasRefused(t *testing.T) {
	d := ruled(t)
	first, second := d.assigned(d.shop), d.recorded(d.village, 1)
	chens := d.do(d.chen, "", &domain.AssignInspection{Party: d.funeral, Officers: []domain.PersonID{d.chen, d.an}, Source: "routine", Basis: "计划", Items: []string{"价格"}}).Case
	done := d.assigned(d.shop)
	d.do(d.lin, done, &domain.CancelInspection{Reason: "不再需要"})
	ask := store.HandOver{Agency: d.agency, From: d.an, To: d.chen, Reason: "安国调离", Actor: d.su, Key: "hand-1", DryRun: true}
	lines, err := d.HandOver(t.Context(), ask)
	if err != nil || len(lines) != 3 {
		t.Fatalf("%+v %v", lines, err)
	}
	for _, l := range lines {
		if l.Result != "planned" || l.Act != "case.reassign" || d.file(l.Case).Handler == "" {
			t.Errorf("%+v", l)
		}
	}
	if d.file(first).Handler != d.an {
		t.Fatal("trying it out did it")
	}
	ask.DryRun = false
	lines, err = d.HandOver(t.Context(), ask)
	if err != nil {
		t.Fatal(err)
	}
	got := map[domain.CaseID]string{}
	for _, l := range lines {
		got[l.Case] = l.Result + string(l.Code)
	}
	// in the third chen is on the file already: taking an's place there too would leave one officer
	if got[first] != "done" || got[second] != "done" || got[chens] != "refusednothing_to_hand_over" || len(got) != 3 {
		t.Fatalf("%v", got)
	}
	for _, id := range []domain.CaseID{first, second} {
		if c := d.file(id); c.Handler != d.chen || slices.Contains(c.Officers, d.an) || !slices.Contains(c.Officers, d.bo) {
			t.Errorf("%s: %s of %v", id, c.Handler, c.Officers)
		}
	}
	if n := d.count("SELECT count(*) FROM tasks WHERE person = $1 AND done_at IS NULL", d.an); n != 0 {
		t.Errorf("%d tasks are still owed by who left", n)
	}
	again, err := d.HandOver(t.Context(), ask)
	if err != nil || len(again) != 1 || again[0].Case != chens {
		t.Fatalf("asked again: %+v %v", again, err)
	}
	_, err = d.HandOver(t.Context(), store.HandOver{Agency: d.agency, From: d.bo, To: d.mei, Reason: "离岗", Actor: d.su, Key: "hand-2"})
	if err != nil {
		t.Fatal(err)
	}
	if c := d.file(first); slices.Contains(c.Officers, d.mei) {
		t.Error("a clerk became an officer")
	}
}

func TestTheDutyReportOfAYearHasNoExceptions(t *testing.T) {
	d := ruled(t)
	id := d.drafted(d.shop)
	d.standIn(d.su, d.lin, domain.RoleLeader, 5)
	d.do(d.su, id, &domain.ApproveOrder{})
	r, err := d.Duties(t.Context(), store.DutyFilter{Agency: d.agency, Year: 2025})
	if err != nil || len(r.Exceptions) != 0 || len(r.Files) != 2 {
		t.Fatalf("%+v %v", r, err)
	}
	i := slices.IndexFunc(r.Files, func(f store.DutyFile) bool { return f.Case == id })
	if !slices.ContainsFunc(r.Files[i].Parts, func(p store.DutyPart) bool {
		return p.Part == domain.PartApprover && p.Name == "苏明" && p.ForName == "林岚"
	}) {
		t.Errorf("%+v", r.Files[i].Parts)
	}
	if table := r.Table(); len(table) < 5 || len(table[0]) != len(table[1]) {
		t.Errorf("%v", table)
	}
	if past, err := d.Duties(t.Context(), store.DutyFilter{Agency: d.agency, Year: 2024}); err != nil || len(past.Files) != 0 {
		t.Errorf("%+v %v", past, err)
	}
}
