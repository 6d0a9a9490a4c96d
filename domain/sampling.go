package domain

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// The yearly sample of social organizations (抽查; 民发〔2017〕45号: a county draws at least 3 %) as a draw that anybody can repeat.
// First the pool is frozen: the list of the register as of a day, known by its digest. Then a public value that nobody at the
// bureau chose, and that did not exist when the pool was frozen, makes the seed. The rest is arithmetic.

// PoolEntry is an organization that may be drawn.
type PoolEntry struct {
	ID   PartyID   `json:"id"`
	USCC string    `json:"uscc,omitempty"`
	Name string    `json:"name"`
	Kind PartyKind `json:"kind"`
}

// PoolQuery says which organizations may be drawn.
type PoolQuery struct {
	AsOf  Date        `json:"as_of" doc:"登记簿的日期"`
	Kinds []PartyKind `json:"kinds,omitempty" doc:"组织类别，空为全部"`
}

// Holds reports whether an organization is in the pool: registered on the day, not ended by then, and of a kind that is asked for.
func (q PoolQuery) Holds(p *Party) bool {
	o := p.Org
	return o != nil && o.Status != OrgMerged && o.RegisteredOn <= q.AsOf && (o.EndedOn.IsZero() || o.EndedOn > q.AsOf) && suits(q.Kinds, p.Kind)
}

// Sampling is a draw with everything that is needed to repeat it. Nothing in it is personal.
type Sampling struct {
	PoolQuery
	PerMille  int         `json:"per_mille"`
	Least     int         `json:"least,omitempty"` // of a thousand: what row T27 asked for on the day the pool was frozen; 30 in draws of before
	ByKind    bool        `json:"by_kind,omitempty"`
	Pool      []PoolEntry `json:"pool"`   // in the order of their ids
	Digest    string      `json:"digest"` // of the pool, fixed before the public value was known
	FrozenAt  time.Time   `json:"frozen_at"`
	Public    string      `json:"public,omitempty"`
	PublicAt  time.Time   `json:"public_at,omitzero"`  // when it came to be: after the pool was frozen
	PublicIs  string      `json:"public_is,omitempty"` // what the value is and where anybody finds it
	Seed      string      `json:"seed,omitempty"`
	Drawn     []PartyID   `json:"drawn,omitempty"` // in the order of the draw
	DrawnOn   Date        `json:"drawn_on,omitzero"`
	Witnesses []string    `json:"witnesses,omitempty"`
}

// LeastSample is the smallest sample that may be drawn on a day, of a thousand, and the row that says so: T27 (社会组织抽查暂行办法),
// which an administrator may set. Code rule_unknown where no row in force says how many.
func (b *RuleBook) LeastSample(on Date) (int, Rule, error) {
	r, err := b.At("T27", on)
	if err == nil && r.LeastPermille == 0 {
		err = Refuse("rule_unknown", r.Basis(), "期限规则T27没有规定抽取比例；请系统管理员在规则中补上。", "row T27 says nothing of the share to be drawn: an administrator has to enter it")
	}
	return r.LeastPermille, r, err
}

// SampleSize is how many of n are drawn: the share rounded up, so that of 17 organizations 3 % is one. None of none.
func SampleSize(n, perMille int) int {
	if n <= 0 || perMille <= 0 {
		return 0
	}
	return min(n, (n*perMille+999)/1000)
}

