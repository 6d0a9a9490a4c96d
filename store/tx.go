package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// transaction is how acts write: through pgx itself, prepared once a connection and several statements a round trip. An
// act that needs nothing but its file makes two: begin and lock, write and commit. (Lists are read with bun.)
type transaction struct {
	c *pgx.Conn
	b *pgx.Batch
}

// transact runs fn in a transaction. What fn queued last goes out together with the commit.
func (s *Store) transact(ctx context.Context, fn func(*transaction) error) error {
	conn, err := s.acts.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	t := &transaction{conn.Conn(), &pgx.Batch{}}
	t.queue("begin")
	err = fn(t)
	if err == nil {
		t.queue("commit").Exec(func(tag pgconn.CommandTag) error {
			if tag.String() != "COMMIT" {
				return fmt.Errorf("the server answered %s to a commit", tag)
			}
			return nil
		})
		err = t.flush(ctx)
	}
	if err != nil && !t.c.IsClosed() && t.c.PgConn().TxStatus() != 'I' {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if _, bad := t.c.Exec(ctx, "rollback"); bad != nil {
			return errors.Join(err, t.c.Close(ctx))
		}
	}
	return err
}

// queue adds a statement to the next round trip.
func (t *transaction) queue(q string, args ...any) *pgx.QueuedQuery { return t.b.Queue(q, args...) }

// flush makes the round trip, unless there is nothing to send.
func (t *transaction) flush(ctx context.Context) error {
	b := t.b
	if b.Len() == 0 {
		return nil
	}
	t.b = &pgx.Batch{}
	return t.c.SendBatch(ctx, b).Close()
}

// openActs makes the pool that acts write through.
func openActs(ctx context.Context, dsn string, max int) (*pgxpool.Pool, error) {
	pc, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	pc.MaxConns = int32(max)
	pc.MaxConnIdleTime = 5 * time.Minute
	params(pc.ConnConfig)
	pc.AfterConnect = stepDown
	return pgxpool.NewWithConfig(ctx, pc)
}
