package worker_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	sdk "go.temporal.io/sdk/worker"

	"yifa/activities"
	"yifa/activities/render"
	"yifa/domain"
	"yifa/store"
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
	e, b := newEngine(t), newBureau(t)
	c, err := client.Dial(client.Options{HostPort: e.address, Namespace: "yifa", Identity: "recorder", Logger: nothing{}})
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
	t.Run("checkpoint/made", func(t *testing.T) {
		run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: workflows.CheckpointID, TaskQueue: workflows.TaskQueue}, workflows.Checkpoint)
		require.NoError(t, err)
		require.NoError(t, run.Get(t.Context(), nil))
		r.keep("checkpoint", "made", workflows.CheckpointID)
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

// keep waits for the end of the workflow and writes its history.
func (r *recorder) keep(procedure, name, workflowID string) {
	r.t.Helper()
	require.NoError(r.t, r.client.GetWorkflow(r.t.Context(), workflowID, "").Get(r.t.Context(), nil))
	file := filepath.Join("..", "workflows", "testdata", "histories", procedure, r.release+"-"+name+".json")
	if _, err := os.Stat(file); err == nil {
		r.t.Fatalf("%s is recorded already; a release has a number of its own", file)
	}
	h := &historypb.History{}
	for i := r.client.GetWorkflowHistory(r.t.Context(), workflowID, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); i.HasNext(); {
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

type nothing struct{}

func (nothing) Debug(string, ...any) {}
func (nothing) Info(string, ...any)  {}
func (nothing) Warn(string, ...any)  {}
func (nothing) Error(string, ...any) {}
