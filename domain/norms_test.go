package domain_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yifa/domain"
	"yifa/migrations"
)

func law(t testing.TB) *domain.Norms {
	t.Helper()
	n, err := migrations.Norms()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func with(t testing.TB, set domain.NormRows) *domain.Norms {
	t.Helper()
	n, err := domain.NewNorms(law(t).Rows().Merge(set))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

const wan = int64(10_000_00) // ten thousand yuan in fen

func rangeOf(t testing.TB, n *domain.Norms, a domain.Assessment, decided string) domain.Range {
	t.Helper()
	r, err := n.Range(a, day(decided))
	if err != nil {
		t.Fatalf("%s decided %s: %v", a.Violation, decided, err)
	}
	return r
}

func allowed(r domain.Range, k domain.SanctionKind) *domain.Allowance {
	for i := range r.Allowances {
		if r.Allowances[i].Kind == k && !r.Allowances[i].Person {
			return &r.Allowances[i]
		}
	}
	return nil
}

// bands writes the bands of the fine as low..high in fen, and whether it must be imposed.
func bands(r domain.Range) string {
	x := allowed(r, domain.SanctionFine)
	if x == nil {
		return "none"
	}
	var out []string
	for _, b := range x.Bands {
		out = append(out, fmt.Sprintf("%d..%d", b.LowFen, b.HighFen))
	}
	s := strings.Join(out, " or ")
	if x.Must {
		s += " must"
	}
	return s
}

func says(rs []domain.Reason, article string) bool {
	return slices.ContainsFunc(rs, func(r domain.Reason) bool {
		return strings.Contains(r.Article, article) && r.Text != "" && r.English != ""
	})
}

func decide(on string) *domain.Facts {
	at := day(on).Start().Add(10 * time.Hour)
	return &domain.Facts{At: at, Now: at, Calendar: official(), Rules: book()}
}

// proposal is a penalty whose allegations follow its assessments.
func proposal(as []domain.Assessment, ss ...domain.Sanction) domain.Proposal {
	p := domain.Proposal{Outcome: domain.VerdictPenalty, Facts: "事实", Reasons: "理由", Assessments: as, Sanctions: ss}
	for _, a := range as {
		p.Allegations = append(p.Allegations, domain.Allegation{Violation: a.Violation, From: a.From, To: a.To, Fact: "事实"})
	}
	return p
}

func fine(v string, fen int64) domain.Sanction {
	return domain.Sanction{Kind: domain.SanctionFine, Violation: v, AmountFen: fen}
}

func gains(v string, fen int64) domain.Sanction {
	return domain.Sanction{Kind: domain.SanctionGains, Violation: v, AmountFen: fen}
}

func of(k domain.SanctionKind, v string) domain.Sanction {
	return domain.Sanction{Kind: k, Violation: v}
}

func TestEveryRowOfTheCatalogueHasARange(t *testing.T) {
	n := law(t)
	for _, v := range n.Violations {
		on := v.ValidTo
		if on.IsZero() {
			on = max(v.ValidFrom, domain.NewDate(2026, 6, 1))
		}
		for _, grave := range []bool{false, true} {
			for _, g := range []int64{0, 1, 20 * wan} {
				a := domain.Assessment{Violation: v.ID, From: max(v.ValidFrom, on-30), To: on, GainsFen: g, TurnoverFen: 3 * g, RefundSettled: true, Grave: grave, Uncorrected: grave}
				r, err := n.Range(a, on)
				if err != nil {
					t.Errorf("%s: %v", v.ID, err)
					continue
				}
				if r.Norm == nil || r.Norm.ValidFrom != v.ValidFrom || r.Competent != (v.Competent == "bureau") || r.Competent == (r.Referral != "") || r.Title == "" {
					t.Errorf("%s from %s: %+v", v.ID, v.ValidFrom, r)
				}
				if v.Status == domain.Unconfirmed && r.Status != domain.Unconfirmed {
					t.Errorf("%s is unconfirmed and not shown so", v.ID)
				}
				for _, x := range r.Allowances {
					if x.Article == "" || x.Title == "" || x.Status == "" {
						t.Errorf("%s: %+v", v.ID, x)
					}
					for _, b := range x.Bands {
						if b.LowFen < 1 || b.HighFen < b.LowFen || b.Basis == "" || len(x.Reasons) == 0 {
							t.Errorf("%s: band %+v, reasons %v", v.ID, b, x.Reasons)
						}
					}
				}
				if v.OwnedByBureau() && len(r.Allowances) == 0 && g > 0 && v.Note == "" {
					t.Errorf("%s allows nothing and does not say why", v.ID)
				}
			}
		}
		if !strings.HasPrefix(v.Article, v.Law) {
			t.Errorf("%s: %s is not of %s", v.ID, v.Article, v.Law)
		}
	}
	for i, want := range map[string]int{"FN": 34, "SO": 45} {
		for k := 1; k <= want; k++ {
			id := fmt.Sprintf("%s-%02d", i, k)
			if !slices.ContainsFunc(n.Violations, func(v domain.Violation) bool { return v.ID == id }) {
				t.Errorf("%s is missing", id)
			}
		}
	}
}

// The value of a threshold belongs to the branch above it, and both ends of a range are lawful.
func TestFineRanges(t *testing.T) {
	const new, old = "2026-06-01", "2025-06-01"
	for _, x := range []struct {
		name, violation, on string
		a                   domain.Assessment
		want                string
	}{
		{"B10: no gains", "FN-08", new, domain.Assessment{}, "5000000..20000000 must"},
		{"B10: one fen short of 100,000 yuan", "FN-08", new, domain.Assessment{GainsFen: 10*wan - 1}, "5000000..20000000 must"},
		{"B10: exactly 100,000 yuan is the multiple", "FN-08", new, domain.Assessment{GainsFen: 10 * wan}, "20000000..50000000 must"},
		{"B10: one fen over", "FN-08", new, domain.Assessment{GainsFen: 10*wan + 1}, "20000002..50000005 must"},
		{"B10: gains unknown are no gains", "FN-08", new, domain.Assessment{GainsUnknown: true}, "5000000..20000000 must"},
		{"B50: one fen short of 500,000", "FN-03", new, domain.Assessment{GainsFen: 50*wan - 1}, "10000000..100000000 must"},
		{"B50: exactly 500,000", "FN-03", new, domain.Assessment{GainsFen: 50 * wan}, "100000000..250000000 must"},
		{"art. 63: from 30,000", "FN-18", new, domain.Assessment{GainsFen: 10*wan - 1}, "3000000..20000000 must"},
		{"art. 65", "FN-13", new, domain.Assessment{GainsFen: 20 * wan}, "40000000..100000000 must"},
		{"art. 59: 1 to 5 times", "FN-07", new, domain.Assessment{GainsFen: 333}, "333..1665 must"},
		{"art. 59: nothing gained, no fine", "FN-07", new, domain.Assessment{}, "none"},
		{"art. 61: clan graveyard", "FN-16", new, domain.Assessment{}, "1000000..5000000 must"},
		{"art. 69: corrected and not grave: no fine", "FN-27", new, domain.Assessment{}, "none"},
		{"art. 69: refused to correct", "FN-27", new, domain.Assessment{Uncorrected: true}, "10000000..30000000 must"},
		{"old art. 18: may, 1 to 3 times", "FN-01", old, domain.Assessment{GainsFen: 12_345}, "12345..37035"},
		{"old art. 18: no gains, no fine", "FN-01", old, domain.Assessment{}, "none"},
		{"old art. 22: times the turnover", "FN-18", old, domain.Assessment{TurnoverFen: 7 * wan, GainsFen: wan}, "7000000..21000000"},
		{"rural plot to an outsider without profit: no fine at all", "FN-06", old, domain.Assessment{GainsFen: wan}, "none"},
		{"art. 30: turnover or gains", "SO-10", old, domain.Assessment{TurnoverFen: 10 * wan, GainsFen: wan}, "10000000..30000000 or 3000000..5000000"},
		{"art. 30: only gains are known", "SO-10", old, domain.Assessment{GainsFen: wan}, "3000000..5000000"},
		{"art. 30: no base, no fine", "SO-10", old, domain.Assessment{GainsUnknown: true}, "none"},
		{"art. 25: service organizations alike", "SO-24", old, domain.Assessment{TurnoverFen: 1}, "1..3"},
		{"foundations are never fined", "SO-30", old, domain.Assessment{GainsFen: wan, Grave: true}, "none"},
		{"charity law 113: only when grave", "SO-40", old, domain.Assessment{}, "none"},
		{"charity law 113: grave", "SO-40", old, domain.Assessment{Grave: true}, "2000000..20000000 must"},
	} {
		a := x.a
		a.Violation, a.From, a.To, a.RefundSettled = x.violation, day(x.on)-10, day(x.on)-5, true
		if got := bands(rangeOf(t, law(t), a, x.on)); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
}

// Both ends are accepted, one fen beyond is refused and the refusal names the bound.
func TestAProposalOneFenOutsideIsRefused(t *testing.T) {
	n := law(t)
	for _, x := range []struct {
		a         domain.Assessment
		low, high int64
	}{
		{domain.Assessment{Violation: "FN-08", GainsFen: 10*wan - 1}, 5 * wan, 20 * wan},
		{domain.Assessment{Violation: "FN-08", GainsFen: 10 * wan}, 20 * wan, 50 * wan},
		{domain.Assessment{Violation: "FN-07", GainsFen: 777}, 777, 3885},
	} {
		a := x.a
		a.From, a.To, a.RefundSettled = day("2026-04-10"), day("2026-04-20"), true
		for _, f := range []int64{x.low - 1, x.low, x.high, x.high + 1} {
			ss := []domain.Sanction{fine(a.Violation, f), gains(a.Violation, a.GainsFen)}
			if a.Violation == "FN-08" {
				ss = append(ss, of(domain.SanctionWarning, a.Violation))
			}
			err := n.CheckProposal(proposal([]domain.Assessment{a}, ss...), nil, decide("2026-06-01"))
			if ok := f >= x.low && f <= x.high; ok != (err == nil) {
				t.Errorf("%s, gains %d, fine %d: %v", a.Violation, a.GainsFen, f, err)
			}
			if err != nil {
				wantCode(t, err, "out_of_range")
				if e, _ := errors.AsType[*domain.Error](err); !strings.Contains(e.Message, "罚款应在") || !strings.Contains(e.Article, "殡葬管理条例") {
					t.Errorf("the refusal names no bound: %+v", e)
				}
			}
		}
	}
}

// penalty.md §11 case 10.
func TestCase10NewEvidenceRaisesTheGainsToTheThreshold(t *testing.T) {
	n := law(t)
	a := domain.Assessment{Violation: "FN-08", From: day("2026-04-10"), To: day("2026-04-20"), GainsFen: 10*wan - 1, RefundSettled: true}
	before := []domain.Sanction{of(domain.SanctionWarning, "FN-08"), gains("FN-08", a.GainsFen), fine("FN-08", 15*wan)}
	if err := n.CheckProposal(proposal([]domain.Assessment{a}, before...), nil, decide("2026-06-01")); err != nil {
		t.Fatal(err)
	}
	a.GainsFen = 10 * wan
	after := []domain.Sanction{of(domain.SanctionWarning, "FN-08"), gains("FN-08", a.GainsFen), fine("FN-08", 15*wan)}
	wantCode(t, n.CheckProposal(proposal([]domain.Assessment{a}, after...), nil, decide("2026-07-01")), "out_of_range")
	after[2].AmountFen = 20 * wan
	p := proposal([]domain.Assessment{a}, after...)
	if err := n.CheckProposal(p, nil, decide("2026-07-01")); err != nil {
		t.Error(err)
	}
	if !domain.Heavier(before, after) {
		t.Error("the new proposal is heavier: it must be noticed again")
	}
	if len(n.HearingGrounds(p, false, "湖北省云岭区", day("2026-07-01"))) == 0 {
		t.Error("a hearing right again")
	}
}

// penalty.md §11 case 14.
func TestCase14AContinuingActBelongsToTheLawOfItsEnd(t *testing.T) {
	a := domain.Assessment{Violation: "FN-03", From: day("2026-02-10"), To: day("2026-04-20"), GainsFen: 20 * wan, RefundSettled: true}
	r := rangeOf(t, law(t), a, "2026-06-01")
	if !strings.HasSuffix(r.Norm.Article, "第五十七条") || bands(r) != "10000000..100000000 must" || allowed(r, domain.SanctionWarning) == nil || !says(r.Reasons, "第三十六条") {
		t.Errorf("ended under the new law: %s %s %v", r.Norm.Article, bands(r), r.Reasons)
	}
	a.To = day("2026-03-29")
	r = rangeOf(t, law(t), a, "2026-06-01")
	if !strings.HasSuffix(r.Norm.Article, "第十九条") || bands(r) != "20000000..60000000" || r.Other == nil || !strings.HasSuffix(r.Other.Article, "第五十七条") {
		t.Errorf("ended under the old law: %s %s", r.Norm.Article, bands(r))
	}
	a.To = 0 // it goes on: the day of the decision is its end
	if r = rangeOf(t, law(t), a, "2026-06-01"); !strings.HasSuffix(r.Norm.Article, "第五十七条") {
		t.Errorf("still going on: %s", r.Norm.Article)
	}
}

// penalty.md §11 case 15.
func TestCase15TheNameOfTheSanctionAndTheItemFollowTheConduct(t *testing.T) {
	for _, x := range []struct {
		to, decided, item string
		kind              domain.SanctionKind
	}{
		{"2026-02-01", "2026-02-20", "第三十条第一款第四项", domain.SanctionCancel},
		{"2026-02-01", "2026-04-10", "第三十条第一款第四项", domain.SanctionCancel}, // neither is lighter: the old law
		{"2026-03-11", "2026-04-10", "第三十条第一款第四项", domain.SanctionCancel},
		{"2026-03-12", "2026-04-10", "第三十条第一款第五项", domain.SanctionRevoke},
	} {
		a := domain.Assessment{Violation: "SO-06", From: day("2025-12-01"), To: day(x.to), Grave: true}
		r := rangeOf(t, law(t), a, x.decided)
		if r.Norm.Item != x.item || allowed(r, x.kind) == nil || !allowed(r, x.kind).Must || allowed(r, domain.SanctionWarning) != nil {
			t.Errorf("ended %s, decided %s: %s %+v", x.to, x.decided, r.Norm.Item, r.Allowances)
		}
	}
	r := rangeOf(t, law(t), domain.Assessment{Violation: "SO-45", From: day("2026-01-01"), To: day("2026-03-01")}, "2026-04-10")
	if r.Norm != nil || len(r.Allowances) > 0 {
		t.Error("the new item does not reach back")
	}
}

// inspection-disclosure-instruments.md §10.6 E01.
func TestE01AnOversizePlotOf2025DecidedIn2026(t *testing.T) {
	n := law(t)
	for _, x := range []struct {
		name       string
		gains      int64
		comparison string
		want       string
	}{
		{"nothing gained: the old law has no fine at all", 0, domain.LawHeavier, "none"},
		{"much gained: the new law must fine twice at least", 100 * wan, domain.LawHeavier, "100000000..300000000"},
		{"in between each is lighter in part", 45 * wan, domain.LawMixed, "45000000..135000000"},
	} {
		a := domain.Assessment{Violation: "FN-03", From: day("2025-11-03"), To: day("2025-11-03"), GainsFen: x.gains, RefundSettled: true}
		r := rangeOf(t, n, a, "2026-05-11")
		if !strings.HasSuffix(r.Norm.Article, "第十九条") || r.Comparison != x.comparison || bands(r) != x.want || !says(r.Reasons, "第三十七条") || r.Other == nil {
			t.Errorf("%s: %s, %s, %s", x.name, r.Norm.Article, r.Comparison, bands(r))
		}
		a.NewLaw = true
		r, err := n.Range(a, day("2026-05-11"))
		if x.comparison == domain.LawMixed {
			if err != nil || !strings.HasSuffix(r.Norm.Article, "第五十七条") || !r.NeedReasons {
				t.Errorf("%s: the officers may hold the new law to be lighter, with reasons: %v", x.name, err)
			}
		} else {
			wantCode(t, err, "new_law_not_lighter")
		}
	}
}

// A lighter new law applies of itself; one that punishes no more ends the penalty.
func TestTheNewLawAppliesWhereItIsLighter(t *testing.T) {
	v := domain.Violation{ID: "XX-01", Title: "试验", Competent: "bureau", Law: "《甲条例》", Article: "《甲条例》第一条"}
	old, now := v, v
	old.Standing = domain.Standing{Status: domain.Confirmed, ValidTo: day("2025-12-31")}
	old.Fines = []domain.FineRule{{Basis: domain.BasisFixed, Must: true, LowFen: 5 * wan, HighFen: 10 * wan}}
	now.Standing = domain.Standing{Status: domain.Confirmed, ValidFrom: day("2026-01-01"), ValidTo: day("2026-06-30")}
	now.Fines = []domain.FineRule{{Basis: domain.BasisFixed, LowFen: wan, HighFen: 3 * wan}}
	n := with(t, domain.NormRows{Violations: []domain.Violation{old, now}})
	a := domain.Assessment{Violation: "XX-01", From: day("2025-05-01"), To: day("2025-05-01")}
	if r := rangeOf(t, n, a, "2026-02-01"); r.Comparison != domain.LawLighter || bands(r) != "1000000..3000000" {
		t.Errorf("%s %s", r.Comparison, bands(r))
	}
	r := rangeOf(t, n, a, "2026-07-01")
	if r.Comparison != domain.LawDropped || len(r.Allowances) != 0 {
		t.Errorf("%+v", r)
	}
	wantCode(t, n.CheckProposal(proposal([]domain.Assessment{a}, fine("XX-01", wan)), nil, decide("2026-07-01")), "no_norm")
	p := proposal([]domain.Assessment{a})
	p.Outcome = domain.VerdictNone
	if err := n.CheckProposal(p, nil, decide("2026-07-01")); err != nil {
		t.Error(err)
	}
}

// E02: the norm and the competence are two questions.
func TestE02AFacilityBuiltBeforeTheNewLawAndDecidedAfter(t *testing.T) {
	n := law(t)
	a := domain.Assessment{Violation: "FN-01", From: day("2025-05-01"), To: day("2025-08-01"), GainsFen: 5 * wan, RefundSettled: true}
	ss := []domain.Sanction{gains("FN-01", 5*wan), fine("FN-01", 5*wan)}
	if err := n.CheckProposal(proposal([]domain.Assessment{a}, ss...), nil, decide("2026-03-29")); err != nil {
		t.Error(err)
	}
	r := rangeOf(t, n, a, "2026-03-30")
	if r.Competent || r.Organ != "planning" || r.Comparison != domain.LawUnknown || r.Other == nil || !strings.HasSuffix(r.Norm.Article, "第十八条") {
		t.Errorf("%+v", r)
	}
	p := proposal([]domain.Assessment{a}, ss...)
	wantCode(t, n.CheckProposal(p, nil, decide("2026-03-30")), "not_competent")
	none := proposal([]domain.Assessment{a})
	none.Outcome = domain.VerdictNone
	wantCode(t, n.CheckProposal(none, nil, decide("2026-03-30")), "not_competent")
	if !slices.ContainsFunc(n.ReviewGrounds(p, false, domain.RegimeGeneral, day("2026-03-30")), func(g domain.Ground) bool { return g.Code == "RG-09" }) {
		t.Error("the legality review is mandatory")
	}
}

// E10 and the test vector of §7.1.
func TestE10AFineBesideAConfiscationCountsOnceUnderConfiscation(t *testing.T) {
	n := law(t)
	column, fen := n.Count([]domain.Sanction{fine("FN-01", 15_000_00), gains("FN-01", 20_000_00)})
	if column != 4 || fen != 35_000_00 {
		t.Errorf("column %d, %d fen", column, fen)
	}
	counts, total := map[int]int{}, int64(0)
	for _, d := range [][]domain.Sanction{
		{fine("FN-01", 15_000_00), gains("FN-01", 700_000_00)},
		{gains("FN-06", 821_300_00), fine("FN-01", 20_000_00)},
		{fine("FN-03", 10_000_00), gains("FN-03", 700_000_00)},
	} {
		column, fen := n.Count(d)
		counts[column]++
		total += fen
	}
	if counts[4] != 3 || counts[3] != 0 || total != 226_6300_00 {
		t.Errorf("%v, %d fen; want 3 in column 4, 226.63 万元", counts, total)
	}
	for _, x := range []struct {
		name   string
		ss     []domain.Sanction
		column int
	}{
		{"nothing", nil, 0},
		{"a warning", []domain.Sanction{of(domain.SanctionWarning, "SO-05")}, 1},
		{"a named kind beside another", []domain.Sanction{of(domain.SanctionReplace, "SO-05"), of(domain.SanctionWarning, "SO-05")}, 1},
		{"only what has no name", []domain.Sanction{of(domain.SanctionReplace, "SO-05")}, 14},
		{"goods of no known value", []domain.Sanction{of(domain.SanctionGoods, "FN-19"), fine("FN-19", 100)}, 5},
		{"a ban of a person and a fine", []domain.Sanction{of(domain.SanctionBarPerson, "SO-37"), fine("SO-37", 100)}, 12},
	} {
		if column, _ := n.Count(x.ss); column != x.column {
			t.Errorf("%s: column %d, want %d", x.name, column, x.column)
		}
	}
	// the ranking is data: a template that puts confiscation below the fine
	var low domain.Column
	for _, c := range n.Rows().Columns {
		if c.Number == 4 {
			low = c
		}
	}
	low.Rank = 1
	if column, _ := with(t, domain.NormRows{Columns: []domain.Column{low}}).Count([]domain.Sanction{fine("FN-01", 1), gains("FN-01", 1)}); column != 3 {
		t.Errorf("by another template: column %d", column)
	}
}

// E16: prices are the market regulator's.
func TestE16NoFineForAPriceMatterWhateverIsWritten(t *testing.T) {
	n := law(t)
	for _, v := range []string{"FN-21", "FN-22", "FN-23", "FN-24"} {
		for _, on := range []string{"2023-06-01", "2026-06-01"} {
			a := domain.Assessment{Violation: v, From: day(on) - 60, To: day(on) - 30, GainsFen: wan, RefundSettled: true}
			if on == "2026-06-01" {
				a.From = day("2026-04-10")
			}
			r := rangeOf(t, n, a, on)
			if r.Competent || r.Organ != "market" {
				t.Errorf("%s on %s: %s", v, on, r.Organ)
			}
			for _, k := range []domain.SanctionKind{domain.SanctionFine, domain.SanctionGains, domain.SanctionWarning} {
				s := domain.Sanction{Kind: k, Violation: v, AmountFen: wan}
				wantCode(t, n.CheckProposal(proposal([]domain.Assessment{a}, s), nil, decide(on)), "not_competent")
			}
		}
	}
}

// E18 and article 29.
func TestE18OneActIsFinedOnce(t *testing.T) {
	n := law(t)
	on, days := "2026-06-01", func(v string, act int, g int64) domain.Assessment {
		return domain.Assessment{Violation: v, From: day("2026-04-10"), To: day("2026-04-20"), Act: act, GainsFen: g, RefundSettled: true}
	}
	// no papers (56) and a village plot for profit (59), one sale
	as := []domain.Assessment{days("FN-08", 1, 20*wan), days("FN-07", 1, 20*wan)}
	as[1].Circumstances, as[1].Reasons = nil, ""
	rs, err := n.Ranges(as, day(on))
	if err != nil {
		t.Fatal(err)
	}
	// both end at five times; the one that begins higher is the higher fine
	if bands(rs[0]) != "40000000..100000000 must" || bands(rs[1]) != "" || !says(allowed(rs[1], domain.SanctionFine).Reasons, "第二十九条") {
		t.Errorf("%s; %s", bands(rs[0]), bands(rs[1]))
	}
	base := []domain.Sanction{of(domain.SanctionWarning, "FN-08"), gains("FN-08", 20*wan), gains("FN-07", 20*wan), fine("FN-08", 50*wan)}
	if err := n.CheckProposal(proposal(as, base...), nil, decide(on)); err != nil {
		t.Error(err)
	}
	wantCode(t, n.CheckProposal(proposal(as, append(slices.Clone(base), fine("FN-07", 50*wan))...), nil, decide(on)), "one_fine")
	wantCode(t, n.CheckProposal(proposal(as, append(slices.Clone(base[:3]), fine("FN-07", 50*wan))...), nil, decide(on)), "one_fine")
	// two acts are two fines
	as[1].Act = 2
	if err := n.CheckProposal(proposal(as, append(slices.Clone(base), fine("FN-07", 50*wan))...), nil, decide(on)); err != nil {
		t.Error(err)
	}
	// funeral and land law: the other organ must be consulted
	rs, err = n.Ranges([]domain.Assessment{days("FN-16", 3, 0), days("FN-17", 3, 0)}, day(on))
	if err != nil || !rs[0].Consult || rs[1].Competent || bands(rs[0]) != "1000000..5000000 must" {
		t.Errorf("%v %+v", err, rs)
	}
}

func TestWhatAProposalIsRefusedFor(t *testing.T) {
	n := law(t)
	const on = "2026-06-01"
	base := func() domain.Proposal {
		a := domain.Assessment{Violation: "FN-08", From: day("2026-04-10"), To: day("2026-04-20"), GainsFen: 5 * wan, RefundFen: wan, RefundSettled: true}
		return proposal([]domain.Assessment{a}, of(domain.SanctionWarning, "FN-08"), gains("FN-08", 4*wan), fine("FN-08", 10*wan))
	}
	if err := n.CheckProposal(base(), nil, decide(on)); err != nil {
		t.Fatal(err)
	}
	circumstance := func(code string) func(p *domain.Proposal) {
		return func(p *domain.Proposal) {
			p.Assessments[0].Circumstances, p.Assessments[0].Reasons = []string{code}, "已经查实"
		}
	}
	none := func(p *domain.Proposal) { p.Outcome, p.Sanctions = domain.VerdictNone, nil }
	for _, x := range []struct {
		name   string
		change []func(p *domain.Proposal)
		code   domain.Code // "" accepted
	}{
		{"the gains to be refunded are not confiscated", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Sanctions[1].AmountFen = 5 * wan }}, "out_of_range"},
		{"refunds are settled before any confiscation", []func(p *domain.Proposal){func(p *domain.Proposal) {
			p.Assessments[0].RefundFen, p.Assessments[0].RefundSettled, p.Sanctions[1].AmountFen = 0, false, 5*wan
		}}, "refund_unsettled"},
		{"a refund that nobody settled", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Assessments[0].RefundSettled = false }}, "invalid_input"},
		{"more refunded than gained", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Assessments[0].RefundFen = 6 * wan }}, "invalid_input"},
		{"the warning must be", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Sanctions = p.Sanctions[1:] }}, "sanction_missing"},
		{"the confiscation must be", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Sanctions = slices.Delete(p.Sanctions, 1, 2) }}, "sanction_missing"},
		{"the fine must be", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Sanctions = p.Sanctions[:2] }}, "sanction_missing"},
		{"a kind the norm does not know", []func(p *domain.Proposal){func(p *domain.Proposal) {
			p.Sanctions = append(p.Sanctions, of(domain.SanctionRevoke, "FN-08"))
		}}, "sanction_not_available"},
		{"one sanction twice", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Sanctions = append(p.Sanctions, fine("FN-08", 10*wan)) }}, "sanction_twice"},
		{"a warning with an amount", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Sanctions[0].AmountFen = 1 }}, "invalid_input"},
		{"a fine on somebody named", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Sanctions[2].Person = "某甲" }}, "sanction_not_available"},
		{"a fine of nothing", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Sanctions[2].AmountFen = 0 }}, "out_of_range"},
		{"a sanction for what is not alleged", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Sanctions[2].Violation = "FN-09" }}, "not_alleged"},
		{"an allegation without assessment", []func(p *domain.Proposal){func(p *domain.Proposal) {
			p.Allegations = append(p.Allegations, domain.Allegation{Violation: "FN-09", From: day("2026-04-10")})
		}}, "not_assessed"},
		{"an assessment of other days", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Assessments[0].To = day("2026-04-19") }}, "assessment_days"},
		{"an assessment twice", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Assessments = append(p.Assessments, p.Assessments[0]) }}, "assessed_twice"},
		{"no allegation", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Allegations = nil }}, "invalid_input"},
		{"gains both known and unknown", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Assessments[0].GainsUnknown = true }}, "invalid_input"},
		{"a penalty without sanctions", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Sanctions = nil }}, "sanction_missing"},
		{"no penalty without a ground", []func(p *domain.Proposal){none}, "no_exemption"},
		{"a transfer imposes nothing", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Outcome = domain.VerdictTransfer }}, "sanction_not_available"},
		{"a ban where the law bans nobody", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Outcome = domain.VerdictBan }}, "sanction_not_available"},
		{"a circumstance nobody knows", []func(p *domain.Proposal){circumstance("beautiful")}, "invalid_input"},
		{"youth of a company", []func(p *domain.Proposal){circumstance("age_14_18")}, "invalid_input"},
		{"a circumstance of another violation", []func(p *domain.Proposal){circumstance("dissolved")}, "invalid_input"},
		{"minor, corrected, no harm: not punished", []func(p *domain.Proposal){circumstance("minor_corrected")}, "exempt"},
		{"minor, corrected, no harm: no penalty", []func(p *domain.Proposal){circumstance("minor_corrected"), none}, ""},
		{"first offence may be spared", []func(p *domain.Proposal){circumstance("first_offence"), none}, ""},
		{"first offence may be punished", []func(p *domain.Proposal){circumstance("first_offence")}, ""},
		{"no fault", []func(p *domain.Proposal){circumstance("no_fault"), none}, ""},
		{"mitigation is no exemption from the confiscation", []func(p *domain.Proposal){circumstance("harm_removed"), none}, "no_exemption"},
		{"mitigation reaches below the range", []func(p *domain.Proposal){circumstance("harm_removed"), func(p *domain.Proposal) { p.Sanctions[2].AmountFen = 1 }}, ""},
		{"mitigation leaves out what goes beside", []func(p *domain.Proposal){circumstance("harm_removed"), func(p *domain.Proposal) { p.Sanctions = p.Sanctions[1:2] }}, ""},
		{"mitigation and the upper end", []func(p *domain.Proposal){circumstance("harm_removed"), func(p *domain.Proposal) { p.Sanctions[2].AmountFen = 20 * wan }}, "out_of_range"},
		{"lighter stays within the range", []func(p *domain.Proposal){circumstance("cooperative"), func(p *domain.Proposal) { p.Sanctions[2].AmountFen = 5*wan - 1 }}, "out_of_range"},
		{"discretion without reasons", []func(p *domain.Proposal){circumstance("harm_removed"), func(p *domain.Proposal) { p.Assessments[0].Reasons = " " }}, "reasons_missing"},
		{"exemption without reasons", []func(p *domain.Proposal){circumstance("no_fault"), none, func(p *domain.Proposal) { p.Assessments[0].Reasons = "" }}, "reasons_missing"},
		{"a tier where no benchmark is loaded", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Assessments[0].Tier = "一般" }}, "unknown_tier"},
		{"a choice between laws where there is one", []func(p *domain.Proposal){func(p *domain.Proposal) { p.Assessments[0].NewLaw = true }}, "new_law_not_lighter"},
		{"an unknown violation", []func(p *domain.Proposal){func(p *domain.Proposal) {
			p.Assessments[0].Violation, p.Allegations[0].Violation = "FN-99", "FN-99"
		}}, "unknown_violation"},
	} {
		p := base()
		for _, c := range x.change {
			c(&p)
		}
		err := n.CheckProposal(p, nil, decide(on))
		if domain.CodeOf(err) != x.code || (err == nil) != (x.code == "") {
			t.Errorf("%s: %v, want %q", x.name, err, x.code)
		}
	}
}

