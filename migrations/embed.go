// Package migrations holds what a new installation starts from: the dated table of legal limits and the official
// notices on working days. It is data only; what it means is decided in domain.
package migrations

import "embed"

// RulesFile is the table of limits, one row a line; read it with domain.ParseRules.
//
//go:embed rules.json
var RulesFile []byte

// HolidayFiles are the notices of 2007 to 2026, holidays/<year>.json, from github.com/NateScarlet/holiday-cn (MIT,
// licence beside them); read each with domain.ParseHolidayCN.
//
//go:embed holidays/*.json holidays/LICENSE
var HolidayFiles embed.FS

// ViolationsFile is the violation catalogue of funeral law and of social organizations, one row a line, dated; read it
// with domain.ParseViolations.
//
//go:embed violations.json
var ViolationsFile []byte

// NormsFile holds the rows beside the catalogue, one a line: circumstances, grounds of hearing, review and discussion,
// quorum, columns of the statistics; read it with domain.ParseNorms. Benchmarks of discretion are the bureau's own.
//
//go:embed norms.json
var NormsFile []byte

// RegistrationFile holds the law of registration, one row a line: materials, conditions, grounds of refusal, and what is
// reviewed or discussed; read it with domain.ParseNorms.
//
//go:embed registration.json
var RegistrationFile []byte

// CleanupFile holds the law of clean-ups, one row a line: criteria of screening, points of the special campaigns, ways to deal
// with an organization; read it with domain.ParseNorms.
//
//go:embed cleanup.json
var CleanupFile []byte

// SupervisionFile holds the law of the annual check and of the credit lists, one row a line: grounds of a conclusion, after how
// many years a case follows, grounds of listing; read it with domain.ParseNorms.
//
//go:embed supervision.json
var SupervisionFile []byte
