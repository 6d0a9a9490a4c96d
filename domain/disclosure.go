package domain

import (
	"regexp"
	"slices"
	"strings"
)

// This file holds the disclosure of a decision (双公示): inspection-disclosure-instruments.md §3.3, §3.4, §10.5. An officer
// makes the public copy, somebody else puts it out; what is public drops by itself when its time is over.

// States of a disclosure.
const (
	publicityDue       = "due"
	publicityRedacted  = "redacted"
	publicityPublished = "published"
	publicityWithheld  = "withheld"
	publicityRepaired  = "repaired"
	publicityCorrected = "corrected"
	publicityWithdrawn = "withdrawn"
	publicityExpired   = "expired"
)

// Tiers of a display (信用修复管理办法 8–12). Before 2026-04-01 there was one.
const (
	TierSlight   = "slight"   // 轻微：原则上不公示
	TierOrdinary = "ordinary" // 一般
	TierSerious  = "serious"  // 严重
)

// Publicity is where the disclosure of the decision stands.
type Publicity struct {
	State       string       `json:"state"` // due, redacted, published, withheld, repaired, corrected, withdrawn, expired
	RedactedBy  PersonID     `json:"redacted_by,omitempty"`
	ApprovedBy  PersonID     `json:"approved_by,omitempty"`
	On          Date         `json:"on,omitzero"`
	Until       Date         `json:"until,omitzero"`       // the entry drops by itself after it
	RepairFrom  Date         `json:"repair_from,omitzero"` // the first day on which repair may be granted
	Tier        string       `json:"tier,omitempty"`       // slight, ordinary, serious
	TierRule    string       `json:"tier_rule,omitempty"`  // the row that says how long
	Entry       *PublicEntry `json:"entry,omitempty"`
	Withheld    string       `json:"withheld,omitempty"`
	WithdrawnOn Date         `json:"withdrawn_on,omitzero"`
	Why         string       `json:"why,omitempty"`   // why it was withdrawn or corrected
	Wrong       string       `json:"wrong,omitempty"` // the decision was annulled, varied or held unlawful: it must go or be corrected
	Document    DocumentID   `json:"document,omitempty"`
	Repair      *Repair      `json:"repair,omitempty"`
}

// Repair is a request to repair credit.
type Repair struct {
	AskedOn    Date   `json:"asked_on"`
	Commitment bool   `json:"commitment"` // a public commitment on credit was given
	AcceptedOn Date   `json:"accepted_on,omitzero"`
	Result     string `json:"result,omitempty"` // repaired, refused
	ResultOn   Date   `json:"result_on,omitzero"`
	Reason     string `json:"reason,omitempty"`
}

// due reports that the disclosure is not settled yet.
func (p *Publicity) due() bool { return p.State == publicityDue || p.State == publicityRedacted }

// shown reports that the entry is public, unless its time is over.
func (p *Publicity) shown() bool {
	return p != nil && (p.State == publicityPublished || p.State == publicityCorrected)
}

// mustGo reports that what is public no longer holds and is still there.
func (p *Publicity) mustGo() bool { return p.Wrong != "" && p.shown() }

// Public reports that the entry is to be seen by everybody on the day.
func (p *Publicity) Public(on Date) bool {
	return p.shown() && on >= p.On && (p.Until.IsZero() || on <= p.Until)
}

