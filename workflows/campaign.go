package workflows

import (
	"go.temporal.io/sdk/workflow"

	"yifa/domain"
)

// Campaign follows a campaign of inspections (专项检查). Its inspections are files in their own right and have their own
// workflows; the campaign neither starts nor waits for them, it is closed by a person once all have ended.
func Campaign(ctx workflow.Context, file File) (Ended, error) {
	f := follow(ctx, file, Campaign, campaignStages)
	for f.open() {
		f.letTimePass()
		f.render() // the scheme, once it is approved and numbered
		f.await()  // an act of a person
	}
	return f.end()
}

var campaignStages = stages{
	// 起草. Targets are chosen; somebody other than drafter and officers approves (国办发〔2024〕54号). No term runs.
	domain.CampDraft: "确定检查对象，等待负责人审批。",
	// 已批准. The scheme is rendered; a special inspection may not start before it is filed and published.
	domain.CampApproved: "方案已批准，等待备案并公布。",
	// 已公布. Opening makes one inspection a target, in one act; each gets its own workflow.
	domain.CampPublished: "方案已公布，等待启动检查。",
	// 检查中. The inspections run. The day the campaign should end is a date of its plan, not a limit of the law.
	domain.CampRunning: "逐户检查中，全部办结后汇总。",
	// 已暂停. No further inspection is opened; those that are open go on.
	domain.CampSuspended: "已暂停，不再启动新的检查；已启动的继续办理。",
	// 已办结, 已取消. Nothing more is owed.
	domain.CampClosed:    "已汇总办结。",
	domain.CampCancelled: "已取消。",
}
