package domain

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// Command is what somebody asks for. Decide says whether it may happen now, and what then has happened;
// it changes nothing. Whether such a person may ask at all is settled in policies before.
type Command interface {
	Act() string
	Decide(c *Case, f *Facts) (Outcome, error)
}

// Outcome is what a command leads to: events of the file itself, and files that are opened by it.
type Outcome struct {
	Events []Body
	Opens  []Opening
	Tells  []Telling
}

func outcome(b ...Body) (Outcome, error) { return Outcome{Events: b}, nil }

// Opening is a new file made by an act on another one, in the same transaction.
type Opening struct {
	ID     CaseID
	Events []Body
}

// Telling is what an act on one file enters in another that exists already, in the same transaction: a review tells the
// case it reviewed. The other file must be named by Needs.Others.
type Telling struct {
	To     CaseID
	Events []Body
}

// Needs says which facts a command wants to see. Officers and handler of the file are always there.
type Needs struct {
	People   []PersonID
	Parties  []PartyID
	Blobs    []Blob
	Children bool
	// Inspected asks how often the parties named were inspected in the year of the act, where that counts towards the cap.
	Inspected bool
	Others    []CaseID       // files that are read, and may be told something; they are locked
	Numbers   []string       // instrument types, or "case" for the reference of the file, that get the next number
	Pending   CaseID         // the case that may end with this act: its open reviews and the meetings with it on their agenda are among Others, to be told so
	PartyOf   CaseID         // the party of that file is among Others too
	Openings  map[string]int // how many references of a procedure are needed for files that are opened
	Names     []OrgName      // names of social organizations: who holds them; they are locked, so that of many one gets a name
	Code      bool           // the next organization body code of the pool
	// Certificate is a number of a certificate written by hand: who has one of that number; it is locked, so that of many one gets it.
	Certificate string
	Reps        []string // names of legal representatives: of which associations they are it

	Parent     bool       // the file this one came from, as it stands; read and not locked, so that many may at once
	Listed     []PartyID  // what the list of the campaign says of these
	Unopened   int        // the next of the list of the campaign that have no file, as many
	Clearances bool       // how the files of the organizations of the campaign stand
	Struck     bool       // which organizations of the list have a file that is closed
	Cleaned    PartyID    // on which lists of running clean-ups it is; its open files there are among Others
	Entries    PartyID    // an organization: its open files of the credit lists are among Others
	Pool       *PoolQuery // the organizations of the register as of a day, to be drawn from
}

type needer interface{ Needs(c *Case) Needs }

// NeedsOf asks a command what it wants to see. Where it opens files, the party of its own is among it: Ask looks at it.
func NeedsOf(cmd Command, c *Case) Needs {
	w, ok := cmd.(needer)
	if !ok {
		return Needs{}
	}
	n := w.Needs(c)
	if len(n.Openings) > 0 && c.Party != nil && !slices.Contains(n.Parties, c.Party.ID) {
		n.Parties = append(slices.Clone(n.Parties), c.Party.ID)
	}
	return n
}

// Ask asks a command what happens, and keeps what holds for every act that opens a file: nothing is opened on an entry that was
// merged into another. It is the one place that does; whoever records an act asks here.
func Ask(cmd Command, c *Case, f *Facts) (Outcome, error) {
	spec, _ := SpecOf(cmd.Act())
	if _, skips := cmd.(interface{ skipsMerged() }); !skips && (spec.Opens || len(NeedsOf(cmd, c).Openings) > 0) {
		for _, id := range slices.Sorted(maps.Keys(f.Parties)) {
			if err := f.Parties[id].merged(); err != nil {
				return Outcome{}, err
			}
		}
	}
	return cmd.Decide(c, f)
}

// Number is a place in a register: per agency, type and year, without gaps.
type Number struct {
	Type   string
	Year   int
	Serial int
	Text   string
}

