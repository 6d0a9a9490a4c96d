package domain_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"yifa/domain"
)

// sendoff is a hall that refers: a and b are the officers of the penalty case "pen" and of the inspection "ins".
type sendoff struct{ *hall }

func newSendoff(t *testing.T, when string) *sendoff {
	t.Helper()
	x := &sendoff{newHall(t, when)}
	x.agency.Sections = []string{"股"}
	x.files["p"] = &domain.Case{ID: "p", PartyFile: &domain.Party{ID: "p", Kind: domain.PartyShop, Name: "福寿殡葬用品店", Agency: "g"}}
	party := &domain.PartyRef{ID: "p", Name: "福寿殡葬用品店", Kind: domain.PartyShop}
	parts := []domain.PartTaken{{Person: "a", Part: domain.PartOfficer, Seq: 1}, {Person: "b", Part: domain.PartOfficer, Seq: 1}}
	x.files["pen"] = &domain.Case{ID: "pen", Procedure: domain.ProcPenalty, Agency: "g", Stage: domain.PenFiled, Handler: "a", Officers: []domain.PersonID{"a", "b"}, Party: party, Seq: 5, Parts: parts,
		OpenedOn: day("2026-01-01"), Penalty: &domain.Penalty{Track: domain.TrackGeneral, Regime: domain.RegimeGeneral, Source: "report"}}
	x.files["ins"] = &domain.Case{ID: "ins", Procedure: domain.ProcInspection, Agency: "g", Stage: domain.InspRecorded, Handler: "a", Officers: []domain.PersonID{"a", "b"}, Party: party, Seq: 5, Parts: slices.Clone(parts),
		OpenedOn: day("2026-01-01"), Inspection: &domain.Inspection{Findings: []domain.Finding{{Line: 1, Category: domain.FindUrnPrice, Fact: "骨灰盒价格过高"}, {Line: 2, Category: domain.FindOverStd, Fact: "超面积"}}}}
	return x
}

// try gives the one file that was opened.
func (x *sendoff) try(who domain.PersonID, id domain.CaseID, cmd domain.Command) (domain.CaseID, error) {
	x.Helper()
	opened, err := x.hall.try(who, id, cmd)
	if len(opened) == 0 {
		return "", err
	}
	return opened[0], err
}

func (x *sendoff) do(who domain.PersonID, id domain.CaseID, cmd domain.Command) domain.CaseID {
	x.Helper()
	x.now = x.now.Add(time.Minute)
	opened, err := x.try(who, id, cmd)
	if err != nil {
		x.Fatalf("%s: %v %+v", cmd.Act(), err, err)
	}
	return opened
}

func (x *sendoff) refused(err error, want domain.Code) {
	x.Helper()
	if domain.CodeOf(err) != want {
		x.Fatalf("want %s, got %v", want, err)
	}
	if e, ok := err.(*domain.Error); !ok || e.Message == "" || e.English == "" { //nolint:errorlint // ours
		x.Fatalf("%s says not why in both languages", want)
	}
}

func (x *sendoff) due(id domain.CaseID, clock, want string) {
	x.Helper()
	k := x.files[id].Clock(clock)
	if k == nil {
		x.Fatalf("there is no clock %s in %v", clock, x.files[id].Clocks)
	}
	if got := k.DueAt.In(domain.Shanghai).Format("2006-01-02 15:04"); got != want && k.Due.String() != want {
		x.Fatalf("%s is due %s, want %s", clock, got, want)
	}
}

func (x *sendoff) at(id domain.CaseID, stage domain.Stage) {
	x.Helper()
	if got := x.files[id].Stage; got != stage {
		x.Fatalf("%s stands at %s, want %s", id, got, stage)
	}
}

var crime = domain.ReferralContent{To: domain.ToPolice, Name: "云岭区公安局", Summary: "涉嫌合同诈骗", Officers: []domain.PersonID{"a", "b"},
	Subjects: []domain.ReferralSubject{{Name: "某甲", Official: "none"}}, Materials: []domain.ReferralMaterial{{Title: "询问笔录", Pages: 3, Original: true}}}

