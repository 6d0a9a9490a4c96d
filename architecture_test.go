// Package yifa_test keeps the plan of the house: which room may open which door.
package yifa_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// rooms is the table of docs/architecture: what of the house, and of the named libraries, a room may import.
// What is not listed for a room is closed to it. cmd may import everything.
var rooms = map[string]struct{ house, libraries []string }{
	"domain":     {},
	"policies":   {[]string{"domain"}, []string{"casbin"}},
	"migrations": {[]string{"domain"}, nil},
	"docket":     {[]string{"domain", "store"}, nil},
	"store":      {[]string{"domain", "migrations"}, []string{"bun", "pgx"}},
	"activities": {[]string{"domain", "store", "activities"}, []string{"temporal"}},
	"workflows":  {[]string{"domain", "activities"}, []string{"temporal"}},
	"worker":     {[]string{"domain", "workflows", "activities", "store"}, []string{"temporal", "otel"}},
	"api":        {[]string{"domain", "policies", "store", "web", "api"}, []string{"gin", "otel"}},
	"web":        {},
	"local":      {nil, []string{"pgx"}},
	"testkit":    {[]string{"local", "domain"}, []string{"pgx"}},
	"bench":      {},
}

// libraries are the modules that stand for a technology; a room names those it may know.
var libraries = map[string][]string{
	"bun":      {"github.com/uptrace/bun"},
	"pgx":      {"github.com/jackc/pgx", "database/sql"},
	"casbin":   {"github.com/casbin/"},
	"gin":      {"github.com/gin-gonic/", "github.com/gin-contrib/", "github.com/danielgtaylor/huma", "github.com/alexedwards/scs"},
	"temporal": {"go.temporal.io/"},
	"otel":     {"go.opentelemetry.io/", "github.com/prometheus/"},
}

type pkg struct {
	ImportPath, Doc  string
	Imports, GoFiles []string
}

func TestRoomsKeepTheirDoors(t *testing.T) {
	for _, p := range packages(t) {
		if p.Doc == "" && len(p.GoFiles) > 0 {
			t.Errorf("%s has no package comment: say what the room is for and what it must never do", p.ImportPath)
		}
		room, _, _ := strings.Cut(strings.TrimPrefix(p.ImportPath, "yifa/"), "/")
		if room == "cmd" || p.ImportPath == "yifa" {
			continue
		}
		may, known := rooms[room]
		if !known {
			t.Errorf("%s: no such room in the plan", p.ImportPath)
			continue
		}
		for _, i := range p.Imports {
			if other, ours := strings.CutPrefix(i, "yifa/"); ours {
				if other, _, _ = strings.Cut(other, "/"); other != room && !slices.Contains(may.house, other) {
					t.Errorf("%s must not import %s", p.ImportPath, i)
				}
			}
			if room == "domain" && (strings.Contains(i, ".") || slices.Contains([]string{"context", "os", "net/http", "database/sql", "math/rand", "math/rand/v2"}, i)) {
				t.Errorf("%s must not import %s: it holds pure functions of the standard library", p.ImportPath, i)
			}
			if room == "workflows" && slices.Contains([]string{"net/http", "os", "database/sql"}, i) {
				t.Errorf("%s must not import %s: a workflow has no hands", p.ImportPath, i)
			}
			for library, prefixes := range libraries {
				if slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(i, prefix) }) && !slices.Contains(may.libraries, library) {
					t.Errorf("%s must not import %s (%s)", p.ImportPath, i, library)
				}
			}
		}
	}
}

func TestOnlyTestsUseTestkit(t *testing.T) {
	for _, p := range packages(t) {
		if slices.Contains(p.Imports, "yifa/testkit") {
			t.Errorf("%s imports testkit outside its tests", p.ImportPath)
		}
		if p.ImportPath != "yifa/testkit" && !strings.HasPrefix(p.ImportPath, "yifa/cmd/") && slices.Contains(p.Imports, "yifa/local") {
			t.Errorf("%s imports local: only cmd and testkit run processes", p.ImportPath)
		}
	}
}

func packages(t *testing.T) (all []pkg) {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Doc,Imports,GoFiles", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
