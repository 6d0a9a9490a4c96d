package main

import (
	"encoding/json"
	"fmt"
	"log"
	"slices"

	"yifa/docket/invented"
	"yifa/domain"
)

// demo is work in hand, counted from the day it is loaded, so that the lists of a demonstration are alive on any day.
// It follows the year 2023 and uses its people and parties.
func demo(cal *domain.Calendar) *book {
	b := &book{cal: cal, today: day("2100-06-01"), header: header{"yifa/1", "yunling-demo", "yunling", "tang.yi", "../2023/docket.jsonl",
		"演示用在办案件，日期从装载之日倒推；全部虚构。Work in hand for demonstrations, counted back from the day of loading; invented."},
		files: map[string][]byte{}}
	for _, name := range []string{"account-book.pdf", "receipt.pdf", "request.pdf", "waiver.pdf", "application.pdf", "promise.pdf", "liquidation.pdf", "premises.png"} {
		b.files[name] = evidenceFiles()[name]
	}
	// do takes the day as so many before loading
	do := func(ago int, hm, actor, act, key string, data map[string]any) {
		on := fmt.Sprintf("today-%dT%s", ago, hm)
		if hm == "" {
			on = fmt.Sprintf("today-%d", ago)
		}
		if data == nil {
			data = map[string]any{}
		}
		b.lines = append(b.lines, line{on, actor, act, key, data, fmt.Sprintf("%05d %s", 99999-ago, hm)})
	}
	plain := func(cmd domain.Command) map[string]any {
		raw, err := json.Marshal(cmd)
		if err != nil {
			log.Panic(err)
		}
		var m map[string]any
		if err := json.Unmarshal(raw, &m); err != nil {
			log.Panic(err)
		}
		return m
	}
	for i, login := range []string{"lu.yuan", "qiao.an", "fang.zhi", "meng.hua", "dai.xin", "jin.hao", "tu.yan", "bian.he"} {
		do(300, "", "system", "person.certify", login, map[string]any{"number": fmt.Sprintf("9901%06d", 901+i), "issuer": "云岭区人民政府", "from": "today-400", "until": "today+700"})
	}
	assign := func(ago int, key, party string, team people, urgent bool) {
		do(ago, "09:00", string(team[0]), "inspection.assign", key, plain(&domain.AssignInspection{Party: domain.PartyID("yunling-2023:" + party), Officers: team,
			Source: "routine", Basis: "本年度行政检查计划", Items: []string{"墓位面积", "收费公示"}, Section: "社会事务股", Urgent: urgent}))
	}
	approve := func(ago int, key string) { do(ago, "14:00", leader, "inspection.approve", key, nil) }
	notify := func(ago int, key string, team people) {
		do(ago, "16:00", string(team[0]), "inspection.notify", key, nil)
	}
	arrive := func(ago int, key string, team people) {
		do(ago, "09:30", string(team[0]), "inspection.arrive", key, plain(&domain.Arrive{Officers: team, CardShown: true, RightsTold: true, Met: "值班人员"}))
	}
	record := func(ago int, key string, team people, find ...domain.NewFinding) {
		m := plain(&domain.RecordVisit{Place: "墓区", Officers: team, Summary: "查看现场和登记簿。", Findings: find, SignedBy: "值班人员"})
		m["started_at"], m["ended_at"] = fmt.Sprintf("today-%dT09:35", ago), fmt.Sprintf("today-%dT10:40", ago)
		do(ago, "10:45", string(team[0]), "inspection.record", key, m)
	}
	visit := func(ago int, key, party string, team people, find ...domain.NewFinding) {
		assign(ago+5, key, party, team, false)
		approve(ago+4, key)
		notify(ago+3, key, team)
		arrive(ago, key, team)
		record(ago, key, team, find...)
	}
	over := domain.NewFinding{Category: domain.FindOverStd, Violation: "FN-03", Fact: "墓位超面积", Quantity: 6, Unit: "个"}
	sold := domain.NewFinding{Category: domain.FindSoldOutside, Violation: "FN-06", Fact: "向村外人员提供墓位", Quantity: 2, Unit: "个"}

	// eight orders, each at another point of its way
	type order struct {
		key, party string
		team       people
		visited    int // days ago
		days       int
		approved   int // 0: not yet
		served     int // 0: not yet
	}
	for _, o := range []order{
		{"D1", "V44", teamA, 21, 15, 17, 15},  // due today
		{"D2", "V45", teamB, 19, 15, 15, 13},  // due in two days
		{"D3", "V46", teamD, 20, 10, 16, 13},  // three days overdue
		{"D4", "CEM1", teamA, 18, 15, 13, 10}, // more time asked for
		{"D5", "V47", teamB, 5, 15, 0, 0},     // to be approved
		{"D6", "V48", teamD, 9, 15, 4, 0},     // to be served
		{"D7", "V49", teamA, 24, 15, 18, 12},  // public notice running
		{"D8", "V50", teamB, 20, 15, 15, 12},  // reported, to be re-inspected
	} {
		visit(o.visited, o.key, o.party, o.team, over, sold)
		handler := string(o.team[0])
		do(o.visited-1, "10:00", handler, "inspection.order", o.key, map[string]any{"lines": []int{1}, "measures": []string{"恢复至规定面积"}, "days": o.days})
		do(o.visited-1, "10:10", handler, "inspection.dispose", o.key, map[string]any{"lines": []int{2}, "exit": "corrected", "note": "当场停止对外提供"})
		do(o.visited-2, "11:00", handler, "inspection.notify_result", o.key, map[string]any{"signed_by": "值班人员"})
		if o.visited > 15 {
			do(o.visited-9, "11:00", section, "inspection.publish", o.key, nil)
		}
		if o.approved > 0 {
			do(o.approved, "15:00", leader, "rectification.approve", o.key+"-r1", nil)
		}
		serve := map[string]any{"method": "direct", "on": fmt.Sprintf("today-%d", o.served), "recipient": "村委会主任"}
		if o.key == "D7" {
			serve = map[string]any{"method": "notice", "on": "today-12", "reason": "负责人下落不明，直接送达和邮寄均未成功"}
		}
		if o.served > 0 {
			do(o.served, "15:30", handler, "rectification.serve", o.key+"-r1", serve)
		}
	}
	do(1, "10:00", clerk, "rectification.ask_extension", "D4-r1", map[string]any{"days": 10, "reason": "雨季无法施工"})
	do(2, "10:00", clerk, "rectification.report", "D8-r1", map[string]any{"report": "已逐项整改，附照片。"})

	// inspections that are under way
	assign(1, "D9", "S3", teamD, false) // to be approved
	assign(3, "D10", "V51", teamA, false)
	approve(2, "D10") // to be notified
	visit(3, "D11", "V52", teamB, over, sold)
	visit(7, "D12", "V53", teamD, sold, books("墓位收入未入村集体账")) // result told, to be published; the books are a clue
	do(6, "09:10", string(teamD[0]), "inspection.dispose", "D12", map[string]any{"lines": []int{1}, "exit": "corrected", "note": "当场停止"})
	do(6, "09:20", string(teamD[0]), "inspection.dispose", "D12", map[string]any{"lines": []int{2}, "exit": "referral", "to": clues, "note": "财务问题线索，按管理权限移交"})
	do(5, "15:10", string(teamD[0]), "inspection.notify_result", "D12", map[string]any{"signed_by": "值班人员"})
	assign(1, "D13", "V54", teamB, true) // urgent: on the spot, the approval to be made up
	arrive(1, "D13", teamB)
	living(b)
	entered := register(plain, do)
	desks(b, entered)
	supervision(b, entered)
	return b
}

