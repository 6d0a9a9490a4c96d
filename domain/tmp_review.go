package domain

func (c *Case) demandServed(d DocumentID, on Date, e Event) {}
func remediesText(c *Case, f *Facts) string                 { return "" }
func (p *Penalty) charge(on Date, e Event)                  {}
func (p *Penalty) uncharge(on Date, e Event)                {}
func (p *Penalty) settled() error                           { return nil }
