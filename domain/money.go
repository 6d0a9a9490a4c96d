package domain

import (
	"slices"
	"strings"
)

// This file holds the ledger of a penalty case in fen, and the acts that move money: penalty.md §4.4.
//
// Every entry debits one account and credits another with the same sum, so the ledger always balances. What the party
// owes is never negative: what was paid beyond it stands as refundable until it is paid back, and is never lost.

// Accounts of the ledger. What is owed of the fine stands under owed.fine, and so on.
const (
	AccountFine       = "fine"       // 罚款
	AccountGains      = "gains"      // 没收违法所得
	AccountSurcharge  = "surcharge"  // 加处罚款
	AccountGoods      = "goods"      // 没收财物的变价款
	AccountBank       = "bank"       // 已缴入银行（国库专户）
	AccountCash       = "cash"       // 执法人员当场收缴，尚未交回
	AccountOffice     = "office"     // 已交回机关，尚未缴付银行
	AccountRefundable = "refundable" // 应退还当事人
)

// debts are what a party can owe, in the order in which a payment is set against them: the fine first, because only the
// fine bears a surcharge.
var debts = []string{AccountFine, AccountGains, AccountSurcharge}

func owed(account string) string { return "owed." + account }

// Kinds of entry.
const (
	EntryCharge    = "charge"    // 决定
	EntryReversal  = "reversal"  // 复议、诉讼、自行撤销后冲销
	EntryPayment   = "payment"   // 银行缴款
	EntryCash      = "cash"      // 当场收缴
	EntryCancel    = "cancel"    // 更正误登的缴款
	EntrySurcharge = "surcharge" // 加处罚款（依法计算）
	EntryWaiver    = "waiver"    // 依执行协议减免加处罚款
	EntryOverpaid  = "overpaid"  // 多缴，转应退
	EntryRestore   = "restore"   // 应退转回欠缴
	EntryRefund    = "refund"    // 退还
	EntryHandIn    = "hand_in"   // 当场收缴款交回机关
	EntryBankIn    = "bank_in"   // 当场收缴款缴付银行
	EntryProceeds  = "proceeds"  // 没收财物变价
)

// Entry is one line of the ledger: Fen from the account credited to the account debited.
type Entry struct {
	No      int    `json:"no"`
	On      Date   `json:"on"`
	Kind    string `json:"kind"`              // one of the Entry constants
	Account string `json:"account"`           // what money it concerns: fine, gains, goods, surcharge, refundable
	Debit   string `json:"debit"`             // account that takes it
	Credit  string `json:"credit"`            // account that gives it
	Fen     int64  `json:"fen"`               // always positive
	Receipt string `json:"receipt,omitempty"` // bank receipt
	Note    string `json:"note,omitempty"`
	Seq     int    `json:"seq"`
}

// Payment is a receipt that was entered, whole; how it was set against what is owed stands in the ledger.
type Payment struct {
	Receipt     string   `json:"receipt"` // number of the bank's receipt, or of the official one for cash
	Cash        bool     `json:"cash,omitempty"`
	PaidOn      Date     `json:"paid_on"`
	Fen         int64    `json:"fen"`
	Payer       string   `json:"payer,omitempty"`
	By          PersonID `json:"by"` // who entered it
	CancelledOn Date     `json:"cancelled_on,omitzero"`
	Cancelled   string   `json:"cancelled,omitempty"` // why
	Seq         int      `json:"seq"`
}

// Cash is a fine that was collected on the spot, on its way to the bank (行政处罚法 68–71).
type Cash struct {
	No          int      `json:"no"`
	On          Date     `json:"on"`
	By          PersonID `json:"by"`
	Fen         int64    `json:"fen"`
	Receipt     string   `json:"receipt"` // official receipt (行政处罚法 70)
	Ground      string   `json:"ground"`  // small, hard, remote
	Clock       string   `json:"clock"`   // the clock to hand it in, then to bank it
	HandedOn    Date     `json:"handed_on,omitzero"`
	BankedOn    Date     `json:"banked_on,omitzero"`
	BankReceipt string   `json:"bank_receipt,omitempty"`
}

// Refund is money that is to go back to the party: a leader approves, finance pays.
type Refund struct {
	No         int      `json:"no"`
	Fen        int64    `json:"fen"`
	Reason     string   `json:"reason"`
	ApprovedBy PersonID `json:"approved_by"`
	ApprovedOn Date     `json:"approved_on"`
	PaidOn     Date     `json:"paid_on,omitzero"`
	Voucher    string   `json:"voucher,omitempty"`
}

// Instalment is a deferral or a plan of instalments (行政处罚法 66): one part is a deferral.
type Instalment struct {
	AskedOn    Date       `json:"asked_on"`
	Reason     string     `json:"reason"`
	Asked      []PlanPart `json:"asked,omitempty"` // what the party asked for
	Parts      []PlanPart `json:"parts,omitempty"`
	ApprovedBy PersonID   `json:"approved_by,omitempty"`
	ApprovedOn Date       `json:"approved_on,omitzero"`
	After      int        `json:"after,omitempty"` // number of the last entry before the plan: what is paid later counts to it
	Refused    string     `json:"refused,omitempty"`
	Document   DocumentID `json:"document,omitempty"`
}

// PlanPart is one instalment.
type PlanPart struct {
	Due   Date   `json:"due" doc:"到期日"`
	Fen   int64  `json:"fen" minimum:"1" doc:"金额（分）"`
	Until Date   `json:"until,omitzero" readOnly:"true" doc:"顺延后的最后一日（由系统计算）"` // a rest day moves it
	Clock string `json:"clock,omitempty" readOnly:"true" doc:"期限编号（由系统填写）"`
}

