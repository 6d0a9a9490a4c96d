// Package docket reads, checks and plays dockets: JSON Lines files of acts in legal order, which is how a year of
// files comes in from paper or from another system. The format is described in docs/docket.md.
//
// A docket has no power of its own. Every line goes through the same commands, guards and powers as an act on the
// page. The package must never know of the database or of HTTP: it is given a Door.
package docket

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"yifa/domain"
)

// Version is what the first line of a docket says it is.
const Version = "yifa/1"

// Header is the first line.
type Header struct {
	Docket   string `json:"docket"`             // yifa/1
	Name     string `json:"name"`               // lower case letters, digits, dashes: ids and keys are made from it
	Agency   string `json:"agency"`             // key of the authority whose docket it is
	Recorder string `json:"recorder,omitempty"` // login of the person who enters it, who must hold the power to backfill
	After    string `json:"after,omitempty"`    // another docket that must be loaded before, relative to this one
	Note     string `json:"note,omitempty"`
}

// Line is one act.
type Line struct {
	No    int             // in the file, from 1
	On    string          // as written
	At    time.Time       // as resolved
	Actor string          // login, or "system"
	Act   string          // inspection.record
	Case  string          // key of the file
	Data  json.RawMessage // the command, with relative days resolved
	Moves bool            // something in it is relative to the day of loading
	Hash  string          // of the line as written

	told bool // its fault was told when it was read
}

// Docket is a docket as read, with the one it follows.
type Docket struct {
	Header
	Path  string // its own place in Files
	Files fs.FS  // files of evidence are named relative to the docket
	Lines []Line
	Prior *Docket
}

// Fault is what is wrong with a line: where, by which rule, and what to do.
type Fault struct {
	Docket  string      `json:"docket,omitempty"`
	Line    int         `json:"line"`
	Field   string      `json:"field,omitempty"` // on, actor, act, case, data.findings[0].quantity
	Code    domain.Code `json:"code"`
	Message string      `json:"message"`
	English string      `json:"english,omitempty"`
	Article string      `json:"article,omitempty"`
}

// String is the fault on one line, as a compiler would say it.
func (f Fault) String() string {
	s := strconv.Itoa(f.Line) + ": " + f.Field + ": [" + string(f.Code) + "] " + f.Message
	if f.Article != "" {
		s += "（" + f.Article + "）"
	}
	return s
}

var (
	nameForm     = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)
	keyForm      = regexp.MustCompile(`^([a-z0-9][a-z0-9-]{0,39}:)?[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$`)
	childForm    = regexp.MustCompile(`^(.+?)((?:-[trpvsoab][0-9]+)+)$`)
	orgForm      = regexp.MustCompile(`^(.+)-[oa][0-9]+$`) // a party that a file of registration brought forth
	paperForm    = regexp.MustCompile(`^(.+)-d(x?[0-9]+)$`)
	relativeForm = regexp.MustCompile(`^today(?:([+-])([0-9]{1,5})(w)?)?(?:T([0-9]{2}):([0-9]{2}))?$`)
	relativeYear = regexp.MustCompile(`^today-([0-9]{1,5})y(?:-([0-9]{1,2}))?(?:/([0-9]{2}-[0-9]{2}))?$`)
)

// Open reads a docket and those it follows. Days written as today-12 are counted from the day of now, those written as today-8w
// are so many working days from it; without a calendar Monday to Friday are worked.
func Open(files fs.FS, name string, now time.Time, cal *domain.Calendar) (*Docket, []Fault, error) {
	return open(files, name, now, cal, 0)
}

// OpenFile is Open for a file of this machine.
func OpenFile(name string, now time.Time, cal *domain.Calendar) (*Docket, []Fault, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, nil, err
	}
	root := filepath.VolumeName(abs) + string(filepath.Separator)
	rel, err := filepath.Rel(root, abs)
	if err != nil {
		return nil, nil, err
	}
	return Open(os.DirFS(root), filepath.ToSlash(rel), now, cal)
}

func open(files fs.FS, name string, now time.Time, cal *domain.Calendar, depth int) (*Docket, []Fault, error) {
	if depth > 20 {
		return nil, nil, fmt.Errorf("%s: dockets follow each other in a circle", name)
	}
	f, err := files.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	d, faults := Read(f, now, cal)
	d.Files, d.Path = files, name
	if d.After != "" {
		prior, before, err := open(files, path.Join(path.Dir(name), d.After), now, cal, depth+1)
		if err != nil {
			return d, faults, fmt.Errorf("%s follows another docket: %w", name, err)
		}
		d.Prior = prior
		switch {
		case d.Docket == "" || prior.Docket == "": // told already
		case prior.Agency != d.Agency:
			before = append(before, Fault{Docket: d.Name, Line: 1, Field: "agency", Code: "wrong_agency", Message: "与 after 所指流水的机关不同：" + prior.Agency, English: "the docket before is of another authority: " + prior.Agency})
		case prior.Name == d.Name:
			before = append(before, Fault{Docket: d.Name, Line: 1, Field: "name", Code: "no_header", Message: "与 after 所指流水同名", English: "the docket before has the same name"})
		}
		faults = append(before, faults...)
	}
	return d, faults, nil
}

