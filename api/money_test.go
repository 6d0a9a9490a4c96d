package api

import (
	"bytes"
	"strings"
	"testing"
)

func TestWhatIsPublicNeedsNoSessionAndTheMoneyDoes(t *testing.T) {
	w := start(t)
	nobody := &browser{world: w}
	if r := nobody.do("GET", "/public/penalties", nil); r.Status != 200 || !strings.Contains(string(r.Raw), `"items":[]`) {
		t.Errorf("%d %s", r.Status, r.Raw)
	}
	if r := nobody.do("GET", "/public/penalties?q=%E9%9D%92%E7%9F%B3", nil); r.Status != 200 || !strings.Contains(string(r.Raw), `"items":[]`) {
		t.Errorf("%d %s", r.Status, r.Raw)
	}
	if r := nobody.do("GET", "/public/penalties.csv", nil); r.Status != 200 || !bytes.Contains(r.Raw, []byte("CF_NR_FK")) || strings.Count(string(r.Raw), "\n") != 2 {
		t.Errorf("%d %s", r.Status, r.Raw)
	}
	if r := nobody.do("GET", "/reports/disclosure.csv", nil); r.Status != 401 {
		t.Errorf("%d %s", r.Status, r.Raw)
	}
	if r := w.as("wang").do("GET", "/reports/disclosure.csv?from=2026-01-01", nil); r.Status != 200 || r.Header.Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Errorf("%d %s", r.Status, r.Raw)
	}
	if r := w.as("li").do("POST", "/payments/import", nil); r.Status != 403 { // who fines does not handle the money
		t.Errorf("%d %s", r.Status, r.Raw)
	}
	if r := w.as("li").do("GET", "/cases/nothing/money", nil); r.Status != 404 {
		t.Errorf("%d %s", r.Status, r.Raw)
	}
}
