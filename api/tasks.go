package api

import (
	"context"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// TaskRow is a task in a worklist, with the name of its file's stage.
type TaskRow struct {
	store.TaskRow
	StageTitle string `json:"stage_title"`
}

func (s *server) taskRoutes() {
	handle(s, having(policies.ViewCases), "GET", "/tasks", "list-tasks", "待办", s.listTasks, tag("tasks"))
}

// tasksOf is what a person's own worklist holds.
func (s *server) tasksOf(w *who) store.TaskFilter {
	return store.TaskFilter{Agency: w.Agency, Person: w.Person.ID, Roles: s.rolesOf(w), Section: w.Person.Section, Scope: "mine", Secret: s.secret(w)}
}

func (s *server) listTasks(ctx context.Context, w *who, in *struct {
	Scope string `query:"scope" enum:"mine,team,all,done" default:"mine" doc:"我的、本股室或本职务的、全部、已办"`
	Kind  string `query:"kind" maxLength:"60"`
	PageQuery
}) (*body[store.Page[TaskRow]], error) {
	f := s.tasksOf(w)
	f.Scope, f.Kind, f.Cursor, f.Limit = in.Scope, in.Kind, in.Cursor, in.Limit
	if in.Scope == "all" {
		if err := s.Guard.Can(w.Person, policies.ViewTasksAll, w.Agency, s.today()); err != nil {
			return nil, err
		}
	}
	p, err := s.store.Tasks(ctx, f)
	if err != nil {
		return nil, err
	}
	out := store.Page[TaskRow]{Items: make([]TaskRow, len(p.Items)), Next: p.Next, Total: p.Total}
	for i, r := range p.Items {
		out.Items[i] = TaskRow{r, domain.StageTitle(r.Stage)}
	}
	return answer(out), nil
}
