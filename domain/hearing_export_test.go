package domain

// What the hearing offers the rest of the case, for its tests.

func (c *Case) HearingNoticeServed(doc DocumentID, on Date, e Event) {
	c.hearingNoticeServed(doc, on, e)
}
func (c *Case) HearingRecused(p PersonID, e Event) { c.hearingRecused(p, e) }
func (c *Case) HearingHeldOrWaived() error         { return c.hearingHeldOrWaived() }
