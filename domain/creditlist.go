package domain

import (
	"maps"
	"slices"
	"strings"
)

// The credit lists of social organizations (社会组织信用信息管理办法, 民政部令第60号): the list of abnormal activity (活动异常名录) and
// the list of grave violators (严重违法失信名单). One file an entry, from the lead to the removal. registration.md §4.4, §9.9. The
// final text was not read: grounds and days are rows, most of them unconfirmed.

// Stages of a listing.
const (
	LstCandidate Stage = "list_candidate"  // 线索待核实
	LstNoticed   Stage = "list_noticed"    // 已制作事先告知书，待送达
	LstReply     Stage = "list_reply"      // 陈述申辩期间
	LstAnswer    Stage = "list_answer"     // 陈述申辩待复核
	LstDecide    Stage = "list_to_decide"  // 待决定
	LstListed    Stage = "list_listed"     // 已列入
	LstRemoval   Stage = "list_removal"    // 已申请移出，待核实
	LstVerified  Stage = "list_verified"   // 已核实，待移出
	LstRemoved   Stage = "list_removed"    // 已移出 ■
	LstDropped   Stage = "list_dropped"    // 不予列入 ■
	LstJoined    Stage = "list_joined"     // 已在名录内，列入期间重新起算 ■
	LstCorrected Stage = "list_entry_void" // 列入有误，已更正 ■
)

const artList = "社会组织信用信息管理办法（民政部令第60号）"

// Listing is what an entry of a list holds besides what every file holds.
type Listing struct {
	List     string        `json:"list"`
	Ground   Ground        `json:"ground"`
	Facts    string        `json:"facts"`
	Lead     string        `json:"lead,omitempty"`     // the key of the lead it was opened from
	Penalty  *OrgPenalty   `json:"penalty,omitempty"`  // that it rests on
	Existing CaseID        `json:"existing,omitempty"` // the entry of the same list that stood when this was opened
	Letters  []ListLetter  `json:"letters,omitempty"`
	Excuse   *ListExcuse   `json:"excuse,omitempty"` // proof that it is not at fault: it may not be listed
	Notice   DocumentID    `json:"notice,omitempty"`
	Reply    *ListReply    `json:"reply,omitempty"`
	Earlier  []ListReply   `json:"earlier_replies,omitempty"` // replies that another one followed within the days
	Decision *ListDecision `json:"decision,omitempty"`
	ListedOn Date          `json:"listed_on,omitzero"`
	Since    Date          `json:"since,omitzero"` // from when the period counts: later than the listing where a new ground restarted it
	More     []ListMore    `json:"more,omitempty"` // the grounds that came while it stood
	Credit   string        `json:"credit,omitempty"`
	Public   string        `json:"public,omitempty"`
	Eligible bool          `json:"eligible,omitempty"` // of the severe list: the shortest stay is over
	Lapsed   bool          `json:"lapsed,omitempty"`   // of the abnormal list: nothing remained to be done and the months are over
	Due      string        `json:"due,omitempty"`      // what the engine owes: move, lapse
	Asked    *ListAsked    `json:"asked,omitempty"`
	Removed  *ListRemoved  `json:"removed,omitempty"`
	Moved    Date          `json:"moved,omitzero"`      // onto the severe list
	JoinInto CaseID        `json:"join_into,omitempty"` // the entry of the severe list that stands, found when this one would move there
	PublicOn Date          `json:"public_on,omitzero"`  // when it was published last
	Move     *ListMove     `json:"move,omitempty"`      // the move to the severe list that the two years call for
}

// ListMove is the move to the severe list that the two years call for: the organization is told first and heard, as before every
// listing, and a leader decides.
type ListMove struct {
	On       Date          `json:"on"` // when it was found that the two years are over
	Ground   Ground        `json:"ground"`
	Facts    string        `json:"facts"`
	Into     CaseID        `json:"into,omitempty"` // the entry of the severe list that stood then: its period begins again
	Notice   DocumentID    `json:"notice,omitempty"`
	Reply    *ListReply    `json:"reply,omitempty"`
	Earlier  []ListReply   `json:"earlier_replies,omitempty"`
	Decision *ListDecision `json:"decision,omitempty"` // nil while it is open
}

// Of reports that a paper is one of the move: its notice, or its decision.
func (m *ListMove) Of(d DocumentID) bool {
	return m != nil && (m.Notice == d || m.Decision != nil && m.Decision.Document == d)
}

// Moving is the move to the severe list that is open; nil where none is.
func (l *Listing) Moving() *ListMove {
	if l.Move != nil && l.Move.Decision == nil {
		return l.Move
	}
	return nil
}

// MoveStep says what an open move waits for: notice, serve, reply, answer, decide; empty where none is open.
func (c *Case) MoveStep() string {
	m := c.Listing.Moving()
	switch {
	case m == nil:
		return ""
	case m.Notice == "":
		return "notice"
	case m.Reply != nil && m.Reply.Answer == "":
		return "answer"
	case c.ServedOn(m.Notice).IsZero():
		return "serve"
	case c.running("reply") != nil:
		return "reply"
	}
	return "decide"
}

// hearing is the notice the organization was given last and what it said to it: of the listing, or of the move that is open.
func (l *Listing) hearing() (notice *DocumentID, reply **ListReply, earlier *[]ListReply) {
	if m := l.Moving(); m != nil {
		return &m.Notice, &m.Reply, &m.Earlier
	}
	return &l.Notice, &l.Reply, &l.Earlier
}

// ListShown is what of an entry the public sees.
type ListShown struct {
	List   string `json:"list"`
	Ground Ground `json:"ground"`
	On     Date   `json:"on"`
}

// Shown is what of an entry may be public; nil before it was published. An entry that moved to the severe list, and one that others
// joined, is shown as it, or they, were published before until it is published itself: nobody falls out of sight between the two.
func (c *Case) Shown() *ListShown {
	l := c.Listing
	switch {
	case l == nil || l.ListedOn.IsZero():
		return nil
	case l.Public != "":
		return &ListShown{l.List, l.Ground, l.ListedOn}
	case !l.Moved.IsZero() && len(l.More) > 0 && slices.ContainsFunc(c.Clocks, func(k Clock) bool { return k.Rule == "T26" && !k.MetOn.IsZero() }):
		return &ListShown{ListAbnormal, l.More[0].Ground, l.More[0].On} // it met the days of the credit information there
	}
	for _, m := range slices.Backward(l.More) {
		if m.Shown != nil {
			return m.Shown
		}
	}
	return nil
}

// ListLetter is a special letter to the registered address (专用信函).
type ListLetter struct {
	Round    int        `json:"round"` // two letters within the interval make a round
	On       Date       `json:"on"`
	Address  string     `json:"address"`
	Tracking string     `json:"tracking"`
	Document DocumentID `json:"document"`
	Result   string     `json:"result,omitempty"` // signed, unsigned
	ResultOn Date       `json:"result_on,omitzero"`
	Note     string     `json:"note,omitempty"`
}

// ListExcuse is the written proof of a department that the organization is not at fault.
type ListExcuse struct {
	On   Date   `json:"on"`
	By   string `json:"by"`
	Text string `json:"text"`
}

// ListReply is what the organization said before it was listed, and what was answered.
type ListReply struct {
	On      Date   `json:"on"`
	Text    string `json:"text"`
	Adopted bool   `json:"adopted,omitempty"`
	Answer  string `json:"answer,omitempty"`
}

// ListDecision is what was decided.
type ListDecision struct {
	List     bool       `json:"list"`
	Reasons  string     `json:"reasons"`
	On       Date       `json:"on"`
	By       PersonID   `json:"by"`
	Document DocumentID `json:"document,omitempty"`
}

// ListMore is a ground that came while the entry stood; the period began again.
type ListMore struct {
	Ground  Ground      `json:"ground"`
	On      Date        `json:"on"`
	File    CaseID      `json:"file"`
	Penalty *OrgPenalty `json:"penalty,omitempty"` // that the ground rests on
	Shown   *ListShown  `json:"shown,omitempty"`   // how the entry that joined this one was published
}

// ListAsked is an application to be removed.
type ListAsked struct {
	On     Date   `json:"on"`
	Text   string `json:"text"`
	Met    bool   `json:"met,omitempty"`
	Note   string `json:"note,omitempty"`
	Judged Date   `json:"judged,omitzero"`
}

