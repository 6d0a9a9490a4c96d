package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"strings"

	"yifa/domain"
)

// This file holds the money of penalty cases as lists: which receipts are in use, the import of the bank's list, and what is
// public of a penalty.

// receiptKey is a receipt in use: its number, and whether it is one for cash.
type receiptKey struct {
	cash   bool
	number string
}

func receiptsOf(c *domain.Case) map[receiptKey]domain.Receipt {
	m := map[receiptKey]domain.Receipt{}
	if c.Penalty != nil {
		for _, r := range c.Penalty.Receipts() {
			m[receiptKey{r.Cash, r.Number}] = r
		}
	}
	return m
}

// projectMoney writes the receipts of a file and what is public of it. The index on receipts refuses a number that another
// file of the authority has.
func projectMoney(b *transaction, c *domain.Case, before *projection) {
	now := receiptsOf(c)
	for k := range before.receipts {
		if _, still := now[k]; !still {
			b.queue("DELETE FROM payments WHERE case_id = $1 AND cash = $2 AND receipt = $3", c.ID, k.cash, k.number)
		}
	}
	for k, r := range now {
		if old, had := before.receipts[k]; !had || old != r {
			b.queue(`INSERT INTO payments (case_id, agency, cash, receipt, paid_on, fen, payer) VALUES ($1, $2, $3, $4, $5, $6, $7)
 ON CONFLICT (case_id, cash, receipt) DO UPDATE SET paid_on = excluded.paid_on, fen = excluded.fen, payer = excluded.payer`, c.ID, c.Agency, r.Cash, r.Number, nilDate(r.On), r.Fen, r.Payer)
		}
	}
	y := publicOf(c)
	if y == nil || reflect.DeepEqual(before.public, y) {
		return
	}
	entry, err := json.Marshal(y.Entry)
	if err != nil {
		panic(err) // plain data
	}
	b.queue(`INSERT INTO public_penalties (case_id, agency, state, decided_on, shown_from, shown_until, credit, entry) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
 ON CONFLICT (case_id) DO UPDATE SET state = excluded.state, shown_until = excluded.shown_until, credit = excluded.credit, entry = excluded.entry`,
		c.ID, c.Agency, y.State, nilDate(y.Entry.DecidedOn), nilDate(y.On), nilDate(y.Until), y.Entry.Credit(), entry)
}

// publicOf is the disclosure of a file once it was public; nil before.
func publicOf(c *domain.Case) *domain.Publicity {
	if c.Penalty == nil || c.Penalty.Publicity == nil || c.Penalty.Publicity.On.IsZero() || c.Penalty.Publicity.Entry == nil {
		return nil
	}
	y := *c.Penalty.Publicity
	return &y
}

// PublicFilter chooses what is public.
type PublicFilter struct {
	Agency domain.AgencyID
	On     domain.Date // shown on that day
	From   domain.Date // decided from
	To     domain.Date // decided to
	Credit bool        // only what goes to the credit site
	Q      string      // words of the published name, number, act, facts, content or credit code; two Chinese characters are enough
	USCC   string      // only of the organization with this code
	Cursor string
	Limit  int
}

