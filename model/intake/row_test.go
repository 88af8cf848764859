package intake

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"ripen/model/sheet"
)

func opened(text string) (*sheet.Reader, error) {
	return sheet.Open(strings.NewReader(text), int64(len(text)), sheet.Options{IsHeader: IsHeader})
}

// readAll maps a list by its header and cleans every row.
func readAll(t testing.TB, text string, pairs ...string) (Mapping, []Row, []Reject) {
	t.Helper()
	r, err := opened(text)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Guess(r.Header(), r.Sample()).Map(pairs)
	if err != nil {
		t.Fatal(err)
	}
	var rows []Row
	var bad []Reject
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return m, rows, bad
		}
		if err != nil {
			t.Fatal(err)
		}
		row, rej := m.Clean(rec, "US")
		if rej != nil {
			bad = append(bad, *rej)
		} else {
			rows = append(rows, row)
		}
	}
}

const plain = `first_name,last_name,company_name,address,city,county,state,zip,phone1,phone2,email,web
Mia,Halvorsen,Halvorsen Freight Inc,1 Dock St,Boston,Suffolk,MA,2110,617-555-0142,617-555-0178,Mia@Halvorsen.example,http://www.halvorsen.example/home
Tor,Lind,"Halvorsen Freight, Inc.",1 Dock St,Boston,Suffolk,MA,2110,617-555-0142,,tor@gmail.com,
`

func TestAPlainListMapsAsAPersonWould(t *testing.T) {
	m, rows, bad := readAll(t, plain)
	want := map[string]string{"first_name": "first_name", "last_name": "last_name", "company": "company_name", "street": "address",
		"city": "city", "state": "state", "zip": "zip", "phone": "phone1", "phone_2": "phone2", "email": "email", "website": "web"}
	got := m.Header()
	for f, h := range want {
		if got[f] != h {
			t.Errorf("%s is taken from %q, want %q", f, got[f], h)
		}
	}
	if len(got) != len(want) || !slices.Equal(m.Unmapped, []string{"county"}) {
		t.Errorf("mapping %v, unmapped %v", got, m.Unmapped)
	}
	if len(bad) != 0 || len(rows) != 2 {
		t.Fatalf("%d rows, rejects %v", len(rows), bad)
	}
	mia, tor := rows[0], rows[1]
	if mia.Line != 2 || mia.Full != "Mia Halvorsen" || mia.Domain != "halvorsen.example" || mia.Place.Zip != "02110" || mia.Region != "US-MA" {
		t.Errorf("%+v", mia)
	}
	if !slices.Equal(mia.Emails, []string{"mia@halvorsen.example"}) || len(mia.Phones) != 2 || mia.Phones[0].E164 != "+16175550142" {
		t.Errorf("reach: %v %v", mia.Emails, mia.Phones)
	}
	if !slices.Equal(mia.Zones, []string{"America/New_York"}) {
		t.Errorf("zones %v", mia.Zones)
	}
	if mia.Key != tor.Key {
		t.Errorf("one company has two keys: %q %q", mia.Key, tor.Key)
	}
	if tor.Domain != "" {
		t.Errorf("a free-mail domain was taken for the company's: %q", tor.Domain)
	}
	if mia.Extra["county"] != "Suffolk" {
		t.Errorf("the unmapped column was lost: %v", mia.Extra)
	}
}

func TestASalesforceExportMaps(t *testing.T) {
	m, rows, bad := readAll(t, "\xef\xbb\xbfId,AccountId,LastName,FirstName,Salutation,Name,MailingStreet,MailingCity,MailingState,MailingPostalCode,MailingCountry,Phone,MobilePhone,Email,Title,LeadSource,HasOptedOutOfEmail,DoNotCall,IsEmailBounced\r\n"+
		"003,001A,Moe,Zoë,Ms.,Zoë Moe,\"Kaistr. 5\nHof\",München,Bayern,80331,Germany,,+49 89 5550100,zoe@kai.example,CFO,Web,1,0,\r\n"+
		"004,001B,Solo,Han,,Han Solo,,,,,,212-555-0101,,,,,,1,\r\n"+
		"005,,Nobody,Ann,,Ann Nobody,,,,,,,,,,,,,\r\n")
	got := m.Header()
	for f, h := range map[string]string{"first_name": "FirstName", "last_name": "LastName", "salutation": "Salutation", "name": "Name", "street": "MailingStreet",
		"country": "MailingCountry", "phone": "Phone", "phone_2": "MobilePhone", "email": "Email", "title": "Title", "source": "LeadSource",
		"do_not_email": "HasOptedOutOfEmail", "do_not_call": "DoNotCall", "email_bounced": "IsEmailBounced", "account_id": "AccountId"} {
		if got[f] != h {
			t.Errorf("%s is taken from %q, want %q", f, got[f], h)
		}
	}
	if len(rows) != 2 || len(bad) != 1 {
		t.Fatalf("rows %+v rejects %+v", rows, bad)
	}
	zoe, han := rows[0], rows[1]
	if zoe.Company != "kai.example" || zoe.Region.Country() != "DE" || !zoe.NoEmail || zoe.NoCall || !slices.Equal(zoe.Zones, []string{"Europe/Berlin"}) {
		t.Errorf("%+v", zoe)
	}
	if han.Company != "Account 001B" || !han.NoCall {
		t.Errorf("%+v", han)
	}
	if b := bad[0]; b.Line != 5 || b.Field != "company" || b.Reason == "" {
		t.Errorf("the reject does not say which line and why: %+v", b)
	}
}

