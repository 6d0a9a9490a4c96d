package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"yifa/domain"
)

// HearingRow is a hearing in the calendar.
type HearingRow struct {
	Case         domain.CaseID   `json:"case"`
	No           int             `json:"no"` // of the hearing in its case
	Reference    string          `json:"reference"`
	Title        string          `json:"title"`
	Party        string          `json:"party,omitempty"`
	At           time.Time       `json:"at"`
	Until        time.Time       `json:"until"`
	Room         string          `json:"room"`
	Host         domain.PersonID `json:"host"`
	HostName     string          `json:"host_name"`
	Recorder     domain.PersonID `json:"recorder,omitempty"`
	RecorderName string          `json:"recorder_name,omitempty"`
	Public       bool            `json:"public"`
	State        string          `json:"state" enum:"set,told,held,reported,default,withdrawn,stopped"`
}

// Hearings lists the hearings that are, or were to be, held from one day to another, both included. Days that fell are
// not among them.
func (s *Store) Hearings(ctx context.Context, agency domain.AgencyID, from, to domain.Date) ([]HearingRow, error) {
	rows := []HearingRow{}
	from, to = max(from, domain.NewDate(1900, 1, 1)), min(to, domain.NewDate(2200, 1, 1)) // PostgreSQL has no instant before the year 1
	err := s.db.NewRaw(`SELECT x.case_id AS "case", x.no, c.reference, c.title, c.party_name AS party, x.begins AS at, x.ends AS until, x.room, x.host, coalesce(h.title, '') AS host_name,
 x.recorder, coalesce(r.title, '') AS recorder_name, x.public, x.state
 FROM hearings x JOIN cases c ON c.id = x.case_id LEFT JOIN cases h ON h.id = x.host LEFT JOIN cases r ON r.id = x.recorder
 WHERE x.agency = ? AND x.begins >= ? AND x.begins < ? ORDER BY x.begins, x.case_id, x.no`, agency, from.Start(), to.End()).Scan(ctx, &rows)
	for i := range rows {
		rows[i].At, rows[i].Until = rows[i].At.In(domain.Shanghai), rows[i].Until.In(domain.Shanghai)
	}
	return rows, err
}

// hearingRow is what is shown of one hearing of a file.
type hearingRow struct {
	no             int
	askedOn        domain.Date
	begins, ends   time.Time
	room           string
	host, recorder domain.PersonID
	public         bool
	state          string
}

func hearingsOf(c *domain.Case) []hearingRow {
	if c.Penalty == nil {
		return nil
	}
	rows := make([]hearingRow, 0, len(c.Penalty.Hearings))
	for i := range c.Penalty.Hearings {
		h := &c.Penalty.Hearings[i]
		r := hearingRow{h.No, h.AskedOn, h.At.UTC(), h.Until.UTC(), h.Room, h.Host, h.Recorder, h.Public, h.State()}
		if h.Ended == "" && (!c.Open() || c.Stage != domain.PenHearing && c.Stage != domain.PenWithPolice && slices.Contains(coming, r.state)) {
			r.state = "stopped" // the case ended before it, or goes another way
		}
		rows = append(rows, r)
	}
	return rows
}

func projectHearings(b *transaction, c *domain.Case, before *projection) {
	for i, r := range hearingsOf(c) {
		if i < len(before.hearings) && before.hearings[i] == r {
			continue
		}
		b.queue(`INSERT INTO hearings (case_id, no, agency, asked_on, begins, ends, room, host, recorder, public, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
 ON CONFLICT (case_id, no) DO UPDATE SET begins = excluded.begins, ends = excluded.ends, room = excluded.room, host = excluded.host, recorder = excluded.recorder, public = excluded.public, state = excluded.state`,
			c.ID, r.no, c.Agency, nilDate(r.askedOn), nilTime(r.begins), nilTime(r.ends), r.room, r.host, r.recorder, r.public, r.state)
	}
}

// coming are the states of a hearing that is to be held.
var coming = []string{"set", "told"}

// clash refuses a hearing whose room, host or recorder is taken by another one at the same time. The lock is held until
// the transaction ends, so that of two who ask at once the second sees the first.
func clash(ctx context.Context, tx *transaction, c *domain.Case, before *projection) error {
	for i, r := range hearingsOf(c) {
		if !slices.Contains(coming, r.state) || i < len(before.hearings) && sameSlot(before.hearings[i], r) {
			continue
		}
		tx.queue("SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", string(c.Agency)+"/hearings")
		staff := slices.DeleteFunc([]domain.PersonID{r.host, r.recorder}, func(p domain.PersonID) bool { return p == "" })
		var found bool
		var o struct {
			reference, room, host, recorder, who string
			begins                               time.Time
		}
		// a statement of its own: it must see what was committed while the lock was waited for
		tx.queue(`SELECT c.reference, x.room, x.host, x.recorder, x.begins, coalesce(p.title, '') FROM hearings x JOIN cases c ON c.id = x.case_id
 LEFT JOIN cases p ON p.id = CASE WHEN x.host = ANY($6) THEN x.host ELSE x.recorder END
 WHERE x.agency = $1 AND x.case_id <> $2 AND x.state = ANY($3) AND x.begins < $5 AND x.ends > $4 AND (replace(x.room, ' ', '') = $7 OR x.host = ANY($6) OR x.recorder = ANY($6))
 ORDER BY x.begins, x.case_id LIMIT 1`, c.Agency, c.ID, coming, r.begins, r.ends, staff, strings.ReplaceAll(r.room, " ", "")).Query(func(rows pgx.Rows) error {
			_, err := pgx.ForEachRow(rows, []any{&o.reference, &o.room, &o.host, &o.recorder, &o.begins, &o.who}, func() error { found = true; return nil })
			return err
		})
		if err := tx.flush(ctx); err != nil {
			return err
		}
		if !found {
			continue
		}
		at := o.begins.In(domain.Shanghai).Format("2006-01-02 15:04")
		if slices.Contains(staff, domain.PersonID(o.host)) || slices.Contains(staff, domain.PersonID(o.recorder)) {
			return domain.Refuse("host_taken", "", "%[1]s在同一时间（%[2]s起）另有听证（%[3]s），请另定时间或者另行指定。", "%[1]s has another hearing at that time (from %[2]s, %[3]s); choose another time or appoint somebody else", o.who, at, o.reference)
		}
		return domain.Refuse("room_taken", "", "%[1]s在同一时间（%[2]s起）已用于另一听证（%[3]s），请另定时间或者地点。", "%[1]s is taken by another hearing at that time (from %[2]s, %[3]s); choose another time or room", o.room, at, o.reference)
	}
	return nil
}

// sameSlot reports that nothing changed which could clash.
func sameSlot(a, b hearingRow) bool {
	return slices.Contains(coming, a.state) && a.begins.Equal(b.begins) && a.ends.Equal(b.ends) && a.room == b.room && a.host == b.host && a.recorder == b.recorder
}
