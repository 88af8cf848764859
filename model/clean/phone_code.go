package clean

import (
	"strconv"

	"github.com/nyaruka/phonenumbers"
)

// CallingCode is the calling code that an E.164 number begins with: "1" of
// "+16175550142". "" where no country has it.
func CallingCode(e164 string) string {
	if len(e164) < 2 || e164[0] != '+' || e164[1] == '0' {
		return ""
	}
	for n := 1; n <= 3 && n < len(e164); n++ {
		code, err := strconv.Atoi(e164[1 : n+1])
		if err == nil && phonenumbers.GetRegionCodeForCountryCode(code) != phonenumbers.UNKNOWN_REGION {
			return e164[1 : n+1]
		}
	}
	return ""
}
