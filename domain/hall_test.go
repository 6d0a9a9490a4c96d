package domain_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"yifa/domain"
	"yifa/migrations"
	"yifa/testkit"
)

// hall is a registration hall without a store: files in memory, acts decided as the store would decide them, time that passes
// when it is told to. w is the window clerk, a and b officers, s the head of the section, r the legal reviewer, l a leader, h the
// head of the bureau; "applicant" asks by himself.
type hall struct {
	testing.TB
	files  map[domain.CaseID]*domain.Case
	people map[domain.PersonID]domain.Person
	blobs  map[domain.Blob]domain.File
	norms  *domain.Norms
	agency domain.Agency
	now    time.Time
	inFor  domain.PersonID // whom the one who acts stands in for
	serial map[string]int
	rules  *domain.RuleBook                                     // nil: as they ship
	lists  map[domain.CaseID]map[domain.PartyID]domain.ListItem // of campaigns, as the store keeps them
	latest map[domain.CaseID]domain.Body                        // what happened last in a file
}

func newHall(t testing.TB, when string) *hall {
	t.Helper()
	norms, err := migrations.Norms()
	if err != nil {
		t.Fatal(err)
	}
	x := &hall{TB: t, files: map[domain.CaseID]*domain.Case{}, people: map[domain.PersonID]domain.Person{}, norms: norms, serial: map[string]int{}, lists: map[domain.CaseID]map[domain.PartyID]domain.ListItem{}, latest: map[domain.CaseID]domain.Body{},
		blobs:  map[domain.Blob]domain.File{"f1": {Hash: "f1", Name: "材料.pdf", Type: "application/pdf", Size: 10}},
		agency: domain.Agency{ID: "g", Name: "云岭区民政局", Short: "云民", Region: "云岭区", Registrar: &domain.Registrar{Area: "990101", Prefix: "MJH", First: 1, Last: 99999}}}
	x.clock(when)
	for id, r := range map[domain.PersonID]domain.Role{"w": domain.RoleClerk, "a": domain.RoleOfficer, "b": domain.RoleOfficer, "c": domain.RoleOfficer, "s": domain.RoleSection,
		"r": domain.RoleReviewer, "l": domain.RoleLeader, "h": domain.RoleHead} {
		p := domain.Person{ID: id, Name: strings.ToUpper(string(id)), Agency: "g", Grants: []domain.GrantHeld{{Role: r, Agency: "g", From: day("2020-01-01")}}}
		if r == domain.RoleOfficer {
			p.Certificates = []domain.Certificate{{Number: string(id), Issuer: "x", From: day("2020-01-01"), Until: day("2030-01-01")}}
		}
		x.people[id] = p
	}
	return x
}

func (x *hall) clock(when string) {
	x.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", when, domain.Shanghai)
	if err != nil {
		x.Fatal(err)
	}
	x.now = at
}

func (x *hall) put(c *domain.Case, actor domain.PersonID, when time.Time, bodies []domain.Body) {
	x.Helper()
	for _, b := range bodies {
		data, err := json.Marshal(b)
		if err != nil {
			x.Fatal(err)
		}
		back, err := domain.ReadBody(b.Kind(), data)
		if err != nil {
			x.Fatal(err)
		}
		e := domain.Event{Case: c.ID, Seq: c.Seq + 1, Actor: actor, OccurredAt: when, RecordedAt: when, Body: back}
		if actor != domain.System {
			e.For = x.inFor
		}
		if err := c.Apply(e); err != nil {
			x.Fatal(err)
		}
		x.latest[c.ID] = back
	}
}

// pass lets time pass in a file.
func (x *hall) pass(id domain.CaseID) *domain.Case {
	x.Helper()
	c := x.files[id]
	if c == nil {
		return &domain.Case{ID: id}
	}
	for {
		at, b, more, err := c.NextPassed(x.now, official(), book())
		if err != nil {
			x.Fatal(err)
		}
		if !more {
			return c
		}
		x.put(c, domain.System, at, []domain.Body{b})
	}
}

