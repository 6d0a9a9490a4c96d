package domain

// This file holds how a penalty is performed, demanded and brought to court, and what remedies do to it (penalty.md §4.4).

// Demanded is the demand before court (催告, 行政强制法 54).
type Demanded struct {
	On       Date       `json:"on"`
	Document DocumentID `json:"document"`
	ServedOn Date       `json:"served_on,omitzero"`
	Views    string     `json:"views,omitempty"`
}

// Court is an application for enforcement and what came of it.
type Court struct {
	AppliedOn Date       `json:"applied_on"`
	By        PersonID   `json:"by"`
	Document  DocumentID `json:"document"`
	Ruling    string     `json:"ruling,omitempty"` // allowed, refused, ended
	RuledOn   Date       `json:"ruled_on,omitzero"`
	Objected  Date       `json:"objected,omitzero"`
	Note      string     `json:"note,omitempty"`
}

// Remedy is a reconsideration or a lawsuit against the decision.
type Remedy struct {
	No      int    `json:"no"`
	Kind    string `json:"kind"` // reconsideration, lawsuit, appeal
	Organ   string `json:"organ"`
	FiledOn Date   `json:"filed_on"`
	EndedOn Date   `json:"ended_on,omitzero"`
	Result  string `json:"result,omitempty"` // upheld, varied, annulled, unlawful, withdrawn, rejected
	Note    string `json:"note,omitempty"`
}
