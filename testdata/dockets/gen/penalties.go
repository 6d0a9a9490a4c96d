package main

import "yifa/domain"

// The penalty cases of 2023. The totals are those of the report: three notices of the right to a hearing, fines of
// 45,000.00 yuan, 2,221,300.00 yuan confiscated. How they fall on the cases is made up.

const (
	fen   = 1
	yuan  = 100 * fen
	pub   = "《殡葬管理条例》（2012年修正）"
	ppl28 = "《中华人民共和国行政处罚法》第二十八条第二款"
)

// late is the case that followed the order to correct which was not kept: the hearing was waived, and the fine was paid six
// days too late, with the surcharge.
func late(b *book, r rect, on domain.Date) {
	plot := domain.Allegation{Violation: "FN-03", From: day("2021-04-01"), To: day("2023-06-10"), Fact: "责令改正后仍按超标准面积建造、销售墓位", Quantity: 5, Unit: "个"}
	m := b.from(on, r.key, r.officers, signer(510), &domain.FollowWithCase{Clue: "责令限期改正逾期未改正，承包人仍在建造、销售超标准墓位并收费", Allegations: []domain.Allegation{plot}})
	m.file(b.wd(on, 1), b.wd(on, 3), leader, "经核查，整改期满后仍收取5个超标准墓位的费用，属本机关管辖，未超过追责时效，建议立案。")
	d := day("2023-07-03") // a certificate has run out
	m.do(d, "09:00", section, &domain.ChangeOfficers{Out: "dai.xin", In: "qiao.an", Reason: "原承办人执法证到期换发期间不得执法"})
	m.team = people{"lu.yuan", "qiao.an"}
	m.interview(b.wd(d, 1), "09:00", "10:20", signer(510), "村委会主任、当事人负责人", "整改期间是否停止销售？", "没有停住，承包人说已经收了定金。", "收了多少钱？", "5个墓位，每个4000元，共20000元。")
	m.interview(b.wd(d, 1), "14:30", "15:30", signer(511), "墓地承包人、证人", "墓位面积是多少？", "单穴有一平方米多，比规定的大。", "收款凭据在哪里？", "收据存根都在，可以复印。")
	m.do(b.wd(d, 2), "10:00", m.handler(), &domain.AddEvidence{Evidence: []domain.NewEvidence{writing("account-book.pdf", "收据存根复印件（与原件核对无异）", "documentary", signer(511)+"提供", "copy")}})
	m.visit(b.wd(d, 3), "墓区东坡新建墓位5个，逐个测量占地面积，均超过规定标准。", "plot-2.png")
	m.report(b.wd(d, 8), "超过规定标准建造、销售墓位，并在责令改正后继续，违反"+pub+"第十一条。", domain.Proposal{
		Outcome: domain.VerdictPenalty, Allegations: []domain.Allegation{plot},
		Facts: "有询问笔录2份、现场检查笔录及照片、收据存根复印件为证：当事人在责令改正后仍建造、销售超标准墓位5个，收取20000元，没有应当退赔的款项。",
		Assessments: []domain.Assessment{{Violation: "FN-03", From: plot.From, To: plot.To, GainsFen: 20000 * yuan, RefundSettled: true, Business: true,
			Reasons: "责令改正后逾期未改正，取一倍至三倍幅度中的一点五倍"}},
		Sanctions: []domain.Sanction{{Kind: domain.SanctionGains, Violation: "FN-03", AmountFen: 20000 * yuan}, {Kind: domain.SanctionFine, Violation: "FN-03", AmountFen: 30000 * yuan}},
		Reasons:   "逾期未改正，但数量较少、如实陈述，处违法所得一点五倍罚款。", Correct: "拆除5个墓位超面积部分，恢复至规定面积"})
	m.review(b.wd(d, 9), b.wd(d, 10), b.wd(d, 13), domain.ReviewPass, "事实清楚，证据确凿，适用依据正确，裁量适当，程序合法，同意。", nil)
	m.notify(b.wd(d, 15), b.wd(d, 16))
	m.waive(b.wd(d, 17), true)
	m.do(b.wd(d, 18), "09:10", m.handler(), &domain.SubmitDecision{Note: "当事人书面放弃陈述、申辩和听证，提请集体讨论决定"})
	d = day("2023-08-07")
	b.meeting("M1", b.wd(d, -4), d, "09:00", "10:00", item{m, "责令改正后逾期未改正，违法所得20000元，拟没收并处一点五倍罚款；当事人放弃听证。", []word{
		{leader, "同意承办意见，逾期不改应当处罚。", ""}, {deputy, "同意，证据充分。", ""}, {head, "同意，依法处罚并督促改正。", ""}}, "同意没收违法所得20000元，并处罚款30000元，责令改正。"})
	m.decide(b.wd(d, 2), b.wd(d, 3), b.wd(d, 5), deputy, "公墓墓穴占地面积超过规定标准", "责令改正后仍建造、销售超标准墓位5个，收取20000元。", "没收违法所得20000元；罚款30000元。")
	served := b.wd(d, 3)
	due := b.due(served, 15)
	m.pay(b.wd(due, -1), b.wd(due, -2), 20000*yuan, "gains")
	m.do(b.wd(due, 1), "10:00", m.handler(), &domain.Demand{Manner: "缴至非税收入汇缴专户；逾期每日按罚款数额的百分之三加处罚款"})
	m.serve(b.wd(due, 1), "15:00", m.paper(0))
	paid := due + 6 // six days: 18 % of the fine
	m.pay(b.cal.NextWorking(paid+1), paid, 30000*yuan+6*30000*yuan*3/100, "")
	m.corrected(b.wd(due, 8), "5个墓位超面积部分已拆除，承办人员现场复核。")
	m.close(b.wd(due, 10), b.wd(due, 18), leader)
}

