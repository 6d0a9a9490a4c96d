package policies

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"
	"pgregory.net/rapid"

	"yifa/domain"
)

var update = flag.Bool("update", false, "rewrite testdata/matrix.golden")

const (
	here  domain.AgencyID = "yunling"
	there domain.AgencyID = "elsewhere"
)

var today = domain.NewDate(2026, 11, 22)

func guard(t testing.TB) *Guard {
	t.Helper()
	g, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func person(id domain.PersonID, roles ...domain.Role) domain.Person {
	p := domain.Person{ID: id, Agency: here}
	for _, r := range roles {
		p.Grants = append(p.Grants, domain.GrantHeld{Role: r, Agency: here, From: today - 30})
	}
	return p
}

func file(took ...domain.PartTaken) *domain.Case {
	return &domain.Case{ID: "r1", Agency: here, Seq: 3, Parts: took}
}

func spec(t testing.TB, name string) domain.Spec {
	t.Helper()
	s, ok := domain.SpecOf(name)
	if !ok {
		t.Fatalf("no act %q", name)
	}
	return s
}

// The matrix is reviewed as a diff: role × power → yes, the parts that bar, or no.
func TestMatrixIsKept(t *testing.T) {
	g := guard(t)
	var b strings.Builder
	fmt.Fprintf(&b, "%-32s", "power")
	for _, r := range Roles() {
		fmt.Fprintf(&b, " %-12s", r)
	}
	b.WriteString("\n")
	for _, p := range All() {
		fmt.Fprintf(&b, "%-32s", p)
		for _, r := range Roles() {
			who := person("p", r)
			cell := "."
			if g.ask(&who, p, here, nil, today) {
				cell = "yes"
				var bars []string
				for part := range domain.PartTitles {
					if !g.ask(&who, p, here, []domain.Part{part}, today) {
						bars = append(bars, string(part)[:3])
					}
				}
				slices.Sort(bars)
				if len(bars) > 0 {
					cell = "not:" + strings.Join(bars, ",")
				}
			}
			fmt.Fprintf(&b, " %-12s", cell)
		}
		b.WriteString("\n")
	}
	var lines []string
	for l := range strings.Lines(b.String()) {
		lines = append(lines, strings.TrimRight(l, " \n"))
	}
	got := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile("testdata/matrix.golden", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile("testdata/matrix.golden")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Fatalf("the policy changed; review it and run `go test ./policies -update`:\n%s", got)
	}
}

func TestMay(t *testing.T) {
	g := guard(t)
	officer, leader := person("li", domain.RoleOfficer), person("wang", domain.RoleLeader)
	both := person("zhao", domain.RoleLeader, domain.RoleOfficer)
	ended := domain.Person{ID: "qian", Agency: here, Grants: []domain.GrantHeld{{Role: domain.RoleLeader, Agency: here, From: today - 30, Until: today - 1}}}
	coming := domain.Person{ID: "sun", Agency: here, Grants: []domain.GrantHeld{{Role: domain.RoleLeader, Agency: here, From: today + 1}}}
	left := leader
	left.LeftOn = today - 1
	elsewhere := domain.Person{ID: "zhou", Agency: there, Grants: []domain.GrantHeld{{Role: domain.RoleHead, Agency: there, From: today - 30}}}
	for name, tc := range map[string]struct {
		who  domain.Person
		act  string
		c    *domain.Case
		want domain.Code
	}{
		"a leader approves an order":                        {leader, "rectification.approve", file(), ""},
		"an officer does not":                               {officer, "rectification.approve", file(), "not_permitted"},
		"a leader who drafted it does not":                  {leader, "rectification.approve", file(domain.PartTaken{Person: "wang", Part: domain.PartDrafter}), "separation_of_duties"},
		"a leader who is also its officer does not":         {both, "rectification.approve", file(domain.PartTaken{Person: "zhao", Part: domain.PartOfficer}), "separation_of_duties"},
		"what others took bars nobody":                      {leader, "rectification.approve", file(domain.PartTaken{Person: "li", Part: domain.PartOfficer}), ""},
		"an office that ended yesterday is gone":            {ended, "rectification.approve", file(), "not_permitted"},
		"an office that begins tomorrow is not there":       {coming, "rectification.approve", file(), "not_permitted"},
		"who left holds nothing":                            {left, "rectification.approve", file(), "not_permitted"},
		"an office elsewhere is none here":                  {elsewhere, "rectification.approve", file(), "not_permitted"},
		"an officer opens an inspection":                    {officer, "inspection.assign", nil, ""},
		"an administrator does not":                         {person("root", domain.RoleAdmin), "inspection.assign", nil, "not_permitted"},
		"an administrator grants roles":                     {person("root", domain.RoleAdmin), "person.grant", file(), ""},
		"a head does not grant roles":                       {person("head", domain.RoleHead), "person.grant", file(), "not_permitted"},
		"an auditor writes no note":                         {person("aud", domain.RoleAuditor), "case.note", file(), "not_permitted"},
		"nobody renders a document by hand":                 {leader, "case.rendered", file(), "not_permitted"},
		"nobody lets time pass by hand":                     {person("root", domain.RoleAdmin), "case.advance", file(), "not_permitted"},
		"the system lets time pass":                         {domain.Person{ID: domain.System}, "case.advance", file(), ""},
		"the system publishes what is due":                  {domain.Person{ID: domain.System}, "inspection.publish", file(), ""},
		"the system approves nothing":                       {domain.Person{ID: domain.System}, "rectification.approve", file(), "not_permitted"},
		"a system with offices is still only the system":    {person(domain.System, domain.RoleLeader), "rectification.approve", file(), "not_permitted"},
		"nobody without a name":                             {person("", domain.RoleLeader), "rectification.approve", file(), "not_permitted"},
		"somebody without an authority opens nothing":       {domain.Person{ID: "x"}, "inspection.assign", &domain.Case{}, "not_permitted"},
		"backfilling is asked for as if it were an act":     {person("bu", domain.RoleBackfill), "case.backfill", &domain.Case{Agency: here}, ""},
		"backfilling is not for officers":                   {officer, "case.backfill", &domain.Case{Agency: here}, "not_permitted"},
		"a power that does not exist is nobody's":           {leader, "rectification.vanish", file(), "not_permitted"},
		"a section head approves an inspection, not orders": {person("s", domain.RoleSection), "rectification.approve", file(), "not_permitted"},
	} {
		t.Run(name, func(t *testing.T) {
			s, ok := domain.SpecOf(tc.act)
			if !ok {
				s = domain.Spec{Name: tc.act, Title: tc.act, English: tc.act}
			}
			if got := domain.CodeOf(g.May(tc.who, s, tc.c, today)); got != tc.want {
				t.Fatalf("%s: got %q, want %q", tc.act, got, tc.want)
			}
		})
	}
}

func refused(t *testing.T, err error) *domain.Error {
	t.Helper()
	e, ok := errors.AsType[*domain.Error](err)
	if !ok {
		t.Fatalf("no refusal: %v", err)
	}
	return e
}

func TestRefusalNamesTheRule(t *testing.T) {
	g := guard(t)
	err := g.May(person("li", domain.RoleOfficer), spec(t, "rectification.approve"), file(), today)
	for _, part := range []string{"负责人", "正职负责人", "rectification.approve", "Bureau leader", "2026-11-22"} {
		if e := refused(t, err); !strings.Contains(e.Message+e.English, part) {
			t.Errorf("%q does not name %q", e.Message, part)
		}
	}
	err = g.May(person("wang", domain.RoleLeader), spec(t, "rectification.approve"), file(domain.PartTaken{Person: "wang", Part: domain.PartDrafter}), today)
	line := 0
	for _, l := range g.Matrix() {
		if l.Kind == "rectification" && l.Act == "approve" {
			line = l.Line
		}
	}
	for _, part := range []string{"拟稿人", "drafter", fmt.Sprintf("第%d行", line)} {
		if e := refused(t, err); !strings.Contains(e.Message+e.English, part) {
			t.Errorf("%q does not name %q", e.Message, part)
		}
	}
}

// Every line of the table that is wrong in one way stops the program.
func TestTableIsReadStrictly(t *testing.T) {
	good := "officer, campaign, draft, -"
	for name, bad := range map[string]string{
		"too few columns":         "officer, campaign, draft",
		"too many columns":        "officer, campaign, draft, -, allow",
		"unknown role":            "king, campaign, draft, -",
		"empty role":              ", campaign, draft, -",
		"role named twice":        "officer|officer, campaign, draft, -",
		"unknown kind":            "officer, campagne, draft, -",
		"unknown act":             "officer, campaign, drafft, -",
		"an act of the system":    "officer, case, advance, -",
		"unknown part":            "officer, campaign, draft, king",
		"empty bar":               "officer, campaign, draft, ",
		"trailing bar":            "officer, campaign, draft, officer|",
		"administrator in a case": "admin, campaign, draft, -",
		"auditor acts":            "auditor, case, note, -",
		"the same power twice":    good + "\n" + good,
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := newGuard(modelText, strings.Replace(policyText, "officer|section_head, campaign, draft, -", bad, 1)); err == nil {
				t.Fatalf("%q was accepted", bad)
			}
		})
	}
	for name, text := range map[string]string{"empty": "", "comments only": "# nothing\n", "an act nobody may": strings.Replace(policyText, "admin, rules, set, -", "", 1)} {
		t.Run(name, func(t *testing.T) {
			if _, err := newGuard(modelText, text); err == nil {
				t.Fatal("accepted")
			}
		})
	}
	if _, err := newGuard("[request_definition]", policyText); err == nil {
		t.Fatal("a broken model was accepted")
	}
}

