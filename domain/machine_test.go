package domain_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yifa/domain"
	"yifa/migrations"
)

// TestAnyCommandOnAnyFileIsDecidedOrRefused sends every act there is, with whatever content, at files in every stage they
// can reach. Nothing may panic, refusals have a code, and the separations hold whoever asks.
func TestAnyCommandOnAnyFileIsDecidedOrRefused(t *testing.T) {
	rules, err := migrations.Rules()
	if err != nil {
		t.Fatal(err)
	}
	book, err := domain.NewRuleBook(rules)
	if err != nil {
		t.Fatal(err)
	}
	norms, err := migrations.Norms()
	if err != nil {
		t.Fatal(err)
	}
	cal := official()
	who := []domain.PersonID{"a", "b", "c", "l", "h"}
	people := map[domain.PersonID]domain.Person{}
	for _, p := range who {
		x := domain.Person{ID: p, Login: string(p), Name: string(p), Agency: "g"}
		for r := range domain.RoleTitles {
			x.Grants = append(x.Grants, domain.GrantHeld{Role: r, Agency: "g", From: domain.NewDate(2020, 1, 1)})
		}
		x.Certificates = []domain.Certificate{{Number: "1", Issuer: "x", From: domain.NewDate(2020, 1, 1), Until: domain.NewDate(2030, 1, 1)}}
		people[p] = x
	}
	seen := map[domain.Stage]bool{}
	walks := func(t *rapid.T) {
		now := time.Date(2025, 3, 3, 9, 0, 0, 0, domain.Shanghai)
		files := map[domain.CaseID]*domain.Case{}
		serial := 0
		apply := func(c *domain.Case, f *domain.Facts, bodies []domain.Body) {
			for _, b := range bodies {
				data, err := json.Marshal(b)
				if err != nil {
					t.Fatalf("%s: %v", b.Kind(), err)
				}
				back, err := domain.ReadBody(b.Kind(), data)
				if err != nil {
					t.Fatalf("%s cannot be read back: %v", b.Kind(), err)
				}
				if err := c.Apply(domain.Event{Case: c.ID, Seq: c.Seq + 1, Actor: f.Actor, OccurredAt: f.At, RecordedAt: f.Now, Body: back}); err != nil {
					t.Fatal(err)
				}
			}
			seen[c.Stage] = true
		}
		for range rapid.IntRange(20, 150).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(1, 60*24*3).Draw(t, "minutes")) * time.Minute)
			ids := []domain.CaseID{"new"}
			for id := range files {
				ids = append(ids, id)
			}
			slices.Sort(ids)
			if len(ids) > 5 {
				ids = slices.DeleteFunc(ids, func(id domain.CaseID) bool { return id == "new" })
			}
			id := pick(t, ids, "file")
			c := files[id]
			if c == nil {
				c = &domain.Case{ID: id}
			}
			var fits []domain.Spec
			for _, s := range domain.Acts() {
				if s.Opens == (c.Seq == 0) && (s.Procedure == "" || c.Seq == 0 || s.Procedure == c.Procedure) && (len(s.Stages) == 0 || slices.Contains(s.Stages, c.Stage)) || rapid.IntRange(0, 400).Draw(t, "odd") == 0 {
					if slices.Contains([]string{"cancel", "refuse_entry", "not_found", "withhold", "revoke", "suspend", "recuse"}, s.Verb()) && rapid.IntRange(0, 5).Draw(t, "end") > 0 {
						continue // else few files live long
					}
					fits = append(fits, s)
				}
			}
			if len(fits) == 0 {
				continue
			}
			spec := pick(t, fits, "act")
			if c.Seq == 0 && rapid.IntRange(0, 2).Draw(t, "case") > 0 {
				spec, _ = domain.SpecOf(pick(t, []string{"inspection.assign", "inspection.assign", "campaign.draft"}, "opens"))
			}
			cmd := spec.New()
			fill(t, cmd, who, now, c)
			actor := pick(t, who, "actor")
			if rapid.IntRange(0, 4).Draw(t, "right") > 0 {
				if actor = pick(t, []domain.PersonID{"l", "h"}, "leader"); spec.Assigned && len(c.Officers) > 0 {
					actor = pick(t, c.Officers, "officer")
				}
			}
			f := &domain.Facts{At: now, Now: now, Actor: actor, Agency: domain.Agency{ID: "g", Short: "云民", Sections: []string{"股"}}, Calendar: cal, Rules: book,
				Violations: norms.Violations, Norms: norms, People: people, Parties: map[domain.PartyID]domain.Party{"p": {ID: "p", Kind: domain.PartyShop, Name: "店", Agency: "g"}},
				Blobs: map[domain.Blob]domain.File{"f": {Hash: "f", Name: "x.jpg", Type: "image/jpeg", Size: 1}}, Numbers: map[string]domain.Number{}, References: map[string][]domain.Number{}}
			f.RecordedBy = f.Actor
			if spec.SystemOnly {
				f.Actor = domain.System
			}
			for {
				at, body, more, err := c.NextPassed(now, cal, book)
				if err != nil {
					t.Fatal(err)
				}
				if !more {
					break
				}
				apply(c, &domain.Facts{At: at, Now: now, Actor: domain.System}, []domain.Body{body})
			}
			refuse := func(err error) {
				if domain.CodeOf(err) == "" {
					t.Fatalf("%s: a fault, not a refusal: %v", spec.Name, err)
				}
			}
			if err := domain.Guard(spec, c, f); err != nil {
				refuse(err)
				continue
			}
			if c.Seq > 0 && !c.Open() && !spec.SystemOnly && !spec.AfterClose {
				t.Fatalf("%s was let through on a closed file", spec.Name)
			}
			needs := domain.NeedsOf(cmd, c)
			for _, n := range needs.Numbers {
				serial++
				f.Numbers[n] = domain.Number{Type: n, Year: 2025, Serial: serial, Text: "第号"}
			}
			for n, k := range needs.Openings {
				for range k {
					serial++
					f.References[n] = append(f.References[n], domain.Number{Type: n, Year: 2025, Serial: serial, Text: "号"})
				}
			}
			took := c.Took(f.Actor)
			out, err := cmd.Decide(c, f)
			if err != nil {
				refuse(err)
				continue
			}
			if spec.Verb() == "approve" && (slices.Contains(took, domain.PartDrafter) || slices.Contains(c.Officers, f.Actor)) {
				t.Fatalf("%s: %s approved what it drafted or handles", spec.Name, f.Actor)
			}
			apply(c, f, out.Events)
			if c.Seq > 0 {
				if c.ID == "new" {
					c.ID = domain.CaseID("f" + string(rune('a'+len(files))))
				}
				files[c.ID] = c
			}
			for _, o := range out.Opens {
				child := &domain.Case{ID: o.ID}
				apply(child, f, o.Events)
				files[o.ID] = child
			}
		}
	}
	for range 20 { // chance may stay near the door for a while: walk on until enough of the house was seen
		rapid.Check(t, walks)
		if len(seen) >= 15 {
			break
		}
	}
	for _, p := range []domain.Procedure{domain.ProcCampaign, domain.ProcInspection, domain.ProcRectification} {
		for _, s := range domain.Steps[p] {
			if !seen[s] {
				t.Logf("no walk came to %s", s)
			}
		}
	}
	if len(seen) < 15 {
		t.Errorf("the walks saw %d stages only", len(seen))
	}
}

