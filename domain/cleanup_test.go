package domain_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"yifa/domain"
)

// cleanupFacts are what the store would say of a campaign, its list and its files.
func (x *hall) cleanupFacts(c *domain.Case, f *domain.Facts, n domain.Needs) {
	if n.Parent && c.Parent != "" {
		f.Parent = x.pass(c.Parent)
	}
	item := func(p domain.PartyID) {
		it := x.lists[c.ID][p]
		o := x.files[domain.CaseID(p)].PartyFile
		it.Name, it.Kind, it.Township, it.Merged = o.Name, o.Kind, o.Township, o.MergedInto
		it.Opened = x.files[domain.ClearanceID(c.ID, p)] != nil
		f.Listed = append(f.Listed, it)
	}
	for _, p := range n.Listed {
		if _, ok := x.lists[c.ID][p]; ok {
			item(p)
		}
	}
	for _, p := range slices.Sorted(maps.Keys(x.lists[c.ID])) {
		if len(f.Listed) < n.Unopened && x.lists[c.ID][p].Removed == "" && x.files[domain.ClearanceID(c.ID, p)] == nil {
			item(p)
		}
	}
	for _, p := range slices.Sorted(maps.Keys(x.lists[c.ID])) {
		if o := x.files[domain.ClearanceID(c.ID, p)]; n.Struck && o != nil && !o.Open() {
			f.Struck = append(f.Struck, p)
		}
	}
	if n.Clearances {
		f.Clearances = x.count(c.ID)
	}
}

// onLists says on which lists a party is, as the store would, and gives its open files there.
func (x *hall) onLists(p domain.PartyID, f *domain.Facts) (files []domain.CaseID) {
	for _, k := range slices.Sorted(maps.Keys(x.lists)) {
		it, on := x.lists[k][p]
		c, id := x.files[k], domain.ClearanceID(k, p)
		file := x.files[id]
		if p == "" || !on || it.Removed != "" || file != nil && !file.Open() || file == nil && !c.Open() {
			continue
		}
		why := c.Cleanup.CleanupKind == domain.CleanupElections
		for _, r := range c.Cleanup.Rows {
			why = why || r.Test == domain.CritElection && slices.Contains(it.Hits, r.ID)
		}
		f.OnLists = append(f.OnLists, domain.OnList{Campaign: k, CampaignKind: c.Cleanup.CleanupKind, Reference: c.Reference, File: id, Opened: file != nil, Election: why})
		if file != nil {
			files = append(files, id)
		}
	}
	return files
}

func (x *hall) count(campaign domain.CaseID) domain.ClearanceCount {
	k := domain.ClearanceCount{Outcomes: map[string]int{}}
	for _, id := range slices.Sorted(maps.Keys(x.files)) {
		o := x.files[id]
		if o.Clearance == nil || o.Parent != campaign {
			continue
		}
		k.Total++
		if len(o.Clearance.Objections) > 0 {
			k.Objected++
		}
		if o.Open() {
			k.Open++
			k.OpenOnes = append(k.OpenOnes, id)
		} else {
			k.Outcomes[o.Outcome]++
		}
	}
	return k
}

func (x *hall) relist(campaign domain.CaseID, changes []domain.ListItem) {
	for _, it := range changes {
		if x.lists[campaign] == nil {
			x.lists[campaign] = map[domain.PartyID]domain.ListItem{}
		}
		if it.Removed != "" {
			old := x.lists[campaign][it.Party]
			old.Removed = it.Removed
			it = old
		}
		x.lists[campaign][it.Party] = it
	}
}

// org enters an organization in the register as it stands.
func (x *hall) body(id domain.CaseID, kind domain.PartyKind, name string, set func(*domain.Organization)) {
	x.Helper()
	n := domain.OrgName{District: "云岭区", Brand: name, Field: "服务", Form: map[domain.PartyKind]string{domain.PartyAssociation: "协会", domain.PartyServiceOrg: "中心"}[kind]}
	o := &domain.Organization{OrgItems: domain.OrgItems{Name: n, Address: "云岭路1号", Purpose: "服务", Scope: "服务", LegalRep: "某某", CapitalFen: 3_000_000, Mode: domain.ModeDirect},
		Status: domain.OrgActive, RegisteredOn: day("2018-03-01"), Certificates: []domain.OrgCertificate{{Number: "1", IssuedOn: day("2018-03-01")}}}
	if set != nil {
		set(o)
	}
	x.files[id] = &domain.Case{ID: id, Procedure: domain.ProcParty, Agency: "g", Title: n.String(), Stage: domain.Current, Seq: 1,
		PartyFile: &domain.Party{ID: domain.PartyID(id), Kind: kind, Name: n.String(), Agency: "g", Org: o}}
}

func idle(o *domain.Organization) {
	o.Checks = []domain.OrgCheck{{Year: 2023, Conclusion: domain.CheckPassed, FiledOn: day("2024-05-01"), On: day("2024-08-01")}, {Year: 2024, Conclusion: domain.CheckPassed, FiledOn: day("2025-05-01"), On: day("2025-08-01")}}
	o.Activities = []domain.OrgActivity{{On: day("2019-05-01"), What: "讲座"}}
}

func zombies() *domain.DraftCleanup {
	return &domain.DraftCleanup{Title: "僵尸型社会组织清理", CleanupKind: domain.CleanupZombie, Basis: "民发〔2021〕63号", CutOff: day("2026-02-28"), From: day("2026-03-02"), Until: day("2026-12-31"),
		Kinds: []domain.PartyKind{domain.PartyAssociation, domain.PartyServiceOrg}, Choices: []domain.CriterionChoice{{ID: "ZC-01"}, {ID: "ZC-02"}, {ID: "SB-01"}, {ID: "SB-03"}},
		Teams: []domain.CleanupTeam{{Officers: []domain.PersonID{"a", "b"}}}}
}

// screened is what the engine does: it puts the question to the register and records the answer.
func (x *hall) screened(id domain.CaseID) {
	x.Helper()
	c := x.files[id]
	q := c.Cleanup.Asks()
	cmd := &domain.RecordScreening{Result: domain.Screening{File: domain.File{Hash: "f1"}, Digest: q.Digest(), By: map[string]int{}}}
	for _, p := range slices.Sorted(maps.Keys(x.files)) {
		o := x.files[p]
		if o.PartyFile == nil {
			continue
		}
		s := q.One(*o.PartyFile)
		cmd.Result.Seen++
		switch {
		case s.Out != "":
			cmd.Result.Outside++
		case len(s.Hits) > 0:
			cmd.Result.Hit++
			cmd.List = append(cmd.List, domain.ListItem{Party: s.Party, Hits: s.Hits})
		default:
			cmd.Result.Missed++
		}
	}
	x.do(domain.System, id, cmd)
}

// running brings a campaign to its handling.
func (x *hall) running(id domain.CaseID, d *domain.DraftCleanup) {
	x.Helper()
	x.approved(id, d)
	x.batch(id)
	x.do("r", id, &domain.ReviewCleanup{Pass: true, Text: "同意公告"})
	x.do("s", id, announcement())
	x.now = x.now.AddDate(0, 0, 40)
	x.stands(id, domain.CleanHandling)
}

