package domain

// What the hearing offers the rest of the case, for its tests.

// HearingNoticeServed enters a service.
func (c *Case) HearingNoticeServed(doc DocumentID, on Date, e Event) {
	c.hearingNoticeServed(doc, on, e)
}

// HearingDone says whether the duty of a hearing is met.
func (c *Case) HearingDone() error { return hearingDone(c) }
