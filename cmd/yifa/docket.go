package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/schollz/progressbar/v3"

	"yifa/activities"
	"yifa/docket"
	"yifa/domain"
	"yifa/migrations"
	"yifa/policies"
	"yifa/store"
	"yifa/testdata/dockets"
)

type docketCmd struct {
	Check docketCheckCmd `cmd:"" help:"只校验，不改动任何内容 (check, touching nothing)"`
	Load  docketLoadCmd  `cmd:"" help:"装载；可中断，可重复 (load; may be cut off and repeated)"`
}

type docketCheckCmd struct {
	File string `arg:"" help:"案卷流水 (JSON Lines)" type:"existingfile"`
	JSON bool   `help:"逐行输出 JSON"`
}

// Run plays the docket in memory by the law this binary carries and tells every fault.
func (c *docketCheckCmd) Run(ctx context.Context, k *kong.Context) error {
	cal, rules, err := embeddedLaw(ctx)
	if err != nil {
		return err
	}
	norms, err := migrations.Norms()
	if err != nil {
		return err
	}
	d, faults, err := docket.OpenFile(c.File, time.Now(), shippedCalendar())
	if err != nil {
		return err
	}
	faults, err = checkDocket(d, faults, cal, rules, norms)
	if err != nil {
		return err
	}
	if err := tell(k.Stdout, c.File, d.Name, faults, c.JSON); err != nil {
		return err
	}
	if len(faults) > 0 {
		return fmt.Errorf("%d 处有误 (faults)", len(faults))
	}
	if !c.JSON {
		say(fmt.Sprintf("%s：%d 项办理，没有问题", d.Name, d.Count()), fmt.Sprintf("%d acts, no fault", d.Count()))
	}
	return nil
}

// shippedCalendar is the working-day calendar of the program, for days that a docket counts from the day of loading.
func shippedCalendar() *domain.Calendar {
	notices, err := migrations.Notices()
	if err != nil {
		return nil // the weeks alone
	}
	return domain.NewCalendar(notices)
}

func checkDocket(d *docket.Docket, read []docket.Fault, cal *domain.Calendar, rules *domain.RuleBook, norms *domain.Norms) ([]docket.Fault, error) {
	if d.Docket == "" {
		return read, nil
	}
	g, err := policies.New()
	if err != nil {
		return nil, err
	}
	_, faults := docket.Check(d, docket.Law{Calendar: cal, Rules: rules, Norms: norms, Gate: g.MayInstall, Now: time.Now()})
	return append(read, faults...), nil
}

// tell writes faults as a compiler would; those of a docket that comes before carry its name.
func tell(w io.Writer, file, name string, faults []docket.Fault, asJSON bool) error {
	for _, f := range faults {
		if asJSON {
			if err := jsonLine(w, f); err != nil {
				return err
			}
			continue
		}
		at := filepath.Base(file)
		if f.Docket != "" && f.Docket != name {
			at = f.Docket
		}
		if _, err := fmt.Fprintf(w, "%s:%s\n", at, f); err != nil {
			return err
		}
	}
	return nil
}

type docketLoadCmd struct {
	live
	File      string `arg:"" help:"案卷流水 (JSON Lines)" type:"existingfile"`
	As        string `help:"登记人登录名，须有补录权；默认见首行 recorder (who enters it)" placeholder:"LOGIN"`
	KeepGoing bool   `help:"遇到不予受理的行继续往下 (go on after a refusal)"`
	NoCheck   bool   `help:"不先整体校验；流水引用系统内已有的人员、当事人时用 (do not check the whole first)"`
	JSON      bool   `help:"输出 JSON"`
}

