package intake

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/model"
)

func TestAmounts(t *testing.T) {
	for s, want := range map[string]int64{"$82M": 8_200_000_000, "1.5B": 150_000_000_000, "82,000": 8_200_000, "": 0, "n/a": 0, "12,5 Mio": 1_250_000_000,
		"1.2 Mio. EUR": 120_000_000, "USD 1.2M": 120_000_000, "$1M - $5M": 100_000_000, "1-5M": 100_000_000, "$1,234,567.89": 123_456_789, "1.234.567,89 €": 123_456_789,
		"$500K to $1 million": 50_000_000, "Under $1 Million": 100_000_000, "82000000.0": 8_200_000_000, "1 234 567": 123_456_700, "5bn": 500_000_000_000,
		"-5M": 0, "12 apples": 0, "1e12": 0, "$10,000,001+": 1_000_000_100, "10 - 20 - 30": 0, "99999999999999999999": 0} {
		if got, _ := amount(s, false); got != want {
			t.Errorf("%q is %d cents, want %d", s, got, want)
		}
	}
	if got, _ := amount("82,000", true); got != 8_200_000_000 {
		t.Errorf("in thousands 82,000 is %d", got)
	}
	if got, _ := amount("$82M", true); got != 8_200_000_000 {
		t.Errorf("in thousands $82M is %d: it says its own scale", got)
	}
	for s, want := range map[string]string{"€5M": "EUR", "5M": "", "GBP 5M": "GBP", "$5M": "USD", "5 Mio. CHF": "CHF"} {
		if _, got := amount(s, false); got != want {
			t.Errorf("%q is in %q, want %q", s, got, want)
		}
	}
}

func TestHeadCounts(t *testing.T) {
	for s, want := range map[string][2]int{"340": {340, 0}, "1,200": {1200, 0}, "51-200": {51, 200}, "10,001+": {10001, 0}, "1-10 employees": {1, 10}, "5K": {5000, 0},
		"51 to 200": {51, 200}, "1001–5000": {1001, 5000}, "": {0, 0}, "unknown": {0, 0}, "over 500": {500, 0}, "1.200": {1200, 0}, "250.0": {250, 0}, "ca. 40 Mitarbeiter": {40, 0}} {
		low, top := heads(s)
		if low != want[0] || top != want[1] {
			t.Errorf("%q is %d to %d, want %v", s, low, top, want)
		}
	}
}

func TestDates(t *testing.T) {
	zone := time.FixedZone("there", -5*3600)
	for _, tt := range []struct{ s, order, want string }{
		{"2026-11-24", "", "2026-11-24T00:00:00-05:00"}, {"2026-11-24 10:30", "", "2026-11-24T10:30:00-05:00"}, {"2026-11-24T10:30:00Z", "", "2026-11-24T10:30:00Z"},
		{"11/24/2026", "mdy", "2026-11-24T00:00:00-05:00"}, {"24.11.2026 9:05", "dmy", "2026-11-24T09:05:00-05:00"}, {"24 Nov 2026", "", "2026-11-24T00:00:00-05:00"},
		{"Nov 24, 2026 2:30 PM", "", "2026-11-24T14:30:00-05:00"}, {"3/4/26 2:30 pm", "dmy", "2026-04-03T14:30:00-05:00"}, {"46350.5", "", "2026-11-24T12:00:00-05:00"},
		{"2024-07-11T21:22:07.000+0000", "", "2024-07-11T21:22:07Z"}, {"24-Nov-26", "", "2026-11-24T00:00:00-05:00"}, {"2026/11/24", "", "2026-11-24T00:00:00-05:00"},
	} {
		got, ok := dateOf(tt.s, tt.order, zone)
		want, _ := time.Parse(time.RFC3339, tt.want)
		if !ok || !got.Equal(want) {
			t.Errorf("%q is %v, %v; want %s", tt.s, got, ok, tt.want)
		}
	}
	for _, s := range []string{"", "soon", "31/02/2026", "13/13/2026", "2026-02-30", "5", "1/2"} {
		if at, ok := dateOf(s, "dmy", zone); ok {
			t.Errorf("%q was read as %v", s, at)
		}
	}
}

