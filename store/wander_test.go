package store_test

import (
	"bytes"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yifa/domain"
	"yifa/store"
)

// walk has people, the system and time do anything in any order. Refusals are fine; faults are not.
type walk struct {
	*desk
	t        *rapid.T
	files    []domain.CaseID
	recorded int
}

func pick[T any](t *rapid.T, xs []T, name string) T {
	return xs[rapid.IntRange(0, len(xs)-1).Draw(t, name)]
}

func (w *walk) command(c *domain.Case) domain.Command {
	t, two := w.t, w.officers()
	if rapid.IntRange(0, 5).Draw(t, "others") == 0 {
		two = []domain.PersonID{w.bo, w.chen}
	}
	measures := []string{"恢复原状", "公示价格"}
	if c != nil && c.Rectification != nil {
		measures = c.Rectification.Measures
	}
	var items []domain.ItemResult
	for i := range measures {
		items = append(items, domain.ItemResult{Item: i + 1, Passed: rapid.Bool().Draw(t, "passed")})
	}
	line := rapid.IntRange(1, 3).Draw(t, "line")
	var findings []domain.NewFinding
	for range rapid.IntRange(0, 3).Draw(t, "findings") {
		findings = append(findings, domain.NewFinding{Category: pick(t, []domain.FindingCategory{domain.FindUrnPrice, domain.FindOverStd, domain.FindFinance}, "category"), Fact: "事实", Provision: "《殡葬管理条例》", Quantity: rapid.IntRange(1, 9).Draw(t, "quantity"), Unit: "个"})
	}
	day := w.today() - domain.Date(rapid.IntRange(0, 2).Draw(t, "before"))
	look := "look-comply-remind5"
	if c != nil && len(c.Tasks) > 0 {
		look = c.Tasks[len(c.Tasks)-1].ID
	}
	after := w.now().Add(-time.Minute)
	if c != nil && c.Inspection != nil && !c.Inspection.ArrivedAt.IsZero() {
		after = c.Inspection.ArrivedAt
	}
	every := []domain.Command{
		&domain.ApproveInspection{}, &domain.NotifyInspection{}, &domain.Arrive{Officers: two, CardShown: true, RightsTold: true},
		&domain.RecordVisit{StartedAt: after, EndedAt: w.now(), Place: "现场", Officers: two, Summary: "情况", SignedBy: "甲", Findings: findings},
		&domain.DisposeFindings{Lines: []int{line}, Exit: pick(t, []domain.Exit{domain.ExitNoIssue, domain.ExitCorrected, domain.ExitReferral, domain.ExitPrice, domain.ExitCase}, "exit"), Note: "说明", To: "市场监管局"},
		&domain.OrderCorrection{Lines: []int{line}, Measures: measures, Days: rapid.IntRange(1, 30).Draw(t, "days")},
		&domain.NotifyResult{}, &domain.PublishResult{}, &domain.ApproveOrder{}, &domain.ApproveOrder{}, &domain.ReturnOrder{Reason: "退回"},
		&domain.AmendOrder{Measures: measures, Days: 7, Basis: "依据"}, &domain.VoidOrder{Reason: "作废"},
		&domain.ServeOrder{Method: domain.ServeDirect, On: day, Recipient: "甲"}, &domain.ServeOrder{Method: domain.ServeNotice, On: day, Reason: "下落不明"},
		&domain.ServiceFailed{Method: domain.ServePost, On: day, Reason: "退件"}, &domain.AskExtension{Days: 5, Reason: "下雨"}, &domain.GrantExtension{Days: 5, Comment: "同意"},
		&domain.RefuseExtension{Reason: "不准"}, &domain.ReportCorrection{Report: "已改"}, &domain.Reinspect{Officers: two, Items: items, Opinion: "意见"},
		&domain.OrderAgain{Days: 10}, &domain.ProposeCase{Reason: "拒不改正"}, &domain.AddNote{Text: "记事"}, &domain.Acknowledge{Task: look}, &domain.Reassign{To: w.chen, Reason: "调整"},
	}
	rare := []domain.Command{&domain.CancelInspection{Reason: "取消"}, &domain.RefuseEntry{Officers: two, Reason: "拒绝", Witness: "乙"}, &domain.NotFound{Officers: two, Account: "未找到"},
		&domain.RevokeOrder{Reason: "撤销"}, &domain.WithholdResult{Reason: "涉密"}, &domain.RecuseOfficer{Officer: w.bo, Replacement: w.chen, Reason: "亲属"}}
	if c == nil || rapid.IntRange(0, 9).Draw(t, "anything") == 0 { // mostly refused
		return pick(t, append(every, rare...), "act")
	}
	from := every
	if rapid.IntRange(0, 29).Draw(t, "rare") == 0 {
		from = rare
	}
	fits := slices.DeleteFunc(from, func(cmd domain.Command) bool { // pure chance goes nowhere
		s, _ := domain.SpecOf(cmd.Act())
		return s.Procedure != "" && s.Procedure != c.Procedure || len(s.Stages) > 0 && !slices.Contains(s.Stages, c.Stage) || s.Procedure == "" && rapid.IntRange(0, 3).Draw(t, "skip") > 0
	})
	if len(fits) == 0 {
		return &domain.AddNote{Text: "记事"}
	}
	return pick(t, fits, "act")
}

