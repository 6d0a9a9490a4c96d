package domain

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
)

// Stages of a campaign, the simple form of inspection-disclosure-instruments.md §10.1.
const (
	CampDraft     Stage = "draft"           // scheme and targets are being written
	CampApproved  Stage = "approved_scheme" // a leader has approved the scheme
	CampPublished Stage = "published"       // filed and published; inspections may be opened
	CampRunning   Stage = "running"         // inspections are open
	CampSuspended Stage = "suspended"       // no inspection may be opened for the time being
	CampClosed    Stage = "campaign_closed"
	CampCancelled Stage = "campaign_cancelled"
)

// Target is one party of a campaign and the officers who will go there.
type Target struct {
	Party    PartyID    `json:"party" doc:"检查对象"`
	Officers []PersonID `json:"officers" minItems:"2" doc:"检查人员，首位为承办人"`
	Place    string     `json:"place,omitempty" maxLength:"200"`
}

// Campaign is what a campaign file holds besides what every file holds.
type Campaign struct {
	Kind        string       `json:"kind"`                 // special, routine
	FromAbove   bool         `json:"from_above,omitempty"` // a special action ordered from above: outside the cap of the year
	Basis       string       `json:"basis"`
	Items       []string     `json:"items"`
	Method      string       `json:"method,omitempty"`
	From        Date         `json:"from"`
	Until       Date         `json:"until"`
	Targets     []Target     `json:"targets,omitempty"`
	Opened      []CaseID     `json:"opened,omitempty"` // in the order of the targets
	ApprovedBy  PersonID     `json:"approved_by,omitempty"`
	ApprovedOn  Date         `json:"approved_on,omitzero"`
	PublishedOn Date         `json:"published_on,omitzero"`
	PublishedAt string       `json:"published_at,omitempty"` // where
	FiledAs     string       `json:"filed_as,omitempty"`
	Before      Stage        `json:"before,omitempty"` // the stage before it was suspended
	Result      *ResultTable `json:"result,omitempty"`
	Draw        *Draw        `json:"draw,omitempty"`     // the newest: nil where the targets were chosen
	Sampling    *Sampling    `json:"sampling,omitempty"` // of the yearly sample of social organizations
}

// ResultTable is frozen when a campaign is closed.
type ResultTable struct {
	AsOf      Date                    `json:"as_of"`
	Targets   int                     `json:"targets"`
	Inspected int                     `json:"inspected"`
	Refused   int                     `json:"refused"`
	NotFound  int                     `json:"not_found"`
	Cancelled int                     `json:"cancelled"`
	Findings  map[FindingCategory]int `json:"findings"` // quantities by category
	Lines     int                     `json:"lines"`    // finding lines
	Exits     map[Exit]int            `json:"exits"`    // lines by way out; a line may have several
	Orders    int                     `json:"orders"`
}

// DraftCampaign opens a campaign with its scheme.
type DraftCampaign struct {
	Title   string   `json:"title" minLength:"2" maxLength:"120" doc:"名称"`
	Kind    string   `json:"kind" enum:"special,routine" doc:"专项检查或日常检查"`
	Above   bool     `json:"from_above,omitempty" doc:"上级部署的专项检查：不计入涉企检查的年度频次"`
	Basis   string   `json:"basis" minLength:"2" maxLength:"1000" doc:"依据"`
	Items   []string `json:"items" minItems:"1" doc:"检查事项"`
	Method  string   `json:"method,omitempty" maxLength:"500" doc:"方式"`
	From    Date     `json:"from" doc:"开始日期"`
	Until   Date     `json:"until" doc:"结束日期"`
	Section string   `json:"section,omitempty" maxLength:"60" doc:"牵头股室"`
	Targets []Target `json:"targets,omitempty" doc:"检查对象"`
}

func (DraftCampaign) Act() string { return "campaign.draft" }
func (x DraftCampaign) Needs(*Case) Needs {
	n := needTargets(x.Targets)
	n.Numbers = []string{"case.campaign"}
	return n
}