// Facts is everything a decision may rest on besides the file. The store gathers it inside the transaction.
type Facts struct {
	At         time.Time // when the act happens in law
	Now        time.Time // when it is recorded
	Actor      PersonID
	RecordedBy PersonID
	For        PersonID // in whose place the actor holds the office this rests on; empty: in the actor's own name
	Backfill   string
	Agency     Agency
	Calendar   *Calendar
	Rules      *RuleBook
	Violations Violations
	Norms      *Norms
	People     map[PersonID]Person
	Parties    map[PartyID]Party
	Blobs      map[Blob]File
	Children   []Child
	Inspected  map[PartyID]int     // inspections of the year that count towards the cap, by target
	Others     map[CaseID]*Case    // as they stand at the act; for reading only, what changes them is a Telling
	Numbers    map[string]Number   // by instrument type
	References map[string][]Number // by procedure, for files that are opened
	Names      []NameHeld          // who holds one of the names asked for, or held it
	Code       int                 // the serial of the next body code
	// Certificates are those that bear the number asked for.
	Certificates []CertificateHeld
	Reps         map[string][]RepHeld // by the names asked for; nil where nobody asked
	Parent       *Case                // for reading only, perhaps a moment old
	Listed       []ListItem           // of the list of the campaign: those asked for, or the next without a file, by id
	Clearances   ClearanceCount
	Struck       []PartyID   // whose file in the campaign is closed, by id
	OnLists      []OnList    // the lists of running clean-ups that the party asked for is on
	Pool         []PoolEntry // what may be drawn
	// Template says what is wrong with the body of a template, or the version of it the program ships; nil: nobody can tell here.
	Template func(id string, body []byte) (shipped int, err error)
}

// On is the civil day of the act.
func (f *Facts) On() Date { return DateOf(f.At) }

// Child is what a file must know of those that came from it.
type Child struct {
	ID        CaseID
	Procedure Procedure
	Stage     Stage
	Outcome   string
	Open      bool
	Party     string
	Findings  []Finding
	Orders    int // orders to correct that came from it
}

// Spec describes an act: what it is called, where in its procedure it may happen, and what it needs.
type Spec struct {
	Name        string    `json:"name"`
	Procedure   Procedure `json:"procedure"` // "" for acts on any procedure
	Opens       bool      `json:"opens,omitempty"`
	Stages      []Stage   `json:"stages,omitempty"` // empty: any stage of an open file
	Title       string    `json:"title"`
	English     string    `json:"english"`
	Article     string    `json:"article,omitempty"`
	Starts      string    `json:"starts,omitempty"`      // what it sets going: clock, document, who is told
	Enforcement bool      `json:"enforcement,omitempty"` // two licensed officers, certificates valid on the day
	Assigned    bool      `json:"assigned,omitempty"`    // only for who is an officer of the file
	// Possible says more narrowly than the stages whether the act can happen at all now; nil: the stages say it.
	Possible func(*Case) bool `json:"-"`
	// Personal says whose act it is, where it is that of named persons, or of everybody but one; nil: of whoever has the power.
	// It is asked only where the act is possible.
	Personal func(*Case, PersonID) bool `json:"-"`
	// Says is what the act is called on a file for which its own title says something wrong; nil, or an answer of nil: its own.
	Says       func(*Case) *Said `json:"-"`
	SystemOnly bool              `json:"-"`
	AfterClose bool              `json:"after_close,omitempty"` // also on a closed file: what a court or a slip of the pen may still ask
	New        func() Command    `json:"-"`
}

// Said is an act in the words of one kind of file: its title, its law and what it sets going.
type Said struct{ Title, English, Article, Starts string }

// On is the act as it is called on the file.
func (s Spec) On(c *Case) Spec {
	if s.Says != nil {
		if x := s.Says(c); x != nil {
			s.Title, s.English, s.Article, s.Starts = x.Title, x.English, x.Article, x.Starts
		}
	}
	return s
}

// Verb is the part of the name after the procedure.
func (s Spec) Verb() string { return s.Name[strings.IndexByte(s.Name, '.')+1:] }

// Filed is a command that opens a file whose identifier follows from what is asked; others get one from their key.
type Filed interface {
	Command
	File() CaseID
}

