package worker_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	sdk "go.temporal.io/sdk/worker"

	"yifa/activities"
	"yifa/activities/render"
	"yifa/domain"
	"yifa/store"
	"yifa/testkit"
	"yifa/worker"
	"yifa/workflows"
)

// recorder runs files through the real engine and keeps what the engine remembers of them. Its house has a clock that
// is set ahead to just before the next moment, and the engine is told moments by the wall clock, so that timers of
// weeks are set, moved, cancelled and fired within seconds.
type recorder struct {
	*bureau
	client  client.Client
	release string
}

// TestHistories records the histories of a release: YIFA_RECORD=0.1 make histories. Recorded ones are never written again.
func TestHistories(t *testing.T) {
	release := os.Getenv("YIFA_RECORD")
	if release == "" {
		t.Skip("records only when told to: make histories RELEASE=0.1")
	}
	e, b := testkit.NewEngine(t), newBureau(t)
	c, err := client.Dial(client.Options{HostPort: e.Address, Namespace: "yifa", Identity: "recorder", Logger: nothing{}})
	require.NoError(t, err)
	t.Cleanup(c.Close)
	r := &recorder{bureau: b, client: c, release: release}
	r.run()

	t.Run("inspection/no-issue-published-by-the-engine", func(*testing.T) {
		id := r.inspect()
		r.do(id, "o1", &domain.NotifyResult{})
		r.settle(id)
		for r.file(id).Open() {
			r.pass(id)
		}
		r.keep("inspection", "no-issue-published-by-the-engine", workflows.InspectionID(id))
	})
	t.Run("inspection/findings", func(*testing.T) {
		id := r.inspect(sold, sold)
		r.settle(id)
		r.do(id, "o1", &domain.DisposeFindings{Lines: []int{1}, Exit: domain.ExitCorrected, Note: "当场停止"})
		r.do(id, "o1", &domain.OrderCorrection{Lines: []int{2}, Measures: []string{"停止对外提供墓位"}, Days: 10})
		r.pass(id)
		r.do(id, "o1", &domain.NotifyResult{})
		r.settle(id)
		r.do(id, "ld", &domain.PublishResult{})
		r.keep("inspection", "findings", workflows.InspectionID(id))
	})
	t.Run("inspection/not-found", func(*testing.T) {
		id := r.assign()
		r.do(id, "ld", &domain.ApproveInspection{})
		r.do(id, "o1", &domain.NotifyInspection{})
		r.settle(id)
		r.do(id, "o1", &domain.NotFound{Officers: both, Account: "两次上门无人"})
		r.keep("inspection", "not-found", workflows.InspectionID(id))
	})
	t.Run("rectification/passed", func(*testing.T) {
		id := r.order(15)
		r.settle(id)
		r.serve(id)
		r.settle(id)
		r.pass(id)
		r.do(id, "o1", &domain.ReportCorrection{Report: "已停止对外提供"})
		r.settle(id)
		r.reinspect(id, true)
		r.keep("rectification", "passed", workflows.RectificationID(id))
	})
	t.Run("rectification/overdue-escalated", func(*testing.T) {
		id := r.order(5)
		r.serve(id)
		r.settle(id)
		for len(r.file(id).Fired) < 9 {
			r.pass(id)
		}
		r.reinspect(id, false)
		r.settle(id)
		r.do(id, "o1", &domain.ProposeCase{Reason: "逾期未改正"})
		r.keep("rectification", "overdue-escalated", workflows.RectificationID(id))
	})
	t.Run("rectification/all-due-at-once", func(*testing.T) {
		id := r.order(1)
		r.serve(id)
		r.settle(id)
		r.ahead.Add(int64(40 * 24 * time.Hour))
		r.again(id)
		r.until(func() bool { return len(r.file(id).Fired) >= 9 })
		r.reinspect(id, true)
		r.keep("rectification", "all-due-at-once", workflows.RectificationID(id))
	})
	t.Run("rectification/public-notice", func(*testing.T) {
		id := r.order(10)
		r.do(id, "o1", &domain.ServeOrder{Method: domain.ServeNotice, On: domain.DateOf(r.now()), Reason: "多次上门无人，电话不通"})
		r.settle(id)
		for r.file(id).Stage == domain.RectAnnounced {
			r.pass(id)
		}
		r.reinspect(id, true)
		r.keep("rectification", "public-notice", workflows.RectificationID(id))
	})
	t.Run("rectification/extended-then-revoked", func(*testing.T) {
		id := r.order(15)
		r.serve(id)
		r.settle(id)
		r.do(id, "o1", &domain.AskExtension{Days: 10, Reason: "工程量大"})
		r.settle(id)
		r.do(id, "ld", &domain.GrantExtension{Days: 10, Comment: "同意"})
		r.settle(id)
		r.do(id, "ld", &domain.RevokeOrder{Reason: "对象有误"})
		r.keep("rectification", "extended-then-revoked", workflows.RectificationID(id))
	})
	t.Run("campaign/closed", func(*testing.T) {
		on := domain.DateOf(r.now())
		id := r.do("", "o1", &domain.DraftCampaign{Title: "清明殡葬市场专项检查", Kind: "special", Basis: "《殡葬管理条例》第四十九条", Items: []string{"明码标价"},
			From: on, Until: on + 30, Targets: []domain.Target{{Party: "party1", Officers: both}}}).Case
		r.settle(id)
		r.do(id, "ld", &domain.ApproveCampaign{})
		r.settle(id)
		r.do(id, "o1", &domain.PublishCampaign{Where: "门户网站", FiledAs: "备〔2026〕1号"})
		r.do(id, "ld", &domain.SuspendCampaign{Reason: "汛期"})
		r.do(id, "ld", &domain.ResumeCampaign{Reason: "汛期结束"})
		target := r.do(id, "o1", &domain.OpenCampaign{}).Opened[0]
		r.settle(id)
		r.do(target, "ld", &domain.CancelInspection{Reason: "对象已注销"})
		r.do(id, "o1", &domain.CloseCampaign{Summary: "全部办结"})
		r.keep("campaign", "closed", workflows.CampaignID(id))
	})
	r.staffed()
	t.Run("penalty/warned-after-the-days-ran-out", func(*testing.T) {
		id := r.warned(r.settle)
		for r.file(id).Stage == domain.PenNoticed {
			r.pass(id)
		}
		r.decidedWarned(id, r.settle)
		r.keep("penalty", "warned-after-the-days-ran-out", workflows.PenaltyID(id))
		r.keep("legality", "passed", workflows.LegalityID(r.file(id).Penalty.Reviews[0].Case))
	})
	t.Run("penalty/heard-and-paid", func(*testing.T) {
		id, review, meeting := r.heard(r.settle, func(days int) { r.ahead.Add(int64(time.Duration(days) * 24 * time.Hour)) })
		r.keep("penalty", "heard-and-paid", workflows.PenaltyID(id))
		r.keep("legality", "after-a-hearing", workflows.LegalityID(review))
		r.keep("meeting", "agreed", workflows.MeetingID(meeting))
	})
	t.Run("penalty/not-filed", func(*testing.T) {
		id := r.do("", "o1", &domain.OpenClue{Source: "media", Party: "assoc1", Clue: "媒体报道", Officers: both, Allegations: []domain.Allegation{{Violation: "SO-05", From: r.today() - 60, To: r.today() - 30, Fact: "未参加年检"}}}).Case
		r.settle(id)
		r.pass(id) // a reminder
		r.do(id, "o1", &domain.ProposeFiling{Officers: both, Jurisdiction: "登记管理机关", Advice: "not_file", Opinion: "经核查不属实"})
		r.settle(id)
		r.do(id, "l1", &domain.RefuseFiling{Reason: "没有违法事实"})
		r.keep("penalty", "not-filed", workflows.PenaltyID(id))
	})
	t.Run("referral/to-discipline", func(*testing.T) {
		id := r.do("", "o1", &domain.OpenReferral{ReferralContent: domain.ReferralContent{To: "discipline", Name: "区纪委监委案件监督管理室", Summary: "村委会主任涉嫌截留公益性墓地收入", Officers: both,
			Subjects: []domain.ReferralSubject{{Name: "石开", Post: "白石村村委会主任", Official: "village"}}, Materials: []domain.ReferralMaterial{{Title: "账册复印件", Pages: 12}}}}).Case
		r.settle(id)
		r.do(id, "hd", &domain.ApproveReferral{Comment: "同意移送"})
		r.settle(id)
		r.do(id, "o1", &domain.SendReferral{How: "hand", Receiver: "案管室"})
		r.settle(id)
		r.do(id, "o1", &domain.ReceiveReceipt{By: "案管室", Number: "收〔2026〕1号"})
		r.settle(id)
		r.do(id, "o1", &domain.Reply{Result: "accepted", Text: "已受理"})
		r.do(id, "o1", &domain.Reply{Result: "feedback", Text: "已办结"})
		r.settle(id)
		if r.file(id).Open() {
			r.t.Fatalf("it stands at %s", r.file(id).Stage)
		}
		r.keep("referral", "to-discipline", workflows.ReferralID(id))
	})
	r.organizations(t)
	t.Run("checkpoint/made", func(t *testing.T) {
		run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: workflows.CheckpointID, TaskQueue: workflows.TaskQueue}, workflows.Checkpoint)
		require.NoError(t, err)
		require.NoError(t, run.Get(t.Context(), nil))
		r.keep("checkpoint", "made", workflows.CheckpointID)
	})
}

