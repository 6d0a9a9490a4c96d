package domain_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"yifa/domain"
)

// approved has a campaign approved and the register screened.
func (x *hall) approved(id domain.CaseID, d *domain.DraftCleanup) {
	x.Helper()
	x.do("s", id, d)
	x.do("l", id, &domain.ApproveCleanup{})
	x.do("s", id, &domain.ScreenCleanup{})
	x.screened(id)
}

func announcement() *domain.AnnounceCleanup {
	return &domain.AnnounceCleanup{Where: "区政府门户网站", Hotline: "0799-6600123"}
}

func active(o *domain.Organization) {
	idle(o)
	o.Activities = []domain.OrgActivity{{On: day("2026-01-05"), What: "年会"}}
}

// registration.md §9.6: what is announced is a list; a list with nobody on it is none. The campaign is closed as it is, and its sums come out.
func TestAListWithNobodyOnItIsNotAnnouncedAndTheCampaignIsClosedAsItIs(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.body("o1", domain.PartyAssociation, "甲", active)
	x.approved("k1", zombies())
	x.do("r", "k1", &domain.ReviewCleanup{Pass: true, Text: "同意公告"})
	x.refused("list_empty", "s", "k1", announcement())
	x.do("s", "k1", &domain.CloseCleanup{})
	x.do("s", "k1", &domain.ReportCleanup{Summary: "没有需要清理的组织"})
	if k := x.files["k1"].Cleanup.Tally; k.Fault() != "" || k.Items != 0 || k.Missed != 1 {
		t.Errorf("%+v", k)
	}
	for _, task := range x.files["k1"].Tasks {
		if task.DoneAt.IsZero() {
			t.Errorf("still owed: %+v", task)
		}
	}
}

// registration.md §9.6: the list is announced as confirmed (v2): whom two officers cleared, and another struck off, is not named in public.
func TestWhatWasStruckOffBeforeTheAnnouncementIsNotNamedInIt(t *testing.T) {
	for _, k := range []struct {
		name   string
		struck []domain.PartyID
	}{{"one of two", []domain.PartyID{"o1"}}, {"both", []domain.PartyID{"o1", "o2"}}} {
		t.Run(k.name, func(t *testing.T) {
			x := newHall(t, "2026-03-02 09:00")
			x.body("o1", domain.PartyAssociation, "甲", nil)
			x.body("o2", domain.PartyAssociation, "乙", nil)
			x.approved("k1", zombies())
			x.batch("k1")
			x.do("r", "k1", &domain.ReviewCleanup{Pass: true, Text: "同意公告"})
			for _, p := range k.struck {
				x.refused("not_announced", "s", "k1", &domain.CloseCleanup{})
				x.verified(domain.ClearanceID("k1", p), false)
				x.do("s", domain.ClearanceID("k1", p), &domain.CloseClearance{Comment: "核对无误"})
			}
			if len(k.struck) == 2 {
				x.refused("list_empty", "s", "k1", announcement())
				x.do("s", "k1", &domain.CloseCleanup{})
				return
			}
			x.do("s", "k1", announcement())
			if b, ok := x.latest["k1"].(*domain.CleanupPublished); !ok || !slices.Equal(b.Struck, k.struck) {
				t.Errorf("%+v", x.latest["k1"])
			}
		})
	}
}

