package sheet

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// What follows an unclosed quote must come in, whatever stands there.
func TestUnclosedQuoteLosesAtMostItsLine(t *testing.T) {
	tests := []struct{ name, broken, row string }{
		{"no other quotes", `c1,"Acme,x`, "n%d,b%d,c%d"},
		{"quotes in the rows", `c1,"Acme,x`, `n%d,"b%d, Inc",c%d`},
		{"quotes at the begin of the rows", `c1,Acme,"x`, `"n%d","b%d",c%d`},
		{"all quoted, the last not closed", `"c1","Acme","x`, `"n%d","b%d","c%d"`},
		{"all quoted, one not closed", `"c1,"Acme","x"`, `"n%d","b%d","c%d"`},
		{"all quoted, empty cells first", `"c1","Acme","x`, `"","b%d%.0d","c%d"`},
		{"inches", `c1,"Acme,x`, `n%d,5" pipe %d,c%d`},
		{"a quote alone", `c1,x,"`, "n%d,b%d,c%d"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const rows = 10_000
			var b strings.Builder
			b.WriteString("Name,Company,City\n")
			for line := 2; line <= rows; line++ {
				if line == 3 {
					b.WriteString(tt.broken + "\n")
					continue
				}
				fmt.Fprintf(&b, tt.row+"\n", line, line, line)
			}
			r := opened(t, b.String(), Options{IsHeader: known})
			seen := map[int]bool{}
			for _, rec := range all(t, r) {
				if seen[rec.Line] = true; rec.Line != 3 && len(rec.Cells) != 3 {
					t.Errorf("line %d: %q", rec.Line, rec.Cells)
				}
			}
			for line := 2; line <= rows; line++ {
				if line != 3 && !seen[line] {
					t.Fatalf("line %d and perhaps more are lost; %d came in", line, len(seen))
				}
			}
		})
	}
}

// A quoted cell of many lines is no unclosed quote.
func TestLongNotesStay(t *testing.T) {
	notes := strings.TrimSuffix(strings.Repeat("A line of the notes, with \"words\", and more.\n", 1000), "\n")
	f := "Name,Notes,City\nAnn,\"" + strings.ReplaceAll(notes, `"`, `""`) + "\",Bonn\nAl,short,Ulm\n"
	recs := all(t, opened(t, f, Options{IsHeader: known}))
	if len(recs) != 2 || recs[0].Cells[1] != notes || recs[0].Cells[2] != "Bonn" || recs[1].Line != 1002 {
		t.Errorf("%d rows, the notes have %d of %d bytes", len(recs), len(recs[0].Cells[1]), len(notes))
	}
}

// endless is a file that is read but held nowhere: a header, an unclosed quote,
// and the same line for ever.
type endless struct{ head, line string }

func (e endless) ReadAt(p []byte, off int64) (int, error) {
	for i := range p {
		at := off + int64(i)
		if at < int64(len(e.head)) {
			p[i] = e.head[at]
		} else {
			p[i] = e.line[(at-int64(len(e.head)))%int64(len(e.line))]
		}
	}
	return len(p), nil
}

// heapWhile is the most that the heap grew to, looked at every so often, while
// step runs until it says that it is done.
func heapWhile(step func() bool) uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, uint64(0)
	for i := 0; step(); i++ {
		if i%5000 == 0 {
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc-min(before, m.HeapAlloc))
		}
	}
	runtime.ReadMemStats(&m)
	return max(most, m.HeapAlloc-min(before, m.HeapAlloc))
}

func TestMemoryStaysFlat(t *testing.T) {
	tests := []struct {
		name string
		file endless
	}{
		{"rows", endless{"Name,Company,City\n", "Ann,Acme,Bonn\n"}},
		{"an unclosed quote", endless{"Name,Company,City\nAl,\"open,x\n", "Ann,Acme,Bonn\n"}},
		{"a quote in each line that is never closed", endless{"Name,Company,City\n", "Ann,\"\"Acme,Bonn\n"}},
		{"blank lines", endless{"Name,Company,City\nAnn,Acme,Bonn\n", "\n"}},
		{"narrow lines", endless{"Name,Company,City,Phone\nAnn,Acme,Bonn,1\n", "Ann\n"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const size = 6 << 20
			rows := 0
			var r *Reader
			heap := heapWhile(func() bool {
				if r == nil {
					var err error
					if r, err = Open(tt.file, size, Options{IsHeader: known}); err != nil {
						t.Fatal(err)
					}
				}
				_, err := r.Next()
				rows++
				return err == nil
			})
			if heap > 16<<20 {
				t.Errorf("%d MiB of heap for %d rows of %d MiB", heap>>20, rows, size>>20)
			}
			if tt.file.line != "\n" && rows < (size-len(tt.file.head))/len(tt.file.line) {
				t.Errorf("only %d rows came in", rows)
			}
		})
	}
}
