package docket

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"yifa/domain"
)

// Gate says whether a person may ask for an act on a file on that day: policies.Guard.MayInstall.
type Gate func(actor domain.Person, spec domain.Spec, c *domain.Case, on domain.Date) error

// Law is what a check rests on besides the docket.
type Law struct {
	Calendar *domain.Calendar
	Rules    *domain.RuleBook
	Norms    *domain.Norms
	Gate     Gate // nil asks nobody: then only domain's own rules of who may are checked
	Now      time.Time
}

// Books is the file kept in memory: a check plays the docket here with the very functions the store plays it with,
// so that it finds what loading would find. Nothing is kept of it.
type Books struct {
	law      Law
	cases    map[domain.CaseID]*domain.Case
	events   map[domain.CaseID][]domain.Event
	children map[domain.CaseID][]domain.CaseID
	blobs    map[domain.Blob]domain.File
	staff    []domain.CaseID // files of people, in the order they were entered
	// files that may hold a name of an organization: those of the register and of registration, in the order they were entered
	organizations []domain.CaseID
	serials       map[string]int
}

// NewBooks are empty books.
func NewBooks(law Law) *Books {
	return &Books{law: law, cases: map[domain.CaseID]*domain.Case{}, events: map[domain.CaseID][]domain.Event{},
		children: map[domain.CaseID][]domain.CaseID{}, blobs: map[domain.Blob]domain.File{}, serials: map[string]int{}}
}

// Case is a file as it stands; nil when there is none.
func (b *Books) Case(id domain.CaseID) *domain.Case { return b.cases[id] }

// Events are the events of a file, in order.
func (b *Books) Events(id domain.CaseID) []domain.Event { return b.events[id] }

// Cases lists the files in the order of their ids.
func (b *Books) Cases() []*domain.Case {
	var out []*domain.Case
	for _, id := range slices.Sorted(maps.Keys(b.cases)) {
		out = append(out, b.cases[id])
	}
	return out
}

// act is store.Act without the database, step by step in the same order.
func (b *Books) act(r Request, agency domain.AgencyID) (err error) {
	spec, ok := domain.SpecOf(r.Command.Act())
	if !ok {
		return domain.Refuse("unknown_act", "", "没有这一操作。", "there is no such act")
	}
	c := b.cases[r.Case]
	if c == nil {
		c = &domain.Case{ID: r.Case}
	}
	had := map[domain.CaseID]int{r.Case: len(b.events[r.Case])} // of every file the act may write in
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: %v", spec.Name, p)
		}
		if err != nil {
			for id, n := range had {
				err = b.restore(id, n, err)
			}
		}
	}()
	f := &domain.Facts{At: r.At, Now: b.law.Now, Actor: r.Actor, RecordedBy: r.RecordedBy, Backfill: r.Backfill,
		Calendar: b.law.Calendar, Rules: b.law.Rules, Norms: b.law.Norms}
	if f.Norms != nil {
		f.Violations = f.Norms.Violations
	}
	if a := b.cases[domain.CaseID(agency)]; a != nil && a.AgencyFile != nil {
		f.Agency = *a.AgencyFile
	}
	if c.Seq > 0 && c.Agency != "" && c.Agency != f.Agency.ID && r.Actor != domain.System {
		return domain.Refuse("not_found", "", "没有这个案卷。", "there is no such file")
	}
	for c.Seq > 0 {
		when, body, more, err := c.NextPassed(r.At, f.Calendar, f.Rules)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if err := b.add(c, domain.System, when, r, body); err != nil {
			return err
		}
	}
	if err := domain.Guard(spec, c, f); err != nil {
		return err
	}
	needs := domain.NeedsOf(r.Command, c)
	f.Others = map[domain.CaseID]*domain.Case{}
	if needs.Pending != "" {
		for id, o := range b.cases {
			if o.Pending(needs.Pending) {
				needs.Others = append(needs.Others, id)
			}
		}
	}
	if o := b.cases[needs.PartyOf]; o != nil && o.Party != nil {
		needs.Others = append(needs.Others, domain.CaseID(o.Party.ID))
	}
	for _, id := range needs.Others {
		o := b.cases[id]
		if o == nil || o.ID == c.ID || o.Agency != f.Agency.ID {
			continue
		}
		had[id] = len(b.events[id])
		for {
			when, body, more, err := o.NextPassed(r.At, f.Calendar, f.Rules)
			if err != nil {
				return err
			}
			if !more {
				break
			}
			if err := b.add(o, domain.System, when, r, body); err != nil {
				return err
			}
		}
		f.Others[id] = o
	}
	b.gather(c, f, needs)
	if f.For, err = b.may(r, spec, c, f); err != nil {
		return err
	}
	if err := domain.InPlace(spec, c, f.For); err != nil {
		return err
	}
	r.stands = f.For
	b.number(f, needs)
	receipts := len(receiptsOf(c))
	out, err := domain.Ask(r.Command, c, f)
	if err != nil {
		return err
	}
	for _, x := range out.Events {
		if err := b.add(c, r.Actor, r.At, r, x); err != nil {
			return err
		}
	}
	if len(receiptsOf(c)) > receipts {
		for _, o := range b.cases { // the index of the store refuses a number that another file uses
			if o.ID != c.ID && o.Agency == c.Agency && slices.ContainsFunc(receiptsOf(c), func(x domain.Receipt) bool { return slices.ContainsFunc(receiptsOf(o), x.Same) }) {
				return domain.ReceiptUsed()
			}
		}
	}
	for _, t := range out.Tells {
		o := f.Others[t.To]
		switch {
		case o == nil:
			return fmt.Errorf("%s tells %s, which it did not ask for", spec.Name, t.To)
		case r.Actor != domain.System && r.At.Before(o.LastAt):
			return domain.Refuse("out_of_order", "", "关联案卷（%[1]s）最近一次办理发生于%[2]s，不能在其之前办理；请核对日期。", "the last act in the related file %[1]s happened on %[2]s; check the date", o.Reference, domain.DateOf(o.LastAt))
		}
		for _, x := range t.Events {
			if err := b.add(o, r.Actor, r.At, r, x); err != nil {
				return err
			}
		}
	}
	var opened []*domain.Case
	for _, o := range out.Opens {
		had[o.ID] = 0
		if b.cases[o.ID] != nil {
			had[o.ID] = len(b.events[o.ID])
			return domain.Refuse("already_open", "", "该编号的案卷已经存在。", "a file with this id exists already")
		}
		child := &domain.Case{ID: o.ID}
		for _, x := range o.Events {
			if err := b.add(child, r.Actor, r.At, r, x); err != nil {
				return err
			}
		}
		opened = append(opened, child)
	}
	for _, t := range out.Tells {
		opened = append(opened, f.Others[t.To])
	}
	for _, x := range append(opened, c) {
		b.enter(x)
	}
	if r.Actor != domain.System {
		b.engine(r, c)
		if c.Clearance != nil && !c.Open() { // there is room for another
			b.engine(r, b.cases[c.Parent])
		}
	}
	return nil
}

