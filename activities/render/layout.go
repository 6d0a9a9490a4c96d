package render

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// The page of GB/T 9704-2012, in points from the upper left corner.
const (
	mm        = 72 / 25.4
	pageW     = 210 * mm
	pageH     = 297 * mm
	topMargin = 37 * mm
	binding   = 28 * mm
	typeW     = 156 * mm
	typeH     = 225 * mm
	formTop   = 25 * mm // of a form, which is no official document in the standard's sense
	formH     = 250 * mm
	pageLines = 22
	pageChars = 28
	pitch     = typeH / pageLines // of body lines

	size2 = 22.0 // points of size 2, 3, 4 and small 4
	size3 = 16.0
	size4 = 14.0
	small = 12.0
)

// face size and weight of a run of text.
type style struct {
	size  float64
	bold  bool
	pitch float64 // from line to line
	track float64 // added after every character
}

// Body text is set 28 to the line: 156 mm is a little less than 28 × 16 pt, so every character gives up 0.2 pt.
var (
	body    = style{size: size3, pitch: pitch, track: typeW/pageChars - size3}
	heading = style{size: size3, bold: true, pitch: pitch, track: typeW/pageChars - size3}
	title   = style{size: size2, bold: true, pitch: 36}
	note    = style{size: small, pitch: 19}
	cell    = style{size: small, pitch: 18}
	label   = style{size: small, bold: true, pitch: 18}
)

// line is a line of text broken to measure, with the tracking that sets it.
type line struct {
	text   string
	width  float64 // with tracking
	track  float64
	indent float64
}

// typesetter breaks text; it keeps the first rune that no face can draw.
type typesetter struct {
	fonts *Fonts
	err   error
}

func (t *typesetter) width(s string, st style) (w float64) {
	for _, r := range s {
		_, em, err := t.fonts.pick(r, st.bold)
		if err != nil && t.err == nil {
			t.err = err
		}
		w += em*st.size + st.track
	}
	return w
}

// closing marks have their ink in the left half, so at the end of a line half of them may stand in the margin.
const closing = "，。、；：！？）》〉〕」』】”’"

// forBreaking shows UAX #14 the Chinese quotation marks as what they are here, opening and closing marks; by
// the book they forbid a break on either side. Byte lengths stay.
var forBreaking = strings.NewReplacer("“", "「", "”", "」", "‘", "『", "’", "』")

// units stay with the figure before them.
const units = "年月日时分秒元角万亿条款项号个份处人名天%％℃"

// segments are the pieces of s between which a line may end.
func segments(s string) (out []string) {
	shadow, state := forBreaking.Replace(s), -1
	for len(shadow) > 0 {
		var seg string
		seg, shadow, _, state = uniseg.FirstLineSegmentInString(shadow, state)
		piece := s[:len(seg)]
		s = s[len(seg):]
		if n := len(out); n > 0 {
			last, _ := utf8.DecodeLastRuneInString(out[n-1])
			first, _ := utf8.DecodeRuneInString(piece)
			figure := last >= '0' && last <= '9'
			if figure && strings.ContainsRune(units, first) || last == '第' && first >= '0' && first <= '9' {
				out[n-1] += piece
				continue
			}
		}
		out = append(out, piece)
	}
	return out
}

// pieces are the segments, those too wide for a line cut between characters.
func (t *typesetter) pieces(s string, st style, w float64) (out []string) {
	for _, seg := range segments(s) {
		if t.width(strings.TrimRight(seg, " 　"), st) <= w {
			out = append(out, seg)
			continue
		}
		g := uniseg.NewGraphemes(seg)
		for g.Next() {
			out = append(out, g.Str())
		}
	}
	return out
}

// spare is how far a line may be too wide: half of a closing mark stands over, half a character is squeezed in.
func spare(s string, st style) float64 {
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(closing, last) {
		return st.size
	}
	return 0.3
}

// loosest is how far the characters of a justified line may be drawn apart, in em.
func loosest(w float64) float64 {
	if w < typeW*0.8 {
		return 0.1
	}
	return 0.2
}

// set breaks text into lines of width w, the first of each paragraph indented. justify spreads every line but
// a paragraph's last to the full width.
func (t *typesetter) set(text string, st style, w, indent float64, justify bool) (out []line) {
	for para := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(para) == "" {
			continue
		}
		if indent > 0 {
			para = strings.TrimLeft(para, " 　")
		}
		in := indent
		cur, curW := "", 0.0
		flush := func(last bool) {
			s := strings.TrimRight(cur, " ")
			l := line{text: s, track: st.track, indent: in, width: t.width(s, st)}
			room, over := w-in, l.width-w+in
			if n := utf8.RuneCountInString(s); n > 1 && (over > 0 || justify && !last) {
				if over > 0 {
					room += min(over, spare(s, st)/2)
				}
				// A line left short by a long word, as in a narrow cell, is not pulled apart.
				if add := (room - l.width + st.track) / float64(n-1); add < st.size*loosest(w) {
					l.track += add
					l.width = room
				}
			}
			out = append(out, l)
			cur, curW, in = "", 0, 0
		}
		for _, p := range t.pieces(para, st, w-indent) {
			pw := t.width(p, st)
			if cur != "" {
				s := strings.TrimRight(cur+p, " 　")
				if curW+t.width(strings.TrimRight(p, " 　"), st) > w-in+spare(s, st) {
					flush(false)
				}
			}
			cur += p
			curW += pw
		}
		flush(true)
	}
	return out
}
