package intake

import (
	"slices"
	"strings"
	"testing"
)

// forbidden are the channels that a row may not use.
func forbidden(r Row) string {
	var out []string
	for _, c := range []struct {
		is   bool
		name string
	}{{r.NoCall, "call"}, {r.NoEmail, "email"}, {r.NoMail, "mail"}, {r.Bounced, "bounced"}} {
		if c.is {
			out = append(out, c.name)
		}
	}
	return strings.Join(out, " ")
}

// Whatever forbids a channel counts, in whichever of the columns it is said and
// however.
func TestEveryRefusalCounts(t *testing.T) {
	for name, c := range map[string]struct{ head, cells, want string }{
		"the second column":             {"Unsubscribed,Email Opt Out", "no,yes", "email"},
		"an opt-in beside an opt-out":   {"Unsubscribed,Email opt in", ",No", "email"},
		"an opt-in that was given":      {"Unsubscribed,Email opt in", ",Yes", ""},
		"an empty opt-in":               {"Unsubscribed,Email opt in", ",", ""},
		"a call by both":                {"Do Not Call,Consent to call", ",FALSE", "call"},
		"a call in German":              {"Do Not Call,Consent to call", ",nein", "call"},
		"by one kind of mail (HubSpot)": {"Opted out of email: Marketing Information,Opted out of email: One to One", ",true", "email"},
		"a day":                         {"Opted Out Date", "11/24/2026", "email"},
		"a day, the day first":          {"Opted Out", "24/11/2026", "email"},
		"no day":                        {"Unsubscribed Date,Opted Out Date", ",", ""},
		"in words":                      {"Opted Out", "Opted out on the phone", "email"},
		"not in words":                  {"Opted Out", "Not opted out", ""},
		"a reason":                      {"Unsubscribe reason", "too many letters", "email"},
		"each channel (Outreach)":       {"Opted Out,Call Opted Out,Emails Opted Out", "false,true,false", "call"},
		"all channels":                  {"Consent", "withdrawn", "call email mail"},
		"a bounce by its reason":        {"Email Bounced,Bounce Reason", "false,550 no such user", "bounced"},
	} {
		m, rows, _ := readAll(t, "Company,Phone,Email,"+c.head+"\nQuill,212-555-0101,ann@quill.example,"+c.cells+"\n")
		if len(rows) != 1 || forbidden(rows[0]) != c.want {
			t.Errorf("%s: %v forbids %q, want %q", name, m.Header(), forbidden(rows[0]), c.want)
		}
	}
	// Settled by a person, a column means what its header says.
	_, rows, _ := readAll(t, "Company,Email,Newsletter opt-in?,Permission\nQuill,ann@quill.example,no,no\n", "do_not_email=Newsletter opt-in?", "do_not_email_2=Permission")
	if forbidden(rows[0]) != "email" {
		t.Errorf("a mapped opt-in forbids %q", forbidden(rows[0]))
	}
}

func TestTheDayOfARefusalIsKept(t *testing.T) {
	_, rows, _ := readAll(t, "Company,Email,Opted Out Date\nQuill,ann@quill.example,11/24/2026\n")
	if rows[0].Extra["Opted Out Date"] != "11/24/2026" {
		t.Errorf("%v", rows[0].Extra)
	}
}

func TestAFaxIsNoNumberToDial(t *testing.T) {
	_, rows, _ := readAll(t, "Given Name,Organization 1 - Name,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value\nMia,Quill,mia@quill.example,Work Fax,617-555-0100,Mobile,617-555-0178\n")
	if len(rows[0].Phones) != 1 || rows[0].PhoneFrom[0] != "phone_2" || rows[0].Extra["Phone 1 - Value"] != "617-555-0100" {
		t.Errorf("%+v from %v, extra %v", rows[0].Phones, rows[0].PhoneFrom, rows[0].Extra)
	}
}

