package store

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"yifa/domain"
)

// Change says that a file has moved.
type Change struct {
	Case      domain.CaseID    `json:"case"`
	Procedure domain.Procedure `json:"procedure"`
	Agency    domain.AgencyID  `json:"agency"`
	Seq       int              `json:"seq"`
}

// announce tells everybody that a file moved. It is done after the commit and in bursts: a NOTIFY inside the
// transaction would make all commits wait for each other. What is lost here is found by the relay's next look.
func (s *Store) announce(c Change) {
	select {
	case s.notify <- c:
	default: // a full queue means that a burst is on its way anyway
	}
}

func (s *Store) tell() {
	defer s.wg.Done()
	for {
		var burst []Change
		select {
		case c := <-s.notify:
			burst = append(burst, c)
		case <-s.done:
			return
		}
	more:
		for len(burst) < 60 { // a payload holds 8,000 bytes
			select {
			case c := <-s.notify:
				burst = append(burst, c)
			default:
				break more
			}
		}
		raw, err := json.Marshal(burst)
		if err != nil {
			continue
		}
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		_, _ = s.db.NewRaw("SELECT pg_notify('yifa', ?)", string(raw)).Exec(ctx)
		cancel()
	}
}

// Subscribe gives the changes made by any process, until ctx ends. The channel is closed then, or when the
// connection is lost: subscribe again and look at everything once.
func (s *Store) Subscribe(ctx context.Context) (<-chan Change, error) {
	conn, err := s.listen(ctx)
	if err != nil {
		return nil, err
	}
	out := make(chan Change, 256)
	go func() {
		defer close(out)
		defer conn.Close(context.WithoutCancel(ctx)) //nolint:errcheck // nothing to do about it
		for {
			n, err := conn.WaitForNotification(ctx)
			if err != nil {
				return
			}
			var burst []Change
			if !strings.HasPrefix(n.Payload, "[") || json.Unmarshal([]byte(n.Payload), &burst) != nil {
				continue
			}
			for _, c := range burst {
				select {
				case out <- c:
				case <-ctx.Done():
					return
				default: // a reader that is too slow looks again anyway
				}
			}
		}
	}()
	return out, nil
}

// Drain hands the newest changes of files to tell, one a file, and forgets them only if tell succeeds. Several
// processes may drain at once; a change may be told twice but never lost.
func (s *Store) Drain(ctx context.Context, limit int, tell func(context.Context, []Change) error) (int, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	var rows []struct {
		ID int64
		Change
	}
	err = tx.NewRaw("SELECT id, case_id AS \"case\", procedure, agency, seq FROM outbox ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED", limit).Scan(ctx, &rows)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	ids := make([]int64, 0, len(rows))
	at := map[domain.CaseID]int{}
	var burst []Change
	for _, r := range rows {
		ids = append(ids, r.ID)
		if i, ok := at[r.Case]; ok {
			burst[i].Seq = max(burst[i].Seq, r.Seq)
			continue
		}
		at[r.Case] = len(burst)
		burst = append(burst, r.Change)
	}
	if err := tell(ctx, burst); err != nil {
		return 0, err
	}
	if _, err := tx.NewRaw("DELETE FROM outbox WHERE id IN (?)", listOf(ids)).Exec(ctx); err != nil {
		return 0, err
	}
	return len(rows), tx.Commit()
}

// RelayLag is how old the oldest change is that has not been told yet.
func (s *Store) RelayLag(ctx context.Context) (time.Duration, error) {
	var at *time.Time
	if err := s.db.NewRaw("SELECT min(at) FROM outbox").Scan(ctx, &at); err != nil || at == nil {
		return 0, err
	}
	return max(0, s.cfg.Now().Sub(*at)), nil
}

// EnqueueOpen has every open file told again: after a restore, or when the engine has lost its memory. Number 0 says
// that it is to be looked at whatever the engine believes: after a restore numbers may have gone back.
func (s *Store) EnqueueOpen(ctx context.Context) (int, error) {
	res, err := s.db.NewRaw("INSERT INTO outbox (case_id, procedure, agency, seq) SELECT id, procedure, agency, 0 FROM cases WHERE seq > 0 AND procedure IN (" + courses + ") AND (closed_on IS NULL OR EXISTS (SELECT 1 FROM documents d WHERE d.case_id = cases.id AND NOT d.rendered AND d.voided_on IS NULL))").Exec(ctx)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}

var errLost = errors.New("the connection that listens was lost")

// WaitOutbox returns when a file has moved, the wait is over, or the subscription was lost.
func (s *Store) WaitOutbox(ctx context.Context, changes <-chan Change, wait time.Duration) error {
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case _, ok := <-changes:
		if !ok {
			return errLost
		}
		return nil
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
