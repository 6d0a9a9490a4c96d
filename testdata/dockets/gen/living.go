package main

import "yifa/domain"

// living are penalty cases under way, each at another point of its course, so that every desk has something to see. Days
// are counted from the day of loading; conduct and decision both lie under the law of 2026.
func living(b *book) {
	ago := func(n int) domain.Date { return b.today.AddDays(-n) }
	open := func(key string, opened int, party domain.PartyID, team people, who string, al domain.Allegation) *matter {
		m := &matter{b: b, key: key, team: team, party: who}
		m.do(ago(opened), "09:10", m.handler(), &domain.OpenClue{Source: "report", Party: "yunling-2023:" + party, Officers: team, Section: "社会事务股",
			Clue: al.Fact + "，来件登记。", Allegations: []domain.Allegation{al}})
		return m
	}
	filed := func(m *matter, opened int) {
		m.file(ago(opened-3), ago(opened-5), leader, "经核查属实，属本机关管辖，未超过追责时效，建议立案。")
	}
	large := domain.Allegation{Violation: "FN-03", From: ago(400), To: ago(120), Fact: "公墓墓位占地面积超过规定标准", Quantity: 12, Unit: "个"}
	small := domain.Allegation{Violation: "FN-07", From: ago(400), To: ago(120), Fact: "农村公益性墓地对外收取墓位费", Quantity: 2, Unit: "个"}
	asked := func(m *matter, n int) {
		m.interview(ago(n), "09:30", "10:40", m.party, "当事人负责人", "是否收取费用？", "收了，有收据。", "是否愿意改正？", "愿意。")
		m.do(ago(n), "15:00", m.handler(), &domain.AddEvidence{Evidence: []domain.NewEvidence{writing("account-book.pdf", "收据存根复印件", "documentary", m.party+"提供", "copy")}})
	}
	propose := func(m *matter, n int, al domain.Allegation, gains, fine int64) {
		p := domain.Proposal{Outcome: domain.VerdictPenalty, Allegations: []domain.Allegation{al}, Facts: "有询问笔录、收据存根为证：" + al.Fact + "，没有应当退赔的款项。",
			Assessments: []domain.Assessment{{Violation: al.Violation, From: al.From, To: al.To, GainsFen: gains, RefundSettled: true, Business: true}},
			Reasons:     "数额不大、如实陈述，取法定幅度下限。", Correct: "停止违法行为，恢复至规定要求", CorrectDays: 30}
		if al.Violation == "FN-03" {
			p.Sanctions = []domain.Sanction{{Kind: domain.SanctionWarning, Violation: al.Violation}}
		}
		p.Sanctions = append(p.Sanctions, domain.Sanction{Kind: domain.SanctionGains, Violation: al.Violation, AmountFen: gains}, domain.Sanction{Kind: domain.SanctionFine, Violation: al.Violation, AmountFen: fine})
		m.report(ago(n), al.Fact+"，违反《殡葬管理条例》（国务院令第824号）。", p)
	}
	pass := func(m *matter, asked int) {
		m.review(ago(asked), ago(asked-1), ago(asked-3), domain.ReviewPass, "事实清楚，程序合法，同意。", nil)
	}

	// told brings a case to its notice: opened so many days ago, reported, passed two days later, noticed and served
	told := func(key string, opened int, party domain.PartyID, team people, who string, al domain.Allegation, reported int, gains, fine int64, noticed, served int) *matter {
		m := open(key, opened, party, team, who, al)
		filed(m, opened)
		asked(m, opened-10)
		propose(m, reported, al, gains, fine)
		pass(m, reported-2)
		m.notify(ago(noticed), ago(served))
		return m
	}

	// a clue for which nobody is named yet, and one whose officers propose to file it
	b.do(ago(1), "09:20", clerk, "L1", &domain.OpenClue{Source: "media", Party: "yunling-2023:S6", Section: "社会事务股", Clue: "媒体反映该店代售公益性墓地墓位",
		Allegations: []domain.Allegation{{Violation: "FN-07", From: ago(40), Fact: "代售农村公益性墓地墓位"}}})
	open("L2", 6, "V55", teamD, signer(601), small).file(ago(2), 0, "", "经核查属实，属本机关管辖，未超过追责时效，建议立案。")
	// under inquiry, with account books kept in place whose days are nearly over
	m := open("L3", 20, "CEM3", teamB, signer(602), large)
	filed(m, 20)
	asked(m, 10)
	m.do(ago(7), "09:00", m.handler(), &domain.AskPreservation{Officers: m.team, Items: []string{"收款收据11本", "墓位登记簿2册"}, Place: "公司财务室（加封条）", Keeper: m.party, Reason: "有转移账册的迹象，证据可能灭失"})
	m.do(ago(7), "16:30", leader, &domain.ApprovePreservation{No: 1, Comment: "同意"})
	// with the reviewer
	m = open("L4", 40, "CEM4", teamA, signer(603), large)
	filed(m, 40)
	asked(m, 30)
	propose(m, 5, large, 120000*yuan, 100000*yuan)
	m.review(ago(4), ago(3), 0, "", "", nil)
	// noticed; the days for a defence and for a hearing run
	told("L5", 45, "CEM1", teamD, signer(604), large, 20, 90000*yuan, 100000*yuan, 4, 2)
	// a hearing is fixed for the fourth working day from now
	m = told("L6", 70, "CEM2", teamB, signer(605), large, 45, 200000*yuan, 150000*yuan, 36, 35)
	m.do(ago(33), "10:00", clerk, &domain.RequestHearing{On: ago(33), By: m.party, Text: "对面积测量有异议，要求听证",
		Evidence: []domain.NewEvidence{paper("request.pdf", "听证申请书")}})
	m.do(ago(32), "10:00", leader, &domain.AppointHost{Host: host, Recorder: scribe})
	m.do(ago(30), "09:00", m.handler(), &domain.HandOverFile{})
	next := b.wd(b.today, 4)
	b.worked = map[domain.Date]bool{next: true}
	m.do(ago(22), "10:30", host, &domain.SetHearing{At: instant(next, "09:00"), Until: instant(next, "11:30"), Room: "区民政局一楼听证室", Public: true})
	m.serve(ago(20), "15:00", m.paper(1))
	m.do(ago(15), "09:00", m.handler(), &domain.AnnounceHearing{On: ago(15), Where: "区民政局公告栏"})
	// for the leaders to discuss
	m = told("L7", 55, "CEM1", teamA, signer(606), large, 33, 150000*yuan, 120000*yuan, 25, 24)
	m.waive(ago(22), true)
	m.do(ago(3), "10:00", m.handler(), &domain.SubmitDecision{})
	// to be decided
	m = told("L8", 50, "V44", teamB, signer(607), small, 28, 6000*yuan, 6000*yuan, 20, 19)
	m.waive(ago(17), false)
	m.do(ago(2), "10:00", m.handler(), &domain.SubmitDecision{})
	// decided and served; the fine was not paid, and the surcharge runs
	m = told("L9", 100, "V45", teamD, signer(608), small, 75, 8000*yuan, 10000*yuan, 68, 66)
	m.waive(ago(64), false)
	m.do(ago(60), "10:00", m.handler(), &domain.SubmitDecision{})
	m.decide(ago(46), ago(43), ago(40), leader, "利用农村公益性墓地从事营利活动", "对外提供墓位2个，收取8000元。", "没收违法所得8000元；罚款10000元。")
	// concluded, for the archive: the party is no more
	m = open("L10", 60, "S2", teamA, signer(609), domain.Allegation{Violation: "FN-07", From: ago(400), To: ago(120), Fact: "代售农村公益性墓地墓位"})
	filed(m, 60)
	m.do(ago(30), "10:00", leader, &domain.TerminateInquiry{Cause: "dissolved", Reason: "当事人已注销且没有权利义务承受人，登记机关出具证明"})
	m.do(ago(9), "10:00", leader, &domain.ConcludeCase{Comment: "同意终止后结案"})

	// clues about officials: one went out and is not signed for, one waits for the head
	b.do(ago(5), "11:10", string(teamD[0]), "L11", &domain.OpenReferral{From: "D12", ReferralContent: officials(2, signer(611), "村委会主任", "village", "墓位收入未入村集体账，去向不明").ReferralContent})
	b.do(ago(5), "16:00", head, "L11", &domain.ApproveReferral{Comment: "同意，注意保密。"})
	b.do(ago(4), "09:00", string(teamD[0]), "L11", &domain.SendReferral{How: "exchange", Tracking: "云机000123"})
	b.do(ago(1), "11:10", string(teamA[0]), "L12", &domain.OpenReferral{Party: "yunling-2023:V44", ReferralContent: officials(1, signer(612), "村会计", "village", "以个人账户代收墓位费").ReferralContent})
}
