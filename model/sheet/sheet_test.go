package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"ripen/model"
)

// known are the headers that the tests' lists have in common with others.
func known(cell string) bool {
	switch strings.ToLower(cell) {
	case "first name", "last name", "name", "company", "email", "email address", "phone", "city", "title", "connected on", "url", "position", "notes":
		return true
	}
	return false
}

func opened(t testing.TB, file string, o Options) *Reader {
	t.Helper()
	r, err := Open(strings.NewReader(file), int64(len(file)), o)
	if err != nil {
		t.Fatalf("refused: %v", err)
	}
	return r
}

// all reads a file to its end.
func all(t testing.TB, r *Reader) []Record {
	t.Helper()
	recs, err := drain(r)
	if err != nil {
		t.Fatalf("after %d rows: %v", len(recs), err)
	}
	return recs
}

func drain(r *Reader) (recs []Record, err error) {
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return recs, nil
		}
		if err != nil {
			return recs, err
		}
		recs = append(recs, rec)
	}
}

// shown writes rows the way the tables of the tests do: "2: a|b".
func shown(recs []Record) []string {
	out := make([]string, len(recs))
	for i, rec := range recs {
		out[i] = fmt.Sprintf("%d: %s", rec.Line, strings.Join(rec.Cells, "|"))
	}
	return out
}

func wantRows(t testing.TB, r *Reader, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, shown(all(t, r))); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func wantRefusal(t testing.TB, err error, words string) *model.Error {
	t.Helper()
	var e *model.Error
	if !errors.As(err, &e) || e.Code != model.Invalid {
		t.Fatalf("got %v, want a refusal", err)
	}
	if !strings.Contains(e.Message, words) {
		t.Errorf("refused with %q, which does not say %q", e.Message, words)
	}
	if strings.ContainsAny(e.Message, "\n\x00") || !utf8.ValidString(e.Message) {
		t.Errorf("no sentence: %q", e.Message)
	}
	return e
}

func TestWhatIsNoListIsRefusedInASentence(t *testing.T) {
	tests := []struct{ file, says string }{
		{"", "empty"},
		{"\ufeff\r\n\r\n", "empty"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), "save it as .xlsx"},
		{"%PDF-1.7\n%\xe2\xe3", "PDF; open it where it comes from and export"},
		{"<!DOCTYPE html><html><table>", "web page"},
		{"\ufeff  <html xmlns:x='urn:schemas-microsoft-com:office:excel'>", "web page"},
		{"<?xml version='1.0'?><Workbook>", "XML"},
		{`[{"email": "a@b.example"}]`, "JSON"},
		{"{\n  \"contacts\": []}", "JSON"},
		{"\x89PNG\r\n\x1a\n", "picture"},
		{"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"},
		{"\x1f\x8b\x08\x00", "unpack"},
		{"BEGIN:VCARD\r\nVERSION:3.0\r\n", "address cards"},
		{strings.Repeat("\x00\x01\x02\x03\x04\x05\x06\x07", 100), "no text and no workbook"},
	}
	for _, tt := range tests {
		_, err := Open(strings.NewReader(tt.file), int64(len(tt.file)), Options{})
		wantRefusal(t, err, tt.says)
	}
}

func TestSeparatorIsToldOverTheLines(t *testing.T) {
	tests := []struct {
		name, file string
		sep        rune
		rows       []string
	}{
		{"comma", "Name,Email\nAnn,a@x.example\n", ',', []string{"2: Ann|a@x.example"}},
		{"semicolon", "Name;Email\nAnn;a@x.example\n", ';', []string{"2: Ann|a@x.example"}},
		{"tab", "Name\tEmail\nAnn\ta@x.example\n", '\t', []string{"2: Ann|a@x.example"}},
		{"pipe", "Name|Email\nAnn|a@x.example", '|', []string{"2: Ann|a@x.example"}},
		{"commas within semicolons", "Name;Umsatz;Ort\nDoe, Jane;1,5;Bonn\nRoe, Al;2,75;Ulm\n", ';', []string{"2: Doe, Jane|1,5|Bonn", "3: Roe, Al|2,75|Ulm"}},
		{"commas in every line of tabs", "Last, First\tEmail\nDoe, Jane\tj@x.example\n", '\t', []string{"2: Doe, Jane|j@x.example"}},
		{"semicolons in a column of commas", "Name,Tags,City\nAnn,a;b;c,Bonn\nAl,a;b,Ulm\n", ',', []string{"2: Ann|a;b;c|Bonn", "3: Al|a;b|Ulm"}},
		{"the other separator in quotes", "Name,Notes\nAnn,\"a;b;c;d\"\nAl,\"e;f;g;h\"\n", ',', []string{"2: Ann|a;b;c;d", "3: Al|e;f;g;h"}},
		{"a first line that misleads", "Export; Monday; all\nName,Email,City\nAnn,a@x.example,Bonn\nAl,b@x.example,Ulm\n", ',',
			[]string{"3: Ann|a@x.example|Bonn", "4: Al|b@x.example|Ulm"}},
		{"few separators in every line, many in most", "Firma,Ort,Tel,Land,Art|Rang\nAcme,Bonn,1,DE,a|1\nWidget,Ulm,2,DE,b|2\nFirm,Jena,3,,,b|3\n", ',',
			[]string{"2: Acme|Bonn|1|DE|a|1", "3: Widget|Ulm|2|DE|b|2", "4: Firm|Jena|3|||b|3"}},
		{"one column", "Email\na@x.example\nb@x.example\n", ',', []string{"2: a@x.example", "3: b@x.example"}},
		{"Excel's line", "sep=;\r\nName;Email\r\nAnn;a,b,c\r\n", ';', []string{"3: Ann|a,b,c"}},
		{"Excel's line, another character", "SEP=^\nName^Email\nAnn^a@x.example\n", '^', []string{"3: Ann|a@x.example"}},
		{"Excel's line in quotes", "\"sep=|\"\nName|Email\nAnn|a@x.example\n", '|', []string{"3: Ann|a@x.example"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := opened(t, tt.file, Options{IsHeader: known})
			if got := r.Format().Separator; got != tt.sep {
				t.Errorf("separator %q, want %q", got, tt.sep)
			}
			wantRows(t, r, tt.rows...)
		})
	}
}

