package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"yifa/domain"
	"yifa/store"
)

type verifyCmd struct {
	live
	File   string `arg:"" optional:"" help:"导出的事件文件；不写则校验运行中的系统 (exported events; without it the live system)" type:"path"`
	Heads  string `help:"检查点记载的链首文件，用于发现末尾被截去 (heads known from a checkpoint, to see what was cut off)" type:"path"`
	Kept   string `help:"另行保存的检查点 checkpoints.json (checkpoints that were kept elsewhere: each must be there still)" type:"path"`
	Key    string `help:"本机关的公钥，不写则用数据目录中的 (public key checkpoints must be signed with; default: that of the data folder)"`
	Export string `help:"校验后导出事件与链首到此文件夹 (after verifying, export events and heads into this folder)" type:"path"`
	Anchor bool   `help:"校验后立即做一个签名检查点 (make a signed checkpoint now)"`
	JSON   bool   `help:"输出 JSON"`
}

// Run checks the chains and names the first event of each file that does not fit. It fails when there is one.
func (v *verifyCmd) Run(ctx context.Context) error {
	var out store.Verified
	var err error
	if v.File != "" {
		out, err = v.file()
	} else {
		out, err = v.system(ctx)
	}
	if err != nil {
		return err
	}
	if v.JSON {
		err = json.NewEncoder(os.Stdout).Encode(out)
	} else {
		for _, b := range out.Breaks {
			fmt.Printf("✘ %s 第%d号事件：%s\n", b.Case, b.Seq, b.Reason)
		}
		fmt.Printf("%d 个案卷、%d 个事件、%d 个检查点，%d 处不符 (files, events, checkpoints, breaks)\n", out.Files, out.Events, out.Checkpoints, len(out.Breaks))
	}
	if err == nil && len(out.Breaks) > 0 {
		err = fmt.Errorf("事件链不完整，首处：案卷 %s 第%d号事件 (the chain is broken)", out.Breaks[0].Case, out.Breaks[0].Seq)
	}
	return err
}

func readJSON(path string, into any) error {
	if path == "" {
		return nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func (v *verifyCmd) file() (store.Verified, error) {
	known, trust := map[domain.CaseID]store.Head{}, store.Trust{Key: v.Key}
	if err := errors.Join(readJSON(v.Heads, &known), readJSON(v.Kept, &trust.Kept)); err != nil {
		return store.Verified{}, err
	}
	f, err := os.Open(v.File)
	if err != nil {
		return store.Verified{}, err
	}
	defer f.Close() //nolint:errcheck // read only
	return store.VerifyExport(f, known, trust)
}

func (v *verifyCmd) system(ctx context.Context) (store.Verified, error) {
	dsn, release, err := v.open(ctx)
	if err != nil {
		return store.Verified{}, err
	}
	defer release()
	s, err := store.Open(ctx, store.Config{DSN: dsn, MaxConns: 3})
	if err != nil {
		return store.Verified{}, err
	}
	defer s.Close() //nolint:errcheck // read only
	data, err := v.folder()
	if err != nil {
		return store.Verified{}, err
	}
	trust := store.Trust{Key: v.Key}
	if err := readJSON(v.Kept, &trust.Kept); err != nil {
		return store.Verified{}, err
	}
	if _, err := os.Stat(filepath.Join(data, signerFile)); err == nil && v.Key == "" {
		key, err := store.LoadSigner(filepath.Join(data, signerFile))
		if err != nil {
			return store.Verified{}, err
		}
		trust.Key = key.Public()
	}
	out, err := s.Verify(ctx, trust)
	if err != nil {
		return out, err
	}
	if v.Anchor && len(out.Breaks) == 0 {
		key, err := store.LoadSigner(filepath.Join(data, signerFile))
		if err != nil {
			return out, err
		}
		cp, err := s.MakeCheckpoint(ctx, key)
		if err != nil {
			return out, err
		}
		say(fmt.Sprintf("检查点 %d：%d 个案卷、%d 个事件，根 %s", cp.N, cp.Files, cp.Events, cp.Root), "signed checkpoint made")
	}
	if v.Export != "" {
		return out, export(ctx, s, v.Export)
	}
	return out, nil
}

func export(ctx context.Context, s *store.Store, dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, "events.jsonl"), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := s.Export(ctx, f, ""); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	heads, err := s.Heads(ctx)
	if err != nil {
		return err
	}
	cps, err := s.Checkpoints(ctx)
	if err != nil {
		return err
	}
	for name, v := range map[string]any{"heads.json": heads, "checkpoints.json": cps} {
		b, err := json.MarshalIndent(v, "", " ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), append(b, '\n'), 0o600); err != nil {
			return err
		}
	}
	say("已导出到 "+dir, "events.jsonl, heads.json, checkpoints.json")
	return nil
}