// PublicEntry is a row of the public table of penalties. Names are those of the data standard (发改办财金〔2018〕424号;
// reconstructed, unconfirmed). Identity numbers of natural persons and of legal representatives are never in it.
type PublicEntry struct {
	Name        string `json:"CF_XDR_MC" doc:"行政相对人名称"`
	Class       string `json:"CF_XDR_LB" doc:"行政相对人类别"`
	USCC        string `json:"CF_XDR_SHXYM" doc:"代码_1（统一社会信用代码）"`
	Trade       string `json:"CF_XDR_GSZC" doc:"代码_2（工商注册号）"`
	Organ       string `json:"CF_XDR_ZZJG" doc:"代码_3（组织机构代码）"`
	Tax         string `json:"CF_XDR_SWDJ" doc:"代码_4（税务登记号）"`
	Institution string `json:"CF_XDR_SYDW" doc:"代码_5（事业单位证书号）"`
	Social      string `json:"CF_XDR_SHZZ" doc:"代码_6（社会组织登记证号）"`
	Legal       string `json:"CF_FRDB" doc:"法定代表人"`
	LegalType   string `json:"CF_FR_ZJLX" doc:"法定代表人证件类型（不公开）"`
	LegalNumber string `json:"CF_FR_SFZH" doc:"法定代表人证件号码（不公开）"`
	IDType      string `json:"CF_XDR_ZJLX" doc:"自然人证件类型（不公开）"`
	IDNumber    string `json:"CF_XDR_ZJHM" doc:"自然人证件号码（不公开）"`
	Number      string `json:"CF_WSH" doc:"行政处罚决定书文号"`
	Violation   string `json:"CF_WFXW" doc:"违法行为类型"`
	Facts       string `json:"CF_SY" doc:"违法事实"`
	Basis       string `json:"CF_YJ" doc:"处罚依据"`
	Kinds       string `json:"CF_CFLB" doc:"处罚类别"`
	Content     string `json:"CF_NR" doc:"处罚内容"`
	Fine        string `json:"CF_NR_FK" doc:"罚款金额（万元）"`
	Confiscated string `json:"CF_NR_WFFF" doc:"没收违法所得、没收非法财物的金额（万元）"`
	Licence     string `json:"CF_NR_ZKDX" doc:"暂扣或吊销证照名称及编号"`
	DecidedOn   Date   `json:"CF_JDRQ" doc:"处罚决定日期"`
	ValidUntil  Date   `json:"CF_YXQ,omitzero" doc:"处罚有效期"`
	ShownUntil  Date   `json:"CF_GSJZQ,omitzero" doc:"公示截止期"`
	Agency      string `json:"CF_CFJG" doc:"处罚机关"`
	AgencyUSCC  string `json:"CF_CFJGDM" doc:"处罚机关统一社会信用代码"`
	Source      string `json:"CF_SJLY" doc:"数据来源单位"`
	SourceUSCC  string `json:"CF_SJLYDM" doc:"数据来源单位统一社会信用代码"`
	Note        string `json:"BZ" doc:"备注"`
}

// The classes of the table.
const (
	ClassOrganization = "法人及非法人组织"
	ClassPerson       = "自然人"
	ClassTrader       = "个体工商户"
)

// Credit reports that the entry goes to the national credit site: those of natural persons never do.
func (e PublicEntry) Credit() bool { return e.Class != ClassPerson }

// PublicColumns are the codes of the table in its order, with their Chinese names.
var PublicColumns = [][2]string{
	{"CF_XDR_MC", "行政相对人名称"}, {"CF_XDR_LB", "行政相对人类别"}, {"CF_XDR_SHXYM", "代码_1统一社会信用代码"}, {"CF_XDR_GSZC", "代码_2工商注册号"}, {"CF_XDR_ZZJG", "代码_3组织机构代码"},
	{"CF_XDR_SWDJ", "代码_4税务登记号"}, {"CF_XDR_SYDW", "代码_5事业单位证书号"}, {"CF_XDR_SHZZ", "代码_6社会组织登记证号"}, {"CF_FRDB", "法定代表人"}, {"CF_FR_ZJLX", "法定代表人证件类型"},
	{"CF_FR_SFZH", "法定代表人证件号码"}, {"CF_XDR_ZJLX", "自然人证件类型"}, {"CF_XDR_ZJHM", "自然人证件号码"}, {"CF_WSH", "行政处罚决定书文号"}, {"CF_WFXW", "违法行为类型"},
	{"CF_SY", "违法事实"}, {"CF_YJ", "处罚依据"}, {"CF_CFLB", "处罚类别"}, {"CF_NR", "处罚内容"}, {"CF_NR_FK", "罚款金额（万元）"}, {"CF_NR_WFFF", "没收违法所得、没收非法财物的金额（万元）"},
	{"CF_NR_ZKDX", "暂扣或吊销证照名称及编号"}, {"CF_JDRQ", "处罚决定日期"}, {"CF_YXQ", "处罚有效期"}, {"CF_GSJZQ", "公示截止期"}, {"CF_CFJG", "处罚机关"}, {"CF_CFJGDM", "处罚机关统一社会信用代码"},
	{"CF_SJLY", "数据来源单位"}, {"CF_SJLYDM", "数据来源单位统一社会信用代码"}, {"BZ", "备注"},
}

// Row gives the entry in the order of PublicColumns.
func (e PublicEntry) Row() []string {
	day := func(d Date) string { return strings.ReplaceAll(d.String(), "-", "/") }
	return []string{e.Name, e.Class, e.USCC, e.Trade, e.Organ, e.Tax, e.Institution, e.Social, e.Legal, e.LegalType, e.LegalNumber, e.IDType, e.IDNumber, e.Number, e.Violation,
		e.Facts, e.Basis, e.Kinds, e.Content, e.Fine, e.Confiscated, e.Licence, day(e.DecidedOn), day(e.ValidUntil), day(e.ShownUntil), e.Agency, e.AgencyUSCC, e.Source, e.SourceUSCC, e.Note}
}

