package clean

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestName(t *testing.T) {
	for in, want := range map[string]string{
		` "Acme, Inc." `: "Acme, Inc.", `"Big" and "Small"`: `"Big" and "Small"`, "'Acme'": "Acme", "Acme ,;": "Acme",
		"n/a": "", "-": "", "???": "", "IBM": "IBM", "“Quoted”": "Quoted", "O'Brien": "O'Brien", "": "",
	} {
		if got := Name(in); got != want {
			t.Errorf("Name(%q) = %q, want %q", in, got, want)
		}
	}
}

// Names in one group are the same person's or company's; names of different groups are not.
func sameKeys(t *testing.T, key func(string) string, groups [][]string) {
	t.Helper()
	seen := map[string]string{}
	for _, g := range groups {
		want := key(g[0])
		if other, dup := seen[want]; dup {
			t.Errorf("%q and %q share the key %q", g[0], other, want)
		}
		seen[want] = g[0]
		for _, s := range g[1:] {
			if got := key(s); got != want {
				t.Errorf("key of %q is %q, of %q %q", s, got, g[0], want)
			}
		}
	}
}

func TestNameKey(t *testing.T) {
	sameKeys(t, NameKey, [][]string{
		{"Mia Halvorsen", "MIA HALVORSEN", "Halvorsen, Mia", "Dr. Mia Halvorsen", "Mia Halvorsen, Ph.D.", " Mia\tHalvorsen, CPA "},
		{"Mia Halversen"},
		{"José Nuñez", "Jose Nunez", "JOSÉ NUÑEZ", "Jose\u0301 Nun\u0303ez"},
		{"Sean O'Brien", "Sean O’Brien", "sean obrien"},
		{"Anne Smith-Jones", "Anne Smith Jones"},
		{"Robert Smith"},
		{"Robert Smith Jr.", "Smith, Robert, Jr.", "Robert Smith, Jr"},
		{"J.R.R. Tolkien", "J R R Tolkien", "J. R. R. Tolkien"},
		{"Jürgen Groß", "Jurgen Gross"},
		{"Søren Ærø", "Soren Aero"},
		{""},
	})
}

func TestCompanyKey(t *testing.T) {
	sameKeys(t, CompanyKey, [][]string{
		{"Halvorsen Freight, Inc.", "HALVORSEN FREIGHT", "The Halvorsen Freight Company", "Halvorsen Freight L.L.C.", "Halvorsen Freight Co., Ltd."},
		{"Halvorsen Logistics"},
		{"Müller & Söhne GmbH & Co. KG", "Muller und Sohne", "Müller and Söhne GmbH"},
		{"J.P. Morgan", "J P Morgan", "JP Morgan & Co."},
		{"Novo Nordisk A/S", "Novo Nordisk AS"},
		{"Société Générale S.A.", "Societe Generale", "Société Générale S. A."},
		{"Acme Pty Ltd", "ACME PTY. LTD."},
		{"AT&T Inc.", "AT & T"},
		{"The Company"},
		{"Ltd"},
		{"McDonald's", "McDonalds"},
		{"Ferrari S.p.A.", "Ferrari"},
		{"Philips B.V.", "Philips"},
		{"3M"},
		{"北京公司"},
	})
}

func TestKeysAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(hostile(), rapid.StringMatching(`((dr|the|a|b|and|inc|jr|phd|St|co|X1|,|\.|n/a|www\.)[ .&,]{0,2}){0,7}`)).Draw(t, "text")
		for name, f := range map[string]func(string) string{
			"Name": Name, "NameKey": NameKey, "CompanyKey": CompanyKey, "Domain": Domain, "CSVCell": CSVCell,
			"EmailKey": func(s string) string { k, _ := EmailKey(s); return k },
		} {
			if once := f(s); f(once) != once {
				t.Fatalf("%s twice of %q: %q, then %q", name, s, once, f(once))
			}
		}
		if k := NameKey(s); strings.ToLower(k) != k || strings.ContainsAny(k, ",.'\"&|") {
			t.Fatalf("NameKey(%q) = %q", s, k)
		}
		SplitName(s)
	})
}

func TestSplitName(t *testing.T) {
	for in, want := range map[string][2]string{
		"Mia Halvorsen": {"Mia", "Halvorsen"}, "Ludwig van Beethoven": {"Ludwig", "van Beethoven"}, "Halvorsen, Mia": {"Mia", "Halvorsen"},
		"Mary Ann Smith": {"Mary Ann", "Smith"}, "Dr. Robert Smith Jr.": {"Robert", "Smith"}, "Robert Smith, Ph.D.": {"Robert", "Smith"},
		"Smith, Mary, CPA": {"Mary", "Smith"}, "Prince": {"Prince", ""}, "": {"", ""}, "Oscar de la Renta": {"Oscar", "de la Renta"},
		"Van Morrison": {"Van", "Morrison"}, "Juan Carlos de Borbón III": {"Juan Carlos", "de Borbón"}, "Ms Beth O'Neil": {"Beth", "O'Neil"},
		"van der Berg, Jan": {"Jan", "van der Berg"},
	} {
		if g, f := SplitName(in); g != want[0] || f != want[1] {
			t.Errorf("SplitName(%q) = %q, %q; want %q", in, g, f, want)
		}
	}
}

