package render

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"yifa/domain"
)

// with is a small template around the given blocks.
func with(required, blocks string) []byte {
	return []byte(`{"id":"x","title":"通知","version":1,"required":[` + required + `],"blocks":[` + blocks + `]}`)
}

func TestParseRefuses(t *testing.T) {
	field := `{"field":"a","name_zh":"甲"}`
	for name, c := range map[string]struct{ in, want string }{
		"unknown key":            {`{"id":"x","titel":"y"}`, "titel"},
		"something after":        {string(with(field, `{"kind":"paragraph","text":"{{.a}}"}`)) + "{}", "follows"},
		"no blocks":              {`{"id":"x","title":"y","version":1}`, "needed"},
		"undeclared placeholder": {string(with(field, `{"kind":"paragraph","text":"{{.a}}{{.b}}"}`)), `"b" is not declared`},
		"inside if":              {string(with(field, `{"kind":"paragraph","text":"{{if .a}}{{date .b}}{{end}}"}`)), `"b" is not declared`},
		"by the dollar":          {string(with(field, `{"kind":"paragraph","text":"{{.a}}{{range .a}}{{$.b}}{{end}}"}`)), `"b" is not declared`},
		"unused field":           {string(with(field, `{"kind":"paragraph","text":"甲"}`)), "printed nowhere"},
		"twice":                  {string(with(field+","+field, `{"kind":"paragraph","text":"{{.a}}"}`)), "twice"},
		"unknown kind":           {string(with(field, `{"kind":"poem","text":"{{.a}}"}`)), "unknown kind"},
		"unknown word":           {string(with(field, `{"kind":"paragraph","text":"{{shout .a}}"}`)), "shout"},
		"list undeclared":        {string(with(field, `{"kind":"list","over":"a","text":"{{.item.b}}"}`)), "no such list"},
		"entry part undeclared":  {string(with(`{"field":"a","name_zh":"甲","of":["b"]}`, `{"kind":"list","over":"a","text":"{{.item.c}}"}`)), "item.c"},
		"row too short":          {string(with(field, `{"kind":"form","widths":[1,2],"rows":[{"cells":[{"text":"{{.a}}"}]}]}`)), "span 1 columns"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Parse([]byte(c.in)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want …%s…", err, c.want)
			}
		})
	}
}

func TestEveryRequiredElementIsMissed(t *testing.T) {
	for _, tpl := range kinds(t) {
		if got := tpl.Missing(sample(t, tpl.ID)); len(got) > 0 {
			t.Errorf("%s: the sample lacks %v", tpl.ID, got)
		}
		for _, f := range tpl.Required {
			for _, none := range []any{nil, "", " 　", []any{}} {
				d := sample(t, tpl.ID)
				d[f.Field] = none
				want := []Missing{{f.Field, f.Name, f.Article}}
				if got := tpl.Missing(d); !reflect.DeepEqual(got, want) {
					t.Errorf("%s without %s: %v", tpl.ID, f.Field, got)
				}
				if _, err := tpl.Fill(d); err != nil {
					t.Errorf("%s without %s cannot be drafted: %v", tpl.ID, f.Field, err)
				}
			}
			if f.Article == "" {
				t.Errorf("%s: %s does not say why it is required", tpl.ID, f.Field)
			}
			if len(f.Of) == 0 {
				continue
			}
			d := sample(t, tpl.ID)
			delete(d[f.Field].([]any)[0].(map[string]any), f.Of[0])
			got := tpl.Missing(d)
			if len(got) != 1 || got[0].Field != f.Field+".1."+f.Of[0] || !strings.Contains(got[0].Name, "第1项") {
				t.Errorf("%s without part of %s: %v", tpl.ID, f.Field, got)
			}
		}
	}
}

func TestFillRefuses(t *testing.T) {
	all, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	tpl := all["order_to_correct"]
	for field, c := range map[string]struct {
		v    any
		want string
	}{
		"number":       {"云民责改字[2026]第3号", "〔〕"},
		"inspected_on": {"下个月", "not a date"},
		"party":        {"甲\x00乙", "control character"},
		"measures":     {"改正", "must be a list"},
		"findings":     {[]any{"甲"}, "entry 1 is not a map"},
		"evidence":     {struct{ A int }{1}, "cannot be printed"},
		"court":        {make(chan int), "cannot be printed"},
		"issued_on":    {3, "not a date"},
	} {
		d := sample(t, tpl.ID)
		d[field] = c.v
		if _, err := tpl.Fill(d); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s = %v: got %v, want …%s…", field, c.v, err, c.want)
		}
	}
	if _, err := (Template{ID: "x", Blocks: []Part{{Kind: Paragraph, Text: "{{.a}}"}}}).Fill(nil); err == nil {
		t.Error("a template not made by Parse was filled")
	}
}

