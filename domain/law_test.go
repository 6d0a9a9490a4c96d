package domain_test

import (
	"strings"
	"sync"
	"testing"

	"yifa/domain"
	"yifa/migrations"
)

// The tests count with the official notices and the table as they are delivered.
var notices = sync.OnceValue(func() []domain.Notice {
	files, err := migrations.HolidayFiles.ReadDir("holidays")
	if err != nil {
		panic(err)
	}
	var out []domain.Notice
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".json") {
			continue
		}
		b, err := migrations.HolidayFiles.ReadFile("holidays/" + f.Name())
		if err != nil {
			panic(err)
		}
		n, err := domain.ParseHolidayCN(b)
		if err != nil {
			panic(err)
		}
		out = append(out, n)
	}
	return out
})

var official = sync.OnceValue(func() *domain.Calendar { return domain.NewCalendar(notices()) })

var book = sync.OnceValue(func() *domain.RuleBook {
	rows, err := domain.ParseRules(migrations.RulesFile)
	if err != nil {
		panic(err)
	}
	b, err := domain.NewRuleBook(rows)
	if err != nil {
		panic(err)
	}
	return b
})

func day(s string) domain.Date {
	d, err := domain.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func rule(t testing.TB, id, on string) domain.Rule {
	t.Helper()
	r, err := book().At(id, day(on))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func wantCode(t *testing.T, err error, code domain.Code) {
	t.Helper()
	if domain.CodeOf(err) != code {
		t.Errorf("got %v, want refusal %q", err, code)
	}
}
