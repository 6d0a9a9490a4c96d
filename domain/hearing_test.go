package domain_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"yifa/domain"
)

// room is where a hearing is tried: a penalty case that has been noticed, and people who may or may not act in it.
type room struct {
	*testing.T
	c      *domain.Case
	people map[domain.PersonID]domain.Person
}

// told makes a case filed on 2026-07-01 whose notice told of the right to a hearing and was served on the day.
func told(t *testing.T, served string, regime domain.Regime) *room {
	t.Helper()
	r := &room{T: t, people: map[domain.PersonID]domain.Person{}}
	for id, roles := range map[domain.PersonID][]domain.Role{"an": {domain.RoleOfficer}, "bo": {domain.RoleOfficer}, "lin": {domain.RoleLeader}, "gu": {domain.RoleHead, domain.RoleHost},
		"hao": {domain.RoleHost}, "jiao": {domain.RoleHost}, "mei": {domain.RoleClerk}, "fang": {domain.RoleReviewer, domain.RoleHost}, "old": {domain.RoleHost}, "dai": {domain.RoleHost}} {
		p := domain.Person{ID: id, Login: string(id), Name: string(id), Agency: "g"}
		for _, role := range roles {
			p.Grants = append(p.Grants, domain.GrantHeld{Role: role, Agency: "g", From: day("2020-01-01")})
		}
		r.people[id] = p
	}
	rule := "PEN-4.02"
	if regime == domain.RegimeSocialOrg {
		rule = "PEN-4.01"
	}
	r.c = &domain.Case{ID: "p1", Procedure: domain.ProcPenalty, Agency: "g", Reference: "云民罚案〔2026〕1号", Stage: domain.PenNoticed, Handler: "an", Officers: []domain.PersonID{"an", "bo"}, OpenedOn: day("2026-07-01"), Seq: 1,
		Parts:     []domain.PartTaken{{Person: "an", Part: domain.PartOfficer}, {Person: "bo", Part: domain.PartOfficer}, {Person: "lin", Part: domain.PartApprover}, {Person: "fang", Part: domain.PartReviewer}},
		Documents: []domain.Document{{ID: "p1-d1", Type: "P-9", IssuedOn: day("2026-09-01")}},
		Clocks:    []domain.Clock{r.clock(rule, "decide", "2026-07-01"), r.clock("PEN-3.01", "defence", served), r.clock("PEN-3.02", "request", served)},
		Penalty: &domain.Penalty{Track: domain.TrackGeneral, Regime: regime, Round: 1, Reviews: []domain.ReviewTaken{{Reviewer: "dai", Kind: domain.ReviewExamination}},
			Notices: []domain.AdvanceNotice{{Document: "p1-d1", Round: 1, Hearing: true, On: day("2026-09-01"), ServedOn: day(served)}}}}
	return r
}

func (r *room) clock(rule, id, from string) domain.Clock {
	r.Helper()
	row, err := book().At(rule, day(from))
	if err != nil {
		r.Fatal(err)
	}
	return domain.StartClock(official(), row, id, day(from))
}

// try has somebody act at an instant, "2026-09-10 09:00"; what time did before is recorded first.
func (r *room) try(who domain.PersonID, at string, cmd domain.Command) error {
	r.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", at, domain.Shanghai)
	if err != nil {
		r.Fatal(err)
	}
	for {
		then, body, more, err := r.c.NextPassed(when, official(), book())
		if err != nil {
			r.Fatal(err)
		}
		if !more {
			break
		}
		r.apply(domain.System, then, body)
	}
	f := &domain.Facts{At: when, Now: when, Actor: who, RecordedBy: who, Agency: domain.Agency{ID: "g", Short: "云民"}, Calendar: official(), Rules: book(), People: r.people,
		Blobs: map[domain.Blob]domain.File{"f": {Hash: "f", Name: "x.pdf", Type: "application/pdf", Size: 1}}, Numbers: map[string]domain.Number{}}
	for i, n := range domain.NeedsOf(cmd, r.c).Numbers {
		f.Numbers[n] = domain.Number{Type: n, Year: 2026, Serial: i + 1, Text: f.Agency.Number(n, 2026, i+1)}
	}
	spec, ok := domain.SpecOf(cmd.Act())
	if !ok {
		r.Fatalf("no act %s", cmd.Act())
	}
	if err := domain.Guard(spec, r.c, f); err != nil {
		return err
	}
	out, err := cmd.Decide(r.c, f)
	if err != nil {
		return err
	}
	for _, b := range out.Events {
		r.apply(who, when, b)
	}
	return nil
}

func (r *room) apply(who domain.PersonID, at time.Time, b domain.Body) {
	r.Helper()
	data, err := json.Marshal(b)
	if err != nil {
		r.Fatal(err)
	}
	back, err := domain.ReadBody(b.Kind(), data)
	if err != nil {
		r.Fatal(err)
	}
	if err := r.c.Apply(domain.Event{Case: r.c.ID, Seq: r.c.Seq + 1, Actor: who, OccurredAt: at, RecordedAt: at, Body: back}); err != nil {
		r.Fatal(err)
	}
}

func (r *room) do(who domain.PersonID, at string, cmd domain.Command) {
	r.Helper()
	if err := r.try(who, at, cmd); err != nil {
		r.Fatalf("%s: %v", cmd.Act(), err)
	}
}

func (r *room) refused(who domain.PersonID, at string, cmd domain.Command, code domain.Code, words ...string) {
	r.Helper()
	err := r.try(who, at, cmd)
	wantCode(r.T, err, code)
	for _, w := range words {
		if err == nil || !strings.Contains(err.Error(), w) {
			r.Errorf("the refusal does not say %q: %v", w, err)
		}
	}
}

func (r *room) stage(s domain.Stage) {
	r.Helper()
	if r.c.Stage != s {
		r.Errorf("the file stands at %s, want %s", r.c.Stage, s)
	}
}

