package activities

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"yifa/activities/render"
	"yifa/domain"
	"yifa/migrations"
	"yifa/store"
)

// shelf is a book of one page.
type shelf struct {
	Book
	file  *domain.Case
	event domain.Event
}

func (s shelf) Case(context.Context, domain.CaseID) (*domain.Case, error) {
	if s.file == nil {
		return nil, domain.Refuse("not_found", "", "无", "none")
	}
	return s.file, nil
}

func (s shelf) CaseAsOf(context.Context, domain.CaseID, int) (*domain.Case, domain.Event, error) {
	return s.file, s.event, nil
}

func (shelf) Agency(context.Context) (domain.Agency, error) {
	return domain.Agency{Name: "云岭区民政局", Short: "云民", Region: "云岭区", Superior: "云岭区人民政府", Address: "云岭区人民路18号", Phone: "0799-6600123",
		BankAccount: domain.BankAccount{Payee: "云岭区财政局非税收入专户", Bank: "云岭农村商业银行营业部", Account: "9900 0000 0000 0001"}}, nil
}

func (shelf) Person(_ context.Context, id domain.PersonID) (domain.Person, error) {
	return domain.Person{ID: id, Name: map[domain.PersonID]string{"li": "李玥", "zhang": "张翀", "he": "何昕", "gao": "高岑"}[id],
		Certificates: []domain.Certificate{{Number: "1701001230" + string(id[0]), From: 1, Until: domain.NewDate(2099, 1, 1)}}}, nil
}

func (shelf) Party(context.Context, domain.PartyID) (domain.Party, error) {
	return domain.Party{ID: "p", Name: "云岭区永安殡葬服务有限公司", USCC: "91990000MA0TEST00X", Address: "云岭区青石路77号", Contact: "周堃", Phone: "13900000000"}, nil
}

func (s shelf) PartiesOf(ctx context.Context, ids []domain.PartyID) (map[domain.PartyID]domain.Party, error) {
	out := map[domain.PartyID]domain.Party{}
	for _, id := range ids {
		p, _ := s.Party(ctx, id)
		p.Name = "云岭区" + string(id) + "协会"
		out[id] = p
	}
	return out, nil
}

func (shelf) Law(context.Context) (*domain.Calendar, *domain.RuleBook, *domain.Norms, error) {
	rows, err := migrations.Rules()
	if err != nil {
		return nil, nil, nil, err
	}
	book, err := domain.NewRuleBook(rows)
	if err != nil {
		return nil, nil, nil, err
	}
	norms, err := migrations.Norms()
	return nil, book, norms, err
}

var _ Book = shelf{}

func (shelf) MakeCheckpoint(context.Context, store.Signer) (store.Checkpoint, error) {
	return store.Checkpoint{}, nil
}

// whole is a penalty case in which everything has happened. Its instruments all have the id d.
func whole() *domain.Case {
	at := func(m time.Month, d, h int) time.Time { return time.Date(2026, m, d, h, 0, 0, 0, domain.Shanghai) }
	on := func(m time.Month, d int) domain.Date { return domain.NewDate(2026, m, d) }
	officers := []domain.PersonID{"li", "zhang"}
	alleged := []domain.Allegation{{Violation: "FN-03", From: on(4, 1), To: on(6, 30), Fact: "出售超规定标准墓位12个", Quantity: 12, Unit: "个"}}
	sanctions := []domain.Sanction{{Kind: domain.SanctionWarning, Violation: "FN-03"}, {Kind: domain.SanctionGains, Violation: "FN-03", AmountFen: 18000000}, {Kind: domain.SanctionFine, Violation: "FN-03", AmountFen: 15000000}}
	return &domain.Case{ID: "c", Procedure: domain.ProcPenalty, Reference: "云民罚案〔2026〕5号", Title: "云岭区永安殡葬服务有限公司涉嫌超规定标准出售墓位案", Section: "社会事务股", Handler: "li", Officers: officers, OpenedOn: on(7, 1),
		Party: &domain.PartyRef{ID: "p", Name: "云岭区永安殡葬服务有限公司"}, Seq: 9,
		Evidence: []domain.Evidence{{File: domain.File{Hash: "a"}, Kind: "photo", Title: "墓位照片", Class: "documentary", Seq: 3}, {File: domain.File{Hash: "b"}, Kind: "document", Title: "作废的单据", Class: "documentary", Excluded: "来源不明"}},
		Penalty: &domain.Penalty{Track: domain.TrackGeneral, Source: "inspection", ReceivedOn: on(7, 1), Clue: "检查发现超规定标准墓位", Allegations: alleged,
			Filing:        &domain.Filing{ProposedOn: on(7, 5), Proposers: officers, Jurisdiction: "违法行为发生地", Discovered: on(7, 1), Opinion: "符合立案条件", Advice: "file", ApprovedBy: "gao", On: on(7, 6)},
			Recusals:      []domain.Recusal{{No: 1, Person: "li", Part: domain.PartOfficer, By: "party", Reason: "有利害关系", AskedOn: on(7, 8), DecidedOn: on(7, 9), Granted: true, Replacement: "zhang", Document: "d"}},
			Interviews:    []domain.Interview{{Name: "王喆", Relation: "销售经理", Officers: officers, StartedAt: at(7, 10, 9), EndedAt: at(7, 10, 10), Place: "本局", Answers: []domain.QA{{Q: "面积？", A: "1.2平方米。"}}, Pages: 2, Document: "d"}},
			Visits:        []domain.SiteVisit{{Form: "inquest", Officers: officers, StartedAt: at(7, 9, 9), EndedAt: at(7, 9, 10), Place: "墓区", Facts: "墓位1.2平方米", SignedBy: "王喆", Document: "d"}},
			Samples:       []domain.Sample{{Items: []string{"石材"}, Place: "墓区", Officers: officers, On: on(7, 9), Document: "d"}},
			Preservations: []domain.Preservation{{No: 1, Items: []string{"销售台账1册"}, Place: "公司档案室", Keeper: "王喆", On: on(7, 9), Outcome: "evidence", Document: "d"}},
			Entrusted:     []domain.Entrusted{{To: "松江县民政局", Matters: "核实网点\n询问购墓人", Due: on(8, 1), Document: "d"}},
			Report:        &domain.InquiryReport{On: on(8, 20), By: officers, Nature: "超规定标准出售墓位"},
			Proposal:      &domain.Proposal{Outcome: domain.VerdictPenalty, Allegations: alleged, Facts: "经查，当事人出售超规定标准墓位12个", Sanctions: sanctions, Reasons: "首次违法，主动退款", Correct: "将墓位整改至规定标准", CorrectDays: 30},
			Reviews:       []domain.ReviewTaken{{Opinion: domain.ReviewPass, Reviewer: "he", On: on(8, 25)}},
			Notices:       []domain.AdvanceNotice{{Document: "not", Round: 1, Hearing: true, ServedOn: on(8, 31)}},
			Defences:      []domain.Defence{{Round: 1, On: on(9, 3), Oral: true, By: "周堃", Points: []domain.DefencePoint{{Text: "请求从轻", Adopted: true, Answer: "属实"}}, Document: "d"}},
			Hearings: []domain.Hearing{{AskedOn: on(9, 3), Host: "he", Recorder: "gao", At: at(9, 18, 9), Room: "305室", Public: true, HeldAt: at(9, 18, 9), EndedAt: at(9, 18, 11), Ended: "held", Refusal: "逾期申请", Account: "未到场",
				Speeches: []domain.Speech{{Who: "李玥", Role: "officer", Text: "提出证据。"}, {Who: "周堃", Role: "party", Text: "无异议。"}}, Facts: "与调查一致", Opinion: "维持"}},
			Discussions: []domain.Discussion{{On: on(9, 21), Text: "同意"}},
			Decision:    &domain.Decision{Verdict: domain.VerdictPenalty, On: on(9, 28), By: "gao", Document: "dec", ServedOn: on(9, 30), Remedies: "如不服本决定，可以申请行政复议。"},
			Publicity:   &domain.Publicity{State: "published"},
			Plan:        &domain.Instalment{AskedOn: on(10, 10), Reason: "资金困难", Asked: []domain.PlanPart{{Due: on(12, 31), Fen: 33000000}}, Parts: []domain.PlanPart{{Due: on(11, 15), Fen: 16500000}, {Due: on(12, 15), Fen: 16500000}}},
			Goods:       []domain.Goods{{No: 1, Name: "纸制品", Quantity: 36, Unit: "件", Keeper: "陈昇"}},
			Demand:      &domain.Demanded{On: on(10, 20), Sums: domain.Sums{FineFen: 15000000, SurchargeFen: 4500000, AsOf: on(10, 20)}, Manner: "到指定银行缴纳", ServedOn: on(10, 21)},
			Court:       &domain.Court{Name: "云岭区人民法院", By: "gao", Sums: domain.Sums{FineFen: 15000000}},
			Ended:       "performed", Closing: &domain.Closing{Ground: "performed"}, Archive: &domain.Archive{On: on(11, 2), By: "he", Number: "20260005", Retention: "30y"}},
		Documents: []domain.Document{{ID: "dec", Type: "P-15", Title: "行政处罚决定书", Number: "云民罚决字〔2026〕第3号", IssuedOn: on(9, 28)},
			{ID: "not", Type: "P-9", Title: "行政处罚听证告知书", Number: "云民听告字〔2026〕第2号", IssuedOn: on(8, 30)}, {ID: "sus", Type: "P-32n", Title: "中止调查通知书", Number: "云民中通字〔2026〕第3号", IssuedOn: on(8, 10)}},
		Clocks: []domain.Clock{{ID: "decide", Due: on(10, 4)}},
	}
}

