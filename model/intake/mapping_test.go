package intake

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ripen/model"
	"ripen/model/clean"
)

// exports are the headers of each vendor's export, and what a person would take
// from them.
var exports = []struct {
	vendor, header string
	want           string // FIELD=HEADER; …
}{
	{"HubSpot", "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Job Title,Lifecycle Stage,Unsubscribed from all email,State/Region,Create Date",
		"first_name=First Name;last_name=Last Name;email=Email;phone=Phone Number;company=Associated Company;title=Job Title;do_not_email=Unsubscribed from all email;state=State/Region"},
	{"ZoomInfo", "ZoomInfo Contact ID,Last Name,First Name,Middle Name,Salutation,Suffix,Job Title,Management Level,Company HQ Phone,Direct Phone Number,Mobile phone,Email Address,LinkedIn Contact Profile URL,Person City,Company Name,Website,Revenue (in 000s USD),Employees,Primary Industry,NAICS Code 1,SIC Code 1,Company Street Address,Company City,Company State,Company Zip Code,Company Country,Fax",
		"last_name=Last Name;first_name=First Name;salutation=Salutation;suffix=Suffix;title=Job Title;phone=Direct Phone Number;phone_2=Mobile phone;phone_3=Company HQ Phone;email=Email Address;profile=LinkedIn Contact Profile URL;company=Company Name;website=Website;revenue=Revenue (in 000s USD);employees=Employees;industry=Primary Industry;naics=NAICS Code 1;sic=SIC Code 1;street=Company Street Address;city=Company City;state=Company State;zip=Company Zip Code;country=Company Country"},
	{"Apollo", "First Name,Last Name,Title,Company,Company Name for Emails,Email,Email Status,Seniority,Work Direct Phone,Home Phone,Mobile Phone,Corporate Phone,# Employees,Industry,Person Linkedin Url,Website,Company Linkedin Url,City,State,Country,Company City,Annual Revenue",
		"first_name=First Name;last_name=Last Name;title=Title;company=Company;email=Email;email_status=Email Status;phone=Work Direct Phone;phone_2=Mobile Phone;phone_3=Corporate Phone;phone_4=Home Phone;employees=# Employees;industry=Industry;profile=Person Linkedin Url;website=Website;city=City;state=State;country=Country;revenue=Annual Revenue"},
	{"LinkedIn", "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
		"first_name=First Name;last_name=Last Name;profile=URL;email=Email Address;company=Company;title=Position"},
	{"Salesforce report", "Account Name,Account Owner,First Name,Last Name,Title,Phone,Mobile,Email,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country,Lead Source,Email Opt Out,Do Not Call,Last Activity",
		"company=Account Name;first_name=First Name;last_name=Last Name;title=Title;phone=Phone;phone_2=Mobile;email=Email;street=Mailing Street;city=Mailing City;state=Mailing State/Province;zip=Mailing Zip/Postal Code;country=Mailing Country;source=Lead Source;do_not_email=Email Opt Out;do_not_call=Do Not Call"},
	{"Zoho", "Record Id,Lead Owner.id,Lead Owner,Company,First Name,Last Name,Designation,Email,Phone,Fax,Mobile,Website,Lead Source,Industry,No. of Employees,Annual Revenue,Created Time,Modified Time,Street,City,State,Zip Code,Country,Description,Skype ID,Email Opt Out,Salutation,Secondary Email",
		"company=Company;first_name=First Name;last_name=Last Name;title=Designation;email=Email;phone=Phone;phone_2=Mobile;website=Website;source=Lead Source;industry=Industry;employees=No. of Employees;revenue=Annual Revenue;street=Street;city=City;state=State;zip=Zip Code;country=Country;notes=Description;do_not_email=Email Opt Out;salutation=Salutation;email_2=Secondary Email"},
	{"Outreach", "Prospect ID,First Name,Last Name,Title,Account Name,Email,Work Phones,Mobile Phones,Persona,Stage,Calls Opted Out,Emails Opted Out,Time Zone,Tags",
		"first_name=First Name;last_name=Last Name;title=Title;company=Account Name;email=Email;phone=Work Phones;phone_2=Mobile Phones;do_not_call=Calls Opted Out;do_not_email=Emails Opted Out;time_zone=Time Zone"},
	{"Salesloft", "First Name,Last Name,Email Address,Phone,Mobile Phone,Person Company Name,Person Company Website,Title,Person Stage,Do Not Contact,Cadences,City,State",
		"first_name=First Name;last_name=Last Name;email=Email Address;phone=Phone;phone_2=Mobile Phone;company=Person Company Name;website=Person Company Website;title=Title;do_not_contact=Do Not Contact;city=City;state=State"},
	{"Outlook", "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Business Fax,Business Phone,Home Phone,Mobile Phone,E-mail Address,E-mail Type,E-mail Display Name,Web Page,Notes",
		"salutation=Title;first_name=First Name;last_name=Last Name;suffix=Suffix;company=Company;title=Job Title;street=Business Street;city=Business City;state=Business State;zip=Business Postal Code;country=Business Country/Region;phone=Business Phone;phone_2=Mobile Phone;phone_3=Home Phone;email=E-mail Address;website=Web Page;notes=Notes"},
	{"Google Contacts", "Name,Given Name,Family Name,Nickname,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Organization 1 - Name,Organization 1 - Title,Website 1 - Value",
		"name=Name;first_name=Given Name;last_name=Family Name;notes=Notes;email=E-mail 1 - Value;phone=Phone 1 - Value;phone_2=Phone 2 - Value;company=Organization 1 - Name;title=Organization 1 - Title;website=Website 1 - Value"},
	{"", "Firma,Anrede,Vorname,Nachname,Funktion,Telefon,Mobil,E-Mail,Straße,PLZ,Ort,Land,Mitarbeiterzahl",
		"company=Firma;salutation=Anrede;first_name=Vorname;last_name=Nachname;title=Funktion;phone=Telefon;phone_2=Mobil;email=E-Mail;street=Straße;zip=PLZ;city=Ort;country=Land;employees=Mitarbeiterzahl"},
	{"", "Organisation,Full Name,Position,Tel.,Fax,E-mail Address,Address Line 1,Address Line 2,Town,Postcode,Annual Revenue (USD),Do Not Call,Deal Stage",
		"company=Organisation;name=Full Name;title=Position;phone=Tel.;email=E-mail Address;street=Address Line 1;street_2=Address Line 2;city=Town;zip=Postcode;revenue=Annual Revenue (USD);do_not_call=Do Not Call"},
}

