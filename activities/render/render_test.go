package render

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	extract "github.com/ledongthuc/pdf"
	"github.com/pdfcpu/pdfcpu/pkg/api"
)

var update = flag.Bool("update", false, "rewrite testdata/golden")

// poppler runs a poppler tool on a PDF. It is required: a second opinion on what the file says.
func poppler(t *testing.T, pdf []byte, tool string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Fatalf("%s is missing: apt-get install poppler-utils", tool)
	}
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	for n, a := range args {
		if a == "FILE" {
			args[n] = file
		}
	}
	cmd := exec.CommandContext(t.Context(), tool, args...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil || errs.Len() > 0 {
		t.Fatalf("%s: %v %s", tool, err, errs.String())
	}
	return string(out)
}

// pages takes off what a page adds to the instrument: its foot, its number, a repeated table head.
func pages(t *testing.T, i Instrument, each []string) string {
	t.Helper()
	var heads []string
	for _, b := range i.Blocks {
		s := ""
		for _, c := range b.Head {
			s += ink(c.Text)
		}
		if s != "" {
			heads = append(heads, s)
		}
	}
	all := ""
	for n, p := range each {
		rest, ok := strings.CutPrefix(ink(p), ink(i.EachPage)+fmt.Sprintf("—%d—", n+1))
		if !ok {
			t.Fatalf("page %d does not carry its foot and number: %.60s", n+1, ink(p))
		}
		for _, h := range heads {
			if n > 0 && strings.Contains(all, h) {
				rest = strings.TrimPrefix(rest, h)
			}
		}
		if rest == "" {
			t.Fatalf("page %d is empty", n+1)
		}
		all += rest
	}
	return all + ink(i.EachPage)
}

func sorted(s string) string {
	r := []rune(s)
	slices.Sort(r)
	return string(r)
}

func TestEveryCharacterArrives(t *testing.T) {
	f := fonts(t)
	for _, tpl := range kinds(t) {
		for name, d := range map[string]Data{"sample": sample(t, tpl.ID), "awkward": awkward(t, tpl), "bare": bareData(t, tpl)} {
			t.Run(tpl.ID+"/"+name, func(t *testing.T) {
				i := fill(t, tpl, d)
				if len(i.Missing) > 0 {
					t.Fatalf("missing %v", i.Missing)
				}
				want := ink(i.Text())
				b, err := PDF(i, f, options)
				if err != nil {
					t.Fatal(err)
				}
				if err := api.Validate(bytes.NewReader(b), nil); err != nil {
					t.Errorf("pdfcpu: %v", err)
				}
				// A row cut by a page is read page by page, so there the order of its cells is not the text's.
				order := func(s string) string { return s }
				if name == "awkward" && slices.ContainsFunc(i.Blocks, func(b Block) bool { return len(b.Rows) > 0 }) {
					order = sorted
				}
				raw := strings.Split(strings.TrimSuffix(poppler(t, b, "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-"), "\f"), "\f")
				differ(t, "PDF read by poppler", order(pages(t, i, raw)), order(want))
				differ(t, "PDF read in Go", order(pages(t, i, readPDF(t, b))), order(want))
				w, err := DOCX(i, options)
				if err != nil {
					t.Fatal(err)
				}
				doc := readDOCX(t, w)
				differ(t, "DOCX", ink(doc.text+i.EachPage), want)
				if !strings.Contains(doc.parts["word/footer1.xml"], i.EachPage) || !strings.Contains(doc.parts["word/footer2.xml"], i.EachPage) {
					t.Error("DOCX footers lack the foot of each page")
				}
			})
		}
	}
}

func readPDF(t *testing.T, b []byte) (out []string) {
	t.Helper()
	r, err := extract.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= r.NumPage(); n++ {
		s, err := r.Page(n).GetPlainText(nil)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

type docx struct {
	parts map[string]string
	text  string
}

func readDOCX(t *testing.T, b []byte) docx {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	d := docx{parts: map[string]string{}}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		p, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		d.parts[f.Name] = string(p)
		dec := xml.NewDecoder(bytes.NewReader(p))
		inText := false
		for {
			tok, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s is not XML: %v", f.Name, err)
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				inText = tok.Name.Local == "t"
			case xml.EndElement:
				inText = false
			case xml.CharData:
				if inText && f.Name == "word/document.xml" {
					d.text += string(tok)
				}
			}
		}
	}
	return d
}

func TestGoldenText(t *testing.T) {
	for _, tpl := range kinds(t) {
		file := filepath.Join("testdata", "golden", tpl.ID+".txt")
		got := fill(t, tpl, sample(t, tpl.ID)).Text() + "\n"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		differ(t, tpl.ID+" (go test -update after reading the diff)", got, string(want))
	}
}

