package activities

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"yifa/activities/render"
	"yifa/domain"
	"yifa/store"
)

// Documents makes the files of instruments and keeps them.
type Documents struct {
	Book  Book
	Shelf Shelf // nil: no whole files are made here
	Fonts *render.Fonts
	Now   func() time.Time // nil: the wall clock
}

func (d *Documents) now() time.Time {
	if d.Now != nil {
		return d.Now()
	}
	return time.Now()
}

// RenderInput names an instrument of a file.
type RenderInput struct {
	Case     domain.CaseID     `json:"case"`
	Document domain.DocumentID `json:"document"`
}

// kind is what sets an instrument: a template, and where its elements come from.
type kind struct {
	of       domain.Procedure // told apart by the procedure of the file
	title    string           // and by this part of the title, where a type has several
	template string
	fill     func(context.Context, *matter) (render.Data, error)
	preview  func(*domain.Case) bool // whether it can be looked at before it is issued; nil: never
}

// instruments says which template sets which type of instrument.
var instruments = map[string][]kind{
	"I-1":  {{"", "", "campaign_scheme", scheme, nil}},
	"I-2":  {{"", "", "draw_record", drawn, nil}},
	"I-3":  {{"", "", "inspection_approval", approval, nil}},
	"I-4":  {{"", "", "inspection_notice", notice, nil}},
	"I-5":  {{domain.ProcInspection, "", "site_record", siteRecord, nil}, {"", "", "inquest_record", visit, nil}},
	"I-6":  {{"", "", "interview_record", interview, nil}},
	"I-7":  {{"", "抽样", "sampling_notice", sampling, nil}, {"", "处理决定", "preservation_decision", preservationSettled, nil}, {"", "", "preservation_notice", preservation, nil}},
	"I-8":  {{"", "换届", "election_order", order, onElection}, {"", "", "order_to_correct", order, onRectification}},
	"I-9":  {{"", "", "rectification_report", corrected, nil}},
	"I-10": {{"", "", "reinspection_opinion", opinion, nil}},
	"I-11": {{"", "", "inspection_result", result, nil}},

	"P-1":   {{"", "", "clue_registration", clueForm, nil}},
	"P-2":   {{"", "", "filing_approval", filing, proposedFiling}},
	"P-2n":  {{"", "", "non_filing_approval", filing, proposedFiling}},
	"P-3":   {{"", "", "recusal_decision", recusal, nil}},
	"P-4":   {{"", "", "assistance_letter", entrusting, nil}},
	"P-5":   {{"", "", "inquiry_report", inquiryReport, proposed}},
	"P-8":   {{"", "取缔", "ban_notice", advanceNotice, nil}, {"", "", "advance_notice", advanceNotice, intended}},
	"P-9":   {{"", "", "hearing_right_notice", advanceNotice, intended}},
	"P-10":  {{"", "", "defence_record", defenceRecord, nil}},
	"P-10r": {{"", "", "defence_answer", defenceAnswer, nil}},
	"P-10w": {{"", "撤回", "hearing_withdrawal", declared, nil}, {"", "", "waiver_statement", declared, nil}},
	"P-11":  {{"", "", "hearing_notice", hearing, heard}},
	"P-11n": {{"", "", "hearing_refusal", hearing, nil}},
	"P-12":  {{"", "", "hearing_announcement", hearing, heard}},
	"P-13":  {{"", "报告", "hearing_report", hearing, nil}, {"", "终止", "hearing_ended", hearing, nil}, {"", "", "hearing_minutes", hearing, nil}},
	"P-14":  {{"", "", "decision_approval", decisionForm, proposed}},
	"P-15":  {{"", "", "penalty_decision", decision, intended}},
	"P-16":  {{"", "", "spot_decision", spotDecision, nil}},
	"P-17":  {{"", "", "no_penalty_decision", noPenalty, unpunished}},
	"P-18":  {{"", "", "payment_notice", payable, paying}},
	"P-19":  {{"", "", "instalment_notice", instalment, nil}},
	"P-19a": {{"", "", "instalment_application", instalmentAsked, nil}},
	"P-19f": {{"", "", "instalment_approval", instalmentForm, nil}},
	"P-20":  {{"", "", "demand_notice", demand, nil}},
	"P-21":  {{"", "", "court_application", courtApplication, nil}},
	"P-22":  {{"", "", "goods_disposal", goods, nil}},
	"P-23":  {{domain.ProcReferral, "", "transfer_letter", referral, nil}, {"", "", "transfer_letter", transferOfCase, nil}},
	"P-24":  {{"", "", "service_receipt", receipt, nil}},
	"P-25":  {{"", "", "conclusion_approval", conclusion, settled}},
	"P-26":  {{"", "", "file_cover", cover, nil}},
	"P-27":  {{"", "", "publicity_approval", publicity, nil}},
	"P-28":  {{"", "", "correction_notice", correction, nil}},
	"P-29":  {{"", "", "revocation_decision", revocation, nil}},
	"P-30":  {{"", "", "ban_decision", banDecision, banned}},
	"P-31":  {{"", "", "extension_approval", extension, nil}},
	"P-32":  {{"", "", "suspension_approval", standstill, nil}},
	"P-32n": {{"", "", "suspension_notice", standstill, nil}},
	"P-33":  {{"", "", "resumption_approval", standstill, nil}},
	"P-33n": {{"", "", "resumption_notice", standstill, nil}},
	"P-34":  {{"", "", "termination_approval", standstill, nil}},

	"R-1":  {{"", "", "application_form", regForm, nil}},
	"R-2":  {{"", "", "receipt_of_application", regReceipt, nil}},
	"R-3":  {{"", "", "one_time_notice", regGaps, nil}},
	"R-4":  {{"", "", "acceptance_notice", regAcceptance, nil}},
	"R-4n": {{"", "", "non_acceptance", regRejection, nil}},
	"R-5":  {{"", "", "registration_visit", regVisit, nil}},
	"R-6":  {{"", "", "registration_extension", regExtension, nil}},
	"R-6s": {{"", "", "registration_pause", regPause, nil}},
	"R-7":  {{"", "", "registration_hearing", regHearing, nil}},
	"R-8":  {{"", "", "grant_decision", regGrant, nil}},
	"R-8n": {{"", "", "refusal_decision", regRefusal, nil}},
	"R-9a": {{"", "", "registration_announcement", regAnnouncement, nil}},
	"R-9c": {{"", "", "charter_approval", regEnd, nil}},
	"R-9":  {{"", "注销", "deregistration_proof", regEnd, nil}, {"", "章程", "charter_approval", regEnd, nil}, {"", "", "registration_certificate", regCertificate, nil}},

	"P-6":  {{"", "", "case_review_opinion", reviewOpinion, nil}},
	"P-7":  {{"", "登记", "registration_discussion", meeting, nil}, {"", "", "discussion_record", meeting, nil}},
	"T-1":  {{"", "", "discipline_transfer", referral, nil}},
	"T-2":  {{"", "", "criminal_transfer", referral, nil}},
	"T-3":  {{"", "", "department_transfer", referral, nil}},
	"L-1":  {{"", "", "review_submission", submission, nil}},
	"L-2":  {{"", "", "legality_opinion", reviewOpinion, nil}},
	"L-3":  {{"", "", "fair_competition", fairness, nil}},
	"L-4":  {{"", "", "meeting_minutes", meeting, nil}},
	"L-4r": {{"", "", "meeting_record", meeting, nil}},
	"L-5":  {{"", "", "filing_report", filingReport, nil}},

	// annual checks and credit lists
	"A-1": {{"", "", "check_conclusion", checkConclusion, nil}},
	"A-2": {{"", "", "check_order", checkOrder, nil}},
	"A-3": {{"", "", "check_report_receipt", checkReceipt, nil}},
	"C-1": {{"", "", "listing_notice", listingNotice, nil}},
	"C-2": {{"", "", "listing_decision", listingDecision, nil}},
	"C-3": {{"", "", "listing_removal", listingRemoval, nil}},
	"C-4": {{"", "", "special_letter", specialLetter, nil}},

	// clean-ups
	"K-1": {{"", "", "cleanup_scheme", cleanupScheme, nil}},
	"K-2": {{"", "", "cleanup_announcement", cleanupAnnouncement, nil}},
	"K-3": {{"", "换届", "cleanup_election_order", clearanceOrder, toElect}, {"", "", "rectification_order", clearanceOrder, toRectify}},
	"K-4": {{"", "", "objection_answer", objectionAnswer, nil}},
	"K-5": {{"", "", "cleanup_report", cleanupReport, nil}},
}

