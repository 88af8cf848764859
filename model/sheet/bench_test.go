package sheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// bigCSV is a list of so many rows of twenty columns, some quoted.
func bigCSV(rows int) string {
	var b strings.Builder
	for c := range 20 {
		fmt.Fprintf(&b, "Header %c,", 'A'+c)
	}
	b.WriteString("\n")
	for i := range rows {
		fmt.Fprintf(&b, "First%d,Last%d,\"Acme %d, Inc\",first%d.last@acme%d.example,+1 617 555 %04d,12 Elm St,Springfield,MA,%05d,US,http://acme%d.example,Chemicals,2821,%d,1200000,Director of Purchasing,trade show,2024-03-12,,\"said \"\"later\"\"\"\n",
			i, i, i, i, i, i%10000, i%100000, i, i%5000)
	}
	return b.String()
}

func BenchmarkCSV(b *testing.B) {
	const rows = 50_000
	file := bigCSV(rows)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if n := countRows(b, file); n != rows {
			b.Fatalf("%d rows", n)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkWorkbook(b *testing.B) {
	const rows = 5_000
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for i := range rows + 1 {
		row := make([]any, 20)
		for c := range row {
			row[c] = fmt.Sprintf("cell %d of %d", c, i)
			if i > 0 && c > 15 {
				row[c] = i * c
			}
		}
		if err := w.SetRow(fmt.Sprint("A", i+1), row); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if n := countRows(b, buf.String()); n != rows {
			b.Fatalf("%d rows", n)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// countRows counts the rows of a file, all of twenty cells.
func countRows(b *testing.B, file string) (n int) {
	r, err := Open(strings.NewReader(file), int64(len(file)), Options{Heading: "yes"})
	if err != nil {
		b.Fatal(err)
	}
	for {
		rec, err := r.Next()
		if err != nil {
			return n
		}
		if n++; len(rec.Cells) != 20 {
			b.Fatalf("line %d has %d cells", rec.Line, len(rec.Cells))
		}
	}
}

// A row costs two pieces of memory, its text and its cells.
func TestARowCostsTwoAllocations(t *testing.T) {
	r := opened(t, bigCSV(5000), Options{Heading: "yes"})
	r.Sample()
	for range 100 {
		_, _ = r.Next()
	}
	got := testing.AllocsPerRun(3000, func() {
		if _, err := r.Next(); err != nil {
			t.Fatal(err)
		}
	})
	if got > 2.1 {
		t.Errorf("%.1f allocations a row", got)
	}
}
