package activities

import (
	"context"
	"fmt"
	"strings"

	"yifa/activities/render"
	"yifa/domain"
)

// This file says, for every type of instrument, where in the file each of its elements comes from. What an instrument
// must hold, and by which article, stands in its template.

var sources = map[string]string{"campaign": "专项检查", "complaint": "投诉举报", "assigned": "上级交办", "data_alert": "数据监测",
	"request": "依申请", "routine": "日常检查"}

// scheme is I-1, the scheme of a campaign with its targets.
func scheme(ctx context.Context, m *matter) (render.Data, error) {
	c := m.file.Campaign
	var targets []render.Data
	for _, t := range c.Targets {
		p, err := m.d.Book.Party(ctx, t.Party)
		if err != nil {
			return nil, err
		}
		var names []string
		for _, o := range t.Officers {
			n, err := m.name(ctx, o)
			if err != nil {
				return nil, err
			}
			names = append(names, n)
		}
		targets = append(targets, render.Data{"party": p.Name, "kind": domain.PartyKindTitles[p.Kind][0], "place": t.Place, "officers": strings.Join(names, "、")})
	}
	return render.Data{"name": m.file.Title, "basis": c.Basis, "items": each("name", c.Items), "method": c.Method,
		"from": c.From, "until": c.Until, "unit": m.file.Section, "targets": targets}, nil
}

// drawn is I-2, the record of a draw by lot: the directories by their digests, seed and way, so that anybody can draw again.
func drawn(ctx context.Context, m *matter) (render.Data, error) {
	b, ok := m.event.Body.(*domain.TargetsDrawn)
	c := m.file.Campaign
	if !ok || c == nil {
		return nil, missingEntry(m)
	}
	d := b.Draw
	var rows []render.Data
	for _, t := range d.Drawn {
		p, err := m.d.Book.Party(ctx, t.Party)
		if err != nil {
			return nil, err
		}
		officers, err := m.licensed(ctx, t.Officers, m.doc.IssuedOn)
		if err != nil {
			return nil, err
		}
		var who []string
		for _, o := range officers {
			who = append(who, fmt.Sprintf("%s（%s）", o["name"], o["cert"]))
		}
		rows = append(rows, render.Data{"target": p.Name, "officers": strings.Join(who, "、")})
	}
	var out []string
	for _, x := range d.Excluded {
		p, err := m.d.Book.Party(ctx, x.Party)
		if err != nil {
			return nil, err
		}
		out = append(out, p.Name+"："+bare(x.Reason))
	}
	operator, err := m.name(ctx, d.Operator)
	if err != nil {
		return nil, err
	}
	witness, err := m.name(ctx, d.Witness)
	data := render.Data{"plan": m.file.Title, "drawn_at": m.event.OccurredAt.In(domain.Shanghai), "place": d.Place, "method": "计算机抽取", "items": strings.Join(c.Items, "；"), "targets_count": d.Of, "targets_digest": d.Parties,
		"officers_count": d.Among, "officers_digest": d.Officers, "algorithm": d.Algorithm, "seed": d.Seed, "excluded": strings.Join(out, "；"), "drawn": rows, "operator": operator, "witness": witness}
	if d.Reason != "" {
		data["remarks"] = "重新抽取：" + d.Reason
	}
	return data, err
}

// notice is I-4, the notice of an inspection.
func notice(ctx context.Context, m *matter) (render.Data, error) {
	i := m.file.Inspection
	officers, err := m.licensed(ctx, m.file.Officers, m.doc.IssuedOn)
	if err != nil {
		return nil, err
	}
	contact, err := m.name(ctx, m.file.Handler)
	if err != nil {
		return nil, err
	}
	when := "另行约定的时间"
	if b, ok := m.event.Body.(*domain.InspectionNotified); ok {
		switch {
		case b.When != "":
			when = b.When
		case b.OnSite:
			when = render.Date(m.event.OccurredAt) + "，到场当场告知"
		}
	}
	place := i.Place
	if place == "" {
		place = m.party.Address
	}
	if place == "" {
		place = m.party.Name
	}
	return render.Data{"basis": i.Basis, "kind": sources[i.Source], "starts_at": when, "place": place, "items": each("name", i.Items),
		"officers": officers, "contact": contact}, nil
}

