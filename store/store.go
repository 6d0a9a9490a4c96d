// Package store is the one door to the file: every act is decided and recorded here, in one transaction, and every
// list is read here. bun and SQL live here and nowhere else. It must never know of HTTP, of the workflow engine or
// of who may do what: that is asked through the Gate.
package store

import (
	"context"
	"io"
	"time"

	"yifa/domain"
)

// Gate says whether a person may ask for an act on a file on that day. It is policies.Guard.May; nothing passes
// the door without it, whichever way it came.
type Gate func(actor domain.Person, spec domain.Spec, c *domain.Case, on domain.Date) error

// Config is what a Store is made of.
type Config struct {
	DSN      string                                                // PostgreSQL
	MaxConns int                                                   // 0: a sensible number
	Now      func() time.Time                                      // nil: the wall clock
	Gate     Gate                                                  // nil refuses everybody but the system
	Files    Files                                                 // evidence and documents; nil: none
	Template func(id string, body []byte) (shipped int, err error) // checks a changed template; nil: none can be changed
	Agency   domain.AgencyID                                       // the authority of this installation; empty: the only one there is
}

// Files is the folder of content-addressed files.
type Files interface {
	// Put streams a file in, hashing it first; it refuses what is too large or not of an allowed type.
	Put(ctx context.Context, name string, r io.Reader) (domain.File, error)
	// Open reads a file that was put.
	Open(ctx context.Context, h domain.Blob) (io.ReadSeekCloser, error)
}

// Request asks for an act.
type Request struct {
	Case       domain.CaseID // empty for acts that open a file: the id is made from the key
	Command    domain.Command
	Actor      domain.PersonID // who does it in law
	RecordedBy domain.PersonID // who tells the system; empty: the actor
	At         time.Time       // when it happened in law; zero: now
	Backfill   string          // reason for entering it afterwards; empty: it is entered as it happens
	Key        string          // idempotency key, required of people
	Version    *int            // the seq the person saw; nil: whatever it is
	Untold     bool            // the engine asks, and looks at the file itself when this is done: it need not be told
	Yields     bool            // the engine asks of its own accord: not while the file is being entered afterwards (Backfilling)
}

// Receipt says what an act did.
type Receipt struct {
	Case       domain.CaseID    `json:"case"`
	Reference  string           `json:"reference,omitempty"`
	Procedure  domain.Procedure `json:"procedure"`
	Seq        int              `json:"seq"`
	Stage      domain.Stage     `json:"stage"`
	StageTitle string           `json:"stage_title"`
	Events     []string         `json:"events"`
	Started    []ClockLine      `json:"started,omitempty"` // clocks that began with it
	Ended      []ClockLine      `json:"ended,omitempty"`   // clocks that ended with it
	Numbers    []string         `json:"numbers,omitempty"` // instruments that were numbered
	Opened     []domain.CaseID  `json:"opened,omitempty"`  // files that were opened
	OccurredAt time.Time        `json:"occurred_at"`
	RecordedAt time.Time        `json:"recorded_at"`
	Again      bool             `json:"again,omitempty"` // the same act was recorded before under this key
}

// ClockLine names a clock on a receipt.
type ClockLine struct {
	ID    string      `json:"id"`
	Title string      `json:"title"`
	Due   domain.Date `json:"due,omitzero"`
}

// CaseRow is a file in a list.
type CaseRow struct {
	ID          domain.CaseID    `json:"id"`
	Procedure   domain.Procedure `json:"procedure"`
	Reference   string           `json:"reference"`
	Title       string           `json:"title"`
	Stage       domain.Stage     `json:"stage"`
	Handler     domain.PersonID  `json:"handler,omitempty"`
	HandlerName string           `json:"handler_name,omitempty"`
	Section     string           `json:"section,omitempty"`
	Party       domain.PartyID   `json:"party,omitempty"`
	PartyName   string           `json:"party_name,omitempty"`
	Township    string           `json:"township,omitempty"`
	To          string           `json:"to,omitempty" enum:"police,discipline,market,planning,health,forestry,bank,justice,region,other" doc:"移送案卷的去向；收到的为来源"`
	Organ       string           `json:"organ,omitempty" doc:"受移送机关；收到的为移送机关"`
	Incoming    bool             `json:"incoming,omitempty" doc:"收到的移送"`
	OpenedOn    domain.Date      `json:"opened_on"`
	ClosedOn    domain.Date      `json:"closed_on,omitzero"`
	Outcome     string           `json:"outcome,omitempty"`
	Due         domain.Date      `json:"due,omitzero"`        // nearest open clock
	DueClock    string           `json:"due_clock,omitempty"` // its title
	DueRule     string           `json:"due_rule,omitempty"`
	Provisional bool             `json:"provisional,omitempty"`
	DaysLeft    int              `json:"days_left"` // of that clock; negative when overdue; 0 on the due day
	ClockState  domain.State     `json:"clock_state,omitempty"`
	Unit        domain.Unit      `json:"unit,omitempty"`
	LastAt      time.Time        `json:"last_at"`
	Seq         int              `json:"seq"`
}

