package api

import (
	"context"
	"fmt"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/xuri/excelize/v2"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// Clean-up campaigns: the board, the ledger with its pages, why the screening hit an organization or missed it, and the result table.

func (s *server) cleanupRoutes() {
	t := tag("cleanup")
	handle(s, having(policies.ViewCases), "GET", "/cleanups/{id}/board", "cleanup-board", "清理整治看板", s.cleanupBoard, t)
	handle(s, having(policies.ViewCases), "GET", "/cleanups/{id}/ledger", "cleanup-ledger", "清理整治台账", s.cleanupLedger, t)
	handle(s, having(policies.ViewCases), "GET", "/cleanups/{id}/screening", "cleanup-screened", "筛查结果：范围外、未命中、命中各有哪些", s.cleanupScreened, t)
	handle(s, having(policies.ViewCases), "GET", "/cleanups/{id}/screening/{party}", "cleanup-screening", "筛查结果：为何命中、为何未命中", s.cleanupScreening, t)
	handle(s, having(policies.ViewReport), "GET", "/cleanups/{id}/result.xlsx", "cleanup-result-xlsx", "清理整治结果表（表格）", s.cleanupXLSX, t, produces(xlsx))
}

// campaign is a clean-up the person may see.
func (s *server) cleanupOf(ctx context.Context, w *who, id domain.CaseID) (*domain.Case, error) {
	c, err := s.fileOf(ctx, w, id)
	if err != nil {
		return nil, err
	}
	if c.Cleanup == nil {
		return nil, errNotFound
	}
	return c, nil
}

func (s *server) cleanupBoard(ctx context.Context, w *who, in *OfCase) (*body[store.CleanupBoard], error) {
	c, err := s.cleanupOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	b, err := s.store.CleanupBoard(ctx, c.ID, s.today())
	if err != nil {
		return nil, err
	}
	titles := map[string]string{}
	for _, r := range c.Cleanup.Rows {
		titles[r.ID] = r.Title
	}
	for i := range b.Criteria {
		b.Criteria[i].Title = titles[b.Criteria[i].Key]
	}
	people, err := s.names(ctx, w.Agency)
	if err != nil {
		return nil, err
	}
	for i := range b.Owners {
		b.Owners[i].Title = nameOf(people, domain.PersonID(b.Owners[i].Key))
	}
	for i := range b.Townships {
		b.Townships[i].Title = b.Townships[i].Key
	}
	return answer(b), nil
}

// LedgerQuery chooses lines of a ledger.
type LedgerQuery struct {
	Q           string          `query:"q" maxLength:"100" doc:"名称的一部分，或者统一社会信用代码"`
	State       string          `query:"state" enum:"listed,unopened,open,closed,overdue,removed,objected,lost,unassigned" doc:"在名单上，未立档，在办，已销号，逾期，已移出，提出异议，无法联系，未指定人员"`
	Stage       string          `query:"stage" maxLength:"40"`
	Disposition string          `query:"disposition" maxLength:"20"`
	Outcome     string          `query:"outcome" maxLength:"20"`
	Criterion   string          `query:"criterion" maxLength:"20"`
	Owner       domain.PersonID `query:"owner" maxLength:"80"`
	Township    string          `query:"township" maxLength:"40"`
	Cursor      string          `query:"cursor" maxLength:"200" doc:"从这个组织之后"`
	Before      string          `query:"before" maxLength:"200" doc:"这个组织之前的，最近的在先"`
	Limit       int             `query:"limit" minimum:"0" maximum:"200" doc:"空为50"`
}

func (s *server) cleanupLedger(ctx context.Context, w *who, in *struct {
	OfCase
	LedgerQuery
}) (*body[store.Page[store.CleanupRow]], error) {
	c, err := s.cleanupOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	p, err := s.store.CleanupLedger(ctx, store.CleanupFilter{Campaign: c.ID, Earlier: c.Cleanup.Earlier, Q: strings.TrimSpace(in.Q), State: in.State, Stage: in.Stage, Disposition: in.Disposition,
		Outcome: in.Outcome, Criterion: in.Criterion, Owner: in.Owner, Township: in.Township, On: s.today(), Cursor: in.Cursor, Before: in.Before, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return answer(p), nil
}

// ScreenedOne is what the screening said of one organization, with the criteria it was asked by.
type ScreenedOne struct {
	domain.Screened
	CutOff   domain.Date           `json:"cut_off"`
	Digest   string                `json:"digest" doc:"筛查标准的摘要"`
	Criteria []domain.CriterionRow `json:"criteria"`
}

// ScreenedQuery chooses lines of the result of a screening.
type ScreenedQuery struct {
	Q         string `query:"q" maxLength:"100" doc:"名称的一部分，或者统一社会信用代码"`
	State     string `query:"state" enum:"outside,missed,unknown,hit" doc:"范围外，未命中，未命中但有无法核对的标准，命中"`
	Criterion string `query:"criterion" maxLength:"20" doc:"命中的标准"`
	Cursor    string `query:"cursor" maxLength:"200"`
	Limit     int    `query:"limit" minimum:"0" maximum:"200" doc:"空为50"`
}

func (s *server) cleanupScreened(ctx context.Context, w *who, in *struct {
	OfCase
	ScreenedQuery
}) (*body[store.Page[store.ScreenedLine]], error) {
	c, err := s.cleanupOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	if c.Cleanup.Result == nil {
		return nil, refuse("not_screened", "尚未筛查。", "the register has not been screened yet")
	}
	p, err := s.store.ScreenedLines(ctx, c.Cleanup.Result.File.Hash, store.ScreenedFilter{State: in.State, Criterion: in.Criterion, Q: strings.TrimSpace(in.Q), Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return answer(p), nil
}

func (s *server) cleanupScreening(ctx context.Context, w *who, in *struct {
	OfCase
	Party domain.PartyID `path:"party" maxLength:"200"`
}) (*body[ScreenedOne], error) {
	c, err := s.cleanupOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	if c.Cleanup.Result == nil {
		return nil, refuse("not_screened", "尚未筛查。", "the register has not been screened yet")
	}
	x, err := s.store.WhyScreened(ctx, c.Cleanup.Result.File.Hash, in.Party)
	if err != nil {
		return nil, err
	}
	x.Hits, x.Answers = list(x.Hits), list(x.Answers)
	return answer(ScreenedOne{x, c.Cleanup.CutOff, c.Cleanup.Digest, c.Cleanup.Rows}), nil
}

func (s *server) cleanupXLSX(ctx context.Context, w *who, in *OfCase) (*huma.StreamResponse, error) {
	c, err := s.cleanupOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	x, err := s.cleanupBook(ctx, c)
	if err != nil {
		return nil, err
	}
	return download(x, c.Title+"结果表.xlsx"), nil
}

// cleanupBook is the result table with the ledger, every organization a line.
func (s *server) cleanupBook(ctx context.Context, c *domain.Case) (*excelize.File, error) {
	board, err := s.store.CleanupBoard(ctx, c.ID, s.today())
	if err != nil {
		return nil, err
	}
	k := c.Cleanup
	rows := [][]any{{c.Title}, {"截止日", k.CutOff.String(), "统计日", board.AsOf.String()}, {"筛查标准摘要", k.Digest}, {}, {"项目", "户数"}}
	if r := k.Result; r != nil {
		rows = append(rows, []any{"筛查", r.Seen}, []any{"范围外", r.Outside}, []any{"未命中", r.Missed}, []any{"命中", r.Hit})
	}
	rows = append(rows, []any{"人工增加", k.Added}, []any{"移出", k.Removed}, []any{"名单", board.Listed}, []any{"未立档", board.Unopened}, []any{"在办", board.Open}, []any{"销号", board.Closed}, []any{"提出异议", board.Objected}, []any{}, []any{"处置结果", "户数"})
	for _, o := range board.Outcomes {
		rows = append(rows, []any{o.Title, o.Count})
	}
	rows = append(rows, []any{}, []any{"符合的标准", "户数", "其中已销号"})
	for _, o := range board.Criteria {
		rows = append(rows, []any{o.Key, o.Count, o.Closed})
	}
	x, err := bookOf("结果", 24, rows)
	if err != nil {
		return nil, err
	}
	if _, err := x.NewSheet("台账"); err != nil {
		return nil, err
	}
	sw, err := x.NewStreamWriter("台账")
	if err != nil {
		return nil, err
	}
	if err := sw.SetRow("A1", []any{"序号", "名称", "统一社会信用代码", "类别", "乡镇（街道）", "业务主管单位", "符合的标准", "案号", "状态", "处置方式", "理由", "结果", "上次结果", "承办人", "立档", "销号", "异议", "备注"}); err != nil {
		return nil, err
	}
	f := store.CleanupFilter{Campaign: c.ID, Earlier: k.Earlier, On: s.today(), Limit: 20000}
	for n := 1; ; {
		p, err := s.store.CleanupLedger(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, r := range p.Items {
			n++
			yes := map[bool]string{true: "有"}[r.Objected]
			if err := sw.SetRow(fmt.Sprintf("A%d", n), []any{n - 1, r.Name, r.USCC, domain.PartyKindTitles[domain.PartyKind(r.Kind)][0], r.Township, r.Supervisor, strings.Join(r.Hits, "、"), r.Reference, r.StageTitle,
				domain.DispositionTitles[r.Disposition][0], r.Reason, domain.ClearanceOutcomes[r.Outcome][0], domain.ClearanceOutcomes[r.Earlier][0], r.OwnerName, dayOrNone(r.OpenedOn), dayOrNone(r.ClosedOn), yes, r.Added + r.Removed}); err != nil {
				return nil, err
			}
		}
		if f.Cursor = p.Next; f.Cursor == "" {
			return x, sw.Flush()
		}
	}
}

func dayOrNone(d domain.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}