// setBy is what sets a document of a file.
func setBy(c *domain.Case, d domain.Document) kind {
	for _, k := range instruments[d.Type] {
		if (k.of == "" || k.of == c.Procedure) && strings.Contains(d.Title, k.title) {
			return k
		}
	}
	return kind{template: "general_record", fill: record}
}

func onRectification(c *domain.Case) bool { return c.Rectification != nil }
func onElection(c *domain.Case) bool {
	return c.Rectification != nil && c.Rectification.Election != nil
}
func toRectify(c *domain.Case) bool {
	return c.Clearance != nil && c.Clearance.Proposal != nil && c.Clearance.Proposal.Way == domain.DisposeRectify
}
func toElect(c *domain.Case) bool        { return toRectify(c) && c.Clearance.Proposal.Kind == "elect" }
func proposedFiling(c *domain.Case) bool { return c.Penalty != nil && c.Penalty.Filing != nil }
func proposed(c *domain.Case) bool       { return c.Penalty != nil && c.Penalty.Proposal != nil }
func heard(c *domain.Case) bool          { return c.Penalty != nil && len(c.Penalty.Hearings) > 0 }
func settled(c *domain.Case) bool        { return c.Penalty != nil && c.Penalty.Ended != "" }
func paying(c *domain.Case) bool {
	return c.Penalty != nil && c.Stage == domain.PenServed && len(c.Penalty.Ledger) > 0
}
func intended(c *domain.Case) bool {
	return proposed(c) && c.Penalty.Proposal.Outcome == domain.VerdictPenalty
}
func banned(c *domain.Case) bool {
	return proposed(c) && c.Penalty.Proposal.Outcome == domain.VerdictBan
}
func unpunished(c *domain.Case) bool {
	return proposed(c) && (c.Penalty.Proposal.Outcome == domain.VerdictNone || c.Penalty.Proposal.Outcome == domain.VerdictNotProven)
}

