package store_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yifa/domain"
	"yifa/store"
	"yifa/testkit"
)

// desk is a bureau at work: an authority, its people and parties, and a clock that stands where the test puts it.
type desk struct {
	testing.TB
	*store.Store
	dsn, dir string
	owner    *pgx.Conn
	clock    atomic.Int64
	keys     atomic.Int64

	agency                 domain.AgencyID
	an, bo, chen           domain.PersonID // enforcement officers with certificates
	lin, gu                domain.PersonID // leader and head
	su, mei, zhu, ping     domain.PersonID // section head, clerk, administrator, backfiller
	shop, village, funeral domain.PartyID
}

// monday is where every desk's clock stands at first.
var monday = time.Date(2025, time.March, 3, 9, 0, 0, 0, domain.Shanghai)

// anyone lets everybody do everything, where policy is not what is tested.
func anyone(domain.Person, domain.Spec, *domain.Case, domain.Date) error { return nil }

func newDesk(tb testing.TB, gate store.Gate) *desk {
	tb.Helper()
	d := &desk{TB: tb, dsn: testkit.Database(tb, store.Migrate), dir: tb.TempDir()}
	d.at(monday)
	first := d.open(nil)
	d.Store = first
	d.agency = domain.AgencyID(d.system("", &domain.EstablishAgency{Name: "云岭区民政局", Short: "云民", Region: "云岭区", Superior: "云岭区人民政府",
		Sections: []string{"殡葬管理股", "执法股"}, Townships: []string{"青石镇", "白河乡"}}))
	add := func(login, name string, licensed bool, roles ...domain.Role) domain.PersonID {
		id := d.system("", &domain.AddPerson{Login: login, Name: name, Section: "执法股"})
		for _, r := range roles {
			d.system(id, &domain.GrantRole{Role: r, From: domain.NewDate(2020, 1, 1)})
		}
		if licensed {
			d.system(id, &domain.Certify{Certificate: domain.Certificate{Number: "ZF-" + login, Issuer: "省司法厅", From: domain.NewDate(2020, 1, 1), Until: domain.NewDate(2030, 1, 1)}})
		}
		return domain.PersonID(id)
	}
	d.an, d.bo, d.chen = add("an", "安国", true, domain.RoleOfficer), add("bo", "薄云", true, domain.RoleOfficer), add("chen", "陈晓", true, domain.RoleOfficer)
	d.lin, d.gu = add("lin", "林岚", false, domain.RoleLeader), add("gu", "顾平", false, domain.RoleHead)
	d.su, d.mei, d.zhu = add("su", "苏明", false, domain.RoleSection), add("mei", "梅雨", false, domain.RoleClerk), add("zhu", "朱管", false, domain.RoleAdmin)
	d.ping = add("ping", "平安", false, domain.RoleBackfill)
	party := func(kind domain.PartyKind, name, town string) domain.PartyID {
		return domain.PartyID(d.system("", &domain.RegisterParty{Kind: kind, Name: name, Township: town, Contact: "甲", Phone: "0710-1"}))
	}
	d.shop, d.village, d.funeral = party(domain.PartyShop, "福寿殡葬用品店", "青石镇"), party(domain.PartyVillage, "白河乡柳树村公益性墓地", "白河乡"), party(domain.PartyFuneralHome, "云岭区殡仪馆", "青石镇")
	if err := first.Close(); err != nil {
		tb.Fatal(err)
	}
	d.Store = d.open(gate)
	tb.Cleanup(func() { _ = d.Close() })
	return d
}

func (d *desk) open(gate store.Gate) *store.Store {
	d.Helper()
	files, err := store.NewFolder(d.dir)
	if err != nil {
		d.Fatal(err)
	}
	s, err := store.Open(context.Background(), store.Config{DSN: d.dsn, Now: d.now, Gate: gate, Files: files, MaxConns: 40})
	if err != nil {
		d.Fatal(err)
	}
	return s
}