// penalties are the cases that came from findings of private operation.
func penalties(b *book, large, small domain.Date, v func(int) string) {
	heard := contractor(b, large, v(25))
	defended := lessee(b)
	d := day("2023-10-13")
	b.meeting("M2", b.wd(d, -2), d, "14:30", "16:10",
		item{heard, "以村公益性墓地名义对外营利，审计认定收入1458300元，应退赔72000元，拟没收1386300元；已举行听证。", []word{
			{leader, "数额大、时间长，事实经审计和听证查清，同意没收。", ""},
			{deputy, "条例没有对应罚则，单以行政处罚法没收，依据应当在决定书中写足；在此前提下同意。", ""}, {head, "同意，决定书写明依据和退赔情况。", ""}}, "同意没收违法所得1386300元，责令终止承包、停止对外经营；不予罚款。"},
		item{defended, "向村外提供墓位并建造超标准墓位，没收815000元；陈述申辩后罚款由30000元改为15000元。", []word{
			{leader, "当事人已拆除超面积部分，减为一倍适当，同意。", ""},
			{deputy, "一倍以下没有依据，但本案主动整改，可以只没收。", "我认为可以并处不是应当并处，本案只没收、不罚款更适当。"},
			{head, "同意多数意见，处一倍罚款。", ""}}, "同意没收违法所得815000元，并处罚款15000元，责令改正。"})
	closeHeard(b, heard, d)
	closeDefended(b, defended, d)

	// and one that was not filed
	team := teamC
	if small >= day("2023-06-30") && small < day("2023-07-10") {
		team = people{"fang.zhi", "lu.yuan"}
	}
	on := b.wd(small, 5)
	m := b.from(on, v(26), team, signer(526), &domain.OpenCase{Lines: []int{1}, Clue: "检查发现村民个人与村委会签订承包墓地协议", Allegations: []domain.Allegation{
		{Violation: "FN-07", From: day("2023-03-01"), To: small, Fact: "签订承包协议，拟收取墓位费", Quantity: 1, Unit: "项", Line: 1}}})
	m.do(b.wd(on, 3), "10:30", m.handler(), &domain.ProposeFiling{Officers: team, Advice: "not_file", Jurisdiction: "违法行为发生在本区，由本机关管辖",
		Opinion: "经核查，协议签订后未履行，没有收费，检查当日已书面解除，违法行为轻微并及时改正，没有造成危害后果，建议不予立案。"})
	m.do(b.wd(on, 6), "16:00", leader, &domain.RefuseFiling{Reason: "协议未履行、未收费且已解除，符合行政处罚法第三十三条第一款，不予立案，由社会事务股跟踪。"})
}