// Goods is a line of the ledger of confiscated goods (行政处罚法 74).
type Goods struct {
	No       int        `json:"no"`
	Name     string     `json:"name"`
	Quantity int        `json:"quantity"`
	Unit     string     `json:"unit"`
	In       Date       `json:"in"`
	Keeper   string     `json:"keeper"`
	Out      Date       `json:"out,omitzero"`
	How      string     `json:"how,omitempty"` // destroyed, sold, transferred, returned
	Fen      int64      `json:"fen,omitempty"` // proceeds
	Document DocumentID `json:"document,omitempty"`
}

// --- the ledger

// Balance is what stands on each account: debits less credits, in fen. Debts and money are positive, what was decided and
// what is refundable is negative; the sum of all is always zero.
func (p *Penalty) Balance() map[string]int64 {
	b := map[string]int64{}
	for _, e := range p.Ledger {
		b[e.Debit] += e.Fen
		b[e.Credit] -= e.Fen
	}
	return b
}

// Balanced reports that the ledger is sound: entries are positive and have two sides, the accounts sum to zero, nobody owes
// less than nothing nor more than was decided, and no till or refund has gone below nothing.
func (p *Penalty) Balanced() bool {
	for i, e := range p.Ledger {
		if e.No != i+1 || e.Fen <= 0 || e.Debit == "" || e.Credit == "" || e.Debit == e.Credit {
			return false
		}
	}
	b := p.Balance()
	var sum int64
	for _, n := range b {
		sum += n
	}
	for _, a := range debts {
		if b[owed(a)] < 0 || b[owed(a)] > -b[a] {
			return false
		}
	}
	return sum == 0 && b[AccountCash] >= 0 && b[AccountOffice] >= 0 && b[AccountRefundable] <= 0
}

// Outstanding is what the party owes and is owed on a day, in fen.
type Outstanding struct {
	FineFen       int64 `json:"fine_fen"`
	GainsFen      int64 `json:"gains_fen"`
	SurchargeFen  int64 `json:"surcharge_fen"` // reckoned to the day
	RefundableFen int64 `json:"refundable_fen"`
}

// Total is what is owed in all.
func (o Outstanding) Total() int64 { return o.FineFen + o.GainsFen + o.SurchargeFen }

// Outstanding reckons what is owed at the end of a day. rate is PEN-4.17 of the day the surcharge begins.
func (p *Penalty) Outstanding(rate Rule, on Date) Outstanding {
	d := p.draft()
	d.settle(rate, on)
	return d.outstanding()
}

// draft is a ledger in the making: what an act would enter is tried on a copy, and carried by its event.
type draft struct {
	*Penalty
	from int
}

func (p *Penalty) draft() *draft {
	q := *p
	q.Ledger = slices.Clone(p.Ledger)
	if p.Decision != nil {
		d := *p.Decision
		q.Decision = &d
	}
	return &draft{&q, len(p.Ledger)}
}

func (d *draft) added() []Entry { return slices.Clone(d.Ledger[d.from:]) }

func (d *draft) post(on Date, kind, account, debit, credit string, fen int64, receipt, note string) {
	if fen > 0 {
		d.Ledger = append(d.Ledger, Entry{No: len(d.Ledger) + 1, On: on, Kind: kind, Account: account, Debit: debit, Credit: credit, Fen: fen, Receipt: receipt, Note: note})
	}
}

func (d *draft) outstanding() Outstanding {
	b := d.Balance()
	return Outstanding{b[owed(AccountFine)], b[owed(AccountGains)], b[owed(AccountSurcharge)], -b[AccountRefundable]}
}

// settle brings the surcharge to the day and then puts right what the entries before it left crooked: a debt below nothing
// was paid too much and becomes refundable; a debt above what was decided is met from what is refundable.
func (d *draft) settle(rate Rule, asOf Date) {
	d.accrue(rate, asOf)
	b := d.Balance()
	for _, a := range debts {
		switch due, most := b[owed(a)], -b[a]; {
		case due < 0:
			d.post(asOf, EntryOverpaid, a, owed(a), AccountRefundable, -due, "", "多缴部分转应退")
		case due > most:
			d.post(asOf, EntryRestore, a, AccountRefundable, owed(a), due-most, "", "应退部分转回")
		}
	}
}

// accrue enters the difference between the surcharge as reckoned and as entered.
func (d *draft) accrue(rate Rule, asOf Date) {
	b, waived := d.Balance(), d.sum(EntryWaiver)
	want := max(0, Surcharge(d.Penalty, rate, asOf).Fen-waived)
	switch delta := want + b[AccountSurcharge]; {
	case delta > 0:
		d.post(asOf, EntrySurcharge, AccountSurcharge, owed(AccountSurcharge), AccountSurcharge, delta, "", "计至"+asOf.String())
	case delta < 0:
		d.post(asOf, EntrySurcharge, AccountSurcharge, AccountSurcharge, owed(AccountSurcharge), -delta, "", "重新计至"+asOf.String()+"，冲减")
	}
}

func (p *Penalty) sum(kind string) (n int64) {
	for _, e := range p.Ledger {
		if e.Kind == kind {
			n += e.Fen
		}
	}
	return n
}

// reckonedTo is the last day the ledger knows of: to which a surcharge was entered, or on which something was paid. What is
// entered later for an earlier day is reckoned to it.
func (p *Penalty) reckonedTo() (on Date) {
	for _, e := range p.Ledger {
		if e.Kind == EntrySurcharge || e.Kind == EntryPayment || e.Kind == EntryCash {
			on = max(on, e.On)
		}
	}
	return on
}

