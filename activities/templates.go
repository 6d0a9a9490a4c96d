package activities

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"yifa/activities/render"
	"yifa/domain"
)

// template is a template as it was in force at the instant: the bureau's version, or the one the program ships.
func (d *Documents) template(ctx context.Context, id string, at time.Time) (render.Template, error) {
	all, err := render.Templates()
	if err != nil {
		return render.Template{}, err
	}
	t, found := all[id]
	if !found {
		return t, fmt.Errorf("there is no template %s", id)
	}
	file, err := d.changed(ctx)
	if err != nil {
		return t, err
	}
	v := file.At(id, at)
	if v == nil {
		return t, nil
	}
	if t, err = render.Parse(v.Body); err != nil {
		return t, fmt.Errorf("template %s version %d: %w", id, v.Version, err)
	}
	t.Version = v.Version
	return t, nil
}

// changed is the register of changed templates; nil while there is none.
func (d *Documents) changed(ctx context.Context) (*domain.TemplateFile, error) {
	c, err := d.Book.Case(ctx, domain.CaseID(domain.ProcTemplates))
	if domain.CodeOf(err) == "not_found" {
		return nil, nil //nolint:nilnil // nothing was changed yet
	}
	if err != nil {
		return nil, err
	}
	return c.TemplatesFile, nil
}

// CheckTemplate says what is wrong with a changed template, and which version the program ships. It must be one that can be
// set, of the same instrument, and may not drop, weaken or unmask anything the shipped one requires; nor may it ask for what
// nothing fills.
func CheckTemplate(id string, body []byte) (shipped int, err error) {
	all, err := render.Templates()
	if err != nil {
		return 0, err
	}
	was, found := all[id]
	if !found {
		return 0, domain.Refuse("not_found", "", "没有编号为“%[1]s”的文书模板。", "there is no template %[1]s", id)
	}
	is, err := render.Parse(body)
	if err != nil {
		e := domain.Refuse("invalid_input", "", "模板有误：%[1]s。", "the template is wrong: %[1]s", err.Error())
		e.Fields = []domain.Field{{Path: "body", Message: err.Error()}}
		return 0, e
	}
	if sample, err := render.Sample(id); err != nil {
		return 0, err
	} else if _, err := is.Fill(sample); err != nil {
		return 0, domain.Refuse("invalid_input", "", "模板不能套用：%[1]s。", "the template cannot be filled: %[1]s", err.Error())
	}
	var bad []domain.Field
	fault := func(field, zh string) { bad = append(bad, domain.Field{Path: "body." + field, Message: zh}) }
	if is.ID != was.ID || is.Code != was.Code || is.External != was.External {
		fault("id", "编号、代码和是否送达当事人不能修改")
	}
	if is.Number != was.Number {
		fault("number", "文书编号的位置不能修改")
	}
	known := func(f render.Field) bool {
		return slices.ContainsFunc(slices.Concat(was.Required, was.Optional), func(o render.Field) bool { return o.Field == f.Field })
	}
	for _, f := range slices.Concat(is.Required, is.Optional) {
		if !known(f) {
			fault(f.Field, "案卷不提供“"+f.Name+"”，不能增加")
		}
	}
	for _, o := range was.Required {
		i := slices.IndexFunc(is.Required, func(f render.Field) bool { return f.Field == o.Field })
		switch {
		case i < 0:
			fault(o.Field, "必备要素“"+o.Name+"”不能去除（"+o.Article+"）")
		case is.Required[i].When != "" && is.Required[i].When != o.When:
			fault(o.Field, "必备要素“"+o.Name+"”不能加上条件（"+o.Article+"）")
		case !subset(o.Of, is.Required[i].Of):
			fault(o.Field, "必备要素“"+o.Name+"”的内容不能减少（"+o.Article+"）")
		}
	}
	for _, o := range slices.Concat(was.Required, was.Optional) {
		i := slices.IndexFunc(slices.Concat(is.Required, is.Optional), func(f render.Field) bool { return f.Field == o.Field })
		if i >= 0 && slices.Concat(is.Required, is.Optional)[i].Mask != o.Mask {
			fault(o.Field, "“"+o.Name+"”在公开文本中的隐去方式不能修改（行政处罚法第四十八条、第五十条）")
		}
	}
	if len(bad) == 0 {
		return was.Version, nil
	}
	var says, fields []string
	for _, f := range bad {
		says, fields = append(says, f.Message), append(fields, strings.TrimPrefix(f.Path, "body."))
	}
	return 0, &domain.Error{Code: "invalid_input", Article: "行政处罚法第五十九条等", Message: "模板不能这样修改：" + strings.Join(says, "；") + "。",
		English: "a template may drop, weaken or unmask nothing that is required, and ask for nothing that is not filled: " + strings.Join(fields, ", "), Fields: bad}
}

