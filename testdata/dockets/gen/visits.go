package main

import (
	"fmt"
	"strings"

	"yifa/domain"
)

// visit is one inspection from the notice to the publication of its result.
type visit struct {
	key              string
	day              domain.Date
	hour             int // of arrival; 0: nine
	team             people
	place            string
	notice           bool // told two working days before; else on the spot
	noNotice         bool // the notice went before in another way
	signed           string
	refusal, witness string
	find             []domain.NewFinding
	dispose          []domain.DisposeFindings
	photo            int // which picture; 0 none
	withhold         string
	refer            *domain.ReferClue // to another organ, the day after
}

func (b *book) notify(x visit) {
	if x.notice {
		b.do(b.wd(x.day, -2), "15:00", string(x.team[0]), x.key, &domain.NotifyInspection{When: x.day.String() + "上午"})
		return
	}
	b.do(x.day, "08:50", string(x.team[0]), x.key, &domain.NotifyInspection{OnSite: true})
}

func (b *book) visit(x visit) {
	if x.hour == 0 {
		x.hour = 9
	}
	hm := func(h, m int) string { return fmt.Sprintf("%02d:%02d", x.hour+h, m) }
	handler := string(x.team[0])
	if !x.noNotice {
		b.notify(x)
	}
	met := x.signed
	if met == "" {
		met = "值班人员"
	}
	b.do(x.day, hm(0, 30), handler, x.key, &domain.Arrive{Officers: x.team, CardShown: true, RightsTold: true, Met: met})
	rec := domain.RecordVisit{StartedAt: instant(x.day, hm(0, 35)), EndedAt: instant(x.day, hm(1, 50)), Place: x.place, Officers: x.team,
		Summary: "查看现场、登记簿和票据，询问在场人员。", Findings: x.find, SignedBy: x.signed, Refusal: x.refusal, Witness: x.witness}
	if len(x.find) == 0 {
		rec.Summary += "未发现问题。"
	}
	if x.photo > 0 {
		name := []string{"", "plot-1.png", "plot-2.png", "plot-3.jpg"}[x.photo]
		rec.Evidence = []domain.NewEvidence{{Hash: domain.Blob("file:files/" + name), Kind: "photo", Title: "现场照片", TakenAt: instant(x.day, hm(1, 0)), Line: min(1, len(x.find))}}
	}
	b.do(x.day, hm(1, 55), handler, x.key, &rec)
	for i := range x.dispose {
		b.do(b.wd(x.day, 1), fmt.Sprintf("10:%02d", i), handler, x.key, &x.dispose[i])
	}
	if x.refer != nil {
		b.refer(x.key, strings.HasPrefix(x.key, "C1-"), b.wd(x.day, 1), x.team, *x.refer)
	}
	b.do(b.wd(x.day, 3), "16:00", handler, x.key, &domain.NotifyResult{Method: domain.ServeDirect, SignedBy: met})
	if x.withhold != "" {
		b.do(b.wd(x.day, 6), "17:00", leader, x.key, &domain.WithholdResult{Reason: x.withhold})
		return
	}
	b.do(b.wd(x.day, 7+len(x.key)%5), "10:30", section, x.key, &domain.PublishResult{Where: "区人民政府门户网站行政执法公示专栏"})
}

func soldOutside(n int, profit bool) domain.NewFinding {
	f := domain.NewFinding{Category: domain.FindSoldOutside, Violation: "FN-06", Fact: fmt.Sprintf("登记簿显示向本村以外人员提供墓位%d个", n), Quantity: n, Unit: "个", Provision: cats + "第九条第二款"}
	if profit {
		f.Violation, f.AmountFen = "FN-07", int64(n)*320000
		f.Fact += fmt.Sprintf("，共收取%d元", f.AmountFen/100)
	}
	return f
}

func overStd(n int, where string) domain.NewFinding {
	return domain.NewFinding{Category: domain.FindOverStd, Violation: "FN-03", Fact: fmt.Sprintf("%s超标准、超利润销售墓位%d个", where, n), Quantity: n, Unit: "个", AmountFen: int64(n) * 150000, Provision: cats + "第十一条"}
}

func books(fact string) domain.NewFinding {
	return domain.NewFinding{Category: domain.FindFinance, Fact: fact, Quantity: 1, Unit: "项"}
}

