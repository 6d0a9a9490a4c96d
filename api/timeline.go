package api

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"yifa/domain"
	"yifa/store"
)

// TimelineRow is one thing that happened, in words.
type TimelineRow struct {
	Seq            int             `json:"seq"`
	Kind           string          `json:"kind"`
	Title          string          `json:"title"`
	TitleEN        string          `json:"title_en"`
	Actor          domain.PersonID `json:"actor"`
	ActorName      string          `json:"actor_name" doc:"代理的，注明代何人"`
	For            domain.PersonID `json:"for,omitempty" doc:"被代理人"`
	ForName        string          `json:"for_name,omitempty"`
	RecordedByName string          `json:"recorded_by_name,omitempty" doc:"由他人登记时"`
	OccurredAt     time.Time       `json:"occurred_at"`
	RecordedAt     time.Time       `json:"recorded_at"`
	LateDays       int             `json:"late_days,omitempty" doc:"发生几日后才登记"`
	Backfill       string          `json:"backfill,omitempty"`
	System         bool            `json:"system,omitempty"`
	Summary        string          `json:"summary,omitempty"`
}

// eventTitles names every kind of event in Chinese and English.
var eventTitles = map[string][2]string{
	"AgencyEstablished": {"设立机关", "Authority entered"}, "AgencyAmended": {"变更机关信息", "Authority amended"},
	"PersonAdded": {"登记人员", "Person added"}, "RoleGranted": {"授予角色", "Role granted"}, "RoleEnded": {"终止任职", "Role ended"},
	"PersonCertified": {"登记执法证", "Certificate entered"}, "PersonQualified": {"登记法律职业资格", "Legal qualification entered"}, "PersonLeft": {"离职", "Left the bureau"},
	"PartyRegistered": {"登记当事人", "Party registered"}, "PartyAmended": {"变更当事人信息", "Party amended"},

	// the register of organizations
	"OrganizationEntered": {"录入以往情况", "Its past entered"}, "EntryCorrected": {"更正录入", "Entry corrected"}, "OfficersFiled": {"负责人备案", "Officers put on file"},
	"FilingEntered": {"印章、账号、章程备案", "Seal, account or charter put on file"}, "BranchAdded": {"登记分支机构", "Branch entered"}, "BranchEnded": {"终止分支机构", "Branch ended"},
	"MembersCounted": {"登记会员数", "Members counted"}, "PartyPhoneSet": {"登记联系电话", "Telephone number entered"}, "TermSet": {"登记任期", "Term entered"}, "ElectionHeld": {"登记换届", "Election recorded"}, "TermExtended": {"批准延期换届", "Election put off"},
	"CharityMarked": {"慈善组织标识", "Marked as a charity"}, "ActivityRecorded": {"登记活动", "Activity recorded"}, "PenaltyRecorded": {"登记其他部门的处罚", "Another department's penalty recorded"},
	"DuplicateAbsorbed": {"并入重复记录", "Duplicate merged into this"}, "PartyMerged": {"并入另一条记录", "Merged into another"},

	"NoticeImported": {"导入放假通知", "Holiday notice imported"}, "RulesSet": {"设置期限规则", "Rules set"}, "TemplateSet": {"修改文书模板", "Template changed"}, "TemplateReset": {"恢复文书模板", "Template reset"},

	"CampaignDrafted": {"起草检查方案", "Campaign drafted"}, "TargetsSet": {"确定检查对象", "Targets set"}, "TargetsDrawn": {"随机抽取检查对象", "Targets drawn by lot"}, "CampaignApproved": {"批准方案", "Scheme approved"},
	"CampaignPublished": {"备案公布", "Filed and published"}, "CampaignOpened": {"启动检查", "Inspections opened"}, "TargetAdded": {"增加检查对象", "Target added"},
	"CampaignSuspended": {"暂停", "Suspended"}, "CampaignResumed": {"恢复", "Resumed"}, "CampaignClosed": {"汇总结束", "Closed with its results"},
	"CampaignWasCancelled": {"取消专项检查", "Campaign cancelled"},

	"InspectionAssigned": {"登记检查任务", "Inspection opened"}, "InspectionApproved": {"批准检查", "Inspection approved"}, "InspectionCancelled": {"不予批准或取消", "Inspection cancelled"},
	"OfficerRecused": {"回避换人", "Officer recused and replaced"}, "InspectionNotified": {"通知检查", "Target notified"}, "Arrived": {"到场亮证", "Arrived, cards shown"},
	"EntryRefused": {"拒绝检查", "Entry refused"}, "TargetNotFound": {"未找到检查对象", "Target not found"}, "VisitRecorded": {"制作检查笔录", "Visit recorded"},
	"FindingsDisposed": {"处理问题", "Findings disposed of"}, "CorrectionOrdered": {"拟责令改正", "Order to correct drafted"}, "ResultNotified": {"告知检查结果", "Result notified"},
	"ResultPublished": {"公布检查结果", "Result published"}, "ResultWithheld": {"不予公布", "Result withheld"},

	"OrderDrafted": {"拟稿", "Order drafted"}, "OrderAmended": {"修改通知书", "Draft amended"}, "OrderApproved": {"批准并编号", "Order approved and numbered"},
	"OrderReturned": {"退回修改", "Draft returned"}, "OrderVoided": {"文号作废", "Number voided"}, "OrderServed": {"送达", "Order served"},
	"ServiceHasFailed": {"送达失败", "Service failed"}, "ExtensionAsked": {"申请延期", "Extension asked"}, "ExtensionGranted": {"同意延期", "Extension granted"},
	"ExtensionRefused": {"不同意延期", "Extension refused"}, "CorrectionReported": {"整改报告", "Correction reported"}, "Reinspected": {"复查", "Re-inspected"},
	"FurtherOrdered": {"再次责令改正", "Ordered again"}, "CaseProposed": {"建议立案", "Case proposed"}, "OrderRevoked": {"撤销通知书", "Order revoked"},

	// penalty
	"CaseOpened": {"登记立案线索", "Penalty case opened"}, "FollowedWithCase": {"登记立案线索", "Penalty case opened"}, "SpotDecided": {"当场处罚", "Decided on the spot"}, "SpotReported": {"当场处罚备案", "Spot decision reported"},
	"ClueOpened": {"登记线索", "Clue registered"}, "CaseAssigned": {"指定核查人员", "Officers named"}, "FilingProposed": {"提出立案意见", "Filing proposed"},
	"CaseFiled": {"立案", "Case filed"}, "FilingReturned": {"退回立案意见", "Proposal returned"}, "FilingRefused": {"不予立案", "Not filed"}, "CaseMoved": {"移送其他机关", "Passed to another organ"},
	"InquiryReported": {"调查终结", "Inquiry reported"}, "ProposalAmended": {"变更处理意见", "Proposal amended"}, "ReviewSubmitted": {"送审", "Submitted for review"},
	"NoticeIssued": {"制作告知书", "Advance notice issued"}, "PaperServed": {"送达", "Paper served"}, "PaperServingFailed": {"送达失败", "Service failed"},
	"DefenceRecorded": {"陈述申辩", "Defence recorded"}, "DefenceAnswered": {"复核陈述申辩", "Defence answered"}, "Waived": {"放弃权利", "Right waived"},
	"DecisionAsked": {"提请决定", "Decision asked for"}, "DecisionReturned": {"退回承办人员", "Returned to the officers"}, "CaseDecided": {"作出决定", "Decided"},
	"CaseExtended": {"延长办案期限", "Time to decide extended"}, "DecisionCorrected": {"更正笔误", "Slip corrected"}, "DecisionRevoked": {"撤销决定", "Decision revoked"},
	"Dissolved": {"劝散", "Dissolved by persuasion"}, "CaseConcluded": {"结案", "Concluded"}, "CaseArchived": {"归档", "Archived"},

	// inquiry
	"InterviewHeld": {"询问", "Interview held"}, "SiteVisited": {"现场检查、勘验", "Site visited"}, "SampleTaken": {"抽样取证", "Samples taken"},
	"AppraisalSent": {"送交鉴定、检测、审计", "Sent for appraisal"}, "AppraisalReturned": {"鉴定、检测、审计结论", "Appraisal returned"},
	"EvidenceExcluded": {"排除证据", "Evidence excluded"}, "EvidenceMoved": {"证据交接", "Evidence handed over"},
	"PreservationAsked": {"申请先行登记保存", "Preservation asked for"}, "PreservationApproved": {"批准先行登记保存", "Preservation approved"},
	"PreservationRefused": {"不批准先行登记保存", "Preservation refused"}, "PreservationSettled": {"处理先行登记保存的证据", "Preserved evidence decided on"},
	"PreservedReturned": {"退还先行登记保存的物品", "Preserved things given back"},
	"RecusalAsked":      {"申请回避", "Recusal asked for"}, "RecusalTold": {"关联案件的回避事项", "Recusal in the related case"}, "RecusalDecided": {"决定回避", "Recusal decided"},
	"OfficersChanged": {"变更承办人员", "Officer changed"}, "InquirySuspended": {"中止调查", "Inquiry suspended"}, "InquiryResumed": {"恢复调查", "Inquiry resumed"},
	"InquiryTerminated": {"终止调查", "Inquiry terminated"}, "OtherCaseJoined": {"并案", "Another case joined"}, "JoinedToCase": {"并入其他案件", "Joined to another case"},
	"CaseSplit": {"分案", "Case split"}, "SplitCaseOpened": {"分案立卷", "Opened by a split"},
	"InquiryEntrusted": {"委托调查", "Inquiry entrusted"}, "EntrustReplied": {"委托调查回复", "Reply to the letter"},
	"JurisdictionDisputed": {"管辖争议", "Jurisdiction disputed"}, "JurisdictionSettled": {"管辖确定", "Jurisdiction settled"}, "TakenOver": {"上级提级管辖", "Taken over by a superior"},

	// hearing
	"HearingRequested": {"要求听证", "Hearing asked for"}, "HearingGranted": {"同意逾期的听证申请", "Late request granted"}, "HearingRefused": {"不予听证", "Late request refused"},
	"AgentsNamed": {"登记委托代理人", "Agents named"}, "HostAppointed": {"指定听证主持人", "Host appointed"}, "HearingFileHanded": {"移交案卷", "File handed to the host"},
	"HearingSet": {"确定听证时间、地点", "Hearing set"}, "HearingAnnounced": {"公布听证公告", "Hearing announced"}, "HearingAdjourned": {"听证延期", "Hearing adjourned"},
	"HearingWithdrawn": {"撤回听证申请", "Request withdrawn"}, "HearingDefaulted": {"缺席或者退场，听证终止", "Terminated on default"}, "HearingHeld": {"举行听证", "Hearing held"},
	"HearingReported": {"听证报告", "Hearing reported"},

	// execution
	"PaymentRecorded": {"登记缴款", "Payment recorded"}, "PaymentCancelled": {"更正误登的缴款", "Payment taken back"}, "CollectedOnSpot": {"当场收缴罚款", "Fine collected on the spot"},
	"CashHandedIn": {"收到当场收缴款", "Cash fine received"}, "CashBanked": {"缴付银行", "Cash fine banked"}, "SurchargeReduced": {"减免加处罚款", "Surcharge reduced"},
	"RefundApproved": {"批准退款", "Refund approved"}, "Refunded": {"退付款项", "Refund paid"}, "PaymentNotified": {"制作缴款通知书", "Notice of payment drawn up"}, "InstalmentAsked": {"申请延期、分期", "Instalments asked"},
	"InstalmentApproved": {"同意延期、分期", "Instalments granted"}, "InstalmentRefused": {"不同意延期、分期", "Instalments refused"}, "DemandIssued": {"制作催告书", "Demand drawn up"},
	"DemandViewsRecorded": {"登记对催告的意见", "Views on the demand recorded"}, "CourtApplied": {"申请法院强制执行", "Court asked to enforce"}, "CourtRulingRecorded": {"法院处理情况", "What the court did"},
	"RulingObjected": {"对裁定申请复议", "Ruling objected to"}, "ExecutionEnded": {"终结执行", "Performance ended"}, "PerformanceRecorded": {"登记履行情况", "Performance recorded"},
	"GoodsTaken": {"登记没收财物", "Confiscated goods entered"}, "GoodsDisposed": {"处理没收财物", "Confiscated goods disposed of"}, "RemedyFiled": {"提起复议、诉讼", "Remedy filed"},
	"ReviewForwarded": {"转送复议申请", "Application passed on"}, "RemedyDecided": {"复议、诉讼结果", "Remedy decided"},

	// disclosure
	"DisclosureRedacted": {"制作公开文本", "Public copy made"}, "DecisionPublished": {"公示", "Decision published"}, "DecisionWithheld": {"不予公示", "Decision withheld"},
	"PublicityCorrected": {"更正公示", "Publicity corrected"}, "PublicityWithdrawn": {"撤回公示", "Withdrawn from the public"}, "RepairAsked": {"申请信用修复", "Credit repair asked"},
	"RepairAccepted": {"受理信用修复", "Credit repair accepted"}, "CreditRepaired": {"信用修复结果", "Credit repair decided"},

	// legality
	"ReviewAsked": {"案件送审", "Case handed in for review"}, "PaperSubmitted": {"送合法性审核", "Handed in for legality review"}, "FairnessConcluded": {"公平竞争审查结论", "Fair-competition review concluded"},
	"ReviewAccepted": {"受理送审", "Accepted for review"}, "ReviewTakenUp": {"审核人受理", "A reviewer took it up"}, "ReviewReturned": {"退回补充材料", "Returned as incomplete"},
	"ReviewResubmitted": {"重新送审", "Handed in again"}, "OpinionGiven": {"出具审核意见", "Opinion given"}, "ReviewConcluded": {"审核意见转回", "Review concluded"},
	"ReviewExtended": {"延长审核期限", "Time for review extended"}, "ReviewReassigned": {"变更审核人员", "Reviewer changed"}, "ReviewWithdrawn": {"撤回送审", "Withdrawn from review"},
	"PaperDiscussed": {"集体讨论决议", "Resolved by the leaders"}, "PaperSigned": {"签署", "Signed"}, "PaperNumbered": {"登记编号", "Registered and numbered"},
	"PaperPublished": {"公布", "Published"}, "PaperFiled": {"备案", "Filed"}, "PaperRepealed": {"废止", "Repealed"},

	// registration
	"RegistrationBegun": {"登记申请", "Application begun"}, "PriorNoticeSigned": {"签署事先告知书", "Prior notice signed"}, "NameChecked": {"名称预登记", "Name reserved"}, "ApplicationReceived": {"收件", "Received"},
	"ApplicationRejected": {"不予受理", "Not accepted"}, "GapsListed": {"一次性告知补正", "All gaps told"}, "MaterialsSupplemented": {"补正材料", "Supplemented"}, "ApplicationAccepted": {"受理", "Accepted"}, "AcceptanceIssued": {"出具受理通知书", "Notice of acceptance issued"}, "RegistrationServed": {"送达文书", "Paper served"},
	"ApplicationWithdrawn": {"撤回申请", "Withdrawn"}, "ReviewersAssigned": {"分办", "Reviewers assigned"}, "PremisesVisited": {"实地核查", "Premises visited"}, "RegistrationProposed": {"提出审查意见", "Review concluded"},
	"VisitSigned": {"核查笔录签名", "Record of the visit signed"}, "SecondReviewed": {"第二审查人员复核", "Second review"},
	"RegistrationReviewed": {"法制审核", "Legality reviewed"}, "RegistrationDiscussed": {"集体讨论", "Discussed"}, "RegistrationDecided": {"作出登记决定", "Decided"}, "RegistrationCertified": {"赋码制证", "Certified"},
	"ResultDelivered": {"颁发、送达", "Result handed over"}, "RegistrationAnnounced": {"公告", "Announced"}, "CertificateCollected": {"收缴证书、印章", "Certificate and seal collected"},
	"LiquidationFormed": {"成立清算组", "Liquidation group formed"}, "CreditorsNotified": {"通知、公告债权人", "Creditors told"}, "LiquidationEnded": {"清算结束", "Liquidation ended"}, "ResidueSettled": {"登记剩余财产的接收", "Recipient of the residue entered"}, "CourtPetitioned": {"申请法院指定清算组", "Court petitioned"},
	"ContactHandedOver": {"移交首问责任", "First contact handed over"}, "CorrectedOnSpot": {"当场更正", "Corrected on the spot"}, "GapsListedAgain": {"再次告知补正（例外）", "Further gaps told (exception)"},
	"DecisionTimeExtended": {"延长办理期限", "Time to decide extended"}, "RegistrationPaused": {"暂停计时", "Paused"}, "RegistrationResumed": {"恢复计时", "Resumed"},
	"InterestedInformed": {"告知利害关系人", "Interested party told"}, "InterestedHeard": {"听取陈述申辩", "View recorded"}, "LicenceHearingTold": {"告知听证权利", "Told of the right to a hearing"},
	"LicenceHearingAsked": {"申请听证", "Hearing asked for"}, "LicenceHearingWaived": {"放弃听证", "Hearing waived"}, "LicenceHearingSet": {"通知听证", "Hearing set"}, "LicenceHearingHeld": {"举行听证", "Hearing held"},
	"LicenceHearingCancelled": {"取消听证", "Hearing cancelled"}, "ConsentLost": {"业务主管单位不再同意", "Consent lost"}, "RegistrationReturned": {"退回审查", "Returned to the reviewers"}, "GrantRescinded": {"撤回准予决定", "Grant taken back"},
	"RegistrationClueOpened": {"登记处罚线索", "Penalty clue opened"}, "AnnulmentProposed": {"提出撤销（撤回）意见", "Annulment proposed"}, "RegistrationAnnulled": {"撤销（撤回）登记", "Registration annulled"}, "ServiceRated": {"好差评", "Service rated"},
	"OrganizationCharterApproved": {"核准章程", "Charter approved"}, "OrganizationCertificateReplaced": {"补领证书", "Certificate replaced"}, "OrganizationCaseOpened": {"处罚立案", "Penalty case filed"}, "OrganizationCaseClosed": {"处罚结案", "Penalty case over"}, "OrganizationRevocationTold": {"告知拟撤销登记", "Told that its registration is to be revoked"},
	"RegisterInformed":       {"载入社会组织登记簿", "Entered in the register of organizations"},
	"OrganizationRegistered": {"载入登记簿", "Entered in the register"}, "OrganizationChanged": {"变更登记事项", "Registered items changed"}, "OrganizationEnded": {"注销", "Ended"}, "OrganizationStatusSet": {"状态变更", "Status changed"},

	// clean-ups
	"CleanupDrafted": {"起草清理整治方案", "Clean-up drafted"}, "CleanupRevised": {"修改方案", "Scheme revised"}, "CleanupApproved": {"批准方案", "Scheme approved"}, "CleanupScreeningAsked": {"启动摸底筛查", "Screening asked for"},
	"CleanupScreened": {"筛查完成，名单锁定", "Register screened"}, "CleanupItemAdded": {"增加清理对象", "Put on the list"}, "CleanupItemRemoved": {"移出清理对象", "Taken off the list"}, "CleanupReviewed": {"法制审核公告", "Announcement reviewed"},
	"CleanupPublished": {"发布公告", "Announced"}, "CleanupSupplemented": {"发布补充公告", "Those added announced"}, "CleanupBatchOpened": {"逐户立档", "Files opened"}, "CleanupWindowSet": {"调整同时在办户数", "Window set"}, "CleanupWasPaused": {"暂停", "Paused"}, "CleanupResumed": {"恢复", "Resumed"},
	"CleanupWasCancelled": {"取消", "Cancelled"}, "CleanupClosed": {"处置收尾", "Handling closed"}, "CleanupWasReported": {"总结", "Reported"},
	"ClearanceOpened": {"立档核查", "File opened"}, "ClearanceAssigned": {"指定核查人员", "Officers named"}, "LetterSent": {"寄出联系信函", "Letter sent"}, "LetterResultRecorded": {"信函结果", "Letter's result"}, "ContactLogged": {"走访、电话和部门回复", "Contact logged"},
	"ClearanceVerified": {"两人核查结论", "Verified by two"}, "DisposalProposed": {"提出处置意见", "Disposal proposed"}, "DisposalDecided": {"决定处置方式", "Disposal decided"}, "DisposalReturned": {"退回处置意见", "Proposal returned"},
	"ClearanceServed": {"送达整改通知", "Order served"}, "RectificationReported": {"收整改报告", "Correction reported"}, "RectificationChecked": {"复核整改", "Correction checked"}, "CaseResultTaken": {"立案办理结果", "Result of the case"},
	"ClearanceCollected": {"收缴、作废证书印章", "Certificate and seal out of use"}, "DeregistrationLinked": {"立注销登记", "Deregistration opened"}, "ClearanceWasSettled": {"登记处置结果", "Result entered"}, "ClearanceWayChanged": {"改变处置方式", "Way changed"},
	"ClearanceObjected": {"提出异议", "Objected"}, "ObjectionAnswered": {"答复异议", "Objection answered"}, "ClearanceWasClosed": {"销号", "Closed"}, "ClearanceSentBack": {"退回核查", "Sent back"},
	// annual check, credit lists, sampling
	"CheckBegun": {"开立年检", "Check opened"}, "CheckStoodOut": {"不参加本年度年检", "Stays out"}, "YearReported": {"报送年度工作报告", "Year reported"}, "UnitOpined": {"业务主管单位初审", "Opinion of the unit"},
	"MoreAsked": {"要求补充、说明", "More asked for"}, "MoreAnswered": {"补充、说明", "Answered"}, "OrganizationVisited": {"实地检查", "Visited"}, "YearReviewed": {"提出审查意见", "Conclusion proposed"},
	"YearReturned": {"退回重审", "Review returned"}, "YearConcluded": {"作出年检结论", "Concluded"}, "YearPublished": {"公布年检结论", "Conclusion published"}, "RectifiedReported": {"报告整改情况", "Rectification reported"},
	"RectifiedVerified": {"核实整改", "Rectification verified"}, "YearReset": {"改变年检结论", "Conclusion changed"}, "CheckWasMissed": {"登记未参检", "Missed"}, "CheckUnrectified": {"登记未按期整改", "Not rectified in time"},
	"CheckServed":     {"送达", "Served"},
	"CheckClueOpened": {"登记处罚线索", "Clue registered"}, "CheckWasClosed": {"终结年检", "Ended"}, "OrganizationChecked": {"年检情况", "Annual check"},
	"ListingOpened": {"登记列入线索", "Candidate opened"}, "ListingLetterSent": {"寄出专用信函", "Special letter sent"}, "LetterFared": {"专用信函投递结果", "How the letter fared"}, "NoFaultProved": {"无过错证明", "Proof of no fault"},
	"ListingNoticed": {"列入事先告知", "Advance notice"}, "ListingServed": {"送达", "Served"}, "ReplyRecorded": {"陈述申辩", "Reply recorded"}, "ReplyAnswered": {"复核陈述申辩", "Reply answered"},
	"ListingDropped": {"不予列入", "Dropped"}, "ListingDecided": {"决定列入", "Decided"}, "ListingRestarted": {"列入期间重新起算", "Period restarted"}, "ListingPublished": {"公布并录入信用信息", "Published"},
	"RemovalAsked": {"申请移出", "Removal asked for"}, "RemovalVerified": {"核实移出申请", "Application verified"}, "ListingRemoved": {"移出名单", "Removed"}, "ListingMoved": {"移入严重违法失信名单", "Moved to the severe list"},
	"ListingMoveBegun": {"列入满两年，启动移入程序", "Two years are over: the move begins"}, "ListingMoveDeclined": {"不予移入，两年重新起算", "Not moved: the two years begin again"}, "ListingEnded": {"随组织终止而终止列入", "Ended with the organization"},
	"ListingGroundChanged": {"据以列入的处罚撤销或者变更", "The penalty it rests on was annulled or varied"}, "ListingUpheld": {"维持列入", "Upheld"},
	"OrganizationListed": {"列入名单", "Listed"}, "OrganizationDelisted": {"移出名单", "Delisted"}, "OrganizationPenalized": {"载入行政处罚", "Penalty entered"},
	// what the gaps of issue 4 added
	"OrganizationPenaltyChanged": {"行政处罚变更或者撤销", "Penalty varied or annulled"}, "OrganizationListingOpened": {"登记列入线索", "Candidate for a list"}, "OrganizationListingEnded": {"列入线索办结", "Candidate settled"},
	"StopEnded": {"停止活动期满，恢复活动", "The stop is over"}, "SealedReturned": {"发还封存的证书、印章", "What was sealed was given back"},
	"FindingSettled":     {"核实负责人任职提示", "Finding about officers settled"},
	"ElectionWasOrdered": {"责令限期换届", "Election ordered"}, "OrderedElectionHeld": {"已完成换届，办结", "The ordered election was held"},
	"ElectionLinked": {"责令换届并入清理整治", "The election is ordered in the clean-up"}, "ClearanceElectionHeld": {"已登记换届，待销号", "The election is recorded"},
	"ClearanceExcused": {"登记无过错证明", "Proof of no fault"}, "AnswerServed": {"送达异议答复书", "Answer served"}, "ClearanceListed": {"登记列入名录线索", "Candidate for a list opened"}, "MoveJoins": {"已在严重违法失信名单", "Stands on the severe list already"}, "ListingMovedInto": {"并入已有列入，期间重新起算", "Joined the entry that stands"},
	"PoolFrozen": {"固定抽取名单", "Pool frozen"}, "SampleDrawn": {"随机抽取抽查对象", "Sample drawn"},

	// meeting
	"MeetingConvened": {"召集集体讨论", "Leaders convened"}, "AgendaAmended": {"调整会议安排", "Agenda amended"}, "ItemWithdrawn": {"议题撤下", "Item withdrawn"}, "MeetingHeld": {"会议记录", "Minutes taken"},
	"MinutesSigned": {"签署会议记录", "Minutes signed"}, "MeetingClosed": {"会议办结", "Meeting closed"}, "CaseDiscussed": {"集体讨论决议", "Resolved by the leaders"},
	"MeetingWasCancelled": {"取消会议", "Meeting cancelled"},

	// referral
	"ReferralOpened": {"登记移送", "Referral opened"}, "CaseReferred": {"移送其他机关", "Referred to another organ"}, "ReferralAnswered": {"移送进展", "A referral moved"}, "ClueReferred": {"移送线索", "Clue referred"},
	"ReferralReported": {"专案组提出报告", "Task force reported"}, "ReferralApproved": {"批准移送并编号", "Referral approved and numbered"}, "ReferralRefused": {"不批准移送", "Referral not approved"},
	"ReferralSent": {"送出移送材料", "Referral handed over"}, "ReferralReceived": {"签收回执", "Receipt entered"}, "ReferralForwarded": {"对方转送", "Forwarded"}, "ReferralMisdirected": {"误投", "Misdirected"},
	"MaterialsMissing": {"要求补充材料", "Supplement asked"}, "Supplemented": {"补充材料", "Supplemented"}, "PoliceDecided": {"公安机关决定", "Police decided"}, "RefusalContested": {"提请复议、立案监督", "Refusal contested"},
	"ReferralSupervised": {"立案监督结果", "Procuratorate decided"}, "CaseTakenBack": {"收回自行处理", "Taken back"}, "GoodsDelivered": {"移交涉案物品和材料", "Goods handed over"}, "ReferralProgressed": {"刑事案件进展", "Criminal case moved"},
	"ReferralReplied": {"对方答复", "Reply entered"}, "ReferralConcluded": {"刑事结果", "Criminal case over"}, "ReferralArrived": {"登记移送来件", "Arrived from another organ"}, "ReferralTakenUp": {"登记为线索", "Taken up as a clue"},
	"ReferralDeclined": {"来件不予立案", "Declined"}, "ReferralResultReported": {"回复处理情况", "Result reported"},

	// stand-ins
	"StandInNamed": {"指定代理人", "Stand-in named"}, "StandInEnded": {"终止代理", "Stand-in ended"},

	// norms
	"NormsSet": {"设置处罚规范", "Law of sanctions set"},

	"NoteAdded": {"记事", "Note"}, "EvidenceAdded": {"登记证据", "Evidence entered"}, "Acknowledged": {"确认提醒", "Reminder acknowledged"},
	"Reassigned": {"变更承办人", "Reassigned"}, "DocumentRendered": {"文书生成", "Instrument rendered"}, "InstantPassed": {"期限时点", "A clock reached a moment"},
	"ClocksRecounted": {"重算期限", "Clocks recounted"},
}

