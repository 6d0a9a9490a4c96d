package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/xuri/excelize/v2"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// This file holds the register of organizations as it is asked for, and what of it is public.

// OrganizationsPage is a page of the register, with the numbers of the whole on the first.
type OrganizationsPage struct {
	store.Page[store.OrganizationRow]
	Counts *store.OrganizationCounts `json:"counts,omitempty"`
}

// OrganizationFile is everything the register holds of an organization.
type OrganizationFile struct {
	Party   domain.Party         `json:"party"`
	Version int                  `json:"version" doc:"案卷版本"`
	Life    []domain.OrgMoment   `json:"life" doc:"沿革，新的在前"`
	Changes []VersionChange      `json:"changes" doc:"登记事项各版本的差异，新的在前"`
	Cases   []CaseRow            `json:"cases" doc:"各类案卷，新的在前"`
	More    bool                 `json:"more,omitempty" doc:"案卷多于所列"`
	Acts    []AllowedAct         `json:"acts"`
	Titles  map[string][2]string `json:"finding_titles"`
}

// VersionChange is what one version of the registered items changed.
type VersionChange struct {
	On    domain.Date   `json:"on"`
	Why   string        `json:"why"`
	File  domain.CaseID `json:"file,omitempty"`
	Items []ItemChange  `json:"items"`
}

// ItemChange is one item of it.
type ItemChange struct {
	Item  string `json:"item"`
	Title string `json:"title"`
	En    string `json:"title_en"`
	From  string `json:"from,omitempty"`
	To    string `json:"to,omitempty"`
}

// PublicOrganization is what anybody may know of an organization: what is registered and announced, and no more.
type PublicOrganization struct {
	Name         string                      `json:"name"`
	USCC         string                      `json:"uscc"`
	Kind         domain.PartyKind            `json:"kind"`
	Status       string                      `json:"status"`
	LegalRep     string                      `json:"legal_rep"`
	Address      string                      `json:"address"`
	Mode         string                      `json:"mode"`
	Supervisor   string                      `json:"supervisor,omitempty"`
	Purpose      string                      `json:"purpose,omitempty"`
	Scope        string                      `json:"scope,omitempty"`
	Area         string                      `json:"area,omitempty"`
	CapitalFen   int64                       `json:"capital_fen,omitempty"`
	RegisteredOn domain.Date                 `json:"registered_on,omitzero"`
	EndedOn      domain.Date                 `json:"ended_on,omitzero"`
	Charity      bool                        `json:"charity,omitempty"`
	Certificate  string                      `json:"certificate,omitempty"`
	ValidUntil   domain.Date                 `json:"valid_until,omitzero" doc:"证书有效期至"`
	Checks       []PublicCheck               `json:"checks,omitempty" doc:"已经公布的年检结论"`
	Lists        []PublicOrganizationListing `json:"lists,omitempty" doc:"在列并已公布的信用名单"`
	Penalties    []domain.PublicEntry        `json:"penalties,omitempty" doc:"公示中的行政处罚"`
	Life         []domain.OrgMoment          `json:"life,omitempty" doc:"登记、变更、注销"`
}

// PublicCheck is the conclusion of an annual check.
type PublicCheck struct {
	Year       int    `json:"year"`
	Conclusion string `json:"conclusion"`
}

// PublicOrganizationListing is an entry of a credit list that stands.
type PublicOrganizationListing struct {
	List string      `json:"list"`
	On   domain.Date `json:"on"`
}

func (s *server) organizationRoutes() {
	t := tag("organizations")
	handle(s, having(policies.ViewCases), "GET", "/organizations", "list-organizations", "社会组织登记簿", s.listOrganizations, t)
	handle(s, having(policies.ViewCases), "GET", "/organizations/{id}", "get-organization", "一个社会组织的全部登记情况", s.getOrganization, t)
	handle(s, having(policies.ViewCases), "GET", "/organizations.csv", "organizations-csv", "导出登记簿（csv）", s.organizationsCSV, t, produces("text/csv"))
	handle(s, having(policies.ViewCases), "GET", "/organizations.xlsx", "organizations-xlsx", "导出登记簿（xlsx）", s.organizationsXLSX, t, produces(xlsxType))
	enter, _ := domain.SpecOf("party.enter_organization")
	handle(s, having(policies.Of(enter)), "POST", "/organizations/import", "import-organizations", "导入社会组织（xlsx、csv）", s.importOrganizations, t, takesFile)
	handle(s, anybody, "GET", "/public/organizations", "public-organizations", "社会组织公示", s.publicOrganizations, tag("public"))
	handle(s, anybody, "GET", "/public/organizations/{uscc}", "public-organization", "一个社会组织的公示信息", s.publicOrganization, tag("public"))
}

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// OrganizationQuery are the filters of the register as an address carries them.
type OrganizationQuery struct {
	Q          string `query:"q" maxLength:"60" doc:"名称、拼音首字母或者统一社会信用代码"`
	Kind       string `query:"kind" enum:"association,service_org,"`
	Status     string `query:"status" enum:"active,stopped,liquidating,revoked,deregistered,annulled,merged,"`
	Mode       string `query:"mode" enum:"dual,direct,"`
	Supervisor string `query:"supervisor" maxLength:"100"`
	Township   string `query:"township" maxLength:"40"`
	Overdue    bool   `query:"overdue" doc:"任期届满未换届"`
	Expired    bool   `query:"expired" doc:"证书过期"`
	RepPending bool   `query:"rep_pending" doc:"法定代表人变动未登记"`
	Listed     string `query:"listed" enum:"abnormal,severe,any,"`
	Charity    bool   `query:"charity"`
	Sort       string `query:"sort" enum:"name,registered,term,"`
}

