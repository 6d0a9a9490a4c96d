package domain

import "slices"

// This file holds who must stay out of a penalty case, and who comes in for an officer (行政处罚法 43).

// Recusal is a request that somebody stay out of the case, and what was decided of it (行政处罚法 43).
type Recusal struct {
	No          int        `json:"no"`
	Person      PersonID   `json:"person"`
	Part        Part       `json:"part"` // officer, host, reviewer, recorder, decider
	By          string     `json:"by"`   // self, party
	Reason      string     `json:"reason"`
	AskedOn     Date       `json:"asked_on"`
	Granted     bool       `json:"granted,omitempty"`
	DecidedOn   Date       `json:"decided_on,omitzero"`
	Decider     PersonID   `json:"decider,omitempty"`
	Why         string     `json:"why,omitempty"`
	Meeting     CaseID     `json:"meeting,omitempty"`     // where the head is concerned: the meeting that discussed it
	Replacement PersonID   `json:"replacement,omitempty"` // where an officer stays out
	Document    DocumentID `json:"document,omitempty"`
}

// recusalOpen refuses what may not happen while it is open whether somebody must stay out: the decision (penalty.md §10).
func (c *Case) recusalOpen() error {
	for _, r := range c.Penalty.Recusals {
		if r.DecidedOn.IsZero() {
			return Refuse("recusal_open", "行政处罚法第四十三条", "第%[1]d号回避申请尚未决定，请先由负责人决定。", "request %[1]d that somebody stay out is not decided of; decide it first", r.No)
		}
	}
	return nil
}

// AskRecusal asks that somebody stay out of the case, by that person or by the party (行政处罚法 43).
type AskRecusal struct {
	Person PersonID `json:"person" doc:"被申请回避的人"`
	Part   Part     `json:"part" enum:"officer,host,recorder,reviewer,decider" doc:"在本案中的职责"`
	By     string   `json:"by" enum:"self,party" doc:"本人申请或者当事人申请"`
	Reason string   `json:"reason" minLength:"2" maxLength:"1000" doc:"理由：与案件有直接利害关系，或者有其他关系可能影响公正执法"`
}

func (AskRecusal) Act() string { return "penalty.ask_recusal" }
func (x AskRecusal) Needs(c *Case) Needs {
	return Needs{People: []PersonID{x.Person}, Others: c.beside()}
}

// beside are the files that go with this one now and hear of who must stay out: reviews and referrals under way.
func (c *Case) beside() []CaseID {
	var ids []CaseID
	for _, r := range c.Penalty.Reviews {
		if r.Opinion == "" && r.Case != "" {
			ids = append(ids, r.Case)
		}
	}
	for _, r := range c.Penalty.Refers {
		if r.Status != "closed" && r.Case != "" {
			ids = append(ids, r.Case)
		}
	}
	return ids
}

// tellBeside tells those files.
func (c *Case) tellBeside(f *Facts, b *RecusalTold) []Telling {
	var out []Telling
	for _, id := range c.beside() {
		if o := f.Others[id]; o != nil && o.Open() {
			out = append(out, Telling{To: id, Events: []Body{b}})
		}
	}
	return out
}

const recusalArticle = "行政处罚法第四十三条"

func (x AskRecusal) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	p, known := f.People[x.Person]
	var bad faults
	bad.need(known, "person", "没有这名人员")
	bad.need(slices.Contains([]Part{PartOfficer, PartHost, PartRecorder, PartReviewer, PartDecider}, x.Part), "part", "没有这种职责")
	bad.need(x.By == "self" || x.By == "party", "by", "请选择本人申请或者当事人申请")
	bad.need(x.By != "self" || x.Person == f.Actor, "person", "本人申请回避的，由本人办理")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	holds := func(roles ...Role) bool {
		return slices.ContainsFunc(roles, func(r Role) bool { return p.Holds(r, f.Agency.ID, f.On()) })
	}
	h, has := c.Penalty.hearing(), false
	switch x.Part { //nolint:exhaustive // checked above
	case PartOfficer:
		has = slices.Contains(c.Officers, x.Person)
	case PartHost:
		has = h != nil && (h.Host == x.Person || slices.Contains(h.Listeners, x.Person))
	case PartRecorder:
		has = h != nil && h.Recorder == x.Person
	case PartReviewer:
		has = holds(RoleReviewer)
	case PartDecider:
		has = holds(RoleLeader, RoleHead)
	}
	switch {
	case slices.Contains(c.Took(x.Person), PartRecused):
		return Outcome{}, Refuse("already_done", recusalArticle, "%[1]s 已被决定回避。", "%[1]s has been told to stay out already", p.Name)
	case slices.Contains(c.Held, x.Person):
		return Outcome{}, Refuse("already_done", recusalArticle, "对 %[1]s 的回避申请正在等待决定。", "a request that %[1]s stay out is waiting already", p.Name)
	case !has:
		return Outcome{}, Refuse("not_in_the_matter", recusalArticle, "%[1]s 在本案中不是“%[2]s”。", "%[1]s is not %[3]s in this matter", p.Name, PartTitles[x.Part][0], PartTitles[x.Part][1])
	}
	to := RoleLeader
	if holds(RoleLeader) {
		to = RoleHead
	}
	return Outcome{Events: []Body{&RecusalAsked{x, to}}, Tells: c.tellBeside(f, &RecusalTold{x.Person, "asked", c.Reference})}, nil
}