func needTargets(ts []Target) (n Needs) {
	n.Inspected = true
	for _, t := range ts {
		n.Parties = append(n.Parties, t.Party)
		n.People = append(n.People, t.Officers...)
	}
	return n
}

const maxTargets = 500 // one transaction opens them all; larger campaigns come with the sliding window of a later issue

func checkTargets(bad *faults, ts []Target, f *Facts, already []Target) {
	seen := map[PartyID]bool{}
	for _, t := range already {
		seen[t.Party] = true
	}
	bad.need(len(ts)+len(already) <= maxTargets, "targets", "一次专项检查最多"+itoa(maxTargets)+"个对象")
	for i, t := range ts {
		at := "targets[" + itoa(i) + "]."
		_, ok := f.Parties[t.Party]
		bad.need(ok, at+"party", "没有这个检查对象")
		bad.need(!seen[t.Party], at+"party", "对象重复")
		seen[t.Party] = true
		bad.need(len(t.Officers) >= 2, at+"officers", "检查人员不得少于两人")
		for _, o := range t.Officers {
			_, ok := f.People[o]
			bad.need(ok, at+"officers", "没有这名人员："+string(o))
		}
	}
}

// underCap refuses a target that was inspected as often as the year allows. It is asked while the scheme is made; what was
// approved is carried out.
func underCap(ts []Target, fromAbove bool, f *Facts) error {
	for _, t := range ts {
		p := f.Parties[t.Party]
		if used, most := capped(p, fromAbove, f); most > 0 && used >= most {
			return atCap(p, used, most)
		}
	}
	return nil
}

func (x DraftCampaign) Decide(_ *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(strings.TrimSpace(x.Title) != "", "title", "请填写名称")
	bad.need(x.Kind == "special" || x.Kind == "routine", "kind", "没有这种检查")
	bad.need(strings.TrimSpace(x.Basis) != "", "basis", "请填写依据")
	bad.need(len(x.Items) > 0, "items", "请填写检查事项")
	bad.need(!x.From.IsZero() && x.Until >= x.From, "until", "起止日期有误")
	bad.need(x.Section == "" || contains(f.Agency.Sections, x.Section), "section", "没有这个股室")
	bad.need(!x.Above || x.Kind == "special", "from_above", "上级部署的是专项检查")
	checkTargets(&bad, x.Targets, f, nil)
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := underCap(x.Targets, x.Above, f); err != nil {
		return Outcome{}, err
	}
	return outcome(&CampaignDrafted{x, f.Agency.ID, f.Numbers["case.campaign"]})
}

// CampaignDrafted: a campaign was drafted.
type CampaignDrafted struct {
	DraftCampaign
	Agency AgencyID `json:"agency"`
	Ref    Number   `json:"ref"`
}

func (CampaignDrafted) Kind() string { return "CampaignDrafted" }
func (b CampaignDrafted) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Stage, c.Title, c.Section = ProcCampaign, b.Agency, CampDraft, b.Title, b.Section
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	c.OpenedOn, c.Handler = DateOf(e.OccurredAt), e.Actor
	c.Campaign = &Campaign{Kind: b.DraftCampaign.Kind, FromAbove: b.Above, Basis: b.Basis, Items: b.Items, Method: b.Method, From: b.From, Until: b.Until, Targets: b.Targets}
	c.take(e.Actor, PartDrafter, e.Seq)
	c.raise(Task{ID: "approve", Kind: "campaign.approve", Title: "审批检查方案", English: "Approve the scheme", Role: RoleLeader}, e)
}

// SetTargets replaces the targets of a draft.
type SetTargets struct {
	Targets []Target `json:"targets" minItems:"1" doc:"检查对象"`
}

