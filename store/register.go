package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"yifa/domain"
)

// This file holds the register of organizations as a table: what is read from one, and what is written as one.

// OrganizationLine is one row of a table of organizations that is imported.
type OrganizationLine struct {
	Row   int                      `json:"row"` // as the spreadsheet numbers it
	Name  string                   `json:"name"`
	USCC  string                   `json:"uscc,omitempty"`
	Entry domain.EnterOrganization `json:"-"`

	Result  string         `json:"result" enum:"ok,completes,recorded,already,duplicate,wrong" doc:"可录入、补全名录中的当事人、已录入、以前已录入、与登记簿或者表内重复、有误"`
	Party   domain.PartyID `json:"party,omitempty" doc:"录入的，或者与之重复的"`
	Faults  []domain.Field `json:"faults,omitempty"`
	Because string         `json:"because,omitempty" doc:"与哪一条重复、按什么判断"`
}

// OrganizationImport says what became of every row.
type OrganizationImport struct {
	DryRun     bool               `json:"dry_run"`
	Lines      []OrganizationLine `json:"lines"`
	OK         int                `json:"ok"`
	Completes  int                `json:"completes"`
	Recorded   int                `json:"recorded"`
	Already    int                `json:"already"`
	Duplicates int                `json:"duplicates"`
	Wrong      int                `json:"wrong"`
}

// MaxOrganizations is how many rows one import may have.
const MaxOrganizations = 5000

// OrganizationColumns are the columns of the table, as it is exported and imported: key, Chinese name.
var OrganizationColumns = [][2]string{
	{"kind", "类别"}, {"name", "名称"}, {"uscc", "统一社会信用代码"}, {"no_code", "无代码原因"}, {"form", "民非形式"}, {"registered_on", "成立日期"}, {"status", "状态"}, {"status_on", "状态日期"},
	{"legal_rep", "法定代表人"}, {"address", "住所"}, {"township", "乡镇（街道）"}, {"mode", "管理方式"}, {"supervisor", "业务主管单位"}, {"purpose", "宗旨"}, {"scope", "业务范围"}, {"area", "活动地域"}, {"capital", "注册资金（元）"},
	{"certificate", "证书编号"}, {"certificate_on", "发证日期"}, {"certificate_until", "证书有效期至"}, {"term", "届次"}, {"term_from", "任期起"}, {"term_until", "任期止"},
	{"persons", "个人会员"}, {"units", "单位会员"}, {"charity_since", "慈善组织认定日期"}, {"officers", "负责人"}, {"phone", "联系电话"}, {"district", "行政区划"}, {"brand", "字号"}, {"field", "行（事）业领域"}, {"end", "组织形式"}, {"same_name", "重名说明"}, {"source", "档案号"},
	{"checks", "历年年检"}, {"active_on", "最近活动日期"}, {"activity", "最近活动"},
}

// other names of columns
var organizationAliases = map[string]string{"单位名称": "name", "组织名称": "name", "信用代码": "uscc", "类型": "kind", "登记日期": "registered_on", "成立登记日期": "registered_on", "法人代表": "legal_rep", "负责人姓名": "legal_rep",
	"地址": "address", "乡镇": "township", "乡镇街道": "township", "主管单位": "supervisor", "活动资金": "capital", "开办资金": "capital", "电话": "phone", "有效期至": "certificate_until"}

func organizationColumn(h string) string {
	h = strings.TrimSpace(strings.TrimPrefix(h, "\ufeff"))
	for _, c := range OrganizationColumns {
		if strings.EqualFold(h, c[0]) || h == c[1] {
			return c[0]
		}
	}
	return organizationAliases[h]
}

