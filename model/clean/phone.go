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
	in := strings.TrimLeft(typed, "'") // left by spreadsheets to keep the +
	in = strings.TrimSuffix(in, ".0")  // a number that was stored as a float
	if len(in) > maxPhone || strings.IndexFunc(in, isASCIIDigit) < 0 {
		return n
	}
	p, ok := parsePhone(in, country)
	if !ok {
		return n
	}
	n.Valid, n.Ext = true, p.GetExtension()
	n.E164 = phonenumbers.Format(p, phonenumbers.E164)
	if region := phonenumbers.GetRegionCodeForNumber(p); len(region) == 2 && region != phonenumbers.UNKNOWN_REGION {
		n.Country = region
	}
	n.Zones = zones(p)
	n.Shown = show(p, n, country)
	return n
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

// parsePhone reads a valid number. 00 in front of a country code is what most
// of the world dials; US callers dial 011, so the library does not take 00
// there by itself.
func parsePhone(s, country string) (*phonenumbers.PhoneNumber, bool) {
	if p, err := phonenumbers.Parse(s, country); err == nil && phonenumbers.IsValidNumber(p) {
		return p, true
	}
	rest, abroad := strings.CutPrefix(s, "00")
	if !abroad {
		return nil, false
	}
	p, err := phonenumbers.Parse("+"+rest, country)
	return p, err == nil && phonenumbers.IsValidNumber(p)
}

// show writes the number the way its own country does at home, with the country
// code abroad. The extension is written by hand: the library words it
// differently from country to country.
func show(p *phonenumbers.PhoneNumber, n Number, home string) string {
	p.Extension = nil
	ext := ""
	if n.Ext != "" {
		ext = " x" + n.Ext
	}
	if n.Country == home {
		// A few plans write a number at home so that it reads as another one
		// (Gabon, after a change of numbers); North America, most of all
		// numbers, does not and is spared the check.
		national := phonenumbers.Format(p, phonenumbers.NATIONAL)
		if p.GetCountryCode() == northAmerica {
			return national + ext
		}
		back, err := phonenumbers.Parse(national, home)
		if err == nil && phonenumbers.Format(back, phonenumbers.E164) == n.E164 {
			return national + ext
		}
	}
	return phonenumbers.Format(p, phonenumbers.INTERNATIONAL) + ext
}

// northAmerica is the calling code of the North American plan.
const northAmerica = 1

// zones returns where a number may ring. Toll-free and premium numbers ring
// anywhere in their calling area, so the library lists all zones of it (some
// forty in North America); that says nothing.
func zones(p *phonenumbers.PhoneNumber) []string {
	z, err := phonenumbers.GetTimezonesForNumber(p)
	if err != nil || len(z) == 0 || len(z) > 12 || z[0] == phonenumbers.UNKNOWN_TIMEZONE {
		return nil
	}
	if p.GetCountryCode() != northAmerica {
		switch phonenumbers.GetNumberType(p) {
		case phonenumbers.FIXED_LINE, phonenumbers.MOBILE, phonenumbers.FIXED_LINE_OR_MOBILE, phonenumbers.VOIP:
		default:
			return nil
		}
	}
	return append([]string(nil), z...) // the library's own slice stays whole
}

func isASCIIDigit(r rune) bool { return '0' <= r && r <= '9' }
