package domain_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yifa/domain"
)

// bench is a penalty case under inquiry, and the people around it: a and b are its officers, c and d licensed officers
// beside it, n one whose certificate has run out, s the section head, l and m leaders, h the head, r a reviewer, k a clerk.
type bench struct {
	t      *testing.T
	c      *domain.Case
	files  map[domain.CaseID]*domain.Case // beside it
	people map[domain.PersonID]domain.Person
	book   *domain.RuleBook
	now    time.Time
	serial int
}

func at(s string) time.Time {
	when, err := time.ParseInLocation("2006-01-02 15:04", s, domain.Shanghai)
	if err != nil {
		panic(err)
	}
	return when
}

// filed is a case that was filed on the day, in the regime.
func filed(t *testing.T, id domain.CaseID, regime domain.Regime, on string) *domain.Case {
	t.Helper()
	row := map[domain.Regime]string{domain.RegimeSocialOrg: "PEN-4.01", domain.RegimeGeneral: "PEN-4.02", domain.RegimeBan: ""}[regime]
	track := domain.TrackGeneral
	c := &domain.Case{ID: id, Procedure: domain.ProcPenalty, Agency: "g", Reference: "云民罚案〔2026〕" + string(id) + "号", Title: "行政处罚：春风协会", Stage: domain.PenFiled,
		Handler: "a", Officers: []domain.PersonID{"a", "b"}, Section: "股", Party: &domain.PartyRef{ID: "p", Name: "春风协会", Kind: domain.PartyAssociation}, OpenedOn: day(on) - 3, Seq: 4,
		LastAt: day(on).Start().Add(9 * time.Hour)}
	for _, p := range []domain.PersonID{"a", "b"} {
		c.Parts = append(c.Parts, domain.PartTaken{Person: p, Part: domain.PartOfficer, Seq: 1})
	}
	c.Parts = append(c.Parts, domain.PartTaken{Person: "l", Part: domain.PartApprover, Seq: 4})
	if row != "" {
		k := domain.StartClock(official(), rule(t, row, on), "decide", day(on))
		c.Clocks = append(c.Clocks, k)
	} else {
		track = domain.TrackBan
	}
	c.Penalty = &domain.Penalty{Track: track, Regime: regime, Source: "report", ReceivedOn: day(on) - 3, Clue: "未按规定接受年度检查",
		Allegations: []domain.Allegation{{Violation: "SO-05", From: day("2026-01-01"), Fact: "未报送年度工作报告"}, {Violation: "SO-06", From: day("2026-02-01"), Fact: "未办理变更登记"}},
		Filing:      &domain.Filing{ProposedOn: day(on) - 1, Proposers: []domain.PersonID{"a", "b"}, ApprovedBy: "l", On: day(on)}}
	return c
}

func newBench(t *testing.T, regime domain.Regime, on string) *bench {
	t.Helper()
	x := &bench{t: t, c: filed(t, "1", regime, on), files: map[domain.CaseID]*domain.Case{}, people: map[domain.PersonID]domain.Person{}, book: book(), now: at(on + " 10:00")}
	card := func(until string) []domain.Certificate {
		return []domain.Certificate{{Number: "1", Issuer: "x", From: day("2020-01-01"), Until: day(until)}}
	}
	for id, roles := range map[domain.PersonID][]domain.Role{"a": {domain.RoleOfficer}, "b": {domain.RoleOfficer}, "c": {domain.RoleOfficer}, "d": {domain.RoleOfficer}, "n": {domain.RoleOfficer},
		"s": {domain.RoleSection}, "l": {domain.RoleLeader}, "m": {domain.RoleLeader}, "h": {domain.RoleHead, domain.RoleLeader}, "r": {domain.RoleReviewer}, "k": {domain.RoleClerk}} {
		p := domain.Person{ID: id, Login: string(id), Name: strings.ToUpper(string(id)), Agency: "g"}
		for _, r := range roles {
			p.Grants = append(p.Grants, domain.GrantHeld{Role: r, Agency: "g", From: day("2020-01-01")})
		}
		if slices.Contains(roles, domain.RoleOfficer) {
			p.Certificates = card("2030-01-01")
		}
		if id == "n" {
			p.Certificates = card("2026-01-31")
		}
		x.people[id] = p
	}
	return x
}

func (x *bench) apply(c *domain.Case, actor domain.PersonID, when time.Time, bodies ...domain.Body) {
	x.t.Helper()
	for _, b := range bodies {
		data, err := json.Marshal(b)
		if err != nil {
			x.t.Fatal(err)
		}
		back, err := domain.ReadBody(b.Kind(), data)
		if err != nil {
			x.t.Fatal(err)
		}
		if err := c.Apply(domain.Event{Case: c.ID, Seq: c.Seq + 1, Actor: actor, OccurredAt: when, RecordedAt: when, Body: back}); err != nil {
			x.t.Fatal(err)
		}
	}
}

// pass lets time pass in the case up to the instant.
func (x *bench) pass(when string) {
	x.t.Helper()
	x.now = at(when)
	for {
		i, b, more, err := x.c.NextPassed(x.now, official(), x.book)
		if err != nil {
			x.t.Fatal(err)
		}
		if !more {
			return
		}
		x.apply(x.c, domain.System, i, b)
	}
}

// tries asks for an act as the store would: time first, then the guard, the facts and the decision.
func (x *bench) tries(who domain.PersonID, when string, cmd domain.Command) error {
	x.t.Helper()
	x.pass(when)
	spec, ok := domain.SpecOf(cmd.Act())
	if !ok {
		x.t.Fatalf("no act %s", cmd.Act())
	}
	f := &domain.Facts{At: x.now, Now: x.now, Actor: who, RecordedBy: who, Agency: domain.Agency{ID: "g", Short: "云民"}, Calendar: official(), Rules: x.book, People: x.people,
		Parties: map[domain.PartyID]domain.Party{"p": {ID: "p", Name: "春风协会"}, "q": {ID: "q", Name: "夏雨协会", Kind: domain.PartyAssociation}},
		Blobs:   map[domain.Blob]domain.File{"f": {Hash: "f", Name: "f.pdf", Type: "application/pdf", Size: 9}}, Others: map[domain.CaseID]*domain.Case{},
		Numbers: map[string]domain.Number{}, References: map[string][]domain.Number{}}
	if err := domain.Guard(spec, x.c, f); err != nil {
		return err
	}
	n := domain.NeedsOf(cmd, x.c)
	if o := x.files[n.PartyOf]; o != nil && o.Party != nil {
		n.Others = append(n.Others, domain.CaseID(o.Party.ID))
	}
	for _, id := range n.Others {
		if o := x.files[id]; o != nil {
			f.Others[id] = o
		}
	}
	for _, typ := range n.Numbers {
		x.serial++
		f.Numbers[typ] = domain.Number{Type: typ, Year: 2026, Serial: x.serial, Text: f.Agency.Number(typ, 2026, x.serial)}
	}
	for typ, k := range n.Openings {
		for range k {
			x.serial++
			f.References[typ] = append(f.References[typ], domain.Number{Type: typ, Year: 2026, Serial: x.serial, Text: "新号"})
		}
	}
	out, err := cmd.Decide(x.c, f)
	if err != nil {
		return err
	}
	x.apply(x.c, who, x.now, out.Events...)
	for _, o := range out.Tells {
		x.apply(x.files[o.To], who, x.now, o.Events...)
	}
	for _, o := range out.Opens {
		c := &domain.Case{ID: o.ID}
		x.apply(c, who, x.now, o.Events...)
		x.files[o.ID] = c
	}
	return nil
}

func (x *bench) does(who domain.PersonID, when string, cmd domain.Command) {
	x.t.Helper()
	if err := x.tries(who, when, cmd); err != nil {
		x.t.Fatalf("%s by %s at %s: %v", cmd.Act(), who, when, err)
	}
}