// contractor is the large case: private operation for years, gains found by audit, part of them to be refunded; the review
// returned it once, and a hearing was held.
func contractor(b *book, seen domain.Date, parent string) *matter {
	run := domain.Allegation{Violation: "FN-07", From: day("2018-05-01"), To: seen, Fact: "以营利为目的经营农村公益性墓地，向村外人员收取墓位费、管理费、立碑费", Quantity: 1, Unit: "项", Line: 1}
	on := b.wd(seen, 2)
	m := b.from(on, parent, teamB, signer(525), &domain.OpenCase{Lines: []int{1}, Clue: "检查发现个人与村委会签订协议承包公益性墓地，自行收费多年，数额较大", Allegations: []domain.Allegation{run}})
	m.file(b.wd(on, 2), b.wd(on, 4), leader, "经核查，承包人自2018年起对外提供墓位并收费，有收据和证人，属本机关管辖，行为持续，未超过追责时效，建议立案。")
	f := b.wd(on, 4)
	m.do(b.wd(f, 1), "09:10", m.handler(), &domain.AskPreservation{Officers: m.team, Items: []string{"墓位登记簿3册", "收据存根11本", "流水账2册"}, Place: "村委会办公室文件柜（加封条）", Keeper: signer(525),
		Reason: "承包人有转移账册的迹象，证据可能灭失"})
	m.do(b.wd(f, 1), "10:40", leader, &domain.ApprovePreservation{No: 1, Comment: "同意先行登记保存"})
	m.interview(b.wd(f, 2), "09:00", "10:30", signer(525), "村委会主任、当事人负责人", "承包协议何时签订？", "2018年5月，村里收承包费，墓位由承包人自己定价。", "对外提供墓位是否经过批准？", "没有批准。")
	m.interview(b.wd(f, 2), "14:30", "16:40", signer(527), "墓地承包人、证人", "一共收了多少钱？", "都记在账上，具体要算。", "价格怎么定的？", "看位置，一个位子八千到两万，另收管理费和立碑费。")
	m.visit(b.wd(f, 3), "墓区分三个片区，登记簿记载村外人员墓位；现场公示栏没有收费标准。", "plot-3.jpg")
	m.do(b.wd(f, 5), "15:00", leader, &domain.SettlePreservation{No: 1, Outcome: "evidence", Reason: "账册为认定违法所得的主要证据，作为证据保全，复制后交还村集体"})
	m.do(b.wd(f, 5), "16:00", m.handler(), &domain.AddEvidence{Evidence: []domain.NewEvidence{writing("account-book.pdf", "登记簿、收据存根、流水账复印件", "documentary", "先行登记保存的账册", "copy")}})
	m.do(b.wd(f, 6), "09:30", m.handler(), &domain.SendForAppraisal{Form: "audit", Body: "云岭同诚会计师事务所（虚构）", Matter: "2018年5月以来墓位收费的收入和应当退赔的款项", Expected: b.wd(f, 16)})
	m.do(b.wd(f, 14), "15:40", m.handler(), &domain.ReturnAppraisal{No: 1, Result: "收入合计1458300元，均有收据存根和登记簿对应。", Evidence: []domain.NewEvidence{writing("audit.pdf", "专项审计报告", "appraisal", "云岭同诚会计师事务所（虚构）", "original")}})
	p := domain.Proposal{Outcome: domain.VerdictPenalty, Allegations: []domain.Allegation{run},
		Facts:       "有询问笔录2份、现场检查笔录及照片、账册复印件和专项审计报告为证：当事人自2018年5月起对外营利，收入1458300元。",
		Assessments: []domain.Assessment{{Violation: "FN-07", From: run.From, To: run.To, GainsFen: 1458300 * yuan, RefundSettled: true, Business: true}},
		Sanctions:   []domain.Sanction{{Kind: domain.SanctionGains, Violation: "FN-07", AmountFen: 1458300 * yuan}},
		Reasons:     "条例对农村公益性墓地对外营利没有可以适用的罚款规定，依" + ppl28 + "没收违法所得，不予罚款。", Correct: "终止承包协议，停止对外提供墓位和收费，由村集体收回管理", CorrectDays: 30}
	r := b.wd(f, 16)
	m.report(r, "以营利为目的经营农村公益性墓地，违反"+pub+"第九条第二款。", p)
	// returned: what must be refunded was not found out
	m.review(r, b.wd(r, 1), b.wd(r, 3), domain.ReviewSupplement, "没收前应当先行核定依法应当退赔的款项；卷内没有对已退订未退款人员的调查，请补充。", map[string]string{"facts": "收据中有注明“退订”的9份，是否应当退赔没有查清"})
	m.interview(b.wd(r, 4), "10:00", "11:00", signer(531), "退订人、证人", "墓位退了没有？", "去年退的，钱一直没有退给我，八千元。")
	m.interview(b.wd(r, 4), "15:00", "15:50", signer(532), "退订人、证人", "退订后是否拿到退款？", "没有，只拿到一张说明。")
	m.do(b.wd(r, 5), "09:50", m.handler(), &domain.AddEvidence{Evidence: []domain.NewEvidence{writing("statement.pdf", "退订人9人书面陈述及退订说明", "testimony", "退订人提供", "original")}})
	p.Facts = "有询问笔录4份、现场检查笔录及照片、账册复印件、专项审计报告和9名退订人的书面陈述为证：当事人自2018年5月起对外营利，收入1458300元，其中9人退订而未退的72000元依法应当退赔。"
	p.Assessments = []domain.Assessment{{Violation: "FN-07", From: run.From, To: run.To, GainsFen: 1458300 * yuan, RefundFen: 72000 * yuan, RefundSettled: true, Business: true}}
	p.Sanctions = []domain.Sanction{{Kind: domain.SanctionGains, Violation: "FN-07", AmountFen: 1386300 * yuan}}
	r = b.wd(r, 7)
	m.report(r, "以营利为目的经营农村公益性墓地，违反"+pub+"第九条第二款；应当退赔的款项已经核定。", p)
	m.review(b.wd(r, 1), b.wd(r, 2), b.wd(r, 3), domain.ReviewPass, "补充后事实清楚，应当退赔的款项已核定并扣除，同意告知。", nil)
	n := b.wd(r, 4)
	m.notify(n, b.wd(n, 1))
	asked := b.wd(n, 3)
	m.do(asked, "09:30", clerk, &domain.RequestHearing{On: asked, By: m.party, Text: "对违法所得的计算有异议，要求听证", Agents: []domain.Agent{{Name: "律师 " + signer(540), Paper: "授权委托书"}},
		Evidence: []domain.NewEvidence{paper("request.pdf", "听证申请书、授权委托书")}})
	m.do(b.wd(asked, 1), "10:00", leader, &domain.AppointHost{Host: host, Recorder: scribe})
	m.do(b.wd(asked, 2), "09:00", m.handler(), &domain.HandOverFile{Note: "正卷一册"})
	set := b.wd(asked, 3)
	at := b.wd(set, 9)
	m.do(set, "10:30", host, &domain.SetHearing{At: instant(at, "09:00"), Until: instant(at, "12:00"), Room: "区民政局一楼听证室", Public: true})
	m.serve(set, "15:00", m.paper(1))
	m.do(b.wd(set, 1), "09:00", m.handler(), &domain.AnnounceHearing{On: b.wd(set, 1), Where: "区人民政府门户网站、区民政局公告栏"})
	agent := "律师 " + signer(540)
	m.do(at, "12:10", scribe, &domain.HoldHearing{StartedAt: instant(at, "09:00"), EndedAt: instant(at, "11:40"), Officers: m.team, Examined: []int{2, 3, 4}, ReadOver: true, SignedBy: m.party + "、" + agent,
		Present: []domain.Attendee{{Name: m.party, Role: "party", Paper: "身份证明"}, {Name: agent, Role: "agent", Paper: "授权委托书"}, {Name: signer(527), Role: "witness"}},
		Speeches: []domain.Speech{
			{Who: "闻渡", Role: "host", Part: "opening", Text: "核对到场人员，宣布听证纪律，告知申请回避等权利；当事人不申请回避。"},
			{Who: "方植", Role: "officer", Part: "case", Text: "当事人自2018年5月起对外营利，收入1458300元，扣除应当退赔的72000元，拟没收1386300元。出示证据第2至4号。"},
			{Who: agent, Role: "agent", Part: "defence", Text: "管理费用于护坡和道路，应当扣除成本；村集体并未得利。"},
			{Who: agent, Role: "agent", Part: "examination", Text: "对账册复印件和审计报告的真实性没有异议，对收入全部认定为违法所得有异议。"},
			{Who: "孟桦", Role: "officer", Part: "answer", Text: "违法所得是实施违法行为所取得的款项，除依法退赔的以外不扣除成本。"},
			{Who: m.party, Role: "party", Part: "closing", Text: "愿意改正，请求考虑村集体的困难。"}}})
	m.do(b.wd(at, 2), "16:00", host, &domain.ReportHearing{Facts: "双方对收入数额和退赔数额没有争议；争议在于是否扣除成本。行政处罚法第二十八条第二款规定违法所得除依法应当退赔的外应当予以没收，扣除成本没有依据。", Opinion: "建议维持拟处理意见。"})
	m.review(b.wd(at, 3), b.wd(at, 4), b.wd(at, 5), domain.ReviewPass, "听证程序合法，听证意见已经回应，维持拟处理意见，同意。", nil)
	m.do(b.wd(at, 5), "17:10", m.handler(), &domain.SubmitDecision{Note: "听证和法制审核已毕，提请集体讨论决定"})
	return m
}

