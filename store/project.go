package store

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"yifa/domain"
)

// projection is what was shown of a file before an act; only what differs afterwards is written.
type projection struct {
	clocks    map[string]domain.Clock
	tasks     map[string]domain.Task
	documents map[domain.DocumentID]domain.Document
	findings  []domain.Finding
	hearings  []hearingRow
	receipts  map[receiptKey]domain.Receipt
	public    *domain.Publicity
	names     []domain.NameHeld
	certs     []domain.OrgCertificate
	licences  []domain.LicenceStep
	files     map[domain.Blob]bool
	search    string
	seq       int
	open      bool
}

func snapshot(c *domain.Case) *projection {
	p := &projection{clocks: map[string]domain.Clock{}, tasks: map[string]domain.Task{}, documents: map[domain.DocumentID]domain.Document{},
		files: filesOf(c), hearings: hearingsOf(c), receipts: receiptsOf(c), public: publicOf(c), names: c.NamesHeld(), certs: c.CertificateNumbers(), licences: c.LicenceSteps(), search: searchBody(c), seq: c.Seq, open: c.Open()}
	for _, k := range c.Clocks {
		p.clocks[k.ID] = k
	}
	for _, t := range c.Tasks {
		p.tasks[t.ID] = t
	}
	for _, d := range c.Documents {
		p.documents[d.ID] = d
	}
	if c.Inspection != nil {
		for _, f := range c.Inspection.Findings {
			f.Exits = append([]domain.FindingExit(nil), f.Exits...)
			p.findings = append(p.findings, f)
		}
	}
	return p
}

func filesOf(c *domain.Case) map[domain.Blob]bool {
	m := map[domain.Blob]bool{}
	for _, e := range c.Evidence {
		m[e.Hash] = true
	}
	for _, d := range c.Documents {
		for _, f := range d.Files {
			m[f.Hash] = true
		}
	}
	if c.PartyFile != nil && c.PartyFile.Org != nil {
		for _, k := range c.PartyFile.Org.Filings {
			for _, h := range k.Files {
				m[h] = true
			}
		}
	}
	return m
}

func searchBody(c *domain.Case) string {
	if c.Seq == 0 {
		return ""
	}
	parts := []string{c.Reference, c.Title}
	if c.Party != nil {
		parts = append(parts, c.Party.Name, c.Party.Township)
	}
	if p := c.PartyFile; p != nil {
		parts = append(parts, p.USCC, p.Township, p.Address)
	}
	if p := c.PersonFile; p != nil {
		parts = append(parts, p.Login, p.Section)
	}
	return normalize(strings.Join(parts, " "))
}

