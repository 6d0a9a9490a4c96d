package bench_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"yifa/api"
	"yifa/domain"
	"yifa/local"
	"yifa/policies"
	"yifa/store"
)

// report gathers the lines of docs/performance.md.
type report struct{ bytes.Buffer }

func (r *report) line(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	fmt.Println(s)
	fmt.Fprintln(r, s)
}

// town is a private PostgreSQL with real settings (fsync on) and a bureau in it.
type town struct {
	testing.TB
	*store.Store
	dsn     string
	pg      *pgxpool.Pool
	offset  atomic.Int64 // how far the bureau's clock stands behind
	agency  domain.AgencyID
	an, bo  domain.PersonID
	lin     domain.PersonID
	parties []domain.PartyID
	keys    atomic.Int64
}

func (t *town) now() time.Time { return time.Now().Add(-time.Duration(t.offset.Load())) }

func newTown(tb testing.TB) *town {
	tb.Helper()
	ctx := context.Background()
	folder, err := os.MkdirTemp(os.Getenv("YIFA_BENCH_DIR"), "yifa-bench-") //nolint:usetesting // the database user must be able to enter it
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = os.RemoveAll(folder) })
	if err := os.Chmod(folder, 0o755); err != nil {
		tb.Fatal(err)
	}
	bundled, err := filepath.Abs("../bin/postgres/bin")
	if err != nil {
		tb.Fatal(err)
	}
	pg, err := local.PreparePostgres(ctx, local.PostgresOptions{Folder: filepath.Join(folder, "postgres"), Password: "bench", Bundled: bundled})
	if err != nil {
		tb.Fatal(err)
	}
	port, err := local.Port(folder, "postgres", 0)
	if err != nil {
		tb.Fatal(err)
	}
	pg.ListenOn(port)
	s := &local.Supervisor{Run: filepath.Join(folder, "run"), Logs: filepath.Join(folder, "log")}
	if err := s.Start(ctx, local.Child{Name: "postgres", Command: pg.Command, Ready: pg.Ready, Stop: syscall.SIGINT, Grace: 10 * time.Second}); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.StopAll(nil) })
	if err := pg.Ensure(ctx, local.Database{Name: "yifa", Role: "yifa", Password: "bench", StepDown: "yifa_app"}); err != nil {
		tb.Fatal(err)
	}
	t := &town{TB: tb, dsn: pg.URL("yifa", "bench", "yifa")}
	if err := store.Migrate(ctx, t.dsn); err != nil {
		tb.Fatal(err)
	}
	t.pg, err = pgxpool.New(ctx, t.dsn+"&pool_max_conns=64")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(t.pg.Close)
	t.settle()
	return t
}

// settle enters the bureau: officers, leaders, five hundred parties.
func (t *town) settle() {
	first, err := store.Open(t.Context(), store.Config{DSN: t.dsn, Now: t.now})
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	sys := func(id domain.CaseID, cmd domain.Command) domain.CaseID {
		r, err := first.Act(t.Context(), store.Request{Case: id, Actor: domain.System, Key: t.key(), Command: cmd})
		if err != nil {
			t.Fatalf("%s: %v", cmd.Act(), err)
		}
		return r.Case
	}
	t.agency = domain.AgencyID(sys("", &domain.EstablishAgency{Name: "云岭区民政局", Short: "云民", Region: "云岭区", Superior: "云岭区人民政府", Address: "云岭路1号", Phone: "0710-1234567", Sections: []string{"殡葬管理股", "执法股", "地名股"}, Townships: []string{"青石镇", "白河乡", "柳林镇", "石桥镇", "南山乡"}}))
	add := func(login, section string, role domain.Role) domain.PersonID {
		id := sys("", &domain.AddPerson{Login: login, Name: "人" + login, Section: section})
		sys(id, &domain.GrantRole{Role: role, From: domain.NewDate(2020, 1, 1)})
		sys(id, &domain.Certify{Certificate: domain.Certificate{Number: login, Issuer: "省", From: domain.NewDate(2020, 1, 1), Until: domain.NewDate(2099, 1, 1)}})
		return domain.PersonID(id)
	}
	t.an, t.bo, t.lin = add("an", "执法股", domain.RoleOfficer), add("bo", "执法股", domain.RoleOfficer), add("lin", "", domain.RoleLeader)
	for i := range 20 {
		add("of"+strconv.Itoa(i), []string{"殡葬管理股", "执法股", "地名股"}[i%3], domain.RoleOfficer)
	}
	names := []string{"福寿", "永安", "长青", "松鹤", "瑞祥", "德馨", "慈云", "静园", "龙泉", "凤山"}
	for i := range 500 {
		kind := []domain.PartyKind{domain.PartyFuneralHome, domain.PartyVillage, domain.PartyOther}[i%3]
		t.parties = append(t.parties, domain.PartyID(sys("", &domain.RegisterParty{Kind: kind, Name: fmt.Sprintf("%s%s第%d号", names[i%10], map[domain.PartyKind]string{domain.PartyFuneralHome: "殡仪馆", domain.PartyVillage: "公益性墓地", domain.PartyOther: "殡葬服务站"}[kind], i), Township: []string{"青石镇", "白河乡", "柳林镇", "石桥镇", "南山乡"}[i%5]})))
	}
	g, err := policies.New()
	if err != nil {
		t.Fatal(err)
	}
	files, err := store.NewFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if t.Store, err = store.Open(t.Context(), store.Config{DSN: t.dsn, Now: t.now, Gate: g.May, MaxConns: 64, Files: files}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = t.Close() })
}