// Kind is the part of the name before the verb.
func (s Spec) Kind() string { return s.Name[:strings.IndexByte(s.Name, '.')] }

var specs = map[string]Spec{}

func act[T any, P interface {
	*T
	Command
}](s Spec) {
	var p P = new(T)
	s.Name = p.Act()
	s.New = func() Command { return P(new(T)) }
	if _, twice := specs[s.Name]; twice {
		panic("two acts are called " + s.Name)
	}
	specs[s.Name] = s
}

// Acts lists every act there is, by name.
func Acts() []Spec {
	all := make([]Spec, 0, len(specs))
	for _, s := range specs {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b Spec) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// SpecOf finds an act by name.
func SpecOf(name string) (Spec, bool) { s, ok := specs[name]; return s, ok }

// ReadCommand makes a command from the name of its act and JSON. Unknown fields are refused.
func ReadCommand(name string, data []byte) (Command, error) {
	s, ok := specs[name]
	if !ok {
		return nil, Refuse("unknown_act", "", "没有“%[1]s”这一操作。", "there is no act called %[1]q", name)
	}
	cmd := s.New()
	if len(bytes.TrimSpace(data)) == 0 {
		data = []byte("{}")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(cmd); err != nil {
		return nil, badJSON(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, &Error{Code: "invalid_input", Message: "内容之后还有多余的字符。", English: "there is something after the content"}
	}
	return cmd, nil
}

func badJSON(err error) *Error {
	f := Field{Message: err.Error()}
	if te, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		f = Field{Path: te.Field, Message: fmt.Sprintf("%s 不能作为 %s", te.Value, te.Type)}
	} else if after, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		f = Field{Path: strings.Trim(after, `"`), Message: "没有这个字段 (unknown field)"}
	}
	return &Error{Code: "invalid_input", Message: "内容有误：" + f.Path + " " + f.Message, English: "the content is wrong: " + err.Error(), Fields: []Field{f}}
}

// Guard is what holds for every act on every file, before its own Decide.
func Guard(s Spec, c *Case, f *Facts) error {
	if s.Opens {
		if c.Seq > 0 {
			return Refuse("already_open", "", "该编号的案卷已经存在。", "a file with this id exists already")
		}
	} else {
		switch {
		case c.Seq == 0 && s.Procedure.IsLaw():
			// the registers of the law open with their first entry
		case c.Seq == 0:
			return Refuse("not_found", "", "没有这个案卷。", "there is no such file")
		case s.Procedure != "" && s.Procedure != c.Procedure, s.Procedure == "" && c.Procedure.IsRegister():
			return Refuse("wrong_procedure", "", "“%[1]s”不适用于这类案卷。", "%[2]q does not apply to this kind of file", s.Title, s.English)
		case !c.ClosedOn.IsZero() && !s.SystemOnly && !s.AfterClose:
			return Refuse("file_closed", s.Cites(c), "案卷已办结，不能再办理“%[1]s”。", "the file is closed; %[2]q is no longer possible", s.Title, s.English)
		case len(s.Stages) > 0 && !slices.Contains(s.Stages, c.Stage):
			return Refuse("wrong_stage", s.Cites(c), "案卷现处于“%[1]s”，此时不能办理“%[2]s”。", "the file is at stage %[3]s; %[4]q is not possible there",
				StageTitle(c.Stage), s.Title, string(c.Stage), s.English)
		case s.Procedure == ProcRegistration && s.Possible != nil && !s.Possible(c):
			return Refuse("wrong_stage", s.Article, "此件现在不能办理“%[1]s”。", "%[2]q is not possible on this application now", s.Title, s.English)
		}
	}
	if err := Outside(s, c, f.Actor); err != nil {
		return err
	}
	if f.At.After(f.Now.Add(time.Minute)) {
		return Refuse("in_the_future", "", "发生时间不能晚于现在。", "an act cannot have happened in the future")
	}
	if f.On() < NewDate(1949, 10, 1) {
		return Refuse("too_early", "", "日期早于1949年10月1日。", "the date lies before 1949-10-01")
	}
	if c.Seq > 0 && f.Actor != System && f.At.Before(c.LastAt) {
		return Refuse("out_of_order", "", "案卷中最近一次办理发生于%[1]s，不能在其之前办理；请核对日期。", "the last act in this file happened on %[1]s; check the date", DateOf(c.LastAt))
	}
	return nil
}

// InPlace is the refusal of who acts in the place of somebody who stays out of the matter, or is asked to; nil for who acts
// in their own name. The store asks it as soon as it knows in whose name the act is done.
func InPlace(s Spec, c *Case, other PersonID) error {
	if other == "" {
		return nil
	}
	return aside(s, c, other)
}

// Outside is the refusal of who is not an officer of the file where only its officers may act, and of who stays out of it
// or is asked to; nil where they may.
func Outside(s Spec, c *Case, actor PersonID) error {
	if err := aside(s, c, actor); err != nil {
		return err
	}
	if s.Assigned && actor != System && !slices.Contains(c.Officers, actor) {
		return Refuse("not_on_the_case", "行政处罚法第四十二条", "您不是本案承办人员，请由承办人员办理，或者先变更承办人。", "you are not an officer of this file; its officers must do this")
	}
	if s.Personal != nil && actor != System && Offers(s, c) && !s.Personal(c, actor) {
		return Refuse("not_yours_to_sign", s.Article, "“%[1]s”不由您办理：须由应当签名的另一人本人办理。", "%[2]q is for another person to do", s.Title, s.English)
	}
	return nil
}

// inquires are the acts beside those of the officers that go on while it is open whether somebody must stay out: they
// decide nothing.
var inquires = []string{"case.note", "case.acknowledge", "case.add_evidence", "penalty.ask_recusal", "penalty.move_evidence"}

// aside is the refusal of who must stay out of the matter, and of whatever would decide anything by who is asked to
// (行政处罚法 43: until that is decided the inquiry goes on, and only that).
func aside(s Spec, c *Case, actor PersonID) error {
	switch {
	case actor == System:
	case slices.Contains(c.Took(actor), PartRecused):
		return Refuse("recused", "行政处罚法第四十三条", "您已被决定回避，不能再办理本案的任何事项。", "you have been told to stay out of this matter and can do nothing in it")
	case slices.Contains(c.Held, actor) && !s.Assigned && !s.Enforcement && !slices.Contains(inquires, s.Name):
		return Refuse("recusal_open", "行政处罚法第四十三条", "对您的回避申请尚未决定，在此之前您不能作出决定；调查不停止。", "it is open whether you must stay out of this matter; until then you decide nothing in it, the inquiry goes on")
	}
	return nil
}

// Offers reports whether the file knows the act where it stands, whoever asks.
func Offers(s Spec, c *Case) bool {
	switch {
	case s.SystemOnly, s.Opens, !c.Open() && !s.AfterClose, s.Procedure == "" && c.Procedure.IsRegister(), s.Procedure != "" && s.Procedure != c.Procedure:
		return false
	case len(s.Stages) > 0 && !slices.Contains(s.Stages, c.Stage):
		return false
	}
	return s.Possible == nil || s.Possible(c)
}

// StageTitle is the Chinese name of a stage.
func StageTitle(s Stage) string {
	if t, ok := stageTitles[s]; ok {
		return t[0]
	}
	return string(s)
}

// StageTitles gives the names of every stage: Chinese, English.
func StageTitles() map[Stage][2]string { return stageTitles }

// faults gathers everything that is wrong with a command, so that a person sees it all at once.
type faults []Field

func (x *faults) need(ok bool, path, msg string) {
	if !ok {
		*x = append(*x, Field{path, msg})
	}
}

func (x faults) err() error {
	if len(x) == 0 {
		return nil
	}
	parts := make([]string, len(x))
	for i, f := range x {
		parts[i] = f.Path + "：" + f.Message
	}
	return &Error{Code: "invalid_input", Message: "请补正：" + strings.Join(parts, "；"), English: "some fields are missing or wrong", Fields: x}
}
