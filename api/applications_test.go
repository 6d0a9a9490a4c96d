package api

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"yifa/domain"
	"yifa/policies"
)

// applicant is a browser with the cookie of an application.
func (w *world) applicant(r reply) func(*http.Request) {
	w.t.Helper()
	for _, c := range (&http.Response{Header: r.Header}).Cookies() {
		if strings.HasSuffix(c.Name, "-applicant") {
			return func(q *http.Request) { q.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value}) }
		}
	}
	w.t.Fatalf("no cookie of an application: %d %s", r.Status, r.Raw)
	return nil
}

func chess(field string) map[string]any {
	return map[string]any{"kind": "establish", "subject": "association", "channel": "online", "applicant": map[string]any{"name": "楚河汉", "phone": "139 0000 0000"},
		"members": map[string]any{"persons": 56, "units": 0},
		"items": map[string]any{"name": map[string]any{"district": "云岭区", "field": field, "form": "协会"}, "address": "棋盘路8号", "purpose": "推广象棋运动", "scope": "组织比赛", "legal_rep": "楚河汉", "capital_fen": 3000000,
			"mode": "dual", "supervisor": "云岭区文化体育局"}}
}

func TestAnApplicantAppliesAndSeesOnlyTheOwnApplication(t *testing.T) {
	w := start(t)
	nobody := &browser{world: w}
	first := nobody.do("POST", "/public/applications", chess("象棋"), key("first-application"))
	if first.Status != 200 || !strings.Contains(string(first.Raw), `"registration.sign_notice"`) {
		t.Fatalf("%d %s", first.Status, first.Raw)
	}
	mine := w.applicant(first)
	other := w.applicant(nobody.do("POST", "/public/applications", chess("围棋"), key("other-application")))
	r := nobody.do("POST", "/public/application/steps/registration.sign_notice", map[string]any{"data": map[string]any{"signers": []string{"楚河汉"}}}, mine, key("sign-the-notice"))
	if r.Status != 200 || !strings.Contains(string(r.Raw), `"reg_noticed"`) {
		t.Fatalf("%d %s", r.Status, r.Raw)
	}
	// nothing but what is an applicant's to do
	for _, act := range []string{"registration.check_name", "registration.accept", "registration.decide", "registration.form_liquidation", "party.register", "penalty.open_clue", "registration.begin", "case.note"} {
		if r := nobody.do("POST", "/public/application/steps/"+act, map[string]any{"data": map[string]any{}}, mine, key("not-mine-"+act)); r.Status < 400 || r.Status >= 500 {
			t.Errorf("%s: %d %s", act, r.Status, r.Raw)
		}
	}
	if r := nobody.do("GET", "/public/application", nil, other); strings.Contains(string(r.Raw), `"field":"象棋"`) || !strings.Contains(string(r.Raw), `"field":"围棋"`) {
		t.Errorf("the other sees %s", r.Raw)
	}
	if r := nobody.do("GET", "/public/application", nil); r.Status != 403 {
		t.Errorf("without a session: %d", r.Status)
	}
	if strings.Contains(string(first.Raw), "13900000000") || strings.Contains(string(first.Raw), "139 0000") {
		t.Error("the phone number is shown")
	}
	// the number of the file with the phone opens it again; whoever guesses learns nothing
	var v ApplicationView
	r.into(t, &v)
	ref := v.Reference
	if again := nobody.do("POST", "/public/application/session", map[string]any{"reference": ref, "phone": "13900000000"}); again.Status != 200 {
		t.Errorf("%d %s", again.Status, again.Raw)
	}
	wrong := nobody.do("POST", "/public/application/session", map[string]any{"reference": ref, "phone": "13900000001"})
	none := nobody.do("POST", "/public/application/session", map[string]any{"reference": "云民登案〔2026〕999号", "phone": "13900000001"})
	if wrong.Status != 404 || none.Status != 404 || wrong.problem().Detail != none.problem().Detail {
		t.Errorf("a guess tells something: %d %s / %d %s", wrong.Status, wrong.Raw, none.Status, none.Raw)
	}
	braked := 0
	for range 8 {
		if nobody.do("POST", "/public/application/session", map[string]any{"reference": ref, "phone": "13900000002"}).Status == 429 {
			braked++
		}
	}
	if braked == 0 {
		t.Error("guessing is not braked")
	}
	if r := w.as("chen").do("GET", "/cases/"+caseOf(w, "象棋协会"), nil); !strings.Contains(string(r.Raw), `"actor_name":"申请人"`) {
		t.Errorf("the timeline does not say that the applicant did it: %s", r.Raw)
	}
	// the window sees it
	if r := w.as("chen").do("GET", "/cases?procedure=registration", nil); !strings.Contains(string(r.Raw), "象棋协会") {
		t.Errorf("%s", r.Raw)
	}
}

