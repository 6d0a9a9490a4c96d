package domain

import (
	"slices"
	"strings"
)

// This file holds reconsideration and lawsuits against a penalty, and how what they undo is set back (行政复议法, 行政诉讼法).

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
func (DecideRemedy) Needs(c *Case) Needs { return c.atLists(Needs{}) }
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
