package api

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

func (s *server) paperRoutes() {
	t, isPDF := tag("papers"), produces("application/pdf")
	handle(s, signedIn, "GET", "/cases/{id}/previews", "list-previews", "可预览的文书及其尚缺的要素", s.previews, t)
	handle(s, signedIn, "GET", "/cases/{id}/preview/{type}", "preview-paper", "预览文书（草稿）", s.preview, t, isPDF)
	handle(s, signedIn, "GET", "/cases/{id}/documents/{document}/public.pdf", "public-paper", "文书的公开文本（已隐去个人信息）", s.publicPaper, t, isPDF)
	handle(s, having(policies.ViewCases), "GET", "/documents.pdf", "print-papers", "合并打印文书", s.printPapers, t, isPDF)
	handle(s, having(policies.ViewParty), "GET", "/cases/{id}/dossier.pdf", "dossier-pdf", "案卷（一个PDF）", s.dossierPDF, t, isPDF)
	handle(s, having(policies.ViewDossier), "GET", "/cases/{id}/dossier.zip", "dossier-zip", "案卷（压缩包，附事件链和校验方法）", s.dossierZIP, t, produces("application/zip"))
	handle(s, having(policies.ViewDossier), "GET", "/cases/{id}/review", "review-file", "案卷评查", s.reviewFile, t)
	handle(s, having(policies.ViewTemplate), "GET", "/templates", "list-templates", "文书模板", s.listTemplates, t)
	handle(s, having(policies.ViewTemplate), "GET", "/templates/{template}", "get-template", "文书模板及其修改历史", s.getTemplate, t)
	handle(s, having(policies.ViewTemplate), "POST", "/templates/{template}/preview", "preview-template", "以样例数据预览模板（草稿）", s.previewTemplate, t, isPDF)
}

// papers are the hands that set instruments, or the refusal where there are none.
func (s *server) papers() (Papers, error) {
	if s.Papers == nil {
		return nil, refuse("unavailable", "本机不能制作文书。", "no instruments are made here")
	}
	return s.Papers, nil
}

// papersOf are those hands with a file that the person may see.
func (s *server) papersOf(ctx context.Context, w *who, id domain.CaseID) (Papers, *domain.Case, error) {
	p, err := s.papers()
	if err != nil {
		return nil, nil, err
	}
	c, err := s.fileOf(ctx, w, id)
	return p, c, err
}

// pdf answers with a PDF that was made for this request and is not kept.
func pdf(name string, b []byte) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(c huma.Context) {
		h := humagin.Unwrap(c).Writer.Header()
		h.Set("Content-Type", "application/pdf")
		h.Set("Content-Disposition", disposition("inline", name))
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'")
		h.Set("X-Frame-Options", "SAMEORIGIN")
		h.Set("Cache-Control", "no-store")
		_, _ = c.BodyWriter().Write(b)
	}}
}

func (s *server) previews(ctx context.Context, w *who, in *OfCase) (*body[[]domain.Draft], error) {
	p, c, err := s.papersOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	out, err := p.Previews(ctx, c.ID)
	return answer(list(out)), err
}

func (s *server) preview(ctx context.Context, w *who, in *struct {
	OfCase
	Type string `path:"type" maxLength:"10" doc:"文书类型，如 P-15"`
}) (*huma.StreamResponse, error) {
	p, c, err := s.papersOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	d, err := p.Preview(ctx, c.ID, in.Type)
	if err != nil {
		return nil, err
	}
	return pdf(d.Title+"（草稿）.pdf", d.PDF), nil
}

func (s *server) publicPaper(ctx context.Context, w *who, in *struct {
	OfCase
	Document domain.DocumentID `path:"document" maxLength:"220"`
}) (*huma.StreamResponse, error) {
	p, c, err := s.papersOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	d := c.Document(in.Document)
	if d == nil {
		return nil, errNotFound
	}
	b, err := p.PublicPDF(ctx, c.ID, d.ID)
	if err != nil {
		return nil, err
	}
	return pdf(d.Title+"（公开文本）.pdf", b), nil
}

func (s *server) printPapers(ctx context.Context, w *who, in *struct {
	IDs    []string `query:"ids" maxItems:"100" doc:"文书编号，以逗号分隔"`
	Copies int      `query:"copies" minimum:"1" maximum:"9" default:"1" doc:"每份文书的份数"`
}) (*huma.StreamResponse, error) {
	p, err := s.papers()
	if err != nil {
		return nil, err
	}
	var files []domain.File
	for _, id := range in.IDs {
		n := strings.LastIndex(id, "-d")
		if n < 0 {
			return nil, errNotFound
		}
		c, err := s.fileOf(ctx, w, domain.CaseID(id[:n]))
		if err != nil {
			return nil, err
		}
		d := c.Document(domain.DocumentID(id))
		if d == nil {
			return nil, errNotFound
		}
		for _, f := range d.Files {
			if f.Type == "application/pdf" {
				files = append(files, f)
			}
		}
	}
	b, err := p.Print(ctx, files, in.Copies)
	if err != nil {
		return nil, err
	}
	return pdf("文书.pdf", b), nil
}