// siteRecord is I-5, the record made on the spot.
func siteRecord(ctx context.Context, m *matter) (render.Data, error) {
	i, r := m.file.Inspection, m.file.Inspection.Record
	officers, err := m.licensed(ctx, r.Officers, m.doc.IssuedOn)
	if err != nil {
		return nil, err
	}
	recorder, err := m.name(ctx, m.doc.IssuedBy)
	if err != nil {
		return nil, err
	}
	facts := []render.Data{{"item": "现场情况", "found": r.Summary}}
	for _, f := range i.Findings {
		facts = append(facts, render.Data{"item": domain.CategoryTitles[f.Category][0], "found": fmt.Sprintf("%s（%d%s）", bare(f.Fact), f.Quantity, f.Unit)})
	}
	data := render.Data{"started_at": r.StartedAt, "ended_at": r.EndedAt, "place": r.Place, "present": r.SignedBy, "officers": officers,
		"recorder": recorder, "informed": "执法人员已主动出示执法证件，并已告知申请回避等权利", "facts": facts, "statement": r.Statement,
		"legal_rep": m.party.Contact, "phone": m.party.Phone, "media": counted(m.file.Evidence, m.doc.Seq)}
	if r.Refusal != "" {
		data["present"], data["refusal"] = "在场人员拒绝签名", r.Refusal
		if r.Witness != "" {
			data["refusal"] = bare(r.Refusal) + "；见证人：" + r.Witness
		}
	}
	return data, nil
}

// order is I-8, the order to correct. Its deadline is counted from service, so the instrument names its length.
func order(ctx context.Context, m *matter) (render.Data, error) {
	r := m.file.Rectification
	_, _, norms, err := m.d.Book.Law(ctx)
	if err != nil {
		return nil, err
	}
	var findings []render.Data
	for _, f := range r.Findings {
		provision := f.Provision
		if v, known := norms.Violations.At(f.Violation, m.doc.IssuedOn); provision == "" && known {
			provision = v.Provision
			if provision == "" {
				provision = v.Article
			}
		}
		findings = append(findings, render.Data{"fact": f.Fact, "provision": provision})
	}
	evidence := []string{"现场检查笔录"}
	if m.file.Parent != "" {
		from, err := m.d.Book.Case(ctx, m.file.Parent)
		if err != nil {
			return nil, err
		}
		if s := counted(from.Evidence, 0); s != "" {
			evidence = append(evidence, s)
		}
	}
	if r.Election != nil { // nothing was inspected on the spot: the register shows it
		evidence = []string{"社会组织登记簿的届次记载"}
	}
	contact, err := m.name(ctx, m.file.Handler)
	if err != nil {
		return nil, err
	}
	consequence := "本机关将依法处理"
	if r.Election != nil {
		consequence = "本机关将依照" + basisLists + "列入活动异常名录，并依法查处"
	}
	data := render.Data{"inspected_on": domain.DateOf(r.Inspected), "findings": findings, "evidence": strings.Join(evidence, "、"),
		"measures": each("measure", r.Measures), "deadline": fmt.Sprintf("自收到本通知书之日起%d日内", r.Days),
		"consequence": consequence, "review_organ": m.agency.Superior, "court": m.agency.Region + "人民法院", "contact": contact}
	if !strings.Contains(r.Basis, "第二十八条第一款") { // the template names that article itself
		data["basis"] = r.Basis
	}
	return data, nil
}

