package api

import (
	"context"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// Board is the rectification board of managers.
type Board struct {
	AsOf       domain.Date        `json:"as_of"`
	Counts     []store.BoardCount `json:"counts"`
	ByOfficer  []store.BoardGroup `json:"by_officer"`
	BySection  []store.BoardGroup `json:"by_section"`
	ByTownship []store.BoardGroup `json:"by_township"`
	ByMonth    []store.BoardMonth `json:"by_month"`
	Coldest    []CaseRow          `json:"coldest"`
}

func (s *server) boardRoutes() {
	handle(s, having(policies.ViewBoard), "GET", "/board/rectification", "rectification-board", "整改看板", s.board, tag("board"))
}

func (s *server) board(ctx context.Context, w *who, _ *struct{}) (*body[Board], error) {
	b, err := s.store.Board(ctx, w.Agency, s.today())
	if err != nil {
		return nil, err
	}
	return answer(Board{b.AsOf, list(b.Counts), list(b.ByOfficer), list(b.BySection), list(b.ByTownship), list(b.ByMonth), rows(b.Coldest)}), nil
}