func TestATitleOfMisterIsASalutation(t *testing.T) {
	m, rows, _ := readAll(t, "title,firstname,lastname,company\nMrs.,Penny,Moore,Williams Bros.\nMr.,Henry,Catalano,Pro Garden\n")
	if m.Header()["salutation"] != "title" || rows[0].Title != "" {
		t.Errorf("mapping %v, title %q", m.Header(), rows[0].Title)
	}
	m, rows, _ = readAll(t, "title,firstname,lastname,company\nCFO,Penny,Moore,Williams Bros.\nBuyer,Henry,Catalano,Pro Garden\n")
	if m.Header()["title"] != "title" || rows[0].Title != "CFO" {
		t.Errorf("mapping %v, title %q", m.Header(), rows[0].Title)
	}
}

func TestACompanyWithoutAPersonHasASwitchboard(t *testing.T) {
	_, rows, bad := readAll(t, "company,name,phone\nQuill & Sons Bindery,,212-555-0101\nNothing At All,,\n")
	if len(rows) != 1 || rows[0].Full != Switchboard {
		t.Errorf("%+v", rows)
	}
	if len(bad) != 1 || bad[0].Line != 3 {
		t.Errorf("%+v", bad)
	}
}

func TestANumberTellsTheCountry(t *testing.T) {
	_, rows, _ := readAll(t, "company,name,phone\nNordlys,Per Aas,+49 30 901820\nQuill,Ann,212-555-0101\n")
	if rows[0].Region != "DE" || !slices.Equal(rows[0].Zones, []string{"Europe/Berlin"}) {
		t.Errorf("a Berlin number is placed in %s, %v", rows[0].Region, rows[0].Zones)
	}
	if rows[1].Region != "US" || !slices.Equal(rows[1].Zones, []string{"America/New_York"}) {
		t.Errorf("a New York number is placed in %s, %v", rows[1].Region, rows[1].Zones)
	}
}

func TestAPersonsMappingWins(t *testing.T) {
	m, rows, _ := readAll(t, "Firm,Company,Who\nReal Ltd,Other,Ann Lee\n", "company=Firm", "name=who")
	if rows[0].Company != "Real Ltd" || rows[0].Full != "Ann Lee" || !slices.Equal(m.Unmapped, []string{"Company"}) {
		t.Errorf("%+v, unmapped %v", rows[0], m.Unmapped)
	}
	for _, bad := range []string{"company", "firm=Firm", "company=Nowhere"} {
		if _, err := m.Map([]string{bad}); err == nil {
			t.Errorf("--map %s was taken", bad)
		}
	}
}

func TestHostileCellsAreHarmless(t *testing.T) {
	_, rows, _ := readAll(t, "company,name,email\n\"\x1b[31mAcme\x1b[0m\u202egnp\",\"Eve\x07\r\nBcc: all\",e@acme.example\n")
	for _, s := range []string{rows[0].Company, rows[0].Full} {
		if strings.ContainsAny(s, "\x1b\x07\r\n\u202e") {
			t.Errorf("%q came through", s)
		}
	}
}

func TestAListWithoutACompanyIsRefused(t *testing.T) {
	if m, _, _ := readAll(t, "colour,size\nred,4\n"); m.Check() == nil {
		t.Error("a list without any company was taken")
	}
}

func TestOldLineEnds(t *testing.T) {
	_, rows, _ := readAll(t, "company,phone\rAcme,212-555-0101\rBeta,212-555-0102\r")
	if len(rows) != 2 || rows[1].Line != 3 {
		t.Errorf("%+v", rows)
	}
}

func FuzzClean(f *testing.F) {
	f.Add(plain)
	f.Add("a;b\n\"unclosed")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := opened(text)
		if err != nil {
			return
		}
		m := Guess(r.Header(), r.Sample())
		if r.Header() == nil {
			m = GuessHeadless(r.Sample())
		}
		for {
			rec, err := r.Next()
			if err != nil {
				return
			}
			row, rej := m.Clean(rec, "US")
			if rej == nil && (row.Key == "" || row.Full == "") {
				t.Fatalf("a row without company or person came through: %+v", row)
			}
		}
	})
}