func run(fact string) domain.NewFinding {
	return domain.NewFinding{Category: domain.FindPrivate, Violation: "FN-07", Fact: fact, Quantity: 1, Unit: "项", Provision: cats + "第九条第二款"}
}

func other(fact string) domain.NewFinding {
	return domain.NewFinding{Category: domain.FindOther, Fact: fact, Quantity: 1, Unit: "项"}
}

func corrected(line int, note string) domain.DisposeFindings {
	return domain.DisposeFindings{Lines: []int{line}, Exit: domain.ExitCorrected, Note: note}
}

func clue(line int) domain.DisposeFindings {
	return domain.DisposeFindings{Lines: []int{line}, Exit: domain.ExitReferral, To: clues, Note: "财务问题线索，按管理权限移交"}
}

// rect is one order to correct.
type rect struct {
	inspection, key string
	officers        people
	lines           []int
	days            int
	measures        []string
}

func (b *book) draft(r rect, on domain.Date, hm string) {
	b.do(on, hm, string(r.officers[0]), r.inspection, &domain.OrderCorrection{Lines: r.lines, Measures: r.measures, Days: r.days})
}

func (b *book) approve(r rect, on domain.Date) {
	b.do(on, "15:20", leader, r.key, &domain.ApproveOrder{Comment: "同意"})
}

func (b *book) serve(r rect, on domain.Date, x domain.ServeOrder) {
	b.do(on, "10:10", string(r.officers[0]), r.key, &x)
}

func (b *book) report(r rect, on domain.Date) {
	b.do(on, "09:20", clerk, r.key, &domain.ReportCorrection{Report: "已按通知书逐项整改，附整改前后照片和村民会议记录。",
		Evidence: []domain.NewEvidence{{Hash: "file:files/report.pdf", Kind: "document", Title: "整改报告"}}})
}

func (b *book) passed(r rect, on domain.Date) {
	items := make([]bool, len(r.measures))
	for i := range items {
		items[i] = true
	}
	b.reinspect(r, on, items...)
}

func (b *book) reinspect(r rect, on domain.Date, passed ...bool) {
	x := domain.Reinspect{Officers: r.officers, Opinion: "现场复查，逐项核对。", SignedBy: "村委会值班人员"}
	all := true
	for i, ok := range passed {
		it := domain.ItemResult{Item: i + 1, Passed: ok}
		if !ok {
			it.Note, all = "未改正", false
		}
		x.Items = append(x.Items, it)
	}
	if all {
		x.Evidence = []domain.NewEvidence{{Hash: "file:files/corrected.jpg", Kind: "photo", Title: "复查照片", TakenAt: instant(on, "14:20")}}
	}
	b.do(on, "15:40", string(r.officers[0]), r.key, &x)
}

func receipt() []domain.NewEvidence {
	return []domain.NewEvidence{{Hash: "file:files/receipt.pdf", Kind: "document", Title: "送达回证"}}
}