func TestEmailKey(t *testing.T) {
	for in, want := range map[string]string{
		" Mia.Halvorsen@Example.COM ": "mia.halvorsen@example.com", "mailto:a@b.io": "a@b.io", `"Mia H" <mia@x.example>`: "mia@x.example",
		"a+tag@b.co.uk": "a+tag@b.co.uk", "o'brien@x.ie": "o'brien@x.ie", "info@müller.de": "info@müller.de", "a\u200b@b.io": "a@b.io",
		"": "", "a@b": "", "@b.io": "", "a@": "", "a b@c.io": "", "a..b@c.io": "", ".a@c.io": "", "a@-c.io": "", "a@c..io": "",
		"a@b@c.io": "", "a@127.0.0.1": "", "a@b.io, c@d.io": "", "n/a": "", strings.Repeat("x", 65) + "@b.io": "",
	} {
		if got, ok := EmailKey(in); got != want || ok != (want != "") {
			t.Errorf("EmailKey(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
}

func TestDomain(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.Halvorsen.example:8080/about?x=1#y": "halvorsen.example", "halvorsen.example": "halvorsen.example",
		"mia@halvorsen.example": "halvorsen.example", "http://user:pw@acme.io/": "acme.io", "//acme.io": "acme.io", "www.acme.co.uk.": "acme.co.uk",
		"mia@gmail.com": "", "mia@yahoo.co.uk": "", "mia@hotmail.fr": "", "x@web.de": "", "mia@livenation.com": "livenation.com", "a@outlook.com.au": "",
		"linkedin.com/company/acme": "", "https://www.linkedin.com": "linkedin.com", "medium.com/@acme.io": "", "shop.acme.com": "shop.acme.com",
		"http://192.168.0.1/": "", "localhost": "", "n/a": "", "": "", "acme": "", "http://www.jeffreyjames.com": "jeffreyjames.com",
	} {
		if got := Domain(in); got != want {
			t.Errorf("Domain(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFreeMailStandsInOrder(t *testing.T) {
	if !slices.IsSorted(freeMail) {
		t.Error("the list is searched by halves but is not sorted")
	}
}

func TestPlaceKey(t *testing.T) {
	for _, g := range [][][3]string{
		{{"Boston", "MA", "US"}, {"BOSTON", "Massachusetts", "United States"}, {"Boston", " Massachusetts ", ""}, {"boston", "ma", "U.S.A."}},
		{{"St. Louis", "MO", "USA"}, {"Saint Louis", "Missouri", "us"}},
		{{"Montréal", "QC", "CA"}, {"Montreal", "Quebec", "Canada"}},
		{{"München", "", "DE"}, {"Munchen", "", "Germany"}, {"München", "", "Deutschland"}},
		{{"Berlin", "BE", "DE"}},
		{{"London", "", "UK"}, {"London", "", "Great Britain"}},
		{{"", "", ""}},
	} {
		want := PlaceKey(g[0][0], g[0][1], g[0][2])
		for _, p := range g[1:] {
			if got := PlaceKey(p[0], p[1], p[2]); got != want {
				t.Errorf("PlaceKey(%q) = %q, want %q", p, got, want)
			}
		}
	}
	if got := PlaceKey("Boston", "MA", ""); got != "boston|ma|us" {
		t.Errorf("a key looks like %q", got)
	}
	if got := PlaceKey("Dessau", "DE", "Germany"); got != "dessau|de|de" {
		t.Errorf("a German state became %q", got)
	}
}

func TestCSVCell(t *testing.T) {
	for _, safe := range []string{"", "Acme", "-5", "-1,250.00", "+49 30 901820", "+1 617-555-0142 x12", "(617) 555-0142", "-12%", "a=b", "x@y.io", "5"} {
		if got := CSVCell(safe); got != safe {
			t.Errorf("CSVCell(%q) = %q", safe, got)
		}
	}
	for _, bad := range []string{"=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "-", "+", "＝1", "-x", "+A1", "+123 x"} {
		if got := CSVCell(bad); got != "'"+bad {
			t.Errorf("CSVCell(%q) = %q", bad, got)
		}
	}
}

func TestCountry(t *testing.T) {
	for in, want := range map[string]string{"usa": "US", "U.K.": "GB", "de": "DE", "Österreich": "AT", "Narnia": "", "": "", "The Netherlands": "NL", "U. S. A.": "US"} {
		if got := Country(in); got != want {
			t.Errorf("Country(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCallingCode(t *testing.T) {
	for in, want := range map[string]string{"+16175550142": "1", "+4930901820": "49", "+353861234567": "353", "+442071234567": "44", "+80012345678": "800",
		"+0123": "", "6175550142": "", "": "", "+": "", "+1": "1"} {
		if got := CallingCode(in); got != want {
			t.Errorf("%s has %q, want %q", in, got, want)
		}
	}
}

func TestBareIsHowASearchCompares(t *testing.T) {
	for in, want := range map[string]string{"Müller": "muller", "MULLER": "muller", "São José": "sao jose", "Ångström 1/2": "angstrom 1/2", "Straße": "straße"} {
		if got := Bare(in); got != want {
			t.Errorf("%s is %q, want %q", in, got, want)
		}
	}
}
