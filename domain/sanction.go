package domain

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// This file holds what the law allows against a violation: which version of the norm applies, who is competent, which
// sanctions there are and within which bounds. The law is data (Norms); a choice inside the bounds is a person's.

// SanctionKind is a kind of penalty (行政处罚法 9) or of what goes with one.
type SanctionKind string

// The kinds.
const (
	SanctionWarning      SanctionKind = "warning"             // 警告
	SanctionCriticism    SanctionKind = "criticism"           // 通报批评
	SanctionFine         SanctionKind = "fine"                // 罚款
	SanctionGains        SanctionKind = "confiscate_gains"    // 没收违法所得
	SanctionGoods        SanctionKind = "confiscate_goods"    // 没收非法财物
	SanctionStop         SanctionKind = "stop_activity"       // 限期停止活动
	SanctionReplace      SanctionKind = "replace_managers"    // 责令撤换直接负责的主管人员
	SanctionRevoke       SanctionKind = "revoke_certificate"  // 吊销登记证书
	SanctionCancel       SanctionKind = "cancel_registration" // 撤销登记
	SanctionClose        SanctionKind = "close"               // 责令关闭
	SanctionSuspendTrade SanctionKind = "stop_business"       // 责令停产停业
	SanctionBarPerson    SanctionKind = "bar_person"          // 限制从业
	SanctionBan          SanctionKind = "ban"                 // 取缔
)

// SanctionTitles names the kinds in Chinese and English.
var SanctionTitles = map[SanctionKind][2]string{
	SanctionWarning: {"警告", "warning"}, SanctionCriticism: {"通报批评", "public criticism"}, SanctionFine: {"罚款", "fine"},
	SanctionGains: {"没收违法所得", "confiscation of unlawful gains"}, SanctionGoods: {"没收非法财物", "confiscation of unlawful property"},
	SanctionStop: {"限期停止活动", "suspension of activities"}, SanctionReplace: {"责令撤换直接负责的主管人员", "replacement of the managers responsible"},
	SanctionRevoke: {"吊销登记证书", "revocation of the certificate"}, SanctionCancel: {"撤销登记", "cancellation of the registration"},
	SanctionClose: {"责令关闭", "closure"}, SanctionSuspendTrade: {"责令停产停业", "suspension of business"},
	SanctionBarPerson: {"限制从业", "occupational ban"}, SanctionBan: {"取缔", "ban"},
}

// weight orders the kinds by how hard they bear, for the choice between two laws; kinds of money are compared by amount.
var weight = map[SanctionKind]int{
	SanctionWarning: 1, SanctionCriticism: 2, SanctionReplace: 3, SanctionStop: 4, SanctionSuspendTrade: 5, SanctionBarPerson: 5,
	SanctionClose: 6, SanctionRevoke: 7, SanctionCancel: 7, SanctionBan: 8,
}

// money reports that a kind carries an amount.
func (k SanctionKind) money() bool {
	return k == SanctionFine || k == SanctionGains || k == SanctionGoods
}

// Sanction is one penalty, as proposed or decided.
type Sanction struct {
	Kind      SanctionKind `json:"kind" doc:"处罚种类"`
	Violation string       `json:"violation" maxLength:"6" doc:"针对的违法行为"`
	AmountFen int64        `json:"amount_fen,omitempty" minimum:"0" doc:"金额（分）"`
	Months    int          `json:"months,omitempty" minimum:"0" maximum:"60" doc:"期限（月）"`
	Person    string       `json:"person,omitempty" maxLength:"60" doc:"受处罚的直接责任人员"`
	Text      string       `json:"text,omitempty" maxLength:"500" doc:"内容说明"`
}

// Assessment is what a range rests on, for one violation: sums in fen.
type Assessment struct {
	Violation     string   `json:"violation" minLength:"5" maxLength:"6" doc:"违法行为编号"`
	From          Date     `json:"from" doc:"行为开始之日"`
	To            Date     `json:"to,omitzero" doc:"行为终了之日，仍在继续的留空"`
	Act           int      `json:"act,omitempty" minimum:"0" doc:"同一个违法行为的，填同一个数字（行政处罚法第二十九条：罚款只处一次）"`
	GainsFen      int64    `json:"gains_fen,omitempty" minimum:"0" doc:"违法所得（分）"`
	GainsUnknown  bool     `json:"gains_unknown,omitempty" doc:"违法所得无法查清"`
	RefundFen     int64    `json:"refund_fen,omitempty" minimum:"0" doc:"依法应当退赔的部分（分）"`
	RefundSettled bool     `json:"refund_settled,omitempty" doc:"已核定是否有应当退赔的款项"`
	TurnoverFen   int64    `json:"turnover_fen,omitempty" minimum:"0" doc:"违法经营额、制造销售金额（分）"`
	Business      bool     `json:"business,omitempty" doc:"属于经营活动中的违法行为（听证标准）"`
	Natural       bool     `json:"natural,omitempty" doc:"当事人为自然人"`
	Grave         bool     `json:"grave,omitempty" doc:"情节严重"`
	Uncorrected   bool     `json:"uncorrected,omitempty" doc:"责令改正后拒不改正"`
	Circumstances []string `json:"circumstances,omitempty" doc:"从轻、减轻、不予处罚情节，见裁量情节表"`
	Tier          string   `json:"tier,omitempty" maxLength:"40" doc:"裁量基准档次"`
	Departure     string   `json:"departure,omitempty" maxLength:"1000" doc:"不适用裁量基准的理由（须集体讨论）"`
	NewLaw        bool     `json:"new_law,omitempty" doc:"适用新规定（须较轻，行政处罚法第三十七条）"`
	Reasons       string   `json:"reasons,omitempty" maxLength:"4000" doc:"裁量理由"`
}

// Ground is a reason for which the law wants a step: a hearing, a legality review, a collective discussion.
type Ground struct {
	Code    string `json:"code"`
	Text    string `json:"text"`    // Chinese
	English string `json:"english"` // English
	Article string `json:"article"`
	Status  string `json:"status"` // Confirmed or Unconfirmed
}

// Reason says why a bound of a range is what it is.
type Reason struct {
	Text    string `json:"text"`    // Chinese
	English string `json:"english"` // English
	Article string `json:"article,omitempty"`
	Status  string `json:"status"` // Confirmed or Unconfirmed
}