var verified = domain.ReportReferral{ReferralReport: domain.ReferralReport{By: []domain.PersonID{"a", "b"}, Crime: "合同诈骗罪", Standard: "数额达到标准", Facts: "经核实属实", Suspected: true}}

// reported is a referral to the police whose task force has reported on Monday 2 March 2026 at 09:02.
func reported(t *testing.T) (*sendoff, domain.CaseID) {
	x := newSendoff(t, "2026-03-02 09:00")
	id := x.do("a", "pen", &domain.ReferCase{ReferralContent: crime})
	x.do("a", id, &verified)
	return x, id
}

// received is one the police signed for on 3 March at 10:00.
func received(t *testing.T) (*sendoff, domain.CaseID) {
	x, id := reported(t)
	x.do("h", id, &domain.ApproveReferral{Comment: "同意移送"})
	x.do("a", id, &domain.SendReferral{How: "hand", Receiver: "值班民警"})
	x.clock("2026-03-03 09:59")
	x.do("a", id, &domain.ReceiveReceipt{By: "值班民警"})
	return x, id
}

// refusedBy is one the police refused on 6 March.
func refusedBy(t *testing.T) (*sendoff, domain.CaseID) {
	x, id := received(t)
	x.clock("2026-03-06 15:00")
	x.do("a", id, &domain.PoliceDecision{Number: "不立字1号", Reason: "情节显著轻微", Returned: true})
	return x, id
}

// Case 20 of penalty.md §11: the head is absent, and the deputy clicks.
func TestOnlyTheHeadOrWhoPresidesApprovesATransferToThePolice(t *testing.T) {
	x, id := reported(t)
	_, err := x.try("l", id, &domain.ApproveReferral{})
	x.refused(err, "head_only")
	_, err = x.try("l", id, &domain.ApproveLetter{})
	x.refused(err, "head_only")
	_, err = x.try("l", id, &domain.RefuseReferral{Reason: "不必移送"})
	x.refused(err, "head_only")
	// the deputy presides over the work while the head is away
	l := x.people["l"]
	l.Grants = append(l.Grants, domain.GrantHeld{Role: domain.RoleHead, Agency: "g", From: day("2026-03-01"), Until: day("2026-03-10"), For: "h"})
	x.people["l"], x.inFor = l, "h"
	x.do("l", id, &domain.ApproveReferral{})
	c := x.files[id]
	i := slices.IndexFunc(c.Parts, func(p domain.PartTaken) bool { return p.Part == domain.PartApprover })
	if i < 0 || c.Parts[i].Person != "l" || c.Parts[i].For != "h" {
		t.Fatalf("it is not recorded in whose place: %+v", c.Parts)
	}
	if !slices.Contains(c.Took("h"), domain.PartApprover) {
		t.Error("what was done in the head's place is not counted as the head's")
	}
}

func TestAMemberOfTheTaskForceApprovesNothingEvenAsHeadOrForTheHead(t *testing.T) {
	for name, setup := range map[string]func(*sendoff){
		"the head is on the task force": func(x *sendoff) {
			a := x.people["a"]
			a.Grants = append(a.Grants, domain.GrantHeld{Role: domain.RoleHead, Agency: "g", From: day("2020-01-01")})
			x.people["a"] = a
		},
		"a member stands in for the head": func(x *sendoff) {
			a := x.people["a"]
			a.Grants = append(a.Grants, domain.GrantHeld{Role: domain.RoleHead, Agency: "g", From: day("2020-01-01"), Until: day("2030-01-01"), For: "h"})
			x.people["a"], x.inFor = a, "h"
		},
	} {
		t.Run(name, func(t *testing.T) {
			x, id := reported(t)
			setup(x)
			_, err := x.try("a", id, &domain.ApproveReferral{})
			x.refused(err, "separation_of_duties")
		})
	}
	x, id := reported(t) // and one who stands in for somebody who is on it
	l := x.people["l"]
	l.Grants = append(l.Grants, domain.GrantHeld{Role: domain.RoleHead, Agency: "g", From: day("2020-01-01"), Until: day("2030-01-01"), For: "b"})
	x.people["l"], x.inFor = l, "b"
	_, err := x.try("l", id, &domain.ApproveReferral{})
	x.refused(err, "separation_of_duties")
}