func reviewFile() *domain.Case {
	c := whole()
	c.Procedure, c.Penalty = domain.ProcLegality, nil
	d := domain.NewDate(2026, 8, 25)
	c.Legality = &domain.Legality{Object: "penalty", Digest: "8f3c", Submitter: "li", Note: "请审核", Required: []domain.PaperNeed{{ReviewItem: domain.ReviewItem{Key: "report", Title: "调查终结报告"}, Note: "1份"}},
		Points: []domain.ReviewItem{{Key: "law", Title: "适用法律"}}, Opinions: []domain.OpinionOn{{Digest: "8f3c", Opinion: domain.ReviewPass, Text: "同意", Points: []domain.ReviewPoint{{Item: "law", OK: true}}, Reviewer: "he", On: d, Document: "d"}},
		Fair:     &domain.FairConclusion{ReviewFairness: domain.ReviewFairness{Standards: []domain.ReviewPoint{{Item: "entry", OK: true}}, Stakeholders: "征求了意见", Conclusion: "complies", Text: "可以出台"}, By: "gao", Basis: "《公平竞争审查条例》"},
		SignedOn: d, PublishedOn: d, EffectiveOn: d, FiledWith: "云岭区人民政府"}
	return c
}

func meetingFile() *domain.Case {
	c := whole()
	c.Procedure, c.Penalty, c.Party = domain.ProcMeeting, nil, nil
	at := time.Date(2026, 9, 21, 14, 0, 0, 0, domain.Shanghai)
	c.Meeting = &domain.Meeting{Signed: []domain.MinuteSignature{{Person: "gao"}, {Person: "li", Refused: "意见未被采纳"}}, Place: "会议室", Chair: "gao", Recorder: "he", Due: []domain.PersonID{"gao", "li"}, Agenda: []domain.AgendaItem{{No: 1, Title: "审议永安公司案", Document: "d", File: "c"}},
		Minutes: &domain.Minutes{StartedAt: at, EndedAt: at.Add(time.Hour), Present: []domain.PersonID{"gao", "li"}, Items: []domain.MinuteItem{{Item: 1, Reports: []domain.ItemReport{{Who: "李玥", Text: "汇报案情"}},
			Opinions: []domain.MemberOpinion{{Person: "li", Text: "同意"}, {Person: "gao", Text: "同意"}}, Votes: []domain.MemberVote{{Person: "gao", Vote: "agree"}, {Person: "li", Vote: "oppose", Dissent: "偏重"}}, Result: domain.ResolveAgree, Text: "同意处理意见"}}}}
	return c
}

func referralFile() *domain.Case {
	c := whole()
	c.Procedure, c.Penalty = domain.ProcReferral, nil
	c.Referral = &domain.Referral{ReferralContent: domain.ReferralContent{To: "police", Name: "云岭区公安局", Subjects: []domain.ReferralSubject{{Name: "周堃", Post: "经理"}}, Summary: "涉嫌合同诈骗", Materials: []domain.ReferralMaterial{{Title: "合同", Pages: 12}}, Officers: []domain.PersonID{"li", "zhang"}},
		Report: &domain.ReferralReport{Crime: "合同诈骗罪"}, ApprovedBy: "gao"}
	return c
}

