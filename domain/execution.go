package domain

import (
	"maps"
	"slices"
	"strings"
)

// This file holds how a penalty is performed, demanded and brought to court, and what remedies do to it (penalty.md §4.4,
// §4.5). What is owed in money stands in money.go.

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

// Demanded is the demand before court (催告, 行政强制法 54).
type Demanded struct {
	On       Date       `json:"on"`
	Document DocumentID `json:"document"`
	Sums     Sums       `json:"sums"`
	Duties   []string   `json:"duties,omitempty"`
	Manner   string     `json:"manner,omitempty"`
	ServedOn Date       `json:"served_on,omitzero"`
	OverOn   Date       `json:"over_on,omitzero"` // the ten working days have run out without performance
	Views    string     `json:"views,omitempty"`
	Answer   string     `json:"answer,omitempty"`
}

// Sums are what is owed as an instrument says it, in fen.
type Sums struct {
	FineFen      int64 `json:"fine_fen"`
	GainsFen     int64 `json:"gains_fen"`
	SurchargeFen int64 `json:"surcharge_fen"`
	AsOf         Date  `json:"as_of"`
}

// Total is what is owed in all.
func (s Sums) Total() int64 { return s.FineFen + s.GainsFen + s.SurchargeFen }

// Court is an application for enforcement and what came of it.
type Court struct {
	Name      string     `json:"name"`
	AppliedOn Date       `json:"applied_on"`
	By        PersonID   `json:"by"`
	Document  DocumentID `json:"document"`
	Sums      Sums       `json:"sums"`
	Ruling    string     `json:"ruling,omitempty"` // accepted, not_accepted, allowed, refused, objected, ended
	RuledOn   Date       `json:"ruled_on,omitzero"`
	Number    string     `json:"number,omitempty"` // of the ruling
	Objected  Date       `json:"objected,omitzero"`
	Note      string     `json:"note,omitempty"`
}

// Remedy is a reconsideration or a lawsuit against the decision.
type Remedy struct {
	No         int    `json:"no"`
	Kind       string `json:"kind"` // reconsideration, lawsuit
	Organ      string `json:"organ"`
	FiledOn    Date   `json:"filed_on"`
	Late       string `json:"late,omitempty"`   // why it was accepted after its time
	Stayed     string `json:"stayed,omitempty"` // why performance stands still (行政复议法 42, 行政诉讼法 56)
	EndedOn    Date   `json:"ended_on,omitzero"`
	Result     string `json:"result,omitempty"` // upheld, varied, annulled, unlawful, withdrawn, rejected
	Number     string `json:"number,omitempty"` // of the decision or judgment
	Note       string `json:"note,omitempty"`
	Correction string `json:"correction,omitempty"` // for the statistics of a year that is closed: they stay, this is noted beside them
}

// executing reports that the decision is served and its performance is not settled.
func executing(s Stage) bool {
	return slices.Contains([]Stage{PenServed, PenInstalment, PenOverdue, PenDemanded, PenCourt}, s)
}

var (
	stagesExecuting = []Stage{PenServed, PenInstalment, PenOverdue, PenDemanded, PenCourt}
	stagesAfter     = append(slices.Clone(stagesExecuting), PenPerformed, PenConcluded, PenArchived)
)

// beginClock starts a clock and gives it with the id it got.
func (c *Case) beginClock(k Clock) Clock {
	c.startClock(k)
	return c.Clocks[len(c.Clocks)-1]
}

// newest is the newest clock of that name, ended or not.
func (c *Case) newest(id string) *Clock {
	for i := len(c.Clocks) - 1; i >= 0; i-- {
		if k := &c.Clocks[i]; k.ID == id || strings.HasPrefix(k.ID, id+"#") {
			return k
		}
	}
	return nil
}

func (c *Case) stopClocks(on Date, ids ...string) {
	for _, id := range ids {
		for k := c.running(id); k != nil; k = c.running(id) {
			k.Stop(on)
		}
	}
}

// --- what service sets going