var (
	kindWords   = map[string]domain.PartyKind{"社会团体": domain.PartyAssociation, "社团": domain.PartyAssociation, "民办非企业单位": domain.PartyServiceOrg, "民非": domain.PartyServiceOrg, "社会服务机构": domain.PartyServiceOrg, "基金会": domain.PartyFoundation}
	formWords   = map[string]string{"法人": "legal_person", "合伙": "partnership", "个体": "individual"}
	modeWords   = map[string]string{"双重管理": domain.ModeDual, "直接登记": domain.ModeDirect}
	checkWords  = map[string]string{"合格": domain.CheckPassed, "基本合格": domain.CheckFair, "不合格": domain.CheckFailed, "未参加": domain.CheckMissed, "不参加本年度": domain.CheckExempt}
	statusWords = map[string]string{"存续": domain.OrgActive, "正常": domain.OrgActive, "限期停止活动": domain.OrgStopped, "已撤销": domain.OrgRevoked, "已撤销（吊销）": domain.OrgRevoked, "撤销": domain.OrgRevoked, "已注销": domain.OrgDeregistered, "注销": domain.OrgDeregistered}
)

// word gives the key a word of a table stands for, or the text itself: what is unknown is named as a fault where it is checked.
func word[T ~string](words map[string]T, s string) T {
	if k, ok := words[s]; ok {
		return k
	}
	return T(s)
}

// ReadOrganizations reads a table of organizations: a row of column names, then a row each. What cannot be read is kept as a
// fault of its row.
func ReadOrganizations(rows [][]string, region string) ([]OrganizationLine, error) {
	if len(rows) == 0 {
		return nil, badPayments("表格是空的", "the table is empty")
	}
	at := map[string]int{}
	for i, h := range rows[0] {
		if f := organizationColumn(h); f != "" {
			if _, twice := at[f]; twice {
				return nil, badPayments("表头重复："+strings.TrimSpace(h), "a column is there twice")
			}
			at[f] = i
		}
	}
	for _, f := range []string{"kind", "name", "registered_on", "legal_rep", "address", "mode"} {
		if _, ok := at[f]; !ok {
			return nil, badPayments("第一行应为表头，至少有类别、名称、统一社会信用代码、成立日期、法定代表人、住所、管理方式", "the first row must name the columns, at least kind, name, uscc, registered_on, legal_rep, address, mode")
		}
	}
	if len(rows)-1 > MaxOrganizations {
		return nil, badPayments("一次最多导入5000行，请分批导入", "at most 5,000 rows at a time")
	}
	out := []OrganizationLine{}
	for n, cells := range rows[1:] {
		if strings.TrimSpace(strings.Join(cells, "")) != "" {
			out = append(out, organizationLine(n+2, cells, at, region))
		}
	}
	return out, nil
}

