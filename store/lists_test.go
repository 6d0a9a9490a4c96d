package store_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"yifa/domain"
	"yifa/store"
)

func ids(rows []store.CaseRow) (out []domain.CaseID) {
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return out
}

func TestTwoCharactersFindANameAndNothingElse(t *testing.T) {
	d := newDesk(t, anyone)
	shop, village := d.assigned(d.shop), d.assigned(d.village)
	for q, want := range map[string][]domain.CaseID{
		"福寿": {shop}, "柳树": {village}, "寿殡": {shop}, "公益性墓地": {village}, "青石": {shop},
		"福寿 青石": {shop}, "福寿 白河": nil, "福树": nil, "树福": nil, "殡": nil, "": nil, "铁路": nil, "%": nil, "_": nil, "'; DROP TABLE cases; --": nil, "？": nil, "?": nil,
		d.file(shop).Reference: {shop},
	} {
		page, err := d.Cases(t.Context(), store.CaseFilter{Agency: d.agency, Procedure: domain.ProcInspection, Q: q})
		if err != nil {
			t.Errorf("%q: %v", q, err)
			continue
		}
		got := fmt.Sprint(ids(page.Items))
		if want == nil && (q == "" || strings.Trim(q, "%_？?") == "" || q == "殡") { // nothing to look for, or one character: everything that holds it
			continue
		}
		if got != fmt.Sprint(want) && (len(want) != 0 || len(page.Items) != 0) || int(page.Total) != len(want) {
			t.Errorf("%q: %v of %d, want %v", q, got, page.Total, want)
		}
	}
	page, err := d.Parties(t.Context(), store.PartyFilter{Agency: d.agency, Q: "福寿"})
	if err != nil || len(page.Items) != 1 || page.Items[0].ID != d.shop {
		t.Errorf("%+v %v", page, err)
	}
}

func TestPagesShowEveryFileOnceWhileOthersAreOpened(t *testing.T) {
	for _, sort := range []string{"due", "opened", "last"} {
		d := newDesk(t, anyone)
		want := map[domain.CaseID]int{}
		for range 37 {
			want[d.assigned(d.shop)] = 0
		}
		want[d.recorded(d.shop, 1)]++ // one with a clock
		cursor, pages := "", 0
		for {
			page, err := d.Cases(t.Context(), store.CaseFilter{Agency: d.agency, Sort: sort, Cursor: cursor, Limit: 7})
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range ids(page.Items) {
				want[id]++
			}
			if cursor == "" && page.Total != 38 {
				t.Errorf("%s: %d in all", sort, page.Total)
			}
			if pages++; page.Next == "" || pages > 20 {
				break
			}
			cursor = page.Next
			d.assigned(d.village) // somebody else opens a file meanwhile
		}
		for id, n := range want {
			if n == 0 || n > 2 || n == 2 && d.file(id).Stage != domain.InspRecorded {
				t.Errorf("%s: %s was shown %d times", sort, id, n)
			}
		}
	}
	d := newDesk(t, anyone)
	for _, c := range []string{"x", "%%%", base64.RawURLEncoding.EncodeToString([]byte("2025-01-01")), base64.RawURLEncoding.EncodeToString([]byte("'\x1fx")), base64.RawURLEncoding.EncodeToString([]byte("infinity\x1fx'"))} {
		_, err := d.Cases(t.Context(), store.CaseFilter{Agency: d.agency, Cursor: c})
		d.refused(err, "invalid_input")
	}
	for _, sort := range []string{"due", "opened", "last"} { // a cursor of one order used with another is refused, not a fault
		for _, key := range []string{"infinity", "2025-01-01", "2025-01-01T00:00:00Z"} {
			_, err := d.Cases(t.Context(), store.CaseFilter{Agency: d.agency, Sort: sort, Cursor: base64.RawURLEncoding.EncodeToString([]byte(key + "\x1fx"))})
			if err != nil {
				d.refused(err, "invalid_input")
			}
		}
	}
}

func TestTheBoardCountsWhatItsListsShow(t *testing.T) {
	d := newDesk(t, anyone)
	d.drafted(d.shop)
	d.approved(d.village)
	d.served(d.shop)
	late := d.served(d.village)
	d.later(13, 0)
	soon := d.today()
	d.served(d.funeral)
	d.later(4, 0) // the first two served are overdue, the engine has not looked yet
	_, _ = late, soon
	b, err := d.Board(t.Context(), d.agency, d.today())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"overdue": 2, "due_soon": 0, "to_approve": 1, "to_serve": 1, "in_progress": 3, "to_reinspect": 0, "not_passed": 0, "closed_year": 0}
	for _, n := range b.Counts {
		if n.Count != want[n.Key] {
			t.Errorf("%s: %d, want %d", n.Key, n.Count, want[n.Key])
		}
		f := store.CaseFilter{Agency: d.agency, Procedure: domain.Procedure(n.Query["procedure"]), Stage: n.Query["stage"], Deadline: n.Query["deadline"], State: n.Query["state"]}
		page, err := d.Cases(t.Context(), f)
		if err != nil || n.Key != "closed_year" && int(page.Total) != n.Count {
			t.Errorf("%s says %d, its list %d (%v)", n.Key, n.Count, page.Total, err)
		}
	}
	if len(b.ByOfficer) != 1 || b.ByOfficer[0].Name != "安国" || b.ByOfficer[0].Open != 5 || b.ByOfficer[0].Overdue != 2 {
		t.Errorf("%+v", b.ByOfficer)
	}
	if len(b.ByTownship) != 2 || len(b.BySection) != 1 || len(b.ByMonth) != 12 || b.ByMonth[11].Served != 3 || b.ByMonth[11].Overdue != 2 || b.ByMonth[11].Month != "2025-03" {
		t.Errorf("%+v %+v %+v", b.ByTownship, b.BySection, b.ByMonth)
	}
	if len(b.Coldest) != 5 || b.Coldest[0].LastAt.After(b.Coldest[4].LastAt) {
		t.Errorf("%+v", ids(b.Coldest))
	}
}

