package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

type answer struct {
	store.Receipt
	error
}

// together sends requests at the same moment.
func (d *desk) together(rs ...store.Request) []answer {
	out, start := make([]answer, len(rs)), make(chan struct{})
	var wg sync.WaitGroup
	for i, r := range rs {
		wg.Go(func() {
			<-start
			out[i].Receipt, out[i].error = d.Act(d.Context(), r)
		})
	}
	close(start)
	wg.Wait()
	return out
}

func TestTheSameKeyGivesTheSameReceipt(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.assigned(d.shop)
	r := store.Request{Case: id, Actor: d.lin, Key: "once", Command: &domain.ApproveInspection{Comment: "同意"}}
	first, err := d.Act(t.Context(), r)
	if err != nil || first.Again {
		t.Fatal(first, err)
	}
	d.later(3, 0)
	d.do(d.an, id, &domain.NotifyInspection{}) // the file has moved on: the answer stays
	again, err := d.Act(t.Context(), r)
	if err != nil || !again.Again {
		t.Fatalf("%+v %v", again, err)
	}
	again.Again = false
	if !reflect.DeepEqual(first.Events, again.Events) || first.Seq != again.Seq || !first.RecordedAt.Equal(again.RecordedAt) {
		t.Errorf("%+v\n%+v", first, again)
	}
	for name, change := range map[string]func(*store.Request){
		"comment": func(r *store.Request) { r.Command = &domain.ApproveInspection{Comment: "不同意"} },
		"act":     func(r *store.Request) { r.Command = &domain.AddNote{Text: "x"} },
		"time":    func(r *store.Request) { r.At = d.now() },
	} {
		x := r
		change(&x)
		_, err := d.Act(t.Context(), x)
		if domain.CodeOf(err) != "key_reused" {
			t.Errorf("another %s under the same key: %v", name, err)
		}
	}
	// keys are each person's own
	if _, err := d.Act(t.Context(), store.Request{Case: id, Actor: d.an, Key: "once", Command: &domain.AddNote{Text: "x"}}); err != nil {
		t.Errorf("another person's key: %v", err)
	}
	// acts that open a file too: one key, one file
	o := store.Request{Actor: d.an, Key: "open", Command: &domain.AssignInspection{Party: d.shop, Officers: d.officers(), Source: "routine", Basis: "计划", Items: []string{"价格"}}}
	a, err1 := d.Act(t.Context(), o)
	b, err2 := d.Act(t.Context(), o)
	if err1 != nil || err2 != nil || a.Case != b.Case || !b.Again || d.file(a.Case).Seq != 1 {
		t.Errorf("%+v %v %+v %v", a, err1, b, err2)
	}
	if _, err := d.Act(t.Context(), store.Request{Case: id, Actor: d.an, Command: &domain.AddNote{Text: "x"}}); domain.CodeOf(err) != "key_required" {
		t.Errorf("no key: %v", err)
	}
}

func TestEightIdenticalActsSentAtOnceAreOne(t *testing.T) {
	d := newDesk(t, anyone)
	for round := range 5 {
		id := d.assigned(d.shop)
		var same, different, opening []store.Request
		for i := range 8 {
			same = append(same, store.Request{Case: id, Actor: d.lin, Key: fmt.Sprint("same", round), Command: &domain.ApproveInspection{}})
			opening = append(opening, store.Request{Actor: d.an, Key: fmt.Sprint("opening", round), Command: &domain.AssignInspection{Party: d.village, Officers: d.officers(), Source: "routine", Basis: "计划", Items: []string{"价格"}}})
			different = append(different, store.Request{Case: id, Actor: d.an, Key: fmt.Sprint("different", round, "-", i), Command: &domain.NotifyInspection{}})
		}
		for name, rs := range map[string][]store.Request{"an act": same, "an opening": opening} {
			fresh := 0
			as := d.together(rs...)
			for _, a := range as {
				if a.error != nil {
					t.Fatalf("%s: %v", name, a.error)
				}
				if !a.Again {
					fresh++
				}
				if a.Seq != as[0].Seq || a.Case != as[0].Case || !a.RecordedAt.Equal(as[0].RecordedAt) {
					t.Errorf("%s: two receipts: %+v %+v", name, a.Receipt, as[0].Receipt)
				}
			}
			if fresh != 1 {
				t.Errorf("%s: %d were recorded", name, fresh)
			}
		}
		won := 0
		for _, a := range d.together(different...) {
			switch {
			case a.error == nil && !a.Again:
				won++
			case domain.CodeOf(a.error) != "wrong_stage":
				t.Errorf("a loser is told %v", a.error)
			}
		}
		if won != 1 {
			t.Errorf("%d of eight keys won", won)
		}
		if n := d.count("SELECT count(*) FROM case_events WHERE case_id = $1", string(id)); n != 3 {
			t.Errorf("%d events", n)
		}
	}
	d.whole()
}

