package domain

import (
	"strings"
	"unicode"
)

// Names of social organizations (社会组织名称管理办法, 民政部令第69号; registration.md §1.2): how one is put together, which
// words it may not use, and which other names stand in its way.

// OrgName is the name of a social organization in its parts (art. 8). An association has no brand; that of a chamber of
// people from elsewhere names the place they come from as its field.
type OrgName struct {
	District string `json:"district" minLength:"2" maxLength:"20" doc:"行政区划，如云岭区"`
	Brand    string `json:"brand,omitempty" maxLength:"20" doc:"字号；社会团体没有字号"`
	Field    string `json:"field" minLength:"1" maxLength:"40" doc:"行业、事业领域或者会员组成"`
	Form     string `json:"form" minLength:"2" maxLength:"20" doc:"组织形式，如协会、学会、服务中心"`
}

// String is the whole name.
func (n OrgName) String() string { return n.District + n.Brand + n.Field + n.Form }

// FullKey and CoreKey are what names are compared by: the whole name, and brand, field and form without the district.
// Spaces, width and case make no difference.
func (n OrgName) FullKey() string { return nameKey(n.String()) }

// CoreKey is the name without its district: what may not be repeated within one registrar (art. 16).
func (n OrgName) CoreKey() string { return nameKey(n.Brand + "/" + n.Field + "/" + n.Form) }

// NameKey is what a whole name is compared by.
func NameKey(s string) string { return nameKey(s) }

func nameKey(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' { // full width forms
			r -= 0xFEE0
		}
		if unicode.IsSpace(r) || strings.ContainsRune("·•・-‐–—()", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// Why a name is not free.
const (
	NameRegistered   = "registered"   // 已登记
	NameReserved     = "reserved"     // 已预登记，在有效期内
	NameRenamed      = "renamed"      // 变更名称不满一年
	NameDeregistered = "deregistered" // 注销不满一年
	NameRevoked      = "revoked"      // 成立登记或者名称变更登记被撤销不满三年
)

var nameWhys = map[string][2]string{
	NameRegistered: {"已登记", "registered"}, NameReserved: {"已预登记", "reserved"}, NameRenamed: {"更名未满一年", "renamed less than a year ago"},
	NameDeregistered: {"注销未满一年", "deregistered less than a year ago"}, NameRevoked: {"被撤销未满三年", "revoked less than three years ago"},
}

// NameHeld is a name that somebody has, had, or has reserved, with the last day on which it bars others.
type NameHeld struct {
	Name  OrgName `json:"name"`
	Why   string  `json:"why"`
	From  Date    `json:"from"`
	Until Date    `json:"until,omitzero"` // the last day it bars others; zero: as long as it is held
	File  CaseID  `json:"file"`           // the organization, or the application that reserved it
}

// Bars reports that the name bars others on the day.
func (h NameHeld) Bars(on Date) bool { return h.Until.IsZero() || on <= h.Until }

// addTerm is the last day of a term from a day, by the calendar alone: a bar on a name is no time limit that rolls over
// rest days.
func addTerm(from Date, t Term) Date {
	switch t.Unit {
	case Years:
		return from.AddYears(t.N)
	case Months:
		return from.AddMonths(t.N)
	case WorkingDays, CalendarDays, Hours:
	}
	return from.AddDays(t.N)
}

// barredUntil is the last day on which a name given up bars others: a year, or three where the registration was revoked.
func barredUntil(f *Facts, why string, from Date) (Date, error) {
	id := "T14"
	if why == NameRevoked {
		id = "T14b"
	}
	r, err := f.Rules.At(id, from)
	if CodeOf(err) == "rule_unknown" { // before the rule on names there was no such bar
		return from, nil
	}
	if err != nil {
		return 0, err
	}
	return addTerm(from, r.Term), nil
}

const artName = "社会组织名称管理办法（民政部令第69号）第十六条"

// freeName refuses a name that repeats one held by anybody but the files named. The store has locked the keys of the name,
// so that of many who ask for it at once one gets it.
func freeName(n OrgName, f *Facts, on Date, but ...CaseID) error {
	for _, h := range f.Names {
		mine := false
		for _, b := range but {
			mine = mine || b != "" && h.File == b
		}
		if mine || !h.Bars(on) || h.Name.FullKey() != n.FullKey() && h.Name.CoreKey() != n.CoreKey() {
			continue
		}
		w := nameWhys[h.Why]
		return Refuse("name_taken", artName, "名称与“%[1]s”（%[2]s）重复，不能使用。", "the name repeats %[1]s (%[3]s)", h.Name.String(), w[0], w[1])
	}
	return nil
}

// checkName names what is wrong with a name by itself (arts. 5–8, 12).
func checkName(n OrgName, kind PartyKind, a Agency, bad *faults, path string) {
	bad.need(strings.TrimSpace(n.District) != "", path+".district", "请填写行政区划")
	bad.need(strings.TrimSpace(n.Field) != "", path+".field", "请填写行业、事业领域或者会员组成")
	bad.need(strings.TrimSpace(n.Form) != "", path+".form", "请填写组织形式")
	bad.need(a.Region == "" || strings.HasSuffix(n.District, a.Region), path+".district", "本机关登记的组织，名称冠以"+a.Region)
	for _, w := range []string{"中国", "全国", "中华", "国家"} {
		bad.need(!strings.Contains(n.String(), w), path, "地方社会组织的名称不得使用“"+w+"”")
	}
	bad.need(kind != PartyAssociation || n.Brand == "", path+".brand", "社会团体的名称没有字号")
	bad.need(kind == PartyAssociation || n.Brand != "", path+".brand", "请填写字号")
	bad.need(len([]rune(n.String())) <= 60, path, "名称过长")
}

// nameForms are the usual ends of names, longest first where one ends another.
var nameForms = []string{"志愿者协会", "发展促进会", "社会工作服务中心", "培训学校", "服务中心", "发展中心", "培训中心", "研究中心", "活动中心", "服务社", "服务站", "研究院", "研究所", "研究会", "促进会", "联合会", "联谊会", "校友会",
	"幼儿园", "敬老院", "养老院", "福利院", "博物馆", "美术馆", "图书馆", "俱乐部", "协会", "学会", "商会", "总会", "学校", "学院", "医院", "中心", "基金会", "会", "社", "院", "所", "馆", "园", "站", "团"}

// SplitName takes the whole name of an organization apart as well as it can: the district of the registrar or the first place
// that is named as one, the form as it usually ends, and between them the brand of what is no association. A person looks at
// the result.
func SplitName(whole string, kind PartyKind, region string) OrgName {
	n := OrgName{}
	rest := strings.TrimSpace(whole)
	if i := strings.Index(rest, region); region != "" && i >= 0 && i <= 30 {
		n.District, rest = rest[:i+len(region)], rest[i+len(region):]
	} else {
		for _, end := range []string{"自治县", "县", "区", "市"} {
			if i := strings.Index(rest, end); i >= 6 && i <= 18 {
				n.District, rest = rest[:i+len(end)], rest[i+len(end):]
				break
			}
		}
	}
	for _, f := range nameForms {
		if s, ok := strings.CutSuffix(rest, f); ok && s != "" {
			rest, n.Form = s, f
			break
		}
	}
	if rs := []rune(rest); kind != PartyAssociation && len(rs) > 2 {
		n.Brand, rest = string(rs[:2]), string(rs[2:])
	}
	n.Field = rest
	return n
}
