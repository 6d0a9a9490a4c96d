package domain

import "slices"

// This file holds the separation of duties as data (penalty.md §7): who must differ from whom, and how a file is held against
// it. The guards of the acts keep it; the report looks at the finished files and asks again.

// Apart says that two parts in one matter are taken by different persons. A row without parts is looked at in another way.
type Apart struct {
	Row     int    `json:"row"` // of penalty.md §7
	A       []Part `json:"a,omitempty"`
	B       []Part `json:"b,omitempty"`
	Title   string `json:"title"`
	English string `json:"english"`
	Basis   string `json:"basis"`
	Status  string `json:"status"` // Confirmed or Unconfirmed
}

// MustDiffer are the rows of penalty.md §7 that a file can be held against.
var MustDiffer = []Apart{
	{1, []Part{PartOfficer}, []Part{PartHost}, "调查人员不主持听证", "who inquired does not host the hearing", "行政处罚法第六十四条第四项", Confirmed},
	{2, []Part{PartOfficer}, []Part{PartRecorder}, "调查人员不担任听证记录", "who inquired does not record the hearing", "参照市场监督管理行政处罚听证办法第十一条", Unconfirmed},
	{3, []Part{PartOfficer, PartDrafter}, []Part{PartReviewer}, "承办人员不审核", "who handled the case does not review it", "行政处罚法第五十八条", Confirmed},
	{4, nil, nil, "决定回避的人员不再办理本案", "who was recused does nothing more in the matter", "行政处罚法第四十三条", Confirmed},
	{5, nil, nil, "被申请回避的人不决定自己的回避", "nobody decides on their own recusal", "行政处罚法第四十三条", Confirmed},
	{6, []Part{PartOfficer, PartDrafter}, []Part{PartApprover, PartDecider}, "拟办与审批、决定分离", "who proposes does not approve or decide", "行政处罚法第五十六条、第五十七条", Confirmed},
	{7, nil, nil, "执法人员不少于两人", "two officers, not one twice", "行政处罚法第四十二条", Confirmed},
	{8, nil, nil, "重大案件由负责人集体讨论决定", "a major case is not for one leader alone", "行政处罚法第五十七条第二款", Confirmed},
	{9, nil, nil, "再次延期由集体决定，不由首次批准的人单独决定", "a further extension is not for who granted the first alone", "社会组织登记管理机关行政处罚程序规定第三十一条", Confirmed},
	{10, []Part{PartOfficer, PartDecider}, []Part{PartCashier}, "罚缴分离", "who fines does not collect", "行政处罚法第六十七条", Confirmed},
	{11, []Part{PartTaskForce}, []Part{PartApprover}, "专案组成员不批准移送", "a member of the task force does not approve the referral", "行政执法机关移送涉嫌犯罪案件的规定（国务院令第310号）第五条", Confirmed},
	{12, []Part{PartHost}, []Part{PartReviewer}, "听证主持人不审核", "the host does not review", "设计：职责分离的通行做法", Unconfirmed},
	{12, []Part{PartReviewer}, []Part{PartDecider}, "审核人不决定", "the reviewer does not decide", "设计：职责分离的通行做法", Unconfirmed},
	{12, []Part{PartReviewer}, []Part{PartDiscussant}, "审核人不参加集体讨论表决", "the reviewer does not vote in the discussion", "设计：职责分离的通行做法", Unconfirmed},
	{6, []Part{PartOfficer, PartDrafter}, []Part{PartDiscussant}, "承办人员不参加集体讨论表决", "who handled the case does not vote in the discussion", "行政处罚法第五十七条", Confirmed},
	{12, []Part{PartOfficer}, []Part{PartArchivist}, "办案人员不归档", "who handled the case does not archive it", "设计：职责分离的通行做法", Unconfirmed},
}

// DutyException is a row that a file does not keep.
type DutyException struct {
	Row    int      `json:"row"`
	Person PersonID `json:"person,omitempty"`
	A      Part     `json:"a,omitempty"`
	B      Part     `json:"b,omitempty"`
	What   string   `json:"what"` // in Chinese
}

// DutyExceptions holds a file against every row; there should be none.
func (c *Case) DutyExceptions() []DutyException {
	var out []DutyException
	var who []PersonID
	for _, p := range c.Parts {
		for _, id := range []PersonID{p.Person, p.For} {
			if id != "" && !slices.Contains(who, id) {
				who = append(who, id)
			}
		}
	}
	for _, r := range MustDiffer {
		if c.Penalty == nil && slices.Contains(r.A, PartOfficer) && slices.Contains(r.B, PartDiscussant) {
			continue // a paper may be discussed by who drafted it; a case not by who inquired
		}
		for _, p := range who {
			took := c.Took(p)
			for _, a := range r.A {
				for _, b := range r.B {
					if slices.Contains(took, a) && slices.Contains(took, b) {
						out = append(out, DutyException{r.Row, p, a, b, r.Title})
					}
				}
			}
		}
	}
	title := func(row int) string {
		return MustDiffer[slices.IndexFunc(MustDiffer, func(r Apart) bool { return r.Row == row })].Title
	}
	add := func(row int, p PersonID) { out = append(out, DutyException{Row: row, Person: p, What: title(row)}) }
	for _, r := range c.Parts {
		if r.Part != PartRecused {
			continue
		}
		for _, p := range c.Parts {
			if (p.Person == r.Person || p.For == r.Person) && p.Part != PartRecused && p.Seq > r.Seq {
				add(4, r.Person)
			}
		}
	}
	few := func(ids []PersonID) bool {
		ids = slices.Clone(ids)
		slices.Sort(ids)
		return len(slices.Compact(ids)) < 2
	}
	if i := c.Inspection; i != nil && i.Record != nil && few(i.Record.Officers) {
		add(7, "")
	}
	if r := c.Referral; r != nil && !r.Incoming && r.To == ToPolice && few(r.Officers) {
		add(7, "")
	}
	p := c.Penalty
	if p == nil {
		return out
	}
	if p.Filing != nil && few(p.Filing.Proposers) {
		add(7, "")
	}
	for _, r := range p.Recusals {
		if !r.DecidedOn.IsZero() && r.Decider == r.Person {
			add(5, r.Person)
		}
	}
	if n := len(p.Discussions); p.Decision != nil && n > 0 && p.Discussions[n-1].Result == ResolveAgree && few(p.Discussions[n-1].Voters) {
		add(8, p.Decision.By)
	}
	for _, k := range c.Clocks {
		for i, x := range k.Extensions {
			if i > 0 && x.By == k.Extensions[0].By && k.Extending.MoreBy != "" {
				add(9, PersonID(x.By))
			}
		}
	}
	return out
}

// HandOverCommand is the act by which one person takes over what another has in a file; nil where the other does not handle
// it. Each procedure's own guards hold.
func HandOverCommand(c *Case, from, to PersonID, reason string) Command {
	if c.Handler != from && !slices.Contains(c.Officers, from) && (c.Legality == nil || c.Legality.Reviewer != from) {
		return nil
	}
	if c.Procedure == ProcPenalty {
		return &ChangeOfficers{Out: from, In: to, Reason: reason}
	}
	if c.Legality != nil && c.Legality.Reviewer == from {
		return &ReassignReview{To: to, Reason: reason}
	}
	x := &Reassign{To: to, Reason: reason}
	if c.Handler != from {
		x.From = from
	}
	return x
}