// registrationFile is an application for a chess association that went all the way.
func registrationFile() *domain.Case {
	on := func(m time.Month, d int) domain.Date { return domain.NewDate(2026, m, d) }
	items := domain.OrgItems{Name: domain.OrgName{District: "云岭区", Field: "象棋", Form: "协会"}, Address: "云岭区棋盘路8号", Purpose: "推广象棋运动", Scope: "组织象棋比赛", Area: "云岭区", LegalRep: "楚河汉", CapitalFen: 3000000, Mode: domain.ModeDual, Supervisor: "云岭区文化体育局"}
	return &domain.Case{ID: "c", Procedure: domain.ProcRegistration, Reference: "云民登案〔2026〕3号", Title: "成立登记：云岭区象棋协会", Handler: "li", Officers: []domain.PersonID{"li", "zhang"}, Seq: 9,
		Clocks: []domain.Clock{{ID: "tell", Due: on(4, 9)}, {ID: "supplement", Due: on(4, 20)}, {ID: "decide", Due: on(6, 7)}, {ID: "promised", Due: on(5, 9)}, {ID: "promise", Due: on(4, 22)}, {ID: "deliver", Due: on(4, 27)}},
		Registration: &domain.Registration{Kind: domain.RegEstablish, Subject: domain.PartyAssociation, Applicant: domain.RegApplicant{Name: "楚河汉", Phone: "13900000000"}, Items: items, Contact: "li", Ground: "宗旨完成",
			ReceivedOn: on(4, 1), AcceptedOn: on(4, 8), Promised: []string{"members"}, Materials: []domain.RegMaterial{{Key: "application", Title: "登记申请书", State: domain.MaterialGiven}, {Key: "premises", Title: "场所使用权证明", State: domain.MaterialFlawed}, {Key: "members", Title: "会员名册", State: domain.MaterialPromised}},
			Gaps:     &domain.RegGaps{On: on(4, 3), Gaps: []domain.RegGap{{Key: "premises", What: "缺原件"}}},
			Decision: &domain.RegDecision{On: on(4, 13), By: "gao", Grounds: []string{"RR-02"}, Reasons: "本区已有相同的协会", Remedies: "如不服本决定，可以申请行政复议"}}}
}

// changeFile is a change of address, endFile the end of the association.
func changeFile() *domain.Case {
	c := registrationFile()
	r := c.Registration
	was := r.Items
	r.Kind, r.Was, r.Items.Address, r.Changed = domain.RegChange, &was, "云岭区车马路1号", []string{domain.ItemAddress}
	return c
}

func endFile() *domain.Case {
	c := registrationFile()
	c.Registration.Kind = domain.RegDeregister
	return c
}

// onlineFile was handed in online: nobody of the bureau has taken it up.
func onlineFile() *domain.Case {
	c := registrationFile()
	c.Handler, c.Officers, c.Registration.Contact = "", nil, ""
	return c
}

func campaignFile() *domain.Case {
	c := whole()
	c.Procedure, c.Penalty, c.Party, c.Title = domain.ProcCampaign, nil, nil, "2026年墓地双随机检查"
	c.Campaign = &domain.Campaign{Items: []string{"墓位面积", "价格公示"}}
	return c
}

func orderFile() *domain.Case {
	c := whole()
	c.Procedure, c.Penalty = domain.ProcRectification, nil
	c.Rectification = &domain.Rectification{Order: "dec", Measures: []string{"停止销售", "清退费用"}}
	return c
}