var instantTitles = map[string][2]string{
	domain.InstantRemind: {"期限提醒", "Reminder of a deadline"}, domain.InstantExpire: {"期限届满", "A deadline passed"}, domain.InstantEscalate: {"逾期督办", "Overdue: escalated"},
}

// reportTitles name the events of a charity's report: it is taken in, there is no conclusion (慈善法 13; 社会团体年度检查办法 20).
var reportTitles = map[string][2]string{
	"CheckBegun": {"开立年度报告案卷", "File of the report opened"}, "YearReviewed": {"审查年度工作报告", "Report looked at"}, "YearReturned": {"退回重新审查", "Sent back"}, "YearConcluded": {"收讫年度工作报告", "Report taken in"},
	"YearPublished": {"公布年度工作报告报送情况", "Published that it reported"}, "CheckWasMissed": {"登记未报送年度工作报告", "Not reported"}, "CheckWasClosed": {"终结", "Ended"},
}

var reinspections = map[string]string{ //nolint:gosec // "passed" is a result
	"passed": "全部改正", "partial": "部分改正", "failed": "未改正",
}

var reviewOpinions = map[string]string{ //nolint:gosec // PASS is an opinion
	"PASS": "同意", "PASS_WITH_CHANGES": "修改后同意", "SUPPLEMENT": "补充调查", "REJECT": "不同意", "NOT_COMPETENT": "不属于本机关管辖", "REFER_CRIMINAL": "涉嫌犯罪，移送公安机关",
	"LAWFUL": "合法", "MODIFY": "修改", "RETURN_PROCEDURE": "退回补正程序", "UNLAWFUL": "不合法",
}

