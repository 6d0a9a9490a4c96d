package workflows

import (
	"go.temporal.io/sdk/workflow"

	"yifa/domain"
)

// Rectification follows an order to correct (责令限期改正), from its draft to the end of what came of it.
//
// What an expiry does to the file is decided in domain (InstantPassed); here it is only seen to that it happens, and
// happens at its moment. An extension, a suspension or a report moves or ends the clock in the file; the next look sees
// another moment, and the timer follows it.
func Rectification(ctx workflow.Context, file File) (Ended, error) {
	f := follow(ctx, file, Rectification, rectificationStages)
	for f.open() {
		f.letTimePass() // reminders, expiries and escalations that have come
		f.render()      // the order once approved, the receipt once served, the opinion once re-inspected
		f.await()       // an act of a person, or the next moment
	}
	return f.end()
}

var rectificationStages = stages{
	// 拟稿. Somebody other than officers and drafter approves (行政处罚法 57 by analogy). No term runs.
	domain.RectDrafted: "等待负责人审批，或者修改退回的稿件。",
	// 待送达. The order (I-8) is rendered. RE-03 runs to service: 7 working days, reminded 2 and 1 before, escalated after.
	domain.RectApproved: "等待送达；送达期限在计算。",
	// 公告送达中. SV-01 runs: 30 days after publication the order counts as served (民事诉讼法 95), and RE-01 starts with that
	// day. If the party signs before, that service wins.
	domain.RectAnnounced: "公告期在计算，期满视为送达，整改期限随之起算。",
	// 整改中. RE-01 runs from the day after service: reminders to the officer before, then it expires (行政处罚法 28 I).
	domain.RectInProgress: "整改期限在计算，等待整改报告或者提前复查。",
	// 申请延期. The deadline goes on running while the request is decided; it cannot be extended once it has passed.
	domain.RectExtAsked: "等待审批延期申请；原期限继续计算。",
	// 待复查. RE-01 was met with the day of the report. RE-02 runs: re-inspection within 5 working days.
	domain.RectReported: "等待复查；复查期限在计算。",
	// 逾期未报. RE-01 ran out: RE-02 runs from its due day, and the delay is taken to the officer, the head of the
	// section and the manager, one after the other, until somebody reports or re-inspects.
	domain.RectOverdue: "逾期未报，等待复查；复查期限在计算，逐级督办。",
	// 未通过复查. One further order after a partial correction, else a case is proposed. No term runs.
	domain.RectReinspected: "未通过复查，等待再次责令改正或者建议立案。",
	// 已办结, 已撤销. All clocks have stopped; instruments still to be rendered are rendered.
	domain.RectClosed:  "已办结。",
	domain.RectRevoked: "通知书已撤销。",
}
