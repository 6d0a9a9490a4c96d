package main

import (
	"fmt"
	"strconv"
	"time"

	"yifa/domain"
)

// The clean-up of the “three-no” organizations of 2023 (长期不换届、不接受年检、不开展活动), the annual checks of the year and a listing.

// dormant dresses the organizations that the screening finds: R35 to R45. The others are in order.
func dormant(i int, x *domain.EnterOrganization) {
	over := func(y int) {
		x.Term = &domain.OrgTerm{No: 2, From: domain.NewDate(y-4, time.Month(1+i%9), 6), Until: domain.NewDate(y, time.Month(1+i%9), 5)}
	}
	missed := func() {
		for k := range x.History.Checks {
			if c := &x.History.Checks[k]; c.Year >= 2020 {
				*c = domain.PastCheck{Year: c.Year, Conclusion: domain.CheckMissed}
			}
		}
	}
	switch i {
	case 33: // its supervising unit gives an opinion, and it does not report in time
		x.Items.Mode, x.Items.Supervisor = domain.ModeDual, "云岭区科学技术局"
	case 35, 36, 37, 38, 39:
		over(2021)
	case 40, 41, 42:
		over(2019)
		missed()
		x.History.Activities = nil
	case 43:
		missed()
	case 44:
		over(2020)
		x.History.Activities = nil
	case 45:
		x.History.Activities = []domain.OrgActivity{{On: day("2021-09-12"), What: x.Items.Name.Field + "公益活动", Source: "年度工作报告"}}
	}
}

// cleared is the file of one organization of the list.
type cleared struct {
	b    *book
	key  string
	org  known
	at   domain.Date
	hits []string
}

func (x *cleared) do(hm, actor string, cmd domain.Command) { x.b.do(x.at, hm, actor, x.key, cmd) }

func (x *cleared) after(n int) *cleared { x.at = x.b.wd(x.at, n); return x }

func (x *cleared) visit(found string, reached bool) *cleared {
	x.do("10:40", "tu.yan", &domain.LogContact{Channel: "visit", Officers: pairA, Place: x.org.items.Address, Found: found, Reached: reached})
	return x
}

func (x *cleared) verify(holds bool, reason string) *cleared {
	c := &domain.VerifyClearance{Officers: pairA, Holds: holds, Reason: reason}
	for _, h := range x.hits {
		c.Points = append(c.Points, domain.PointFound{ID: h, Holds: holds, Note: "核对登记簿和走访情况"})
	}
	x.after(1).do("16:10", "tu.yan", c)
	return x
}

func (x *cleared) disposed(d domain.Disposal) *cleared {
	x.do("09:40", "tu.yan", &domain.ProposeDisposal{Disposal: d})
	x.after(2).do("15:10", deputy, &domain.DecideDisposal{Comment: "同意，一户一策，按所提方式办理"})
	return x
}

func (x *cleared) served(method domain.ServiceMethod) {
	s := domain.Serving{Method: method, On: x.after(1).at, Recipient: x.org.items.LegalRep, Relation: "法定代表人", Evidence: receipt()}
	if method == domain.ServePost {
		s.Tracking = "XA230099"
	}
	if method == domain.ServeNotice {
		s = domain.Serving{Method: method, On: x.at, Reason: "登记的住所无人，两次信函退回，其他方式无法送达"}
	}
	x.do("10:20", "tu.yan", &domain.ServeClearance{Serving: s})
}

func (x *cleared) revived(report, checked string) *cleared {
	if report != "" { // an election that was urged reports itself when it is entered
		x.do("09:30", clerk, &domain.ReportRectified{Report: report})
	}
	x.after(3).do("15:20", "tu.yan", &domain.CheckRectified{Officers: pairA, Passed: true, Reason: checked})
	return x
}

func (x *cleared) closed() {
	x.after(2).do("16:30", orgHead, &domain.CloseClearance{Comment: "核对无误，销号"})
}

// elected records the election that was urged.
func (b *book) elected(on domain.Date, o known) {
	b.do(on, "14:00", clerk, string(o.key), &domain.RecordElection{AssemblyOn: on.AddDays(-4), Until: on.AddDays(-4).AddYears(4), Audited: true, LegalRep: o.items.LegalRep,
		Officers: []domain.OrgOfficer{{Name: o.items.LegalRep, Post: o.enter.Officers[0].Post}, {Name: signer(880 + len(o.key)), Post: o.enter.Officers[1].Post}}, Text: "换届大会选举产生新一届理事会"})
}