// CaseFilter chooses files. Zero fields do not filter.
type CaseFilter struct {
	Agency     domain.AgencyID
	Q          string // words of title, party, reference; two Chinese characters are enough
	Procedure  domain.Procedure
	Stage      string // one, or several with commas
	Handler    domain.PersonID
	Section    string
	Township   string
	Deadline   string // overdue, due_soon: of the deadline to correct
	Party      domain.PartyID
	Parent     domain.CaseID
	State      string // open, closed, overdue, due_soon (3 days)
	Outcome    string
	Category   domain.FindingCategory // files with such a finding
	Exit       domain.Exit            // files with a finding that left by it
	Document   string                 // files with an instrument of the type
	Decided    bool                   // penalty cases with a decision; with Year: of that year
	Licence    string                 // a number of the statistics of licences: establish.granted, all.accepted; with Year, as of AsOf
	AsOf       domain.Date            // with Licence
	Column     int                    // with Decided and Year: whose decision counts in this column of the statistics
	column     []domain.CaseID
	Year       int // of opening; with Document: of issue; with Category or Exit: of the record
	OpenedFrom domain.Date
	OpenedTo   domain.Date
	ClosedFrom domain.Date
	Reader     domain.PersonID // who asks: of files on a need-to-know basis only the reader's own are listed, or
	Secret     bool            // all of them
	Sort       string          // due (default), opened, last
	Cursor     string
	Limit      int // 0: 50; at most 200
}

// Page is a part of a list with the cursor to the next one.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"`
	Total int64  `json:"total"` // capped at 10,000
}

// TaskRow is a task in a worklist.
type TaskRow struct {
	Case      domain.CaseID    `json:"case"`
	Procedure domain.Procedure `json:"procedure"`
	Reference string           `json:"reference"`
	CaseTitle string           `json:"case_title"`
	Stage     domain.Stage     `json:"stage"`
	domain.Task
	PersonName string `json:"person_name,omitempty"`
	DaysLeft   *int   `json:"days_left,omitempty"` // calendar days to the due day; negative when past
}

// TaskFilter chooses tasks. Scope: mine (of the person), team (of the person's roles and section), all, done (by the person).
type TaskFilter struct {
	Agency  domain.AgencyID
	Person  domain.PersonID
	Roles   []domain.Role
	Section string
	Scope   string
	Secret  bool // tasks of files on a need-to-know basis too, not only of the person's own
	Kind    string
	Cursor  string
	Limit   int
}

// TaskCounts are the counters above a worklist.
type TaskCounts struct {
	Mine    int `json:"mine"`
	Team    int `json:"team"`
	Overdue int `json:"overdue"`  // of mine and team
	DueSoon int `json:"due_soon"` // within three days
}

// EventRow is an event as it is stored, with its place in the chain.
type EventRow struct {
	Case       domain.CaseID   `json:"case"`
	Seq        int             `json:"seq"`
	Kind       string          `json:"kind"`
	Actor      domain.PersonID `json:"actor"`
	For        domain.PersonID `json:"for,omitempty"` // in whose place the actor held the office
	RecordedBy domain.PersonID `json:"recorded_by"`
	OccurredAt time.Time       `json:"occurred_at"`
	RecordedAt time.Time       `json:"recorded_at"`
	Backfill   string          `json:"backfill,omitempty"`
	Key        string          `json:"key,omitempty"`
	Data       RawJSON         `json:"data"`
	Prev       string          `json:"prev"`
	Hash       string          `json:"hash"`
}

// RawJSON is JSON kept to the byte, because the chain is over its bytes.
type RawJSON []byte

// MarshalJSON gives the bytes as they are.
func (r RawJSON) MarshalJSON() ([]byte, error) {
	if len(r) == 0 {
		return []byte("null"), nil
	}
	return r, nil
}

// UnmarshalJSON keeps the bytes as they are.
func (r *RawJSON) UnmarshalJSON(b []byte) error { *r = append((*r)[:0], b...); return nil }

// Board is the rectification board of managers.
type Board struct {
	AsOf       domain.Date  `json:"as_of"`
	Counts     []BoardCount `json:"counts"` // to_approve, to_serve, in_progress, due_soon, overdue, to_reinspect, not_passed, closed_year
	ByOfficer  []BoardGroup `json:"by_officer"`
	BySection  []BoardGroup `json:"by_section"`
	ByTownship []BoardGroup `json:"by_township"`
	ByMonth    []BoardMonth `json:"by_month"` // served, closed, overdue of the last twelve months
	Coldest    []CaseRow    `json:"coldest"`  // longest without any movement
}

// BoardCount is a number with the filter that opens its cases.
type BoardCount struct {
	Key   string            `json:"key"`
	Count int               `json:"count"`
	Query map[string]string `json:"query"` // parameters of the case list
}

// BoardGroup counts open rectifications of one officer, section or township.
type BoardGroup struct {
	Key     string            `json:"key"`
	Name    string            `json:"name"`
	Open    int               `json:"open"`
	Overdue int               `json:"overdue"`
	DueSoon int               `json:"due_soon"`
	Query   map[string]string `json:"query"`
}

// BoardMonth is a month of the trend.
type BoardMonth struct {
	Month   string `json:"month"` // 2023-09
	Served  int    `json:"served"`
	Closed  int    `json:"closed"`
	Overdue int    `json:"overdue"` // deadlines that passed in the month
}

// Figures are the numbers of a year, computed from the files.
type Figures struct {
	Year    int               `json:"year"`
	AsOf    domain.Date       `json:"as_of"`
	Figures map[string]int64  `json:"figures"`
	Queries map[string]string `json:"queries,omitempty"` // query string of the case list behind each figure
}