// decisionClocks are the clocks that begin when the decision counts as served: to pay, to correct, and those of the remedies.
// What demands nothing is performed by being served, and is to be concluded.
func (c *Case) decisionClocks(f *Facts, on Date) ([]Clock, error) {
	var out []Clock
	p := c.Penalty
	var rules [][2]string
	if p.owesMoney() {
		rules = append(rules, [2]string{"PEN-4.16", "pay"})
	}
	rules = append(rules, p.Decision.remedyRules()...)
	if !p.demandsAnything() {
		rules = append(rules, [2]string{"PEN-4.29", "conclude"})
	}
	for _, x := range rules {
		k, err := f.start(c, x[0], x[1], on, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	if status, _ := p.registerStatus(); status != "" && p.Regime == RegimeSocialOrg { // five working days to enter it in the register
		k, err := f.start(c, "T26", "register", on, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	if x := p.Proposal; x != nil && x.Correct != "" && x.CorrectDays > 0 && p.Decision.Verdict == VerdictPenalty {
		r, err := f.Rules.At("PEN-5.01", on)
		if err != nil {
			return nil, err
		}
		r.Term.N = x.CorrectDays // as the decision set it
		out = append(out, StartClock(f.Calendar, r, "correct", on))
	}
	return out, nil
}

// remedyRules names the clocks of the remedies and their rules. Where the decision did not tell of a remedy the party has up
// to a year (行政复议法 20 III; 行诉解释 64). Against an on-the-spot penalty reconsideration comes first (行政复议法 23):
// there the suit begins with the decision on it, and the text must say so.
func (d *Decision) remedyRules() [][2]string {
	text := d.Remedies
	review := strings.Contains(text, "复议")
	if d.Spot {
		if before, _, told := strings.Cut(text, "复议"); !told || !strings.Contains(before, "先") {
			return [][2]string{{"PEN-4.27", "review"}}
		}
		return [][2]string{{"PEN-4.24", "review"}}
	}
	rules := [][2]string{{"PEN-4.24", "review"}, {"PEN-4.25", "sue"}}
	if !review {
		rules[0][0] = "PEN-4.27"
	}
	if !strings.Contains(text, "诉讼") && !strings.Contains(text, "起诉") {
		rules[1][0] = "PEN-4.27b"
	}
	return rules
}

// decisionServed is what the service of the decision does: money becomes due, or the case is ready to be concluded. Its clocks
// run already.
func (c *Case) decisionServed(on Date, e Event) {
	p := c.Penalty
	p.Decision.ServedOn = on
	c.Stage = PenServed
	p.charge(on, e)
	p.Obligations = p.obligations()
	for i := range p.Obligations {
		if k := c.running("correct"); k != nil && p.Obligations[i].Kind == obligationCorrect {
			p.Obligations[i].Due = k.Due
		}
	}
	if k := c.running("service_alarm"); k != nil {
		k.Meet(max(on, k.From))
	}
	if k := c.running("register"); k != nil {
		c.raise(Task{ID: "inform_register", Kind: "penalty.inform_register", Title: "将撤销（吊销）、停止活动载入社会组织登记簿", English: "Enter it in the register of organizations", Person: c.Handler, Due: k.Due, Clock: k.ID}, e)
	}
	switch {
	case len(p.Sanctions()) == 0 && p.Decision.Verdict != VerdictBan:
		c.perform("no_penalty", nil, e)
		return
	case !p.demandsAnything(): // a warning
		c.perform("performed", nil, e)
		return
	}
	if k := c.running("pay"); k != nil {
		c.raise(Task{ID: "pay", Kind: "penalty.record_payment", Title: "登记缴款", English: "Record payments", Role: RoleFinance, Due: k.Due, Clock: k.ID}, e)
	}
	if len(p.Obligations) > 0 {
		c.raise(Task{ID: "perform", Kind: "penalty.record_performance", Title: "督促并登记履行情况", English: "See to performance and record it", Person: c.Handler, Due: p.Obligations[0].Due}, e)
	}
}

// decisionServedAnew dates from a signature what was dated from the end of a public notice: the charge, the days to pay with
// the surcharge that follows them, what is to be performed. Its clocks run already; those already over fire with the next
// passing of time.
func (c *Case) decisionServedAnew(on Date) {
	p := c.Penalty
	for i := range p.Ledger {
		if p.Ledger[i].Kind == EntryCharge {
			p.Ledger[i].On = on
		}
	}
	pay, correct := c.running("pay"), c.running("correct")
	for i := range p.Obligations {
		if correct != nil && p.Obligations[i].Kind == obligationCorrect {
			p.Obligations[i].Due = correct.Due
		}
	}
	if pay != nil && !p.PayDue.IsZero() { // it is over by the later day, so by the earlier one
		p.PayDue = pay.Due
		c.stopClocks(pay.Due, "surcharge") // it begins again with the end of the days to pay
	}
	for i := range c.Tasks {
		t := &c.Tasks[i]
		switch base, _, _ := strings.Cut(t.ID, "#"); {
		case !t.DoneAt.IsZero():
		case base == "pay" && pay != nil:
			t.Due, t.Clock = pay.Due, pay.ID
		case base == "perform" && len(p.Obligations) > 0:
			t.Due = p.Obligations[0].Due
		}
	}
}

// demandServed lets the days of the demand run (行政强制法 54).
func (c *Case) demandServed(doc DocumentID, on Date, e Event) {
	d := c.Penalty.Demand
	if d == nil || d.Document != doc {
		return
	}
	d.ServedOn = on
	c.Stage = PenDemanded
	c.raise(Task{ID: "views", Kind: "penalty.record_demand_views", Title: "登记当事人对催告的意见", English: "Record what the party says to the demand", Person: c.Handler}, e)
}

// obligations are what the decision demands besides money.
func (p *Penalty) obligations() []Obligation {
	var out []Obligation
	add := func(kind, text string) { out = append(out, Obligation{No: len(out) + 1, Kind: kind, Text: text}) }
	for _, s := range p.Sanctions() {
		text := s.Text
		if text == "" {
			text = obligationTexts[s.Kind]
		}
		if obligationTexts[s.Kind] != "" {
			add(string(s.Kind), text)
		}
	}
	if p.Proposal != nil && p.Proposal.Correct != "" && p.Decision.Verdict == VerdictPenalty {
		add(obligationCorrect, p.Proposal.Correct)
	}
	return out
}

// obligationTexts say what is to be done for a penalty that is not money (社会团体登记管理条例 33, 民办非企业单位条例 28,
// 基金会管理条例 44). A warning, a criticism and a ban of a person are performed by being given.
var obligationTexts = map[SanctionKind]string{
	SanctionGoods: "交出没收的非法财物", SanctionStop: "停止活动，登记证书、印章、财务凭证交登记管理机关封存", SanctionReplace: "撤换直接负责的主管人员",
	SanctionRevoke: "登记证书、印章交登记管理机关收缴", SanctionCancel: "登记证书、印章交登记管理机关收缴", SanctionClose: "关闭", SanctionSuspendTrade: "停产停业",
	SanctionBan: "停止活动，印章、标识、资料、财务凭证交登记管理机关收缴",
}

// demandsAnything reports that there is something to perform: money or an obligation.
func (p *Penalty) demandsAnything() bool { return p.owesMoney() || len(p.obligations()) > 0 }

// settled refuses to close a case while something of it is not settled.
func (p *Penalty) settled() error {
	if u := p.Unsettled(); len(u) > 0 {
		return Refuse("not_settled", "行政处罚法第六十七条、第七十四条", "%[1]s，不能结案。", "not everything is settled: %[1]s", strings.Join(u, "；"))
	}
	return nil
}

// inForce refuses where no decision was ever served.
func (p *Penalty) inForce() error {
	if p.Decision == nil || p.Decision.ServedOn.IsZero() {
		return Refuse("no_decision", "", "本案没有已经送达的决定。", "no decision was served in this case")
	}
	return nil
}

func (p *Penalty) openObligations() []Obligation {
	return slices.DeleteFunc(slices.Clone(p.Obligations), func(o Obligation) bool { return !o.DoneOn.IsZero() || !o.LiftedOn.IsZero() })
}

// paidUp reports that no money is owed.
func (p *Penalty) paidUp() bool {
	b := p.Balance()
	return b[owed(AccountFine)] == 0 && b[owed(AccountGains)] == 0 && b[owed(AccountSurcharge)] == 0
}

// performed reports that nothing of the decision is left to perform.
func (p *Penalty) performed() bool { return p.paidUp() && len(p.openObligations()) == 0 }

// Unsettled says, in Chinese, what stands against closing the case though it was performed: money to pay back, cash not yet
// at the bank, confiscated goods not yet disposed of, a demand for withdrawal of what is public.
func (p *Penalty) Unsettled() []string {
	var out []string
	b := p.Balance()
	if n := -b[AccountRefundable]; n > 0 {
		out = append(out, "应退还当事人"+Yuan(n)+"元，尚未退付")
	}
	if n := b[AccountCash] + b[AccountOffice]; n > 0 {
		out = append(out, "当场收缴的"+Yuan(n)+"元尚未缴付银行")
	}
	if slices.ContainsFunc(p.Goods, func(g Goods) bool { return g.Out.IsZero() }) {
		out = append(out, "没收的财物尚未处理完毕")
	}
	if p.Publicity != nil && p.Publicity.mustGo() {
		out = append(out, "决定已被撤销、变更或者确认违法，公示尚未撤回或者更正")
	}
	return out
}

// concluding is the clock to close the case, when what was tried settles it; nil when it does not.
func (c *Case) concluding(f *Facts, after *Penalty) (*Clock, error) {
	if !executing(c.Stage) || !after.performed() {
		return nil, nil
	}
	k, err := f.start(c, "PEN-4.29", "conclude", f.On(), 0)
	return &k, err
}

// perform ends performance: every clock of it stops, the remedies run on.
func (c *Case) perform(ended string, conclude *Clock, e Event) {
	on := DateOf(e.OccurredAt)
	c.stopClocks(on, "pay", "part", "surcharge", "demand", "court_window", "court_accept", "court_rule", "object", "correct")
	c.Stage, c.Penalty.Ended = PenPerformed, ended
	c.done(e, "penalty.record_payment", "penalty.demand", "penalty.record_demand_views", "penalty.apply_court", "penalty.court_ruled", "penalty.object_ruling",
		"penalty.approve_instalment", "penalty.record_performance", "penalty.take_goods")
	if conclude != nil {
		c.startClock(*conclude)
	}
	c.oweConclusion(e)
}

// moneyMoved settles clocks and stage after money or performance was entered. It goes by the days of payment, so what was
// paid in time and entered late was never overdue.
func (c *Case) moneyMoved(conclude *Clock, e Event) {
	c.moneyClocks(e)
	if !executing(c.Stage) {
		return
	}
	p, today := c.Penalty, DateOf(e.OccurredAt)
	b := p.Balance()
	planned := p.Plan != nil && !p.Plan.ApprovedOn.IsZero()
	switch {
	case p.performed():
		c.perform("performed", conclude, e)
	case c.Stage == PenOverdue && planned && p.broken(p.Plan, today).IsZero(): // the part had been paid in time
		c.stopClocks(today, "surcharge")
		c.Stage = PenInstalment
		c.done(e, "penalty.demand")
	case c.Stage == PenOverdue && b[owed(AccountFine)]+b[owed(AccountGains)]+b[owed(AccountSurcharge)] == 0 && !c.late(today): // only other duties are left, none overdue
		c.Stage = PenServed
		c.done(e, "penalty.demand")
	}
}

// moneyClocks ends the clocks and tasks that money has settled.
func (c *Case) moneyClocks(e Event) {
	p, today := c.Penalty, DateOf(e.OccurredAt)
	b := p.Balance()
	principal := b[owed(AccountFine)] + b[owed(AccountGains)]
	if principal == 0 {
		if k := c.running("pay"); k != nil {
			k.Meet(max(k.From, p.clearedOn()))
		}
	}
	if b[owed(AccountFine)] == 0 {
		c.stopClocks(today, "surcharge")
	}
	if principal+b[owed(AccountSurcharge)] == 0 {
		c.done(e, "penalty.record_payment")
	}
	c.partsPaid()
	if b[AccountRefundable] < 0 && p.unpromised() > 0 {
		c.raise(Task{ID: "approve_refund", Kind: "penalty.approve_refund", Title: "审批退还款项", English: "Approve a refund", Role: RoleLeader}, e)
	}
}

// late reports that an obligation is past its day.
func (c *Case) late(today Date) bool {
	return slices.ContainsFunc(c.Penalty.openObligations(), func(o Obligation) bool { return !o.Due.IsZero() && today > o.Due })
}

// partsPaid meets the clocks of the parts that have been paid.
func (c *Case) partsPaid() {
	p := c.Penalty
	if p.Plan == nil {
		return
	}
	var sum int64
	for _, part := range p.Plan.Parts {
		sum += part.Fen
		if on := p.reached(p.Plan, sum); !on.IsZero() {
			if k := c.Clock(part.Clock); k != nil && !k.ended() {
				k.Meet(max(k.From, on))
			}
		}
	}
}

// clearedOn is the last day of payment.
func (p *Penalty) clearedOn() (on Date) {
	for _, x := range p.Payments {
		if x.CancelledOn.IsZero() {
			on = max(on, x.PaidOn)
		}
	}
	return on
}

// owedAgain takes back what a payment had settled, once the payment was taken back: the clocks run as if it had never been.
func (c *Case) owedAgain(window *Clock, e Event) {
	p := c.Penalty
	b := p.Balance()
	if b[owed(AccountFine)]+b[owed(AccountGains)]+b[owed(AccountSurcharge)] == 0 || c.Stage != PenPerformed && !executing(c.Stage) {
		return
	}
	again := func(k *Clock) {
		if k != nil {
			k.MetOn, k.StoppedOn = 0, 0
		}
	}
	if planned := p.Plan != nil && !p.Plan.ApprovedOn.IsZero(); planned {
		var sum int64
		for _, part := range p.Plan.Parts {
			sum += part.Fen
			if p.reached(p.Plan, sum).IsZero() {
				again(c.Clock(part.Clock))
			}
		}
		if c.Stage == PenPerformed && p.broken(p.Plan, DateOf(e.OccurredAt)).IsZero() {
			c.Stage = PenInstalment
		}
	} else if b[owed(AccountFine)]+b[owed(AccountGains)] > 0 {
		again(c.newest("pay"))
	}
	if c.Stage == PenPerformed {
		c.Stage = PenServed
		if !p.PayDue.IsZero() {
			c.Stage = PenOverdue
		}
	}
	if p.Ended == "performed" {
		p.Ended, p.Demand = "", nil
		c.stopClocks(DateOf(e.OccurredAt), "conclude")
		c.done(e, "penalty.conclude")
	}
	if window != nil {
		c.startClock(*window)
	}
	c.raise(Task{ID: "pay", Kind: "penalty.record_payment", Title: "登记缴款", English: "Record payments", Role: RoleFinance}, e)
	if c.Stage == PenOverdue {
		c.raiseDemand(e)
	}
}

func (c *Case) raiseDemand(e Event) {
	c.raise(Task{ID: "demand", Kind: "penalty.demand", Title: "逾期未履行，催告", English: "Overdue: demand performance", Person: c.Handler}, e)
}

// --- the notice of payment

// NotifyPayment draws up the notice of payment (罚没款缴款通知书): what is owed, by when, and into which account. The officers who
// decide do not collect (行政处罚法 67), so it names the bank; it is handed over without a receipt of service.
type NotifyPayment struct{}

// Payable is a notice of payment: what it asked for, by when, and the account it named.
type Payable struct {
	BankAccount
	Sums     Sums       `json:"sums"`
	Due      Date       `json:"due"`
	Document DocumentID `json:"document"`
}

// Act is penalty.notify_payment.
func (NotifyPayment) Act() string       { return "penalty.notify_payment" }
func (NotifyPayment) Needs(*Case) Needs { return Needs{Numbers: []string{"P-18"}} }

// Decide refuses while the register says no account: a notice without one could not be paid.
func (x NotifyPayment) Decide(c *Case, f *Facts) (Outcome, error) {
	p := c.Penalty
	if err := p.stayed(); err != nil {
		return Outcome{}, err
	}
	k := c.running("pay")
	if k == nil || k.Due.IsZero() || f.On() > k.Due {
		return Outcome{}, Refuse("not_due", artBank, "缴款期限没有在计算；逾期的，请催告。", "the days to pay are not running; what is overdue is demanded")
	}
	if lacks := f.Agency.lacks(); len(lacks) > 0 {
		var zh, en []string
		for _, l := range lacks {
			zh, en = append(zh, strings.TrimPrefix(l.Message, "请填写")), append(en, l.Path)
		}
		e := Refuse("account_missing", artBank, "缴款通知书须载明%[1]s，请管理员先在机关信息中补充。", "a notice of payment names the account; the register lacks %[2]s", strings.Join(zh, "、"), strings.Join(en, ", "))
		e.Fields = lacks
		return Outcome{}, e
	}
	_, sums, err := p.demanded(f)
	if err != nil {
		return Outcome{}, err
	}
	if sums.Total() == 0 {
		return Outcome{}, Refuse("nothing_owed", artBank, "已无未缴款项。", "nothing is owed")
	}
	if y := p.Payable; y != nil && y.Due == k.Due && y.Sums.Total() == sums.Total() && y.BankAccount == f.Agency.BankAccount {
		if d := c.Document(y.Document); d != nil && d.VoidedOn.IsZero() {
			return Outcome{}, Refuse("already_done", artBank, "缴款通知书已经制作，应缴款项没有变化。", "the notice is drawn up, and what is owed has not changed")
		}
	}
	d := issue(c, f, "P-18", "罚没款缴款通知书")
	return outcome(&PaymentNotified{Payable{f.Agency.BankAccount, sums, k.Due, d.ID}, d})
}

// PaymentNotified: the party was told where to pay.
type PaymentNotified struct {
	Payable Payable  `json:"payable"`
	Paper   Document `json:"paper"`
}

func (PaymentNotified) Kind() string { return "PaymentNotified" }
func (b PaymentNotified) apply(c *Case, e Event) {
	c.issued(b.Paper, e)
	c.Penalty.Payable = &b.Payable
}

// --- deferral and instalments

// AskInstalment records that the party asks to pay later or in parts, for real hardship (行政处罚法 66 II). The days to pay run on.
type AskInstalment struct {
	Reason   string        `json:"reason" minLength:"2" maxLength:"2000" doc:"经济困难的情况"`
	Parts    []PlanPart    `json:"parts,omitempty" maxItems:"24" doc:"当事人申请的缴款计划；没有提出的，由负责人核定"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"证明材料"`
}

const artPlan = "行政处罚法第六十六条第二款"

func (AskInstalment) Act() string         { return "penalty.ask_instalment" }
func (x AskInstalment) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x AskInstalment) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	if b := p.Balance(); b[owed(AccountFine)]+b[owed(AccountGains)] == 0 {
		return Outcome{}, Refuse("nothing_owed", artPlan, "已无未缴款项。", "nothing is owed")
	}
	if p.asked() {
		return Outcome{}, Refuse("already_done", artPlan, "已有待审批的申请。", "a request is waiting for its decision")
	}
	var bad faults
	last := f.On()
	x.Parts = slices.Clone(x.Parts)
	for i := range x.Parts { // a wish: whether it adds up is weighed when it is granted
		part := &x.Parts[i]
		bad.need(part.Due > last, "parts["+itoa(i)+"].due", "到期日应晚于今日，且逐期递增")
		bad.need(part.Fen > 0 && part.Fen <= artFen, "parts["+itoa(i)+"].fen", "金额有误")
		part.Until, part.Clock, last = 0, "", max(last, part.Due)
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	_, sums, err := p.demanded(f)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&InstalmentAsked{x, ev, sums.Total(), issueBeside(c, f, [2]string{"P-19a", "延期（分期）缴纳罚款申请书"})})
}

// asked reports that a request for a plan waits for its decision.
func (p *Penalty) asked() bool {
	return p.Plan != nil && p.Plan.ApprovedOn.IsZero() && p.Plan.Refused == ""
}

// InstalmentAsked: the party asks to pay later or in parts.
type InstalmentAsked struct {
	AskInstalment
	Register  []Evidence `json:"register,omitempty"`
	OwedFen   int64      `json:"owed_fen,omitempty"`  // on the day, surcharge included
	Documents []Document `json:"documents,omitempty"` // the application, for the party to sign; older events have none
}

func (InstalmentAsked) Kind() string { return "InstalmentAsked" }
func (b InstalmentAsked) apply(c *Case, e Event) {
	p := c.Penalty
	c.enter(b.Register, e)
	if p.Plan != nil {
		p.OldPlans = append(p.OldPlans, *p.Plan)
	}
	c.issuedAll(b.Documents, e)
	p.Plan = &Instalment{AskedOn: DateOf(e.OccurredAt), Reason: b.Reason, Asked: b.Parts}
	c.raise(Task{ID: "instalment", Kind: "penalty.approve_instalment", Title: "审批延期、分期缴纳", English: "Decide on payment by instalments", Role: RoleLeader}, e)
}

// ApproveInstalment grants a plan. Its parts must add up to what is owed on the day, surcharge included; one part is a
// deferral. While it is kept no surcharge is reckoned, and the time to go to court runs from its end (行政处罚法 66, 72 II).
type ApproveInstalment struct {
	Parts   []PlanPart `json:"parts" minItems:"1" maxItems:"24" doc:"每期到期日和金额"`
	Comment string     `json:"comment" minLength:"2" maxLength:"500" doc:"审批意见"`
}

func (ApproveInstalment) Act() string       { return "penalty.approve_instalment" }
func (ApproveInstalment) Needs(*Case) Needs { return Needs{Numbers: []string{"P-19"}} }
func (x ApproveInstalment) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, artPlan, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	if !p.asked() {
		return Outcome{}, Refuse("not_asked", artPlan, "当事人没有提出申请。", "the party has not asked for it")
	}
	rule, err := f.Rules.At("PEN-4.16b", f.On())
	if err != nil {
		return Outcome{}, err
	}
	rate, err := f.surchargeRate(p)
	if err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Comment))) >= 2, "comment", "请填写审批意见")
	bad.need(len(x.Parts) > 0 && len(x.Parts) <= 24, "parts", "应有一至二十四期")
	var sum int64
	last := f.On()
	for i, part := range x.Parts {
		bad.need(part.Due > last, "parts["+itoa(i)+"].due", "到期日应晚于今日，且逐期递增")
		bad.need(int(part.Due-f.On()) >= rule.MinN && int(part.Due-f.On()) <= rule.MaxN, "parts["+itoa(i)+"].due", "最长不超过"+itoa(rule.MaxN)+"日")
		bad.need(part.Fen > 0 && part.Fen <= artFen, "parts["+itoa(i)+"].fen", "金额有误")
		last, sum = max(last, part.Due), sum+part.Fen
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	var clocks []Clock
	x.Parts = slices.Clone(x.Parts)
	for i := range x.Parts {
		k, err := StartClockN(f.Calendar, rule, "part", f.On(), int(x.Parts[i].Due-f.On()))
		if err != nil {
			return Outcome{}, err
		}
		x.Parts[i].Until, x.Parts[i].Clock = k.Due, ""
		clocks = append(clocks, k)
	}
	d := p.draft()
	if d.PayDue.IsZero() {
		if k := c.newest("pay"); k != nil {
			d.PayDue = k.Due
		}
	}
	d.Plan = &Instalment{AskedOn: p.Plan.AskedOn, Reason: p.Plan.Reason, Asked: p.Plan.Asked, Parts: x.Parts, ApprovedOn: f.On(), ApprovedBy: f.Actor, After: len(p.Ledger)}
	d.settle(rate, max(f.On(), d.reckonedTo()))
	if o := d.outstanding(); o.Total() != sum {
		return Outcome{}, Refuse("parts_do_not_sum", artPlan, "各期合计%[1]s元，应等于未缴的%[2]s元（罚款%[3]s元、违法所得%[4]s元、加处罚款%[5]s元）。",
			"the parts come to %[1]s yuan, %[2]s are owed (fine %[3]s, gains %[4]s, surcharge %[5]s)", Yuan(sum), Yuan(o.Total()), Yuan(o.FineFen), Yuan(o.GainsFen), Yuan(o.SurchargeFen))
	}
	var window *Clock
	if !c.remediesOver().IsZero() { // they are final already: the time to apply runs from the end of the plan
		k, err := f.start(c, "PEN-4.19", "court_window", last, 0)
		if err != nil {
			return Outcome{}, err
		}
		window = &k
	}
	return outcome(&InstalmentApproved{x, d.added(), clocks, d.PayDue, window, issue(c, f, "P-19", "延期（分期）缴纳罚款通知书"),
		issueBeside(c, f, [2]string{"P-19f", "延期（分期）缴纳罚款审批表"})})
}