// take sets money against what is owed, in the order of debts unless one is named first; the rest is refundable.
func (d *draft) take(rate Rule, on Date, kind, till, first string, fen int64, receipt, payer string) {
	order := slices.Clone(debts)
	if i := slices.Index(order, first); i > 0 {
		order = append([]string{first}, slices.Delete(order, i, i+1)...)
	}
	if slices.Index(order, AccountSurcharge) == 0 {
		d.accrue(rate, max(on, d.reckonedTo()))
	}
	accrued := false
	for _, a := range order {
		if a == AccountSurcharge && !accrued { // what was paid of the fine first bears no more of it
			d.accrue(rate, max(on, d.reckonedTo()))
			accrued = true
		}
		n := min(fen, max(0, d.Balance()[owed(a)]))
		d.post(on, kind, a, till, owed(a), n, receipt, payer)
		fen -= n
	}
	d.post(on, kind, AccountRefundable, till, AccountRefundable, fen, receipt, "多缴，应退还")
	d.settle(rate, max(on, d.reckonedTo()))
}

// charge enters what the decision imposes, on the day it was served: until then nobody owes anything.
func (p *Penalty) charge(on Date, e Event) {
	if slices.ContainsFunc(p.Ledger, func(x Entry) bool { return x.Kind == EntryCharge }) {
		return // served again: it was charged already
	}
	d := p.draft()
	for _, s := range p.Sanctions() {
		//exhaustive:ignore
		switch s.Kind {
		case SanctionFine:
			d.post(on, EntryCharge, AccountFine, owed(AccountFine), AccountFine, s.AmountFen, "", s.Violation)
		case SanctionGains:
			d.post(on, EntryCharge, AccountGains, owed(AccountGains), AccountGains, s.AmountFen, "", s.Violation)
		}
	}
	p.book(d.added(), e)
}

// book enters what an act has tried.
func (p *Penalty) book(entries []Entry, e Event) {
	for _, x := range entries {
		x.Seq = e.Seq
		p.Ledger = append(p.Ledger, x)
	}
}

// Imposed is what the decision in force imposes of one kind, in fen: nothing once it was revoked.
func (p *Penalty) Imposed(k SanctionKind) (n int64) {
	if p.Decision == nil || !p.Decision.RevokedOn.IsZero() {
		return 0
	}
	for _, s := range p.Sanctions() {
		if s.Kind == k {
			n += s.AmountFen
		}
	}
	return n
}

// --- surcharge

// Surcharged is the additional fine (加处罚款) to a day, with every day explained.
type Surcharged struct {
	Fen      int64          `json:"fen"`
	CapFen   int64          `json:"cap_fen"`
	CappedOn Date           `json:"capped_on,omitzero"`
	From     Date           `json:"from,omitzero"` // first day reckoned
	Days     []SurchargeDay `json:"days"`
	Article  string         `json:"article"`
}

// SurchargeDay is one day of it.
type SurchargeDay struct {
	On           Date   `json:"on"`
	PrincipalFen int64  `json:"principal_fen"` // of the fine, unpaid when the day began
	TotalFen     int64  `json:"total_fen"`     // at the end of the day
	Counted      bool   `json:"counted"`
	ZH           string `json:"zh"`
	EN           string `json:"en"`
}

// Surcharge reckons the additional fine to the end of a day: from the day after the last day to pay, a rate a day of the
// fine unpaid when the day began (confiscated gains bear none), at most the fine itself (行政处罚法 72, 行政强制法 45).
// Not reckoned are days of reconsideration or litigation (73 III) and days covered by a plan of instalments that is kept.
// Fractions of a fen are kept day by day and dropped at the end, in favour of the party.
func Surcharge(p *Penalty, rate Rule, asOf Date) Surcharged {
	fine := p.Imposed(SanctionFine)
	out := Surcharged{CapFen: fine * int64(rate.CapPercent) / 100, Article: rate.Basis(), Days: []SurchargeDay{}}
	if p.PayDue.IsZero() || fine == 0 || rate.RatePermille == 0 {
		return out
	}
	paid := map[Date]int64{}
	for _, e := range p.Ledger {
		switch {
		case e.Credit == owed(AccountFine) && (e.Kind == EntryPayment || e.Kind == EntryCash):
			paid[e.On] += e.Fen
		case e.Debit == owed(AccountFine) && e.Kind == EntryCancel:
			paid[e.On] -= e.Fen
		}
	}
	left := fine
	for on, n := range paid {
		if on <= p.PayDue {
			left -= n
		}
	}
	pauses := p.pauses(asOf)
	out.From = p.PayDue + 1
	var mille int64 // thousandths of a fen
	for d := out.From; d <= asOf; d++ {
		day := SurchargeDay{On: d, PrincipalFen: max(0, left)}
		i := slices.IndexFunc(pauses, func(s Span) bool { return d >= s.From && d <= s.Until })
		switch {
		case day.PrincipalFen == 0:
			day.ZH, day.EN = "罚款已缴清，不计", "the fine is paid, not counted"
		case i >= 0 && pauses[i].Reason == pausePlan:
			day.ZH, day.EN = "延期、分期缴纳期间，按期缴纳的不计", "covered by a plan that is kept, not counted"
		case i >= 0:
			day.ZH, day.EN = "行政复议、行政诉讼期间，不计", "reconsideration or litigation, not counted"
		default:
			day.Counted = true
			mille += day.PrincipalFen * int64(rate.RatePermille)
			day.ZH = "未缴" + Yuan(day.PrincipalFen) + "元 × " + permille(rate.RatePermille) + "%"
			day.EN = Yuan(day.PrincipalFen) + " yuan unpaid × " + permille(rate.RatePermille) + " %"
		}
		if out.Fen = mille / 1000; out.Fen >= out.CapFen {
			out.Fen, out.CappedOn = out.CapFen, d
			day.ZH, day.EN = day.ZH+"；已达罚款本数，不再增加", day.EN+"; the cap is reached"
		}
		day.TotalFen = out.Fen
		out.Days = append(out.Days, day)
		if !out.CappedOn.IsZero() {
			break
		}
		left -= paid[d]
	}
	return out
}

