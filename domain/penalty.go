package domain

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// A penalty case (行政处罚案件): penalty.md §1–§10. This file holds the file itself, its stages, and the way from the clue to
// the filing. What follows has files of its own: inquiry.go (records, suspension) with evidence.go, recusal.go and joinder.go,
// sanction.go (what the law allows), defence.go (advance notice, service, defence), hearing.go, decision.go, execution.go
// (performance) with compulsion.go (demand and court), money.go (the ledger). Reviews, meetings and referrals are procedures of
// their own and tell this file what came of them.

// Track is the way a case goes.
type Track string

// The tracks. An on-the-spot case is opened with its decision.
const (
	TrackGeneral Track = "general" // 普通程序
	TrackSimple  Track = "simple"  // 简易程序（当场处罚）
	TrackBan     Track = "ban"     // 取缔非法社会组织
)

// Regime says whose clocks and extensions apply (penalty.md §0.1).
type Regime string

// The regimes.
const (
	RegimeSocialOrg Regime = "SOCIAL_ORG_68" // 民政部令第68号：本机关登记的社会组织
	RegimeGeneral   Regime = "GENERAL_APL"   // 行政处罚法、殡葬管理条例等
	RegimeBan       Regime = "BAN_77"        // 取缔非法社会组织办法
)

// Stages of a penalty case (penalty.md §10).
const (
	PenClue       Stage = "clue"          // 线索：核查中，等待立案审批
	PenNotFiled   Stage = "not_filed"     // 不予立案 ■
	PenMoved      Stage = "moved"         // 移送其他机关 ■
	PenFiled      Stage = "filed"         // 已立案，调查取证
	PenSuspended  Stage = "pen_suspended" // 中止调查
	PenReported   Stage = "reported_out"  // 调查终结，等待送审
	PenExamining  Stage = "examining"     // 审核中（告知前）
	PenDisputed   Stage = "disputed"      // 二次不同意，等待集体讨论
	PenExamined   Stage = "examined"      // 审核通过，等待告知
	PenNoticed    Stage = "noticed"       // 已告知，陈述申辩、听证期限在计算
	PenHearing    Stage = "hearing_set"   // 听证程序中
	PenHeard      Stage = "heard"         // 听证已举行，等待听证报告
	PenPostNotice Stage = "post_notice"   // 告知程序已毕，等待送审或者提请决定
	PenReviewing  Stage = "legal_review"  // 法制审核中（告知、听证后）
	PenToDiscuss  Stage = "to_discuss"    // 等待集体讨论
	PenToDecide   Stage = "to_decide"     // 等待负责人决定
	PenDecided    Stage = "decided"       // 已决定，等待送达
	PenServed     Stage = "served"        // 已送达，履行期
	PenInstalment Stage = "instalment"    // 延期、分期缴纳
	PenOverdue    Stage = "pay_overdue"   // 逾期未履行
	PenDemanded   Stage = "demanded"      // 已催告
	PenCourt      Stage = "in_court"      // 申请法院强制执行
	PenPerformed  Stage = "performed"     // 履行完毕、决定不罚、终止等，等待结案审批
	PenWithPolice Stage = "with_police"   // 公安机关已立案，行政程序等待
	PenConcluded  Stage = "concluded"     // 已结案，等待归档
	PenArchived   Stage = "archived"      // 已归档 ■
)

// Penalty is what a penalty case holds besides what every file holds.
type Penalty struct {
	Track       Track        `json:"track"`
	Regime      Regime       `json:"regime"`
	Source      string       `json:"source"` // inspection, report, transfer, superior, annual_check, media, police, other
	ReceivedOn  Date         `json:"received_on"`
	Clue        string       `json:"clue"`
	Natural     bool         `json:"natural,omitempty"` // the party is a natural person
	Allegations []Allegation `json:"allegations"`
	Filing      *Filing      `json:"filing,omitempty"`

	// inquiry.go
	Recusals      []Recusal      `json:"recusals,omitempty"`
	Interviews    []Interview    `json:"interviews,omitempty"`
	Visits        []SiteVisit    `json:"visits,omitempty"`
	Samples       []Sample       `json:"samples,omitempty"`
	Appraisals    []Appraisal    `json:"appraisals,omitempty"`
	Entrusted     []Entrusted    `json:"entrusted,omitempty"`
	Disputes      []Dispute      `json:"disputes,omitempty"`
	Preservations []Preservation `json:"preservations,omitempty"`
	Custody       []CustodyMove  `json:"custody,omitempty"`
	Suspended     *Suspension    `json:"suspended,omitempty"`
	Merged        []CaseID       `json:"merged,omitempty"`      // files joined to this one
	MergedInto    CaseID         `json:"merged_into,omitempty"` // the file this one was joined to
	SplitFrom     CaseID         `json:"split_from,omitempty"`
	Split         []CaseID       `json:"split,omitempty"` // files split from this one

	Report   *InquiryReport `json:"report,omitempty"`
	Proposal *Proposal      `json:"proposal,omitempty"` // what the bureau intends; changes are new rounds
	Round    int            `json:"round,omitempty"`    // of the proposal: 1, 2, …
	Reviews  []ReviewTaken  `json:"reviews,omitempty"`

	// defence.go, hearing.go
	Notices  []AdvanceNotice `json:"notices,omitempty"`
	Defences []Defence       `json:"defences,omitempty"`
	Hearings []Hearing       `json:"hearings,omitempty"`

	Discussions []Discussion `json:"discussions,omitempty"`
	Decision    *Decision    `json:"decision,omitempty"`
	Publicity   *Publicity   `json:"publicity,omitempty"`

	// money.go, execution.go
	Ledger      []Entry      `json:"ledger,omitempty"`
	Payments    []Payment    `json:"payments,omitempty"`
	Cash        []Cash       `json:"cash,omitempty"`
	Refunds     []Refund     `json:"refunds,omitempty"`
	Obligations []Obligation `json:"obligations,omitempty"`
	Payable     *Payable     `json:"payable,omitempty"` // the newest notice of payment
	PayDue      Date         `json:"pay_due,omitzero"`  // last day to pay: a surcharge is reckoned from the day after
	Plan        *Instalment  `json:"plan,omitempty"`
	OldPlans    []Instalment `json:"old_plans,omitempty"`

	Goods   []Goods    `json:"goods,omitempty"`
	Demand  *Demanded  `json:"demand,omitempty"`
	Court   *Court     `json:"court,omitempty"`
	Remedy  []Remedy   `json:"remedies,omitempty"`
	Refers  []Referred `json:"refers,omitempty"`
	Waiting Stage      `json:"waiting,omitempty"` // where the file stood when the police took the matter
	Ended   string     `json:"ended,omitempty"`   // why it may be concluded: performed, court_ended, terminated, no_penalty, transferred, revoked, dissolved
	Closing *Closing   `json:"closing,omitempty"`
	Archive *Archive   `json:"archive,omitempty"`
	// Register is what the register of social organizations was told of the decision.
	Register *RegisterTold `json:"register,omitempty"`
}

// Allegation is one violation the party is suspected of, as conduct with its days: they choose the norm.
type Allegation struct {
	Violation string `json:"violation" minLength:"5" maxLength:"6" doc:"违法行为编号：FN-01 等"`
	From      Date   `json:"from" doc:"行为开始之日"`
	To        Date   `json:"to,omitzero" doc:"行为终了之日；仍在继续的留空"`
	Harm      bool   `json:"harm,omitempty" doc:"涉及公民生命健康安全、金融安全且有危害后果（追责时效五年）"`
	Fact      string `json:"fact" minLength:"2" maxLength:"2000" doc:"事实"`
	Quantity  int    `json:"quantity,omitempty" minimum:"0" doc:"数量"`
	Unit      string `json:"unit,omitempty" maxLength:"20" doc:"单位"`
	Line      int    `json:"line,omitempty" minimum:"0" doc:"检查发现的第几项"`
}

// Until is the last day of the conduct: today while it goes on.
func (a Allegation) Until(today Date) Date {
	if a.To.IsZero() {
		return today
	}
	return a.To
}

// Filing is the decision to open the case (行政处罚法 54).
type Filing struct {
	ProposedOn   Date       `json:"proposed_on"`
	Proposers    []PersonID `json:"proposers"`
	Jurisdiction string     `json:"jurisdiction"`
	Discovered   Date       `json:"discovered,omitzero"` // the day any competent organ found it (追责时效)
	Opinion      string     `json:"opinion"`
	Advice       string     `json:"advice"` // file, not_file, move
	ApprovedBy   PersonID   `json:"approved_by,omitempty"`
	On           Date       `json:"on,omitzero"` // 立案日
	Document     DocumentID `json:"document,omitempty"`
}

