package workflows

import (
	"go.temporal.io/sdk/workflow"

	"yifa/domain"
)

// Inspection follows the inspection of one target (行政检查), from assignment to the publication of its result.
func Inspection(ctx workflow.Context, file File) (Ended, error) {
	f := follow(ctx, file, Inspection, inspectionStages)
	for f.open() {
		f.letTimePass() // reminders, expiries and escalations that have come
		f.render()      // approval, notice, record, result: each once it is issued
		f.publish()     // the result, on its last day, if nobody published or withheld it
		f.await()       // an act of a person, or the next moment
	}
	return f.end()
}

var inspectionStages = stages{
	// 待审批. Every inspection needs approval, complaint-driven ones too (国办发〔2024〕54号). An urgent one may go ahead.
	domain.InspAssigned: "等待负责人审批；情况紧急的可以先检查后补办。",
	// 已审批. The target is told beforehand, or on the spot.
	domain.InspApproved: "等待通知检查对象，或者到场当场告知。",
	// 已通知. The notice (I-4) is rendered. Two officers show their cards on arrival (行政处罚法 55).
	domain.InspNotified: "等待执法人员到场，主动出示执法证件。",
	// 检查中. The record is made the same day. If the inspection was urgent, IN-01 runs until it is approved.
	domain.InspArrived: "等待现场检查笔录；先检查后审批的，补办审批期限在计算。",
	// 处理问题. Every finding leaves by a way out. IN-03 runs to the written result (殡葬管理条例 49), IN-02 to publication.
	domain.InspRecorded: "等待逐项处理问题并书面告知结果；告知期限、公布期限在计算。",
	// 已告知结果. IN-02 runs on: 20 working days from the conclusion (国办发〔2018〕118号). On the last of them the engine
	// publishes by itself, unless a leader has withheld the result with a reason.
	domain.InspResult: "等待公布检查结果；到期日未公布且未决定不予公开的，自动公布。",
	// 已办结, 拒绝检查, 未找到, 已取消. All clocks have stopped; instruments still to be rendered are rendered.
	domain.InspClosed:    "已办结。",
	domain.InspRefused:   "检查对象拒绝检查，已终结。",
	domain.InspNotFound:  "未找到检查对象，已终结。",
	domain.InspCancelled: "已取消。",
}
