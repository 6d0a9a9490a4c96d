package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"yifa/domain"
)

// runClock runs yifa clock … as the command line would.
func runClock(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var c struct {
		Clock clockCmd `cmd:""`
	}
	var out bytes.Buffer
	p, err := kong.New(&c, kong.Writers(&out, io.Discard), kong.BindTo(t.Context(), (*context.Context)(nil)))
	if err != nil {
		t.Fatal(err)
	}
	k, err := p.Parse(append([]string{"clock"}, args...))
	if err != nil {
		return "", err
	}
	err = k.Run()
	return out.String(), err
}

func TestClockAddAnswersInOneLine(t *testing.T) {
	for args, due := range map[string]string{
		"--from 2026-09-28 --n 5 --unit working":                        "2026-10-10",
		"--from 2026-09-20 --n 15 --unit calendar":                      "2026-10-08",
		"--from 2026-09-20 --n 15 --unit calendar --binds agency":       "2026-10-05",
		"--from 2026-01-31 --n 1 --unit month --binds agency":           "2026-02-28",
		"--from 2024-02-29 --n 1 --unit year --binds agency":            "2025-02-28",
		"--from 2026-10-12 --n 7 --unit working --binds agency --back":  "2026-09-23",
		"--from 2026-11-18 --n 7 --unit calendar --binds agency --back": "2026-11-10",
	} {
		out, err := runClock(t, append(append([]string{"add"}, strings.Fields(args)...), "--json")...)
		if err != nil {
			t.Fatal(args, err)
		}
		var a clockAnswer
		if err := json.Unmarshal([]byte(out), &a); err != nil || a.Due.String() != due || a.Provisional || len(a.Trace) < 2 {
			t.Errorf("%s: %s %v", args, out, err)
		}
		if strings.Count(out, "\n") != 1 {
			t.Errorf("%s: more than one line", args)
		}
	}
	for _, args := range []string{"--n 5 --unit working", "--from 2026-09-28 --unit working", "--from 2026-09-28 --n 5",
		"--from 2026-02-30 --n 5 --unit working", "--from 2026-09-28 --n 5 --unit week", "--from 2026-09-28 --n -5 --unit working"} {
		if out, err := runClock(t, append([]string{"add"}, strings.Fields(args)...)...); err == nil {
			t.Errorf("%s: should be refused, said %s", args, out)
		}
	}
}

func TestClockAddShowsATableToPeople(t *testing.T) {
	out, err := runClock(t, "add", "--from", "2026-12-28", "--n", "5", "--unit", "working")
	if err != nil || !strings.Contains(out, "第5个工作日") || !strings.Contains(out, "working day 5") || !strings.Contains(out, "2027年放假安排尚未载入") {
		t.Errorf("%s %v", out, err)
	}
}

func TestABatchGoesOnAfterABadLine(t *testing.T) {
	cal, _, err := loadLaw(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	in := `{"from":"2026-09-28","n":5,"unit":"working","binds":"party","back":false}
not json
{"from":"2026-09-28","n":5,"unit":"week","binds":"party"}

{"from":"2026-09-28","n":5,"unit":"working","binds":"party","on":1}
{"from":"2026-12-28","n":5,"unit":"working"}`
	var out bytes.Buffer
	if err := addBatch(cal, strings.NewReader(in), &out); err == nil {
		t.Error("a failed line must show in the exit code")
	}
	var got []map[string]any
	for line := range strings.Lines(out.String()) {
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(line, err)
		}
		got = append(got, m)
	}
	if len(got) != 5 || got[0]["due"] != "2026-10-10" || got[1]["line"] != 2.0 || got[2]["line"] != 3.0 || got[3]["line"] != 5.0 ||
		got[1]["error"] == nil || got[4]["due"] != "2027-01-04" || got[4]["provisional"] != true {
		t.Errorf("got %v", got)
	}
	if err := addBatch(cal, strings.NewReader(strings.SplitAfter(in, "\n")[0]), io.Discard); err != nil {
		t.Errorf("a clean batch succeeds: %v", err)
	}
}