// timeline tells the events of the file, oldest first.
func timeline(c *domain.Case, events []store.EventRow, people map[domain.PersonID]domain.Person) []TimelineRow {
	out := make([]TimelineRow, 0, len(events))
	for _, e := range events {
		t := eventTitles[e.Kind]
		r := TimelineRow{Seq: e.Seq, Kind: e.Kind, Title: t[0], TitleEN: t[1], Actor: e.Actor, ActorName: nameOf(people, e.Actor), OccurredAt: e.OccurredAt,
			RecordedAt: e.RecordedAt, Backfill: e.Backfill, System: e.Actor == domain.System, Summary: summary(c, e, &t)}
		if e.Kind == "ApplicationAccepted" && e.Actor == domain.Applicant { // nobody accepts an own application: the last supplement does (行政许可法 32)
			t = [2]string{"补正齐全，依法受理", "Accepted by law: the supplement is complete"}
		}
		if x, ok := reportTitles[e.Kind]; ok && c.AnnualCheck != nil && c.AnnualCheck.Track == domain.TrackCharity {
			t = x
		}
		r.Title, r.TitleEN = t[0], t[1]
		if e.For != "" {
			r.For, r.ForName = e.For, nameOf(people, e.For)
			r.ActorName += "（代" + r.ForName + "）"
		}
		if e.RecordedBy != e.Actor && e.RecordedBy != "" {
			r.RecordedByName = nameOf(people, e.RecordedBy)
		}
		if !r.System {
			r.LateDays = max(0, int(domain.DateOf(e.RecordedAt)-domain.DateOf(e.OccurredAt)))
		}
		out = append(out, r)
	}
	return out
}