// threeNo is the campaign: eleven of the register, each dealt with in its own way.
func threeNo(b *book, orgs []known) {
	b.do(day("2023-03-20"), "10:00", orgHead, "Q1", &domain.DraftCleanup{Title: "2023年“三不”社会组织清理整治", CleanupKind: domain.CleanupZombie, Basis: "民发〔2021〕63号；区政府关于整治“三不”社会组织、督促换届的要求",
		CutOff: day("2023-03-20"), From: day("2023-03-20"), Until: day("2023-12-15"), Kinds: []domain.PartyKind{domain.PartyAssociation, domain.PartyServiceOrg},
		Choices: []domain.CriterionChoice{{ID: "SB-01"}, {ID: "ZC-01"}, {ID: "SB-03"}}, Teams: []domain.CleanupTeam{{Officers: pairA}}, Section: orgShort})
	b.do(day("2023-03-22"), "15:00", deputy, "Q1", &domain.ApproveCleanup{Comment: "同意，逐户核实，不搞一刀切。"})
	b.do(day("2023-03-23"), "09:10", orgHead, "Q1", &domain.ScreenCleanup{})
	b.do(day("2023-03-27"), "16:00", reviewer, "Q1", &domain.ReviewCleanup{Pass: true, Text: "名单来源清楚，标准有据，同意公告。"})
	b.do(day("2023-03-29"), "09:30", orgHead, "Q1", &domain.AnnounceCleanup{Where: portal, Hotline: "（0000）555 0123"})
	start := day("2023-03-30")
	open := func(n, late int, hits ...string) *cleared {
		o := orgs[n-1]
		return &cleared{b, "Q1-of-" + string(o.key), o, b.wd(start, late), hits}
	}
	handle := day("2023-05-04") // the days to answer the announcement are over
	elect := domain.Disposal{Way: domain.DisposeRectify, Kind: "elect", Reason: "仍在开展活动，会员愿意继续，具备换届条件，督促限期换届", Plan: "成立换届工作小组，完成财务审计，召开换届大会", Responsible: "法定代表人"}

	for i, n := range []int{35, 36, 37} {
		x := open(n, i, "SB-01").visit("有人值守，承认未按期换届，愿意限期换届。", true).verify(true, "任期届满一年以上未换届，其他情况正常")
		x.at = b.wd(handle, i)
		x.disposed(elect).served(domain.ServeDirect)
		x.at = b.wd(x.at, 28+2*i)
		b.elected(b.wd(x.at, -2), x.org)
		x.revived("", "查阅会议纪要、审计报告和选票，换届程序符合章程").closed()
	}
	// R38: the days ran out before it elected
	x := open(38, 3, "SB-01").visit("有活动，换届工作停滞。", true).verify(true, "任期届满一年以上未换届，理事会意见不一")
	x.at = b.wd(handle, 3)
	x.disposed(elect).served(domain.ServeDirect)
	x.at = b.cal.NextWorking(x.at.AddDays(83))
	b.elected(b.wd(x.at, -2), x.org)
	x.revived("", "逾期完成换届，程序符合章程，已当面批评教育").closed()
	// R39: it had elected in time and not put it on file: cleared
	x = open(39, 4, "SB-01").visit("出示2021年换届会议纪要和新一届名单。", true)
	x.verify(false, "2021年已经换届，未及时备案，登记簿届次有误").closed()
	b.do(b.wd(x.at, 1), "10:00", clerk, string(x.org.key), &domain.RecordElection{AssemblyOn: day("2021-11-20"), Until: day("2025-11-19"), Audited: true, Text: "清理整治核实：2021年已经换届，补登届次"})
	// R40, R41, R42: nothing lives there any more: guided to wind up
	for i, n := range []int{40, 41, 42} {
		x := open(n, 5+i, "SB-01", "ZC-01", "SB-03").visit("住所已另作他用，联系到法定代表人，表示不再举办。", true).verify(true, "多年未换届、未年检、未活动，负责人同意注销")
		x.at = b.wd(handle, 4+i)
		x.disposed(domain.Disposal{Way: domain.DisposeDeregister, Reason: "无财产纠纷，负责人愿意清算注销，符合注销条件"})
		key := fmt.Sprintf("D%02d", 7+i)
		d := b.deregister(key, b.wd(x.at, 1), window2, pairB, x.org, "长期未开展活动，理事会决议终止", "转赠云岭区慈善会，用于章程规定的公益目的")
		b.do(b.wd(x.at, 3), "16:30", window2, x.key, &domain.OpenDeregistration{Registration: domain.CaseID(key)})
		d.done()
		x.at = d.at
		x.after(1).do("10:30", "tu.yan", &domain.SettleClearance{Reason: "已清算并办理注销登记，证书、印章已收缴"})
		x.closed()
	}
	// R43: it objected, and was right
	x = open(43, 8, "ZC-01").visit("称两个年度的报告均已交业务主管单位。", true).verify(true, "登记簿没有两个年度的年检记录")
	x.after(3).do("10:10", clerk, &domain.ObjectClearance{By: x.org.items.LegalRep, Text: "两个年度的年检材料均按期交到业务主管单位，有签收单为证。"})
	x.after(3).do("15:00", orgHead, &domain.AnswerObjection{Upheld: true, Answer: "经向业务主管单位核实，材料确已按期送交，系移交时遗漏，异议成立。"})
	x.do("16:30", "tu.yan", &domain.ServeAnswer{Serving: domain.Serving{Method: domain.ServeDirect, On: x.at, Recipient: x.org.items.LegalRep, Relation: "法定代表人"}})
	x.after(1).visit("核对业务主管单位移交清单。", true)
	x.verify(false, "年检材料按期送交业务主管单位，移交时遗漏，不属于未参加年检").closed()
	// R44: two letters came back; a public notice; then somebody came
	x = open(44, 9, "SB-01", "SB-03")
	for i, back := range []string{"查无此单位", "无人签收"} {
		no := fmt.Sprintf("XA2300%d", 44+i)
		x.do("11:00", "tu.yan", &domain.SendLetter{Address: x.org.items.Address, Tracking: no})
		x.after(5).do("11:00", window2, &domain.LetterResult{Tracking: no, Result: "returned", Note: back})
		if i == 0 {
			x.after(8)
		}
	}
	x.visit("登记的住所已拆迁，邻居不知去向。", false).verify(true, "登记的住所无法取得联系，任期届满三年未换届，一年内没有活动")
	x.at = b.wd(handle, 8)
	x.disposed(domain.Disposal{Way: domain.DisposeRectify, Kind: "reorganize", Reason: "会员名册尚在，须先查清存续意愿，限期重整", Plan: "变更住所、改选负责人、恢复活动，或者清算注销", Responsible: "法定代表人"}).served(domain.ServeNotice)
	x.at = b.cal.NextWorking(x.at.AddDays(62))
	b.elected(b.wd(x.at, -2), x.org)
	x.revived("负责人看到公告后到窗口，已改选并恢复活动，住所变更另行申请。", "负责人到场，改选程序符合章程，已恢复活动").closed()
	// R45: a service body that had only been idle
	x = open(45, 12, "SB-03").visit("场所、人员齐备，一年未接到项目。", true).verify(true, "一年内没有开展活动，其他情况正常")
	x.at = b.wd(handle, 10)
	x.disposed(domain.Disposal{Way: domain.DisposeRectify, Kind: "correct", Reason: "仅一年未活动，不是撤销的法定事由，限期恢复活动", Plan: "恢复服务并报告", Responsible: "理事长"}).served(domain.ServePost)
	x.at = b.wd(x.at, 30)
	b.do(b.wd(x.at, -1), "14:10", clerk, string(x.org.key), &domain.RecordActivity{Activity: domain.OrgActivity{On: b.wd(x.at, -4), What: x.org.items.Name.Field + "公益服务日", Source: "现场核查"}})
	x.revived("已恢复服务，开展公益服务日一次。", "现场核查，已恢复服务，有活动记录和照片").closed()

	b.do(day("2023-12-04"), "10:00", orgHead, "Q1", &domain.CloseCleanup{})
	b.do(day("2023-12-08"), "15:00", orgHead, "Q1", &domain.ReportCleanup{Summary: "筛查登记簿全部组织，列入11户：督促换届4户，整改激活2户，注销3户，核实后移出2户，全部销号。"})
}