func TestTheTaskForceIsTwoLicensedOfficersAtOnce(t *testing.T) {
	x := newSendoff(t, "2026-03-02 09:00")
	one, twice, clerk := crime, crime, crime
	one.Officers, twice.Officers, clerk.Officers = []domain.PersonID{"a"}, []domain.PersonID{"a", "a"}, []domain.PersonID{"a", "s"}
	for _, c := range []domain.ReferralContent{one, twice} {
		_, err := x.try("a", "pen", &domain.ReferCase{ReferralContent: c})
		x.refused(err, "two_officers")
	}
	_, err := x.try("a", "pen", &domain.ReferCase{ReferralContent: clerk})
	x.refused(err, "not_an_officer")
	id := x.do("a", "pen", &domain.ReferCase{ReferralContent: crime})
	alone := verified
	alone.By = []domain.PersonID{"a", "c"}
	_, err = x.try("a", id, &alone)
	x.refused(err, "invalid_input")
}

func TestTheClocksOfATransferToThePolice(t *testing.T) {
	x, id := reported(t)
	x.at(id, domain.RefProposed)
	x.due(id, "approve", "2026-03-05") // three calendar days from the report of 2 March
	x.do("h", id, &domain.ApproveReferral{})
	x.due(id, "hand_over", "2026-03-03 09:03") // 24 real hours from 09:03
	if d := x.files[id].DocumentOf("T-2"); d == nil || d.Number == "" {
		t.Fatal("the letter has no number")
	}
	x.do("a", id, &domain.SendReferral{How: "hand", Receiver: "值班民警"})
	x.clock("2026-03-03 10:00")
	x.do("a", id, &domain.ReceiveReceipt{By: "值班民警"})
	x.due(id, "forward", "2026-03-04 10:01")
	x.due(id, "missing", "2026-03-04 10:01")
	x.due(id, "police", "2026-03-06")
	x.do("a", id, &domain.MissingMaterials{Text: "缺鉴定意见"})
	x.due(id, "supplement", "2026-03-06")
	x.clock("2026-03-05 09:00")
	x.do("a", id, &domain.Supplement{Materials: []domain.ReferralMaterial{{Title: "鉴定意见"}}, Receiver: "值班民警"})
	x.due(id, "police#2", "2026-03-08") // a Sunday: agencies are not spared it
	x.clock("2026-03-07 09:00")
	x.do("a", id, &domain.PoliceDecision{Opened: true, Number: "立字1号"})
	x.due(id, "goods", "2026-03-10")
	x.at(id, domain.RefOpened)
	x.at("pen", domain.PenWithPolice)
	x.do("a", id, &domain.Deliver{Goods: []string{"账册一本"}, Receiver: "侦查员"})
	_, err := x.try("a", id, &domain.Deliver{Receiver: "侦查员"})
	x.refused(err, "wrong_stage")
	x.do("a", id, &domain.Progress{Step: "not_prosecuted"})
	x.due(id, "inside", "2026-03-11") // three working days from Saturday the 7th
	x.clock("2026-03-10 09:00")
	x.do("a", id, &domain.Progress{Step: "examined"})
	x.due(id, "examine", "2026-03-24")
	x.do("a", id, &domain.Conclude{Result: "not_prosecuted", Text: "检察意见：应予行政处罚", Administrative: true})
	x.at("pen", domain.PenFiled) // the bureau goes on
	if c := x.files[id]; c.Open() || c.Outcome != "returned" {
		t.Fatalf("%s %s", c.Stage, c.Outcome)
	}
}

