// Package intake reads what comes in as files: lists of prospects, and the
// official tables of industry codes. Everything read is hostile until it has
// passed its limits and model/clean.
package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"ripen/model"
	"ripen/model/clean"
	"ripen/model/industry"
)

// Limits on a table of industry codes, an order of magnitude above the official
// ones (2,125 codes; 80 kB packed, 1 MB unpacked).
const (
	maxCodeTable    = 8 << 20  // bytes of the file
	maxCodeUnpacked = 32 << 20 // bytes that a workbook may unpack to
	maxCodeRows     = 30_000
	codeHeaderRows  = 10  // rows in which the header is looked for
	maxCodeTitle    = 400 // bytes; the longest official title has 120
)

// ReadCodeTable reads a table of industry codes and tells by its content what
// it is: the Census Bureau's NAICS workbook (.xlsx), a table of SIC codes or of
// NAICS codes as csv, or a table that Ripen wrote. name is only for messages.
// Errors have code [model.Invalid] and say what is wrong with the file.
func ReadCodeTable(name string, b []byte) (*industry.Table, error) {
	name = clean.Text(name)
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		t, err := ReadNAICSWorkbook(bytes.NewReader(b), int64(len(b)))
		return t, named(name, err)
	case bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0")):
		return nil, model.Errorf(model.Invalid, "%s is an old .xls workbook; save it as .xlsx and load that", name)
	case bytes.HasPrefix(b, []byte("# NAICS")) || bytes.HasPrefix(b, []byte("# SIC")):
		if len(b) > maxCodeTable {
			return nil, named(name, errCodeTableSize())
		}
		t, err := industry.ParseTSV(b)
		return t, named(name, err)
	}
	rows, err := codeRows(b)
	if err != nil {
		return nil, named(name, err)
	}
	t, err := codeTable(rows)
	return t, named(name, err)
}

// ReadNAICSWorkbook reads the workbook "2-6 digit codes" of the Census Bureau:
// the first sheet, with a header such as "2022 NAICS US Code" and "2022 NAICS US
// Title", from which the vintage is read. Titles lose their padding and the
// footnote mark T. Errors have code [model.Invalid].
func ReadNAICSWorkbook(r io.ReaderAt, size int64) (*industry.Table, error) {
	rows, err := workbookRows(r, size)
	if err != nil {
		return nil, err
	}
	t, err := codeTable(rows)
	if err != nil {
		return nil, err
	}
	if t.Scheme() != industry.NAICS {
		return nil, model.Errorf(model.Invalid, "the workbook holds %s codes, not NAICS codes", t.Scheme().Label())
	}
	return t, nil
}

// ReadSICTable reads a table of four-digit SIC codes as csv (comma, semicolon
// or tab) with a header: a column SIC, SIC Code or Code, and one of Description
// or Title. Rows with two or three digits become headings. Leading noughts that
// a spreadsheet has eaten are put back. Errors have code [model.Invalid].
func ReadSICTable(b []byte) (*industry.Table, error) {
	rows, err := codeRows(b)
	if err != nil {
		return nil, err
	}
	t, err := codeTable(rows)
	if err != nil {
		return nil, err
	}
	if t.Scheme() != industry.SIC {
		return nil, model.Errorf(model.Invalid, "the table holds %s codes, not SIC codes", t.Scheme().Label())
	}
	return t, nil
}

// workbookRows returns the cells of the first sheet as they are stored, without
// number formats. Both limits are alike, so that nothing is unpacked to disk.
func workbookRows(r io.ReaderAt, size int64) (rows [][]string, err error) {
	if size > maxCodeTable {
		return nil, errCodeTableSize()
	}
	// The library reads bytes from outside and may panic on broken ones; that
	// must not end the program.
	defer func() {
		if p := recover(); p != nil {
			rows, err = nil, model.Errorf(model.Invalid, "the workbook is damaged; download it again")
		}
	}()
	f, err := excelize.OpenReader(io.NewSectionReader(r, 0, size), excelize.Options{
		UnzipSizeLimit: maxCodeUnpacked, UnzipXMLSizeLimit: maxCodeUnpacked, RawCellValue: true,
	})
	if err != nil {
		return nil, model.Errorf(model.Invalid, "the file cannot be read as an .xlsx workbook (%w)", err)
	}
	defer func() { _ = f.Close() }() // only removes temporary files, of which there are none
	sheets := f.GetSheetList()
	if len(sheets) == 0 {
		return nil, model.Errorf(model.Invalid, "the workbook has no sheet")
	}
	it, err := f.Rows(sheets[0])
	if err != nil {
		return nil, model.Errorf(model.Invalid, "the first sheet of the workbook cannot be read (%w)", err)
	}
	for it.Next() {
		cells, err := it.Columns()
		if err != nil {
			return nil, model.Errorf(model.Invalid, "row %d of the workbook cannot be read (%w)", len(rows)+1, err)
		}
		if rows = append(rows, cells); len(rows) > maxCodeRows {
			return nil, errCodeTableSize()
		}
	}
	if err := it.Error(); err != nil {
		return nil, model.Errorf(model.Invalid, "the workbook breaks off after row %d (%w)", len(rows), err)
	}
	return rows, nil
}

