package workflows

import (
	"go.temporal.io/sdk/workflow"

	"yifa/domain"
)

// Clearance follows one organization in a clean-up. It waits for people, for the second letter, for the end of a public notice and
// of the days to correct; it knows nothing of the campaign, which may be paused, cancelled or over.
func Clearance(ctx workflow.Context, file File) (Ended, error) {
	f := follow(ctx, file, Clearance, clearanceStages)
	for f.open() {
		f.letTimePass() // T19 and T19b between two letters, T18 of a public notice, CLU-02 to correct
		f.render()      // the order to correct, or to elect
		f.await()
	}
	return f.end()
}

var clearanceStages = stages{
	domain.ClearSuspect:    "等待核查：走访、电话、信函，由两人作出结论。",
	domain.ClearContacting: "等待第一封信函的结果，或者在间隔期内寄出第二封。",
	domain.ClearLost:       "两次信函均未签收，等待核查结论。",
	domain.ClearConfirmed:  "等待提出处置意见。",
	domain.ClearProposed:   "等待负责人决定处置方式。",
	// 整改通知待送达. By public notice T18 runs, and the days to correct begin with its end.
	domain.ClearOrdered:    "等待送达整改通知；公告送达的，公告期在计算。",
	domain.ClearRectifying: "整改期限在计算，等待整改报告。",
	domain.ClearOverdue:    "逾期未整改，等待列入异常名录或者改变处置方式。",
	domain.ClearReported:   "等待两人复核整改。",
	// 注销办理中, 立案办理中. The registration and the penalty case have files and workflows of their own.
	domain.ClearDeregistering: "等待清算、注销登记办结。",
	domain.ClearCase:          "等待案件决定并送达。",
	domain.ClearLiquidation:   "等待收缴或者作废证书印章、清算注销，或者申请法院指定清算组。",
	domain.ClearSettled:       "等待核对销号。",
	domain.ClearClosed:        "已销号。",
}
