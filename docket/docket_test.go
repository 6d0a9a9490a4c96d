package docket_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"yifa/docket"
	"yifa/domain"
	"yifa/migrations"
	"yifa/policies"
)

const folder = "../testdata/dockets"

// law is the law the program ships with.
func law(t *testing.T, now time.Time) docket.Law {
	t.Helper()
	rows, err := domain.ParseRules(migrations.RulesFile)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := domain.NewRuleBook(rows)
	if err != nil {
		t.Fatal(err)
	}
	norms, err := migrations.Norms()
	if err != nil {
		t.Fatal(err)
	}
	var notices []domain.Notice
	files, _ := filepath.Glob("../migrations/holidays/*.json")
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		n, err := domain.ParseHolidayCN(raw)
		if err != nil {
			t.Fatal(err)
		}
		notices = append(notices, n)
	}
	guard, err := policies.New()
	if err != nil {
		t.Fatal(err)
	}
	return docket.Law{Calendar: domain.NewCalendar(notices), Rules: rules, Norms: norms, Gate: guard.MayInstall, Now: now}
}

func play(t *testing.T, name string, now time.Time) (*docket.Docket, *docket.Books) {
	t.Helper()
	d, faults, err := docket.OpenFile(filepath.Join(folder, name, "docket.jsonl"), now, law(t, now).Calendar)
	if err != nil {
		t.Fatal(err)
	}
	b, more := docket.Check(d, law(t, now))
	for _, f := range append(faults, more...) {
		t.Error(f)
	}
	if t.Failed() {
		t.FailNow()
	}
	return d, b
}

func TestFiguresOf2023(t *testing.T) {
	_, b := play(t, "2023", time.Now())
	want := map[string]int64{"fun.find.urn_price": 1, "fun.find.sold_outside": 118, "fun.find.over_std_profit": 605,
		"fun.find.finance": 9, "fun.find.private": 4, "fun.correct_on_spot": 39, "fun.notices_deadline": 9,
		"fun.hearing_notices": 3, "fun.fines_fen": 4_500_000, "fun.confiscated_fen": 222_130_000, "fun.clues_discipline": 9,
		"so.reg.establish": 12, "so.reg.change": 25, "so.reg.cancel": 9}
	same(t, b.Figures(2023, domain.NewDate(2023, 12, 31)), want)
	same(t, b.Figures(2023, domain.NewDate(2023, 12, 25)), want) // the day of the report
	for k, n := range b.Figures(2024, domain.NewDate(2024, 12, 31)) {
		if january := map[string]int64{"so.reg.establish": 1, "so.reg.change": 1}; n != january[k] { // under way at the end of the year
			t.Errorf("%s of 2024 is %d", k, n)
		}
	}
}

func same(t *testing.T, got, want map[string]int64) {
	t.Helper()
	for _, k := range docket.FigureKeys {
		if got[k] != want[k] {
			t.Errorf("%s is %d, want %d", k, got[k], want[k])
		}
	}
	if len(got) != len(docket.FigureKeys) {
		t.Errorf("figures %v", got)
	}
}
