package sheet

import (
	"strings"
	"testing"
)

// What exports put around a cell is no part of it; what people put in it is.
func TestCellsAreWhatAPersonWouldRead(t *testing.T) {
	for _, tt := range []struct{ name, row, want string }{
		{"guarded from a spreadsheet", `="02110",="Acme",Bonn`, `02110|Acme|Bonn`},
		{"guarded and quoted", `"=""02110""",Acme,Bonn`, `02110|Acme|Bonn`},
		{"a formula", `"=""a""&""b""",=1+1,Bonn`, `="a"&"b"|=1+1|Bonn`},
		{"a quote that is never closed", `"Ann,Acme,Bonn`, `Ann|Acme|Bonn`},
		{"a word in quotes", `"Buzz" Lane,5" pipe,Bonn`, `"Buzz" Lane|5" pipe|Bonn`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			recs := all(t, opened(t, "Name,Company,City\nEva,Widget,Ulm\n"+tt.row+"\nAl,Pike,Linz\n", Options{IsHeader: known}))
			if len(recs) != 3 || strings.Join(recs[1].Cells, "|") != tt.want {
				t.Errorf("%d rows: %+v", len(recs), recs)
			}
		})
	}
}

// A printed report has its header, and the number of the page, on each page;
// joined files have the mark of the second before its header.
func TestTheHeaderOfEachPageIsNoRow(t *testing.T) {
	for name, file := range map[string]string{
		"a printed report": "Name,Company,City\nAnn,Acme,Bonn\nPage 1 of 2,,\nName,Company,City\nEva,Widget,Ulm\nPage 2 of 2,,\n",
		"joined files":     "\ufeffName,Company,City\nAnn,Acme,Bonn\n\ufeffName,Company,City\nEva,Widget,Ulm\n",
	} {
		r := opened(t, file, Options{IsHeader: known})
		recs := all(t, r)
		if len(recs) != 2 || recs[0].Cells[0] != "Ann" || recs[1].Cells[0] != "Eva" {
			t.Errorf("%s: %+v", name, recs)
		}
		for _, s := range r.Skipped() {
			if !strings.Contains(s, "Page ") && !strings.Contains(s, "Name,Company,City") {
				t.Errorf("%s: %q was passed over", name, s)
			}
		}
	}
}
