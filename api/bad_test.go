package api

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"yifa/domain"
	"yifa/store"
)

// Every problem body is reviewed as a file: testdata/problems.golden, rewritten with -update.
func TestProblemBodies(t *testing.T) {
	w := start(t)
	li, wang := w.as("li"), w.as("wang")
	insp, rect := w.order(li, wang)
	stranger := &browser{world: w}
	assign := func(more string) string {
		return `{"data":{"party":"` + w.id["shop"] + `","officers":["` + w.id["li"] + `","` + w.id["zhang"] + `"],"source":"complaint","basis":"群众投诉","items":["价格"]` + more + `}}`
	}
	k := func(name string) func(*http.Request) { return key("golden-" + name) }
	var got bytes.Buffer
	for _, c := range []struct {
		name string
		r    reply
	}{
		{"no session", stranger.do("GET", "/cases", nil)},
		{"a token made up", (&browser{world: w, cookie: strings.Repeat("ab", 32)}).do("GET", "/cases", nil)},
		{"wrong password", stranger.do("POST", "/session", `{"login":"li","password":"nope"}`)},
		{"no such address", li.do("GET", "/no/such", nil)},
		{"no such method", li.do("PUT", "/cases", `{}`)},
		{"no such file", li.do("GET", "/cases/no-such", nil)},
		{"no such stored file", li.do("GET", "/cases/"+rect+"/files/"+strings.Repeat("a", 64), nil)},
		{"no such scope", li.do("GET", "/tasks?scope=theirs", nil)},
		{"no idempotency key", li.do("POST", "/acts/inspection.assign", assign(""))},
		{"unknown field", li.do("POST", "/acts/inspection.assign", assign(`,"colour":"red"`), k("1"))},
		{"unknown field beside data", li.do("POST", "/acts/inspection.assign", `{"data":{},"actor":"wang"}`, k("2"))},
		{"unknown field deep", li.do("POST", "/cases/"+insp+"/acts/inspection.record", `{"data":{"started_at":"2026-11-20T09:00:00+08:00","ended_at":"2026-11-20T10:00:00+08:00","place":"x","officers":["a","b"],"summary":"xx","findings":[{"category":"other","fact":"事实","quantity":1,"unit":"项","severity":3}]}}`, k("3"))},
		{"another case of letters", li.do("POST", "/cases/"+insp+"/acts/case.note", `{"data":{"Text":"x"}}`, k("4"))},
		{"wrong types", li.do("POST", "/acts/inspection.assign", `{"data":{"party":7,"officers":"li","source":"rumour","basis":"x","items":[]}}`, k("5"))},
		{"not JSON", li.do("POST", "/acts/inspection.assign", `{"data":`, k("6"))},
		{"two bodies", li.do("POST", "/acts/inspection.assign", assign("")+assign(""), k("7"))},
		{"not a JSON type", li.do("POST", "/acts/inspection.assign", "data=1", k("8"), func(q *http.Request) { q.Header.Set("Content-Type", "application/x-www-form-urlencoded") })},
		{"empty", li.do("POST", "/acts/inspection.assign", "", k("9"))},
		{"NUL in text", li.do("POST", "/cases/"+insp+"/acts/case.note", `{"data":{"text":"a\u0000b"}}`, k("10"))},
		{"NUL in the address", li.do("GET", "/cases/a%00b", nil)},
		{"bad UTF-8 in the address", li.do("GET", "/cases?q=%ff%fe", nil)},
		{"before 1949", li.do("POST", "/acts/inspection.assign", `{"occurred_at":"1900-01-01T00:00:00Z",`+assign("")[1:], k("11"))},
		{"in the future", li.do("POST", "/acts/inspection.assign", `{"occurred_at":"2190-01-01T00:00:00Z",`+assign("")[1:], k("12"))},
		{"30 February", li.do("POST", "/cases/"+rect+"/acts/rectification.serve", `{"data":{"method":"direct","on":"2026-02-30","recipient":"x"}}`, k("13"))},
		{"stale version", wang.do("POST", "/cases/"+rect+"/acts/rectification.approve", `{"version":0,"data":{}}`, k("14"))},
		{"wrong stage", li.do("POST", "/cases/"+rect+"/acts/rectification.serve", `{"data":{"method":"direct","on":"2026-11-20","recipient":"x"}}`, k("15"))},
		{"wrong kind of file", li.do("POST", "/cases/"+insp+"/acts/rectification.serve", `{"data":{"method":"direct","on":"2026-11-20","recipient":"x"}}`, k("16"))},
		{"no such office", w.as("root").do("POST", "/acts/inspection.assign", assign(""), k("17"))},
		{"from another site", li.do("POST", "/cases/"+insp+"/acts/case.note", `{"data":{"text":"x"}}`, k("18"), func(q *http.Request) { q.Header.Set("Sec-Fetch-Site", "cross-site") })},
		{"from another origin", li.do("POST", "/session", `{"login":"li","password":"x"}`, func(q *http.Request) { q.Header.Set("Origin", "https://evil.example") })},
		{"ten megabytes", li.do("POST", "/acts/inspection.assign", `{"data":"`+strings.Repeat("x", 10<<20)+`"}`, k("19"))},
		{"ten megabytes, unannounced", li.do("POST", "/acts/inspection.assign", io.MultiReader(strings.NewReader(`{"data":"`+strings.Repeat("x", 10<<20)), strings.NewReader(`"}`)), k("20"))},
		{"a cursor made up", li.do("GET", "/cases?cursor=AAAA", nil)},
		{"a rule made up", li.do("GET", "/clock?rule=ZZ-99&from=2026-01-01", nil)},
	} {
		var p map[string]any
		if err := json.Unmarshal(c.r.Raw, &p); err != nil {
			t.Fatalf("%s: %d %s", c.name, c.r.Status, c.r.Raw)
		}
		if c.r.Status >= 500 || c.r.Status < 400 || c.r.Header.Get("Content-Type") != "application/problem+json" || p["status"] != float64(c.r.Status) || p["instance"] == "" {
			t.Errorf("%s: %d %s %s", c.name, c.r.Status, c.r.Header.Get("Content-Type"), c.r.Raw)
		}
		delete(p, "instance")
		var line bytes.Buffer
		e := json.NewEncoder(&line)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		_ = e.Encode(p)
		text := line.String()
		for login, id := range w.id {
			text = strings.ReplaceAll(text, id, "<"+login+">")
		}
		fmt.Fprintf(&got, "# %s\n%s\n", c.name, text)
	}
	golden(t, "problems.golden", got.Bytes())
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; got:\n%s", name, got)
	}
}

