package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yifa/api"
	"yifa/domain"
	"yifa/store"
	"yifa/testkit"
)

// TestChaos kills parts of a running system at random moments, while a docket is loaded and while people act over HTTP,
// and then looks for what was promised: no acknowledged act lost, none recorded twice, chains whole, everything due
// applied, every instrument rendered, nothing left to tell the engine. `make chaos SEED= MINUTES=` runs it for longer.
func TestChaos(t *testing.T) {
	long := os.Getenv("YIFA_CHAOS")
	if long == "" && os.Getenv("YIFA_TEST_WHOLE") == "" {
		t.Skip("make chaos, or make test")
	}
	span, err := time.ParseDuration(long)
	if err != nil {
		span = 20 * time.Second
	}
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("YIFA_SEED"); s != "" {
		if seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("again with: make chaos SEED=%d", seed)
	c := &chaos{t: t, program: program(t), data: filepath.Join(t.TempDir(), "data"), listen: freeListen(t), dice: rand.New(rand.NewPCG(seed, 1))}
	removeAway(t, c.data)
	c.up = start(t, c.program, c.data, c.listen)

	c.loadDocketWhileKilling("../../testdata/dockets/2023/docket.jsonl")
	c.settle()
	c.workWhileKilling(span)
	c.everythingHolds()
	c.peopleActWhileTheEngineIsDown()
	c.everythingHolds()
	c.up.stop(t, syscall.SIGTERM)
}

type chaos struct {
	t                     *testing.T
	program, data, listen string
	up                    *started
	dice                  *rand.Rand
	mu                    sync.Mutex
	told                  []acknowledged
	kills                 map[string]int
	keys                  atomic.Int64
	people                map[string]domain.PersonID
	party, association    domain.PartyID
}

// acknowledged is an act somebody was told is recorded.
type acknowledged struct {
	who domain.PersonID
	key string
	store.Receipt
}

// kill ends one part at once; "up" is the supervisor, which is started again by hand.
func (c *chaos) kill() {
	part := []string{"api", "worker", "engine", "postgres", "postgres", "api", "worker", "up"}[c.dice.IntN(8)]
	if part == "up" && c.dice.IntN(2) == 0 {
		part = "postgres"
	}
	if part == "up" {
		c.up.stop(c.t, syscall.SIGKILL)
		c.up = start(c.t, c.program, c.data, c.listen)
	} else if st := status(c.t, c.data, part); st.PID > 1 {
		_ = syscall.Kill(st.PID, syscall.SIGKILL)
	}
	if c.kills == nil {
		c.kills = map[string]int{}
	}
	c.kills[part]++
}

// killing kills until stop is closed.
func (c *chaos) killing(stop <-chan struct{}, least, most time.Duration) {
	for {
		wait := least + time.Duration(c.dice.Int64N(int64(most-least)))
		select {
		case <-stop:
			return
		case <-time.After(wait):
			c.kill()
		}
	}
}

func (c *chaos) loadDocketWhileKilling(file string) {
	t, stop := c.t, make(chan struct{})
	loaded := make(chan error, 1)
	go func() {
		var out []byte
		var err error
		for until := time.Now().Add(5 * time.Minute); time.Now().Before(until); time.Sleep(300 * time.Millisecond) {
			dsn, derr := databaseOf(c.data)
			if derr != nil {
				continue
			}
			cmd := exec.Command(c.program, "docket", "load", file)
			cmd.Env = append(os.Environ(), "DATABASE_URL="+dsn, "YIFA_DATA="+c.data)
			if out, err = cmd.CombinedOutput(); err == nil {
				loaded <- nil
				return
			}
		}
		loaded <- fmt.Errorf("%w: %s", err, out)
	}()
	done := make(chan struct{})
	go func() { c.killing(stop, 300*time.Millisecond, 1500*time.Millisecond); close(done) }()
	err := <-loaded
	close(stop)
	<-done
	if err != nil {
		t.Fatalf("the docket: %v", err)
	}
	t.Logf("docket loaded, killed so far: %v", c.kills)
}

// databaseOf is the address of the private server, running or not: its port is remembered.
func databaseOf(data string) (string, error) {
	password, err := os.ReadFile(filepath.Join(secretsFolder(data), "postgres-yifa"))
	if err != nil {
		return "", err
	}
	b, err := os.ReadFile(filepath.Join(data, "run", "postgres.json"))
	if err != nil {
		return "", err
	}
	var st struct{ Address string }
	if err := json.Unmarshal(b, &st); err != nil {
		return "", err
	}
	return fmt.Sprintf("postgres://yifa:%s@%s/yifa?sslmode=disable", trimmed(password), st.Address), nil
}

// open gives the store of the running system.
func (c *chaos) open() *store.Store {
	t := c.t
	var s *store.Store
	eventually(t, 60*time.Second, func() error {
		dsn, err := databaseOf(c.data)
		if err != nil {
			return err
		}
		s, err = store.Open(t.Context(), store.Config{DSN: dsn, MaxConns: 3})
		return err
	})
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// settle enters people who may act today, and a party.
func (c *chaos) settle() {
	t, s := c.t, c.open()
	c.people = map[string]domain.PersonID{}
	sys := func(id domain.CaseID, key string, cmd domain.Command) domain.CaseID {
		var r store.Receipt
		eventually(t, 30*time.Second, func() (err error) {
			r, err = s.Act(t.Context(), store.Request{Case: id, Actor: domain.System, Key: "chaos:" + key, Command: cmd})
			return err
		})
		return r.Case
	}
	hash, err := api.HashPassword("chaos-password")
	if err != nil {
		t.Fatal(err)
	}
	for login, roles := range map[string][]domain.Role{"chaos.an": {domain.RoleOfficer, domain.RoleBackfill}, "chaos.bo": {domain.RoleOfficer}, "chaos.lin": {domain.RoleLeader}, "chaos.yan": {domain.RoleReviewer},
		"chaos.gu": {domain.RoleHead}, "chaos.su": {domain.RoleClerk, domain.RoleSection}} {
		id := sys("", login, &domain.AddPerson{Login: login, Name: login})
		for _, r := range roles {
			sys(id, login+string(r), &domain.GrantRole{Role: r, From: domain.NewDate(2020, 1, 1)})
		}
		sys(id, login+"cert", &domain.Certify{Certificate: domain.Certificate{Number: login, Issuer: "省", From: domain.NewDate(2020, 1, 1), Until: domain.NewDate(2099, 1, 1)}})
		c.people[login] = domain.PersonID(id)
		if err := s.SaveAccount(t.Context(), store.Account{Person: domain.PersonID(id), Login: login, PasswordHash: hash}); err != nil {
			t.Fatal(err)
		}
	}
	sys(domain.CaseID(c.people["chaos.yan"]), "qualified", &domain.Qualify{LegalQualification: domain.LegalQualification{Number: "A1", On: domain.NewDate(2020, 1, 1)}})
	c.party = domain.PartyID(sys("", "party", &domain.RegisterParty{Kind: domain.PartyVillage, Name: "混沌村公益性墓地"}))
	for i := range 9 { // a register for the clean-ups
		items := c.items(fmt.Sprintf("冬眠%d", i))
		sys("", fmt.Sprint("idle", i), &domain.EnterOrganization{Kind: domain.PartyAssociation, NoCode: "从未换发证书", RegisteredOn: domain.NewDate(2015, 3, 2), Items: *items,
			Certificate: &domain.EnteredCertificate{Number: fmt.Sprint("证", i), IssuedOn: domain.NewDate(2015, 3, 2)}})
	}
	c.association = domain.PartyID(sys("", "association", &domain.RegisterParty{Kind: domain.PartyAssociation, Name: "混沌盆景协会", Address: "东街1号"}))
}

// person is somebody at a browser who sends again what was not answered, under the same key.
type person struct {
	c    *chaos
	id   domain.PersonID
	http *http.Client
}

func (c *chaos) signIn(ctx context.Context, login string) (*person, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	p := &person{c, c.people[login], &http.Client{Jar: jar, Timeout: 15 * time.Second}}
	for ctx.Err() == nil {
		status, _, err := p.send(ctx, "POST", "/session", "", map[string]any{"login": login, "password": "chaos-password"})
		if err == nil && status == http.StatusOK {
			return p, nil
		}
		pause(ctx)
	}
	return nil, ctx.Err()
}

func pause(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(150 * time.Millisecond):
	}
}

func (p *person) send(ctx context.Context, method, path, key string, body any) (int, []byte, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return 0, nil, err
	}
	q, err := http.NewRequestWithContext(ctx, method, "http://"+p.c.listen+"/api/v1"+path, bytes.NewReader(raw))
	if err != nil {
		return 0, nil, err
	}
	q.Header.Set("Content-Type", "application/json")
	q.Header.Set("Idempotency-Key", key)
	res, err := p.http.Do(q)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return res.StatusCode, b, err
}