func (SetTargets) Act() string         { return "campaign.set_targets" }
func (x SetTargets) Needs(*Case) Needs { return needTargets(x.Targets) }
func (x SetTargets) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len(x.Targets) > 0, "targets", "请选择检查对象")
	bad.need(c.Campaign.asDrawn(x.Targets), "targets", "检查对象由抽取确定，只能调整检查人员和地点")
	checkTargets(&bad, x.Targets, f, nil)
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if c.Campaign.Draw != nil {
		return Outcome{}, Refuse("drawn", artDraw, "检查对象由随机抽取产生，不能另行指定；确需变动的，说明原因重新抽取。", "the targets were drawn by lot and are not chosen instead; draw again, with the reason")
	}
	if err := underCap(x.Targets, c.Campaign.FromAbove, f); err != nil {
		return Outcome{}, err
	}
	return outcome(&TargetsSet{x})
}

// asDrawn reports that the targets are those of the sample, where they were.
func (c *Campaign) asDrawn(ts []Target) bool {
	return c.Sampling == nil || c.Sampling.Seed == "" || len(ts) == len(c.Sampling.Drawn) &&
		!slices.ContainsFunc(ts, func(t Target) bool { return !slices.Contains(c.Sampling.Drawn, t.Party) })
}

// TargetsSet: the targets of the draft were set.
type TargetsSet struct{ SetTargets }

func (TargetsSet) Kind() string { return "TargetsSet" }
func (b TargetsSet) apply(c *Case, e Event) {
	c.Campaign.Targets = b.Targets
	c.take(e.Actor, PartDrafter, e.Seq)
}

const artDraw = "国办发〔2015〕58号"

// drawAlgorithm is how a draw is worked out, in words with which anybody can repeat it.
const drawAlgorithm = "对象按 SHA-256（种子|对象编号）由小到大取前若干户；每户人员按 SHA-256（种子|对象编号|人员编号）由小到大取前若干名"

// DrawTargets draws targets and officers by lot (双随机) from two directories that are fixed by the same act. The seed is made of
// both directories and of the instant the act is recorded, so that nobody chooses it; a second draw needs its reason, and
// every draw stays in the file.
type DrawTargets struct {
	Parties  []PartyID   `json:"parties" minItems:"1" maxItems:"2000" doc:"检查对象名录"`
	Officers []PersonID  `json:"officers" minItems:"2" maxItems:"200" doc:"执法人员名录"`
	Count    int         `json:"count" minimum:"1" maximum:"500" doc:"抽取户数"`
	Each     int         `json:"each,omitempty" minimum:"0" maximum:"10" doc:"每户检查人员数，空为两人"`
	Place    string      `json:"place" minLength:"2" maxLength:"120" doc:"抽取地点"`
	Witness  PersonID    `json:"witness" minLength:"1" doc:"监督人"`
	Excluded []Exclusion `json:"excluded,omitempty" maxItems:"500" doc:"不参加抽取的对象及原因"`
	Reason   string      `json:"reason,omitempty" maxLength:"500" doc:"重新抽取的原因"`
}

// Exclusion is a party of the directory that takes no part in the draw, and why: it was dissolved, an officer would stay out.
type Exclusion struct {
	Party  PartyID `json:"party" doc:"对象"`
	Reason string  `json:"reason" minLength:"2" maxLength:"200" doc:"原因"`
}

// Draw is a draw by lot with all it takes to repeat it.
type Draw struct {
	Of        int         `json:"of"`       // parties in the directory
	Among     int         `json:"among"`    // officers in the directory
	Parties   string      `json:"parties"`  // SHA-256 of the directory of parties, one id a line
	Officers  string      `json:"officers"` // and of that of officers
	Algorithm string      `json:"algorithm"`
	Seed      string      `json:"seed"`
	Excluded  []Exclusion `json:"excluded,omitempty"`
	Drawn     []Target    `json:"drawn"`
	Place     string      `json:"place"`
	Operator  PersonID    `json:"operator"`
	Witness   PersonID    `json:"witness"`
	Reason    string      `json:"reason,omitempty"` // of a second draw
	Document  DocumentID  `json:"document"`
}

