package domain

func openReview(f *Facts, parent *Case, id CaseID, ref Number, kind ReviewKind, grounds []Ground) Opening {
	return Opening{}
}

func (c *Case) demandServed(d DocumentID, on Date, e Event) {}
func remediesText(c *Case, f *Facts) string                 { return "" }
func (p *Penalty) charge(on Date, e Event)                  {}
func (p *Penalty) uncharge(on Date, e Event)                {}
func (p *Penalty) settled() error                           { return nil }
