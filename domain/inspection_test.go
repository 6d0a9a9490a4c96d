package domain_test

import (
	"fmt"
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
