package domain

// Norms is the law of sanctions as dated rows: the violation catalogue with what each version allows, thresholds of the
// hearing, benchmarks of discretion, grounds of review and discussion. It never changes once made.
type Norms struct {
	Violations Violations
}

// HearingGrounds are the reasons for which the party must be told of its right to a hearing (行政处罚法 63); none: no right.
func (n *Norms) HearingGrounds(p Proposal, natural bool, region string, on Date) []Ground { return nil }

// ReviewGrounds are the reasons for which the legality review is compulsory before the decision (行政处罚法 58).
func (n *Norms) ReviewGrounds(p Proposal, hearing bool, regime Regime, on Date) []Ground { return nil }

// DiscussionGrounds are the reasons for which the leaders must discuss the case together (行政处罚法 57 II).
func (n *Norms) DiscussionGrounds(p Proposal, hearing bool, on Date) []Ground { return nil }

// Heavier reports that the second set of sanctions is heavier than the first in any kind, or of another kind.
func Heavier(was, is []Sanction) bool { return false }

// CheckProposal refuses a proposal outside what the law allows, naming the bound and its article.
func (n *Norms) CheckProposal(p Proposal, c *Case, f *Facts) error { return nil }
