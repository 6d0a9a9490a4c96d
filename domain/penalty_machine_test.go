package domain_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"yifa/domain"
)

// This file walks whole penalty cases, with their reviews, meetings and referrals, at random: right and wrong people, right
// and wrong content, any order, days passing between. penalty_watch_test.go looks at the events alone and says what must never
// have happened. A walk is repeated with its number:
//
//	YIFA_WALKS=1 YIFA_SEED=<number> go test ./domain -run TestNoWalk -v
//
// YIFA_WALKS says how many walks are made; without it as many as fit into a dozen seconds.

// town is a bureau with its people, parties and files, and the log of everything that happened.
type town struct {
	*rand.Rand
	seed    uint64
	now     time.Time
	people  map[domain.PersonID]domain.Person
	names   []domain.PersonID
	parties map[domain.PartyID]domain.Party
	files   map[domain.CaseID]*domain.Case
	order   []domain.CaseID
	log     map[domain.CaseID][]written
	watched map[domain.CaseID]*watch
	serials map[string]int
	trail   []string
	tally   *tally
	receipt int
	again   map[domain.CaseID]bool // meetings whose minutes must be taken again
	stale   map[domain.CaseID]bool // meetings whose agenda no longer fits
	plain   bool                   // nothing by chance: a test with a script
	bad     error
}

// written is an event as it would lie in the store.
type written struct {
	domain.Event
	kind string
	raw  []byte
}

// tally counts over all walks what was tried, what happened, where files came to.
type tally struct {
	sync.Mutex
	walks, tried, done int
	acts               map[string][2]int // done, refused
	stages             map[domain.Stage]int
	verdicts           map[string]int
	refusals           map[domain.Code]int
}

func newTally() *tally {
	return &tally{acts: map[string][2]int{}, stages: map[domain.Stage]int{}, verdicts: map[string]int{}, refusals: map[domain.Code]int{}}
}

func (t *tally) add(o *tally) {
	t.Lock()
	defer t.Unlock()
	t.walks, t.tried, t.done = t.walks+o.walks, t.tried+o.tried, t.done+o.done
	for k, n := range o.acts {
		t.acts[k] = [2]int{t.acts[k][0] + n[0], t.acts[k][1] + n[1]}
	}
	for k, n := range o.stages {
		t.stages[k] += n
	}
	for k, n := range o.verdicts {
		t.verdicts[k] += n
	}
	for k, n := range o.refusals {
		t.refusals[k] += n
	}
}

var allActs = sync.OnceValue(domain.Acts)

var lawOfSanctions = sync.OnceValue(norms)

// townspeople are everybody who may act: several hold more than one office, one certificate runs out, one leader is an
// officer too, one reviewer presides over hearings.
var townspeople = sync.OnceValue(func() map[domain.PersonID]domain.Person {
	out := map[domain.PersonID]domain.Person{}
	for id, roles := range map[domain.PersonID][]domain.Role{
		"an": {domain.RoleOfficer}, "bo": {domain.RoleOfficer}, "cai": {domain.RoleOfficer, domain.RoleHost}, "dai": {domain.RoleOfficer}, "exp": {domain.RoleOfficer},
		"fang": {domain.RoleReviewer, domain.RoleHost}, "qian": {domain.RoleReviewer}, "raw": {domain.RoleReviewer}, "hao": {domain.RoleHost}, "jiao": {domain.RoleHost, domain.RoleClerk},
		"lin": {domain.RoleLeader}, "luo": {domain.RoleLeader, domain.RoleOfficer}, "gu": {domain.RoleHead, domain.RoleLeader}, "su": {domain.RoleSection}, "mei": {domain.RoleClerk},
		"wen": {domain.RoleFinance}, "man": {domain.RoleManager}, "dang": {domain.RoleArchive}, "shen": {domain.RoleLeader, domain.RoleReviewer}} {
		p := domain.Person{ID: id, Login: string(id), Name: strings.ToUpper(string(id)), Agency: "g", Section: "股"}
		for _, r := range roles {
			p.Grants = append(p.Grants, domain.GrantHeld{Role: r, Agency: "g", From: domain.NewDate(2020, 1, 1)})
		}
		if slices.Contains(roles, domain.RoleOfficer) {
			until := domain.NewDate(2035, 1, 1)
			if id == "exp" {
				until = domain.NewDate(2026, 4, 15)
			}
			p.Certificates = []domain.Certificate{{Number: "ZF-" + string(id), Issuer: "省司法厅", From: domain.NewDate(2020, 1, 1), Until: until}}
		}
		if slices.Contains(roles, domain.RoleReviewer) && id != "raw" {
			p.LegalQualification = &domain.LegalQualification{Number: "A-" + string(id), On: domain.NewDate(2019, 3, 1)}
		}
		out[id] = p
	}
	return out
})

