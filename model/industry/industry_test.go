package industry_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ripen/model"
	"ripen/model/industry"
)

const small = `# NAICS 2022
31-33	Manufacturing
312	Beverage and Tobacco Product Manufacturing
3121	Beverage Manufacturing
31212	Breweries
312120	Breweries
48-49	Transportation and WarehousingT
484	Truck Transportation
4841	General Freight TruckingT
484110	General Freight Trucking, Local
488	Support Activities for Transportation
4885	Freight Transportation ArrangementT
488510	Freight Transportation Arrangement
`

const groups = `# SIC 1987
E	Transportation	40-49
42	Motor Freight Transportation and Warehousing
44	Water Transportation
`

func parse(t testing.TB, s string) *industry.Table {
	t.Helper()
	tab, err := industry.ParseTSV([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func codes(cs []industry.Code) string {
	var out []string
	for _, c := range cs {
		out = append(out, c.Code)
	}
	return strings.Join(out, " ")
}

func TestCleanTitle(t *testing.T) {
	for in, want := range map[string]string{
		"Crop ProductionT ":            "Crop Production",
		"Mining (except Oil and Gas)T": "Mining (except Oil and Gas)",
		"Natural Gas Extraction\u00a0": "Natural Gas Extraction",
		"Household Equipment":          "Household Equipment",
		"Managed IT":                   "Managed IT",
		"AT&T":                         "AT&T",
		"T":                            "T",
		"  a \t b ":                    "a b",
	} {
		if got := industry.CleanTitle(in); got != want {
			t.Errorf("CleanTitle(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLookupAsTyped(t *testing.T) {
	tab := parse(t, small)
	for in, want := range map[string]string{
		" 488510 ": "488510", "48-8510": "488510", "48": "48-49", "49": "48-49", "31–33": "31-33", "4885": "4885",
	} {
		if c, ok := tab.Lookup(in); !ok || c.Code != want || c.Scheme != industry.NAICS {
			t.Errorf("Lookup(%q) = %v, %v", in, c, ok)
		}
	}
	for _, in := range []string{"", "488519", "31-32", "48x", "5", "4885100", "-", "34"} {
		if c, ok := tab.Lookup(in); ok {
			t.Errorf("Lookup(%q) = %v", in, c)
		}
	}
}

func TestSearchOrder(t *testing.T) {
	tab := parse(t, small)
	for in, want := range map[string]string{
		"4885":            "4885 488510",
		"48":              "48-49 484 4841 484110 488 4885 488510",
		"freight":         "488510 484110 4885 4841",
		"FREIGHT truck":   "484110 4841",
		"frei arrang":     "488510 4885",
		"brewery":         "312120 31212",
		"bréweries":       "312120 31212",
		"4885 freight":    "4885 488510",
		"and":             "312 48-49",
		"freight and tru": "484110 4841",
		"frozen":          "",
		"":                "",
		"!?":              "",
	} {
		if got := codes(tab.Search(in, 0)); got != want {
			t.Errorf("Search(%q) = %q, want %q", in, got, want)
		}
	}
	if got := codes(tab.Search("48", 2)); got != "48-49 484" {
		t.Errorf("two of 48: %q", got)
	}
}

func TestMajorGroupsStandForFourDigits(t *testing.T) {
	tab := parse(t, groups)
	for in, want := range map[string]string{
		"freight": "4200", "42": "4200", "421": "4210", "4213": "4213", "4": "4200 4400", "43": "", "4300": "", "transportation": "4400 4200",
	} {
		if got := codes(tab.Search(in, 0)); got != want {
			t.Errorf("Search(%q) = %q, want %q", in, got, want)
		}
	}
	if got := codes(tab.Within("4213")); got != "E 42" {
		t.Errorf("4213 lies within %q", got)
	}
	full := parse(t, "# SIC 1987\n4213\tTrucking, Except Local\n").WithHeadings(tab)
	if _, ok := full.Lookup("4214"); ok || !full.Complete() {
		t.Error("a table with four digits accepts a code that it does not hold")
	}
	if c, ok := full.Lookup("4213"); !ok || c.Title != "Trucking, Except Local" || codes(full.Within("4213")) != "E 42" {
		t.Errorf("4213 = %v within %v", c, full.Within("4213"))
	}
	if got := codes(full.Search("freight", 0)); got != "" {
		t.Errorf("a heading of a full table was offered: %q", got)
	}
}

func TestWithinNAICS(t *testing.T) {
	tab := parse(t, small)
	if got := codes(tab.Within("488510")); got != "48-49 488 4885" {
		t.Errorf("488510 lies within %q", got)
	}
	if got := tab.Within("31-33"); len(got) != 0 {
		t.Errorf("a sector lies within %v", got)
	}
}

func TestParseRefuses(t *testing.T) {
	for name, in := range map[string]string{
		"no vintage": "11\tA\n", "unknown scheme": "# ISIC 4\n11\tA\n", "empty": "", "no rows": "# NAICS 2017\n",
		"no title": "# NAICS 2017\n11\t \n", "two titles": "# NAICS 2017\n11\tA\n11\tB\n", "letters": "# NAICS 2017\n1x\tA\n",
		"no tab": "# NAICS 2017\n11 A\n", "bad span": "# SIC 1987\nA\tFarms\t9-1\n", "not text": "# NAICS 2017\n11\t\xff\n",
	} {
		if _, err := industry.ParseTSV([]byte(in)); model.CodeOf(err) != model.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEncodeRoundTrip(t *testing.T) {
	for _, in := range []string{small, groups} {
		tab := parse(t, in)
		again := parse(t, string(tab.Encode()))
		if string(again.Encode()) != string(tab.Encode()) || again.Len() != tab.Len() || again.Vintage() != tab.Vintage() {
			t.Errorf("%s: changed by a round trip", tab.Vintage())
		}
	}
}

func TestWhatIsFoundCanBePicked(t *testing.T) {
	tabs := []*industry.Table{parse(t, small), parse(t, groups)}
	rapid.Check(t, func(t *rapid.T) {
		tab := rapid.SampledFrom(tabs).Draw(t, "table")
		q := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9-]{0,7}`), rapid.StringMatching(`(tr|fre|b|and|man)[a-z]{0,3}( [a-z4]{1,3})?`)).Draw(t, "query")
		all := tab.Search(q, 0)
		for i, c := range all {
			if got, ok := tab.Lookup(c.Code); !ok || got != c {
				t.Fatalf("%q offered %v, which Lookup answers with %v, %v", q, c, got, ok)
			}
			if slices.Index(all, c) != i {
				t.Fatalf("%q offered %v twice", q, c)
			}
		}
		if n := rapid.IntRange(1, 4).Draw(t, "limit"); !slices.Equal(tab.Search(q, n), all[:min(n, len(all))]) {
			t.Fatalf("%q with limit %d is no beginning of %v", q, n, all)
		}
	})
}

func FuzzParseTSV(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(groups))
	f.Fuzz(func(t *testing.T, b []byte) {
		tab, err := industry.ParseTSV(b)
		if err != nil {
			return
		}
		again, err := industry.ParseTSV(tab.Encode())
		if err != nil || again.Len() != tab.Len() {
			t.Fatalf("%q does not read its own writing: %v", b, err)
		}
		tab.Search("a b", 3)
	})
}
