package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"strconv"

	"github.com/alecthomas/kong"

	"yifa/domain"
	"yifa/store"
)

type paymentsCmd struct {
	Import paymentsImportCmd `cmd:"" help:"导入银行回单 CSV：receipt_no、paid_on、amount_yuan、case、payer (import the bank's receipts)"`
}

type paymentsImportCmd struct {
	live
	File  string `arg:"" help:"银行回单，UTF-8 编码的 CSV (receipts of the bank)" type:"existingfile"`
	As    string `required:"" help:"以哪位财务人员的名义登记 (login of the cashier)" placeholder:"LOGIN"`
	Apply bool   `help:"登记；不写则只检查 (record; without it only check)"`
}

// Run checks every line of the bank's list, and with --apply records those that are right. It may be run again.
func (x *paymentsImportCmd) Run(ctx context.Context, k *kong.Context) error {
	b, err := os.ReadFile(x.File)
	if err != nil {
		return err
	}
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return err
	}
	lines, err := store.ReadPayments(rows)
	if err != nil {
		return err
	}
	return withStore(ctx, x.live, func(s *store.Store) error {
		who, err := s.PersonByLogin(ctx, x.As)
		if err != nil {
			return err
		}
		rep, err := s.ImportPayments(ctx, who.ID, lines, !x.Apply)
		if err != nil {
			return err
		}
		var t table
		t.row("行", "回单号", "缴款日", "金额（元）", "案号或文号", "结果")
		results := map[string]string{"ok": "可登记", "recorded": "已登记", "already": "以前登记过", "wrong": "有误"}
		for _, l := range rep.Lines {
			res := results[l.Result]
			if l.Result == "wrong" {
				res += "：" + l.Why
			}
			t.row(strconv.Itoa(l.Row), l.Receipt, l.PaidOn.String(), domain.Yuan(l.Fen), l.For, res)
		}
		if err := t.write(k.Stdout); err != nil {
			return err
		}
		fmt.Fprintf(k.Stdout, "可登记 %d，已登记 %d，以前登记过 %d，有误 %d，合计 %s 元\n", rep.OK, rep.Recorded, rep.Already, rep.Wrong, domain.Yuan(rep.Fen))
		if !x.Apply {
			fmt.Fprintln(k.Stdout, "未作改动；加 --apply 登记 (nothing was changed)")
		}
		if rep.Wrong > 0 {
			return fmt.Errorf("%d 行有误 (lines are wrong)", rep.Wrong)
		}
		return nil
	})
}
