package testkit

import (
	"time"

	"yifa/domain"
)

// Warning is what two officers say in a case against an association that kept away from its annual check: it ends with a warning, so that
// nobody is heard and nobody meets. Whoever walks the case does the acts, in whatever way.
type Warning struct {
	Officers []domain.PersonID
	Since    domain.Date // the conduct lasted from here for 30 days
}

// Clue opens the case.
func (w Warning) Clue(party domain.PartyID) *domain.OpenClue {
	return &domain.OpenClue{Source: "report", Party: party, Clue: "群众反映", Allegations: w.allegations(), Officers: w.Officers}
}

// Filing proposes to file it.
func (w Warning) Filing() *domain.ProposeFiling {
	return &domain.ProposeFiling{Officers: w.Officers, Jurisdiction: "违法行为发生地在本辖区", Advice: "file", Opinion: "经核查，有违法事实，建议立案"}
}

// Interview was held in the tenth of a second that ended as long ago.
func (w Warning) Interview(now time.Time) *domain.HoldInterview {
	return &domain.HoldInterview{OnRecord: domain.OnRecord{Officers: w.Officers, StartedAt: now.Add(-200 * time.Millisecond), EndedAt: now.Add(-100 * time.Millisecond), Place: "本局询问室", CardShown: true, RightsTold: true, Pages: 2, Signed: 2},
		Name: "秋白", Relation: "会长", ReadOver: true, Answers: []domain.QA{{Q: "为何未参加年检？", A: "换届没有完成。"}}}
}

// Report ends the inquiry.
func (w Warning) Report() *domain.ReportInquiry {
	al := w.allegations()
	return &domain.ReportInquiry{Officers: w.Officers, Nature: "违反社会组织管理规定", Proposal: domain.Proposal{Outcome: domain.VerdictPenalty, Allegations: al, Facts: "未按规定接受年度检查，有年检公告、催办记录证实",
		Assessments: []domain.Assessment{{Violation: "SO-05", From: al[0].From, To: al[0].To, RefundSettled: true, Reasons: "初次违法"}},
		Sanctions:   []domain.Sanction{{Kind: domain.SanctionWarning, Violation: "SO-05"}}, Reasons: "情节较轻", Correct: "三十日内补报年检材料", CorrectDays: 30}}
}

func (w Warning) allegations() []domain.Allegation {
	return []domain.Allegation{{Violation: "SO-05", From: w.Since, To: w.Since + 30, Fact: "未按规定接受年度检查"}}
}

// Opinion concludes a review with every point of it looked at.
func Opinion(review *domain.Case, opinion domain.ReviewOpinion) *domain.ConcludeReview {
	x := &domain.ConcludeReview{Opinion: opinion, Text: "审核意见"}
	for _, p := range review.Legality.Points {
		x.Points = append(x.Points, domain.ReviewPoint{Item: p.Key, OK: opinion == domain.ReviewPass, Comment: "已核"})
	}
	return x
}