func (x *hall) batch(id domain.CaseID) []domain.CaseID {
	x.Helper()
	return x.do(domain.System, id, &domain.OpenCleanupBatch{Most: 50})
}

// verified has two officers establish that every hit holds.
func (x *hall) verified(id domain.CaseID, holds bool) {
	x.Helper()
	x.do("a", id, &domain.LogContact{Channel: "visit", Officers: []domain.PersonID{"a", "b"}, Place: "登记住所", Found: "大门紧锁，邻居称多年无人"})
	x.do("a", id, x.finding(id, holds))
}

func (x *hall) finding(id domain.CaseID, holds bool) *domain.VerifyClearance {
	v := &domain.VerifyClearance{Officers: []domain.PersonID{"a", "b"}, Holds: holds, Reason: "经走访和查阅年检记录核实如上"}
	for _, h := range x.files[id].Clearance.Hits {
		v.Points = append(v.Points, domain.PointFound{ID: h, Holds: holds, Note: "核对登记档案"})
	}
	for _, p := range x.files[x.files[id].Parent].Cleanup.Points {
		v.Points = append(v.Points, domain.PointFound{ID: p.ID, Holds: holds, Note: "查阅账簿"})
	}
	return v
}

// direct is the service of a paper today, into the hands of the organization.
func (x *hall) direct() domain.Serving {
	return domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(x.now), Recipient: "某某"}
}

// idleClub is a hall with a clean-up k1 under way that has one idle association on its list, o1.
func idleClub(t testing.TB) *hall {
	t.Helper()
	x := newHall(t, "2026-03-02 09:00")
	x.body("o1", domain.PartyAssociation, "甲", idle)
	x.running("k1", zombies())
	return x
}

// toCorrect verifies an organization and has a leader order it to correct.
func (x *hall) toCorrect(id domain.CaseID) {
	x.Helper()
	x.verified(id, true)
	x.do("a", id, &domain.ProposeDisposal{Disposal: fixIt()})
	x.do("l", id, &domain.DecideDisposal{Comment: "同意整改"})
}

func fixIt() domain.Disposal {
	return domain.Disposal{Way: domain.DisposeRectify, Reason: "有固定场所和会员，愿意恢复活动", Plan: "补报年检，召开会员大会", Kind: "reorganize", Responsible: "某某", Days: 30}
}

func TestACampaignOverThreeOrganizationsAddsUp(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.body("o1", domain.PartyAssociation, "甲", nil)
	x.body("o2", domain.PartyServiceOrg, "乙", nil)
	x.body("o3", domain.PartyAssociation, "丙", func(o *domain.Organization) {
		idle(o)
		o.Activities = append(o.Activities, domain.OrgActivity{On: day("2026-01-05"), What: "年会"})
	})
	x.body("o4", domain.PartyAssociation, "丁", func(o *domain.Organization) { o.Status = domain.OrgDeregistered })
	x.do("s", "k1", zombies())
	x.refused("separation_of_duties", "s", "k1", &domain.ApproveCleanup{})
	x.refused("wrong_stage", "s", "k1", &domain.ScreenCleanup{})
	x.do("l", "k1", &domain.ApproveCleanup{})
	x.do("s", "k1", &domain.ScreenCleanup{})
	if d := x.files["k1"].Owes(); len(d) != 2 || d[1].Kind != domain.DutyScreen {
		t.Fatalf("owes %v", d)
	}
	x.screened("k1")
	r := x.files["k1"].Cleanup.Result
	if r.Hit != 2 || r.Missed != 1 || r.Outside != 1 || r.Seen != 4 {
		t.Fatalf("%+v", r)
	}
	x.refused("legal_review", "s", "k1", &domain.AnnounceCleanup{Where: "网站", Hotline: "12345"})
	x.do("r", "k1", &domain.ReviewCleanup{Pass: true, Text: "同意公告"})
	opened := x.batch("k1")
	if len(opened) != 2 || len(x.batch("k1")) != 0 {
		t.Fatalf("opened %v, and again", opened)
	}
	x.refused("already_open", "s", "k1", &domain.RemoveItem{Party: "o1", Reason: "误列"})
	c1, c2 := opened[0], opened[1]
	x.verified(c1, true)
	x.do("a", c1, &domain.ProposeDisposal{Disposal: fixIt()})
	x.refused("separation_of_duties", "a", c1, &domain.DecideDisposal{Comment: "同意"})
	x.refused("reply_open", "l", c1, &domain.DecideDisposal{Comment: "同意"}) // not announced
	x.do("s", "k1", &domain.AnnounceCleanup{Where: "区政府门户网站", Hotline: "0799-6600123"})
	x.clock("2026-03-31 09:00")
	x.refused("reply_open", "l", c1, &domain.DecideDisposal{Comment: "同意"}) // the days to answer run
	x.clock("2026-04-07 09:00")
	x.do("l", c1, &domain.DecideDisposal{Comment: "同意整改"})
	x.do("a", c1, &domain.ServeClearance{Serving: domain.Serving{Method: domain.ServeDirect, On: day("2026-04-07"), Recipient: "某某"}})
	x.do("w", c1, &domain.ReportRectified{Report: "已补报并恢复活动"})
	x.do("b", c1, &domain.CheckRectified{Officers: []domain.PersonID{"a", "b"}, Passed: true, Reason: "已召开会员大会并补报年检"})
	x.refused("separation_of_duties", "a", c1, &domain.CloseClearance{Comment: "核对无误"})
	x.do("s", c1, &domain.CloseClearance{Comment: "核对无误"})
	x.do("a", c2, &domain.ObjectClearance{By: "某某", Text: "我中心一直在开展活动"})
	x.refused("items_open", "s", "k1", &domain.CloseCleanup{})
	x.do("s", c2, &domain.AnswerObjection{Upheld: true, Answer: "查证属实，重新核查"})
	x.do("a", c2, &domain.ServeAnswer{Serving: x.direct()})
	x.verified(c2, false)
	x.do("s", c2, &domain.CloseClearance{Comment: "核对无误"})
	x.do("s", "k1", &domain.CloseCleanup{})
	x.do("s", "k1", &domain.ReportCleanup{Summary: "全部办结"})
	k := x.files["k1"].Cleanup.Tally
	if k.Fault() != "" || k.Outcomes["revived"] != 1 || k.Outcomes["cleared"] != 1 || k.Objected != 1 {
		t.Errorf("%+v", k)
	}
}