// do has the person act until it is answered. A refusal is a failure of the test: each act is possible when it is sent.
func (p *person) do(ctx context.Context, id domain.CaseID, at time.Time, cmd domain.Command) (store.Receipt, error) {
	key := fmt.Sprintf("chaos-%d-%d", os.Getpid(), p.c.keys.Add(1))
	path := "/acts/" + cmd.Act()
	if id != "" {
		path = "/cases/" + string(id) + "/acts/" + cmd.Act()
	}
	body := map[string]any{"data": cmd}
	if !at.IsZero() {
		body["occurred_at"] = at
	}
	for ctx.Err() == nil {
		status, b, err := p.send(ctx, "POST", path, key, body)
		switch {
		case err != nil || status >= 500 || status == http.StatusTooManyRequests:
			pause(ctx)
		case status == http.StatusOK:
			var r store.Receipt
			if err := json.Unmarshal(b, &r); err != nil {
				return r, err
			}
			p.c.mu.Lock()
			p.c.told = append(p.c.told, acknowledged{p.id, key, r})
			p.c.mu.Unlock()
			return r, nil
		default:
			return store.Receipt{}, fmt.Errorf("%s on %s: %d %s", cmd.Act(), id, status, b)
		}
	}
	return store.Receipt{}, ctx.Err()
}

