package activities

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.temporal.io/sdk/activity"

	"yifa/activities/render"
	"yifa/domain"
	"yifa/store"
)

// alive tells the engine every few seconds that the hand is at work, until it is done; without it a worker that was killed is missed
// only when all the time that the work may take is over.
func alive(ctx context.Context) (done func()) {
	if !activity.IsActivity(ctx) {
		return func() {}
	}
	ctx, done = context.WithCancel(ctx)
	activity.RecordHeartbeat(ctx)
	go func() {
		for t := time.NewTicker(4 * time.Second); ; {
			select {
			case <-ctx.Done():
				t.Stop()
				return
			case <-t.C:
				activity.RecordHeartbeat(ctx)
			}
		}
	}()
	return done
}

// ScreenInput names the campaign whose question is put to the register.
type ScreenInput struct {
	Case domain.CaseID `json:"case"`
	At   time.Time     `json:"at,omitzero"` // when, in law; zero: now. A docket that is loaded screens on the day it says
}

// Screen puts the question of a campaign to the register, stores the answer for every organization, and records it. Done twice, the
// second finds the list frozen and is refused.
func (r *Records) Screen(ctx context.Context, in ScreenInput) error {
	defer alive(ctx)()
	c, err := r.Book.Case(ctx, in.Case)
	if err != nil {
		return Crossing(err)
	}
	if c.Cleanup == nil || c.Stage != domain.CleanScreening {
		return nil
	}
	pr, pw := io.Pipe()
	var (
		sum  domain.Screening
		list []domain.ListItem
		bad  error
	)
	go func() {
		sum, list, bad = r.Book.Screen(ctx, c.Agency, c.Cleanup.Asks(), pw)
		_ = pw.CloseWithError(bad)
	}()
	file, err := r.Book.PutFile(ctx, fmt.Sprintf("筛查结果-%s.ndjson", c.Reference), pr)
	_ = pr.CloseWithError(io.ErrClosedPipe) // lets the writer go where the file was refused
	if err != nil {
		return Crossing(err)
	}
	sum.File = file
	_, err = r.Book.Act(ctx, store.Request{Case: in.Case, Command: &domain.RecordScreening{Result: sum, List: list}, Actor: domain.System, At: in.At, Untold: true, Yields: in.At.IsZero()})
	return Crossing(err)
}

// OpenBatchInput names the campaign.
type OpenBatchInput struct {
	Case domain.CaseID `json:"case"`
	At   time.Time     `json:"at,omitzero"` // as in ScreenInput
}

// OpenBatchOutput says how many files were opened; none: the window is full.
type OpenBatchOutput struct {
	Opened int `json:"opened"`
}

// How files are opened.
const (
	openedAtOnce = domain.CleanupBatch
	relayBehind  = 2 * time.Second // with so much untold the next batch waits
)

