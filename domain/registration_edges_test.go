package domain_test

import (
	"slices"
	"testing"
	"time"

	"yifa/domain"
)

// The edge cases of registration.md §10 and the guards of §9.1–§9.3, each by a sentence.

// received takes an application to the window on 2026-04-01, with all its materials but those named.
func (x *hall) received(id domain.CaseID, but ...string) {
	x.Helper()
	x.begun(id)
	x.clock("2026-04-01 09:00")
	x.do("w", id, &domain.ReceiveApplication{Materials: x.materials(id, but...), AssemblyOn: day("2026-03-20")})
}

// reviewed takes an accepted application as far as the opinion of its reviewers.
func (x *hall) reviewed(id domain.CaseID) {
	x.Helper()
	x.do("s", id, &domain.AssignReviewers{Officers: []domain.PersonID{"a", "b"}})
	x.do("a", id, &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed(id)})
}

// granted takes it from acceptance to the certificate.
func (x *hall) granted(id domain.CaseID) []domain.CaseID {
	x.Helper()
	x.reviewed(id)
	if v := x.files[id].Registration.Review; v.Unsigned {
		x.do("b", id, &domain.SecondReview{Agree: true, Text: "同意"})
	}
	if x.pass(id).Stage == domain.RegLegal {
		x.do("r", id, &domain.ReviewRegistration{Pass: true, Text: "通过"})
	}
	if spec, _ := domain.SpecOf("registration.discuss"); domain.Offers(spec, x.pass(id)) {
		x.do("h", id, &domain.DiscussRegistration{Grant: true, Text: "同意"})
	} else if x.files[id].Stage == domain.RegDiscuss {
		x.convenes(id+"-m", id)
		x.met(id+"-m", x.minutes(id+"-m", domain.ResolveAgree))
	}
	x.do("l", id, &domain.DecideRegistration{Grant: true})
	return x.do("w", id, &domain.CertifyRegistration{})
}

// registered is a chess association in the register since 2026-04-01.
func (x *hall) registered(id domain.CaseID) domain.PartyID {
	x.Helper()
	x.received(id)
	x.do("w", id, &domain.AcceptApplication{})
	org := x.granted(id)[0]
	x.do("w", id, &domain.DeliverResult{Method: "collected", Who: "楚河汉"})
	x.do("w", id, &domain.AnnounceRegistration{Where: "门户网站"})
	x.stands(id, domain.RegClosed)
	return domain.PartyID(org)
}

func (x *hall) org(id domain.PartyID) *domain.Organization {
	return x.files[domain.CaseID(id)].PartyFile.Org
}

func ask(kind string, org domain.PartyID, items *domain.OrgItems) *domain.BeginRegistration {
	return &domain.BeginRegistration{RegKind: kind, Org: org, Channel: "window", Applicant: domain.RegApplicant{Name: "楚河汉", Phone: "13900000000"}, Items: items, Ground: "自行解散"}
}

func TestASecondListOfGapsIsRefusedOrARecordedException(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.received("r1", "premises")
	gap := []domain.RegGap{{Key: "premises", What: "缺场所使用权证明"}}
	x.do("w", "r1", &domain.ListGaps{Gaps: gap})
	x.refused("wrong_stage", "w", "r1", &domain.ListGaps{Gaps: gap})
	x.refused("invalid_input", "s", "r1", &domain.ListGapsAgain{Gaps: []domain.RegGap{{Key: "charter", What: "缺章程条款"}}, Exception: "忘了"})
	x.clock("2026-04-08 09:00")
	x.do("s", "r1", &domain.ListGapsAgain{Gaps: []domain.RegGap{{Key: "charter", What: "章程缺终止程序"}, gap[0]}, Exception: "申请人补正时自行更换了章程草案，新稿缺项"})
	r := x.files["r1"].Registration
	if len(r.MoreGaps) != 1 || r.MoreGaps[0].By != "s" || r.MoreGaps[0].Exception == "" {
		t.Errorf("the exception: %+v", r.MoreGaps)
	}
	x.do("w", "r1", &domain.SupplementMaterials{Materials: []domain.GivenMaterial{{Key: "premises"}}})
	x.stands("r1", domain.RegDeficient)
	x.do("w", "r1", &domain.SupplementMaterials{Materials: []domain.GivenMaterial{{Key: "charter"}}})
	x.stands("r1", domain.RegAccepted)
}

func TestAFoundationAtTheCountyWindowIsSentToTheProvinceWhateverHappens(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	items := chess()
	items.Name = domain.OrgName{District: "云岭区", Brand: "楚河", Field: "棋类", Form: "基金会"}
	x.do("w", "r1", &domain.BeginRegistration{RegKind: domain.RegEstablish, Subject: domain.PartyFoundation, Channel: "window", Applicant: domain.RegApplicant{Name: "楚河汉", Phone: "13900000000"}, Items: items})
	x.do("w", "r1", &domain.ReceiveApplication{})
	x.refused("wrong_office", "w", "r1", &domain.AcceptApplication{})
	x.clock("2026-03-20 09:00") // silence gives no competence
	x.stands("r1", domain.RegReceived)
	x.refused("invalid_input", "w", "r1", &domain.RejectApplication{Reason: "wrong_office", Text: "不属于本机关"})
	x.do("w", "r1", &domain.RejectApplication{Reason: "wrong_office", Where: "省民政厅", Text: "基金会由省级以上民政部门登记"})
	x.stands("r1", domain.RegRejected)
	for _, k := range []domain.PartyKind{domain.PartyFoundation, domain.PartyOther} {
		if domain.MakeUSCC(k, "990101", "MJH00001") != "" {
			t.Errorf("a county gives no code to a %s", k)
		}
	}
}

