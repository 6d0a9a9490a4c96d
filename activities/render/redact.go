package render

import (
	"regexp"
	"slices"
	"strings"
)

// Mask says how the public copy of an instrument hides a field (行政处罚法 48 I, 50: state secrets, trade secrets and privacy are kept).
type Mask string

// The masks.
const (
	MaskName    Mask = "name"    // 周堃 → 周某
	MaskID      Mask = "idno"    // 990101198001010019 → 9901**********0019
	MaskAddress Mask = "address" // 云岭区青石路77号 → （略）
	MaskPhone   Mask = "phone"   // 13900000000 → 139****0000
)

var masks = map[Mask]func(string) string{MaskName: someone, MaskID: inner(4), MaskPhone: inner(3),
	MaskAddress: func(string) string { return "（略）" }}

// compound are the surnames of two characters that are common enough to matter.
var compound = []string{"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "夏侯", "端木"}

// someone keeps the surname: 周堃 is 周某, 欧阳玥翀 is 欧阳某某.
func someone(name string) string {
	r := []rune(strings.TrimSpace(name))
	if len(r) < 2 {
		return "某"
	}
	keep := 1
	if len(r) > 2 && slices.Contains(compound, string(r[:2])) {
		keep = 2
	}
	return string(r[:keep]) + strings.Repeat("某", min(2, len(r)-keep))
}

// inner keeps the first few characters and the last four.
func inner(before int) func(string) string {
	const after = 4
	return func(s string) string {
		r := []rune(s)
		if len(r) <= before+after {
			return strings.Repeat("*", len(r))
		}
		return string(r[:before]) + strings.Repeat("*", len(r)-before-after) + string(r[len(r)-after:])
	}
}

var (
	idNumbers = regexp.MustCompile(`[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]`)
	mobiles   = regexp.MustCompile(`\b1[3-9]\d{9}\b`)
)

// Redacted is what the public copy may say: fields marked in the template are masked, and so is every name given (natural
// persons, third parties) wherever it stands in any text, with identity numbers and mobile numbers. The original is not touched.
func (t Template) Redacted(d Data, names ...string) Data {
	names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return len([]rune(strings.TrimSpace(n))) < 2 })
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) }) // 王小明 before 王小
	var swap []string
	for _, n := range names {
		swap = append(swap, n, someone(n))
	}
	with := strings.NewReplacer(swap...)
	mask := map[string]Mask{}
	for _, f := range t.fields() {
		mask[f.Field] = f.Mask
	}
	out := make(Data, len(d))
	for k, v := range d {
		p, err := plain(v)
		if err != nil {
			out[k] = v // Fill refuses it with a better word
			continue
		}
		if s, isText := p.(string); isText && mask[k] != "" && s != "" {
			out[k] = masks[mask[k]](s)
			continue
		}
		out[k] = hide(p, with)
	}
	return out
}

func hide(v any, with *strings.Replacer) any {
	switch v := v.(type) {
	case string:
		v = with.Replace(v)
		v = idNumbers.ReplaceAllStringFunc(v, inner(4))
		return mobiles.ReplaceAllStringFunc(v, inner(3))
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = hide(e, with)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, e := range v {
			out[k] = hide(e, with)
		}
		return out
	}
	return v
}
