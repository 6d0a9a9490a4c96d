package domain_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"yifa/domain"
)

// This file makes up the content of the acts of a walk from the file they are for: mostly what fits, now and then what does
// not (a heavier proposal, another digest, a late request, a wrong paper, a day out of order).

type maker func(w *town, c *domain.Case) domain.Command

// paperOnly are acts on papers that are no penalty case: they have tests of their own.
var paperOnly = map[string]bool{"legality.submit": true, "legality.fair": true, "legality.sign": true, "legality.number": true, "legality.publish": true,
	"legality.file": true, "legality.repeal": true}

const words = "经核查，情况属实，依法办理"

func (w *town) reason() string {
	if w.rarely(40) {
		return ""
	}
	return words
}

// day is a day near today, mostly not after it.
func (w *town) day() domain.Date {
	switch {
	case w.rarely(25):
		return w.today() + domain.Date(1+w.IntN(3))
	case w.rarely(3):
		return w.today() - domain.Date(w.IntN(9))
	}
	return w.today()
}

func (w *town) dayFrom(from domain.Date) domain.Date {
	if from.IsZero() || from > w.today() || w.rarely(20) {
		return w.day()
	}
	return from + domain.Date(w.IntN(int(min(w.today()-from, 12))+1))
}

func (w *town) exhibits(class string) []domain.NewEvidence {
	e := domain.NewEvidence{Hash: "f", Kind: one(w, []string{"document", "photo", "video"}), Title: "材料", Class: class, Source: "当事人", Form: "copy"}
	if w.rarely(40) {
		e.Hash = "unknown"
	}
	return []domain.NewEvidence{e}
}

// pair are two officers: mostly of the file.
func (w *town) pair(c *domain.Case) []domain.PersonID {
	if len(c.Officers) < 2 || w.rarely(12) {
		return w.some(append(w.holders(domain.RoleOfficer), c.Officers...), 1+w.IntN(2))
	}
	if w.rarely(10) {
		return []domain.PersonID{c.Officers[0], one(w, w.names)}
	}
	return slices.Clone(c.Officers)
}

func (w *town) record(c *domain.Case) domain.OnRecord {
	end := w.now.Add(-time.Duration(w.IntN(20)) * time.Minute)
	r := domain.OnRecord{Officers: w.pair(c), StartedAt: end.Add(-time.Duration(5+w.IntN(60)) * time.Minute), EndedAt: end, Place: "办公室", CardShown: !w.rarely(25), RightsTold: !w.rarely(25), Pages: 2, Signed: 2}
	if w.rarely(6) {
		r.Signed, r.Refusal, r.Witness = 0, "拒绝签名", "见证人"
	}
	if w.rarely(3) {
		r.Evidence = w.exhibits("audiovisual")
	}
	return r
}

// alleged makes up what a party is suspected of.
func (w *town) alleged(party domain.PartyID) []domain.Allegation {
	ids := suspects[party]
	var out []domain.Allegation
	for range 1 + w.IntN(10)/8 {
		id := one(w, ids)
		if slices.ContainsFunc(out, func(a domain.Allegation) bool { return a.Violation == id }) {
			continue
		}
		a := domain.Allegation{Violation: id, From: w.today() - domain.Date(10+w.IntN(300)), Fact: "事实清楚"}
		if !w.rarely(3) {
			a.To = min(w.today()-1, a.From+domain.Date(w.IntN(200)))
		}
		if w.rarely(30) {
			a.From, a.To = w.today()-domain.Date(3*366), w.today()-domain.Date(2*366+w.IntN(30))
		}
		out = append(out, a)
	}
	return out
}

// proposal makes a proposal the law allows, by its own calculator; sometimes another.
func (w *town) proposal(c *domain.Case) domain.Proposal {
	p := domain.Proposal{Facts: fmt.Sprintf("经查明的事实（第%d稿）", w.IntN(1_000_000)), Reasons: "综合考虑违法情节", Correct: "立即改正", CorrectDays: w.IntN(3) * 10,
		PublicInterest: w.rarely(20), Complex: w.rarely(12), Allegations: slices.Clone(c.Penalty.Allegations), Outcome: domain.VerdictPenalty}
	old := c.Penalty.Proposal
	if old != nil && !w.rarely(4) { // the same, changed a little
		p = *old
		p.Facts = fmt.Sprintf("经查明的事实（第%d稿）", w.IntN(1_000_000))
		p.Allegations, p.Assessments, p.Sanctions = slices.Clone(old.Allegations), slices.Clone(old.Assessments), slices.Clone(old.Sanctions)
		for i := range p.Sanctions {
			switch w.IntN(5) {
			case 0:
				p.Sanctions[i].AmountFen = p.Sanctions[i].AmountFen * 9 / 10
			case 1:
				p.Sanctions[i].AmountFen = p.Sanctions[i].AmountFen * 11 / 10
			}
		}
		if w.rarely(6) && len(p.Sanctions) > 1 {
			p.Sanctions = p.Sanctions[:len(p.Sanctions)-1]
		}
		return p
	}
	natural := c.Penalty.Natural
	if w.rarely(40) {
		natural = !natural
	}
	gains := one(w, []int64{0, 0, 50_00, 900_00, 2_000_00, 9_999_99, 30_000_00, 99_999_99, 100_000_00, 600_000_00})
	for i, al := range p.Allegations {
		if slices.ContainsFunc(p.Assessments, func(a domain.Assessment) bool { return a.Violation == al.Violation }) {
			p.Allegations = p.Allegations[:i]
			break
		}
		a := domain.Assessment{Violation: al.Violation, From: al.From, To: al.To, GainsFen: gains, RefundSettled: !w.rarely(30), TurnoverFen: one(w, []int64{0, 3_000_00, 40_000_00}), Business: w.rarely(2), Natural: natural,
			Grave: w.rarely(6), Reasons: words}
		if w.rarely(4) {
			a.Circumstances = []string{one(w, []string{"first_offence", "cooperative", "harm_removed", "minor_corrected", "no_fault"})}
		}
		if w.rarely(8) {
			a.NewLaw = true
		}
		p.Assessments = append(p.Assessments, a)
	}
	switch {
	case c.Penalty.Track == domain.TrackBan:
		p.Outcome = domain.VerdictBan
		if w.rarely(8) {
			p.Outcome = one(w, []domain.Verdict{domain.VerdictNone, domain.VerdictNotProven, domain.VerdictTransfer})
		}
	case w.rarely(8):
		p.Outcome = one(w, []domain.Verdict{domain.VerdictNone, domain.VerdictNone, domain.VerdictNotProven, domain.VerdictTransfer})
	}
	if p.Outcome != domain.VerdictPenalty && p.Outcome != domain.VerdictBan {
		if p.Outcome != domain.VerdictNone && w.rarely(2) {
			p.Assessments = nil
		}
		return p
	}
	ranges, err := lawOfSanctions().Ranges(p.Assessments, w.today())
	if err != nil {
		p.Assessments[0].NewLaw = false
		ranges, _ = lawOfSanctions().Ranges(p.Assessments, w.today())
	}
	for _, r := range ranges {
		groups := map[string]bool{}
		for _, x := range r.Allowances {
			if !x.Must && w.IntN(3) > 0 || x.OneOf != "" && groups[x.OneOf] {
				continue
			}
			groups[x.OneOf] = true
			s := domain.Sanction{Kind: x.Kind, Violation: r.Violation, Months: x.MinMonths}
			if x.Person {
				s.Person = "负责人某乙"
			}
			if len(x.Bands) > 0 {
				b := one(w, x.Bands)
				s.AmountFen = one(w, []int64{b.LowFen, b.LowFen, b.LowFen + (b.HighFen-b.LowFen)/3, b.HighFen})
			} else if x.Kind == domain.SanctionGoods || x.Kind == domain.SanctionGains {
				s.AmountFen = 1_000_00
			}
			p.Sanctions = append(p.Sanctions, s)
		}
	}
	if len(p.Sanctions) == 0 && len(ranges) > 0 && len(ranges[0].Allowances) > 0 {
		x := ranges[0].Allowances[0]
		s := domain.Sanction{Kind: x.Kind, Violation: ranges[0].Violation, Months: x.MinMonths}
		if len(x.Bands) > 0 {
			s.AmountFen = x.Bands[0].LowFen
		}
		p.Sanctions = append(p.Sanctions, s)
	}
	if len(p.Sanctions) == 0 {
		p.Outcome = one(w, []domain.Verdict{domain.VerdictNone, domain.VerdictNotProven})
	}
	if w.rarely(15) && len(p.Sanctions) > 0 { // outside the range
		p.Sanctions[0].AmountFen = p.Sanctions[0].AmountFen*7 + 1
	}
	return p
}