// edge case 8
func TestCase08AServiceOrgIdleForAYearIsScreenedButNotRevokedForIt(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.body("o1", domain.PartyServiceOrg, "甲", idle)
	x.body("o2", domain.PartyAssociation, "乙", idle)
	x.body("o3", domain.PartyServiceOrg, "丙", nil)
	x.running("k1", zombies())
	for id, hits := range map[domain.CaseID]string{"k1-o1": "SB-03", "k1-o2": "SB-03", "k1-o3": "ZC-01 ZC-02 SB-03"} {
		if got := strings.Join(x.files[id].Clearance.Hits, " "); got != hits {
			t.Fatalf("%s is hit by %s", id, got)
		}
		x.verified(id, true)
	}
	revoke := func(v ...string) *domain.ProposeDisposal {
		return &domain.ProposeDisposal{Disposal: domain.Disposal{Way: domain.DisposeRevoke, Reason: "长期不活动，也无恢复可能", Violations: v, Since: day("2025-01-01")}}
	}
	x.refused("no_ground", "a", "k1-o1", revoke("SO-02"))
	x.refused("no_ground", "a", "k1-o1", revoke("SO-19"))
	x.do("a", "k1-o1", &domain.ProposeDisposal{Disposal: domain.Disposal{Way: domain.DisposeDeregister, Reason: "举办者同意引导注销登记"}})
	x.do("a", "k1-o2", revoke("SO-02")) // an association may be
	x.refused("no_ground", "a", "k1-o3", revoke("SO-02"))
	x.do("a", "k1-o3", revoke("SO-19")) // its checks were missed
	opened := x.do("l", "k1-o3", &domain.DecideDisposal{Comment: "同意立案"})
	p := x.files[opened[0]]
	if p.Penalty == nil || p.Penalty.Allegations[0].Violation != "SO-19" || p.Stage != domain.PenClue {
		t.Errorf("%+v", p.Penalty)
	}
	x.refused("case_open", "a", "k1-o3", &domain.CaseResult{})
}

// edge case 13
func TestCase13APublicNoticeRunsItsOwnThirtyDaysWhateverAnEarlierOneRan(t *testing.T) {
	x := idleClub(t)
	x.verified("k1-o1", true)
	for round, from := range []string{"2026-05-06", "2026-08-03"} {
		x.clock(from + " 09:00")
		x.do("a", "k1-o1", &domain.ProposeDisposal{Disposal: fixIt()})
		x.do("l", "k1-o1", &domain.DecideDisposal{Comment: "同意整改"})
		x.do("a", "k1-o1", &domain.ServeClearance{Serving: domain.Serving{Method: domain.ServeNotice, On: day(from), Reason: "两次走访、邮寄均无人签收"}})
		c := x.files["k1-o1"]
		k := c.Clock([]string{"notice", "notice#2"}[round])
		if k.Due != day(from)+30 || k.Term.N != 30 {
			t.Fatalf("round %d: the notice runs until %s", round, k.Due)
		}
		x.stands("k1-o1", domain.ClearOrdered)
		x.now = k.DueAt.Add(3600e9)
		x.stands("k1-o1", domain.ClearRectifying)
		if r := x.files["k1-o1"].Clock([]string{"rectify", "rectify#2"}[round]); r.From != k.Due {
			t.Fatalf("the days to correct begin on %s", r.From)
		}
		if round == 0 {
			x.do("l", "k1-o1", &domain.ChangeWay{Reason: "重新确定整改要求"})
		}
	}
	old, err := book().At("T18", day("2021-06-01"))
	if err != nil || old.Term.N != 60 {
		t.Errorf("the old form ran %d days, %v", old.Term.N, err)
	}
}

// edge case 14
func TestCase14ARevokedOrganizationWithoutOfficersGoesToTheCourtAndItsCertificateIsVoided(t *testing.T) {
	x := idleClub(t)
	x.verified("k1-o1", true)
	x.do("a", "k1-o1", &domain.ProposeDisposal{Disposal: domain.Disposal{Way: domain.DisposeRevoke, Reason: "长期不活动，也无恢复可能", Violations: []string{"SO-02"}, Since: day("2025-01-01")}})
	p := x.files[x.do("l", "k1-o1", &domain.DecideDisposal{Comment: "同意立案"})[0]]
	p.Penalty.Proposal = &domain.Proposal{Outcome: domain.VerdictPenalty, Sanctions: []domain.Sanction{{Kind: domain.SanctionCancel}}}
	p.Penalty.Decision = &domain.Decision{Verdict: domain.VerdictPenalty, On: day("2026-04-20"), ServedOn: day("2026-04-11")}
	x.do("a", "k1-o1", &domain.CaseResult{})
	x.stands("k1-o1", domain.ClearLiquidation)
	x.files["o1"].PartyFile.Org.Status = domain.OrgRevoked
	done := &domain.SettleClearance{Reason: "撤销后无人清算，已申请法院指定清算组"}
	x.refused("certificate_out", "a", "k1-o1", done)
	x.do("a", "k1-o1", &domain.CollectClearance{Collected: domain.Collected{On: domain.DateOf(x.now), How: "voided", Where: "区政府门户网站"}})
	x.refused("not_ended", "a", "k1-o1", done)
	reg := x.do("w", "k1-o1", &domain.OpenDeregistration{Applicant: domain.RegApplicant{Name: "云岭区民政局", Phone: "0799-6600123"}, Ground: "登记被撤销"})[0]
	x.refused("not_ended", "a", "k1-o1", done)
	x.do("s", reg, &domain.PetitionCourt{By: "云岭区民政局", Court: "云岭区人民法院", Reason: "清算义务人下落不明"})
	x.do("a", "k1-o1", done)
	x.do("s", "k1-o1", &domain.CloseClearance{Comment: "核对无误"})
	c := x.files["k1-o1"]
	if c.Outcome != "revoked" || !c.Clearance.Settled.Court || c.Party.ID != "o1" {
		t.Errorf("%+v", c.Clearance.Settled)
	}
}

// edge case 19
func TestCase19ACampaignIsRunAgainWithANewerCutOffAndScreensAnewWhatWasCleared(t *testing.T) {
	x := idleClub(t)
	x.verified("k1-o1", false)
	x.do("s", "k1-o1", &domain.CloseClearance{Comment: "核对无误"})
	x.clock("2027-03-02 09:00")
	again := zombies()
	again.Earlier, again.From, again.Until = "k1", day("2027-03-02"), day("2027-12-31")
	x.refused("cut_off_not_later", "s", "k2", again)
	again.CutOff = day("2027-02-28")
	x.running("k2", again)
	x.stands("k2-o1", domain.ClearSuspect)
	if x.files["k1"].Cleanup.Digest == x.files["k2"].Cleanup.Digest {
		t.Error("two questions have one digest")
	}
	other := zombies()
	other.Earlier, other.CleanupKind, other.Choices, other.CutOff = "k1", domain.CleanupElections, []domain.CriterionChoice{{ID: "SB-01"}}, day("2027-02-28")
	x.refused("earlier_campaign", "s", "k3", other)
}

// edge case 19
func TestCase19FilesOutliveACancelledCampaignWhileAPublicNoticeRuns(t *testing.T) {
	x := idleClub(t)
	x.toCorrect("k1-o1")
	x.do("a", "k1-o1", &domain.ServeClearance{Serving: domain.Serving{Method: domain.ServeNotice, On: domain.DateOf(x.now), Reason: "无人签收"}})
	x.refused("owner_missing", "l", "k1", &domain.CancelCleanup{Reason: "上级调整部署"})
	x.do("l", "k1", &domain.CancelCleanup{Reason: "上级调整部署", Owner: "c"})
	x.now = x.now.AddDate(0, 0, 32)
	x.stands("k1-o1", domain.ClearRectifying)
	x.do("w", "k1-o1", &domain.ReportRectified{Report: "已恢复活动"})
	x.do("b", "k1-o1", &domain.CheckRectified{Officers: []domain.PersonID{"a", "b"}, Passed: false, Reason: "仍未召开会员大会恢复活动"})
	x.do("a", "k1-o1", &domain.ProposeDisposal{Disposal: domain.Disposal{Way: domain.DisposeDeregister, Reason: "负责人同意办理注销登记"}})
	x.do("l", "k1-o1", &domain.DecideDisposal{Comment: "同意注销"})
	x.stands("k1-o1", domain.ClearDeregistering)
}

