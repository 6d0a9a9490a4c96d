package domain

import (
	"maps"
	"slices"
	"strings"
)

// This file holds how a penalty is performed from its service on, and what time does to it (penalty.md §4.4, §4.5). What is owed
// in money stands in money.go; beside it stand instalment.go, goods.go, compulsion.go (demand and court) and challenge.go.

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