// look reads a file until it is answered; an empty file when the time is over.
func (p *person) look(ctx context.Context, id domain.CaseID) *domain.Case {
	for ctx.Err() == nil {
		status, b, err := p.send(ctx, "GET", "/cases/"+string(id), "", nil)
		var file struct{ Case *domain.Case }
		if err == nil && status == http.StatusOK && json.Unmarshal(b, &file) == nil && file.Case != nil {
			return file.Case
		}
		pause(ctx)
	}
	return &domain.Case{Legality: &domain.Legality{}, Meeting: &domain.Meeting{}, Documents: []domain.Document{{Type: "P-8"}}}
}

// upload puts a file in until it is answered, and says how it is entered as evidence.
func (p *person) upload(ctx context.Context, text string) []domain.NewEvidence {
	for ctx.Err() == nil {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		part, err := m.CreateFormFile("file", "record.txt")
		if err == nil {
			_, err = io.WriteString(part, text)
		}
		if err = errors.Join(err, m.Close()); err != nil {
			p.c.t.Error(err)
			break
		}
		q, err := http.NewRequestWithContext(ctx, "POST", "http://"+p.c.listen+"/api/v1/files", &b)
		if err != nil {
			break
		}
		q.Header.Set("Content-Type", m.FormDataContentType())
		q.Header.Set("Idempotency-Key", fmt.Sprintf("chaos-%d-%d", os.Getpid(), p.c.keys.Add(1)))
		if res, err := p.http.Do(q); err == nil {
			var f domain.File
			raw, err := io.ReadAll(res.Body)
			_ = res.Body.Close()
			if err == nil && res.StatusCode == http.StatusOK && json.Unmarshal(raw, &f) == nil && f.Hash != "" {
				return []domain.NewEvidence{{Hash: f.Hash, Kind: "document", Title: "年检公告", Class: "documentary", Source: "本局档案", Form: "copy"}}
			}
		}
		pause(ctx)
	}
	return nil
}

