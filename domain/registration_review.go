package domain

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Between acceptance and the certificate: review by two, visits, interested parties, legality review, collective discussion,
// decision, certificate, delivery and announcement. registration.md §1.5 steps 5–14.

// RegVisit is an on-site check (实地核查), by two at least (行政许可法 34 III).
type RegVisit struct {
	At       time.Time   `json:"at"`
	Officers []PersonID  `json:"officers"`
	Place    string      `json:"place"`
	Found    string      `json:"found"`
	Fits     bool        `json:"fits"` // what was seen fits what was applied for
	Document DocumentID  `json:"document,omitempty"`
	Unsigned []PersonID  `json:"unsigned,omitempty"`  // those of the officers who have not signed the record yet
	MustSign bool        `json:"must_sign,omitempty"` // and nothing goes on before they have
	Signed   []RegSigned `json:"signed,omitempty"`    // those who signed by an act of their own
}

// RegSigned says who signed what somebody else had recorded or proposed, and what they said of it.
type RegSigned struct {
	By   PersonID `json:"by"`
	On   Date     `json:"on"`
	Text string   `json:"text,omitempty"`
}

// RegInterested is somebody whose important interests the decision touches (行政许可法 36, 47).
type RegInterested struct {
	Name string `json:"name"`
	On   Date   `json:"on"`
	View string `json:"view,omitempty"`
}

// RegPause is a time that does not count (行政许可法 45).
type RegPause struct {
	Why      string     `json:"why"`
	From     Date       `json:"from"`
	Until    Date       `json:"until,omitzero"`
	Document DocumentID `json:"document,omitempty"` // the notice of it (R-6s)
}

// RegCondition is a condition of the law, what the machine found of it and what a person confirmed.
type RegCondition struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Article   string   `json:"article"`
	Machine   string   `json:"machine"` // met, not_met, unknown
	Why       string   `json:"why"`     // the figures
	Person    string   `json:"person,omitempty"`
	Note      string   `json:"note,omitempty"`
	By        PersonID `json:"by,omitempty"`
	Confirmed string   `json:"status,omitempty"` // of the row: confirmed, unconfirmed
}

// RegReviewed is what the two who reviewed it propose.
type RegReviewed struct {
	Grant      bool           `json:"grant"`
	Grounds    []string       `json:"grounds,omitempty"`
	Reasons    string         `json:"reasons"`
	Conditions []RegCondition `json:"conditions"`
	By         PersonID       `json:"by"`
	On         Date           `json:"on"`
	Needs      []RegNeed      `json:"needs,omitempty"`    // why legality review or discussion is needed
	Unsigned   bool           `json:"unsigned,omitempty"` // the second reviewer has not signed it yet
	Second     *RegSigned     `json:"second,omitempty"`   // the second reviewer (复核)
	Objected   []RegSigned    `json:"objected,omitempty"` // second reviewers who did not agree with an opinion before this one
}

// RegLegalOpinion is the opinion of the legal reviewer.
type RegLegalOpinion struct {
	Pass bool     `json:"pass"`
	Text string   `json:"text"`
	By   PersonID `json:"by"`
	On   Date     `json:"on"`
}

// RegDiscussed is what the leaders resolved.
//
// What a meeting resolved says by which item, how and by whose votes; what was entered at a desk, before a meeting was needed, does not.
type RegDiscussed struct {
	Meeting CaseID     `json:"meeting,omitempty"`
	Grant   bool       `json:"grant"`
	Text    string     `json:"text"`
	On      Date       `json:"on"`
	Item    int        `json:"item,omitempty"`
	Result  Resolution `json:"result,omitempty"` // agree, reject, inquire, defer; empty: entered at a desk
	Digest  string     `json:"digest,omitempty"` // of the opinion that was tabled
	Voters  []PersonID `json:"voters,omitempty"`
}

// AssignReviewers names the two who review the application.
type AssignReviewers struct {
	Officers []PersonID `json:"officers" minItems:"2" doc:"审查人员，不少于两人"`
}

func (AssignReviewers) Act() string         { return "registration.assign" }
func (x AssignReviewers) Needs(*Case) Needs { return Needs{People: x.Officers} }
func (x AssignReviewers) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := twoStaff(x.Officers, f, "officers"); err != nil {
		return Outcome{}, err
	}
	if err := c.apart(x.Officers); err != nil {
		return Outcome{}, err
	}
	if r := c.Registration; !r.Deemed { // accepted by silence, it is reviewed with what there is
		if err := r.consented(); err != nil {
			return Outcome{}, err
		}
	}
	return outcome(&ReviewersAssigned{x})
}

// apart refuses to let somebody review or visit who has taken a part that must stay apart from the review.
func (c *Case) apart(ids []PersonID) error {
	for _, p := range ids {
		for _, part := range c.Took(p) {
			if slices.Contains([]Part{PartReviewer, PartDecider, PartDiscussant, PartHost, PartRecused}, part) {
				return Refuse("separation_of_duties", artPermit, "此人在本案中已是“%[1]s”，不得参加审查和实地核查。", "this person has taken another part in the matter (%[2]s) and neither reviews nor visits", PartTitles[part][0], PartTitles[part][1])
			}
		}
	}
	return nil
}

// consent is the line of the consent of the supervising unit; nil where none is needed.
func (r *Registration) consent() *RegMaterial {
	i := slices.IndexFunc(r.Materials, func(m RegMaterial) bool { return m.Key == "consent" || strings.HasPrefix(m.Key, "consent_") })
	if i < 0 {
		return nil
	}
	return &r.Materials[i]
}

// consented refuses while the supervising unit has not consented (社团 9, 民非 8): dual management is the rule.
func (r *Registration) consented() error {
	m := r.consent()
	if m == nil || m.State == MaterialGiven {
		return nil
	}
	return Refuse("consent_missing", "社会团体登记管理条例第九条；民办非企业单位登记管理暂行条例第八条", "双重管理的，须有业务主管单位的审查同意文件。", "under dual management the consent of the supervising unit is needed")
}

// twoStaff refuses less than two different people of the bureau.
func twoStaff(ids []PersonID, f *Facts, path string) error {
	var bad faults
	seen := map[PersonID]bool{}
	for i, p := range ids {
		who, ok := f.People[p]
		at := path + "[" + itoa(i) + "]"
		bad.need(ok && (who.Holds(RoleOfficer, f.Agency.ID, f.On()) || who.Holds(RoleSection, f.Agency.ID, f.On()) || who.Holds(RoleClerk, f.Agency.ID, f.On())), at, "须是本机关登记工作人员")
		bad.need(!seen[p], at, "人员重复")
		seen[p] = true
	}
	bad.need(len(ids) >= 2, path, "不得少于两人")
	return bad.err()
}

// ReviewersAssigned: two were named.
type ReviewersAssigned struct{ AssignReviewers }

