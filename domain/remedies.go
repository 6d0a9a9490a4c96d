package domain

import "strings"

// This file holds what a decision must tell the party of its remedies (行政处罚法 59 I (5), 52; penalty.md §4.5). It differs by
// the procedure and by the day, so it is a table of dated rows and no sentence in a template.

// RemedyRow is what is told from a day on, for decisions of one procedure. 《政府》 and 《法院》 stand for the organs of the place.
type RemedyRow struct {
	From    Date   `json:"from,omitzero"` // first day on which a decision says so; zero: always
	Spot    bool   `json:"spot"`          // of a penalty imposed on the spot
	Text    string `json:"text"`
	Article string `json:"article"`
	Status  string `json:"status"`
}

const inForce = "行政复议、行政诉讼期间，除法律另有规定外，本决定不停止执行。"

var remedyRows = []RemedyRow{
	{0, false, "如不服本决定，可以自收到本决定书之日起六十日内向《政府》或者上一级民政部门申请行政复议，也可以自收到本决定书之日起六个月内依法向《法院》提起行政诉讼。" + inForce,
		"行政复议法（2017年修正）第九条、第十二条、第二十一条；行政诉讼法第四十六条、第五十六条", Confirmed},
	{0, true, "如不服本决定，可以自收到本决定书之日起六十日内向《政府》或者上一级民政部门申请行政复议，也可以自收到本决定书之日起六个月内依法向《法院》提起行政诉讼。" + inForce,
		"行政复议法（2017年修正）第九条、第十二条、第二十一条；行政诉讼法第四十六条、第五十六条", Confirmed},
	{NewDate(2024, 1, 1), false, "如不服本决定，可以自收到本决定书之日起六十日内向《政府》申请行政复议，也可以自收到本决定书之日起六个月内依法向《法院》提起行政诉讼。" + inForce,
		"行政复议法第二十条、第二十四条、第四十二条；行政诉讼法第四十六条、第五十六条", Confirmed},
	{NewDate(2024, 1, 1), true, "如不服本决定，应当自收到本决定书之日起六十日内先向《政府》申请行政复议，可以通过本机关提交行政复议申请；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内依法向《法院》提起行政诉讼。未经行政复议，不得直接提起行政诉讼。" + inForce,
		"行政复议法第二十条、第二十三条第一款第一项和第二款、第二十四条、第三十二条、第四十二条；行政诉讼法第四十五条、第五十六条", Confirmed},
}

// RemedyRows lists the rows, oldest first, for the page of rules.
func RemedyRows() []RemedyRow { return append([]RemedyRow{}, remedyRows...) }

// RemediesText is what a decision made on the day tells of its remedies: to whom, within what time, and for a penalty on the
// spot that reconsideration comes first.
func RemediesText(spot bool, on Date, a Agency) string {
	row := remedyRow(spot, on)
	government, court := a.Superior, a.Region+"人民法院"
	if government == "" {
		government = a.Region + "人民政府"
	}
	return strings.NewReplacer("《政府》", government, "《法院》", court).Replace(row.Text)
}

func remedyRow(spot bool, on Date) RemedyRow {
	var best RemedyRow
	for _, r := range remedyRows {
		if r.Spot == spot && on >= r.From && r.From >= best.From {
			best = r
		}
	}
	return best
}

func remediesText(c *Case, f *Facts) string {
	return RemediesText(c.Penalty != nil && c.Penalty.Track == TrackSimple, f.On(), f.Agency)
}
