package activities

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"yifa/activities/render"
	"yifa/domain"
)

// This file fills the instruments of registration, R-2 to R-9 of the catalogue; see penalty.go.

// addressee is whom the papers of the file are for: its party, or who applies for the establishment of one.
func (m *matter) addressee() string {
	if r := m.file.Registration; r != nil && (m.file.Party == nil || r.Kind == domain.RegEstablish) {
		return r.Applicant.Name
	}
	return m.file.Party.Name
}

func (m *matter) reg(data render.Data) render.Data {
	data["applicant"] = m.addressee()
	if m.file.Handler == "" { // handed in online, nobody has taken it up yet
		data["contact"] = "登记窗口"
	}
	return data
}

// due is the last day of a clock of the file.
func (m *matter) due(clock string) domain.Date {
	if k := m.file.Clock(clock); k != nil {
		return k.Due
	}
	return 0
}

var materialWords = map[string]string{domain.MaterialMissing: "未收", domain.MaterialGiven: "已收", domain.MaterialFlawed: "需补正", domain.MaterialPromised: "容缺"}

func regReceipt(_ context.Context, m *matter) (render.Data, error) {
	r := m.file.Registration
	var rows []render.Data
	for _, x := range r.Materials {
		if x.Optional && x.State == domain.MaterialMissing {
			continue
		}
		rows = append(rows, render.Data{"name": x.Title, "state": materialWords[x.State]})
	}
	data := m.reg(render.Data{"received_on": r.ReceivedOn, "materials": rows, "tell_until": m.due("tell")})
	if b, ok := m.event.Body.(*domain.ApplicationReceived); ok {
		data["tell_until"] = b.Clock.Due
	}
	return data, nil
}

func regGaps(_ context.Context, m *matter) (render.Data, error) {
	r := m.file.Registration
	if r.Gaps == nil {
		return nil, missingEntry(m)
	}
	var rows []render.Data
	for _, g := range r.Gaps.Gaps {
		title := g.Key
		for _, x := range r.Materials {
			if x.Key == g.Key {
				title = x.Title
			}
		}
		rows = append(rows, render.Data{"name": title, "what": g.What})
	}
	return m.reg(render.Data{"received_on": r.ReceivedOn, "gaps": rows, "until": m.due("supplement"), "days": r.Gaps.Days}), nil
}

func regAcceptance(_ context.Context, m *matter) (render.Data, error) {
	r := m.file.Registration
	data := m.reg(render.Data{"accepted_on": r.AcceptedOn, "statutory": m.due("decide"), "promised": m.due("promised")})
	if r.Deemed {
		data["deemed"] = "本机关未在五个工作日内告知补正，自收到申请材料之日起即为受理（《中华人民共和国行政许可法》第三十二条第一款第四项）"
	}
	if len(r.Promised) > 0 {
		var owed []render.Data
		for _, x := range r.Materials {
			if x.State == domain.MaterialPromised {
				owed = append(owed, render.Data{"name": x.Title})
			}
		}
		data["owed"], data["owed_until"] = owed, m.due("promise")
	}
	return data, nil
}

func regRejection(_ context.Context, m *matter) (render.Data, error) {
	b, ok := m.event.Body.(*domain.ApplicationRejected)
	if !ok {
		return nil, missingEntry(m)
	}
	basis := "《中华人民共和国行政许可法》第三十二条第一款第一项"
	switch b.Reason {
	case "wrong_office":
		basis = "《中华人民共和国行政许可法》第三十二条第一款第二项"
	case "false_material":
		basis = "《中华人民共和国行政许可法》第七十八条"
	}
	return m.reg(render.Data{"reason": b.Text, "basis": basis, "where": b.Where, "remedies": b.Remedies}), nil
}

func regVisit(ctx context.Context, m *matter) (render.Data, error) {
	var v domain.RegVisit
	visits := m.file.Registration.Visits
	at := slices.IndexFunc(visits, func(v domain.RegVisit) bool { return v.Document == m.doc.ID })
	b, recorded := m.event.Body.(*domain.PremisesVisited)
	switch {
	case recorded:
		v = b.Visit
	case at >= 0: // signed by the last of those who went
		v = visits[at]
	default:
		return nil, missingEntry(m)
	}
	staff, err := m.licensed(ctx, v.Officers, m.doc.IssuedOn)
	if err != nil {
		return nil, err
	}
	fits := "与申请材料相符"
	if !v.Fits {
		fits = "与申请材料不符"
	}
	data := render.Data{"visited_at": render.DateTime(v.At), "place": v.Place, "staff": staff, "found": v.Found, "conclusion": fits}
	var signed []render.Data
	for _, x := range v.Signed {
		name, err := m.name(ctx, x.By)
		if err != nil {
			return nil, err
		}
		signed = append(signed, render.Data{"text": name + "（" + render.Date(x.On.Start()) + "）" + x.Text})
	}
	if len(signed) > 0 {
		data["signed"] = signed
	}
	return data, nil
}