// ListRemoved is the removal.
type ListRemoved struct {
	On       Date       `json:"on"`
	Why      string     `json:"why"` // complied, expired, error, ended
	Text     string     `json:"text,omitempty"`
	Document DocumentID `json:"document,omitempty"` // none where nobody is left to be told
}

// --- candidate

// OpenListing opens a candidate for a list. What the register can tell of the ground is checked against it.
type OpenListing struct {
	Party   PartyID     `json:"party" minLength:"1" maxLength:"100" doc:"组织"`
	Ground  string      `json:"ground" minLength:"2" maxLength:"10" doc:"情形编号"`
	Facts   string      `json:"facts" minLength:"2" maxLength:"4000" doc:"事实"`
	Penalty *OrgPenalty `json:"penalty,omitempty" doc:"据以列入的处罚；登记簿中没有的，一并载入"`
	Lead    string      `json:"lead,omitempty" maxLength:"300" doc:"线索编号，由系统提示的"`
	Section string      `json:"section,omitempty" maxLength:"60" doc:"承办股室"`
}

func (OpenListing) Act() string { return "listing.open" }
func (x OpenListing) Needs(*Case) Needs {
	return Needs{Parties: []PartyID{x.Party}, Others: []CaseID{CaseID(x.Party)}, Numbers: []string{"case.listing"}}
}

func (x OpenListing) Decide(c *Case, f *Facts) (Outcome, error) {
	p, known := f.Parties[x.Party]
	row, ok := f.Norms.ListGround(x.Ground, f.On())
	var bad faults
	bad.need(known && p.Org != nil && f.Others[CaseID(x.Party)] != nil, "party", "请选择已登记的社会组织")
	bad.need(ok, "ground", "没有这种情形")
	bad.need(len([]rune(strings.TrimSpace(x.Facts))) >= 2, "facts", "请写明事实")
	bad.need(x.Section == "" || contains(f.Agency.Sections, x.Section), "section", "没有这个股室")
	if q := x.Penalty; q != nil {
		bad.need(!q.On.IsZero() && q.On <= f.On(), "penalty.on", "日期有误")
		bad.need(len([]rune(strings.TrimSpace(q.By))) >= 2, "penalty.by", "请填写作出机关")
		bad.need(slices.Contains([]string{"warning", "fine", "confiscate", "stop", "revoke", "other"}, q.Kind), "penalty.kind", "没有这种处罚")
		bad.need(q.FineFen >= 0, "penalty.fine_fen", "金额有误")
		bad.need(!q.byCase() || known && p.Org != nil && slices.ContainsFunc(p.Org.Penalties, q.same), "penalty.file", "本系统办理的处罚由案件载入，登记簿中没有这一项")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	o := *p.Org
	out := Outcome{}
	if x.Penalty != nil {
		if i := slices.IndexFunc(o.Penalties, x.Penalty.same); i >= 0 { // what the register says of it, not what was typed
			q := o.Penalties[i]
			x.Penalty = &q
		}
	}
	if x.Penalty != nil && !slices.ContainsFunc(o.Penalties, x.Penalty.same) {
		o.Penalties = append(slices.Clone(o.Penalties), *x.Penalty)
		out.Tells = []Telling{{CaseID(x.Party), []Body{&OrganizationPenalized{*x.Penalty}}}}
	}
	if err := row.supported(&o, x.Penalty, p.Name, f); err != nil {
		return Outcome{}, err
	}
	b := row.opened(x, p, f, f.Numbers["case.listing"])
	if x.Penalty != nil && x.Lead == "" {
		b.Lead = row.leadOf(*x.Penalty)
	}
	if there := o.candidate(x.Ground, b.Lead); there != "" {
		return Outcome{}, Refuse("listing_open", artList, "“%[1]s”因同一情形（%[2]s）列入的案卷正在办理（%[3]s），不重复立档。", "a file for the same ground %[2]s of %[1]s is open: %[3]s", p.Name, x.Ground, string(there))
	}
	out.Events = []Body{b}
	out.Tells = append(out.Tells, Telling{CaseID(x.Party), []Body{&OrganizationListingOpened{OrgCandidate{c.ID, x.Ground, b.Lead, f.On()}}}})
	return out, nil
}

// supported refuses a ground that the register does not bear out.
func (x ListGroundRow) supported(o *Organization, p *OrgPenalty, name string, f *Facts) error {
	no := func(zh, en string) error {
		return Refuse("no_ground", x.Article, "“%[1]s”没有%[2]s的情形："+zh+"。", "%[1]s does not meet %[2]s: "+en, name, x.ID)
	}
	switch {
	case o.Gone():
		return no("该组织已经终止", "it has ended")
	case x.Test == ListByTime:
		return no("列入活动异常名录满两年的，由系统移入", "the move after two years is made by the system")
	case x.Test == ListByReport && !slices.ContainsFunc(o.Checks, func(k OrgCheck) bool { return k.Conclusion == CheckMissed || k.Late && !k.UnitLate }):
		return no("登记簿中没有未报送或者逾期报送年报的记载（组织按时送业务主管单位初审、业务主管单位逾期的，不算）", "no report was missed or late; one that the supervising unit held is not the organization's")
	case x.Test == ListByFundraise && (o.Charity == nil || o.Charity.PublicOn.IsZero()):
		return no("不是具有公开募捐资格的慈善组织", "it is no charity that may raise funds from the public")
	case x.Test == ListByLight || x.Test == ListByHeavy || x.Test == ListByStop:
		if p != nil && !x.meets(*p) || p == nil && !slices.ContainsFunc(o.Penalties, x.meets) {
			return no("没有符合的处罚记载", "no such penalty")
		}
	case x.Test == ListByRevoked && o.Status != OrgRevoked && !slices.ContainsFunc(o.Penalties, x.meets):
		return no("没有吊销证书或者撤销登记的决定", "nothing was revoked")
	case x.Test == ListByRepeat:
		ps, err := o.repeated(x, f.Rules, f.On())
		if err != nil {
			return err
		}
		if len(ps) < x.Times {
			return no("规定期间内的警告、轻罚不足"+itoa(x.Times)+"次", "fewer than the times within the years")
		}
	}
	return nil
}

// ListingOpened: a candidate was opened: by a person, or by what another file found.
type ListingOpened struct {
	OpenListing
	Agency   AgencyID `json:"agency"`
	Parent   CaseID   `json:"parent,omitempty"`
	Ref      Number   `json:"ref"`
	Named    PartyRef `json:"named"`
	List     string   `json:"list"`
	Row      Ground   `json:"row"`
	Existing CaseID   `json:"existing,omitempty"`

	Letters  []ListLetter `json:"letters,omitempty"`  // carried over from the file that found it
	Register []Evidence   `json:"register,omitempty"` // likewise
	Parts    []PartTaken  `json:"parts,omitempty"`    // taken there
}

func (ListingOpened) Kind() string { return "ListingOpened" }
func (b ListingOpened) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Parent, c.Stage, c.OpenedOn, c.Section = ProcListing, b.Agency, b.Parent, LstCandidate, DateOf(e.OccurredAt), b.Section
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	p := b.Named
	c.Party, c.Title = &p, "列入"+ListTitles[b.List][0]+"："+p.Name
	c.Listing = &Listing{List: b.List, Ground: b.Row, Facts: b.Facts, Lead: b.Lead, Penalty: b.Penalty, Existing: b.Existing, Letters: b.Letters}
	c.enter(b.Register, e)
	c.inherit(b.Parts)
	c.raise(Task{ID: "notice", Kind: "listing.notice", Title: "核实线索，制作列入事先告知书", English: "Verify the lead and give notice", Role: RoleOfficer}, e)
}

// SendListingLetter sends one of the two special letters to the registered address. The second follows the first after the shortest
// and before the longest interval; after that the first counts no more.
type SendListingLetter struct {
	On       Date   `json:"on" doc:"寄出之日"`
	Address  string `json:"address" minLength:"2" maxLength:"200" doc:"登记的住所"`
	Tracking string `json:"tracking" minLength:"4" maxLength:"60" doc:"邮件号"`
}

