package clean

import (
	"slices"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
	"golang.org/x/text/unicode/norm"
)

// The functions that every row of an import passes, in their plain form: each
// says what its quick twin has to give, without a thought for its cost.

func plainText(s string) string {
	if plainPlain(s, false) {
		return strings.Join(strings.Fields(s), " ")
	}
	return strings.Join(strings.Fields(plainBlock(s)), " ")
}

func plainBlock(s string) string {
	if !plainPlain(s, true) {
		s = capMarks(norm.NFC.String(filter(strings.ToValidUTF8(s, "\ufffd"))))
	}
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " ")
		if line == "" && (len(out) == 0 || out[len(out)-1] == "") {
			continue
		}
		out = append(out, line)
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n")
}

func plainPlain(s string, lines bool) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' || c > '~') && (!lines || c != '\n') {
			return false
		}
	}
	return true
}

func plainFold(s string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(plainText(s)) {
		switch {
		case unicode.Is(unicode.M, r) || r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '´':
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			b.WriteString(plainLetter(unicode.ToLower(r)))
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

func plainInitials(words []string) []string {
	var out []string
	run := ""
	flush := func() {
		if run != "" {
			out = append(out, run)
			run = ""
		}
	}
	for _, w := range words {
		if len(w) == 1 && 'a' <= w[0] && w[0] <= 'z' {
			run += w
			continue
		}
		flush()
		out = append(out, w)
	}
	flush()
	return out
}

func plainName(s string) string {
	s = plainText(s)
	for {
		t := plainText(plainUnquote(strings.Trim(s, " ,;"))) // a mark may have lost its letter
		if t == s {
			break
		}
		s = t
	}
	switch strings.ToLower(s) {
	case "n/a", "#n/a", "n.a.":
		return ""
	}
	if strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0 {
		return ""
	}
	return s
}

func plainUnquote(s string) string {
	const marks = "\"'“”„«»"
	r := []rune(s)
	if len(r) < 3 || !strings.ContainsRune(marks, r[0]) || !strings.ContainsRune(marks, r[len(r)-1]) {
		return s
	}
	inner := string(r[1 : len(r)-1])
	if r[0] != '\'' && strings.ContainsAny(inner, "\"“”„«»") {
		return s // "Big" and "Small"
	}
	return inner
}

func plainNameKey(s string) string {
	s = plainText(s)
	if family, given, suffix, ok := plainInverted(s); ok {
		s = given + " " + family + " " + suffix
	}
	words := plainInitials(plainFold(plainUndot(s)))
	for len(words) > 1 {
		switch {
		case isAddress(words[0]):
			words = words[1:]
		case isDegree(words[len(words)-1]):
			words = words[:len(words)-1]
		default:
			return strings.Join(words, " ")
		}
	}
	return strings.Join(words, " ")
}

func plainInverted(s string) (family, given, suffix string, ok bool) {
	parts := strings.Split(s, ",")
	for len(parts) > 1 {
		last := strings.TrimSpace(parts[len(parts)-1])
		if w := bare(last); w != "" && !isDegree(w) && !isGeneration(w) {
			break
		}
		suffix = strings.TrimSpace(last + " " + suffix)
		parts = parts[:len(parts)-1]
	}
	if len(parts) != 2 {
		return "", "", "", false
	}
	family, given = strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1])
	return family, given, suffix, family != "" && given != ""
}

func plainUndot(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if strings.Count(w, ".") >= 2 || isDegree(bare(w)) {
			if !slices.ContainsFunc(strings.Split(w, "."), func(p string) bool { return len(p) > 2 }) {
				words[i] = strings.ReplaceAll(w, ".", "")
			}
		}
	}
	return strings.Join(words, " ")
}

func plainCompanyKey(s string) string {
	words := plainFold(plainUndot(plainText(s)))
	for { // one step lays bare what the next one folds, as in "Acme Co., Inc."
		next := plainFoldCompany(words)
		if len(next) == len(words) {
			return strings.Join(words, " ")
		}
		words = next
	}
}

func plainFoldCompany(words []string) []string {
	var out []string
	for _, w := range words {
		if w != "and" && w != "und" && w != "et" {
			out = append(out, w)
		}
	}
	if len(out) == 0 && len(words) > 0 {
		return words[:1]
	}
	out = plainInitials(out)
	if len(out) > 1 && out[0] == "the" {
		out = out[1:]
	}
	if n := len(out); n > 1 && isLegalForm(out[n-1]) {
		out = out[:n-1]
	}
	return out
}

