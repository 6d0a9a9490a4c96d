package domain

import (
	"maps"
	"slices"
	"strings"
)

// A legality review (合法性审核) is a procedure of its own: of a penalty case, whose child it is, of a normative document, a
// contract, a major decision, or a measure under fair-competition review (inspection-disclosure-instruments.md §3.2, §4,
// §10.4; penalty.md §2, §7). Who reviews has taken no other part in the matter; what was reviewed is bound by its digest.

// The objects of a review.
const (
	ObjectPenalty   = "penalty"          // 行政处罚案件：案件审核、重大执法决定法制审核
	ObjectNormative = "normative"        // 行政规范性文件
	ObjectContract  = "contract"         // 合同
	ObjectDecision  = "decision"         // 重大行政决策
	ObjectFair      = "fair_competition" // 涉及经营者经济活动的政策措施
)

// Stages of a review (§10.4). Acceptance and review are one stage: the reviewer who accepts has begun.
const (
	LegSubmitted Stage = "review_submitted" // 已送审，待受理
	LegReturned  Stage = "review_returned"  // 材料不齐，退回补充
	LegReviewing Stage = "under_review"     // 已受理，审核中
	LegOpined    Stage = "review_opined"    // 已出具意见，须修改后重新送审
	LegPassed    Stage = "review_passed"    // 审核通过，待集体讨论或者签署
	LegAdopted   Stage = "paper_adopted"    // 集体讨论通过，待签署
	LegSigned    Stage = "paper_signed"     // 已签署
	LegNumbered  Stage = "paper_numbered"   // 已统一登记、编号
	LegPublished Stage = "paper_published"  // 已公布，待备案
	LegFiled     Stage = "paper_filed"      // 已备案，待施行
	LegInForce   Stage = "paper_in_force"   // 施行中
	LegExpired   Stage = "paper_expired"    // 有效期届满 ■
	LegRepealed  Stage = "paper_repealed"   // 已废止 ■
	LegRejected  Stage = "paper_rejected"   // 集体讨论未通过 ■
	LegConcluded Stage = "review_concluded" // 审核办结 ■
	LegWithdrawn Stage = "review_withdrawn" // 撤回送审 ■
)

// The opinions on papers, beside those on penalties (ReviewPass …).
const (
	ReviewLawful     ReviewOpinion = "LAWFUL"           // 合法，可以提请审议
	ReviewModify     ReviewOpinion = "MODIFY"           // 个别条款不合法，逐条修改
	ReviewProcedure  ReviewOpinion = "RETURN_PROCEDURE" // 程序缺失，补正程序
	ReviewNotForming ReviewOpinion = "UNLAWFUL"         // 无权制定或者主要内容违法，不得制定
)

// reviewerBars are the parts that keep a person from reviewing the same matter (行政处罚法 58; penalty.md §7 nos. 3, 4, 12).
var reviewerBars = []Part{PartOfficer, PartDrafter, PartHost, PartRecorder, PartDecider, PartApprover, PartTaskForce, PartDiscussant, PartRecused}

const artReview = "行政处罚法第五十八条"

// ReviewItem is a line of a checklist: a paper of the package, or a point to be reviewed. It is kept in the file as it was
// when the file was opened.
type ReviewItem struct {
	Key     string `json:"key"`
	Title   string `json:"title"`
	English string `json:"english"`
	Article string `json:"article,omitempty"`
}

// reviewRow is a ReviewItem of a table that is asked for only under a condition; empty: always.
type reviewRow struct {
	ReviewItem
	If string
}

// reviewTable is what a review of one object needs: its name, its clock, its package, its points, the opinions it knows.
type reviewTable struct {
	Title, English string
	Rule           string
	Document       string // instrument of the opinion
	DocTitle       string
	Package        []reviewRow
	Points         []reviewRow
	Opinions       []ReviewOpinion
}

var paperOpinions = []ReviewOpinion{ReviewLawful, ReviewModify, ReviewProcedure, ReviewNotForming}

// reviewTables are the tables by object. The packages and points are read from §3.2, §4.2–4.5; where the law leaves the list
// open it is our design, and the clocks say in their rows what is unconfirmed.
var reviewTables = map[string]reviewTable{
	ObjectPenalty: {"行政处罚案件", "penalty case", "LEG-01", "P-6", "法制审核意见书",
		[]reviewRow{
			{ReviewItem{"report", "调查终结报告（事实、依据、裁量、调查取证和听证情况）", "report of the inquiry", artReview}, ""},
			{ReviewItem{"proposal", "拟处理意见", "what is intended", artReview}, ""},
			{ReviewItem{"evidence", "相关证据", "evidence", artReview}, ""},
			{ReviewItem{"defence", "陈述申辩及复核材料", "defence and the answer to it", "行政处罚法第四十五条"}, "defence"},
			{ReviewItem{"hearing", "听证笔录、听证报告", "minutes and report of the hearing", "行政处罚法第六十五条"}, "hearing"},
		},
		[]reviewRow{
			{ReviewItem{"authority", "执法主体是否合法", "authority", artReview}, ""},
			{ReviewItem{"officers", "执法人员是否具备执法资格", "officers' qualification", "行政处罚法第四十二条"}, ""},
			{ReviewItem{"jurisdiction", "是否有管辖权，是否超越职权", "jurisdiction", "行政处罚法第二十二条、第二十三条"}, ""},
			{ReviewItem{"facts", "事实是否清楚，证据是否合法充分", "facts and evidence", "行政处罚法第四十条、第四十六条"}, ""},
			{ReviewItem{"law", "适用法律、法规、规章是否准确", "law applied", "行政处罚法第三十七条"}, ""},
			{ReviewItem{"discretion", "裁量是否适当", "discretion", "行政处罚法第三十四条"}, ""},
			{ReviewItem{"procedure", "程序是否合法", "procedure", "行政处罚法第三十八条"}, ""},
			{ReviewItem{"form", "执法文书是否完备、规范", "form of the instruments", ""}, ""},
			{ReviewItem{"crime", "是否有涉嫌犯罪应当移送的情形", "suspected crime to be referred", "行政处罚法第二十七条"}, ""},
		},
		[]ReviewOpinion{ReviewPass, ReviewChanges, ReviewSupplement, ReviewReject, ReviewNotCompetent, ReviewCriminal}},
	ObjectNormative: {"行政规范性文件", "normative document", "TL-14b", "L-2", "合法性审核意见书",
		[]reviewRow{
			{ReviewItem{"draft", "文件送审稿", "the draft", artNormative}, ""},
			{ReviewItem{"bases", "制定依据", "legal bases", artNormative}, ""},
			{ReviewItem{"comments", "征求意见及采纳情况", "comments received and how handled", artNormative}, ""},
			{ReviewItem{"departments", "相关部门意见", "comments of other departments", artNormative}, ""},
			{ReviewItem{"fair", "公平竞争审查书面结论", "written fair-competition conclusion", "公平竞争审查条例第十七条、第十八条"}, "operators"},
			{ReviewItem{"expert", "专家论证意见", "expert opinion", artNormative}, "expert"},
			{ReviewItem{"risk", "风险评估报告", "risk report", artNormative}, "risk"},
			{ReviewItem{"hearing", "听证会记录", "record of the hearing", artNormative}, "hearing"},
		},
		[]reviewRow{
			{ReviewItem{"authority", "制定主体是否合法", "maker", artNormative}, ""},
			{ReviewItem{"competence", "是否超越法定职权", "competence", artNormative}, ""},
			{ReviewItem{"content", "内容是否符合法律、法规、规章和上级政策", "content", artNormative}, ""},
			{ReviewItem{"bans", "是否违法设定处罚、许可、强制、收费，减损权利或者增加义务", "no penalties, licences, coercion or charges created", "行政处罚法第十六条"}, ""},
			{ReviewItem{"procedure", "是否违反制定程序", "procedure", artNormative}, ""},
			{ReviewItem{"form", "形式是否符合要求，是否规定有效期", "form and validity period", artNormative}, ""},
			{ReviewItem{"fair", "公平竞争审查是否履行、结论是否成立", "fair competition", "公平竞争审查条例第十八条"}, "operators"},
		}, paperOpinions},
	ObjectDecision: {"重大行政决策", "major decision", "TL-14", "L-2", "合法性审核意见书",
		[]reviewRow{
			{ReviewItem{"draft", "决策草案", "the draft", artDecision}, ""},
			{ReviewItem{"bases", "决策依据", "legal bases", artDecision}, ""},
			{ReviewItem{"comments", "公众参与情况及意见采纳说明", "public participation and how comments were handled", artDecision}, ""},
			{ReviewItem{"fair", "公平竞争审查书面结论", "written fair-competition conclusion", "公平竞争审查条例第十七条、第十八条"}, "operators"},
			{ReviewItem{"expert", "专家论证意见（署名、盖章，无利害关系）", "expert opinion, signed, by experts without interest", "重大行政决策程序暂行条例第十九条、第二十条"}, "expert"},
			{ReviewItem{"risk", "风险评估报告（风险点和处置预案）", "risk report", "重大行政决策程序暂行条例第二十二条至第二十四条"}, "risk"},
			{ReviewItem{"hearing", "听证会记录", "record of the hearing", "重大行政决策程序暂行条例第十六条、第十七条"}, "hearing"},
		},
		[]reviewRow{
			{ReviewItem{"competence", "决策事项是否符合法定权限", "competence", artDecisionCheck}, ""},
			{ReviewItem{"procedure", "决策草案的形成是否履行相关法定程序", "procedure", artDecisionCheck}, ""},
			{ReviewItem{"content", "决策草案内容是否符合有关规定", "content", artDecisionCheck}, ""},
			{ReviewItem{"fair", "公平竞争审查是否履行、结论是否成立", "fair competition", "公平竞争审查条例第十八条"}, "operators"},
		}, paperOpinions},
	ObjectContract: {"合同", "contract", "LEG-05", "L-2", "合同合法性审查意见书",
		[]reviewRow{
			{ReviewItem{"draft", "合同文本草案", "the draft", ""}, ""},
			{ReviewItem{"counterparty", "对方当事人资格、资信材料", "qualification of the other side", ""}, ""},
			{ReviewItem{"approvals", "批准、采购等前置手续", "approvals", ""}, ""},
		},
		[]reviewRow{
			{ReviewItem{"capacity", "双方主体资格", "capacity", ""}, ""},
			{ReviewItem{"approvals", "审批、采购程序", "approvals", ""}, ""},
			{ReviewItem{"lawfulness", "内容是否合法，是否损害国家利益、公共利益", "lawfulness", ""}, ""},
			{ReviewItem{"wording", "条款是否完备、权利义务是否明确", "wording", ""}, ""},
		}, paperOpinions},
	ObjectFair: {"公平竞争审查", "fair-competition review", "LEG-09", "L-2", "公平竞争审查复核意见书",
		[]reviewRow{
			{ReviewItem{"draft", "政策措施送审稿", "the draft", "公平竞争审查条例第二条"}, ""},
			{ReviewItem{"stakeholders", "听取利害关系人意见情况", "stakeholders heard", "公平竞争审查条例第十六条"}, ""},
			{ReviewItem{"fair", "公平竞争审查书面结论", "written conclusion", "公平竞争审查条例第十七条"}, ""},
		},
		[]reviewRow{
			{ReviewItem{"entry", "市场准入和退出", "entry and exit", "公平竞争审查条例第八条"}, ""},
			{ReviewItem{"flow", "商品、要素自由流动", "free flow", "公平竞争审查条例第九条"}, ""},
			{ReviewItem{"cost", "生产经营成本", "operating cost", "公平竞争审查条例第十条"}, ""},
			{ReviewItem{"conduct", "生产经营行为", "operating conduct", "公平竞争审查条例第十一条"}, ""},
			{ReviewItem{"heard", "是否听取利害关系人意见", "stakeholders heard", "公平竞争审查条例第十六条"}, ""},
			{ReviewItem{"exception", "适用例外的，条件和期限是否成立", "exception", "公平竞争审查条例第十二条"}, ""},
		}, paperOpinions},
}

