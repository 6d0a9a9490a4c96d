package store

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"yifa/domain"
)

// Screen puts a question to the register: every party of the kinds asked for is read once, in one statement, so that all are seen
// as of one moment. Each becomes a line of w, by id; first comes the question, last the sums. The list holds those that are hit.
func (s *Store) Screen(ctx context.Context, agency domain.AgencyID, q domain.Screen, w io.Writer) (domain.Screening, []domain.ListItem, error) {
	sum := domain.NewScreening(q)
	list := []domain.ListItem{}
	out := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(struct {
		Digest string        `json:"digest"`
		Asked  domain.Screen `json:"asked"`
	}{sum.Digest, q}); err != nil {
		return sum, nil, err
	}
	conn, err := s.acts.Acquire(ctx)
	if err != nil {
		return sum, nil, err
	}
	defer conn.Release()
	rows, err := conn.Query(ctx, `SELECT state -> 'party_file' FROM cases WHERE procedure = 'party' AND agency = $1 AND seq > 0 AND party_kind = ANY($2) ORDER BY id COLLATE "C"`,
		agency, append(slices.Clone(q.Kinds), domain.PartyUnlicensed))
	if err != nil {
		return sum, nil, err
	}
	var raw []byte
	_, err = pgx.ForEachRow(rows, []any{&raw}, func() error {
		var p domain.Party
		if err := json.Unmarshal(raw, &p); err != nil {
			return err
		}
		if !q.Asks(p) {
			return nil
		}
		x := q.One(p)
		sum.Count(x)
		if len(x.Hits) > 0 {
			list = append(list, domain.ListItem{Party: x.Party, Hits: x.Hits})
		}
		return enc.Encode(x)
	})
	if err != nil {
		return sum, nil, err
	}
	if err := enc.Encode(struct {
		Sums domain.Screening `json:"sums"`
	}{sum}); err != nil {
		return sum, nil, err
	}
	return sum, list, out.Flush()
}

// WhyScreened finds what a screening said of one organization, in its stored result; not_found where it was not looked at.
func (s *Store) WhyScreened(ctx context.Context, file domain.Blob, party domain.PartyID) (domain.Screened, error) {
	var x domain.Screened
	if s.cfg.Files == nil {
		return x, errors.New("no folder for files is set")
	}
	r, err := s.cfg.Files.Open(ctx, file)
	if err != nil {
		return x, err
	}
	defer r.Close() //nolint:errcheck // only read
	key, err := json.Marshal(string(party))
	if err != nil {
		return x, err
	}
	prefix := append([]byte(`{"party":`), key...)
	for b := bufio.NewReaderSize(r, 1<<16); ; {
		line, err := b.ReadBytes('\n')
		if bytes.HasPrefix(line, prefix) {
			return x, json.Unmarshal(line, &x)
		}
		if errors.Is(err, io.EOF) {
			return x, domain.Refuse("not_found", "", "该组织不在这次筛查的范围内。", "the screening did not look at this organization")
		}
		if err != nil {
			return x, err
		}
	}
}

// ScreenedLine is a line of the result of a screening as a list shows it.
type ScreenedLine struct {
	Party    domain.PartyID   `json:"party"`
	Name     string           `json:"name"`
	USCC     string           `json:"uscc,omitempty"`
	Kind     domain.PartyKind `json:"kind"`
	Township string           `json:"township,omitempty"`
	State    string           `json:"state"`          // outside, missed, hit
	Unknown  bool             `json:"unknown"`        // missed, and something could not be tested
	Why      string           `json:"why,omitempty"`  // why it is outside
	Hits     []string         `json:"hits,omitempty"` // the criteria that hit
}

// ScreenedFilter chooses lines of a result. Zero fields do not filter.
type ScreenedFilter struct {
	State     string // outside, missed, unknown, hit
	Criterion string // one that hit
	Q         string // part of the name, or the code
	Cursor    string // the last party of the page before
	Limit     int    // 0: 50
}

func (f ScreenedFilter) takes(x *ScreenedLine) bool {
	return (f.State == "" || f.State == x.State || f.State == "unknown" && x.Unknown) && (f.Criterion == "" || slices.Contains(x.Hits, f.Criterion)) &&
		(f.Q == "" || strings.Contains(x.Name, f.Q) || strings.EqualFold(x.USCC, f.Q))
}