func nameOf(people map[domain.PersonID]domain.Person, id domain.PersonID) string {
	if id == domain.System {
		return "系统"
	}
	if id == domain.Applicant {
		return "申请人"
	}
	if p, ok := people[id]; ok {
		return p.Name
	}
	return string(id)
}

// summary is the sentence a reader looks for: the reason, the opinion, the number.
func summary(c *domain.Case, e store.EventRow, title *[2]string) string {
	if e.Kind == "InstantPassed" {
		return passed(c, e, title)
	}
	var d struct {
		What     string `json:"what"`
		Reason   string `json:"reason"`
		Comment  string `json:"comment"`
		Text     string `json:"text"`
		Note     string `json:"note"`
		Opinion  string `json:"opinion"`
		Account  string `json:"account"`
		Report   string `json:"report"`
		Residual string `json:"residual"`
		Summary  string `json:"summary"`
		Where    string `json:"where"`
		Result   any    `json:"result"`
		Title    string `json:"title"`
		Document any    `json:"document"`
		Lines    []int  `json:"lines"`
		Residue  struct {
			Recipient string `json:"recipient"`
		} `json:"residue"`
		Discussed struct {
			Text string `json:"text"`
		} `json:"discussed"`
	}
	if err := json.Unmarshal(e.Data, &d); err != nil {
		return ""
	}
	if d.Residual != "" { // the report of a liquidation is a file, named by its hash
		d.Report = ""
	}
	var parts []string
	if doc, ok := d.Document.(map[string]any); ok {
		if n, _ := doc["number"].(string); n != "" {
			parts = append(parts, n)
		}
	}
	if id, ok := d.Document.(string); ok && strings.HasSuffix(e.Kind, "Served") {
		if x := c.Document(domain.DocumentID(id)); x != nil { // which of the papers of the file it was
			parts = append(parts, strings.TrimSpace(x.Title+" "+x.Number))
		}
	}
	if r, ok := d.Result.(string); ok && reinspections[r] != "" {
		parts = append(parts, reinspections[r])
	}
	if t, ok := reviewOpinions[d.Opinion]; ok { // what a reviewer concluded is a code in the event
		parts, d.Opinion = append(parts, t), ""
	}
	for _, s := range []string{d.Reason, d.Comment, d.Text, d.Note, d.Opinion, d.Account, d.Report, d.Summary, d.Where, d.Residual, d.Residue.Recipient, d.Discussed.Text} {
		if s != "" {
			parts = append(parts, cut(s, 200))
			break
		}
	}
	return strings.Join(parts, "；")
}