// InquiryReport is the report that ends the inquiry (调查终结报告).
type InquiryReport struct {
	On       Date       `json:"on"`
	By       []PersonID `json:"by"`
	Facts    string     `json:"facts"`
	Nature   string     `json:"nature"`
	Document DocumentID `json:"document"`
}

// Proposal is what is intended against the party: it is what is noticed, reviewed, discussed and decided. Its digest
// binds them to one another.
type Proposal struct {
	Outcome     Verdict      `json:"outcome" enum:"penalty,no_penalty,not_established,transfer,ban" doc:"处理意见"`
	Allegations []Allegation `json:"allegations" doc:"认定的违法事实"`
	Facts       string       `json:"facts" minLength:"2" maxLength:"8000" doc:"认定的事实和证据"`
	Assessments []Assessment `json:"assessments,omitempty" doc:"裁量所依据的事实，每项违法一条"`
	Sanctions   []Sanction   `json:"sanctions,omitempty" doc:"拟给予的处罚"`
	Reasons     string       `json:"reasons" minLength:"2" maxLength:"4000" doc:"裁量理由"`
	Correct     string       `json:"correct,omitempty" maxLength:"2000" doc:"责令改正的内容"`
	CorrectDays int          `json:"correct_days,omitempty" minimum:"0" maximum:"365" doc:"改正期限（自然日）"`

	PublicInterest bool `json:"public_interest,omitempty" doc:"涉及重大公共利益"`
	Complex        bool `json:"complex,omitempty" doc:"情况疑难复杂、涉及多个法律关系"`
}

// Verdict is how a case is decided (行政处罚法 57).
type Verdict string

// The verdicts.
const (
	VerdictPenalty   Verdict = "penalty"         // 给予行政处罚
	VerdictNone      Verdict = "no_penalty"      // 不予行政处罚
	VerdictNotProven Verdict = "not_established" // 违法事实不能成立
	VerdictTransfer  Verdict = "transfer"        // 移送司法机关或者其他机关
	VerdictBan       Verdict = "ban"             // 予以取缔
)

