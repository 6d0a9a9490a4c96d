package domain

import (
	"slices"
	"strings"
)

// An organization that was told to stop its activity for a time (限期停止活动) may act again when the time is over: its certificate, seals
// and vouchers, which were sealed, are given back, and it reports on its rectification (社团 33, 民非 28; registration.md §2.4).

const artStopped = "社会团体登记管理条例第三十三条；民办非企业单位登记管理暂行条例第二十八条"

// OrgSealed is what was sealed for a stop that is over, and how it was given back.
type OrgSealed struct {
	StoppedBy  CaseID `json:"stopped_by,omitempty"` // the case
	EndedOn    Date   `json:"ended_on"`             // the first day on which it may act again
	ReturnedOn Date   `json:"returned_on,omitzero"`
	Items      string `json:"items,omitempty"`  // what was given back
	Report     string `json:"report,omitempty"` // of the rectification
	SignedBy   string `json:"signed_by,omitempty"`
}

// EndStop ends a stop whose time is over: the engine does it in the night after the last day.
type EndStop struct{}

func (EndStop) Act() string { return "party.end_stop" }

// Decide wants an organization that is stopped until a day that is over.
func (EndStop) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.stopped(f)
	if err != nil {
		return Outcome{}, err
	}
	if o.StoppedUntil.IsZero() {
		return Outcome{}, Refuse("stop_running", artStopped, "登记簿没有载明停止活动的期限，由股室据处罚决定书办理。", "the register does not say until when it is stopped")
	}
	return outcome(&StopEnded{o.StoppedUntil + 1, "限期停止活动期满（至" + o.StoppedUntil.String() + "）", o.stoppedBy()})
}

