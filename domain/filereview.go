package domain

import (
	"slices"
	"strings"
)

// This file reviews the file of a penalty case (案卷评查, inspection-disclosure-instruments.md §6.2): fifteen items of legality,
// each of which fails the file by itself, and a hundred points of form. The profile is our own design from several published
// sheets, the province's own was not found, so every item is unconfirmed. What only a reader can judge is marked so and costs
// nothing here.

// Check is one item of the review.
type Check struct {
	Code    string `json:"code"` // V01 … V15, or F01 … of the points
	Block   string `json:"block"`
	Title   string `json:"title"`
	English string `json:"english"`
	Veto    bool   `json:"veto,omitempty"`
	OK      bool   `json:"ok"`
	Applies bool   `json:"applies"`          // false: nothing in this case asks for it, its points are given
	Manual  bool   `json:"manual,omitempty"` // to be judged by a reader
	Points  int    `json:"points,omitempty"`
	Why     string `json:"why,omitempty"` // what is wrong, or on what it rests
	Article string `json:"article,omitempty"`
	Status  string `json:"status"`
}

// Mark sums up a review: 0 where a veto item fails, else the points of what is in order; and the grade.
func Mark(checks []Check) (points int, grade string) {
	for _, c := range checks {
		if c.Veto && !c.OK {
			return 0, "fail" // 不合格
		}
		if c.OK {
			points += c.Points
		}
	}
	switch {
	case points >= 90:
		return points, "excellent" // 优秀
	case points >= 60:
		return points, "pass" // 合格
	}
	return points, "fail"
}

// sheet collects checks.
type sheet struct {
	all   []Check
	block string
}

func (s *sheet) add(c Check) {
	c.Block, c.Status = s.block, Unconfirmed
	if c.OK && c.Applies {
		c.Why = ""
	}
	if !c.Applies {
		c.OK, c.Why = true, "本案不涉及"
	}
	s.all = append(s.all, c)
}

func (s *sheet) veto(code, zh, en, article string, applies, ok bool, why string) {
	s.add(Check{Code: code, Title: zh, English: en, Article: article, Veto: true, Applies: applies, OK: ok, Why: why})
}

func (s *sheet) points(n int, zh, en string, applies, ok bool, why string) {
	s.add(Check{Code: "F" + string(rune('0'+len(s.all)/10)) + string(rune('0'+len(s.all)%10)), Title: zh, English: en, Points: n, Applies: applies, OK: ok, Why: why})
}

func (s *sheet) reader(n int, zh, en string) {
	s.add(Check{Code: "F" + string(rune('0'+len(s.all)/10)) + string(rune('0'+len(s.all)%10)), Title: zh, English: en, Points: n, Applies: true, OK: true, Manual: true})
}

// metInTime reports that every clock of the name was met by its due day; where names none, that it is not needed.
func (c *Case) metInTime(name string) bool {
	for _, k := range c.Clocks {
		if base, _, _ := strings.Cut(k.ID, "#"); base == name && (!k.LapsedOn.IsZero() || !k.MetOn.IsZero() && !k.Due.IsZero() && k.MetOn > k.Due) {
			return false
		}
	}
	return true
}

// FileReview reviews the file of a penalty case as it stands. Facts give the law: norms, rules, the authority.
func FileReview(c *Case, f *Facts) []Check {
	p := c.Penalty
	if p == nil {
		return nil
	}
	s := &sheet{}
	decided, spot := p.Decision != nil, p.Track == TrackSimple
	punished := decided && (p.Decision.Verdict == VerdictPenalty || p.Decision.Verdict == VerdictBan)
	s.legality(c, f, punished, spot)
	s.form(c, f, punished, spot)
	return s.all
}

