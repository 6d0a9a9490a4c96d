package workflows

import (
	"go.temporal.io/sdk/workflow"

	"yifa/domain"
)

// Penalty follows a penalty case (行政处罚, 取缔), from the clue to the archive.
//
// What an expiry does to the file is decided in domain: a right that was not used is waived, a measure lapses, a fine not paid is
// overdue, a public notice counts as service. Reviews, meetings and referrals are files of their own with workflows of their own;
// what comes of them is entered in this file by their acts, and the next look sees it.
func Penalty(ctx workflow.Context, file File) (Ended, error) {
	f := follow(ctx, file, Penalty, penaltyStages)
	for f.open() {
		f.letTimePass()
		f.settle() // a decision served by the end of a public notice goes into the register of organizations
		f.render()
		f.await()
	}
	return f.end()
}

var penaltyStages = stages{
	// 线索核查. PEN-1.01 runs: 15 working days to decide on filing (borrowed, unconfirmed). Officers propose, a leader decides (行政处罚法 54).
	domain.PenClue: "核查线索，等待立案审批；立案审查期限在计算。",
	// 调查取证. PEN-4.01 or PEN-4.02 runs: 90 days from filing (行政处罚法 60). Preserved evidence has its own 7 working days (56).
	domain.PenFiled: "调查取证；办案期限在计算。",
	// 中止调查. A listed cause; the clock stands still only where the rule row says so (民政部令第68号 31 does not name it).
	domain.PenSuspended: "中止调查，等待原因消除。",
	// 调查终结, 审核中. The proposal is bound by its digest; somebody who did not inquire examines it (行政处罚法 57, 58).
	domain.PenReported:  "等待送审，或者按审核意见修改。",
	domain.PenExamining: "等待审核意见；审核期限在审核案卷中计算。",
	domain.PenDisputed:  "承办与审核两次意见不一致，等待集体讨论。",
	domain.PenExamined:  "等待制作、送达告知书，或者直接提请决定。",
	// 已告知. PEN-3.01 and, with the right to a hearing, PEN-3.02 run from service: 5 working days each (行政处罚法 45, 64).
	domain.PenNoticed: "陈述申辩、要求听证的期限在计算。",
	// 听证. The host's clocks run; the notice leaves 7 clear working days (行政处罚法 64). 68号令: not counted in the 90 days.
	domain.PenHearing: "等待确定主持人、时间，举行听证。",
	domain.PenHeard:   "等待听证报告；听证报告期限在计算。",
	// 待提请决定. The legality review where 行政处罚法 58 wants it, then the decision is asked for.
	domain.PenPostNotice: "等待送法制审核，或者提请决定。",
	domain.PenReviewing:  "等待法制审核意见。",
	domain.PenToDiscuss:  "等待负责人集体讨论。",
	domain.PenToDecide:   "等待负责人决定。",
	// 待送达. PEN-4.03 runs: 7 working days (行政处罚法 61); PEN-4.05 runs beside it: disclosure within 7 working days of the decision.
	domain.PenDecided: "等待送达；送达期限、公示期限在计算。",
	// 履行中. PEN-4.16 runs: 15 days to pay (行政处罚法 67); review 60 days and suit 6 months run beside it.
	domain.PenServed:     "缴款、复议、诉讼期限在计算。",
	domain.PenInstalment: "按批准的计划缴纳；每期到期日在计算。",
	// 逾期. The surcharge grows 3 % a day to the amount of the fine (行政处罚法 72); then the demand, 10 working days, then the court within 3 months (行政强制法 53, 54).
	domain.PenOverdue:   "逾期未履行，加处罚款在计算；等待催告。",
	domain.PenDemanded:  "已催告，等待履行；期满后可以申请法院执行。",
	domain.PenCourt:     "等待人民法院裁定和执行。",
	domain.PenPerformed: "等待结案审批。",
	// 公安机关办理中. The criminal matter goes first (行政处罚法 27); nothing is decided here meanwhile.
	domain.PenWithPolice: "公安机关已经立案，行政程序等待其结果。",
	// 待归档. AR-01 runs. 已归档, 不予立案, 已移送: nothing runs.
	domain.PenConcluded: "等待归档；归档期限在计算。",
	domain.PenArchived:  "已归档。",
	domain.PenNotFiled:  "不予立案。",
	domain.PenMoved:     "已移送其他机关。",
	domain.PenJoined:    "已并入另一案件。",
}