// PublicPenalties lists the penalties shown on a day, the newest decision first.
func (s *Store) PublicPenalties(ctx context.Context, f PublicFilter) (Page[domain.PublicEntry], error) {
	page := Page[domain.PublicEntry]{Items: []domain.PublicEntry{}}
	limit := f.Limit
	if limit <= 0 || limit > 1000 {
		limit = 50
	}
	key, last, err := cursor(f.Cursor)
	if err != nil {
		return page, err
	}
	q := s.db.NewSelect().TableExpr("public_penalties AS y").ColumnExpr("y.case_id, y.decided_on, y.entry").
		Where("y.agency = ?", f.Agency).Where("y.state IN ('published', 'corrected')").Where("y.shown_from <= ?::date", f.On.String()).
		Where("(y.shown_until IS NULL OR y.shown_until >= ?::date)", f.On.String())
	if f.Credit {
		q = q.Where("y.credit")
	}
	if f.USCC != "" {
		q = q.Where("y.entry ->> 'CF_XDR_SHXYM' = ?", f.USCC)
	}
	if !f.From.IsZero() {
		q = q.Where("y.decided_on >= ?::date", f.From.String())
	}
	if !f.To.IsZero() {
		q = q.Where("y.decided_on <= ?::date", f.To.String())
	}
	// What is shown is searched, not the file behind it: nobody finds by a name that is published masked. The list is what one
	// bureau shows at a time, some hundred entries, so it is looked through without an index of pairs.
	for w := range strings.FieldsSeq(normalize(f.Q)) {
		q = q.Where("lower(concat_ws(' ', y.entry->>'CF_XDR_MC', y.entry->>'CF_WSH', y.entry->>'CF_WFXW', y.entry->>'CF_SY', y.entry->>'CF_NR', y.entry->>'CF_XDR_SHXYM', y.entry->>'CF_JDRQ')) LIKE ?", "%"+w+"%")
	}
	count := q.Clone()
	if key != "" {
		q = q.Where("(y.decided_on, y.case_id) < (?::date, ?)", key, last)
	}
	var rows []struct {
		CaseID    string
		DecidedOn domain.Date
		Entry     []byte
	}
	if err := q.OrderExpr("y.decided_on DESC, y.case_id DESC").Limit(int64(limit)+1).Scan(ctx, &rows); err != nil {
		return page, err
	}
	for i, r := range rows {
		if i == limit {
			page.Next = makeCursor(rows[i-1].DecidedOn.String(), rows[i-1].CaseID)
			break
		}
		var e domain.PublicEntry
		if err := json.Unmarshal(r.Entry, &e); err != nil {
			return page, err
		}
		page.Items = append(page.Items, e)
	}
	if f.Cursor == "" {
		err = s.db.NewSelect().TableExpr("(?) AS x", count.Limit(maxTotal)).ColumnExpr("count(*)").Scan(ctx, &page.Total)
	}
	return page, err
}

// PaymentLine is one line of the bank's list.
type PaymentLine struct {
	Row     int         `json:"row"` // as the spreadsheet numbers it
	Receipt string      `json:"receipt"`
	PaidOn  domain.Date `json:"paid_on,omitzero"`
	Fen     int64       `json:"fen"`
	For     string      `json:"for"` // reference of the case, or number of the decision
	Payer   string      `json:"payer,omitempty"`

	Case   domain.CaseID `json:"case,omitempty"`
	Result string        `json:"result" enum:"ok,recorded,already,wrong" doc:"可登记、已登记、以前登记过、有误"`
	Why    string        `json:"why,omitempty"`
}

// PaymentImport says what became of every line.
type PaymentImport struct {
	DryRun   bool          `json:"dry_run"`
	Lines    []PaymentLine `json:"lines"`
	OK       int           `json:"ok"`
	Recorded int           `json:"recorded"`
	Already  int           `json:"already"`
	Wrong    int           `json:"wrong"`
	Fen      int64         `json:"fen" doc:"可登记、已登记的合计（分）"`
}

var paymentColumns = map[string]string{
	"receipt_no": "receipt", "回单号": "receipt", "银行回单号": "receipt", "paid_on": "paid_on", "缴款日": "paid_on", "缴款日期": "paid_on", "amount_yuan": "amount", "金额": "amount", "金额（元）": "amount",
	"case": "for", "case_reference": "for", "decision": "for", "decision_no": "for", "案号": "for", "决定书文号": "for", "案号或决定书文号": "for", "payer": "payer", "缴款人": "payer",
}

// MaxPayments is how many lines one import may have.
const MaxPayments = 5000

