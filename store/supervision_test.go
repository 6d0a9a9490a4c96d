package store_test

import (
	"testing"
	"time"

	"yifa/domain"
	"yifa/store"
)

// entry stands for what enters an organization in the register: the act of registering a party, with what is registered of it.
type entry struct {
	Party domain.RegisterParty           `json:"party"`
	Org   *domain.OrganizationRegistered `json:"org"`
}

func (entry) Act() string { return "party.register" }
func (x entry) Decide(_ *domain.Case, f *domain.Facts) (domain.Outcome, error) {
	return domain.Outcome{Events: []domain.Body{&domain.PartyRegistered{RegisterParty: x.Party, Agency: f.Agency.ID}, x.Org}}, nil
}

// organization enters a social organization: a party whose registration is an event like any other.
func (d *desk) organization(name string, kind domain.PartyKind, change func(*domain.OrganizationRegistered)) domain.PartyID {
	d.Helper()
	n := domain.OrgName{District: "云岭区", Field: name, Form: "协会"}
	b := &domain.OrganizationRegistered{Items: domain.OrgItems{Name: n, Address: "青石镇一号", Purpose: "公益", Scope: "服务", LegalRep: "某某", Mode: domain.ModeDirect}, On: domain.NewDate(2020, 5, 1), Why: "录入"}
	if change != nil {
		change(b)
	}
	return domain.PartyID(d.do(d.mei, "", &entry{domain.RegisterParty{Kind: kind, Name: n.String()}, b}).Case)
}

// owed does what the engine owes a file.
func (d *desk) owed(id domain.CaseID) (opened []domain.CaseID) {
	d.Helper()
	d.system(id, &domain.AdvanceFile{})
	for _, x := range d.file(id).Owes() {
		if x.Kind != domain.DutySettle {
			continue
		}
		cmd, err := domain.ReadCommand(x.Act, nil)
		if err != nil {
			d.Fatal(err)
		}
		r, err := d.Act(d.Context(), store.Request{Case: id, Actor: domain.System, Command: cmd, Key: d.key()})
		if err != nil {
			d.Fatalf("%s: %v", x.Act, err)
		}
		opened = append(opened, r.Opened...)
	}
	return opened
}

