package clean

import "strings"

// CompanyKey folds a company's name to the key by which records are matched:
// case, accents and punctuation go, "&" and "and" go, so do a leading "the" and
// the legal forms at the end (Inc, LLC, Ltd, GmbH & Co. KG, S.A., Pty Ltd …).
// Initials are joined, so J.P. Morgan and J P Morgan agree. At least one word
// stays. "" for a name without letters or digits.
func CompanyKey(s string) string {
	words := fold(undot(Text(s)))
	for { // one step lays bare what the next one folds, as in "Acme Co., Inc."
		next := foldCompany(words)
		if len(next) == len(words) {
			return strings.Join(words, " ")
		}
		words = next
	}
}

// foldCompany does each folding once; it only ever makes the list shorter, and
// never empty.
func foldCompany(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if w != "and" && w != "und" && w != "et" {
			out = append(out, w)
		}
	}
	if len(out) == 0 && len(words) > 0 {
		return words[:1]
	}
	out = initials(out)
	if len(out) > 1 && out[0] == "the" {
		out = out[1:]
	}
	if n := len(out); n > 1 && isLegalForm(out[n-1]) {
		out = out[:n-1]
	}
	return out
}

func isLegalForm(w string) bool {
	switch w {
	case "inc", "incorporated", "corp", "corporation", "co", "company", "llc", "lc", "llp", "lp", "pllc", "pc", "pbc",
		"ltd", "limited", "plc", "pty", "pte", "pvt", "private", "ulc", "cic",
		"gmbh", "ggmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "ev", "eg", "se",
		"sa", "sas", "sasu", "sarl", "eurl", "sl", "slu", "srl", "spa", "snc", "sapi", "cv", "ltda", "lda",
		"bv", "nv", "vof", "cvba", "bvba", "ab", "as", "asa", "aps", "oy", "oyj", "hf", "ehf",
		"sro", "doo", "kft", "zrt", "nyrt", "sp", "zoo", "ooo", "oao", "kk", "bhd", "sdn":
		return true
	}
	return false
}