var townParties = map[domain.PartyID]domain.Party{
	"shop":    {ID: "shop", Kind: domain.PartyShop, Name: "福寿殡葬用品店", Agency: "g", Address: "青石镇1号", Contact: "甲", Phone: "1"},
	"garden":  {ID: "garden", Kind: domain.PartyCemetery, Name: "云岭墓园", Agency: "g", Address: "白河乡2号", Contact: "乙", Phone: "1"},
	"village": {ID: "village", Kind: domain.PartyVillage, Name: "柳树村公益性墓地", Agency: "g", Address: "白河乡3号", Contact: "丙", Phone: "1"},
	"society": {ID: "society", Kind: domain.PartyAssociation, Name: "春风协会", Agency: "g", Address: "城关4号", Contact: "丁", Phone: "1"},
	"home":    {ID: "home", Kind: domain.PartyServiceOrg, Name: "夕照服务中心", Agency: "g", Address: "城关5号", Contact: "戊", Phone: "1"},
	"man":     {ID: "man", Kind: domain.PartyPerson, Name: "某甲", Agency: "g", Address: "城关6号", Contact: "己", Phone: "1"},
	"band":    {ID: "band", Kind: domain.PartyUnlicensed, Name: "某联谊会", Agency: "g", Address: "城关7号", Contact: "庚", Phone: "1"},
	"noplace": {ID: "noplace", Kind: domain.PartyShop, Name: "无址用品店", Agency: "g", Contact: "辛", Phone: "1"},
}

var townAgency = domain.Agency{ID: "g", Name: "云岭区民政局", Short: "云民", Region: "云岭区", Superior: "云岭区人民政府", Sections: []string{"股"}}

var suspects = map[domain.PartyID][]string{
	"shop": {"FN-19", "FN-20", "FN-18", "FN-13", "FN-22", "FN-09"}, "garden": {"FN-03", "FN-04", "FN-08", "FN-01", "FN-32"}, "village": {"FN-06", "FN-07", "FN-33"},
	"society": {"SO-05", "SO-06", "SO-08", "SO-03"}, "home": {"SO-19", "SO-20", "SO-17"}, "man": {"FN-16", "FN-13", "FN-31"}, "band": {"SO-13", "SO-12"}, "noplace": {"FN-19", "FN-20"},
}

func newTown(seed uint64) *town {
	w := &town{Rand: rand.New(rand.NewPCG(seed, 68)), seed: seed, people: townspeople(), parties: townParties, files: map[domain.CaseID]*domain.Case{},
		log: map[domain.CaseID][]written{}, watched: map[domain.CaseID]*watch{}, serials: map[string]int{}, tally: newTally(), again: map[domain.CaseID]bool{}, stale: map[domain.CaseID]bool{}}
	w.names = slices.Sorted(maps.Keys(w.people))
	start := one(w, []domain.Date{domain.NewDate(2023, 3, 1), domain.NewDate(2023, 9, 20), domain.NewDate(2026, 1, 12), domain.NewDate(2026, 3, 10), domain.NewDate(2026, 3, 27), domain.NewDate(2026, 7, 1), domain.NewDate(2026, 9, 7), domain.NewDate(2026, 9, 21)})
	w.now = start.Start().Add(9 * time.Hour)
	return w
}

func one[T any](w *town, xs []T) T { return xs[w.IntN(len(xs))] }

// rarely is true once in n.
func (w *town) rarely(n int) bool { return w.IntN(n) == 0 }

