// Package sheet reads a file of rows as vendors send it: what kind of file it
// is, its encoding, what parts its cells, where its header stands, and which
// lines above and below are no rows, all told from the content and never from
// the name. It knows nothing of what the columns mean.
//
// Everything read is hostile: each size has a cap, and a file that breaks one
// is refused in a sentence before it fills the memory.
package sheet

import (
	"errors"
	"fmt"
	"io"

	"ripen/model"
)

// What a file may hold. Lists of contacts stay far below; what passes these is
// damaged, or meant to do harm.
const (
	MaxField   = 64 << 10  // bytes of a cell; the rest is cut off
	MaxRow     = 4 << 20   // bytes of a row in the file
	MaxQuoted  = 256 << 10 // bytes after which a quote over several lines counts as never closed
	MaxColumns = 1000
	MaxRows    = 1 << 20 // of a worksheet, as in Excel itself
)

// Options for [Open].
type Options struct {
	Sheet   string        // of a workbook: its name in any case, or its number from 1; "" the only one that holds rows
	Heading model.Heading // whether there is a line of headers
	// IsHeader says that a cell names a column in lists that are known, which
	// tells a header from a row. nil: no cell does.
	IsHeader func(cell string) bool
}

// Record is one row of the file as it came.
type Record struct {
	Line  int // of the file, from 1, where the row begins; in a workbook the row's number
	Cells []string
}

// The kinds of files that are read.
const (
	CSV  = "csv" // cells parted by any one character
	XLSX = "xlsx"
)

// The encodings of text.
const (
	UTF8        = "UTF-8"
	UTF8BOM     = "UTF-8 with BOM"
	UTF16LE     = "UTF-16 LE"
	UTF16BE     = "UTF-16 BE"
	Windows1252 = "Windows-1252"
	ShiftJIS    = "Shift-JIS"
)

// Format is what a file was found to be.
type Format struct {
	Kind       string   // CSV or XLSX
	Separator  rune     // of cells; 0 in a workbook
	Encoding   string   // "" in a workbook
	Sheet      string   // the worksheet read; "" where it is no workbook
	Sheets     []string // all worksheets in their order, hidden ones too
	HeaderLine int      // line of the headers, from 1; 0: the file has none
	Headless   bool     // it has none and nobody said so: told from the content
	Wrapped    bool     // each row is one quoted cell that holds a line of csv
}

// Open finds out what the file is and where its rows begin. size is its length
// in bytes, and how much of that is too much is for the caller to say. The text
// is read through once for its encoding; the rows are then read as they are
// asked for. To read them again, open the file again.
//
// Errors have code [model.Invalid] and say what to do. Where several worksheets
// hold rows and o names none, Field is "sheet" and Detail has them as "sheets".
func Open(in io.ReaderAt, size int64, o Options) (*Reader, error) {
	head, err := headOf(in, size)
	if err != nil {
		return nil, err
	}
	r := &Reader{heading: o.Heading, isHeader: o.IsHeader}
	if r.isHeader == nil {
		r.isHeader = func(string) bool { return false }
	}
	if isZip(head) {
		err = r.openBook(in, size, o.Sheet)
	} else {
		err = r.openCSV(in, size, head)
	}
	if err != nil {
		return nil, err
	}
	if err := r.readHead(); err != nil {
		return nil, err
	}
	return r, nil
}

// source gives the lines of a file that are not blank.
type source interface {
	// next gives the next row, io.EOF after the last. gap: blank lines stand
	// above it.
	next() (rec Record, gap bool, err error)
	last() string // the row that next gave, as it stands in the file
	done() int64  // bytes of the file's size that are read
}

// invalid is a refusal of the file.
func invalid(format string, args ...any) error { return model.Errorf(model.Invalid, format, args...) }

// sentence keeps an error that is a refusal already and makes one of any other.
func sentence(err error, format string, args ...any) error {
	var e *model.Error
	if errors.As(err, &e) {
		return e
	}
	return invalid("%s (%w)", fmt.Sprintf(format, args...), err)
}
