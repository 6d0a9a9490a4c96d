package api

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"yifa/domain"
	"yifa/store"
)

// The second hour of the rush: on one register, changes against changes of the same item, a change against the end of the organization,
// two ends of one organization, two certificates that want one number, and the certificates of new organizations.

// register is the register the clerks work on: an organization a clerk, entered from paper.
type register struct {
	*rush
	norms    *domain.Norms
	orgs     []domain.PartyID
	report   domain.Blob
	certify  []sync.WaitGroup // of those who want one certificate number
	mu       sync.Mutex
	inner    int
	late     int // changes that came too late: the organization was ending
	entered  int // changes entered in the register
	rescinds int
}

// newRegister enters an organization for every clerk, and those who review and decide.
func newRegister(u *rush) *register {
	u.t.Helper()
	x := &register{rush: u, certify: make([]sync.WaitGroup, len(u.clerks)/8)}
	office, err := store.Open(u.t.Context(), store.Config{DSN: u.dsn, MaxConns: 2, Now: u.Now})
	if err != nil {
		u.t.Fatal(err)
	}
	defer office.Close()
	enter := func(id domain.CaseID, key string, cmd domain.Command) domain.CaseID {
		r, err := office.Act(u.t.Context(), store.Request{Case: id, Actor: domain.System, Key: key, Command: cmd})
		if err != nil {
			u.t.Fatalf("%s: %v", cmd.Act(), err)
		}
		return r.Case
	}
	p := enter("", "add-pan", &domain.AddPerson{Login: "pan", Name: "人pan", Section: "社会事务股"})
	enter(p, "grant-pan", &domain.GrantRole{Role: domain.RoleReviewer, From: domain.DateOf(u.Now()) - 400})
	enter(p, "qualify-pan", &domain.Qualify{LegalQualification: domain.LegalQualification{Number: "A20201100009", On: domain.DateOf(u.Now()) - 400}})
	u.id["pan"] = string(p)
	enter("yunling", "registrar", &domain.AmendAgency{EstablishAgency: domain.EstablishAgency{Name: "云岭区民政局", Short: "云民", Region: "云岭区", Sections: []string{"社会事务股"}, Townships: []string{"青石镇"},
		Registrar: &domain.Registrar{Area: "990101", Prefix: "MJH", First: 1, Last: 99999}}, Reason: "设置主体代码码段"})
	for n := range u.clerks {
		items := *x.items(n)
		id := enter("", fmt.Sprintf("enter-%d", n), &domain.EnterOrganization{Kind: domain.PartyAssociation, Items: items, NoCode: "从未换发证书", RegisteredOn: domain.NewDate(2015, 3, 2),
			Certificate: &domain.EnteredCertificate{Number: fmt.Sprintf("旧%03d", n), IssuedOn: domain.NewDate(2015, 3, 2)}})
		x.orgs = append(x.orgs, domain.PartyID(id))
	}
	if _, _, x.norms, err = u.store.Law(u.t.Context()); err != nil {
		u.t.Fatal(err)
	}
	r := u.clerks[0].upload("/files", "清算报告.pdf", []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"))
	if r.Status != http.StatusOK {
		u.t.Fatalf("upload: %d %s", r.Status, r.Raw)
	}
	var f domain.File
	r.into(u.t, &f)
	x.report = f.Hash
	return x
}

func (x *register) items(n int) *domain.OrgItems {
	return &domain.OrgItems{Name: domain.OrgName{District: "云岭区", Field: fmt.Sprintf("盆景%03d", n), Form: "协会"}, Address: "云岭区旧路1号", Purpose: "推广盆景", Scope: "交流、培训", Area: "云岭区",
		LegalRep: fmt.Sprintf("景%03d", n), CapitalFen: 3_000_000, Mode: domain.ModeDirect}
}

// inside is an act of those behind the window, once; it gives the code of the refusal.
func (x *register) inside(login string, id domain.CaseID, cmd domain.Command) domain.Code {
	x.t.Helper()
	x.mu.Lock()
	x.inner++
	k := fmt.Sprintf("inside-%05d", x.inner)
	x.mu.Unlock()
	_, err := x.store.Act(x.t.Context(), store.Request{Case: id, Actor: domain.PersonID(x.id[login]), Command: cmd, Key: k})
	if err != nil && domain.CodeOf(err) == "" {
		x.t.Errorf("%s on %s: %v", cmd.Act(), id, err)
		return "fault"
	}
	return domain.CodeOf(err)
}

func (x *register) file(id domain.CaseID) *domain.Case {
	x.t.Helper()
	c, err := x.store.Case(x.t.Context(), id)
	if err != nil {
		x.t.Fatal(err)
	}
	return c
}

// concluded takes an accepted application through review to the grant; it gives the code that stopped it.
func (x *register) concluded(id domain.CaseID) domain.Code {
	x.t.Helper()
	r := x.file(id).Registration
	f := &domain.Facts{At: x.Now(), Parties: map[domain.PartyID]domain.Party{}}
	if r.Org != "" {
		p, err := x.store.Party(x.t.Context(), r.Org)
		if err != nil {
			x.t.Fatal(err)
		}
		f.Parties[r.Org] = p
	}
	opinion := &domain.ProposeRegistration{Grant: true, Reasons: "符合条件"}
	for _, k := range x.norms.Conditions(r, f) {
		opinion.Conditions = append(opinion.Conditions, domain.ConfirmedByHand{ID: k.ID, Met: true, Note: "已核对"})
	}
	for _, s := range []struct {
		who   string
		stage domain.Stage
		cmd   domain.Command
	}{
		{"sun", domain.RegAccepted, &domain.AssignReviewers{Officers: []domain.PersonID{domain.PersonID(x.id["li"]), domain.PersonID(x.id["zhang"])}}},
		{"li", domain.RegReview, opinion},
		{"pan", domain.RegLegal, &domain.ReviewRegistration{Pass: true, Text: "通过"}},
		{"wang", domain.RegDiscuss, &domain.DiscussRegistration{Grant: true, Text: "同意"}},
		{"wang", domain.RegToDecide, &domain.DecideRegistration{Grant: true}},
	} {
		if x.file(id).Stage != s.stage {
			continue
		}
		if code := x.inside(s.who, id, s.cmd); code != "" {
			return code
		}
	}
	return ""
}

// pressed is press that must be done by somebody.
func (x *register) pressed(id domain.CaseID, name string, data any, clerks ...int) domain.CaseID {
	x.t.Helper()
	r, _ := x.press(id, name, data, 2, append(slices.Clone(late), "file_closed"), clerks...) // the last of the acts closes it
	if r == nil {
		x.t.Errorf("nobody could %s on %s", name, id)
		return id
	}
	return r.Case
}

func (x *register) begin(clerk, n int, kind string, items *domain.OrgItems) domain.CaseID {
	x.t.Helper()
	data := map[string]any{"kind": kind, "org": x.orgs[n], "channel": "window", "applicant": map[string]any{"name": "景会长", "phone": "0000-5550"}}
	if kind == domain.RegChange {
		data["items"] = items
	} else {
		data["ground"] = "会员大会决议解散"
	}
	return x.pressed("", "registration.begin", data, clerk)
}

// accepted hands in what the application needs, and has it accepted.
func (x *register) accepted(id domain.CaseID, clerks ...int) {
	x.t.Helper()
	var papers []domain.GivenMaterial
	for _, m := range x.norms.Materials(x.file(id).Registration, domain.DateOf(x.Now())) {
		papers = append(papers, domain.GivenMaterial{Key: m.Key, Pages: 2, Original: true})
	}
	x.pressed(id, "registration.receive", map[string]any{"materials": papers}, clerks...)
	x.pressed(id, "registration.accept", map[string]any{}, clerks...)
}

// withdrawn takes back an application that came too late; what was granted is rescinded first.
func (x *register) withdrawn(id domain.CaseID, clerks ...int) {
	x.t.Helper()
	if x.file(id).Stage == domain.RegGranted {
		if code := x.inside("wang", id, &domain.RescindGrant{Reason: "登记簿已变动"}); code != "" {
			x.t.Errorf("rescind %s: %s", id, code)
		}
		x.mu.Lock()
		x.rescinds++
		x.mu.Unlock()
	}
	x.pressed(id, "registration.withdraw", map[string]any{"reason": "不再申请"}, clerks...)
}

// handed gives the result to the applicant and announces it where that is owed.
func (x *register) handed(id domain.CaseID, clerks ...int) {
	x.t.Helper()
	if x.file(id).Registration.Kind == domain.RegDeregister {
		x.pressed(id, "registration.collect", map[string]any{"certificate": true, "seal": true, "vouchers": true}, clerks...)
	}
	x.pressed(id, "registration.deliver", map[string]any{"method": "collected", "who": "景会长"}, clerks...)
	x.pressed(id, "registration.announce", map[string]any{"where": "区政府门户网站"}, clerks...)
}

func both(f ...func()) {
	var all sync.WaitGroup
	for _, g := range f {
		all.Go(g)
	}
	all.Wait()
}

// twoChanges are two changes of one item, granted both: one enters the register, and the other is told that it has moved.
func (x *register) twoChanges(n, a, b int) {
	x.t.Helper()
	var ids [2]domain.CaseID
	var won [2]bool
	run := func(i, clerk int) func() {
		return func() {
			items := x.items(n)
			items.Address = fmt.Sprintf("云岭区新路%d号", i+1)
			ids[i] = x.begin(clerk, n, domain.RegChange, items)
			x.accepted(ids[i], a, b)
			if code := x.concluded(ids[i]); code != "" {
				x.t.Errorf("change %s: %s", ids[i], code)
			}
		}
	}
	both(run(0, a), run(1, b))
	certify := func(i int) func() {
		return func() {
			r, _ := x.press(ids[i], "registration.certify", map[string]any{}, 3, append(slices.Clone(late), "register_moved"), a, b)
			won[i] = r != nil
		}
	}
	both(certify(0), certify(1))
	if won[0] == won[1] {
		x.t.Errorf("organization %d: of two changes of its address %v entered the register", n, won)
		return
	}
	for i := range ids {
		if won[i] {
			x.handed(ids[i], a, b)
		} else {
			x.withdrawn(ids[i], a, b)
		}
	}
	o := x.file(domain.CaseID(x.orgs[n])).PartyFile.Org
	want := fmt.Sprintf("云岭区新路%d号", map[bool]int{true: 1, false: 2}[won[0]])
	if o.Address != want || len(o.Versions) != 2 || len(o.Certificates) != 2 {
		x.t.Errorf("organization %d: %s, %d versions, %d certificates", n, o.Address, len(o.Versions), len(o.Certificates))
	}
}

// ended takes a deregistration to its end: wound up by a group the court named, which may end without waiting for claims. False: another
// liquidation was there first.
func (x *register) ended(id domain.CaseID, a, b int) bool {
	x.t.Helper()
	r, _ := x.press(id, "registration.form_liquidation", map[string]any{"members": []string{"管理人"}, "by_court": "（2026）990101强清3号"}, 2, append(slices.Clone(late), "liquidating"), a, b)
	if r == nil {
		x.pressed(id, "registration.withdraw", map[string]any{"reason": "另一申请已在清算"}, a, b)
		return false
	}
	x.pressed(id, "registration.end_liquidation", map[string]any{"report": x.report, "residual_fen": 0, "residual": "没有财产", "ruling": "（2026）990101强清3号之一"}, a, b)
	x.accepted(id, a, b)
	if code := x.concluded(id); code != "" {
		x.t.Errorf("end %s: %s", id, code)
	}
	x.pressed(id, "registration.certify", map[string]any{}, a, b)
	x.handed(id, a, b)
	return true
}

// changeAgainstEnd is a change on its way while the organization ends: it enters the register before the end, or not at all.
func (x *register) changeAgainstEnd(n, a, b int) {
	x.t.Helper()
	items := x.items(n)
	items.Address = "云岭区新路9号"
	change, end := x.begin(a, n, domain.RegChange, items), x.begin(b, n, domain.RegDeregister, nil)
	granted := make(chan struct{}) // of every second one the end begins only now
	both(func() {
		x.accepted(change, a, b)
		code := x.concluded(change)
		close(granted)
		switch code {
		case "":
		case "organization_status":
			x.mu.Lock()
			x.late++
			x.mu.Unlock()
			x.withdrawn(change, a, b)
			return
		default:
			x.t.Errorf("change %s: %s", change, code)
			return
		}
		if r, _ := x.press(change, "registration.certify", map[string]any{}, 2, append(slices.Clone(late), "organization_status"), a, b); r == nil {
			x.mu.Lock()
			x.late++
			x.mu.Unlock()
			x.withdrawn(change, a, b)
			return
		}
		x.mu.Lock()
		x.entered++
		x.mu.Unlock()
		x.handed(change, a, b)
	}, func() {
		if n%8 == 1 {
			<-granted
		}
		if !x.ended(end, a, b) {
			x.t.Errorf("organization %d did not end", n)
		}
	})
	o := x.file(domain.CaseID(x.orgs[n])).PartyFile.Org
	if v := o.Versions[len(o.Versions)-1]; !o.Gone() || o.Certificate() != nil || (o.Address == items.Address) != (len(o.Versions) == 2) {
		x.t.Errorf("organization %d: %s, %+v", n, o.Status, v)
	}
}

// oneNumber are two changes of two organizations whose certificates want one number: it is on one of them.
func (x *register) oneNumber(n, a, b int) {
	x.t.Helper()
	items := x.items(n)
	items.LegalRep = fmt.Sprintf("新%03d", n)
	id := x.begin(a, n, domain.RegChange, items)
	x.accepted(id, a, b)
	if code := x.concluded(id); code != "" {
		x.t.Errorf("change %s: %s", id, code)
	}
	pair := &x.certify[n/8]
	pair.Done()
	pair.Wait()
	if r, _ := x.press(id, "registration.certify", map[string]any{"certificate": fmt.Sprintf("争 %03d", n/8)}, 3, append(slices.Clone(late), "certificate_taken"), a, b); r == nil {
		x.pressed(id, "registration.certify", map[string]any{}, a, b)
	}
	x.handed(id, a, b)
}

// twoEnds are two deregistrations of one organization: it is wound up once.
func (x *register) twoEnds(n, a, b int) {
	x.t.Helper()
	ids := [2]domain.CaseID{x.begin(a, n, domain.RegDeregister, nil), x.begin(b, n, domain.RegDeregister, nil)}
	var done [2]bool
	both(func() { done[0] = x.ended(ids[0], a, b) }, func() { done[1] = x.ended(ids[1], a, b) })
	if o := x.file(domain.CaseID(x.orgs[n])).PartyFile.Org; done[0] == done[1] || !o.Gone() {
		x.t.Errorf("organization %d: %v, %s", n, done, o.Status)
	}
}

// cameIntoBeing takes an accepted establishment to its certificate, for which everybody presses at once.
func (x *register) cameIntoBeing(id domain.CaseID, a, b int) {
	x.t.Helper()
	if code := x.concluded(id); code != "" {
		x.t.Errorf("establishment %s: %s", id, code)
	}
	x.press(id, "registration.certify", map[string]any{}, 4, late, a, b)
	x.handed(id, a, b)
}

// work is what one clerk does with another at the same desk.
func (x *register) work(n int, id domain.CaseID) {
	a, b := n, (n+1)%len(x.clerks)
	[]func(n, a, b int){x.twoChanges, x.changeAgainstEnd, x.oneNumber, x.twoEnds}[n%4](n, a, b)
	if n%4 == 0 {
		x.cameIntoBeing(id, a, b)
	}
}

// secondHour has the register worked on by everybody at once, and looks for what is lost or doubled.
func (u *rush) secondHour() string {
	u.t.Helper()
	x := newRegister(u)
	for i := range x.certify {
		x.certify[i].Add(2)
	}
	c, err := pgx.Connect(u.t.Context(), u.dsn)
	if err != nil {
		u.t.Fatal(err)
	}
	defer c.Close(u.t.Context())
	rows, err := c.Query(u.t.Context(), "SELECT id FROM cases WHERE procedure = 'registration' ORDER BY id")
	if err != nil {
		u.t.Fatal(err)
	}
	open, err := pgx.CollectRows(rows, pgx.RowTo[domain.CaseID])
	if err != nil {
		u.t.Fatal(err)
	}
	began, was := time.Now(), len(u.waits)
	var all sync.WaitGroup
	for n := range u.clerks {
		all.Go(func() { x.work(n, open[n]) })
	}
	all.Wait()
	took := time.Since(began)
	u.acknowledged(c)
	many := len(u.clerks)
	changed, born := many/2+x.entered, many/4
	for what, q := range map[string]struct {
		sql  string
		want int
	}{
		"organizations in the register":              {"SELECT count(*) FROM organizations", many + born},
		"organizations that stand":                   {"SELECT count(*) FROM organizations WHERE status = 'active'", many/2 + born},
		"organizations that ended":                   {"SELECT count(*) FROM organizations WHERE status = 'deregistered'", many / 2},
		"entries in the register: changes":           {"SELECT count(*) FROM case_events WHERE kind = 'OrganizationChanged'", changed},
		"entries in the register: ends":              {"SELECT count(*) FROM case_events WHERE kind = 'OrganizationEnded'", many / 2},
		"changes after the end":                      {"SELECT count(*) FROM case_events a JOIN case_events b USING (case_id) WHERE a.kind = 'OrganizationChanged' AND b.kind = 'OrganizationEnded' AND a.seq > b.seq", 0},
		"applications certified":                     {"SELECT count(*) FROM case_events WHERE kind = 'RegistrationCertified'", changed + many/2 + born},
		"codes given":                                {"SELECT count(DISTINCT uscc) FROM organizations WHERE serial > 0", born},
		"codes with a gap":                           {"SELECT max(serial) - count(*) FROM organizations WHERE serial > 0", 0},
		"certificate numbers on two certificates":    {"SELECT count(*) - count(DISTINCT key) FROM org_certificates", 0},
		"numbers two wanted":                         {"SELECT count(*) FROM org_certificates WHERE key LIKE '争%'", many / 8},
		"names held by what stands, twice":           {"SELECT count(*) - count(DISTINCT core_key) FROM org_names n JOIN organizations o ON o.id = n.case_id WHERE o.status = 'active'", 0},
		"series of numbers with a gap":               {"SELECT count(*) FROM (SELECT type, year FROM documents WHERE serial > 0 GROUP BY 1, 2 HAVING count(*) <> max(serial) OR count(DISTINCT number) <> count(*)) x", 0},
		"applications of the hour left open":         {"SELECT count(*) FROM cases WHERE procedure = 'registration' AND closed_on IS NULL", many - born},
		"tasks on files that are closed":             {"SELECT count(*) FROM tasks t JOIN cases f ON f.id = t.case_id WHERE t.done_at IS NULL AND f.closed_on IS NOT NULL AND t.kind <> 'registration.serve'", 0},
		"applications taken back, one of every race": {"SELECT count(*) FROM cases WHERE procedure = 'registration' AND stage = 'reg_withdrawn'", many/2 + x.late},
		"files the engine is not told of":            {"SELECT count(*) FROM cases f WHERE procedure = 'registration' AND NOT EXISTS (SELECT FROM outbox o WHERE o.case_id = f.id AND o.seq = f.seq)", 0},
	} {
		var got int
		if err := c.QueryRow(u.t.Context(), q.sql).Scan(&got); err != nil {
			u.t.Fatalf("%s: %v", what, err)
		}
		if got != q.want {
			u.t.Errorf("%s: %d, want %d", what, got, q.want)
		}
	}
	return fmt.Sprintf("then, on one register, %d requests in %s, %.0f/s: %d changes and %d ends entered, %d changes came too late, %d grants rescinded, %d certificates of new organizations", len(u.waits)-was,
		took.Round(time.Millisecond), float64(len(u.waits)-was)/took.Seconds(), changed, many/2, x.late, x.rescinds, born)
}
