package domain

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A clean-up campaign (清理整治专项行动) over the register: registration.md §4.2, §4.3, §5, §9.6. The campaign asks the register, freezes
// the list, opens a file for each organization on it (clearance.go) within a window, and is closed once every item is. The file
// of the campaign stays small however long the list is: the list is in the stored result of the screening and in a table that is
// made from the events; the children tell the campaign nothing, they are counted when somebody asks. One event a child on the
// campaign would have every officer of the bureau wait for one row.

// Stages of a clean-up campaign.
const (
	CleanPreparing Stage = "cl_preparing" // 拟定方案
	CleanApproved  Stage = "cl_approved"  // 方案已批准，待筛查
	CleanScreening Stage = "cl_screening" // 筛查中
	CleanVerifying Stage = "cl_verifying" // 逐户核查
	CleanAnnounced Stage = "cl_announced" // 已公告，陈述期
	CleanHandling  Stage = "cl_handling"  // 分类处置
	CleanClosing   Stage = "cl_closing"   // 销号收尾
	CleanReported  Stage = "cl_reported"  // 已总结 ■
	CleanPaused    Stage = "cl_paused"    // 已暂停
	CleanCancelled Stage = "cl_cancelled" // 已取消 ■
)

// artCleanup stands in the acts of clean-ups for what the campaign rests on; see Spec.Cites. It is what a campaign rests on that was drafted
// before each recorded its own.
const artCleanup = "民发〔2021〕63号"

// norm is what the campaign rests on, as it was when its scheme was written: that of its kind.
func (c *Case) norm() string {
	switch {
	case c.Cleanup != nil && c.Cleanup.Norm != "":
		return c.Cleanup.Norm
	case c.Clearance != nil && c.Clearance.Norm != "":
		return c.Clearance.Norm
	}
	return artCleanup
}

// Cites is the law by which the act is done on the file: in a clean-up what the campaign rests on.
func (s Spec) Cites(c *Case) string {
	if s.Article == artCleanup && c != nil {
		return c.norm()
	}
	return s.Article
}

const (
	defaultWindow = 500   // children open at once, where the scheme says nothing
	maxWindow     = 20000 //
	maxExceptions = 200   // open children a campaign may be closed over, each with an owner
	maxBatch      = 200   // children opened in one transaction
)

// CleanupBatch is how many files of a list the engine opens in one transaction.
const CleanupBatch = 50

// Cleanup is what a campaign file holds besides what every file holds.
type Cleanup struct {
	DraftCleanup
	Rows       []CriterionRow   `json:"rows"`             // the criteria as they are asked
	Points     []CheckPointRow  `json:"points,omitempty"` // the check list
	Digest     string           `json:"digest"`           // of what is asked
	Norm       string           `json:"norm,omitempty"`   // what it rests on, by the row of its kind; none in files of before
	ApprovedBy PersonID         `json:"approved_by,omitempty"`
	ApprovedOn Date             `json:"approved_on,omitzero"`
	AskedBy    PersonID         `json:"asked_by,omitempty"` // who had the register screened
	Result     *Screening       `json:"result,omitempty"`
	Added      int              `json:"added,omitempty"`   // by hand
	Removed    int              `json:"removed,omitempty"` // by hand
	Items      int              `json:"items,omitempty"`   // on the list now
	Opened     int              `json:"opened,omitempty"`  // files opened so far
	Legal      *RegLegalOpinion `json:"legal,omitempty"`
	Notice     *CleanupNotice   `json:"notice,omitempty"`
	Late       []PartyID        `json:"late,omitempty"`   // put on the list after the announcement and not announced yet
	Unread     []PartyID        `json:"unread,omitempty"` // put on the list since its legality review
	Later      []CleanupNotice  `json:"later,omitempty"`  // supplementary announcements
	Before     Stage            `json:"before,omitempty"` // the stage before it was paused
	Why        string           `json:"why,omitempty"`    // why it is paused, or was cancelled
	Owner      PersonID         `json:"owner,omitempty"`  // who takes over what is open after it was cancelled
	Exceptions []OpenException  `json:"exceptions,omitempty"`
	Tally      *CleanupTally    `json:"tally,omitempty"` // frozen with the report
}

// Screening is what the register answered.
type Screening struct {
	File    File           `json:"file"`   // every organization, one a line
	Digest  string         `json:"digest"` // of what was asked
	On      Date           `json:"on"`
	Seen    int            `json:"seen"`    // parties looked at
	Outside int            `json:"outside"` // not in the scope
	Hit     int            `json:"hit"`     // on the list
	Missed  int            `json:"missed"`  // in the scope, no criterion holds
	Unknown int            `json:"unknown"` // of those missed: something could not be tested
	By      map[string]int `json:"by"`      // hits by criterion; one organization may hold several
	ByKind  map[string]int `json:"by_kind"` // of those hit
	ByUnit  map[string]int `json:"by_unit"` // by supervising unit
	Edition int            `json:"edition"` // of the tests
}

// CleanupNotice is the announcement (公告).
type CleanupNotice struct {
	On       Date       `json:"on"`
	Where    string     `json:"where"`
	Hotline  string     `json:"hotline"`
	Days     int        `json:"days"`
	Until    Date       `json:"until"`
	Document DocumentID `json:"document"`
	Parties  []PartyID  `json:"parties,omitempty"` // of a supplementary announcement: whom it is about
}

// OpenException is a file that is still open when the campaign is closed, and whose it is now.
type OpenException struct {
	Case   CaseID   `json:"case" minLength:"1" maxLength:"200" doc:"未办结的案卷"`
	Owner  PersonID `json:"owner" doc:"后续责任人"`
	Reason string   `json:"reason" minLength:"2" maxLength:"500" doc:"未办结的原因"`
}

// ListItem is an organization on the list of a campaign. Lists are not in the file: the store keeps them.
type ListItem struct {
	Party    PartyID   `json:"party"`
	Hits     []string  `json:"hits,omitempty"`
	Added    string    `json:"added,omitempty"`   // why, where it was put on the list by hand
	Removed  string    `json:"removed,omitempty"` // why it was taken off
	Name     string    `json:"-"`                 // as the register has it; not of the list
	Kind     PartyKind `json:"-"`
	Township string    `json:"-"`
	Opened   bool      `json:"-"` // it has a file
	Merged   PartyID   `json:"-"` // it was merged into this one since it was put on the list
}

// ListChanges are what the events folded into this value did to the list of the campaign; none of it is in the state.
func (c *Case) ListChanges() []ListItem { return c.listed }

// OnList says that an organization is on the list of a clean-up and not struck off yet.
type OnList struct {
	Campaign     CaseID
	CampaignKind string
	Reference    string // of the campaign
	File         CaseID // of the organization in it, opened or not
	Opened       bool
	Election     bool // it is there for an election that is overdue
}