// An unknown subject is allowed nothing, whatever is asked in whatever words.
func FuzzUnknownSubject(f *testing.F) {
	g, err := New()
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range All() {
		f.Add("stranger", p.Kind, p.Act, string(here), int32(today))
	}
	f.Add("", "", "", "", int32(0))
	f.Fuzz(func(t *testing.T, id, kind, act, agency string, on int32) {
		who := domain.Person{ID: domain.PersonID(id), Agency: domain.AgencyID(agency)}
		if g.ask(&who, Power{kind, act}, domain.AgencyID(agency), nil, domain.Date(on)) {
			t.Fatalf("a stranger may %s.%s", kind, act)
		}
		if !strings.Contains(kind, ".") && who.ID != domain.System {
			if g.May(who, domain.Spec{Name: kind + "." + act}, &domain.Case{Agency: domain.AgencyID(agency), Seq: 1}, domain.Date(on)) == nil {
				t.Fatalf("a stranger may %s.%s", kind, act)
			}
		}
	})
}

// Whoever has taken a part that bars is never allowed, whatever offices are held besides, every one of them included.
func TestBarHoldsForEveryOffice(t *testing.T) {
	g := guard(t)
	rapid.Check(t, func(t *rapid.T) {
		row := rapid.SampledFrom(g.rows).Draw(t, "row")
		if len(row.Bar) == 0 {
			return
		}
		roles := rapid.SliceOfDistinct(rapid.SampledFrom(Roles()), func(r domain.Role) domain.Role { return r }).Draw(t, "roles")
		who := person("p", append(roles, row.Roles...)...)
		part := rapid.SampledFrom(row.Bar).Draw(t, "part")
		c := file(domain.PartTaken{Person: "p", Part: part}, domain.PartTaken{Person: "q", Part: domain.PartDecider})
		s, _ := domain.SpecOf(row.Power.String())
		if code := domain.CodeOf(g.May(who, s, c, today)); code != "separation_of_duties" {
			t.Fatalf("%s took %s and may %s (%q)", roles, part, row.Power, code)
		}
	})
}

