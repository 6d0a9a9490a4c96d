package domain_test

import (
	"slices"
	"testing"

	"yifa/domain"
)

// accepted takes a change of an address as far as acceptance.
func (x *hall) accepted(id domain.CaseID, org domain.PartyID, kind string) {
	x.Helper()
	items := x.files[domain.CaseID(org)].PartyFile.Org.OrgItems
	b := &domain.BeginRegistration{RegKind: kind, Org: org, Channel: "window", Applicant: domain.RegApplicant{Name: "楚河汉", Phone: "13900000000"}, Ground: "遗失"}
	if kind == domain.RegChange || kind == domain.RegCharter {
		b.ConsentOn = domain.DateOf(x.now)
	}
	if kind == domain.RegChange {
		items.Address = "云岭区车马路1号"
		b.Items = &items
	}
	x.do("w", id, b)
	if kind == domain.RegDeregister {
		x.do("w", id, &domain.FormLiquidation{Members: []string{"楚河汉"}})
		x.do("w", id, &domain.NotifyCreditors{})
		x.do("w", id, &domain.NotifyCreditors{Newspaper: "云岭日报"})
		x.now = x.now.AddDate(0, 3, 0)
		x.do("w", id, &domain.EndLiquidation{Report: "f1", Residual: "移交同类组织"})
	}
	x.do("w", id, &domain.ReceiveApplication{Materials: x.materials(id)})
	x.do("w", id, &domain.AcceptApplication{})
}

// Every item has a limit of the law and a promised one of its own name; the promised one is never the longer (registration.md §0.2(6), §7.1).
func TestEveryItemHasItsOwnLimitOfTheLawAndItsOwnPromise(t *testing.T) {
	titles := map[string]bool{}
	for _, k := range []struct{ kind, law, promise string }{
		{domain.RegChange, "变更、注销登记决定", "变更登记承诺时限"}, {domain.RegDeregister, "变更、注销登记决定", "注销登记承诺时限"},
		{domain.RegCharter, "章程核准决定", "章程核准承诺时限"}, {domain.RegReplace, "证书补领办理", "证书补领承诺时限"},
	} {
		x := newHall(t, "2026-03-02 09:00")
		org := x.organization("o1", domain.PartyAssociation, "2020-01-01")
		x.accepted("r1", org, k.kind)
		law, promise := x.files["r1"].Clock("decide"), x.files["r1"].Clock("promised")
		if law == nil || promise == nil || law.Title != k.law || promise.Title != k.promise || promise.Due > law.Due || promise.Status != domain.Unconfirmed {
			t.Errorf("%s: %+v, %+v", k.kind, law, promise)
		}
		titles[promise.Title] = true
	}
	x := newHall(t, "2026-03-02 09:00")
	x.begun("r1")
	x.do("w", "r1", &domain.ReceiveApplication{Materials: x.materials("r1"), AssemblyOn: day("2026-03-02")})
	x.do("w", "r1", &domain.AcceptApplication{})
	if law, promise := x.files["r1"].Clock("decide"), x.files["r1"].Clock("promised"); law.Rule != "T02" || promise.Rule != "T02b" || promise.Due > law.Due {
		t.Errorf("%+v, %+v", law, promise)
	}
	if len(titles) != 4 {
		t.Errorf("one promise has two names: %v", titles)
	}
}

func TestOfSeveralPromisesTheNarrowestIsKept(t *testing.T) {
	rows := book().Rows()
	at := slices.IndexFunc(rows, func(r domain.Rule) bool { return r.ID == "REG-5.01" })
	own := rows[at]
	own.ID, own.TitleZH, own.Term.N = "REG-5.91", "变更法定代表人承诺时限", 1
	own.For = &domain.LimitFor{Use: domain.LimitByPromise, Kinds: []string{domain.RegChange}, Subjects: []domain.PartyKind{domain.PartyServiceOrg}, Items: []string{domain.ItemLegalRep}}
	b, err := domain.NewRuleBook(append([]domain.Rule{own}, rows...))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []struct {
		what    string
		subject domain.PartyKind
		changed []string
		want    string
	}{
		{"only the legal representative", domain.PartyServiceOrg, []string{domain.ItemLegalRep}, "REG-5.91"},
		{"the address besides", domain.PartyServiceOrg, []string{domain.ItemLegalRep, domain.ItemAddress}, "REG-5.01"},
		{"of another kind of body", domain.PartyAssociation, []string{domain.ItemLegalRep}, "REG-5.01"},
	} {
		got, err := b.Limit(&domain.Registration{Kind: domain.RegChange, Subject: k.subject, Changed: k.changed}, domain.LimitByPromise, day("2026-03-02"))
		if err != nil || got.ID != k.want {
			t.Errorf("%s: %s %v, want %s", k.what, got.ID, err, k.want)
		}
	}
	charity := &domain.Registration{Kind: domain.RegEstablish, Subject: domain.PartyAssociation, Charity: true}
	for use, want := range map[string]string{domain.LimitByLaw: "T02c", domain.LimitByPromise: "REG-5.05"} {
		if got, err := b.Limit(charity, use, day("2026-03-02")); err != nil || got.ID != want {
			t.Errorf("charity, %s: %s %v", use, got.ID, err)
		}
	}
	// a table kept from before the limits said what they are for
	for i := range rows {
		rows[i].For = nil
	}
	old, err := domain.NewRuleBook(rows)
	if err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[string][2]string{domain.RegEstablish: {"T02", "T02b"}, domain.RegChange: {"T03", "T02b"}} {
		r := &domain.Registration{Kind: kind}
		law, err1 := old.Limit(r, domain.LimitByLaw, day("2026-03-02"))
		promise, err2 := old.Limit(r, domain.LimitByPromise, day("2026-03-02"))
		if err1 != nil || err2 != nil || law.ID != want[0] || promise.ID != want[1] {
			t.Errorf("%s: %s %s %v %v", kind, law.ID, promise.ID, err1, err2)
		}
	}
}