func lotOf(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "|")))
	return hex.EncodeToString(sum[:])
}

// listed is the digest of a directory.
func listed[T ~string](ids []T) string {
	var out []string
	for _, id := range ids {
		out = append(out, string(id))
	}
	sum := sha256.Sum256([]byte(strings.Join(out, "\n")))
	return hex.EncodeToString(sum[:])
}

// lots puts a directory in the order of the lots that fall to its entries.
func lots[T ~string](ids []T, seed string, of ...string) []T {
	out := slices.Clone(ids)
	lot := func(id T) string { return lotOf(append(append([]string{seed}, of...), string(id))...) }
	slices.SortFunc(out, func(a, b T) int { return strings.Compare(lot(a), lot(b)) })
	return out
}

// Lots draws from the directories: the same seed always gives the same.
func Lots(parties []PartyID, officers []PersonID, seed string, count, each int) []Target {
	var out []Target
	for _, p := range lots(parties, seed)[:min(count, len(parties))] {
		out = append(out, Target{Party: p, Officers: lots(officers, seed, string(p))[:min(each, len(officers))]})
	}
	return out
}

// Act is campaign.draw.
func (DrawTargets) Act() string { return "campaign.draw" }

// Needs reads both directories.
func (x DrawTargets) Needs(*Case) Needs {
	return Needs{Numbers: []string{"I-2"}, Parties: x.Parties, People: append(slices.Clone(x.Officers), x.Witness), Inspected: true}
}

// Decide leaves out who was inspected as often as the year allows, and refuses where too few are left.
func (x DrawTargets) Decide(c *Case, f *Facts) (Outcome, error) {
	if s := c.Campaign.Sampling; s != nil && s.Seed != "" {
		return Outcome{}, Refuse("drawn", artDraw, "检查对象已经从登记簿随机抽取，不能另行抽取。", "the targets were drawn from the register and are not drawn again")
	}
	each := x.Each
	if each == 0 {
		each = 2
	}
	var bad faults
	bad.need(len(x.Parties) > 0 && len(x.Parties) <= 2000, "parties", "名录应有一至二千户")
	seen := map[PartyID]bool{}
	for i, id := range x.Parties {
		_, ok := f.Parties[id]
		bad.need(ok && !seen[id], "parties["+itoa(i)+"]", "没有这个对象，或者重复")
		seen[id] = true
	}
	who := map[PersonID]bool{}
	for i, id := range x.Officers {
		bad.need(!who[id], "officers["+itoa(i)+"]", "人员重复")
		who[id] = true
	}
	out := map[PartyID]bool{}
	for i, e := range x.Excluded {
		bad.need(seen[e.Party] && !out[e.Party], "excluded["+itoa(i)+"].party", "不在名录中，或者重复")
		bad.need(len([]rune(strings.TrimSpace(e.Reason))) >= 2, "excluded["+itoa(i)+"].reason", "请写明原因")
		out[e.Party] = true
	}
	w, ok := f.People[x.Witness]
	bad.need(ok && w.Agency == f.Agency.ID && x.Witness != f.Actor && !who[x.Witness], "witness", "监督人须是本机关的其他人员，且不在名录中")
	bad.need(len([]rune(strings.TrimSpace(x.Place))) >= 2, "place", "请填写地点")
	bad.need(each >= 2 && each <= len(x.Officers), "each", "每户不少于两人，且不多于名录人数（行政处罚法第四十二条）")
	bad.need(c.Campaign.Draw == nil || len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "已经抽取过，重新抽取须说明原因")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := licensed(x.Officers, f); err != nil {
		return Outcome{}, err
	}
	d := Draw{Of: len(x.Parties), Among: len(x.Officers), Parties: listed(x.Parties), Officers: listed(x.Officers), Algorithm: drawAlgorithm, Excluded: slices.Clone(x.Excluded),
		Place: x.Place, Operator: f.Actor, Witness: x.Witness, Reason: x.Reason}
	var in []PartyID
	for _, id := range x.Parties {
		if used, most := capped(f.Parties[id], c.Campaign.FromAbove, f); !out[id] && most > 0 && used >= most {
			d.Excluded, out[id] = append(d.Excluded, Exclusion{id, "本年度检查已达频次上限（" + itoa(most) + "次）"}), true
		}
		if !out[id] {
			in = append(in, id)
		}
	}
	if x.Count < 1 || x.Count > maxTargets || x.Count > len(in) {
		return Outcome{}, Refuse("too_few", artDraw, "名录中可以抽取的有%[1]d户，不足%[2]d户。", "%[1]d of the directory may be drawn, which is fewer than %[2]d", len(in), x.Count)
	}
	d.Seed = lotOf(string(c.ID), itoa(c.Seq), d.Parties, d.Officers, f.Now.UTC().Format(time.RFC3339Nano))[:32]
	d.Drawn = Lots(in, x.Officers, d.Seed, x.Count, each)
	doc := issue(c, f, "I-2", "双随机抽取记录")
	d.Document = doc.ID
	return outcome(&TargetsDrawn{x, d, doc})
}

