package main

import (
	"fmt"
	"log"
	"slices"
	"time"

	"yifa/docket/invented"
	"yifa/domain"
	"yifa/migrations"
)

// The registrations of 2023: twelve establishments, twenty-five changes, nine deregistrations, as the seed report says, and what was
// refused, rejected, withdrawn or lapsed beside them. Organizations, people and courses are made up.

// The people of the section for social organizations.
const (
	orgHead  = "kang.ning"
	window2  = "zhi.xia"
	asks     = string(domain.Applicant)
	portal   = "区人民政府门户网站社会组织公告专栏"
	orgShort = "社会组织管理股"
)

var (
	pairA = people{"tu.yan", "bian.he"}
	pairB = people{"bian.he", "tu.yan"}
	pairC = people{"tu.yan", window2}
)

// norms is the law of registration that the program ships, for the lists of materials and conditions.
var norms = func() *domain.Norms {
	n, err := migrations.Norms()
	if err != nil {
		log.Panic(err)
	}
	return n
}()

// filing is an application being written. Its days are counted on with after.
type filing struct {
	b      *book
	key    string
	r      domain.Registration
	at     domain.Date
	team   people
	clerk  string
	actor  string // who hands in: the applicant online, or the clerk at the window
	signed string // who signs for the result
}

func (x *filing) do(hm, actor string, cmd domain.Command) { x.b.do(x.at, hm, actor, x.key, cmd) }

// after goes on so many working days.
func (x *filing) after(n int) *filing { x.at = x.b.wd(x.at, n); return x }

// given is what was handed in: of the list what must be there, and some of what the place asks for besides.
func (x *filing) given(but ...string) []domain.GivenMaterial {
	var out []domain.GivenMaterial
	for i, m := range norms.Materials(&x.r, x.at) {
		if slices.Contains(but, m.Key) || m.Optional && i%3 != 0 {
			continue
		}
		out = append(out, x.material(m.Key))
	}
	return out
}

func (x *filing) material(key string) domain.GivenMaterial {
	if x.actor == asks {
		return domain.GivenMaterial{Key: key, Pages: 3, Files: []domain.Blob{"file:files/application.pdf"}}
	}
	return domain.GivenMaterial{Key: key, Pages: 2 + len(key)%4, Original: true}
}

func (x *filing) confirmed() []domain.ConfirmedByHand {
	var out []domain.ConfirmedByHand
	for _, k := range norms.Conditions(&x.r, &domain.Facts{At: x.at.Start()}) {
		out = append(out, domain.ConfirmedByHand{ID: k.ID, Met: true, Note: "核对申请材料，符合"})
	}
	return out
}

// begin opens the application on the day.
func (b *book) begin(key string, on domain.Date, who string, team people, cmd *domain.BeginRegistration, was *domain.OrgItems) *filing {
	x := &filing{b: b, key: key, at: on, team: team, clerk: who, actor: who, signed: cmd.Applicant.Name}
	if cmd.Channel == "online" {
		x.actor, x.clerk, cmd.EService = asks, clerk, true
	}
	x.r = domain.Registration{Kind: cmd.RegKind, Subject: cmd.Subject, Form: cmd.Form, Founders: cmd.Founders, Members: cmd.Members, Officers: cmd.Officers, Charity: cmd.Charity, Forced: cmd.Forced, EService: cmd.EService}
	switch {
	case cmd.Items != nil:
		x.r.Items = *cmd.Items
	case was != nil:
		x.r.Items = *was
	}
	if was != nil && cmd.Items != nil {
		x.r.Was, x.r.Changed = was, changedItems(*was, *cmd.Items)
	}
	x.do("09:20", x.actor, cmd)
	return x
}

func changedItems(a, b domain.OrgItems) []string {
	var out []string
	for _, k := range []string{domain.ItemName, domain.ItemAddress, domain.ItemPurpose, domain.ItemScope, domain.ItemArea, domain.ItemLegalRep, domain.ItemCapital, domain.ItemSupervisor} {
		if a.Value(k) != b.Value(k) {
			out = append(out, k)
		}
	}
	return out
}

// named takes an establishment to the name that is kept for it.
func (x *filing) named() *filing {
	x.do("09:40", x.actor, &domain.SignPriorNotice{Signers: []string{x.signed, x.r.Officers[1].Name}})
	x.after(1).do("14:10", x.clerk, &domain.CheckName{Name: x.r.Items.Name, Comment: "与本机关登记的社会组织不重名"})
	return x
}