// checks are some of the annual checks of 2022, made in 2023.
func checks(b *book, orgs []known) {
	for i, n := range []int{1, 2, 3, 4, 6, 32, 33} {
		o := orgs[n-1]
		key := fmt.Sprintf("A%02d", i+1)
		at := b.wd(day("2023-02-06"), i)
		b.do(at, "09:05", clerk, key, &domain.OpenCheck{Party: o.key, Year: 2022, Section: orgShort})
		if n == 33 { // never reported in time: missed, put on the list, reported late, and taken off
			b.do(day("2023-06-02"), "09:00", clerk, key, &domain.AddNote{Text: "报送期限已过，电话催办。"})
			lateReport(b, key, o)
			continue
		}
		at = b.wd(at, 18)
		report := domain.CheckReport{Activities: []domain.OrgActivity{{On: domain.NewDate(2022, time.Month(5+i), 12), What: o.enter.Items.Name.Field + "交流活动"}}, IncomeFen: int64(60+i) * 1000 * yuan, SpendingFen: int64(50+i) * 1000 * yuan, AssetsFen: 90000 * yuan,
			Assemblies: 1, Councils: 2, SelfCheck: "按章程开展活动，未发现问题。", Truthful: true}
		b.do(at, "10:30", clerk, key, &domain.ReportYear{CheckReport: report})
		if o.enter.Items.Mode == domain.ModeDual {
			at = b.wd(at, 6)
			b.do(at, "11:00", clerk, key, &domain.EnterUnitOpinion{UnitOpinion: domain.UnitOpinion{On: at, By: o.enter.Items.Supervisor, Agree: true, Text: "初审合格"}})
		}
		at = b.wd(at, 8)
		review, conclude := &domain.ReviewYear{Conclusion: domain.CheckPassed, Text: "材料齐全，未发现问题，建议合格。"}, &domain.ConcludeYear{Conclusion: domain.CheckPassed}
		if n == 32 {
			g := map[domain.PartyKind]string{domain.PartyAssociation: "CB-4A", domain.PartyServiceOrg: "CB-4"}[o.enter.Kind]
			review = &domain.ReviewYear{Conclusion: domain.CheckFair, Text: "部分支出凭证不完整，建议基本合格并整改。", Findings: []domain.CheckFinding{{Ground: g, Facts: "三笔支出没有经办人签字", Weight: domain.WeightOrdinary}}}
			conclude = &domain.ConcludeYear{Conclusion: domain.CheckFair, Rectify: []string{"补齐三笔支出的审批手续，健全财务制度"}}
			if o.enter.Kind == domain.PartyAssociation {
				conclude.Days = 60
			}
		}
		b.do(at, "15:10", "bian.he", key, review)
		at = b.wd(at, 3)
		b.do(at, "16:00", deputy, key, conclude)
		at = b.wd(at, 2)
		b.do(at, "09:40", clerk, key, &domain.PublishYear{Where: portal})
		if n == 32 {
			at = b.wd(at, 1)
			serveCheck(b, at, key, o.enter.Items.LegalRep)
			at = b.wd(at, 20)
			b.do(at, "10:10", clerk, key, &domain.ReportCheckRectified{Text: "审批手续已补齐，制定财务报销办法。"})
			b.do(b.wd(at, 3), "15:00", "bian.he", key, &domain.VerifyRectified{Passed: true, Note: "查看补齐的凭证和制度，整改到位"})
		}
	}
}