// try asks for an act as the store would, without the gate; it gives the files that were opened.
func (x *hall) try(who domain.PersonID, id domain.CaseID, cmd domain.Command) ([]domain.CaseID, error) {
	x.Helper()
	spec, _ := domain.SpecOf(cmd.Act())
	c := &domain.Case{ID: id}
	if !spec.Opens {
		c = x.pass(id)
	}
	f := &domain.Facts{At: x.now, Now: x.now, Actor: who, RecordedBy: who, For: x.inFor, Agency: x.agency, Calendar: official(), Rules: book(), Norms: x.norms, Violations: x.norms.Violations, People: x.people,
		Parties: map[domain.PartyID]domain.Party{}, Blobs: x.blobs, Numbers: map[string]domain.Number{}, References: map[string][]domain.Number{}, Others: map[domain.CaseID]*domain.Case{}}
	if x.rules != nil {
		f.Rules = x.rules
	}
	if err := domain.Guard(spec, c, f); err != nil {
		return nil, err
	}
	n := domain.NeedsOf(cmd, c)
	next := func(k string) domain.Number {
		x.serial[k]++
		return domain.Number{Type: k, Year: x.now.Year(), Serial: x.serial[k], Text: x.agency.Number(k, x.now.Year(), x.serial[k])}
	}
	for _, k := range n.Numbers {
		f.Numbers[k] = next(k)
	}
	for k, many := range n.Openings {
		for range many {
			f.References[k] = append(f.References[k], next(k))
		}
	}
	for _, p := range n.Parties {
		if o := x.files[domain.CaseID(p)]; o != nil && o.PartyFile != nil {
			f.Parties[p] = *o.PartyFile
		}
	}
	n.Others = append(n.Others, x.onLists(n.Cleaned, f)...)
	n.Others = append(n.Others, entriesOf(x.files, n.Entries)...)
	for _, o := range n.Others {
		if x.files[o] != nil {
			f.Others[o] = x.pass(o)
		}
	}
	if n.Pending != "" {
		for _, o := range slices.Sorted(maps.Keys(x.files)) {
			if x.files[o].Pending(n.Pending) {
				f.Others[o] = x.pass(o)
			}
		}
	}
	for _, ask := range n.Names {
		for _, o := range x.files {
			for _, h := range o.NamesHeld() {
				if h.Name.FullKey() == ask.FullKey() || h.Name.CoreKey() == ask.CoreKey() {
					f.Names = append(f.Names, h)
				}
			}
		}
	}
	if n.Children {
		for _, id := range slices.Sorted(maps.Keys(x.files)) {
			if o := x.files[id]; o.Parent == c.ID {
				f.Children = append(f.Children, o.AsChild())
			}
		}
	}
	x.cleanupFacts(c, f, n)
	if n.Pool != nil {
		for _, id := range slices.Sorted(maps.Keys(x.files)) {
			if p := x.files[id].PartyFile; p != nil && p.Org != nil && n.Pool.Holds(p) {
				f.Pool = append(f.Pool, domain.PoolEntry{ID: p.ID, USCC: p.USCC, Name: p.Name, Kind: p.Kind})
			}
		}
	}
	if len(n.Reps) > 0 {
		f.Reps = map[string][]domain.RepHeld{}
		for _, id := range slices.Sorted(maps.Keys(x.files)) {
			if p := x.files[id].PartyFile; p != nil && p.Org != nil && !p.Org.Gone() && p.Kind == domain.PartyAssociation && slices.Contains(n.Reps, p.Org.LegalRep) {
				f.Reps[p.Org.LegalRep] = append(f.Reps[p.Org.LegalRep], domain.RepHeld{Org: p.ID, Name: p.Name})
			}
		}
	}
	if n.Code {
		for _, o := range x.files {
			if o.PartyFile != nil && o.PartyFile.Org != nil {
				f.Code = max(f.Code, o.PartyFile.Org.Serial)
			}
		}
		f.Code++
	}
	out, err := domain.Ask(cmd, c, f)
	if err != nil {
		return nil, err
	}
	x.files[id] = c
	known := len(c.ListChanges())
	x.put(c, who, x.now, out.Events)
	x.relist(id, c.ListChanges()[known:])
	for _, tell := range out.Tells {
		x.put(x.files[tell.To], who, x.now, tell.Events)
	}
	var opened []domain.CaseID
	for _, o := range out.Opens {
		opened = append(opened, o.ID)
		x.files[o.ID] = &domain.Case{ID: o.ID}
		x.put(x.files[o.ID], who, x.now, o.Events)
	}
	return opened, nil
}

// entriesOf are the open files of the credit lists against an organization, as the store finds them.
func entriesOf(files map[domain.CaseID]*domain.Case, org domain.PartyID) (ids []domain.CaseID) {
	for _, id := range slices.Sorted(maps.Keys(files)) {
		if c := files[id]; org != "" && c.Listing != nil && c.Open() && c.Party.ID == org {
			ids = append(ids, id)
		}
	}
	return ids
}

// do is try that must succeed.
func (x *hall) do(who domain.PersonID, id domain.CaseID, cmd domain.Command) []domain.CaseID {
	x.Helper()
	opened, err := x.try(who, id, cmd)
	if err != nil {
		x.Fatalf("%s by %s: %v", cmd.Act(), who, err)
	}
	return opened
}

// refused is try that must be refused with the code.
func (x *hall) refused(code domain.Code, who domain.PersonID, id domain.CaseID, cmd domain.Command) {
	x.Helper()
	if _, err := x.try(who, id, cmd); domain.CodeOf(err) != code {
		x.Fatalf("%s by %s: %v, want %s", cmd.Act(), who, err, code)
	}
}