// InstalmentApproved: the party may pay later or in parts.
type InstalmentApproved struct {
	ApproveInstalment
	Entries  []Entry    `json:"entries,omitempty"`
	Clocks   []Clock    `json:"clocks"`
	PayDue   Date       `json:"pay_due"`
	Window   *Clock     `json:"window,omitempty"`
	Document Document   `json:"document"`
	Forms    []Document `json:"forms,omitempty"` // 审批表; older events have none
}

func (InstalmentApproved) Kind() string { return "InstalmentApproved" }
func (b InstalmentApproved) apply(c *Case, e Event) {
	p, on := c.Penalty, DateOf(e.OccurredAt)
	c.issued(b.Document, e)
	if len(b.Forms) > 0 {
		c.issuedAll(b.Forms, e)
		c.oweService(b.Document, nil, e)
	}
	c.stopClocks(on, "pay", "surcharge", "demand", "part")
	plan := p.Plan
	plan.Parts, plan.ApprovedBy, plan.ApprovedOn, plan.Document, plan.After = slices.Clone(b.Parts), e.Actor, on, b.Document.ID, len(p.Ledger)
	for i, k := range b.Clocks {
		plan.Parts[i].Clock = c.beginClock(k).ID
	}
	p.book(b.Entries, e)
	p.PayDue, p.Demand = b.PayDue, nil
	if b.Window != nil {
		c.stopClocks(on, "court_window")
		c.startClock(*b.Window)
	}
	c.Stage = PenInstalment
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "penalty.approve_instalment", "penalty.demand", "penalty.record_demand_views", "penalty.apply_court")
}

