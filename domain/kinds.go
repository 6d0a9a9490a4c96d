package domain

import (
	"maps"
	"slices"
)

// EventKinds lists the kinds of every event there is, so that what shows them can prove that it knows them all.
func EventKinds() []string { return slices.Sorted(maps.Keys(bodies)) }