func (s *sheet) legality(c *Case, f *Facts, punished, spot bool) {
	p := c.Penalty
	s.block = "合法性（一票否决）"
	on := f.On()
	if p.Decision != nil {
		on = p.Decision.On
	}
	then := *f
	if p.Decision != nil {
		then.At = p.Decision.On.Start()
	}
	prop := Proposal{}
	if p.Proposal != nil {
		prop = *p.Proposal
	}
	ranges, rangeErr := f.Norms.Ranges(prop.Assessments, on)
	competent, inForce := true, rangeErr == nil && len(ranges) > 0
	for _, r := range ranges {
		competent = competent && r.Competent
		inForce = inForce && r.Norm != nil && r.Norm.Article != ""
	}
	penalty := punished && p.Decision.Verdict == VerdictPenalty
	s.veto("V01", "执法主体对该违法行为有处罚权", "the bureau may punish it", "行政处罚法第十七条", penalty, competent, "有违法行为不属本机关处罚")
	licensedAll := true
	for _, o := range c.Officers {
		if person, known := f.People[o]; known {
			if _, ok := person.CertificateOn(on); !ok {
				licensedAll = false
			}
		}
	}
	s.veto("V02", "承办人员不少于两人，均持有效执法证", "two licensed officers", "行政处罚法第四十二条", true, len(c.Officers) >= 2 && licensedAll, "承办人员不足两人，或者有人在决定之日没有有效执法证")
	s.veto("V03", "当事人身份明确", "the party is identified", "行政处罚法第五十九条第一款第一项", true, c.Party != nil && c.Party.Name != "", "没有当事人")
	s.veto("V04", "认定的事实有证据，没收或者以违法所得为基数的已查清数额", "facts are proved, gains are quantified", "行政处罚法第四十条", punished, c.evidenced() || spot || c.Parent != "", "案卷中没有可以采用的证据")
	s.veto("V05", "所引法律在适用之日有效，条款明确", "the law cited was in force", "行政处罚法第五十九条第一款第三项", penalty, inForce, "有违法行为在适用之日没有有效的规定")
	err := error(nil)
	if penalty {
		err = f.Norms.CheckProposal(prop, c, &then)
	}
	s.veto("V06", "处罚种类和幅度在法定范围内", "kind and amount are lawful", "行政处罚法第五条、第五十九条", penalty, err == nil, said(err))
	var lacks []string
	for _, t := range [][2]string{{"P-2", "立案审批表"}, {"P-5", "调查终结报告"}, {"P-14", "决定审批表"}, {"P-24", "送达回证"}} {
		if c.DocumentOf(t[0]) == nil {
			lacks = append(lacks, t[1])
		}
	}
	s.veto("V07", "立案、调查、审批、告知、送达均有记载", "every step is on paper", "行政处罚法第四十七条", punished && !spot, len(lacks) == 0 && len(p.Notices) > 0, "缺少"+strings.Join(lacks, "、"))
	s.veto("V08", "程序没有颠倒", "no step before its time", "行政处罚法第五十四条至第六十一条", punished && !spot, p.inOrder(), "立案、调查终结、告知、听证、决定、送达的日期颠倒")
	n := p.notice()
	answered := !slices.ContainsFunc(p.Defences, func(d Defence) bool { return d.Answered.IsZero() })
	s.veto("V09", "决定前已送达告知书，陈述申辩已复核，未因申辩加重", "noticed, heard, not heavier for it", "行政处罚法第四十四条、第四十五条、第六十二条", punished && !spot,
		n != nil && !n.ServedOn.IsZero() && n.ServedOn <= on && answered && p.covered(*n, prop), "告知、复核不全，或者决定超出告知的内容")
	grounds := f.Norms.HearingGrounds(prop, p.Natural, f.Agency.Region, on)
	hostFree := !slices.ContainsFunc(p.Hearings, func(h Hearing) bool { return h.Host != "" && slices.Contains(c.Officers, h.Host) })
	s.veto("V10", "依法告知听证权利，有申请的已举行，主持人非承办人员", "the hearing was told of and held", "行政处罚法第六十三条、第六十四条", penalty && len(grounds) > 0,
		n != nil && n.Hearing && hearingDone(c) == nil && hostFree, "听证权利未告知、申请未办理，或者主持人是承办人员")
	review := f.Norms.ReviewGrounds(prop, p.heardAny(), p.Regime, on)
	s.veto("V11", "依法应当法制审核的已审核通过", "legality review passed", "行政处罚法第五十八条", punished && len(review) > 0, p.passed(prop.Digest(), f), "没有针对决定内容的法制审核通过意见")
	talk := f.Norms.DiscussionGrounds(prop, p.heardAny(), on)
	s.veto("V12", "依法应当集体讨论的已讨论", "discussed by the leaders", "行政处罚法第五十七条第二款", punished && len(talk) > 0, p.resolved(prop.Digest()), "没有针对决定内容的集体讨论决定")
	s.veto("V13", "对外文书以本机关名义作出", "instruments bear the authority's name", "行政处罚法第五十九条第二款", punished, f.Agency.Name != "", "没有机关名称")
	criminal := slices.ContainsFunc(p.Reviews, func(r ReviewTaken) bool { return r.Opinion == ReviewCriminal })
	s.veto("V14", "涉嫌犯罪的已移送，未以罚代刑", "crime was referred", "行政处罚法第二十七条", criminal, slices.ContainsFunc(p.Refers, func(r Referred) bool { return r.To == "police" }), "审核认为涉嫌犯罪，没有移送")
	late := ""
	for _, a := range prop.Allegations {
		found := p.ReceivedOn
		if p.Filing != nil && !p.Filing.Discovered.IsZero() {
			found = p.Filing.Discovered
		}
		if l, err := f.Norms.Limitation(a, found, &then); err == nil && l.Expired {
			late = l.Reason.Text
		}
	}
	s.veto("V15", "未超过追责时效", "within the limitation", "行政处罚法第三十六条", penalty, late == "", late)
}

