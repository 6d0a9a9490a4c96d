package main

import (
	"fmt"

	"yifa/domain"
)

// desks are registrations and a clean-up under way, so that the window, the review desk and the campaign have something to show on
// whatever day the demonstration is loaded. Days are counted back from it: five of them hold five working days at most, twenty-six of
// them more than five whatever the holidays.
func desks(b *book, entered []known) {
	ago := func(n int) domain.Date { return b.today.AddDays(-n) }
	fine := "材料齐全，符合登记条件，建议准予。"
	est := func(key string, n, opened int, name domain.OrgName, kind domain.PartyKind, channel string) *filing {
		x := b.begin(key, ago(opened), clerk, pairA, founded(n, kind, name, "云岭区文化体育局", channel), nil)
		x.do("09:40", x.actor, &domain.SignPriorNotice{Signers: []string{x.signed, x.r.Officers[1].Name}})
		x.at = ago(opened - 1)
		x.do("14:10", x.clerk, &domain.CheckName{Name: x.r.Items.Name, Comment: "与本机关登记的社会组织不重名"})
		return x
	}
	to := func(x *filing, d domain.Date) *filing { x.at = d; return x }
	propose := func(x *filing, d domain.Date) {
		to(x, d).do("16:30", string(x.team[0]), &domain.VisitPremises{At: instant(d, "15:10"), Officers: x.team, Place: x.r.Items.Address, Found: "有固定的办公场所，与使用权证明一致。", Fits: true})
		x.do("16:40", string(x.team[1]), &domain.SignVisit{})
		x.do("17:00", string(x.team[0]), &domain.ProposeRegistration{Grant: true, Reasons: fine, Conditions: x.confirmed()})
		x.do("17:20", string(x.team[1]), &domain.SecondReview{Agree: true, Text: "复核同意。"})
	}
	assign := func(x *filing, d domain.Date) *filing {
		to(x, d).do("08:50", orgHead, &domain.AssignReviewers{Officers: x.team})
		return x
	}
	discuss := func(key string, on domain.Date, xs ...*filing) { // the leaders meet, and the meeting tells the files
		var items []item
		for _, x := range xs {
			items = append(items, item{of: x, report: "材料齐全，住所已经实地核查，法制审核通过，建议准予登记。", resolve: "同意准予登记。", words: []word{
				{deputy, "条件具备，同意。", ""}, {leader, "业务范围写得清楚，同意。", ""}, {head, "同意准予登记，登记后加强指导。", ""}}})
		}
		b.sat(key, on-1, on, on, "16:30", "10:00", "10:40", items...)
	}
	assoc, org := domain.PartyAssociation, domain.PartyServiceOrg

	// G1: handed in online, nobody has looked at it. G2: five days ago: of its five working days few are left, or none
	to(est("G1", 41, 40, domain.OrgName{Field: "湿地观鸟", Form: "协会"}, assoc, "online"), ago(1)).receive("premises")
	to(est("G2", 42, 45, domain.OrgName{Brand: "松风", Field: "职业技能培训", Form: "学校"}, org, "window"), ago(5)).receive("council")
	// G3: told what is missing; the applicant's days run
	x := to(est("G3", 43, 50, domain.OrgName{Field: "石刻拓印", Form: "研究会"}, assoc, "online"), ago(5)).receive("capital_report", "premises")
	to(x, ago(3)).do("16:20", clerk, &domain.ListGaps{Gaps: []domain.RegGap{{Key: "capital_report", What: "请上传验资报告"}, {Key: "premises", What: "请上传场所使用权证明"}}})
	// G4: accepted, to be assigned. G5: with its reviewers
	to(to(est("G4", 44, 60, domain.OrgName{Field: "轮滑运动", Form: "协会"}, assoc, "window"), ago(6)).receive(), ago(5)).accept()
	x = to(to(est("G5", 45, 70, domain.OrgName{Brand: "溪畔", Field: "托育", Form: "服务中心"}, org, "window"), ago(12)).receive(), ago(11)).accept()
	assign(x, ago(10))
	// G6: with the legal reviewer. G7: to be decided. G8: granted, the certificate to be made
	x = to(to(est("G6", 46, 80, domain.OrgName{Field: "民歌传唱", Form: "协会"}, assoc, "window"), ago(16)).receive(), ago(15)).accept()
	propose(assign(x, ago(14)), ago(9))
	x = to(to(est("G7", 47, 90, domain.OrgName{Brand: "晓月", Field: "康复", Form: "服务中心"}, org, "online"), ago(20)).receive(), ago(19)).accept()
	propose(assign(x, ago(18)), ago(12))
	to(x, ago(9)).do("15:00", reviewer, &domain.ReviewRegistration{Pass: true, Text: "材料齐全，程序合法，同意。"})
	discuss("GM1", ago(6), x)
	x = to(to(est("G8", 48, 95, domain.OrgName{Field: "乡村剧团", Form: "联合会"}, assoc, "window"), ago(24)).receive(), ago(23)).accept()
	propose(assign(x, ago(22)), ago(17))
	to(x, ago(14)).do("15:00", reviewer, &domain.ReviewRegistration{Pass: true, Text: "材料齐全，程序合法，同意。"})
	discuss("GM2", ago(8), x)
	to(x, ago(2)).do("16:00", head, &domain.DecideRegistration{Grant: true})
	// G9: nobody said anything for five working days, as with E09 of 2023: accepted by law, the section learns of it now
	to(est("G9", 49, 60, domain.OrgName{Field: "古井保护", Form: "协会"}, assoc, "window"), ago(26)).receive()

	// H1: a liquidation whose creditors have their time; H2: a change to be decided
	orgs := map[string]known{}
	for _, k := range entered {
		orgs[string(k.key)] = k
	}
	h := orgs["ORG05"]
	x = b.begin("H1", ago(24), window2, pairA, &domain.BeginRegistration{RegKind: domain.RegDeregister, Org: h.key, Channel: "window", Ground: "会员大会决议解散", Applicant: domain.RegApplicant{Name: h.items.LegalRep, Phone: "0000-5550101", Post: "法定代表人"}}, &h.items)
	to(x, ago(22)).do("09:20", window2, &domain.FormLiquidation{Members: []string{h.items.LegalRep, signer(901)}})
	to(x, ago(18)).do("10:00", window2, &domain.NotifyCreditors{})
	to(x, ago(15)).do("10:00", window2, &domain.NotifyCreditors{Newspaper: "云岭日报"})
	c := orgs["ORG06"]
	x = b.change("H2", ago(12), clerk, "online", pairB, &c, ago(20), func(i *domain.OrgItems) { i.LegalRep = signer(902) })
	to(x.receive(), ago(11)).accept()
	assign(x, ago(10))
	to(x, ago(7)).do("10:30", string(x.team[0]), &domain.ProposeRegistration{Grant: true, Reasons: fine, Conditions: x.confirmed()})
	x.do("11:10", string(x.team[1]), &domain.SecondReview{Agree: true, Text: "复核同意。"})

	campaign(b, ago)
}

