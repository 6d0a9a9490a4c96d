package domain

import (
	"slices"
	"strings"
)

// This file holds what is done for a penalty beside payment: obligations performed, goods confiscated (行政处罚法 74).

// Obligation is what the decision demands besides money: to stop, to hand over the certificate and the seals, to correct.
type Obligation struct {
	No       int    `json:"no"`
	Kind     string `json:"kind"` // a SanctionKind, or correct
	Text     string `json:"text"`
	Due      Date   `json:"due,omitzero"`
	DoneOn   Date   `json:"done_on,omitzero"`
	How      string `json:"how,omitempty"`
	LiftedOn Date   `json:"lifted_on,omitzero"` // the decision was revoked or varied
}

// obligationCorrect is the order to correct that goes with the decision (行政处罚法 28).
const obligationCorrect = "correct"

// RecordPerformance records that the party did what it was told to besides paying.
type RecordPerformance struct {
	No       int           `json:"no" minimum:"1" doc:"第几项义务"`
	On       Date          `json:"on" doc:"履行之日"`
	How      string        `json:"how" minLength:"2" maxLength:"1000" doc:"履行情况（封存、收缴清单等）"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"证明材料"`
}

func (RecordPerformance) Act() string         { return "penalty.record_performance" }
func (x RecordPerformance) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x RecordPerformance) Decide(c *Case, f *Facts) (Outcome, error) {
	p := c.Penalty
	var bad faults
	bad.need(slices.ContainsFunc(p.openObligations(), func(o Obligation) bool { return o.No == x.No }), "no", "没有这项未履行的义务")
	bad.need(!x.On.IsZero() && x.On >= p.Decision.On && x.On <= f.On(), "on", "履行日应在决定之日以后、今日以前")
	bad.need(len([]rune(strings.TrimSpace(x.How))) >= 2, "how", "请填写履行情况")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if o := p.Obligations[x.No-1]; o.Kind == string(SanctionGoods) && len(p.Goods) == 0 {
		return Outcome{}, Refuse("goods_not_listed", "行政处罚法第七十四条", "请先登记没收财物清单。", "enter the confiscated goods first")
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	d := p.draft()
	d.Obligations = slices.Clone(p.Obligations)
	d.Obligations[x.No-1].DoneOn = x.On
	k, err := c.concluding(f, d.Penalty)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&PerformanceRecorded{x, ev, k})
}

// PerformanceRecorded: the party did one thing it was told to.
type PerformanceRecorded struct {
	RecordPerformance
	Register []Evidence `json:"register,omitempty"`
	Conclude *Clock     `json:"conclude,omitempty"`
}

func (PerformanceRecorded) Kind() string { return "PerformanceRecorded" }
func (b PerformanceRecorded) apply(c *Case, e Event) {
	p := c.Penalty
	c.enter(b.Register, e)
	o := &p.Obligations[b.No-1]
	o.DoneOn, o.How = b.On, b.How
	if k := c.running("correct"); k != nil && o.Kind == obligationCorrect {
		k.Meet(max(b.On, k.From))
	}
	if len(p.openObligations()) == 0 {
		c.done(e, "penalty.record_performance")
	}
	c.moneyMoved(b.Conclude, e)
}

// NewGoods is a thing that was confiscated.
type NewGoods struct {
	Name     string `json:"name" minLength:"1" maxLength:"120" doc:"名称"`
	Quantity int    `json:"quantity" minimum:"1" doc:"数量"`
	Unit     string `json:"unit" minLength:"1" maxLength:"20" doc:"单位"`
}

// TakeGoods enters confiscated goods in their ledger.
type TakeGoods struct {
	Items  []NewGoods `json:"items" minItems:"1" maxItems:"200" doc:"清单"`
	On     Date       `json:"on" doc:"收缴之日"`
	Keeper string     `json:"keeper" minLength:"1" maxLength:"60" doc:"保管人"`
	All    bool       `json:"all,omitempty" doc:"应没收的已全部收缴"`
}

const artGoods = "行政处罚法第七十四条"

func (TakeGoods) Act() string { return "penalty.take_goods" }
func (x TakeGoods) Decide(c *Case, f *Facts) (Outcome, error) {
	p := c.Penalty
	i := slices.IndexFunc(p.Obligations, func(o Obligation) bool { return o.Kind == string(SanctionGoods) && o.LiftedOn.IsZero() })
	if i < 0 {
		return Outcome{}, Refuse("nothing_confiscated", artGoods, "决定没有没收财物。", "the decision confiscates no goods")
	}
	var bad faults
	bad.need(len(x.Items) > 0, "items", "请填写清单")
	for n, g := range x.Items {
		bad.need(strings.TrimSpace(g.Name) != "" && g.Quantity > 0 && strings.TrimSpace(g.Unit) != "", "items["+itoa(n)+"]", "请填写名称、数量、单位")
	}
	bad.need(!x.On.IsZero() && x.On >= p.Decision.On && x.On <= f.On(), "on", "收缴日应在决定之日以后、今日以前")
	bad.need(strings.TrimSpace(x.Keeper) != "", "keeper", "请填写保管人")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	d := p.draft()
	d.Obligations = slices.Clone(p.Obligations)
	if x.All {
		d.Obligations[i].DoneOn = x.On
	}
	k, err := c.concluding(f, d.Penalty)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&GoodsTaken{x, k})
}