func regGrant(_ context.Context, m *matter) (render.Data, error) {
	r := m.file.Registration
	if r.Decision == nil {
		return nil, missingEntry(m)
	}
	var rows []render.Data
	switch r.Kind {
	case domain.RegChange:
		for _, item := range r.Changed {
			rows = append(rows, render.Data{"name": domain.OrgItemTitles[item][0], "value": "由“" + r.Was.Value(item) + "”变更为“" + r.Items.Value(item) + "”"})
		}
	case domain.RegDeregister:
		rows = []render.Data{{"name": "名称", "value": r.Items.Name.String()}, {"name": "注销事由", "value": r.Ground}}
	case domain.RegCharter:
		rows = []render.Data{{"name": "名称", "value": r.Items.Name.String()}, {"name": "核准事项", "value": "章程"}}
	default:
		rows = itemRows(r.Items)
	}
	return m.reg(render.Data{"accepted_on": r.AcceptedOn, "basis": "《中华人民共和国行政许可法》第三十八条第一款", "items": rows, "deliver_until": m.due("deliver")}), nil
}

// itemRows are the registered items that say something.
func itemRows(x domain.OrgItems) []render.Data {
	var rows []render.Data
	for _, item := range []string{domain.ItemName, domain.ItemAddress, domain.ItemPurpose, domain.ItemScope, domain.ItemArea, domain.ItemLegalRep, domain.ItemCapital, domain.ItemSupervisor} {
		v := x.Value(item)
		if v == "" {
			continue
		}
		if item == domain.ItemCapital {
			v += "元"
		}
		rows = append(rows, render.Data{"name": domain.OrgItemTitles[item][0], "value": v})
	}
	return rows
}

func regRefusal(ctx context.Context, m *matter) (render.Data, error) {
	r := m.file.Registration
	if r.Decision == nil {
		return nil, missingEntry(m)
	}
	_, _, norms, err := m.d.Book.Law(ctx)
	if err != nil {
		return nil, err
	}
	var rows []render.Data
	for _, id := range r.Decision.Grounds {
		if x, ok := norms.Refusal(id, r, r.Decision.On); ok {
			rows = append(rows, render.Data{"text": x.Text, "article": x.Article})
		}
	}
	return m.reg(render.Data{"accepted_on": r.AcceptedOn, "grounds": rows, "reasons": r.Decision.Reasons, "remedies": r.Decision.Remedies}), nil
}

var certificates = map[domain.PartyKind]string{domain.PartyAssociation: "社会团体法人登记证书", domain.PartyServiceOrg: "民办非企业单位登记证书"}

func regCertificate(_ context.Context, m *matter) (render.Data, error) {
	r := m.file.Registration
	b, ok := m.event.Body.(*domain.RegistrationCertified)
	if !ok {
		return nil, missingEntry(m)
	}
	kind := certificates[r.Subject]
	if form := map[string]string{"legal_person": "（法人）", "partnership": "（合伙）", "individual": "（个体）"}[r.Form]; form != "" {
		kind += form
	}
	return render.Data{"kind": kind, "name": r.Items.Name.String(), "uscc": b.USCC, "items": itemRows(r.Items)[1:]}, nil
}

func regEnd(_ context.Context, m *matter) (render.Data, error) {
	r := m.file.Registration
	b, ok := m.event.Body.(*domain.RegistrationCertified)
	if !ok || r.Decision == nil {
		return nil, missingEntry(m)
	}
	return render.Data{"name": r.Items.Name.String(), "uscc": b.USCC, "ended_on": r.Decision.On, "passed_on": r.Decision.On, "ground": strings.TrimSpace(r.Ground)}, nil
}

func regExtension(_ context.Context, m *matter) (render.Data, error) {
	b, ok := m.event.Body.(*domain.DecisionTimeExtended)
	if !ok {
		return nil, missingEntry(m)
	}
	unit := "日"
	if b.Clock.Term.Unit == domain.WorkingDays {
		unit = "个工作日"
	}
	return m.reg(render.Data{"matter": m.file.Title, "reason": b.Reason, "days": strconv.Itoa(b.Days) + unit, "until": b.Clock.Due}), nil
}

// regPause tells how long the days are not counted, in the words of 行政许可法 45.
func regPause(_ context.Context, m *matter) (render.Data, error) {
	data := m.reg(render.Data{"matter": m.file.Title})
	switch b := m.event.Body.(type) {
	case *domain.RegistrationPaused:
		data["why"], data["from"], data["time"] = domain.RegPauseTitles[b.Why], m.doc.IssuedOn, b.Told
		if b.Days > 0 {
			data["time"] = strconv.Itoa(b.Days) + "个工作日，预计至" + render.Date(b.Until.Start())
		}
	case *domain.LicenceHearingAsked:
		data["why"], data["from"], data["time"] = "听证", m.doc.IssuedOn, "至听证结束之日，听证至迟于"+render.Date(b.Clock.Due.Start())+"举行"
	case *domain.LicenceHearingSet:
		data["why"], data["from"], data["time"] = "听证", b.PausedFrom, "至听证结束之日，听证于"+render.DateTime(b.At)+"举行"
	default:
		return nil, missingEntry(m)
	}
	return data, nil
}

// regHearing tells of the right to a hearing, or of the hearing that was set.
func regHearing(ctx context.Context, m *matter) (render.Data, error) {
	switch b := m.event.Body.(type) {
	case *domain.LicenceHearingTold:
		return m.reg(render.Data{"matter": m.file.Title, "content": b.Content}), nil
	case *domain.LicenceHearingSet:
		host, err := m.name(ctx, b.Host)
		return m.reg(render.Data{"matter": m.file.Title, "content": "本机关定期举行听证", "held_at": render.DateTime(b.At), "place": b.Place, "host": host}), err
	}
	return nil, missingEntry(m)
}
