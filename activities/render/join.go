package render

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	_ "image/gif" // formats that evidence comes in
	"image/jpeg"
	_ "image/png" // as above
	"io"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"github.com/signintech/gopdf"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // as above
)

func init() { api.DisableConfigDir() } // it would write settings of its own into the user's folder

func relaxed() *model.Configuration {
	c := model.NewDefaultConfiguration()
	c.ValidationMode, c.Optimize, c.OptimizeBeforeWriting = model.ValidationRelaxed, false, false
	return c
}

// Sheets is how many pages a PDF has; an error says that it cannot be joined with others (broken, or locked with a password).
func Sheets(pdf []byte) (int, error) { return api.PageCount(bytes.NewReader(pdf), relaxed()) }

// Piece is a part of a joined file.
type Piece struct {
	Title string // in the reader's list of contents; empty: none
	PDF   []byte
	First int // number printed on its first page, lower right; 0: its pages carry none
}

// Join puts PDFs behind one another, stamps the page numbers of the file on those that carry one, and lists what begins where.
func Join(pieces []Piece) ([]byte, error) {
	var parts []io.ReadSeeker
	marks := map[int]*model.Watermark{}
	var contents []pdfcpu.Bookmark
	at := 1
	for _, p := range pieces {
		n, err := Sheets(p.PDF)
		if err != nil {
			return nil, fmt.Errorf("join %s: %w", p.Title, err)
		}
		if p.Title != "" {
			contents = append(contents, pdfcpu.Bookmark{Title: p.Title, PageFrom: at})
		}
		if p.First > 0 {
			for k := range n {
				w, err := api.TextWatermark(fmt.Sprint(p.First+k), "fontname:Times-Roman, points:14, scale:1 abs, pos:br, off:-34 22, rot:0, fillcolor:#000000, op:1", true, false, types.POINTS)
				if err != nil {
					return nil, fmt.Errorf("page number: %w", err)
				}
				marks[at+k] = w
			}
		}
		parts = append(parts, bytes.NewReader(p.PDF))
		at += n
	}
	var out bytes.Buffer
	if err := api.MergeRaw(parts, &out, false, relaxed()); err != nil {
		return nil, fmt.Errorf("join: %w", err)
	}
	if len(marks) > 0 {
		var next bytes.Buffer
		if err := api.AddWatermarksMap(bytes.NewReader(out.Bytes()), &next, marks, relaxed()); err != nil {
			return nil, fmt.Errorf("number the pages: %w", err)
		}
		out = next
	}
	if len(contents) > 0 {
		var next bytes.Buffer
		if err := api.AddBookmarks(bytes.NewReader(out.Bytes()), &next, contents, true, relaxed()); err != nil {
			return nil, fmt.Errorf("list the contents: %w", err)
		}
		out = next
	}
	return out.Bytes(), nil
}

const (
	maxPixels = 60_000_000 // of a picture that is decoded: 240 MB
	maxSide   = 2000       // pixels of a picture as placed: 300 to the inch on 156 mm
)

// Picture places a picture on a page of its own, with its name above and what is known of it below. An error says that it
// cannot be shown, and is to be listed instead.
func Picture(name string, notes []string, img []byte, f *Fonts, o Options) ([]byte, error) {
	c, format, err := image.DecodeConfig(bytes.NewReader(img))
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	if c.Width*c.Height > maxPixels || c.Width < 1 || c.Height < 1 {
		return nil, fmt.Errorf("picture of %d × %d pixels is too large to be placed", c.Width, c.Height)
	}
	m, _, err := image.Decode(bytes.NewReader(img))
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	turn := 1
	if format == "jpeg" {
		turn = orientation(img)
	}
	m = upright(shrink(m), turn)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 85}); err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	holder, err := gopdf.ImageHolderByBytes(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	i := Instrument{Title: name, Page: FormPage, Blocks: []Block{{Kind: Note, Text: strings.Join(notes, "\n")}}}
	size := m.Bounds().Size()
	return page(i, f, o, func(d *pdf, y float64) error {
		room := d.top + d.h - y
		w, h := typeW, typeW*float64(size.Y)/float64(size.X)
		if h > room {
			w, h = w*room/h, room
		}
		return d.doc.ImageByHolder(holder, d.left+(typeW-w)/2, y, &gopdf.Rect{W: w, H: h})
	})
}

func shrink(m image.Image) image.Image {
	s := m.Bounds().Size()
	long := max(s.X, s.Y, maxSide) // a small one is drawn all the same: on white, where it is transparent
	out := image.NewRGBA(image.Rect(0, 0, max(1, s.X*maxSide/long), max(1, s.Y*maxSide/long)))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(out, out.Bounds(), m, m.Bounds(), draw.Over, nil)
	return out
}

// upright turns a picture as its camera was held (EXIF 1, 3, 6, 8; mirrored ones do not come from cameras).
func upright(m image.Image, turn int) image.Image {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	var out *image.RGBA
	var to func(x, y int) (int, int)
	switch turn {
	case 3:
		out, to = image.NewRGBA(image.Rect(0, 0, w, h)), func(x, y int) (int, int) { return w - 1 - x, h - 1 - y }
	case 6:
		out, to = image.NewRGBA(image.Rect(0, 0, h, w)), func(x, y int) (int, int) { return h - 1 - y, x }
	case 8:
		out, to = image.NewRGBA(image.Rect(0, 0, h, w)), func(x, y int) (int, int) { return y, w - 1 - x }
	default:
		return m
	}
	for y := range h {
		for x := range w {
			tx, ty := to(x, y)
			out.Set(tx, ty, m.At(x, y))
		}
	}
	return out
}

// orientation is how a JPEG says its camera was held; 1 when it does not say.
func orientation(b []byte) int {
	for i := 2; i+4 <= len(b) && b[i] == 0xff; {
		n := int(binary.BigEndian.Uint16(b[i+2:]))
		if b[i+1] == 0xda || n < 2 || i+2+n > len(b) {
			break
		}
		seg := b[i+4 : i+2+n]
		i += 2 + n
		tiff, is := bytes.CutPrefix(seg, []byte("Exif\x00\x00"))
		if !is || len(tiff) < 8 {
			continue
		}
		var order binary.ByteOrder = binary.BigEndian
		if tiff[0] == 'I' {
			order = binary.LittleEndian
		}
		at := int(order.Uint32(tiff[4:]))
		if at < 8 || at+2 > len(tiff) {
			return 1
		}
		for k := range int(order.Uint16(tiff[at:])) {
			e := at + 2 + k*12
			if e+12 > len(tiff) {
				return 1
			}
			if order.Uint16(tiff[e:]) == 0x0112 {
				return int(order.Uint16(tiff[e+8:]))
			}
		}
	}
	return 1
}