func TestHandingOverAfterTwentyFourHoursIsLateByTheMinute(t *testing.T) {
	for when, late := range map[string]bool{"2026-03-03 09:01": false, "2026-03-03 09:02": true} { // do adds a minute; due 09:03
		x, id := reported(t)
		x.do("h", id, &domain.ApproveReferral{})
		x.clock(when)
		x.do("a", id, &domain.SendReferral{How: "hand", Receiver: "值班民警"})
		if x.files[id].Referral.SentLate != late {
			t.Errorf("sent a minute after %s: late %v", when, !late)
		}
	}
}

func TestARefusalIsContestedInThreeDaysOrTheBureauHandlesItItself(t *testing.T) {
	x, id := refusedBy(t)
	x.due(id, "contest", "2026-03-09")
	x.at("pen", domain.PenFiled) // nothing ever waited
	x.clock("2026-03-09 10:00")
	x.do("a", id, &domain.Contest{Way: "reconsideration", Reason: "数额已达标准"})
	x.due(id, "reconsider", "2026-03-12")
	x.clock("2026-03-12 10:00")
	x.do("a", id, &domain.Reconsidered{Number: "复字1号", Reason: "维持"})
	x.due(id, "procuratorate", "2026-03-15")
	_, err := x.try("a", id, &domain.Contest{Way: "reconsideration", Reason: "再看一次"})
	x.refused(err, "already_done")
	x.clock("2026-03-13 10:00")
	x.do("a", id, &domain.Contest{Way: "procuratorate", Reason: "请予监督"})
	x.due(id, "reasons", "2026-03-20")
	_, err = x.try("a", id, &domain.PoliceDecision{Opened: true, Number: "立字1号"})
	x.refused(err, "wrong_stage")
	x.clock("2026-03-20 10:00")
	x.do("a", id, &domain.Supervised{Ordered: true, Number: "检通字1号"})
	x.due(id, "ordered", "2026-04-04")
	_, err = x.try("a", id, &domain.PoliceDecision{Number: "不立字2号", Reason: "仍不立案"})
	x.refused(err, "wrong_stage")
	x.do("a", id, &domain.PoliceDecision{Opened: true, Number: "立字1号"})
	x.at("pen", domain.PenWithPolice)
}

func TestWhenTheThreeDaysPassTheCaseComesBack(t *testing.T) {
	x, id := refusedBy(t)
	x.clock("2026-03-10 09:00") // the third day was Monday the 9th
	x.pass(id)
	if !x.files[id].Referral.Final {
		t.Fatal("the right to contest did not lapse")
	}
	_, err := x.try("a", id, &domain.Contest{Way: "procuratorate", Reason: "请予监督"})
	x.refused(err, "final")
	x.do("l", id, &domain.TakeBack{Reason: "自行处理"})
	if c := x.files[id]; c.Open() || c.Outcome != "returned" {
		t.Fatal(c.Outcome)
	}
	x.at("pen", domain.PenFiled)
	last := x.files["pen"].Penalty.Refers
	if len(last) != 1 || last[0].Status != "returned" {
		t.Fatalf("%+v", last)
	}
}

func TestWhenTheProcuratorateUpholdsTheRefusalNothingIsLeft(t *testing.T) {
	x, id := refusedBy(t)
	x.do("a", id, &domain.Contest{Way: "procuratorate", Reason: "请予监督"})
	x.do("a", id, &domain.Supervised{Number: "检复1号", Reason: "不立案理由成立"})
	_, err := x.try("a", id, &domain.Contest{Way: "procuratorate", Reason: "再请监督"})
	x.refused(err, "final")
	x.do("l", id, &domain.TakeBack{Reason: "自行处理"})
}

func TestPoliceWhoDoNotDecideCanBeSupervised(t *testing.T) {
	x, id := received(t)
	_, err := x.try("a", id, &domain.Contest{Way: "procuratorate", Reason: "逾期未决定"})
	x.refused(err, "wrong_stage")
	x.clock("2026-03-07 00:01")
	x.do("a", id, &domain.Contest{Way: "procuratorate", Reason: "逾期未决定"})
	x.at(id, domain.RefSupervised)
}

