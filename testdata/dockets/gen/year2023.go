package main

import (
	"fmt"
	"strconv"
	"time"

	"yifa/domain"
)

type people = []domain.PersonID

const (
	leader  = "he.jian"
	section = "shen.mu"
	clerk   = "su.he"
)

var (
	teamA = people{"lu.yuan", "qiao.an"}
	teamB = people{"fang.zhi", "meng.hua"}
	teamC = people{"dai.xin", "lu.yuan"}
	teamD = people{"meng.hua", "qiao.an"}
	teamE = people{"jin.hao", "fang.zhi"} // from July 2023: before that jin.hao holds no certificate
)

var townships = []string{"云栖街道", "砚台街道", "鹤鸣坪镇", "青萝镇", "竹笕镇", "石鼓岭镇", "蓼花镇", "松烟镇", "苇渡乡", "半坡乡"}

const (
	cats   = "《殡葬管理条例》（2012年修正）"
	market = "区市场监督管理局"

	// What concerns an official is not told where everybody of the section reads; the referral is a file of its own.
	clues      = "按管理权限有权处理的机关"
	commission = "云岭区纪委监委"
)

// year2023 is a year of an invented district whose totals are those of the seed report. Everything below the totals
// is made up, and made various on purpose.
func year2023(cal *domain.Calendar) *book {
	b := &book{cal: cal, files: evidenceFiles(), header: header{"yifa/1", "yunling-2023", "yunling", "tang.yi", "",
		"合成数据：云岭区及其乡镇、单位、人员均为虚构；仅年度合计数取自公开年报。Synthetic below the seed's totals: every place, person and body is invented."}}
	bureau(b)
	parties(b)

	// --- the campaign: 45 targets, opened in April, closed in October
	var targets []domain.Target
	party := []domain.PartyID{"FH", "CEM1", "CEM2", "CEM3", "CEM4"}
	for i := range 38 {
		party = append(party, villageKey(i+1))
	}
	party = append(party, "S1", "S2")
	teams := []people{teamA, teamB, teamC, teamD}
	days := campaignDays(b, len(party))
	gap := day("2023-07-01") // dai.xin's old certificate has run out, the new one begins on 10 July
	moved := 0
	for i, p := range party {
		team := teams[i%len(teams)]
		if d := days[i]; team[0] == "dai.xin" && d >= gap && d < day("2023-07-10") {
			moved = i + 1
		}
		targets = append(targets, domain.Target{Party: p, Officers: team})
	}
	b.do(day("2023-04-03"), "10:00", section, "C1", &domain.DraftCampaign{Title: "2023年殡葬服务领域专项整治", Kind: "special",
		Basis: cats + "第三条、第九条、第十一条", Items: []string{"骨灰盒等殡葬用品价格", "农村公益性墓地对外销售", "墓位面积和价格", "财务管理", "私人经营"},
		Method: "实地检查、查阅账簿、询问村民", From: day("2023-04-17"), Until: day("2023-10-31"), Section: "社会事务股", Targets: targets})
	b.do(day("2023-04-06"), "15:30", leader, "C1", &domain.ApproveCampaign{Comment: "同意，依法文明检查。"})
	b.do(day("2023-04-10"), "09:30", section, "C1", &domain.PublishCampaign{Where: "区人民政府门户网站", FiledAs: "云司备〔2023〕11号"})
	b.do(day("2023-04-17"), "08:40", section, "C1", &domain.OpenCampaign{})

	at := func(p domain.PartyID) int { // which target a party is
		for i, x := range party {
			if x == p {
				return i + 1
			}
		}
		panic("no target " + p)
	}
	v := func(n int) string { return fmt.Sprintf("C1-t%d", at(villageKey(n))) }

	sold := map[int]int{}
	for i, n := range []int{3, 5, 8, 2, 6, 4, 9, 7, 5, 3, 10, 6, 4, 8, 5, 7, 3, 9} {
		sold[i+1] = n // V01 … V18; V40 and V41 have 6 and 8 more: 118
	}
	over := map[int]int{}
	for i, n := range []int{22, 35, 18, 41, 27, 30, 16, 44, 25, 33, 38, 19, 28, 47, 31, 24} {
		over[i+5] = n // V05 … V20; CEM1 36, CEM2 29, V42 40, V43 22: 605
	}
	finance := map[domain.PartyID]bool{"CEM3": true, "V02": true, "V08": true, "V14": true, "V21": true, "V22": true, "V23": true, "V24": true} // and V40: 9
	private := map[int]bool{10: true, 25: true, 26: true}                                                                                       // and V41: 4
	ordered := map[int]bool{5: true, 7: true, 10: true, 12: true}

	for i, p := range party {
		n := i + 1
		x := visit{key: fmt.Sprintf("C1-t%d", n), day: days[i], team: teams[i%len(teams)], place: "墓区", signed: signer(n), notice: n%5 != 0, photo: n % 4}
		switch {
		case p == "S1":
			x.signed = ""
			b.notify(x)
			b.do(x.day, "09:40", string(x.team[0]), x.key, &domain.Arrive{Officers: x.team, CardShown: true, RightsTold: true})
			b.do(x.day, "10:05", string(x.team[0]), x.key, &domain.RefuseEntry{Officers: x.team, Reason: "经营者锁闭店门，拒绝检查人员进入查看进货台账", Witness: "社区网格员 祝明"})
			continue
		case p == "S2":
			b.notify(x)
			b.do(x.day, "15:10", string(x.team[0]), x.key, &domain.NotFound{Officers: x.team, Account: "登记地址为空置门面，走访相邻两户，均称该店已搬离一年以上"})
			continue
		case p == "FH":
			x.place, x.find = "骨灰盒陈列室", []domain.NewFinding{
				{Category: domain.FindUrnPrice, Violation: "FN-22", Fact: "陈列的7款骨灰盒未标明售价，其中1款实际售价明显高于进价核定水平", Quantity: 1, Unit: "项", Provision: "《价格违法行为行政处罚规定》第十三条"},
				other("收费公示栏未注明监督电话")}
			x.dispose = []domain.DisposeFindings{
				{Lines: []int{1}, Exit: domain.ExitPrice, To: market, Note: "价格问题由市场监督管理部门处理"}, corrected(2, "当场补贴监督电话，并对负责人进行教育")}
			x.refer = &domain.ReferClue{Lines: []int{1}, ReferralContent: domain.ReferralContent{To: domain.ToMarket, Name: market, Basis: "《价格违法行为行政处罚规定》第二条、第十三条",
				Summary: "区殡仪馆陈列的骨灰盒未明码标价，其中1款实际售价明显偏高", Materials: []domain.ReferralMaterial{{Title: "现场检查笔录复印件", Pages: 3}, {Title: "陈列照片", Pages: 2}}}}
		case p == "CEM1":
			x.find = []domain.NewFinding{overStd(36, "经营区二区")}
			x.dispose = []domain.DisposeFindings{corrected(1, "当场停止销售，封存剩余墓位并公示整改承诺")}
		case p == "CEM3":
			x.place, x.find = "财务室", []domain.NewFinding{books("维护费未单独核算，收据存根不连号")}
			x.dispose = []domain.DisposeFindings{clue(1)}
			x.refer = officials(1, signer(303), "公司经理（区属国有企业管理人员）", "enterprise", "维护费未单独核算，收据存根不连号，涉嫌账外收支")
		}
		num, _ := strconv.Atoi(string(p[1:])) // 0 for those that are no village
		if p[0] == 'V' {
			if q := sold[num]; q > 0 {
				x.find = append(x.find, soldOutside(q, num%3 == 0))
			}
			if q := over[num]; q > 0 {
				x.find = append(x.find, overStd(q, "村公益性墓地"))
			}
			if private[num] {
				x.find = append(x.find, run("村民个人与村委会签订协议承包墓地，自行收取墓位费"))
			}
			if finance[p] {
				x.find = append(x.find, books("墓位收入未入村集体账，以收据代替发票"))
			}
			switch num {
			case 27, 28:
				x.find = append(x.find, other("未设置墓区防火警示标志"))
			case 29:
				x.find = append(x.find, soldOutside(12, false))
				x.dispose = append(x.dispose, domain.DisposeFindings{Lines: []int{1}, Exit: domain.ExitNoIssue, Note: "经核对户籍，12个墓位使用人均为本村村民及其配偶"})
			case 30:
				x.find = append(x.find, books("2022年一笔护栏支出无原始凭证"))
				x.dispose = append(x.dispose, domain.DisposeFindings{Lines: []int{1}, Exit: domain.ExitNoIssue, Note: "补交原件，与账目相符"})
			case 31:
				x.signed, x.refusal, x.witness = "", "村委会值班人员称须等主任回村，拒绝签字", "驻村干部 卢青"
			}
			for line, f := range x.find {
				switch f.Category {
				case domain.FindSoldOutside, domain.FindOverStd:
					if num == 29 || num == 20 || ordered[num] && (num != 10 || f.Category == domain.FindSoldOutside) {
						continue
					}
					x.dispose = append(x.dispose, corrected(line+1, "当场停止销售，收回空置墓位登记簿并公示"))
				case domain.FindFinance:
					if num == 30 {
						continue
					}
					x.dispose = append(x.dispose, clue(line+1))
					x.refer = officials(line+1, signer(300+num), "村委会主任", "village", "公益性墓地墓位收入未入村集体账，以收据代替发票，涉嫌截留集体收入")
					if num != 21 && num != 22 { // six of the nine were also put right at once
						x.dispose = append(x.dispose, corrected(line+1, "当日补记收入，指定专人保管票据"))
					}
				case domain.FindPrivate:
					if num == 10 {
						continue
					}
					x.dispose = append(x.dispose, domain.DisposeFindings{Lines: []int{line + 1}, Exit: domain.ExitCase, Note: "以营利为目的经营农村公益性墓地，建议立案"})
				case domain.FindOther:
					x.dispose = append(x.dispose, corrected(line+1, "当日增设警示标志两处"))
				}
			}
		}
		if n == moved { // the handler's certificate has run out: the section head hands the file over
			b.do(day("2023-07-03"), "08:40", section, x.key, &domain.Reassign{To: "fang.zhi", Reason: "原承办人执法证到期换发期间不得执法"})
			x.team, x.notice = people{"fang.zhi", "lu.yuan"}, false
		}
		if n == at("V21") { // an officer comes from the village: another steps in
			b.do(b.wd(x.day, -3), "10:20", leader, x.key, &domain.RecuseOfficer{Officer: x.team[1], Replacement: "qiao.an", Reason: "检查人员系该村村民，与检查对象有利害关系"})
			x.team = people{x.team[0], "qiao.an"}
		}
		b.visit(x)
	}

	// one target more, in August
	b.do(day("2023-08-07"), "09:10", section, "C1", &domain.AddTarget{Target: domain.Target{Party: "V39", Officers: teamE}, Reason: "群众来电反映，纳入本次整治一并检查"})
	b.visit(visit{key: "C1-t46", day: day("2023-08-10"), team: teamE, place: "墓区", signed: signer(46), notice: true, photo: 1})
	b.do(day("2023-10-30"), "16:00", section, "C1", &domain.CloseCampaign{Summary: "检查46个对象，其中1户拒绝检查、1户未找到；发现的问题已逐项分类处置，限期整改的由社会事务股跟踪复查。"})

	registrations(b)
	individual(b)
	penalties(b, days[at("V25")-1], days[at("V26")-1], v)

	// --- orders to correct. Nine were numbered and stand; two numbers are void.
	// R1: handed over, reported in time, passed.
	d := days[at("V05")-1]
	r := rect{inspection: v(5), key: v(5) + "-r1", officers: teams[(at("V05")-1)%4], lines: []int{1, 2}, days: 15,
		measures: []string{"停止向本村以外人员提供墓位，清退空置墓位", "对超面积墓位逐个登记并制定缩减方案"}}
	b.draft(r, b.wd(d, 1), "11:00")
	b.approve(r, b.wd(d, 2))
	served := b.wd(d, 3)
	b.serve(r, served, domain.ServeOrder{Method: domain.ServeDirect, On: served, Recipient: signer(10), Relation: "村委会主任", Evidence: receipt()})
	b.report(r, b.cal.NextWorking(served.AddDays(11)))
	b.passed(r, b.wd(b.cal.NextWorking(served.AddDays(11)), 3))

	// R2: left at the office with a witness; ten days more were asked for and granted.
	d = days[at("V07")-1]
	r = rect{inspection: v(7), key: v(7) + "-r1", officers: teams[(at("V07")-1)%4], lines: []int{1, 2}, days: 15,
		measures: []string{"退还向村外人员收取的墓位费", "超面积墓位恢复至规定面积"}}
	b.draft(r, b.wd(d, 1), "11:00")
	b.approve(r, b.wd(d, 3))
	served = b.wd(d, 4)
	b.serve(r, served, domain.ServeOrder{Method: domain.ServeLeaving, On: served, Witness: "蓼花镇司法所 程越"})
	ask := b.cal.NextWorking(served.AddDays(9))
	b.do(ask, "10:30", clerk, r.key, &domain.AskExtension{Days: 10, Reason: "三户外出务工，须待其回村办理退费"})
	b.do(b.wd(ask, 1), "16:20", leader, r.key, &domain.GrantExtension{Days: 10, Comment: "理由属实，同意延长十日"})
	b.report(r, b.cal.NextWorking(served.AddDays(20)))
	b.passed(r, b.wd(b.cal.NextWorking(served.AddDays(20)), 4))

	// R3: left at the door, on film; nothing happened, nothing was corrected, a case was proposed.
	d = days[at("V10")-1]
	r = rect{inspection: v(10), key: v(10) + "-r1", officers: teams[(at("V10")-1)%4], lines: []int{1, 3}, days: 10,
		measures: []string{"终止个人承包协议，由村委会收回管理", "停止对外销售墓位"}}
	b.draft(r, b.wd(d, 1), "11:00")
	b.approve(r, b.wd(d, 2))
	served = b.wd(d, 3)
	b.serve(r, served, domain.ServeOrder{Method: domain.ServeLeaving, On: served, Evidence: []domain.NewEvidence{{Hash: "file:files/left-at-door.mp4", Kind: "video", Title: "留置送达全过程录像", TakenAt: instant(served, "09:50")}}})
	look := b.wd(b.due(served, 10), 3)
	b.reinspect(r, look, false, false)
	b.do(b.wd(look, 1), "15:00", string(r.officers[0]), r.key, &domain.ProposeCase{Reason: "逾期未改正，承包人仍在收费，建议立案调查"})
	late(b, r, b.wd(look, 2))

	// R4: sent by post and delivered late: the seven working days for service were over.
	d = days[at("V12")-1]
	r = rect{inspection: v(12), key: v(12) + "-r1", officers: teams[(at("V12")-1)%4], lines: []int{1, 2}, days: 20,
		measures: []string{"停止对外销售并公示", "超面积墓位拆除加建部分"}}
	b.draft(r, b.wd(d, 1), "11:00")
	b.approve(r, b.wd(d, 2))
	served = b.wd(d, 12)
	b.serve(r, b.wd(served, 1), domain.ServeOrder{Method: domain.ServePost, On: served, Recipient: "村委会文书 " + signer(17), Relation: "工作人员", Tracking: "1099999900123", Evidence: receipt()})
	b.report(r, b.due(served, 20)) // on the last day: in time
	b.passed(r, b.wd(b.due(served, 20), 5))

	// R9: returned, amended, served, and then withdrawn by the bureau itself: its number does not count.
	d = days[at("V20")-1]
	r = rect{inspection: v(20), key: v(20) + "-r1", officers: teams[(at("V20")-1)%4], lines: []int{1}, days: 15, measures: []string{"拆除超面积部分"}}
	b.draft(r, b.wd(d, 1), "11:00")
	b.do(b.wd(d, 2), "15:00", leader, r.key, &domain.ReturnOrder{Reason: "未写明超面积墓位的数量和编号，请补充"})
	b.do(b.wd(d, 3), "09:30", string(r.officers[0]), r.key, &domain.AmendOrder{Measures: []string{"对附表所列墓位拆除超面积部分"}, Days: 15, Basis: "《中华人民共和国行政处罚法》第二十八条第一款"})
	b.approve(r, b.wd(d, 4))
	served = b.wd(d, 5)
	b.serve(r, served, domain.ServeOrder{Method: domain.ServeDirect, On: served, Recipient: signer(25), Relation: "村委会主任"})
	b.do(b.wd(d, 9), "10:00", leader, r.key, &domain.RevokeOrder{Reason: "复核发现所列墓位均建于标准施行之前，认定事实有误，自行撤销"})
	return b
}

