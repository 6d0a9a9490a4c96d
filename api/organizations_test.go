package api

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

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
