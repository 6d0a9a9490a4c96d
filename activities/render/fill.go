package render

import (
	"fmt"
	"maps"
	"regexp"
	"strings"
)

// Missing is a required element that an instrument does not have yet.
type Missing struct {
	Field   string // field, or field.n.part for part of the nth entry of a list
	Name    string // Chinese, as a person knows it
	Article string
}

// Incomplete refuses to make an issued copy of an instrument with gaps.
type Incomplete struct {
	Title   string
	Missing []Missing
}

func (e *Incomplete) Error() string {
	names := make([]string, len(e.Missing))
	for i, m := range e.Missing {
		names[i] = m.Name
		if m.Article != "" {
			names[i] += "（" + m.Article + "）"
		}
	}
	return fmt.Sprintf("%s还缺少：%s", e.Title, strings.Join(names, "；"))
}

// Instrument is a template filled in: all that will be printed, in order.
type Instrument struct {
	Template  string
	Version   int
	External  bool
	Page      string
	Title     string
	Issuer    string
	Number    string
	Recipient string
	EachPage  string
	Blocks    []Block
	Missing   []Missing // gaps; such an instrument can only be a draft
}

// Block is a part of an instrument as printed.
type Block struct {
	Kind   Kind
	Text   string
	Level  int
	Align  string
	Date   string
	Seal   bool
	Widths []float64
	Head   []Cell // of a table, repeated on every page
	Rows   []Row
}

// Row is a row of a table or form.
type Row struct {
	Height float64 // least height in mm
	Cells  []Cell
}

// Cell is a cell of a table or form.
type Cell struct {
	Text  string
	Foot  string
	Label bool
	Align string
	Span  int
}

func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(v) == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// Missing names what the data lack of the elements this instrument must have.
func (t Template) Missing(d Data) []Missing {
	_, missing, err := t.prepare(d)
	if err != nil {
		return append(missing, Missing{Name: err.Error()})
	}
	return missing
}

// prepare brings the declared fields into shape and finds the gaps.
func (t Template) prepare(d Data) (map[string]any, []Missing, error) {
	in := make(map[string]any, len(d))
	for _, f := range t.fields() {
		v, err := plain(d[f.Field])
		if err != nil {
			return nil, nil, fmt.Errorf("%s（%s）: %w", f.Name, f.Field, err)
		}
		_, isList := v.([]any)
		switch {
		case f.list() && !isList && !empty(v):
			return nil, nil, fmt.Errorf("%s（%s） must be a list", f.Name, f.Field)
		case f.list() && !isList:
			v = []any{}
		case !f.list() && empty(v):
			v = ""
		}
		in[f.Field] = v
	}
	var missing []Missing
	fl := filler{t: t, in: maps.Clone(in)}
	for i, f := range t.fields() {
		if list, isList := in[f.Field].([]any); f.list() && isList {
			gaps, err := entries(f, list)
			if err != nil {
				return nil, missing, err
			}
			missing = append(missing, gaps...)
		}
		if i >= len(t.Required) || !empty(in[f.Field]) || f.When != "" && strings.TrimSpace(fl.text(f.When)) == "" {
			continue
		}
		missing = append(missing, Missing{f.Field, f.Name, f.Article})
		in[f.Field] = blank
		if f.list() {
			in[f.Field] = []any{filledEntry(f, nil)}
		}
	}
	return in, missing, fl.err
}

// filledEntry completes an entry of a list: gaps for what it must have, nothing for what it may have.
func filledEntry(f Field, m map[string]any) map[string]any {
	if m == nil {
		m = map[string]any{}
	}
	for _, k := range f.Of {
		if empty(m[k]) {
			m[k] = blank
		}
	}
	for _, k := range f.May {
		if m[k] == nil {
			m[k] = ""
		}
	}
	return m
}

func entries(f Field, list []any) ([]Missing, error) {
	var missing []Missing
	for i, e := range list {
		m, ok := e.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("%s（%s）: entry %d is not a map", f.Name, f.Field, i+1)
		}
		for _, k := range f.Of {
			if empty(m[k]) {
				missing = append(missing, Missing{
					Field: fmt.Sprintf("%s.%d.%s", f.Field, i+1, k),
					Name:  fmt.Sprintf("%s第%d项的“%s”", f.Name, i+1, k), Article: f.Article,
				})
			}
		}
		filledEntry(f, m)
	}
	return missing, nil
}

// wrongBrackets finds a document number that does not use the hexagonal brackets of GB/T 9704.
var wrongBrackets = regexp.MustCompile(`[\[\](){}［］（）【】]`)