// Whoever knows the code of an organization could otherwise put it into liquidation from anywhere: that is done at the window,
// where it is seen who asks.
func TestNoApplicantLiquidatesOnline(t *testing.T) {
	g := guard(t)
	me := domain.TheApplicant("g")
	for _, act := range []string{"form_liquidation", "notify_creditors", "end_liquidation"} {
		if err := g.Can(me, policies.Power{Kind: "registration", Act: act}, "g", domain.NewDate(2026, 11, 23)); domain.CodeOf(err) != "not_permitted" {
			t.Errorf("registration.%s: %v", act, err)
		}
	}
}

// caseOf finds an application by what its title holds.
func caseOf(w *world, name string) string {
	w.t.Helper()
	var page struct{ Items []CaseRow }
	w.as("chen").do("GET", "/cases?procedure=registration", nil).into(w.t, &page)
	for _, r := range page.Items {
		if strings.Contains(r.Title, name) {
			return string(r.ID)
		}
	}
	w.t.Fatalf("no application of %s", name)
	return ""
}

// Of many who ask for one name at once, one gets it.
func TestANameIsGivenOnce(t *testing.T) {
	w := start(t)
	nobody := &browser{world: w}
	const n = 12
	ids := make([]string, n)
	clerk := w.as("chen")
	for i := range n {
		ids[i] = string(clerk.ok("", "registration.begin", chess("象棋")).Case)
		clerk.ok(ids[i], "registration.sign_notice", map[string]any{"signers": []string{"楚河汉"}})
	}
	var got sync.Map
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			got.Store(i, clerk.act(ids[i], "registration.check_name", map[string]any{"name": map[string]any{"district": "云岭区", "field": "象棋", "form": "协会"}}).Status)
		})
	}
	all.Wait()
	won := 0
	got.Range(func(_, v any) bool {
		switch v {
		case 200:
			won++
		case 409:
		default:
			t.Errorf("answered %v", v)
		}
		return true
	})
	if won != 1 {
		t.Errorf("%d got the name", won)
	}
	if r := nobody.do("GET", "/public/registration/name?district="+escape("云岭区")+"&field="+escape("象棋")+"&form="+escape("协会"), nil); !strings.Contains(string(r.Raw), `"free":false`) {
		t.Errorf("%s", r.Raw)
	}
	if r := nobody.do("GET", "/public/registration/materials?kind=change&items=legal_rep", nil); r.Status != 200 || !strings.Contains(string(r.Raw), "审计报告") {
		t.Errorf("%d %s", r.Status, r.Raw)
	}
}

// The forms of the window and of the review show what the law of the day asks: materials before receipt, conditions with what the
// machine found, grounds of refusal; what is registered of an organization is open to everybody by its code.
func TestTheDeskSaysWhatAnApplicationStillNeeds(t *testing.T) {
	w := start(t)
	clerk := w.as("chen")
	id := string(clerk.ok("", "registration.begin", chess("象棋")).Case)
	var desk RegistrationDesk
	clerk.do("GET", "/cases/"+id+"/registration", nil).into(t, &desk)
	if len(desk.Materials) == 0 || desk.Materials[0].State != domain.MaterialMissing || len(desk.Refusals) == 0 {
		t.Fatalf("%+v", desk)
	}
	found := map[string]string{}
	for _, k := range desk.Conditions {
		found[k.ID] = k.Machine
	}
	if found["RC-01"] != "met" || found["RC-09"] != "not_met" || found["RC-06"] != "unknown" {
		t.Errorf("conditions %v", found)
	}
	if r := clerk.do("GET", "/cases/"+w.id["shop"]+"/registration", nil); r.Status != 404 {
		t.Errorf("of another file: %d", r.Status)
	}
	nobody := &browser{world: w}
	if r := nobody.do("GET", "/cases/"+id+"/registration", nil); r.Status != 401 {
		t.Errorf("without signing in: %d", r.Status)
	}
	if r := nobody.do("GET", "/public/registration/organization?uscc=51990101MJH0000191", nil); r.Status != 404 || r.problem().Code != "no_organization" {
		t.Errorf("an unknown code: %d %s", r.Status, r.Raw)
	}
	if r := nobody.do("GET", "/public/registration/materials", nil); !strings.Contains(string(r.Raw), `"region":"云岭区"`) {
		t.Errorf("%s", r.Raw)
	}
}
