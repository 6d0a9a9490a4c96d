package activities

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/emmansun/gmsm/sm3"

	"yifa/activities/render"
	"yifa/domain"
	"yifa/store"
)

// Shelf is what a whole file is taken from besides the Book: stored files, and the chain as it is exported.
type Shelf interface {
	Files() store.Files
	Export(ctx context.Context, w io.Writer, only domain.CaseID) error
	Heads(ctx context.Context) (map[domain.CaseID]store.Head, error)
	Checkpoints(ctx context.Context) ([]store.Checkpoint, error)
}

// maxDossier bounds what one PDF takes in, in bytes; what is beyond it is listed with its digest.
const maxDossier = 300 << 20

func (d *Documents) read(ctx context.Context, h domain.Blob) ([]byte, error) {
	r, err := d.Shelf.Files().Open(ctx, h)
	if err != nil {
		return nil, err
	}
	defer r.Close() //nolint:errcheck // read only
	return io.ReadAll(r)
}

// theCase reads a case and those that go with it.
func (d *Documents) theCase(ctx context.Context, id domain.CaseID, others []domain.CaseID) (*matter, []*domain.Case, error) {
	c, err := d.Book.Case(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	var with []*domain.Case
	for _, o := range others {
		x, err := d.Book.Case(ctx, o)
		if err != nil {
			return nil, nil, err
		}
		with = append(with, x)
	}
	m := &matter{d: d, file: c, event: domain.Event{Seq: c.Seq, Body: &domain.NoteAdded{}, RecordedAt: d.now(), OccurredAt: d.now()}, doc: domain.Document{IssuedOn: domain.DateOf(d.now())}}
	return m, with, m.registers(ctx)
}

// loose is something that cannot be bound: it is listed with its digest.
type loose struct{ name, digest string }

// sheets are the pages of an item, or why it has none.
func (d *Documents) sheets(ctx context.Context, i domain.Item, room *int64) (pdfs [][]byte, out []loose) {
	digest := func(f domain.File) string { return "SM3 " + string(f.Hash) }
	if len(i.Files) == 0 {
		return nil, []loose{{i.Title + " " + i.Number, "文书尚未生成"}}
	}
	var forms []domain.File // of an instrument only the PDF is bound, its DOCX says the same
	for _, f := range i.Files {
		if i.Document == "" || f.Type == "application/pdf" {
			forms = append(forms, f)
		}
	}
	for _, f := range forms {
		name := cmp.Or(i.Title, f.Name)
		picture := strings.HasPrefix(f.Type, "image/")
		if f.Type != "application/pdf" && !picture || f.Size > *room {
			out = append(out, loose{name, digest(f)})
			continue
		}
		b, err := d.read(ctx, f.Hash)
		if err == nil && picture {
			notes := []string{"来源：" + cmp.Or(i.By, "执法人员采集"), "取得时间：" + onDay(i.On), digest(f)}
			b, err = render.Picture(name, notes, b, d.Fonts, render.Options{Plain: true})
		}
		if err == nil {
			_, err = render.Sheets(b)
		}
		if err != nil { // broken, locked or of a kind that cannot be shown: it is evidence all the same
			out = append(out, loose{name, digest(f)})
			continue
		}
		*room -= f.Size
		pdfs = append(pdfs, b)
	}
	return pdfs, out
}

func onDay(d domain.Date) string {
	if d.IsZero() {
		return "—"
	}
	return render.Date(d.Start())
}

// DossierPDF is the whole file as one PDF: for each volume its cover, its contents, its papers and evidence with page numbers,
// and the note at the end. Party: only what the party may read.
func (d *Documents) DossierPDF(ctx context.Context, id domain.CaseID, others []domain.CaseID, party bool) ([]byte, error) {
	m, with, err := d.theCase(ctx, id, others)
	if err != nil {
		return nil, err
	}
	dossier := domain.NewDossier(m.file, with)
	if party {
		dossier = dossier.ForParty()
	}
	room := int64(maxDossier)
	var pieces []render.Piece
	for _, v := range dossier.Volumes {
		ps, err := d.volume(ctx, m, dossier, v, &room)
		if err != nil {
			return nil, err
		}
		pieces = append(pieces, ps...)
	}
	return render.Join(pieces)
}

func (d *Documents) volume(ctx context.Context, m *matter, dossier domain.Dossier, v domain.Volume, room *int64) ([]render.Piece, error) {
	var bound []render.Piece
	var rows []render.Data
	var left []loose
	next := 1
	for _, i := range v.Items {
		pdfs, out := d.sheets(ctx, i, room)
		left = append(left, out...)
		first := next
		for k, b := range pdfs {
			n, err := render.Sheets(b)
			if err != nil {
				return nil, err
			}
			p := render.Piece{PDF: b, First: next}
			if k == 0 {
				p.Title = v.Name + "：" + i.Title
			}
			bound = append(bound, p)
			next += n
		}
		r := render.Data{"no": i.Number, "by": cmp.Or(i.By, m.agency.Name), "name": i.Title, "date": i.On.String(), "page": "另附"}
		if i.On.IsZero() {
			r["date"] = ""
		}
		if next > first {
			r["page"] = fmt.Sprint(first)
		}
		if next-1 > first {
			r["page"] = fmt.Sprintf("%d-%d", first, next-1)
		}
		rows = append(rows, r)
	}
	data, err := m.coverData(ctx, dossier)
	if err != nil {
		return nil, err
	}
	data["volume"], data["pieces"], data["pages"], data["rows"] = v.Name, len(v.Items), next-1, rows
	if a := dossier.Archive; a != nil {
		data["archived"] = render.Date(a.On.Start())
	}
	var list []render.Data
	for _, l := range left {
		list = append(list, render.Data{"name": l.name, "digest": l.digest})
	}
	data["loose"] = list
	set := func(template string) (render.Piece, error) {
		t, err := d.template(ctx, template, d.now())
		if err != nil {
			return render.Piece{}, err
		}
		own := maps.Clone(data)
		if err := m.common(ctx, own, t); err != nil {
			return render.Piece{}, err
		}
		i, err := t.Fill(own)
		if err != nil {
			return render.Piece{}, err
		}
		// a volume may be empty, and a file is looked at before it is archived
		draft := len(i.Missing) > 0
		b, err := render.PDF(i, d.Fonts, render.Options{Agency: m.agency.Name, Plain: true, Draft: draft})
		return render.Piece{Title: v.Name + t.Title, PDF: b}, err
	}
	var out []render.Piece
	for _, t := range []string{"file_cover", "file_contents"} {
		p, err := set(t)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	end, err := set("file_remarks")
	return append(append(out, bound...), end), err
}

// DossierZIP writes the whole file as one archive: the PDFs, every stored file, the chain of events of the case and of those
// that go with it, and how to check it without this system.
func (d *Documents) DossierZIP(ctx context.Context, w io.Writer, id domain.CaseID, others []domain.CaseID) error {
	m, with, err := d.theCase(ctx, id, others)
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	var manifest bytes.Buffer
	add := func(name string, from io.Reader) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: d.now()})
		if err != nil {
			return err
		}
		h := sm3.New()
		if _, err := io.Copy(io.MultiWriter(f, h), from); err != nil {
			return err
		}
		fmt.Fprintf(&manifest, "%s  %s\n", hex.EncodeToString(h.Sum(nil)), name)
		return nil
	}
	for name, party := range map[string]bool{"dossier.pdf": false, "dossier-party.pdf": true} {
		b, err := d.DossierPDF(ctx, id, others, party)
		if err != nil {
			return err
		}
		if err := add(name, bytes.NewReader(b)); err != nil {
			return err
		}
	}
	dossier := domain.NewDossier(m.file, with)
	for _, v := range dossier.Volumes {
		for n, i := range v.Items {
			for k, f := range i.Files {
				r, err := d.Shelf.Files().Open(ctx, f.Hash)
				if err != nil {
					return fmt.Errorf("%s: %w", i.Title, err)
				}
				name := fmt.Sprintf("files/%s/%03d-%d-%s%s", v.Name, n+1, k+1, safe(i.Title), path.Ext(f.Name))
				err = add(name, r)
				_ = r.Close()
				if err != nil {
					return err
				}
			}
		}
	}
	ids := []domain.CaseID{id}
	for _, x := range with {
		if x.Procedure != domain.ProcMeeting { // its chain speaks of other matters too
			ids = append(ids, x.ID)
		}
	}
	slices.Sort(ids)
	var events bytes.Buffer
	heads, err := d.Shelf.Heads(ctx)
	if err != nil {
		return err
	}
	known := map[domain.CaseID]store.Head{}
	for _, c := range ids {
		if err := d.Shelf.Export(ctx, &events, c); err != nil {
			return err
		}
		if h, anchored := heads[c]; anchored {
			known[c] = h
		}
	}
	if err := add("events.jsonl", &events); err != nil {
		return err
	}
	checkpoints, err := d.Shelf.Checkpoints(ctx)
	if err != nil {
		return err
	}
	for name, v := range map[string]any{"heads.json": known, "checkpoint.json": last(checkpoints), "cases.json": ids} {
		b, err := json.MarshalIndent(v, "", " ")
		if err != nil {
			return err
		}
		if err := add(name, bytes.NewReader(append(b, '\n'))); err != nil {
			return err
		}
	}
	if err := add("README.md", strings.NewReader(fmt.Sprintf(howToCheck, dossier.Title, m.file.Reference, d.now().In(domain.Shanghai).Format(time.DateTime)))); err != nil {
		return err
	}
	f, err := z.CreateHeader(&zip.FileHeader{Name: "manifest.sm3", Method: zip.Deflate, Modified: d.now()})
	if err != nil {
		return err
	}
	if _, err := f.Write(manifest.Bytes()); err != nil {
		return err
	}
	return z.Close()
}

