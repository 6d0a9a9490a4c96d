package activities

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"yifa/activities/render"
	"yifa/domain"
)

// This file says, for every instrument of a penalty case, where in the file each of its elements comes from. A fill is also
// asked for a preview, when there is no event yet that issues the instrument: then what is not there is left out, and the
// template names it as missing.

// p is the penalty part of the file; never nil.
func (m *matter) p() *domain.Penalty {
	if m.file.Penalty == nil {
		return &domain.Penalty{}
	}
	return m.file.Penalty
}

// proposal is what is intended, or decided: one says what the other says.
func (m *matter) proposal() domain.Proposal {
	if p := m.p().Proposal; p != nil {
		return *p
	}
	return domain.Proposal{Allegations: m.p().Allegations}
}

func last[T any](all []T) *T {
	if len(all) == 0 {
		return nil
	}
	return &all[len(all)-1]
}

// of is the entry of a list that the instrument is about, or the newest one in a preview.
func of[T any](m *matter, all []T, doc func(T) domain.DocumentID) *T {
	if m.doc.ID == "" {
		return last(all)
	}
	if i := slices.IndexFunc(all, func(x T) bool { return doc(x) == m.doc.ID }); i >= 0 {
		return &all[i]
	}
	return nil
}

func missingEntry(m *matter) error {
	return fmt.Errorf("the file holds nothing that %s (%s) is of", m.doc.Title, m.doc.Type)
}

// number is the number of a paper of the file, empty where there is none.
func (m *matter) number(id domain.DocumentID) string {
	if d := m.file.Document(id); d != nil {
		return d.Number
	}
	return ""
}

// signed is a name with a day, as under an opinion on a form; empty where nobody signed.
func (m *matter) signed(ctx context.Context, who domain.PersonID, on domain.Date) (string, error) {
	if who == "" || who == domain.System || on.IsZero() {
		return "", nil
	}
	n, err := m.name(ctx, who)
	return n + "　" + render.Date(on.Start()), err
}

func (m *matter) names(ctx context.Context, ids []domain.PersonID) (string, error) {
	var out []string
	for _, id := range ids {
		n, err := m.name(ctx, id)
		if err != nil {
			return "", err
		}
		out = append(out, n)
	}
	return strings.Join(out, "、"), nil
}

// SanctionText is a sanction as a decision words it: 罚款150000元（人民币壹拾伍万元整）.
func SanctionText(s domain.Sanction) string {
	out := domain.SanctionTitles[s.Kind][0]
	if s.AmountFen > 0 {
		out += render.Yuan(s.AmountFen) + "元（" + render.Capitals(s.AmountFen) + "）"
	}
	if s.Months > 0 {
		out += fmt.Sprintf("%d个月", s.Months)
	}
	if s.Person != "" {
		out = "对直接责任人员" + s.Person + "给予" + out
	}
	if s.Text != "" {
		out += "：" + bare(s.Text)
	}
	return out
}

func sanctionRows(ss []domain.Sanction) []render.Data {
	var out []render.Data
	for _, s := range ss {
		out = append(out, render.Data{"text": SanctionText(s)})
	}
	return out
}

func sanctionLine(ss []domain.Sanction) string {
	var out []string
	for _, s := range ss {
		out = append(out, SanctionText(s))
	}
	return strings.Join(out, "；")
}

// laws are the provisions that were broken and those the outcome rests on, by the version of the norm the law chooses.
func (m *matter) laws(ctx context.Context) (violated, basis, reasons string, err error) {
	_, _, norms, err := m.d.Book.Law(ctx)
	if err != nil {
		return "", "", "", err
	}
	pr, on := m.proposal(), m.doc.IssuedOn
	var broken, based, why []string
	add := func(to *[]string, s string) {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(*to, s) {
			*to = append(*to, s)
		}
	}
	for _, a := range pr.Allegations {
		v, found := norms.Violations.At(a.Violation, a.Until(on))
		rests := map[domain.SanctionKind]string{} // a sanction may rest on a law of its own, as gains on 行政处罚法 28
		if i := slices.IndexFunc(pr.Assessments, func(x domain.Assessment) bool { return x.Violation == a.Violation }); i >= 0 {
			if r, err := norms.Range(pr.Assessments[i], on); err == nil && r.Norm != nil {
				v, found = *r.Norm, true
				for _, x := range r.Allowances {
					rests[x.Kind] = x.Article
				}
			}
		}
		if !found {
			continue
		}
		add(&broken, cmp.Or(v.Provision, v.Article))
		own := true
		for _, s := range pr.Sanctions {
			if s.Violation == a.Violation {
				own = false
				add(&based, full(cmp.Or(rests[s.Kind], v.Article)))
			}
		}
		if own {
			add(&based, full(v.Article))
		}
	}
	for _, a := range pr.Assessments {
		for _, code := range a.Circumstances {
			if x, ok := norms.Circumstance(code, on); ok {
				add(&why, x.Text)
				add(&based, full(x.Article))
			}
		}
	}
	reasons = bare(pr.Reasons)
	if len(why) > 0 {
		reasons += "。当事人具有下列情节：" + strings.Join(why, "；")
	}
	return strings.Join(broken, "、"), strings.Join(based, "、"), reasons, nil
}

// full writes the law of penalties as an instrument names it.
func full(article string) string {
	for _, short := range []string{"行政处罚法", "《行政处罚法》"} {
		if rest, ok := strings.CutPrefix(article, short); ok {
			return "《中华人民共和国行政处罚法》" + rest
		}
	}
	return article
}