func TestOfTwoDifferentActsAtOnceOneWins(t *testing.T) {
	d := newDesk(t, anyone)
	for range 8 {
		id := d.drafted(d.shop)
		v := d.file(id).Seq
		as := d.together(
			store.Request{Case: id, Actor: d.lin, Key: d.key(), Version: &v, Command: &domain.ApproveOrder{}},
			store.Request{Case: id, Actor: d.gu, Key: d.key(), Version: &v, Command: &domain.ReturnOrder{Reason: "措施不明"}},
		)
		if (as[0].error == nil) == (as[1].error == nil) {
			t.Fatalf("both or none: %v, %v", as[0].error, as[1].error)
		}
		for _, a := range as {
			if a.error != nil {
				d.refused(a.error, "stale_version")
			}
		}
		if c := d.file(id); c.Seq != v+1 {
			t.Errorf("%d events after %d", c.Seq, v)
		}
	}
	d.whole()
}

func TestWhoSawAnOlderVersionIsToldSo(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.assigned(d.shop)
	for _, v := range []int{0, 2, -1} {
		_, err := d.Act(t.Context(), store.Request{Case: id, Actor: d.lin, Key: d.key(), Version: &v, Command: &domain.ApproveInspection{}})
		d.refused(err, "stale_version")
	}
	one := 1
	if _, err := d.Act(t.Context(), store.Request{Case: id, Actor: d.lin, Key: d.key(), Version: &one, Command: &domain.ApproveInspection{}}); err != nil {
		t.Fatal(err)
	}
}