func (w *town) today() domain.Date { return domain.DateOf(w.now) }

// some takes so many different people out of a list.
func (w *town) some(from []domain.PersonID, n int) []domain.PersonID {
	from = slices.Clone(from)
	w.Shuffle(len(from), func(i, j int) { from[i], from[j] = from[j], from[i] })
	return from[:min(n, len(from))]
}

func (w *town) holders(roles ...domain.Role) []domain.PersonID {
	var out []domain.PersonID
	for _, id := range w.names {
		if slices.ContainsFunc(roles, func(r domain.Role) bool { return w.people[id].Holds(r, "g", w.today()) }) {
			out = append(out, id)
		}
	}
	return out
}

// --- the one door, as the store keeps it

func (w *town) fail(format string, args ...any) {
	if w.bad == nil {
		w.bad = fmt.Errorf(format, args...)
	}
}

// enter applies an event the way it will be read back, and shows it to whoever watches.
func (w *town) enter(c *domain.Case, actor, other domain.PersonID, at time.Time, b domain.Body) {
	raw, err := json.Marshal(b)
	if err != nil {
		w.fail("%s cannot be written: %v", b.Kind(), err)
		return
	}
	back, err := domain.ReadBody(b.Kind(), raw)
	if err != nil {
		w.fail("%s cannot be read back: %v", b.Kind(), err)
		return
	}
	if again, err := json.Marshal(back); err != nil || !bytes.Equal(raw, again) {
		w.fail("%s does not survive JSON: %v\n%s\n%s", b.Kind(), err, raw, again)
		return
	}
	e := domain.Event{Case: c.ID, Seq: c.Seq + 1, Actor: actor, For: other, RecordedBy: actor, OccurredAt: at, RecordedAt: w.now, Body: back}
	docs, opened := len(c.Documents), c.Seq == 0
	if err := c.Apply(e); err != nil {
		w.fail("%s: %v", b.Kind(), err)
		return
	}
	w.log[c.ID] = append(w.log[c.ID], written{e, b.Kind(), raw})
	if opened {
		w.files[c.ID] = c
		w.order = append(w.order, c.ID)
		if c.RefSerial < 0 {
			w.numbered(domain.SeriesHidden, c.RefYear, -c.RefSerial)
		} else {
			w.numbered("case."+string(c.Procedure), c.RefYear, c.RefSerial)
		}
	}
	for _, d := range c.Documents[docs:] {
		if d.Serial > 0 {
			w.numbered(d.Type, d.Year, d.Serial)
		}
	}
	w.tally.stages[c.Stage]++
	w.see(c, e)
}

// numbered takes a place in a register: without gaps, none twice.
func (w *town) numbered(typ string, year, serial int) {
	at := fmt.Sprintf("%s/%d", typ, year)
	if serial != w.serials[at]+1 {
		w.fail("register %s: number %d follows %d", at, serial, w.serials[at])
	}
	w.serials[at] = serial
}

func (w *town) pass(c *domain.Case, to time.Time) {
	for range 500 {
		at, b, more, err := c.NextPassed(to, official(), book())
		if err != nil {
			w.fail("time passing in %s: %v", c.ID, err)
			return
		}
		if !more {
			return
		}
		w.enter(c, domain.System, "", at, b)
	}
	w.fail("time does not stop passing in %s", c.ID)
}