// Note a: what the bureau could confiscate in 2023 without a fine.
func TestTheConfiscationOfArticle28StandsAlone(t *testing.T) {
	n := law(t)
	a := domain.Assessment{Violation: "FN-06", From: day("2023-02-01"), To: day("2023-03-01"), GainsFen: 222 * wan, RefundFen: 2 * wan, RefundSettled: true}
	p := proposal([]domain.Assessment{a}, gains("FN-06", 220*wan))
	if err := n.CheckProposal(p, nil, decide("2023-06-01")); err != nil {
		t.Error(err)
	}
	wantCode(t, n.CheckProposal(proposal([]domain.Assessment{a}, fine("FN-06", wan)), nil, decide("2023-06-01")), "sanction_not_available")
	if r := rangeOf(t, n, a, "2023-06-01"); !strings.Contains(allowed(r, domain.SanctionGains).Article, "第二十八条第二款") || r.Status != domain.Unconfirmed {
		t.Errorf("%+v", r)
	}
	if !slices.ContainsFunc(n.ReviewGrounds(p, false, domain.RegimeGeneral, day("2023-06-01")), func(g domain.Ground) bool { return g.Code == "RG-10" }) {
		t.Error("it needs the legality review")
	}
}

func TestSocialOrganizations(t *testing.T) {
	n := law(t)
	const on = "2025-06-02"
	as := func(v string, grave bool) []domain.Assessment {
		return []domain.Assessment{{Violation: v, From: day("2025-03-01"), To: day("2025-04-01"), Grave: grave, RefundSettled: true}}
	}
	for _, x := range []struct {
		name string
		p    domain.Proposal
		code domain.Code
	}{
		{"a warning and the managers replaced", proposal(as("SO-05", false), of(domain.SanctionWarning, "SO-05"), of(domain.SanctionReplace, "SO-05")), ""},
		{"service organizations keep their managers", proposal(as("SO-19", false), of(domain.SanctionWarning, "SO-19"), of(domain.SanctionReplace, "SO-19")), "sanction_not_available"},
		{"no fine without a base", proposal(as("SO-05", false), of(domain.SanctionWarning, "SO-05"), fine("SO-05", wan)), "sanction_not_available"},
		{"not grave: the registration stays", proposal(as("SO-05", false), of(domain.SanctionCancel, "SO-05")), "sanction_not_available"},
		{"grave: the registration goes", proposal(as("SO-05", true), of(domain.SanctionCancel, "SO-05")), ""},
		{"idle for a year", proposal(as("SO-02", false), of(domain.SanctionCancel, "SO-02")), ""},
		{"charity: a warning or a stop", proposal(as("SO-37", false), of(domain.SanctionStop, "SO-37")), ""},
		{"charity: neither", proposal(as("SO-37", false), domain.Sanction{Kind: domain.SanctionFine, Violation: "SO-37", Person: "某乙", AmountFen: 2 * wan}), "sanction_missing"},
		{"charity: managers are fined by name", proposal(as("SO-37", false), of(domain.SanctionWarning, "SO-37"), domain.Sanction{Kind: domain.SanctionFine, Violation: "SO-37", Person: "某乙", AmountFen: 2 * wan}), ""},
		{"charity: a fine on nobody", proposal(as("SO-37", false), of(domain.SanctionWarning, "SO-37"), fine("SO-37", 2*wan)), "person_missing"},
		{"charity: a manager barred for five years and a month", proposal(as("SO-37", true), of(domain.SanctionRevoke, "SO-37"), domain.Sanction{Kind: domain.SanctionBarPerson, Violation: "SO-37", Person: "某乙", Months: 61}), "term_out_of_range"},
		{"charity: barred for five years", proposal(as("SO-37", true), of(domain.SanctionRevoke, "SO-37"), domain.Sanction{Kind: domain.SanctionBarPerson, Violation: "SO-37", Person: "某乙", Months: 60}), ""},
		{"charity not corrected: the stop must be", proposal([]domain.Assessment{{Violation: "SO-38", From: day("2025-03-01"), To: day("2025-04-01"), Uncorrected: true}}, of(domain.SanctionWarning, "SO-38")), "sanction_missing"},
		{"a county does not punish foundations", proposal(as("SO-30", false), of(domain.SanctionWarning, "SO-30")), "not_competent"},
	} {
		if err := n.CheckProposal(x.p, nil, decide(on)); domain.CodeOf(err) != x.code || (err == nil) != (x.code == "") {
			t.Errorf("%s: %v", x.name, err)
		}
	}
	ban := proposal(as("SO-13", false), of(domain.SanctionBan, "SO-13"))
	wantCode(t, n.CheckProposal(ban, nil, decide(on)), "sanction_not_available") // a penalty is not a ban
	ban.Outcome = domain.VerdictBan
	if err := n.CheckProposal(ban, nil, decide(on)); err != nil {
		t.Error(err)
	}
	ban.Outcome, ban.Sanctions = domain.VerdictNone, nil
	wantCode(t, n.CheckProposal(ban, nil, decide(on)), "no_exemption")
	ban.Assessments[0].Circumstances, ban.Assessments[0].Reasons = []string{"dissolved"}, "经劝导已自行解散"
	if err := n.CheckProposal(ban, nil, decide(on)); err != nil {
		t.Error(err)
	}
	c := &domain.Case{Party: &domain.PartyRef{Kind: domain.PartyServiceOrg}, Penalty: &domain.Penalty{}}
	wantCode(t, n.CheckProposal(proposal(as("SO-05", false), of(domain.SanctionWarning, "SO-05")), c, decide(on)), "wrong_party")
}