// serveCheck hands the conclusion and the order to rectify to the organization; the days of the order run from here.
func serveCheck(b *book, on domain.Date, key, rep string) {
	for i, minute := range []string{"14:30", "14:40"} {
		b.do(on, minute, clerk, key, &domain.ServeCheck{Document: domain.DocumentID(key + "-d" + strconv.Itoa(i+1)), Serving: domain.Serving{Method: domain.ServeDirect, On: on, Recipient: rep, Relation: "法定代表人", Evidence: receipt()}})
	}
}

// lateReport is the year that was not reported in time: the engine finds the candidate for the list of abnormal activity.
func lateReport(b *book, key string, o known) {
	l := key + "-b1"
	at := day("2023-06-07")
	b.do(at, "10:00", "bian.he", l, &domain.NoticeListing{Facts: "2022年度工作报告截至2023年5月31日未报送。"})
	at = b.wd(at, 2)
	b.do(at, "10:30", "bian.he", l, &domain.ServeListing{Document: domain.DocumentID(l + "-d1"), Serving: domain.Serving{Method: domain.ServeDirect, On: at, Recipient: o.items.LegalRep, Relation: "法定代表人", Evidence: receipt()}})
	at = b.wd(at, 12)
	b.do(at, "15:00", deputy, l, &domain.DecideListing{List: true, Reasons: "未按规定时限报送年度工作报告，未提出陈述申辩，列入活动异常名录。"})
	hands := func(on domain.Date, paper string) {
		b.do(on, "09:10", "bian.he", l, &domain.ServeListing{Document: domain.DocumentID(l + paper), Serving: domain.Serving{Method: domain.ServeDirect, On: on, Recipient: o.items.LegalRep, Relation: "法定代表人", Evidence: receipt()}})
	}
	hands(b.wd(at, 1), "-d2")
	b.do(b.wd(at, 2), "09:30", clerk, l, &domain.PublishListing{Where: portal, Credit: "云岭社信2023-0001"})
	at = b.wd(at, 25)
	report := domain.CheckReport{Activities: []domain.OrgActivity{{On: day("2022-10-15"), What: o.enter.Items.Name.Field + "交流活动"}}, IncomeFen: 20000 * yuan, SpendingFen: 18000 * yuan, AssetsFen: 40000 * yuan, Assemblies: 1, Councils: 1,
		SelfCheck: "因会计离职逾期报送，今后按期。", Truthful: true}
	b.do(at, "10:00", clerk, key, &domain.ReportYear{CheckReport: report})
	at = b.wd(at, 5)
	b.do(at, "10:00", clerk, key, &domain.EnterUnitOpinion{UnitOpinion: domain.UnitOpinion{On: at, By: o.enter.Items.Supervisor, Agree: true, Text: "初审合格，已批评教育"}})
	b.do(b.wd(at, 2), "15:10", "bian.he", key, &domain.ReviewYear{Conclusion: domain.CheckPassed, Text: "逾期报送，内容未发现问题，建议合格。"})
	b.do(b.wd(at, 4), "16:00", deputy, key, &domain.ConcludeYear{Conclusion: domain.CheckPassed})
	b.do(b.wd(at, 5), "09:40", clerk, key, &domain.PublishYear{Where: portal})
	at = b.wd(at, 8)
	b.do(at, "10:00", clerk, l, &domain.AskRemoval{Text: "已补报2022年度工作报告，申请移出。"})
	b.do(b.wd(at, 1), "15:00", "bian.he", l, &domain.VerifyRemoval{Met: true, Note: "年度报告已补报并作出结论"})
	b.do(b.wd(at, 3), "16:00", deputy, l, &domain.RemoveListing{Comment: "同意移出"})
	hands(b.wd(at, 4), "-d3")
}