// Digest is what binds notice, review, discussion and decision to one content.
func (p Proposal) Digest() string {
	b, err := json.Marshal(p)
	if err != nil {
		panic(err) // plain data
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// Total is the sum of money of one kind, in fen.
func (p Proposal) Total(k SanctionKind) int64 {
	var n int64
	for _, s := range p.Sanctions {
		if s.Kind == k {
			n += s.AmountFen
		}
	}
	return n
}

// Has reports that a sanction of the kind is proposed.
func (p Proposal) Has(k SanctionKind) bool {
	return slices.ContainsFunc(p.Sanctions, func(s Sanction) bool { return s.Kind == k })
}

// ReviewTaken is a review of the case by somebody else: of the proposal before it is noticed (案件审核), or the legality
// review before the decision (法制审核).
type ReviewTaken struct {
	Case     CaseID        `json:"case"` // the file of the review
	Kind     ReviewKind    `json:"kind"`
	Round    int           `json:"round"`  // of the proposal
	Digest   string        `json:"digest"` // of what was reviewed
	AskedOn  Date          `json:"asked_on"`
	Opinion  ReviewOpinion `json:"opinion,omitempty"` // empty while it is under way
	Reviewer PersonID      `json:"reviewer,omitempty"`
	On       Date          `json:"on,omitzero"`
	Points   []ReviewPoint `json:"points,omitempty"`
	Insisted string        `json:"insisted,omitempty"` // why the officers disagree
}

// ReviewKind says which review it is.
type ReviewKind string

// The reviews of a case. The examination counts as legality review where nothing has changed since and no hearing was held.
const (
	ReviewExamination ReviewKind = "examination" // 案件审核（告知前）
	ReviewLegality    ReviewKind = "legality"    // 重大执法决定法制审核
)

// ReviewOpinion is what a reviewer concludes (inspection-disclosure-instruments.md §3.2).
type ReviewOpinion string

// The opinions.
const (
	ReviewPass         ReviewOpinion = "PASS"              // 同意
	ReviewChanges      ReviewOpinion = "PASS_WITH_CHANGES" // 修改后同意
	ReviewSupplement   ReviewOpinion = "SUPPLEMENT"        // 补充调查
	ReviewReject       ReviewOpinion = "REJECT"            // 不同意
	ReviewNotCompetent ReviewOpinion = "NOT_COMPETENT"     // 不属于本机关管辖
	ReviewCriminal     ReviewOpinion = "REFER_CRIMINAL"    // 涉嫌犯罪，移送公安机关
)

// ReviewPoint is a comment of the reviewer on one point of the package.
type ReviewPoint struct {
	Item    string `json:"item" minLength:"1" maxLength:"60" doc:"审核要点"`
	OK      bool   `json:"ok" doc:"符合"`
	Comment string `json:"comment,omitempty" maxLength:"1000" doc:"意见"`
}

// AdvanceNotice is a notice of what is intended (行政处罚法 44, 63).
type AdvanceNotice struct {
	Document      DocumentID `json:"document"`
	Round         int        `json:"round"`
	Digest        string     `json:"digest"` // of the proposal it tells
	Outcome       Verdict    `json:"outcome"`
	Sanctions     []Sanction `json:"sanctions,omitempty"` // as told
	Violations    []string   `json:"violations,omitempty"`
	Hearing       bool       `json:"hearing"` // tells of the right to a hearing
	Seq           int        `json:"seq"`
	Grounds       []Ground   `json:"grounds,omitempty"`
	On            Date       `json:"on"`
	ServedOn      Date       `json:"served_on,omitzero"`
	Waived        string     `json:"waived,omitempty"` // express waiver of defence: how it was given
	WaivedHearing string     `json:"waived_hearing,omitempty"`
	DefenceOver   bool       `json:"defence_over,omitempty"` // the days for a defence have run out
	RequestOver   bool       `json:"request_over,omitempty"` // the days to ask for a hearing have run out
	Views         bool       `json:"views,omitempty"`        // 取缔：听取意见，不设期限
}

// Defence is what the party says for itself, and the answer to it, point by point (行政处罚法 45).
type Defence struct {
	Round    int            `json:"round"`
	On       Date           `json:"on"`
	Oral     bool           `json:"oral,omitempty"`
	By       string         `json:"by"`
	Points   []DefencePoint `json:"points"`
	Answered Date           `json:"answered,omitzero"`
	Document DocumentID     `json:"document"`
	Late     bool           `json:"late,omitempty"`
}

// DefencePoint is one point of a defence with its answer.
type DefencePoint struct {
	Text    string `json:"text" minLength:"1" maxLength:"2000" doc:"陈述申辩意见"`
	Adopted bool   `json:"adopted,omitempty" doc:"采纳"`
	Answer  string `json:"answer,omitempty" maxLength:"2000" doc:"复核意见"`
}

// Discussion is what a meeting of the leaders resolved in the case (行政处罚法 57 II).
type Discussion struct {
	Meeting CaseID     `json:"meeting"`
	Item    int        `json:"item"`
	On      Date       `json:"on"`
	Round   int        `json:"round"`
	Digest  string     `json:"digest"`
	Result  Resolution `json:"result"`
	Text    string     `json:"text"`
	Voters  []PersonID `json:"voters"`
	Days    int        `json:"days,omitempty"`    // for an extension
	Subject string     `json:"subject"`           // case, extension, recusal
	Recusal int        `json:"recusal,omitempty"` // the request that was decided
}

// Resolution is what a meeting concludes on an item.
type Resolution string

// The resolutions on a case.
const (
	ResolveAgree   Resolution = "agree"   // 同意拟处理意见
	ResolveChange  Resolution = "change"  // 变更处理意见，重新提出
	ResolveInquire Resolution = "inquire" // 补充调查
	ResolveExtend  Resolution = "extend"  // 延长办案期限
	ResolveDefer   Resolution = "defer"   // 暂缓，下次再议
	ResolveReject  Resolution = "reject"  // 不同意
)

// Decision is the decision as made: it says what its proposal said.
type Decision struct {
	Verdict    Verdict      `json:"verdict"`
	On         Date         `json:"on"`
	By         PersonID     `json:"by"`
	Round      int          `json:"round"`
	Digest     string       `json:"digest"`
	Document   DocumentID   `json:"document"`
	ServedOn   Date         `json:"served_on,omitzero"`
	Remedies   string       `json:"remedies"`       // the text on remedies as told, right for its day
	Spot       bool         `json:"spot,omitempty"` // 当场处罚
	PayDays    int          `json:"pay_days,omitempty"`
	Corrected  []DocumentID `json:"corrected,omitempty"`
	RevokedOn  Date         `json:"revoked_on,omitzero"`
	RevokedFor string       `json:"revoked_for,omitempty"`
	RevokedBy  string       `json:"revoked_by,omitempty"` // self, reconsideration, court
	Varied     []Sanction   `json:"varied,omitempty"`     // after a remedy changed it
}

// Referred is a matter of the case that was passed to another organ by a file of its own.
type Referred struct {
	Case   CaseID `json:"case"`
	To     string `json:"to"` // police, discipline, market, …
	On     Date   `json:"on"`
	Status string `json:"status"`           // pending, sent, received, accepted, refused, returned, closed
	Hidden bool   `json:"hidden,omitempty"` // not in the party's copy, not public
}

// Closing is the conclusion of the case (结案).
type Closing struct {
	On       Date       `json:"on"`
	By       PersonID   `json:"by"`
	Ground   string     `json:"ground"`
	Document DocumentID `json:"document"`
}

// Archive is what the archivist made of the file.
type Archive struct {
	On        Date       `json:"on"`
	By        PersonID   `json:"by"`
	Number    string     `json:"number"`    // 8 digits: year and serial
	Retention string     `json:"retention"` // permanent, 30y
	Pages     int        `json:"pages"`
	Document  DocumentID `json:"document"`
}

// Sanctions are the penalties in force: as decided, or as a remedy varied them.
func (p *Penalty) Sanctions() []Sanction {
	if p.Decision == nil || p.Proposal == nil || p.Decision.Verdict != VerdictPenalty && p.Decision.Verdict != VerdictBan {
		return nil
	}
	if p.Decision.Varied != nil {
		return p.Decision.Varied
	}
	return p.Proposal.Sanctions
}

// notice is the newest advance notice, nil before there is one.
func (p *Penalty) notice() *AdvanceNotice {
	if len(p.Notices) == 0 {
		return nil
	}
	return &p.Notices[len(p.Notices)-1]
}

// hearing is the newest hearing, nil before one was asked for.
func (p *Penalty) hearing() *Hearing {
	if len(p.Hearings) == 0 {
		return nil
	}
	return &p.Hearings[len(p.Hearings)-1]
}

// review is the newest review, nil before one was asked for.
func (p *Penalty) review() *ReviewTaken {
	if len(p.Reviews) == 0 {
		return nil
	}
	return &p.Reviews[len(p.Reviews)-1]
}

// --- from the clue to the filing

var clueSources = []string{"inspection", "report", "transfer", "superior", "annual_check", "media", "police", "procuratorate", "rectification", "other"}

// OpenClue registers a clue (线索、案源). Who gave it is not named here: the paper is entered as evidence.
type OpenClue struct {
	Track       Track        `json:"track,omitempty" enum:"general,ban" doc:"程序，空为普通程序"`
	Source      string       `json:"source" enum:"inspection,report,transfer,superior,annual_check,media,police,procuratorate,rectification,other" doc:"案源"`
	ReceivedOn  Date         `json:"received_on,omitzero" doc:"收到线索之日，空为办理当日"`
	Party       PartyID      `json:"party" minLength:"1" doc:"当事人"`
	Clue        string       `json:"clue" minLength:"2" maxLength:"4000" doc:"线索内容"`
	Allegations []Allegation `json:"allegations" minItems:"1" doc:"涉嫌违法行为"`
	Officers    []PersonID   `json:"officers,omitempty" doc:"核查人员，不少于两人；未定的留空"`
	Section     string       `json:"section,omitempty" maxLength:"60" doc:"承办股室"`
}

func (OpenClue) Act() string { return "penalty.open_clue" }

// Needs asks for the party, the officers and a number for the file.
func (x OpenClue) Needs(*Case) Needs {
	return Needs{People: x.Officers, Parties: []PartyID{x.Party}, Numbers: []string{"case.penalty", "P-1"}}
}

// Decide checks the clue and opens the file.
func (x OpenClue) Decide(c *Case, f *Facts) (Outcome, error) {
	p, known := f.Parties[x.Party]
	if !known {
		return Outcome{}, &Error{Code: "invalid_input", Message: "没有这名当事人。", English: "there is no such party", Fields: []Field{{"party", "没有这名当事人"}}}
	}
	b, err := clueOpened(f, x, PartyRef{p.ID, p.Name, p.Kind, p.Township}, f.Numbers["case.penalty"], f.Numbers["P-1"], c.ID)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(b)
}

// clueOpened is the event that opens a penalty case, whichever file it comes from.
func clueOpened(f *Facts, x OpenClue, p PartyRef, ref, form Number, id CaseID) (*ClueOpened, error) {
	if x.Track == "" {
		x.Track = TrackGeneral
	}
	if x.ReceivedOn.IsZero() {
		x.ReceivedOn = f.On()
	}
	if x.Section == "" && len(x.Officers) > 0 {
		x.Section = f.People[x.Officers[0]].Section
	}
	var bad faults
	bad.need(x.Track == TrackGeneral || x.Track == TrackBan, "track", "没有这种程序")
	bad.need(slices.Contains(clueSources, x.Source), "source", "没有这种案源")
	bad.need(len([]rune(strings.TrimSpace(x.Clue))) >= 2, "clue", "请写明线索内容")
	bad.need(x.ReceivedOn <= f.On(), "received_on", "收到线索之日不能晚于办理日")
	bad.need(x.Section == "" || contains(f.Agency.Sections, x.Section), "section", "没有这个股室")
	bad.need((x.Track == TrackBan) == (p.Kind == PartyUnlicensed), "track", "取缔程序适用于涉嫌非法社会组织，也只适用于它们")
	checkAllegations(x.Allegations, p.Kind, f, &bad)
	if err := bad.err(); err != nil {
		return nil, err
	}
	if len(x.Officers) > 0 {
		if err := licensed(x.Officers, f); err != nil {
			return nil, err
		}
	}
	k, err := f.start(nil, "PEN-1.01", "clue", x.ReceivedOn, 0)
	if err != nil {
		return nil, err
	}
	b := &ClueOpened{OpenClue: x, Agency: f.Agency.ID, Ref: ref, Named: p, Natural: p.Kind == PartyPerson, Clock: k}
	b.Regime = regimeOf(x.Track, p.Kind)
	b.Form = Document{ID: DocumentID(string(id) + "-d1"), Type: "P-1", Title: "案源登记表", Number: form.Text, Year: form.Year, Serial: form.Serial, IssuedOn: f.On(), IssuedBy: f.Actor}
	b.Title = caseTitle(p.Name, x.Allegations, f)
	return b, nil
}

// regimeOf is whose clocks and extensions apply: the procedure of the ban, that for bodies registered here, or the general one.
func regimeOf(t Track, k PartyKind) Regime {
	switch {
	case t == TrackBan:
		return RegimeBan
	case k.SocialOrg():
		return RegimeSocialOrg
	}
	return RegimeGeneral
}

// caseTitle names a case by who is suspected of what.
func caseTitle(party string, as []Allegation, f *Facts) string {
	var titles []string
	for _, a := range as {
		if v, ok := f.Violations.At(a.Violation, a.Until(f.On())); ok && !slices.Contains(titles, v.Title) {
			titles = append(titles, v.Title)
		}
	}
	return party + "涉嫌" + strings.Join(titles, "、") + "案"
}

// checkAllegations names every fault of what somebody is suspected of: each must be a violation known to the catalogue
// at the time of the conduct, or when it was found, and one that such a party can commit.
func checkAllegations(as []Allegation, party PartyKind, f *Facts, bad *faults) {
	bad.need(len(as) > 0, "allegations", "请至少写明一项涉嫌违法行为")
	for i, a := range as {
		at := "allegations[" + itoa(i) + "]."
		_, then := f.Violations.At(a.Violation, a.Until(f.On()))
		_, now := f.Violations.At(a.Violation, f.On())
		bad.need(then || now, at+"violation", "违法行为目录中没有“"+a.Violation+"”，或者它在行为时不适用")
		if e := f.notBound(a, party); e != nil {
			bad.need(false, at+"violation", e.Message)
		}
		bad.need(!a.From.IsZero() && a.From <= f.On(), at+"from", "请填写行为开始之日，不能晚于今天")
		bad.need(a.To.IsZero() || a.To >= a.From && a.To <= f.On(), at+"to", "终了之日应在开始之日与今天之间；仍在继续的留空")
		bad.need(len([]rune(strings.TrimSpace(a.Fact))) >= 2, at+"fact", "请写明事实")
	}
}

// against is the kind of the party of the file.
func (c *Case) against() PartyKind {
	if c.Party == nil {
		return ""
	}
	return c.Party.Kind
}

// notBound refuses what the norm does not forbid to such a party (处罚法定，行政处罚法 4): each row of the catalogue says whom it
// binds, by the version of the conduct.
func (f *Facts) notBound(a Allegation, party PartyKind) *Error {
	v, ok := f.Violations.At(a.Violation, a.Until(f.On()))
	if !ok {
		v, ok = f.Violations.At(a.Violation, f.On())
	}
	if !ok || party == "" || v.binds(party) {
		return nil
	}
	var zh, en []string
	for _, k := range v.Parties {
		zh, en = append(zh, PartyKindTitles[k][0]), append(en, strings.ToLower(PartyKindTitles[k][1]))
	}
	return Refuse("party_not_bound", "行政处罚法第四条；"+v.Article, "“%[1]s”（%[2]s）只适用于%[3]s，当事人是%[5]s，不能据此立案、处罚。", "%[2]s binds %[4]s and not a %[6]s: the party cannot be held to it",
		v.Title, v.ID, strings.Join(zh, "、"), strings.Join(en, ", "), PartyKindTitles[party][0], strings.ToLower(PartyKindTitles[party][1]))
}

// bound refuses the first allegation that does not bind such a party.
func (f *Facts) bound(as []Allegation, party PartyKind) error {
	for _, a := range as {
		if e := f.notBound(a, party); e != nil {
			return e
		}
	}
	return nil
}

// ClueOpened: a clue was registered and a file opened for it.
type ClueOpened struct {
	OpenClue
	Agency  AgencyID    `json:"agency"`
	Parent  CaseID      `json:"parent,omitempty"`
	Ref     Number      `json:"ref"`
	Named   PartyRef    `json:"named"`
	Natural bool        `json:"natural,omitempty"`
	Regime  Regime      `json:"regime"`
	Title   string      `json:"title"`
	Form    Document    `json:"form"`
	Clock   Clock       `json:"clock"`
	Parts   []PartTaken `json:"parts,omitempty"` // taken in the file it comes from
}

func (ClueOpened) Kind() string { return "ClueOpened" }
func (b ClueOpened) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Parent, c.Stage, c.Section = ProcPenalty, b.Agency, b.Parent, PenClue, b.Section
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	c.Title, c.Party, c.OpenedOn = b.Title, &b.Named, DateOf(e.OccurredAt)
	c.Penalty = &Penalty{Track: b.Track, Regime: b.Regime, Source: b.Source, ReceivedOn: b.ReceivedOn, Clue: b.Clue, Natural: b.Natural, Allegations: b.Allegations}
	c.inherit(b.Parts)
	c.issued(b.Form, e)
	c.startClock(b.Clock)
	c.assign(b.Officers, e)
}

// assign names the officers of a penalty case; without any, the head of the section owes the naming.
func (c *Case) assign(officers []PersonID, e Event) {
	due, clock := Date(0), ""
	if k := c.running("clue"); k != nil {
		due, clock = k.Due, k.ID
	}
	if len(officers) == 0 {
		c.raise(Task{ID: "assign", Kind: "penalty.assign", Title: "指定核查人员", English: "Name the officers", Role: RoleSection, Due: due, Clock: clock}, e)
		return
	}
	c.Officers, c.Handler = slices.Clone(officers), officers[0]
	for _, o := range officers {
		c.take(o, PartOfficer, e.Seq)
	}
	c.done(e, "penalty.assign")
	if c.Stage == PenClue {
		c.raise(Task{ID: "propose", Kind: "penalty.propose_filing", Title: "核查线索，提出立案意见", English: "Verify the clue and propose", Person: c.Handler, Due: due, Clock: clock}, e)
	}
}

// AssignCase names the officers who verify a clue.
type AssignCase struct {
	Officers []PersonID `json:"officers" minItems:"2" doc:"核查人员，不少于两人，首位为承办人"`
}

func (AssignCase) Act() string { return "penalty.assign" }

// Needs asks for the officers.
func (x AssignCase) Needs(*Case) Needs { return Needs{People: x.Officers} }

// Decide wants two licensed officers who have no other part in the matter.
func (x AssignCase) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	for _, o := range x.Officers {
		for _, p := range c.Took(o) {
			if p != PartOfficer && p != PartDrafter {
				return Outcome{}, Refuse("separation_of_duties", "行政处罚法第四十二条、第四十三条", "%[1]s 在本案中已是“%[2]s”，不能承办。", "%[1]s has acted as %[3]s in this matter and cannot be an officer of it",
					f.People[o].Name, PartTitles[p][0], PartTitles[p][1])
			}
		}
	}
	return outcome(&CaseAssigned{x})
}

