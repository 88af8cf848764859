package demo

import (
	"strconv"
	"strings"

	"ripen/model"
)

// city is where companies are. Areas are what numbers there begin with: after
// +1 an area code, elsewhere the whole block that is kept for fiction, of which
// the last digits are filled.
type city struct {
	name, state, zip, country, zone string
	areas                           []string
	digits                          int // left to fill; 0: 2, in +1 AREA 555 01xx
}

var american = []city{
	{"Boston", "MA", "02110", "US", "America/New_York", []string{"617", "857"}, 0},
	{"Worcester", "MA", "01608", "US", "America/New_York", []string{"508"}, 0},
	{"Providence", "RI", "02903", "US", "America/New_York", []string{"401"}, 0},
	{"Hartford", "CT", "06103", "US", "America/New_York", []string{"860"}, 0},
	{"Albany", "NY", "12207", "US", "America/New_York", []string{"518"}, 0},
	{"Buffalo", "NY", "14202", "US", "America/New_York", []string{"716"}, 0},
	{"Newark", "NJ", "07102", "US", "America/New_York", []string{"973", "862"}, 0},
	{"Philadelphia", "PA", "19103", "US", "America/New_York", []string{"215", "267"}, 0},
	{"Pittsburgh", "PA", "15222", "US", "America/New_York", []string{"412"}, 0},
	{"Baltimore", "MD", "21202", "US", "America/New_York", []string{"410"}, 0},
	{"Richmond", "VA", "23219", "US", "America/New_York", []string{"804"}, 0},
	{"Charlotte", "NC", "28202", "US", "America/New_York", []string{"704"}, 0},
	{"Savannah", "GA", "31401", "US", "America/New_York", []string{"912"}, 0},
	{"Jacksonville", "FL", "32202", "US", "America/New_York", []string{"904"}, 0},
	{"Cleveland", "OH", "44113", "US", "America/New_York", []string{"216"}, 0},
	{"Columbus", "OH", "43215", "US", "America/New_York", []string{"614"}, 0},
	{"Detroit", "MI", "48226", "US", "America/Detroit", []string{"313"}, 0},
	{"Indianapolis", "IN", "46204", "US", "America/Indiana/Indianapolis", []string{"317"}, 0},
	{"Chicago", "IL", "60606", "US", "America/Chicago", []string{"312", "773"}, 0},
	{"Milwaukee", "WI", "53202", "US", "America/Chicago", []string{"414"}, 0},
	{"Minneapolis", "MN", "55402", "US", "America/Chicago", []string{"612"}, 0},
	{"Des Moines", "IA", "50309", "US", "America/Chicago", []string{"515"}, 0},
	{"St. Louis", "MO", "63101", "US", "America/Chicago", []string{"314"}, 0},
	{"Kansas City", "MO", "64106", "US", "America/Chicago", []string{"816"}, 0},
	{"Omaha", "NE", "68102", "US", "America/Chicago", []string{"402"}, 0},
	{"Tulsa", "OK", "74103", "US", "America/Chicago", []string{"918"}, 0},
	{"Dallas", "TX", "75201", "US", "America/Chicago", []string{"214", "972"}, 0},
	{"Houston", "TX", "77002", "US", "America/Chicago", []string{"713", "281"}, 0},
	{"New Orleans", "LA", "70112", "US", "America/Chicago", []string{"504"}, 0},
	{"Memphis", "TN", "38103", "US", "America/Chicago", []string{"901"}, 0},
	{"Mobile", "AL", "36602", "US", "America/Chicago", []string{"251"}, 0},
	{"Denver", "CO", "80202", "US", "America/Denver", []string{"303", "720"}, 0},
	{"Salt Lake City", "UT", "84101", "US", "America/Denver", []string{"801"}, 0},
	{"Albuquerque", "NM", "87102", "US", "America/Denver", []string{"505"}, 0},
	{"Boise", "ID", "83702", "US", "America/Boise", []string{"208"}, 0},
	{"Phoenix", "AZ", "85004", "US", "America/Phoenix", []string{"602"}, 0},
	{"Reno", "NV", "89501", "US", "America/Los_Angeles", []string{"775"}, 0},
	{"Los Angeles", "CA", "90017", "US", "America/Los_Angeles", []string{"213", "310"}, 0},
	{"Oakland", "CA", "94612", "US", "America/Los_Angeles", []string{"510"}, 0},
	{"San Diego", "CA", "92101", "US", "America/Los_Angeles", []string{"619"}, 0},
	{"Portland", "OR", "97204", "US", "America/Los_Angeles", []string{"503"}, 0},
	{"Seattle", "WA", "98104", "US", "America/Los_Angeles", []string{"206"}, 0},
	{"Spokane", "WA", "99201", "US", "America/Los_Angeles", []string{"509"}, 0},
	{"Anchorage", "AK", "99501", "US", "America/Anchorage", []string{"907"}, 0},
	{"Honolulu", "HI", "96813", "US", "Pacific/Honolulu", []string{"808"}, 0},
}