// A caller that waits for each answer before it asks again must get it.
func TestABatchAnswersAsItIsAsked(t *testing.T) {
	cal, _, err := loadLaw(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	askR, askW := io.Pipe()
	ansR, ansW := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- addBatch(cal, askR, ansW); ansW.Close() }()
	dec := json.NewDecoder(ansR)
	for range 3 {
		if _, err := io.WriteString(askW, `{"from":"2026-09-28","n":5,"unit":"working"}`+"\n"); err != nil {
			t.Fatal(err)
		}
		var a clockAnswer
		if err := dec.Decode(&a); err != nil || a.Due.String() != "2026-10-10" {
			t.Fatal(a.Due, err)
		}
	}
	askW.Close()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestClockExplain(t *testing.T) {
	for _, c := range []struct {
		args   string
		due    string
		status domain.State
		left   int
	}{
		{"TL-03 --from 2026-09-28 --on 2026-10-08", "2026-10-10", domain.Running, 2},
		{"TL-03 --from 2026-09-28 --on 2026-10-10", "2026-10-10", domain.DueToday, 0},
		{"TL-03 --from 2026-09-28 --on 2026-10-13", "2026-10-10", domain.Overdue, -2},
		{"PEN-4.01 --from 2026-07-01 --extend 30 --on 2026-09-29", "2026-10-29", domain.Running, 30},
		{"PEN-4.01 --from 2026-07-01 --exclude 2026-09-10..2026-09-21 --on 2026-09-29", "2026-10-11", domain.Running, 12},
		{"TL-01 --from 2026-09-01 --suspend 2026-10-09..2026-10-20 --suspend 2026-10-15..2026-10-22 --on 2026-10-10", "2026-12-14", domain.Suspended, 53},
		{"TL-01 --from 2026-09-01 --suspend 2026-10-09.. --on 2026-10-10", "", domain.Suspended, 53},
		{"TL-01 --from 2026-09-01 --suspend 2026-10-09.. --suspend 2026-10-12.. --on 2026-10-10", "", domain.Suspended, 53},
		{"TL-01 --from 2026-09-01 --suspend 2026-10-09.. --on 2026-10-01", "", domain.Running, 60},
		{"RE-01 --from 2026-09-01 --n 10 --on 2026-09-01", "2026-09-11", domain.Running, 10},
		{"T10b --from 2025-12-31 --on 2026-05-31", "2026-06-01", domain.Running, 1},
		{"PEN-6.02 --from 2026-09-30 --at 2026-09-30T10:00:00+08:00 --on 2026-09-30", "2026-10-01", domain.Running, 22},
	} {
		out, err := runClock(t, append(append([]string{"explain"}, strings.Fields(c.args)...), "--json")...)
		if err != nil {
			t.Error(c.args, err)
			continue
		}
		var e clockExplanation
		if err := json.Unmarshal([]byte(out), &e); err != nil {
			t.Fatal(out, err)
		}
		if e.Due.String() != c.due || e.Status != c.status || e.DaysLeft != c.left || e.Basis == "" || len(e.Trace) == 0 || e.Rule == "" {
			t.Errorf("%s: due %s %s %d", c.args, e.Due, e.Status, e.DaysLeft)
		}
	}
	for args, code := range map[string]domain.Code{
		"TL-99 --from 2026-09-28":                   "rule_unknown",
		"TL-01 --from 2026-09-28 --extend 30":       "extension_none",
		"PEN-4.01 --from 2026-09-28 --extend 31":    "extension_too_long",
		"TL-03 --from 2026-09-28 --n 6":             "term_fixed",
		"RE-01 --from 2026-09-28 --n 31":            "term_out_of_bounds",
		"TL-01 --from 2026-09-28 --suspend october": "",
	} {
		if _, err := runClock(t, append([]string{"explain"}, strings.Fields(args)...)...); err == nil || domain.CodeOf(err) != code {
			t.Errorf("%s: %v", args, err)
		}
	}
	out, err := runClock(t, "explain", "TL-02", "--from", "2026-09-28", "--on", "2026-09-30")
	if err != nil || !strings.Contains(out, "《行政处罚法》第五十六条") || !strings.Contains(out, "调休上班") {
		t.Errorf("%s %v", out, err)
	}
}

func TestClockList(t *testing.T) {
	out, err := runClock(t, "list", "--procedure", "rectification")
	if err != nil || !strings.Contains(out, "RE-01") || strings.Contains(out, "TL-01") {
		t.Errorf("%s %v", out, err)
	}
	out, err = runClock(t, "list", "--json")
	if err != nil || strings.Count(out, "\n") < 150 {
		t.Errorf("%d rows %v", strings.Count(out, "\n"), err)
	}
	for line := range strings.Lines(out) {
		var r domain.Rule
		if err := json.Unmarshal([]byte(line), &r); err != nil || r.Article == "" {
			t.Errorf("%s %v", line, err)
		}
	}
}