func (x *bench) refused(code domain.Code, who domain.PersonID, when string, cmd domain.Command) {
	x.t.Helper()
	if err := x.tries(who, when, cmd); domain.CodeOf(err) != code {
		x.t.Errorf("%s by %s at %s: got %v, want refusal %q", cmd.Act(), who, when, err, code)
	}
}

func (x *bench) due(clock, want string) {
	x.t.Helper()
	k := x.c.Clock(clock)
	if k == nil || k.Due.String() != want {
		x.t.Errorf("%s is due %v, want %s", clock, k, want)
	}
}

// owes tells the kinds of the open tasks, alarms left out.
func owes(c *domain.Case) []string {
	var out []string
	for _, t := range c.Tasks {
		if t.DoneAt.IsZero() && t.Kind != "look" {
			out = append(out, strings.TrimPrefix(t.Kind, "penalty."))
		}
	}
	slices.Sort(out)
	return out
}

func record(from, to string, officers ...domain.PersonID) domain.OnRecord {
	if len(officers) == 0 {
		officers = []domain.PersonID{"a", "b"}
	}
	return domain.OnRecord{Officers: officers, StartedAt: at(from), EndedAt: at(to), Place: "云民办公楼二楼", CardShown: true, RightsTold: true, Pages: 3, Signed: 3}
}

func interview(from, to string) *domain.HoldInterview {
	return &domain.HoldInterview{Name: "秦某", Relation: "秘书长", OnRecord: record(from, to), Answers: []domain.QA{{Q: "报告交了吗？", A: "没有。"}}, ReadOver: true}
}

// 行政处罚法 42, 55; penalty.md §7 row 7: first officer ≠ second officer, both licensed on the day of the act.
func TestAnInterviewIsHeldWithOnePersonByTwoLicensedOfficers(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(i *domain.HoldInterview)
		want   domain.Code
	}{
		"as it should be":                        {func(*domain.HoldInterview) {}, ""},
		"the same officer twice is one":          {func(i *domain.HoldInterview) { i.Officers = []domain.PersonID{"a", "a"} }, "two_officers"},
		"one officer":                            {func(i *domain.HoldInterview) { i.Officers = []domain.PersonID{"a"} }, "two_officers"},
		"the second has no certificate any more": {func(i *domain.HoldInterview) { i.Officers = []domain.PersonID{"a", "n"} }, "no_valid_certificate"},
		"the second is no officer":               {func(i *domain.HoldInterview) { i.Officers = []domain.PersonID{"a", "s"} }, "not_an_officer"},
		"the second is not on the case":          {func(i *domain.HoldInterview) { i.Officers = []domain.PersonID{"a", "c"} }, "not_on_the_case"},
		"no card":                                {func(i *domain.HoldInterview) { i.CardShown = false }, "card_not_shown"},
		"rights not told":                        {func(i *domain.HoldInterview) { i.RightsTold = false }, "rights_not_told"},
		"two people at once":                     {func(i *domain.HoldInterview) { i.Name = "秦某、楚某" }, "invalid_input"},
		"it ends before it begins":               {func(i *domain.HoldInterview) { i.EndedAt = i.StartedAt.Add(-time.Hour) }, "invalid_input"},
		"it ends tomorrow":                       {func(i *domain.HoldInterview) { i.EndedAt = i.EndedAt.AddDate(0, 0, 1) }, "invalid_input"},
		"before the filing":                      {func(i *domain.HoldInterview) { i.StartedAt = i.StartedAt.AddDate(0, -2, 0) }, "invalid_input"},
		"not read over":                          {func(i *domain.HoldInterview) { i.ReadOver = false }, "invalid_input"},
		"no answers":                             {func(i *domain.HoldInterview) { i.Answers = nil }, "invalid_input"},
		"a page is not signed":                   {func(i *domain.HoldInterview) { i.Signed = 2 }, "invalid_input"},
		"refused to sign, nobody saw it":         {func(i *domain.HoldInterview) { i.Signed, i.Refusal = 0, "拒绝签名" }, "invalid_input"},
		"refused to sign before a witness": {func(i *domain.HoldInterview) {
			i.Signed, i.Refusal, i.Witness = 1, "第二页起拒绝签名", "楚某"
		}, ""},
		"refused to sign, filmed":       {func(i *domain.HoldInterview) { i.Signed, i.Refusal, i.Evidence = 0, "拒绝签名", filmed }, ""},
		"signed every page and refused": {func(i *domain.HoldInterview) { i.Refusal, i.Witness = "拒绝签名", "楚某" }, "invalid_input"},
		"the film was never uploaded": {func(i *domain.HoldInterview) {
			i.Evidence = []domain.NewEvidence{{Hash: "g", Kind: "video", Title: "录像"}}
		}, "unknown_file"},
		"a refusal of blanks is a page that is blank": {func(i *domain.HoldInterview) { i.Signed, i.Refusal, i.Witness = 0, "  ", "楚某" }, "invalid_input"},
	} {
		t.Run(name, func(t *testing.T) {
			x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
			i := interview("2026-07-06 09:00", "2026-07-06 10:30")
			tc.change(i)
			x.refused(tc.want, "a", "2026-07-06 11:00", i)
			if tc.want == "" {
				p := x.c.Penalty.Interviews
				if len(p) != 1 || p[0].No != 1 || x.c.Document(p[0].Document) == nil || x.c.Document(p[0].Document).Number != "" {
					t.Errorf("an interview and its record, which takes no number: %+v %+v", p, x.c.Documents)
				}
			}
		})
	}
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.refused("not_on_the_case", "c", "2026-07-06 11:00", interview("2026-07-06 09:00", "2026-07-06 10:30"))
}

var filmed = []domain.NewEvidence{{Hash: "f", Kind: "video", Title: "询问全程录像"}}

func TestAnOfficerAsksOnePersonAtATime(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.does("a", "2026-07-06 12:00", interview("2026-07-06 09:00", "2026-07-06 10:30"))
	next := interview("2026-07-06 10:00", "2026-07-06 11:00")
	next.Name = "楚某"
	x.refused("interviews_overlap", "a", "2026-07-06 12:10", next)
	next.StartedAt = at("2026-07-06 10:30") // where one ends the next may begin
	x.does("a", "2026-07-06 12:20", next)
}

func TestWhoHelpsOnTheSpotHasInvestigated(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	visit := &domain.RecordSiteVisit{Form: "inquest", OnRecord: record("2026-07-07 09:00", "2026-07-07 10:00", "a", "c"), Facts: "办公场所已搬空", SignedBy: "秦某"}
	x.does("a", "2026-07-07 11:00", visit)
	if !slices.Contains(x.c.Took("c"), domain.PartOfficer) || slices.Contains(x.c.Officers, "c") {
		t.Error("c investigated and bars himself from host, review and decision, but is not an officer of the case")
	}
	if d := x.c.Documents[0]; d.Type != "I-5" || d.Title != "勘验笔录" {
		t.Errorf("the record of the inquest: %+v", d)
	}
	visit.Officers = []domain.PersonID{"c", "d"}
	x.refused("not_on_the_case", "a", "2026-07-07 11:10", visit)
	visit.Officers, visit.SignedBy = []domain.PersonID{"a", "b"}, ""
	x.refused("invalid_input", "a", "2026-07-07 11:10", visit)
	x.does("a", "2026-07-07 11:20", &domain.TakeSample{OnRecord: record("2026-07-07 10:10", "2026-07-07 10:20"), Items: []string{"会费收据存根两本"}, SignedBy: "秦某"})
	if d := x.c.Documents[1]; d.Type != "I-7" || d.Number == "" {
		t.Errorf("the notice of sampling has a number: %+v", d)
	}
}