// individual are the inspections outside the campaign, and the orders that came of them.
func individual(b *book) {
	open := func(on domain.Date, hm, key, source, basis string, p domain.PartyID, team people, urgent bool) {
		b.do(on, hm, string(team[0]), key, &domain.AssignInspection{Party: p, Officers: team, Source: source, Basis: basis,
			Items: []string{"殡葬服务和墓地管理"}, Section: "社会事务股", Urgent: urgent})
	}
	grant := func(on domain.Date, key string) {
		b.do(on, "16:10", leader, key, &domain.ApproveInspection{Comment: "同意检查"})
	}
	plain := func(key string, on string, source, basis string, p domain.PartyID, team people) visit {
		d := day(on)
		open(b.wd(d, -4), "10:15", key, source, basis, p, team, false)
		grant(b.wd(d, -3), key)
		return visit{key: key, day: d, team: team, place: "现场", notice: true, signed: signer(60 + len(b.lines)%17), photo: 2}
	}

	// two routine inspections in March
	x := plain("I2", "2023-03-07", "routine", "2023年度行政检查计划", "S3", teamA)
	x.find, x.dispose = []domain.NewFinding{other("店内殡葬用品未明码标价的价签脱落")}, []domain.DisposeFindings{corrected(1, "当场补贴价签")}
	b.visit(x)
	x = plain("I5", "2023-03-14", "routine", "2023年度行政检查计划", "S4", teamB)
	x.find, x.dispose = []domain.NewFinding{other("服务人员未佩戴工牌")}, []domain.DisposeFindings{corrected(1, "当场佩戴并承诺规范")}
	b.visit(x)
	// one that a leader did not approve
	open(day("2023-03-20"), "09:30", "I8", "routine", "2023年度行政检查计划", "S5", teamD, false)
	b.do(day("2023-03-21"), "11:00", leader, "I8", &domain.CancelInspection{Reason: "该店本季度已由市场监管部门联合检查，避免重复检查"})
	// nothing found
	b.visit(plain("I9", "2023-09-13", "assigned", "区政府交办单2023年第18号", "S6", teamD))

	// urgent: the diggers stood there. The approval was made up the next day.
	d := day("2023-08-14")
	open(d, "09:05", "I3", "complaint", "12345热线工单反映正在违规施工", "V41", teamB, true)
	grant(b.wd(d, 1), "I3")
	b.visit(visit{key: "I3", day: d, hour: 10, team: teamB, place: "墓区东侧山坡", noNotice: true, signed: signer(41), photo: 3,
		find:     []domain.NewFinding{soldOutside(8, true), run("个人租用村集体荒山经营墓位")},
		withhold: "涉及拟立案调查的事实，公开可能影响调查"})
	b.do(b.wd(d, 1), "10:05", "fang.zhi", "I3", &domain.DisposeFindings{Lines: []int{2}, Exit: domain.ExitCase, Note: "以营利为目的经营，建议立案"})
	// R7: nobody would take it; a notice was posted; on the twelfth day the party came and signed, and that counts.
	r := rect{inspection: "I3", key: "I3-r1", officers: teamB, lines: []int{1, 2}, days: 15, measures: []string{"停止施工和销售", "终止租用协议，恢复原状"}}
	b.draft(r, b.wd(d, 1), "11:00")
	b.approve(r, b.wd(d, 3))
	b.do(b.wd(d, 5), "11:00", "fang.zhi", r.key, &domain.ServiceFailed{Method: domain.ServeDirect, On: b.wd(d, 5), Reason: "负责人外出，同住成年家属拒绝说明去向"})
	b.do(b.wd(d, 8), "11:00", "fang.zhi", r.key, &domain.ServiceFailed{Method: domain.ServePost, On: b.wd(d, 7), Reason: "邮件以收件人迁移新址退回"})
	posted := day("2023-08-30")
	b.serve(r, posted, domain.ServeOrder{Method: domain.ServeNotice, On: posted, Reason: "直接送达、邮寄送达均未成功，下落不明"})
	served := posted.AddDays(12)
	b.serve(r, served, domain.ServeOrder{Method: domain.ServeDirect, On: served, Recipient: signer(41), Relation: "负责人本人", Evidence: receipt()})
	b.report(r, b.cal.NextWorking(served.AddDays(13)))
	b.passed(r, b.wd(b.cal.NextWorking(served.AddDays(13)), 2))

	// a complaint: plots and books
	x = plain("I1", "2023-09-06", "complaint", "群众来信2023年第7号", "V40", people{"lu.yuan", "jin.hao"})
	x.find = []domain.NewFinding{soldOutside(6, false), books("墓位费由个人账户代收")}
	x.dispose = []domain.DisposeFindings{corrected(1, "当场停止对外提供墓位，登记公示"), clue(2), corrected(2, "当日转入村集体账户")}
	x.refer = officials(2, signer(340), "村委会主任", "village", "墓位费由村委会主任个人账户代收，去向需核查")
	b.visit(x)

	// R5: by e-mail with consent; more time refused; half corrected; one further order, into January.
	x = plain("I6", "2023-10-18", "data_alert", "遥感图斑比对预警", "V42", teamA)
	x.find = []domain.NewFinding{overStd(40, "新建墓区")}
	b.visit(x)
	r = rect{inspection: "I6", key: "I6-r1", officers: teamA, lines: []int{1}, days: 15, measures: []string{"停止超标准墓位的建设和销售", "对已建超标准墓位恢复至规定面积"}}
	b.draft(r, b.wd(x.day, 1), "11:00")
	b.approve(r, b.wd(x.day, 2))
	served = b.wd(x.day, 3)
	b.serve(r, served, domain.ServeOrder{Method: domain.ServeElectronic, On: served, Consent: "2023-10-18签署的电子送达地址确认书"})
	ask := b.wd(served, 7)
	b.do(ask, "09:40", clerk, r.key, &domain.AskExtension{Days: 15, Reason: "工程队排期紧张"})
	b.do(b.wd(ask, 1), "10:40", leader, r.key, &domain.RefuseExtension{Reason: "停止建设和销售无须等待工程队，不属于正当理由"})
	b.report(r, b.due(served, 15))
	b.reinspect(r, b.wd(b.due(served, 15), 3), true, false)
	b.do(day("2023-12-07"), "10:00", "lu.yuan", r.key, &domain.OrderAgain{Days: 30})
	r = rect{key: "I6-r1-r2", officers: teamA, measures: r.measures[1:]}
	b.approve(r, day("2023-12-11"))
	b.serve(r, day("2023-12-13"), domain.ServeOrder{Method: domain.ServeEntrusted, On: day("2023-12-13"), Recipient: signer(42), Relation: "村委会主任"})
	b.report(r, day("2024-01-08"))
	b.passed(r, day("2024-01-10"))

	// R6: a public notice that ran its thirty days; overdue by a few days; reported and found in order in January.
	x = plain("I7", "2023-10-24", "request", "蓼花镇人民政府提请检查的函", "V43", teamD)
	x.find = []domain.NewFinding{overStd(22, "老墓区扩建部分")}
	x.signed, x.refusal = "", "负责人不在场，值守人员拒绝签字"
	x.witness = "村民小组长 " + signer(77)
	b.visit(x)
	r = rect{inspection: "I7", key: "I7-r1", officers: teamD, lines: []int{1}, days: 20, measures: []string{"拆除超面积加建部分并复绿"}}
	b.draft(r, b.wd(x.day, 1), "11:00")
	b.approve(r, b.wd(x.day, 2))
	b.do(b.wd(x.day, 4), "14:00", "meng.hua", r.key, &domain.ServiceFailed{Method: domain.ServeDirect, On: b.wd(x.day, 4), Reason: "负责人下落不明，村委会无人接收"})
	posted = day("2023-11-03")
	b.serve(r, posted, domain.ServeOrder{Method: domain.ServeNotice, On: posted, Reason: "负责人下落不明，其他方式无法送达，经过见送达失败记录"})
	b.report(r, day("2024-01-03"))
	b.passed(r, day("2024-01-05"))

	// R8: the first number went out with a wrong name on it and was made void; served in person; never answered.
	// It is open on purpose, so that a board has something to show.
	x = plain("I4", "2023-11-08", "complaint", "群众来访登记2023年第31号", "CEM2", people{"fang.zhi", "dai.xin"})
	x.find = []domain.NewFinding{overStd(29, "艺术墓区")}
	b.visit(x)
	r = rect{inspection: "I4", key: "I4-r1", officers: people{"fang.zhi", "dai.xin"}, lines: []int{1}, days: 20, measures: []string{"停止销售超标准墓位", "提交超标准墓位处置方案"}}
	b.draft(r, b.wd(x.day, 1), "11:00")
	b.approve(r, day("2023-11-13"))
	b.do(day("2023-11-14"), "09:10", leader, r.key, &domain.VoidOrder{Reason: "当事人名称写错一字，尚未送达"})
	b.do(day("2023-11-14"), "10:30", "fang.zhi", r.key, &domain.AmendOrder{Measures: r.measures, Days: 20, Basis: "《中华人民共和国行政处罚法》第二十八条第一款"})
	b.approve(r, day("2023-11-15"))
	served = day("2023-11-17")
	b.serve(r, served, domain.ServeOrder{Method: domain.ServeDirect, On: served, Recipient: signer(3), Relation: "公司法定代表人", Evidence: receipt()})
	b.do(day("2023-12-13"), "09:00", section, r.key, &domain.AddNote{Text: "电话催办，对方称正在研究方案。"})
	b.do(day("2023-12-15"), "09:00", "cao.cha", r.key, &domain.Acknowledge{Task: "look-comply-escalate7manager"})
}
