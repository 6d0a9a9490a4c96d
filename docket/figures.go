package docket

import "yifa/domain"

// The figures of a year. The store counts the same in SQL; this one counts over files in memory, so that each can be
// held against the other.

// FigureKeys lists the figures in the order of the report.
var FigureKeys = []string{"fun.find.urn_price", "fun.find.sold_outside", "fun.find.over_std_profit", "fun.find.finance",
	"fun.find.private", "fun.correct_on_spot", "fun.notices_deadline",
	"fun.hearing_notices", "fun.fines_fen", "fun.confiscated_fen", "fun.clues_discipline",
	"so.reg.establish", "so.reg.change", "so.reg.cancel"}

// numbered are the figures that count instruments of a type numbered in the year and not voided.
var numbered = map[string]string{"I-8": "fun.notices_deadline", "P-9": "fun.hearing_notices", "T-1": "fun.clues_discipline"}

// granted are the figures that count grants of a kind of registration.
var granted = map[string]string{domain.RegEstablish: "so.reg.establish", domain.RegChange: "so.reg.change", domain.RegDeregister: "so.reg.cancel"}

// Figures computes the figures of a year as they stood at the end of the day asOf:
//
//   - fun.find.<category>: the quantities of findings recorded in the year, but for those found to be no issue;
//   - fun.correct_on_spot: finding lines recorded in the year that left as corrected on the spot;
//   - fun.notices_deadline, fun.hearing_notices, fun.clues_discipline: orders to correct, notices of the right to a hearing and letters to
//     discipline supervision numbered in the year whose number was not voided;
//   - so.reg.establish, so.reg.change, so.reg.cancel: establishments, changes and deregistrations granted in the year, by the day of the
//     decision, but for grants that were taken back before they were entered in the register; what was annulled later was granted;
//   - fun.fines_fen, fun.confiscated_fen: what was decided in the year, in fen, whatever was paid or changed afterwards.
func (b *Books) Figures(year int, asOf domain.Date) map[string]int64 {
	n := map[string]int64{}
	for _, k := range FigureKeys {
		n[k] = 0
	}
	counts := func(on domain.Date) bool { return on.Year() == year && on <= asOf }
	for _, c := range b.cases {
		for _, d := range c.Documents {
			if key := numbered[d.Type]; key != "" && counts(d.IssuedOn) && (d.VoidedOn.IsZero() || d.VoidedOn > asOf) {
				n[key]++
			}
		}
		for _, x := range c.LicenceSteps() {
			if x.What == domain.LicenceGranted && x.Counts(domain.NewDate(year, 1, 1), domain.NewDate(year, 12, 31), asOf) && granted[c.Registration.Kind] != "" {
				n[granted[c.Registration.Kind]]++
			}
		}
		if p := c.Penalty; p != nil && p.Decision != nil && p.Decision.Verdict == domain.VerdictPenalty && counts(p.Decision.On) {
			n["fun.fines_fen"] += p.Proposal.Total(domain.SanctionFine)
			n["fun.confiscated_fen"] += p.Proposal.Total(domain.SanctionGains) + p.Proposal.Total(domain.SanctionGoods)
		}
		if c.Inspection == nil {
			continue
		}
		record := c.DocumentOf("I-5")
		if record == nil || !counts(record.IssuedOn) {
			continue
		}
		for _, f := range c.Inspection.Findings {
			left := func(x domain.Exit) bool {
				for _, e := range f.Exits {
					if e.Exit == x && e.On <= asOf {
						return true
					}
				}
				return false
			}
			if _, counted := n["fun.find."+string(f.Category)]; counted && !left(domain.ExitNoIssue) {
				n["fun.find."+string(f.Category)] += int64(f.Quantity)
			}
			if left(domain.ExitCorrected) {
				n["fun.correct_on_spot"]++
			}
		}
	}
	return n
}
