package policies

import (
	_ "embed" // the rules ship with the code and are reviewed as code
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"

	"yifa/domain"
)

var (
	//go:embed model.conf
	modelText string
	//go:embed policy.csv
	policyText string
)

// Guard answers who may. It never changes once made and may be shared by any number of goroutines.
type Guard struct {
	rows      []Row
	byPower   map[Power][]Row
	enforcers map[Power]*casbin.Enforcer // one a power with its few lines: a question costs the same however long the table is
}

// object is what casbin is told of the matter. Its fields are plain strings where the matcher compares them.
type object struct {
	Kind   string
	Agency domain.AgencyID
	On     domain.Date
	Took   []domain.Part
}

// New reads the embedded model and policy, strictly.
func New() (*Guard, error) { return newGuard(modelText, policyText) }

func newGuard(modelText, policyText string) (*Guard, error) {
	rows, err := parse(policyText)
	if err != nil {
		return nil, err
	}
	g := &Guard{rows: rows, byPower: map[Power][]Row{}, enforcers: map[Power]*casbin.Enforcer{}}
	for _, r := range rows {
		e := g.enforcers[r.Power]
		if e == nil {
			m, err := model.NewModelFromString(modelText)
			if err != nil {
				return nil, fmt.Errorf("model.conf: %w", err)
			}
			if e, err = casbin.NewEnforcer(m); err != nil {
				return nil, fmt.Errorf("model.conf: %w", err)
			}
			e.AddFunction("free", free)
			e.AddFunction("holds", holds)
			g.enforcers[r.Power] = e
		}
		if ok, err := e.AddPolicy(r.roles(), r.Power.Kind, r.Power.Act, r.bar()); err != nil || !ok {
			return nil, fmt.Errorf("policy.csv line %d: not accepted: %w", r.Line, err)
		}
		g.byPower[r.Power] = append(g.byPower[r.Power], r)
	}
	return g, nil
}

// free: the person has taken none of the parts that bar.
func free(args ...any) (any, error) {
	took, ok1 := args[0].([]domain.Part)
	bar, ok2 := args[1].(string)
	if !ok1 || !ok2 {
		return false, fmt.Errorf("free(%T, %T)", args[0], args[1])
	}
	if bar == "-" {
		return true, nil
	}
	for b := range strings.SplitSeq(bar, "|") {
		if slices.Contains(took, domain.Part(b)) {
			return false, nil
		}
	}
	return true, nil
}

// holds: the person holds one of the roles in the agency on the day.
func holds(args ...any) (any, error) {
	who, ok1 := args[0].(*domain.Person)
	roles, ok2 := args[1].(string)
	agency, ok3 := args[2].(domain.AgencyID)
	on, ok4 := args[3].(domain.Date)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return false, fmt.Errorf("holds(%T, %T, %T, %T)", args[0], args[1], args[2], args[3])
	}
	for r := range strings.SplitSeq(roles, "|") {
		if who.Holds(domain.Role(r), agency, on) {
			return true, nil
		}
	}
	return false, nil
}

// ask puts one question to casbin. An empty question is never asked: casbin would find it open.
func (g *Guard) ask(who *domain.Person, p Power, agency domain.AgencyID, took []domain.Part, on domain.Date) bool {
	if who.ID == "" || p.Kind == "" || p.Act == "" || agency == "" || on.IsZero() {
		return false
	}
	e := g.enforcers[p]
	if e == nil {
		return false
	}
	ok, err := e.Enforce(who, object{p.Kind, agency, on, took}, p.Act)
	return err == nil && ok
}

// May says whether a person may ask for an act on a file on that day; nil means yes. It is the store's Gate: no act
// passes without it. For acts that open a file c may be nil or empty, then the person's own agency counts.
func (g *Guard) May(actor domain.Person, spec domain.Spec, c *domain.Case, on domain.Date) error {
	p := Of(spec)
	if actor.ID == domain.System {
		if spec.SystemOnly || spec.Name == "inspection.publish" { // what the law lets happen by itself
			return nil
		}
		return domain.Refuse("not_permitted", "", "系统不能自行办理“%[1]s”。", "%[2]q is not for the system to do", spec.Title, spec.English)
	}
	if spec.SystemOnly {
		return domain.Refuse("not_permitted", "", "“%[1]s”由系统自动办理，任何人不能直接办理。", "%[2]q is done by the system alone", spec.Title, spec.English)
	}
	agency := actor.Agency
	if c != nil && c.Agency != "" {
		agency = c.Agency
	}
	if !g.Sees(actor, c, on) {
		return domain.Refuse("not_found", "", "没有这个案卷。", "there is no such file")
	}
	own := actor.Own()
	took := partsOf(c, actor.ID)
	if g.ask(&own, p, agency, took, on) {
		return nil
	}
	err := g.refusal(&own, p, agency, took, on, spec.Article)
	// in the place of somebody else: what either has done in the matter bars
	for _, other := range actor.StandsFor(on) {
		stand := actor.InPlaceOf(other)
		both := append(slices.Clone(took), partsOf(c, other)...)
		if g.ask(&stand, p, agency, both, on) {
			return nil
		}
		if r := g.refusal(&stand, p, agency, both, on, spec.Article); domain.CodeOf(r) != "not_permitted" {
			err = r
		}
	}
	return err
}

