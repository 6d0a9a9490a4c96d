package main

import (
	"io"
	"strings"
)

// table aligns columns by how wide a terminal shows them: a Chinese character takes two cells, which
// text/tabwriter does not know.
type table struct {
	rows   [][]string
	widths []int
}

func (t *table) row(cells ...string) {
	for i, c := range cells {
		if i == len(t.widths) {
			t.widths = append(t.widths, 0)
		}
		t.widths[i] = max(t.widths[i], cellWidth(c))
	}
	t.rows = append(t.rows, cells)
}

func (t *table) write(w io.Writer) error {
	var b strings.Builder
	for _, cells := range t.rows {
		var line strings.Builder
		for i, c := range cells {
			line.WriteString(c + strings.Repeat(" ", t.widths[i]-cellWidth(c)+2))
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func cellWidth(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x2e80 && r < 0xfb00 || r >= 0xff00 && r < 0xff61 {
			n++
		}
	}
	return n
}
