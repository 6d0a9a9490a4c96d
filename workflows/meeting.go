package workflows

import (
	"go.temporal.io/sdk/workflow"

	"yifa/domain"
)

// Meeting follows a meeting of the leaders (集体讨论), from its call to its minutes. The files on its agenda are told by the
// act that closes it.
func Meeting(ctx workflow.Context, file File) (Ended, error) {
	f := follow(ctx, file, Meeting, meetingStages)
	for f.open() {
		f.letTimePass()
		f.render()
		f.await()
	}
	return f.end()
}

var meetingStages = stages{
	domain.MeetConvened: "等待召开会议并制作会议记录。",
	// 待签字. Every member present signs, or the refusal is noted (行政处罚法 57 II).
	domain.MeetHeld:      "等待到会成员签字、办结会议。",
	domain.MeetClosed:    "会议已办结，决议已转回各案卷。",
	domain.MeetCancelled: "会议已取消。",
}