// RefuseInstalment refuses it, with the reason.
type RefuseInstalment struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"理由"`
}

func (RefuseInstalment) Act() string       { return "penalty.refuse_instalment" }
func (RefuseInstalment) Needs(*Case) Needs { return Needs{Numbers: []string{"P-19"}} }
func (x RefuseInstalment) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, artPlan, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if !c.Penalty.asked() {
		return Outcome{}, Refuse("not_asked", artPlan, "当事人没有提出申请。", "the party has not asked for it")
	}
	_, sums, err := c.Penalty.demanded(f)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&InstalmentRefused{x, sums.Total(), issueBeside(c, f, [2]string{"P-19", "延期（分期）缴纳罚款通知书"}, [2]string{"P-19f", "延期（分期）缴纳罚款审批表"})})
}

// InstalmentRefused: the party must pay as decided.
type InstalmentRefused struct {
	RefuseInstalment
	OwedFen   int64      `json:"owed_fen,omitempty"`  // on the day, surcharge included
	Documents []Document `json:"documents,omitempty"` // the notice, then the 审批表; older events have none
}

func (InstalmentRefused) Kind() string { return "InstalmentRefused" }
func (b InstalmentRefused) apply(c *Case, e Event) {
	c.Penalty.Plan.Refused = b.Reason
	if len(b.Documents) > 0 {
		c.issuedAll(b.Documents, e)
		c.Penalty.Plan.Document = b.Documents[0].ID
		c.oweNotice(b.Documents, e)
	}
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "penalty.approve_instalment")
}

// --- demand and court

// Demand draws up the written demand (催告): what is owed, by when and how, and the right to be heard (行政强制法 35, 54).
type Demand struct {
	Manner string `json:"manner" minLength:"2" maxLength:"500" doc:"履行义务的方式（缴款银行、账户等）"`
}

const artDemand = "行政强制法第三十五条、第五十四条"

func (Demand) Act() string       { return "penalty.demand" }
func (Demand) Needs(*Case) Needs { return Needs{Numbers: []string{"P-20"}} }
func (x Demand) Decide(c *Case, f *Facts) (Outcome, error) {
	p := c.Penalty
	if len([]rune(strings.TrimSpace(x.Manner))) < 2 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写履行方式。", English: "say how to perform", Fields: []Field{{"manner", "请填写履行方式"}}}
	}
	if err := p.stayed(); err != nil {
		return Outcome{}, err
	}
	if !p.PayDue.IsZero() && f.On() <= p.PayDue && !c.late(f.On()) {
		return Outcome{}, Refuse("not_overdue", artDemand, "缴款期限至%[1]s，办理之日尚未届满，不能催告。", "the days to pay end on %[1]s and had not run out on the day", p.PayDue)
	}
	if d := p.Demand; d != nil {
		if doc := c.Document(d.Document); doc != nil && doc.VoidedOn.IsZero() {
			return Outcome{}, Refuse("already_done", artDemand, "催告书已经制作，请送达。", "the demand is drawn up; serve it")
		}
	}
	entries, sums, err := p.demanded(f)
	if err != nil {
		return Outcome{}, err
	}
	var duties []string
	for _, o := range p.openObligations() {
		duties = append(duties, o.Text)
	}
	return outcome(&DemandIssued{x, entries, sums, duties, issue(c, f, "P-20", "履行行政处罚决定催告书")})
}

// demanded brings the surcharge to the day of an instrument that says what is owed.
func (p *Penalty) demanded(f *Facts) ([]Entry, Sums, error) {
	rate, err := f.surchargeRate(p)
	if err != nil {
		return nil, Sums{}, err
	}
	d := p.draft()
	d.settle(rate, max(f.On(), d.reckonedTo()))
	o := d.outstanding()
	return d.added(), Sums{o.FineFen, o.GainsFen, o.SurchargeFen, f.On()}, nil
}

func (p *Penalty) stayed() error {
	for _, r := range p.Remedy {
		if r.EndedOn.IsZero() && r.Stayed != "" {
			return Refuse("execution_stayed", "行政复议法第四十二条、行政诉讼法第五十六条", "已停止执行（%[1]s），期间不得催告、申请强制执行。", "performance was stayed (%[1]s)", r.Stayed)
		}
	}
	return nil
}

// DemandIssued: the demand was drawn up; it is to be served.
type DemandIssued struct {
	Demand
	Entries  []Entry  `json:"entries,omitempty"`
	Sums     Sums     `json:"sums"`
	Duties   []string `json:"duties,omitempty"`
	Document Document `json:"document"`
}

func (DemandIssued) Kind() string { return "DemandIssued" }
func (b DemandIssued) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	c.Penalty.book(b.Entries, e)
	c.Penalty.Demand = &Demanded{On: DateOf(e.OccurredAt), Document: b.Document.ID, Sums: b.Sums, Duties: b.Duties, Manner: b.Manner}
	c.take(e.Actor, PartDrafter, e.Seq)
	c.done(e, "penalty.demand")
	c.raise(Task{ID: "serve-" + string(b.Document.ID), Kind: "penalty.serve", Title: "送达催告书", English: "Serve the demand", Person: c.Handler}, e)
}

// RecordDemandViews records what the party says to the demand, and what became of it after re-examination (行政强制法 36).
type RecordDemandViews struct {
	Views  string `json:"views" minLength:"2" maxLength:"4000" doc:"当事人的陈述、申辩"`
	Answer string `json:"answer" minLength:"2" maxLength:"2000" doc:"复核意见"`
}

func (RecordDemandViews) Act() string { return "penalty.record_demand_views" }
func (x RecordDemandViews) Decide(*Case, *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Views))) >= 2, "views", "请填写当事人的意见")
	bad.need(len([]rune(strings.TrimSpace(x.Answer))) >= 2, "answer", "请填写复核意见")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&DemandViewsRecorded{x})
}

// DemandViewsRecorded: the party was heard on the demand.
type DemandViewsRecorded struct{ RecordDemandViews }

func (DemandViewsRecorded) Kind() string { return "DemandViewsRecorded" }
func (b DemandViewsRecorded) apply(c *Case, e Event) {
	if d := c.Penalty.Demand; d != nil {
		d.Views, d.Answer = b.Views, b.Answer
	}
	c.done(e, "penalty.record_demand_views")
}

// ApplyCourt applies to the people's court for enforcement. The bureau has no power of its own: it must have demanded, the
// ten working days must be over, the time for remedies too, and three months not yet (行政强制法 53–55).
type ApplyCourt struct {
	Court string `json:"court" minLength:"4" maxLength:"60" doc:"人民法院"`
	Note  string `json:"note,omitempty" maxLength:"1000" doc:"申请执行的内容、被执行人财产状况"`
}

const artCourt = "行政强制法第五十三条、第五十四条、第五十五条"

func (ApplyCourt) Act() string       { return "penalty.apply_court" }
func (ApplyCourt) Needs(*Case) Needs { return Needs{Numbers: []string{"P-21"}} }
func (x ApplyCourt) Decide(c *Case, f *Facts) (Outcome, error) {
	p := c.Penalty
	if err := differs(c, f, artCourt, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if len([]rune(strings.TrimSpace(x.Court))) < 4 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写人民法院名称。", English: "name the court", Fields: []Field{{"court", "请填写人民法院名称"}}}
	}
	if err := p.stayed(); err != nil {
		return Outcome{}, err
	}
	if d := p.Demand; d == nil || d.OverOn.IsZero() || f.On() <= d.OverOn {
		due := Date(0)
		if k := c.running("demand"); k != nil {
			due = k.Due
		}
		return Outcome{}, Refuse("demand_running", artCourt, "催告书送达满十个工作日（%[1]s）仍未履行的，才可以申请。", "the ten working days after service of the demand (until %[1]s) must be over", due)
	}
	if over := c.remediesOver(); over.IsZero() || f.On() <= over {
		return Outcome{}, Refuse("remedy_running", artCourt, "法定的复议、诉讼期限尚未届满，或者复议、诉讼尚未终结，不能申请。", "the time for remedies is not over")
	}
	if k := c.running("court_window"); k == nil {
		return Outcome{}, Refuse("court_window_passed", artCourt, "自法定救济期限（或者延期、分期期限）届满之日起三个月已过，不能再申请。", "three months after the end of the time for remedies have passed")
	}
	entries, sums, err := p.demanded(f)
	if err != nil {
		return Outcome{}, err
	}
	k, err := f.start(c, "PEN-4.20", "court_accept", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&CourtApplied{x, entries, sums, k, issue(c, f, "P-21", "强制执行申请书")})
}

// CourtApplied: the court was asked to enforce.
type CourtApplied struct {
	ApplyCourt
	Entries  []Entry  `json:"entries,omitempty"`
	Sums     Sums     `json:"sums"`
	Clock    Clock    `json:"clock"`
	Document Document `json:"document"`
}

func (CourtApplied) Kind() string { return "CourtApplied" }
func (b CourtApplied) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.issued(b.Document, e)
	c.Penalty.book(b.Entries, e)
	c.Penalty.Court = &Court{Name: b.Court, AppliedOn: on, By: e.Actor, Document: b.Document.ID, Sums: b.Sums, Note: b.Note}
	if k := c.running("court_window"); k != nil {
		k.Meet(max(on, k.From))
	}
	k := c.beginClock(b.Clock)
	c.Stage = PenCourt
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "penalty.apply_court", "penalty.record_demand_views")
	c.raise(Task{ID: "ruled", Kind: "penalty.court_ruled", Title: "登记法院受理、裁定情况", English: "Record what the court rules", Person: c.Handler, Due: k.Due, Clock: k.ID}, e)
}

// CourtRuled records what the court did with the application.
type CourtRuled struct {
	Ruling   string `json:"ruling" enum:"accepted,not_accepted,allowed,refused,ended" doc:"受理、不予受理、准予执行、不予执行、执行终结"`
	On       Date   `json:"on" doc:"收到之日"`
	Number   string `json:"number,omitempty" maxLength:"60" doc:"裁定文号"`
	Apparent bool   `json:"apparent,omitempty" doc:"法院认为可能明显违法，听取意见（三十日）"`
	Note     string `json:"note,omitempty" maxLength:"1000" doc:"说明"`
}

const artRuling = "行政强制法第五十六条至第五十八条"

// rulings says what may follow what.
var rulings = map[string][]string{
	"": {"accepted", "not_accepted"}, "accepted": {"allowed", "refused", "ended"}, "allowed": {"ended"}, "objected": {"accepted", "allowed", "not_accepted", "refused"},
}

func (CourtRuled) Act() string { return "penalty.court_ruled" }
func (x CourtRuled) Decide(c *Case, f *Facts) (Outcome, error) {
	k := c.Penalty.Court
	var bad faults
	bad.need(!x.On.IsZero() && x.On >= k.AppliedOn && x.On >= k.RuledOn && x.On <= f.On(), "on", "日期应在申请之日以后、今日以前")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if !slices.Contains(rulings[k.Ruling], x.Ruling) {
		return Outcome{}, Refuse("wrong_order", artRuling, "法院目前的处理情况之后不能登记这一结果。", "this cannot follow what the court did before")
	}
	rule, id := "", ""
	switch {
	case x.Ruling == "accepted" && x.Apparent:
		rule, id = "PEN-4.22", "court_rule"
	case x.Ruling == "accepted":
		rule, id = "PEN-4.21", "court_rule"
	case x.Ruling == "allowed":
	case x.Ruling != "ended" && k.Objected.IsZero():
		rule, id = "PEN-4.23", "object"
	default:
		rule, id = "PEN-4.29", "conclude"
	}
	var next *Clock
	if rule != "" {
		n, err := f.start(c, rule, id, x.On, 0)
		if err != nil {
			return Outcome{}, err
		}
		next = &n
	}
	return outcome(&CourtRulingRecorded{x, next})
}

// CourtRulingRecorded: the court accepted, ruled, or ended enforcement.
type CourtRulingRecorded struct {
	CourtRuled
	Clock *Clock `json:"clock,omitempty"`
}

func (CourtRulingRecorded) Kind() string { return "CourtRulingRecorded" }
func (b CourtRulingRecorded) apply(c *Case, e Event) {
	k := c.Penalty.Court
	k.Ruling, k.RuledOn, k.Number = b.Ruling, b.On, b.Number
	if b.Note != "" {
		k.Note = b.Note
	}
	for _, id := range []string{"court_accept", "court_rule"} {
		if x := c.running(id); x != nil {
			x.Meet(max(b.On, x.From))
		}
	}
	c.done(e, "penalty.court_ruled")
	switch {
	case b.Clock == nil: // allowed: the court executes
		c.raise(Task{ID: "ruled", Kind: "penalty.court_ruled", Title: "登记法院执行情况", English: "Record how the court executes", Person: c.Handler}, e)
	case b.Clock.ID == "conclude":
		c.perform("court_ended", b.Clock, e)
	case b.Clock.ID == "object":
		n := c.beginClock(*b.Clock)
		c.raise(Task{ID: "object", Kind: "penalty.object_ruling", Title: "对不予受理、不予执行裁定申请复议", English: "Object to the refusal", Role: RoleHead, Due: n.Due, Clock: n.ID}, e)
	default:
		n := c.beginClock(*b.Clock)
		c.raise(Task{ID: "ruled", Kind: "penalty.court_ruled", Title: "登记法院裁定", English: "Record the ruling", Person: c.Handler, Due: n.Due, Clock: n.ID}, e)
	}
}

// ObjectRuling asks the higher court to look at a refusal, within fifteen days (行政强制法 56, 58).
type ObjectRuling struct {
	Reason string `json:"reason" minLength:"2" maxLength:"2000" doc:"复议理由"`
}

func (ObjectRuling) Act() string { return "penalty.object_ruling" }
func (x ObjectRuling) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, artRuling, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if c.running("object") == nil {
		return Outcome{}, Refuse("nothing_to_object_to", artRuling, "没有可以申请复议的裁定，或者十五日已过。", "there is no refusal to object to, or the fifteen days have passed")
	}
	return outcome(&RulingObjected{x})
}

// RulingObjected: the higher court was asked.
type RulingObjected struct{ ObjectRuling }

func (RulingObjected) Kind() string { return "RulingObjected" }
func (b RulingObjected) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	if k := c.running("object"); k != nil {
		k.Meet(on)
	}
	c.Penalty.Court.Ruling, c.Penalty.Court.Objected = "objected", on
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "penalty.object_ruling")
	c.raise(Task{ID: "ruled", Kind: "penalty.court_ruled", Title: "登记上一级法院裁定", English: "Record the ruling of the higher court", Person: c.Handler}, e)
}

// EndExecution ends performance that has become impossible (行政强制法 40), or that can no longer be brought to court.
type EndExecution struct {
	Ground string `json:"ground" enum:"dead,dissolved,destroyed,window_passed,other" doc:"当事人死亡、终止、标的灭失、逾期不能申请执行、其他"`
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"情况说明"`
}