// ReadPayments reads the bank's list: a row of column names (receipt_no, paid_on, amount_yuan, case, payer, or the Chinese ones)
// and a line a receipt. Lines that cannot be read are kept, marked wrong.
func ReadPayments(rows [][]string) ([]PaymentLine, error) {
	if len(rows) == 0 {
		return nil, badPayments("表格是空的", "the table is empty")
	}
	at := map[string]int{}
	for i, h := range rows[0] {
		if f := paymentColumns[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))]; f != "" {
			at[f] = i
		}
	}
	for _, f := range []string{"receipt", "paid_on", "amount", "for"} {
		if _, ok := at[f]; !ok {
			return nil, badPayments("第一行应为表头：receipt_no、paid_on、amount_yuan、case、payer", "the first row must name the columns receipt_no, paid_on, amount_yuan, case, payer")
		}
	}
	if len(rows)-1 > MaxPayments {
		return nil, badPayments("一次最多导入5000行，请分批导入", "at most 5,000 rows at a time")
	}
	out := []PaymentLine{}
	seen := map[string]int{}
	for n, cells := range rows[1:] {
		cell := func(f string) string {
			if i, ok := at[f]; ok && i < len(cells) {
				return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(cells[i], ""), "\x00", ""))
			}
			return ""
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		l := PaymentLine{Row: n + 2, Receipt: cell("receipt"), For: cell("for"), Payer: cell("payer"), Result: "ok"}
		var err error
		var bad []string
		if l.Receipt == "" || len([]rune(l.Receipt)) > 60 {
			bad = append(bad, "回单号有误")
		}
		if l.PaidOn, err = domain.ParseDate(strings.NewReplacer("/", "-", ".", "-").Replace(cell("paid_on"))); err != nil {
			bad = append(bad, "缴款日应为 2026-09-28 的形式")
		}
		if l.Fen, err = fenOf(cell("amount")); err != nil {
			bad = append(bad, "金额有误")
		}
		if l.For == "" {
			bad = append(bad, "没有案号或者决定书文号")
		}
		if first := seen[l.Receipt]; first > 0 {
			bad = append(bad, "与第"+strconv.Itoa(first)+"行回单号重复")
		}
		seen[l.Receipt] = l.Row
		if len(bad) > 0 {
			l.Result, l.Why = "wrong", strings.Join(bad, "；")
		}
		out = append(out, l)
	}
	return out, nil
}

func badPayments(zh, en string) error {
	return &domain.Error{Code: "invalid_input", Message: zh + "。", English: en, Fields: []domain.Field{{Path: "file", Message: zh}}}
}

// fenOf reads an amount in yuan with at most two decimals: 45,000.00.
func fenOf(s string) (int64, error) {
	yuan, fen, _ := strings.Cut(strings.ReplaceAll(strings.TrimSuffix(s, "元"), ",", ""), ".")
	n, err := strconv.ParseUint(yuan, 10, 40)
	if err != nil {
		return 0, err
	}
	if len(fen) > 2 {
		if strings.Trim(fen[2:], "0") != "" {
			return 0, errors.New("fractions of a fen")
		}
		fen = fen[:2]
	}
	f, err := strconv.ParseUint((fen + "00")[:2], 10, 8)
	if err != nil {
		return 0, err
	}
	if n == 0 && f == 0 {
		return 0, errors.New("nothing was paid")
	}
	return int64(n)*100 + int64(f), nil
}

// ImportPayments records the lines of the bank's list in the name of a person, or only says what would become of them. It may
// be sent again: a receipt that was recorded is reported as such. A line that is wrong stops no other.
func (s *Store) ImportPayments(ctx context.Context, who domain.PersonID, lines []PaymentLine, dry bool) (PaymentImport, error) {
	out := PaymentImport{DryRun: dry, Lines: lines}
	l, err := s.current(ctx)
	if err != nil {
		return out, err
	}
	for i := range out.Lines {
		x := &out.Lines[i]
		if x.Result != "wrong" {
			if err := s.importPayment(ctx, who, l.agency.ID, x, dry); err != nil {
				return out, err
			}
		}
		switch x.Result {
		case "ok":
			out.OK++
			out.Fen += x.Fen
		case "recorded":
			out.Recorded++
			out.Fen += x.Fen
		case "already":
			out.Already++
		default:
			out.Wrong++
		}
	}
	return out, nil
}

