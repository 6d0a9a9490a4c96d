package workflows

import (
	"go.temporal.io/sdk/workflow"

	"yifa/domain"
)

// Referral follows a referral (移送), out of the bureau or into it, until its answer.
//
// What the other organ does is entered by people as it becomes known; here only time passes: a right to contest a refusal lapses,
// an answer that does not come is announced and handed up.
func Referral(ctx workflow.Context, file File) (Ended, error) {
	f := follow(ctx, file, Referral, referralStages)
	for f.open() {
		f.letTimePass()
		f.render()
		f.await()
	}
	return f.end()
}

var referralStages = stages{
	// 专案组核实. Two officers or more are named at once (国务院令第310号 5); no number of days.
	domain.RefVerifying: "专案组核实，等待书面报告。",
	// 待批准. To the police PEN-6.01 runs: 3 days for the head (310号 5). A clue about an official: PEN-6.17 (24 h alarm) and REF-01 run.
	domain.RefProposed: "等待批准；批准期限在计算。",
	// 待送出. PEN-6.02 runs: 24 hours to the police (310号 5).
	domain.RefApproved: "等待送出；移送期限在计算。",
	// 待签收. Beside the police REF-02 runs: the reply that is expected.
	domain.RefSent: "等待签收回执。",
	// 补充材料. PEN-6.05 runs: 3 days (公安机关办理刑事案件程序规定 180).
	domain.RefSupplement: "等待补充材料；补充期限在计算。",
	// 待决定. PEN-6.03, 6.04 (24 h each) and PEN-6.06 to 6.08 (3, 10, 30 days) bind the police (310号 7, 8).
	domain.RefReceived: "等待对方决定或者答复；其期限在计算。",
	// 不予立案. PEN-6.10 or PEN-6.12 runs: 3 days to contest; then the bureau handles the case itself (310号 9, 10).
	domain.RefRefused: "等待提请复议、建议立案监督，或者收回自行处理。",
	// 复议中. PEN-6.11 runs: 3 days (310号 9).
	domain.RefReviewing: "等待公安机关复议决定。",
	// 立案监督中. PEN-6.13 runs: 7 days for reasons; on an order PEN-6.14: 15 days to open.
	domain.RefSupervised: "等待检察院监督结果，或者公安机关依通知立案。",
	// 对方已立案、受理. To the police PEN-6.09 runs: 3 days to hand over goods (310号 12). PEN-6.15, 6.16 run inside the procuratorate.
	domain.RefOpened: "等待移交物品和办理结果。",
	// 来件待处理. REF-03 runs to the day the paper names (刑事诉讼法 177 III).
	domain.RefIncoming: "等待登记线索或者决定不予立案，并回复处理情况。",
	domain.RefClosed:   "移送已办结。",
}