func TestRowsAsVendorsWriteThem(t *testing.T) {
	const head = "Name,Company,Phone\n"
	tests := []struct {
		name, file string
		rows       []string
	}{
		{"CRLF", "Name,Company\r\nAnn,Acme\r\n", []string{"2: Ann|Acme"}},
		{"bare CR", "Name,Company\rAnn,Acme\rAl,\"Two\rlines\"\rBo,Ltd", []string{"2: Ann|Acme", "3: Al|Two\nlines", "5: Bo|Ltd"}},
		{"CR CR LF", "Name,Company\r\r\nAnn,Acme\r\r\nAl,Ltd\r\r\n", []string{"2: Ann|Acme", "3: Al|Ltd"}},
		{"a stray CR among LF", "Name,Company\nAnn,Ac\rme\nAl,Ltd\r\nBo,Inc\r", []string{"2: Ann|Ac\rme", "3: Al|Ltd", "4: Bo|Inc"}},
		{"no end to the last line", "Name,Company\nAnn,Acme", []string{"2: Ann|Acme"}},
		{"quoted line ends", "Name,Company,Phone\nAnn,\"12 Elm St\r\nSuite 4\",1\nAl,b,2\n", []string{"2: Ann|12 Elm St\nSuite 4|1", "4: Al|b|2"}},
		{"doubled quotes", head + "Ann,\"The \"\"Best\"\" Co\",1\n", []string{`2: Ann|The "Best" Co|1`}},
		{"inches", head + "Ann,5\" pipe,1\nAl,\"3\" pipe, steel\",2\n", []string{`2: Ann|5" pipe|1`, `3: Al|3" pipe, steel|2`}},
		{"spaces around quotes", head + "Ann, \"Acme, Inc\" ,1\n", []string{"2: Ann|Acme, Inc|1"}},
		{"ragged", head + "Ann\nAl,b,2,extra,more\nBo,c,3\n", []string{"2: Ann", "3: Al|b|2|extra|more", "4: Bo|c|3"}},
		{"blank lines", "\n\n" + head + "\n  \nAnn,Acme,1\n,,\n\t\n" + "Al,b,2\n\n\n", []string{"6: Ann|Acme|1", "9: Al|b|2"}},
		{"NULs", head + "An\x00n,Acme,1\x00\n\x00Al,b,2\n", []string{"2: Ann|Acme|1", "3: Al|b|2"}},
		{"Ctrl-Z at the end", head + "Ann,Acme,1\r\n\x1a", []string{"2: Ann|Acme|1"}},
		{"empty quotes", head + "\"\",\"\",\"1\"\n\"Ann\",\"\",\"2\"\n", []string{"2: ||1", "3: Ann||2"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantRows(t, opened(t, tt.file, Options{IsHeader: known}), tt.rows...) })
	}
}

func TestRowsInOneQuotedCell(t *testing.T) {
	tests := []struct {
		name, file string
		wrapped    bool
		rows       []string
	}{
		{"all", "\"Name,Company,City\"\n\"Ann,\"\"Acme, Inc\"\",Bonn\"\n\"Al,Ltd,Ulm\"\n", true, []string{"2: Ann|Acme, Inc|Bonn", "3: Al|Ltd|Ulm"}},
		{"those with commas in them", "Name,Company,City\n\"Ann,\"\"Acme, Inc\"\",Bonn\"\nAl,Ltd,Ulm\nBo,Inc,Jena\n", true,
			[]string{"2: Ann|Acme, Inc|Bonn", "3: Al|Ltd|Ulm", "4: Bo|Inc|Jena"}},
		{"semicolons", "\"Name;Email;City\"\n\"Ann;a@x.example;Bonn\"\n", true, []string{"2: Ann|a@x.example|Bonn"}},
		{"one column of names is none", "\"Name\"\n\"Doe, Jane\"\n\"Roe, Al\"\n", false, []string{"2: Doe, Jane", "3: Roe, Al"}},
		{"notes of several lines are none", "Name,Company,City\nAnn,Acme,Bonn\n\"a note, with, commas\nand a second line\"\nAl,Ltd,Ulm\n", false,
			[]string{"2: Ann|Acme|Bonn", "3: a note, with, commas\nand a second line", "5: Al|Ltd|Ulm"}},
		{"a quoted first cell is none", "\"Name, full\",Company,City\n\"Doe, Jane\",Acme,Bonn\n", false, []string{"2: Doe, Jane|Acme|Bonn"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := opened(t, tt.file, Options{IsHeader: known})
			if got := r.Format().Wrapped; got != tt.wrapped {
				t.Errorf("wrapped %v, want %v", got, tt.wrapped)
			}
			wantRows(t, r, tt.rows...)
		})
	}
}

