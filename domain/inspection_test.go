package domain_test

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"yifa/domain"
)

// The edge cases of inspection-disclosure-instruments.md §10.6 that are about inspections.

func inspects(party domain.PartyID, source string) *domain.AssignInspection {
	return &domain.AssignInspection{Party: party, Officers: []domain.PersonID{"an", "bo"}, Source: source, Basis: "年度计划", Items: []string{"价格公示"}}
}

// arrived brings an inspection to the spot.
func (x *script) arrived(party domain.PartyID, code string) error {
	x.Helper()
	x.id = domain.CaseID(fmt.Sprintf("i%d", len(x.order)+1))
	x.do("an", inspects(party, "routine")).do("lin", &domain.ApproveInspection{}).do("an", &domain.NotifyInspection{})
	return x.try("an", x.id, &domain.Arrive{Officers: []domain.PersonID{"an", "bo"}, CardShown: true, RightsTold: true, ScanCode: code})
}

// recorded ends a visit with findings.
func (x *script) recorded(findings ...domain.NewFinding) *script {
	x.Helper()
	from := x.now
	x.now = x.now.Add(30 * time.Minute)
	return x.do("an", &domain.RecordVisit{StartedAt: from, EndedAt: x.now, Place: "现场", Officers: []domain.PersonID{"an", "bo"}, Summary: "已查看", SignedBy: "某丙", Findings: findings})
}

// E05: served by leaving it, no witness but a video: valid, and the receipt links the video.
func TestE05ServiceByLeavingWithAVideoInsteadOfAWitness(t *testing.T) {
	video := []domain.NewEvidence{{Hash: "f", Kind: "video", Title: "留置送达录像", Class: "audiovisual", Source: "执法人员", Form: "original"}}
	x := play(t, "2026-07-01 09:00")
	if err := x.arrived("village", ""); err != nil {
		t.Fatal(err)
	}
	x.recorded(domain.NewFinding{Category: domain.FindOverStd, Fact: "墓位超过标准", Quantity: 3, Unit: "个", Provision: "《殡葬管理条例》"})
	x.do("an", &domain.OrderCorrection{Lines: []int{1}, Measures: []string{"恢复原状"}, Days: 15})
	x.id += "-r1"
	x.do("lin", &domain.ApproveOrder{})
	x.refused("invalid_input", "an", &domain.ServeOrder{Method: domain.ServeLeaving, On: x.today()})
	x.refused("invalid_input", "an", &domain.ServeOrder{Method: domain.ServeLeaving, On: x.today(), Evidence: []domain.NewEvidence{{Hash: "f", Kind: "document", Title: "便条", Class: "documentary", Source: "执法人员", Form: "original"}}})
	x.do("an", &domain.ServeOrder{Method: domain.ServeLeaving, On: x.today(), Evidence: video}).stage(domain.RectInProgress)
	s := x.c().Services[0]
	if len(s.Evidence) != 1 || s.Evidence[0] != "f" || s.DeemedOn != x.today() {
		t.Errorf("%+v", s)
	}
	y := play(t, "2026-07-01 09:00").filed("garden", sold).reported(plots(99_999_99, 50_000_00)).examined().do("an", &domain.IssueNotice{})
	y.refused("invalid_input", "an", &domain.ServePaper{Document: y.newest("P-9"), Serving: domain.Serving{Method: domain.ServeLeaving, On: y.today()}})
	y.do("an", &domain.ServePaper{Document: y.newest("P-9"), Serving: domain.Serving{Method: domain.ServeLeaving, On: y.today(), Evidence: video}})
	if s := y.c().Services[0]; len(s.Evidence) != 1 || y.c().Penalty.Notices[0].ServedOn != y.today() {
		t.Errorf("%+v", s)
	}
}

// E07: 605 plots in 20 villages, 3 cases: the same files by plot, by target and by case.
func TestE07FiguresByPlotByTargetAndByCase(t *testing.T) {
	var children []domain.Child
	for i := range 20 {
		f := domain.Finding{Line: 1, Category: domain.FindOverStd, Quantity: 30, Unit: "个"}
		if i == 0 {
			f.Quantity = 35
		}
		if i < 3 {
			f.Exits = []domain.FindingExit{{Exit: domain.ExitCase}}
		}
		children = append(children, domain.Child{ID: domain.CaseID(fmt.Sprintf("c-t%d", i)), Procedure: domain.ProcInspection, Outcome: "findings", Findings: []domain.Finding{f}})
	}
	r := domain.Tally(children, day("2023-12-31"))
	if r.Findings[domain.FindOverStd] != 605 || r.Targets != 20 || r.Inspected != 20 || r.Lines != 20 || r.Exits[domain.ExitCase] != 3 {
		t.Errorf("%+v", r)
	}
}

