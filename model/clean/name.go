package clean

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Name cleans a person's or a company's name for showing: [Text], without the
// quotation marks and the loose commas and semicolons that exports leave around
// it. What holds no letter or digit ("-", "?") or says that there is none
// ("n/a") becomes "". Capitals stay as typed: no rule tells IBM from SMITH.
func Name(s string) string {
	s = Text(s)
	for {
		t := Text(unquote(strings.Trim(s, " ,;"))) // a mark may have lost its letter
		if t == s {
			break
		}
		s = t
	}
	if len(s) <= len("#n/a") {
		switch strings.ToLower(s) {
		case "n/a", "#n/a", "n.a.":
			return ""
		}
	}
	if strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0 {
		return ""
	}
	return s
}

// unquote takes off one pair of quotation marks around the whole.
func unquote(s string) string {
	const marks = "\"'“”„«»"
	if first, _ := utf8.DecodeRuneInString(s); !strings.ContainsRune(marks, first) {
		return s
	}
	r := []rune(s)
	if len(r) < 3 || !strings.ContainsRune(marks, r[len(r)-1]) {
		return s
	}
	inner := string(r[1 : len(r)-1])
	if r[0] != '\'' && strings.ContainsAny(inner, "\"“”„«»") {
		return s // "Big" and "Small"
	}
	return inner
}

// NameKey folds a person's name to the key by which records are matched: case,
// accents and punctuation go, so do forms of address (Dr, Mrs) and degrees
// (PhD, CPA); "Halvorsen, Mia" is turned round. Jr, Sr and numerals stay: they
// tell father from son. "" for a name without letters or digits.
func NameKey(s string) string {
	s = Text(s)
	if family, given, suffix, ok := inverted(s); ok {
		s = given + " " + family + " " + suffix
	}
	words := initials(fold(undot(s)))
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

// inverted splits "Family, Given" and "Family, Given, Jr."; degrees and
// suffixes behind a comma alone make no inversion.
func inverted(s string) (family, given, suffix string, ok bool) {
	if !strings.Contains(s, ",") {
		return "", "", "", false
	}
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

// SplitName parts a full name for salutations and mappings: "Ludwig van
// Beethoven" is Ludwig and van Beethoven, "Smith, Mary Ann" is Mary Ann and
// Smith. Middle names stay with the given name; forms of address, degrees, Jr,
// Sr and numerals belong to neither. A single word is a given name.
func SplitName(full string) (given, family string) {
	full = Name(full)
	if f, g, _, ok := inverted(full); ok {
		return dropSuffix(dropAddress(g)), dropSuffix(dropAddress(f))
	}
	full, _, _ = strings.Cut(full, ",") // what follows are degrees and suffixes
	words := strings.Fields(dropSuffix(dropAddress(full)))
	if len(words) == 0 {
		return "", ""
	}
	at := len(words) - 1
	for at > 1 && isParticle(bare(words[at-1])) {
		at--
	}
	if at == 0 {
		return words[0], ""
	}
	return strings.Join(words[:at], " "), strings.Join(words[at:], " ")
}

func dropAddress(s string) string {
	words := strings.Fields(s)
	for len(words) > 1 && isAddress(bare(words[0])) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

func dropSuffix(s string) string {
	words := strings.Fields(s)
	for len(words) > 1 {
		last := bare(words[len(words)-1])
		if !isDegree(last) && !isGeneration(last) {
			break
		}
		words = words[:len(words)-1]
	}
	return strings.Trim(strings.Join(words, " "), " ,")
}

// bare is a word as the lists below hold it: lower case, no dots.
func bare(w string) string {
	return strings.ToLower(strings.Trim(strings.ReplaceAll(w, ".", ""), ",;()"))
}

// undot takes the dots out of abbreviations (Ph.D., S.A.), where the dots
// stand between single or few letters; a dot elsewhere parts words.
func undot(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
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

func isAddress(w string) bool {
	switch w {
	case "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "herr", "frau", "mme", "rev", "hon":
		return true
	}
	return false
}

func isDegree(w string) bool {
	switch w {
	case "phd", "md", "mba", "cpa", "esq", "dds", "jd", "pe", "cfa", "pmp", "rn", "msc", "bsc", "mphil", "dphil", "edd":
		return true
	}
	return false
}

func isGeneration(w string) bool {
	switch w {
	case "jr", "sr", "ii", "iii", "iv":
		return true
	}
	return false
}

func isParticle(w string) bool {
	switch w {
	case "van", "von", "der", "den", "de", "di", "da", "del", "della", "dalla", "la", "le", "du", "dos", "das", "do",
		"el", "al", "bin", "ibn", "bint", "ter", "ten", "te", "zu", "zur", "vom", "af", "av", "st", "mac", "o":
		return true
	}
	return false
}
