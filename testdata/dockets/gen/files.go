package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"log"
)

// The files of evidence are drawn, not photographed.

func picture(seed uint8) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 96, 64))
	for y := range 64 {
		for x := range 96 {
			c := color.RGBA{uint8(60 + y), uint8(120 + x/2), 90 + seed*13, 255}
			if (x/12+y/12+int(seed))%3 == 0 && y > 24 { // rows of stones
				c = color.RGBA{150, 150, 155, 255}
			}
			m.Set(x, y, c)
		}
	}
	return m
}

func pngFile(seed uint8) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, picture(seed)); err != nil {
		log.Panic(err)
	}
	return b.Bytes()
}

func jpgFile(seed uint8) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(seed), &jpeg.Options{Quality: 70}); err != nil {
		log.Panic(err)
	}
	return b.Bytes()
}

// pdfFile is one page with one line of text.
func pdfFile(text string) []byte {
	var b bytes.Buffer
	var at []int
	obj := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.4\n")
	obj("<< /Type /Catalog /Pages 2 0 R >>")
	obj("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	obj("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
	stream := "BT /F1 14 Tf 72 760 Td (" + text + ") Tj ET"
	obj(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(stream), stream))
	obj("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

// mp4File is the smallest thing that says it is a film: a file type box and an empty one.
func mp4File() []byte {
	return []byte("\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41\x00\x00\x00\x08free\x00\x00\x00\x08mdat")
}

func evidenceFiles() map[string][]byte {
	return map[string][]byte{
		"plot-1.png": pngFile(1), "plot-2.png": pngFile(2), "plot-3.jpg": jpgFile(3), "corrected.jpg": jpgFile(5),
		"receipt.pdf": pdfFile("Service receipt (synthetic)"), "report.pdf": pdfFile("Report of correction (synthetic)"),
		"left-at-door.mp4": mp4File(),
		"account-book.pdf": pdfFile("Stubs of receipts (synthetic)"), "audit.pdf": pdfFile("Report of the audit (synthetic)"),
		"statement.pdf": pdfFile("Statement of the party (synthetic)"), "waiver.pdf": pdfFile("Waiver of defence and hearing (synthetic)"),
		"application.pdf": pdfFile("Application (synthetic)"), "promise.pdf": pdfFile("Letter of promise (synthetic)"), "liquidation.pdf": pdfFile("Report of the liquidation (synthetic)"),
		"premises.png": pngFile(6),
		"request.pdf":  pdfFile("Request for a hearing (synthetic)"),
	}
}
