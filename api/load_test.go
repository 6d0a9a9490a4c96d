package api

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yifa/domain"
	"yifa/store"
	"yifa/testkit"
)

// rush is a window at which many work at once, each over connections of its own.
type rush struct {
	*world
	clerks []*browser
	mu     sync.Mutex
	waits  []time.Duration
	told   map[string]store.Receipt // what was acknowledged, by the key in the event log
	named  []sync.WaitGroup         // of those who want one name: nobody asks for it before all can
}

// newRush has n clerks taken on and signed in at the same moment.
func newRush(t *testing.T, n int) *rush {
	t.Helper()
	u := &rush{world: start(t), clerks: make([]*browser, n), told: map[string]store.Receipt{}, named: make([]sync.WaitGroup, n/4)}
	office, err := store.Open(t.Context(), store.Config{DSN: u.dsn, MaxConns: 2, Now: func() time.Time { return u.Now().Add(-time.Hour) }})
	if err != nil {
		t.Fatal(err)
	}
	defer office.Close()
	enter := func(id domain.CaseID, key string, cmd domain.Command) domain.CaseID {
		r, err := office.Act(t.Context(), store.Request{Case: id, Actor: domain.System, Key: key, Command: cmd})
		if err != nil {
			t.Fatal(err)
		}
		return r.Case
	}
	window := httptest.NewServer(u.h)
	t.Cleanup(window.Close)
	var all sync.WaitGroup
	for i := range n {
		login := fmt.Sprintf("window%02d", i)
		p := enter("", "add-"+login, &domain.AddPerson{Login: login, Name: "窗口" + login[6:], Section: "社会事务股"})
		enter(p, "grant-"+login, &domain.GrantRole{Role: domain.RoleClerk, From: domain.DateOf(u.Now()) - 400})
		if err := office.SaveAccount(t.Context(), store.Account{Person: domain.PersonID(p), Login: login, PasswordHash: hashOnce()}); err != nil {
			t.Fatal(err)
		}
		u.id[login] = string(p)
		u.clerks[i] = &browser{world: u.world, wire: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}}, at: window.URL}
	}
	for i, b := range u.clerks {
		all.Go(func() { b.signIn(fmt.Sprintf("window%02d", i)) })
	}
	all.Wait()
	return u
}

// press is one act that each of the clerks sends several times at once, all copies of a clerk with one key; now and then a browser
// hangs up first. However many send it, it is done once: it gives the receipt, and the clerk whose act it was; whoever else asked is
// refused with one of the codes. No receipt: all were refused.
func (u *rush) press(id domain.CaseID, name string, data any, copies int, codes []domain.Code, clerks ...int) (*store.Receipt, int) {
	u.t.Helper()
	var (
		all  sync.WaitGroup
		mu   sync.Mutex
		won  *store.Receipt
		by   int
		done int // answers that say: this was recorded now
	)
	path := "/acts/" + name
	if id != "" {
		path = "/cases/" + string(id) + path
	}
	for _, who := range clerks {
		u.mu.Lock()
		u.n++
		k := fmt.Sprintf("rush-%06d", u.n)
		u.mu.Unlock()
		hasty := rand.IntN(4) == 0
		if hasty {
			all.Go(func() {
				ctx, hangUp := context.WithTimeout(u.t.Context(), time.Duration(rand.IntN(30))*time.Millisecond)
				defer hangUp()
				u.clerks[who].do("POST", path, map[string]any{"data": data}, key(k), func(q *http.Request) { *q = *q.WithContext(ctx) })
			})
		}
		for range copies {
			all.Go(func() {
				began := time.Now()
				r := u.clerks[who].do("POST", path, map[string]any{"data": data}, key(k))
				waited := time.Since(began)
				u.mu.Lock()
				u.waits = append(u.waits, waited)
				u.mu.Unlock()
				if r.Status != http.StatusOK {
					if !slices.Contains(codes, domain.Code(r.problem().Code)) {
						u.t.Errorf("%s by clerk %d: %d %s", name, who, r.Status, r.Raw)
					}
					return
				}
				var got store.Receipt
				r.into(u.t, &got)
				mu.Lock()
				defer mu.Unlock()
				if !got.Again {
					done++
				}
				if won != nil && (by != who || won.Case != got.Case || won.Seq != got.Seq) {
					u.t.Errorf("%s was done twice: %d by clerk %d, %d by clerk %d", name, won.Seq, by, got.Seq, who)
				}
				won, by = &got, who
				u.mu.Lock()
				u.told[u.id[fmt.Sprintf("window%02d", who)]+":"+k] = got
				u.mu.Unlock()
			})
		}
	}
	all.Wait()
	if done > 1 {
		u.t.Errorf("%s: %d were told that it is recorded now", name, done)
	}
	return won, by
}