func (SendListingLetter) Act() string { return "listing.send_letter" }
func (SendListingLetter) Needs(c *Case) Needs {
	n := c.withParty()
	n.Numbers = []string{"C-4"}
	return n
}

func (x SendListingLetter) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.Listing
	var bad faults
	bad.need(!x.On.IsZero() && x.On <= f.On(), "on", "日期有误")
	bad.need(strings.TrimSpace(x.Address) != "", "address", "请填写登记的住所")
	bad.need(len(strings.TrimSpace(x.Tracking)) >= 4, "tracking", "请填写邮件号")
	if o := f.Parties[c.Party.ID].Org; o != nil {
		bad.need(strings.TrimSpace(x.Address) == o.Address, "address", "专用信函应寄往登记的住所："+o.Address)
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	b := &ListingLetterSent{SendListingLetter: x, Round: 1}
	first := l.first()
	if n := len(l.Letters); n > 0 {
		b.Round = l.Letters[n-1].Round
		if l.Letters[n-1].Result == "" {
			return Outcome{}, Refuse("letter_open", artList, "上一封专用信函的投递结果尚未登记。", "it is not entered yet how the last letter fared")
		}
	}
	if first != nil {
		lo, hi := c.running("letter_min"), c.running("letter_max")
		switch {
		case lo != nil && x.On < lo.Due:
			return Outcome{}, Refuse("too_early", lo.Article, "第二封专用信函须在%[1]s以后寄出。", "the second letter goes out from %[1]s", lo.Due)
		case hi != nil && x.On > hi.Due, hi == nil:
			first = nil // the interval is over: begin again
			b.Round++
		}
	} else if len(l.Letters) > 0 {
		b.Round++
	}
	if first == nil {
		for _, r := range [][2]string{{"T19", "letter_min"}, {"T19b", "letter_max"}} {
			k, err := f.start(c, r[0], r[1], x.On, 0)
			if err != nil {
				return Outcome{}, err
			}
			b.Clocks = append(b.Clocks, k)
		}
	}
	b.Document = issue(c, f, "C-4", "专用信函")
	return outcome(b)
}

// first is the first letter of a round that has no second yet.
func (l *Listing) first() *ListLetter {
	n := len(l.Letters)
	if n == 0 || n > 1 && l.Letters[n-2].Round == l.Letters[n-1].Round {
		return nil
	}
	return &l.Letters[n-1]
}

// unreachable reports that two letters of one round came back unsigned.
func (l *Listing) unreachable() bool {
	n := len(l.Letters)
	return n > 1 && l.Letters[n-2].Round == l.Letters[n-1].Round && l.Letters[n-2].Result == "unsigned" && l.Letters[n-1].Result == "unsigned"
}

// ListingLetterSent: a special letter was sent.
type ListingLetterSent struct {
	SendListingLetter
	Round    int      `json:"round"`
	Document Document `json:"document"`
	Clocks   []Clock  `json:"clocks,omitempty"`
}

func (ListingLetterSent) Kind() string { return "ListingLetterSent" }
func (b ListingLetterSent) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	if len(b.Clocks) > 0 {
		c.stop(b.On, "letter_min", "letter_max")
	} else {
		c.meet("letter_min", b.On)
		c.meet("letter_max", b.On)
	}
	for _, k := range b.Clocks {
		c.startClock(k)
	}
	c.Listing.Letters = append(c.Listing.Letters, ListLetter{Round: b.Round, On: b.On, Address: b.Address, Tracking: b.Tracking, Document: b.Document.ID})
	c.done(e, "listing.send_letter")
	c.raise(Task{ID: "letter", Kind: "listing.letter_result", Title: "登记专用信函投递结果", English: "Enter how the letter fared", Role: RoleOfficer}, e)
}

// ListingLetterResult enters how the last letter fared. One that was signed for ends the matter: the organization can be reached.
type ListingLetterResult struct {
	Signed   bool          `json:"signed" doc:"已签收"`
	On       Date          `json:"on" doc:"签收或者退回之日"`
	Note     string        `json:"note" minLength:"2" maxLength:"500" doc:"签收人，或者退回原因"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"投递凭证"`
}

func (ListingLetterResult) Act() string { return "listing.letter_result" }
func (x ListingLetterResult) Needs(c *Case) Needs {
	return Needs{Blobs: hashes(x.Evidence), Others: []CaseID{CaseID(c.Party.ID)}}
}
func (x ListingLetterResult) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.Listing
	var bad faults
	bad.need(x.On <= f.On() && x.On >= l.Letters[len(l.Letters)-1].On, "on", "日期有误")
	bad.need(len([]rune(strings.TrimSpace(x.Note))) >= 2, "note", "请填写签收人或者退回原因")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Events: []Body{&LetterFared{x, ev}}}
	if x.Signed { // it can be reached: that ends the matter
		out.Tells = c.endsListing(f)
	}
	return out, nil
}

// LetterFared: it is known how a letter fared.
type LetterFared struct {
	ListingLetterResult
	Register []Evidence `json:"register,omitempty"`
}

func (LetterFared) Kind() string { return "LetterFared" }
func (b LetterFared) apply(c *Case, e Event) {
	l := &c.Listing.Letters[len(c.Listing.Letters)-1]
	l.Result, l.ResultOn, l.Note = "unsigned", b.On, b.Note
	c.enter(b.Register, e)
	c.done(e, "listing.letter_result")
	if b.Signed {
		l.Result = "signed"
		c.close(e, LstDropped, "reachable")
		return
	}
	if c.Listing.first() != nil {
		c.raise(c.under("letter_max", Task{ID: "second", Kind: "listing.send_letter", Title: "间隔期满后寄出第二封专用信函", English: "Send the second letter", Role: RoleOfficer}), e)
	}
}

// --- notice and reply

// ProveNoFault enters the written proof of the supervising unit or another department that the organization is not at fault.
// It may then not be listed.
type ProveNoFault struct {
	By       string        `json:"by" minLength:"2" maxLength:"100" doc:"出具证明的部门"`
	Text     string        `json:"text" minLength:"2" maxLength:"2000" doc:"证明内容"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"书面证明"`
}

func (ProveNoFault) Act() string         { return "listing.prove_no_fault" }
func (x ProveNoFault) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ProveNoFault) Decide(_ *Case, f *Facts) (Outcome, error) {
	ev, err := x.proof(f)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&NoFaultProved{x, ev})
}

// proof is what it rests on; it names the department and what it says.
func (x ProveNoFault) proof(f *Facts) ([]Evidence, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.By))) >= 2, "by", "请填写出具证明的部门")
	bad.need(len([]rune(strings.TrimSpace(x.Text))) >= 2, "text", "请填写证明内容")
	if err := bad.err(); err != nil {
		return nil, err
	}
	return f.evidence(x.Evidence)
}

// NoFaultProved: there is proof that it is not at fault.
type NoFaultProved struct {
	ProveNoFault
	Register []Evidence `json:"register,omitempty"`
}

func (NoFaultProved) Kind() string { return "NoFaultProved" }
func (b NoFaultProved) apply(c *Case, e Event) {
	c.Listing.Excuse = &ListExcuse{DateOf(e.OccurredAt), b.By, b.Text}
	c.enter(b.Register, e)
	c.raise(Task{ID: "drop", Kind: "listing.drop", Title: "有无过错证明，不予列入", English: "Proof of no fault: drop it", Role: RoleSection}, e)
}

// NoticeListing issues the advance notice: facts, reasons, basis and the right to be heard.
type NoticeListing struct {
	Facts string `json:"facts" minLength:"2" maxLength:"4000" doc:"拟列入的事实和理由"`
}

func (NoticeListing) Act() string       { return "listing.notice" }
func (NoticeListing) Needs(*Case) Needs { return Needs{Numbers: []string{"C-1"}} }
func (x NoticeListing) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.Listing
	if err := c.offers(x); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Facts); err != nil {
		return Outcome{}, err
	}
	if err := l.mayList(f); err != nil {
		return Outcome{}, err
	}
	list := l.List
	if l.Moving() != nil {
		list = ListSevere
	}
	return outcome(&ListingNoticed{x, issue(c, f, "C-1", "列入"+ListTitles[list][0]+"事先告知书")})
}

