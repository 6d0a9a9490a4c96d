package store_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"

	"yifa/domain"
	"yifa/store"
)

// owing puts a penalty case into the store as it stands after the service of a decision that fines 100 yuan.
func (d *desk) owing(n int) domain.CaseID {
	d.Helper()
	today := d.today()
	id := domain.CaseID(fmt.Sprintf("p-owing-%d", n))
	c := domain.Case{ID: id, Procedure: domain.ProcPenalty, Agency: d.agency, Reference: fmt.Sprintf("云民罚案〔2025〕%d号", n), Title: "案", Stage: domain.PenServed, Handler: d.an, Seq: 1,
		Party: &domain.PartyRef{ID: d.shop, Name: "福寿殡葬用品店", Kind: domain.PartyShop}, OpenedOn: today, LastAt: d.now(),
		Penalty: &domain.Penalty{Proposal: &domain.Proposal{Sanctions: []domain.Sanction{{Kind: domain.SanctionFine, AmountFen: 10000}}},
			Decision:  &domain.Decision{Verdict: domain.VerdictPenalty, On: today, ServedOn: today},
			Publicity: &domain.Publicity{State: "redacted", RedactedBy: d.an, Tier: "ordinary", Entry: &domain.PublicEntry{Name: "福寿殡葬用品店", Class: domain.ClassOrganization, Number: "号", Fine: "0.010000", DecidedOn: today}},
			Ledger:    []domain.Entry{{No: 1, On: today, Kind: "charge", Account: "fine", Debit: "owed.fine", Credit: "fine", Fen: 10000}}}}
	state, err := json.Marshal(c)
	if err != nil {
		d.Fatal(err)
	}
	conn, err := pgx.Connect(d.Context(), d.dsn)
	if err != nil {
		d.Fatal(err)
	}
	defer conn.Close(d.Context())
	if _, err := conn.Exec(d.Context(), "INSERT INTO cases (id, procedure, agency, reference, ref_year, ref_serial, stage, seq, head, state, last_at, opened_on) VALUES ($1, 'penalty', $2, $3, 2025, $4, 'served', 1, 'x', $5, now(), now())", id, d.agency, c.Reference, n, state); err != nil {
		d.Fatal(err)
	}
	return id
}

func TestAReceiptIsEnteredOnceInAnAuthority(t *testing.T) {
	d := newDesk(t, anyone)
	a, b := d.owing(1), d.owing(2)
	d.later(0, 5)
	pay := func(id domain.CaseID, receipt string) error {
		_, err := d.try(d.mei, id, &domain.RecordPayment{Receipt: receipt, PaidOn: d.today(), Fen: 1000})
		return err
	}
	if err := pay(a, "R1"); err != nil {
		t.Fatal(err)
	}
	d.refused(pay(b, "R1"), "receipt_used")
	d.refused(pay(a, "R1"), "receipt_used")
	d.do(d.lin, a, &domain.CancelPayment{Receipt: "R1", Reason: "误登"})
	if err := pay(b, "R1"); err != nil {
		t.Errorf("a receipt that was taken back: %v", err)
	}
	d.refused(pay(a, "R1"), "receipt_used")
}

func TestTheBanksListMayBeSentTwiceAndEveryLineIsReported(t *testing.T) {
	d := newDesk(t, anyone)
	a, b := d.owing(1), d.owing(2)
	d.later(0, 5)
	day := d.today().String()
	lines := func() []store.PaymentLine {
		ls, err := store.ReadPayments([][]string{{"\ufeffreceipt_no", "paid_on", "amount_yuan", "case", "payer"},
			{"R1", day, "40", "云民罚案〔2025〕1号", "甲"}, {"R2", day, "1,00.50", "云民罚案〔2025〕2号", "乙"}, {"R3", day, "1", "云民罚案〔2025〕9号", ""}, {"R4", "昨天", "1.234", "", ""},
			{"R1", day, "60", "云民罚案〔2025〕1号", ""}, {""}, {"R5", "2035-01-01", "1", "云民罚案〔2025〕1号", ""}})
		if err != nil {
			t.Fatal(err)
		}
		return ls
	}
	results := func(dry bool) (out []string) {
		rep, err := d.ImportPayments(d.Context(), d.mei, lines(), dry)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range rep.Lines {
			out = append(out, l.Result)
			if (l.Result == "wrong") != (l.Why != "" && l.Result != "already") {
				t.Errorf("%+v", l)
			}
		}
		return out
	}
	for _, step := range []struct {
		dry  bool
		want string
	}{{true, "[ok ok wrong wrong wrong wrong]"}, {false, "[recorded recorded wrong wrong wrong wrong]"}, {false, "[already already wrong wrong wrong wrong]"}, {true, "[already already wrong wrong wrong wrong]"}} {
		if got := fmt.Sprint(results(step.dry)); got != step.want {
			t.Errorf("dry %v: %s, want %s", step.dry, got, step.want)
		}
	}
	for id, want := range map[domain.CaseID]int64{a: 4000, b: 10050} {
		if got := d.file(id).Penalty.Balance()["bank"]; got != want {
			t.Errorf("%s: %d at the bank, want %d", id, got, want)
		}
	}
	if d.file(b).Stage != domain.PenPerformed || d.file(b).Penalty.Balance()["refundable"] != -50 {
		t.Errorf("%s %v", d.file(b).Stage, d.file(b).Penalty.Balance())
	}
}

func TestOnlyWhatIsShownTodayIsPublic(t *testing.T) {
	d := newDesk(t, anyone)
	a := d.owing(1)
	d.later(0, 5)
	shown := func() int {
		p, err := d.PublicPenalties(d.Context(), store.PublicFilter{Agency: d.agency, On: d.today(), Credit: true})
		if err != nil || int(p.Total) != len(p.Items) {
			t.Fatal(p, err)
		}
		return len(p.Items)
	}
	if shown() != 0 {
		t.Error("shown before it was published")
	}
	d.do(d.su, a, &domain.Publish{Where: "门户网站"})
	if shown() != 1 {
		t.Error("not shown")
	}
	find := func(q string) int {
		p, err := d.PublicPenalties(d.Context(), store.PublicFilter{Agency: d.agency, On: d.today(), Q: q})
		if err != nil || int(p.Total) != len(p.Items) {
			t.Fatal(q, p, err)
		}
		return len(p.Items)
	}
	y := d.file(a).Penalty.Publicity.Entry
	name := []rune(y.Name)
	for q, want := range map[string]int{"": 1, string(name[:2]): 1, y.Number: 1, string(name[:2]) + " " + y.Number: 1, "%": 1, "_": 1, "甲乙丙丁": 0, y.Number + " 甲乙丙丁": 0, "'": 1} {
		if got := find(q); got != want {
			t.Errorf("%q finds %d, want %d", q, got, want)
		}
	}
	d.do(d.su, a, &domain.WithdrawPublicity{Reason: "决定被撤销"})
	if shown() != 0 {
		t.Error("shown after it was withdrawn")
	}
}
