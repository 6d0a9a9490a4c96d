package domain

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
)

// A penalty case (行政处罚案件): penalty.md §1–§10. This file holds the file itself, its stages, and the way from the clue to
// the filing. What follows has files of its own: inquiry.go (evidence, officers, suspension), sanction.go (what the law
// allows), notice.go (advance notice and defence), hearing.go, decision.go, execution.go (performance and court),
// money.go (the ledger). Reviews, meetings and referrals are procedures of their own and tell this file what came of them.

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
	Preservations []Preservation `json:"preservations,omitempty"`
	Custody       []CustodyMove  `json:"custody,omitempty"`
	Suspended     *Suspension    `json:"suspended,omitempty"`
	Merged        []CaseID       `json:"merged,omitempty"`      // files joined to this one
	MergedInto    CaseID         `json:"merged_into,omitempty"` // the file this one was joined to
	SplitFrom     CaseID         `json:"split_from,omitempty"`

	Report   *InquiryReport `json:"report,omitempty"`
	Proposal *Proposal      `json:"proposal,omitempty"` // what the bureau intends; changes are new rounds
	Round    int            `json:"round,omitempty"`    // of the proposal: 1, 2, …
	Reviews  []ReviewTaken  `json:"reviews,omitempty"`

	// notice.go, hearing.go
	Notices  []AdvanceNotice `json:"notices,omitempty"`
	Defences []Defence       `json:"defences,omitempty"`
	Hearings []Hearing       `json:"hearings,omitempty"`

	Discussions []Discussion `json:"discussions,omitempty"`
	Decision    *Decision    `json:"decision,omitempty"`
	Publicity   *Publicity   `json:"publicity,omitempty"`

	// money.go, execution.go
	Ledger  []Entry     `json:"ledger,omitempty"`
	Plan    *Instalment `json:"plan,omitempty"`
	Goods   []Goods     `json:"goods,omitempty"`
	Demand  *Demanded   `json:"demand,omitempty"`
	Court   *Court      `json:"court,omitempty"`
	Remedy  []Remedy    `json:"remedies,omitempty"`
	Refers  []Referred  `json:"refers,omitempty"`
	Ended   string      `json:"ended,omitempty"` // why it may be concluded: performed, court_ended, terminated, no_penalty, transferred, revoked, dissolved
	Closing *Closing    `json:"closing,omitempty"`
	Archive *Archive    `json:"archive,omitempty"`
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
	Digest        string     `json:"digest"`  // of the proposal it tells
	Hearing       bool       `json:"hearing"` // tells of the right to a hearing
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

// --- what other files tell this one; the stage moves here and nowhere else

// reviewed enters what a review concluded (told by the file of the review).
func (c *Case) reviewed(t ReviewTaken, e Event) {}

// discussed enters what a meeting resolved (told by the file of the meeting).
func (c *Case) discussed(d Discussion, e Event) {}

// answered enters where a referral stands (told by the file of the referral).
func (c *Case) answered(r Referred, e Event) {}

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