func TestEveryInstrumentIsFilledFromTheFile(t *testing.T) {
	clock := domain.Clock{Article: "第三十一条", Due: domain.NewDate(2026, 11, 3)}
	spot := domain.DecideOnSpot{Officers: []domain.PersonID{"li", "zhang"}, Place: "店内", DecidedAt: time.Date(2026, 9, 28, 9, 0, 0, 0, domain.Shanghai), Defence: "无", SignedBy: "周堃"}
	day := domain.NewDate(2026, 9, 2)
	papers := []domain.Evidence{{Kind: "document", Title: "报表"}}
	asked := &domain.InstalmentAsked{OwedFen: 33000000, Register: papers}
	owed := domain.Payable{BankAccount: domain.BankAccount{Payee: "云岭区财政局非税收入专户", Bank: "云岭农村商业银行营业部", Account: "9900 0000 0000 0001"}, Sums: domain.Sums{FineFen: 15000000, GainsFen: 18000000}, Due: domain.NewDate(2026, 10, 15)}
	serving := domain.Serving{Method: domain.ServeDirect, On: domain.NewDate(2026, 9, 30), Recipient: "周堃"}
	tests := []struct {
		typ, title string
		file       func() *domain.Case
		body       domain.Body
		says       string
	}{
		{"I-5", "勘验笔录", whole, nil, "墓位1.2平方米"}, {"I-5", "现场检查笔录", whole, nil, "墓位1.2平方米"}, {"I-6", "询问笔录", whole, nil, "答：1.2平方米。"},
		{"I-7", "抽样取证通知书", whole, nil, "石材"}, {"I-7", "先行登记保存证据通知书", whole, nil, "销售台账1册"},
		{"I-7", "先行登记保存证据处理决定书", whole, &domain.PreservationSettled{SettlePreservation: domain.SettlePreservation{No: 1, Reason: "作为证据"}}, "作为证据予以保全"},
		{"P-1", "案源登记表", whole, nil, "FN-03"}, {"P-2", "立案审批表", whole, &domain.CaseFiled{}, "同意立案"}, {"P-2n", "不予立案审批表", whole, &domain.FilingRefused{RefuseFiling: domain.RefuseFiling{Reason: "事实不能成立"}}, "事实不能成立"},
		{"P-3", "回避决定书", whole, nil, "准予回避"}, {"P-4", "委托调查函", whole, nil, "松江县民政局"}, {"P-5", "案件调查终结报告", whole, nil, "首次违法"},
		{"P-8", "行政处罚事先告知书", whole, nil, "5个工作日"}, {"P-8", "取缔事先告知书", whole, nil, "予以取缔"}, {"P-9", "行政处罚听证告知书", whole, nil, "有要求听证的权利"},
		{"P-10", "陈述申辩笔录", whole, nil, "请求从轻"}, {"P-10r", "陈述申辩复核意见书", whole, &domain.DefenceAnswered{}, "采纳"},
		{"P-11", "听证通知书", whole, nil, "2026年9月18日9时0分"}, {"P-11n", "不予听证通知书", whole, nil, "逾期申请"}, {"P-12", "听证公告", whole, nil, "305室"},
		{"P-13", "听证笔录", whole, nil, "调查人员李玥：提出证据。"}, {"P-13", "听证报告", whole, nil, "与调查一致"},
		{"P-13", "听证终止记录", func() *domain.Case { c := whole(); c.Penalty.Hearings[0].Ended = "default"; return c }, nil, "视为放弃"},
		{"P-14", "行政处罚决定审批表", whole, &domain.CaseDecided{Decide: domain.Decide{Comment: "同意处罚"}}, "同意处罚"},
		{"P-15", "行政处罚决定书", whole, nil, "罚款150000元（人民币壹拾伍万元整）"}, {"P-16", "当场行政处罚决定书", whole, &domain.SpotDecided{DecideOnSpot: spot}, "店内"},
		{"P-17", "不予行政处罚决定书", whole, nil, "不予行政处罚"}, {"P-19", "延期（分期）缴纳罚款通知书", whole, nil, "准予分2期缴纳"}, {"P-20", "履行行政处罚决定催告书", whole, nil, "加处的罚款45000元"},
		{"P-21", "强制执行申请书", whole, nil, "云岭区人民法院"}, {"P-22", "没收财物处理审批表", whole, &domain.GoodsDisposed{DisposeGoods: domain.DisposeGoods{No: 1, How: "destroyed", Reason: "依法销毁"}}, "36件"},
		{"P-23", "案件移送函：云岭市民政局", whole, &domain.TakenOver{TakeOver: domain.TakeOver{By: "云岭市民政局", Paper: "云市民函〔2026〕1号"}}, "云岭市民政局"},
		{"P-24", "送达回证", whole, &domain.PaperServed{ServePaper: domain.ServePaper{Document: "dec", Serving: serving}}, "直接送达"},
		{"P-25", "结案审批表", whole, &domain.CaseConcluded{}, "执行完毕"}, {"P-26", "案卷封面、卷内目录、备考表", whole, nil, "20260005"},
		{"P-27", "行政处罚信息不予公开审批表", whole, &domain.Withheld{Withhold: domain.Withhold{Reason: "涉及隐私"}}, "涉及隐私"},
		{"P-28", "行政处罚决定书更正通知书", whole, &domain.DecisionCorrected{CorrectDecision: domain.CorrectDecision{Wrong: "7号", Right: "77号", Reason: "录入错误"}}, "77号"},
		{"P-29", "撤销行政处罚决定书", whole, &domain.DecisionRevoked{RevokeDecision: domain.RevokeDecision{Reason: "证据不足"}}, "证据不足"}, {"P-30", "取缔决定书", whole, nil, "予以取缔"},
		{"P-31", "延长办案期限审批表", whole, &domain.CaseExtended{ExtendCase: domain.ExtendCase{Days: 30, Reason: "案情复杂"}, Clock: clock}, "延长办案期限30日"},
		{"P-6", "法制审核意见书", reviewFile, nil, "适用法律"}, {"L-1", "合法性审核送审单", reviewFile, nil, "调查终结报告"}, {"L-2", "合法性审核意见书", reviewFile, nil, "同意"},
		{"L-3", "公平竞争审查书面结论", reviewFile, nil, "市场准入和退出"}, {"L-5", "备案报告", reviewFile, nil, "云岭区人民政府"},
		{"P-7", "集体讨论笔录", meetingFile, nil, "偏重"}, {"P-7", "登记事项集体讨论笔录", meetingFile, nil, "审查人员汇报"}, {"L-4", "会议纪要", meetingFile, nil, "同意处理意见"},
		{"T-1", "问题线索移送函", referralFile, nil, "周堃（经理）"}, {"T-2", "涉嫌犯罪案件移送书", referralFile, nil, "合同诈骗罪"}, {"T-3", "部门移送函", referralFile, nil, "12页"}, {"P-23", "案件移送函", referralFile, nil, "涉嫌合同诈骗"},
		{"A-1", "年度检查结论通知书", checkFile, nil, "基本合格"}, {"A-2", "年度检查整改通知书", checkFile, nil, "现要求你单位自本通知书送达之日起90日内按下列要求整改"},
		{"A-2", "年度检查整改通知书（期限写明日期的旧文书）", func() *domain.Case {
			c := checkFile()
			c.AnnualCheck.Rectify.Within, c.AnnualCheck.Rectify.Due = nil, domain.NewDate(2026, 12, 27)
			return c
		}, nil, "现要求你单位于2026年12月27日前按下列要求整改"},
		{"A-3", "年度工作报告收讫通知书", func() *domain.Case {
			c := checkFile()
			c.AnnualCheck.Track, c.AnnualCheck.FiledOn, c.AnnualCheck.Late, c.AnnualCheck.Rectify = domain.TrackCharity, domain.NewDate(2026, 4, 2), true, nil
			c.AnnualCheck.Conclusions = []domain.CheckConclusion{{Conclusion: domain.CheckFiled, On: domain.NewDate(2026, 4, 8)}}
			return c
		}, nil, "本机关已于2026年4月2日收讫（逾期报送）"},
		{"P-24", "送达回证", checkFile, &domain.CheckServed{ServeCheck: domain.ServeCheck{Document: "dec", Serving: serving}}, "直接送达"},
		{"C-1", "列入活动异常名录事先告知书", listingFile, nil, "10个工作日"}, {"C-2", "列入活动异常名录决定书", listingFile, nil, "决定将你单位列入活动异常名录"},
		{"C-1", "列入严重违法失信名单事先告知书", movingFile(domain.LstListed), nil, "拟将你单位列入严重违法失信名单"}, {"C-2", "列入严重违法失信名单决定书", movingFile(domain.LstListed), nil, "本机关已经复核：至今没有建立"},
		{"C-2", "列入严重违法失信名单决定书", movingFile(domain.LstJoined), nil, "列入期间自本决定作出之日重新起算"},
		{"C-3", "移出活动异常名录决定书", listingFile, nil, "移出活动异常名录"}, {"C-4", "专用信函", listingFile, nil, "棋盘路8号"},
		{"C-4", "专用信函", func() *domain.Case {
			c := clearanceFile()
			c.Clearance.Letters = []domain.Letter{{No: 1, On: day, Address: "云岭区车马路1号", Tracking: "XB0000000001", Document: "d"}}
			return c
		}, nil, "云岭区车马路1号）寄出本信函（邮件号：XB0000000001）"},
		{"P-24", "送达回证", clearanceFile, &domain.ClearanceServed{Serving: serving, Document: "dec"}, "直接送达"}, {"P-24", "送达回证", clearanceFile, &domain.AnswerServed{Serving: serving, Document: "dec"}, "直接送达"},
		{"K-1", "清理整治实施方案", cleanupFile, nil, "连续四个年度未参加年度检查（未报送年度报告）（依据：民发〔2021〕63号）"}, {"K-1", "清理整治实施方案", cleanupFile, nil, "责令合并（社会团体）（依据：社会团体登记管理条例（2026年修订）第十九条第二款"},
		{"K-1", "清理整治实施方案", func() *domain.Case { c := cleanupFile(); c.Cleanup.Norm = "国办发〔2020〕21号"; return c }, nil, "民发〔2021〕63号、国办发〔2020〕21号"},
		{"K-2", "清理整治公告", cleanupFile, &domain.CleanupPublished{Struck: []domain.PartyID{"o1"}}, "下列1个社会组织"}, {"K-2", "清理整治补充公告", cleanupFile, &domain.CleanupSupplemented{AnnounceCleanup: domain.AnnounceCleanup{Hotline: "000-5550123"}, Parties: []domain.PartyID{"o3"}, Clock: clock}, "下列1个社会组织"},
		{"K-2", "清理整治公告", cleanupFile, nil, "云岭区o1协会	91990000MA0TEST00X	（一）、（二）"}, {"K-2", "清理整治公告", cleanupFile, nil, "下列2个社会组织"}, {"K-2", "清理整治公告", func() *domain.Case { c := cleanupFile(); c.Cleanup.CleanupKind = domain.CleanupIllegal; return c }, nil, "下列2个涉嫌非法社会组织"},
		{"K-3", "限期整改通知书", clearanceFile, nil, "自收到本通知书之日起15日内以改正的方式整改"}, {"K-3", "限期整改通知书", clearanceFile, nil, "1．连续四个年度未参加年度检查（未报送年度报告）：档案没有记录"},
		{"K-3", "责令限期换届通知书", func() *domain.Case {
			c := clearanceFile()
			c.Clearance.Disposal.Kind, c.Clearance.Disposal.Days = "elect", 0
			return c
		}, nil, "自收到本通知书之日起60日内依照章程完成换届"},
		{"K-4", "异议答复书", clearanceFile, &domain.ObjectionAnswered{AnswerObjection: domain.AnswerObjection{Answer: "没有收到报告"}}, "周堃：年报已经寄出"}, {"K-4", "异议答复书", clearanceFile, &domain.ObjectionAnswered{AnswerObjection: domain.AnswerObjection{Answer: "没有收到报告", Upheld: true}}, "异议成立，本机关将重新核查"},
		{"K-5", "清理整治工作总结", cleanupFile, &domain.CleanupWasReported{ReportCleanup: domain.ReportCleanup{Summary: "全部销号"}, Tally: domain.CleanupTally{AsOf: day, Seen: 311, Outside: 20, Missed: 289, Hit: 2, Items: 2, Outcomes: map[string]int{"revived": 1}, Open: 1}}, "整改激活	1	50.0%"},
		{"I-8", "责令限期换届通知书", electionFile, nil, "现责令你单位自收到本通知书之日起90日内完成换届"},
		{"R-1", "登记申请书", registrationFile, &domain.NameChecked{Application: &domain.RegForm{Materials: []domain.RegMaterial{{Title: "验资报告", Main: true}}}}, "验资报告	主要材料"},
		{"R-1", "登记申请书（变更）", changeFile, &domain.RegistrationBegun{Application: &domain.RegForm{Materials: []domain.RegMaterial{{Title: "验资报告"}}}}, "由“云岭区棋盘路8号”变更为“云岭区车马路1号”"},
		{"R-9a", "成立登记公告", registrationFile, &domain.RegistrationAnnounced{AnnounceRegistration: domain.AnnounceRegistration{Where: "政府门户网站"}}, "经本机关于2026年4月13日准予成立登记"}, {"R-9a", "注销登记公告", endFile, &domain.RegistrationAnnounced{AnnounceRegistration: domain.AnnounceRegistration{Where: "政府门户网站"}}, "准予注销登记"},
		{"R-2", "收件凭证", registrationFile, nil, "2026年4月9日前一次告知"}, {"R-3", "一次性告知补正通知书", registrationFile, nil, "场所使用权证明：缺原件"}, {"R-4", "受理通知书", registrationFile, nil, "容缺受理"},
		{"R-2", "收件凭证（网上）", onlineFile, nil, "登记窗口"}, {"R-3", "一次性告知补正通知书（网上）", onlineFile, nil, "登记窗口"}, {"R-4", "受理通知书（网上）", onlineFile, nil, "登记窗口"},
		{"R-4n", "不予受理通知书", registrationFile, &domain.ApplicationRejected{RejectApplication: domain.RejectApplication{Reason: "wrong_office", Where: "省民政厅", Text: "基金会不由本机关登记"}, Remedies: "可以申请行政复议"}, "第一款第二项"},
		{"R-4n", "不予受理通知书（虚假材料）", registrationFile, &domain.ApplicationRejected{RejectApplication: domain.RejectApplication{Reason: "false_material", Text: "场所使用权证明系伪造"}, Remedies: "可以申请行政复议"}, "第七十八条"},
		{"R-5", "现场核查笔录", registrationFile, &domain.PremisesVisited{Visit: domain.RegVisit{At: time.Date(2026, 4, 10, 15, 0, 0, 0, domain.Shanghai), Officers: []domain.PersonID{"li", "zhang"}, Place: "棋盘路8号", Found: "有活动室", Fits: true}}, "与申请材料相符"},
		{"R-8", "准予行政许可决定书", registrationFile, nil, "云岭区文化体育局"}, {"R-8", "准予行政许可决定书（变更）", changeFile, nil, "由“云岭区棋盘路8号”变更为“云岭区车马路1号”"}, {"R-8", "准予行政许可决定书（注销）", endFile, nil, "宗旨完成"},
		{"R-8n", "不予行政许可决定书", registrationFile, nil, "社团条例第十三条第二项"}, {"R-9", "登记证书", registrationFile, &domain.RegistrationCertified{USCC: "51990101MJH0000191"}, "社会团体法人登记证书"},
		{"R-9", "注销登记证明", endFile, &domain.RegistrationCertified{USCC: "51990101MJH0000191"}, "宗旨完成"}, {"R-9", "章程核准书", endFile, &domain.RegistrationCertified{USCC: "51990101MJH0000191"}, "予以核准"},
		{"I-2", "双随机抽取记录", campaignFile, &domain.TargetsDrawn{Draw: domain.Draw{Of: 40, Among: 6, Parties: "8f3c", Officers: "a1b2", Algorithm: "SHA-256", Seed: "5e5e", Excluded: []domain.Exclusion{{Party: "q", Reason: "已注销"}},
			Drawn: []domain.Target{{Party: "p", Officers: []domain.PersonID{"li", "zhang"}}}, Place: "305室", Operator: "li", Witness: "gao"}}, "云岭区永安殡葬服务有限公司	李玥（1701001230l）、张翀（1701001230z）"},
		{"I-9", "整改报告", orderFile, &domain.CorrectionReported{ReportCorrection: domain.ReportCorrection{Report: "已停止销售，并清退36000元。"}, Register: papers}, "整改情况：已停止销售，并清退36000元。"},
		{"P-10w", "放弃陈述、申辩（听证）权利声明", whole, &domain.Waived{Waive: domain.Waive{Defence: true, Hearing: true, On: day, By: "周堃"}}, "你局《行政处罚听证告知书》（云民听告字〔2026〕第2号）已于2026年8月31日收到。我（单位）已知悉拟作出行政处罚的内容及事实、理由、依据和依法享有的权利，现自愿声明：放弃进行陈述、申辩和要求听证的权利。"},
		{"P-10w", "撤回听证申请声明", whole, &domain.HearingWithdrawn{WithdrawHearing: domain.WithdrawHearing{On: day, By: "何昕", Agent: true, Account: "不再要求听证"}}, "我（单位）于2026年9月3日要求举行听证，现自愿撤回该申请：不再要求听证。"},
		{"P-18", "罚没款缴款通知书", whole, &domain.PaymentNotified{Payable: owed}, "合计330000元（人民币叁拾叁万元整）。请于2026年10月15日前缴纳。"},
		{"P-18", "罚没款缴款通知书", func() *domain.Case { c := whole(); c.Penalty.Natural = true; return c }, &domain.PaymentNotified{Payable: owed}, "，你应当缴纳下列款项"},
		{"P-19a", "延期（分期）缴纳罚款申请书", whole, asked, "因资金困难，确有经济困难，申请延期（分期）缴纳："}, {"P-19a", "延期（分期）缴纳罚款申请书", func() *domain.Case { c := whole(); c.Penalty.Plan.Asked = nil; return c }, asked, "缴款的期限和金额请予核定。"},
		{"P-19f", "延期（分期）缴纳罚款审批表", whole, &domain.InstalmentApproved{ApproveInstalment: domain.ApproveInstalment{Comment: "同意分期"}}, "2026年11月15日前缴纳165000元"},
		{"P-19f", "延期（分期）缴纳罚款审批表", whole, &domain.InstalmentRefused{RefuseInstalment: domain.RefuseInstalment{Reason: "账户有余额"}, OwedFen: 33000000}, "不同意。账户有余额。"},
		{"P-32", "中止调查审批表", whole, &domain.InquirySuspended{SuspendInquiry: domain.SuspendInquiry{Cause: "ruling", Reason: "等待另案判决"}}, "中止期间办案期限不停止计算，于2026年10月4日届满"},
		{"P-32", "中止调查审批表", whole, &domain.InquirySuspended{SuspendInquiry: domain.SuspendInquiry{Cause: "untraceable", Reason: "住所无人"}, Clock: &clock}, "办案期限自2026年9月28日起停止计算"},
		{"P-32n", "中止调查通知书", whole, &domain.InquirySuspended{SuspendInquiry: domain.SuspendInquiry{Cause: "question", Reason: "已送请解释"}}, "自2026年9月28日起中止调查。"},
		{"P-33", "恢复调查审批表", whole, &domain.InquiryResumed{ResumeInquiry: domain.ResumeInquiry{Reason: "判决已经生效"}}, "同意恢复调查。"},
		{"P-33n", "恢复调查通知书", whole, &domain.InquiryResumed{ResumeInquiry: domain.ResumeInquiry{Reason: "判决已经生效。"}, Clock: &clock}, "以《中止调查通知书》（云民中通字〔2026〕第3号）告知中止调查。现中止调查的原因已经消除：判决已经生效。"},
		{"P-34", "终止调查审批表", whole, &domain.InquiryTerminated{TerminateInquiry: domain.TerminateInquiry{Cause: "dissolved", Reason: "已注销登记"}}, "终止，并且无权利义务承受人：已注销登记"},
		{"L-4r", "会议记录", meetingFile, nil, "表决：高岑同意、李玥不同意（偏重）"},
		{"X-9", "材料接收记录", whole, nil, "材料接收记录"},
		{"R-6", "延长办理期限通知书", registrationFile, &domain.DecisionTimeExtended{ExtendDecision: domain.ExtendDecision{Days: 10, Reason: "情况复杂"}, Clock: domain.Clock{Term: domain.Term{N: 20, Unit: domain.WorkingDays}, Due: domain.NewDate(2026, 5, 20)}}, "延长10个工作日"},
		{"R-6s", "特别程序告知书", registrationFile, &domain.RegistrationPaused{PauseRegistration: domain.PauseRegistration{Why: "expert_review", Told: "约需十日", Days: 10}, Until: domain.NewDate(2026, 10, 19)}, "所需时间：10个工作日，预计至2026年10月19日。"},
		{"R-6s", "特别程序告知书（未定日数）", registrationFile, &domain.RegistrationPaused{PauseRegistration: domain.PauseRegistration{Why: "testing", Told: "约需十日"}}, "依法需要鉴定，自2026年9月28日起进行"},
		{"R-6s", "特别程序告知书（听证）", registrationFile, &domain.LicenceHearingAsked{Clock: domain.Clock{Due: domain.NewDate(2026, 10, 30)}}, "听证至迟于2026年10月30日举行"},
		{"R-5", "现场核查笔录（签名）", func() *domain.Case {
			c := registrationFile()
			c.Registration.Visits = []domain.RegVisit{{At: time.Date(2026, 4, 10, 15, 0, 0, 0, domain.Shanghai), Officers: []domain.PersonID{"li", "zhang"}, Place: "棋盘路8号", Found: "有活动室", Fits: true, Document: "d", Signed: []domain.RegSigned{{By: "zhang", On: domain.NewDate(2026, 4, 11)}}}}
			return c
		}, &domain.VisitSigned{}, "（2026年4月11日）"},
		{"R-7", "听证告知书", registrationFile, &domain.LicenceHearingTold{TellLicenceHearing: domain.TellLicenceHearing{Content: "五个工作日内可以申请听证"}}, "五个工作日内可以申请听证"},
		{"R-7", "听证通知书", registrationFile, &domain.LicenceHearingSet{SetLicenceHearing: domain.SetLicenceHearing{At: time.Date(2026, 4, 24, 9, 0, 0, 0, domain.Shanghai), Place: "会议室", Host: "gao"}}, "2026年4月24日"},
		{"R-9c", "章程核准书", registrationFile, &domain.RegistrationCertified{USCC: "51990101MJH0000191"}, "云岭区"},
	}
	covered := map[string]bool{}
	for _, x := range tests {
		t.Run(x.typ+x.title, func(t *testing.T) {
			covered[x.typ] = true
			body := x.body
			if body == nil {
				body = &domain.NoteAdded{}
			}
			doc := domain.Document{ID: "d", Type: x.typ, Title: x.title, Number: "云民字〔2026〕第1号", IssuedOn: domain.NewDate(2026, 9, 28), IssuedBy: "li", Seq: 3}
			d := &Documents{Book: shelf{file: x.file(), event: domain.Event{Seq: 3, Actor: "gao", OccurredAt: time.Date(2026, 9, 28, 9, 0, 0, 0, domain.Shanghai), Body: body}}}
			i, _, err := d.Instrument(t.Context(), "c", doc)
			require.NoError(t, err)
			require.Empty(t, i.Missing)
			text := i.Text()
			require.Contains(t, text, x.says)
			require.NotContains(t, text, "<no value>")
			require.NotContains(t, text, "。。")
			require.NotContains(t, text, "作废的单据", "evidence that was excluded proves nothing")
		})
	}
	for typ := range instruments {
		if !strings.HasPrefix(typ, "I-") {
			require.True(t, covered[typ], "no test fills %s", typ)
		}
	}
}

