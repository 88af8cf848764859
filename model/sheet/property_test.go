package sheet

import (
	"encoding/csv"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"pgregory.net/rapid"
)

// dialectCase is a way to write a grid of cells.
type dialectCase struct {
	name, mark string
	in         encoding.Encoding
	letters    string // of which cells are made
	anchor     string // a first cell that settles an encoding without a mark
}

var dialectCases = []dialectCase{
	{"UTF-8", "", nil, "aB1 ,;|\t\"'é株😀-\n", ""},
	{"UTF-8 with BOM", "\ufeff", nil, "aB1 ,;|\t\"'é株😀-\n", ""},
	{"UTF-16 LE", "\xff\xfe", le, "aB1 ,;|\t\"'é株😀-\n", ""},
	{"UTF-16 BE", "\xfe\xff", be, "aB1 ,;|\t\"'é株😀-\n", ""},
	{"Windows-1252", "", win, "aB1 ,;|\t\"'-\n", "Größe, René, François"},
	{"Shift-JIS", "", jis, "12 ,;|\t\"'-\n株式会社", "株式会社山田製作所"},
}

// Any grid that encoding/csv writes comes back the same, in each separator,
// encoding and line end. Line ends in cells are LF, as they are for encoding/csv.
func TestAnyGridComesBack(t *testing.T) {
	for _, dc := range dialectCases {
		t.Run(dc.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				cell := rapid.StringOfN(rapid.SampledFrom([]rune(dc.letters)), 0, 12, -1)
				width := rapid.IntRange(2, 6).Draw(t, "width")
				grid := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 1, 12).Draw(t, "grid")
				for _, row := range grid {
					row[0] = "0" + row[0] // a row of blanks is none
				}
				grid[0][1] = dc.anchor
				sep := rapid.SampledFrom([]rune{',', ';', '\t', '|'}).Draw(t, "separator")
				end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end")

				var b strings.Builder
				w := csv.NewWriter(&b)
				w.Comma, w.UseCRLF = sep, end == "\r\n"
				if err := w.WriteAll(grid); err != nil {
					t.Fatal(err)
				}
				text := "sep=" + string(sep) + "\n" + b.String()
				if end == "\r" {
					text = strings.ReplaceAll(text, "\n", "\r")
				}
				compare(t, dc, text, sep, grid)
			})
		})
	}
}

// So does one of plain words without the line that names the separator.
func TestSeparatorOfAnyGridIsFound(t *testing.T) {
	for _, dc := range dialectCases {
		t.Run(dc.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				cell := rapid.SampledFrom([]string{"Ann", "Lee, Jr.", "", "a;b", "Acme, Inc", "5\" pipe", "12 Elm St\nSuite 4", "1.234,50", "x|y", "Ben and Co"})
				width := rapid.IntRange(3, 8).Draw(t, "width")
				grid := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 2, 20).Draw(t, "grid")
				for _, row := range grid {
					row[0] = "name"
				}
				grid[0][1] = dc.anchor
				for i := range grid[0][2:] {
					grid[0][2+i] = "word"
				}
				sep := rapid.SampledFrom([]rune{',', ';', '\t', '|'}).Draw(t, "separator")
				var b strings.Builder
				w := csv.NewWriter(&b)
				w.Comma = sep
				if err := w.WriteAll(grid); err != nil {
					t.Fatal(err)
				}
				compare(t, dc, b.String(), sep, grid)
			})
		})
	}
}

func compare(t *rapid.T, dc dialectCase, text string, sep rune, grid [][]string) {
	if dc.in != nil {
		var err error
		if text, err = dc.in.NewEncoder().String(text); err != nil {
			t.Fatal(err)
		}
	}
	text = dc.mark + text
	r, err := Open(strings.NewReader(text), int64(len(text)), Options{Heading: "no"})
	if err != nil {
		t.Fatal(err)
	}
	if f := r.Format(); f.Separator != sep || f.Encoding != dc.name {
		t.Fatalf("%+v of %q", f, text)
	}
	recs, err := drain(r)
	if err != nil || len(recs) != len(grid) {
		t.Fatalf("%d of %d rows, %v, of %q", len(recs), len(grid), err, text)
	}
	for i, rec := range recs {
		if strings.Join(rec.Cells, "\x00") != strings.Join(grid[i], "\x00") {
			t.Fatalf("row %d is %q, want %q", i, rec.Cells, grid[i])
		}
	}
}