func TestWhatIsNotApprovedKeepsItsReasons(t *testing.T) {
	x, id := reported(t)
	_, err := x.try("h", id, &domain.RefuseReferral{})
	x.refused(err, "invalid_input")
	x.do("h", id, &domain.RefuseReferral{Reason: "未达追诉标准"})
	if c := x.files[id]; c.Open() || c.Outcome != "not_approved" {
		t.Fatal(c.Outcome)
	}
}

var village = domain.ReferralContent{To: domain.ToDiscipline, Name: "云岭区纪委监委", Summary: "村主任违规出售墓位",
	Subjects: []domain.ReferralSubject{{Name: "某乙", Post: "柳树村村委会主任", Official: "village"}}}

// E17 of inspection-disclosure-instruments.md §10.6.
func TestAClueAboutAVillageHeadGoesToDisciplineAndShowsNowhere(t *testing.T) {
	x := newSendoff(t, "2026-03-02 09:00")
	toMarket := village
	toMarket.To, toMarket.Name, toMarket.Materials = domain.ToMarket, "云岭区市场监管局", []domain.ReferralMaterial{{Title: "笔录"}}
	_, err := x.try("a", "ins", &domain.ReferClue{ReferralContent: toMarket, Lines: []int{1}})
	x.refused(err, "official_to_discipline")
	nobody := village
	nobody.Subjects = []domain.ReferralSubject{{Name: "某乙", Official: "none"}}
	_, err = x.try("a", "ins", &domain.ReferClue{ReferralContent: nobody, Lines: []int{2}})
	x.refused(err, "not_an_official")

	// nor does it stand in the open file or in an open letter under another name
	for _, named := range []domain.DisposeFindings{{To: "云岭区纪委监委"}, {To: "有权机关", Note: "转区监察委处理"}, {To: "派驻纪检监察组"}} {
		named.Lines, named.Exit = []int{1}, domain.ExitReferral
		_, err = x.try("a", "ins", &named)
		x.refused(err, "official_to_discipline")
	}
	other := toMarket
	other.To, other.Name, other.Subjects = domain.ToOther, "区纪委监委", nil
	_, err = x.try("a", "ins", &domain.ReferClue{ReferralContent: other, Lines: []int{2}})
	x.refused(err, "official_to_discipline")

	before, err := json.Marshal(x.files["ins"].Inspection)
	if err != nil {
		t.Fatal(err)
	}
	fromInspection := x.do("a", "ins", &domain.ReferClue{ReferralContent: village, Lines: []int{2}})
	after, err := json.Marshal(x.files["ins"].Inspection)
	if err != nil || string(before) != string(after) {
		t.Errorf("the inspection shows something of it: %s", after)
	}
	id := x.do("a", "pen", &domain.ReferCase{ReferralContent: village})
	for _, c := range []domain.CaseID{fromInspection, id} {
		if !x.files[c].Hidden() || x.files[c].Stage != domain.RefProposed {
			t.Fatalf("%+v", x.files[c].Referral)
		}
	}
	pen := x.files["pen"]
	if len(pen.Penalty.Refers) != 1 || len(pen.Public().Penalty.Refers) != 0 {
		t.Errorf("the party's copy shows %+v", pen.Public().Penalty.Refers)
	}
	if pen.Stage != domain.PenFiled {
		t.Error("a clue about an official stopped the case")
	}
	// b inquired in the same case and did not make this referral: it is nothing to b
	if got := x.files[id].Insiders(); !slices.Equal(got, []domain.PersonID{"a"}) {
		t.Errorf("insiders are %v", got)
	}
	x.due(id, "alarm", "2026-03-03 09:02")
	x.due(id, "refer", "2026-03-23")
	for _, k := range x.files[id].Clocks {
		for _, r := range k.RemindAfter {
			if r.To != string(domain.RoleLeader) && r.To != string(domain.RoleHead) {
				t.Errorf("%s escalates to the %s, who may not know", k.ID, r.To)
			}
		}
	}
	_, err = x.try("l", id, &domain.ApproveReferral{})
	x.refused(err, "head_only")
	x.do("h", id, &domain.ApproveReferral{})
	if c := x.files[id]; c.DocumentOf("T-1") == nil || !strings.HasSuffix(c.Referral.Addressee, "案件监督管理部门") {
		t.Fatalf("addressed to %q", c.Referral.Addressee)
	}
	_, err = x.try("a", id, &domain.SendReferral{How: "post", Tracking: "EMS1"})
	x.refused(err, "invalid_input")
	x.do("a", id, &domain.SendReferral{How: "exchange", Tracking: "机1"})
	if x.files[id].Clock("alarm").MetOn.IsZero() || x.files[id].Clock("refer").MetOn.IsZero() {
		t.Error("sending does not meet the clocks")
	}
	x.do("a", id, &domain.ReceiveReceipt{By: "案管室"})
	x.do("a", id, &domain.Misdirected{})
	x.due(id, "misdirected", "2026-03-09") // TL-18: five working days
	x.do("a", id, &domain.Forwarded{Name: "云岭市纪委监委"})
	x.do("a", id, &domain.ReceiveReceipt{By: "案管室"})
	x.do("a", id, &domain.Reply{Result: "accepted", Text: "已受理"})
	x.do("a", id, &domain.Reply{Result: "feedback", Text: "已处理"})
	if c := x.files[id]; c.Open() || c.Outcome != "answered" {
		t.Fatal(c.Outcome)
	}
	for _, r := range pen.Penalty.Refers {
		if !r.Hidden {
			t.Errorf("an answer unveils it: %+v", r)
		}
	}
}