// together are the files that go into the dossier of a case: the inspection or order it came from, and what came from it, as
// far as the person may see them.
func (s *server) together(ctx context.Context, w *who, c *domain.Case) ([]domain.CaseID, error) {
	kids, err := s.store.Children(ctx, store.CaseFilter{Agency: w.Agency, Parent: c.ID, Reader: w.Person.ID, Secret: s.secret(w)})
	if err != nil {
		return nil, err
	}
	ids := []domain.CaseID{}
	if c.Parent != "" {
		ids = append(ids, c.Parent)
	}
	for _, k := range kids {
		ids = append(ids, k.ID)
	}
	if c.Penalty != nil {
		for _, r := range c.Penalty.Reviews {
			ids = append(ids, r.Case)
		}
		for _, r := range c.Penalty.Refers {
			ids = append(ids, r.Case)
		}
		for _, d := range c.Penalty.Discussions {
			ids = append(ids, d.Meeting)
		}
	}
	slices.Sort(ids)
	var out []domain.CaseID
	for _, id := range slices.Compact(ids) {
		x, err := s.fileOf(ctx, w, id)
		if err != nil {
			if domain.CodeOf(err) == "" {
				return nil, err
			}
			continue // not for this person
		}
		if x.Procedure != domain.ProcPenalty && x.Procedure != domain.ProcCampaign {
			out = append(out, id)
		}
	}
	return out, nil
}

func (s *server) dossierPDF(ctx context.Context, w *who, in *struct {
	OfCase
	Copy string `query:"copy" enum:"party,full" default:"party" doc:"party：当事人可以查阅的正卷；full：正卷和副卷"`
}) (*huma.StreamResponse, error) {
	if in.Copy == "full" {
		if err := s.Guard.Can(w.Person, policies.ViewDossier, w.Agency, s.today()); err != nil {
			return nil, err
		}
	}
	p, c, others, err := s.dossier(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	b, err := p.DossierPDF(ctx, c.ID, others, in.Copy != "full")
	if err != nil {
		return nil, err
	}
	return pdf(c.Reference+".pdf", b), nil
}

func (s *server) dossier(ctx context.Context, w *who, id domain.CaseID) (Papers, *domain.Case, []domain.CaseID, error) {
	p, c, err := s.papersOf(ctx, w, id)
	if err != nil {
		return nil, nil, nil, err
	}
	if c.Penalty == nil {
		return nil, nil, nil, refuse("wrong_procedure", "只有行政处罚案卷可以整卷导出。", "only penalty cases are taken out as a whole file")
	}
	others, err := s.together(ctx, w, c)
	return p, c, others, err
}

func (s *server) dossierZIP(ctx context.Context, w *who, in *OfCase) (*huma.StreamResponse, error) {
	p, c, others, err := s.dossier(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		g := humagin.Unwrap(hc)
		h := g.Writer.Header()
		h.Set("Content-Type", "application/zip")
		h.Set("Content-Disposition", disposition("attachment", c.Reference+".zip"))
		h.Set("Cache-Control", "no-store")
		_ = http.NewResponseController(g.Writer).SetWriteDeadline(time.Time{})
		if err := p.DossierZIP(ctx, hc.BodyWriter(), c.ID, others); err != nil { // the archive has no end: it cannot be taken for a whole one
			s.Log.Error("dossier cut off", "case", c.ID, "error", err)
			panic(http.ErrAbortHandler)
		}
	}}, nil
}

// FileMark is the review of a file with its sum.
type FileMark struct {
	Points int            `json:"points"`
	Grade  string         `json:"grade" enum:"excellent,pass,fail"`
	Checks []domain.Check `json:"checks"`
}

func (s *server) reviewFile(ctx context.Context, w *who, in *OfCase) (*body[FileMark], error) {
	c, err := s.fileOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	if c.Penalty == nil {
		return nil, refuse("wrong_procedure", "只有行政处罚案卷可以评查。", "only files of penalty cases are reviewed")
	}
	cal, rules, norms, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	people, err := s.names(ctx, w.Agency)
	if err != nil {
		return nil, err
	}
	out := FileMark{Checks: list(domain.FileReview(c, &domain.Facts{At: s.Now(), Now: s.Now(), Agency: a, Calendar: cal, Rules: rules, Norms: norms, Violations: norms.Violations, People: people}))}
	out.Points, out.Grade = domain.Mark(out.Checks)
	return answer(out), nil
}

func (s *server) listTemplates(ctx context.Context, _ *who, _ *struct{}) (*body[[]domain.TemplateRow], error) {
	p, err := s.papers()
	if err != nil {
		return nil, err
	}
	out, err := p.Templates(ctx)
	return answer(list(out)), err
}

// OfTemplate names a template in an address.
type OfTemplate struct {
	Template string `path:"template" maxLength:"60" doc:"模板编号，如 penalty_decision"`
}

func (s *server) getTemplate(ctx context.Context, _ *who, in *OfTemplate) (*body[domain.TemplateBook], error) {
	p, err := s.papers()
	if err != nil {
		return nil, err
	}
	out, err := p.Template(ctx, in.Template)
	out.History = list(out.History)
	return answer(out), err
}

func (s *server) previewTemplate(ctx context.Context, w *who, in *struct {
	OfTemplate
	Body struct {
		Body json.RawMessage `json:"body,omitempty" doc:"修改后的模板全文；空为现行模板"`
	}
}) (*huma.StreamResponse, error) {
	p, err := s.papers()
	if err != nil {
		return nil, err
	}
	if len(in.Body.Body) > 0 { // what is sent is worked through: only for who may change it
		spec, _ := domain.SpecOf("templates.set")
		if err := s.Guard.Can(w.Person, policies.Of(spec), w.Agency, s.today()); err != nil {
			return nil, err
		}
	}
	b, err := p.TemplateSample(ctx, in.Template, in.Body.Body)
	if err != nil {
		return nil, err
	}
	return pdf(in.Template+"（样例）.pdf", b), nil
}