func (t *town) key() string { return fmt.Sprintf("bench-%d", t.keys.Add(1)) }

func (t *town) do(who domain.PersonID, id domain.CaseID, cmd domain.Command) store.Receipt {
	t.Helper()
	r, err := t.Act(t.Context(), store.Request{Case: id, Actor: who, Key: t.key(), Command: cmd})
	if err != nil {
		t.Fatalf("%s: %v", cmd.Act(), err)
	}
	return r
}

// templates are files in the stages a bureau's files are in, and how many of a hundred thousand are in each.
func (t *town) templates() (served domain.CaseID, shares map[domain.CaseID]int) {
	shares = map[domain.CaseID]int{}
	t.offset.Store(int64(5 * 24 * time.Hour))
	two := []domain.PersonID{t.an, t.bo}
	assigned := func() domain.CaseID {
		return t.do(t.an, "", &domain.AssignInspection{Party: t.parties[0], Officers: two, Source: "routine", Basis: "年度检查计划", Items: []string{"价格公示", "墓位面积", "证照"}}).Case
	}
	recorded := func(n int) domain.CaseID {
		id := assigned()
		t.do(t.lin, id, &domain.ApproveInspection{})
		t.do(t.an, id, &domain.NotifyInspection{})
		t.do(t.an, id, &domain.Arrive{Officers: two, CardShown: true, RightsTold: true})
		x := &domain.RecordVisit{StartedAt: t.now(), EndedAt: t.now().Add(time.Second), Place: "青石镇", Officers: two, Summary: strings.Repeat("现场情况良好，", 20), SignedBy: "甲"}
		for range n {
			x.Findings = append(x.Findings, domain.NewFinding{Category: domain.FindOverStd, Fact: "墓位超过标准面积", Provision: "《殡葬管理条例》", Quantity: 3, Unit: "个"})
		}
		t.do(t.an, id, x)
		return id
	}
	order := func() domain.CaseID {
		return t.do(t.an, recorded(1), &domain.OrderCorrection{Lines: []int{1}, Measures: []string{"恢复原状", "公示价格"}, Days: 15}).Opened[0]
	}
	serve := func() domain.CaseID {
		id := order()
		t.do(t.lin, id, &domain.ApproveOrder{Comment: "同意"})
		t.do(t.an, id, &domain.ServeOrder{Method: domain.ServeDirect, On: domain.DateOf(t.now()), Recipient: "甲", Relation: "负责人"})
		return id
	}
	shares[assigned()] = 1000
	shares[recorded(2)] = 1500
	closed := recorded(0)
	t.do(t.an, closed, &domain.NotifyResult{})
	t.do(t.an, closed, &domain.PublishResult{})
	shares[closed] = 55000
	shares[order()] = 500
	passed := serve()
	t.do(t.an, passed, &domain.Reinspect{Officers: two, Items: []domain.ItemResult{{Item: 1, Passed: true}, {Item: 2, Passed: true}}, Opinion: "均已改正"})
	shares[passed] = 32000
	served = serve()
	shares[served] = 10000
	t.offset.Store(0)
	return served, shares
}