// jpeg is the smallest thing that is one.
var jpeg = []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9")

func TestFilesAreWhatTheyContainAndNothingElseIsTaken(t *testing.T) {
	d := newDesk(t, anyone)
	for name, x := range map[string]struct {
		content io.Reader
		code    domain.Code
	}{
		"empty.jpg":   {strings.NewReader(""), "file_empty"},
		"program.jpg": {strings.NewReader("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + strings.Repeat("\x00", 300)), "file_type"},
		"script.jpg":  {strings.NewReader("#!/bin/sh\nrm -rf /\n"), "file_type"},
		"page.pdf":    {strings.NewReader("<!DOCTYPE html><html><script>alert(1)</script></html>"), "file_type"},
		"image.svg":   {strings.NewReader(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>`), "file_type"},
		"huge.jpg":    {io.MultiReader(bytes.NewReader(jpeg), io.LimitReader(zeros{}, store.MaxFile)), "file_too_large"},
	} {
		_, err := d.PutFile(t.Context(), name, x.content)
		if domain.CodeOf(err) != x.code {
			t.Errorf("%s: %v, want %s", name, err, x.code)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(d.dir, "tmp", "*")); len(left) > 0 {
		t.Errorf("what was refused is still there: %v", left)
	}
	for name, want := range map[string]string{"../../etc/passwd.jpg": "passwd.jpg", `C:\照片\现场.jpg`: "现场.jpg", "a\x00b\n\"c.jpg": "abc.jpg", "..": "file", "/": "file", strings.Repeat("长", 300) + ".jpg": ""} {
		f, err := d.Files().Put(t.Context(), name, bytes.NewReader(jpeg))
		if err != nil || strings.ContainsAny(f.Name, "/\\\x00\n\"") || want != "" && f.Name != want || len([]rune(f.Name)) > 120 {
			t.Errorf("%q became %q (%v)", name, f.Name, err)
		}
	}
	for _, h := range []domain.Blob{"", "x", "../../../etc/passwd", domain.Blob(strings.Repeat("A", 64)), domain.Blob(strings.Repeat("a", 64)), domain.Blob(strings.Repeat("a", 62) + "/.")} {
		_, err := d.Files().Open(t.Context(), h)
		d.refused(err, "not_found")
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func TestTheSameContentIsKeptOnceHoweverOftenItIsSent(t *testing.T) {
	d := newDesk(t, anyone)
	var wg sync.WaitGroup
	got := make([]domain.File, 8)
	for i := range got {
		wg.Go(func() {
			f, err := d.PutFile(t.Context(), fmt.Sprintf("照片%d.jpg", i), bytes.NewReader(jpeg))
			if err != nil {
				t.Error(err)
			}
			got[i] = f
		})
	}
	wg.Wait()
	for _, f := range got {
		if f.Hash != got[0].Hash || f.Type != "image/jpeg" || f.Size != int64(len(jpeg)) {
			t.Errorf("%+v", f)
		}
	}
	n := 0
	_ = filepath.Walk(d.dir, func(_ string, info os.FileInfo, _ error) error {
		if info != nil && !info.IsDir() {
			n++
		}
		return nil
	})
	if n != 1 || d.count("SELECT count(*) FROM blobs") != 1 {
		t.Errorf("%d files, %d rows", n, d.count("SELECT count(*) FROM blobs"))
	}
	// only a file that it belongs to can show it
	id := d.recorded(d.shop, 1)
	if _, err := d.FileOf(t.Context(), id, got[0].Hash); domain.CodeOf(err) != "not_found" {
		t.Errorf("a file that belongs to nothing is shown: %v", err)
	}
	d.do(d.an, id, &domain.AddEvidence{Evidence: []domain.NewEvidence{{Hash: got[0].Hash, Kind: "photo", Title: "现场"}}})
	f, err := d.FileOf(t.Context(), id, got[0].Hash)
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.Files().Open(t.Context(), f.Hash)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if b, err := io.ReadAll(r); err != nil || !bytes.Equal(b, jpeg) {
		t.Error("it reads otherwise than it was sent", err)
	}
	_, err = d.try(d.an, id, &domain.AddEvidence{Evidence: []domain.NewEvidence{{Hash: domain.Blob(strings.Repeat("0", 64)), Kind: "photo", Title: "没有的"}}})
	d.refused(err, "unknown_file")
}
