package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"yifa/domain"
)

// BackfillRest is how long after the last act that was entered afterwards (补录) the engine leaves a file alone. Between two
// lines of an old file the law's time is that of the next line, not today: a name reserved in March is not let lapse because its use in
// April has not been typed yet. Half a working day; whoever is through says so before (EndBackfill). DESIGN
const BackfillRest = 4 * time.Hour

// late says whether an act is entered afterwards: with a reason, or by the engine's hands on the day of such an act.
func late(r Request) bool { return r.Backfill != "" || r.Untold && !r.At.IsZero() }

// leaveAlone has the engine leave the file alone from now on.
func leaveAlone(b *transaction, ch *chainer) {
	b.queue(`INSERT INTO backfilling (case_id, recorded_by, until) VALUES ($1, $2, $3)
		ON CONFLICT (case_id) DO UPDATE SET recorded_by = excluded.recorded_by, until = excluded.until`,
		ch.c.ID, ch.meta.RecordedBy, ch.meta.RecordedAt.Add(BackfillRest))
}

func backfilling(ctx context.Context, tx *transaction, id domain.CaseID, now time.Time) (until time.Time, err error) {
	tx.queue("SELECT until FROM backfilling WHERE case_id = $1 AND until > $2", id, now).QueryRow(func(row pgx.Row) error {
		if err := row.Scan(&until); !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		return nil
	})
	err = tx.flush(ctx)
	if !until.IsZero() {
		until = until.In(domain.Shanghai)
	}
	return until, err
}

// Backfilling says until when the file is being entered afterwards, by the store's clock; zero: it is not.
func (s *Store) Backfilling(ctx context.Context, id domain.CaseID) (time.Time, error) {
	var until []time.Time
	err := s.db.NewRaw("SELECT until FROM backfilling WHERE case_id = ? AND until > ?", id, s.Now()).Scan(ctx, &until)
	if err != nil || len(until) == 0 {
		return time.Time{}, err
	}
	return until[0].In(domain.Shanghai), nil
}

// EndBackfill says that nothing more is to come of what these people entered afterwards: the engine lets time pass in these files from
// now on. It returns how many there were.
func (s *Store) EndBackfill(ctx context.Context, by ...domain.PersonID) (int, error) {
	res, err := s.db.NewRaw(`WITH over AS (DELETE FROM backfilling WHERE recorded_by IN (?) OR until <= ? RETURNING case_id, until)
		INSERT INTO outbox (case_id, procedure, agency, seq) SELECT c.id, c.procedure, c.agency, 0 FROM over JOIN cases c ON c.id = over.case_id WHERE over.until > ?`,
		listOf(by), s.Now(), s.Now()).Exec(ctx)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}