var foreign = []city{
	{"Toronto", "ON", "M5H 2N2", "CA", "America/Toronto", []string{"416"}, 0},
	{"Montréal", "QC", "H3B 1A7", "CA", "America/Toronto", []string{"514"}, 0},
	{"Winnipeg", "MB", "R3C 0A5", "CA", "America/Winnipeg", []string{"204"}, 0},
	{"Calgary", "AB", "T2P 1J9", "CA", "America/Edmonton", []string{"403"}, 0},
	{"Vancouver", "BC", "V6B 1A1", "CA", "America/Vancouver", []string{"604"}, 0},
	{"Halifax", "NS", "B3J 1A1", "CA", "America/Halifax", []string{"902"}, 0},
	{"London", "", "EC2A 4NE", "GB", "Europe/London", []string{"+44 20 7946 0"}, 3},
	{"Leeds", "", "LS1 4AP", "GB", "Europe/London", []string{"+44 113 496 0"}, 3},
	{"Sheffield", "", "S1 2HE", "GB", "Europe/London", []string{"+44 114 496 0"}, 3},
	{"Birmingham", "", "B2 4QA", "GB", "Europe/London", []string{"+44 121 496 0"}, 3},
	{"Glasgow", "SCT", "G2 5UB", "GB", "Europe/London", []string{"+44 141 496 0"}, 3},
	{"Berlin", "BE", "10115", "DE", "Europe/Berlin", []string{"+49 30 23125 "}, 3},
	{"Hamburg", "HH", "20457", "DE", "Europe/Berlin", []string{"+49 40 66969 "}, 3},
	{"München", "BY", "80331", "DE", "Europe/Berlin", []string{"+49 89 99998 "}, 3},
	{"Köln", "NW", "50667", "DE", "Europe/Berlin", []string{"+49 221 4710 "}, 3},
	{"Oslo", "", "0155", "NO", "Europe/Oslo", []string{"+47 10 00 0"}, 3},
	{"Bergen", "", "5003", "NO", "Europe/Oslo", []string{"+47 10 00 1"}, 3},
	{"Trondheim", "", "7010", "NO", "Europe/Oslo", []string{"+47 10 00 2"}, 3},
}

// Of these countries Ripen has no holiday calendar: their leads carry the flag.
var uncharted = []city{
	{"Singapore", "", "018956", "SG", "Asia/Singapore", []string{"+65 1000 0"}, 3},
	{"Reykjavík", "", "101", "IS", "Atlantic/Reykjavik", []string{"+354 100 0"}, 3},
}

// tollFree numbers tell no zone.
var tollFree = city{"", "", "", "US", "", []string{"800", "888"}, 0}

// demoOnly are the countries without a block for fiction. No subscriber's
// number begins with 1 there, so none can be reached by accident.
var demoOnly = map[string]bool{"NO": true, "SG": true, "IS": true}

var streets = []string{"Harbor Road", "Mill Street", "Foundry Lane", "Cooper Avenue", "Depot Street", "Quarry Road", "Lantern Way", "Granary Row",
	"Signal Hill Drive", "Tannery Court", "Ropewalk", "Orchard Road", "Kiln Street", "Ferry Landing", "Slate Street", "Switchyard Drive", "Canal Walk", "Weaver Street"}

var streetsOf = map[string][]string{
	"DE": {"Speicherstraße", "Am Alten Werk", "Gießereiweg", "Hafengasse", "Mühlenweg"},
	"NO": {"Verftsgata", "Bryggeveien", "Møllebakken", "Smiegata"},
	"CA": {"Rue de la Fonderie", "Wharf Street", "Grain Exchange Lane", "Chemin du Moulin"},
}

// addressIn is an address of its own in that city; no house has that number.
func addressIn(d dice, c city) model.Place {
	if c.name == "" {
		return model.Place{Country: c.country}
	}
	names := streets
	if own := streetsOf[c.country]; own != nil {
		names = own
	}
	street := strconv.Itoa(9000+d.IntN(1000)) + " " + pick(d, names)
	if c.country == "DE" || c.country == "NO" {
		street = pick(d, names) + " " + strconv.Itoa(900+d.IntN(100))
	}
	return model.Place{Street: street, City: c.name, State: c.state, Zip: c.zip, Country: c.country}
}

// phones hands out numbers: each once, as long as the block of its area lasts.
type phones map[string]int

// number is an E.164 key, and how people read it.
func (p phones) number(area, country string, digits int) (key, shown string) {
	n := p[area]
	p[area]++
	if digits == 0 {
		last := strconv.Itoa(100 + (n*37+42)%100)[1:]
		return "+1" + area + "55501" + last, "+1 " + area + " 555 01" + last
	}
	size := 1
	for range digits {
		size *= 10
	}
	shown = area + strconv.Itoa(size + (n*37+142)%size)[1:]
	key = "+" + strings.Map(digitsOnly, shown)
	if demoOnly[country] {
		shown += " (demo)"
	}
	return key, shown
}

func digitsOnly(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}
