package intake

import (
	"slices"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/clean"
)

// nothing says that a cell holds what databases and spreadsheets write for
// nothing, or for what went wrong. Somebody may be called Null or Nan.
func nothing(s string) bool {
	switch s {
	case "NULL", `\N`, "(null)", "<null>", "[NULL]", "NaN", "nan", "(blank)", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!":
		return true
	}
	return false
}

// withoutNothings are the cells with those empty; the same where there are none.
func withoutNothings(cells []string) []string {
	out := cells
	for i, c := range cells {
		if !nothing(c) {
			continue
		}
		if &out[0] == &cells[0] {
			out = slices.Clone(cells)
		}
		out[i] = ""
	}
	return out
}

// yes reads what lists write for yes: also a date, as in a column "Opted out
// on".
func yes(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	switch s {
	case "":
		return false
	case "1", "true", "yes", "y", "x", "t", "ja", "oui", "si", "sí", "on", "checked", "wahr", "vrai", "opted out", "opted_out", "optout", "opt-out", "do not call", "dnc", "unsubscribed", "✓":
		return true
	}
	return isDay(s)
}

// no reads what lists write for no.
func no(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "0", "false", "no", "n", "f", "nein", "non", "off", "unchecked", "falsch", "opted out", "opted_out", "opt-out", "unsubscribed", "denied", "withdrawn":
		return true
	}
	return false
}

// bounced reads a column that tells by a flag, a date or a reason that an
// e-mail came back.
func bounced(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && !no(s) && (yes(s) || len(s) > 3)
}

// statusSays reads what a vendor says of an address.
func statusSays(s string) (dead, refused bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "bounced", "hard bounced", "invalid", "unavailable", "undeliverable", "hard bounce", "bad":
		return true, false
	case "unsubscribed", "opted out", "opted_out", "spam complaint", "do not email":
		return false, true
	}
	return false, false
}

// several parts the numbers or addresses of one cell: "a ::: b" as Google
// writes it, "a; b", "a / b", "a, b" and lines.
func several(s string, is func(string) bool) []string {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil
	}
	for _, sep := range []string{":::", ";", "\n", "|", " / ", ",", "/", " or ", " und "} {
		if !strings.Contains(s, sep) {
			continue
		}
		var out []string
		all := true
		for p := range strings.SplitSeq(s, sep) {
			if p = strings.TrimSpace(p); p != "" {
				out = append(out, p)
				all = all && is(p)
			}
		}
		if len(out) > 1 && (all || sep == ":::") {
			return out
		}
	}
	return []string{s}
}

// zoneWords are the zones that lists name in words. A zone that several
// countries share stays a set of candidates elsewhere; these are one place.
var zoneWords = map[string]string{
	"eastern": "America/New_York", "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York", "us/eastern": "America/New_York",
	"central": "America/Chicago", "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago", "us/central": "America/Chicago",
	"mountain": "America/Denver", "mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver", "us/mountain": "America/Denver",
	"pacific": "America/Los_Angeles", "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "us/pacific": "America/Los_Angeles",
	"arizona": "America/Phoenix", "alaska": "America/Anchorage", "akst": "America/Anchorage", "hawaii": "Pacific/Honolulu", "hst": "Pacific/Honolulu",
	"london": "Europe/London", "bst": "Europe/London", "dublin": "Europe/Dublin", "berlin": "Europe/Berlin", "paris": "Europe/Paris", "amsterdam": "Europe/Amsterdam",
	"madrid": "Europe/Madrid", "rome": "Europe/Rome", "zurich": "Europe/Zurich", "vienna": "Europe/Vienna", "tokyo": "Asia/Tokyo", "sydney": "Australia/Sydney",
}

// zoneNamed reads a time-zone column: an IANA name, or "EST", "Eastern Time (US
// & Canada)", "(GMT-05:00) Eastern Time". "" where it names no one place: an
// offset alone is many.
func zoneNamed(s string) string {
	s = strings.TrimSpace(s)
	if z := zoneWords[strings.ToLower(s)]; z != "" {
		return z // also of the old names, "US/Mountain"
	}
	if strings.Contains(s, "/") && !strings.Contains(s, " ") {
		if _, err := time.LoadLocation(s); err == nil {
			return s
		}
	}
	t := strings.ToLower(strings.ReplaceAll(s, "_slash_", "/"))
	if i := strings.IndexByte(t, ')'); strings.HasPrefix(t, "(") && i > 0 {
		t = t[i+1:]
	}
	t, _, _ = strings.Cut(t, "(")
	for _, w := range []string{"standard", "daylight", "time", "zone", "us", "&", "canada"} {
		t = strings.ReplaceAll(" "+t+" ", " "+w+" ", " ")
	}
	t = strings.Join(strings.Fields(t), " ")
	if z := zoneWords[t]; z != "" {
		return z
	}
	if area, city, ok := strings.Cut(t, "/"); ok { // HubSpot's america_slash_new_york
		if z, err := time.LoadLocation(capitals(area) + "/" + capitals(city)); err == nil {
			return z.String()
		}
	}
	return ""
}