func (r *room) hearing() *domain.Hearing {
	r.Helper()
	hs := r.c.Penalty.Hearings
	if len(hs) == 0 {
		r.Fatal("no hearing")
	}
	return &hs[len(hs)-1]
}

// due is the last day of the newest clock of that name.
func (r *room) due(id, want string) *domain.Clock {
	r.Helper()
	var k *domain.Clock
	for i := range r.c.Clocks {
		if base, _, _ := strings.Cut(r.c.Clocks[i].ID, "#"); base == id {
			k = &r.c.Clocks[i]
		}
	}
	if k == nil {
		r.Fatalf("no clock %s", id)
	}
	if k.Due.String() != want {
		r.Errorf("%s is due %q, want %q", id, k.Due, want)
	}
	return k
}

func (r *room) owes(kind string, want bool) {
	r.Helper()
	if has := slices.ContainsFunc(r.c.Tasks, func(t domain.Task) bool { return t.Kind == kind && t.DoneAt.IsZero() }); has != want {
		r.Errorf("open task %s: %v, want %v", kind, has, want)
	}
}

func asks(on string) *domain.RequestHearing {
	return &domain.RequestHearing{On: day(on), By: "甲合作社"}
}

var appoints = &domain.AppointHost{Host: "hao", Recorder: "mei"}

func moment(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, domain.Shanghai)
	if err != nil {
		panic(err)
	}
	return t
}

// serve records the service of the notice of the hearing.
func (r *room) serve(on string) {
	r.Helper()
	when := on + " 10:00"
	if last := r.c.LastAt.Format("2006-01-02 15:04"); last > when {
		when = last
	}
	r.do("an", when, &domain.ServePaper{Document: r.hearing().Notice, Serving: domain.Serving{Method: domain.ServeDirect, On: day(on), Recipient: "甲"}})
}

// set brings a case served on 2026-09-08 to a hearing on 09-21, asked for and told on 09-10.
func set(t *testing.T, regime domain.Regime) *room {
	t.Helper()
	r := told(t, "2026-09-08", regime)
	r.do("mei", "2026-09-10 09:00", asks("2026-09-10"))
	r.do("lin", "2026-09-10 09:10", appoints)
	r.do("an", "2026-09-10 09:20", &domain.HandOverFile{})
	r.do("hao", "2026-09-10 09:30", &domain.SetHearing{At: moment("2026-09-21 14:30"), Room: "三楼会议室", Closed: "trade_secret"})
	return r
}

func minutes() *domain.HoldHearing {
	return &domain.HoldHearing{StartedAt: moment("2026-09-21 14:30"), EndedAt: moment("2026-09-21 16:00"), Officers: []domain.PersonID{"an", "bo"},
		Present: []domain.Attendee{{Name: "甲某", Role: "party"}}, ReadOver: true, SignedBy: "甲某", Speeches: []domain.Speech{
			{Who: "hao", Role: "host", Part: "opening", Text: "宣布听证开始，告知权利"}, {Who: "an", Role: "officer", Part: "case", Text: "事实、证据和处罚建议"},
			{Who: "甲某", Role: "party", Part: "defence", Text: "金额计算有误"}, {Who: "甲某", Role: "party", Part: "examination", Text: "对账册无异议"}, {Who: "甲某", Role: "party", Part: "closing", Text: "请求从轻"}}}
}

// penalty.md §11, case 1.
func TestAHearingIsAskedForInFiveWorkingDaysAcrossNationalDay(t *testing.T) {
	for _, x := range []struct{ served, last, late string }{{"2026-09-24", "2026-10-09", "2026-10-10"}, {"2026-09-28", "2026-10-10", "2026-10-11"}} {
		r := told(t, x.served, domain.RegimeSocialOrg)
		r.due("request", x.last)
		r.do("mei", x.last+" 23:30", asks(x.last))
		r.stage(domain.PenHearing)
		if k := r.due("request", x.last); k.MetOn != day(x.last) {
			t.Errorf("served %s: asked on the last day, the clock is %+v", x.served, k)
		}
		wantCode(t, r.c.HearingDone(), "hearing_open")
		r = told(t, x.served, domain.RegimeSocialOrg)
		r.do("mei", x.late+" 09:00", asks(x.late))
		if !r.hearing().Pending() || r.hearing().State() != "late" {
			t.Errorf("served %s: a request on %s is late: %+v", x.served, x.late, r.hearing())
		}
		r.stage(domain.PenPostNotice) // the days for defence and hearing were over at 24:00
	}
}

// Once a hearing is asked for, what is awaited of the party ends with the days for a defence: it is not overdue until the hearing is over.
func TestNobodyWaitsForADefenceAfterItsDaysWhenAHearingIsUnderWay(t *testing.T) {
	r := told(t, "2026-09-07", domain.RegimeGeneral)
	r.c.Tasks = []domain.Task{{ID: "defence", Kind: "penalty.record_defence", Person: "an"}}
	open := func() bool {
		return slices.ContainsFunc(r.c.Tasks, func(x domain.Task) bool { return x.Kind == "penalty.record_defence" && x.DoneAt.IsZero() })
	}
	r.do("mei", "2026-09-09 10:00", &domain.RequestHearing{On: day("2026-09-09"), By: "某甲"})
	if !open() {
		t.Error("the days for a defence still run")
	}
	r.do("lin", "2026-09-15 09:00", &domain.AppointHost{Host: "hao", Recorder: "jiao"})
	if open() {
		t.Error("the days for a defence are over and it is still awaited")
	}
}