func plainEmailKey(s string) (key string, ok bool) {
	s = plainText(s)
	if i, j := strings.LastIndexByte(s, '<'), strings.LastIndexByte(s, '>'); i >= 0 && j > i {
		s = s[i+1 : j]
	}
	s = strings.ToLower(strings.Trim(s, " ,;"))
	s = strings.TrimSpace(strings.TrimPrefix(s, "mailto:"))
	local, domain, found := strings.Cut(s, "@")
	if !found || len(s) > 254 || !plainIsLocal(local) || !plainIsDomain(domain) {
		return "", false
	}
	return s, true
}

func plainIsLocal(s string) bool {
	if s == "" || len(s) > 64 || s[0] == '.' || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	for _, r := range s {
		letter := 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
		if !letter && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~.", r) {
			return false
		}
	}
	return true
}

func plainIsDomain(s string) bool {
	labels := strings.Split(s, ".")
	if len(s) > 253 || len(labels) < 2 {
		return false
	}
	for _, l := range labels {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' {
			return false
		}
		for _, r := range l {
			if r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) {
				return false
			}
		}
	}
	top := labels[len(labels)-1]
	return len(top) >= 2 && strings.IndexFunc(top, unicode.IsLetter) >= 0
}

func plainDomain(s string) string {
	s = strings.ToLower(plainText(s))
	if key, ok := plainEmailKey(s); ok && !strings.Contains(key, "/") {
		_, s, _ = strings.Cut(key, "@")
	}
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s = strings.TrimPrefix(s, "//")
	host, path := s, ""
	if i := strings.IndexAny(s, "/?#\\ "); i >= 0 {
		host, path = s[:i], s[i+1:]
	}
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		host = host[i+1:]
	}
	host, _, _ = strings.Cut(host, ":")
	host = strings.TrimRight(host, ".")
	for strings.HasPrefix(host, "www.") {
		host = host[len("www."):]
	}
	if !plainIsDomain(host) || isFreeMail(host) || path != "" && isSharedHost(host) {
		return ""
	}
	return host
}

func plainPlaceKey(city, state, country string) string {
	words := plainFold(city)
	for i, w := range words {
		switch w {
		case "st", "ste":
			words[i] = "saint"
		case "ft":
			words[i] = "fort"
		case "mt":
			words[i] = "mount"
		}
	}
	land := strings.ToLower(plainCountry(country))
	if land == "" {
		land = strings.Join(plainInitials(plainFold(country)), " ")
	}
	st, land := plainRegion(strings.Join(plainInitials(plainFold(state)), " "), land)
	if key := strings.Join(words, " ") + "|" + st + "|" + land; key != "||" {
		return key
	}
	return ""
}

func plainCountry(s string) string {
	k := strings.Join(plainInitials(plainFold(s)), " ")
	if k == "uk" {
		return "GB"
	}
	if len(k) == 2 && 'a' <= k[0] && k[0] <= 'z' && 'a' <= k[1] && k[1] <= 'z' {
		return strings.ToUpper(k)
	}
	for line := range strings.SplitSeq(countries, "\n") {
		code, names, _ := strings.Cut(line, " ")
		for name := range strings.SplitSeq(names, ",") {
			if name == k && k != "" {
				return code
			}
		}
	}
	return ""
}

func plainRegion(folded, land string) (letters, country string) {
	for _, c := range []struct{ land, list string }{{"us", states}, {"ca", provinces}} {
		if folded == "" || land != "" && land != c.land {
			continue
		}
		for entry := range strings.SplitSeq(c.list, ",") {
			if letters, name, _ := strings.Cut(entry, " "); folded == letters || folded == name {
				return letters, c.land
			}
		}
	}
	return folded, land
}

func plainPhone(s, country string) Number {
	typed := plainText(s)
	n := Number{Shown: typed}
	country = homeCountry(country)
	in := strings.TrimLeft(typed, "'") // left by spreadsheets to keep the +
	in = strings.TrimSuffix(in, ".0")  // a number that was stored as a float
	if len(in) > maxPhone || strings.IndexFunc(in, isASCIIDigit) < 0 {
		return n
	}
	p, ok := plainParsePhone(in, country)
	if !ok {
		return n
	}
	n.Valid, n.Ext = true, p.GetExtension()
	n.E164 = phonenumbers.Format(p, phonenumbers.E164)
	if region := phonenumbers.GetRegionCodeForNumber(p); len(region) == 2 && region != phonenumbers.UNKNOWN_REGION {
		n.Country = region
	}
	n.Zones = plainZones(p)
	n.Shown = plainShow(p, n, country)
	return n
}

func plainParsePhone(s, country string) (*phonenumbers.PhoneNumber, bool) {
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

func plainShow(p *phonenumbers.PhoneNumber, n Number, home string) string {
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

func plainZones(p *phonenumbers.PhoneNumber) []string {
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