// RecusalAsked: somebody is asked to stay out.
type RecusalAsked struct {
	AskRecusal
	To Role `json:"to"` // who decides it
}

func (RecusalAsked) Kind() string { return "RecusalAsked" }
func (b RecusalAsked) apply(c *Case, e Event) {
	no := len(c.Penalty.Recusals) + 1
	c.Penalty.Recusals = append(c.Penalty.Recusals, Recusal{No: no, Person: b.Person, Part: b.Part, By: b.By, Reason: b.Reason, AskedOn: DateOf(e.OccurredAt)})
	c.hold(b.Person)
	c.raise(Task{ID: "recusal-" + itoa(no), Kind: "penalty.decide_recusal", Title: "决定回避申请", English: "Decide whether somebody must stay out", Role: b.To}, e)
}

func (c *Case) hold(p PersonID) {
	if !slices.Contains(c.Held, p) {
		c.Held = append(slices.Clone(c.Held), p)
	}
}

// release ends the waiting; who must stay out has nothing more to do in the file, and what was theirs falls to the leaders.
func (c *Case) release(p PersonID, granted bool, e Event) {
	c.Held = slices.DeleteFunc(slices.Clone(c.Held), func(x PersonID) bool { return x == p })
	if !granted {
		return
	}
	c.take(p, PartRecused, e.Seq)
	for i := range c.Tasks {
		if t := &c.Tasks[i]; t.Person == p && t.DoneAt.IsZero() {
			t.Person, t.Role = "", RoleLeader
		}
	}
}

// RecusalTold: the file this one belongs to says of somebody that it is asked, granted or refused that they stay out.
type RecusalTold struct {
	Person PersonID `json:"person"`
	State  string   `json:"state"` // asked, granted, refused
	From   string   `json:"from"`  // reference of the case
}

func (RecusalTold) Kind() string { return "RecusalTold" }
func (b RecusalTold) apply(c *Case, e Event) {
	if b.State == "asked" {
		c.hold(b.Person)
		return
	}
	c.release(b.Person, b.State == "granted", e)
}

// DecideRecusal decides a request. A responsible person decides it, never its subject; where the head of the bureau is
// concerned the leaders discuss it together (行政处罚法 43; the collective as in SAMR 4, which does not bind).
type DecideRecusal struct {
	No          int      `json:"no" minimum:"1" doc:"回避申请编号"`
	Granted     bool     `json:"granted" doc:"同意回避"`
	Why         string   `json:"why" minLength:"2" maxLength:"1000" doc:"理由"`
	Replacement PersonID `json:"replacement,omitempty" doc:"承办人员回避的：接替人员"`
	Meeting     CaseID   `json:"meeting,omitempty" maxLength:"200" doc:"正职负责人回避的：集体讨论的会议"`
}

