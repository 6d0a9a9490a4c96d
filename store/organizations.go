package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"github.com/uptrace/bun"

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
	if certs := c.CertificateNumbers(); !reflect.DeepEqual(certs, before.certs) {
		b.queue("DELETE FROM org_certificates WHERE case_id = $1", c.ID)
		for i, k := range certs {
			b.queue("INSERT INTO org_certificates (case_id, n, agency, key, file) VALUES ($1, $2, $3, $4, $5)", c.ID, i+1, c.Agency, domain.CertificateKey(k.Number), k.File)
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
	cert, until := "", domain.Date(0)
	if k := o.Certificate(); k != nil {
		cert, until = k.Number, k.ValidUntil
	}
	body, cells, both := searchOrganization(p)
	b.queue(`INSERT INTO organizations (id, agency, kind, name, uscc, serial, status, mode, supervisor, legal_rep, registered_on, ended_on, term_until, abnormal, severe, charity,
 township, address, certificate, certificate_until, rep_pending, body, initials, pairs)
 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
 ON CONFLICT (id) DO UPDATE SET name = excluded.name, uscc = excluded.uscc, serial = excluded.serial, status = excluded.status, mode = excluded.mode, supervisor = excluded.supervisor, legal_rep = excluded.legal_rep,
 registered_on = excluded.registered_on, ended_on = excluded.ended_on, term_until = excluded.term_until, abnormal = excluded.abnormal, severe = excluded.severe, charity = excluded.charity,
 township = excluded.township, address = excluded.address, certificate = excluded.certificate, certificate_until = excluded.certificate_until, rep_pending = excluded.rep_pending,
 body = excluded.body, initials = excluded.initials, pairs = excluded.pairs`,
		c.ID, c.Agency, p.Kind, p.Name, p.USCC, o.Serial, o.Status, o.Mode, o.Supervisor, o.LegalRep, nilDate(o.RegisteredOn), nilDate(o.EndedOn), nilDate(term), abnormal, severe, o.Charity != nil,
		p.Township, p.Address, cert, nilDate(until), o.RepPending != nil, body, cells, both)
}

// searchOrganization is what an organization is found by: its name, those it had, those of files merged into it, its code and
// its legal representative; and the initials of its names in every common reading.
func searchOrganization(p *domain.Party) (body, cells string, both []string) {
	names := []string{p.Name}
	for _, h := range p.Org.OldNames {
		names = append(names, h.Name.String())
	}
	for _, a := range p.Absorbed {
		names = append(names, a.Name, a.USCC)
	}
	body = normalize(strings.Join(append(slices.Clone(names), p.USCC, p.Org.LegalRep), " "))
	both = pairs(body)
	var cell strings.Builder
	for _, n := range names {
		var last []string
		cell.WriteString("|")
		for _, r := range n {
			now := readings(r)
			cell.WriteString(strings.Join(now, "") + "|")
			for _, a := range last { // every pair of neighbouring readings: the index proposes, the cells decide
				for _, z := range now {
					if !slices.Contains(both, a+z) {
						both = append(both, a+z)
					}
				}
			}
			last = now
		}
		cell.WriteString(" ")
	}
	return body, cell.String(), both
}

var allReadings = pinyin.Args{Style: pinyin.FirstLetter, Heteronym: true, Fallback: pinyin.Fallback}

// readings are the first letters of the readings of a character, each once; of a letter or digit itself.
func readings(r rune) []string {
	var out []string
	for _, p := range pinyin.SinglePinyin(r, allReadings) {
		if p != "" && !slices.Contains(out, p[:1]) {
			out = append(out, p[:1])
		}
	}
	if len(out) == 0 && r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		out = []string{string(unicode.ToLower(r))}
	}
	return out
}

// OrganizationFilter chooses organizations.
type OrganizationFilter struct {
	Agency     domain.AgencyID
	Q          string // two characters of a name, initials of its pinyin, or a code
	Kind       domain.PartyKind
	Status     string // "" is all but merged entries
	Mode       string
	Supervisor string
	Township   string
	Overdue    bool   // the term of the council is over
	Expired    bool   // the certificate has run out
	RepPending bool   // a legal representative elected and not registered
	Listed     string // abnormal, severe, any
	Charity    bool
	Sort       string // name, registered, term
	Cursor     string
	Limit      int
}

// OrganizationRow is an organization as the list shows it. It holds no personal data but the name of the legal representative,
// which is registered and public.
type OrganizationRow struct {
	ID               domain.PartyID   `json:"id"`
	Kind             domain.PartyKind `json:"kind"`
	Name             string           `json:"name"`
	USCC             string           `json:"uscc"`
	Status           string           `json:"status"`
	Mode             string           `json:"mode"`
	Supervisor       string           `json:"supervisor"`
	LegalRep         string           `json:"legal_rep"`
	Township         string           `json:"township"`
	Address          string           `json:"address"`
	RegisteredOn     domain.Date      `json:"registered_on,omitzero"`
	EndedOn          domain.Date      `json:"ended_on,omitzero"`
	TermUntil        domain.Date      `json:"term_until,omitzero"`
	Certificate      string           `json:"certificate"`
	CertificateUntil domain.Date      `json:"certificate_until,omitzero"`
	Abnormal         bool             `json:"abnormal"`
	Severe           bool             `json:"severe"`
	Charity          bool             `json:"charity"`
	RepPending       bool             `json:"rep_pending"`
}