func cleanupFile() *domain.Case {
	c := whole()
	c.Procedure, c.Penalty, c.Party, c.Title = domain.ProcCleanup, nil, nil, "社会组织专项清理"
	on := func(m time.Month, d int) domain.Date { return domain.NewDate(2026, m, d) }
	c.Seq, c.Cleanup = 0, nil
	draft := domain.DraftCleanup{Title: c.Title, CleanupKind: domain.CleanupZombie, Basis: "民发〔2021〕63号", CutOff: on(8, 31), From: on(9, 1), Until: on(12, 31), Kinds: []domain.PartyKind{domain.PartyAssociation, domain.PartyServiceOrg}, Teams: []domain.CleanupTeam{{Officers: []domain.PersonID{"li", "zhang"}}}}
	rows := []domain.CriterionRow{{ID: "ZC-01", Title: "连续四个年度未参加年度检查（未报送年度报告）", Article: "民发〔2021〕63号"}, {ID: "SB-01", Title: "长期不换届", Article: "社会团体登记管理条例第三十条"}}
	for i, b := range []domain.Body{&domain.CleanupDrafted{DraftCleanup: draft, Rows: rows}, &domain.CleanupScreened{List: []domain.ListItem{{Party: "o1", Hits: []string{"ZC-01", "SB-01"}}, {Party: "o2", Hits: []string{"SB-01"}}}},
		&domain.CleanupItemRemoved{RemoveItem: domain.RemoveItem{Party: "o2", Reason: "误列"}}, &domain.CleanupItemAdded{AddItem: domain.AddItem{Party: "o3", Reason: "群众反映"}}} {
		if err := c.Apply(domain.Event{Seq: i + 1, Actor: "li", OccurredAt: on(9, 1).Start(), Body: b}); err != nil {
			panic(err)
		}
	}
	k := c.Cleanup
	k.ApprovedBy, k.Notice, c.Title = "gao", &domain.CleanupNotice{On: on(9, 28), Where: "网站", Hotline: "0799-6600123", Days: 30, Until: on(10, 28)}, "社会组织专项清理"
	return c
}