// registration.md §9.6: nobody is dealt with who was not announced and had no days to answer, whenever it was put on the list.
func TestWhoIsPutOnTheListAfterTheAnnouncementIsAnnouncedByASupplement(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.body("o1", domain.PartyAssociation, "甲", nil)
	x.body("o2", domain.PartyAssociation, "乙", active)
	x.body("o3", domain.PartyAssociation, "丙", active)
	x.running("k1", zombies())
	x.refused("already_announced", "s", "k1", announcement())
	for _, p := range []domain.PartyID{"o2", "o3"} {
		x.do("s", "k1", &domain.AddItem{Party: p, Hits: []string{"ZC-02"}, Reason: "群众反映长期无人办公"})
	}
	x.do("s", "k1", &domain.RemoveItem{Party: "o3", Reason: "误列"})
	x.batch("k1")
	for _, id := range []domain.CaseID{"k1-o1", "k1-o2"} {
		x.verified(id, true)
		x.do("a", id, &domain.ProposeDisposal{Disposal: fixIt()})
	}
	x.refused("reply_open", "l", "k1-o2", &domain.DecideDisposal{Comment: "同意整改"})
	x.do("l", "k1-o1", &domain.DecideDisposal{Comment: "同意整改"}) // what was announced waits for nobody
	x.refused("legal_review", "s", "k1", announcement())        // nobody is named whom the review has not seen
	if x.owes("k1", "cleanup.review_legality") != 1 || x.owes("k1", "cleanup.announce") != 0 {
		t.Errorf("%+v", x.files["k1"].Tasks)
	}
	x.do("r", "k1", &domain.ReviewCleanup{Pass: true, Text: "线索清楚，同意补充公告"})
	if x.owes("k1", "cleanup.review_legality") != 0 || x.owes("k1", "cleanup.announce") != 1 {
		t.Errorf("%+v", x.files["k1"].Tasks)
	}
	x.do("s", "k1", announcement())
	b, ok := x.latest["k1"].(*domain.CleanupSupplemented)
	if !ok || !slices.Equal(b.Parties, []domain.PartyID{"o2"}) || b.Document.Title != "清理整治补充公告" || b.Document.Number == "" {
		t.Fatalf("%+v", x.latest["k1"])
	}
	x.clock(b.Clock.Due.String() + " 09:00")
	x.refused("reply_open", "l", "k1-o2", &domain.DecideDisposal{Comment: "同意整改"})
	x.clock(b.Clock.Due.AddDays(1).String() + " 09:00")
	x.stands("k1", domain.CleanHandling)
	x.do("l", "k1-o2", &domain.DecideDisposal{Comment: "同意整改"})
}

// 民事诉讼法 87, 95: an answer that nobody received is none; the organization is struck off when it was served.
func TestAnOrganizationIsStruckOffWhenTheAnswerToItsObjectionWasServed(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.body("o1", domain.PartyAssociation, "甲", idle)
	x.running("k1", zombies())
	x.do("a", "k1-o1", &domain.ObjectClearance{By: "某某", Text: "一直在开展活动"})
	x.do("s", "k1-o1", &domain.AnswerObjection{Upheld: true, Answer: "查证属实"})
	x.verified("k1-o1", false)
	closing := &domain.CloseClearance{Comment: "核对无误"}
	x.refused("answer_unserved", "s", "k1-o1", closing)
	x.do("a", "k1-o1", &domain.ServeAnswer{Serving: domain.Serving{Method: domain.ServeNotice, On: domain.DateOf(x.now), Reason: "住所无人"}})
	x.refused("answer_unserved", "s", "k1-o1", closing)
	x.clock(x.files["k1-o1"].Clock("answer_notice").Due.AddDays(1).String() + " 09:00")
	x.do("s", "k1-o1", closing)
}

// registration.md §5, §9.6: each campaign rests on its own norm, a dated row, and so does every refusal in it and in the files of its list.
func TestEveryActOfACampaignRestsOnTheNormOfItsKind(t *testing.T) {
	for _, k := range []struct {
		kind, criterion, norm string
		subject               domain.PartyKind
	}{
		{domain.CleanupZombie, "ZC-01", "民发〔2021〕63号", domain.PartyAssociation},
		{domain.CleanupElections, "SB-01", "社会团体登记管理条例第三十条第一款第三项", domain.PartyAssociation},
		{domain.CleanupFees, "FE-01", "国办发〔2020〕21号", domain.PartyAssociation},
		{domain.CleanupNonprofit, "NP-01", "民办非企业单位登记管理暂行条例第四条、第二十五条", domain.PartyServiceOrg},
		{domain.CleanupCommendation, "CM-01", "社会组织评比达标表彰活动管理办法（2022年）", domain.PartyServiceOrg},
		{domain.CleanupIllegal, "IL-01", "取缔非法社会组织办法（民政部令第77号）", domain.PartyUnlicensed},
	} {
		t.Run(k.kind, func(t *testing.T) {
			x := newHall(t, "2026-03-02 09:00")
			if k.subject == domain.PartyUnlicensed {
				x.files["o1"] = &domain.Case{ID: "o1", Procedure: domain.ProcParty, Agency: "g", Seq: 1, PartyFile: &domain.Party{ID: "o1", Kind: k.subject, Name: "某某联谊总会", Agency: "g"}}
			} else {
				x.body("o1", k.subject, "甲", func(o *domain.Organization) {
					o.Terms = []domain.OrgTerm{{No: 1, From: day("2018-03-01"), Until: day("2023-02-28")}}
				})
			}
			d := zombies()
			d.CleanupKind, d.Kinds, d.Choices = k.kind, []domain.PartyKind{k.subject}, []domain.CriterionChoice{{ID: k.criterion}}
			cites := func(id domain.CaseID, who domain.PersonID, cmd domain.Command) {
				t.Helper()
				_, err := x.try(who, id, cmd)
				var no *domain.Error
				if !errors.As(err, &no) || !strings.HasPrefix(no.Article, k.norm) || k.kind != domain.CleanupZombie && strings.Contains(no.Article, "63号") {
					t.Errorf("%s: %+v", cmd.Act(), err)
				}
			}
			x.approved("k1", d)
			cites("k1", "s", &domain.ScreenCleanup{}) // the stage is wrong
			x.batch("k1")
			cites("k1", "s", &domain.AddItem{Party: "o1", Reason: "群众反映"})
			cites("k1-o1", "a", x.finding("k1-o1", true))                    // there is no evidence
			cites("k1-o1", "s", &domain.CloseClearance{Comment: "核对无误"})     // the stage is wrong
			cites("k1-o1", "a", &domain.DecideDisposal{Comment: "同意承办人的意见"}) // the stage is wrong
			if got := x.files["k1"].Cleanup.Norm; !strings.HasPrefix(got, k.norm) || x.files["k1-o1"].Clearance.Norm != got {
				t.Errorf("%q, %q", got, x.files["k1-o1"].Clearance.Norm)
			}
			spec, _ := domain.SpecOf("clearance.verify")
			if got := spec.Cites(x.files["k1-o1"]); !strings.HasPrefix(got, k.norm) {
				t.Errorf("the act says %q", got)
			}
			for _, w := range x.norms.Dispositions(k.kind, []domain.PartyKind{k.subject}, day("2026-04-01")) {
				if strings.Contains(w.Article, "63号") != (k.kind == domain.CleanupZombie) && w.ID != domain.DisposeMerge && w.ID != domain.DisposeTerminate {
					t.Errorf("%s rests on %q", w.ID, w.Article)
				}
			}
		})
	}
}