// E16 of inspection-disclosure-instruments.md §10.6.
func TestAnUrnPriceGoesToTheMarketRegulatorAndIsNeverFinedHere(t *testing.T) {
	x := newSendoff(t, "2026-03-02 09:00")
	_, err := x.try("a", "ins", &domain.DisposeFindings{Lines: []int{1}, Exit: domain.ExitCase})
	x.refused(err, "not_competent")
	letter := domain.ReferralContent{To: domain.ToPlanning, Name: "云岭区自然资源局", Summary: "骨灰盒价格过高", Materials: []domain.ReferralMaterial{{Title: "现场检查笔录"}}}
	_, err = x.try("a", "ins", &domain.ReferClue{ReferralContent: letter, Lines: []int{1}})
	x.refused(err, "wrong_destination")
	letter.To, letter.Name = domain.ToMarket, "云岭区市场监管局"
	id := x.do("a", "ins", &domain.ReferClue{ReferralContent: letter, Lines: []int{1}})
	if e := x.files["ins"].Inspection.Findings[0].Exits; len(e) != 1 || e[0].Exit != domain.ExitPrice || e[0].Case != id {
		t.Fatalf("%+v", e)
	}
	_, err = x.try("a", "ins", &domain.ReferClue{ReferralContent: letter, Lines: []int{1}})
	x.refused(err, "already_done")
	_, err = x.try("h", id, &domain.ApproveReferral{})
	x.refused(err, "wrong_stage")
	_, err = x.try("a", id, &domain.ApproveLetter{})
	x.refused(err, "separation_of_duties")
	x.do("l", id, &domain.ApproveLetter{})
	if x.files[id].DocumentOf("T-3") == nil {
		t.Fatal("no letter")
	}
	x.do("a", id, &domain.SendReferral{How: "post", Tracking: "EMS1"})
	x.due(id, "reply", "2026-03-23") // REF-02: 15 working days
	x.clock("2026-03-24 00:01")
	x.pass(id)
	if !slices.ContainsFunc(x.files[id].Tasks, func(k domain.Task) bool { return k.Kind == "look" && k.Role == domain.RoleSection && k.DoneAt.IsZero() }) {
		t.Error("an overdue reply does not escalate")
	}
	x.do("a", id, &domain.ReceiveReceipt{By: "市场监管局办公室"})
	_, err = x.try("a", id, &domain.Forwarded{Name: "云岭市市场监管局"})
	x.refused(err, "no_retransfer")
	_, err = x.try("a", id, &domain.PoliceDecision{Opened: true, Number: "立字1号"})
	x.refused(err, "wrong_stage")
	x.do("a", id, &domain.Reply{Result: "refused", Text: "不属于本机关管辖"})
	if x.files[id].Outcome != "returned" {
		t.Fatal(x.files[id].Outcome)
	}
}

