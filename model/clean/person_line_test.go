package clean_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"ripen/model"
	"ripen/model/clean"
)

func TestPersonLine(t *testing.T) {
	for line, want := range map[string]clean.Person{
		"Tor Lind, IT lead, 617 555 0143, tor@x.example": {"Tor Lind", "IT lead", "617 555 0143", "tor@x.example"},
		"Tor Lind":          {Name: "Tor Lind"},
		"Tor Lind, IT lead": {Name: "Tor Lind", Title: "IT lead"},
		"tor@x.example, Tor Lind, (617) 555-0143 x12":                 {"Tor Lind", "", "(617) 555-0143 x12", "tor@x.example"},
		"Tor Lind 617.555.0143 tor@x.example":                         {"Tor Lind", "", "617.555.0143", "tor@x.example"},
		"Tor Lind <tor@x.example>; tel: +44 20 7946 0143":             {"Tor Lind", "", "+44 20 7946 0143", "tor@x.example"},
		"Mia Halvorsen | Director, Operations | mobile: 617-555-0142": {"Mia Halvorsen", "Director, Operations", "617-555-0142", ""},
		"Lind, Tor, 617 555 0143":                                     {Name: "Tor Lind", Phone: "617 555 0143"},
		"van Beethoven, Ludwig":                                       {Name: "Ludwig van Beethoven"},
		"Mia, CFO":                                                    {Name: "Mia", Title: "CFO"},
		"Mia, plant manager":                                          {Name: "Mia", Title: "plant manager"},
		"Sam Poole, Jr., fleet":                                       {Name: "Sam Poole Jr.", Title: "fleet"},
		"Dr. O. Okafor, PhD, head of IT":                              {Name: "Dr. O. Okafor PhD", Title: "head of IT"},
		"Ana Ruiz (plant manager)":                                    {Name: "Ana Ruiz", Title: "plant manager"},
		"William (Bill) Smith":                                        {Name: "William (Bill) Smith"},
		"tor@x.example":                                               {Email: "tor@x.example"},
		"+1 617 555 0143":                                             {Phone: "+1 617 555 0143"},
		"Route 66 planner":                                            {Name: "Route 66 planner"},
		"\x1b[31mTor\x07 Lind\u202e, 617 555 0143":                    {Name: "Tor Lind", Phone: "617 555 0143"},
		"": {},
	} {
		got, err := clean.PersonLine(line)
		if err != nil || got != want {
			t.Errorf("%q is %+v, %v; want %+v", line, got, err, want)
		}
	}
	for _, line := range []string{"Tor Lind, 617 555 0143, 617 555 0199", "tor@x.example lind@x.example"} {
		if p, err := clean.PersonLine(line); model.CodeOf(err) != model.Invalid || p != (clean.Person{}) {
			t.Errorf("%q is %+v, %v", line, p, err)
		}
	}
}

// TestNothingTypedIsLost: every letter and digit of a line stands in a field.
func TestNothingTypedIsLost(t *testing.T) {
	count := func(s string) map[rune]int {
		out := map[rune]int{}
		for _, r := range s {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				out[r]++
			}
		}
		return out
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"Tor Lind", "Lind", "Tor", "IT lead", "617 555 0143", "tor@x.example", "Jr.", "PhD", "(buyer)",
			"van der Berg", "head, of, it", "東京", "12", "x", "+", "@", "((", "Å"}), 0, 6).Draw(t, "parts")
		line := strings.Join(parts, rapid.SampledFrom([]string{", ", " ", "; ", " | "}).Draw(t, "sep"))
		p, err := clean.PersonLine(line)
		if err != nil {
			return
		}
		want, got := count(line), count(p.Name+p.Title+p.Phone+p.Email)
		for r, n := range want {
			if got[r] != n {
				t.Fatalf("%q is %+v: %q is lost", line, p, r)
			}
		}
	})
}