func (EndExecution) Act() string { return "penalty.end_execution" }
func (x EndExecution) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政强制法第四十条"
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, art, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	switch k := c.newest("court_window"); {
	case !slices.Contains([]string{"dead", "dissolved", "destroyed", "window_passed", "other"}, x.Ground):
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这种情形。", English: "there is no such ground", Fields: []Field{{"ground", "没有这种情形"}}}
	case x.Ground == "window_passed" && (k == nil || k.LapsedOn.IsZero() || f.On() <= k.LapsedOn):
		return Outcome{}, Refuse("court_window_open", art, "申请人民法院强制执行的期限尚未届满。", "the time to apply to the court has not passed")
	}
	k, err := f.start(c, "PEN-4.29", "conclude", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&ExecutionEnded{x, k})
}

// ExecutionEnded: nothing more will be performed; what was not paid stays in the ledger as unpaid.
type ExecutionEnded struct {
	EndExecution
	Clock Clock `json:"clock"`
}

func (ExecutionEnded) Kind() string { return "ExecutionEnded" }
func (b ExecutionEnded) apply(c *Case, e Event) {
	how := "execution_ended"
	if b.Ground == "dead" || b.Ground == "dissolved" {
		how = "dissolved"
	}
	c.take(e.Actor, PartApprover, e.Seq)
	c.perform(how, &b.Clock, e)
}

// --- obligations and goods

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

// --- remedies

// FileRemedy records that the party applied for reconsideration or sued. The penalty stays enforceable, save where the law or
// the deciding organ stays it; no surcharge is reckoned meanwhile (行政处罚法 73).
type FileRemedy struct {
	Remedy  string `json:"remedy" enum:"reconsideration,lawsuit" doc:"行政复议、行政诉讼"`
	Organ   string `json:"organ" minLength:"2" maxLength:"60" doc:"复议机关、人民法院"`
	FiledOn Date   `json:"filed_on" doc:"申请、起诉之日"`
	Late    string `json:"late,omitempty" maxLength:"300" doc:"超过期限仍被受理的理由"`
	Stayed  string `json:"stayed,omitempty" maxLength:"300" doc:"停止执行的情形和依据；一般不停止执行"`
	Through bool   `json:"through,omitempty" doc:"当场处罚：通过本机关提出复议申请（五个工作日内自行纠正或者转送）"`
}

const artRemedy = "行政复议法第二十条、第二十三条，行政诉讼法第四十五条、第四十六条"

func (FileRemedy) Act() string { return "penalty.remedy_filed" }
func (x FileRemedy) Decide(c *Case, f *Facts) (Outcome, error) {
	p := c.Penalty
	if err := p.inForce(); err != nil {
		return Outcome{}, err
	}
	base := "review"
	if x.Remedy == "lawsuit" {
		base = "sue"
	}
	var bad faults
	bad.need(x.Remedy == "reconsideration" || x.Remedy == "lawsuit", "remedy", "没有这种救济")
	bad.need(len([]rune(strings.TrimSpace(x.Organ))) >= 2, "organ", "请填写机关")
	bad.need(!x.FiledOn.IsZero() && x.FiledOn >= p.Decision.On && x.FiledOn <= f.On(), "filed_on", "日期应在决定之日以后、今日以前")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if p.remedy() != nil {
		return Outcome{}, Refuse("remedy_open", artRemedy, "已有复议或者诉讼尚未终结。", "a reconsideration or a lawsuit is under way")
	}
	if x.Remedy == "lawsuit" && p.Decision.Spot && len(p.Remedy) == 0 {
		return Outcome{}, Refuse("reconsideration_first", "行政复议法第二十三条第一款第一项", "对当场处罚不服的，应当先申请行政复议，对复议决定不服的才可以起诉。", "against an on-the-spot penalty reconsideration comes first")
	}
	if k := c.newest(base); k != nil && x.FiledOn > k.Due && strings.TrimSpace(x.Late) == "" {
		return Outcome{}, Refuse("remedy_late", artRemedy, "期限已于%[1]s届满；仍被受理的，请写明理由。", "the time ran out on %[1]s; if it was accepted all the same, say why", k.Due)
	}
	var clocks []Clock
	if k := c.running("surcharge"); k != nil && !k.Due.IsZero() && x.FiledOn <= k.Due {
		s := *k
		if err := s.Suspend(f.Calendar, max(x.FiledOn, k.From+1), "行政复议、行政诉讼期间"); err == nil {
			clocks = append(clocks, s)
		}
	}
	var own *Clock
	if x.Through && p.Decision.Spot && x.Remedy == "reconsideration" {
		k, err := f.start(c, "PEN-4.28", "self_correct", x.FiledOn, 0)
		if err != nil {
			return Outcome{}, err
		}
		own = &k
	}
	rate, err := f.surchargeRate(p)
	if err != nil {
		return Outcome{}, err
	}
	d := p.draft() // a surcharge that was entered for days since falls away
	d.Remedy = append(slices.Clone(p.Remedy), Remedy{Kind: x.Remedy, FiledOn: x.FiledOn})
	d.settle(rate, max(f.On(), d.reckonedTo()))
	done, err := c.concluding(f, d.Penalty)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&RemedyFiled{x, d.added(), clocks, own, done})
}

// remedy is the one under way, nil when none is.
func (p *Penalty) remedy() *Remedy {
	for i := range p.Remedy {
		if p.Remedy[i].EndedOn.IsZero() {
			return &p.Remedy[i]
		}
	}
	return nil
}