// Listed is a list as it stands after what was done to it, by party: without what was taken off.
func Listed(changes []ListItem) []ListItem {
	at := map[PartyID]ListItem{}
	for _, x := range changes {
		if x.Removed != "" {
			delete(at, x.Party)
		} else {
			at[x.Party] = x
		}
	}
	out := slices.Collect(maps.Values(at))
	slices.SortFunc(out, func(a, b ListItem) int { return strings.Compare(string(a.Party), string(b.Party)) })
	return out
}

// Point is what a criterion or a point of the check list asks, in words; the id itself where the campaign has none of that name.
func (k *Cleanup) Point(id string) string {
	for _, r := range k.Rows {
		if r.ID == id {
			return r.Title
		}
	}
	for _, r := range k.Points {
		if r.ID == id {
			return r.Title
		}
	}
	return id
}

// ClearanceCount is how the children of a campaign stand; counted, not remembered.
type ClearanceCount struct {
	Total    int
	Open     int
	Outcomes map[string]int // of the closed ones
	Objected int            // how many organizations objected
	OpenOnes []CaseID       // up to one more than a campaign may be closed over
}

// CleanupTally is the result table (总结).
type CleanupTally struct {
	AsOf     Date           `json:"as_of"`
	Seen     int            `json:"seen"`
	Outside  int            `json:"outside"`
	Missed   int            `json:"missed"`
	Hit      int            `json:"hit"`
	Added    int            `json:"added"`
	Removed  int            `json:"removed"`
	Items    int            `json:"items"`
	Outcomes map[string]int `json:"outcomes"`
	Open     int            `json:"open"` // handed on with an owner
	Objected int            `json:"objected"`
}

// Fault says which sum does not come out; empty: all do.
func (t CleanupTally) Fault() string {
	closed := 0
	for _, n := range t.Outcomes {
		closed += n
	}
	switch {
	case t.Seen != t.Outside+t.Missed+t.Hit:
		return fmt.Sprintf("筛查%d≠范围外%d+未命中%d+命中%d", t.Seen, t.Outside, t.Missed, t.Hit)
	case t.Items != t.Hit+t.Added-t.Removed:
		return fmt.Sprintf("名单%d≠命中%d+增加%d−移出%d", t.Items, t.Hit, t.Added, t.Removed)
	case t.Items != closed+t.Open:
		return fmt.Sprintf("名单%d≠销号%d+移交%d", t.Items, closed, t.Open)
	}
	return ""
}

// Asks is the question of the campaign to the register.
func (k *Cleanup) Asks() Screen {
	return Screen{Campaign: k.CleanupKind, CutOff: k.CutOff, Kinds: k.Kinds, Townships: k.Townships, Criteria: k.Rows}
}

// Handles reports that what was found may be dealt with: it was announced and the days to answer are over, or the campaign was
// cancelled and what is open goes on by itself. The file may be a moment old: that the days are over is seen from the day, not from
// whether somebody has let time pass in it.
func (c *Case) Handles(on Date) bool {
	if k := c.Clock("reply"); k != nil && !k.Due.IsZero() && on > k.Due && (c.Stage == CleanAnnounced || c.Stage == CleanPaused && c.Cleanup.Before == CleanAnnounced) {
		return true
	}
	return c.Stage == CleanHandling || c.Stage == CleanClosing || c.Stage == CleanReported || c.Stage == CleanCancelled || c.Stage == CleanPaused && c.Cleanup.Before == CleanHandling
}

// opens reports that files are opened for what is on the list.
func (c *Case) opensClearances() bool {
	return c.Cleanup != nil && c.Cleanup.Opened < c.Cleanup.Items && slices.Contains([]Stage{CleanVerifying, CleanAnnounced, CleanHandling}, c.Stage)
}

// CriterionChoice takes a criterion into a campaign, with the parameters of this campaign.
type CriterionChoice struct {
	ID         string `json:"id" minLength:"2" maxLength:"20" doc:"标准编号"`
	Years      int    `json:"years,omitempty" minimum:"0" maximum:"20" doc:"连续年度数，空为标准所定"`
	CheckYears []int  `json:"check_years,omitempty" doc:"指定的年度"`
	Since      Date   `json:"since,omitzero" doc:"自何日起，空为标准所定"`
	Months     int    `json:"months,omitempty" minimum:"0" maximum:"240" doc:"回溯期（月），空为标准所定"`
}

// CleanupTeam is who handles the organizations of some townships; of all, where none is named.
type CleanupTeam struct {
	Townships []string   `json:"townships,omitempty" doc:"乡镇（街道），空为其余全部"`
	Officers  []PersonID `json:"officers" minItems:"2" doc:"核查人员，不少于两人，首位为承办人"`
}

// DraftCleanup opens a campaign with its scheme (实施方案).
type DraftCleanup struct {
	Title       string            `json:"title" minLength:"2" maxLength:"120" doc:"名称"`
	CleanupKind string            `json:"kind" enum:"zombie,elections,fees,nonprofit,commendation,illegal" doc:"专项行动"`
	Basis       string            `json:"basis" minLength:"2" maxLength:"1000" doc:"依据"`
	CutOff      Date              `json:"cut_off" doc:"数据截止日"`
	From        Date              `json:"from" doc:"开始日期"`
	Until       Date              `json:"until" doc:"结束日期"`
	Kinds       []PartyKind       `json:"kinds" minItems:"1" doc:"组织类别"`
	Townships   []string          `json:"townships,omitempty" doc:"乡镇（街道），空为全部"`
	Choices     []CriterionChoice `json:"criteria" minItems:"1" doc:"筛查标准：符合其一即列入"`
	Teams       []CleanupTeam     `json:"teams,omitempty" doc:"核查分工；没有的，逐户指定"`
	Window      int               `json:"window,omitempty" minimum:"0" maximum:"20000" doc:"同时在办的户数上限，空为500"`
	ReplyDays   int               `json:"reply_days,omitempty" minimum:"0" maximum:"90" doc:"公告期（日），空为规则所定"`
	Section     string            `json:"section,omitempty" maxLength:"60" doc:"牵头股室"`
	Earlier     CaseID            `json:"earlier,omitempty" maxLength:"200" doc:"再次筛查的，上次行动的案卷"`
}

func (DraftCleanup) Act() string { return "cleanup.draft" }
func (x DraftCleanup) Needs(*Case) Needs {
	n := Needs{Numbers: []string{"case.cleanup"}}
	for _, t := range x.Teams {
		n.People = append(n.People, t.Officers...)
	}
	if x.Earlier != "" {
		n.Others = []CaseID{x.Earlier}
	}
	return n
}