func TestEachVendorsExportMapsAsAPersonWould(t *testing.T) {
	for _, e := range exports {
		m := Guess(strings.Split(e.header, ","), nil)
		if m.Vendor() != e.vendor {
			t.Errorf("%s is taken for %q", e.header[:30], m.Vendor())
		}
		want := strings.Split(e.want, ";")
		got := m.Pairs()
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", e.vendor, got, want)
		}
		if q := m.Questions(); len(q) > 0 {
			t.Errorf("%s asks %q", e.vendor, q[0].Text)
		}
		for h := range strings.SplitSeq(e.header, ",") {
			if !IsHeader(h) && e.vendor != "" {
				t.Errorf("%s: %q is not known as a header", e.vendor, h)
			}
		}
	}
}

func TestWhatIsNoHeader(t *testing.T) {
	for _, cell := range []string{"Acme Inc", "New York", "617 555 0142", "mia@halvorsen.example", "", "CFO", "MA", "2026-11-24"} {
		if IsHeader(cell) {
			t.Errorf("%q is taken for a header", cell)
		}
	}
}

func TestTwoColumnsForOneFieldAreAsked(t *testing.T) {
	header := []string{"Company", "Account Name", "Name", "E-mail"}
	rows := [][]string{{"Halvorsen Freight", "HF Holding", "Mia", "mia@halvorsen.example"}, {"Quill", "Quill", "Ann", "ann@quill.example"}}
	m := Guess(header, rows)
	q := m.Questions()
	if len(q) != 1 || q[0].Key != "field:company" || len(q[0].Choices) != 2 {
		t.Fatalf("%+v", q)
	}
	if want := `Two columns could be the company: "Company" and "Account Name"; which is it?`; q[0].Text != want {
		t.Errorf("it asks %q", q[0].Text)
	}
	if c := q[0].Choices[1]; c.Flag != "map" || c.Value != "company=Account Name" || !strings.Contains(c.Title, "HF Holding") {
		t.Errorf("%+v", c)
	}
	if m.Header()["company"] != "Company" {
		t.Error("until it is answered the first stands")
	}
	answered, err := m.Map([]string{q[0].Choices[1].Value})
	if err != nil || len(answered.Questions()) != 0 || answered.Header()["company"] != "Account Name" {
		t.Errorf("%v, %+v", err, answered.Questions())
	}

	for name, rows := range map[string][][]string{
		"they agree":   {{"Quill", "QUILL", "Ann", ""}},
		"one is empty": {{"Quill", "", "Ann", ""}, {"Tern", "", "Bo", ""}},
	} {
		if q := Guess(header, rows).Questions(); len(q) != 0 {
			t.Errorf("where %s, it asks %q", name, q[0].Text)
		}
	}
	if m := Guess(header, [][]string{{"", "Quill", "Ann", ""}}); m.Header()["company"] != "Account Name" {
		t.Errorf("the empty column was taken: %v", m.Header())
	}
	if q := Guess([]string{"Company", "company", "Name"}, [][]string{{"A", "B", "C"}}).Questions(); len(q) != 1 {
		t.Errorf("the same header twice: %+v", q)
	}
	if q := Guess([]string{"Company", "Mailing Street", "Other Street", "Work Email", "Personal Email", "Job Title", "Role"},
		[][]string{{"A", "1 Dock St", "9 Home Rd", "a@b.example", "a@gmail.com", "CFO", "buyer"}}).Questions(); len(q) != 0 {
		t.Errorf("a plainly better name is asked about: %+v", q)
	}
}