func closeHeard(b *book, m *matter, met domain.Date) {
	m.decide(b.wd(met, 2), b.wd(met, 3), b.wd(met, 6), head, "利用农村公益性墓地从事营利活动", "自2018年5月起以公益性墓地名义对外营利，收入1458300元，其中72000元依法应当退赔。", "没收违法所得1386300元。")
	s := b.wd(met, 3)
	m.pay(b.wd(s, 5), b.wd(s, 4), 800000*yuan, "")
	m.pay(b.wd(s, 10), b.wd(s, 9), 586300*yuan, "")
	m.corrected(b.wd(s, 16), "承包协议已终止，墓区由村集体收回管理，退订款已退9人。")
	m.close(b.wd(s, 19), b.wd(s, 30), leader)
}

// lessee is the case in which the defence changed the outcome: the fine was halved.
func lessee(b *book) *matter {
	d := day("2023-08-14")
	sold := domain.Allegation{Violation: "FN-06", From: day("2020-03-01"), To: d, Fact: "向本村以外人员提供墓位并收取费用", Quantity: 64, Unit: "个", Line: 2}
	over := domain.Allegation{Violation: "FN-03", From: day("2022-09-01"), To: d, Fact: "建造、销售超过规定标准的墓位", Quantity: 2, Unit: "个", Line: 2}
	on := b.wd(d, 4)
	m := b.from(on, "I3", teamB, signer(541), &domain.OpenCase{Lines: []int{2}, Clue: "紧急检查发现个人租用村集体荒山经营墓位，正在违规施工", Allegations: []domain.Allegation{sold, over}})
	m.file(b.wd(on, 2), b.wd(on, 4), deputy, "经核查，当事人向村外提供墓位并收费，部分墓位超标准，属本机关管辖，未超过追责时效，建议立案。")
	f := b.wd(on, 4)
	m.interview(b.wd(f, 2), "09:20", "10:50", signer(541), "当事人负责人", "村外墓位收了多少钱？", "64个，一个12500元，共80万元，开了收据。", "超面积的有几个？", "两个，多收了15000元。")
	m.visit(b.wd(f, 3), "东侧山坡墓位66个，其中2个占地面积超过规定标准。", "plot-1.png")
	m.do(b.wd(f, 4), "10:00", m.handler(), &domain.AddEvidence{Evidence: []domain.NewEvidence{writing("account-book.pdf", "墓位费收据存根复印件", "documentary", signer(541)+"提供", "copy")}})
	p := domain.Proposal{Outcome: domain.VerdictPenalty, Allegations: []domain.Allegation{sold, over},
		Facts: "有询问笔录、现场检查笔录及照片、收据存根为证：向村外人员提供墓位64个，收取800000元；超标准墓位2个，收取15000元；没有应当退赔的款项。",
		Assessments: []domain.Assessment{{Violation: "FN-06", From: sold.From, To: sold.To, GainsFen: 800000 * yuan, RefundSettled: true, Business: true},
			{Violation: "FN-03", From: over.From, To: over.To, GainsFen: 15000 * yuan, RefundSettled: true, Business: true}},
		Sanctions: []domain.Sanction{{Kind: domain.SanctionGains, Violation: "FN-06", AmountFen: 800000 * yuan}, {Kind: domain.SanctionGains, Violation: "FN-03", AmountFen: 15000 * yuan},
			{Kind: domain.SanctionFine, Violation: "FN-03", AmountFen: 30000 * yuan}},
		Reasons: "对外提供墓位依" + ppl28 + "没收违法所得；超标准部分没收违法所得，并处二倍罚款。", Correct: "停止对外提供墓位，拆除2个墓位超面积部分", CorrectDays: 30}
	r := b.wd(f, 12)
	m.report(r, "向村民以外的人提供墓位、超标准建造墓位，违反"+pub+"第九条第二款、第十一条。", p)
	m.review(b.wd(r, 1), b.wd(r, 2), b.wd(r, 4), domain.ReviewPass, "事实清楚，定性准确，同意告知。", nil)
	n := b.wd(r, 5)
	m.notify(n, b.wd(n, 1))
	said := b.wd(n, 4)
	m.do(said, "10:20", clerk, &domain.RecordDefence{On: said, By: m.party, Points: []string{"两个墓位的超面积部分已于检查后自行拆除，请求从轻", "对外提供墓位是历史遗留，请求不没收"},
		Evidence: []domain.NewEvidence{writing("statement.pdf", "陈述申辩书、拆除前后照片", "statement", m.party, "original")}})
	w := day("2023-09-27") // the days to ask for a hearing are over
	m.do(w, "10:00", m.handler(), &domain.AnswerDefence{Answers: []domain.DefenceAnswer{{Point: 1, Adopted: true, Answer: "经现场复核属实，主动整改，采纳，罚款由二倍改为一倍"},
		{Point: 2, Adopted: false, Answer: "违法所得依法应当没收，历史原因不影响认定，不予采纳"}}})
	p.Assessments = []domain.Assessment{p.Assessments[0], p.Assessments[1]}
	p.Assessments[1].Circumstances, p.Assessments[1].Reasons = []string{"cooperative"}, "告知前已自行拆除超面积部分，积极配合调查、主动整改，从轻处罚，取幅度下限一倍"
	p.Sanctions = []domain.Sanction{p.Sanctions[0], p.Sanctions[1], {Kind: domain.SanctionFine, Violation: "FN-03", AmountFen: 15000 * yuan}}
	p.Reasons = "对外提供墓位依" + ppl28 + "没收违法所得；超标准部分没收违法所得，主动整改，从轻并处一倍罚款。"
	m.do(w, "15:00", m.handler(), &domain.AmendProposal{Why: "defence", Reason: "采纳陈述申辩第一点，罚款减半", Proposal: p})
	m.review(b.wd(w, 1), b.wd(w, 2), b.wd(w, 4), domain.ReviewPass, "变更后较告知为轻，无须重新告知；裁量理由充分，同意。", nil)
	m.do(b.wd(w, 5), "10:00", m.handler(), &domain.SubmitDecision{Note: "陈述申辩已复核，提请集体讨论决定"})
	return m
}