// organizations records what became of organizations: registrations, checks, lists, clean-ups.
func (r *recorder) organizations(t *testing.T) {
	var club domain.PartyID
	t.Run("registration/granted-after-silence", func(*testing.T) {
		id := r.begun(establish("象棋"))
		r.received(id, "")
		r.settle(id)
		for r.file(id).Stage == domain.RegReceived {
			r.pass(id)
		}
		require.True(r.t, r.file(id).Registration.Deemed)
		r.reviewedBy(id, r.settle)
		r.registered(id, r.settle)
		r.keep("registration", "granted-after-silence", workflows.RegistrationID(id))
		club = r.file(id).Registration.Org
	})
	t.Run("registration/gaps-supplemented-then-refused", func(*testing.T) {
		id := r.begun(establish("围棋"))
		r.received(id, "premises")
		r.settle(id)
		r.do(id, "ck", &domain.ListGaps{Gaps: []domain.RegGap{{Key: "premises", What: "缺场所使用权证明"}}})
		r.settle(id)
		r.pass(id) // a reminder
		r.do(id, "ck", &domain.SupplementMaterials{Materials: []domain.GivenMaterial{{Key: "premises", Pages: 2}}})
		r.settle(id)
		r.reviewedBy(id, r.settle, "RR-02")
		r.do(id, "ck", &domain.DeliverResult{Method: "collected", Who: "楚河汉"})
		r.keep("registration", "gaps-supplemented-then-refused", workflows.RegistrationID(id))
	})
	t.Run("registration/name-lapsed", func(*testing.T) {
		id := r.begun(establish("跳棋"))
		r.settle(id)
		for r.file(id).Open() {
			r.pass(id)
		}
		r.keep("registration", "name-lapsed", workflows.RegistrationID(id))
	})
	t.Run("registration/liquidated-and-deregistered", func(*testing.T) {
		id := r.begun(domain.BeginRegistration{RegKind: domain.RegDeregister, Org: club, Ground: "会员大会决议解散"})
		r.do(id, "ck", &domain.FormLiquidation{Members: []string{"楚河汉"}})
		r.settle(id)
		r.do(id, "ck", &domain.NotifyCreditors{})
		r.do(id, "ck", &domain.NotifyCreditors{Newspaper: "云岭日报"})
		r.settle(id)
		r.leap(id, 50) // the days for claims
		r.do(id, "ck", &domain.EndLiquidation{Report: r.paper("清算报告", "documentary").Hash, Residual: "移交同类组织"})
		r.received(id, "")
		r.do(id, "ck", &domain.AcceptApplication{})
		r.settle(id)
		r.reviewedBy(id, r.settle)
		r.registered(id, r.settle)
		r.keep("registration", "liquidated-and-deregistered", workflows.RegistrationID(id))
	})
	t.Run("cleanup/window-of-two", func(*testing.T) {
		var clubs []domain.PartyID
		for _, field := range []string{"盆景", "根雕", "奇石"} {
			clubs = append(clubs, r.club(field))
		}
		slices.Sort(clubs) // the order of the list
		campaign := r.campaign(r.settle)
		for r.file(campaign).Stage == domain.CleanAnnounced {
			r.pass(campaign)
		}
		fixed, revoked, cleared := domain.ClearanceID(campaign, clubs[0]), domain.ClearanceID(campaign, clubs[1]), domain.ClearanceID(campaign, clubs[2])

		r.verifiedAt(fixed, true)
		r.disposed(fixed, domain.Disposal{Way: domain.DisposeRectify, Reason: "有固定场所和会员，愿意恢复活动", Plan: "补报年检，召开会员大会", Kind: "reorganize", Responsible: "楚河汉", Days: 30})
		r.settle(fixed)
		r.do(fixed, "o1", &domain.ServeClearance{Serving: domain.Serving{Method: domain.ServeDirect, On: r.today(), Recipient: "楚河汉"}})
		r.settle(fixed)
		r.pass(fixed) // a reminder
		r.do(fixed, "ck", &domain.ReportRectified{Report: "已补报并恢复活动"})
		r.do(fixed, "o2", &domain.CheckRectified{Officers: both, Passed: true, Reason: "已召开会员大会并补报年检"})
		r.do(fixed, "rc", &domain.CloseClearance{Comment: "核对无误"})
		r.keep("clearance", "rectified", workflows.ClearanceID(fixed))

		r.opened(campaign, 3) // there is room for the third
		r.settle(cleared)
		r.verifiedAt(cleared, false)
		r.do(cleared, "rc", &domain.CloseClearance{Comment: "核对无误"})
		r.keep("clearance", "cleared", workflows.ClearanceID(cleared))

		r.verifiedAt(revoked, true)
		since := r.today() - 400
		clue := r.disposed(revoked, domain.Disposal{Way: domain.DisposeRevoke, Reason: "长期不活动，也无恢复可能", Violations: []string{"SO-02"}, Since: since})[0]
		r.taken(clue)
		al := r.file(clue).Penalty.Allegations[0]
		r.noticed(clue, r.settle, domain.Proposal{Facts: "自取得登记证书之日起一年未开展活动", Reasons: "无恢复可能", Correct: "交回登记证书、印章",
			Assessments: []domain.Assessment{{Violation: "SO-02", From: al.From, To: al.To, RefundSettled: true, Reasons: "撤销登记"}}, Sanctions: []domain.Sanction{{Kind: domain.SanctionCancel, Violation: "SO-02"}}})
		for r.file(clue).Stage == domain.PenNoticed {
			r.pass(clue)
		}
		r.decided(clue, r.settle)
		r.do(revoked, "o1", &domain.CaseResult{})
		r.do(revoked, "o1", &domain.CollectClearance{Collected: domain.Collected{On: r.today(), How: "voided", Where: "区政府门户网站"}})
		end := r.do(revoked, "ck", &domain.OpenDeregistration{Applicant: domain.RegApplicant{Name: "云岭区民政局", Phone: "0799-6600123"}, Ground: "登记被撤销"}).Opened[0]
		r.do(end, "rc", &domain.PetitionCourt{By: "云岭区民政局", Court: "云岭区人民法院", Reason: "清算义务人下落不明"})
		r.do(revoked, "o1", &domain.SettleClearance{Reason: "撤销后无人清算，已申请法院指定清算组"})
		r.do(revoked, "rc", &domain.CloseClearance{Comment: "核对无误"})
		r.keep("clearance", "revoked", workflows.ClearanceID(revoked))

		r.settle(campaign)
		r.do(campaign, "rc", &domain.CloseCleanup{})
		r.do(campaign, "rc", &domain.ReportCleanup{Summary: "全部办结"})
		r.keep("cleanup", "window-of-two", workflows.CleanupID(campaign))
	})
	checked := r.club("兰花")
	year := r.today().Year()
	r.ahead.Store(int64(time.Until(domain.NewDate(year+1, 1, 10).Start().Add(9 * time.Hour))))
	t.Run("annual_check/passed", func(*testing.T) {
		id := r.do("", "ck", &domain.OpenCheck{Party: checked, Year: year}).Case
		r.settle(id)
		r.do(id, "ck", &domain.ReportYear{CheckReport: domain.CheckReport{Activities: []domain.OrgActivity{{On: domain.NewDate(year, 6, 1), What: "举办花展"}}, IncomeFen: 100_00, SpendingFen: 50_00, Assemblies: 1, Councils: 2, SelfCheck: "未发现问题", Truthful: true}})
		r.settle(id)
		r.do(id, "o1", &domain.ReviewYear{Conclusion: domain.CheckPassed, Text: "合格"})
		r.do(id, "l1", &domain.ConcludeYear{Conclusion: domain.CheckPassed})
		r.settle(id)
		r.do(id, "ck", &domain.PublishYear{Where: "区政府门户网站"})
		r.keep("annual_check", "passed", workflows.AnnualCheckID(id))
	})
	t.Run("annual_check/missed-then-dropped", func(*testing.T) {
		id := r.do("", "ck", &domain.OpenCheck{Party: r.club("水仙"), Year: year}).Case
		r.settle(id)
		for r.file(id).Stage == domain.ChkOpen {
			r.pass(id)
		}
		r.until(func() bool { return len(r.file(id).AnnualCheck.Listings) > 0 }) // the year that was missed is entered, a candidate opened
		lead := r.file(id).AnnualCheck.Listings[0]
		r.do(id, "rc", &domain.CloseCheck{Reason: "逾期未报送，已列为线索"})
		r.keep("annual_check", "missed-then-dropped", workflows.AnnualCheckID(id))
		r.do(lead, "o1", &domain.ProveNoFault{By: "云岭区文化体育局", Text: "非该组织原因"})
		r.do(lead, "rc", &domain.DropListing{Reason: "没有过错"})
		r.keep("listing", "not-at-fault", workflows.ListingID(lead))
	})
	t.Run("listing/moved-after-two-years-then-removed", func(*testing.T) {
		id := r.do("", "o1", &domain.OpenListing{Party: checked, Ground: "AB-2", Facts: "应建未建党组织"}).Case
		r.list(id, r.settle, r.pass)
		for r.file(id).MoveStep() == "" {
			r.pass(id)
		}
		r.do(id, "o1", &domain.NoticeListing{Facts: "列入满两年"})
		r.hands(id, "C-1")
		for r.file(id).MoveStep() != "decide" {
			r.pass(id)
		}
		r.do(id, "l1", &domain.DecideListing{List: true, Reasons: "列入满两年"})
		r.leap(id, 2*370)
		r.do(id, "ck", &domain.AskRemoval{Text: "已建立党组织"})
		r.do(id, "o1", &domain.VerifyRemoval{Met: true, Note: "属实"})
		r.settle(id)
		r.do(id, "l1", &domain.RemoveListing{})
		r.keep("listing", "moved-after-two-years-then-removed", workflows.ListingID(id))
	})
}

