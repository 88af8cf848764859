package sheet

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// grid reads the rows of a worksheet as it unfolds.
type grid struct {
	book  *book
	parts *parts
	in    io.Closer
	size  int64 // that the sheet unfolds to
	begun bool  // within sheetData
	over  bool  // read to its end

	row   int // number of the last row
	rows  int // rows seen
	cells []string
	bytes int
}

func (b *book) open(ws worksheet) (*grid, error) {
	z := b.parts[strings.ToLower(ws.part)]
	if z == nil {
		return nil, invalid("the sheet %q is missing from the workbook; save it again as .xlsx", ws.name)
	}
	in, err := z.Open()
	if err != nil {
		return nil, invalid("the sheet %q is damaged; save the workbook again as .xlsx (%w)", ws.name, err)
	}
	return &grid{book: b, parts: newParts(in), in: in, size: int64(z.UncompressedSize64)}, nil
}

func (g *grid) close() { _ = g.in.Close() } // what was read was checked as it was read

// done takes the sheet for the whole file.
func (g *grid) done() int64 {
	if g.over || g.size <= 0 {
		return g.book.size
	}
	return int64(float64(g.book.size) * min(1, float64(g.parts.n)/float64(g.size)))
}

func (g *grid) last() string { return strings.TrimRight(strings.Join(g.cells, "\t"), "\t") }

func (g *grid) next() (Record, bool, error) {
	gap := false
	if g.over {
		return Record{}, gap, io.EOF
	}
	for {
		before := g.row
		ok, err := g.nextRow()
		if err != nil {
			return Record{}, gap, sentence(err, "the workbook cannot be read beyond row %d; save it again as .xlsx", g.row)
		}
		if !ok {
			g.over = true
			g.close()
			return Record{}, gap, io.EOF
		}
		gap = gap || g.row > before+1
		if filled(g.cells, 1) == 0 {
			gap = true
			continue
		}
		return Record{Line: g.row, Cells: append([]string(nil), g.cells...)}, gap, nil
	}
}

// nextRow reads a row into cells; false at the end of the sheet.
func (g *grid) nextRow() (bool, error) {
	for {
		t, err := g.parts.token()
		if errors.Is(err, io.EOF) {
			return false, io.ErrUnexpectedEOF // it ends before its rows do
		}
		if err != nil {
			return false, err
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch {
			case e.Name.Local == "sheetData":
				g.begun = true
			case g.begun && e.Name.Local == "row":
				if err := g.startRow(e); err != nil {
					return false, err
				}
				return true, g.readCells()
			}
		case xml.EndElement:
			if e.Name.Local == "sheetData" {
				return false, nil
			}
		}
	}
}

func (g *grid) startRow(e xml.StartElement) error {
	if g.rows++; g.rows > MaxRows {
		return invalid("the sheet has more than %d rows; save it as .csv and load that", MaxRows)
	}
	g.row++
	if n, err := strconv.Atoi(attr(e, "r")); err == nil && n > g.row && n <= MaxRows {
		g.row = n
	}
	g.cells, g.bytes = g.cells[:0], 0
	return nil
}

// readCells reads the cells of a row up to its end.
func (g *grid) readCells() error {
	col := -1 // of the cell last seen
	for {
		t, err := g.parts.token()
		if err != nil {
			return unexpected(err)
		}
		switch e := t.(type) {
		case xml.StartElement:
			if e.Name.Local != "c" {
				continue
			}
			if col++; attr(e, "r") != "" {
				if n, ok := column(attr(e, "r")); ok {
					col = n
				}
			}
			v, err := g.readCell(e)
			if err != nil {
				return err
			}
			if err := g.set(col, v); err != nil {
				return err
			}
		case xml.EndElement:
			if e.Name.Local == "row" || e.Name.Local == "sheetData" {
				return nil
			}
		}
	}
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// set puts a value into its column. Cells without one do not count, however far
// to the right they are coloured.
func (g *grid) set(col int, v string) error {
	if v == "" {
		return nil
	}
	if col >= MaxColumns {
		return invalid("row %d has more than %d columns; keep only those that are needed", g.row, MaxColumns)
	}
	if g.bytes += len(v); g.bytes > MaxRow {
		return invalid("row %d holds more than %d MiB, as no row of a list does; save the sheet as .csv and look at it", g.row, MaxRow>>20)
	}
	for len(g.cells) <= col {
		g.cells = append(g.cells, "")
	}
	g.cells[col] = v
	return nil
}

// column of a reference such as AB12, from 0.
func column(ref string) (int, bool) {
	n := 0
	for i := range len(ref) {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			return n - 1, i > 0
		}
		if n = n*26 + int(c-'A'+1); n > 1<<20 {
			return 0, false
		}
	}
	return n - 1, n > 0
}

// readCell reads a cell up to its end and gives what it shows: of a formula the
// value that was kept, of an error nothing.
func (g *grid) readCell(c xml.StartElement) (string, error) {
	kind, style := attr(c, "t"), attr(c, "s")
	var value []byte
	var text richText
	inValue := false
	for {
		t, err := g.parts.token()
		if err != nil {
			return "", unexpected(err)
		}
		switch e := t.(type) {
		case xml.StartElement:
			inValue = e.Name.Local == "v"
		case xml.EndElement:
			inValue = false
			if e.Name.Local == "c" || e.Name.Local == "row" {
				return g.value(kind, style, value, &text), nil
			}
		case xml.CharData:
			if inValue && len(value) <= MaxField+utf8.UTFMax {
				value = append(value, e...)
			}
		}
		if kind == "inlineStr" {
			text.add(t)
		}
	}
}

func (g *grid) value(kind, style string, value []byte, text *richText) string {
	switch kind {
	case "inlineStr":
		return string(capped(text.take(), MaxField))
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(string(value)))
		if err != nil {
			return ""
		}
		return g.book.texts.get(i)
	case "str":
		return string(capped(unescaped(value), MaxField))
	case "e":
		return ""
	case "d":
		return isoDate(string(capped(value, MaxField)))
	case "b":
		if isTrue(strings.TrimSpace(string(value))) {
			return "TRUE"
		}
		if len(value) == 0 {
			return ""
		}
		return "FALSE"
	}
	v := strings.TrimSpace(string(capped(value, MaxField)))
	if v == "" {
		return ""
	}
	return g.book.styles.number(v, style)
}