// CaseAssigned: the officers were named.
type CaseAssigned struct{ AssignCase }

func (CaseAssigned) Kind() string             { return "CaseAssigned" }
func (b CaseAssigned) apply(c *Case, e Event) { c.assign(b.Officers, e) }

// ProposeFiling is what two officers propose after verifying the clue: file, do not file, or pass it on.
type ProposeFiling struct {
	Officers     []PersonID   `json:"officers" minItems:"2" doc:"核查人员（两人以上）"`
	Allegations  []Allegation `json:"allegations,omitempty" doc:"核查后的涉嫌违法行为；空为不变"`
	Jurisdiction string       `json:"jurisdiction" minLength:"2" maxLength:"500" doc:"管辖依据：登记管理机关、违法行为发生地等"`
	Discovered   Date         `json:"discovered,omitzero" doc:"首次被有权机关发现之日，空为收到线索之日（追责时效）"`
	Advice       string       `json:"advice" enum:"file,not_file,move" doc:"建议"`
	Opinion      string       `json:"opinion" minLength:"2" maxLength:"2000" doc:"核查情况和理由"`
}

func (ProposeFiling) Act() string { return "penalty.propose_filing" }

// Needs asks for the officers.
func (x ProposeFiling) Needs(*Case) Needs { return Needs{People: x.Officers} }

// Decide applies the filing test: jurisdiction, limitation, competence (行政处罚法 22, 36, 54).
func (x ProposeFiling) Decide(c *Case, f *Facts) (Outcome, error) {
	if x.Discovered.IsZero() {
		x.Discovered = c.Penalty.ReceivedOn
	}
	as := x.Allegations
	if len(as) == 0 {
		as = c.Penalty.Allegations
	}
	var bad faults
	bad.need(x.Discovered <= f.On(), "discovered", "发现之日不能晚于办理日")
	bad.need(slices.Contains([]string{"file", "not_file", "move"}, x.Advice), "advice", "没有这种建议")
	bad.need(len([]rune(strings.TrimSpace(x.Jurisdiction))) >= 2, "jurisdiction", "请写明管辖依据")
	bad.need(len([]rune(strings.TrimSpace(x.Opinion))) >= 2, "opinion", "请写明核查情况和理由")
	party := c.against()
	if x.Advice != "file" { // what does not bind the party is no reason to keep the clue open
		party = ""
	}
	checkAllegations(as, party, f, &bad)
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := ofFile(c, x.Officers); err != nil {
		return Outcome{}, err
	}
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	var limits []Clock
	for i, a := range as {
		k, err := limitation(a, f)
		if err != nil {
			return Outcome{}, err
		}
		if k == nil {
			continue
		}
		k.ID = "limitation"
		limits = append(limits, *k)
		if x.Advice == "file" && x.Discovered > k.Due {
			return Outcome{}, &Error{Code: "limitation_over", Article: k.Article, Message: "第" + itoa(i+1) + "项行为的追责时效已于" + k.Due.String() + "届满，不再给予行政处罚；可以责令改正。请去除该项或者建议不予立案。",
				English: "the power to punish allegation " + itoa(i+1) + " ended on " + k.Due.String(), Fields: []Field{{"allegations[" + itoa(i) + "].to", "追责时效已于" + k.Due.String() + "届满"}}}
		}
	}
	return outcome(&FilingProposed{ProposeFiling: x, Found: as, Limits: limits})
}