func (x *filing) receive(but ...string) *filing {
	c := &domain.ReceiveApplication{Materials: x.given(but...)}
	if x.r.Kind == domain.RegEstablish && x.r.Subject != domain.PartyFoundation {
		held := x.at.AddDays(-6)
		c.AssemblyOn, c.Term = held, &domain.OrgTerm{No: 1, From: held, Until: held.AddYears(5)}
	}
	x.do("10:15", x.actor, c)
	return x
}

func (x *filing) accept() *filing {
	x.do("15:30", x.clerk, &domain.AcceptApplication{Handing: x.handed()})
	return x
}

// handed: who came to the window signs for the papers there; who applied online takes them on the page of the application.
func (x *filing) handed() domain.Handing {
	if x.r.EService {
		return domain.Handing{}
	}
	return domain.Handing{Handed: x.signed}
}

// gaps tells all that is missing; the applicant hands it in some days later.
func (x *filing) gaps(days int, keys ...string) *filing {
	c := &domain.ListGaps{Handing: x.handed()}
	s := &domain.SupplementMaterials{}
	if x.actor != asks {
		s.Handing = x.handed()
	}
	for _, k := range keys {
		c.Gaps = append(c.Gaps, domain.RegGap{Key: k, What: "未提交，请补交原件或者清晰的扫描件"})
		s.Materials = append(s.Materials, x.material(k))
	}
	x.do("16:20", x.clerk, c)
	x.after(days).do("11:05", x.actor, s)
	return x
}

// reviewed is assigned, visited where that is needed, and proposed.
func (x *filing) assigned() *filing {
	x.after(1).do("08:50", orgHead, &domain.AssignReviewers{Officers: x.team})
	return x
}

func (x *filing) proposed(reasons string) *filing {
	if x.r.Kind == domain.RegEstablish || slices.Contains(x.r.Changed, domain.ItemAddress) {
		x.after(2).do("16:30", string(x.team[0]), &domain.VisitPremises{At: instant(x.at, "15:10"), Officers: x.team, Place: x.r.Items.Address, Found: "有固定的办公场所，与使用权证明一致。", Fits: true,
			Evidence: []domain.NewEvidence{{Hash: "file:files/premises.png", Kind: "photo", Title: "住所照片", TakenAt: instant(x.at, "15:20")}}})
	}
	x.after(1).do("10:30", string(x.team[0]), &domain.ProposeRegistration{Grant: true, Reasons: reasons, Conditions: x.confirmed()})
	return x
}

// resolved goes through the legality review and the discussion to the decision of the head.
func (x *filing) resolved() *filing {
	x.after(1).do("15:00", []string{reviewer, "mei.heng"}[len(x.key+x.signed)%2], &domain.ReviewRegistration{Pass: true, Text: "主体适格，材料齐全，程序合法，同意。"})
	x.after(2).do("10:00", deputy, &domain.DiscussRegistration{Grant: true, Text: "局务会研究，同意准予登记。"})
	x.do("16:00", head, &domain.DecideRegistration{Grant: true})
	return x
}

func (x *filing) decided() *filing {
	x.after(1).do("15:20", deputy, &domain.DecideRegistration{Grant: true})
	return x
}

// done makes the certificate, hands it over and announces what is announced.
func (x *filing) done() {
	cert := ""
	if x.r.Kind != domain.RegDeregister {
		cert = fmt.Sprintf("云民社证字第%s号", x.key)
	}
	x.after(1).do("09:30", x.clerk, &domain.CertifyRegistration{Certificate: cert})
	if x.r.Kind == domain.RegDeregister {
		x.do("10:00", x.clerk, &domain.CollectCertificate{Certificate: true, Seal: true, Vouchers: true})
	}
	given := &domain.DeliverResult{Method: "collected", Who: x.signed, Proof: "核对身份证件"}
	if x.actor == asks {
		given.Method, given.Proof = "mailed", "XA9901"+x.key
	}
	x.after(1).do("09:50", x.clerk, given)
	announced := x.r.Kind != domain.RegChange
	for _, k := range x.r.Changed {
		announced = announced || k == domain.ItemName || k == domain.ItemAddress || k == domain.ItemLegalRep
	}
	if announced {
		x.do("16:40", x.clerk, &domain.AnnounceRegistration{Where: portal})
	}
}

