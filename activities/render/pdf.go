package render

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/signintech/gopdf"
)

// PDF draws the instrument. The same instrument, fonts and options give the same bytes.
func PDF(i Instrument, f *Fonts, o Options) ([]byte, error) { return page(i, f, o, nil) }

// page draws an instrument and lets after draw something below its last line.
func page(i Instrument, f *Fonts, o Options, after func(d *pdf, y float64) error) ([]byte, error) {
	if len(i.Missing) > 0 && !o.Draft {
		return nil, &Incomplete{i.Title, i.Missing}
	}
	if f == nil {
		return nil, ErrFontsMissing
	}
	d := &pdf{typesetter: typesetter{fonts: f}, draft: o.Draft, plain: o.Plain, eachPage: i.EachPage, top: topMargin, h: typeH}
	if i.Page == FormPage {
		d.top, d.h = formTop, formH
	}
	d.doc.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageW, H: pageH}})
	d.doc.SetInfo(gopdf.PdfInfo{
		Title: bmp(strings.TrimSpace(i.Title + " " + i.Number)), Author: bmp(o.Agency), Creator: "yifa", CreationDate: o.Created,
	})
	for _, face := range f.faces {
		if err := d.doc.AddTTFFontFromFontContainer(face.family, &f.container); err != nil {
			return nil, fmt.Errorf("font %s: %w", face.family, err)
		}
	}
	y := d.paginate(d.flow(i))
	if after != nil && d.err == nil {
		d.err = after(d, y)
	}
	if d.err != nil {
		return nil, fmt.Errorf("render %s as PDF: %w", i.Title, d.err)
	}
	var b bytes.Buffer
	if _, err := d.doc.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("render %s as PDF: %w", i.Title, err)
	}
	return mend(b.Bytes())
}

// bmp leaves out of the file's properties what gopdf cannot write there.
func bmp(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xffff {
			return '?'
		}
		return r
	}, s)
}

type pdf struct {
	typesetter
	doc      gopdf.GoPdf
	draft    bool
	plain    bool // no page numbers
	eachPage string
	page     int
	left     float64 // of the type area on this page
	top, h   float64 // of the type area
}

// item is something of a height that a page is filled with: a line, a slice of a table row, a signature.
type item struct {
	h     float64
	keep  bool // on the same page as the next item
	blank bool // falls away at the top of a page
	draw  func(y float64)
	row   *row // of a table; from and to are its lines
	from  int
	to    int
}

// row is a table row with its text broken.
type row struct {
	head  *row // repeated above its continuation on a new page
	cells []boxed
	h     float64
	lines int
	isTop bool // is itself the head
}

type boxed struct {
	x, w  float64
	st    style
	align string
	lines []line // text, then foot
	foot  int    // how many of the lines are foot
	label bool
}

const padX, padY = 1.6 * mm, 1.3 * mm

func (d *pdf) flow(i Instrument) (out []item) {
	text := func(s string, st style, align string, indent float64, keep bool) {
		ls := d.set(s, st, typeW, indent, align == "justify")
		for n, l := range ls {
			out = append(out, item{h: st.pitch, keep: keep || n == len(ls)-2 && len(ls) == 2, draw: func(y float64) {
				d.line(d.left, y, typeW, l, st, align)
			}})
		}
	}
	gap := func(h float64) { out = append(out, item{h: h, blank: true, draw: func(float64) {}}) }

	text(i.Issuer, title, "center", 0, true)
	text(i.Title, title, "center", 0, true)
	if i.Number != "" {
		gap(pitch / 3)
		text(i.Number, body, "center", 0, true)
	}
	gap(pitch / 2)
	if i.Recipient != "" {
		text(i.Recipient, body, "left", 0, true)
	}
	for n, b := range i.Blocks {
		align := b.Align
		if align == "" {
			align = "justify"
		}
		switch b.Kind {
		case Paragraph, List:
			text(b.Text, body, align, 2*(body.size+body.track), false)
		case Heading:
			st := body
			if b.Level <= 1 {
				st = heading
			}
			text(b.Text, st, align, 2*(body.size+body.track), true)
		case Line:
			text(b.Text, body, b.Align, 0, false)
		case Note:
			text(b.Text, note, align, 0, false)
		case Grid, Form:
			if n > 0 {
				gap(pitch / 4)
				k := len(out) - 1
				out[k].keep = k > 0 && out[k-1].keep // the space after a heading goes with it
			}
			out = append(out, d.table(b)...)
			gap(pitch / 3)
		case Signature:
			// The seal may not stand alone: the last two lines before it come with it.
			for k := len(out) - 1; k >= 0 && k >= len(out)-2; k-- {
				out[k].keep = out[k].row == nil
			}
			s := d.signature(b)
			s.keep = n+1 < len(i.Blocks) && i.Blocks[n+1].Kind == Note // a note does not stand alone either
			out = append(out, s)
		}
	}
	return out
}