// 行政处罚法 46: eight kinds and no other; 46 III: unlawful means; 47: the whole course is recorded.
func TestEvidenceSaysWhatItIsAndWhereItComesFrom(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	e := domain.NewEvidence{Hash: "f", Kind: "document", Title: "会员大会记录", Class: "documentary", Source: "春风协会提供", Form: "copy"}
	if len(domain.EvidenceClasses) != 8 {
		t.Errorf("eight kinds, not %d", len(domain.EvidenceClasses))
	}
	for name, change := range map[string]func(n *domain.NewEvidence){
		"no kind": func(n *domain.NewEvidence) { n.Class = "" }, "a ninth kind": func(n *domain.NewEvidence) { n.Class = "rumour" },
		"no source": func(n *domain.NewEvidence) { n.Source = "" }, "original or copy": func(n *domain.NewEvidence) { n.Form = "" },
	} {
		n := e
		change(&n)
		if err := x.tries("k", "2026-07-06 09:00", &domain.AddEvidence{Evidence: []domain.NewEvidence{n}}); domain.CodeOf(err) != "invalid_input" {
			t.Errorf("%s: %v", name, err)
		}
	}
	x.does("k", "2026-07-06 09:10", &domain.AddEvidence{Evidence: []domain.NewEvidence{e, e}})
	if got := x.c.Evidence[0]; got.Class != "documentary" || got.Source != "春风协会提供" || got.Form != "copy" || got.Hash != "f" {
		t.Errorf("entered as said, with its digest: %+v", got)
	}
	x.refused("separation_of_duties", "a", "2026-07-07 09:00", &domain.ExcludeEvidence{Evidence: 2, Reason: "偷拍取得"})
	x.refused("invalid_input", "s", "2026-07-07 09:00", &domain.ExcludeEvidence{Evidence: 3, Reason: "偷拍取得"})
	x.does("s", "2026-07-07 09:00", &domain.ExcludeEvidence{Evidence: 2, Reason: "以偷拍方式取得，侵害他人合法权益"})
	if len(x.c.Evidence) != 2 || x.c.Evidence[1].Excluded == "" || x.c.Evidence[0].Excluded != "" {
		t.Error("it stays in the register, marked")
	}
	x.refused("already_done", "s", "2026-07-07 09:10", &domain.ExcludeEvidence{Evidence: 2, Reason: "再次"})

	plain := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	plain.c.Procedure, plain.c.Penalty, plain.c.Stage = domain.ProcInspection, nil, domain.InspRecorded
	plain.does("k", "2026-07-06 09:00", &domain.AddEvidence{Evidence: []domain.NewEvidence{{Hash: "f", Kind: "photo", Title: "照片"}}})
}

func TestTheCustodyLogHasNoGap(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.does("k", "2026-07-06 09:00", &domain.AddEvidence{Evidence: []domain.NewEvidence{{Hash: "f", Kind: "document", Title: "账册", Class: "documentary", Source: "春风协会", Form: "original"}}})
	move := func(from, to, when string) *domain.MoveEvidence {
		return &domain.MoveEvidence{Evidence: 1, At: at(when), From: from, To: to, Place: "证据室", Reason: "入库保管"}
	}
	x.refused("custody_gap", "k", "2026-07-06 10:00", move("A", "B", "2026-07-06 09:30"))
	x.does("k", "2026-07-06 10:00", move("K", "保管员", "2026-07-06 09:30")) // who entered it had it first
	x.refused("custody_gap", "k", "2026-07-06 10:10", move("K", "A", "2026-07-06 10:00"))
	x.refused("invalid_input", "k", "2026-07-06 10:10", move("保管员", "A", "2026-07-06 09:00"))
	x.refused("invalid_input", "k", "2026-07-06 10:10", move("保管员", "A", "2026-07-06 12:00"))
	x.does("k", "2026-07-06 10:10", move("保管员", "A", "2026-07-06 10:00"))
	if n := len(x.c.Penalty.Custody); n != 2 {
		t.Errorf("%d lines", n)
	}
}

// 68号令 31 names appraisal, testing and audit; 行政处罚法 60 names nothing (penalty.md §4.1).
func TestDaysWithExpertsDoNotCountWhereTheRuleSaysSo(t *testing.T) {
	send := &domain.SendForAppraisal{Form: "audit", Body: "某会计师事务所", Matter: "审计会费收支", Expected: day("2026-08-20")}
	back := &domain.ReturnAppraisal{No: 1, Result: "会费收支账实不符", Evidence: []domain.NewEvidence{{Hash: "f", Kind: "document", Title: "审计报告"}}}

	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.due("decide", "2026-09-29")
	x.does("a", "2026-08-03 10:00", send)
	x.due("decide", "") // nobody knows yet
	x.pass("2026-11-30 09:00")
	if s := x.c.Clock("decide").StatusAt(official(), x.now); s.State != domain.Suspended {
		t.Errorf("the clock stands still, not %s", s.State)
	}
	for _, k := range x.c.Tasks {
		if k.Kind == "look" {
			t.Errorf("no alarm for days the law does not count: %s", k.Title)
		}
	}
	x = newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.does("a", "2026-08-03 10:00", send)
	x.does("a", "2026-08-05 10:00", &domain.SendForAppraisal{Form: "appraisal", Body: "某鉴定机构", Matter: "鉴定印章", Expected: day("2026-08-25")})
	x.does("a", "2026-08-18 10:00", back)
	x.due("decide", "") // the seal is still out
	x.refused("not_found", "a", "2026-08-19 10:00", back)
	back2 := *back
	back2.No = 2
	x.does("a", "2026-08-20 10:00", &back2)
	x.due("decide", "2026-10-16") // 08-04 … 08-20 are seventeen days, those in both count once
	if got := x.c.Evidence[0]; got.Class != "appraisal" || got.Source != "某会计师事务所" {
		t.Errorf("an expert opinion: %+v", got)
	}
	if len(owes(x.c)) != 0 {
		t.Errorf("still owed: %v", owes(x.c))
	}

	x = newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.does("a", "2026-08-03 10:00", send)
	x.does("a", "2026-08-03 15:00", back)
	x.due("decide", "2026-09-29") // back the same day: no day was lost

	x = newBench(t, domain.RegimeGeneral, "2026-07-01")
	x.does("a", "2026-08-03 10:00", send)
	x.due("decide", "2026-09-29")
	x.does("a", "2026-08-18 10:00", back)
	x.due("decide", "2026-09-29")
	if x.c.Penalty.Appraisals[0].Excluded || x.c.Penalty.Appraisals[0].ReturnedOn != day("2026-08-18") {
		t.Error("recorded, and nothing excluded")
	}
}

// penalty.md §11 case 7: extension granted, then suspension, then a hearing of 12 days: only the hearing is excluded.
func TestCase7SuspensionStopsTheClockOnlyWhereTheRuleSaysSo(t *testing.T) {
	run := func(x *bench) *bench {
		k := x.c.Clock("decide")
		if err := k.Extend(official(), domain.Extension{N: 30, Unit: domain.CalendarDays, By: "l", Reason: "案情复杂"}, day("2026-08-03")); err != nil {
			t.Fatal(err)
		}
		x.does("l", "2026-08-10 10:00", &domain.SuspendInquiry{Cause: "ruling", Reason: "须以民事判决为依据"})
		x.refused("wrong_stage", "a", "2026-08-11 10:00", interview("2026-08-11 09:00", "2026-08-11 09:30"))
		x.does("l", "2026-08-20 10:00", &domain.ResumeInquiry{Reason: "判决已经生效"})
		if err := x.c.Clock("decide").Exclude(official(), domain.Span{From: day("2026-09-10"), Until: day("2026-09-21"), Reason: "听证"}); err != nil {
			t.Fatal(err)
		}
		if x.c.Stage != domain.PenFiled || x.c.Penalty.Suspended != nil {
			t.Error("the inquiry goes on where it stood")
		}
		return x
	}
	run(newBench(t, domain.RegimeSocialOrg, "2026-07-01")).due("decide", "2026-11-10") // 09-29, 30 days, 12 days

	rows := book().Rows()
	for i := range rows {
		if rows[i].ID == "PEN-4.01" {
			rows[i].Suspends = []string{"suspension"}
		}
	}
	set, err := domain.NewRuleBook(rows)
	if err != nil {
		t.Fatal(err)
	}
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.book = set
	run(x).due("decide", "2026-11-20") // and the ten days 08-10 … 08-19, where a bureau has set it so
}

