package domain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// Event is one thing that has happened to a file. Events are never changed and never removed.
type Event struct {
	Case       CaseID
	Seq        int
	Actor      PersonID  // who did it in law
	For        PersonID  // in whose place, where the actor held the office as a stand-in (代); empty otherwise
	RecordedBy PersonID  // who told the system; the same person unless it is backfilled
	OccurredAt time.Time // when it happened in law
	RecordedAt time.Time // when the system learned of it
	Backfill   string    // reason for entering it afterwards (补录), empty otherwise
	Key        string    // idempotency key of the act
	Body       Body
}

// Body is what happened. Its kind is in the past tense; kinds and JSON names are for ever.
type Body interface {
	Kind() string
	apply(c *Case, e Event)
}

// bodies makes an empty body for each kind, so that stored events can be read back.
var bodies = map[string]func() Body{}

func event[T any, P interface {
	*T
	Body
}]() {
	var p P = new(T)
	k := p.Kind()
	if bodies[k] != nil {
		panic("two events are called " + k)
	}
	bodies[k] = func() Body { return P(new(T)) }
}

// ReadBody makes the body of a stored event from its kind and JSON.
func ReadBody(kind string, data []byte) (Body, error) {
	mk := bodies[kind]
	if mk == nil {
		return nil, fmt.Errorf("no event is called %q", kind)
	}
	b := mk()
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(b); err != nil {
		return nil, fmt.Errorf("event %s: %w", kind, err)
	}
	return b, nil
}

// Apply folds one event into the file. The next event must carry the next number.
func (c *Case) Apply(e Event) error {
	if e.Seq != c.Seq+1 {
		return fmt.Errorf("file %s stands at event %d, event %d cannot follow", c.ID, c.Seq, e.Seq)
	}
	if c.Seq == 0 {
		c.ID = e.Case
	}
	c.Seq = e.Seq
	if e.Actor != System {
		c.LastAt = e.OccurredAt
	}
	c.standing = standing{e.Actor, e.For}
	e.Body.apply(c, e)
	c.standing = standing{}
	c.settle(e)
	return nil
}

// settle closes the alarms that have nothing to alarm of any more: their clock has ended.
func (c *Case) settle(e Event) {
	for i := range c.Tasks {
		t := &c.Tasks[i]
		if t.Kind != "look" || !t.DoneAt.IsZero() {
			continue
		}
		if k := c.Clock(t.Clock); k != nil && k.ended() {
			t.DoneAt, t.DoneBy = e.OccurredAt, System
		}
	}
}

// Fold makes a file from its events.
func Fold(events []Event) (*Case, error) {
	c := &Case{}
	for _, e := range events {
		if err := c.Apply(e); err != nil {
			return nil, err
		}
	}
	return c, nil
}