// journey takes one inspection from its opening to the end of its order. Half of them happened six days ago and stop when
// the order is served, with a deadline that has passed since: the engine must do what time asks for.
func (c *chaos) journey(ctx context.Context, an, lin *person, past bool) error {
	two := []domain.PersonID{c.people["chaos.an"], c.people["chaos.bo"]}
	day := time.Duration(0)
	if past {
		day = 6 * 24 * time.Hour
	}
	step := 0
	at := func() time.Time {
		if !past {
			return time.Time{}
		}
		step++
		return time.Now().Add(-day).Truncate(time.Second).Add(time.Duration(step) * time.Second)
	}
	r, err := an.do(ctx, "", at(), &domain.AssignInspection{Party: c.party, Officers: two, Source: "routine", Basis: "年度计划", Items: []string{"价格公示"}})
	if err != nil {
		return err
	}
	id := r.Case
	var arrived time.Time
	for _, s := range []struct {
		who *person
		cmd func(at time.Time) domain.Command
	}{
		{lin, func(time.Time) domain.Command { return &domain.ApproveInspection{} }},
		{an, func(time.Time) domain.Command { return &domain.NotifyInspection{} }},
		{an, func(time.Time) domain.Command {
			return &domain.Arrive{Officers: two, CardShown: true, RightsTold: true}
		}},
		{an, func(time.Time) domain.Command {
			return &domain.RecordVisit{StartedAt: arrived, EndedAt: arrived.Add(time.Second), Place: "现场", Officers: two, Summary: "情况", SignedBy: "甲",
				Findings: []domain.NewFinding{{Category: domain.FindFinance, Fact: "账目不清", Provision: "《殡葬管理条例》", Quantity: 1, Unit: "项"}}}
		}},
		{an, func(time.Time) domain.Command {
			return &domain.OrderCorrection{Lines: []int{1}, Measures: []string{"整改账目"}, Days: 2}
		}},
	} {
		when := at()
		if r, err = s.who.do(ctx, id, when, s.cmd(when)); err != nil {
			return err
		}
		if r.Events[len(r.Events)-1] == "Arrived" {
			arrived = r.OccurredAt
			time.Sleep(1100 * time.Millisecond) // the visit ends a second later
		}
	}
	order := r.Opened[0]
	if _, err = lin.do(ctx, order, at(), &domain.ApproveOrder{}); err != nil {
		return err
	}
	served := at()
	on := domain.DateOf(time.Now())
	if past {
		on = domain.DateOf(served)
	}
	if _, err = an.do(ctx, order, served, &domain.ServeOrder{Method: domain.ServeDirect, On: on, Recipient: "甲"}); err != nil || past {
		return err
	}
	if _, err = an.do(ctx, order, time.Time{}, &domain.ReportCorrection{Report: "已改正"}); err != nil {
		return err
	}
	_, err = an.do(ctx, order, time.Time{}, &domain.Reinspect{Officers: two, Items: []domain.ItemResult{{Item: 1, Passed: true}}, Opinion: "已改正"})
	return err
}

// prosecution takes a penalty case from its clue to the service of the notice: the review opens a file of its own, and its
// conclusion is told to the case in one transaction.
func (c *chaos) prosecution(ctx context.Context, an, lin, yan *person) error {
	w := testkit.Warning{Officers: []domain.PersonID{c.people["chaos.an"], c.people["chaos.bo"]}, Since: domain.DateOf(time.Now()) - 90}
	r, err := an.do(ctx, "", time.Time{}, w.Clue(c.association))
	if err != nil {
		return err
	}
	id, review := r.Case, domain.CaseID("")
	for _, s := range []struct {
		who    *person
		review bool
		cmd    func() domain.Command
	}{
		{an, false, func() domain.Command { return w.Filing() }},
		{lin, false, func() domain.Command { return &domain.FileCase{} }},
		{an, false, func() domain.Command {
			time.Sleep(300 * time.Millisecond)
			return w.Interview(time.Now())
		}},
		{an, false, func() domain.Command { return &domain.AddEvidence{Evidence: an.upload(ctx, "年检公告")} }},
		{an, false, func() domain.Command { return w.Report() }},
		{an, false, func() domain.Command { return &domain.SubmitReview{} }},
		{yan, true, func() domain.Command { return &domain.AcceptReview{} }},
		{yan, true, func() domain.Command { return testkit.Opinion(yan.look(ctx, review), domain.ReviewPass) }},
		{an, false, func() domain.Command { return &domain.IssueNotice{} }},
		{an, false, func() domain.Command {
			return &domain.ServePaper{Document: an.look(ctx, id).DocumentOf("P-8").ID, Serving: domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(time.Now()), Recipient: "甲"}}
		}},
	} {
		file := id
		if s.review {
			file = review
		}
		if r, err = s.who.do(ctx, file, time.Time{}, s.cmd()); err != nil {
			return err
		}
		if len(r.Opened) > 0 {
			review = r.Opened[0]
		}
	}
	return nil
}

