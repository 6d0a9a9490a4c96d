package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"yifa/domain"
	"yifa/store"
)

// entry stands for what enters an organization in the register.
type entry struct {
	Party domain.RegisterParty           `json:"party"`
	Org   *domain.OrganizationRegistered `json:"org"`
}

func (entry) Act() string { return "party.register" }
func (x entry) Decide(_ *domain.Case, f *domain.Facts) (domain.Outcome, error) {
	return domain.Outcome{Events: []domain.Body{&domain.PartyRegistered{RegisterParty: x.Party, Agency: f.Agency.ID}, x.Org}}, nil
}

func (w *world) organization() domain.PartyID {
	w.Helper()
	n := domain.OrgName{District: "云岭区", Field: "象棋", Form: "协会"}
	w.system("org1", &entry{domain.RegisterParty{Kind: domain.PartyAssociation, Name: n.String()}, &domain.OrganizationRegistered{On: domain.NewDate(2030, 1, 1), Why: "录入",
		Items: domain.OrgItems{Name: n, Address: "棋盘路8号", Purpose: "推广象棋", Scope: "比赛", LegalRep: "楚河汉", Mode: domain.ModeDirect}}})
	return "org1"
}

// Nobody reports: the day passes, the year goes into the register and a candidate is opened, without anybody asking for it.
func TestAMissedYearGoesIntoTheRegisterByItself(t *testing.T) {
	w := newWorld(t)
	w.at = shanghai(2040, time.May, 28, 9, 0) // the last day, 31 May, is a Thursday
	org := w.organization()
	id := w.do(domain.CheckID(org, 2039), "o1", &domain.OpenCheck{Party: org, Year: 2039}).Case
	w.at = monday
	w.when(monday.Add(time.Hour), func() {
		_, err := w.book.Act(w.Context(), store.Request{Case: id, Actor: "p-ld", Command: &domain.CloseCheck{Reason: "未报送"}, Key: "close-1"})
		require.NoError(t, err, "it was recorded before anybody came")
		w.seen[id] = w.file(id).Seq
		w.say(id)
	})
	w.follow(domain.ProcCheck, id)
	require.Equal(t, domain.CheckMissed, w.ended().Outcome)
	require.Equal(t, domain.CheckMissed, w.file("org1").PartyFile.Org.Check(2039).Conclusion)
	a := w.file(id).AnnualCheck
	require.Len(t, a.Listings, 1)
	require.Equal(t, "AB-1", w.file(a.Listings[0]).Listing.Ground.Code)
}

// A warning needs nothing done: the entry falls away by itself after six months. Another one moves after two years.
func TestAnEntryFallsAwayOrMovesByItself(t *testing.T) {
	for ground, want := range map[string]string{"AB-5": "", "AB-2": domain.ListSevere} {
		t.Run(ground, func(t *testing.T) {
			w := newWorld(t)
			w.at = shanghai(2040, time.May, 1, 9, 0)
			org := w.organization()
			open := &domain.OpenListing{Party: org, Ground: ground, Facts: "事实"}
			if ground == "AB-5" {
				open.Penalty = &domain.OrgPenalty{On: domain.DateOf(w.at), By: "某局", Kind: "warning", Number: "1"}
			}
			id := w.do("", "o1", open).Case
			w.do(id, "o1", &domain.NoticeListing{Facts: "事实和理由"})
			w.do(id, "o1", &domain.ServeListing{Document: w.file(id).Listing.Notice, Serving: domain.Serving{Method: domain.ServeDirect, On: domain.DateOf(w.at), Recipient: "某"}})
			w.at = monday
			w.do(id, "ld", &domain.DecideListing{List: true, Reasons: "符合列入情形"})
			w.when(monday.AddDate(2, 1, 0), func() {
				c := w.file(id)
				if want == "" {
					require.False(t, c.Open())
					return
				}
				require.Equal(t, "notice", c.MoveStep(), "it is told before it is moved")
				w.do(id, "o1", &domain.NoticeListing{Facts: "列入满两年"})
				w.do(id, "o1", &domain.ServeListing{Document: w.file(id).Listing.Move.Notice, Serving: domain.Serving{Method: domain.ServeDirect, On: w.file(id).DocumentOf("C-1").IssuedOn, Recipient: "某"}})
				w.say(id)
			})
			w.when(monday.AddDate(2, 3, 0), func() {
				if want == "" {
					return
				}
				require.Equal(t, "decide", w.file(id).MoveStep(), "the days to reply passed by themselves")
				w.do(id, "ld", &domain.DecideListing{List: true, Reasons: "列入满两年"})
				require.Equal(t, want, w.file(id).Listing.List)
				w.do(id, "ld", &domain.CorrectListing{Reason: "测试结束"})
				w.say(id)
			})
			w.follow(domain.ProcListing, id)
			require.Nil(t, w.file("org1").PartyFile.Org.Listed(domain.ListAbnormal))
			w.ended()
		})
	}
}