func TestALetterInTimeEnteredLateTakesTheFileBack(t *testing.T) {
	lapsed := func(stage domain.Stage) *room {
		r := told(t, "2026-09-24", domain.RegimeSocialOrg)
		for i := range r.c.Clocks[1:] {
			r.c.Clocks[i+1].Lapse(day("2026-10-09"))
		}
		r.c.Penalty.Notices[0].RequestOver, r.c.Penalty.Notices[0].DefenceOver, r.c.Stage = true, true, stage
		r.c.Tasks = []domain.Task{{ID: "submit-review", Kind: "penalty.submit_review", Person: "an"}}
		if err := r.c.HearingDone(); err != nil {
			t.Errorf("nobody asked: %v", err)
		}
		return r
	}
	r := lapsed(domain.PenPostNotice)
	r.do("mei", "2026-10-13 09:00", asks("2026-10-09")) // posted on the last day, arrived on the 13th
	r.stage(domain.PenHearing)
	if k := r.due("request", "2026-10-09"); k.MetOn != day("2026-10-09") || !k.LapsedOn.IsZero() {
		t.Errorf("the earlier day wins: %+v", k)
	}
	r.owes("penalty.submit_review", false)
	r.owes("penalty.appoint_host", true)
	wantCode(t, r.c.HearingDone(), "hearing_open")
	r.due("decide", "2026-09-29") // day 90 had passed before the request: no day can be left out any more
	for _, s := range []domain.Stage{domain.PenReviewing, domain.PenToDiscuss, domain.PenToDecide} {
		r = lapsed(s)
		r.do("mei", "2026-10-13 09:10", asks("2026-10-12")) // late: entered, and to be answered before a decision
		r.stage(s)
		wantCode(t, r.c.HearingDone(), "hearing_late_open")
		r.do("lin", "2026-10-13 09:20", &domain.GrantHearing{Reason: "住院"})
		r.stage(domain.PenHearing)

		r = lapsed(s) // in time and entered late: nothing may be decided without it
		r.do("mei", "2026-10-13 09:00", asks("2026-10-09"))
		r.stage(domain.PenHearing)
	}
	r = lapsed(domain.PenDecided)
	r.refused("mei", "2026-10-13 09:00", asks("2026-10-09"), "hearing_built_on", "revoked")
	r.refused("mei", "2026-10-13 09:00", asks("2026-10-13"), "hearing_built_on")
}

func TestALateRequestIsRefusedWithReasonsOrGrantedForGoodCause(t *testing.T) {
	r := told(t, "2026-09-08", domain.RegimeSocialOrg)
	r.due("request", "2026-09-15")
	r.refused("lin", "2026-09-16 08:00", &domain.RefuseHearing{Reason: "逾期"}, "no_late_request")
	r.do("mei", "2026-09-16 09:00", asks("2026-09-16"))
	r.refused("mei", "2026-09-16 09:10", asks("2026-09-16"), "already_done")
	r.refused("an", "2026-09-16 10:00", &domain.RefuseHearing{Reason: "逾期"}, "separation_of_duties")
	r.refused("lin", "2026-09-16 10:00", &domain.RefuseHearing{}, "invalid_input")
	r.do("lin", "2026-09-16 10:00", &domain.RefuseHearing{Reason: "逾期一日，没有正当理由"})
	h := r.hearing()
	if d := r.c.Document(h.Refused); h.Ended != domain.EndRefused || d == nil || d.Number != "云民不听字〔2026〕第1号" {
		t.Errorf("%+v", h)
	}
	r.stage(domain.PenPostNotice)
	if err := r.c.HearingDone(); err != nil {
		t.Errorf("refused, and nobody asked in time: %v", err)
	}
	r.refused("mei", "2026-09-17 09:00", asks("2026-09-17"), "already_done")
	r.do("mei", "2026-09-18 09:00", asks("2026-09-15")) // another letter turns up: in time after all
	r.stage(domain.PenHearing)

	r = told(t, "2026-09-08", domain.RegimeSocialOrg)
	r.do("mei", "2026-09-17 09:00", asks("2026-09-17"))
	r.do("lin", "2026-09-18 09:00", &domain.GrantHearing{Reason: "负责人住院，有证明"})
	r.stage(domain.PenHearing)
	if d := r.due("decide", ""); d.Exclusions[0].From != day("2026-09-18") {
		t.Errorf("the days not counted begin with the grant: %+v", d.Exclusions)
	}
	r.refused("lin", "2026-09-18 09:10", &domain.RefuseHearing{Reason: "逾期"}, "wrong_stage")

	r = told(t, "2026-09-08", domain.RegimeSocialOrg)
	r.do("mei", "2026-09-17 09:00", asks("2026-09-17"))
	r.do("mei", "2026-09-17 09:10", asks("2026-09-14")) // the one in time takes its place
	if hs := r.c.Penalty.Hearings; len(hs) != 2 || hs[0].Ended != domain.EndSuperseded || hs[1].Late {
		t.Errorf("%+v", hs)
	}
	r.owes("penalty.refuse_hearing", false)
}

func TestWhoMayAskAndWhen(t *testing.T) {
	r := told(t, "2026-09-08", domain.RegimeSocialOrg)
	for name, x := range map[string]*domain.RequestHearing{"tomorrow": {On: day("2026-09-11"), By: "甲"}, "before the notice": {On: day("2026-08-31"), By: "甲"}, "nobody": {On: day("2026-09-10")},
		"by word of mouth, nothing written down": {On: day("2026-09-10"), By: "甲", Oral: true}, "three agents": {On: day("2026-09-10"), By: "甲", Agents: []domain.Agent{{Name: "乙"}, {Name: "丙"}, {Name: "丁"}}},
		"special authority without a paper": {On: day("2026-09-10"), By: "甲", Agents: []domain.Agent{{Name: "乙", Withdraw: true}}}} {
		if err := r.try("mei", "2026-09-10 09:00", x); domain.CodeOf(err) != "invalid_input" {
			t.Errorf("%s: %v", name, err)
		}
	}
	r.c.Penalty.Notices[0].ServedOn = 0
	r.refused("mei", "2026-09-10 09:00", asks("2026-09-10"), "hearing_not_told")
	wantCode(t, r.c.HearingDone(), "hearing_not_told")
	r.c.Penalty.Notices[0].Hearing = false
	r.refused("mei", "2026-09-10 09:00", asks("2026-09-10"), "no_hearing_right")
	if err := r.c.HearingDone(); err != nil {
		t.Errorf("no right was to be told: %v", err)
	}
	r = told(t, "2026-09-08", domain.RegimeSocialOrg)
	wantCode(t, r.c.HearingDone(), "hearing_days_running")
	r.c.Penalty.Notices[0].WaivedHearing = "书面放弃"
	if err := r.c.HearingDone(); err != nil {
		t.Errorf("waived: %v", err)
	}
	r.do("mei", "2026-09-10 09:00", &domain.RequestHearing{On: day("2026-09-10"), By: "甲", Oral: true, Text: "改变主意，要求听证"}) // in doubt a hearing is held
	wantCode(t, r.c.HearingDone(), "hearing_open")
}

