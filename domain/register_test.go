package domain_test

import (
	"slices"
	"testing"

	"yifa/domain"
)

// paper is an organization as a paper file has it.
func paper(kind domain.PartyKind, code string) *domain.EnterOrganization {
	x := &domain.EnterOrganization{Kind: kind, Items: *chess(), USCC: code, RegisteredOn: day("2019-05-06"),
		Certificate: &domain.EnteredCertificate{Number: "云民社证字第0001号", IssuedOn: day("2019-05-06"), ValidUntil: day("2024-05-05")},
		Officers:    []domain.OrgOfficer{{Name: "楚河汉", Post: "会长", Born: 1961, Phone: "13900000000"}, {Name: "马走日", Post: "秘书长"}},
		Term:        &domain.OrgTerm{No: 1, From: day("2019-05-06"), Until: day("2024-05-05")}, Members: &domain.OrgMembers{Persons: 60}}
	if kind == domain.PartyServiceOrg {
		x.Items.Name = domain.OrgName{District: "云岭区", Brand: "春禾", Field: "养老", Form: "服务中心"}
		x.Members, x.Form, x.Items.Area = nil, "legal_person", ""
	}
	return x
}

func (x *hall) held(id domain.CaseID) *domain.Organization { return x.files[id].PartyFile.Org }

var (
	codeA = domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG00001")
	codeB = domain.MakeUSCC(domain.PartyServiceOrg, "990101", "MJG00002")
	codeC = domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG00003")
)

func TestAnOrganizationFromPaperIsEnteredWithEverythingTheFileHolds(t *testing.T) {
	x := newHall(t, "2023-03-06 09:00")
	p := paper(domain.PartyAssociation, codeA)
	p.History = &domain.OrgHistory{Branches: []domain.OrgBranch{{Name: "云岭区象棋协会青少年分会", Kind: "branch", From: day("2020-01-06")}},
		Checks: []domain.PastCheck{{Year: 2021, Conclusion: "passed"}, {Year: 2020, Conclusion: "fair"}}, Penalties: []domain.OrgPenalty{{On: day("2021-02-02"), By: "云岭区市场监督管理局", Kind: "warning"}}}
	x.do("w", "o1", p)
	c := x.files["o1"]
	o := x.held("o1")
	if c.Title != "云岭区象棋协会" || c.PartyFile.USCC != codeA || o.Status != domain.OrgActive || len(o.Versions) != 1 || o.Certificate().ValidUntil != day("2024-05-05") || o.Term().No != 1 ||
		len(o.Officers) != 2 || len(o.Branches) != 1 || len(o.Checks) != 2 || o.Checks[0].Year != 2020 || len(o.Penalties) != 1 {
		t.Errorf("the register holds %+v", o)
	}
	x.refused("registered_already", "w", "o1", &domain.CompleteOrganization{EnterOrganization: *p})

	// a party that was only listed is completed; its kind must be the same
	x.do("w", "o2", &domain.RegisterParty{Kind: domain.PartyServiceOrg, Name: "云岭区春禾养老服务中心"})
	x.refused("wrong_kind", "w", "o2", &domain.CompleteOrganization{EnterOrganization: func() domain.EnterOrganization {
		y := paper(domain.PartyAssociation, codeC)
		y.Items.Name.Field = "围棋"
		return *y
	}()})
	x.refused("not_registered", "w", "o2", &domain.MarkCharity{Charity: domain.OrgCharity{Since: day("2022-01-01")}})
	x.do("w", "o2", &domain.CompleteOrganization{EnterOrganization: *paper(domain.PartyServiceOrg, codeB)})
	if x.held("o2").Form != "legal_person" || x.files["o2"].PartyFile.USCC != codeB {
		t.Errorf("completed as %+v", x.held("o2"))
	}
}

