package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"yifa/domain"
)

// DutyFilter chooses the files whose duties are looked at: those that were open at some time in the year.
type DutyFilter struct {
	Agency domain.AgencyID
	Year   int
	Reader domain.PersonID // sees their own of the files on a need-to-know basis, or
	Secret bool            // all of them
}

// Duties says who took which part in which matter, and where two parts met that must not.
type Duties struct {
	Year       int             `json:"year"`
	AsOf       domain.Date     `json:"as_of"`
	Rules      []domain.Apart  `json:"rules"`
	Files      []DutyFile      `json:"files"`
	Exceptions []DutyException `json:"exceptions"` // should be none
}

// DutyFile is a file with who took which part.
type DutyFile struct {
	Case      domain.CaseID    `json:"case"`
	Procedure domain.Procedure `json:"procedure"`
	Reference string           `json:"reference"`
	Title     string           `json:"title"`
	Stage     domain.Stage     `json:"stage"`
	OpenedOn  domain.Date      `json:"opened_on"`
	ClosedOn  domain.Date      `json:"closed_on,omitzero"`
	Parts     []DutyPart       `json:"parts"`
}

// DutyPart is a part somebody took.
type DutyPart struct {
	Part    domain.Part     `json:"part"`
	Title   string          `json:"title"`
	Person  domain.PersonID `json:"person"`
	Name    string          `json:"name"`
	For     domain.PersonID `json:"for,omitempty"` // in whose place
	ForName string          `json:"for_name,omitempty"`
	Seq     int             `json:"seq"` // 0: inherited from the file it came from
}

// DutyException is a rule that a file does not keep. Of a file the reader may not know of only the rule is told.
type DutyException struct {
	Case      domain.CaseID `json:"case,omitempty"`
	Reference string        `json:"reference,omitempty"`
	Title     string        `json:"title,omitempty"`
	Name      string        `json:"name,omitempty"`
	domain.DutyException
}

// Duties reads every file of every procedure that was open in the year.
func (s *Store) Duties(ctx context.Context, f DutyFilter) (Duties, error) {
	if f.Year < 1949 || f.Year > 2200 {
		return Duties{}, &domain.Error{Code: "invalid_input", Message: "年份有误。", English: "the year is out of range", Fields: []domain.Field{{Path: "year", Message: "年份有误"}}}
	}
	out := Duties{Year: f.Year, AsOf: domain.DateOf(s.Now()), Rules: domain.MustDiffer, Files: []DutyFile{}, Exceptions: []DutyException{}}
	people, err := s.People(ctx, f.Agency)
	if err != nil {
		return out, err
	}
	names := map[domain.PersonID]string{}
	for _, p := range people {
		names[p.ID] = p.Name
	}
	for last := domain.CaseID(""); ; {
		var rows []struct {
			ID    domain.CaseID
			State []byte
		}
		err := s.db.NewRaw("SELECT id, state FROM cases WHERE id > ? AND agency = ? AND seq > 0 AND procedure IN ("+courses+") AND opened_on <= ? AND (closed_on IS NULL OR closed_on >= ?) ORDER BY id LIMIT 500",
			last, f.Agency, domain.NewDate(f.Year, 12, 31).String(), domain.NewDate(f.Year, 1, 1).String()).Scan(ctx, &rows)
		if err != nil {
			return out, err
		}
		for _, r := range rows {
			last = r.ID
			var c domain.Case
			if err := json.Unmarshal(r.State, &c); err != nil {
				return out, fmt.Errorf("state of %s: %w", r.ID, err)
			}
			seen := f.Secret || !c.Hidden() || slices.Contains(c.Insiders(), f.Reader)
			for _, x := range c.DutyExceptions() {
				e := DutyException{DutyException: domain.DutyException{Row: x.Row, What: x.What}}
				if seen {
					e = DutyException{c.ID, c.Reference, c.Title, names[x.Person], x}
				}
				out.Exceptions = append(out.Exceptions, e)
			}
			if !seen {
				continue
			}
			file := DutyFile{Case: c.ID, Procedure: c.Procedure, Reference: c.Reference, Title: c.Title, Stage: c.Stage, OpenedOn: c.OpenedOn, ClosedOn: c.ClosedOn, Parts: []DutyPart{}}
			for _, p := range c.Parts {
				file.Parts = append(file.Parts, DutyPart{p.Part, domain.PartTitles[p.Part][0], p.Person, names[p.Person], p.For, names[p.For], p.Seq})
			}
			out.Files = append(out.Files, file)
		}
		if len(rows) < 500 {
			break
		}
	}
	slices.SortStableFunc(out.Files, func(a, b DutyFile) int {
		if a.OpenedOn != b.OpenedOn {
			return int(a.OpenedOn - b.OpenedOn)
		}
		return strings.Compare(a.Reference, b.Reference)
	})
	return out, nil
}