// proof lists the evidence by its kind in law; what was excluded is not there, nor are receipts of service and what else
// was handed in about the procedure, which prove no fact of the matter: only what is entered as a kind of evidence does.
func (m *matter) proof() []render.Data {
	p := m.p()
	classed := slices.ContainsFunc(m.file.Evidence, func(e domain.Evidence) bool { return e.Class != "" && e.Excluded == "" })
	var out []render.Data
	for _, v := range p.Visits {
		out = append(out, render.Data{"text": fmt.Sprintf("%s制作的%s", render.Date(v.StartedAt), map[string]string{"inquest": "勘验笔录"}[v.Form]+map[bool]string{true: "现场检查笔录"}[v.Form != "inquest"])})
	}
	for _, i := range p.Interviews {
		out = append(out, render.Data{"text": fmt.Sprintf("%s对%s（%s）的询问笔录", render.Date(i.StartedAt), i.Name, i.Relation)})
	}
	titles, order := map[string][]string{}, []string{}
	for _, e := range m.file.Evidence {
		served := slices.ContainsFunc(m.file.Services, func(s domain.Service) bool { return s.Seq == e.Seq })
		if e.Excluded != "" || served || classed && e.Class == "" {
			continue
		}
		kind := domain.EvidenceClasses[e.Class][0]
		if kind == "" {
			kind = kindWords[e.Kind]
		}
		if titles[kind] == nil {
			order = append(order, kind)
		}
		titles[kind] = append(titles[kind], bare(e.Title))
	}
	for _, k := range order {
		out = append(out, render.Data{"text": k + "：" + strings.Join(titles[k], "、")})
	}
	for _, a := range p.Appraisals {
		if a.Result != "" {
			out = append(out, render.Data{"text": a.Body + "出具的意见：" + bare(a.Result)})
		}
	}
	if len(out) == 0 && m.file.Parent != "" {
		out = append(out, render.Data{"text": "案件来源所附的检查材料"})
	}
	return out
}

var kindWords = map[string]string{"photo": "照片", "video": "视频", "audio": "录音", "document": "书证", "statement": "陈述材料", "other": "其他材料"}

// told says how notice was given, what the party said, and what became of a hearing.
func (m *matter) told() string {
	p := m.p()
	n := last(p.Notices)
	if n == nil {
		return ""
	}
	title := "告知书"
	if d := m.file.Document(n.Document); d != nil {
		title = "《" + d.Title + "》"
		if d.Number != "" {
			title += "（" + d.Number + "）"
		}
	}
	out := "本机关制作" + title
	if !n.ServedOn.IsZero() {
		out = "本机关于" + render.Date(n.ServedOn.Start()) + "向当事人送达" + title
	}
	defended, adopted, points := false, 0, 0
	for _, d := range p.Defences {
		if d.Round == n.Round {
			defended = true
			for _, x := range d.Points {
				points++
				if x.Adopted {
					adopted++
				}
			}
		}
	}
	switch {
	case n.Waived != "":
		out += "，当事人明确表示放弃陈述、申辩"
	case !defended:
		out += "，当事人在规定期限内未提出陈述、申辩"
	case adopted == 0:
		out += "，当事人提出的陈述、申辩意见，经复核不予采纳"
	case adopted == points:
		out += "，当事人提出的陈述、申辩意见，经复核予以采纳"
	default:
		out += "，当事人提出的陈述、申辩意见，经复核部分采纳"
	}
	if !n.Hearing {
		return out
	}
	h := last(p.Hearings)
	switch {
	case h == nil && n.WaivedHearing != "":
		out += "；当事人放弃要求听证"
	case h == nil:
		out += "；当事人在规定期限内未要求听证"
	case h.Ended == "held":
		out += "；应当事人要求，本机关于" + render.Date(h.HeldAt) + "举行了听证"
	case h.Ended == "default":
		out += "；当事人无正当理由未出席听证，视为放弃听证权利"
	case h.Ended == "withdrawn":
		out += "；当事人撤回了听证申请"
	case h.Ended == "refused":
		out += "；当事人逾期要求听证，本机关依法未予举行"
	}
	return out
}

// origin is how the case came up and went.
func (m *matter) origin() string {
	p := m.p()
	act := strings.TrimPrefix(m.file.Title, m.party.Name)
	if m.file.Party != nil {
		act = strings.TrimPrefix(m.file.Title, m.file.Party.Name)
	}
	if p.Filing == nil || p.Filing.On.IsZero() {
		return "本机关对当事人" + act + "进行了调查，现已调查终结"
	}
	return render.Date(p.Filing.On.Start()) + "，本机关对当事人" + act + "立案调查，现已调查终结"
}

func (m *matter) correct() string {
	pr := m.proposal()
	if pr.Correct == "" {
		return ""
	}
	if pr.CorrectDays > 0 {
		return fmt.Sprintf("自收到决定书之日起%d日内改正：%s", pr.CorrectDays, bare(pr.Correct))
	}
	return "改正：" + bare(pr.Correct)
}

// days is the length of a rule on the day of the instrument.
func (m *matter) days(ctx context.Context, rule string) (int, error) {
	_, rules, _, err := m.d.Book.Law(ctx)
	if err != nil {
		return 0, err
	}
	r, err := rules.At(rule, m.doc.IssuedOn)
	return r.Term.N, err
}

// paying is how and until when money is paid, and what comes of being late.
func (m *matter) paying(ctx context.Context, ss []domain.Sanction) (performance, surcharge string, fine bool, err error) {
	money, other := false, false
	for _, s := range ss {
		switch {
		case s.AmountFen > 0 && (s.Kind == domain.SanctionFine || s.Kind == domain.SanctionGains):
			money, fine = true, fine || s.Kind == domain.SanctionFine
		case s.Kind != domain.SanctionWarning && s.Kind != domain.SanctionCriticism:
			other = true
		}
	}
	var out []string
	if money {
		n, err := m.days(ctx, "PEN-4.16")
		if err != nil {
			return "", "", false, err
		}
		out = append(out, "当事人应当自收到本决定书之日起"+render.Number(n)+"日内，到指定的银行或者通过电子支付系统缴纳罚没款")
	}
	if other {
		out = append(out, "当事人应当自收到本决定书之日起按照上述内容履行，并向本机关交付应当交付的证书、印章和财物")
	}
	if len(out) == 0 {
		out = append(out, "本决定自送达之日起生效，无须缴纳款项")
	}
	if fine {
		surcharge = "到期不缴纳罚款的，依据《中华人民共和国行政处罚法》第七十二条第一款第一项的规定，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额"
	}
	return strings.Join(out, "；"), surcharge, fine, nil
}