// sample is the yearly sample of social organizations (社会组织抽查暂行办法): at least three in a hundred of the register as of a day, by
// kind, drawn with a public value that came to be after the list was frozen, and carried out. Nothing is found, so no total changes.
func sample(b *book) {
	b.do(day("2023-11-06"), "09:30", orgHead, "C2", &domain.DraftCampaign{Title: "2023年度社会组织抽查", Kind: "routine", Basis: "社会组织抽查暂行办法（民发〔2017〕45号）",
		Items: []string{"年度报告", "信息公开", "内部治理", "财务状况", "业务活动"}, Method: "实地检查、查阅会议记录和账簿", From: day("2023-11-15"), Until: day("2023-12-15"), Section: orgShort})
	b.do(day("2023-11-06"), "10:00", orgHead, "C2", &domain.FreezePool{PoolQuery: domain.PoolQuery{AsOf: day("2023-11-01"), Kinds: []domain.PartyKind{domain.PartyAssociation, domain.PartyServiceOrg}}, PerMille: 30, ByKind: true})
	b.do(day("2023-11-08"), "09:20", orgHead, "C2", &domain.SampleTargets{Public: "04 11 16 23 28 31 + 07", PublicAt: instant(day("2023-11-07"), "21:30"), PublicIs: "云岭区虚构彩票第2023131期开奖号码（演示用，不存在）",
		Teams: [][]domain.PersonID{pairA, pairB}, Witnesses: []string{signer(71), signer(72)}})
	b.do(day("2023-11-09"), "15:10", deputy, "C2", &domain.ApproveCampaign{Comment: "同意，抽查结果依法公开。"})
	b.do(day("2023-11-10"), "10:00", orgHead, "C2", &domain.PublishCampaign{Where: portal, FiledAs: "云司备〔2023〕38号"})
	b.do(day("2023-11-15"), "08:40", orgHead, "C2", &domain.OpenCampaign{})
	for i, team := range []people{pairA, pairB} {
		b.visit(visit{key: fmt.Sprintf("C2-t%d", i+1), day: b.wd(day("2023-11-21"), i), team: team, place: "登记的住所", signed: signer(73 + i), notice: true})
	}
	b.do(day("2023-12-14"), "16:00", orgHead, "C2", &domain.CloseCampaign{Summary: "按名单随机抽取社会团体、社会服务机构各一家以上，逐一实地检查，未发现问题，结果已公开。"})
}
