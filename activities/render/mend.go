package render

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf16"
)

var (
	rangeLine = regexp.MustCompile(`<([0-9A-F]{4})><[0-9A-F]{4}><([0-9A-F]{4,6})>\n`)
	lengthKey = regexp.MustCompile(`/Length \d+\n`)
	startXref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
)

// mend rewrites the tables by which text is copied out of the file. gopdf writes characters beyond the
// basic plane as five hex digits where UTF-16 is due, so that 𬍛 was drawn right but copied, searched and read
// aloud as ⰵ; it also gives a code range and block sizes the CMap format does not allow.
func mend(in []byte) ([]byte, error) {
	m := startXref.FindSubmatch(in)
	if m == nil {
		return nil, fmt.Errorf("mend PDF: no cross-reference")
	}
	at, err := strconv.Atoi(string(m[1]))
	if err != nil || at >= len(in) {
		return nil, fmt.Errorf("mend PDF: cross-reference at %s", m[1])
	}
	rows := bytes.SplitAfter(in[at:], []byte("\n"))
	var total int
	if _, err := fmt.Sscanf(string(rows[1]), "0 %d", &total); err != nil {
		return nil, fmt.Errorf("mend PDF: cross-reference: %w", err)
	}
	starts := make([]int, total) // starts[0] is the free entry
	for n := 1; n < total; n++ {
		if starts[n], err = strconv.Atoi(string(rows[2+n][:10])); err != nil {
			return nil, fmt.Errorf("mend PDF: object %d: %w", n, err)
		}
	}
	// The tag differs with the content, so that tools which join files do not take one subset for another.
	sum := sha256.Sum256(in)
	tag := []byte(subsetTag + "+")
	for n := range subsetTag {
		tag[n] = 'A' + sum[n]%26
	}
	var out bytes.Buffer
	out.Grow(len(in) + 4096)
	out.Write(in[:starts[1]])
	for n := 1; n < total; n++ {
		end := at
		if n+1 < total {
			end = starts[n+1]
		}
		obj := in[starts[n]:end]
		starts[n] = out.Len()
		if bytes.Contains(obj, []byte("/BaseFont")) || bytes.Contains(obj, []byte("/FontName")) {
			obj = bytes.ReplaceAll(obj, []byte(subsetTag+"+"), tag)
		}
		if bytes.Contains(obj, []byte("/CMapName /Adobe-Identity-UCS")) {
			obj = mendMap(obj)
		}
		out.Write(obj)
	}
	xref := out.Len()
	out.Write(rows[0])
	out.Write(rows[1])
	out.Write(rows[2])
	for n := 1; n < total; n++ {
		fmt.Fprintf(&out, "%010d 00000 n \n", starts[n])
	}
	trailer := bytes.Join(rows[2+total:], nil)
	out.Write(startXref.ReplaceAll(trailer, []byte(fmt.Sprintf("startxref\n%d\n%%%%EOF\n", xref))))
	return out.Bytes(), nil
}

// mendMap writes one ToUnicode object anew.
func mendMap(obj []byte) []byte {
	stream := bytes.Index(obj, []byte("stream\n")) + len("stream\n")
	end := bytes.LastIndex(obj, []byte("endstream"))
	begin := bytes.Index(obj, []byte("1 begincodespacerange"))
	suffix := bytes.Index(obj, []byte("endcmap"))
	if stream < begin && begin < suffix && suffix < end {
		var b bytes.Buffer
		b.Write(obj[stream:begin])
		b.WriteString("1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
		found := rangeLine.FindAllSubmatch(obj[begin:suffix], -1)
		for len(found) > 0 {
			n := min(100, len(found))
			fmt.Fprintf(&b, "%d beginbfchar\n", n)
			for _, f := range found[:n] {
				r, _ := strconv.ParseUint(string(f[2]), 16, 32)
				fmt.Fprintf(&b, "<%s><", f[1])
				for _, u := range utf16.Encode([]rune{rune(r)}) {
					fmt.Fprintf(&b, "%04X", u)
				}
				b.WriteString(">\n")
			}
			b.WriteString("endbfchar\n")
			found = found[n:]
		}
		b.Write(obj[suffix:end])
		head := lengthKey.ReplaceAll(obj[:stream], []byte(fmt.Sprintf("/Length %d\n", b.Len())))
		return bytes.Join([][]byte{head, b.Bytes(), obj[end:]}, nil)
	}
	return obj
}