// run starts a worker whose looks are told by the wall clock, and a relay.
func (r *recorder) run() {
	fonts, err := render.LoadFonts("")
	require.NoError(r.t, err)
	key, err := store.LoadSigner(filepath.Join(r.t.TempDir(), "key.pem"))
	require.NoError(r.t, err)
	records := &activities.Records{Book: r.book, Signer: key}
	w := sdk.New(r.client, workflows.TaskQueue, sdk.Options{})
	worker.Register(w, records, &activities.Documents{Book: r.book, Fonts: fonts})
	w.RegisterActivityWithOptions(func(ctx context.Context, in activities.LookInput) (activities.Look, error) {
		l, err := records.Look(ctx, in)
		ahead := time.Duration(r.ahead.Load())
		if !l.NextAt.IsZero() {
			l.NextAt = l.NextAt.Add(-ahead).UTC()
		}
		for i := range l.Duties {
			if !l.Duties[i].At.IsZero() {
				l.Duties[i].At = l.Duties[i].At.Add(-ahead).UTC()
			}
		}
		return l, err
	}, activity.RegisterOptions{Name: "Look", DisableAlreadyRegisteredCheck: true})
	require.NoError(r.t, w.Start())
	r.t.Cleanup(w.Stop)
	go (&worker.Relay{Outbox: r.book, Engine: r.client, Log: quiet}).Run(r.t.Context())
}