func (DecideRecusal) Act() string { return "penalty.decide_recusal" }
func (x DecideRecusal) Needs(c *Case) Needs {
	n := Needs{People: []PersonID{x.Replacement}, Others: c.beside(), Numbers: []string{"P-3"}}
	if x.No >= 1 && x.No <= len(c.Penalty.Recusals) {
		n.People = append(n.People, c.Penalty.Recusals[x.No-1].Person)
	}
	return n
}
func (x DecideRecusal) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Why); err != nil {
		return Outcome{}, err
	}
	if x.No < 1 || x.No > len(c.Penalty.Recusals) || !c.Penalty.Recusals[x.No-1].DecidedOn.IsZero() {
		return Outcome{}, Refuse("not_found", recusalArticle, "没有这一号尚未决定的回避申请。", "there is no such request that is still open")
	}
	r := c.Penalty.Recusals[x.No-1]
	if f.Actor == r.Person {
		return Outcome{}, Refuse("separation_of_duties", recusalArticle, "回避由负责人决定，不能由本人决定。", "recusal is decided by a responsible person, never by oneself")
	}
	if err := differs(c, f, recusalArticle, PartOfficer); err != nil {
		return Outcome{}, err
	}
	if f.People[r.Person].Holds(RoleHead, f.Agency.ID, f.On()) {
		want := ResolveReject
		if x.Granted {
			want = ResolveAgree
		}
		if !slices.ContainsFunc(c.Penalty.Discussions, func(d Discussion) bool { // told by the meeting when it was closed
			return d.Subject == ItemRecusal && d.Recusal == x.No && d.Meeting == x.Meeting && d.Result == want
		}) {
			return Outcome{}, Refuse("collective_needed", recusalArticle+"（参照市场监督管理行政处罚程序规定第四条）", "正职负责人的回避由负责人集体讨论决定，请先集体讨论，按决议办理并写明会议。", "whether the head must stay out is discussed by the leaders together: name the meeting and decide as it resolved")
		}
	} else if x.Meeting != "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "只有正职负责人的回避须集体讨论。", English: "only the recusal of the head needs a meeting", Fields: []Field{{"meeting", "不需要填写"}}}
	}
	switch of := slices.Contains(c.Officers, r.Person); {
	case x.Granted && of && x.Replacement == r.Person, x.Granted && of && x.Replacement == "":
		return Outcome{}, &Error{Code: "invalid_input", Message: "承办人员回避的，请指定接替人员。", English: "name who takes the officer's place", Article: recusalArticle, Fields: []Field{{"replacement", "请指定接替人员"}}}
	case x.Granted && of:
		if err := stepsIn(c, f, recusalArticle, r.Person, x.Replacement); err != nil {
			return Outcome{}, err
		}
	case x.Replacement != "":
		return Outcome{}, &Error{Code: "invalid_input", Message: "此处不需要接替人员。", English: "nobody takes a place here", Fields: []Field{{"replacement", "不需要填写"}}}
	}
	state := "refused"
	if x.Granted {
		state = "granted"
	}
	return Outcome{Events: []Body{&RecusalDecided{x, issue(c, f, "P-3", "回避决定书")}}, Tells: c.tellBeside(f, &RecusalTold{r.Person, state, c.Reference})}, nil
}

// RecusalDecided: it was decided whether somebody stays out.
type RecusalDecided struct {
	DecideRecusal
	Document Document `json:"document"`
}

func (RecusalDecided) Kind() string { return "RecusalDecided" }
func (b RecusalDecided) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	r := &c.Penalty.Recusals[b.No-1]
	r.Granted, r.DecidedOn, r.Decider, r.Why, r.Meeting, r.Replacement, r.Document = b.Granted, DateOf(e.OccurredAt), e.Actor, b.Why, b.Meeting, b.Replacement, b.Document.ID
	c.issued(b.Document, e)
	c.finish("recusal-"+itoa(b.No), e)
	if b.Granted && b.Replacement != "" {
		c.swap(r.Person, b.Replacement, e)
	}
	if b.Granted {
		c.hearingRecused(r.Person, e)
	}
	c.release(r.Person, b.Granted, e)
}

// ChangeOfficers puts a licensed officer in the place of another. Parts are kept: who has left has still investigated.
type ChangeOfficers struct {
	Out    PersonID `json:"out" doc:"退出的承办人员"`
	In     PersonID `json:"in" doc:"接替的承办人员"`
	Reason string   `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (ChangeOfficers) Act() string         { return "penalty.change_officers" }
func (x ChangeOfficers) Needs(*Case) Needs { return Needs{People: []PersonID{x.Out, x.In}} }
func (x ChangeOfficers) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := stepsIn(c, f, "行政处罚法第四十二条", x.Out, x.In); err != nil {
		return Outcome{}, err
	}
	return outcome(&OfficersChanged{x})
}

// OfficersChanged: another officer handles the case.
type OfficersChanged struct{ ChangeOfficers }

func (OfficersChanged) Kind() string             { return "OfficersChanged" }
func (b OfficersChanged) apply(c *Case, e Event) { c.swap(b.Out, b.In, e) }
