package store_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"yifa/docket/invented"
	"yifa/domain"
	"yifa/store"
)

func (d *desk) entered(n int) []domain.PartyID {
	d.Helper()
	a, err := d.Agency(d.Context())
	if err != nil {
		d.Fatal(err)
	}
	var ids []domain.PartyID
	for i, x := range invented.Organizations(1, n, a, d.today()) {
		r, err := d.Act(d.Context(), store.Request{Command: x, Actor: d.mei, RecordedBy: d.mei, Key: fmt.Sprintf("org-%08d", i)})
		if err != nil {
			d.Fatalf("%s: %v", x.Items.Name, err)
		}
		ids = append(ids, domain.PartyID(r.Case))
	}
	return ids
}

// chess enters an organization of a name.
func (d *desk) chess(field, form, code string) domain.PartyID {
	d.Helper()
	r, err := d.try(d.mei, "", club(field, form, code))
	if err != nil {
		d.Fatal(err)
	}
	return domain.PartyID(r.Case)
}

func club(field, form, code string) *domain.EnterOrganization {
	x := &domain.EnterOrganization{Kind: domain.PartyAssociation, USCC: code, RegisteredOn: domain.NewDate(2015, 5, 6), Items: domain.OrgItems{Name: domain.OrgName{District: "云岭区", Field: field, Form: form},
		Address: "云岭区棋盘路8号", Purpose: "推广", Scope: "交流", LegalRep: "楚河汉", Mode: domain.ModeDual, Supervisor: "云岭区文化体育局"}}
	if code == "" {
		x.NoCode = "未换发"
	}
	return x
}

