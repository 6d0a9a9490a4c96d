package api

import (
	"context"
	"net/http"
	"slices"

	"yifa/domain"
)

// This file is the desk of organizations that are supervised: each files its annual report and answers the notice of a listing
// itself (年度工作报告, 陈述申辩). As with applications, the number of the file and the phone number that the register holds of the
// organization open a session that belongs to that one file; whoever guesses learns nothing, not even whether a number exists.

// FilingView is what an organization sees of a file about it.
type FilingView struct {
	Reference  string             `json:"reference"`
	Title      string             `json:"title"`
	Procedure  domain.Procedure   `json:"procedure" enum:"annual_check,listing"`
	Name       string             `json:"name"`
	Stage      domain.Stage       `json:"stage"`
	StageTitle string             `json:"stage_title"`
	Outcome    string             `json:"outcome,omitempty"`
	OpenedOn   domain.Date        `json:"opened_on"`
	Today      domain.Date        `json:"today"`
	Clocks     []ApplicationClock `json:"clocks"`
	Documents  []ApplicationPaper `json:"documents"`
	Handed     []FilingHanded     `json:"handed" doc:"已经递交的"`
	Acts       []string           `json:"acts" doc:"组织现在可以办理的事项"`
	Version    int                `json:"version"`
	Bureau     string             `json:"bureau"`
	Phone      string             `json:"bureau_phone,omitempty"`
	Check      *FilingCheck       `json:"check,omitempty"`
	Listing    *FilingListing     `json:"listing,omitempty"`
}

// FilingHanded is the receipt of what was handed in.
type FilingHanded struct {
	Act   string        `json:"act"`
	On    domain.Date   `json:"on"`
	Text  string        `json:"text"`
	Files []domain.File `json:"files"`
}

// FilingCheck is the annual check of a year as the organization sees it: not what is proposed before there is a conclusion.
type FilingCheck struct {
	Year       int              `json:"year"`
	Kind       domain.PartyKind `json:"kind"`
	Track      string           `json:"track"`
	Direct     bool             `json:"direct,omitempty"`
	ReportedOn domain.Date      `json:"reported_on,omitzero"`
	FiledOn    domain.Date      `json:"filed_on,omitzero" doc:"到达登记机关之日"`
	Late       bool             `json:"late,omitempty"`
	Asked      *FilingAsked     `json:"asked,omitempty" doc:"登记机关要求补充、说明的，尚未答复的"`
	Conclusion string           `json:"conclusion,omitempty"`
	Rectify    []string         `json:"rectify,omitempty" doc:"整改要求"`
	RectifyDue domain.Date      `json:"rectify_due,omitzero" doc:"整改期限；整改通知书送达之前没有"`
	Rectified  string           `json:"rectified,omitempty" enum:"passed,failed,"`
}

// FilingAsked is what the registrar asks for.
type FilingAsked struct {
	What  string      `json:"what"`
	Text  string      `json:"text"`
	Until domain.Date `json:"until"`
}

// FilingListing is the entry of a credit list as the organization is told of it: from the advance notice on.
type FilingListing struct {
	List     string      `json:"list"`
	Ground   string      `json:"ground"`
	English  string      `json:"ground_en,omitempty"`
	Article  string      `json:"article,omitempty"`
	Facts    string      `json:"facts"`
	Answer   string      `json:"answer,omitempty" doc:"对陈述申辩的复核意见"`
	Adopted  bool        `json:"adopted,omitempty"`
	Listed   bool        `json:"listed,omitempty" doc:"现在名单内"`
	ListedOn domain.Date `json:"listed_on,omitzero"`
	Reasons  string      `json:"reasons,omitempty" doc:"决定的理由"`
	Removed  domain.Date `json:"removed_on,omitzero"`
	Moving   string      `json:"moving,omitempty" doc:"拟移入严重违法失信名单的事实和理由，已告知的"`
}

// toOrganization are the instruments that go to the organization.
var toOrganization = []string{"A-1", "A-2", "A-3", "C-1", "C-2", "C-3"}

