package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"ripen/model"
)

// bookWith makes a workbook by what fill does to an empty one.
func bookWith(t testing.TB, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// put writes rows into a sheet from its first line on.
func put(f *excelize.File, sheet string, rows ...[]any) {
	for i, row := range rows {
		at, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow(sheet, at, &row); err != nil {
			panic(err)
		}
	}
}

var people = [][]any{{"First Name", "Last Name", "Company"}, {"Ann", "Lee", "Acme"}, {"Al", "Roe", "Widget"}}

// repacked makes the archive again, its parts as change gives them; nil leaves
// a part out.
func repacked(t testing.TB, file string, change func(name string, b []byte) []byte) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if b = change(f.Name, b); b == nil {
			continue
		}
		part, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// handmade is a workbook whose first sheet holds just this XML.
func handmade(t testing.TB, sheetData string) string {
	t.Helper()
	return repacked(t, bookWith(t, func(f *excelize.File) { put(f, "Sheet1", []any{"x"}) }), func(name string, b []byte) []byte {
		if name != "xl/worksheets/sheet1.xml" {
			return b
		}
		return []byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + sheetData + `</worksheet>`)
	})
}

func TestWorkbook(t *testing.T) {
	file := bookWith(t, func(f *excelize.File) { put(f, "Sheet1", people...) })
	r := opened(t, file, Options{IsHeader: known})
	want := Format{Kind: XLSX, Sheet: "Sheet1", Sheets: []string{"Sheet1"}, HeaderLine: 1}
	if diff := cmp.Diff(want, r.Format()); diff != "" {
		t.Error(diff)
	}
	wantRows(t, r, "2: Ann|Lee|Acme", "3: Al|Roe|Widget")
	if r.Done() != int64(len(file)) {
		t.Errorf("done %d of %d", r.Done(), len(file))
	}
}

func TestSheetIsChosen(t *testing.T) {
	three := func(f *excelize.File) {
		put(f, "Sheet1", people...)
		_, _ = f.NewSheet("Leads & more")
		put(f, "Leads & more", people[:2]...)
		_, _ = f.NewSheet("Empty")
		_, _ = f.NewSheet("Lookup")
		put(f, "Lookup", []any{"DE", "Germany"})
		_ = f.SetSheetVisible("Lookup", false)
	}
	all3 := bookWith(t, three)
	for name, want := range map[string]string{"leads & MORE": "Leads & more", "1": "Sheet1", " 2 ": "Leads & more", "Lookup": "Lookup"} {
		r := opened(t, all3, Options{Sheet: name})
		if got := r.Format(); got.Sheet != want || len(got.Sheets) != 4 {
			t.Errorf("%q: %+v", name, got)
		}
	}
	_, err := Open(strings.NewReader(all3), int64(len(all3)), Options{})
	e := wantRefusal(t, err, `several sheets of the workbook hold rows: "Sheet1", "Leads & more"; say which with --sheet`)
	if diff := cmp.Diff([]string{"Sheet1", "Leads & more"}, e.Detail["sheets"]); diff != "" || e.Field != "sheet" {
		t.Errorf("field %q, %s", e.Field, diff)
	}
	_, err = Open(strings.NewReader(all3), int64(len(all3)), Options{Sheet: "5"})
	if e := wantRefusal(t, err, `no sheet "5"; it has "Sheet1", "Leads & more", "Empty", "Lookup"`); e.Field != "sheet" {
		t.Errorf("field %q", e.Field)
	}

	one := bookWith(t, func(f *excelize.File) { three(f); _ = f.DeleteSheet("Leads & more") })
	if got := opened(t, one, Options{}).Format().Sheet; got != "Sheet1" {
		t.Errorf("the only one with rows that shows is %q", got)
	}
	hidden := bookWith(t, func(f *excelize.File) {
		_, _ = f.NewSheet("Secret")
		put(f, "Secret", people...)
		_ = f.SetSheetVisible("Secret", false, true)
	})
	_, err = Open(strings.NewReader(hidden), int64(len(hidden)), Options{})
	wantRefusal(t, err, `but the hidden "Secret"; say which with --sheet`)

	none := bookWith(t, func(f *excelize.File) { put(f, "Sheet1", []any{"", " "}) })
	_, err = Open(strings.NewReader(none), int64(len(none)), Options{})
	wantRefusal(t, err, "no sheet of the workbook holds rows")
}