const (
	artNormative     = "国办发〔2018〕115号"
	artDecision      = "重大行政决策程序暂行条例第二十六条、第二十九条"
	artDecisionCheck = "重大行政决策程序暂行条例第二十七条"
	artFair          = "公平竞争审查条例第十八条"
)

// itemsFor are the lines of a table that the conditions call for.
func itemsFor(rows []reviewRow, conditions []string) []ReviewItem {
	var out []ReviewItem
	for _, r := range rows {
		if r.If == "" || slices.Contains(conditions, r.If) {
			out = append(out, r.ReviewItem)
		}
	}
	return out
}

// Legality is what a review holds besides what every file holds.
type Legality struct {
	Object    string       `json:"object" enum:"penalty,normative,contract,decision,fair_competition"`
	Digest    string       `json:"digest"`             // of what is reviewed: Proposal.Digest, or the SM3 of the text
	Version   int          `json:"version"`            // of the text: 1, 2, …; of a case: the round of its proposal
	Kind      ReviewKind   `json:"kind,omitempty"`     // of a case: before the notice, or before the decision
	Grounds   []Ground     `json:"grounds,omitempty"`  // why the law wants it
	Insisted  string       `json:"insisted,omitempty"` // why the officers disagree with the opinion before
	Submitter PersonID     `json:"submitter"`
	Note      string       `json:"note,omitempty"` // 起草说明、送审说明
	Flags     PaperFlags   `json:"flags,omitzero"`
	Required  []PaperNeed  `json:"required"` // the package the object needs, with what was handed in
	Points    []ReviewItem `json:"points"`   // what the opinion must speak of

	Reviewer   PersonID          `json:"reviewer,omitempty"`
	AcceptedOn Date              `json:"accepted_on,omitzero"`
	Returns    []PackageReturned `json:"returns,omitempty"`
	Opinions   []OpinionOn       `json:"opinions,omitempty"`
	Fair       *FairConclusion   `json:"fair,omitempty"`

	Results     []PaperResult `json:"results,omitempty"` // what meetings resolved
	SignedOn    Date          `json:"signed_on,omitzero"`
	Signer      PersonID      `json:"signer,omitempty"`
	Counterpart string        `json:"counterpart,omitempty"` // 合同相对方
	Paper       DocumentID    `json:"paper,omitempty"`       // the numbered text
	PublishedOn Date          `json:"published_on,omitzero"`
	Published   string        `json:"published,omitempty"` // where
	EffectiveOn Date          `json:"effective_on,omitzero"`
	ValidUntil  Date          `json:"valid_until,omitzero"`
	InForceOn   Date          `json:"in_force_on,omitzero"` // zero before publication: unpublished, no force
	FiledOn     Date          `json:"filed_on,omitzero"`
	FiledWith   string        `json:"filed_with,omitempty"`
	RepealedFor string        `json:"repealed_for,omitempty"`
}

// PaperFlags are the facts that decide what a review of a paper needs.
type PaperFlags struct {
	Operators   bool   `json:"operators,omitempty" doc:"涉及经营者经济活动（须有公平竞争审查结论）"`
	Emergency   bool   `json:"emergency,omitempty" doc:"情况紧急：不受最短审核时间限制，但不免除审核"`
	Urgency     string `json:"urgency,omitempty" maxLength:"500" doc:"紧急的理由"`
	CommentFrom Date   `json:"comment_from,omitzero" doc:"公开征求意见之日"`
	CommentTo   Date   `json:"comment_to,omitzero" doc:"公开征求意见截止之日"`
	CommentWhy  string `json:"comment_why,omitempty" maxLength:"500" doc:"未公开征求意见或者缩短期限的理由"`
	Expert      bool   `json:"expert,omitempty" doc:"专业性、技术性较强，须专家论证"`
	Risk        bool   `json:"risk,omitempty" doc:"可能造成不利影响，须风险评估"`
	Hearing     bool   `json:"hearing,omitempty" doc:"举行了听证会"`
	Collective  bool   `json:"collective,omitempty" doc:"合同：属三重一大，须集体讨论"`
}

func (x PaperFlags) conditions() []string {
	var c []string
	for name, on := range map[string]bool{"operators": x.Operators, "expert": x.Expert, "risk": x.Risk, "hearing": x.Hearing} {
		if on {
			c = append(c, name)
		}
	}
	return c
}

// PaperNeed is a line of the package: what is needed, and what was handed in for it.
type PaperNeed struct {
	ReviewItem
	Files     []File       `json:"files,omitempty"`
	Documents []DocumentID `json:"documents,omitempty"` // instruments of the case that is reviewed
	Note      string       `json:"note,omitempty"`
}

// NewPaper hands in a paper of the package.
type NewPaper struct {
	Item  string `json:"item" minLength:"2" maxLength:"20" doc:"材料项目，见材料清单"`
	Files []Blob `json:"files,omitempty" doc:"已上传文件的摘要"`
	Note  string `json:"note,omitempty" maxLength:"2000" doc:"说明"`
}

// PackageReturned is a package that was sent back because something is missing.
type PackageReturned struct {
	On     Date     `json:"on"`
	By     PersonID `json:"by"`
	Items  []string `json:"items"`
	Reason string   `json:"reason"`
	Under  bool     `json:"under,omitempty"` // during the review: the clock stands still
}

// OpinionOn is an opinion given on one version of the text.
type OpinionOn struct {
	Version  int           `json:"version"`
	Digest   string        `json:"digest"`
	Opinion  ReviewOpinion `json:"opinion"`
	Text     string        `json:"text"`
	Adviser  string        `json:"adviser,omitempty"`
	Points   []ReviewPoint `json:"points"`
	Reviewer PersonID      `json:"reviewer"`
	On       Date          `json:"on"`
	Document DocumentID    `json:"document"`
	Answers  []PointAnswer `json:"answers,omitempty"` // of the drafter
}

// PointAnswer is what the drafter makes of a point: adopted, or why not.
type PointAnswer struct {
	Item    string `json:"item" minLength:"1" maxLength:"60" doc:"审核要点"`
	Adopted bool   `json:"adopted,omitempty" doc:"采纳"`
	Text    string `json:"text,omitempty" maxLength:"2000" doc:"采纳情况或者不采纳的理由"`
}

// FairConclusion is the written conclusion of the fair-competition review by whoever drafted the measure.
type FairConclusion struct {
	ReviewFairness
	Digest   string     `json:"digest"` // of the text it speaks of
	Basis    string     `json:"basis"`  // the rules of that day
	On       Date       `json:"on"`
	By       PersonID   `json:"by"`
	Document DocumentID `json:"document"`
}

// PaperResult is what a meeting resolved on a paper.
type PaperResult struct {
	Meeting CaseID     `json:"meeting"`
	Item    int        `json:"item"`
	On      Date       `json:"on"`
	Digest  string     `json:"digest"`
	Result  Resolution `json:"result"`
	Text    string     `json:"text"`
	Voters  []PersonID `json:"voters"`
}

// Missing names what the package still lacks.
func (l *Legality) Missing() []string {
	var out []string
	for _, n := range l.Required {
		if n.Key == "fair" {
			if l.Fair == nil || l.Fair.Digest != l.Digest {
				out = append(out, n.Title)
			}
			continue
		}
		if len(n.Files) == 0 && len(n.Documents) == 0 && strings.TrimSpace(n.Note) == "" {
			out = append(out, n.Title)
		}
	}
	return out
}

// opinion is the newest opinion, nil before there is one.
func (l *Legality) opinion() *OpinionOn {
	if len(l.Opinions) == 0 {
		return nil
	}
	return &l.Opinions[len(l.Opinions)-1]
}

// handIn puts papers to their lines of the package.
func (l *Legality) handIn(ps []PaperNeed) {
	l.Required = slices.Clone(l.Required)
	for _, p := range ps {
		if i := slices.IndexFunc(l.Required, func(n PaperNeed) bool { return n.Key == p.Key }); i >= 0 {
			l.Required[i] = p
		}
	}
}