func (x DraftCleanup) check(norm string, f *Facts) error {
	var bad faults
	_, known := CleanupKindTitles[x.CleanupKind]
	bad.need(strings.TrimSpace(x.Title) != "", "title", "请填写名称")
	bad.need(known, "kind", "没有这种专项行动")
	bad.need(strings.TrimSpace(x.Basis) != "", "basis", "请填写依据")
	bad.need(!x.CutOff.IsZero() && x.CutOff <= f.On(), "cut_off", "请填写截止日，不能晚于今天")
	bad.need(!x.From.IsZero() && x.Until >= x.From, "until", "起止日期有误")
	bad.need(len(x.Kinds) > 0, "kinds", "请选择组织类别")
	for i, k := range x.Kinds {
		bad.need(k.SocialOrg() || k == PartyUnlicensed && x.CleanupKind == CleanupIllegal, "kinds["+itoa(i)+"]", "不是社会组织")
	}
	for i, t := range x.Townships {
		bad.need(len(f.Agency.Townships) == 0 || contains(f.Agency.Townships, t), "townships["+itoa(i)+"]", "没有这个乡镇（街道）")
	}
	bad.need(len(x.Choices) > 0, "criteria", "请选择筛查标准")
	bad.need(x.Window >= 0 && x.Window <= maxWindow, "window", "同时在办的户数有误")
	bad.need(x.ReplyDays >= 0 && x.ReplyDays <= 90, "reply_days", "公告期有误")
	bad.need(x.Section == "" || contains(f.Agency.Sections, x.Section), "section", "没有这个股室")
	if err := bad.err(); err != nil {
		return err
	}
	for _, t := range x.Teams {
		if err := licensed(t.Officers, f); err != nil {
			return err
		}
	}
	if x.Earlier == "" {
		return nil
	}
	was := f.Others[x.Earlier]
	if was == nil || was.Cleanup == nil || was.Cleanup.CleanupKind != x.CleanupKind {
		return Refuse("earlier_campaign", norm, "上次行动的案卷有误：须是同一种专项行动。", "the earlier file is no campaign of this kind")
	}
	if x.CutOff <= was.Cleanup.CutOff {
		return Refuse("cut_off_not_later", norm, "再次筛查的截止日须晚于上次的截止日（%[1]s）。", "the cut-off of a re-run must be later than %[1]s", was.Cleanup.CutOff)
	}
	return nil
}

// rows are the criteria chosen, as of today, with the parameters of the campaign.
func (x DraftCleanup) rows(f *Facts) ([]CriterionRow, error) {
	all := f.Norms.Criteria(x.CleanupKind, f.On())
	var out []CriterionRow
	for i, k := range x.Choices {
		at := slices.IndexFunc(all, func(r CriterionRow) bool { return r.ID == k.ID })
		twice := slices.ContainsFunc(out, func(r CriterionRow) bool { return r.ID == k.ID })
		if at < 0 || twice {
			return nil, &Error{Code: "invalid_input", Message: "没有这个筛查标准，或者重复：" + k.ID, English: "no such criterion for this campaign today, or twice", Fields: []Field{{"criteria[" + itoa(i) + "].id", "没有这个筛查标准，或者重复"}}}
		}
		out = append(out, all[at].with(k, x.CutOff))
	}
	return out, nil
}

func (x DraftCleanup) Decide(_ *Case, f *Facts) (Outcome, error) {
	k, err := x.cleanup(f)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&CleanupDrafted{DraftCleanup: k.DraftCleanup, Rows: k.Rows, Points: k.Points, Digest: k.Digest, Norm: k.Norm, Agency: f.Agency.ID, Ref: f.Numbers["case.cleanup"]})
}

func (x DraftCleanup) cleanup(f *Facts) (*Cleanup, error) {
	row, ok := f.Norms.CleanupBasis(x.CleanupKind, f.On())
	if err := x.check(row.Article, f); err != nil {
		return nil, err
	}
	if !ok {
		return nil, Refuse("no_basis", "", "处罚规范中没有“%[1]s”在今天有效的依据，请先补充。", "the register of norms has no basis in force today for a campaign of the kind %[2]s", CleanupKindTitles[x.CleanupKind][0], x.CleanupKind)
	}
	if x.Window == 0 {
		x.Window = defaultWindow
	}
	rows, err := x.rows(f)
	if err != nil {
		return nil, err
	}
	k := &Cleanup{DraftCleanup: x, Norm: row.Article, Rows: rows, Points: f.Norms.CheckPoints(x.CleanupKind, f.On())}
	k.Digest = k.Asks().Digest()
	return k, nil
}

// CleanupDrafted: a campaign was drafted.
type CleanupDrafted struct {
	DraftCleanup
	Rows   []CriterionRow  `json:"rows"`
	Points []CheckPointRow `json:"points,omitempty"`
	Digest string          `json:"digest"`
	Norm   string          `json:"norm,omitempty"`
	Agency AgencyID        `json:"agency"`
	Ref    Number          `json:"ref"`
}

func (CleanupDrafted) Kind() string { return "CleanupDrafted" }
func (b CleanupDrafted) apply(c *Case, e Event) {
	c.Procedure, c.Agency, c.Stage, c.Title, c.Section = ProcCleanup, b.Agency, CleanPreparing, b.Title, b.Section
	c.Reference, c.RefYear, c.RefSerial = b.Ref.Text, b.Ref.Year, b.Ref.Serial
	c.OpenedOn, c.Handler = DateOf(e.OccurredAt), e.Actor
	c.Cleanup = &Cleanup{DraftCleanup: b.DraftCleanup, Rows: b.Rows, Points: b.Points, Digest: b.Digest, Norm: b.Norm}
	c.take(e.Actor, PartDrafter, e.Seq)
	c.raise(Task{ID: "approve", Kind: "cleanup.approve", Title: "审批清理整治方案", English: "Approve the scheme", Role: RoleLeader}, e)
}

// ReviseCleanup replaces the scheme before it is approved.
type ReviseCleanup struct{ DraftCleanup }

func (ReviseCleanup) Act() string { return "cleanup.revise" }
func (x ReviseCleanup) Needs(c *Case) Needs {
	n := x.DraftCleanup.Needs(c)
	n.Numbers = nil
	return n
}
func (x ReviseCleanup) Decide(_ *Case, f *Facts) (Outcome, error) {
	k, err := x.cleanup(f)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&CleanupRevised{k.DraftCleanup, k.Rows, k.Points, k.Digest, k.Norm})
}

// CleanupRevised: the scheme was written anew.
type CleanupRevised struct {
	DraftCleanup
	Rows   []CriterionRow  `json:"rows"`
	Points []CheckPointRow `json:"points,omitempty"`
	Digest string          `json:"digest"`
	Norm   string          `json:"norm,omitempty"`
}

func (CleanupRevised) Kind() string { return "CleanupRevised" }
func (b CleanupRevised) apply(c *Case, e Event) {
	c.Title, c.Section = b.Title, b.Section
	c.Cleanup = &Cleanup{DraftCleanup: b.DraftCleanup, Rows: b.Rows, Points: b.Points, Digest: b.Digest, Norm: b.Norm}
	c.take(e.Actor, PartDrafter, e.Seq)
}

// ApproveCleanup approves the scheme; not by who drafted it, nor by an officer of it.
type ApproveCleanup struct {
	Comment string `json:"comment,omitempty" maxLength:"500" doc:"审批意见"`
}

