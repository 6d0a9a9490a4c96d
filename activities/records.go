// Package activities holds the hands of the engine: what a workflow has done for it in the world. Every activity may
// run twice and leaves the file as if it had run once. It acts on the file through the same door as everybody else,
// store.Act, as the system; it decides nothing and never logs what a file says of a person.
package activities

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"yifa/domain"
	"yifa/store"
)

// Book is what the hands need of the store.
type Book interface {
	Act(ctx context.Context, r store.Request) (store.Receipt, error)
	Case(ctx context.Context, id domain.CaseID) (*domain.Case, error)
	Backfilling(ctx context.Context, id domain.CaseID) (time.Time, error)
	CaseAsOf(ctx context.Context, id domain.CaseID, seq int) (*domain.Case, domain.Event, error)
	Law(ctx context.Context) (*domain.Calendar, *domain.RuleBook, *domain.Norms, error)
	Agency(ctx context.Context) (domain.Agency, error)
	Person(ctx context.Context, id domain.PersonID) (domain.Person, error)
	Party(ctx context.Context, id domain.PartyID) (domain.Party, error)
	PartiesOf(ctx context.Context, ids []domain.PartyID) (map[domain.PartyID]domain.Party, error)
	PutFile(ctx context.Context, name string, r interface{ Read([]byte) (int, error) }) (domain.File, error)
	Screen(ctx context.Context, agency domain.AgencyID, q domain.Screen, w io.Writer) (domain.Screening, []domain.ListItem, error)
	RelayLag(ctx context.Context) (time.Duration, error)
	MakeCheckpoint(ctx context.Context, key store.Signer) (store.Checkpoint, error)
	EndStops(ctx context.Context) (int, error)
	EndListings(ctx context.Context) (int, error)
}

// Records reads a file and acts on it as the system.
type Records struct {
	Book   Book
	Signer store.Signer
	Behind time.Duration // how far the clock of the book runs behind the engine's
	// Patience is how long the next batch of a list waits for the relay to have told the engine of the last; 0: not at all.
	Patience time.Duration
}

// LookInput names the file to look at.
type LookInput struct {
	Case domain.CaseID `json:"case"`
}

// Look is what a file says of itself to the engine: where it stands, when time alone will next change it, and what the
// engine owes it. It holds nothing of a person, since the engine keeps it in clear.
type Look struct {
	Seq      int             `json:"seq"`
	Agency   domain.AgencyID `json:"agency"`
	Stage    domain.Stage    `json:"stage"`
	Outcome  string          `json:"outcome,omitempty"`
	Open     bool            `json:"open"`
	NextAt   time.Time       `json:"next_at,omitzero"`
	NextWhat string          `json:"next_what,omitempty"` // "RE-01 限期整改：届满"
	Duties   []domain.Duty   `json:"duties,omitempty"`
}

// Look asks the file what it now owes and when it will next ask for something by itself.
func (r *Records) Look(ctx context.Context, in LookInput) (Look, error) {
	c, err := r.Book.Case(ctx, in.Case)
	if err != nil {
		return Look{}, Crossing(err)
	}
	cal, _, _, err := r.Book.Law(ctx)
	if err != nil {
		return Look{}, Crossing(err)
	}
	l := Look{Seq: c.Seq, Agency: c.Agency, Stage: c.Stage, Outcome: c.Outcome, Open: c.Open(), Duties: c.Owes()}
	if k, i, ok := c.Coming(cal); ok {
		l.NextAt, l.NextWhat = i.At, says(k, i)
		l.Open = true // also where the file is closed: something was begun after it
	}
	until, err := r.Book.Backfilling(ctx, in.Case)
	if err != nil {
		return Look{}, Crossing(err)
	}
	if !until.IsZero() { // its next line would come too late for whatever was done now; only its papers are drawn meanwhile
		l.Open, l.NextAt, l.NextWhat = true, until, "补录中"
		l.Duties = slices.DeleteFunc(l.Duties, func(d domain.Duty) bool { return d.Kind != domain.DutyRender })
	}
	if r.Behind != 0 { // the engine counts by its own clock
		if !l.NextAt.IsZero() {
			l.NextAt = l.NextAt.Add(r.Behind)
		}
		for i, d := range l.Duties {
			if !d.At.IsZero() {
				l.Duties[i].At = d.At.Add(r.Behind)
			}
		}
	}
	return l, nil
}

// says is what a timer is called in the engine's pages.
func says(k domain.Clock, i domain.Instant) string {
	s := k.Rule + " " + k.Title + "："
	switch i.Kind {
	case domain.InstantRemind:
		return s + fmt.Sprintf("届满前%d日提醒", i.Step)
	case domain.InstantEscalate:
		return s + fmt.Sprintf("逾期%d日督办（%s）", i.Step, domain.RoleTitles[domain.Role(i.To)][0])
	default:
		return s + "届满"
	}
}

// AdvanceInput names the file over which time is to pass. Key makes the act one, however often it is tried.
type AdvanceInput struct {
	Case domain.CaseID `json:"case"`
	Key  string        `json:"key"`
}

// Advance lets time pass over the file: every reminder, expiry and escalation that has come by the store's clock is
// recorded, in legal order. Where that clock is behind the engine's nothing may have come yet; the workflow asks again.
func (r *Records) Advance(ctx context.Context, in AdvanceInput) error {
	_, err := r.Book.Act(ctx, store.Request{Case: in.Case, Command: &domain.AdvanceFile{}, Actor: domain.System, Key: in.Key, Untold: true, Yields: true})
	return Crossing(err)
}

// PublishInput names the inspection whose result is due to be public.
type PublishInput struct {
	Case domain.CaseID `json:"case"`
	Key  string        `json:"key"`
}

// Publish makes the result of an inspection public on its last day, if nobody did it or withheld it before.
func (r *Records) Publish(ctx context.Context, in PublishInput) error {
	_, err := r.Book.Act(ctx, store.Request{Case: in.Case, Command: &domain.PublishResult{}, Actor: domain.System, Key: in.Key, Untold: true, Yields: true})
	return Crossing(err)
}

// SettleInput names the file and the act of the system that it is owed.
type SettleInput struct {
	Case domain.CaseID `json:"case"`
	Act  string        `json:"act"`
	Key  string        `json:"key"`
	At   time.Time     `json:"at,omitzero"` // as in ScreenInput
}

// Settle does an act that time has brought and that touches other files: a year that was missed, the end of a term on a list. Only
// acts of the system pass; what is done already is refused, and that is an answer.
func (r *Records) Settle(ctx context.Context, in SettleInput) error {
	cmd, err := domain.ReadCommand(in.Act, nil)
	if err != nil {
		return Crossing(err)
	}
	_, err = r.Book.Act(ctx, store.Request{Case: in.Case, Command: cmd, Actor: domain.System, At: in.At, Key: in.Key, Untold: true, Yields: in.At.IsZero()})
	return Crossing(err)
}

// Checkpoint signs the heads of all chains. Made twice it does no harm: the second says the same again.
func (r *Records) Checkpoint(ctx context.Context) error {
	if _, err := r.Book.EndStops(ctx); err != nil { // registers have no workflow of their own; this is their night watch
		return Crossing(err)
	}
	if _, err := r.Book.EndListings(ctx); err != nil {
		return Crossing(err)
	}
	_, err := r.Book.MakeCheckpoint(ctx, r.Signer)
	return Crossing(err)
}