// sanctionClasses are the classes of penalty in the table (行政处罚法 9).
var sanctionClasses = map[SanctionKind]string{
	SanctionWarning: "警告", SanctionCriticism: "通报批评", SanctionFine: "罚款", SanctionGains: "没收违法所得", SanctionGoods: "没收非法财物",
	SanctionStop: "限制开展生产经营活动", SanctionReplace: "其他-责令撤换直接负责的主管人员", SanctionRevoke: "吊销许可证件", SanctionCancel: "其他-撤销登记",
	SanctionClose: "责令关闭", SanctionSuspendTrade: "责令停产停业", SanctionBarPerson: "限制从业", SanctionBan: "其他-取缔",
}

// maskName leaves the first character of a name.
func maskName(s string) string {
	if r := []rune(strings.TrimSpace(s)); len(r) > 0 {
		return string(r[:1]) + strings.Repeat("某", min(2, max(1, len(r)-1)))
	}
	return ""
}

var (
	idNumber    = regexp.MustCompile(`[0-9]{17}[0-9Xx]|[0-9]{15}`)
	phoneNumber = regexp.MustCompile(`(^|[^0-9])1[3-9][0-9]{9}([^0-9]|$)`)
)

// leaks says what in a text may not be public: identity numbers, telephone numbers, names that are to be masked.
func leaks(text string, names ...string) string {
	switch {
	case idNumber.MatchString(text):
		return "身份证件号码"
	case phoneNumber.MatchString(text):
		return "电话号码"
	}
	for _, n := range names {
		if n = strings.TrimSpace(n); len([]rune(n)) >= 2 && strings.Contains(text, n) {
			return n
		}
	}
	return ""
}

// publicEntry makes the public row from the file; the officer writes its sentences.
func (c *Case) publicEntry(a Agency, party Party, x Redact) PublicEntry {
	p := c.Penalty
	out := PublicEntry{Name: c.Party.Name, Class: ClassOrganization, USCC: party.USCC, Legal: party.Contact, Violation: x.Violation, Facts: x.Facts, Basis: x.Basis, Content: x.Content,
		Licence: x.Licence, DecidedOn: p.Decision.On, ValidUntil: x.ValidUntil, Agency: a.Name, AgencyUSCC: a.USCC, Source: a.Name, SourceUSCC: a.USCC, Note: x.Note}
	if d := c.Document(p.Decision.Document); d != nil {
		out.Number = d.Number
	}
	switch {
	case p.Natural:
		out.Class, out.Name, out.USCC, out.Legal = ClassPerson, maskName(c.Party.Name), "", ""
	case x.Trader:
		out.Class = ClassTrader
	}
	var kinds []string
	var fine, gone int64
	for _, s := range p.Sanctions() {
		if k := sanctionClasses[s.Kind]; k != "" && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
		//exhaustive:ignore
		switch s.Kind {
		case SanctionFine:
			fine += s.AmountFen
		case SanctionGains, SanctionGoods:
			gone += s.AmountFen
		}
	}
	out.Kinds = strings.Join(kinds, ";")
	if fine > 0 {
		out.Fine = Wan(fine)
	}
	if gone > 0 {
		out.Confiscated = Wan(gone)
	}
	return out
}

// Tier says how grave a penalty is for its display, by the rows of the day of the decision, and which row says how long it is
// shown: with several kinds the gravest. On-the-spot penalties are slight. Before 2026-04-01 there is one tier; before
// 2023-05-01 no row is known, and the entry does not drop by itself.
func (p *Penalty) Tier(rules *RuleBook) (tier, longest, shortest string) {
	on := p.Decision.On
	if _, err := rules.At("PEN-4.12", on); err != nil {
		if _, err := rules.At("CR-09", on); err != nil {
			return TierOrdinary, "", ""
		}
		return TierOrdinary, "CR-09", "CR-07"
	}
	if !p.Decision.Spot {
		for _, t := range [][3]string{{TierSerious, "PEN-4.12", "PEN-4.11"}, {TierOrdinary, "PEN-4.10", "PEN-4.09"}} {
			if r, err := rules.At(t[1], on); err == nil && slices.ContainsFunc(r.Covers, func(v Cover) bool { return p.covers(v) }) {
				return t[0], t[1], t[2]
			}
		}
	}
	return TierSlight, "PEN-4.08", ""
}

