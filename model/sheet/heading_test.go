package sheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ripen/model"
)

const linkedin = "Notes:\n" +
	"\"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see email addresses for connections who have allowed their connections to see or download their email address.\"\n" +
	"\n" +
	"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" +
	"Ann,Lee,https://www.linkedin.com/in/annlee,,Acme,\"Buyer, senior\",12 Mar 2024\n" +
	"Al,Roe,https://www.linkedin.com/in/alroe,al@x.example,Widget,CTO,01 Jan 2023\n"

func TestHeaderIsFound(t *testing.T) {
	tests := []struct {
		name, file string
		line       int
		header     string // joined by |
		skipped    int
		rows       int
	}{
		{"first line", "Name,Email\nAnn,a@x.example\n", 1, "Name|Email", 0, 1},
		{"below LinkedIn's notes", linkedin, 4, "First Name|Last Name|URL|Email Address|Company|Position|Connected On", 2, 2},
		{"below the title of a report", "Contacts by owner\nAs of 2024-03-12\n\nNachname;Firma;Ort;Telefon\nLee;Acme;Bonn;0228 555 0100\nRoe;Widget;Ulm;0731 555 0101\n", 4,
			"Nachname|Firma|Ort|Telefon", 2, 2},
		{"below padded titles", "Contacts by owner,,,,\nRun,12.03.2024,,,\n,,,,\nNom,Société,Ville,Tél,Code\nLee,Acme,Lyon,0455501,69001\nRoe,Widget,Nice,0455502,06000\n", 4,
			"Nom|Société|Ville|Tél|Code", 2, 2},
		{"words that are not known, above figures", "Vorname;Nachname;PLZ\nHans;Lee;53111\nEva;Roe;89073\n", 1, "Vorname|Nachname|PLZ", 0, 2},
		{"words that are not known, above words", "Vorname;Nachname;Firma\nHans;Lee;Acme\nEva;Roe;Widget\n", 1, "Vorname|Nachname|Firma", 0, 2},
		{"a name twice, above figures", "Firma;Tel;Tel\nAcme;5550142;5550143\nWidget;5550144;5550145\n", 1, "Firma|Tel|Tel", 0, 2},
		{"repeated on each page", "Vorname;Ort\nHans;Bonn\nVorname;Ort\nEva;Ulm\n", 1, "Vorname|Ort", 1, 2},
		{"numbers in headers", "Firm,Contact 1,Contact 2,Q1 2024\nAcme,Ann,Al,7\nWidget,Bo,Cy,8\n", 1, "Firm|Contact 1|Contact 2|Q1 2024", 0, 2},
		{"below a title that is the name of a column", "Notes\n\nVorname;Nachname;Telefon\nHans;Lee;5550142\nEva;Roe;5550143\n", 3, "Vorname|Nachname|Telefon", 1, 2},
		{"a line of dashes below", "Name,Company\n----,-------\nAnn,Acme\n", 1, "Name|Company", 1, 1},
		{"questions of a form", "#,What is the one thing that you would like to know about our products at the fair this year?,How many,Since\n1,Price,20,2024-01-01\n", 1,
			"#|What is the one thing that you would like to know about our products at the fair this year?|How many|Since", 0, 1},
		{"only a header", "First Name,Email\n", 1, "First Name|Email", 0, 0},
		{"one column", "Email\na@x.example\n", 1, "Email", 0, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := opened(t, tt.file, Options{IsHeader: known})
			f := r.Format()
			if f.HeaderLine != tt.line || f.Headless || strings.Join(r.Header(), "|") != tt.header {
				t.Errorf("line %d, headless %v: %q", f.HeaderLine, f.Headless, r.Header())
			}
			if recs := all(t, r); len(recs) != tt.rows || len(r.Skipped()) != tt.skipped {
				t.Errorf("%d rows, skipped %q", len(recs), r.Skipped())
			}
		})
	}
}