func TestLimitation(t *testing.T) {
	n, f := law(t), decide("2026-06-01")
	for _, x := range []struct {
		name, to, found string
		harm, expired   bool
	}{
		{"the last day of two years", "2024-05-20", "2026-05-20", false, false},
		{"a day later", "2024-05-20", "2026-05-21", false, true},
		{"five years where life or finance was harmed", "2021-05-20", "2026-05-20", true, false},
		{"a day later", "2021-05-20", "2026-05-21", true, true},
		{"a leap day", "2024-02-29", "2026-02-28", false, false},
		{"a leap day, a day later", "2024-02-29", "2026-03-01", false, true},
		{"it goes on", "", "2026-05-21", false, false},
	} {
		al := domain.Allegation{Violation: "FN-03", From: day("2015-01-01"), Harm: x.harm}
		if x.to != "" {
			al.To = day(x.to)
		}
		l, err := n.Limitation(al, day(x.found), f)
		if err != nil || l.Expired != x.expired || l.Reason.Text == "" {
			t.Errorf("%s: %+v %v", x.name, l, err)
		}
	}
	a := domain.Assessment{Violation: "FN-01", From: day("2022-01-01"), To: day("2023-05-01"), GainsFen: wan, RefundSettled: true}
	c := &domain.Case{Penalty: &domain.Penalty{ReceivedOn: day("2025-05-02")}}
	p := proposal([]domain.Assessment{a}, gains("FN-01", wan))
	wantCode(t, n.CheckProposal(p, c, decide("2025-08-01")), "limitation")
	p.Outcome, p.Sanctions = domain.VerdictNone, nil
	if err := n.CheckProposal(p, c, decide("2025-08-01")); err != nil {
		t.Error(err)
	}
	c.Penalty.ReceivedOn = day("2025-05-01")
	wantCode(t, n.CheckProposal(p, c, decide("2025-08-01")), "no_exemption")
}