// Render makes the PDF and the DOCX of an issued instrument and enters them in the file. What it says is the file as of
// the event that issued it, whenever it is made: made twice, it is the same to the byte.
func (d *Documents) Render(ctx context.Context, in RenderInput) error {
	c, err := d.Book.Case(ctx, in.Case)
	if err != nil {
		return Crossing(err)
	}
	doc := c.Document(in.Document)
	switch {
	case doc == nil:
		return Crossing(domain.Refuse("not_found", "", "没有这份文书。", "there is no such instrument"))
	case len(doc.Files) > 0 || !doc.VoidedOn.IsZero():
		return nil
	}
	i, opts, err := d.Instrument(ctx, in.Case, *doc)
	if err != nil {
		return Crossing(err)
	}
	pdf, err := render.PDF(i, d.Fonts, opts)
	if err != nil {
		return err
	}
	docx, err := render.DOCX(i, opts)
	if err != nil {
		return err
	}
	var hashes []domain.Blob
	for _, f := range []struct {
		ending string
		bytes  []byte
	}{{".docx", docx}, {".pdf", pdf}} {
		put, err := d.Book.PutFile(ctx, doc.Title+f.ending, bytes.NewReader(f.bytes))
		if err != nil {
			return Crossing(err)
		}
		hashes = append(hashes, put.Hash)
	}
	_, err = d.Book.Act(ctx, store.Request{Case: in.Case, Actor: domain.System, Key: "render:" + string(in.Document), Untold: true,
		Command: &domain.RecordRendered{Document: in.Document, Files: hashes, Template: fmt.Sprintf("%s@%d", i.Template, i.Version)}})
	return Crossing(err)
}

// Instrument fills the template of a document from the file as it stood when the document was issued.
func (d *Documents) Instrument(ctx context.Context, id domain.CaseID, doc domain.Document) (render.Instrument, render.Options, error) {
	var none render.Instrument
	m, err := d.matter(ctx, id, doc)
	if err != nil {
		return none, render.Options{}, err
	}
	t, data, err := d.filled(ctx, m)
	if err != nil {
		return none, render.Options{}, err
	}
	i, err := t.Fill(data)
	if err != nil {
		return none, render.Options{}, err
	}
	if len(i.Missing) > 0 {
		var names []string
		for _, x := range i.Missing {
			names = append(names, x.Name)
		}
		return none, render.Options{}, incomplete(doc.Title, names)
	}
	return i, render.Options{Agency: m.agency.Name, Created: m.event.RecordedAt}, nil
}