// populate copies the templates until there are a hundred thousand files: states are those of real files, days, parties,
// officers and places are spread. Events are not copied: no list reads them.
func (t *town) populate(shares map[domain.CaseID]int, at int) {
	for tpl, n := range shares {
		q := fmt.Sprintf(`WITH ps AS MATERIALIZED (SELECT row_number() OVER (ORDER BY id) - 1 AS n, id, title, township FROM cases WHERE procedure = 'party'),
 os AS MATERIALIZED (SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM cases WHERE procedure = 'person' AND title LIKE '人of%%')
INSERT INTO cases (id, procedure, agency, parent, reference, ref_year, ref_serial, title, stage, handler, section, party, party_name, party_kind, township, opened_on, closed_on, outcome, seq, head, last_at, due, sort_due, due_clock, due_rule, due_unit, due_paused, provisional, deadline, state)
SELECT 'z' || g, c.procedure, c.agency, '', c.reference || g, c.ref_year, 1000 + g, split_part(c.title, '：', 1) || '：' || ps.title, c.stage, CASE WHEN g %% 3 = 0 THEN c.handler ELSE os.id END, (ARRAY['殡葬管理股','执法股','地名股'])[1 + g %% 3],
 ps.id, ps.title, c.party_kind, ps.township, c.opened_on - g %% 900, c.closed_on - g %% 900, c.outcome, c.seq, c.head, c.last_at - (g %% 900) * interval '1 day', c.due + g %% 60 - 20,
 CASE WHEN c.due IS NULL THEN 'infinity'::date ELSE c.due + g %% 60 - 20 END, c.due_clock, c.due_rule, c.due_unit, c.due_paused, c.provisional, c.deadline + g %% 60 - 20, replace(replace(c.state::text, '%[1]s', 'z' || g), '"ref_serial":' || c.ref_serial || ',', '"ref_serial":' || 1000 + g || ',')::json
FROM cases c, generate_series(%[2]d, %[2]d + %[3]d - 1) g JOIN ps ON ps.n = (g * 7) %% 500 JOIN os ON os.n = g %% 20 WHERE c.id = '%[1]s'`, tpl, at, n)
		more := []string{
			`INSERT INTO case_search SELECT 'z' || g, lower(c.reference || ' ' || c.title || ' ' || c.township), (SELECT coalesce(array_agg(DISTINCT substr(c.title, i, 2)), '{}') FROM generate_series(1, length(c.title) - 1) i) FROM case_search s, generate_series(%[2]d, %[2]d + %[3]d - 1) g JOIN cases c ON c.id = 'z' || g WHERE s.case_id = '%[1]s'`,
			`INSERT INTO clocks SELECT 'z' || g, k.id, k.agency, k.rule, k.title, k.from_on + g %% 60 - 20, k.due + g %% 60 - 20, k.provisional, k.effect, k.met_on, k.lapsed_on, k.stopped_on FROM clocks k, generate_series(%[2]d, %[2]d + %[3]d - 1) g WHERE k.case_id = '%[1]s'`,
			`INSERT INTO tasks SELECT 'z' || g, k.id, k.agency, k.kind, k.title, k.english, CASE WHEN k.person = '' THEN '' ELSE (SELECT handler FROM cases WHERE id = 'z' || g) END, k.role, k.section, k.due, k.sort_due + CASE WHEN k.due IS NULL THEN 0 ELSE g %% 60 - 20 END, k.clock, k.raised_at, k.done_at, k.done_by FROM tasks k, generate_series(%[2]d, %[2]d + %[3]d - 1) g WHERE k.case_id = '%[1]s'`,
			`INSERT INTO documents SELECT 'z' || g, replace(k.id, '%[1]s', 'z' || g), k.agency, k.type, k.title, k.number || g, k.year, CASE WHEN k.serial = 0 THEN 0 ELSE 1000 + g END, k.issued_on, k.issued_by, k.voided_on, true FROM documents k, generate_series(%[2]d, %[2]d + %[3]d - 1) g WHERE k.case_id = '%[1]s'`,
			`INSERT INTO findings SELECT 'z' || g, k.line, k.agency, k.category, k.violation, k.quantity, k.unit, k.amount_fen, k.recorded_on - g %% 900, k.exits FROM findings k, generate_series(%[2]d, %[2]d + %[3]d - 1) g WHERE k.case_id = '%[1]s'`,
		}
		if _, err := t.pg.Exec(t.Context(), q, pgx.QueryExecModeSimpleProtocol); err != nil {
			t.Fatalf("%v\n%s", err, q)
		}
		for _, m := range more {
			if _, err := t.pg.Exec(t.Context(), fmt.Sprintf(m, tpl, at, n), pgx.QueryExecModeSimpleProtocol); err != nil {
				t.Fatalf("%v\n%s", err, m)
			}
		}
		at += n
	}
	if _, err := t.pg.Exec(t.Context(), "VACUUM ANALYZE"); err != nil {
		t.Fatal(err)
	}
}

