package render

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path"
	"reflect"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"
)

// Template is one kind of instrument: its words with placeholders, and what it may not be issued without.
type Template struct {
	ID        string   `json:"id"`
	Code      string   `json:"code"` // catalogue number, e.g. I-8
	Title     string   `json:"title"`
	Version   int      `json:"version"`
	External  bool     `json:"external"`       // served on a party
	Page      string   `json:"page,omitempty"` // form: a page with narrower margins above and below
	Issuer    string   `json:"issuer,omitempty"`
	Number    string   `json:"number,omitempty"`
	Recipient string   `json:"recipient,omitempty"`
	EachPage  string   `json:"each_page,omitempty"` // foot of every page, e.g. the signatures under a record
	Copies    []string `json:"copies,omitempty"`    // whom each copy is for; printed as the last note
	Required  []Field  `json:"required"`
	Optional  []Field  `json:"optional,omitempty"`
	Blocks    []Part   `json:"blocks"`

	compiled map[string]*template.Template // by source text
}

// Field is a placeholder a template may use. A field with Of or May is a list of entries.
type Field struct {
	Field   string   `json:"field"`
	Name    string   `json:"name_zh"`
	Article string   `json:"article,omitempty"` // why the instrument needs it
	Of      []string `json:"of,omitempty"`      // what each entry must have
	May     []string `json:"may,omitempty"`     // what each entry may have
	When    string   `json:"when,omitempty"`    // a required field is required only where this comes out with something
	Mask    Mask     `json:"mask,omitempty"`    // how the public copy hides it: name, idno, address, phone
}

func (f Field) list() bool { return len(f.Of)+len(f.May) > 0 }

// fields are the required fields and then the optional ones.
func (t Template) fields() []Field { return append(append([]Field{}, t.Required...), t.Optional...) }

// FormPage is the page of forms.
const FormPage = "form"

// Kind says how a part of an instrument is set.
type Kind string

// The kinds of part.
const (
	Paragraph Kind = "paragraph" // body text, first line indented by two characters
	Heading   Kind = "heading"   // level 1 bold, level 2 and deeper plain
	List      Kind = "list"      // one indented paragraph for each entry of a list
	Line      Kind = "line"      // a line without indent: places to sign, addressees
	Note      Kind = "note"      // smaller print
	Grid      Kind = "table"     // a bordered table, one row for each entry of a list, its head repeated
	Form      Kind = "form"      // a bordered form of labelled cells
	Signature Kind = "signature" // the organ and the date, with the place of the seal
)

// Part is a block of a template. A part whose text comes out blank is left out.
type Part struct {
	Kind    Kind      `json:"kind"`
	Text    string    `json:"text,omitempty"`
	Level   int       `json:"level,omitempty"`
	Align   string    `json:"align,omitempty"` // left, center, right
	When    string    `json:"when,omitempty"`  // the part is left out when this comes out blank
	Over    string    `json:"over,omitempty"`  // the list field a list or table runs over
	Date    string    `json:"date,omitempty"`
	Seal    bool      `json:"seal,omitempty"`
	Columns []Column  `json:"columns,omitempty"`
	Widths  []float64 `json:"widths,omitempty"` // of a form's columns, any unit
	Rows    []FormRow `json:"rows,omitempty"`
}

// Column is a column of a table.
type Column struct {
	Head  string  `json:"head"`
	Width float64 `json:"width"` // any unit; the table fills the type area
	Text  string  `json:"text"`
	Align string  `json:"align,omitempty"`
}

// FormRow is a row of a form, or with Over one row for each entry of a list.
type FormRow struct {
	Over   string     `json:"over,omitempty"`
	Height float64    `json:"height,omitempty"` // least height in mm
	Cells  []FormCell `json:"cells"`
}

// FormCell is a cell of a form: a label, or text with an optional foot such as a place to sign.
type FormCell struct {
	Label string `json:"label,omitempty"`
	Text  string `json:"text,omitempty"`
	Foot  string `json:"foot,omitempty"`
	Align string `json:"align,omitempty"`
	Span  int    `json:"span,omitempty"`
}

//go:embed templates testdata/*.json
var templateFiles embed.FS

// Source is the text of a template as the program ships it.
func Source(id string) ([]byte, error) {
	return templateFiles.ReadFile(path.Join("templates", id+".json"))
}

// Sample is invented data for a template, every element filled: for tests, and to show a changed template.
func Sample(id string) (Data, error) {
	b, err := templateFiles.ReadFile(path.Join("testdata", id+".json"))
	if err != nil {
		return nil, fmt.Errorf("sample of %s: %w", id, err)
	}
	var d Data
	if err := json.Unmarshal(b, &d); err != nil {
		return nil, fmt.Errorf("sample of %s: %w", id, err)
	}
	return d, nil
}

