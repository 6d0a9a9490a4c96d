package api

import (
	"context"
	"crypto/rand"
	"math/big"
	"slices"
	"time"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// PersonRow is a person of the bureau with what holds today.
type PersonRow struct {
	domain.Person
	Roles       []domain.Role `json:"roles" doc:"今日担任的角色"`
	Certificate bool          `json:"certificate" doc:"今日有有效执法证"`
	StandsFor   []StandInRow  `json:"stands_for,omitempty" doc:"现在和将来代理何人"`
	StoodInBy   []StandInRow  `json:"stood_in_by,omitempty" doc:"现在和将来由何人代理"`
	Account     *AccountState `json:"account,omitempty" doc:"只有管理员可见"`
}

// StandInRow is somebody who holds an office in another's place.
type StandInRow struct {
	Person domain.PersonID `json:"person" doc:"对方"`
	Name   string          `json:"name"`
	Role   domain.Role     `json:"role"`
	From   domain.Date     `json:"from"`
	Until  domain.Date     `json:"until"`
	Now    bool            `json:"now" doc:"今日有效"`
}

// standIns puts beside each person for whom they stand in and who stands in for them, today or later.
func standIns(rows []PersonRow, on domain.Date) {
	at := map[domain.PersonID]int{}
	for i, r := range rows {
		at[r.ID] = i
	}
	for i := range rows {
		for _, g := range rows[i].Grants {
			b, ok := at[g.For]
			if g.For == "" || !ok || g.Until < on {
				continue
			}
			x := StandInRow{Role: g.Role, From: g.From, Until: g.Until, Now: on >= g.From}
			x.Person, x.Name = g.For, rows[b].Name
			rows[i].StandsFor = append(rows[i].StandsFor, x)
			x.Person, x.Name = rows[i].ID, rows[i].Name
			rows[b].StoodInBy = append(rows[b].StoodInBy, x)
		}
	}
}

// AccountState is how a person signs in, without any secret.
type AccountState struct {
	Login       string    `json:"login"`
	MustChange  bool      `json:"must_change"`
	LockedUntil time.Time `json:"locked_until,omitzero"`
}

// SetAccount asks for a first password.
type SetAccount struct {
	Password string `json:"password,omitempty" maxLength:"200" doc:"空则由系统生成"`
}

// FirstPassword is shown once.
type FirstPassword struct {
	Login    string `json:"login"`
	Password string `json:"password,omitempty" doc:"系统生成的初始密码，只显示这一次"`
}

// Matrix is the policy as a table.
type Matrix struct {
	Roles []MeRole                  `json:"roles"`
	Parts map[domain.Part][2]string `json:"parts"`
	Lines []policies.Line           `json:"lines"`
}

// OfPerson names a person in an address.
type OfPerson struct {
	ID domain.PersonID `path:"id" maxLength:"80"`
}

func (s *server) peopleRoutes() {
	t := tag("people")
	handle(s, having(policies.ViewPeople), "GET", "/people", "list-people", "人员", s.listPeople, t)
	handle(s, having(policies.ViewPeople), "GET", "/agency", "get-agency", "机关信息", s.getAgency, t)
	handle(s, having(policies.ViewPeople), "GET", "/people/{id}", "get-person", "人员、任职、执法证", s.getPerson, t)
	handle(s, having(policies.Account), "POST", "/people/{id}/account", "set-account", "设置或重置登录密码", s.setAccount, t)
	handle(s, having(policies.Account), "DELETE", "/people/{id}/account/lock", "unlock-account", "解除登录锁定", s.unlockAccount, t)
	handle(s, having(policies.HandOver), "POST", "/people/{id}/hand-over", "hand-over", "交接一人的全部在办事项（可先试算）", s.handOver, t)
	handle(s, having(policies.ViewPolicy), "GET", "/policy", "policy", "权限表", s.policy, t)
}

// getAgency is the authority with what its instruments print: address, phone, superior, prefixes.
func (s *server) getAgency(ctx context.Context, _ *who, _ *struct{}) (*body[domain.Agency], error) {
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	return answer(a), nil
}

func (s *server) personRow(p domain.Person) PersonRow {
	on := s.today()
	r := PersonRow{Person: p, Roles: []domain.Role{}}
	for _, g := range p.Grants {
		if p.Holds(g.Role, p.Agency, on) && !slices.Contains(r.Roles, g.Role) {
			r.Roles = append(r.Roles, g.Role)
		}
	}
	_, r.Certificate = p.CertificateOn(on)
	return r
}

func (s *server) listPeople(ctx context.Context, w *who, _ *struct{}) (*body[[]PersonRow], error) {
	all, err := s.store.People(ctx, w.Agency)
	if err != nil {
		return nil, err
	}
	out := make([]PersonRow, len(all))
	for i, p := range all {
		out[i] = s.personRow(p)
	}
	standIns(out, s.today())
	return answer(out), nil
}

// colleague is a person of the same authority.
func (s *server) colleague(ctx context.Context, w *who, id domain.PersonID) (domain.Person, error) {
	p, err := s.store.Person(ctx, id)
	if err == nil && p.Agency != w.Agency {
		err = errNotFound
	}
	return p, err
}

func (s *server) getPerson(ctx context.Context, w *who, in *OfPerson) (*body[PersonRow], error) {
	p, err := s.colleague(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	all, err := s.listPeople(ctx, w, nil)
	if err != nil {
		return nil, err
	}
	r := s.personRow(p)
	if i := slices.IndexFunc(all.Body, func(x PersonRow) bool { return x.ID == p.ID }); i >= 0 {
		r = all.Body[i]
	}
	if s.Guard.Can(w.Person, policies.Account, w.Agency, s.today()) == nil {
		acc, err := s.store.AccountOf(ctx, p.ID)
		if err != nil && domain.CodeOf(err) != "not_found" {
			return nil, err
		}
		if err == nil {
			r.Account = &AccountState{acc.Login, acc.MustChange, acc.LockedUntil}
			if !s.Now().Before(acc.LockedUntil) {
				r.Account.LockedUntil = time.Time{}
			}
		}
	}
	return answer(r), nil
}

// setAccount gives a person a first password, which must be changed at the first signing in; every session of the
// person ends.
func (s *server) setAccount(ctx context.Context, w *who, in *struct {
	OfPerson
	Body SetAccount
}) (*body[FirstPassword], error) {
	p, err := s.colleague(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	if p.ID == w.Person.ID {
		return nil, refuse("not_yours", "自己的密码请在“修改密码”中修改。", "change your own password where it asks for the present one")
	}
	acc, err := s.store.AccountOf(ctx, p.ID)
	if domain.CodeOf(err) == "not_found" {
		acc, err = store.Account{Person: p.ID, Login: p.Login}, nil
	}
	if err != nil {
		return nil, err
	}
	out := FirstPassword{Login: acc.Login}
	password := in.Body.Password
	if password == "" {
		password = firstPassword()
		out.Password = password
	}
	if err := s.setPassword(ctx, &acc, password, true); err != nil {
		return nil, err
	}
	if err := s.store.DeleteSessionsOf(ctx, p.ID, ""); err != nil {
		return nil, err
	}
	infoOf(ctx).log.Warn("first password set", "for", p.ID, "by", w.Person.ID)
	return answer(out), nil
}

// firstPassword has about 80 bits and no letters that look alike.
func firstPassword() string {
	const alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
	b := make([]byte, 16)
	for i := range b {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(alphabet))))
		if err != nil { // crypto/rand does not fail
			panic(err)
		}
		b[i] = alphabet[n.Int64()]
	}
	return string(b)
}

