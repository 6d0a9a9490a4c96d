package render

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// DOCX writes the instrument as a Word document for the bureau to go on working with: GB/T 9704 page, grid and
// faces by name. The same instrument and options give the same bytes.
//
// It writes the few parts itself. godocx, which the survey preferred, knows one footer a section (the standard
// wants odd right, even left) and takes a 400 kB style sheet along.
func DOCX(i Instrument, o Options) ([]byte, error) {
	if len(i.Missing) > 0 && !o.Draft {
		return nil, &Incomplete{i.Title, i.Missing}
	}
	w := &word{draft: o.Draft}
	w.instrument(i)
	if w.err != nil {
		return nil, fmt.Errorf("render %s as DOCX: %w", i.Title, w.err)
	}
	created := ""
	if !o.Created.IsZero() {
		created = o.Created.UTC().Format(time.RFC3339)
	}
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", rootRels},
		{"docProps/core.xml", fmt.Sprintf(coreProps, esc(strings.TrimSpace(i.Title+" "+i.Number)), esc(o.Agency), stamp(created, "created"), stamp(created, "modified"))},
		{"word/document.xml", head + `<w:document ` + ns + `><w:body>` + w.b.String() + sectPr(i.Page) + `</w:body></w:document>`},
		{"word/_rels/document.xml.rels", docRels},
		{"word/styles.xml", styles},
		{"word/fontTable.xml", fontTable},
		{"word/settings.xml", settings},
		{"word/header1.xml", header(o.Draft)},
		{"word/footer1.xml", footer("right", i.EachPage)},
		{"word/footer2.xml", footer("left", i.EachPage)},
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		// No time in the archive: two copies of one instrument must not differ.
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err == nil {
			_, err = f.Write([]byte(p.text))
		}
		if err != nil {
			return nil, fmt.Errorf("render %s as DOCX: %w", i.Title, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("render %s as DOCX: %w", i.Title, err)
	}
	return out.Bytes(), nil
}

func stamp(created, what string) string {
	if created == "" {
		return ""
	}
	return `<dcterms:` + what + ` xsi:type="dcterms:W3CDTF">` + created + `</dcterms:` + what + `>`
}

// word writes the body.
type word struct {
	b     strings.Builder
	draft bool
	err   error
}

// esc escapes text. EscapeText puts U+FFFD for what XML cannot hold; Fill has refused those.
func esc(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer does not fail
	return b.String()
}

func twips(points float64) int { return int(points*20 + 0.5) }

// para is how a paragraph is set.
type para struct {
	font   string // eastAsia
	size   float64
	bold   bool
	jc     string
	first  int     // characters the first line is indented
	right  float64 // indent in points
	pitch  float64 // 0: the grid
	keep   bool
	before float64
	color  string
}

const (
	fangSong = "仿宋_GB2312"
	xiaoBiao = "方正小标宋简体"
	hei      = "黑体"
)

func (w *word) para(text string, p para) {
	for s := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(s) == "" {
			continue
		}
		if p.first > 0 {
			s = strings.TrimLeft(s, " 　")
		}
		w.one(s, p)
	}
}

func (w *word) one(s string, p para) {
	w.b.WriteString(`<w:p><w:pPr>`)
	if p.keep {
		w.b.WriteString(`<w:keepNext/>`)
	}
	spacing := ""
	if p.before > 0 {
		spacing += fmt.Sprintf(` w:before="%d"`, twips(p.before))
	}
	if p.pitch > 0 {
		w.b.WriteString(`<w:snapToGrid w:val="0"/>`)
		spacing += fmt.Sprintf(` w:line="%d" w:lineRule="exact"`, twips(p.pitch))
	}
	if spacing != "" {
		w.b.WriteString(`<w:spacing` + spacing + `/>`)
	}
	switch {
	case p.first > 0: // both: LibreOffice overlooks firstLineChars alone
		fmt.Fprintf(&w.b, `<w:ind w:firstLineChars="%d" w:firstLine="%d"/>`, p.first*100, twips(float64(p.first)*p.size))
	case p.right != 0:
		fmt.Fprintf(&w.b, `<w:ind w:right="%d"/>`, twips(p.right))
	}
	if p.jc != "" {
		fmt.Fprintf(&w.b, `<w:jc w:val="%s"/>`, p.jc)
	}
	w.b.WriteString(`</w:pPr>`)
	if s != "" {
		w.b.WriteString(`<w:r><w:rPr>` + rFonts(p.font))
		if p.bold {
			w.b.WriteString(`<w:b/>`)
		}
		if p.color != "" {
			fmt.Fprintf(&w.b, `<w:color w:val="%s"/>`, p.color)
		}
		if p.size == size3 { // 28 characters in 156 mm
			w.b.WriteString(`<w:spacing w:val="-5"/>`)
		}
		fmt.Fprintf(&w.b, `<w:sz w:val="%d"/><w:szCs w:val="%[1]d"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>`, int(p.size*2), esc(s))
	}
	w.b.WriteString(`</w:p>`)
}

