package domain

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// This file holds the register of instrument templates that the bureau has changed. The program ships one of each; a change is
// a new version, kept for ever, and an instrument is set by the version that was in force when it was issued.

// TemplateFile is the register of changed templates.
type TemplateFile struct {
	Versions []TemplateVersion `json:"versions"` // oldest first
}

// TemplateVersion is one change of one template. Without a body it goes back to the one the program ships.
type TemplateVersion struct {
	ID      string          `json:"id"`
	Version int             `json:"version"`
	Body    json.RawMessage `json:"body,omitempty"`
	Reason  string          `json:"reason"`
	By      PersonID        `json:"by"`
	From    time.Time       `json:"from"` // when it was entered: it sets what is issued from then on
}

// At is the change in force at the instant, nil where the program's own template is.
func (f *TemplateFile) At(id string, at time.Time) *TemplateVersion {
	if f == nil {
		return nil
	}
	var found *TemplateVersion
	for i := range f.Versions {
		if v := &f.Versions[i]; v.ID == id && !v.From.After(at) {
			found = v
		}
	}
	if found == nil || len(found.Body) == 0 {
		return nil
	}
	return found
}

// TemplateRow is a template in a list.
type TemplateRow struct {
	ID       string `json:"id"`
	Code     string `json:"code"` // catalogue number: P-15
	Title    string `json:"title"`
	Version  int    `json:"version"`
	External bool   `json:"external"` // served on a party
	Changed  bool   `json:"changed"`  // by the bureau
}

// TemplateBook is one template with what the program ships and every change.
type TemplateBook struct {
	TemplateRow
	Body    json.RawMessage   `json:"body"`    // in force
	Shipped json.RawMessage   `json:"shipped"` // of the program
	History []TemplateVersion `json:"history"` // newest first
}

// Lack is a required element that an instrument does not have yet.
type Lack struct {
	Field   string `json:"field"`
	Name    string `json:"name"`
	Article string `json:"article"` // why it is required
}

// Draft is an instrument as it would be issued now, with the draft stamp.
type Draft struct {
	Type    string `json:"type"`
	Title   string `json:"title"`
	Missing []Lack `json:"missing"`
	PDF     []byte `json:"-"`
}

// SetTemplate changes a template. What it must hold by law stays: Facts.Template refuses a body that drops a required element.
type SetTemplate struct {
	ID     string          `json:"id" minLength:"2" maxLength:"60" doc:"模板编号，如 penalty_decision"`
	Body   json.RawMessage `json:"body" doc:"模板全文，格式见模板说明"`
	Reason string          `json:"reason" minLength:"2" maxLength:"500" doc:"修改原因"`
}

func (SetTemplate) Act() string { return "templates.set" }

// Decide wants a template that can be set and lacks nothing.
func (x SetTemplate) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if f.Template == nil {
		return Outcome{}, Refuse("unavailable", "", "本机不能校验文书模板，无法修改。", "templates cannot be checked here, so they cannot be changed")
	}
	shipped, err := f.Template(x.ID, x.Body)
	if err != nil {
		return Outcome{}, err
	}
	if v := c.TemplatesFile.At(x.ID, f.Now); v != nil && bytes.Equal(compact(v.Body), compact(x.Body)) {
		return Outcome{}, Refuse("unchanged", "", "模板没有变化。", "the template is the same as before")
	}
	return outcome(&TemplateSet{x, c.nextTemplate(x.ID, shipped)})
}

func compact(b []byte) []byte {
	var out bytes.Buffer
	if json.Compact(&out, b) != nil {
		return b
	}
	return out.Bytes()
}

// nextTemplate is the number of the next version; it counts on from the one the program ships.
func (c *Case) nextTemplate(id string, shipped int) int {
	n := shipped
	if c.TemplatesFile != nil {
		for _, v := range c.TemplatesFile.Versions {
			if v.ID == id {
				n = max(n, v.Version)
			}
		}
	}
	return n + 1
}

// TemplateSet: a template is changed from now on.
type TemplateSet struct {
	SetTemplate
	Version int `json:"version"`
}

func (TemplateSet) Kind() string { return "TemplateSet" }
func (b TemplateSet) apply(c *Case, e Event) {
	c.enterTemplate(TemplateVersion{b.ID, b.Version, b.Body, b.Reason, e.Actor, e.RecordedAt}, e)
}

func (c *Case) enterTemplate(v TemplateVersion, e Event) {
	if c.TemplatesFile == nil {
		c.Procedure, c.Title, c.Stage, c.OpenedOn, c.TemplatesFile = ProcTemplates, "文书模板", Current, DateOf(e.OccurredAt), &TemplateFile{}
	}
	c.TemplatesFile.Versions = append(c.TemplatesFile.Versions, v)
}

// ResetTemplate goes back to the template the program ships.
type ResetTemplate struct {
	ID     string `json:"id" minLength:"2" maxLength:"60" doc:"模板编号"`
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"原因"`
}

func (ResetTemplate) Act() string { return "templates.reset" }

// Decide wants a template that was changed.
func (x ResetTemplate) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	if c.TemplatesFile.At(strings.TrimSpace(x.ID), f.Now) == nil {
		return Outcome{}, Refuse("not_found", "", "这个模板没有修改过。", "this template was not changed")
	}
	return outcome(&TemplateReset{x, c.nextTemplate(x.ID, 0)})
}

// TemplateReset: the template the program ships is in force again.
type TemplateReset struct {
	ResetTemplate
	Version int `json:"version"`
}

func (TemplateReset) Kind() string { return "TemplateReset" }
func (b TemplateReset) apply(c *Case, e Event) {
	c.enterTemplate(TemplateVersion{b.ID, b.Version, nil, b.Reason, e.Actor, e.RecordedAt}, e)
}

// History lists the versions of one template, newest first.
func (f *TemplateFile) History(id string) []TemplateVersion {
	if f == nil {
		return nil
	}
	var out []TemplateVersion
	for _, v := range slices.Backward(f.Versions) {
		if v.ID == id {
			out = append(out, v)
		}
	}
	return out
}

func init() {
	act[SetTemplate](Spec{Procedure: ProcTemplates, Title: "修改文书模板", English: "Change an instrument template", Starts: "此后制作的文书使用新版本；已制作的不变"})
	act[ResetTemplate](Spec{Procedure: ProcTemplates, Title: "恢复文书模板", English: "Go back to the shipped template"})
	event[TemplateSet]()
	event[TemplateReset]()
}