// table lays out rows; one too high for what is usually left of a page may be cut between its lines.
func (d *pdf) table(b Block) (out []item) {
	sum := 0.0
	for _, w := range b.Widths {
		sum += w
	}
	build := func(cells []Cell, least float64) *row {
		r := &row{}
		x, col := 0.0, 0
		for _, c := range cells {
			w := 0.0
			for range max(c.Span, 1) {
				w += b.Widths[col] / sum * typeW
				col++
			}
			st := cell
			if c.Label {
				st = label
			}
			align := c.Align
			if align == "" && c.Label {
				align = "center"
			}
			if align == "" {
				align = "justify"
			}
			k := boxed{x: x, w: w, st: st, align: align, label: c.Label, lines: d.set(c.Text, st, w-2*padX, 0, align == "justify")}
			foot := d.set(c.Foot, st, w-2*padX, 0, false)
			k.lines, k.foot = append(k.lines, foot...), len(foot)
			r.cells = append(r.cells, k)
			r.lines = max(r.lines, len(k.lines))
			x += w
		}
		r.lines = max(r.lines, 1)
		r.h = max(float64(r.lines)*cell.pitch+2*padY, least*mm)
		return r
	}
	var head *row
	if len(b.Head) > 0 {
		head = build(b.Head, 0)
		head.isTop = true
		out = append(out, item{h: head.h, keep: true, row: head, to: head.lines})
	}
	for _, r := range b.Rows {
		row := build(r.Cells, r.Height)
		row.head = head
		if row.h <= d.h*0.4 {
			out = append(out, item{h: row.h, row: row, to: row.lines})
			continue
		}
		spare := row.h - float64(row.lines)*cell.pitch - 2*padY
		for k := range row.lines {
			it := item{h: cell.pitch, row: row, from: k, to: k + 1, keep: k == 0}
			if k == 0 {
				it.h += padY
			}
			if k == row.lines-1 {
				it.h += padY + spare
			}
			out = append(out, it)
		}
	}
	return out
}

func (d *pdf) signature(b Block) item {
	em := body.size + body.track
	organ := d.set(b.Text, body, typeW*0.7, 0, false)
	dateW, inset := d.width(b.Date, body), 4*em
	if !b.Seal {
		inset = 2 * em
	}
	widest := 0.0
	for _, l := range organ {
		widest = max(widest, l.width)
	}
	// The organ is centred over the date; a long name moves left rather than over the edge.
	mid := min(typeW-inset-dateW/2, typeW-widest/2)
	lines := float64(len(organ) + 3)
	if b.Seal {
		lines++
	}
	return item{h: lines * pitch, draw: func(y float64) {
		y += 2 * pitch
		if b.Seal && d.draft {
			d.sealPlace(d.left+mid, y+float64(len(organ))*pitch)
		}
		for _, l := range organ {
			d.line(d.left+mid-l.width/2, y, l.width, l, body, "left")
			y += pitch
		}
		l := line{text: b.Date, width: dateW, track: body.track}
		d.line(d.left+typeW-inset-dateW, y, dateW, l, body, "left")
	}}
}

// sealPlace shows on a draft where the seal will stand: 42 mm across, over organ and date.
func (d *pdf) sealPlace(x, y float64) {
	const r = 21 * mm
	d.doc.SetStrokeColor(225, 120, 120)
	d.doc.SetLineWidth(0.8)
	d.doc.SetCustomLineType([]float64{4, 3}, 0)
	d.doc.Oval(x-r, y-r, x+r, y+r)
	d.doc.SetLineType("solid")
	d.doc.SetStrokeColor(0, 0, 0)
	st := style{size: size4, pitch: 20}
	const words = "（公章）"
	w := d.width(words, st)
	d.doc.SetTextColor(225, 120, 120)
	d.line(x-w/2, y+r-30, w, line{text: words, width: w}, st, "left")
	d.doc.SetTextColor(0, 0, 0)
}

func (d *pdf) newPage() float64 {
	d.doc.AddPage()
	d.page++
	d.left = binding
	if d.page%2 == 0 { // printed on both sides, bound on the left
		d.left = pageW - binding - typeW
	}
	if d.draft {
		d.stamp()
	}
	st := style{size: size4, pitch: 20}
	if d.eachPage != "" {
		l := d.set(d.eachPage, cell, typeW, 0, false)
		for n, l := range l {
			d.line(d.left, d.top+d.h-float64(d.footLines()-n)*cell.pitch, typeW, l, cell, "left")
		}
	}
	if d.plain {
		return d.top
	}
	number := fmt.Sprintf("— %d —", d.page)
	w := d.width(number, st)
	x := d.left + typeW - size4 - w
	if d.page%2 == 0 {
		x = d.left + size4
	}
	// The dashes, a third of the size above the baseline, are 7 mm below the type area.
	d.draw(x, d.top+d.h+7*mm+size4/3, line{text: number, width: w}, st)
	return d.top
}

