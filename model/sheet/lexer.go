package sheet

import (
	"bytes"
	"unicode/utf8"
)

// lexer parts a row of csv into cells. It takes what encoding/csv takes, and
// besides quotes that stand where none should (5" pipe), spaces around quoted
// cells, and bare CR as line ends; and it says where a quote was never closed
// instead of reading on to the end of the file.
type lexer struct {
	sep byte
	cr  bool // a bare CR ends a line

	text   []byte // the cells of the row, one after the other
	ends   []int  // where each ends in text
	quoted bool   // the last cell was quoted
}

// outcome of reading a row.
type outcome int

const (
	whole outcome = iota
	short         // the row goes on beyond the bytes given
	open          // a quote is not closed where it should be
	wide          // more than MaxColumns
)

// row reads the row at the start of b: n bytes, its line end included, and the
// line ends within. last says that nothing follows b; oneLine, that b is one
// line and a quote not closed in it quotes nothing: it is dropped, but for one
// that another in its cell answers.
func (x *lexer) row(b []byte, last, oneLine bool) (n, lines int, o outcome) {
	x.text, x.ends = x.text[:0], x.ends[:0]
	for i := 0; ; {
		x.quoted = false
		if q := skipSpaces(b, i); q < len(b) && b[q] == '"' {
			mark := len(x.text)
			k, l, o := x.inQuotes(b, q, last)
			switch {
			case o == whole:
				x.quoted = true
				i, lines = k, lines+l
			case o == open && oneLine:
				x.text = x.text[:mark]
				if k, _, _ := x.plainCell(b, q+1, true); bytes.IndexByte(b[q+1:k], '"') < 0 {
					i = q + 1 // it quotes nothing; in "Buzz" Lane it does
				}
			default:
				return 0, 0, o
			}
		}
		k, end, known := x.plainCell(b, i, last)
		if !known {
			return 0, 0, short
		}
		x.text = append(x.text, b[i:k]...)
		if x.endCell(); len(x.ends) > MaxColumns {
			return 0, 0, wide
		}
		switch {
		case end > 0:
			return k + end, lines + 1, whole
		case k == len(b):
			return k, lines, whole
		}
		i = k + 1
	}
}

func skipSpaces(b []byte, i int) int {
	for i < len(b) && b[i] == ' ' {
		i++
	}
	return i
}

// endCell closes a cell, cut to its cap between two characters.
func (x *lexer) endCell() {
	from := 0
	if len(x.ends) > 0 {
		from = x.ends[len(x.ends)-1]
	}
	x.text = x.text[:from+len(capped(x.text[from:], MaxField))]
	x.ends = append(x.ends, len(x.text))
}

// capped cuts text to at most n bytes, between two characters.
func capped[T []byte | string](s T, n int) T {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// plainCell finds the end of an unquoted cell that begins at i: the separator,
// or a line end of so many bytes, or the end of b. known is false where that
// lies beyond b.
func (x *lexer) plainCell(b []byte, i int, last bool) (k, end int, known bool) {
	for k = i; k < len(b); k++ {
		switch c := b[k]; {
		case c == x.sep:
			return k, 0, true
		case c == '\n' || c == '\r':
			if end, known = x.lineEnd(b, k, last); end > 0 || !known {
				return k, end, known
			}
		}
	}
	return k, 0, last
}

// lineEnd is the length of the line end at k, 0 for none. A text file that went
// through a careless copy ends its lines in CR CR LF.
func (x *lexer) lineEnd(b []byte, k int, last bool) (n int, known bool) {
	if b[k] == '\n' {
		return 1, true
	}
	if b[k] != '\r' {
		return 0, true
	}
	for n = 1; n <= 2; n++ {
		switch {
		case k+n == len(b) && !last:
			return 0, false
		case k+n == len(b):
			return n, true
		case b[k+n] == '\n':
			return n + 1, true
		case x.cr:
			return 1, true
		case b[k+n] != '\r':
			return 0, true
		}
	}
	return 0, true
}

// inQuotes reads the quoted cell whose quote stands at q, up to the separator
// or line end behind it.
func (x *lexer) inQuotes(b []byte, q int, last bool) (next, lines int, o outcome) {
	for i := q + 1; ; {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			if last || len(b)-q > MaxQuoted && (lines > 0 || x.hasLineEnd(b[i:])) {
				return 0, 0, open
			}
			return 0, 0, short
		}
		k := i + n
		if lines += x.appendLines(b[i:k]); lines > 0 && k-q > MaxQuoted {
			return 0, 0, open
		}
		i = k + 1
		after := skipSpaces(b, i)
		switch {
		case after == len(b) && !last:
			return 0, 0, short
		case i < len(b) && b[i] == '"':
			x.text = append(x.text, '"')
			i++
			continue
		case after == len(b) || b[after] == x.sep:
			return after, lines, whole
		}
		switch end, known := x.lineEnd(b, after, last); {
		case !known:
			return 0, 0, short
		case end > 0:
			return after, lines, whole
		case lines > 0 && x.opens(b, k):
			return 0, 0, open
		}
		x.text = append(x.text, '"')
	}
}

// opens says that the quote at k, behind which a cell does not end, begins one:
// the quote before it was then never closed.
func (x *lexer) opens(b []byte, k int) bool {
	c := b[k-1]
	return c == x.sep || c == '\n' || c == '\r'
}

func (x *lexer) hasLineEnd(b []byte) bool {
	return bytes.IndexByte(b, '\n') >= 0 || x.cr && bytes.IndexByte(b, '\r') >= 0
}

// appendLines appends quoted text, its line ends made LF, and counts them.
func (x *lexer) appendLines(b []byte) (lines int) {
	for {
		k := bytes.IndexByte(b, '\n')
		if x.cr {
			k = bytes.IndexAny(b, "\r\n")
		}
		if k < 0 {
			x.text = append(x.text, b...)
			return lines
		}
		line := b[:k]
		if !x.cr {
			line = bytes.TrimSuffix(line, []byte("\r"))
		}
		x.text = append(append(x.text, line...), '\n')
		lines++
		if b[k] == '\r' && k+1 < len(b) && b[k+1] == '\n' {
			k++
		}
		b = b[k+1:]
	}
}

// lineLength is the length of the first physical line of b without its end; ok
// is false where it goes on beyond b.
func (x *lexer) lineLength(b []byte, last bool) (n int, ok bool) {
	for {
		k := bytes.IndexAny(b[n:], "\r\n")
		if k < 0 {
			return len(b), last
		}
		n += k
		end, known := x.lineEnd(b, n, last)
		if end > 0 || !known {
			return n, known
		}
		n++
	}
}