// word is a word of pdftotext -bbox.
var wordBox = regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>`)

func TestPageOfTheStandard(t *testing.T) {
	f := fonts(t)
	tpl := kinds(t)
	for _, tpl := range tpl {
		b, err := PDF(fill(t, tpl, awkward(t, tpl)), f, options)
		if err != nil {
			t.Fatal(err)
		}
		for n, page := range strings.Split(poppler(t, b, "pdftotext", "-bbox", "FILE", "-"), "<page ")[1:] {
			if !strings.HasPrefix(page, `width="595.2`) || !strings.Contains(page[:60], `height="841.8`) {
				t.Fatalf("page is not A4: %.60s", page)
			}
			left, top, bottom := binding, topMargin, topMargin+typeH
			if n%2 == 1 {
				left = pageW - binding - typeW // the binding side of an even page is its right
			}
			if tpl.Page == FormPage {
				top, bottom = formTop, formTop+formH
			}
			for _, w := range wordBox.FindAllStringSubmatch(page, -1) {
				var at [4]float64
				for k := range at {
					at[k], _ = strconv.ParseFloat(w[k+1], 64)
				}
				if at[1] > bottom { // the page number
					if w[5] != "—" && w[5] != fmt.Sprint(n+1) {
						t.Errorf("%s page %d: %q stands below the type area", tpl.ID, n+1, w[5])
					}
					if outer := at[0] > pageW/2; outer != (n%2 == 0) {
						t.Errorf("%s page %d: number on the wrong side", tpl.ID, n+1)
					}
					continue
				}
				// Half of a closing mark, without ink, may stand in the margin; boxes reach above their ink.
				if at[0] < left-0.5 || at[2] > left+typeW+size3/2+0.5 || at[1] < top-8 || at[3] > bottom+8 {
					t.Errorf("%s page %d: %q at %v is outside the type area", tpl.ID, n+1, w[5], at)
				}
			}
		}
		for _, row := range strings.Split(strings.TrimSpace(poppler(t, b, "pdffonts", "FILE")), "\n")[2:] {
			if !strings.Contains(row, "yes yes yes") {
				t.Errorf("a font is not embedded, subset and mapped: %s", row)
			}
		}
	}
}

// A page of body text is 22 lines of 28 characters.
func TestDensity(t *testing.T) {
	i := Instrument{Title: "文", Blocks: []Block{{Kind: Line, Text: strings.Repeat("国", 28*60)}}}
	b, err := PDF(i, fonts(t), options)
	if err != nil {
		t.Fatal(err)
	}
	page2 := strings.Split(poppler(t, b, "pdftotext", "-raw", "FILE", "-"), "\f")[1]
	if n := strings.Count(page2, "国"); n != 22*28 {
		t.Errorf("a full page has %d characters, the standard says %d", n, 22*28)
	}
}

func TestDOCXPage(t *testing.T) {
	all, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	tpl := all["inspection_result"]
	w, err := DOCX(fill(t, tpl, sample(t, tpl.ID)), options)
	if err != nil {
		t.Fatal(err)
	}
	d := readDOCX(t, w)
	for part, wants := range map[string][]string{
		"word/document.xml": {`w:top="2098"`, `w:right="1474"`, `w:bottom="1984"`, `w:left="1587"`, `w:linePitch="579"`, `w:eastAsia="仿宋_GB2312"`, `w:eastAsia="方正小标宋简体"`},
		"word/settings.xml": {"mirrorMargins", "evenAndOddHeaders"},
		"word/footer1.xml":  {"PAGE", `w:val="right"`},
		"word/footer2.xml":  {"PAGE", `w:val="left"`},
		"docProps/core.xml": {"2026-09-28T01:00:00Z", "云岭区民政局"},
	} {
		for _, want := range wants {
			if !strings.Contains(d.parts[part], want) {
				t.Errorf("%s lacks %s", part, want)
			}
		}
	}
}

func TestSameBytesFromEveryGoroutine(t *testing.T) {
	f := fonts(t)
	all := kinds(t)
	first := make(map[string][2][]byte)
	render := func(tpl Template) [2][]byte {
		i := fill(t, tpl, sample(t, tpl.ID))
		p, err := PDF(i, f, options)
		if err != nil {
			t.Error(err)
		}
		w, err := DOCX(i, options)
		if err != nil {
			t.Error(err)
		}
		return [2][]byte{p, w}
	}
	for _, tpl := range all {
		first[tpl.ID] = render(tpl)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, tpl := range all {
				again := render(tpl)
				for k := range again {
					if !bytes.Equal(again[k], first[tpl.ID][k]) {
						t.Errorf("%s differs on another run", tpl.ID)
					}
				}
			}
		})
	}
	wg.Wait()
}

func TestRuneWithoutGlyphStops(t *testing.T) {
	_, err := PDF(Instrument{Title: "通知", Blocks: []Block{{Kind: Paragraph, Text: "当事人：张𓀀"}}}, fonts(t), options)
	var none *NoGlyph
	if !errors.As(err, &none) || none.Rune != '𓀀' || !strings.Contains(err.Error(), "U+13000") {
		t.Errorf("got %v", err)
	}
}

func TestRareNamesAreDrawnAndCopied(t *testing.T) {
	b, err := PDF(Instrument{Title: "名", Blocks: []Block{{Kind: Line, Text: "堃玥翀䶮𬍛𬭎𫖯喆昇璟祎垚犇旻琤〇"}}}, fonts(t), options)
	if err != nil {
		t.Fatal(err)
	}
	if got := poppler(t, b, "pdftotext", "-raw", "FILE", "-"); !strings.Contains(got, "堃玥翀䶮𬍛𬭎𫖯喆昇璟祎垚犇旻琤〇") {
		t.Errorf("copied as %q", got)
	}
}

func TestDraftOnly(t *testing.T) {
	tpl, _ := Templates()
	d := sample(t, "order_to_correct")
	delete(d, "number")
	delete(d, "deadline")
	i := fill(t, tpl["order_to_correct"], d)
	var gaps *Incomplete
	if _, err := PDF(i, fonts(t), options); !errors.As(err, &gaps) || !strings.Contains(err.Error(), "改正期限（《中华人民共和国行政处罚法》第二十八条第一款）") {
		t.Errorf("PDF with gaps: %v", err)
	}
	if _, err := DOCX(i, options); !errors.As(err, &gaps) {
		t.Errorf("DOCX with gaps: %v", err)
	}
	draft := options
	draft.Draft = true
	b, err := PDF(i, fonts(t), draft)
	if err != nil {
		t.Fatal(err)
	}
	got := ink(poppler(t, b, "pdftotext", "-raw", "FILE", "-"))
	for _, want := range []string{"草稿", "（公章）", "现责令你单位＿＿＿"} {
		if !strings.Contains(got, want) {
			t.Errorf("draft lacks %s", want)
		}
	}
	w, err := DOCX(i, draft)
	if err != nil {
		t.Fatal(err)
	}
	if d := readDOCX(t, w); !strings.Contains(d.parts["word/header1.xml"], `string="草稿"`) {
		t.Error("DOCX draft lacks its stamp")
	}
	issued, err := PDF(fill(t, tpl["order_to_correct"], sample(t, "order_to_correct")), fonts(t), options)
	if err != nil {
		t.Fatal(err)
	}
	if got := poppler(t, issued, "pdftotext", "-raw", "FILE", "-"); strings.Contains(got, "草") || strings.Contains(got, "公章") {
		t.Error("an issued copy carries draft marks")
	}
}

func TestFontsMissing(t *testing.T) {
	if _, err := LoadFonts(t.TempDir()); !errors.Is(err, ErrFontsMissing) {
		t.Errorf("got %v", err)
	}
	if _, err := PDF(Instrument{Title: "x"}, nil, options); !errors.Is(err, ErrFontsMissing) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkLoadFonts(b *testing.B) {
	for b.Loop() {
		fonts(b)
	}
}

func BenchmarkPDF(b *testing.B) {
	f := fonts(b)
	for _, tpl := range kinds(b) {
		b.Run(tpl.ID, func(b *testing.B) {
			i := fill(b, tpl, sample(b, tpl.ID))
			for b.Loop() {
				p, err := PDF(i, f, options)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(p))/1024, "KB")
			}
		})
	}
}

func BenchmarkDOCX(b *testing.B) {
	for _, tpl := range kinds(b) {
		b.Run(tpl.ID, func(b *testing.B) {
			i := fill(b, tpl, sample(b, tpl.ID))
			for b.Loop() {
				p, err := DOCX(i, options)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(p))/1024, "KB")
			}
		})
	}
}

// A heading never stands at the foot of a page with its table on the next.
func TestAHeadingStaysWithItsTable(t *testing.T) {
	f := fonts(t)
	for n := 14; n < 24; n++ {
		var blocks []Block
		for range n {
			blocks = append(blocks, Block{Kind: Line, Text: "一行"})
		}
		blocks = append(blocks, Block{Kind: Heading, Level: 1, Text: "四、未办结的"},
			Block{Kind: Grid, Widths: []float64{30, 70}, Head: []Cell{{Text: "序号", Label: true}, {Text: "组织", Label: true}}, Rows: []Row{{Cells: []Cell{{Text: "1"}, {Text: "某协会"}}}}})
		b, err := PDF(Instrument{Title: "总结", Blocks: blocks}, f, options)
		if err != nil {
			t.Fatal(err)
		}
		for k, page := range strings.Split(poppler(t, b, "pdftotext", "FILE", "-"), "\f") {
			if strings.Contains(page, "未办结") != strings.Contains(page, "某协会") {
				t.Errorf("after %d lines page %d has heading or table alone: %s", n, k+1, page)
			}
		}
	}
}