// Approving one's own work is barred for every approving act there is.
func TestEveryApprovalIsBarred(t *testing.T) {
	g := guard(t)
	for _, name := range []string{"campaign.approve", "inspection.approve", "inspection.cancel", "inspection.withhold", "rectification.approve", "rectification.return",
		"rectification.void", "rectification.grant_extension", "rectification.refuse_extension", "rectification.revoke"} {
		who := person("p", Roles()...)
		if domain.CodeOf(g.May(who, spec(t, name), file(domain.PartTaken{Person: "p", Part: domain.PartOfficer}), today)) != "separation_of_duties" {
			t.Errorf("an officer of the matter may %s", name)
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	g := guard(t)
	approve := spec(t, "rectification.approve")
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			for range 50 {
				leader := g.May(person("wang", domain.RoleLeader), approve, file(), today)
				officer := g.May(person("li", domain.RoleOfficer), approve, file(), today)
				if leader != nil || officer == nil {
					t.Errorf("%d: %v %v", i, leader, officer)
					return
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkMay(b *testing.B) {
	g := guard(b)
	who, s, c := person("wang", domain.RoleLeader), spec(b, "rectification.approve"), file(domain.PartTaken{Person: "li", Part: domain.PartOfficer})
	b.ReportAllocs()
	for b.Loop() {
		if err := g.May(who, s, c, today); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRefuse(b *testing.B) {
	g := guard(b)
	who, s, c := person("li", domain.RoleOfficer), spec(b, "rectification.approve"), file(domain.PartTaken{Person: "li", Part: domain.PartOfficer})
	b.ReportAllocs()
	for b.Loop() {
		if g.May(who, s, c, today) == nil {
			b.Fatal("allowed")
		}
	}
}

func BenchmarkPowers(b *testing.B) {
	g := guard(b)
	who := person("wang", domain.RoleLeader)
	for b.Loop() {
		g.Powers(who, here, today)
	}
}

// BenchmarkTextbook is the same question to RBAC with domains as the manuals have it: a rule a role and agency, the
// grants in casbin, g first.
func BenchmarkTextbook(b *testing.B) {
	for _, agencies := range []int{1, 20} {
		b.Run(fmt.Sprintf("agencies=%d", agencies), func(b *testing.B) {
			m, err := model.NewModelFromString(`
[request_definition]
r = sub, dom, kind, act
[policy_definition]
p = sub, dom, kind, act
[role_definition]
g = _, _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = g(r.sub, p.sub, r.dom) && r.dom == p.dom && r.kind == p.kind && r.act == p.act`)
			if err != nil {
				b.Fatal(err)
			}
			e, err := casbin.NewEnforcer(m)
			if err != nil {
				b.Fatal(err)
			}
			for a := range agencies {
				dom := fmt.Sprintf("a%d", a)
				for _, r := range guard(b).rows {
					for _, role := range r.Roles {
						if _, err := e.AddPolicy(string(role), dom, r.Power.Kind, r.Power.Act); err != nil {
							b.Fatal(err)
						}
					}
				}
				for u := range 60 {
					if _, err := e.AddGroupingPolicy(fmt.Sprintf("u%d-%d", a, u), string(Roles()[u%len(Roles())]), dom); err != nil {
						b.Fatal(err)
					}
				}
			}
			last := fmt.Sprintf("a%d", agencies-1)
			if _, err := e.AddGroupingPolicy("wang", "leader", last); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if ok, err := e.Enforce("wang", last, "rectification", "approve"); !ok || err != nil {
					b.Fatal(ok, err)
				}
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		guard(b)
	}
}

// An act that brings files is no use to an office that cannot put one in: who may do it may upload, or the files are there already.
func TestWhoActsWithFilesCanPutThemIn(t *testing.T) {
	g := guard(t)
	elsewhere := map[string]string{
		"legality.sign":             "the text was handed in by who drafted it; the scan is optional",
		"penalty.reduce_surcharge":  "the officers enter the agreement (case.add_evidence)",
		"registration.hold_hearing": "the officers enter the signed minutes (case.add_evidence)",
		"penalty.hold_hearing":      "a recorder of another office has the host put the recordings in",
	}
	var takes func(reflect.Type) bool
	takes = func(x reflect.Type) bool {
		switch x.Kind() {
		case reflect.Slice, reflect.Pointer:
			return takes(x.Elem())
		case reflect.Struct:
			for f := range x.Fields() {
				if takes(f.Type) {
					return true
				}
			}
		}
		return x == reflect.TypeFor[domain.Blob]()
	}
	for _, s := range domain.Acts() {
		if s.SystemOnly || !takes(reflect.TypeOf(s.New())) {
			continue
		}
		for _, r := range Roles() {
			who := person("p", r)
			if g.ask(&who, Of(s), here, nil, today) && !g.ask(&who, Upload, here, nil, today) && elsewhere[s.Name] == "" {
				t.Errorf("%s may do %s but put no file in", r, s.Name)
			}
		}
	}
	if who := person("p", domain.RoleHost); !g.ask(&who, Upload, here, nil, today) {
		t.Error("the host cannot put in what was recorded at the hearing")
	}
}
