package api

import (
	"context"

	"yifa/domain"
)

// ProposalRow is a round of what the officers of a penalty case propose. The file holds the newest; a reviewer also reads what
// changed since the round before.
type ProposalRow struct {
	Round    int             `json:"round"`
	On       domain.Date     `json:"on"`
	By       string          `json:"by" doc:"提出人姓名"`
	Why      string          `json:"why,omitempty" doc:"变更原因"`
	Reason   string          `json:"reason,omitempty"`
	Digest   string          `json:"digest"`
	Proposal domain.Proposal `json:"proposal"`
}

func (s *server) proposalRoutes() {
	handle(s, signedIn, "GET", "/cases/{id}/proposals", "list-proposals", "处理意见各轮内容", s.listProposals, tag("cases"))
}

func (s *server) listProposals(ctx context.Context, w *who, in *OfCase) (*body[[]ProposalRow], error) {
	if _, err := s.fileOf(ctx, w, in.ID); err != nil {
		return nil, err
	}
	events, err := s.store.Events(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	people, err := s.names(ctx, w.Agency)
	if err != nil {
		return nil, err
	}
	out := []ProposalRow{}
	for _, e := range events {
		if e.Kind != (domain.InquiryReported{}).Kind() && e.Kind != (domain.ProposalAmended{}).Kind() {
			continue
		}
		b, err := domain.ReadBody(e.Kind, e.Data)
		if err != nil {
			return nil, err
		}
		r := ProposalRow{Round: len(out) + 1, On: domain.DateOf(e.OccurredAt), By: people[e.Actor].Name}
		switch b := b.(type) {
		case *domain.InquiryReported:
			r.Proposal = b.Proposal
		case *domain.ProposalAmended:
			r.Proposal, r.Why, r.Reason = b.Proposal, b.Why, b.Reason
		}
		r.Digest = r.Proposal.Digest()
		out = append(out, r)
	}
	return answer(out), nil
}