func (r *recorder) until(ok func() bool) {
	r.t.Helper()
	require.Eventually(r.t, ok, time.Minute, 20*time.Millisecond)
}

// settle waits until the engine has nothing left to do by itself.
func (r *recorder) settle(id domain.CaseID) {
	r.t.Helper()
	r.rendered(id)
	time.Sleep(400 * time.Millisecond)
}

// again has the file looked at.
func (r *recorder) again(id domain.CaseID) {
	r.t.Helper()
	_, name, _ := workflows.Following(r.file(id).Procedure, id)
	require.NoError(r.t, r.client.SignalWorkflow(r.t.Context(), name, "", workflows.MovedSignal, workflows.Moved{}))
}

// pass sets the clock of the house to just before the next moment of the file, and waits until it has passed.
func (r *recorder) pass(id domain.CaseID) {
	r.t.Helper()
	cal, _, _, err := r.book.Law(r.t.Context())
	require.NoError(r.t, err)
	f := r.file(id)
	next, ok := f.NextInstant(cal)
	for _, d := range f.Owes() {
		if !d.At.IsZero() && (!ok || d.At.Before(next)) {
			next, ok = d.At, true
		}
	}
	require.True(r.t, ok, "nothing more comes by itself")
	seq := f.Seq
	r.ahead.Store(int64(time.Until(next) - time.Second))
	r.again(id)
	r.until(func() bool { return r.file(id).Seq > seq })
	r.settle(id)
}

