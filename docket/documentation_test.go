package docket_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"yifa/docket"
	"yifa/domain"
)

var update = flag.Bool("update", false, "write the tables of docs/docket.md again")

const page = "../docs/docket.md"

// The tables of acts are made from the code, so that the page cannot say something else.
func TestDocumentation(t *testing.T) {
	raw, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := strings.Cut(string(raw), "<!-- acts -->\n")
	_, after, ok2 := strings.Cut(rest, "<!-- /acts -->")
	if !ok1 || !ok2 {
		t.Fatal("the marks of the tables are gone")
	}
	want := before + "<!-- acts -->\n" + acts() + "<!-- /acts -->" + after
	if want == string(raw) {
		return
	}
	if !*update {
		t.Fatalf("%s is out of date: go test ./docket -run TestDocumentation -update", page)
	}
	if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

func acts() string {
	var b strings.Builder
	for _, s := range domain.Acts() {
		if s.SystemOnly || s.Procedure.IsLaw() {
			continue // the registers of the law come with the program; see migrations
		}
		fmt.Fprintf(&b, "### `%s` %s\n\n%s.", s.Name, s.Title, s.English)
		if s.Opens {
			b.WriteString(" Opens a file.")
		}
		if len(s.Stages) > 0 {
			var at []string
			for _, st := range s.Stages {
				at = append(at, fmt.Sprintf("`%s` %s", st, domain.StageTitle(st)))
			}
			b.WriteString(" At: " + strings.Join(at, ", ") + ".")
		}
		if s.Assigned {
			b.WriteString(" By an officer of the file.")
		}
		if s.Enforcement {
			b.WriteString(" Two licensed officers.")
		}
		if s.Article != "" {
			b.WriteString(" " + s.Article + "。")
		}
		b.WriteString("\n\n")
		var rows []string
		fields(reflect.TypeOf(s.New()).Elem(), "", &rows)
		if len(rows) == 0 {
			b.WriteString("No data.\n\n")
			continue
		}
		b.WriteString("| field | type | meaning |\n|---|---|---|\n" + strings.Join(rows, "") + "\n")
	}
	return b.String()
}

func fields(t reflect.Type, at string, rows *[]string) {
	for f := range t.Fields() {
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			fields(f.Type, at, rows)
			continue
		}
		path := at + name
		kind, inner := typeOf(f.Type)
		if e := f.Tag.Get("enum"); e != "" {
			kind = "`" + strings.ReplaceAll(e, ",", "` `") + "`"
		}
		meaning := []string{}
		if d := f.Tag.Get("doc"); d != "" {
			meaning = append(meaning, d)
		}
		for _, bound := range []string{"minItems", "minLength", "maxLength", "minimum", "maximum"} {
			if v := f.Tag.Get(bound); v != "" {
				meaning = append(meaning, bound+" "+v)
			}
		}
		shown := "`" + path + "`"
		if !strings.Contains(opts, "omit") {
			shown = "**" + shown + "**"
		}
		*rows = append(*rows, fmt.Sprintf("| %s | %s | %s |\n", shown, kind, strings.Join(meaning, "; ")))
		if inner != nil {
			fields(inner, path+"[].", rows)
		}
	}
}

func typeOf(t reflect.Type) (string, reflect.Type) {
	switch t {
	case reflect.TypeFor[domain.PersonID]():
		return "person", nil
	case reflect.TypeFor[domain.PartyID]():
		return "party", nil
	case reflect.TypeFor[domain.CaseID](), reflect.TypeFor[domain.AgencyID]():
		return "key", nil
	case reflect.TypeFor[domain.Blob]():
		return "file", nil
	case reflect.TypeFor[domain.DocumentID]():
		return "paper", nil
	case reflect.TypeFor[domain.Date]():
		return "day", nil
	case reflect.TypeFor[time.Time]():
		return "instant", nil
	case reflect.TypeFor[domain.Role]():
		var names []string
		for _, r := range slices.Sorted(maps.Keys(domain.RoleTitles)) {
			names = append(names, "`"+string(r)+"` "+domain.RoleTitles[r][0])
		}
		return strings.Join(names, ", "), nil
	case reflect.TypeFor[domain.ServiceMethod]():
		return "`direct` `leaving` `post` `electronic` `entrusted` `notice`", nil
	}
	switch t.Kind() {
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Struct {
			return "list", t.Elem()
		}
		kind, _ := typeOf(t.Elem())
		return "list of " + kind, nil
	case reflect.Bool:
		return "true or false", nil
	case reflect.Int, reflect.Int64:
		return "number", nil
	case reflect.Map:
		return "object of text", nil
	}
	return "text", nil
}

// The examples of the page are dockets without a fault.
func TestExamples(t *testing.T) {
	raw, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "2024-small"), os.DirFS(filepath.Join(folder, "2024-small"))); err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?s)```jsonl\n(.*?)```").FindAllStringSubmatch(string(raw), -1)
	if len(examples) != 2 {
		t.Fatalf("%d examples", len(examples))
	}
	for i, x := range examples {
		file := filepath.Join(dir, fmt.Sprintf("%d.jsonl", i))
		if err := os.WriteFile(file, []byte(x[1]), 0o600); err != nil {
			t.Fatal(err)
		}
		now := time.Now()
		d, faults, err := docket.OpenFile(file, now, nil)
		if err != nil {
			t.Fatal(err)
		}
		b, more := docket.Check(d, law(t, now))
		for _, f := range append(faults, more...) {
			t.Errorf("example %d: %s", i+1, f)
		}
		if i == 0 && b.Case(docket.NewCaseID("example", "rectification", "K1-r1")).Stage != domain.RectReported {
			t.Error("the example does not end where the page says")
		}
	}
}
