package clean

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Bare is a text in lower case with the marks taken off its letters, as a search
// compares them: "Müller" and "MULLER" are one.
func Bare(s string) string {
	s = strings.ToLower(s)
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}