// file opens a file the docket names. It never leaves the folder of the docket, by no link either: a docket may come
// from a stranger, and what it names is put into the file.
func (d *Docket) file(name string) (fs.File, error) {
	if d.Files == nil || !fs.ValidPath(name) {
		return nil, fs.ErrNotExist
	}
	at := path.Dir(d.Path)
	for part := range strings.SplitSeq(name, "/") {
		at = path.Join(at, part)
		st, err := fs.Lstat(d.Files, at)
		if err != nil {
			return nil, err
		}
		if st.Mode()&fs.ModeSymlink != 0 {
			return nil, fs.ErrNotExist
		}
	}
	return d.Files.Open(at)
}

// Read reads a docket alone; it names no files and follows nothing until Files is set.
func Read(r io.Reader, now time.Time, cal *domain.Calendar) (*Docket, []Fault) {
	d := &Docket{}
	var faults []Fault
	bad := func(no int, field string, code domain.Code, zh, en string) {
		faults = append(faults, Fault{Docket: d.Name, Line: no, Field: field, Code: code, Message: zh, English: en})
	}
	in := bufio.NewReaderSize(r, 1<<16)
	if cal == nil {
		cal = domain.NewCalendar(nil)
	}
	clock := dayClock{today: domain.DateOf(now), cal: cal, last: map[domain.Date]time.Time{}}
	var before time.Time
	for no := 1; ; no++ {
		raw, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			bad(no, "", "unreadable", "无法读取："+err.Error(), err.Error())
			return d, faults
		}
		end := errors.Is(err, io.EOF)
		raw = bytes.TrimSpace(raw)
		switch {
		case len(raw) == 0:
		case d.Docket == "":
			if f := d.head(raw); f != nil {
				f.Line = no
				return d, append(faults, *f)
			}
		default:
			l, f := clock.line(raw, no)
			if f == nil && l.At.Before(before) {
				f = &Fault{Field: "on", Code: "out_of_order", Message: "早于上一行（" + before.In(domain.Shanghai).Format("2006-01-02 15:04") + "）；请按法律上的先后排列。",
					English: "earlier than the line before; put the acts in legal order"}
			}
			if f != nil {
				f.Docket, f.Line = d.Name, no
				faults = append(faults, *f)
			}
			if l != nil {
				if l.At.After(before) {
					before = l.At
				}
				l.told = f != nil
				d.Lines = append(d.Lines, *l)
			}
		}
		if end {
			break
		}
	}
	if d.Docket == "" {
		bad(1, "docket", "no_header", "空文件：首行应为 {\"docket\":\"yifa/1\",…}。", "the file is empty; the first line must be the header")
	}
	return d, faults
}

func (d *Docket) head(raw []byte) *Fault {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	var h Header
	if err := dec.Decode(&h); err != nil {
		return &Fault{Field: unknownField(err), Code: "no_header", Message: "首行应为案卷流水的说明：" + err.Error(), English: "the first line must be the header: " + err.Error()}
	}
	switch {
	case h.Docket != Version:
		return &Fault{Field: "docket", Code: "no_header", Message: "首行的 docket 应为 " + Version, English: "docket must be " + Version}
	case !nameForm.MatchString(h.Name):
		return &Fault{Field: "name", Code: "no_header", Message: "name 只能用小写字母、数字、横线", English: "name takes lower case letters, digits and dashes"}
	case !nameForm.MatchString(h.Agency):
		return &Fault{Field: "agency", Code: "no_header", Message: "agency 只能用小写字母、数字、横线", English: "agency takes lower case letters, digits and dashes"}
	case path.IsAbs(h.After):
		return &Fault{Field: "after", Code: "no_header", Message: "after 应为相对路径", English: "after must be a relative path"}
	}
	d.Header = h
	return nil
}

func unknownField(err error) string {
	if after, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return strings.Trim(after, `"`)
	}
	if te, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return te.Field
	}
	return ""
}

// dayClock gives every line its instant. Lines that name only the day follow each other by a minute from 09:00, or
// from the line before on that day.
type dayClock struct {
	today domain.Date
	cal   *domain.Calendar
	last  map[domain.Date]time.Time
}

