package clean

import (
	"strings"
	"sync/atomic"

	"github.com/nyaruka/phonenumbers"
)

// home says how numbers are read that are typed in one region without a
// calling code. Each of its ways is one in which the library reads the digits
// alike whatever they are; where it weighs several readings, nothing is set
// here and the library reads the number.
type home struct {
	plan    *plan
	lengths uint32 // bit n: national numbers of n digits are possible, also from outside their area
	trunk   bool   // 0 goes in front of national numbers, and none begins with it
	bare    bool   // a national number may stand alone unless it begins with the calling code
	zero    bool   // one that begins with a single 0 too
	abroad  bool   // 00 goes in front of calling codes
}

// nanpCode is the calling code of North America, where the 1 in front of a
// number is calling code and prefix in one.
const nanpCode = "1"

var homes [26 * 26]atomic.Pointer[home]

// homeFor gives the ways of a region (ISO 3166, two capitals), nil for none.
func homeFor(region string) *home {
	if len(region) != 2 || region[0] < 'A' || region[0] > 'Z' || region[1] < 'A' || region[1] > 'Z' {
		return nil
	}
	at := &homes[int(region[0]-'A')*26+int(region[1]-'A')]
	if h := at.Load(); h != nil {
		return h
	}
	h := &home{}
	if code := phonenumbers.GetCountryCodeForRegion(region); code != 0 {
		if p := planFor(code); p != nil && p.main != nil {
			h = newHome(metadata(region), metadata(phonenumbers.GetRegionCodeForCountryCode(code)))
			h.plan = p
		}
	}
	at.Store(h)
	return h
}

// newHome works the ways out of the region's own data and those of the main
// region of its calling code.
func newHome(m, main *phonenumbers.PhoneMetadata) *home {
	h := &home{}
	for _, n := range m.GetGeneralDesc().GetPossibleLength() {
		h.lengths |= 1 << n
	}
	for _, n := range m.GetGeneralDesc().GetPossibleLengthLocalOnly() {
		h.lengths &^= 1 << n
	}
	idd, err := newPattern(m.GetInternationalPrefix(), true)
	general, err2 := newPattern(m.GetGeneralDesc().GetNationalNumberPattern(), false)
	if err != nil || err2 != nil {
		return h
	}
	digit, zero := true, true // digits, and a single 0, are never taken for the way abroad
	for d := byte('1'); d <= '9'; d++ {
		digit = digit && idd.walk([]byte{d}) == dead
		zero = zero && idd.walk([]byte{'0', d}) == dead
	}
	prefix := m.GetNationalPrefixForParsing()
	noZero := general.walk([]byte("0")) == dead
	h.trunk = zero && noZero && m.GetNationalPrefixTransformRule() == "" &&
		(prefix == "0" || strings.HasPrefix(prefix, "0|") && !strings.Contains(prefix, "("))
	h.bare = digit && prefix == main.GetNationalPrefixForParsing()
	h.zero = h.bare && zero
	h.abroad = m.GetInternationalPrefix() == "00" ||
		m.GetCountryCode() == northAmerica && noZero && idd.walk([]byte("00")) == dead
	return h
}

func (h *home) has(length int) bool { return h.lengths>>length&1 == 1 }

// read gives the plan and the national number that the typed digits mean; nil
// when only the library can tell.
func (h *home) read(d *dialled) (*plan, []byte) {
	digits := d.digits()
	switch {
	case d.plus:
		return readAbroad(digits)
	case h == nil || h.plan == nil:
		return nil, nil
	case d.double:
		if !h.abroad {
			return nil, nil
		}
		return readAbroad(digits[2:])
	case digits[0] == '0' && h.trunk:
		if digits[1] == '0' || !h.has(len(digits)-1) {
			return nil, nil
		}
		return h.plan, digits[1:]
	case h.plan.code == nanpCode && len(digits) == 11 && digits[0] == '1':
		// Too long for a number, so the library takes the 1 off.
		if !h.bare || digits[1] < '2' || h.lengths>>11 != 0 {
			return nil, nil
		}
		return h.plan, digits[1:]
	case h.bare && h.has(len(digits)) && !strings.HasPrefix(string(digits), h.plan.code) &&
		(digits[0] != '0' || h.zero && digits[1] != '0'):
		return h.plan, digits
	}
	return nil, nil
}

// readAbroad reads the digits behind + or 00. A 0 in brackets, as in +44 (0)20,
// is for callers at home.
func readAbroad(digits []byte) (*plan, []byte) {
	p, code := planOf(digits)
	if p == nil || p.main == nil || len(digits) < code+2 {
		return nil, nil
	}
	national := digits[code:]
	if national[0] == '0' && p.main.trunk {
		national = national[1:]
		if national[0] == '0' || !p.main.has(len(national)) {
			return nil, nil
		}
	}
	return p, national
}