// Band is a range of money in fen, both ends included.
type Band struct {
	LowFen  int64  `json:"low_fen"`
	HighFen int64  `json:"high_fen"`
	Basis   string `json:"basis"` // how it was reckoned, Chinese
}

// Allowance is one kind of sanction as the facts allow it.
type Allowance struct {
	Kind      SanctionKind `json:"kind"`
	Title     string       `json:"title"`
	Must      bool         `json:"must"`             // it must be imposed
	OneOf     string       `json:"one_of,omitempty"` // one of the group is enough
	Bands     []Band       `json:"bands,omitempty"`  // for money: the amount lies within one of them
	Open      bool         `json:"open,omitempty"`   // money without a bound: the value of goods
	MinMonths int          `json:"min_months,omitempty"`
	MaxMonths int          `json:"max_months,omitempty"`
	Person    bool         `json:"person,omitempty"` // on the persons responsible, each named
	Nature    string       `json:"nature,omitempty"` // correction: 对登记、许可的纠正，不是处罚
	Article   string       `json:"article"`
	Status    string       `json:"status"`
	Reasons   []Reason     `json:"reasons,omitempty"`
}

// How the law on the day of the decision compares with the law of the conduct, on the facts.
const (
	LawSame    = "same"    // 轻重相同
	LawLighter = "lighter" // 新规定较轻
	LawHeavier = "heavier" // 新规定较重
	LawMixed   = "mixed"   // 有轻有重，由承办人说明理由选择
	LawUnknown = "unknown" // 依其他法律处罚，无从比较
	LawDropped = "dropped" // 新规定不再处罚
)

// Candidate is one of two versions of the norm, with what it would allow on the facts.
type Candidate struct {
	Law        string      `json:"law"`
	Article    string      `json:"article"`
	Item       string      `json:"item,omitempty"`
	ValidFrom  Date        `json:"valid_from,omitzero"`
	ValidTo    Date        `json:"valid_to,omitzero"`
	Status     string      `json:"status"`
	Allowances []Allowance `json:"allowances,omitempty"`
}

// Range is what the law allows for one violation on the facts of an assessment, with the reason for every bound.
type Range struct {
	Violation   string      `json:"violation"`
	Title       string      `json:"title"`
	Ended       Date        `json:"ended"`             // the day that chooses the law
	Norm        *Violation  `json:"norm,omitempty"`    // the version applied; nil: there was none
	Other       *Candidate  `json:"other,omitempty"`   // the version not applied, where there are two
	Comparison  string      `json:"comparison"`        // of the newer version with the older
	Competent   bool        `json:"competent"`         // the bureau may punish
	Organ       string      `json:"organ"`             // who is competent on the day of the decision
	Referral    string      `json:"referral"`          // the organ in Chinese, where the bureau is not competent
	Consult     bool        `json:"consult,omitempty"` // another organ is competent for the same act
	Allowances  []Allowance `json:"allowances"`
	Exempt      string      `json:"exempt,omitempty"`    // must, may: no penalty
	Mitigated   string      `json:"mitigated,omitempty"` // must, may: below the range
	Tiers       []Benchmark `json:"tiers,omitempty"`     // of the benchmark loaded
	Tier        string      `json:"tier,omitempty"`      // the one applied
	TierNeeded  bool        `json:"tier_needed,omitempty"`
	Uncovered   bool        `json:"uncovered,omitempty"` // no sanction of its own: 行政处罚法 28
	NeedReasons bool        `json:"need_reasons"`        // discretion was used: reasons must be stated
	Status      string      `json:"status"`              // unconfirmed where anything it rests on is
	Reasons     []Reason    `json:"reasons"`
}

// maxFen bounds the sums a range is reckoned from: ten billion yuan and their multiples fit an int64 many times over.
const maxFen = int64(1_000_000_000_000)

// yuan writes fen as yuan: 100,000.00.
func yuan(fen int64) string {
	s := fmt.Sprintf("%d", fen/100)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return fmt.Sprintf("%s.%02d", s, fen%100)
}

// times writes tenths as a multiple: 15 is 1.5.
func times(tenths int) string {
	if tenths%10 == 0 {
		return itoa(tenths / 10)
	}
	return itoa(tenths/10) + "." + itoa(tenths%10)
}

func (r *Range) say(article, status, zh, en string, args ...any) {
	if len(args) > 0 {
		zh, en = fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)
	}
	r.Reasons = append(r.Reasons, Reason{zh, en, article, status})
	if status == Unconfirmed {
		r.Status = Unconfirmed
	}
}

const (
	ppl28 = "行政处罚法第二十八条第二款"
	ppl29 = "行政处罚法第二十九条"
	ppl34 = "行政处罚法第三十四条"
	ppl37 = "行政处罚法第三十七条"
)

// check names what is wrong with an assessment by itself.
func (n *Norms) checkAssessment(a Assessment, decided Date) error {
	var bad faults
	bad.need(!a.From.IsZero(), "from", "请填写行为开始之日")
	bad.need(a.To.IsZero() || a.To >= a.From, "to", "终了之日不能早于开始之日")
	bad.need(a.From <= decided && a.To <= decided, "to", "行为的日期不能晚于决定之日")
	for _, m := range []struct {
		path string
		fen  int64
	}{{"gains_fen", a.GainsFen}, {"refund_fen", a.RefundFen}, {"turnover_fen", a.TurnoverFen}} {
		bad.need(m.fen >= 0 && m.fen <= maxFen, m.path, "金额应在0元至100亿元之间")
	}
	bad.need(!a.GainsUnknown || a.GainsFen == 0, "gains_unknown", "违法所得已查清的，不能同时写无法查清")
	bad.need(a.RefundFen <= max(a.GainsFen, a.TurnoverFen), "refund_fen", "应退赔的不能多于违法所得")
	bad.need(a.RefundFen == 0 || a.RefundSettled, "refund_settled", "写明退赔数额的，须核定")
	for i, code := range a.Circumstances {
		at := "circumstances[" + itoa(i) + "]"
		x, ok := n.Circumstance(code, decided)
		bad.need(ok, at, "裁量情节表中没有"+code)
		bad.need(!ok || !x.Natural || a.Natural, at, "“"+x.Text+"”只适用于自然人")
		bad.need(!ok || len(x.Only) == 0 || slices.Contains(x.Only, a.Violation), at, "“"+x.Text+"”不适用于这一违法行为")
		bad.need(!slices.Contains(a.Circumstances[:i], code), at, "情节重复")
	}
	return bad.err()
}

