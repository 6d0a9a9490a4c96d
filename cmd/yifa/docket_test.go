package main

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"yifa/docket"
	"yifa/domain"
	"yifa/store"
	"yifa/testkit"
)

const dockets2023, docketsSmall, docketsDemo = "../../testdata/dockets/2023/docket.jsonl", "../../testdata/dockets/2024-small/docket.jsonl", "../../testdata/dockets/demo/docket.jsonl"

func emptySystem(t *testing.T) *store.Store {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a database")
	}
	s, err := openInstalling(t.Context(), testkit.Database(t, store.Migrate), t.TempDir(), 4)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func openDocket(t *testing.T, file string, now time.Time) *docket.Docket {
	t.Helper()
	d, faults, err := docket.OpenFile(file, now, shippedCalendar())
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	return d
}

func loadAll(t *testing.T, s *store.Store, d *docket.Docket) docket.Result {
	t.Helper()
	res, err := playDocket(t.Context(), s, d, docket.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range res.Refused {
		t.Fatal(f)
	}
	return res
}

func eventsOf(t *testing.T, s *store.Store) (n int) {
	t.Helper()
	v, err := s.Verify(t.Context())
	if err != nil || len(v.Breaks) > 0 {
		t.Fatal(err, v.Breaks)
	}
	return v.Events
}

// The year is loaded, cut off in the middle, loaded again: what was recorded stays as it is, and the figures that the
// store counts in SQL are those of the report and those counted in memory.
func TestLoadTheYear(t *testing.T) {
	s := emptySystem(t)
	d := openDocket(t, dockets2023, time.Now())
	ctx, cut := context.WithCancel(t.Context())
	_, err := playDocket(ctx, s, d, docket.Options{Progress: func(done, _ int) {
		if done == 200 {
			cut()
		}
	}})
	if err == nil {
		t.Fatal("the load was not cut off")
	}
	if res := loadAll(t, s, d); res.Again != 200 || res.Acts != d.Count()-200 {
		t.Fatalf("resumed with %+v of %d", res, d.Count())
	}
	events := eventsOf(t, s)
	if res := loadAll(t, s, d); res.Acts != 0 || res.Again != d.Count() {
		t.Fatalf("loaded twice: %+v", res)
	}
	if again := eventsOf(t, s); again != events {
		t.Fatalf("the second load made %d events", again-events)
	}

	fig, err := s.Figures(t.Context(), docket.AgencyID("yunling"), 2023, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int64{"fun.find.urn_price": 1, "fun.find.sold_outside": 118, "fun.find.over_std_profit": 605, "fun.find.finance": 9,
		"fun.find.private": 4, "fun.correct_on_spot": 39, "fun.notices_deadline": 9,
		"fun.hearing_notices": 3, "fun.fines_fen": 4_500_000, "fun.confiscated_fen": 222_130_000, "fun.clues_discipline": 9,
		"so.reg.establish": 12, "so.reg.change": 25, "so.reg.cancel": 9}
	if !maps.Equal(fig.Figures, want) {
		t.Errorf("figures %v", fig.Figures)
	}
	b := checked(t, s, d)
	if !maps.Equal(b.Figures(2023, domain.NewDate(2023, 12, 31)), want) {
		t.Error("in memory the figures are others")
	}
	sameFiles(t, s, b)
	duties, err := s.Duties(t.Context(), store.DutyFilter{Agency: docket.AgencyID("yunling"), Year: 2023, Secret: true})
	if err != nil || len(duties.Exceptions) > 0 || len(duties.Files) == 0 {
		t.Errorf("of %d files two parts met that must not: %+v %v", len(duties.Files), duties.Exceptions, err)
	}

	agency, err := s.Agency(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	enforcementOf2023(t, s, agency)
	licencesOf2023(t, s, agency)
	var out bytes.Buffer
	if err := figuresReport(agency, fig).write(&out, "json"); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Year    int
		AsOf    string `json:"as_of"`
		Figures map[string]int64
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil || got.Year != 2023 || got.AsOf != "2023-12-31" || !maps.Equal(got.Figures, want) {
		t.Errorf("%s: %v", out.String(), err)
	}
	out.Reset()
	if err := figuresReport(agency, fig).write(&out, "xlsx"); err != nil {
		t.Fatal(err)
	}
	x, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := x.GetCellValue("2023年度", "B5"); v != "118" {
		t.Errorf("the workbook says %q", v)
	}
}

// The statistics of enforcement count each of the three cases once, by the heaviest kind, with what was decided.
func enforcementOf2023(t *testing.T, s *store.Store, agency domain.Agency) {
	t.Helper()
	for _, asOf := range []domain.Date{0, domain.NewDate(2023, 12, 25)} {
		e, err := s.Enforcement(t.Context(), agency.ID, 2023, asOf)
		if err != nil {
			t.Fatal(err)
		}
		if e.Total != 3 || e.Fen != 226_630_000 || e.Revoked != 0 || len(e.Columns) != 14 {
			t.Errorf("%d penalties of %d fen in %d columns", e.Total, e.Fen, len(e.Columns))
		}
		for _, c := range e.Columns {
			if want := map[int]int{4: 3}[c.Number]; c.Count != want || c.Number == 4 && c.Fen != 226_630_000 {
				t.Errorf("column %d holds %d, %d fen", c.Number, c.Count, c.Fen)
			}
		}
		others := map[string]int64{}
		for _, l := range e.Others {
			others[l.Key] = l.Count
		}
		if want := map[string]int64{"filed": 3, "no_penalty": 0, "on_the_spot": 0, "surcharge": 1, "court": 0, "inspections": 54}; !maps.Equal(others, want) {
			t.Errorf("beside the columns %v", others)
		}
		var out bytes.Buffer
		if err := enforcementReport(agency, e).write(&out, "text"); err != nil || !strings.Contains(out.String(), "226.63") {
			t.Errorf("%v: %s", err, out.String())
		}
	}
	if e, err := s.Enforcement(t.Context(), agency.ID, 2024, 0); err != nil || e.Total != 0 {
		t.Errorf("%d penalties of 2024, %v", e.Total, err)
	}
}

// The statistics of licences count what was counted by hand in docket; behind every number stand as many files, also as of a day.
func licencesOf2023(t *testing.T, s *store.Store, agency domain.Agency) {
	t.Helper()
	for _, x := range []struct {
		asOf domain.Date
		want map[string]int // but for what time does to X05, which nobody lets pass here
	}{
		{0, map[string]int{"establish applied": 17, "establish accepted": 15, "establish rejected": 1, "establish granted": 12, "establish refused": 1, "establish withdrawn": 1,
			"change applied": 27, "change accepted": 27, "change granted": 25, "change withdrawn": 1, "change annulled": 1, "deregister applied": 9, "deregister accepted": 9, "deregister granted": 9,
			"total applied": 53, "total accepted": 51, "total rejected": 1, "total granted": 46, "total refused": 1, "total withdrawn": 2, "total annulled": 1}},
		{domain.NewDate(2023, 3, 31), map[string]int{"establish applied": 3, "establish accepted": 2, "establish rejected": 1, "establish granted": 2, "change applied": 5, "change accepted": 5, "change granted": 4,
			"total applied": 8, "total accepted": 7, "total rejected": 1, "total granted": 6}},
	} {
		l, err := s.Licences(t.Context(), agency.ID, 2023, x.asOf)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]int{}
		for _, item := range append(l.Items, l.Total) {
			for what, cell := range item.Cells {
				if cell.Count > 0 {
					got[item.Key+" "+what] = cell.Count
				}
				q, err := url.ParseQuery(cell.Query)
				if err != nil {
					t.Fatal(err)
				}
				f := store.CaseFilter{Agency: agency.ID, Procedure: domain.Procedure(q.Get("procedure")), Licence: q.Get("licence"), Year: 2023, AsOf: x.asOf}
				if page, err := s.Cases(t.Context(), f); err != nil || page.Total != int64(cell.Count) {
					t.Errorf("%s %s: %d, and %d files behind it, %v", item.Key, what, cell.Count, page.Total, err)
				}
			}
		}
		if !maps.Equal(got, x.want) {
			t.Errorf("as of %s: %v", x.asOf, got)
		}
		if want := map[bool]int{true: 1}[x.asOf.IsZero()]; l.Deemed != want {
			t.Errorf("%d were accepted by silence", l.Deemed)
		}
		var out bytes.Buffer
		if err := licencesReport(agency, l).write(&out, "text"); err != nil || x.asOf.IsZero() && !strings.Contains(out.String(), "成立登记") {
			t.Errorf("%v: %s", err, out.String())
		}
		out.Reset()
		if err := licencesReport(agency, l).write(&out, "xlsx"); err != nil || out.Len() == 0 {
			t.Error(err)
		}
	}
}

func checked(t *testing.T, s *store.Store, d *docket.Docket) *docket.Books {
	t.Helper()
	cal, rules, norms, err := s.Law(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b, faults := docket.Check(d, docket.Law{Calendar: cal, Rules: rules, Norms: norms, Now: s.Now()})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return b
}

// sameFiles: the check plays what the store plays, so every file must stand at the same place with the same numbers.
func sameFiles(t *testing.T, s *store.Store, b *docket.Books) {
	t.Helper()
	for _, c := range b.Cases() {
		got, err := s.Case(t.Context(), c.ID)
		if err != nil {
			t.Errorf("%s: %v", c.ID, err)
			continue
		}
		if got.Stage != c.Stage || got.Seq != c.Seq || got.Reference != c.Reference || len(got.Documents) != len(c.Documents) {
			t.Errorf("%s %s: in the store %s at %d with %d instruments, in memory %s at %d with %d", c.Reference, c.Title, got.Stage, got.Seq, len(got.Documents), c.Stage, c.Seq, len(c.Documents))
			continue
		}
		for i, d := range c.Documents {
			if got.Documents[i].Number != d.Number {
				t.Errorf("%s: %s in the store, %s in memory", c.ID, got.Documents[i].Number, d.Number)
			}
		}
	}
}

// Another bureau, another year, other figures.
func TestLoadAnotherYear(t *testing.T) {
	s := emptySystem(t)
	loadAll(t, s, openDocket(t, docketsSmall, time.Now()))
	fig, err := s.Figures(t.Context(), docket.AgencyID("xinghe"), 2024, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int64{"fun.find.urn_price": 0, "fun.find.sold_outside": 3, "fun.find.over_std_profit": 7, "fun.find.finance": 1,
		"fun.find.private": 0, "fun.correct_on_spot": 2, "fun.notices_deadline": 1,
		"fun.hearing_notices": 0, "fun.fines_fen": 0, "fun.confiscated_fen": 0, "fun.clues_discipline": 0,
		"so.reg.establish": 0, "so.reg.change": 0, "so.reg.cancel": 0}
	if !maps.Equal(fig.Figures, want) {
		t.Errorf("figures %v", fig.Figures)
	}
}

// The demonstration is counted from the day it is loaded, brings the year with it, and may be loaded again later.
func TestLoadDemonstration(t *testing.T) {
	s := emptySystem(t)
	now := time.Now()
	d := openDocket(t, docketsDemo, now)
	if res := loadAll(t, s, d); res.Acts != d.Count() {
		t.Fatalf("%+v of %d", res, d.Count())
	}
	events := eventsOf(t, s)
	if res := loadAll(t, s, openDocket(t, docketsDemo, now.AddDate(0, 0, 1))); res.Acts != 0 {
		t.Fatalf("loaded a day later: %+v", res)
	}
	if again := eventsOf(t, s); again != events {
		t.Fatalf("a later load made %d events", again-events)
	}
}

// A docket with a fault stops there, and goes on from there when the line is put right.
func TestLoadStopsAtARefusal(t *testing.T) {
	s := emptySystem(t)
	raw, err := os.ReadFile(docketsSmall)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "files"), os.DirFS("../../testdata/dockets/2024-small/files")); err != nil {
		t.Fatal(err)
	}
	broken := bytes.Replace(raw, []byte(`"card_shown":true`), []byte(`"card_shown":false`), 1)
	file := filepath.Join(dir, "docket.jsonl")
	if err := os.WriteFile(file, broken, 0o600); err != nil {
		t.Fatal(err)
	}
	res, err := playDocket(t.Context(), s, openDocket(t, file, time.Now()), docket.Options{})
	if err != nil || len(res.Refused) != 1 || res.Refused[0].Code != "card_not_shown" || res.Refused[0].Line != res.Acts+2 {
		t.Fatalf("%+v %v", res, err)
	}
	before := res.Acts
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if res := loadAll(t, s, openDocket(t, file, time.Now())); res.Again != before {
		t.Fatalf("%+v, want %d there already", res, before)
	}
}