func closeDefended(b *book, m *matter, met domain.Date) {
	m.decide(b.wd(met, 2), b.wd(met, 4), b.wd(met, 5), leader, "农村公益性墓地向村民以外的人提供墓位；公墓墓穴占地面积超过规定标准", "向村外人员提供墓位64个，收取800000元；超标准墓位2个，收取15000元。", "没收违法所得815000元；罚款15000元。")
	s := b.wd(met, 4)
	ask := b.wd(s, 6)
	parts := []domain.PlanPart{{Due: day("2023-11-20"), Fen: 315000 * yuan}, {Due: day("2023-12-01"), Fen: 300000 * yuan}, {Due: day("2023-12-11"), Fen: 215000 * yuan}}
	m.do(ask, "10:10", clerk, &domain.AskInstalment{Reason: "集体账户余额不足，部分款项已用于护坡工程，申请分三期缴纳", Parts: parts, Evidence: []domain.NewEvidence{paper("statement.pdf", "账户余额证明")}})
	ok := b.wd(ask, 2)
	m.do(ok, "16:10", leader, &domain.ApproveInstalment{Parts: parts, Comment: "确有困难，同意分三期缴纳，逾期一期的恢复加处罚款"})
	m.serve(b.wd(ok, 1), "10:00", m.paper(0))
	for _, x := range parts {
		m.pay(b.wd(x.Due, 1), b.wd(x.Due, -1), x.Fen, "")
	}
	m.corrected(day("2023-12-04"), "已停止对外提供墓位并公示，2个墓位超面积部分已拆除。")
	m.close(day("2023-12-14"), day("2023-12-21"), deputy)
}