// late is what the second of two who do the same thing is told.
var late = []domain.Code{"wrong_stage"}

// organization takes one application from the window to its acceptance. Two clerks do everything at once; four organizations want
// one name, and whoever does not get it takes one of its own; every second one lacks a material, is told so and brings it.
func (u *rush) organization(n int) {
	u.t.Helper()
	a, b := n, (n+1)%len(u.clerks)
	must := func(id domain.CaseID, name string, data any, copies int, clerks ...int) domain.CaseID {
		r, _ := u.press(id, name, data, copies, late, clerks...)
		if r == nil {
			u.t.Errorf("organization %d: nobody could %s", n, name)
			return id
		}
		return r.Case
	}
	copies := func(step int) int { // each act of some file is sent by the eight
		if n%6 == step {
			return 8
		}
		return 2
	}
	wanted, own := chess(fmt.Sprintf("象棋%d", n/4)), map[string]any{"name": map[string]any{"district": "云岭区", "field": fmt.Sprintf("围棋%d", n), "form": "协会"}}
	id := must("", "registration.begin", wanted, copies(0), a)
	must(id, "registration.sign_notice", map[string]any{"signers": []string{"楚河汉"}}, copies(1), a, b)
	u.named[n/4].Done()
	u.named[n/4].Wait()
	if r, _ := u.press(id, "registration.check_name", map[string]any{"name": wanted["items"].(map[string]any)["name"]}, copies(2), append(late, "name_taken"), a, b); r == nil {
		must(id, "registration.check_name", own, 2, a, b)
	}
	var papers []any
	for _, k := range []string{"application", "consent", "capital_report", "persons", "charter", "premises"} {
		papers = append(papers, map[string]any{"key": k, "pages": 2, "original": true})
	}
	lacking := n%2 == 1
	if lacking {
		papers = papers[:5]
	}
	must(id, "registration.receive", map[string]any{"materials": papers, "assembly_on": domain.DateOf(u.Now())}, copies(3), a, b)
	if lacking {
		must(id, "registration.list_gaps", map[string]any{"gaps": []any{map[string]any{"key": "premises", "what": "请提交场所使用权证明"}}}, copies(4), a, b)
		must(id, "registration.supplement", map[string]any{"materials": []any{map[string]any{"key": "premises", "pages": 3}}}, copies(5), a, b)
		return
	}
	crowd := []int{a, b}
	if n == 0 { // and on one file everybody at once
		crowd = crowd[:0]
		for i := range u.clerks {
			crowd = append(crowd, i)
		}
	}
	must(id, "registration.accept", map[string]any{}, copies(4), crowd...)
}

// Sixty-four clerks sign in and work at one window at once, each act sent several times and by two clerks; some hang up while they
// wait. Afterwards everything acknowledged stands in the log once and nothing else does, names and numbers were given once and
// without gaps, nobody's task is lost, and all that is shown is what the events say.
func TestSixtyFourClerksAtOnceLoseAndDoubleNothing(t *testing.T) {
	const n = 64
	u := newRush(t, n)
	for i := range u.named {
		u.named[i].Add(4)
	}
	began := time.Now()
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { u.organization(i) })
	}
	all.Wait()
	took := time.Since(began)
	slices.Sort(u.waits)
	at := func(p float64) time.Duration {
		return u.waits[int(p*float64(len(u.waits)-1))].Round(100 * time.Microsecond)
	}
	said := fmt.Sprintf("%d requests in %s, %.0f/s; %d acts recorded; waited p50 %s, p95 %s, p99 %s, longest %s", len(u.waits), took.Round(time.Millisecond), float64(len(u.waits))/took.Seconds(), len(u.told),
		at(0.5), at(0.95), at(0.99), at(1))
	t.Log(said)
	if page := os.Getenv("YIFA_BENCH_WRITE"); page != "" {
		f, err := os.OpenFile(page, os.O_APPEND|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := fmt.Fprintf(f, "\n## Sixty-four clerks at one window\n\nEach act of 64 registrations, from the application to its acceptance, sent two or eight times by two clerks at once, over HTTP, four wanting each name: most of the requests wait for another that does the same.\n\n%s: %s.\n", time.Now().Format(time.DateOnly), said); err != nil {
			t.Error(err)
		}
	}
	u.once()
	more := u.secondHour()
	t.Log(more)
	v, err := u.store.Verify(t.Context())
	if err != nil || len(v.Breaks) > 0 {
		t.Errorf("the chains do not hold: %+v %v", v.Breaks, err)
	}
	before := testkit.Projections(t, u.dsn)
	if _, _, err := u.store.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	for table, rows := range testkit.Projections(t, u.dsn) {
		if rows != before[table] {
			t.Errorf("%s is not what the events say", table)
		}
	}
}

