package domain

import "slices"

// The statistics of licences (行政许可实施情况统计): what was applied for, accepted, granted, refused and taken away, by item. The yearly
// disclosure asks for these five (国办发〔2018〕118号); the others beside them say where the rest of the applications went.

// What a registration counts as in the statistics, in the order of their columns.
const (
	LicenceApplied   = "applied"   // 申请：收件
	LicenceAccepted  = "accepted"  // 受理，含收件五个工作日未告知即为受理的，计在收件之日
	LicenceRejected  = "rejected"  // 不予受理
	LicenceGranted   = "granted"   // 许可：准予登记
	LicenceRefused   = "refused"   // 不予许可
	LicenceWithdrawn = "withdrawn" // 收件后申请人撤回
	LicenceLapsed    = "lapsed"    // 收件后逾期未补正，退件
	LicenceAnnulled  = "annulled"  // 撤销（撤回）已经作出的许可
)

// LicenceColumn is a column of the statistics.
type LicenceColumn struct {
	Key     string `json:"key"`
	Title   string `json:"title"`
	English string `json:"english"`
	Asked   bool   `json:"asked"` // the yearly disclosure asks for it
}

// LicenceColumns are the columns of the statistics.
var LicenceColumns = []LicenceColumn{
	{LicenceApplied, "申请", "Applied", true}, {LicenceAccepted, "受理", "Accepted", true}, {LicenceRejected, "不予受理", "Not accepted", false},
	{LicenceGranted, "许可", "Granted", true}, {LicenceRefused, "不予许可", "Refused", true}, {LicenceWithdrawn, "撤回申请", "Withdrawn", false},
	{LicenceLapsed, "逾期退件", "Lapsed", false}, {LicenceAnnulled, "撤销许可", "Annulled", true},
}

// LicenceItems are the items of the statistics, as RegKindTitles names them.
var LicenceItems = []string{RegEstablish, RegChange, RegDeregister, RegCharter, RegReplace}

// LicenceStep says that a file counts under What on a day; until the day on which it was undone, where it was.
type LicenceStep struct {
	What   string `json:"what"`
	On     Date   `json:"on"`
	Undone Date   `json:"undone,omitzero"` // a grant taken back before it was entered in the register
}

// Counts reports that the step counts between two days as things stood at the end of asOf.
func (s LicenceStep) Counts(first, end, asOf Date) bool {
	return s.On >= first && s.On <= min(end, asOf) && (s.Undone.IsZero() || s.Undone > asOf)
}

// LicenceSteps is what the file of a registration counts as; nil for every other file. An annulment counts in its own year and
// leaves the grant in the year in which it was made.
func (c *Case) LicenceSteps() []LicenceStep {
	r := c.Registration
	if r == nil {
		return nil
	}
	var out []LicenceStep
	add := func(what string, on, undone Date) {
		if !on.IsZero() {
			out = append(out, LicenceStep{what, on, undone})
		}
	}
	add(LicenceApplied, r.ReceivedOn, 0)
	add(LicenceAccepted, r.AcceptedOn, 0)
	for _, x := range r.Rescinded {
		if d := c.Document(x.Document); d != nil {
			add(LicenceGranted, d.IssuedOn, x.On)
		}
	}
	if d := r.Decision; d != nil && d.Grant {
		add(LicenceGranted, d.On, 0)
	} else if d != nil {
		add(LicenceRefused, d.On, 0)
	}
	if !r.ReceivedOn.IsZero() {
		if i := slices.Index([]Stage{RegRejected, RegWithdrawn, RegLapsed}, c.Stage); i >= 0 {
			add([]string{LicenceRejected, LicenceWithdrawn, LicenceLapsed}[i], c.ClosedOn, 0)
		}
	}
	if a := r.Annulment; a != nil {
		add(LicenceAnnulled, a.On, 0)
	}
	return out
}
