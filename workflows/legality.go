package workflows

import (
	"go.temporal.io/sdk/workflow"

	"yifa/domain"
)

// Legality follows a legality review (合法性审核): of a penalty case, whose child it is, or of a paper from its draft to its
// expiry. The case it belongs to is told by the acts of the reviewer, not from here.
func Legality(ctx workflow.Context, file File) (Ended, error) {
	f := follow(ctx, file, Legality, legalityStages)
	for f.open() {
		f.letTimePass()
		f.render()
		f.await()
	}
	return f.end()
}

var legalityStages = stages{
	// 待受理. Nothing runs before the package is complete (行政处罚法 58; 国办发〔2018〕115号).
	domain.LegSubmitted: "等待审核人员受理。",
	// 退回补充. A review under way stands still meanwhile.
	domain.LegReturned: "等待补充材料；审核中退回的，审核期限中止。",
	// 审核中. LEG-01 for a case, TL-14b, TL-14, LEG-05 or LEG-09 for a paper.
	domain.LegReviewing: "等待审核意见；审核期限在计算。",
	domain.LegOpined:    "等待按审核意见修改后重新送审。",
	// 审核通过. A paper is adopted by the leaders together (重大行政决策程序暂行条例 30), then signed, numbered, published.
	domain.LegPassed:   "等待集体讨论，或者签订合同。",
	domain.LegAdopted:  "等待正职负责人签署。",
	domain.LegSigned:   "等待登记编号；合同的备案期限在计算。",
	domain.LegNumbered: "等待公布；未经公布不得施行。",
	// 已公布. LEG-03 runs: filing; LEG-08 until it is in force, LEG-07 until it expires.
	domain.LegPublished: "等待备案；备案期限、有效期在计算。",
	domain.LegFiled:     "等待施行之日。",
	domain.LegInForce:   "施行中；有效期在计算，届满失效。",
	domain.LegExpired:   "有效期届满。",
	domain.LegRepealed:  "已废止。",
	domain.LegRejected:  "集体讨论未通过。",
	domain.LegConcluded: "审核办结。",
	domain.LegWithdrawn: "已撤回送审。",
}
