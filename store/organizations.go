package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"reflect"
	"time"

	"yifa/domain"
)

// projectOrganization writes what lists and searches ask of an organization, and the names a file bars others from.
func projectOrganization(b *transaction, c *domain.Case, before *projection) {
	if names := c.NamesHeld(); !reflect.DeepEqual(names, before.names) {
		b.queue("DELETE FROM org_names WHERE case_id = $1", c.ID)
		for i, h := range names {
			raw, err := json.Marshal(h)
			if err != nil {
				continue // a struct of strings and dates: it cannot fail
			}
			b.queue("INSERT INTO org_names (case_id, n, agency, full_key, core_key, held) VALUES ($1, $2, $3, $4, $5, $6)", c.ID, i+1, c.Agency, h.Name.FullKey(), h.Name.CoreKey(), raw)
		}
	}
	if c.PartyFile == nil || c.PartyFile.Org == nil {
		return
	}
	p, o := c.PartyFile, c.PartyFile.Org
	term := domain.Date(0)
	if t := o.Term(); t != nil {
		term = t.End()
	}
	abnormal, severe := o.Listed("abnormal") != nil, o.Listed("severe") != nil
	b.queue(`INSERT INTO organizations (id, agency, kind, name, uscc, serial, status, mode, supervisor, legal_rep, registered_on, ended_on, term_until, abnormal, severe, charity)
 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
 ON CONFLICT (id) DO UPDATE SET name = excluded.name, uscc = excluded.uscc, status = excluded.status, mode = excluded.mode, supervisor = excluded.supervisor, legal_rep = excluded.legal_rep,
 ended_on = excluded.ended_on, term_until = excluded.term_until, abnormal = excluded.abnormal, severe = excluded.severe, charity = excluded.charity`,
		c.ID, c.Agency, p.Kind, p.Name, p.USCC, o.Serial, o.Status, o.Mode, o.Supervisor, o.LegalRep, nilDate(o.RegisteredOn), nilDate(o.EndedOn), nilDate(term), abnormal, severe, o.Charity != nil)
}

// NamesHeld lists who holds, reserved or gave up a name that collides with the one asked for.
func (s *Store) NamesHeld(ctx context.Context, agency domain.AgencyID, n domain.OrgName) ([]domain.NameHeld, error) {
	var rows [][]byte
	if err := s.db.NewRaw("SELECT held FROM org_names WHERE agency = ? AND (full_key = ? OR core_key = ?)", agency, n.FullKey(), n.CoreKey()).Scan(ctx, &rows); err != nil {
		return nil, err
	}
	out := make([]domain.NameHeld, len(rows))
	for i, raw := range rows {
		if err := json.Unmarshal(raw, &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ApplicantSession lets an applicant come back to the one application it belongs to. Only a digest of the token is kept.
type ApplicantSession struct {
	Hash      string
	Case      domain.CaseID
	ExpiresAt time.Time
}

// SaveApplicant opens a session of an applicant, and forgets those that have ended.
func (s *Store) SaveApplicant(ctx context.Context, a ApplicantSession) error {
	if _, err := s.db.NewRaw("DELETE FROM applicants WHERE expires_at < ?", s.cfg.Now()).Exec(ctx); err != nil {
		return err
	}
	_, err := s.db.NewRaw("INSERT INTO applicants (hash, case_id, expires_at) VALUES (?, ?, ?)", a.Hash, a.Case, a.ExpiresAt).Exec(ctx)
	return err
}

// ApplicantOf is the application a session belongs to; not_found when there is none, or it has ended.
func (s *Store) ApplicantOf(ctx context.Context, hash string) (domain.CaseID, error) {
	var id domain.CaseID
	err := s.db.NewRaw("SELECT case_id FROM applicants WHERE hash = ? AND expires_at > ?", hash, s.cfg.Now()).Scan(ctx, &id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", missing("登录已经失效。", "there is no such session")
	}
	return id, err
}

// DeleteApplicant ends a session of an applicant.
func (s *Store) DeleteApplicant(ctx context.Context, hash string) error {
	_, err := s.db.NewRaw("DELETE FROM applicants WHERE hash = ?", hash).Exec(ctx)
	return err
}

// FindReference finds a file of a procedure by its reference; not_found when there is none.
func (s *Store) FindReference(ctx context.Context, p domain.Procedure, reference string) (domain.CaseID, error) {
	var id domain.CaseID
	err := s.db.NewRaw("SELECT id FROM cases WHERE procedure = ? AND reference = ?", p, reference).Scan(ctx, &id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", notFound()
	}
	return id, err
}