// filled is the template of the matter's document in force when it was issued, and the data for it.
func (d *Documents) filled(ctx context.Context, m *matter) (render.Template, render.Data, error) {
	k := setBy(m.file, m.doc)
	t, err := d.template(ctx, k.template, m.event.RecordedAt)
	if err != nil {
		return render.Template{}, nil, err
	}
	data, err := k.fill(ctx, m)
	if err != nil {
		return render.Template{}, nil, err
	}
	return t, data, m.common(ctx, data, t)
}

// matter is what an instrument may draw on: the file as of its event, and the registers.
type matter struct {
	d      *Documents
	file   *domain.Case
	event  domain.Event // the one that issued the instrument
	doc    domain.Document
	agency domain.Agency
	party  domain.Party
}

func (d *Documents) matter(ctx context.Context, id domain.CaseID, doc domain.Document) (*matter, error) {
	m := &matter{d: d, doc: doc}
	var err error
	if m.file, m.event, err = d.Book.CaseAsOf(ctx, id, doc.Seq); err != nil {
		return nil, err
	}
	return m, m.registers(ctx)
}

// registers reads what the registers say: of the authority, and of the party as it was named when the file was opened.
func (m *matter) registers(ctx context.Context) (err error) {
	if m.agency, err = m.d.Book.Agency(ctx); err != nil {
		return err
	}
	if m.file.Party != nil && m.file.Party.ID != "" {
		if m.party, err = m.d.Book.Party(ctx, m.file.Party.ID); err != nil {
			return err
		}
		m.party.Name = m.file.Party.Name
	}
	return nil
}

// common adds what every instrument has, where its fill has not said otherwise: organ, number, date, party, case, whom to ask.
func (m *matter) common(ctx context.Context, data render.Data, t render.Template) error {
	wants := func(field string) bool {
		_, there := data[field]
		has := func(f render.Field) bool { return f.Field == field }
		return !there && (slices.ContainsFunc(t.Required, has) || slices.ContainsFunc(t.Optional, has))
	}
	for field, v := range map[string]any{"agency": m.agency.Name, "address": m.agency.Address, "number": m.doc.Number, "issued_on": m.doc.IssuedOn,
		"party": m.partyName(), "party_code": m.party.USCC, "party_address": m.party.Address, "legal_rep": m.party.Contact, "party_phone": m.party.Phone,
		"phone": m.agency.Phone, "complaint_phone": m.agency.Phone, "matter": m.file.Title, "case_no": m.file.Reference, "section": m.file.Section,
		"review_organ": m.agency.Superior, "court": m.agency.Region + "人民法院"} {
		if wants(field) {
			data[field] = v
		}
	}
	if p := m.file.Penalty; p != nil {
		if p.Filing != nil && wants("filed_on") {
			data["filed_on"] = p.Filing.On
		}
		if d := p.Decision; d != nil {
			for field, v := range map[string]any{"decision_number": m.number(d.Document), "decision_on": d.On, "served_on": d.ServedOn} {
				if wants(field) {
					data[field] = v
				}
			}
		}
	}
	if wants("contact") {
		names, err := m.names(ctx, someone(m.file.Handler))
		if err != nil {
			return err
		}
		data["contact"] = names
	}
	if wants("officers") {
		officers, err := m.licensed(ctx, m.file.Officers, m.doc.IssuedOn)
		if err != nil {
			return err
		}
		data["officers"] = officers
	}
	return nil
}

// name is the name of a person.
func (m *matter) name(ctx context.Context, id domain.PersonID) (string, error) {
	p, err := m.d.Book.Person(ctx, id)
	return p.Name, err
}

// licensed are officers with the certificates they held on the day.
func (m *matter) licensed(ctx context.Context, ids []domain.PersonID, on domain.Date) ([]render.Data, error) {
	var out []render.Data
	for _, id := range ids {
		p, err := m.d.Book.Person(ctx, id)
		if err != nil {
			return nil, err
		}
		cert, _ := p.CertificateOn(on)
		out = append(out, render.Data{"name": p.Name, "cert": cert.Number})
	}
	return out, nil
}

func each(key string, values []string) []render.Data {
	var out []render.Data
	for _, v := range values {
		out = append(out, render.Data{key: v})
	}
	return out
}
