package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/transform"
)

const (
	windowSize  = 256 << 10
	manyUnclose = 100 // quotes never closed, after which none is believed beyond its line
)

// window is a stretch of decoded text that moves along the file. It grows only
// as far as one row needs.
type window struct {
	in     io.Reader
	buf    []byte
	at     int // begin of what is not yet read
	last   bool
	failed error // why reading ended, nil at the end of the file
}

func (w *window) rest() []byte { return w.buf[w.at:] }

// fill reads more behind what is there. The NULs that some exports strew in are
// dropped here.
func (w *window) fill() {
	if w.at > 0 {
		w.buf = w.buf[:copy(w.buf, w.buf[w.at:])]
		w.at = 0
	}
	if len(w.buf) == cap(w.buf) {
		w.buf = append(make([]byte, 0, max(windowSize, 2*cap(w.buf))), w.buf...)
	}
	for idle := 0; len(w.buf) < cap(w.buf) && !w.last; idle++ {
		n, err := w.in.Read(w.buf[len(w.buf):cap(w.buf)])
		if n > 0 {
			idle = 0
		}
		w.buf = withoutNULs(w.buf, len(w.buf)+n)
		if err == nil && idle > 100 {
			err = io.ErrNoProgress
		}
		if w.last = err != nil; w.last && !errors.Is(err, io.EOF) {
			w.failed = err
		}
	}
}

// withoutNULs takes what stands behind b, up to n bytes in all, into it.
func withoutNULs(b []byte, n int) []byte {
	from, b := len(b), b[:n]
	if bytes.IndexByte(b[from:], 0) < 0 {
		return b
	}
	kept := b[:from]
	for _, c := range b[from:] {
		if c != 0 {
			kept = append(kept, c)
		}
	}
	return kept
}

// counted counts the bytes read from a file.
type counted struct {
	in io.Reader
	n  int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

// csvSource reads the rows of a csv.
type csvSource struct {
	window
	file    *counted // beneath the window; nil for a sample
	lex     lexer
	inner   lexer // for rows that stand in one quoted cell
	line    int   // of the row that comes next
	raw     []byte
	unclose int
	repair  bool

	wrapped bool // a row in one quoted cell is parted again
	width   int  // of most rows, 0 not known
	outer   int  // cells of the last row before it was parted again
	again   int  // rows parted again
}

// openCSV finds out how the text is written and parted.
func (r *Reader) openCSV(in io.ReaderAt, size int64, head []byte) error {
	sc, err := scriptOf(in, size, head)
	if err != nil {
		return err
	}
	file := &counted{in: io.NewSectionReader(in, sc.bom, size-sc.bom), n: sc.bom}
	src := &csvSource{window: window{in: file}, file: file, line: 1, repair: sc.repair}
	if dec := sc.decoder(); dec != nil {
		src.in = transform.NewReader(file, dec)
	}
	src.fill()
	d := dialectOf(src.rest(), src.window.last, r.isHeader)
	src.lex.sep, src.lex.cr = d.sep, d.cr
	src.inner.sep = d.sep
	src.wrapped, src.width = d.wrapped, d.width
	src.at, src.line = d.from, 1+d.lines
	r.src, r.csv = src, src
	r.format = Format{Kind: CSV, Separator: rune(d.sep), Encoding: sc.name}
	return nil
}

func (s *csvSource) done() int64 { return s.file.n }

func (s *csvSource) last() string {
	return strings.ToValidUTF8(string(bytes.TrimRight(s.raw, "\r\n")), "\ufffd")
}

func (s *csvSource) next() (Record, bool, error) {
	gap := false
	for {
		lines, err := s.read()
		if err != nil {
			return Record{}, gap, err
		}
		rec := Record{Line: s.line}
		s.line += lines
		if len(bytes.TrimSpace(bytes.TrimRight(s.lex.text, "\x1a"))) == 0 {
			gap = true
			continue
		}
		rec.Cells = s.cells(&s.lex)
		s.outer = len(rec.Cells)
		if s.outer == 1 && s.lex.quoted {
			rec.Cells = s.unwrapped(rec.Cells)
		}
		return rec, gap, nil
	}
}

// read has the lexer read the next row.
func (s *csvSource) read() (lines int, err error) {
	for {
		b := s.rest()
		if len(b) == 0 && s.window.last {
			return 0, s.ending()
		}
		n, lines, o := 0, 0, open
		if s.unclose < manyUnclose {
			n, lines, o = s.lex.row(b, s.window.last, false)
		}
		if o == open {
			if n, o = s.readLine(b); o == whole {
				lines = 1
			}
		}
		switch {
		case o == whole:
			s.raw = b[:n]
			s.at += n
			return lines, nil
		case o == wide:
			return 0, invalid("line %d has more than %d columns; export the list with only those that are needed", s.line, MaxColumns)
		case len(b) >= MaxRow:
			return 0, invalid("line %d is longer than %d MiB, as no row of a list is; export the list again as .csv", s.line, MaxRow>>20)
		}
		if s.file == nil {
			return 0, io.EOF // a sample ends with its last whole row
		}
		s.fill()
		if s.failed != nil {
			return 0, s.ending()
		}
	}
}

// readLine reads a row that ends with its line, a quote that is not closed in
// it being dropped.
func (s *csvSource) readLine(b []byte) (n int, o outcome) {
	n, ok := s.lex.lineLength(b, s.window.last)
	if !ok {
		return 0, short
	}
	if _, _, o = s.lex.row(b[:n], true, true); o != whole {
		return 0, o
	}
	if n < len(b) {
		end, known := s.lex.lineEnd(b, n, s.window.last)
		if !known {
			return 0, short
		}
		n += end
	}
	s.unclose++
	return n, whole
}

func (s *csvSource) ending() error {
	if s.failed != nil {
		return invalid("the file cannot be read beyond line %d (%w)", s.line, s.failed)
	}
	return io.EOF
}

// cells copies the cells of a row out, all of them in one piece of memory.
func (s *csvSource) cells(x *lexer) []string {
	text := string(x.text)
	cells := make([]string, len(x.ends))
	from := 0
	for i, end := range x.ends {
		cells[i] = unguarded(text[from:end])
		from = end
	}
	if s.repair { // cell by cell: bytes that a separator parts may join to a character
		for i, c := range cells {
			cells[i] = strings.ToValidUTF8(c, "\ufffd")
		}
	}
	return cells
}

// unguarded takes a text out of ="02110", as exports write it to keep a
// spreadsheet from reading a number. Anything else stays as it is.
func unguarded(cell string) string {
	if len(cell) < 3 || cell[0] != '=' || cell[1] != '"' || cell[len(cell)-1] != '"' {
		return cell
	}
	if inner := cell[2 : len(cell)-1]; strings.IndexByte(inner, '"') < 0 {
		return inner
	}
	return cell
}

// unwrapped parts a row that stands in one quoted cell: in a file of such rows,
// and wherever it gives just the cells that the other rows have.
func (s *csvSource) unwrapped(cells []string) []string {
	if !s.wrapped && s.width < 3 || bytes.IndexByte(s.lex.text, s.lex.sep) < 0 {
		return cells
	}
	if n, _, o := s.inner.row(s.lex.text, true, true); o != whole || n < len(s.lex.text) {
		return cells
	}
	if n := len(s.inner.ends); n == 1 || !s.wrapped && n != s.width {
		return cells
	}
	s.again++
	return s.cells(&s.inner)
}