// act asks for an act as the store does, without a policy: what domain lets through must hold for every way in.
func (w *town) act(who, other domain.PersonID, id domain.CaseID, cmd domain.Command) (err error) {
	spec, ok := domain.SpecOf(cmd.Act())
	if !ok {
		w.fail("no act %s", cmd.Act())
		return nil
	}
	at := w.now
	if !w.plain && w.rarely(25) { // entered some days late, as it happened
		at = at.Add(-time.Duration(w.IntN(3*24*60)) * time.Minute)
	}
	w.trail = append(w.trail, fmt.Sprintf("%s %s %s %s %s", at.In(domain.Shanghai).Format("2006-01-02 15:04"), who, id, cmd.Act(), brief(cmd)))
	w.tally.tried++
	defer func() {
		if p := recover(); p != nil {
			w.fail("%s: %v\n%s", cmd.Act(), p, debug.Stack())
		}
	}()
	c := w.files[id]
	if c == nil {
		c = &domain.Case{ID: id}
	}
	f := &domain.Facts{At: at, Now: w.now, Actor: who, RecordedBy: who, For: other, Agency: townAgency, Calendar: official(), Rules: book(), Norms: lawOfSanctions(),
		Violations: lawOfSanctions().Violations, People: w.people, Parties: w.parties, Blobs: map[domain.Blob]domain.File{"f": {Hash: "f", Name: "x.pdf", Type: "application/pdf", Size: 1}},
		Others: map[domain.CaseID]*domain.Case{}, Numbers: map[string]domain.Number{}, References: map[string][]domain.Number{}}
	if c.Seq > 0 {
		w.pass(c, at)
	}
	if err := domain.Guard(spec, c, f); err != nil {
		return err
	}
	if err := domain.InPlace(spec, c, other); err != nil {
		return err
	}
	n := domain.NeedsOf(cmd, c)
	for _, o := range w.order {
		if n.Pending != "" && w.files[o].Pending(n.Pending) {
			n.Others = append(n.Others, o)
		}
	}
	if o := w.files[n.PartyOf]; o != nil && o.Party != nil {
		n.Others = append(n.Others, domain.CaseID(o.Party.ID))
	}
	n.Others = append(n.Others, entriesOf(w.files, n.Entries)...)
	for _, o := range slices.Sorted(slices.Values(n.Others)) {
		if x := w.files[o]; x != nil && o != c.ID {
			w.pass(x, at)
			f.Others[o] = x
		}
	}
	year := domain.DateOf(at).Year()
	taken := map[string]int{}
	number := func(typ string) domain.Number {
		k := fmt.Sprintf("%s/%d", typ, year)
		taken[k]++
		s := w.serials[k] + taken[k]
		return domain.Number{Type: typ, Year: year, Serial: s, Text: townAgency.Number(typ, year, s)}
	}
	for _, typ := range n.Numbers {
		f.Numbers[typ] = number(typ)
	}
	for _, typ := range slices.Sorted(maps.Keys(n.Openings)) {
		for range n.Openings[typ] {
			f.References[typ] = append(f.References[typ], number(typ))
		}
	}
	if n.Children {
		for _, o := range w.order {
			if w.files[o].Parent == c.ID {
				f.Children = append(f.Children, w.files[o].AsChild())
			}
		}
	}
	if n.Inspected {
		f.Inspected = map[domain.PartyID]int{}
		for _, x := range w.files {
			if x.Inspection != nil && x.RefYear == year && x.Stage != domain.InspCancelled && !x.Inspection.Exempt {
				f.Inspected[x.Party.ID]++
			}
		}
	}
	out, err := cmd.Decide(c, f)
	if err != nil {
		if domain.CodeOf(err) == "" {
			w.fail("%s: a fault, not a refusal: %v", spec.Name, err)
		}
		return err
	}
	for _, t := range out.Tells {
		o := f.Others[t.To]
		if o == nil {
			w.fail("%s tells %s, which it did not ask for", spec.Name, t.To)
			return nil
		}
		if at.Before(o.LastAt) {
			return domain.Refuse("out_of_order", "", "关联案卷", "the related file")
		}
	}
	for _, o := range out.Opens {
		if w.files[o.ID] != nil {
			return domain.Refuse("already_open", "", "已存在", "exists")
		}
	}
	for _, b := range out.Events {
		w.enter(c, who, other, at, b)
	}
	for _, t := range out.Tells {
		for _, b := range t.Events {
			w.enter(f.Others[t.To], who, other, at, b)
		}
	}
	for _, o := range out.Opens {
		child := &domain.Case{ID: o.ID}
		for _, b := range o.Events {
			w.enter(child, who, other, at, b)
		}
	}
	w.tally.done++
	w.standing(c)
	for _, o := range f.Others {
		w.standing(o)
	}
	return nil
}

func brief(cmd domain.Command) string {
	b, err := json.Marshal(cmd)
	if err != nil {
		return err.Error()
	}
	if r := []rune(string(b)); len(r) > 700 {
		return string(r[:700]) + "…"
	}
	return string(b)
}