const organizationColumns = "o.id, o.kind, o.name, o.uscc, o.status, o.mode, o.supervisor, o.legal_rep, o.township, o.address, o.registered_on, o.ended_on, o.term_until, o.certificate, o.certificate_until, o.abnormal, o.severe, o.charity, o.rep_pending"

// living are those that have not ended, as SQL.
const living = "o.status NOT IN ('deregistered', 'annulled', 'merged')"

var letters = regexp.MustCompile("^[a-z]{1,30}$")

func (f OrganizationFilter) where(q *bun.SelectQuery, today domain.Date) *bun.SelectQuery {
	q = q.Where("o.agency = ?", f.Agency)
	eq := func(column, v string) {
		if v != "" {
			q = q.Where("o."+column+" = ?", v)
		}
	}
	eq("kind", string(f.Kind))
	eq("mode", f.Mode)
	eq("supervisor", f.Supervisor)
	eq("township", f.Township)
	if f.Status == "" {
		q = q.Where("o.status <> 'merged'")
	}
	eq("status", f.Status)
	if f.Overdue {
		q = q.Where("o.term_until < ?::date AND "+living, today.String())
	}
	if f.Expired {
		q = q.Where("o.certificate_until < ?::date AND "+living, today.String())
	}
	if f.RepPending {
		q = q.Where("o.rep_pending AND " + living)
	}
	switch f.Listed {
	case "abnormal", "severe":
		q = q.Where("o." + f.Listed)
	case "any":
		q = q.Where("(o.abnormal OR o.severe)")
	}
	if f.Charity {
		q = q.Where("o.charity")
	}
	body := normalize(f.Q)
	if body == "" {
		return q
	}
	for w := range strings.FieldsSeq(body) {
		if ps := pairs(w); len(ps) > 0 {
			q = q.Where("o.pairs @> ARRAY[?]::text[]", bun.List(ps))
		}
		if letters.MatchString(w) { // initials, or letters of the name
			var cells strings.Builder
			for _, r := range w {
				cells.WriteString(`\|[a-z]*` + string(r) + `[a-z]*`)
			}
			q = q.Where("(o.initials ~ ? OR o.body LIKE ?)", cells.String(), "%"+w+"%")
			continue
		}
		q = q.Where("o.body LIKE ?", "%"+w+"%")
	}
	return q
}

// Organizations lists the register, paged by keyset.
func (s *Store) Organizations(ctx context.Context, f OrganizationFilter) (Page[OrganizationRow], error) {
	page := Page[OrganizationRow]{Items: []OrganizationRow{}}
	limit := f.Limit
	if limit <= 0 || limit > 1000 {
		limit = 50
	}
	today := domain.DateOf(s.cfg.Now())
	_, last, err := cursor(f.Cursor)
	if err != nil {
		return page, err
	}
	q := f.where(s.db.NewSelect().TableExpr("organizations AS o"), today).ColumnExpr(organizationColumns).Limit(int64(limit) + 1)
	after := func(columns, than string) {
		if last != "" { // a row keeps its place: the register deletes nothing
			q = q.Where("("+columns+") "+than+" (SELECT "+strings.ReplaceAll(columns, "o.", "k.")+" FROM organizations k WHERE k.id = ?)", last)
		}
	}
	switch f.Sort {
	case "registered":
		q = q.OrderExpr("o.registered_on DESC, o.id DESC")
		after("o.registered_on, o.id", "<")
	case "term":
		q = q.Where("o.term_until IS NOT NULL").OrderExpr("o.term_until, o.id")
		after("o.term_until, o.id", ">")
	default:
		q = q.OrderExpr("o.name, o.id")
		after("o.name, o.id", ">")
	}
	if err := q.Scan(ctx, &page.Items); err != nil {
		return page, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = makeCursor("infinity", string(page.Items[limit-1].ID))
	}
	if f.Cursor == "" {
		sub := f.where(s.db.NewSelect().TableExpr("organizations AS o"), today).ColumnExpr("1").Limit(maxTotal)
		err = s.db.NewSelect().TableExpr("(?) AS x", sub).ColumnExpr("count(*)").Scan(ctx, &page.Total)
	}
	return page, err
}

// OrganizationCounts are the numbers above the list, of the whole register of an authority.
type OrganizationCounts struct {
	All          int `json:"all" doc:"除已注销、被撤销成立登记、已合并的"`
	Associations int `json:"associations"`
	ServiceOrgs  int `json:"service_orgs"`
	Direct       int `json:"direct"`
	Charities    int `json:"charities"`
	Overdue      int `json:"overdue" doc:"任期届满未换届"`
	Expired      int `json:"expired" doc:"证书过期"`
	RepPending   int `json:"rep_pending" doc:"法定代表人变动未登记"`
	Abnormal     int `json:"abnormal"`
	Severe       int `json:"severe"`
	Stopped      int `json:"stopped"`
	Liquidating  int `json:"liquidating"`
	Revoked      int `json:"revoked"`
	Deregistered int `json:"deregistered"`

	Supervisors []string `json:"supervisors" bun:"-" doc:"登记簿中出现的业务主管单位"`
	Townships   []string `json:"townships" bun:"-"`
}

