package match

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var at = Record{Company: "Halvorsen Freight Inc", Domain: "halvorsen.example", Phones: []string{"+16175550100"}, Street: "12 Harbor Street", City: "Boston", State: "MA", Zip: "02110", Country: "US"}

func with(change func(*Record)) Record {
	r := at
	change(&r)
	return r
}

func TestPeople(t *testing.T) {
	mia := with(func(r *Record) { r.Name, r.Emails = "Mia Halvorsen", []string{"mia@halvorsen.example"} })
	noMail := with(func(r *Record) { r.Name = "Mia Halvorsen" })
	for name, c := range map[string]struct {
		a, b Record
		want Verdict
		why  string
	}{
		"one letter off":                  {mia, with(func(r *Record) { r.Name = "Mia Halverson" }), Near, "same number; family name two letters off; same company; same street"},
		"changed over":                    {mia, with(func(r *Record) { r.Name = "Halvorsen Mia" }), Near, "given and family name changed over"},
		"another domain":                  {with(func(r *Record) { r.Name, r.Emails = "Mia Halvorsen", []string{"m.halvorsen@halvorsen.example"} }), Record{Name: "Mia Halvorsen", Emails: []string{"m.halvorsen@gmail.com"}, City: "Boston", State: "MA"}, Near, "same e-mail name at another domain"},
		"nickname":                        {with(func(r *Record) { r.Name = "William Reed" }), with(func(r *Record) { r.Name = "Bill Reed" }), Near, "same name in short"},
		"initial":                         {with(func(r *Record) { r.Name = "W. Reed" }), with(func(r *Record) { r.Name = "William Reed" }), Near, "initial"},
		"same address":                    {mia, with(func(r *Record) { r.Name, r.Emails = "M. H.", mia.Emails }), Same, "same e-mail"},
		"number and name":                 {noMail, Record{Name: "Halvorsen, Mia", Phones: at.Phones}, Same, "same number and name"},
		"colleagues on one line":          {noMail, with(func(r *Record) { r.Name = "Ana Ruiz" }), Apart, ""},
		"brothers on one line":            {with(func(r *Record) { r.Name = "Karl Halvorsen" }), with(func(r *Record) { r.Name = "Kurt Halvorsen" }), Apart, ""},
		"Maria and Mario":                 {with(func(r *Record) { r.Name = "Maria Berg" }), with(func(r *Record) { r.Name = "Mario Berg" }), Apart, ""},
		"father and son":                  {with(func(r *Record) { r.Name = "Robert Reed Sr." }), with(func(r *Record) { r.Name = "Robert Reed Jr" }), Apart, ""},
		"spelt so in their own addresses": {with(func(r *Record) { r.Name, r.Emails = "Kari Moen", []string{"kari.moen@h.example"} }), with(func(r *Record) { r.Name, r.Emails = "Karin Moen", []string{"karin.moen@h.example"} }), Apart, ""},
		"a common name elsewhere":         {with(func(r *Record) { r.Name = "John Smith" }), Record{Name: "John Smith", Company: "Birch Hill Clinics", City: "Boston", State: "MA", Phones: []string{"+16175559999"}}, Apart, ""},
		"nobody's name":                   {with(func(r *Record) { r.Name = "switchboard" }), with(func(r *Record) { r.Name = "switchboard" }), Apart, ""},
	} {
		got := Score(c.a, c.b)
		if got.Verdict != c.want || !strings.Contains(got.Why, c.why) {
			t.Errorf("%s: %+v, want verdict %d and %q", name, got, c.want, c.why)
		}
	}
}

func TestCompanies(t *testing.T) {
	base := with(func(r *Record) { r.Domain = "" })
	for name, c := range map[string]struct {
		b    Record
		want Verdict
	}{
		"letters changed over":             {with(func(r *Record) { r.Company, r.Domain = "Halvorsen Frieght", "" }), Near},
		"a general word more":              {with(func(r *Record) { r.Company, r.Domain = "Halvorsen Freight Group", "" }), Near},
		"same name and place":              {Record{Company: "HALVORSEN FREIGHT LLC", City: "Boston", State: "Massachusetts"}, Same},
		"another trade in the same street": {with(func(r *Record) { r.Company, r.Domain = "Halvorsen Bakery", "" }), Apart},
		"a branch in another city":         {Record{Company: "Halvorsen Freight", City: "Austin", State: "TX", Phones: []string{"+15125550100"}}, Apart},
		"a branch with the same number":    {Record{Company: "Halvorsen Freight", City: "Quincy", State: "MA", Zip: "02169", Phones: at.Phones, Street: "12 Harbor St"}, Near},
	} {
		if got := ScoreCompanies(base, c.b); got.Verdict != c.want {
			t.Errorf("%s: %+v, want %d", name, got, c.want)
		}
	}
	if got := ScoreCompanies(Record{Company: "Teamsters Local 12", City: "Boston", State: "MA"}, Record{Company: "Teamsters Local 14", City: "Boston", State: "MA"}); got.Verdict != Apart {
		t.Errorf("two locals: %+v", got)
	}
}

// Whatever is in a list, comparing ends, has no order, and knows itself.
func TestScoresAreSymmetric(t *testing.T) {
	word := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"Mia Halvorsen", "Halvorsen", "北京 公司", "Jr", "Ö", "1", "Bob Smith III", "-"}))
	some := rapid.SliceOfN(rapid.OneOf(rapid.StringMatching(`\+1[0-9]{10}`), rapid.StringMatching(`[a-z]{1,6}@[a-z]{1,4}\.example`), rapid.String()), 0, 2)
	draw := func(t *rapid.T, n string) Record {
		return Record{Name: word.Draw(t, n), Company: word.Draw(t, n), Street: word.Draw(t, n), City: word.Draw(t, n), Zip: word.Draw(t, n), Domain: word.Draw(t, n), Phones: some.Draw(t, n), Emails: some.Draw(t, n)}
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw(t, "a"), draw(t, "b")
		for _, score := range []func(a, b Record) Result{Score, ScoreCompanies} {
			x, y := score(a, b), score(b, a)
			if x.Verdict != y.Verdict || x.Score != y.Score {
				t.Fatalf("%+v, the other way round %+v", x, y)
			}
			if x.Score < 0 || x.Score > 100 || x.Verdict == Near && (x.Score < 60 || x.Score > 99) {
				t.Fatalf("a score of %d with verdict %d", x.Score, x.Verdict)
			}
		}
		Keys(a)
		CompanyKeys(b)
	})
}
