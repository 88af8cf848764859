package calendar

import (
	"slices"
	"strings"
	"testing"

	"ripen/model"
)

func TestRegionOf(t *testing.T) {
	for _, c := range []struct {
		country, state string
		want           model.Region
	}{
		{"USA", "Massachusetts", "US-MA"},
		{"United States", "ma", "US-MA"},
		{"U.S.A.", " M.A. ", "US-MA"},
		{"The United States of America", "", "US"},
		{"us", "US-NY", "US-NY"},
		{"US", "Massachusets", "US"}, // a slip leaves the country
		{"US", "Washington", "US-WA"},
		{"US", "D.C.", "US-DC"},
		{"UK", "", "GB"},
		{"United Kingdom", "Scotland", "GB-SCT"},
		{"Northern Ireland", "", "GB-NIR"},
		{"Ireland", "", "IE"},
		{"Deutschland", "Bayern", "DE-BY"},
		{"germany", "Baden-Wuerttemberg", "DE-BW"},
		{"DEU", "Thüringen", "DE-TH"},
		{"Schweiz", "Zürich", "CH-ZH"},
		{"Österreich", "Wien", "AT"},
		{"Canada", "Québec", "CA-QC"},
		{"CA", "", "CA"},
		{"Australia", "nsw", "AU-NSW"},
		{"Puerto Rico", "", "US-PR"},
		{"the Netherlands", "", "NL"},
		{"中国", "", "CN"},
		{"", "MA", ""},
		{"", "", ""},
		{"XX", "MA", ""},
		{"Ruritania", "", ""},
	} {
		if got := RegionOf(c.country, c.state); got != c.want {
			t.Errorf("RegionOf(%q, %q) = %q, want %q", c.country, c.state, got, c.want)
		}
	}
}

func TestZonesOf(t *testing.T) {
	for _, c := range []struct {
		country, state string
		want           []string
	}{
		{"US", "MA", []string{"America/New_York"}},
		{"USA", "Tennessee", []string{"America/Chicago", "America/New_York"}},
		{"US", "HI", []string{"Pacific/Honolulu"}},
		{"US", "AP", nil},
		{"DE", "", []string{"Europe/Berlin"}},
		{"DE", "BY", []string{"Europe/Berlin"}},
		{"Scotland", "", []string{"Europe/London"}},
		{"Spain", "Canarias", []string{"Atlantic/Canary"}},
		{"AU", "WA", []string{"Australia/Perth"}},
		{"Puerto Rico", "", []string{"America/Puerto_Rico"}},
		{"", "MA", nil},
		{"Ruritania", "", nil},
	} {
		if got := ZonesOf(c.country, c.state); !slices.Equal(got, c.want) {
			t.Errorf("ZonesOf(%q, %q) = %v, want %v", c.country, c.state, got, c.want)
		}
	}
	if got := len(ZonesOf("US", "")); got != 6 {
		t.Errorf("the US has %d candidates, want 6", got)
	}
	for _, several := range []string{"CA", "AU", "BR", "MX", "RU", "ID"} {
		if got := ZonesOf(several, ""); len(got) < 3 {
			t.Errorf("%s has only %v", several, got)
		}
	}
	ZonesOf("US", "MA")[0] = "spoilt"
	if got := ZonesOf("US", "MA")[0]; got != "America/New_York" {
		t.Errorf("a caller changed the table: %s", got)
	}
}

// Every row must be usable: zones that exist, no name of two places, and a
// place for every calendar.
func TestTables(t *testing.T) {
	names := make(map[string]string)
	claim := func(name, by string) {
		if was, taken := names[name]; taken && was != by {
			t.Errorf("%q names both %s and %s", name, was, by)
		}
		names[name] = by
	}
	listed := make(map[model.Region]bool)
	for _, c := range countries {
		listed[model.Region(c.code)] = true
		for _, n := range append(strings.Split(c.names, "|"), c.code, c.code3) {
			claim(fold(n), c.code)
		}
		zones, err := LoadZones(strings.Fields(c.zones))
		if err != nil || len(zones) == 0 {
			t.Errorf("%s: zones %v, %v", c.code, zones, err)
		}
	}
	for _, d := range divisions {
		listed[d.code] = true
		in := d.code.Country()
		if !listed[model.Region(in)] {
			t.Errorf("%s is in no country of the table", d.code)
		}
		for _, n := range append(strings.Split(d.names, "|"), string(d.code)[3:]) {
			claim(in+" "+fold(n), string(d.code))
		}
		if d.zones != "-" {
			if _, err := LoadZones(strings.Fields(d.zones)); err != nil {
				t.Errorf("%s: %v", d.code, err)
			}
		}
	}
	for r := range sources {
		if !listed[r] {
			t.Errorf("the calendar of %s can never be reached by name", r)
		}
	}
	for n, r := range ownColumn {
		if !listed[r] {
			t.Errorf("%s stands for %s, which is not in the table", n, r)
		}
	}
	states := 0
	for _, d := range divisions {
		if d.code.Country() == "US" {
			states++
		}
	}
	if states != 50+1+5+3 {
		t.Errorf("%d US rows, want the 50 states, DC, 5 territories and 3 of the armed forces", states)
	}
}

func TestLoadZones(t *testing.T) {
	a, err := LoadZones([]string{"America/New_York", "UTC"})
	if err != nil || len(a) != 2 {
		t.Fatal(a, err)
	}
	b, _ := LoadZones([]string{"America/New_York"})
	if a[0] != b[0] {
		t.Error("the same zone was loaded twice")
	}
	for _, bad := range []string{"", "Local", "Mars/Base", "../etc/passwd"} {
		if _, err := LoadZones([]string{bad}); model.CodeOf(err) != model.Invalid {
			t.Errorf("%q: %v, want an invalid-error", bad, err)
		}
	}
}