func TestNoHeaderIsSaidAndLosesNoRow(t *testing.T) {
	for _, file := range []string{
		"Ann,Lee,ann@x.example,Acme\nAl,Roe,al@x.example,Widget\n",
		"Ann Lee;+1 617 555 0142;Acme\nAl Roe;+1 617 555 0143;Widget\n",
		"Ann,Acme,02139\nAl,Widget,02140\n",
		"Ann,Acme,Germany\nAl,Widget,Germany\nBo,Firm,France\n",
		"ann@x.example\nal@x.example\n",
		"Ann,http://acme.example\n",
	} {
		r := opened(t, file, Options{IsHeader: known})
		f := r.Format()
		if !f.Headless || f.HeaderLine != 0 || r.Header() != nil {
			t.Errorf("%q: headless %v, header %q in line %d", file, f.Headless, r.Header(), f.HeaderLine)
		}
		recs := all(t, r)
		if want := strings.Count(file, "\n"); len(recs) != want || recs[0].Line != 1 || len(r.Skipped()) > 0 {
			t.Errorf("%q: %d of %d rows, skipped %q", file, len(recs), want, r.Skipped())
		}
	}
}

func TestWhatIsSaidOfTheHeaderRules(t *testing.T) {
	const headless = "Ann,Lee,ann@x.example\nAl,Roe,al@x.example\n"
	r := opened(t, headless, Options{IsHeader: known, Heading: model.HeadingYes})
	if r.Format().HeaderLine != 1 || r.Format().Headless || r.Header()[0] != "Ann" {
		t.Errorf("yes: %+v, %q", r.Format(), r.Header())
	}
	wantRows(t, r, "2: Al|Roe|al@x.example")

	r = opened(t, "A title\n\n"+headless, Options{Heading: model.HeadingYes})
	if r.Format().HeaderLine != 3 {
		t.Errorf("yes below a title: %+v", r.Format())
	}

	r = opened(t, "Name,Email\nAnn,a@x.example\n", Options{IsHeader: known, Heading: model.HeadingNo})
	if f := r.Format(); f.HeaderLine != 0 || f.Headless || r.Header() != nil {
		t.Errorf("no: %+v", f)
	}
	wantRows(t, r, "1: Name|Email", "2: Ann|a@x.example")
}

func TestLinesOfTheFileAreKept(t *testing.T) {
	r := opened(t, linkedin, Options{IsHeader: known})
	wantRows(t, r,
		"5: Ann|Lee|https://www.linkedin.com/in/annlee||Acme|Buyer, senior|12 Mar 2024",
		"6: Al|Roe|https://www.linkedin.com/in/alroe|al@x.example|Widget|CTO|01 Jan 2023")
	if s := r.Skipped(); s[0] != "Notes:" || !strings.HasPrefix(s[1], `"When exporting`) {
		t.Errorf("skipped %q", s)
	}
}

