package main

import (
	"fmt"
	"slices"

	"yifa/domain"
)

// lastYear stands for the year before the one in which the day thirty days before the loading lies: the year whose checks are open then.
const lastYear = 2098

// supervision are annual checks and entries of the credit lists under way, each at another point of its course. The report of a
// check may be late by the day of loading: that is seen on the desk of the year too.
func supervision(b *book, entered []known) {
	ago := func(n int) domain.Date { return b.today.AddDays(-n) }
	// only such as are in order otherwise: no term that is over, which a report would show
	orgs := slices.DeleteFunc(slices.Clone(entered[10:]), func(o known) bool { return o.enter.Term == nil || o.enter.Term.Until < day("2027-06-01") })
	// the sixth is a service body: its grounds are of one table whatever the day of loading
	body := 5 + slices.IndexFunc(orgs[5:20], func(o known) bool { return o.enter.Kind == domain.PartyServiceOrg })
	orgs[5], orgs[body] = orgs[body], orgs[5]
	check := func(i int) (string, known) {
		key := fmt.Sprintf("Y%d", i+1)
		b.do(ago(25), fmt.Sprintf("09:%02d", 10+i), clerk, key, &domain.OpenCheck{Party: orgs[i].key, Year: lastYear, Section: orgShort})
		return key, orgs[i]
	}
	report := func(i int) (string, known) {
		key, o := check(i)
		b.do(ago(20-i), "10:30", clerk, key, &domain.ReportYear{CheckReport: domain.CheckReport{Activities: []domain.OrgActivity{{On: domain.NewDate(lastYear, 6, 12), What: o.items.Name.Field + "交流活动"}},
			IncomeFen: int64(80+i) * 1000 * yuan, SpendingFen: int64(70+i) * 1000 * yuan, AssetsFen: 90000 * yuan, Assemblies: 1, Councils: 2, SelfCheck: "按章程开展活动，未发现问题。", Truthful: true}})
		return key, o
	}
	looked := func(i int) string {
		key, o := report(i)
		if o.items.Mode == domain.ModeDual {
			b.do(ago(14), "11:00", clerk, key, &domain.EnterUnitOpinion{UnitOpinion: domain.UnitOpinion{On: ago(14), By: o.items.Supervisor, Agree: true, Text: "初审合格"}})
		}
		return key
	}
	reviewed := func(i int, ground string) string {
		key := looked(i)
		review := &domain.ReviewYear{Conclusion: domain.CheckPassed, Text: "材料齐全，未发现问题，建议合格。"}
		if ground != "" {
			review = &domain.ReviewYear{Conclusion: domain.CheckFair, Text: "部分支出凭证不完整，建议基本合格并整改。",
				Findings: []domain.CheckFinding{{Ground: ground, Facts: "两笔支出没有经办人签字", Weight: domain.WeightOrdinary}}}
		}
		b.do(ago(10), "15:10", "bian.he", key, review)
		return key
	}
	// Y1: opened. Y2: reported. Y3: asked for an explanation. Y4: to be concluded. Y5: concluded, to be published. Y6: an order to correct runs
	check(0)
	report(1)
	b.do(ago(9), "14:20", "bian.he", looked(2), &domain.AskMore{What: "explain", Text: "说明与上年度相比支出减少的原因。", Until: b.today.AddDays(6)})
	reviewed(3, "")
	b.do(ago(6), "16:00", deputy, reviewed(4, ""), &domain.ConcludeYear{Conclusion: domain.CheckPassed})
	b.do(ago(7), "16:10", deputy, reviewed(5, "CB-4"), &domain.ConcludeYear{Conclusion: domain.CheckFair, Rectify: []string{"补齐两笔支出的审批手续，健全财务制度"}})

	// the lists. N1: a candidate. N2: the days to answer run. N3: answered, to be decided. N4: stands. N5: asks to be taken off
	party := func(i, opened int) string {
		o, key := orgs[20+i], fmt.Sprintf("N%d", i+1)
		b.do(ago(opened), "09:20", "bian.he", key, &domain.OpenListing{Party: o.key, Ground: "AB-2", Facts: "正式党员三名以上，未按规定建立党组织。", Section: orgShort})
		return key
	}
	noticed := func(i, opened int) string {
		o, key := orgs[20+i], party(i, opened)
		b.do(ago(opened-1), "10:00", "bian.he", key, &domain.NoticeListing{Facts: "有正式党员三名以上，经两次提醒仍未建立党组织。"})
		b.do(ago(opened-2), "10:30", "bian.he", key, &domain.ServeListing{Document: domain.DocumentID(key + "-d1"), Serving: domain.Serving{Method: domain.ServeDirect, On: ago(opened - 2), Recipient: o.items.LegalRep, Relation: "法定代表人", Evidence: receipt()}})
		return key
	}
	listed := func(i int) string {
		key := noticed(i, 29)
		b.do(ago(4), "15:00", deputy, key, &domain.DecideListing{List: true, Reasons: "事实清楚，在规定期限内未提出陈述申辩，列入活动异常名录。"})
		b.do(ago(2), "09:30", clerk, key, &domain.PublishListing{Where: portal, Credit: fmt.Sprintf("云岭社信-%04d", i)})
		return key
	}
	party(0, 3)
	noticed(1, 6)
	answered := noticed(2, 28)
	b.do(ago(18), "10:10", clerk, answered, &domain.RecordReply{Text: "党员多为兼职人员，组织关系不在本单位，请求暂缓列入。"})
	b.do(ago(12), "15:00", "bian.he", answered, &domain.AnswerReply{Text: "经核实，三名专职工作人员的组织关系已经转入，理由不成立。"})
	listed(3)
	b.do(ago(1), "10:00", clerk, listed(4), &domain.AskRemoval{Text: "已于本月成立党支部，申请移出。"})
}