// Range is what the law allows for one violation decided on a day. The law of the day the conduct ended applies, unless
// the law of the day of the decision is lighter on the facts or punishes no more (行政处罚法 37); who is competent is a
// question of the day of the decision. It fails on an unknown violation and on facts that contradict each other.
func (n *Norms) Range(a Assessment, decided Date) (Range, error) {
	if !slices.ContainsFunc(n.Violations, func(v Violation) bool { return v.ID == a.Violation }) {
		return Range{}, Refuse("unknown_violation", "", "违法行为目录中没有%[1]s。", "there is no violation %[1]s in the catalogue", a.Violation)
	}
	if err := n.checkAssessment(a, decided); err != nil {
		return Range{}, err
	}
	ended := a.To
	if ended.IsZero() {
		ended = decided
	}
	r := Range{Violation: a.Violation, Ended: ended, Status: Confirmed, Comparison: LawSame, Allowances: []Allowance{}}
	old, was := n.Violations.At(a.Violation, ended)
	now, is := n.Violations.At(a.Violation, decided)
	r.competence(old, was, now, is)
	if !was {
		r.Title = now.Title
		r.say("行政处罚法第四条、第三十七条", Confirmed, "表中没有%s（行为终了之日）有效的规定，不得处罚。", "no row was in force on %s, when the conduct ended: it may not be punished", ended)
		return r, nil
	}
	if a.From != ended && a.From < old.ValidFrom {
		r.say("行政处罚法第三十六条、第三十七条", Unconfirmed, "行为有连续或者继续状态，终了于%s，适用终了时的规定。", "a continuing act belongs to the law of the day it ended, %s", ended)
	}
	v := old
	switch {
	case !is:
		r.Comparison = LawDropped
		r.Title, r.Norm = old.Title, &old
		r.say(ppl37, Unconfirmed, "决定之日（%s）的规定不再处罚这一行为，不予处罚。", "the law of the day of the decision, %s, does not punish this any more", decided)
		return r, nil
	case old.ValidFrom != now.ValidFrom:
		v = r.choose(a, old, now)
		if a.NewLaw && (r.Comparison == LawHeavier || r.Comparison == LawSame || r.Comparison == LawUnknown) {
			return Range{}, Refuse("new_law_not_lighter", ppl37, "新规定并不较轻，应当适用行为时的规定（%[1]s）；请取消“适用新规定”。", "the newer law is not lighter on these facts: the law of the conduct applies (%[2]s)", old.Article, old.ID)
		}
	case a.NewLaw:
		return Range{}, Refuse("new_law_not_lighter", ppl37, "行为以来规定没有变化，无从选择；请取消“适用新规定”。", "the law has not changed since the conduct")
	}
	r.Title, r.Norm, r.Uncovered = v.Title, &v, strings.HasPrefix(v.Law, "《行政处罚法》")
	if v.Status == Unconfirmed {
		r.say(v.Article, Unconfirmed, "这一条规定尚未核对原文：%s", "this row was not checked against the text of the law: %s", v.Note)
	}
	r.Allowances = v.allowances(a)
	if r.Allowances == nil {
		r.Allowances = []Allowance{}
	}
	if err := r.benchmark(n, a, decided); err != nil {
		return Range{}, err
	}
	r.weigh(n, a, decided)
	for _, x := range r.Allowances {
		if x.Status == Unconfirmed {
			r.Status = Unconfirmed
		}
	}
	return r, nil
}

// competence says who may punish on the day of the decision; the norm is a question of its own.
func (r *Range) competence(old Violation, was bool, now Violation, is bool) {
	v := now
	if !is {
		v = old
	}
	r.Organ, r.Competent = v.Competent, v.OwnedByBureau()
	if r.Competent {
		return
	}
	r.Referral = v.CompetentTitle()
	moved := was && is && old.OwnedByBureau()
	r.say(v.Article, v.Status, "由%[1]s处罚，本机关不得处罚，应当移送。", "the %[2]s punishes this; the bureau may not and must refer it", r.Referral, Organs[v.Competent][1])
	if moved {
		r.say("行政处罚法第二十条、第二十二条", Unconfirmed, "行为时由本机关处罚，处罚职权现已划转。", "the bureau was competent at the time of the conduct; the power has moved since")
	}
}

// choose is 从旧兼从轻 between two versions that both punish.
func (r *Range) choose(a Assessment, old, now Violation) Violation {
	before, after := old.allowances(a), now.allowances(a)
	r.Comparison = compareLaws(old, now, before, after)
	v, other, rest := old, now, after
	switch r.Comparison {
	case LawLighter:
		v, other, rest = now, old, before
		r.say(ppl37, Confirmed, "按本案事实，新规定（%[1]s）较轻，适用新规定。", "on these facts the newer law (%[1]s) is lighter and applies", now.Article)
	case LawSame:
		r.say(ppl37, Confirmed, "新旧规定轻重相同，适用行为时的规定（%[1]s）。", "both laws weigh the same: that of the conduct applies (%[1]s)", old.Article)
	case LawHeavier:
		r.say(ppl37, Confirmed, "新规定（%[2]s）较重，适用行为时的规定（%[1]s）。", "the newer law (%[2]s) is heavier: that of the conduct applies (%[1]s)", old.Article, now.Article)
	case LawUnknown:
		r.say(ppl37, Unconfirmed, "新规定（%[2]s）依照其他法律处罚，表中无从比较，先列行为时的规定（%[1]s）；须经法制审核。", "the newer law (%[2]s) refers to another law, which cannot be compared here; that of the conduct is shown (%[1]s), review needed", old.Article, now.Article)
	case LawMixed:
		if a.NewLaw {
			v, other, rest = now, old, before
			r.NeedReasons = true
			r.say(ppl37, Unconfirmed, "新旧规定互有轻重，承办人认为新规定（%[1]s）对当事人较轻，须说明理由。", "each law is lighter in part; the officers hold the newer (%[1]s) to be lighter and must say why", now.Article)
		} else {
			r.say(ppl37, Unconfirmed, "新旧规定互有轻重，新规定（%[2]s）并非较轻，适用行为时的规定（%[1]s）；认为新规定较轻的，可以说明理由选择。", "each law is lighter in part: that of the conduct applies (%[1]s); reasons may show that the newer (%[2]s) is lighter", old.Article, now.Article)
		}
	}
	r.Other = &Candidate{Law: other.Law, Article: other.Article, Item: other.Item, ValidFrom: other.ValidFrom, ValidTo: other.ValidTo, Status: other.Status, Allowances: rest}
	return v
}