// edge case 19
func TestCase19AFileIsOpenedOnceHoweverOftenTheBatchIsAskedFor(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	for i := range 7 {
		x.body(domain.CaseID(fmt.Sprintf("o%d", i)), domain.PartyAssociation, fmt.Sprintf("第%d", i), idle)
	}
	d := zombies()
	d.Window = 3
	x.do("s", "k1", d)
	x.do("l", "k1", &domain.ApproveCleanup{})
	x.do("s", "k1", &domain.ScreenCleanup{})
	x.screened("k1")
	x.refused("already_listed", "s", "k1", &domain.AddItem{Party: "o1", Reason: "群众反映"})
	x.do("s", "k1", &domain.RemoveItem{Party: "o6", Reason: "已由上级机关处理"})
	if n := len(x.batch("k1")); n != 3 {
		t.Fatalf("%d opened in a window of three", n)
	}
	if n := len(x.batch("k1")); n != 0 {
		t.Fatalf("%d opened in a full window", n)
	}
	x.verified("k1-o0", false)
	x.do("s", "k1-o0", &domain.CloseClearance{Comment: "核对无误"})
	if got := x.batch("k1"); len(got) != 1 || got[0] != "k1-o3" {
		t.Fatalf("then %v", got)
	}
	x.do("s", "k1", &domain.PauseCleanup{Reason: "等待上级通知"})
	x.refused("wrong_stage", domain.System, "k1", &domain.OpenCleanupBatch{Most: 10})
	x.do("s", "k1", &domain.ResumeCleanup{Reason: "继续"})
	x.do("s", "k1", &domain.SetWindow{Window: 100, Reason: "人手充足"})
	if n := len(x.batch("k1")); n != 2 {
		t.Fatalf("%d opened", n)
	}
	if k := x.files["k1"].Cleanup; k.Items != 6 || k.Opened != 6 || len(x.files["k1"].Owes()) != 1 {
		t.Errorf("%d on the list, %d opened, owes %v", k.Items, k.Opened, x.files["k1"].Owes())
	}
}

func TestTwoLettersNeedTheirInterval(t *testing.T) {
	letter := func(n string) *domain.SendLetter { return &domain.SendLetter{Address: "云岭路1号", Tracking: n} }
	begin := func(t *testing.T) *hall {
		x := newHall(t, "2026-03-02 09:00")
		x.body("o1", domain.PartyAssociation, "甲", idle)
		x.running("k1", zombies())
		x.clock("2026-05-06 09:00")
		x.do("a", "k1-o1", letter("A"))
		x.stands("k1-o1", domain.ClearContacting)
		return x
	}
	t.Run("too early", func(t *testing.T) {
		x := begin(t)
		x.clock("2026-05-21 09:00")
		x.refused("letter_too_early", "a", "k1-o1", letter("B"))
		x.clock("2026-05-22 09:00")
		x.do("a", "k1-o1", letter("B"))
		x.do("w", "k1-o1", &domain.LetterResult{Tracking: "A", Result: "returned", Note: "查无此单位"})
		x.stands("k1-o1", domain.ClearContacting)
		x.do("w", "k1-o1", &domain.LetterResult{Tracking: "B", Result: "returned", Note: "查无此单位"})
		x.stands("k1-o1", domain.ClearLost)
		if x.files["k1-o1"].Clearance.Lost.IsZero() {
			t.Error("no evidence of AB-6")
		}
	})
	t.Run("too late", func(t *testing.T) {
		x := begin(t)
		x.clock("2026-06-06 09:00")
		x.stands("k1-o1", domain.ClearSuspect)
		x.do("a", "k1-o1", letter("B"))
		if l := x.files["k1-o1"].Clearance.Letters; l[0].Result != "void" || l[1].No != 1 {
			t.Errorf("%+v", l)
		}
	})
	t.Run("signed", func(t *testing.T) {
		x := begin(t)
		x.do("w", "k1-o1", &domain.LetterResult{Tracking: "A", Result: "signed", Note: "门卫签收"})
		x.stands("k1-o1", domain.ClearSuspect)
		x.do("a", "k1-o1", x.finding("k1-o1", false))
	})
}

func TestNothingIsVerifiedWithoutEvidenceNorByOne(t *testing.T) {
	x := idleClub(t)
	x.refused("evidence_missing", "a", "k1-o1", x.finding("k1-o1", true))
	alone := x.finding("k1-o1", true)
	alone.Officers = []domain.PersonID{"a", "a"}
	x.refused("two_officers", "a", "k1-o1", alone)
	part := x.finding("k1-o1", true)
	part.Points = part.Points[:0]
	x.refused("invalid_input", "a", "k1-o1", part)
	x.refused("not_on_the_case", "c", "k1-o1", x.finding("k1-o1", true))
}

func TestMergerAndTerminationAreForAssociationsAndFrom2026(t *testing.T) {
	n := newHall(t, "2026-05-06 09:00").norms
	for _, k := range []struct {
		kind domain.PartyKind
		on   string
		ok   bool
	}{{domain.PartyAssociation, "2026-03-12", true}, {domain.PartyAssociation, "2026-03-11", false}, {domain.PartyServiceOrg, "2026-05-01", false}} {
		for _, way := range []string{domain.DisposeMerge, domain.DisposeTerminate} {
			if _, ok := n.Disposition(way, domain.CleanupZombie, k.kind, day(k.on)); ok != k.ok {
				t.Errorf("%s of %s on %s: %v", way, k.kind, k.on, ok)
			}
		}
	}
	x := newHall(t, "2026-03-02 09:00")
	x.body("o1", domain.PartyAssociation, "甲", idle)
	x.body("o2", domain.PartyAssociation, "乙", func(o *domain.Organization) {
		idle(o)
		o.Activities = append(o.Activities, domain.OrgActivity{On: day("2026-01-05"), What: "年会"})
	})
	x.running("k1", zombies())
	x.verified("k1-o1", true)
	m := domain.Disposal{Way: domain.DisposeMerge, Reason: "会员过少，与同业协会职能重复", Plan: "并入同业协会", By: "区商务局", Because: "overlapping", Into: "o1"}
	x.refused("invalid_input", "a", "k1-o1", &domain.ProposeDisposal{Disposal: m})
	m.Into = "o2"
	x.do("a", "k1-o1", &domain.ProposeDisposal{Disposal: m})
	x.do("l", "k1-o1", &domain.DecideDisposal{Comment: "同意合并"})
	x.do("w", "k1-o1", &domain.OpenDeregistration{Applicant: domain.RegApplicant{Name: "区商务局", Phone: "0799-6600124"}, Ground: "合并", Forced: "区商务局"})
	x.files["o1"].PartyFile.Org.Status = domain.OrgDeregistered
	x.do("a", "k1-o1", &domain.SettleClearance{Reason: "合并方案经审查，已办理注销登记"})
	x.do("s", "k1-o1", &domain.CloseClearance{Comment: "核对无误"})
	if x.files["k1-o1"].Outcome != "merged" {
		t.Error(x.files["k1-o1"].Outcome)
	}
}