func TestHearingThresholds(t *testing.T) {
	n := law(t)
	on := day("2026-06-01")
	for _, x := range []struct {
		name    string
		s       domain.Sanction
		a       domain.Assessment
		natural bool
		region  string
		want    bool
	}{
		{"Hubei, no business: one fen short of 1,000", fine("FN-16", 99_999), domain.Assessment{}, true, "湖北省云岭区", false},
		{"Hubei, no business: 1,000", fine("FN-16", 100_000), domain.Assessment{}, true, "湖北省云岭区", true},
		{"Hubei, business without gains: one fen short of 10,000", fine("FN-08", wan-1), domain.Assessment{Business: true}, false, "湖北省云岭区", false},
		{"Hubei, business without gains: 10,000", fine("FN-08", wan), domain.Assessment{Business: true}, false, "湖北省云岭区", true},
		{"Hubei, business with gains: one fen short of 30,000", fine("FN-08", 3*wan-1), domain.Assessment{Business: true, GainsFen: 1}, false, "湖北省云岭区", false},
		{"Hubei, business with gains: 30,000", fine("FN-08", 3*wan), domain.Assessment{Business: true, GainsFen: 1}, false, "湖北省云岭区", true},
		{"confiscation counts alike", gains("FN-08", 3*wan), domain.Assessment{Business: true, GainsFen: 1}, false, "湖北省云岭区", true},
		{"a region that does not say its province: in doubt, yes", fine("FN-16", 100_000), domain.Assessment{}, true, "云岭区", true},
		{"another province: a person from 10,000", fine("FN-16", wan-1), domain.Assessment{}, true, "河南省某县", false},
		{"another province: a person, 10,000", fine("FN-16", wan), domain.Assessment{}, true, "河南省某县", true},
		{"another province: an organization below 100,000", fine("FN-16", 10*wan-1), domain.Assessment{}, false, "河南省某县", false},
		{"another province: an organization, 100,000", fine("FN-16", 10*wan), domain.Assessment{}, false, "河南省某县", true},
		{"a manager of an organization is a person", domain.Sanction{Kind: domain.SanctionFine, Violation: "SO-37", Person: "某乙", AmountFen: wan}, domain.Assessment{}, false, "河南省某县", true},
		{"revocation", of(domain.SanctionRevoke, "SO-10"), domain.Assessment{}, false, "", true},
		{"cancellation of the registration", of(domain.SanctionCancel, "SO-10"), domain.Assessment{}, false, "", true},
		{"suspension of activities", of(domain.SanctionStop, "SO-10"), domain.Assessment{}, false, "", true},
		{"a warning", of(domain.SanctionWarning, "SO-10"), domain.Assessment{}, false, "", false},
	} {
		p := domain.Proposal{Outcome: domain.VerdictPenalty, Assessments: []domain.Assessment{x.a}, Sanctions: []domain.Sanction{x.s}}
		got := n.HearingGrounds(p, x.natural, x.region, on)
		if (len(got) > 0) != x.want {
			t.Errorf("%s: %v", x.name, got)
		}
		for _, g := range got {
			if (x.s.Kind == domain.SanctionFine || x.s.Kind == domain.SanctionGains) && g.Status != domain.Unconfirmed {
				t.Errorf("%s: the amounts are unconfirmed", x.name)
			}
		}
	}
	// amounts add up for one party, not over several people
	two := domain.Proposal{Sanctions: []domain.Sanction{fine("FN-16", 50_000), fine("FN-15", 50_000)}}
	if len(n.HearingGrounds(two, true, "湖北省", on)) == 0 {
		t.Error("two fines of 500 yuan are 1,000")
	}
	two.Sanctions[0].Person, two.Sanctions[1].Person = "某甲", "某乙"
	if got := n.HearingGrounds(two, true, "湖北省", on); len(got) > 0 {
		t.Errorf("two people, 500 yuan each: %v", got)
	}
}

