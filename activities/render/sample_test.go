package render

import (
	"fmt"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode"
)

// sample is testdata/<id>.json: invented county, invented people.
func sample(t testing.TB, id string) Data {
	t.Helper()
	d, err := Sample(id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// odd is what records really contain: markup, quotes, figures against Latin, rare names.
const odd = `堃玥翀䶮𬍛<a href="x">&amp;甲'乙'No.12ABC-3.5%“引”——…1,234,567.89元`

// awkward makes a sample hard: odd characters in every text, sixty entries in every list, three pages of facts.
func awkward(t testing.TB, tpl Template) Data {
	d := sample(t, tpl.ID)
	for k, v := range d {
		switch v := v.(type) {
		case string:
			d[k] = harden(k, v)
		case []any:
			first := v[0].(map[string]any)
			var list []any
			for n := range 60 {
				e := map[string]any{}
				for key, value := range first {
					e[key] = harden(key, fmt.Sprint(value)) + fmt.Sprint(n+1)
				}
				list = append(list, e)
			}
			d[k] = list
		}
	}
	long := strings.Repeat("经查，该单位于2025年3月至2026年8月期间收取费用共计36000元，有收据（第1号至第12号）为证；", 50)
	for _, f := range tpl.Required {
		if f.list() && f.Field != "officers" {
			d[f.Field].([]any)[0].(map[string]any)[f.Of[0]] = long
		}
	}
	return d
}

func harden(key, v string) string {
	if _, err := writeTime(v, Date); err == nil || v == "" || strings.Contains(key, "number") {
		return v
	}
	return v + odd
}

// bareData leaves only what the template requires.
func bareData(t testing.TB, tpl Template) Data {
	d, only := sample(t, tpl.ID), Data{}
	for _, f := range tpl.Required {
		only[f.Field] = d[f.Field]
	}
	return only
}

func kinds(t testing.TB) []Template {
	t.Helper()
	all, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	var out []Template
	for _, tpl := range all {
		out = append(out, tpl)
	}
	sort.Slice(out, func(a, b int) bool { return out[a].ID < out[b].ID })
	return out
}

func fill(t testing.TB, tpl Template, d Data) Instrument {
	t.Helper()
	i, err := tpl.Fill(d)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func fonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := LoadFonts("")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var created = time.Date(2026, 9, 28, 9, 0, 0, 0, shanghai)

var options = Options{Agency: "云岭区民政局", Created: created}

// ink is a text without what paper does not show.
func ink(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// differ shows where two texts part.
func differ(t *testing.T, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	g, w := []rune(got), []rune(want)
	n := 0
	for n < len(g) && n < len(w) && g[n] == w[n] {
		n++
	}
	cut := func(r []rune) string { return string(r[max(0, n-15):min(len(r), n+30)]) }
	t.Fatalf("%s: %d characters, meant %d; parted at %d:\n got …%s…\nwant …%s…", what, len(g), len(w), n, cut(g), cut(w))
}
