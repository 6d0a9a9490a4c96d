package testkit_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"yifa/testkit"
)

func migrateForTest(ctx context.Context, dsn string) error {
	c, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer c.Close(ctx)
	_, err = c.Exec(ctx, `create extension pg_trgm; create table parties (name text); insert into parties values ('王'),('李'),('阿'),('陈')`)
	return err
}

func TestDatabasesAreFreshAndMigrated(t *testing.T) {
	ctx := t.Context()
	for range 2 {
		c, err := pgx.Connect(ctx, testkit.Database(t, migrateForTest))
		if err != nil {
			t.Fatal(err)
		}
		var n int
		var names string
		if err := c.QueryRow(ctx, `select count(*), string_agg(name, '' order by name) from parties`).Scan(&n, &names); err != nil {
			t.Fatal(err)
		}
		if n != 4 || names != "阿陈李王" {
			t.Errorf("%d rows in order %s, want 4 sorted by pinyin", n, names)
		}
		var similarity float32
		if err := c.QueryRow(ctx, `select similarity('听证告知书','听证通知书')`).Scan(&similarity); err != nil || similarity == 0 {
			t.Errorf("trigrams of Chinese: %v %v", similarity, err)
		}
		if _, err := c.Exec(ctx, `insert into parties values ('赵')`); err != nil {
			t.Error(err)
		}
		c.Close(ctx)
	}
}

func BenchmarkDatabase(b *testing.B) {
	for b.Loop() {
		testkit.Database(b, migrateForTest)
	}
}