// once looks in the database for what is lost or doubled.
func (u *rush) once() {
	u.t.Helper()
	c, err := pgx.Connect(u.t.Context(), u.dsn)
	if err != nil {
		u.t.Fatal(err)
	}
	defer c.Close(context.WithoutCancel(u.t.Context()))
	u.acknowledged(c)
	const files = "(SELECT * FROM cases WHERE procedure = 'registration')"
	many := len(u.clerks)
	for what, q := range map[string]struct {
		sql  string
		want int
	}{
		"applications accepted":                      {"SELECT count(*) FROM " + files + " f WHERE stage = 'reg_accepted'", many},
		"applications":                               {"SELECT count(*) FROM " + files + " f", many},
		"names held":                                 {"SELECT count(DISTINCT full_key) FROM org_names", many},
		"names held twice":                           {"SELECT count(*) - count(DISTINCT core_key) FROM org_names", 0},
		"names everybody wanted":                     {"SELECT count(*) FROM org_names WHERE full_key LIKE '%象棋%'", many / 4},
		"series of numbers with a gap":               {"SELECT count(*) FROM (SELECT type, year FROM documents WHERE serial > 0 GROUP BY 1, 2 HAVING count(*) <> max(serial) OR count(DISTINCT number) <> count(*)) x", 0},
		"receipts and notices of acceptance":         {"SELECT count(*) FROM documents WHERE type IN ('R-2', 'R-4') AND serial > 0", 2 * many},
		"lists of gaps":                              {"SELECT count(*) FROM documents WHERE type = 'R-3' AND serial > 0", many / 2},
		"numbers of files without gaps, the highest": {"SELECT CASE WHEN count(DISTINCT reference) = max(ref_serial) THEN max(ref_serial) ELSE -1 END FROM " + files + " f", many},
		"tasks open":                                 {"SELECT count(*) FROM tasks WHERE done_at IS NULL AND kind <> 'registration.serve'", many},
		"papers to be served":                        {"SELECT count(*) FROM tasks WHERE done_at IS NULL AND kind = 'registration.serve'", many + many/2}, // the notices of acceptance, the lists of gaps
		"tasks open to assign reviewers":             {"SELECT count(DISTINCT case_id) FROM tasks WHERE done_at IS NULL AND kind = 'registration.assign'", many},
		"tasks done":                                 {"SELECT count(*) FROM tasks WHERE done_at IS NOT NULL", many*2 + many/2}, // the name, the materials; what was lacking
		"files the engine is not told of":            {"SELECT count(*) FROM " + files + " f WHERE NOT EXISTS (SELECT FROM outbox o WHERE o.case_id = f.id AND o.seq = f.seq)", 0},
	} {
		var got int
		if err := c.QueryRow(u.t.Context(), q.sql).Scan(&got); err != nil {
			u.t.Fatalf("%s: %v", what, err)
		}
		if got != q.want {
			u.t.Errorf("%s: %d, want %d", what, got, q.want)
		}
	}
}

// tellers are the entries that go with an entry in the file of the organization.
var tellers = map[string]struct{}{"LiquidationFormed": {}, "RegistrationCertified": {}, "ApplicationWithdrawn": {}}

// acknowledged looks whether everything that was acknowledged stands in the log once, and nothing else.
func (u *rush) acknowledged(c *pgx.Conn) {
	u.t.Helper()
	type act struct {
		Key, Case string
		Last, N   int
	}
	rows, err := c.Query(u.t.Context(), "SELECT key, case_id, max(seq), count(*) FROM case_events WHERE key LIKE '%:rush-%' GROUP BY 1, 2")
	if err != nil {
		u.t.Fatal(err)
	}
	log, err := pgx.CollectRows(rows, pgx.RowToStructByPos[act])
	if err != nil {
		u.t.Fatal(err)
	}
	acts := 0
	for _, x := range log {
		r, ok := u.told[x.Key]
		if ok && string(r.Case) != x.Case { // what the act told or opened in the same transaction
			if _, others := tellers[r.Events[0]]; others {
				continue
			}
		}
		if acts++; !ok || string(r.Case) != x.Case || r.Seq != x.Last || len(r.Events) != x.N {
			u.t.Errorf("the log has %+v, acknowledged was %+v", x, r)
		}
	}
	if acts != len(u.told) {
		u.t.Errorf("%d acts in the log, %d were acknowledged", acts, len(u.told))
	}
}