// engine does what the engine owes a file after an act, as Door does it. What is refused is an answer.
func (b *Books) engine(r Request, c *domain.Case) {
	for moved := -1; c != nil && c.Seq > moved && !c.LastAt.After(r.At); c = b.cases[c.ID] {
		moved = c.Seq
		for _, d := range c.Owes() {
			var cmd domain.Command
			switch d.Kind {
			case domain.DutySettle:
				var err error
				if cmd, err = domain.ReadCommand(d.Act, nil); err != nil {
					return
				}
			case domain.DutyScreen:
				cmd = b.screen(c)
			case domain.DutyOpenBatch:
				cmd = &domain.OpenCleanupBatch{Most: domain.CleanupBatch}
			default:
				continue
			}
			if b.act(Request{Case: c.ID, Command: cmd, Actor: domain.System, RecordedBy: domain.System, At: r.At}, c.Agency) != nil {
				return
			}
			break
		}
	}
}

// screen puts the question of a campaign to the books.
func (b *Books) screen(c *domain.Case) *domain.RecordScreening {
	q := c.Cleanup.Asks()
	x := &domain.RecordScreening{Result: domain.NewScreening(q), List: []domain.ListItem{}}
	for _, p := range b.Cases() {
		if p.PartyFile == nil || p.Agency != c.Agency || !slices.Contains(append(slices.Clone(q.Kinds), domain.PartyUnlicensed), p.PartyFile.Kind) || !q.Asks(*p.PartyFile) {
			continue
		}
		s := q.One(*p.PartyFile)
		x.Result.Count(s)
		if len(s.Hits) > 0 {
			x.List = append(x.List, domain.ListItem{Party: s.Party, Hits: s.Hits})
		}
	}
	x.Result.File = domain.File{Hash: domain.Blob("screening:" + c.ID), Name: "筛查结果.ndjson", Type: "application/x-ndjson", Size: 1}
	b.blobs[x.Result.File.Hash] = x.Result.File
	return x
}

func receiptsOf(c *domain.Case) []domain.Receipt {
	if c.Penalty == nil {
		return nil
	}
	return c.Penalty.Receipts()
}