func TestWhatIsEnteredFromPaperMustBePossible(t *testing.T) {
	x := newHall(t, "2023-03-06 09:00")
	for why, spoil := range map[string]func(*domain.EnterOrganization){
		"E10.4 a foundation at the county window": func(p *domain.EnterOrganization) { p.Kind = domain.PartyFoundation },
		"a code with a wrong check character":     func(p *domain.EnterOrganization) { p.USCC = codeA[:17] + "0" },
		"a code with a wrong body check inside":   func(p *domain.EnterOrganization) { p.USCC = badBody() },
		"the code of another kind":                func(p *domain.EnterOrganization) { p.USCC = codeB },
		"no code and no reason":                   func(p *domain.EnterOrganization) { p.USCC = "" },
		"registered tomorrow":                     func(p *domain.EnterOrganization) { p.RegisteredOn = day("2023-03-07") },
		"revoked without a day":                   func(p *domain.EnterOrganization) { p.Status = domain.OrgRevoked },
		"a term that ends before it begins":       func(p *domain.EnterOrganization) { p.Term.Until = p.Term.From },
		"direct with a supervising unit":          func(p *domain.EnterOrganization) { p.Items.Mode = domain.ModeDirect },
		"a check of this year": func(p *domain.EnterOrganization) {
			p.History = &domain.OrgHistory{Checks: []domain.PastCheck{{Year: 2023, Conclusion: "passed"}}}
		},
		"two checks of one year": func(p *domain.EnterOrganization) {
			p.History = &domain.OrgHistory{Checks: []domain.PastCheck{{Year: 2021, Conclusion: "passed"}, {Year: 2021, Conclusion: "fair"}}}
		},
		"a branch that does not bear the name": func(p *domain.EnterOrganization) {
			p.History = &domain.OrgHistory{Branches: []domain.OrgBranch{{Name: "青少年分会", Kind: "branch"}}}
		},
		"an officer without a post":            func(p *domain.EnterOrganization) { p.Officers[1].Post = "" },
		"a partnership that is an association": func(p *domain.EnterOrganization) { p.Form = "partnership" },
		"a charity that may raise funds before it was one": func(p *domain.EnterOrganization) {
			p.Charity = &domain.OrgCharity{Since: day("2022-01-01"), PublicOn: day("2021-01-01")}
		},
	} {
		t.Run(why, func(*testing.T) {
			p := paper(domain.PartyAssociation, codeA)
			spoil(p)
			x.refused("invalid_input", "w", "spoiled", p)
		})
	}
	p := paper(domain.PartyAssociation, "")
	p.NoCode = "一直未换发证书"
	x.do("w", "o1", p)
}

// badBody is a code whose last character is right and whose body is not.
func badBody() string {
	for _, last := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		if s := codeA[:16] + string("0123456789X"[(int(codeA[16]-'0')+1)%9]) + string(last); domain.ValidUSCC(s) && !domain.ValidBodyCode(s) {
			return s
		}
	}
	return ""
}

