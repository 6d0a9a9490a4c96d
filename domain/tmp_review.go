package domain

func remediesText(c *Case, f *Facts) string { return "" }