// limitation is the clock of 行政处罚法 36 for conduct that has ended; nil while it goes on.
func limitation(a Allegation, f *Facts) (*Clock, error) {
	if a.To.IsZero() {
		return nil, nil //nolint:nilnil // conduct that goes on has no limitation yet
	}
	rule := "PEN-1.02"
	if a.Harm {
		rule = "PEN-1.03"
	}
	r, err := f.Rules.At(rule, f.On())
	if err != nil {
		return nil, err
	}
	k := StartClock(f.Calendar, r, "limitation", a.To)
	return &k, nil
}

// ofFile refuses officers who are not on the file.
func ofFile(c *Case, ids []PersonID) error {
	for _, id := range ids {
		if !slices.Contains(c.Officers, id) {
			return Refuse("not_on_the_case", "行政处罚法第四十二条", "参加办理的人员须是本案承办人员；请先变更承办人员。", "those who act must be officers of this file")
		}
	}
	return nil
}

// FilingProposed: two officers proposed what to do with the clue.
type FilingProposed struct {
	ProposeFiling
	Found  []Allegation `json:"found"`
	Limits []Clock      `json:"limits,omitempty"` // how the limitation was counted, for the record
}

func (FilingProposed) Kind() string { return "FilingProposed" }
func (b FilingProposed) apply(c *Case, e Event) {
	p := c.Penalty
	p.Allegations = b.Found
	p.Filing = &Filing{ProposedOn: DateOf(e.OccurredAt), Proposers: b.Officers, Jurisdiction: b.Jurisdiction, Discovered: b.Discovered, Opinion: b.Opinion, Advice: b.Advice}
	for _, o := range b.Officers {
		c.take(o, PartOfficer, e.Seq)
	}
	c.take(e.Actor, PartDrafter, e.Seq)
	c.done(e, "penalty.propose_filing")
	t := Task{ID: "file", Kind: "penalty.file", Title: "审批立案", English: "Decide on filing", Role: RoleLeader}
	switch b.Advice {
	case "not_file":
		t.Kind, t.Title, t.English = "penalty.refuse_filing", "审批不予立案", "Decide on not filing"
	case "move":
		t.Kind, t.Title, t.English = "penalty.move", "审批移送", "Decide on passing it on"
	}
	if k := c.running("clue"); k != nil {
		t.Due, t.Clock = k.Due, k.ID
	}
	c.raise(t, e)
}

// FileCase files the case (立案). Whoever proposed it cannot approve it.
type FileCase struct {
	Comment string `json:"comment,omitempty" maxLength:"500" doc:"审批意见"`
}

func (FileCase) Act() string { return "penalty.file" }

// Needs asks for the number of the form.
func (FileCase) Needs(c *Case) Needs { return c.atRegister(Needs{Numbers: []string{"P-2"}}) }

// Decide starts the clock to decide by the regime of the case (行政处罚法 60; 民政部令第68号 31).
func (x FileCase) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第五十四条第二款"
	if err := differs(c, f, art, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	fl := c.Penalty.Filing
	if fl == nil || fl.Advice != "file" {
		return Outcome{}, Refuse("not_proposed", art, "承办人员没有建议立案，请先由两名以上承办人员提出立案意见。", "the officers have not proposed to file; they must first")
	}
	if err := licensed(c.Officers, f); err != nil {
		return Outcome{}, err
	}
	if err := f.bound(c.Penalty.Allegations, c.against()); err != nil {
		return Outcome{}, err
	}
	for _, a := range c.Penalty.Allegations {
		if k, err := limitation(a, f); err != nil {
			return Outcome{}, err
		} else if k != nil && fl.Discovered > k.Due {
			return Outcome{}, Refuse("limitation_over", k.Article, "追责时效已于%[1]s届满。", "the power to punish ended on %[1]s", k.Due)
		}
	}
	rule := map[Regime]string{RegimeSocialOrg: "PEN-4.01", RegimeGeneral: "PEN-4.02"}[c.Penalty.Regime]
	out := &CaseFiled{FileCase: x, Document: issue(c, f, "P-2", "立案审批表")}
	if rule != "" { // 取缔办法 gives no number of days
		k, err := f.start(c, rule, "decide", f.On(), 0)
		if err != nil {
			return Outcome{}, err
		}
		out.Clock = &k
	}
	return Outcome{Events: []Body{out}, Tells: c.tellOpened(f)}, nil
}

// CaseFiled: the case was filed.
type CaseFiled struct {
	FileCase
	Document Document `json:"document"`
	Clock    *Clock   `json:"clock,omitempty"`
}

func (CaseFiled) Kind() string { return "CaseFiled" }
func (b CaseFiled) apply(c *Case, e Event) {
	c.Stage = PenFiled
	fl := c.Penalty.Filing
	fl.ApprovedBy, fl.On, fl.Document = e.Actor, DateOf(e.OccurredAt), b.Document.ID
	c.take(e.Actor, PartApprover, e.Seq)
	c.issued(b.Document, e)
	if k := c.running("clue"); k != nil {
		k.Meet(fl.On)
	}
	c.done(e, "penalty.file", "penalty.refuse_filing", "penalty.move")
	if b.Clock != nil {
		c.startClock(*b.Clock)
	}
	c.oweReport(e)
}

func (c *Case) oweReport(e Event) {
	c.raise(c.under("decide", Task{ID: "report", Kind: "penalty.report", Title: "调查取证，提出调查终结报告", English: "Inquire and report", Person: c.Handler}), e)
}

// ReturnFiling sends the proposal back to the officers.
type ReturnFiling struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"退回理由"`
}

func (ReturnFiling) Act() string { return "penalty.return_filing" }

// Decide wants a reason, and somebody who did not propose.
func (x ReturnFiling) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "行政处罚法第五十四条", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if c.Penalty.Filing == nil {
		return Outcome{}, Refuse("not_proposed", "", "承办人员尚未提出意见。", "the officers have not proposed anything yet")
	}
	return outcome(&FilingReturned{x})
}

// FilingReturned: the proposal came back.
type FilingReturned struct{ ReturnFiling }

func (FilingReturned) Kind() string { return "FilingReturned" }
func (b FilingReturned) apply(c *Case, e Event) {
	c.Penalty.Filing = nil
	c.done(e, "penalty.file", "penalty.refuse_filing", "penalty.move")
	c.raise(c.under("clue", Task{ID: "propose", Kind: "penalty.propose_filing", Title: "立案意见被退回，重新提出", English: "Returned: propose again", Person: c.Handler}), e)
}

// RefuseFiling decides not to file (不予立案). It can be reviewed by the superior, so the reason is on the form.
type RefuseFiling struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"不予立案的理由"`
}

func (RefuseFiling) Act() string { return "penalty.refuse_filing" }

// Needs asks for the number of the form.
func (RefuseFiling) Needs(c *Case) Needs {
	return Needs{Numbers: []string{"P-2n"}, Pending: c.ID}
}

// Decide wants a proposal of the officers and somebody who did not make it.
func (x RefuseFiling) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第五十四条、第七十六条"
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, art, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if c.Penalty.Filing == nil {
		return Outcome{}, Refuse("not_proposed", art, "承办人员尚未提出意见。", "the officers have not proposed anything yet")
	}
	return f.ended(c.ID, x.Reason, &FilingRefused{x, issue(c, f, "P-2n", "不予立案审批表")})
}

// FilingRefused: the case was not filed.
type FilingRefused struct {
	RefuseFiling
	Document Document `json:"document"`
}

func (FilingRefused) Kind() string { return "FilingRefused" }
func (b FilingRefused) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	c.issued(b.Document, e)
	c.close(e, PenNotFiled, "not_filed")
}

