package domain

// A legality review (合法性审核): of a penalty case, a normative document, a contract, a major decision, or a paper under
// fair-competition review (inspection-disclosure-instruments.md §3.2, §4).

// Legality is what a review holds besides what every file holds.
type Legality struct {
	Object string `json:"object"` // penalty, normative, contract, decision, fair_competition
}