func pick[T any](t *rapid.T, xs []T, name string) T {
	return xs[rapid.IntRange(0, len(xs)-1).Draw(t, name)]
}

// fill makes up the content of a command: mostly what fits, now and then what does not.
func fill(t *rapid.T, cmd domain.Command, who []domain.PersonID, now time.Time, c *domain.Case) {
	wrong := rapid.IntRange(0, 7).Draw(t, "wrong") == 0
	odd := func() bool { return wrong && rapid.IntRange(0, 4).Draw(t, "odd") == 0 }
	var set func(v reflect.Value, f reflect.StructField)
	set = func(v reflect.Value, f reflect.StructField) {
		if odd() {
			return // left out
		}
		switch v.Interface().(type) {
		case domain.Date:
			d := domain.DateOf(now) - domain.Date(rapid.IntRange(0, 3).Draw(t, "day"))
			if f.Name == "Until" {
				d = domain.NewDate(2030, 1, 1)
			}
			if odd() {
				d = domain.NewDate(rapid.IntRange(1, 9999).Draw(t, "any year"), 1, 1)
			}
			v.SetInt(int64(d))
			return
		case time.Time:
			at := now.Add(-time.Duration(rapid.IntRange(0, 30).Draw(t, "minutes")) * time.Minute)
			if f.Name == "StartedAt" && c.Inspection != nil && !c.Inspection.ArrivedAt.IsZero() {
				at = c.Inspection.ArrivedAt
			}
			v.Set(reflect.ValueOf(at))
			return
		case domain.PersonID:
			v.SetString(string(pick(t, who, "person")))
			return
		case []domain.PersonID:
			two := []domain.PersonID{"a", "b"}
			if odd() {
				two = []domain.PersonID{pick(t, who, "one"), pick(t, who, "other")}
			}
			v.Set(reflect.ValueOf(two))
			return
		case domain.PartyID:
			v.SetString("p")
			return
		case domain.Blob:
			v.SetString("f")
			return
		case domain.DocumentID:
			if len(c.Documents) > 0 {
				v.SetString(string(c.Documents[len(c.Documents)-1].ID))
			}
			return
		case domain.Role:
			v.SetString(string(pick(t, []domain.Role{domain.RoleOfficer, domain.RoleLeader, domain.RoleReviewer, "x"}, "role")))
			return
		case domain.Exit:
			v.SetString(string(pick(t, []domain.Exit{domain.ExitCorrected, domain.ExitNoIssue, domain.ExitReferral, domain.ExitCase, domain.ExitPrice, "x"}, "exit")))
			return
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					set(v.Field(i), v.Type().Field(i))
				}
			}
		case reflect.Slice:
			n := rapid.IntRange(1, 2).Draw(t, "many")
			if f.Name == "Items" && c.Rectification != nil {
				n = len(c.Rectification.Measures)
			}
			s := reflect.MakeSlice(v.Type(), n, n)
			for i := range n {
				set(s.Index(i), f)
				if x, ok := reflect.TypeAssert[*domain.ItemResult](s.Index(i).Addr()); ok {
					x.Item = i + 1
				}
				if x, ok := reflect.TypeAssert[*int](s.Index(i).Addr()); ok {
					*x = i + rapid.IntRange(1, 2).Draw(t, "line")
				}
			}
			v.Set(s)
		case reflect.Bool:
			v.SetBool(rapid.IntRange(0, 4).Draw(t, "yes") > 0)
		case reflect.Int, reflect.Int64:
			v.SetInt(int64(rapid.IntRange(1, 20).Draw(t, "number")))
			if odd() {
				v.SetInt(int64(rapid.IntRange(-1<<40, 1<<40).Draw(t, "any number")))
			}
		case reflect.String:
			if enum := f.Tag.Get("enum"); enum != "" {
				v.SetString(pick(t, strings.Split(enum, ","), "enum"))
				return
			}
			switch f.Name {
			case "Section":
				v.SetString("股")
			case "Refusal", "Violation", "USCC", "Township":
			case "Category":
				v.SetString("finance")
			case "Method":
				v.SetString("direct")
			case "Task":
				if len(c.Tasks) > 0 {
					v.SetString(c.Tasks[len(c.Tasks)-1].ID)
				}
			default:
				v.SetString(pick(t, []string{"情况说明", "photo", "special"}, "words"))
			}
			if odd() {
				v.SetString(rapid.String().Draw(t, "any words"))
			}
		}
	}
	v := reflect.ValueOf(cmd).Elem()
	for i := range v.NumField() {
		set(v.Field(i), v.Type().Field(i))
	}
}
