// Package invented makes up social organizations for demonstrations and load tests: the same ones for the same seed. Nothing in
// it exists. It must never be used on a register that is kept in earnest.
package invented

import (
	"fmt"
	"math/rand/v2"

	"yifa/domain"
)

var (
	groups   = []string{"老年人", "青少年", "退役军人", "女职工", "乡村", "社区", "职工", "残疾人", "大学生", "教师", "归国人员", "民间", "农民", "少儿", "企业", "志愿者", "校园", "山区", "湖区", "新居民"}
	subjects = []string{"太极拳", "书法", "围棋", "门球", "摄影", "诗词", "戏曲", "舞蹈", "合唱", "钓鱼", "登山", "骑行", "羽毛球", "乒乓球", "篮球", "武术", "剪纸", "刺绣", "盆景", "奇石",
		"根雕", "茶文化", "蜂业", "香菇", "银杏", "莲藕", "稻虾", "油茶", "中药材", "花卉", "苗木", "养鸡", "水产", "农机", "果树", "粮油", "物流", "餐饮", "家政", "建材",
		"汽修", "电商", "印刷", "家具", "服装", "食品", "民宿", "旅游", "科普", "阅读", "法律普及", "环境保护", "防灾减灾", "心理健康", "健康管理", "营养", "口腔保健", "慈善", "助学", "敬老",
		"地方志", "楹联", "灯谜", "集邮", "收藏", "编钟", "皮影", "龙狮", "风筝", "航模"}
	forms  = []string{"协会", "学会", "研究会", "促进会", "联合会"}
	brands = []string{"春禾", "晨曦", "向阳", "启航", "博文", "和煦", "同心", "明德", "青禾", "微光", "望舒", "云帆", "松柏", "金穗", "知行", "乐学", "安康", "桑榆", "暖阳", "蒲公英",
		"星火", "雨润", "锦程", "思源", "惠民", "远志", "新苗", "百灵", "琢玉", "长青", "福源", "善行", "静雅", "童心", "立德", "弘毅", "鸿雁", "紫藤", "白鹭", "碧波"}
	fields    = []string{"养老", "托育", "艺术培训", "体育培训", "职业技能培训", "康复", "社会工作", "公益", "社区", "助残", "心理咨询", "就业", "科技", "文化", "青少年", "家庭教育", "农业技术", "环保", "志愿", "健康"}
	ends      = []string{"服务中心", "学校", "服务站", "发展中心", "服务社"}
	surnames  = []string{"安", "白", "车", "丁", "方", "甘", "何", "姜", "柯", "乐", "毛", "宁", "欧", "彭", "齐", "任", "沈", "陶", "尉", "温", "夏", "严", "章", "邹"}
	givens    = []string{"远山", "清河", "文澜", "德厚", "嘉木", "秋实", "望春", "景行", "若水", "明月", "怀瑾", "知秋", "云起", "长风", "南乔", "子衿", "采薇", "青芜", "听泉", "念慈", "和光", "守拙", "观澜", "静姝"}
	supers    = []string{"文化体育局", "教育局", "农业农村局", "卫生健康局", "科学技术局", "商务局", "人力资源和社会保障局", "残疾人联合会", "科学技术协会", "民政局"}
	streets   = []string{"青石路", "桃源街", "长堤路", "学府路", "柳湖街", "东岳路", "南桥街", "映山路", "白云大道", "新民街"}
	lastTerms = []int{4, 5}
)

// Organizations makes up n organizations of an authority as the commands that enter them, as of a day: about two in three
// associations; most in order, some dormant (checks missed, terms long over, nothing done, no certificate in force), a few
// charities, stopped, revoked or deregistered. Names and codes are all different, and no code is from the authority's own pool.
// The same arguments give the same organizations; a larger n begins with those of a smaller one.
func Organizations(seed uint64, n int, a domain.Agency, on domain.Date) []*domain.EnterOrganization {
	m := maker{Rand: rand.New(rand.NewPCG(seed, 20261123)), agency: a, on: on, names: map[string]bool{}, area: "990101", prefix: "MJG"} //nolint:gosec // the same for the same seed is the point
	if m.agency.Region == "" {
		m.agency.Region = "云岭区"
	}
	if g := a.Registrar; g != nil {
		m.area = g.Area
		if g.Prefix == m.prefix {
			m.prefix = "MJK"
		}
	}
	out := make([]*domain.EnterOrganization, 0, n)
	for i := range n {
		out = append(out, m.one(i))
	}
	return out
}

type maker struct {
	*rand.Rand
	agency       domain.Agency
	on           domain.Date
	names        map[string]bool
	area, prefix string
}

func (m *maker) pick(from []string) string { return from[m.IntN(len(from))] }
func (m *maker) person() string            { return m.pick(surnames) + m.pick(givens) }

// chance is true so many times in a hundred.
func (m *maker) chance(percent int) bool { return m.IntN(100) < percent }

// name is one that was not given before.
func (m *maker) name(kind domain.PartyKind) domain.OrgName {
	for try := 0; ; try++ {
		n := domain.OrgName{District: m.agency.Region, Field: m.pick(subjects), Form: m.pick(forms)}
		if kind == domain.PartyServiceOrg {
			n.Brand, n.Field, n.Form = m.pick(brands), m.pick(fields), m.pick(ends)
		} else if try > 3 || m.chance(60) {
			n.Field = m.pick(groups) + n.Field
		}
		if try > 60 { // all common ones are given away
			n.Field = m.pick(surnames) + m.pick(surnames) + n.Field
		}
		if k := n.CoreKey(); !m.names[k] {
			m.names[k] = true
			return n
		}
	}
}