func (ReviewersAssigned) Kind() string { return "ReviewersAssigned" }
func (b ReviewersAssigned) apply(c *Case, e Event) {
	c.Officers, c.Handler, c.Stage = slices.Clone(b.Officers), b.Officers[0], RegReview
	for _, p := range b.Officers {
		c.take(p, PartOfficer, e.Seq)
	}
	c.done(e, "registration.assign", "registration.propose", "registration.second")
	c.Registration.unsign()
	c.raise(c.under("decide", Task{ID: "review", Kind: "registration.propose", Title: "审查申请，提出意见", English: "Review the application", Person: c.Handler}), e)
}

// unsign drops an opinion that waits for its second signature: somebody else reviews now, or it is reviewed again.
func (r *Registration) unsign() {
	if r.Review != nil {
		r.Review.Unsigned = false
	}
}

// VisitPremises records an on-site check by two.
type VisitPremises struct {
	At       time.Time     `json:"at" doc:"核查时间"`
	Officers []PersonID    `json:"officers" minItems:"2" doc:"核查人员，不少于两人"`
	Place    string        `json:"place" minLength:"2" maxLength:"200" doc:"地点"`
	Found    string        `json:"found" minLength:"2" maxLength:"4000" doc:"核查情况"`
	Fits     bool          `json:"fits" doc:"与申请材料相符"`
	Evidence []NewEvidence `json:"evidence,omitempty" doc:"照片等"`
}

func (VisitPremises) Act() string { return "registration.visit" }
func (x VisitPremises) Needs(*Case) Needs {
	return Needs{People: x.Officers, Blobs: hashes(x.Evidence)}
}
func (x VisitPremises) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := twoStaff(x.Officers, f, "officers"); err != nil {
		return Outcome{}, err
	}
	if err := c.apart(x.Officers); err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(!x.At.IsZero() && !x.At.After(f.At) && DateOf(x.At) >= c.Registration.ReceivedOn, "at", "核查时间应在收件之后、登记之前")
	bad.need(strings.TrimSpace(x.Place) != "", "place", "请填写地点")
	bad.need(strings.TrimSpace(x.Found) != "", "found", "请填写核查情况")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	d := issue(c, f, "R-5", "现场核查笔录")
	v := RegVisit{At: x.At, Officers: x.Officers, Place: x.Place, Found: x.Found, Fits: x.Fits, Document: d.ID}
	v.Unsigned = slices.DeleteFunc(slices.Clone(x.Officers), func(p PersonID) bool { return p == f.Actor }) // who records it has signed it, where it was one of them
	v.MustSign = f.Norms.needs(c.Registration, ForVisitSignature, f.On())
	return outcome(&PremisesVisited{v, d, ev})
}

// PremisesVisited: somebody went and looked.
type PremisesVisited struct {
	Visit    RegVisit   `json:"visit"`
	Document Document   `json:"document"`
	Evidence []Evidence `json:"evidence,omitempty"`
}

func (PremisesVisited) Kind() string { return "PremisesVisited" }
func (b PremisesVisited) apply(c *Case, e Event) {
	c.Registration.Visits = append(c.Registration.Visits, b.Visit)
	c.issued(b.Document, e)
	c.enter(b.Evidence, e)
	for _, p := range b.Visit.Officers {
		c.take(p, PartOfficer, e.Seq)
	}
	c.done(e, "registration.sign_visit") // the record of a later visit takes the place of one that was not signed
	for _, p := range b.Visit.Unsigned {
		if !b.Visit.MustSign {
			break
		}
		c.raise(c.under("decide", Task{ID: "sign_visit-" + string(p), Kind: "registration.sign_visit", Title: "核对现场核查笔录并签名", English: "Read the record of the visit and sign it", Person: p}), e)
	}
}

// unsigned is the last visit, where its record is not signed by all who went; nil where it is, or nobody went.
func (r *Registration) unsigned() *RegVisit {
	if n := len(r.Visits); n > 0 && len(r.Visits[n-1].Unsigned) > 0 {
		return &r.Visits[n-1]
	}
	return nil
}

// SignVisit is the signature of an officer who went, under the record another wrote (行政许可法 34 III: two at least; R-5 is signed by two).
type SignVisit struct {
	Remark string `json:"remark,omitempty" maxLength:"1000" doc:"补充说明"`
}

// Act is the name of the act.
func (SignVisit) Act() string { return "registration.sign_visit" }

// Decide wants one of those who went and have not signed; nobody signs for another.
func (x SignVisit) Decide(c *Case, f *Facts) (Outcome, error) {
	v := c.Registration.unsigned()
	if v == nil || !slices.Contains(v.Unsigned, f.Actor) || f.RecordedBy != f.Actor && slices.Contains(v.Officers, f.RecordedBy) {
		return Outcome{}, notToSign("现场核查笔录由参加核查、尚未签名的人员本人签名。", "the record of a visit is signed by those who went and have not signed, each for himself")
	}
	b := &VisitSigned{SignVisit: x}
	if len(v.Unsigned) == 1 { // the last: the record is set once more, with who signed it and when
		d := issue(c, f, "R-5", "现场核查笔录")
		b.Document = &d
	}
	return outcome(b)
}

func notToSign(zh, en string) error { return Refuse("not_yours_to_sign", artPermit, zh, en) }

// VisitSigned: one more of those who went signed the record.
type VisitSigned struct {
	SignVisit
	Document *Document `json:"document,omitempty"` // the record as all have signed it
}

// Kind names the event.
func (VisitSigned) Kind() string { return "VisitSigned" }
func (b VisitSigned) apply(c *Case, e Event) {
	v := c.Registration.unsigned()
	if v == nil {
		return
	}
	v.Unsigned = slices.DeleteFunc(slices.Clone(v.Unsigned), func(p PersonID) bool { return p == e.Actor })
	v.Signed = append(v.Signed, RegSigned{e.Actor, DateOf(e.OccurredAt), b.Remark})
	if b.Document != nil {
		if d := c.Document(v.Document); d != nil {
			d.VoidedOn, d.VoidedBy = DateOf(e.OccurredAt), "全部核查人员签名后重新生成"
		}
		c.issued(*b.Document, e)
		v.Document = b.Document.ID
	}
	c.doneWhere(e, func(t *Task) bool { return t.Kind == "registration.sign_visit" && t.Person == e.Actor })
}

// ProposeRegistration is the opinion of those who reviewed it: every condition confirmed by a person, and a proposal.
type ProposeRegistration struct {
	Grant      bool              `json:"grant" doc:"拟准予登记"`
	Grounds    []string          `json:"grounds,omitempty" doc:"拟不予登记的，法定情形编号"`
	Reasons    string            `json:"reasons" minLength:"2" maxLength:"4000" doc:"审查意见"`
	Conditions []ConfirmedByHand `json:"conditions,omitempty" doc:"逐项确认的登记条件"`
}