// add appends an event the way it will be stored: through its JSON, so that nothing lives only in memory.
func (b *Books) add(c *domain.Case, actor domain.PersonID, at time.Time, r Request, body domain.Body) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("event %s: %w", body.Kind(), err)
	}
	if body, err = domain.ReadBody(body.Kind(), raw); err != nil {
		return err
	}
	e := domain.Event{Case: c.ID, Seq: c.Seq + 1, Actor: actor, RecordedBy: r.RecordedBy, OccurredAt: at, RecordedAt: b.law.Now,
		Backfill: r.Backfill, Key: r.Key, Body: body}
	if actor != domain.System {
		e.For = r.stands
	}
	if err := c.Apply(e); err != nil {
		return err
	}
	b.events[c.ID] = append(b.events[c.ID], e)
	return nil
}

func (b *Books) enter(c *domain.Case) {
	if c.Seq == 0 {
		return
	}
	if b.cases[c.ID] == nil && c.Parent != "" {
		b.children[c.Parent] = append(b.children[c.Parent], c.ID)
	}
	if b.cases[c.ID] == nil && c.PersonFile != nil {
		b.staff = append(b.staff, c.ID)
	}
	if b.cases[c.ID] == nil && (c.PartyFile != nil || c.Registration != nil) {
		b.organizations = append(b.organizations, c.ID)
	}
	b.cases[c.ID] = c
	// the registers count what was issued: a number that an act asked for and did not use is the next one still
	count := func(typ string, year, serial int) {
		if at := fmt.Sprintf("%s/%s/%d", c.Agency, typ, year); serial > b.serials[at] {
			b.serials[at] = serial
		}
	}
	for _, d := range c.Documents {
		count(d.Type, d.Year, d.Serial)
	}
	if typ := "case." + string(c.Procedure); c.RefSerial < 0 {
		count(domain.SeriesHidden, c.RefYear, -c.RefSerial)
	} else {
		count(typ, c.RefYear, c.RefSerial)
	}
}

// restore brings a file back to where it stood before an act that was refused.
func (b *Books) restore(id domain.CaseID, had int, because error) error {
	if len(b.events[id]) == had {
		return because
	}
	b.events[id] = b.events[id][:had]
	if had == 0 {
		delete(b.events, id)
		return because
	}
	c, err := domain.Fold(b.events[id])
	if err != nil {
		return err
	}
	b.cases[id] = c
	return because
}

func (b *Books) gather(c *domain.Case, f *domain.Facts, n domain.Needs) {
	f.People, f.Parties, f.Blobs = map[domain.PersonID]domain.Person{}, map[domain.PartyID]domain.Party{}, b.blobs
	for _, p := range b.people(f.Agency.ID) { // as the store: acts look at whoever holds an office
		f.People[p.ID] = p
	}
	for _, id := range n.Parties {
		if p := b.cases[domain.CaseID(id)]; p != nil && p.PartyFile != nil && p.Agency == f.Agency.ID {
			f.Parties[id] = *p.PartyFile
		}
	}
	if n.Inspected {
		f.Inspected = map[domain.PartyID]int{}
		for _, x := range b.cases {
			if x.Inspection != nil && x.Party != nil && x.Agency == f.Agency.ID && x.RefYear == f.On().Year() && x.Stage != domain.InspCancelled && !x.Inspection.Exempt && slices.Contains(n.Parties, x.Party.ID) {
				f.Inspected[x.Party.ID]++
			}
		}
	}
	if n.Children {
		for _, id := range b.children[c.ID] {
			f.Children = append(f.Children, b.cases[id].AsChild())
		}
	}
	b.register(f, n)
	b.cleanup(c, f, n)
}

// register answers what an act asks of the register of organizations.
func (b *Books) register(f *domain.Facts, n domain.Needs) {
	if len(n.Names) > 0 {
		for _, id := range b.organizations {
			for _, h := range b.cases[id].NamesHeld() {
				if slices.ContainsFunc(n.Names, func(x domain.OrgName) bool { return x.FullKey() == h.Name.FullKey() || x.CoreKey() == h.Name.CoreKey() }) {
					f.Names = append(f.Names, h)
				}
			}
		}
	}
	for _, id := range b.organizations {
		p := b.cases[id].PartyFile
		if p == nil || p.Org == nil || p.Agency != f.Agency.ID {
			continue
		}
		if n.Code {
			f.Code = max(f.Code, p.Org.Serial)
		}
		if n.Pool != nil && n.Pool.Holds(p) {
			f.Pool = append(f.Pool, domain.PoolEntry{ID: p.ID, USCC: p.USCC, Name: p.Name, Kind: p.Kind})
		}
	}
	if n.Code {
		f.Code++
	}
	slices.SortFunc(f.Pool, func(x, y domain.PoolEntry) int { return strings.Compare(string(x.ID), string(y.ID)) })
}

