package main

import (
	"context"
	"fmt"
	"os"

	"github.com/alecthomas/kong"

	"yifa/domain"
	"yifa/store"
)

type clockImportCmd struct {
	File   string `arg:"" help:"放假通知，holiday-cn 格式的 JSON (holiday notice)" type:"existingfile"`
	Apply  bool   `help:"导入并重算；不写则只显示哪些期限会变 (import and recount; without it only show what would move)"`
	Reason string `help:"替换已有年份的原因 (reason for replacing a year)"`
}

// Run shows which open clocks a new notice would move; with --apply it enters the notice and counts them again.
func (x *clockImportCmd) Run(ctx context.Context, c *clockCmd, k *kong.Context) error {
	b, err := os.ReadFile(x.File)
	if err != nil {
		return err
	}
	n, err := domain.ParseHolidayCN(b)
	if err != nil {
		return err
	}
	return withStore(ctx, c.live, func(s *store.Store) error {
		moves, err := s.PreviewNotice(ctx, n)
		if err != nil {
			return err
		}
		var t table
		t.row("案卷", "期限", "现届满日", "新届满日")
		for _, m := range moves {
			to := m.To.String()
			if m.Confirmed {
				to += "（不再暂定）"
			}
			t.row(m.Reference, m.Clock, m.From.String(), to)
		}
		if err := t.write(k.Stdout); err != nil {
			return err
		}
		fmt.Fprintf(k.Stdout, "%d年通知：%d 天，%d 个期限会变\n", n.Year, len(n.Days), len(moves))
		if !x.Apply {
			fmt.Fprintln(k.Stdout, "未作改动；加 --apply 导入 (nothing was changed)")
			return nil
		}
		_, err = s.Act(ctx, store.Request{Case: "calendar", Actor: domain.System, Command: &domain.ImportNotice{Notice: n, Reason: x.Reason}})
		if err != nil {
			return err
		}
		moved, err := s.Recount(ctx, fmt.Sprintf("导入%d年放假通知", n.Year))
		fmt.Fprintf(k.Stdout, "已导入，%d 个案卷的期限已重算\n", moved)
		return err
	})
}