func TestGroundsOfReviewAndDiscussion(t *testing.T) {
	n := law(t)
	on := day("2026-06-01")
	codes := func(gs []domain.Ground) string {
		var out []string
		for _, g := range gs {
			out = append(out, g.Code)
		}
		return strings.Join(out, " ")
	}
	a := domain.Assessment{Violation: "SO-05", From: day("2026-04-01"), To: day("2026-04-20")}
	for _, x := range []struct {
		name               string
		p                  domain.Proposal
		hearing            bool
		review, discussion string
	}{
		{"a warning", proposal([]domain.Assessment{a}, of(domain.SanctionWarning, "SO-05")), false, "", ""},
		{"after a hearing", proposal([]domain.Assessment{a}, of(domain.SanctionWarning, "SO-05")), true, "RG-02", "DG-08"},
		{"revocation", proposal([]domain.Assessment{a}, of(domain.SanctionRevoke, "SO-05")), false, "RG-04 RG-07", "DG-02 DG-05"},
		{"complex", domain.Proposal{Complex: true}, false, "RG-03", "DG-01"},
		{"public interest", domain.Proposal{PublicInterest: true}, false, "RG-01", "DG-09"},
		{"a transfer", domain.Proposal{Outcome: domain.VerdictTransfer}, false, "", "DG-07"},
		{"a ban", domain.Proposal{Outcome: domain.VerdictBan, Sanctions: []domain.Sanction{of(domain.SanctionBan, "SO-13")}}, false, "RG-08", ""},
	} {
		if got := codes(n.ReviewGrounds(x.p, x.hearing, domain.RegimeSocialOrg, on)); got != x.review {
			t.Errorf("%s: review %q, want %q", x.name, got, x.review)
		}
		if got := codes(n.DiscussionGrounds(x.p, x.hearing, on)); got != x.discussion {
			t.Errorf("%s: discussion %q, want %q", x.name, got, x.discussion)
		}
	}
}