const pausePlan = "plan"

// pauses are the days on which no surcharge is reckoned.
func (p *Penalty) pauses(asOf Date) []Span {
	var out []Span
	for _, r := range p.Remedy {
		until := r.EndedOn
		if until.IsZero() {
			until = max(asOf, r.FiledOn)
		}
		out = append(out, Span{From: r.FiledOn, Until: until, Reason: r.Kind})
	}
	for i := range p.OldPlans {
		out = append(out, p.coveredBy(&p.OldPlans[i], asOf))
	}
	return append(out, p.coveredBy(p.Plan, asOf))
}

// coveredBy are the days a plan covers: from its approval, until a part of it was missed.
func (p *Penalty) coveredBy(plan *Instalment, asOf Date) Span {
	if plan == nil || plan.ApprovedOn.IsZero() {
		return Span{From: 1, Until: 0}
	}
	until := max(asOf, plan.ApprovedOn)
	if b := p.broken(plan, asOf); !b.IsZero() {
		until = b - 1
	}
	return Span{From: plan.ApprovedOn, Until: until, Reason: pausePlan}
}

// broken is the first day on which a part of the plan stands unpaid after its last day; zero while it is kept.
func (p *Penalty) broken(plan *Instalment, asOf Date) Date {
	var sum int64
	for _, part := range plan.Parts {
		sum += part.Fen
		if asOf > part.Until {
			if on := p.reached(plan, sum); on.IsZero() || on > part.Until {
				return part.Until + 1
			}
		}
	}
	return 0
}

// reached is the day on which so much had been paid since the plan was approved; zero when it has not.
func (p *Penalty) reached(plan *Instalment, fen int64) Date {
	return p.paidBy(fen, func(e Entry) bool { return e.No > plan.After })
}

func (p *Penalty) paidBy(fen int64, counts func(Entry) bool) Date {
	byDay := map[Date]int64{}
	for _, e := range p.Ledger {
		if !counts(e) {
			continue
		}
		switch e.Kind {
		case EntryPayment, EntryCash:
			byDay[e.On] += e.Fen
		case EntryCancel:
			byDay[e.On] -= e.Fen
		}
	}
	days := make([]Date, 0, len(byDay))
	for on := range byDay {
		days = append(days, on)
	}
	slices.Sort(days)
	var at Date
	for _, on := range days {
		fen -= byDay[on]
		switch {
		case fen > 0: // a payment that was cancelled takes it back below
			at = 0
		case at.IsZero():
			at = on
		}
	}
	return at
}

// surchargeRate is the rate of the day on which the surcharge begins; of the day of the act while it has not.
func (f *Facts) surchargeRate(p *Penalty) (Rule, error) {
	on := f.On()
	if !p.PayDue.IsZero() {
		on = p.PayDue + 1
	}
	return f.Rules.At("PEN-4.17", on)
}

// Yuan writes a sum with two decimals: 45000.00.
func Yuan(fen int64) string {
	if fen < 0 {
		return "-" + Yuan(-fen)
	}
	return itoa64(fen/100) + "." + itoa(int(fen/10%10)) + itoa(int(fen%10))
}

// Wan writes a sum in ten thousand yuan with six decimals, as the public table wants it: 4.500000.
func Wan(fen int64) string {
	s := itoa64(fen % 1_000_000)
	return itoa64(fen/1_000_000) + "." + strings.Repeat("0", 6-len(s)) + s
}

func itoa64(n int64) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa64(n/10) + string(rune('0'+n%10))
}

func permille(n int) string {
	if n%10 == 0 {
		return itoa(n / 10)
	}
	return itoa(n/10) + "." + itoa(n%10)
}

// --- the acts

const (
	artBank  = "行政处罚法第六十七条"
	artFen   = 1_000_000_000_000 // no receipt is larger than ten thousand million yuan
	moneyBar = "行政处罚法第六十七条（罚缴分离）"
)

// apart refuses whoever took part in the decision: who fines does not handle the money (罚缴分离, 行政处罚法 67).
func apart(c *Case, f *Facts) error {
	return differs(c, f, moneyBar, PartOfficer, PartDrafter, PartApprover, PartDecider)
}

// RecordPayment enters what was paid at the bank, from its receipt. It is entered by the day of payment, not of entry: a
// payment in time that is entered late is in time. What is beyond the debt becomes refundable.
type RecordPayment struct {
	Receipt string `json:"receipt" minLength:"1" maxLength:"60" doc:"银行回单号，同一机关不得重复"`
	PaidOn  Date   `json:"paid_on" doc:"缴款日"`
	Fen     int64  `json:"fen" minimum:"1" doc:"金额（分）"`
	Payer   string `json:"payer,omitempty" maxLength:"120" doc:"缴款人"`
	First   string `json:"first,omitempty" enum:"fine,gains,surcharge" doc:"先冲抵哪一项；不写的，依次为罚款、违法所得、加处罚款"`
	Note    string `json:"note,omitempty" maxLength:"300" doc:"备注"`
}