// papers are the instruments of the file, by type.
func papers(c *domain.Case) []string {
	var out []string
	for _, d := range c.Documents {
		out = append(out, d.Type)
	}
	return out
}

// Standing still, going on and ending are approved on a form; whoever can be reached is told of the first two.
func TestAStandstillIsApprovedOnAFormAndThePartyIsTold(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	before := len(x.c.Documents)
	told := func(want ...string) {
		t.Helper()
		if got := papers(x.c)[before:]; !slices.Equal(got, want) {
			t.Fatalf("papers %v, want %v", got, want)
		}
	}
	x.does("l", "2026-07-06 09:00", &domain.SuspendInquiry{Cause: "ruling", Reason: "须以民事判决为依据"})
	told("P-32", "P-32n")
	form, notice := x.c.DocumentOf("P-32"), x.c.DocumentOf("P-32n")
	if form.Number != "云民中审字〔2026〕第1号" || notice.Number != "云民中通字〔2026〕第2号" || notice.ID == form.ID {
		t.Errorf("%+v %+v", form, notice)
	}
	if got := owes(x.c); !slices.Equal(got, []string{"resume", "serve"}) {
		t.Errorf("owed: %v", got)
	}
	x.does("a", "2026-07-07 09:00", &domain.ServePaper{Document: notice.ID, Serving: domain.Serving{Method: domain.ServeDirect, On: day("2026-07-07"), Recipient: "甲"}})
	if got := owes(x.c); !slices.Equal(got, []string{"resume"}) {
		t.Errorf("served, and still owed: %v", got)
	}
	x.does("l", "2026-07-20 09:00", &domain.ResumeInquiry{Reason: "判决已经生效"})
	told("P-32", "P-32n", "P-24", "P-33", "P-33n")

	x.does("l", "2026-07-21 09:00", &domain.SuspendInquiry{Cause: "untraceable", Reason: "住所无人，联系不上"})
	x.does("l", "2026-07-22 09:00", &domain.ResumeInquiry{Reason: "已经找到"})
	told("P-32", "P-32n", "P-24", "P-33", "P-33n", "P-32", "P-33") // nobody could be told
	x.does("l", "2026-07-23 09:00", &domain.TerminateInquiry{Cause: "dissolved", Reason: "已注销且无承受人"})
	told("P-32", "P-32n", "P-24", "P-33", "P-33n", "P-32", "P-33", "P-34")
	ids := map[domain.DocumentID]bool{}
	for _, d := range x.c.Documents {
		ids[d.ID] = true
	}
	if len(ids) != len(x.c.Documents) {
		t.Error("two papers have one id")
	}
}

// What was recorded before these papers were issued stands as it did: its events carry none.
func TestAnOlderStandstillHasNoPapers(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	before := len(x.c.Documents)
	x.now = at("2026-07-06 09:00")
	for _, e := range []struct{ kind, data string }{{"InquirySuspended", `{"cause":"ruling","reason":"须以民事判决为依据"}`}, {"InquiryResumed", `{"reason":"判决已经生效"}`}, {"InquiryTerminated", `{"cause":"dissolved","reason":"已注销"}`}} {
		b, err := domain.ReadBody(e.kind, []byte(e.data))
		if err != nil {
			t.Fatal(err)
		}
		x.apply(x.c, "l", x.now, b)
	}
	if len(x.c.Documents) != before || x.c.Penalty.Ended != "terminated" {
		t.Errorf("%v %s", papers(x.c)[before:], x.c.Penalty.Ended)
	}
	if got := owes(x.c); !slices.Equal(got, []string{"conclude"}) {
		t.Errorf("owed: %v", got)
	}
}

func TestOnlyAResponsiblePersonSuspendsForAListedCause(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.refused("invalid_input", "l", "2026-07-06 09:00", &domain.SuspendInquiry{Cause: "busy", Reason: "人手不足"})
	x.refused("separation_of_duties", "a", "2026-07-06 09:00", &domain.SuspendInquiry{Cause: "untraceable", Reason: "下落不明"})
	x.does("l", "2026-07-06 09:00", &domain.SuspendInquiry{Cause: "untraceable", Reason: "当事人下落不明"})
	if !slices.Equal(owes(x.c), []string{"resume"}) {
		t.Errorf("owed: %v", owes(x.c))
	}
	x.pass("2026-09-30 09:00") // the ninety days go on
	if !slices.ContainsFunc(x.c.Tasks, func(k domain.Task) bool { return k.Kind == "look" && k.Clock == "decide" && k.DoneAt.IsZero() }) {
		t.Error("the alarm of the ninety days")
	}
}

func preservation(items ...string) *domain.AskPreservation {
	return &domain.AskPreservation{Officers: []domain.PersonID{"a", "b"}, Items: items, Place: "春风协会办公室", Keeper: "秦某", Reason: "账册可能被转移"}
}

// penalty.md §7 row 6: who proposes does not approve; 行政处罚法 56, 85: seven working days, and then it falls away.
func TestPreservationIsApprovedByAnotherAndLastsSevenWorkingDays(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-09-01")
	x.does("a", "2026-09-23 09:00", preservation("会费账册一本"))
	approve := &domain.ApprovePreservation{No: 1}
	for _, who := range []domain.PersonID{"a", "b"} {
		x.refused("separation_of_duties", who, "2026-09-23 09:10", approve)
	}
	x.refused("not_found", "l", "2026-09-23 09:10", &domain.ApprovePreservation{No: 2})
	x.refused("not_approved", "l", "2026-09-23 09:10", &domain.SettlePreservation{No: 1, Outcome: "evidence", Reason: "作为证据"})
	x.does("l", "2026-09-23 10:00", approve)
	x.due("preserve", "2026-10-10") // 24, 28, 29, 30 September, 8, 9 October, and Saturday 10-10, which is worked
	x.refused("already_done", "l", "2026-09-23 11:00", approve)

	x.does("a", "2026-09-24 09:00", preservation("印章一枚"))
	x.does("m", "2026-09-24 10:00", &domain.ApprovePreservation{No: 2})
	if p := x.c.Penalty.Preservations[1]; p.Clock != "preserve#2" || p.ApprovedBy != "m" {
		t.Errorf("the second has a clock of its own: %+v", p)
	}
	x.refused("separation_of_duties", "b", "2026-09-28 10:00", &domain.SettlePreservation{No: 2, Outcome: "returned", Reason: "与案件无关"})
	x.does("l", "2026-09-28 10:00", &domain.SettlePreservation{No: 2, Outcome: "evidence", Reason: "作为证据使用"})
	if x.c.Clock("preserve#2").MetOn != day("2026-09-28") || !x.c.Clock("preserve").MetOn.IsZero() {
		t.Error("the one that was settled is met, the other runs")
	}

	x.pass("2026-10-11 00:01")
	p := x.c.Penalty.Preservations[0]
	if p.Outcome != "lapsed" || p.SettledOn != x.c.Clock("preserve").Due || x.c.Clock("preserve").LapsedOn.IsZero() {
		t.Errorf("the measure falls away by itself: %+v", p)
	}
	if !slices.Equal(owes(x.c), []string{"return_preserved"}) {
		t.Errorf("owed: %v", owes(x.c))
	}
	x.refused("measure_lapsed", "l", "2026-10-11 09:00", &domain.SettlePreservation{No: 1, Outcome: "evidence", Reason: "补办"})
	x.refused("preservation_open", "l", "2026-10-11 09:00", &domain.TakeOver{By: "市民政局", Paper: "提级管辖通知"})
	x.does("a", "2026-10-12 09:00", &domain.ReturnPreserved{No: 1, To: "秦某"})
	if len(owes(x.c)) != 0 || x.c.Penalty.Preservations[0].ReturnedTo != "秦某" {
		t.Errorf("owed: %v", owes(x.c))
	}
	x.refused("not_found", "a", "2026-10-12 09:10", &domain.ReturnPreserved{No: 1, To: "秦某"})
}