func TestAProposedReferralGetsItsFileWithoutLeavingTwice(t *testing.T) {
	x := newSendoff(t, "2026-03-02 09:00")
	x.do("a", "ins", &domain.DisposeFindings{Lines: []int{1}, Exit: domain.ExitPrice})
	id := x.do("a", "ins", &domain.ReferClue{Lines: []int{1}, ReferralContent: domain.ReferralContent{To: domain.ToMarket, Name: "云岭区市场监管局", Summary: "价格过高", Materials: []domain.ReferralMaterial{{Title: "笔录"}}}})
	if e := x.files["ins"].Inspection.Findings[0].Exits; len(e) != 1 || e[0].Case != id {
		t.Fatalf("%+v", e)
	}
}

func TestWhatCameByTransferIsNotPassedOn(t *testing.T) {
	x := newSendoff(t, "2026-03-02 09:00")
	x.files["pen"].Penalty.Source = "transfer"
	letter := domain.ReferralContent{To: domain.ToMarket, Name: "云岭区市场监管局", Summary: "价格过高", Materials: []domain.ReferralMaterial{{Title: "笔录"}}}
	_, err := x.try("a", "pen", &domain.ReferCase{ReferralContent: letter})
	x.refused(err, "no_retransfer")
	x.do("a", "pen", &domain.ReferCase{ReferralContent: crime}) // a crime goes to the police wherever the case came from
}

func TestTheLetterFollowsTheDestination(t *testing.T) {
	for to, want := range map[string]string{domain.ToMarket: "T-3", domain.ToPlanning: "T-3", domain.ToHealth: "T-3", domain.ToForestry: "T-3", domain.ToBank: "P-23", domain.ToJustice: "P-23",
		domain.ToRegion: "P-23", domain.ToOther: "P-23"} {
		x := newSendoff(t, "2026-03-02 09:00")
		id := x.do("a", "pen", &domain.ReferCase{ReferralContent: domain.ReferralContent{To: to, Name: "某机关", Summary: "有关线索", Materials: []domain.ReferralMaterial{{Title: "笔录"}}}})
		x.do("l", id, &domain.ApproveLetter{})
		if x.files[id].DocumentOf(want) == nil {
			t.Errorf("to %s: %+v", to, x.files[id].Documents)
		}
		whole := x.do("a", "pen", &domain.ReferCase{ReferralContent: domain.ReferralContent{To: to, Name: "另一机关", Summary: "有关线索", Whole: true, Materials: []domain.ReferralMaterial{{Title: "笔录"}}}})
		x.do("l", whole, &domain.ApproveLetter{})
		if x.files[whole].DocumentOf("P-23") == nil {
			t.Errorf("a whole case to %s goes with %+v", to, x.files[whole].Documents)
		}
	}
	for to := range maps.Keys(domain.ReferralTitles) {
		if domain.ReferralTitles[to][0] == "" || domain.ReferralTitles[to][1] == "" {
			t.Error(to)
		}
	}
}