func organizationLine(row int, cells []string, at map[string]int, region string) OrganizationLine {
	l := OrganizationLine{Row: row, Result: "ok"}
	cell := func(f string) string {
		if i, ok := at[f]; ok && i < len(cells) {
			s := strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(cells[i], ""), "\x00", ""))
			if rs := []rune(s); len(rs) > 2000 {
				s = string(rs[:2000])
			}
			return s
		}
		return ""
	}
	fault := func(f, msg string) { l.Faults = append(l.Faults, domain.Field{Path: f, Message: msg}) }
	date := func(f string) domain.Date {
		s := strings.TrimSuffix(strings.NewReplacer("/", "-", ".", "-", "年", "-", "月", "-", "日", "").Replace(cell(f)), " 00:00:00")
		if s == "" {
			return 0
		}
		if parts := strings.Split(s, "-"); len(parts) == 3 {
			for i := range parts {
				if len(parts[i]) == 1 {
					parts[i] = "0" + parts[i]
				}
			}
			s = strings.Join(parts, "-")
		}
		d, err := domain.ParseDate(s)
		if err != nil {
			if n, nerr := strconv.Atoi(s); nerr == nil && n > 18_000 && n < 80_000 { // a spreadsheet counts days from 1899-12-30
				return domain.NewDate(1949, 12, 30).AddDays(n - 18_262)
			}
			fault(f, "日期应为 2019-05-06 的形式")
		}
		return d
	}
	number := func(f string) int {
		s := strings.ReplaceAll(cell(f), ",", "")
		if s == "" {
			return 0
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > 1_000_000 {
			fault(f, "应为数字")
		}
		return n
	}
	x := &l.Entry
	x.Kind, x.Form, x.Status = word(kindWords, cell("kind")), word(formWords, cell("form")), word(statusWords, cell("status"))
	l.Name, l.USCC = cell("name"), strings.ToUpper(strings.ReplaceAll(cell("uscc"), " ", ""))
	x.USCC, x.NoCode, x.Phone, x.SameName, x.Source = l.USCC, cell("no_code"), cell("phone"), cell("same_name"), cell("source")
	x.RegisteredOn, x.StatusOn = date("registered_on"), date("status_on")
	x.Items = domain.OrgItems{Name: domain.SplitName(l.Name, x.Kind, region), Address: cell("address"), Township: cell("township"), Purpose: cell("purpose"), Scope: cell("scope"), Area: cell("area"),
		LegalRep: cell("legal_rep"), Mode: word(modeWords, cell("mode")), Supervisor: cell("supervisor")}
	if cell("field") != "" && cell("end") != "" {
		n := domain.OrgName{District: cell("district"), Brand: cell("brand"), Field: cell("field"), Form: cell("end")}
		if n.FullKey() != domain.NameKey(l.Name) {
			fault("name", "名称与其各组成部分不一致")
		}
		x.Items.Name = n
	}
	if s := cell("capital"); strings.Trim(s, "0.,") != "" {
		fen, err := fenOf(s)
		if err != nil {
			fault("capital", "金额有误，单位为元")
		}
		x.Items.CapitalFen = fen
	}
	if s := cell("certificate"); s != "" {
		x.Certificate = &domain.EnteredCertificate{Number: s, IssuedOn: date("certificate_on"), ValidUntil: date("certificate_until")}
	}
	if cell("term_until") != "" {
		x.Term = &domain.OrgTerm{No: max(1, number("term")), From: date("term_from"), Until: date("term_until")}
	}
	if p, u := number("persons"), number("units"); p+u > 0 {
		x.Members = &domain.OrgMembers{Persons: p, Units: u}
	}
	if cell("charity_since") != "" {
		x.Charity = &domain.OrgCharity{Since: date("charity_since")}
	}
	for o := range strings.FieldsFuncSeq(cell("officers"), func(r rune) bool { return r == ';' || r == '；' || r == '\n' }) {
		post, name, ok := strings.Cut(strings.ReplaceAll(o, "：", ":"), ":")
		if !ok {
			fault("officers", "应为“会长：姓名；秘书长：姓名”")
			break
		}
		x.Officers = append(x.Officers, domain.OrgOfficer{Name: strings.TrimSpace(name), Post: strings.TrimSpace(post)})
	}
	var h domain.OrgHistory
	for y := range strings.FieldsFuncSeq(cell("checks"), func(r rune) bool { return r == ';' || r == '；' || r == '\n' }) {
		k, ok := pastCheck(y)
		if !ok {
			fault("checks", "应为“2023：合格，2024-05-20，有活动；2024：未参加”")
			break
		}
		h.Checks = append(h.Checks, k)
	}
	if cell("active_on") != "" {
		h.Activities = []domain.OrgActivity{{On: date("active_on"), What: cmp.Or(cell("activity"), "开展活动"), Source: "登记簿表格"}}
	}
	if h.Checks != nil || h.Activities != nil {
		x.History = &h
	}
	if len(l.Faults) > 0 {
		l.Result = "wrong"
	}
	return l
}