func (RecordPayment) Act() string { return "penalty.record_payment" }
func (x RecordPayment) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := apart(c, f); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	if err := p.inForce(); err != nil {
		return Outcome{}, err
	}
	x.Receipt = strings.TrimSpace(x.Receipt)
	var bad faults
	bad.need(x.Receipt != "", "receipt", "请填写银行回单号")
	bad.need(x.Fen > 0 && x.Fen <= artFen, "fen", "金额有误")
	bad.need(!x.PaidOn.IsZero() && x.PaidOn <= f.On(), "paid_on", "缴款日不能晚于今日")
	bad.need(x.PaidOn >= p.Decision.On, "paid_on", "缴款日不能早于决定之日")
	bad.need(x.First == "" || slices.Contains(debts, x.First), "first", "没有这一项")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := p.unused(x.Receipt, false); err != nil {
		return Outcome{}, err
	}
	rate, err := f.surchargeRate(p)
	if err != nil {
		return Outcome{}, err
	}
	d := p.draft()
	d.take(rate, x.PaidOn, EntryPayment, AccountBank, x.First, x.Fen, x.Receipt, x.Payer)
	k, err := c.concluding(f, d.Penalty)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&PaymentRecorded{x, d.added(), k})
}

// unused refuses a receipt that the file knows already; the store refuses those of other files.
func (p *Penalty) unused(receipt string, cash bool) error {
	if slices.ContainsFunc(p.Payments, func(o Payment) bool {
		return o.Receipt == receipt && o.Cash == cash && o.CancelledOn.IsZero()
	}) || !cash && slices.ContainsFunc(p.Cash, func(o Cash) bool { return o.BankReceipt == receipt }) {
		return Refuse("receipt_used", artBank, "票据号 %[1]s 已经登记过。", "receipt %[1]s was entered already", receipt)
	}
	return nil
}

// PaymentRecorded: a payment at the bank was entered.
type PaymentRecorded struct {
	RecordPayment
	Entries  []Entry `json:"entries"`
	Conclude *Clock  `json:"conclude,omitempty"`
}

func (PaymentRecorded) Kind() string { return "PaymentRecorded" }
func (b PaymentRecorded) apply(c *Case, e Event) {
	p := c.Penalty
	p.Payments = append(p.Payments, Payment{Receipt: b.Receipt, PaidOn: b.PaidOn, Fen: b.Fen, Payer: b.Payer, By: e.Actor, Seq: e.Seq})
	p.book(b.Entries, e)
	c.take(e.Actor, PartCashier, e.Seq)
	c.moneyMoved(b.Conclude, e)
}

// CancelPayment takes back a receipt that was entered in the wrong file or twice, or that the bank returned.
type CancelPayment struct {
	Receipt string `json:"receipt" minLength:"1" maxLength:"60" doc:"银行回单号"`
	Reason  string `json:"reason" minLength:"2" maxLength:"500" doc:"更正原因"`
}

func (CancelPayment) Act() string { return "penalty.cancel_payment" }
func (x CancelPayment) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, moneyBar, PartCashier, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	i := slices.IndexFunc(p.Payments, func(o Payment) bool { return o.Receipt == x.Receipt && !o.Cash && o.CancelledOn.IsZero() })
	if i < 0 {
		return Outcome{}, Refuse("not_found", "", "没有登记过这张银行回单。", "there is no such bank receipt")
	}
	rate, err := f.surchargeRate(p)
	if err != nil {
		return Outcome{}, err
	}
	d := p.draft()
	for _, e := range p.Ledger {
		if e.Kind == EntryPayment && e.Seq == p.Payments[i].Seq {
			d.post(e.On, EntryCancel, e.Account, e.Credit, e.Debit, e.Fen, e.Receipt, x.Reason)
		}
	}
	d.settle(rate, max(f.On(), d.reckonedTo()))
	if !d.Balanced() || d.Balance()[AccountBank] < 0 {
		return Outcome{}, Refuse("refund_paid", moneyBar, "该笔款项已有部分退还，不能更正；请先追回退款。", "part of this money was paid back already; recover it first")
	}
	var window *Clock
	if over := c.remediesOver(); c.Stage == PenPerformed && p.Court == nil && !over.IsZero() {
		k, err := f.start(c, "PEN-4.19", "court_window", max(over, p.planEnd()), 0)
		if err != nil {
			return Outcome{}, err
		}
		window = &k
	}
	return outcome(&PaymentCancelled{x, d.added(), window})
}

// PaymentCancelled: a receipt was taken back; its number may be used again.
type PaymentCancelled struct {
	CancelPayment
	Entries []Entry `json:"entries"`
	Window  *Clock  `json:"window,omitempty"` // to apply to the court, where the remedies are over
}

func (PaymentCancelled) Kind() string { return "PaymentCancelled" }
func (b PaymentCancelled) apply(c *Case, e Event) {
	p := c.Penalty
	for i := range p.Payments {
		if o := &p.Payments[i]; o.Receipt == b.Receipt && !o.Cash && o.CancelledOn.IsZero() {
			o.CancelledOn, o.Cancelled = DateOf(e.OccurredAt), b.Reason
		}
	}
	p.book(b.Entries, e)
	c.take(e.Actor, PartApprover, e.Seq)
	c.owedAgain(b.Window, e)
}