// Fill puts the data into the template. What is required and not there becomes a visible gap and is named in
// Missing; a placeholder that nothing can fill is an error.
func (t Template) Fill(d Data) (Instrument, error) {
	in, missing, err := t.prepare(d)
	if err != nil {
		return Instrument{}, fmt.Errorf("fill %s: %w", t.ID, err)
	}
	f := filler{t: t, in: in}
	i := Instrument{
		Template: t.ID, Version: t.Version, External: t.External, Page: t.Page, Title: t.Title, Missing: missing,
		Issuer: f.text(t.Issuer), Number: f.text(t.Number), Recipient: f.text(t.Recipient), EachPage: f.text(t.EachPage),
	}
	if wrongBrackets.MatchString(i.Number) {
		return Instrument{}, fmt.Errorf("fill %s: number %q must use the brackets 〔〕", t.ID, i.Number)
	}
	for _, p := range t.Blocks {
		i.Blocks = append(i.Blocks, f.part(p)...)
	}
	if n := len(t.Copies); n > 0 {
		count := Number(n)
		if n == 2 {
			count = "两"
		}
		i.Blocks = append(i.Blocks, Block{Kind: Note, Text: "本文书一式" + count + "份：" + strings.Join(t.Copies, "一份，") + "一份。"})
	}
	if f.err != nil {
		return Instrument{}, fmt.Errorf("fill %s: %w", t.ID, f.err)
	}
	return i, nil
}

// filler carries the first error, so that filling reads straight on.
type filler struct {
	t   Template
	in  map[string]any
	err error
}

func (f *filler) text(src string) string { return f.with(src, f.in) }

func (f *filler) with(src string, in map[string]any) string {
	if src == "" || f.err != nil {
		return ""
	}
	tpl, ok := f.t.compiled[src]
	if !ok {
		f.err = fmt.Errorf("the template was not made by Parse")
		return ""
	}
	var b strings.Builder
	if err := tpl.Execute(&b, in); err != nil {
		f.err = err
		return ""
	}
	return b.String()
}

// each calls do with the data of every entry of a list, or once with all data when there is no list.
func (f *filler) each(over string, do func(in map[string]any)) {
	if over == "" {
		do(f.in)
		return
	}
	list, _ := f.in[over].([]any)
	for n, e := range list {
		in := make(map[string]any, len(f.in)+2)
		maps.Copy(in, f.in)
		in["item"], in["n"] = e, int64(n+1)
		do(in)
	}
}

func (f *filler) part(p Part) []Block {
	if p.When != "" && strings.TrimSpace(f.text(p.When)) == "" {
		return nil
	}
	b := Block{Kind: p.Kind, Level: p.Level, Align: p.Align, Seal: p.Seal, Widths: p.Widths}
	//exhaustive:ignore
	switch p.Kind {
	case List:
		var out []Block
		f.each(p.Over, func(in map[string]any) {
			if s := f.with(p.Text, in); strings.TrimSpace(s) != "" {
				out = append(out, Block{Kind: List, Text: s})
			}
		})
		return out
	case Grid:
		for _, c := range p.Columns {
			b.Widths = append(b.Widths, c.Width)
			b.Head = append(b.Head, Cell{Text: c.Head, Label: true, Span: 1})
		}
		f.each(p.Over, func(in map[string]any) {
			var r Row
			for _, c := range p.Columns {
				r.Cells = append(r.Cells, Cell{Text: f.with(c.Text, in), Align: c.Align, Span: 1})
			}
			b.Rows = append(b.Rows, r)
		})
		if len(b.Rows) == 0 {
			return nil
		}
		return []Block{b}
	case Form:
		for _, r := range p.Rows {
			f.each(r.Over, func(in map[string]any) {
				row := Row{Height: r.Height}
				for _, c := range r.Cells {
					row.Cells = append(row.Cells, Cell{
						Text: f.with(c.Label, in) + f.with(c.Text, in), Foot: f.with(c.Foot, in),
						Label: c.Label != "", Align: c.Align, Span: max(c.Span, 1),
					})
				}
				b.Rows = append(b.Rows, row)
			})
		}
		return []Block{b}
	}
	b.Text, b.Date = f.text(p.Text), f.text(p.Date)
	if strings.TrimSpace(b.Text) == "" {
		return nil
	}
	return []Block{b}
}

// Text is the plain text the instrument means, in the order a reader meets it. Whatever copy is made of it
// must carry exactly these characters; the tests hold both renderers to that.
func (i Instrument) Text() string {
	var lines []string
	add := func(s ...string) {
		for _, s := range s {
			if strings.TrimSpace(s) != "" {
				lines = append(lines, s)
			}
		}
	}
	row := func(cells []Cell) {
		var out []string
		for _, c := range cells {
			out = append(out, strings.TrimSpace(c.Text+"\n"+c.Foot))
		}
		add(strings.Join(out, "\t"))
	}
	add(i.Issuer, i.Title, i.Number, i.Recipient)
	for _, b := range i.Blocks {
		add(b.Text, b.Date)
		row(b.Head)
		for _, r := range b.Rows {
			row(r.Cells)
		}
	}
	add(i.EachPage)
	return strings.Join(lines, "\n")
}