// pastCheck reads what the table says of a year: 2023：合格，2024-05-20，有活动. The day of the report and whether it told of
// activities may be left out.
func pastCheck(s string) (domain.PastCheck, bool) {
	year, rest, ok := strings.Cut(strings.ReplaceAll(strings.TrimSpace(s), "：", ":"), ":")
	y, err := strconv.Atoi(strings.TrimSpace(year))
	if !ok || err != nil {
		return domain.PastCheck{}, false
	}
	k := domain.PastCheck{Year: y}
	for i, w := range strings.Split(strings.ReplaceAll(rest, ",", "，"), "，") {
		w = strings.TrimSpace(w)
		on, err := domain.ParseDate(w)
		switch {
		case i == 0:
			k.Conclusion, ok = checkWords[w]
		case w == "有活动":
			k.Activity = true
		case err == nil:
			k.FiledOn = on
		default:
			ok = false
		}
		if !ok {
			return k, false
		}
	}
	return k, true
}

// had is who has a code or a name already.
type had struct {
	id   domain.PartyID
	row  int
	name string
	kind domain.PartyKind
	uscc string
}

// registered gathers what duplicates are found by: codes, names as they are compared, and parties that are only listed.
func (s *Store) registered(ctx context.Context, agency domain.AgencyID) (codes, names, listed map[string]had, held map[string]domain.NameHeld, err error) {
	codes, names, listed, held = map[string]had{}, map[string]had{}, map[string]had{}, map[string]domain.NameHeld{}
	var rows []struct {
		ID         domain.PartyID
		Name, Uscc string
		Kind       domain.PartyKind
		Org        bool
	}
	err = s.db.NewRaw(`SELECT c.id, c.title AS name, coalesce(c.state #>> '{party_file,uscc}', '') AS uscc, c.state #>> '{party_file,kind}' AS kind, o.id IS NOT NULL AS org
 FROM cases c LEFT JOIN organizations o ON o.id = c.id WHERE c.procedure = 'party' AND c.agency = ? AND c.closed_on IS NULL AND c.state #>> '{party_file,kind}' IN ('association', 'service_org')`, agency).Scan(ctx, &rows)
	if err != nil {
		return
	}
	for _, r := range rows {
		h := had{r.ID, 0, r.Name, r.Kind, r.Uscc}
		if !r.Org {
			listed[domain.NameKey(r.Name)] = h
			continue
		}
		names[domain.NameKey(r.Name)] = h
		if r.Uscc != "" {
			codes[r.Uscc] = h
		}
	}
	var raw [][]byte
	if err = s.db.NewRaw("SELECT held FROM org_names WHERE agency = ?", agency).Scan(ctx, &raw); err != nil {
		return
	}
	for _, b := range raw {
		var h domain.NameHeld
		if err = json.Unmarshal(b, &h); err != nil {
			return
		}
		if h.Bars(domain.DateOf(s.cfg.Now())) {
			held[h.Name.CoreKey()] = h
		}
	}
	return
}

