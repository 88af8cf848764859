package clean

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Number is a phone number as read by [Phone].
type Number struct {
	Shown   string   // for people: "(617) 555-0142 x12" at home, "+49 30 901820" abroad; as typed when invalid
	E164    string   // "+16175550142", without the extension; "" when invalid
	Ext     string   // digits of the extension, "" for none
	Valid   bool     // the number fits the numbering plan of its country
	Country string   // ISO 3166, two letters: whose number it is; "" when unknown or shared by many
	Zones   []string // IANA zones where it may ring; nil when invalid, toll-free or otherwise placeless
}

// maxPhone bounds what is looked at; the longest number with its extension and
// remarks is far shorter.
const maxPhone = 80

// Phone reads a phone number as people type it. A number without a country code
// is one of country (ISO 3166, two letters, or a name that
// [Country] knows; "" means US). Extensions may follow
// as "x5610", "ext. 12", "#12". Valid means that the number fits its country's
// numbering plan, so the numbers 555-0100 to 555-0199 set aside for fiction are
// valid and have a zone. Several zones are candidates: the number alone does
// not tell which.
func Phone(s, country string) Number {
	typed := Text(s)
	n := Number{Shown: typed}
	country = homeCountry(country)
	in := number(typed)
	if len(in) > maxPhone || strings.IndexFunc(in, isASCIIDigit) < 0 {
		return n
	}
	if fast, ok := quickPhone(in, country, typed); ok {
		return fast
	}
	return libraryPhone(in, country, typed)
}

// number takes off what spreadsheets add: the apostrophe that keeps the +, and
// the .0 of a number that was stored as a float.
func number(typed string) string {
	return strings.TrimSuffix(strings.TrimLeft(typed, "'"), ".0")
}

// libraryPhone has the library read the number.
func libraryPhone(in, country, typed string) Number {
	p, kind := parsePhone(in, country)
	if kind == phonenumbers.UNKNOWN {
		return Number{Shown: typed}
	}
	n := Number{Valid: true, Ext: p.GetExtension(), E164: phonenumbers.Format(p, phonenumbers.E164), Country: countryOf(p)}
	if !placeless(p, kind) {
		n.Zones = zones(n.E164)
	}
	n.Shown = show(p, n, country)
	if n.Ext != "" {
		n.Shown += " x" + n.Ext
	}
	return n
}

// quickPhone reads a number of which the library said all there is to say when
// it was asked for another with the same beginning; ok is false for all other
// numbers. It gives to the letter what [libraryPhone] gives.
func quickPhone(in, country, typed string) (n Number, ok bool) {
	var d dialled
	if !d.scan(in) {
		return n, false
	}
	p, national := homeFor(country).read(&d)
	if p == nil {
		return n, false
	}
	a := p.about(national)
	if a == nil {
		return n, false
	}
	if !a.valid {
		return Number{Shown: typed}, true
	}
	form := a.abroad
	if a.country == country {
		form = a.atHome
	}
	if form == "" {
		return n, false
	}
	n = Number{Valid: true, Ext: d.ext, Country: a.country}
	n.E164, n.Shown = written(p.code, national, form, d.ext)
	if !a.placeless {
		n.Zones = zones(n.E164)
	}
	return n, true
}

// written gives the number for programs and for people, as two parts of one
// string.
func written(code string, national []byte, form, ext string) (e164, shown string) {
	var buf [96]byte
	b := append(append(append(buf[:0], '+'), code...), national...)
	end := len(b)
	for i := range len(form) {
		c := form[i]
		if c == slot {
			c, national = national[0], national[1:]
		}
		b = append(b, c)
	}
	if ext != "" {
		b = append(append(b, " x"...), ext...)
	}
	s := string(b)
	return s[:end], s[end:]
}

// homeCountry reads the default country: a code, or a name that [Country] knows.
// An unknown one is no reason to take the number for American, so only numbers
// with a country code are read then.
func homeCountry(s string) string {
	if strings.TrimSpace(s) == "" {
		return "US"
	}
	if c := Country(s); c != "" {
		return c
	}
	return phonenumbers.UNKNOWN_REGION
}

// parsePhone reads a number and tells its type, UNKNOWN for one that is not
// valid. 00 in front of a country code is what most of the world dials; US
// callers dial 011, so the library does not take 00 there by itself.
func parsePhone(s, country string) (*phonenumbers.PhoneNumber, phonenumbers.PhoneNumberType) {
	if p, err := phonenumbers.Parse(s, country); err == nil {
		if kind := phonenumbers.GetNumberType(p); kind != phonenumbers.UNKNOWN {
			return p, kind
		}
	}
	rest, abroad := strings.CutPrefix(s, "00")
	if !abroad {
		return nil, phonenumbers.UNKNOWN
	}
	p, err := phonenumbers.Parse("+"+rest, country)
	if err != nil {
		return nil, phonenumbers.UNKNOWN
	}
	return p, phonenumbers.GetNumberType(p)
}

// countryOf tells whose number it is; "" for one of no country.
func countryOf(p *phonenumbers.PhoneNumber) string {
	if region := phonenumbers.GetRegionCodeForNumber(p); len(region) == 2 && region != phonenumbers.UNKNOWN_REGION {
		return region
	}
	return ""
}

// show writes the number the way its own country does at home, with the country
// code abroad, without the extension: the library words it differently from
// country to country.
func show(p *phonenumbers.PhoneNumber, n Number, home string) string {
	p.Extension = nil
	if n.Country == home {
		// A few plans write a number at home so that it reads as another one
		// (Gabon, after a change of numbers); North America, most of all
		// numbers, does not and is spared the check.
		national := phonenumbers.Format(p, phonenumbers.NATIONAL)
		if p.GetCountryCode() == northAmerica {
			return national
		}
		back, err := phonenumbers.Parse(national, home)
		if err == nil && phonenumbers.Format(back, phonenumbers.E164) == n.E164 {
			return national
		}
	}
	return phonenumbers.Format(p, phonenumbers.INTERNATIONAL)
}

// northAmerica is the calling code of the North American plan.
const northAmerica = 1

// placeless says that a number of this type is bound to no place.
func placeless(p *phonenumbers.PhoneNumber, kind phonenumbers.PhoneNumberType) bool {
	if p.GetCountryCode() == northAmerica {
		return false // the zones tell
	}
	switch kind {
	case phonenumbers.FIXED_LINE, phonenumbers.MOBILE, phonenumbers.FIXED_LINE_OR_MOBILE, phonenumbers.VOIP:
		return false
	}
	return true
}

// zones returns where a number may ring. Toll-free and premium numbers ring
// anywhere in their calling area, so the library lists all zones of it (some
// forty in North America); that says nothing.
func zones(e164 string) []string {
	z, err := phonenumbers.GetTimezonesForPrefix(e164)
	if err != nil || len(z) == 0 || len(z) > 12 || z[0] == phonenumbers.UNKNOWN_TIMEZONE {
		return nil
	}
	return append([]string(nil), z...) // the library's own slice stays whole
}

func isASCIIDigit(r rune) bool { return '0' <= r && r <= '9' }