// times are what single calls took.
type times []time.Duration

func (x times) p(q float64) time.Duration {
	if len(x) == 0 {
		return 0
	}
	return x[min(len(x)-1, int(float64(len(x))*q))]
}

// drive has clients work for a while and gives calls a second and what each took.
func drive(tb testing.TB, clients int, d time.Duration, one func(client int) error) (float64, times) {
	tb.Helper()
	var mu sync.Mutex
	var all times
	var wg sync.WaitGroup
	start := time.Now()
	until := start.Add(d)
	for i := range clients {
		wg.Go(func() {
			var mine times
			for time.Now().Before(until) {
				at := time.Now()
				if err := one(i); err != nil {
					if !tb.Failed() {
						tb.Error(err)
					}
					return
				}
				mine = append(mine, time.Since(at))
			}
			mu.Lock()
			all = append(all, mine...)
			mu.Unlock()
		})
	}
	wg.Wait()
	took := time.Since(start)
	slices.Sort(all)
	return float64(len(all)) / took.Seconds(), all
}

// floor writes what a report of correction writes, by hand: the same rows with the same sizes, prepared, pipelined, one
// transaction of two round trips, nothing decided and nothing checked.
type floor struct {
	t                    *town
	data, state, receipt string
}

func newFloor(t *town, served domain.CaseID) *floor {
	id := served // the template itself shows what the act writes
	t.do(t.an, id, reportOf())
	f := &floor{t: t}
	row := func(q string, into ...any) {
		if err := t.pg.QueryRow(t.Context(), q, string(id)).Scan(into...); err != nil {
			t.Fatal(err)
		}
	}
	row("SELECT data::text FROM case_events WHERE case_id = $1 ORDER BY seq DESC LIMIT 1", &f.data)
	row("SELECT state::text FROM cases WHERE id = $1", &f.state)
	row("SELECT receipt::text FROM receipts WHERE receipt ->> 'case' = $1 ORDER BY at DESC LIMIT 1", &f.receipt)
	return f
}

func reportOf() domain.Command {
	return &domain.ReportCorrection{Report: "超标准墓位已经恢复原状，价格已经公示，请予复查。"}
}