func (m *matter) remedies() string {
	if d := m.p().Decision; d != nil && d.Remedies != "" {
		return d.Remedies // as it was told
	}
	return domain.RemediesText(m.p().Track == domain.TrackSimple, m.doc.IssuedOn, m.agency)
}

// sourcesOfClue are the sources of a case in words.
var sourcesOfClue = map[string]string{"inspection": "行政检查发现", "report": "投诉举报", "transfer": "其他机关移送", "superior": "上级交办", "annual_check": "年度检查发现",
	"media": "媒体反映", "police": "公安机关移送", "procuratorate": "检察机关移送", "rectification": "责令改正后复查发现", "other": "其他"}

func allegationRows(as []domain.Allegation, vs domain.Violations, on domain.Date) (rows []render.Data, facts string) {
	var all []string
	for _, a := range as {
		v, _ := vs.At(a.Violation, a.Until(on))
		rows = append(rows, render.Data{"text": strings.TrimSpace(a.Violation + " " + v.Title)})
		all = append(all, bare(a.Fact))
	}
	return rows, strings.Join(all, "；")
}

// --- clue and filing

func clueForm(ctx context.Context, m *matter) (render.Data, error) {
	p := m.p()
	_, _, norms, err := m.d.Book.Law(ctx)
	if err != nil {
		return nil, err
	}
	rows, _ := allegationRows(p.Allegations, norms.Violations, m.doc.IssuedOn)
	by, err := m.name(ctx, m.doc.IssuedBy)
	return render.Data{"source": sourcesOfClue[p.Source], "received_on": p.ReceivedOn, "clue": p.Clue, "allegations": rows, "recorder": by}, err
}

func filing(ctx context.Context, m *matter) (render.Data, error) {
	p := m.p()
	_, _, norms, err := m.d.Book.Law(ctx)
	if err != nil {
		return nil, err
	}
	_, facts := allegationRows(p.Allegations, norms.Violations, m.doc.IssuedOn)
	violated, _, _, err := m.laws(ctx)
	if err != nil {
		return nil, err
	}
	data := render.Data{"source": sourcesOfClue[p.Source], "facts": facts, "violated": violated}
	f := p.Filing
	if f == nil {
		return data, nil
	}
	data["jurisdiction"], data["grounds"] = f.Jurisdiction, f.Opinion
	if !f.Discovered.IsZero() {
		data["jurisdiction"] = bare(f.Jurisdiction) + "；发现之日：" + render.Date(f.Discovered.Start())
	}
	data["handler"] = map[string]string{"file": "建议立案", "not_file": "建议不予立案", "move": "建议移送有管辖权的机关"}[f.Advice] + "。"
	if len(f.Proposers) > 0 {
		if data["officers"], err = m.licensed(ctx, f.Proposers, f.ProposedOn); err != nil {
			return nil, err
		}
		if data["handler_sign"], err = m.signed(ctx, f.Proposers[0], f.ProposedOn); err != nil {
			return nil, err
		}
	}
	switch b := m.event.Body.(type) {
	case *domain.CaseFiled:
		data["head"] = cmp.Or(b.Comment, "同意立案。")
	case *domain.FilingRefused:
		data["head"], data["grounds"] = "不予立案。", b.Reason
	}
	if data["head"] != nil {
		data["head_sign"], err = m.signed(ctx, m.event.Actor, m.doc.IssuedOn)
	}
	return data, err
}

// --- inquiry

var recusalParts = map[domain.Part]string{domain.PartOfficer: "承办人员", domain.PartHost: "听证主持人", domain.PartReviewer: "审核人员",
	domain.PartRecorder: "记录人员", domain.PartDecider: "负责人"}

func recusal(ctx context.Context, m *matter) (render.Data, error) {
	r := of(m, m.p().Recusals, func(x domain.Recusal) domain.DocumentID { return x.Document })
	if r == nil {
		return nil, missingEntry(m)
	}
	who, err := m.name(ctx, r.Person)
	if err != nil {
		return nil, err
	}
	data := render.Data{"who": who, "part": cmp.Or(recusalParts[r.Part], string(r.Part)), "asked_by": m.party.Name, "asked_on": r.AskedOn, "reason": r.Reason, "why": r.Why}
	if r.By == "self" {
		data["asked_by"], data["self"] = who, "1"
	}
	switch {
	case r.DecidedOn.IsZero():
	case r.Granted:
		data["decision"] = "准予回避，" + who + "不再参与本案的办理"
	default:
		data["decision"] = "驳回回避申请"
	}
	if r.Replacement != "" {
		data["replacement"], err = m.name(ctx, r.Replacement)
	}
	return data, err
}

func entrusting(_ context.Context, m *matter) (render.Data, error) {
	x := of(m, m.p().Entrusted, func(x domain.Entrusted) domain.DocumentID { return x.Document })
	if x == nil {
		return nil, missingEntry(m)
	}
	return render.Data{"recipient": x.To, "basis": "《中华人民共和国行政处罚法》第二十六条", "items": lines(x.Matters), "reply_by": x.Due, "verb": "委托", "action": "调查"}, nil
}