func clearanceFile() *domain.Case {
	c := cleanupFile()
	on := domain.NewDate(2026, 9, 28)
	c.Party = &domain.PartyRef{ID: "p", Name: "云岭区象棋协会", Kind: domain.PartyAssociation}
	c.Clearance = &domain.Clearance{Campaign: "k", Verified: &domain.Verified{Holds: true, Reason: "经走访核实，已经停止活动", Points: []domain.PointFound{{ID: "ZC-01", Holds: true, Note: "档案没有记录"}, {ID: "SB-01", Note: "任期未满"}}},
		Disposal: &domain.Disposal{Way: domain.DisposeRectify, Kind: "correct", Plan: "补报年度报告", Responsible: "周堃", Days: 15}, Objections: []domain.Objection{{On: on, By: "周堃", Text: "年报已经寄出", Answer: "没有收到报告", Answered: on}}}
	return c
}

func electionFile() *domain.Case {
	c := whole()
	c.Procedure, c.Penalty = domain.ProcRectification, nil
	c.Rectification = &domain.Rectification{Days: 90, Inspected: domain.NewDate(2026, 9, 28).Start(), Measures: []string{"召开会员大会"}, Findings: []domain.Finding{{Fact: "任期已经届满", Provision: "章程的规定"}}, Basis: "《中华人民共和国行政处罚法》第二十八条第一款、章程", Election: &domain.ElectionOrdered{}}
	return c
}