func (f *floor) one(n int64) error {
	ctx := f.t.Context()
	c, err := f.t.pg.Acquire(ctx)
	if err != nil {
		return err
	}
	defer c.Release()
	id := fmt.Sprintf("z%d", n*7919%60000) // not the files the acts need
	b := &pgx.Batch{}
	b.Queue("begin")
	var seq int
	var head string
	b.Queue("SELECT seq, head FROM cases WHERE id = $1 FOR UPDATE", id).QueryRow(func(r pgx.Row) error { return r.Scan(&seq, &head) })
	if err := c.SendBatch(ctx, b).Close(); err != nil {
		return err
	}
	seq += 100000 + int(n/60000)
	hash := strings.Repeat("ab", 32)
	b = &pgx.Batch{}
	b.Queue("INSERT INTO receipts (key, request, receipt) VALUES ($1, $2, $3)", fmt.Sprintf("floor-%d", n), hash, f.receipt)
	b.Queue("INSERT INTO case_events (case_id, seq, kind, actor, recorded_by, occurred_at, recorded_at, backfill, key, data, prev, hash) VALUES ($1, $2, $3, $4, $5, now(), now(), '', $6, $7, $8, $9)",
		id, seq, "CorrectionReported", f.t.an, f.t.an, fmt.Sprintf("floor-%d", n), f.data, head, hash)
	b.Queue(`UPDATE cases SET stage = 'reported', seq = seq, head = $2, last_at = now(), due = $3, sort_due = $3, due_clock = '整改复查', due_rule = 'RE-02', due_unit = 'working', state = $4 WHERE id = $1`, id, hash, time.Now().AddDate(0, 0, int(n%60)), f.state)
	b.Queue(`INSERT INTO clocks (agency, case_id, id, rule, title, from_on, due, provisional, effect, met_on) VALUES ('x', $1, 'comply', 'RE-01', '限期整改', now(), now(), false, 'overdue', now()) ON CONFLICT (case_id, id) DO UPDATE SET due = excluded.due, met_on = excluded.met_on`, id)
	b.Queue(`INSERT INTO clocks (agency, case_id, id, rule, title, from_on, due, provisional, effect) VALUES ('x', $1, $2, 'RE-02', '整改复查', now(), now(), false, 'escalate')`, id, fmt.Sprintf("f%d", n))
	b.Queue(`INSERT INTO tasks (case_id, id, agency, kind, title, english, person, role, section, due, sort_due, clock, raised_at, done_at, done_by) VALUES ($1, 'report', $2, 'rectification.report', '督促并登记整改报告', 'x', $3, '', '', now(), now(), 'comply', now(), now(), $3) ON CONFLICT (case_id, id) DO UPDATE SET done_at = excluded.done_at, done_by = excluded.done_by`, id, f.t.agency, f.t.an)
	b.Queue(`INSERT INTO tasks (case_id, id, agency, kind, title, english, person, role, section, due, sort_due, clock, raised_at, done_by) VALUES ($1, $4, $2, 'rectification.reinspect', '复查', 'Re-inspect', $3, '', '', now(), now(), 'reinspect', now(), '')`, id, f.t.agency, f.t.an, fmt.Sprintf("f%d", n))
	b.Queue("INSERT INTO outbox (case_id, procedure, agency, seq) VALUES ($1, 'rectification', $2, $3)", id, f.t.agency, seq)
	b.Queue("commit")
	return c.SendBatch(ctx, b).Close()
}

