package docket

import (
	"errors"
	"io"
	"net/http"
	"path"
	"reflect"
	"slices"
	"strings"
	"time"

	"yifa/domain"
)

// Request is an act as a docket asks for it.
type Request struct {
	Case       domain.CaseID
	Command    domain.Command
	Actor      domain.PersonID
	RecordedBy domain.PersonID
	At         time.Time
	Backfill   string
	Key        string

	stands domain.PersonID // in whose place the actor acts, once the gate has said so
}

// request makes the request of a line. Lines of the system enter the registers of a new installation; everything else
// is entered by the recorder for the person who did it.
func (d *Docket) request(l Line, cmd domain.Command, recorder string) Request {
	r := Request{Case: d.id(l), Command: cmd, Actor: PersonID(l.Actor), RecordedBy: domain.System, At: l.At,
		Backfill: "补录：" + d.Name, Key: d.Key(l)}
	if r.Actor != domain.System {
		r.RecordedBy = PersonID(recorder)
	}
	return r
}

// known says what is wrong with a line whatever the files hold: who may stand as the system, what a person is called.
func (d *Docket) known(l Line, recorder string) *Fault {
	kind, _, _ := strings.Cut(l.Act, ".")
	switch {
	case l.Actor == string(domain.System) && kind != "agency" && kind != "person" && kind != "party":
		return &Fault{Field: "actor", Code: "system_actor", Message: "系统只能登记机关、人员、当事人；其他事项须写明办理人。",
			English: "the system enters authorities, people and parties only; name the person who did it"}
	case l.Actor != string(domain.System) && recorder == "":
		return &Fault{Field: "actor", Code: "no_recorder", Message: "首行没有 recorder：须有一名有补录权的人登记本流水。",
			English: "the header names no recorder: somebody with the power to backfill must enter this docket"}
	case kind == "agency" && AgencyID(l.Case) != AgencyID(d.Agency):
		return &Fault{Field: "case", Code: "wrong_agency", Message: "机关代号应为首行的 agency。", English: "the key of the authority must be the agency of the header"}
	}
	return nil
}

// Check plays the docket, with those it follows, into books of its own and tells every fault. What follows from a
// fault already told is left out. It touches nothing.
func Check(d *Docket, law Law) (*Books, []Fault) {
	b := NewBooks(law)
	var faults []Fault
	broken := map[domain.CaseID]bool{}
	for _, d := range d.chain() {
		for _, l := range d.Lines {
			fs, consequence := b.line(d, l, broken)
			if l.told && len(fs) > 0 {
				fs, consequence = nil, true
			}
			if len(fs) > 0 || consequence {
				broken[d.id(l)] = true
				if strings.HasPrefix(l.Act, "agency.") {
					broken[domain.CaseID(AgencyID(d.Agency))] = true
				}
			}
			faults = append(faults, fs...)
		}
	}
	return b, faults
}

func (b *Books) line(d *Docket, l Line, broken map[domain.CaseID]bool) (faults []Fault, consequence bool) {
	tell := func(f Fault) []Fault {
		f.Docket, f.Line = d.Name, l.No
		return []Fault{f}
	}
	if s, ok := domain.SpecOf(l.Act); !ok || s.SystemOnly || l.Actor == "" || l.At.IsZero() || !keyForm.MatchString(l.Case) {
		return nil, true // told when it was read
	}
	if f := d.known(l, d.Recorder); f != nil {
		return tell(*f), false
	}
	cmd, refs, err := d.command(l)
	if err != nil {
		return d.explain(l, nil, err), false
	}
	if x, ok := cmd.(*domain.AddPerson); ok && x.Login != l.Case {
		return tell(Fault{Field: "data.login", Code: "key_mismatch", Message: "人员以登录名为代号：case 应与 login 相同。", English: "people are known by login: case must be the login"}), false
	}
	for _, r := range refs {
		f, follows := b.resolve(d, r, broken)
		if follows {
			return nil, true
		}
		if f != nil {
			return tell(*f), false
		}
	}
	if broken[domain.CaseID(AgencyID(d.Agency))] {
		return nil, true // without an authority nothing can be judged
	}
	if err := b.act(d.request(l, cmd, d.Recorder), AgencyID(d.Agency)); err != nil {
		if d.follows(l, domain.CodeOf(err), broken) {
			return nil, true
		}
		return d.explain(l, cmd, err), false
	}
	return nil, false
}

// standing are refusals that hang on where a file stands; in a file with a fault they say nothing new.
var standing = []domain.Code{"wrong_stage", "not_found", "already_open", "already_done", "not_approved", "findings_open", "file_closed",
	"returned", "inspections_open", "exits_conflict", "one_further_order"}