// TargetsDrawn: the targets were drawn by lot. Both directories stand in it as they were.
type TargetsDrawn struct {
	DrawTargets
	Draw  Draw     `json:"draw"`
	Paper Document `json:"paper"`
}

func (TargetsDrawn) Kind() string { return "TargetsDrawn" }
func (b TargetsDrawn) apply(c *Case, e Event) {
	c.Campaign.Targets, c.Campaign.Draw = b.Draw.Drawn, &b.Draw
	c.issued(b.Paper, e)
	c.take(e.Actor, PartDrafter, e.Seq)
}

// ApproveCampaign approves the scheme; not by who drafted it, nor by an officer named in it.
type ApproveCampaign struct {
	Comment string `json:"comment,omitempty" maxLength:"500" doc:"审批意见"`
}

func (ApproveCampaign) Act() string       { return "campaign.approve" }
func (ApproveCampaign) Needs(*Case) Needs { return Needs{Numbers: []string{"I-1"}} }
func (x ApproveCampaign) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, "国办发〔2024〕54号", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	if len(c.Campaign.Targets) == 0 {
		return Outcome{}, Refuse("no_targets", "", "方案还没有检查对象。", "the scheme has no targets yet")
	}
	for _, t := range c.Campaign.Targets {
		if slices.Contains(t.Officers, f.Actor) {
			return Outcome{}, Refuse("separation_of_duties", "国办发〔2024〕54号", "您是检查人员，不能审批该方案。", "you are an officer of this campaign and cannot approve it")
		}
	}
	return outcome(&CampaignApproved{x, issue(c, f, "I-1", "专项检查方案")})
}

// CampaignApproved: the scheme was approved.
type CampaignApproved struct {
	ApproveCampaign
	Document Document `json:"document"`
}

func (CampaignApproved) Kind() string { return "CampaignApproved" }
func (b CampaignApproved) apply(c *Case, e Event) {
	c.Stage, c.Campaign.ApprovedBy, c.Campaign.ApprovedOn = CampApproved, e.Actor, DateOf(e.OccurredAt)
	c.take(e.Actor, PartApprover, e.Seq)
	c.issued(b.Document, e)
	c.done(e, "campaign.approve")
	c.raise(Task{ID: "publish", Kind: "campaign.publish", Title: "备案并公布检查方案", English: "File and publish the scheme", Person: c.Handler}, e)
}

// PublishCampaign records filing and publication, without which a special inspection may not start.
type PublishCampaign struct {
	Where   string `json:"where" minLength:"2" maxLength:"200" doc:"公布载体"`
	FiledAs string `json:"filed_as,omitempty" maxLength:"100" doc:"备案号"`
}