// GoodsTaken: confiscated goods are in the keeping of the bureau.
type GoodsTaken struct {
	TakeGoods
	Conclude *Clock `json:"conclude,omitempty"`
}

func (GoodsTaken) Kind() string { return "GoodsTaken" }
func (b GoodsTaken) apply(c *Case, e Event) {
	p := c.Penalty
	for _, g := range b.Items {
		p.Goods = append(p.Goods, Goods{No: len(p.Goods) + 1, Name: g.Name, Quantity: g.Quantity, Unit: g.Unit, In: b.On, Keeper: b.Keeper})
	}
	c.raise(Task{ID: "dispose", Kind: "penalty.dispose_goods", Title: "处理没收的财物", English: "Dispose of the confiscated goods", Role: RoleLeader}, e)
	if !b.All {
		return
	}
	for i := range p.Obligations {
		if o := &p.Obligations[i]; o.Kind == string(SanctionGoods) && o.DoneOn.IsZero() {
			o.DoneOn, o.How = b.On, "已全部收缴"
		}
	}
	c.moneyMoved(b.Conclude, e)
}

// DisposeGoods settles what becomes of one line of confiscated goods: destroyed where the law says so, else sold by public
// auction or handed over by state rules; given back only after the decision was revoked or varied (行政处罚法 74).
type DisposeGoods struct {
	No     int    `json:"no" minimum:"1" doc:"清单第几项"`
	How    string `json:"how" enum:"destroyed,sold,transferred,returned" doc:"销毁、公开拍卖、移交、退还"`
	Fen    int64  `json:"fen,omitempty" minimum:"0" doc:"变价款（分），已全部上缴国库"`
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"依据和情况"`
}

func (DisposeGoods) Act() string { return "penalty.dispose_goods" }
func (x DisposeGoods) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, artGoods, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	if x.No < 1 || x.No > len(p.Goods) || !p.Goods[x.No-1].Out.IsZero() {
		return Outcome{}, Refuse("not_found", "", "没有这项待处理的财物。", "there are no such goods to dispose of")
	}
	gone := !p.Decision.RevokedOn.IsZero() || p.Decision.Varied != nil
	switch {
	case !slices.Contains([]string{"destroyed", "sold", "transferred", "returned"}, x.How):
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这种处理方式。", English: "there is no such way", Fields: []Field{{"how", "没有这种处理方式"}}}
	case x.How == "returned" && !gone:
		return Outcome{}, Refuse("goods_not_returnable", artGoods, "决定有效的，没收的财物不能退还。", "while the decision stands confiscated goods are not given back")
	case x.How != "returned" && !p.Decision.RevokedOn.IsZero():
		return Outcome{}, Refuse("goods_not_ours", artGoods, "决定已被撤销，财物应当退还。", "the decision was revoked: the goods go back")
	case (x.How == "sold") != (x.Fen > 0) || x.Fen < 0 || x.Fen > artFen:
		return Outcome{}, &Error{Code: "invalid_input", Message: "拍卖的须填写变价款，其他方式没有变价款。", English: "a sale has proceeds, nothing else has", Fields: []Field{{"fen", "金额有误"}}}
	}
	d := p.draft()
	d.post(f.On(), EntryProceeds, AccountGoods, AccountBank, AccountGoods, x.Fen, "", p.Goods[x.No-1].Name)
	return outcome(&GoodsDisposed{x, d.added(), issue(c, f, "P-22", "没收财物处理审批表")})
}

// GoodsDisposed: confiscated goods left the keeping of the bureau.
type GoodsDisposed struct {
	DisposeGoods
	Entries  []Entry  `json:"entries,omitempty"`
	Document Document `json:"document"`
}

func (GoodsDisposed) Kind() string { return "GoodsDisposed" }
func (b GoodsDisposed) apply(c *Case, e Event) {
	p := c.Penalty
	c.issued(b.Document, e)
	p.book(b.Entries, e)
	g := &p.Goods[b.No-1]
	g.Out, g.How, g.Fen, g.Document = DateOf(e.OccurredAt), b.How, b.Fen, b.Document.ID
	c.take(e.Actor, PartApprover, e.Seq)
	if !slices.ContainsFunc(p.Goods, func(g Goods) bool { return g.Out.IsZero() }) {
		c.done(e, "penalty.dispose_goods")
	}
}
