package migrations

import (
	"embed"
	"fmt"
	"io/fs"
	"sync"

	"yifa/domain"
)

// SQL holds the schema, forward only: YYYYMMDDHHMMSS_words.tx.up.sql.
//
//go:embed *.sql
var SQL embed.FS

// Notices reads the holiday notices that ship with the program.
func Notices() ([]domain.Notice, error) {
	names, err := fs.Glob(HolidayFiles, "holidays/*.json")
	if err != nil {
		return nil, err
	}
	var out []domain.Notice
	for _, n := range names {
		b, err := HolidayFiles.ReadFile(n)
		if err != nil {
			return nil, err
		}
		x, err := domain.ParseHolidayCN(b)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", n, err)
		}
		out = append(out, x)
	}
	return out, nil
}

// Rules reads the table of limits that ships with the program.
func Rules() ([]domain.Rule, error) { return domain.ParseRules(RulesFile) }

// Violations reads the violation catalogue that ships with the program, once.
var Violations = sync.OnceValues(func() (domain.Violations, error) { return domain.ParseViolations(ViolationsFile) })
