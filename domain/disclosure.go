package domain

// This file holds the disclosure of a decision (双公示): inspection-disclosure-instruments.md §3.3, §3.4, §10.5.

// Publicity is where the disclosure of the decision stands.
type Publicity struct {
	State       string     `json:"state"` // due, redacted, published, withheld, repaired, corrected, withdrawn, expired
	RedactedBy  PersonID   `json:"redacted_by,omitempty"`
	ApprovedBy  PersonID   `json:"approved_by,omitempty"`
	On          Date       `json:"on,omitzero"`
	Until       Date       `json:"until,omitzero"` // the entry drops by itself
	Tier        string     `json:"tier,omitempty"` // slight, ordinary, serious
	Withheld    string     `json:"withheld,omitempty"`
	WithdrawnOn Date       `json:"withdrawn_on,omitzero"`
	Why         string     `json:"why,omitempty"`
	Document    DocumentID `json:"document,omitempty"`
}
