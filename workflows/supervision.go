package workflows

import (
	"go.temporal.io/sdk/workflow"

	"yifa/domain"
)

// AnnualCheck follows the annual check of one organization and year (年度检查), from 1 January to the published conclusion.
func AnnualCheck(ctx workflow.Context, file File) (Ended, error) {
	return supervised(ctx, file, AnnualCheck, annualCheckStages)
}

// Listing follows an entry of a credit list (活动异常名录、严重违法失信名单), from the lead to the removal, which may be years away.
func Listing(ctx workflow.Context, file File) (Ended, error) {
	return supervised(ctx, file, Listing, listingStages)
}

// supervised is what both have in common: what time brings for the register is an act, and asked for as soon as it is owed.
func supervised(ctx workflow.Context, file File, self any, waits stages) (Ended, error) {
	f := follow(ctx, file, self, waits)
	for f.open() {
		f.letTimePass() // 31 March, 31 May, the days to rectify and to reply, two years on a list
		f.settle()      // a year that was missed goes into the register, an entry moves or falls away
		f.render()      // notices of conclusion and rectification, of listing and removal
		f.await()
	}
	return f.end()
}

var annualCheckStages = stages{
	// 待报送. T10 and T10b run for the organization: to the supervising unit, to the registrar; a foundation and a charity have one day.
	domain.ChkOpen:    "等待报送年度工作报告；报送期限在计算。",
	domain.ChkUnit:    "等待业务主管单位初审意见。",
	domain.ChkReview:  "审查中；社会团体的结论期限（9月30日）在计算。",
	domain.ChkAsked:   "等待补充材料、说明或者审计报告。",
	domain.ChkDecide:  "等待负责人审定，作出年检结论；慈善组织年度报告为确认收讫。",
	domain.ChkPublish: "等待公布年检结论。",
	domain.ChkServe:   "已经公布，等待送达结论通知书、整改通知书；公告送达的，公告期在计算。",
	// 限期整改. REG-3.04 or REG-3.06 runs from the service of the order; its end is a lead for the list of abnormal activity.
	domain.ChkRectify: "整改期限在计算，或者等待登记处罚线索。",
	domain.ChkMissed:  "逾期未报送，已载入登记簿；仍可补报。",
	domain.ChkClosed:  "已办结。",
	domain.ChkOut:     "不参加本年度年检。",
}

var listingStages = stages{
	// 线索待核实. Where contact was lost, T19 and T19b run between the two letters.
	domain.LstCandidate: "等待核实线索；邮寄专用信函的，间隔在计算。",
	domain.LstNoticed:   "等待送达事先告知书；公告送达的，公告期在计算。",
	domain.LstReply:     "陈述申辩期限在计算。",
	domain.LstAnswer:    "等待复核陈述申辩。",
	domain.LstDecide:    "等待决定是否列入。",
	// 已列入. T26 for the credit information; T20 to the severe list, T21 where nothing remains to be done, T23 on the severe list.
	domain.LstListed:    "已列入，列入期间在计算。",
	domain.LstRemoval:   "等待核实移出申请。",
	domain.LstVerified:  "五个工作日内移出。",
	domain.LstRemoved:   "已移出。",
	domain.LstDropped:   "不予列入。",
	domain.LstJoined:    "原列入期间已重新起算。",
	domain.LstCorrected: "列入有误，已更正。",
}