// normalize keeps letters and digits in lower case; everything else separates.
func normalize(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// pairs lists the pairs of neighbouring characters of a normalized text, each once.
func pairs(s string) []string {
	seen := map[string]bool{}
	out := []string{}
	for w := range strings.FieldsSeq(s) {
		rs := []rune(w)
		for i := 0; i+1 < len(rs); i++ {
			if p := string(rs[i : i+2]); !seen[p] {
				seen[p] = true
				out = append(out, p)
			}
		}
	}
	return out
}

func nilDate(d domain.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}

func nilTime(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}

// write stores the events of the act and what they changed in what is shown.
func write(b *transaction, ch *chainer, before *projection, l *law) error {
	for _, e := range ch.rows {
		b.queue("INSERT INTO case_events (case_id, seq, kind, actor, recorded_by, occurred_at, recorded_at, backfill, key, data, prev, hash, stands_for) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
			e.Case, e.Seq, e.Kind, e.Actor, e.RecordedBy, e.OccurredAt, e.RecordedAt, e.Backfill, e.Key, []byte(e.Data), e.Prev, e.Hash, e.For)
	}
	if err := projectInto(b, ch.c, ch.head, before, l); err != nil {
		return err
	}
	if p := ch.c.Procedure; !p.IsRegister() && !ch.untold {
		b.queue("INSERT INTO outbox (case_id, procedure, agency, seq) VALUES ($1, $2, $3, $4)", ch.c.ID, p, ch.c.Agency, ch.c.Seq)
	}
	if ch.late && !ch.c.Procedure.IsRegister() {
		leaveAlone(b, ch)
	}
	wakes(b, ch.c, before)
	if name := stampOf(ch.c.Procedure); name != "" {
		b.queue("INSERT INTO stamps (name, n) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET n = stamps.n + 1", name)
	}
	return nil
}

// projectInto writes what is shown of a file. It depends on the file alone, so a rebuild from events gives the same rows.
func projectInto(b *transaction, c *domain.Case, head string, before *projection, l *law) error {
	state, err := json.Marshal(c)
	if err != nil {
		return err
	}
	var party domain.PartyRef
	if c.Party != nil {
		party = *c.Party
	}
	if p := c.PartyFile; p != nil {
		party.Kind, party.Township, party.Name = p.Kind, p.Township, p.Name
	}
	section, login := c.Section, ""
	if c.PersonFile != nil {
		section, login = c.PersonFile.Section, c.PersonFile.Login
	}
	due, paused := nearest(c, l)
	sort := any("infinity")
	if !due.Due.IsZero() {
		sort = due.Due.String()
	}
	b.queue(`UPDATE cases SET procedure = $1, agency = $2, parent = $3, reference = $4, ref_year = $5, ref_serial = $6, title = $7, stage = $8, handler = $9, section = $10,
 party = $11, party_name = $12, party_kind = $13, township = $14, opened_on = $15, closed_on = $16, outcome = $17, seq = $18, head = $19, last_at = $20, due = $21, sort_due = $22,
 due_clock = $23, due_rule = $24, due_unit = $25, due_paused = $26, provisional = $27, login = $28, deadline = $29, state = $30, need_to_know = $31 WHERE id = $32`,
		c.Procedure, c.Agency, c.Parent, c.Reference, c.RefYear, c.RefSerial, c.Title, c.Stage, c.Handler, section,
		party.ID, party.Name, party.Kind, party.Township, nilDate(c.OpenedOn), nilDate(c.ClosedOn), c.Outcome, c.Seq, head, nilTime(c.LastAt), nilDate(due.Due), sort,
		due.Title, due.Rule, due.Term.Unit, paused, due.Provisional, login, nilDate(deadline(c)), state, needToKnow(c), c.ID)
	if body := searchBody(c); body != before.search {
		b.queue("INSERT INTO case_search (case_id, body, pairs) VALUES ($1, $2, $3) ON CONFLICT (case_id) DO UPDATE SET body = excluded.body, pairs = excluded.pairs", c.ID, body, pairs(body))
	}
	for _, k := range c.Clocks {
		if old, had := before.clocks[k.ID]; had && reflect.DeepEqual(old, k) {
			continue
		}
		b.queue(`INSERT INTO clocks (case_id, id, rule, title, from_on, due, provisional, effect, met_on, lapsed_on, stopped_on, agency) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
 ON CONFLICT (case_id, id) DO UPDATE SET due = excluded.due, provisional = excluded.provisional, met_on = excluded.met_on, lapsed_on = excluded.lapsed_on, stopped_on = excluded.stopped_on`,
			c.ID, k.ID, k.Rule, k.Title, nilDate(k.From), nilDate(k.Due), k.Provisional, k.Effect, nilDate(k.MetOn), nilDate(k.LapsedOn), nilDate(k.StoppedOn), c.Agency)
	}
	for _, t := range c.Tasks {
		if old, had := before.tasks[t.ID]; had && old == t {
			continue
		}
		tsort := any("infinity")
		if !t.Due.IsZero() {
			tsort = t.Due.String()
		}
		b.queue(`INSERT INTO tasks (case_id, id, agency, kind, title, english, person, role, section, due, sort_due, clock, raised_at, done_at, done_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
 ON CONFLICT (case_id, id) DO UPDATE SET person = excluded.person, due = excluded.due, sort_due = excluded.sort_due, done_at = excluded.done_at, done_by = excluded.done_by`,
			c.ID, t.ID, c.Agency, t.Kind, t.Title, t.English, t.Person, t.Role, t.Section, nilDate(t.Due), tsort, t.Clock, t.RaisedAt, nilTime(t.DoneAt), t.DoneBy)
	}
	for _, d := range c.Documents {
		if old, had := before.documents[d.ID]; had && reflect.DeepEqual(old, d) {
			continue
		}
		b.queue(`INSERT INTO documents (case_id, id, agency, type, title, number, year, serial, issued_on, issued_by, voided_on, rendered) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
 ON CONFLICT (id) DO UPDATE SET voided_on = excluded.voided_on, rendered = excluded.rendered`,
			c.ID, d.ID, c.Agency, d.Type, d.Title, d.Number, d.Year, d.Serial, nilDate(d.IssuedOn), d.IssuedBy, nilDate(d.VoidedOn), len(d.Files) > 0)
	}
	if c.Inspection != nil {
		on := domain.Date(0)
		if r := c.Inspection.Record; r != nil {
			on = domain.DateOf(r.EndedAt)
		}
		for i, f := range c.Inspection.Findings {
			if i < len(before.findings) && reflect.DeepEqual(before.findings[i], f) {
				continue
			}
			exits := make([]string, 0, len(f.Exits))
			for _, x := range f.Exits {
				exits = append(exits, string(x.Exit))
			}
			b.queue("INSERT INTO findings (case_id, line, agency, category, violation, quantity, unit, amount_fen, recorded_on, exits) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (case_id, line) DO UPDATE SET exits = excluded.exits",
				c.ID, f.Line, c.Agency, f.Category, f.Violation, f.Quantity, f.Unit, f.AmountFen, nilDate(on), exits)
		}
	}
	projectHearings(b, c, before)
	projectMoney(b, c, before)
	projectOrganization(b, c, before)
	projectCleanup(b, c, l)
	projectSupervision(b, c)
	projectLicences(b, c, before)
	if p := c.Penalty; p != nil && p.Decision != nil {
		d := p.Decision
		var kinds []string
		sums := map[domain.SanctionKind]int64{}
		for _, x := range p.Proposal.Sanctions { // as decided: what a remedy changed later is not what the bureau decided (E12)
			if d.Verdict != domain.VerdictPenalty && d.Verdict != domain.VerdictBan {
				break
			}
			if !slices.Contains(kinds, string(x.Kind)) {
				kinds = append(kinds, string(x.Kind))
			}
			sums[x.Kind] += x.AmountFen
		}
		filed := domain.Date(0)
		if p.Filing != nil {
			filed = p.Filing.On
		}
		row := []any{c.ID, c.Agency, p.Track, p.Regime, d.Verdict, nilDate(filed), nilDate(d.On), kinds, sums[domain.SanctionFine], sums[domain.SanctionGains], sums[domain.SanctionGoods], nilDate(d.RevokedOn)}
		if kinds == nil {
			row[7] = []string{}
		}
		b.queue(`INSERT INTO penalties (case_id, agency, track, regime, verdict, filed_on, decided_on, kinds, fine_fen, gains_fen, goods_fen, revoked_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
 ON CONFLICT (case_id) DO UPDATE SET revoked_on = excluded.revoked_on`, row...)
	}
	for h := range filesOf(c) {
		if !before.files[h] {
			b.queue("INSERT INTO case_files (case_id, hash) VALUES ($1, $2) ON CONFLICT DO NOTHING", c.ID, h)
		}
	}
	return nil
}

// needToKnow lists who may read a file beside those who may read every file of its kind; nil for a file that is open to all
// who see files.
func needToKnow(c *domain.Case) []string {
	if !c.Hidden() {
		return nil
	}
	ids := []string{}
	for _, p := range c.Insiders() {
		ids = append(ids, string(p))
	}
	return ids
}

// deadline is the day by which the target must have corrected, while nothing has settled it.
func deadline(c *domain.Case) domain.Date {
	for _, k := range c.Clocks {
		if k.Rule == "RE-01" && k.MetOn.IsZero() && k.StoppedOn.IsZero() && c.Open() {
			return k.Due
		}
	}
	return 0
}

// nearest is the open clock that runs out first; of a suspended file, the one that is suspended.
func nearest(c *domain.Case, _ *law) (domain.Clock, bool) {
	var best domain.Clock
	paused := false
	if !c.Open() {
		return best, false
	}
	for _, k := range c.Clocks {
		if k.Ended() {
			continue
		}
		if k.Due.IsZero() {
			if best.ID == "" {
				best, paused = k, true
			}
			continue
		}
		if best.ID == "" || paused || k.Due < best.Due {
			best, paused = k, false
		}
	}
	return best, paused
}
