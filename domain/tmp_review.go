package domain

func openReview(f *Facts, parent *Case, id CaseID, ref Number, kind ReviewKind, grounds []Ground) Opening {
	return Opening{}
}

func remediesText(c *Case, f *Facts) string { return "" }
