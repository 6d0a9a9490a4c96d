package domain

// A meeting of the leaders (负责人集体讨论, 三重一大): inspection-disclosure-instruments.md §4.6.

// Meeting is what a meeting holds besides what every file holds.
type Meeting struct {
	Place string `json:"place"`
}