// Host, recorder and listeners have had nothing to do with the case, in whatever way.
func TestHostAndRecorderHaveHadNoPartInTheCase(t *testing.T) {
	asked := func() *room {
		r := told(t, "2026-09-08", domain.RegimeSocialOrg)
		r.do("mei", "2026-09-10 09:00", asks("2026-09-10"))
		return r
	}
	for _, x := range []struct {
		what  string
		cmd   domain.AppointHost
		who   domain.PersonID
		ready func(r *room)
		code  domain.Code
	}{
		{"an officer hosts", domain.AppointHost{Host: "an", Recorder: "mei"}, "lin", nil, "separation_of_duties"},
		{"an officer records", domain.AppointHost{Host: "hao", Recorder: "bo"}, "lin", nil, "separation_of_duties"},
		{"an officer listens", domain.AppointHost{Host: "hao", Recorder: "mei", Listeners: []domain.PersonID{"bo"}}, "lin", nil, "separation_of_duties"},
		{"who was an officer and left the case", domain.AppointHost{Host: "old", Recorder: "mei"}, "lin", func(r *room) {
			r.c.Parts = append(r.c.Parts, domain.PartTaken{Person: "old", Part: domain.PartOfficer})
		}, "separation_of_duties"},
		{"who proposed the filing", domain.AppointHost{Host: "old", Recorder: "mei"}, "lin", func(r *room) {
			r.c.Penalty.Filing = &domain.Filing{Proposers: []domain.PersonID{"an", "old"}}
		}, "separation_of_duties"},
		{"who signed the report of the inquiry", domain.AppointHost{Host: "hao", Recorder: "old"}, "lin", func(r *room) {
			r.c.Penalty.Report = &domain.InquiryReport{By: []domain.PersonID{"old"}}
		}, "separation_of_duties"},
		{"who drafted", domain.AppointHost{Host: "hao", Recorder: "mei"}, "lin", func(r *room) {
			r.c.Parts = append(r.c.Parts, domain.PartTaken{Person: "mei", Part: domain.PartDrafter})
		}, "separation_of_duties"},
		{"the reviewer hosts", domain.AppointHost{Host: "fang", Recorder: "mei"}, "lin", nil, "separation_of_duties"},
		{"the reviewer of another file about it hosts", domain.AppointHost{Host: "dai", Recorder: "mei"}, "lin", nil, "separation_of_duties"},
		{"the reviewer records", domain.AppointHost{Host: "hao", Recorder: "fang"}, "lin", nil, "separation_of_duties"},
		{"who was recused", domain.AppointHost{Host: "jiao", Recorder: "mei"}, "lin", func(r *room) {
			r.c.Parts = append(r.c.Parts, domain.PartTaken{Person: "jiao", Part: domain.PartRecused})
		}, "separation_of_duties"},
		{"whose recusal is not decided", domain.AppointHost{Host: "jiao", Recorder: "mei"}, "lin", func(r *room) {
			r.c.Held = []domain.PersonID{"jiao"}
		}, "recusal_open"},
		{"a leader appoints himself", domain.AppointHost{Host: "gu", Recorder: "mei"}, "gu", nil, "separation_of_duties"},
		{"an officer appoints", domain.AppointHost{Host: "hao", Recorder: "mei"}, "an", nil, "separation_of_duties"},
		{"one who holds no office of host", domain.AppointHost{Host: "mei", Recorder: "hao"}, "lin", nil, "not_a_host"},
		{"nobody we know", domain.AppointHost{Host: "hao", Recorder: "x"}, "lin", nil, "unknown_person"},
		{"who has left", domain.AppointHost{Host: "hao", Recorder: "old"}, "lin", func(r *room) {
			p := r.people["old"]
			p.LeftOn = day("2026-09-09")
			r.people["old"] = p
		}, "unknown_person"},
		{"one person twice", domain.AppointHost{Host: "hao", Recorder: "hao"}, "lin", nil, "invalid_input"},
		{"no recorder", domain.AppointHost{Host: "hao"}, "lin", nil, "invalid_input"},
	} {
		r := asked()
		if x.ready != nil {
			x.ready(r)
		}
		if err := r.try(x.who, "2026-09-10 10:00", &x.cmd); domain.CodeOf(err) != x.code {
			t.Errorf("%s: want %s, got %v", x.what, x.code, err)
		}
	}
	r := asked()
	r.do("lin", "2026-09-10 10:00", &domain.AppointHost{Host: "hao", Recorder: "mei", Listeners: []domain.PersonID{"old"}})
	if !slices.Contains(r.c.Took("hao"), domain.PartHost) || !slices.Contains(r.c.Took("mei"), domain.PartRecorder) || !slices.Contains(r.c.Took("old"), domain.PartRecorder) {
		t.Errorf("parts taken: %+v", r.c.Parts)
	}
	r.refused("lin", "2026-09-10 10:10", &domain.Reassign{To: "hao", Reason: "换人"}, "not_an_officer")
	p := r.people["hao"] // also where he is an officer elsewhere
	p.Grants = append(p.Grants, domain.GrantHeld{Role: domain.RoleOfficer, Agency: "g", From: day("2020-01-01")})
	r.people["hao"] = p
	r.refused("lin", "2026-09-10 10:10", &domain.Reassign{To: "hao", Reason: "换人"}, "separation_of_duties")
	r.refused("jiao", "2026-09-10 10:20", &domain.SetHearing{At: moment("2026-09-21 14:30"), Room: "三楼", Public: true}, "not_the_host")
	r.c.Parts = append(r.c.Parts, domain.PartTaken{Person: "hao", Part: domain.PartReviewer}) // whatever way it came about
	r.refused("hao", "2026-09-10 10:20", &domain.SetHearing{At: moment("2026-09-21 14:30"), Room: "三楼", Public: true}, "separation_of_duties")
}