// TestMeasure prints the table; with YIFA_BENCH_WRITE it writes docs/performance.md.
func TestMeasure(t *testing.T) {
	if os.Getenv("YIFA_BENCH") == "" {
		t.Skip("make bench")
	}
	span := 4 * time.Second
	if s := os.Getenv("YIFA_BENCH_SPAN"); s != "" {
		span, _ = time.ParseDuration(s)
	}
	r := &report{}
	town := newTown(t)
	served, shares := town.templates()
	at := time.Now()
	if os.Getenv("YIFA_BENCH_ONLY") == "start" {
		startUp(t, r)
		return
	}
	town.populate(shares, 0)
	r.line("# 性能 Performance\n")
	r.line("`make bench WRITE=1` wrote this page on %s: %s, %d cores, %s, PostgreSQL with fsync on and the settings of `yifa up`, everything on one machine, clients too.\n", time.Now().Format(time.DateOnly), cpu(), runtime.NumCPU(), runtime.Version())
	t.Logf("100,000 files in %s", time.Since(at).Round(time.Second))
	if os.Getenv("YIFA_BENCH_ONLY") == "hold" { // to look at it with psql
		fmt.Println(town.dsn)
		time.Sleep(30 * time.Minute)
	}
	if only := os.Getenv("YIFA_BENCH_ONLY"); only != "acts" {
		measureLists(r, town)
	}
	if only := os.Getenv("YIFA_BENCH_ONLY"); only != "lists" {
		town.populate(map[domain.CaseID]int{served: 60000}, 100000) // acts use up one each
		measureActs(t, r, town, newFloor(town, served), span)
		r.line("What the difference is: the door reads and writes the state of the whole file (5 kB of JSON, twice) where the hand only locks the row; it folds, hashes and compares; and the server plans nothing in either. Over HTTP come one more query (who asks), JSON both ways, and the client itself on the same two cores.\n")
	}
	if os.Getenv("YIFA_BENCH_ONLY") == "" || os.Getenv("YIFA_BENCH_ONLY") == "rest" {
		measureRest(t, r, town)
	}
	if path := os.Getenv("YIFA_BENCH_WRITE"); path != "" {
		if err := os.WriteFile(path, r.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func cpu() string {
	b, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(b)) {
		if k, v, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(k) == "model name" {
			return strings.TrimSpace(v)
		}
	}
	return runtime.GOARCH
}

func measureActs(t *testing.T, r *report, town *town, f *floor, span time.Duration) {
	base, clients := serveHTTP(t, town)
	var next, written atomic.Int64
	r.line("## Acts\n")
	r.line("One act: the report of a correction (one event, the file, two clocks, two tasks, receipt, outbox row). By hand: the same rows through pgx, prepared and pipelined, nothing decided. Ratio: against by hand, in the same run, in turns.\n")
	r.line("| clients | what | acts/s | ratio | p50 | p95 | p99 |\n|---|---|---|---|---|---|---|")
	for _, n := range []int{1, 16, 64} {
		type sum struct {
			rate float64
			all  times
		}
		var byHand, act, over sum
		for range 2 {
			add := func(s *sum, rate float64, x times) { s.rate += rate / 2; s.all = append(s.all, x...) }
			rate, x := drive(t, n, span/2, func(int) error { return f.one(written.Add(1)) })
			add(&byHand, rate, x)
			rate, x = drive(t, n, span/2, func(int) error {
				k := next.Add(1)
				_, err := town.Act(t.Context(), store.Request{Case: domain.CaseID(fmt.Sprintf("z%d", 100000+k)), Actor: town.an, Key: fmt.Sprintf("act-%d", k), Command: reportOf()})
				return err
			})
			add(&act, rate, x)
			rate, x = drive(t, n, span/2, func(i int) error {
				k := next.Add(1)
				return post(clients[i], fmt.Sprintf("%s/api/v1/cases/z%d/acts/rectification.report", base, 100000+k), fmt.Sprintf("http-%d-key", k))
			})
			add(&over, rate, x)
		}
		for _, s := range []struct {
			name string
			*sum
		}{{"by hand", &byHand}, {"store.Act", &act}, {"over HTTP", &over}} {
			slices.Sort(s.all)
			r.line("| %d | %s | %.0f | %.2f | %s | %s | %s |", n, s.name, s.rate, s.rate/byHand.rate, ms(s.all.p(.5)), ms(s.all.p(.95)), ms(s.all.p(.99)))
		}
	}
	r.line("")
}

func measureRest(t *testing.T, r *report, town *town) {
	ctx := t.Context()
	r.line("## The rest\n")
	r.line("| what | measured | aim |\n|---|---|---|")
	cal, book, _, err := town.Law(ctx)
	if err != nil {
		t.Fatal(err)
	}
	rule, err := book.At("RE-03", domain.DateOf(town.now()))
	if err != nil {
		t.Fatal(err)
	}
	trace := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			k := domain.StartClock(cal, rule, "x", domain.NewDate(2026, 9, 24))
			cal.DueOf(&k)
		}
	})
	r.line("| one clock, counted and explained | %s | 20 µs |", time.Duration(trace.NsPerOp()))
	g, err := policies.New()
	if err != nil {
		t.Fatal(err)
	}
	p, err := town.Person(ctx, town.an)
	if err != nil {
		t.Fatal(err)
	}
	c, err := town.Case(ctx, "z99999")
	if err != nil {
		t.Fatal(err)
	}
	spec, _ := domain.SpecOf("rectification.report")
	may := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			if err := g.May(p, spec, c, domain.DateOf(town.now())); err != nil {
				b.Fatal(err)
			}
		}
	})
	r.line("| may this person do this in this file | %s | – |", time.Duration(may.NsPerOp()))
	at := time.Now()
	v, err := town.Verify(ctx)
	if err != nil {
		t.Fatal(err)
	}
	r.line("| verify %d events (many of them the floor's, which fit no chain) | %s | – |", v.Events, time.Since(at).Round(time.Millisecond))
	if self, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(self)) {
			if k, v, ok := strings.Cut(line, ":"); ok && k == "VmHWM" {
				r.line("| memory of this process at its most: the door, HTTP and all clients | %s | – |", strings.TrimSpace(v))
			}
		}
	}
	startUp(t, r)
	r.line("")
}