func TestHeadersAreFoundByNumberToo(t *testing.T) {
	m := Guess([]string{"Firm", "", "Firm"}, nil)
	if !slices.Equal(m.Headers(), []string{"Firm", "column 2", "Firm (2)"}) {
		t.Fatalf("%q", m.Headers())
	}
	for pair, want := range map[string]string{"company=2": "column 2", "company=column 3": "Firm (2)", "company=firm (2)": "Firm (2)"} {
		got, err := m.Map([]string{pair})
		if err != nil || got.Header()["company"] != want {
			t.Errorf("%s: %v, %v", pair, got.Header(), err)
		}
	}
	got, err := m.Map([]string{"company="})
	if err != nil || got.Has(Company) || !slices.Contains(got.Unmapped, "Firm") {
		t.Errorf("company= leaves %v, %v", got.Header(), err)
	}
	for _, bad := range []string{"company", "firm=Firm", "company=Nowhere", "company=9", "phone_1=Firm", "title_2=Firm"} {
		if _, err := m.Map([]string{bad}); model.CodeOf(err) != model.Invalid {
			t.Errorf("--map %s was taken", bad)
		}
	}
}

func TestUnknownHeadersAreToldByWhatTheyHold(t *testing.T) {
	m := Guess([]string{"Company", "Reach", "Line", "Fax line"}, [][]string{
		{"A", "ann@a.example", "617 555 0142", "617 555 0100"}, {"B", "bo@b.example", "617 555 0143", "617 555 0101"}})
	if h := m.Header(); h["email"] != "Reach" || h["phone"] != "Line" || len(h) != 3 {
		t.Errorf("%v", h)
	}
	m = Guess([]string{"Company", "Website"}, [][]string{{"A", "https://www.linkedin.com/in/ann"}})
	if h := m.Header(); h["website"] != "" || h["profile"] != "Website" {
		t.Errorf("a person's page was taken for the company's: %v", h)
	}
}

func TestAListWithoutHeadersIsToldByItsColumns(t *testing.T) {
	m := GuessHeadless([][]string{
		{"Halvorsen Freight Inc", "Mia Halvorsen", "CFO", "mia@halvorsen.example", "617-555-0142", "1 Dock St", "Boston", "MA", "02110"},
		{"Quill & Sons Bindery", "Ann Quill", "Owner", "ann@quill.example", "312-555-0150", "8 Vine Ave", "Chicago", "IL", "60601"},
		{"Tamarack Foods", "Ana Ruiz", "Plant manager", "ana@tamarack.example", "512-555-0160", "77 Mill Rd", "Austin", "TX", "73301"},
	})
	want := "company=column 1;name=column 2;title=column 3;email=column 4;phone=column 5;street=column 6;city=column 7;state=column 8;zip=column 9"
	if got := strings.Join(m.Pairs(), ";"); got != want {
		t.Errorf(" got %s\nwant %s", got, want)
	}
	q := m.Questions()
	if len(q) != 1 || q[0].Key != "heading" || q[0].Choices[0].Flag != "no-header" || m.HeadKey() != "" {
		t.Errorf("%+v, key %q", q, m.HeadKey())
	}
}