// lines are the lines of a text as entries of a list.
func lines(s string) []render.Data {
	var out []render.Data
	for l := range strings.SplitSeq(s, "\n") {
		if strings.TrimSpace(l) != "" {
			out = append(out, render.Data{"text": strings.TrimSpace(l)})
		}
	}
	return out
}

// refusedTo says who would not sign, and who saw it.
func refusedTo(refusal, witness string) string {
	if refusal != "" && witness != "" {
		return bare(refusal) + "；见证人：" + witness
	}
	return refusal
}

func interview(ctx context.Context, m *matter) (render.Data, error) {
	i := of(m, m.p().Interviews, func(x domain.Interview) domain.DocumentID { return x.Document })
	if i == nil {
		return nil, missingEntry(m)
	}
	officers, err := m.licensed(ctx, i.Officers, domain.DateOf(i.StartedAt))
	if err != nil {
		return nil, err
	}
	recorder, err := m.name(ctx, m.doc.IssuedBy)
	if err != nil {
		return nil, err
	}
	var qa []render.Data
	for _, x := range i.Answers {
		qa = append(qa, render.Data{"q": x.Q, "a": x.A})
	}
	return render.Data{"started_at": i.StartedAt, "ended_at": i.EndedAt, "place": i.Place, "name": i.Name, "relation": i.Relation, "officers": officers, "recorder": recorder,
		"informed": "执法人员已出示执法证件，并已告知权利和义务", "answers": qa, "pages": i.Pages, "refusal": refusedTo(i.Refusal, i.Witness), "media": counted(m.file.Evidence, m.doc.Seq)}, nil
}

func visit(ctx context.Context, m *matter) (render.Data, error) {
	v := of(m, m.p().Visits, func(x domain.SiteVisit) domain.DocumentID { return x.Document })
	if v == nil {
		return nil, missingEntry(m)
	}
	officers, err := m.licensed(ctx, v.Officers, domain.DateOf(v.StartedAt))
	if err != nil {
		return nil, err
	}
	recorder, err := m.name(ctx, m.doc.IssuedBy)
	facts := bare(v.Facts)
	if v.Statement != "" {
		facts += "。在场人陈述：" + bare(v.Statement)
	}
	return render.Data{"started_at": v.StartedAt, "ended_at": v.EndedAt, "place": v.Place, "present": cmp.Or(v.SignedBy, "在场人员拒绝签名或者不在场"), "officers": officers,
		"recorder": recorder, "informed": "执法人员已出示执法证件，并已告知权利和义务", "facts": facts, "refusal": refusedTo(v.Refusal, v.Witness), "media": counted(m.file.Evidence, m.doc.Seq)}, err
}

func named(items []string) []render.Data {
	var out []render.Data
	for _, i := range items {
		out = append(out, render.Data{"name": i, "quantity": "见名称栏"})
	}
	return out
}

func sampling(ctx context.Context, m *matter) (render.Data, error) {
	s := of(m, m.p().Samples, func(x domain.Sample) domain.DocumentID { return x.Document })
	if s == nil {
		return nil, missingEntry(m)
	}
	officers, err := m.licensed(ctx, s.Officers, s.On)
	return render.Data{"basis": "《中华人民共和国行政处罚法》第五十六条", "taken_on": s.On, "place": s.Place, "items": named(s.Items), "officers": officers}, err
}

// preserved is the preservation an instrument is about: the notice is named in it, the decision by its event.
func (m *matter) preserved() *domain.Preservation {
	all := m.p().Preservations
	if b, ok := m.event.Body.(*domain.PreservationSettled); ok && b.No >= 1 && b.No <= len(all) {
		return &all[b.No-1]
	}
	return of(m, all, func(x domain.Preservation) domain.DocumentID { return x.Document })
}

func preservation(_ context.Context, m *matter) (render.Data, error) {
	p := m.preserved()
	if p == nil {
		return nil, missingEntry(m)
	}
	data := render.Data{"items": named(p.Items), "place": p.Place, "measure_on": p.On}
	if p.Keeper != "" {
		data["how"] = "就地保存，由" + p.Keeper + "保管"
	}
	for _, i := range data["items"].([]render.Data) {
		delete(i, "quantity")
	}
	return data, nil
}

var preservationOutcomes = map[string]string{"returned": "解除先行登记保存，予以退还", "evidence": "作为证据予以保全", "appraisal": "送交检验、检测、鉴定",
	"confiscate": "依法予以没收，在处罚决定中一并处理", "transferred": "移送有关机关处理"}

func preservationSettled(_ context.Context, m *matter) (render.Data, error) {
	p := m.preserved()
	if p == nil {
		return nil, missingEntry(m)
	}
	var items []render.Data
	for _, i := range p.Items {
		items = append(items, render.Data{"name": i, "outcome": preservationOutcomes[p.Outcome]})
	}
	data := render.Data{"measure_on": p.On, "items": items, "notice_number": m.number(p.Document)}
	if b, ok := m.event.Body.(*domain.PreservationSettled); ok {
		data["explain"] = b.Reason
	}
	return data, nil
}

func inquiryReport(ctx context.Context, m *matter) (render.Data, error) {
	p, pr := m.p(), m.proposal()
	violated, basis, reasons, err := m.laws(ctx)
	if err != nil {
		return nil, err
	}
	data := render.Data{"source": sourcesOfClue[p.Source], "facts": pr.Facts, "evidence": m.proof(), "violated": violated, "basis": basis, "discretion": reasons,
		"proposal": verdicts[pr.Outcome], "sanctions": sanctionRows(pr.Sanctions), "correct": m.correct()}
	var done []string
	if n := len(p.Visits); n > 0 {
		done = append(done, fmt.Sprintf("进行现场检查、勘验%d次", n))
	}
	if n := len(p.Interviews); n > 0 {
		done = append(done, fmt.Sprintf("询问%d人次", n))
	}
	if s := counted(m.file.Evidence, 0); s != "" {
		done = append(done, "收集"+s)
	}
	for _, a := range p.Appraisals {
		done = append(done, "委托"+a.Body+"就"+bare(a.Matter)+"出具意见")
	}
	if len(done) == 0 {
		done = []string{"核实了案件来源所附的材料"}
	}
	data["course"] = "立案后，承办人员" + strings.Join(done, "，")
	if r := p.Report; r != nil {
		data["nature"] = r.Nature
		if data["officers"], err = m.licensed(ctx, r.By, r.On); err != nil {
			return nil, err
		}
	}
	return data, nil
}

