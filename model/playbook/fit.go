package playbook

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"ripen/model"
)

// The weights of what a target may speak of. Only what it does speak of counts,
// and their sum is brought to one.
const (
	industryWeight  = 0.30
	employeesWeight = 0.20
	titlesWeight    = 0.20
	revenueWeight   = 0.15
	placeWeight     = 0.15
)

// unknownFit is the fit of what is not known: neither in nor out.
const unknownFit = 0.5

// otherTitle is the fit of people whose titles the target does not name: no list
// of titles is ever whole.
const otherTitle = 0.25

// Fit is how well the lead fits the playbook's target, 0 to 1:
//
//	industry   30  1 where the code begins with one of the prefixes, else 0
//	employees  20  1 within the range, half within twice or half of its ends
//	titles     20  the best weight among the contacts, a quarter where none matches
//	revenue    15  as employees
//	place      15  1 in one of the states or countries, else 0
//
// Parts of which the target says nothing are left out; what is unknown or stale
// of the lead counts one half. Without a target it is 0.5.
func Fit(w model.World) float64 {
	t := w.Playbook.Target
	rules, _ := RulesFor(w)
	var sum, weights float64
	part := func(weight, fit float64) { sum, weights = sum+weight*fit, weights+weight }
	if len(t.Industries) > 0 {
		in, known := inIndustries(factsOf(w, model.IndustryCode, rules.StaleDays), t.Industries)
		part(industryWeight, yes(in, known))
	}
	firm := factsOf(w, model.Firmographics, rules.StaleDays)
	if t.Employees != [2]int{} {
		n, known := numberOf(firm, "employees")
		part(employeesWeight, size(n, int64(t.Employees[0]), int64(t.Employees[1]), known))
	}
	if t.Revenue != [2]int64{} {
		n, known := numberOf(firm, "revenue")
		part(revenueWeight, size(n, t.Revenue[0], t.Revenue[1], known))
	}
	if len(t.Titles) > 0 {
		part(titlesWeight, titles(w))
	}
	if len(t.Countries)+len(t.States) > 0 {
		part(placeWeight, place(w))
	}
	if weights == 0 {
		return unknownFit
	}
	return sum / weights
}

func yes(in, known bool) float64 {
	switch {
	case !known:
		return unknownFit
	case in:
		return 1
	}
	return 0
}

// size is one within the range, and half where it is not more than twice away.
func size(n, from, to int64, known bool) float64 {
	switch {
	case !known:
		return unknownFit
	case within(n, from, to):
		return 1
	case within(n, from/2, to*2):
		return 0.5
	}
	return 0
}

func titles(w model.World) float64 {
	best, known := otherTitle, false
	for _, c := range w.Contacts {
		if c.Left || c.Title == "" {
			continue
		}
		known = true
		best = max(best, TitleFit(w.Playbook.Target, c.Title))
	}
	if !known {
		return unknownFit
	}
	return best
}

// TitleFit is how much a target wants that title, 0 to 1: the greatest weight
// whose words all stand in the title, whatever their order and case.
func TitleFit(t model.Target, title string) float64 {
	have := words(title)
	best := 0.0
	for _, tw := range t.Titles {
		all := true
		for _, word := range titleWords(tw.Words) {
			all = all && slices.Contains(have, word)
		}
		if all {
			best = max(best, tw.Weight)
		}
	}
	return best
}

var targetTitles sync.Map // the words of a playbook's titles: parting them costs more than looking for them

func titleWords(s string) []string {
	if w, ok := targetTitles.Load(s); ok {
		return w.([]string)
	}
	w := words(s)
	targetTitles.Store(s, w)
	return w
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// place is one where the company, or a contact of it, is in a state or country
// of the target; a state narrows its country.
func place(w model.World) float64 {
	t := w.Playbook.Target
	known := false
	at := func(country, state string) bool {
		if len(t.States) > 0 && state != "" {
			known = true
			return contains(t.States, state) && (len(t.Countries) == 0 || country == "" || contains(t.Countries, country))
		}
		if len(t.States) == 0 && country != "" {
			known = true
			return contains(t.Countries, country)
		}
		return false
	}
	if at(w.Company.Place.Country, w.Company.Place.State) {
		return 1
	}
	for _, c := range w.Contacts {
		_, state, _ := strings.Cut(string(c.Region), "-")
		if at(c.Region.Country(), state) {
			return 1
		}
	}
	return yes(false, known)
}
