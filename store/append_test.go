package store_test

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

func code(err error) string {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return pg.Code
	}
	return ""
}

func TestWhatIsRecordedCannotBeChangedEvenByTheOwnerOfTheTables(t *testing.T) {
	d := newDesk(t, anyone)
	d.anchor(d.signer())
	c := d.conn()
	for _, table := range []string{"case_events", "receipts", "checkpoints", "checkpoint_heads"} {
		column := map[string]string{"case_events": "actor", "receipts": "request", "checkpoints": "root", "checkpoint_heads": "hash"}[table]
		for _, q := range []string{"UPDATE " + table + " SET " + column + " = 'x'", "DELETE FROM " + table, "TRUNCATE " + table + " CASCADE"} {
			if _, err := c.Exec(t.Context(), q); code(err) != "YF001" {
				t.Errorf("%s as owner: %v", q, err)
			}
		}
	}
}

func TestTheRoleTheProgramWorksAsMayOnlyAppend(t *testing.T) {
	d := newDesk(t, anyone)
	c := d.conn()
	if _, err := c.Exec(t.Context(), "SET ROLE yifa_app"); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"case_events", "receipts", "checkpoints", "checkpoint_heads"} {
		column := map[string]string{"case_events": "actor", "receipts": "request", "checkpoints": "root", "checkpoint_heads": "hash"}[table]
		for _, q := range []string{"UPDATE " + table + " SET " + column + " = 'x'", "DELETE FROM " + table, "TRUNCATE " + table + " CASCADE", "ALTER TABLE " + table + " DISABLE TRIGGER USER", "DROP TABLE " + table} {
			if _, err := c.Exec(t.Context(), q); code(err) != "42501" {
				t.Errorf("%s as yifa_app: %v", q, err)
			}
		}
	}
	if _, err := c.Exec(t.Context(), "RESET ROLE"); err != nil {
		t.Fatal(err)
	}
	if n := d.count("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'yifa' AND datname = current_database()"); n == 0 {
		t.Error("no connection of the store to look at")
	}
	// and the store itself does work as that role: the grant would mean nothing otherwise
	if who := d.whoWorks(); who != "yifa_app" {
		t.Errorf("the store works as %s", who)
	}
}