// newest document of the file that may be served, or any.
func (w *town) servable(c *domain.Case) *domain.Document {
	var fit []*domain.Document
	for i := range c.Documents {
		d := &c.Documents[i]
		if c.ServedOn(d.ID).IsZero() && slices.Contains([]string{"P-8", "P-9", "P-11", "P-11n", "P-15", "P-16", "P-17", "P-19", "P-20", "P-28", "P-29", "P-30", "P-32n", "P-33n", "P-3"}, d.Type) {
			fit = append(fit, d)
		}
	}
	switch {
	case len(c.Documents) == 0, len(fit) == 0 && w.IntN(8) > 0:
		return nil
	case len(fit) == 0 || w.rarely(25):
		return &c.Documents[w.IntN(len(c.Documents))]
	case w.rarely(3):
		return one(w, fit)
	}
	return fit[len(fit)-1]
}

func (w *town) serving(from domain.Date) domain.Serving {
	s := domain.Serving{Method: domain.ServeDirect, On: w.dayFrom(from), Recipient: "某丙"}
	switch w.IntN(9) {
	case 0:
		s = domain.Serving{Method: domain.ServeNotice, On: w.dayFrom(from), Reason: "多次上门无人，邮寄退回"}
	case 1:
		s = domain.Serving{Method: domain.ServeLeaving, On: w.dayFrom(from), Witness: "村干部"}
	case 2:
		s = domain.Serving{Method: domain.ServePost, On: w.dayFrom(from), Recipient: "某丙", Tracking: "EMS1"}
	case 3:
		s.Method = domain.ServeElectronic
		s.Consent = one(w, []string{"确认书", "确认书", ""})
	}
	return s
}

func (w *town) newestNotice(c *domain.Case) (domain.AdvanceNotice, bool) {
	if n := len(c.Penalty.Notices); n > 0 {
		return c.Penalty.Notices[n-1], true
	}
	return domain.AdvanceNotice{}, false
}

func (w *town) newestHearing(c *domain.Case) domain.Hearing {
	if n := len(c.Penalty.Hearings); n > 0 {
		return c.Penalty.Hearings[n-1]
	}
	return domain.Hearing{}
}

// numbered gives the number of the first in a list that still waits; sometimes another.
func (w *town) waiting(n int, waits func(i int) bool) int {
	for i := range n {
		if waits(i) && !w.rarely(20) {
			return i + 1
		}
	}
	return 1 + w.IntN(max(n, 1))
}

func (w *town) balance(c *domain.Case, account string) int64 { return c.Penalty.Balance()[account] }

func (w *town) id(prefix string) domain.CaseID {
	return domain.CaseID(fmt.Sprintf("%s%d", prefix, len(w.order)+1))
}

// open begins a file: a clue, a penalty on the spot, something another organ sends.
func (w *town) open() {
	party := one(w, []domain.PartyID{"shop", "shop", "garden", "garden", "village", "society", "society", "home", "man", "band", "band", "noplace"})
	officers := w.some([]domain.PersonID{"an", "bo", "cai", "dai"}, 2)
	if w.rarely(8) {
		officers = w.some(w.holders(domain.RoleOfficer), 1+w.IntN(3))
	}
	switch n := w.IntN(20); {
	case n == 0 && w.rarely(2):
		cmd := &domain.OpenReferral{ReferralContent: w.referred(), Party: party}
		for _, id := range w.order {
			if f := w.files[id]; f.Penalty != nil && w.rarely(2) {
				cmd.From = id
			}
		}
		w.count(cmd.Act(), w.act(officers[0], "", w.id("r"), cmd))
	case n == 0:
		cmd := &domain.ReceiveReferral{From: one(w, []string{"police", "procuratorate", "market"}), Name: "某机关", Number: "〔2026〕1号", Party: party, Summary: "移送事项", Officers: officers, ReplyBy: w.today() + 30}
		w.count(cmd.Act(), w.act("mei", "", w.id("r"), cmd))
	case n < 4:
		party = one(w, []domain.PartyID{party, "society", "home", "shop"})
		al := w.alleged(party)[0]
		if party == "shop" {
			al.Violation = "FN-18"
		}
		al.To = 0
		if w.rarely(2) {
			al.To = al.From
		}
		cmd := &domain.DecideOnSpot{Party: party, Officers: officers, Place: "现场", Allegation: al, Reasons: "事实确凿", Correct: "立即改正", CardShown: !w.rarely(15), Told: !w.rarely(15), Defence: "无", SignedBy: "某丙",
			Assessment: domain.Assessment{Violation: al.Violation, From: al.From, To: al.To, GainsFen: one(w, []int64{0, 0, 50_00}), TurnoverFen: one(w, []int64{60_00, 60_00, 1_000_00}), RefundSettled: true, Reasons: words, Business: true,
				Natural: party == "man", Circumstances: one(w, [][]string{nil, {"harm_removed"}})},
			Sanction: domain.Sanction{Kind: one(w, []domain.SanctionKind{domain.SanctionWarning, domain.SanctionFine}), Violation: al.Violation}}
		if cmd.Sanction.Kind == domain.SanctionFine {
			cmd.Sanction.AmountFen = one(w, []int64{1, 60_00, 100_00, 150_00, 200_00, 3_000_00, 3_000_01})
		}
		w.count(cmd.Act(), w.act(officers[0], "", w.id("p"), cmd))
	default:
		cmd := &domain.OpenClue{Source: one(w, []string{"report", "inspection", "superior", "transfer"}), Party: party, Clue: "线索", Allegations: w.alleged(party), Officers: officers, Section: "股", ReceivedOn: w.dayFrom(w.today() - 6)}
		if party == "band" {
			cmd.Track = domain.TrackBan
		}
		if w.rarely(10) {
			cmd.Officers = nil
		}
		w.count(cmd.Act(), w.act(one(w, []domain.PersonID{"mei", "an", "su"}), "", w.id("p"), cmd))
	}
}

