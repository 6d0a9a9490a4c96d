package testkit

import (
	"time"

	"yifa/domain"
)

// Minutes are those of a meeting at which everybody who is due is there and votes for the same on every item. The one named last, the
// head, speaks last.
func Minutes(m *domain.Meeting, from, until time.Time, result domain.Resolution, last domain.PersonID) domain.Minutes {
	out := domain.Minutes{StartedAt: from, EndedAt: until}
	for _, p := range m.Due {
		if p != last {
			out.Present = append(out.Present, p)
		}
	}
	out.Present = append(out.Present, last)
	for _, a := range m.Agenda {
		it := domain.MinuteItem{Item: a.No, Result: result, Text: "会议决议", Reports: []domain.ItemReport{{Who: "承办人", Text: "汇报案情、审查情况和拟处理意见"}}}
		for _, p := range out.Present {
			it.Opinions = append(it.Opinions, domain.MemberOpinion{Person: p, Text: "同意"})
			it.Votes = append(it.Votes, domain.MemberVote{Person: p, Vote: "agree"})
		}
		out.Items = append(out.Items, it)
	}
	return out
}