// register enters sixty organizations that were registered on paper before: most in order, some dormant. Their days are counted
// back from the loading too; years that are over stay as they are.
func register(plain func(domain.Command) map[string]any, do func(int, string, string, string, string, map[string]any)) (out []known) {
	asOf := day("2026-11-01")
	a := domain.Agency{Region: "云岭区", Townships: townships, Registrar: &domain.Registrar{Area: "990101", Prefix: "MJH", First: 1, Last: 99999}}
	var relative func(any) any
	relative = func(v any) any {
		switch x := v.(type) {
		case map[string]any:
			for k, y := range x {
				x[k] = relative(y)
			}
		case []any:
			for i, y := range x {
				x[i] = relative(y)
			}
		case string:
			if d, err := domain.ParseDate(x); err == nil && len(x) == 10 {
				return fmt.Sprintf("today%+d", int(d)-int(asOf)-30)
			}
		}
		return v
	}
	for i, x := range invented.Organizations(20261123, 60, a, asOf) {
		x.Status, x.StatusOn = "", 0 // all of them stand: what ends them are acts
		x.History.Checks = slices.DeleteFunc(x.History.Checks, func(k domain.PastCheck) bool { return k.Year > 2024 })
		out = append(out, known{domain.PartyID(fmt.Sprintf("ORG%02d", i+1)), x, x.Items})
		m := plain(x)
		relative(m)
		do(30, fmt.Sprintf("%02d:%02d", 9+i/30, 2*(i%30)), clerk, x.Act(), fmt.Sprintf("ORG%02d", i+1), m)
	}
	return out
}
