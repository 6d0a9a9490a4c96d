package domain

import (
	"strconv"
	"strings"
)

// The sentences of the explanation. They are put together by hand and not by fmt: a list of a thousand clocks
// is explained in the time one page may take.

var (
	weekdayZH = [7]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}
	weekdayEN = [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
)

func unitZH(u Unit) string {
	//exhaustive:ignore
	switch u {
	case WorkingDays:
		return "个工作日"
	case Hours:
		return "小时"
	case Months:
		return "个月"
	case Years:
		return "年"
	}
	return "日"
}

func unitEN(u Unit, n int) string {
	s := ""
	switch u {
	case WorkingDays:
		s = "working day"
	case CalendarDays:
		s = "day"
	case Hours:
		s = "hour"
	case Months:
		s = "month"
	case Years:
		s = "year"
	}
	if n != 1 {
		s += "s"
	}
	return s
}

// ZH is the term in Chinese: 5个工作日.
func (t Term) ZH() string {
	s := strconv.Itoa(t.N) + unitZH(t.Unit)
	if t.Back {
		return "提前" + s
	}
	return s
}

// EN is the term in English: 5 working days.
func (t Term) EN() string {
	s := strconv.Itoa(t.N) + " " + unitEN(t.Unit, t.N)
	if t.Back {
		return s + " before"
	}
	return s
}

func (w *walk) say(d Date, kind, zh, en string) {
	*w.trace = append(*w.trace, Step{Date: d, Count: w.count, Kind: kind, ZH: zh, EN: en})
}

func (w *walk) start(t Term) {
	zh, en := "事由发生之日，不计入", "the day of the event, not counted"
	if t.Back {
		zh, en = "到期事项之日，不计入，往前倒算", "the day of the event to come, not counted; counting back"
	}
	w.say(w.day, StepStart, zh, en)
}

// dayName is the day of the week, with the festival of a day off or what a make-up day makes up for.
func (c *Calendar) dayName(d Date, b uint8) (zh, en string) {
	wd := d.Weekday()
	zh, en = weekdayZH[wd], weekdayEN[wd]
	label := c.label(d)
	if label == "" {
		return zh, en
	}
	switch b & dayKindMask {
	case dayHoliday:
		return zh + "，" + label, en + ", " + festivalEN(label)
	case dayMakeup:
		return zh + "，调休上班（" + label + "）", en + ", make-up working day for " + festivalEN(label)
	}
	return zh, en
}

var festivals = map[string]string{"元旦": "New Year's Day", "春节": "Spring Festival", "清明节": "Qingming Festival",
	"劳动节": "Labour Day", "端午节": "Dragon Boat Festival", "中秋节": "Mid-Autumn Festival", "国庆节": "National Day",
	"“五一”": "Labour Day", "“五一”国际劳动节": "Labour Day", "“十一”": "National Day",
	"抗日战争暨世界反法西斯战争胜利70周年纪念日": "70th Victory Day"}

// festivalEN names a festival in English, two that fall together with "and"; one it does not know keeps its name.
func festivalEN(zh string) string {
	parts := strings.Split(zh, "、")
	for i, p := range parts {
		if en, ok := festivals[p]; ok {
			parts[i] = en
		}
	}
	return strings.Join(parts, " and ")
}

func (w *walk) countedStep(d Date, b uint8, unit Unit) {
	if w.trace == nil {
		return
	}
	n, wd := strconv.Itoa(w.count), d.Weekday()
	switch {
	case unit == CalendarDays:
		w.say(d, StepCounted, weekdayZH[wd]+"，第"+n+"日", weekdayEN[wd]+", day "+n)
	case b&dayKindMask == dayMakeup:
		zh, en := w.cal.dayName(d, b)
		w.say(d, StepMakeup, zh+"，第"+n+"个工作日", en+", working day "+n)
	default:
		w.say(d, StepCounted, weekdayZH[wd]+"，第"+n+"个工作日", weekdayEN[wd]+", working day "+n)
	}
}

func (w *walk) restStep(d Date, b uint8) {
	if w.trace == nil {
		return
	}
	zh, en := w.cal.dayName(d, b)
	if b&dayKindMask == dayHoliday {
		w.say(d, StepHoliday, zh+"放假，不计", en+", off by the official notice, not counted")
		return
	}
	w.say(d, StepRest, zh+"休息，不计", en+", weekend, not counted")
}

func (w *walk) pausedStep(d Date, p *pause) {
	if w.trace == nil {
		return
	}
	zh, en := "期限中止，不计", "suspended, not counted"
	if p.kind == StepExcluded {
		zh, en = "依法扣除，不计", "excluded by law, not counted"
	}
	if p.until == maxDate {
		zh, en = "期限中止，尚未恢复，届满日待恢复后确定", "suspended and not yet resumed; no due day until it is"
	}
	if p.reason != "" {
		zh += "（" + p.reason + "）"
		en += " (" + p.reason + ")"
	}
	w.say(d, p.kind, zh, en)
}

func (w *walk) monthStep(d Date, unit Unit) {
	if w.trace == nil {
		return
	}
	n := strconv.Itoa(w.count)
	if unit == Years {
		w.say(d, StepCounted, "满"+n+"年", n+" "+unitEN(unit, w.count)+" complete")
		return
	}
	w.say(d, StepCounted, "满"+n+"个月", n+" "+unitEN(unit, w.count)+" complete")
}

func (w *walk) madeUpStep(d Date) {
	if w.trace != nil {
		w.say(d, StepCounted, "补计中止或扣除的日数", "makes up for a day suspended or excluded")
	}
}

func (w *walk) extendedStep(x *Extension) {
	if w.trace == nil {
		return
	}
	n := strconv.Itoa(x.N)
	zh, en := "延长"+n+unitZH(x.Unit), "extended by "+n+" "+unitEN(x.Unit, x.N)
	if !x.On.IsZero() {
		zh, en = zh+"，"+x.On.String()+"批准", en+", granted on "+x.On.String()
	}
	if x.Reason != "" {
		zh, en = zh+"（"+x.Reason+"）", en+" ("+x.Reason+")"
	}
	w.say(w.day, StepExtended, zh, en)
}

func (w *walk) rolledStep(d Date, b uint8) {
	if w.trace == nil {
		return
	}
	zh, en := w.cal.dayName(d, b)
	w.say(d, StepRolled, "届满日为休息日（"+zh+"），顺延", "the last day is a rest day ("+en+") and moves on")
}

func (w *walk) finish(t Term) {
	b := w.cal.at(w.day)
	zh, en := w.cal.dayName(w.day, b)
	switch {
	case t.Back:
		zh, en = zh+"，最迟应在当日办理", en+", the last day to act"
	case t.Unit == Hours:
		zh, en = zh+"，期限届满", en+", the hours end"
	default:
		zh, en = zh+"，期限届满，当日24时前均为按期", en+", the last day; in time until 24:00"
	}
	w.say(w.day, StepDue, zh, en)
	if y := w.unpublished; !y.IsZero() {
		year := strconv.Itoa(y.Year())
		w.say(y, StepProvisional, year+"年放假安排尚未载入，暂按周一至周五计算，公布后可能变动",
			"the notice for "+year+" is not loaded: counted by the week alone, may change when it is")
	}
}