func (d *desk) now() time.Time { return time.UnixMicro(d.clock.Load()).In(domain.Shanghai) }
func (d *desk) at(t time.Time) { d.clock.Store(t.UnixMicro()) }
func (d *desk) later(days, minutes int) {
	d.at(d.now().AddDate(0, 0, days).Add(time.Duration(minutes) * time.Minute))
}
func (d *desk) today() domain.Date          { return domain.DateOf(d.now()) }
func (d *desk) key() string                 { return fmt.Sprintf("k%d", d.keys.Add(1)) }
func (d *desk) officers() []domain.PersonID { return []domain.PersonID{d.an, d.bo} }

// system acts as the system, which needs no gate when none is set, and gives the file.
func (d *desk) system(id domain.CaseID, cmd domain.Command) domain.CaseID {
	d.Helper()
	r, err := d.Act(d.Context(), store.Request{Case: id, Actor: domain.System, Command: cmd, Key: "t:" + d.key()})
	if err != nil {
		d.Fatalf("%s: %v", cmd.Act(), err)
	}
	return r.Case
}

func (d *desk) try(who domain.PersonID, id domain.CaseID, cmd domain.Command) (store.Receipt, error) {
	return d.Act(d.Context(), store.Request{Case: id, Actor: who, Command: cmd, Key: d.key()})
}

// do has a person act a minute later.
func (d *desk) do(who domain.PersonID, id domain.CaseID, cmd domain.Command) store.Receipt {
	d.Helper()
	d.later(0, 1)
	r, err := d.try(who, id, cmd)
	if err != nil {
		d.Fatalf("%s: %v", cmd.Act(), err)
	}
	return r
}

// refused demands a refusal with one of the codes.
func (d *desk) refused(err error, codes ...domain.Code) {
	d.Helper()
	for _, c := range codes {
		if domain.CodeOf(err) == c {
			return
		}
	}
	d.Fatalf("want %v, got %v", codes, err)
}

// assigned opens an inspection that waits for approval.
func (d *desk) assigned(p domain.PartyID) domain.CaseID {
	d.Helper()
	return d.do(d.an, "", &domain.AssignInspection{Party: p, Officers: d.officers(), Source: "routine", Basis: "年度计划", Items: []string{"价格公示"}}).Case
}

// recorded brings an inspection to its signed record with findings.
func (d *desk) recorded(p domain.PartyID, findings int) domain.CaseID {
	d.Helper()
	id := d.assigned(p)
	d.do(d.lin, id, &domain.ApproveInspection{})
	d.do(d.an, id, &domain.NotifyInspection{})
	d.do(d.an, id, &domain.Arrive{Officers: d.officers(), CardShown: true, RightsTold: true})
	from := d.now()
	d.later(0, 30)
	x := &domain.RecordVisit{StartedAt: from, EndedAt: d.now(), Place: "青石镇", Officers: d.officers(), Summary: "已查看", SignedBy: "甲"}
	for range findings {
		x.Findings = append(x.Findings, domain.NewFinding{Category: domain.FindOverStd, Fact: "墓位超过标准面积", Provision: "《殡葬管理条例》", Quantity: 3, Unit: "个"})
	}
	d.do(d.an, id, x)
	return id
}

// drafted gives the file of an order to correct that waits for approval.
func (d *desk) drafted(p domain.PartyID) domain.CaseID {
	d.Helper()
	return d.do(d.an, d.recorded(p, 1), &domain.OrderCorrection{Lines: []int{1}, Measures: []string{"恢复原状", "公示价格"}, Days: 15}).Opened[0]
}

// approved gives an order that is numbered and waits for service.
func (d *desk) approved(p domain.PartyID) domain.CaseID {
	d.Helper()
	id := d.drafted(p)
	d.do(d.lin, id, &domain.ApproveOrder{})
	return id
}

// served gives an order whose deadline runs.
func (d *desk) served(p domain.PartyID) domain.CaseID {
	d.Helper()
	id := d.approved(p)
	d.do(d.an, id, &domain.ServeOrder{Method: domain.ServeDirect, On: d.today(), Recipient: "甲"})
	return id
}

func (d *desk) file(id domain.CaseID) *domain.Case {
	d.Helper()
	c, err := d.Case(d.Context(), id)
	if err != nil {
		d.Fatal(err)
	}
	return c
}