// follows reports that a refusal only follows from a fault told before.
func (d *Docket) follows(l Line, code domain.Code, broken map[domain.CaseID]bool) bool {
	if code == "unknown_person" {
		return broken[domain.CaseID(PersonID(l.Actor))] || broken[domain.CaseID(PersonID(d.Recorder))]
	}
	if !slices.Contains(standing, code) {
		return false
	}
	id := string(d.id(l))
	if code == "inspections_open" { // those that came from it
		for other := range broken {
			if strings.HasPrefix(string(other), id+"-") {
				return true
			}
		}
	}
	for i := len(id); i > 2; i = strings.LastIndexByte(id[:i], '-') { // the file, and those it came from
		if broken[domain.CaseID(id[:i])] {
			return true
		}
	}
	return false
}

// resolve finds what a reference names, and takes stored files in.
func (b *Books) resolve(d *Docket, r reference, broken map[domain.CaseID]bool) (f *Fault, follows bool) {
	if r.kind == blobType {
		place, ok := r.stored()
		if !ok {
			return &Fault{Field: r.path, Code: "unknown_file", Message: "请写 file:路径，路径相对于案卷流水所在目录。", English: "write file:path, relative to the folder of the docket"}, false
		}
		file, err := d.look(place)
		if err != nil {
			return &Fault{Field: r.path, Code: "unknown_file", Message: "没有这个文件：" + place, English: "there is no file " + place}, false
		}
		file.Hash = domain.Blob(r.key)
		b.blobs[file.Hash] = file
		return nil, false
	}
	if r.kind != personType && r.kind != partyType {
		return nil, false
	}
	id := domain.CaseID(r.id(d.Name))
	if b.cases[id] != nil {
		return nil, false
	}
	if broken[id] {
		return nil, true
	}
	if r.kind == personType {
		return &Fault{Field: r.path, Code: "unknown_person", Message: "没有这名人员：" + r.key, English: "there is no person " + r.key}, false
	}
	return &Fault{Field: r.path, Code: "unknown_party", Message: "没有这个当事人：" + r.key, English: "there is no party " + r.key}, false
}

func (d *Docket) look(name string) (domain.File, error) {
	f, err := d.file(name)
	if err != nil {
		return domain.File{}, err
	}
	defer f.Close() //nolint:errcheck // read only
	st, err := f.Stat()
	if err != nil {
		return domain.File{}, err
	}
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return domain.File{}, err // an empty file proves nothing
	}
	return domain.File{Name: path.Base(name), Type: http.DetectContentType(head[:n]), Size: st.Size()}, nil
}

// where a refusal points to, if it does not say so itself
var fieldOf = map[domain.Code]string{
	"unknown_act": "act", "wrong_stage": "act", "wrong_procedure": "act", "file_closed": "act", "already_done": "act",
	"not_found": "case", "already_open": "case", "in_the_future": "on", "too_early": "on", "out_of_order": "on",
	"not_permitted": "actor", "separation_of_duties": "actor", "not_yours": "actor", "unknown_person": "actor", "backfill_needed": "actor",
}

// explain turns a refusal into faults, one for each field it names.
func (d *Docket) explain(l Line, cmd domain.Command, err error) []Fault {
	var e *domain.Error
	if !errors.As(err, &e) {
		return []Fault{{Docket: d.Name, Line: l.No, Code: "internal", Message: "系统故障：" + err.Error(), English: err.Error()}}
	}
	f := Fault{Docket: d.Name, Line: l.No, Field: fieldOf[e.Code], Code: e.Code, Message: e.Message, English: e.English, Article: e.Article}
	if len(e.Fields) == 0 {
		if f.Field == "" {
			f.Field = "data"
		}
		if people := []domain.Code{"two_officers", "no_valid_certificate", "not_an_officer", "not_on_the_case"}; cmd != nil && slices.Contains(people, e.Code) {
			f.Field = peopleOf(cmd)
		}
		return []Fault{f}
	}
	var out []Fault
	for _, x := range e.Fields {
		g := f
		g.Field, g.Message = "data", x.Message
		if x.Path != "" {
			g.Field = "data." + x.Path
		}
		out = append(out, g)
	}
	return out
}

// peopleOf is the first field of a command that names people.
func peopleOf(cmd domain.Command) string {
	if targets := reflect.Indirect(reflect.ValueOf(cmd)).FieldByName("Targets"); targets.IsValid() {
		return "data.targets"
	}
	for _, r := range references(cmd) {
		if r.kind == personType {
			path, _, _ := strings.Cut(r.path, "[")
			return path
		}
	}
	return "data"
}