// campaignDays spreads the visits over the working days from 19 April; one falls on a Saturday that was worked
// (6 May 2023, made up for the labour day holiday).
func campaignDays(b *book, n int) []domain.Date {
	var days []domain.Date
	for d := day("2023-04-19"); len(days) < n; d = b.wd(d, 2) {
		days = append(days, d)
	}
	makeup := day("2023-05-06")
	if !b.cal.Working(makeup) || makeup.Weekday() != time.Saturday {
		panic("6 May 2023 was a Saturday worked by the notice")
	}
	for i := range days {
		if days[i] > makeup {
			days[i-1] = makeup
			break
		}
	}
	return days
}

func bureau(b *book) {
	b.register("2023-01-03", "yunling", &domain.EstablishAgency{Name: "云岭区民政局", Short: "云民", Region: "云岭区", Superior: "云岭区人民政府",
		Address: "云岭区云栖街道听泉路6号", Phone: "（0000）555 0123",
		BankAccount: domain.BankAccount{Payee: "云岭区财政局非税收入汇缴专户", Bank: "云岭农村商业银行营业部", Account: "9900 0000 0000 0001"}, Sections: []string{"办公室", "社会组织管理股", "社会事务股", "法规股", "区划地名股"}, Townships: townships,
		Registrar: &domain.Registrar{Area: "990101", Prefix: "MJH", First: 1, Last: 99999}})
	since := day("2021-01-01")
	for _, p := range []struct {
		login, name, section, title string
		roles                       []domain.Role
	}{
		{"xu.an", "许岸", "办公室", "信息管理员", []domain.Role{domain.RoleAdmin}},
		{head, "顾未铭", "", "局长", []domain.Role{domain.RoleHead}},
		{leader, "何见", "", "副局长（分管社会事务）", []domain.Role{domain.RoleLeader}},
		{deputy, "宁舟", "", "副局长（分管社会组织、法规）", []domain.Role{domain.RoleLeader}},
		{section, "沈木", "社会事务股", "股长", []domain.Role{domain.RoleSection}},
		{"lu.yuan", "陆原", "社会事务股", "一级科员", []domain.Role{domain.RoleOfficer}},
		{"qiao.an", "乔岸", "社会事务股", "一级科员", []domain.Role{domain.RoleOfficer}},
		{"fang.zhi", "方植", "社会事务股", "四级主任科员", []domain.Role{domain.RoleOfficer}},
		{"meng.hua", "孟桦", "社会事务股", "一级科员", []domain.Role{domain.RoleOfficer}},
		{"dai.xin", "戴昕", "社会事务股", "二级科员", []domain.Role{domain.RoleOfficer}},
		{"jin.hao", "靳皓", "社会事务股", "二级科员", []domain.Role{domain.RoleOfficer}},
		{reviewer, "严砺", "法规股", "股长", []domain.Role{domain.RoleReviewer}},
		{"mei.heng", "梅衡", "法规股", "二级科员", []domain.Role{domain.RoleReviewer}},
		{host, "闻渡", "法规股", "一级科员", []domain.Role{domain.RoleHost}},
		{scribe, "兰笈", "法规股", "二级科员", []domain.Role{domain.RoleHost}},
		{cashier, "费册", "办公室", "出纳", []domain.Role{domain.RoleFinance}},
		{"cao.cha", "曹察", "办公室", "督查员", []domain.Role{domain.RoleManager}},
		{clerk, "苏禾", "社会组织管理股", "窗口工作人员", []domain.Role{domain.RoleClerk}},
		{window2, "支夏", orgShort, "窗口工作人员", []domain.Role{domain.RoleClerk}},
		{orgHead, "康凝", orgShort, "股长", []domain.Role{domain.RoleSection}},
		{"tu.yan", "屠砚", orgShort, "一级科员", []domain.Role{domain.RoleOfficer}},
		{"bian.he", "边和", orgShort, "二级科员", []domain.Role{domain.RoleOfficer}},
		{archive, "莫荡", "办公室", "档案管理员", []domain.Role{domain.RoleArchive}},
		{"jian.ting", "简汀", "办公室", "派驻监督员", []domain.Role{domain.RoleAuditor}},
		{"tang.yi", "唐屹", "办公室", "补录员", []domain.Role{domain.RoleBackfill}},
	} {
		b.register("2023-01-03", p.login, &domain.AddPerson{Login: p.login, Name: p.name, Section: p.section, Title: p.title})
		for _, r := range p.roles {
			b.register("2023-01-03", p.login, &domain.GrantRole{Role: r, From: since})
		}
	}
	b.register("2023-01-03", reviewer, &domain.Qualify{LegalQualification: domain.LegalQualification{Reviewing: day("2017-03-01")}}) // no beginner when the law came
	b.register("2023-01-03", "mei.heng", &domain.Qualify{LegalQualification: domain.LegalQualification{Number: "A20189901000117", On: day("2019-03-15")}})
	certify := func(on, login string, n int, from, until string) {
		b.register(on, login, &domain.Certify{Certificate: domain.Certificate{Number: fmt.Sprintf("9901%06d", n), Issuer: "云岭区人民政府", From: day(from), Until: day(until)}})
	}
	for i, login := range []string{"lu.yuan", "qiao.an", "fang.zhi", "meng.hua"} {
		certify("2023-01-03", login, 101+i, "2021-03-01", "2026-02-28")
	}
	certify("2023-01-03", "dai.xin", 105, "2018-07-01", "2023-06-30") // runs out in the middle of the campaign
	certify("2023-07-10", "dai.xin", 205, "2023-07-10", "2028-07-09")
	certify("2023-01-03", "tu.yan", 107, "2021-03-01", "2026-02-28")
	certify("2023-01-03", "bian.he", 108, "2021-03-01", "2026-02-28")
	certify("2023-07-03", "jin.hao", 206, "2023-07-03", "2028-07-02") // came to the section earlier, may inspect only from here
}