func TestSpecialCampaignsAskEveryPointOfTheirList(t *testing.T) {
	for _, k := range []struct {
		name, kind, criterion string
		subject               domain.PartyKind
		violation             string
	}{
		{"fee abuse", domain.CleanupFees, "FE-01", domain.PartyAssociation, "SO-10"},
		{"non-profit supervision", domain.CleanupNonprofit, "NP-01", domain.PartyServiceOrg, "SO-22"},
		{"unapproved commendations", domain.CleanupCommendation, "CM-01", domain.PartyServiceOrg, "SO-18"},
	} {
		t.Run(k.name, func(t *testing.T) {
			x := newHall(t, "2026-03-02 09:00")
			x.body("o1", k.subject, "甲", nil)
			d := zombies()
			d.CleanupKind, d.Kinds, d.Choices = k.kind, []domain.PartyKind{k.subject}, []domain.CriterionChoice{{ID: k.criterion}}
			x.running("k1", d)
			x.verified("k1-o1", true)
			x.do("a", "k1-o1", &domain.ProposeDisposal{Disposal: domain.Disposal{Way: domain.DisposePenalize, Reason: "情节较重，应当立案查处", Violations: []string{k.violation}, Since: day("2025-01-01")}})
			p := x.files[x.do("l", "k1-o1", &domain.DecideDisposal{Comment: "同意立案"})[0]]
			p.Penalty.Proposal = &domain.Proposal{Outcome: domain.VerdictPenalty, Sanctions: []domain.Sanction{{Kind: domain.SanctionWarning}}}
			p.Penalty.Decision = &domain.Decision{Verdict: domain.VerdictPenalty, On: day("2026-04-20"), ServedOn: day("2026-04-11")}
			x.do("a", "k1-o1", &domain.CaseResult{})
			x.do("s", "k1-o1", &domain.CloseClearance{Comment: "核对无误"})
			if x.files["k1-o1"].Outcome != "penalized" {
				t.Error(x.files["k1-o1"].Outcome)
			}
		})
	}
	t.Run("illegal organizations", func(t *testing.T) {
		x := newHall(t, "2026-03-02 09:00")
		x.files["u1"] = &domain.Case{ID: "u1", Procedure: domain.ProcParty, Agency: "g", Seq: 1, PartyFile: &domain.Party{ID: "u1", Kind: domain.PartyUnlicensed, Name: "某某联谊总会", Agency: "g"}}
		x.body("o1", domain.PartyAssociation, "甲", func(o *domain.Organization) {
			o.Status, o.EndedOn = domain.OrgDeregistered, day("2025-06-01")
			o.Activities = []domain.OrgActivity{{On: day("2025-10-01"), What: "招收会员"}}
		})
		d := zombies()
		d.CleanupKind, d.Kinds, d.Choices = domain.CleanupIllegal, []domain.PartyKind{domain.PartyUnlicensed, domain.PartyAssociation}, []domain.CriterionChoice{{ID: "IL-01"}}
		x.running("k1", d)
		x.verified("k1-u1", true)
		x.verified("k1-o1", true)
		x.do("a", "k1-u1", &domain.ProposeDisposal{Disposal: domain.Disposal{Way: domain.DisposePersuade, Reason: "规模小、危害不大，已自行解散"}})
		x.do("l", "k1-u1", &domain.DecideDisposal{Comment: "同意劝散"})
		x.do("s", "k1-u1", &domain.CloseClearance{Comment: "核对无误"})
		x.do("a", "k1-o1", &domain.ProposeDisposal{Disposal: domain.Disposal{Way: domain.DisposeBan, Reason: "注销后仍以协会名义招收会员", Violations: []string{"SO-14"}, Since: day("2025-10-01")}})
		p := x.files[x.do("l", "k1-o1", &domain.DecideDisposal{Comment: "同意立案"})[0]]
		if p.Penalty.Track != domain.TrackBan || x.files["k1-u1"].Outcome != "dissolved" {
			t.Errorf("%s %s", p.Penalty.Track, x.files["k1-u1"].Outcome)
		}
	})
	t.Run("overdue elections", func(t *testing.T) {
		x := newHall(t, "2026-03-02 09:00")
		x.body("o1", domain.PartyAssociation, "甲", func(o *domain.Organization) {
			o.Terms = []domain.OrgTerm{{No: 1, From: day("2018-03-01"), Until: day("2023-02-28"), ExtendedUntil: day("2025-02-28")}}
		})
		d := zombies()
		d.CleanupKind, d.Choices = domain.CleanupElections, []domain.CriterionChoice{{ID: "SB-01"}}
		x.running("k1", d)
		x.verified("k1-o1", true)
		elect := fixIt()
		elect.Kind, elect.Plan = "elect", "三个月内召开会员大会换届"
		x.do("a", "k1-o1", &domain.ProposeDisposal{Disposal: elect})
		x.do("l", "k1-o1", &domain.DecideDisposal{Comment: "责令限期换届"})
		if doc := x.files["k1-o1"].DocumentOf("K-3"); doc.Title != "责令限期换届通知书" || doc.Number == "" {
			t.Errorf("%+v", doc)
		}
	})
}

