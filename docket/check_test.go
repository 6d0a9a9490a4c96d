package docket_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"yifa/docket"
	"yifa/domain"
)

// small is the small docket, line by line; the header is line 1.
func small(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(folder, "2024-small", "docket.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(raw)), "\n")
}

func check(t *testing.T, lines []string) []docket.Fault {
	t.Helper()
	now := time.Date(2026, 11, 1, 12, 0, 0, 0, domain.Shanghai)
	d, faults := docket.Read(strings.NewReader(strings.Join(lines, "\n")), now, nil)
	d.Files, d.Path = os.DirFS(filepath.Join(folder, "2024-small")), "docket.jsonl"
	if d.Docket != "" {
		_, more := docket.Check(d, law(t, now))
		faults = append(faults, more...)
	}
	return faults
}

// Each slip a writer of dockets may make is told at its line, its field and with its rule; and it alone, for what
// only follows from it is noise.
func TestFaults(t *testing.T) {
	const act, from, to = 0, 1, 2
	for name, x := range map[string]struct {
		edit  [3]string // in the first line with this act and key: replace, by
		field string
		code  domain.Code
	}{
		"unknown field":       {[3]string{`"act":"inspection.arrive"`, `"card_shown"`, `"shown"`}, "data.shown", "invalid_input"},
		"unknown field 2":     {[3]string{`"act":"inspection.approve"`, `"data":{}`, `"data":{"comments":"ok"}`}, "data.comments", "invalid_input"},
		"wrong type":          {[3]string{`"act":"inspection.record"`, `"quantity":3`, `"quantity":"3"`}, "data.findings.quantity", "invalid_input"},
		"unknown act":         {[3]string{`"act":"inspection.notify"`, `inspection.notify`, `inspection.announce`}, "act", "unknown_act"},
		"system's own act":    {[3]string{`"act":"inspection.notify"`, `inspection.notify`, `case.advance`}, "act", "system_only"},
		"system for a person": {[3]string{`"act":"inspection.approve"`, `"actor":"ling.dao"`, `"actor":"system"`}, "actor", "system_actor"},
		"not a docket line":   {[3]string{`"act":"inspection.approve"`, `"actor"`, `"who"`}, "who", "bad_line"},
		"unknown party":       {[3]string{`"act":"inspection.assign"`, `"party":"A"`, `"party":"Z"`}, "data.party", "unknown_party"},
		"unknown person":      {[3]string{`"act":"inspection.assign"`, `"officers":["bai.he","ren.wu"]`, `"officers":["bai.he","nobody"]`}, "data.officers[1]", "unknown_person"},
		"unknown actor":       {[3]string{`"act":"inspection.approve"`, `"actor":"ling.dao"`, `"actor":"ling.dau"`}, "actor", "unknown_person"},
		"no power":            {[3]string{`"act":"inspection.approve"`, `"actor":"ling.dao"`, `"actor":"xi.chuang"`}, "actor", "not_permitted"},
		"own order approved":  {[3]string{`"act":"rectification.approve"`, `"actor":"ling.dao"`, `"actor":"bai.he"`}, "actor", "not_permitted"},
		"one officer":         {[3]string{`"act":"inspection.assign"`, `["bai.he","ren.wu"]`, `["bai.he","bai.he"]`}, "data.officers", "two_officers"},
		"no licence":          {[3]string{`"act":"inspection.assign"`, `["bai.he","ren.wu"]`, `["bai.he","zhou.ke"]`}, "data.officers", "not_an_officer"},
		"out of order":        {[3]string{`"act":"inspection.record"`, `"on":"2024-03-12T11:00"`, `"on":"2024-03-11T11:00"`}, "on", "out_of_order"},
		"in the future":       {[3]string{`"act":"rectification.reinspect"`, `"on":"2024-04-18T15:00"`, `"on":"2098-04-18T15:00"`}, "on", "in_the_future"},
		"no such day":         {[3]string{`"act":"rectification.reinspect"`, `"on":"2024-04-18T15:00"`, `"on":"2024-04-31T15:00"`}, "on", "invalid_input"},
		"cards not shown":     {[3]string{`"act":"inspection.arrive"`, `"card_shown":true`, `"card_shown":false`}, "data", "card_not_shown"},
		"no such file":        {[3]string{`"act":"inspection.record"`, `file:files/plot-1.png`, `file:files/plot-9.png`}, "data.evidence[0].hash", "unknown_file"},
		"file outside":        {[3]string{`"act":"inspection.record"`, `file:files/plot-1.png`, `file:../2023/files/plot-1.png`}, "data.evidence[0].hash", "unknown_file"},
		"quantity of none":    {[3]string{`"act":"inspection.record"`, `"quantity":3`, `"quantity":0`}, "data.findings[0].quantity", "invalid_input"},
		"no such category":    {[3]string{`"act":"inspection.record"`, `"category":"sold_outside"`, `"category":"sold_inside"`}, "data.findings[0].category", "invalid_input"},
		"text too long":       {[3]string{`"act":"inspection.record"`, `"place":"墓区"`, `"place":"` + strings.Repeat("墓", 201) + `"`}, "data.place", "invalid_input"},
		"violation not yet":   {[3]string{`"act":"inspection.record"`, `"violation":"FN-06"`, `"violation":"FN-12"`}, "data.findings[0].violation", "invalid_input"},
		"opened twice":        {[3]string{`"act":"inspection.assign","case":"N2"`, `"case":"N2"`, `"case":"N1"`}, "case", "already_open"},
		"login is not key":    {[3]string{`"act":"person.add"`, `"login":"ji.lu"`, `"login":"ji.luu"`}, "data.login", "key_mismatch"},
		"another authority":   {[3]string{`"act":"agency.establish"`, `"case":"xinghe"`, `"case":"other"`}, "case", "wrong_agency"},
	} {
		t.Run(name, func(t *testing.T) {
			lines, at := small(t), 0
			for i, l := range lines {
				if strings.Contains(l, x.edit[act]) {
					lines[i], at = strings.Replace(l, x.edit[from], x.edit[to], 1), i+1
					if lines[i] == l {
						t.Fatalf("nothing to replace in %s", l)
					}
					break
				}
			}
			faults := check(t, lines)
			if len(faults) == 0 {
				t.Fatal("no fault was told")
			}
			f := faults[0]
			if f.Line != at || f.Field != x.field || f.Code != x.code {
				t.Errorf("told %+v, want line %d, %s, %s", f, at, x.field, x.code)
			}
			if name != "opened twice" && len(faults) > 1 {
				t.Errorf("%d faults for one slip: %v", len(faults), faults)
			}
		})
	}
}

// A step in the wrong place: the lines of the service and of the approval change places.
func TestWrongStage(t *testing.T) {
	lines := small(t)
	for i, l := range lines {
		if strings.Contains(l, `"rectification.approve"`) {
			lines = append(lines[:i], lines[i+1:]...)
			break
		}
	}
	faults := check(t, lines)
	if len(faults) != 1 || faults[0].Code != "wrong_stage" || faults[0].Field != "act" || !strings.Contains(lines[faults[0].Line-1], "rectification.serve") {
		t.Errorf("told %v", faults)
	}
}

func TestHeader(t *testing.T) {
	good := small(t)[1:]
	for name, x := range map[string]struct{ head, field string }{
		"version":       {`{"docket":"yifa/2","name":"n","agency":"xinghe"}`, "docket"},
		"name":          {`{"docket":"yifa/1","name":"Ein Name","agency":"xinghe"}`, "name"},
		"agency":        {`{"docket":"yifa/1","name":"n","agency":""}`, "agency"},
		"unknown field": {`{"docket":"yifa/1","name":"n","agency":"xinghe","remark":"x"}`, "remark"},
		"none":          {``, "docket"},
	} {
		lines := append([]string{x.head}, good...)
		if name == "none" {
			lines = nil
		}
		faults := check(t, lines)
		if len(faults) != 1 || faults[0].Line != 1 || faults[0].Field != x.field || faults[0].Code != "no_header" {
			t.Errorf("%s: %v", name, faults)
		}
	}
	if faults := check(t, append([]string{`{"docket":"yifa/1","name":"n","agency":"xinghe"}`}, good...)); len(faults) == 0 || faults[0].Code != "no_recorder" {
		t.Errorf("a docket that nobody enters: %v", faults)
	}
}

func TestDays(t *testing.T) {
	now := time.Date(2026, 9, 28, 8, 0, 0, 0, domain.Shanghai)
	head := `{"docket":"yifa/1","name":"n","agency":"a","recorder":"r"}`
	var lines []string
	for _, on := range []string{"2023-05-08", "2023-05-08", "2023-05-08T11:30", "2023-05-08", "2023-05-09T09:30:00+08:00", "today-12", "today-12T10:00", "today-12", "today-3w"} {
		lines = append(lines, `{"on":"`+on+`","actor":"r","act":"case.note","case":"x","data":{"text":"today-12 is not a day here","x":"today-3T09:05"}}`)
	}
	d, faults := docket.Read(strings.NewReader(head+"\n"+strings.Join(lines, "\n")), now, nil)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var got []string
	for _, l := range d.Lines {
		got = append(got, l.At.In(domain.Shanghai).Format("01-02 15:04"))
	}
	if want := "05-08 09:00|05-08 09:01|05-08 11:30|05-08 11:31|05-09 09:30|09-16 09:00|09-16 10:00|09-16 10:01|09-23 09:00"; strings.Join(got, "|") != want {
		t.Errorf("%s, want %s", strings.Join(got, "|"), want)
	}
	var data map[string]string
	if err := json.Unmarshal(d.Lines[0].Data, &data); err != nil || data["x"] != "2026-09-25T09:05:00+08:00" || !strings.HasPrefix(data["text"], "today-12 is") {
		t.Errorf("%s", d.Lines[0].Data)
	}
	for on, want := range map[string]string{"today-30y": `{"y":2026}`, "today-30y-1": `{"y":2025}`, "today-300y-1": `{"y":2024}`, "today-30y-1/06-12": `{"y":"2025-06-12"}`, "today-30y-x": `{"y":"today-30y-x"}`} {
		one, _ := docket.Read(strings.NewReader(head+"\n"+`{"on":"today-12","actor":"r","act":"case.note","case":"x","data":{"y":"`+on+`"}}`), now, nil)
		if got := string(one.Lines[0].Data); got != want {
			t.Errorf("%s is %s, want %s", on, got, want)
		}
	}
	later, _ := docket.Read(strings.NewReader(head+"\n"+strings.Join(lines, "\n")), now.AddDate(0, 1, 0), nil)
	for i := range d.Lines {
		if d.Key(d.Lines[i]) != later.Key(later.Lines[i]) {
			t.Error("the key of a line must not depend on the day of loading")
		}
	}
}

func TestIDs(t *testing.T) {
	c1 := docket.NewCaseID("d", "campaign", "C1")
	for key, want := range map[string]domain.CaseID{"C1-t3": c1 + "-t3", "C1-t3-r1-r2": c1 + "-t3-r1-r2", "d:C1": c1} {
		if got := docket.NewCaseID("d", "inspection", key); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	if docket.NewCaseID("e", "campaign", "C1") == c1 {
		t.Error("dockets of another name have other files")
	}
	if docket.PersonID("system") != domain.System || docket.PersonID("a.b") != "p-a.b" {
		t.Error("people are known by login")
	}
}

// Whoever runs the generator gets what is committed.
func TestGeneratorIsDeterministic(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the generator")
	}
	out := t.TempDir()
	run := exec.Command("go", "run", "./testdata/dockets/gen", "-out", out)
	run.Dir = ".."
	if b, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	for _, name := range []string{"2023", "2024-small", "demo"} {
		files, err := filepath.Glob(filepath.Join(out, name, "*"))
		if err != nil {
			t.Fatal(err)
		}
		more, _ := filepath.Glob(filepath.Join(out, name, "files", "*"))
		for _, f := range append(files, more...) {
			if st, err := os.Stat(f); err != nil || st.IsDir() {
				continue
			}
			rel, _ := filepath.Rel(out, f)
			fresh, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if kept, err := os.ReadFile(filepath.Join(folder, rel)); err != nil || !bytes.Equal(fresh, kept) {
				t.Errorf("%s is not what the generator makes (%v)", rel, err)
			}
			if strings.Contains(rel, "files") && len(fresh) > 5<<10 {
				t.Errorf("%s has %d bytes", rel, len(fresh))
			}
		}
	}
}

// A picture that is a link to somewhere else is no picture of the docket.
func TestLinksAreNotFollowed(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "files"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "files", "plot-1.png")); err != nil {
		t.Skip(err)
	}
	file := filepath.Join(dir, "docket.jsonl")
	if err := os.WriteFile(file, []byte(strings.Join(small(t), "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	d, _, err := docket.OpenFile(file, time.Now(), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, faults := docket.Check(d, law(t, time.Now()))
	if len(faults) == 0 || faults[0].Code != "unknown_file" {
		t.Errorf("told %v", faults)
	}
}

// Whatever a file holds, reading and checking it ends with faults, never with a panic, and never with one of ours.
func FuzzCheck(f *testing.F) {
	raw, err := os.ReadFile(filepath.Join(folder, "2024-small", "docket.jsonl"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(`{"docket":"yifa/1","name":"n","agency":"a"}` + "\n" + `{"on":"today-1","actor":"system","act":"agency.establish","case":"a","data":{"name":"ab","short":"a","region":"b"}}`))
	now := time.Date(2026, 9, 28, 8, 0, 0, 0, domain.Shanghai)
	var l docket.Law
	f.Fuzz(func(t *testing.T, b []byte) {
		if l.Calendar == nil {
			l = law(t, now)
		}
		d, _ := docket.Read(bytes.NewReader(b), now, nil)
		if d.Docket == "" {
			return
		}
		_, faults := docket.Check(d, l)
		for _, x := range faults {
			if x.Code == "internal" {
				t.Error(x)
			}
		}
	})
}

// Every field of every act, replaced by what it should not be, is refused or taken; it never makes the program fail.
func TestEveryFieldMayBeWrong(t *testing.T) {
	name := "2024-small"
	if os.Getenv("YIFA_ALL_FIELDS") != "" { // the whole year takes three minutes
		name = "2023"
	}
	raw, err := os.ReadFile(filepath.Join(folder, name, "docket.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 9, 28, 8, 0, 0, 0, domain.Shanghai)
	l := law(t, now)
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
	seen := map[string]bool{}
	tried := 0
	for i, line := range lines[1:] {
		var v map[string]any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		act, _ := v["act"].(string)
		if seen[act] {
			continue
		}
		seen[act] = true
		for _, wrong := range []any{nil, "", "墓", -1, 1 << 40, true, []any{}, []any{nil}, map[string]any{}} {
			each(v, func(set func(any)) {
				set(wrong)
				changed, err := json.Marshal(v)
				if err != nil {
					t.Fatal(err)
				}
				all := append(append(append([]string{}, lines[:i+1]...), string(changed)), lines[i+2:]...)
				d, _ := docket.Read(strings.NewReader(strings.Join(all, "\n")), now, nil)
				d.Files, d.Path = os.DirFS(filepath.Join(folder, name)), "docket.jsonl"
				_, faults := docket.Check(d, l)
				for _, f := range faults {
					if f.Code == "internal" {
						t.Errorf("%s\n%s", changed, f)
					}
				}
				tried++
			})
		}
	}
	if tried < 500 {
		t.Errorf("only %d were tried", tried)
	}
}

// each calls do for every value in v, with the way to replace it; afterwards it is as it was.
func each(v any, do func(set func(any))) {
	visit := func(old any, set func(any)) {
		do(set)
		set(old)
		each(old, do)
	}
	switch x := v.(type) {
	case map[string]any:
		keys := make([]string, 0, len(x))
		for k := range x {
			keys = append(keys, k)
		}
		for _, k := range keys {
			visit(x[k], func(n any) { x[k] = n })
		}
	case []any:
		for i := range x {
			visit(x[i], func(n any) { x[i] = n })
		}
	}
}

// A docket goes on where one of the same authority and another name ended.
func TestAfter(t *testing.T) {
	for head, want := range map[string]domain.Code{
		`{"docket":"yifa/1","name":"next","agency":"xinghe","after":"2024-small/docket.jsonl"}`:        "",
		`{"docket":"yifa/1","name":"next","agency":"elsewhere","after":"2024-small/docket.jsonl"}`:     "wrong_agency",
		`{"docket":"yifa/1","name":"xinghe-2024","agency":"xinghe","after":"2024-small/docket.jsonl"}`: "no_header",
		`{"docket":"yifa/1","name":"next","agency":"xinghe","after":"/etc/passwd"}`:                    "no_header",
	} {
		files := fstest.MapFS{"a.jsonl": {Data: []byte(head)}, "2024-small/docket.jsonl": {Data: []byte(strings.Join(small(t), "\n"))}}
		_, faults, err := docket.Open(files, "a.jsonl", time.Now(), nil)
		if err != nil || want == "" && len(faults) > 0 || want != "" && (len(faults) != 1 || faults[0].Code != want) {
			t.Errorf("%s: %v %v", head, faults, err)
		}
	}
	files := fstest.MapFS{"a.jsonl": {Data: []byte(`{"docket":"yifa/1","name":"a","agency":"x","after":"a.jsonl"}`)}}
	if _, _, err := docket.Open(files, "a.jsonl", time.Now(), nil); err == nil {
		t.Error("a docket cannot follow itself")
	}
}