// takeIn looks the papers up, refusing those that the package does not know; text is the SM3 of the draft, if one came.
func takeIn(f *Facts, need []ReviewItem, in []NewPaper) (out []PaperNeed, text string, err error) {
	var bad faults
	seen := map[string]bool{}
	for i, p := range in {
		j := slices.IndexFunc(need, func(n ReviewItem) bool { return n.Key == p.Item })
		at := "package[" + itoa(i) + "]"
		bad.need(j >= 0 && !seen[p.Item], at+".item", "材料清单中没有这一项，或者重复")
		bad.need(p.Item != "fair", at+".item", "公平竞争审查结论须另行作出，不能以材料代替")
		bad.need(p.Item != "draft" || len(p.Files) > 0, at+".files", "请上传送审文本")
		if j < 0 || seen[p.Item] {
			continue
		}
		seen[p.Item] = true
		files, ferr := f.files(p.Files)
		if ferr != nil {
			return nil, "", ferr
		}
		if p.Item == "draft" && len(files) > 0 {
			text = string(files[0].Hash)
		}
		out = append(out, PaperNeed{ReviewItem: need[j], Files: files, Note: p.Note})
	}
	return out, text, bad.err()
}

func papersOf(in []NewPaper) []Blob {
	var h []Blob
	for _, p := range in {
		h = append(h, p.Files...)
	}
	return h
}

// --- opened by a penalty case

// openReview opens the review of a penalty case as it stands: its proposal by digest, its round, and every part taken in it,
// so that the bars hold in the child too. kind says whether it is the examination before the notice or the review before the
// decision, grounds why the law wants it, insisted why the officers hand the same in again. The officers count as drafters.
func openReview(f *Facts, parent *Case, id CaseID, ref Number, kind ReviewKind, grounds []Ground, insisted string) Opening {
	p := parent.Penalty
	b := &ReviewAsked{Agency: parent.Agency, Parent: parent.ID, Ref: ref, Review: kind, Object: ObjectPenalty, Round: p.Round, Grounds: grounds, Insisted: insisted,
		Parts: slices.Clone(parent.Parts), Party: parent.Party, Officers: slices.Clone(parent.Officers), Handler: parent.Handler, Section: parent.Section,
		Of: parent.Reference}
	if p.Proposal != nil {
		b.Digest = p.Proposal.Digest()
	}
	var when []string
	if len(p.Defences) > 0 {
		when = append(when, "defence")
	}
	if slices.ContainsFunc(p.Hearings, func(h Hearing) bool { return h.Ended == "held" }) {
		when = append(when, "hearing")
	}
	t := reviewTables[ObjectPenalty]
	b.Points = itemsFor(t.Points, when)
	for _, i := range itemsFor(t.Package, when) {
		n := PaperNeed{ReviewItem: i}
		switch i.Key {
		case "report":
			if p.Report != nil {
				n.Documents, n.Note = []DocumentID{p.Report.Document}, p.Report.Nature
			}
		case "proposal":
			if p.Proposal != nil {
				n.Note = "第" + itoa(max(p.Round, 1)) + "稿"
			}
		case "evidence":
			if k := len(parent.Evidence); k > 0 {
				n.Note = "共" + itoa(k) + "件，见本案证据目录"
			}
			for _, x := range p.Interviews { // what was said and what was seen is evidence too (行政处罚法 46)
				n.Documents = append(n.Documents, x.Document)
			}
			for _, x := range p.Visits {
				n.Documents = append(n.Documents, x.Document)
			}
		case "defence":
			for _, d := range p.Defences {
				n.Documents = append(n.Documents, d.Document)
			}
		case "hearing":
			for _, h := range p.Hearings {
				if h.Minutes != "" {
					n.Documents = append(n.Documents, h.Minutes)
				}
				if h.Report != "" {
					n.Documents = append(n.Documents, h.Report)
				}
			}
		}
		b.Required = append(b.Required, n)
	}
	b.Document = issue(&Case{ID: id}, f, "L-1", "重大执法决定法制审核送审表")
	return Opening{ID: id, Events: []Body{b}}
}

// ReviewAsked: a penalty case was handed in for review, and the file of the review opened.
type ReviewAsked struct {
	Agency   AgencyID     `json:"agency"`
	Parent   CaseID       `json:"parent"`
	Of       string       `json:"of,omitempty"` // reference of the case
	Ref      Number       `json:"ref"`
	Section  string       `json:"section,omitempty"`
	Party    *PartyRef    `json:"party,omitempty"`
	Officers []PersonID   `json:"officers"`
	Handler  PersonID     `json:"handler,omitempty"`
	Object   string       `json:"object"`
	Review   ReviewKind   `json:"review"`
	Round    int          `json:"round"`
	Digest   string       `json:"digest"`
	Grounds  []Ground     `json:"grounds,omitempty"`
	Insisted string       `json:"insisted,omitempty"` // the officers insist: why
	Required []PaperNeed  `json:"required"`
	Points   []ReviewItem `json:"points"`
	Parts    []PartTaken  `json:"parts,omitempty"`
	Document Document     `json:"document"`
}

func (ReviewAsked) Kind() string { return "ReviewAsked" }
func (b ReviewAsked) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Parent, c.Stage, c.Section = ProcLegality, b.Agency, b.Parent, LegSubmitted, b.Section
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	c.Party, c.Officers, c.Handler, c.OpenedOn = b.Party, slices.Clone(b.Officers), b.Handler, DateOf(e.OccurredAt)
	c.Title = "法制审核：" + b.Of
	if b.Review == ReviewExamination {
		c.Title = "案件审核：" + b.Of
	}
	if b.Party != nil {
		c.Title += "（" + b.Party.Name + "）"
	}
	for _, p := range b.Parts {
		c.take(p.Person, p.Part, 0)
	}
	for _, o := range b.Officers {
		c.take(o, PartOfficer, 0)
		c.take(o, PartDrafter, 0)
	}
	c.take(e.Actor, PartDrafter, e.Seq)
	c.Legality = &Legality{Object: b.Object, Digest: b.Digest, Version: b.Round, Kind: b.Review, Grounds: b.Grounds, Insisted: b.Insisted, Submitter: e.Actor,
		Required: slices.Clone(b.Required), Points: b.Points}
	c.issued(b.Document, e)
	c.askReviewer(e)
}

func (c *Case) askReviewer(e Event) {
	c.raise(Task{ID: "accept", Kind: "legality.accept", Title: "受理送审：" + c.Title, English: "Accept for review", Role: RoleReviewer}, e)
}

// --- opened by itself

// SubmitPaper hands a paper in for legality review: a normative document, a contract, a major decision, or a measure under
// fair-competition review. The text is bound by its SM3. What the package lacks is named in the file; the reviewer cannot
// accept before it is complete.
type SubmitPaper struct {
	Object  string     `json:"object" enum:"normative,contract,decision,fair_competition" doc:"送审对象"`
	Title   string     `json:"title" minLength:"2" maxLength:"120" doc:"标题"`
	Note    string     `json:"note" minLength:"2" maxLength:"4000" doc:"起草说明"`
	Section string     `json:"section,omitempty" maxLength:"60" doc:"承办股室"`
	Flags   PaperFlags `json:"flags,omitzero" doc:"有关情况"`
	Package []NewPaper `json:"package" minItems:"1" doc:"送审材料"`
}

func (SubmitPaper) Act() string { return "legality.submit" }
func (x SubmitPaper) Needs(*Case) Needs {
	return Needs{Blobs: papersOf(x.Package), Numbers: []string{"case.legality"}}
}
func (x SubmitPaper) Decide(c *Case, f *Facts) (Outcome, error) {
	t, known := reviewTables[x.Object]
	var bad faults
	bad.need(known && x.Object != ObjectPenalty, "object", "没有这种送审对象；处罚案件由案卷送审")
	bad.need(len([]rune(strings.TrimSpace(x.Title))) >= 2, "title", "请填写标题")
	bad.need(len([]rune(strings.TrimSpace(x.Note))) >= 2, "note", "请填写起草说明")
	bad.need(x.Section == "" || slices.Contains(f.Agency.Sections, x.Section), "section", "没有这个股室")
	bad.need(!x.Flags.Emergency || len([]rune(strings.TrimSpace(x.Flags.Urgency))) >= 2, "flags.urgency", "请写明情况紧急的理由")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := x.Flags.comment(x.Object, f); err != nil {
		return Outcome{}, err
	}
	need := itemsFor(t.Package, x.Flags.conditions())
	papers, text, err := takeIn(f, need, x.Package)
	if err != nil {
		return Outcome{}, err
	}
	if text == "" {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请上传送审文本。", English: "hand in the text", Fields: []Field{{"package", "请上传送审文本"}}}
	}
	if x.Section == "" {
		x.Section = f.People[f.Actor].Section
	}
	b := &PaperSubmitted{SubmitPaper: x, Agency: f.Agency.ID, Ref: f.Numbers["case.legality"], Digest: text, Points: itemsFor(t.Points, x.Flags.conditions()),
		Document: issue(c, f, "L-1", "合法性审核送审单")}
	for _, i := range need {
		n := PaperNeed{ReviewItem: i}
		if j := slices.IndexFunc(papers, func(p PaperNeed) bool { return p.Key == i.Key }); j >= 0 {
			n = papers[j]
		}
		b.Required = append(b.Required, n)
	}
	return outcome(b)
}

// comment holds the time for comments of the public: 30 days for a major decision, shorter or none only with the reason
// (重大行政决策程序暂行条例 15); a measure that touches operators has its own, where the public was asked.
func (x PaperFlags) comment(object string, f *Facts) error {
	var bad faults
	bad.need(x.CommentTo.IsZero() || !x.CommentFrom.IsZero(), "flags.comment_from", "请填写公开征求意见之日")
	bad.need(x.CommentFrom.IsZero() || x.CommentTo >= x.CommentFrom, "flags.comment_to", "截止之日有误")
	bad.need(x.CommentTo <= f.On(), "flags.comment_to", "征求意见尚未截止")
	if err := bad.err(); err != nil {
		return err
	}
	rule := map[string]string{ObjectDecision: "TL-15"}[object]
	if rule == "" && x.Operators || object == ObjectFair {
		if x.CommentFrom.IsZero() {
			return nil // the public is asked where public interest is involved; stakeholders always
		}
		rule = "TL-15b"
	}
	if rule == "" {
		return nil
	}
	why := len([]rune(strings.TrimSpace(x.CommentWhy))) >= 2
	if x.CommentFrom.IsZero() {
		if !why {
			return Refuse("comment_missing", "重大行政决策程序暂行条例第十五条", "重大行政决策应当公开征求意见；依法不予公开的，请写明理由。", "a major decision is opened to public comment; say why where it was not")
		}
		return nil
	}
	k, err := f.start(nil, rule, "comment", x.CommentFrom, 0)
	if err != nil {
		return err
	}
	if x.CommentTo < k.Due && !why {
		return Refuse("comment_too_short", k.Article, "公开征求意见一般应至%[1]s；缩短期限的，请写明理由。", "public comment normally lasts until %[1]s; give the reason for a shorter time", k.Due)
	}
	return nil
}

