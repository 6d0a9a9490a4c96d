package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"yifa/domain"
)

// supervised enters an organization with a phone number, and gives its id.
func (w *world) supervised(field string, n int, phone string) string {
	club := chessClub(domain.MakeUSCC(domain.PartyAssociation, "990101", fmt.Sprintf("MJG0000%d", n)))
	club["items"].(map[string]any)["name"] = map[string]any{"district": "云岭区", "field": field, "form": "协会"}
	club["phone"] = phone
	return string(w.as("chen").ok("", "party.enter_organization", club).Case)
}

func (w *world) reference(id string) string {
	w.t.Helper()
	c, err := w.store.Case(w.t.Context(), domain.CaseID(id))
	if err != nil {
		w.t.Fatal(err)
	}
	return c.Reference
}

func yearly(year int) map[string]any {
	return map[string]any{"activities": []any{map[string]any{"on": fmt.Sprint(year, "-06-01"), "what": "比赛"}}, "income_fen": 1, "spending_fen": 1, "assets_fen": 1, "assemblies": 1, "councils": 1, "self_check": "没有问题", "truthful": true}
}

func TestAnOrganizationFilesItsAnnualReportItselfAndSeesOnlyItsOwnFile(t *testing.T) {
	w := start(t)
	chen, li := w.as("chen"), w.as("li")
	nobody := &browser{world: w}
	year := w.Now().Year() - 1
	org, silent := w.supervised("象棋", 1, "0710-55501"), w.supervised("围棋", 2, "")
	id := string(chen.ok("", "annual_check.open", map[string]any{"party": org, "year": year}).Case)
	without := string(chen.ok("", "annual_check.open", map[string]any{"party": silent, "year": year}).Case)
	signIn := func(ref, phone string) reply {
		return nobody.do("POST", "/public/filing/session", map[string]any{"reference": ref, "phone": phone})
	}
	// whoever guesses learns nothing: not whether the number exists, nor whether a phone is registered
	wrong, none, bare := signIn(w.reference(id), "0710-55502"), signIn("云民检案〔2026〕999号", "0710-55501"), signIn(w.reference(without), "-----")
	for what, r := range map[string]reply{"a wrong phone": wrong, "a number that is none": none, "no phone in the register": bare} {
		if r.Status != 404 || r.problem().Detail != wrong.problem().Detail {
			t.Errorf("%s: %d %s", what, r.Status, r.Raw)
		}
	}
	// the clerk enters one, and with it the organization opens its file; nowhere is it public
	chen.ok(silent, "party.set_phone", map[string]any{"phone": "0710-55503", "source": "法定代表人到窗口申报"})
	if r := signIn(w.reference(without), "0710 55503"); r.Status != 200 {
		t.Errorf("with the number that was entered: %d %s", r.Status, r.Raw)
	}
	if r := nobody.do("GET", "/public/organizations?q=围棋", nil); r.Status != 200 || strings.Contains(string(r.Raw), "55503") {
		t.Errorf("the number is public: %d %s", r.Status, r.Raw)
	}
	first := signIn(" "+w.reference(id)+" ", "071055501")
	if first.Status != 200 {
		t.Fatalf("%d %s", first.Status, first.Raw)
	}
	mine := w.applicant(first)
	// an application's session opens no such file, and the other way round
	if r := nobody.do("GET", "/public/application", nil, mine); r.Status != 403 {
		t.Errorf("the application of a session of a check: %d", r.Status)
	}
	other := w.applicant(nobody.do("POST", "/public/applications", chess("武术"), key("another-matter")))
	for _, q := range []func(*http.Request){other, func(*http.Request) {}} {
		if r := nobody.do("GET", "/public/filing", nil, q); r.Status != 403 {
			t.Errorf("the file of another session: %d %s", r.Status, r.Raw)
		}
	}
	n := 0
	steps := func(act string, data map[string]any, as func(*http.Request)) reply {
		n++
		return nobody.do("POST", "/public/filing/steps/"+act, map[string]any{"data": data}, as, key(fmt.Sprint("step-of-ours-", n)))
	}
	for _, act := range []string{"annual_check.unit_opinion", "annual_check.review", "annual_check.conclude", "annual_check.close", "annual_check.open", "listing.record_reply", "listing.prove_no_fault", "registration.receive", "party.put_on_file", "case.note"} {
		if r := steps(act, map[string]any{"reason": "理由", "text": "内容"}, mine); r.Status < 400 || r.Status >= 500 {
			t.Errorf("%s: %d %s", act, r.Status, r.Raw)
		}
	}
	body, typ := form("年度工作报告.png", png)
	var f domain.File
	up := func(as func(*http.Request)) reply {
		return nobody.do("POST", "/public/filing/files", body, as, func(q *http.Request) { q.Header.Set("Content-Type", typ) })
	}
	if r := up(other); r.Status != 403 {
		t.Errorf("an upload by another session: %d", r.Status)
	}
	up(mine).into(t, &f)
	data := yearly(year)
	data["files"] = []domain.Blob{f.Hash}
	r := steps("annual_check.report", data, mine)
	var v FilingView
	r.into(t, &v)
	if r.Status != 200 || v.Stage != domain.ChkUnit || len(v.Handed) != 1 || len(v.Handed[0].Files) != 1 || v.Check.ReportedOn != v.Today || len(v.Acts) != 0 {
		t.Fatalf("%d %s", r.Status, r.Raw)
	}
	if r := steps("annual_check.report", data, mine); r.Status != 409 {
		t.Errorf("reported twice: %d", r.Status)
	}
	if r := nobody.do("GET", "/public/filing/files/"+string(f.Hash), nil, mine); r.Status != 200 {
		t.Errorf("the own paper: %d", r.Status)
	}
	if r := nobody.do("GET", "/public/filing/files/"+string(f.Hash), nil, other); r.Status != 403 {
		t.Errorf("the paper of another: %d", r.Status)
	}
	// what the bureau asks is told, what it thinks is not
	chen.ok(id, "annual_check.unit_opinion", map[string]any{"on": domain.DateOf(w.Now()).String(), "by": "云岭区文化体育局", "agree": true, "text": "初审合格"})
	li.ok(id, "annual_check.ask", map[string]any{"what": "explain", "text": "说明会费", "until": (domain.DateOf(w.Now()) + 9).String()})
	nobody.do("GET", "/public/filing", nil, mine).into(t, &v)
	if v.Check.Asked == nil || v.Check.Asked.Text != "说明会费" || len(v.Acts) != 1 || v.Acts[0] != "annual_check.answer" {
		t.Errorf("asked: %+v %v", v.Check.Asked, v.Acts)
	}
	if r := steps("annual_check.answer", map[string]any{"text": "按章程收取"}, mine); r.Status != 200 {
		t.Errorf("%d %s", r.Status, r.Raw)
	}
	li.ok(id, "annual_check.review", map[string]any{"conclusion": "fair", "text": "内部审查意见", "findings": []any{map[string]any{"ground": "CG-11.8", "facts": "账目不全", "weight": "slight"}}})
	r = nobody.do("GET", "/public/filing", nil, mine)
	for _, secret := range []string{"内部审查意见", "账目不全", "55501", w.id["li"], org, id, "13900000000"} {
		if strings.Contains(string(r.Raw), secret) {
			t.Errorf("the organization is told %q", secret)
		}
	}
	if r := li.do("GET", "/cases/"+id, nil); !strings.Contains(string(r.Raw), `"actor_name":"申请人"`) {
		t.Errorf("the timeline does not say that the organization did it")
	}
	out := nobody.do("DELETE", "/public/filing/session", nil, mine)
	if out.Status >= 300 || nobody.do("GET", "/public/filing", nil, mine).Status != 403 {
		t.Errorf("the session outlives its end: %d", out.Status)
	}
	braked := 0
	for range 8 {
		if signIn(w.reference(id), "0710-55503").Status == 429 {
			braked++
		}
	}
	if braked == 0 {
		t.Error("guessing is not braked")
	}
}

