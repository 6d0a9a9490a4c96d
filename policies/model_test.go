package policies

import (
	"slices"
	"testing"

	"yifa/domain"
)

// lawful is what the law says of who may not do what, written from penalty.md §7 and not from policy.csv: whoever has taken one
// of the parts in the matter may not do the acts. An act that is not here is barred to nobody.
var lawful = []struct {
	why  string
	bar  []domain.Part
	acts []string
}{
	{"行政处罚法 56、57, 国办发〔2024〕54号: who proposes does not approve (row 6)", []domain.Part{domain.PartOfficer, domain.PartDrafter}, []string{
		"campaign.approve", "rectification.approve", "rectification.return", "rectification.void", "rectification.grant_extension", "rectification.refuse_extension", "rectification.revoke",
		"penalty.file", "penalty.return_filing", "penalty.refuse_filing", "penalty.move", "penalty.extend", "penalty.correct_decision", "penalty.revoke_decision", "penalty.dissolve", "penalty.conclude",
		"penalty.approve_preservation", "penalty.refuse_preservation", "penalty.settle_preservation", "penalty.suspend", "penalty.resume", "penalty.terminate", "penalty.join", "penalty.split",
		"penalty.settle_jurisdiction", "penalty.take_over"}},
	{"行政处罚法 43、56: who inquires does not settle what others may object to in the inquiry", []domain.Part{domain.PartOfficer}, []string{
		"inspection.approve", "inspection.cancel", "inspection.withhold", "campaign.add_target", "penalty.exclude_evidence", "penalty.decide_recusal", "referral.decline"}},
	{"行政处罚法 57、58、64: who inquired, reviewed or heard does not decide (rows 1, 2, 3, 6, 12)",
		[]domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartReviewer, domain.PartHost, domain.PartRecorder}, []string{"penalty.decide", "penalty.return_decision"}},
	{"行政处罚法 43、64 IV: who inquired, reviews or decides neither hosts nor records the hearing, nor who was told to stay out (rows 1, 2, 4, 12)",
		[]domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartReviewer, domain.PartDecider, domain.PartRecused}, []string{
			"penalty.set_hearing", "penalty.adjourn_hearing", "penalty.default_hearing", "penalty.hold_hearing", "penalty.report_hearing"}},
	{"行政处罚法 64 IV: nor does who inquired, or reviews, choose the host", []domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartReviewer, domain.PartRecused}, []string{"penalty.appoint_host"}},
	{"行政处罚法 64 I: nor does who inquired grant or refuse the hearing", []domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartRecused}, []string{"penalty.grant_hearing", "penalty.refuse_hearing"}},
	{"行政处罚法 58, penalty.md §7 rows 3, 12: who had any part in the matter does not review it", []domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartHost, domain.PartRecorder, domain.PartDecider,
		domain.PartApprover, domain.PartTaskForce, domain.PartDiscussant, domain.PartRecused}, []string{"legality.accept", "legality.return_incomplete", "legality.conclude"}},
	{"行政处罚法 58: who reviews neither prolongs the own review nor signs what was reviewed", []domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartReviewer}, []string{"legality.extend", "legality.sign"}},
	{"行政处罚法 58: who drafted does not choose the reviewer, nor undoes what was resolved", []domain.Part{domain.PartOfficer, domain.PartDrafter}, []string{"legality.reassign", "legality.repeal"}},
	{"row 12: who had a hand in the case does not archive it", []domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartReviewer, domain.PartHost, domain.PartDecider}, []string{"penalty.archive"}},
	{"国务院令第310号 5: the task force does not approve its transfer (row 11)", []domain.Part{domain.PartTaskForce, domain.PartOfficer, domain.PartDrafter}, []string{
		"referral.approve", "referral.approve_letter", "referral.refuse"}},
	{"行政处罚法 66、74, 行政强制法 40–58: who inquired or drafted decides nothing of performance, of goods, or of what is public (row 6)", []domain.Part{domain.PartOfficer, domain.PartDrafter}, []string{
		"penalty.approve_instalment", "penalty.refuse_instalment", "penalty.apply_court", "penalty.object_ruling", "penalty.end_execution", "penalty.dispose_goods",
		"penalty.publish", "penalty.withhold", "penalty.correct_publicity", "penalty.withdraw_publicity", "penalty.repair"}},
	{"行政处罚法 67: who fines does not handle the money (row 10)", []domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartApprover, domain.PartDecider}, []string{
		"penalty.record_payment", "penalty.hand_in", "penalty.bank_in", "penalty.refund"}},
	{"行政处罚法 67: nor does who entered money approve that it is taken back, let go or paid back", []domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartCashier}, []string{
		"penalty.cancel_payment", "penalty.reduce_surcharge", "penalty.approve_refund"}},
	{"行政许可法 34、38: who reviews the legality of a registration neither reviews the application nor visits", []domain.Part{domain.PartReviewer}, []string{
		"registration.assign", "registration.visit", "registration.propose", "registration.sign_visit", "registration.second"}},
	{"行政许可法 34、38: who decided does not review again", []domain.Part{domain.PartDecider}, []string{"registration.propose", "registration.second"}},
	{"three systems: who reviewed, drafted or decides does not review the legality", []domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartDecider}, []string{"registration.review_legality"}},
	{"行政许可法 38: who reviewed the application or its legality does not decide it", []domain.Part{domain.PartOfficer, domain.PartReviewer}, []string{"registration.decide", "registration.discuss"}},
	{"行政许可法 42: who reviews an application does not give it more time", []domain.Part{domain.PartOfficer}, []string{"registration.extend"}},
	{"行政许可法 48 I 3: the host is nobody who reviews the application or its legality", []domain.Part{domain.PartOfficer, domain.PartReviewer}, []string{"registration.hold_hearing"}},
	{"行政许可法 38, 69: who reviewed neither returns nor takes back", []domain.Part{domain.PartOfficer, domain.PartReviewer}, []string{"registration.return", "registration.rescind"}},
	{"行政许可法 69: who proposed or reviewed does not annul", []domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartReviewer}, []string{"registration.annul"}},
	{"民发〔2021〕63号, 行政处罚法 56: who drafted the scheme of a clean-up, or verified an organization, neither approves nor decides nor strikes it off", []domain.Part{domain.PartOfficer, domain.PartDrafter}, []string{
		"cleanup.approve", "clearance.decide", "clearance.return", "clearance.change_way", "clearance.answer", "clearance.close", "clearance.send_back"}},
	{"three systems: who drafted, verified or decided does not review the legality of the announcement", []domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartDecider}, []string{"cleanup.review_legality"}},
	// annual checks and credit lists
	{"社会团体年度检查办法: who reviewed or visited neither concludes nor sends the own review back; nor does who handled a listing decide it", []domain.Part{domain.PartOfficer}, []string{
		"annual_check.return", "annual_check.conclude", "annual_check.reset", "listing.decide", "listing.remove", "listing.correct", "listing.uphold"}},
	{"and who decided does not review again", []domain.Part{domain.PartDecider}, []string{"annual_check.ask", "annual_check.visit", "annual_check.review", "annual_check.verify_rectified", "listing.notice", "listing.answer_reply", "listing.verify"}},
	{"国务院令第310号 9、10: nor gives up contesting a refusal", []domain.Part{domain.PartTaskForce, domain.PartOfficer}, []string{"referral.take_back"}},
}