// filingClocks are the clocks it is told of.
var filingClocks = []string{"unit", "file", "rectify", "reply", "severe", "lapse"}

// filingActs are what an organization does itself, with the title of the papers that come with it.
var filingActs = map[string]string{
	"annual_check.report": "年度工作报告材料", "annual_check.answer": "年检补充材料", "annual_check.report_rectified": "整改材料",
	"listing.record_reply": "陈述申辩材料", "listing.ask_removal": "移出申请材料",
}

func (s *server) filingRoutes() {
	t, d := tag("public"), door[*FilingView]{server: s, own: s.ours, view: s.filingView, papers: toOrganization,
		mine: func(spec domain.Spec, c *domain.Case) bool {
			return filingActs[spec.Name] != "" && spec.Procedure == c.Procedure
		},
		barred: refuse("not_permitted", "社会组织不能自行办理此事项。", "this is not for the organization to do"),
		closed: refuse("file_closed", "案卷已经办结，不能再上传材料。", "the file is closed"),
		handed: func(c *domain.Case) (out []domain.File) {
			for _, x := range handed(c) {
				out = append(out, x.Files...)
			}
			return out
		}}
	handle(s, anybody, "POST", "/public/filing/session", "filing-sign-in", "社会组织凭案卷编号和登记的联系电话办理", s.openFiling, t)
	handle(s, anybody, "DELETE", "/public/filing/session", "filing-sign-out", "社会组织结束办理", s.leaveApplication, t)
	handle(s, anybody, "GET", "/public/filing", "filing", "本组织的年检、信用名单案卷", d.look, t)
	handle(s, anybody, "POST", "/public/filing/steps/{act}", "filing-act", "社会组织办理", d.act, t)
	handle(s, anybody, "POST", "/public/filing/files", "filing-upload", "上传材料（字段 file，最大50 MB）", d.upload, t, takesFile)
	handle(s, anybody, "GET", "/public/filing/files/{hash}", "filing-file", "案卷中本组织的材料和收到的文书", d.file, t, produces("application/octet-stream"))
}

// tellable reports that an organization may know of the file: of a listing from the notice on.
func tellable(c *domain.Case) bool {
	return c.Party != nil && (c.AnnualCheck != nil || c.Listing != nil && c.Listing.Notice != "")
}

// ours is the file of the session of the request.
func (s *server) ours(ctx context.Context, r *http.Request) (*domain.Case, error) {
	c, err := s.opensFile(ctx, r)
	if err == nil && c != nil && tellable(c) {
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	return nil, refuse("filing_session", "请凭案卷编号和登记的联系电话办理。", "open the file with its number and the phone number in the register")
}

type filingAnswer struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      *FilingView
}

var errNoFiling = refuse("no_filing", "没有这个案卷，或者电话与登记簿中的联系电话不一致；请核对后再试，也可以与登记机关联系。", "there is no such file, or the phone number is not the one in the register")

func (s *server) openFiling(ctx context.Context, _ *who, in *struct {
	Raw
	Body struct {
		Reference string `json:"reference" minLength:"4" maxLength:"60" doc:"案卷编号"`
		Phone     string `json:"phone" minLength:"5" maxLength:"30" doc:"登记簿中的联系电话"`
	}
}) (*filingAnswer, error) {
	c, err := s.byReference(ctx, in.req, in.Body.Reference, domain.ProcCheck, domain.ProcListing)
	if err != nil {
		return nil, err
	}
	if c == nil || !tellable(c) {
		return nil, errNoFiling
	}
	org, err := s.store.Case(ctx, domain.CaseID(c.Party.ID))
	if err != nil {
		return nil, err
	}
	if org.PartyFile == nil || !samePhone(org.PartyFile.Phone, in.Body.Phone) {
		return nil, errNoFiling
	}
	cookie, err := s.applicantSession(ctx, in.req, c.ID)
	if err != nil {
		return nil, err
	}
	v, err := s.filingView(ctx, c)
	return &filingAnswer{cookie, v}, err
}

