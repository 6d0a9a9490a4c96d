package activities

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"yifa/activities/render"
	"yifa/domain"
	"yifa/store"
)

// Documents makes the files of instruments and keeps them.
type Documents struct {
	Book  Book
	Fonts *render.Fonts
}

// RenderInput names an instrument of a file.
type RenderInput struct {
	Case     domain.CaseID     `json:"case"`
	Document domain.DocumentID `json:"document"`
}

// instruments says which template sets which type of instrument.
var instruments = map[string]struct {
	template string
	fill     func(context.Context, *matter) (render.Data, error)
}{
	"I-1":  {"campaign_scheme", scheme},
	"I-3":  {"inspection_approval", approval},
	"I-4":  {"inspection_notice", notice},
	"I-5":  {"site_record", siteRecord},
	"I-8":  {"order_to_correct", order},
	"I-10": {"reinspection_opinion", opinion},
	"I-11": {"inspection_result", result},
	"P-24": {"service_receipt", receipt},
}

// Render makes the PDF and the DOCX of an issued instrument and enters them in the file. What it says is the file as of
// the event that issued it, whenever it is made: made twice, it is the same to the byte.
func (d *Documents) Render(ctx context.Context, in RenderInput) error {
	c, err := d.Book.Case(ctx, in.Case)
	if err != nil {
		return Crossing(err)
	}
	doc := c.Document(in.Document)
	switch {
	case doc == nil:
		return Crossing(domain.Refuse("not_found", "", "没有这份文书。", "there is no such instrument"))
	case len(doc.Files) > 0 || !doc.VoidedOn.IsZero():
		return nil
	}
	i, opts, err := d.instrument(ctx, in.Case, *doc)
	if err != nil {
		return Crossing(err)
	}
	pdf, err := render.PDF(i, d.Fonts, opts)
	if err != nil {
		return err
	}
	docx, err := render.DOCX(i, opts)
	if err != nil {
		return err
	}
	var hashes []domain.Blob
	for _, f := range []struct {
		ending string
		bytes  []byte
	}{{".docx", docx}, {".pdf", pdf}} {
		put, err := d.Book.PutFile(ctx, doc.Title+f.ending, bytes.NewReader(f.bytes))
		if err != nil {
			return Crossing(err)
		}
		hashes = append(hashes, put.Hash)
	}
	_, err = d.Book.Act(ctx, store.Request{Case: in.Case, Actor: domain.System, Key: "render:" + string(in.Document), Untold: true,
		Command: &domain.RecordRendered{Document: in.Document, Files: hashes}})
	return Crossing(err)
}

// instrument fills the template of a document from the file as it stood when the document was issued.
func (d *Documents) instrument(ctx context.Context, id domain.CaseID, doc domain.Document) (render.Instrument, render.Options, error) {
	var none render.Instrument
	kind, known := instruments[doc.Type]
	if !known {
		return none, render.Options{}, fmt.Errorf("no template sets an instrument of type %s", doc.Type)
	}
	all, err := render.Templates()
	if err != nil {
		return none, render.Options{}, err
	}
	t, found := all[kind.template]
	if !found {
		return none, render.Options{}, fmt.Errorf("there is no template %s", kind.template)
	}
	m, err := d.matter(ctx, id, doc)
	if err != nil {
		return none, render.Options{}, err
	}
	data, err := kind.fill(ctx, m)
	if err != nil {
		return none, render.Options{}, err
	}
	m.common(data, t)
	i, err := t.Fill(data)
	if err != nil {
		return none, render.Options{}, err
	}
	if len(i.Missing) > 0 {
		var names []string
		for _, x := range i.Missing {
			names = append(names, x.Name)
		}
		return none, render.Options{}, incomplete(doc.Title, names)
	}
	return i, render.Options{Agency: m.agency.Name, Created: m.event.RecordedAt}, nil
}

// matter is what an instrument may draw on: the file as of its event, and the registers.
type matter struct {
	d      *Documents
	file   *domain.Case
	event  domain.Event // the one that issued the instrument
	doc    domain.Document
	agency domain.Agency
	party  domain.Party
}

func (d *Documents) matter(ctx context.Context, id domain.CaseID, doc domain.Document) (*matter, error) {
	m := &matter{d: d, doc: doc}
	var err error
	if m.file, m.event, err = d.Book.CaseAsOf(ctx, id, doc.Seq); err != nil {
		return nil, err
	}
	if m.agency, err = d.Book.Agency(ctx); err != nil {
		return nil, err
	}
	if m.file.Party != nil {
		if m.party, err = d.Book.Party(ctx, m.file.Party.ID); err != nil {
			return nil, err
		}
		m.party.Name = m.file.Party.Name // as it was named when the file was opened
	}
	return m, nil
}

// common adds what every instrument has: organ, number, date, addressee, and whom to ask.
func (m *matter) common(data render.Data, t render.Template) {
	add := func(field string, v any) {
		_, there := data[field]
		if has := func(f render.Field) bool { return f.Field == field }; !there &&
			(slices.ContainsFunc(t.Required, has) || slices.ContainsFunc(t.Optional, has)) {
			data[field] = v
		}
	}
	add("agency", m.agency.Name)
	add("address", m.agency.Address)
	add("number", m.doc.Number)
	add("issued_on", m.doc.IssuedOn)
	add("party", m.party.Name)
	add("party_code", m.party.USCC)
	add("phone", m.agency.Phone)
	add("complaint_phone", m.agency.Phone)
}

// name is the name of a person.
func (m *matter) name(ctx context.Context, id domain.PersonID) (string, error) {
	p, err := m.d.Book.Person(ctx, id)
	return p.Name, err
}

// licensed are officers with the certificates they held on the day.
func (m *matter) licensed(ctx context.Context, ids []domain.PersonID, on domain.Date) ([]render.Data, error) {
	var out []render.Data
	for _, id := range ids {
		p, err := m.d.Book.Person(ctx, id)
		if err != nil {
			return nil, err
		}
		cert, _ := p.CertificateOn(on)
		out = append(out, render.Data{"name": p.Name, "cert": cert.Number})
	}
	return out, nil
}

func each(key string, values []string) []render.Data {
	var out []render.Data
	for _, v := range values {
		out = append(out, render.Data{key: v})
	}
	return out
}