// The engine draws instruments while people fill in forms: nobody fills one in again for that.
func TestAnInstrumentDrawnMeanwhileMakesNobodysFormStale(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.approved(d.shop)
	c := d.file(id)
	saw := c.Seq
	f, err := d.PutFile(t.Context(), "责令改正通知书.pdf", strings.NewReader("%PDF-1.7"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Act(t.Context(), store.Request{Case: id, Actor: domain.System, RecordedBy: domain.System, Key: d.key(), Command: &domain.RecordRendered{Document: c.Documents[0].ID, Files: []domain.Blob{f.Hash}}}); err != nil {
		t.Fatal(err)
	}
	serve := func() error {
		_, err := d.Act(t.Context(), store.Request{Case: id, Actor: d.an, Key: d.key(), Version: &saw, Command: &domain.ServeOrder{Method: domain.ServeDirect, On: d.today(), Recipient: "甲"}})
		return err
	}
	if err := serve(); err != nil {
		t.Error(err)
	}
	d.refused(serve(), "stale_version")
}

func TestAnActHappensNeitherInTheFutureNorBeforeTheOneBeforeIt(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.assigned(d.shop)
	at := func(when time.Time) error {
		_, err := d.Act(t.Context(), store.Request{Case: id, Actor: d.lin, Key: d.key(), At: when, Command: &domain.AddNote{Text: "记"}})
		return err
	}
	d.refused(at(d.now().Add(2*time.Minute)), "in_the_future")
	d.refused(at(d.now().Add(-2*time.Hour)), "out_of_order")
	d.refused(at(time.Date(1949, 9, 30, 12, 0, 0, 0, domain.Shanghai)), "too_early", "backfill_needed")
	d.refused(at(time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC)), "too_early")
	d.refused(at(time.Date(99999, 1, 1, 0, 0, 0, 0, time.UTC)), "too_early")
	d.later(0, 10)
	if err := at(d.now().Add(-time.Minute)); err != nil {
		t.Error(err)
	}
	if err := at(d.now().Add(30 * time.Second)); err != nil {
		t.Error("clocks differ a little between machines: ", err)
	}
}

func TestWhatHappenedLongAgoOrWasDoneByAnotherNeedsAReasonAndThePower(t *testing.T) {
	var asked []string
	gate := func(p domain.Person, s domain.Spec, _ *domain.Case, on domain.Date) error {
		asked = append(asked, fmt.Sprint(p.Login, " ", s.Name, " ", on))
		if s.Name == "case.backfill" && p.Login != "ping" {
			return domain.Refuse("not_permitted", "", "无权", "no")
		}
		return nil
	}
	d := newDesk(t, gate)
	then := d.now()
	d.later(30, 0)
	r := func(by domain.PersonID, why string) error {
		_, err := d.Act(t.Context(), store.Request{Actor: d.an, RecordedBy: by, At: then, Backfill: why, Key: d.key(),
			Command: &domain.AssignInspection{Party: d.shop, Officers: d.officers(), Source: "routine", Basis: "计划", Items: []string{"价格"}}})
		return err
	}
	d.refused(r("", ""), "backfill_needed")
	d.refused(r("", " "), "backfill_needed")
	d.refused(r(d.ping, ""), "backfill_needed")
	d.refused(r(d.mei, "纸质案卷补录"), "not_permitted")
	d.refused(r("", "纸质案卷补录"), "not_permitted")
	d.refused(r("nobody", "纸质案卷补录"), "unknown_person")
	asked = nil
	if err := r(d.ping, "纸质案卷补录"); err != nil {
		t.Fatal(err)
	}
	want := []string{"ping case.backfill 2025-04-02", "an inspection.assign 2025-03-03"} // the office on the day of the act, the power to enter it today
	if !slices.Equal(asked, want) {
		t.Errorf("asked %v, want %v", asked, want)
	}
	id := domain.CaseID("")
	if err := d.conn().QueryRow(t.Context(), "SELECT id FROM cases WHERE procedure = 'inspection'").Scan(&id); err != nil {
		t.Fatal(err)
	}
	e, err := d.Events(t.Context(), id)
	if err != nil || e[0].Actor != d.an || e[0].RecordedBy != d.ping || !e[0].OccurredAt.Equal(then) || !e[0].RecordedAt.Equal(d.now()) || e[0].Backfill != "纸质案卷补录" {
		t.Errorf("%+v %v", e, err)
	}
	// what happened today but is entered for somebody else is backfilled too
	_, err = d.Act(t.Context(), store.Request{Case: id, Actor: d.lin, RecordedBy: d.an, Key: d.key(), Command: &domain.ApproveInspection{}})
	d.refused(err, "backfill_needed")
	for _, who := range []domain.PersonID{domain.System} {
		_, err = d.Act(t.Context(), store.Request{Case: id, Actor: who, RecordedBy: d.an, Backfill: "冒充", Key: d.key(), Command: &domain.ApproveInspection{}})
		d.refused(err, "not_permitted")
	}
}

func TestWithoutAGateNobodyActsAndStrangersNever(t *testing.T) {
	d := newDesk(t, nil)
	cmd := &domain.AssignInspection{Party: d.shop, Officers: d.officers(), Source: "routine", Basis: "计划", Items: []string{"价格"}}
	_, err := d.try(d.an, "", cmd)
	d.refused(err, "not_permitted")
	_, err = d.try("", "", cmd)
	d.refused(err, "unknown_person", "not_permitted")
	e := newDesk(t, anyone)
	_, err = e.try("stranger", "", cmd)
	e.refused(err, "unknown_person")
	_, err = e.try(e.an, "x-does-not-exist", &domain.AddNote{Text: "x"})
	e.refused(err, "not_found")
	_, err = e.try(e.an, "", &domain.AddNote{Text: "x"})
	e.refused(err, "not_found")
	if n := e.count("SELECT count(*) FROM cases WHERE seq = 0"); n != 0 {
		t.Errorf("a refused act left %d empty rows", n)
	}
}

func TestTheRealPolicyHoldsAtTheDoor(t *testing.T) {
	g, err := policies.New()
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, g.May)
	id := d.drafted(d.shop)
	for who, want := range map[domain.PersonID]domain.Code{d.an: "separation_of_duties", d.bo: "separation_of_duties", d.chen: "not_permitted", d.zhu: "not_permitted", d.mei: "not_permitted", d.su: "not_permitted", domain.System: "not_permitted"} {
		_, err := d.try(who, id, &domain.ApproveOrder{})
		if c := domain.CodeOf(err); c != want && (want != "separation_of_duties" || c != "not_permitted") {
			t.Errorf("%s approves: %v, want %s", who, err, want)
		}
	}
	// the drafter was made a leader since: the part already taken still bars
	first := d.open(nil)
	defer first.Close()
	for _, who := range []domain.PersonID{d.an} {
		if _, err := first.Act(t.Context(), store.Request{Case: domain.CaseID(who), Actor: domain.System, Key: "grant", Command: &domain.GrantRole{Role: domain.RoleLeader, From: d.today()}}); err != nil {
			t.Fatal(err)
		}
		_, err := d.try(who, id, &domain.ApproveOrder{})
		d.refused(err, "separation_of_duties")
	}
	d.do(d.lin, id, &domain.ApproveOrder{})
	d.whole()
}

