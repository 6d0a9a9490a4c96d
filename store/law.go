package store

import (
	"context"
	"encoding/json"
	"slices"
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

// newerLaw is what the program ships and this installation lacks, or holds as an older version of the program entered it; and
// the keys of the rows that stay because somebody edited them.
type newerLaw struct {
	notices []domain.Notice
	rules   []domain.Rule
	norms   domain.NormRows
	kept    []string
	seqs    map[domain.CaseID]int // of the registers, so that what was entered once may come back
}

func (s *Store) newerLaw(ctx context.Context) (out newerLaw, err error) {
	l, err := s.current(ctx)
	if err != nil {
		return out, err
	}
	notices, err := migrations.Notices()
	if err != nil {
		return out, err
	}
	for _, n := range notices {
		if !slices.Contains(l.calendar.Years(), n.Year) && len(n.Days) > 0 {
			out.notices = append(out.notices, n)
		}
	}
	rules, err := migrations.Rules()
	if err != nil {
		return out, err
	}
	norms, err := migrations.Norms()
	if err != nil {
		return out, err
	}
	out.seqs = map[domain.CaseID]int{}
	edited := map[string]bool{}
	var have domain.NormRows // what is in the register: without one the rows of the program hold, entered by nobody
	for _, id := range []domain.CaseID{"rules", "norms"} {
		c, err := s.Case(ctx, id)
		if domain.CodeOf(err) == "not_found" {
			continue
		} else if err != nil {
			return out, err
		}
		out.seqs[id] = c.Seq
		if c.NormsFile != nil {
			have = *c.NormsFile
		}
		events, err := s.Events(ctx, id)
		if err != nil {
			return out, err
		}
		for _, e := range events {
			b, err := domain.ReadBody(e.Kind, e.Data)
			if err != nil {
				return out, err
			}
			if x, ok := b.(interface{ Keys() []string }); ok {
				for _, k := range x.Keys() {
					edited[k] = !strings.HasPrefix(e.Key, shipped) // the last who entered it
				}
			}
		}
	}
	var kept []string
	out.rules, out.kept = domain.NewerRules(rules, l.rules.Rows(), edited)
	out.norms, kept = norms.Rows().Newer(have, edited)
	out.kept = append(out.kept, kept...)
	return out, nil
}

// shipped begins the key of every act by which the program enters its own law; no person's key begins so.
const shipped = "ship:"

// Departures are the rows of the law, by kind, id and first day, that differ from those the program ships because somebody
// edited them: a new version of the program leaves them alone.
func (s *Store) Departures(ctx context.Context) ([]string, error) {
	law, err := s.newerLaw(ctx)
	return law.kept, err
}
