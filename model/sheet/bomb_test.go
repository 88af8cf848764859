package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// deflated is text n times over as an archive holds it, made without unfolding:
// a compressed block that refers to nothing before it can be laid end to end.
func deflated(t testing.TB, before, text string, n int, after string) (packed []byte, size uint64) {
	t.Helper()
	block := func(s string) []byte {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, flate.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, s); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	packed = append(block(before), bytes.Repeat(block(text), n)...)
	packed = append(packed, block(after)...)
	packed = append(packed, 1, 0, 0, 0xff, 0xff) // an empty block that is the last
	return packed, uint64(len(before) + n*len(text) + len(after))
}

// bomb is a workbook with one part put in its place. says is the size that its
// directory gives; 0 the true one.
func bomb(t testing.TB, part, before, text string, n int, after string, says uint64) string {
	t.Helper()
	file := bookWith(t, func(f *excelize.File) { put(f, "Sheet1", people...) })
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		if f.Name != part {
			if err := w.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	packed, size := deflated(t, before, text, n, after)
	if says == 0 {
		says = size
	}
	in, err := w.CreateRaw(&zip.FileHeader{Name: part, Method: zip.Deflate, CompressedSize64: uint64(len(packed)), UncompressedSize64: says})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.Write(packed); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// watched notes the most that the heap has grown to whenever the file is read.
type watched struct {
	io.ReaderAt
	before, most uint64
	reads        int
}

func (w *watched) ReadAt(p []byte, off int64) (int, error) {
	if w.reads++; w.reads%8 == 0 {
		w.look()
	}
	return w.ReaderAt.ReadAt(p, off)
}

func (w *watched) look() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	w.most = max(w.most, m.HeapAlloc-min(m.HeapAlloc, w.before))
}

const (
	sheetXML  = "xl/worksheets/sheet1.xml"
	textsXML  = "xl/sharedStrings.xml"
	openSheet = `<worksheet><sheetData>`
	shutSheet = `</sheetData></worksheet>`
)

// A megabyte that unfolds to gigabytes is refused, and so is what hides it. The
// bound is on what is allocated on the way: it bounds the time as well, with no
// clock that a busy machine would upset.
func TestBombsAreRefused(t *testing.T) {
	const mib = 1 << 20
	var parts bytes.Buffer
	many := zip.NewWriter(&parts)
	for range 70_000 {
		if _, err := many.CreateRaw(&zip.FileHeader{Name: "a name of a part"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := many.Close(); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, file, says string
	}{
		{"parts without end", parts.String(), "its directory is too long"},
		{"spaces", bomb(t, sheetXML, openSheet, strings.Repeat(" ", mib), 3000, shutSheet, 0), "unfolds to far more than its size"},
		{"noughts", bomb(t, sheetXML, openSheet+"<row><c><v>", strings.Repeat("0", mib), 1800, "</v></c></row>"+shutSheet, 0), "unfolds to far more than its size"},
		{"shared strings", bomb(t, textsXML, "<sst>", strings.Repeat("<si><t>a</t></si>", mib/17), 1500, "</sst>", 0), "unfolds to far more than its size"},
		{"a picture", bomb(t, "xl/media/image1.png", "", strings.Repeat("\x00", mib), 3000, "", 0), "unfolds to far more than its size"},
		{"a directory that lies: sheet", bomb(t, sheetXML, openSheet, strings.Repeat(" ", mib), 3000, shutSheet, 2000), "save it again as .xlsx"},
		{"a directory that lies: rows", bomb(t, sheetXML, openSheet, strings.Repeat("<row/>", mib/6), 1500, shutSheet, 5000), "save it again as .xlsx"},
		{"a directory that lies: shared strings", bomb(t, textsXML, "<sst>", strings.Repeat("<si><t>a</t></si>", mib/17), 1500, "</sst>", 2000), "save it again as .xlsx"},
		{"a directory that lies: styles", bomb(t, "xl/styles.xml", "<styleSheet><cellXfs>", strings.Repeat(`<xf numFmtId="14"/>`, mib/19), 1500, "</cellXfs></styleSheet>", 2000), "save it again as .xlsx"},
		{"a directory that claims gigabytes", bomb(t, sheetXML, openSheet, "<row/>", 1, shutSheet, 3<<30), "unfolds to far more than its size"},
		{"a text that does not end", bomb(t, sheetXML, openSheet+"<row><c><v>", strings.Repeat("0", mib), 60, "</v></c></row>"+shutSheet, 0), "a text of more than 1 MiB"},
		{"a tag that does not end", bomb(t, sheetXML, openSheet+`<row r="`, strings.Repeat("0", mib), 60, `"/>`+shutSheet, 0), "a text of more than 1 MiB"},
		{"a remark that does not end", bomb(t, "xl/workbook.xml", "<!-- ", strings.Repeat("x", mib), 60, "--><workbook/>", 0), "a text of more than 1 MiB"},
		{"rows without end", bomb(t, sheetXML, openSheet, strings.Repeat("<row/>", 100_000), 11, shutSheet, 0), "more than 1048576 rows"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if len(tt.file) > 8<<20 {
				t.Fatalf("the bomb has %d bytes", len(tt.file))
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			before := m.TotalAlloc
			r, err := Open(strings.NewReader(tt.file), int64(len(tt.file)), Options{})
			if err == nil {
				_, err = drain(r)
			}
			runtime.ReadMemStats(&m)
			wantRefusal(t, err, tt.says)
			if got := m.TotalAlloc - before; got > 256<<20 {
				t.Errorf("%d MiB were allocated", got>>20)
			}
		})
	}
}

// What is within the limits is read, however it is folded, without being held.
func TestFoldedWorkbooksAreReadInFlatMemory(t *testing.T) {
	const mib = 1 << 20
	var inner bytes.Buffer
	w := zip.NewWriter(&inner)
	part, err := w.Create("again.zip")
	if err != nil {
		t.Fatal(err)
	}
	packed, _ := deflated(t, "", strings.Repeat("\x00", mib), 1000, "")
	if _, err := part.Write(packed); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	nested := bomb(t, "xl/embeddings/inner.zip", "", inner.String(), 1, "", 0)

	row := func(n int) string {
		return "<row>" + strings.Repeat(`<c t="inlineStr"><is><t>a name</t></is></c>`, n) + "</row>"
	}
	tests := []struct {
		name, file string
		rows       int // -1: refused in the end
	}{
		{"an archive within", nested, 2},
		{"rows", bomb(t, sheetXML, openSheet, strings.Repeat(row(20), 1000), 20, shutSheet, 0), 20_000},
		{"empty cells", bomb(t, sheetXML, openSheet+"<row>", strings.Repeat("<c/>", mib/4), 6, "</row>"+shutSheet, 0), -1},
		{"shared strings", bomb(t, textsXML, "<sst>", strings.Repeat("<si><t>some text</t></si>", mib/25), 24, "</sst>", 0), 2},
		{"styles", bomb(t, "xl/styles.xml", "<styleSheet><cellXfs>", strings.Repeat(`<xf numFmtId="14"/>`, mib/19), 12, "</cellXfs></styleSheet>", 0), 2},
		{"sheets", bomb(t, "xl/worksheets/sheet2.xml", openSheet, strings.Repeat("<row/>", mib/6), 5, shutSheet, 0), 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := &watched{ReaderAt: strings.NewReader(tt.file)}
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			in.before = m.HeapAlloc
			rows := 0
			r, err := Open(in, int64(len(tt.file)), Options{Heading: "no"})
			for err == nil {
				if _, err = r.Next(); err == nil {
					rows++
				}
			}
			in.look()
			if tt.rows < 0 {
				wantRefusal(t, err, "no sheet of the workbook holds rows")
			} else if !errors.Is(err, io.EOF) {
				t.Fatal(err)
			}
			if tt.name == "rows" && rows != tt.rows {
				t.Errorf("%d rows, want %d", rows, tt.rows)
			}
			if in.most > 96<<20 {
				t.Errorf("the heap grew by %d MiB", in.most>>20)
			}
			t.Logf("%d bytes, heap %d MiB", len(tt.file), in.most>>20)
		})
	}
}