func (ApproveCleanup) Act() string       { return "cleanup.approve" }
func (ApproveCleanup) Needs(*Case) Needs { return Needs{Numbers: []string{"K-1"}} }
func (x ApproveCleanup) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, "三重一大集体决策", PartOfficer, PartDrafter); err != nil {
		return Outcome{}, err
	}
	for _, t := range c.Cleanup.Teams {
		if slices.Contains(t.Officers, f.Actor) {
			return Outcome{}, Refuse("separation_of_duties", "三重一大集体决策", "您是核查人员，不能审批该方案。", "you are an officer of this campaign and cannot approve it")
		}
	}
	return outcome(&CleanupApproved{x, issue(c, f, "K-1", "清理整治实施方案")})
}

// CleanupApproved: the scheme was approved.
type CleanupApproved struct {
	ApproveCleanup
	Document Document `json:"document"`
}

func (CleanupApproved) Kind() string { return "CleanupApproved" }
func (b CleanupApproved) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	c.Stage, c.Cleanup.ApprovedBy, c.Cleanup.ApprovedOn = CleanApproved, e.Actor, DateOf(e.OccurredAt)
	c.take(e.Actor, PartApprover, e.Seq)
	c.done(e, "cleanup.approve")
	c.raise(Task{ID: "screen", Kind: "cleanup.screen", Title: "启动摸底筛查", English: "Screen the register", Person: c.Handler}, e)
}

// --- the screening

// ScreenCleanup has the register screened. The engine does it; the list is frozen when it is recorded.
type ScreenCleanup struct{}

func (ScreenCleanup) Act() string { return "cleanup.screen" }
func (ScreenCleanup) Decide(*Case, *Facts) (Outcome, error) {
	return outcome(&CleanupScreeningAsked{})
}

// CleanupScreeningAsked: somebody asked for the screening.
type CleanupScreeningAsked struct{}

func (CleanupScreeningAsked) Kind() string { return "CleanupScreeningAsked" }
func (CleanupScreeningAsked) apply(c *Case, e Event) {
	c.Stage, c.Cleanup.AskedBy = CleanScreening, e.Actor
	c.done(e, "cleanup.screen")
}

// RecordScreening is how the engine tells what the register answered.
type RecordScreening struct {
	Result Screening  `json:"result"`
	List   []ListItem `json:"list"` // those that are hit, by id
}

func (RecordScreening) Act() string         { return "cleanup.record_screening" }
func (x RecordScreening) Needs(*Case) Needs { return Needs{Blobs: []Blob{x.Result.File.Hash}} }
func (x RecordScreening) Decide(c *Case, f *Facts) (Outcome, error) {
	files, err := f.files([]Blob{x.Result.File.Hash})
	if err != nil {
		return Outcome{}, err
	}
	r := x.Result
	r.File, r.On, r.Edition = files[0], f.On(), screeningEdition
	sorted := slices.IsSortedFunc(x.List, func(a, b ListItem) int { return strings.Compare(string(a.Party), string(b.Party)) })
	switch {
	case r.Digest != c.Cleanup.Digest:
		return Outcome{}, Refuse("other_question", c.norm(), "筛查所依据的标准与方案不一致。", "the screening answers another question than the scheme asks")
	case r.Seen != r.Outside+r.Hit+r.Missed || r.Hit != len(x.List) || !sorted:
		return Outcome{}, Refuse("sums", c.norm(), "筛查结果的合计数不符。", "the sums of the screening do not come out")
	}
	return outcome(&CleanupScreened{r, x.List})
}

// CleanupScreened: the register was screened and the list is frozen.
type CleanupScreened struct {
	Result Screening  `json:"result"`
	List   []ListItem `json:"list"` // for the table of lists; not in the state
}

func (CleanupScreened) Kind() string { return "CleanupScreened" }
func (b CleanupScreened) apply(c *Case, e Event) {
	c.Cleanup.Result, c.Cleanup.Items, c.Stage = &b.Result, len(b.List), CleanVerifying
	c.listed = append(c.listed, b.List...)
	c.enter([]Evidence{{File: b.Result.File, Kind: "document", Title: "筛查结果（逐户）"}}, e)
	c.raise(Task{ID: "legal", Kind: "cleanup.review_legality", Title: "审核清理整治公告", English: "Review the announcement", Role: RoleReviewer}, e)
}

// AddItem puts an organization on the list that the screening did not find.
type AddItem struct {
	Party  PartyID  `json:"party" minLength:"1" maxLength:"200" doc:"组织"`
	Hits   []string `json:"hits,omitempty" doc:"符合的标准"`
	Reason string   `json:"reason" minLength:"2" maxLength:"500" doc:"增加的原因和线索"`
}

func (AddItem) Act() string { return "cleanup.add_item" }
func (x AddItem) Needs(*Case) Needs {
	return Needs{Parties: []PartyID{x.Party}, Listed: []PartyID{x.Party}}
}
func (x AddItem) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	var bad faults
	p, ok := f.Parties[x.Party]
	if err := p.merged(); err != nil {
		return Outcome{}, err
	}
	bad.need(ok && (p.Kind.SocialOrg() || p.Kind == PartyUnlicensed), "party", "没有这个组织")
	for i, h := range x.Hits {
		bad.need(slices.ContainsFunc(c.Cleanup.Rows, func(r CriterionRow) bool { return r.ID == h }), "hits["+itoa(i)+"]", "本次行动没有这个标准")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if len(f.Listed) > 0 && f.Listed[0].Removed == "" {
		return Outcome{}, Refuse("already_listed", c.norm(), "该组织已在名单中。", "it is on the list already")
	}
	l := c.Cleanup.Legal
	return outcome(&CleanupItemAdded{x, c.Cleanup.Notice != nil, l != nil && l.Pass})
}

// CleanupItemAdded: an organization was put on the list by hand.
type CleanupItemAdded struct {
	AddItem
	Late   bool `json:"late,omitempty"`   // the list was announced without it
	Unread bool `json:"unread,omitempty"` // the legality review passed a list without it
}

func (CleanupItemAdded) Kind() string { return "CleanupItemAdded" }
func (b CleanupItemAdded) apply(c *Case, e Event) {
	c.Cleanup.Added++
	c.Cleanup.Items++
	if b.Late {
		c.Cleanup.Late = append(c.Cleanup.Late, b.Party)
	}
	switch {
	case b.Unread: // nobody is named in public whom the review has not seen
		if len(c.Cleanup.Unread) == 0 { // one review is enough for several
			c.done(e, "cleanup.announce")
			c.raise(Task{ID: "legal", Kind: "cleanup.review_legality", Title: "重新审核公告：审核以后增加的组织", English: "Review the announcement again: the list has grown", Role: RoleReviewer}, e)
		}
		c.Cleanup.Unread = append(c.Cleanup.Unread, b.Party)
	case b.Late:
		c.announceNext(e)
	}
	c.listed = append(c.listed, ListItem{Party: b.Party, Hits: b.Hits, Added: b.Reason})
}