// CollectOnSpot enters a fine that an officer collected in cash, which the law allows in three cases only (行政处罚法 68, 69).
type CollectOnSpot struct {
	On      Date   `json:"on" doc:"收缴日；水上收缴的为抵岸之日"`
	Fen     int64  `json:"fen" minimum:"1" doc:"金额（分）"`
	Ground  string `json:"ground" enum:"small,hard,remote" doc:"理由：一百元以下罚款、事后难以执行、边远地区且当事人提出"`
	Detail  string `json:"detail,omitempty" maxLength:"500" doc:"事后难以执行、缴款困难的情形"`
	Asked   bool   `json:"asked,omitempty" doc:"当事人提出当场缴纳"`
	Receipt string `json:"receipt" minLength:"1" maxLength:"60" doc:"财政部门统一制发的专用票据号"`
}

func (CollectOnSpot) Act() string { return "penalty.collect_on_spot" }
func (x CollectOnSpot) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第六十八条、第六十九条、第七十条"
	p := c.Penalty
	x.Receipt = strings.TrimSpace(x.Receipt)
	rule, err := f.Rules.At("TL-08", f.On())
	if err != nil {
		return Outcome{}, err
	}
	b := p.Balance()
	var bad faults
	bad.need(x.Receipt != "", "receipt", "请填写专用票据号：不出具统一制发的专用票据的，当事人有权拒绝缴纳")
	bad.need(!x.On.IsZero() && x.On <= f.On() && x.On >= p.Decision.On, "on", "收缴日应在决定之日以后、今日以前")
	bad.need(x.Fen > 0 && x.Fen <= b[owed(AccountFine)], "fen", "只能收缴罚款，且不超过未缴数额")
	bad.need(x.Ground == "small" || len([]rune(strings.TrimSpace(x.Detail))) >= 2, "detail", "请写明情形")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	switch fine := p.Imposed(SanctionFine); {
	case x.Ground != "remote" && !p.Decision.Spot:
		return Outcome{}, Refuse("not_on_spot", art, "普通程序作出的罚款不能当场收缴，请当事人到银行缴纳（边远地区且当事人提出的除外）。",
			"only an on-the-spot penalty may be collected on the spot, except in remote areas when the party asks")
	case x.Ground == "small" && fine > rule.LimitFen:
		return Outcome{}, Refuse("not_on_spot", art, "罚款%[1]s元，超过当场收缴的限额%[2]s元。", "the fine of %[1]s yuan is above the limit of %[2]s yuan for collection on the spot", Yuan(fine), Yuan(rule.LimitFen))
	case x.Ground == "remote" && !x.Asked:
		return Outcome{}, Refuse("not_on_spot", art, "边远、水上、交通不便地区当场收缴，须由当事人提出。", "in remote areas the party must ask for it")
	case !slices.Contains([]string{"small", "hard", "remote"}, x.Ground):
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这种理由。", English: "there is no such ground", Fields: []Field{{"ground", "没有这种理由"}}}
	}
	if err := p.unused(x.Receipt, true); err != nil {
		return Outcome{}, err
	}
	rate, err := f.surchargeRate(p)
	if err != nil {
		return Outcome{}, err
	}
	k, err := f.start(c, "TL-08", "hand_in", x.On, 0)
	if err != nil {
		return Outcome{}, err
	}
	d := p.draft()
	d.take(rate, x.On, EntryCash, AccountCash, "", x.Fen, x.Receipt, "当场收缴")
	done, err := c.concluding(f, d.Penalty)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&CollectedOnSpot{x, d.added(), k, done})
}

// CollectedOnSpot: an officer collected a fine in cash and owes it to the bureau within two working days.
type CollectedOnSpot struct {
	CollectOnSpot
	Entries  []Entry `json:"entries"`
	Clock    Clock   `json:"clock"`
	Conclude *Clock  `json:"conclude,omitempty"`
}

func (CollectedOnSpot) Kind() string { return "CollectedOnSpot" }
func (b CollectedOnSpot) apply(c *Case, e Event) {
	p := c.Penalty
	p.Payments = append(p.Payments, Payment{Receipt: b.Receipt, Cash: true, PaidOn: b.On, Fen: b.Fen, By: e.Actor, Seq: e.Seq})
	p.book(b.Entries, e)
	c.moneyMoved(b.Conclude, e)
	k := c.beginClock(b.Clock)
	p.Cash = append(p.Cash, Cash{No: len(p.Cash) + 1, On: b.On, By: e.Actor, Fen: b.Fen, Receipt: b.Receipt, Ground: b.Ground, Clock: k.ID})
	c.raise(Task{ID: "hand_in", Kind: "penalty.hand_in", Title: "交回当场收缴的罚款", English: "Hand in the cash fine", Role: RoleFinance, Due: k.Due, Clock: k.ID}, e)
}

// HandIn enters that the officer handed the cash to the bureau; the receiver enters it.
type HandIn struct {
	No   int    `json:"no" minimum:"1" doc:"第几笔当场收缴"`
	On   Date   `json:"on" doc:"交回之日"`
	Note string `json:"note,omitempty" maxLength:"300" doc:"备注"`
}

func (HandIn) Act() string { return "penalty.hand_in" }
func (x HandIn) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := apart(c, f); err != nil {
		return Outcome{}, err
	}
	m := c.Penalty.cash(x.No)
	if m == nil || !m.HandedOn.IsZero() {
		return Outcome{}, Refuse("not_found", "", "没有这笔待交回的当场收缴款。", "there is no such cash to hand in")
	}
	if x.On < m.On || x.On > f.On() {
		return Outcome{}, &Error{Code: "invalid_input", Message: "交回日应在收缴日以后、今日以前。", English: "the day is out of order", Fields: []Field{{"on", "交回日有误"}}}
	}
	k, err := f.start(c, "TL-08b", "bank_in", x.On, 0)
	if err != nil {
		return Outcome{}, err
	}
	d := c.Penalty.draft()
	d.post(x.On, EntryHandIn, AccountFine, AccountOffice, AccountCash, m.Fen, m.Receipt, "")
	return outcome(&CashHandedIn{x, d.added(), k})
}

