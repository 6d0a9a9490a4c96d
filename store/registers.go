package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"

	"yifa/domain"
)

// Account is how a person signs in. It is not part of the file: a password is no fact of law.
type Account struct {
	Person       domain.PersonID `json:"person"`
	Login        string          `json:"login"`
	PasswordHash string          `json:"-"`
	MustChange   bool            `json:"must_change"`
	FailedCount  int             `json:"failed_count"`
	LockedUntil  time.Time       `json:"locked_until,omitzero"`
	ChangedAt    time.Time       `json:"changed_at,omitzero"`
}

// Session is somebody signed in. Only a digest of the token is kept.
type Session struct {
	Hash      string          `json:"id"`
	Person    domain.PersonID `json:"person"`
	CreatedAt time.Time       `json:"created_at"`
	SeenAt    time.Time       `json:"seen_at"`
	ExpiresAt time.Time       `json:"expires_at"`
	IP        string          `json:"ip"`
	Agent     string          `json:"agent"`
}

const accountColumns = "person, login, password_hash, must_change, failed_count, coalesce(locked_until, 'epoch') AS locked_until, changed_at"

func (s *Store) account(ctx context.Context, where string, arg any) (Account, error) {
	var a Account
	err := s.db.NewRaw("SELECT "+accountColumns+" FROM accounts WHERE "+where+" = ?", arg).Scan(ctx, &a)
	if errors.Is(err, sql.ErrNoRows) {
		return a, domain.Refuse("not_found", "", "没有这个账号。", "there is no such account")
	}
	return a, err
}

// AccountByLogin finds an account by the name it signs in with.
func (s *Store) AccountByLogin(ctx context.Context, login string) (Account, error) {
	return s.account(ctx, "login", login)
}

// AccountOf finds the account of a person.
func (s *Store) AccountOf(ctx context.Context, p domain.PersonID) (Account, error) {
	return s.account(ctx, "person", p)
}

// SaveAccount enters or replaces an account.
func (s *Store) SaveAccount(ctx context.Context, a Account) error {
	_, err := s.db.NewRaw(`INSERT INTO accounts (person, login, password_hash, must_change, failed_count, locked_until) VALUES (?, ?, ?, ?, ?, ?)
 ON CONFLICT (person) DO UPDATE SET login = excluded.login, password_hash = excluded.password_hash, must_change = excluded.must_change,
 failed_count = excluded.failed_count, locked_until = excluded.locked_until,
 changed_at = CASE WHEN accounts.password_hash = excluded.password_hash THEN accounts.changed_at ELSE now() END`,
		a.Person, a.Login, a.PasswordHash, a.MustChange, a.FailedCount, nilTime(a.LockedUntil)).Exec(ctx)
	return err
}

// CountFailure counts a failed sign-in and locks the account after limit of them; counting is atomic, so that many
// tries at once are all counted.
func (s *Store) CountFailure(ctx context.Context, p domain.PersonID, limit int, lock time.Duration) error {
	_, err := s.db.NewRaw(`UPDATE accounts SET failed_count = failed_count + 1, locked_until = CASE WHEN failed_count + 1 >= ? THEN ?::timestamptz ELSE locked_until END WHERE person = ?`,
		limit, s.cfg.Now().Add(lock), p).Exec(ctx)
	return err
}

const sessionColumns = "hash, person, created_at, seen_at, expires_at, ip, agent"

