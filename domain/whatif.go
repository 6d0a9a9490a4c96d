package domain

import "slices"

// This file answers the question of who plans: if this happened on that day, which last days would move? It changes
// nothing and needs nothing but the file, the calendar and the rules.

// The kinds of supposition.
const (
	IfHearing = "hearing_request" // the party asks for a hearing
	IfSuspend = "suspend"         // the inquiry is suspended
	IfExtend  = "extend"          // the time to decide is extended
	IfServe   = "serve_decision"  // the decision is served
)

// Supposition is what would follow. Days are zero where there is none: no clock to decide runs, or it stands still.
type Supposition struct {
	Kind     string     `json:"kind"`
	On       Date       `json:"on"`
	Possible bool       `json:"possible"`           // the act would be in time; what follows is told even where it would not be
	Why      *Error     `json:"why,omitempty"`      // why it would not
	Before   Date       `json:"before,omitzero"`    // last day to decide as things stand
	After    Date       `json:"after,omitzero"`     // and if it happened
	Hearing  Date       `json:"hearing,omitzero"`   // first lawful working day of the hearing, everything done on the day itself
	Slow     Date       `json:"slow,omitzero"`      // the hearing, if every step takes its whole time
	SlowLast Date       `json:"slow_last,omitzero"` // last day to decide then
	Clocks   []Supposed `json:"clocks"`
	Remarks  []Remark   `json:"remarks,omitempty"`
}

// Supposed is a clock that would run, with the explanation of its last day.
type Supposed struct {
	Title   string `json:"title"`
	English string `json:"english"`
	Clock   Clock  `json:"clock"`
	Answer  Answer `json:"answer"`
}

// Remark is a sentence in Chinese and English.
type Remark struct {
	Text    string `json:"text"`
	English string `json:"english"`
}

// WhatIf supposes that something happens to a penalty case on a day. Refusals: wrong_procedure, unknown_supposition,
// from_missing.
func WhatIf(c *Case, cal *Calendar, rules *RuleBook, kind string, on Date) (Supposition, error) {
	w := &supposing{c: c, cal: cal, rules: rules, out: Supposition{Kind: kind, On: on, Possible: true, Clocks: []Supposed{}}}
	switch {
	case c.Penalty == nil:
		return w.out, Refuse("wrong_procedure", "", "只有行政处罚案件可以这样推算。", "only penalty cases can be asked this")
	case on.IsZero():
		return w.out, Refuse("from_missing", "", "请给出日期。", "give the day")
	}
	w.decide = c.running("decide")
	if w.decide != nil {
		w.out.Before, w.out.After = w.decide.Due, w.decide.Due
	}
	var err error
	switch kind {
	case IfHearing:
		err = w.hearing(on)
	case IfSuspend:
		w.suspend(on)
	case IfExtend:
		w.extend(on)
	case IfServe:
		err = w.serve(on)
	default:
		return w.out, Refuse("unknown_supposition", "", "不能推算“%[1]s”。", "there is no supposition %[1]q", kind)
	}
	if w.decide == nil {
		w.say("没有正在计算的办案期限。", "no time to decide is running")
	}
	return w.out, err
}

// supposing gathers a supposition.
type supposing struct {
	c      *Case
	cal    *Calendar
	rules  *RuleBook
	decide *Clock // as it runs, nil when it does not
	out    Supposition
}

func (w *supposing) facts() *Facts { return &Facts{Calendar: w.cal, Rules: w.rules} }

func (w *supposing) say(zh, en string) { w.out.Remarks = append(w.out.Remarks, Remark{zh, en}) }

func (w *supposing) cannot(err error) {
	if e, ok := err.(*Error); ok && w.out.Possible { //nolint:errorlint // refusals are not wrapped here
		w.out.Possible, w.out.Why = false, e
	}
}

func (w *supposing) add(zh, en string, k Clock) {
	w.out.Clocks = append(w.out.Clocks, Supposed{zh, en, k, w.cal.DueOf(&k)})
}

func (w *supposing) start(rule, id string, from Date) (Clock, error) {
	r, err := w.rules.At(rule, from)
	if err != nil {
		return Clock{}, err
	}
	return StartClock(w.cal, r, id, from), nil
}

// copied is the clock to decide, to be changed freely.
func (w *supposing) copied() Clock {
	k := *w.decide
	k.Suspensions, k.Exclusions, k.Extensions = slices.Clone(k.Suspensions), slices.Clone(k.Exclusions), slices.Clone(k.Extensions)
	return k
}