// announceNext raises the task to announce what is to be announced: the list, or who was put on it since.
func (c *Case) announceNext(e Event) {
	switch k := c.Cleanup; {
	case k.Notice == nil:
		c.raise(Task{ID: "announce", Kind: "cleanup.announce", Title: "发布清理整治公告", English: "Announce", Person: c.Handler}, e)
	case len(k.Late) > 0:
		c.raise(Task{ID: "announce", Kind: "cleanup.announce", Title: "补充公告：公告以后增加的组织", English: "Announce those put on the list since", Person: c.Handler}, e)
	}
}

// RemoveItem takes an organization off the list while no file is open for it; afterwards it is cleared in its file.
type RemoveItem struct {
	Party  PartyID `json:"party" minLength:"1" maxLength:"200" doc:"组织"`
	Reason string  `json:"reason" minLength:"2" maxLength:"500" doc:"移出的原因"`
}

func (RemoveItem) Act() string         { return "cleanup.remove_item" }
func (x RemoveItem) Needs(*Case) Needs { return Needs{Listed: []PartyID{x.Party}} }
func (x RemoveItem) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	switch {
	case len(f.Listed) == 0 || f.Listed[0].Removed != "":
		return Outcome{}, Refuse("not_listed", c.norm(), "该组织不在名单中。", "it is not on the list")
	case f.Listed[0].Opened:
		return Outcome{}, Refuse("already_open", c.norm(), "该组织已经立档核查，请在其案卷中核实后销号。", "its file is open: it is cleared there")
	}
	return outcome(&CleanupItemRemoved{x})
}

// CleanupItemRemoved: an organization was taken off the list.
type CleanupItemRemoved struct{ RemoveItem }

func (CleanupItemRemoved) Kind() string { return "CleanupItemRemoved" }
func (b CleanupItemRemoved) apply(c *Case, e Event) {
	c.Cleanup.Removed++
	c.Cleanup.Items--
	k := c.Cleanup
	is := func(p PartyID) bool { return p == b.Party }
	if slices.ContainsFunc(k.Late, is) {
		if k.Late = slices.DeleteFunc(slices.Clone(k.Late), is); len(k.Late) == 0 {
			c.done(e, "cleanup.announce")
		}
	}
	if slices.ContainsFunc(k.Unread, is) {
		if k.Unread = slices.DeleteFunc(slices.Clone(k.Unread), is); len(k.Unread) == 0 {
			c.done(e, "cleanup.review_legality")
			c.announceNext(e)
		}
	}
	c.listed = append(c.listed, ListItem{Party: b.Party, Removed: b.Reason})
}

// --- the announcement

// ReviewCleanup is the legality review of the announcement.
type ReviewCleanup struct {
	Pass bool   `json:"pass" doc:"同意公告"`
	Text string `json:"text" minLength:"2" maxLength:"4000" doc:"审核意见"`
}

func (ReviewCleanup) Act() string { return "cleanup.review_legality" }
func (x ReviewCleanup) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := differs(c, f, "三项制度：重大执法决定法制审核", PartOfficer, PartDrafter, PartDecider); err != nil {
		return Outcome{}, err
	}
	if err := wantReason(x.Text); err != nil {
		return Outcome{}, err
	}
	return outcome(&CleanupReviewed{RegLegalOpinion{x.Pass, x.Text, f.Actor, f.On()}})
}

// CleanupReviewed: the reviewer gave an opinion.
type CleanupReviewed struct {
	Opinion RegLegalOpinion `json:"opinion"`
}

func (CleanupReviewed) Kind() string { return "CleanupReviewed" }
func (b CleanupReviewed) apply(c *Case, e Event) {
	c.Cleanup.Legal = &b.Opinion
	c.take(e.Actor, PartReviewer, e.Seq)
	c.done(e, "cleanup.review_legality")
	if b.Opinion.Pass {
		c.Cleanup.Unread = nil
		c.announceNext(e)
	} else {
		c.raise(Task{ID: "legal", Kind: "cleanup.review_legality", Title: "修改后重新审核公告", English: "Review the announcement again", Role: RoleReviewer}, e)
	}
}

// AnnounceCleanup publishes the list; the days to answer begin. What was struck off before is not named, and a list with nobody on it is
// not announced. Who is put on the list afterwards is announced by a supplement, with days to answer of their own.
type AnnounceCleanup struct {
	Where   string `json:"where" minLength:"2" maxLength:"200" doc:"公告载体"`
	Hotline string `json:"hotline" minLength:"5" maxLength:"60" doc:"咨询、举报电话"`
}

func (AnnounceCleanup) Act() string       { return "cleanup.announce" }
func (AnnounceCleanup) Needs(*Case) Needs { return Needs{Numbers: []string{"K-2"}, Struck: true} }
func (x AnnounceCleanup) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(strings.TrimSpace(x.Where) != "", "where", "请填写公告载体")
	bad.need(len(strings.TrimSpace(x.Hotline)) >= 5, "hotline", "请填写咨询、举报电话")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if l := c.Cleanup.Legal; l == nil || !l.Pass {
		return Outcome{}, Refuse("legal_review", "三项制度：重大执法决定法制审核", "公告须先经法制审核通过。", "the announcement needs to pass the legality review first")
	}
	if len(c.Cleanup.Unread) > 0 {
		return Outcome{}, Refuse("legal_review", "三项制度：重大执法决定法制审核", "法制审核以后增加了%[1]d个组织，须重新审核。", "%[1]d organizations were put on the list since the legality review: it is reviewed again", len(c.Cleanup.Unread))
	}
	if c.Cleanup.Notice != nil {
		return x.supplement(c, f)
	}
	if c.Cleanup.Items <= len(f.Struck) {
		return Outcome{}, Refuse("list_empty", c.norm(), "名单上没有待公告的组织：不发布公告；可以增加清理对象，或者直接收尾。", "nobody is on the list: there is nothing to announce; add an organization, or close the campaign")
	}
	k, err := f.start(c, "CLU-01", "reply", f.On(), c.Cleanup.ReplyDays)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&CleanupPublished{x, issue(c, f, "K-2", "清理整治公告"), k, f.Struck})
}

// supplement announces those who were put on the list after it was announced and whose file is open.
func (x AnnounceCleanup) supplement(c *Case, f *Facts) (Outcome, error) {
	late := slices.DeleteFunc(slices.Clone(c.Cleanup.Late), func(p PartyID) bool { return slices.Contains(f.Struck, p) })
	if len(late) == 0 {
		return Outcome{}, Refuse("already_announced", c.norm(), "名单已经公告，公告以后没有增加待公告的组织。", "the list was announced and nobody was put on it since")
	}
	k, err := f.start(c, "CLU-01", "reply_later", f.On(), c.Cleanup.ReplyDays)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&CleanupSupplemented{x, late, issue(c, f, "K-2", "清理整治补充公告"), k})
}