// OpenBatch opens the next files of a list. It waits while the relay has not yet told the engine of the last ones: a campaign does
// not stand between a person and the workflow of another file.
func (r *Records) OpenBatch(ctx context.Context, in OpenBatchInput) (OpenBatchOutput, error) {
	defer alive(ctx)()
	for until := time.Now().Add(r.Patience); time.Now().Before(until); {
		lag, err := r.Book.RelayLag(ctx)
		if err != nil {
			return OpenBatchOutput{}, Crossing(err)
		}
		if lag < relayBehind {
			break
		}
		select {
		case <-ctx.Done():
			return OpenBatchOutput{}, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	out, err := r.Book.Act(ctx, store.Request{Case: in.Case, Command: &domain.OpenCleanupBatch{Most: openedAtOnce}, Actor: domain.System, At: in.At, Untold: true, Yields: in.At.IsZero()})
	return OpenBatchOutput{Opened: len(out.Opened)}, Crossing(err)
}

// --- the papers: K-1 to K-3 and what answers and ends; see penalty.go

// limit is how long a rule gives, as of the day of the paper; 0 asks for what the rule says.
func (m *matter) limit(ctx context.Context, rule string, n int) (string, error) {
	_, rules, _, err := m.d.Book.Law(ctx)
	if err != nil {
		return "", err
	}
	on := m.doc.IssuedOn
	if on.IsZero() { // a draft
		on = domain.DateOf(m.d.now())
	}
	r, err := rules.At(rule, on)
	if err != nil {
		return "", err
	}
	if n == 0 {
		n = r.Term.N
	}
	if r.Term.Unit == domain.WorkingDays {
		return strconv.Itoa(n) + "个工作日", nil
	}
	return strconv.Itoa(n) + "日", nil
}

func kindsInWords(kinds []domain.PartyKind) string {
	var out []string
	for _, k := range kinds {
		out = append(out, domain.PartyKindTitles[k][0])
	}
	return strings.Join(out, "、")
}

// criteria are the criteria as the campaign asks them.
func criteria(k *domain.Cleanup) []render.Data {
	var out []render.Data
	for _, x := range k.Rows {
		out = append(out, render.Data{"title": x.Title, "article": x.Article})
	}
	return out
}

// restsOn is what a campaign says it rests on, with the norm of its kind where its drafter did not write that.
func restsOn(k *domain.Cleanup) string {
	if k.Norm == "" || strings.Contains(k.Basis, k.Norm) {
		return k.Basis
	}
	return k.Basis + "、" + k.Norm
}

// cleanupScheme is K-1, the scheme as it was approved.
func cleanupScheme(ctx context.Context, m *matter) (render.Data, error) {
	k := m.file.Cleanup
	if k == nil {
		return nil, missingEntry(m)
	}
	_, _, norms, err := m.d.Book.Law(ctx)
	if err != nil {
		return nil, err
	}
	var points, ways, teams []render.Data
	for _, x := range k.Points {
		points = append(points, render.Data{"title": x.Title})
	}
	for _, x := range norms.Dispositions(k.CleanupKind, k.Kinds, m.doc.IssuedOn) {
		name := x.Title
		if len(x.Subjects) > 0 {
			name += "（" + kindsInWords(x.Subjects) + "）"
		}
		ways = append(ways, render.Data{"name": name, "article": x.Article})
	}
	for _, x := range k.Teams {
		names, err := m.names(ctx, x.Officers)
		if err != nil {
			return nil, err
		}
		where := strings.Join(x.Townships, "、")
		if where == "" {
			where = "其余乡镇（街道）"
			if len(k.Teams) == 1 {
				where = "全部"
			}
		}
		teams = append(teams, render.Data{"where": where, "officers": names})
	}
	where := strings.Join(k.Townships, "、")
	if where == "" {
		where = m.agency.Region
	}
	reply, err := m.limit(ctx, "CLU-01", k.ReplyDays)
	if err != nil {
		return nil, err
	}
	var terms [3]string
	for i, rule := range []string{"T19", "T19b", "T18"} {
		if terms[i], err = m.limit(ctx, rule, 0); err != nil {
			return nil, err
		}
	}
	by, err := m.name(ctx, k.ApprovedBy)
	if err != nil {
		return nil, err
	}
	data := render.Data{"name": m.file.Title, "kind": domain.CleanupKindTitles[k.CleanupKind][0], "basis": restsOn(k), "cut_off": k.CutOff, "from": k.From, "until": k.Until, "kinds": kindsInWords(k.Kinds), "townships": where,
		"criteria": criteria(k), "points": points, "ways": ways, "teams": teams, "unit": m.file.Section, "reply": reply, "letters": "第二次在第一次寄出满" + terms[0] + "以后、" + terms[1] + "以内寄出", "notice": "自公告发出之日起满" + terms[2] + "视为送达", "approved_by": by}
	if k.Earlier != "" {
		was, err := m.d.Book.Case(ctx, k.Earlier)
		if err != nil {
			return nil, err
		}
		data["earlier"] = was.Reference
	}
	return data, nil
}

// cleanupAnnouncement is K-2: the list as it stood on the day, each with what it is on the list for; without what had been struck off. A
// supplement names those alone that were put on the list since.
func cleanupAnnouncement(ctx context.Context, m *matter) (render.Data, error) {
	k := m.file.Cleanup
	if k == nil || k.Notice == nil {
		return nil, missingEntry(m)
	}
	notice, list := *k.Notice, domain.Listed(m.file.ListChanges())
	switch b := m.event.Body.(type) {
	case *domain.CleanupPublished:
		list = slices.DeleteFunc(list, func(x domain.ListItem) bool { return slices.Contains(b.Struck, x.Party) })
	case *domain.CleanupSupplemented:
		list = slices.DeleteFunc(list, func(x domain.ListItem) bool { return !slices.Contains(b.Parties, x.Party) })
		notice = domain.CleanupNotice{Days: b.Clock.Term.N, Until: b.Clock.Due, Hotline: b.Hotline}
	}
	ids := make([]domain.PartyID, len(list))
	for i, x := range list {
		ids[i] = x.Party
	}
	parties, err := m.d.Book.PartiesOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	var rows []render.Data
	for _, x := range list {
		var why []string
		for i, r := range k.Rows {
			if slices.Contains(x.Hits, r.ID) {
				why = append(why, "（"+render.Number(i+1)+"）")
			}
		}
		if len(why) == 0 {
			why = []string{"其他线索"}
		}
		p := parties[x.Party]
		rows = append(rows, render.Data{"name": p.Name, "code": p.USCC, "why": strings.Join(why, "、")})
	}
	slices.SortStableFunc(rows, func(a, b render.Data) int { return strings.Compare(a["name"].(string), b["name"].(string)) })
	subject := "社会组织"
	if k.CleanupKind == domain.CleanupIllegal {
		subject = "涉嫌非法社会组织"
	}
	days, err := m.limit(ctx, "CLU-01", notice.Days)
	return render.Data{"name": m.file.Title, "basis": restsOn(k), "cut_off": k.CutOff, "subject": subject, "count": strconv.Itoa(len(rows)), "criteria": criteria(k), "items": rows,
		"days": days, "until": notice.Until, "hotline": notice.Hotline}, err
}

// campaign is the campaign that an organization is in.
func (m *matter) campaign(ctx context.Context) (*domain.Case, error) {
	if m.file.Clearance == nil {
		return nil, missingEntry(m)
	}
	c, err := m.d.Book.Case(ctx, m.file.Clearance.Campaign)
	if err == nil && c.Cleanup == nil {
		return nil, missingEntry(m)
	}
	return c, err
}

var rectifyWords = map[string]string{"correct": "改正", "reorganize": "重整", "merge": "合并", "rename": "更名", "elect": "换届"}

// clearanceOrder is K-3: what two officers found to hold, what is demanded, and until when. It shows the draft while it is decided on.
func clearanceOrder(ctx context.Context, m *matter) (render.Data, error) {
	c, err := m.campaign(ctx)
	if err != nil {
		return nil, err
	}
	k := m.file.Clearance
	d := k.Disposal
	if d == nil {
		d = k.Proposal
	}
	if d == nil || k.Verified == nil {
		return nil, missingEntry(m)
	}
	var points []render.Data
	for _, p := range k.Verified.Points {
		if p.Holds {
			points = append(points, render.Data{"title": c.Cleanup.Point(p.ID), "note": p.Note})
		}
	}
	days, err := m.limit(ctx, "CLU-02", d.Days)
	if err != nil {
		return nil, err
	}
	law := "《社会团体登记管理条例》第三十条第一款第三项"
	if m.file.Party.Kind == domain.PartyServiceOrg {
		law = "《民办非企业单位登记管理暂行条例》第二十五条第一款第三项"
	}
	consequence := "本机关将依照" + basisLists + "列入活动异常名录"
	if d.Kind == "elect" {
		consequence += "，并依照" + law + "处理"
	} else {
		consequence += "，并依法另行决定处置方式"
	}
	return render.Data{"name": c.Title, "points": points, "facts": k.Verified.Reason, "basis": restsOn(c.Cleanup), "plan": d.Plan, "way": rectifyWords[d.Kind], "responsible": d.Responsible, "deadline": "自收到本通知书之日起" + days + "内", "consequence": consequence}, nil
}

// objectionAnswer is K-4: what was said against it, and what the bureau answers.
func objectionAnswer(ctx context.Context, m *matter) (render.Data, error) {
	c, err := m.campaign(ctx)
	if err != nil {
		return nil, err
	}
	b, ok := m.event.Body.(*domain.ObjectionAnswered)
	if !ok {
		return nil, missingEntry(m)
	}
	on := domain.DateOf(m.event.OccurredAt)
	var rows []render.Data
	for _, o := range m.file.Clearance.Objections {
		if o.Answered == on && o.Answer == b.Answer {
			rows = append(rows, render.Data{"on": render.Date(o.On.Start()), "by": o.By, "text": o.Text})
		}
	}
	result := "异议不成立。对其后作出的处置决定不服的，可以依法申请行政复议或者提起行政诉讼"
	if b.Upheld {
		result = "异议成立，本机关将重新核查；重新核查结束以前，不对你单位采取处置措施"
	}
	return render.Data{"name": c.Title, "objections": rows, "answer": b.Answer, "result": result}, nil
}

// cleanupReport is K-5, the report of a campaign with its result table.
func cleanupReport(ctx context.Context, m *matter) (render.Data, error) {
	k := m.file.Cleanup
	b, ok := m.event.Body.(*domain.CleanupWasReported)
	if !ok || k == nil {
		return nil, missingEntry(m)
	}
	t := b.Tally
	n := strconv.Itoa
	var outcomes, open []render.Data
	closed := 0
	for _, o := range domain.OutcomeOrder {
		if many := t.Outcomes[o]; many > 0 {
			closed += many
			outcomes = append(outcomes, render.Data{"name": domain.ClearanceOutcomes[o][0], "count": n(many), "share": fmt.Sprintf("%.1f%%", 100*float64(many)/float64(max(1, t.Items)))})
		}
	}
	for _, x := range k.Exceptions {
		f, err := m.d.Book.Case(ctx, x.Case)
		if err != nil {
			return nil, err
		}
		owner, err := m.name(ctx, x.Owner)
		if err != nil {
			return nil, err
		}
		open = append(open, render.Data{"case": f.Reference, "party": f.Party.Name, "owner": owner, "reason": x.Reason})
	}
	return render.Data{"name": m.file.Title, "from": k.From, "until": k.Until, "cut_off": k.CutOff, "seen": n(t.Seen), "outside": n(t.Outside), "missed": n(t.Missed), "hit": n(t.Hit), "added": n(t.Added), "removed": n(t.Removed),
		"items": n(t.Items), "closed": n(closed), "left": n(t.Open), "objected": n(t.Objected), "as_of": t.AsOf, "summary": b.Summary, "outcomes": outcomes, "exceptions": open, "unit": m.file.Section}, nil
}
