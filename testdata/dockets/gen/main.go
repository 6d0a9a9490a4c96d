// Command gen writes the dockets of this folder. They are invented: no place, person, company or number in them is
// real. Only the totals of the year 2023 are those of the report the project grew from.
//
//	go run ./testdata/dockets/gen            # rewrites testdata/dockets
//	go run ./testdata/dockets/gen -out DIR
//
// It is deterministic: a test generates again and compares.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"time"

	"yifa/domain"
	"yifa/migrations"
)

func main() {
	out := flag.String("out", "testdata/dockets", "folder to write to")
	flag.Parse()
	cal := calendar()
	for name, make := range map[string]func(*domain.Calendar) *book{"2023": year2023, "2024-small": small2024, "demo": demo} {
		if err := make(cal).write(filepath.Join(*out, name)); err != nil {
			log.Fatal(err)
		}
	}
}

func calendar() *domain.Calendar {
	var notices []domain.Notice
	entries, err := migrations.HolidayFiles.ReadDir("holidays")
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".json" {
			continue
		}
		raw, err := migrations.HolidayFiles.ReadFile("holidays/" + e.Name())
		if err != nil {
			log.Fatal(err)
		}
		n, err := domain.ParseHolidayCN(raw)
		if err != nil {
			log.Fatal(err)
		}
		notices = append(notices, n)
	}
	return domain.NewCalendar(notices)
}

// book collects the acts of a docket and writes them in legal order.
type book struct {
	cal    *domain.Calendar
	header header
	lines  []line
	files  map[string][]byte
	today  domain.Date          // what stands for the day of loading in a docket counted from it; zero: days are days
	worked map[domain.Date]bool // days counted as working days from today
	acts   map[string]int       // how many acts each file has had
	papers map[string]int       // how many papers
}

type header struct {
	Docket   string `json:"docket"`
	Name     string `json:"name"`
	Agency   string `json:"agency"`
	Recorder string `json:"recorder"`
	After    string `json:"after,omitempty"`
	Note     string `json:"note"`
}

type line struct {
	On    string `json:"on"`
	Actor string `json:"actor"`
	Act   string `json:"act"`
	Case  string `json:"case"`
	Data  any    `json:"data"`
	order string
}

func (b *book) write(dir string) error {
	slices.SortStableFunc(b.lines, func(x, y line) int {
		switch {
		case x.order < y.order:
			return -1
		case x.order > y.order:
			return 1
		}
		return 0
	})
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(b.header); err != nil {
		return err
	}
	for _, l := range b.lines {
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "files"), 0o755); err != nil {
		return err
	}
	for name, content := range b.files {
		if err := os.WriteFile(filepath.Join(dir, "files", name), content, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, "docket.jsonl"), out.Bytes(), 0o644)
}

// register enters something in the registers of a new installation: the system does it, on a bare day.
func (b *book) register(day, key string, cmd domain.Command) {
	b.lines = append(b.lines, line{day, "system", cmd.Act(), key, cmd, day + "T09:00"})
}

// do records an act of a person. Offices work on working days, so anything else is a slip in this program.
func (b *book) do(day domain.Date, hm, actor, key string, cmd domain.Command) {
	if b.acts == nil {
		b.acts, b.papers = map[string]int{}, map[string]int{}
	}
	b.acts[key]++
	b.papers[key] += papersOf(cmd)
	if !b.today.IsZero() {
		on, data := b.counted(day, hm, cmd)
		b.lines = append(b.lines, line{on, actor, cmd.Act(), key, data, fmt.Sprintf("%05d %s", 99999+int(day-b.today), hm)})
		return
	}
	if !b.cal.Working(day) {
		log.Panicf("%s %s on %s, which is not a working day", cmd.Act(), key, day)
	}
	on := day.String() + "T" + hm
	if _, err := time.Parse("2006-01-02T15:04", on); err != nil {
		log.Panic(err)
	}
	b.lines = append(b.lines, line{on, actor, cmd.Act(), key, cmd, on})
}

// counted writes an act with its days as so many before or after the day of loading.
func (b *book) counted(day domain.Date, hm string, cmd domain.Command) (string, any) {
	from := func(d domain.Date) string {
		if d == b.today {
			return "today"
		}
		if b.worked[d] {
			return fmt.Sprintf("today%+dw", b.cal.WorkingDaysIn(b.today, d))
		}
		return fmt.Sprintf("today%+d", int(d-b.today))
	}
	var swap func(v any) any
	swap = func(v any) any {
		switch x := v.(type) {
		case string:
			if d, err := domain.ParseDate(x); err == nil {
				if d.Year() == lastYear {
					return "today-30y-1/" + x[len("2098-"):]
				}
				return from(d)
			}
			if t, err := time.Parse(time.RFC3339, x); err == nil {
				return from(domain.DateOf(t)) + t.In(domain.Shanghai).Format("T15:04")
			}
		case float64:
			if x == lastYear {
				return "today-30y-1"
			}
		case []any:
			for i := range x {
				x[i] = swap(x[i])
			}
		case map[string]any:
			for k := range x {
				x[k] = swap(x[k])
			}
		}
		return v
	}
	raw, err := json.Marshal(cmd)
	if err != nil {
		log.Panic(err)
	}
	var data map[string]any
	if err := json.Unmarshal(raw, &data); err != nil {
		log.Panic(err)
	}
	return from(day) + "T" + hm, swap(data)
}

// wd is the n-th working day after the day (before it, when n is negative).
func (b *book) wd(d domain.Date, n int) domain.Date {
	step := domain.Date(1)
	if n < 0 {
		step = -1
	}
	for n != 0 {
		d += step
		if b.cal.Working(d) {
			n -= int(step)
		}
	}
	return d
}

// due is the last day of a party's deadline of so many days.
func (b *book) due(served domain.Date, days int) domain.Date {
	return b.cal.NextWorking(served.AddDays(days))
}

func day(s string) domain.Date {
	d, err := domain.ParseDate(s)
	if err != nil {
		log.Panic(err)
	}
	return d
}

func instant(d domain.Date, hm string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", d.String()+" "+hm, domain.Shanghai)
	if err != nil {
		log.Panic(err)
	}
	return t
}

// uscc makes a valid unified social credit code from its first 17 characters. The region 990100 does not exist.
func uscc(base string) string {
	for _, c := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		if s := base + string(c); domain.ValidUSCC(s) {
			return s
		}
	}
	log.Panicf("no check character for %s", base)
	return ""
}