func TestFooters(t *testing.T) {
	const head = "First Name,Last Name,Company,Email,City\n" +
		"Ann,Lee,Acme,ann@x.example,Bonn\n" +
		"Al,Roe,Widget,al@x.example,Ulm\n" +
		"Bo,Doe,Firm,bo@x.example,Jena\n"
	tests := []struct {
		name, tail string
		rows       []string // beyond the three
		skipped    []string
	}{
		{"Salesforce", "\n\"Contacts with titles\"\n\"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved.\"\n\"Confidential Information - Do Not Distribute\"\n\"Generated By:  Ann Lee  3/12/2024 9:14 AM\"\n\"Acme\"\n",
			nil, []string{`"Contacts with titles"`, `"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."`,
				`"Confidential Information - Do Not Distribute"`, `"Generated By:  Ann Lee  3/12/2024 9:14 AM"`, `"Acme"`}},
		{"a total at once", "Grand Totals (3 records)\n", nil, []string{"Grand Totals (3 records)"}},
		{"a padded total", "Total: 3,,,,\n", nil, []string{"Total: 3,,,,"}},
		{"a total with its sums", "Grand Total,3,1200000,17,4\n", nil, []string{"Grand Total,3,1200000,17,4"}},
		{"an advertiser's total", "Total: Account, --,\"1,239\",12, --\n", nil, []string{"Total: Account, --,\"1,239\",12, --"}},
		{"a firm whose name begins like a total", "Total: Care,,,,\n", []string{"5: Total: Care||||"}, nil},
		{"what a database prints", "\n(3 rows affected)\n", nil, []string{"(3 rows affected)"}},
		{"the foot of a drawn table", "+------+-----+\n", nil, []string{"+------+-----+"}},
		{"end of report", "\n*** End of report ***\n", nil, []string{"*** End of report ***"}},
		{"a padded sentence below a padded blank line", ",,,,\nFor internal use of Acme only,,,,\n", nil, []string{"For internal use of Acme only,,,,"}},
		{"a company called Total", "Total SA,,,,\n", []string{"5: Total SA||||"}, nil},
		{"the same company below a blank line", "\n,,Total,,\n,,Confidential,,\n", []string{"7: ||Confidential||"}, []string{",,Total,,"}},
		{"a narrow row with an e-mail address", "\ncy@x.example\n", []string{"6: cy@x.example"}, nil},
		{"a narrow row with a telephone number", "\nCy Fox,(617) 555-0142\n", []string{"6: Cy Fox|(617) 555-0142"}, nil},
		{"a narrow row with the others' separators", "\nCy,Fox,,,\n", []string{"6: Cy|Fox|||"}, nil},
		{"a narrow row not below a blank line", "Cy,Fox\n", []string{"5: Cy|Fox"}, nil},
		{"a block of rows below a remark", "\nNew this week\nCy,Fox,Acme,cy@x.example,Bonn\n", []string{"6: New this week", "7: Cy|Fox|Acme|cy@x.example|Bonn"}, nil},
		{"a contact among the footers", "\nPage 1 of 1\nCy Fox,cy@x.example\nEnd of file\n", []string{"7: Cy Fox|cy@x.example"}, []string{"Page 1 of 1", "End of file"}},
		{"a company far to the right, below a blank line", "\n,,Acme\n", []string{"6: ||Acme"}, nil},
		{"a short row where rows are short", "Di,Fox,Acme,di@x.example\n\nCy Fox,Acme\n", []string{"5: Di|Fox|Acme|di@x.example", "7: Cy Fox|Acme"}, nil},
		{"a sentence where rows are short", "Di,Fox,Acme,di@x.example\n\nFor internal use only\n", []string{"5: Di|Fox|Acme|di@x.example"}, []string{"For internal use only"}},
		{"Total with a number to call", "Total,,,,617-555-0142\n", []string{"5: Total||||617-555-0142"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := opened(t, head+tt.tail, Options{IsHeader: known})
			recs := all(t, r)
			if len(recs) < 3 {
				t.Fatalf("only %d rows", len(recs))
			}
			if diff := cmp.Diff(append([]string{}, tt.rows...), shown(recs[3:])); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(append([]string{}, tt.skipped...), append([]string{}, r.Skipped()...)); diff != "" {
				t.Errorf("skipped (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFewCellsAreNoFooterWhereThatIsUsual(t *testing.T) {
	for _, file := range []string{
		"First Name,Last Name,Company,Email,City\n\nAnn,Lee\n",
		"First Name,Last Name,Company,Email,City\nAnn,Lee\nAl,Roe\n\nBo,Doe\nCy\n",
		"First Name,Last Name,Company,Email,City\nAnn,Lee,Acme,a@x.example,Bonn\nAl,Roe\nCy,Doe\n\nBo,Doe\n",
		"First Name,Last Name,Company,Email,City\n" + strings.Repeat("Ann,Lee\nAl,Roe,Acme,al@x.example,Bonn\n", 400) + "\nBo,Doe\n",
	} {
		r := opened(t, file, Options{IsHeader: known})
		lines := 0
		for l := range strings.Lines(file) {
			if strings.TrimSpace(l) != "" {
				lines++
			}
		}
		if n := len(all(t, r)); n != lines-1 || len(r.Skipped()) > 0 {
			t.Errorf("%d of %d rows, skipped %q", n, lines-1, r.Skipped())
		}
	}
}

func TestOfSkippedLinesSomeAreKept(t *testing.T) {
	var b strings.Builder
	b.WriteString("First Name,Last Name,Company,Email,City\nAnn,Lee,Acme,a@x.example,Bonn\n\n")
	for i := range 150 {
		fmt.Fprintf(&b, "Remark %d %s\n", i, strings.Repeat("é", 400))
	}
	r := opened(t, b.String(), Options{IsHeader: known})
	if n := len(all(t, r)); n != 1 {
		t.Errorf("%d rows", n)
	}
	if s := r.Skipped(); len(s) != 50 || len(s[0]) > 500 {
		t.Errorf("%d lines, the first of %d bytes", len(s), len(s[0]))
	}
}
