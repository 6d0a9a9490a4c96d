package render

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

func jpegOf(t testing.TB, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		for y := range h {
			m.Set(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), 80, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// held puts an EXIF orientation into a JPEG, as a camera does.
func held(b []byte, turn byte) []byte {
	exif := append([]byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00"), turn, 0, 0, 0, 0, 0, 0, 0)
	seg := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	return append(append(append([]byte{}, b[:2]...), seg...), b[2:]...)
}

func TestAWholeFileHasItsPageNumbersAndEveryCharacter(t *testing.T) {
	f := fonts(t)
	set := func(id string, plain bool) (string, []byte) {
		tpl := Template{}
		for _, k := range kinds(t) {
			if k.ID == id {
				tpl = k
			}
		}
		i := fill(t, tpl, sample(t, id))
		o := options
		o.Plain = plain
		b, err := PDF(i, f, o)
		if err != nil {
			t.Fatal(err)
		}
		return ink(i.Text()), b
	}
	coverText, cover := set("file_cover", true)
	decisionText, decision := set("penalty_decision", false)
	picture, err := Picture("墓位照片（堃、𬍛）", []string{"来源：李玥", "SM3 abc"}, held(jpegOf(t, 300, 200), 6), f, Options{Plain: true})
	if err != nil {
		t.Fatal(err)
	}
	n, err := Sheets(decision)
	if err != nil || n < 2 {
		t.Fatalf("the decision has %d pages: %v", n, err)
	}
	all, err := Join([]Piece{{Title: "封面", PDF: cover}, {Title: "决定书", PDF: decision, First: 1}, {Title: "照片", PDF: picture, First: n + 1}})
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(poppler(t, all, "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-"), "\f"), "\f")
	if len(pages) != n+2 {
		t.Fatalf("%d pages, want %d", len(pages), n+2)
	}
	differ(t, "cover, which has no number", ink(pages[0]), coverText)
	got := ""
	for k := range n {
		page := ink(pages[k+1])
		number := string(rune('1' + k))
		if !strings.HasSuffix(page, number) {
			t.Errorf("page %d carries no number: …%s", k+1, page[max(0, len(page)-20):])
		}
		page = strings.TrimSuffix(page, number)
		got += strings.Replace(page, "—"+number+"—", "", 1)
	}
	differ(t, "decision in the joined file", got, decisionText)
	differ(t, "picture", ink(pages[n+1]), "墓位照片（堃、𬍛）来源：李玥SM3abc"+string(rune('1'+n)))
	if !bytes.Contains(all, []byte("/Outlines")) && !bytes.Contains(all, []byte("ObjStm")) {
		t.Error("the file has no list of contents")
	}
}

func TestAPictureStandsAsItsCameraWasHeld(t *testing.T) {
	for turn, want := range map[byte]image.Point{1: {300, 200}, 3: {300, 200}, 6: {200, 300}, 8: {200, 300}} {
		b := held(jpegOf(t, 300, 200), turn)
		if got := orientation(b); got != int(turn) {
			t.Errorf("orientation %d read as %d", turn, got)
		}
		m, err := jpeg.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if got := upright(m, int(turn)).Bounds().Size(); got != want {
			t.Errorf("orientation %d: %v, want %v", turn, got, want)
		}
	}
	if got := orientation(jpegOf(t, 10, 10)); got != 1 {
		t.Errorf("a picture that says nothing: %d", got)
	}
	for _, b := range [][]byte{nil, {0xff}, []byte("\xff\xd8\xff\xe1\x00\x08Exif\x00\x00"), held(jpegOf(t, 9, 9), 6)[:40]} {
		orientation(b) // must not read beyond the end
	}
}

func TestWhatCannotBeShownIsNotShown(t *testing.T) {
	f := fonts(t)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 9000, 9000))); err != nil {
		t.Fatal(err)
	}
	for name, img := range map[string][]byte{"too large": b.Bytes(), "no picture": []byte("x"), "cut off": jpegOf(t, 100, 100)[:300]} {
		if _, err := Picture("照片", nil, img, f, Options{}); err == nil {
			t.Errorf("%s was placed", name)
		}
	}
	if _, err := Sheets([]byte("%PDF-1.4 broken")); err == nil {
		t.Error("a broken PDF has pages")
	}
}

func BenchmarkJoin(b *testing.B) {
	f := fonts(b)
	var pieces []Piece
	at := 1
	for _, tpl := range kinds(b) {
		p, err := PDF(fill(b, tpl, sample(b, tpl.ID)), f, options)
		if err != nil {
			b.Fatal(err)
		}
		n, err := Sheets(p)
		if err != nil {
			b.Fatal(err)
		}
		pieces = append(pieces, Piece{Title: tpl.Title, PDF: p, First: at})
		at += n
	}
	b.ReportMetric(float64(at-1), "pages")
	for b.Loop() {
		all, err := Join(pieces)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(all))/1024, "KB")
	}
}