// Table is the report as rows for a spreadsheet: a line a part, the exceptions first.
func (d Duties) Table() [][]string {
	rows := [][]string{{"类别", "案号", "案卷", "程序", "标题", "职责", "人员", "代理何人", "事件", "说明"}}
	for _, x := range d.Exceptions {
		rows = append(rows, []string{"例外", x.Reference, string(x.Case), "", x.Title, domain.PartTitles[x.A][0] + "、" + domain.PartTitles[x.B][0], x.Name, "", "", fmt.Sprintf("第%d项：%s", x.Row, x.What)})
	}
	for _, f := range d.Files {
		for _, p := range f.Parts {
			rows = append(rows, []string{"职责", f.Reference, string(f.Case), string(f.Procedure), f.Title, p.Title, p.Name, p.ForName, fmt.Sprint(p.Seq), ""})
		}
	}
	for _, r := range rows[1:] { // a spreadsheet must not take a name for a formula
		for i, v := range r {
			if v != "" && strings.ContainsRune("=+-@\t\r", rune(v[0])) {
				r[i] = "'" + v
			}
		}
	}
	return rows
}

// HandOver asks to hand all open work of one person to another.
type HandOver struct {
	Agency   domain.AgencyID
	From, To domain.PersonID
	Reason   string
	Actor    domain.PersonID
	Key      string
	DryRun   bool
	Secret   bool // files on a need-to-know basis too; else only those the actor works on
}

// HandOverLine is what becomes of one file.
type HandOverLine struct {
	Case      domain.CaseID    `json:"case"`
	Procedure domain.Procedure `json:"procedure"`
	Reference string           `json:"reference"`
	Title     string           `json:"title"`
	Act       string           `json:"act,omitempty" doc:"用以交接的操作"`
	Result    string           `json:"result" enum:"planned,done,refused"`
	Code      domain.Code      `json:"code,omitempty"`
	Detail    string           `json:"detail,omitempty"`
	DetailEN  string           `json:"detail_en,omitempty"`
}

// HandOver hands over every open file a person handles, is an officer of or owes a task in, one by one, by the ordinary act
// with its guards. What is refused says why, and the rest goes on; asked again, it goes on with what is left.
func (s *Store) HandOver(ctx context.Context, h HandOver) ([]HandOverLine, error) {
	if len([]rune(strings.TrimSpace(h.Reason))) < 2 {
		return nil, &domain.Error{Code: "invalid_input", Message: "请填写原因。", English: "give a reason", Fields: []domain.Field{{Path: "reason", Message: "请填写原因"}}}
	}
	var rows []struct {
		ID    domain.CaseID
		State []byte
	}
	err := s.db.NewRaw("SELECT id, state FROM cases WHERE agency = ? AND seq > 0 AND closed_on IS NULL AND procedure IN ("+courses+`)
 AND (handler = ? OR EXISTS (SELECT 1 FROM json_array_elements_text(state -> 'officers') o WHERE o = ?) OR state -> 'legality' ->> 'reviewer' = ? OR id IN (SELECT case_id FROM tasks WHERE person = ? AND done_at IS NULL))
 AND (? OR need_to_know IS NULL OR need_to_know @> ARRAY[?]::text[]) ORDER BY id`, h.Agency, h.From, h.From, h.From, h.From, h.Secret, h.Actor).Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	out := []HandOverLine{}
	for _, r := range rows {
		var c domain.Case
		if err := json.Unmarshal(r.State, &c); err != nil {
			return out, fmt.Errorf("state of %s: %w", r.ID, err)
		}
		line := HandOverLine{Case: c.ID, Procedure: c.Procedure, Reference: c.Reference, Title: c.Title, Result: "planned"}
		cmd := domain.HandOverCommand(&c, h.From, h.To, h.Reason)
		switch {
		case cmd == nil:
			line.Result, line.Code, line.Detail, line.DetailEN = "refused", "not_the_handler", "此人在本案中不是承办人员，只有一项待办，请在案卷中另行指定。", "the person does not handle this file but owes something in it; name somebody there"
		case h.DryRun:
			line.Act = cmd.Act()
		default:
			line.Act, line.Result = cmd.Act(), "done"
			_, err := s.Act(ctx, Request{Case: c.ID, Command: cmd, Actor: h.Actor, Key: h.Key + ":" + string(c.ID)})
			if err != nil {
				e, ok := errors.AsType[*domain.Error](err)
				if !ok {
					return out, err
				}
				line.Result, line.Code, line.Detail, line.DetailEN = "refused", e.Code, e.Message, e.English
			}
		}
		out = append(out, line)
	}
	return out, nil
}