// PaperSubmitted: a paper was handed in for review, and its file opened.
type PaperSubmitted struct {
	SubmitPaper
	Agency   AgencyID     `json:"agency"`
	Ref      Number       `json:"ref"`
	Digest   string       `json:"digest"`
	Required []PaperNeed  `json:"required"`
	Points   []ReviewItem `json:"points"`
	Document Document     `json:"document"`
}

func (PaperSubmitted) Kind() string { return "PaperSubmitted" }
func (b PaperSubmitted) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Stage, c.Section = ProcLegality, b.Agency, LegSubmitted, b.Section
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	c.Title, c.Officers, c.Handler, c.OpenedOn = b.Title, []PersonID{e.Actor}, e.Actor, DateOf(e.OccurredAt)
	c.take(e.Actor, PartDrafter, e.Seq)
	c.Legality = &Legality{Object: b.Object, Digest: b.Digest, Version: 1, Submitter: e.Actor, Note: b.Note, Flags: b.Flags, Required: slices.Clone(b.Required), Points: b.Points}
	c.issued(b.Document, e)
	c.askReviewer(e)
	if slices.ContainsFunc(b.Required, func(n PaperNeed) bool { return n.Key == "fair" }) {
		c.raise(Task{ID: "fair", Kind: "legality.fair", Title: "作出公平竞争审查结论", English: "Conclude the fair-competition review", Person: e.Actor}, e)
	}
}

// --- fair competition

// ReviewFairness is the fair-competition review by whoever drafted the measure (公平竞争审查条例 13): four groups of
// standards, stakeholders, the exception. A measure without conclusion, or that fails, may not be issued (18).
type ReviewFairness struct {
	Standards    []ReviewPoint `json:"standards" minItems:"4" doc:"四类标准：entry 准入退出、flow 自由流动、cost 经营成本、conduct 经营行为"`
	Stakeholders string        `json:"stakeholders" minLength:"2" maxLength:"2000" doc:"听取利害关系人意见情况"`
	Exception    string        `json:"exception,omitempty" enum:",security,science,public_interest,law" doc:"适用例外：国家安全、科技、环保救灾等公共利益、法律法规规定"`
	NoOther      string        `json:"no_other,omitempty" maxLength:"2000" doc:"没有对公平竞争影响更小的替代方案的理由"`
	Until        Date          `json:"until,omitzero" doc:"例外的实施期限"`
	EndsWhen     string        `json:"ends_when,omitempty" maxLength:"500" doc:"例外的终止条件"`
	Conclusion   string        `json:"conclusion" enum:"complies,exception,violates" doc:"结论"`
	Text         string        `json:"text" minLength:"2" maxLength:"4000" doc:"结论说明"`
}

// fairBases says under which rules the review is made: the older detailed rules until the regulation came into force.
var fairBases = []struct {
	From Date
	Law  string
}{
	{0, "公平竞争审查制度实施细则（国市监反垄规〔2021〕2号）"},
	{NewDate(2024, 8, 1), "公平竞争审查条例（国务院令第783号）"},
}

var fairStandards = []string{"entry", "flow", "cost", "conduct"}

func (ReviewFairness) Act() string       { return "legality.fair" }
func (ReviewFairness) Needs(*Case) Needs { return Needs{Numbers: []string{"L-3"}} }
func (x ReviewFairness) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	seen, all := map[string]bool{}, true
	for i, s := range x.Standards {
		at := "standards[" + itoa(i) + "]"
		bad.need(slices.Contains(fairStandards, s.Item) && !seen[s.Item], at+".item", "标准为entry、flow、cost、conduct，各一项")
		bad.need(s.OK || strings.TrimSpace(s.Comment) != "", at+".comment", "请写明违反的标准")
		seen[s.Item], all = true, all && s.OK
	}
	bad.need(len(seen) == len(fairStandards), "standards", "四类标准逐项审查")
	bad.need(len([]rune(strings.TrimSpace(x.Stakeholders))) >= 2, "stakeholders", "请写明听取利害关系人意见的情况")
	bad.need(len([]rune(strings.TrimSpace(x.Text))) >= 2, "text", "请写明结论")
	switch x.Conclusion {
	case "complies":
		bad.need(all, "conclusion", "有不符合标准的，不能作出符合的结论")
	case "exception":
		bad.need(!all && slices.Contains([]string{"security", "science", "public_interest", "law"}, x.Exception), "exception", "请写明适用的例外")
		bad.need(strings.TrimSpace(x.NoOther) != "", "no_other", "请说明没有影响更小的替代方案")
		bad.need(!x.Until.IsZero() || strings.TrimSpace(x.EndsWhen) != "", "until", "例外须有实施期限或者终止条件")
	case "violates":
		bad.need(!all, "conclusion", "各项均符合，不能作出违反的结论")
	default:
		bad.need(false, "conclusion", "没有这种结论")
	}
	if err := bad.err(); err != nil {
		e := err.(*Error) //nolint:errorlint // faults.err makes nothing else
		e.Article = "公平竞争审查条例第十二条、第十六条、第十七条"
		return Outcome{}, e
	}
	basis := fairBases[0].Law
	for _, b := range fairBases {
		if f.On() >= b.From {
			basis = b.Law
		}
	}
	doc := issue(c, f, "L-3", "公平竞争审查书面结论")
	return outcome(&FairnessConcluded{FairConclusion{x, c.Legality.Digest, basis, f.On(), f.Actor, doc.ID}, doc})
}

// FairnessConcluded: the fair-competition review of the text was concluded.
type FairnessConcluded struct {
	FairConclusion
	Issued Document `json:"issued"`
}

func (FairnessConcluded) Kind() string { return "FairnessConcluded" }
func (b FairnessConcluded) apply(c *Case, e Event) {
	c.Legality.Fair = &b.FairConclusion
	c.take(e.Actor, PartDrafter, e.Seq)
	c.issued(b.Issued, e)
	c.done(e, "legality.fair")
}

// --- the reviewer

// mayReview refuses a person who cannot review the matter: not a reviewer on the day, without the qualification that a first
// review of a penalty needs, or with another part in the file or in the case it came from.
func mayReview(c *Case, f *Facts, who PersonID) error {
	p, ok := f.People[who]
	if !ok {
		return Refuse("unknown_person", "", "没有这名人员：%[1]s。", "there is no person %[1]s", string(who))
	}
	if !p.Holds(RoleReviewer, f.Agency.ID, f.On()) {
		return Refuse("not_a_reviewer", artReview, "%[1]s在%[2]s不是本机关法制审核人员。", "%[1]s is no legal reviewer of this agency on %[2]s", p.Name, f.On())
	}
	if c.Legality.Object == ObjectPenalty && !p.Qualified(f.On()) {
		return Refuse("not_qualified", artReview+"第二款", "%[1]s初次从事法制审核，应当通过国家统一法律职业资格考试取得法律职业资格；请管理员登记资格证书。",
			"%[1]s reviews penalties for the first time and needs the national legal qualification; have it entered", p.Name)
	}
	files := []*Case{c}
	if c.Parent != "" {
		parent := f.Others[c.Parent]
		if parent == nil || parent.Penalty == nil {
			return Refuse("not_found", "", "没有送审的案件。", "the case under review is not there")
		}
		files = append(files, parent)
		if recusalOpen(parent, who) {
			return Refuse("recusal_open", "行政处罚法第四十三条", "%[1]s的回避申请尚未决定，决定前不得审核本案。", "a request that %[1]s stay out is not decided yet", p.Name)
		}
	}
	return freeOf(p, artReview, reviewerBars, files...)
}

// freeOf refuses a person who has taken one of the parts in one of the files, or is an officer of one where that bars.
func freeOf(p Person, article string, bars []Part, files ...*Case) error {
	for _, c := range files {
		took := c.Took(p.ID)
		if slices.Contains(c.Officers, p.ID) && !slices.Contains(took, PartOfficer) && c.Procedure == ProcPenalty {
			took = append(took, PartOfficer)
		}
		for _, part := range took {
			if slices.Contains(bars, part) {
				return Refuse("separation_of_duties", article, "%[1]s在本案中已是“%[2]s”，不能再办理此事，请由其他人办理。",
					"%[1]s has already acted as %[3]s in this matter; somebody else must do this", p.Name, PartTitles[part][0], PartTitles[part][1])
			}
		}
	}
	return nil
}

// recusalOpen reports that it is asked, and not decided, that the person stay out of the case: meanwhile the person decides
// nothing in it (行政处罚法 43).
func recusalOpen(c *Case, who PersonID) bool {
	return c.Penalty != nil && slices.Contains(c.Held, who) || c.Penalty != nil && slices.ContainsFunc(c.Penalty.Recusals, func(r Recusal) bool { return r.Person == who && r.DecidedOn.IsZero() })
}

// underReview refuses when the case does not wait for this review any more, or proposes something else by now.
func underReview(c *Case, f *Facts) error {
	if c.Parent == "" {
		return nil
	}
	parent := f.Others[c.Parent]
	switch {
	case parent == nil || parent.Penalty == nil:
		return Refuse("not_found", "", "没有送审的案件。", "the case under review is not there")
	case !parent.Open() || parent.Stage != PenExamining && parent.Stage != PenReviewing:
		return Refuse("not_under_review", artReview, "案件（%[1]s）现处于“%[2]s”，不在审核中；请撤回送审。", "the case %[1]s stands at %[3]s and is not under review; withdraw the submission", parent.Reference, StageTitle(parent.Stage), string(parent.Stage))
	case parent.Penalty.Proposal == nil || parent.Penalty.Proposal.Digest() != c.Legality.Digest:
		return Refuse("digest_mismatch", artReview, "案件的拟处理意见在送审后已有变化，审核的不是现在的内容；请重新送审。", "the proposal has changed since it was handed in; what was reviewed is not what stands now")
	}
	return nil
}

func itsCase(c *Case) []CaseID {
	if c.Parent == "" {
		return nil
	}
	return []CaseID{c.Parent}
}