func TestValuesPrintAsInstrumentsWriteThem(t *testing.T) {
	tpl, err := Parse(with(`{"field":"a","name_zh":"甲"}`, `{"kind":"line","text":"{{.a}}"}`))
	if err != nil {
		t.Fatal(err)
	}
	for want, v := range map[string]any{
		"2026年9月28日":     domain.NewDate(2026, 9, 28),
		"2026年9月28日9时5分": time.Date(2026, 9, 28, 9, 5, 0, 0, shanghai),
		"4500000":        4500000.0,
		"<b>&\"":         "<b>&\"",
		"甲乙":             "甲\u200b乙\ufeff",
	} {
		if got := fill(t, tpl, Data{"a": v}).Blocks[0].Text; got != want {
			t.Errorf("%v prints as %s, want %s", v, got, want)
		}
	}
}

func TestLinesBreakWhereTheyMay(t *testing.T) {
	ts := &typesetter{fonts: fonts(t)}
	text := strings.Repeat("本机关于2026年11月16日作出“责令限期改正通知书”（云民责改字〔2026〕第128号），罚款1,234,567.89元；", 12)
	for w := 90.0; w < typeW; w += 7 {
		all := ""
		for _, l := range ts.set(text, body, w, 0, true) {
			all += l.text
			r := []rune(l.text)
			if strings.ContainsRune(closing, r[0]) {
				t.Errorf("width %.0f: line begins with %q", w, r[0])
			}
			if strings.ContainsRune("“‘（《〈〔「『", r[len(r)-1]) {
				t.Errorf("width %.0f: line ends with %q", w, r[len(r)-1])
			}
			if l.width > w+body.size/2+0.5 {
				t.Errorf("width %.0f: line is %.1f wide: %s", w, l.width, l.text)
			}
		}
		differ(t, "broken text", all, text)
	}
	figure := func(b byte) bool { return b >= '0' && b <= '9' || b == ',' || b == '.' }
	before := "x"
	for _, l := range ts.set(text, body, 200, 0, true) {
		if figure(before[len(before)-1]) && (figure(l.text[0]) || strings.HasPrefix(l.text, "年")) {
			t.Errorf("a figure is split: %s|%s", before, l.text)
		}
		before = l.text
	}
}

func TestRequiredOnlyWhere(t *testing.T) {
	all, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	d := sample(t, "penalty_decision")
	delete(d, "surcharge")
	if got := all["penalty_decision"].Missing(d); len(got) != 1 || got[0].Field != "surcharge" {
		t.Errorf("a fine without its surcharge: %v", got)
	}
	delete(d, "fine")
	if got := all["penalty_decision"].Missing(d); len(got) != 0 {
		t.Errorf("no fine, and yet the surcharge is asked for: %v", got)
	}
	for field, article := range map[string]string{"party": "第一项", "facts": "第二项", "sanctions": "第三项", "performance": "第四项", "remedies": "第五项", "issued_on": "第六项"} {
		d := sample(t, "penalty_decision")
		delete(d, field)
		got := all["penalty_decision"].Missing(d)
		if len(got) != 1 || !strings.Contains(got[0].Article, "第五十九条第一款"+article) {
			t.Errorf("行政处罚法 59: a decision without %s: %v", field, got)
		}
	}
}

func TestThePublicCopyHidesPersons(t *testing.T) {
	all, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	tpl, d := all["penalty_decision"], sample(t, "penalty_decision")
	d["facts"] = "经查，当事人向孙旻（身份证号99010119900203004X，电话13900000002）、欧阳玥翀出售墓位"
	pub := fill(t, tpl, tpl.Redacted(d, "孙旻", "欧阳玥翀")).Text()
	for _, gone := range []string{"孙旻", "欧阳玥翀", "周堃", "青石路77号", "990101198001010019", "99010119900203004X", "13900000002"} {
		if strings.Contains(pub, gone) {
			t.Errorf("the public copy still says %s", gone)
		}
	}
	for _, kept := range []string{"孙某", "欧阳某某", "周某", "云岭区永安殡葬服务有限公司", "91990000MA0TEST00X", "罚款150000元", "云岭区人民政府"} {
		if !strings.Contains(pub, kept) {
			t.Errorf("the public copy lost %s", kept)
		}
	}
	if original := fill(t, tpl, d).Text(); !strings.Contains(original, "孙旻") || !strings.Contains(original, "周堃") {
		t.Error("the original was changed")
	}
	if got := tpl.Missing(tpl.Redacted(d, "孙旻")); len(got) > 0 {
		t.Errorf("the public copy misses %v", got)
	}
}