// Run loads the docket through the same door as everybody, and says what it did.
func (c *docketLoadCmd) Run(ctx context.Context, k *kong.Context) error {
	d, faults, err := docket.OpenFile(c.File, time.Now(), shippedCalendar())
	if err != nil {
		return err
	}
	return withStoreOf(ctx, c.live, openInstalling, func(s *store.Store) error {
		if !c.NoCheck {
			cal, rules, norms, err := s.Law(ctx)
			if err != nil {
				return err
			}
			if faults, err = checkDocket(d, faults, cal, rules, norms); err != nil {
				return err
			}
		}
		if len(faults) > 0 && (!c.KeepGoing || d.Docket == "") {
			if err := tell(k.Stdout, c.File, d.Name, faults, c.JSON); err != nil {
				return err
			}
			return fmt.Errorf("%d 处有误，没有装载 (faults; nothing was loaded)", len(faults))
		}
		res, err := playDocket(ctx, s, d, docket.Options{Recorder: c.As, KeepGoing: c.KeepGoing, Progress: progress(d.Count())})
		if err != nil {
			return err
		}
		return c.report(k.Stdout, d, res)
	})
}

func (c *docketLoadCmd) report(w io.Writer, d *docket.Docket, res docket.Result) error {
	if c.JSON {
		if err := json.NewEncoder(w).Encode(map[string]any{"docket": d.Name, "lines": res.Lines, "recorded": res.Acts, "again": res.Again, "refused": append([]docket.Fault{}, res.Refused...)}); err != nil {
			return err
		}
	} else {
		if err := tell(w, c.File, d.Name, res.Refused, false); err != nil {
			return err
		}
		say(fmt.Sprintf("%s：新记 %d 项，已有 %d 项，共 %d 行", d.Name, res.Acts, res.Again, res.Lines), fmt.Sprintf("%d recorded, %d there already", res.Acts, res.Again))
	}
	if len(res.Refused) > 0 {
		return fmt.Errorf("%d 处不予受理；改正后可从头再装载，已记的不会重复 (refused; correct and load again)", len(res.Refused))
	}
	return nil
}