// safe is a title as the name of a file.
func safe(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|.`, r) {
			return '_'
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40])
	}
	return cmp.Or(strings.TrimSpace(s), "file")
}

const howToCheck = `# %[1]s（%[2]s）

导出时间：%[3]s

| 文件 | 内容 |
|---|---|
| dossier.pdf | 全部案卷：正卷、副卷，各有封面、目录、页码、备考表 |
| dossier-party.pdf | 当事人可以查阅的部分（正卷；不含移送纪检监察机关的线索） |
| files/ | 文书和证据的原始文件，按卷内次序 |
| events.jsonl | 案卷及关联案卷的全部事件，一行一件，逐件以 SM3 相连 |
| heads.json | 最近一次签名检查点记载的链首 |
| checkpoint.json | 该检查点：全部案卷链首的 SM3 和 SM2 签名 |
| manifest.sm3 | 本压缩包各文件的 SM3 |

## 怎样校验

不需要本系统的数据库。取得 yifa 程序后，在解压目录执行：

    yifa verify events.jsonl --heads heads.json

任何一件事件被修改、删除、调换次序，或者末尾被截去，都会指出第一处。事件中记载了每个文件的 SM3，可以与 manifest.sm3 对照；
没有 yifa 时，可以用任何 SM3 工具核对：每件事件的 hash 是 “上一事件的 hash、换行、事件头、换行、data 原文” 的 SM3，
事件头为 {"case","seq","kind","actor","recorded_by","occurred_at","recorded_at","backfill","key"} 依此次序的 JSON，时间为 UTC 微秒。

## How to check this archive

No database is needed. With the yifa program, in the folder this was unpacked to:

    yifa verify events.jsonl --heads heads.json

Any event changed, deleted, reordered or cut off at the end is named. Each event carries the SM3 of every file it speaks of;
compare them with manifest.sm3. The hash of an event is the SM3 of the hash before it, a line feed, its header as JSON with the
keys above in that order (times in UTC, microseconds), a line feed, and the bytes of its data. The first follows SM3("yifa/1 <case>").
`

// PublicPDF is the public copy of an instrument: natural persons, addresses, numbers are masked (行政处罚法 48, 50).
func (d *Documents) PublicPDF(ctx context.Context, id domain.CaseID, doc domain.DocumentID) ([]byte, error) {
	c, err := d.Book.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	x := c.Document(doc)
	if x == nil {
		return nil, domain.Refuse("not_found", "", "没有这份文书。", "there is no such instrument")
	}
	m, err := d.matter(ctx, id, *x)
	if err != nil {
		return nil, err
	}
	t, data, err := d.filled(ctx, m)
	if err != nil {
		return nil, err
	}
	i, err := t.Fill(t.Redacted(data, m.persons(c)...))
	if err != nil {
		return nil, err
	}
	return render.PDF(i, d.Fonts, render.Options{Agency: m.agency.Name, Created: m.event.RecordedAt})
}

// persons are the natural persons of the file who are not of the bureau.
func (m *matter) persons(c *domain.Case) []string {
	out := []string{m.party.Contact}
	p := c.Penalty
	if p == nil {
		return out
	}
	if p.Natural {
		out = append(out, m.partyName())
	}
	for _, i := range p.Interviews {
		out = append(out, i.Name)
	}
	for _, h := range p.Hearings {
		for _, a := range h.Agents {
			out = append(out, a.Name)
		}
	}
	for _, d := range p.Defences {
		if d.By != m.partyName() {
			out = append(out, d.By)
		}
	}
	for _, s := range m.proposal().Sanctions {
		out = append(out, s.Person)
	}
	return out
}

// Previews lists the instruments that can be looked at before they are issued, with what each still lacks.
func (d *Documents) Previews(ctx context.Context, id domain.CaseID) ([]domain.Draft, error) {
	m, _, err := d.theCase(ctx, id, nil)
	if err != nil {
		return nil, err
	}
	out := []domain.Draft{}
	for typ, all := range instruments {
		for _, k := range all {
			if k.preview == nil || !k.preview(m.file) {
				continue
			}
			_, draft, err := d.draft(ctx, m, typ, k)
			if err != nil {
				return nil, err
			}
			out = append(out, draft)
			break
		}
	}
	slices.SortFunc(out, func(a, b domain.Draft) int { return strings.Compare(a.Type, b.Type) })
	return out, nil
}

// draft fills an instrument from the file as it stands. The number and what only the act of issuing says are not missed.
func (d *Documents) draft(ctx context.Context, m *matter, typ string, k kind) (render.Instrument, domain.Draft, error) {
	var none render.Instrument
	t, err := d.template(ctx, k.template, d.now())
	if err != nil {
		return none, domain.Draft{}, err
	}
	own := *m
	own.doc.Type, own.doc.Title = typ, t.Title
	data, err := k.fill(ctx, &own)
	if err != nil {
		return none, domain.Draft{}, err
	}
	if err := own.common(ctx, data, t); err != nil {
		return none, domain.Draft{}, err
	}
	i, err := t.Fill(data)
	if err != nil {
		return none, domain.Draft{}, err
	}
	out := domain.Draft{Type: typ, Title: t.Title, Missing: []domain.Lack{}}
	for _, x := range i.Missing {
		if x.Field != "number" {
			out.Missing = append(out.Missing, domain.Lack{Field: x.Field, Name: x.Name, Article: x.Article})
		}
	}
	return i, out, nil
}

// Preview sets an instrument from the file as it stands, with the draft stamp.
func (d *Documents) Preview(ctx context.Context, id domain.CaseID, typ string) (domain.Draft, error) {
	m, _, err := d.theCase(ctx, id, nil)
	if err != nil {
		return domain.Draft{}, err
	}
	n := slices.IndexFunc(instruments[typ], func(k kind) bool { return k.preview != nil && k.preview(m.file) })
	if n < 0 {
		return domain.Draft{}, domain.Refuse("not_found", "", "案卷现在不能预览这种文书（%[1]s）。", "an instrument of type %[1]s cannot be previewed from the file as it stands", typ)
	}
	i, out, err := d.draft(ctx, m, typ, instruments[typ][n])
	if err != nil {
		return out, err
	}
	out.PDF, err = render.PDF(i, d.Fonts, render.Options{Agency: m.agency.Name, Draft: true, Created: d.now()})
	return out, err
}

// Print joins issued instruments into one PDF, each as often as copies says.
func (d *Documents) Print(ctx context.Context, docs []domain.File, copies int) ([]byte, error) {
	var pieces []render.Piece
	for _, f := range docs {
		b, err := d.read(ctx, f.Hash)
		if err != nil {
			return nil, err
		}
		for k := range max(1, copies) {
			p := render.Piece{PDF: b}
			if k == 0 {
				p.Title = strings.TrimSuffix(f.Name, ".pdf")
			}
			pieces = append(pieces, p)
		}
	}
	if len(pieces) == 0 {
		return nil, domain.Refuse("not_found", "", "选中的文书都还没有生成。", "none of the instruments chosen has been rendered yet")
	}
	return render.Join(pieces)
}