// OrganizationCounts counts the register of an authority, and lists by what it can be filtered.
func (s *Store) OrganizationCounts(ctx context.Context, agency domain.AgencyID) (OrganizationCounts, error) {
	out := OrganizationCounts{Supervisors: []string{}, Townships: []string{}}
	today := domain.DateOf(s.cfg.Now()).String()
	err := s.db.NewRaw(`SELECT count(*) FILTER (WHERE `+living+`) AS "all", count(*) FILTER (WHERE kind = 'association' AND `+living+`) AS associations,
 count(*) FILTER (WHERE kind = 'service_org' AND `+living+`) AS service_orgs, count(*) FILTER (WHERE mode = 'direct' AND `+living+`) AS direct, count(*) FILTER (WHERE charity AND `+living+`) AS charities,
 count(*) FILTER (WHERE term_until < ?0::date AND `+living+`) AS overdue, count(*) FILTER (WHERE certificate_until < ?0::date AND `+living+`) AS expired, count(*) FILTER (WHERE rep_pending AND `+living+`) AS rep_pending,
 count(*) FILTER (WHERE abnormal) AS abnormal, count(*) FILTER (WHERE severe) AS severe, count(*) FILTER (WHERE status = 'stopped') AS stopped, count(*) FILTER (WHERE status = 'liquidating') AS liquidating,
 count(*) FILTER (WHERE status = 'revoked') AS revoked, count(*) FILTER (WHERE status = 'deregistered') AS deregistered FROM organizations AS o WHERE agency = ?1`, today, agency).Scan(ctx, &out)
	if err != nil {
		return out, err
	}
	if err := s.db.NewRaw("SELECT DISTINCT supervisor FROM organizations WHERE agency = ? AND supervisor <> '' ORDER BY 1 LIMIT 500", agency).Scan(ctx, &out.Supervisors); err != nil {
		return out, err
	}
	return out, s.db.NewRaw("SELECT DISTINCT township FROM organizations WHERE agency = ? AND township <> '' ORDER BY 1 LIMIT 500", agency).Scan(ctx, &out.Townships)
}

// OrganizationByCode finds who has, or had, a unified code: a code stays resolvable when the organization is gone, and leads
// from an entry that was merged to the one that goes on. not_found when nobody has it.
func (s *Store) OrganizationByCode(ctx context.Context, agency domain.AgencyID, uscc string) (domain.Party, error) {
	var id domain.PartyID
	var ids []domain.PartyID
	if err := s.db.NewRaw("SELECT id FROM organizations WHERE agency = ? AND uscc = ? AND uscc <> '' ORDER BY status = 'merged', id LIMIT 1", agency, strings.ToUpper(strings.TrimSpace(uscc))).Scan(ctx, &ids); err != nil {
		return domain.Party{}, err
	}
	if len(ids) == 0 {
		return domain.Party{}, missing("登记簿中没有这个统一社会信用代码。", "no organization in the register has this code")
	}
	id = ids[0]
	for range 10 {
		p, err := s.Party(ctx, id)
		if err != nil || p.MergedInto == "" {
			return p, err
		}
		id = p.MergedInto
	}
	return domain.Party{}, missing("登记簿中没有这个统一社会信用代码。", "no organization in the register has this code")
}

// Historical lists the files of a party in every procedure, with those of entries merged into it and those that registered it,
// the newest first, as the filter's reader may see them. It says whether there are more than it shows.
func (s *Store) Historical(ctx context.Context, f CaseFilter, p domain.Party) ([]CaseRow, bool, error) {
	ids := []domain.PartyID{p.ID}
	for _, a := range p.Absorbed {
		ids = append(ids, a.ID)
	}
	f.Sort, f.Limit, f.Procedure = "opened", 200, ""
	var out []CaseRow
	more := false
	for _, id := range ids {
		f.Party = id
		page, err := s.Cases(ctx, f)
		if err != nil {
			return nil, false, err
		}
		out, more = append(out, page.Items...), more || page.Next != ""
	}
	if p.Org != nil {
		for _, v := range p.Org.Versions {
			if v.File == "" || slices.ContainsFunc(out, func(r CaseRow) bool { return r.ID == v.File }) {
				continue
			}
			if r, err := s.Row(ctx, f.Agency, v.File); err == nil {
				out = append(out, r)
			} else if domain.CodeOf(err) != "not_found" {
				return nil, false, err
			}
		}
	}
	slices.SortStableFunc(out, func(a, b CaseRow) int { return int(b.OpenedOn) - int(a.OpenedOn) })
	return out, more, nil
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
