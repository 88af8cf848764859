package sheet

import (
	"errors"
	"io"
	"slices"
	"strings"

	"ripen/model"
)

// maxSample is the most rows that [Reader.Sample] gives.
const maxSample = 50

// maxHeadBytes bounds what is read ahead for the header.
const maxHeadBytes = 4 << 20

// Reader gives the rows of a file one after the other. It is for one goroutine.
type Reader struct {
	src      source
	csv      *csvSource // src, where it is a csv
	format   Format
	heading  model.Heading
	isHeader func(string) bool

	header  []string
	skipped []string

	head  []headLine // read to find the header, not yet looked at
	ready []Record   // settled rows
	given int        // of these
	ended error      // after the last of ready
	feet  footers
}

// Format is what the file was found to be.
func (r *Reader) Format() Format {
	f := r.format
	f.Wrapped = r.csv != nil && (r.csv.wrapped || r.csv.again > 0)
	return f
}

// Header is the line of headers as it came; nil for a file that has none.
func (r *Reader) Header() []string { return r.header }

// Skipped are the lines above the header and, when the file is read to its end,
// those below the rows, as they stand in the file: the first 50, of each at most
// 500 bytes.
func (r *Reader) Skipped() []string { return r.skipped }

// Done is how many bytes of the file's size are read, about.
func (r *Reader) Done() int64 { return r.src.done() }

// Sample gives up to 50 rows that come next. Next will give them again.
func (r *Reader) Sample() [][]string {
	for len(r.ready)-r.given < maxSample && r.ended == nil {
		r.advance()
	}
	sample := make([][]string, 0, maxSample)
	for _, rec := range r.ready[r.given:min(len(r.ready), r.given+maxSample)] {
		sample = append(sample, rec.Cells)
	}
	return sample
}

// Next gives the next row, io.EOF after the last. Blank lines are no rows.
// Other errors have code [model.Invalid] and name the line.
func (r *Reader) Next() (Record, error) {
	for r.given == len(r.ready) {
		if r.ended != nil {
			return Record{}, r.ended
		}
		r.ready, r.given = r.ready[:0], 0
		r.advance()
	}
	rec := r.ready[r.given]
	r.ready[r.given] = Record{} // what was given is not kept
	r.given++
	return rec, nil
}

// advance reads a line, and settles what is held back if it is a full one.
func (r *Reader) advance() {
	l, err := r.nextLine()
	if err != nil {
		rows, feet := r.feet.held, []headLine(nil)
		if errors.Is(err, io.EOF) {
			rows, feet = r.feet.settle()
		}
		for _, l := range rows {
			r.ready = append(r.ready, l.Record)
		}
		for _, l := range feet {
			r.skip(l)
		}
		r.ended = err
		return
	}
	f := &r.feet
	if r.headerAgain(l.Cells) {
		r.turnPage(l)
		return
	}
	if f.narrowLine(l.Cells) {
		if l.text == "" {
			l.text = r.src.last()
		}
		f.held = append(f.held, l)
		if len(f.held) > maxHeld {
			r.release(1)
		}
		return
	}
	r.release(len(f.held))
	f.rows++
	f.ragged = f.ragged || len(l.Cells) < f.width
	r.ready = append(r.ready, l.Record)
}

// headerAgain says that a line is the header once more, as reports print it on
// each page, and as it comes with its mark where files were joined.
func (r *Reader) headerAgain(cells []string) bool {
	if len(r.header) < 2 || len(cells) != len(r.header) || strings.TrimPrefix(cells[0], "\ufeff") != r.header[0] {
		return false
	}
	return slices.Equal(cells[1:], r.header[1:])
}

// turnPage passes over the header of a page, and over what stands below the
// page before.
func (r *Reader) turnPage(header headLine) {
	rows, feet := r.feet.settle()
	for _, l := range rows {
		r.ready = append(r.ready, l.Record)
	}
	r.feet.rows += len(rows)
	if header.text == "" {
		header.text = r.src.last()
	}
	for _, l := range append(feet, header) {
		r.skip(l)
	}
}

// release makes rows of the first n lines held back.
func (r *Reader) release(n int) {
	if n == 0 {
		return
	}
	f := &r.feet
	for _, l := range f.held[:n] {
		r.ready = append(r.ready, l.Record)
	}
	f.rows += n
	f.narrow += n
	f.held = append(f.held[:0], f.held[n:]...)
}

// nextLine gives the lines that were read to find the header, then the others.
func (r *Reader) nextLine() (headLine, error) {
	if len(r.head) > 0 {
		l := r.head[0]
		r.head = r.head[1:]
		return l, nil
	}
	rec, gap, err := r.src.next()
	return headLine{Record: rec, gap: gap}, err
}

func (r *Reader) skip(l headLine) {
	if len(r.skipped) < maxSkipped {
		r.skipped = append(r.skipped, capped(l.text, maxShown))
	}
}

// readHead reads the first lines and finds the header among them.
func (r *Reader) readHead() error {
	var lines []headLine
	for size := 0; len(lines) < headLooks && size < maxHeadBytes; {
		rec, gap, err := r.src.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && len(lines) == 0 {
			return err
		}
		if err != nil {
			r.src = failing{r.src, err}
			break
		}
		l := headLine{Record: rec, gap: gap, text: capped(r.src.last(), maxShown)}
		lines = append(lines, l)
		for _, c := range rec.Cells {
			size += len(c)
		}
	}
	if len(lines) == 0 {
		return invalid("the file holds no rows; export the list again")
	}
	at := findHeader(lines, r.isHeader, r.heading)
	for _, l := range lines[:max(at, 0)] {
		r.skip(l)
	}
	if at >= 0 {
		r.header = lines[at].Cells
		r.format.HeaderLine = lines[at].Line
		if at+1 < len(lines) && isRule(lines[at+1].Cells) {
			at++
			r.skip(lines[at])
		}
	}
	r.format.Headless = at < 0 && r.heading == model.HeadingGuess
	r.head = lines[at+1:]
	r.feet.width = r.rowWidth()
	if r.csv != nil {
		r.csv.width = r.feet.width
	}
	return nil
}

// rowWidth is how many cells the rows have: as many as the header, or as most
// of the first.
func (r *Reader) rowWidth() int {
	if n := filled(r.header, len(r.header)); n > 0 {
		return n
	}
	return headWidth(r.head)
}

// failing is a source of which the next line cannot be read.
type failing struct {
	source
	err error
}

func (f failing) next() (Record, bool, error) { return Record{}, false, f.err }