// ImportOrganizations enters the rows of a table in the name of a person, or only says what would become of them. A row that is
// wrong or a duplicate stops no other. It may be sent again, also after it was cut off: a row that was entered is reported as
// such and nothing is entered twice.
func (s *Store) ImportOrganizations(ctx context.Context, who domain.PersonID, lines []OrganizationLine, dry bool) (OrganizationImport, error) {
	out := OrganizationImport{DryRun: dry, Lines: lines}
	a, err := s.Agency(ctx)
	if err != nil {
		return out, err
	}
	codes, names, listed, held, err := s.registered(ctx, a.ID)
	if err != nil {
		return out, err
	}
	var right []*OrganizationLine
	for i := range out.Lines {
		l := &out.Lines[i]
		x := &l.Entry
		key := domain.NameKey(l.Name)
		var d *domain.Error
		if err := x.Check(a, domain.DateOf(s.Now())); errors.As(err, &d) {
			l.Result, l.Faults = "wrong", append(l.Faults, d.Fields...)
		} else if err != nil {
			return out, err
		}
		duplicate := func(h had, by string) {
			l.Result, l.Party, l.Because = "duplicate", h.id, by
			if h.row > 0 {
				l.Because += "与表内第" + strconv.Itoa(h.row) + "行相同"
			} else {
				l.Because += "与登记簿中“" + h.name + "”相同"
			}
		}
		if l.Result != "wrong" {
			byCode, code := codes[x.USCC]
			byName, name := names[key]
			other, near := held[x.Items.Name.CoreKey()]
			gone := x.Status == domain.OrgDeregistered
			switch {
			case code && byCode.row == 0 && domain.NameKey(byCode.name) == key:
				l.Result, l.Party, l.Because = "already", byCode.id, "代码和名称与登记簿中的一条相同"
			case code && x.USCC != "":
				duplicate(byCode, "统一社会信用代码")
			case name && x.SameName == "" && !gone:
				duplicate(byName, "名称")
			case near && x.SameName == "" && !gone:
				duplicate(had{id: domain.PartyID(other.File), name: other.Name.String()}, "字号、行业领域和组织形式")
			default:
				if h, ok := listed[key]; ok && h.kind == x.Kind && (h.uscc == "" || h.uscc == x.USCC) {
					l.Result, l.Party, l.Because = "completes", h.id, "名录中已有同名当事人，补全其登记事项"
					delete(listed, key)
				}
				h := had{l.Party, l.Row, l.Name, x.Kind, x.USCC}
				if x.USCC != "" {
					codes[x.USCC] = h
				}
				if !gone {
					names[key] = h
				}
			}
		}
		if !dry && (l.Result == "ok" || l.Result == "completes") {
			right = append(right, l)
		}
	}
	for batch := range slices.Chunk(right, importedTogether) {
		if err := s.importOrganizations(ctx, who, batch); err != nil {
			return out, err
		}
	}
	for i := range out.Lines {
		switch out.Lines[i].Result {
		case "ok":
			out.OK++
		case "completes":
			out.Completes++
		case "recorded":
			out.Recorded++
		case "already":
			out.Already++
		case "duplicate":
			out.Duplicates++
		default:
			out.Wrong++
		}
	}
	return out, nil
}

// importedTogether is how many rows are entered in one transaction: most of what one costs alone is the commit and the way there.
const importedTogether = 100

// importOrganizations enters rows, each an act with its own events and its own receipt: together in one transaction, or, where one of them
// is refused or was entered before, each alone, so that it stops no other.
func (s *Store) importOrganizations(ctx context.Context, who domain.PersonID, lines []*OrganizationLine) error {
	rs := make([]Request, len(lines))
	for i, l := range lines {
		raw, err := json.Marshal(l.Entry)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(slices.Concat([]byte(l.Party), []byte{0}, raw)) // the key is made from the row: what was cut off can be sent again
		rs[i] = Request{Command: &l.Entry, Actor: who, RecordedBy: who, Key: "organization:" + hex.EncodeToString(sum[:16])}
		if l.Result == "completes" {
			rs[i].Case, rs[i].Command = domain.CaseID(l.Party), &domain.CompleteOrganization{EnterOrganization: l.Entry}
		}
	}
	if got, err := s.actTogether(ctx, rs); err == nil {
		for i, l := range lines {
			l.Result, l.Party = "recorded", domain.PartyID(got[i].Case)
		}
		return nil
	}
	for i, l := range lines {
		got, err := s.Act(ctx, rs[i])
		var d *domain.Error
		switch {
		case domain.CodeOf(err) == "not_permitted":
			return err
		case errors.As(err, &d):
			l.Result, l.Because, l.Faults = "wrong", d.Message, d.Fields
		case err != nil:
			return err
		default:
			l.Result, l.Party = "recorded", domain.PartyID(got.Case)
			if got.Again {
				l.Result = "already"
			}
		}
	}
	return nil
}