// 取缔非法社会组织办法 11 says seven days and no unit: calendar days are the strict reading.
func TestInABanCaseTheSevenDaysAreCalendarDays(t *testing.T) {
	x := newBench(t, domain.RegimeBan, "2026-09-01")
	x.does("a", "2026-09-22 09:00", preservation("会费账册一本"))
	x.does("l", "2026-09-22 10:00", &domain.ApprovePreservation{No: 1})
	x.due("preserve", "2026-09-29")
	if r := x.c.Clock("preserve").Rule; r != "PEN-1.07" {
		t.Errorf("rule %s", r)
	}
}

// SAMR 33: an urgent measure is reported within 24 hours and its approval made up.
func TestAnUrgentPreservationIsReportedWithin24Hours(t *testing.T) {
	ask := preservation("服务器一台")
	ask.Urgent = true
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.refused("invalid_input", "a", "2026-07-06 16:00", ask) // when?
	ask.TakenAt = at("2026-07-06 15:30")
	x.does("a", "2026-07-06 16:00", ask)
	x.due("preserve", "2026-07-15")
	if k := x.c.Clock("preserve_report"); !k.DueAt.Equal(at("2026-07-07 15:30")) {
		t.Errorf("24 real hours, not %s", k.DueAt)
	}
	x.refused("not_approved", "l", "2026-07-06 17:00", &domain.SettlePreservation{No: 1, Outcome: "evidence", Reason: "作为证据"})
	x.does("l", "2026-07-07 09:00", &domain.ApprovePreservation{No: 1})
	if x.c.Clock("preserve_report").MetOn.IsZero() || x.c.Clock("preserve").Due != day("2026-07-15") || len(x.c.Clocks) != 3 {
		t.Error("the approval answers the report and starts nothing anew")
	}

	x = newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.does("a", "2026-07-06 16:00", ask)
	x.does("l", "2026-07-07 09:00", &domain.RefusePreservation{No: 1, Reason: "没有灭失的可能"})
	if !slices.Equal(owes(x.c), []string{"return_preserved"}) || x.c.Clock("preserve").StoppedOn.IsZero() {
		t.Errorf("refused, so given back: %v", owes(x.c))
	}

	x = newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.does("a", "2026-07-06 16:00", ask)
	x.pass("2026-07-16 09:00") // nobody approved, nobody settled
	if !slices.Equal(owes(x.c), []string{"return_preserved"}) || x.c.Penalty.Preservations[0].Outcome != "lapsed" {
		t.Errorf("owed: %v", owes(x.c))
	}
	early := *ask
	early.TakenAt = at("2026-06-20 09:00")
	x.refused("invalid_input", "a", "2026-07-16 10:00", &early)
}

// penalty.md §7 rows 4 and 5; 行政处罚法 43.
func TestWhoIsAskedToStayOutDecidesNothingAndTheInquiryGoesOn(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.does("a", "2026-07-06 09:00", preservation("账册"))
	x.does("k", "2026-07-06 10:00", &domain.AskRecusal{Person: "l", Part: domain.PartDecider, By: "party", Reason: "与当事人负责人系近亲属"})
	x.refused("recusal_open", "l", "2026-07-06 11:00", &domain.ApprovePreservation{No: 1})
	x.refused("recusal_open", "l", "2026-07-06 11:00", &domain.DecideRecusal{No: 1, Why: "理由不成立"})
	x.refused("already_done", "k", "2026-07-06 11:00", &domain.AskRecusal{Person: "l", Part: domain.PartDecider, By: "party", Reason: "再次申请"})
	x.does("l", "2026-07-06 11:00", &domain.AddNote{Text: "已知悉"})
	x.does("m", "2026-07-06 11:10", &domain.ApprovePreservation{No: 1}) // somebody else decides meanwhile
	x.does("m", "2026-07-06 12:00", &domain.DecideRecusal{No: 1, Why: "经查不存在申请所称关系"})
	if r := x.c.Penalty.Recusals[0]; r.Granted || r.Decider != "m" || x.c.Document(r.Document).Type != "P-3" {
		t.Errorf("%+v", r)
	}
	x.does("l", "2026-07-06 13:00", &domain.SettlePreservation{No: 1, Outcome: "evidence", Reason: "作为证据"})

	x.does("a", "2026-07-07 09:00", &domain.AskRecusal{Person: "a", Part: domain.PartOfficer, By: "self", Reason: "与秦某系同学"})
	x.does("a", "2026-07-07 11:00", interview("2026-07-07 09:30", "2026-07-07 10:00")) // the inquiry does not stop
	for name, cmd := range map[string]*domain.DecideRecusal{
		"nobody steps in":              {No: 2, Granted: true, Why: "应当回避"},
		"the same steps in":            {No: 2, Granted: true, Why: "应当回避", Replacement: "a"},
		"a meeting is not for officer": {No: 2, Granted: true, Why: "应当回避", Replacement: "c", Meeting: "m1"},
	} {
		if err := x.tries("l", "2026-07-07 12:00", cmd); domain.CodeOf(err) != "invalid_input" {
			t.Errorf("%s: %v", name, err)
		}
	}
	x.refused("no_valid_certificate", "l", "2026-07-07 12:00", &domain.DecideRecusal{No: 2, Granted: true, Why: "应当回避", Replacement: "n"})
	x.refused("separation_of_duties", "l", "2026-07-07 12:00", &domain.DecideRecusal{No: 2, Granted: true, Why: "应当回避", Replacement: "m"}) // m approved
	x.does("l", "2026-07-07 12:00", &domain.DecideRecusal{No: 2, Granted: true, Why: "与当事人负责人系同学", Replacement: "c"})
	if !slices.Equal(x.c.Officers, []domain.PersonID{"c", "b"}) || x.c.Handler != "c" || !slices.Contains(x.c.Took("a"), domain.PartRecused) {
		t.Errorf("c takes the place of a: %v %v %v", x.c.Officers, x.c.Handler, x.c.Took("a"))
	}
	// row 4: whoever must stay out takes no part of any kind
	for _, s := range domain.Acts() {
		if s.SystemOnly || s.Opens || s.Procedure != "" && s.Procedure != domain.ProcPenalty || len(s.Stages) > 0 && !slices.Contains(s.Stages, x.c.Stage) {
			continue
		}
		f := &domain.Facts{At: x.now, Now: x.now, Actor: "a"}
		if err := domain.Guard(s, x.c, f); domain.CodeOf(err) != "recused" {
			t.Errorf("%s by who must stay out: %v", s.Name, err)
		}
	}
	x.refused("separation_of_duties", "s", "2026-07-08 09:00", &domain.ChangeOfficers{Out: "b", In: "a", Reason: "人手不足"})
	visit := &domain.RecordSiteVisit{Form: "inspection", OnRecord: record("2026-07-08 09:00", "2026-07-08 10:00", "a", "b"), Facts: "现场情况", SignedBy: "秦某"}
	x.refused("recused", "b", "2026-07-08 11:00", visit)
}