func TestCellsComeOutAsAPersonReadsThem(t *testing.T) {
	day := time.Date(2024, 3, 12, 0, 0, 0, 0, time.UTC)
	at := func(f *excelize.File, cell string, v any, s *excelize.Style) {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
		if s != nil {
			id, err := f.NewStyle(s)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStyle("Sheet1", cell, cell, id); err != nil {
				t.Fatal(err)
			}
		}
	}
	code := func(s string) *excelize.Style { return &excelize.Style{CustomNumFmt: &s} }
	tests := []struct {
		name  string
		value any
		style *excelize.Style
		want  string
	}{
		{"phone kept as a number", 6175550142, nil, "6175550142"},
		{"long id kept as a float", 4.9302e+11, nil, "493020000000"},
		{"float that is whole", 12.0, nil, "12"},
		{"a sum that does not come out even", 0.1 + 0.2, nil, "0.3"},
		{"revenue", 1234567.5, &excelize.Style{NumFmt: 4}, "1234567.5"},
		{"negative", -17, nil, "-17"},
		{"scientific format", 6175550142, &excelize.Style{NumFmt: 11}, "6175550142"},
		{"percent", 0.25, &excelize.Style{NumFmt: 9}, "0.25"},
		{"ZIP code kept as a number", 2139, code("00000"), "02139"},
		{"ZIP code as text", "02139", nil, "02139"},
		{"amount in words", 5, code(`0" days"`), "5"},
		{"currency", 5, code(`[$€-407] #,##0.00`), "5"},
		{"US date", day, &excelize.Style{NumFmt: 14}, "2024-03-12"},
		{"German date", day, code(`dd\.mm\.yyyy`), "2024-03-12"},
		{"date in words", day, code(`[$-409]d\-mmm\-yy;@`), "2024-03-12"},
		{"month and year", day, code("mmm yyyy"), "2024-03-12"},
		{"Japanese date", day, &excelize.Style{NumFmt: 31}, "2024-03-12"},
		{"with its time", day.Add(9*time.Hour + 14*time.Minute + 7*time.Second), &excelize.Style{NumFmt: 22}, "2024-03-12T09:14:07"},
		{"time of day", 0.375, &excelize.Style{NumFmt: 20}, "09:00:00"},
		{"span of time", 1.5, code("[h]:mm"), "36:00:00"},
		{"first days of 1900", 1, &excelize.Style{NumFmt: 14}, "1900-01-01"},
		{"no date before 1900", -1, &excelize.Style{NumFmt: 14}, "-1"},
		{"true", true, nil, "TRUE"},
		{"false", false, nil, "FALSE"},
		{"line ends in text", "a\r\nb", nil, "a\r\nb"},
	}
	file := bookWith(t, func(f *excelize.File) {
		put(f, "Sheet1", []any{"Name", "Value"})
		for i, tt := range tests {
			at(f, fmt.Sprint("A", i+2), tt.name, nil)
			at(f, fmt.Sprint("B", i+2), tt.value, tt.style)
		}
	})
	recs := all(t, opened(t, file, Options{Heading: model.HeadingYes}))
	for i, tt := range tests {
		if got := recs[i].Cells[1]; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestCellsOfOtherMakers(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"error", `<c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>1</v></c>`, "1: |1"},
		{"formula with its value", `<c r="A1" t="str"><f>A2&amp;B2</f><v>Acme &amp; Co</v></c><c r="B1"><f>1+1</f><v>2</v></c>`, "1: Acme & Co|2"},
		{"formula without a value", `<c r="A1"><f>NOW()</f></c><c r="B1"><v>2</v></c>`, "1: |2"},
		{"inline text in runs", `<c r="A1" t="inlineStr"><is><r><t>Ac</t></r><r><rPr><b/></rPr><t xml:space="preserve">me </t></r><rPh><t>no</t></rPh></is></c>`, "1: Acme "},
		{"ISO date", `<c r="A1" t="d"><v>2024-03-12T00:00:00</v></c><c r="B1" t="d"><v>2024-03-12T09:30:00</v></c>`, "1: 2024-03-12|2024-03-12T09:30:00"},
		{"no references", `<c><v>1</v></c><c/><c><v>3</v></c>`, "1: 1||3"},
		{"out of order", `<c r="C1"><v>3</v></c><c r="A1"><v>1</v></c>`, "1: 1||3"},
		{"shared text that is not there", `<c r="A1" t="s"><v>99</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1"><v>3</v></c>`, "1: ||3"},
		{"exponent", `<c r="A1"><v>6.175550142E9</v></c><c r="B1"><v>1.2E-2</v></c>`, "1: 6175550142|0.012"},
		{"a long number", `<c r="A1"><v>12345678901234567890</v></c>`, "1: 12345678901234567890"},
		{"no number", `<c r="A1"><v>abc</v></c><c r="B1"><v>NaN</v></c>`, "1: abc|NaN"},
		{"control characters", `<c r="A1" t="inlineStr"><is><t>a_x000D_b_x0000_c_x005F_x</t></is></c>`, "1: a\rbc_x"},
		{"coloured to the right", `<c r="A1"><v>1</v></c><c r="XFD1" s="1"/>`, "1: 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := handmade(t, `<dimension ref="A1:XFD1048576"/><sheetData><row r="1">`+tt.data+`</row></sheetData>`)
			wantRows(t, opened(t, file, Options{Heading: model.HeadingNo}), tt.want)
		})
	}
}