var embedded = sync.OnceValues(func() (map[string]Template, error) {
	entries, err := templateFiles.ReadDir("templates")
	if err != nil {
		return nil, fmt.Errorf("list templates: %w", err)
	}
	all := map[string]Template{}
	for _, e := range entries {
		id, isTemplate := strings.CutSuffix(e.Name(), ".json")
		if !isTemplate {
			continue
		}
		b, err := templateFiles.ReadFile(path.Join("templates", e.Name()))
		if err != nil {
			return nil, fmt.Errorf("read template %s: %w", id, err)
		}
		t, err := Parse(b)
		if err != nil {
			return nil, fmt.Errorf("template %s: %w", id, err)
		}
		if t.ID != id {
			return nil, fmt.Errorf("template %s calls itself %q", id, t.ID)
		}
		all[id] = t
	}
	return all, nil
})

// Templates are the kinds of instrument built into the program, by ID.
func Templates() (map[string]Template, error) {
	all, err := embedded()
	if err != nil {
		return nil, err
	}
	out := make(map[string]Template, len(all))
	maps.Copy(out, all)
	return out, nil
}

// Parse reads a template. It refuses unknown keys, unknown kinds, placeholders that no field declares, fields
// that no placeholder uses, and widths that do not add up.
func Parse(b []byte) (Template, error) {
	var t Template
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&t); err != nil {
		return Template{}, fmt.Errorf("read template: %w", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return Template{}, fmt.Errorf("something follows the template's closing brace")
	}
	if t.Page != "" && t.Page != FormPage {
		return Template{}, fmt.Errorf("unknown page %q", t.Page)
	}
	if t.ID == "" || t.Title == "" || t.Version < 1 || len(t.Blocks) == 0 {
		return Template{}, fmt.Errorf("id, title, version (from 1) and blocks are needed")
	}
	c := checker{t: &t, fields: map[string]Field{}, used: map[string]bool{}}
	t.compiled = map[string]*template.Template{}
	if err := c.run(); err != nil {
		return Template{}, err
	}
	return t, nil
}

// checker compiles a template's texts and holds what it has seen of its fields.
type checker struct {
	t      *Template
	fields map[string]Field
	used   map[string]bool
}

func (c *checker) run() error {
	for _, f := range c.t.fields() {
		switch {
		case f.Mask != "" && (f.list() || masks[f.Mask] == nil):
			return fmt.Errorf("field %q: mask %q is not one of name, idno, address, phone on a field that is no list", f.Field, f.Mask)
		case f.Field == "" || f.Name == "":
			return fmt.Errorf("field %q (%s): field and name_zh are needed", f.Field, f.Name)
		case f.Field == "item" || f.Field == "n":
			return fmt.Errorf("field %q: the name is taken by list entries", f.Field)
		}
		if _, twice := c.fields[f.Field]; twice {
			return fmt.Errorf("field %q is declared twice", f.Field)
		}
		c.fields[f.Field] = f
	}
	texts := []string{c.t.Issuer, c.t.Number, c.t.Recipient, c.t.EachPage}
	for _, f := range c.t.fields() {
		texts = append(texts, f.When)
	}
	for _, s := range texts {
		if err := c.text(s, ""); err != nil {
			return err
		}
	}
	for i, p := range c.t.Blocks {
		if err := c.part(p); err != nil {
			return fmt.Errorf("block %d (%s): %w", i+1, p.Kind, err)
		}
	}
	for name := range c.fields {
		if !c.used[name] {
			return fmt.Errorf("field %q is declared but printed nowhere", name)
		}
	}
	return nil
}

