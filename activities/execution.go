package activities

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"yifa/activities/render"
	"yifa/domain"
)

// This file fills the instruments of performance, court and disclosure, of reviews, meetings and referrals; see penalty.go.

// claims are what is owed of the decision, and what else is to be done.
func claims(s domain.Sums, duties []string) (rows []render.Data, total int64) {
	for _, x := range []struct {
		fen  int64
		name string
	}{{s.FineFen, "罚款"}, {s.GainsFen, "没收的违法所得"}, {s.SurchargeFen, "加处的罚款"}} {
		if x.fen > 0 {
			rows, total = append(rows, render.Data{"text": "缴纳" + x.name + render.Yuan(x.fen) + "元"}), total+x.fen
		}
	}
	for _, d := range duties {
		rows = append(rows, render.Data{"text": d})
	}
	return rows, total
}

func demand(ctx context.Context, m *matter) (render.Data, error) {
	d := m.p().Demand
	if d == nil {
		return nil, missingEntry(m)
	}
	rows, total := claims(d.Sums, d.Duties)
	days, err := m.days(ctx, "PEN-4.18")
	data := render.Data{"duties": rows, "days": days, "performance": d.Manner}
	if total > 0 {
		data["total_fen"] = total
	}
	if d.Sums.SurchargeFen > 0 {
		data["surcharge_note"] = "其中加处的罚款" + render.Yuan(d.Sums.SurchargeFen) + "元，计算至" + render.Date(d.Sums.AsOf.Start())
	}
	return data, err
}

func courtApplication(ctx context.Context, m *matter) (render.Data, error) {
	c := m.p().Court
	if c == nil {
		return nil, missingEntry(m)
	}
	head, err := m.names(ctx, someone(c.By))
	rows, _ := claims(c.Sums, nil)
	if d := m.p().Demand; d != nil {
		rows, _ = claims(c.Sums, d.Duties)
	}
	data := render.Data{"court": c.Name, "head_name": head, "duties": rows, "property": c.Note,
		"enclosures": []render.Data{{"text": "行政处罚决定书及作出决定的事实、理由和依据"}, {"text": "当事人的意见及行政机关催告情况"}, {"text": "申请强制执行标的情况"}}}
	if d := m.p().Demand; d != nil {
		data["demanded_on"] = d.ServedOn
	}
	return data, err
}

func instalment(_ context.Context, m *matter) (render.Data, error) {
	p := m.p().Plan
	if p == nil {
		return nil, missingEntry(m)
	}
	parts, total := planRows(p.Parts)
	data := render.Data{"you": m.you(), "asked_on": p.AskedOn, "parts": parts, "total_fen": total, "reason": p.Reason, "decision": fmt.Sprintf("准予分%d期缴纳", len(parts))}
	switch {
	case p.Refused != "":
		data["decision"], data["refused"] = "不予批准", p.Refused
		delete(data, "parts")
	case len(parts) == 1:
		data["decision"] = "准予延期缴纳"
	}
	return data, nil
}

// planRows are the parts of a plan of payment, granted or asked for, and what they come to.
func planRows(parts []domain.PlanPart) (rows []render.Data, total int64) {
	for _, x := range parts {
		rows, total = append(rows, render.Data{"due": render.Date(x.Due.Start()), "amount": render.Yuan(x.Fen)}), total+x.Fen
	}
	return rows, total
}

// instalmentAsked is the application as it was recorded, for the party to sign.
func instalmentAsked(_ context.Context, m *matter) (render.Data, error) {
	p := m.p().Plan
	b, ok := m.event.Body.(*domain.InstalmentAsked)
	if p == nil || !ok {
		return nil, missingEntry(m)
	}
	data := render.Data{"total_fen": b.OwedFen, "reason": p.Reason, "enclosures": counted(b.Register, 0), "asked": render.Date(p.AskedOn.Start())}
	if rows, _ := planRows(p.Asked); len(rows) > 0 {
		data["parts"] = rows
	}
	return data, nil
}