// ConfirmedByHand is what a person says of a condition.
type ConfirmedByHand struct {
	ID   string `json:"id" maxLength:"40" doc:"条件编号"`
	Met  bool   `json:"met" doc:"符合"`
	Note string `json:"note,omitempty" maxLength:"1000" doc:"说明；与系统核对结果不同的必填"`
}

func (ProposeRegistration) Act() string { return "registration.propose" }

// Needs asks of which associations the legal representative is that of already.
func (ProposeRegistration) Needs(c *Case) Needs {
	var n Needs
	r := c.Registration
	if r.Org != "" {
		n.Parties = r.withRecipient([]PartyID{r.Org})
	}
	if r.Items.LegalRep != "" && r.Subject == PartyAssociation {
		n.Reps = []string{r.Items.LegalRep}
	}
	return n
}
func (x ProposeRegistration) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.Registration
	if err := wantReason(x.Reasons); err != nil {
		return Outcome{}, err
	}
	if err := r.mayConclude(x.Grant); err != nil {
		return Outcome{}, err
	}
	if x.Grant {
		if err := r.residueSettled(f); err != nil {
			return Outcome{}, err
		}
	}
	if ids := slices.Compact(slices.Sorted(slices.Values(c.Officers))); len(ids) < 2 {
		return Outcome{}, Refuse("two_reviewers", artPermit, "审查人员不得少于两人，请重新分办。", "two review an application; assign again")
	}
	conds := f.Norms.Conditions(r, f)
	var bad faults
	for i := range conds {
		k := &conds[i]
		at := slices.IndexFunc(x.Conditions, func(h ConfirmedByHand) bool { return h.ID == k.ID })
		if at < 0 {
			bad.need(false, "conditions", "请确认“"+k.Title+"”")
			continue
		}
		h := x.Conditions[at]
		k.Person, k.Note, k.By = "not_met", strings.TrimSpace(h.Note), f.Actor
		if h.Met {
			k.Person = "met"
		}
		bad.need(k.Machine == "unknown" || k.Machine == k.Person || k.Note != "", "conditions["+itoa(at)+"].note", "与系统核对结果不同，请说明理由")
		bad.need(h.Met || !x.Grant, "conditions["+itoa(at)+"]", "“"+k.Title+"”不符合的，不能拟准予登记")
	}
	if x.Grant {
		bad.need(len(x.Grounds) == 0, "grounds", "拟准予登记的没有不予登记的情形")
	} else {
		bad.need(len(x.Grounds) > 0, "grounds", "请选择不予登记的法定情形")
		for i, g := range x.Grounds {
			_, ok := f.Norms.Refusal(g, r, f.On())
			bad.need(ok, "grounds["+itoa(i)+"]", "没有这项法定情形")
		}
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	v := RegReviewed{Grant: x.Grant, Grounds: x.Grounds, Reasons: x.Reasons, Conditions: conds, By: f.Actor, On: f.On(), Needs: f.Norms.stepsFrom(r, x.Grant, f.On())}
	v.Unsigned = f.Norms.needs(r, ForSecond, f.On())
	if r.Review != nil {
		v.Objected = r.Review.Objected
	}
	return outcome(&RegistrationProposed{v})
}

// mayConclude refuses an opinion, and its signature, while something is open that it rests on.
func (r *Registration) mayConclude(grant bool) error {
	if len(r.Promised) > 0 && grant {
		return Refuse("promise_open", "容缺受理承诺", "申请人承诺补齐的材料尚未补齐。", "what the applicant promised is still owed")
	}
	if h := r.Hearing; h != nil && h.Ended == "" {
		return Refuse("hearing_open", "行政许可法第四十七条、第四十八条", "听证权利已告知，申请期限未满或者听证尚未举行。", "a hearing may still be asked for, or was and is to be held")
	}
	if v := r.unsigned(); v != nil && v.MustSign {
		return Refuse("visit_unsigned", artPermit+"第三款", "现场核查笔录尚未由参加核查的人员全部签名。", "not everybody who went has signed the record of the visit")
	}
	for _, i := range r.Interested {
		if i.View == "" {
			return Refuse("interested_unheard", "行政许可法第三十六条", "已告知利害关系人“%[1]s”，尚未登记其意见；没有提出意见的，如实记明。", "%[1]s was told and not heard; record the view, or that there is none", i.Name)
		}
	}
	if !grant {
		return nil
	}
	if err := r.consented(); err != nil {
		return err
	}
	return r.complete()
}

// complete refuses a grant without a principal material: silence accepts an application as it is, it does not give what is lacking.
func (r *Registration) complete() error {
	for _, m := range r.Materials {
		if m.Main && !m.Optional && m.State != MaterialGiven {
			return Refuse("material_missing", "行政许可法第三十四条、第三十八条、第六十九条", "主要材料“%[1]s”尚未收到，不能准予；视为受理的，先请申请人补交。", "the principal material %[1]s is lacking: nothing is granted without it", m.Title)
		}
	}
	return nil
}

// RegistrationProposed: the review gave its opinion.
type RegistrationProposed struct {
	Review RegReviewed `json:"review"`
}

func (RegistrationProposed) Kind() string { return "RegistrationProposed" }
func (b RegistrationProposed) apply(c *Case, e Event) {
	r := c.Registration
	r.Review, r.Legal, r.Discussed = &b.Review, nil, nil
	c.take(e.Actor, PartOfficer, e.Seq)
	c.done(e, "registration.propose", "registration.second")
	if b.Review.Unsigned {
		for _, p := range c.Officers {
			if p != e.Actor {
				c.raise(c.under("decide", Task{ID: "second-" + string(p), Kind: "registration.second", Title: "复核审查意见并签名", English: "Look at the opinion a second time and sign it", Person: p}), e)
			}
		}
		return
	}
	c.nextOfReview(e)
}

// SecondReview is the act of the second reviewer (复核): he signs the opinion another of the two has given, or does not, and says why.
// The opinion goes on only with it.
type SecondReview struct {
	Agree bool   `json:"agree" doc:"同意审查意见"`
	Text  string `json:"text" minLength:"2" maxLength:"2000" doc:"复核意见"`
}

// awaitsSecond reports that the second reviewer may sign: must, while the opinion stays for it; may, where it went on without because no
// row asked for it.
func awaitsSecond(c *Case) bool {
	v := c.Registration.Review
	return v != nil && v.Second == nil && (v.Unsigned || c.Stage != RegReview)
}

// Act is the name of the act.
func (SecondReview) Act() string { return "registration.second" }

// Needs asks for the meetings that have it on their agenda: an opinion that is not agreed to is not discussed.
func (SecondReview) Needs(c *Case) Needs { return Needs{Pending: c.ID} }

