package api

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/xuri/excelize/v2"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// PartyFile is a party with its history at the bureau.
type PartyFile struct {
	domain.Party
	History []CaseRow `json:"history"`
}

// ImportReport says what an import found, row by row.
type ImportReport struct {
	Rows       int           `json:"rows"`
	OK         int           `json:"ok"`
	Created    int           `json:"created"`
	Duplicates int           `json:"duplicates" doc:"名录中已有或者表内重复，不再登记"`
	Errors     []ImportFault `json:"errors"`
}

// ImportFault is one fault of one row; rows are numbered as the spreadsheet numbers them.
type ImportFault struct {
	Row     int    `json:"row"`
	Field   string `json:"field"`
	Message string `json:"message"`
}

func (s *server) partyRoutes() {
	t := tag("parties")
	handle(s, having(policies.ViewCases), "GET", "/parties", "list-parties", "当事人", s.listParties, t)
	handle(s, having(policies.ViewCases), "GET", "/parties/{id}", "get-party", "当事人及其历史", s.getParty, t)
	register, _ := domain.SpecOf("party.register")
	handle(s, having(policies.Of(register)), "POST", "/parties/import", "import-parties", "导入当事人名录（xlsx、csv）", s.importParties, t, takesFile)
}

func (s *server) listParties(ctx context.Context, w *who, in *struct {
	Q        string           `query:"q" maxLength:"60"`
	Kind     domain.PartyKind `query:"kind" maxLength:"40"`
	Township string           `query:"township" maxLength:"40"`
	Merged   bool             `query:"merged" doc:"也列出已并入他条的重复记录"`
	PageQuery
}) (*body[store.Page[PartyLine]], error) {
	p, err := s.store.Parties(ctx, store.PartyFilter{Agency: w.Agency, Q: in.Q, Kind: in.Kind, Township: in.Township, Merged: in.Merged, Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	out := store.Page[PartyLine]{Items: []PartyLine{}, Next: p.Next, Total: p.Total}
	for _, x := range p.Items {
		out.Items = append(out.Items, lineOf(x))
	}
	return answer(out), nil
}

func (s *server) getParty(ctx context.Context, w *who, in *struct {
	ID domain.PartyID `path:"id" maxLength:"80"`
}) (*body[PartyFile], error) {
	p, err := s.store.Party(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if p.Agency != w.Agency {
		return nil, errNotFound
	}
	h, err := s.store.Cases(ctx, store.CaseFilter{Agency: w.Agency, Reader: w.Person.ID, Secret: s.secret(w), Party: p.ID, Limit: 200, Sort: "opened"})
	if err != nil {
		return nil, err
	}
	return answer(PartyFile{p, rows(h.Items)}), nil
}

// What an import may hold at most.
const (
	maxRows  = 5000
	maxUnzip = 64 << 20
)

// columns of the import by their Chinese and English names.
var columns = map[string]string{
	"类别": "kind", "类型": "kind", "kind": "kind", "名称": "name", "单位名称": "name", "name": "name",
	"统一社会信用代码": "uscc", "信用代码": "uscc", "uscc": "uscc", "乡镇": "township", "乡镇（街道）": "township", "乡镇街道": "township", "township": "township",
	"地址": "address", "住所": "address", "address": "address", "负责人": "contact", "联系人": "contact", "contact": "contact", "电话": "phone", "联系电话": "phone", "phone": "phone",
}

func (s *server) importParties(ctx context.Context, w *who, in *struct {
	Raw
	DryRun bool `query:"dry_run" default:"true" doc:"只检查，不登记"`
}) (*body[ImportReport], error) {
	a, err := s.store.Agency(ctx)
	if err != nil {
		return nil, err
	}
	known, err := s.knownParties(ctx, w)
	if err != nil {
		return nil, err
	}
	rep := ImportReport{Errors: []ImportFault{}}
	var good []domain.RegisterParty
	var at map[string]int
	n := 0
	for cells, err := range in.rows() {
		if err != nil {
			return nil, err
		}
		if n++; n == 1 {
			if at, err = columnsOf(cells); err != nil {
				return nil, err
			}
			continue
		}
		p, blank := partyOf(cells, at)
		if blank {
			continue
		}
		if rep.Rows++; rep.Rows > maxRows {
			return nil, badField("file", "一次最多导入5000行，请分批导入", "at most 5,000 rows at a time")
		}
		var d *domain.Error
		if err := p.Check(a); errors.As(err, &d) {
			for _, f := range d.Fields {
				rep.Errors = append(rep.Errors, ImportFault{n, f.Path, f.Message})
			}
			continue
		} else if err != nil {
			return nil, err
		}
		if known[keyOf(p.Name, p.Township, p.USCC)] || p.USCC != "" && known[p.USCC] {
			rep.Duplicates++
			continue
		}
		known[keyOf(p.Name, p.Township, p.USCC)] = true
		if p.USCC != "" {
			known[p.USCC] = true
		}
		rep.OK++
		good = append(good, p)
	}
	if n == 0 {
		return nil, badTable(io.EOF)
	}
	if in.DryRun || len(rep.Errors) > 0 {
		return answer(rep), nil // nothing is entered while a row is wrong: a half-entered list is worse than none
	}
	for _, p := range good {
		sum := sha256.Sum256([]byte(keyOf(p.Name, p.Township, p.USCC)))
		// the key is made from the row, so that an import that was cut off can simply be sent again
		got, err := s.store.Act(ctx, store.Request{Command: &p, Actor: w.Person.ID, RecordedBy: w.Person.ID, Key: "import:" + hex.EncodeToString(sum[:16])})
		switch {
		case domain.CodeOf(err) != "" && domain.CodeOf(err) != "not_permitted":
			rep.Errors = append(rep.Errors, ImportFault{Field: p.Name, Message: problemOf(ctx, err).Detail})
		case err != nil:
			return nil, err
		case got.Again:
			rep.Duplicates++
		default:
			rep.Created++
		}
	}
	return answer(rep), nil
}

// columnsOf says where the known columns stand in the head of a table.
func columnsOf(head []string) (map[string]int, error) {
	at := map[string]int{}
	for i, h := range head {
		if f, ok := columns[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))]; ok {
			if _, twice := at[f]; twice {
				return nil, badField("file", "表头重复："+h, "a column is there twice")
			}
			at[f] = i
		}
	}
	if _, ok := at["name"]; !ok {
		return nil, badField("file", "第一行应为表头，至少有“名称”和“类别”两列", "the first row must name the columns, at least name and kind")
	}
	return at, nil
}

func keyOf(name, township, uscc string) string {
	return strings.Join(strings.Fields(name), "") + "\x00" + township + "\x00" + uscc
}

func (s *server) knownParties(ctx context.Context, w *who) (map[string]bool, error) {
	known := map[string]bool{}
	f := store.PartyFilter{Agency: w.Agency, Merged: true, Limit: 200} // a double that was merged is known, and not entered again
	for {
		p, err := s.store.Parties(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, x := range p.Items {
			known[keyOf(x.Name, x.Township, x.USCC)] = true
			if x.USCC != "" {
				known[x.USCC] = true
			}
		}
		if p.Next == "" || p.Next == f.Cursor {
			return known, nil
		}
		f.Cursor = p.Next
	}
}

func partyOf(cells []string, at map[string]int) (p domain.RegisterParty, blank bool) {
	cell := func(f string) string {
		if i, ok := at[f]; ok && i < len(cells) {
			return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(cells[i], ""), "\x00", ""))
		}
		return ""
	}
	p = domain.RegisterParty{Name: cell("name"), USCC: strings.ToUpper(cell("uscc")), Township: cell("township"),
		Address: cut(cell("address"), 200), Contact: cut(cell("contact"), 60), Phone: cut(cell("phone"), 30), Kind: domain.PartyKind(cell("kind"))}
	for k, t := range domain.PartyKindTitles {
		if string(p.Kind) == t[0] || strings.EqualFold(string(p.Kind), t[1]) {
			p.Kind = k
		}
	}
	return p, strings.Join(cells, "") == "" || p == domain.RegisterParty{}
}