// EachOrganization hands on the whole file of every organization the filter chooses, in its order.
func (s *Store) EachOrganization(ctx context.Context, f OrganizationFilter, do func(domain.Party) error) error {
	f.Limit, f.Cursor = 500, ""
	for {
		page, err := s.Organizations(ctx, f)
		if err != nil {
			return err
		}
		ids := make([]domain.PartyID, 0, len(page.Items))
		for _, r := range page.Items {
			ids = append(ids, r.ID)
		}
		var raw [][]byte
		if len(ids) > 0 {
			if err := s.db.NewRaw("SELECT state -> 'party_file' FROM cases WHERE id IN (?) ORDER BY array_position(ARRAY[?]::text[], id)", listOf(ids), listOf(ids)).Scan(ctx, &raw); err != nil {
				return err
			}
		}
		parties, err := decode[domain.Party](raw)
		if err != nil {
			return err
		}
		for _, p := range parties {
			if err := do(p); err != nil {
				return err
			}
		}
		if page.Next == "" {
			return nil
		}
		f.Cursor = page.Next
	}
}

// OrganizationCells is the row of an organization in the table. It holds no phone numbers and nothing personal of the officers
// but their names and posts.
func OrganizationCells(p domain.Party) []string {
	o := p.Org
	said := func(words map[string]string, k string) string {
		for w, v := range words {
			if v == k { // one word each
				return w
			}
		}
		return k
	}
	date := func(d domain.Date) string {
		if d.IsZero() {
			return ""
		}
		return d.String()
	}
	v := map[string]string{"kind": domain.PartyKindTitles[p.Kind][0], "name": p.Name, "uscc": p.USCC, "no_code": o.NoCode, "form": said(formWords, o.Form), "registered_on": date(o.RegisteredOn), "status": domain.OrgStatusTitles[o.Status][0],
		"legal_rep": o.LegalRep, "address": o.Address, "township": o.Township, "mode": said(modeWords, o.Mode), "supervisor": o.Supervisor, "purpose": o.Purpose, "scope": o.Scope, "area": o.Area, "capital": domain.Yuan(o.CapitalFen),
		"district": o.Name.District, "brand": o.Name.Brand, "field": o.Name.Field, "end": o.Name.Form, "same_name": o.SameName, "source": o.Source}
	if n := len(o.Standings); n > 0 {
		v["status_on"] = date(o.Standings[n-1].On)
	}
	if n := len(o.Certificates); n > 0 {
		k := o.Certificates[n-1]
		v["certificate"], v["certificate_on"], v["certificate_until"] = k.Number, date(k.IssuedOn), date(k.ValidUntil)
	}
	if t := o.Term(); t != nil {
		v["term"], v["term_from"], v["term_until"] = strconv.Itoa(t.No), date(t.From), date(t.Until)
	}
	if m := o.Members; m != nil {
		v["persons"], v["units"] = strconv.Itoa(m.Persons), strconv.Itoa(m.Units)
	}
	if k := o.Charity; k != nil {
		v["charity_since"] = date(k.Since)
	}
	posts := make([]string, 0, len(o.Officers))
	for _, x := range o.Officers {
		posts = append(posts, x.Post+"："+x.Name)
	}
	v["officers"] = strings.Join(posts, "；")
	years := make([]string, 0, len(o.Checks))
	for _, k := range o.Checks {
		w := said(checkWords, k.Conclusion)
		if _, past := checkWords[w]; !past {
			continue // a report that has no conclusion yet
		}
		y := strconv.Itoa(k.Year) + "：" + w
		if !k.FiledOn.IsZero() {
			y += "，" + k.FiledOn.String()
		}
		if k.Activity {
			y += "，有活动"
		}
		years = append(years, y)
	}
	v["checks"] = strings.Join(years, "；")
	var last domain.OrgActivity
	for _, x := range o.Activities {
		if x.On > last.On {
			last = x
		}
	}
	v["active_on"], v["activity"] = date(last.On), last.What
	row := make([]string, len(OrganizationColumns))
	for i, c := range OrganizationColumns {
		if row[i] = v[c[0]]; row[i] != "" && strings.ContainsRune("=+-@\t\r", rune(row[i][0])) { // a cell is text, never a formula
			row[i] = "'" + row[i]
		}
	}
	return row
}