// instalmentForm is the form on which it was granted or refused.
func instalmentForm(ctx context.Context, m *matter) (render.Data, error) {
	p := m.p().Plan
	if p == nil {
		return nil, missingEntry(m)
	}
	data := render.Data{"asked_on": p.AskedOn, "reason": p.Reason}
	parts := p.Asked
	switch b := m.event.Body.(type) {
	case *domain.InstalmentApproved:
		parts = p.Parts
		_, data["total_fen"] = planRows(parts)
		data["handler"], data["head"] = fmt.Sprintf("拟同意分%d期缴纳，请审批。", len(parts)), b.Comment
		if len(parts) == 1 {
			data["handler"] = "拟同意延期缴纳，请审批。"
		}
	case *domain.InstalmentRefused:
		data["total_fen"], data["handler"], data["head"] = b.OwedFen, "当事人申请延期（分期）缴纳，请审批。", "不同意。"+bare(b.Reason)+"。"
	default:
		return nil, missingEntry(m)
	}
	if rows, _ := planRows(parts); len(rows) > 0 {
		data["parts"] = rows
	}
	var err error
	data["head_sign"], err = m.signed(ctx, m.event.Actor, m.doc.IssuedOn)
	return data, err
}

// payable is P-18. A preview reckons what is owed today and takes the account of the register, which may lack it.
func payable(ctx context.Context, m *matter) (render.Data, error) {
	y := domain.Payable{BankAccount: m.agency.BankAccount}
	if b, ok := m.event.Body.(*domain.PaymentNotified); ok {
		y = b.Payable
	} else {
		_, rules, _, err := m.d.Book.Law(ctx)
		if err != nil {
			return nil, err
		}
		rate, err := rules.At("PEN-4.17", m.doc.IssuedOn)
		if err != nil {
			return nil, err
		}
		o := m.p().Outstanding(rate, m.doc.IssuedOn)
		y.Sums = domain.Sums{FineFen: o.FineFen, GainsFen: o.GainsFen, SurchargeFen: o.SurchargeFen, AsOf: m.doc.IssuedOn}
		for _, k := range m.file.Clocks {
			if base, _, _ := strings.Cut(k.ID, "#"); base == "pay" {
				y.Due = k.Due
			}
		}
	}
	var rows []render.Data
	for _, x := range []struct {
		fen  int64
		kind string
	}{{y.Sums.GainsFen, "没收违法所得"}, {y.Sums.FineFen, "罚款"}, {y.Sums.SurchargeFen, "加处罚款"}} {
		if x.fen > 0 {
			rows = append(rows, render.Data{"kind": x.kind, "amount": render.Yuan(x.fen), "capital": render.Capitals(x.fen)})
		}
	}
	data := render.Data{"you": m.you(), "amounts": rows, "total_fen": y.Sums.Total(), "payee": y.Payee, "bank": y.Bank, "account": y.Account}
	if !y.Due.IsZero() {
		data["due_on"] = y.Due
	}
	var err error
	_, data["surcharge"], _, err = m.paying(ctx, m.p().Sanctions())
	return data, err
}

var disposals = map[string]string{"destroyed": "销毁", "sold": "公开拍卖", "transferred": "移交", "returned": "退还"}

func goods(ctx context.Context, m *matter) (render.Data, error) {
	b, ok := m.event.Body.(*domain.GoodsDisposed)
	all := m.p().Goods
	if !ok || b.No < 1 || b.No > len(all) {
		return nil, missingEntry(m)
	}
	g := all[b.No-1]
	note := ""
	if b.Fen > 0 {
		note = "变价款" + render.Yuan(b.Fen) + "元已上缴国库"
	}
	sign, err := m.signed(ctx, m.event.Actor, m.doc.IssuedOn)
	return render.Data{"goods": []render.Data{{"name": g.Name, "quantity": fmt.Sprintf("%d%s", g.Quantity, g.Unit), "how": disposals[b.How], "note": note}}, "keeper": g.Keeper,
		"handler": "拟" + disposals[b.How] + "：" + bare(b.Reason) + "。", "head": "同意。", "head_sign": sign}, err
}