func said(err error) string {
	if e, ok := err.(*Error); ok { //nolint:errorlint // domain makes nothing else
		return e.Message
	}
	return ""
}

// inOrder reports that no step is dated before the one it follows.
func (p *Penalty) inOrder() bool {
	var days []Date
	add := func(d Date) {
		if !d.IsZero() {
			days = append(days, d)
		}
	}
	if p.Filing != nil {
		add(p.Filing.On)
	}
	if p.Report != nil {
		add(p.Report.On)
	}
	if n := p.notice(); n != nil {
		add(n.On)
		add(n.ServedOn)
	}
	if h := p.hearing(); h != nil && h.Ended == "held" {
		add(DateOf(h.HeldAt))
	}
	if p.Decision != nil {
		add(p.Decision.On)
		add(p.Decision.ServedOn)
	}
	return slices.IsSorted(days)
}

func (s *sheet) form(c *Case, f *Facts, punished, spot bool) {
	p := c.Penalty
	general := !spot
	s.block = "立案"
	s.points(2, "案源已登记", "source registered", general, p.Source != "" && c.DocumentOf("P-1") != nil, "没有案源登记表")
	s.points(3, "在期限内立案", "filed in time", general, c.metInTime("clue"), "超过立案审查期限")
	s.points(3, "立案经两人提出、负责人批准", "approval chain", general, p.Filing != nil && len(p.Filing.Proposers) >= 2 && p.Filing.ApprovedBy != "" && !slices.Contains(p.Filing.Proposers, p.Filing.ApprovedBy), "审批手续不全")
	s.block = "证据"
	s.reader(6, "取证合法", "lawfully gathered")
	s.points(4, "复制件已注明来源", "copies are marked", len(c.Evidence) > 0, !slices.ContainsFunc(c.Evidence, func(e Evidence) bool { return e.Form == "copy" && e.Source == "" && e.Excluded == "" }), "有复制件没有注明来源")
	signed := !slices.ContainsFunc(p.Interviews, func(i Interview) bool { return i.Refusal == "" && i.Signed < i.Pages })
	s.points(6, "笔录逐页签名，时间准确", "records signed on every page", len(p.Interviews) > 0, signed, "有笔录没有逐页签名")
	media := slices.ContainsFunc(c.Evidence, func(e Evidence) bool { return e.Kind == "photo" || e.Kind == "video" || e.Kind == "audio" })
	s.points(4, "音像记录已关联", "recordings linked", len(p.Visits) > 0, media, "现场检查、勘验没有音像记录")
	s.block = "事实和法律"
	s.reader(6, "事实完整", "facts complete")
	s.points(6, "裁量说明理由", "discretion reasoned", punished, p.Proposal != nil && strings.TrimSpace(p.Proposal.Reasons) != "", "没有裁量理由")
	s.reader(3, "从轻、减轻情节已考虑", "mitigation considered")
	s.block = "程序"
	n := p.notice()
	s.points(5, "告知内容完整并送达", "notice complete and served", punished && general, n != nil && !n.ServedOn.IsZero(), "告知书没有送达")
	s.points(5, "五个工作日、七个工作日期限得到遵守", "five and seven working days kept", punished && general, n != nil && (n.Views || n.DefenceOver || n.Waived != ""), "陈述申辩期限未满即继续办理")
	s.points(4, "陈述申辩逐点答复", "defence answered", len(p.Defences) > 0, !slices.ContainsFunc(p.Defences, func(d Defence) bool { return d.Answered.IsZero() }), "有陈述申辩没有答复")
	s.points(4, "在办案期限内决定或者依法延长", "decided in time", general, c.metInTime("decide"), "超过办案期限")
	s.block = "决定"
	var doc *Document
	if p.Decision != nil {
		doc = c.Document(p.Decision.Document)
	}
	s.points(8, "决定书具备法定内容", "six contents", punished, doc != nil && doc.Number != "", "没有编号的决定书")
	s.points(3, "救济途径和期限正确", "remedies right", punished, p.Decision != nil && p.Decision.Remedies == RemediesText(p.Track == TrackSimple, decidedOn(p), f.Agency), "救济告知与决定之日、程序的规定不一致")
	s.reader(2, "文字规范", "wording")
	s.block = "送达和执行"
	served := p.Decision != nil && !p.Decision.ServedOn.IsZero()
	s.points(5, "决定已送达，回证齐全", "served with receipt", p.Decision != nil && p.Decision.Verdict != VerdictTransfer, served, "决定没有送达")
	b := p.Balance()
	s.points(4, "罚缴分离，依期缴纳", "payment separated", punished && p.owesMoney(), p.Balanced() && b[AccountCash] == 0, "有当场收缴的款项未交回，或者台账不平")
	s.points(2, "加处罚款不超过本金", "surcharge within the principal", b[owed(AccountSurcharge)] > 0, b[owed(AccountSurcharge)] <= fineOf(p), "加处罚款超过罚款本金")
	s.points(3, "已结案", "concluded", true, p.Closing != nil, "没有结案审批")
	s.block = "公示"
	open := p.Publicity != nil && p.Publicity.State == "due"
	s.points(2, "七个工作日内公示或者决定不予公示", "disclosed in seven working days", punished, c.metInTime("publish") && !open, "没有按期公示")
	s.points(2, "已隐去不得公开的信息", "redacted", punished, p.Publicity != nil && (p.Publicity.RedactedBy != "" || p.Publicity.Withheld != ""), "没有隐去记录")
	s.block = "归档"
	s.points(8, "案卷次序、目录、页码、封面齐全，按期归档", "order, contents, pages, cover", true, p.Archive != nil && c.metInTime("archive"), "没有归档或者逾期归档")
}

func decidedOn(p *Penalty) Date {
	if p.Decision == nil {
		return 0
	}
	return p.Decision.On
}

func fineOf(p *Penalty) (n int64) {
	for _, s := range p.Sanctions() {
		if s.Kind == SanctionFine {
			n += s.AmountFen
		}
	}
	return n
}