// advance lets time pass over a file, as the engine does.
func (d *desk) advance(id domain.CaseID) {
	d.Helper()
	if _, err := d.Act(d.Context(), store.Request{Case: id, Actor: domain.System, Command: &domain.AdvanceFile{}}); err != nil {
		d.Fatal(err)
	}
}

// conn is a connection as the owner of the tables: the most an administrator of the database can be without being root.
func (d *desk) conn() *pgx.Conn {
	d.Helper()
	if d.owner != nil {
		return d.owner
	}
	c, err := pgx.Connect(d.Context(), d.dsn)
	if err != nil {
		d.Fatal(err)
	}
	d.owner = c
	d.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// tamper runs statements with the triggers off.
func (d *desk) tamper(statements ...string) {
	d.Helper()
	c := d.conn()
	all := append([]string{"ALTER TABLE case_events DISABLE TRIGGER USER", "ALTER TABLE checkpoints DISABLE TRIGGER USER", "ALTER TABLE checkpoint_heads DISABLE TRIGGER USER"}, statements...)
	for _, q := range all {
		if _, err := c.Exec(d.Context(), q); err != nil {
			d.Fatalf("%s: %v", q, err)
		}
	}
}

func (d *desk) verified(trust ...store.Trust) store.Verified {
	d.Helper()
	v, err := d.Verify(d.Context(), trust...)
	if err != nil {
		d.Fatal(err)
	}
	return v
}

// whole demands that every chain holds.
func (d *desk) whole() {
	d.Helper()
	if v := d.verified(); len(v.Breaks) > 0 {
		d.Fatalf("the chain is broken: %+v", v.Breaks)
	}
}

// shown is every projected row as text.
func (d *desk) shown() map[string]string {
	d.Helper()
	return testkit.Projections(d, d.dsn)
}

func (d *desk) same(before, after map[string]string) {
	d.Helper()
	for t := range before {
		if before[t] == after[t] {
			continue
		}
		a, b := strings.Split(before[t], "\n"), strings.Split(after[t], "\n")
		d.Errorf("%s: %d rows before, %d after", t, len(a), len(b))
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				d.Errorf("first difference:\n%s\n%s", a[i], b[i])
				break
			}
		}
	}
}

func (d *desk) exported() []byte {
	d.Helper()
	var b bytes.Buffer
	if err := d.Export(d.Context(), &b, ""); err != nil {
		d.Fatal(err)
	}
	return b.Bytes()
}

func (d *desk) count(query string, args ...any) int {
	d.Helper()
	n := 0
	if err := d.conn().QueryRow(d.Context(), query, args...).Scan(&n); err != nil && !errors.Is(err, pgx.ErrNoRows) {
		d.Fatal(err)
	}
	return n
}

func (d *desk) signer() store.Signer {
	d.Helper()
	k, err := store.LoadSigner(d.TempDir() + "/secrets/sm2.pem")
	if err != nil {
		d.Fatal(err)
	}
	return k
}

func (d *desk) anchor(k store.Signer) store.Checkpoint {
	d.Helper()
	c, err := d.MakeCheckpoint(d.Context(), k)
	if err != nil {
		d.Fatal(err)
	}
	return c
}

// whoWorks is the role that writes when the store does.
func (d *desk) whoWorks() (role string) {
	d.Helper()
	c := d.conn()
	for _, q := range []string{"CREATE TABLE who (u text)", "GRANT INSERT ON who TO PUBLIC",
		"CREATE FUNCTION who() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO who VALUES (current_user); RETURN NULL; END $$",
		"CREATE TRIGGER who AFTER INSERT ON case_events FOR EACH STATEMENT EXECUTE FUNCTION who()"} {
		if _, err := c.Exec(d.Context(), q); err != nil {
			d.Fatal(err)
		}
	}
	d.assigned(d.shop)
	if err := c.QueryRow(d.Context(), "SELECT u FROM who LIMIT 1").Scan(&role); err != nil {
		d.Fatal(err)
	}
	return role
}

func mustJSON(tb testing.TB, v any) string {
	tb.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}