func TestABenchmarkNarrowsTheRange(t *testing.T) {
	st := domain.Standing{Status: domain.Unconfirmed, ValidFrom: day("2026-05-01")}
	n := with(t, domain.NormRows{Benchmarks: []domain.Benchmark{
		{Violation: "FN-08", Tier: "较轻", Text: "数量少", HighPct: 30, Document: "试验基准", Standing: st},
		{Violation: "FN-08", Tier: "较重", Text: "数量多", LowPct: 70, Document: "试验基准", Standing: st},
	}})
	a := domain.Assessment{Violation: "FN-08", From: day("2026-04-10"), To: day("2026-04-20"), RefundSettled: true}
	check := func(fen int64) error {
		return n.CheckProposal(proposal([]domain.Assessment{a}, of(domain.SanctionWarning, "FN-08"), fine("FN-08", fen)), nil, decide("2026-06-01"))
	}
	wantCode(t, check(10*wan), "tier_missing")
	a.Tier = "较轻"
	if got := bands(rangeOf(t, n, a, "2026-06-01")); got != "5000000..9500000 must" {
		t.Error(got)
	}
	wantCode(t, check(9_500_001), "out_of_range")
	if err := check(9_500_000); err != nil {
		t.Error(err)
	}
	a.Tier = "较重"
	if got := bands(rangeOf(t, n, a, "2026-06-01")); got != "15500000..20000000 must" {
		t.Error(got)
	}
	a.Tier = "一般"
	wantCode(t, check(10*wan), "unknown_tier")
	a.Tier, a.Departure = "", "危害不大，基准过重"
	wantCode(t, check(10*wan), "reasons_missing")
	a.Reasons = "见集体讨论笔录"
	if err := check(10 * wan); err != nil {
		t.Error(err)
	}
	p := proposal([]domain.Assessment{a}, fine("FN-08", 10*wan))
	if !slices.ContainsFunc(n.DiscussionGrounds(p, false, day("2026-06-01")), func(g domain.Ground) bool { return g.Code == "DG-06" }) {
		t.Error("a departure is for the leaders together")
	}
	if got := bands(rangeOf(t, n, domain.Assessment{Violation: "FN-08", From: day("2026-04-10"), To: day("2026-04-20")}, "2026-04-30")); got != "5000000..20000000 must" {
		t.Errorf("before the benchmark was in force: %s", got)
	}
}