func (s *server) filingView(ctx context.Context, c *domain.Case) (*FilingView, error) {
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	v := &FilingView{Reference: c.Reference, Title: c.Title, Procedure: c.Procedure, Name: c.Party.Name, Stage: c.Stage, StageTitle: domain.StageTitle(c.Stage), Outcome: c.Outcome, OpenedOn: c.OpenedOn, Today: s.today(),
		Clocks: clocksOf(c, filingClocks), Documents: papersOf(c, toOrganization), Handed: handed(c), Version: c.Seq, Bureau: a.Name, Phone: a.Phone}
	if k := c.AnnualCheck; k != nil {
		x := &FilingCheck{Year: k.Year, Kind: k.Kind, Track: k.Track, Direct: k.Direct, ReportedOn: k.ReportedOn, FiledOn: k.FiledOn, Late: k.Late && !k.UnitLate}
		if n := len(k.Asked); n > 0 && k.Asked[n-1].Answered.IsZero() {
			q := k.Asked[n-1]
			x.Asked = &FilingAsked{q.What, q.Text, q.Until}
		}
		if r := k.Conclusion(); r != nil {
			x.Conclusion = r.Conclusion
		}
		if r := k.Rectify; r != nil {
			x.Rectify, x.RectifyDue, x.Rectified = r.Items, r.Due, r.Result
		}
		v.Check = x
	}
	if l := c.Listing; l != nil {
		x := &FilingListing{List: l.List, Ground: l.Ground.Text, English: l.Ground.English, Article: l.Ground.Article, Facts: l.Facts, ListedOn: l.ListedOn, Listed: !l.ListedOn.IsZero() && l.Removed == nil && c.Open()}
		if l.Reply != nil {
			x.Answer, x.Adopted = l.Reply.Answer, l.Reply.Adopted
		}
		if m := l.Moving(); m != nil && m.Notice != "" {
			x.Moving, x.Answer, x.Adopted = m.Facts, "", false
			if m.Reply != nil {
				x.Answer, x.Adopted = m.Reply.Answer, m.Reply.Adopted
			}
		}
		if l.Decision != nil {
			x.Reasons = l.Decision.Reasons
		}
		if l.Removed != nil {
			x.Removed = l.Removed.On
		}
		v.Listing = x
	}
	v.Acts = s.ownActs(a.ID, c, func(spec domain.Spec) bool { return filingActs[spec.Name] != "" })
	return v, nil
}

// handed are the receipts of what the organization handed in, in order.
func handed(c *domain.Case) []FilingHanded {
	out := []FilingHanded{}
	add := func(act string, on domain.Date, text string) {
		if !on.IsZero() {
			out = append(out, FilingHanded{act, on, text, []domain.File{}})
		}
	}
	if k := c.AnnualCheck; k != nil {
		text := ""
		if k.Report != nil {
			text = k.Report.SelfCheck
		}
		add("annual_check.report", k.ReportedOn, text)
		for _, q := range k.Asked {
			add("annual_check.answer", q.Answered, q.Answer)
		}
		if k.Rectify != nil {
			add("annual_check.report_rectified", k.Rectify.Reported, k.Rectify.Report)
		}
	}
	if l := c.Listing; l != nil {
		if l.Reply != nil {
			add("listing.record_reply", l.Reply.On, l.Reply.Text)
		}
		if m := l.Move; m != nil && m.Reply != nil {
			add("listing.record_reply", m.Reply.On, m.Reply.Text)
		}
		if l.Asked != nil {
			add("listing.ask_removal", l.Asked.On, l.Asked.Text)
		}
	}
	for _, e := range c.Evidence {
		for i, x := range slices.Backward(out) { // of several of a kind, the papers stand with the last
			if filingActs[x.Act] == e.Title {
				out[i].Files = append(out[i].Files, e.File)
				break
			}
		}
	}
	return out
}
