package api

import (
	"context"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// Elections is the board of elections.
type Elections struct {
	AsOf   domain.Date         `json:"as_of"`
	Counts map[string]int      `json:"counts" doc:"never, runs, ending, extended, overdue"`
	Rows   []store.ElectionRow `json:"rows"`
}

// SampleAnswer is a sample, and what came of repeating it.
type SampleAnswer struct {
	Sampling *domain.Sampling `json:"sampling"`
	Same     bool             `json:"same" doc:"重算结果与记载一致"`
	Fault    string           `json:"fault,omitempty" doc:"不一致之处"`
}

// batchOpen is how many checks one request opens; the rest is asked for again.
const batchOpen = 200

func (s *server) supervisionRoutes() {
	t := tag("organizations")
	handle(s, having(policies.ViewCases), "GET", "/annual-checks", "list-annual-checks", "年检情况", s.listChecks, t)
	handle(s, having(policies.ViewCases), "GET", "/annual-checks/unopened", "list-unopened-checks", "应当参加年检而未开立的组织", s.listUnopened, t)
	handle(s, having(policies.ViewCases), "GET", "/cases/{id}/annual-check", "get-check-grounds", "年检结论可以依据的情形", s.checkGrounds, t)
	handle(s, having(policies.ViewCases), "POST", "/annual-checks/open-all", "open-annual-checks", "批量开立年检，每次至多200个，未完的再次办理", s.openChecks, t)
	handle(s, having(policies.ViewCases), "GET", "/elections", "list-elections", "换届情况", s.listElections, t)
	handle(s, having(policies.ViewCases), "GET", "/listings", "list-listings", "信用名单", s.listListings, t)
	handle(s, having(policies.ViewCases), "GET", "/listings/leads", "list-listing-leads", "列入名单的线索", s.listLeads, t)
	handle(s, having(policies.ViewCases), "GET", "/listings/grounds", "list-listing-grounds", "列入信用名单的情形", s.listGrounds, t)
	handle(s, having(policies.ViewCases), "GET", "/cases/{id}/sampling", "verify-sampling", "随机抽取记录及重算", s.verifySampling, t)
	handle(s, anybody, "GET", "/public/listings", "public-listings", "信用名单公示", s.publicListings, tag("public"))
}

func (s *server) listChecks(ctx context.Context, w *who, in *struct {
	Year  int              `query:"year" required:"true" minimum:"2000" maximum:"2199" doc:"检查年度"`
	Kind  domain.PartyKind `query:"kind" enum:"association,service_org,foundation"`
	Track string           `query:"track" enum:"check,charity"`
	State string           `query:"state" enum:"open,unit,filed,passed,fair,failed,missed,exempt,late"`
	Stage domain.Stage     `query:"stage" maxLength:"40" doc:"环节"`
	After domain.CaseID    `query:"after" maxLength:"200" doc:"上一页最后一个案卷"`
	Limit int              `query:"limit" minimum:"1" maximum:"200" default:"50"`
}) (*body[store.CheckDesk], error) {
	d, err := s.store.Checks(ctx, store.CheckFilter{Agency: w.Agency, Year: in.Year, Kind: in.Kind, Track: in.Track, State: in.State, Stage: in.Stage, After: in.After, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return answer(d), nil
}

func (s *server) listUnopened(ctx context.Context, w *who, in *struct {
	Year int `query:"year" required:"true" minimum:"2000" maximum:"2199" doc:"检查年度"`
}) (*body[[]store.Unopened], error) {
	rows, err := s.store.UnopenedChecks(ctx, w.Agency, in.Year)
	return answer(list(rows)), err
}

func (s *server) checkGrounds(ctx context.Context, w *who, in *OfCase) (*body[[]domain.CheckGroundRow], error) {
	c, err := s.fileOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	if c.AnnualCheck == nil {
		return nil, domain.Refuse("not_found", "", "该案卷不是年度检查。", "the file is no annual check")
	}
	_, _, norms, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	return answer(list(norms.CheckGroundsOf(c.AnnualCheck, s.today()))), nil
}

func (s *server) listGrounds(ctx context.Context, _ *who, _ *struct{}) (*body[[]domain.ListGroundRow], error) {
	_, _, norms, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	return answer(list(norms.ListGroundsOn(s.today()))), nil
}

func (s *server) openChecks(ctx context.Context, w *who, in *struct {
	Body struct {
		Year        int    `json:"year" minimum:"2000" maximum:"2199" doc:"检查年度"`
		AnnouncedOn string `json:"announced_on,omitempty" format:"date" doc:"发布年检公告之日"`
		Section     string `json:"section,omitempty" maxLength:"60" doc:"承办股室"`
	}
}) (*body[store.CheckBatch], error) {
	b, err := s.store.OpenChecks(ctx, w.Person.ID, w.Agency, domain.OpenCheck{Year: in.Body.Year, AnnouncedOn: day(in.Body.AnnouncedOn), Section: in.Body.Section}, batchOpen)
	if err != nil {
		return nil, err
	}
	return answer(b), nil
}

func (s *server) listElections(ctx context.Context, w *who, in *struct {
	Ahead int    `query:"ahead" minimum:"0" maximum:"400" default:"90" doc:"届满前多少日起提示"`
	State string `query:"state" enum:"never,runs,ending,extended,overdue" doc:"空为任期内以外的"`
}) (*body[Elections], error) {
	rows, counts, err := s.store.Elections(ctx, w.Agency, s.today(), in.Ahead, in.State)
	if err != nil {
		return nil, err
	}
	return answer(Elections{s.today(), counts, list(rows)}), nil
}

func (s *server) listListings(ctx context.Context, w *who, in *struct {
	List   string `query:"list" enum:"abnormal,severe"`
	Stands bool   `query:"stands" doc:"只看现在名单内的"`
}) (*body[[]store.ListingRow], error) {
	rows, err := s.store.Listings(ctx, w.Agency, in.List, in.Stands)
	return answer(list(rows)), err
}

func (s *server) listLeads(ctx context.Context, w *who, _ *struct{}) (*body[[]store.OrgLead], error) {
	rows, err := s.store.ListLeads(ctx, w.Agency, s.today())
	return answer(list(rows)), err
}

func (s *server) publicListings(ctx context.Context, _ *who, _ *struct{}) (*body[[]store.PublicListing], error) {
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.store.PublicListings(ctx, a.ID, "")
	return answer(list(rows)), err
}

func (s *server) verifySampling(ctx context.Context, w *who, in *OfCase) (*body[SampleAnswer], error) {
	c, err := s.fileOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	if c.Campaign == nil || c.Campaign.Sampling == nil {
		return nil, domain.Refuse("not_found", "", "该案卷没有随机抽取。", "nothing was drawn in this file")
	}
	out := SampleAnswer{Sampling: c.Campaign.Sampling, Same: true}
	if err := c.Campaign.Sampling.Verify(); err != nil {
		out.Same, out.Fault = false, err.Error()
	}
	return answer(out), nil
}