func (k *dayClock) line(raw []byte, no int) (*Line, *Fault) {
	var w struct {
		On    string          `json:"on"`
		Actor string          `json:"actor"`
		Act   string          `json:"act"`
		Case  string          `json:"case"`
		Data  json.RawMessage `json:"data"`
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&w); err != nil {
		var l *Line
		if json.Unmarshal(raw, &w) == nil { // enough to know which file can no longer be judged
			l = &Line{No: no, Act: w.Act, Case: w.Case}
		}
		return l, &Fault{Field: unknownField(err), Code: "bad_line", Message: "这一行不是一项办理：" + err.Error(), English: "the line is not an act: " + err.Error()}
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, &Fault{Code: "bad_line", Message: "一行只写一项办理。", English: "one act a line"}
	}
	sum := sha256.Sum256(raw)
	l := &Line{No: no, On: w.On, Actor: w.Actor, Act: w.Act, Case: w.Case, Data: w.Data, Hash: hex.EncodeToString(sum[:8])}
	var f *Fault
	switch {
	case w.Actor == "":
		f = &Fault{Field: "actor", Code: "invalid_input", Message: "请写明办理人的登录名。", English: "name the person by login"}
	case !keyForm.MatchString(w.Case):
		f = &Fault{Field: "case", Code: "invalid_input", Message: "案卷代号缺失或者有不能用的字符。", English: "the key of the file is missing or has characters that cannot be used"}
	default:
		if s, ok := domain.SpecOf(w.Act); !ok {
			f = &Fault{Field: "act", Code: "unknown_act", Message: "没有“" + w.Act + "”这一操作。", English: "there is no act called " + strconv.Quote(w.Act)}
		} else if s.SystemOnly {
			f = &Fault{Field: "act", Code: "system_only", Message: "“" + w.Act + "”由系统自动办理，不能写进案卷流水。", English: "the system does this by itself; it has no place in a docket"}
		}
	}
	at, moves, err := k.at(w.On)
	if err != nil {
		return l, &Fault{Field: "on", Code: "invalid_input", Message: "日期有误：" + err.Error(), English: err.Error()}
	}
	l.At, l.Moves = at, moves
	if bytes.Contains(l.Data, []byte(`"today`)) {
		l.Data, l.Moves = k.resolve(l.Data), true
	}
	return l, f
}

func (k *dayClock) at(on string) (t time.Time, moves bool, err error) {
	s, moves := on, false
	if r := k.relative(on); r != "" {
		s, moves = r, true
	}
	switch {
	case len(s) == len(time.DateOnly):
		d, err := domain.ParseDate(s)
		if err != nil {
			return t, false, err
		}
		t = d.Start().Add(9 * time.Hour)
		if last, ok := k.last[d]; ok && !last.Before(t) {
			t = last.Add(time.Minute)
		}
		if domain.DateOf(t) != d {
			return t, false, fmt.Errorf("%s holds more lines than minutes; give the later ones their time", s)
		}
	case len(s) == len("2006-01-02T15:04"):
		if t, err = time.ParseInLocation("2006-01-02T15:04", s, domain.Shanghai); err != nil {
			return t, false, fmt.Errorf("%q is not of the form 2023-05-08T09:30", s)
		}
	default:
		if t, err = time.Parse(time.RFC3339, s); err != nil {
			return t, false, fmt.Errorf("%q is none of 2023-05-08, 2023-05-08T09:30, 2023-05-08T09:30:00+08:00, today-12, today-12T09:30, today-8w", s)
		}
	}
	if d := domain.DateOf(t); t.After(k.last[d]) {
		k.last[d] = t
	}
	return t, moves, nil
}

// relative is the day, or the day and time, that today-12 or today-12T09:30 stands for; empty for anything else.
func (k *dayClock) relative(s string) string {
	m := relativeForm.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	n, _ := strconv.Atoi(m[2]) // the form lets only digits through
	if m[1] == "-" {
		n = -n
	}
	day := k.today.AddDays(n).String()
	if m[3] != "" {
		day = k.worked(n).String()
	}
	if m[4] != "" {
		return day + "T" + m[4] + ":" + m[5] + ":00+08:00"
	}
	return day
}

// year is the year that today-30y-1 stands for, or the day of it that today-30y-1/06-12 does: the one before the year in which the
// day thirty days before the loading lies.
func (k *dayClock) year(s string) (any, bool) {
	m := relativeYear.FindStringSubmatch(s)
	if m == nil {
		return nil, false
	}
	ago, _ := strconv.Atoi(m[1]) // the form lets only digits through
	less, _ := strconv.Atoi(m[2])
	y := k.today.AddDays(-ago).Year() - less
	if m[3] == "" {
		return y, true
	}
	return fmt.Sprintf("%04d-%s", y, m[3]), true
}