// ScreenedLines is a page of the stored result of a screening, by party: the rows behind its sums.
func (s *Store) ScreenedLines(ctx context.Context, file domain.Blob, f ScreenedFilter) (Page[ScreenedLine], error) {
	page := Page[ScreenedLine]{Items: []ScreenedLine{}}
	if s.cfg.Files == nil {
		return page, errors.New("no folder for files is set")
	}
	r, err := s.cfg.Files.Open(ctx, file)
	if err != nil {
		return page, err
	}
	defer r.Close() //nolint:errcheck // only read
	limit := f.Limit
	if limit <= 0 {
		limit = 50
	}
	for b := bufio.NewReaderSize(r, 1<<16); ; {
		line, end := b.ReadBytes('\n')
		if bytes.HasPrefix(line, []byte(`{"party":`)) {
			l, err := screenedLine(line)
			if err != nil {
				return page, err
			}
			if f.takes(&l) {
				page.Total++
				switch {
				case string(l.Party) <= f.Cursor:
				case len(page.Items) < limit:
					page.Items = append(page.Items, l)
				case page.Next == "":
					page.Next = string(page.Items[limit-1].Party)
				}
			}
		}
		if errors.Is(end, io.EOF) {
			return page, nil
		}
		if end != nil {
			return page, end
		}
	}
}

// screenedLine reads of a line of a result what a list shows. Nine tenths of a line are the answers with their proof, of which it asks only
// whether one is unknown; they stand last, and neither mark can stand inside a string, where a quotation mark is escaped.
func screenedLine(line []byte) (ScreenedLine, error) {
	head, answers, found := bytes.Cut(line, []byte(`,"answers":[`))
	if found {
		head = append(slices.Clip(head), '}')
	}
	var x domain.Screened
	if err := json.Unmarshal(head, &x); err != nil {
		return ScreenedLine{}, err
	}
	l := ScreenedLine{Party: x.Party, Name: x.Name, USCC: x.USCC, Kind: x.Kind, Township: x.Township, State: "missed", Why: x.Out, Hits: x.Hits}
	switch {
	case x.Out != "":
		l.State = "outside"
	case len(x.Hits) > 0:
		l.State = "hit"
	default:
		l.Unknown = bytes.Contains(answers, []byte(`,"state":"`+domain.Unknown+`"`))
	}
	return l, nil
}

// projectCleanup writes what the events did to the list of a campaign, or how one organization of it stands.
func projectCleanup(b *transaction, c *domain.Case, l *law) {
	changes := c.ListChanges()
	if many := listed(changes); len(many) > 0 { // a screening: thousands, in one statement
		raw, err := json.Marshal(many)
		if err == nil { // ids and words: it cannot fail
			b.queue(`INSERT INTO cleanup_items (campaign, party, agency, hits, listed)
 SELECT $1, x.party, $2, coalesce(x.hits, '{}'), true FROM json_to_recordset($3::json) AS x(party text, hits text[])
 ON CONFLICT (campaign, party) DO UPDATE SET hits = excluded.hits, listed = true`, c.ID, c.Agency, string(raw))
		}
	}
	for _, x := range changes[len(listed(changes)):] {
		if x.Removed != "" {
			b.queue(`UPDATE cleanup_items SET removed = $3 WHERE campaign = $1 AND party = $2`, c.ID, x.Party, x.Removed)
			continue
		}
		if x.Hits == nil {
			x.Hits = []string{}
		}
		b.queue(`INSERT INTO cleanup_items (campaign, party, agency, hits, added, listed) VALUES ($1, $2, $3, $4, $5, true)
 ON CONFLICT (campaign, party) DO UPDATE SET hits = excluded.hits, added = excluded.added, removed = '', listed = true`, c.ID, x.Party, c.Agency, x.Hits, x.Added)
	}
	k := c.Clearance
	if k == nil {
		return
	}
	due, _ := nearest(c, l)
	way, reason := "", ""
	if k.Verified != nil {
		reason = k.Verified.Reason
	}
	if d := k.Disposal; d != nil {
		way, reason = d.Way, d.Reason
	}
	if k.Settled != nil {
		reason = k.Settled.Reason
	}
	b.queue(`INSERT INTO cleanup_items (campaign, party, agency, child, stage, disposition, reason, outcome, owner, objected, lost, due, opened_on, closed_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
 ON CONFLICT (campaign, party) DO UPDATE SET child = excluded.child, stage = excluded.stage, disposition = excluded.disposition, reason = excluded.reason, outcome = excluded.outcome, owner = excluded.owner,
 objected = excluded.objected, lost = excluded.lost, due = excluded.due, opened_on = excluded.opened_on, closed_on = excluded.closed_on`,
		k.Campaign, c.Party.ID, c.Agency, c.ID, c.Stage, way, reason, c.Outcome, c.Handler, len(k.Objections) > 0, !k.Lost.IsZero(), nilDate(due.Due), nilDate(c.OpenedOn), nilDate(c.ClosedOn))
}