func (PublishCampaign) Act() string { return "campaign.publish" }
func (x PublishCampaign) Decide(c *Case, _ *Facts) (Outcome, error) {
	var bad faults
	bad.need(strings.TrimSpace(x.Where) != "", "where", "请填写公布载体")
	bad.need(c.Campaign.Kind != "special" || strings.TrimSpace(x.FiledAs) != "", "filed_as", "专项检查须先备案，请填写备案号")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&CampaignPublished{x})
}

// CampaignPublished: the scheme is public.
type CampaignPublished struct{ PublishCampaign }

func (CampaignPublished) Kind() string { return "CampaignPublished" }
func (b CampaignPublished) apply(c *Case, e Event) {
	c.Stage, c.Campaign.PublishedOn, c.Campaign.PublishedAt, c.Campaign.FiledAs = CampPublished, DateOf(e.OccurredAt), b.Where, b.FiledAs
	c.done(e, "campaign.publish")
	c.raise(Task{ID: "open", Kind: "campaign.open", Title: "启动检查，逐户立档", English: "Open the inspections", Person: c.Handler}, e)
}

// OpenCampaign opens one inspection for each target.
type OpenCampaign struct{}

func (OpenCampaign) Act() string { return "campaign.open" }
func (OpenCampaign) Needs(c *Case) Needs {
	n := needTargets(c.Campaign.Targets)
	n.Openings = map[string]int{"case.inspection": len(c.Campaign.Targets)}
	return n
}
func (x OpenCampaign) Decide(c *Case, f *Facts) (Outcome, error) {
	out, b := Outcome{}, &CampaignOpened{}
	var ids []CaseID
	for i, t := range c.Campaign.Targets {
		if f.Parties[t.Party].MergedInto != "" { // it was approved as a target and turned out to be another's double since
			b.Merged = append(b.Merged, t.Party)
			continue
		}
		o, err := c.openTarget(t, i+1, f, f.References["case.inspection"][len(ids)])
		if err != nil {
			return Outcome{}, err
		}
		out.Opens = append(out.Opens, o)
		ids = append(ids, o.ID)
	}
	if len(ids) == 0 {
		return Outcome{}, Refuse("party_merged", "", "检查对象都已并入其他记录，请取消本次检查。", "every target was merged into another entry; cancel the campaign")
	}
	b.Cases = ids
	out.Events = []Body{b}
	return out, nil
}

func (OpenCampaign) skipsMerged() {}

func (c *Case) openTarget(t Target, n int, f *Facts, ref Number) (Opening, error) {
	a := AssignInspection{Party: t.Party, Officers: t.Officers, Source: "campaign", Basis: c.Campaign.Basis, Items: c.Campaign.Items, Place: t.Place, Section: c.Section}
	if err := a.check(f); err != nil {
		return Opening{}, err
	}
	id := childID(c.ID, "t", n)
	return Opening{ID: id, Events: []Body{a.assigned(f, ref, c.ID, &CampaignRef{c.Title, c.Campaign.ApprovedBy, c.Campaign.ApprovedOn, c.Campaign.FromAbove})}}, nil
}

// CampaignOpened: inspections were opened, one a target.
type CampaignOpened struct {
	Cases  []CaseID  `json:"cases"`
	Merged []PartyID `json:"merged,omitempty"` // targets that were merged into others since: no file
}

func (CampaignOpened) Kind() string { return "CampaignOpened" }
func (b CampaignOpened) apply(c *Case, e Event) {
	c.Stage = CampRunning
	c.Campaign.Opened = append(c.Campaign.Opened, b.Cases...)
	c.done(e, "campaign.open")
	c.raise(Task{ID: "close", Kind: "campaign.close", Title: "全部检查办结后汇总", English: "Close when all inspections have ended", Person: c.Handler, Due: c.Campaign.Until}, e)
}

