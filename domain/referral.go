package domain

// A referral (移送): to the police, to discipline supervision, to other departments and regions (penalty.md §6).

// Referral is what a referral holds besides what every file holds.
type Referral struct {
	To string `json:"to"`
}
