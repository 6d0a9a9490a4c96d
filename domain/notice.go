package domain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
)

// holidayCN is the file format of github.com/NateScarlet/holiday-cn, in which the official notices are kept as data.
type holidayCN struct {
	Schema string   `json:"$schema"`
	ID     string   `json:"$id"`
	Year   *int     `json:"year"`
	Number string   `json:"number"` // ours: the document number, where an administrator adds it
	Papers []string `json:"papers"`
	Days   []struct {
		Name  *string `json:"name"`
		Date  *string `json:"date"`
		IsOff *bool   `json:"isOffDay"`
	} `json:"days"`
}

// ParseHolidayCN reads one year's notice in the holiday-cn format. It is strict, because one wrong day moves every
// deadline behind it: unknown fields, missing fields, days named twice and days further from the year than the
// December before and the January after are refused with code notice_unreadable, naming the row and the field.
func ParseHolidayCN(b []byte) (Notice, error) {
	var f holidayCN
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return Notice{}, badNotice("", err.Error())
	}
	if _, err := dec.Token(); err != io.EOF {
		return Notice{}, badNotice("", "something follows the notice")
	}
	switch {
	case f.Year == nil:
		return Notice{}, badNotice("year", "missing")
	case *f.Year < 1950 || *f.Year > 2200:
		return Notice{}, badNotice("year", fmt.Sprintf("%d is not a plausible year", *f.Year))
	case len(f.Papers) == 0:
		return Notice{}, badNotice("papers", "the address of the notice is missing")
	case len(f.Days) == 0:
		return Notice{}, badNotice("days", "no day is named")
	}
	n := Notice{Year: *f.Year, Number: f.Number, Source: strings.Join(f.Papers, " ")}
	from, until := NewDate(n.Year-1, time.December, 1), NewDate(n.Year+1, time.January, 31)
	seen := map[Date]bool{}
	for i, row := range f.Days {
		at := func(field string) string { return fmt.Sprintf("days[%d].%s", i, field) }
		switch {
		case row.Name == nil || *row.Name == "":
			return Notice{}, badNotice(at("name"), "missing")
		case row.IsOff == nil:
			return Notice{}, badNotice(at("isOffDay"), "missing")
		case row.Date == nil:
			return Notice{}, badNotice(at("date"), "missing")
		}
		d, err := ParseDate(*row.Date)
		switch {
		case err != nil:
			return Notice{}, badNotice(at("date"), err.Error())
		case d < from || d > until:
			return Notice{}, badNotice(at("date"), fmt.Sprintf("%s does not belong to the notice of %d", d, n.Year))
		case seen[d]:
			return Notice{}, badNotice(at("date"), fmt.Sprintf("%s is named twice", d))
		}
		seen[d] = true
		n.Days = append(n.Days, NoticeDay{Date: d, Off: *row.IsOff, Name: *row.Name})
	}
	return n, nil
}

func badNotice(path, fault string) error {
	at := path
	if at == "" {
		at = "notice"
	}
	e := Refuse("notice_unreadable", "", "放假通知无法读取：%s：%s。请核对文件后重新导入。",
		"the holiday notice cannot be read: %s: %s; check the file and import it again", at, fault)
	e.Fields = []Field{{Path: at, Message: fault}}
	return e
}
