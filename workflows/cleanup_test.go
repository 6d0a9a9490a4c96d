package workflows_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"

	"yifa/activities"
	"yifa/domain"
	"yifa/workflows"
)

// swept brings a campaign over two suspected bodies to the moment somebody asks for the screening.
func (w *world) swept() domain.CaseID {
	w.Helper()
	for _, p := range []domain.CaseID{"u1", "u2"} {
		w.system(p, &domain.RegisterParty{Kind: domain.PartyUnlicensed, Name: "某某联谊总会" + string(p)})
	}
	id := w.do("", "o1", &domain.DraftCleanup{Title: "打击整治非法社会组织", CleanupKind: domain.CleanupIllegal, Basis: "民政部令第77号", CutOff: domain.DateOf(monday) - 1, From: domain.DateOf(monday), Until: domain.DateOf(monday) + 200,
		Kinds: []domain.PartyKind{domain.PartyUnlicensed}, Choices: []domain.CriterionChoice{{ID: "IL-01"}}, Window: 1, Teams: []domain.CleanupTeam{{Officers: []domain.PersonID{"p-o1", "p-o2"}}}}).Case
	w.do(id, "ld", &domain.ApproveCleanup{})
	return id
}

// cleared has two officers find nothing, and somebody else close the item.
func (w *world) cleared(id domain.CaseID) {
	w.Helper()
	both := []domain.PersonID{"p-o1", "p-o2"}
	w.do(id, "o1", &domain.LogContact{Channel: "visit", Officers: both, Place: "住所", Found: "系社区自乐班"})
	v := &domain.VerifyClearance{Officers: both, Reason: "经走访核实，属于社区文体团队"}
	for _, k := range []string{"IL-01", "IL-P1", "IL-P2", "IL-P3"} {
		v.Points = append(v.Points, domain.PointFound{ID: k, Note: "走访核实"})
	}
	w.do(id, "o1", v)
	w.do(id, "ld", &domain.CloseClearance{Comment: "核对无误"})
}

func TestCleanup(t *testing.T) {
	w := newWorld(t)
	w.env.RegisterActivity(w.hands.Screen)
	w.env.RegisterActivity(w.hands.OpenBatch)
	id := w.swept()
	first, second := domain.ClearanceID(id, "u1"), domain.ClearanceID(id, "u2")
	w.when(monday.Add(time.Hour), func() {
		w.do(id, "o1", &domain.ScreenCleanup{})
		w.say(id)
	})
	w.when(monday.Add(2*time.Hour), func() {
		c := w.file(id)
		require.Equal(t, domain.CleanVerifying, c.Stage)
		require.Equal(t, 2, c.Cleanup.Items)
		require.Equal(t, 1, c.Cleanup.Opened, "the window is one")
		w.do(id, "ld", &domain.ReviewCleanup{Pass: true, Text: "同意"})
		w.do(id, "o1", &domain.AnnounceCleanup{Where: "门户网站", Hotline: "0799-6600123"})
		w.say(id)
	})
	w.when(monday.Add(3*time.Hour), func() {
		w.cleared(first)
		w.env.SignalWorkflow(workflows.MovedSignal, workflows.Moved{}) // as the relay says it: look, whatever you believe
	})
	w.when(monday.Add(4*time.Hour), func() {
		require.Equal(t, 2, w.file(id).Cleanup.Opened, "the place of the one that was closed")
		w.cleared(second)
	})
	w.when(monday.Add(31*24*time.Hour), func() {
		require.Equal(t, domain.CleanHandling, w.file(id).Stage)
		w.do(id, "o1", &domain.CloseCleanup{})
		w.do(id, "o1", &domain.ReportCleanup{Summary: "全部办结"})
		w.say(id)
	})
	w.follow(domain.ProcCleanup, id)
	require.Equal(t, "reported", w.ended().Outcome)
	require.Len(t, w.hands.drawn, 3, "scheme, announcement and report")
	require.Equal(t, 2, w.file(id).Cleanup.Tally.Outcomes["cleared"])
}

