package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"ripen/model"
)

// sound opens a file and reads it to its end, and holds it to what every file
// must keep to: it is read or refused, its cells are text within the caps, its
// lines go up, and it takes no more memory than its size lets expect.
func sound(t *testing.T, file string, o Options) {
	t.Helper()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.TotalAlloc
	r, err := Open(strings.NewReader(file), int64(len(file)), o)
	if err != nil {
		refused(t, err)
		return
	}
	f := r.Format()
	line := f.HeaderLine
	check := func(cells []string) {
		if len(cells) == 0 || len(cells) > MaxColumns {
			t.Fatalf("%d cells in line %d", len(cells), line)
		}
		for _, c := range cells {
			if !utf8.ValidString(c) || len(c) > MaxField || strings.Contains(c, "\x00") {
				t.Fatalf("line %d has the cell %q", line, capped(c, 100))
			}
		}
	}
	if f.HeaderLine > 0 {
		check(r.Header())
	}
	sample := r.Sample()
	for n := 0; ; n++ {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			refused(t, err)
			break
		}
		if n < len(sample) && strings.Join(sample[n], "\x00") != strings.Join(rec.Cells, "\x00") {
			t.Fatalf("row %d is %q, its sample %q", n, rec.Cells, sample[n])
		}
		if rec.Line <= line {
			t.Fatalf("line %d comes after line %d", rec.Line, line)
		}
		line = rec.Line
		check(rec.Cells)
		if n > MaxRows+len(file) {
			t.Fatal("it does not end")
		}
	}
	if r.Done() > int64(len(file)) {
		t.Fatalf("%d of %d bytes done", r.Done(), len(file))
	}
	for _, s := range r.Skipped() {
		if !utf8.ValidString(s) || len(s) > maxShown {
			t.Fatalf("skipped %q", s)
		}
	}
	if runtime.ReadMemStats(&m); m.TotalAlloc-before > 64<<20+1000*uint64(len(file)) {
		t.Fatalf("%d MiB allocated for %d bytes", (m.TotalAlloc-before)>>20, len(file))
	}
}

func refused(t *testing.T, err error) {
	t.Helper()
	var e *model.Error
	if !errors.As(err, &e) || e.Code != model.Invalid || e.Message == "" || strings.HasSuffix(e.Message, "\n") {
		t.Fatalf("no refusal: %v", err)
	}
}

func headingOf(b byte) model.Heading {
	return []model.Heading{model.HeadingGuess, model.HeadingYes, model.HeadingNo}[b%3]
}

func FuzzOpenCSV(f *testing.F) {
	for _, seed := range []string{
		"Name,Email\nAnn,a@x.example\n", linkedin, "sep=;\r\nName;Email\r\nAnn;\"a\r\nb\"\r\n", "a,\"b\nc,\"d\",e\n\"f\",g\n",
		"\"Name,Company,City\"\n\"Ann,\"\"Acme, Inc\"\",Bonn\"\n", "Name|City\rAnn|\"B\ronn\"\r", "\xff\xfeN\x00a\x00,\x00b\x00\n\x00", "\xfe\xff\x00N\x00,\x00a",
		"Name,Company\nJ\xfcrgen,M\xfcller\n", "Name,Company\nTanaka,\x93\xfa\x97\xa7\n", "First Name,Last Name,Company,City\nAnn,Lee,Acme,Bonn\n\nTotal: 1\n",
		"a;b;c\n1;\"2\" x;3\n\x00\x00;;\n\x1a", "\ufeffName\t\"City\" \nAnn\t \"B\" \n", "é,\xff\nüü,ää\n", "a,b\r\r\nc,d\r\r\n", "\ufeff\xe3|\xa3\xa3",
	} {
		f.Add(seed, byte(0))
	}
	f.Fuzz(func(t *testing.T, file string, h byte) {
		sound(t, file, Options{IsHeader: known, Heading: headingOf(h)})
	})
}

func FuzzOpenWorkbook(f *testing.F) {
	whole := bookWith(f, func(f *excelize.File) { put(f, "Sheet1", people...) })
	part := map[string]string{}
	repacked(f, whole, func(name string, b []byte) []byte { part[name] = string(b); return b })
	f.Add(whole, part[sheetXML], part[textsXML], part["xl/styles.xml"], part["xl/workbook.xml"], "")
	f.Add(whole[:200], `<worksheet><sheetData><row r="3"><c r="B3" t="inlineStr"><is><r><t>a</t></r></is></c><c s="1"><v>45000.5</v></c></row></sheetData>`,
		`<sst><si><t>a</t><rPh><t>b</t></rPh></si></sst>`, `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[h]:mm;@"/></numFmts><cellXfs><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
		part["xl/workbook.xml"], "1")
	f.Fuzz(func(t *testing.T, raw, sheet, texts, styles, workbook, name string) {
		if isZip([]byte(raw)) {
			sound(t, raw, Options{Sheet: name})
		}
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, n := range slices.Sorted(maps.Keys(part)) {
			b := part[n]
			switch n {
			case sheetXML:
				b = sheet
			case textsXML:
				b = texts
			case "xl/styles.xml":
				b = styles
			case "xl/workbook.xml":
				b = workbook
			}
			in, err := w.CreateHeader(&zip.FileHeader{Name: n, Method: zip.Store})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.WriteString(in, b); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		sound(t, out.String(), Options{Sheet: name, IsHeader: known})
	})
}