func form(name string, content []byte) (io.Reader, string) {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	p, _ := m.CreateFormFile("file", name)
	_, _ = p.Write(content)
	_ = m.Close()
	return &b, m.FormDataContentType()
}

func (b *browser) upload(path, name string, content []byte) reply {
	b.t.Helper()
	body, typ := form(name, content)
	return b.do("POST", path, body, func(q *http.Request) { q.Header.Set("Content-Type", typ) })
}

var png = append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"), make([]byte, 64)...)

func TestFiles(t *testing.T) {
	w := start(t)
	li := w.as("li")
	id := w.inspection(li)
	var f domain.File
	r := li.upload("/files", "../../照片 \"一\".png", png)
	r.into(t, &f)
	if r.Status != 200 || f.Type != "image/png" || strings.ContainsAny(f.Name, `/\`) {
		t.Fatalf("%d %s", r.Status, r.Raw)
	}
	if r := li.do("GET", "/cases/"+id+"/files/"+string(f.Hash), nil); r.Status != 404 {
		t.Errorf("a file that belongs to no case was served: %d", r.Status)
	}
	li.ok(id, "case.add_evidence", map[string]any{"evidence": []any{map[string]any{"hash": f.Hash, "kind": "photo", "title": "价目牌"}}})
	r = li.do("GET", "/cases/"+id+"/files/"+string(f.Hash), nil)
	if r.Status != 200 || !bytes.Equal(r.Raw, png) || r.Header.Get("Content-Type") != "image/png" || !strings.HasPrefix(r.Header.Get("Content-Disposition"), "inline; filename=") ||
		!strings.Contains(r.Header.Get("Content-Disposition"), "filename*=UTF-8''%E7%85%A7") || r.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%d %v", r.Status, r.Header)
	}
	if r := li.do("GET", "/cases/"+id+"/files/"+string(f.Hash), nil, func(q *http.Request) { q.Header.Set("Range", "bytes=0-3") }); r.Status != 206 || len(r.Raw) != 4 {
		t.Errorf("a range: %d %d", r.Status, len(r.Raw))
	}
	other := w.inspection(li)
	if r := li.do("GET", "/cases/"+other+"/files/"+string(f.Hash), nil); r.Status != 404 {
		t.Errorf("through another case: %d", r.Status)
	}
	if r := w.as("root").do("GET", "/cases/"+id+"/files/"+string(f.Hash), nil); r.Status != 403 {
		t.Errorf("an administrator read evidence: %d", r.Status)
	}
	for name, c := range map[string]struct {
		content []byte
		status  int
	}{
		"page.html":   {[]byte("<html><script>alert(1)</script></html>"), 415},
		"photo.png":   {[]byte("MZ\x90\x00 not a photo"), 415},
		"drawing.svg": {[]byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), 415},
		"empty.png":   {nil, 422},
		"big.png":     {append(bytes.Clone(png), make([]byte, 51<<20)...), 413},
	} {
		if r := li.upload("/files", name, c.content); r.Status != c.status {
			t.Errorf("%s: %d %s", name, r.Status, r.Raw)
		}
	}
	for name, c := range map[string]struct {
		body, typ string
		status    int
	}{
		"json":        {`{}`, "application/json", 415},
		"no boundary": {"x", "multipart/form-data", 422},
		"cut off":     {"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n\x89PNG", "multipart/form-data; boundary=b", 422},
		"no file":     {"--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b", 422},
	} {
		if r := li.do("POST", "/files", c.body, func(q *http.Request) { q.Header.Set("Content-Type", c.typ) }); r.Status != c.status {
			t.Errorf("%s: %d %s", name, r.Status, r.Raw)
		}
	}
}

func sheet(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	x := excelize.NewFile()
	for i, r := range rows {
		if err := x.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &r); err != nil {
			t.Fatal(err)
		}
	}
	b, err := x.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestImportParties(t *testing.T) {
	w := start(t)
	chen := w.as("chen")
	head := []any{"类别", "名称", "乡镇（街道）", "负责人"}
	good := sheet(t, head, []any{"殡葬用品店", "甲店", "青石镇", "赵"}, []any{"shop", "乙店", "青石镇", "钱"}, []any{}, []any{"shop", "甲店", "青石镇", "孙"}, []any{"shop", "青石镇永福殡葬用品店", "青石镇", "李"})
	var rep ImportReport
	chen.upload("/parties/import", "名录.xlsx", good).into(t, &rep)
	if rep.Rows != 4 || rep.OK != 2 || rep.Duplicates != 2 || rep.Created != 0 || len(rep.Errors) != 0 {
		t.Errorf("dry run: %+v", rep)
	}
	for try, want := range []int{2, 0} {
		chen.upload("/parties/import?dry_run=false", "名录.xlsx", good).into(t, &rep)
		if rep.Created != want {
			t.Errorf("try %d: %+v", try, rep)
		}
	}
	chen.upload("/parties/import?dry_run=false", "名录.csv", []byte("\ufeff名称,类别,乡镇\n丙店,shop,青石镇\n丁,shop,火星镇\n戊店,spaceship,青石镇\n")).into(t, &rep)
	if rep.OK != 1 || rep.Created != 0 || len(rep.Errors) != 3 || rep.Errors[0].Row != 3 || rep.Errors[2].Field != "kind" {
		t.Errorf("%+v", rep)
	}
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	f, _ := z.Create("xl/worksheets/sheet1.xml")
	zero := make([]byte, 1<<20)
	for range 80 {
		_, _ = f.Write(zero)
	}
	_ = z.Close()
	many := [][]any{head}
	for i := range maxRows + 1 {
		many = append(many, []any{"shop", fmt.Sprintf("第%d店", i), "青石镇", ""})
	}
	for name, c := range map[string]struct {
		file    string
		content []byte
		status  int
	}{
		"broken":     {"a.xlsx", good[:len(good)/2], 422},
		"not a zip":  {"a.xlsx", []byte("hello"), 415},
		"only a zip": {"a.xlsx", []byte("PK\x03\x04rubbish"), 422},
		"bomb":       {"a.xlsx", bomb.Bytes(), 422},
		"no head":    {"a.xlsx", sheet(t, []any{"1", "2"}), 422},
		"empty":      {"a.xlsx", sheet(t), 422},
		"too many":   {"a.xlsx", sheet(t, many...), 422},
		"gbk":        {"a.csv", []byte("name,kind\n\xc3\xfb\xb3\xc6,shop\n"), 422},
		"empty csv":  {"a.csv", nil, 422},
	} {
		if r := chen.upload("/parties/import", c.file, c.content); r.Status != c.status {
			t.Errorf("%s: %d %s", name, r.Status, r.Raw)
		}
	}
	if r := w.as("audit").upload("/parties/import", "a.xlsx", good); r.Status != 403 {
		t.Errorf("%d", r.Status)
	}
}

func TestCalendarImportMovesClocks(t *testing.T) {
	w := start(t)
	root := w.as("root")
	body := `{"holiday_cn":{"year":2027,"papers":["https://www.gov.cn/x"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}}`
	r := root.do("POST", "/calendar/preview", body)
	var p Preview
	r.into(t, &p)
	if r.Status != 200 || p.Year != 2027 || len(p.Days) != 365 || p.Days[0].Working {
		t.Fatalf("%d %s", r.Status, r.Raw)
	}
	if r := root.act("calendar", "calendar.import", p.Notice); r.Status != 200 {
		t.Fatalf("%d %s", r.Status, r.Raw)
	}
	var y CalendarYear
	root.do("GET", "/calendar/2027", nil).into(t, &y)
	if !y.Published || y.Source == "" {
		t.Errorf("%+v", y.Published)
	}
	if r := w.as("li").do("POST", "/calendar/preview", body); r.Status != 403 {
		t.Errorf("%d", r.Status)
	}
	for _, bad := range []string{`{}`, `{"holiday_cn":7}`, `{"holiday_cn":{"year":1}}`, `{"notice":{"year":2027,"number":"","source":"","days":[{"date":"1999-01-01","off":true,"name":""}]}}`} {
		if r := root.do("POST", "/calendar/preview", bad); r.Status != 422 {
			t.Errorf("%s: %d %s", bad, r.Status, r.Raw)
		}
	}
}

func TestHeadersAndHealth(t *testing.T) {
	w := start(t)
	b := &browser{world: w}
	r := b.do("GET", "/session", nil)
	for h, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cache-Control": "no-store", "X-Frame-Options": "DENY"} {
		if r.Header.Get(h) != want {
			t.Errorf("%s: %q", h, r.Header.Get(h))
		}
	}
	csp := r.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'self'", "script-src 'self';", "frame-ancestors 'none'", "object-src 'none'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("CSP lacks %q: %s", want, csp)
		}
	}
	up := func(q *http.Request) { q.URL.Path = strings.TrimPrefix(q.URL.Path, base) }
	for path, want := range map[string]string{"/healthz": `"ok"`, "/readyz": `"ready"`, "/metrics": "yifa_http_request_seconds", "/openapi.json": `"3.1.0"`} {
		if r := b.do("GET", path, nil, up); r.Status != 200 || !strings.Contains(string(r.Raw), want) {
			t.Errorf("%s: %d %s", path, r.Status, r.Raw)
		}
	}
	r = b.do("POST", "/session", `{"login":"li","password":"`+password+`"}`)
	if c := (&http.Response{Header: r.Header}).Cookies()[0]; !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Name != cookiePlain || c.Secure {
		t.Errorf("%+v", c)
	}
	d := Deps{Store: w.store, Guard: guard(t), Now: w.Now, Secure: true, EngineReady: func(ctx2) error { return io.ErrUnexpectedEOF }}
	h, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	w.h = h
	r = b.do("POST", "/session", `{"login":"li","password":"`+password+`"}`)
	if c := (&http.Response{Header: r.Header}).Cookies()[0]; c.Name != cookieHost || !c.Secure {
		t.Errorf("%+v", c)
	}
	if r := b.do("GET", "/readyz", nil, up); r.Status != 503 || !strings.Contains(string(r.Raw), "engine") {
		t.Errorf("%d %s", r.Status, r.Raw)
	}
}

func TestRateLimits(t *testing.T) {
	w := start(t)
	h, err := New(Deps{Store: w.store, Guard: guard(t), Now: w.Now, Limits: Limits{SignIn: 0.001, Burst: 3}})
	if err != nil {
		t.Fatal(err)
	}
	w.h = h
	b := &browser{world: w}
	for i := range 4 {
		if r := b.do("POST", "/session", `{"login":"li","password":"x"}`); (r.Status == 429) != (i == 3) {
			t.Errorf("%d: %d", i, r.Status)
		}
	}
}

func TestStreamTellsOfChanges(t *testing.T) {
	w := start(t)
	li := w.as("li")
	got := make(chan string, 1)
	ctx, cancel := withCancel(t)
	defer cancel()
	pr, pw := io.Pipe()
	go func() {
		q, _ := http.NewRequestWithContext(ctx, "GET", "http://yifa.test"+base+"/stream", nil)
		q.AddCookie(&http.Cookie{Name: cookiePlain, Value: li.cookie})
		w.h.ServeHTTP(&flusher{h: http.Header{}, w: pw}, q)
		_ = pw.Close()
	}()
	go func() {
		buf := make([]byte, 4096)
		all := ""
		for {
			n, err := pr.Read(buf)
			all += string(buf[:n])
			if strings.Contains(all, `"procedure":"inspection"`) || err != nil {
				got <- all
				return
			}
		}
	}()
	deadline := time.After(10 * time.Second)
	for {
		w.inspection(li) // the listening begins a moment after the stream does
		select {
		case s := <-got:
			if !strings.Contains(s, `{"type":"case","case":"i`) {
				t.Errorf("%s", s)
			}
			return
		case <-deadline:
			t.Fatal("nothing was told")
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// Whatever is sent to whichever operation by whomever: an answer, never a fault.
func TestNothingSentIsAFault(t *testing.T) {
	w := start(t)
	li, wang := w.as("li"), w.as("wang")
	insp, rect := w.order(li, wang)
	people := []*browser{li, wang, w.as("root"), w.as("chen"), w.as("bu"), w.as("sun")}
	s, _, err := build(Deps{Guard: guard(t)})
	if err != nil {
		t.Fatal(err)
	}
	type operation struct {
		method, path string
		op           *huma.Operation
	}
	var ops []operation
	for path, item := range s.huma.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Delete} {
			if op != nil && op.OperationID != "stream" && op.OperationID != "sign-out" && op.OperationID != "change-password" && op.OperationID != "set-account" {
				ops = append(ops, operation{op.Method, path, op})
			}
		}
	}
	strange := []any{nil, true, -1, 0, 1e308, 9007199254740993, "", "x", "\u202e\u0001", strings.Repeat("字", 300), "2026-11-20", "1800-01-01", "9999-12-31", "0000-00-00", "2026-11-20T09:00:00+08:00", []any{}, map[string]any{}, "'; DROP TABLE cases; --", "%", "\\"}
	ids := []any{w.id["li"], w.id["zhang"], w.id["shop"], insp, rect, "calendar", "rules", "norms", "yunling", "system", "no-such"}
	reg := s.huma.OpenAPI().Components.Schemas
	var gen func(t *rapid.T, sc *huma.Schema, depth int) any
	gen = func(t *rapid.T, sc *huma.Schema, depth int) any {
		if sc != nil && sc.Ref != "" {
			sc = reg.SchemaFromRef(sc.Ref)
		}
		if sc == nil || depth > 6 || rapid.IntRange(0, 59).Draw(t, "odd") == 0 {
			return rapid.SampledFrom(strange).Draw(t, "strange")
		}
		if len(sc.Enum) > 0 {
			return rapid.SampledFrom(sc.Enum).Draw(t, "enum")
		}
		switch sc.Type {
		case "object":
			m := map[string]any{}
			for name, p := range sc.Properties {
				if rapid.IntRange(0, 39).Draw(t, "skip") > 0 {
					m[name] = gen(t, p, depth+1)
				}
			}
			return m
		case "array":
			n := rapid.IntRange(0, 3).Draw(t, "n")
			l := []any{}
			for range n {
				l = append(l, gen(t, sc.Items, depth+1))
			}
			return l
		case "integer", "number":
			return rapid.SampledFrom([]any{0, 1, 2, 15, 2026, 365, -1, 2147483648, 9223372036854775807}).Draw(t, "int")
		case "boolean":
			return rapid.Bool().Draw(t, "bool")
		}
		switch sc.Format {
		case "date":
			return rapid.SampledFrom([]any{"2026-11-20", "2026-02-28", "1949-10-01", "0001-01-01", "9999-12-31", "2024-02-30"}).Draw(t, "date")
		case "date-time":
			return rapid.SampledFrom([]any{"2026-11-20T09:00:00+08:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", w.Now().Format(time.RFC3339)}).Draw(t, "time")
		}
		return rapid.OneOf(rapid.SampledFrom(ids), rapid.Map(rapid.StringN(0, 30, -1), func(s string) any { return s })).Draw(t, "text")
	}
	seen := map[int]int{}
	rapid.Check(t, func(t *rapid.T) {
		for range 8 {
			o := rapid.SampledFrom(ops).Draw(t, "op")
			who := rapid.SampledFrom(people).Draw(t, "who")
			id := fmt.Sprint(rapid.SampledFrom(ids).Draw(t, "id"))
			path := strings.NewReplacer("{case}", id, "{id}", id, "{hash}", strings.Repeat("a", 64), "{clock}", "serve", "{year}", "2026").Replace(o.path)
			q := ""
			for _, p := range o.op.Parameters {
				if p.In == "query" && rapid.Bool().Draw(t, "query") {
					q += "&" + p.Name + "=" + escape(fmt.Sprint(gen(t, p.Schema, 0)))
				}
			}
			if q != "" {
				path += "?" + q[1:]
			}
			var body any
			if o.op.RequestBody != nil && o.op.RequestBody.Content["application/json"] != nil {
				body = gen(t, o.op.RequestBody.Content["application/json"].Schema, 0)
			}
			if o.op.OperationID == "end-session" {
				continue
			}
			var raw any
			if body != nil {
				b, _ := json.Marshal(body)
				raw = string(b)
			}
			r := who.do(o.method, path, raw, key(fmt.Sprintf("fuzz-%d", rapid.IntRange(0, 1<<40).Draw(t, "key"))))
			seen[r.Status]++
			if r.Status >= 500 || r.Status == 0 {
				t.Fatalf("%s %s %s: %d %s\n%s", o.method, path, raw, r.Status, r.Raw, tail(w.log.String()))
			}
			if r.Status >= 400 && r.problem().Code == "" {
				t.Fatalf("%s %s: %d %s is no problem", o.method, path, r.Status, r.Raw)
			}
		}
	})
	t.Log(seen)
	if seen[200] == 0 {
		t.Error("nothing was ever accepted: the generator is too strange")
	}
	if v, err := w.store.Verify(t.Context()); err != nil {
		t.Errorf("the chains: %v %v", v, err)
	}
}

func tail(s string) string { return s[max(0, len(s)-3000):] }

// Another authority's file is as if it were not there, for reading and for acting.
func TestAnotherAuthoritysFile(t *testing.T) {
	w := start(t)
	li := w.as("li")
	id := w.inspection(li)
	other, err := store.Open(t.Context(), store.Config{DSN: w.dsn, MaxConns: 2, Agency: "qinghe", Now: func() time.Time { return w.Now().Add(-time.Hour) }})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	do := func(c domain.CaseID, cmd domain.Command) domain.CaseID {
		r, err := other.Act(t.Context(), store.Request{Case: c, Actor: domain.System, Command: cmd, Key: "q-" + cmd.Act()})
		if err != nil {
			t.Fatal(err)
		}
		return r.Case
	}
	do("qinghe", &domain.EstablishAgency{Name: "清河县民政局", Short: "清民", Region: "清河县"})
	p := do("", &domain.AddPerson{Login: "zhou", Name: "周"})
	do(p, &domain.GrantRole{Role: domain.RoleOfficer, From: domain.DateOf(w.Now()) - 10})
	if err := other.SaveAccount(t.Context(), store.Account{Person: domain.PersonID(p), Login: "zhou", PasswordHash: hashOnce()}); err != nil {
		t.Fatal(err)
	}
	zhou := w.as("zhou")
	for _, r := range []reply{zhou.do("GET", "/cases/"+id, nil), zhou.do("GET", "/cases/"+id+"/events", nil), zhou.do("GET", "/cases/"+id+"/export", nil),
		zhou.do("GET", "/people/"+w.id["li"], nil), zhou.do("GET", "/parties/"+w.id["shop"], nil), zhou.act(id, "case.note", map[string]any{"text": "看看"}), zhou.act(id, "inspection.notify", map[string]any{})} {
		if p := r.problem(); p.Status != 404 || p.Code != "not_found" {
			t.Errorf("%d %s", r.Status, r.Raw)
		}
	}
	var list store.Page[CaseRow]
	zhou.do("GET", "/cases", nil).into(t, &list)
	if len(list.Items) != 0 {
		t.Errorf("%+v", list.Items)
	}
}

func TestPagesOfTheApplication(t *testing.T) {
	s := &server{Deps: Deps{}}
	h, err := s.pagesFrom(fstest.MapFS{"index.html": {Data: []byte("<html>")}, "assets/a-1.js": {Data: []byte("plain")}, "assets/a-1.js.gz": {Data: []byte("packed")}, "icon.svg": {Data: []byte("<svg/>")}})
	if err != nil {
		t.Fatal(err)
	}
	r := gin.New()
	r.NoRoute(h)
	get := func(method, path, accept string) *httptest.ResponseRecorder {
		q := httptest.NewRequest(method, path, nil)
		q.Header.Set("Accept-Encoding", accept)
		rec := httptest.NewRecorder()
		r.ServeHTTP(rec, q)
		return rec
	}
	for _, c := range []struct {
		method, path, accept string
		status               int
		body, cache          string
	}{
		{"GET", "/", "", 200, "<html>", "no-cache"},
		{"GET", "/cases/i123", "", 200, "<html>", "no-cache"},
		{"GET", "/assets/a-1.js", "", 200, "plain", "public, max-age=31536000, immutable"},
		{"GET", "/assets/a-1.js", "gzip, br", 200, "packed", "public, max-age=31536000, immutable"},
		{"GET", "/icon.svg", "", 200, "<svg/>", "no-cache"},
		{"GET", "/../../etc/passwd", "", 200, "<html>", "no-cache"},
		{"GET", "/assets/gone.js", "", 404, "", "no-store"},
		{"GET", "/api/v2/x", "", 404, "", "no-store"},
		{"POST", "/cases", "", 405, "", "no-store"},
	} {
		rec := get(c.method, c.path, c.accept)
		if rec.Code != c.status || c.body != "" && rec.Body.String() != c.body || rec.Header().Get("Cache-Control") != c.cache {
			t.Errorf("%s %s: %d %q %q", c.method, c.path, rec.Code, rec.Body, rec.Header().Get("Cache-Control"))
		}
	}
}

func BenchmarkGetCase(b *testing.B) {
	w := start(b)
	li, wang := w.as("li"), w.as("wang")
	_, rect := w.order(li, wang)
	b.ReportAllocs()
	for b.Loop() {
		if r := li.do("GET", "/cases/"+rect, nil); r.Status != 200 {
			b.Fatal(r.Status)
		}
	}
}

func BenchmarkAct(b *testing.B) {
	w := start(b)
	li := w.as("li")
	id := w.inspection(li)
	for b.Loop() {
		if r := li.act(id, "case.note", map[string]any{"text": "记事"}); r.Status != 200 {
			b.Fatal(r.Status)
		}
	}
}