func (p *Penalty) covers(v Cover) bool {
	from := v.FromFen
	if p.Natural {
		from = v.PersonFrom
	}
	var sum int64
	has := false
	for _, s := range p.Sanctions() {
		if s.Kind == v.Kind {
			sum, has = sum+s.AmountFen, true
		}
	}
	return has && sum >= from
}

// publicityClocks are those that begin with the decision: to publish it, and the alarm when it is not served by then.
func (c *Case) publicityClocks(f *Facts, on Date) ([]Clock, error) {
	var out []Clock
	for _, x := range [][2]string{{"PEN-4.05", "publish"}, {"CR-10", "service_alarm"}} {
		k, err := f.start(c, x[0], x[1], on, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, nil
}

// --- the acts

const artPublish = "行政处罚法第四十八条、第五十条"

// Redact makes the public copy: the sentences of the table without anything that belongs to private life or to others. What
// is in the file (name, number, sums, day) is taken from it.
type Redact struct {
	Violation  string `json:"violation" minLength:"2" maxLength:"500" doc:"违法行为类型"`
	Facts      string `json:"facts" minLength:"2" maxLength:"4000" doc:"违法事实（隐去个人信息和第三人）"`
	Basis      string `json:"basis" minLength:"2" maxLength:"2000" doc:"处罚依据（法律和条款）"`
	Content    string `json:"content" minLength:"2" maxLength:"2000" doc:"处罚内容"`
	Licence    string `json:"licence,omitempty" maxLength:"200" doc:"暂扣或吊销证照名称及编号"`
	ValidUntil Date   `json:"valid_until,omitzero" doc:"处罚有效期；长期的为 2099-12-31"`
	Trader     bool   `json:"trader,omitempty" doc:"个体工商户"`
	Note       string `json:"note,omitempty" maxLength:"500" doc:"备注"`
}

func (Redact) Act() string { return "penalty.redact" }
func (Redact) Needs(c *Case) Needs {
	if c.Party == nil {
		return Needs{}
	}
	return Needs{Parties: []PartyID{c.Party.ID}}
}
func (x Redact) check(c *Case, f *Facts) (PublicEntry, error) {
	p := c.Penalty
	var names []string // a natural person's name is masked, those punished in person and the contact too
	for _, s := range p.Sanctions() {
		names = append(names, s.Person)
	}
	party := f.Parties[c.Party.ID]
	if p.Natural {
		names = append(names, c.Party.Name)
	}
	var bad faults
	for _, t := range []struct{ path, text string }{{"violation", x.Violation}, {"facts", x.Facts}, {"basis", x.Basis}, {"content", x.Content}, {"note", x.Note}} {
		bad.need(t.path == "note" || len([]rune(strings.TrimSpace(t.text))) >= 2, t.path, "请填写")
		if l := leaks(t.text, names...); l != "" {
			bad.need(false, t.path, "含有不应公开的内容："+l)
		}
	}
	entry := c.publicEntry(f.Agency, party, x)
	bad.need((entry.Licence != "") == strings.Contains(entry.Kinds, "吊销许可证件"), "licence", "吊销证照的须填写证照名称及编号，其他不填")
	bad.need(x.ValidUntil.IsZero() || x.ValidUntil >= p.Decision.On, "valid_until", "不能早于决定之日")
	if err := bad.err(); err != nil {
		e := err.(*Error) //nolint:errorlint // faults.err makes nothing else
		e.Article = artPublish
		return entry, e
	}
	return entry, nil
}
func (x Redact) Decide(c *Case, f *Facts) (Outcome, error) {
	p := c.Penalty
	if err := p.published(); err != nil {
		return Outcome{}, err
	}
	entry, err := x.check(c, f)
	if err != nil {
		return Outcome{}, err
	}
	tier, longest, _ := p.Tier(f.Rules)
	return outcome(&Redacted{x, entry, tier, longest})
}

// published refuses where a disclosure was settled, or there is nothing to disclose.
func (p *Penalty) published() error {
	switch {
	case p.Decision == nil || len(p.Sanctions()) == 0:
		return Refuse("nothing_to_publish", artPublish, "没有可以公示的处罚决定。", "there is no penalty to publish")
	case !p.Decision.RevokedOn.IsZero():
		return Refuse("nothing_to_publish", artPublish, "决定已被撤销，不再公示。", "the decision was revoked")
	case p.Publicity != nil && !p.Publicity.due():
		return Refuse("already_done", artPublish, "公示事项已经办理。", "the disclosure is settled already")
	}
	return nil
}

// Redacted: the public copy was made; somebody else puts it out.
type Redacted struct {
	Redact
	Entry PublicEntry `json:"entry"`
	Tier  string      `json:"tier"`
	Rule  string      `json:"rule,omitempty"`
}

func (Redacted) Kind() string { return "DisclosureRedacted" }
func (b Redacted) apply(c *Case, e Event) {
	c.Penalty.Publicity = &Publicity{State: publicityRedacted, RedactedBy: e.Actor, Tier: b.Tier, TierRule: b.Rule, Entry: &b.Entry}
	t := Task{ID: "publish", Kind: "penalty.publish", Title: "审批公示", English: "Approve the publication", Role: RoleSection}
	if b.Tier == TierSlight {
		t = Task{ID: "withhold", Kind: "penalty.withhold", Title: "轻微处罚，决定不予公示", English: "A slight penalty: decide not to show it", Role: RoleHead}
	}
	if k := c.running("publish"); k != nil {
		t.Due, t.Clock = k.Due, k.ID
	}
	c.done(e, "penalty.redact")
	c.raise(t, e)
}

// Publish puts the public copy out, on the bureau's page and, unless it is of a natural person, for the credit site. Whoever
// made the copy cannot approve it. Slight penalties are normally not shown; a decision is served before it is shown.
type Publish struct {
	Where    string `json:"where" minLength:"2" maxLength:"120" doc:"公示平台"`
	Display  string `json:"display,omitempty" maxLength:"300" doc:"轻微处罚仍须公示的理由"`
	Unserved string `json:"unserved,omitempty" maxLength:"300" doc:"尚未送达仍须公示的理由（如正在公告送达）"`
}

func (Publish) Act() string { return "penalty.publish" }
func (x Publish) Decide(c *Case, f *Facts) (Outcome, error) {
	p := c.Penalty
	if err := p.published(); err != nil {
		return Outcome{}, err
	}
	y := p.Publicity
	switch {
	case y == nil || y.State != publicityRedacted:
		return Outcome{}, Refuse("not_redacted", artPublish, "请先制作公开文本。", "make the public copy first")
	case y.RedactedBy == f.Actor:
		return Outcome{}, Refuse("separation_of_duties", artPublish, "公开文本由您制作，须由其他人审批。", "you made the public copy; somebody else must approve it")
	case len([]rune(strings.TrimSpace(x.Where))) < 2:
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写公示平台。", English: "say where", Fields: []Field{{"where", "请填写公示平台"}}}
	case y.Tier == TierSlight && len([]rune(strings.TrimSpace(x.Display))) < 2:
		return Outcome{}, Refuse("slight_not_shown", "《信用修复管理办法》第八条至第十二条", "轻微处罚原则上不公示；确需公示的，请写明理由。", "a slight penalty is normally not shown; say why it must be")
	case p.Decision.ServedOn.IsZero() && len([]rune(strings.TrimSpace(x.Unserved))) < 2:
		return Outcome{}, Refuse("not_served", artPublish, "决定书尚未送达；先送达后公示，确需先公示的请写明理由。", "the decision is not served; serve it first, or say why it must be shown before")
	}
	if err := differs(c, f, artPublish, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	out := Published{Publish: x, Entry: *y.Entry}
	_, longest, shortest := p.Tier(f.Rules)
	if longest != "" {
		k, err := f.start(c, longest, "display", p.Decision.On, 0)
		if err != nil {
			return Outcome{}, err
		}
		if k.Due < f.On() {
			return Outcome{}, Refuse("display_over", artPublish, "公示期自决定之日起算，已于%[1]s届满，不再公示。", "the display, counted from the decision, ended on %[1]s", k.Due)
		}
		out.Clock, out.Entry.ShownUntil = &k, k.Due
	}
	if shortest != "" {
		k, err := f.start(c, shortest, "repair", p.Decision.On, 0)
		if err != nil {
			return Outcome{}, err
		}
		out.RepairFrom = k.Due
	}
	if out.Entry.ValidUntil.IsZero() {
		out.Entry.ValidUntil = NewDate(2099, 12, 31)
	}
	out.Document = issue(c, f, "P-27", "行政处罚信息公开审批表")
	return outcome(&out)
}

// Published: the penalty is public.
type Published struct {
	Publish
	Entry      PublicEntry `json:"entry"`
	Clock      *Clock      `json:"clock,omitempty"` // the longest display
	RepairFrom Date        `json:"repair_from,omitzero"`
	Document   Document    `json:"document"`
}

func (Published) Kind() string { return "DecisionPublished" }
func (b Published) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.issued(b.Document, e)
	y := c.Penalty.Publicity
	y.State, y.ApprovedBy, y.On, y.RepairFrom, y.Entry, y.Document = publicityPublished, e.Actor, on, b.RepairFrom, &b.Entry, b.Document.ID
	if b.Clock != nil {
		y.Until = b.Clock.Due
		c.startClock(*b.Clock)
	}
	if k := c.running("publish"); k != nil {
		k.Meet(on)
	}
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "penalty.publish", "penalty.withhold")
}

// Withhold keeps the decision from the public, by the head and with the reason: no social impact, privacy, secrets, slight.
type Withhold struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"不予公示的理由"`
}

func (Withhold) Act() string { return "penalty.withhold" }
func (x Withhold) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := c.Penalty.published(); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, artPublish, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	return outcome(&Withheld{x, issue(c, f, "P-27", "行政处罚信息不予公开审批表")})
}

// Withheld: the decision stays off the public list.
type Withheld struct {
	Withhold
	Document Document `json:"document"`
}

func (Withheld) Kind() string { return "DecisionWithheld" }
func (b Withheld) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.issued(b.Document, e)
	y := c.Penalty.Publicity
	if y == nil {
		y = &Publicity{}
	}
	y.State, y.ApprovedBy, y.Withheld, y.Document = publicityWithheld, e.Actor, b.Reason, b.Document.ID
	c.Penalty.Publicity = y
	if k := c.running("publish"); k != nil {
		k.Meet(on)
	}
	c.stopClocks(on, "service_alarm")
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "penalty.redact", "penalty.publish", "penalty.withhold")
}

// CorrectPublicity replaces what is public with a corrected copy and says why: after a remedy varied the decision, or for a slip.
type CorrectPublicity struct {
	Redact
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"更正理由（一并公开）"`
}

