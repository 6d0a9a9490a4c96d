package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"yifa/domain"
)

// The supervision of social organizations as lists: the desk of the annual check, the board of elections, the credit lists and
// the leads to them. What is shown is made from the files alone.

func checkState(a *domain.AnnualCheck, stage domain.Stage) string {
	switch {
	case stage == domain.ChkOut:
		return domain.CheckExempt
	case a.Conclusion() != nil:
		return a.Conclusion().Conclusion
	case stage == domain.ChkMissed, stage == domain.ChkClosed:
		return domain.CheckMissed
	case stage == domain.ChkOpen:
		return domain.CheckOpened
	case stage == domain.ChkUnit:
		return "unit"
	}
	return domain.CheckFiled
}

func projectSupervision(b *transaction, c *domain.Case) {
	if a := c.AnnualCheck; a != nil {
		due, lead, concluded := domain.Date(0), "", domain.Date(0)
		if k := c.Clock("file"); k != nil {
			due = k.Due
		}
		if a.Lead != nil {
			lead = a.Lead.Violation
		}
		if k := a.Conclusion(); k != nil {
			concluded = k.On
		}
		b.queue(`INSERT INTO annual_checks (case_id, agency, org, kind, year, track, state, newcomer, late, filed_on, due, concluded_on, lead) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
 ON CONFLICT (case_id) DO UPDATE SET state = excluded.state, late = excluded.late, filed_on = excluded.filed_on, due = excluded.due, concluded_on = excluded.concluded_on, lead = excluded.lead`,
			c.ID, c.Agency, c.Party.ID, a.Kind, a.Year, a.Track, checkState(a, c.Stage), a.Newcomer, a.Late && !a.UnitLate, nilDate(a.FiledOn), nilDate(due), nilDate(concluded), lead)
	}
	if l := c.Listing; l != nil {
		ends, removed := domain.Date(0), domain.Date(0)
		for _, k := range c.Clocks {
			if (k.Rule == "T20" || k.Rule == "T23") && k.StoppedOn.IsZero() {
				ends = k.Due
			}
		}
		if l.Removed != nil {
			removed = l.Removed.On
		}
		stands := !l.ListedOn.IsZero() && l.Removed == nil && c.Open() // one that joined another entry has ended without a removal
		var shownList, shownGround *string
		shownOn := domain.Date(0)
		if x := c.Shown(); x != nil {
			shownList, shownGround, shownOn = &x.List, &x.Ground.Code, x.On
		}
		b.queue(`INSERT INTO listings (case_id, agency, org, list, ground, lead, stage, stands, listed_on, since, ends_on, removed_on, public, shown_list, shown_ground, shown_on, move_step) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
 ON CONFLICT (case_id) DO UPDATE SET list = excluded.list, ground = excluded.ground, stage = excluded.stage, stands = excluded.stands, listed_on = excluded.listed_on, since = excluded.since,
 ends_on = excluded.ends_on, removed_on = excluded.removed_on, public = excluded.public,
 shown_list = excluded.shown_list, shown_ground = excluded.shown_ground, shown_on = excluded.shown_on, move_step = excluded.move_step`,
			c.ID, c.Agency, c.Party.ID, l.List, l.Ground.Code, l.Lead, c.Stage, stands, nilDate(l.ListedOn), nilDate(l.Since), nilDate(ends), nilDate(removed), l.Public != "", shownList, shownGround, nilDate(shownOn), c.MoveStep())
	}
	if p := c.PartyFile; p != nil && p.Org != nil {
		var t domain.OrgTerm
		if x := p.Org.Term(); x != nil {
			t = *x
		}
		b.queue(`INSERT INTO org_terms (id, agency, no, until, extended_until, ordered) VALUES ($1, $2, $3, $4, $5, $6)
 ON CONFLICT (id) DO UPDATE SET no = excluded.no, until = excluded.until, extended_until = excluded.extended_until, ordered = excluded.ordered`, c.ID, c.Agency, t.No, nilDate(t.Until), nilDate(t.ExtendedUntil), t.Order)
	}
}

// CheckRow is one file of the desk.
type CheckRow struct {
	Case        domain.CaseID    `json:"case"`
	Org         domain.PartyID   `json:"org"`
	Name        string           `json:"name"`
	Reference   string           `json:"reference"`
	Kind        domain.PartyKind `json:"kind"`
	Track       string           `json:"track" enum:"check,charity"`
	Stage       domain.Stage     `json:"stage"`
	State       string           `json:"state" enum:"open,unit,filed,passed,fair,failed,missed,exempt"`
	Newcomer    bool             `json:"newcomer,omitempty"`
	Late        bool             `json:"late,omitempty"`
	FiledOn     domain.Date      `json:"filed_on,omitzero"`
	Due         domain.Date      `json:"due,omitzero"`
	ConcludedOn domain.Date      `json:"concluded_on,omitzero"`
	Lead        string           `json:"lead,omitempty" doc:"达到处罚标准的违法行为编号"`
}

