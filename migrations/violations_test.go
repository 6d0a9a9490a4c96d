package migrations_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"yifa/domain"
	"yifa/migrations"
)

// Where the catalogue says nothing for a version of the law, there must be no row: nobody may be held to a rule
// that was not there.
func TestViolationsByDate(t *testing.T) {
	vs, err := domain.ParseViolations(migrations.ViolationsFile)
	if err != nil {
		t.Fatal(err)
	}
	notBefore := []int{2, 4, 5, 8, 9, 11, 12, 13, 14, 25, 27, 28, 30}
	notAfter := []int{33}
	before, after := domain.NewDate(2023, 6, 1), domain.NewDate(2026, 6, 1)
	for n := 1; n <= 34; n++ {
		id := fmt.Sprintf("FN-%02d", n)
		if _, ok := vs.At(id, before); ok == slices.Contains(notBefore, n) {
			t.Errorf("%s in 2023: %v", id, ok)
		}
		if _, ok := vs.At(id, after); ok == slices.Contains(notAfter, n) {
			t.Errorf("%s in 2026: %v", id, ok)
		}
	}
	funeral := 0
	for _, v := range vs {
		if strings.HasPrefix(v.ID, "FN-") {
			funeral++
		}
	}
	if funeral != 34-len(notBefore)+34-len(notAfter) {
		t.Errorf("%d rows: some period is covered twice", funeral)
	}
	for n := 1; n <= 45; n++ {
		id := fmt.Sprintf("SO-%02d", n)
		// the charity law of 2023 and the item of 2026 have no earlier row
		if _, ok := vs.At(id, before); ok == (n >= 37 && n <= 42 || n == 45) {
			t.Errorf("%s in 2023: %v", id, ok)
		}
		if _, ok := vs.At(id, after); !ok {
			t.Errorf("%s in 2026 is missing", id)
		}
	}
	if got := bytes.Count(migrations.ViolationsFile, []byte("\n")); got != len(vs)+2 {
		t.Errorf("%d lines for %d rows: one row a line", got, len(vs))
	}
}

// The last day of the old law and the first of the new one.
func TestViolationsAtTheBorder(t *testing.T) {
	vs, err := domain.ParseViolations(migrations.ViolationsFile)
	if err != nil {
		t.Fatal(err)
	}
	old, _ := vs.At("FN-01", domain.NewDate(2026, 3, 29))
	now, _ := vs.At("FN-01", domain.NewDate(2026, 3, 30))
	if !old.OwnedByBureau() || now.OwnedByBureau() {
		t.Errorf("unauthorised building: %s then %s; the new regulation takes it from the bureau", old.Competent, now.Competent)
	}
	if urn, _ := vs.At("FN-22", domain.NewDate(2023, 6, 1)); urn.Competent != "market" {
		t.Errorf("urn prices belong to the market regulator, not to %s", urn.Competent)
	}
}