// CleanupSupplemented: those put on the list after its announcement are public too.
type CleanupSupplemented struct {
	AnnounceCleanup
	Parties  []PartyID `json:"parties"`
	Document Document  `json:"document"`
	Clock    Clock     `json:"clock"`
}

func (CleanupSupplemented) Kind() string { return "CleanupSupplemented" }
func (b CleanupSupplemented) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	c.startClock(b.Clock)
	k := c.Cleanup
	k.Later = append(k.Later, CleanupNotice{On: DateOf(e.OccurredAt), Where: b.Where, Hotline: b.Hotline, Days: b.Clock.Term.N, Until: b.Clock.Due, Document: b.Document.ID, Parties: b.Parties})
	k.Late = nil
	c.done(e, "cleanup.announce")
}

// decidable refuses to decide on an organization of the list before it was announced and its days to answer are over. Of a campaign that was
// cancelled what is open goes on by itself.
func (c *Case) decidable(p PartyID, on Date) error {
	if !c.Handles(on) {
		return Refuse("reply_open", c.norm(), "名单尚未公告，或者公告期（至%[1]s）未满，不能决定处置。", "the list has not been announced, or the days to answer run until %[1]s", noticeUntil(c))
	}
	if c.Stage == CleanCancelled {
		return nil
	}
	if slices.Contains(c.Cleanup.Late, p) {
		return Refuse("reply_open", c.norm(), "该组织是公告以后列入名单的，尚未补充公告，不能决定处置。", "it was put on the list after the announcement and has not been announced")
	}
	for _, n := range c.Cleanup.Later {
		if slices.Contains(n.Parties, p) && on <= n.Until {
			return Refuse("reply_open", c.norm(), "该组织的补充公告期（至%[1]s）未满，不能决定处置。", "its days to answer run until %[1]s", n.Until)
		}
	}
	return nil
}

// CleanupPublished: the list is public.
type CleanupPublished struct {
	AnnounceCleanup
	Document Document  `json:"document"`
	Clock    Clock     `json:"clock"`
	Struck   []PartyID `json:"struck,omitempty"` // on the list, and struck off before it was announced: they are not named
}

func (CleanupPublished) Kind() string { return "CleanupPublished" }
func (b CleanupPublished) apply(c *Case, e Event) {
	c.issued(b.Document, e)
	c.startClock(b.Clock)
	c.Cleanup.Notice = &CleanupNotice{On: DateOf(e.OccurredAt), Where: b.Where, Hotline: b.Hotline, Days: b.Clock.Term.N, Until: b.Clock.Due, Document: b.Document.ID}
	c.Stage = CleanAnnounced
	c.done(e, "cleanup.announce")
}

// --- the files of the organizations

// ClearanceID is the file of an organization in a campaign: known before it is opened, so that there is one however often it is
// asked for.
func ClearanceID(campaign CaseID, p PartyID) CaseID { return campaign + "-" + CaseID(p) }

// OpenCleanupBatch opens the files of the next organizations of the list, as many as fit the window; none is no fault.
type OpenCleanupBatch struct {
	Most int `json:"most" minimum:"1" maximum:"200"`
}

func (OpenCleanupBatch) Act() string { return "cleanup.open_batch" }
func (x OpenCleanupBatch) most() int { return min(max(x.Most, 1), maxBatch) }

// Needs asks for the next of the list, and how many files are open.
func (x OpenCleanupBatch) Needs(c *Case) Needs {
	n := Needs{Unopened: x.most(), Clearances: true, Openings: map[string]int{"case.clearance": x.most()}}
	for _, t := range c.Cleanup.Teams {
		n.People = append(n.People, t.Officers...)
	}
	return n
}

// Decide opens no more than the window has room for.
func (x OpenCleanupBatch) Decide(c *Case, f *Facts) (Outcome, error) {
	k := c.Cleanup
	next := f.Listed[:max(0, min(len(f.Listed), x.most(), k.Window-f.Clearances.Open))]
	if len(next) == 0 {
		return Outcome{}, nil
	}
	var out Outcome
	b := &CleanupBatchOpened{}
	for _, it := range next {
		if it.Merged != "" { // screened, and found to be another's double since
			out.Events = append(out.Events, &CleanupItemRemoved{RemoveItem{it.Party, "重复记录，已并入" + string(it.Merged)}})
			continue
		}
		o := &ClearanceOpened{Campaign: c.ID, CampaignKind: k.CleanupKind, Named: PartyRef{it.Party, it.Name, it.Kind, it.Township}, Hits: it.Hits, Added: it.Added,
			CutOff: k.CutOff, Digest: k.Digest, Norm: k.Norm, Agency: c.Agency, Section: c.Section, Ref: f.References["case.clearance"][len(b.Parties)]}
		o.Officers = k.team(it.Township)
		out.Opens = append(out.Opens, Opening{ID: ClearanceID(c.ID, it.Party), Events: []Body{o}})
		b.Parties = append(b.Parties, it.Party)
	}
	if len(b.Parties) > 0 {
		out.Events = append(out.Events, b)
	}
	return out, nil
}

func (OpenCleanupBatch) skipsMerged() {}

// team is who handles the organizations of a township.
func (k *Cleanup) team(township string) []PersonID {
	var rest []PersonID
	for _, t := range k.Teams {
		if slices.Contains(t.Townships, township) && township != "" {
			return t.Officers
		}
		if len(t.Townships) == 0 && rest == nil {
			rest = t.Officers
		}
	}
	return rest
}

// CleanupBatchOpened: files were opened for some of the list.
type CleanupBatchOpened struct {
	Parties []PartyID `json:"parties"`
}

func (CleanupBatchOpened) Kind() string             { return "CleanupBatchOpened" }
func (b CleanupBatchOpened) apply(c *Case, _ Event) { c.Cleanup.Opened += len(b.Parties) }