func TestScreening(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	row := func(id string) domain.CriterionRow {
		for _, kind := range []string{domain.CleanupZombie, domain.CleanupElections} {
			for _, r := range x.norms.Criteria(kind, day("2026-03-02")) {
				if r.ID == id {
					return r
				}
			}
		}
		t.Fatal(id)
		return domain.CriterionRow{}
	}
	for _, k := range []struct {
		name, criterion, cut, want, why string
		org                             func(*domain.Organization)
	}{
		{"two years without a report", "ZC-01", "2026-06-01", domain.Hit, "2024、2025", func(*domain.Organization) {}},
		{"the last day to report is not over", "ZC-01", "2026-05-31", domain.Hit, "2023、2024", func(*domain.Organization) {}},
		{"a charity reports by the end of March", "ZC-01", "2026-04-01", domain.Hit, "2024、2025", func(o *domain.Organization) { o.Charity = &domain.OrgCharity{Since: day("2019-01-01")} }},
		{"one of the two, late", "ZC-01", "2026-02-28", domain.Miss, "逾期报送", func(o *domain.Organization) {
			o.Checks = []domain.OrgCheck{{Year: 2023, Conclusion: domain.CheckMissed}, {Year: 2024, Conclusion: domain.CheckFair, FiledOn: day("2025-07-01"), Late: true}}
		}},
		{"sent in after the cut-off", "ZC-01", "2026-02-28", domain.Hit, "", func(o *domain.Organization) {
			o.Checks = []domain.OrgCheck{{Year: 2023, Conclusion: domain.CheckMissed}, {Year: 2024, Conclusion: domain.CheckFiled, FiledOn: day("2026-03-01"), Late: true}}
		}},
		{"a newcomer", "ZC-01", "2026-02-28", domain.Miss, "不需要参加", func(o *domain.Organization) { o.RegisteredOn = day("2024-07-01") }},
		{"never active", "ZC-02", "2026-02-28", domain.Hit, "", func(*domain.Organization) {}},
		{"not yet a year old", "ZC-02", "2026-02-28", domain.Miss, "不满12个月", func(o *domain.Organization) { o.Certificates[0].IssuedOn = day("2025-03-01") }},
		{"a year to the day", "ZC-02", "2026-02-28", domain.Hit, "", func(o *domain.Organization) { o.Certificates[0].IssuedOn = day("2025-02-28") }},
		{"active once", "ZC-02", "2026-02-28", domain.Miss, "讲座", idle},
		{"active after the cut-off only", "SB-03", "2026-02-28", domain.Hit, "", func(o *domain.Organization) {
			o.Activities = []domain.OrgActivity{{On: day("2026-03-01"), What: "年会"}}
		}},
		{"active on the first day of the window", "SB-03", "2026-02-28", domain.Miss, "年会", func(o *domain.Organization) {
			o.Activities = []domain.OrgActivity{{On: day("2025-03-01"), What: "年会"}}
		}},
		{"active the day before it", "SB-03", "2026-02-28", domain.Hit, "", func(o *domain.Organization) {
			o.Activities = []domain.OrgActivity{{On: day("2025-02-28"), What: "年会"}}
		}},
		{"the report of the year says so", "SB-03", "2026-02-28", domain.Miss, "2025年度报告", func(o *domain.Organization) {
			o.Checks = []domain.OrgCheck{{Year: 2025, Conclusion: domain.CheckFiled, Activity: true}}
		}},
		{"lost", "ZC-04", "2026-02-28", domain.Hit, "", func(o *domain.Organization) {
			o.Lists = []domain.OrgListing{{List: "abnormal", Ground: "AB-6", On: day("2025-01-01")}}
		}},
		{"found again", "ZC-04", "2026-02-28", domain.Miss, "", func(o *domain.Organization) {
			o.Lists = []domain.OrgListing{{List: "abnormal", Ground: "AB-6", On: day("2025-01-01"), RemovedOn: day("2025-06-01")}}
		}},
		{"the term is over", "SB-01", "2026-02-28", domain.Hit, "逾期1日", func(o *domain.Organization) {
			o.Terms = []domain.OrgTerm{{No: 1, From: day("2021-02-28"), Until: day("2026-02-27")}}
		}},
		{"on its last day it is not", "SB-01", "2026-02-28", domain.Miss, "", func(o *domain.Organization) {
			o.Terms = []domain.OrgTerm{{No: 1, From: day("2021-03-01"), Until: day("2026-02-28")}}
		}},
		{"an extension counts for a year at most", "SB-01", "2026-02-28", domain.Hit, "2025-02-28", func(o *domain.Organization) {
			o.Terms = []domain.OrgTerm{{No: 1, From: day("2019-03-01"), Until: day("2024-02-28"), ExtendedUntil: day("2026-12-31")}}
		}},
		{"no term is known", "SB-01", "2026-02-28", domain.Unknown, "没有届次记载", func(*domain.Organization) {}},
		{"the newest check failed", "ZC-05", "2026-02-28", domain.Hit, "2024", func(o *domain.Organization) {
			o.Checks = []domain.OrgCheck{{Year: 2023, Conclusion: domain.CheckPassed, On: day("2024-08-01")}, {Year: 2024, Conclusion: domain.CheckFailed, On: day("2025-08-01")}}
		}},
	} {
		t.Run(k.name, func(t *testing.T) {
			x.body("o", domain.PartyAssociation, "甲", k.org)
			q := domain.Screen{Campaign: domain.CleanupZombie, CutOff: day(k.cut), Kinds: []domain.PartyKind{domain.PartyAssociation}, Criteria: []domain.CriterionRow{row(k.criterion)}}
			got := q.One(*x.files["o"].PartyFile)
			if got.Out != "" || got.Answers[0].State != k.want || !strings.Contains(got.Answers[0].Why, k.why) || k.want == domain.Hit && len(got.Answers[0].Proof) == 0 || got.Answers[0].Why == "" {
				t.Errorf("%+v", got)
			}
			a, _ := json.Marshal(got)
			b, _ := json.Marshal(q.One(*x.files["o"].PartyFile))
			if string(a) != string(b) {
				t.Error("asked twice, answered differently")
			}
		})
	}
}

// Whatever is asked for by whom and in whatever order: no organization leaves without the verification of two and a reason, none is
// struck off by who handled it, and the sums always come out.
func TestNoWalkStrikesOffWithoutTwoOfficersAndAReasonAndSumsMatch(t *testing.T) {
	reported, outcomes := 0, map[string]int{}
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 2))
		x := newHall(t, "2026-03-02 09:00")
		for i := range 4 {
			x.body(domain.CaseID(fmt.Sprintf("o%d", i)), []domain.PartyKind{domain.PartyAssociation, domain.PartyServiceOrg}[i%2], fmt.Sprintf("第%d", i), idle)
		}
		d := zombies()
		d.Window = 1 + r.IntN(4)
		x.do("s", "k", d)
		closer := map[domain.CaseID]domain.PersonID{}
		who := []domain.PersonID{"w", "a", "b", "c", "s", "r", "l", "h"}
		for range 500 {
			x.now = x.now.Add(time.Duration(r.IntN(60)) * time.Hour)
			if x.files["k"].Stage == domain.CleanScreening {
				x.screened("k")
			}
			if x.files["k"].Stage == domain.CleanReported {
				break
			}
			files := slices.Sorted(maps.Keys(x.files))
			files = slices.DeleteFunc(files, func(id domain.CaseID) bool { return x.files[id].Clearance == nil && id != "k" })
			id := files[r.IntN(len(files))]
			if x.files[id].Open() {
				actor := who[r.IntN(len(who))]
				cmd, as := x.any(r, id)
				if cmd == nil {
					continue
				}
				if as != "" && r.IntN(5) > 0 {
					actor = as
				}
				if _, err := x.try(actor, id, cmd); err != nil && domain.CodeOf(err) == "" {
					t.Fatalf("seed %d: %s: a fault, not a refusal: %v", seed, cmd.Act(), err)
				} else if err == nil && cmd.Act() == "clearance.close" {
					closer[id] = actor
				}
			}
			k, opened := x.files["k"].Cleanup, 0
			for id, c := range x.files {
				if c.Clearance == nil {
					continue
				}
				opened++
				v := c.Clearance.Verified
				if c.Outcome == "" {
					continue
				}
				if v == nil || len(slices.Compact(slices.Sorted(slices.Values(v.Officers)))) < 2 || v.Reason == "" || c.Clearance.Settled == nil || c.Clearance.Settled.Reason == "" {
					t.Fatalf("seed %d: %s left as %s: %+v", seed, id, c.Outcome, c.Clearance)
				}
				if slices.Contains(c.Officers, closer[id]) || slices.Contains(v.Officers, closer[id]) {
					t.Fatalf("seed %d: %s was struck off by %s, who handled it", seed, id, closer[id])
				}
			}
			if k.Result != nil && (k.Items != k.Result.Hit+k.Added-k.Removed || k.Opened != opened || k.Opened > k.Items) || x.count("k").Open > k.Window {
				t.Fatalf("seed %d: %d on the list, %d opened, %d files: %+v", seed, k.Items, k.Opened, opened, k)
			}
		}
		for _, c := range x.files {
			if c.Clearance != nil {
				outcomes[c.Outcome]++
			}
		}
		if k := x.files["k"].Cleanup.Tally; k != nil {
			if reported++; k.Fault() != "" {
				t.Fatalf("seed %d: %s", seed, k.Fault())
			}
		}
	}
	t.Logf("%d campaigns came to their report: %v", reported, outcomes)
	if reported < 5 || outcomes["cleared"] == 0 || outcomes["revived"] == 0 {
		t.Errorf("the walks stayed near the door: %d reported, %v", reported, outcomes)
	}
}