// worked is the n-th working day after the day of loading, before it where n is negative.
func (k *dayClock) worked(n int) domain.Date {
	d, step := k.today, 1
	if n < 0 {
		step = -1
	}
	for n != 0 {
		if d = d.AddDays(step); k.cal.Working(d) {
			n -= step
		}
	}
	return d
}

// resolve replaces relative days and years inside the data. Only strings that are nothing but such a day or year are touched.
func (k *dayClock) resolve(raw json.RawMessage) json.RawMessage {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return raw
	}
	out, err := json.Marshal(k.replace(v))
	if err != nil {
		return raw
	}
	return out
}

func (k *dayClock) replace(v any) any {
	switch x := v.(type) {
	case string:
		if r := k.relative(x); r != "" {
			return r
		}
		if y, is := k.year(x); is {
			return y
		}
	case []any:
		for i := range x {
			x[i] = k.replace(x[i])
		}
	case map[string]any:
		for n := range x {
			x[n] = k.replace(x[n])
		}
	}
	return v
}

// --- ids

// NewCaseID is the id of the file a docket calls key. A key that ends like a file opened by an act (C1-t3, I7-r1-r2,
// C1-t30-p1-v2) is the id of its parent with that end, because that is how the law names such files. "other:key" is a file of the
// docket called other.
func NewCaseID(docket, kind, key string) domain.CaseID {
	if name, rest, ok := strings.Cut(key, ":"); ok {
		docket, key = name, rest
	}
	switch kind {
	case "agency":
		return domain.CaseID(AgencyID(key))
	case "person":
		return domain.CaseID(PersonID(key))
	case "party":
		return domain.CaseID(PartyID(docket, key))
	case "calendar", "rules", "norms":
		return domain.CaseID(kind)
	}
	base, end := key, ""
	if m := childForm.FindStringSubmatch(key); m != nil {
		base, end = m[1], m[2]
	}
	if campaign, party, ok := strings.Cut(base, "-of-"); ok { // the file of an organization in a clean-up
		return domain.ClearanceID(NewCaseID(docket, kind, campaign), PartyID(docket, party)) + domain.CaseID(end)
	}
	return domain.CaseID("k-" + digest("case", docket, base) + end)
}

// PersonID is the id of a person a docket enters, from the login.
func PersonID(login string) domain.PersonID {
	switch id := domain.PersonID(login); id {
	case domain.System, domain.Applicant:
		return id
	}
	return domain.PersonID("p-" + login)
}

// PartyID is the id of a party a docket enters, or of one that a file brought forth: an organization that was registered (E1-o1), an
// applicant with whom a clue has to do (E1-a1).
func PartyID(docket, key string) domain.PartyID {
	if name, rest, ok := strings.Cut(key, ":"); ok {
		docket, key = name, rest
	}
	if orgForm.MatchString(key) {
		return domain.PartyID(NewCaseID(docket, "registration", key))
	}
	return domain.PartyID("y-" + digest("party", docket, key))
}

// DocumentID is the id of a paper a docket names: the key of the file with -d and the place of the paper in it, from 1; forms and
// declarations that go beside another paper count apart, with -dx.
func DocumentID(docket, key string) domain.DocumentID {
	if m := paperForm.FindStringSubmatch(key); m != nil {
		return domain.DocumentID(string(NewCaseID(docket, "", m[1])) + "-d" + m[2])
	}
	return domain.DocumentID(key)
}

// AgencyID is the id of an authority a docket enters, from its key.
func AgencyID(key string) domain.AgencyID { return domain.AgencyID("a-" + key) }

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:9])
}

// Key is the idempotency key of a line: the same line of the same docket is never recorded twice.
func (d *Docket) Key(l Line) string { return fmt.Sprintf("docket:%s:%d:%s", d.Name, l.No, l.Hash) }

// id is the id of the file a line is about.
func (d *Docket) id(l Line) domain.CaseID {
	kind, _, _ := strings.Cut(l.Act, ".")
	return NewCaseID(d.Name, kind, l.Case)
}

// Count is the number of acts, with those of the dockets before.
func (d *Docket) Count() int {
	if d == nil {
		return 0
	}
	return len(d.Lines) + d.Prior.Count()
}

// chain is the docket with those it follows, first things first.
func (d *Docket) chain() []*Docket {
	if d == nil {
		return nil
	}
	return append(d.Prior.chain(), d)
}