// RemedyFiled: the decision is challenged.
type RemedyFiled struct {
	FileRemedy
	Entries  []Entry `json:"entries,omitempty"`
	Clocks   []Clock `json:"clocks,omitempty"` // the surcharge, standing still
	Own      *Clock  `json:"own,omitempty"`    // to correct itself or pass the application on
	Conclude *Clock  `json:"conclude,omitempty"`
}

func (RemedyFiled) Kind() string { return "RemedyFiled" }
func (b RemedyFiled) apply(c *Case, e Event) {
	p := c.Penalty
	p.Remedy = append(p.Remedy, Remedy{No: len(p.Remedy) + 1, Kind: b.Remedy, Organ: b.Organ, FiledOn: b.FiledOn, Late: b.Late, Stayed: b.Stayed})
	met, other := "review", "sue"
	if b.Remedy == "lawsuit" {
		met, other = other, met
	}
	if k := c.running(met); k != nil {
		k.Meet(max(b.FiledOn, k.From))
	}
	c.stopClocks(b.FiledOn, other, "court_window")
	for _, k := range b.Clocks {
		c.replaceClock(k)
	}
	p.book(b.Entries, e)
	if b.Own != nil {
		k := c.beginClock(*b.Own)
		c.raise(Task{ID: "forward_review", Kind: "penalty.forward_review", Title: "自行纠正或者转送复议申请", English: "Correct itself or pass the application on", Person: c.Handler, Due: k.Due, Clock: k.ID}, e)
	}
	c.raise(Task{ID: "remedy", Kind: "penalty.remedy_decided", Title: "登记复议、诉讼结果", English: "Record the outcome of the remedy", Person: c.Handler}, e)
	c.moneyMoved(b.Conclude, e)
}

// ForwardReview passes an application for reconsideration of an on-the-spot penalty on, the bureau seeing no reason to correct
// itself (行政复议法 32).
type ForwardReview struct {
	Opinion string `json:"opinion" minLength:"2" maxLength:"1000" doc:"不予改变的理由"`
}

func (ForwardReview) Act() string { return "penalty.forward_review" }
func (x ForwardReview) Decide(c *Case, _ *Facts) (Outcome, error) {
	if len([]rune(strings.TrimSpace(x.Opinion))) < 2 {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写理由。", English: "give the reason", Fields: []Field{{"opinion", "请填写理由"}}}
	}
	if c.running("self_correct") == nil {
		return Outcome{}, Refuse("not_found", "行政复议法第三十二条", "没有通过本机关提出的复议申请。", "no application came through this bureau")
	}
	return outcome(&ReviewForwarded{x})
}

// ReviewForwarded: the application went to the reconsideration organ.
type ReviewForwarded struct{ ForwardReview }

func (ReviewForwarded) Kind() string { return "ReviewForwarded" }
func (b ReviewForwarded) apply(c *Case, e Event) {
	if k := c.running("self_correct"); k != nil {
		k.Meet(DateOf(e.OccurredAt))
	}
	c.done(e, "penalty.forward_review")
}

// DecideRemedy records what came of a reconsideration or of a lawsuit (its ruling that has taken effect).
type DecideRemedy struct {
	Result    string     `json:"result" enum:"upheld,varied,annulled,unlawful,withdrawn,rejected" doc:"维持、变更、撤销、确认违法、撤回、驳回"`
	On        Date       `json:"on" doc:"决定、裁判生效或者撤回之日"`
	Received  Date       `json:"received" doc:"收到之日"`
	Number    string     `json:"number,omitempty" maxLength:"60" doc:"文号"`
	Sanctions []Sanction `json:"sanctions,omitempty" doc:"变更后的处罚，全部列明"`
	Contrary  bool       `json:"contrary,omitempty" doc:"第三人提出相反请求（方可加重）"`
	Note      string     `json:"note,omitempty" maxLength:"1000" doc:"说明"`
}

func (DecideRemedy) Act() string { return "penalty.remedy_decided" }