func barsOf(act string) []domain.Part {
	var bar []domain.Part
	for _, l := range lawful {
		if slices.Contains(l.acts, act) {
			bar = append(bar, l.bar...)
		}
	}
	return bar
}

func parts() []domain.Part {
	var all []domain.Part
	for p := range domain.PartTitles {
		all = append(all, p)
	}
	slices.Sort(all)
	return all
}

// Every role, every act, every set of parts taken before: the guard lets through exactly what the law lets through. A role that
// has no power over an act is asked with no part, with each and with all of them.
func TestTheGuardIsTheModel(t *testing.T) {
	g, all := guard(t), parts()
	held := func(mask int, who domain.PersonID) (took []domain.PartTaken, set []domain.Part) {
		for i, p := range all {
			if mask&(1<<i) != 0 {
				took, set = append(took, domain.PartTaken{Person: who, Part: p, Seq: i + 1}), append(set, p)
			}
		}
		return took, set
	}
	var few []int // none, each, all
	for i := range all {
		few = append(few, 1<<i)
	}
	few = append(few, 0, 1<<len(all)-1)
	asked := 0
	for _, s := range domain.Acts() {
		if s.SystemOnly {
			continue
		}
		bar := barsOf(s.Name)
		if i := slices.IndexFunc(g.byPower[Of(s)], func(r Row) bool { return len(bar) == 0 && len(r.Bar) > 0 }); i >= 0 {
			r := g.byPower[Of(s)][i]
			t.Errorf("%s is barred to %v by line %d, and the model does not know why: add it to lawful with the law it rests on", s.Name, r.Bar, r.Line)
			continue
		}
		for _, role := range Roles() {
			who := person("p", role)
			masks := few
			may := slices.ContainsFunc(g.byPower[Of(s)], func(r Row) bool { return slices.Contains(r.Roles, role) })
			if may && !testing.Short() {
				masks = nil
				for m := range 1 << len(all) {
					masks = append(masks, m)
				}
			}
			for _, m := range masks {
				took, set := held(m, "p")
				want := may && !slices.ContainsFunc(set, func(p domain.Part) bool { return slices.Contains(bar, p) })
				asked++
				if got := g.ask(&who, Of(s), here, file(took...).Took("p"), today); got != want {
					t.Fatalf("%s as %s after %v: %v, want %v", s.Name, role, set, got, want)
				}
			}
		}
	}
	t.Logf("%d questions", asked)
}

