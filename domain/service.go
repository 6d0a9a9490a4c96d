package domain

import (
	"slices"
	"strings"
)

// This file holds service (送达), which every procedure shares: what a receipt must say for each way, the day a paper
// counts as served, and that an earlier signature wins over a public notice that still runs.

// Serving is what a receipt of service says.
type Serving struct {
	Method    ServiceMethod `json:"method" enum:"direct,leaving,post,electronic,entrusted,notice" doc:"送达方式"`
	On        Date          `json:"on" doc:"签收、留置、到达或者公告之日"`
	Recipient string        `json:"recipient,omitempty" maxLength:"60" doc:"签收人"`
	Relation  string        `json:"relation,omitempty" maxLength:"60" doc:"与当事人关系"`
	Witness   string        `json:"witness,omitempty" maxLength:"60" doc:"见证人"`
	Consent   string        `json:"consent,omitempty" maxLength:"200" doc:"电子送达确认书"`
	Tracking  string        `json:"tracking,omitempty" maxLength:"60" doc:"邮件号"`
	Reason    string        `json:"reason,omitempty" maxLength:"500" doc:"公告送达的原因和经过"`
	Evidence  []NewEvidence `json:"evidence,omitempty" doc:"送达回证、照片或者视频"`
}

// check holds the rules of every way of serving (民事诉讼法 87–95, by 行政处罚法 61). A paper cannot be served before its
// date, nor after the day the service is recorded.
func (x Serving) check(doc *Document, f *Facts) error {
	const art = "民事诉讼法第八十七条至第九十五条、行政处罚法第六十一条"
	var bad faults
	bad.need(!x.On.IsZero(), "on", "请填写日期")
	bad.need(doc != nil && (x.On.IsZero() || x.On >= doc.IssuedOn), "on", "送达日不能早于文书日期")
	bad.need(x.On <= f.On(), "on", "送达日不能晚于办理日")
	switch x.Method {
	case ServeDirect, ServePost, ServeEntrusted:
		bad.need(strings.TrimSpace(x.Recipient) != "", "recipient", "请填写签收人")
		bad.need(x.Method != ServePost || strings.TrimSpace(x.Tracking) != "", "tracking", "请填写邮件号")
	case ServeLeaving:
		video := slices.ContainsFunc(x.Evidence, func(e NewEvidence) bool { return e.Kind == "photo" || e.Kind == "video" })
		bad.need(strings.TrimSpace(x.Witness) != "" || video, "witness", "留置送达须有见证人，或者照片、视频")
	case ServeElectronic:
		bad.need(strings.TrimSpace(x.Consent) != "", "consent", "电子送达须有当事人签署的确认书")
	case ServeNotice:
		bad.need(len([]rune(x.Reason)) >= 2, "reason", "请写明无法以其他方式送达的原因和经过")
	default:
		bad.need(false, "method", "没有这种送达方式")
	}
	if err := bad.err(); err != nil {
		e := err.(*Error) //nolint:errorlint // faults.err makes nothing else
		e.Article = art
		return e
	}
	return nil
}

// service is the entry of the receipt; deemed is zero while a public notice runs.
func (x Serving) service(doc DocumentID, deemed Date, register []Evidence, e Event) Service {
	var proof []Blob
	for _, r := range register {
		proof = append(proof, r.Hash)
	}
	return Service{Document: doc, Method: x.Method, On: x.On, DeemedOn: deemed, Recipient: x.Recipient, Relation: x.Relation,
		Witness: x.Witness, Consent: x.Consent, Tracking: x.Tracking, Evidence: proof, Seq: e.Seq}
}

// supersede sets earlier services of a paper aside: a direct one wins over a notice that still runs.
func (c *Case) supersede(doc DocumentID) {
	for i := range c.Services {
		if c.Services[i].Document == doc && c.Services[i].FailedFor == "" {
			c.Services[i].Superseded = true
		}
	}
}

// noticeServed is the day a paper counts as served by public notice; zero when it does not.
func (c *Case) noticeServed(doc DocumentID) Date {
	for _, s := range c.Services {
		if s.Document == doc && s.Method == ServeNotice && !s.Superseded {
			return s.DeemedOn
		}
	}
	return 0
}

// once is check for a paper that is served by one public notice at a time; it gives what shows the service.
func (x Serving) once(c *Case, doc *Document, f *Facts) ([]Evidence, error) {
	if err := x.check(doc, f); err != nil {
		return nil, err
	}
	if x.Method == ServeNotice && c.noticeRuns(doc.ID) {
		return nil, Refuse("already_done", "民事诉讼法第九十五条", "公告送达正在进行。", "a public notice of it is running")
	}
	return f.evidence(x.Evidence)
}

// entered enters the service in the file with its receipt. A public notice has served nothing yet; what reaches the party by hand
// overtakes the notice that runs under the name of the clock.
func (x Serving) entered(c *Case, doc DocumentID, notice string, register []Evidence, papers []Document, e Event) {
	deemed := x.On
	if x.Method == ServeNotice {
		deemed = 0
	} else {
		c.supersede(doc)
		c.stop(x.On, notice)
	}
	c.Services = append(c.Services, x.service(doc, deemed, register, e))
	c.enter(register, e)
	c.issuedAll(papers, e)
}

// noticeRuns reports that a public notice of the paper was published and has not run out.
func (c *Case) noticeRuns(doc DocumentID) bool {
	return slices.ContainsFunc(c.Services, func(s Service) bool {
		return s.Document == doc && s.Method == ServeNotice && s.DeemedOn.IsZero() && !s.Superseded
	})
}

// noticeRanOut makes a paper count as served with the end of its public notice (民事诉讼法 95).
func (c *Case) noticeRanOut(doc DocumentID, on Date) {
	for i := range c.Services {
		if s := &c.Services[i]; s.Document == doc && s.Method == ServeNotice && s.DeemedOn.IsZero() && !s.Superseded {
			s.DeemedOn = on
		}
	}
}
