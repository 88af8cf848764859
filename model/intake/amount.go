package intake

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// sampleSize is how many rows are looked at to settle a mapping.
const sampleSize = 50

// symbols are the signs of currencies; ISO letters stand for themselves.
var symbols = map[string]string{"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "CA$": "CAD", "C$": "CAD", "A$": "AUD", "CHF": "CHF", "FR.": "CHF",
	"USD": "USD", "EUR": "EUR", "GBP": "GBP", "CAD": "CAD", "AUD": "AUD", "JPY": "JPY", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK"}

// scales are the words for thousands, millions and more, as lists write them.
var scales = map[string]float64{"K": 1e3, "T": 1e3, "TSD": 1e3, "THOUSAND": 1e3, "THOUSANDS": 1e3, "M": 1e6, "MM": 1e6, "MN": 1e6, "MIO": 1e6, "MILL": 1e6,
	"MIL": 1e6, "MILLION": 1e6, "MILLIONS": 1e6, "MILLIONEN": 1e6, "B": 1e9, "BN": 1e9, "MRD": 1e9, "BIL": 1e9, "BILL": 1e9, "BILLION": 1e9, "BILLIONS": 1e9}

// maxAmount in units is beyond any firm's revenue; what is larger is a slip.
const maxAmount = 1e13

// amount reads revenue as lists write it: "82000000", "$82M", "1.2 Mio. EUR",
// "12,5 Mio", "$1M - $5M" (the lower end), "Under $1 Million", in cents with the
// currency that it names. thousands says that a bare number counts thousands. 0
// is unknown.
func amount(s string, thousands bool) (cents int64, currency string) {
	low, _, scale, currency := span(s)
	if low <= 0 {
		return 0, currency
	}
	if scale == 1 && thousands {
		scale = 1e3
	}
	if low *= scale; low > maxAmount {
		return 0, currency
	}
	return int64(math.Round(low * 100)), currency
}

// heads reads a number of people or places: "340", "1,200", "51-200", "10,001+",
// "1-10 employees", "5K". top is the upper end of a range, 0 for none. 0 is
// unknown.
func heads(s string) (low, top int) {
	l, t, scale, _ := span(s)
	if l*scale > 1e8 || t*scale > 1e8 {
		return 0, 0
	}
	return int(l * scale), int(t * scale)
}

// span reads a number or a range of two with what scales it: a scale behind the
// upper end counts for the lower one too ("1-5M"), one behind the lower for
// itself.
func span(s string) (low, top, scale float64, currency string) {
	if n, err := strconv.ParseUint(s, 10, 53); err == nil { // most cells are bare numbers
		return float64(n), 0, 1, ""
	}
	if s == "" {
		return 0, 0, 1, ""
	}
	parts := spanParts(s)
	if len(parts) == 0 || len(parts) > 2 {
		return 0, 0, 1, ""
	}
	scales := make([]float64, len(parts))
	numbers := make([]float64, len(parts))
	for i, p := range parts {
		var ok bool
		var c string
		if numbers[i], scales[i], c, ok = measured(p); !ok {
			return 0, 0, 1, currency
		}
		if c != "" {
			currency = c
		}
	}
	if len(parts) == 1 {
		return numbers[0], 0, scales[0], currency
	}
	if scales[0] == 1 && numbers[0] < numbers[1]*scales[1] {
		scales[0] = scales[1]
	}
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(s)), "under") {
		return numbers[0], 0, scales[0], currency
	}
	return numbers[0], numbers[1] * scales[1] / scales[0], scales[0], currency
}

// dashes are what stands between the ends of a range.
var dashes = strings.NewReplacer("–", "-", "—", "-", " to ", "-", " bis ", "-", " à ", "-")

// spanParts cuts "51 to 200" and "51–200" in two; a minus in front is none.
func spanParts(s string) []string {
	s = dashes.Replace(strings.TrimSpace(s))
	if s == "" || s[0] == '-' {
		return nil
	}
	var out []string
	for p := range strings.SplitSeq(s, "-") {
		if p = strings.TrimSpace(p); strings.IndexFunc(p, unicode.IsDigit) >= 0 {
			out = append(out, p)
		}
	}
	return out
}