// hearing: how soon it could be held, how late it would be if everybody took the whole time, and what both do to the
// time to decide.
func (w *supposing) hearing(on Date) error {
	from, day, slow := on, Date(0), Date(0)
	if h := w.c.openHearing(); h != nil {
		w.cannot(Refuse("already_done", artHearing, "%[1]s已经要求听证，以下按该次听证推算。", "a hearing was asked for on %[1]s; this is reckoned for that one", h.AskedOn))
		from = h.AskedOn
		if !h.At.IsZero() {
			day = DateOf(h.At)
			slow = day
		}
	} else if err := w.mayAsk(on); CodeOf(err) != "" {
		w.cannot(err)
	} else if err != nil {
		return err
	}
	if day.IsZero() {
		r, err := w.rules.At("PEN-3.06", on)
		if err != nil {
			return err
		}
		day = EarliestHearing(w.cal, r, on)
		at := on
		for _, x := range [][4]string{{"PEN-3.03", "host", "最迟指定主持人", "host appointed by"}, {"PEN-3.04", "host_file", "最迟移交案卷", "file handed over by"}, {"PEN-3.05", "hearing_date", "最迟确定听证时间", "day fixed by"}} {
			k, err := w.start(x[0], x[1], at)
			if err != nil {
				return err
			}
			w.add(x[2], x[3], k)
			at = k.Due
		}
		slow = EarliestHearing(w.cal, r, at)
	}
	back, err := w.start("PEN-3.06", "hearing_notice", day)
	if err != nil {
		return err
	}
	w.out.Hearing, w.out.Slow = day, slow
	w.add("最早听证日的通知期限", "notice of the earliest hearing", back)
	if w.decide == nil {
		return nil
	}
	after := w.without(from, day)
	w.out.After = after.Due
	w.add("听证后作出决定", "to decide after the hearing", after)
	late := w.without(from, slow)
	w.out.SlowLast = late.Due
	if slow != day {
		w.add("各步骤用足期限时作出决定", "to decide if every step takes its whole time", late)
	}
	if w.facts().leavesOut(w.decide, "hearing") {
		w.say("要求听证之日至听证结束之日不计入办案期限（均含当日）。", "the days from the request to the end of the hearing, both included, are not counted")
	} else {
		w.say("本案适用的规定没有扣除听证时间，办案期限照常计算。", "the rule of this case leaves out no hearing: the time to decide goes on running")
	}
	if day > after.Due {
		w.say("最早的听证日已在办案期限届满之后。", "even the earliest hearing lies after the last day to decide")
	} else if slow > late.Due {
		w.say("各步骤用足期限的，听证日将在办案期限届满之后。", "if every step takes its whole time the hearing lies after the last day to decide")
	}
	return nil
}

// mayAsk is why the party could not ask on the day.
func (w *supposing) mayAsk(on Date) error {
	n := w.c.Penalty.notice()
	switch {
	case n == nil || !n.Hearing:
		return Refuse("no_hearing_right", "行政处罚法第六十三条", "最近一次告知没有告知听证权利。", "the newest notice tells of no right to a hearing")
	case n.ServedOn.IsZero():
		return Refuse("hearing_not_told", "行政处罚法第六十三条", "听证告知书尚未送达。", "the notice has not been served")
	}
	due, err := w.c.requestDue(n, w.cal, w.rules)
	if err == nil && on > due {
		err = Refuse("hearing_late", "行政处罚法第六十四条第一项", "要求听证的期限已于%[1]s届满，逾期的由负责人决定是否准许。", "the days to ask ran out on %[1]s; a late request is for a leader to answer", due)
	}
	return err
}

// without is the clock to decide with the days of a hearing left out, where its rule says so.
func (w *supposing) without(from, until Date) Clock {
	k := w.copied()
	if !w.facts().leavesOut(&k, "hearing") {
		return k
	}
	var err error
	if hearingPaused(&k) {
		err = k.Include(w.cal, hearingDays, until)
	} else {
		err = k.Exclude(w.cal, Span{From: from, Until: until, Reason: hearingDays})
	}
	if e, ok := err.(*Error); ok { //nolint:errorlint // refusals are not wrapped here
		w.say(e.Message, e.English) // it has run out, or ended: nothing can be left out of it
	}
	return k
}

// suspend: by the rules as they are the clock to decide goes on, unless its row names the suspension.
func (w *supposing) suspend(on Date) {
	if w.decide == nil {
		return
	}
	k := w.copied()
	if w.facts().stops(&k, "suspension") {
		if err := k.Suspend(w.cal, on, "中止调查"); err != nil {
			w.cannot(err)
		}
		w.say("中止期间停止计算，恢复之日起继续；每中止一日，顺延一日。", "the clock stands still until the inquiry is resumed, and moves by a day for each day")
	} else {
		w.say("本案适用的规定没有规定中止停止计算，办案期限照常计算。", "the rule of this case does not stop for a suspension: the time to decide goes on running")
	}
	w.out.After = k.Due
	w.add("中止后作出决定", "to decide after the suspension", k)
}

func (w *supposing) extend(on Date) {
	if w.decide == nil {
		return
	}
	k := w.copied()
	x := Extension{N: k.Extending.N, Unit: k.Extending.Unit, Reason: "推算"}
	if x.N == 0 {
		x.N, x.Unit = 1, CalendarDays // the refusal says that there is none
	}
	if len(k.Extensions) >= k.Extending.Max && k.Extending.MoreBy != "" {
		w.say("负责人批准的延长已经用完，再延长的期间由负责人集体讨论确定。", "what a leader may grant is used up; a further period is for the leaders together to fix")
	}
	if err := k.Extend(w.cal, x, on); err != nil {
		w.cannot(err)
		return
	}
	w.out.After = k.Due
	w.add("延长后作出决定", "to decide after the extension", k)
}

// serve: what the party must do and may do once it has the decision.
func (w *supposing) serve(on Date) error {
	for _, x := range [][4]string{{"PEN-4.16", "pay", "缴纳罚款", "to pay the fine"}, {"PEN-4.24", "review", "申请行政复议", "to apply for reconsideration"}, {"PEN-4.25", "sue", "提起行政诉讼", "to sue"}} {
		k, err := w.start(x[0], x[1], on)
		if err != nil {
			return err
		}
		w.add(x[2], x[3], k)
	}
	if d := w.c.Penalty.Decision; d != nil && on < d.On {
		w.cannot(Refuse("too_early", "", "送达日早于决定日%[1]s。", "the decision was made on %[1]s only", d.On))
	}
	if k := w.c.running("serve"); k != nil && on > k.Due {
		w.cannot(Refuse("clock_expired", k.Article, "决定书应在%[1]s前送达。", "the decision had to be served by %[1]s", k.Due))
	}
	return nil
}
