package domain

import (
	"slices"
	"strings"
	"time"
)

// This file holds the simple procedure (简易程序, 行政处罚法 51–53): a penalty decided on the spot. The file opens with its
// decision; what follows (payment, filing with the bureau, conclusion) is as in any other case.

// DecideOnSpot is a decision made on the spot by two officers: the facts are certain, the penalty is a warning or a fine up to
// the ceiling, the party was told and heard, and got the numbered form.
type DecideOnSpot struct {
	Party      PartyID    `json:"party" minLength:"1" doc:"当事人"`
	Officers   []PersonID `json:"officers" minItems:"2" doc:"执法人员，不少于两人"`
	Place      string     `json:"place" minLength:"2" maxLength:"200" doc:"地点"`
	DecidedAt  time.Time  `json:"decided_at,omitzero" doc:"作出决定的时间，空为办理时"`
	Allegation Allegation `json:"allegation" doc:"违法行为"`
	Assessment Assessment `json:"assessment" doc:"裁量所依据的事实"`
	Sanction   Sanction   `json:"sanction" doc:"处罚：警告或者小额罚款"`
	Reasons    string     `json:"reasons" minLength:"2" maxLength:"2000" doc:"理由"`
	Correct    string     `json:"correct,omitempty" maxLength:"1000" doc:"责令改正的内容"`
	CardShown  bool       `json:"card_shown" doc:"已出示执法证件"`
	Told       bool       `json:"told" doc:"已告知事实、理由、依据和权利"`
	Defence    string     `json:"defence,omitempty" maxLength:"2000" doc:"当事人的陈述申辩；没有的写“无”"`
	Answer     string     `json:"answer,omitempty" maxLength:"2000" doc:"复核意见"`
	SignedBy   string     `json:"signed_by,omitempty" maxLength:"60" doc:"签收人"`
	Refusal    string     `json:"refusal,omitempty" maxLength:"500" doc:"拒绝签收的情况"`
}

func (DecideOnSpot) Act() string { return "penalty.decide_on_spot" }

// Needs asks for the party, the officers and the numbers.
func (x DecideOnSpot) Needs(*Case) Needs {
	return Needs{People: x.Officers, Parties: []PartyID{x.Party}, Others: []CaseID{CaseID(x.Party)}, Numbers: []string{"case.penalty", "P-16"}}
}