func badTable(err error) error {
	if _, big := errors.AsType[*http.MaxBytesError](err); big {
		return err
	}
	if errors.Is(err, io.EOF) {
		return badField("file", "表格是空的", "the table is empty")
	}
	return badField("file", "表格无法读取，请用 .xlsx 或者 UTF-8 编码的 .csv 重新保存", "the table cannot be read; save it again as .xlsx or UTF-8 .csv")
}

// rowsOf reads a table row by row, whichever of the two kinds it is.
func rowsOf(name string, r io.Reader) (next func() ([]string, error), done func(), err error) {
	br := bufio.NewReader(r)
	start, err := br.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, badTable(err)
	}
	if string(start) == "PK\x03\x04" {
		return xlsxRows(br)
	}
	if strings.HasSuffix(strings.ToLower(name), ".csv") || strings.HasSuffix(strings.ToLower(name), ".txt") {
		c := csv.NewReader(br)
		c.FieldsPerRecord = -1
		return func() ([]string, error) {
			row, err := c.Read()
			if err == nil && !utf8.ValidString(strings.Join(row, "")) {
				err = errors.New("not UTF-8")
			}
			return row, err
		}, func() {}, nil
	}
	return nil, nil, refuse("unsupported_type", "只能导入 .xlsx 或者 .csv 文件。", "only .xlsx or .csv can be imported")
}

