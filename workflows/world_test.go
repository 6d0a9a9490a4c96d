package workflows_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/testsuite"

	"yifa/activities"
	"yifa/domain"
	"yifa/store"
	"yifa/testkit"
	"yifa/workflows"
)

// world is a bureau with a real store and a workflow beside it, both in one virtual time: a day passes in no time.
type world struct {
	*testing.T
	suite testsuite.WorkflowTestSuite
	env   *testsuite.TestWorkflowEnvironment
	book  *store.Store
	hands *hands
	n     int
	seen  map[domain.CaseID]int
	at    time.Time // before the workflow runs
	runs  bool
}

// hands count what is done; rendering is replaced, as it needs no time of ours.
type hands struct {
	*activities.Records
	looks    int
	failures int // how many renders fail before one succeeds
	drawn    []domain.DocumentID
}

func (h *hands) Look(ctx context.Context, in activities.LookInput) (activities.Look, error) {
	h.looks++
	return h.Records.Look(ctx, in)
}

func shanghai(y int, m time.Month, d, hour, minute int) time.Time {
	return domain.NewDate(y, m, d).Start().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}

// monday lies far ahead: the test environment holds the deadline of a local activity, which is virtual, against the real
// clock. No holiday is known there, so only weekends rest.
var monday = shanghai(2040, time.June, 4, 9, 0)

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, seen: map[domain.CaseID]int{}, at: monday}
	w.env = w.suite.NewTestWorkflowEnvironment()
	w.env.SetStartTime(monday)
	w.env.SetTestTimeout(time.Minute)
	files, err := store.NewFolder(t.TempDir())
	require.NoError(t, err)
	w.book, err = store.Open(t.Context(), store.Config{
		DSN: testkit.Database(t, store.Migrate), MaxConns: 4, Files: files, Now: w.now,
		Gate: func(domain.Person, domain.Spec, *domain.Case, domain.Date) error { return nil },
	})
	require.NoError(t, err)
	t.Cleanup(func() { _ = w.book.Close() })
	w.hands = &hands{Records: &activities.Records{Book: w.book}}
	w.env.RegisterActivity(w.hands.Look)
	w.env.RegisterActivity(w.hands.Advance)
	w.env.RegisterActivity(w.hands.Publish)
	w.env.RegisterActivity(w.hands.Settle)
	w.env.RegisterActivityWithOptions(w.render, activityNamed("Render"))
	w.settle()
	return w
}

func (w *world) now() time.Time {
	if w.runs {
		return w.env.Now()
	}
	return w.at
}

// render stands for the real one: it enters a file for the document.
func (w *world) render(ctx context.Context, in activities.RenderInput) error {
	if w.hands.failures > 0 {
		w.hands.failures--
		return errors.New("责令限期改正通知书还缺少：联系电话")
	}
	w.hands.drawn = append(w.hands.drawn, in.Document)
	f, err := w.book.PutFile(ctx, "x.txt", stringReader(string(in.Document)))
	if err != nil {
		return err
	}
	_, err = w.book.Act(ctx, store.Request{Case: in.Case, Actor: domain.System, Key: "render:" + string(in.Document),
		Command: &domain.RecordRendered{Document: in.Document, Files: []domain.Blob{f.Hash}}})
	return activities.Crossing(err)
}

// settle enters the bureau: two officers, another two, a leader.
func (w *world) settle() {
	from := domain.NewDate(2021, 1, 1)
	w.system("a1", &domain.EstablishAgency{Name: "云岭区民政局", Short: "云民", Region: "云岭区", Superior: "云岭区人民政府", Phone: "0799-6600123", Sections: []string{"社会事务股"}})
	for _, p := range []string{"o1", "o2", "ld"} {
		w.system(domain.CaseID("p-"+p), &domain.AddPerson{Login: p + "x", Name: "某" + p, Section: "社会事务股"})
		w.system(domain.CaseID("p-"+p), &domain.GrantRole{Role: domain.RoleOfficer, From: from})
		w.system(domain.CaseID("p-"+p), &domain.Certify{Certificate: domain.Certificate{Number: "E" + p, Issuer: "x", From: from, Until: domain.NewDate(2050, 1, 1)}})
	}
	w.system("party1", &domain.RegisterParty{Kind: domain.PartyVillage, Name: "青石村公益性墓地"})
}

func (w *world) system(id domain.CaseID, cmd domain.Command) {
	w.Helper()
	w.n++
	_, err := w.book.Act(w.Context(), store.Request{Case: id, Actor: domain.System, Command: cmd, Key: fmt.Sprint("t", w.n)})
	require.NoError(w, err)
}