// founded is an establishment as it is asked for.
func founded(n int, kind domain.PartyKind, name domain.OrgName, unit, channel string) *domain.BeginRegistration {
	name.District = "云岭区"
	rep, other := signer(700+n), signer(760+n)
	items := domain.OrgItems{Name: name, Address: fmt.Sprintf("云岭区%s%d号", []string{"听泉路", "砚池街", "松径路", "柳堤街", "长桥巷"}[n%5], 12+7*n), Township: townships[n%10],
		Purpose: "遵守法律，服务会员和社会，促进" + name.Field + "发展", Scope: name.Field + "方面的交流、培训、咨询和公益活动", Area: "云岭区", LegalRep: rep,
		CapitalFen: int64(3+n%4) * 10000 * yuan, Mode: domain.ModeDual, Supervisor: unit}
	if unit == "" {
		items.Mode = domain.ModeDirect
	}
	x := &domain.BeginRegistration{RegKind: domain.RegEstablish, Subject: kind, Channel: channel, Items: &items,
		Applicant: domain.RegApplicant{Name: rep, Phone: fmt.Sprintf("0000-555%04d", 1000+37*n), Post: "发起人代表"}}
	posts := []string{"会长", "秘书长"}
	if kind != domain.PartyAssociation {
		items.Area, x.Form, posts = "", "legal_person", []string{"理事长", "监事"}
		x.Founders = []domain.RegFounder{{Kind: domain.FounderPerson, Name: rep, Fen: items.CapitalFen / 2}, {Kind: domain.FounderPerson, Name: other, Fen: items.CapitalFen - items.CapitalFen/2}}
		items.Purpose, items.Scope = "面向社会提供"+name.Field+"服务，不以营利为目的", name.Field+"服务、咨询和公益活动"
	}
	if unit != "" {
		x.ConsentOn = 0
	}
	if kind == domain.PartyAssociation {
		x.Members = &domain.OrgMembers{Persons: 52 + 3*n}
	}
	if kind == domain.PartyFoundation {
		x.Form, x.Founders = "", nil
	}
	x.Officers = []domain.OrgOfficer{{Name: rep, Post: posts[0], Born: 1960 + n%30}, {Name: other, Post: posts[1], Born: 1965 + n%25}}
	return x
}

// known is an organization that was registered on paper before the year.
type known struct {
	key   domain.PartyID
	enter *domain.EnterOrganization
	items domain.OrgItems // as they stand by now
}

// registered enters the organizations that the year is about: healthy, but for those of the clean-up, which are dressed by it.
func (b *book) registered(n int, dress func(i int, x *domain.EnterOrganization)) []known {
	a := domain.Agency{Region: "云岭区", Townships: townships}
	taken := map[string]bool{}
	for _, x := range invented.Organizations(20261123, 60, domain.Agency{Region: "云岭区", Townships: townships, Registrar: &domain.Registrar{Area: "990101", Prefix: "MJH", First: 1, Last: 99999}}, day("2026-11-01")) {
		taken[x.Items.Name.CoreKey()] = true // those the demonstration enters later
	}
	var pools [2][]*domain.EnterOrganization
	for _, x := range invented.Organizations(20230101, 3*n, a, day("2023-01-01")) {
		if taken[x.Items.Name.CoreKey()] {
			continue
		}
		at := 0
		if x.Kind == domain.PartyServiceOrg {
			at = 1
		}
		pools[at] = append(pools[at], x)
	}
	on := day("2023-01-30")
	var out []known
	for i := range n {
		at := 0
		if i%3 == 2 {
			at = 1
		}
		x := pools[at][0]
		pools[at] = pools[at][1:]
		k := known{domain.PartyID(fmt.Sprintf("R%02d", i+1)), x, x.Items}
		x.USCC = domain.MakeUSCC(x.Kind, "990101", fmt.Sprintf("MJE%05d", i+1))
		x.Source = fmt.Sprintf("纸质登记簿（2022年前）第%d号", i+1)
		x.Phone = fmt.Sprintf("（0000）5551%03d", i+1) // with the number of a file it opens the organization's own page
		x.Status, x.StatusOn, x.Charity = "", 0, nil
		x.RegisteredOn = domain.NewDate(2008+i%13, time.Month(1+i%12), 3+i%25)
		x.Certificate = &domain.EnteredCertificate{Number: fmt.Sprintf("云民社证字第%04d号", 200+i), IssuedOn: domain.NewDate(2021, time.Month(3+i%6), 10), ValidUntil: domain.NewDate(2026, time.Month(3+i%6), 9)}
		x.Term = &domain.OrgTerm{No: 2 + i%3, From: domain.NewDate(2022, time.Month(1+i%9), 6), Until: domain.NewDate(2027, time.Month(1+i%9), 5)}
		x.History = &domain.OrgHistory{Activities: []domain.OrgActivity{{On: domain.NewDate(2022, time.Month(5+i%8), 2+i%20), What: x.Items.Name.Field + "交流活动", Source: "年度工作报告"}}}
		for y := 2019; y < 2022; y++ {
			x.History.Checks = append(x.History.Checks, domain.PastCheck{Year: y, Conclusion: domain.CheckPassed, FiledOn: domain.NewDate(y+1, time.Month(4), 2+i%25), Activity: true})
		}
		if i == 24 { // it will ask too late, counted from the consent of its unit
			x.Items.Mode, x.Items.Supervisor = domain.ModeDual, "云岭区商务局"
			k.items = x.Items
		}
		dress(i+1, x)
		b.do(on, fmt.Sprintf("%02d:%02d", 9+i/30, 2*(i%30)), clerk, string(k.key), x)
		out = append(out, k)
	}
	return out
}

