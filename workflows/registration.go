package workflows

import (
	"go.temporal.io/sdk/workflow"

	"yifa/domain"
)

// Registration follows an application for registration (社会组织登记), from the window to the announcement. What silence means
// (行政许可法 32: accepted as of the day of receipt) is decided in domain; here it is seen to that it happens at its moment.
func Registration(ctx workflow.Context, file File) (Ended, error) {
	f := follow(ctx, file, Registration, registrationStages)
	for f.open() {
		f.letTimePass() // five working days of silence, a name that ran out, materials not supplemented
		f.render()      // receipt, the list of gaps, acceptance, decision, certificate
		f.await()
	}
	return f.end()
}

var registrationStages = stages{
	domain.RegDraft: "等待签署事先告知书或者递交申请。",
	// 已签事先告知书. The name is checked against the register; no term of the law runs.
	domain.RegNoticed: "等待核查名称。",
	// 名称已预登记. T13 runs: the founding assembly within six months, or the name lapses.
	domain.RegNamed: "名称保留期在计算，等待递交申请。",
	// 清算中. T09 and T09b run: creditors are told within 10 days, a newspaper notice within 60.
	domain.RegLiquidating: "清算中，通知、公告债权人的期限在计算。",
	domain.RegLiquidated:  "清算结束，十五日内申请注销登记。",
	// 已收件. T01 runs: five working days to tell all gaps; silence accepts as of the receipt (行政许可法 32 I 4).
	domain.RegReceived: "五个工作日内受理或者一次性告知补正；逾期自收件之日起即为受理。",
	// 待补正. T05 runs for the applicant.
	domain.RegDeficient: "等待申请人补正；补正期限在计算。",
	// 已受理 to 待决定. The limit of the law and the promised one run.
	domain.RegAccepted: "等待分办；办理期限在计算。",
	domain.RegReview:   "审查中；办理期限在计算。",
	domain.RegPaused:   "听证等期间不计入办理期限。",
	domain.RegLegal:    "等待法制审核；办理期限在计算。",
	domain.RegDiscuss:  "等待集体讨论；办理期限在计算。",
	domain.RegToDecide: "等待决定；办理期限在计算。",
	// 准予, 已制证, 不予. T04 runs: ten working days to hand over the result (行政许可法 44).
	domain.RegGranted:   "等待赋码制证；送达期限在计算。",
	domain.RegCertified: "等待送达和公告。",
	domain.RegRefused:   "等待送达不予登记决定。",
	domain.RegClosed:    "已办结。",
	domain.RegRejected:  "不予受理。",
	domain.RegWithdrawn: "申请人已撤回。",
	domain.RegLapsed:    "已退件。",
}
