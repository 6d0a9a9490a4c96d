package main

import (
	"context"
	"fmt"
	"strings"

	"yifa/store"
)

type migrateCmd struct {
	live
	Rebuild bool `help:"由事件重建全部投影 (make everything that is shown again from the events)"`
}

// Run brings the schema and the law up to date, and rebuilds what is shown when asked to.
func (m *migrateCmd) Run(ctx context.Context) error {
	dsn, release, err := m.open(ctx)
	if err != nil {
		return err
	}
	defer release()
	if err := migrate(ctx, dsn, ""); err != nil {
		return err
	}
	say("数据库结构与期限规则为最新", "schema and rules up to date")
	if !m.Rebuild {
		return nil
	}
	s, err := store.Open(ctx, store.Config{DSN: dsn, MaxConns: 2})
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // the work is committed
	files, events, err := s.Rebuild(ctx)
	if err != nil {
		return err
	}
	say(fmt.Sprintf("已由 %d 个事件重建 %d 个案卷", events, files), "rebuilt from the events")
	return nil
}

// migrate is store.MigrateTo, and tells which rows of the law were left as an administrator set them.
func migrate(ctx context.Context, dsn, last string) error {
	if err := store.MigrateTo(ctx, dsn, last); err != nil || last != "" {
		return err
	}
	s, err := store.Open(ctx, store.Config{DSN: dsn, MaxConns: 2})
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // it was only read
	kept, err := s.Departures(ctx)
	if err == nil && len(kept) > 0 {
		rows := strings.Join(kept, "、")
		say("本机关修改过的规范与随程序提供的不同，保持不变，请核对："+rows, "rows edited here differ from those shipped and were left alone; check them")
	}
	return err
}
