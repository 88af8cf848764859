package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/model/clean"
)

// What a workbook may unfold to. An honest one unfolds to some twenty times its
// size; a megabyte that unfolds to gigabytes is made to do harm. Nothing is
// unpacked whole, be it to memory or to disk: its parts are read as they unfold.
const (
	maxUnfolded   = 2 << 30  // bytes of all parts
	freeUnfolded  = 64 << 20 // bytes that need no excuse
	maxUnfolding  = 100      // beyond them: times the file's size
	maxDirectory  = 4 << 20  // bytes read to find the parts
	maxSheets     = 1000
	maxSheetsRead = 64 // sheets looked into for rows
)

// book is an open workbook.
type book struct {
	parts  map[string]*zip.File // by name in lower case
	sheets []worksheet
	styles styles
	texts  texts // shared strings
	size   int64
}

type worksheet struct {
	name   string
	part   string // its part's name
	hidden bool
}

// openBook opens the worksheet that sheet names, or the only one with rows.
func (r *Reader) openBook(in io.ReaderAt, size int64, sheet string) error {
	b, err := bookOf(in, size)
	if err != nil {
		return err
	}
	ws, err := b.choose(sheet)
	if err != nil {
		return err
	}
	src, err := b.open(ws)
	if err != nil {
		return err
	}
	r.src = src
	r.format = Format{Kind: XLSX, Sheet: ws.name, Sheets: sheetNames(b.sheets)}
	return nil
}

// metered lets the directory of an archive be read up to its cap: a file may
// consist of nothing else.
type metered struct {
	io.ReaderAt
	left  int
	bound bool
}

func (m *metered) ReadAt(p []byte, off int64) (int, error) {
	if m.bound {
		if m.left -= len(p); m.left < 0 {
			return 0, errors.New("its directory is too long")
		}
	}
	return m.ReaderAt.ReadAt(p, off)
}