func TestDatesThatCanBeReadTwoWaysAreAsked(t *testing.T) {
	header := []string{"Company", "Inquiry date"}
	m := Guess(header, [][]string{{"A", "03/04/2026"}, {"B", "05/06/2026 14:30"}})
	q := m.Questions()
	if len(q) != 1 || q[0].Key != "dates:Inquiry date" {
		t.Fatalf("%+v", q)
	}
	if c := q[0].Choices; c[0].Title != "the month: 4 March 2026" || c[1].Value != "Inquiry date=dmy" || !strings.Contains(c[1].Title, "3 April 2026") {
		t.Errorf("%+v", c)
	}
	day, err := m.Order([]string{"inquiry date=DMY"})
	if err != nil || len(day.Questions()) != 0 || !slices.Equal(day.Orders(), []string{"Inquiry date=dmy"}) {
		t.Fatalf("%v %v", err, day.Orders())
	}
	row, rej := day.Clean(Record{Line: 2, Cells: []string{"A GmbH", "03/04/2026"}}, "DE")
	if rej == nil || row.Received.Format("2006-01-02") != "2026-04-03" {
		t.Errorf("%v %v", row.Received, rej)
	}
	for _, settled := range []string{"23/04/2026", "04/23/2026", "2026-04-03", "3 Apr 2026", "03.04.2026"} {
		if q := Guess(header, [][]string{{"A", "03/04/2026"}, {"B", settled}}).Questions(); settled != "3 Apr 2026" && len(q) != 0 {
			t.Errorf("with %s beside it, it still asks %q", settled, q[0].Text)
		}
	}
	for _, bad := range []string{"Inquiry date", "Nope=dmy", "Inquiry date=ddmm"} {
		if _, err := m.Order([]string{bad}); model.CodeOf(err) != model.Invalid {
			t.Errorf("--date %s was taken", bad)
		}
	}
}

func TestWhatAPersonSettledMakesTheMappingAgain(t *testing.T) {
	header := []string{"Company", "Firm", "Street", "Tel", "Mail"}
	first := Guess(header, nil)
	final, err := first.Map([]string{"company=Firm", "street=", "phone=Mail"})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Guess(header, nil).Map(slices.Concat(first.Without(final), final.Pairs()))
	if err != nil || !slices.Equal(again.Pairs(), final.Pairs()) {
		t.Errorf("%v: %q, want %q", err, again.Pairs(), final.Pairs())
	}
	turned := Guess([]string{"Mail", "Tel", "Firm", "Company", "Street"}, nil)
	if turned.HeadKey() != first.HeadKey() {
		t.Error("the same headers in another order are another set")
	}
}

// Whatever the headers: no column serves two fields, every column is in a field
// or among the extras, and the pairs make the mapping again.
func TestMappingsHoldTogether(t *testing.T) {
	var names []string
	for _, e := range exports {
		names = append(names, strings.Split(e.header, ",")...)
	}
	rapid.Check(t, func(t *rapid.T) {
		header := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(names), rapid.StringN(0, 12, -1)), 1, 14).Draw(t, "header")
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom([]string{"", "a@b.example", "617 555 0142", "Acme Inc", "MA", "03/04/2026", "1"}), 0, 14), 0, 4).Draw(t, "rows")
		m := Guess(header, rows)
		seen := map[int]string{}
		for f, i := range m.column {
			if other, twice := seen[i]; twice {
				t.Fatalf("column %d is %s and %s", i, f, other)
			}
			seen[i] = f
		}
		if len(seen)+len(m.extras) != len(header) {
			t.Fatalf("%d of %d columns are accounted for", len(seen)+len(m.extras), len(header))
		}
		for _, i := range m.extras {
			if !slices.Contains(m.Unmapped, m.header[i]) && (clean.Text(header[i]) != "" || len(m.filled(i)) > 0) {
				t.Fatalf("column %d, %q, is kept and not named", i, m.header[i])
			}
		}
		again, err := Guess(header, rows).Map(slices.Concat(m.Without(m), m.Pairs()))
		if err != nil || !slices.Equal(again.Pairs(), m.Pairs()) {
			t.Fatalf("%v: %q became %q", err, m.Pairs(), again.Pairs())
		}
		for _, row := range rows {
			got, rej := m.Clean(Record{Line: 2, Cells: row}, "US")
			if rej == nil && (got.Key == "" || got.Full == "") {
				t.Fatalf("a row without company or person came through: %+v", got)
			}
		}
	})
}