func TestHeavier(t *testing.T) {
	w, f1, f2 := of(domain.SanctionWarning, "FN-08"), fine("FN-08", 100), fine("FN-08", 101)
	stop := func(m int) domain.Sanction {
		return domain.Sanction{Kind: domain.SanctionStop, Violation: "SO-05", Months: m}
	}
	for _, x := range []struct {
		name    string
		was, is []domain.Sanction
		want    bool
	}{
		{"the same", []domain.Sanction{w, f1}, []domain.Sanction{f1, w}, false},
		{"a fen more", []domain.Sanction{w, f1}, []domain.Sanction{w, f2}, true},
		{"a fen less", []domain.Sanction{w, f2}, []domain.Sanction{w, f1}, false},
		{"a kind left out", []domain.Sanction{w, f1}, []domain.Sanction{w}, false},
		{"a fine for a warning", []domain.Sanction{w}, []domain.Sanction{f1}, true},
		{"a warning for a fine: another kind", []domain.Sanction{f1}, []domain.Sanction{w}, true},
		{"a month more", []domain.Sanction{stop(3)}, []domain.Sanction{stop(4)}, true},
		{"split over two violations, the same in sum", []domain.Sanction{fine("FN-08", 100)}, []domain.Sanction{fine("FN-08", 60), fine("FN-09", 40)}, false},
		{"on another person", []domain.Sanction{f1}, []domain.Sanction{{Kind: domain.SanctionFine, Violation: "FN-08", AmountFen: 100, Person: "某甲"}}, true},
		{"nothing", []domain.Sanction{f1}, nil, false},
	} {
		if domain.Heavier(x.was, x.is) != x.want {
			t.Errorf("%s: want %v", x.name, x.want)
		}
	}
}

func TestSpotCeilings(t *testing.T) {
	n := law(t)
	for _, natural := range []bool{true, false} {
		want := map[bool]int64{true: 200_00, false: 3_000_00}[natural]
		if got, err := n.SpotCeiling(natural, day("2026-06-01")); err != nil || got != want {
			t.Errorf("natural %v: %d %v", natural, got, err)
		}
	}
	if got, err := n.Ceiling(domain.CeilingCash, false, day("2026-06-01")); err != nil || got != 100_00 {
		t.Errorf("%d %v", got, err)
	}
	_, err := n.SpotCeiling(true, day("2021-07-14"))
	wantCode(t, err, "norm_unknown")
}

func TestQuorum(t *testing.T) {
	q := law(t).Quorum(day("2026-06-01"))
	if q.Status != domain.Unconfirmed {
		t.Error("no text gives a number")
	}
	for _, x := range []struct {
		n, of int
		want  bool
	}{{2, 5, false}, {3, 5, true}, {2, 4, false}, {3, 4, true}, {1, 1, false}, {2, 2, true}} {
		if q.Met(x.n, x.of) != x.want {
			t.Errorf("%d of %d", x.n, x.of)
		}
	}
	if q.Carries(2, 4) || !q.Carries(3, 4) || q.Carries(0, 0) {
		t.Error("more than half of those due carry")
	}
}

func TestTheRegisterOfNorms(t *testing.T) {
	c := &domain.Case{ID: "norms"}
	apply := func(x domain.SetNorms) error {
		out, err := x.Decide(c, nil)
		if err != nil {
			return err
		}
		for _, b := range out.Events {
			if err := c.Apply(domain.Event{Case: c.ID, Seq: c.Seq + 1, Actor: domain.System, OccurredAt: time.Now(), Body: b}); err != nil {
				return err
			}
		}
		return nil
	}
	if err := apply(domain.SetNorms{NormRows: law(t).Rows(), Reason: "随程序提供"}); err != nil {
		t.Fatal(err)
	}
	if c.Procedure != domain.ProcNorms || c.NormsFile.Len() != law(t).Rows().Len() || c.NormsFile.Len() != len(law(t).Rows().Keys()) {
		t.Errorf("%d rows", c.NormsFile.Len())
	}
	old, _ := law(t).Violations.At("FN-03", day("2025-01-01"))
	now, _ := law(t).Violations.At("FN-03", day("2026-06-01"))
	later := now
	later.ValidFrom = day("2027-01-01")
	wantCode(t, apply(domain.SetNorms{NormRows: domain.NormRows{Violations: []domain.Violation{later}}, Reason: "修订"}), "norm_overlap")
	now.ValidTo = day("2026-12-31")
	if err := apply(domain.SetNorms{NormRows: domain.NormRows{Violations: []domain.Violation{now, later}}, Reason: "修订"}); err != nil {
		t.Fatal(err)
	}
	if got := len(c.NormsFile.Violations); got != len(law(t).Violations)+1 {
		t.Errorf("%d violations", got)
	}
	wantCode(t, apply(domain.SetNorms{NormRows: domain.NormRows{Violations: []domain.Violation{now}}}), "invalid_input")
	wantCode(t, apply(domain.SetNorms{Reason: "没有内容"}), "invalid_input")
	old.Competent = "nobody"
	wantCode(t, apply(domain.SetNorms{NormRows: domain.NormRows{Violations: []domain.Violation{old}}, Reason: "修订"}), "norm_unreadable")
}