// registrations writes the year of the section for social organizations.
func registrations(b *book) {
	orgs := b.registered(48, dormant)
	establishments(b)
	changes(b, orgs)
	deregistrations(b, orgs)
	besides(b, orgs)
	threeNo(b, orgs)
	sample(b)
	checks(b, orgs)
}

// establishments are the twelve that were registered.
func establishments(b *book) {
	est := func(n int, on string, who string, team people, kind domain.PartyKind, name domain.OrgName, unit, channel string, change ...func(*domain.BeginRegistration)) *filing {
		cmd := founded(n, kind, name, unit, channel)
		for _, f := range change {
			f(cmd)
		}
		return b.begin(fmt.Sprintf("E%02d", n), day(on), who, team, cmd, nil).named()
	}
	assoc, org := domain.PartyAssociation, domain.PartyServiceOrg
	fine := "材料齐全，符合法定形式和登记条件，建议准予成立登记。"

	// E01: at the window, nothing wanting
	est(1, "2023-02-06", clerk, pairA, assoc, domain.OrgName{Field: "稻虾综合种养", Form: "协会"}, "云岭区农业农村局", "window").after(14).receive().after(1).accept().assigned().proposed(fine).resolved().done()
	// E02: online; told once what was missing, and handed in
	est(2, "2023-02-09", clerk, pairB, org, domain.OrgName{Brand: "禾穗", Field: "托育", Form: "服务中心"}, "云岭区卫生健康局", "online").after(18).receive("capital_report", "premises").after(2).gaps(4, "capital_report", "premises").assigned().proposed(fine).resolved().done()
	// E03: a trade association, registered directly
	est(3, "2023-03-02", window2, pairA, assoc, domain.OrgName{Field: "山居民宿行业", Form: "协会"}, "", "window", func(x *domain.BeginRegistration) { x.Members = &domain.OrgMembers{Units: 34} }).after(21).receive().after(2).accept().assigned().proposed(fine).resolved().done()
	// E04: what is not a principal material was promised for later, and came
	x := est(4, "2023-03-13", clerk, pairC, org, domain.OrgName{Brand: "砚心", Field: "社会工作", Form: "服务中心"}, "", "window").after(16).receive("council", "funds_rule")
	x.after(1).do("15:30", clerk, &domain.AcceptApplication{Promised: []string{"funds_rule"}, Promise: "file:files/promise.pdf"})
	x.assigned().after(3).do("11:20", clerk, &domain.SupplementMaterials{Materials: []domain.GivenMaterial{x.material("funds_rule")}})
	x.proposed(fine).resolved().done()
	// E05: another association feared for its own; a hearing was asked for and held, and its days do not count
	x = est(5, "2023-04-03", clerk, pairA, assoc, domain.OrgName{Field: "门球运动", Form: "协会"}, "云岭区文化体育局", "window").after(15).receive().after(1).accept().assigned()
	x.after(1).do("09:40", "tu.yan", &domain.InformInterested{Name: "云岭区老年人体育联合会", Matter: "申请成立的协会与你会业务范围相近"})
	x.do("10:10", "tu.yan", &domain.TellLicenceHearing{Why: "interested", Told: []string{x.signed, "云岭区老年人体育联合会"}, Content: "可以在被告知之日起五个工作日内申请听证"})
	x.after(3).do("15:40", clerk, &domain.AskLicenceHearing{By: "云岭区老年人体育联合会"})
	hearing := b.wd(x.at, 11)
	x.after(1).do("09:10", orgHead, &domain.SetLicenceHearing{At: instant(hearing, "09:00"), Place: "区政务服务中心三楼会议室", Host: host})
	x.at = hearing
	x.do("11:30", host, &domain.HoldLicenceHearing{Attended: []string{x.signed, "云岭区老年人体育联合会 " + signer(790)}, Record: "联合会认为业务重合；申请人说明只组织门球一个项目，会员不重复，双方均无新的证据。"})
	x.do("15:10", "tu.yan", &domain.RecordView{Name: "云岭区老年人体育联合会", View: "听证后同意申请人将业务范围限于门球项目。"})
	x.proposed("经听证，业务范围仅限门球，与联合会不相同，确有成立的必要，建议准予。").resolved().done()
	// E06: a charity from its birth: thirty days, not sixty
	est(6, "2023-05-08", window2, pairB, org, domain.OrgName{Brand: "萤火", Field: "助学", Form: "服务中心"}, "", "window", func(x *domain.BeginRegistration) { x.Charity = true }).after(12).receive().after(1).accept().assigned().proposed(fine).resolved().done()
	// E07: a slip was put right on the spot
	x = est(7, "2023-05-22", clerk, pairA, assoc, domain.OrgName{Field: "古建筑修缮", Form: "学会"}, "云岭区文化体育局", "window").after(17).receive()
	x.do("10:30", clerk, &domain.CorrectOnSpot{Corrections: []domain.RegGap{{Key: "application", What: "申请书住所门牌号漏写，当场补写并签章"}}})
	x.after(1).accept().assigned().proposed(fine).resolved().done()
	// E08: online throughout
	est(8, "2023-06-12", clerk, pairB, org, domain.OrgName{Brand: "听雨", Field: "康复", Form: "服务中心"}, "云岭区残疾人联合会", "online").after(14).receive().after(2).accept().assigned().proposed(fine).resolved().done()
	// E09: received on the last working day before National Day, and nobody said anything for five working days: accepted by law as
	// of its receipt. The holiday does not count, the Saturday and the Sunday that were worked do.
	x = est(9, "2023-08-30", clerk, pairA, assoc, domain.OrgName{Field: "古银杏保护", Form: "协会"}, "云岭区林业局", "window")
	x.at = day("2023-09-28")
	x.receive()
	x.at = day("2023-10-11")
	x.assigned()
	x.do("09:30", orgHead, &domain.AddNote{Text: "收件后五个工作日内未告知补正，依照行政许可法第三十二条自收到之日起即为受理；窗口已作检查，今后每日核对收件待办。"})
	x.proposed(fine).resolved().done()
	// E10: the first contact handed the file over
	x = est(10, "2023-08-07", window2, pairA, assoc, domain.OrgName{Field: "竹编技艺", Form: "研究会"}, "云岭区文化体育局", "window").after(20).receive()
	x.after(1).do("09:10", window2, &domain.HandOverContact{To: domain.PersonID(clerk), Reason: "外出培训一周"})
	x.clerk = clerk
	x.accept().assigned().proposed(fine).resolved().done()
	// E11
	est(11, "2023-09-11", clerk, pairB, org, domain.OrgName{Brand: "清渠", Field: "社区养老", Form: "服务中心"}, "云岭区民政局", "online").after(21).receive().after(2).accept().assigned().proposed(fine).resolved().done()
	// E12: the last of the year
	est(12, "2023-10-16", clerk, pairA, assoc, domain.OrgName{Field: "乡村阅读", Form: "促进会"}, "云岭区教育局", "window").after(19).receive("capital_report").after(1).gaps(3, "capital_report").assigned().proposed(fine).resolved().done()
}

