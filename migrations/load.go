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

// Norms reads the law of sanctions that ships with the program, once: the violation catalogue and the rows beside it.
var Norms = sync.OnceValues(func() (*domain.Norms, error) {
	rows, err := domain.ParseNorms(NormsFile)
	if err != nil {
		return nil, err
	}
	reg, err := domain.ParseNorms(RegistrationFile)
	if err != nil {
		return nil, err
	}
	rows = rows.Merge(reg)
	clean, err := domain.ParseNorms(CleanupFile)
	if err != nil {
		return nil, err
	}
	rows = rows.Merge(clean)
	sup, err := domain.ParseNorms(SupervisionFile)
	if err != nil {
		return nil, err
	}
	rows = rows.Merge(sup)
	if rows.Violations, err = domain.ParseViolations(ViolationsFile); err != nil {
		return nil, err
	}
	return domain.NewNorms(rows)
})

// Violations reads the violation catalogue that ships with the program, once.
func Violations() (domain.Violations, error) {
	n, err := Norms()
	if err != nil {
		return nil, err
	}
	return n.Violations, nil
}