// compareLaws compares what two versions allow on the same facts, measure by measure: the heaviest kind there may be, the
// heaviest there must be, the most that can be fined, the least that must be, and whether gains are confiscated.
func compareLaws(old, now Violation, before, after []Allowance) string {
	if old.Elsewhere || now.Elsewhere {
		return LawUnknown
	}
	a, b := measures(before), measures(after)
	lighter, heavier := false, false
	for i := range a {
		lighter = lighter || b[i] < a[i]
		heavier = heavier || b[i] > a[i]
	}
	switch {
	case lighter && heavier:
		return LawMixed
	case lighter:
		return LawLighter
	case heavier:
		return LawHeavier
	}
	return LawSame
}

func measures(all []Allowance) (m [5]int64) {
	for _, x := range all {
		w := int64(weight[x.Kind])
		m[0] = max(m[0], w)
		if x.Must {
			m[1] = max(m[1], w)
		}
		for _, b := range x.Bands {
			switch x.Kind { //nolint:exhaustive // the others carry no money that is compared
			case SanctionFine:
				m[2] = max(m[2], b.HighFen)
			case SanctionGains:
				m[4] = max(m[4], b.HighFen)
			}
		}
		if x.Kind == SanctionFine && x.Must && len(x.Bands) > 0 {
			m[3] = max(m[3], least(x.Bands))
		}
	}
	return m
}

func least(bands []Band) int64 {
	low := int64(math.MaxInt64)
	for _, b := range bands {
		low = min(low, b.LowFen)
	}
	return low
}

func holds(when string, a Assessment) bool {
	switch when {
	case WhenOrdinary:
		return !a.Grave
	case WhenGrave:
		return a.Grave
	case WhenStubborn:
		return a.Uncorrected
	case WhenEither:
		return a.Grave || a.Uncorrected
	}
	return true
}

// allowances are the sanctions a version of the norm has for the facts, before circumstances weigh.
func (v Violation) allowances(a Assessment) []Allowance {
	var out []Allowance
	for _, p := range v.Permits {
		if !holds(p.When, a) {
			continue
		}
		x := Allowance{Kind: p.Kind, Title: SanctionTitles[p.Kind][0], Must: p.Must, OneOf: p.OneOf, MinMonths: p.MinMonths, MaxMonths: p.MaxMonths,
			Person: p.Person, Nature: p.Nature, Article: p.Article, Status: p.Status}
		x.fill(v)
		switch p.Kind { //nolint:exhaustive // the others carry no money
		case SanctionGains:
			x.confiscate(p, a)
			if len(x.Bands) == 0 && !x.Open {
				continue
			}
		case SanctionGoods:
			x.Open = true
		}
		out = append(out, x)
	}
	for _, person := range []bool{false, true} {
		if x, ok := v.fine(a, person); ok {
			out = append(out, x)
		}
	}
	return out
}

func (x *Allowance) fill(v Violation) {
	if x.Article == "" {
		x.Article = v.Article
	}
	if x.Status == "" {
		x.Status = v.Status
	}
}

func (x *Allowance) say(status, zh, en string, args ...any) {
	x.Reasons = append(x.Reasons, Reason{fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...), x.Article, status})
}

// confiscate bounds the confiscation of gains: all of them but what must be refunded (行政处罚法 28 II).
func (x *Allowance) confiscate(p Permit, a Assessment) {
	add := func(fen int64, zh, en string) {
		if net := fen - a.RefundFen; net > 0 {
			x.Bands = append(x.Bands, Band{net, net, zh})
			x.say(x.Status, "没收%[1]s %[2]s元：%[3]s元减去应当退赔的%[4]s元。", "%[5]s of %[2]s yuan: %[3]s less %[4]s to be refunded", zh, yuan(net), yuan(fen), yuan(a.RefundFen), en)
		}
	}
	if p.Person {
		x.Open = true // what a person gained is found person by person
		return
	}
	add(a.GainsFen, "违法所得", "gains")
	if p.Turnover {
		add(a.TurnoverFen, "违法经营额", "turnover")
	}
}

// fine joins the rules of the fine whose condition holds; where no base is known there is no fine.
func (v Violation) fine(a Assessment, person bool) (Allowance, bool) {
	x := Allowance{Kind: SanctionFine, Title: SanctionTitles[SanctionFine][0], Person: person}
	any := false
	for _, r := range v.Fines {
		if r.Person != person || !holds(r.When, a) {
			continue
		}
		any = true
		if x.Article == "" {
			x.Article, x.Status = r.Article, r.Status
			x.fill(v)
		}
		r.reckon(&x, a)
		x.Must = x.Must || r.Must
	}
	if len(x.Bands) == 0 {
		x.Must = false
	}
	return x, any && len(x.Bands) > 0
}

func (r FineRule) reckon(x *Allowance, a Assessment) {
	may, mayEN := "可以并处", "may be fined"
	if r.Must {
		may, mayEN = "并处", "must be fined"
	}
	multiple := func(base int64, zh, en string) {
		// never wider than the law: the lower end is rounded up to the fen, the upper end down
		low, high := (base*int64(r.MinTenths)+9)/10, base*int64(r.MaxTenths)/10
		if high == 0 {
			return
		}
		b := Band{max(low, 1), high, fmt.Sprintf("%s%s元的%s至%s倍", zh, yuan(base), times(r.MinTenths), times(r.MaxTenths))}
		x.Bands = append(x.Bands, b)
		x.say(x.Status, "%[1]s%[2]s：%[3]s元至%[4]s元（不足一分的，下限进位、上限舍去）。", "%[5]s %[6]s to %[7]s times %[8]s of %[9]s yuan: %[3]s to %[4]s yuan (rounded inwards to the fen)",
			may, b.Basis, yuan(b.LowFen), yuan(b.HighFen), mayEN, times(r.MinTenths), times(r.MaxTenths), en, yuan(base))
	}
	fixed := func(zh, en string) {
		b := Band{max(r.LowFen, 1), r.HighFen, zh}
		x.Bands = append(x.Bands, b)
		x.say(x.Status, "%[1]s%[2]s：%[3]s元至%[4]s元。", "%[5]s, %[6]s: %[3]s to %[4]s yuan", may, zh, yuan(b.LowFen), yuan(b.HighFen), mayEN, en)
	}
	switch r.Basis {
	case BasisGains:
		if a.GainsFen > 0 {
			multiple(a.GainsFen, "违法所得", "the gains")
		} else {
			x.say(x.Status, "没有违法所得或者无法查清的，没有罚款基数，不得罚款。", "without known gains there is no base and no fine")
		}
	case BasisTurnover:
		if a.TurnoverFen > 0 {
			multiple(a.TurnoverFen, "违法经营额", "the turnover")
		} else {
			x.say(x.Status, "没有违法经营额的，没有罚款基数，不得以其为基数罚款。", "without turnover there is no base and no fine by it")
		}
	case BasisFixed:
		fixed("定额", "fixed range")
	case BasisBand:
		switch {
		case a.GainsFen >= r.Threshold:
			multiple(a.GainsFen, "违法所得", "the gains")
		case a.GainsUnknown:
			fixed("违法所得无法查清，按没有违法所得", "gains unknown, treated as none")
			x.Status = Unconfirmed // 价格违法行为行政处罚规定 18, by analogy
		default:
			fixed("没有违法所得或者不足"+yuan(r.Threshold)+"元", "no gains or less than "+yuan(r.Threshold)+" yuan")
		}
	}
}

