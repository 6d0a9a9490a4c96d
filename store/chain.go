package store

import (
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/emmansun/gmsm/sm3"

	"yifa/domain"
)

// The chain: every event carries the SM3 of itself and of the event before it, so that a change, a deletion or a
// reordering shows to whoever holds the export. What is hashed is laid down here and never changes: the digest of
// the previous event (of the case id for the first), a line feed, the header as JSON with these fields in this
// order, a line feed, and the bytes of the data as stored.
type chained struct {
	Case       domain.CaseID   `json:"case"`
	Seq        int             `json:"seq"`
	Kind       string          `json:"kind"`
	Actor      domain.PersonID `json:"actor"`
	RecordedBy domain.PersonID `json:"recorded_by"`
	OccurredAt string          `json:"occurred_at"` // UTC, microseconds
	RecordedAt string          `json:"recorded_at"`
	Backfill   string          `json:"backfill"`
	Key        string          `json:"key"`
	For        domain.PersonID `json:"for,omitempty"` // later than the others: events without it hash as they always did
}

const chainTime = "2006-01-02T15:04:05.000000Z"

// firstLink is what the first event of a file follows.
func firstLink(id domain.CaseID) string { return sum([]byte("yifa/1 " + string(id))) }

func sum(parts ...[]byte) string {
	h := sm3.New()
	for _, p := range parts {
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// link computes the digest of an event row that follows prev.
func link(e EventRow) (string, error) {
	head, err := json.Marshal(chained{e.Case, e.Seq, e.Kind, e.Actor, e.RecordedBy, e.OccurredAt.UTC().Format(chainTime), e.RecordedAt.UTC().Format(chainTime), e.Backfill, e.Key, e.For})
	if err != nil {
		return "", err
	}
	return sum([]byte(e.Prev), []byte("\n"), head, []byte("\n"), e.Data), nil
}

// digest is the SM3 of a value's JSON, for telling whether two requests ask the same.
func digest(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // only our own types come here
	}
	return sum(b)
}

// chainer appends events to one file in one transaction.
type chainer struct {
	c    *domain.Case
	head string
	rows []EventRow
	evs  []domain.Event
	meta EventRow // actor, recorded_by, recorded_at, backfill, key

	untold bool // no row for the relay
	late   bool // entered afterwards: the engine leaves the file alone for a while
}

func (x *chainer) add(actor domain.PersonID, at time.Time, b domain.Body) error {
	data, err := json.Marshal(b)
	if err != nil {
		return err
	}
	row, at := x.meta, at.In(domain.Shanghai)
	if actor == domain.System {
		row.Backfill, row.RecordedBy, row.For = "", domain.System, ""
	}
	row.Case, row.Seq, row.Kind, row.Actor, row.OccurredAt, row.Data, row.Prev = x.c.ID, x.c.Seq+1, b.Kind(), actor, at, data, x.head
	if row.Hash, err = link(row); err != nil {
		return err
	}
	// the body is folded as it will be read back, so that what is shown now is what a rebuild shows
	back, err := domain.ReadBody(b.Kind(), data)
	if err != nil {
		return err
	}
	ev := domain.Event{Case: x.c.ID, Seq: row.Seq, Actor: actor, For: row.For, RecordedBy: row.RecordedBy, OccurredAt: at, RecordedAt: row.RecordedAt, Backfill: row.Backfill, Key: row.Key, Body: back}
	if err := x.c.Apply(ev); err != nil {
		return err
	}
	x.head, x.rows, x.evs = row.Hash, append(x.rows, row), append(x.evs, ev)
	return nil
}

// Event makes a domain event of a stored row.
func (e EventRow) Event() (domain.Event, error) {
	b, err := domain.ReadBody(e.Kind, e.Data)
	if err != nil {
		return domain.Event{}, err
	}
	return domain.Event{Case: e.Case, Seq: e.Seq, Actor: e.Actor, For: e.For, RecordedBy: e.RecordedBy, OccurredAt: e.OccurredAt.In(domain.Shanghai), RecordedAt: e.RecordedAt.In(domain.Shanghai), Backfill: e.Backfill, Key: e.Key, Body: b}, nil
}
