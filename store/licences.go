package store

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"yifa/domain"
)

// Licences are the statistics of a year of licences (行政许可实施情况统计): of each item, how many were applied for, accepted, granted,
// refused, annulled, and where the others went. Counted from the files each time, as of a day.
type Licences struct {
	Year    int                    `json:"year"`
	AsOf    domain.Date            `json:"as_of"`
	Columns []domain.LicenceColumn `json:"columns"`
	Items   []LicenceItem          `json:"items"`
	Total   LicenceItem            `json:"total"`
	Deemed  int                    `json:"deemed" doc:"受理中，收件五个工作日未告知即为受理的"`
	// DeemedQuery is the list of them, as Cell.Query.
	DeemedQuery string `json:"deemed_query"`
}

// LicenceItem is a line of the statistics.
type LicenceItem struct {
	Key     string                 `json:"key"` // establish …; total
	Title   string                 `json:"title"`
	English string                 `json:"english"`
	Cells   map[string]LicenceCell `json:"cells"` // by column
}

// LicenceCell is a number with the list of files behind it, as the address of the list has it.
type LicenceCell struct {
	Count int    `json:"count"`
	Query string `json:"query"`
}

const licenceCounts = "s.day BETWEEN ? AND ? AND (s.undone IS NULL OR s.undone > ?)"

// Licences counts a year, as of a day of it (the whole year when asOf is zero).
func (s *Store) Licences(ctx context.Context, agency domain.AgencyID, year int, asOf domain.Date) (Licences, error) {
	query := fmt.Sprintf("&year=%d", year)
	if !asOf.IsZero() {
		query += "&as_of=" + asOf.String()
	}
	first, end, asOf, err := s.yearOf(year, asOf)
	if err != nil {
		return Licences{}, err
	}
	out := Licences{Year: year, AsOf: asOf, Columns: domain.LicenceColumns, DeemedQuery: "procedure=registration&licence=all.deemed" + query}
	var rows []struct {
		Item, What string
		N, Deemed  int
	}
	err = s.db.NewRaw(`SELECT s.item, s.what, count(*) AS n, count(*) FILTER (WHERE s.what = 'accepted' AND (c.state #>> '{registration,deemed}')::boolean) AS deemed
 FROM licence_steps s JOIN cases c ON c.id = s.case_id WHERE s.agency = ? AND `+licenceCounts+" GROUP BY 1, 2",
		agency, first.String(), min(end, asOf).String(), asOf.String()).Scan(ctx, &rows)
	if err != nil {
		return out, err
	}
	line := func(key, zh, en, item string) LicenceItem {
		x := LicenceItem{Key: key, Title: zh, English: en, Cells: map[string]LicenceCell{}}
		for _, c := range domain.LicenceColumns {
			x.Cells[c.Key] = LicenceCell{Query: "procedure=registration&licence=" + item + "." + c.Key + query}
		}
		return x
	}
	add := func(x LicenceItem, what string, n int) {
		c := x.Cells[what]
		c.Count += n
		x.Cells[what] = c
	}
	out.Total = line("total", "合计", "Total", "all")
	for _, k := range domain.LicenceItems {
		t := domain.RegKindTitles[k]
		x := line(k, t[0], t[1], k)
		for _, r := range rows {
			if r.Item == k {
				add(x, r.What, r.N)
				add(out.Total, r.What, r.N)
				out.Deemed += r.Deemed
			}
		}
		out.Items = append(out.Items, x)
	}
	return out, nil
}

// licenceWhere is the condition of a list behind a number of the statistics: "establish.granted", "all.accepted". ok: it is one.
func licenceWhere(licence string, from, to, asOf string) (string, []any, bool) {
	item, what, ok := strings.Cut(licence, ".")
	if !ok {
		return "", nil, false
	}
	q, deemed := "EXISTS (SELECT 1 FROM licence_steps s WHERE s.case_id = c.id AND s.what = ? AND "+licenceCounts, what == "deemed"
	if deemed {
		what = domain.LicenceAccepted
	}
	args := []any{what, from, min(to, asOf), asOf}
	if item != "all" {
		q, args = q+" AND s.item = ?", append(args, item)
	}
	q += ")"
	if deemed {
		q += " AND (c.state #>> '{registration,deemed}')::boolean"
	}
	return q, args, true
}

// projectLicences writes what the file of a registration counts as.
func projectLicences(b *transaction, c *domain.Case, before *projection) {
	steps := c.LicenceSteps()
	if reflect.DeepEqual(steps, before.licences) {
		return
	}
	if len(before.licences) > 0 {
		b.queue("DELETE FROM licence_steps WHERE case_id = $1", c.ID)
	}
	for i, x := range steps {
		b.queue("INSERT INTO licence_steps (case_id, n, agency, item, what, day, undone) VALUES ($1, $2, $3, $4, $5, $6, $7)", c.ID, i+1, c.Agency, c.Registration.Kind, x.What, x.On.String(), nilDate(x.Undone))
	}
}