// corrected is I-9, what the target reports it has done, measure by measure as it was ordered.
func corrected(_ context.Context, m *matter) (render.Data, error) {
	r := m.file.Rectification
	b, ok := m.event.Body.(*domain.CorrectionReported)
	if r == nil || !ok {
		return nil, missingEntry(m)
	}
	rows := each("measure", r.Measures)
	data := render.Data{"order_number": m.number(r.Order), "measures": rows, "proof": counted(b.Register, 0), "reported": render.Date(m.doc.IssuedOn.Start())}
	if len(rows) == 1 {
		rows[0]["done"] = bare(b.Report)
		return data, nil
	}
	data["report"] = b.Report
	for _, x := range rows {
		x["done"] = "见整改情况"
	}
	return data, nil
}

// outcomes are the results of a re-inspection in words.
var outcomes = map[string]string{"passed": "全部改正到位", "partial": "部分改正到位", "failed": "未改正"} //nolint:gosec // "passed" is no password

// opinion is I-10, what re-inspection found.
func opinion(ctx context.Context, m *matter) (render.Data, error) {
	r := m.file.Rectification
	b, ok := m.event.Body.(*domain.Reinspected)
	if !ok {
		return nil, fmt.Errorf("event %d is a %s, not a re-inspection", m.event.Seq, m.event.Body.Kind())
	}
	officers, err := m.licensed(ctx, b.Officers, m.doc.IssuedOn)
	if err != nil {
		return nil, err
	}
	contact, err := m.name(ctx, m.file.Handler)
	if err != nil {
		return nil, err
	}
	var items []render.Data
	for _, it := range r.Items {
		mark, found := "未改正", it.Note
		if it.Passed {
			mark = "已改正"
		}
		if found == "" {
			found = mark
		}
		items = append(items, render.Data{"measure": r.Measures[it.Item-1], "found": found, "result": mark})
	}
	data := render.Data{"reinspected_on": domain.DateOf(m.event.OccurredAt), "results": items, "opinion": outcomes[r.Result] + "。" + b.Opinion,
		"officers": officers, "contact": contact}
	if d := m.file.Document(r.Order); d != nil {
		data["order_number"], data["order_on"] = d.Number, d.IssuedOn
	}
	return data, nil
}

// result is I-11, the written result of an inspection.
func result(ctx context.Context, m *matter) (render.Data, error) {
	i := m.file.Inspection
	contact, err := m.name(ctx, m.file.Handler)
	if err != nil {
		return nil, err
	}
	data := render.Data{"inspected_on": domain.DateOf(i.ArrivedAt), "basis": i.Basis, "publication": "执法信息公示栏", "contact": contact}
	if i.Record != nil {
		if data["officers"], err = m.licensed(ctx, i.Record.Officers, domain.DateOf(i.Record.StartedAt)); err != nil {
			return nil, err
		}
	}
	var rows []render.Data
	for _, f := range i.Findings {
		var ways []string
		for _, x := range f.Exits {
			way := domain.ExitTitles[x.Exit][0]
			if x.To != "" {
				way += "（" + x.To + "）"
			}
			ways = append(ways, way)
		}
		rows = append(rows, render.Data{"item": domain.CategoryTitles[f.Category][0], "result": f.Fact, "disposal": strings.Join(ways, "；")})
	}
	if len(rows) == 0 {
		rows = []render.Data{{"item": strings.Join(i.Items, "；"), "result": "未发现问题", "disposal": "无"}}
	}
	data["results"] = rows
	return data, nil
}

var evidenceWords = [][3]string{{"photo", "照片", "张"}, {"video", "视频", "段"}, {"audio", "录音", "段"}, {"document", "书证", "份"},
	{"statement", "陈述材料", "份"}, {"other", "其他材料", "份"}}

// counted says how much evidence of each kind there is: of one event, or of the whole file for 0.
func counted(all []domain.Evidence, seq int) string {
	n := map[string]int{}
	for _, e := range all {
		if seq == 0 || e.Seq == seq {
			n[e.Kind]++
		}
	}
	var out []string
	for _, w := range evidenceWords {
		if n[w[0]] > 0 {
			out = append(out, fmt.Sprintf("%s%d%s", w[1], n[w[0]], w[2]))
		}
	}
	return strings.Join(out, "、")
}

func bare(s string) string { return strings.TrimRight(s, " 　\n。；，、;,.") }