// CheckCount counts the files of a year by kind, track and state.
type CheckCount struct {
	Kind  domain.PartyKind `json:"kind"`
	Track string           `json:"track"`
	State string           `json:"state"`
	Late  int              `json:"late"`
	Count int              `json:"count"`
}

// CheckDesk is the annual check of a year: how it stands, and the files asked for.
type CheckDesk struct {
	Year     int          `json:"year"`
	Counts   []CheckCount `json:"counts"`
	Unopened int          `json:"unopened" doc:"应当参加而尚未开立的组织数"`
	Rows     []CheckRow   `json:"rows"`
	More     bool         `json:"more,omitempty" doc:"还有下一页"`
}

// CheckFilter narrows the desk.
type CheckFilter struct {
	Agency domain.AgencyID
	Year   int
	Kind   domain.PartyKind
	Track  string // check, charity
	State  string // one of the states, or late
	Stage  domain.Stage
	After  domain.CaseID
	Limit  int
}

// Checks is the desk of the annual check.
func (s *Store) Checks(ctx context.Context, f CheckFilter) (CheckDesk, error) {
	out := CheckDesk{Year: f.Year, Counts: []CheckCount{}, Rows: []CheckRow{}}
	if err := s.db.NewRaw(`SELECT kind, track, state, count(*) FILTER (WHERE late) AS late, count(*) AS count FROM annual_checks WHERE agency = ? AND year = ? GROUP BY kind, track, state ORDER BY kind, track, state`,
		f.Agency, f.Year).Scan(ctx, &out.Counts); err != nil {
		return out, err
	}
	due, err := s.unopened(ctx, f.Agency, f.Year)
	if err != nil {
		return out, err
	}
	out.Unopened = len(due)
	limit := min(max(f.Limit, 1), 200)
	if f.Limit == 0 {
		limit = 50
	}
	err = s.db.NewRaw(`SELECT x.case_id AS "case", x.org, c.party_name AS name, c.reference, x.kind, x.track, c.stage, x.state, x.newcomer, x.late, x.filed_on, x.due, x.concluded_on, x.lead
 FROM annual_checks x JOIN cases c ON c.id = x.case_id WHERE x.agency = ? AND x.year = ? AND (? = '' OR x.kind = ?) AND (? = '' OR x.track = ?) AND (? = '' OR x.state = ? OR ? = 'late' AND x.late) AND (? = '' OR c.stage = ?) AND x.case_id COLLATE "C" > ?
 ORDER BY x.case_id COLLATE "C" LIMIT ?`, f.Agency, f.Year, f.Kind, f.Kind, f.Track, f.Track, f.State, f.State, f.State, f.Stage, f.Stage, f.After, limit+1).Scan(ctx, &out.Rows)
	if len(out.Rows) > limit {
		out.Rows, out.More = out.Rows[:limit], true
	}
	return out, err
}

// Unopened is an organization that is due in a year and has no file.
type Unopened struct {
	Org          domain.PartyID   `json:"org"`
	Name         string           `json:"name"`
	Kind         domain.PartyKind `json:"kind"`
	RegisteredOn domain.Date      `json:"registered_on,omitzero"`
	Status       string           `json:"status"`
}

// unopened are the organizations that are due in a year and have no file, newcomers left out: they may report, and are opened by hand.
func (s *Store) unopened(ctx context.Context, agency domain.AgencyID, year int) ([]Unopened, error) {
	l, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	var rows []Unopened
	if err := s.db.NewRaw(`SELECT o.id AS org, o.name, o.kind, o.registered_on, o.status FROM organizations o WHERE o.agency = ? AND o.ended_on IS NULL AND NOT EXISTS (SELECT 1 FROM annual_checks x WHERE x.org = o.id AND x.year = ?)
 ORDER BY o.id COLLATE "C"`, agency, year).Scan(ctx, &rows); err != nil {
		return nil, err
	}
	out := []Unopened{}
	for _, r := range rows {
		due, newcomer, err := domain.Checked(&domain.Organization{RegisteredOn: r.RegisteredOn, Status: r.Status}, year, l.rules)
		if err != nil {
			return nil, err
		}
		if due && !newcomer {
			out = append(out, r)
		}
	}
	return out, nil
}