var verdicts = map[domain.Verdict]string{domain.VerdictPenalty: "建议给予行政处罚", domain.VerdictNone: "建议不予行政处罚", domain.VerdictNotProven: "建议认定违法事实不能成立，不予行政处罚",
	domain.VerdictTransfer: "建议移送有关机关", domain.VerdictBan: "建议予以取缔"}

// --- notice and defence

func advanceNotice(ctx context.Context, m *matter) (render.Data, error) {
	pr := m.proposal()
	violated, basis, reasons, err := m.laws(ctx)
	if err != nil {
		return nil, err
	}
	data := render.Data{"you": m.you(), "matter": m.suspected(), "facts": pr.Facts, "evidence": m.proof(), "violated": violated, "basis": basis, "discretion": reasons, "sanctions": sanctionRows(pr.Sanctions), "correct": pr.Correct,
		"proposal": "宣布" + m.partyName() + "为非法社会组织，予以取缔"}
	if s := sanctionLine(pr.Sanctions); s != "" {
		data["proposal"] = data["proposal"].(string) + "；" + s
	}
	for field, rule := range map[string]string{"defence_days": "PEN-3.01", "hearing_days": "PEN-3.02"} {
		if data[field], err = m.days(ctx, rule); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// suspected is what the party is suspected of, as a notice addressed to the party names it: without the party, and without
// the word itself where the notice says it.
func (m *matter) suspected() string {
	what := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(m.file.Title, m.partyName()), "涉嫌"), "案")
	if m.p().Track == domain.TrackBan {
		return "涉嫌" + what
	}
	return what
}

func (m *matter) partyName() string {
	if m.file.Party != nil {
		return m.file.Party.Name
	}
	return m.party.Name
}

// you is how an instrument speaks to the party.
func (m *matter) you() string {
	if m.p().Natural {
		return "你"
	}
	return ""
}

func (m *matter) defence() *domain.Defence {
	p := m.p()
	if b, ok := m.event.Body.(*domain.DefenceAnswered); ok && b.Index >= 0 && b.Index < len(p.Defences) {
		return &p.Defences[b.Index]
	}
	return of(m, p.Defences, func(x domain.Defence) domain.DocumentID { return x.Document })
}

func defenceRecord(ctx context.Context, m *matter) (render.Data, error) {
	d := m.defence()
	if d == nil {
		return nil, missingEntry(m)
	}
	way := "书面"
	if d.Oral {
		way = "口头"
	}
	by, err := m.name(ctx, m.doc.IssuedBy)
	if err != nil {
		return nil, err
	}
	var points []render.Data
	for _, x := range d.Points {
		points = append(points, render.Data{"text": x.Text})
	}
	data := render.Data{"made_on": d.On, "by": d.By, "way": way, "recorder": by, "points": points, "enclosures": counted(m.file.Evidence, m.doc.Seq)}
	if d.Late {
		data["late"] = "1"
	}
	if n := last(m.p().Notices); n != nil {
		data["notice_number"] = m.number(n.Document)
	}
	return data, nil
}

func defenceAnswer(_ context.Context, m *matter) (render.Data, error) {
	d := m.defence()
	if d == nil {
		return nil, missingEntry(m)
	}
	var points []render.Data
	for _, x := range d.Points {
		adopted := "不采纳"
		if x.Adopted {
			adopted = "采纳"
		}
		points = append(points, render.Data{"text": x.Text, "adopted": adopted, "answer": x.Answer})
	}
	return render.Data{"made_on": d.On, "points": points}, nil
}

// --- hearing

var hearingEnds = map[string]string{"default": "视为放弃听证权利，终止听证", "withdrawn": "当事人撤回听证申请，终止听证"}

var closedFor = map[string]string{ //nolint:gosec // no credentials
	"state_secret": "涉及国家秘密", "trade_secret": "涉及商业秘密", "privacy": "涉及个人隐私"}

func (m *matter) hearingData(ctx context.Context, h *domain.Hearing) (render.Data, error) {
	host, err := m.names(ctx, someone(h.Host))
	if err != nil {
		return nil, err
	}
	recorder, err := m.names(ctx, someone(h.Recorder))
	if err != nil {
		return nil, err
	}
	listeners, err := m.names(ctx, h.Listeners)
	if err != nil {
		return nil, err
	}
	var agents []string
	for _, a := range h.Agents {
		agents = append(agents, a.Name)
	}
	public := "公开举行"
	if !h.Public {
		public = "不公开举行"
		if w := cmp.Or(closedFor[h.Closed], h.Closed); w != "" {
			public += "（" + w + "）"
		}
	}
	data := render.Data{"you": m.you(), "asked_on": h.AskedOn, "held_at": h.At, "set_for": h.At, "place": h.Room, "publicity": public, "host": host, "recorder": recorder, "listeners": listeners,
		"agents": strings.Join(agents, "、"), "started_at": h.HeldAt, "ended_at": h.EndedAt}
	who := h.Officers
	if len(who) == 0 {
		who = m.file.Officers
	}
	data["officers"], err = m.licensed(ctx, who, m.doc.IssuedOn)
	return data, err
}