// SignedIn is a session with the account and the person it belongs to, in one query: every request begins with it. A
// session whose account or person is gone has an empty one.
func (s *Store) SignedIn(ctx context.Context, hash string) (x Session, a Account, p domain.Person, err error) {
	var stamp string
	// prepared, for it comes with every request: to plan it takes longer than to run it
	err = s.acts.QueryRow(ctx, `SELECT x.hash, x.person, x.created_at, x.seen_at, x.expires_at, x.ip, x.agent, coalesce(a.person, ''), coalesce(a.login, ''), coalesce(a.must_change, false), `+stamps+`
 FROM sessions x LEFT JOIN accounts a ON a.person = x.person WHERE x.hash = $1`, hash).
		Scan(&x.Hash, &x.Person, &x.CreatedAt, &x.SeenAt, &x.ExpiresAt, &x.IP, &x.Agent, &a.Person, &a.Login, &a.MustChange, &stamp)
	if errors.Is(err, pgx.ErrNoRows) {
		return x, a, p, domain.Refuse("not_found", "", "登录已经失效。", "there is no such session")
	}
	if err != nil {
		return x, a, p, err
	}
	l, err := s.lawAt(ctx, stamp)
	if err != nil {
		return x, a, p, err
	}
	all, err := s.peopleAt(ctx, l.agency.ID, stamp)
	if err != nil {
		return x, a, p, err
	}
	if p, known := all[x.Person]; known {
		return x, a, p, nil
	}
	if p, err = s.Person(ctx, x.Person); domain.CodeOf(err) == "not_found" { // somebody of another authority, or nobody
		err = nil
	}
	return x, a, p, err
}

// SaveSession enters a session, or notes when it was last seen.
func (s *Store) SaveSession(ctx context.Context, x Session) error {
	_, err := s.db.NewRaw("INSERT INTO sessions ("+sessionColumns+") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET seen_at = excluded.seen_at",
		x.Hash, x.Person, x.CreatedAt, x.SeenAt, x.ExpiresAt, x.IP, x.Agent).Exec(ctx)
	return err
}

// DeleteSession ends a session.
func (s *Store) DeleteSession(ctx context.Context, hash string) error {
	_, err := s.db.NewRaw("DELETE FROM sessions WHERE hash = ?", hash).Exec(ctx)
	return err
}

// SessionsOf lists the sessions of a person, newest first.
func (s *Store) SessionsOf(ctx context.Context, p domain.PersonID) ([]Session, error) {
	xs := []Session{}
	err := s.db.NewRaw("SELECT "+sessionColumns+" FROM sessions WHERE person = ? AND expires_at > ? ORDER BY created_at DESC", p, s.cfg.Now()).Scan(ctx, &xs)
	return xs, err
}

// DeleteSessionsOf ends every session of a person but one.
func (s *Store) DeleteSessionsOf(ctx context.Context, p domain.PersonID, except string) error {
	_, err := s.db.NewRaw("DELETE FROM sessions WHERE person = ? AND hash <> ? OR expires_at < ?", p, except, s.cfg.Now()).Exec(ctx)
	return err
}

// Person is a person of the bureau; not_found when there is none.
func (s *Store) Person(ctx context.Context, id domain.PersonID) (domain.Person, error) {
	c, err := s.Case(ctx, domain.CaseID(id))
	if err != nil {
		return domain.Person{}, err
	}
	if c.PersonFile == nil {
		return domain.Person{}, missing("没有这名人员。", "there is no such person")
	}
	p := *c.PersonFile
	if !slices.ContainsFunc(p.Grants, func(g domain.GrantHeld) bool { return g.For != "" }) {
		return p, nil
	}
	all, err := s.People(ctx, p.Agency) // what is held in the place of others ends with what they hold
	if err != nil {
		return domain.Person{}, err
	}
	if i := slices.IndexFunc(all, func(o domain.Person) bool { return o.ID == id }); i >= 0 {
		p = all[i]
	}
	return p, nil
}

func missing(zh, en string) error { return domain.Refuse("not_found", "", zh, en) }

// PersonByLogin finds a person by the login; not_found when there is none.
func (s *Store) PersonByLogin(ctx context.Context, login string) (domain.Person, error) {
	var id domain.PersonID
	err := s.db.NewRaw("SELECT id FROM cases WHERE login = ? AND login <> ''", login).Scan(ctx, &id)
	if errors.Is(err, sql.ErrNoRows) {
		return domain.Person{}, missing("没有这名人员。", "there is no such person")
	}
	if err != nil {
		return domain.Person{}, err
	}
	return s.Person(ctx, id)
}