func partsOf(c *domain.Case, p domain.PersonID) []domain.Part {
	if c == nil {
		return nil
	}
	return c.Took(p)
}

// Sees says whether a person may know of a file at all: one on a need-to-know basis only who works on it, or may see all
// of its kind.
func (g *Guard) Sees(actor domain.Person, c *domain.Case, on domain.Date) bool {
	if c == nil || !c.Hidden() || actor.ID == domain.System || slices.Contains(c.Insiders(), actor.ID) {
		return true
	}
	return g.ask(&actor, ViewDiscipline, c.Agency, nil, on)
}

// Can says whether a person holds a power in an agency on a day, where no file is concerned.
func (g *Guard) Can(actor domain.Person, p Power, agency domain.AgencyID, on domain.Date) error {
	if actor.ID != domain.System && g.ask(&actor, p, agency, nil, on) {
		return nil
	}
	return g.refusal(&actor, p, agency, nil, on, "")
}

// Powers lists what a person may ask for in an agency on a day, before any bar.
func (g *Guard) Powers(actor domain.Person, agency domain.AgencyID, on domain.Date) []string {
	held := []string{}
	for p := range g.byPower {
		if actor.ID != domain.System && g.ask(&actor, p, agency, nil, on) {
			held = append(held, p.String())
		}
	}
	slices.Sort(held)
	return held
}

// refusal names the rule: the part that bars, or else the roles that may.
func (g *Guard) refusal(who *domain.Person, p Power, agency domain.AgencyID, took []domain.Part, on domain.Date, article string) error {
	zh, en, _ := p.title()
	var roles []domain.Role
	for _, r := range g.byPower[p] {
		roles = append(roles, r.Roles...)
		if held, _ := holds(who, r.roles(), agency, on); held != true {
			continue
		}
		for _, part := range r.Bar {
			if slices.Contains(took, part) {
				return domain.Refuse("separation_of_duties", article,
					"您（或者您代理的人）在本案中已是“%[1]s”，按权限表第%[2]d行（%[3]s）不能再办理“%[4]s”，请由其他人办理。",
					"you, or who you stand in for, have acted as %[5]s in this matter; by line %[2]d of the policy (%[3]s) somebody else must do %[6]q",
					domain.PartTitles[part][0], r.Line, p, zh, domain.PartTitles[part][1], en)
			}
		}
	}
	if len(roles) == 0 {
		return domain.Refuse("not_permitted", "", "没有人可以办理“%[1]s”。", "nobody may do %[1]q", p)
	}
	zhs, ens := make([]string, len(roles)), make([]string, len(roles))
	for i, r := range roles {
		zhs[i], ens[i] = domain.RoleTitles[r][0], domain.RoleTitles[r][1]
	}
	return domain.Refuse("not_permitted", article, "“%[1]s”由%[2]s办理（权限表 %[3]s），您在 %[4]s 没有这项职权。",
		"%[5]q is for: %[6]s (policy %[3]s); you hold no such office on %[4]s", zh, strings.Join(zhs, "、"), p, on, en, strings.Join(ens, ", "))
}

// Line is a power in the matrix shown to the administrator: for each role whether it holds the power.
type Line struct {
	Kind    string        `json:"kind"`
	Act     string        `json:"act"`
	Title   string        `json:"title"`
	English string        `json:"english"`
	Article string        `json:"article,omitempty"`
	Roles   []domain.Role `json:"roles"`
	Bar     []domain.Part `json:"bar" doc:"在同一案中已担任这些职责的人不得办理"`
	Note    string        `json:"note,omitempty"`
	Line    int           `json:"line" doc:"policy.csv 的行号"`
}

// Matrix is the policy as it stands, in the order of the table.
func (g *Guard) Matrix() []Line {
	out := make([]Line, len(g.rows))
	for i, r := range g.rows {
		zh, en, _ := r.Power.title()
		s, _ := domain.SpecOf(r.Power.String())
		out[i] = Line{Kind: r.Power.Kind, Act: r.Power.Act, Title: zh, English: en, Article: s.Article,
			Roles: slices.Clone(r.Roles), Bar: append([]domain.Part{}, r.Bar...), Note: r.Note, Line: r.Line}
	}
	return out
}

// Roles lists every role in the order of its name, for the columns of the matrix.
func Roles() []domain.Role {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(domain.RoleTitles)), func(r domain.Role) bool { return r == domain.RoleApplicant })
}