func TestSevenClearWorkingDaysAcrossNationalDay(t *testing.T) {
	r := told(t, "2026-09-22", domain.RegimeSocialOrg)
	r.do("mei", "2026-09-24 09:00", asks("2026-09-24"))
	r.due("host", "2026-09-30") // 09-25 to 09-27 are off
	r.do("lin", "2026-09-24 09:10", appoints)
	r.due("host_file", "2026-09-30")
	r.do("an", "2026-09-24 09:20", &domain.HandOverFile{})
	r.refused("an", "2026-09-24 09:25", &domain.HandOverFile{}, "already_done")
	r.due("hearing_date", "2026-10-09")
	x := domain.SetHearing{At: moment("2026-10-12 09:30"), Room: "三楼会议室", Public: true}
	r.refused("hao", "2026-09-24 09:30", &x, "hearing_too_early", "2026-10-13", "7 clear working days")
	x.At = moment("2026-10-13 09:30")
	r.do("hao", "2026-09-24 09:40", &x)
	// 10-12, Sat 10-10, 10-09, 10-08, 09-30, 09-29, 09-28 are the seven; 09-27 is the last day to serve
	r.due("hearing_notice", "2026-09-27")
	r.due("hearing_announce", "2026-10-08") // 10-12, Sat 10-10, 10-09 are the three
	if h := r.hearing(); h.State() != "set" || h.Until != moment("2026-10-13 12:30") || r.c.Document(h.Notice).Type != "P-11" || r.c.Document(h.Posted).Type != "P-12" {
		t.Errorf("%+v", h)
	}
	r.serve("2026-09-27")
	if h := r.hearing(); h.State() != "told" || h.ServedOn != day("2026-09-27") {
		t.Errorf("served on the last day: %+v", h)
	}
}

func TestANoticeServedTooLateVoidsTheDay(t *testing.T) {
	r := set(t, domain.RegimeSocialOrg)
	r.due("hearing_notice", "2026-09-10")
	old := r.hearing().Notice
	r.serve("2026-09-11")
	h := r.hearing()
	if !h.At.IsZero() || h.Notice != "" || len(h.Adjourned) != 1 || h.Adjourned[0].Cause != "notice_late" || h.State() != "appointed" {
		t.Fatalf("the day falls: %+v", h)
	}
	r.owes("penalty.set_hearing", true)
	r.owes("penalty.hold_hearing", false)
	r.refused("hao", "2026-09-21 16:10", minutes(), "not_set")
	r.do("hao", "2026-09-14 09:00", &domain.SetHearing{At: moment("2026-09-23 14:30"), Room: "三楼会议室", Closed: "privacy"})
	r.c.HearingNoticeServed(old, day("2026-09-14"), domain.Event{OccurredAt: moment("2026-09-14 10:00")}) // the paper of the old day
	if h := r.hearing(); !h.ServedOn.IsZero() || h.At.IsZero() {
		t.Errorf("%+v", h)
	}

	// set anew before anybody was told: the first notice has nothing to tell any more
	r = set(t, domain.RegimeSocialOrg)
	old = r.hearing().Notice
	r.do("hao", "2026-09-10 09:40", &domain.SetHearing{At: moment("2026-09-22 14:30"), Room: "三楼会议室", Closed: "privacy"})
	r.refused("an", "2026-09-10 11:00", &domain.ServePaper{Document: old, Serving: domain.Serving{Method: domain.ServeDirect, On: day("2026-09-10"), Recipient: "甲"}}, "hearing_day_fell")
	if h := r.hearing(); len(h.Adjourned) != 1 || h.Adjourned[0].Cause != "reset" {
		t.Errorf("%+v", h.Adjourned)
	}

	// nothing entered by the last day: the day stands until a service is entered, but no hearing is held on it
	r = set(t, domain.RegimeSocialOrg)
	r.refused("hao", "2026-09-21 16:10", minutes(), "hearing_not_noticed")
	r.owes("look", true)
	r.serve("2026-09-10") // it was served in time and is entered now
	r.do("hao", "2026-09-21 16:20", minutes())
	r.stage(domain.PenHeard)
}

func TestAPublicHearingIsAnnouncedBefore(t *testing.T) {
	r := told(t, "2026-09-08", domain.RegimeSocialOrg)
	r.do("mei", "2026-09-10 09:00", asks("2026-09-10"))
	r.do("lin", "2026-09-10 09:10", appoints)
	for name, x := range map[string]domain.SetHearing{"neither public nor with a reason": {At: moment("2026-09-21 14:30"), Room: "三楼"}, "public with a reason": {At: moment("2026-09-21 14:30"), Room: "三楼", Public: true, Closed: "privacy"},
		"closed because somebody wants it": {At: moment("2026-09-21 14:30"), Room: "三楼", Closed: "busy"}, "no room": {At: moment("2026-09-21 14:30"), Public: true}, "no time": {Room: "三楼", Public: true},
		"over midnight": {At: moment("2026-09-21 23:30"), Room: "三楼", Public: true}} {
		if err := r.try("hao", "2026-09-10 09:30", &x); domain.CodeOf(err) != "invalid_input" {
			t.Errorf("%s: %v", name, err)
		}
	}
	r.do("hao", "2026-09-10 09:30", &domain.SetHearing{At: moment("2026-09-21 14:30"), Room: "三楼", Public: true})
	r.owes("penalty.announce_hearing", true)
	r.serve("2026-09-10")
	r.refused("hao", "2026-09-21 16:10", minutes(), "hearing_not_announced")
	r.due("hearing_announce", "2026-09-16")
	r.refused("mei", "2026-09-21 16:20", &domain.AnnounceHearing{On: day("2026-09-17"), Where: "公告栏"}, "announced_late", "2026-09-16")
	r.do("mei", "2026-09-21 16:20", &domain.AnnounceHearing{On: day("2026-09-16"), Where: "公告栏"})
	r.do("hao", "2026-09-21 16:30", minutes())
}