// capitals puts the capitals of a zone's name back.
func capitals(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == '_' || r == ' ' })
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "_")
}

// placed parts an address that stands whole in one cell: "999 Super Way, Super,
// CA, 94043" and "12 Main St, Boston, MA 02110, USA". What is not clear stays
// the street.
func placed(cell string) model.Place {
	whole := model.Place{Street: clean.Text(cell)}
	parts := strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == '\n' })
	for i := range parts {
		parts[i] = clean.Text(parts[i])
	}
	var p model.Place
	n := len(parts)
	if n >= 5 && isZip(parts[n-1]) && isCountry(parts[n-2]) { // Apollo's order: the country before the code
		parts[n-2], parts[n-1] = parts[n-1], parts[n-2]
	}
	if n >= 4 && isCountry(parts[n-1]) {
		p.Country, n = parts[n-1], n-1
	}
	if n < 3 {
		return whole
	}
	last := strings.Fields(parts[n-1])
	switch {
	case len(last) == 2 && len(last[0]) == 2 && isState(last[0]) && isZip(last[1]):
		p.State, p.Zip, n = last[0], last[1], n-1
	case len(last) == 1 && isZip(last[0]) && n >= 4 && isState(parts[n-2]):
		p.State, p.Zip, n = parts[n-2], last[0], n-2
	case len(last) == 1 && len(last[0]) == 2 && isState(last[0]):
		p.State, n = last[0], n-1
	default:
		return whole
	}
	if n < 2 || !isWords(parts[n-1]) {
		return whole
	}
	p.City, p.Street = parts[n-1], strings.Join(parts[:n-1], ", ")
	return p
}

// cityLine parts "Boston, MA 02110" in a city column.
func cityLine(cell string) (city, state, zip string, ok bool) {
	city, rest, found := strings.Cut(cell, ",")
	if state, land, more := strings.Cut(rest, ","); more && isCountry(clean.Text(land)) && isState(clean.Text(state)) {
		return clean.Text(city), clean.Text(state), "", true // "Boston, Massachusetts, United States"
	}
	f := strings.Fields(rest)
	if !found || len(f) == 0 || len(f) > 2 || !isState(f[0]) || len(f) == 2 && !isZip(f[1]) {
		return "", "", "", false
	}
	if len(f) == 2 {
		zip = f[1]
	}
	return clean.Text(city), f[0], zip, true
}

// codeOf reads an industry code: "488510", "488510 - Freight Transportation",
// "NAICS 488510", 4885.0; of several the first. rest are the others. "" for
// what holds no code of from two to eight digits. Vendors append two digits of
// their own to an SIC; those beyond the official ones stay for the table to judge.
func codeOf(s string) (code string, rest []string) {
	for p := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ';' || r == ',' || r == '|' || r == '\n' }) {
		for w := range strings.FieldsFuncSeq(strings.TrimSpace(p), func(r rune) bool { return r == ' ' || r == ':' || r == '(' || r == ')' || r == '–' }) {
			w = strings.TrimSuffix(w, ".0")
			if plain := strings.ReplaceAll(w, ".", ""); len(plain) >= 4 && digits(plain) == plain {
				w = plain // 4885.10
			}
			if len(w) == 5 && w[2] == '-' && digits(w) == w[:2]+w[3:] && code == "" {
				code = w // a sector that spans several numbers: 31-33
				break
			}
			if n := len(w); n >= 2 && n <= 8 && digits(w) == w {
				if code == "" {
					code = w
				} else {
					rest = append(rest, w)
				}
				break
			}
		}
	}
	return code, rest
}

// addresses are the e-mail addresses of one cell. Where only some of what it
// holds are any ("mia@halvorsen.example, broken", "mia@halvorsen.example (work)"),
// those count and the rest is named.
func addresses(s string) []string {
	all := several(s, isEmail)
	if len(all) != 1 || isEmail(all[0]) {
		return all
	}
	var good, rest []string
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(" ,;|\n()[]", r) }) {
		if isEmail(w) {
			good = append(good, w)
		} else {
			rest = append(rest, w)
		}
	}
	if len(good) == 0 {
		return all
	}
	if strings.Contains(strings.Join(rest, ""), "@") || strings.ContainsAny(s, ",;|") && len(rest) > 0 {
		return append(good, strings.Join(rest, " "))
	}
	return good
}
