// Package dockets carries the demonstration dockets, so that one binary can show a year of work on an empty machine.
package dockets

import "embed"

// Files holds 2023, the invented year, and demo, work in hand that follows it.
//
//go:embed 2023 demo
var Files embed.FS