// penalty.md §11, case 7: extended, then suspended without effect, then a hearing of 12 days.
func TestOnlyTheDaysOfTheHearingAreLeftOut(t *testing.T) {
	for regime, want := range map[domain.Regime]string{domain.RegimeSocialOrg: "2026-11-10", domain.RegimeGeneral: "2026-09-29"} {
		r := told(t, "2026-09-08", regime)
		decide := r.c.Clock("decide")
		if regime == domain.RegimeSocialOrg {
			if err := decide.Extend(official(), domain.Extension{N: 30, Unit: domain.CalendarDays, Reason: "复杂"}, day("2026-09-01")); err != nil {
				t.Fatal(err)
			}
			r.due("decide", "2026-10-29")
		}
		r.do("mei", "2026-09-10 09:00", asks("2026-09-10"))
		if regime == domain.RegimeSocialOrg {
			r.due("decide", "") // it stands still: nothing is announced or escalated meanwhile
		} else {
			r.due("decide", "2026-09-29")
		}
		r.do("lin", "2026-09-10 09:10", appoints)
		r.do("hao", "2026-09-10 09:30", &domain.SetHearing{At: moment("2026-09-21 14:30"), Room: "三楼", Closed: "privacy"})
		r.serve("2026-09-10")
		r.do("mei", "2026-09-21 16:10", minutes()) // the recorder may enter the minutes
		k := r.due("decide", want)
		if regime == domain.RegimeSocialOrg && (len(k.Suspensions) != 0 || len(k.Exclusions) != 1 || k.Exclusions[0] != domain.Span{From: day("2026-09-10"), Until: day("2026-09-21"), Reason: "听证"}) {
			t.Errorf("%+v %+v", k.Suspensions, k.Exclusions)
		}
		if regime == domain.RegimeGeneral && len(k.Exclusions) != 0 {
			t.Errorf("the general rule leaves nothing out: %+v", k.Exclusions)
		}
	}
}

func TestTheHearingIsHeldInTheOrderOfTheLaw(t *testing.T) {
	ready := func() *room {
		r := set(t, domain.RegimeSocialOrg)
		r.serve("2026-09-10")
		return r
	}
	for what, change := range map[string]func(x *domain.HoldHearing){
		"the party speaks before the case is put": func(x *domain.HoldHearing) { x.Speeches[1], x.Speeches[2] = x.Speeches[2], x.Speeches[1] },
		"the case is not put":                     func(x *domain.HoldHearing) { x.Speeches = slices.Delete(x.Speeches, 1, 2) },
		"no defence":                              func(x *domain.HoldHearing) { x.Speeches = slices.Delete(x.Speeches, 2, 3) },
		"no examination":                          func(x *domain.HoldHearing) { x.Speeches = slices.Delete(x.Speeches, 3, 4) },
		"the party puts the case":                 func(x *domain.HoldHearing) { x.Speeches[1].Role = "party" },
		"nobody of the party is there":            func(x *domain.HoldHearing) { x.Present[0].Role = "witness" },
		"an agent nobody named": func(x *domain.HoldHearing) {
			x.Present = append(x.Present, domain.Attendee{Name: "乙某", Role: "agent"})
		},
		"no officer":            func(x *domain.HoldHearing) { x.Officers = nil },
		"a stranger as officer": func(x *domain.HoldHearing) { x.Officers = []domain.PersonID{"mei"} },
		"earlier than was told": func(x *domain.HoldHearing) { x.StartedAt = moment("2026-09-21 14:00") },
		"on another day": func(x *domain.HoldHearing) {
			x.StartedAt, x.EndedAt = moment("2026-09-22 14:30"), moment("2026-09-22 15:30")
		},
		"not over yet":                         func(x *domain.HoldHearing) { x.EndedAt = moment("2026-09-21 23:00") },
		"not read over":                        func(x *domain.HoldHearing) { x.ReadOver = false },
		"neither signed nor refused":           func(x *domain.HoldHearing) { x.SignedBy = "" },
		"signed and refused":                   func(x *domain.HoldHearing) { x.Refusal = "拒绝" },
		"evidence that is not in the register": func(x *domain.HoldHearing) { x.Examined = []int{1} },
		"new evidence that is not there":       func(x *domain.HoldHearing) { x.Fresh = 1 },
	} {
		r, x := ready(), minutes()
		change(x)
		if err := r.try("hao", "2026-09-21 18:00", x); domain.CodeOf(err) != "invalid_input" {
			t.Errorf("%s: %v", what, err)
		}
	}
	r, x := ready(), minutes()
	r.refused("an", "2026-09-21 18:00", x, "not_the_host")
	r.refused("hao", "2026-09-21 14:00", x, "not_yet")
	x.SignedBy, x.Refusal = "", "当事人对记录有异议，拒绝签字"
	r.refused("mei", "2026-09-21 18:00", x, "not_the_host") // the host notes a refusal
	x.Evidence, x.Fresh = []domain.NewEvidence{{Hash: "f", Kind: "document", Title: "新账册"}}, 1
	r.do("mei", "2026-09-21 17:00", &domain.NameAgents{Agents: []domain.Agent{{Name: "乙某"}}})
	x.Present = append(x.Present, domain.Attendee{Name: "乙某", Role: "agent"})
	r.do("hao", "2026-09-21 18:00", x)
	r.stage(domain.PenHeard)
	h := r.hearing()
	if h.State() != "held" || !strings.HasPrefix(h.Signatures, "拒绝签字") || h.New != 1 || len(r.c.Evidence) != 1 {
		t.Errorf("%+v", h)
	}
	wantCode(t, r.c.HearingDone(), "hearing_not_reported")
	r.due("hearing_report", "2026-09-29")
	report := &domain.ReportHearing{Facts: "双方争议在于金额", Opinion: "建议重新核算"}
	r.refused("mei", "2026-09-22 09:00", report, "not_the_host")
	r.refused("hao", "2026-09-22 09:00", report, "invalid_input") // the minutes know of new evidence
	report.NewFacts = true
	r.do("hao", "2026-09-22 09:00", report)
	r.stage(domain.PenPostNotice)
	r.owes("penalty.amend_proposal", true)
	if h := r.hearing(); h.State() != "reported" || h.Report == h.Minutes || r.c.Document(h.Report).Title != "听证报告" || r.c.Document(h.Minutes).Title != "听证笔录" {
		t.Errorf("%+v", h)
	}
	if err := r.c.HearingDone(); err != nil {
		t.Error(err)
	}
	r.refused("mei", "2026-09-22 10:00", asks("2026-09-14"), "already_done") // the right has been used
}