// agenda is what waits for the leaders in a file.
func (w *town) agenda(c *domain.Case) []domain.NewItem {
	if c == nil || c.Penalty == nil {
		return nil
	}
	var out []domain.NewItem
	if c.Stage == domain.PenToDiscuss || c.Stage == domain.PenDisputed || w.rarely(15) {
		out = append(out, domain.NewItem{Subject: domain.ItemCase, File: c.ID})
		if w.rarely(15) {
			out[0].Digest = "0123"
		}
	}
	if k := c.Clock("decide"); k != nil && len(k.Extensions) > 0 && w.rarely(2) {
		out = append(out, domain.NewItem{Subject: domain.ItemExtension, File: c.ID})
	}
	for _, r := range c.Penalty.Recusals {
		if r.DecidedOn.IsZero() && r.Person == "gu" {
			out = append(out, domain.NewItem{Subject: domain.ItemRecusal, File: c.ID, Recusal: r.No})
		}
	}
	return out
}

func (w *town) meeting(c *domain.Case) domain.ConveneMeeting {
	x := domain.ConveneMeeting{At: w.now.Add(time.Duration(w.IntN(30)) * time.Hour), Place: "三楼会议室", Chair: one(w, []domain.PersonID{"gu", "gu", "lin"}), Recorder: one(w, []domain.PersonID{"su", "su", "su", "dai"}), Agenda: w.agenda(c)}
	for _, id := range w.order {
		if o := w.files[id]; o != c && o.Open() && o.Penalty != nil && (o.Stage == domain.PenToDiscuss || o.Stage == domain.PenDisputed) && w.rarely(2) {
			x.Agenda = append(x.Agenda, w.agenda(o)...)
		}
	}
	if len(x.Agenda) == 0 || w.rarely(20) {
		x.Agenda = append(x.Agenda, domain.NewItem{Subject: domain.ItemOther, Title: "预算安排"})
	}
	return x
}

func (w *town) convene(c *domain.Case) {
	for _, id := range w.order { // one meeting at a time is enough, mostly
		if m := w.files[id]; m.Meeting != nil && m.Open() && w.IntN(8) > 0 {
			return
		}
	}
	cmd := w.meeting(c)
	w.count(cmd.Act(), w.act(one(w, []domain.PersonID{"lin", "gu", "su"}), "", w.id("m"), &cmd))
}

func (w *town) minutes(c *domain.Case) *domain.HoldMeeting {
	m := c.Meeting
	if end := m.At.Add(time.Hour); w.now.Before(end) && !w.rarely(15) {
		w.now = end.Add(time.Minute)
	}
	x := &domain.HoldMeeting{Minutes: domain.Minutes{StartedAt: m.At, EndedAt: m.At.Add(time.Hour)}}
	for _, p := range m.Due {
		if p != m.Chair && w.rarely(14) {
			x.Absent = append(x.Absent, domain.Absence{Person: p, Reason: "出差"})
		} else if p != "gu" {
			x.Present = append(x.Present, p)
		}
	}
	if !slices.ContainsFunc(x.Absent, func(a domain.Absence) bool { return a.Person == "gu" }) && slices.Contains(m.Due, domain.PersonID("gu")) {
		x.Present = append(x.Present, "gu")
	}
	for _, a := range m.Agenda {
		it := domain.MinuteItem{Item: a.No, Result: domain.ResolveAgree, Text: "同意"}
		switch {
		case a.Subject == domain.ItemExtension:
			it.Result, it.Days = domain.ResolveExtend, 20
		case a.Subject == domain.ItemRecusal:
			it.Result = one(w, []domain.Resolution{domain.ResolveAgree, domain.ResolveReject})
		case w.rarely(5):
			it.Result = one(w, []domain.Resolution{domain.ResolveChange, domain.ResolveInquire, domain.ResolveDefer, domain.ResolveReject})
		}
		for _, p := range x.Present {
			out := false
			if f := w.files[a.File]; f != nil && !w.rarely(6) {
				out = slices.ContainsFunc(f.Took(p), func(t domain.Part) bool {
					return slices.Contains([]domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartHost, domain.PartReviewer, domain.PartRecorder, domain.PartRecused}, t)
				}) || slices.Contains(f.Held, p)
			}
			if out {
				it.Recused = append(it.Recused, domain.Absence{Person: p, Reason: "曾办理本案"})
				continue
			}
			it.Opinions = append(it.Opinions, domain.MemberOpinion{Person: p, Text: "同意"})
			v := domain.MemberVote{Person: p, Vote: "agree"}
			if w.rarely(18) {
				v.Vote, v.Dissent = "oppose", "建议从轻"
			}
			it.Votes = append(it.Votes, v)
		}
		x.Items = append(x.Items, it)
	}
	return x
}

func (w *town) referred() domain.ReferralContent {
	x := domain.ReferralContent{To: one(w, []string{domain.ToPolice, domain.ToPolice, domain.ToDiscipline, domain.ToMarket, domain.ToPlanning}), Name: "某机关", Summary: "线索摘要", Materials: []domain.ReferralMaterial{{Title: "案卷材料"}}}
	switch x.To {
	case domain.ToPolice:
		x.Officers = w.some([]domain.PersonID{"an", "bo", "cai", "dai"}, 2)
	case domain.ToDiscipline:
		x.Subjects = []domain.ReferralSubject{{Name: "某村主任", Official: "village"}}
	}
	return x
}

// simple is a maker of an act whose content does not depend on the file.
func simple(f func(w *town) domain.Command) maker {
	return func(w *town, _ *domain.Case) domain.Command { return f(w) }
}

var makers map[string]maker

func init() { makers = allMakers } // they make one another