func checkFile() *domain.Case {
	c := whole()
	c.Procedure, c.Penalty = domain.ProcCheck, nil
	c.AnnualCheck = &domain.AnnualCheck{Year: 2025, Kind: domain.PartyAssociation, Track: domain.TrackCheck,
		Conclusions: []domain.CheckConclusion{{Conclusion: domain.CheckFair, Findings: []domain.CheckFinding{{Ground: "CG-11.8", Facts: "会费未入账", Weight: domain.WeightOrdinary}}, On: domain.NewDate(2026, 9, 28)}},
		Rectify:     &domain.CheckOrder{Items: []string{"规范财务管理"}, Within: &domain.Term{N: 90, Unit: domain.CalendarDays, Binds: domain.BindsParty}}}
	return c
}

func listingFile() *domain.Case {
	c := whole()
	c.Procedure, c.Penalty = domain.ProcListing, nil
	c.Listing = &domain.Listing{List: domain.ListAbnormal, Ground: domain.Ground{Code: "AB-2", Text: "应当建立党组织而未建立", Article: "民政部令第60号"}, Facts: "至今未建立党组织", ListedOn: domain.NewDate(2026, 3, 17),
		Letters: []domain.ListLetter{{On: domain.NewDate(2026, 9, 28), Address: "棋盘路8号", Tracking: "EMS1001", Document: "d"}},
		Removed: &domain.ListRemoved{On: domain.NewDate(2026, 9, 28), Why: "complied"}, Asked: &domain.ListAsked{Note: "已建立党组织"}}
	return c
}

// movingFile is an entry that moves to the severe list after its two years, or joins the one that stands there.
func movingFile(stage domain.Stage) func() *domain.Case {
	return func() *domain.Case {
		c := listingFile()
		c.Stage, c.Listing.Removed = stage, nil
		c.Listing.Move = &domain.ListMove{Ground: domain.Ground{Code: "SV-1", Text: "被列入活动异常名录满两年"}, Facts: "2026-03-17被列入，至今已满两年", Notice: "d", Reply: &domain.ListReply{Text: "正在筹建", Answer: "至今没有建立"}}
		return c
	}
}