func (c *checker) part(p Part) error {
	switch p.Kind {
	case Paragraph, Heading, Line, Note:
		if p.Text == "" || p.Over != "" {
			return fmt.Errorf("it needs text, and no list")
		}
	case List:
		if p.Over == "" || p.Text == "" {
			return fmt.Errorf("it needs over and text")
		}
	case Grid:
		if p.Over == "" || len(p.Columns) == 0 {
			return fmt.Errorf("it needs over and columns")
		}
	case Form:
		if len(p.Widths) == 0 || len(p.Rows) == 0 {
			return fmt.Errorf("it needs widths and rows")
		}
	case Signature:
		if p.Text == "" || p.Date == "" {
			return fmt.Errorf("it needs text (the organ) and date")
		}
	default:
		return fmt.Errorf("unknown kind")
	}
	if err := c.over(p.Over); err != nil {
		return err
	}
	if err := align(p.Align); err != nil {
		return err
	}
	for _, s := range []string{p.When, p.Date} {
		if err := c.text(s, ""); err != nil {
			return err
		}
	}
	if err := c.text(p.Text, p.Over); err != nil {
		return err
	}
	for _, col := range p.Columns {
		if col.Width <= 0 {
			return fmt.Errorf("column %q has no width", col.Head)
		}
		if err := align(col.Align); err != nil {
			return err
		}
		if err := c.text(col.Text, p.Over); err != nil {
			return err
		}
	}
	for i, r := range p.Rows {
		if err := c.row(r, len(p.Widths)); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	return nil
}

func (c *checker) row(r FormRow, columns int) error {
	if err := c.over(r.Over); err != nil {
		return err
	}
	span := 0
	for _, cell := range r.Cells {
		if cell.Label != "" && (cell.Text != "" || cell.Foot != "") {
			return fmt.Errorf("cell %q is both label and text", cell.Label)
		}
		span += max(cell.Span, 1)
		if err := align(cell.Align); err != nil {
			return err
		}
		for _, s := range []string{cell.Label, cell.Text, cell.Foot} {
			if err := c.text(s, r.Over); err != nil {
				return err
			}
		}
	}
	if span != columns {
		return fmt.Errorf("its cells span %d columns, the form has %d", span, columns)
	}
	return nil
}

func align(a string) error {
	switch a {
	case "", "left", "center", "right":
		return nil
	}
	return fmt.Errorf("unknown align %q", a)
}

func (c *checker) over(list string) error {
	if list == "" {
		return nil
	}
	f, ok := c.fields[list]
	if !ok || !f.list() {
		return fmt.Errorf("over %q: no such list is declared", list)
	}
	c.used[list] = true
	return nil
}

// text compiles one source text and checks its placeholders against the declared fields.
func (c *checker) text(src, over string) error {
	if src == "" {
		return nil
	}
	if _, done := c.t.compiled[src]; !done {
		tpl, err := template.New("").Option("missingkey=error").Funcs(funcs).Parse(src)
		if err != nil {
			return fmt.Errorf("%q: %w", src, err)
		}
		c.t.compiled[src] = tpl
	}
	if err := c.walk(c.t.compiled[src].Root, over, true); err != nil {
		return fmt.Errorf("%q: %w", src, err)
	}
	return nil
}

// walk visits a parse tree. Inside range and with the dot is something else, so there only $ is the whole data;
// what is wrong there shows when it is filled.
func (c *checker) walk(n parse.Node, over string, whole bool) error {
	if n == nil || reflect.ValueOf(n).IsNil() {
		return nil
	}
	var kids []parse.Node
	branch := func(b *parse.BranchNode, inside bool) error {
		if err := c.walk(b.Pipe, over, whole); err != nil {
			return err
		}
		if err := c.walk(b.List, over, inside); err != nil {
			return err
		}
		return c.walk(b.ElseList, over, whole)
	}
	switch n := n.(type) {
	case *parse.ListNode:
		kids = n.Nodes
	case *parse.ActionNode:
		kids = []parse.Node{n.Pipe}
	case *parse.PipeNode:
		for _, cmd := range n.Cmds {
			kids = append(kids, cmd)
		}
	case *parse.CommandNode:
		kids = n.Args
	case *parse.IfNode:
		return branch(&n.BranchNode, whole)
	case *parse.RangeNode:
		return branch(&n.BranchNode, false)
	case *parse.WithNode:
		return branch(&n.BranchNode, false)
	case *parse.FieldNode:
		if whole {
			return c.field(n.Ident, over)
		}
	case *parse.VariableNode:
		if n.Ident[0] == "$" && len(n.Ident) > 1 {
			return c.field(n.Ident[1:], over)
		}
	}
	for _, k := range kids {
		if err := c.walk(k, over, whole); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) field(ident []string, over string) error {
	if over != "" {
		if ident[0] == "n" {
			return nil
		}
		if ident[0] == "item" {
			f := c.fields[over]
			for _, known := range append(append([]string{}, f.Of...), f.May...) {
				if len(ident) > 1 && ident[1] == known {
					return nil
				}
			}
			return fmt.Errorf("placeholder %s is not declared in %q", strings.Join(ident, "."), over)
		}
	}
	if _, ok := c.fields[ident[0]]; !ok {
		return fmt.Errorf("placeholder %q is not declared", ident[0])
	}
	c.used[ident[0]] = true
	return nil
}