func TestOnlyWhoHasAPartIsAskedToStayOut(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	ask := func(p domain.PersonID, part domain.Part) *domain.AskRecusal {
		return &domain.AskRecusal{Person: p, Part: part, By: "party", Reason: "有利害关系"}
	}
	x.refused("not_in_the_matter", "k", "2026-07-06 09:00", ask("c", domain.PartOfficer))
	x.refused("not_in_the_matter", "k", "2026-07-06 09:00", ask("r", domain.PartHost))
	x.refused("not_in_the_matter", "k", "2026-07-06 09:00", ask("s", domain.PartDecider))
	x.refused("invalid_input", "k", "2026-07-06 09:00", ask("zz", domain.PartOfficer))
	x.refused("invalid_input", "k", "2026-07-06 09:00", ask("a", domain.PartArchivist))
	x.refused("invalid_input", "k", "2026-07-06 09:00", &domain.AskRecusal{Person: "a", Part: domain.PartOfficer, By: "self", Reason: "代为申请"})
	x.c.Penalty.Hearings = []domain.Hearing{{No: 1, Host: "r", Recorder: "k", Listeners: []domain.PersonID{"d"}}}
	x.does("k", "2026-07-06 09:00", ask("r", domain.PartHost))
	x.does("k", "2026-07-06 09:10", ask("d", domain.PartHost))
	x.does("k", "2026-07-06 09:20", ask("k", domain.PartRecorder))
	x.does("l", "2026-07-06 09:30", &domain.DecideRecusal{No: 1, Granted: true, Why: "与当事人有利害关系"})
	x.refused("recused", "r", "2026-07-06 09:40", &domain.AddNote{Text: "说明"})
}

func TestTheLeadersDiscussWhetherTheHeadMustStayOut(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.does("k", "2026-07-06 09:00", &domain.AskRecusal{Person: "h", Part: domain.PartDecider, By: "party", Reason: "曾任当事人名誉会长"})
	x.refused("recusal_open", "h", "2026-07-06 10:00", &domain.DecideRecusal{No: 1, Why: "理由不成立"})
	x.refused("collective_needed", "l", "2026-07-06 10:00", &domain.DecideRecusal{No: 1, Granted: true, Why: "应当回避"})
	x.refused("collective_needed", "l", "2026-07-06 10:00", &domain.DecideRecusal{No: 1, Granted: true, Why: "应当回避", Meeting: "none"})
	x.c.Penalty.Discussions = []domain.Discussion{{Meeting: "m1", Item: 1, Subject: domain.ItemRecusal, Recusal: 1, Result: domain.ResolveAgree}}
	x.refused("collective_needed", "l", "2026-07-06 10:00", &domain.DecideRecusal{No: 1, Why: "不按决议", Meeting: "m1"})
	x.does("l", "2026-07-06 10:00", &domain.DecideRecusal{No: 1, Granted: true, Why: "集体讨论认为应当回避", Meeting: "m1"})
	x.refused("recused", "h", "2026-07-06 11:00", &domain.TerminateInquiry{Cause: "dissolved", Reason: "已注销"})
}

func TestAReviewHearsWhoMustStayOut(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.files["v"] = &domain.Case{ID: "v", Procedure: domain.ProcLegality, Agency: "g", Parent: "1", Seq: 2, OpenedOn: day("2026-07-05"), Tasks: []domain.Task{{ID: "t", Kind: "legality.conclude", Person: "r"}}}
	x.c.Penalty.Reviews = []domain.ReviewTaken{{Case: "v", Kind: domain.ReviewExamination}}
	x.c.Stage = domain.PenExamining
	x.does("k", "2026-07-06 09:00", &domain.AskRecusal{Person: "r", Part: domain.PartReviewer, By: "party", Reason: "系当事人常年法律顾问的配偶"})
	v := x.files["v"]
	spec := domain.Spec{Name: "legality.conclude", Procedure: domain.ProcLegality}
	f := &domain.Facts{At: x.now, Now: x.now, Actor: "r"}
	wantCode(t, domain.Guard(spec, v, f), "recusal_open")
	x.does("l", "2026-07-06 10:00", &domain.DecideRecusal{No: 1, Granted: true, Why: "有利害关系"})
	wantCode(t, domain.Guard(spec, v, f), "recused")
	if k := v.Tasks[0]; k.Person != "" || k.Role != domain.RoleLeader {
		t.Errorf("what was theirs falls to the leaders: %+v", k)
	}
	if len(v.Held) != 0 || len(x.c.Held) != 0 {
		t.Error("nobody waits any more")
	}
}

func TestOfficersChangeAndKeepTheirParts(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.does("a", "2026-07-06 09:00", &domain.SendForAppraisal{Form: "testing", Body: "某检测所", Matter: "检测", Expected: day("2026-07-20")})
	x.refused("separation_of_duties", "s", "2026-07-06 10:00", &domain.ChangeOfficers{Out: "a", In: "l", Reason: "调离"})
	x.refused("invalid_input", "s", "2026-07-06 10:00", &domain.ChangeOfficers{Out: "c", In: "d", Reason: "调离"})
	x.refused("no_valid_certificate", "s", "2026-07-06 10:00", &domain.ChangeOfficers{Out: "a", In: "n", Reason: "调离"})
	x.does("s", "2026-07-06 10:00", &domain.ChangeOfficers{Out: "a", In: "c", Reason: "调离"})
	if !slices.Contains(x.c.Took("a"), domain.PartOfficer) || x.c.Handler != "c" || x.c.Tasks[0].Person != "c" {
		t.Error("who has left has still investigated; what was owed goes to c")
	}
	x.refused("not_on_the_case", "a", "2026-07-06 11:00", interview("2026-07-06 10:10", "2026-07-06 10:30"))
}

func TestTheCaseFiledFirstTakesTheOtherIn(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	later := filed(t, "2", domain.RegimeSocialOrg, "2026-07-10")
	later.Officers, later.Parts = []domain.PersonID{"c", "d"}, []domain.PartTaken{{Person: "c", Part: domain.PartOfficer}, {Person: "d", Part: domain.PartOfficer}}
	later.Penalty.Allegations = []domain.Allegation{{Violation: "SO-07", From: day("2026-03-01"), Fact: "超出业务范围"}, x.c.Penalty.Allegations[0]}
	x.files["2"] = later
	join := &domain.JoinCase{Case: "2", Ground: "same_party", Reason: "同一当事人"}
	x.refused("separation_of_duties", "a", "2026-07-15 09:00", join)
	x.refused("invalid_input", "l", "2026-07-15 09:00", &domain.JoinCase{Case: "3", Ground: "same_party", Reason: "同一当事人"})
	other := *later.Party
	other.ID = "q"
	later.Party = &other
	x.refused("not_the_same", "l", "2026-07-15 09:00", join)
	q := &domain.Case{ID: "q", Procedure: domain.ProcParty, Seq: 1, PartyFile: &domain.Party{ID: "q", Org: &domain.Organization{Status: domain.OrgActive, PenaltyOpen: []domain.CaseID{"2", "9"}}}}
	x.files["q"] = q
	x.does("l", "2026-07-15 09:00", &domain.JoinCase{Case: "2", Ground: "same_act", Reason: "同一违法行为"})
	if !slices.Equal(q.PartyFile.Org.PenaltyOpen, []domain.CaseID{"9"}) {
		t.Errorf("the other party's own register: %v", q.PartyFile.Org.PenaltyOpen)
	}
	if later.Open() || later.Stage != domain.PenJoined || later.Outcome != "joined" || later.Penalty.MergedInto != "1" || later.Clock("decide").StoppedOn.IsZero() {
		t.Errorf("the other is closed: %s %s", later.Stage, later.Outcome)
	}
	if len(x.c.Penalty.Allegations) != 3 || !slices.Equal(x.c.Penalty.Merged, []domain.CaseID{"2"}) || !slices.Contains(x.c.Took("d"), domain.PartOfficer) {
		t.Error("its allegations, and who investigated it, are this case's now")
	}
	x.due("decide", "2026-09-29")
	x.refused("wrong_stage", "l", "2026-07-15 10:00", join)

	x = newBench(t, domain.RegimeSocialOrg, "2026-07-10")
	x.files["2"] = filed(t, "2", domain.RegimeSocialOrg, "2026-07-01")
	x.refused("join_into_earlier", "l", "2026-07-15 09:00", join)
	x.files["2"] = filed(t, "2", domain.RegimeGeneral, "2026-07-10")
	x.refused("regimes_differ", "l", "2026-07-15 09:00", join)
	x.files["2"] = filed(t, "2", domain.RegimeSocialOrg, "2026-07-10")
	x.files["2"].Penalty.Preservations = []domain.Preservation{{No: 1, Items: []string{"账册"}}}
	x.refused("preservation_open", "l", "2026-07-15 09:00", join)
}