// PoolDigest is the SHA-256 of the pool, one organization a line in the order of their ids: identifier, tab, code, tab, kind.
func PoolDigest(pool []PoolEntry) string {
	h := sha256.New()
	for _, p := range sortedPool(pool) {
		fmt.Fprintf(h, "%s\t%s\t%s\n", p.ID, p.USCC, p.Kind)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func sortedPool(pool []PoolEntry) []PoolEntry {
	out := slices.Clone(pool)
	slices.SortFunc(out, func(a, b PoolEntry) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out
}

// DrawSeed is the SHA-256 of the digest of the pool, a line feed, and the public value without spaces around it.
func DrawSeed(digest, public string) string {
	s := sha256.Sum256([]byte(digest + "\n" + strings.TrimSpace(public)))
	return hex.EncodeToString(s[:])
}

// DrawSample draws from the pool: every organization gets the SHA-256 of the seed, a slash and its identifier, and those with the
// smallest are drawn, in that order. By kind, the share of every kind is drawn, each rounded up, in the order of the kinds. The
// order of the pool makes no difference.
func DrawSample(pool []PoolEntry, seed string, perMille int, byKind bool) []PartyID {
	groups := map[PartyKind][]PoolEntry{}
	var kinds []PartyKind
	for _, p := range sortedPool(pool) {
		k := p.Kind
		if !byKind {
			k = ""
		}
		if !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
		groups[k] = append(groups[k], p)
	}
	slices.Sort(kinds)
	var out []PartyID
	for _, k := range kinds {
		g := groups[k]
		slices.SortStableFunc(g, func(a, b PoolEntry) int { return strings.Compare(rank(seed, a.ID), rank(seed, b.ID)) })
		for _, p := range g[:SampleSize(len(g), perMille)] {
			out = append(out, p.ID)
		}
	}
	return out
}

func rank(seed string, id PartyID) string {
	s := sha256.Sum256([]byte(seed + "/" + string(id)))
	return hex.EncodeToString(s[:])
}

// Verify repeats the draw from its pool and its public value. The refusal says what differs: draw_digest, draw_seed, draw_result.
func (d *Sampling) Verify() error {
	if got := PoolDigest(d.Pool); got != d.Digest {
		return Refuse("draw_digest", "", "名单摘要不符：记载%[1]s，重算%[2]s。", "the digest of the pool is %[2]s, the record says %[1]s", d.Digest, got)
	}
	if len(d.Drawn) == 0 && d.Public == "" {
		return nil // frozen, not drawn yet
	}
	if got := DrawSeed(d.Digest, d.Public); got != d.Seed {
		return Refuse("draw_seed", "", "种子不符：记载%[1]s，重算%[2]s。", "the seed is %[2]s, the record says %[1]s", d.Seed, got)
	}
	if got := DrawSample(d.Pool, d.Seed, d.PerMille, d.ByKind); !slices.Equal(got, d.Drawn) {
		return Refuse("draw_result", "", "抽取结果不符，重算为%[1]s。", "the draw gives %[1]s", fmt.Sprint(got))
	}
	return nil
}

// FreezePool freezes the list from which a campaign draws its targets. From now on it is known by its digest; the draw needs a
// public value that comes later.
type FreezePool struct {
	PoolQuery
	PerMille int  `json:"per_mille" minimum:"1" maximum:"1000" doc:"抽取比例（千分之），不低于规则T27的比例"`
	ByKind   bool `json:"by_kind,omitempty" doc:"按组织类别分层抽取"`
}

func (FreezePool) Act() string         { return "campaign.freeze_pool" }
func (x FreezePool) Needs(*Case) Needs { q := x.PoolQuery; return Needs{Pool: &q} }
func (x FreezePool) Decide(c *Case, f *Facts) (Outcome, error) {
	if d := c.Campaign.Sampling; d != nil && d.Seed != "" {
		return Outcome{}, Refuse("already_done", "社会组织抽查暂行办法", "已经抽取，不能重新固定名单；确需重抽的，取消本次检查另立方案。", "it was drawn; for another draw this campaign is cancelled and a new one drafted")
	}
	var bad faults
	bad.need(!x.AsOf.IsZero() && x.AsOf <= f.On(), "as_of", "日期有误")
	least, _, err := f.Rules.LeastSample(f.On())
	if err != nil {
		return Outcome{}, err
	}
	bad.need(x.PerMille >= least && x.PerMille <= 1000, "per_mille", "抽取比例不低于千分之"+itoa(least)+"（规则T27）")
	for i, k := range x.Kinds {
		bad.need(k.SocialOrg(), "kinds["+itoa(i)+"]", "没有这个组织类别")
	}
	bad.need(len(f.Pool) > 0, "kinds", "名单中没有组织")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	pool := sortedPool(f.Pool)
	if n := len(DrawSample(pool, "", x.PerMille, x.ByKind)); n > maxTargets {
		return Outcome{}, &Error{Code: "invalid_input", Message: "一次最多抽取" + itoa(maxTargets) + "个对象。", English: "too many targets for one draw", Fields: []Field{{"per_mille", "一次最多抽取" + itoa(maxTargets) + "个对象"}}}
	}
	return outcome(&PoolFrozen{FreezePool: x, Pool: pool, Digest: PoolDigest(pool), Least: least})
}

// PoolFrozen: the pool of a draw was frozen.
type PoolFrozen struct {
	FreezePool
	Pool   []PoolEntry `json:"pool"`
	Digest string      `json:"digest"`
	Least  int         `json:"least,omitempty"` // of a thousand, by row T27 on the day
}

func (PoolFrozen) Kind() string { return "PoolFrozen" }
func (b PoolFrozen) apply(c *Case, e Event) {
	c.Campaign.Sampling = &Sampling{PoolQuery: b.PoolQuery, PerMille: b.PerMille, Least: b.Least, ByKind: b.ByKind, Pool: b.Pool, Digest: b.Digest, FrozenAt: e.OccurredAt}
	c.take(e.Actor, PartDrafter, e.Seq)
}

// SampleTargets draws the targets of a campaign from the frozen pool. Who goes where is drawn too: the teams follow the order of
// the draw, one after the other (双随机).
type SampleTargets struct {
	Public    string       `json:"public" minLength:"4" maxLength:"200" doc:"公开数值：名单固定之后产生、任何人可以查证、本局不能选择的数"`
	PublicAt  time.Time    `json:"public_at" doc:"数值产生的时间，须在名单固定之后"`
	PublicIs  string       `json:"public_is" minLength:"4" maxLength:"300" doc:"数值的名称、期次和查询处"`
	Teams     [][]PersonID `json:"teams" minItems:"1" maxItems:"50" doc:"检查组，每组两人以上，首位为承办人"`
	Witnesses []string     `json:"witnesses,omitempty" maxItems:"10" doc:"见证人"`
}

func (SampleTargets) Act() string { return "campaign.sample" }
func (x SampleTargets) Needs(c *Case) Needs {
	n := Needs{Inspected: true}
	for _, t := range x.Teams {
		n.People = append(n.People, t...)
	}
	if d := c.Campaign.Sampling; d != nil {
		n.Parties = DrawSample(d.Pool, DrawSeed(d.Digest, x.Public), d.PerMille, d.ByKind)
	}
	return n
}

func (x SampleTargets) Decide(c *Case, f *Facts) (Outcome, error) {
	d := c.Campaign.Sampling
	switch {
	case d == nil:
		return Outcome{}, Refuse("no_pool", "社会组织抽查暂行办法", "请先固定抽取名单。", "freeze the pool first")
	case c.Campaign.Draw != nil:
		return Outcome{}, Refuse("already_done", artDraw, "本方案的检查对象已经另行抽取。", "the targets of this scheme were drawn otherwise")
	case d.Seed != "":
		return Outcome{}, Refuse("already_done", "社会组织抽查暂行办法", "已经抽取，不能重抽。", "it was drawn already")
	}
	var bad faults
	bad.need(len([]rune(strings.TrimSpace(x.Public))) >= 4, "public", "请填写公开数值")
	bad.need(len([]rune(strings.TrimSpace(x.PublicIs))) >= 4, "public_is", "请写明数值的来源")
	bad.need(x.PublicAt.After(d.FrozenAt) && !x.PublicAt.After(f.At), "public_at", "公开数值须在名单固定之后、抽取之前产生")
	bad.need(len(x.Teams) > 0, "teams", "请编组")
	for i, t := range x.Teams {
		bad.need(len(t) >= 2, "teams["+itoa(i)+"]", "每组不少于两人")
	}
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	b := &SampleDrawn{SampleTargets: x, Digest: d.Digest, Seed: DrawSeed(d.Digest, x.Public)}
	b.Drawn = DrawSample(d.Pool, b.Seed, d.PerMille, d.ByKind)
	for i, p := range b.Drawn {
		b.Targets = append(b.Targets, Target{Party: p, Officers: x.Teams[i%len(x.Teams)]})
	}
	checkTargets(&bad, b.Targets, f, nil)
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := underCap(b.Targets, c.Campaign.FromAbove, f); err != nil {
		return Outcome{}, err
	}
	return outcome(b)
}

// SampleDrawn: the targets were drawn.
type SampleDrawn struct {
	SampleTargets
	Digest  string    `json:"digest"`
	Seed    string    `json:"seed"`
	Drawn   []PartyID `json:"drawn"`
	Targets []Target  `json:"targets"`
}

func (SampleDrawn) Kind() string { return "SampleDrawn" }
func (b SampleDrawn) apply(c *Case, e Event) {
	d := c.Campaign.Sampling
	d.Public, d.PublicAt, d.PublicIs, d.Seed, d.Drawn, d.DrawnOn, d.Witnesses = b.Public, b.PublicAt, b.PublicIs, b.Seed, b.Drawn, DateOf(e.OccurredAt), b.Witnesses
	c.Campaign.Targets = b.Targets
	c.take(e.Actor, PartDrafter, e.Seq)
}

func init() {
	act[FreezePool](Spec{Procedure: ProcCampaign, Stages: []Stage{CampDraft}, Title: "固定抽取名单", English: "Freeze the pool", Article: "社会组织抽查暂行办法（民发〔2017〕45号）", Starts: "名单以摘要固定，其后凭公开数值抽取"})
	act[SampleTargets](Spec{Procedure: ProcCampaign, Stages: []Stage{CampDraft}, Possible: func(c *Case) bool { return c.Campaign.Sampling != nil && c.Campaign.Sampling.Seed == "" }, Title: "随机抽取检查对象", English: "Draw the targets", Article: "社会组织抽查暂行办法（民发〔2017〕45号）"})
	event[PoolFrozen]()
	event[SampleDrawn]()
}
