package api

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"yifa/domain"
	"yifa/store"
)

func chessClub(code string) map[string]any {
	return map[string]any{"kind": "association", "uscc": code, "registered_on": "2015-05-06", "phone": "0710-55501", "items": map[string]any{"name": map[string]any{"district": "云岭区", "field": "象棋", "form": "协会"}, "address": "棋盘路8号",
		"purpose": "推广象棋", "scope": "比赛、培训", "legal_rep": "楚河汉", "capital_fen": 3000000, "mode": "dual", "supervisor": "云岭区文化体育局"},
		"officers":    []any{map[string]any{"name": "楚河汉", "post": "会长", "born": 1961, "phone": "13900000000"}},
		"certificate": map[string]any{"number": "证0001", "issued_on": "2015-05-06", "valid_until": "2030-05-05"},
		"history":     map[string]any{"checks": []any{map[string]any{"year": 2020, "conclusion": "fair"}}, "activities": []any{map[string]any{"on": "2020-02-02", "what": "内部联谊"}}}}
}

func TestTheRegisterIsReadExportedAndImported(t *testing.T) {
	w := start(t)
	chen, sun, li := w.as("chen"), w.as("sun"), w.as("li")
	code := domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG00001")
	id := string(chen.ok("", "party.enter_organization", chessClub(code)).Case)
	if r := chen.act("", "party.enter_organization", chessClub(code)); r.Status != 409 && r.Status != 422 {
		t.Errorf("a second organization of the name: %d %s", r.Status, r.Raw)
	}
	var page OrganizationsPage
	li.do("GET", "/organizations?q=xqxh&kind=association", nil).into(t, &page)
	if page.Total != 1 || page.Counts == nil || page.Counts.All != 1 || page.Items[0].USCC != code {
		t.Errorf("%+v", page)
	}
	if r := li.do("GET", "/organizations?kind=village", nil); r.Status != 422 {
		t.Errorf("a kind that is none: %d", r.Status)
	}
	var o OrganizationFile
	li.do("GET", "/organizations/"+id, nil).into(t, &o)
	if o.Party.Org == nil || len(o.Life) != 3 || len(o.Changes) != 1 || len(o.Acts) == 0 || o.Version == 0 {
		t.Errorf("%+v", o)
	}
	sun.ok(id, "party.record_election", map[string]any{"assembly_on": "2021-03-01", "until": "2026-02-28"})
	li.do("GET", "/organizations/"+id, nil).into(t, &o)
	if o.Life[0].Kind != "election" || len(o.Party.Org.Term().Findings) == 0 {
		t.Errorf("%+v", o.Life[0])
	}
	if r := li.act(id, "party.absorb_duplicate", map[string]any{"duplicate": "x", "reason": "同一组织"}); r.problem().Code != "not_permitted" {
		t.Errorf("an officer merges: %s", r.Raw)
	}
	csvOut := li.do("GET", "/organizations.csv", nil)
	if strings.Contains(string(csvOut.Raw), "0710-55501") || strings.Contains(string(csvOut.Raw), "13900000000") || !strings.Contains(string(csvOut.Raw), code) {
		t.Errorf("the table: %s", csvOut.Raw)
	}
	if r := li.do("GET", "/organizations.xlsx", nil); r.Status != 200 || !bytes.HasPrefix(r.Raw, []byte("PK")) {
		t.Errorf("%d", r.Status)
	}
	rows, err := csv.NewReader(bytes.NewReader(csvOut.Raw)).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	table := strings.NewReplacer("象棋", "跳棋", code, domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG00007")).Replace(string(csvOut.Raw)) + strings.Join(rows[1], ",") + "\n"
	var rep store.OrganizationImport
	for _, dry := range []string{"true", "false"} {
		chen.upload("/organizations/import?dry_run="+dry, "登记簿.csv", []byte(table)).into(t, &rep)
		if dry == "true" && (rep.OK != 1 || rep.Already != 1) || dry == "false" && rep.Recorded != 1 {
			t.Errorf("dry run %s: %+v", dry, rep)
		}
	}
	if r := li.upload("/organizations/import", "x.csv", []byte("a,b\n1,2\n")); r.Status != 422 {
		t.Errorf("a table of something else: %d %s", r.Status, r.Raw)
	}
}

func TestWhatIsPublicOfAnOrganizationAndNoMore(t *testing.T) {
	w := start(t)
	code := domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG00001")
	id := string(w.as("chen").ok("", "party.enter_organization", chessClub(code)).Case)
	nobody := &browser{world: w}
	for _, path := range []string{"/public/organizations?q=" + escape("象棋"), "/public/organizations/" + code, "/public/organizations/" + strings.ToLower(code)} {
		r := nobody.do("GET", path, nil)
		if r.Status != http.StatusOK || !strings.Contains(string(r.Raw), code) || !strings.Contains(string(r.Raw), "楚河汉") {
			t.Errorf("%s: %d %s", path, r.Status, r.Raw)
		}
		for _, secret := range []string{"13900000000", "0710-55501", "1961", "内部联谊", id} {
			if strings.Contains(string(r.Raw), secret) {
				t.Errorf("%s tells %s", path, secret)
			}
		}
	}
	var x PublicOrganization
	nobody.do("GET", "/public/organizations/"+code, nil).into(t, &x)
	if len(x.Checks) != 1 || len(x.Life) != 1 || x.Certificate != "证0001" {
		t.Errorf("%+v", x)
	}
	if r := nobody.do("GET", "/public/organizations/"+domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG00009"), nil); r.Status != 404 {
		t.Errorf("%d", r.Status)
	}
}

// At every stage of a listing an anonymous reader sees it exactly while it stands and has been published (民政部令第60号): not the
// candidate, not the decision before its publication, not what was removed, corrected or moved on.
func TestNothingOfAListingIsPublicBeforeItIsPublished(t *testing.T) {
	w := start(t)
	chen, li, wang := w.as("chen"), w.as("li"), w.as("wang")
	nobody := &browser{world: w}
	today := func() string { return domain.DateOf(w.Now()).String() }
	n := 0
	for name, end := range map[string]func(id string){
		"removed": func(id string) {
			li.ok(id, "listing.ask_removal", map[string]any{"text": "已经成立党组织"})
			li.ok(id, "listing.verify", map[string]any{"met": true, "note": "已经核实"})
			wang.ok(id, "listing.remove", map[string]any{})
		},
		"corrected": func(id string) { wang.ok(id, "listing.correct", map[string]any{"reason": "列入有误"}) },
	} {
		t.Run(name, func(t *testing.T) {
			n++
			code := domain.MakeUSCC(domain.PartyAssociation, "990101", fmt.Sprintf("MJG0000%d", n))
			club := chessClub(code)
			club["items"].(map[string]any)["name"] = map[string]any{"district": "云岭区", "field": []string{"象棋", "围棋"}[n-1], "form": "协会"}
			org := string(chen.ok("", "party.enter_organization", club).Case)
			sees := func(stage string, want bool) {
				t.Helper()
				var x PublicOrganization
				one := nobody.do("GET", "/public/organizations/"+code, nil)
				one.into(t, &x)
				all := nobody.do("GET", "/public/listings", nil)
				if got := len(x.Lists) == 1; got != want || len(x.Lists) > 1 {
					t.Errorf("%s: the page of the organization shows %+v", stage, x.Lists)
				}
				if strings.Contains(string(all.Raw), code) != want {
					t.Errorf("%s: the list of all is %s", stage, all.Raw)
				}
				rows := nobody.do("GET", "/public/organizations", nil)
				for _, word := range []string{"AB-2", "列入"} {
					if strings.Contains(string(one.Raw)+string(rows.Raw), word) && !want {
						t.Errorf("%s: %q is public", stage, word)
					}
				}
			}
			sees("registered", false)
			id := string(li.ok("", "listing.open", map[string]any{"party": org, "ground": "AB-2", "facts": "应建未建党组织"}).Case)
			sees("candidate", false)
			li.ok(id, "listing.notice", map[string]any{"facts": "应建未建党组织"})
			sees("noticed", false)
			c, err := w.store.Case(t.Context(), domain.CaseID(id))
			if err != nil {
				t.Fatal(err)
			}
			li.ok(id, "listing.serve", map[string]any{"document": c.Listing.Notice, "method": "direct", "on": today(), "recipient": "楚河汉"})
			sees("time to reply", false)
			chen.ok(id, "listing.record_reply", map[string]any{"text": "正在筹建"})
			sees("replied", false)
			li.ok(id, "listing.answer_reply", map[string]any{"adopted": false, "text": "至今未建"})
			sees("to be decided", false)
			w.pass(15 * 24 * time.Hour) // nothing is listed before the days to reply are over
			chen, li, wang = w.as("chen"), w.as("li"), w.as("wang")
			wang.ok(id, "listing.decide", map[string]any{"list": true, "reasons": "符合列入情形"})
			sees("decided and not published", false)
			if c, err = w.store.Case(t.Context(), domain.CaseID(id)); err != nil {
				t.Fatal(err)
			}
			li.ok(id, "listing.serve", map[string]any{"document": c.DocumentOf("C-2").ID, "method": "direct", "on": today(), "recipient": "楚河汉"})
			sees("served", false)
			chen.ok(id, "listing.publish", map[string]any{"where": "信用平台", "credit": "XY1"})
			sees("published", true)
			end(id)
			sees(name, false)
		})
	}
}

// A conclusion of the annual check is public when it was published (社会团体年度检查办法 7), and not what the file says before.
func TestAConclusionIsPublicWhenItWasPublished(t *testing.T) {
	w := start(t)
	chen, li, wang := w.as("chen"), w.as("li"), w.as("wang")
	code := domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG00001")
	club := chessClub(code)
	club["items"].(map[string]any)["mode"], club["items"].(map[string]any)["supervisor"] = "direct", ""
	org := string(chen.ok("", "party.enter_organization", club).Case)
	year := w.Now().Year() - 1
	sees := func(stage, want string) {
		t.Helper()
		var x PublicOrganization
		(&browser{world: w}).do("GET", "/public/organizations/"+code, nil).into(t, &x)
		var got []string
		for _, k := range x.Checks {
			got = append(got, fmt.Sprint(k.Year, " ", k.Conclusion))
		}
		if strings.Join(got, ",") != want {
			t.Errorf("%s: %v, want %s", stage, got, want)
		}
	}
	sees("from paper", "2020 fair")
	id := string(chen.ok("", "annual_check.open", map[string]any{"party": org, "year": year}).Case)
	sees("open", "2020 fair")
	chen.ok(id, "annual_check.report", map[string]any{"activities": []any{map[string]any{"on": fmt.Sprint(year, "-06-01"), "what": "比赛"}}, "income_fen": 1, "spending_fen": 1, "assets_fen": 1, "assemblies": 1, "councils": 1, "self_check": "没有问题", "truthful": true})
	sees("reported", "2020 fair")
	li.ok(id, "annual_check.review", map[string]any{"conclusion": "fair", "text": "财务不规范", "findings": []any{map[string]any{"ground": "CG-11.8", "facts": "账目不全", "weight": "slight"}}})
	sees("reviewed", "2020 fair")
	wang.ok(id, "annual_check.conclude", map[string]any{"conclusion": "fair"})
	sees("concluded and not published", "2020 fair")
	chen.ok(id, "annual_check.publish", map[string]any{"where": "区政府门户网站"})
	sees("published", fmt.Sprint("2020 fair,", year, " fair"))
	wang.ok(id, "annual_check.reset", map[string]any{"conclusion": "passed", "reasons": "账目已经补齐", "findings": []any{map[string]any{"ground": "CG-11.8", "facts": "账目不全", "weight": "slight", "corrected": true}}})
	sees("set again and not published", "2020 fair")
	chen.ok(id, "annual_check.publish", map[string]any{"where": "区政府门户网站"})
	sees("published again", fmt.Sprint("2020 fair,", year, " passed"))
}