func TestASplitKeepsFilingDayAndClock(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.refused("invalid_input", "l", "2026-09-02 09:00", &domain.SplitCase{Allegations: []int{1, 2}, Reason: "分案"})
	x.refused("invalid_input", "l", "2026-09-02 09:00", &domain.SplitCase{Allegations: []int{3}, Reason: "分案"})
	x.refused("invalid_input", "l", "2026-09-02 09:00", &domain.SplitCase{Allegations: []int{1, 1}, Reason: "分案"})
	x.refused("separation_of_duties", "a", "2026-09-02 09:00", &domain.SplitCase{Allegations: []int{2}, Reason: "分案"})
	x.does("l", "2026-09-02 09:00", &domain.SplitCase{Allegations: []int{2}, Party: "q", Reason: "另一当事人的独立行为"})
	c := x.files["1-s1"]
	if c == nil || c.Stage != domain.PenFiled || c.Penalty.SplitFrom != "1" || c.Party.ID != "q" || !strings.HasPrefix(c.Title, "夏雨协会涉嫌") || c.Penalty.Filing.On != day("2026-07-01") {
		t.Fatalf("%+v", c)
	}
	if k := c.Clock("decide"); k == nil || k.Due != day("2026-09-29") || k.From != day("2026-07-01") {
		t.Errorf("the ninety days run from the first filing: %+v", k)
	}
	if len(c.Penalty.Allegations) != 1 || c.Penalty.Allegations[0].Violation != "SO-06" || len(x.c.Penalty.Allegations) != 1 || !slices.Contains(c.Took("a"), domain.PartOfficer) {
		t.Error("the allegation went with it, the parts are kept")
	}
	// the reminder of thirty days was given in the old file and is not given again
	if _, _, more, err := c.NextPassed(at("2026-09-02 09:01"), official(), book()); err != nil || more {
		t.Errorf("nothing of the past happens in the new file: %v %v", more, err)
	}
	if _, _, more, err := c.NextPassed(at("2026-09-30 00:01"), official(), book()); err != nil || !more {
		t.Errorf("what lies ahead does: %v", err)
	}
	x.refused("invalid_input", "l", "2026-09-02 10:00", &domain.SplitCase{Allegations: []int{1}, Reason: "再分"})

	x = newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.does("a", "2026-07-06 09:00", &domain.SendForAppraisal{Form: "audit", Body: "某会计师事务所", Matter: "审计", Expected: day("2026-07-20")})
	x.refused("clock_suspended", "l", "2026-07-07 09:00", &domain.SplitCase{Allegations: []int{2}, Reason: "分案"})
}

func TestNobodyLeftToBePunishedEndsTheInquiry(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.does("a", "2026-07-06 09:00", preservation("账册"))
	x.does("l", "2026-07-06 10:00", &domain.ApprovePreservation{No: 1})
	x.refused("invalid_input", "l", "2026-07-07 09:00", &domain.TerminateInquiry{Cause: "deceased", Reason: "法定代表人死亡"}) // the association lives on
	x.refused("separation_of_duties", "a", "2026-07-07 09:00", &domain.TerminateInquiry{Cause: "dissolved", Reason: "已注销且无承受人"})
	x.does("l", "2026-07-07 09:00", &domain.TerminateInquiry{Cause: "dissolved", Reason: "已注销登记且无权利义务承受人"})
	if x.c.Stage != domain.PenPerformed || x.c.Penalty.Ended != "terminated" || x.c.Clock("decide").StoppedOn.IsZero() {
		t.Errorf("%s %s", x.c.Stage, x.c.Penalty.Ended)
	}
	if got := owes(x.c); !slices.Equal(got, []string{"conclude", "settle_preservation"}) {
		t.Errorf("what is kept must still be settled: %v", got)
	}
	x.does("l", "2026-07-08 09:00", &domain.SettlePreservation{No: 1, Outcome: "returned", Reason: "调查终止"})
	if got := owes(x.c); !slices.Equal(got, []string{"conclude", "return_preserved"}) {
		t.Errorf("owed: %v", got)
	}
}

func TestAnotherOrganIsAskedAndAnswers(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.refused("invalid_input", "s", "2026-07-06 09:00", &domain.EntrustInquiry{To: "邻区民政局", Matters: "询问在该区的会员", Due: day("2026-07-01")})
	x.does("s", "2026-07-06 09:00", &domain.EntrustInquiry{To: "邻区民政局", Matters: "询问在该区的会员", Due: day("2026-07-20")})
	if d := x.c.DocumentOf("P-4"); d == nil || d.Number == "" || !slices.Equal(owes(x.c), []string{"entrust_reply"}) {
		t.Errorf("a letter with a number, and a reply that is awaited: %v", owes(x.c))
	}
	x.does("k", "2026-07-15 09:00", &domain.EntrustReply{No: 1, Reply: "已询问三人", Evidence: []domain.NewEvidence{{Hash: "f", Kind: "document", Title: "复函"}}})
	x.refused("not_found", "k", "2026-07-15 10:00", &domain.EntrustReply{No: 1, Reply: "再次"})
	if x.c.Evidence[0].Source != "邻区民政局" || len(owes(x.c)) != 0 {
		t.Error("the reply is evidence and says who sent it")
	}
}

// 行政处罚法 25; SAMR 13: seven working days to negotiate, then the common superior.
func TestWhoseCaseItIsMayBeDisputed(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.does("a", "2026-07-06 09:00", &domain.DisputeJurisdiction{With: "邻区民政局", Reason: "住所地跨区"})
	x.due("jurisdiction", "2026-07-15")
	x.refused("already_done", "a", "2026-07-07 09:00", &domain.DisputeJurisdiction{With: "邻区民政局", Reason: "住所地跨区"})
	x.pass("2026-07-16 09:00")
	if k := x.c.Tasks[slices.IndexFunc(x.c.Tasks, func(k domain.Task) bool { return k.Kind == "penalty.settle_jurisdiction" && k.DoneAt.IsZero() })]; k.Role != domain.RoleHead {
		t.Errorf("no agreement: the superior is asked: %+v", k)
	}
	x.does("l", "2026-07-20 09:00", &domain.SettleJurisdiction{Result: "designated_ours", Basis: "指定管辖通知书"})
	if x.c.Clock("jurisdiction").MetOn.IsZero() || !x.c.Open() || len(owes(x.c)) != 0 {
		t.Error("it is ours and goes on")
	}
	x.does("a", "2026-07-21 09:00", &domain.DisputeJurisdiction{With: "文化和旅游局", Reason: "属文化活动"})
	x.refused("separation_of_duties", "a", "2026-07-22 09:00", &domain.SettleJurisdiction{Result: "agreed_theirs", Basis: "协商纪要"})
	x.does("l", "2026-07-22 09:00", &domain.SettleJurisdiction{Result: "agreed_theirs", Basis: "协商纪要"})
	if x.c.Open() || x.c.Stage != domain.PenMoved || x.c.DocumentOf("P-23") == nil || !x.c.Clock("decide").Ended() {
		t.Error("not ours: passed on and closed")
	}

	x = newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	x.refused("not_found", "l", "2026-07-06 09:00", &domain.SettleJurisdiction{Result: "agreed_ours", Basis: "协商纪要"})
	x.does("l", "2026-07-06 09:00", &domain.TakeOver{By: "市民政局", Paper: "市民提〔2026〕1号"})
	if x.c.Open() || x.c.Outcome != "moved" {
		t.Error("a superior goes on with it")
	}
}