func TestWhoStaysAwayForfeitsTheHearing(t *testing.T) {
	x := &domain.DefaultHearing{How: "absent", Account: "等候三十分钟，电话未接"}
	r := set(t, domain.RegimeSocialOrg)
	r.refused("hao", "2026-09-21 15:00", x, "hearing_not_noticed") // who was not told cannot stay away
	r.serve("2026-09-10")
	r.refused("mei", "2026-09-21 15:00", x, "not_the_host")
	r.refused("hao", "2026-09-21 14:00", x, "not_yet")
	r.refused("hao", "2026-09-21 15:00", &domain.DefaultHearing{How: "absent"}, "invalid_input")
	r.do("hao", "2026-09-22 09:00", x)
	r.due("decide", "2026-10-11") // 09-29 and 12 days: to the day of the hearing, not to that of the entry
	h := r.hearing()
	if h.Ended != domain.EndDefault || r.c.Document(h.Minutes).Type != "P-13" || r.c.Penalty.Notices[0].WaivedHearing == "" {
		t.Errorf("%+v", h)
	}
	if err := r.c.HearingDone(); err != nil {
		t.Error(err)
	}
	r.refused("mei", "2026-09-22 10:00", asks("2026-09-14"), "already_done")
}

func TestTheRequestIsWithdrawnByWhoMay(t *testing.T) {
	r := set(t, domain.RegimeSocialOrg)
	r.do("mei", "2026-09-11 09:00", &domain.NameAgents{Agents: []domain.Agent{{Name: "乙某"}, {Name: "丙某", Withdraw: true, Paper: "授权委托书"}}})
	x := &domain.WithdrawHearing{On: day("2026-09-14"), By: "乙某", Agent: true, Account: "不再要求听证"}
	r.refused("mei", "2026-09-14 09:00", x, "no_special_authority")
	x.Agent = false // nor by leaving out that he is one
	r.refused("mei", "2026-09-14 09:00", x, "no_special_authority")
	x.By, x.Agent = "丁某", true
	r.refused("mei", "2026-09-14 09:00", x, "no_special_authority")
	x.By = "丙某"
	r.do("mei", "2026-09-14 09:00", x)
	r.due("decide", "2026-10-04")  // 09-10 to 09-14: five days
	r.stage(domain.PenNoticed)     // the days for a defence still run, to 09-15
	r.owes("penalty.serve", false) // nothing is told any more
	if k := r.due("hearing_notice", "2026-09-10"); !k.Ended() {
		t.Errorf("%+v", k)
	}
	if err := r.c.HearingDone(); err != nil {
		t.Error(err)
	}
	r.do("mei", "2026-09-15 09:00", asks("2026-09-15")) // still in time: in doubt a hearing is held
	r.stage(domain.PenHearing)
	if d := r.due("decide", ""); len(d.Exclusions) != 2 || !d.Exclusions[1].Until.IsZero() {
		t.Errorf("%+v", d)
	}
	r.do("mei", "2026-09-18 09:00", &domain.WithdrawHearing{On: day("2026-09-17"), By: "甲合作社", Account: "不再要求听证"})
	r.due("decide", "2026-10-07") // and 09-15 to 09-17
	if d := r.c.DocumentOf("P-10w"); d == nil || d.Title != "撤回听证申请声明" {
		t.Errorf("the declaration to be signed: %+v", d)
	}
	r.refused("mei", "2026-09-18 09:30", asks("2026-09-18"), "already_done")
}

func TestAnAdjournedHearingIsToldAnew(t *testing.T) {
	r := set(t, domain.RegimeSocialOrg)
	r.serve("2026-09-10")
	again := &domain.SetHearing{At: moment("2026-09-30 14:30"), Room: "三楼", Public: true}
	r.refused("hao", "2026-09-17 09:00", again, "already_set")
	r.refused("mei", "2026-09-17 09:00", &domain.AdjournHearing{Reason: "生病"}, "not_the_host")
	r.do("hao", "2026-09-17 09:00", &domain.AdjournHearing{Reason: "当事人因病住院"})
	if h := r.hearing(); !h.At.IsZero() || !h.ServedOn.IsZero() || len(h.Adjourned) != 1 || h.Adjourned[0].At != moment("2026-09-21 14:30") {
		t.Errorf("%+v", h)
	}
	r.due("hearing_date", "2026-09-23")
	r.refused("hao", "2026-09-21 18:00", minutes(), "not_set")
	r.refused("hao", "2026-09-21 18:00", &domain.SetHearing{At: moment("2026-09-28 14:30"), Room: "三楼", Public: true}, "hearing_too_early", "2026-10-09")
	r.do("hao", "2026-09-21 18:00", &domain.SetHearing{At: moment("2026-10-09 09:00"), Room: "三楼", Public: true})
	r.refused("hao", "2026-10-09 12:00", minutes(), "hearing_not_noticed")
}

