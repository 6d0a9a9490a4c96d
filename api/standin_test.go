package api

import (
	"encoding/json"
	"strings"
	"testing"

	"yifa/domain"
	"yifa/store"
)

// Who stands in for whom is told where people are, and on what they do.
func TestAStandInIsToldEverywhere(t *testing.T) {
	w := start(t)
	li, sun, wang, root := w.as("li"), w.as("sun"), w.as("wang"), w.as("root")
	_, order := w.order(li, wang)
	if r := sun.act(order, "rectification.approve", map[string]any{}); r.problem().Code != "not_permitted" {
		t.Fatalf("%d %s", r.Status, r.Raw)
	}
	today := domain.DateOf(w.Now())
	root.ok(w.id["sun"], "person.stand_in", map[string]any{"for": w.id["wang"], "role": "leader", "from": today, "until": today + 3, "reason": "外出学习"})
	var me Me
	sun.do("GET", "/session", nil).into(t, &me)
	if raw, _ := json.Marshal(me.Roles); !strings.Contains(string(raw), `"for_name":"人wang"`) {
		t.Errorf("one is not told for whom one stands in: %s", raw)
	}
	var all []PersonRow
	sun.do("GET", "/people", nil).into(t, &all)
	told := 0
	for _, p := range all {
		if p.Login == "sun" && len(p.StandsFor) == 1 && p.StandsFor[0].Now && p.StandsFor[0].Name == "人wang" || p.Login == "wang" && len(p.StoodInBy) == 1 && p.StoodInBy[0].Name == "人sun" {
			told++
		}
	}
	if told != 2 {
		t.Errorf("told of %d", told)
	}
	sun.ok(order, "rectification.approve", map[string]any{})
	var f CaseFile
	sun.do("GET", "/cases/"+order, nil).into(t, &f)
	if last := f.Timeline[len(f.Timeline)-1]; last.ActorName != "人sun（代人wang）" || last.For == "" {
		t.Errorf("the timeline says %q", last.ActorName)
	}
	if f.People[domain.PersonID(w.id["wang"])].Name == "" {
		t.Error("who was stood in for has no name")
	}
}