// benchmark narrows the range to the tier of a benchmark that is loaded, or notes the departure from it.
func (r *Range) benchmark(n *Norms, a Assessment, decided Date) error {
	r.Tiers = n.Tiers(a.Violation, decided)
	if len(r.Tiers) == 0 {
		if a.Tier != "" {
			return Refuse("unknown_tier", ppl34, "这一违法行为没有裁量基准，不能选择档次。", "no benchmark is loaded for this violation")
		}
		return nil
	}
	if strings.TrimSpace(a.Departure) != "" {
		r.NeedReasons = true
		r.say(ppl34, Unconfirmed, "不适用裁量基准：%s。须集体讨论。", "departure from the benchmark: %s; the leaders must discuss it", a.Departure)
		return nil
	}
	i := slices.IndexFunc(r.Tiers, func(x Benchmark) bool { return x.Tier == a.Tier })
	if i < 0 {
		if a.Tier != "" {
			return Refuse("unknown_tier", ppl34, "裁量基准中没有“%[1]s”这一档。", "the benchmark has no tier %[1]q", a.Tier)
		}
		r.TierNeeded = true
		r.say(ppl34, Confirmed, "这一违法行为有裁量基准，须选择档次；不适用的，写明理由。", "a benchmark is loaded: choose a tier, or say why not")
		return nil
	}
	t := r.Tiers[i]
	r.Tier = t.Tier
	r.say(t.Document, t.Status, "裁量基准“%[1]s”档：%[2]s。", "benchmark, tier %[1]s: %[2]s", t.Tier, t.Text)
	if len(t.Kinds) > 0 {
		r.Allowances = slices.DeleteFunc(r.Allowances, func(x Allowance) bool { return !x.Must && !slices.Contains(t.Kinds, x.Kind) })
	}
	for i := range r.Allowances {
		x := &r.Allowances[i]
		if x.Kind != SanctionFine {
			continue
		}
		for j := range x.Bands {
			b := &x.Bands[j]
			low, span := b.LowFen, b.HighFen-b.LowFen
			b.LowFen, b.HighFen = low+(span*int64(t.LowPct)+99)/100, low+span*int64(t.high())/100
		}
		x.Reasons = append(x.Reasons, Reason{fmt.Sprintf("裁量基准“%s”档取法定幅度的%d%%至%d%%。", t.Tier, t.LowPct, t.high()),
			fmt.Sprintf("tier %s takes %d to %d %% of the range", t.Tier, t.LowPct, t.high()), t.Document, t.Status})
	}
	return nil
}

// weigh lets the circumstances count.
func (r *Range) weigh(n *Norms, a Assessment, decided Date) {
	lighter := false
	for _, code := range a.Circumstances {
		x, _ := n.Circumstance(code, decided)
		r.NeedReasons = true
		effect := map[string][2]string{ExemptMust: {"应当不予处罚", "no penalty may be imposed"}, ExemptMay: {"可以不予处罚", "no penalty need be imposed"},
			MitigateMust: {"应当从轻或者减轻处罚", "the penalty must be lighter or below the range"}, MitigateMay: {"可以从轻或者减轻处罚", "the penalty may be lighter or below the range"},
			Lighten: {"从轻处罚", "the penalty is lighter, within the range"}}[x.Effect]
		r.say(x.Article, x.Status, "%[1]s，%[2]s。", "%[3]s: %[4]s", x.Text, effect[0], x.English, effect[1])
		switch x.Effect {
		case ExemptMust:
			r.Exempt = "must"
		case ExemptMay:
			if r.Exempt == "" {
				r.Exempt = "may"
			}
		case MitigateMust:
			r.Mitigated, lighter = "must", true
		case MitigateMay:
			if r.Mitigated == "" {
				r.Mitigated = "may"
			}
		case Lighten:
			lighter = true
		}
	}
	if r.Exempt == "must" {
		r.Allowances = []Allowance{}
		return
	}
	for i := range r.Allowances {
		x := &r.Allowances[i]
		for j := range x.Bands {
			b := &x.Bands[j]
			if x.Kind != SanctionFine {
				continue
			}
			if r.Mitigated != "" && b.LowFen > 1 {
				b.LowFen = 1
				x.Reasons = append(x.Reasons, Reason{"减轻处罚，可以低于法定下限。", "mitigated: it may go below the range", "行政处罚法第三十条至第三十二条", Confirmed})
			}
			if lighter && b.HighFen > b.LowFen {
				b.HighFen--
				x.Reasons = append(x.Reasons, Reason{"从轻或者减轻处罚，不得处以上限。", "lighter: the upper end itself is excluded", "行政处罚法第三十二条", Unconfirmed})
			}
		}
		// 减轻 reaches what must go beside, not the gains: they are taken back, not given as a penalty to be weighed
		if (r.Exempt != "" || r.Mitigated != "") && (r.Exempt != "" || x.Kind != SanctionGains) {
			x.Must = false
		}
	}
}

// Ranges are the ranges of several assessments together: where several violations are one act, it is fined once, by the
// norm with the higher fine (行政处罚法 29), and another organ that is competent for it must be consulted.
func (n *Norms) Ranges(as []Assessment, decided Date) ([]Range, error) {
	out := make([]Range, 0, len(as))
	acts := map[int][]int{}
	for i, a := range as {
		r, err := n.Range(a, decided)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
		if a.Act > 0 {
			acts[a.Act] = append(acts[a.Act], i)
		}
	}
	for _, group := range acts {
		oneFine(out, group)
	}
	return out, nil
}