func TestARecusedHostMakesTheDayFall(t *testing.T) {
	r := set(t, domain.RegimeSocialOrg)
	r.serve("2026-09-10")
	r.do("mei", "2026-09-11 09:00", &domain.AskRecusal{Person: "hao", Part: domain.PartHost, By: "party", Reason: "与当事人有亲属关系"})
	r.refused("hao", "2026-09-11 10:00", &domain.AdjournHearing{Reason: "回避"}, "recusal_open") // he decides nothing meanwhile
	r.do("lin", "2026-09-14 09:00", &domain.DecideRecusal{No: 1, Granted: true, Why: "情况属实"})
	h := r.hearing()
	if h.Host != "" || !h.At.IsZero() || h.Recorder != "mei" {
		t.Errorf("%+v", h)
	}
	r.owes("penalty.appoint_host", true)
	r.refused("hao", "2026-09-14 10:00", &domain.SetHearing{At: moment("2026-09-30 14:30"), Room: "三楼", Public: true}, "recused")
	r.refused("lin", "2026-09-14 10:00", appoints, "separation_of_duties")
	r.do("lin", "2026-09-14 10:00", &domain.AppointHost{Host: "jiao", Recorder: "mei"})
	r.owes("penalty.set_hearing", true)
	r.do("jiao", "2026-09-14 11:00", &domain.SetHearing{At: moment("2026-09-30 14:30"), Room: "三楼", Public: true})
	r.refused("lin", "2026-09-14 12:00", &domain.AppointHost{Host: "old", Recorder: "mei"}, "invalid_input") // why?
	r.do("lin", "2026-09-14 12:00", &domain.AppointHost{Host: "jiao", Recorder: "old", Reason: "记录人请假"})
	if r.hearing().At.IsZero() {
		t.Error("another recorder moves no day")
	}
	r.do("lin", "2026-09-14 13:00", &domain.AppointHost{Host: "old", Recorder: "mei", Reason: "主持人出差"})
	if h := r.hearing(); !h.At.IsZero() || h.Host != "old" {
		t.Errorf("the notice named another host: %+v", h)
	}
}

func TestWhatIfAHearingIsAskedFor(t *testing.T) {
	suppose := func(c *domain.Case, kind, on string) domain.Supposition {
		t.Helper()
		before, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		w, err := domain.WhatIf(c, official(), book(), kind, day(on))
		if err != nil {
			t.Fatal(err)
		}
		if after, err := json.Marshal(c); err != nil || string(before) != string(after) {
			t.Errorf("the question changed the file")
		}
		for _, k := range w.Clocks {
			if len(k.Answer.Trace) == 0 || k.Answer.Due != k.Clock.Due {
				t.Errorf("%s does not explain itself: %+v", k.English, k.Answer)
			}
		}
		return w
	}
	r := told(t, "2026-09-08", domain.RegimeSocialOrg)
	w := suppose(r.c, domain.IfHearing, "2026-09-10")
	if !w.Possible || w.Before != day("2026-09-29") || w.Hearing != day("2026-09-21") || w.After != day("2026-10-11") {
		t.Errorf("%+v", w)
	}
	// 3, 3 and 5 working days: 09-15, 09-18, 09-24 (09-20 is worked); notice then, hearing 10-13
	if w.Slow != day("2026-10-13") || w.SlowLast != day("2026-11-02") {
		t.Errorf("slow %s %s", w.Slow, w.SlowLast)
	}
	if w := suppose(r.c, domain.IfHearing, "2026-09-16"); w.Possible || w.Why.Code != "hearing_late" || w.Hearing.IsZero() {
		t.Errorf("%+v", w)
	}
	if w := suppose(told(t, "2026-09-08", domain.RegimeGeneral).c, domain.IfHearing, "2026-09-10"); w.After != w.Before || w.After != day("2026-09-29") || len(w.Remarks) < 2 {
		t.Errorf("the general rule: %+v", w)
	}
	r = set(t, domain.RegimeSocialOrg) // it is asked for and set already: the answer is for that day
	if w := suppose(r.c, domain.IfHearing, "2026-09-11"); w.Possible || w.Hearing != day("2026-09-21") || w.After != day("2026-10-11") || !w.Before.IsZero() {
		t.Errorf("%+v", w)
	}
	r = told(t, "2026-09-08", domain.RegimeSocialOrg)
	if w := suppose(r.c, domain.IfExtend, "2026-09-29"); !w.Possible || w.After != day("2026-10-29") {
		t.Errorf("%+v", w)
	}
	if w := suppose(r.c, domain.IfExtend, "2026-09-30"); w.Possible || w.Why.Code != "clock_expired" { // §11, case 6
		t.Errorf("%+v", w)
	}
	if w := suppose(told(t, "2026-09-08", domain.RegimeGeneral).c, domain.IfExtend, "2026-09-10"); w.Possible || w.Why.Code != "extension_none" {
		t.Errorf("%+v", w)
	}
	if w := suppose(r.c, domain.IfSuspend, "2026-09-10"); !w.Possible || w.After != w.Before {
		t.Errorf("a suspension stops nothing: %+v", w)
	}
	if w := suppose(r.c, domain.IfServe, "2026-09-20"); len(w.Clocks) != 3 || w.Clocks[0].Clock.Due != day("2026-10-08") { // §11, case 4
		t.Errorf("%+v", w)
	}
	_, err := domain.WhatIf(r.c, official(), book(), "rain", day("2026-09-20"))
	wantCode(t, err, "unknown_supposition")
	_, err = domain.WhatIf(&domain.Case{}, official(), book(), domain.IfServe, day("2026-09-20"))
	wantCode(t, err, "wrong_procedure")
}
