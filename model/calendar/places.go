package calendar

import (
	"strings"
	"sync"

	"ripen/model"
)

// country is one row of the table of countries.
type country struct {
	code  string // ISO 3166 alpha-2
	code3 string // alpha-3
	zones string // IANA names of all zones that people live in, parted by spaces
	names string // as lists write them, parted by bars; the local name too
}

// division is one row of the table of states, provinces, Länder and cantons.
type division struct {
	code  model.Region // ISO 3166-2
	zones string       // "" has the country's zones, "-" is nowhere in particular
	names string
}

// gazetteer is the tables by folded name.
type gazetteer struct {
	countries map[string]model.Region
	divisions map[string]map[string]model.Region // country code → name → region
	zones     map[model.Region][]string
}

var places = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{
		countries: make(map[string]model.Region),
		divisions: make(map[string]map[string]model.Region),
		zones:     make(map[model.Region][]string),
	}
	for _, c := range countries {
		g.zones[model.Region(c.code)] = strings.Fields(c.zones)
		for _, name := range append(strings.Split(c.names, "|"), c.code, c.code3) {
			g.countries[fold(name)] = model.Region(c.code)
		}
	}
	for _, d := range divisions {
		in, short, _ := strings.Cut(string(d.code), "-")
		if g.divisions[in] == nil {
			g.divisions[in] = make(map[string]model.Region)
		}
		switch d.zones {
		case "":
			g.zones[d.code] = g.zones[model.Region(in)]
		case "-":
			g.zones[d.code] = nil
		default:
			g.zones[d.code] = strings.Fields(d.zones)
		}
		for _, name := range append(strings.Split(d.names, "|"), short, string(d.code)) {
			g.divisions[in][fold(name)] = d.code
		}
	}
	// Parts of a country that lists write in the country's column.
	for name, r := range ownColumn {
		g.countries[fold(name)] = r
	}
	return g
})

// RegionOf reads a country and a state as lists write them, as a code or a
// name in English or in the local language: "USA" and "Massachusetts" are
// US-MA, "Deutschland" and "Bayern" are DE-BY, "UK" is GB. A state that is not
// known leaves the country; a country that is not known, or missing, is "",
// whatever the state: "IN" alone may be Indiana or India.
func RegionOf(country, state string) model.Region {
	g := places()
	r := g.countries[fold(country)]
	if r == "" || len(r) > 2 {
		return r
	}
	if d, ok := g.divisions[string(r)][fold(state)]; ok {
		return d
	}
	return r
}

// ZonesOf are the IANA names of the time zones in which somebody in that
// country and state may live, the most populous first: one for Massachusetts,
// two for Tennessee, six for the US without a state. It is nil where the
// country is not known, and for the addresses of armed forces.
func ZonesOf(country, state string) []string {
	zones := places().zones[RegionOf(country, state)]
	return append([]string(nil), zones...)
}

// fold brings spellings of a name together: case, accents, stops and spaces do
// not matter, nor does a leading article.
func fold(name string) string {
	name = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "the ")
	var b strings.Builder
	for _, r := range accents.Replace(name) {
		switch {
		case r == '&':
			b.WriteString("and")
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r > 127:
			b.WriteRune(r)
		}
	}
	return b.String()
}

var accents = strings.NewReplacer(
	"ä", "a", "á", "a", "à", "a", "â", "a", "ã", "a", "å", "a", "æ", "ae", "ç", "c", "č", "c",
	"é", "e", "è", "e", "ê", "e", "ë", "e", "í", "i", "î", "i", "ï", "i", "ñ", "n", "ö", "o", "ó", "o",
	"ô", "o", "õ", "o", "ø", "o", "ß", "ss", "ü", "u", "ú", "u", "ū", "u", "ř", "r", "š", "s", "ý", "y",
)