var allMakers = map[string]maker{
	"case.note":         simple(func(_ *town) domain.Command { return &domain.AddNote{Text: "记事"} }),
	"case.add_evidence": simple(func(w *town) domain.Command { return &domain.AddEvidence{Evidence: w.exhibits("documentary")} }),
	"case.acknowledge": func(w *town, c *domain.Case) domain.Command {
		if t := w.looks(c); t != nil {
			return &domain.Acknowledge{Task: t.ID}
		}
		return &domain.Acknowledge{Task: "look"}
	},
	"case.reassign": simple(func(w *town) domain.Command { return &domain.Reassign{To: one(w, w.names), Reason: words} }),

	"penalty.assign": simple(func(w *town) domain.Command {
		return &domain.AssignCase{Officers: w.some(w.holders(domain.RoleOfficer), 2)}
	}),
	"penalty.propose_filing": func(w *town, c *domain.Case) domain.Command {
		x := &domain.ProposeFiling{Officers: w.pair(c), Jurisdiction: "登记管理机关", Advice: one(w, []string{"file", "file", "file", "file", "file", "file", "file", "file", "not_file", "move"}), Opinion: w.reason()}
		if w.rarely(15) {
			x.Discovered = w.day()
		}
		return x
	},
	"penalty.file":          simple(func(_ *town) domain.Command { return &domain.FileCase{} }),
	"penalty.return_filing": simple(func(w *town) domain.Command { return &domain.ReturnFiling{Reason: w.reason()} }),
	"penalty.refuse_filing": simple(func(w *town) domain.Command { return &domain.RefuseFiling{Reason: w.reason()} }),
	"penalty.move": func(w *town, c *domain.Case) domain.Command {
		if len(c.Penalty.Refers) == 0 && w.IntN(6) > 0 {
			x := w.referred()
			if x.To = domain.ToMarket; w.rarely(3) {
				return &domain.ReturnFiling{Reason: words}
			}
			x.Officers, x.Subjects = nil, nil
			return &domain.ReferCase{ReferralContent: x}
		}
		return &domain.MoveCase{Reason: w.reason()}
	},

	"penalty.interview": func(w *town, c *domain.Case) domain.Command {
		return &domain.HoldInterview{Name: one(w, []string{"某丙", "某丁", "某丙、某丁"}), Relation: "当事人", OnRecord: w.record(c), Answers: []domain.QA{{Q: "问", A: "答"}}, ReadOver: !w.rarely(20)}
	},
	"penalty.visit": func(w *town, c *domain.Case) domain.Command {
		return &domain.RecordSiteVisit{Form: one(w, []string{"inspection", "inquest"}), OnRecord: w.record(c), Facts: "现场情况", SignedBy: "某丙"}
	},
	"penalty.sample": func(w *town, c *domain.Case) domain.Command {
		return &domain.TakeSample{OnRecord: w.record(c), Items: []string{"样品一"}, SignedBy: "某丙"}
	},
	"penalty.appraise": func(w *town, _ *domain.Case) domain.Command {
		return &domain.SendForAppraisal{Form: one(w, []string{"appraisal", "testing", "audit"}), Body: "鉴定中心", Matter: "材质", Expected: w.today() + 10}
	},
	"penalty.appraised": func(w *town, c *domain.Case) domain.Command {
		return &domain.ReturnAppraisal{No: w.waiting(len(c.Penalty.Appraisals), func(i int) bool { return c.Penalty.Appraisals[i].ReturnedOn.IsZero() }), Result: "结论", Evidence: w.exhibits("appraisal")}
	},
	"penalty.exclude_evidence": func(w *town, c *domain.Case) domain.Command {
		return &domain.ExcludeEvidence{Evidence: 1 + w.IntN(len(c.Evidence)+1), Reason: w.reason()}
	},
	"penalty.move_evidence": func(w *town, c *domain.Case) domain.Command {
		no, from := 1+w.IntN(len(c.Evidence)+1), "AN"
		if no <= len(c.Evidence) {
			from = w.people[c.Evidence[no-1].TakenBy].Name
		}
		for _, m := range c.Penalty.Custody {
			if m.Evidence == no {
				from = m.To
			}
		}
		return &domain.MoveEvidence{Evidence: no, At: w.now, From: from, To: one(w, []string{"保管员", "AN"}), Place: "物证室", Reason: words}
	},
	"penalty.ask_preservation": func(w *town, c *domain.Case) domain.Command {
		x := &domain.AskPreservation{Officers: w.pair(c), Items: []string{"账册"}, Place: "现场", Keeper: "某丙", Reason: w.reason()}
		if w.rarely(3) {
			x.Urgent, x.TakenAt = true, w.now.Add(-time.Hour)
		}
		return x
	},
	"penalty.approve_preservation": func(w *town, c *domain.Case) domain.Command {
		return &domain.ApprovePreservation{No: w.waiting(len(c.Penalty.Preservations), func(i int) bool {
			return c.Penalty.Preservations[i].ApprovedBy == "" && c.Penalty.Preservations[i].Outcome == ""
		})}
	},
	"penalty.refuse_preservation": func(w *town, c *domain.Case) domain.Command {
		return &domain.RefusePreservation{No: w.waiting(len(c.Penalty.Preservations), func(i int) bool {
			return c.Penalty.Preservations[i].ApprovedBy == "" && c.Penalty.Preservations[i].Outcome == ""
		}), Reason: w.reason()}
	},
	"penalty.settle_preservation": func(w *town, c *domain.Case) domain.Command {
		return &domain.SettlePreservation{No: w.waiting(len(c.Penalty.Preservations), func(i int) bool { return c.Penalty.Preservations[i].Outcome == "" }), Outcome: one(w, []string{"returned", "evidence", "appraisal"}), Reason: w.reason()}
	},
	"penalty.return_preserved": func(w *town, c *domain.Case) domain.Command {
		return &domain.ReturnPreserved{No: w.waiting(len(c.Penalty.Preservations), func(i int) bool {
			p := c.Penalty.Preservations[i]
			return p.ReturnedOn.IsZero() && slices.Contains([]string{"returned", "lapsed", "refused"}, p.Outcome)
		}), To: "某丙"}
	},
	"penalty.ask_recusal": func(w *town, c *domain.Case) domain.Command {
		x := &domain.AskRecusal{Part: one(w, []domain.Part{domain.PartOfficer, domain.PartHost, domain.PartReviewer, domain.PartDecider, domain.PartRecorder}), By: "party", Reason: w.reason()}
		x.Person = one(w, w.names)
		switch h := w.newestHearing(c); {
		case x.Part == domain.PartOfficer && len(c.Officers) > 0:
			x.Person = one(w, c.Officers)
		case x.Part == domain.PartHost && h.Host != "":
			x.Person = h.Host
		case x.Part == domain.PartRecorder && h.Recorder != "":
			x.Person = h.Recorder
		case x.Part == domain.PartReviewer:
			x.Person = one(w, w.holders(domain.RoleReviewer))
		case x.Part == domain.PartDecider:
			x.Person = one(w, w.holders(domain.RoleLeader, domain.RoleHead))
		}
		return x
	},
	"penalty.decide_recusal": func(w *town, c *domain.Case) domain.Command {
		x := &domain.DecideRecusal{No: w.waiting(len(c.Penalty.Recusals), func(i int) bool { return c.Penalty.Recusals[i].DecidedOn.IsZero() }), Granted: w.rarely(2), Why: words}
		if x.No <= len(c.Penalty.Recusals) {
			r := c.Penalty.Recusals[x.No-1]
			if x.Granted && slices.Contains(c.Officers, r.Person) {
				x.Replacement = one(w, w.holders(domain.RoleOfficer))
			}
			for _, d := range c.Penalty.Discussions {
				if d.Subject == domain.ItemRecusal && d.Recusal == r.No {
					x.Meeting, x.Granted = d.Meeting, d.Result == domain.ResolveAgree
				}
			}
		}
		return x
	},
	"penalty.change_officers": func(w *town, c *domain.Case) domain.Command {
		x := &domain.ChangeOfficers{In: one(w, w.holders(domain.RoleOfficer)), Reason: words}
		if len(c.Officers) > 0 {
			x.Out = one(w, c.Officers)
		}
		if w.rarely(8) {
			x.In = one(w, w.names)
		}
		return x
	},
	"penalty.suspend": simple(func(w *town) domain.Command {
		return &domain.SuspendInquiry{Cause: one(w, []string{"ruling", "question", "force_majeure", "untraceable", "other"}), Reason: words}
	}),
	"penalty.resume": simple(func(_ *town) domain.Command { return &domain.ResumeInquiry{Reason: words} }),
	"penalty.terminate": func(_ *town, c *domain.Case) domain.Command {
		return &domain.TerminateInquiry{Cause: map[bool]string{true: "deceased", false: "dissolved"}[c.Penalty.Natural], Reason: words}
	},
	"penalty.join": func(w *town, c *domain.Case) domain.Command {
		id := one(w, w.order)
		for _, o := range w.order {
			if f := w.files[o]; f != c && f.Stage == domain.PenFiled && f.Penalty.Regime == c.Penalty.Regime && !w.rarely(5) {
				id = o
			}
		}
		return &domain.JoinCase{Case: id, Ground: one(w, []string{"same_party", "same_act"}), Reason: words}
	},
	"penalty.split": func(w *town, _ *domain.Case) domain.Command {
		return &domain.SplitCase{Allegations: []int{1 + w.IntN(2)}, Reason: words}
	},
	"penalty.entrust": simple(func(w *town) domain.Command {
		return &domain.EntrustInquiry{To: "邻县民政局", Matters: "协助询问", Due: w.today() + 15}
	}),
	"penalty.entrust_reply": func(w *town, c *domain.Case) domain.Command {
		return &domain.EntrustReply{No: w.waiting(len(c.Penalty.Entrusted), func(i int) bool { return c.Penalty.Entrusted[i].RepliedOn.IsZero() }), Reply: words}
	},
	"penalty.dispute_jurisdiction": simple(func(_ *town) domain.Command {
		return &domain.DisputeJurisdiction{With: "邻县民政局", Reason: words}
	}),
	"penalty.settle_jurisdiction": simple(func(w *town) domain.Command {
		return &domain.SettleJurisdiction{Result: one(w, []string{"agreed_ours", "agreed_ours", "designated_ours", "agreed_theirs"}), Basis: words}
	}),
	"penalty.take_over": simple(func(_ *town) domain.Command { return &domain.TakeOver{By: "省民政厅", Paper: "文号"} }),

	"penalty.report": func(w *town, c *domain.Case) domain.Command {
		if len(c.Penalty.Interviews)+len(c.Penalty.Visits)+len(c.Evidence) == 0 && w.IntN(12) > 0 {
			return makers[one(w, []string{"penalty.interview", "penalty.visit"})](w, c)
		}
		for _, a := range c.Penalty.Appraisals {
			if a.ReturnedOn.IsZero() && w.IntN(4) > 0 {
				return makers["penalty.appraised"](w, c)
			}
		}
		return &domain.ReportInquiry{Officers: w.pair(c), Nature: "违反规定", Proposal: w.proposal(c)}
	},
	"penalty.amend_proposal": func(w *town, c *domain.Case) domain.Command {
		if n, told := w.newestNotice(c); told && w.rarely(2) { // something new came to light
			k := len(c.Evidence)
			if k == 0 || c.Evidence[k-1].Seq <= n.Seq {
				return &domain.AddEvidence{Evidence: w.exhibits("documentary")}
			}
			x := &domain.AmendProposal{Why: "new_facts", Reason: words, Evidence: []int{k}, Proposal: w.proposal(c)}
			for i := range x.Proposal.Sanctions {
				x.Proposal.Sanctions[i].AmountFen += x.Proposal.Sanctions[i].AmountFen / 20
			}
			return x
		}
		x := &domain.AmendProposal{Why: one(w, []string{"review", "discussion", "defence", "hearing", "new_facts", "new_facts", "correction"}), Reason: w.reason(), Proposal: w.proposal(c)}
		for i := range c.Evidence {
			if w.rarely(2) {
				x.Evidence = append(x.Evidence, i+1)
			}
		}
		if len(x.Evidence) > 1 {
			x.Evidence = x.Evidence[len(x.Evidence)-1:]
		}
		return x
	},
	"penalty.submit_review": simple(func(_ *town) domain.Command { return &domain.SubmitReview{} }),
	"penalty.insist":        simple(func(w *town) domain.Command { return &domain.Insist{Reason: w.reason()} }),
	"penalty.notify":        simple(func(_ *town) domain.Command { return &domain.IssueNotice{} }),
	"penalty.serve": func(w *town, c *domain.Case) domain.Command {
		d := w.servable(c)
		if d == nil {
			return nil
		}
		return &domain.ServePaper{Document: d.ID, Serving: w.serving(d.IssuedOn)}
	},
	"penalty.service_failed": func(w *town, c *domain.Case) domain.Command {
		d := w.servable(c)
		if d == nil {
			return nil
		}
		return &domain.PaperServiceFailed{Document: d.ID, Method: domain.ServePost, On: w.dayFrom(d.IssuedOn), Reason: "退件"}
	},
	"penalty.record_defence": func(w *town, c *domain.Case) domain.Command {
		n, _ := w.newestNotice(c)
		return &domain.RecordDefence{On: w.dayFrom(n.ServedOn), By: "某丙", Oral: w.rarely(2), Points: []string{"请求从轻"}}
	},
	"penalty.answer_defence": simple(func(w *town) domain.Command {
		return &domain.AnswerDefence{Answers: []domain.DefenceAnswer{{Point: 1, Adopted: w.rarely(3), Answer: "复核意见"}}}
	}),
	"penalty.waive": func(w *town, c *domain.Case) domain.Command {
		n, _ := w.newestNotice(c)
		return &domain.Waive{Defence: !w.rarely(4), Hearing: n.Hearing && !w.rarely(3), On: w.dayFrom(n.ServedOn), By: "某丙", Evidence: w.exhibits("documentary")}
	},

	"penalty.request_hearing": func(w *town, c *domain.Case) domain.Command {
		n, _ := w.newestNotice(c)
		x := &domain.RequestHearing{On: w.dayFrom(n.ServedOn), By: "某丙"}
		if w.rarely(3) {
			x.Agents = []domain.Agent{{Name: "某律师", Withdraw: w.rarely(2), Paper: "委托书"}}
		}
		return x
	},
	"penalty.grant_hearing":  simple(func(w *town) domain.Command { return &domain.GrantHearing{Reason: w.reason()} }),
	"penalty.refuse_hearing": simple(func(w *town) domain.Command { return &domain.RefuseHearing{Reason: w.reason()} }),
	"penalty.name_agents": simple(func(_ *town) domain.Command {
		return &domain.NameAgents{Agents: []domain.Agent{{Name: "某律师", Withdraw: true, Paper: "委托书"}}}
	}),
	"penalty.appoint_host": func(w *town, _ *domain.Case) domain.Command {
		x := &domain.AppointHost{Host: one(w, []domain.PersonID{"hao", "jiao", "hao", "jiao", "fang", "cai"}), Recorder: one(w, []domain.PersonID{"su", "mei", "dang"}), Reason: "工作需要"}
		if w.rarely(8) {
			x.Host = one(w, w.names)
		}
		if w.rarely(8) {
			x.Recorder = one(w, w.names)
		}
		if w.rarely(6) {
			x.Listeners = []domain.PersonID{one(w, w.names)}
		}
		return x
	},
	"penalty.hand_over_file": simple(func(_ *town) domain.Command { return &domain.HandOverFile{} }),
	"penalty.set_hearing": func(w *town, _ *domain.Case) domain.Command {
		at := w.today() + domain.Date(9+w.IntN(12))
		if w.rarely(10) {
			at = w.today() + domain.Date(w.IntN(9))
		}
		x := &domain.SetHearing{At: at.Start().Add(9 * time.Hour), Room: "三楼会议室", Public: true}
		if w.rarely(3) {
			x.Public, x.Closed = false, "privacy"
		}
		return x
	},
	"penalty.announce_hearing": simple(func(w *town) domain.Command { return &domain.AnnounceHearing{On: w.day(), Where: "公告栏"} }),
	"penalty.adjourn_hearing":  simple(func(w *town) domain.Command { return &domain.AdjournHearing{Reason: w.reason()} }),
	"penalty.withdraw_hearing": func(w *town, c *domain.Case) domain.Command {
		return &domain.WithdrawHearing{On: w.dayFrom(w.newestHearing(c).AskedOn), By: one(w, []string{"某丙", "某丙", "某律师"}), Account: "书面撤回"}
	},
	"penalty.default_hearing": func(w *town, c *domain.Case) domain.Command {
		w.toHearing(c)
		return &domain.DefaultHearing{How: one(w, []string{"absent", "left"}), Account: "等候三十分钟"}
	},
	"penalty.hold_hearing": func(w *town, c *domain.Case) domain.Command {
		if c.Penalty.Hearings != nil && w.rarely(6) {
			return &domain.DefaultHearing{How: "absent", Account: "等候三十分钟"}
		}
		h := w.newestHearing(c)
		if h.At.IsZero() && h.Host != "" && w.IntN(10) > 0 {
			return makers["penalty.set_hearing"](w, c)
		}
		if h.ServedOn.IsZero() && h.Notice != "" && w.IntN(10) > 0 {
			return &domain.ServePaper{Document: h.Notice, Serving: domain.Serving{Method: domain.ServeDirect, On: w.today(), Recipient: "某丙"}}
		}
		if h.Posted != "" && h.PostedOn.IsZero() && w.IntN(10) > 0 {
			return &domain.AnnounceHearing{On: w.today(), Where: "公告栏"}
		}
		w.toHearing(c)
		x := &domain.HoldHearing{StartedAt: h.At, EndedAt: h.At.Add(2 * time.Hour), Officers: w.pair(c), Present: []domain.Attendee{{Name: "某丙", Role: "party"}}, ReadOver: true, SignedBy: "某丙",
			Speeches: []domain.Speech{{Who: "主持人", Role: "host", Part: "opening", Text: "开始"}, {Who: "承办人", Role: "officer", Part: "case", Text: "事实"}, {Who: "某丙", Role: "party", Part: "defence", Text: "申辩"}, {Who: "某丙", Role: "party", Part: "examination", Text: "质证"}}}
		if w.rarely(4) {
			x.Evidence, x.Fresh = w.exhibits("documentary"), 1
		}
		return x
	},
	"penalty.report_hearing": func(w *town, c *domain.Case) domain.Command {
		return &domain.ReportHearing{Facts: "认定事实", Opinion: "建议", NewFacts: w.newestHearing(c).New > 0 || w.rarely(6)}
	},

	"penalty.submit_decision": func(w *town, c *domain.Case) domain.Command {
		if p := c.Penalty.Proposal; p != nil && p.Outcome == domain.VerdictTransfer && len(c.Penalty.Refers) == 0 && w.IntN(5) > 0 {
			return &domain.ReferCase{ReferralContent: w.referred()}
		}
		return &domain.SubmitDecision{}
	},
	"penalty.return_decision": simple(func(w *town) domain.Command { return &domain.ReturnDecision{Reason: w.reason()} }),
	"penalty.decide": simple(func(w *town) domain.Command {
		return &domain.Decide{Comment: "同意", Late: one(w, []string{"", "因疫情延误", "因疫情延误"})}
	}),
	"penalty.extend": func(w *town, c *domain.Case) domain.Command {
		days := one(w, []int{30, 30, 20, 31})
		for _, d := range c.Penalty.Discussions {
			if d.Result == domain.ResolveExtend && w.rarely(2) {
				days = d.Days
			}
		}
		return &domain.ExtendCase{Days: days, Reason: w.reason()}
	},
	"penalty.correct_decision": simple(func(w *town) domain.Command {
		return &domain.CorrectDecision{Wrong: "错字", Right: "正字", Reason: w.reason()}
	}),
	"penalty.revoke_decision": simple(func(w *town) domain.Command { return &domain.RevokeDecision{Reason: w.reason()} }),
	"penalty.dissolve":        simple(func(_ *town) domain.Command { return &domain.DissolveByPersuasion{Account: "经劝导自行解散"} }),
	"penalty.conclude":        simple(func(_ *town) domain.Command { return &domain.ConcludeCase{} }),
	"penalty.archive": simple(func(w *town) domain.Command {
		return &domain.ArchiveCase{Retention: one(w, []string{"30y", "permanent"}), Pages: 30}
	}),
	"penalty.report_on_spot": simple(func(_ *town) domain.Command { return &domain.ReportOnSpot{} }),

	"penalty.redact": func(_ *town, c *domain.Case) domain.Command {
		x := &domain.Redact{Violation: "违法行为", Facts: "事实", Basis: "依据", Content: "内容"}
		if c.Penalty.Proposal != nil && c.Penalty.Proposal.Has(domain.SanctionRevoke) {
			x.Licence = "登记证书1号"
		}
		return x
	},
	"penalty.publish": simple(func(w *town) domain.Command {
		return &domain.Publish{Where: "门户网站", Display: "有社会影响", Unserved: one(w, []string{"", "公告送达中"})}
	}),
	"penalty.withhold": simple(func(w *town) domain.Command { return &domain.Withhold{Reason: w.reason()} }),
	"penalty.correct_publicity": func(w *town, _ *domain.Case) domain.Command {
		return &domain.CorrectPublicity{Redact: domain.Redact{Violation: "违法行为", Facts: "事实", Basis: "依据", Content: "更正内容"}, Reason: w.reason()}
	},
	"penalty.withdraw_publicity": simple(func(w *town) domain.Command { return &domain.WithdrawPublicity{Reason: w.reason()} }),
	"penalty.ask_repair": func(w *town, c *domain.Case) domain.Command {
		x := &domain.AskRepair{On: w.day(), Commitment: !w.rarely(4)}
		if c.Penalty.Publicity != nil {
			x.On = w.dayFrom(c.Penalty.Publicity.On)
		}
		return x
	},
	"penalty.accept_repair": simple(func(_ *town) domain.Command { return &domain.AcceptRepair{} }),
	"penalty.repair":        simple(func(w *town) domain.Command { return &domain.RepairCredit{Grant: w.rarely(2), Reason: w.reason()} }),

	"penalty.record_payment": func(w *town, c *domain.Case) domain.Command {
		fen := max(0, w.balance(c, "owed.fine")) + max(0, w.balance(c, "owed.gains")) + max(0, w.balance(c, "owed.surcharge"))
		if w.rarely(3) {
			fen = fen/2 + int64(w.IntN(1000))
		}
		w.receipt++
		from := domain.Date(0)
		if d := c.Penalty.Decision; d != nil {
			from = max(d.ServedOn, w.today()-10)
		}
		return &domain.RecordPayment{Receipt: fmt.Sprintf("R%d", w.receipt-w.IntN(20)/19), PaidOn: w.dayFrom(from), Fen: max(fen, 1), First: one(w, []string{"", "", "fine", "gains", "surcharge"})}
	},
	"penalty.cancel_payment": func(w *town, c *domain.Case) domain.Command {
		x := &domain.CancelPayment{Reason: w.reason()}
		if n := len(c.Penalty.Payments); n > 0 {
			x.Receipt = c.Penalty.Payments[w.IntN(n)].Receipt
		}
		return x
	},
	"penalty.collect_on_spot": func(w *town, c *domain.Case) domain.Command {
		w.receipt++
		return &domain.CollectOnSpot{On: w.day(), Fen: max(1, w.balance(c, "owed.fine")), Ground: one(w, []string{"small", "hard", "remote"}), Detail: "事后难以执行", Asked: w.rarely(2), Receipt: fmt.Sprintf("C%d", w.receipt)}
	},
	"penalty.hand_in": func(w *town, c *domain.Case) domain.Command {
		no := w.waiting(len(c.Penalty.Cash), func(i int) bool { return c.Penalty.Cash[i].HandedOn.IsZero() })
		x := &domain.HandIn{No: no, On: w.day()}
		if no <= len(c.Penalty.Cash) {
			x.On = w.dayFrom(c.Penalty.Cash[no-1].On)
		}
		return x
	},
	"penalty.bank_in": func(w *town, c *domain.Case) domain.Command {
		w.receipt++
		no := w.waiting(len(c.Penalty.Cash), func(i int) bool { return c.Penalty.Cash[i].BankedOn.IsZero() })
		x := &domain.BankIn{No: no, On: w.day(), Receipt: fmt.Sprintf("B%d", w.receipt)}
		if no <= len(c.Penalty.Cash) {
			x.On = w.dayFrom(c.Penalty.Cash[no-1].HandedOn)
		}
		return x
	},
	"penalty.reduce_surcharge": func(w *town, c *domain.Case) domain.Command {
		return &domain.ReduceSurcharge{Fen: max(1, w.balance(c, "owed.surcharge")), Reason: w.reason()}
	},
	"penalty.approve_refund": func(w *town, c *domain.Case) domain.Command {
		return &domain.ApproveRefund{Fen: max(1, -w.balance(c, "refundable")), Reason: w.reason()}
	},
	"penalty.refund": func(w *town, c *domain.Case) domain.Command {
		return &domain.PayRefund{No: w.waiting(len(c.Penalty.Refunds), func(i int) bool { return c.Penalty.Refunds[i].PaidOn.IsZero() }), On: w.today(), Voucher: "T1"}
	},
	"penalty.notify_payment": simple(func(_ *town) domain.Command { return &domain.NotifyPayment{} }),
	"penalty.ask_instalment": func(w *town, c *domain.Case) domain.Command {
		x := &domain.AskInstalment{Reason: "经营困难"}
		if w.rarely(2) {
			x.Parts = []domain.PlanPart{{Due: w.today() + 20, Fen: max(1, w.balance(c, "owed.fine"))}}
		}
		return x
	},
	"penalty.approve_instalment": func(w *town, c *domain.Case) domain.Command {
		sum := max(0, w.balance(c, "owed.fine")) + max(0, w.balance(c, "owed.gains")) + max(0, w.balance(c, "owed.surcharge"))
		if p := c.Penalty; !p.PayDue.IsZero() {
			if r, err := book().At("PEN-4.17", p.PayDue+1); err == nil {
				sum = p.Outstanding(r, w.today()).Total()
			}
		}
		x := &domain.ApproveInstalment{Comment: "同意", Parts: []domain.PlanPart{{Due: w.today() + domain.Date(10+w.IntN(30)), Fen: sum}}}
		if sum > 1 && w.rarely(2) {
			x.Parts = []domain.PlanPart{{Due: w.today() + 20, Fen: sum / 2}, {Due: w.today() + 50, Fen: sum - sum/2}}
		}
		return x
	},
	"penalty.refuse_instalment": simple(func(w *town) domain.Command { return &domain.RefuseInstalment{Reason: w.reason()} }),
	"penalty.demand":            simple(func(_ *town) domain.Command { return &domain.Demand{Manner: "到代收银行缴纳"} }),
	"penalty.record_demand_views": simple(func(_ *town) domain.Command {
		return &domain.RecordDemandViews{Views: "请求宽限", Answer: "不予采纳"}
	}),
	"penalty.apply_court": simple(func(_ *town) domain.Command { return &domain.ApplyCourt{Court: "云岭区人民法院"} }),
	"penalty.court_ruled": func(w *town, c *domain.Case) domain.Command {
		x := &domain.CourtRuled{Ruling: one(w, []string{"accepted", "accepted", "allowed", "allowed", "refused", "not_accepted", "ended"}), On: w.day(), Apparent: w.rarely(4)}
		if k := c.Penalty.Court; k != nil {
			x.On = w.dayFrom(max(k.AppliedOn, k.RuledOn))
			if k.Ruling == "allowed" {
				x.Ruling = "ended"
			}
		}
		return x
	},
	"penalty.object_ruling": simple(func(w *town) domain.Command { return &domain.ObjectRuling{Reason: w.reason()} }),
	"penalty.end_execution": simple(func(w *town) domain.Command {
		return &domain.EndExecution{Ground: one(w, []string{"dead", "window_passed", "window_passed", "other"}), Reason: w.reason()}
	}),
	"penalty.record_performance": func(w *town, c *domain.Case) domain.Command {
		no := w.waiting(len(c.Penalty.Obligations), func(i int) bool {
			o := c.Penalty.Obligations[i]
			return o.DoneOn.IsZero() && o.LiftedOn.IsZero() && (o.Kind != string(domain.SanctionGoods) || len(c.Penalty.Goods) > 0)
		})
		if no <= len(c.Penalty.Obligations) && c.Penalty.Obligations[no-1].Kind == string(domain.SanctionGoods) && len(c.Penalty.Goods) == 0 {
			return &domain.TakeGoods{Items: []domain.NewGoods{{Name: "纸扎", Quantity: 2, Unit: "件"}}, On: w.day(), Keeper: "保管员", All: w.rarely(2)}
		}
		x := &domain.RecordPerformance{No: no, On: w.day(), How: "已履行"}
		if d := c.Penalty.Decision; d != nil {
			x.On = w.dayFrom(max(d.ServedOn, w.today()-5))
		}
		return x
	},
	"penalty.take_goods": simple(func(w *town) domain.Command {
		return &domain.TakeGoods{Items: []domain.NewGoods{{Name: "纸扎", Quantity: 2, Unit: "件"}}, On: w.day(), Keeper: "保管员", All: w.rarely(2)}
	}),
	"penalty.dispose_goods": func(w *town, c *domain.Case) domain.Command {
		x := &domain.DisposeGoods{No: w.waiting(len(c.Penalty.Goods), func(i int) bool { return c.Penalty.Goods[i].Out.IsZero() }), How: one(w, []string{"destroyed", "sold", "transferred", "returned"}), Reason: w.reason()}
		if x.How == "sold" {
			x.Fen = 30_00
		}
		return x
	},
	"penalty.remedy_filed": func(w *town, c *domain.Case) domain.Command {
		x := &domain.FileRemedy{Remedy: one(w, []string{"reconsideration", "lawsuit"}), Organ: "某机关", FiledOn: w.day(), Late: one(w, []string{"", "不可抗力"}), Stayed: one(w, []string{"", "", "裁定停止执行"}), Through: !w.rarely(3)}
		if d := c.Penalty.Decision; d != nil && d.Spot && !w.rarely(4) {
			x.Remedy = "reconsideration"
		}
		if d := c.Penalty.Decision; d != nil {
			x.FiledOn = w.dayFrom(max(d.ServedOn, w.today()-12))
		}
		return x
	},
	"penalty.inform_register": simple(func(_ *town) domain.Command { return &domain.InformRegister{} }),
	"penalty.forward_review":  simple(func(_ *town) domain.Command { return &domain.ForwardReview{Opinion: "事实清楚"} }),
	"penalty.remedy_decided": func(w *town, c *domain.Case) domain.Command {
		x := &domain.DecideRemedy{Result: one(w, []string{"upheld", "upheld", "varied", "annulled", "unlawful", "withdrawn", "rejected"}), On: w.day(), Number: "1号"}
		if n := len(c.Penalty.Remedy); n > 0 {
			x.On = w.dayFrom(max(c.Penalty.Remedy[n-1].FiledOn, w.today()-6))
		}
		x.Received = w.dayFrom(x.On)
		if x.Result == "varied" {
			for _, s := range c.Penalty.Sanctions() {
				s.AmountFen = s.AmountFen * int64(5+w.IntN(6)) / 10
				x.Sanctions = append(x.Sanctions, s)
			}
			if w.rarely(6) && len(x.Sanctions) > 0 {
				x.Sanctions[0].AmountFen *= 3
				x.Contrary = w.rarely(2)
			}
		}
		return x
	},

	"legality.accept": simple(func(w *town) domain.Command { return &domain.AcceptReview{Days: one(w, []int{0, 0, 5, 99})} }),
	"legality.return_incomplete": simple(func(w *town) domain.Command {
		return &domain.ReturnReview{Items: []string{"证据目录"}, Reason: w.reason()}
	}),
	"legality.resubmit": simple(func(_ *town) domain.Command { return &domain.ResubmitReview{Note: "补充说明材料"} }),
	"legality.conclude": func(w *town, c *domain.Case) domain.Command {
		x := &domain.ConcludeReview{Opinion: domain.ReviewPass, Text: "审核意见"}
		wanting := ""
		if w.rarely(4) {
			x.Opinion = one(w, []domain.ReviewOpinion{domain.ReviewChanges, domain.ReviewSupplement, domain.ReviewReject, domain.ReviewReject, domain.ReviewNotCompetent, domain.ReviewCriminal})
			wanting = map[domain.ReviewOpinion]string{domain.ReviewNotCompetent: "jurisdiction", domain.ReviewCriminal: "crime"}[x.Opinion]
			if wanting == "" {
				wanting = "facts"
			}
		}
		if c.Legality != nil {
			for _, p := range c.Legality.Points {
				x.Points = append(x.Points, domain.ReviewPoint{Item: p.Key, OK: p.Key != wanting, Comment: map[bool]string{true: "不符合"}[p.Key == wanting]})
			}
			x.Digest = one(w, []string{"", "", c.Legality.Digest, c.Legality.Digest, c.Legality.Digest, c.Legality.Digest, c.Legality.Digest, strings.Repeat("0", 64)})
		}
		return x
	},
	"legality.extend": simple(func(w *town) domain.Command { return &domain.ExtendReview{Days: 1 + w.IntN(6), Reason: w.reason()} }),
	"legality.reassign": simple(func(w *town) domain.Command {
		return &domain.ReassignReview{To: one(w, w.holders(domain.RoleReviewer)), Reason: w.reason()}
	}),
	"legality.withdraw": simple(func(w *town) domain.Command { return &domain.WithdrawReview{Reason: w.reason()} }),

	"meeting.amend_agenda": func(w *town, c *domain.Case) domain.Command {
		var f *domain.Case
		if len(c.Meeting.Agenda) > 0 {
			f = w.files[c.Meeting.Agenda[0].File]
		}
		return &domain.AmendAgenda{ConveneMeeting: w.meeting(f), Reason: words}
	},
	"meeting.hold": func(w *town, c *domain.Case) domain.Command { return w.minutes(c) },
	"meeting.sign": func(w *town, c *domain.Case) domain.Command {
		if w.again[c.ID] { // what was taken down is not enough
			delete(w.again, c.ID)
			return w.minutes(c)
		}
		x := &domain.SignMinutes{}
		if w.rarely(10) {
			x.Person, x.Refused = "luo", "有异议"
		}
		return x
	},
	"meeting.close": func(w *town, c *domain.Case) domain.Command {
		if w.stale[c.ID] {
			delete(w.stale, c.ID)
			return makers[one(w, []string{"meeting.amend_agenda", "meeting.cancel"})](w, c)
		}
		return &domain.CloseMeeting{Summary: "会议纪要"}
	},
	"meeting.cancel": simple(func(w *town) domain.Command { return &domain.CancelMeeting{Reason: w.reason()} }),

	"penalty.refer": simple(func(w *town) domain.Command { return &domain.ReferCase{ReferralContent: w.referred()} }),
	"referral.report": func(w *town, c *domain.Case) domain.Command {
		return &domain.ReportReferral{ReferralReport: domain.ReferralReport{By: w.pair(c), Crime: "诈骗罪", Standard: "数额较大", Facts: "事实", Suspected: true}}
	},
	"referral.approve":        simple(func(_ *town) domain.Command { return &domain.ApproveReferral{} }),
	"referral.approve_letter": simple(func(_ *town) domain.Command { return &domain.ApproveLetter{} }),
	"referral.refuse":         simple(func(w *town) domain.Command { return &domain.RefuseReferral{Reason: w.reason()} }),
	"referral.send": simple(func(w *town) domain.Command {
		return &domain.SendReferral{How: one(w, []string{"hand", "exchange", "post"}), Receiver: "某收", Tracking: "1"}
	}),
	"referral.receipt": simple(func(w *town) domain.Command {
		return &domain.ReceiveReceipt{By: "某收", Kind: one(w, []string{"", "verify", "major"})}
	}),
	"referral.forwarded":   simple(func(_ *town) domain.Command { return &domain.Forwarded{Name: "上级机关"} }),
	"referral.misdirected": simple(func(_ *town) domain.Command { return &domain.Misdirected{Text: "误投"} }),
	"referral.incomplete":  simple(func(_ *town) domain.Command { return &domain.MissingMaterials{Text: "补充鉴定"} }),
	"referral.supplement": simple(func(_ *town) domain.Command {
		return &domain.Supplement{Materials: []domain.ReferralMaterial{{Title: "鉴定意见"}}, Receiver: "某收"}
	}),
	"referral.police_decision": simple(func(w *town) domain.Command {
		return &domain.PoliceDecision{Opened: w.rarely(2), Number: "1号", Reason: "情节显著轻微", Returned: true}
	}),
	"referral.contest": simple(func(w *town) domain.Command {
		return &domain.Contest{Way: one(w, []string{"reconsideration", "procuratorate"}), Reason: w.reason()}
	}),
	"referral.reconsidered": simple(func(w *town) domain.Command {
		return &domain.Reconsidered{Opened: w.rarely(3), Number: "2号", Reason: "维持"}
	}),
	"referral.supervised": simple(func(w *town) domain.Command {
		return &domain.Supervised{Ordered: w.rarely(2), Number: "3号", Reason: "理由成立"}
	}),
	"referral.take_back": simple(func(w *town) domain.Command { return &domain.TakeBack{Reason: w.reason()} }),
	"referral.deliver":   simple(func(_ *town) domain.Command { return &domain.Deliver{Goods: []string{"账册"}, Receiver: "某收"} }),
	"referral.progress": simple(func(w *town) domain.Command {
		return &domain.Progress{Step: one(w, []string{"not_prosecuted", "examined", "other"}), Text: "进展"}
	}),
	"referral.reply": simple(func(w *town) domain.Command {
		return &domain.Reply{Result: one(w, []string{"accepted", "refused", "feedback"}), Text: "答复"}
	}),
	"referral.conclude": simple(func(w *town) domain.Command {
		return &domain.Conclude{Result: one(w, []string{"convicted", "not_prosecuted", "withdrawn"}), Text: "结果", Administrative: w.rarely(2)}
	}),
	"referral.take_up": func(w *town, c *domain.Case) domain.Command {
		x := &domain.TakeUp{Allegations: w.alleged(c.Party.ID)}
		if c.Party.Kind == domain.PartyUnlicensed {
			x.Track = domain.TrackBan
		}
		return x
	},
	"referral.decline": simple(func(w *town) domain.Command { return &domain.DeclineReferral{Reason: w.reason()} }),
	"referral.answer":  simple(func(_ *town) domain.Command { return &domain.AnswerReferral{Number: "复函1号", Text: "已立案"} }),
}

// looks is the newest alarm of a file.
func (w *town) looks(c *domain.Case) *domain.Task {
	for i := len(c.Tasks) - 1; i >= 0; i-- {
		if t := &c.Tasks[i]; t.Kind == "look" && t.DoneAt.IsZero() {
			return t
		}
	}
	return nil
}

// toHearing lets the hour of the hearing come.
func (w *town) toHearing(c *domain.Case) {
	if h := w.newestHearing(c); !h.At.IsZero() && w.now.Before(h.At.Add(3*time.Hour)) && !w.rarely(12) && h.At.Sub(w.now) < 40*24*time.Hour {
		w.now = h.At.Add(3 * time.Hour)
	}
}
