package clean

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// twins are the functions that each row of an import passes, quick and plain.
var twins = []struct {
	name         string
	quick, plain func(string) any
}{
	{"Text", func(s string) any { return Text(s) }, func(s string) any { return plainText(s) }},
	{"Block", func(s string) any { return Block(s) }, func(s string) any { return plainBlock(s) }},
	{"Name", func(s string) any { return Name(s) }, func(s string) any { return plainName(s) }},
	{"NameKey", func(s string) any { return NameKey(s) }, func(s string) any { return plainNameKey(s) }},
	{"CompanyKey", func(s string) any { return CompanyKey(s) }, func(s string) any { return plainCompanyKey(s) }},
	{"Country", func(s string) any { return Country(s) }, func(s string) any { return plainCountry(s) }},
	{"Domain", func(s string) any { return Domain(s) }, func(s string) any { return plainDomain(s) }},
	{"EmailKey", func(s string) any { k, ok := EmailKey(s); return [2]any{k, ok} }, func(s string) any { k, ok := plainEmailKey(s); return [2]any{k, ok} }},
	{"PlaceKey", func(s string) any { return placeOf(PlaceKey, s) }, func(s string) any { return placeOf(plainPlaceKey, s) }},
}

// placeOf reads "city|state|country", and a bare word in each of the places.
func placeOf(key func(city, state, country string) string, s string) any {
	parts := append(strings.SplitN(s, "|", 3), "", "")
	return [3]string{key(parts[0], parts[1], parts[2]), key("", s, ""), key(s, "", s)}
}

func checkTwins(t interface {
	Helper()
	Fatalf(string, ...any)
}, s string) {
	t.Helper()
	for _, f := range twins {
		if got, want := f.quick(s), f.plain(s); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s(%q) = %q, in its plain form %q", f.name, s, got, want)
		}
	}
}

func TestQuickFormsArePlainOnes(t *testing.T) {
	for r := rune(0); r < 0x3100; r++ { // letters and signs by themselves and in words
		if r > 0x400 { // behind all that has a quick way
			r += 10
		}
		for _, form := range []string{"%c", "a%c", "%cb c", "A %c1@x%c.de", "%c\u0301", "%c, n%c", "%c/a", "\"%c\""} {
			checkTwins(t, strings.ReplaceAll(form, "%c", string(r)))
		}
	}
	for _, list := range []string{countries, states, provinces} {
		for _, w := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '\n' }) {
			code, name, _ := strings.Cut(w, " ")
			for _, s := range []string{w, code, name, strings.ToUpper(w), "x|" + name + "|", "x|" + code + "|ca", "x|" + code + "|us", "|" + name + "|usa"} {
				checkTwins(t, s)
			}
		}
	}
	for _, s := range realistic() {
		checkTwins(t, s)
	}
	piece := rapid.OneOf(hostile(), rapid.SampledFrom(realistic()), rapid.StringMatching(
		`(([Dd]r|The|A|b|J\.|R\.|and|&|Inc\.?|S\.A\.|jr|Ph\.D\.|St|Müller|Łódź|n/a|www\.|https://|x@|acme|\.com|,|\.|"|'|\||US|u\.k\.)[ .&,]{0,2}){0,7}`))
	rapid.Check(t, func(t *rapid.T) { checkTwins(t, piece.Draw(t, "text")) })
}

func FuzzQuickForms(f *testing.F) {
	for _, s := range append(realistic(), "\u00c0 \u024f\u0250", "K/A", "(\u2018)", "J. P. \"Acme\" Co., Inc. & Sons", "Boston|MA|US") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkTwins(t, s) })
}

// realistic are cells as lists hold them, most of them clean.
func realistic() []string {
	return []string{"Mia Halvorsen", "Halvorsen, Mia", "Dr. Robert Smith Jr.", "José Nuñez", "Mary Ann O'Neil", "J. R. Ewing", "JAMES BUTT",
		"Halvorsen Freight, Inc.", "Müller Spedition und Söhne GmbH & Co. KG", "The Acme Company", "Benton, John B Jr", "AT&T Inc.", "Chanay Holdings LLC",
		"mia.halvorsen@example.com", "JBUTT@Gmail.com", "https://www.halvorsen.example/about", "www.acme.co.uk", "halvorsen.example",
		"New Orleans", "St. Louis", "Massachusetts", "MA", "LA", "United States", "US", "USA", "UK", "u.k.", "de", "Germany", "Boston|Massachusetts|United States",
		"Vice President, Operations", "6649 N Blue Gum St", "70116", "$5.2M", "2,500", "", "", " padded ", "Two  blanks", "São Paulo", "Łódź", "n/a"}
}

// BenchmarkRow passes cells of a realistic list through each function, in its
// plain form and in its quick one.
func BenchmarkRow(b *testing.B) {
	cells := realistic()
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
	calls := map[string][2]func(string){
		"Text":       {func(s string) { plainText(s) }, func(s string) { Text(s) }},
		"Name":       {func(s string) { plainName(s) }, func(s string) { Name(s) }},
		"NameKey":    {func(s string) { plainNameKey(s) }, func(s string) { NameKey(s) }},
		"CompanyKey": {func(s string) { plainCompanyKey(s) }, func(s string) { CompanyKey(s) }},
		"Country":    {func(s string) { plainCountry(s) }, func(s string) { Country(s) }},
		"Domain":     {func(s string) { plainDomain(s) }, func(s string) { Domain(s) }},
		"EmailKey":   {func(s string) { plainEmailKey(s) }, func(s string) { EmailKey(s) }},
		"PlaceKey":   {func(s string) { plainPlaceKey(s, "Louisiana", "US") }, func(s string) { PlaceKey(s, "Louisiana", "US") }},
	}
	names := make([]string, 0, len(calls))
	for name := range calls {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for i, way := range []string{"plain", "quick"} {
			b.Run(fmt.Sprint(name, "/", way), func(b *testing.B) {
				b.ReportAllocs()
				n := 0
				for b.Loop() {
					calls[name][i](cells[n%len(cells)])
					n++
				}
			})
		}
	}
}
