package workflows

import (
	"go.temporal.io/sdk/workflow"

	"yifa/activities"
	"yifa/domain"
)

// Cleanup follows a clean-up campaign (清理整治专项行动): it has the register screened when somebody asked for it, and opens the files
// of the list batch by batch while the window has room. The files have workflows of their own that are started like every other,
// by the relay: they are no children of this one, and outlive it.
func Cleanup(ctx workflow.Context, file File) (Ended, error) {
	f := follow(ctx, file, Cleanup, cleanupStages)
	for f.open() {
		f.letTimePass() // the days to answer the announcement
		f.render()      // the scheme, the announcement
		f.screen()
		f.openBatch()
		f.await() // an act of a person, or a file of the list that was closed
	}
	return f.end()
}

// screen has the register screened. What it finds is recorded by the hand itself; a refusal is an answer.
func (f *follower) screen() {
	if !f.owes(domain.DutyScreen) || f.asked == f.now.Seq || f.err != nil {
		return
	}
	f.asked = f.now.Seq
	in := activities.ScreenInput{Case: f.file.Case}
	f.did(workflow.ExecuteActivity(lasting(f.ctx, "摸底筛查"), records.Screen, in).Get(f.ctx, nil))
}

// openBatch opens the next files of the list, until the list is through or the window is full; then a file that is closed wakes us.
// One batch a round: what somebody did meanwhile, an announcement to be drawn, is seen by every step of the next. The hand paces
// itself by the relay, so the engine is never told of more at once than it takes.
func (f *follower) openBatch() {
	if f.stale || f.err != nil || !f.owes(domain.DutyOpenBatch) || f.asked == f.now.Seq {
		return
	}
	in := activities.OpenBatchInput{Case: f.file.Case}
	var out activities.OpenBatchOutput
	err := workflow.ExecuteActivity(lasting(f.ctx, "逐户立档"), records.OpenBatch, in).Get(f.ctx, &out)
	if err == nil && out.Opened == 0 {
		return // the window is full: the file has not moved, and we need not look
	}
	if err != nil {
		f.asked = f.now.Seq
	}
	f.did(err)
}

// owes reports that the file said it is owed such a thing.
func (f *follower) owes(kind string) bool {
	for _, d := range f.now.Duties {
		if d.Kind == kind {
			return true
		}
	}
	return false
}

var cleanupStages = stages{
	// 拟定方案. Criteria, cut-off, kinds, teams; a leader approves who did not draft it. No term of the law runs.
	domain.CleanPreparing: "确定标准、截止日和分工，等待负责人审批。",
	domain.CleanApproved:  "方案已批准，等待启动筛查。",
	// 筛查中. The engine asks the register; the list is frozen with the answer.
	domain.CleanScreening: "系统正在按标准筛查登记簿。",
	// 逐户核查. Each organization on the list gets its file, a window of them at a time; the announcement is reviewed.
	domain.CleanVerifying: "逐户立档核查，等待法制审核并公告。",
	// 已公告. CLU-01 runs: the days to answer.
	domain.CleanAnnounced: "公告期在计算，期满后分类处置。",
	domain.CleanHandling:  "逐户处置、销号，全部销号后收尾。",
	domain.CleanClosing:   "等待总结。",
	domain.CleanPaused:    "已暂停，不再立新档；已立档的继续办理。",
	domain.CleanReported:  "已总结。",
	domain.CleanCancelled: "已取消；已立档的各户继续办理。",
}