func (CorrectPublicity) Act() string { return "penalty.correct_publicity" }
func (x CorrectPublicity) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	if !p.Publicity.shown() {
		return Outcome{}, errNotShown()
	}
	if !p.Decision.RevokedOn.IsZero() {
		return Outcome{}, Refuse("must_withdraw", artPublish, "决定已被撤销，应当撤回公示，不能更正。", "the decision was revoked: withdraw it")
	}
	if err := differs(c, f, artPublish, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	entry, err := x.check(c, f)
	if err != nil {
		return Outcome{}, err
	}
	entry.ShownUntil, entry.Note = p.Publicity.Until, strings.TrimSpace(entry.Note+" 更正："+x.Reason)
	if entry.ValidUntil.IsZero() {
		entry.ValidUntil = p.Publicity.Entry.ValidUntil
	}
	return outcome(&PublicityCorrected{x, entry})
}

func errNotShown() error {
	return Refuse("not_shown", artPublish, "该决定没有在公示。", "the decision is not shown")
}

// PublicityCorrected: what is public was corrected.
type PublicityCorrected struct {
	CorrectPublicity
	Entry PublicEntry `json:"entry"`
}

func (PublicityCorrected) Kind() string { return "PublicityCorrected" }
func (b PublicityCorrected) apply(c *Case, e Event) {
	y := c.Penalty.Publicity
	y.State, y.Entry, y.Why, y.Wrong = publicityCorrected, &b.Entry, b.Reason, ""
	c.withdrawn(e)
}