func TestNamesOfAnAPIAreAVendorsToo(t *testing.T) {
	m, rows, _ := readAll(t, "first_name,last_name,email_address,phone,phone_extension,city,work_city,work_state,person_company_name,person_company_website,do_not_contact,bouncing,person_stage\n"+
		"Mia,Halvorsen,mia@halvorsen.example,617-555-0142,12,Quincy,Boston,MA,Halvorsen Freight,www.halvorsen.example,false,true,New\n")
	r := rows[0]
	if m.Vendor() != "Salesloft" || r.Place.City != "Boston" || r.Website != "www.halvorsen.example" || forbidden(r) != "bounced" || r.Phones[0].Ext != "12" {
		t.Errorf("%q, %v: %+v", m.Vendor(), m.Header(), r)
	}
}

func TestAnAddressIsOfOnePlace(t *testing.T) {
	_, rows, _ := readAll(t, "Company,Email,City,State,Company Address,Company City,Company State\nQuill,ann@quill.example,Quincy,IL,1 Dock St,Boston,MA\n")
	if p := rows[0].Place; p.City != "Boston" || p.State != "MA" || rows[0].Extra["City"] != "Quincy" {
		t.Errorf("%+v, extra %v", p, rows[0].Extra)
	}
	for cell, want := range map[string]string{
		"410 Townsend St, San Francisco, California, United States, 94107": "410 Townsend St|San Francisco|California|94107",
		"410 Townsend St, San Francisco, nowhere, 94107":                   "410 Townsend St, San Francisco, nowhere, 94107|||",
	} {
		p := placed(cell)
		if got := strings.Join([]string{p.Street, p.City, p.State, p.Zip}, "|"); got != want {
			t.Errorf("%q is %s, want %s", cell, got, want)
		}
	}
	if city, state, _, ok := cityLine("Boston, Massachusetts, United States"); !ok || city != "Boston" || state != "Massachusetts" {
		t.Errorf("%q, %q, %v", city, state, ok)
	}
}

func TestWhatIsNotWhatItsHeaderSays(t *testing.T) {
	m, rows, _ := readAll(t, "Company,Country Code,Phone\nQuill,+1,617-555-0142\n")
	if m.Has(Country) || !rows[0].Phones[0].Valid {
		t.Errorf("a code to dial is a country: %v, %+v", m.Header(), rows[0].Phones)
	}
	_, rows, _ = readAll(t, "Company,Website,Email\nQuill,https://www.linkedin.com/company/quill,ann@gmail.com\n")
	if rows[0].Website != "" || rows[0].Extra["Website"] == "" || rows[0].Domain != "" {
		t.Errorf("a page at a network is a web site: %+v", rows[0])
	}
	m, rows, _ = readAll(t, "Name,Website,Employees\nAcme Inc,acme.example,20\nBeta LLC,beta.example,30\n", "phone=")
	if m.Header()["company"] != "Name" {
		t.Errorf("the name of a firm is a person's: %v, %+v", m.Header(), rows)
	}
}

func TestAddressesBesideOtherThings(t *testing.T) {
	for cell, want := range map[string]struct {
		emails []string
		bad    string
	}{
		"x@y.example, broken":     {[]string{"x@y.example"}, "broken"},
		"a@w.example (work)":      {[]string{"a@w.example"}, ""},
		"not an address":          {nil, "not an address"},
		"Mia <mia@z.example>":     {[]string{"mia@z.example"}, ""},
		"a@b.example;c@d.example": {[]string{"a@b.example", "c@d.example"}, ""},
	} {
		_, rows, _ := readAll(t, "Company,Phone,Email\nQuill,212-555-0101,\""+cell+"\"\n")
		if !slices.Equal(rows[0].Emails, want.emails) || rows[0].BadEmail != want.bad {
			t.Errorf("%q: %v, bad %q", cell, rows[0].Emails, rows[0].BadEmail)
		}
	}
}

func TestCodesAndZonesAsVendorsWriteThem(t *testing.T) {
	for in, want := range map[string]string{"4885.10": "488510", "488510.0": "488510", "31-33": "31-33", "31-33 Manufacturing": "31-33", "48.1": ""} {
		if got, _ := codeOf(in); got != want {
			t.Errorf("%q is code %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"america_slash_new_york": "America/New_York", "Europe/Berlin": "Europe/Berlin", "nowhere/at all": ""} {
		if got := zoneNamed(in); got != want {
			t.Errorf("%q is zone %q, want %q", in, got, want)
		}
	}
}
