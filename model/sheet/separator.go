package sheet

import (
	"bytes"
	"math"
)

// dialect is how a csv is parted.
type dialect struct {
	sep     byte
	cr      bool // bare CR ends its lines
	wrapped bool
	width   int // cells of most rows
	from    int // bytes of a line sep=; above the rows
	lines   int // lines that this takes
}

// separators in the order in which they win where two part a file equally well:
// a tab hardly ever stands within a cell, a comma often.
const separators = "\t|;,"

const dialectRows = 200 // rows looked at

// dialectOf tells the dialect by the first rows. last: text is all there is.
func dialectOf(text []byte, last bool, isHeader func(string) bool) dialect {
	d := dialect{cr: bareCR(text)}
	candidates := separators
	if sep, n, lines := sepLine(text); n > 0 {
		candidates, d.from, d.lines = string(sep), n, lines
		text = text[n:]
	}
	best := -1.0
	for i := range candidates {
		c := measure(candidates[i], d.cr, text, last, isHeader)
		if c.score > best+1e-9 {
			best, d.sep, d.width, d.wrapped = c.score, c.sep, c.width, c.wrapped
		}
	}
	if best <= 0 && len(candidates) > 1 {
		d.sep = ',' // one column
	}
	return d
}

// bareCR says that most lines end in CR alone, as on a Macintosh of old.
func bareCR(b []byte) bool {
	lf, crlf := bytes.Count(b, []byte("\n")), bytes.Count(b, []byte("\r\n"))
	return bytes.Count(b, []byte("\r"))-crlf > lf
}

// sepLine reads the line "sep=;" by which Excel is told the separator.
func sepLine(b []byte) (sep byte, n, lines int) {
	line := b[:min(len(b), 16)]
	end := bytes.IndexAny(line, "\r\n")
	if end < 0 {
		if len(line) < len(b) {
			return 0, 0, 0
		}
		end = len(line)
	}
	said := bytes.Trim(line[:end], `"`)
	if len(said) < 5 || !bytes.EqualFold(said[:4], []byte("sep=")) || len(said) > 5 && !bytes.Equal(bytes.Trim(said[5:], ",;\t"), nil) {
		return 0, 0, 0
	}
	if sep = said[4]; sep >= 0x80 || sep == '"' || sep != '\t' && sep < ' ' {
		return 0, 0, 0
	}
	if n = end; n < len(b) {
		n++
		if b[n-1] == '\r' && n < len(b) && b[n] == '\n' {
			n++
		}
		lines = 1
	}
	return sep, n, lines
}

// parting is how well a separator parts a file.
type parting struct {
	sep     byte
	width   int
	score   float64
	wrapped bool
}

// measure parts the first rows by sep. It fits the better, the more of them
// come out equally wide and the wider they are; names of columns that are known
// speak for it too.
func measure(sep byte, cr bool, text []byte, last bool, isHeader func(string) bool) parting {
	src := &csvSource{window: window{buf: text, last: last}, wrapped: true, line: 1}
	src.lex, src.inner = lexer{sep: sep, cr: cr}, lexer{sep: sep}
	inside, outside := map[int]int{}, map[int]int{} // rows by their width, parted again or not
	rows, hits, innerHits := 0, 0, 0
	for rows < dialectRows {
		rec, _, err := src.next()
		if err != nil {
			break
		}
		rows++
		inside[len(rec.Cells)]++
		outside[src.outer]++
		if rows <= headRows {
			n := countIf(rec.Cells, isHeader)
			if hits = max(hits, n); src.outer < len(rec.Cells) {
				innerHits = max(innerHits, n)
			}
		}
	}
	p := parting{sep: sep}
	width, many := mode(inside)
	p.wrapped = (width > 2 || innerHits > 0) && src.again*2 > rows
	if !p.wrapped {
		width, many = mode(outside)
	}
	if p.width = width; width > 1 {
		p.score = float64(many) / float64(rows) * math.Log2(float64(width))
		p.score += float64(min(hits, 10))
	}
	return p
}

func countIf(cells []string, is func(string) bool) (n int) {
	for _, c := range cells {
		if c != "" && is(c) {
			n++
		}
	}
	return n
}

// mode is the width that most rows have beyond one cell, the greatest of
// several; 1 where none has more.
func mode(widths map[int]int) (width, many int) {
	width = 1
	for w, n := range widths {
		if w > 1 && (n > many || n == many && w > width) {
			width, many = w, n
		}
	}
	return width, many
}