// change asks for another version of what is registered.
func (b *book) change(key string, on domain.Date, who, channel string, team people, o *known, consent domain.Date, edit func(*domain.OrgItems)) *filing {
	was := o.items
	now := was
	edit(&now)
	cmd := &domain.BeginRegistration{RegKind: domain.RegChange, Org: o.key, Channel: channel, Items: &now, Applicant: domain.RegApplicant{Name: was.LegalRep, Phone: o.enter.Phone, Post: "法定代表人"}}
	if was.Mode == domain.ModeDual {
		cmd.ConsentOn = consent
	}
	x := b.begin(key, on, who, team, cmd, &was)
	x.r.Subject = o.enter.Kind
	o.items = now
	return x
}

// changes are the twenty-five that were registered.
func changes(b *book, orgs []known) {
	on := day("2023-02-14")
	fine := "变更符合章程规定的程序，材料齐全，建议准予变更登记。"
	edits := []func(n int, i *domain.OrgItems){
		func(n int, i *domain.OrgItems) { i.LegalRep = signer(800 + n) },
		func(n int, i *domain.OrgItems) {
			i.Address = fmt.Sprintf("云岭区%s%d号", []string{"新苑路", "东圃街", "文昌巷"}[n%3], 8+3*n)
			i.Township = townships[(n*3)%10]
		},
		func(n int, i *domain.OrgItems) { i.LegalRep = signer(800 + n) },
		func(_ int, i *domain.OrgItems) { i.Scope += "；" + i.Name.Field + "方面的志愿服务" },
		func(n int, i *domain.OrgItems) { i.CapitalFen += int64(2+n%5) * 10000 * yuan },
		func(n int, i *domain.OrgItems) { i.LegalRep, i.CapitalFen = signer(800+n), i.CapitalFen+30000*yuan },
	}
	for n := 1; n <= 25; n++ {
		o := &orgs[n-1]
		key := fmt.Sprintf("B%02d", n)
		who, team := []string{clerk, window2}[n%2], []people{pairA, pairB, pairC}[n%3]
		start := b.wd(on, (n-1)*8)
		edit := func(i *domain.OrgItems) { edits[n%len(edits)](n, i) }
		channel := "window"
		if n%4 == 0 {
			channel = "online"
		}
		consent := start.AddDays(-9)
		switch n {
		case 5: // the name: looked up and kept first
			x := b.change(key, start, who, channel, team, o, consent, func(i *domain.OrgItems) { i.Name.Field = "新时代" + i.Name.Field })
			x.after(1).do("09:30", x.clerk, &domain.CheckName{Name: x.r.Items.Name})
			x.receive().accept().assigned().proposed(fine).decided().done()
		case 8: // online, one list of gaps
			b.change(key, start, who, channel, team, o, consent, edit).receive("c_minutes", "c_form").after(1).gaps(3, "c_minutes", "c_form").assigned().proposed(fine).decided().done()
		case 10: // a form was promised
			x := b.change(key, start, who, channel, team, o, consent, edit).receive("c_form")
			x.after(1).do("15:10", x.clerk, &domain.AcceptApplication{Promised: []string{"c_form"}, Promise: "file:files/promise.pdf"})
			x.after(2).do("10:10", x.clerk, &domain.SupplementMaterials{Materials: []domain.GivenMaterial{x.material("c_form")}})
			x.assigned().proposed(fine).decided().done()
		case 13: // more time was needed
			x := b.change(key, start, who, channel, team, o, consent, func(i *domain.OrgItems) {
				i.Mode, i.Supervisor = domain.ModeDual, "云岭区乡村振兴局"
			}).receive().accept().assigned()
			x.after(14).do("10:20", head, &domain.ExtendDecision{Days: 10, Reason: "新业务主管单位的职能划转文件尚在核对"})
			x.proposed(fine).decided().done()
		case 16: // the first proposal was sent back by the leader
			x := b.change(key, start, who, channel, team, o, consent, edit).receive().accept().assigned().proposed(fine)
			x.after(1).do("09:15", deputy, &domain.ReturnRegistration{Reason: "请补充说明理事会到会人数"})
			x.proposed("理事会到会人数符合章程规定，建议准予变更登记。").decided().done()
		case 18: // obtained with forged minutes: found out in autumn, heard, and taken away
			x := b.change(key, start, who, channel, team, o, consent, func(i *domain.OrgItems) { i.LegalRep = signer(818) }).receive().accept().assigned().proposed(fine).decided()
			x.done()
			x.at = day("2023-11-06")
			x.do("10:00", orgHead, &domain.ProposeAnnulment{Ground: domain.AnnulFraud, Facts: "三名理事书面证实未参加会议，会议纪要上的签名系他人代签。", Views: "该组织陈述系经办人所为，对事实没有异议。"})
			x.after(5).do("15:00", deputy, &domain.AnnulRegistration{Annul: true, Reasons: "以虚假会议纪要取得变更登记，依照行政许可法第六十九条第二款予以撤销，恢复原登记事项。"})
			o.items = *x.r.Was
		case 25: // too late: more than thirty days after the consent. Accepted all the same, and the acceptance opens a clue
			x := b.change(key, start, who, channel, team, o, start.AddDays(-52), func(i *domain.OrgItems) { i.LegalRep = signer(825) })
			x.receive().after(1).accept()
			late := filing{b: b, key: key + "-p1", at: b.wd(x.at, 1)}
			late.do("09:20", orgHead, &domain.AssignCase{Officers: pairA})
			late.after(2).do("10:20", "tu.yan", &domain.ProposeFiling{Officers: pairA, Advice: "not_file", Jurisdiction: "本机关登记的社会团体", Opinion: "逾期二十二日申请，已经主动申请并准予变更，无违法所得，系初次且轻微，建议不予立案，当面提醒。"})
			late.after(1).do("16:00", deputy, &domain.RefuseFiling{Reason: "初次违法、轻微且已改正，符合行政处罚法第三十三条第一款，不予立案。"})
			x.assigned().proposed(fine).decided().done()
		default:
			b.change(key, start, who, channel, team, o, consent, edit).receive().accept().assigned().proposed(fine).decided().done()
		}
	}
}