func villageKey(n int) domain.PartyID { return domain.PartyID(fmt.Sprintf("V%02d", n)) }

func parties(b *book) {
	d := day("2023-02-01")
	add := func(key string, x domain.RegisterParty) {
		b.lines = append(b.lines, line{d.String(), clerk, x.Act(), key, &x, d.String() + "T09:00"})
	}
	n := 0
	who := func() string { n++; return signer(100 + n) }
	add("FH", domain.RegisterParty{Kind: domain.PartyFuneralHome, Name: "云岭区殡仪馆", USCC: uscc("12990100400000017"), Township: "砚台街道", Address: "砚台街道松径路1号", Contact: who()})
	for i, name := range []string{"云岭福安陵园有限公司", "鹤鸣坪静园墓业有限公司", "青萝山长青陵园有限公司", "松烟归源墓园有限责任公司"} {
		add(fmt.Sprintf("CEM%d", i+1), domain.RegisterParty{Kind: domain.PartyCemetery, Name: name, USCC: uscc(fmt.Sprintf("91990100MA%07d", 4100+i)), Township: townships[(2*i+2)%10], Address: townships[(2*i+2)%10] + []string{"福安路9号", "静园路18号", "长青路27号", "归源路36号"}[i], Contact: who()})
	}
	for i := range 55 {
		first, second := []rune("桐杏竹枫榆槐柏菱芦梨橘")[i%11], []string{"坞村", "垭村", "冲村", "湾村", "坡村"}[i%5]
		add(string(villageKey(i+1)), domain.RegisterParty{Kind: domain.PartyVillage, Name: townships[i%10] + string(first) + second + "公益性墓地", Township: townships[i%10],
			Address: string(first) + second, Contact: who()})
	}
	for i, name := range []string{"康宁殡葬用品店", "福泽寿衣店", "安然纸扎店", "清风殡葬服务部", "长乐花圈店", "慕园石材店"} {
		add(fmt.Sprintf("S%d", i+1), domain.RegisterParty{Kind: domain.PartyShop, Name: townships[i%4] + name, USCC: uscc(fmt.Sprintf("92990100MA%07d", 7700+i)), Township: townships[i%4], Contact: who()})
	}
	add("X1", domain.RegisterParty{Kind: domain.PartyOther, Name: "云岭区殡葬服务志愿队", Township: "云栖街道", Contact: who()})
}

// signer is an invented name, the same for the same number.
func signer(n int) string {
	family, given := []rune("湛晁宓郗阚芮羿储靳汲邴糜松井段富巫乌焦巴弓"), []rune("朗砚屹澈岚渝弘溪樵苇泓枢")
	return string(family[n%len(family)]) + string(given[(n*7+n/5)%len(given)])
}