// offers refuses an act that the entry does not wait for where it stands: which of those of an entry that is listed are open, its move
// to the severe list says.
func (c *Case) offers(cmd Command) error {
	if s, _ := SpecOf(cmd.Act()); !Offers(s, c) {
		return Refuse("wrong_stage", s.Article, "案卷现处于“%[1]s”，此时不能办理“%[2]s”。", "the file is at stage %[3]s; %[4]q is not possible there", StageTitle(c.Stage), s.Title, string(c.Stage), s.English)
	}
	return nil
}

// mayList refuses what bars a listing: proof of no fault, and a lost contact without two letters.
func (l *Listing) mayList(f *Facts) error {
	row, _ := f.Norms.ListGround(l.Ground.Code, f.On())
	switch {
	case l.Excuse != nil:
		return Refuse("not_at_fault", artList, "%[1]s已书面证明该组织没有过错，不得列入。", "%[1]s has proved in writing that it is not at fault; it may not be listed", l.Excuse.By)
	case row.Test == ListByLetters && !l.unreachable():
		return Refuse("two_letters", artList, "须向登记的住所邮寄两次专用信函，且均无人签收，才能认定通过登记的住所无法联系。", "two special letters to the registered address must have come back unsigned")
	}
	return nil
}

// ListingNoticed: the advance notice was issued.
type ListingNoticed struct {
	NoticeListing
	Document Document `json:"document"`
}

func (ListingNoticed) Kind() string { return "ListingNoticed" }
func (b ListingNoticed) apply(c *Case, e Event) {
	if m := c.Listing.Moving(); m != nil { // it stands on the other list meanwhile
		m.Facts, m.Notice = b.Facts, b.Document.ID
	} else {
		c.Stage, c.Listing.Facts, c.Listing.Notice = LstNoticed, b.Facts, b.Document.ID
	}
	c.Handler = e.Actor
	c.issued(b.Document, e)
	c.stop(DateOf(e.OccurredAt), "letter_min", "letter_max")
	c.take(e.Actor, PartOfficer, e.Seq)
	c.done(e, "listing.notice", "listing.send_letter", "listing.letter_result")
	c.owePaper(b.Document, "送达列入事先告知书", "Serve the notice", e)
}

// owePaper asks who handles the file, or the officers where nobody does, to serve a paper; by the last day to publish where one runs.
func (c *Case) owePaper(d Document, title, english string, e Event) {
	t := Task{ID: "serve:" + string(d.ID), Kind: "listing.serve", Title: title, English: english, Person: c.Handler}
	if c.Handler == "" {
		t.Role = RoleOfficer
	}
	if d.Type == "C-2" {
		t = c.under("credit", t)
	}
	c.raise(t, e)
}

// listingServed ends the duty to serve a paper. A duty from before they named theirs is that of whatever was served.
func (c *Case) listingServed(d DocumentID, e Event) {
	for i := range c.Tasks {
		t := &c.Tasks[i]
		if of, named := strings.CutPrefix(t.ID, "serve:"); t.Kind == "listing.serve" && t.DoneAt.IsZero() && (!named || of == string(d)) {
			t.DoneAt, t.DoneBy = e.OccurredAt, e.Actor
		}
	}
}

// ServeListing records a service of the notice, or of a decision. The days to reply run from the day the notice counts as served.
type ServeListing struct {
	Document DocumentID `json:"document" minLength:"1" maxLength:"200" doc:"文书"`
	Serving
}

func (ServeListing) Act() string         { return "listing.serve" }
func (x ServeListing) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x ServeListing) Decide(c *Case, f *Facts) (Outcome, error) {
	d := c.Document(x.Document)
	if d == nil || !slices.Contains([]string{"C-1", "C-2", "C-3"}, d.Type) {
		return Outcome{}, Refuse("not_found", "", "没有这份待送达的文书。", "there is no such paper to serve")
	}
	if !c.ServedOn(x.Document).IsZero() || c.noticeRuns(x.Document) && x.Method == ServeNotice {
		return Outcome{}, Refuse("already_done", "民事诉讼法第九十五条", "该文书已经送达，或者公告已经发布。", "the paper has been served, or the notice was published")
	}
	if err := x.check(d, f); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	b := &ListingServed{ServeListing: x, Register: ev}
	rule, id := "CR-01", "reply"
	if x.Method == ServeNotice {
		rule, id = "T18", "notice"
	} else {
		b.DeemedOn = x.On
		switch {
		case d.Type == "C-2" && c.awaitsNotice(d.ID):
			rule, id = "T26", "credit"
		case d.Type != "C-1":
			return outcome(b)
		}
	}
	k, err := f.start(c, rule, id, x.On, 0)
	if err != nil {
		return Outcome{}, err
	}
	b.Clock = &k
	return outcome(b)
}

// ListingServed: a paper was served, or a public notice was published.
type ListingServed struct {
	ServeListing
	DeemedOn Date       `json:"deemed_on,omitzero"`
	Clock    *Clock     `json:"clock,omitempty"`
	Register []Evidence `json:"register,omitempty"`
}

func (ListingServed) Kind() string { return "ListingServed" }
func (b ListingServed) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	s := b.service(b.Document, b.DeemedOn, b.Register, e)
	d := c.Document(b.Document)
	decision := d != nil && d.Type == "C-2"
	if b.Method != ServeNotice {
		c.supersede(b.Document)
		for _, old := range c.Services {
			if k := c.Clock(old.Clock); old.Document == b.Document && old.Method == ServeNotice && k != nil && !k.ended() {
				k.Stop(b.On)
			}
		}
	} else if decision && c.Open() { // the days to publish begin when the notice is over
		c.stop(b.On, "credit")
	}
	if b.Clock != nil {
		c.startClock(*b.Clock)
		s.Clock = c.Clocks[len(c.Clocks)-1].ID
	}
	c.Services = append(c.Services, s)
	c.listingServed(b.Document, e)
	if decision && b.Method != ServeNotice {
		c.owePublication(e)
	}
	if b.Document == c.Listing.Notice && b.Method != ServeNotice && c.Stage == LstNoticed {
		c.Stage = LstReply
	}
}

// awaitsNotice reports that the days to publish were set aside for the public notice of a decision that runs.
func (c *Case) awaitsNotice(d DocumentID) bool {
	return c.Open() && c.noticeRuns(d) && c.running("credit") == nil
}

// owePublication asks for the entry to be published, now that its decision was served.
func (c *Case) owePublication(e Event) {
	if l := c.Listing; c.Open() && !l.ListedOn.IsZero() && (l.Public == "" || c.running("credit") != nil) {
		c.done(e, "listing.publish")
		c.raise(c.under("credit", Task{ID: "publish", Kind: "listing.publish", Title: "公布并录入信用信息", English: "Publish and enter the credit information", Role: RoleClerk}), e)
	}
}

// RecordReply records what the organization says to the notice. What comes after the days but before the decision is heard too.
type RecordReply struct {
	Text  string `json:"text" minLength:"2" maxLength:"4000" doc:"陈述申辩的内容"`
	Files []Blob `json:"files,omitempty" doc:"材料"`
}

func (RecordReply) Act() string         { return "listing.record_reply" }
func (x RecordReply) Needs(*Case) Needs { return Needs{Blobs: x.Files} }
func (x RecordReply) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := c.offers(x); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Text); err != nil {
		return Outcome{}, err
	}
	files, err := f.files(x.Files)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&ReplyRecorded{x, files})
}

// ReplyRecorded: the organization replied.
type ReplyRecorded struct {
	RecordReply
	Files []File `json:"stored,omitempty"`
}

func (ReplyRecorded) Kind() string { return "ReplyRecorded" }
func (b ReplyRecorded) apply(c *Case, e Event) {
	_, reply, earlier := c.Listing.hearing()
	if r := *reply; r != nil {
		*earlier = append(*earlier, *r)
	}
	*reply = &ListReply{On: DateOf(e.OccurredAt), Text: b.Text}
	for _, f := range b.Files {
		c.enter([]Evidence{{File: f, Kind: "document", Title: "陈述申辩材料"}}, e)
	}
	c.meet("reply", DateOf(e.OccurredAt))
	if c.Listing.Moving() == nil {
		c.Stage = LstAnswer
	}
	c.done(e, "listing.decide")
	c.raise(Task{ID: "answer", Kind: "listing.answer_reply", Title: "复核陈述申辩", English: "Answer the reply", Person: c.Handler}, e)
}

