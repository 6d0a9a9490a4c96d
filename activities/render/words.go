package render

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"text/template"
	"time"
)

// gap stands in a draft for a required value that is not there yet.
type gap string

const (
	blank     = gap("＿＿＿＿＿＿")
	blankDate = gap("＿＿＿＿年＿＿月＿＿日")
)

var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// civil is a date without a time, such as domain.Date.
type civil interface {
	Civil() (int, time.Month, int)
}

// day and moment print as an instrument writes them, so that a bare placeholder cannot print a machine's date.
type (
	day    time.Time
	moment time.Time
)

func (d day) String() string    { return Date(time.Time(d)) }
func (m moment) String() string { return DateTime(time.Time(m)) }

// Date writes 2026年9月28日: Arabic, full year, no padding (GB/T 9704-2012).
func Date(t time.Time) string {
	y, m, d := t.In(shanghai).Date()
	return fmt.Sprintf("%d年%d月%d日", y, m, d)
}

// DateTime writes 2026年9月28日9时5分.
func DateTime(t time.Time) string {
	t = t.In(shanghai)
	return fmt.Sprintf("%s%d时%d分", Date(t), t.Hour(), t.Minute())
}

// Number writes 0 to 9999 as 一, 十二, 一百零五.
func Number(n int) string {
	if n < 0 || n > 9999 {
		return fmt.Sprint(n)
	}
	if n == 0 {
		return "零"
	}
	s := section(n, "零一二三四五六七八九", []string{"", "十", "百", "千"})
	if n < 20 {
		s = strings.TrimPrefix(s, "一")
		if n == 1 {
			s = "一"
		}
	}
	return s
}

// section writes 1 to 9999 with the given digits and units.
func section(n int, digits string, units []string) string {
	d := []rune(digits)
	var b strings.Builder
	zero := false
	for p, u := 1000, 3; u >= 0; p, u = p/10, u-1 {
		switch v := n / p % 10; {
		case v != 0:
			if zero {
				b.WriteRune(d[0])
			}
			b.WriteRune(d[v])
			b.WriteString(units[u])
			zero = false
		default:
			zero = b.Len() > 0
		}
	}
	return b.String()
}

// Yuan writes fen as figures without grouping and without unit: 45000, 45000.50.
func Yuan(fen int64) string {
	sign, u := "", uint64(fen)
	if fen < 0 {
		sign, u = "-", uint64(-(fen+1))+1
	}
	if u%100 == 0 {
		return fmt.Sprintf("%s%d", sign, u/100)
	}
	return fmt.Sprintf("%s%d.%02d", sign, u/100, u%100)
}

// Capitals writes fen in 人民币大写. House rule: 整 after 元 and after 角, none after 分. 零 is written
// once for a run of zeros between figures, also between 元 and 分 when 角 is zero.
func Capitals(fen int64) string {
	const digits = "零壹贰叁肆伍陆柒捌玖"
	d := []rune(digits)
	var b strings.Builder
	b.WriteString("人民币")
	u := uint64(fen)
	if fen < 0 {
		b.WriteString("负")
		u = uint64(-(fen + 1)) + 1
	}
	yuan, jiao, cents := u/100, u/10%10, u%10
	if u == 0 {
		return b.String() + "零元整"
	}
	if yuan > 0 {
		b.WriteString(bigYuan(yuan, digits))
		b.WriteString("元")
	}
	if jiao > 0 {
		b.WriteRune(d[jiao])
		b.WriteString("角")
	}
	if cents > 0 {
		if jiao == 0 && yuan > 0 {
			b.WriteString("零")
		}
		b.WriteRune(d[cents])
		b.WriteString("分")
		return b.String()
	}
	return b.String() + "整"
}

func bigYuan(yuan uint64, digits string) string {
	names := []string{"", "万", "亿", "万亿", "亿亿"}
	var parts []uint64
	for y := yuan; y > 0; y /= 10000 {
		parts = append(parts, y%10000)
	}
	var b strings.Builder
	zero := false
	for i, part := range slices.Backward(parts) {
		n := int(part)
		if n == 0 {
			zero = b.Len() > 0
			continue
		}
		if b.Len() > 0 && (zero || n < 1000) {
			b.WriteString("零")
		}
		b.WriteString(section(n, digits, []string{"", "拾", "佰", "仟"}))
		b.WriteString(names[i])
		zero = false
	}
	return b.String()
}