func TestConsent(t *testing.T) {
	const head = "Company,Name,Phone,E-mail,Do Not Call,Email opt in,Mail opt out,Email Status\n"
	for cells, want := range map[string]string{
		",,,":              "",
		"TRUE,,,":          "call",
		"x,no,1,":          "call email mail",
		"0,yes,0,Verified": "",
		",,2026-01-05,":    "mail",
		",,,Unsubscribed":  "email",
		",,,Bounced":       "bounced",
		"no,,,":            "",
	} {
		_, rows, _ := readAll(t, head+"Quill,Ann,617 555 0142,ann@quill.example,"+cells+"\n")
		var got []string
		for name, is := range map[string]bool{"bounced": rows[0].Bounced, "call": rows[0].NoCall, "email": rows[0].NoEmail, "mail": rows[0].NoMail} {
			if is {
				got = append(got, name)
			}
		}
		slices.Sort(got)
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q refuses %q, want %q", cells, s, want)
		}
	}
}

func TestZonesByName(t *testing.T) {
	for s, want := range map[string]string{"America/Chicago": "America/Chicago", "EST": "America/New_York", "Eastern Time (US & Canada)": "America/New_York",
		"(GMT-08:00) Pacific Time": "America/Los_Angeles", "Europe/Berlin": "Europe/Berlin", "GMT+1": "", "Local": "", "nowhere": "", "../etc": ""} {
		if got := zoneNamed(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func TestAddressesInOneCell(t *testing.T) {
	for cell, want := range map[string]model.Place{
		"999 Super Way, Super, CA, 94043":            {Street: "999 Super Way", City: "Super", State: "CA", Zip: "94043"},
		"12 Main St, Suite 4, Boston, MA 02110, USA": {Street: "12 Main St, Suite 4", City: "Boston", State: "MA", Zip: "02110", Country: "USA"},
		"8999 Corporate Way":                         {Street: "8999 Corporate Way"},
		"Kaistr. 5, 80331 München":                   {Street: "Kaistr. 5, 80331 München"},
		"1 Dock St, Building C":                      {Street: "1 Dock St, Building C"},
	} {
		if got := placed(cell); got != want {
			t.Errorf("%q is %+v", cell, got)
		}
	}
}

func TestIndustryCodes(t *testing.T) {
	for s, want := range map[string]string{"488510": "488510", "488510 - Freight Transportation Arrangement": "488510", "NAICS 488510": "488510", "4885.0": "4885",
		"488510; 541511": "488510", "": "", "Trucking": "", "0111": "0111"} {
		if got, _ := codeOf(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func TestOneRowInAllItsParts(t *testing.T) {
	_, rows, bad := readAll(t, "Company,Full Name,Phone,Mobile,E-mail,City,Employees,NAICS,Revenue,Booth,Inquiry date,LinkedIn URL\n"+
		"Halvorsen Freight,\"Halvorsen, Mia\",617 555 0142 / 617 555 0143,617 555 0142,mia@halvorsen.example; m.h@halvorsen.example,\"Boston, MA 02110\",51-200,488510; 541511,$82M,docks,2026-11-23 09:30,https://www.linkedin.com/in/mia\n"+
		"Nordlys,,,,nobody at home,Oslo,lots,,,,soon,\n")
	mia := rows[0]
	if mia.Full != "Mia Halvorsen" || mia.Given != "Mia" || mia.Place.City != "Boston" || mia.Place.State != "MA" || mia.Place.Zip != "02110" || mia.Region != "US-MA" {
		t.Errorf("%q %q %+v %s", mia.Full, mia.Given, mia.Place, mia.Region)
	}
	if len(mia.Phones) != 2 || mia.Phones[1].E164 != "+16175550143" || !slices.Equal(mia.PhoneFrom, []string{"phone", "phone"}) {
		t.Errorf("phones %+v from %v", mia.Phones, mia.PhoneFrom)
	}
	if !slices.Equal(mia.Emails, []string{"mia@halvorsen.example", "m.h@halvorsen.example"}) || !slices.Equal(mia.EmailFrom, []string{"email", "email"}) {
		t.Errorf("e-mails %v from %v", mia.Emails, mia.EmailFrom)
	}
	if mia.Staff != 51 || mia.StaffTop != 200 || mia.Extra["Employees"] != "51-200" || mia.NAICS != "488510" || mia.Extra["NAICS"] != "488510; 541511" || mia.Extra["Booth"] != "docks" {
		t.Errorf("%d %d %q %v", mia.Staff, mia.StaffTop, mia.NAICS, mia.Extra)
	}
	if got := mia.Received.UTC().Format(time.RFC3339); got != "2026-11-23T14:30:00Z" {
		t.Errorf("received %s: half past nine in Boston is another time", got)
	}
	if mia.Profile != "https://www.linkedin.com/in/mia" || mia.Lacks != model.LacksTitle|model.LacksAddress {
		t.Errorf("%q lacks %b", mia.Profile, mia.Lacks)
	}
	if len(bad) != 1 || bad[0].Field != "name" {
		t.Errorf("%+v", bad)
	}
}

// What a cell holds is in a field or kept beside them: nothing goes without a
// word.
func TestWhatCannotBeReadIsKeptAsTyped(t *testing.T) {
	_, rows, _ := readAll(t, "Company,Name,Phone,E-mail,Country,Employees,Revenue,NAICS,Time zone,Inquiry date\n"+
		"Nordlys,Per Aas,call me,per(at)nordlys,Atlantis,lots,plenty,trucking,GMT+1,soon\n")
	r := rows[0]
	for name, want := range map[string]string{"country": "Atlantis", "Employees": "lots", "Revenue": "plenty", "NAICS": "trucking", "time zone": "GMT+1", "Inquiry date": "soon"} {
		if r.Extra[name] != want {
			t.Errorf("%s is kept as %q", name, r.Extra[name])
		}
	}
	if len(r.Phones) != 1 || r.Phones[0].Valid || r.Phones[0].Shown != "call me" || r.BadEmail != "per(at)nordlys" {
		t.Errorf("%+v %q", r.Phones, r.BadEmail)
	}
}

func TestNamesAreTurnedRoundAndSplit(t *testing.T) {
	_, rows, _ := readAll(t, "Company,Name,E-mail\n"+
		"A,\"García Márquez, Gabriel\",a@a.example\nB,\"Smith, Jr.\",b@b.example\nC,Dr. Maria van der Berg,c@c.example\nD,d@d.example,d@d.example\nE,\"Quill, Ann, PhD\",e@e.example\n")
	for i, want := range []string{"Gabriel García Márquez", "Smith, Jr.", "Dr. Maria van der Berg", Switchboard, "Quill, Ann, PhD"} {
		if rows[i].Full != want {
			t.Errorf("%q, want %q", rows[i].Full, want)
		}
	}
}

func FuzzGuess(f *testing.F) {
	f.Add("Company,Name,E-mail", "A,Mia,a@b.example\n03/04/2026,$5M,51-200")
	f.Fuzz(func(t *testing.T, header, body string) {
		var rows [][]string
		for line := range strings.SplitSeq(body, "\n") {
			rows = append(rows, strings.Split(line, ","))
		}
		for _, m := range []Mapping{Guess(strings.Split(header, ","), rows), GuessHeadless(rows)} {
			m.Questions()
			m.Columns()
			for _, r := range rows {
				for i, c := range r {
					amount(c, i%2 == 0)
					heads(c)
				}
				m.Clean(Record{Line: 1, Cells: r}, "US")
			}
		}
	})
}

func BenchmarkClean(b *testing.B) {
	header := strings.Split("Company,First Name,Last Name,Title,E-mail,Street,City,State,Zip,Country,Website,Industry,NAICS,SIC,Revenue,Employees,Locations,Lead Source,Notes,Booth", ",")
	cells := []string{"Halvorsen Freight Inc", "Mia", "Halvorsen", "CFO", "mia@halvorsen.example", "1 Dock St", "Boston", "MA", "02110", "US", "www.halvorsen.example", "Freight",
		"488510", "4731", "$82M", "340", "3", "Web", "asked for prices", "docks"}
	m := Guess(header, [][]string{cells})
	b.ReportAllocs()
	for b.Loop() {
		m.Clean(Record{Line: 2, Cells: cells}, "US")
	}
}