// startUp measures the real program, twice: an empty folder, and the next start. Then the way from an act to its workflow.
func startUp(t *testing.T, r *report) {
	program, err := filepath.Abs("../bin/yifa")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(program); err != nil {
		r.line("| start-up | bin/yifa is not built | – |")
		return
	}
	data := filepath.Join(t.TempDir(), "data")
	t.Cleanup(func() {
		if away, err := filepath.EvalSymlinks(filepath.Join(data, "postgres")); err == nil {
			_ = os.RemoveAll(away)
		}
	})
	for _, which := range []string{"first start in an empty folder", "next start"} {
		at := time.Now()
		cmd := exec.Command(program, "up", "--data", data, "--listen", "127.0.0.1:0")
		listen, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		_ = listen.Close()
		cmd.Args[len(cmd.Args)-1] = listen.Addr().String()
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = cmd.Process.Signal(os.Interrupt) })
		lines := bufio.NewScanner(out)
		ready := false
		for !ready && lines.Scan() {
			ready = strings.Contains(lines.Text(), "就绪")
		}
		if !ready {
			t.Fatal("bin/yifa up does not come up")
		}
		r.line("| %s: everything ready | %s | – |", which, time.Since(at).Round(10*time.Millisecond))
		if which == "next start" {
			for _, part := range []string{"api", "worker", "engine"} {
				if st, err := local.ReadStatus(filepath.Join(data, "run"), part); err == nil {
					if b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", st.PID)); err == nil {
						for line := range strings.Lines(string(b)) {
							if k, v, ok := strings.Cut(line, ":"); ok && k == "VmRSS" {
								r.line("| memory of %s, idle | %s | – |", part, strings.TrimSpace(v))
							}
						}
					}
				}
			}
			relayLag(t, r, data)
		}
		_ = cmd.Process.Signal(os.Interrupt)
		for lines.Scan() {
		}
		_ = cmd.Wait()
	}
}

// relayLag is the time from the answer to an act until the engine has done what the act asks of it: an inspection is told,
// and its notice is rendered.
func relayLag(t *testing.T, r *report, data string) {
	password, err := os.ReadFile(filepath.Join(data, "secrets", "postgres-yifa"))
	if err != nil {
		t.Fatal(err)
	}
	st, err := local.ReadStatus(filepath.Join(data, "run"), "postgres")
	if err != nil {
		t.Fatal(err)
	}
	small := &town{TB: t, dsn: fmt.Sprintf("postgres://yifa:%s@%s/yifa?sslmode=disable", strings.TrimSpace(string(password)), st.Address)}
	small.settle()
	var told, rendered times
	two := []domain.PersonID{small.an, small.bo}
	for range 20 {
		id := small.do(small.an, "", &domain.AssignInspection{Party: small.parties[0], Officers: two, Source: "routine", Basis: "计划", Items: []string{"价格"}}).Case
		small.do(small.lin, id, &domain.ApproveInspection{})
		small.do(small.an, id, &domain.NotifyInspection{})
		at := time.Now()
		for {
			lag, err := small.RelayLag(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if lag == 0 {
				break
			}
			time.Sleep(2 * time.Millisecond)
		}
		told = append(told, time.Since(at))
		for until := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
			if time.Now().After(until) {
				t.Fatal("nothing is rendered: see log/worker.log")
			}
			c, err := small.Case(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			if len(c.Owes()) == 0 {
				break
			}
		}
		rendered = append(rendered, time.Since(at))
	}
	slices.Sort(told)
	slices.Sort(rendered)
	r.line("| from an act to its workflow being told, p50 / p95 | %s / %s | – |", ms(told.p(.5)), ms(told.p(.95)))
	r.line("| from an act to its instrument rendered (DOCX and PDF), p50 / p95 | %s / %s | – |", ms(rendered.p(.5)), ms(rendered.p(.95)))
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }

func serveHTTP(t *testing.T, town *town) (string, []*http.Client) {
	g, err := policies.New()
	if err != nil {
		t.Fatal(err)
	}
	lots := 1e9
	h, err := api.New(api.Deps{Store: town.Store, Guard: g, Limits: api.Limits{PerSession: lots, PerAddress: lots, SignIn: lots, SessionBurst: 1e9, AddressBurst: 1e9, Burst: 1e9}})
	if err != nil {
		t.Fatal(err)
	}
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
	go srv.Serve(l)
	t.Cleanup(func() { _ = srv.Close() })
	hash, err := api.HashPassword("bench-password")
	if err != nil {
		t.Fatal(err)
	}
	if err := town.SaveAccount(t.Context(), store.Account{Person: town.an, Login: "an", PasswordHash: hash}); err != nil {
		t.Fatal(err)
	}
	base := "http://" + l.Addr().String()
	var clients []*http.Client
	for range 64 {
		jar, _ := cookiejar.New(nil)
		c := &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 4}}
		res, err := c.Post(base+"/api/v1/session", "application/json", strings.NewReader(`{"login":"an","password":"bench-password"}`))
		if err != nil || res.StatusCode != http.StatusOK {
			t.Fatal(err, res)
		}
		_ = res.Body.Close()
		clients = append(clients, c)
	}
	return base, clients
}

