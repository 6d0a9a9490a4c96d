// Package render turns an instrument's content into DOCX and PDF.
//
// It knows layout (GB/T 9704-2012 and the forms built on it) and never law: which instrument is due, what its
// facts are and whether it may be issued is decided elsewhere. It reads no database and no clock and decides
// nothing; what it prints is exactly what [Instrument.Text] says, plus page numbers and, on a draft, the stamp.
//
// A kind of instrument is a file, templates/<id>.json, which a bureau may change without a programmer; see
// templates/README.md. [Parse] is strict, so a slip in a template is found when it is loaded, not when a notice
// is served.
package render

import "time"

// Data is what an instrument says: field names of the template to text, dates, numbers, or lists of such maps.
type Data map[string]any

// Options are about the copy being made, not about what it says.
type Options struct {
	Draft   bool      // stamped 草稿; only a draft may have gaps
	Plain   bool      // without page numbers: what is joined to a file that has its own
	Agency  string    // author in the file's properties, never printed
	Created time.Time // creation time in the file's properties; the caller's, so that a re-run is byte-identical
}