func TestAConsentTakenBackDuringTheReviewBarsTheGrantAndA民非HasNinetyDays(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.received("r1")
	x.do("w", "r1", &domain.AcceptApplication{})
	x.reviewed("r1")
	x.stands("r1", domain.RegLegal)
	x.do("s", "r1", &domain.LoseConsent{Why: "abolished", On: day("2026-04-01")})
	x.stands("r1", domain.RegReview)
	x.refused("consent_missing", "a", "r1", &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r1")})
	if x.files["r1"].Clock("supervisor") != nil {
		t.Error("the ninety days are for an existing 民非")
	}
	x.do("w", "r1", &domain.SupplementMaterials{Materials: []domain.GivenMaterial{{Key: "consent"}}})
	x.do("a", "r1", &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r1")})
	x.stands("r1", domain.RegLegal)

	// a service body that changes its address
	so := x.serviceOrg("s1")
	now := x.org(so).OrgItems
	now.Address = "云岭区车马路1号"
	x.do("w", "c1", ask(domain.RegChange, so, &now))
	x.do("w", "c1", &domain.ReceiveApplication{Materials: x.materials("c1")})
	x.do("w", "c1", &domain.AcceptApplication{})
	x.do("s", "c1", &domain.LoseConsent{Why: "withdrawn", On: domain.DateOf(x.now)})
	r := x.files["c1"].Registration
	if k := x.files["c1"].Clock("supervisor"); k == nil || len(r.Leads) != 1 || r.Leads[0].Violation != "SO-16" {
		t.Fatalf("ninety days %+v, lead %+v", k, r.Leads)
	}
	x.now = x.now.AddDate(0, 0, 100)
	if r := x.pass("c1").Registration; len(r.Leads) != 2 || r.Leads[1].Violation != "SO-20" {
		t.Errorf("after the ninety days: %+v", r.Leads)
	}
	case1 := x.do("s", "c1", &domain.OpenRegistrationClue{What: domain.LeadSupervisor, Fact: "九十日内未找到新的业务主管单位"})[0]
	if p := x.files[case1]; p.Procedure != domain.ProcPenalty || p.Party.ID != so {
		t.Errorf("the clue: %+v", p)
	}
}

// serviceOrg is a service body in the register.
func (x *hall) serviceOrg(id domain.CaseID) domain.PartyID {
	x.Helper()
	items := chess()
	items.Name, items.Area = domain.OrgName{District: "云岭区", Brand: "夕照", Field: "养老", Form: "服务中心"}, ""
	x.do("w", id, &domain.BeginRegistration{RegKind: domain.RegEstablish, Subject: domain.PartyServiceOrg, Form: "legal_person", Channel: "window", Applicant: domain.RegApplicant{Name: "楚河汉", Phone: "13900000000"},
		Items: items, Officers: []domain.OrgOfficer{{Name: "楚河汉", Post: "理事长"}}})
	x.do("w", id, &domain.SignPriorNotice{Signers: []string{"楚河汉"}})
	x.do("w", id, &domain.CheckName{Name: items.Name})
	x.do("w", id, &domain.ReceiveApplication{Materials: x.materials(id), AssemblyOn: domain.DateOf(x.now)})
	x.do("w", id, &domain.AcceptApplication{})
	return domain.PartyID(x.granted(id)[0])
}

func TestALateApplicationForAChangeIsAcceptedAndOpensAClue(t *testing.T) {
	for _, c := range []struct {
		name      string
		org       func(*hall) domain.PartyID
		violation string
	}{{"association", func(x *hall) domain.PartyID { return x.registered("r1") }, "SO-06"}, {"service body", func(x *hall) domain.PartyID { return x.serviceOrg("r1") }, "SO-20"}} {
		x := newHall(t, "2026-03-02 09:00")
		org := c.org(x)
		code := x.files[domain.CaseID(org)].PartyFile.USCC
		now := x.org(org).OrgItems
		now.Address, now.LegalRep = "云岭区车马路1号", "马走日"
		x.clock("2026-07-01 09:00")
		b := ask(domain.RegChange, org, &now)
		b.ConsentOn = day("2026-05-20") // 30 days: 19 June, the Dragon Boat holiday, rolls to the 22nd
		x.do("w", "c1", b)
		x.do("w", "c1", &domain.ReceiveApplication{Materials: x.materials("c1")})
		opened := x.do("w", "c1", &domain.AcceptApplication{})
		x.stands("c1", domain.RegAccepted)
		if len(opened) != 1 {
			t.Fatalf("%s: opened %v", c.name, opened)
		}
		p := x.files[opened[0]]
		if p.Penalty.Allegations[0].Violation != c.violation || p.Penalty.Allegations[0].From <= day("2026-06-19") || p.Parent != "c1" || p.Party.ID != org {
			t.Errorf("%s: %+v", c.name, p.Penalty.Allegations)
		}
		x.granted("c1")
		o := x.files[domain.CaseID(org)].PartyFile
		if o.USCC != code || o.Org.LegalRep != "马走日" || len(o.Org.Versions) != 2 {
			t.Errorf("%s: the code never changes: %+v", c.name, o)
		}
	}
	x := newHall(t, "2026-03-02 09:00") // in time: no clue; never asked for: a lead when the days are over
	org := x.registered("r1")
	now := x.org(org).OrgItems
	now.LegalRep = "马走日"
	x.clock("2026-07-01 09:00")
	b := ask(domain.RegChange, org, &now)
	b.ConsentOn = day("2026-06-20")
	x.do("w", "c1", b)
	x.clock("2026-08-01 09:00")
	if r := x.pass("c1").Registration; !r.Late || len(r.Leads) != 1 || r.Leads[0].From <= day("2026-07-20") {
		t.Errorf("the thirty days ran out on the draft: %+v", r.Leads)
	}
}

func TestOneChangeOfTheAddressHasTwoOutputs(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	now := x.org(org).OrgItems
	now.Address = "云岭区车马路1号"
	x.do("w", "c1", ask(domain.RegChange, org, &now))
	x.do("w", "c1", &domain.ReceiveApplication{Materials: x.materials("c1")})
	x.do("w", "c1", &domain.AcceptApplication{})
	x.granted("c1")
	c := x.files["c1"]
	if c.DocumentOf("R-9") == nil || c.DocumentOf("R-9c") == nil || c.DocumentOf("R-9").ID == c.DocumentOf("R-9c").ID || c.Registration.CharterDoc != c.DocumentOf("R-9c").ID {
		t.Errorf("papers %+v", c.Documents)
	}
	if f := x.org(org).Filings; len(f) != 1 || f[0].What != "charter" {
		t.Errorf("the charter is not on file: %+v", f)
	}
	if k := x.org(org).Certificates; len(k) != 2 || k[0].EndedBy != "换发" {
		t.Errorf("certificates %+v", k)
	}
}

func TestALostCertificateIsReplacedAndTheOldOneVoid(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	b := ask(domain.RegReplace, org, nil)
	b.Ground = "遗失"
	x.do("w", "c1", b)
	x.do("w", "c1", &domain.ReceiveApplication{Materials: x.materials("c1")})
	x.do("w", "c1", &domain.AcceptApplication{})
	x.granted("c1")
	x.do("w", "c1", &domain.DeliverResult{Method: "collected", Who: "楚河汉"})
	x.stands("c1", domain.RegCertified) // the loss is announced first
	x.do("w", "c1", &domain.AnnounceRegistration{Where: "门户网站"})
	x.stands("c1", domain.RegClosed)
	if k := x.org(org).Certificates; len(k) != 2 || k[0].EndedOn.IsZero() || !k[1].EndedOn.IsZero() || len(x.org(org).Versions) != 1 {
		t.Errorf("certificates %+v", k)
	}
}

func TestTheCharterIsApprovedInACaseOfItsOwn(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	x.do("w", "c1", ask(domain.RegCharter, org, nil))
	x.do("w", "c1", &domain.ReceiveApplication{Materials: x.materials("c1")})
	x.do("w", "c1", &domain.AcceptApplication{})
	x.granted("c1")
	x.do("w", "c1", &domain.DeliverResult{Method: "collected", Who: "楚河汉"})
	x.stands("c1", domain.RegClosed)
	if f := x.org(org).Filings; len(f) != 1 || f[0].What != "charter" || f[0].Text != x.files["c1"].DocumentOf("R-9").Number {
		t.Errorf("filings %+v", f)
	}
}

func TestMoreTimeIsForChangesByTheHeadAndForCharitiesByTheMinistry(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.received("r1")
	x.do("w", "r1", &domain.AcceptApplication{})
	x.refused("extension_none", "h", "r1", &domain.ExtendDecision{Days: 10, Reason: "情况复杂"})
	org := domain.PartyID(x.granted("r1")[0])
	now := x.org(org).OrgItems
	now.LegalRep = "马走日"
	x.do("w", "c1", ask(domain.RegChange, org, &now))
	x.do("w", "c1", &domain.ReceiveApplication{Materials: x.materials("c1")})
	x.do("w", "c1", &domain.AcceptApplication{})
	was := x.files["c1"].Clock("decide").Due
	x.refused("extension_too_long", "h", "c1", &domain.ExtendDecision{Days: 11, Reason: "情况复杂"})
	x.do("h", "c1", &domain.ExtendDecision{Days: 10, Reason: "情况复杂"})
	x.refused("extension_limit", "h", "c1", &domain.ExtendDecision{Days: 1, Reason: "情况复杂"})
	c := x.files["c1"]
	if got := c.Clock("decide").Due; official().WorkingDaysIn(was, got) != 10 || c.DocumentOf("R-6") == nil {
		t.Errorf("from %s to %s", was, got)
	}
}

func TestACharityHasThirtyDaysAndOnlyTheMinistryGivesMore(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	b := &domain.BeginRegistration{RegKind: domain.RegEstablish, Subject: domain.PartyAssociation, Channel: "window", Applicant: domain.RegApplicant{Name: "楚河汉", Phone: "13900000000"}, Items: chess(),
		Members: &domain.OrgMembers{Persons: 56}, Officers: []domain.OrgOfficer{{Name: "楚河汉", Post: "会长"}}, Charity: true}
	x.do("w", "r1", b)
	x.do("w", "r1", &domain.SignPriorNotice{Signers: []string{"楚河汉"}})
	x.do("w", "r1", &domain.CheckName{Name: chessName()})
	x.clock("2026-04-01 09:00")
	x.do("w", "r1", &domain.ReceiveApplication{Materials: x.materials("r1"), AssemblyOn: day("2026-03-20")})
	x.do("w", "r1", &domain.AcceptApplication{})
	if k := x.files["r1"].Clock("decide"); k.Due != day("2026-05-01") {
		t.Errorf("thirty days: %s", k.Due)
	}
	x.refused("ministry_approval", "h", "r1", &domain.ExtendDecision{Days: 60, Reason: "情况复杂"})
	x.do("h", "r1", &domain.ExtendDecision{Days: 60, Reason: "情况复杂", Approval: "民函〔2026〕1号"})
	if k := x.files["r1"].Clock("decide"); k.Due != day("2026-06-30") {
		t.Errorf("sixty more: %s", k.Due)
	}
}

func TestTheDaysOfALicenceHearingDoNotCount(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.received("r1")
	x.do("w", "r1", &domain.AcceptApplication{})
	x.do("s", "r1", &domain.AssignReviewers{Officers: []domain.PersonID{"a", "b"}})
	x.clock("2026-04-08 09:00")
	x.do("a", "r1", &domain.InformInterested{Name: "云岭区棋院", Matter: "业务范围相近"})
	x.do("a", "r1", &domain.RecordView{Name: "云岭区棋院", View: "请求举行听证"})
	x.do("a", "r1", &domain.TellLicenceHearing{Why: "interested", Told: []string{"楚河汉", "云岭区棋院"}, Content: "可以在五个工作日内申请听证"})
	x.refused("hearing_open", "a", "r1", &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r1")})
	x.refused("not_all_waived", "w", "r1", &domain.WaiveLicenceHearing{By: []string{"楚河汉"}})
	was := x.files["r1"].Clock("decide").Due
	x.clock("2026-04-14 09:00")
	x.do("w", "r1", &domain.AskLicenceHearing{By: "云岭区棋院"})
	x.stands("r1", domain.RegPaused)
	if k := x.files["r1"].Clock("decide"); !k.Due.IsZero() {
		t.Errorf("the days stand still: %+v", k)
	}
	at := func(when string) time.Time {
		u, err := time.ParseInLocation("2006-01-02 15:04", when, domain.Shanghai)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	x.refused("separation_of_duties", "s", "r1", &domain.SetLicenceHearing{At: at("2026-04-24 09:00"), Place: "会议室", Host: "a"})
	x.refused("notice_too_late", "s", "r1", &domain.SetLicenceHearing{At: at("2026-04-23 09:00"), Place: "会议室", Host: "c"})
	x.do("s", "r1", &domain.SetLicenceHearing{At: at("2026-04-24 09:00"), Place: "会议室", Host: "c"})
	x.refused("not_yet", "c", "r1", &domain.HoldLicenceHearing{Attended: []string{"云岭区棋院"}, Record: "双方陈述"})
	x.clock("2026-04-24 10:00")
	x.refused("not_the_host", "s", "r1", &domain.HoldLicenceHearing{Attended: []string{"云岭区棋院"}, Record: "双方陈述"})
	x.do("c", "r1", &domain.HoldLicenceHearing{Attended: []string{"云岭区棋院"}, Record: "双方陈述"})
	x.stands("r1", domain.RegReview)
	if got := x.files["r1"].Clock("decide").Due; got != was.AddDays(11) { // 14 to 24 April
		t.Errorf("from %s to %s", was, got)
	}
	x.do("a", "r1", &domain.ProposeRegistration{Grant: true, Reasons: "根据听证笔录，符合条件", Conditions: x.confirmed("r1")})
	x.refused("separation_of_duties", "c", "r1", &domain.ReviewRegistration{Pass: true, Text: "通过"})
}

func TestAHearingMayBeAskedForInFiveWorkingDaysAndNotOnTheSixth(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.received("r1")
	x.do("w", "r1", &domain.AcceptApplication{})
	x.do("s", "r1", &domain.AssignReviewers{Officers: []domain.PersonID{"a", "b"}})
	x.clock("2026-04-08 09:00")
	x.do("a", "r1", &domain.TellLicenceHearing{Why: "interested", Told: []string{"楚河汉"}, Content: "可以在五个工作日内申请听证"})
	x.clock("2026-04-16 09:00")
	x.refused("wrong_stage", "w", "r1", &domain.AskLicenceHearing{By: "楚河汉"})
	if h := x.files["r1"].Registration.Hearing; h.Ended != domain.LicenceNotAsked {
		t.Errorf("%+v", h)
	}
	x.do("a", "r1", &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r1")})
}

func TestARefusalIsReviewedAndDiscussedWhoeverProposedAGrant(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	now := x.org(org).OrgItems
	now.LegalRep = "马走日"
	x.do("w", "c1", ask(domain.RegChange, org, &now))
	x.do("w", "c1", &domain.ReceiveApplication{Materials: x.materials("c1")})
	x.do("w", "c1", &domain.AcceptApplication{})
	x.reviewed("c1")
	x.stands("c1", domain.RegToDecide) // a grant of a change needs neither
	x.refused("against_review", "l", "c1", &domain.DecideRegistration{Grounds: []string{"RR-21"}, Reasons: "不符合"})
	x.do("l", "c1", &domain.ReturnRegistration{Reason: "离任审计有问题"})
	x.do("a", "c1", &domain.ProposeRegistration{Grounds: []string{"RR-22"}, Reasons: "审计报告虚假", Conditions: x.confirmed("c1")})
	x.stands("c1", domain.RegLegal)
	x.do("r", "c1", &domain.ReviewRegistration{Pass: true, Text: "通过"})
	x.do("h", "c1", &domain.DiscussRegistration{Text: "同意不予变更"})
	x.do("l", "c1", &domain.DecideRegistration{Grounds: []string{"RR-22"}, Reasons: "审计报告虚假"})
	r := x.files["c1"].Registration
	if len(r.Leads) != 1 || r.Leads[0].Violation != "SO-43" || r.Decision.Remedies == "" {
		t.Fatalf("fraud is warned against: %+v", r.Leads)
	}
	x.do("w", "c1", &domain.DeliverResult{Method: "collected", Who: "楚河汉"})
	x.stands("c1", domain.RegClosed)
	clue := x.do("s", "c1", &domain.OpenRegistrationClue{What: domain.LeadFraud, Fact: "提交虚假审计报告"})
	if x.files[clue[0]].Penalty.Allegations[0].Violation != "SO-43" {
		t.Errorf("%+v", x.files[clue[0]].Penalty)
	}
}

func TestAFraudulentApplicantOfAnEstablishmentIsEnteredAsAParty(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.received("r1")
	x.do("w", "r1", &domain.RejectApplication{Reason: "false_material", Text: "验资报告系伪造"})
	opened := x.do("s", "r1", &domain.OpenRegistrationClue{What: domain.LeadFraud, Fact: "伪造验资报告"})
	if len(opened) != 2 || x.files[opened[0]].PartyFile.Kind != domain.PartyPerson || x.files[opened[1]].Party.ID != domain.PartyID(opened[0]) {
		t.Errorf("opened %v", opened)
	}
}

func TestARegistrationObtainedByFraudIsAnnulledAndItsNameBarredForThreeYears(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	x.clock("2026-08-03 09:00")
	x.do("s", "r1", &domain.ProposeAnnulment{Ground: domain.AnnulFraud, Facts: "会员名册系伪造", Views: "当事人承认"})
	x.refused("separation_of_duties", "s", "r1", &domain.AnnulRegistration{Annul: true, Reasons: "应予撤销"})
	x.do("l", "r1", &domain.AnnulRegistration{Annul: true, Reasons: "应予撤销"})
	if o := x.org(org); o.Status != domain.OrgAnnulled || x.files["r1"].Outcome != "annulled" {
		t.Errorf("%+v", o)
	}
	for when, want := range map[string]domain.Code{"2029-08-03 09:00": "name_taken", "2029-08-04 09:00": ""} {
		x.clock(when)
		x.begins(domain.CaseID("n"+when[:10]), want)
	}
}

func TestAnAnnulledChangeGivesTheOldItemsBack(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	now := x.org(org).OrgItems
	now.Name.Field, now.LegalRep = "围棋", "马走日"
	x.do("w", "c1", ask(domain.RegChange, org, &now))
	x.refused("name_unchecked", "w", "c1", &domain.ReceiveApplication{})
	x.do("w", "c1", &domain.CheckName{Name: now.Name})
	x.do("w", "c1", &domain.ReceiveApplication{Materials: x.materials("c1")})
	x.do("w", "c1", &domain.AcceptApplication{})
	x.granted("c1")
	x.do("s", "c1", &domain.ProposeAnnulment{Ground: domain.AnnulFraud, Facts: "会议纪要系伪造", Views: "没有意见"})
	x.do("l", "c1", &domain.AnnulRegistration{Annul: true, Reasons: "应予撤销"})
	o := x.org(org)
	if o.Name != chessName() || o.LegalRep != "楚河汉" || o.Status != domain.OrgActive {
		t.Errorf("%+v", o.OrgItems)
	}
	held := x.files[domain.CaseID(org)].NamesHeld()
	if len(held) != 2 || held[1].Name != now.Name || held[1].Why != domain.NameRevoked {
		t.Errorf("names held %+v", held)
	}
}

func TestAnOrganizationThatIsStoppedOrLiquidatesChangesNothing(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	now := x.org(org).OrgItems
	now.LegalRep = "马走日"
	x.do("w", "d1", ask(domain.RegDeregister, org, nil))
	x.do("w", "d1", &domain.FormLiquidation{Members: []string{"楚河汉"}})
	x.refused("organization_status", "w", "c1", ask(domain.RegChange, org, &now))
	x.refused("liquidating", "w", "d2", ask(domain.RegDeregister, org, nil))
	x.do("w", "d1", &domain.WithdrawApplication{Reason: "会员大会决定继续"})
	if o := x.org(org); o.Status != domain.OrgActive || o.LiquidatedBy != "" {
		t.Errorf("it goes on: %s %s", o.Status, o.LiquidatedBy)
	}
	x.do("w", "c1", ask(domain.RegChange, org, &now))
}

// liquidated takes a deregistration to the end of its liquidation.
func (x *hall) liquidated(id domain.CaseID) {
	x.Helper()
	x.do("w", id, &domain.FormLiquidation{Members: []string{"楚河汉"}})
	x.do("w", id, &domain.NotifyCreditors{})
	x.do("w", id, &domain.NotifyCreditors{Newspaper: "云岭日报"})
	x.refused("claims_open", "w", id, &domain.EndLiquidation{Report: "f1", Residual: "移交同类组织"})
	x.now = x.now.AddDate(0, 0, 50)
	x.refused("residual", "w", id, &domain.EndLiquidation{Report: "f1", Residual: "分给会员", ToMembers: true})
	x.do("w", id, &domain.EndLiquidation{Report: "f1", Residual: "移交同类组织"})
}

func TestAnOpenPenaltyCaseBlocksTheEndUnlessItWasRevoked(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	tell := func(b domain.Body) { x.put(x.files[domain.CaseID(org)], "l", x.now, []domain.Body{b}) }
	x.do("w", "d1", ask(domain.RegDeregister, org, nil))
	x.liquidated("d1")
	tell(&domain.OrganizationCaseOpened{File: "p1", On: domain.DateOf(x.now)})
	x.refused("penalty_open", "w", "d1", &domain.ReceiveApplication{Materials: x.materials("d1")})
	tell(&domain.OrganizationStatusSet{Status: domain.OrgRevoked, On: domain.DateOf(x.now), File: "p1"})
	if o := x.org(org); o.LiquidatedBy != "d1" {
		t.Errorf("revoked while it liquidates, it goes on liquidating: %q", o.LiquidatedBy)
	}
	x.do("w", "d1", &domain.ReceiveApplication{Materials: x.materials("d1")})
	x.do("w", "d1", &domain.AcceptApplication{})
	x.granted("d1")
	x.stands("d1", domain.RegCertified)
	if x.org(org).Status != domain.OrgDeregistered || !x.files["d1"].Open() {
		t.Errorf("%s", x.org(org).Status)
	}
	x.do("w", "d1", &domain.DeliverResult{Method: "collected", Who: "楚河汉"})
	x.do("w", "d1", &domain.AnnounceRegistration{Where: "门户网站"})
	x.stands("d1", domain.RegCertified)
	x.refused("invalid_input", "w", "d1", &domain.CollectCertificate{Certificate: true})
	x.do("w", "d1", &domain.CollectCertificate{Certificate: true, Voided: "印章遗失，已公告作废"})
	x.stands("d1", domain.RegClosed)
}

func TestARefusedDeregistrationGoesOnFromItsLiquidation(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	x.do("w", "d1", ask(domain.RegDeregister, org, nil))
	x.liquidated("d1")
	x.do("w", "d1", &domain.ReceiveApplication{Materials: x.materials("d1", "d_report")})
	x.do("w", "d1", &domain.ListGaps{Gaps: []domain.RegGap{{Key: "d_report", What: "缺清算报告书"}}, Handing: domain.Handing{Handed: "楚河汉"}})
	x.now = x.now.AddDate(0, 0, 30)
	x.stands("d1", domain.RegLapsed)
	x.refused("liquidating", "w", "d2", ask(domain.RegDeregister, org, nil))
	b := ask(domain.RegDeregister, org, nil)
	b.Continues = "d1"
	x.do("w", "d2", b)
	x.stands("d2", domain.RegLiquidated)
	if x.org(org).LiquidatedBy != "d2" || x.files["d2"].Registration.Liquid.EndedOn.IsZero() {
		t.Errorf("%+v", x.files["d2"].Registration.Liquid)
	}
	x.do("w", "d2", &domain.ReceiveApplication{Materials: x.materials("d2")})
}

func TestALiquidationNobodyCarriesOutGoesToTheCourtAndTheCodeStaysResolvable(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	x.clock("2026-05-06 09:00")
	x.put(x.files[domain.CaseID(org)], "l", x.now, []domain.Body{&domain.OrganizationStatusSet{Status: domain.OrgRevoked, On: domain.DateOf(x.now), File: "p1"}})
	b := ask(domain.RegDeregister, org, nil)
	b.Forced = "云岭区文化体育局"
	x.do("w", "d1", b)
	x.do("s", "d1", &domain.PetitionCourt{By: "云岭区民政局", Court: "云岭区人民法院", Reason: "清算义务人下落不明"})
	x.now = x.now.AddDate(1, 0, 0)
	x.stands("d1", domain.RegDraft) // it may take long; nothing lapses
	o := x.files[domain.CaseID(org)].PartyFile
	if o.USCC == "" || o.Org.Gone() || len(x.files[domain.CaseID(org)].NamesHeld()) != 1 {
		t.Errorf("%+v", o)
	}
	x.do("s", "d1", &domain.FormLiquidation{Members: []string{"某律师事务所"}, ByCourt: "（2027）990101强清1号"})
	x.do("s", "d1", &domain.EndLiquidation{Report: "f1", Residual: "无财产可供清算", Ruling: "（2027）990101强清1号之二"})
	keys := []string{}
	for _, m := range x.materials("d1") {
		keys = append(keys, m.Key)
	}
	if slices.Contains(keys, "d_application") || !slices.Contains(keys, "d_organ") {
		t.Errorf("an organ applies: %v", keys)
	}
	x.do("w", "d1", &domain.ReceiveApplication{Materials: x.materials("d1")})
	x.do("w", "d1", &domain.AcceptApplication{})
	x.granted("d1")
	if x.org(org).Status != domain.OrgDeregistered || x.files[domain.CaseID(org)].PartyFile.USCC != o.USCC {
		t.Error("the code stays")
	}
}

func TestAnOrganAppliesForTheEndOfATradeAssociationSince2026Only(t *testing.T) {
	for when, want := range map[string]domain.Code{"2026-03-11 09:00": "not_forced", "2026-03-12 09:00": ""} {
		x := newHall(t, "2025-09-01 09:00")
		org := x.registeredOn("r1")
		x.clock(when)
		b := ask(domain.RegDeregister, org, nil)
		b.Forced = "区工商业联合会"
		if _, err := x.try("w", "d1", b); domain.CodeOf(err) != want {
			t.Errorf("%s: %v", when, err)
		}
	}
}

// registeredOn registers on the day the clock shows.
func (x *hall) registeredOn(id domain.CaseID) domain.PartyID {
	x.Helper()
	x.begun(id)
	x.do("w", id, &domain.ReceiveApplication{Materials: x.materials(id), AssemblyOn: domain.DateOf(x.now)})
	x.do("w", id, &domain.AcceptApplication{})
	return domain.PartyID(x.granted(id)[0])
}

func TestNameWindowsAreExactToTheDay(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	now := x.org(org).OrgItems
	now.Name.Field = "围棋"
	x.do("w", "c1", ask(domain.RegChange, org, &now))
	x.do("w", "c1", &domain.CheckName{Name: now.Name})
	x.begins("n0", "name_taken")
	x.do("w", "c1", &domain.ReceiveApplication{Materials: x.materials("c1")})
	x.do("w", "c1", &domain.AcceptApplication{})
	x.granted("c1") // renamed on 2026-04-01
	for _, c := range []struct {
		when string
		want domain.Code
	}{{"2026-04-02 09:00", "name_taken"}, {"2027-04-01 23:59", "name_taken"}, {"2027-04-02 00:01", ""}} {
		x.clock(c.when)
		x.begins(domain.CaseID("n"+c.when[:10]), c.want)
	}
	// what was reserved and never used is free again after six months
	x.clock("2027-10-08 00:01")
	x.stands("n2027-04-02", domain.RegLapsed)
	x.begins("n9", "")
}

func TestNamesAreComparedWithoutRegardToWidthSpaceAndDashes(t *testing.T) {
	same := [][2]string{{"云岭区Ａ－Ｂ协会", "云岭区a-b协会"}, {"云岭区 象棋·协会", "云岭区象棋协会"}, {"云岭区（象棋）协会", "云岭区(象棋)协会"}, {"云岭区象棋—协会", "云岭区象棋协会"}}
	for _, p := range same {
		if domain.NameKey(p[0]) != domain.NameKey(p[1]) {
			t.Errorf("%s and %s: %q, %q", p[0], p[1], domain.NameKey(p[0]), domain.NameKey(p[1]))
		}
	}
	if domain.NameKey("云岭区象棋协会") == domain.NameKey("云岭区围棋协会") {
		t.Error("two names are one")
	}
}

func TestTheVectorsOfTheUnifiedCode(t *testing.T) {
	for _, s := range []string{"51421303MJH000019U", "52421303MJH000027K", "53421303MJH000035B", "52421303MJ00003330", "52421303MJ0000165X", "52421303MJ0000210Y", "52421303MJ000019XB"} {
		if !domain.ValidUSCC(s) || !domain.ValidBodyCode(s) {
			t.Errorf("%s is valid", s)
		}
		for i := range s { // one wrong character is found out
			for _, c := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
				if w := s[:i] + string(c) + s[i+1:]; w != s && domain.ValidUSCC(w) {
					t.Errorf("%s passes for %s", w, s)
				}
			}
		}
	}
	for _, s := range []string{"11341700003244799H", "12100000401359321Q"} { // published codes of public bodies: the arithmetic
		if !domain.ValidUSCC(s) {
			t.Errorf("%s is valid", s)
		}
	}
	if domain.MakeUSCC(domain.PartyAssociation, "421303", "MJH00001") != "51421303MJH000019U" || domain.MakeUSCC(domain.PartyServiceOrg, "421303", "MJ000019") != "52421303MJ000019XB" {
		t.Error("the codes made are not those of the notes")
	}
}

func TestWhoIsAskedFirstHandsOver(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.received("r1", "premises")
	x.refused("invalid_input", "w", "r1", &domain.HandOverContact{To: "r", Reason: "休假"})
	x.do("w", "r1", &domain.HandOverContact{To: "c", Reason: "休假"})
	c := x.files["r1"]
	if c.Registration.Contact != "c" || c.Handler != "c" || len(c.Registration.Contacts) != 1 {
		t.Errorf("%+v", c.Registration.Contacts)
	}
	x.do("c", "r1", &domain.CorrectOnSpot{Corrections: []domain.RegGap{{Key: "premises", What: "当场补交"}}, Materials: []domain.GivenMaterial{{Key: "premises"}}})
	x.do("w", "r1", &domain.AcceptApplication{})
}

func TestAnApplicantHandsInFilesAndRatesOnce(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.begun("r1")
	x.refused("invalid_input", domain.Applicant, "r1", &domain.ReceiveApplication{Materials: []domain.GivenMaterial{{Key: "application"}}, AssemblyOn: day("2026-03-02")})
	x.do("w", "r1", &domain.ReceiveApplication{Materials: x.materials("r1"), AssemblyOn: day("2026-03-02")})
	x.refused("wrong_stage", domain.Applicant, "r1", &domain.RateService{Score: 5})
	x.do("w", "r1", &domain.RejectApplication{Reason: "not_a_permit", Text: "不需要登记"})
	x.do(domain.Applicant, "r1", &domain.RateService{Score: 5})
	x.refused("wrong_stage", domain.Applicant, "r1", &domain.RateService{Score: 1})
}

func TestAPromiseThatRunsOutDoesNotUndoARefusal(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	now := x.org(org).OrgItems
	now.LegalRep = "马走日"
	x.do("w", "c1", ask(domain.RegChange, org, &now))
	x.do("w", "c1", &domain.ReceiveApplication{Materials: x.materials("c1", "c_form")})
	x.do("w", "c1", &domain.AcceptApplication{Promised: []string{"c_form"}, Promise: "f1"})
	if ev := x.files["c1"].Evidence; len(ev) == 0 || ev[len(ev)-1].Hash != "f1" {
		t.Error("the promise is not in the file")
	}
	x.do("s", "c1", &domain.AssignReviewers{Officers: []domain.PersonID{"a", "b"}})
	x.refused("promise_open", "a", "c1", &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("c1")})
	x.do("a", "c1", &domain.ProposeRegistration{Grounds: []string{"RR-21"}, Reasons: "不符合", Conditions: x.confirmed("c1")})
	x.do("r", "c1", &domain.ReviewRegistration{Pass: true, Text: "通过"})
	x.do("h", "c1", &domain.DiscussRegistration{Text: "同意"})
	x.do("l", "c1", &domain.DecideRegistration{Grounds: []string{"RR-21"}, Reasons: "不符合"})
	x.now = x.now.AddDate(0, 0, 40)
	x.stands("c1", domain.RegRefused)
}

func TestAGrantIsTakenBackWhenTheRegisterHasMoved(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	org := x.registered("r1")
	for _, c := range []struct {
		id  domain.CaseID
		set func(*domain.OrgItems)
	}{{"c1", func(i *domain.OrgItems) { i.LegalRep = "马走日" }}, {"c2", func(i *domain.OrgItems) { i.LegalRep = "车直行" }}} {
		now := x.org(org).OrgItems
		c.set(&now)
		x.do("w", c.id, ask(domain.RegChange, org, &now))
		x.do("w", c.id, &domain.ReceiveApplication{Materials: x.materials(c.id)})
		x.do("w", c.id, &domain.AcceptApplication{})
		x.reviewed(c.id)
		x.do("l", c.id, &domain.DecideRegistration{Grant: true})
	}
	x.do("w", "c1", &domain.CertifyRegistration{})
	x.refused("register_moved", "w", "c2", &domain.CertifyRegistration{})
	x.do("l", "c2", &domain.RescindGrant{Reason: "登记事项已另行变更"})
	x.stands("c2", domain.RegReview)
	if d := x.files["c2"].DocumentOf("R-8"); d != nil || x.files["c2"].Clock("decide#2") == nil {
		t.Errorf("the decision does not stand: %+v", d)
	}
	x.do("w", "c2", &domain.WithdrawApplication{Reason: "不再变更"})
}