// progress draws a bar where somebody is watching.
func progress(total int) func(done, total int) {
	if st, err := os.Stderr.Stat(); err != nil || st.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	bar := progressbar.NewOptions(total, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionSetDescription("装载"),
		progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	return func(done, _ int) { _ = bar.Set(done) }
}

// openInstalling is openStore for loading: what a docket enters as the system, the registers of a new installation, is
// let in through it and through nothing else.
func openInstalling(ctx context.Context, dsn, data string, conns int) (*store.Store, error) {
	if err := store.Migrate(ctx, dsn); err != nil { // a database that has nothing yet is made ready
		return nil, err
	}
	g, err := policies.New()
	if err != nil {
		return nil, err
	}
	return openWith(ctx, dsn, data, conns, g.MayInstall)
}

// playDocket loads a docket into a store opened for it. Until it is through the engine of a running system leaves its files alone: the
// time between two lines is that of the docket.
func playDocket(ctx context.Context, s *store.Store, d *docket.Docket, o docket.Options) (docket.Result, error) {
	door := storeDoor{s, map[domain.PersonID]bool{}}
	res, err := docket.Load(ctx, d, door, o)
	if err != nil || len(res.Refused) > 0 && !o.KeepGoing {
		return res, err // it will be loaded again
	}
	door.recorders[domain.System] = true // what the engine's hands did in between
	_, err = s.EndBackfill(ctx, slices.Collect(maps.Keys(door.recorders))...)
	return res, err
}

type storeDoor struct {
	*store.Store
	recorders map[domain.PersonID]bool
}

// dbAway is how long a line waits for a database that is away: started again, or moved to another machine.
const dbAway = 30 * time.Second

// Act asks again where the database was away: the key of the line makes it one act, however often it is asked for.
func (d storeDoor) Act(ctx context.Context, r docket.Request) (again bool, err error) {
	d.recorders[r.RecordedBy] = true
	for until := time.Now().Add(dbAway); ; {
		again, err = d.once(ctx, r)
		var pg *pgconn.PgError
		if err == nil || domain.CodeOf(err) != "" || ctx.Err() != nil || time.Now().After(until) || errors.As(err, &pg) && !strings.HasPrefix(pg.Code, "57P") {
			return again, err
		}
		select {
		case <-ctx.Done():
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func (d storeDoor) once(ctx context.Context, r docket.Request) (bool, error) {
	out, err := d.Store.Act(ctx, store.Request{Case: r.Case, Command: r.Command, Actor: r.Actor, RecordedBy: r.RecordedBy, At: r.At, Backfill: r.Backfill, Key: r.Key})
	if err != nil || !slices.Contains(engineOwes, out.Procedure) {
		return out.Again, err
	}
	return out.Again, d.engine(ctx, r.Case, r.At)
}

// engineOwes are the procedures in which the engine acts between two acts of people: in a docket it does so on the day of the act.
var engineOwes = []domain.Procedure{domain.ProcCleanup, domain.ProcClearance, domain.ProcCheck, domain.ProcListing}

// engine does what the engine owes a file after an act of a docket, with the engine's own hands, at the time of the act. A file that
// has moved on since is left alone.
func (d storeDoor) engine(ctx context.Context, id domain.CaseID, at time.Time) error {
	hands := activities.Records{Book: d.Store}
	for moved := -1; ; {
		c, err := d.Case(ctx, id)
		if err != nil {
			return err
		}
		if c.Clearance != nil && !c.Open() { // there is room for another
			return d.engine(ctx, c.Parent, at)
		}
		if c.Seq == moved || c.LastAt.After(at) {
			return nil
		}
		moved = c.Seq
		for _, duty := range c.Owes() {
			switch duty.Kind {
			case domain.DutySettle:
				err = hands.Settle(ctx, activities.SettleInput{Case: id, Act: duty.Act, At: at})
			case domain.DutyScreen:
				err = hands.Screen(ctx, activities.ScreenInput{Case: id, At: at})
			case domain.DutyOpenBatch:
				_, err = hands.OpenBatch(ctx, activities.OpenBatchInput{Case: id, At: at})
			default:
				continue
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			break
		}
		if err != nil && activities.CodeOf(err) == "" { // a refusal is an answer
			return err
		}
	}
}

func (d storeDoor) Put(ctx context.Context, name string, r io.Reader) (domain.File, error) {
	return d.PutFile(ctx, name, r)
}

// loadEmbedded loads one of the dockets the binary carries.
func loadEmbedded(ctx context.Context, s *store.Store, files fs.FS, name string) error {
	d, faults, err := docket.Open(files, name, s.Now(), shippedCalendar())
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		return errors.New(name + ":" + faults[0].String())
	}
	res, err := playDocket(ctx, s, d, docket.Options{})
	if err == nil && len(res.Refused) > 0 {
		err = errors.New(name + ":" + res.Refused[0].String())
	}
	return err
}

// unhurried is a database that does not wait for the disk with every act. Only for the demonstration: what a loss of power takes from a
// load is loaded again, line by line, for the install says that it is loaded only when all of it is on the disk (written).
func unhurried(dsn string) string {
	u, err := url.Parse(dsn)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
		return dsn
	}
	q := u.Query()
	q.Set("synchronous_commit", "off")
	u.RawQuery = q.Encode()
	return u.String()
}

// written waits until everything committed so far is on the disk.
func written(ctx context.Context, dsn string) error {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx) //nolint:errcheck // what was done is committed
	_, err = conn.Exec(ctx, "SELECT pg_logical_emit_message(true, 'yifa', 'loaded')")
	return err
}

func init() {
	hooks.loadDemo = func(ctx context.Context, sys system, say func(zh, en string)) error {
		s, err := openInstalling(ctx, unhurried(sys.Database), sys.Data, 4)
		if err != nil {
			return err
		}
		defer s.Close() //nolint:errcheck // what was done is committed
		if err := loadEmbedded(ctx, s, dockets.Files, "demo/docket.jsonl"); err != nil {
			return err
		}
		if err := written(ctx, sys.Database); err != nil {
			return err
		}
		say("已装载示范年度（2023年，合成数据）和在办演示案件", "the demonstration year and work in hand are loaded")
		return nil
	}
}
