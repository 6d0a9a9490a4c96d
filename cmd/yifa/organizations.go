package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/xuri/excelize/v2"

	"yifa/store"
)

type organizationsCmd struct {
	Import organizationsImportCmd `cmd:"" help:"导入社会组织 CSV、XLSX，表头同导出的登记簿 (import organizations; the columns of the export)"`
}

type organizationsImportCmd struct {
	live
	File   string `arg:"" help:"UTF-8 编码的 CSV，或者 XLSX" type:"existingfile"`
	As     string `required:"" help:"以哪位登记人员的名义录入 (login of the clerk)" placeholder:"LOGIN"`
	DryRun bool   `help:"只检查，这是默认 (only check; the default)" xor:"how"`
	Apply  bool   `help:"录入；不写则只检查 (enter; without it only check)" xor:"how"`
}

// Run checks every row of the table, and with --apply enters those that are right. It may be run again.
func (x *organizationsImportCmd) Run(ctx context.Context, k *kong.Context) error {
	rows, err := tableOf(x.File)
	if err != nil {
		return err
	}
	return withStore(ctx, x.live, func(s *store.Store) error {
		who, err := s.PersonByLogin(ctx, x.As)
		if err != nil {
			return err
		}
		a, err := s.Agency(ctx)
		if err != nil {
			return err
		}
		lines, err := store.ReadOrganizations(rows, a.Region)
		if err != nil {
			return err
		}
		rep, err := s.ImportOrganizations(ctx, who.ID, lines, !x.Apply)
		if err != nil {
			return err
		}
		var t table
		t.row("行", "名称", "统一社会信用代码", "结果")
		results := map[string]string{"ok": "可录入", "completes": "补全名录", "recorded": "已录入", "already": "以前已录入", "duplicate": "重复", "wrong": "有误"}
		for _, l := range rep.Lines {
			why := []string{}
			if l.Because != "" {
				why = append(why, l.Because)
			}
			for _, f := range l.Faults {
				why = append(why, f.Message)
			}
			res := results[l.Result]
			if len(why) > 0 {
				res += "：" + strings.Join(why, "；")
			}
			t.row(strconv.Itoa(l.Row), l.Name, l.USCC, res)
		}
		if err := t.write(k.Stdout); err != nil {
			return err
		}
		fmt.Fprintf(k.Stdout, "可录入 %d，补全 %d，已录入 %d，以前已录入 %d，重复 %d，有误 %d\n", rep.OK, rep.Completes, rep.Recorded, rep.Already, rep.Duplicates, rep.Wrong)
		if !x.Apply {
			fmt.Fprintln(k.Stdout, "未作改动；加 --apply 录入 (nothing was changed)")
		}
		if rep.Wrong > 0 {
			return fmt.Errorf("%d 行有误 (rows are wrong)", rep.Wrong)
		}
		return nil
	})
}

// tableOf reads a table from the owner's own disk, whichever of the two kinds it is.
func tableOf(file string) ([][]string, error) {
	if strings.HasSuffix(strings.ToLower(file), ".xlsx") {
		x, err := excelize.OpenFile(file, excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		defer func() { _ = x.Close() }()
		return x.GetRows(x.GetSheetName(0))
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = -1
	return r.ReadAll()
}