// A notice names what the party is suspected of once, rests each sanction on its own law, and proves facts by evidence alone.
func TestANoticeSaysWhatTheLawAndTheEvidenceAre(t *testing.T) {
	c := whole()
	on := func(m time.Month, d int) domain.Date { return domain.NewDate(2023, m, d) }
	c.Title = "云岭区永安殡葬服务有限公司涉嫌利用农村公益性墓地从事营利活动、公墓墓穴占地面积超过规定标准案"
	run, plot := domain.Allegation{Violation: "FN-07", From: on(1, 1), To: on(5, 1), Fact: "营利"}, domain.Allegation{Violation: "FN-03", From: on(1, 1), To: on(5, 1), Fact: "超标准"}
	p := c.Penalty
	p.Proposal.Allegations = []domain.Allegation{run, plot}
	p.Proposal.Assessments = []domain.Assessment{{Violation: "FN-07", From: run.From, To: run.To, GainsFen: 200000, RefundSettled: true}, {Violation: "FN-03", From: plot.From, To: plot.To, GainsFen: 100000, RefundSettled: true}}
	p.Proposal.Sanctions = []domain.Sanction{{Kind: domain.SanctionGains, Violation: "FN-07", AmountFen: 200000}, {Kind: domain.SanctionGains, Violation: "FN-03", AmountFen: 100000}, {Kind: domain.SanctionFine, Violation: "FN-03", AmountFen: 100000}}
	c.Evidence = append(c.Evidence, domain.Evidence{Kind: "document", Title: "送达回证照片", Class: "documentary", Seq: 7}, domain.Evidence{Kind: "document", Title: "放弃听证声明书", Seq: 8})
	c.Services = []domain.Service{{Document: "x", Seq: 7}}
	for _, x := range []struct{ typ, title string }{{"P-9", "行政处罚听证告知书"}, {"P-15", "行政处罚决定书"}} {
		doc := domain.Document{ID: "d", Type: x.typ, Title: x.title, Number: "云民字〔2023〕第1号", IssuedOn: on(9, 28), IssuedBy: "li", Seq: 3}
		d := &Documents{Book: shelf{file: c, event: domain.Event{Seq: 3, Actor: "gao", OccurredAt: on(9, 28).Start(), Body: &domain.NoteAdded{}}}}
		i, _, err := d.Instrument(t.Context(), "c", doc)
		require.NoError(t, err)
		text := strings.ReplaceAll(i.Text(), "\n", "")
		require.Contains(t, text, "依据《中华人民共和国行政处罚法》第二十八条第二款、《殡葬管理条例》（2012年修正）第十九条的规定")
		require.NotContains(t, text, "未核", "a caveat of the catalogue is no law")
		require.Contains(t, text, "墓位照片")
		require.NotContains(t, text, "送达回证照片")
		require.NotContains(t, text, "放弃听证声明书")
		require.Equal(t, 1, strings.Count(text, "涉嫌"), text)
	}
}

// What a procedure issues must have a template: else the engine would try for ever, or a served paper would be a bare record.
func TestEveryTypeThatIsIssuedHasATemplate(t *testing.T) {
	files, err := filepath.Glob("../domain/*.go")
	require.NoError(t, err)
	issued := regexp.MustCompile(`(?:issue\([^"\n]*|doc\(|Type: |\[2\]string\{\{?)"([IPTLRACK]-\d+\w?)"`)
	n := 0
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		for _, m := range issued.FindAllStringSubmatch(string(b), -1) {
			n++
			if m[1] != "L-6" { // the text itself, never rendered
				require.NotEmpty(t, instruments[m[1]], "%s issues %s", f, m[1])
			}
		}
	}
	require.Greater(t, n, 40)
	all, err := render.Templates()
	require.NoError(t, err)
	for typ, ks := range instruments {
		for _, k := range ks {
			require.Contains(t, all, k.template, typ)
		}
	}
}

// noAccount is an authority that has not entered where fines are paid.
type noAccount struct{ shelf }

func (s noAccount) Agency(ctx context.Context) (domain.Agency, error) {
	a, err := s.shelf.Agency(ctx)
	a.BankAccount = domain.BankAccount{}
	return a, err
}

// Until the account is entered a notice of payment lacks it, and its preview says so before anybody issues it.
func TestAPreviewOfTheNoticeOfPaymentNamesTheAccountThatIsMissing(t *testing.T) {
	c := whole()
	c.Stage = domain.PenServed
	c.Penalty.Ledger = []domain.Entry{{No: 1, Kind: "charge", Account: domain.AccountFine, Debit: "owed.fine", Credit: domain.AccountFine, Fen: 15000000}}
	c.Clocks = append(c.Clocks, domain.Clock{ID: "pay", Due: domain.NewDate(2026, 10, 15)})
	now := func() time.Time { return time.Date(2026, 10, 1, 9, 0, 0, 0, domain.Shanghai) }
	lacks := func(b Book) (fields []string) {
		all, err := (&Documents{Book: b, Now: now}).Previews(t.Context(), "c")
		require.NoError(t, err)
		for _, x := range all {
			if x.Type == "P-18" {
				fields = append(fields, "P-18")
				for _, m := range x.Missing {
					fields = append(fields, m.Field)
				}
			}
		}
		return fields
	}
	require.Equal(t, []string{"P-18"}, lacks(shelf{file: c}))
	require.Equal(t, []string{"P-18", "payee", "bank", "account"}, lacks(noAccount{shelf{file: c}}))
}

func TestAPreviewNamesWhatIsMissing(t *testing.T) {
	c := whole()
	c.Penalty.Proposal.Facts, c.Penalty.Decision, c.Penalty.Notices = "", nil, nil
	d := &Documents{Book: shelf{file: c}, Now: func() time.Time { return time.Date(2026, 9, 1, 9, 0, 0, 0, domain.Shanghai) }}
	all, err := d.Previews(t.Context(), "c")
	require.NoError(t, err)
	found := false
	for _, x := range all {
		if x.Type == "P-15" {
			found = true
			require.Contains(t, x.Missing, domain.Lack{Field: "facts", Name: "违法事实", Article: "《中华人民共和国行政处罚法》第五十九条第一款第二项"})
			require.Contains(t, x.Missing, domain.Lack{Field: "hearing_course", Name: "告知、陈述申辩和听证情况", Article: "《中华人民共和国行政处罚法》第四十四条、第四十五条、第六十二条"})
		}
	}
	require.True(t, found)
}