func (p *Penalty) cash(no int) *Cash {
	if no < 1 || no > len(p.Cash) {
		return nil
	}
	return &p.Cash[no-1]
}

// CashHandedIn: the bureau has the cash and owes it to the bank within two working days.
type CashHandedIn struct {
	HandIn
	Entries []Entry `json:"entries"`
	Clock   Clock   `json:"clock"`
}

func (CashHandedIn) Kind() string { return "CashHandedIn" }
func (b CashHandedIn) apply(c *Case, e Event) {
	m := c.Penalty.cash(b.No)
	if k := c.Clock(m.Clock); k != nil && !k.ended() {
		k.Meet(b.On)
	}
	k := c.beginClock(b.Clock)
	m.HandedOn, m.Clock = b.On, k.ID
	c.Penalty.book(b.Entries, e)
	c.take(e.Actor, PartCashier, e.Seq)
	if !slices.ContainsFunc(c.Penalty.Cash, func(o Cash) bool { return o.HandedOn.IsZero() }) {
		c.done(e, "penalty.hand_in")
	}
	c.raise(Task{ID: "bank_in", Kind: "penalty.bank_in", Title: "将当场收缴款缴付银行", English: "Bank the cash fine", Role: RoleFinance, Due: k.Due, Clock: k.ID}, e)
}

// BankIn enters that the bureau paid the cash in at the bank.
type BankIn struct {
	No      int    `json:"no" minimum:"1" doc:"第几笔当场收缴"`
	On      Date   `json:"on" doc:"缴付之日"`
	Receipt string `json:"receipt" minLength:"1" maxLength:"60" doc:"银行回单号"`
}

func (BankIn) Act() string { return "penalty.bank_in" }
func (x BankIn) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := apart(c, f); err != nil {
		return Outcome{}, err
	}
	m := c.Penalty.cash(x.No)
	if m == nil || m.HandedOn.IsZero() || !m.BankedOn.IsZero() {
		return Outcome{}, Refuse("not_found", "", "没有这笔待缴付银行的款项。", "there is no such cash to bank")
	}
	x.Receipt = strings.TrimSpace(x.Receipt)
	var bad faults
	bad.need(x.On >= m.HandedOn && x.On <= f.On(), "on", "缴付日应在交回日以后、今日以前")
	bad.need(x.Receipt != "", "receipt", "请填写银行回单号")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := c.Penalty.unused(x.Receipt, false); err != nil {
		return Outcome{}, err
	}
	d := c.Penalty.draft()
	d.post(x.On, EntryBankIn, AccountFine, AccountBank, AccountOffice, m.Fen, x.Receipt, "")
	return outcome(&CashBanked{x, d.added()})
}

// CashBanked: the cash is at the bank.
type CashBanked struct {
	BankIn
	Entries []Entry `json:"entries"`
}

func (CashBanked) Kind() string { return "CashBanked" }
func (b CashBanked) apply(c *Case, e Event) {
	m := c.Penalty.cash(b.No)
	m.BankedOn, m.BankReceipt = b.On, b.Receipt
	if k := c.Clock(m.Clock); k != nil && !k.ended() {
		k.Meet(b.On)
	}
	c.Penalty.book(b.Entries, e)
	c.take(e.Actor, PartCashier, e.Seq)
	if !slices.ContainsFunc(c.Penalty.Cash, func(o Cash) bool { return !o.HandedOn.IsZero() && o.BankedOn.IsZero() }) {
		c.done(e, "penalty.bank_in")
	}
}

// ReduceSurcharge lets part of the surcharge go by an agreement on performance: the party has taken remedial measures
// (行政强制法 42). The fine itself cannot be reduced so.
type ReduceSurcharge struct {
	Fen      int64         `json:"fen" minimum:"1" doc:"减免金额（分）"`
	Reason   string        `json:"reason" minLength:"2" maxLength:"1000" doc:"执行协议内容和补救措施"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"执行协议"`
}

func (ReduceSurcharge) Act() string         { return "penalty.reduce_surcharge" }
func (x ReduceSurcharge) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ReduceSurcharge) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政强制法第四十二条"
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, art, PartOfficer, PartDrafter, PartCashier); err != nil {
		return Outcome{}, err
	}
	rate, err := f.surchargeRate(c.Penalty)
	if err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	d := c.Penalty.draft()
	d.settle(rate, f.On())
	if due := d.Balance()[owed(AccountSurcharge)]; x.Fen <= 0 || x.Fen > due {
		return Outcome{}, Refuse("too_much", art, "未缴加处罚款为%[1]s元，减免不能超过。", "the surcharge unpaid is %[1]s yuan; no more can be let go", Yuan(due))
	}
	d.post(f.On(), EntryWaiver, AccountSurcharge, AccountSurcharge, owed(AccountSurcharge), x.Fen, "", x.Reason)
	k, err := c.concluding(f, d.Penalty)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&SurchargeReduced{x, d.added(), ev, k})
}

// SurchargeReduced: part of the surcharge was let go.
type SurchargeReduced struct {
	ReduceSurcharge
	Entries  []Entry    `json:"entries"`
	Register []Evidence `json:"register,omitempty"`
	Conclude *Clock     `json:"conclude,omitempty"`
}