// codeRows reads csv text. Text that is not UTF-8 is taken as Windows-1252, the
// only other encoding in which such tables are found.
func codeRows(b []byte) ([][]string, error) {
	if len(b) > maxCodeTable {
		return nil, errCodeTableSize()
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if bytes.IndexByte(b, 0) >= 0 {
		return nil, model.Errorf(model.Invalid, "the file is no table of codes; load an .xlsx workbook or csv text")
	}
	if !utf8.Valid(b) {
		var err error
		if b, err = charmap.Windows1252.NewDecoder().Bytes(b); err != nil {
			return nil, model.Errorf(model.Invalid, "the file is not text that Ripen can read; save it as UTF-8 csv (%w)", err)
		}
	}
	b = bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	r.Comma = codeComma(b)
	var rows [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, model.Errorf(model.Invalid, "the table cannot be read as csv (%w)", err)
		}
		if rows = append(rows, row); len(rows) > maxCodeRows {
			return nil, errCodeTableSize()
		}
	}
}

// codeComma is the separator most frequent in the first line.
func codeComma(b []byte) rune {
	first, _, _ := bytes.Cut(b, []byte("\n"))
	best, most := ',', 0
	for _, c := range ",;\t" {
		if n := bytes.Count(first, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

func errCodeTableSize() error {
	return model.Errorf(model.Invalid, "the file is far larger than any table of industry codes; load the official table")
}

// named puts the file's name before a refusal.
func named(name string, err error) error {
	if err == nil || name == "" {
		return err
	}
	var e *model.Error
	if !errors.As(err, &e) {
		return model.Errorf(model.Invalid, "%s: %w", name, err)
	}
	return &model.Error{Code: e.Code, Message: name + ": " + e.Message, Field: e.Field, Detail: e.Detail, Err: e.Err}
}

// codeColumns says where a table has its codes and titles.
type codeColumns struct {
	vintage     string
	header      int // row
	code, title int // columns
}

// codeTable makes a table of rows, whichever of the two schemes they hold.
func codeTable(rows [][]string) (*industry.Table, error) {
	at, ok := findCodeColumns(rows)
	if !ok {
		return nil, model.Errorf(model.Invalid,
			`the file has no header with a NAICS or SIC code column and a title column, such as "2022 NAICS US Code" and "2022 NAICS US Title"`)
	}
	sic := strings.HasPrefix(at.vintage, "SIC")
	var codes []industry.Code
	for i := at.header + 1; i < len(rows); i++ {
		code := codeCell(cell(rows[i], at.code))
		if code == "" {
			continue // a blank line, or a remark below the table
		}
		title := industry.CleanTitle(clean.Text(cell(rows[i], at.title)))
		if title == "" {
			return nil, model.Errorf(model.Invalid, "row %d of the table has the code %s but no title", i+1, code)
		}
		if len(title) > maxCodeTitle {
			return nil, model.Errorf(model.Invalid, "row %d of the table has a title of %d letters; load the official table", i+1, len(title))
		}
		codes = append(codes, industry.Code{Code: code, Title: title})
	}
	if sic {
		restoreNoughts(codes)
	}
	t, err := industry.New(at.vintage, codes)
	if err != nil {
		return nil, err
	}
	if !t.Complete() {
		return nil, model.Errorf(model.Invalid, "the table stops short of the full %s codes; load one that goes down to them", t.Scheme().Label())
	}
	return t, nil
}

// findCodeColumns looks for the header in the first rows. The SIC was last
// issued in 1987, so a SIC table without a year is that one.
func findCodeColumns(rows [][]string) (codeColumns, bool) {
	for i, row := range rows[:min(len(rows), codeHeaderRows)] {
		at := codeColumns{header: i, code: -1, title: -1}
		for j, c := range row {
			h := strings.ToLower(clean.Text(c))
			switch {
			case at.code < 0 && strings.Contains(h, "naics") && strings.Contains(h, "code"):
				at.code, at.vintage = j, strings.TrimSpace("NAICS "+year(h))
			case at.code < 0 && isSICHeader(h):
				at.code, at.vintage = j, "SIC "+orElse(year(h), "1987")
			case at.title < 0 && (strings.Contains(h, "title") || strings.Contains(h, "description") || h == "industry" || h == "name"):
				at.title = j
			}
		}
		if at.code >= 0 && at.title >= 0 {
			return at, true
		}
	}
	return codeColumns{}, false
}

func isSICHeader(h string) bool {
	switch h {
	case "sic", "sic code", "siccode", "sic_code", "sic4", "code":
		return true
	}
	return strings.HasPrefix(h, "sic ") && strings.Contains(h, "code") || strings.HasSuffix(h, " sic") || strings.HasSuffix(h, " sic code")
}

// year finds four digits of their own in a header, "" for none.
func year(h string) string {
	for _, w := range strings.Fields(h) {
		if len(w) == 4 && strings.Trim(w, "0123456789") == "" {
			return w
		}
	}
	return ""
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func cell(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

// codeCell gives the code in a cell: digits, or two numbers with a hyphen. A
// cell that holds words is a remark, and gives "".
func codeCell(s string) string {
	s = strings.TrimSuffix(strings.ReplaceAll(clean.Text(s), "–", "-"), ".0")
	if s == "" || strings.Trim(s, "0123456789-") != "" {
		return ""
	}
	return s
}

// restoreNoughts puts back the leading nought of agriculture, forestry and
// fishing (0111 became 111) where a spreadsheet took the codes for numbers. A
// table in which any code begins with 0 has not lost them.
func restoreNoughts(codes []industry.Code) {
	for _, c := range codes {
		if strings.HasPrefix(c.Code, "0") {
			return
		}
	}
	for i, c := range codes {
		if len(c.Code) == 3 {
			codes[i].Code = "0" + c.Code
		}
	}
}