// What somebody does while files are opened is seen when the engine looks after a batch; its instrument is drawn then, not at the next
// movement of the file, which may be weeks away.
func TestAnAnnouncementMadeWhileFilesAreOpenedIsDrawnAtOnce(t *testing.T) {
	w := newWorld(t)
	w.env.RegisterActivity(w.hands.Screen)
	id := w.swept()
	announced := false
	w.env.RegisterActivityWithOptions(func(ctx context.Context, in activities.OpenBatchInput) (activities.OpenBatchOutput, error) {
		out, err := w.hands.OpenBatch(ctx, in)
		if !announced {
			announced = true
			w.do(id, "ld", &domain.ReviewCleanup{Pass: true, Text: "同意"})
			w.do(id, "o1", &domain.AnnounceCleanup{Where: "门户网站", Hotline: "0799-6600123"})
		}
		return out, err
	}, activityNamed("OpenBatch"))
	w.when(monday.Add(time.Hour), func() {
		require.Len(t, w.hands.drawn, 1, "the scheme")
		w.do(id, "o1", &domain.ScreenCleanup{})
		w.say(id)
	})
	w.when(monday.Add(2*time.Hour), func() {
		require.Len(t, w.hands.drawn, 2, "scheme and announcement")
		w.do(id, "ld", &domain.CancelCleanup{Reason: "上级调整部署", Owner: "p-o2"})
		w.say(id)
	})
	w.follow(domain.ProcCleanup, id)
	require.Equal(t, "cancelled", w.ended().Outcome)
}

// A worker that is killed over the register is missed within a minute: the engine hears that the hand is alive, and does not wait for the
// end of the ten minutes that the work may take.
func TestAHandOverTheRegisterSaysThatItIsAlive(t *testing.T) {
	w := newWorld(t)
	beats, limit := map[string]bool{}, time.Duration(0)
	w.env.SetOnActivityHeartbeatListener(func(i *activity.Info, _ converter.EncodedValues) { beats[i.ActivityType.Name] = true })
	w.env.RegisterActivityWithOptions(func(ctx context.Context, in activities.ScreenInput) error {
		limit = activity.GetInfo(ctx).HeartbeatTimeout
		return w.hands.Screen(ctx, in)
	}, activityNamed("Screen"))
	w.env.RegisterActivity(w.hands.OpenBatch)
	id := w.swept()
	w.do(id, "o1", &domain.ScreenCleanup{})
	w.when(monday.Add(time.Hour), func() {
		w.do(id, "ld", &domain.CancelCleanup{Reason: "上级调整部署", Owner: "p-o2"})
		w.say(id)
	})
	w.follow(domain.ProcCleanup, id)
	require.Equal(t, map[string]bool{"Screen": true, "OpenBatch": true}, beats)
	require.Equal(t, 15*time.Second, limit)
}

// The letter that was not followed by a second in time counts no more, whatever has become of the campaign.
func TestClearanceOutlivesItsCampaign(t *testing.T) {
	w := newWorld(t)
	id := w.swept()
	w.do(id, "o1", &domain.ScreenCleanup{})
	require.NoError(t, w.hands.Screen(t.Context(), screenOf(id)))
	_, err := w.hands.OpenBatch(t.Context(), batchOf(id))
	require.NoError(t, err)
	child := domain.ClearanceID(id, "u1")
	w.when(monday.Add(time.Hour), func() {
		w.do(child, "o1", &domain.SendLetter{Address: "云岭路1号", Tracking: "A"})
		w.do(id, "ld", &domain.CancelCleanup{Reason: "上级调整部署", Owner: "p-o2"})
		w.say(child)
	})
	w.when(monday.Add(32*24*time.Hour), func() {
		require.Equal(t, domain.ClearSuspect, w.file(child).Stage)
		w.cleared(child)
		w.say(child)
	})
	w.follow(domain.ProcClearance, child)
	require.Equal(t, "cleared", w.ended().Outcome)
	require.Contains(t, w.passed(child), "07-05 00:00 second_by expire")
}

func screenOf(id domain.CaseID) activities.ScreenInput { return activities.ScreenInput{Case: id} }

func batchOf(id domain.CaseID) activities.OpenBatchInput { return activities.OpenBatchInput{Case: id} }
