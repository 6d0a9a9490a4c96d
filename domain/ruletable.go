package domain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// ParseRules reads the table of limits: a JSON array with one row a line, so that a change of the law is one line of
// a diff. It is strict (code rules_unreadable): unknown fields, missing fields and values outside their lists are
// refused, naming the line and the field.
func ParseRules(b []byte) ([]Rule, error) {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		return nil, badRule(1, "", "", "the table must be a JSON array")
	}
	var rows []Rule
	for dec.More() {
		line := lineAt(b, dec.InputOffset())
		var r Rule
		if err := dec.Decode(&r); err != nil {
			return nil, badRule(line, "", "", err.Error())
		}
		if field, fault := r.fault(); fault != "" {
			return nil, badRule(line, r.ID, field, fault)
		}
		rows = append(rows, r)
	}
	if _, err := dec.Token(); err != nil {
		return nil, badRule(lineAt(b, dec.InputOffset()), "", "", "the table is not closed")
	}
	if rest := bytes.TrimSpace(b[dec.InputOffset():]); len(rest) > 0 {
		return nil, badRule(lineAt(b, dec.InputOffset()), "", "", "something follows the table")
	}
	return rows, nil
}

// lineAt is the number of the line on which the next row begins, or the last line at the end.
func lineAt(b []byte, offset int64) int {
	i := int(offset)
	for i < len(b) && strings.IndexByte(" \t\r\n,", b[i]) >= 0 {
		i++
	}
	return 1 + bytes.Count(b[:i], []byte("\n"))
}

var (
	ruleID  = regexp.MustCompile(`^[A-Z]+(-?[0-9]+(\.[0-9]{2})?[a-z]?)$`)
	effects = []Effect{EffectNone, EffectEscalate, EffectOverdue, EffectLapse, EffectWaive, EffectDeemedServed, EffectDeemedAccept,
		EffectMeasureEnds, EffectSurcharge, EffectVoid, EffectBlock, EffectAllow, EffectFinal, EffectBar, EffectMove, EffectRemove, EffectLead}
	units = []Unit{WorkingDays, CalendarDays, Hours, Months, Years}
)

// maxReminder bounds the days of reminders and escalations: ten years.
const maxReminder = 3660

// fault is the first thing wrong with a row: the field and what is wrong.
func (r Rule) fault() (field, fault string) {
	for _, f := range []struct{ name, value string }{
		{"procedure", r.Procedure}, {"title_zh", r.TitleZH}, {"title_en", r.TitleEN}, {"trigger", r.Trigger},
		{"law", r.Law}, {"article", r.Article}, {"source", r.Source},
	} {
		if strings.TrimSpace(f.value) == "" {
			return f.name, "missing"
		}
	}
	if !ruleID.MatchString(r.ID) {
		return "id", fmt.Sprintf("%q is not of the form TL-01, T02c or PEN-1.01", r.ID)
	}
	if err := r.Term.check(); err != nil {
		return "term", err.Error()
	}
	if _, err := time.Parse("01-02", r.FixedDay); r.FixedDay != "" && (err != nil || r.FixedDay == "02-29") {
		return "fixed_day", fmt.Sprintf("%q is not a day of every year of the form 05-31", r.FixedDay)
	}
	switch {
	case r.Term.N == 0 && r.FixedDay == "" && r.ExtendMax == 0:
		return "term", "a length of 0 needs a fixed day or an extension"
	case r.MaxN != 0 && (r.MinN < 0 || r.MinN > r.MaxN || r.Term.N < r.MinN || r.Term.N > r.MaxN):
		return "max_n", fmt.Sprintf("the bounds %d to %d do not hold the default %d", r.MinN, r.MaxN, r.Term.N)
	case r.MaxN == 0 && r.MinN != 0:
		return "max_n", "missing beside min_n"
	case !slices.Contains(effects, r.Effect):
		return "effect", fmt.Sprintf("%q is unknown", r.Effect)
	case r.ExtendMax < 0 || r.ExtendN < 0 || r.ExtendN > maxDays || r.ExtendMax > 0 && (r.ExtendN == 0 || r.ExtendBy == ""):
		return "extend_max", "an extension needs extend_n and extend_by"
	case (r.ExtendMax > 0 || r.ExtendMoreBy != "") && !slices.Contains(units, r.ExtendUnit):
		return "extend_unit", fmt.Sprintf("%q is unknown", r.ExtendUnit)
	case r.RatePermille < 0 || r.RatePermille > 1000 || r.CapPercent < 0 || r.CapPercent > 1000 || (r.RatePermille > 0) != (r.CapPercent > 0):
		return "rate_permille", "a rate is 1 to 1000 and needs a cap_percent"
	case r.LeastPermille < 0 || r.LeastPermille > 1000:
		return "least_permille", "a share is 1 to 1000 of a thousand"
	case r.LimitFen < 0:
		return "limit_fen", "must not be negative"
	case r.Status != Confirmed && r.Status != Unconfirmed:
		return "status", fmt.Sprintf("%q is neither confirmed nor unconfirmed", r.Status)
	case !r.ValidFrom.IsZero() && !r.ValidTo.IsZero() && r.ValidTo < r.ValidFrom:
		return "valid_to", "lies before valid_from"
	}
	for _, n := range r.RemindBefore {
		if n < 1 || n > maxReminder {
			return "remind_before", "days before must be 1 to 3660"
		}
	}
	for _, e := range r.Escalate {
		if e.Days < 1 || e.Days > maxReminder || e.To == "" {
			return "escalate", "needs days of 1 to 3660 and a role"
		}
	}
	return "", ""
}

func badRule(line int, id, field, fault string) error {
	at := fmt.Sprintf("line %d", line)
	if id != "" {
		at += " (" + id + ")"
	}
	if field != "" {
		at += " " + field
	}
	e := Refuse("rules_unreadable", "", "期限规则表无法读取：%s：%s。请修改该行后重试。",
		"the table of rules cannot be read: %s: %s; correct that line and try again", at, fault)
	e.Fields = []Field{{Path: at, Message: fault}}
	return e
}