func TestAnOrganizationIsFoundByTwoCharactersInitialsAndCode(t *testing.T) {
	d := newDesk(t, anyone)
	code := domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG00001")
	chess, music := d.chess("象棋", "协会", code), d.chess("音乐", "行会", domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG00002"))
	for q, want := range map[string][]domain.PartyID{
		"象棋": {chess}, "棋协": {chess}, code: {chess}, "xq": {chess}, "ylqxqxh": {chess}, "XQXH": {chess}, "楚河": {chess, music},
		"yyhh": {music}, "ylxh": {music}, "yyxk": {music}, "xh": {chess, music}, "yl": {chess, music}, "zz": nil, "象协": nil, "qx": {chess}, "云岭 xq": {chess}, "%": {chess, music}, "x": {chess, music}, "'; --": {chess, music},
	} {
		p, err := d.Organizations(t.Context(), store.OrganizationFilter{Agency: d.agency, Q: q})
		var got []domain.PartyID
		for _, r := range p.Items {
			got = append(got, r.ID)
		}
		slices.Sort(got)
		slices.Sort(want)
		if err != nil || !slices.Equal(got, want) || int(p.Total) != len(want) {
			t.Errorf("%q finds %v of %d, want %v; %v", q, got, p.Total, want, err)
		}
	}
}

func TestTheRegisterIsFilteredCountedAndPagedWithoutLoss(t *testing.T) {
	d := newDesk(t, anyone)
	ids := d.entered(120)
	for _, sort := range []string{"name", "registered"} {
		seen := map[domain.PartyID]bool{}
		f := store.OrganizationFilter{Agency: d.agency, Sort: sort, Limit: 17}
		for {
			p, err := d.Organizations(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			if f.Cursor == "" && int(p.Total) != len(ids) {
				t.Errorf("%d in all", p.Total)
			}
			for _, r := range p.Items {
				if seen[r.ID] {
					t.Fatalf("%s is there twice by %s", r.Name, sort)
				}
				seen[r.ID] = true
			}
			if f.Cursor = p.Next; f.Cursor == "" {
				break
			}
		}
		if len(seen) != len(ids) {
			t.Errorf("%d of %d by %s", len(seen), len(ids), sort)
		}
	}
	k, err := d.OrganizationCounts(t.Context(), d.agency)
	if err != nil || k.All != k.Associations+k.ServiceOrgs || k.Overdue == 0 || k.Expired == 0 || k.Charities == 0 || len(k.Supervisors) == 0 || len(k.Townships) != 2 {
		t.Errorf("%+v %v", k, err)
	}
	for name, f := range map[string]store.OrganizationFilter{"overdue": {Overdue: true}, "expired": {Expired: true}, "direct": {Mode: "direct"}, "associations": {Kind: domain.PartyAssociation}, "deregistered": {Status: "deregistered"}} {
		f.Agency, f.Limit = d.agency, 200
		p, err := d.Organizations(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]int{"overdue": k.Overdue, "expired": k.Expired, "deregistered": k.Deregistered}
		if n, ok := want[name]; ok && n != len(p.Items) {
			t.Errorf("%s: %d listed, %d counted", name, len(p.Items), n)
		}
	}
	before, _ := d.Organizations(t.Context(), store.OrganizationFilter{Agency: d.agency, Limit: 200})
	if _, _, err := d.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	after, _ := d.Organizations(t.Context(), store.OrganizationFilter{Agency: d.agency, Limit: 200})
	x, _ := json.Marshal(before)
	y, _ := json.Marshal(after)
	if string(x) != string(y) {
		t.Error("the register made again from the events is another one")
	}
}

func TestADuplicateIsMergedAndBothStayResolvable(t *testing.T) {
	d := newDesk(t, anyone)
	code := domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG00001")
	kept := d.chess("象棋", "协会", "")
	x := club("象棋", "协会", code)
	x.SameName = "待核"
	dup := d.do(d.mei, "", x).Case
	_, err := d.try(d.mei, "", club("围棋", "协会", code))
	d.refused(err, "uscc_taken")
	d.do(d.su, domain.CaseID(kept), &domain.AbsorbDuplicate{Duplicate: domain.PartyID(dup), Reason: "证书相同"})
	p, err := d.OrganizationByCode(t.Context(), d.agency, code)
	if err != nil || p.ID != kept || p.USCC != code {
		t.Errorf("the code leads to %+v, %v", p, err)
	}
	q, err := d.Party(t.Context(), domain.PartyID(dup))
	if err != nil || q.MergedInto != kept {
		t.Errorf("%+v %v", q, err)
	}
	list, _ := d.Organizations(t.Context(), store.OrganizationFilter{Agency: d.agency, Q: "象棋"})
	if len(list.Items) != 1 {
		t.Errorf("%d listed", len(list.Items))
	}
	if _, _, err := d.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestATableOfOrganizationsIsCheckedThenEnteredAndMayBeSentAgain(t *testing.T) {
	d := newDesk(t, anyone)
	a, _ := d.Agency(t.Context())
	d.chess("象棋", "协会", domain.MakeUSCC(domain.PartyAssociation, "990101", "MJG90001"))
	listed := d.do(d.mei, "", &domain.RegisterParty{Kind: domain.PartyAssociation, Name: "云岭区围棋协会"}).Case
	head := []string{"类别", "名称", "统一社会信用代码", "成立日期", "法定代表人", "住所", "管理方式", "业务主管单位", "宗旨", "业务范围", "资金", "负责人", "注册资金（元）"}
	row := func(name, code, on string) []string {
		return []string{"社会团体", name, code, on, "楚河汉", "云岭区棋盘路9号", "双重管理", "云岭区文化体育局", "推广", "交流", "", "会长：楚河汉；秘书长：马走日", "30,000"}
	}
	code := func(n int) string {
		return domain.MakeUSCC(domain.PartyAssociation, "990101", fmt.Sprintf("MJT%05d", n))
	}
	table := [][]string{head, row("云岭区门球协会", code(1), "2019/5/6"), row("云岭区围棋协会", code(2), "2019-05-06"), row("云岭区象棋协会", code(3), "2019-05-06"), row("云岭区跳棋协会", code(1), "2019-05-06"),
		row("云岭区军棋协会", code(5)[:17]+"?", "2019-05-06"), row("云岭区五子棋协会", code(6), "前年"), {""}, row("云岭区门 球协会", code(7), "2019-05-06"), row("云岭区桥牌协会", code(8), "43591")}
	read := func() []store.OrganizationLine {
		ls, err := store.ReadOrganizations(table, a.Region)
		if err != nil {
			t.Fatal(err)
		}
		return ls
	}
	results := func(r store.OrganizationImport) (out []string) {
		for _, l := range r.Lines {
			out = append(out, l.Result)
		}
		return out
	}
	dry, err := d.ImportOrganizations(t.Context(), d.mei, read(), true)
	want := []string{"ok", "completes", "duplicate", "duplicate", "wrong", "wrong", "duplicate", "ok"}
	if err != nil || !slices.Equal(results(dry), want) || dry.Lines[5].Row != 7 || dry.Lines[7].Entry.RegisteredOn != domain.NewDate(2019, time.May, 6) {
		t.Errorf("dry run: %v %v %+v", results(dry), err, dry.Lines)
	}
	if p, _ := d.Organizations(t.Context(), store.OrganizationFilter{Agency: d.agency}); len(p.Items) != 1 {
		t.Error("a dry run entered something")
	}
	got, err := d.ImportOrganizations(t.Context(), d.mei, read(), false)
	if err != nil || got.Recorded != 3 || got.Duplicates != 3 || got.Wrong != 2 || got.Lines[1].Party != domain.PartyID(listed) {
		t.Errorf("import: %v %v", results(got), err)
	}
	again, err := d.ImportOrganizations(t.Context(), d.mei, read(), false)
	if err != nil || again.Already != 3 || again.Recorded != 0 {
		t.Errorf("again: %v %v", results(again), err)
	}

	// what is exported can be imported elsewhere: the table is its own template
	d.entered(60)
	rows := [][]string{make([]string, 0, 40)}
	for _, c := range store.OrganizationColumns {
		rows[0] = append(rows[0], c[1])
	}
	if err := d.EachOrganization(t.Context(), store.OrganizationFilter{Agency: d.agency}, func(p domain.Party) error {
		rows = append(rows, store.OrganizationCells(p))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	other := newDesk(t, anyone)
	ls, err := store.ReadOrganizations(rows, a.Region)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := other.ImportOrganizations(t.Context(), other.mei, ls, false)
	if err != nil || rep.Recorded != len(rows)-1 {
		for _, l := range rep.Lines {
			if l.Result != "recorded" {
				t.Errorf("%s %s %s %+v", l.Name, l.Result, l.Because, l.Faults)
			}
		}
		t.Errorf("%d of %d went over; %v", rep.Recorded, len(rows)-1, err)
	}
}

// Rows go in together, and each is an act of its own: its own events, its own receipt. Two who send the same table enter nothing twice.
func TestATableThatTwoSendAtOnceIsEnteredOnceAndEveryRowHasItsOwnTrail(t *testing.T) {
	d := newDesk(t, anyone)
	a, _ := d.Agency(t.Context())
	table := [][]string{{"类别", "名称", "统一社会信用代码", "成立日期", "法定代表人", "住所", "管理方式", "业务主管单位", "宗旨", "业务范围"}}
	for i, r := range []rune("门球跳棋军桥牌风筝武术钓鱼盆景奇石集邮书画诗词戏曲")[:24] {
		table = append(table, []string{"社会团体", "云岭区" + string(r) + "艺协会", domain.MakeUSCC(domain.PartyAssociation, "990101", fmt.Sprintf("MJT%05d", i+1)), "2019-05-06", "楚河" + string(r), "云岭区棋盘路9号", "双重管理", "云岭区文化体育局", "推广", "交流"})
	}
	var wg sync.WaitGroup
	var got [2]store.OrganizationImport
	for n := range got {
		ls, err := store.ReadOrganizations(table, a.Region)
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			if got[n], err = d.ImportOrganizations(t.Context(), d.mei, ls, false); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for i, l := range got[0].Lines {
		if o := got[1].Lines[i]; l.Result != "recorded" && o.Result != "recorded" || l.Party == "" || l.Party != o.Party {
			t.Fatalf("%s: %s %s %v and %s %s %v", l.Name, l.Result, l.Because, l.Faults, o.Result, o.Because, o.Faults)
		}
		rows, err := d.Events(t.Context(), domain.CaseID(l.Party))
		if err != nil || len(rows) == 0 || rows[0].Seq != 1 || rows[len(rows)-1].Seq != len(rows) {
			t.Errorf("%s: %d events, %v", l.Name, len(rows), err)
		}
		keys := 0
		for _, e := range rows {
			if e.Key != "" && e.Kind == rows[0].Kind {
				keys++
			}
		}
		if keys != 1 {
			t.Errorf("%s was entered %d times", l.Name, keys)
		}
	}
	if p, err := d.Organizations(t.Context(), store.OrganizationFilter{Agency: d.agency, Limit: 100}); err != nil || len(p.Items) != len(table)-1 {
		t.Errorf("%d are in the register, %v", len(p.Items), err)
	}
}

func TestTheTableOfTheRegisterTellsTheChecksAndTheLastActivity(t *testing.T) {
	head := []string{"类别", "名称", "统一社会信用代码", "成立日期", "法定代表人", "住所", "管理方式", "历年年检", "最近活动日期", "最近活动"}
	row := func(checks, on string) []string {
		return []string{"社会团体", "云岭区象棋协会", "51990101MJG000017A", "2015-05-06", "楚河", "棋盘路8号", "直接登记", checks, on, "棋赛"}
	}
	day := domain.NewDate
	for _, c := range []struct {
		sentence, checks string
		want             []domain.PastCheck
	}{
		{"years with the day of the report and whether it told of activities", "2023：合格，2024-05-20，有活动；2024:未参加", []domain.PastCheck{{Year: 2023, Conclusion: domain.CheckPassed, FiledOn: day(2024, 5, 20), Activity: true}, {Year: 2024, Conclusion: domain.CheckMissed}}},
		{"a conclusion nobody knows is a fault", "2023：优秀", nil},
		{"a year that is none is a fault", "去年：合格", nil},
		{"a day that is none is a fault", "2023：合格，某日", nil},
	} {
		ls, err := store.ReadOrganizations([][]string{head, row(c.checks, "2025-03-04")}, "云岭区")
		if err != nil {
			t.Fatal(err)
		}
		l := ls[0]
		switch {
		case c.want == nil:
			if l.Result != "wrong" || l.Faults[0].Path != "checks" {
				t.Errorf("%s: %s %+v", c.sentence, l.Result, l.Faults)
			}
		case l.Entry.History == nil || !reflect.DeepEqual(l.Entry.History.Checks, c.want):
			t.Errorf("%s: %+v %+v", c.sentence, l.Entry.History, l.Faults)
		default:
			if a := l.Entry.History.Activities; len(a) != 1 || a[0].On != day(2025, 3, 4) || a[0].What != "棋赛" {
				t.Errorf("%s: %+v", c.sentence, a)
			}
		}
	}
}