// withdrawn meets the clock of what had to go.
func (c *Case) withdrawn(e Event) {
	if k := c.running("withdraw"); k != nil {
		k.Meet(max(DateOf(e.OccurredAt), k.From))
	}
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "penalty.withdraw_publicity")
}

// WithdrawPublicity takes the entry down and says why, within three working days of the change of the decision (行政处罚法 48 II, 85).
type WithdrawPublicity struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"撤回理由（一并公开说明）"`
}

func (WithdrawPublicity) Act() string { return "penalty.withdraw_publicity" }
func (x WithdrawPublicity) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if !c.Penalty.Publicity.shown() {
		return Outcome{}, errNotShown()
	}
	if err := differs(c, f, artPublish, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	return outcome(&PublicityWithdrawn{x, issue(c, f, "P-27", "行政处罚信息撤回审批表")})
}

// PublicityWithdrawn: the entry was taken down.
type PublicityWithdrawn struct {
	WithdrawPublicity
	Document Document `json:"document"`
}

func (PublicityWithdrawn) Kind() string { return "PublicityWithdrawn" }
func (b PublicityWithdrawn) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	y := c.Penalty.Publicity
	y.State, y.WithdrawnOn, y.Why, y.Wrong = publicityWithdrawn, DateOf(e.OccurredAt), b.Reason, ""
	c.stopClocks(y.WithdrawnOn, "display", "accept_repair", "repair")
	c.withdrawn(e)
	c.done(e, "penalty.accept_repair", "penalty.repair")
}

const artRepair = "《信用修复管理办法》第十六条"

// AskRepair records a request for repair that the credit site passed on.
type AskRepair struct {
	On         Date   `json:"on" doc:"收到之日"`
	Commitment bool   `json:"commitment" doc:"已公开作出信用承诺"`
	Note       string `json:"note,omitempty" maxLength:"500" doc:"说明"`
}

func (AskRepair) Act() string { return "penalty.ask_repair" }
func (x AskRepair) Decide(c *Case, f *Facts) (Outcome, error) {
	y := c.Penalty.Publicity
	switch {
	case !y.shown():
		return Outcome{}, errNotShown()
	case y.Repair != nil && y.Repair.Result == "":
		return Outcome{}, Refuse("already_done", artRepair, "已有办理中的修复申请。", "a request is under way")
	case x.On < y.On || x.On > f.On():
		return Outcome{}, &Error{Code: "invalid_input", Message: "收到之日应在公示之日以后、今日以前。", English: "the day is out of order", Fields: []Field{{"on", "日期有误"}}}
	}
	k, err := f.start(c, "PEN-4.14", "accept_repair", x.On, 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&RepairAsked{x, k})
}

// RepairAsked: the party asks that its credit be repaired.
type RepairAsked struct {
	AskRepair
	Clock Clock `json:"clock"`
}

func (RepairAsked) Kind() string { return "RepairAsked" }
func (b RepairAsked) apply(c *Case, e Event) {
	c.Penalty.Publicity.Repair = &Repair{AskedOn: b.On, Commitment: b.Commitment}
	k := c.beginClock(b.Clock)
	c.raise(Task{ID: "accept_repair", Kind: "penalty.accept_repair", Title: "受理信用修复申请", English: "Accept the request for repair", Role: RoleSection, Due: k.Due, Clock: k.ID}, e)
}

// AcceptRepair accepts the request for examination.
type AcceptRepair struct{}

func (AcceptRepair) Act() string { return "penalty.accept_repair" }
func (x AcceptRepair) Decide(c *Case, f *Facts) (Outcome, error) {
	y := c.Penalty.Publicity
	if y == nil || y.Repair == nil || !y.Repair.AcceptedOn.IsZero() || y.Repair.Result != "" {
		return Outcome{}, Refuse("not_found", artRepair, "没有待受理的修复申请。", "there is no request to accept")
	}
	k, err := f.start(c, "PEN-4.15", "repair", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&RepairAccepted{x, k})
}

// RepairAccepted: the request is being examined.
type RepairAccepted struct {
	AcceptRepair
	Clock Clock `json:"clock"`
}

func (RepairAccepted) Kind() string { return "RepairAccepted" }
func (b RepairAccepted) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.Penalty.Publicity.Repair.AcceptedOn = on
	if k := c.running("accept_repair"); k != nil {
		k.Meet(on)
	}
	c.done(e, "penalty.accept_repair")
	k := c.beginClock(b.Clock)
	c.raise(Task{ID: "repair", Kind: "penalty.repair", Title: "审查信用修复申请", English: "Examine the request for repair", Role: RoleLeader, Due: k.Due, Clock: k.ID}, e)
}

// RepairCredit grants or refuses repair. Granted only after the shortest display, with everything performed and corrected and a
// public commitment given; the entry then leaves the public list.
type RepairCredit struct {
	Grant  bool   `json:"grant" doc:"同意修复"`
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"理由"`
}