// Decide keeps the simple procedure to what the law leaves to it (行政处罚法 51, 52).
func (x DecideOnSpot) Decide(c *Case, f *Facts) (Outcome, error) {
	const art = "行政处罚法第五十一条、第五十二条"
	p, known := f.Parties[x.Party]
	if x.DecidedAt.IsZero() {
		x.DecidedAt = f.At
	}
	var bad faults
	bad.need(known, "party", "没有这名当事人")
	bad.need(x.CardShown, "card_shown", "当场处罚须出示执法证件")
	bad.need(x.Told, "told", "须告知事实、理由、依据和权利")
	bad.need(strings.TrimSpace(x.Defence) != "", "defence", "请记录当事人的陈述申辩；没有的写“无”")
	bad.need(strings.TrimSpace(x.Defence) == "无" || strings.TrimSpace(x.Answer) != "", "answer", "请写明对陈述申辩的复核意见")
	bad.need(strings.TrimSpace(x.SignedBy) != "" || strings.TrimSpace(x.Refusal) != "", "signed_by", "请填写签收人；拒绝签收的，注明情况")
	bad.need(len([]rune(strings.TrimSpace(x.Place))) >= 2, "place", "请填写地点")
	bad.need(len([]rune(strings.TrimSpace(x.Reasons))) >= 2, "reasons", "请写明理由")
	bad.need(DateOf(x.DecidedAt) == f.On() && !x.DecidedAt.After(f.At), "decided_at", "当场处罚的时间应在办理当日、办理之前")
	bad.need(x.Sanction.Kind == SanctionWarning || x.Sanction.Kind == SanctionFine, "sanction.kind", "当场处罚只能是警告或者小额罚款")
	as := faults{}
	checkAllegations([]Allegation{x.Allegation}, p.Kind, f, &as)
	for _, a := range as {
		bad = append(bad, Field{strings.Replace(a.Path, "allegations[0]", "allegation", 1), a.Message})
	}
	if err := bad.err(); err != nil {
		e := err.(*Error) //nolint:errorlint // faults.err makes nothing else
		e.Article = art
		return Outcome{}, e
	}
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	if !slices.Contains(x.Officers, f.Actor) {
		return Outcome{}, Refuse("not_on_the_case", "行政处罚法第四十二条", "当场处罚由到场的执法人员登记。", "one of the officers on the spot records it")
	}
	natural := p.Kind == PartyPerson
	ceiling, err := f.Norms.SpotCeiling(natural, f.On())
	if err != nil {
		return Outcome{}, err
	}
	if x.Sanction.Kind == SanctionFine && x.Sanction.AmountFen > ceiling {
		return Outcome{}, Refuse("over_spot_ceiling", art, "当场罚款不得超过%[1]s元，请按普通程序办理。", "a fine on the spot may not exceed %[1]s yuan; use the general procedure", yuan(ceiling))
	}
	x.Assessment.Natural = natural
	prop := Proposal{Outcome: VerdictPenalty, Allegations: []Allegation{x.Allegation}, Facts: x.Allegation.Fact, Assessments: []Assessment{x.Assessment}, Sanctions: []Sanction{x.Sanction}, Reasons: x.Reasons, Correct: x.Correct}
	like := &Case{Procedure: ProcPenalty, Penalty: &Penalty{Track: TrackSimple, Natural: natural, Allegations: prop.Allegations}, Party: &PartyRef{p.ID, p.Name, p.Kind, p.Township}}
	if err := f.Norms.CheckProposal(prop, like, f); err != nil {
		return Outcome{}, err
	}
	b := &SpotDecided{DecideOnSpot: x, Agency: f.Agency.ID, Ref: f.Numbers["case.penalty"], Named: *like.Party, Natural: natural, Regime: RegimeGeneral, Proposal: prop}
	if p.Kind.SocialOrg() {
		b.Regime = RegimeSocialOrg
	}
	b.Section = f.People[x.Officers[0]].Section
	v, _ := f.Violations.At(x.Allegation.Violation, f.On())
	if v.Title == "" {
		v, _ = f.Violations.At(x.Allegation.Violation, x.Allegation.Until(f.On()))
	}
	b.Title = p.Name + v.Title + "案"
	n := f.Numbers["P-16"]
	b.Document = Document{ID: DocumentID(string(c.ID) + "-d1"), Type: "P-16", Title: "当场行政处罚决定书", Number: n.Text, Year: n.Year, Serial: n.Serial, IssuedOn: f.On(), IssuedBy: f.Actor}
	like.Penalty.Proposal, like.Penalty.Decision = &prop, &Decision{Verdict: VerdictPenalty, Spot: true}
	b.Decision = Decision{Verdict: VerdictPenalty, On: f.On(), By: f.Actor, Round: 1, Digest: prop.Digest(), Document: b.Document.ID, ServedOn: f.On(), Spot: true, Remedies: remediesText(like, f)}
	like.Penalty.Decision = &b.Decision
	if b.Clocks, err = servedClocks(like, b.Document, f.On(), f); err != nil {
		return Outcome{}, err
	}
	for _, k := range [][2]string{{"PEN-10.01", "spot_report"}, {"PEN-4.05", "publish"}} {
		r, err := f.start(nil, k[0], k[1], f.On(), 0)
		if err != nil {
			return Outcome{}, err
		}
		b.Clocks = append(b.Clocks, r)
	}
	now := &Case{ID: c.ID, Party: like.Party, Penalty: like.Penalty, Documents: []Document{b.Document}}
	if now.registered(f) == nil {
		return outcome(b)
	}
	told, tells := now.intoRegister(f, f.On()) // it takes effect when it is handed over
	return Outcome{Events: []Body{b, told}, Tells: tells}, nil
}