// listed are the changes of a list that a screening made: they come first, nobody adds to a list before it is there.
func listed(changes []domain.ListItem) []domain.ListItem {
	for i, x := range changes {
		if x.Added != "" || x.Removed != "" {
			return changes[:i]
		}
	}
	return changes
}

// cleanupFacts asks for what an act wants to know of a campaign and its list.
func cleanupFacts(tx *transaction, c *domain.Case, f *domain.Facts, n domain.Needs) {
	const item = `SELECT i.party, i.hits, i.added, i.removed, i.child <> '', p.title, p.party_kind, p.township, coalesce(p.state #>> '{party_file,merged_into}', '') FROM cleanup_items i JOIN cases p ON p.id = i.party WHERE i.campaign = $1 AND `
	take := func(rows pgx.Rows) error {
		var x domain.ListItem
		_, err := pgx.ForEachRow(rows, []any{&x.Party, &x.Hits, &x.Added, &x.Removed, &x.Opened, &x.Name, &x.Kind, &x.Township, &x.Merged}, func() error {
			f.Listed = append(f.Listed, x)
			x.Hits = nil
			return nil
		})
		return err
	}
	if n.Parent && c.Parent != "" {
		tx.queue("SELECT state FROM cases WHERE id = $1 AND seq > 0", c.Parent).Query(eachJSON(func(p domain.Case) { f.Parent = &p }))
	}
	if len(n.Listed) > 0 {
		tx.queue(item+"i.party = ANY($2) ORDER BY i.party", c.ID, n.Listed).Query(take)
	}
	if n.Unopened > 0 {
		tx.queue(item+"i.child = '' AND i.removed = '' ORDER BY i.party LIMIT $2", c.ID, n.Unopened).Query(take)
	}
	if n.Struck {
		tx.queue("SELECT party FROM cleanup_items WHERE campaign = $1 AND closed_on IS NOT NULL ORDER BY party", c.ID).Query(func(rows pgx.Rows) (err error) {
			f.Struck, err = pgx.CollectRows(rows, pgx.RowTo[domain.PartyID])
			return err
		})
	}
	if n.Clearances {
		f.Clearances = domain.ClearanceCount{Outcomes: map[string]int{}}
		k := &f.Clearances
		tx.queue("SELECT outcome, closed_on IS NULL, objected, count(*) FROM cleanup_items WHERE campaign = $1 AND child <> '' GROUP BY 1, 2, 3", c.ID).Query(func(rows pgx.Rows) error {
			var outcome string
			var open, objected bool
			var many int
			_, err := pgx.ForEachRow(rows, []any{&outcome, &open, &objected, &many}, func() error {
				k.Total += many
				if objected {
					k.Objected += many
				}
				if open {
					k.Open += many
				} else {
					k.Outcomes[outcome] += many
				}
				return nil
			})
			return err
		})
		tx.queue("SELECT child FROM cleanup_items WHERE campaign = $1 AND child <> '' AND closed_on IS NULL ORDER BY child LIMIT 201", c.ID).Query(func(rows pgx.Rows) (err error) {
			k.OpenOnes, err = pgx.CollectRows(rows, pgx.RowTo[domain.CaseID])
			return err
		})
	}
}