func (RepairCredit) Act() string { return "penalty.repair" }
func (x RepairCredit) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	y := p.Publicity
	if y == nil || y.Repair == nil || y.Repair.AcceptedOn.IsZero() || y.Repair.Result != "" {
		return Outcome{}, Refuse("not_found", artRepair, "没有已受理的修复申请。", "there is no accepted request")
	}
	if err := differs(c, f, artRepair, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	switch {
	case !x.Grant:
	case f.On() <= y.RepairFrom:
		return Outcome{}, Refuse("repair_too_early", artRepair, "最短公示期至%[1]s，届满后方可修复。", "the shortest display lasts until %[1]s", y.RepairFrom)
	case !p.performed():
		return Outcome{}, Refuse("repair_not_performed", artRepair, "处罚尚未履行完毕，或者违法行为尚未改正，不能修复。", "not everything is performed and corrected")
	case !y.Repair.Commitment:
		return Outcome{}, Refuse("repair_no_commitment", artRepair, "当事人没有公开作出信用承诺，不能修复。", "no public commitment was given")
	}
	return outcome(&CreditRepaired{x})
}

// CreditRepaired: repair was granted, or refused.
type CreditRepaired struct{ RepairCredit }

func (CreditRepaired) Kind() string { return "CreditRepaired" }
func (b CreditRepaired) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	y := c.Penalty.Publicity
	y.Repair.Result, y.Repair.ResultOn, y.Repair.Reason = "refused", on, b.Reason
	if b.Grant {
		y.Repair.Result, y.State = "repaired", publicityRepaired
		c.stopClocks(on, "display")
	}
	if k := c.running("repair"); k != nil {
		k.Meet(on)
	}
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "penalty.repair")
}