// AnswerReply says whether the reply is followed, and why.
type AnswerReply struct {
	Adopted bool   `json:"adopted" doc:"采纳"`
	Text    string `json:"text" minLength:"2" maxLength:"4000" doc:"复核意见"`
}

func (AnswerReply) Act() string { return "listing.answer_reply" }
func (x AnswerReply) Decide(c *Case, _ *Facts) (Outcome, error) {
	if err := c.offers(x); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Text); err != nil {
		return Outcome{}, err
	}
	return outcome(&ReplyAnswered{x})
}

// ReplyAnswered: the reply was answered.
type ReplyAnswered struct{ AnswerReply }

func (ReplyAnswered) Kind() string { return "ReplyAnswered" }
func (b ReplyAnswered) apply(c *Case, e Event) {
	_, reply, _ := c.Listing.hearing()
	r := *reply
	r.Adopted, r.Answer = b.Adopted, b.Text
	c.take(e.Actor, PartOfficer, e.Seq)
	c.toDecide(e)
}

func (c *Case) toDecide(e Event) {
	c.done(e, "listing.answer_reply")
	if c.Listing.Moving() != nil {
		c.raise(Task{ID: "decide", Kind: "listing.decide", Title: "决定是否移入严重违法失信名单", English: "Decide on the move to the severe list", Role: RoleLeader}, e)
		return
	}
	c.Stage = LstDecide
	c.raise(Task{ID: "decide", Kind: "listing.decide", Title: "决定是否列入", English: "Decide on the listing", Role: RoleLeader}, e)
}

