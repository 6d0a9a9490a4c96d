package api

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"yifa/domain"
)

type normsQuery struct {
	On     string `query:"on" format:"date" doc:"只列当日有效的"`
	Status string `query:"status" enum:"confirmed,unconfirmed" doc:"只列核对过原文的，或者未核的"`
	Q      string `query:"q" maxLength:"60" doc:"编号、名称、条文中的字词"`
}

// listNorms answers with the rows of the law of sanctions, of every kind, as filtered.
func (s *server) listNorms(ctx context.Context, _ *who, in *normsQuery) (*body[domain.NormRows], error) {
	_, _, norms, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	rows := norms.Rows()
	if on := day(in.On); !on.IsZero() {
		rows = norms.On(on)
	}
	q := strings.ToLower(strings.TrimSpace(in.Q))
	return answer(domain.NormRows{
		Violations:    sift(rows.Violations, in.Status, q),
		Circumstances: sift(rows.Circumstances, in.Status, q),
		Benchmarks:    sift(rows.Benchmarks, in.Status, q),
		Grounds:       sift(rows.Grounds, in.Status, q),
		Quorums:       sift(rows.Quorums, in.Status, q),
		Columns:       sift(rows.Columns, in.Status, q),
		Ceilings:      sift(rows.Ceilings, in.Status, q),
		Materials:     sift(rows.Materials, in.Status, q),
		Conditions:    sift(rows.Conditions, in.Status, q),
		Refusals:      sift(rows.Refusals, in.Status, q),
		RegNeeds:      sift(rows.RegNeeds, in.Status, q),
		Criteria:      sift(rows.Criteria, in.Status, q),
		CheckPoints:   sift(rows.CheckPoints, in.Status, q),
		Dispositions:  sift(rows.Dispositions, in.Status, q),
		CheckGrounds:  sift(rows.CheckGrounds, in.Status, q),
		CheckLimits:   sift(rows.CheckLimits, in.Status, q),
		ListGrounds:   sift(rows.ListGrounds, in.Status, q),
		CleanupBases:  sift(rows.CleanupBases, in.Status, q),
	}), nil
}

// sift keeps the rows of a status that hold the words anywhere, as they are written in the file.
func sift[T interface{ State() string }](rows []T, status, q string) []T {
	out := []T{}
	for _, x := range rows {
		if status != "" && x.State() != status {
			continue
		}
		if q != "" {
			b, err := json.Marshal(x)
			if err != nil || !strings.Contains(strings.ToLower(string(b)), q) {
				continue
			}
		}
		out = append(out, x)
	}
	return out
}

// Trial is what the calculator is asked: the facts, and what somebody thinks of imposing.
type Trial struct {
	Decided        domain.Date         `json:"decided,omitzero" doc:"拟决定之日，空为今日"`
	Discovered     domain.Date         `json:"discovered,omitzero" doc:"违法行为被发现之日；填写的，计算追责时效"`
	Harm           bool                `json:"harm,omitempty" doc:"涉及公民生命健康安全、金融安全且有危害后果"`
	Hearing        bool                `json:"hearing,omitempty" doc:"已举行听证"`
	Outcome        domain.Verdict      `json:"outcome,omitempty" enum:"penalty,no_penalty,not_established,transfer,ban" doc:"处理意见，空为给予处罚"`
	Assessments    []domain.Assessment `json:"assessments" minItems:"1" maxItems:"20" doc:"裁量所依据的事实，每项违法一条"`
	Sanctions      []domain.Sanction   `json:"sanctions,omitempty" maxItems:"60" doc:"拟给予的处罚；填写的，逐项核对"`
	PublicInterest bool                `json:"public_interest,omitempty" doc:"涉及重大公共利益"`
	Complex        bool                `json:"complex,omitempty" doc:"情况疑难复杂"`
}

// Reckoning is the answer: what the law allows, whether what is proposed lies within it, and which steps it needs.
type Reckoning struct {
	Decided    domain.Date     `json:"decided"`
	Ranges     []domain.Range  `json:"ranges"`
	Limits     []domain.Limit  `json:"limits,omitempty"`
	Checked    bool            `json:"checked"` // a proposal was given
	Refusal    *domain.Error   `json:"refusal,omitempty"`
	Hearing    []domain.Ground `json:"hearing"`
	Review     []domain.Ground `json:"review"`
	Discussion []domain.Ground `json:"discussion"`
	Column     int             `json:"column,omitempty"` // of the yearly statistics
	Fen        int64           `json:"fen,omitempty"`
}

// reckonRange is the range calculator: it writes nothing.
func (s *server) reckonRange(ctx context.Context, _ *who, in *body[Trial]) (*body[Reckoning], error) {
	cal, rules, norms, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	x := in.Body
	on := x.Decided
	if on.IsZero() {
		on = s.today()
	}
	if y := on.Year(); y < 1949 || y > 2199 {
		return nil, badField("decided", "日期须在1949年至2199年之间", "the day must lie between 1949 and 2199")
	}
	p := domain.Proposal{Outcome: x.Outcome, Assessments: x.Assessments, Sanctions: x.Sanctions, PublicInterest: x.PublicInterest, Complex: x.Complex}
	if p.Outcome == "" {
		p.Outcome = domain.VerdictPenalty
	}
	f := &domain.Facts{At: on.Start(), Now: s.Now(), Calendar: cal, Rules: rules, Norms: norms, Violations: norms.Violations}
	out := Reckoning{Decided: on}
	if out.Ranges, err = norms.Ranges(x.Assessments, on); err != nil {
		return nil, err
	}
	natural := false
	for _, a := range x.Assessments {
		al := domain.Allegation{Violation: a.Violation, From: a.From, To: a.To, Harm: x.Harm}
		p.Allegations = append(p.Allegations, al)
		natural = natural || a.Natural
		if x.Discovered.IsZero() {
			continue
		}
		l, err := norms.Limitation(al, x.Discovered, f)
		if err != nil {
			return nil, err
		}
		out.Limits = append(out.Limits, l)
	}
	if len(x.Sanctions) > 0 || x.Outcome != "" {
		out.Checked = true
		if err := norms.CheckProposal(p, nil, f); err != nil && !errors.As(err, &out.Refusal) {
			return nil, err
		}
	}
	agency, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	out.Hearing = list(norms.HearingGrounds(p, natural, agency.Region, on))
	out.Review = list(norms.ReviewGrounds(p, x.Hearing, "", on))
	out.Discussion = list(norms.DiscussionGrounds(p, x.Hearing, on))
	out.Column, out.Fen = norms.CountOn(p.Sanctions, on)
	return answer(out), nil
}
