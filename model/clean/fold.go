package clean

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold gives the words of s in lower case without accents and punctuation.
// Apostrophes vanish (O'Brien is obrien), every other sign parts words.
func fold(s string) []string {
	s = Text(s)
	if isASCII(s) {
		return foldASCII(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.M, r) || r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '´':
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if r = unicode.ToLower(r); r < utf8.RuneSelf {
				b.WriteByte(byte(r))
			} else {
				b.WriteString(plainLetter(r))
			}
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// foldASCII is fold for most of what lists hold, where nothing is taken apart.
func foldASCII(s string) []string {
	var buf [128]byte
	b := buf[:0]
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			b = append(b, c)
		case 'A' <= c && c <= 'Z':
			b = append(b, c+'a'-'A')
		case c == '\'' || c == '`':
		default:
			b = append(b, ' ')
		}
	}
	if string(b) == s {
		return strings.Fields(s)
	}
	return strings.Fields(string(b))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
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
	if !slices.ContainsFunc(words, isInitial) {
		return words
	}
	out := make([]string, 0, len(words))
	run := ""
	flush := func() {
		if run != "" {
			out = append(out, run)
			run = ""
		}
	}
	for _, w := range words {
		if isInitial(w) {
			run += w
			continue
		}
		flush()
		out = append(out, w)
	}
	flush()
	return out
}

func isInitial(w string) bool { return len(w) == 1 && 'a' <= w[0] && w[0] <= 'z' }