// AcceptReview takes a complete package in; the clock of the object starts. The reviewer must be free then and when
// concluding.
type AcceptReview struct {
	Days int `json:"days,omitempty" minimum:"0" maximum:"30" doc:"审核时间（工作日），空为规则默认"`
}

func (AcceptReview) Act() string         { return "legality.accept" }
func (AcceptReview) Needs(c *Case) Needs { return Needs{Others: itsCase(c)} }
func (x AcceptReview) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := mayReview(c, f, f.Actor); err != nil {
		return Outcome{}, err
	}
	if err := underReview(c, f); err != nil {
		return Outcome{}, err
	}
	if lacks := c.Legality.Missing(); len(lacks) > 0 {
		return Outcome{}, Refuse("package_incomplete", reviewArticle(c), "送审材料不齐，缺少：%[1]s；请退回补充。", "the package lacks: %[1]s; send it back", strings.Join(lacks, "、"))
	}
	k, err := x.clock(c, f)
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Events: []Body{&ReviewAccepted{x, k}}}
	if c.Parent != "" {
		out.Tells = []Telling{{To: c.Parent, Events: []Body{&ReviewTakenUp{c.ID, f.Actor}}}}
	}
	return out, nil
}

// clock is the time for the review. In an emergency the least time that the rule leaves the reviewer does not bind; the
// review is made all the same.
func (x AcceptReview) clock(c *Case, f *Facts) (Clock, error) {
	r, err := f.Rules.At(reviewTables[c.Legality.Object].Rule, f.On())
	if err != nil {
		return Clock{}, err
	}
	if x.Days == 0 {
		return StartClock(f.Calendar, r, "review", f.On()), nil
	}
	if c.Legality.Flags.Emergency {
		if r.MaxN == 0 {
			r.MaxN = r.Term.N
		}
		r.MinN = 1
	}
	return StartClockN(f.Calendar, r, "review", f.On(), x.Days)
}

func reviewArticle(c *Case) string {
	switch c.Legality.Object {
	case ObjectPenalty:
		return artReview
	case ObjectDecision:
		return artDecision
	case ObjectFair:
		return artFair
	case ObjectNormative:
		return artNormative
	default:
		return ""
	}
}

// ReviewAccepted: a reviewer took the package in and reviews it.
type ReviewAccepted struct {
	AcceptReview
	Clock Clock `json:"clock"`
}

func (ReviewAccepted) Kind() string { return "ReviewAccepted" }
func (b ReviewAccepted) apply(c *Case, e Event) {
	l := c.Legality
	c.Stage, l.AcceptedOn = LegReviewing, DateOf(e.OccurredAt)
	c.startClock(b.Clock)
	c.done(e, "legality.accept", "legality.resubmit")
	c.reviewBy(e.Actor, e)
}

// reviewBy gives the review to a person: reminders and the task to conclude go there.
func (c *Case) reviewBy(p PersonID, e Event) {
	c.Legality.Reviewer, c.Handler = p, p
	c.take(p, PartReviewer, e.Seq)
	c.raise(c.under("review", Task{ID: "conclude", Kind: "legality.conclude", Title: "出具审核意见：" + c.Title, English: "Give the opinion", Person: p}), e)
}

// ReviewTakenUp tells the case who reviews it, so that the bars hold there from then on.
type ReviewTakenUp struct {
	Case     CaseID   `json:"case"`
	Reviewer PersonID `json:"reviewer"`
}

func (ReviewTakenUp) Kind() string { return "ReviewTakenUp" }
func (b ReviewTakenUp) apply(c *Case, e Event) {
	c.take(b.Reviewer, PartReviewer, e.Seq)
	if c.Penalty == nil {
		return
	}
	for i := range c.Penalty.Reviews {
		if c.Penalty.Reviews[i].Case == b.Case && c.Penalty.Reviews[i].Opinion == "" {
			c.Penalty.Reviews[i].Reviewer = b.Reviewer
		}
	}
}

// ReturnReview sends the package back, naming what is missing: before acceptance, or during the review as a request for
// supplement, which stops the clock until the papers are there.
type ReturnReview struct {
	Items  []string `json:"items" minItems:"1" doc:"缺少或者不符合要求的材料"`
	Reason string   `json:"reason" minLength:"2" maxLength:"2000" doc:"说明"`
}

func (ReturnReview) Act() string         { return "legality.return_incomplete" }
func (ReturnReview) Needs(c *Case) Needs { return Needs{Others: itsCase(c)} }
func (x ReturnReview) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if len(x.Items) == 0 || slices.ContainsFunc(x.Items, func(s string) bool { return strings.TrimSpace(s) == "" }) {
		return Outcome{}, &Error{Code: "invalid_input", Message: "请逐项写明缺少的材料。", English: "name what is missing", Fields: []Field{{"items", "请逐项写明缺少的材料"}}}
	}
	if err := mayReview(c, f, f.Actor); err != nil {
		return Outcome{}, err
	}
	b := &ReviewReturned{ReturnReview: x}
	if c.Stage == LegReviewing {
		if err := theReviewer(c, f); err != nil {
			return Outcome{}, err
		}
		if k := c.running("review"); k != nil {
			next := *k
			next.Suspensions = slices.Clone(k.Suspensions)
			if err := next.Suspend(f.Calendar, f.On(), "补充材料："+x.Reason); err == nil {
				b.Clock = &next // an overdue clock runs on: only what is in time can stand still
			}
		}
	}
	return outcome(b)
}

func theReviewer(c *Case, f *Facts) error {
	if c.Legality.Reviewer != f.Actor {
		return Refuse("not_yours", artReview, "本件由另一位审核人员受理；需要更换的，请负责人变更审核人员。", "another reviewer has accepted this; a leader may change the reviewer")
	}
	return nil
}

// ReviewReturned: the package was sent back.
type ReviewReturned struct {
	ReturnReview
	Clock *Clock `json:"clock,omitempty"`
}

func (ReviewReturned) Kind() string { return "ReviewReturned" }
func (b ReviewReturned) apply(c *Case, e Event) {
	l := c.Legality
	l.Returns = append(l.Returns, PackageReturned{DateOf(e.OccurredAt), e.Actor, b.Items, b.Reason, c.Stage == LegReviewing})
	if b.Clock != nil {
		c.replaceClock(*b.Clock)
	}
	c.Stage = LegReturned
	c.take(e.Actor, PartReviewer, e.Seq)
	c.done(e, "legality.accept", "legality.conclude")
	c.raise(Task{ID: "resubmit", Kind: "legality.resubmit", Title: "补充送审材料：" + strings.Join(b.Items, "、"), English: "Complete the package", Person: l.Submitter}, e)
}

// ResubmitReview brings what was missing, or hands in a new version of the text: after an opinion that wants changes, with an
// answer to every point; or because a text that had passed was changed in substance, which takes it back to review.
type ResubmitReview struct {
	Package []NewPaper    `json:"package,omitempty" doc:"补充或者修改的材料"`
	Answers []PointAnswer `json:"answers,omitempty" doc:"对审核意见逐条说明采纳情况"`
	Note    string        `json:"note,omitempty" maxLength:"4000" doc:"说明"`
}

func (ResubmitReview) Act() string         { return "legality.resubmit" }
func (x ResubmitReview) Needs(*Case) Needs { return Needs{Blobs: papersOf(x.Package)} }
func (x ResubmitReview) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.Legality
	need := make([]ReviewItem, 0, len(l.Required))
	for _, n := range l.Required {
		need = append(need, n.ReviewItem)
	}
	papers, text, err := takeIn(f, need, x.Package)
	if err != nil {
		return Outcome{}, err
	}
	b := &ReviewResubmitted{ResubmitReview: x, Papers: papers}
	if text != "" && text != l.Digest {
		b.Digest = text
	}
	switch c.Stage {
	case LegReturned:
		if len(papers) == 0 && len([]rune(strings.TrimSpace(x.Note))) < 2 {
			return Outcome{}, &Error{Code: "invalid_input", Message: "请补充材料或者说明。", English: "hand in what was missing, or say why there is nothing", Fields: []Field{{"package", "请补充材料或者说明"}}}
		}
		if k := c.running("review"); k != nil && k.open() >= 0 {
			next := *k
			next.Suspensions = slices.Clone(k.Suspensions)
			if err := next.Resume(f.Calendar, f.On()); err != nil {
				return Outcome{}, err
			}
			b.Clock = &next
		}
	case LegOpined:
		var bad faults
		if o := l.opinion(); o != nil && (len(l.Results) == 0 || l.Results[len(l.Results)-1].On < o.On) {
			for _, p := range o.Points {
				if p.OK {
					continue
				}
				i := slices.IndexFunc(x.Answers, func(a PointAnswer) bool { return a.Item == p.Item })
				bad.need(i >= 0 && (x.Answers[max(i, 0)].Adopted || len([]rune(strings.TrimSpace(x.Answers[max(i, 0)].Text))) >= 2), "answers", "请说明“"+p.Item+"”的采纳情况；不采纳的写明理由")
			}
		}
		bad.need(len(papers) > 0 || slices.ContainsFunc(x.Answers, func(a PointAnswer) bool { return !a.Adopted }), "package", "采纳意见的，请提交修改后的材料")
		if err := bad.err(); err != nil {
			return Outcome{}, err
		}
	default: // it had passed
		if b.Digest == "" {
			return Outcome{}, Refuse("nothing_changed", reviewArticle(c), "文本没有变化，无需重新送审。", "the text has not changed; there is nothing to review again")
		}
	}
	return outcome(b)
}

// ReviewResubmitted: the package was completed, or a new version handed in.
type ReviewResubmitted struct {
	ResubmitReview
	Papers []PaperNeed `json:"papers,omitempty"`
	Digest string      `json:"digest,omitempty"` // of the new text, if it changed
	Clock  *Clock      `json:"clock,omitempty"`
}