// UnopenedChecks are the organizations that are due in a year and have no file yet, by name.
func (s *Store) UnopenedChecks(ctx context.Context, agency domain.AgencyID, year int) ([]Unopened, error) {
	out, err := s.unopened(ctx, agency, year)
	slices.SortFunc(out, func(a, b Unopened) int { return cmp.Compare(a.Name, b.Name) })
	return out, err
}

// CheckBatch says how far a batch came: asked again, it goes on where it stopped.
type CheckBatch struct {
	Opened []domain.CaseID `json:"opened"`
	Left   int             `json:"left" doc:"尚未开立的组织数；不为零的再次办理"`
}

// OpenChecks opens the checks of a year for the organizations that are due, each an act of its own in the order of their ids, as
// many as most. Whatever was opened stays opened; the next call goes on with the rest.
func (s *Store) OpenChecks(ctx context.Context, actor domain.PersonID, agency domain.AgencyID, open domain.OpenCheck, most int) (CheckBatch, error) {
	out := CheckBatch{Opened: []domain.CaseID{}}
	due, err := s.unopened(ctx, agency, open.Year)
	if err != nil {
		return out, err
	}
	for i, x := range due {
		if i >= most {
			out.Left = len(due) - i
			break
		}
		cmd := open
		cmd.Party = x.Org
		id := cmd.File()
		_, err := s.Act(ctx, Request{Case: id, Command: &cmd, Actor: actor, Key: fmt.Sprintf("open-check/%s", id)})
		switch domain.CodeOf(err) {
		case "already_open", "not_checked": // somebody else was faster, or it ended meanwhile
			continue
		}
		if err != nil {
			out.Left = len(due) - i
			return out, err
		}
		out.Opened = append(out.Opened, id)
	}
	return out, nil
}

// ElectionRow is how the term of one organization stands.
type ElectionRow struct {
	Org           domain.PartyID   `json:"org"`
	Name          string           `json:"name"`
	Kind          domain.PartyKind `json:"kind"`
	Supervisor    string           `json:"supervisor,omitempty"`
	No            int              `json:"no,omitempty" doc:"届次"`
	Until         domain.Date      `json:"until,omitzero"`
	ExtendedUntil domain.Date      `json:"extended_until,omitzero"`
	State         string           `json:"state" enum:"never,runs,ending,extended,overdue"`
	Days          int              `json:"days" doc:"距任期届满的日数；逾期的为负"`

	Order     domain.CaseID    `json:"order,omitempty" doc:"责令换届的案卷"`
	OrderKind domain.Procedure `json:"order_kind,omitempty" doc:"责令改正，清理整治对象"`
	OrderAt   domain.Stage     `json:"order_stage,omitempty" doc:"该案卷所处环节"`
	OrderOpen bool             `json:"order_open,omitempty" doc:"该案卷在办"`
	Clearance domain.CaseID    `json:"clearance,omitempty" doc:"清理整治中在办的案卷"`

	Files int `json:"files,omitempty" doc:"该组织正在办理的检查、整改、处罚、清理案卷数"`
}

// Elections is the board of elections as of a day, the longest overdue first: what is overdue, extended, ending within so many
// days, or of which no term is known; or, where a state is asked for, what stands so. Those whose term simply runs are only
// counted until they are asked for.
func (s *Store) Elections(ctx context.Context, agency domain.AgencyID, on domain.Date, ahead int, state string) (rows []ElectionRow, counts map[string]int, err error) {
	var all []ElectionRow
	if err := s.db.NewRaw(`SELECT o.id AS org, o.name, o.kind, o.supervisor, t.no, t.until, t.extended_until, t.ordered AS order, coalesce(c.procedure, '') AS order_kind, coalesce(c.stage, '') AS order_at,
 coalesce(c.seq > 0 AND c.closed_on IS NULL, false) AS order_open, coalesce((SELECT i.child FROM cleanup_items i WHERE i.party = o.id AND i.child <> '' AND i.closed_on IS NULL ORDER BY i.child LIMIT 1), '') AS clearance,
 (SELECT count(*) FROM cases f WHERE f.party = o.id AND f.closed_on IS NULL AND f.procedure IN ('inspection', 'rectification', 'penalty', 'clearance')) AS files
 FROM organizations o JOIN org_terms t ON t.id = o.id LEFT JOIN cases c ON c.id = t.ordered WHERE o.agency = ? AND o.status IN ('active', 'stopped') ORDER BY coalesce(greatest(t.until, t.extended_until), date '9999-12-31'), o.id`, agency).Scan(ctx, &all); err != nil {
		return nil, nil, err
	}
	rows, counts = []ElectionRow{}, map[string]int{}
	for _, r := range all {
		t := &domain.OrgTerm{Until: r.Until, ExtendedUntil: r.ExtendedUntil}
		r.State = domain.ElectionState(t, on, ahead)
		counts[r.State]++
		if r.State != state && (state != "" || r.State == domain.ElectionRuns) {
			continue
		}
		if !r.Until.IsZero() {
			r.Days = int(t.End()) - int(on)
		}
		rows = append(rows, r)
	}
	return rows, counts, nil
}