// --- a walk

// step lets somebody do something, or time pass.
func (w *town) step() {
	switch n := w.IntN(100); {
	case n < 55:
		w.now = w.now.Add(time.Duration(1+w.IntN(90)) * time.Minute)
	case n < 78:
		w.now = w.now.Add(time.Duration(5+w.IntN(24*2)) * time.Hour)
	case n < 94: // to where time does something by itself
		if c := w.file(); c != nil {
			far := 45 * 24 * time.Hour
			if slices.Contains([]domain.Stage{domain.PenServed, domain.PenDemanded, domain.PenOverdue, domain.PenInstalment, domain.PenCourt}, c.Stage) && w.rarely(3) {
				far = 250 * 24 * time.Hour
			}
			if k, i, ok := c.Coming(official()); ok && i.At.After(w.now) && i.At.Sub(w.now) < far && k.ID != "" {
				w.now = i.At.Add(time.Duration(w.IntN(120)) * time.Minute)
			}
		}
	case n < 98:
		w.now = w.now.Add(time.Duration(3+w.IntN(12)) * 24 * time.Hour)
	default:
		w.now = w.now.Add(time.Duration(20+w.IntN(120)) * 24 * time.Hour)
	}
	roots := 0
	for _, id := range w.order {
		if w.files[id].Procedure == domain.ProcPenalty && w.files[id].Parent == "" && w.files[id].Open() {
			roots++
		}
	}
	if roots == 0 && w.rarely(2) || roots < 3 && w.rarely(40) {
		w.open()
		return
	}
	c := w.file()
	if c == nil {
		return
	}
	if w.rarely(30) {
		w.pass(c, w.now)
		w.standing(c)
		return
	}
	name := w.choose(c)
	if name == "" {
		return
	}
	if name == "meeting.convene" {
		w.convene(c)
		return
	}
	make, known := makers[name]
	if !known {
		w.fail("nobody knows how to make %s", name)
		return
	}
	cmd := make(w, c)
	if cmd == nil {
		return
	}
	who, other := w.actor(c, cmd.Act())
	err := w.act(who, other, c.ID, cmd)
	w.count(cmd.Act(), err)
	if c.Meeting != nil && slices.Contains([]domain.Code{"no_quorum", "no_majority", "head_not_last", "vote_missing", "opinion_missing", "dissent_missing", "separation_of_duties", "recusal_open"}, domain.CodeOf(err)) {
		w.again[c.ID] = true
	}
	if c.Meeting != nil && slices.Contains([]domain.Code{"item_not_open", "digest_mismatch", "extension_first", "clock_ended"}, domain.CodeOf(err)) {
		w.stale[c.ID] = true
	}
	if w.rarely(20) { // the same once more, by a slip of the finger
		w.count(cmd.Act(), w.act(who, other, c.ID, cmd))
	}
}

func (w *town) count(name string, err error) {
	n := w.tally.acts[name]
	if err == nil {
		n[0]++
	} else {
		n[1]++
		w.tally.refusals[domain.CodeOf(err)]++
	}
	w.tally.acts[name] = n
	if err != nil {
		w.trail[len(w.trail)-1] += " ✗ " + string(domain.CodeOf(err))
	}
}

// file picks a file: mostly one that is open, mostly one of the newest.
func (w *town) file() *domain.Case {
	var open, closed []domain.CaseID
	for _, id := range w.order {
		if w.files[id].Open() {
			open = append(open, id)
		} else {
			closed = append(closed, id)
		}
	}
	switch {
	case len(closed) > 0 && (len(open) == 0 || w.rarely(40)):
		return w.files[one(w, closed)]
	case len(open) == 0:
		return nil
	}
	return w.files[one(w, open)]
}

