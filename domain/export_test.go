package domain

// Served lets tests begin where a decision, or a demand, has just been served.
func Served(c *Case, f *Facts, doc DocumentID, on Date) error {
	d := *c.Document(doc)
	clocks, err := servedClocks(c, d, on, f)
	if err != nil {
		return err
	}
	c.Seq++
	c.paperServed(d, on, clocks, Event{Case: c.ID, Seq: c.Seq, Actor: f.Actor, OccurredAt: f.At})
	return nil
}

// Due lets tests begin where a decision has just been made.
func Due(c *Case, f *Facts, on Date) error {
	clocks, err := c.publicityClocks(f, on)
	for _, k := range clocks {
		c.startClock(k)
	}
	return err
}

// Close closes a file as its archiving does.
func Close(c *Case, f *Facts, stage Stage) {
	c.close(Event{Case: c.ID, Seq: c.Seq, Actor: f.Actor, OccurredAt: f.At}, stage, "performed")
}