// MoveCase ends the file because another organ is competent; it was referred there before.
type MoveCase struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"理由"`
}

func (MoveCase) Act() string { return "penalty.move" }

// Needs asks for what waits for the case, and for the party's file in the register.
func (MoveCase) Needs(c *Case) Needs { return c.atRegister(Needs{Pending: c.ID}) }

// Decide wants a referral that was made (行政处罚法 22, 25; 民政部令第68号 5).
func (x MoveCase) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第二十二条、第二十五条"
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, art, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if !slices.ContainsFunc(c.Penalty.Refers, func(r Referred) bool { return !r.Hidden && r.To != "police" }) {
		return Outcome{}, Refuse("not_referred", art, "请先办理移送（登记移送机关和材料），再以移送结束本案。", "refer it to the competent organ first, then end the file")
	}
	if err := c.nothingKept(); err != nil {
		return Outcome{}, err
	}
	out, err := f.ended(c.ID, x.Reason, &CaseMoved{x})
	out.Tells = append(out.Tells, c.tellClosed(f)...)
	return out, err
}

// CaseMoved: another organ has the matter.
type CaseMoved struct{ MoveCase }

func (CaseMoved) Kind() string { return "CaseMoved" }
func (b CaseMoved) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	c.close(e, PenMoved, "moved")
}

// --- the end of the inquiry and the reviews

// ReportInquiry ends the inquiry with the report of two officers and what they propose (调查终结报告).
type ReportInquiry struct {
	Officers []PersonID `json:"officers" minItems:"2" doc:"承办人员（两人以上）"`
	Nature   string     `json:"nature" minLength:"2" maxLength:"2000" doc:"案件性质"`
	Proposal Proposal   `json:"proposal" doc:"处理意见"`
}

func (ReportInquiry) Act() string { return "penalty.report" }

// Needs asks for the officers.
func (x ReportInquiry) Needs(*Case) Needs { return Needs{People: x.Officers} }

// Decide wants evidence, and a proposal inside what the law allows.
func (x ReportInquiry) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Nature))) >= 2, "nature", "请写明案件性质")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := ofFile(c, x.Officers); err != nil {
		return Outcome{}, err
	}
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	if !c.evidenced() && c.Parent == "" {
		return Outcome{}, Refuse("no_evidence", "行政处罚法第四十条、第四十六条", "案卷中没有任何可以采用的证据，不能终结调查。", "there is no evidence in the file that counts; the inquiry cannot end")
	}
	if err := c.inquiryDone(); err != nil {
		return Outcome{}, err
	}
	if err := checkProposal(x.Proposal, c, f); err != nil {
		return Outcome{}, err
	}
	return outcome(&InquiryReported{x, issue(c, f, "P-5", "案件调查终结报告")})
}

// checkProposal names what is missing in a proposal, then asks the law of sanctions.
func checkProposal(p Proposal, c *Case, f *Facts) error {
	var bad faults
	bad.need(slices.Contains([]Verdict{VerdictPenalty, VerdictNone, VerdictNotProven, VerdictTransfer, VerdictBan}, p.Outcome), "proposal.outcome", "没有这种处理意见")
	bad.need(len([]rune(strings.TrimSpace(p.Facts))) >= 2, "proposal.facts", "请写明认定的事实和证据")
	bad.need(len([]rune(strings.TrimSpace(p.Reasons))) >= 2, "proposal.reasons", "请写明理由")
	bad.need((p.Outcome == VerdictPenalty) == (len(p.Sanctions) > 0) || p.Outcome == VerdictBan, "proposal.sanctions", "给予处罚的须写明处罚内容；不予处罚的不能有处罚内容")
	bad.need(p.Outcome != VerdictPenalty || strings.TrimSpace(p.Correct) != "", "proposal.correct", "实施处罚应当同时责令改正；已经改正的，写明改正情况（行政处罚法第二十八条）")
	bad.need((p.Outcome == VerdictBan) == (c.Penalty.Track == TrackBan && p.Outcome != VerdictNone && p.Outcome != VerdictNotProven && p.Outcome != VerdictTransfer), "proposal.outcome", "取缔决定只适用于取缔程序")
	if p.Outcome != VerdictNotProven && p.Outcome != VerdictTransfer {
		pre := faults{}
		checkAllegations(p.Allegations, c.against(), f, &pre)
		for _, x := range pre {
			bad = append(bad, Field{"proposal." + x.Path, x.Message})
		}
	}
	if err := bad.err(); err != nil {
		return err
	}
	return f.Norms.CheckProposal(p, c, f)
}

// InquiryReported: the inquiry ended with a report.
type InquiryReported struct {
	ReportInquiry
	Document Document `json:"document"`
}

func (InquiryReported) Kind() string { return "InquiryReported" }
func (b InquiryReported) apply(c *Case, e Event) {
	p := c.Penalty
	p.Report = &InquiryReport{On: DateOf(e.OccurredAt), By: b.Officers, Facts: b.Proposal.Facts, Nature: b.Nature, Document: b.Document.ID}
	c.issued(b.Document, e)
	for _, o := range b.Officers {
		c.take(o, PartOfficer, e.Seq)
	}
	c.propose(b.Proposal, e)
	c.done(e, "penalty.report")
	c.Stage = PenReported
	c.oweReview(e, "送案件审核", "Submit for examination")
}

// propose enters a proposal as the next round.
func (c *Case) propose(p Proposal, e Event) {
	c.Penalty.Proposal, c.Penalty.Round = &p, c.Penalty.Round+1
	c.take(e.Actor, PartDrafter, e.Seq)
}

// owe raises a duty of the handler under the clock to decide.
func (c *Case) owe(e Event, act, zh, en string) {
	c.raise(c.under("decide", Task{ID: strings.TrimPrefix(act, "penalty."), Kind: act, Title: zh, English: en, Person: c.Handler}), e)
}

func (c *Case) oweReview(e Event, zh, en string) { c.owe(e, "penalty.submit_review", zh, en) }

// AmendProposal changes what is proposed: after a review, because a defence or a hearing convinced, or because of new
// facts. A heavier outcome may rest on new facts only, never on the defence (行政处罚法 45), and is reviewed and noticed anew.
type AmendProposal struct {
	Why      string   `json:"why" enum:"review,discussion,defence,hearing,new_facts,correction" doc:"变更原因"`
	Reason   string   `json:"reason" minLength:"2" maxLength:"2000" doc:"说明"`
	Evidence []int    `json:"evidence,omitempty" doc:"新事实所依据的证据序号"`
	Proposal Proposal `json:"proposal" doc:"变更后的处理意见"`
}

func (AmendProposal) Act() string { return "penalty.amend_proposal" }

// Decide keeps a proposal from becoming heavier because somebody defended himself.
func (x AmendProposal) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第四十四条、第四十五条"
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := checkProposal(x.Proposal, c, f); err != nil {
		return Outcome{}, err
	}
	p := c.Penalty
	if x.Proposal.Digest() == p.Proposal.Digest() {
		return Outcome{}, Refuse("unchanged", "", "处理意见没有变化。", "the proposal is the same as before")
	}
	if n := p.notice(); n != nil && p.heavier(*n, x.Proposal) {
		if x.Why == "defence" || x.Why == "hearing" {
			return Outcome{}, Refuse("no_heavier_for_defence", art, "不得因当事人陈述、申辩或者要求听证而给予更重的处罚；确有新事实的，以“新事实”变更并写明所依据的证据，重新审核、重新告知。",
				"the outcome may not become heavier because the party defended itself; where there are new facts, amend for new facts and name the evidence")
		}
		served := p.lastNoticeServed()
		if x.Why != "new_facts" || !newEvidence(c, x.Evidence, served) {
			return Outcome{}, Refuse("new_facts_missing", art, "告知之后加重的，须有告知后取得的新证据；请写明证据序号。", "after the notice the outcome may become heavier on evidence obtained since; name it")
		}
	}
	again := p.notice() == nil || !p.covered(*p.notice(), x.Proposal)
	return outcome(&ProposalAmended{AmendProposal: x, Again: again})
}

// newEvidence reports that every piece named was entered after the event.
func newEvidence(c *Case, numbers []int, since int) bool {
	for _, n := range numbers {
		if n < 1 || n > len(c.Evidence) || c.Evidence[n-1].Seq <= since || c.Evidence[n-1].Excluded != "" {
			return false
		}
	}
	return len(numbers) > 0
}

// heavier reports that a proposal goes beyond what a notice told.
func (p *Penalty) heavier(n AdvanceNotice, x Proposal) bool {
	return Heavier(n.Sanctions, x.Sanctions) || x.Outcome == VerdictBan && n.Outcome != VerdictBan || x.Outcome == VerdictPenalty && n.Outcome != VerdictPenalty && n.Outcome != VerdictBan
}

// covered reports that a notice told everything a proposal rests on: the same violations, nothing heavier, or no penalty at all.
func (p *Penalty) covered(n AdvanceNotice, x Proposal) bool {
	if x.Outcome != VerdictPenalty && x.Outcome != VerdictBan {
		return true
	}
	for _, a := range x.Allegations {
		if !slices.Contains(n.Violations, a.Violation) {
			return false
		}
	}
	return !p.heavier(n, x)
}

// lastNoticeServed is the event after which evidence is new: the newest notice.
func (p *Penalty) lastNoticeServed() int {
	if n := p.notice(); n != nil {
		return n.Seq
	}
	return 0
}

// ProposalAmended: the proposal was changed. Again says that it is examined and noticed anew.
type ProposalAmended struct {
	AmendProposal
	Again bool `json:"again"`
}

func (ProposalAmended) Kind() string { return "ProposalAmended" }
func (b ProposalAmended) apply(c *Case, e Event) {
	c.propose(b.Proposal, e)
	c.done(e, "penalty.amend_proposal", "penalty.submit_decision", "penalty.notify", "penalty.submit_review", "penalty.decide", "penalty.insist") // a defence is still to be answered
	if b.Again || c.Stage == PenReported || c.Stage == PenExamined {
		c.Stage = PenReported
		c.oweReview(e, "处理意见已变更，重新送审", "Changed: submit for examination")
		return
	}
	c.Stage = PenPostNotice
	c.owe(e, "penalty.submit_decision", "提请决定", "Ask for the decision")
}

// SubmitReview submits the case for examination before the notice, or for the legality review before the decision. The
// package is bound by its digest.
type SubmitReview struct {
	Note string `json:"note,omitempty" maxLength:"2000" doc:"送审说明"`
}

func (SubmitReview) Act() string { return "penalty.submit_review" }

// Needs asks for a number for the file of the review.
func (SubmitReview) Needs(*Case) Needs { return Needs{Openings: map[string]int{"case.legality": 1}} }

// Decide opens the file of the review.
func (x SubmitReview) Decide(c *Case, f *Facts) (Outcome, error) {
	return submitReview(c, f, x.Note, "")
}

func submitReview(c *Case, f *Facts, note, insisted string) (Outcome, error) {
	p := c.Penalty
	if p.Proposal == nil {
		return Outcome{}, Refuse("not_reported", "行政处罚法第五十七条", "调查尚未终结。", "the inquiry has not been reported")
	}
	if last := p.review(); insisted == "" && last != nil && last.Digest == p.Proposal.Digest() && c.Stage == PenReported && last.Opinion != "" && last.Opinion != ReviewPass {
		return Outcome{}, Refuse("unchanged", "", "审核未通过而处理意见没有变化；请修改后送审，或者以“坚持原意见”写明理由再次送审。", "the review did not pass and the proposal is unchanged; amend it, or insist with reasons")
	}
	kind := ReviewExamination
	if c.Stage == PenPostNotice {
		kind = ReviewLegality
	}
	grounds := f.Norms.ReviewGrounds(*p.Proposal, p.heardAny(), p.Regime, f.On())
	id := childID(c.ID, "v", len(p.Reviews)+1)
	t := ReviewTaken{Case: id, Kind: kind, Round: p.Round, Digest: p.Proposal.Digest(), AskedOn: f.On(), Insisted: insisted}
	return Outcome{
		Events: []Body{&ReviewSubmitted{Taken: t, Note: note}},
		Opens:  []Opening{openReview(f, c, id, f.References["case.legality"][0], kind, grounds, insisted)},
	}, nil
}

// heardAny reports that a hearing was held in the case.
func (p *Penalty) heardAny() bool {
	return slices.ContainsFunc(p.Hearings, func(h Hearing) bool { return h.Ended == "held" })
}

// ReviewSubmitted: the case was submitted to a reviewer.
type ReviewSubmitted struct {
	Taken ReviewTaken `json:"taken"`
	Note  string      `json:"note,omitempty"`
}

func (ReviewSubmitted) Kind() string { return "ReviewSubmitted" }
func (b ReviewSubmitted) apply(c *Case, e Event) {
	c.Penalty.Reviews = append(c.Penalty.Reviews, b.Taken)
	c.Stage = PenExamining
	if b.Taken.Kind == ReviewLegality {
		c.Stage = PenReviewing
	}
	c.take(e.Actor, PartDrafter, e.Seq)
	c.done(e, "penalty.submit_review", "penalty.insist", "penalty.amend_proposal", "penalty.submit_decision")
}

// Insist submits the same proposal again because the officers disagree with the reviewer. A second disagreement goes to
// the leaders (penalty.md §2).
type Insist struct {
	Reason string `json:"reason" minLength:"2" maxLength:"2000" doc:"不同意审核意见的理由"`
}

func (Insist) Act() string { return "penalty.insist" }

// Needs asks for a number for the file of the review.
func (Insist) Needs(*Case) Needs { return Needs{Openings: map[string]int{"case.legality": 1}} }

// Decide wants a review that did not agree.
func (x Insist) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	last := c.Penalty.review()
	if last == nil || last.Opinion != ReviewReject && last.Opinion != ReviewChanges && last.Opinion != ReviewNotCompetent || last.Digest != c.Penalty.Proposal.Digest() {
		return Outcome{}, Refuse("nothing_to_insist", "", "只有审核人不同意、且处理意见未变更时，才能坚持原意见。", "one can insist only where the reviewer disagreed and the proposal is unchanged")
	}
	return submitReview(c, f, x.Reason, x.Reason)
}

// --- what other files tell this one; the stage moves here and nowhere else

// reviewed enters what a review concluded (told by the file of the review).
func (c *Case) reviewed(t ReviewTaken, e Event) {
	p := c.Penalty
	i := slices.IndexFunc(p.Reviews, func(r ReviewTaken) bool { return r.Case == t.Case })
	if i < 0 {
		return
	}
	r := &p.Reviews[i]
	r.Opinion, r.Reviewer, r.On, r.Points = t.Opinion, t.Reviewer, t.On, t.Points
	c.take(t.Reviewer, PartReviewer, e.Seq)
	if i != len(p.Reviews)-1 || c.Stage != PenExamining && c.Stage != PenReviewing {
		return
	}
	switch t.Opinion { //nolint:exhaustive // the others are of papers
	case ReviewPass:
		if r.Kind == ReviewLegality {
			c.Stage = PenPostNotice
			c.owe(e, "penalty.submit_decision", "法制审核通过，提请决定", "Passed: ask for the decision")
			return
		}
		c.Stage = PenExamined
		if p.Proposal.Outcome == VerdictPenalty || p.Proposal.Outcome == VerdictBan {
			c.owe(e, "penalty.notify", "制作处罚事先告知书", "Issue the advance notice")
			return
		}
		c.owe(e, "penalty.submit_decision", "审核通过，提请决定", "Passed: ask for the decision")
	case ReviewSupplement:
		c.Stage = PenFiled
		c.owe(e, "penalty.report", "补充调查后重新报告", "Supplement the inquiry and report again")
	case ReviewReject, ReviewNotCompetent, ReviewCriminal, ReviewChanges:
		if r.Insisted != "" && t.Opinion != ReviewChanges {
			c.Stage = PenDisputed
			c.raise(Task{ID: "discuss", Kind: "meeting.convene", Title: "承办与审核两次意见不一致，提请集体讨论", English: "Second disagreement: for discussion", Role: RoleLeader}, e)
			return
		}
		c.Stage = PenReported
		c.owe(e, "penalty.amend_proposal", "按审核意见修改，或者坚持原意见", "Amend as reviewed, or insist")
	}
}

// discussed enters what a meeting resolved on what is proposed (told by the file of the meeting).
func (c *Case) discussed(d Discussion, e Event) {
	p := c.Penalty
	p.Discussions = append(p.Discussions, d)
	if d.Result == ResolveExtend || d.Result == ResolveDefer || c.Stage != PenToDiscuss && c.Stage != PenDisputed {
		return
	}
	c.done(e, "meeting.convene")
	switch d.Result { //nolint:exhaustive // the others returned above
	case ResolveAgree:
		if c.Stage == PenDisputed {
			c.Stage = PenExamined
			if p.heldNotice() {
				c.Stage = PenPostNotice
				c.owe(e, "penalty.submit_decision", "集体讨论同意承办意见，提请决定", "Resolved: ask for the decision")
				return
			}
			c.owe(e, "penalty.notify", "集体讨论同意承办意见，制作处罚事先告知书", "Resolved: issue the advance notice")
			return
		}
		c.Stage = PenToDecide
		c.raise(Task{ID: "decide", Kind: "penalty.decide", Title: "作出决定", English: "Decide", Role: RoleLeader, Due: c.decideDue(), Clock: "decide"}, e)
	case ResolveInquire:
		c.Stage = PenFiled
		c.owe(e, "penalty.report", "集体讨论要求补充调查，重新报告", "Inquire further and report again")
	case ResolveChange, ResolveReject:
		c.Stage = PenReported
		c.owe(e, "penalty.amend_proposal", "按集体讨论意见变更处理意见", "Amend as resolved")
	}
}

// heldNotice reports that the newest proposal has been noticed.
func (p *Penalty) heldNotice() bool {
	n := p.notice()
	return n != nil && !n.ServedOn.IsZero() && p.covered(*n, *p.Proposal)
}

func (c *Case) decideDue() Date {
	if k := c.running("decide"); k != nil {
		return k.Due
	}
	return 0
}

// answered enters where a referral stands (told by the file of the referral). A crime the police investigate makes the
// case wait (行政处罚法 27); when they refuse for good, or send it back for a penalty, it goes on, and when the criminal case is
// over without that, it is to be concluded.
func (c *Case) answered(r Referred, e Event) {
	p := c.Penalty
	i := slices.IndexFunc(p.Refers, func(o Referred) bool { return o.Case == r.Case })
	if i < 0 {
		p.Refers = append(p.Refers, r)
	} else {
		p.Refers[i] = r
	}
	if r.To != "police" {
		return
	}
	theirs := p.theirs("")
	switch {
	case r.Status == "accepted" && c.Open() && p.Decision == nil && slices.Contains(beforeDecision, c.Stage) && c.Stage != PenWithPolice:
		p.Waiting, c.Stage = c.Stage, PenWithPolice
	case c.Stage != PenWithPolice || theirs:
	case r.Status == "refused" || r.Status == "returned":
		c.Stage, p.Waiting = p.Waiting, ""
		if c.Stage == PenToDecide || c.Stage == PenToDiscuss {
			c.Stage = PenPostNotice
			c.owe(e, "penalty.submit_decision", "公安机关退回，继续办理", "Returned by the police: go on")
		}
		c.afterNotice(e) // days may have run out meanwhile
	case r.Status == "closed": // the crime was dealt with, and nothing is left for the bureau to punish
		c.endInquiry("transferred", e)
	}
}

// theirs reports that the police have the matter by a referral, be it another than the one named.
func (p *Penalty) theirs(but CaseID) bool {
	return slices.ContainsFunc(p.Refers, func(o Referred) bool { return o.To == "police" && o.Status == "accepted" && o.Case != but })
}

// reckon gives the clock to decide anew after a change, for an event to carry; nil when none runs. Decide calls it: apply
// has no calendar.
func (c *Case) reckon(f *Facts, change func(k *Clock) error) (*Clock, error) {
	k := c.running("decide")
	if k == nil {
		return nil, nil
	}
	next := *k
	next.Suspensions, next.Exclusions, next.Extensions = slices.Clone(k.Suspensions), slices.Clone(k.Exclusions), slices.Clone(k.Extensions)
	if err := change(&next); err != nil {
		return nil, err
	}
	next.Recompute(f.Calendar)
	return &next, nil
}

// penaltyExpiries says what time alone does to a penalty case, by the name of the clock; each part of the case fills in its own.
var penaltyExpiries = map[string]expiry{}

func init() {
	expiries[ProcPenalty] = expiry{
		begins: func(c *Case, clock string, k *Clock, f *Facts) ([]Clock, error) {
			if x := penaltyExpiries[clock]; x.begins != nil {
				return x.begins(c, clock, k, f)
			}
			return nil, nil
		},
		apply: func(c *Case, clock string, k *Clock, b InstantPassed, e Event) {
			if x := penaltyExpiries[clock]; x.apply != nil {
				x.apply(c, clock, k, b, e)
			}
		},
	}
}

func init() {
	maps.Copy(stageTitles, map[Stage][2]string{
		PenClue: {"线索核查", "Clue"}, PenNotFiled: {"不予立案", "Not filed"}, PenMoved: {"已移送", "Passed on"}, PenFiled: {"调查取证", "Inquiry"},
		PenSuspended: {"中止调查", "Suspended"}, PenReported: {"调查终结", "Inquiry reported"}, PenExamining: {"审核中", "Under examination"},
		PenDisputed: {"意见分歧，待集体讨论", "Disputed"}, PenExamined: {"待告知", "To be noticed"}, PenNoticed: {"已告知", "Noticed"},
		PenHearing: {"听证程序", "Hearing"}, PenHeard: {"已听证", "Heard"}, PenPostNotice: {"待提请决定", "Notice completed"},
		PenReviewing: {"法制审核中", "Legality review"}, PenToDiscuss: {"待集体讨论", "To be discussed"}, PenToDecide: {"待决定", "To be decided"},
		PenDecided: {"待送达", "Decided, to be served"}, PenServed: {"履行中", "To be performed"}, PenInstalment: {"延期、分期缴纳", "Instalments"},
		PenOverdue: {"逾期未履行", "Payment overdue"}, PenDemanded: {"已催告", "Demanded"}, PenCourt: {"申请法院执行", "In court"},
		PenPerformed: {"待结案", "To be concluded"}, PenWithPolice: {"公安机关办理中", "With the police"}, PenConcluded: {"待归档", "Concluded"}, PenArchived: {"已归档", "Archived"},
	})
	Steps[ProcPenalty] = []Stage{PenClue, PenFiled, PenReported, PenExamined, PenNoticed, PenPostNotice, PenToDecide, PenDecided, PenServed, PenPerformed, PenConcluded, PenArchived}

	act[OpenClue](Spec{Procedure: ProcPenalty, Opens: true, Title: "登记线索", English: "Register a clue", Article: "行政处罚法第五十四条", Starts: "开立案卷，起算立案审查期限"})
	act[AssignCase](Spec{Procedure: ProcPenalty, Stages: []Stage{PenClue}, Title: "指定核查人员", English: "Name the officers", Article: "行政处罚法第四十二条"})
	act[ProposeFiling](Spec{Procedure: ProcPenalty, Assigned: true, Enforcement: true, Stages: []Stage{PenClue}, Title: "提出立案意见", English: "Propose filing", Article: "行政处罚法第三十六条、第五十四条", Starts: "送负责人审批"})
	act[FileCase](Spec{Procedure: ProcPenalty, Stages: []Stage{PenClue}, Possible: advised("file"), Title: "批准立案", English: "File the case", Article: "行政处罚法第五十四条第二款、第六十条", Starts: "生成《立案审批表》；起算办案期限（90日）"})
	act[ReturnFiling](Spec{Procedure: ProcPenalty, Stages: []Stage{PenClue}, Possible: func(c *Case) bool { return c.Penalty.Filing != nil }, Title: "退回立案意见", English: "Return the proposal"})
	act[RefuseFiling](Spec{Procedure: ProcPenalty, Stages: []Stage{PenClue}, Possible: func(c *Case) bool { return c.Penalty.Filing != nil }, Title: "不予立案", English: "Do not file", Article: "行政处罚法第五十四条、第七十六条", Starts: "案卷办结"})
	act[MoveCase](Spec{Procedure: ProcPenalty, Stages: []Stage{PenClue, PenFiled, PenReported}, Title: "移送后结束本案", English: "End: passed to another organ", Article: "行政处罚法第二十二条、第二十五条", Starts: "案卷办结"})
	act[ReportInquiry](Spec{Procedure: ProcPenalty, Assigned: true, Enforcement: true, Stages: []Stage{PenFiled}, Title: "调查终结报告", English: "Report the inquiry", Article: "行政处罚法第五十七条", Starts: "生成《案件调查终结报告》，转送审"})
	act[AmendProposal](Spec{Procedure: ProcPenalty, Assigned: true, Stages: []Stage{PenReported, PenExamined, PenPostNotice}, Title: "变更处理意见", English: "Amend the proposal", Article: "行政处罚法第四十四条、第四十五条", Starts: "超出已告知内容的，重新审核、重新告知"})
	act[SubmitReview](Spec{Procedure: ProcPenalty, Assigned: true, Stages: []Stage{PenReported, PenPostNotice}, Title: "送审", English: "Submit for review", Article: "行政处罚法第五十八条", Starts: "开立审核案卷；内容以摘要锁定"})
	act[Insist](Spec{Procedure: ProcPenalty, Assigned: true, Stages: []Stage{PenReported}, Possible: func(c *Case) bool {
		r := c.Penalty.review()
		return r != nil && (r.Opinion == ReviewReject || r.Opinion == ReviewChanges || r.Opinion == ReviewNotCompetent)
	}, Title: "坚持原意见再次送审", English: "Insist", Starts: "再次不同意的，提请集体讨论"})
	event[ClueOpened]()
	event[CaseAssigned]()
	event[FilingProposed]()
	event[CaseFiled]()
	event[FilingReturned]()
	event[FilingRefused]()
	event[CaseMoved]()
	event[InquiryReported]()
	event[ProposalAmended]()
	event[ReviewSubmitted]()
}

func advised(advice string) func(*Case) bool {
	return func(c *Case) bool { return c.Penalty.Filing != nil && c.Penalty.Filing.Advice == advice }
}