func oneFine(rs []Range, group []int) {
	top, best := -1, Band{}
	abroad := -1
	for _, i := range group {
		if !rs[i].Competent {
			abroad = i
			continue
		}
		if x := rs[i].allowance(SanctionFine, false); x != nil {
			for _, b := range x.Bands {
				if top < 0 || b.HighFen > best.HighFen || b.HighFen == best.HighFen && b.LowFen > best.LowFen {
					top, best = i, b
				}
			}
		}
	}
	for _, i := range group {
		if len(group) < 2 || !rs[i].Competent {
			continue
		}
		if abroad >= 0 {
			rs[i].Consult = true
			rs[i].say(ppl29, Unconfirmed, "同一行为又由%s处罚（%s）：只能罚款一次，按数额高的规定；应当与该机关协商。", "the same act is also punished by another organ (%[1]s, %[2]s): one fine only, the higher; consult it", rs[abroad].Referral, rs[abroad].Title)
		}
		if x := rs[i].allowance(SanctionFine, false); x != nil && i != top {
			x.Bands, x.Must = nil, false
			x.Reasons = append(x.Reasons, Reason{fmt.Sprintf("与“%s”是同一个违法行为，按罚款数额高的该规定罚款，这里不再罚款。", rs[top].Title),
				fmt.Sprintf("one act with %s, whose fine is higher: no fine here", rs[top].Violation), ppl29, Confirmed})
		}
	}
}

func (r *Range) allowance(k SanctionKind, person bool) *Allowance {
	for i := range r.Allowances {
		if x := &r.Allowances[i]; x.Kind == k && x.Person == person {
			return x
		}
	}
	return nil
}

// Limit is the limitation of a violation (追责时效, 行政处罚法 36).
type Limit struct {
	Rule    string `json:"rule"`
	From    Date   `json:"from,omitzero"` // the day the conduct ended
	Last    Date   `json:"last,omitzero"` // the last day on which it could be discovered; zero while it goes on
	Expired bool   `json:"expired"`
	Reason  Reason `json:"reason"`
}

// Limitation says whether what was discovered on a day may still be punished: two years from the end of the conduct, five
// where life, health or finance was harmed (PEN-1.02, PEN-1.03). What goes on does not run out.
func (n *Norms) Limitation(al Allegation, discovered Date, f *Facts) (Limit, error) {
	const article = "行政处罚法第三十六条"
	l := Limit{Rule: "PEN-1.02"}
	if al.Harm {
		l.Rule = "PEN-1.03"
	}
	if al.To.IsZero() {
		l.Reason = Reason{"行为仍在继续，追责时效未开始计算。", "the conduct goes on: the limitation has not begun", article, Confirmed}
		return l, nil
	}
	k, err := f.start(nil, l.Rule, "limitation", al.To, 0)
	if err != nil {
		return Limit{}, err
	}
	l.From, l.Last = al.To, k.Due
	if l.Expired = discovered > l.Last; l.Expired {
		l.Reason = Reason{fmt.Sprintf("行为终了于%s，追责时效至%s届满，%s才被发现，不再给予行政处罚；仍可责令改正。", al.To, l.Last, discovered),
			fmt.Sprintf("the conduct ended on %s, the limitation ran out on %s, it was discovered on %s: no penalty any more, an order to correct remains possible", al.To, l.Last, discovered), article, Confirmed}
	} else {
		l.Reason = Reason{fmt.Sprintf("行为终了于%s，追责时效至%s届满，%s被发现，未超过时效。", al.To, l.Last, discovered),
			fmt.Sprintf("the conduct ended on %s, the limitation runs to %s, it was discovered on %s: in time", al.To, l.Last, discovered), article, Confirmed}
	}
	return l, nil
}

// Heavier reports that the second set of sanctions is heavier than the first in any kind, or of another kind. Amounts and
// terms are summed by kind and by the person punished.
func Heavier(was, is []Sanction) bool {
	type key struct {
		kind   SanctionKind
		person string
	}
	type sum struct {
		fen    int64
		months int
	}
	total := func(ss []Sanction) map[key]sum {
		m := map[key]sum{}
		for _, s := range ss {
			t := m[key{s.Kind, s.Person}]
			m[key{s.Kind, s.Person}] = sum{t.fen + s.AmountFen, t.months + s.Months}
		}
		return m
	}
	before := total(was)
	for k, t := range total(is) {
		b, ok := before[k]
		if !ok || t.fen > b.fen || t.months > b.months {
			return true
		}
	}
	return false
}

// CheckProposal refuses a proposal outside what the law allows, naming the bound and its article: an assessment for every
// violation, sanctions the norm knows and within its range, what must be imposed, reasons where there was a choice, and no
// penalty only where the law allows that. c may be nil for a trial.
func (n *Norms) CheckProposal(p Proposal, c *Case, f *Facts) error {
	punishes := p.Outcome == VerdictPenalty || p.Outcome == VerdictBan
	if !punishes && p.Outcome != VerdictNone {
		if len(p.Sanctions) > 0 {
			return Refuse("sanction_not_available", "行政处罚法第五十七条第一款", "处理意见不是给予处罚的，不能列处罚。", "a proposal that imposes nothing cannot list sanctions")
		}
		return nil
	}
	if err := assessed(p); err != nil {
		return err
	}
	if c != nil && c.Penalty != nil {
		for _, a := range p.Assessments {
			if a.Natural != c.Penalty.Natural {
				return Refuse("invalid_input", "", "%[1]s：当事人是否为自然人，与案卷不符。", "%[1]s: whether the party is a natural person differs from the file", a.Violation)
			}
		}
	}
	ranges, err := n.Ranges(p.Assessments, f.On())
	if err != nil {
		return err
	}
	limits, err := n.limits(p, c, f)
	if err != nil {
		return err
	}
	for i := range ranges {
		if err := ranges[i].suits(c); err != nil {
			return err
		}
	}
	if p.Outcome == VerdictNone {
		return noPenalty(p, ranges, limits)
	}
	return n.penalty(p, ranges, limits)
}

