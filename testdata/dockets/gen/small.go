package main

import "yifa/domain"

// small2024 is another bureau in another year with other figures: nothing may be special to 2023.
func small2024(cal *domain.Calendar) *book {
	b := &book{cal: cal, files: map[string][]byte{"plot-1.png": pngFile(7)}, header: header{"yifa/1", "xinghe-2024", "xinghe", "ji.lu", "",
		"合成数据，全部虚构。Synthetic throughout; every place, person and body is invented."}}
	d := "2024-02-19"
	b.register(d, "xinghe", &domain.EstablishAgency{Name: "星禾县民政局", Short: "星民", Region: "星禾县", Sections: []string{"社会事务股"}, Townships: []string{"笠泽镇", "稻香乡"}})
	for _, p := range []struct {
		login, name string
		role        domain.Role
	}{{"ji.lu", "纪鹿", domain.RoleBackfill}, {"ling.dao", "凌岛", domain.RoleLeader}, {"zhou.ke", "周珂", domain.RoleSection},
		{"bai.he", "白壑", domain.RoleOfficer}, {"ren.wu", "任芜", domain.RoleOfficer}, {"xi.chuang", "奚窗", domain.RoleClerk}} {
		b.register(d, p.login, &domain.AddPerson{Login: p.login, Name: p.name, Section: "社会事务股"})
		b.register(d, p.login, &domain.GrantRole{Role: p.role, From: day("2024-01-01")})
	}
	for i, login := range []string{"bai.he", "ren.wu"} {
		b.register(d, login, &domain.Certify{Certificate: domain.Certificate{Number: []string{"990200001", "990200002"}[i], Issuer: "星禾县人民政府", From: day("2024-01-01"), Until: day("2028-12-31")}})
	}
	for i, name := range []string{"笠泽镇藕塘村公益性墓地", "稻香乡麦垄村公益性墓地", "笠泽镇荻岸村公益性墓地"} {
		b.lines = append(b.lines, line{"2024-02-20", "xi.chuang", "party.register", []string{"A", "B", "C"}[i], &domain.RegisterParty{Kind: domain.PartyVillage, Name: name}, "2024-02-20T00:00"})
	}
	team := people{"bai.he", "ren.wu"}
	visits := []struct {
		key, on string
		party   domain.PartyID
		find    []domain.NewFinding
		dispose []domain.DisposeFindings
	}{
		{"N1", "2024-03-12", "A", []domain.NewFinding{soldOutside(3, false), overStd(7, "南坡")}, []domain.DisposeFindings{corrected(1, "当场停止")}},
		{"N2", "2024-03-19", "B", []domain.NewFinding{books("账簿缺页")}, []domain.DisposeFindings{corrected(1, "当日补齐")}},
		{"N3", "2024-04-07", "C", nil, nil}, // a Sunday worked by the notice
	}
	for _, v := range visits {
		at := day(v.on)
		b.do(b.wd(at, -4), "09:00", "bai.he", v.key, &domain.AssignInspection{Party: v.party, Officers: team, Source: "routine", Basis: "年度检查计划", Items: []string{"墓地管理"}})
		b.do(b.wd(at, -3), "09:00", "ling.dao", v.key, &domain.ApproveInspection{})
		b.do(at, "08:50", "bai.he", v.key, &domain.NotifyInspection{OnSite: true})
		b.do(at, "09:30", "bai.he", v.key, &domain.Arrive{Officers: team, CardShown: true, RightsTold: true})
		b.do(at, "11:00", "bai.he", v.key, &domain.RecordVisit{StartedAt: instant(at, "09:35"), EndedAt: instant(at, "10:50"), Place: "墓区", Officers: team,
			Summary: "查看现场和登记簿。", Findings: v.find, SignedBy: signer(len(v.key) + int(at%7)),
			Evidence: []domain.NewEvidence{{Hash: "file:files/plot-1.png", Kind: "photo", Title: "现场照片", TakenAt: instant(at, "10:00")}}})
		for i := range v.dispose {
			b.do(b.wd(at, 1), "09:00", "bai.he", v.key, &v.dispose[i])
		}
		if v.key == "N1" {
			b.do(b.wd(at, 1), "10:00", "bai.he", v.key, &domain.OrderCorrection{Lines: []int{2}, Measures: []string{"恢复规定面积"}, Days: 30})
		}
		b.do(b.wd(at, 2), "09:00", "bai.he", v.key, &domain.NotifyResult{SignedBy: "村委会值班人员"})
		b.do(b.wd(at, 8), "09:00", "zhou.ke", v.key, &domain.PublishResult{})
	}
	b.do(day("2024-03-15"), "15:00", "ling.dao", "N1-r1", &domain.ApproveOrder{})
	b.do(day("2024-03-18"), "15:00", "bai.he", "N1-r1", &domain.ServeOrder{Method: domain.ServeDirect, On: day("2024-03-18"), Recipient: signer(9)})
	b.do(day("2024-04-16"), "15:00", "xi.chuang", "N1-r1", &domain.ReportCorrection{Report: "已恢复。"})
	b.do(day("2024-04-18"), "15:00", "bai.he", "N1-r1", &domain.Reinspect{Officers: team, Items: []domain.ItemResult{{Item: 1, Passed: true}}, Opinion: "已改正"})
	return b
}