// DropListing ends a candidate that is not listed.
type DropListing struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"不予列入的理由"`
}

func (DropListing) Act() string         { return "listing.drop" }
func (DropListing) Needs(c *Case) Needs { return c.withParty() }
func (x DropListing) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return Outcome{Events: []Body{&ListingDropped{x}}, Tells: c.endsListing(f)}, nil
}

// ListingDropped: it is not listed.
type ListingDropped struct{ DropListing }

func (ListingDropped) Kind() string { return "ListingDropped" }
func (b ListingDropped) apply(c *Case, e Event) {
	out := "dropped"
	if c.Listing.Excuse != nil {
		out = "not_at_fault"
	}
	c.close(e, LstDropped, out)
}

// --- decision

// DecideListing decides. Where the organization stands on the same list already, the period of that entry begins again and this
// file ends; where it does not, it is entered, and the periods begin.
type DecideListing struct {
	List    bool   `json:"list" doc:"列入"`
	Reasons string `json:"reasons" minLength:"2" maxLength:"4000" doc:"理由"`
	Into    CaseID `json:"into,omitempty" maxLength:"200" doc:"该组织已在同一名单的案卷"`
}

func (DecideListing) Act() string { return "listing.decide" }
func (x DecideListing) Needs(c *Case) Needs {
	n := c.withParty()
	n.Others, n.Entries = append(n.Others, x.into(c)), c.Party.ID
	if x.List {
		n.Numbers = []string{"C-2"}
	}
	return n
}

func (x DecideListing) into(c *Case) CaseID {
	if x.Into != "" {
		return x.Into
	}
	return c.Listing.Existing
}

func (x DecideListing) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.Listing
	if err := c.offers(x); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Reasons); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "承办与决定分离", PartOfficer); err != nil {
		return Outcome{}, err
	}
	if l.Moving() != nil {
		return x.move(c, f)
	}
	b := &ListingDecided{DecideListing: x}
	if !x.List {
		return Outcome{Events: []Body{b}, Tells: c.endsListing(f)}, nil
	}
	if err := l.mayList(f); err != nil {
		return Outcome{}, err
	}
	if err := c.heard(f); err != nil {
		return Outcome{}, err
	}
	p := f.Parties[c.Party.ID]
	if p.Org == nil || f.Others[CaseID(p.ID)] == nil {
		return Outcome{}, Refuse("not_registered", "", "登记簿中没有这个组织。", "the organization is not in the register")
	}
	if p.Org.Gone() {
		return Outcome{}, Refuse("organization_status", artList, "“%[1]s”已经终止，不再列入。", "%[1]s has ended", p.Name)
	}
	if err := l.rests(p, f); err != nil {
		return Outcome{}, err
	}
	d := issue(c, f, "C-2", "列入"+ListTitles[l.List][0]+"决定书")
	b.Document = &d
	entry := OrgListing{List: l.List, Ground: l.Ground.Code, On: f.On(), File: c.ID}
	if old := p.Org.Listed(l.List); old != nil && old.File != c.ID {
		o, err := f.standing(*old)
		if err != nil {
			return Outcome{}, err
		}
		r, err := o.restart(f, ListMore{Ground: l.Ground, On: f.On(), File: c.ID, Penalty: l.Penalty})
		if err != nil {
			return Outcome{}, err
		}
		b.Joined, entry.File = old.File, old.File
		return Outcome{Events: []Body{b}, Tells: append([]Telling{{old.File, []Body{r}}, {CaseID(p.ID), []Body{&OrganizationListed{entry}}}}, c.endsListing(f)...)}, nil
	}
	var err error
	if b.Clocks, err = l.periods(f, f.On()); err != nil {
		return Outcome{}, err
	}
	return Outcome{Events: []Body{b}, Tells: append([]Telling{{CaseID(p.ID), []Body{&OrganizationListed{entry}}}}, c.endsListing(f)...)}, nil
}

// standing is the file by which an organization stands on a list: the open files of the lists are read with it.
func (f *Facts) standing(l OrgListing) (*Case, error) {
	if o := f.Others[l.File]; o != nil && o.Listing != nil && o.Open() {
		return o, nil
	}
	return nil, Refuse("listed_already", artList, "该组织已在%[1]s内，原列入案卷（%[2]s）不在办，请先核对登记簿。", "it stands on the list by %[2]s, which is not open: look at the register first", ListTitles[l.List][0], string(l.File))
}

// heard refuses a listing before the organization had its say: the notice was not served, the days to reply run, or what it said was
// not answered. An answer that was given early takes nothing from the days: it may say more until they are over.
func (c *Case) heard(f *Facts) error {
	notice, reply, _ := c.Listing.hearing()
	k := c.newest("reply")
	switch {
	case c.ServedOn(*notice).IsZero() || k == nil:
		return Refuse("not_served", artList, "列入事先告知书尚未送达，不得作出列入决定。", "the advance notice has not been served: nothing may be listed")
	case f.On() <= k.Due:
		return Refuse("too_early", k.Article, "陈述申辩期限至%[1]s届满，此前不得作出列入决定。", "the days to reply run until %[1]s: nothing may be listed before", k.Due)
	case *reply != nil && (*reply).Answer == "":
		return Refuse("reply_open", artList, "陈述申辩尚未复核，不得作出列入决定。", "the reply has not been answered: nothing may be listed")
	}
	return nil
}

// rests refuses a listing for a penalty that does not bear it out any more: it was annulled or varied after the candidate was opened.
func (l *Listing) rests(p Party, f *Facts) error {
	row, ok := f.Norms.ListGround(l.Ground.Code, f.On())
	if !ok || !row.byPenalty() {
		return nil
	}
	return row.supported(p.Org, p.Org.asItStands(l.Penalty), p.Name, f)
}

// periods are the clocks of an entry: two years to the severe list, or the shortest stay there; six months where nothing remains
// to be done; five working days for the credit information.
func (l *Listing) periods(f *Facts, from Date) ([]Clock, error) {
	row, _ := f.Norms.ListGround(l.Ground.Code, from)
	rules := [][2]string{{"T26", "credit"}}
	if l.List == ListSevere {
		rules = append(rules, [2]string{"T23", "severe"})
	} else {
		rules = append(rules, [2]string{"T20", "move"})
		if row.Auto {
			rules = append(rules, [2]string{"T21", "lapse"})
		}
	}
	var out []Clock
	for _, r := range rules {
		k, err := f.start(nil, r[0], r[1], from, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, nil
}

// restart begins the period of an entry again, for a new ground.
func (c *Case) restart(f *Facts, by ListMore) (*ListingRestarted, error) {
	l := *c.Listing
	row, _ := f.Norms.ListGround(by.Ground.Code, f.On())
	was, _ := f.Norms.ListGround(l.Ground.Code, f.On())
	ks, err := l.periods(f, f.On())
	if err != nil {
		return nil, err
	}
	if !row.Auto || !was.Auto || slices.ContainsFunc(l.More, func(m ListMore) bool { r, _ := f.Norms.ListGround(m.Ground.Code, f.On()); return !r.Auto }) {
		// something remains to be done for one of the grounds: the entry does not fall away by itself
		ks = slices.DeleteFunc(ks, func(k Clock) bool { return k.ID == "lapse" })
	}
	return &ListingRestarted{by, ks}, nil
}

// ListingDecided: it was decided.
type ListingDecided struct {
	DecideListing
	Document *Document `json:"document,omitempty"`
	Joined   CaseID    `json:"joined,omitempty"`
	Clocks   []Clock   `json:"clocks,omitempty"`
}

func (ListingDecided) Kind() string { return "ListingDecided" }
func (b ListingDecided) apply(c *Case, e Event) {
	l := c.Listing
	on := DateOf(e.OccurredAt)
	l.Decision = &ListDecision{List: b.List, Reasons: b.Reasons, On: on, By: e.Actor}
	c.take(e.Actor, PartDecider, e.Seq)
	if b.Document != nil {
		c.issued(*b.Document, e)
		l.Decision.Document = b.Document.ID
	}
	switch {
	case !b.List:
		c.close(e, LstDropped, "dropped")
		return
	case b.Joined != "":
		l.Existing = b.Joined
		c.close(e, LstJoined, "restarted")
		c.owePaper(*b.Document, "送达列入决定书", "Serve the decision", e)
		return
	}
	c.done(e)
	l.ListedOn, l.Since = on, on
	c.listedFrom(b.Clocks)
	c.owePaper(*b.Document, "送达列入决定书", "Serve the decision", e)
}

func (c *Case) listedFrom(clocks []Clock) {
	c.Stage = LstListed
	for _, k := range clocks {
		c.startClock(k)
	}
}

// ListingRestarted: a new ground came while the entry stood; the period began again.
type ListingRestarted struct {
	More   ListMore `json:"more"`
	Clocks []Clock  `json:"clocks"`
}

func (ListingRestarted) Kind() string { return "ListingRestarted" }
func (b ListingRestarted) apply(c *Case, e Event) {
	l := c.Listing
	c.stop(b.More.On, "move", "severe", "lapse", "credit", "remove")
	if m := l.Moving(); m != nil { // the two years begin again: it is not moved
		c.stop(b.More.On, "reply")
		for _, s := range c.Services {
			if k := c.Clock(s.Clock); s.Document == m.Notice && k != nil && !k.ended() {
				k.Stop(b.More.On)
			}
		}
		c.listingServed(m.Notice, e)
		c.done(e, "listing.notice", "listing.answer_reply", "listing.decide")
		l.Move = nil
	}
	l.More, l.Since, l.Eligible, l.Asked, l.Due = append(l.More, b.More), b.More.On, false, nil, ""
	c.done(e, "listing.verify", "listing.remove")
	c.listedFrom(b.Clocks)
	c.owePublication(e)
}

// PublishListing records that the entry is public and entered as credit information.
type PublishListing struct {
	Where  string `json:"where" minLength:"2" maxLength:"200" doc:"公布载体"`
	Credit string `json:"credit" minLength:"2" maxLength:"100" doc:"信用信息录入编号"`
}

func (PublishListing) Act() string { return "listing.publish" }

// Needs asks for the files that joined the entry since it was published last: their decisions are served first too.
func (PublishListing) Needs(c *Case) Needs {
	var n Needs
	for _, m := range c.Listing.More {
		if m.File != c.ID && m.On >= c.Listing.PublicOn {
			n.Others = append(n.Others, m.File)
		}
	}
	return n
}

// Decide wants the decision served, to whom it lists first, then to everybody.
func (x PublishListing) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Where))) >= 2, "where", "请填写公布载体")
	bad.need(len([]rune(strings.TrimSpace(x.Credit))) >= 2, "credit", "请填写信用信息录入编号")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	for _, o := range append([]*Case{c}, slices.Collect(maps.Values(f.Others))...) {
		d := o.DocumentOf("C-2")
		switch {
		case d == nil || !o.ServedOn(d.ID).IsZero():
		case o.noticeRuns(d.ID):
			return Outcome{}, Refuse("not_served", artList+"；民事诉讼法第九十五条", "%[1]s（%[2]s）正在公告送达，公告期满视为送达后再公布。", "%[2]s is under public notice: it counts as served when that is over, and is published then", d.Title, d.Number)
		default:
			return Outcome{}, Refuse("not_served", artList, "%[1]s（%[2]s，%[3]s）尚未送达；先送达，后公布。", "%[2]s has not been served (%[3]s): it is served first, then published", d.Title, d.Number, o.Reference)
		}
	}
	return outcome(&ListingPublished{x})
}

// ListingPublished: the entry is public.
type ListingPublished struct{ PublishListing }

func (ListingPublished) Kind() string { return "ListingPublished" }
func (b ListingPublished) apply(c *Case, e Event) {
	c.Listing.Public, c.Listing.Credit, c.Listing.PublicOn = b.Where, b.Credit, DateOf(e.OccurredAt)
	c.meet("credit", DateOf(e.OccurredAt))
	c.done(e, "listing.publish")
}

// --- removal

// AskRemoval takes in an application to be removed. From the severe list it is open after the shortest stay; where the
// certificate was revoked, only after the organization was deregistered.
type AskRemoval struct {
	Text  string `json:"text" minLength:"2" maxLength:"4000" doc:"申请移出的理由，履行义务的情况"`
	Files []Blob `json:"files,omitempty" doc:"材料"`
}

func (AskRemoval) Act() string { return "listing.ask_removal" }
func (x AskRemoval) Needs(c *Case) Needs {
	n := c.withParty()
	n.Blobs = x.Files
	return n
}

func (x AskRemoval) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Text); err != nil {
		return Outcome{}, err
	}
	if err := c.mayRemove(f); err != nil {
		return Outcome{}, err
	}
	files, err := f.files(x.Files)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&RemovalAsked{x, files})
}

// mayRemove refuses a removal that is not open yet.
func (c *Case) mayRemove(f *Facts) error {
	l, p := c.Listing, f.Parties[c.Party.ID]
	if k := c.running("severe"); l.List == ListSevere && !l.Eligible && k != nil {
		return Refuse("too_early", k.Article, "列入严重违法失信名单不满两年（至%[1]s），不能移出。", "it has not been on the severe list for two years (until %[1]s)", k.Due)
	}
	if l.List == ListSevere && p.Org != nil {
		for _, o := range p.Org.Lists { // by another file, since the stay began
			if o.File == c.ID || o.On <= l.Since {
				continue
			}
			k, err := f.start(nil, "T23", "severe", o.On, 0)
			if err != nil {
				return err
			}
			if f.On() <= k.Due {
				return Refuse("listed_again", k.Article, "%[1]s因新的情形（%[2]s）被列入名录，至%[3]s未满两年，不能移出严重违法失信名单。", "it was listed again on %[1]s (%[2]s): it cannot leave the severe list until %[3]s", o.On, o.Ground, k.Due)
			}
		}
	}
	grounds := []Ground{l.Ground}
	for _, m := range l.More {
		grounds = append(grounds, m.Ground)
	}
	for _, g := range grounds {
		if row, _ := f.Norms.ListGround(g.Code, f.On()); row.Ended && (p.Org == nil || !p.Org.Gone()) {
			return Refuse("not_deregistered", row.Article, "因“%[1]s”列入的，办理注销登记之后才能移出。", "listed for %[1]q: it can be removed only after deregistration", g.Text)
		}
	}
	return nil
}

// RemovalAsked: the organization asks to be removed.
type RemovalAsked struct {
	AskRemoval
	Files []File `json:"stored,omitempty"`
}

func (RemovalAsked) Kind() string { return "RemovalAsked" }
func (b RemovalAsked) apply(c *Case, e Event) {
	c.Listing.Asked = &ListAsked{On: DateOf(e.OccurredAt), Text: b.Text}
	for _, f := range b.Files {
		c.enter([]Evidence{{File: f, Kind: "document", Title: "移出申请材料"}}, e)
	}
	c.Stage = LstRemoval
	c.raise(Task{ID: "verify", Kind: "listing.verify", Title: "核实移出申请", English: "Verify the application", Role: RoleOfficer}, e)
}

// VerifyRemoval settles whether the duty was met. Where it was, it is removed within five working days.
type VerifyRemoval struct {
	Met  bool   `json:"met" doc:"已履行义务，符合移出条件"`
	Note string `json:"note" minLength:"2" maxLength:"2000" doc:"核实情况"`
}

func (VerifyRemoval) Act() string { return "listing.verify" }
func (x VerifyRemoval) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Note); err != nil {
		return Outcome{}, err
	}
	b := &RemovalVerified{VerifyRemoval: x}
	if x.Met {
		k, err := f.start(c, "T22", "remove", f.On(), 0)
		if err != nil {
			return Outcome{}, err
		}
		b.Clock = &k
	}
	return outcome(b)
}

// RemovalVerified: it was settled whether it may be removed.
type RemovalVerified struct {
	VerifyRemoval
	Clock *Clock `json:"clock,omitempty"`
}

func (RemovalVerified) Kind() string { return "RemovalVerified" }
func (b RemovalVerified) apply(c *Case, e Event) {
	a := c.Listing.Asked
	a.Met, a.Note, a.Judged = b.Met, b.Note, DateOf(e.OccurredAt)
	c.take(e.Actor, PartOfficer, e.Seq)
	c.done(e, "listing.verify")
	c.Stage = LstListed
	if b.Met {
		c.Stage = LstVerified
		c.startClock(*b.Clock)
		c.raise(c.under("remove", Task{ID: "remove", Kind: "listing.remove", Title: "移出名单", English: "Remove from the list", Role: RoleLeader}), e)
	}
}

// RemoveListing removes the entry.
type RemoveListing struct {
	Comment string `json:"comment,omitempty" maxLength:"1000" doc:"意见"`
}

func (RemoveListing) Act() string         { return "listing.remove" }
func (RemoveListing) Needs(c *Case) Needs { return c.needRemoval() }
func (c *Case) needRemoval() Needs {
	n := c.withParty()
	n.Numbers = []string{"C-3"}
	return n
}

func (x RemoveListing) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, "承办与决定分离", PartOfficer); err != nil {
		return Outcome{}, err
	}
	if err := c.mayRemove(f); err != nil {
		return Outcome{}, err
	}
	return c.removed(f, "complied", x.Comment)
}

func (c *Case) removed(f *Facts, why, text string) (Outcome, error) {
	id := CaseID(c.Party.ID)
	if f.Others[id] == nil {
		return Outcome{}, Refuse("not_registered", "", "登记簿中没有这个组织。", "the organization is not in the register")
	}
	d := issue(c, f, "C-3", "移出"+ListTitles[c.Listing.List][0]+"决定书")
	return Outcome{Events: []Body{&ListingRemoved{ListRemoved{f.On(), why, text, d.ID}, d}}, Tells: []Telling{{id, []Body{&OrganizationDelisted{c.Listing.List, c.ID, f.On()}}}}}, nil
}

// ListingRemoved: the entry was removed.
type ListingRemoved struct {
	Removal  ListRemoved `json:"removal"`
	Document Document    `json:"document"`
}

func (ListingRemoved) Kind() string { return "ListingRemoved" }
func (b ListingRemoved) apply(c *Case, e Event) {
	r := b.Removal
	c.Listing.Removed, c.Listing.Due = &r, ""
	c.issued(b.Document, e)
	c.meet("remove", r.On)
	stage := LstRemoved
	if r.Why == "error" {
		stage = LstCorrected
	}
	c.close(e, stage, r.Why)
	c.owePaper(b.Document, "送达移出决定书", "Serve the removal", e)
}

// CorrectListing takes an entry back that was wrong, on an objection that was verified.
type CorrectListing struct {
	Reason string `json:"reason" minLength:"2" maxLength:"2000" doc:"异议核实情况"`
}

func (CorrectListing) Act() string         { return "listing.correct" }
func (CorrectListing) Needs(c *Case) Needs { return c.needRemoval() }
func (x CorrectListing) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return c.removed(f, "error", x.Reason)
}

// LapseListing removes an entry for which nothing remains to be done, when its months are over. The engine does it.
type LapseListing struct{}

func (LapseListing) Act() string         { return "listing.lapse" }
func (LapseListing) Needs(c *Case) Needs { return c.needRemoval() }
func (x LapseListing) Decide(c *Case, f *Facts) (Outcome, error) {
	if c.Listing.Due != "lapse" {
		return Outcome{}, Refuse("already_done", "", "尚未期满，或者已经移出。", "it is not due, or done already")
	}
	return c.removed(f, "expired", "列入满规定期限，无需履行义务，自动移出")
}

// --- on the file of the organization

// OrganizationListed: the organization stands on a list.
type OrganizationListed struct {
	Listing OrgListing `json:"listing"`
}

func (OrganizationListed) Kind() string { return "OrganizationListed" }
func (b OrganizationListed) apply(c *Case, _ Event) {
	c.PartyFile.Org.Lists = append(c.PartyFile.Org.Lists, b.Listing)
}

// OrganizationDelisted: it stands there no more.
type OrganizationDelisted struct {
	List string `json:"list"`
	File CaseID `json:"file"`
	On   Date   `json:"on"`
}

func (OrganizationDelisted) Kind() string { return "OrganizationDelisted" }
func (b OrganizationDelisted) apply(c *Case, _ Event) {
	for i := range c.PartyFile.Org.Lists {
		if l := &c.PartyFile.Org.Lists[i]; l.List == b.List && l.File == b.File && l.RemovedOn.IsZero() {
			l.RemovedOn = b.On
		}
	}
}

// OrganizationPenalized: a penalty stands in the register, by this bureau or another department.
type OrganizationPenalized struct {
	Penalty OrgPenalty `json:"penalty"`
}

func (OrganizationPenalized) Kind() string { return "OrganizationPenalized" }
func (b OrganizationPenalized) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	if b.Penalty.File != "" { // a case enters its decision once
		if i := slices.IndexFunc(o.Penalties, func(p OrgPenalty) bool { return p.File == b.Penalty.File }); i >= 0 {
			o.Penalties[i] = b.Penalty
			return
		}
	}
	o.Penalties = append(o.Penalties, b.Penalty)
}

// OrganizationPenaltyChanged: a decision of this bureau was varied by a remedy, or does not stand any more. What was annulled stays
// in the register and says so; it counts for nothing.
type OrganizationPenaltyChanged struct {
	File    CaseID      `json:"file"`
	On      Date        `json:"on"`
	Why     string      `json:"why"`
	Penalty *OrgPenalty `json:"penalty,omitempty"` // as it stands now; nil where nothing of it stands
}

func (OrganizationPenaltyChanged) Kind() string { return "OrganizationPenaltyChanged" }
func (b OrganizationPenaltyChanged) apply(c *Case, _ Event) {
	o := c.PartyFile.Org
	for i := range o.Penalties {
		p := &o.Penalties[i]
		switch {
		case p.File != b.File || b.File == "":
		case b.Penalty != nil:
			*p = *b.Penalty
			p.ChangedOn, p.Because = b.On, b.Why
		default:
			p.AnnulledOn, p.Because = b.On, b.Why
		}
	}
}

func listBegins(c *Case, clock string, k *Clock, f *Facts) ([]Clock, error) {
	s := c.underNotice(k)
	if clock != "notice" || s == nil {
		return nil, nil
	}
	rule, id := "CR-01", "reply" // served by the end of the public notice: the days to reply begin
	if d := c.Document(s.Document); d == nil || d.Type != "C-1" {
		if d == nil || d.Type != "C-2" || !c.awaitsNotice(d.ID) {
			return nil, nil
		}
		rule, id = "T26", "credit"
	}
	r, err := f.start(c, rule, id, k.Due, 0)
	return []Clock{r}, err
}

// underNotice is the service by public notice that a clock counts; nil where it was overtaken.
func (c *Case) underNotice(k *Clock) *Service {
	for i := range c.Services {
		if s := &c.Services[i]; s.Clock == k.ID && s.Method == ServeNotice && s.DeemedOn.IsZero() && !s.Superseded {
			return s
		}
	}
	return nil
}

func listExpired(c *Case, clock string, k *Clock, b InstantPassed, e Event) {
	l := c.Listing
	switch clock {
	case "notice":
		k.Lapse(b.Due)
		s := c.underNotice(k)
		if s != nil { // of several papers under notice, the one whose clock this is
			s.DeemedOn = b.Due
		}
		if b.Starts != nil {
			c.startClock(*b.Starts)
			if c.Stage == LstNoticed { // who replied meanwhile is answered first
				c.Stage = LstReply
			}
		}
		if s != nil && c.Document(s.Document).Type == "C-2" {
			c.owePublication(e)
		}
	case "reply":
		k.Lapse(b.Due)
		if m := l.Moving(); c.Stage == LstReply || m != nil && (m.Reply == nil || m.Reply.Answer != "") {
			c.toDecide(e)
		}
	case "letter_max":
		k.Lapse(b.Due)
		if !l.unreachable() && c.Stage == LstCandidate {
			c.done(e, "listing.send_letter")
			c.raise(Task{ID: "again", Kind: "listing.send_letter", Title: "间隔已逾最长期限，重新寄出专用信函", English: "The interval is over: begin again", Role: RoleOfficer}, e)
		}
	case "letter_min":
		k.Lapse(b.Due)
	case "move":
		k.Lapse(b.Due)
		l.Due = "move"
	case "lapse":
		k.Lapse(b.Due)
		l.Due = "lapse"
	case "severe":
		k.Lapse(b.Due)
		l.Eligible = true
	}
}

func listSettles(c *Case) string {
	switch due := c.Listing.Due; {
	case !c.Open() || due == "":
		return ""
	case due == "move" && c.Stage != LstListed: // removal was asked for within the two years: that is settled first
		return ""
	default:
		return "listing." + due
	}
}

func init() {
	expiries[ProcListing] = expiry{begins: listBegins, apply: listExpired}
	settles[ProcListing] = listSettles
	Steps[ProcListing] = []Stage{LstCandidate, LstNoticed, LstReply, LstDecide, LstListed, LstRemoved}
	maps.Copy(stageTitles, map[Stage][2]string{
		LstCandidate: {"线索待核实", "Candidate"}, LstNoticed: {"已制作告知书", "Notice issued"}, LstReply: {"陈述申辩期间", "Time to reply"}, LstAnswer: {"陈述申辩待复核", "Reply to be answered"},
		LstDecide: {"待决定", "To be decided"}, LstListed: {"已列入", "Listed"}, LstRemoval: {"已申请移出", "Removal asked for"}, LstVerified: {"待移出", "To be removed"},
		LstRemoved: {"已移出", "Removed"}, LstDropped: {"不予列入", "Dropped"}, LstJoined: {"原列入期间重新起算", "Earlier entry restarted"}, LstCorrected: {"列入有误已更正", "Entry corrected"},
	})
	before := []Stage{LstCandidate, LstNoticed, LstReply, LstAnswer, LstDecide}
	listed := []Stage{LstListed, LstRemoval, LstVerified}
	act[OpenListing](Spec{Procedure: ProcListing, Opens: true, Title: "登记列入线索", English: "Open a candidate", Article: artList})
	act[SendListingLetter](Spec{Procedure: ProcListing, Stages: []Stage{LstCandidate}, Possible: func(c *Case) bool { return !c.Listing.unreachable() }, Title: "寄出专用信函", English: "Send a special letter", Article: artList, Starts: "两次邮寄的间隔起算"})
	act[ListingLetterResult](Spec{Procedure: ProcListing, Stages: []Stage{LstCandidate}, Possible: func(c *Case) bool {
		n := len(c.Listing.Letters)
		return n > 0 && c.Listing.Letters[n-1].Result == ""
	}, Title: "登记投递结果", English: "Enter how the letter fared", Article: artList})
	act[ProveNoFault](Spec{Procedure: ProcListing, Stages: before, Title: "登记无过错证明", English: "Enter the proof of no fault", Article: artList, Starts: "不得列入"})
	moving := func(c *Case) bool { return c.Stage != LstListed || c.Listing.Moving() != nil }
	replies := func(c *Case) bool {
		if !slices.Contains(listed, c.Stage) {
			return true
		}
		m := c.Listing.Moving()
		return m != nil && m.Notice != ""
	}
	act[NoticeListing](Spec{Procedure: ProcListing, Stages: []Stage{LstCandidate, LstListed}, Possible: func(c *Case) bool { return c.Stage == LstCandidate || c.MoveStep() == "notice" }, Title: "列入事先告知", English: "Give advance notice", Article: artList, Starts: "生成《列入事先告知书》"})
	act[ServeListing](Spec{Procedure: ProcListing, Stages: []Stage{LstNoticed, LstReply, LstAnswer, LstDecide, LstListed, LstRemoval, LstVerified, LstRemoved, LstJoined}, AfterClose: true, Possible: func(c *Case) bool {
		return slices.ContainsFunc(c.Documents, func(d Document) bool { return d.Type != "C-4" && c.ServedOn(d.ID).IsZero() })
	}, Title: "送达", English: "Serve", Article: "民事诉讼法第八十七条至第九十五条", Starts: "事先告知书送达后，陈述申辩期限起算"})
	act[RecordReply](Spec{Procedure: ProcListing, Stages: append([]Stage{LstNoticed, LstReply, LstDecide}, listed...), Possible: func(c *Case) bool {
		_, reply, _ := c.Listing.hearing()
		return replies(c) && (*reply == nil || (*reply).Answer != "")
	}, Title: "登记陈述申辩", English: "Record the reply", Article: artList})
	act[AnswerReply](Spec{Procedure: ProcListing, Stages: append([]Stage{LstAnswer}, listed...), Possible: func(c *Case) bool { return c.Stage == LstAnswer || c.MoveStep() == "answer" }, Title: "复核陈述申辩", English: "Answer the reply", Article: artList})
	act[DropListing](Spec{Procedure: ProcListing, Stages: before, Title: "不予列入", English: "Drop", Article: artList})
	act[DecideListing](Spec{Procedure: ProcListing, Stages: []Stage{LstDecide, LstListed}, Possible: moving, Title: "决定列入", English: "Decide on the listing", Article: artList, Starts: "生成《列入决定书》；五个工作日内录入信用信息，列入期间起算"})
	act[PublishListing](Spec{Procedure: ProcListing, Stages: listed, Possible: func(c *Case) bool { return c.running("credit") != nil || c.Listing.Credit == "" }, Title: "公布并录入信用信息", English: "Publish", Article: artList})
	act[AskRemoval](Spec{Procedure: ProcListing, Stages: []Stage{LstListed}, Title: "申请移出", English: "Ask for removal", Article: artList})
	act[VerifyRemoval](Spec{Procedure: ProcListing, Stages: []Stage{LstRemoval}, Title: "核实移出申请", English: "Verify the application", Article: artList, Starts: "五个工作日内移出"})
	act[RemoveListing](Spec{Procedure: ProcListing, Stages: []Stage{LstVerified}, Title: "移出名单", English: "Remove", Article: artList, Starts: "生成《移出决定书》"})
	act[CorrectListing](Spec{Procedure: ProcListing, Stages: listed, Title: "更正错误列入", English: "Correct a wrong entry", Article: artList, Starts: "生成《移出决定书》"})
	act[LapseListing](Spec{Procedure: ProcListing, SystemOnly: true, Title: "期满自动移出", English: "Remove at the end of the months", Article: artList})
	event[ListingOpened]()
	event[ListingLetterSent]()
	event[LetterFared]()
	event[NoFaultProved]()
	event[ListingNoticed]()
	event[ListingServed]()
	event[ReplyRecorded]()
	event[ReplyAnswered]()
	event[ListingDropped]()
	event[ListingDecided]()
	event[ListingRestarted]()
	event[ListingPublished]()
	event[RemovalAsked]()
	event[RemovalVerified]()
	event[ListingRemoved]()
	event[OrganizationListed]()
	event[OrganizationDelisted]()
	event[OrganizationPenalized]()
	event[OrganizationPenaltyChanged]()
}