// E08: a finding both corrected on the spot and referred counts once as a finding, once in each way out.
func TestE08AFindingThatLeavesTwiceIsCountedOnce(t *testing.T) {
	x := play(t, "2026-07-01 09:00")
	if err := x.arrived("village", ""); err != nil {
		t.Fatal(err)
	}
	x.recorded(domain.NewFinding{Category: domain.FindFinance, Fact: "账目混乱", Quantity: 1, Unit: "项"})
	x.do("an", &domain.DisposeFindings{Lines: []int{1}, Exit: domain.ExitCorrected, Note: "当场补记"})
	x.do("an", &domain.ReferClue{Lines: []int{1}, ReferralContent: domain.ReferralContent{To: domain.ToOther, Name: "区农业农村局", Summary: "村级财务", Materials: []domain.ReferralMaterial{{Title: "账页"}}}})
	r := domain.Tally([]domain.Child{x.c().AsChild()}, x.today())
	if r.Lines != 1 || r.Findings[domain.FindFinance] != 1 || r.Exits[domain.ExitCorrected] != 1 || r.Exits[domain.ExitReferral] != 1 {
		t.Errorf("%+v", r)
	}
}

// E13: a commercial cemetery at its cap; then a complaint arrives.
func TestE13TheCapOnInspectionsOfAnEnterprise(t *testing.T) {
	x := play(t, "2026-03-02 09:00")
	for range 2 {
		if err := x.arrived("garden", ""); err != nil {
			t.Fatal(err)
		}
	}
	if i := x.c().Inspection; i.Used != 1 || i.Cap != 2 || i.OverCap {
		t.Errorf("%+v", i)
	}
	x.id = "third"
	x.refused("cap_reached", "an", inspects("garden", "routine"))
	x.refused("cap_reached", "an", &domain.DraftCampaign{Title: "清明检查", Kind: "routine", Basis: "年度计划", Items: []string{"价格"}, From: x.today(), Until: x.today() + 30, Targets: []domain.Target{{Party: "garden", Officers: []domain.PersonID{"an", "bo"}}}})
	// the complaint is looked into: it counts, and the head approves
	x.do("an", inspects("garden", "complaint"))
	if !x.c().Inspection.OverCap || !x.owesAct("inspection.approve") {
		t.Errorf("%+v", x.c().Inspection)
	}
	x.refused("cap_reached", "lin", &domain.ApproveInspection{})
	x.do("gu", &domain.ApproveInspection{}).do("an", &domain.NotifyInspection{})
	// even in haste nobody goes before the head has approved
	x.id = "fourth"
	hasty := inspects("garden", "complaint")
	hasty.Urgent = true
	x.do("an", hasty)
	x.refused("cap_reached", "an", &domain.Arrive{Officers: []domain.PersonID{"an", "bo"}, CardShown: true, RightsTold: true})
	if x.c().Inspection.Used != 3 {
		t.Errorf("the complaint did not count: %+v", x.c().Inspection)
	}
	// a special action ordered from above is outside the cap
	x.id = "action"
	x.refused("invalid_input", "an", &domain.DraftCampaign{Title: "上级部署的检查", Kind: "routine", Above: true, Basis: "省厅通知", Items: []string{"价格"}, From: x.today(), Until: x.today() + 30})
	x.do("an", &domain.DraftCampaign{Title: "上级部署的专项检查", Kind: "special", Above: true, Basis: "省厅通知", Items: []string{"价格"}, From: x.today(), Until: x.today() + 30, Targets: []domain.Target{{Party: "garden", Officers: []domain.PersonID{"bo", "cai"}}}})
	x.do("lin", &domain.ApproveCampaign{}).do("an", &domain.PublishCampaign{Where: "门户网站", FiledAs: "备案1号"}).do("an", &domain.OpenCampaign{})
	if i := x.files["action-t1"].Inspection; !i.Exempt || i.OverCap || i.Cap != 0 {
		t.Errorf("%+v", i)
	}
	// what was cancelled does not count, nor does last year
	x.id = "fourth"
	x.do("lin", &domain.CancelInspection{Reason: "重复登记"})
	x.id = "fifth"
	x.do("an", inspects("garden", "complaint"))
	if x.c().Inspection.Used != 3 {
		t.Errorf("%+v", x.c().Inspection)
	}
	x.at("2027-01-05 09:00")
	x.id = "next"
	x.do("an", inspects("garden", "routine"))
	if i := x.c().Inspection; i.Used != 0 || i.OverCap {
		t.Errorf("%+v", i)
	}
	// a village is no enterprise, and before the row holds there is no cap
	for range 3 {
		if err := x.arrived("village", ""); err != nil {
			t.Error(err)
		}
	}
	y := play(t, "2023-03-01 09:00")
	for range 3 {
		if err := y.arrived("garden", ""); err != nil {
			t.Error(err)
		}
	}
}