// xlsxRows walks a spreadsheet with bounds on what it may unpack to.
func xlsxRows(r io.Reader) (func() ([]string, error), func(), error) {
	tmp, err := os.CreateTemp("", "yifa-import-*.xlsx")
	if err != nil {
		return nil, nil, err
	}
	remove := func() { _ = tmp.Close(); _ = os.Remove(tmp.Name()) }
	n, err := io.Copy(tmp, io.LimitReader(r, maxUpload+1))
	if err == nil && n > maxUpload {
		err = &http.MaxBytesError{Limit: maxUpload}
	}
	if err != nil {
		remove()
		return nil, nil, badTable(err)
	}
	z, err := zip.NewReader(tmp, n) // a first look, before anything is unpacked
	if err != nil || len(z.File) > 2000 {
		remove()
		return nil, nil, badTable(errors.New("not a spreadsheet"))
	}
	x, err := openSheet(tmp)
	if err != nil {
		remove()
		return nil, nil, badTable(err)
	}
	rs, err := x.Rows(x.GetSheetName(0))
	if err != nil {
		_ = x.Close()
		remove()
		return nil, nil, badTable(err)
	}
	next := func() (cells []string, err error) {
		defer func() { // a damaged sheet must not be able to stop the program
			if p := recover(); p != nil {
				err = errors.New("damaged sheet")
			}
		}()
		if !rs.Next() {
			if err := rs.Error(); err != nil {
				return nil, err
			}
			return nil, io.EOF
		}
		return rs.Columns()
	}
	return next, func() { _ = rs.Close(); _ = x.Close(); remove() }, nil
}

func openSheet(f *os.File) (x *excelize.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.New("damaged spreadsheet")
		}
	}()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return excelize.OpenReader(f, excelize.Options{UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: 16 << 20, RawCellValue: true})
}

// takesFile declares a multipart body with one file.
func takesFile(op *huma.Operation) {
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {
		Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{"file"}, Properties: map[string]*huma.Schema{"file": {Type: huma.TypeString, Format: "binary"}}}}}}
	op.BodyReadTimeout = -1
}
