package api

import (
	"context"
	"encoding/json"

	"yifa/domain"
	"yifa/policies"
)

// YearState says whether the official notice of a year is loaded.
type YearState struct {
	Year      int  `json:"year"`
	Published bool `json:"published"`
}

// CalendarYear is a year day by day.
type CalendarYear struct {
	Year      int          `json:"year"`
	Published bool         `json:"published"`
	Number    string       `json:"number,omitempty"`
	Source    string       `json:"source,omitempty"`
	Days      []domain.Day `json:"days"`
}

// NoticeToSee is a notice to be looked at before it is imported: ours, or a year file of holiday-cn.
type NoticeToSee struct {
	Notice    *domain.Notice  `json:"notice,omitempty"`
	HolidayCN json.RawMessage `json:"holiday_cn,omitempty" doc:"holiday-cn 的年度文件"`
}

// Preview is what a notice would do.
type Preview struct {
	Year   int           `json:"year"`
	Notice domain.Notice `json:"notice" doc:"按此内容办理 calendar.import"`
	Days   []domain.Day  `json:"days"`
	Moves  []MoveRow     `json:"moves" doc:"将变动的期限"`
}

// MoveRow is a running clock that would move.
type MoveRow struct {
	Case      domain.CaseID `json:"case"`
	Reference string        `json:"reference"`
	Title     string        `json:"title"`
	Clock     string        `json:"clock"`
	Rule      string        `json:"rule"`
	From      domain.Date   `json:"from"`
	To        domain.Date   `json:"to"`
	Settled   bool          `json:"settled" doc:"日期不变，由暂定转为确定"`
}

func (s *server) calendarRoutes() {
	t := tag("calendar")
	handle(s, having(policies.ViewCalendar), "GET", "/calendar/years", "list-years", "已载入的年份", s.listYears, t)
	handle(s, having(policies.ViewCalendar), "GET", "/calendar/{year}", "get-year", "年历", s.getYear, t)
	imports, _ := domain.SpecOf("calendar.import")
	handle(s, having(policies.Of(imports)), "POST", "/calendar/preview", "preview-notice", "预览放假通知的影响", s.previewNotice, t)
}

func (s *server) listYears(ctx context.Context, _ *who, _ *struct{}) (*body[[]YearState], error) {
	cal, _, _, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	out := []YearState{}
	for _, y := range cal.Years() {
		out = append(out, YearState{y, true})
	}
	next := s.today().Year() + 1
	if n := len(out); n == 0 || out[n-1].Year < next {
		out = append(out, YearState{next, false})
	}
	return answer(out), nil
}

func daysOf(cal *domain.Calendar, year int) []domain.Day {
	out := make([]domain.Day, 0, 366)
	for d := domain.NewDate(year, 1, 1); d.Year() == year; d++ {
		out = append(out, cal.Day(d))
	}
	return out
}

func (s *server) getYear(ctx context.Context, _ *who, in *struct {
	Year int `path:"year" minimum:"1949" maximum:"2199"`
}) (*body[CalendarYear], error) {
	cal, _, _, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	out := CalendarYear{Year: in.Year, Days: daysOf(cal, in.Year)}
	for _, n := range cal.Years() {
		out.Published = out.Published || n == in.Year
	}
	if c, err := s.store.Case(ctx, "calendar"); err == nil && c.CalendarFile != nil {
		for _, n := range c.CalendarFile.Notices {
			if n.Year == in.Year {
				out.Number, out.Source = n.Number, n.Source
			}
		}
	}
	return answer(out), nil
}

func (s *server) previewNotice(ctx context.Context, _ *who, in *struct{ Body NoticeToSee }) (*body[Preview], error) {
	var n domain.Notice
	switch {
	case in.Body.Notice != nil:
		n = *in.Body.Notice
	case len(in.Body.HolidayCN) > 0 && in.Body.HolidayCN[0] != '{':
		return nil, badField("holiday_cn", "应为 holiday-cn 的年度文件", "give a year file of holiday-cn")
	case len(in.Body.HolidayCN) > 0:
		var err error
		if n, err = domain.ParseHolidayCN(in.Body.HolidayCN); err != nil {
			return nil, err
		}
	default:
		return nil, badField("notice", "请提供通知内容", "give a notice")
	}
	if n.Year < 2007 || n.Year > 2100 {
		return nil, badField("year", "年份应在2007至2100之间", "the year must lie between 2007 and 2100")
	}
	for _, d := range n.Days {
		if y := d.Date.Year(); y < n.Year-1 || y > n.Year+1 {
			return nil, badField("days", "日期不在该年度："+d.Date.String(), "a day lies outside the year")
		}
	}
	cal, _, _, err := s.store.Law(ctx)
	if err != nil {
		return nil, err
	}
	moved, err := s.store.PreviewNotice(ctx, n)
	if err != nil {
		return nil, err
	}
	out := Preview{Year: n.Year, Notice: n, Days: daysOf(cal.With(n), n.Year), Moves: []MoveRow{}}
	out.Notice.Days = list(n.Days)
	for _, m := range moved {
		out.Moves = append(out.Moves, MoveRow{m.Case, m.Reference, m.Title, m.Clock, m.Rule, m.From, m.To, m.Confirmed})
	}
	return answer(out), nil
}