// assessed matches allegations and assessments: one assessment for each violation, on the days alleged.
func assessed(p Proposal) error {
	type days struct {
		from, to Date
		going    bool
	}
	want := map[string]days{}
	for _, al := range p.Allegations {
		d, ok := want[al.Violation]
		if !ok || al.From < d.from {
			d.from = al.From
		}
		d.to, d.going = max(d.to, al.To), d.going || al.To.IsZero()
		want[al.Violation] = d
	}
	if len(want) == 0 {
		return Refuse("invalid_input", "行政处罚法第五十七条第一款", "须认定至少一项违法事实。", "at least one violation must be found")
	}
	seen := map[string]bool{}
	for _, a := range p.Assessments {
		d, ok := want[a.Violation]
		if d.going {
			d.to = 0
		}
		switch {
		case !ok:
			return Refuse("not_alleged", "", "%[1]s不在认定的违法事实之中。", "%[1]s is assessed but not alleged", a.Violation)
		case seen[a.Violation]:
			return Refuse("assessed_twice", "", "%[1]s有两条裁量；同一违法行为编号只写一条。", "%[1]s is assessed twice; write one assessment for each violation", a.Violation)
		case a.From != d.from || a.To != d.to:
			return Refuse("assessment_days", ppl37, "%[1]s的裁量所写日期与认定的违法事实不符；行为的起止日期决定适用的规定。", "the days of the assessment of %[1]s are not those alleged; they choose the law", a.Violation)
		}
		seen[a.Violation] = true
	}
	for _, al := range p.Allegations {
		if !seen[al.Violation] {
			return Refuse("not_assessed", "行政处罚法第五条、第三十四条", "%[1]s没有写明裁量所依据的事实。", "%[1]s has no assessment", al.Violation)
		}
	}
	return nil
}

// limits are the violations whose limitation has run out: of several acts, the last counts.
func (n *Norms) limits(p Proposal, c *Case, f *Facts) (map[string]Limit, error) {
	out := map[string]Limit{}
	if c == nil || c.Penalty == nil || f.Rules == nil {
		return out, nil
	}
	discovered := c.Penalty.ReceivedOn
	if c.Penalty.Filing != nil && !c.Penalty.Filing.Discovered.IsZero() {
		discovered = c.Penalty.Filing.Discovered
	}
	if discovered.IsZero() {
		return out, nil
	}
	for _, al := range p.Allegations {
		l, err := n.Limitation(al, discovered, f)
		if err != nil {
			return nil, err
		}
		if had, ok := out[al.Violation]; !ok || had.Expired && !l.Expired {
			out[al.Violation] = l
		}
	}
	return out, nil
}

// suits refuses a norm that is not made for such a party: an association is no service organization.
func (r *Range) suits(c *Case) error {
	if r.Norm == nil || len(r.Norm.Parties) == 0 || c == nil || c.Party == nil || c.Party.Kind == "" || c.Party.Kind == PartyOther || slices.Contains(r.Norm.Parties, c.Party.Kind) {
		return nil
	}
	return Refuse("wrong_party", r.Norm.Article, "“%[1]s”不适用于这类当事人（%[2]s）。", "%[3]s does not apply to this kind of party (%[4]s)", r.Title, PartyKindTitles[c.Party.Kind][0], r.Violation, PartyKindTitles[c.Party.Kind][1])
}

// noPenalty holds where nothing must be imposed: a ground to exempt, nothing mandatory, nothing forbidden, or too late.
func noPenalty(p Proposal, ranges []Range, limits map[string]Limit) error {
	const article = "行政处罚法第三十条至第三十三条、第五十七条第一款第二项"
	if len(p.Sanctions) > 0 {
		return Refuse("sanction_not_available", article, "不予处罚的，不能列处罚。", "no penalty: there can be no sanctions")
	}
	if !slices.ContainsFunc(ranges, func(r Range) bool { return r.Competent }) {
		r := ranges[0]
		return Refuse("not_competent", "行政处罚法第二十条、第二十二条", "“%[1]s”由%[2]s处罚，是否处罚不由本机关决定；请移送。", "%[3]s is punished by the %[4]s: whether to punish is not the bureau's to decide; refer it", r.Title, r.Referral, r.Violation, Organs[r.Organ][1])
	}
	for i, r := range ranges {
		if err := r.reasoned(p.Assessments[i]); err != nil {
			return err
		}
		if r.Exempt != "" || r.Norm == nil || r.Comparison == LawDropped || limits[r.Violation].Expired || !r.Competent {
			continue
		}
		for _, x := range r.Allowances {
			if x.Must {
				return Refuse("no_exemption", article, "“%[1]s”应当处以%[2]s（%[3]s），没有不予处罚的情节，不能不予处罚。", "%[4]s demands a penalty (%[5]s) and no circumstance exempts from it", r.Title, x.Title, x.Article, r.Violation, SanctionTitles[x.Kind][1])
			}
		}
	}
	return nil
}

// reasoned demands reasons where discretion was used.
func (r *Range) reasoned(a Assessment) error {
	if r.NeedReasons && len([]rune(strings.TrimSpace(a.Reasons))) < 2 {
		return Refuse("reasons_missing", "行政处罚法第五条、第三十四条", "“%[1]s”适用了裁量情节，须写明理由。", "discretion was used for %[2]s: state the reasons", r.Title, r.Violation)
	}
	return nil
}

func (n *Norms) penalty(p Proposal, ranges []Range, limits map[string]Limit) error {
	if len(p.Sanctions) == 0 {
		return Refuse("sanction_missing", "行政处罚法第五十七条第一款第一项", "给予行政处罚的，须列明处罚的种类和幅度。", "a penalty must name its sanctions")
	}
	if (p.Outcome == VerdictBan) != p.Has(SanctionBan) {
		return Refuse("sanction_not_available", "取缔非法社会组织办法第十五条", "取缔的，处理意见和处罚种类须一致。", "a ban and its sanction go together")
	}
	of := map[string]int{}
	for i := range ranges {
		of[ranges[i].Violation] = i
	}
	for i, s := range p.Sanctions {
		j, ok := of[s.Violation]
		if !ok {
			return Refuse("not_alleged", "", "第%[1]d项处罚针对的%[2]s不在认定的违法事实之中。", "sanction %[1]d is for %[2]s, which is not alleged", i+1, s.Violation)
		}
		if slices.ContainsFunc(p.Sanctions[:i], func(o Sanction) bool {
			return o.Kind == s.Kind && o.Violation == s.Violation && o.Person == s.Person
		}) {
			return Refuse("sanction_twice", "", "第%[1]d项处罚与前面的重复，请合并。", "sanction %[1]d repeats one before it", i+1)
		}
		if l := limits[s.Violation]; l.Expired {
			return &Error{Code: "limitation", Message: l.Reason.Text, English: l.Reason.English, Article: l.Reason.Article}
		}
		if err := ranges[j].allows(s, p.Assessments[j]); err != nil {
			return err
		}
	}
	for i := range ranges {
		r := &ranges[i]
		if err := r.reasoned(p.Assessments[i]); err != nil {
			return err
		}
		if r.TierNeeded {
			return Refuse("tier_missing", ppl34, "“%[1]s”有裁量基准，须选择档次；不适用的，写明理由。", "a benchmark is loaded for %[2]s: choose a tier or say why not", r.Title, r.Violation)
		}
		if limits[r.Violation].Expired || !r.Competent {
			continue
		}
		if err := r.demands(p.Sanctions); err != nil {
			return err
		}
	}
	return nil
}