// onLists finds the lists of clean-ups a party is on and not struck off: with a file that is open, or with one still to be opened.
func onLists(ctx context.Context, tx *transaction, p domain.PartyID, f *domain.Facts) error {
	tx.queue(`SELECT c.id, c.state #>> '{cleanup,kind}', c.reference, i.child, c.state #>> '{cleanup,kind}' = 'elections' OR EXISTS (
 SELECT FROM jsonb_array_elements(c.state::jsonb #> '{cleanup,rows}') r WHERE r ->> 'test' = 'election_overdue' AND r ->> 'id' = ANY(i.hits))
 FROM cleanup_items i JOIN cases c ON c.id = i.campaign WHERE i.party = $1 AND i.agency = $2 AND i.removed = '' AND i.closed_on IS NULL AND (i.child <> '' OR c.closed_on IS NULL) ORDER BY c.id`, p, f.Agency.ID).Query(func(rows pgx.Rows) error {
		var l domain.OnList
		_, err := pgx.ForEachRow(rows, []any{&l.Campaign, &l.CampaignKind, &l.Reference, &l.File, &l.Election}, func() error {
			if l.Opened = l.File != ""; !l.Opened {
				l.File = domain.ClearanceID(l.Campaign, p)
			}
			f.OnLists = append(f.OnLists, l)
			return nil
		})
		return err
	})
	return tx.flush(ctx)
}

// wakes has the campaign looked at when a file of its list was closed: there is room for another. No event is written to it and its
// row is not locked.
func wakes(b *transaction, c *domain.Case, before *projection) {
	if c.Clearance != nil && !c.ClosedOn.IsZero() && before.open {
		b.queue("INSERT INTO outbox (case_id, procedure, agency, seq) VALUES ($1, $2, $3, 0)", c.Parent, domain.ProcCleanup, c.Agency)
	}
}

// CleanupRow is a line of the ledger (台账).
type CleanupRow struct {
	Party       domain.PartyID  `json:"party"`
	Name        string          `json:"name"`
	Kind        string          `json:"kind"`
	USCC        string          `json:"uscc,omitempty"`
	Township    string          `json:"township,omitempty"`
	Supervisor  string          `json:"supervisor,omitempty"`
	Hits        []string        `json:"hits"`
	Added       string          `json:"added,omitempty"`
	Removed     string          `json:"removed,omitempty"`
	Case        domain.CaseID   `json:"case,omitempty"`
	Reference   string          `json:"reference,omitempty"`
	Stage       domain.Stage    `json:"stage,omitempty"`
	StageTitle  string          `json:"stage_title,omitempty"`
	Disposition string          `json:"disposition,omitempty"`
	Reason      string          `json:"reason,omitempty"`
	Outcome     string          `json:"outcome,omitempty"`
	Earlier     string          `json:"earlier,omitempty"` // how it left the campaign before
	Owner       domain.PersonID `json:"owner,omitempty"`
	OwnerName   string          `json:"owner_name,omitempty"`
	Objected    bool            `json:"objected,omitempty"`
	Lost        bool            `json:"lost,omitempty"`
	Due         domain.Date     `json:"due,omitzero"`
	OpenedOn    domain.Date     `json:"opened_on,omitzero"`
	ClosedOn    domain.Date     `json:"closed_on,omitzero"`
}

// CleanupFilter chooses lines of a ledger. Zero fields do not filter.
type CleanupFilter struct {
	Campaign    domain.CaseID
	Earlier     domain.CaseID // the campaign before, to say how an organization left it
	Q           string        // part of the name or the code
	State       string        // listed, unopened, open, closed, overdue, removed, objected, lost, unassigned
	Stage       string
	Disposition string
	Outcome     string
	Criterion   string
	Owner       domain.PersonID
	Township    string
	On          domain.Date // what is overdue
	Cursor      string      // the last party of the page before
	Before      string      // or the first party of the page after: the nearest before it comes first
	Limit       int         // 0: 50; at most 20000
}

func (f CleanupFilter) where() (string, []any) {
	q, args := "i.campaign = ?", []any{f.Campaign}
	add := func(s string, a ...any) { q, args = q+" AND "+s, append(args, a...) }
	if f.Q != "" {
		add("(position(? in p.title) > 0 OR coalesce(o.uscc, '') = ?)", f.Q, f.Q)
	}
	switch f.State {
	case "listed":
		add("i.removed = ''")
	case "unopened":
		add("i.child = '' AND i.removed = ''")
	case "open":
		add("i.child <> '' AND i.closed_on IS NULL")
	case "closed":
		add("i.closed_on IS NOT NULL")
	case "overdue":
		add("i.child <> '' AND i.closed_on IS NULL AND (i.due < ? OR i.stage = 'clr_overdue')", f.On.String())
	case "removed":
		add("i.removed <> ''")
	case "objected":
		add("i.objected")
	case "lost":
		add("i.lost")
	case "unassigned":
		add("i.child <> '' AND i.closed_on IS NULL AND i.owner = ''")
	}
	for col, v := range map[string]string{"i.stage": f.Stage, "i.disposition": f.Disposition, "i.outcome": f.Outcome, "i.owner": string(f.Owner), "p.township": f.Township} {
		if v != "" {
			add(col+" = ?", v)
		}
	}
	if f.Criterion != "" {
		add("? = ANY(i.hits)", f.Criterion)
	}
	return q, args
}