// do acts as a person of the bureau. The relay is not here: say says that the file moved.
func (w *world) do(id domain.CaseID, who string, cmd domain.Command) store.Receipt {
	w.Helper()
	w.n++
	r, err := w.book.Act(context.Background(), store.Request{Case: id, Actor: domain.PersonID("p-" + who), Command: cmd, Key: fmt.Sprint("t", w.n)})
	require.NoError(w, err)
	w.seen[r.Case] = r.Seq
	return r
}

// say tells the workflow that the file has moved.
func (w *world) say(id domain.CaseID) {
	w.env.SignalWorkflow(workflows.MovedSignal, workflows.Moved{Seq: w.seen[id]})
}

// when acts at a virtual moment and says so.
func (w *world) when(at time.Time, act func()) {
	w.env.RegisterDelayedCallback(act, at.Sub(monday))
}

// follow runs the workflow of the file to its end.
func (w *world) follow(p domain.Procedure, id domain.CaseID) {
	w.Helper()
	workflow, workflowID, _ := workflows.Following(p, id)
	w.env.SetStartWorkflowOptions(client.StartWorkflowOptions{ID: workflowID, TaskQueue: workflows.TaskQueue})
	w.runs = true
	w.env.ExecuteWorkflow(workflow, workflows.File{Case: id})
	w.at, w.runs = w.env.Now(), false
	w.env.AssertExpectations(w)
}

// ended demands that the workflow came to its end, and that the file says how.
func (w *world) ended() workflows.Ended {
	w.Helper()
	require.True(w, w.env.IsWorkflowCompleted())
	require.NoError(w, w.env.GetWorkflowError())
	var e workflows.Ended
	require.NoError(w, w.env.GetWorkflowResult(&e))
	return e
}

func (w *world) file(id domain.CaseID) *domain.Case {
	w.Helper()
	c, err := w.book.Case(context.Background(), id)
	require.NoError(w, err)
	return c
}

// passed lists what time alone did to the file: when, and what.
func (w *world) passed(id domain.CaseID) []string {
	w.Helper()
	rows, err := w.book.Events(context.Background(), id)
	require.NoError(w, err)
	var out []string
	for _, r := range rows {
		e, err := r.Event()
		require.NoError(w, err)
		if b, ok := e.Body.(*domain.InstantPassed); ok {
			s := e.OccurredAt.In(monday.Location()).Format("01-02 15:04 ") + b.Clock + " " + b.What
			if b.Step > 0 {
				s += fmt.Sprint(" ", b.Step)
			}
			if b.To != "" {
				s += " " + b.To
			}
			out = append(out, s)
			require.Less(w, e.RecordedAt.Sub(e.OccurredAt), 2*time.Second, "%s was recorded late", s)
		}
	}
	return out
}

// inspected brings an inspection to its record, with or without a finding.
func (w *world) inspected(findings ...domain.NewFinding) domain.CaseID {
	w.Helper()
	both := []domain.PersonID{"p-o1", "p-o2"}
	id := w.do("", "o1", &domain.AssignInspection{Party: "party1", Officers: both, Source: "complaint", Basis: "《殡葬管理条例》第四十九条", Items: []string{"墓位"}}).Case
	w.do(id, "ld", &domain.ApproveInspection{})
	w.do(id, "o1", &domain.NotifyInspection{OnSite: true})
	w.do(id, "o1", &domain.Arrive{Officers: both, CardShown: true, RightsTold: true})
	w.at = w.at.Add(time.Hour)
	w.do(id, "o1", &domain.RecordVisit{StartedAt: w.at.Add(-30 * time.Minute), EndedAt: w.at, Place: "青石村", Officers: both, Summary: "现场", SignedBy: "某", Findings: findings})
	return id
}

var sold = domain.NewFinding{Category: domain.FindSoldOutside, Fact: "对外销售墓位", Quantity: 6, Unit: "个", Provision: "《殡葬管理条例》第二十条"}

// ordered brings an order to correct to its approval.
func (w *world) ordered(days int) domain.CaseID {
	w.Helper()
	w.at = monday.Add(-2 * time.Hour)
	parent := w.inspected(sold)
	id := w.do(parent, "o1", &domain.OrderCorrection{Lines: []int{1}, Measures: []string{"停止对外销售"}, Days: days}).Opened[0]
	w.do(id, "ld", &domain.ApproveOrder{})
	w.at = monday
	return id
}

func (w *world) reinspect(id domain.CaseID, passed bool) {
	w.Helper()
	w.do(id, "o1", &domain.Reinspect{Officers: []domain.PersonID{"p-o1", "p-o2"}, Items: []domain.ItemResult{{Item: 1, Passed: passed}}, Opinion: "已停止"})
	w.say(id)
}