func TestNumbersHaveNoGapsWhateverIsRefused(t *testing.T) {
	d := newDesk(t, anyone)
	var ids []domain.CaseID
	for range 32 {
		ids = append(ids, d.drafted(d.shop))
	}
	d.later(0, 1)
	var rs []store.Request
	for i, id := range ids {
		who := []domain.PersonID{d.lin, d.gu}[i%2]
		stale := 1
		rs = append(rs, store.Request{Case: id, Actor: who, Key: d.key(), Command: &domain.ApproveOrder{}})
		switch i % 4 { // refused for one reason or another, at the same time
		case 0:
			rs = append(rs, store.Request{Case: id, Actor: d.an, Key: d.key(), Command: &domain.ApproveOrder{}})
		case 1:
			rs = append(rs, store.Request{Case: id, Actor: d.gu, Key: d.key(), Version: &stale, Command: &domain.ApproveOrder{}})
		case 2:
			rs = append(rs, store.Request{Case: id, Actor: d.gu, Key: d.key(), Command: &domain.ApproveOrder{}})
		}
	}
	rand.Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
	numbers := map[string]bool{}
	for _, a := range d.together(rs...) {
		if a.error != nil {
			d.refused(a.error, "separation_of_duties", "stale_version", "wrong_stage")
			continue
		}
		if len(a.Numbers) != 1 || numbers[a.Numbers[0]] {
			t.Errorf("numbers %v", a.Numbers)
		}
		numbers[a.Numbers[0]] = true
	}
	for n := 1; n <= 32; n++ {
		if !numbers[fmt.Sprintf("云民改字〔2025〕第%d号", n)] {
			t.Errorf("number %d is missing", n)
		}
	}
	// a voided number keeps its place
	d.do(d.lin, ids[0], &domain.VoidOrder{Reason: "文号有误"})
	d.do(d.an, ids[0], &domain.AmendOrder{Measures: []string{"改"}, Days: 10, Basis: "依据"})
	if r := d.do(d.gu, ids[0], &domain.ApproveOrder{}); r.Numbers[0] != "云民改字〔2025〕第33号" {
		t.Errorf("%v", r.Numbers)
	}
	docs := d.file(ids[0]).Documents
	if len(docs) != 2 || docs[0].VoidedOn.IsZero() || docs[0].VoidedBy != "文号有误" || !docs[1].VoidedOn.IsZero() {
		t.Errorf("%+v", docs)
	}
	if n := d.count("SELECT count(*) FROM documents WHERE type = 'I-8' AND voided_on IS NOT NULL"); n != 1 {
		t.Errorf("%d tombstones", n)
	}
	// the next year begins at one, and every type counts for itself
	d.at(time.Date(2026, 1, 5, 9, 0, 0, 0, domain.Shanghai))
	id := d.approved(d.village)
	if n := d.file(id).DocumentOf("I-8").Number; n != "云民改字〔2026〕第1号" {
		t.Error(n)
	}
	if n := d.count("SELECT count(*) FROM (SELECT type, year FROM documents WHERE serial > 0 GROUP BY 1, 2 HAVING count(*) <> max(serial) OR min(serial) <> 1) x"); n != 0 {
		t.Errorf("%d registers have gaps", n)
	}
	if n := d.count("SELECT count(*) FROM (SELECT procedure, ref_year FROM cases WHERE ref_serial > 0 GROUP BY 1, 2 HAVING count(*) <> max(ref_serial)) x"); n != 0 {
		t.Errorf("%d registers of files have gaps", n)
	}
	d.whole()
}