func rFonts(eastAsia string) string {
	return fmt.Sprintf(`<w:rFonts w:hint="eastAsia" w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="%s" w:cs="Times New Roman"/>`, eastAsia)
}

func (w *word) instrument(i Instrument) {
	big := para{font: xiaoBiao, size: size2, jc: "center", pitch: title.pitch, keep: true}
	text := para{font: fangSong, size: size3, jc: "both", first: 2}
	flat := para{font: fangSong, size: size3, jc: "left"}
	w.para(i.Issuer, big)
	w.para(i.Title, big)
	number := flat
	number.jc, number.before, number.keep = "center", pitch/3, true
	w.para(i.Number, number)
	w.one("", para{size: size4, pitch: pitch / 2})
	w.para(i.Recipient, flat)
	for n, b := range i.Blocks {
		p := text
		if b.Align != "" {
			p.jc = b.Align
		}
		p.keep = n+1 < len(i.Blocks) && i.Blocks[n+1].Kind == Signature
		switch b.Kind {
		case Paragraph, List:
			w.para(b.Text, p)
		case Heading:
			if b.Level <= 1 {
				p.font = hei
			}
			p.keep = true
			w.para(b.Text, p)
		case Line:
			line := flat
			line.keep = p.keep
			if b.Align != "" {
				line.jc = b.Align
			}
			w.para(b.Text, line)
		case Note:
			w.para(b.Text, para{font: fangSong, size: small, jc: "both", pitch: note.pitch})
		case Grid, Form:
			w.table(b)
			after := para{size: 1, pitch: 1} // Word wants a paragraph after a table; at the end it must not make a page
			if n+1 < len(i.Blocks) {
				after = para{size: size4, pitch: pitch / 3}
			}
			w.one("", after)
		case Signature:
			w.signature(b)
		}
	}
}

// em is the width of a text in Chinese characters, Latin and figures counting half.
func em(s string) (n float64) {
	for _, r := range s {
		if r < 0x2000 {
			n += 0.5
		} else {
			n++
		}
	}
	return n
}

func (w *word) signature(b Block) {
	p := para{font: fangSong, size: size3, jc: "right", keep: true}
	w.one("", p)
	w.one("", p)
	inset := 4.0
	if !b.Seal {
		inset = 2
	}
	if w.draft && b.Seal {
		mark := p
		mark.color, mark.right = "E17878", inset*size3
		w.para("（公章）", mark)
	}
	organ, date := p, p
	organ.right = max(0, inset+em(b.Date)/2-em(b.Text)/2) * size3 // centred over the date
	date.right, date.keep = inset*size3, false
	w.para(b.Text, organ)
	w.para(b.Date, date)
}

func (w *word) table(b Block) {
	sum := 0.0
	for _, v := range b.Widths {
		sum += v
	}
	grid := make([]int, len(b.Widths))
	w.b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="` + fmt.Sprint(twips(typeW)) + `" w:type="dxa"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		w.b.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
	}
	w.b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="74" w:type="dxa"/><w:left w:w="91" w:type="dxa"/><w:bottom w:w="74" w:type="dxa"/><w:right w:w="91" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for n, v := range b.Widths {
		grid[n] = twips(v / sum * typeW)
		fmt.Fprintf(&w.b, `<w:gridCol w:w="%d"/>`, grid[n])
	}
	w.b.WriteString(`</w:tblGrid>`)
	if len(b.Head) > 0 {
		w.row(Row{Cells: b.Head}, grid, true)
	}
	for _, r := range b.Rows {
		w.row(r, grid, false)
	}
	w.b.WriteString(`</w:tbl>`)
}