// Decide refuses who gave the opinion: nobody is the second to himself.
func (x SecondReview) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.Registration
	if by := r.Review.By; f.Actor == by || f.For == by || f.RecordedBy == by {
		return Outcome{}, notToSign("审查意见是您提出的，须由另一名审查人员复核签名。", "the opinion is yours: the other reviewer signs it")
	}
	if err := wantReason(x.Text); err != nil {
		return Outcome{}, err
	}
	if x.Agree && r.Review.Unsigned {
		if err := r.mayConclude(r.Review.Grant); err != nil {
			return Outcome{}, err
		}
	}
	if !x.Agree {
		return f.untabled(c.ID, "复核不同意审查意见："+x.Text, &SecondReviewed{x})
	}
	return outcome(&SecondReviewed{x})
}

// SecondReviewed: the second reviewer signed the opinion, or sent it back.
type SecondReviewed struct{ SecondReview }

// Kind names the event.
func (SecondReviewed) Kind() string { return "SecondReviewed" }
func (b SecondReviewed) apply(c *Case, e Event) {
	v := c.Registration.Review
	c.take(e.Actor, PartOfficer, e.Seq)
	c.done(e, "registration.second")
	waited := v.Unsigned
	v.Unsigned = false
	said := RegSigned{e.Actor, DateOf(e.OccurredAt), b.Text}
	if !b.Agree {
		v.Objected = append(slices.Clone(v.Objected), said)
		c.backToReview("复核不同意，重新提出意见", "The second reviewer did not agree: review again", e)
		return
	}
	if v.Second = &said; waited {
		c.nextOfReview(e)
	}
}

// nextOfReview goes to what the rows demand next: legality review, discussion, decision.
func (c *Case) nextOfReview(e Event) {
	r := c.Registration
	needs := func(use string) bool {
		return slices.ContainsFunc(r.Review.Needs, func(n RegNeed) bool { return n.Step == use })
	}
	switch {
	case needs(ForReview) && r.Legal == nil:
		c.Stage = RegLegal
		c.raise(c.under("decide", Task{ID: "legal", Kind: "registration.review_legality", Title: "法制审核登记决定", English: "Review the legality", Role: RoleReviewer}), e)
	case needs(ForDiscussion) && r.Discussed == nil:
		c.Stage = RegDiscuss
		t := Task{ID: "discuss", Kind: "registration.discuss", Title: "集体讨论登记决定", English: "Discuss collectively", Role: RoleLeader}
		if r.byMeeting() {
			t.Kind, t.Title, t.English = "meeting.convene", "提请负责人集体讨论登记决定", "For discussion by the leaders"
		}
		c.raise(c.under("decide", t), e)
	default:
		c.Stage = RegToDecide
		c.raise(c.under("decide", Task{ID: "decide", Kind: "registration.decide", Title: "决定是否准予登记", English: "Decide", Role: RoleLeader}), e)
	}
}

// ReviewRegistration is the legality review of a registration, by a reviewer who has taken no other part.
type ReviewRegistration struct {
	Pass bool   `json:"pass" doc:"通过"`
	Text string `json:"text" minLength:"2" maxLength:"4000" doc:"审核意见"`
}

func (ReviewRegistration) Act() string { return "registration.review_legality" }
func (x ReviewRegistration) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, "法制审核与审查分离", PartOfficer, PartDrafter, PartDecider, PartDiscussant, PartHost); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Text); err != nil {
		return Outcome{}, err
	}
	return outcome(&RegistrationReviewed{RegLegalOpinion{x.Pass, x.Text, f.Actor, f.On()}})
}

// RegistrationReviewed: the reviewer gave an opinion; without a pass it goes back to those who reviewed the application.
type RegistrationReviewed struct {
	Opinion RegLegalOpinion `json:"opinion"`
}

func (RegistrationReviewed) Kind() string { return "RegistrationReviewed" }
func (b RegistrationReviewed) apply(c *Case, e Event) {
	c.take(e.Actor, PartReviewer, e.Seq)
	c.done(e, "registration.review_legality")
	r := c.Registration
	r.Legal = &b.Opinion
	if b.Opinion.Pass {
		c.nextOfReview(e)
		return
	}
	c.Stage = RegReview
	c.raise(c.under("decide", Task{ID: "review", Kind: "registration.propose", Title: "法制审核未通过，重新提出意见", English: "Not passed: review again", Person: c.Handler}), e)
}

// byMeeting reports that the rows of the day of the opinion want the discussion to be that of a meeting with minutes (RN-11).
func (r *Registration) byMeeting() bool {
	return r.Review != nil && slices.ContainsFunc(r.Review.Needs, func(n RegNeed) bool { return n.Step == ForMeeting })
}

// tabled is the digest of what the leaders have before them: what is applied for, and the opinion of those who reviewed it. The signature
// of the second reviewer changes nothing of it. Empty while there is no opinion.
func (r *Registration) tabled() string {
	if r.Review == nil {
		return ""
	}
	v := *r.Review
	v.Second, v.Objected, v.Unsigned, v.Needs = nil, nil, false, nil
	b, err := json.Marshal(struct {
		Kind    string      `json:"kind"`
		Items   OrgItems    `json:"items"`
		Was     *OrgItems   `json:"was"`
		Opinion RegReviewed `json:"opinion"`
	}{r.Kind, r.Items, r.Was, v})
	if err != nil {
		panic(err) // plain data
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// resolved is what a meeting resolved on the opinion that was tabled.
func (r *Registration) resolved(meeting CaseID, a AgendaItem, it MinuteItem, on Date, voters []PersonID) RegDiscussed {
	return RegDiscussed{Meeting: meeting, Grant: r.Review.Grant == (it.Result == ResolveAgree), Text: it.Text, On: on, Item: a.No, Result: it.Result, Digest: a.Digest, Voters: voters}
}

// DiscussRegistration enters at the desk what the leaders resolved: for files entered afterwards from a time when no meeting with minutes was
// needed. From the day of the row (RN-11) the meeting itself tells the file (meeting.close).
type DiscussRegistration struct {
	Meeting CaseID `json:"meeting,omitempty" maxLength:"100" doc:"会议案卷，须已办结"`
	Grant   bool   `json:"grant" doc:"同意准予登记"`
	Text    string `json:"text" minLength:"2" maxLength:"4000" doc:"讨论结果"`
}

// Act is the name of the act.
func (DiscussRegistration) Act() string { return "registration.discuss" }

// Needs asks for the meeting that is named.
func (x DiscussRegistration) Needs(*Case) Needs {
	if x.Meeting == "" {
		return Needs{}
	}
	return Needs{Others: []CaseID{x.Meeting}}
}

// Decide refuses where a meeting is needed, and a meeting that is none or is not closed.
func (x DiscussRegistration) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, "三重一大集体决策", PartOfficer, PartReviewer); err != nil {
		return Outcome{}, err
	}
	if n := f.Norms.need(c.Registration, ForMeeting, f.On()); n != nil {
		return Outcome{}, Refuse("needs_meeting", n.Article, "%[1]s，请列入负责人会议议程，由会议办结时转回决议。", "the leaders discuss this in a meeting with minutes, which tells the file what was resolved: put it on an agenda")
	}
	if err := wantReason(x.Text); err != nil {
		return Outcome{}, err
	}
	if m := f.Others[x.Meeting]; x.Meeting != "" && (m == nil || m.Meeting == nil || m.Stage != MeetClosed || DateOf(m.Meeting.Minutes.StartedAt) > f.On()) {
		return Outcome{}, &Error{Code: "invalid_input", Message: "所列会议不是已经办结的负责人会议。", English: "this is no meeting of the leaders that was closed", Fields: []Field{{"meeting", "须为已经办结的会议案卷"}}}
	}
	return outcome(&RegistrationDiscussed{RegDiscussed{Meeting: x.Meeting, Grant: x.Grant, Text: x.Text, On: f.On()}})
}