func subset(small, large []string) bool {
	return !slices.ContainsFunc(small, func(s string) bool { return !slices.Contains(large, s) })
}

// Templates lists what is in force now, by code.
func (d *Documents) Templates(ctx context.Context) ([]domain.TemplateRow, error) {
	all, err := render.Templates()
	if err != nil {
		return nil, err
	}
	file, err := d.changed(ctx)
	if err != nil {
		return nil, err
	}
	var out []domain.TemplateRow
	for id := range all {
		t := all[id]
		r := domain.TemplateRow{ID: id, Code: t.Code, Title: t.Title, Version: t.Version, External: t.External}
		if v := file.At(id, d.now()); v != nil {
			r.Changed, r.Version = true, v.Version
			if own, err := render.Parse(v.Body); err == nil {
				r.Title = own.Title
			}
		}
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b domain.TemplateRow) int { return strings.Compare(a.Code+a.ID, b.Code+b.ID) })
	return out, nil
}

// Template is one template with its history.
func (d *Documents) Template(ctx context.Context, id string) (domain.TemplateBook, error) {
	var b domain.TemplateBook
	shipped, err := render.Source(id)
	if err != nil {
		return b, domain.Refuse("not_found", "", "没有编号为“%[1]s”的文书模板。", "there is no template %[1]s", id)
	}
	file, err := d.changed(ctx)
	if err != nil {
		return b, err
	}
	t, err := d.template(ctx, id, d.now())
	if err != nil {
		return b, err
	}
	b = domain.TemplateBook{TemplateRow: domain.TemplateRow{ID: id, Code: t.Code, Title: t.Title, Version: t.Version, External: t.External}, Body: shipped, Shipped: shipped, History: file.History(id)}
	if v := file.At(id, d.now()); v != nil {
		b.Changed, b.Body = true, v.Body
	}
	return b, nil
}

// TemplateSample sets a template with its sample data and the draft stamp; body empty: the one in force.
func (d *Documents) TemplateSample(ctx context.Context, id string, body []byte) ([]byte, error) {
	if _, err := render.Source(id); err != nil {
		return nil, domain.Refuse("not_found", "", "没有编号为“%[1]s”的文书模板。", "there is no template %[1]s", id)
	}
	t, err := d.template(ctx, id, d.now())
	if err != nil {
		return nil, err
	}
	if len(body) > 0 {
		if _, err := CheckTemplate(id, body); err != nil {
			return nil, err
		}
		if t, err = render.Parse(body); err != nil {
			return nil, err
		}
	}
	sample, err := render.Sample(id)
	if err != nil {
		return nil, err
	}
	i, err := t.Fill(sample)
	if err != nil {
		return nil, domain.Refuse("invalid_input", "", "模板不能套用：%[1]s。", "the template cannot be filled: %[1]s", err.Error())
	}
	b, err := render.PDF(i, d.Fonts, render.Options{Draft: true})
	if err != nil && len(body) > 0 { // a character no face can draw
		return nil, domain.Refuse("invalid_input", "", "模板不能制作：%[1]s。", "the template cannot be set: %[1]s", err.Error())
	}
	return b, err
}