// settle does what the engine owes a file until it owes nothing more; it gives the files that were opened.
func (x *hall) settle(id domain.CaseID) (opened []domain.CaseID) {
	x.Helper()
	for range 5 {
		x.pass(id)
		i := slices.IndexFunc(x.files[id].Owes(), func(d domain.Duty) bool { return d.Kind == domain.DutySettle })
		if i < 0 {
			return opened
		}
		cmd, err := domain.ReadCommand(x.files[id].Owes()[i].Act, nil)
		if err != nil {
			x.Fatal(err)
		}
		opened = append(opened, x.do(domain.System, id, cmd)...)
	}
	x.Fatalf("%s owes without end", id)
	return nil
}

// organization enters an active organization in the register.
func (x *hall) organization(id domain.CaseID, kind domain.PartyKind, on string, change ...func(*domain.OrganizationRegistered)) domain.PartyID {
	x.Helper()
	items := *chess()
	items.Name.Field = "象棋" + string(id)
	b := &domain.OrganizationRegistered{Items: items, On: day(on), Why: "录入"}
	for _, f := range change {
		f(b)
	}
	reg := domain.RegisterParty{Kind: kind, Name: items.Name.String()}
	c := &domain.Case{ID: id}
	x.files[id] = c
	x.put(c, domain.System, x.now, []domain.Body{&domain.PartyRegistered{RegisterParty: reg, Agency: "g"}, b})
	return domain.PartyID(id)
}

func (x *hall) stands(id domain.CaseID, s domain.Stage) {
	x.Helper()
	if got := x.pass(id).Stage; got != s {
		x.Fatalf("%s stands at %s, want %s", id, got, s)
	}
}

func chessName() domain.OrgName {
	return domain.OrgName{District: "云岭区", Field: "象棋", Form: "协会"}
}

func chess() *domain.OrgItems {
	return &domain.OrgItems{Name: chessName(), Address: "云岭区棋盘路8号", Purpose: "推广象棋运动", Scope: "组织象棋比赛、培训和交流", Area: "云岭区", LegalRep: "楚河汉", CapitalFen: 3_000_000, Mode: domain.ModeDual, Supervisor: "云岭区文化体育局"}
}

// begun opens an application for a chess association and takes it as far as the reserved name.
func (x *hall) begun(id domain.CaseID) {
	x.Helper()
	x.do("w", id, &domain.BeginRegistration{RegKind: domain.RegEstablish, Subject: domain.PartyAssociation, Channel: "window", Applicant: domain.RegApplicant{Name: "楚河汉", Phone: "13900000000"},
		Items: chess(), Members: &domain.OrgMembers{Persons: 56}, Officers: []domain.OrgOfficer{{Name: "楚河汉", Post: "会长"}}})
	x.do("w", id, &domain.SignPriorNotice{Signers: []string{"楚河汉", "马走日"}})
	x.do("w", id, &domain.CheckName{Name: chessName()})
}

// convenes calls the leaders l and h together about the applications, an hour from now, with s to take the minutes.
func (x *hall) convenes(m domain.CaseID, ids ...domain.CaseID) {
	x.Helper()
	c := &domain.ConveneMeeting{At: x.now.Add(time.Hour), Place: "三楼会议室", Chair: "h", Recorder: "s"}
	for _, id := range ids {
		c.Agenda = append(c.Agenda, domain.NewItem{Subject: domain.ItemRegistration, File: id})
	}
	x.do("s", m, c)
}

// minutes are those of the meeting, in which all vote alike on every item; the meeting lasts an hour.
func (x *hall) minutes(m domain.CaseID, result domain.Resolution) domain.Minutes {
	at := x.files[m].Meeting.At
	return testkit.Minutes(x.files[m].Meeting, at, at.Add(time.Hour), result, "h")
}

// met holds the meeting: minutes, signatures; it is closed by who takes them.
func (x *hall) met(m domain.CaseID, min domain.Minutes) {
	x.Helper()
	if x.now.Before(min.EndedAt) {
		x.now = min.EndedAt
	}
	x.do("s", m, &domain.HoldMeeting{Minutes: min})
	for _, p := range min.Present {
		x.do(p, m, &domain.SignMinutes{})
	}
	x.do("s", m, &domain.CloseMeeting{Summary: "会议纪要"})
}

// materials are all those of the list of an application, given.
func (x *hall) materials(id domain.CaseID, but ...string) []domain.GivenMaterial {
	var out []domain.GivenMaterial
	for _, m := range x.norms.Materials(x.files[id].Registration, domain.DateOf(x.now)) {
		if !slices.Contains(but, m.Key) {
			out = append(out, domain.GivenMaterial{Key: m.Key, Pages: 1, Original: true})
		}
	}
	return out
}

// confirmed is every condition confirmed as met.
func (x *hall) confirmed(id domain.CaseID) []domain.ConfirmedByHand {
	var out []domain.ConfirmedByHand
	for _, k := range x.norms.Conditions(x.files[id].Registration, &domain.Facts{At: x.now}) {
		out = append(out, domain.ConfirmedByHand{ID: k.ID, Met: true, Note: "已核对"})
	}
	return out
}