func post(c *http.Client, url, key string) error {
	body, err := json.Marshal(map[string]any{"data": reportOf()})
	if err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", key)
	res, err := c.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(res.Body); err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%d: %s", res.StatusCode, b.String())
	}
	return nil
}

func measureLists(r *report, town *town) {
	ctx := town.Context()
	list := func(f store.CaseFilter) func(int) error {
		return func(int) error { f.Agency = town.agency; _, err := town.Cases(ctx, f); return err }
	}
	second := func(f store.CaseFilter) func(int) error {
		f.Agency = town.agency
		p, err := town.Cases(ctx, f)
		if err != nil {
			town.Fatal(err)
		}
		f.Cursor = p.Next
		return list(f)
	}
	today := domain.DateOf(time.Now())
	r.line("## Lists with 100,000 files\n\n13,000 of them open. One client, the store alone, page of 50 with its total. Aim: p95 under 30 ms.\n")
	r.line("| what | p50 | p95 | p99 |\n|---|---|---|---|")
	for _, x := range []struct {
		name string
		one  func(int) error
	}{
		{"all files by due day", list(store.CaseFilter{})},
		{"its second page", second(store.CaseFilter{})},
		{"open rectifications", list(store.CaseFilter{Procedure: domain.ProcRectification, State: "open"})},
		{"overdue", list(store.CaseFilter{State: "overdue"})},
		{"deadline overdue", list(store.CaseFilter{Procedure: domain.ProcRectification, Deadline: "overdue"})},
		{"of one officer", list(store.CaseFilter{Handler: town.an, State: "open"})},
		{"of one township and stage", list(store.CaseFilter{Township: "青石镇", Stage: "in_progress"})},
		{"newest first", list(store.CaseFilter{Sort: "opened"})},
		{"last moved first", list(store.CaseFilter{Sort: "last"})},
		{"opened in 2025", list(store.CaseFilter{Year: 2025})},
		{"with findings of a kind", list(store.CaseFilter{Category: domain.FindOverStd, Year: 2026})},
		{"search, two characters (福寿)", list(store.CaseFilter{Q: "福寿"})},
		{"search, a name (松鹤陵园第23号)", list(store.CaseFilter{Q: "松鹤陵园第23号"})},
		{"search, nothing found (铁路)", list(store.CaseFilter{Q: "铁路"})},
		{"tasks of one officer", func(int) error {
			_, err := town.Tasks(ctx, store.TaskFilter{Agency: town.agency, Person: town.an})
			return err
		}},
		{"tasks of a team", func(int) error {
			_, err := town.Tasks(ctx, store.TaskFilter{Agency: town.agency, Scope: "team", Roles: []domain.Role{domain.RoleLeader}})
			return err
		}},
		{"task counters", func(int) error {
			_, err := town.TaskCounts(ctx, store.TaskFilter{Agency: town.agency, Person: town.an, Roles: []domain.Role{domain.RoleLeader}})
			return err
		}},
		{"rectification board", func(int) error { _, err := town.Board(ctx, town.agency, today); return err }},
		{"figures of a year", func(int) error { _, err := town.Figures(ctx, town.agency, today.Year(), 0); return err }},
		{"one file", func(int) error { _, err := town.Case(ctx, "z70000"); return err }},
	} {
		if _, warm := drive(town, 1, 300*time.Millisecond, x.one); len(warm) == 0 {
			continue
		}
		_, all := drive(town, 1, time.Second, x.one)
		r.line("| %s | %s | %s | %s |", x.name, ms(all.p(.5)), ms(all.p(.95)), ms(all.p(.99)))
	}
	r.line("")
}
