package api

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"yifa/policies"
)

var update = flag.Bool("update", false, "rewrite the files this test compares with")

func guard(t testing.TB) *policies.Guard {
	t.Helper()
	g, err := policies.New()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// The pages are generated from openapi.json, so it changes only on purpose: go test ./api -run OpenAPI -update.
func TestOpenAPIIsKept(t *testing.T) {
	got, err := OpenAPI(guard(t))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("openapi.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Fatal("openapi.json differs from the code: run `go test ./api -run OpenAPI -update`, then `make -C web generate`")
	}
}