// deregister is one that winds itself up: a group, the creditors, the report, the application.
func (b *book) deregister(key string, on domain.Date, who string, team people, o known, ground, rest string) *filing {
	x := b.wound(key, on, who, team, o, ground)
	x.at = b.cal.NextWorking(x.at.AddDays(48))
	x.do("09:30", x.clerk, &domain.EndLiquidation{Report: "file:files/liquidation.pdf", ResidualFen: 1_260_000, Residual: rest})
	x.after(3).receive().after(1).accept().assigned().proposed("清算完毕，债权债务处理完结，剩余财产处理合法，建议准予注销登记。").decided()
	return x
}

// wound is as far as the notice in the newspaper.
func (b *book) wound(key string, on domain.Date, who string, team people, o known, ground string) *filing {
	x := b.begin(key, on, who, team, &domain.BeginRegistration{RegKind: domain.RegDeregister, Org: o.key, Channel: "window", Ground: ground,
		Applicant: domain.RegApplicant{Name: o.enter.Items.LegalRep, Phone: o.enter.Phone, Post: "法定代表人"}}, &o.enter.Items)
	x.r.Subject, x.r.Ground = o.enter.Kind, ground
	x.after(2).do("09:20", who, &domain.FormLiquidation{Members: []string{o.enter.Items.LegalRep, o.enter.Officers[1].Name}})
	x.after(3).do("10:00", who, &domain.NotifyCreditors{})
	x.after(2).do("10:00", who, &domain.NotifyCreditors{Newspaper: "云岭日报"})
	return x
}