// items are those of an association of the region of the docket.
func (c *chaos) items(field string) *domain.OrgItems {
	return &domain.OrgItems{Name: domain.OrgName{District: "云岭区", Field: field, Form: "协会"}, Address: "东街1号", Purpose: "促进交流", Scope: "交流、培训", LegalRep: "甲乙", CapitalFen: 3_000_000, Mode: domain.ModeDirect}
}

// registration takes an application from the window to the certificate in the applicant's hands.
func (c *chaos) registration(ctx context.Context, an, lin, yan, su *person) error {
	bo, err := c.signIn(ctx, "chaos.bo") // signs second
	if err != nil {
		return err
	}
	gu, err := c.signIn(ctx, "chaos.gu") // presides over the meeting
	if err != nil {
		return err
	}
	items, meeting := c.items(fmt.Sprintf("混沌%d", c.keys.Add(1))), domain.CaseID("")
	r, err := su.do(ctx, "", time.Time{}, &domain.BeginRegistration{RegKind: domain.RegEstablish, Subject: domain.PartyAssociation, Channel: "window", Applicant: domain.RegApplicant{Name: "甲乙", Phone: "0000-5550"},
		Items: items, Members: &domain.OrgMembers{Persons: 60}, Officers: []domain.OrgOfficer{{Name: "甲乙", Post: "会长"}}})
	if err != nil {
		return err
	}
	id := r.Case
	for _, s := range []struct {
		who *person
		cmd func() domain.Command
	}{
		{su, func() domain.Command { return &domain.SignPriorNotice{Signers: []string{"甲乙"}} }},
		{su, func() domain.Command { return &domain.CheckName{Name: items.Name} }},
		{su, func() domain.Command {
			x := &domain.ReceiveApplication{AssemblyOn: domain.DateOf(time.Now())}
			for _, m := range su.desk(ctx, id).Materials {
				x.Materials = append(x.Materials, domain.GivenMaterial{Key: m.Key, Pages: 1, Original: true})
			}
			return x
		}},
		{su, func() domain.Command { return &domain.AcceptApplication{} }},
		{su, func() domain.Command {
			return &domain.AssignReviewers{Officers: []domain.PersonID{c.people["chaos.an"], c.people["chaos.bo"]}}
		}},
		{an, func() domain.Command {
			x := &domain.ProposeRegistration{Grant: true, Reasons: "符合条件"}
			for _, k := range an.desk(ctx, id).Conditions {
				x.Conditions = append(x.Conditions, domain.ConfirmedByHand{ID: k.ID, Met: true, Note: "已核对"})
			}
			return x
		}},
		{bo, func() domain.Command { return &domain.SecondReview{Agree: true, Text: "同意"} }},
		{yan, func() domain.Command { return &domain.ReviewRegistration{Pass: true, Text: "通过"} }},
		{gu, func() domain.Command {
			return &domain.ConveneMeeting{At: time.Now(), Place: "会议室", Chair: gu.id, Recorder: su.id, Agenda: []domain.NewItem{{Subject: domain.ItemRegistration, File: id}}}
		}},
		{su, func() domain.Command {
			m := su.look(ctx, meeting).Meeting
			return &domain.HoldMeeting{Minutes: testkit.Minutes(m, m.At, m.At.Add(time.Second), domain.ResolveAgree, gu.id)}
		}},
		{su, func() domain.Command { return &domain.CloseMeeting{Summary: "同意准予登记"} }},
		{lin, func() domain.Command { return &domain.DecideRegistration{Grant: true} }},
		{su, func() domain.Command { return &domain.CertifyRegistration{} }},
		{su, func() domain.Command { return &domain.DeliverResult{Method: "collected", Who: "甲乙"} }},
		{su, func() domain.Command { return &domain.AnnounceRegistration{Where: "门户网站"} }},
	} {
		cmd, file := s.cmd(), id
		if act := cmd.Act(); strings.HasPrefix(act, "meeting.") {
			file = meeting
		}
		r, err := s.who.do(ctx, file, time.Time{}, cmd)
		if err != nil {
			return err
		}
		if file == "" {
			meeting = r.Case
		}
		if cmd.Act() == "meeting.hold" { // who came with the docket does not sign, and the recorder notes it
			for _, p := range su.look(ctx, meeting).Meeting.Minutes.Present {
				who, sign := su, &domain.SignMinutes{Person: p, Refused: "会后外出"}
				for _, x := range []*person{lin, gu} {
					if x.id == p {
						who, sign = x, &domain.SignMinutes{}
					}
				}
				if _, err := who.do(ctx, meeting, time.Time{}, sign); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// desk reads what an application needs until it is answered.
func (p *person) desk(ctx context.Context, id domain.CaseID) (d api.RegistrationDesk) {
	for ctx.Err() == nil {
		status, b, err := p.send(ctx, "GET", "/cases/"+string(id)+"/registration", "", nil)
		if err == nil && status == http.StatusOK && json.Unmarshal(b, &d) == nil {
			return d
		}
		pause(ctx)
	}
	return d
}

// cleanup has the register screened, sees the files of the list opened by the engine, and closes some, so that there is room for more.
func (c *chaos) cleanup(ctx context.Context, an, lin, su *person) error {
	const window, closing = 4, 2
	two, today := []domain.PersonID{c.people["chaos.an"], c.people["chaos.bo"]}, domain.DateOf(time.Now())
	r, err := su.do(ctx, "", time.Time{}, &domain.DraftCleanup{Title: "僵尸型清理", CleanupKind: domain.CleanupZombie, Basis: "民发〔2021〕63号", CutOff: today - 1, From: today, Until: today + 200, Window: window,
		Kinds: []domain.PartyKind{domain.PartyAssociation}, Choices: []domain.CriterionChoice{{ID: "ZC-02"}}, Teams: []domain.CleanupTeam{{Officers: two}}})
	if err != nil {
		return err
	}
	id := r.Case
	if _, err := lin.do(ctx, id, time.Time{}, &domain.ApproveCleanup{}); err != nil {
		return err
	}
	if _, err := su.do(ctx, id, time.Time{}, &domain.ScreenCleanup{}); err != nil {
		return err
	}
	for closed := 0; ; {
		f := su.look(ctx, id)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if f.Cleanup == nil || f.Cleanup.Opened < window+closed { // the engine is at it
			pause(ctx)
			continue
		}
		if closed == closing {
			return nil
		}
		child := su.unhandled(ctx, id)
		file := su.look(ctx, child)
		if _, err := an.do(ctx, child, time.Time{}, &domain.LogContact{Channel: "visit", Officers: two, Place: "住所", Found: "仍在活动"}); err != nil {
			return err
		}
		x := &domain.VerifyClearance{Officers: two, Reason: "经走访核实，一直在开展活动"}
		for _, h := range file.Clearance.Hits {
			x.Points = append(x.Points, domain.PointFound{ID: h, Note: "现场查看"})
		}
		if _, err := an.do(ctx, child, time.Time{}, x); err != nil {
			return err
		}
		if _, err := su.do(ctx, child, time.Time{}, &domain.CloseClearance{Comment: "核对无误"}); err != nil {
			return err
		}
		closed++
	}
}

// unhandled is an open file of a campaign, found in its ledger.
func (p *person) unhandled(ctx context.Context, campaign domain.CaseID) domain.CaseID {
	for ctx.Err() == nil {
		var page store.Page[store.CleanupRow]
		status, b, err := p.send(ctx, "GET", "/cleanups/"+string(campaign)+"/ledger?state=open", "", nil)
		if err == nil && status == http.StatusOK && json.Unmarshal(b, &page) == nil && len(page.Items) > 0 {
			return page.Items[0].Case
		}
		pause(ctx)
	}
	return ""
}

func (c *chaos) workWhileKilling(span time.Duration) {
	t := c.t
	work, cancel := context.WithTimeout(t.Context(), span+2*time.Minute) // what was begun is finished
	defer cancel()
	until := time.Now().Add(span)
	var wg sync.WaitGroup
	var journeys atomic.Int64
	for i := range 6 {
		wg.Go(func() {
			an, err1 := c.signIn(work, "chaos.an")
			lin, err2 := c.signIn(work, "chaos.lin")
			yan, err3 := c.signIn(work, "chaos.yan")
			su, err4 := c.signIn(work, "chaos.su")
			if err := errors.Join(err1, err2, err3, err4); err != nil {
				t.Error(err)
				return
			}
			for n := i; time.Now().Before(until); n++ {
				walk := func() error { return c.journey(work, an, lin, n%2 == 0) }
				switch {
				case i == 4:
					walk = func() error { return c.registration(work, an, lin, yan, su) }
				case i == 5:
					walk = func() error { return c.cleanup(work, an, lin, su) }
				case n%3 == 0:
					walk = func() error { return c.prosecution(work, an, lin, yan) }
				}
				if err := walk(); err != nil {
					t.Errorf("a journey ended: %v", err)
					return
				}
				journeys.Add(1)
			}
		})
	}
	stop, done := make(chan struct{}), make(chan struct{})
	go func() { c.killing(stop, 500*time.Millisecond, 4*time.Second); close(done) }()
	time.Sleep(time.Until(until))
	close(stop)
	<-done
	wg.Wait()
	t.Logf("%d journeys, %d acts acknowledged, killed: %v", journeys.Load(), len(c.told), c.kills)
}

// everythingHolds looks for what was promised.
func (c *chaos) everythingHolds() {
	t, s := c.t, c.open()
	dsn, err := databaseOf(c.data)
	if err != nil {
		t.Fatal(err)
	}
	db, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.WithoutCancel(t.Context()))
	count := func(q string, args ...any) (n int) {
		t.Helper()
		if err := db.QueryRow(t.Context(), q, args...).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, a := range c.told {
		key := string(a.who) + ":" + a.key
		last := a.Events[len(a.Events)-1]
		if n := count("SELECT count(*) FROM case_events WHERE case_id = $1 AND key = $2 AND kind = $3", string(a.Case), key, last); n != 1 {
			t.Errorf("%s of %s was acknowledged and is there %d times", last, a.Case, n)
		}
		if n := count("SELECT count(*) FROM case_events WHERE case_id = $1 AND seq = $2 AND key = $3", string(a.Case), a.Seq, key); n != 1 {
			t.Errorf("%s of %s stands in another place than the receipt says", last, a.Case)
		}
	}
	if n := count("SELECT count(*) FROM (SELECT case_id, key, kind FROM case_events WHERE key LIKE '%:chaos-%' AND kind <> 'InstantPassed' GROUP BY 1, 2, 3 HAVING count(*) > 1) x"); n > 0 {
		t.Errorf("%d acts were recorded twice", n)
	}
	if n := count("SELECT count(*) FROM (SELECT type, year FROM documents WHERE serial > 0 GROUP BY 1, 2 HAVING count(*) <> max(serial)) x"); n > 0 {
		t.Errorf("%d registers of numbers have gaps", n)
	}
	for what, q := range map[string]string{
		"applications with two certificates":                        "SELECT count(*) FROM (SELECT case_id FROM documents WHERE type = 'R-9' GROUP BY 1 HAVING count(*) > 1) x",
		"certificates more than codes, or less":                     "SELECT abs((SELECT count(*) FROM documents d JOIN cases c ON c.id = d.case_id WHERE d.type = 'R-9' AND c.title LIKE '成立登记%') - (SELECT count(DISTINCT uscc) FROM organizations WHERE serial > 0))",
		"codes given twice, or left out":                            "SELECT count(*) FROM (SELECT 1 FROM organizations WHERE serial > 0 HAVING count(*) <> max(serial) OR count(DISTINCT uscc) <> count(*)) x",
		"names held twice":                                          "SELECT count(*) FROM (SELECT agency, full_key FROM org_names WHERE held ->> 'until' IS NULL GROUP BY 1, 2 HAVING count(*) > 1) x",
		"campaigns screened twice":                                  "SELECT count(*) FROM (SELECT case_id FROM case_events WHERE kind = 'CleanupScreened' GROUP BY 1 HAVING count(*) > 1) x",
		"organizations with two files in a campaign":                "SELECT count(*) FROM (SELECT parent, state #>> '{party,id}' FROM cases WHERE procedure = 'clearance' GROUP BY 1, 2 HAVING count(*) > 1) x",
		"campaigns whose list knows other files than there are":     "SELECT count(*) FROM cases c WHERE procedure = 'cleanup' AND (SELECT count(*) FROM cleanup_items i WHERE i.campaign = c.id AND i.child <> '') <> (SELECT count(*) FROM cases f WHERE f.parent = c.id)",
		"campaigns with more files open than their window has room": "SELECT count(*) FROM cases c WHERE procedure = 'cleanup' AND (SELECT count(*) FROM cases f WHERE f.parent = c.id AND f.closed_on IS NULL) > (state #>> '{cleanup,window}')::int",
	} {
		if n := count(q); n > 0 {
			t.Errorf("%d %s", n, what)
		}
	}
	t.Logf("%d certificates, %d clean-ups with %d files", count("SELECT count(*) FROM documents WHERE type = 'R-9'"), count("SELECT count(*) FROM cases WHERE procedure = 'cleanup'"), count("SELECT count(*) FROM cases WHERE procedure = 'clearance'"))
	cal, _, _, err := s.Law(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	defer func() {
		if t.Failed() {
			c.tails()
		}
	}()
	eventually(t, 60*time.Second, func() error {
		rows, err := db.Query(t.Context(), "SELECT state FROM cases WHERE closed_on IS NULL AND procedure NOT IN ('agency', 'person', 'party', 'calendar', 'rules', 'norms', 'templates')")
		if err != nil {
			return err
		}
		states, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
		if err != nil {
			return err
		}
		late, example := 0, ""
		for _, raw := range states {
			var f domain.Case
			if err := json.Unmarshal(raw, &f); err != nil {
				return err
			}
			if at, ok := f.NextInstant(cal); ok && at.Before(time.Now()) {
				late++
				example = fmt.Sprintf("%s at %s since %s, seq %d", f.ID, f.Stage, at.Format(time.DateTime), f.Seq)
			}
		}
		if late > 0 {
			return fmt.Errorf("%d files have something due that was not done, as %s", late, example)
		}
		return nil
	})
	t.Logf("everything due was done after %s", time.Since(began).Round(100*time.Millisecond))
	eventually(t, 3*time.Minute, func() error {
		if n := count("SELECT count(*) FROM outbox"); n > 0 {
			return fmt.Errorf("%d changes wait to be told", n)
		}
		if n := count("SELECT count(*) FROM documents WHERE NOT rendered AND voided_on IS NULL"); n > 0 {
			return fmt.Errorf("%d instruments wait to be rendered", n)
		}
		return nil
	})
	t.Logf("everything told and rendered after %s", time.Since(began).Round(100*time.Millisecond))
	cmd := exec.Command(c.program, "verify", "--data", c.data)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("verify: %v\n%s", err, out)
	} else {
		t.Log(strings.TrimSpace(string(out)))
	}
}

// tails shows the ends of the logs.
func (c *chaos) tails() {
	for _, part := range []string{"worker", "engine", "api"} {
		b, err := os.ReadFile(filepath.Join(c.data, "log", part+".log"))
		if err != nil {
			c.t.Log(err)
			continue
		}
		c.t.Logf("%s.log:\n%s", part, b[max(0, len(b)-4000):])
	}
	c.t.Log(c.up.output())
}

// peopleActWhileTheEngineIsDown stops the engine where it stands, has people act, and then kills it for good.
func (c *chaos) peopleActWhileTheEngineIsDown() {
	t := c.t
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	an, err := c.signIn(ctx, "chaos.an")
	if err != nil {
		t.Fatal(err)
	}
	lin, err := c.signIn(ctx, "chaos.lin")
	if err != nil {
		t.Fatal(err)
	}
	engine := status(t, c.data, "engine").PID
	if err := syscall.Kill(engine, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	for n := range 4 {
		if err := c.journey(ctx, an, lin, n%2 == 0); err != nil {
			t.Errorf("with the engine down: %v", err)
		}
	}
	if err := syscall.Kill(engine, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
}