// A file of before says no norm: it rests on what it was said to rest on then.
func TestACampaignOfBeforeKeepsWhatItWasSaidToRestOn(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.body("o1", domain.PartyAssociation, "甲", idle)
	x.running("k1", zombies())
	for _, id := range []domain.CaseID{"k1", "k1-o1"} {
		c := x.files[id]
		if c.Cleanup != nil {
			c.Cleanup.Norm = ""
		} else {
			c.Clearance.Norm = ""
		}
		spec, _ := domain.SpecOf(string(c.Procedure) + ".close")
		if got := spec.Cites(c); got != "民发〔2021〕63号" {
			t.Errorf("%s rests on %q", id, got)
		}
	}
}

// The days to answer that run out while a campaign is paused are not forgotten when it goes on.
func TestWhenThePauseIsOverSomebodyIsAskedToCloseTheCampaign(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.body("o1", domain.PartyAssociation, "甲", idle)
	x.approved("k1", zombies())
	x.do("r", "k1", &domain.ReviewCleanup{Pass: true, Text: "同意公告"})
	x.do("s", "k1", announcement())
	x.do("s", "k1", &domain.PauseCleanup{Reason: "等待上级意见"})
	x.now = x.now.AddDate(0, 0, 40)
	x.do("s", "k1", &domain.ResumeCleanup{Reason: "意见已到"})
	x.stands("k1", domain.CleanHandling)
	if !slices.ContainsFunc(x.files["k1"].Tasks, func(k domain.Task) bool { return k.Kind == "cleanup.close" && k.DoneAt.IsZero() }) {
		t.Error("nobody is asked to close it")
	}
}

// registration.md §9.5: who took part in the check enters what was found.
func TestACorrectionIsEnteredByWhoCheckedIt(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.body("o1", domain.PartyAssociation, "甲", idle)
	d := zombies()
	d.Teams = []domain.CleanupTeam{{Officers: []domain.PersonID{"a", "b", "c"}}}
	x.running("k1", d)
	x.verified("k1-o1", true)
	x.do("a", "k1-o1", &domain.ProposeDisposal{Disposal: fixIt()})
	x.do("l", "k1-o1", &domain.DecideDisposal{Comment: "同意整改"})
	x.do("a", "k1-o1", &domain.ServeClearance{Serving: x.direct()})
	x.do("a", "k1-o1", &domain.ReportRectified{Report: "已补报并恢复活动"})
	check := &domain.CheckRectified{Officers: []domain.PersonID{"a", "b"}, Passed: true, Reason: "已召开会员大会并补报年检"}
	x.refused("not_on_the_case", "c", "k1-o1", check)
	x.do("b", "k1-o1", check)
}
