package docket

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"

	"yifa/domain"
)

// Door is the way to the file: store.Act and store.Files, or anything that keeps the same promises.
type Door interface {
	// Act records an act. again: the same act was recorded before under this key.
	Act(ctx context.Context, r Request) (again bool, err error)
	// Put keeps a file of evidence; the same content is kept once.
	Put(ctx context.Context, name string, r io.Reader) (domain.File, error)
}

// Options of a load.
type Options struct {
	Recorder  string // login of the person who loads it; empty: as the header says
	KeepGoing bool   // go on after a refusal
	Progress  func(done, total int)
}

// Result is what a load did.
type Result struct {
	Lines   int     // lines played
	Acts    int     // recorded now
	Again   int     // recorded before
	Refused []Fault // refused: where loading stopped, or all with KeepGoing
}

// Load plays the docket, with those it follows, through the door. It may be cut off at any line and called again:
// what was recorded is not recorded twice. The error is a fault of the system; refusals are in the result.
func Load(ctx context.Context, d *Docket, door Door, o Options) (Result, error) {
	var res Result
	total := d.Count()
	for _, d := range d.chain() {
		recorder := d.Recorder
		if o.Recorder != "" {
			recorder = o.Recorder
		}
		kept := map[string]domain.Blob{}
		for _, l := range d.Lines {
			if err := ctx.Err(); err != nil {
				return res, err
			}
			res.Lines++
			again, faults, err := d.play(ctx, l, door, recorder, kept)
			if err != nil {
				return res, fmt.Errorf("%s, line %d: %w", d.Name, l.No, err)
			}
			switch {
			case len(faults) > 0:
				res.Refused = append(res.Refused, faults...)
				if !o.KeepGoing {
					return res, nil
				}
			case again:
				res.Again++
			default:
				res.Acts++
			}
			if o.Progress != nil {
				o.Progress(res.Lines, total)
			}
		}
	}
	return res, nil
}

func (d *Docket) play(ctx context.Context, l Line, door Door, recorder string, kept map[string]domain.Blob) (again bool, faults []Fault, err error) {
	if f := d.known(l, recorder); f != nil {
		f.Docket, f.Line = d.Name, l.No
		return false, []Fault{*f}, nil
	}
	cmd, refs, err := d.command(l)
	if err != nil {
		return false, d.explain(l, nil, err), nil
	}
	for _, r := range refs {
		name, ok := r.stored()
		if !ok {
			continue
		}
		if kept[name] == "" {
			f, err := d.keep(ctx, door, name)
			var refused *domain.Error
			switch {
			case errors.As(err, &refused):
				return false, []Fault{{Docket: d.Name, Line: l.No, Field: r.path, Code: refused.Code, Message: refused.Message, English: refused.English}}, nil
			case errors.Is(err, fs.ErrNotExist):
				return false, []Fault{{Docket: d.Name, Line: l.No, Field: r.path, Code: "unknown_file", Message: "没有这个文件：" + name, English: "there is no file " + name}}, nil
			case err != nil:
				return false, nil, err
			}
			kept[name] = f.Hash
		}
		r.set(string(kept[name]))
	}
	again, err = door.Act(ctx, d.request(l, cmd, recorder))
	if l.Moves && domain.CodeOf(err) == "key_reused" {
		return true, nil, nil // the same line, loaded on an earlier day: its days were counted from then
	}
	if domain.CodeOf(err) != "" {
		return false, d.explain(l, cmd, err), nil
	}
	return again, nil, err
}

func (d *Docket) keep(ctx context.Context, door Door, name string) (domain.File, error) {
	f, err := d.file(name)
	if err != nil {
		return domain.File{}, err
	}
	defer f.Close() //nolint:errcheck // read only
	return door.Put(ctx, path.Base(name), f)
}