// 行刑反向衔接: the reply is due on the day the opinion of the procuratorate names.
func TestAnOpinionOfTheProcuratorateBecomesAClueAndIsAnswered(t *testing.T) {
	x := newSendoff(t, "2026-03-02 09:00")
	in := &domain.ReceiveReferral{From: "procuratorate", Name: "云岭区人民检察院", Number: "检意1号", Party: "p", Summary: "不起诉，建议行政处罚", Officers: []domain.PersonID{"a", "b"}}
	_, err := x.try("a", "in", in)
	x.refused(err, "invalid_input")
	in.ReplyBy = day("2026-05-01")
	x.do("a", "in", in)
	x.due("in", "reply_to", "2026-05-01")
	_, err = x.try("a", "in", &domain.AnswerReferral{Number: "复1号", Text: "已处理"})
	x.refused(err, "nothing_to_report")
	_, err = x.try("a", "in", &domain.DeclineReferral{Reason: "不予立案"})
	x.refused(err, "separation_of_duties")
	clue := x.do("a", "in", &domain.TakeUp{Allegations: []domain.Allegation{{Violation: "FN-03", From: day("2026-01-10"), Fact: "对外销售"}}})
	p := x.files[clue]
	if p.Penalty == nil || p.Penalty.Source != "procuratorate" || p.Parent != "in" || len(p.Officers) != 2 {
		t.Fatalf("%+v", p.Penalty)
	}
	_, err = x.try("l", "in", &domain.DeclineReferral{Reason: "不予立案"})
	x.refused(err, "wrong_stage")
	x.do("a", "in", &domain.AnswerReferral{Number: "复1号", Text: "已立案处理"})
	if c := x.files["in"]; c.Open() || c.Outcome != "taken_up" || c.Clock("reply_to").MetOn.IsZero() {
		t.Fatal(c.Outcome)
	}
}

func TestADutyReportFindsWhatTheGuardsWouldNotLetThrough(t *testing.T) {
	take := func(ps ...domain.PartTaken) *domain.Case { return &domain.Case{Parts: ps} }
	p := func(who domain.PersonID, part domain.Part, seq int) domain.PartTaken {
		return domain.PartTaken{Person: who, Part: part, Seq: seq}
	}
	for name, tc := range map[string]struct {
		c   *domain.Case
		row int
	}{
		"an investigator hosts":                  {take(p("a", domain.PartOfficer, 1), p("a", domain.PartHost, 5)), 1},
		"an investigator records":                {take(p("a", domain.PartOfficer, 1), p("a", domain.PartRecorder, 5)), 2},
		"an investigator reviews":                {take(p("a", domain.PartOfficer, 1), p("a", domain.PartReviewer, 5)), 3},
		"a recused officer goes on":              {take(p("a", domain.PartRecused, 3), p("a", domain.PartOfficer, 4)), 4},
		"a proposer decides":                     {take(p("a", domain.PartDrafter, 1), p("a", domain.PartDecider, 5)), 6},
		"an officer collects":                    {take(p("a", domain.PartOfficer, 1), p("a", domain.PartCashier, 5)), 10},
		"a member of the task force approves":    {take(p("a", domain.PartTaskForce, 1), p("a", domain.PartApprover, 5)), 11},
		"the host reviews":                       {take(p("a", domain.PartHost, 1), p("a", domain.PartReviewer, 5)), 12},
		"what came with the file counts":         {take(p("a", domain.PartOfficer, 0), p("a", domain.PartHost, 5)), 1},
		"what was done in one's place counts":    {take(p("a", domain.PartOfficer, 1), domain.PartTaken{Person: "b", Part: domain.PartDecider, Seq: 3, For: "a"}), 6},
		"a recused officer who did nothing more": {take(p("a", domain.PartOfficer, 1), p("a", domain.PartRecused, 3)), 0},
		"everybody differs":                      {take(p("a", domain.PartOfficer, 1), p("b", domain.PartHost, 2), p("c", domain.PartReviewer, 3), p("d", domain.PartDecider, 4)), 0},
	} {
		got := tc.c.DutyExceptions()
		if tc.row == 0 && len(got) > 0 || tc.row > 0 && !slices.ContainsFunc(got, func(e domain.DutyException) bool { return e.Row == tc.row }) {
			t.Errorf("%s: %+v, want row %d", name, got, tc.row)
		}
	}
}