func TestTwoOrganizationsOfOneNameAreRefusedOrRecordedAsFound(t *testing.T) {
	x := newHall(t, "2023-03-06 09:00")
	x.do("w", "o1", paper(domain.PartyAssociation, codeA))
	p := paper(domain.PartyAssociation, codeC)
	x.refused("name_taken", "w", "o2", p)
	p.SameName = "两会2003年合署时即同名，原登记簿第12、40号"
	x.do("w", "o2", p)
	if x.held("o2").SameName == "" {
		t.Error("the register does not say so")
	}
	// one that was deregistered long ago stands in nobody's way
	p = paper(domain.PartyAssociation, domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG00009"))
	p.Status, p.StatusOn = domain.OrgDeregistered, day("2021-01-01")
	x.do("w", "o3", p)
	if x.held("o3").Status != domain.OrgDeregistered || x.held("o3").OldNames[0].Until != day("2021-01-01").AddYears(1) && x.held("o3").OldNames[0].Until != day("2021-01-01") {
		t.Errorf("%+v", x.held("o3"))
	}
}

func TestACodeFromThePoolIsNotGivenTwice(t *testing.T) {
	x := newHall(t, "2023-03-06 09:00")
	x.do("w", "o1", paper(domain.PartyAssociation, domain.MakeUSCC(domain.PartyAssociation, "990101", "MJH00041")))
	if x.held("o1").Serial != 41 {
		t.Errorf("serial %d", x.held("o1").Serial)
	}
	x.do("w", "o2", paper(domain.PartyServiceOrg, codeB))
	if x.held("o2").Serial != 0 {
		t.Errorf("a code from elsewhere has serial %d", x.held("o2").Serial)
	}
}

func TestACorrectionMendsAnEntryAndNoDecision(t *testing.T) {
	x := newHall(t, "2023-03-06 09:00")
	x.do("w", "o1", paper(domain.PartyAssociation, codeA))
	fix := &domain.CorrectEntry{Items: *chess(), USCC: codeC, RegisteredOn: day("2018-05-06"), Reason: "与登记簿核对"}
	fix.Items.Address = "云岭区棋盘路18号"
	x.do("s", "o1", fix)
	if o := x.held("o1"); o.Versions[0].From != day("2018-05-06") || x.files["o1"].PartyFile.USCC != codeC || len(o.Versions) != 1 || x.files["o1"].PartyFile.Address != "云岭区棋盘路18号" {
		t.Errorf("%+v", o)
	}
	x.refused("nothing_changed", "s", "o1", fix)
	x.put(x.files["o1"], "w", x.now, []domain.Body{&domain.OrganizationChanged{Items: fix.Items, Changed: []string{domain.ItemAddress}, On: day("2023-03-06"), File: "r1"}})
	fix.Items.LegalRep = "车直行"
	x.refused("registered_items", "s", "o1", fix)
}

func TestBranchesFollowTheRulesOnTheirNames(t *testing.T) {
	x := newHall(t, "2023-03-06 09:00")
	x.agency.Townships = []string{"青石镇", "柳湖街道"}
	x.do("w", "o1", paper(domain.PartyAssociation, codeA))
	x.do("w", "o2", paper(domain.PartyServiceOrg, codeB))
	add := func(name, typ string) *domain.AddBranch {
		return &domain.AddBranch{Name: name, Type: typ, On: day("2023-03-01")}
	}
	x.refused("branches_forbidden", "w", "o2", add("云岭区春禾养老服务中心第一分会", "branch"))
	for why, b := range map[string]*domain.AddBranch{
		"without the parent's name": add("象棋协会青少年分会", "branch"), "with the wrong end": add("云岭区象棋协会青少年中心", "branch"), "an office called a branch": add("云岭区象棋协会北区办事处", "branch"),
		"a branch of a branch": add("云岭区象棋协会青少年分会少儿分会", "branch"), "a regional one": add("云岭区象棋协会青石镇分会", "branch"), "with nothing of its own": add("云岭区象棋协会分会", "branch"),
	} {
		t.Run(why, func(*testing.T) { x.refused("invalid_input", "w", "o1", b) })
	}
	x.do("w", "o1", add("云岭区象棋协会青少年分会", "branch"))
	x.do("w", "o1", add("云岭区象棋协会北区办事处", "office"))
	x.refused("invalid_input", "w", "o1", add("云岭区象棋协会青少年分会", "branch"))
	x.do("w", "o1", &domain.EndBranch{Name: "云岭区象棋协会青少年分会", On: day("2023-03-05")})
	x.refused("invalid_input", "w", "o1", &domain.EndBranch{Name: "云岭区象棋协会青少年分会", On: day("2023-03-05")})
	x.do("w", "o1", add("云岭区象棋协会青少年分会", "branch"))
	if n := len(x.held("o1").Branches); n != 3 {
		t.Errorf("%d branches", n)
	}
}

// E10.18: an extension that ends on a rest day, a new officer who is a serving official, no audit, a new legal representative
// who is not registered.
func TestAnElectionIsRecordedWithWhatIsWrongWithIt(t *testing.T) {
	x := newHall(t, "2023-12-04 09:00")
	p := paper(domain.PartyAssociation, codeA)
	p.Term = nil
	x.do("w", "o1", p)
	x.refused("term_unknown", "s", "o1", &domain.ExtendTerm{Until: day("2025-05-05"), CouncilOn: day("2023-12-01"), Reason: "防汛"})
	x.do("w", "o1", &domain.SetTerm{No: 1, From: day("2019-05-06"), Until: day("2024-05-05")})
	x.refused("term_known", "w", "o1", &domain.SetTerm{No: 2, From: day("2019-05-06"), Until: day("2024-05-05")})

	x.refused("extension_too_long", "s", "o1", &domain.ExtendTerm{Until: day("2025-05-06"), CouncilOn: day("2023-12-01"), Reason: "会长重病"})
	x.do("s", "o1", &domain.ExtendTerm{Until: day("2025-05-05"), CouncilOn: day("2023-12-01"), Reason: "会长重病"}) // the last day of a holiday: no rolling over
	if got := x.held("o1").Term(); got.End() != day("2025-05-05") || !slices.Equal(got.Findings, []string{domain.ElectionUnsupported}) {
		t.Errorf("%+v", got)
	}
	x.refused("extended_already", "s", "o1", &domain.ExtendTerm{Until: day("2025-05-05"), CouncilOn: day("2023-12-01"), Reason: "会长重病"})

	x.clock("2025-06-03 09:00")
	x.refused("term_too_long", "w", "o1", &domain.RecordElection{AssemblyOn: day("2025-06-01"), Until: day("2030-06-02")})
	x.do("w", "o1", &domain.RecordElection{AssemblyOn: day("2025-06-01"), Until: day("2030-06-01"), LegalRep: "车直行",
		Officers: []domain.OrgOfficer{{Name: "车直行", Post: "会长", Serving: true}, {Name: "马走日", Post: "秘书长"}}})
	o := x.held("o1")
	if got := o.Term(); got.No != 2 || got.ElectedOn != day("2025-06-01") ||
		!slices.Equal(got.Findings, []string{domain.ElectionServing, domain.ElectionRepDiffers, domain.ElectionLate, domain.ElectionUnaudited}) {
		t.Errorf("%+v", got)
	}
	if len(o.Former) != 1 || o.Former[0].Name != "楚河汉" || o.Former[0].Phone != "" || o.Former[0].Until != day("2025-06-01") || o.LegalRep != "楚河汉" || o.RepPending == nil {
		t.Errorf("former %+v, registered %s, pending %+v", o.Former, o.LegalRep, o.RepPending)
	}
	items := o.OrgItems
	items.LegalRep = "车直行"
	x.put(x.files["o1"], "w", x.now, []domain.Body{&domain.OrganizationChanged{Items: items, Changed: []string{domain.ItemLegalRep}, On: day("2025-06-03"), File: "r1"}})
	if x.held("o1").RepPending != nil {
		t.Error("the registration of the new representative is still pending")
	}
}

func TestAnExtensionComesBeforeTheTermHasEnded(t *testing.T) {
	x := newHall(t, "2024-05-06 09:00")
	x.do("w", "o1", paper(domain.PartyAssociation, codeA))
	x.refused("term_over", "s", "o1", &domain.ExtendTerm{Until: day("2025-05-05"), CouncilOn: day("2024-05-01"), Reason: "会长重病"})
}

func TestFilingsActivitiesPenaltiesAndTheCharityMarkAreKept(t *testing.T) {
	x := newHall(t, "2023-03-06 09:00")
	x.do("w", "o1", paper(domain.PartyAssociation, codeA))
	x.do("w", "o1", &domain.PutOnFile{What: "seal", On: day("2023-03-01"), Text: "圆形，直径4.2厘米", Files: []domain.Blob{"f1"}})
	x.refused("invalid_input", "w", "o1", &domain.PutOnFile{What: "seal", On: day("2023-03-01"), Text: "x", Files: []domain.Blob{"none"}})
	x.refused("invalid_input", "w", "o1", &domain.PutOnFile{What: "officers", On: day("2023-03-01"), Text: "x"})
	x.do("w", "o1", &domain.FileOfficers{On: day("2023-03-02"), Text: "理事会决议", Officers: []domain.OrgOfficer{{Name: "楚河汉", Post: "会长"}, {Name: "炮翻山", Post: "秘书长"}}})
	x.do("w", "o1", &domain.CountMembers{Members: domain.OrgMembers{Persons: 71, AsOf: day("2023-03-01")}})
	x.do("a", "o1", &domain.RecordActivity{Activity: domain.OrgActivity{On: day("2023-02-01"), What: "新春象棋赛"}})
	x.refused("invalid_input", "a", "o1", &domain.RecordActivity{Activity: domain.OrgActivity{On: day("2023-02-01"), What: "新春象棋赛"}})
	pen := domain.OrgPenalty{On: day("2023-01-05"), By: "云岭区市场监督管理局", Kind: "warning", Number: "云市监罚字〔2023〕1号"}
	x.do("a", "o1", &domain.RecordPenalty{Penalty: pen})
	pen.On = day("2023-01-06")
	x.refused("penalty_known", "a", "o1", &domain.RecordPenalty{Penalty: pen})
	x.do("a", "o1", &domain.MarkCharity{Charity: domain.OrgCharity{Since: day("2022-09-01")}})
	o := x.held("o1")
	if len(o.Filings) != 2 || o.Officers[1].Name != "炮翻山" || o.Former[0].Name != "马走日" || o.Members.Persons != 71 || len(o.Activities) != 1 || len(o.Penalties) != 1 || o.Charity == nil {
		t.Errorf("%+v", o)
	}
	// what the register holds of an organization outlives an amendment of the party
	x.do("s", "o1", &domain.AmendParty{RegisterParty: domain.RegisterParty{Kind: domain.PartyAssociation, Name: "云岭区象棋协会", USCC: codeA, Address: o.Address, Phone: "000-1"}, Reason: "电话变了"})
	if x.held("o1") == nil || x.files["o1"].PartyFile.Phone != "000-1" {
		t.Error("the amendment lost the organization")
	}
}

func TestTheTelephoneNumberOfAnOrganizationIsEnteredWithWhereItCameFrom(t *testing.T) {
	x := newHall(t, "2023-03-06 09:00")
	x.do("w", "o1", paper(domain.PartyAssociation, codeA))
	set := func(phone string) *domain.SetPhone {
		return &domain.SetPhone{Phone: phone, Source: "法定代表人到窗口申报，已核对身份"}
	}
	for _, bad := range []string{"1234", "号码 55501", "123456789012345678901"} {
		x.refused("invalid_input", "w", "o1", set(bad))
	}
	x.refused("invalid_input", "w", "o1", &domain.SetPhone{Phone: "0710-55501"})
	x.do("w", "o1", set(" 0710-55501 "))
	if p := x.files["o1"].PartyFile; p.Phone != "0710-55501" || p.Org == nil {
		t.Errorf("%+v", p)
	}
	x.refused("invalid_input", "w", "o1", set("0710-55501"))
	x.do("a", "o1", set(""))
	if x.files["o1"].PartyFile.Phone != "" {
		t.Error("the number was not taken away")
	}
}

func TestAnOrganizationEnteredTwiceIsPutTogetherWithATrail(t *testing.T) {
	x := newHall(t, "2023-03-06 09:00")
	p := paper(domain.PartyAssociation, "")
	p.NoCode = "不详"
	x.do("w", "o1", p)
	q := paper(domain.PartyAssociation, codeA)
	q.SameName = "待核"
	q.History = &domain.OrgHistory{Checks: []domain.PastCheck{{Year: 2021, Conclusion: "missed"}}, Activities: []domain.OrgActivity{{On: day("2021-02-02"), What: "象棋进校园"}}}
	x.do("w", "o2", q)
	x.refused("invalid_input", "s", "o1", &domain.AbsorbDuplicate{Duplicate: "o1", Reason: "同一组织"})
	x.refused("invalid_input", "s", "o1", &domain.AbsorbDuplicate{Duplicate: "none", Reason: "同一组织"})
	x.do("s", "o1", &domain.AbsorbDuplicate{Duplicate: "o2", Reason: "证书、住所、法定代表人相同"})
	kept, gone := x.files["o1"], x.files["o2"]
	if kept.PartyFile.USCC != codeA || len(kept.PartyFile.Absorbed) != 1 || kept.PartyFile.Absorbed[0].ID != "o2" || x.held("o1").Check(2021) == nil || len(x.held("o1").Activities) != 1 {
		t.Errorf("kept %+v", kept.PartyFile)
	}
	if gone.PartyFile.MergedInto != "o1" || x.held("o2").Status != domain.OrgMerged || gone.Open() || len(gone.NamesHeld()) != 0 {
		t.Errorf("merged %+v", gone.PartyFile)
	}
	x.refused("file_closed", "w", "o2", &domain.CountMembers{Members: domain.OrgMembers{Persons: 71, AsOf: day("2023-03-01")}})
	x.refused("merged_already", "s", "o1", &domain.AbsorbDuplicate{Duplicate: "o2", Reason: "同一组织"})

	// two codes are two organizations, unless one was mistyped
	r := paper(domain.PartyAssociation, codeC)
	r.SameName = "待核"
	x.do("w", "o3", r)
	x.refused("codes_differ", "s", "o1", &domain.AbsorbDuplicate{Duplicate: "o3", Reason: "同一组织"})
	x.do("s", "o1", &domain.AbsorbDuplicate{Duplicate: "o3", Reason: "代码抄错一位", WrongCode: true})
	// a party that was only listed goes into the organization, never the other way
	x.do("w", "o4", &domain.RegisterParty{Kind: domain.PartyAssociation, Name: "云岭区象棋协会"})
	x.refused("wrong_way", "s", "o4", &domain.AbsorbDuplicate{Duplicate: "o1", Reason: "同一组织"})
	x.do("s", "o1", &domain.AbsorbDuplicate{Duplicate: "o4", Reason: "同一组织"})
	if len(x.files["o1"].PartyFile.Absorbed) != 3 {
		t.Errorf("%+v", x.files["o1"].PartyFile.Absorbed)
	}
	x.do("w", "o5", paper(domain.PartyServiceOrg, codeB))
	x.refused("kinds_differ", "s", "o1", &domain.AbsorbDuplicate{Duplicate: "o5", Reason: "同一组织"})
}