// LiftStop ends a stop entered from paper, whose last day the register does not know: the section says when it was.
type LiftStop struct {
	On     Date   `json:"on" doc:"恢复活动之日"`
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"依据，如纸质处罚决定书载明的期限"`
}

func (LiftStop) Act() string { return "party.lift_stop" }

// Decide wants a stop without an end, and the papers that say when it was.
func (x LiftStop) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.stopped(f)
	if err != nil {
		return Outcome{}, err
	}
	last := Date(0)
	if n := len(o.Standings); n > 0 {
		last = o.Standings[n-1].On
	}
	var bad faults
	bad.need(!x.On.IsZero() && x.On <= f.On() && x.On > last, "on", "请填写恢复活动之日，在停止之后，不晚于今天")
	bad.need(len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "请写明依据")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&StopEnded{x.On, "限期停止活动期满：" + strings.TrimSpace(x.Reason), o.stoppedBy()})
}

// stopped is the organization of the file, stopped and its time over as far as the register knows it.
func (c *Case) stopped(f *Facts) (*Organization, error) {
	o, err := c.entered(true)
	switch {
	case err != nil:
		return nil, err
	case o.Status != OrgStopped:
		return nil, Refuse("organization_status", artStopped, "“%[1]s”没有被限期停止活动。", "%[1]s is not stopped", c.PartyFile.Name)
	case o.StoppedUntil >= f.On():
		return nil, Refuse("stop_running", artStopped, "停止活动的期限至%[1]s，尚未届满。", "it is stopped until %[1]s", o.StoppedUntil)
	}
	return o, nil
}

// stoppedBy is the case that stopped it; empty for one entered from paper.
func (o *Organization) stoppedBy() CaseID {
	for _, s := range slices.Backward(o.Standings) {
		if s.Status == OrgStopped {
			return s.File
		}
	}
	return ""
}

// StopEnded: the time for which the organization was stopped is over.
type StopEnded struct {
	On   Date   `json:"on"`
	Why  string `json:"why"`
	File CaseID `json:"file,omitempty"` // the case that stopped it
}

func (StopEnded) Kind() string { return "StopEnded" }
func (b StopEnded) apply(c *Case, e Event) {
	o := c.PartyFile.Org
	o.Status, o.StoppedUntil = OrgActive, 0
	o.Standings = append(o.Standings, OrgStanding{OrgActive, b.On, b.Why, b.File})
	o.Sealed = append(o.Sealed, OrgSealed{StoppedBy: b.File, EndedOn: b.On})
	c.raise(Task{ID: "return_sealed", Kind: "party.return_sealed", Title: "停止活动期满：收整改报告，发还封存的证书、印章", English: "The stop is over: take in the report, give back certificate and seals", Role: RoleOfficer}, e)
}

// ReturnSealed records that certificate, seals and vouchers were given back after a stop, and what the organization reports.
type ReturnSealed struct {
	On       Date   `json:"on" doc:"发还之日"`
	Items    string `json:"items" minLength:"2" maxLength:"500" doc:"发还的证书（正、副本）、印章、财务凭证；没有封存的写明"`
	SignedBy string `json:"signed_by" minLength:"2" maxLength:"60" doc:"领取人"`
	Report   string `json:"report" minLength:"2" maxLength:"4000" doc:"整改情况报告"`
}

func (ReturnSealed) Act() string { return "party.return_sealed" }

// Decide wants a stop that is over and whose things were not given back.
func (x ReturnSealed) Decide(c *Case, f *Facts) (Outcome, error) {
	o, err := c.entered(true)
	if err != nil {
		return Outcome{}, err
	}
	s := o.sealed()
	if s == nil {
		return Outcome{}, Refuse("nothing_sealed", artStopped, "没有停止活动期满而尚未发还的证书、印章。", "nothing that was sealed waits to be given back")
	}
	var bad faults
	bad.need(!x.On.IsZero() && x.On >= s.EndedOn && x.On <= f.On(), "on", "发还之日应在停止活动期满（"+s.EndedOn.String()+"）以后，不晚于今天")
	bad.need(len([]rune(strings.TrimSpace(x.Items))) >= 2, "items", "请填写发还的证书、印章")
	bad.need(len([]rune(strings.TrimSpace(x.SignedBy))) >= 2, "signed_by", "请填写领取人")
	bad.need(len([]rune(strings.TrimSpace(x.Report))) >= 2, "report", "请填写整改情况")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	return outcome(&SealedReturned{x})
}

// sealed is what waits to be given back; nil for nothing.
func (o *Organization) sealed() *OrgSealed {
	for i := range o.Sealed {
		if o.Sealed[i].ReturnedOn.IsZero() {
			return &o.Sealed[i]
		}
	}
	return nil
}

// SealedReturned: what was sealed was given back.
type SealedReturned struct{ ReturnSealed }

func (SealedReturned) Kind() string { return "SealedReturned" }
func (b SealedReturned) apply(c *Case, e Event) {
	s := c.PartyFile.Org.sealed()
	if s == nil {
		return
	}
	s.ReturnedOn, s.Items, s.SignedBy, s.Report = b.On, b.Items, b.SignedBy, b.Report
	c.done(e, "party.return_sealed")
}

func init() {
	act[EndStop](Spec{Procedure: ProcParty, SystemOnly: true, Title: "停止活动期满，恢复活动", English: "End a stop", Article: artStopped})
	act[LiftStop](Spec{Procedure: ProcParty, Possible: func(c *Case) bool {
		return livingOrg(c) && c.PartyFile.Org.Status == OrgStopped && c.PartyFile.Org.StoppedUntil.IsZero()
	}, Title: "登记停止活动期满", English: "Enter the end of a stop", Article: artStopped, Starts: "组织状态恢复为存续；待发还证书、印章"})
	act[ReturnSealed](Spec{Procedure: ProcParty, Possible: func(c *Case) bool { return livingOrg(c) && c.PartyFile.Org.sealed() != nil }, Title: "发还封存的证书、印章", English: "Give back what was sealed", Article: artStopped})
	event[StopEnded]()
	event[SealedReturned]()
}
