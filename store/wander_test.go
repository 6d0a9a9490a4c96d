package store_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yifa/domain"
	"yifa/store"
)

// walk has people, the system and time do anything in any order. Refusals are fine; faults are not.
type walk struct {
	*court
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
	if c != nil && c.Procedure != domain.ProcInspection && c.Procedure != domain.ProcRectification {
		every = append(every, w.penal(c, day)...)
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

// penal are acts on a penalty case, its review, its meeting or its referral.
func (w *walk) penal(c *domain.Case, day domain.Date) []domain.Command {
	t := w.t
	doc := domain.DocumentID("none")
	for _, d := range c.Documents {
		if c.ServedOn(d.ID).IsZero() && slices.Contains([]string{"P-8", "P-9", "P-11", "P-15", "P-20"}, d.Type) {
			doc = d.ID
		}
	}
	papers := []domain.NewEvidence{}
	all := []domain.Command{&domain.SubmitReview{}, &domain.SubmitReview{}, &domain.Insist{Reason: said}, &domain.IssueNotice{}, &domain.SubmitDecision{}, &domain.SubmitDecision{}, &domain.Decide{Comment: "同意", Late: said},
		&domain.ReturnDecision{Reason: said}, &domain.ServePaper{Document: doc, Serving: domain.Serving{Method: domain.ServeDirect, On: day, Recipient: "某丙"}}, &domain.ServePaper{Document: doc, Serving: domain.Serving{Method: domain.ServeDirect, On: w.today(), Recipient: "某丙"}},
		&domain.ServePaper{Document: doc, Serving: domain.Serving{Method: domain.ServeNotice, On: day, Reason: said}}, &domain.RecordDefence{On: w.today(), By: "某丙", Points: []string{"请求从轻"}, Evidence: papers},
		&domain.AnswerDefence{Answers: []domain.DefenceAnswer{{Point: 1, Answer: said}}}, &domain.RequestHearing{On: day, By: "某丙"}, &domain.AppointHost{Host: w.hao, Recorder: w.mei, Reason: said}, &domain.HandOverFile{},
		&domain.SetHearing{At: w.now().AddDate(0, 0, rapid.IntRange(8, 20).Draw(t, "hearing in")), Room: "三楼会议室", Closed: "privacy"}, &domain.WithdrawHearing{On: w.today(), By: "某丙", Account: said}, &domain.DefaultHearing{How: "absent", Account: said},
		&domain.AmendProposal{Why: "correction", Reason: said, Proposal: w.oversize(string(rapid.RuneFrom([]rune("甲乙丙丁戊己庚辛")).Draw(t, "facts"))+"事实", int64(rapid.IntRange(50, 150).Draw(t, "fine"))*1000_00)},
		&domain.AskRecusal{Person: pick(t, []domain.PersonID{w.an, w.qian, w.lin}, "recusal of"), Part: pick(t, []domain.Part{domain.PartOfficer, domain.PartReviewer, domain.PartDecider}, "as"), By: "party", Reason: said},
		&domain.DecideRecusal{No: 1, Why: said, Granted: rapid.Bool().Draw(t, "granted"), Replacement: w.chen}, &domain.ReferCase{ReferralContent: domain.ReferralContent{To: pick(t, []string{domain.ToMarket, domain.ToHealth}, "to"), Name: "某机关", Summary: said, Materials: []domain.ReferralMaterial{{Title: "材料"}}}},
		&domain.Redact{Violation: "违法行为", Facts: "事实", Basis: "依据", Content: "内容"}, &domain.Publish{Where: "门户网站", Unserved: said}, &domain.RecordPayment{Receipt: "R" + w.key(), PaidOn: w.today(), Fen: int64(rapid.IntRange(1, 12).Draw(t, "fen")) * 10_000_00},
		&domain.RecordPerformance{No: 1, On: w.today(), How: said}, &domain.Demand{Manner: said}, &domain.ConcludeCase{}, &domain.ArchiveCase{Retention: "30y"}, &domain.RevokeDecision{Reason: said},
		&domain.AcceptReview{}, &domain.ReassignReview{To: w.fang, Reason: said}, &domain.WithdrawReview{Reason: said}, &domain.ApproveLetter{}, &domain.SendReferral{How: "hand", Receiver: "某收"}, &domain.ReceiveReceipt{By: "某收"},
		&domain.Reply{Result: pick(t, []string{"accepted", "refused", "feedback"}, "reply"), Text: said}, &domain.SignMinutes{}, &domain.SignMinutes{}, &domain.SignMinutes{}, &domain.CloseMeeting{Summary: said}, &domain.CloseMeeting{Summary: said}}
	if c.Legality != nil {
		all = append(all, w.opinion(c.ID, pick(t, []domain.ReviewOpinion{domain.ReviewPass, domain.ReviewPass, domain.ReviewReject, domain.ReviewSupplement}, "opinion")))
	}
	return all
}

// does says who does it: whoever must, mostly.
func (w *walk) does(c *domain.Case, spec domain.Spec) domain.PersonID {
	t, lead := w.t, []domain.PersonID{w.lin, w.luo, w.gu}
	switch kind := spec.Kind(); {
	case rapid.IntRange(0, 9).Draw(t, "anybody") == 0:
		return pick(t, []domain.PersonID{w.an, w.lin, w.qian, w.mei, w.hao}, "anybody")
	case spec.Assigned && len(c.Officers) > 0:
		return pick(t, c.Officers, "officer")
	case kind == "legality" && spec.Verb() != "reassign":
		if c.Legality != nil && c.Legality.Reviewer != "" {
			return c.Legality.Reviewer
		}
		return w.qian
	case kind == "meeting" && spec.Verb() == "sign":
		return pick(t, lead, "member")
	case kind == "meeting":
		return w.su
	case slices.Contains([]string{"set_hearing", "default_hearing", "report_hearing"}, spec.Verb()):
		return w.hao
	case slices.Contains([]string{"request_hearing", "withdraw_hearing", "record_defence", "ask_recusal"}, spec.Verb()):
		return w.mei
	case spec.Verb() == "record_payment":
		return w.wen
	case spec.Verb() == "archive":
		return w.dang
	case spec.Verb() == "publish":
		return w.su
	}
	return pick(t, lead, "leader")
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
		files := w.files
		if later := slices.DeleteFunc(slices.Clone(files), func(id domain.CaseID) bool { return strings.HasPrefix(string(id), "i") }); len(later) > 0 && rapid.Bool().Draw(t, "penal") {
			files = later // penalty cases and what goes with them
		}
		id := pick(t, files, "file")
		c, err := w.Case(w.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		cmd := w.command(c)
		spec, _ := domain.SpecOf(cmd.Act())
		who := w.an
		if spec.Kind() != "inspection" && spec.Kind() != "rectification" && spec.Kind() != "case" {
			who = w.does(c, spec)
		} else if slices.Contains([]string{"approve", "return", "void", "revoke", "grant_extension", "refuse_extension", "withhold", "cancel", "recuse"}, spec.Verb()) {
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
				if !k.Ended() && c.Procedure != domain.ProcPenalty {
					t.Fatalf("%s is closed and its clock %s runs", id, k.ID)
				}
			}
			for _, k := range c.Tasks {
				if k.DoneAt.IsZero() && c.Procedure != domain.ProcPenalty {
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
		d := newCourt(t, anyone)
		w := &walk{court: d, t: rt, files: []domain.CaseID{d.assigned(d.shop), d.drafted(d.village), d.served(d.funeral)}}
		switch checks % 3 { // and a penalty case, somewhere on its way
		case 0:
			id := d.toDiscuss()
			w.files = append(w.files, id, d.signed(id))
		case 1:
			w.files = append(w.files, d.noticed())
		default:
			w.files = append(w.files, d.reportedOut())
		}
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
		d.tamper("DELETE FROM clocks", "UPDATE cases SET stage = 'x', state = '{}' WHERE procedure IN ('inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral')", "DELETE FROM case_search")
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