func (ReviewResubmitted) Kind() string { return "ReviewResubmitted" }
func (b ReviewResubmitted) apply(c *Case, e Event) {
	l := c.Legality
	from := c.Stage
	l.handIn(b.Papers)
	if b.Digest != "" {
		l.Digest = b.Digest
		l.Version++
	} else if from == LegOpined {
		l.Version++
	}
	if b.Note != "" {
		l.Note = b.Note
	}
	if o := l.opinion(); o != nil && from == LegOpined {
		o.Answers = b.Answers
	}
	c.take(e.Actor, PartDrafter, e.Seq)
	c.done(e, "legality.resubmit", "legality.sign", "meeting.convene")
	if n := len(l.Returns); from == LegReturned && n > 0 && l.Returns[n-1].Under {
		c.Stage = LegReviewing
		if b.Clock != nil {
			c.replaceClock(*b.Clock)
		}
		c.reviewBy(l.Reviewer, e)
	} else {
		c.Stage = LegSubmitted
		c.askReviewer(e)
	}
	if b.Digest != "" && slices.ContainsFunc(l.Required, func(n PaperNeed) bool { return n.Key == "fair" }) {
		c.raise(Task{ID: "fair", Kind: "legality.fair", Title: "文本已修改，重新作出公平竞争审查结论", English: "Conclude the fair-competition review anew", Person: l.Submitter}, e)
	}
}

// ConcludeReview gives the opinion, point by point over the checklist of the object, on exactly what was handed in.
type ConcludeReview struct {
	Opinion ReviewOpinion `json:"opinion" enum:"PASS,PASS_WITH_CHANGES,SUPPLEMENT,REJECT,NOT_COMPETENT,REFER_CRIMINAL,LAWFUL,MODIFY,RETURN_PROCEDURE,UNLAWFUL" doc:"审核结论"`
	Text    string        `json:"text" minLength:"2" maxLength:"8000" doc:"审核意见"`
	Points  []ReviewPoint `json:"points" minItems:"1" doc:"逐项审核意见"`
	Adviser string        `json:"adviser,omitempty" maxLength:"2000" doc:"法律顾问、公职律师的意见（重大行政决策必填）"`
	Digest  string        `json:"digest,omitempty" maxLength:"64" doc:"审核人所见内容的摘要；与案卷不符的不能出具意见"`
}

func (ConcludeReview) Act() string { return "legality.conclude" }
func (ConcludeReview) Needs(c *Case) Needs {
	n := Needs{Others: itsCase(c)}
	if c.Legality != nil {
		n.Numbers = []string{reviewTables[c.Legality.Object].Document}
	}
	return n
}

// opinionPoints says which point must be found wanting for an opinion to be given.
var opinionPoints = map[ReviewOpinion][]string{
	ReviewNotCompetent: {"authority", "jurisdiction"},
	ReviewCriminal:     {"crime"},
	ReviewProcedure:    {"procedure", "approvals", "heard"},
}

func (x ConcludeReview) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.Legality
	t := reviewTables[l.Object]
	if err := theReviewer(c, f); err != nil {
		return Outcome{}, err
	}
	if err := mayReview(c, f, f.Actor); err != nil {
		return Outcome{}, err
	}
	var bad faults
	bad.need(slices.Contains(t.Opinions, x.Opinion), "opinion", t.Title+"没有这种审核结论")
	bad.need(len([]rune(strings.TrimSpace(x.Text))) >= 2, "text", "请填写审核意见")
	bad.need(l.Object != ObjectDecision || len([]rune(strings.TrimSpace(x.Adviser))) >= 2, "adviser", "请填写法律顾问或者公职律师的意见（重大行政决策程序暂行条例第二十八条）")
	wanting := map[string]bool{}
	seen := map[string]bool{}
	for i, p := range x.Points {
		at := "points[" + itoa(i) + "]"
		bad.need(!seen[p.Item] && slices.ContainsFunc(l.Points, func(r ReviewItem) bool { return r.Key == p.Item }), at+".item", "审核要点中没有这一项，或者重复")
		bad.need(p.OK || len([]rune(strings.TrimSpace(p.Comment))) >= 2, at+".comment", "不符合的，请写明意见")
		seen[p.Item] = true
		if !p.OK {
			wanting[p.Item] = true
		}
	}
	for _, r := range l.Points {
		bad.need(seen[r.Key], "points", "请审核“"+r.Title+"”")
	}
	passes := x.Opinion == ReviewPass || x.Opinion == ReviewLawful
	bad.need(!passes || len(wanting) == 0, "opinion", "有不符合的要点，不能出具通过的意见")
	bad.need(passes || len(wanting) > 0, "points", "请指明不符合的要点")
	if of := opinionPoints[x.Opinion]; len(of) > 0 {
		bad.need(slices.ContainsFunc(of, func(k string) bool { return wanting[k] }), "points", "该结论须有相应要点不符合")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := underReview(c, f); err != nil {
		return Outcome{}, err
	}
	if x.Digest != "" && x.Digest != l.Digest {
		return Outcome{}, Refuse("digest_mismatch", reviewArticle(c), "送审内容在您查看之后已有变化，请刷新后重新审核。", "what was handed in has changed since you saw it; reload and review again")
	}
	if passes {
		if lacks := l.Missing(); len(lacks) > 0 {
			return Outcome{}, Refuse("package_incomplete", reviewArticle(c), "送审材料不齐，缺少：%[1]s。", "the package lacks: %[1]s", strings.Join(lacks, "、"))
		}
		if l.Fair != nil && l.Fair.Conclusion == "violates" {
			return Outcome{}, Refuse("fair_competition", artFair, "公平竞争审查结论为违反审查标准，不得出台，不能出具合法的意见。", "the measure fails the fair-competition review and may not be issued")
		}
	}
	title := t.DocTitle
	switch {
	case l.Kind == ReviewExamination:
		title = "案件审核意见书"
	case l.Object == ObjectPenalty:
		title = "重大执法决定法制审核意见书"
	}
	b := &OpinionGiven{x, issue(c, f, t.Document, title)}
	b.Digest = l.Digest
	out := Outcome{Events: []Body{b}}
	if c.Parent != "" {
		out.Tells = []Telling{{To: c.Parent, Events: []Body{&ReviewConcluded{ReviewTaken{Case: c.ID, Kind: l.Kind, Round: l.Version, Digest: l.Digest, AskedOn: c.OpenedOn,
			Opinion: x.Opinion, Reviewer: f.Actor, On: f.On(), Points: x.Points, Insisted: l.Insisted}}}}}
	}
	return out, nil
}

// OpinionGiven: the reviewer gave the opinion.
type OpinionGiven struct {
	ConcludeReview
	Document Document `json:"document"`
}

func (OpinionGiven) Kind() string { return "OpinionGiven" }
func (b OpinionGiven) apply(c *Case, e Event) {
	l, on := c.Legality, DateOf(e.OccurredAt)
	l.Opinions = append(l.Opinions, OpinionOn{Version: l.Version, Digest: b.Digest, Opinion: b.Opinion, Text: b.Text, Adviser: b.Adviser, Points: b.Points,
		Reviewer: e.Actor, On: on, Document: b.Document.ID})
	c.take(e.Actor, PartReviewer, e.Seq)
	c.issued(b.Document, e)
	if k := c.running("review"); k != nil {
		k.Meet(on)
	}
	c.done(e, "legality.conclude", "look")
	if l.Object != ObjectPenalty {
		c.Handler = l.Submitter
	}
	switch {
	case l.Object == ObjectPenalty, l.Object == ObjectFair && b.Opinion == ReviewLawful:
		c.close(e, LegConcluded, strings.ToLower(string(b.Opinion)))
	case b.Opinion == ReviewLawful:
		c.Stage = LegPassed
		c.next(e)
	default:
		c.Stage = LegOpined
		c.raise(Task{ID: "resubmit", Kind: "legality.resubmit", Title: "按审核意见修改后重新送审", English: "Change it and hand it in again", Person: l.Submitter}, e)
	}
}

// next raises what a text that has passed waits for: the leaders' meeting, or for a contract that needs none its signature.
func (c *Case) next(e Event) {
	if c.Legality.Object == ObjectContract && !c.Legality.Flags.Collective {
		c.raise(Task{ID: "sign", Kind: "legality.sign", Title: "签订合同", English: "Sign the contract", Role: RoleHead}, e)
		return
	}
	c.raise(Task{ID: "table", Kind: "meeting.convene", Title: "提请集体讨论：" + c.Title, English: "Put it to the leaders' meeting", Role: RoleLeader}, e)
}

// ReviewConcluded tells the case what the review concluded.
type ReviewConcluded struct{ ReviewTaken }

func (ReviewConcluded) Kind() string { return "ReviewConcluded" }
func (b ReviewConcluded) apply(c *Case, e Event) {
	c.take(b.Reviewer, PartReviewer, e.Seq)
	c.reviewed(b.ReviewTaken, e)
}

// ExtendReview gives the reviewer more time, once, before the time is out.
type ExtendReview struct {
	Days   int    `json:"days" minimum:"1" maximum:"30" doc:"延长日数（工作日）"`
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"理由"`
}

func (ExtendReview) Act() string { return "legality.extend" }
func (x ExtendReview) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, artReview, PartOfficer, PartDrafter, PartReviewer); err != nil {
		return Outcome{}, err
	}
	k := c.running("review")
	if k == nil {
		return Outcome{}, Refuse("clock_ended", artReview, "没有正在计算的审核期限。", "no time for review is running")
	}
	next := *k
	next.Extensions = slices.Clone(k.Extensions)
	if err := next.Extend(f.Calendar, Extension{N: x.Days, Unit: k.Term.Unit, By: string(f.Actor), Reason: x.Reason}, f.On()); err != nil {
		return Outcome{}, err
	}
	return outcome(&ReviewExtended{x, next})
}

// ReviewExtended: the reviewer has more time.
type ReviewExtended struct {
	ExtendReview
	Clock Clock `json:"clock"`
}

func (ReviewExtended) Kind() string { return "ReviewExtended" }
func (b ReviewExtended) apply(c *Case, e Event) {
	c.replaceClock(b.Clock)
	c.take(e.Actor, PartApprover, e.Seq)
	for i := range c.Tasks {
		if t := &c.Tasks[i]; t.Clock == b.Clock.ID && t.DoneAt.IsZero() {
			t.Due = b.Clock.Due
		}
	}
}

// ReassignReview gives the review to another reviewer, who must be as free as the first.
type ReassignReview struct {
	To     PersonID `json:"to" doc:"新的审核人员"`
	Reason string   `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (ReassignReview) Act() string { return "legality.reassign" }
func (x ReassignReview) Needs(c *Case) Needs {
	return Needs{People: []PersonID{x.To}, Others: itsCase(c)}
}
func (x ReassignReview) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, artReview, PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if x.To == c.Legality.Reviewer {
		return Outcome{}, Refuse("nothing_changed", "", "本件已由此人审核。", "this person reviews it already")
	}
	if err := mayReview(c, f, x.To); err != nil {
		return Outcome{}, err
	}
	out := Outcome{Events: []Body{&ReviewReassigned{x}}}
	if c.Parent != "" {
		out.Tells = []Telling{{To: c.Parent, Events: []Body{&ReviewTakenUp{c.ID, x.To}}}}
	}
	return out, nil
}