// leap sets the clock of the house many days ahead: all that was due on the way has come at once.
func (r *recorder) leap(id domain.CaseID, days int) {
	r.t.Helper()
	r.ahead.Add(int64(time.Duration(days) * 24 * time.Hour))
	r.again(id)
	r.settle(id)
}

// keep waits for the end of the workflow and writes its history.
func (r *recorder) keep(procedure, name, workflowID string) {
	r.t.Helper()
	require.NoError(r.t, r.client.GetWorkflow(r.t.Context(), workflowID, "").Get(r.t.Context(), nil))
	file := filepath.Join("..", "workflows", "testdata", "histories", procedure, r.release+"-"+name+".json")
	if _, err := os.Stat(file); err == nil {
		r.t.Fatalf("%s is recorded already; a release has a number of its own", file)
	}
	h := &historypb.History{}
	for i := r.client.GetWorkflowHistory(r.t.Context(), workflowID, r.longest(workflowID), false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); i.HasNext(); {
		e, err := i.Next()
		require.NoError(r.t, err)
		h.Events = append(h.Events, e)
	}
	b, err := temporalproto.CustomJSONMarshalOptions{Indent: " "}.Marshal(h)
	require.NoError(r.t, err)
	require.NoError(r.t, os.MkdirAll(filepath.Dir(file), 0o755))
	require.NoError(r.t, os.WriteFile(file, append(b, '\n'), 0o644))
	r.t.Logf("%s: %d events", file, len(h.Events))
}

// longest is the run that followed the file. Being told of the last act after it had seen the end, the engine may have looked once
// more, in a run of its own.
func (r *recorder) longest(workflowID string) (run string) {
	r.t.Helper()
	time.Sleep(2 * time.Second) // until it is known which have ended
	most := int64(0)
	found, err := r.client.ListWorkflow(r.t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Query: "WorkflowId = '" + workflowID + "'"})
	require.NoError(r.t, err)
	for _, x := range found.Executions {
		if x.HistoryLength > most {
			run, most = x.Execution.RunId, x.HistoryLength
		}
	}
	require.NotEmpty(r.t, run)
	return run
}

type nothing struct{}

func (nothing) Debug(string, ...any) {}
func (nothing) Info(string, ...any)  {}
func (nothing) Warn(string, ...any)  {}
func (nothing) Error(string, ...any) {}
