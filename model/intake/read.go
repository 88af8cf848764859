package intake

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"ripen/model"
)

// Limits on what a list may hold: imported text is hostile.
const (
	maxField   = 64 << 10
	maxColumns = 1000
	sampleSize = 50
	headSize   = 4096 // bytes looked at to tell what the file is
)

// Record is one row of the file as it came.
type Record struct {
	Line  int // of the file, from 1; the header being 1
	Cells []string
}

// Reader reads a UTF-8 csv whose first line is its header; what separates its
// cells (comma, semicolon, tab or bar) is told from that line. Make it with
// [Open].
type Reader struct {
	Header []string
	csv    *csv.Reader
	ahead  []Record // read for the sample, not yet handed out
	err    error    // met while reading ahead
}

// Open reads the header and a sample. Errors have code [model.Invalid]: an
// empty file, one that is no text, or one with too many columns.
func Open(r io.Reader) (*Reader, error) {
	raw := bufio.NewReaderSize(r, 64<<10)
	if head, _ := raw.Peek(headSize); !isText(head) {
		return nil, model.Errorf(model.Invalid, "the file is not UTF-8 text; save it as CSV UTF-8 and import that")
	}
	in := bufio.NewReaderSize(newlines(raw), 64<<10)
	if bom, _ := in.Peek(3); string(bom) == "\xef\xbb\xbf" {
		if _, err := in.Discard(3); err != nil {
			return nil, err
		}
	}
	head, _ := in.Peek(headSize)
	c := csv.NewReader(in)
	c.Comma = separator(head)
	c.FieldsPerRecord = -1
	c.LazyQuotes = true
	out := &Reader{csv: c}
	header, err := out.read()
	if errors.Is(err, io.EOF) {
		return nil, model.Errorf(model.Invalid, "the file is empty; a list needs a header line and rows")
	}
	if err != nil {
		return nil, err
	}
	if len(header.Cells) > maxColumns {
		return nil, model.Errorf(model.Invalid, "the file has %d columns; a list has at most %d", len(header.Cells), maxColumns)
	}
	out.Header = header.Cells
	for range sampleSize {
		rec, err := out.read()
		if err != nil {
			out.err = err
			break
		}
		out.ahead = append(out.ahead, rec)
	}
	return out, nil
}

// Sample returns the first rows, at most fifty, for guessing and showing.
func (r *Reader) Sample() [][]string {
	var out [][]string
	for _, rec := range r.ahead {
		out = append(out, rec.Cells)
	}
	return out
}

// Next returns the next row, [io.EOF] after the last. Lines without any cell
// are no rows.
func (r *Reader) Next() (Record, error) {
	if len(r.ahead) > 0 {
		rec := r.ahead[0]
		r.ahead = r.ahead[1:]
		return rec, nil
	}
	if r.err != nil {
		return Record{}, r.err
	}
	return r.read()
}

func (r *Reader) read() (Record, error) {
	cells, err := r.csv.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			return Record{}, model.Errorf(model.Invalid, "line %d of the file cannot be read as csv: %w", pe.Line, pe.Err)
		}
	}
	if err != nil {
		return Record{}, err
	}
	line, _ := r.csv.FieldPos(0)
	for i, c := range cells {
		if len(c) > maxField {
			cells[i] = c[:maxField]
		}
	}
	return Record{Line: line, Cells: cells}, nil
}

// isText says that the bytes are UTF-8 and hold next to no control characters
// but those of lines, tabs and stray escape sequences: a NUL or two came with a
// cell and is dropped, many are another encoding or no text at all. A rune cut
// at the end is forgiven.
func isText(b []byte) bool {
	if bytes.HasPrefix(b, []byte("PK\x03\x04")) { // a workbook, or another archive
		return false
	}
	nuls := 0
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return len(b)-i < utf8.UTFMax && len(b) == headSize
		}
		if r == 0 {
			nuls++
		}
		i += n
	}
	return nuls*100 <= len(b) || nuls == 1
}

// separator is what parts the cells of the header line: of the usual four the
// one that stands there most, outside quotes.
func separator(head []byte) rune {
	const usual = ",;\t|"
	var seen [len(usual)]int
	quoted := false
	for _, c := range head {
		if c == '"' {
			quoted = !quoted
		}
		if c == '\n' && !quoted {
			break
		}
		if i := strings.IndexByte(usual, c); i >= 0 && !quoted {
			seen[i]++
		}
	}
	best := 0
	for i := range seen {
		if seen[i] > seen[best] {
			best = i
		}
	}
	return rune(usual[best])
}

// newlines turns bare carriage returns into line ends, as old spreadsheets
// write them, and drops NULs.
func newlines(r io.Reader) io.Reader { return &crReader{in: bufio.NewReaderSize(r, 64<<10)} }

type crReader struct{ in *bufio.Reader }

func (c *crReader) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	if bytes.IndexByte(p[:n], 0) >= 0 {
		n = copy(p, bytes.ReplaceAll(p[:n], []byte{0}, nil))
	}
	for i := range p[:n] {
		if p[i] != '\r' {
			continue
		}
		next := byte(0)
		if i+1 < n {
			next = p[i+1]
		} else if b, e := c.in.Peek(1); e == nil {
			next = b[0]
		}
		if next != '\n' {
			p[i] = '\n'
		}
	}
	return n, err
}