// ReviewReassigned: another reviewer has it.
type ReviewReassigned struct{ ReassignReview }

func (ReviewReassigned) Kind() string { return "ReviewReassigned" }
func (b ReviewReassigned) apply(c *Case, e Event) {
	c.done(e, "legality.conclude")
	if c.Stage == LegReviewing {
		c.reviewBy(b.To, e)
		return
	}
	c.Legality.Reviewer, c.Handler = b.To, b.To // waiting for papers: it goes on with them
	c.take(b.To, PartReviewer, e.Seq)
}

// WithdrawReview takes the submission back. The review of a case can be taken back only when the case does not wait for it
// any more; while it waits, an opinion is owed.
type WithdrawReview struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"原因"`
}

func (WithdrawReview) Act() string         { return "legality.withdraw" }
func (WithdrawReview) Needs(c *Case) Needs { return Needs{Others: itsCase(c)} }
func (x WithdrawReview) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if p := f.Others[c.Parent]; c.Parent != "" && p != nil && p.Open() && p.Penalty != nil && waitsForReview(p) {
		return Outcome{}, Refuse("still_under_review", artReview, "案件仍在审核中，不能撤回送审；未经审核的不得作出决定。", "the case still waits for this review; it cannot be withdrawn")
	}
	return outcome(&ReviewWithdrawn{x})
}

// waitsForReview reports that a case is under review, or will be again when the police send it back.
func waitsForReview(p *Case) bool {
	s := p.Stage
	if s == PenWithPolice {
		s = p.Penalty.Waiting
	}
	return s == PenExamining || s == PenReviewing
}

// ReviewWithdrawn: the submission was taken back. A penalty case that ends while a review is open tells its review so.
type ReviewWithdrawn struct{ WithdrawReview }

func (ReviewWithdrawn) Kind() string             { return "ReviewWithdrawn" }
func (b ReviewWithdrawn) apply(c *Case, e Event) { c.close(e, LegWithdrawn, "withdrawn") }

// --- what becomes of a paper that has passed

// PaperDiscussed tells a paper what a meeting resolved on it.
type PaperDiscussed struct{ PaperResult }

func (PaperDiscussed) Kind() string { return "PaperDiscussed" }
func (b PaperDiscussed) apply(c *Case, e Event) {
	l := c.Legality
	l.Results = append(l.Results, b.PaperResult)
	for _, p := range b.Voters {
		c.take(p, PartDiscussant, e.Seq)
	}
	//exhaustive:ignore
	switch b.Result {
	case ResolveAgree:
		c.Stage = LegAdopted
		c.done(e, "meeting.convene")
		c.raise(Task{ID: "sign", Kind: "legality.sign", Title: "签署：" + c.Title, English: "Sign", Role: RoleHead}, e)
	case ResolveReject:
		c.close(e, LegRejected, "rejected")
	case ResolveDefer: // it comes up again; the task stays
	default:
		c.Stage = LegOpined
		c.done(e, "meeting.convene")
		c.raise(Task{ID: "resubmit", Kind: "legality.resubmit", Title: "按集体讨论意见修改后重新送审", English: "Change it as resolved and hand it in again", Person: l.Submitter}, e)
	}
}

// SignPaper is the signature of the head. What is signed is what was reviewed and adopted, to the byte; a changed text goes
// back to review.
type SignPaper struct {
	Text        Blob   `json:"text" maxLength:"64" doc:"签署文本的摘要，须与审核、讨论通过的文本一致"`
	On          Date   `json:"on,omitzero" doc:"签署之日，空为办理当日"`
	Signed      Blob   `json:"signed,omitempty" maxLength:"64" doc:"签署件扫描件"`
	Counterpart string `json:"counterpart,omitempty" maxLength:"120" doc:"合同相对方"`
}

func (SignPaper) Act() string { return "legality.sign" }
func (x SignPaper) Needs(*Case) Needs {
	n := Needs{}
	for _, b := range []Blob{x.Text, x.Signed} {
		if b != "" {
			n.Blobs = append(n.Blobs, b)
		}
	}
	return n
}
func (x SignPaper) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.Legality
	if err := differs(c, f, "", PartOfficer, PartDrafter, PartReviewer); err != nil {
		return Outcome{}, err
	}
	if c.Stage == LegPassed && (l.Object != ObjectContract || l.Flags.Collective) {
		return Outcome{}, Refuse("not_discussed", "", "须经负责人集体讨论通过后才能签署。", "the leaders must adopt it together before it is signed")
	}
	if x.On.IsZero() {
		x.On = f.On()
	}
	var bad faults
	bad.need(x.On <= f.On() && x.On >= l.AcceptedOn, "on", "签署日期有误")
	bad.need(l.Object != ObjectContract || strings.TrimSpace(x.Counterpart) != "", "counterpart", "请填写合同相对方")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	o := l.opinion()
	if o == nil || o.Opinion != ReviewLawful || o.Digest != l.Digest || string(x.Text) != l.Digest {
		return Outcome{}, Refuse("digest_mismatch", reviewArticle(c), "签署文本与审核通过的文本不一致；有实质修改的，应当重新送审。", "the text is not the one that was reviewed; one changed in substance goes back to review")
	}
	files, err := f.files(x.Needs(c).Blobs)
	if err != nil {
		return Outcome{}, err
	}
	b := &PaperSigned{SignPaper: x, Files: files}
	if l.Object == ObjectContract {
		k, err := f.start(c, "LEG-06", "file", x.On, 0)
		if err != nil {
			return Outcome{}, err
		}
		b.Clock = &k
	}
	return outcome(b)
}

// PaperSigned: the head signed the text.
type PaperSigned struct {
	SignPaper
	Files []File `json:"files,omitempty"`
	Clock *Clock `json:"clock,omitempty"`
}

func (PaperSigned) Kind() string { return "PaperSigned" }
func (b PaperSigned) apply(c *Case, e Event) {
	l := c.Legality
	c.Stage, l.SignedOn, l.Signer, l.Counterpart = LegSigned, b.On, e.Actor, b.Counterpart
	c.take(e.Actor, PartDecider, e.Seq)
	c.done(e, "legality.sign")
	if b.Clock != nil {
		c.startClock(*b.Clock)
		c.raise(Task{ID: "file", Kind: "legality.file", Title: "合同备案", English: "File the signed contract", Person: l.Submitter, Due: b.Clock.Due, Clock: b.Clock.ID}, e)
		return
	}
	c.raise(Task{ID: "number", Kind: "legality.number", Title: "统一登记、编号", English: "Register and number", Person: l.Submitter}, e)
}

// NumberPaper enters the signed text in the register (统一登记、统一编号).
type NumberPaper struct{}

func (NumberPaper) Act() string { return "legality.number" }
func (NumberPaper) Needs(c *Case) Needs {
	n := Needs{Numbers: []string{"L-6"}}
	if c.Legality != nil {
		n.Blobs = []Blob{Blob(c.Legality.Digest)}
	}
	return n
}
func (x NumberPaper) Decide(c *Case, f *Facts) (Outcome, error) {
	files, err := f.files([]Blob{Blob(c.Legality.Digest)})
	if err != nil {
		return Outcome{}, err
	}
	d := issue(c, f, "L-6", c.Title)
	d.Files = files // the text itself: nothing is rendered
	return outcome(&PaperNumbered{d})
}

// PaperNumbered: the text has its number.
type PaperNumbered struct {
	Document Document `json:"document"`
}

func (PaperNumbered) Kind() string { return "PaperNumbered" }
func (b PaperNumbered) apply(c *Case, e Event) {
	c.Stage, c.Legality.Paper = LegNumbered, b.Document.ID
	c.issued(b.Document, e)
	c.done(e, "legality.number")
	c.raise(Task{ID: "publish", Kind: "legality.publish", Title: "统一公布", English: "Publish", Person: c.Legality.Submitter}, e)
}

// PublishPaper publishes the numbered text. Before that it has no force. A normative document says until when it holds.
type PublishPaper struct {
	Where       string `json:"where" minLength:"2" maxLength:"200" doc:"公布载体"`
	On          Date   `json:"on,omitzero" doc:"公布之日，空为办理当日"`
	EffectiveOn Date   `json:"effective_on,omitzero" doc:"施行之日，空为公布之日"`
	ValidUntil  Date   `json:"valid_until,omitzero" doc:"有效期至（含当日），规范性文件必填"`
	Withheld    string `json:"withheld,omitempty" maxLength:"500" doc:"重大行政决策依法不予公开的理由"`
}

func (PublishPaper) Act() string { return "legality.publish" }
func (x PublishPaper) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.Legality
	if x.On.IsZero() {
		x.On = f.On()
	}
	if x.EffectiveOn.IsZero() {
		x.EffectiveOn = x.On
	}
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Where))) >= 2, "where", "请填写公布载体")
	bad.need(x.On >= l.SignedOn && x.On <= f.On(), "on", "公布日期有误")
	bad.need(x.EffectiveOn >= x.On, "effective_on", "未经公布的不得施行，施行之日不能早于公布之日")
	bad.need(l.Object != ObjectNormative || x.ValidUntil > x.EffectiveOn, "valid_until", "规范性文件应当规定有效期")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	b := &PaperPublished{PublishPaper: x}
	if l.Object != ObjectNormative {
		return outcome(b)
	}
	k, err := f.start(c, "LEG-03", "file", x.On, 0)
	if err != nil {
		return Outcome{}, err
	}
	b.Clocks = append(b.Clocks, k)
	if k, err = f.start(c, "LEG-07", "validity", x.EffectiveOn, int(x.ValidUntil-x.EffectiveOn)); err != nil {
		return Outcome{}, err
	}
	b.Clocks = append(b.Clocks, k)
	if x.EffectiveOn > f.On() {
		r, err := f.Rules.At("LEG-08", x.On)
		if err != nil {
			return Outcome{}, err
		}
		// it runs out with the day before: the text is in force from the first moment of its day
		if k, err = StartClockN(f.Calendar, r, "effective", x.On, int(x.EffectiveOn-x.On)-1); err != nil {
			return Outcome{}, err
		}
		b.Clocks = append(b.Clocks, k)
	}
	return outcome(b)
}

// PaperPublished: the text was published.
type PaperPublished struct {
	PublishPaper
	Clocks []Clock `json:"clocks,omitempty"`
}

func (PaperPublished) Kind() string { return "PaperPublished" }
func (b PaperPublished) apply(c *Case, e Event) {
	l := c.Legality
	c.Stage, l.PublishedOn, l.Published, l.EffectiveOn, l.ValidUntil = LegPublished, b.On, b.Where, b.EffectiveOn, b.ValidUntil
	c.done(e, "legality.publish")
	if l.Object != ObjectNormative {
		l.InForceOn = b.EffectiveOn
		c.close(e, LegConcluded, "published")
		return
	}
	for _, k := range b.Clocks {
		c.startClock(k)
	}
	if c.running("effective") == nil {
		l.InForceOn = b.EffectiveOn
	}
	k := c.running("file")
	c.raise(Task{ID: "file", Kind: "legality.file", Title: "报送备案", English: "File with the superior", Person: l.Submitter, Due: k.Due, Clock: k.ID}, e)
}

// FilePaper files a published normative document with the superior, or the copy of a signed contract.
type FilePaper struct {
	With string `json:"with" minLength:"2" maxLength:"120" doc:"备案机关"`
	On   Date   `json:"on,omitzero" doc:"报送之日，空为办理当日"`
	Copy []Blob `json:"copy,omitempty" doc:"报送材料；合同须有签订文本"`
}

func (FilePaper) Act() string { return "legality.file" }
func (x FilePaper) Needs(*Case) Needs {
	return Needs{Blobs: x.Copy, Numbers: []string{"L-5"}}
}
func (x FilePaper) Decide(c *Case, f *Facts) (Outcome, error) {
	l := c.Legality
	if x.On.IsZero() {
		x.On = f.On()
	}
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.With))) >= 2, "with", "请填写备案机关")
	bad.need(x.On <= f.On() && x.On >= max(l.PublishedOn, l.SignedOn), "on", "报送日期有误")
	bad.need(l.Object != ObjectContract || len(x.Copy) > 0, "copy", "请附签订的合同文本")
	bad.need(l.Object != ObjectContract || c.Stage == LegSigned, "object", "合同在签订后备案")
	bad.need(l.Object == ObjectContract || c.Stage == LegPublished, "object", "规范性文件公布后备案")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	files, err := f.files(x.Copy)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&PaperFiled{x, files, issue(c, f, "L-5", "备案报告")})
}

// PaperFiled: the paper was filed.
type PaperFiled struct {
	FilePaper
	Files    []File   `json:"files,omitempty"`
	Document Document `json:"document"`
}

func (PaperFiled) Kind() string { return "PaperFiled" }
func (b PaperFiled) apply(c *Case, e Event) {
	l := c.Legality
	l.FiledOn, l.FiledWith = b.On, b.With
	c.issued(b.Document, e)
	if k := c.running("file"); k != nil {
		k.Meet(b.On)
	}
	c.done(e, "legality.file")
	if l.Object == ObjectContract {
		c.close(e, LegConcluded, "filed")
		return
	}
	if c.Stage = LegFiled; !l.InForceOn.IsZero() {
		c.Stage = LegInForce
	}
}

// RepealPaper ends a document before its time.
type RepealPaper struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"废止原因、替代文件"`
}

