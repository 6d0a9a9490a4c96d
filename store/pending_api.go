package store

// The types api counts on until the store's own files are merged; this file goes away then.

import (
	"time"

	"yifa/domain"
)

// Account is how a person signs in.
type Account struct {
	Person       domain.PersonID
	Login        string
	PasswordHash string
	MustChange   bool
	FailedCount  int
	LockedUntil  time.Time
}

// Session is a signed-in browser. Only the digest of its token is kept.
type Session struct {
	Hash      string
	Person    domain.PersonID
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
	IP        string
	Agent     string
}

// PartyFilter chooses parties.
type PartyFilter struct {
	Agency   domain.AgencyID
	Q        string
	Kind     domain.PartyKind
	Township string
	Cursor   string
	Limit    int
}

// Moved is a clock of a file that a notice would move.
type Moved struct {
	Case      domain.CaseID `json:"case"`
	Reference string        `json:"reference"`
	domain.Move
}

// Change tells that a file has moved.
type Change struct {
	Case      domain.CaseID    `json:"case"`
	Procedure domain.Procedure `json:"procedure"`
	Agency    domain.AgencyID  `json:"-"`
	Seq       int              `json:"seq"`
}