// measured reads one number with its currency and scale. Words that say nothing
// of it ("employees", "over", "ca.") are passed over; any other word spoils it.
func measured(s string) (n, scale float64, currency string, ok bool) {
	scale = 1
	var figure string
	for _, w := range tokens(strings.ToUpper(s)) {
		switch {
		case w[0] >= '0' && w[0] <= '9':
			if figure != "" {
				return 0, 1, currency, false
			}
			figure = w
		case symbols[w] != "":
			currency = symbols[w]
		case scales[strings.Trim(w, ".")] != 0:
			scale *= scales[strings.Trim(w, ".")]
		case passedOver[strings.Trim(w, ".,")]:
		default:
			return 0, 1, currency, false
		}
	}
	n, ok = decimal(figure)
	return n, scale, currency, ok
}

var passedOver = map[string]bool{"": true, "+": true, "EMPLOYEES": true, "EMPLOYEE": true, "PEOPLE": true, "STAFF": true, "OVER": true, "UNDER": true, "UP": true,
	"CA": true, "APPROX": true, "ABOUT": true, "~": true, "<": true, ">": true, "MITARBEITER": true, "US": true, "PLUS": true, "MORE": true, "THAN": true, "LESS": true,
	"LOCATIONS": true, "SITES": true, "FTE": true, "OF": true, "DOLLARS": true, "IN": true, "AND": true, "ABOVE": true}

// tokens parts figures from letters and signs: "US$82.5M" is US$, 82.5, M.
func tokens(s string) []string {
	kind := func(r rune) int {
		switch {
		case unicode.IsSpace(r) || r == '\'' || r == '’' || r == '\u00a0' || r == '(' || r == ')' || r == '/':
			return 0
		case r >= '0' && r <= '9':
			return 1
		case r == '.' || r == ',':
			return 3
		}
		return 2
	}
	var out []string
	var cur []rune
	last := 0
	flush := func() {
		if len(cur) > 0 {
			out = append(out, string(cur))
			cur = nil
		}
		last = 0
	}
	runes := []rune(s)
	for i, r := range runes {
		k := kind(r)
		if k == 0 {
			// 1 234 567 and 1'234'567 are one figure.
			if last == 1 && i+3 < len(runes) && kind(runes[i+1]) == 1 && kind(runes[i+2]) == 1 && kind(runes[i+3]) == 1 {
				continue
			}
			flush()
			continue
		}
		if k == 3 {
			if last != 0 {
				cur = append(cur, r)
			}
			continue
		}
		if last != 0 && k != last {
			flush()
		}
		cur, last = append(cur, r), k
	}
	flush()
	return out
}

// decimal reads a figure whose points and commas part thousands or decimals: of
// two kinds the last is the decimal one, one kind that stands once with other
// than three digits behind it too.
func decimal(s string) (float64, bool) {
	s = strings.TrimRight(s, ".,")
	dot, comma := strings.LastIndexByte(s, '.'), strings.LastIndexByte(s, ',')
	switch {
	case dot >= 0 && comma >= 0 && dot > comma:
		s = strings.ReplaceAll(s, ",", "")
	case dot >= 0 && comma >= 0:
		s = strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", ".")
	case comma >= 0 && strings.Count(s, ",") == 1 && len(s)-comma-1 != 3:
		s = strings.Replace(s, ",", ".", 1)
	case comma >= 0:
		s = strings.ReplaceAll(s, ",", "")
	case strings.Count(s, ".") > 1:
		s = strings.ReplaceAll(s, ".", "")
	case dot >= 0 && len(s)-dot-1 == 3 && dot > 0 && dot <= 3 && s[0] != '0':
		s = strings.ReplaceAll(s, ".", "") // 1.200 people; nobody counts revenue in thousandths
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && n >= 0 && !math.IsInf(n, 0)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