func publicity(ctx context.Context, m *matter) (render.Data, error) {
	y := m.p().Publicity
	if y == nil {
		return nil, missingEntry(m)
	}
	sign, err := m.signed(ctx, m.event.Actor, m.doc.IssuedOn)
	data := render.Data{"action": "公示行政处罚决定", "content": m.result(), "where": "本机关门户网站、信用中国网站", "redacted": "当事人的地址、身份证件号码和联系方式，其他自然人的姓名",
		"handler": "拟公示。", "head": "同意。", "head_sign": sign}
	if y.Entry != nil {
		data["content"] = cmp.Or(strings.TrimSpace(y.Entry.Content), m.result())
	}
	if !y.Until.IsZero() {
		data["until"] = "至" + render.Date(y.Until.Start())
	}
	switch b := m.event.Body.(type) {
	case *domain.Withheld:
		data["action"], data["reason"], data["handler"] = "不予公示", b.Reason, "拟不予公示。"
	case *domain.PublicityWithdrawn:
		data["action"], data["reason"], data["handler"] = "撤回已公示的信息并说明理由", b.Reason, "拟撤回。"
	}
	return data, err
}

// --- reviews

var reviewObjects = map[string]string{"penalty": "重大执法决定法制审核", "normative": "行政规范性文件合法性审核", "contract": "合同合法性审查", "decision": "重大行政决策合法性审查",
	"fair_competition": "公平竞争审查"}

var paperOpinions = map[domain.ReviewOpinion]string{domain.ReviewLawful: "合法", domain.ReviewModify: "修改后提请审议", domain.ReviewProcedure: "补正程序后重新送审", domain.ReviewNotForming: "不得制定"}

func (m *matter) reviewKind() string {
	l := m.file.Legality
	if l.Kind == domain.ReviewExamination {
		return "案件审核（告知前）"
	}
	return reviewObjects[l.Object]
}

func submission(ctx context.Context, m *matter) (render.Data, error) {
	l := m.file.Legality
	if l == nil {
		return nil, missingEntry(m)
	}
	who := m.file.Officers
	if len(who) == 0 {
		who = someone(l.Submitter)
	}
	names, err := m.names(ctx, who)
	var rows []render.Data
	for _, n := range l.Required {
		note := bare(n.Note)
		if k := len(n.Files) + len(n.Documents); k > 0 {
			note = strings.TrimPrefix(note+fmt.Sprintf("；%d件", k), "；")
		}
		rows = append(rows, render.Data{"name": n.Title, "note": note})
	}
	return render.Data{"kind": m.reviewKind(), "section": cmp.Or(m.file.Section, names), "digest": l.Digest, "note": cmp.Or(l.Note, l.Insisted, "请予审核。"), "package": rows, "handler_names": names}, err
}

func reviewOpinion(ctx context.Context, m *matter) (render.Data, error) {
	l := m.file.Legality
	if l == nil {
		return nil, missingEntry(m)
	}
	o := of(m, l.Opinions, func(x domain.OpinionOn) domain.DocumentID { return x.Document })
	if o == nil {
		return nil, missingEntry(m)
	}
	reviewer, err := m.names(ctx, someone(o.Reviewer))
	var points []render.Data
	title := map[string]string{}
	for _, p := range l.Points {
		title[p.Key] = p.Title
	}
	for _, p := range o.Points {
		ok := "不符合"
		if p.OK {
			ok = "符合"
		}
		points = append(points, render.Data{"item": cmp.Or(title[p.Item], p.Item), "result": ok, "comment": p.Comment})
	}
	if len(points) == 0 {
		points = []render.Data{{"item": "总体意见", "result": cmp.Or(opinions[o.Opinion], paperOpinions[o.Opinion])}}
	}
	var grounds []string
	for _, g := range l.Grounds {
		grounds = append(grounds, g.Text)
	}
	reasons := bare(o.Text)
	if o.Adviser != "" {
		reasons += "。法律顾问意见：" + bare(o.Adviser)
	}
	return render.Data{"section": cmp.Or(m.file.Section, "承办机构"), "asked_on": m.file.OpenedOn, "kind": m.reviewKind(), "digest": o.Digest, "grounds": strings.Join(grounds, "；"), "points": points,
		"opinion": cmp.Or(opinions[o.Opinion], paperOpinions[o.Opinion], string(o.Opinion)), "reasons": reasons, "reviewer": reviewer}, err
}