// HandOverRequest asks to hand all open work of a person to another.
type HandOverRequest struct {
	To     domain.PersonID `json:"to" minLength:"1" maxLength:"80" doc:"接手人"`
	Reason string          `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
	DryRun bool            `json:"dry_run,omitempty" doc:"只列出将要交接的案卷，不办理"`
}

// handOver hands over file by file, each by its own act with its own guards; what is refused says why and the rest goes on.
func (s *server) handOver(ctx context.Context, w *who, in *struct {
	OfPerson
	Keyed
	Body HandOverRequest
}) (*body[[]store.HandOverLine], error) {
	if _, err := s.colleague(ctx, w, in.ID); err != nil {
		return nil, err
	}
	to, err := s.colleague(ctx, w, in.Body.To)
	if err != nil || to.ID == in.ID {
		return nil, badField("to", "没有这名人员，或者是本人", "there is no such person, or it is the same")
	}
	lines, err := s.store.HandOver(ctx, store.HandOver{Agency: w.Agency, From: in.ID, To: to.ID, Reason: in.Body.Reason, Actor: w.Person.ID, Key: in.Key, DryRun: in.Body.DryRun, Secret: s.secret(w)})
	return answer(list(lines)), err
}

func (s *server) unlockAccount(ctx context.Context, w *who, in *OfPerson) (*nothing, error) {
	p, err := s.colleague(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	acc, err := s.store.AccountOf(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	acc.FailedCount, acc.LockedUntil = 0, time.Time{}
	infoOf(ctx).log.Warn("login unlocked", "for", p.ID, "by", w.Person.ID)
	return nil, s.store.SaveAccount(ctx, acc)
}

func (s *server) policy(_ context.Context, _ *who, _ *struct{}) (*body[Matrix], error) {
	m := Matrix{Roles: []MeRole{}, Parts: domain.PartTitles, Lines: s.Guard.Matrix()}
	for _, r := range policies.Roles() {
		m.Roles = append(m.Roles, MeRole{Role: r, Title: domain.RoleTitles[r][0], English: domain.RoleTitles[r][1]})
	}
	return answer(m), nil
}