// ListingRow is an entry, or a candidate, of a credit list.
type ListingRow struct {
	Case      domain.CaseID  `json:"case"`
	Org       domain.PartyID `json:"org"`
	Name      string         `json:"name"`
	USCC      string         `json:"uscc,omitempty"`
	Reference string         `json:"reference"`
	List      string         `json:"list" enum:"abnormal,severe"`
	Ground    string         `json:"ground"`
	Stage     domain.Stage   `json:"stage"`
	Stands    bool           `json:"stands" doc:"现在名单内"`
	ListedOn  domain.Date    `json:"listed_on,omitzero"`
	Since     domain.Date    `json:"since,omitzero" doc:"期间起算日"`
	EndsOn    domain.Date    `json:"ends_on,omitzero" doc:"移入严重名单之日，或者可以申请移出之日"`
	RemovedOn domain.Date    `json:"removed_on,omitzero"`
	MoveStep  string         `json:"move_step,omitempty" enum:"notice,serve,reply,answer,decide," doc:"满两年，移入严重名单的程序所处的环节"`
}

// Listings are the files of the credit lists: all that are open, or those that stand on a list, by list.
func (s *Store) Listings(ctx context.Context, agency domain.AgencyID, list string, stands bool) ([]ListingRow, error) {
	rows := []ListingRow{}
	err := s.db.NewRaw(`SELECT x.case_id AS "case", x.org, c.party_name AS name, coalesce(o.uscc, '') AS uscc, c.reference, x.list, x.ground, x.stage, x.stands, x.listed_on, x.since, x.ends_on, x.removed_on, x.move_step
 FROM listings x JOIN cases c ON c.id = x.case_id LEFT JOIN organizations o ON o.id = x.org
 WHERE x.agency = ? AND (? = '' OR x.list = ?) AND (x.stands OR NOT ? AND c.closed_on IS NULL) ORDER BY x.stands DESC, x.listed_on DESC NULLS LAST, c.ref_year DESC, c.ref_serial DESC, x.case_id LIMIT 2000`, agency, list, list, stands).Scan(ctx, &rows)
	return rows, err
}

// PublicListing is what the public sees of an entry: nothing of a person is in it.
type PublicListing struct {
	Name     string      `json:"name"`
	USCC     string      `json:"uscc,omitempty"`
	List     string      `json:"list" enum:"abnormal,severe"`
	Ground   string      `json:"ground"`
	Text     string      `json:"text"`
	English  string      `json:"english,omitempty"`
	ListedOn domain.Date `json:"listed_on"`
}

// PublicListings are the entries that stand and were published: of one organization, or of all where none is named. One that moved to
// the severe list is seen on the other, as it was published, until it is published there.
func (s *Store) PublicListings(ctx context.Context, agency domain.AgencyID, org domain.PartyID) ([]PublicListing, error) {
	l, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	rows := []PublicListing{}
	err = s.db.NewRaw(`SELECT o.name, o.uscc, x.shown_list AS list, x.shown_ground AS ground, x.shown_on AS listed_on FROM listings x JOIN organizations o ON o.id = x.org
 WHERE x.agency = ? AND (? = '' OR x.org = ?) AND x.stands AND x.shown_list IS NOT NULL ORDER BY x.shown_list DESC, x.shown_on DESC, o.name`, agency, org, org).Scan(ctx, &rows)
	for i := range rows {
		if g, ok := l.norms.ListGround(rows[i].Ground, rows[i].ListedOn); ok {
			rows[i].Text, rows[i].English = g.Text, g.English
		}
	}
	return rows, err
}

// PublicChecks are the conclusions of an organization that were published, by year: those of files that are past the publication.
// One that was set again is public again when it is published again (社会团体年度检查办法 7, 13).
func (s *Store) PublicChecks(ctx context.Context, org domain.PartyID) (map[int]string, error) {
	var rows []struct {
		Year  int
		State string
	}
	err := s.db.NewRaw(`SELECT x.year, x.state FROM annual_checks x JOIN cases c ON c.id = x.case_id WHERE x.org = ? AND c.stage IN (?, ?, ?)`, org, domain.ChkServe, domain.ChkRectify, domain.ChkClosed).Scan(ctx, &rows)
	out := map[int]string{}
	for _, r := range rows {
		out[r.Year] = r.State
	}
	return out, err
}