func (m *maker) one(i int) *domain.EnterOrganization {
	x := &domain.EnterOrganization{Kind: domain.PartyAssociation, Source: fmt.Sprintf("纸质登记簿第%d号", i+1)}
	if m.chance(35) {
		x.Kind, x.Form = domain.PartyServiceOrg, "legal_person"
	}
	n := m.name(x.Kind)
	age := 1 + m.IntN(25)
	x.RegisteredOn = m.on.AddYears(-age).AddDays(-m.IntN(300))
	x.Items = domain.OrgItems{Name: n, Address: m.agency.Region + m.pick(streets) + fmt.Sprint(1+m.IntN(200)) + "号", LegalRep: m.person(), CapitalFen: int64(3+m.IntN(28)) * 1_000_000,
		Purpose: "团结" + n.Field + "领域的力量，服务会员，服务社会", Scope: n.Field + "方面的交流、培训、咨询和公益活动", Mode: domain.ModeDual}
	if t := m.agency.Townships; len(t) > 0 {
		x.Items.Township = m.pick(t)
	}
	if m.chance(20) {
		x.Items.Mode = domain.ModeDirect
	} else {
		x.Items.Supervisor = m.agency.Region + m.pick(supers)
	}
	if x.Kind == domain.PartyAssociation {
		x.Items.Area = m.agency.Region
		x.Members = &domain.OrgMembers{Persons: 50 + m.IntN(300), AsOf: m.on.AddDays(-m.IntN(700))}
	} else {
		x.Items.Purpose = "从事" + n.Field + "服务，面向社会，不以营利为目的"
	}
	x.USCC = domain.MakeUSCC(x.Kind, m.area, fmt.Sprintf("%s%05d", m.prefix, i+1))
	x.Phone = fmt.Sprintf("000-%07d", m.IntN(10_000_000))
	x.Officers = []domain.OrgOfficer{{Name: x.Items.LegalRep, Post: "会长", Born: 1950 + m.IntN(45), Phone: x.Phone}, {Name: m.person(), Post: "秘书长", Born: 1955 + m.IntN(45)}}
	if x.Kind == domain.PartyServiceOrg {
		x.Officers[0].Post, x.Officers[1].Post = "理事长", "监事"
	}

	dormant := m.chance(12)
	years := lastTerms[m.IntN(len(lastTerms))]
	from := x.RegisteredOn
	for k := 1; ; k++ {
		until := from.AddYears(years)
		if until >= m.on || dormant && m.chance(40) || m.chance(2) {
			x.Term = &domain.OrgTerm{No: k, From: from, Until: until}
			break
		}
		from = until
	}
	x.Certificate = &domain.EnteredCertificate{Number: fmt.Sprintf("云民证字第%05d号", i+1), IssuedOn: max(x.RegisteredOn, m.on.AddYears(-5).AddDays(m.IntN(900)))}
	x.Certificate.ValidUntil = x.Certificate.IssuedOn.AddYears(4 + m.IntN(3))
	if dormant && m.chance(50) {
		x.Certificate.IssuedOn = x.RegisteredOn
		x.Certificate.ValidUntil = x.RegisteredOn.AddYears(4)
	}
	h := &domain.OrgHistory{}
	for y := max(m.on.Year()-4, x.RegisteredOn.Year()+1); y < m.on.Year(); y++ {
		k := domain.PastCheck{Year: y, Conclusion: domain.CheckPassed, FiledOn: domain.NewDate(y+1, 4, 1).AddDays(m.IntN(55)), Activity: true}
		switch r := m.IntN(100); {
		case dormant && y >= m.on.Year()-3 && r < 85, r < 3:
			k = domain.PastCheck{Year: y, Conclusion: domain.CheckMissed}
		case r < 10:
			k.Conclusion = domain.CheckFair
		case r < 12:
			k.Conclusion = domain.CheckFailed
		}
		if k.FiledOn > m.on {
			continue
		}
		h.Checks = append(h.Checks, k)
	}
	if !dormant && m.chance(70) {
		h.Activities = append(h.Activities, domain.OrgActivity{On: max(x.RegisteredOn, m.on.AddDays(-m.IntN(330))), What: n.Field + "交流活动", Source: "年度工作报告"})
	}
	if m.chance(3) {
		h.Penalties = append(h.Penalties, domain.OrgPenalty{On: max(x.RegisteredOn, m.on.AddDays(-m.IntN(1500))), By: m.agency.Region + "市场监督管理局", Kind: "warning", Number: fmt.Sprintf("云市监罚字〔%d〕%d号", m.on.Year()-1, i+1), Facts: "未按规定公示收费项目"})
	}
	x.History = h
	if m.chance(4) {
		x.Charity = &domain.OrgCharity{Since: max(x.RegisteredOn, m.on.AddDays(-m.IntN(1200)))}
	}
	switch r := m.IntN(1000); {
	case r < 10:
		x.Status, x.StatusOn = domain.OrgStopped, max(x.RegisteredOn, m.on.AddDays(-m.IntN(80)))
	case r < 20:
		x.Status, x.StatusOn = domain.OrgRevoked, max(x.RegisteredOn, m.on.AddDays(-m.IntN(700)))
	case r < 45:
		x.Status, x.StatusOn = domain.OrgDeregistered, max(x.RegisteredOn, m.on.AddDays(-m.IntN(1400)))
	}
	return x
}
