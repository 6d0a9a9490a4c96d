package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/xuri/excelize/v2"

	"yifa/docket/invented"
	"yifa/domain"
	"yifa/store"
)

type organizationsCmd struct {
	Import organizationsImportCmd `cmd:"" help:"导入社会组织 CSV、XLSX，表头同导出的登记簿 (import organizations; the columns of the export)"`
	Invent organizationsInventCmd `cmd:"" help:"编造社会组织并写成可导入的表格，仅供演示系统试用 (make up organizations as a table to import; demonstrations only)"`
}

type organizationsInventCmd struct {
	live
	Count int    `help:"多少个 (how many)" default:"1000"`
	Seed  uint64 `help:"同一数字编出同样的组织 (the same number makes the same ones)" default:"1"`
	Out   string `required:"" help:"写入的 XLSX；超过5000个的分成 -1、-2 等几个文件 (an XLSX; more than 5,000 go into several files, -1, -2, …)" type:"path"`
}

// Run writes tables of organizations that do not exist. Only for a demonstration: in a register that is kept in earnest they would
// be false entries which nobody can take out again.
func (x *organizationsInventCmd) Run(ctx context.Context, k *kong.Context) error {
	if x.Count < 1 || x.Count > 50_000 {
		return errors.New("--count：1 至 50000")
	}
	data, err := x.folder()
	if err != nil {
		return err
	}
	if in, err := readInstall(data); err != nil || in.Demo != "loaded" {
		return errors.New("只有装载了演示年度的系统才能用编造的组织 (only a system with the demonstration year may have made-up organizations)")
	}
	return withStore(ctx, x.live, func(s *store.Store) error {
		a, err := s.Agency(ctx)
		if err != nil {
			return err
		}
		_, rules, _, err := s.Law(ctx)
		if err != nil {
			return err
		}
		on := domain.DateOf(s.Now())
		facts := &domain.Facts{Agency: a, At: s.Now(), Rules: rules}
		all := invented.Organizations(x.Seed, x.Count, a, on)
		base, end := strings.TrimSuffix(x.Out, ".xlsx"), ""
		for n, part := 1, 0; part < len(all); n, part = n+1, part+store.MaxOrganizations {
			if len(all) > store.MaxOrganizations {
				end = fmt.Sprintf("-%d", n)
			}
			if err := inventedTable(base+end+".xlsx", all[part:min(len(all), part+store.MaxOrganizations)], facts); err != nil {
				return err
			}
			fmt.Fprintf(k.Stdout, "%s\n", base+end+".xlsx")
		}
		fmt.Fprintf(k.Stdout, "编造了 %d 个社会组织，名称、代码、人员均为虚构；用 yifa organizations import 录入 (none of them exists)\n", len(all))
		return nil
	})
}

func inventedTable(file string, all []*domain.EnterOrganization, f *domain.Facts) error {
	x := excelize.NewFile()
	defer x.Close() //nolint:errcheck // in memory
	w, err := x.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	head := make([]any, len(store.OrganizationColumns))
	for i, c := range store.OrganizationColumns {
		head[i] = c[1]
	}
	if err := w.SetRow("A1", head); err != nil {
		return err
	}
	for i, o := range all {
		done, err := o.Decide(&domain.Case{}, f)
		if err != nil {
			return err
		}
		var c domain.Case
		for n, b := range done.Events {
			if err := c.Apply(domain.Event{Seq: n + 1, Actor: domain.System, OccurredAt: f.At, RecordedAt: f.At, Body: b}); err != nil {
				return err
			}
		}
		cells := store.OrganizationCells(*c.PartyFile)
		row := make([]any, len(cells))
		for i := range cells {
			row[i] = cells[i]
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+2), row); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return x.SaveAs(file)
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
