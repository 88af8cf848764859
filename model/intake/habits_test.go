package intake

import (
	"slices"
	"strings"
	"testing"
)

// Whoever opted out of everything is reached by no channel.
func TestDoNotContactClosesEveryChannel(t *testing.T) {
	_, rows, _ := readAll(t, "Company,Name,Phone,E-mail,Street,Do Not Contact\nA,Mia,617 555 0142,mia@a.example,1 Elm St,yes\nB,Tor,617 555 0143,tor@b.example,2 Elm St,no\n")
	if r := rows[0]; !r.NoCall || !r.NoEmail || !r.NoMail {
		t.Errorf("%+v", r)
	}
	if r := rows[1]; r.NoCall || r.NoEmail || r.NoMail {
		t.Errorf("%+v", r)
	}
}

// What stands beyond the last header is kept, by the number of its column.
func TestCellsBeyondTheHeaderAreKept(t *testing.T) {
	_, rows, _ := readAll(t, "Company,Name,E-mail\nA,Mia,mia@a.example,late,,more\n")
	if x := rows[0].Extra; x["column 4"] != "late" || x["column 6"] != "more" || len(x) != 2 {
		t.Errorf("%v", x)
	}
}

// Words before a header that say whose it is change nothing of what it holds;
// a header that names the field outright goes before them.
func TestHeadersAreKnownBehindWhoseTheyAre(t *testing.T) {
	for header, want := range map[string]string{
		"Attendee Company,Attendee Email,Attendee Phone":                              "company=Attendee Company;email=Attendee Email;phone=Attendee Phone",
		"Person - Organization,Person - Email - Work,Person - Phone - Mobile":         "company=Person - Organization;email=Person - Email - Work;phone=Person - Phone - Mobile",
		"Company,Prospect Company,Email,Lead Status,Contact Owner,Registrant Website": "company=Company;email=Email",
		"Com\u200bpany,\u202eName,E\u00admail":                                        "company=Company;name=Name;email=Email",
	} {
		m := Guess(strings.Split(header, ","), nil)
		if got := m.Pairs(); !slices.Equal(got, strings.Split(want, ";")) {
			t.Errorf("%s is %q", header, got)
		}
	}
}

// What databases write for nothing is nothing, but no name is lost by it.
func TestNothingsAreNothing(t *testing.T) {
	_, rows, bad := readAll(t, "Company,First Name,Last Name,Title,E-mail,Booth\nNULL,Ann,Null,\\N,ann@quill.example,#N/A\nNaN,Nan,Doe,,(null),x\n")
	if len(rows) != 1 || rows[0].Company != "quill.example" || rows[0].Full != "Ann Null" || rows[0].Title != "" || len(rows[0].Extra) != 0 {
		t.Errorf("%+v", rows)
	}
	if len(bad) != 1 || bad[0].Cells[0] != "NaN" {
		t.Errorf("the row as it came: %+v", bad)
	}
}

// By content, a moment is no number to dial, and a firm is told by its form
// before a family name that its address repeats.
func TestContentIsNotMistaken(t *testing.T) {
	m := GuessHeadless([][]string{
		{"2026-11-20 10:01", "Peter", "Marsh", "Marsh Tools Inc", "www.marsh.example", "20.11.2026"},
		{"2026-11-20 10:04", "Susan", "Beck", "Beck & Sons", "www.beck.example", "21.11.2026"}})
	want := []string{"first_name=column 2", "last_name=column 3", "company=column 4", "website=column 5"}
	if got := m.Pairs(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if !isPhone("617-555-0142") || !isPhone("030 23125 042") || isPhone("11/20/2026") {
		t.Error("numbers and dates are not told apart")
	}
}

func TestOldNamesOfZonesAreTold(t *testing.T) {
	for s, want := range map[string]string{"US/Mountain": "America/Denver", "us/eastern": "America/New_York", "America/Chicago": "America/Chicago", "GMT+1": ""} {
		if got := zoneNamed(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

// An address of several lines in one cell is parted like one with commas.
func TestAnAddressOfTwoLinesIsParted(t *testing.T) {
	_, rows, _ := readAll(t, "Company,Name,E-mail,Address\nA,Mia,mia@a.example,\"1 Pier Way\nBoston, MA 02110\"\n")
	if p := rows[0].Place; p.Street != "1 Pier Way" || p.City != "Boston" || p.State != "MA" || p.Zip != "02110" {
		t.Errorf("%+v", p)
	}
}

// Separators at the ends of lines make no column that is named; what a row
// holds there all the same is kept.
func TestEmptyColumnsAreNotNamed(t *testing.T) {
	m := Guess(strings.Split("Company,E-mail,,", ","), [][]string{{"A", "a@a.example", "", ""}})
	if len(m.Unmapped) != 0 {
		t.Errorf("%q", m.Unmapped)
	}
	row, bad := m.Clean(Record{Line: 99, Cells: []string{"B", "b@b.example", "", "late"}}, "US")
	if bad != nil || row.Extra["column 4"] != "late" {
		t.Errorf("%+v %v", row, bad)
	}
}