func (q OrganizationQuery) filter(a domain.AgencyID) store.OrganizationFilter {
	return store.OrganizationFilter{Agency: a, Q: q.Q, Kind: domain.PartyKind(q.Kind), Status: q.Status, Mode: q.Mode, Supervisor: q.Supervisor, Township: q.Township,
		Overdue: q.Overdue, Expired: q.Expired, RepPending: q.RepPending, Listed: q.Listed, Charity: q.Charity, Sort: q.Sort}
}

func (s *server) listOrganizations(ctx context.Context, w *who, in *struct {
	OrganizationQuery
	PageQuery
}) (*body[OrganizationsPage], error) {
	f := in.filter(w.Agency)
	f.Cursor, f.Limit = in.Cursor, in.Limit
	p, err := s.store.Organizations(ctx, f)
	if err != nil {
		return nil, err
	}
	out := OrganizationsPage{Page: p}
	if in.Cursor == "" {
		k, err := s.store.OrganizationCounts(ctx, w.Agency)
		if err != nil {
			return nil, err
		}
		out.Counts = &k
	}
	return answer(out), nil
}

func (s *server) getOrganization(ctx context.Context, w *who, in *struct {
	ID domain.CaseID `path:"id" maxLength:"80"`
}) (*body[OrganizationFile], error) {
	c, err := s.store.Case(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if c.PartyFile == nil || c.Agency != w.Agency {
		return nil, errNotFound
	}
	h, more, err := s.store.Historical(ctx, store.CaseFilter{Agency: w.Agency, Reader: w.Person.ID, Secret: s.secret(w)}, *c.PartyFile)
	if err != nil {
		return nil, err
	}
	out := OrganizationFile{Party: *c.PartyFile, Version: c.Seq, Life: []domain.OrgMoment{}, Changes: []VersionChange{}, Cases: rows(h), More: more, Acts: s.allowed(w, c), Titles: domain.ElectionFindingTitles}
	if o := c.PartyFile.Org; o != nil {
		out.Life, out.Changes = o.Life(), changesOf(o)
	}
	return answer(out), nil
}

// changesOf says of every version what it changed.
func changesOf(o *domain.Organization) []VersionChange {
	out := []VersionChange{}
	var was *domain.OrgItems
	for i := range o.Versions {
		v := &o.Versions[i]
		x := VersionChange{On: v.From, Why: v.Why, File: v.File, Items: []ItemChange{}}
		for _, item := range v.Items.Since(was) {
			t := domain.OrgItemTitles[item]
			k := ItemChange{Item: item, Title: t[0], En: t[1], To: v.Items.Value(item)}
			if was != nil {
				k.From = was.Value(item)
			}
			x.Items = append(x.Items, k)
		}
		was = &v.Items
		out = append(out, x)
	}
	slices.Reverse(out)
	return out
}

// organizationTable hands the table on, row by row: the names of the columns first.
func (s *server) organizationTable(ctx context.Context, w *who, q OrganizationQuery, row func([]string) error) error {
	names := make([]string, len(store.OrganizationColumns))
	for i, c := range store.OrganizationColumns {
		names[i] = c[1]
	}
	if err := row(names); err != nil {
		return err
	}
	return s.store.EachOrganization(ctx, q.filter(w.Agency), func(p domain.Party) error { return row(store.OrganizationCells(p)) })
}

func (s *server) organizationsCSV(ctx context.Context, w *who, in *OrganizationQuery) (*huma.StreamResponse, error) {
	var buf bytes.Buffer
	buf.WriteString("\ufeff") // the spreadsheets in the offices take it for another encoding without
	out := csv.NewWriter(&buf)
	if err := s.organizationTable(ctx, w, *in, out.Write); err != nil {
		return nil, err
	}
	out.Flush()
	return attachment(&buf, "text/csv; charset=utf-8", "社会组织登记簿.csv"), nil
}

func (s *server) organizationsXLSX(ctx context.Context, w *who, in *OrganizationQuery) (*huma.StreamResponse, error) {
	x := excelize.NewFile()
	defer func() { _ = x.Close() }()
	sheet, err := x.NewStreamWriter(x.GetSheetName(0))
	if err != nil {
		return nil, err
	}
	n := 0
	if err := s.organizationTable(ctx, w, *in, func(cells []string) error {
		n++
		row := make([]any, len(cells))
		for i, c := range cells {
			row[i] = c
		}
		at, err := excelize.CoordinatesToCellName(1, n)
		if err != nil {
			return err
		}
		return sheet.SetRow(at, row)
	}); err != nil {
		return nil, err
	}
	if err := sheet.Flush(); err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	if err := x.Write(&buf); err != nil {
		return nil, err
	}
	return attachment(&buf, xlsxType, "社会组织登记簿.xlsx"), nil
}

func attachment(buf *bytes.Buffer, typ, name string) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(c huma.Context) {
		c.SetHeader("Content-Type", typ)
		c.SetHeader("Content-Disposition", disposition("attachment", name))
		_, _ = buf.WriteTo(c.BodyWriter())
	}}
}