func TestCapsOfAWorkbook(t *testing.T) {
	wide := handmade(t, `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="ALM2"><v>1</v></c></row></sheetData>`)
	_, err := drain(opened(t, wide, Options{Heading: model.HeadingNo}))
	wantRefusal(t, err, "row 2 has more than 1000 columns")

	text := strings.Repeat("x", MaxField+9)
	long := handmade(t, `<sheetData><row r="7">`+strings.Repeat(`<c t="str"><v>`+text+`</v></c>`, MaxRow/MaxField+1)+`</row></sheetData>`)
	_, err = Open(strings.NewReader(long), int64(len(long)), Options{})
	wantRefusal(t, err, "row 7 holds more than 4 MiB")

	cut := handmade(t, `<sheetData><row r="1"><c t="str"><v>`+text+`</v></c><c t="inlineStr"><is><t>`+text+`</t></is></c></row></sheetData>`)
	for _, c := range all(t, opened(t, cut, Options{Heading: model.HeadingNo}))[0].Cells {
		if len(c) != MaxField {
			t.Errorf("a cell of %d bytes", len(c))
		}
	}

	var shared texts
	for err = nil; err == nil && shared.bytes < 2*maxTextBytes; {
		err = shared.put([]byte(text))
	}
	wantRefusal(t, err, "more text than a list has")
}

func TestASheetListedTwiceIsOne(t *testing.T) {
	file := repacked(t, bookWith(t, func(f *excelize.File) { put(f, "Sheet1", people...) }), func(name string, b []byte) []byte {
		switch name {
		case "xl/_rels/workbook.xml.rels":
			at := bytes.Index(b, []byte("worksheets/sheet1.xml"))
			rel := b[bytes.LastIndex(b[:at], []byte("<Relationship ")):]
			rel = rel[:bytes.Index(rel, []byte("</Relationship>"))+len("</Relationship>")]
			again := regexp.MustCompile(`Id="[^"]*"`).ReplaceAll(rel, []byte(`Id="again"`))
			return bytes.Replace(b, rel, append(again, rel...), 1)
		case "xl/workbook.xml":
		default:
			return b
		}
		sheet := string(b[bytes.Index(b, []byte("<sheet ")):bytes.Index(b, []byte("</sheets>"))])
		return bytes.Replace(b, []byte("</sheets>"), []byte(strings.ReplaceAll(sheet, "Sheet1", "Again")+`<sheet name="Third" sheetId="9" r:id="again"/></sheets>`), 1)
	})
	if f := opened(t, file, Options{}).Format(); len(f.Sheets) != 1 {
		t.Errorf("%+v", f)
	}
}

