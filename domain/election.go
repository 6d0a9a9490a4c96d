package domain

// How the term of a council stands (换届; registration.md §4.1, T11). A term that was extended ends with its extension, a year at
// most; the day it ends is the last, be it a holiday or not: the charter knows no rest days.
const (
	ElectionNever    = "never"    // 没有届期记载
	ElectionRuns     = "runs"     // 任期内
	ElectionEnding   = "ending"   // 即将届满
	ElectionExtended = "extended" // 已批准延期
	ElectionOverdue  = "overdue"  // 届满未换届
)

// ElectionTitles names how a term stands.
var ElectionTitles = map[string][2]string{
	ElectionNever: {"没有届期记载", "No term known"}, ElectionRuns: {"任期内", "Term runs"}, ElectionEnding: {"即将届满", "Ending"}, ElectionExtended: {"已批准延期", "Extended"}, ElectionOverdue: {"逾期未换届", "Overdue"},
}

// ElectionState says how a term stands on a day; it is ending from so many days before its end.
func ElectionState(t *OrgTerm, on Date, ahead int) string {
	switch {
	case t == nil || t.Until.IsZero():
		return ElectionNever
	case on > t.End():
		return ElectionOverdue
	case on > t.Until:
		return ElectionExtended
	case t.Until-on <= Date(ahead):
		return ElectionEnding
	}
	return ElectionRuns
}
