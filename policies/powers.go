package policies

import "yifa/domain"

// Power is something one may be allowed to do: a kind of thing and what is done with it. Acts of domain are powers by
// their name; the others are named here, so that no caller spells one.
type Power struct {
	Kind string
	Act  string
}

// String is kind.act, as the pages know it.
func (p Power) String() string { return p.Kind + "." + p.Act }

// Of is the power to ask for an act.
func Of(s domain.Spec) Power { return Power{s.Kind(), s.Verb()} }

// Powers that are not acts on a file.
var (
	ViewCases    = Power{"view", "cases"}     // files, tasks, parties
	ViewTasksAll = Power{"view", "tasks_all"} // everybody's tasks
	ViewBoard    = Power{"view", "board"}     // the rectification board
	ViewReport   = Power{"view", "report"}    // the figures of a year
	ViewPeople   = Power{"view", "people"}    // people, offices, certificates
	ViewPolicy   = Power{"view", "policy"}    // this table
	// ViewDiscipline is to see every clue passed to discipline supervision (need to know).
	ViewDiscipline = Power{"view", "discipline"}
	ViewDuties     = Power{"view", "duties"}     // who took which part in which matter
	HandOver       = Power{"case", "hand_over"}  // hand all open work of a person to another
	ViewAudit      = Power{"view", "audit"}      // event chains and exports
	ViewRules      = Power{"view", "rules"}      // limits and the violation catalogue
	ViewCalendar   = Power{"view", "calendar"}   // working days
	ViewHealth     = Power{"view", "health"}     // how the system is
	Backfill       = Power{"case", "backfill"}   // enter what somebody else did earlier
	Upload         = Power{"file", "upload"}     // put a file in
	Account        = Power{"person", "account"}  // set and unlock how people sign in
	ViewDossier    = Power{"view", "dossier"}    // the whole file of a penalty case as one PDF or ZIP
	ViewParty      = Power{"view", "party_copy"} // the part of it that the party may read
	ViewTemplate   = Power{"view", "templates"}  // templates of instruments
)

var others = []struct {
	Power
	title, english string
}{
	{ViewCases, "查看案卷、待办、当事人", "See files, tasks and parties"},
	{ViewTasksAll, "查看全部待办", "See everybody's tasks"},
	{ViewBoard, "查看整改看板", "See the rectification board"},
	{ViewReport, "查看年度统计", "See the figures of a year"},
	{ViewPeople, "查看人员", "See people"},
	{ViewPolicy, "查看权限表", "See the policy"},
	{ViewAudit, "查看事件链与导出", "See event chains and exports"},
	{ViewRules, "查看期限规则", "See the rules"},
	{ViewCalendar, "查看工作日历", "See the calendar"},
	{ViewHealth, "查看运行状况", "See how the system is"},
	{ViewDiscipline, "查看移送纪检监察的线索", "See clues passed to discipline supervision"},
	{ViewDuties, "查看职责分离报告", "See the separation of duties"},
	{HandOver, "交接全部在办事项", "Hand over all open work"},
	{ViewDossier, "导出全部案卷", "Take out whole files"},
	{ViewParty, "导出当事人可查阅的案卷", "Take out the party's copy of a file"},
	{ViewTemplate, "查看文书模板", "See templates of instruments"},
	{Backfill, "补录", "Backfill"},
	{Upload, "上传文件", "Upload files"},
	{Account, "设置登录账号", "Set how people sign in"},
}

// title names a power in Chinese and English; false when there is no such power.
func (p Power) title() (zh, en string, ok bool) {
	if s, ok := domain.SpecOf(p.String()); ok {
		return s.Title, s.English, true
	}
	for _, o := range others {
		if o.Power == p {
			return o.title, o.english, true
		}
	}
	return "", "", false
}

// All lists every power a person could hold: the acts that are not the system's own, and the others.
func All() []Power {
	var all []Power
	for _, s := range domain.Acts() {
		if !s.SystemOnly {
			all = append(all, Of(s))
		}
	}
	for _, o := range others {
		all = append(all, o.Power)
	}
	return all
}