// deregistrations are the nine. Three of them came of the clean-up and are begun by it.
func deregistrations(b *book, orgs []known) {
	grounds := []string{"宗旨已经完成，会员大会决议解散", "与其他组织合并", "举办者不再投入，理事会决议终止", "会员流失，会员大会决议解散", "业务由学校直接承担，理事会决议终止", "负责人年事已高，无人接任，会员大会决议解散"}
	for i, ground := range grounds {
		b.deregister(fmt.Sprintf("D%02d", i+1), b.wd(day("2023-02-20"), 22*i), []string{clerk, window2}[i%2], []people{pairA, pairB}[i%2], orgs[25+i], ground, "转赠云岭区慈善会，用于章程规定的公益目的").done()
	}
}

// besides is what did not end in a certificate in the year.
func besides(b *book, orgs []known) {
	assoc, org := domain.PartyAssociation, domain.PartyServiceOrg
	// X01: refused. There is one like it, and no need for another
	x := b.begin("X01", day("2023-06-05"), clerk, pairA, founded(21, assoc, domain.OrgName{Field: "稻虾种养", Form: "促进会"}, "云岭区农业农村局", "window"), nil).named().after(12).receive().after(1).accept().assigned()
	conds := x.confirmed()
	x.after(3).do("10:30", "tu.yan", &domain.ProposeRegistration{Grounds: []string{"RR-02"}, Reasons: "本区已有稻虾综合种养协会，业务范围相同，发起人与其会员多数重合，没有必要成立。", Conditions: conds})
	x.after(1).do("15:00", reviewer, &domain.ReviewRegistration{Pass: true, Text: "事实清楚，适用条例第十三条第二项正确，同意不予登记。"})
	x.after(2).do("10:20", deputy, &domain.DiscussRegistration{Text: "局务会研究，同意不予登记。"})
	x.do("16:00", head, &domain.DecideRegistration{Grounds: []string{"RR-02"}, Reasons: "同一行政区域内已有业务范围相同的社会团体，没有必要成立。"})
	x.after(1).do("10:00", clerk, &domain.DeliverResult{Method: "collected", Who: x.signed, Proof: "核对身份证件"})
	// X02: a foundation: not our office
	x = b.begin("X02", day("2023-03-16"), window2, pairA, founded(22, domain.PartyFoundation, domain.OrgName{Brand: "溯源", Field: "教育", Form: "基金会"}, "云岭区教育局", "window"), nil)
	x.do("09:50", window2, &domain.ReceiveApplication{})
	x.do("10:20", window2, &domain.RejectApplication{Reason: "wrong_office", Where: "省民政厅", Text: "基金会由国务院民政部门和省级民政部门登记，不属于本机关职权。", Handing: x.handed()})
	// X03: taken back by the applicant
	x = b.begin("X03", day("2023-07-03"), clerk, pairB, founded(23, org, domain.OrgName{Brand: "竹露", Field: "家庭教育", Form: "服务中心"}, "云岭区教育局", "online"), nil).named().after(15).receive().after(1).accept().assigned()
	x.after(3).do("14:30", asks, &domain.WithdrawApplication{Reason: "拟调整举办者和住所，重新准备后再申请"})
	// X04: the name was kept for six months, and nobody came back
	b.begin("X04", day("2023-02-22"), clerk, pairA, founded(24, assoc, domain.OrgName{Field: "冬泳", Form: "协会"}, "云岭区文化体育局", "window"), nil).named()
	// X05: what was missing was never handed in
	x = b.begin("X05", day("2023-04-11"), window2, pairA, founded(25, org, domain.OrgName{Brand: "云雀", Field: "艺术培训", Form: "学校"}, "云岭区教育局", "window"), nil).named().after(13).receive("premises", "capital_report")
	x.after(1).do("16:00", window2, &domain.ListGaps{Gaps: []domain.RegGap{{Key: "premises", What: "缺场所使用权证明"}, {Key: "capital_report", What: "缺验资报告"}}, Handing: x.handed()})
	// X06: a change that was taken back
	x = b.change("X06", day("2023-09-05"), clerk, "window", pairA, &orgs[46], day("2023-08-28"), func(i *domain.OrgItems) { i.CapitalFen += 50000 * yuan }).receive().accept()
	x.after(1).do("10:00", clerk, &domain.WithdrawApplication{Reason: "会员大会另有决议"})
	// Y01, Y02: under way at the end of the year, registered in January
	b.begin("Y01", day("2023-11-20"), clerk, pairA, founded(26, assoc, domain.OrgName{Field: "山地徒步", Form: "协会"}, "云岭区文化体育局", "window"), nil).named().after(22).receive().after(1).accept().assigned().proposed("材料齐全，符合登记条件，建议准予。").resolved().done()
	b.change("Y02", day("2023-12-26"), window2, "online", pairB, &orgs[47], day("2023-12-15"), func(i *domain.OrgItems) { i.LegalRep = signer(826) }).receive().after(2).accept().assigned().proposed("变更符合章程规定的程序，建议准予。").decided().done()
}