// E14: the code of scanning in is for enterprises; two officers, their cards and a record are wanted everywhere.
func TestE14TheScanCodeIsForEnterprises(t *testing.T) {
	x := play(t, "2026-07-01 09:00")
	wantCode(t, x.arrived("village", "SM-1"), "regime_not_applicable")
	x.refused("two_officers", "an", &domain.Arrive{Officers: []domain.PersonID{"an"}, CardShown: true, RightsTold: true})
	x.refused("card_not_shown", "an", &domain.Arrive{Officers: []domain.PersonID{"an", "bo"}, RightsTold: true})
	x.do("an", &domain.Arrive{Officers: []domain.PersonID{"an", "bo"}, CardShown: true, RightsTold: true}).recorded()
	if err := x.arrived("garden", " SM-1 "); err != nil || x.c().Inspection.ScanCode != "SM-1" {
		t.Errorf("%v %+v", err, x.c().Inspection)
	}
}

// A draw by lot can be repeated by anybody who has the directories and the seed, and nobody chooses the seed.
func TestADrawByLotCanBeRepeated(t *testing.T) {
	x := newBench(t, domain.RegimeSocialOrg, "2026-07-01")
	c := &domain.Case{ID: "k"}
	x.c = c
	x.apply(c, "a", x.now, &domain.CampaignDrafted{DraftCampaign: domain.DraftCampaign{Title: "双随机检查", Kind: "routine", Basis: "计划", Items: []string{"章程"}, From: day("2026-07-01"), Until: day("2026-12-31")}, Agency: "g"})
	cmd := func() *domain.DrawTargets {
		return &domain.DrawTargets{Parties: []domain.PartyID{"p", "q"}, Officers: []domain.PersonID{"a", "b", "c"}, Count: 1, Place: "305室", Witness: "s"}
	}
	for code, spoil := range map[domain.Code]func(*domain.DrawTargets){
		"too_few": func(d *domain.DrawTargets) { d.Count = 3 }, "no_valid_certificate": func(d *domain.DrawTargets) { d.Officers = []domain.PersonID{"b", "n"} },
	} {
		d := cmd()
		spoil(d)
		x.refused(code, "a", "2026-07-02 09:00", d)
	}
	for _, spoil := range []func(*domain.DrawTargets){func(d *domain.DrawTargets) { d.Witness = "a" }, func(d *domain.DrawTargets) { d.Witness = "b" }, func(d *domain.DrawTargets) { d.Each = 1 },
		func(d *domain.DrawTargets) { d.Parties = append(d.Parties, "p") }, func(d *domain.DrawTargets) { d.Excluded = []domain.Exclusion{{Party: "z", Reason: "已注销"}} }} {
		d := cmd()
		spoil(d)
		x.refused("invalid_input", "a", "2026-07-02 09:00", d)
	}
	x.does("a", "2026-07-02 09:00", cmd())
	d := c.Campaign.Draw
	if got := domain.Lots([]domain.PartyID{"p", "q"}, []domain.PersonID{"a", "b", "c"}, d.Seed, 1, 2); !reflect.DeepEqual(got, d.Drawn) || !reflect.DeepEqual(got, c.Campaign.Targets) {
		t.Errorf("drawn %+v, drawn again %+v", d.Drawn, got)
	}
	if doc := c.DocumentOf("I-2"); doc == nil || !strings.HasPrefix(doc.Number, "云民抽字〔2026〕") || doc.ID != d.Document {
		t.Errorf("%+v", doc)
	}
	x.refused("drawn", "a", "2026-07-02 09:10", &domain.SetTargets{Targets: []domain.Target{{Party: "q", Officers: []domain.PersonID{"a", "b"}}}})
	x.refused("invalid_input", "a", "2026-07-02 09:10", cmd()) // without a reason
	again := cmd()
	again.Reason, again.Excluded = "对象已注销", []domain.Exclusion{{Party: "p", Reason: "已注销登记"}}
	x.does("a", "2026-07-02 09:20", again)
	if n := c.Campaign.Draw; n.Seed == d.Seed || n.Drawn[0].Party != "q" || len(n.Excluded) != 1 {
		t.Errorf("%+v", n)
	}
}

// Over many seeds every party and every officer comes up as often as any other: χ² stays under its 0.1 % point.
func TestADrawByLotFavoursNobody(t *testing.T) {
	parties, officers := []domain.PartyID{"p1", "p2", "p3", "p4", "p5", "p6"}, []domain.PersonID{"o1", "o2", "o3", "o4"}
	const n = 6000
	hits := map[string]float64{}
	for i := range n {
		for _, x := range domain.Lots(parties, officers, "seed"+strconv.Itoa(i), 2, 2) {
			hits[string(x.Party)]++
			for _, o := range x.Officers {
				hits[string(o)]++
			}
		}
	}
	chi := func(ids []string, want float64) (sum float64) {
		for _, id := range ids {
			sum += (hits[id] - want) * (hits[id] - want) / want
		}
		return sum
	}
	if x := chi([]string{"p1", "p2", "p3", "p4", "p5", "p6"}, 2*n/6); x > 20.5 {
		t.Errorf("parties: χ² %.1f over five degrees of freedom", x)
	}
	if x := chi([]string{"o1", "o2", "o3", "o4"}, 2*2*n/4); x > 16.3 {
		t.Errorf("officers: χ² %.1f over three degrees of freedom", x)
	}
}
