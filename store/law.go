package store

import (
	"context"
	"encoding/json"
	"strings"

	"yifa/domain"
	"yifa/migrations"
)

// stamps tells whether the law or the people changed: one short text, read with every file that is locked. The row "law"
// counts acts on calendar, rules, norms and agency, "people" those on people.
const stamps = "(SELECT coalesce(string_agg(name || ' ' || n, ',' ORDER BY name), '') FROM stamps)"

func stampOf(p domain.Procedure) string {
	switch p { //nolint:exhaustive // the others change neither
	case domain.ProcCalendar, domain.ProcRules, domain.ProcNorms, domain.ProcAgency:
		return "law"
	case domain.ProcPerson:
		return "people"
	}
	return ""
}

// people are all people of the authority, kept until the stamp says that one of them changed.
type people struct {
	stamp  string
	agency domain.AgencyID
	all    map[domain.PersonID]domain.Person
}

func (s *Store) peopleAt(ctx context.Context, agency domain.AgencyID, stamp string) (map[domain.PersonID]domain.Person, error) {
	_, stamp, _ = strings.Cut(stamp, "people ")
	if p := s.people.Load(); p != nil && p.stamp == stamp && p.agency == agency {
		return p.all, nil
	}
	list, err := s.People(ctx, agency)
	if err != nil {
		return nil, err
	}
	p := &people{stamp, agency, make(map[domain.PersonID]domain.Person, len(list))}
	for _, x := range list {
		p.all[x.ID] = x
	}
	s.people.Store(p)
	return p.all, nil
}

func (s *Store) lawAt(ctx context.Context, stamp string) (*law, error) {
	stamp, _, _ = strings.Cut(stamp, ",")
	if l := s.law.Load(); l != nil && l.stamp == stamp {
		return l, nil
	}
	var rows []struct {
		ID        string
		Procedure domain.Procedure
		State     []byte
	}
	if err := s.db.NewRaw("SELECT id, procedure, state FROM cases WHERE seq > 0 AND procedure IN ('calendar', 'rules', 'norms', 'agency') ORDER BY opened_on, id").Scan(ctx, &rows); err != nil {
		return nil, err
	}
	l := &law{stamp: stamp}
	var notices []domain.Notice
	var rules []domain.Rule
	var norms domain.NormRows
	for _, r := range rows {
		var c domain.Case
		if err := json.Unmarshal(r.State, &c); err != nil {
			return nil, err
		}
		//exhaustive:ignore
		switch r.Procedure {
		case domain.ProcCalendar:
			notices = c.CalendarFile.Notices
		case domain.ProcRules:
			rules = c.RulesFile.Rows
		case domain.ProcNorms:
			norms = *c.NormsFile
		case domain.ProcAgency:
			if l.agency.ID == "" && (s.cfg.Agency == "" || s.cfg.Agency == c.AgencyFile.ID) {
				l.agency = *c.AgencyFile
			}
		}
	}
	l.calendar = domain.NewCalendar(notices)
	book, err := domain.NewRuleBook(rules)
	if err != nil {
		return nil, err
	}
	l.rules = book
	if norms.Len() == 0 { // a system that was copied in from before there was the register, until it is migrated
		l.norms, err = migrations.Norms()
	} else {
		l.norms, err = domain.NewNorms(norms)
	}
	if err != nil {
		return nil, err
	}
	s.law.Store(l)
	return l, nil
}

func (s *Store) current(ctx context.Context) (*law, error) {
	var stamp string
	if err := s.db.NewRaw("SELECT "+stamps).Scan(ctx, &stamp); err != nil {
		return nil, err
	}
	return s.lawAt(ctx, stamp)
}

// Law is the calendar, the table of limits and the law of sanctions as they stand.
func (s *Store) Law(ctx context.Context) (*domain.Calendar, *domain.RuleBook, *domain.Norms, error) {
	l, err := s.current(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	return l.calendar, l.rules, l.norms, nil
}

// Agency is the authority of this installation; not_found before it is entered.
func (s *Store) Agency(ctx context.Context) (domain.Agency, error) {
	l, err := s.current(ctx)
	if err != nil {
		return domain.Agency{}, err
	}
	if l.agency.ID == "" {
		return domain.Agency{}, domain.Refuse("not_found", "", "尚未设立机关。", "no authority has been entered yet")
	}
	return l.agency, nil
}

type lawSeen struct {
	years map[int]bool
	rules map[string]bool
	norms domain.NormRows
}

func (s *Store) lawFiles(ctx context.Context) (lawSeen, error) {
	l, err := s.current(ctx)
	if err != nil {
		return lawSeen{}, err
	}
	seen := lawSeen{years: map[int]bool{}, rules: map[string]bool{}}
	for _, y := range l.calendar.Years() {
		seen.years[y] = true
	}
	for _, r := range l.rules.Rows() {
		seen.rules[r.ID+"@"+r.ValidFrom.String()] = true
	}
	if c, err := s.Case(ctx, "norms"); err == nil && c.NormsFile != nil {
		seen.norms = *c.NormsFile
	} else if err != nil && domain.CodeOf(err) != "not_found" {
		return lawSeen{}, err
	}
	return seen, nil
}
