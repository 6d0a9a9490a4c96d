package domain

// This file holds the ledger of a penalty case in fen. Every entry has two sides that are equal, so it always balances.

// Entry is one line of the ledger.
type Entry struct {
	No      int    `json:"no"`
	On      Date   `json:"on"`
	Kind    string `json:"kind"`              // charge, payment, surcharge, waiver, refund, reversal
	Account string `json:"account"`           // fine, gains, goods, surcharge
	Fen     int64  `json:"fen"`               // always positive
	Receipt string `json:"receipt,omitempty"` // bank receipt
	Note    string `json:"note,omitempty"`
	Seq     int    `json:"seq"`
}

// Instalment is a deferral or a plan of instalments (行政处罚法 66).
type Instalment struct {
	AskedOn    Date       `json:"asked_on"`
	Reason     string     `json:"reason"`
	Parts      []PlanPart `json:"parts"`
	ApprovedBy PersonID   `json:"approved_by,omitempty"`
	ApprovedOn Date       `json:"approved_on,omitzero"`
	Refused    string     `json:"refused,omitempty"`
	Document   DocumentID `json:"document,omitempty"`
}

// PlanPart is one instalment.
type PlanPart struct {
	Due Date  `json:"due" doc:"到期日"`
	Fen int64 `json:"fen" minimum:"1" doc:"金额（分）"`
}

// Goods is a line of the ledger of confiscated goods (行政处罚法 74).
type Goods struct {
	No       int        `json:"no"`
	Name     string     `json:"name"`
	Quantity int        `json:"quantity"`
	Unit     string     `json:"unit"`
	In       Date       `json:"in"`
	Keeper   string     `json:"keeper"`
	Out      Date       `json:"out,omitzero"`
	How      string     `json:"how,omitempty"` // destroyed, sold, transferred, returned
	Fen      int64      `json:"fen,omitempty"` // proceeds
	Document DocumentID `json:"document,omitempty"`
}