func (w *word) row(r Row, grid []int, isHead bool) {
	w.b.WriteString(`<w:tr><w:trPr>`)
	long := 0
	for _, c := range r.Cells {
		long = max(long, len(c.Text))
	}
	if long < 1200 { // a row of a usual size stays in one piece
		w.b.WriteString(`<w:cantSplit/>`)
	}
	if r.Height > 0 {
		fmt.Fprintf(&w.b, `<w:trHeight w:val="%d" w:hRule="atLeast"/>`, twips(r.Height*mm))
	}
	if isHead {
		w.b.WriteString(`<w:tblHeader/>`)
	}
	w.b.WriteString(`</w:trPr>`)
	col := 0
	for _, c := range r.Cells {
		width := 0
		for range max(c.Span, 1) {
			width += grid[col]
			col++
		}
		fmt.Fprintf(&w.b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
		if c.Span > 1 {
			fmt.Fprintf(&w.b, `<w:gridSpan w:val="%d"/>`, c.Span)
		}
		if c.Foot == "" {
			w.b.WriteString(`<w:vAlign w:val="center"/>`)
		} else {
			w.b.WriteString(`<w:vAlign w:val="bottom"/>`)
		}
		w.b.WriteString(`</w:tcPr>`)
		p := para{font: fangSong, size: small, jc: "left", pitch: cell.pitch}
		if c.Label {
			p.font, p.jc = hei, "center"
		}
		if c.Align != "" {
			p.jc = c.Align
		}
		before := w.b.Len()
		w.para(c.Text, p)
		foot := p
		foot.jc = "right"
		w.para(c.Foot, foot)
		if w.b.Len() == before {
			w.one("", p) // a cell must hold a paragraph
		}
		w.b.WriteString(`</w:tc>`)
	}
	w.b.WriteString(`</w:tr>`)
}

const (
	head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	ns   = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"`

	contentTypes = head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>`

	relNS    = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	rootRels = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relNS + `officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
	docRels  = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relNS + `styles" Target="styles.xml"/><Relationship Id="rId2" Type="` + relNS + `fontTable" Target="fontTable.xml"/><Relationship Id="rId3" Type="` + relNS + `settings" Target="settings.xml"/><Relationship Id="rId4" Type="` + relNS + `header" Target="header1.xml"/><Relationship Id="rId5" Type="` + relNS + `footer" Target="footer1.xml"/><Relationship Id="rId6" Type="` + relNS + `footer" Target="footer2.xml"/></Relationships>`

	coreProps = head + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>%s</dc:title><dc:creator>%s</dc:creator>%s%s</cp:coreProperties>`

	styles = head + `<w:styles ` + ns + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312" w:cs="Times New Roman"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:widowControl w:val="0"/></w:pPr></w:style></w:styles>`

	fontTable = head + `<w:fonts ` + ns + `><w:font w:name="仿宋_GB2312"><w:altName w:val="FangSong"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font><w:font w:name="方正小标宋简体"><w:altName w:val="SimSun"/><w:charset w:val="86"/><w:family w:val="roman"/></w:font><w:font w:name="黑体"><w:altName w:val="SimHei"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font></w:fonts>`

	// Printed on both sides and bound on the left: margins mirror, page numbers stand outside.
	settings = head + `<w:settings ` + ns + `><w:mirrorMargins/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`
)

// sectPr is the page: A4; 37/35/28/26 mm; 22 lines of 579 twips. A grid of
// characters too is drawn a third too wide by LibreOffice, so 28 to the line come by the spacing of the runs. The page number's line stands 7 mm under the type area.
func sectPr(page string) string {
	top, height := topMargin, typeH
	if page == FormPage {
		top, height = formTop, formH
	}
	bottom := pageH - top - height
	return fmt.Sprintf(`<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="even" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="%d" w:right="1474" w:bottom="%d" w:left="1587" w:header="851" w:footer="%d" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>`,
		twips(top), twips(bottom), twips(bottom-7*mm-size4))
}

func footer(jc, eachPage string) string {
	w := &word{}
	w.para(eachPage, para{font: fangSong, size: small, jc: "left", pitch: cell.pitch})
	run := func(inner string) string {
		return `<w:r><w:rPr>` + rFonts("宋体") + `<w:sz w:val="28"/></w:rPr>` + inner + `</w:r>`
	}
	side := "right"
	if jc == "left" {
		side = "left"
	}
	return head + `<w:ftr ` + ns + `>` + w.b.String() + fmt.Sprintf(`<w:p><w:pPr><w:ind w:%s="280"/><w:jc w:val="%s"/></w:pPr>`, side, jc) +
		run(`<w:t xml:space="preserve">— </w:t>`) + run(`<w:fldChar w:fldCharType="begin"/>`) + run(`<w:instrText xml:space="preserve"> PAGE </w:instrText>`) +
		run(`<w:fldChar w:fldCharType="separate"/>`) + run(`<w:t>1</w:t>`) + run(`<w:fldChar w:fldCharType="end"/>`) + run(`<w:t xml:space="preserve"> —</w:t>`) + `</w:p></w:ftr>`
}

func header(draft bool) string {
	stamp := ""
	if draft {
		stamp = `<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="draft" o:spid="_x0000_s2049" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:300pt;height:150pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="草稿"/></v:shape></w:pict></w:r>`
	}
	return head + `<w:hdr ` + ns + `><w:p>` + stamp + `</w:p></w:hdr>`
}