// any makes up an act, and who would ask for it.
func (x *hall) any(r *rand.Rand, id domain.CaseID) (domain.Command, domain.PersonID) {
	c := x.files[id]
	yes := r.IntN(2) == 0
	two := [][]domain.PersonID{{"a", "b"}, {"a", "c"}, {"b", "b"}, {"a", "b"}}[r.IntN(4)]
	if c.Cleanup != nil {
		switch r.IntN(12) {
		case 0:
			return &domain.ApproveCleanup{}, "l"
		case 1:
			return &domain.ScreenCleanup{}, "s"
		case 2:
			return &domain.ReviewCleanup{Pass: yes, Text: "审核意见"}, "r"
		case 3:
			return &domain.AnnounceCleanup{Where: "网站", Hotline: "12345"}, "s"
		case 4, 5, 6:
			return &domain.OpenCleanupBatch{Most: 1 + r.IntN(3)}, domain.System
		case 7:
			return &domain.RemoveItem{Party: domain.PartyID(fmt.Sprintf("o%d", r.IntN(4))), Reason: "误列"}, "s"
		case 8:
			return &domain.AddItem{Party: domain.PartyID(fmt.Sprintf("o%d", r.IntN(4))), Reason: "群众反映"}, "s"
		case 9:
			if yes {
				return &domain.PauseCleanup{Reason: "等待通知"}, "s"
			}
			return &domain.ResumeCleanup{Reason: "继续"}, "s"
		case 10:
			cl := &domain.CloseCleanup{}
			if yes {
				for _, o := range x.count(id).OpenOnes {
					cl.Exceptions = append(cl.Exceptions, domain.OpenException{Case: o, Owner: "c", Reason: "法院清算中"})
				}
			}
			if r.IntN(6) > 0 && len(cl.Exceptions) > 0 {
				return nil, ""
			}
			return cl, "s"
		}
		return &domain.ReportCleanup{Summary: "总结"}, "s"
	}
	switch r.IntN(14) {
	case 0:
		return &domain.LogContact{Channel: "visit", Officers: two, Place: "住所", Found: "大门紧锁"}, "a"
	case 1:
		return &domain.SendLetter{Address: "云岭路1号", Tracking: fmt.Sprint(c.Seq)}, "a"
	case 2:
		if len(c.Clearance.Letters) == 0 {
			return nil, ""
		}
		return &domain.LetterResult{Tracking: c.Clearance.Letters[len(c.Clearance.Letters)-1].Tracking, Result: []string{"signed", "returned"}[r.IntN(2)]}, "w"
	case 3, 4:
		v := x.finding(id, yes)
		v.Officers = two
		return v, "a"
	case 5:
		return &domain.ProposeDisposal{Disposal: fixIt()}, "a"
	case 6:
		return &domain.DecideDisposal{Comment: "同意"}, "l"
	case 7:
		return &domain.ServeClearance{Serving: domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(x.now), Recipient: "某某"}}, "a"
	case 8:
		return &domain.ReportRectified{Report: "已经整改"}, "w"
	case 9:
		return &domain.CheckRectified{Officers: two, Passed: yes, Reason: "经复核已经召开会员大会"}, "a"
	case 10:
		if r.IntN(4) > 0 {
			return nil, ""
		}
		return &domain.ObjectClearance{By: "某某", Text: "我会一直活动"}, "w"
	case 11:
		return &domain.AnswerObjection{Upheld: yes, Answer: "答复意见"}, "s"
	case 12:
		if r.IntN(4) > 0 {
			return nil, ""
		}
		return &domain.ReopenClearance{Reason: "材料不全"}, "s"
	}
	return &domain.CloseClearance{Comment: "核对无误"}, "s"
}

// The campaign's file is read without a lock, and nobody may have let time pass in it: the days to answer are over by the day.
func TestTheDaysToAnswerAreOverByTheDayNotByWhetherSomebodyLooked(t *testing.T) {
	c := &domain.Case{Stage: domain.CleanAnnounced, Cleanup: &domain.Cleanup{}, Clocks: []domain.Clock{{ID: "reply", Due: day("2023-04-28")}}}
	if c.Handles(day("2023-04-28")) || !c.Handles(day("2023-04-29")) {
		t.Error("the last day is still one to answer, the next is not")
	}
}

// A campaign that sets another look-back says its own number wherever it is read: on the page, in the evidence, in the papers.
func TestACriterionIsSaidWithTheNumbersOfTheCampaign(t *testing.T) {
	for _, k := range []struct {
		choice domain.CriterionChoice
		says   string
	}{
		{domain.CriterionChoice{ID: "ZC-01"}, "连续两个年度未参加年度检查（未报送年度报告）"},
		{domain.CriterionChoice{ID: "ZC-01", Years: 2}, "连续两个年度未参加年度检查（未报送年度报告）"},
		{domain.CriterionChoice{ID: "ZC-01", Years: 4}, "连续四个年度未参加年度检查（未报送年度报告）"},
		{domain.CriterionChoice{ID: "ZC-01", Years: 12}, "连续十二个年度未参加年度检查（未报送年度报告）"},
		{domain.CriterionChoice{ID: "ZC-01", CheckYears: []int{2024, 2022}}, "2022、2024年度未参加年度检查（未报送年度报告）"},
		{domain.CriterionChoice{ID: "ZC-02", Months: 24}, "自取得登记证书之日起两年未开展活动"},
		{domain.CriterionChoice{ID: "ZC-02", Months: 18}, "自取得登记证书之日起十八个月未开展活动"},
		{domain.CriterionChoice{ID: "ZC-03"}, "长期未对外开展章程规定的活动"},
		{domain.CriterionChoice{ID: "ZC-03", Since: day("2023-01-01")}, "长期未对外开展章程规定的活动：自2023年1月1日起没有开展"},
		{domain.CriterionChoice{ID: "ZC-03", Months: 36}, "长期未对外开展章程规定的活动：自2023年3月1日起没有开展"},
		{domain.CriterionChoice{ID: "SB-03", Months: 36}, "不开展活动：三年内没有开展活动"},
		{domain.CriterionChoice{ID: "SB-01"}, "长期不换届：任期（含批准的延期）届满未换届"},
	} {
		x := newHall(t, "2026-03-02 09:00")
		d := zombies()
		d.Choices = []domain.CriterionChoice{k.choice}
		x.do("s", "k1", d)
		if got := x.files["k1"].Cleanup.Rows[0].Title; got != k.says {
			t.Errorf("%+v is said %q, want %q", k.choice, got, k.says)
		}
	}
}