// RegistrationDiscussed: the leaders resolved. A meeting tells it (with its result and voters), or a desk entered it.
type RegistrationDiscussed struct {
	Discussed RegDiscussed `json:"discussed"`
}

// Kind names the event.
func (RegistrationDiscussed) Kind() string { return "RegistrationDiscussed" }
func (b RegistrationDiscussed) apply(c *Case, e Event) {
	r := c.Registration
	if b.Discussed.Result == "" {
		c.take(e.Actor, PartDiscussant, e.Seq)
	}
	for _, p := range b.Discussed.Voters {
		c.take(p, PartDiscussant, e.Seq)
	}
	if b.Discussed.Result == ResolveDefer { // it waits for another meeting
		r.Deferred = append(r.Deferred, b.Discussed)
		return
	}
	r.Discussed = &b.Discussed
	c.done(e, "registration.discuss", "meeting.convene")
	switch {
	case b.Discussed.Result == ResolveInquire:
		c.backToReview("集体讨论要求补充审查，重新提出意见", "Resolved to review further", e)
	case b.Discussed.Grant != r.Review.Grant: // what was resolved needs reasons and grounds of its own, reviewed as those were
		c.backToReview("集体讨论意见与审查意见不一致，重新提出意见", "Resolved otherwise: review again", e)
	default:
		c.nextOfReview(e)
	}
}

// DecideRegistration grants or refuses; not by who reviewed it.
type DecideRegistration struct {
	Grant   bool     `json:"grant" doc:"准予登记"`
	Grounds []string `json:"grounds,omitempty" doc:"不予登记的法定情形"`
	Reasons string   `json:"reasons,omitempty" maxLength:"4000" doc:"不予登记的理由"`
}

func (DecideRegistration) Act() string { return "registration.decide" }
func (x DecideRegistration) Needs(c *Case) Needs {
	n := Needs{Numbers: []string{x.paper()}}
	if r := c.Registration; r != nil && r.Kind != RegEstablish && r.Org != "" {
		n.Parties = r.withRecipient([]PartyID{r.Org})
	}
	return n
}
func (x DecideRegistration) paper() string {
	if x.Grant {
		return "R-8"
	}
	return "R-8n"
}

// sameGrounds reports that two lists name the same grounds of refusal.
func sameGrounds(a, b []string) bool {
	sorted := func(x []string) []string { return slices.Compact(slices.Sorted(slices.Values(x))) }
	return slices.Equal(sorted(a), sorted(b))
}

func (x DecideRegistration) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.Registration
	if err := differs(c, f, "审查与决定分离", PartOfficer, PartReviewer); err != nil {
		return Outcome{}, err
	}
	switch {
	case x.Grant != r.Review.Grant:
		return Outcome{}, Refuse("against_review", artGrant, "与审查意见不一致；请退回重新审查。", "this is not what the review proposed; return it to be reviewed again")
	case !x.Grant && !sameGrounds(x.Grounds, r.Review.Grounds):
		return Outcome{}, Refuse("against_review", artGrant, "不予登记的情形与审查、审核、讨论的不一致；请退回重新审查。", "these are not the grounds that were reviewed; return it to be reviewed again")
	case len(r.Promised) > 0 && x.Grant:
		return Outcome{}, Refuse("promise_open", "容缺受理承诺", "申请人承诺补齐的材料尚未补齐。", "what the applicant promised is still owed")
	}
	for _, n := range f.Norms.RegGrounds(r, x.Grant, f.On()) { // the rows of the day of the decision
		switch {
		case n.Step == ForReview && (r.Legal == nil || !r.Legal.Pass):
			return Outcome{}, Refuse("not_reviewed", n.Article, "%[1]s，尚未通过法制审核。", "a legality review is needed here and has not passed (%[2]s)", n.Text, n.English)
		case n.Step == ForDiscussion && (r.Discussed == nil || r.Discussed.Grant != x.Grant):
			return Outcome{}, Refuse("not_discussed", n.Article, "%[1]s，尚未集体讨论。", "the leaders must discuss this together (%[2]s)", n.Text, n.English)
		}
	}
	if x.Grant {
		if err := r.consented(); err != nil {
			return Outcome{}, err
		}
		if err := r.complete(); err != nil {
			return Outcome{}, err
		}
		if o := f.Parties[r.Org].Org; o != nil { // it may stand otherwise by now
			if err := o.mayRegister(r.Kind, f.Parties[r.Org].Name, c.ID, f); err != nil {
				return Outcome{}, err
			}
			if err := o.penaltyOpen(); err != nil && r.Kind == RegDeregister {
				return Outcome{}, err
			}
			if err := r.residueSettled(f); err != nil {
				return Outcome{}, err
			}
			if err := o.notRevoking(r.Kind, f.Parties[r.Org].Name, r.Subject, f); err != nil {
				return Outcome{}, err
			}
		}
	}
	b := &RegistrationDecided{Decision: RegDecision{Grant: x.Grant, Grounds: x.Grounds, Reasons: x.Reasons, On: f.On(), By: f.Actor}}
	if !x.Grant {
		var bad faults
		bad.need(len(x.Grounds) > 0, "grounds", "请选择不予登记的法定情形")
		for i, g := range x.Grounds {
			row, ok := f.Norms.Refusal(g, r, f.On())
			b.Fraud = b.Fraud || row.Fraud
			bad.need(ok, "grounds["+itoa(i)+"]", "没有这项法定情形")
		}
		bad.need(strings.TrimSpace(x.Reasons) != "", "reasons", "请写明理由")
		if err := bad.err(); err != nil {
			return Outcome{}, err
		}
		b.Decision.Remedies = permitRemedies(f)
	}
	title := map[bool]string{true: "准予行政许可决定书", false: "不予行政许可决定书"}[x.Grant]
	b.Document = issue(c, f, x.paper(), title)
	b.Decision.Document = b.Document.ID
	k, err := f.start(c, "T04", "deliver", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	b.Clock = k
	return outcome(b)
}

