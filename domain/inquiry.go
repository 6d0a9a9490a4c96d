package domain

import "time"

// This file holds the inquiry of a penalty case: who acts, what is gathered, and what may interrupt it (penalty.md §1).

// Recusal is a request that somebody stay out of the case, and what was decided of it (行政处罚法 43).
type Recusal struct {
	No        int        `json:"no"`
	Person    PersonID   `json:"person"`
	Part      Part       `json:"part"` // officer, host, reviewer, recorder, decider
	By        string     `json:"by"`   // self, party
	Reason    string     `json:"reason"`
	AskedOn   Date       `json:"asked_on"`
	Granted   bool       `json:"granted,omitempty"`
	DecidedOn Date       `json:"decided_on,omitzero"`
	Decider   PersonID   `json:"decider,omitempty"`
	Why       string     `json:"why,omitempty"`
	Document  DocumentID `json:"document,omitempty"`
}

// Interview is the record of an interview (询问笔录): one person, two officers.
type Interview struct {
	No        int        `json:"no"`
	Name      string     `json:"name"`
	Relation  string     `json:"relation"`
	Officers  []PersonID `json:"officers"`
	StartedAt time.Time  `json:"started_at"`
	EndedAt   time.Time  `json:"ended_at"`
	Place     string     `json:"place"`
	Answers   []QA       `json:"answers"`
	Pages     int        `json:"pages"`  // pages of the record
	Signed    int        `json:"signed"` // pages signed by the person
	Refusal   string     `json:"refusal,omitempty"`
	Witness   string     `json:"witness,omitempty"`
	Document  DocumentID `json:"document"`
}

// QA is a question and its answer.
type QA struct {
	Q string `json:"q" minLength:"1" maxLength:"1000" doc:"问"`
	A string `json:"a" minLength:"1" maxLength:"4000" doc:"答"`
}

// SiteVisit is the record of an inspection or inquest in the case (现场检查、勘验笔录).
type SiteVisit struct {
	No        int        `json:"no"`
	Officers  []PersonID `json:"officers"`
	StartedAt time.Time  `json:"started_at"`
	EndedAt   time.Time  `json:"ended_at"`
	Place     string     `json:"place"`
	Facts     string     `json:"facts"`
	SignedBy  string     `json:"signed_by,omitempty"`
	Refusal   string     `json:"refusal,omitempty"`
	Witness   string     `json:"witness,omitempty"`
	Document  DocumentID `json:"document"`
}

// Preservation is evidence registered and kept in place because it may vanish (先行登记保存, 行政处罚法 56).
type Preservation struct {
	No         int        `json:"no"`
	Items      []string   `json:"items"`
	Place      string     `json:"place"`
	Urgent     bool       `json:"urgent,omitempty"`
	AskedBy    PersonID   `json:"asked_by"`
	ApprovedBy PersonID   `json:"approved_by,omitempty"`
	On         Date       `json:"on,omitzero"` // the measure was taken
	SettledOn  Date       `json:"settled_on,omitzero"`
	Outcome    string     `json:"outcome,omitempty"` // returned, evidence, appraisal, confiscate, transferred, lapsed
	Document   DocumentID `json:"document,omitempty"`
}

// CustodyMove is one line of the custody log: where a piece of evidence went, from whom to whom.
type CustodyMove struct {
	Evidence int       `json:"evidence"` // number in the register, from 1
	At       time.Time `json:"at"`
	From     string    `json:"from"`
	To       string    `json:"to"`
	Place    string    `json:"place,omitempty"`
	Reason   string    `json:"reason"`
	By       PersonID  `json:"by"`
}

// Suspension is a stop of the inquiry (中止调查).
type Suspension struct {
	Cause  string `json:"cause"` // ruling, question, force_majeure, untraceable, other
	From   Date   `json:"from"`
	Reason string `json:"reason"`
	Stage  Stage  `json:"stage"`           // where the file stood
	Clock  bool   `json:"clock,omitempty"` // the clock to decide stands still
}