// All joins are outer ones on a key, so that those that are not asked for are left out: a count reads the list alone.
const cleanupFrom = ` FROM cleanup_items i LEFT JOIN cases p ON p.id = i.party AND p.procedure = 'party' LEFT JOIN organizations o ON o.id = i.party LEFT JOIN cases c ON c.id = i.child LEFT JOIN cases h ON h.id = i.owner`

// CleanupLedger is a page of the ledger of a campaign, by party.
func (s *Store) CleanupLedger(ctx context.Context, f CleanupFilter) (Page[CleanupRow], error) {
	page := Page[CleanupRow]{Items: []CleanupRow{}}
	q, args := f.where()
	if err := s.db.NewRaw("SELECT count(*)"+cleanupFrom+" WHERE "+q, args...).Scan(ctx, &page.Total); err != nil {
		return page, err
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 50
	}
	limit = min(limit, 20000)
	order := " ORDER BY i.party LIMIT ?"
	switch {
	case f.Cursor != "":
		q, args = q+" AND i.party > ?", append(args, f.Cursor)
	case f.Before != "":
		q, args, order = q+" AND i.party < ?", append(args, f.Before), " ORDER BY i.party DESC LIMIT ?"
	}
	type row struct {
		CleanupRow
		HitList string
	}
	var rows []row
	err := s.db.NewRaw(`SELECT i.party, p.title AS name, p.party_kind AS kind, coalesce(o.uscc, '') AS uscc, p.township, coalesce(o.supervisor, '') AS supervisor, array_to_json(i.hits)::text AS hit_list, i.added, i.removed,
 i.child AS "case", coalesce(c.reference, '') AS reference, i.stage, i.disposition, i.reason, i.outcome, coalesce((SELECT e.outcome FROM cleanup_items e WHERE e.campaign = ? AND e.party = i.party), '') AS earlier,
 i.owner, coalesce(h.title, '') AS owner_name, i.objected, i.lost, i.due, i.opened_on, i.closed_on`+cleanupFrom+" WHERE "+q+order, append(append([]any{f.Earlier}, args...), limit+1)...).Scan(ctx, &rows)
	if err != nil {
		return page, err
	}
	for i, r := range rows {
		if i == limit {
			page.Next = string(rows[i-1].Party)
			break
		}
		x := r.CleanupRow
		if err := json.Unmarshal([]byte(r.HitList), &x.Hits); err != nil {
			return page, fmt.Errorf("hits of %s: %w", x.Party, err)
		}
		if x.Stage != "" {
			x.StageTitle = domain.StageTitle(x.Stage)
		}
		page.Items = append(page.Items, x)
	}
	return page, nil
}

// CleanupBoard is how a campaign stands.
type CleanupBoard struct {
	AsOf         domain.Date   `json:"as_of"`
	Listed       int           `json:"listed"`   // on the list, without those taken off
	Unopened     int           `json:"unopened"` // no file yet
	Open         int           `json:"open"`
	Closed       int           `json:"closed"`
	Overdue      int           `json:"overdue"`
	Objected     int           `json:"objected"`
	Lost         int           `json:"lost"`
	Unassigned   int           `json:"unassigned"`
	Stages       []CleanupPart `json:"stages"`
	Dispositions []CleanupPart `json:"dispositions"`
	Outcomes     []CleanupPart `json:"outcomes"`
	Criteria     []CleanupPart `json:"criteria"`
	Owners       []CleanupPart `json:"owners"`
	Townships    []CleanupPart `json:"townships"`
	Weeks        []CleanupWeek `json:"weeks"` // by the Monday
}

// CleanupPart is a share of a list.
type CleanupPart struct {
	Key    string `json:"key"`
	Title  string `json:"title"`
	Count  int    `json:"count"`
	Closed int    `json:"closed"`
}

// CleanupWeek is how many were closed in a week.
type CleanupWeek struct {
	Monday domain.Date `json:"monday"`
	Closed int         `json:"closed"`
}