// OrgLead is a lead to a list that no file has taken up.
type OrgLead struct {
	Org  domain.PartyID `json:"org"`
	Name string         `json:"name"`
	domain.ListLead
}

// ListLeads are the leads of the register to the credit lists that no file has taken up: penalties by any department, years
// without a report, revocations, charities that raised no funds.
func (s *Store) ListLeads(ctx context.Context, agency domain.AgencyID, on domain.Date) ([]OrgLead, error) {
	l, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	var parties []domain.Party
	err = s.transact(ctx, func(tx *transaction) error {
		parties = nil
		tx.queue(`SELECT c.state -> 'party_file' FROM organizations o JOIN cases c ON c.id = o.id WHERE o.agency = $1 AND o.ended_on IS NULL
 AND (o.status = 'revoked' OR c.state #> '{party_file,org,penalties}' IS NOT NULL OR c.state #> '{party_file,org,checks}' IS NOT NULL OR c.state #> '{party_file,org,charity,public_on}' IS NOT NULL) ORDER BY o.id`, agency).Query(eachJSON(func(p domain.Party) { parties = append(parties, p) }))
		return tx.flush(ctx)
	})
	if err != nil {
		return nil, err
	}
	var taken []struct {
		Org  domain.PartyID
		Lead string
	}
	if err := s.db.NewRaw("SELECT org, lead FROM listings WHERE agency = ? AND lead <> ''", agency).Scan(ctx, &taken); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, t := range taken {
		seen[string(t.Org)+"\n"+t.Lead] = true
	}
	out := []OrgLead{}
	for _, p := range parties {
		leads, err := l.norms.ListLeads(p.Org, l.rules, on)
		if err != nil {
			return nil, err
		}
		for _, x := range slices.DeleteFunc(leads, func(x domain.ListLead) bool { return seen[string(p.ID)+"\n"+x.Key] }) {
			out = append(out, OrgLead{p.ID, p.Name, x})
		}
	}
	return out, nil
}

// entriesOf are the open files of the credit lists against an organization.
func entriesOf(ctx context.Context, tx *transaction, org domain.PartyID, agency domain.AgencyID) ([]domain.CaseID, error) {
	var ids []domain.CaseID
	tx.queue("SELECT x.case_id FROM listings x JOIN cases c ON c.id = x.case_id WHERE x.org = $1 AND x.agency = $2 AND c.closed_on IS NULL", org, agency).Query(func(rows pgx.Rows) (err error) {
		ids, err = pgx.CollectRows(rows, pgx.RowTo[domain.CaseID])
		return err
	})
	return ids, tx.flush(ctx)
}

// EndStops lets every organization act again whose stop ended before today: an act of the system on each. It says how many; asked
// again it finds none.
func (s *Store) EndStops(ctx context.Context) (int, error) {
	return s.nightly(ctx, &domain.EndStop{}, `SELECT o.id FROM organizations o JOIN cases c ON c.id = o.id WHERE o.status = 'stopped' AND c.state #>> '{party_file,org,stopped_until}' < ? ORDER BY o.id`, domain.DateOf(s.Now()).String())
}

// EndListings ends the entries of the list of abnormal activity whose organization is no more: an act of the system on each. It says
// how many; asked again it finds none.
func (s *Store) EndListings(ctx context.Context) (int, error) {
	return s.nightly(ctx, &domain.EndListing{}, `SELECT x.case_id FROM listings x JOIN organizations o ON o.id = x.org WHERE x.stands AND x.list = ? AND o.status IN (?, ?) ORDER BY x.case_id`, domain.ListAbnormal, domain.OrgDeregistered, domain.OrgAnnulled)
}

// nightly asks for an act of the system on every file that the query finds, and says on how many it was done.
func (s *Store) nightly(ctx context.Context, cmd domain.Command, query string, args ...any) (int, error) {
	var ids []domain.CaseID
	if err := s.db.NewRaw(query, args...).Scan(ctx, &ids); err != nil {
		return 0, err
	}
	n := 0
	for _, id := range ids {
		_, err := s.Act(ctx, Request{Case: id, Command: cmd, Actor: domain.System, RecordedBy: domain.System})
		if domain.CodeOf(err) != "" { // it moved meanwhile
			continue
		}
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
