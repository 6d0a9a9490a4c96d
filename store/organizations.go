package store

import (
	"encoding/json"
	"reflect"

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
