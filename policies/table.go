package policies

import (
	"fmt"
	"slices"
	"strings"

	"yifa/domain"
)

// Row is one line of the policy: these roles may do this, except whoever has taken one of these parts in the matter.
type Row struct {
	Line  int // in policy.csv
	Roles []domain.Role
	Power Power
	Bar   []domain.Part
	Note  string
}

func (r Row) roles() string { return join(r.Roles, "|") }

func (r Row) bar() string {
	if len(r.Bar) == 0 {
		return "-"
	}
	return join(r.Bar, "|")
}

func join[T ~string](list []T, sep string) string {
	s := make([]string, len(list))
	for i, x := range list {
		s[i] = string(x)
	}
	return strings.Join(s, sep)
}

// parse reads the table. Casbin's own reader drops what it cannot read, which would turn a slip of the pen into a
// missing bar; so every line is checked here and the first wrong one stops the program.
func parse(text string) ([]Row, error) {
	var rows []Row
	held := map[string]int{} // role + power → line
	for i, line := range strings.Split(text, "\n") {
		n := i + 1
		line, note, _ := strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		row, err := parseRow(line)
		if err != nil {
			return nil, fmt.Errorf("policy.csv line %d: %w", n, err)
		}
		row.Line, row.Note = n, strings.TrimSpace(note)
		for _, role := range row.Roles {
			key := string(role) + " " + row.Power.String()
			if first := held[key]; first > 0 {
				return nil, fmt.Errorf("policy.csv line %d: %s was given %s on line %d already", n, role, row.Power, first)
			}
			held[key] = n
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("policy.csv is empty: with no rule casbin would allow an empty question")
	}
	for _, p := range All() {
		if !slices.ContainsFunc(rows, func(r Row) bool { return r.Power == p }) {
			return nil, fmt.Errorf("policy.csv: nobody may %s", p)
		}
	}
	return rows, nil
}

func parseRow(line string) (Row, error) {
	cells := strings.Split(line, ",")
	if len(cells) != 4 {
		return Row{}, fmt.Errorf("%d columns, not the 4 of roles, kind, act, bar", len(cells))
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	row := Row{Power: Power{cells[1], cells[2]}}
	if s, ok := domain.SpecOf(row.Power.String()); ok && s.SystemOnly {
		return Row{}, fmt.Errorf("%s belongs to the system alone", row.Power)
	}
	if _, _, ok := row.Power.title(); !ok {
		return Row{}, fmt.Errorf("there is no power %q", row.Power)
	}
	for r := range strings.SplitSeq(cells[0], "|") {
		role := domain.Role(r)
		if _, ok := domain.RoleTitles[role]; !ok {
			return Row{}, fmt.Errorf("there is no role %q", r)
		}
		if slices.Contains(row.Roles, role) {
			return Row{}, fmt.Errorf("%s is named twice", role)
		}
		if err := keepsOut(role, row.Power); err != nil {
			return Row{}, err
		}
		row.Roles = append(row.Roles, role)
	}
	if cells[3] != "-" {
		for b := range strings.SplitSeq(cells[3], "|") {
			part := domain.Part(b)
			if _, ok := domain.PartTitles[part]; !ok {
				return Row{}, fmt.Errorf("there is no part %q", b)
			}
			row.Bar = append(row.Bar, part)
		}
	}
	return row, nil
}

// keepsOut holds the two lines that no edit of the table may cross: whoever gives out offices takes no part in a
// matter, and whoever audits does nothing but look.
func keepsOut(role domain.Role, p Power) error {
	registers := []string{"agency", "person", "calendar", "rules", "norms", "templates", "view"}
	switch {
	case role == domain.RoleAdmin && !slices.Contains(registers, p.Kind):
		return fmt.Errorf("an administrator takes no part in matters: %s", p)
	case role == domain.RoleAuditor && p.Kind != "view":
		return fmt.Errorf("an auditor only looks: %s", p)
	}
	return nil
}
