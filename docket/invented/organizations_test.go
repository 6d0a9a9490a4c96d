package invented_test

import (
	"reflect"
	"testing"
	"time"

	"yifa/docket/invented"
	"yifa/domain"
)

func TestInventedOrganizationsAreRightAndTheSameForTheSameSeed(t *testing.T) {
	a := domain.Agency{ID: "g", Region: "云岭区", Registrar: &domain.Registrar{Area: "990101", Prefix: "MJH", First: 1, Last: 99999}}
	on := domain.NewDate(2026, time.November, 22)
	began := time.Now()
	all := invented.Organizations(7, 10_000, a, on)
	t.Logf("10,000 made up in %v", time.Since(began))
	names, codes, missed, overdue := map[string]bool{}, map[string]bool{}, 0, 0
	for i, x := range all {
		if err := x.Check(a, on); err != nil {
			t.Fatalf("organization %d: %v", i, err)
		}
		if names[x.Items.Name.CoreKey()] || codes[x.USCC] || a.Registrar.Serial(x.USCC) != 0 {
			t.Fatalf("organization %d: %s %s is there twice, or from the pool", i, x.Items.Name, x.USCC)
		}
		names[x.Items.Name.CoreKey()], codes[x.USCC] = true, true
		if n := len(x.History.Checks); n > 1 && x.History.Checks[n-1].Conclusion == domain.CheckMissed {
			missed++
		}
		if x.Term.Until < on {
			overdue++
		}
	}
	if missed < 500 || overdue < 300 {
		t.Errorf("only %d missed their last check and %d are overdue: nothing to clean up", missed, overdue)
	}
	if !reflect.DeepEqual(all[:40], invented.Organizations(7, 40, a, on)) {
		t.Error("the same seed gave others")
	}
	if reflect.DeepEqual(all[:40], invented.Organizations(8, 40, a, on)) {
		t.Error("another seed gave the same")
	}
}