// allows refuses a sanction the range does not hold.
func (r *Range) allows(s Sanction, a Assessment) error {
	title := SanctionTitles[s.Kind]
	switch {
	case !r.Competent:
		e := Refuse("not_competent", "", "“%[1]s”由%[2]s处罚，本机关不能处罚；请移送。", "%[3]s is punished by the %[4]s; the bureau cannot, and must refer it", r.Title, r.Referral, r.Violation, Organs[r.Organ][1])
		if r.Norm != nil {
			e.Article = r.Norm.Article
		}
		return e
	case r.Norm == nil, r.Comparison == LawDropped:
		return &Error{Code: "no_norm", Message: "“" + r.Title + "”：" + r.Reasons[len(r.Reasons)-1].Text, English: r.Violation + ": " + r.Reasons[len(r.Reasons)-1].English, Article: ppl37}
	case r.Exempt == "must":
		return Refuse("exempt", "行政处罚法第三十条至第三十三条", "“%[1]s”有应当不予处罚的情节，不能处罚。", "a circumstance forbids to punish %[2]s", r.Title, r.Violation)
	case !s.Kind.money() && s.AmountFen != 0, s.AmountFen < 0, s.AmountFen > maxFen:
		return Refuse("invalid_input", "", "%[1]s的金额有误。", "the amount of the %[2]s is wrong", title[0], title[1])
	}
	var x *Allowance
	for i := range r.Allowances {
		if al := &r.Allowances[i]; al.Kind == s.Kind && (al.Person == (s.Person != "") || x == nil) {
			x = al
		}
	}
	switch {
	case x == nil:
		return Refuse("sanction_not_available", r.Norm.Article, "按认定的事实，“%[1]s”不能处以%[2]s（可以的有：%[3]s）。", "on these facts %[4]s allows no %[5]s (it allows: %[6]s)",
			r.Title, title[0], r.list(0), r.Violation, title[1], r.list(1))
	case x.Person && s.Person == "":
		return Refuse("person_missing", x.Article, "%[1]s是对直接责任人员的，须写明受处罚的人。", "this %[2]s is for the persons responsible: name the person", title[0], title[1])
	case !x.Person && s.Person != "":
		return Refuse("sanction_not_available", x.Article, "%[1]s是对当事人的，不能写直接责任人员。", "this %[2]s is for the party, not for a person", title[0], title[1])
	case s.Kind == SanctionGains && !a.RefundSettled:
		return Refuse("refund_unsettled", ppl28, "没收违法所得前，须先核定是否有应当退赔的款项。", "before gains are confiscated it must be settled what is to be refunded")
	case x.MaxMonths > 0 && (s.Months < x.MinMonths || s.Months > x.MaxMonths):
		return Refuse("term_out_of_range", x.Article, "%[1]s的期限应在%[2]d个月至%[3]d个月之间。", "the term of the %[4]s must lie between %[2]d and %[3]d months", title[0], x.MinMonths, x.MaxMonths, title[1])
	case s.Kind == SanctionGoods || x.Open:
		return nil
	case s.Kind.money():
		return x.holds(s)
	}
	return nil
}

// holds refuses an amount outside every band.
func (x *Allowance) holds(s Sanction) error {
	title := SanctionTitles[s.Kind]
	var zh, en []string
	for _, b := range x.Bands {
		if s.AmountFen >= b.LowFen && s.AmountFen <= b.HighFen {
			return nil
		}
		zh, en = append(zh, yuan(b.LowFen)+"元至"+yuan(b.HighFen)+"元之间（"+b.Basis+"）"), append(en, yuan(b.LowFen)+" and "+yuan(b.HighFen))
	}
	if len(zh) == 0 { // one act, fined by another norm
		return Refuse("one_fine", ppl29, "同一个违法行为只能罚款一次，按罚款数额高的规定；这里不能再罚款。", "one act is fined once, by the norm with the higher fine; not here")
	}
	return Refuse("out_of_range", x.Article, "%[1]s应在%[2]s，拟处%[3]s元。", "the %[4]s must lie between %[5]s yuan; proposed: %[3]s", title[0], strings.Join(zh, "，或者"), yuan(s.AmountFen), title[1], strings.Join(en, ", or "))
}

func (r *Range) list(lang int) string {
	var out []string
	for _, x := range r.Allowances {
		if x.Kind != SanctionFine || len(x.Bands) > 0 {
			out = append(out, SanctionTitles[x.Kind][lang])
		}
	}
	if len(out) == 0 {
		return []string{"无，只能责令改正", "none, only an order to correct"}[lang]
	}
	return strings.Join(out, []string{"、", ", "}[lang])
}

// demands refuses a penalty that leaves out what must be imposed.
func (r *Range) demands(ss []Sanction) error {
	has := func(k SanctionKind) bool {
		return slices.ContainsFunc(ss, func(s Sanction) bool { return s.Violation == r.Violation && s.Kind == k })
	}
	for _, x := range r.Allowances {
		if !x.Must || has(x.Kind) {
			continue
		}
		if x.OneOf != "" && slices.ContainsFunc(r.Allowances, func(o Allowance) bool { return o.OneOf == x.OneOf && has(o.Kind) }) {
			continue
		}
		return Refuse("sanction_missing", x.Article, "“%[1]s”应当处以%[2]s，不能缺少；减轻、不予处罚须有法定情节。", "%[3]s demands a %[4]s; to leave it out a circumstance of the law is needed", r.Title, x.Title, r.Violation, SanctionTitles[x.Kind][1])
	}
	return nil
}