func TestTheInquiryDoesNotEndWithoutWhatItRestsOn(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	report := &domain.ReportInquiry{Officers: []domain.PersonID{"a", "b"}, Nature: "未按规定接受年度检查"}
	x.does("k", "2026-07-06 09:00", &domain.AddEvidence{Evidence: []domain.NewEvidence{{Hash: "f", Kind: "audio", Title: "录音", Class: "audiovisual", Source: "秦某", Form: "copy"}}})
	x.does("s", "2026-07-06 10:00", &domain.ExcludeEvidence{Evidence: 1, Reason: "以窃听方式取得"})
	x.refused("no_evidence", "a", "2026-07-06 11:00", report)
	x.does("a", "2026-07-06 12:00", interview("2026-07-06 11:10", "2026-07-06 11:40"))
	x.does("a", "2026-07-07 09:00", &domain.SendForAppraisal{Form: "audit", Body: "某会计师事务所", Matter: "审计", Expected: day("2026-07-20")})
	x.refused("appraisal_out", "a", "2026-07-08 09:00", report)
	x.does("a", "2026-07-20 09:00", &domain.ReturnAppraisal{No: 1, Result: "账实不符", Evidence: []domain.NewEvidence{{Hash: "f", Kind: "document", Title: "审计报告"}}})
	x.does("a", "2026-07-20 09:30", preservation("账册"))
	x.refused("preservation_open", "a", "2026-07-20 10:00", report)
	x.does("k", "2026-07-20 11:00", &domain.AskRecusal{Person: "b", Part: domain.PartOfficer, By: "party", Reason: "有利害关系"})
	if owes := x.c.Penalty.Recusals[0]; !owes.DecidedOn.IsZero() {
		t.Error("it is open, and the inquiry goes on")
	}
}

func clock(when time.Time, minutes int) string {
	return when.Add(time.Duration(minutes) * time.Minute).Format("2006-01-02 15:04")
}

// Whatever is asked in whatever order: nothing panics, who must stay out never acts, the custody log has no gap, and whatever
// is kept has a clock that runs.
func TestWhateverIsAskedTheInquiryHolds(t *testing.T) {
	var specs []domain.Spec
	for _, s := range domain.Acts() {
		if s.Procedure == domain.ProcPenalty && !s.Opens || s.Name == "case.add_evidence" {
			specs = append(specs, s)
		}
	}
	done := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		x := newBench(t, rapid.SampledFrom([]domain.Regime{domain.RegimeSocialOrg, domain.RegimeGeneral, domain.RegimeBan}).Draw(rt, "regime"), "2026-07-01")
		x.files["2"] = filed(t, "2", x.c.Penalty.Regime, "2026-07-01")
		x.files["m1"] = &domain.Case{ID: "m1", Procedure: domain.ProcMeeting, Agency: "g", Seq: 3}
		for range rapid.IntRange(10, 80).Draw(rt, "steps") {
			fits := specs
			if rapid.IntRange(0, 9).Draw(rt, "odd") > 0 {
				fits = nil
				for _, s := range specs {
					if domain.Offers(s, x.c) {
						fits = append(fits, s)
					}
				}
			}
			if len(fits) == 0 {
				return
			}
			spec := pick(rt, fits, "act")
			when := x.now.Add(time.Duration(rapid.IntRange(1, 60*24*4).Draw(rt, "minutes")) * time.Minute)
			cmd := spec.New()
			fill(rt, cmd, []domain.PersonID{"a", "b", "c", "l", "m", "h", "r"}, when, x.c)
			switch y := cmd.(type) { // what chance would hardly find
			case *domain.HoldInterview:
				*y = *interview(clock(when, -60), clock(when, -1))
				y.Officers = slices.Clone(x.c.Officers)
			case *domain.RecordSiteVisit:
				y.OnRecord, y.SignedBy = record(clock(when, -60), clock(when, -1), append(slices.Clone(x.c.Officers), "d")...), "秦某"
			case *domain.TakeSample:
				y.OnRecord, y.SignedBy = record(clock(when, -60), clock(when, -1), x.c.Officers...), "秦某"
			case *domain.DecideRecusal:
				if y.Meeting, y.Replacement = "", ""; y.No%2 == 0 {
					y.Meeting = "m1"
				}
				if y.Granted && rapid.Bool().Draw(rt, "officer") {
					y.Replacement = pick(rt, []domain.PersonID{"c", "d"}, "in")
				}
			case *domain.JoinCase:
				y.Case = "2"
			case *domain.MoveEvidence:
				if y.Evidence = 1; len(x.c.Evidence) > 0 {
					y.From = x.people[x.c.Evidence[0].TakenBy].Name
				}
				for _, m := range x.c.Penalty.Custody {
					y.From = m.To
				}
			case *domain.AskRecusal:
				y.By, y.Part = "party", pick(rt, []domain.Part{domain.PartOfficer, domain.PartDecider, domain.PartReviewer}, "part")
			case *domain.AskPreservation:
				if y.Officers = slices.Clone(x.c.Officers); !y.Urgent {
					y.TakenAt = time.Time{}
				}
			case *domain.SendForAppraisal:
				y.Expected, y.Sample = domain.DateOf(when)+9, 0
			case *domain.SplitCase:
				y.Allegations, y.Party = []int{1}, ""
			case *domain.TerminateInquiry, *domain.TakeOver, *domain.SettleJurisdiction, *domain.MoveCase, *domain.ReportInquiry:
				if rapid.IntRange(0, 9).Draw(rt, "end") > 0 {
					continue
				}
			}
			v := reflect.ValueOf(cmd).Elem()
			if no := v.FieldByName("No"); no.IsValid() {
				no.SetInt(int64(rapid.IntRange(0, 3).Draw(rt, "no")))
			}
			actor := pick(rt, []domain.PersonID{"l", "m", "h", "s"}, "actor")
			if spec.Assigned && len(x.c.Officers) > 0 {
				actor = pick(rt, x.c.Officers, "officer")
			}
			out := slices.Contains(x.c.Took(actor), domain.PartRecused)
			err := x.tries(actor, clock(when, 0), cmd)
			if err != nil {
				if domain.CodeOf(err) == "" {
					t.Fatalf("%s: a fault, not a refusal: %v", spec.Name, err)
				}
				continue
			}
			done[spec.Name]++
			if out {
				t.Fatalf("%s by %s, who must stay out", spec.Name, actor)
			}
			keeper := map[int]string{}
			for _, m := range x.c.Penalty.Custody {
				if was, moved := keeper[m.Evidence]; moved && was != m.From {
					t.Fatalf("exhibit %d went from %s, who did not have it", m.Evidence, m.From)
				}
				keeper[m.Evidence] = m.To
			}
			for _, p := range x.c.Penalty.Preservations {
				if k := x.c.Clock(p.Clock); x.c.Open() && !p.On.IsZero() && (k == nil || k.Ended() != (p.Outcome != "")) {
					t.Fatalf("after %s: %+v with clock %+v", spec.Name, p, k)
				}
			}
			if !x.c.Open() {
				return
			}
		}
	})
	for _, name := range []string{"interview", "visit", "sample", "appraise", "appraised", "exclude_evidence", "move_evidence", "ask_preservation", "approve_preservation", "refuse_preservation",
		"settle_preservation", "return_preserved", "ask_recusal", "decide_recusal", "change_officers", "suspend", "resume", "join", "split", "entrust", "entrust_reply", "dispute_jurisdiction"} {
		if done["penalty."+name] == 0 {
			t.Logf("no walk came to penalty.%s", name)
		}
	}
}