// Needs asks for the file of the organization, whose standing the decision may have changed.
func (DecideRemedy) Needs(c *Case) Needs { return c.atRegister(Needs{}) }
func (x DecideRemedy) Decide(c *Case, f *Facts) (Outcome, error) {
	p := c.Penalty
	r := p.remedy()
	if r == nil {
		return Outcome{}, Refuse("no_remedy", artRemedy, "没有进行中的复议或者诉讼。", "no remedy is under way")
	}
	var bad faults
	bad.need(slices.Contains([]string{"upheld", "varied", "annulled", "unlawful", "withdrawn", "rejected"}, x.Result), "result", "没有这种结果")
	bad.need(!x.On.IsZero() && x.On >= r.FiledOn && x.On <= x.Received, "on", "日期应在申请之日以后、收到之日以前")
	bad.need(!x.Received.IsZero() && x.Received <= f.On(), "received", "收到之日不能晚于今日")
	bad.need((x.Result == "varied") == (len(x.Sanctions) > 0), "sanctions", "变更的须列明变更后的全部处罚，其他结果不填")
	for i, s := range x.Sanctions {
		bad.need(s.AmountFen >= 0 && s.AmountFen <= artFen, "sanctions["+itoa(i)+"].amount_fen", "金额有误")
		bad.need(s.Kind != "", "sanctions["+itoa(i)+"].kind", "请选择处罚种类")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if x.Result == "varied" && !x.Contrary {
		after := &Penalty{Decision: &Decision{Verdict: VerdictPenalty, Varied: x.Sanctions}, Proposal: &Proposal{}}
		for _, k := range []SanctionKind{SanctionFine, SanctionGains} {
			if after.Imposed(k) > p.Imposed(k) {
				return Outcome{}, Refuse("heavier_by_remedy", "行政复议法第六十三条第二款、行政诉讼法第七十七条第二款", "复议、诉讼不得作出更为不利的变更（第三人提出相反请求的除外），请核对。", "a remedy may not make the penalty heavier, unless a third party asked for it; check")
			}
		}
	}
	b := RemedyDecided{DecideRemedy: x}
	var err error
	ended := *r
	ended.EndedOn, ended.Result = x.On, x.Result
	// what stands against the decision afterwards
	switch {
	case x.Result == "annulled":
	case r.Kind == "reconsideration" && x.Result == "withdrawn" && !p.Decision.Spot: // as if it had never been filed
		rule := p.Decision.remedyRules()[1][0]
		err = b.start(f, c, rule, "sue", p.Decision.ServedOn)
	case r.Kind == "reconsideration" && x.Result != "withdrawn":
		err = b.start(f, c, "PEN-4.26", "sue", x.Received)
	default:
		err = b.start(f, c, "PEN-4.19", "court_window", max(x.On, p.planEnd()))
	}
	if err != nil {
		return Outcome{}, err
	}
	if k := c.running("surcharge"); k != nil && k.open() >= 0 {
		s := *k
		if s.Resume(f.Calendar, max(x.On+1, s.Suspensions[s.open()].From)) == nil {
			b.Clocks = append(b.Clocks, s)
		}
	}
	b.Undone, err = c.undo(f, &ended, x.Received, x.Sanctions...)
	if err != nil {
		return Outcome{}, err
	}
	if y := p.Decision.On.Year(); y < x.On.Year() && slices.Contains([]string{"varied", "annulled", "unlawful"}, x.Result) {
		b.Correction = itoa(y) + "年度统计不作改动；本案处罚决定于" + x.On.String() + "被" + remedyResults[x.Result] + "，另作更正说明"
	}
	out := Outcome{Events: []Body{&b}}
	if x.Result == "annulled" || x.Result == "varied" {
		out.Tells = c.outOfRegister(f, x.Sanctions)
	}
	return out, nil
}

var remedyResults = map[string]string{"upheld": "维持", "varied": "变更", "annulled": "撤销", "unlawful": "确认违法", "withdrawn": "撤回", "rejected": "驳回"}

func (b *RemedyDecided) start(f *Facts, c *Case, rule, id string, from Date) error {
	k, err := f.start(c, rule, id, from, 0)
	b.Next = &k
	return err
}

// Undone is what a decision leaves behind when it is taken away or changed: entries that reverse it, the clock to withdraw
// it from the public, and the clock to close the case.
type Undone struct {
	Entries  []Entry `json:"entries,omitempty"`
	Withdraw *Clock  `json:"withdraw,omitempty"`
	Conclude *Clock  `json:"conclude,omitempty"`
	Pay      *Clock  `json:"pay,omitempty"` // more is owed than before: the days to pay begin anew
}

// undo reckons it. r says how it came to an end: result annulled, varied (its sanctions are told beside) or another; a nil
// remedy is the bureau revoking by itself. known is the day from which the public copy must go.
func (c *Case) undo(f *Facts, r *Remedy, known Date, varied ...Sanction) (Undone, error) {
	var out Undone
	p := c.Penalty
	rate, err := f.surchargeRate(p)
	if err != nil {
		return out, err
	}
	d := p.draft()
	d.Remedy, d.Obligations = slices.Clone(p.Remedy), slices.Clone(p.Obligations)
	how := "annulled"
	if r != nil {
		d.Remedy[r.No-1], how = *r, r.Result
	}
	was := map[string]int64{AccountFine: p.Imposed(SanctionFine), AccountGains: p.Imposed(SanctionGains)}
	switch how {
	case "annulled":
		d.Decision.RevokedOn = f.On()
		d.lift(f.On(), nil)
	case "varied":
		d.Decision.Varied = varied
		d.lift(f.On(), varied)
	}
	now := map[string]int64{AccountFine: d.Imposed(SanctionFine), AccountGains: d.Imposed(SanctionGains)}
	if !slices.ContainsFunc(p.Ledger, func(x Entry) bool { return x.Kind == EntryCharge }) { // it was never served: nobody owed anything
		was, now = map[string]int64{}, map[string]int64{}
	}
	for _, a := range []string{AccountFine, AccountGains} {
		d.post(f.On(), EntryReversal, a, a, owed(a), was[a]-now[a], "", "决定被"+remedyResults[how])
		d.post(f.On(), EntryCharge, a, owed(a), a, now[a]-was[a], "", "决定被"+remedyResults[how])
	}
	if now[AccountFine] > was[AccountFine] || now[AccountGains] > was[AccountGains] {
		k, err := f.start(c, "PEN-4.16", "pay", known, 0)
		if err != nil {
			return out, err
		}
		out.Pay, d.PayDue = &k, 0
	}
	if how == "annulled" { // what the goods brought goes back too
		d.post(f.On(), EntryReversal, AccountGoods, AccountGoods, AccountRefundable, -d.Balance()[AccountGoods], "", "退还变价款")
	}
	d.settle(rate, max(f.On(), d.reckonedTo()))
	out.Entries = d.added()
	if slices.Contains([]string{"annulled", "varied", "unlawful"}, how) && p.Publicity.shown() {
		k, err := f.start(c, "TL-09", "withdraw", known, 0)
		if err != nil {
			return out, err
		}
		out.Withdraw = &k
	}
	if c.Stage == PenDecided && how == "annulled" { // nobody has it yet
		k, err := f.start(c, "PEN-4.29", "conclude", f.On(), 0)
		out.Conclude = &k
		return out, err
	}
	out.Conclude, err = c.concluding(f, d.Penalty)
	return out, err
}

// lift frees the party of obligations that the sanctions left no longer hold.
func (p *Penalty) lift(on Date, left []Sanction) {
	for i := range p.Obligations {
		o := &p.Obligations[i]
		stays := left != nil && (o.Kind == obligationCorrect || slices.ContainsFunc(left, func(s Sanction) bool { return string(s.Kind) == o.Kind }))
		if o.DoneOn.IsZero() && o.LiftedOn.IsZero() && !stays {
			o.LiftedOn = on
		}
	}
}

// undone applies it: by says who took the decision away (self, reconsideration, court).
func (c *Case) undone(u Undone, how string, varied []Sanction, by, why string, e Event) {
	p, on := c.Penalty, DateOf(e.OccurredAt)
	switch how {
	case "annulled":
		p.Decision.RevokedOn, p.Decision.RevokedBy, p.Decision.RevokedFor = on, by, why
		p.lift(on, nil)
	case "varied":
		p.Decision.Varied = varied
		p.lift(on, varied)
	}
	p.book(u.Entries, e)
	if u.Withdraw != nil {
		p.Publicity.Wrong = why
		k := c.beginClock(*u.Withdraw)
		c.raise(Task{ID: "withdraw", Kind: "penalty.withdraw_publicity", Title: "撤回或者更正公示并说明理由", English: "Withdraw or correct what is public, with the reason", Role: RoleSection, Due: k.Due, Clock: k.ID}, e)
	}
	if how == "annulled" {
		c.stopClocks(on, "serve", "publish", "service_alarm", "review", "sue", "register")
		c.done(e, "penalty.inform_register")
		for _, s := range c.Services { // a public notice of it that still runs
			if k := c.Clock(s.Clock); s.Document == p.Decision.Document && s.Clock != "" && k != nil && !k.ended() {
				k.Stop(on)
			}
		}
		c.done(e, "penalty.serve", "penalty.redact", "penalty.publish", "penalty.withhold")
		if p.Publicity == nil || p.Publicity.due() {
			p.Publicity = &Publicity{State: publicityWithheld, Withheld: "决定已被撤销：" + why}
		}
	}
	if how == "varied" && p.Publicity != nil && p.Publicity.State == publicityRedacted { // the copy no longer says what holds
		p.Publicity = &Publicity{State: publicityDue}
		c.done(e, "penalty.publish", "penalty.withhold")
		c.raise(Task{ID: "redact", Kind: "penalty.redact", Title: "决定已变更，重新制作公开文本", English: "The decision was varied: make the public copy again", Person: c.Handler}, e)
	}
	if u.Pay != nil {
		p.PayDue = 0
	}
	if u.Pay != nil && (executing(c.Stage) || c.Stage == PenPerformed) {
		c.stopClocks(on, "pay", "part", "surcharge", "demand", "court_window", "conclude")
		c.done(e, "penalty.conclude", "penalty.demand", "penalty.apply_court", "penalty.approve_instalment")
		if p.Plan != nil {
			p.OldPlans, p.Plan = append(p.OldPlans, *p.Plan), nil
		}
		k := c.beginClock(*u.Pay)
		c.Stage, p.Ended, p.Demand = PenServed, "", nil
		c.raise(Task{ID: "pay", Kind: "penalty.record_payment", Title: "登记缴款", English: "Record payments", Role: RoleFinance, Due: k.Due, Clock: k.ID}, e)
	}
	switch {
	case how == "annulled" && (executing(c.Stage) || c.Stage == PenDecided):
		c.moneyClocks(e)
		c.perform("revoked", u.Conclude, e)
	case how == "annulled" && c.Stage == PenPerformed:
		c.moneyClocks(e)
		p.Ended = "revoked"
	default:
		c.moneyMoved(u.Conclude, e)
	}
}

// RemedyDecided: the challenge came to its end.
type RemedyDecided struct {
	DecideRemedy
	Clocks     []Clock `json:"clocks,omitempty"` // that run on
	Next       *Clock  `json:"next,omitempty"`   // to sue, or to apply to the court
	Undone     Undone  `json:"undone"`
	Correction string  `json:"correction,omitempty"`
}

func (RemedyDecided) Kind() string { return "RemedyDecided" }
func (b RemedyDecided) apply(c *Case, e Event) {
	p := c.Penalty
	r := p.remedy()
	by := "reconsideration"
	if r.Kind == "lawsuit" {
		by = "court"
	}
	r.EndedOn, r.Result, r.Number, r.Note, r.Correction = b.On, b.Result, b.Number, b.Note, b.Correction
	for _, k := range b.Clocks {
		c.replaceClock(k)
	}
	c.stopClocks(b.On, "self_correct")
	c.done(e, "penalty.remedy_decided", "penalty.forward_review")
	if b.Next != nil && (b.Next.ID != "court_window" || executing(c.Stage)) {
		k := c.beginClock(*b.Next)
		if strings.HasPrefix(k.ID, "court_window") {
			c.raiseCourt(k, e)
		}
	}
	why := strings.TrimSpace(r.Organ + remedyResults[b.Result] + " " + b.Number)
	c.undone(b.Undone, b.Result, b.Sanctions, by, why, e)
}

// planEnd is the last day of the newest plan that was approved; zero when there is none.
func (p *Penalty) planEnd() (on Date) {
	if p.Plan != nil && !p.Plan.ApprovedOn.IsZero() {
		for _, part := range p.Plan.Parts {
			on = max(on, part.Due)
		}
	}
	return on
}

// remediesOver is the day on which the decision could no longer be challenged; zero while it can.
func (c *Case) remediesOver() (on Date) {
	p := c.Penalty
	if p.remedy() != nil || c.running("review") != nil || c.running("sue") != nil || p.Decision == nil || p.Decision.ServedOn.IsZero() {
		return 0
	}
	for _, id := range []string{"review", "sue"} {
		if k := c.newest(id); k != nil {
			on = max(on, k.LapsedOn)
		}
	}
	for _, r := range p.Remedy {
		on = max(on, r.EndedOn)
	}
	return on
}

func (c *Case) raiseCourt(k Clock, e Event) {
	c.raise(Task{ID: "court", Kind: "penalty.apply_court", Title: "申请人民法院强制执行", English: "Apply to the court", Role: RoleHead, Due: k.Due, Clock: k.ID}, e)
}

// --- what time alone does

// payExpired: the last day to pay is over. The surcharge runs from the next day, where a fine is unpaid.
var payExpired = expiry{
	begins: func(c *Case, _ string, k *Clock, f *Facts) ([]Clock, error) { return c.surchargeClock(k.Due, f) },
	apply: func(c *Case, _ string, _ *Clock, b InstantPassed, e Event) {
		c.Penalty.PayDue = b.Due
		c.begun(b)
		if c.Stage == PenServed {
			c.Stage = PenOverdue
		}
		c.raiseDemand(e)
	},
}

// surchargeClock is the clock to the cap, standing still while a remedy is under way; none when no fine is unpaid.
func (c *Case) surchargeClock(due Date, f *Facts) ([]Clock, error) {
	if c.Penalty.Balance()[owed(AccountFine)] == 0 {
		return nil, nil
	}
	k, err := f.start(c, "PEN-4.17", "surcharge", due, 0)
	if err == nil && c.Penalty.remedy() != nil {
		err = k.Suspend(f.Calendar, due+1, "行政复议、行政诉讼期间")
	}
	return []Clock{k}, err
}

func (c *Case) begun(b InstantPassed) {
	if b.Starts != nil {
		c.startClock(*b.Starts)
	}
	for _, k := range b.More {
		c.startClock(k)
	}
}

// partExpired: a part of a plan was missed. The plan no longer covers the days that follow.
var partExpired = expiry{
	begins: func(c *Case, _ string, k *Clock, f *Facts) ([]Clock, error) {
		if c.Stage != PenInstalment {
			return nil, nil
		}
		return c.surchargeClock(k.Due, f)
	},
	apply: func(c *Case, _ string, _ *Clock, b InstantPassed, e Event) {
		if c.Stage != PenInstalment {
			return
		}
		c.begun(b)
		c.Stage = PenOverdue
		c.raiseDemand(e)
	},
}

// correctExpired: what the decision ordered to be corrected was not, in time.
var correctExpired = expiry{apply: func(c *Case, _ string, _ *Clock, _ InstantPassed, e Event) {
	if c.Stage == PenServed {
		c.Stage = PenOverdue
	}
	c.raiseDemand(e)
}}

// demandExpired: the ten working days of the demand are over; the court may be asked once the remedies are too.
var demandExpired = expiry{apply: func(c *Case, _ string, k *Clock, b InstantPassed, e Event) {
	k.Lapse(b.Due)
	if c.Penalty.Demand != nil {
		c.Penalty.Demand.OverOn = b.Due
	}
	if w := c.running("court_window"); w != nil {
		c.raiseCourt(*w, e)
	}
}}

// remedyExpired: a remedy can no longer be taken. With the last of them the decision is final and the three months to apply to
// the court begin; after a plan of instalments, with its end (行政强制法 53, 行政处罚法 72 II).
var remedyExpired = expiry{
	begins: func(c *Case, clock string, k *Clock, f *Facts) ([]Clock, error) {
		other := map[string]string{"review": "sue", "sue": "review"}[clock]
		if !executing(c.Stage) || c.Penalty.remedy() != nil || c.running(other) != nil || c.running("court_window") != nil || c.Penalty.Court != nil {
			return nil, nil
		}
		w, err := f.start(c, "PEN-4.19", "court_window", max(k.Due, c.Penalty.planEnd()), 0)
		return []Clock{w}, err
	},
	apply: func(c *Case, _ string, k *Clock, b InstantPassed, e Event) {
		k.Lapse(b.Due)
		if b.Starts != nil {
			w := c.beginClock(*b.Starts)
			c.raiseCourt(w, e)
		}
	},
}

// windowExpired: the court can no longer be asked (诉讼解释 156).
var windowExpired = expiry{apply: func(c *Case, _ string, k *Clock, b InstantPassed, e Event) {
	k.Lapse(b.Due)
	c.done(e, "penalty.apply_court")
	c.raise(Task{ID: "end", Kind: "penalty.end_execution", Title: "申请强制执行期限已过，研究处理", English: "The time to apply to the court has passed", Role: RoleLeader}, e)
}}

// objectExpired: the refusal of the court stands.
var objectExpired = expiry{
	begins: func(c *Case, _ string, k *Clock, f *Facts) ([]Clock, error) {
		w, err := f.start(c, "PEN-4.29", "conclude", k.Due, 0)
		return []Clock{w}, err
	},
	apply: func(c *Case, _ string, k *Clock, b InstantPassed, e Event) {
		k.Lapse(b.Due)
		if c.Stage == PenCourt {
			c.perform("court_ended", b.Starts, e)
		}
	},
}

// capReached: the surcharge has reached the fine.
var capReached = expiry{apply: func(_ *Case, _ string, k *Clock, b InstantPassed, _ Event) { k.Lapse(b.Due) }}

func init() {
	maps.Copy(penaltyExpiries, map[string]expiry{"pay": payExpired, "part": partExpired, "correct": correctExpired, "demand": demandExpired, "review": remedyExpired,
		"sue": remedyExpired, "court_window": windowExpired, "object": objectExpired, "surcharge": capReached})
	pen := func(s Spec) Spec { s.Procedure = ProcPenalty; return s }
	asked := func(c *Case) bool { return c.Penalty.asked() }
	act[RecordPayment](pen(Spec{Stages: stagesAfter, AfterClose: true, Title: "登记缴款", English: "Record a payment", Article: artBank, Starts: "冲抵罚款、违法所得、加处罚款；缴清的转结案"}))
	act[CancelPayment](pen(Spec{Stages: append(slices.Clone(stagesExecuting), PenPerformed), Possible: func(c *Case) bool { return len(c.Penalty.Payments) > 0 }, Title: "更正误登的缴款", English: "Take a payment back", Article: moneyBar, Starts: "缴款期限恢复计算"}))
	act[CollectOnSpot](pen(Spec{Assigned: true, Stages: []Stage{PenServed, PenOverdue}, Possible: func(c *Case) bool { return c.Penalty.Balance()[owed(AccountFine)] > 0 }, Title: "当场收缴罚款", English: "Collect the fine on the spot", Article: "行政处罚法第六十八条至第七十一条", Starts: "两个工作日内交回机关"}))
	act[HandIn](pen(Spec{Stages: stagesAfter, AfterClose: true, Possible: func(c *Case) bool { return c.Penalty.Balance()[AccountCash] > 0 }, Title: "收到当场收缴款", English: "Receive the cash fine", Article: "行政处罚法第七十一条", Starts: "两个工作日内缴付银行"}))
	act[BankIn](pen(Spec{Stages: stagesAfter, AfterClose: true, Possible: func(c *Case) bool { return c.Penalty.Balance()[AccountOffice] > 0 }, Title: "缴付银行", English: "Bank the cash fine", Article: "行政处罚法第七十一条"}))
	act[ReduceSurcharge](pen(Spec{Stages: stagesExecuting, Possible: func(c *Case) bool { return !c.Penalty.PayDue.IsZero() }, Title: "依执行协议减免加处罚款", English: "Let the surcharge go by agreement", Article: "行政强制法第四十二条"}))
	act[ApproveRefund](pen(Spec{Stages: stagesAfter, AfterClose: true, Possible: func(c *Case) bool { return c.Penalty.unpromised() > 0 }, Title: "批准退款", English: "Approve a refund", Starts: "由财务退付"}))
	act[PayRefund](pen(Spec{Stages: stagesAfter, AfterClose: true, Possible: func(c *Case) bool {
		return slices.ContainsFunc(c.Penalty.Refunds, func(r Refund) bool { return r.PaidOn.IsZero() })
	}, Title: "退付款项", English: "Pay a refund"}))
	act[NotifyPayment](pen(Spec{Assigned: true, Stages: []Stage{PenServed}, Possible: func(c *Case) bool { return c.running("pay") != nil }, Title: "制作缴款通知书", English: "Draw up the notice of payment", Article: artBank, Starts: "取得文号，生成《罚没款缴款通知书》"}))
	act[AskInstalment](pen(Spec{Stages: []Stage{PenServed, PenOverdue, PenDemanded}, Title: "登记延期、分期申请", English: "Record a request for instalments", Article: artPlan, Starts: "生成《延期（分期）缴纳罚款申请书》；送负责人审批；缴款期限继续计算"}))
	act[ApproveInstalment](pen(Spec{Stages: []Stage{PenServed, PenOverdue, PenDemanded}, Possible: asked, Title: "同意延期、分期缴纳", English: "Grant instalments", Article: artPlan, Starts: "生成《延期（分期）缴纳罚款通知书》和审批表；按期缴纳的不计加处罚款，申请法院期限自计划期满起算"}))
	act[RefuseInstalment](pen(Spec{Stages: []Stage{PenServed, PenOverdue, PenDemanded}, Possible: asked, Title: "不同意延期、分期缴纳", English: "Refuse instalments", Article: artPlan, Starts: "生成《延期（分期）缴纳罚款通知书》和审批表"}))
	act[Demand](pen(Spec{Assigned: true, Stages: []Stage{PenOverdue}, Title: "催告", English: "Demand performance", Article: artDemand, Starts: "生成《催告书》；送达满十个工作日方可申请强制执行"}))
	act[RecordDemandViews](pen(Spec{Stages: []Stage{PenDemanded}, Title: "登记对催告的意见", English: "Record views on the demand", Article: "行政强制法第三十六条"}))
	act[ApplyCourt](pen(Spec{Stages: []Stage{PenDemanded}, Title: "申请法院强制执行", English: "Apply to the court", Article: artCourt, Starts: "生成《强制执行申请书》；法院五个工作日内受理"}))
	act[CourtRuled](pen(Spec{Stages: []Stage{PenCourt}, Title: "登记法院处理情况", English: "Record what the court did", Article: artRuling, Starts: "不予受理、不予执行的，十五日内可向上一级法院申请复议"}))
	act[ObjectRuling](pen(Spec{Stages: []Stage{PenCourt}, Possible: func(c *Case) bool { return c.running("object") != nil }, Title: "对裁定申请复议", English: "Object to the ruling", Article: artRuling}))
	act[EndExecution](pen(Spec{Stages: []Stage{PenServed, PenInstalment, PenOverdue, PenDemanded, PenCourt}, Title: "终结执行", English: "End performance", Article: "行政强制法第四十条", Starts: "转结案；未缴部分留存账目"}))
	act[RecordPerformance](pen(Spec{Assigned: true, Stages: stagesExecuting, Possible: func(c *Case) bool { return len(c.Penalty.openObligations()) > 0 }, Title: "登记履行情况", English: "Record performance", Article: "行政处罚法第六十六条第一款"}))
	act[TakeGoods](pen(Spec{Assigned: true, Stages: stagesExecuting, Possible: func(c *Case) bool {
		return slices.ContainsFunc(c.Penalty.openObligations(), func(o Obligation) bool { return o.Kind == string(SanctionGoods) })
	}, Title: "登记没收财物", English: "Enter confiscated goods", Article: artGoods, Starts: "列入没收财物台账"}))
	act[DisposeGoods](pen(Spec{Stages: stagesAfter, AfterClose: true, Possible: func(c *Case) bool {
		return slices.ContainsFunc(c.Penalty.Goods, func(g Goods) bool { return g.Out.IsZero() })
	}, Title: "处理没收财物", English: "Dispose of confiscated goods", Article: artGoods, Starts: "生成处理审批表；变价款上缴国库"}))
	act[FileRemedy](pen(Spec{Stages: stagesAfter, AfterClose: true, Possible: func(c *Case) bool { return c.Penalty.remedy() == nil && c.Penalty.Decision != nil }, Title: "登记复议、诉讼", English: "Record a remedy", Article: artRemedy, Starts: "期间不计加处罚款；一般不停止执行"}))
	act[ForwardReview](pen(Spec{Stages: stagesAfter, AfterClose: true, Possible: func(c *Case) bool { return c.running("self_correct") != nil }, Title: "转送复议申请", English: "Pass the application on", Article: "行政复议法第三十二条"}))
	act[DecideRemedy](pen(Spec{Stages: stagesAfter, AfterClose: true, Possible: func(c *Case) bool { return c.Penalty.remedy() != nil }, Title: "登记复议、诉讼结果", English: "Record the outcome of a remedy", Article: artRemedy, Starts: "撤销、变更的冲销账目，三个工作日内撤回或者更正公示"}))
	event[PaymentRecorded]()
	event[PaymentCancelled]()
	event[CollectedOnSpot]()
	event[CashHandedIn]()
	event[CashBanked]()
	event[SurchargeReduced]()
	event[RefundApproved]()
	event[Refunded]()
	event[PaymentNotified]()
	event[InstalmentAsked]()
	event[InstalmentApproved]()
	event[InstalmentRefused]()
	event[DemandIssued]()
	event[DemandViewsRecorded]()
	event[CourtApplied]()
	event[CourtRulingRecorded]()
	event[RulingObjected]()
	event[ExecutionEnded]()
	event[PerformanceRecorded]()
	event[GoodsTaken]()
	event[GoodsDisposed]()
	event[RemedyFiled]()
	event[ReviewForwarded]()
	event[RemedyDecided]()
}