// cleanup answers what an act asks of a campaign and its list.
func (b *Books) cleanup(c *domain.Case, f *domain.Facts, n domain.Needs) {
	if n.Parent {
		f.Parent = b.cases[c.Parent]
	}
	if len(n.Listed) == 0 && n.Unopened == 0 && !n.Clearances {
		return
	}
	list := map[domain.PartyID]domain.ListItem{}
	for _, x := range c.ListChanges() {
		if was, ok := list[x.Party]; ok && x.Removed != "" {
			was.Removed = x.Removed
			x = was
		}
		list[x.Party] = x
	}
	for _, id := range slices.Sorted(maps.Keys(list)) {
		x := list[id]
		x.Opened = b.cases[domain.ClearanceID(c.ID, id)] != nil
		if p := b.cases[domain.CaseID(id)]; p != nil && p.PartyFile != nil {
			x.Name, x.Kind, x.Township = p.PartyFile.Name, p.PartyFile.Kind, p.PartyFile.Township
		}
		if slices.Contains(n.Listed, id) || !x.Opened && x.Removed == "" && len(f.Listed) < n.Unopened {
			f.Listed = append(f.Listed, x)
		}
	}
	if !n.Clearances {
		return
	}
	k := domain.ClearanceCount{Outcomes: map[string]int{}}
	for _, id := range slices.Sorted(slices.Values(b.children[c.ID])) {
		x := b.cases[id]
		k.Total++
		if len(x.Clearance.Objections) > 0 {
			k.Objected++
		}
		if x.Open() {
			k.Open++
			k.OpenOnes = append(k.OpenOnes, id)
		} else {
			k.Outcomes[x.Outcome]++
		}
	}
	f.Clearances = k
}

// people are everybody of an authority, with stand-ins ended where the office they stand for does.
func (b *Books) people(agency domain.AgencyID) []domain.Person {
	var all []domain.Person
	for _, id := range b.staff {
		if p := b.cases[id].PersonFile; p != nil && p.Agency == agency {
			all = append(all, *p)
		}
	}
	domain.SettleStandIns(all)
	return all
}

// may asks the gate as the store does: the person of the line on the day of the act, the recorder on the day of loading.
// It says in whose place the person acts, where it is not in their own name.
func (b *Books) may(r Request, spec domain.Spec, c *domain.Case, f *domain.Facts) (domain.PersonID, error) {
	if b.law.Gate == nil {
		return "", nil
	}
	if r.Actor == domain.System {
		return "", b.law.Gate(domain.Person{ID: domain.System}, spec, c, f.On())
	}
	actor, ok := f.People[r.Actor]
	if r.Actor == domain.Applicant {
		actor, ok = domain.TheApplicant(f.Agency.ID), true
	}
	if !ok {
		return "", domain.Refuse("unknown_person", "", "没有这名人员：%[1]s。", "there is no person %[1]s", strings.TrimPrefix(string(r.Actor), "p-"))
	}
	if r.Backfill != "" && r.RecordedBy != "" {
		rec, ok := f.People[r.RecordedBy]
		if !ok {
			return "", domain.Refuse("unknown_person", "", "没有这名人员：%[1]s。", "there is no person %[1]s", strings.TrimPrefix(string(r.RecordedBy), "p-"))
		}
		back := domain.Spec{Name: "case.backfill", Title: "补录", English: "backfill"}
		if err := b.law.Gate(rec.Own(), back, &domain.Case{Agency: f.Agency.ID}, domain.DateOf(f.Now)); err != nil {
			return "", err
		}
	}
	asked := *c
	if c.Seq == 0 || c.Agency == "" {
		asked.Agency = f.Agency.ID
	}
	return domain.InWhoseName(b.law.Gate, actor, spec, &asked, f.On())
}

// number gives the next places in the registers, which enter counts once they are used.
func (b *Books) number(f *domain.Facts, n domain.Needs) {
	f.Numbers, f.References = map[string]domain.Number{}, map[string][]domain.Number{}
	want := map[string]int{}
	for _, t := range n.Numbers {
		want[t] = 1
	}
	for t, k := range n.Openings {
		want[t] += k
	}
	for t, k := range want {
		for i := range k {
			serial := b.serials[fmt.Sprintf("%s/%s/%d", f.Agency.ID, t, f.On().Year())] + 1 + i
			num := domain.Number{Type: t, Year: f.On().Year(), Serial: serial, Text: f.Agency.Number(t, f.On().Year(), serial)}
			f.Numbers[t], f.References[t] = num, append(f.References[t], num)
		}
	}
}