// choose picks an act for a file: mostly what it waits for, often what is offered, now and then anything.
func (w *town) choose(c *domain.Case) string {
	var owed []string
	for _, t := range c.Tasks {
		if t.DoneAt.IsZero() {
			owed = append(owed, t.Kind)
		}
	}
	n := w.IntN(100)
	if n < 62 && len(owed) > 0 {
		k := one(w, owed)
		if k == "look" {
			k = "case.acknowledge"
		}
		if k == "penalty.record_defence" && !w.rarely(3) { // that is waiting: the party does what it likes, or nothing
			k = one(w, []string{"penalty.record_defence", "penalty.waive", "penalty.request_hearing", "penalty.request_hearing", "case.note"})
		}
		if k == "meeting.close" && slices.Contains(owed, "meeting.sign") && w.IntN(10) > 0 {
			k = "meeting.sign"
		}
		if k == "penalty.conclude" && w.rarely(4) {
			k = one(w, []string{"penalty.redact", "penalty.publish", "penalty.withhold"})
		}
		return k
	}
	var from []string
	for _, s := range allActs() {
		if s.SystemOnly || s.Opens || paperOnly[s.Name] || s.Procedure != c.Procedure && (s.Procedure != "" || w.IntN(12) > 0) {
			continue
		}
		if rare := ending[s.Name]; rare > 0 && w.IntN(rare) > 0 {
			continue // else few cases come far
		}
		if n < 95 && !domain.Offers(s, c) {
			continue
		}
		from = append(from, s.Name)
	}
	if len(from) == 0 {
		return ""
	}
	return one(w, from)
}

// ending are acts that end or divert a case, or only fill the file: one in so many is let through, or little else would be seen.
var ending = map[string]int{"penalty.refuse_filing": 30, "penalty.move": 30, "penalty.take_over": 60, "penalty.terminate": 60, "penalty.dissolve": 30, "penalty.join": 5,
	"penalty.revoke_decision": 20, "penalty.refer": 30, "penalty.split": 15, "penalty.suspend": 25, "penalty.return_filing": 30, "penalty.return_decision": 20,
	"penalty.dispute_jurisdiction": 30, "meeting.cancel": 40, "legality.return_incomplete": 25, "penalty.end_execution": 12, "penalty.ask_recusal": 25, "penalty.cancel_payment": 12,
	"penalty.change_officers": 20, "case.reassign": 30, "referral.refuse": 30, "penalty.amend_proposal": 5, "penalty.remedy_filed": 8, "penalty.assign": 10, "case.note": 4,
	"penalty.adjourn_hearing": 15, "penalty.settle_jurisdiction": 4, "penalty.entrust": 20, "penalty.exclude_evidence": 20, "meeting.amend_agenda": 30, "legality.withdraw": 40,
	"penalty.extend": 6, "penalty.move_evidence": 8, "penalty.service_failed": 8, "case.add_evidence": 3, "legality.reassign": 12, "legality.extend": 12, "meeting.hold": 4,
	"penalty.correct_decision": 15, "penalty.appraise": 4, "penalty.ask_preservation": 4, "penalty.withdraw_publicity": 4, "penalty.correct_publicity": 4, "penalty.withdraw_hearing": 5,
	"penalty.default_hearing": 6, "penalty.insist": 2, "case.acknowledge": 3}