// AddTarget adds one target to a running campaign and opens its inspection.
type AddTarget struct {
	Target
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"增加原因"`
}

func (AddTarget) Act() string { return "campaign.add_target" }
func (x AddTarget) Needs(*Case) Needs {
	n := needTargets([]Target{x.Target})
	n.Openings = map[string]int{"case.inspection": 1}
	return n
}
func (x AddTarget) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	var bad faults
	checkTargets(&bad, []Target{x.Target}, f, c.Campaign.Targets)
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if slices.Contains(x.Officers, c.Campaign.ApprovedBy) {
		return Outcome{}, Refuse("separation_of_duties", "国办发〔2024〕54号", "审批人不能作为检查人员。", "who approved the scheme cannot be an officer of it")
	}
	if err := underCap([]Target{x.Target}, c.Campaign.FromAbove, f); err != nil {
		return Outcome{}, err
	}
	o, err := c.openTarget(x.Target, len(c.Campaign.Targets)+1, f, f.References["case.inspection"][0])
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Events: []Body{&TargetAdded{x, o.ID}}, Opens: []Opening{o}}, nil
}

// TargetAdded: a target was added to a running campaign.
type TargetAdded struct {
	AddTarget
	Case CaseID `json:"case"`
}

func (TargetAdded) Kind() string { return "TargetAdded" }
func (b TargetAdded) apply(c *Case, _ Event) {
	c.Campaign.Targets = append(c.Campaign.Targets, b.Target)
	c.Campaign.Opened = append(c.Campaign.Opened, b.Case)
}

// SuspendCampaign and ResumeCampaign stop and restart the opening of inspections; open inspections go on.
type SuspendCampaign struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (SuspendCampaign) Act() string { return "campaign.suspend" }
func (x SuspendCampaign) Decide(*Case, *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return outcome(&CampaignSuspended{x})
}

// CampaignSuspended: the campaign is paused.
type CampaignSuspended struct{ SuspendCampaign }

func (CampaignSuspended) Kind() string { return "CampaignSuspended" }
func (b CampaignSuspended) apply(c *Case, _ Event) {
	c.Campaign.Before, c.Stage = c.Stage, CampSuspended
}

// ResumeCampaign lets a paused campaign go on.
type ResumeCampaign struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (ResumeCampaign) Act() string { return "campaign.resume" }
func (x ResumeCampaign) Decide(*Case, *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return outcome(&CampaignResumed{x})
}

// CampaignResumed: the campaign goes on.
type CampaignResumed struct{ ResumeCampaign }

func (CampaignResumed) Kind() string             { return "CampaignResumed" }
func (b CampaignResumed) apply(c *Case, _ Event) { c.Stage = c.Campaign.Before }

// CloseCampaign freezes the result table once every inspection has ended.
type CloseCampaign struct {
	Summary string `json:"summary" minLength:"2" maxLength:"8000" doc:"总结"`
}

func (CloseCampaign) Act() string       { return "campaign.close" }
func (CloseCampaign) Needs(*Case) Needs { return Needs{Children: true} }
func (x CloseCampaign) Decide(_ *Case, f *Facts) (Outcome, error) {
	t := Tally(f.Children, f.On())
	for _, ch := range f.Children {
		if ch.Procedure == ProcInspection && ch.Open {
			return Outcome{}, Refuse("inspections_open", "", "还有检查没有办结：%[1]s。", "an inspection has not ended yet: %[1]s", ch.Party)
		}
	}
	return outcome(&CampaignClosed{x, t})
}

// Tally is the result table of a campaign from its inspections.
func Tally(children []Child, on Date) ResultTable {
	t := ResultTable{AsOf: on, Findings: map[FindingCategory]int{}, Exits: map[Exit]int{}}
	for _, ch := range children {
		if ch.Procedure != ProcInspection {
			continue
		}
		t.Targets++
		t.Orders += ch.Orders
		switch ch.Outcome {
		case "refused":
			t.Refused++
		case "not_found":
			t.NotFound++
		case "cancelled":
			t.Cancelled++
		case "no_issue", "findings":
			t.Inspected++
		}
		for _, f := range ch.Findings {
			t.Lines++
			if !f.Left(ExitNoIssue) {
				t.Findings[f.Category] += f.Quantity
			}
			for _, x := range f.Exits {
				t.Exits[x.Exit]++
			}
		}
	}
	return t
}

// CampaignClosed: the campaign ended with its result table.
type CampaignClosed struct {
	CloseCampaign
	Result ResultTable `json:"result"`
}

func (CampaignClosed) Kind() string { return "CampaignClosed" }
func (b CampaignClosed) apply(c *Case, e Event) {
	c.Campaign.Result = &b.Result
	c.close(e, CampClosed, "closed")
}

// CancelCampaign ends a campaign before any inspection was opened.
type CancelCampaign struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (CancelCampaign) Act() string { return "campaign.cancel" }
func (x CancelCampaign) Decide(*Case, *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return outcome(&CampaignWasCancelled{x})
}

// CampaignWasCancelled: the campaign will not take place.
type CampaignWasCancelled struct{ CancelCampaign }

func (CampaignWasCancelled) Kind() string             { return "CampaignWasCancelled" }
func (b CampaignWasCancelled) apply(c *Case, e Event) { c.close(e, CampCancelled, "cancelled") }

func init() {
	act[DraftCampaign](Spec{Procedure: ProcCampaign, Opens: true, Title: "起草检查方案", English: "Draft a campaign", Starts: "送负责人审批"})
	act[SetTargets](Spec{Procedure: ProcCampaign, Stages: []Stage{CampDraft}, Title: "确定检查对象", English: "Set the targets"})
	act[DrawTargets](Spec{Procedure: ProcCampaign, Stages: []Stage{CampDraft}, Title: "随机抽取检查对象和人员", English: "Draw targets and officers by lot", Article: artDraw, Starts: "生成《双随机抽取记录》；检查对象以抽取结果为准"})
	act[ApproveCampaign](Spec{Procedure: ProcCampaign, Stages: []Stage{CampDraft}, Title: "审批方案", English: "Approve the scheme", Article: "国办发〔2024〕54号", Starts: "生成《专项检查方案》并编号；其后备案公布"})
	act[PublishCampaign](Spec{Procedure: ProcCampaign, Stages: []Stage{CampApproved}, Title: "备案公布", English: "File and publish", Article: "国办发〔2024〕54号"})
	act[OpenCampaign](Spec{Procedure: ProcCampaign, Stages: []Stage{CampPublished}, Title: "启动检查", English: "Open the inspections", Starts: "为每个检查对象开立检查案卷"})
	act[AddTarget](Spec{Procedure: ProcCampaign, Stages: []Stage{CampRunning}, Title: "增加检查对象", English: "Add a target"})
	act[SuspendCampaign](Spec{Procedure: ProcCampaign, Stages: []Stage{CampPublished, CampRunning}, Title: "暂停", English: "Suspend"})
	act[ResumeCampaign](Spec{Procedure: ProcCampaign, Stages: []Stage{CampSuspended}, Title: "恢复", English: "Resume"})
	act[CloseCampaign](Spec{Procedure: ProcCampaign, Stages: []Stage{CampRunning}, Title: "汇总结束", English: "Close with its results", Starts: "冻结结果表"})
	act[CancelCampaign](Spec{Procedure: ProcCampaign, Stages: []Stage{CampDraft, CampApproved, CampPublished}, Title: "取消", English: "Cancel"})
	event[CampaignDrafted]()
	event[TargetsSet]()
	event[TargetsDrawn]()
	event[CampaignApproved]()
	event[CampaignPublished]()
	event[CampaignOpened]()
	event[TargetAdded]()
	event[CampaignSuspended]()
	event[CampaignResumed]()
	event[CampaignClosed]()
	event[CampaignWasCancelled]()
}