// RegistrationDecided: it was granted or refused.
type RegistrationDecided struct {
	Decision RegDecision `json:"decision"`
	Document Document    `json:"document"`
	Clock    Clock       `json:"clock"`
	Fraud    bool        `json:"fraud,omitempty"` // refused for false or concealed material: a warning follows (行政许可法 78)
}

func (RegistrationDecided) Kind() string { return "RegistrationDecided" }
func (b RegistrationDecided) apply(c *Case, e Event) {
	r := c.Registration
	r.Decision = &b.Decision
	c.take(e.Actor, PartDecider, e.Seq)
	c.issued(b.Document, e)
	c.meet("decide", DateOf(e.OccurredAt))
	c.meet("promised", DateOf(e.OccurredAt))
	c.done(e)
	c.startClock(b.Clock)
	if b.Decision.Grant {
		c.Stage = RegGranted
		c.raise(c.under("deliver", Task{ID: "certify", Kind: "registration.certify", Title: "赋码制证，载入登记簿", English: "Certify and enter in the register", Role: RoleClerk}), e)
		return
	}
	c.Stage = RegRefused
	r.Reserved = nil
	c.stop(DateOf(e.OccurredAt), "promise", "supervisor") // the refusal is delivered whatever is still owed
	if b.Fraud {
		c.lead(LeadFraud, DateOf(e.OccurredAt), e)
	}
	c.raise(c.under("deliver", Task{ID: "deliver", Kind: "registration.deliver", Title: "送达不予登记决定", English: "Deliver the refusal", Role: RoleClerk}), e)
}

// CertifyRegistration enters the decision in the register: it makes the code and the certificate of a new organization, the new
// certificate after a change, and ends an organization that is deregistered.
type CertifyRegistration struct {
	Certificate string `json:"certificate,omitempty" maxLength:"60" doc:"证书编号（证书用纸号），注销不填"`
}

func (CertifyRegistration) Act() string { return "registration.certify" }
func (x CertifyRegistration) Needs(c *Case) Needs {
	r := c.Registration
	n := Needs{Names: []OrgName{r.Items.Name}, Numbers: []string{"R-9"}, Certificate: CertificateKey(x.Certificate)}
	if r.linkedCharter() {
		n.Numbers = append(n.Numbers, "R-9c")
	}
	if r.Kind == RegEstablish {
		n.Code = true
	} else {
		n.Parties, n.Others = []PartyID{r.Org}, []CaseID{CaseID(r.Org)}
	}
	return n
}

func (x CertifyRegistration) Decide(c *Case, f *Facts) (Outcome, error) {
	r := c.Registration
	on := r.Decision.On
	d := issue(c, f, "R-9", map[string]string{RegEstablish: "登记证书", RegChange: "登记证书（变更换发）", RegDeregister: "注销登记证明", RegCharter: "章程核准书", RegReplace: "登记证书（补领）"}[r.Kind])
	cert := &OrgCertificate{Number: strings.TrimSpace(x.Certificate), IssuedOn: f.On(), Why: RegKindTitles[r.Kind][0], File: c.ID}
	if cert.Number == "" {
		cert.Number = d.Number
	} else if err := freeCertificate(cert.Number, d.Number, f); err != nil {
		return Outcome{}, err
	}
	if r.Kind == RegEstablish {
		return x.establish(c, f, d, cert)
	}
	p, known := f.Parties[r.Org]
	if !known || p.Org == nil || f.Others[CaseID(r.Org)] == nil {
		return Outcome{}, Refuse("not_registered", "", "登记簿中没有这个组织。", "the organization is not in the register")
	}
	b := &RegistrationCertified{Document: d, USCC: p.USCC, Org: r.Org}
	if p.Org.Gone() {
		return Outcome{}, Refuse("organization_status", "社会团体登记管理条例第二十一条", "“%[1]s”已经终止，请撤回准予决定。", "%[1]s has ended; take the grant back", p.Name)
	}
	tell := func(es ...Body) (Outcome, error) {
		return Outcome{Events: []Body{b}, Tells: []Telling{{CaseID(r.Org), es}}}, nil
	}
	switch r.Kind {
	case RegCharter:
		return tell(&OrganizationCharterApproved{On: on, Number: d.Number, File: c.ID})
	case RegReplace:
		return tell(&OrganizationCertificateReplaced{Certificate: *cert, On: f.On(), Why: r.Ground, File: c.ID})
	case RegChange:
		now := p.Org.differing(*r.Was)
		if len(now) > 0 {
			return Outcome{}, Refuse("register_moved", "", "登记事项在申请之后已有其他变更（%[1]s），请退回重新办理。", "the register has changed since the application (%[1]s)", OrgItemTitles[now[0]][0])
		}
		if r.Changes(ItemName) {
			if err := freeName(r.Items.Name, f, f.On(), c.ID, CaseID(r.Org)); err != nil {
				return Outcome{}, err
			}
		}
		until, err := barredUntil(f, NameRenamed, on)
		if err != nil {
			return Outcome{}, err
		}
		es := []Body{&OrganizationChanged{Items: r.Items, Changed: r.Changed, On: on, BarredUntil: until, Certificate: cert, File: c.ID}}
		if r.linkedCharter() { // one case, two outputs (社团 18 II, 民非 15 II)
			k := issueBeside(c, f, [2]string{"R-9c", "章程核准书"})[0]
			b.Charter = &k
			es = append(es, &OrganizationCharterApproved{On: on, Number: k.Number, File: c.ID})
		}
		return tell(es...)
	case RegDeregister:
		until, err := barredUntil(f, NameDeregistered, on)
		if err != nil {
			return Outcome{}, err
		}
		return tell(&OrganizationEnded{Status: OrgDeregistered, On: on, BarredUntil: until, File: c.ID})
	}
	return outcome(b)
}