// actor picks who does it: mostly who may, now and then anybody, rarely somebody in another's place.
func (w *town) actor(c *domain.Case, name string) (who, other domain.PersonID) {
	if w.rarely(7) {
		return one(w, w.names), ""
	}
	spec, _ := domain.SpecOf(name)
	var from []domain.PersonID
	if name != "case.acknowledge" && w.IntN(10) > 0 {
		for _, t := range c.Tasks {
			if t.DoneAt.IsZero() && t.Kind == name && t.Person != "" {
				from = append(from, t.Person)
			}
		}
		if len(from) > 0 {
			return one(w, from), ""
		}
	}
	verb := spec.Verb()
	var host []domain.PersonID
	if c.Penalty != nil && len(c.Penalty.Hearings) > 0 {
		h := c.Penalty.Hearings[len(c.Penalty.Hearings)-1]
		host = []domain.PersonID{h.Host}
	}
	switch kind := spec.Kind(); {
	case name == "case.acknowledge":
		if t := w.looks(c); t != nil && t.Person != "" {
			from = append(from, t.Person)
		} else if t != nil {
			from = w.holders(t.Role)
		}
	case spec.Assigned:
		from = c.Officers
	case kind == "meeting" && c.Meeting != nil && verb == "sign":
		if m := c.Meeting.Minutes; m != nil {
			from = append(slices.Clone(m.Present), c.Meeting.Recorder)
		}
	case kind == "meeting" && c.Meeting != nil:
		from = []domain.PersonID{c.Meeting.Recorder, c.Meeting.Recorder, c.Meeting.Chair}
	case kind == "legality" && (verb == "extend" || verb == "reassign"):
		from = w.holders(domain.RoleLeader, domain.RoleHead)
	case kind == "legality" && c.Legality != nil && c.Legality.Reviewer != "":
		from = []domain.PersonID{c.Legality.Reviewer}
	case kind == "legality":
		from = []domain.PersonID{"fang", "qian", "qian", "fang", "qian", "qian", "fang", "shen", "raw"}
		if c.Legality != nil && verb == "withdraw" {
			from = c.Officers
		}
	case kind == "referral":
		from = w.holders(domain.RoleHead, domain.RoleHead, domain.RoleLeader)
		if verb == "approve" {
			from = w.holders(domain.RoleHead)
		}
	case kind == "case":
		from = append(slices.Clone(c.Officers), "su", "lin")
	case slices.Contains([]string{"set_hearing", "adjourn_hearing", "default_hearing", "hold_hearing", "report_hearing"}, verb) && len(host) > 0 && host[0] != "":
		from = host
	case slices.Contains([]string{"record_payment", "hand_in", "bank_in", "refund"}, verb):
		from = w.holders(domain.RoleFinance)
	case verb == "archive":
		from = w.holders(domain.RoleArchive)
	case slices.Contains([]string{"record_defence", "waive", "request_hearing", "withdraw_hearing", "name_agents", "announce_hearing", "entrust_reply", "move_evidence", "ask_recusal", "ask_instalment", "record_demand_views", "remedy_filed", "ask_repair"}, verb):
		from = append(slices.Clone(c.Officers), "mei")
	case slices.Contains([]string{"assign", "change_officers", "entrust", "dispute_jurisdiction", "exclude_evidence", "publish", "accept_repair", "correct_publicity", "withdraw_publicity", "court_ruled", "remedy_decided", "forward_review"}, verb):
		from = append(w.holders(domain.RoleSection), c.Officers...)
		if verb == "publish" {
			from = w.holders(domain.RoleSection)
		}
	case slices.Contains([]string{"revoke_decision", "apply_court", "object_ruling", "withhold"}, verb):
		from = w.holders(domain.RoleHead)
	default:
		from = w.holders(domain.RoleLeader, domain.RoleHead)
	}
	if len(from) == 0 {
		return one(w, w.names), ""
	}
	who = one(w, from)
	if who == "lin" && w.rarely(6) { // 林代顾
		other = "gu"
	}
	return who, other
}

// done compares what the events say with what the files say, once the walk is over.
func (w *town) finish() {
	for _, id := range w.order {
		events := make([]domain.Event, 0, len(w.log[id]))
		for _, x := range w.log[id] {
			b, err := domain.ReadBody(x.kind, x.raw)
			if err != nil {
				w.fail("%s: %v", x.kind, err)
				return
			}
			e := x.Event
			e.Body = b
			events = append(events, e)
		}
		folded, err := domain.Fold(events)
		if err != nil {
			w.fail("%s: %v", id, err)
			return
		}
		a, _ := json.Marshal(folded)
		b, _ := json.Marshal(w.files[id])
		if !bytes.Equal(a, b) {
			w.fail("%s: the fold of its events is not the file\n%s\n%s", id, a, b)
		}
		w.ended(w.files[id])
	}
}

func walkOnce(seed uint64) *town {
	w := newTown(seed)
	for range 110 + w.IntN(170) {
		if w.step(); w.bad != nil {
			return w
		}
	}
	w.finish()
	w.tally.walks = 1
	return w
}