// A clue for discipline supervision is not there for whoever need not know: list, search, file, events, export, clocks, files,
// acts, worklists, and the file it came from.
func TestAClueForDisciplineIsNotThereForOthers(t *testing.T) {
	w := start(t)
	li, zhang, sun, wang, audit := w.as("li"), w.as("zhang"), w.as("sun"), w.as("wang"), w.as("audit")
	officers := []string{w.id["li"], w.id["zhang"]}
	from := w.inspection(li)
	wang.ok(from, "inspection.approve", map[string]any{})
	li.ok(from, "inspection.notify", map[string]any{"on_site": true})
	li.ok(from, "inspection.arrive", map[string]any{"officers": officers, "card_shown": true, "rights_told": true})
	begun := w.Now()
	w.pass(3600e9)
	li.ok(from, "inspection.record", map[string]any{"started_at": begun, "ended_at": begun.Add(1800e9), "place": "店内", "officers": officers, "summary": "现场检查", "signed_by": "甲",
		"findings": []any{map[string]any{"category": "private", "fact": "私人经营", "quantity": 1, "unit": "处"}}})
	clue := map[string]any{"to": "discipline", "name": "云岭区纪委监委", "summary": "村主任违规出售", "lines": []int{1}, "subjects": []any{map[string]any{"name": "某乙", "official": "village"}}}
	id := string(li.ok(from, "inspection.refer_clue", clue).Opened[0])

	for name, b := range map[string]*browser{"its officer": li, "the leader": wang, "the auditor": audit} {
		if r := b.do("GET", "/cases/"+id, nil); r.Status != 200 {
			t.Errorf("%s: %d %s", name, r.Status, r.Raw)
		}
		if r := b.do("GET", "/cases?procedure=referral", nil); !strings.Contains(string(r.Raw), id) {
			t.Errorf("%s does not find it in the list", name)
		}
		if r := b.do("GET", "/cases/"+from, nil); !strings.Contains(string(r.Raw), `"ClueReferred"`) || !strings.Contains(string(r.Raw), id) {
			t.Errorf("%s does not see it in the file it came from", name)
		}
	}
	for name, b := range map[string]*browser{"an officer of the inspection": zhang, "the section head": sun, "the clerk": w.as("chen"), "the administrator": w.as("root"), "the backfiller": w.as("bu"), "nobody": w.as("nobody")} {
		for _, path := range []string{"/cases?procedure=referral", "/cases", "/cases?parent=" + from, "/cases?document=T-1", "/search?q=" + escape("永福"), "/tasks?scope=team", "/tasks?scope=all", "/tasks?scope=mine", "/cases/" + from,
			"/cases/" + from + "/events", "/cases/" + from + "/export", "/parties/" + w.id["shop"], "/board/rectification"} {
			if r := b.do("GET", path, nil); strings.Contains(string(r.Raw), id) || strings.Contains(string(r.Raw), "discipline") && path != "/session" || strings.Contains(string(r.Raw), "ClueReferred") {
				t.Errorf("%s learns of it from %s: %s", name, path, r.Raw)
			}
		}
		for _, path := range []string{"", "/events", "/export", "/clocks/alarm", "/files/" + strings.Repeat("a", 64)} {
			if r := b.do("GET", "/cases/"+id+path, nil); r.Status != 404 && r.Status != 403 || strings.Contains(string(r.Raw), "纪委") {
				t.Errorf("%s gets %s: %d %s", name, path, r.Status, r.Raw)
			}
		}
	}
	for act, data := range map[string]any{"case.note": map[string]any{"text": "看看"}, "referral.send": map[string]any{"how": "exchange", "tracking": "1"}, "case.reassign": map[string]any{"to": w.id["zhang"], "reason": "换人"}} {
		if r := sun.act(id, act, data); r.Status != 404 {
			t.Errorf("%s: %d %s", act, r.Status, r.Raw)
		}
	}
}

func TestHandOverAndDutiesHaveTheirPowers(t *testing.T) {
	w := start(t)
	li, sun, wang := w.as("li"), w.as("sun"), w.as("wang")
	id := w.inspection(li)
	body := map[string]any{"to": w.id["zhang"], "reason": "调岗", "dry_run": true}
	if r := li.do("POST", "/people/"+w.id["li"]+"/hand-over", body, key("hand-over-1")); r.Status != 403 {
		t.Errorf("an officer hands over: %d %s", r.Status, r.Raw)
	}
	var lines []store.HandOverLine
	sun.do("POST", "/people/"+w.id["li"]+"/hand-over", body, key("hand-over-1")).into(t, &lines)
	if len(lines) != 1 || lines[0].Result != "planned" || string(lines[0].Case) != id {
		t.Fatalf("%+v", lines)
	}
	body["dry_run"] = false
	sun.do("POST", "/people/"+w.id["li"]+"/hand-over", body, key("hand-over-1")).into(t, &lines)
	if lines[0].Result != "done" {
		t.Fatalf("%+v", lines)
	}
	if r := li.do("GET", "/reports/duties?year=2026", nil); r.Status != 403 {
		t.Errorf("an officer reads the report: %d", r.Status)
	}
	var d store.Duties
	wang.do("GET", "/reports/duties?year=2026", nil).into(t, &d)
	if len(d.Files) != 1 || len(d.Exceptions) != 0 || len(d.Rules) == 0 {
		t.Errorf("%+v", d)
	}
	if r := wang.do("GET", "/reports/duties.csv?year=2026", nil); r.Status != 200 || !strings.Contains(string(r.Raw), "承办人员") {
		t.Errorf("%d %s", r.Status, r.Raw)
	}
}
