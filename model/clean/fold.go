package clean

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold gives the words of s in lower case without accents and punctuation.
// Apostrophes vanish (O'Brien is obrien), every other sign parts words.
func fold(s string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(Text(s)) {
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

// plainLetter writes out the letters that no decomposition takes apart.
func plainLetter(r rune) string {
	switch r {
	case 'ß', 'ẞ':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ħ':
		return "h"
	case 'ŧ':
		return "t"
	case 'ı':
		return "i"
	}
	return string(r)
}

// initials joins runs of single letters: j p morgan is jp morgan, and s a
// becomes the suffix sa.
func initials(words []string) []string {
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
