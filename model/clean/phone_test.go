package clean

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPhone(t *testing.T) {
	for _, c := range []struct {
		in, country string
		want        Number
	}{
		{"504-621-8927", "", Number{"(504) 621-8927", "+15046218927", "", true, "US", []string{"America/Chicago"}}},
		{"(617) 555-0142 x5610", "US", Number{"(617) 555-0142 x5610", "+16175550142", "5610", true, "US", []string{"America/New_York"}}},
		{"617.555.0142 ext. 12", "us", Number{"(617) 555-0142 x12", "+16175550142", "12", true, "US", []string{"America/New_York"}}},
		{"tel:+1-617-555-0142", "DE", Number{"+1 617-555-0142", "+16175550142", "", true, "US", []string{"America/New_York"}}},
		{"'+49 30 901820", "US", Number{"+49 30 901820", "+4930901820", "", true, "DE", []string{"Europe/Berlin"}}},
		{"0049 30 901820", "US", Number{"+49 30 901820", "+4930901820", "", true, "DE", []string{"Europe/Berlin"}}},
		{"030 901820", "Germany", Number{"030 901820", "+4930901820", "", true, "DE", []string{"Europe/Berlin"}}},
		{"+44 (0)20 7946 0958", "US", Number{"+44 20 7946 0958", "+442079460958", "", true, "GB", []string{"Europe/London"}}},
		{"416-555-0123", "US", Number{"+1 416-555-0123", "+14165550123", "", true, "CA", []string{"America/Toronto"}}},
		{"6175550142.0", "US", Number{"(617) 555-0142", "+16175550142", "", true, "US", []string{"America/New_York"}}},
		{"800-555-0199", "US", Number{"(800) 555-0199", "+18005550199", "", true, "US", nil}},
		{"900-555-0123", "US", Number{"(900) 555-0123", "+19005550123", "", true, "US", nil}},
		{"555-0142", "US", Number{Shown: "555-0142"}},
		{" ask\x1b[1m Mia ", "US", Number{Shown: "ask Mia"}},
		{"617-555-014", "US", Number{Shown: "617-555-014"}},
		{"504-621-8927", "Narnia", Number{Shown: "504-621-8927"}},
		{"+1 504-621-8927", "Narnia", Number{"+1 504-621-8927", "+15046218927", "", true, "US", []string{"America/Chicago"}}},
		{strings.Repeat("5", 200), "US", Number{Shown: strings.Repeat("5", 200)}},
		{"", "US", Number{}},
	} {
		if got := Phone(c.in, c.country); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("Phone(%q, %q) = %+v, want %+v", c.in, c.country, got, c.want)
		}
	}
}

// All hundred numbers set aside for fiction can be used in trials.
func TestFictionalNumbersAreValid(t *testing.T) {
	for i := range 100 {
		n := Phone(fmt.Sprintf("212-555-01%02d", i), "US")
		if !n.Valid || !slices.Equal(n.Zones, []string{"America/New_York"}) {
			t.Fatalf("555-01%02d: %+v", i, n)
		}
	}
}

func checkPhone(t interface {
	Helper()
	Fatalf(string, ...any)
}, in, country string) {
	t.Helper()
	n := Phone(in, country)
	if Text(n.Shown) != n.Shown {
		t.Fatalf("Phone(%q, %q) shows %q", in, country, n.Shown)
	}
	if !n.Valid {
		if n.E164 != "" || n.Ext != "" || n.Zones != nil || n.Country != "" || n.Shown != Text(in) {
			t.Fatalf("Phone(%q, %q) is invalid but says %+v", in, country, n)
		}
		return
	}
	if again := Phone(n.E164, country); again.E164 != n.E164 || again.Country != n.Country || !slices.Equal(again.Zones, n.Zones) {
		t.Fatalf("Phone(%q, %q) = %+v, but its E.164 reads as %+v", in, country, n, again)
	}
	if again := Phone(n.Shown, country); again.E164 != n.E164 || again.Ext != n.Ext || again.Shown != n.Shown {
		t.Fatalf("Phone(%q, %q) = %+v, but what it shows reads as %+v", in, country, n, again)
	}
}

func TestPhoneProperties(t *testing.T) {
	number := rapid.OneOf(
		rapid.StringMatching(`(\+1 ?)?\(?[2-9][0-9]{2}\)?[ .-]?[2-9][0-9]{2}[ .-]?[0-9]{4}( ?(x|ext\. |#)[0-9]{1,6})?`),
		rapid.StringMatching(`\+[1-9][0-9]{0,2} ?[0-9 ()-]{5,12}`),
		rapid.StringMatching(`0{0,2}[0-9 /-]{5,14}`),
		hostile(),
	)
	rapid.Check(t, func(t *rapid.T) {
		checkPhone(t, number.Draw(t, "number"), rapid.SampledFrom([]string{"", "US", "DE", "GB", "FR", "CA", "XX"}).Draw(t, "country"))
	})
}

func FuzzPhone(f *testing.F) {
	f.Add("(617) 555-0142 x5610", "US")
	f.Add("0049 30 901820", "US")
	f.Add("200 000B0", "GA") // its form at home reads as another number
	f.Add("+44 (0)20 7946 0958;ext=3", "GB")
	f.Add("001-672-799-2170x5610", "US")
	f.Add("030/901820, Ext: 7", "DE")
	f.Add("02 1234 5678", "IT")
	f.Add("+1 246 521 0123", "BB") // its seventh digit matters
	f.Fuzz(func(t *testing.T, s, country string) {
		checkPhone(t, s, country)
		var c comparison
		c.check(t, s, country)
	})
}

// listed are numbers as American lists hold them, every one with its own
// exchange, one in twenty from abroad; and the same all from abroad.
func listed(abroad int) []string {
	r := rand.New(rand.NewPCG(1, 1))
	areas := []int{201, 212, 305, 312, 404, 415, 416, 503, 512, 602, 604, 617, 702, 713, 800, 817, 905, 919, 972}
	out := make([]string, 1<<14)
	for i := range out {
		if r.IntN(100) < abroad {
			out[i] = fmt.Sprintf([]string{"+49 30 90%04d", "+44 20 7946 %04d", "+33 1 40 20 %04d", "+31 20 555 %04d"}[r.IntN(4)], r.IntN(10000))
			continue
		}
		form := []string{"(%d) %d-%04d", "%d-%d-%04d", "%d.%d.%04d", "+1 %d %d %04d", "1-%d-%d-%04d", "%d%d%04d", "001-%d-%d-%04dx5610", "%d-%d-%04d x12"}
		out[i] = fmt.Sprintf(form[r.IntN(len(form))], areas[r.IntN(len(areas))], 200+r.IntN(800), r.IntN(10000))
	}
	return out
}

// BenchmarkPhone reads the same lists by [Phone] and by the library alone, and
// gives the ratio.
func BenchmarkPhone(b *testing.B) {
	for name, abroad := range map[string]int{"american": 0, "mixed": 5, "abroad": 100} {
		numbers := listed(abroad)
		per := map[string]float64{}
		for _, way := range []struct {
			name string
			read func(s string)
		}{
			{"library", func(s string) { libraryPhone(Text(s), homeCountry("US"), s) }},
			{"quick", func(s string) { Phone(s, "US") }},
		} {
			b.Run(name+"/"+way.name, func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					way.read(numbers[i%len(numbers)])
					i++
				}
				per[way.name] = float64(b.Elapsed().Nanoseconds()) / float64(b.N)
				if per["library"] > 0 && per["quick"] > 0 {
					b.ReportMetric(per["library"]/per["quick"], "times-library")
				}
			})
		}
	}
}
