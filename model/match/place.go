package match

import (
	"strings"

	"ripen/model/clean"
)

// place is where a record is, folded.
type place struct {
	street []string // words, written in full
	city   string
	state  string
	land   string
	zip    string // as far as it tells places apart: five digits of a US one
}

func parsePlace(r *Record) place {
	p := place{zip: strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(r.Zip, " ", ""), "-", ""))}
	if len(p.zip) == 9 {
		p.zip = p.zip[:5]
	}
	if key := clean.PlaceKey(r.City, r.State, r.Country); key != "" {
		p.city, key, _ = strings.Cut(key, "|")
		p.state, p.land, _ = strings.Cut(key, "|")
	}
	if r.Street != "" {
		p.street = strings.Fields(clean.CompanyKey(r.Street))
		for i, w := range p.street {
			if full := streetWords()[w]; full != "" {
				p.street[i] = full
			}
		}
	}
	return p
}

// sameStreet compares streets: the house number must agree, the name may be a
// letter off; floors and suites that only one of them has do not count.
func sameStreet(a, b []string) likeness {
	if len(a) == 0 || len(b) == 0 {
		return missing
	}
	x, y := bareStreet(a), bareStreet(b)
	n, m := strings.Join(x, ""), strings.Join(y, "")
	if n == m {
		return equal
	}
	if houseNumber(x) != houseNumber(y) && houseNumber(x) != "" && houseNumber(y) != "" {
		if len(x) == len(y) && slips(n, m) == 1 && len(n) > 8 {
			return twoOff
		}
		return different
	}
	if l := alike(n, m); l >= sounds {
		return oneOff
	}
	if slips(n, m) <= 1+len(n)/8 || strings.HasPrefix(n, m) && len(m) > 7 || strings.HasPrefix(m, n) && len(n) > 7 {
		return oneOff
	}
	return different
}

func bareStreet(words []string) []string {
	for i, w := range words {
		if i > 1 && (w == "suite" || w == "floor" || w == "apartment" || w == "unit" || w == "building") {
			return words[:i]
		}
	}
	return words
}

func houseNumber(words []string) string {
	for _, w := range words {
		if w[0] >= '0' && w[0] <= '9' {
			return w
		}
	}
	return ""
}

// weigh adds what street, city and zip say. far is what another city costs.
func (s *sum) weigh(a, b *place, street, far float64) {
	onStreet := sameStreet(a.street, b.street)
	switch onStreet {
	case equal:
		s.add(street, "same street")
	case oneOff, twoOff:
		s.add(street*0.75, "nearly the same street")
	case different:
		s.add(-1, "")
	}
	switch alike(a.city, b.city) {
	case equal:
		s.add(1, "same city")
	case oneOff, twoOff, sounds:
		s.add(0.5, "")
	case different:
		s.add(-far, "")
	}
	if a.zip != "" && b.zip != "" {
		switch {
		case a.zip == b.zip:
			s.add(0.5, "")
		case slips(a.zip, b.zip) > 1 && onStreet != equal:
			s.add(-0.5, "")
		}
	}
	if a.land != "" && b.land != "" && a.land != b.land {
		s.add(-1.5, "")
	}
}