// establish makes the code and the file of the new organization. The name is asked for once more: the reservation has held it.
func (x CertifyRegistration) establish(c *Case, f *Facts, d Document, cert *OrgCertificate) (Outcome, error) {
	r := c.Registration
	if err := freeName(r.Items.Name, f, f.On(), c.ID); err != nil {
		return Outcome{}, err
	}
	g := f.Agency.Registrar
	if g == nil {
		return Outcome{}, Refuse("no_code_pool", "GB 32100-2015", "本机关尚未设置登记机关区划码和主体代码码段，请管理员在机关信息中设置。", "the area code and the pool of body codes are not set; an administrator sets them")
	}
	serial := max(f.Code, g.First)
	if serial > g.Last {
		return Outcome{}, Refuse("code_pool_empty", "GB 32100-2015", "主体代码码段（%[1]s%[2]d–%[3]d）已经用完，请申领新的码段。", "the pool of body codes is used up", g.Prefix, g.First, g.Last)
	}
	uscc := MakeUSCC(r.Subject, g.Area, g.body(serial))
	if !ValidUSCC(uscc) || !ValidBodyCode(uscc) {
		return Outcome{}, Refuse("uscc", "GB 32100-2015；基金会管理条例第六条", "不能为这类组织赋码。", "no code can be given to such a body")
	}
	id := childID(c.ID, "o", 1)
	reg := RegisterParty{Kind: r.Subject, Name: r.Items.Name.String(), USCC: uscc, Township: r.Items.Township, Address: r.Items.Address, Contact: r.Items.LegalRep, Phone: r.Applicant.Phone}
	o := &OrganizationRegistered{Items: r.Items, Form: r.Form, USCC: uscc, Serial: serial, On: r.Decision.On, Certificate: cert, Officers: r.Officers, Term: r.Term, Members: r.Members, File: c.ID, Why: "成立登记"}
	if r.Charity {
		o.Charity = &OrgCharity{Since: r.Decision.On}
	}
	party := PartyRef{PartyID(id), reg.Name, r.Subject, reg.Township}
	return Outcome{Events: []Body{&RegistrationCertified{Document: d, USCC: uscc, Org: PartyID(id), Party: &party}},
		Opens: []Opening{{ID: id, Events: []Body{&PartyRegistered{RegisterParty: reg, Agency: f.Agency.ID}, o}}}}, nil
}

// RegistrationCertified: it stands in the register.
type RegistrationCertified struct {
	Document Document  `json:"document"`
	USCC     string    `json:"uscc"`
	Org      PartyID   `json:"org"`
	Party    *PartyRef `json:"party,omitempty"`
	Charter  *Document `json:"charter,omitempty"` // the approval of the charter that goes with a change
}

func (RegistrationCertified) Kind() string { return "RegistrationCertified" }
func (b RegistrationCertified) apply(c *Case, e Event) {
	r := c.Registration
	r.USCC, r.Org, r.Reserved = b.USCC, b.Org, nil // the register holds the name now
	if b.Party != nil {
		c.Party = b.Party
	}
	c.issued(b.Document, e)
	if b.Charter != nil {
		c.issued(*b.Charter, e)
		r.CharterDoc = b.Charter.ID
	}
	c.Stage = RegCertified
	c.done(e, "registration.certify")
	if r.Kind == RegDeregister {
		c.raise(Task{ID: "collect", Kind: "registration.collect", Title: "收缴证书、印章、财务凭证", English: "Collect certificate, seal and vouchers", Role: RoleClerk}, e)
	}
	c.raise(c.under("deliver", Task{ID: "deliver", Kind: "registration.deliver", Title: "颁发、送达证书", English: "Hand over the certificate", Role: RoleClerk}), e)
	if r.announces() {
		c.raise(Task{ID: "announce", Kind: "registration.announce", Title: "公告", English: "Announce", Role: RoleClerk}, e)
	}
}

// announces reports that the law wants an announcement: establishment and end always; of changes only name, address and legal
// representative (社团 23, 民非 18), of a foundation all.
func (r *Registration) announces() bool {
	switch r.Kind {
	case RegEstablish, RegDeregister, RegReplace: // 补领：遗失证书公告作废
		return true
	case RegChange:
		return r.Foundation() || r.Changes(ItemName) || r.Changes(ItemAddress) || r.Changes(ItemLegalRep)
	}
	return false
}

// DeliverResult hands over the certificate or the refusal.
type DeliverResult struct {
	Method string `json:"method" enum:"collected,mailed,electronic" doc:"领取，邮寄，电子送达"`
	Who    string `json:"who" minLength:"2" maxLength:"60" doc:"签收人"`
	Proof  string `json:"proof,omitempty" maxLength:"200" doc:"领取凭证、证件核对情况或者邮件号"`
}

func (DeliverResult) Act() string { return "registration.deliver" }
func (x DeliverResult) Decide(c *Case, _ *Facts) (Outcome, error) {
	var bad faults
	bad.need(x.Method != "mailed" || strings.TrimSpace(x.Proof) != "", "proof", "邮寄的，请填写邮件号")
	bad.need(x.Method != "electronic" || c.Registration.EService || strings.TrimSpace(x.Proof) != "", "proof", "电子送达须有申请人的同意，请写明")
	bad.need(slices.Contains([]string{"collected", "mailed", "electronic"}, x.Method), "method", "请选择送达方式")
	bad.need(len([]rune(strings.TrimSpace(x.Who))) >= 2, "who", "请填写签收人")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	b := &ResultDelivered{DeliverResult: x}
	for _, d := range c.Documents {
		if slices.Contains(results, d.Type) && d.VoidedOn.IsZero() && c.ServedOn(d.ID).IsZero() {
			b.Papers = append(b.Papers, d.ID)
		}
	}
	return outcome(b)
}

// results are the papers that go to the applicant with the result: decision, certificate, approved charter.
var results = []string{"R-8", "R-8n", "R-9", "R-9c"}

// deliveries are the ways of service that the ways of delivery are.
var deliveries = map[string]ServiceMethod{"collected": ServeDirect, "mailed": ServePost, "electronic": ServeElectronic}

// ResultDelivered: the result was handed over, and its papers are served with it.
type ResultDelivered struct {
	DeliverResult
	Papers []DocumentID `json:"papers,omitempty"`
}

func (ResultDelivered) Kind() string { return "ResultDelivered" }
func (b ResultDelivered) apply(c *Case, e Event) {
	r := c.Registration
	r.Delivered = &RegDelivery{DateOf(e.OccurredAt), b.Method, b.Who}
	for _, id := range b.Papers {
		s := Service{Document: id, Method: deliveries[b.Method], On: r.Delivered.On, DeemedOn: r.Delivered.On, Recipient: b.Who, Seq: e.Seq}
		switch b.Method {
		case "mailed":
			s.Tracking = b.Proof
		case "electronic":
			if s.Consent = b.Proof; s.Consent == "" {
				s.Consent = eService
			}
		}
		c.Services = append(c.Services, s)
	}
	c.meet("deliver", DateOf(e.OccurredAt))
	c.done(e, "registration.deliver")
	c.regFinish(e)
}

// regFinish closes the file when nothing more is owed.
func (c *Case) regFinish(e Event) {
	r := c.Registration
	switch {
	case r.Delivered == nil:
	case c.Stage == RegRefused:
		c.close(e, RegClosed, "refused")
	case r.announces() && r.Announced == nil, r.Kind == RegDeregister && r.Collected == nil:
	default:
		c.close(e, RegClosed, "granted")
	}
}