var fairStandards = map[string]string{"entry": "市场准入和退出（第八条）", "flow": "商品、要素自由流动（第九条）", "cost": "影响生产经营成本（第十条）", "conduct": "影响生产经营行为（第十一条）"}

var fairConclusions = map[string]string{"complies": "符合公平竞争审查标准", "exception": "适用例外规定", "violates": "不符合公平竞争审查标准，不得出台"}

func fairness(ctx context.Context, m *matter) (render.Data, error) {
	l := m.file.Legality
	if l == nil || l.Fair == nil {
		return nil, missingEntry(m)
	}
	f := l.Fair
	by, err := m.names(ctx, someone(f.By))
	var rows []render.Data
	for _, s := range f.Standards {
		ok := "不符合"
		if s.OK {
			ok = "符合"
		}
		rows = append(rows, render.Data{"standard": cmp.Or(fairStandards[s.Item], s.Item), "result": ok, "comment": s.Comment})
	}
	data := render.Data{"section": cmp.Or(m.file.Section, "起草单位"), "heard": f.Stakeholders, "standards": rows, "conclusion": fairConclusions[f.Conclusion] + "。" + bare(f.Text), "head_name": by, "method": "依据" + f.Basis}
	if f.Exception != "" {
		data["exception"] = strings.TrimSuffix(bare(f.NoOther)+"；"+bare(f.EndsWhen), "；")
	}
	return data, err
}

func filingReport(_ context.Context, m *matter) (render.Data, error) {
	l := m.file.Legality
	if l == nil {
		return nil, missingEntry(m)
	}
	number := m.number(l.Paper)
	data := render.Data{"recipient": l.FiledWith, "title": m.file.Title, "paper_number": cmp.Or(number, m.file.Reference), "published_on": l.PublishedOn, "in_force": l.EffectiveOn, "until": l.ValidUntil,
		"explain": cmp.Or(l.Note, "见起草说明"), "basis": "见文件正文", "enclosures": "正式文本、起草说明、合法性审核意见书"}
	if r := last(l.Results); r != nil {
		data["adopted_on"], data["adopted_by"] = r.On, "负责人集体讨论"
	} else {
		data["adopted_on"], data["adopted_by"] = l.SignedOn, "负责人签署"
	}
	if l.PublishedOn.IsZero() { // a contract is signed, not published
		data["published_on"], data["in_force"] = l.SignedOn, l.SignedOn
	}
	return data, nil
}

// --- meetings

var votes = map[string]string{"agree": "同意", "oppose": "不同意", "abstain": "弃权"}