// funcs are the words templates may use beside text/template's own.
var funcs = template.FuncMap{
	"date":     func(v any) (string, error) { return writeTime(v, Date) },
	"datetime": func(v any) (string, error) { return writeTime(v, DateTime) },
	"yuan":     func(v any) (string, error) { return writeInt(v, Yuan) },
	"daxie":    func(v any) (string, error) { return writeInt(v, Capitals) },
	"cn": func(v any) (string, error) {
		return writeInt(v, func(n int64) string { return Number(int(n)) })
	},
	"join":    join,
	"default": func(other string, v any) string { return orElse(other, v) },
	"bare":    func(v any) string { return strings.TrimRight(fmt.Sprint(v), " 　\n。；，、;,.") },
}

func orElse(other string, v any) string {
	if s := fmt.Sprint(v); strings.TrimSpace(s) != "" {
		return s
	}
	return other
}

func writeTime(v any, write func(time.Time) string) (string, error) {
	switch v := v.(type) {
	case gap:
		return string(blankDate), nil
	case day:
		return write(time.Time(v)), nil
	case moment:
		return write(time.Time(v)), nil
	case string:
		if v == "" {
			return "", nil
		}
		for _, layout := range []string{time.DateOnly, time.RFC3339, "2006-01-02 15:04", "2006-01-02T15:04"} {
			if t, err := time.ParseInLocation(layout, v, shanghai); err == nil {
				return write(t), nil
			}
		}
	}
	return "", fmt.Errorf("%v is not a date", v)
}

func writeInt(v any, write func(int64) string) (string, error) {
	switch v := v.(type) {
	case gap:
		return string(v), nil
	case string:
		if v == "" {
			return "", nil
		}
	case int64:
		return write(v), nil
	}
	return "", fmt.Errorf("%v is not a whole number", v)
}

// join puts entries together: join .names "、", or join .officers "、" "name" for one value of each entry.
func join(list any, sep string, key ...string) (string, error) {
	if g, ok := list.(gap); ok {
		return string(g), nil
	}
	entries, ok := list.([]any)
	if !ok {
		return "", fmt.Errorf("join: %v is not a list", list)
	}
	out := make([]string, 0, len(entries))
	for i, e := range entries {
		if len(key) > 0 {
			m, isMap := e.(map[string]any)
			v, has := m[key[0]]
			if !isMap || !has {
				return "", fmt.Errorf("join: entry %d has no %q", i+1, key[0])
			}
			e = v
		}
		out = append(out, fmt.Sprint(e))
	}
	return strings.Join(out, sep), nil
}

// plain brings a value into the few shapes templates see: string, int64, bool, day, moment, list, map.
// Anything else is refused rather than printed as Go sees it.
func plain(v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return clean(v)
	case bool, gap, day, moment:
		return v, nil
	case time.Time:
		if v.IsZero() {
			return "", nil
		}
		return moment(v), nil
	case civil:
		if z, ok := v.(interface{ IsZero() bool }); ok && z.IsZero() {
			return "", nil
		}
		y, m, d := v.Civil()
		return day(time.Date(y, m, d, 0, 0, 0, 0, shanghai)), nil
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n, nil
		}
		return v.String(), nil
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int64(v), nil
		}
		return fmt.Sprint(v), nil
	}
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return r.Int(), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return int64(r.Uint()), nil
	case reflect.String:
		return clean(r.String())
	case reflect.Pointer:
		if r.IsNil() {
			return "", nil
		}
		return plain(r.Elem().Interface())
	case reflect.Slice, reflect.Array:
		out := make([]any, r.Len())
		for i := range out {
			e, err := plain(r.Index(i).Interface())
			if err != nil {
				return nil, fmt.Errorf("entry %d: %w", i+1, err)
			}
			out[i] = e
		}
		return out, nil
	case reflect.Map:
		out := map[string]any{}
		for _, k := range r.MapKeys() {
			e, err := plain(r.MapIndex(k).Interface())
			if err != nil {
				return nil, fmt.Errorf("%v: %w", k, err)
			}
			out[fmt.Sprint(k)] = e
		}
		return out, nil
	}
	return nil, fmt.Errorf("a %T cannot be printed", v)
}

// clean takes out what has no ink and no meaning (byte order marks, zero-width spaces pasted from web pages)
// and refuses other control characters, which no face can draw.
func clean(s string) (string, error) {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ", "\ufeff", "", "\u200b", "", "\u200c", "", "\u200d", "",
		"\u2060", "", "\u00ad", "", "\u2028", "\n", "\u2029", "\n").Replace(s)
	for _, r := range s {
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r == '\ufffd' {
			return "", fmt.Errorf("control character %U in %q", r, s)
		}
	}
	return s, nil
}