func TestNormsAreReadStrictly(t *testing.T) {
	if _, err := domain.ParseViolations([]byte(`[{"id":"FN-01","colour":"red"}]`)); err == nil {
		t.Error("an unknown field")
	}
	if _, err := domain.ParseNorms([]byte(`{"hearings":[]}`)); err == nil {
		t.Error("an unknown kind of row")
	}
	v := domain.Violation{ID: "XX-01", Title: "试验", Competent: "bureau", Law: "《甲》", Article: "《甲》", Standing: domain.Standing{Status: domain.Confirmed}}
	for name, spoil := range map[string]func(*domain.Violation){
		"no status":                  func(v *domain.Violation) { v.Status = "" },
		"an unknown kind":            func(v *domain.Violation) { v.Permits = []domain.Permit{{Kind: "flogging"}} },
		"a fine among the permits":   func(v *domain.Violation) { v.Permits = []domain.Permit{{Kind: domain.SanctionFine}} },
		"a multiple without numbers": func(v *domain.Violation) { v.Fines = []domain.FineRule{{Basis: domain.BasisGains}} },
		"a band without threshold": func(v *domain.Violation) {
			v.Fines = []domain.FineRule{{Basis: domain.BasisBand, LowFen: 1, HighFen: 2, MinTenths: 10, MaxTenths: 20}}
		},
		"a range upside down": func(v *domain.Violation) {
			v.Fines = []domain.FineRule{{Basis: domain.BasisFixed, LowFen: 2, HighFen: 1}}
		},
		"sanctions of another law": func(v *domain.Violation) {
			v.Elsewhere, v.Permits = true, []domain.Permit{{Kind: domain.SanctionWarning}}
		},
		"a period that ends before": func(v *domain.Violation) { v.ValidFrom, v.ValidTo = 10, 9 },
	} {
		x := v
		spoil(&x)
		if _, err := domain.NewNorms(domain.NormRows{Violations: []domain.Violation{x}}); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

// Whatever the facts and whatever is proposed: what CheckProposal lets through lies within bounds reckoned here by hand, on
// norms of the bureau, with what must be imposed.
func TestNothingOutsideTheRangePasses(t *testing.T) {
	n := law(t)
	ids := []string{"FN-01", "FN-03", "FN-06", "FN-07", "FN-08", "FN-16", "FN-18", "FN-21", "FN-27", "SO-05", "SO-10", "SO-24", "SO-37", "SO-40"}
	kinds := []domain.SanctionKind{domain.SanctionWarning, domain.SanctionFine, domain.SanctionGains, domain.SanctionStop, domain.SanctionCancel, domain.SanctionRevoke}
	passed := 0
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.SampledFrom(ids).Draw(t, "violation")
		decided := rapid.SampledFrom([]domain.Date{day("2025-06-01"), day("2026-03-29"), day("2026-03-30"), day("2026-07-01")}).Draw(t, "decided")
		to := decided - domain.Date(rapid.IntRange(0, 400).Draw(t, "ago"))
		money := rapid.SampledFrom([]int64{0, 1, 9, 333, wan, 10*wan - 1, 10 * wan, 50*wan - 1, 50 * wan, 123 * wan})
		a := domain.Assessment{Violation: v, From: to - 5, To: to, GainsFen: money.Draw(t, "gains"), TurnoverFen: money.Draw(t, "turnover"),
			RefundSettled: rapid.Bool().Draw(t, "settled"), Grave: rapid.Bool().Draw(t, "grave"), Uncorrected: rapid.Bool().Draw(t, "uncorrected"), NewLaw: rapid.IntRange(0, 3).Draw(t, "new") == 0}
		if rapid.Bool().Draw(t, "weighs") {
			a.Circumstances = []string{rapid.SampledFrom([]string{"harm_removed", "minor_corrected", "first_offence", "cooperative"}).Draw(t, "circumstance")}
			a.Reasons = "理由"
		}
		p := proposal([]domain.Assessment{a})
		r, err := n.Range(a, decided)
		if err != nil {
			return
		}
		for _, k := range kinds {
			x := allowed(r, k)
			if x == nil && rapid.IntRange(0, 9).Draw(t, "wrong") != 0 || x != nil && !x.Must && rapid.Bool().Draw(t, "not") {
				continue
			}
			s := of(k, v)
			switch {
			case k != domain.SanctionFine && k != domain.SanctionGains:
			case x != nil && len(x.Bands) > 0:
				b := rapid.SampledFrom(x.Bands).Draw(t, "band")
				s.AmountFen = rapid.SampledFrom([]int64{b.LowFen - 1, b.LowFen, b.LowFen + (b.HighFen-b.LowFen)/2, b.HighFen, b.HighFen + 1}).Draw(t, "fen")
			default:
				s.AmountFen = money.Draw(t, "any")
			}
			p.Sanctions = append(p.Sanctions, s)
		}
		if n.CheckProposal(p, nil, decide(decided.String())) != nil {
			return
		}
		passed++
		if r.Exempt == "must" || !r.Competent || v == "FN-21" || v == "FN-01" && decided >= day("2026-03-30") {
			t.Fatalf("punished all the same: %+v", r)
		}
		for _, s := range p.Sanctions {
			if s.Kind == domain.SanctionGains && s.AmountFen != a.GainsFen && s.AmountFen != a.TurnoverFen {
				t.Fatalf("%s: confiscates %d", v, s.AmountFen)
			}
			if s.Kind == domain.SanctionGains && !a.RefundSettled {
				t.Fatal("confiscates before refunds are settled")
			}
			if s.Kind == domain.SanctionFine && !byHand(a, to, decided, s.AmountFen) {
				t.Fatalf("%s ended %s decided %s, gains %d, turnover %d: fined %d", v, to, decided, a.GainsFen, a.TurnoverFen, s.AmountFen)
			}
		}
		for _, x := range r.Allowances {
			if x.Must && x.OneOf == "" && !slices.ContainsFunc(p.Sanctions, func(s domain.Sanction) bool { return s.Kind == x.Kind }) {
				t.Fatalf("%s lacks %s", v, x.Kind)
			}
		}
	})
	if passed == 0 {
		t.Error("nothing ever passed")
	}
}

// byHand is the text of the articles once more, in plain arithmetic.
func byHand(a domain.Assessment, to, decided domain.Date, fen int64) bool {
	g, turn := a.GainsFen, a.TurnoverFen
	mitigated := slices.Contains(a.Circumstances, "harm_removed")
	within := func(low, high int64) bool { return fen > 0 && (fen >= low || mitigated) && fen <= high }
	band := func(at, low, high int64) bool {
		if g >= at {
			return within(2*g, 5*g)
		}
		return within(low, high)
	}
	newer := to >= day("2026-03-30") || a.NewLaw && decided >= day("2026-03-30")
	// the new law may also have applied of itself, being lighter
	either := func(old, now bool) bool { return !newer && old || decided >= day("2026-03-30") && now }
	switch a.Violation {
	case "FN-01":
		return within(g, 3*g)
	case "FN-03":
		return either(within(g, 3*g), band(50*wan, 10*wan, 100*wan))
	case "FN-07":
		return newer && within(g, 5*g)
	case "FN-08":
		return newer && band(10*wan, 5*wan, 20*wan)
	case "FN-16":
		return newer && within(wan, 5*wan)
	case "FN-18":
		return either(within(turn, 3*turn), band(10*wan, 3*wan, 20*wan))
	case "FN-27":
		return newer && (a.Grave || a.Uncorrected) && within(10*wan, 30*wan)
	case "SO-05", "SO-10", "SO-24":
		return turn > 0 && within(turn, 3*turn) || g > 0 && within(3*g, 5*g)
	case "SO-40":
		return a.Grave && within(2*wan, 20*wan)
	}
	return false
}