func someone(id domain.PersonID) []domain.PersonID {
	if id == "" {
		return nil
	}
	return []domain.PersonID{id}
}

// seats are the places for the public at a hearing.
const seats = 10

func hearing(ctx context.Context, m *matter) (render.Data, error) {
	h := last(m.p().Hearings)
	if h == nil {
		return nil, missingEntry(m)
	}
	data, err := m.hearingData(ctx, h)
	if err != nil {
		return nil, err
	}
	data["register_by"], data["seats"] = domain.DateOf(h.At).AddDays(-1), seats
	data["reason"], data["basis"] = h.Refusal, "《中华人民共和国行政处罚法》第六十四条第一项"
	data["signed"] = cmp.Or(h.Signatures, "参加人已核对")
	data["informed"] = "听证主持人已告知权利义务，参加人对此没有异议"
	data["opinion"], data["found"] = h.Opinion, h.Facts
	roles := map[string]string{"host": "主持人", "officer": "调查人员", "party": "当事人", "agent": "代理人", "third": "第三人", "witness": "证人"}
	var all []render.Data
	sides := map[string][]string{}
	for _, s := range h.Speeches {
		all = append(all, render.Data{"who": roles[s.Role] + s.Who, "text": s.Text})
		side := "party"
		if s.Role == "officer" || s.Role == "host" {
			side = s.Role
		}
		sides[side] = append(sides[side], bare(s.Text))
	}
	data["speeches"] = all
	data["case_side"] = cmp.Or(strings.Join(sides["officer"], "；"), "详见听证笔录")
	data["party_side"] = cmp.Or(strings.Join(sides["party"], "；"), "详见听证笔录")
	if h.NewFacts {
		data["new_facts"] = "详见听证认定的事实"
	}
	if h.Ended == "default" || h.Ended == "withdrawn" {
		data["reason"], data["result"] = h.Account, hearingEnds[h.Ended]
	}
	return data, nil
}

// --- decision

func decisionForm(ctx context.Context, m *matter) (render.Data, error) {
	p, pr := m.p(), m.proposal()
	_, basis, reasons, err := m.laws(ctx)
	if err != nil {
		return nil, err
	}
	data := render.Data{"facts": pr.Facts, "basis": cmp.Or(basis, "《中华人民共和国行政处罚法》第五十七条"), "discretion": reasons, "hearing_course": cmp.Or(m.told(), "不拟给予行政处罚，无须事先告知"), "sanctions": sanctionRows(pr.Sanctions),
		"handler": verdicts[pr.Outcome] + "。"}
	if len(pr.Sanctions) == 0 {
		data["sanctions"] = []render.Data{{"text": strings.TrimPrefix(verdicts[pr.Outcome], "建议")}}
	}
	if p.Report != nil && len(p.Report.By) > 0 {
		if data["handler_sign"], err = m.signed(ctx, p.Report.By[0], p.Report.On); err != nil {
			return nil, err
		}
	}
	if r := last(p.Reviews); r != nil && r.Opinion != "" {
		data["legal"] = opinions[r.Opinion]
		if data["legal_sign"], err = m.signed(ctx, r.Reviewer, r.On); err != nil {
			return nil, err
		}
	}
	if d := last(p.Discussions); d != nil {
		data["discussed"] = render.Date(d.On.Start()) + "集体讨论：" + bare(d.Text)
	}
	if b, ok := m.event.Body.(*domain.CaseDecided); ok {
		data["head"] = b.Comment
		data["head_sign"], err = m.signed(ctx, m.event.Actor, m.doc.IssuedOn)
	}
	return data, err
}

var opinions = map[domain.ReviewOpinion]string{domain.ReviewPass: "同意", domain.ReviewChanges: "修改后同意", domain.ReviewSupplement: "补充调查", domain.ReviewReject: "不同意",
	domain.ReviewNotCompetent: "不属于本机关管辖", domain.ReviewCriminal: "涉嫌犯罪，移送公安机关"}

func decision(ctx context.Context, m *matter) (render.Data, error) {
	pr := m.proposal()
	violated, basis, reasons, err := m.laws(ctx)
	if err != nil {
		return nil, err
	}
	data := render.Data{"course": m.origin(), "facts": pr.Facts, "evidence": m.proof(), "hearing_course": m.told(), "violated": violated, "basis": basis, "discretion": reasons,
		"sanctions": sanctionRows(pr.Sanctions), "remedies": m.remedies(), "publicity": "本决定将依法向社会公示"}
	if c := m.correct(); c != "" {
		data["correct"] = strings.Replace(c, "自收到决定书之日起", "自收到本决定书之日起", 1)
	}
	performance, surcharge, fine, err := m.paying(ctx, pr.Sanctions)
	if err != nil {
		return nil, err
	}
	data["performance"] = performance
	if fine {
		data["fine"], data["surcharge"] = "1", surcharge
	}
	return data, nil
}

func banDecision(ctx context.Context, m *matter) (render.Data, error) {
	data, err := decision(ctx, m)
	if err != nil {
		return nil, err
	}
	data["basis"] = strings.Join(slices.DeleteFunc([]string{data["basis"].(string), "《取缔非法社会组织办法》第十五条"}, func(s string) bool { return s == "" }), "、")
	return data, nil
}

func spotDecision(ctx context.Context, m *matter) (render.Data, error) {
	data, err := decision(ctx, m)
	if err != nil {
		return nil, err
	}
	b, ok := m.event.Body.(*domain.SpotDecided)
	if !ok {
		return nil, missingEntry(m)
	}
	if data["officers"], err = m.licensed(ctx, b.Officers, m.doc.IssuedOn); err != nil {
		return nil, err
	}
	data["found_at"], data["place"] = b.DecidedAt, b.Place
	if strings.TrimSpace(b.Defence) != "无" {
		data["defence"] = "当事人陈述、申辩：" + bare(b.Defence) + "。复核意见：" + bare(b.Answer)
	}
	data["receipt"] = cmp.Or(b.SignedBy, bare(b.Refusal)) + "　" + render.Date(b.DecidedAt)
	return data, nil
}