// People lists the people of an authority by section and name.
func (s *Store) People(ctx context.Context, agency domain.AgencyID) ([]domain.Person, error) {
	var rows [][]byte
	if err := s.db.NewRaw("SELECT state -> 'person_file' FROM cases WHERE procedure = 'person' AND agency = ? AND seq > 0 ORDER BY section, title, id", agency).Scan(ctx, &rows); err != nil {
		return nil, err
	}
	all, err := decode[domain.Person](rows)
	if err != nil {
		return nil, err
	}
	domain.SettleStandIns(all)
	return all, nil
}

func decode[T any](rows [][]byte) ([]T, error) {
	out := make([]T, 0, len(rows))
	for _, r := range rows {
		var v T
		if err := json.Unmarshal(r, &v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// PartyFilter chooses parties.
type PartyFilter struct {
	Agency   domain.AgencyID
	Q        string
	Kind     domain.PartyKind
	Township string
	Merged   bool // also entries that were merged into others
	Cursor   string
	Limit    int
}

// Parties lists the register of parties by name.
func (s *Store) Parties(ctx context.Context, f PartyFilter) (Page[domain.Party], error) {
	var page Page[domain.Party]
	limit := f.Limit
	if limit <= 0 || limit > 500 {
		limit = 50
	}
	where := func(q *bun.SelectQuery) *bun.SelectQuery {
		q = CaseFilter{Agency: f.Agency, Q: f.Q, Procedure: domain.ProcParty, Township: f.Township}.where(q, 0)
		if f.Kind != "" {
			q = q.Where("c.party_kind = ?", f.Kind)
		}
		if !f.Merged {
			q = q.Where("c.closed_on IS NULL") // the file of a party is closed by nothing but a merger
		}
		return q
	}
	q := where(s.db.NewSelect().TableExpr("cases AS c")).ColumnExpr("c.state -> 'party_file'").OrderExpr("c.id").Limit(int64(limit) + 1)
	if f.Cursor != "" {
		_, last, err := cursor(f.Cursor)
		if err != nil {
			return page, err
		}
		q = q.Where("c.id > ?", last)
	}
	var rows [][]byte
	if err := q.Scan(ctx, &rows); err != nil {
		return page, err
	}
	items, err := decode[domain.Party](rows)
	if err != nil {
		return page, err
	}
	page.Items = items
	if len(items) > limit {
		page.Items = items[:limit]
		page.Next = makeCursor("infinity", string(items[limit-1].ID))
	}
	err = s.db.NewSelect().TableExpr("(?) AS x", where(s.db.NewSelect().TableExpr("cases AS c")).ColumnExpr("1").Limit(maxTotal)).ColumnExpr("count(*)").Scan(ctx, &page.Total)
	return page, err
}

// Party is one party; not_found when there is none.
func (s *Store) Party(ctx context.Context, id domain.PartyID) (domain.Party, error) {
	c, err := s.Case(ctx, domain.CaseID(id))
	if err != nil {
		return domain.Party{}, err
	}
	if c.PartyFile == nil {
		return domain.Party{}, missing("没有这个当事人。", "there is no such party")
	}
	return *c.PartyFile, nil
}

// PartiesOf gives many parties at once; those that are not there are left out.
func (s *Store) PartiesOf(ctx context.Context, ids []domain.PartyID) (map[domain.PartyID]domain.Party, error) {
	out := make(map[domain.PartyID]domain.Party, len(ids))
	conn, err := s.acts.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Release()
	rows, err := conn.Query(ctx, "SELECT state -> 'party_file' FROM cases WHERE id = ANY($1) AND procedure = 'party' AND seq > 0", ids)
	if err != nil {
		return nil, err
	}
	return out, eachJSON(func(p domain.Party) { out[p.ID] = p })(rows)
}

// ClockMove is a clock that a new holiday notice would move.
type ClockMove struct {
	Case      domain.CaseID `json:"case"`
	Reference string        `json:"reference"`
	Title     string        `json:"title"`
	Clock     string        `json:"clock"`
	Rule      string        `json:"rule"`
	From      domain.Date   `json:"from"`                // due now
	To        domain.Date   `json:"to"`                  // due by the notice
	Confirmed bool          `json:"confirmed,omitempty"` // the day was provisional and is so no longer
}

// PreviewNotice lists the open clocks a notice would move, and changes nothing.
func (s *Store) PreviewNotice(ctx context.Context, n domain.Notice) ([]ClockMove, error) {
	l, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	next := l.calendar.With(n)
	moves := []ClockMove{}
	err = s.eachOpen(ctx, func(c *domain.Case) error {
		for _, k := range c.Clocks {
			if k.Ended() {
				continue
			}
			was, prov := k.Due, k.Provisional
			k.Recompute(next)
			if k.Due != was || k.Provisional != prov {
				m := ClockMove{c.ID, c.Reference, c.Title, k.Title, k.Rule, was, k.Due, prov && !k.Provisional}
				if c.Hidden() { // that a clock moves, and not of what
					m.Case, m.Reference, m.Title, m.Clock = "", "", "（仅限必要人员知悉的案卷）", ""
				}
				moves = append(moves, m)
			}
		}
		return nil
	})
	return moves, err
}

func (s *Store) eachOpen(ctx context.Context, fn func(*domain.Case) error) error {
	last := domain.CaseID("")
	for {
		var rows []struct {
			ID    domain.CaseID
			State []byte
		}
		err := s.db.NewRaw("SELECT id, state FROM cases WHERE id > ? AND closed_on IS NULL AND seq > 0 AND procedure IN ("+courses+") ORDER BY id LIMIT 500", last).Scan(ctx, &rows)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, r := range rows {
			var c domain.Case
			if err := json.Unmarshal(r.State, &c); err != nil {
				return fmt.Errorf("state of %s: %w", r.ID, err)
			}
			if err := fn(&c); err != nil {
				return err
			}
			last = r.ID
		}
	}
}

// Recount counts the clocks of every open file again, after the calendar changed. It may be interrupted and run
// again: a file whose clocks stand right is left alone.
func (s *Store) Recount(ctx context.Context, reason string) (int, error) {
	var ids []domain.CaseID
	if err := s.eachOpen(ctx, func(c *domain.Case) error { ids = append(ids, c.ID); return nil }); err != nil {
		return 0, err
	}
	n := 0
	for _, id := range ids {
		r, err := s.Act(ctx, Request{Case: id, Actor: domain.System, Command: &domain.RecountClocks{Reason: reason}})
		if err != nil && domain.CodeOf(err) == "" {
			return n, err
		}
		for _, k := range r.Events {
			if k == "ClocksRecounted" {
				n++
			}
		}
	}
	return n, nil
}

// FileOf finds a stored file that belongs to a case; not_found when it does not.
func (s *Store) FileOf(ctx context.Context, id domain.CaseID, h domain.Blob) (domain.File, error) {
	var f domain.File
	err := s.db.NewRaw("SELECT b.hash, b.name, b.type, b.size FROM case_files cf JOIN blobs b ON b.hash = cf.hash WHERE cf.case_id = ? AND cf.hash = ?", id, h).Scan(ctx, &f)
	if errors.Is(err, sql.ErrNoRows) {
		return f, domain.Refuse("not_found", "", "没有这个文件。", "there is no such file")
	}
	return f, err
}

// PutFile stores a file and enters it in the list of what may be referred to.
func (s *Store) PutFile(ctx context.Context, name string, r interface{ Read([]byte) (int, error) }) (domain.File, error) {
	if s.cfg.Files == nil {
		return domain.File{}, errors.New("no folder for files is set")
	}
	f, err := s.cfg.Files.Put(ctx, name, r)
	if err != nil {
		return f, err
	}
	_, err = s.db.NewRaw("INSERT INTO blobs (hash, name, type, size) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING", f.Hash, f.Name, f.Type, f.Size).Exec(ctx)
	return f, err
}
