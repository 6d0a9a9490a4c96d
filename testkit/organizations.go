package testkit

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yifa/domain"
)

// Organizations enters n invented organizations in the register of an authority, by hand and fast: the rows of the files with the
// two events each was made by, outside the chain. A share of them is idle, unchecked, overdue or ended. The same seed makes the
// same ones.
func Organizations(tb testing.TB, dsn string, agency domain.AgencyID, seed uint64, n int, townships ...string) []domain.PartyID {
	tb.Helper()
	ctx := tb.Context()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		tb.Fatal(err)
	}
	defer conn.Close(ctx)               //nolint:errcheck // all is written
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // the same seed makes the same ones
	var files, events [][]any
	var ids []domain.PartyID
	for i := range n {
		c, bodies := organization(r, i, agency, townships)
		ids = append(ids, domain.PartyID(c.ID))
		state, err := json.Marshal(c)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, []any{c.ID, domain.ProcParty, agency, c.Title, domain.Current, c.PartyFile.Kind, c.PartyFile.Township, c.Seq, "x", state, c.OpenedOn.String()})
		for k, b := range bodies {
			data, err := json.Marshal(b)
			if err != nil {
				tb.Fatal(err)
			}
			events = append(events, []any{c.ID, k + 1, b.Kind(), data})
		}
	}
	batch := &pgx.Batch{}
	for i, f := range files {
		batch.Queue(`INSERT INTO cases (id, procedure, agency, title, stage, party_kind, township, seq, head, state, opened_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::date)`, f...)
		for _, e := range events[2*i : 2*i+2] {
			batch.Queue(`INSERT INTO case_events (case_id, seq, kind, actor, recorded_by, occurred_at, recorded_at, backfill, key, data, prev, hash) VALUES ($1, $2, $3, 'system', 'system', '2018-01-02', '2018-01-02', '', '', $4, '', 'x')`, e...)
		}
		if batch.Len() > 3000 || i == len(files)-1 {
			if err := conn.SendBatch(ctx, batch).Close(); err != nil {
				tb.Fatal(err)
			}
			batch = &pgx.Batch{}
		}
	}
	return ids
}

func organization(r *rand.Rand, i int, agency domain.AgencyID, townships []string) (*domain.Case, []domain.Body) {
	kind, form := domain.PartyAssociation, "协会"
	if r.IntN(2) == 0 {
		kind, form = domain.PartyServiceOrg, "服务中心"
	}
	name := domain.OrgName{District: "云岭区", Brand: fmt.Sprintf("第%d", i), Field: []string{"养老", "象棋", "花卉", "助学"}[i%4], Form: form}
	town := ""
	if len(townships) > 0 {
		town = townships[i%len(townships)]
	}
	born := domain.NewDate(2015+r.IntN(9), time.Month(1+r.IntN(12)), 1+r.IntN(28))
	items := domain.OrgItems{Name: name, Address: fmt.Sprintf("%s云岭路%d号", town, i), Township: town, Purpose: "为会员和居民服务，促进本领域健康发展", Scope: "组织交流、培训、咨询和公益活动",
		LegalRep: "某某", CapitalFen: 3_000_000, Mode: domain.ModeDual, Supervisor: []string{"区民政局", "区教育局", "区文化和旅游局", "区农业农村局"}[r.IntN(4)]}
	term := domain.OrgTerm{No: 1, From: born, Until: born.AddYears(5)}
	if r.IntN(3) > 0 {
		term.Until = domain.NewDate(2028, 1, 1)
	}
	bodies := []domain.Body{&domain.PartyRegistered{RegisterParty: domain.RegisterParty{Kind: kind, Name: name.String(), Township: town}, Agency: agency},
		&domain.OrganizationRegistered{Items: items, On: born, Certificate: &domain.OrgCertificate{Number: fmt.Sprint(i), IssuedOn: born}, Term: &term, Why: "录入",
			Officers: []domain.OrgOfficer{{Name: "某某", Post: "会长"}, {Name: "某乙", Post: "秘书长"}}}}
	c := &domain.Case{ID: domain.CaseID(fmt.Sprintf("or%06d", i))}
	for k, b := range bodies {
		if err := c.Apply(domain.Event{Case: c.ID, Seq: k + 1, Actor: domain.System, OccurredAt: born.Start(), RecordedAt: born.Start(), Body: b}); err != nil {
			panic(err) // two events in order
		}
	}
	o := c.PartyFile.Org
	for y := 2018; y <= 2024; y++ { // what later events would have told; the state is what is screened
		if r.IntN(10) < 7 {
			o.Checks = append(o.Checks, domain.OrgCheck{Year: y, Conclusion: domain.CheckPassed, FiledOn: domain.NewDate(y+1, 5, 1), On: domain.NewDate(y+1, 8, 1), Activity: r.IntN(2) == 0})
		} else {
			o.Checks = append(o.Checks, domain.OrgCheck{Year: y, Conclusion: domain.CheckMissed})
		}
	}
	for range r.IntN(6) {
		o.Activities = append(o.Activities, domain.OrgActivity{On: domain.NewDate(2018+r.IntN(8), time.Month(1+r.IntN(12)), 1+r.IntN(28)), What: "开展公益讲座和会员活动", Source: "年度工作报告"})
	}
	if r.IntN(20) == 0 {
		o.Status, o.EndedOn = domain.OrgDeregistered, domain.NewDate(2024, 6, 1)
	}
	return c, bodies
}