// TestNoWalkReachesADecisionWithoutWhatTheLawDemands: whatever people do in whatever order, what penalty_watch_test.go says
// holds after every act.
func TestNoWalkReachesADecisionWithoutWhatTheLawDemands(t *testing.T) {
	walks, limit := 0, 12*time.Second
	if s := os.Getenv("YIFA_WALKS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		walks, limit = n, 0
	}
	if testing.Short() {
		limit = 2 * time.Second
	}
	seed := uint64(time.Now().UnixNano()) % 1_000_000_000_000 * 1000
	if s := os.Getenv("YIFA_SEED"); s != "" {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		seed = n
	}
	total, began := newTally(), time.Now()
	var next struct {
		sync.Mutex
		n    uint64
		bad  *town
		hung int
	}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for {
				next.Lock()
				i := next.n
				next.n++
				stop := next.bad != nil || limit == 0 && int(i) >= walks || limit > 0 && time.Since(began) > limit
				next.Unlock()
				if stop {
					return
				}
				w := walkOnce(seed + i)
				total.add(w.tally)
				if w.bad != nil {
					next.Lock()
					if next.bad == nil || w.seed < next.bad.seed {
						next.bad = w
					}
					next.Unlock()
				}
			}
		})
	}
	wg.Wait()
	if w := next.bad; w != nil {
		from := max(0, len(w.trail)-80)
		t.Fatalf("walk %d (YIFA_WALKS=1 YIFA_SEED=%d): %v\n%s", w.seed, w.seed, w.bad, strings.Join(w.trail[from:], "\n"))
	}
	total.report(t, seed)
}

// report logs what the walks have seen, and fails where that is too little to mean anything.
func (t *tally) report(tt *testing.T, seed uint64) {
	tt.Logf("%d walks from seed %d: %d acts tried, %d done", t.walks, seed, t.tried, t.done)
	var stages, acts, never []string
	for _, s := range slices.Sorted(maps.Keys(t.stages)) {
		stages = append(stages, fmt.Sprintf("%s %d", s, t.stages[s]))
	}
	known, seen := 0, 0
	for _, s := range domain.Acts() {
		kind := s.Kind()
		if s.SystemOnly || kind != "penalty" && kind != "meeting" && kind != "referral" && kind != "legality" || makers[s.Name] == nil && !s.Opens {
			continue
		}
		if paperOnly[s.Name] {
			continue
		}
		known++
		if t.acts[s.Name][0] == 0 {
			never = append(never, s.Name)
			continue
		}
		seen++
		acts = append(acts, fmt.Sprintf("%s %d/%d", s.Name, t.acts[s.Name][0], t.acts[s.Name][1]))
	}
	tt.Logf("stages reached: %s", strings.Join(stages, ", "))
	tt.Logf("acts done/refused: %s", strings.Join(acts, ", "))
	tt.Logf("acts never done: %s", strings.Join(never, ", "))
	var verdicts, codes []string
	for _, k := range slices.Sorted(maps.Keys(t.verdicts)) {
		verdicts = append(verdicts, fmt.Sprintf("%s %d", k, t.verdicts[k]))
	}
	for _, k := range slices.Sorted(maps.Keys(t.refusals)) {
		codes = append(codes, fmt.Sprintf("%s %d", k, t.refusals[k]))
	}
	tt.Logf("seen: %s", strings.Join(verdicts, ", "))
	tt.Logf("refusals: %s", strings.Join(codes, ", "))
	if t.walks < 200 {
		return
	}
	for _, s := range []domain.Stage{domain.PenFiled, domain.PenReported, domain.PenExamining, domain.PenExamined, domain.PenNoticed, domain.PenHearing, domain.PenHeard, domain.PenPostNotice,
		domain.PenReviewing, domain.PenToDiscuss, domain.PenToDecide, domain.PenDecided, domain.PenServed, domain.PenOverdue, domain.PenPerformed, domain.PenConcluded, domain.PenArchived,
		domain.LegReviewing, domain.LegConcluded, domain.MeetHeld, domain.MeetClosed, domain.RefProposed, domain.RefSent} {
		if t.stages[s] == 0 {
			tt.Errorf("no walk came to %s", s)
		}
	}
	if t.walks >= 400 && seen*10 < known*8 {
		tt.Errorf("only %d of %d acts were ever done", seen, known)
	}
}