// SetWindow changes how many files are open at once.
type SetWindow struct {
	Window int    `json:"window" minimum:"1" maximum:"20000" doc:"同时在办的户数上限"`
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (SetWindow) Act() string { return "cleanup.set_window" }
func (x SetWindow) Decide(*Case, *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if x.Window < 1 || x.Window > maxWindow {
		return Outcome{}, &Error{Code: "invalid_input", Message: "同时在办的户数有误。", English: "the window is out of range", Fields: []Field{{"window", "1至20000"}}}
	}
	return outcome(&CleanupWindowSet{x})
}

// CleanupWindowSet: the window is another.
type CleanupWindowSet struct{ SetWindow }

func (CleanupWindowSet) Kind() string             { return "CleanupWindowSet" }
func (b CleanupWindowSet) apply(c *Case, _ Event) { c.Cleanup.Window = b.Window }

// --- pause, resume, cancel, close, report

// PauseCleanup stops the opening of files; those that are open go on.
type PauseCleanup struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (PauseCleanup) Act() string { return "cleanup.pause" }
func (x PauseCleanup) Decide(*Case, *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return outcome(&CleanupWasPaused{x})
}

// CleanupWasPaused: the campaign is paused.
type CleanupWasPaused struct{ PauseCleanup }

func (CleanupWasPaused) Kind() string { return "CleanupWasPaused" }
func (b CleanupWasPaused) apply(c *Case, _ Event) {
	c.Cleanup.Before, c.Stage, c.Cleanup.Why = c.Stage, CleanPaused, b.Reason
}

// ResumeCleanup lets a paused campaign go on.
type ResumeCleanup struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (ResumeCleanup) Act() string { return "cleanup.resume" }
func (x ResumeCleanup) Decide(*Case, *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	return outcome(&CleanupResumed{x})
}

// CleanupResumed: the campaign goes on.
type CleanupResumed struct{ ResumeCleanup }

func (CleanupResumed) Kind() string { return "CleanupResumed" }
func (b CleanupResumed) apply(c *Case, e Event) {
	c.Stage, c.Cleanup.Before, c.Cleanup.Why = c.Cleanup.Before, "", ""
	if c.Stage == CleanHandling { // the days to answer may have run out meanwhile
		c.oweClose(e)
	}
}

// CancelCleanup ends a campaign. What is open goes on as files in their own right, and somebody answers for them.
type CancelCleanup struct {
	Reason string   `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
	Owner  PersonID `json:"owner,omitempty" doc:"已立档各户的后续责任人；有立档的必填"`
}

func (CancelCleanup) Act() string { return "cleanup.cancel" }
func (x CancelCleanup) Needs(*Case) Needs {
	return Needs{People: []PersonID{x.Owner}, Clearances: true}
}
func (x CancelCleanup) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if _, ok := f.People[x.Owner]; f.Clearances.Open > 0 && !ok {
		return Outcome{}, Refuse("owner_missing", c.norm(), "还有%[1]d户在办，须写明后续责任人。", "%[1]d files are open: name who takes them over", f.Clearances.Open)
	}
	return outcome(&CleanupWasCancelled{x, f.Clearances.Open})
}

// CleanupWasCancelled: the campaign ended before its time; so many files go on.
type CleanupWasCancelled struct {
	CancelCleanup
	Open int `json:"open"`
}

func (CleanupWasCancelled) Kind() string { return "CleanupWasCancelled" }
func (b CleanupWasCancelled) apply(c *Case, e Event) {
	c.Cleanup.Owner, c.Cleanup.Why = b.Owner, b.Reason
	c.close(e, CleanCancelled, "cancelled")
}

// CloseCleanup ends the handling: every organization has its file, and no file is open but those listed with an owner. A campaign whose list
// has nobody left on it to be announced is closed as it is.
type CloseCleanup struct {
	Exceptions []OpenException `json:"exceptions,omitempty" doc:"未办结、移交的案卷"`
}

func (CloseCleanup) Act() string { return "cleanup.close" }
func (x CloseCleanup) Needs(*Case) Needs {
	n := Needs{Clearances: true}
	for _, o := range x.Exceptions {
		n.People = append(n.People, o.Owner)
	}
	return n
}
func (x CloseCleanup) Decide(c *Case, f *Facts) (Outcome, error) {
	var bad faults
	bad.need(len(x.Exceptions) <= maxExceptions, "exceptions", "最多列出"+itoa(maxExceptions)+"件")
	for i, o := range x.Exceptions {
		_, ok := f.People[o.Owner]
		bad.need(ok, "exceptions["+itoa(i)+"].owner", "没有这名人员")
		bad.need(len([]rune(strings.TrimSpace(o.Reason))) >= 2, "exceptions["+itoa(i)+"].reason", "请填写原因")
		bad.need(slices.Contains(f.Clearances.OpenOnes, o.Case), "exceptions["+itoa(i)+"].case", "不是本次行动在办的案卷")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if struck := f.Clearances.Total - f.Clearances.Open; c.Stage == CleanVerifying && c.Cleanup.Items > struck {
		return Outcome{}, Refuse("not_announced", c.norm(), "名单上还有%[1]d户没有公告，不能收尾。", "%[1]d organizations of the list have not been announced", c.Cleanup.Items-struck)
	}
	if c.Cleanup.Opened < c.Cleanup.Items {
		return Outcome{}, Refuse("items_unopened", c.norm(), "名单中还有%[1]d户没有立档。", "%[1]d organizations of the list have no file yet", c.Cleanup.Items-c.Cleanup.Opened)
	}
	for _, id := range f.Clearances.OpenOnes {
		if !slices.ContainsFunc(x.Exceptions, func(o OpenException) bool { return o.Case == id }) {
			return Outcome{}, Refuse("items_open", c.norm(), "还有%[1]d户没有销号，须办结，或者逐户写明原因和责任人。", "%[1]d files are open: close them or list each with an owner", f.Clearances.Open)
		}
	}
	return outcome(&CleanupClosed{x})
}

// CleanupClosed: the handling is over.
type CleanupClosed struct{ CloseCleanup }

func (CleanupClosed) Kind() string { return "CleanupClosed" }
func (b CleanupClosed) apply(c *Case, e Event) {
	c.done(e, "cleanup.close", "cleanup.review_legality", "cleanup.announce")
	c.Stage, c.Cleanup.Exceptions = CleanClosing, b.Exceptions
	c.raise(Task{ID: "report", Kind: "cleanup.report", Title: "总结清理整治行动", English: "Report on the campaign", Person: c.Handler}, e)
}

// ReportCleanup freezes the result table; its sums must come out.
type ReportCleanup struct {
	Summary string `json:"summary" minLength:"2" maxLength:"8000" doc:"总结"`
}

func (ReportCleanup) Act() string { return "cleanup.report" }
func (ReportCleanup) Needs(*Case) Needs {
	return Needs{Clearances: true, Numbers: []string{"K-5"}}
}
func (x ReportCleanup) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Summary); err != nil {
		return Outcome{}, err
	}
	t := c.Cleanup.tally(f.Clearances, f.On())
	if s := t.Fault(); s != "" {
		return Outcome{}, Refuse("sums", c.norm(), "总结的数字对不上：%[1]s。", "the figures do not add up: %[1]s", s)
	}
	return outcome(&CleanupWasReported{x, t, issueBeside(c, f, [2]string{"K-5", "清理整治工作总结"})})
}

func (k *Cleanup) tally(n ClearanceCount, on Date) CleanupTally {
	t := CleanupTally{AsOf: on, Added: k.Added, Removed: k.Removed, Items: k.Items, Outcomes: n.Outcomes, Open: n.Open, Objected: n.Objected}
	if r := k.Result; r != nil {
		t.Seen, t.Outside, t.Missed, t.Hit = r.Seen, r.Outside, r.Missed, r.Hit
	}
	return t
}

// CleanupWasReported: the campaign is over.
type CleanupWasReported struct {
	ReportCleanup
	Tally  CleanupTally `json:"tally"`
	Papers []Document   `json:"papers,omitempty"` // K-5; none in files of before
}

func (CleanupWasReported) Kind() string { return "CleanupWasReported" }
func (b CleanupWasReported) apply(c *Case, e Event) {
	c.Cleanup.Tally = &b.Tally
	c.issuedAll(b.Papers, e)
	c.close(e, CleanReported, "reported")
}

// The duties of a campaign.
const (
	DutyScreen    = "screen"     // the register is to be screened
	DutyOpenBatch = "open_batch" // files are to be opened for the list
)

// cleanupOwes is what the engine owes a campaign.
func (c *Case) cleanupOwes() []Duty {
	switch {
	case c.Cleanup == nil:
	case c.Stage == CleanScreening:
		return []Duty{{Kind: DutyScreen}}
	case c.opensClearances():
		return []Duty{{Kind: DutyOpenBatch}}
	}
	return nil
}

func cleanupExpired(c *Case, clock string, k *Clock, b InstantPassed, e Event) {
	if clock != "reply" && clock != "reply_later" {
		return
	}
	if k.Lapse(b.Due); clock == "reply_later" {
		return
	}
	if c.Stage == CleanPaused {
		c.Cleanup.Before = CleanHandling
		return
	}
	c.Stage = CleanHandling
	c.oweClose(e)
}

func (c *Case) oweClose(e Event) {
	c.raise(Task{ID: "close", Kind: "cleanup.close", Title: "全部销号后收尾", English: "Close once every item is", Person: c.Handler, Due: c.Cleanup.Until}, e)
}

func init() {
	expiries[ProcCleanup] = expiry{apply: cleanupExpired}
	Steps[ProcCleanup] = []Stage{CleanPreparing, CleanApproved, CleanScreening, CleanVerifying, CleanAnnounced, CleanHandling, CleanClosing, CleanReported}
	maps.Copy(stageTitles, map[Stage][2]string{
		CleanPreparing: {"拟定方案", "Preparing"}, CleanApproved: {"待筛查", "To be screened"}, CleanScreening: {"筛查中", "Screening"}, CleanVerifying: {"逐户核查", "Verifying"},
		CleanAnnounced: {"已公告", "Announced"}, CleanHandling: {"分类处置", "Handling"}, CleanClosing: {"收尾", "Closing"}, CleanReported: {"已总结", "Reported"},
		CleanPaused: {"已暂停", "Paused"}, CleanCancelled: {"已取消", "Cancelled"},
	})
	working := []Stage{CleanVerifying, CleanAnnounced, CleanHandling}
	act[DraftCleanup](Spec{Procedure: ProcCleanup, Opens: true, Title: "起草清理整治方案", English: "Draft a clean-up campaign", Article: artCleanup, Starts: "送负责人审批"})
	act[ReviseCleanup](Spec{Procedure: ProcCleanup, Stages: []Stage{CleanPreparing}, Title: "修改清理整治方案", English: "Revise the scheme", Article: artCleanup})
	act[ApproveCleanup](Spec{Procedure: ProcCleanup, Stages: []Stage{CleanPreparing}, Title: "审批清理整治方案", English: "Approve the scheme", Article: artCleanup, Starts: "生成《清理整治实施方案》并编号"})
	act[ScreenCleanup](Spec{Procedure: ProcCleanup, Stages: []Stage{CleanApproved}, Title: "启动摸底筛查", English: "Screen the register", Article: artCleanup, Starts: "由系统按标准筛查全部登记组织，名单随即锁定"})
	act[RecordScreening](Spec{Procedure: ProcCleanup, Stages: []Stage{CleanScreening}, SystemOnly: true, Title: "筛查完成", English: "Register screened", Article: artCleanup})
	act[AddItem](Spec{Procedure: ProcCleanup, Stages: working, Title: "增加清理对象", English: "Add to the list", Article: artCleanup})
	act[RemoveItem](Spec{Procedure: ProcCleanup, Stages: working, Title: "移出清理对象", English: "Take off the list", Article: artCleanup})
	act[ReviewCleanup](Spec{Procedure: ProcCleanup, Stages: working, Possible: func(c *Case) bool { return c.Stage == CleanVerifying || len(c.Cleanup.Unread) > 0 }, Title: "法制审核公告", English: "Review the announcement", Article: "三项制度：重大执法决定法制审核"})
	act[AnnounceCleanup](Spec{Procedure: ProcCleanup, Stages: working, Possible: func(c *Case) bool { return c.Cleanup.Notice == nil || len(c.Cleanup.Late) > 0 }, Title: "发布清理整治公告", English: "Announce", Article: artCleanup, Starts: "生成《清理整治公告》并编号，公告期起算"})
	act[OpenCleanupBatch](Spec{Procedure: ProcCleanup, Stages: working, SystemOnly: true, Title: "逐户立档", English: "Open files of the list", Article: artCleanup})
	act[SetWindow](Spec{Procedure: ProcCleanup, Stages: append(slices.Clone(working), CleanPaused, CleanApproved), Title: "调整同时在办户数", English: "Set the window", Article: artCleanup})
	act[PauseCleanup](Spec{Procedure: ProcCleanup, Stages: working, Title: "暂停清理整治", English: "Pause", Article: artCleanup, Starts: "不再立新档，已立档的继续办理"})
	act[ResumeCleanup](Spec{Procedure: ProcCleanup, Stages: []Stage{CleanPaused}, Title: "恢复清理整治", English: "Resume", Article: artCleanup})
	act[CancelCleanup](Spec{Procedure: ProcCleanup, Stages: append(slices.Clone(working), CleanPreparing, CleanApproved, CleanPaused), Title: "取消清理整治", English: "Cancel", Article: artCleanup, Starts: "已立档的各户继续办理，由责任人负责"})
	act[CloseCleanup](Spec{Procedure: ProcCleanup, Stages: []Stage{CleanVerifying, CleanHandling}, Possible: func(c *Case) bool { return c.Stage == CleanHandling || c.Cleanup.Opened >= c.Cleanup.Items }, Title: "处置收尾", English: "Close the handling", Article: artCleanup})
	act[ReportCleanup](Spec{Procedure: ProcCleanup, Stages: []Stage{CleanClosing}, Title: "总结", English: "Report", Article: artCleanup, Starts: "冻结结果表"})
	event[CleanupDrafted]()
	event[CleanupRevised]()
	event[CleanupApproved]()
	event[CleanupScreeningAsked]()
	event[CleanupScreened]()
	event[CleanupItemAdded]()
	event[CleanupItemRemoved]()
	event[CleanupReviewed]()
	event[CleanupPublished]()
	event[CleanupSupplemented]()
	event[CleanupBatchOpened]()
	event[CleanupWindowSet]()
	event[CleanupWasPaused]()
	event[CleanupResumed]()
	event[CleanupWasCancelled]()
	event[CleanupClosed]()
	event[CleanupWasReported]()
}