// meeting fills the minutes (会议纪要) and, for one item, the record of the discussion (集体讨论笔录).
func meeting(ctx context.Context, m *matter) (render.Data, error) {
	x := m.file.Meeting
	if x == nil || x.Minutes == nil {
		return nil, missingEntry(m)
	}
	var err error
	name := func(id domain.PersonID) string {
		n, e := m.names(ctx, someone(id))
		if e != nil {
			err = e
		}
		return n
	}
	rows := func(ids []domain.PersonID) (out []render.Data) {
		for _, id := range ids {
			out = append(out, render.Data{"name": name(id)})
		}
		return out
	}
	away := func(as []domain.Absence) string {
		var out []string
		for _, a := range as {
			out = append(out, name(a.Person)+"（"+bare(a.Reason)+"）")
		}
		return strings.Join(out, "、")
	}
	n := x.Minutes
	var watched, dissent []string
	for _, o := range n.Observers {
		watched = append(watched, o.Name+"（"+o.As+"）")
	}
	data := render.Data{"name": cmp.Or(m.file.Title, "负责人集体讨论会议"), "started_at": n.StartedAt, "ended_at": n.EndedAt, "place": x.Place, "chair": name(x.Chair), "recorder": name(x.Recorder),
		"present": rows(n.Present), "absent": away(n.Absent), "observers": strings.Join(watched, "、"), "due_count": len(x.Due), "present_count": len(n.Present), "meeting_no": m.file.Reference}
	var signed []string
	for _, s := range x.Signed {
		who := name(s.Person)
		if s.Refused != "" {
			who += "（拒绝签字：" + bare(s.Refused) + "）"
		}
		signed = append(signed, who)
	}
	data["signed"] = strings.Join(signed, "、")
	var items []render.Data
	for _, a := range x.Agenda {
		for _, it := range n.Items {
			if it.Item != a.No {
				continue
			}
			var reports, said, voted []string
			for _, r := range it.Reports {
				reports = append(reports, r.Who+"："+bare(r.Text))
				said = append(said, r.Who+"汇报："+r.Text)
			}
			var speeches, ballots []render.Data
			for _, o := range it.Opinions {
				speeches = append(speeches, render.Data{"who": name(o.Person), "text": o.Text})
				said = append(said, name(o.Person)+"："+o.Text)
			}
			for _, v := range it.Votes {
				ballots = append(ballots, render.Data{"name": name(v.Person), "vote": votes[v.Vote], "dissent": v.Dissent})
				voted = append(voted, name(v.Person)+votes[v.Vote])
				if v.Dissent != "" {
					voted[len(voted)-1] += "（" + bare(v.Dissent) + "）"
					dissent = append(dissent, name(v.Person)+"："+bare(v.Dissent))
				}
			}
			if out := away(it.Recused); out != "" {
				said = append([]string{"回避：" + out}, said...)
			}
			if it.HeadWhy != "" {
				said = append(said, "正职负责人说明理由："+it.HeadWhy)
			}
			items = append(items, render.Data{"title": a.Title, "digest": cmp.Or(a.Digest, "—"), "discussion": strings.Join(said, "\n"), "votes": strings.Join(voted, "、"), "result": it.Text})
			if m.doc.ID != "" && a.Document == m.doc.ID {
				data["matter"], data["digest"], data["recused"] = a.Title, cmp.Or(a.Digest, "—"), away(it.Recused)
				data["presented"], data["speeches"], data["votes"], data["result"] = cmp.Or(strings.Join(reports, "；"), "承办人员汇报了有关情况"), speeches, ballots, it.Text
			}
		}
	}
	data["items"], data["dissent"] = items, strings.Join(dissent, "；")
	return data, err
}

// --- referrals

func referral(ctx context.Context, m *matter) (render.Data, error) {
	r := m.file.Referral
	if r == nil {
		return nil, missingEntry(m)
	}
	head, err := m.names(ctx, someone(r.ApprovedBy))
	if err != nil {
		return nil, err
	}
	team, err := m.names(ctx, r.Officers)
	var who, list []string
	for _, s := range r.Subjects {
		who = append(who, s.Name)
		if s.Post != "" {
			s.Name += "（" + s.Post + "）"
		}
		list = append(list, s.Name)
	}
	var enclosures []render.Data
	for _, x := range r.Materials {
		note, quantity := "复制件", ""
		if x.Original {
			note = "原件"
		}
		if x.Pages > 0 {
			quantity = fmt.Sprintf("%d页", x.Pages)
		}
		enclosures = append(enclosures, render.Data{"name": x.Title, "quantity": quantity, "note": note})
	}
	if len(enclosures) == 0 {
		enclosures = []render.Data{{"name": "线索摘要"}}
	}
	facts := bare(r.Summary)
	if len(list) > 0 {
		facts = "涉及" + strings.Join(list, "、") + "。" + facts
	}
	basis := map[string]string{"police": "《中华人民共和国行政处罚法》第二十七条、《行政执法机关移送涉嫌犯罪案件的规定》", "discipline": "《中华人民共和国监察法》第三十七条第一款"}[r.To]
	data := render.Data{"recipient": cmp.Or(r.Addressee, r.Name), "facts": facts, "basis": cmp.Or(r.Basis, basis, "《中华人民共和国行政处罚法》第二十二条"), "enclosures": enclosures, "head_name": head, "team": team,
		"suspect": strings.Join(who, "、"), "reply": "请将受理和处理情况函告本机关"}
	if rep := r.Report; rep != nil {
		data["crime"] = bare(rep.Crime)
	}
	return data, err
}