// A stand-in passes the bars of both: what either has done in the matter bars, whoever did it in whose place.
func TestAStandInIsBarredByWhatEitherDid(t *testing.T) {
	g, all := guard(t), append(parts(), "")
	none := domain.Person{ID: "p", Agency: here}
	asked := 0
	for _, s := range domain.Acts() {
		bar := barsOf(s.Name)
		if s.SystemOnly || len(bar) == 0 {
			continue
		}
		for _, row := range g.byPower[Of(s)] {
			for _, role := range row.Roles {
				stand := none
				stand.Grants = []domain.GrantHeld{{Role: role, Agency: here, From: today - 1, Until: today, For: "q"}}
				over := none
				over.Grants = []domain.GrantHeld{{Role: role, Agency: here, From: today - 9, Until: today - 1, For: "q"}}
				for _, a := range all {
					for _, b := range all {
						var took []domain.PartTaken
						if a != "" {
							took = append(took, domain.PartTaken{Person: "p", Part: a, Seq: 1})
						}
						if b != "" {
							took = append(took, domain.PartTaken{Person: "q", Part: b, Seq: 2})
						}
						asked++
						want := domain.Code("")
						if slices.Contains(bar, a) || slices.Contains(bar, b) {
							want = "separation_of_duties"
						}
						if got := domain.CodeOf(g.May(stand, s, file(took...), today)); got != want {
							t.Fatalf("%s for a %s, having been %q, who was %q: %q, want %q", s.Name, role, a, b, got, want)
						}
						if len(took) == 0 && domain.CodeOf(g.May(over, s, file(), today)) != "not_permitted" {
							t.Fatalf("%s: a stand-in that ended yesterday still stands", s.Name)
						}
					}
				}
				// what a third did in the other's place is the other's too
				third := file(domain.PartTaken{Person: "x", Part: bar[0], Seq: 1, For: "q"})
				if code := domain.CodeOf(g.May(stand, s, third, today)); code != "separation_of_duties" {
					t.Fatalf("%s: %q", s.Name, code)
				}
				own := person("q", role)
				if code := domain.CodeOf(g.May(own, s, third, today)); code != "separation_of_duties" {
					t.Fatalf("%s by who was stood in for: %q", s.Name, code)
				}
			}
		}
	}
	t.Logf("%d questions", asked)
}

// A file on a need-to-know basis is not there for others, whatever they hold.
func TestAHiddenFileIsThereOnlyForThoseWhoMustKnow(t *testing.T) {
	g := guard(t)
	c := &domain.Case{ID: "t1", Agency: here, Seq: 3, Handler: "own", Officers: []domain.PersonID{"own"}, Procedure: domain.ProcReferral, Stage: domain.RefProposed,
		Referral: &domain.Referral{ReferralContent: domain.ReferralContent{To: domain.ToDiscipline}, Hidden: true},
		Parts:    []domain.PartTaken{{Person: "own", Part: domain.PartOfficer, Seq: 1}, {Person: "before", Part: domain.PartOfficer}}}
	for _, role := range Roles() {
		sees := slices.Contains([]domain.Role{domain.RoleHead, domain.RoleLeader, domain.RoleAuditor}, role)
		if got := g.Sees(person("p", role), c, today); got != sees {
			t.Errorf("%s sees it: %v", role, got)
		}
		if !g.Sees(person("own", role), c, today) {
			t.Errorf("its own officer, a %s, does not see it", role)
		}
		if got := g.Sees(person("before", role), c, today); got != sees {
			t.Errorf("an officer of the file it came from, a %s, sees it: %v", role, got)
		}
		if !sees {
			for _, s := range domain.Acts() {
				if code := domain.CodeOf(g.May(person("p", role), s, c, today)); !s.SystemOnly && code != "not_found" {
					t.Fatalf("%s as %s answers %q", s.Name, role, code)
				}
			}
		}
	}
	stand := domain.Person{ID: "p", Agency: here, Grants: []domain.GrantHeld{{Role: domain.RoleHead, Agency: here, From: today, Until: today, For: "h"}}}
	if !g.Sees(stand, c, today) {
		t.Error("who presides in the head's place does not see it")
	}
}