// passed tells which clock reached its moment, and what the law makes of an end.
func passed(c *domain.Case, e store.EventRow, title *[2]string) string {
	var b domain.InstantPassed
	if err := json.Unmarshal(e.Data, &b); err != nil {
		return ""
	}
	if t, ok := instantTitles[b.What]; ok {
		*title = t
	}
	k := c.Clock(b.Clock)
	switch {
	case k == nil:
		return ""
	case b.What == domain.InstantExpire && b.Effect == domain.EffectDeemedAccept:
		return k.Title + "（" + b.Due.String() + "届满）：期内没有告知，自收到申请材料之日起即为受理"
	}
	return k.Title + "（" + b.Due.String() + "届满）"
}

// steps places the file on the main line of its procedure. Where it has been is read from its events, so a stage that
// was left out is shown as left out.
func steps(c *domain.Case, events []store.EventRow) ([]StepRow, error) {
	line := domain.StepsOf(c)
	out := []StepRow{}
	if len(line) == 0 {
		return out, nil
	}
	been := map[domain.Stage]bool{}
	last := -1 // the furthest step of the main line that was reached
	f := &domain.Case{}
	for _, e := range events {
		b, err := domain.ReadBody(e.Kind, e.Data)
		if err != nil {
			return nil, err
		}
		if err := f.Apply(domain.Event{Case: e.Case, Seq: e.Seq, Actor: e.Actor, RecordedBy: e.RecordedBy, OccurredAt: e.OccurredAt, RecordedAt: e.RecordedAt, Body: b}); err != nil {
			return nil, err
		}
		been[f.Stage] = true
		if i := slices.Index(line, f.Stage); i >= 0 {
			last = i
		}
	}
	titles := domain.StageTitles()
	onLine := slices.Contains(line, c.Stage)
	beside := StepRow{c.Stage, titles[c.Stage][0], titles[c.Stage][1], "current"} // the main line: overdue, suspended, refused …
	if last < 0 && !onLine {
		out = append(out, beside)
	}
	for i, st := range line {
		r := StepRow{Stage: st, Title: titles[st][0], English: titles[st][1]}
		switch {
		case st == c.Stage && c.ClosedOn.IsZero():
			r.State = "current"
		case i <= last && been[st]:
			r.State = "done"
		case i <= last, !c.ClosedOn.IsZero():
			r.State = "skipped"
		default:
			r.State = "todo"
		}
		out = append(out, r)
		if i == last && !onLine {
			out = append(out, beside)
		}
	}
	return out, nil
}