// displayExpired: the longest display is over; the entry drops by itself.
var displayExpired = expiry{apply: func(c *Case, _ string, k *Clock, b InstantPassed, _ Event) {
	k.Lapse(b.Due)
	if y := c.Penalty.Publicity; y.shown() {
		y.State = publicityExpired
	}
}}

// serviceAlarm: the sixth day has come and the decision is not served; the legal unit is told, rather than publish silently or
// miss the day.
var serviceAlarm = expiry{apply: func(c *Case, _ string, k *Clock, b InstantPassed, e Event) {
	k.Lapse(b.Due)
	if d := c.Penalty.Decision; d != nil && d.ServedOn.IsZero() {
		c.raise(Task{ID: "unserved", Kind: "penalty.publish", Title: "决定书尚未送达，公示期限将至，请法制机构研究", English: "Not served, and publication is due", Role: RoleReviewer, Due: b.Due + 1}, e)
	}
}}

func init() {
	penaltyExpiries["display"], penaltyExpiries["service_alarm"] = displayExpired, serviceAlarm
	decided := append([]Stage{PenDecided}, stagesAfter...)
	pen := func(s Spec) Spec { s.Procedure = ProcPenalty; return s }
	shown := func(c *Case) bool { return c.Penalty.Publicity.shown() }
	due := func(c *Case) bool { return c.Penalty.published() == nil }
	act[Redact](pen(Spec{Assigned: true, Stages: decided, Possible: due, Title: "制作公开文本", English: "Make the public copy", Article: artPublish, Starts: "送审批公示"}))
	act[Publish](pen(Spec{Stages: decided, Possible: func(c *Case) bool {
		return due(c) && c.Penalty.Publicity != nil && c.Penalty.Publicity.State == publicityRedacted
	}, Title: "批准公示", English: "Publish the decision", Article: artPublish, Starts: "列入双公示；公示期自决定之日起算"}))
	act[Withhold](pen(Spec{Stages: decided, Possible: due, Title: "决定不予公示", English: "Withhold the decision", Article: artPublish}))
	act[CorrectPublicity](pen(Spec{Stages: decided, AfterClose: true, Possible: shown, Title: "更正公示", English: "Correct what is public", Article: artPublish}))
	act[WithdrawPublicity](pen(Spec{Stages: decided, AfterClose: true, Possible: shown, Title: "撤回公示", English: "Withdraw from the public", Article: "行政处罚法第四十八条第二款、第八十五条"}))
	act[AskRepair](pen(Spec{Stages: decided, AfterClose: true, Possible: shown, Title: "登记信用修复申请", English: "Record a request for repair", Article: artRepair, Starts: "三个工作日内受理"}))
	act[AcceptRepair](pen(Spec{Stages: decided, AfterClose: true, Possible: func(c *Case) bool {
		y := c.Penalty.Publicity
		return y != nil && y.Repair != nil && y.Repair.AcceptedOn.IsZero() && y.Repair.Result == ""
	}, Title: "受理信用修复", English: "Accept the request for repair", Article: artRepair, Starts: "七个工作日内反馈结果"}))
	act[RepairCredit](pen(Spec{Stages: decided, AfterClose: true, Possible: func(c *Case) bool {
		y := c.Penalty.Publicity
		return y != nil && y.Repair != nil && !y.Repair.AcceptedOn.IsZero() && y.Repair.Result == ""
	}, Title: "决定信用修复", English: "Decide on the repair", Article: artRepair}))
	event[Redacted]()
	event[Published]()
	event[Withheld]()
	event[PublicityCorrected]()
	event[PublicityWithdrawn]()
	event[RepairAsked]()
	event[RepairAccepted]()
	event[CreditRepaired]()
}