func noPenalty(ctx context.Context, m *matter) (render.Data, error) {
	pr := m.proposal()
	_, basis, reasons, err := m.laws(ctx)
	if err != nil {
		return nil, err
	}
	data := render.Data{"course": m.origin(), "facts": pr.Facts, "evidence": m.proof(), "grounds": reasons, "remedies": m.remedies()}
	data["basis"] = "《中华人民共和国行政处罚法》第五十七条第一款第二项"
	if pr.Outcome == domain.VerdictNotProven {
		data["basis"] = "《中华人民共和国行政处罚法》第五十七条第一款第三项"
	} else if basis != "" {
		data["basis"] = basis + "、《中华人民共和国行政处罚法》第五十七条第一款第二项"
	}
	if pr.Outcome == domain.VerdictNone {
		data["correct"] = m.correct()
		data["education"] = "应当遵守有关规定，不得再次发生类似行为（《中华人民共和国行政处罚法》第三十三条第三款）"
	}
	return data, nil
}

func extension(ctx context.Context, m *matter) (render.Data, error) {
	b, ok := m.event.Body.(*domain.CaseExtended)
	if !ok {
		return nil, missingEntry(m)
	}
	sign, err := m.signed(ctx, m.event.Actor, m.doc.IssuedOn)
	return render.Data{"reason": b.Reason, "action": fmt.Sprintf("延长办案期限%d日", b.Days), "effect": "办案期限延至" + render.Date(b.Clock.Due.Start()), "basis": b.Clock.Article,
		"handler": "拟" + fmt.Sprintf("延长办案期限%d日", b.Days) + "。", "head": "同意。", "head_sign": sign}, err
}

// causesOfSuspension are why an inquiry may stand still (参照市场监督管理行政处罚程序规定 46).
var causesOfSuspension = map[string]string{"ruling": "须以其他裁判或者行政决定为依据，而相关案件尚未审结或者决定尚未作出", "question": "涉及法律适用问题，须送请有权机关作出解释或者确认",
	"force_majeure": "因不可抗力致使案件暂时无法调查", "untraceable": "当事人下落不明致使案件暂时无法调查"}

var causesOfTermination = map[string]string{"deceased": "涉嫌违法的公民死亡", "dissolved": "涉嫌违法的法人或者其他组织终止，并且无权利义务承受人"}

// standstill fills the forms and notices of a suspension, a resumption and a termination (P-32 to P-34).
func standstill(ctx context.Context, m *matter) (render.Data, error) {
	var due string
	for _, k := range m.file.Clocks {
		if base, _, _ := strings.Cut(k.ID, "#"); base == "decide" && !k.Due.IsZero() {
			due = "，于" + render.Date(k.Due.Start()) + "届满"
		}
	}
	on := render.Date(m.doc.IssuedOn.Start())
	data := render.Data{"from": m.doc.IssuedOn}
	switch b := m.event.Body.(type) {
	case *domain.InquirySuspended:
		data["reason"], data["action"] = because(causesOfSuspension[b.Cause], b.Reason), "中止调查"
		data["effect"] = "中止期间办案期限不停止计算" + due
		if b.Clock != nil {
			data["effect"] = "办案期限自" + on + "起停止计算，恢复调查之日起继续计算"
		}
		data["basis"] = "参照《市场监督管理行政处罚程序规定》第四十六条"
	case *domain.InquiryResumed:
		data["reason"], data["action"] = bare(b.Reason), "恢复调查"
		data["effect"] = "中止期间办案期限没有停止计算" + due
		if b.Clock != nil {
			data["effect"] = "办案期限自" + on + "起恢复计算" + due
		}
		data["basis"] = "参照《市场监督管理行政处罚程序规定》第四十六条"
		for _, d := range m.file.Documents {
			if d.Type == "P-32n" && d.VoidedOn.IsZero() {
				data["notice_number"] = d.Number
			}
		}
	case *domain.InquiryTerminated:
		data["reason"], data["action"] = because(causesOfTermination[b.Cause], b.Reason), "终止调查"
		data["effect"] = "不再作出处理决定，办案期限停止计算，转结案审批"
		data["basis"] = "参照《市场监督管理行政处罚程序规定》第四十七条"
	default:
		return nil, missingEntry(m)
	}
	data["handler"], data["head"] = "拟"+data["action"].(string)+"，请审批。", "同意"+data["action"].(string)+"。"
	var err error
	data["head_sign"], err = m.signed(ctx, m.event.Actor, m.doc.IssuedOn)
	return data, err
}

// because is a cause in the words of the rule with what it is in the case.
func because(cause, reason string) string {
	if cause == "" {
		return bare(reason)
	}
	return cause + "：" + bare(reason)
}

// declared is P-10w, what the party declares of its rights: that it gives them up, or takes its request for a hearing back.
func declared(_ context.Context, m *matter) (render.Data, error) {
	n := last(m.p().Notices)
	if n == nil {
		return nil, missingEntry(m)
	}
	data := render.Data{"notice_number": m.number(n.Document), "notice_served_on": n.ServedOn}
	if d := m.file.Document(n.Document); d != nil {
		data["notice_title"] = d.Title
	}
	switch b := m.event.Body.(type) {
	case *domain.Waived:
		var rights []string
		if b.Defence {
			rights = append(rights, "进行陈述、申辩")
		}
		if b.Hearing {
			rights = append(rights, "要求听证")
		}
		data["waived"], data["by"], data["made"] = "放弃"+strings.Join(rights, "和")+"的权利", b.By, render.Date(b.On.Start())
	case *domain.HearingWithdrawn:
		data["account"], data["by"], data["made"] = b.Account, b.By, render.Date(b.On.Start())
		if b.Agent {
			data["by"] = b.By + "（代理人，有特别授权）"
		}
		if h := last(m.p().Hearings); h != nil {
			data["asked_on"] = h.AskedOn
		}
	default:
		return nil, missingEntry(m)
	}
	return data, nil
}