func bookOf(in io.ReaderAt, size int64) (*book, error) {
	m := &metered{in, maxDirectory, true}
	z, err := zip.NewReader(m, size)
	if err != nil {
		return nil, invalid("the workbook is damaged; save it again as .xlsx (%w)", err)
	}
	m.bound = false
	b := &book{parts: map[string]*zip.File{}, size: size}
	var sum uint64
	for _, f := range z.File {
		if sum += f.UncompressedSize64; f.UncompressedSize64 > maxUnfolded || sum > maxUnfolded ||
			sum > freeUnfolded && sum > maxUnfolding*uint64(size) {
			return nil, invalid("the workbook unfolds to far more than its size; save the list as .csv and load that")
		}
		b.parts[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	name, err := b.workbookPart()
	if err != nil {
		return nil, err
	}
	if err := b.readSheets(name); err != nil {
		return nil, sentence(err, "the workbook is damaged; save it again as .xlsx")
	}
	return b, nil
}

// workbookPart finds the part that lists the sheets, or says what the archive
// is instead of a workbook.
func (b *book) workbookPart() (string, error) {
	name := ""
	err := b.each("_rels/.rels", func(e xml.StartElement) error {
		if e.Name.Local == "Relationship" && strings.HasSuffix(attr(e, "Type"), "/officeDocument") {
			name = strings.TrimPrefix(attr(e, "Target"), "/")
		}
		return nil
	})
	if err == nil && name != "" && path.Base(strings.ToLower(name)) == "workbook.bin" {
		return "", invalid("the workbook is a binary one (.xlsb); save it as .xlsx and load that")
	}
	for _, n := range []string{name, "xl/workbook.xml"} {
		if b.parts[strings.ToLower(n)] != nil && strings.Contains(strings.ToLower(path.Base(n)), "workbook") {
			return n, nil
		}
	}
	for n := range b.parts {
		switch {
		case strings.HasPrefix(n, "word/"), strings.HasPrefix(n, "ppt/"):
			return "", invalid("the file is a document and no workbook; copy its table into a workbook and save that as .xlsx")
		case n == "content.xml", strings.HasPrefix(n, "index/"):
			return "", invalid("the file is a workbook of another program; save it as .xlsx and load that")
		}
	}
	return "", invalid("the file is a zip archive and no workbook; unpack it and load the list inside")
}

// each calls f for each tag of a part; a part that is not there has none.
func (b *book) each(part string, f func(xml.StartElement) error) error {
	z := b.parts[strings.ToLower(part)]
	if z == nil {
		return nil
	}
	in, err := z.Open()
	if err != nil {
		return err
	}
	err = eachElement(in, f)
	return errors.Join(err, in.Close())
}

// readSheets reads the list of sheets, the styles and the shared strings.
func (b *book) readSheets(workbook string) error {
	ids := map[string]string{} // part by relationship
	dir, base := path.Split(workbook)
	strs, sty := "", ""
	err := b.each(dir+"_rels/"+base+".rels", func(e xml.StartElement) error {
		part := attr(e, "Target")
		if !strings.HasPrefix(part, "/") {
			part = path.Join(dir, part)
		}
		part = strings.TrimPrefix(part, "/")
		switch kind := attr(e, "Type"); {
		case e.Name.Local != "Relationship":
		case strings.HasSuffix(kind, "/worksheet"):
			if len(ids) < maxSheets {
				ids[attr(e, "Id")] = part
			}
		case strings.HasSuffix(kind, "/sharedStrings"):
			strs = part
		case strings.HasSuffix(kind, "/styles"):
			sty = part
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = b.each(workbook, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			b.styles.from1904 = isTrue(attr(e, "date1904"))
		case "sheet":
			part := ids[attrID(e)]
			taken := slices.ContainsFunc(b.sheets, func(ws worksheet) bool { return ws.part == part }) // listed twice, it is one
			if part != "" && !taken && len(b.sheets) < maxSheets {
				b.sheets = append(b.sheets, worksheet{capped(attr(e, "name"), maxShown), part, attr(e, "state") != "" && attr(e, "state") != "visible"})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := b.each(sty, b.styles.add); err != nil {
		return err
	}
	if z := b.parts[strings.ToLower(strs)]; z != nil {
		return b.texts.read(z)
	}
	return nil
}

// attrID is the relationship of a sheet, r:id.
func attrID(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

func sheetNames(of []worksheet) []string {
	names := make([]string, len(of))
	for i, ws := range of {
		names[i] = ws.name
	}
	return names
}

// choose finds the worksheet by its name or number; for "" the only one that
// shows and holds rows.
func (b *book) choose(sheet string) (worksheet, error) {
	if sheet = strings.TrimSpace(sheet); sheet != "" {
		for _, ws := range b.sheets {
			if strings.EqualFold(strings.TrimSpace(ws.name), sheet) || strings.EqualFold(clean.Text(ws.name), sheet) {
				return ws, nil
			}
		}
		if n, err := strconv.Atoi(sheet); err == nil && n >= 1 && n <= len(b.sheets) {
			return b.sheets[n-1], nil
		}
		return worksheet{}, askSheet(sheetNames(b.sheets), "the workbook has no sheet %q; it has %s: say which with --sheet", sheet)
	}
	var shown, hidden []worksheet
	for i, ws := range b.sheets {
		has := true
		if i < maxSheetsRead {
			var err error
			if has, err = b.holdsRows(ws); err != nil {
				return ws, err
			}
		}
		switch {
		case has && ws.hidden:
			hidden = append(hidden, ws)
		case has:
			shown = append(shown, ws)
		}
	}
	switch {
	case len(shown) == 1:
		return shown[0], nil
	case len(shown) > 1:
		return worksheet{}, askSheet(sheetNames(shown), "several sheets of the workbook hold rows: %s; say which with --sheet")
	case len(hidden) > 0:
		return worksheet{}, askSheet(sheetNames(hidden), "no sheet of the workbook that shows holds rows, but the hidden %s; say which with --sheet")
	}
	return worksheet{}, invalid("no sheet of the workbook holds rows; export the list again")
}

// askSheet is a refusal that names the sheets to choose from.
func askSheet(names []string, format string, args ...any) error {
	quoted := make([]string, 0, len(names))
	for i, n := range names {
		if i == 20 {
			quoted = append(quoted, "and others")
			break
		}
		quoted = append(quoted, strconv.Quote(n))
	}
	e := model.Errorf(model.Invalid, format, append(args, strings.Join(quoted, ", "))...)
	e.Field, e.Detail = "sheet", map[string]any{"sheets": names}
	return e
}

// holdsRows says that a worksheet has a cell that is not blank.
func (b *book) holdsRows(ws worksheet) (bool, error) {
	src, err := b.open(ws)
	if err != nil {
		return false, err
	}
	defer src.close()
	if _, _, err := src.next(); errors.Is(err, io.EOF) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	return true, nil
}