// campaign is a clean-up in course: announced, the days to answer over, each organization at another point.
func campaign(b *book, ago func(int) domain.Date) {
	// those of 2023 have gone on working since: what their reports say of it is entered
	var still []string
	for n := 1; n <= 48; n++ {
		if n <= 25 || n >= 32 && n <= 39 || n >= 43 {
			still = append(still, fmt.Sprintf("yunling-2023:R%02d", n))
		}
	}
	for n := 1; n <= 12; n++ {
		still = append(still, fmt.Sprintf("yunling-2023:E%02d-o1", n))
	}
	for i, key := range still {
		b.do(ago(28), fmt.Sprintf("%02d:%02d", 9+i/30, 2*(i%30)), clerk, key, &domain.RecordActivity{Activity: domain.OrgActivity{On: ago(150 + i), What: "会员活动", Source: "年度工作报告"}})
	}
	b.do(ago(26), "10:00", orgHead, "Q2", &domain.DraftCleanup{Title: "“三不”社会组织清理整治（在办）", CleanupKind: domain.CleanupZombie, Basis: "民发〔2021〕63号；区民政局年度工作要点", CutOff: ago(26), From: ago(26), Until: b.today.AddDays(120),
		Kinds: []domain.PartyKind{domain.PartyAssociation, domain.PartyServiceOrg}, Townships: townships[2:6], Choices: []domain.CriterionChoice{{ID: "SB-01"}, {ID: "SB-03", Months: 18}}, Teams: []domain.CleanupTeam{{Officers: pairA}},
		Window: 8, ReplyDays: 15, Section: orgShort})
	b.do(ago(25), "15:00", deputy, "Q2", &domain.ApproveCleanup{Comment: "同意，逐户核实。"})
	b.do(ago(24), "09:10", orgHead, "Q2", &domain.ScreenCleanup{})
	b.do(ago(22), "16:00", reviewer, "Q2", &domain.ReviewCleanup{Pass: true, Text: "名单来源清楚，同意公告。"})
	b.do(ago(21), "09:30", orgHead, "Q2", &domain.AnnounceCleanup{Where: portal, Hotline: "（0000）555 0123"})
}