// AnnounceRegistration records the announcement.
type AnnounceRegistration struct {
	Where string `json:"where" minLength:"2" maxLength:"200" doc:"公告载体"`
}

func (AnnounceRegistration) Act() string { return "registration.announce" }
func (x AnnounceRegistration) Decide(c *Case, f *Facts) (Outcome, error) {
	if strings.TrimSpace(x.Where) == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请填写公告载体。", English: "say where it was announced", Fields: []Field{{"where", "请填写公告载体"}}}
	}
	return outcome(&RegistrationAnnounced{x, issueBeside(c, f, [2]string{"R-9a", RegKindTitles[c.Registration.Kind][0] + "公告"})})
}

// RegistrationAnnounced: it was announced.
type RegistrationAnnounced struct {
	AnnounceRegistration
	Papers []Document `json:"papers,omitempty"` // its text, R-9a; none in files of before
}

func (RegistrationAnnounced) Kind() string { return "RegistrationAnnounced" }
func (b RegistrationAnnounced) apply(c *Case, e Event) {
	c.Registration.Announced = &RegAnnounced{DateOf(e.OccurredAt), b.Where}
	c.issuedAll(b.Papers, e)
	c.done(e, "registration.announce")
	c.regFinish(e)
}

// RegCollected says what was collected from an organization that ended: certificate, seal, financial vouchers.
type RegCollected struct {
	On          Date   `json:"on"`
	Certificate bool   `json:"certificate"`
	Seal        bool   `json:"seal"`
	Vouchers    bool   `json:"vouchers"`
	Voided      string `json:"voided,omitempty"` // where they could not be collected: the public notice that voids them
}

// CollectCertificate records what was collected, or the notice that voids what cannot be (社团 21, 33).
type CollectCertificate struct {
	Certificate bool   `json:"certificate" doc:"登记证书已收缴"`
	Seal        bool   `json:"seal" doc:"印章已收缴"`
	Vouchers    bool   `json:"vouchers" doc:"财务凭证已收缴"`
	Voided      string `json:"voided,omitempty" maxLength:"300" doc:"无法收缴的，公告作废情况"`
}

func (CollectCertificate) Act() string { return "registration.collect" }
func (x CollectCertificate) Decide(_ *Case, _ *Facts) (Outcome, error) {
	if (!x.Certificate || !x.Seal || !x.Vouchers) && strings.TrimSpace(x.Voided) == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "未收缴齐的，请写明公告作废情况。", English: "what was not collected is voided by a notice: say which", Fields: []Field{{"voided", "请写明公告作废情况"}}}
	}
	return outcome(&CertificateCollected{x})
}

// CertificateCollected: certificate, seal and vouchers were collected or voided.
type CertificateCollected struct{ CollectCertificate }

func (CertificateCollected) Kind() string { return "CertificateCollected" }
func (b CertificateCollected) apply(c *Case, e Event) {
	c.Registration.Collected = &RegCollected{DateOf(e.OccurredAt), b.Certificate, b.Seal, b.Vouchers, b.Voided}
	c.done(e, "registration.collect")
	c.regFinish(e)
}

func init() {
	open := []Stage{RegReview}
	act[AssignReviewers](Spec{Procedure: ProcRegistration, Stages: []Stage{RegAccepted, RegReview}, Title: "分办", English: "Assign reviewers", Article: artPermit})
	act[VisitPremises](Spec{Procedure: ProcRegistration, Stages: open, Title: "实地核查", English: "Record the visit", Article: artPermit, Starts: "生成《现场核查笔录》"})
	act[ProposeRegistration](Spec{Procedure: ProcRegistration, Stages: open, Assigned: true, Title: "提出审查意见", English: "Conclude the review", Article: artPermit})
	act[SignVisit](Spec{Procedure: ProcRegistration, Stages: open, Possible: func(c *Case) bool { return c.Registration.unsigned() != nil },
		Personal: func(c *Case, p PersonID) bool { return slices.Contains(c.Registration.unsigned().Unsigned, p) }, Title: "核查笔录签名", English: "Sign the record of the visit", Article: artPermit})
	act[SecondReview](Spec{Procedure: ProcRegistration, Stages: []Stage{RegReview, RegLegal, RegDiscuss, RegToDecide}, Assigned: true, Possible: awaitsSecond,
		Personal: func(c *Case, p PersonID) bool { return c.Registration.Review.By != p }, Title: "复核签名", English: "Sign as the second reviewer", Article: artPermit, Starts: "审查意见转入下一步；不同意的退回重新提出"})
	act[ReviewRegistration](Spec{Procedure: ProcRegistration, Stages: []Stage{RegLegal}, Title: "法制审核", English: "Review the legality"})
	act[DiscussRegistration](Spec{Procedure: ProcRegistration, Stages: []Stage{RegDiscuss}, Possible: func(c *Case) bool { return !c.Registration.byMeeting() }, Title: "集体讨论（补录）", English: "Enter a discussion afterwards"})
	act[DecideRegistration](Spec{Procedure: ProcRegistration, Stages: []Stage{RegToDecide}, Title: "作出登记决定", English: "Decide", Article: artGrant, Starts: "生成决定书并编号，十个工作日内颁发、送达"})
	act[CertifyRegistration](Spec{Procedure: ProcRegistration, Stages: []Stage{RegGranted}, Title: "赋码制证", English: "Certify", Article: artDeliver, Starts: "载入登记簿"})
	act[DeliverResult](Spec{Procedure: ProcRegistration, Stages: []Stage{RegCertified, RegRefused}, Possible: func(c *Case) bool { return c.Registration.Delivered == nil }, Title: "颁发、送达", English: "Hand over the result", Article: artDeliver})
	act[AnnounceRegistration](Spec{Procedure: ProcRegistration, Stages: []Stage{RegCertified}, Possible: func(c *Case) bool { r := c.Registration; return r.announces() && r.Announced == nil }, Title: "公告", English: "Announce", Article: "社会团体登记管理条例第二十三条；民办非企业单位登记管理暂行条例第十八条"})
	act[CollectCertificate](Spec{Procedure: ProcRegistration, Stages: []Stage{RegCertified}, Possible: func(c *Case) bool { r := c.Registration; return r.Kind == RegDeregister && r.Collected == nil }, Title: "收缴证书、印章", English: "Collect certificate and seal", Article: "社会团体登记管理条例第二十一条、第三十三条"})
	event[ReviewersAssigned]()
	event[PremisesVisited]()
	event[RegistrationProposed]()
	event[VisitSigned]()
	event[SecondReviewed]()
	event[RegistrationReviewed]()
	event[RegistrationDiscussed]()
	event[RegistrationDecided]()
	event[RegistrationCertified]()
	event[ResultDelivered]()
	event[RegistrationAnnounced]()
	event[CertificateCollected]()
}