// What answers an objection and what ends a campaign are papers, with a number; what was recorded before there were such papers folds.
func TestAnAnswerAndAReportArePapers(t *testing.T) {
	x := idleClub(t)
	x.do("a", "k1-o1", &domain.ObjectClearance{By: "某某", Text: "一直在开展活动"})
	x.do("s", "k1-o1", &domain.AnswerObjection{Upheld: true, Answer: "查证属实"})
	if d := x.files["k1-o1"].DocumentOf("K-4"); d == nil || !strings.Contains(d.Number, "清答字") || d.Title != "异议答复书" {
		t.Errorf("%+v", d)
	}
	x.do("a", "k1-o1", &domain.ServeAnswer{Serving: x.direct()})
	x.verified("k1-o1", false)
	x.do("s", "k1-o1", &domain.CloseClearance{Comment: "核对无误"})
	x.do("s", "k1", &domain.CloseCleanup{})
	x.do("s", "k1", &domain.ReportCleanup{Summary: "全部办结"})
	if d := x.files["k1"].DocumentOf("K-5"); d == nil || !strings.Contains(d.Number, "清结字") {
		t.Errorf("%+v", d)
	}
	c := &domain.Case{Cleanup: &domain.Cleanup{}}
	if err := c.Apply(domain.Event{Seq: 1, OccurredAt: x.now, Body: &domain.CleanupWasReported{}}); err != nil || len(c.Documents) != 0 {
		t.Errorf("%v %v", err, c.Documents)
	}
}

// registration.md §5.2–5.4: who is looked at because all are is suspected of nothing; only what the check list finds holds.
func TestThatAllAreLookedAtIsNoSuspicionOfAnybody(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.body("o1", domain.PartyAssociation, "甲", idle)
	x.body("o2", domain.PartyAssociation, "乙", idle)
	d := zombies()
	d.CleanupKind, d.Kinds, d.Choices = domain.CleanupFees, []domain.PartyKind{domain.PartyAssociation}, []domain.CriterionChoice{{ID: "FE-01"}}
	x.running("k1", d)
	x.do("a", "k1-o1", &domain.LogContact{Channel: "visit", Officers: []domain.PersonID{"a", "b"}, Place: "登记住所", Found: "查阅收费账簿"})
	v := x.finding("k1-o1", false)
	v.Points = slices.DeleteFunc(v.Points, func(p domain.PointFound) bool { return p.ID == "FE-01" })
	none := *v
	none.Points = append([]domain.PointFound{{ID: "FE-01", Holds: true, Note: "属于本次范围"}}, v.Points...)
	none.Holds = true
	x.refused("invalid_input", "a", "k1-o1", &none)
	x.do("a", "k1-o1", v)
	x.stands("k1-o1", domain.ClearSettled)
}

// updates.md §3: to ban needs the situation of the law and the own jurisdiction, both.
func TestWhatIsExemptOrAnothersIsTransferredNotBanned(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.files["o1"] = &domain.Case{ID: "o1", Procedure: domain.ProcParty, Agency: "g", Title: "某某联谊会", Stage: domain.Current, Seq: 1, PartyFile: &domain.Party{ID: "o1", Kind: domain.PartyUnlicensed, Name: "某某联谊会", Agency: "g"}}
	d := zombies()
	d.CleanupKind, d.Kinds, d.Choices = domain.CleanupIllegal, []domain.PartyKind{domain.PartyUnlicensed}, []domain.CriterionChoice{{ID: "IL-01"}}
	x.running("k1", d)
	x.do("a", "k1-o1", &domain.LogContact{Channel: "visit", Officers: []domain.PersonID{"a", "b"}, Place: "活动场所", Found: "系外地登记机关管辖的活动"})
	v := x.finding("k1-o1", true)
	for i := range v.Points {
		v.Points[i].Holds = v.Points[i].ID != "IL-P3"
	}
	x.do("a", "k1-o1", v)
	ban := &domain.ProposeDisposal{Disposal: domain.Disposal{Way: domain.DisposeBan, Reason: "未经登记以社会组织名义活动", Violations: []string{"SO-13"}, Since: day("2025-06-01")}}
	x.refused("not_competent", "a", "k1-o1", ban)
	x.refused("not_competent", "a", "k1-o1", &domain.ProposeDisposal{Disposal: domain.Disposal{Way: domain.DisposePersuade, Reason: "情节轻微，劝其解散即可"}})
	x.do("a", "k1-o1", &domain.ProposeDisposal{Disposal: domain.Disposal{Way: domain.DisposeTransfer, Reason: "属于其他机关管辖的活动", By: "松江县民政局"}})
}

// 民事诉讼法 87: what is served has its receipt; the answer to an objection is served like the order.
func TestTheOrderAndTheAnswerOfACleanUpHaveTheirReceipts(t *testing.T) {
	x := idleClub(t)
	direct := x.direct
	receipts := func(want int) {
		t.Helper()
		n := 0
		for _, d := range x.files["k1-o1"].Documents {
			if d.Type == "P-24" {
				n++
			}
		}
		if n != want {
			t.Errorf("%d receipts, want %d", n, want)
		}
	}
	x.refused("not_found", "a", "k1-o1", &domain.ServeAnswer{Serving: direct()})
	x.do("a", "k1-o1", &domain.ObjectClearance{By: "某某", Text: "一直在开展活动"})
	x.do("s", "k1-o1", &domain.AnswerObjection{Answer: "没有活动的记录"})
	k4 := x.files["k1-o1"].DocumentOf("K-4").ID
	x.do("a", "k1-o1", &domain.ServeAnswer{Serving: domain.Serving{Method: domain.ServeNotice, On: domain.DateOf(x.now), Reason: "住所无人"}})
	receipts(1)
	x.refused("already_done", "a", "k1-o1", &domain.ServeAnswer{Serving: domain.Serving{Method: domain.ServeNotice, On: domain.DateOf(x.now), Reason: "住所无人"}})
	due := x.files["k1-o1"].Clock("answer_notice").Due
	x.clock(due.AddDays(1).String() + " 09:00")
	x.stands("k1-o1", domain.ClearSuspect)
	if on := x.files["k1-o1"].ServedOn(k4); on != due {
		t.Errorf("served on %s, want %s", on, due)
	}
	x.do("a", "k1-o1", &domain.ObjectClearance{By: "某某", Text: "附上照片"})
	x.do("s", "k1-o1", &domain.AnswerObjection{Answer: "照片没有日期"})
	x.do("a", "k1-o1", &domain.ServeAnswer{Serving: direct()})
	receipts(2)
	x.toCorrect("k1-o1")
	x.do("a", "k1-o1", &domain.ServeClearance{Serving: direct()})
	receipts(3)
}

// Leaders call the organization in (约谈, registration.md §9.6): who did may still decide.
func TestWhoTalkedToAnOrganizationHasNotVerifiedIt(t *testing.T) {
	x := idleClub(t)
	x.do("s", "k1-o1", &domain.LogContact{Channel: "interview", Officers: []domain.PersonID{"l"}, Found: "负责人表示愿意恢复活动", Reached: true})
	x.toCorrect("k1-o1")
}

// A closed file says by what law the act would have been done.
func TestARefusalInAClosedFileNamesItsArticle(t *testing.T) {
	x := idleClub(t)
	x.verified("k1-o1", false)
	x.do("s", "k1-o1", &domain.CloseClearance{Comment: "核对无误"})
	_, err := x.try("a", "k1-o1", &domain.LogContact{Channel: "phone", Found: "来电询问"})
	var no *domain.Error
	if !errors.As(err, &no) || no.Code != "file_closed" || no.Article == "" {
		t.Errorf("%+v", err)
	}
}
