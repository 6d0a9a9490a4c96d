package activities

import (
	"context"
	"fmt"

	"yifa/activities/render"
	"yifa/domain"
)

// approval is I-3, the form on which an inspection was approved.
func approval(ctx context.Context, m *matter) (render.Data, error) {
	i := m.file.Inspection
	officers, err := m.licensed(ctx, m.file.Officers, m.doc.IssuedOn)
	if err != nil {
		return nil, err
	}
	handler, err := m.name(ctx, m.file.Handler)
	if err != nil {
		return nil, err
	}
	by, err := m.name(ctx, i.ApprovedBy)
	if err != nil {
		return nil, err
	}
	comment := "同意检查。"
	if b, ok := m.event.Body.(*domain.InspectionApproved); ok && b.Comment != "" {
		comment = b.Comment
	}
	kind, frequency := "日常检查", "按本机关公布的频次上限执行"
	if i.Source == "complaint" || i.Source == "assigned" || i.Source == "data_alert" || i.Source == "request" {
		kind = "个案检查"
	}
	if !m.party.Kind.Enterprise() {
		frequency = "检查对象不属于涉企检查范围，不适用频次上限"
	}
	when := "批准后实施"
	if i.Urgent {
		when = "情况紧急，先行检查，补办审批"
	}
	return render.Data{"number": m.file.Reference, "source": sources[i.Source], "kind": kind, "basis": i.Basis, "items": each("name", i.Items), "period": when,
		"officers": officers, "frequency": frequency, "address": m.party.Address,
		"handler": "拟对该对象实施检查，请审批。", "handler_sign": handler + "　" + render.Date(m.file.OpenedOn.Start()),
		"unit": "同意，报负责人审批。", "head": comment, "head_sign": by + "　" + render.Date(i.ApprovedOn.Start())}, nil
}

var methods = map[domain.ServiceMethod]string{domain.ServeDirect: "直接送达", domain.ServeLeaving: "留置送达", domain.ServePost: "邮寄送达",
	domain.ServeElectronic: "电子送达", domain.ServeEntrusted: "委托送达", domain.ServeNotice: "公告送达"}

// receipt is P-24, the receipt of service as it was recorded.
func receipt(ctx context.Context, m *matter) (render.Data, error) {
	var b domain.Serving
	var paper domain.DocumentID
	var register []domain.Evidence
	switch x := m.event.Body.(type) {
	case *domain.OrderServed:
		b, paper, register = domain.Serving(x.ServeOrder), x.Document, x.Register
	case *domain.ClearanceServed:
		b, paper, register = x.Serving, x.Document, x.Register
	case *domain.RegistrationServed:
		b, paper, register = x.Serving, x.Document, x.Register
	case *domain.AnswerServed:
		b, paper, register = x.Serving, x.Document, x.Register
	case *domain.PaperServed:
		b, paper, register = x.Serving, x.Document, x.Register
	default:
		return nil, fmt.Errorf("event %d is a %s, not a service", m.event.Seq, m.event.Body.Kind())
	}
	server, err := m.name(ctx, m.event.Actor)
	if err != nil {
		return nil, err
	}
	served := m.file.Document(paper)
	if served == nil {
		return nil, fmt.Errorf("the file has no instrument %s", paper)
	}
	place := m.party.Address
	if r := m.file.Registration; place == "" && r != nil {
		place = r.Items.Address
	}
	if place == "" {
		place = m.addressee()
	}
	data := render.Data{"number": m.file.Reference, "matter": m.file.Title, "recipient": m.addressee(),
		"documents": []render.Data{{"name": served.Title, "number": served.Number}}, "place": place, "method": methods[b.Method], "server": server}
	on := render.Date(b.On.Start())
	switch b.Method {
	case domain.ServeDirect, domain.ServeEntrusted:
		data["received"] = b.Recipient + "　" + on
	case domain.ServePost:
		data["received"], data["posted"] = b.Recipient+"　"+on, b.Tracking
	case domain.ServeElectronic:
		data["received"], data["remarks"] = "到达当事人系统　"+on, "电子送达确认书："+b.Consent
	case domain.ServeLeaving:
		data["refusal"] = "受送达人拒绝签收，于" + on + "留置送达"
	case domain.ServeNotice:
		data["remarks"] = "公告送达，" + on + "发布公告。" + b.Reason
	}
	if b.Relation != "" {
		data["agent"] = b.Recipient + "（" + b.Relation + "）"
	}
	if b.Witness != "" {
		data["witness"] = b.Witness
	}
	if s := counted(register, 0); s != "" {
		note, _ := data["remarks"].(string)
		data["remarks"] = note + "附" + s + "。"
	}
	return data, nil
}