func (RepealPaper) Act() string { return "legality.repeal" }
func (x RepealPaper) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if err := differs(c, f, "", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	return outcome(&PaperRepealed{x})
}

// PaperRepealed: the document is not in force any more.
type PaperRepealed struct{ RepealPaper }

func (PaperRepealed) Kind() string { return "PaperRepealed" }
func (b PaperRepealed) apply(c *Case, e Event) {
	c.Legality.RepealedFor = b.Reason
	c.close(e, LegRepealed, "repealed")
}

// reviewPassed is what time alone does to a paper: it comes into force, and it expires.
func reviewPassed(c *Case, clock string, k *Clock, b InstantPassed, e Event) {
	l := c.Legality
	switch clock {
	case "effective":
		k.Meet(b.Due)
		if l.InForceOn = l.EffectiveOn; c.Stage == LegFiled {
			c.Stage = LegInForce
		}
	case "validity":
		k.Lapse(b.Due)
		c.close(e, LegExpired, "expired")
	}
}

func init() {
	expiries[ProcLegality] = expiry{apply: reviewPassed}
	maps.Copy(stageTitles, map[Stage][2]string{
		LegSubmitted: {"待受理", "Submitted"}, LegReturned: {"退回补充", "Returned as incomplete"}, LegReviewing: {"审核中", "Under review"},
		LegOpined: {"待修改", "To be changed"}, LegPassed: {"审核通过", "Found lawful"}, LegAdopted: {"讨论通过", "Adopted"}, LegSigned: {"已签署", "Signed"},
		LegNumbered: {"已编号", "Numbered"}, LegPublished: {"已公布", "Published"}, LegFiled: {"已备案", "Filed"}, LegInForce: {"施行中", "In force"},
		LegExpired: {"已失效", "Expired"}, LegRepealed: {"已废止", "Repealed"}, LegRejected: {"讨论未通过", "Not adopted"}, LegConcluded: {"已办结", "Concluded"},
		LegWithdrawn: {"已撤回", "Withdrawn"},
	})
	Steps[ProcLegality] = []Stage{LegSubmitted, LegReviewing, LegPassed, LegAdopted, LegSigned, LegNumbered, LegPublished, LegFiled, LegInForce}
	paper := func(c *Case) bool { return c.Legality.Object == ObjectNormative || c.Legality.Object == ObjectDecision }
	fair := func(c *Case) bool {
		return slices.ContainsFunc(c.Legality.Required, func(n PaperNeed) bool { return n.Key == "fair" })
	}
	act[SubmitPaper](Spec{Procedure: ProcLegality, Opens: true, Title: "送合法性审核", English: "Hand in for legality review", Article: artNormative, Starts: "生成《合法性审核送审单》；送审核人员受理"})
	act[AcceptReview](Spec{Procedure: ProcLegality, Stages: []Stage{LegSubmitted}, Possible: func(c *Case) bool { return len(c.Legality.Missing()) == 0 }, Title: "受理送审", English: "Accept for review", Article: artReview, Starts: "起算审核期限"})
	act[ReturnReview](Spec{Procedure: ProcLegality, Stages: []Stage{LegSubmitted, LegReviewing}, Title: "退回补充材料", English: "Return as incomplete", Article: artReview, Starts: "审核中退回的，审核期限中止"})
	act[ResubmitReview](Spec{Procedure: ProcLegality, Assigned: true, Stages: []Stage{LegReturned, LegOpined, LegPassed, LegAdopted}, Title: "补充、修改后重新送审", English: "Hand in again", Starts: "文本有变化的，版本加一，重新审核"})
	act[ReviewFairness](Spec{Procedure: ProcLegality, Assigned: true, Stages: []Stage{LegSubmitted, LegReturned, LegReviewing}, Possible: fair, Title: "作出公平竞争审查结论", English: "Conclude the fair-competition review", Article: "公平竞争审查条例第十三条、第十七条", Starts: "生成《公平竞争审查书面结论》并编号"})
	act[ConcludeReview](Spec{Procedure: ProcLegality, Stages: []Stage{LegReviewing}, Title: "出具审核意见", English: "Give the opinion", Article: artReview, Starts: "生成审核意见书并编号；审核期限办结；处罚案件同时转回案卷"})
	act[ExtendReview](Spec{Procedure: ProcLegality, Stages: []Stage{LegReviewing}, Title: "延长审核期限", English: "Extend the time for review", Starts: "审核期限顺延"})
	act[ReassignReview](Spec{Procedure: ProcLegality, Stages: []Stage{LegReviewing, LegReturned}, Possible: func(c *Case) bool { return c.Legality.Reviewer != "" }, Title: "变更审核人员", English: "Change the reviewer", Article: artReview})
	act[WithdrawReview](Spec{Procedure: ProcLegality, Assigned: true, Stages: []Stage{LegSubmitted, LegReturned, LegReviewing, LegOpined, LegPassed, LegAdopted}, Title: "撤回送审", English: "Withdraw", Starts: "审核办结"})
	act[SignPaper](Spec{Procedure: ProcLegality, Stages: []Stage{LegPassed, LegAdopted}, Possible: func(c *Case) bool {
		return c.Stage == LegAdopted || c.Legality.Object == ObjectContract && !c.Legality.Flags.Collective
	}, Title: "签署", English: "Sign", Starts: "合同起算备案期限"})
	act[NumberPaper](Spec{Procedure: ProcLegality, Stages: []Stage{LegSigned}, Possible: paper, Title: "统一登记、编号", English: "Register and number"})
	act[PublishPaper](Spec{Procedure: ProcLegality, Stages: []Stage{LegNumbered}, Title: "统一公布", English: "Publish", Starts: "规范性文件起算备案期限和有效期；未经公布不得作为依据"})
	act[FilePaper](Spec{Procedure: ProcLegality, Stages: []Stage{LegSigned, LegPublished}, Possible: func(c *Case) bool {
		return (c.Stage == LegSigned) == (c.Legality.Object == ObjectContract)
	}, Title: "备案", English: "File", Starts: "生成《备案报告》；备案期限办结"})
	act[RepealPaper](Spec{Procedure: ProcLegality, Stages: []Stage{LegPublished, LegFiled, LegInForce}, Title: "废止", English: "Repeal"})
	event[ReviewAsked]()
	event[PaperSubmitted]()
	event[FairnessConcluded]()
	event[ReviewAccepted]()
	event[ReviewTakenUp]()
	event[ReviewReturned]()
	event[ReviewResubmitted]()
	event[OpinionGiven]()
	event[ReviewConcluded]()
	event[ReviewExtended]()
	event[ReviewReassigned]()
	event[ReviewWithdrawn]()
	event[PaperDiscussed]()
	event[PaperSigned]()
	event[PaperNumbered]()
	event[PaperPublished]()
	event[PaperFiled]()
	event[PaperRepealed]()
}