func (d *pdf) footLines() int { return len(d.set(d.eachPage, cell, typeW, 0, false)) }

func (d *pdf) stamp() {
	st := style{size: 130, bold: true}
	const words = "草稿"
	w := d.width(words, st)
	d.doc.SetTextColor(236, 236, 236)
	d.doc.Rotate(45, pageW/2, pageH/2)
	d.draw(pageW/2-w/2, pageH/2+st.size/3, line{text: words, width: w}, st)
	d.doc.RotateReset()
	d.doc.SetTextColor(0, 0, 0)
}

// paginate fills pages and says where the last one ends; items kept with their next stay together when a page can hold them.
func (d *pdf) paginate(items []item) float64 {
	bottom := d.top + d.h
	if d.eachPage != "" {
		bottom -= (float64(d.footLines()) + 0.5) * cell.pitch
	}
	const slack = 0.01 // 22 lines of 1/22 of the height
	y := d.newPage()
	var part []item // slices of one row on this page
	var partY float64
	flush := func() {
		if len(part) > 0 {
			d.rowPart(part, partY)
		}
		part = nil
	}
	for n := 0; n < len(items); {
		if it := items[n]; it.blank && (y == d.top && d.page > 1 || y+it.h > bottom) {
			n++ // no white space at a page's edge, and no page for it alone
			continue
		}
		group, h := n, items[n].h
		for items[group].keep && group+1 < len(items) {
			group++
			h += items[group].h
		}
		if y+h > bottom+slack && y > d.top && h <= bottom-d.top {
			flush()
			y = d.newPage()
		}
		for ; n <= group; n++ {
			it := items[n]
			if y+it.h > bottom+slack && y > d.top {
				flush()
				y = d.newPage()
			}
			if it.row == nil {
				flush()
				it.draw(y)
				y += it.h
				continue
			}
			if y == d.top && it.row.head != nil {
				d.rowPart([]item{{h: it.row.head.h, row: it.row.head, to: it.row.head.lines}}, y)
				y += it.row.head.h
			}
			if len(part) > 0 && part[0].row != it.row {
				flush()
			}
			if len(part) == 0 {
				partY = y
			}
			part = append(part, it)
			y += it.h
		}
	}
	flush()
	return y
}

// rowPart draws the lines of one table row that stand on this page, cell after cell, with its borders.
func (d *pdf) rowPart(part []item, y float64) {
	r, from, to := part[0].row, part[0].from, part[len(part)-1].to
	h := 0.0
	for _, p := range part {
		h += p.h
	}
	whole := from == 0 && to == r.lines
	top := y
	if from == 0 {
		top += padY
	}
	d.doc.SetLineWidth(0.6)
	for _, c := range r.cells {
		d.doc.RectFromUpperLeft(d.left+c.x, y, c.w, h)
		at := top
		text := len(c.lines) - c.foot
		if whole && (c.foot == 0 || c.label) {
			at = y + (h-float64(len(c.lines))*c.st.pitch)/2
		}
		for k := from; k < to && k < len(c.lines); k++ {
			ly := at + float64(k-from)*c.st.pitch
			align := c.align
			if k >= text {
				align = "right"
				if to == r.lines {
					ly = y + h - padY - float64(len(c.lines)-k)*c.st.pitch
				}
			}
			d.line(d.left+c.x+padX, ly, c.w-2*padX, c.lines[k], c.st, align)
		}
	}
}

// line draws a line of text into the box of a line at y, w wide.
func (d *pdf) line(x, y, w float64, l line, st style, align string) {
	x += l.indent
	switch align {
	case "center":
		x += max(0, (w-l.width)/2) // a line with half a mark in the margin is wider
	case "right":
		x += w - l.width
	}
	d.draw(x, y+st.pitch/2+st.size*0.36, l, st)
}

// draw puts text on a baseline, a run for each face.
func (d *pdf) draw(x, baseline float64, l line, st style) {
	var run strings.Builder
	var of *face
	at := x
	put := func() {
		if run.Len() == 0 || d.err != nil {
			return
		}
		if err := d.doc.SetFont(of.family, "", st.size); err != nil {
			d.err = err
			return
		}
		d.doc.SetXY(x, baseline)
		if err := d.doc.Text(run.String()); err != nil {
			d.err = err
		}
		run.Reset()
		x = at
	}
	if err := d.doc.SetCharSpacing(l.track); err != nil && d.err == nil {
		d.err = err
	}
	for _, r := range l.text {
		f, em, err := d.fonts.pick(r, st.bold)
		if err != nil {
			if d.err == nil {
				d.err = err
			}
			return
		}
		if f != of && !unicode.IsSpace(r) {
			put()
			of = f
		} else if of == nil {
			of = f
		}
		run.WriteRune(r)
		at += em*st.size + l.track
	}
	put()
}