// mentioned are the people a file names.
func mentioned(c *domain.Case, events []store.EventRow) []domain.PersonID {
	ids := append([]domain.PersonID{c.Handler}, c.Officers...)
	for _, p := range c.Parts {
		ids = append(ids, p.Person, p.For)
	}
	for _, t := range c.Tasks {
		ids = append(ids, t.Person, t.DoneBy)
	}
	for _, d := range c.Documents {
		ids = append(ids, d.IssuedBy)
	}
	for _, x := range c.Evidence {
		ids = append(ids, x.TakenBy)
	}
	for _, e := range events {
		ids = append(ids, e.Actor, e.For, e.RecordedBy)
	}
	if k := c.Campaign; k != nil {
		ids = append(ids, k.ApprovedBy)
		for _, t := range k.Targets {
			ids = append(ids, t.Officers...)
		}
	}
	if i := c.Inspection; i != nil {
		ids = append(ids, i.ApprovedBy)
		if i.Record != nil {
			ids = append(ids, i.Record.Officers...)
		}
	}
	if r := c.Rectification; r != nil {
		ids = append(ids, r.DraftedBy, r.ApprovedBy)
	}
	if r := c.Referral; r != nil {
		ids = append(ids, r.ApprovedBy)
	}
	if p := c.Penalty; p != nil {
		for _, r := range p.Recusals {
			ids = append(ids, r.Person, r.Replacement)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// names are the people of an authority by id.
func (s *server) names(ctx context.Context, a domain.AgencyID) (map[domain.PersonID]domain.Person, error) {
	all, err := s.store.People(ctx, a)
	if err != nil {
		return nil, err
	}
	m := make(map[domain.PersonID]domain.Person, len(all))
	for _, p := range all {
		m[p.ID] = p
	}
	return m, nil
}