func correction(_ context.Context, m *matter) (render.Data, error) {
	b, ok := m.event.Body.(*domain.DecisionCorrected)
	if !ok {
		return nil, missingEntry(m)
	}
	return render.Data{"wrong": b.Wrong, "right": b.Right, "reason": b.Reason}, nil
}

func revocation(_ context.Context, m *matter) (render.Data, error) {
	b, ok := m.event.Body.(*domain.DecisionRevoked)
	if !ok {
		return nil, missingEntry(m)
	}
	return render.Data{"reason": b.Reason, "refund": "已缴纳的款项，由本机关依法退还", "remedies": domain.RemediesText(false, m.doc.IssuedOn, m.agency)}, nil
}

// groundsOfEnd are why a case may be concluded.
var groundsOfEnd = map[string]string{"performed": "行政处罚决定执行完毕", "court_ended": "人民法院裁定终结执行", "terminated": "案件终止调查", "no_penalty": "决定不予行政处罚",
	"transferred": "案件已经移送", "revoked": "行政处罚决定被撤销", "dissolved": "经劝导自行解散"}

func conclusion(ctx context.Context, m *matter) (render.Data, error) {
	p := m.p()
	ended := p.Ended
	if p.Closing != nil {
		ended = cmp.Or(p.Closing.Ground, ended)
	}
	data := render.Data{"result": m.result(), "grounds": groundsOfEnd[ended], "performance": groundsOfEnd[ended], "handler": "建议结案。"}
	if m.owed() > 0 {
		data["owed"] = render.Yuan(m.owed()) + "元"
		b := p.Balance()
		data["paid"] = render.Yuan(b[domain.AccountBank]+b[domain.AccountCash]+b[domain.AccountOffice]) + "元"
	}
	if b, ok := m.event.Body.(*domain.CaseConcluded); ok {
		data["head"] = cmp.Or(b.Comment, "同意结案。")
		var err error
		if data["head_sign"], err = m.signed(ctx, m.event.Actor, m.doc.IssuedOn); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// result is what was decided, in one line.
func (m *matter) result() string {
	p := m.p()
	switch {
	case p.Decision == nil:
		return cmp.Or(groundsOfEnd[p.Ended], domain.StageTitle(m.file.Stage))
	case !p.Decision.RevokedOn.IsZero():
		return "行政处罚决定已撤销"
	case p.Decision.Verdict == domain.VerdictPenalty:
		return sanctionLine(p.Sanctions())
	case p.Decision.Verdict == domain.VerdictBan:
		return strings.TrimSuffix("予以取缔；"+sanctionLine(p.Sanctions()), "；")
	}
	return strings.TrimPrefix(verdicts[p.Decision.Verdict], "建议")
}

func (m *matter) owed() (n int64) {
	for _, s := range m.p().Sanctions() {
		if s.Kind == domain.SanctionFine || s.Kind == domain.SanctionGains {
			n += s.AmountFen
		}
	}
	return n
}

// cover is P-26 as issued with the archiving; the dossier sets it again, with pieces and pages counted.
func cover(ctx context.Context, m *matter) (render.Data, error) {
	d := domain.NewDossier(m.file, nil)
	data, err := m.coverData(ctx, d)
	if err != nil {
		return nil, err
	}
	data["pieces"] = d.Pieces()
	if p := m.p(); p.Archive != nil && p.Archive.Pages > 0 {
		data["pages"] = p.Archive.Pages
	}
	return data, nil
}

func (m *matter) coverData(ctx context.Context, d domain.Dossier) (render.Data, error) {
	data := render.Data{"title": d.Title, "result": m.result(), "decision_number": d.Decision, "filed_on": d.FiledOn, "closed_on": d.ClosedOn}
	var err error
	if data["officers_names"], err = m.names(ctx, m.file.Officers); err != nil {
		return nil, err
	}
	if a := d.Archive; a != nil {
		data["archive_no"], data["archived_on"], data["retention"] = a.Number, a.On, domain.RetentionTitles[a.Retention]
		data["archivist"], err = m.name(ctx, a.By)
	}
	return data, err
}

// transferOfCase is P-23 from the case itself: a dispute on jurisdiction, or a superior takes over.
func transferOfCase(_ context.Context, m *matter) (render.Data, error) {
	data := render.Data{"facts": m.p().Clue, "enclosures": []render.Data{{"name": "案卷材料", "quantity": "1卷"}}}
	switch b := m.event.Body.(type) {
	case *domain.JurisdictionSettled:
		data["recipient"], data["basis"] = strings.TrimPrefix(m.doc.Title, "案件移送函："), "《中华人民共和国行政处罚法》第二十五条；"+bare(b.Basis)
	case *domain.TakenOver:
		data["recipient"], data["basis"] = b.By, "《中华人民共和国行政处罚法》第二十二条；"+b.Paper
	default:
		return nil, missingEntry(m)
	}
	return data, nil
}

// record is how an instrument of a type without a template of its own is kept: what was entered, line by line. It is for
// internal records only.
func record(ctx context.Context, m *matter) (render.Data, error) {
	by, err := m.names(ctx, someone(m.doc.IssuedBy))
	return render.Data{"heading": m.doc.Title, "by": by, "rows": []render.Data{{"name": "事项", "text": m.doc.Title}, {"name": "办理时间", "text": render.DateTime(m.event.OccurredAt.In(domain.Shanghai))}}}, err
}