func TestARefusalLeavesNothingBehind(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.served(d.shop)
	before := d.shown()
	events, out := d.count("SELECT count(*) FROM case_events"), d.count("SELECT count(*) FROM outbox")
	d.later(40, 0) // the deadline passed: letting it pass is part of the act that is refused
	_, err := d.try(d.an, id, &domain.AskExtension{Days: 5, Reason: "下雨"})
	d.refused(err, "wrong_stage", "clock_expired")
	_, err = d.try(d.an, id, &domain.Reinspect{Officers: d.officers()[:1], Items: []domain.ItemResult{{Item: 1, Passed: true}, {Item: 2, Passed: true}}, Opinion: "已改"})
	d.refused(err, "two_officers")
	d.same(before, d.shown())
	if d.count("SELECT count(*) FROM case_events") != events || d.count("SELECT count(*) FROM outbox") != out {
		t.Error("a refused act was recorded in part")
	}
}

func TestAnotherAgencysFileIsNotThere(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.assigned(d.shop)
	admin := d.open(nil)
	defer admin.Close()
	r, err := admin.Act(t.Context(), store.Request{Actor: domain.System, Key: "second", Command: &domain.EstablishAgency{Name: "邻县民政局", Short: "邻民", Region: "邻县"}})
	if err != nil {
		t.Fatal(err)
	}
	other, err := store.Open(t.Context(), store.Config{DSN: d.dsn, Now: d.now, Gate: anyone, Agency: domain.AgencyID(r.Case)})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	// somebody of the neighbours, with a party of theirs
	setup, err := store.Open(t.Context(), store.Config{DSN: d.dsn, Now: d.now, Agency: domain.AgencyID(r.Case)})
	if err != nil {
		t.Fatal(err)
	}
	defer setup.Close()
	p, err := setup.Act(t.Context(), store.Request{Actor: domain.System, Key: "p", Command: &domain.AddPerson{Login: "lu", Name: "陆"}})
	if err != nil {
		t.Fatal(err)
	}
	act := func(s *store.Store, who domain.PersonID, c domain.CaseID) error {
		_, err := s.Act(t.Context(), store.Request{Case: c, Actor: who, Key: d.key(), Command: &domain.AddNote{Text: "看看"}})
		return err
	}
	d.refused(act(other, domain.PersonID(p.Case), id), "not_found")
	d.refused(act(other, d.an, id), "not_found")                           // our officer at their door
	d.refused(act(d.Store, domain.PersonID(p.Case), id), "unknown_person") // theirs at ours
	_, err = other.Row(t.Context(), domain.AgencyID(r.Case), id)
	d.refused(err, "not_found")
	if page, err := other.Cases(t.Context(), store.CaseFilter{Agency: domain.AgencyID(r.Case)}); err != nil || len(page.Items) != 0 || page.Total != 0 {
		t.Errorf("%+v %v", page, err)
	}
	_, err = other.Act(t.Context(), store.Request{Actor: domain.PersonID(p.Case), Key: "x", Command: &domain.AssignInspection{Party: d.shop, Officers: d.officers(), Source: "routine", Basis: "计划", Items: []string{"价格"}}})
	d.refused(err, "invalid_input", "unknown_person", "not_an_officer")
	// and numbers of the two never meet
	if n := d.count("SELECT count(*) FROM cases WHERE agency = $1 AND procedure IN ('inspection')", string(r.Case)); n != 0 {
		t.Error(n)
	}
}

func TestAnActThatIsGivenUpLeavesNothing(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.assigned(d.shop)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.Act(ctx, store.Request{Case: id, Actor: d.lin, Key: "c", Command: &domain.ApproveInspection{}}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	for i := range 30 { // given up in the middle
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*100*time.Microsecond)
		_, err := d.Act(ctx, store.Request{Case: id, Actor: d.an, Key: fmt.Sprint("n", i), Command: &domain.AddNote{Text: "记"}})
		cancel()
		recorded := d.count("SELECT count(*) FROM case_events WHERE case_id = $1 AND key = $2", string(id), fmt.Sprintf("%s:n%d", d.an, i))
		if err == nil && recorded != 1 {
			t.Errorf("an acknowledged act is not there: %d", i)
		}
	}
	d.whole()
}

func TestTheFoldOfTheEventsIsTheFile(t *testing.T) {
	d := newDesk(t, anyone)
	id := d.served(d.shop)
	rows, err := d.Events(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	c := &domain.Case{}
	for _, r := range rows {
		e, err := r.Event()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	if mustJSON(t, c) != mustJSON(t, d.file(id)) {
		t.Error("the fold of all events is the file")
	}
}