func (SurchargeReduced) Kind() string { return "SurchargeReduced" }
func (b SurchargeReduced) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	c.Penalty.book(b.Entries, e)
	c.take(e.Actor, PartApprover, e.Seq)
	c.moneyMoved(b.Conclude, e)
}

// ApproveRefund approves that money goes back to the party: after an annulment, a reduction, or because too much was paid.
type ApproveRefund struct {
	Fen    int64  `json:"fen" minimum:"1" doc:"退还金额（分）"`
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"理由"`
}

func (ApproveRefund) Act() string { return "penalty.approve_refund" }
func (x ApproveRefund) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, moneyBar, PartOfficer, PartDrafter, PartCashier); err != nil {
		return Outcome{}, err
	}
	if free := c.Penalty.unpromised(); x.Fen <= 0 || x.Fen > free {
		return Outcome{}, Refuse("too_much", "", "应退款项为%[1]s元，不能超过。", "%[1]s yuan are refundable, no more", Yuan(free))
	}
	return outcome(&RefundApproved{x})
}

// unpromised is what is refundable and not yet approved.
func (p *Penalty) unpromised() int64 {
	n := -p.Balance()[AccountRefundable]
	for _, r := range p.Refunds {
		if r.PaidOn.IsZero() {
			n -= r.Fen
		}
	}
	return n
}

// RefundApproved: money is to go back to the party.
type RefundApproved struct{ ApproveRefund }

func (RefundApproved) Kind() string { return "RefundApproved" }
func (b RefundApproved) apply(c *Case, e Event) {
	p := c.Penalty
	p.Refunds = append(p.Refunds, Refund{No: len(p.Refunds) + 1, Fen: b.Fen, Reason: b.Reason, ApprovedBy: e.Actor, ApprovedOn: DateOf(e.OccurredAt)})
	c.take(e.Actor, PartApprover, e.Seq)
	if p.unpromised() <= 0 {
		c.done(e, "penalty.approve_refund")
	}
	c.raise(Task{ID: "refund", Kind: "penalty.refund", Title: "退还款项", English: "Pay the refund", Role: RoleFinance}, e)
}

// PayRefund enters that finance paid an approved refund out.
type PayRefund struct {
	No      int    `json:"no" minimum:"1" doc:"第几笔退款"`
	On      Date   `json:"on" doc:"退付之日"`
	Voucher string `json:"voucher" minLength:"1" maxLength:"60" doc:"退付凭证号"`
}

func (PayRefund) Act() string { return "penalty.refund" }
func (x PayRefund) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := apart(c, f); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	if x.No < 1 || x.No > len(p.Refunds) || !p.Refunds[x.No-1].PaidOn.IsZero() {
		return Outcome{}, Refuse("not_found", "", "没有这笔待退付的款项。", "there is no such refund to pay")
	}
	r := p.Refunds[x.No-1]
	var bad faults
	bad.need(x.On >= r.ApprovedOn && x.On <= f.On(), "on", "退付日应在批准之日以后、今日以前")
	bad.need(strings.TrimSpace(x.Voucher) != "", "voucher", "请填写退付凭证号")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if b := p.Balance(); r.Fen > -b[AccountRefundable] || r.Fen > b[AccountBank] {
		return Outcome{}, Refuse("too_much", "", "应退余额或者已缴入银行的款项不足，请核对账目。", "less is refundable, or has reached the bank, than was approved; check the ledger")
	}
	d := p.draft()
	d.post(x.On, EntryRefund, AccountRefundable, AccountRefundable, AccountBank, r.Fen, "", x.Voucher)
	return outcome(&Refunded{x, d.added()})
}

// Refunded: money went back to the party.
type Refunded struct {
	PayRefund
	Entries []Entry `json:"entries"`
}

func (Refunded) Kind() string { return "Refunded" }
func (b Refunded) apply(c *Case, e Event) {
	p := c.Penalty
	p.Refunds[b.No-1].PaidOn, p.Refunds[b.No-1].Voucher = b.On, b.Voucher
	p.book(b.Entries, e)
	c.take(e.Actor, PartCashier, e.Seq)
	if !slices.ContainsFunc(p.Refunds, func(r Refund) bool { return r.PaidOn.IsZero() }) {
		c.done(e, "penalty.refund")
	}
}

// Receipt is a number that may be entered once in an authority: of a bank's receipt, or of an official one for cash.
type Receipt struct {
	Cash   bool
	Number string
	On     Date
	Fen    int64
	Payer  string
}

// Same reports that it is the same receipt, of whichever file.
func (r Receipt) Same(o Receipt) bool { return r.Cash == o.Cash && r.Number == o.Number }

// ReceiptUsed refuses a receipt that another file uses.
func ReceiptUsed() *Error {
	return Refuse("receipt_used", artBank, "这个票据号已经登记在本案或者其他案件中，请核对。", "this receipt was entered already, perhaps in another case; check it")
}

// Receipts lists the numbers of the file that are in use.
func (p *Penalty) Receipts() []Receipt {
	var out []Receipt
	for _, x := range p.Payments {
		if x.CancelledOn.IsZero() {
			out = append(out, Receipt{x.Cash, x.Receipt, x.PaidOn, x.Fen, x.Payer})
		}
	}
	for _, x := range p.Cash {
		if x.BankReceipt != "" {
			out = append(out, Receipt{false, x.BankReceipt, x.BankedOn, x.Fen, ""})
		}
	}
	return out
}