func (s *Store) importPayment(ctx context.Context, who domain.PersonID, agency domain.AgencyID, x *PaymentLine, dry bool) error {
	wrong := func(why string) error { x.Result, x.Why = "wrong", why; return nil }
	if err := s.db.NewRaw(`SELECT id FROM cases WHERE agency = ?0 AND procedure = 'penalty' AND reference = ?1
 UNION SELECT case_id FROM documents WHERE agency = ?0 AND number = ?1 AND type IN ('P-15', 'P-16', 'P-30') LIMIT 1`, agency, x.For).Scan(ctx, &x.Case); errors.Is(err, sql.ErrNoRows) {
		return wrong("没有这个案号或者决定书文号：" + x.For)
	} else if err != nil {
		return err
	}
	var had struct {
		CaseID domain.CaseID
		PaidOn domain.Date
		Fen    int64
	}
	err := s.db.NewRaw("SELECT case_id, paid_on, fen FROM payments WHERE agency = ? AND NOT cash AND receipt = ?", agency, x.Receipt).Scan(ctx, &had)
	switch {
	case err == nil && had.CaseID == x.Case && had.Fen == x.Fen && had.PaidOn == x.PaidOn:
		x.Result, x.Why = "already", "以前登记过"
		return nil
	case err == nil:
		return wrong("该回单号已经登记，金额、日期或者案件不同，请核对")
	case !errors.Is(err, sql.ErrNoRows):
		return err
	}
	cmd := &domain.RecordPayment{Receipt: x.Receipt, PaidOn: x.PaidOn, Fen: x.Fen, Payer: string([]rune(x.Payer)[:min(120, len([]rune(x.Payer)))])}
	if dry {
		return s.tryPayment(ctx, who, x, cmd)
	}
	// the key is made from the line and from how far the file has come, so that an import that was cut off can simply be sent
	// again, and a receipt that was taken back be entered anew
	c, err := s.Case(ctx, x.Case)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{x.Receipt, string(x.Case), x.PaidOn.String(), strconv.FormatInt(x.Fen, 10), strconv.Itoa(c.Seq)}, "\x00")))
	_, err = s.Act(ctx, Request{Case: x.Case, Command: cmd, Actor: who, RecordedBy: who, Key: "bank:" + hex.EncodeToString(sum[:16])})
	var d *domain.Error
	switch {
	case errors.As(err, &d):
		return wrong(d.Message)
	case err != nil:
		return err
	}
	x.Result = "recorded"
	return nil
}

// tryPayment asks whether a payment could be recorded now, and records nothing.
func (s *Store) tryPayment(ctx context.Context, who domain.PersonID, x *PaymentLine, cmd *domain.RecordPayment) error {
	c, err := s.Case(ctx, x.Case)
	if err != nil {
		return err
	}
	l, err := s.current(ctx)
	if err != nil {
		return err
	}
	p, err := s.Person(ctx, who)
	if err != nil {
		return err
	}
	now := s.Now()
	spec, _ := domain.SpecOf(cmd.Act())
	f := &domain.Facts{At: now, Now: now, Actor: who, RecordedBy: who, Agency: l.agency, Calendar: l.calendar, Rules: l.rules, People: map[domain.PersonID]domain.Person{who: p}}
	err = domain.Guard(spec, c, f)
	if err == nil && s.cfg.Gate != nil {
		err = s.cfg.Gate(p, spec, c, f.On())
	}
	if err == nil {
		_, err = cmd.Decide(c, f)
	}
	if d, ok := errors.AsType[*domain.Error](err); ok {
		x.Result, x.Why = "wrong", d.Message
		return nil
	}
	return err
}