func TestAnOrganizationAnswersTheNoticeOfAListingItselfAndKnowsNothingBefore(t *testing.T) {
	w := start(t)
	li := w.as("li")
	nobody := &browser{world: w}
	org := w.supervised("象棋", 1, "0710-55501")
	id := string(li.ok("", "listing.open", map[string]any{"party": org, "ground": "AB-2", "facts": "内部线索"}).Case)
	signIn := func() reply {
		return nobody.do("POST", "/public/filing/session", map[string]any{"reference": w.reference(id), "phone": "0710-55501"})
	}
	if r := signIn(); r.Status != 404 || r.problem().Code != "no_filing" {
		t.Errorf("a candidate is told: %d %s", r.Status, r.Raw)
	}
	li.ok(id, "listing.notice", map[string]any{"facts": "应建未建党组织"})
	mine := w.applicant(signIn())
	var v FilingView
	nobody.do("GET", "/public/filing", nil, mine).into(t, &v)
	if v.Listing == nil || v.Listing.Facts != "应建未建党组织" || len(v.Documents) != 1 || v.Documents[0].Type != "C-1" || len(v.Acts) != 1 || v.Acts[0] != "listing.record_reply" {
		t.Fatalf("%+v", v)
	}
	r := nobody.do("POST", "/public/filing/steps/listing.record_reply", map[string]any{"data": map[string]any{"text": "正在筹建，九月成立"}, "version": v.Version}, mine, key("the-reply-of-it"))
	r.into(t, &v)
	if r.Status != 200 || v.Stage != domain.LstAnswer || len(v.Handed) != 1 || v.Handed[0].Text != "正在筹建，九月成立" {
		t.Fatalf("%d %s", r.Status, r.Raw)
	}
	li.ok(id, "listing.answer_reply", map[string]any{"adopted": false, "text": "至今未建"})
	c, err := w.store.Case(t.Context(), domain.CaseID(id))
	if err != nil {
		t.Fatal(err)
	}
	li.ok(id, "listing.serve", map[string]any{"document": c.Listing.Notice, "method": "direct", "on": domain.DateOf(w.Now()).String(), "recipient": "楚河汉"})
	w.pass(15 * 24 * time.Hour) // nothing is listed before the days to reply are over
	w.as("wang").ok(id, "listing.decide", map[string]any{"list": true, "reasons": "符合列入情形"})
	mine = w.applicant(signIn())
	nobody.do("GET", "/public/filing", nil, mine).into(t, &v)
	if !v.Listing.Listed || v.Listing.Answer != "至今未建" || len(v.Documents) != 2 || len(v.Acts) != 1 || v.Acts[0] != "listing.ask_removal" {
		t.Errorf("%+v %v", v.Listing, v.Acts)
	}
	if r := nobody.do("POST", "/public/filing/steps/listing.ask_removal", map[string]any{"data": map[string]any{"text": "已经成立党组织"}}, mine, key("asks-for-removal")); r.Status != 200 {
		t.Errorf("%d %s", r.Status, r.Raw)
	}
}