// SpotDecided: a penalty was decided on the spot and handed over.
type SpotDecided struct {
	DecideOnSpot
	Agency   AgencyID `json:"agency"`
	Ref      Number   `json:"ref"`
	Named    PartyRef `json:"named"`
	Natural  bool     `json:"natural,omitempty"`
	Regime   Regime   `json:"regime"`
	Section  string   `json:"section,omitempty"`
	Title    string   `json:"title"`
	Proposal Proposal `json:"proposal"`
	Decision Decision `json:"decision"`
	Document Document `json:"document"`
	Clocks   []Clock  `json:"clocks"`
}

func (SpotDecided) Kind() string { return "SpotDecided" }
func (b SpotDecided) apply(c *Case, e Event) {
	on := DateOf(e.OccurredAt)
	c.Procedure, c.Agency, c.Section = ProcPenalty, b.Agency, b.Section
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	c.Title, c.Party, c.OpenedOn = b.Title, &b.Named, on
	c.Officers, c.Handler = slices.Clone(b.Officers), b.Officers[0]
	for _, o := range b.Officers {
		c.take(o, PartOfficer, e.Seq)
	}
	d := b.Decision
	c.Penalty = &Penalty{Track: TrackSimple, Regime: b.Regime, Source: "other", ReceivedOn: on, Clue: b.Proposal.Facts, Natural: b.Natural,
		Allegations: b.Proposal.Allegations, Proposal: &b.Proposal, Round: 1, Decision: &d, Publicity: &Publicity{State: "due"}}
	c.issued(b.Document, e)
	c.Services = append(c.Services, Service{Document: b.Document.ID, Method: ServeDirect, On: on, DeemedOn: on, Recipient: b.SignedBy, FailedFor: "", Seq: e.Seq})
	for _, k := range b.Clocks {
		c.startClock(k)
	}
	c.decisionServed(on, e)
	due := func(id string) Date {
		if k := c.running(id); k != nil {
			return k.Due
		}
		return 0
	}
	c.raise(Task{ID: "spot_report", Kind: "penalty.report_on_spot", Title: "当场处罚报局备案", English: "Report the spot decision", Person: c.Handler, Due: due("spot_report"), Clock: "spot_report"}, e)
	c.raise(Task{ID: "publicity", Kind: "penalty.redact", Title: "制作公示内容", English: "Prepare the disclosure", Person: c.Handler, Due: due("publish"), Clock: "publish"}, e)
}

// ReportOnSpot reports a spot decision to the bureau for the record (备案, 行政处罚法 52 III).
type ReportOnSpot struct {
	Note string `json:"note,omitempty" maxLength:"500" doc:"备案说明"`
}

func (ReportOnSpot) Act() string { return "penalty.report_on_spot" }

// Decide wants the days for it not yet met.
func (x ReportOnSpot) Decide(c *Case, _ *Facts) (Outcome, error) {
	if c.running("spot_report") == nil {
		return Outcome{}, Refuse("already_done", "行政处罚法第五十二条", "已经备案。", "it was reported already")
	}
	return outcome(&SpotReported{x})
}

// SpotReported: the spot decision was reported.
type SpotReported struct{ ReportOnSpot }

func (SpotReported) Kind() string { return "SpotReported" }
func (b SpotReported) apply(c *Case, e Event) {
	if k := c.running("spot_report"); k != nil {
		k.Meet(DateOf(e.OccurredAt))
	}
	c.done(e, "penalty.report_on_spot")
}

func init() {
	act[DecideOnSpot](Spec{Procedure: ProcPenalty, Opens: true, Enforcement: true, Title: "当场处罚", English: "Decide on the spot", Article: "行政处罚法第五十一条、第五十二条", Starts: "生成《当场行政处罚决定书》；起算缴款、备案、公示期限；对当场处罚不服的，先申请行政复议"})
	act[ReportOnSpot](Spec{Procedure: ProcPenalty, Assigned: true, Possible: func(c *Case) bool { return c.running("spot_report") != nil }, Title: "当场处罚备案", English: "Report the spot decision", Article: "行政处罚法第五十二条第三款"})
	event[SpotDecided]()
	event[SpotReported]()
}