// The styles that cells refer to are told from the styles of those.
func TestStylesOfCells(t *testing.T) {
	var s styles
	const part = `<styleSheet><cellStyleXfs><xf numFmtId="1"/></cellStyleXfs><cellXfs><xf numFmtId="14"/></cellXfs><cellStyleXfs><xf numFmtId="20"/></cellStyleXfs></styleSheet>`
	if err := eachElement(strings.NewReader(part), s.add); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{14}, s.cells); diff != "" {
		t.Error(diff)
	}
}

func TestDatesFrom1904(t *testing.T) {
	file := bookWith(t, func(f *excelize.File) {
		put(f, "Sheet1", []any{"Name", "Connected On"}, []any{"Ann", 43901})
		yes := true
		_ = f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
		id, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
		_ = f.SetCellStyle("Sheet1", "B2", "B2", id)
	})
	wantRows(t, opened(t, file, Options{IsHeader: known}), "2: Ann|2024-03-12")
}

func TestReportInAWorkbook(t *testing.T) {
	file := bookWith(t, func(f *excelize.File) {
		put(f, "Sheet1", []any{"Contacts of Acme"}, []any{"As of", "3/12/2024"}, nil, []any{"First Name", "Last Name", "Company", "Email", "City"},
			[]any{"Ann", "Lee", "Acme", "ann@x.example", "Bonn"}, nil, []any{"Al", "Roe", nil, "al@x.example"}, nil, []any{"Confidential Information - Do Not Distribute"}, []any{"Acme Inc."})
		_ = f.MergeCell("Sheet1", "A1", "E1")
	})
	r := opened(t, file, Options{IsHeader: known})
	if r.Format().HeaderLine != 4 {
		t.Errorf("%+v", r.Format())
	}
	wantRows(t, r, "5: Ann|Lee|Acme|ann@x.example|Bonn", "7: Al|Roe||al@x.example")
	want := []string{"Contacts of Acme", "As of\t3/12/2024", "Confidential Information - Do Not Distribute", "Acme Inc."}
	if diff := cmp.Diff(want, r.Skipped()); diff != "" {
		t.Error(diff)
	}
}

func TestArchivesThatAreNoWorkbook(t *testing.T) {
	for part, says := range map[string]string{
		"contacts.csv":      "zip archive and no workbook; unpack it",
		"word/document.xml": "a document and no workbook",
		"content.xml":       "a workbook of another program; save it as .xlsx",
		"Index/Tables.iwa":  "a workbook of another program; save it as .xlsx",
	} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		if _, err := w.Create(part); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		_, err := Open(bytes.NewReader(b.Bytes()), int64(b.Len()), Options{})
		wantRefusal(t, err, says)
	}
}

func TestDamagedWorkbooksAreRefused(t *testing.T) {
	file := bookWith(t, func(f *excelize.File) {
		for i := range 300 {
			at := fmt.Sprint("A", i+1)
			_ = f.SetSheetRow("Sheet1", at, &[]any{fmt.Sprint("Name", i), i * 7919, "Acme"})
		}
	})
	for _, cut := range []int{30, 200, len(file) / 2, len(file) - 10} {
		_, err := Open(strings.NewReader(file[:cut]), int64(cut), Options{})
		wantRefusal(t, err, "save it again as .xlsx")
	}
	torn := repacked(t, file, func(name string, b []byte) []byte {
		if name == "xl/worksheets/sheet1.xml" {
			return b[:len(b)/2]
		}
		return b
	})
	recs, err := drain(opened(t, torn, Options{Heading: model.HeadingNo}))
	e := wantRefusal(t, err, "cannot be read beyond row 1")
	if len(recs) < 100 {
		t.Errorf("%d rows came before %q", len(recs), e.Message)
	}
	missing := repacked(t, file, func(name string, b []byte) []byte {
		if name == "xl/worksheets/sheet1.xml" {
			return nil
		}
		return b
	})
	_, err = Open(strings.NewReader(missing), int64(len(missing)), Options{})
	wantRefusal(t, err, `sheet "Sheet1" is missing`)
}