func TestTheChecksOfAYearAreOpenedInABatchThatGoesOnWhereItStopped(t *testing.T) {
	d := newDesk(t, anyone)
	d.at(time.Date(2026, 1, 20, 9, 0, 0, 0, domain.Shanghai))
	var orgs []domain.PartyID
	for _, n := range []string{"象棋", "围棋", "武术", "书法", "太极"} {
		orgs = append(orgs, d.organization(n, domain.PartyAssociation, nil))
	}
	fresh := d.organization("新登记", domain.PartyAssociation, func(b *domain.OrganizationRegistered) { b.On = domain.NewDate(2025, 9, 1) })
	d.organization("今年登记", domain.PartyAssociation, func(b *domain.OrganizationRegistered) { b.On = domain.NewDate(2026, 1, 5) })
	kind := d.organization("慈善", domain.PartyServiceOrg, func(b *domain.OrganizationRegistered) {
		b.Charity = &domain.OrgCharity{Since: domain.NewDate(2024, 9, 5)}
	})
	d.do(d.mei, domain.CheckID(orgs[2], 2025), &domain.OpenCheck{Party: orgs[2], Year: 2025}) // by hand, before
	opened := 1
	for left := 1; left > 0; {
		b, err := d.OpenChecks(t.Context(), d.mei, d.agency, domain.OpenCheck{Year: 2025}, 2)
		if err != nil {
			t.Fatal(err)
		}
		opened, left = opened+len(b.Opened), b.Left
	}
	if opened != 6 {
		t.Fatalf("%d opened, want 6", opened)
	}
	d.do(d.mei, domain.CheckID(fresh, 2025), &domain.OpenCheck{Party: fresh, Year: 2025}) // a newcomer may take part
	report := &domain.ReportYear{CheckReport: domain.CheckReport{Activities: []domain.OrgActivity{{On: domain.NewDate(2025, 6, 1), What: "比赛"}}, SelfCheck: "无问题", Truthful: true}}
	d.do(d.mei, domain.CheckID(orgs[0], 2025), report)
	d.at(time.Date(2026, 6, 3, 9, 0, 0, 0, domain.Shanghai))
	missed := 0
	for _, o := range append(orgs[1:], fresh, kind) {
		missed += len(d.owed(domain.CheckID(o, 2025)))
	}
	d.do(d.mei, domain.CheckID(orgs[1], 2025), report) // late
	desk, err := d.Checks(t.Context(), store.CheckFilter{Agency: d.agency, Year: 2025})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, c := range desk.Counts {
		got[c.Track+" "+c.State] += c.Count
	}
	want := map[string]int{"check filed": 2, "check missed": 3, "check exempt": 1, "charity missed": 1}
	for k, n := range want {
		if got[k] != n {
			t.Errorf("%s: %d, want %d (%v)", k, got[k], n, got)
		}
	}
	if len(desk.Rows) != 7 || desk.Unopened != 0 || missed != 5 {
		t.Errorf("%d rows, %d unopened, %d candidates", len(desk.Rows), desk.Unopened, missed)
	}
	late, err := d.Checks(t.Context(), store.CheckFilter{Agency: d.agency, Year: 2025, State: "late"})
	if err != nil || len(late.Rows) != 1 || late.Rows[0].Org != orgs[1] {
		t.Errorf("late: %+v %v", late.Rows, err)
	}
	// paged
	page, err := d.Checks(t.Context(), store.CheckFilter{Agency: d.agency, Year: 2025, Limit: 4})
	if err != nil || len(page.Rows) != 4 || !page.More {
		t.Fatalf("first page: %d %v", len(page.Rows), err)
	}
	rest, err := d.Checks(t.Context(), store.CheckFilter{Agency: d.agency, Year: 2025, Limit: 4, After: page.Rows[3].Case})
	if err != nil || len(rest.Rows) != 3 || rest.More {
		t.Errorf("second page: %d %v", len(rest.Rows), err)
	}
	// what was taken up by a candidate is no lead any more
	if leads, err := d.ListLeads(t.Context(), d.agency, d.today()); err != nil || len(leads) != 0 {
		t.Errorf("leads: %+v %v", leads, err)
	}
	d.rebuilt("annual_checks", "listings", "org_terms")
}

// rebuilt demands that all tables are the same after they were made again from the events, and that there was something to compare
// in those named.
func (d *desk) rebuilt(tables ...string) {
	d.Helper()
	before := d.shown()
	for _, x := range tables {
		if before[x] == "" {
			d.Errorf("%s is empty", x)
		}
	}
	if _, _, err := d.Rebuild(d.Context()); err != nil {
		d.Fatal(err)
	}
	d.same(before, d.shown())
}

