// Package intake reads what comes in as files: lists of prospects, and the
// official tables of industry codes. Everything read is hostile until it has
// passed its limits and model/clean.
package intake

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"ripen/model"
	"ripen/model/clean"
	"ripen/model/industry"
	"ripen/model/sheet"
)

// Limits on a table of industry codes, an order of magnitude above the official
// ones (2,125 codes; 80 kB packed, 1 MB unpacked).
const (
	maxCodeTable   = 8 << 20 // bytes of the file
	maxCodeRows    = 30_000
	codeHeaderRows = 10  // rows in which the header is looked for
	maxCodeTitle   = 400 // bytes; the longest official title has 120
)

// ReadCodeTable reads a table of industry codes and tells by its content what
// it is: the Census Bureau's NAICS workbook (.xlsx), a table of SIC codes or of
// NAICS codes as csv, or a table that Ripen wrote. name is only for messages;
// vintage is what a person says that the edition is, "" reads it from the file.
// Errors have code [model.Invalid] and say what is wrong with the file.
func ReadCodeTable(name string, b []byte, vintage string) (*industry.Table, error) {
	name = clean.Text(name)
	if vintage == "" && bytes.HasPrefix(b, []byte("# NAICS")) || bytes.HasPrefix(b, []byte("# SIC")) {
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
	t, err := codeTable(rows, vintage)
	return t, named(name, err)
}

// codeRows are the rows of a workbook's sheet or of a csv, its header among
// them.
func codeRows(b []byte) ([][]string, error) {
	if len(b) > maxCodeTable {
		return nil, errCodeTableSize()
	}
	r, err := sheet.Open(bytes.NewReader(b), int64(len(b)), sheet.Options{Heading: model.HeadingNo})
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		if rows = append(rows, rec.Cells); len(rows) > maxCodeRows {
			return nil, errCodeTableSize()
		}
	}
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
	bare        bool // the header only says "code": of SIC, by the length of its codes
	header      int  // row
	code, title int  // columns
}

// codeTable makes a table of rows, whichever of the two schemes they hold.
func codeTable(rows [][]string, vintage string) (*industry.Table, error) {
	at, ok := findCodeColumns(rows)
	if !ok {
		return nil, model.Errorf(model.Invalid,
			`the file has no header with a NAICS or SIC code column and a title column, such as "2022 NAICS US Code" and "2022 NAICS US Title"`)
	}
	if vintage != "" {
		at.vintage = vintage
	} else if year(at.vintage) == "" || at.bare && longest(rows[at.header+1:], at.code) > 4 {
		return nil, model.Errorf(model.Invalid, "the file does not say which edition it is; say it with --vintage \"NAICS 2022\"")
	}
	sic := strings.HasPrefix(strings.ToUpper(at.vintage), "SIC")
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
				at.code, at.vintage, at.bare = j, "SIC "+orElse(year(h), "1987"), h == "code"
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

// longest is how many digits the longest code of a column has.
func longest(rows [][]string, column int) (n int) {
	for _, r := range rows {
		n = max(n, len(codeCell(cell(r, column))))
	}
	return n
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
