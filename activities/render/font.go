package render

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"

	"github.com/signintech/gopdf"
)

//go:embed fonts
var fontFiles embed.FS

const (
	regularFile = "NotoSerifSC-Regular.ttf"
	boldFile    = "NotoSerifSC-Bold.ttf"
)

// subsetTag marks in a face's name that only a part of it is embedded; mend makes it the file's own.
const subsetTag = "YIFASU"

// ErrFontsMissing says how to get the faces.
var ErrFontsMissing = errors.New("fonts missing: run make fonts")

// Fonts are the faces parsed once, for any number of goroutines.
type Fonts struct {
	container gopdf.FontContainer
	faces     [2]*face // regular, bold
}

// face measures; it never changes after loading but for its cache of widths.
type face struct {
	family string
	font   gopdf.SubsetFontObj
	widths sync.Map // rune → float64, em; negative when the face lacks the rune
}

// LoadFonts reads the two faces from a folder, or the embedded ones when dir is empty.
func LoadFonts(dir string) (*Fonts, error) {
	var from fs.FS
	if dir == "" {
		sub, err := fs.Sub(fontFiles, "fonts")
		if err != nil {
			return nil, fmt.Errorf("embedded fonts: %w", err)
		}
		from = sub
	} else {
		from = os.DirFS(dir)
	}
	f := &Fonts{}
	for i, name := range []string{regularFile, boldFile} {
		b, err := fs.ReadFile(from, name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: %w", name, ErrFontsMissing)
		}
		if err != nil {
			return nil, fmt.Errorf("read font: %w", err)
		}
		family := subsetTag + "+" + strings.TrimSuffix(name, ".ttf")
		if err := f.container.AddTTFFontData(family, b); err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
		f.faces[i] = &face{family: family}
		if err := f.faces[i].font.SetTTFData(b); err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
	}
	return f, nil
}

// width is the advance of a rune in em; ok is false when the face has no glyph for it.
func (f *face) width(r rune) (em float64, ok bool) {
	if w, seen := f.widths.Load(r); seen {
		em = w.(float64)
		return em, em >= 0
	}
	em = -1
	// gopdf answers glyph 0, the empty box, for some runes it lacks, and an error for others.
	if g, err := f.font.CharCodeToGlyphIndex(r); err == nil && g != 0 {
		em = float64(f.font.GlyphIndexToPdfWidth(g)) / 1000
	}
	f.widths.Store(r, em)
	return em, em >= 0
}

// NoGlyph is a character that no face can draw. It stops the rendering: a name with a hole is a wrong name.
type NoGlyph struct{ Rune rune }

func (e *NoGlyph) Error() string {
	return fmt.Sprintf("no font has a glyph for %U %q", e.Rune, e.Rune)
}

// pick is the face that draws the rune in the wanted weight, or the other one.
func (f *Fonts) pick(r rune, bold bool) (*face, float64, error) {
	first, second := f.faces[0], f.faces[1]
	if bold {
		first, second = second, first
	}
	for _, c := range []*face{first, second} {
		if w, ok := c.width(r); ok {
			return c, w, nil
		}
	}
	return nil, 0, &NoGlyph{r}
}