func TestCapsOfACSV(t *testing.T) {
	t.Run("a cell is cut", func(t *testing.T) {
		long := strings.Repeat("ü", MaxField)
		recs := all(t, opened(t, "Name,Notes,City\nAnn,"+long+",Bonn\nAl,\""+long+"\",Ulm\n", Options{IsHeader: known}))
		for _, rec := range recs {
			if len(rec.Cells) != 3 || len(rec.Cells[1]) > MaxField || len(rec.Cells[1]) < MaxField-3 || !utf8.ValidString(rec.Cells[1]) {
				t.Errorf("line %d: %d cells, the long one of %d bytes", rec.Line, len(rec.Cells), len(rec.Cells[1]))
			}
		}
		if len(recs) != 2 {
			t.Errorf("%d rows", len(recs))
		}
	})
	t.Run("columns", func(t *testing.T) {
		f := "Name,Company\nAnn,Acme\n" + strings.Repeat("x,", MaxColumns) + "\n"
		recs, err := drain(opened(t, f, Options{IsHeader: known}))
		wantRefusal(t, err, "line 3 has more than 1000 columns")
		if len(recs) != 1 {
			t.Errorf("%d rows came before, want 1", len(recs))
		}
	})
	t.Run("a line without end", func(t *testing.T) {
		f := "Name,Company\nAnn,Acme\n" + strings.Repeat("x", 3*MaxRow)
		_, err := drain(opened(t, f, Options{IsHeader: known}))
		wantRefusal(t, err, "line 3 is longer than 4 MiB")
	})
}

func TestSampleConsumesNothing(t *testing.T) {
	var b strings.Builder
	b.WriteString("Name,Company,City\n")
	for i := range 120 {
		fmt.Fprintf(&b, "n%d,c%d,t%d\n", i, i, i)
	}
	r := opened(t, b.String(), Options{IsHeader: known})
	if n := len(r.Sample()); n != 50 {
		t.Fatalf("a sample of %d rows", n)
	}
	for i := range 7 {
		if rec, err := r.Next(); err != nil || rec.Cells[0] != fmt.Sprint("n", i) {
			t.Fatalf("row %d is %v, %v", i, rec, err)
		}
	}
	if s := r.Sample(); len(s) != 50 || s[0][0] != "n7" || s[49][0] != "n56" {
		t.Errorf("a later sample begins with %q and has %d rows", s[0][0], len(s))
	}
	if n := len(all(t, r)); n != 113 {
		t.Errorf("%d rows were left, want 113", n)
	}
}

func TestProgressGoesToTheEnd(t *testing.T) {
	f := "Name,Company\n" + strings.Repeat("Ann,Acme\n", 200_000)
	r := opened(t, f, Options{IsHeader: known})
	was := r.Done()
	for {
		if _, err := r.Next(); err != nil {
			break
		}
		if d := r.Done(); d < was || d > int64(len(f)) {
			t.Fatalf("done went from %d to %d of %d", was, d, len(f))
		}
		was = r.Done()
	}
	if was != int64(len(f)) {
		t.Errorf("at the end %d of %d are done", was, len(f))
	}
}

// brokenAt fails to give what lies behind its first bytes.
type brokenAt struct {
	io.ReaderAt
	at int64
}

func (b brokenAt) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > b.at {
		return 0, errors.New("the drive is gone")
	}
	return b.ReaderAt.ReadAt(p, off)
}

func TestReadingThatFailsMidwayNamesTheLine(t *testing.T) {
	f := []byte("\xff\xfeN\x00a\x00m\x00e\x00,\x00C\x00i\x00t\x00y\x00\n\x00" + strings.Repeat("A\x00n\x00n\x00,\x00B\x00\n\x00", 100_000))
	r, err := Open(brokenAt{bytes.NewReader(f), 600_000}, int64(len(f)), Options{IsHeader: known})
	if err != nil {
		t.Fatal(err)
	}
	recs, err := drain(r)
	if len(recs) < 1000 {
		t.Errorf("only %d rows came before", len(recs))
	}
	e := wantRefusal(t, err, "cannot be read beyond line ")
	if !slices.Contains(strings.Fields(e.Message), fmt.Sprint(len(recs)+2)) {
		t.Errorf("after %d rows: %q", len(recs), e.Message)
	}
}