func (s *server) importOrganizations(ctx context.Context, w *who, in *struct {
	Raw
	DryRun bool `query:"dry_run" default:"true" doc:"只检查，不录入"`
}) (*body[store.OrganizationImport], error) {
	table, err := in.table(store.MaxOrganizations + 1) // one more than there may be is enough to say so
	if err != nil {
		return nil, err
	}
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	lines, err := store.ReadOrganizations(table, a.Region)
	if err != nil {
		return nil, err
	}
	rep, err := s.store.ImportOrganizations(ctx, w.Person.ID, lines, in.DryRun)
	if err != nil {
		return nil, err
	}
	return answer(rep), nil
}

// concluded are the conclusions that are published; that a report is awaited, lies with the bureau or was missed is none.
var concluded = []string{domain.CheckPassed, domain.CheckFair, domain.CheckFailed}

// publicOf is what is public of an organization by its register alone; checks and listings are public when they were published,
// which their files say.
func publicOf(p domain.Party) PublicOrganization {
	o := p.Org
	x := PublicOrganization{Name: p.Name, USCC: p.USCC, Kind: p.Kind, Status: o.Status, LegalRep: o.LegalRep, Address: o.Address, Mode: o.Mode, Supervisor: o.Supervisor, Purpose: o.Purpose, Scope: o.Scope, Area: o.Area,
		CapitalFen: o.CapitalFen, RegisteredOn: o.RegisteredOn, EndedOn: o.EndedOn, Charity: o.Charity != nil}
	if k := o.Certificate(); k != nil {
		x.Certificate, x.ValidUntil = k.Number, k.ValidUntil
	}
	for _, m := range o.Life() {
		if m.Public {
			m.File = ""
			x.Life = append(x.Life, m)
		}
	}
	return x
}

func (s *server) publicOrganizations(ctx context.Context, _ *who, in *struct {
	Q      string `query:"q" maxLength:"60" doc:"名称、拼音首字母或者统一社会信用代码"`
	Kind   string `query:"kind" enum:"association,service_org,"`
	Status string `query:"status" enum:"active,stopped,liquidating,revoked,deregistered,annulled,"`
	PageQuery
}) (*body[store.Page[PublicOrganization]], error) {
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.store.Organizations(ctx, store.OrganizationFilter{Agency: a.ID, Q: in.Q, Kind: domain.PartyKind(in.Kind), Status: in.Status, Cursor: in.Cursor, Limit: min(in.Limit, 50)})
	if err != nil {
		return nil, err
	}
	out := store.Page[PublicOrganization]{Items: []PublicOrganization{}, Next: p.Next, Total: p.Total}
	for _, r := range p.Items {
		out.Items = append(out.Items, PublicOrganization{Name: r.Name, USCC: r.USCC, Kind: r.Kind, Status: r.Status, LegalRep: r.LegalRep, Address: r.Address, Mode: r.Mode, Supervisor: r.Supervisor,
			RegisteredOn: r.RegisteredOn, EndedOn: r.EndedOn, Charity: r.Charity, Certificate: r.Certificate, ValidUntil: r.CertificateUntil})
	}
	return answer(out), nil
}

func (s *server) publicOrganization(ctx context.Context, _ *who, in *struct {
	USCC string `path:"uscc" minLength:"18" maxLength:"18" pattern:"^[0-9A-Za-z]{18}$"`
}) (*body[PublicOrganization], error) {
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.store.OrganizationByCode(ctx, a.ID, in.USCC)
	if err != nil {
		return nil, err
	}
	if p.Org == nil {
		return nil, errNotFound
	}
	x := publicOf(p)
	published, err := s.store.PublicChecks(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	for _, k := range p.Org.Checks {
		if k.File != "" { // of the years before, the register is all there is
			k.Conclusion = published[k.Year]
		}
		if slices.Contains(concluded, k.Conclusion) {
			x.Checks = append(x.Checks, PublicCheck{k.Year, k.Conclusion})
		}
	}
	lists, err := s.store.PublicListings(ctx, a.ID, p.ID)
	if err != nil {
		return nil, err
	}
	for _, l := range lists {
		x.Lists = append(x.Lists, PublicOrganizationListing{l.List, l.ListedOn})
	}
	f := store.PublicFilter{Agency: a.ID, On: s.today(), USCC: p.USCC, Limit: 100}
	shown, err := s.store.PublicPenalties(ctx, f)
	if err != nil {
		return nil, err
	}
	x.Penalties = shown.Items
	return answer(x), nil
}