// CleanupBoard counts the list of a campaign as of a day.
func (s *Store) CleanupBoard(ctx context.Context, campaign domain.CaseID, on domain.Date) (CleanupBoard, error) {
	b := CleanupBoard{AsOf: on, Weeks: []CleanupWeek{}}
	var n struct{ Listed, Unopened, Open, Closed, Overdue, Objected, Lost, Unassigned int }
	const open = "child <> '' AND closed_on IS NULL"
	err := s.db.NewRaw(`SELECT count(*) FILTER (WHERE removed = '') AS listed, count(*) FILTER (WHERE child = '' AND removed = '') AS unopened, count(*) FILTER (WHERE `+open+`) AS open,
 count(*) FILTER (WHERE closed_on IS NOT NULL) AS closed, count(*) FILTER (WHERE `+open+` AND (due < ? OR stage = 'clr_overdue')) AS overdue, count(*) FILTER (WHERE objected) AS objected,
 count(*) FILTER (WHERE lost) AS lost, count(*) FILTER (WHERE `+open+` AND owner = '') AS unassigned FROM cleanup_items WHERE campaign = ?`, on.String(), campaign).Scan(ctx, &n)
	if err != nil {
		return b, err
	}
	b.Listed, b.Unopened, b.Open, b.Closed, b.Overdue, b.Objected, b.Lost, b.Unassigned = n.Listed, n.Unopened, n.Open, n.Closed, n.Overdue, n.Objected, n.Lost, n.Unassigned
	var groups []struct {
		Grouped       int // bits: stage, disposition, outcome, owner, township, week are not grouped by; 0: a criterion
		Key           string
		Count, Closed int
	}
	// the list is read once for all of its parts; who was taken off has no file, so no part counts those
	err = s.db.NewRaw(`SELECT grouping(i.stage, i.disposition, i.outcome, i.owner, p.township, w.monday) AS grouped, coalesce(i.stage, i.disposition, i.outcome, i.owner, p.township, w.monday, '') AS key,
 count(*) AS count, count(i.closed_on) AS closed FROM cleanup_items i LEFT JOIN cases p ON p.id = i.party AND p.procedure = 'party' CROSS JOIN LATERAL (SELECT date_trunc('week', i.closed_on)::date::text AS monday) AS w
 WHERE i.campaign = ? AND i.removed = '' GROUP BY GROUPING SETS (i.stage, i.disposition, i.outcome, i.owner, p.township, w.monday)
 UNION ALL SELECT 0, h.hit, count(*), count(i.closed_on) FROM cleanup_items i CROSS JOIN LATERAL unnest(i.hits) AS h(hit) WHERE i.campaign = ? AND i.removed = '' GROUP BY 2 ORDER BY 3 DESC, 2`, campaign, campaign).Scan(ctx, &groups)
	if err != nil {
		return b, err
	}
	const weeks, towns = 0b111110, 0b111101
	into := map[int]*[]CleanupPart{0b011111: &b.Stages, 0b101111: &b.Dispositions, 0b110111: &b.Outcomes, 0b111011: &b.Owners, towns: &b.Townships, 0: &b.Criteria}
	for _, g := range into {
		*g = []CleanupPart{}
	}
	for _, g := range groups {
		switch to := into[g.Grouped]; {
		case g.Key == "" && g.Grouped != towns: // it has none yet
		case g.Grouped == weeks:
			monday, err := domain.ParseDate(g.Key)
			if err != nil {
				return b, err
			}
			b.Weeks = append(b.Weeks, CleanupWeek{monday, g.Closed})
		case len(*to) < 100:
			*to = append(*to, CleanupPart{Key: g.Key, Count: g.Count, Closed: g.Closed})
		}
	}
	slices.SortFunc(b.Weeks, func(x, y CleanupWeek) int { return int(x.Monday - y.Monday) })
	for _, t := range []struct {
		parts []CleanupPart
		title func(string) string
	}{
		{b.Stages, func(k string) string { return domain.StageTitle(domain.Stage(k)) }},
		{b.Dispositions, func(k string) string { return domain.DispositionTitles[k][0] }},
		{b.Outcomes, func(k string) string { return domain.ClearanceOutcomes[k][0] }},
	} {
		for i := range t.parts {
			t.parts[i].Title = t.title(t.parts[i].Key)
		}
	}
	return b, nil
}