func TestTheBoardOfElectionsShowsWhatIsOverdueFirst(t *testing.T) {
	d := newDesk(t, anyone)
	d.at(time.Date(2026, 10, 2, 9, 0, 0, 0, domain.Shanghai))
	term := func(until, extended domain.Date) func(*domain.OrganizationRegistered) {
		return func(b *domain.OrganizationRegistered) {
			b.Term = &domain.OrgTerm{No: 2, From: domain.NewDate(2018, 1, 1), Until: until, ExtendedUntil: extended}
		}
	}
	want := map[domain.PartyID]string{
		d.organization("无届", domain.PartyAssociation, nil):                                                                 domain.ElectionNever,
		d.organization("任内", domain.PartyAssociation, term(domain.NewDate(2028, 1, 1), 0)):                                 domain.ElectionRuns,
		d.organization("将满", domain.PartyAssociation, term(domain.NewDate(2026, 12, 1), 0)):                                domain.ElectionEnding,
		d.organization("延期", domain.PartyAssociation, term(domain.NewDate(2025, 12, 1), domain.NewDate(2026, 12, 1))):      domain.ElectionExtended,
		d.organization("延期届满于国庆", domain.PartyAssociation, term(domain.NewDate(2025, 10, 1), domain.NewDate(2026, 10, 1))): domain.ElectionOverdue,
		d.organization("早已届满", domain.PartyServiceOrg, term(domain.NewDate(2020, 1, 1), 0)):                                domain.ElectionOverdue,
	}
	rows, counts, err := d.Elections(t.Context(), d.agency, d.today(), 90, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 5 || rows[0].Name != "云岭区早已届满协会" || rows[1].Days != -1 || rows[len(rows)-1].State != domain.ElectionNever {
		t.Errorf("rows: %+v", rows)
	}
	for _, r := range rows {
		if want[r.Org] != r.State {
			t.Errorf("%s: %s, want %s", r.Name, r.State, want[r.Org])
		}
	}
	if counts[domain.ElectionOverdue] != 2 || counts[domain.ElectionRuns] != 1 {
		t.Errorf("counts: %v", counts)
	}
	order := d.do(d.an, domain.CaseID(rows[0].Org), &domain.OrderElection{Officers: []domain.PersonID{d.an, d.bo}}).Opened[0]
	rows, _, err = d.Elections(t.Context(), d.agency, d.today(), 90, "")
	if r := rows[0]; err != nil || r.Order != order || r.OrderKind != domain.ProcRectification || r.OrderAt != domain.RectDrafted || !r.OrderOpen {
		t.Errorf("%v %+v", err, r)
	}
	d.rebuilt("org_terms")
}

// listed takes a candidate for a list to its entry; the days to reply pass.
func (d *desk) listed(org domain.PartyID, ground string) domain.CaseID {
	d.Helper()
	id := d.do(d.an, "", &domain.OpenListing{Party: org, Ground: ground, Facts: "事实如下"}).Case
	d.lists(id)
	return id
}

// lists tells an organization of a listing, or of the move after two years, and decides it; the days to reply pass.
func (d *desk) lists(id domain.CaseID) {
	d.Helper()
	d.do(d.an, id, &domain.NoticeListing{Facts: "事实如下"})
	d.hands(id, "C-1")
	d.later(30, 0)
	d.do(d.lin, id, &domain.DecideListing{List: true, Reasons: "符合列入情形"})
}

// hands serves the newest paper of a type.
func (d *desk) hands(id domain.CaseID, typ string) {
	d.Helper()
	d.do(d.an, id, &domain.ServeListing{Document: d.file(id).DocumentOf(typ).ID, Serving: domain.Serving{Method: domain.ServeDirect, On: d.today(), Recipient: "某某"}})
}

func TestAnEntryMovesToTheSevereListAndThePublicSeesWhatStands(t *testing.T) {
	d := newDesk(t, anyone)
	org := d.organization("象棋", domain.PartyAssociation, nil)
	id := d.listed(org, "AB-2")
	if rows, err := d.PublicListings(t.Context(), d.agency, ""); err != nil || len(rows) != 0 {
		t.Errorf("public before it was published: %+v %v", rows, err)
	}
	d.hands(id, "C-2")
	d.do(d.mei, id, &domain.PublishListing{Where: "信用平台", Credit: "XY1"})
	rows, err := d.PublicListings(t.Context(), d.agency, "")
	if err != nil || len(rows) != 1 || rows[0].Name != "云岭区象棋协会" || rows[0].Text != "应当建立党组织而未建立" {
		t.Errorf("public: %+v %v", rows, err)
	}
	d.later(740, 0)
	d.owed(id)
	if waits, err := d.Listings(t.Context(), d.agency, domain.ListAbnormal, true); err != nil || len(waits) != 1 || waits[0].MoveStep != "notice" {
		t.Errorf("it is told first: %+v %v", waits, err)
	}
	d.lists(id)
	all, err := d.Listings(t.Context(), d.agency, domain.ListSevere, true)
	if err != nil || len(all) != 1 || all[0].Ground != "SV-1" || all[0].EndsOn <= d.today() {
		t.Errorf("severe: %+v %v", all, err)
	}
	// until it is published there, the public sees what it saw
	if moved, err := d.PublicListings(t.Context(), d.agency, org); err != nil || len(moved) != 1 || moved[0] != rows[0] {
		t.Errorf("public between the two: %+v %v", moved, err)
	}
	d.rebuilt("listings")
	d.hands(id, "C-2")
	d.do(d.mei, id, &domain.PublishListing{Where: "信用平台", Credit: "XY2"})
	if now, err := d.PublicListings(t.Context(), d.agency, org); err != nil || len(now) != 1 || now[0].List != domain.ListSevere || now[0].Ground != "SV-1" {
		t.Errorf("public after it was published there: %+v %v", now, err)
	}
	if err := d.conn().QueryRow(t.Context(), "SELECT 1 FROM organizations WHERE id = $1 AND severe AND NOT abnormal", org).Scan(new(int)); err != nil {
		t.Errorf("register: %v", err)
	}
	d.rebuilt("listings", "organizations")
}

// An entry whose two years are over while another stands on the severe list joins that one: it stands no more, here as little as in
// the register, but the public sees it as it was published until the other is.
func TestAnEntryThatJoinedTheSevereListStandsNoMore(t *testing.T) {
	d := newDesk(t, anyone)
	org := d.organization("象棋", domain.PartyAssociation, nil)
	abnormal := d.listed(org, "AB-2")
	d.hands(abnormal, "C-2")
	d.do(d.mei, abnormal, &domain.PublishListing{Where: "信用平台", Credit: "XY1"})
	severe := d.listed(org, "SV-6")
	d.later(740, 0)
	d.owed(abnormal)
	d.lists(abnormal)
	if at := d.file(abnormal).Stage; at != domain.LstJoined {
		t.Fatalf("the entry is at %s", at)
	}
	if rows, err := d.PublicListings(t.Context(), d.agency, ""); err != nil || len(rows) != 1 || rows[0].List != domain.ListAbnormal {
		t.Errorf("public: %+v %v", rows, err)
	}
	d.rebuilt("listings")
	if rows, err := d.Listings(t.Context(), d.agency, "", true); err != nil || len(rows) != 1 || rows[0].Case != severe {
		t.Errorf("what stands: %+v %v", rows, err)
	}
	d.hands(severe, "C-2")
	d.hands(abnormal, "C-2")
	d.do(d.mei, severe, &domain.PublishListing{Where: "信用平台", Credit: "XY2"})
	if rows, err := d.PublicListings(t.Context(), d.agency, org); err != nil || len(rows) != 1 || rows[0].List != domain.ListSevere {
		t.Errorf("public: %+v %v", rows, err)
	}
	d.rebuilt("listings")
}

func TestTheNightEndsTheEntriesOfOrganizationsThatAreNoMore(t *testing.T) {
	d := newDesk(t, anyone)
	org := d.organization("象棋", domain.PartyAssociation, nil)
	id := d.listed(org, "AB-2")
	ended := func(want int) {
		t.Helper()
		if n, err := d.EndListings(t.Context()); n != want || err != nil {
			t.Errorf("ended %d %v, want %d", n, err, want)
		}
	}
	ended(0)
	d.do(d.mei, domain.CaseID(org), &gone{})
	ended(1)
	ended(0)
	if c := d.file(id); c.Open() || c.Outcome != "ended" || d.file(domain.CaseID(org)).PartyFile.Org.Listed(domain.ListAbnormal) != nil {
		t.Errorf("%s %s", c.Stage, c.Outcome)
	}
	d.rebuilt("listings", "organizations")
}

// gone ends an organization, as its deregistration does.
type gone struct{}

func (gone) Act() string { return "party.set_term" }
func (gone) Decide(_ *domain.Case, f *domain.Facts) (domain.Outcome, error) {
	return domain.Outcome{Events: []domain.Body{&domain.OrganizationEnded{Status: domain.OrgDeregistered, On: f.On()}}}, nil
}

// annulled tells the files of the lists that a penalty does not stand, as the case does that imposed it.
type annulled struct{ Org domain.PartyID }

func (annulled) Act() string                       { return "party.set_term" }
func (x annulled) Needs(*domain.Case) domain.Needs { return domain.Needs{Entries: x.Org} }
func (annulled) Decide(_ *domain.Case, f *domain.Facts) (out domain.Outcome, _ error) {
	for id := range f.Others {
		out.Tells = append(out.Tells, domain.Telling{To: id, Events: []domain.Body{&domain.ListingGroundChanged{File: "p1", On: f.On(), Why: "决定被撤销"}}})
	}
	return out, nil
}

// A case against an organization does not know which lists it stands on: the store does.
func TestTheOpenFilesOfTheListsAreReadWithTheOrganization(t *testing.T) {
	d := newDesk(t, anyone)
	org := d.organization("象棋", domain.PartyAssociation, nil)
	id := d.listed(org, "AB-2")
	other := d.listed(d.organization("围棋", domain.PartyAssociation, nil), "AB-2")
	closed := d.do(d.an, "", &domain.OpenListing{Party: org, Ground: "AB-7", Facts: "事实如下"}).Case
	d.do(d.lin, closed, &domain.DropListing{Reason: "不属实"})
	d.do(d.mei, domain.CaseID(org), &annulled{org})
	if n := d.count("SELECT count(*) FROM tasks WHERE kind = 'listing.correct' AND done_at IS NULL AND case_id = $1", id); n != 1 {
		t.Errorf("%d tasks on the entry", n)
	}
	if n := d.count("SELECT count(*) FROM tasks WHERE kind IN ('listing.correct', 'listing.drop') AND done_at IS NULL AND case_id <> $1", id); n != 0 {
		t.Errorf("%d tasks on others than %s and %s", n, other, closed)
	}
}

func TestASampleIsDrawnFromTheRegisterAsOfADayAndRepeats(t *testing.T) {
	d := newDesk(t, anyone)
	for _, n := range []string{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑", "寅", "卯", "辰", "巳", "午"} {
		d.organization(n+"棋", domain.PartyAssociation, nil)
	}
	d.organization("后来", domain.PartyAssociation, func(b *domain.OrganizationRegistered) { b.On = domain.NewDate(2025, 3, 1) })
	id := d.do(d.su, "", &domain.DraftCampaign{Title: "社会组织抽查", Kind: "routine", Basis: "民发〔2017〕45号", Items: []string{"年报"}, From: d.today(), Until: d.today() + 60}).Case
	d.do(d.su, id, &domain.FreezePool{PoolQuery: domain.PoolQuery{AsOf: domain.NewDate(2025, 2, 28)}, PerMille: 30})
	d.later(1, 0)
	d.do(d.su, id, &domain.SampleTargets{Public: "03 08 12 19", PublicAt: d.now().Add(-time.Hour), PublicIs: "双色球第2025024期", Teams: [][]domain.PersonID{{d.an, d.bo}}})
	x := d.file(id).Campaign.Sampling
	if len(x.Pool) != 17 || len(x.Drawn) != 1 {
		t.Fatalf("%d of %d", len(x.Drawn), len(x.Pool))
	}
	if err := x.Verify(); err != nil {
		t.Error(err)
	}
}

// halt stops an organization until a day, as a penalty does.
type halt struct {
	Until domain.Date `json:"until"`
}

func (halt) Act() string { return "party.set_term" }
func (x halt) Decide(_ *domain.Case, f *domain.Facts) (domain.Outcome, error) {
	return domain.Outcome{Events: []domain.Body{&domain.OrganizationStatusSet{Status: domain.OrgStopped, On: f.On(), Why: "限期停止活动", Until: x.Until}}}, nil
}

func TestTheNightEndsTheStopsThatAreOver(t *testing.T) {
	d := newDesk(t, anyone)
	d.at(time.Date(2026, 10, 2, 9, 0, 0, 0, domain.Shanghai))
	over, runs := domain.CaseID(d.organization("甲棋", domain.PartyAssociation, nil)), domain.CaseID(d.organization("乙棋", domain.PartyAssociation, nil))
	d.do(d.mei, over, &halt{domain.NewDate(2026, 10, 31)})
	d.do(d.mei, runs, &halt{domain.NewDate(2026, 11, 30)})
	d.at(time.Date(2026, 11, 1, 0, 10, 0, 0, domain.Shanghai))
	for want := 1; want >= 0; want-- {
		if n, err := d.EndStops(t.Context()); n != want || err != nil {
			t.Fatalf("%d %v, want %d", n, err, want)
		}
	}
	if s := d.file(over).PartyFile.Org.Status; s != domain.OrgActive {
		t.Errorf("over: %s", s)
	}
	if s := d.file(runs).PartyFile.Org.Status; s != domain.OrgStopped {
		t.Errorf("runs: %s", s)
	}
	d.rebuilt("organizations", "tasks")
}