func (w *walk) step() {
	t := w.t
	switch n := rapid.IntRange(0, 19).Draw(t, "step"); {
	case n == 0 && len(w.files) < 8:
		r, err := w.try(w.an, "", &domain.AssignInspection{Party: pick(t, []domain.PartyID{w.shop, w.village, w.funeral}, "party"), Officers: w.officers(), Source: "routine", Basis: "计划", Items: []string{"价格"}, Urgent: rapid.Bool().Draw(t, "urgent")})
		w.told(r, err)
		if err == nil {
			w.files = append(w.files, r.Case)
		}
	case n == 2:
		w.later(rapid.IntRange(0, 12).Draw(t, "days pass"), 1)
	case n == 3:
		r, err := w.Act(w.Context(), store.Request{Case: pick(t, w.files, "file"), Actor: domain.System, Command: &domain.AdvanceFile{}})
		w.told(r, err)
	default:
		w.later(0, 1)
		id := pick(t, w.files, "file")
		c, err := w.Case(w.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		cmd := w.command(c)
		spec, _ := domain.SpecOf(cmd.Act())
		who := w.an
		if slices.Contains([]string{"approve", "return", "void", "revoke", "grant_extension", "refuse_extension", "withhold", "cancel", "recuse"}, spec.Verb()) {
			who = pick(t, []domain.PersonID{w.lin, w.gu, w.lin, w.an}, "who")
		}
		r, err := w.try(who, id, cmd)
		w.told(r, err)
		if err == nil {
			w.files = append(w.files, r.Opened...)
		}
	}
}

func (w *walk) told(r store.Receipt, err error) {
	if err == nil {
		w.recorded += len(r.Events)
		return
	}
	if domain.CodeOf(err) == "" {
		w.t.Fatalf("a fault, not a refusal: %v", err)
	}
}

// holds checks what must hold for every file whatever was done to it.
func (w *walk) holds() {
	t := w.t
	if v := w.verified(); len(v.Breaks) > 0 {
		t.Fatalf("%+v", v.Breaks)
	}
	for _, id := range w.files {
		rows, err := w.Events(w.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		approvals, voided := 0, 0
		var evs []domain.Event
		for _, r := range rows {
			e, err := r.Event()
			if err != nil {
				t.Fatal(err)
			}
			evs = append(evs, e)
			switch r.Kind {
			case "OrderApproved":
				approvals++
			case "OrderVoided":
				voided++
			}
		}
		folded, err := domain.Fold(evs)
		if err != nil {
			t.Fatal(err)
		}
		c := w.file(id)
		if a, b := mustJSON(w, folded), mustJSON(w, c); a != b {
			t.Fatalf("%s: the fold of the events is not the file\n%s\n%s", id, a, b)
		}
		if approvals > voided+1 {
			t.Fatalf("%s was approved %d times, voided %d", id, approvals, voided)
		}
		if r := c.Rectification; r != nil && r.ApprovedBy != "" && (r.ApprovedBy == r.DraftedBy || slices.Contains(c.Officers, r.ApprovedBy)) {
			t.Fatalf("%s: %s drafted or handled it and approved it", id, r.ApprovedBy)
		}
		if !c.Open() {
			for _, k := range c.Clocks {
				if !k.Ended() {
					t.Fatalf("%s is closed and its clock %s runs", id, k.ID)
				}
			}
			for _, k := range c.Tasks {
				if k.DoneAt.IsZero() {
					t.Fatalf("%s is closed and its task %s is open", id, k.ID)
				}
			}
		}
	}
	for _, q := range []string{
		"SELECT count(*) FROM (SELECT type, year FROM documents WHERE serial > 0 GROUP BY 1, 2 HAVING count(*) <> max(serial)) x",
		"SELECT count(*) FROM (SELECT procedure, ref_year FROM cases WHERE ref_serial > 0 GROUP BY 1, 2 HAVING count(*) <> max(ref_serial)) x",
	} {
		if n := w.count(q); n != 0 {
			t.Fatalf("%d registers have gaps", n)
		}
	}
}

func TestWhateverIsDoneFilesHoldAndAreMadeAgainFromTheirEventsToTheByte(t *testing.T) {
	stages := map[domain.Stage]int{}
	checks := 0
	rapid.Check(t, func(rt *rapid.T) {
		if checks++; checks > 12 && !testing.Verbose() { // a database each: a dozen is enough here
			return
		}
		d := newDesk(t, anyone)
		w := &walk{desk: d, t: rt, files: []domain.CaseID{d.assigned(d.shop), d.drafted(d.village), d.served(d.funeral)}}
		for range rapid.IntRange(20, 120).Draw(rt, "steps") {
			w.step()
		}
		w.holds()
		for _, id := range w.files {
			stages[d.file(id).Stage]++
		}
		before := d.shown()
		if _, n, err := d.Rebuild(t.Context()); err != nil || n < w.recorded {
			rt.Fatalf("rebuilt %d of %d events: %v", n, w.recorded, err)
		}
		after := d.shown()
		if !maps.Equal(before, after) {
			d.same(before, after)
			rt.Fatal("made again from the events, the file reads otherwise")
		}
		// a projection that was damaged is put right
		d.tamper("DELETE FROM clocks", "UPDATE cases SET stage = 'x', state = '{}' WHERE procedure IN ('inspection', 'rectification')", "DELETE FROM case_search")
		if _, _, err := d.Rebuild(t.Context()); err != nil {
			rt.Fatal(err)
		}
		if !maps.Equal(before, d.shown()) {
			rt.Fatal("a rebuild does not put right what was damaged")
		}
		out, err := store.VerifyExport(bytes.NewReader(d.exported()), nil)
		if err != nil || len(out.Breaks) > 0 {
			rt.Fatal(out, err)
		}
		_, _ = d.Close(), d.conn().Close(t.Context())
	})
	t.Logf("files ended at: %v", stages)
	if t.Failed() || len(stages) >= 8 {
		return
	}
	t.Error("the walks saw too little")
}

func TestAnInterruptedRebuildChangesNothing(t *testing.T) {
	d := newDesk(t, anyone)
	d.served(d.shop)
	before := d.shown()
	d.tamper("CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$", "CREATE TRIGGER no BEFORE INSERT ON tasks FOR EACH ROW EXECUTE FUNCTION no()")
	if _, _, err := d.Rebuild(t.Context()); err == nil {
		t.Fatal("it went through")
	}
	d.same(before, d.shown())
}

func TestARebuildWhilePeopleActLosesNothing(t *testing.T) {
	d := newDesk(t, anyone)
	ids := []domain.CaseID{d.served(d.shop), d.served(d.village)}
	stop, acted := make(chan struct{}), make(chan int)
	go func() {
		n := 0
		defer func() { acted <- n }()
		for {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := d.try(d.an, ids[n%2], &domain.AddNote{Text: "记"}); err != nil {
				d.Error(err)
				return
			}
			n++
		}
	}()
	for range 10 {
		if _, _, err := d.Rebuild(t.Context()); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	if n := <-acted; n == 0 {
		t.Error("nobody could act")
	}
	before := d.shown()
	if _, _, err := d.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.same(before, d.shown())
	d.whole()
}
