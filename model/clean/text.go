// Package clean makes text from outside safe and comparable: it filters what a
// terminal could obey or a person could not see, and folds names, companies,
// e-mail addresses, places and phone numbers into the keys by which records are
// matched.
//
// Whatever enters Ripen (a list, a mail, a field in a form) passes [Text] or
// [Block] once, at the door. All functions are pure; those that clean are
// idempotent: cleaning twice is cleaning once.
package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxMarks is how many combining marks one letter keeps. Written languages
// stack five or six; piles of dozens only serve to overdraw the lines above.
const maxMarks = 8

// Text cleans one line. It takes off terminal escape sequences (CSI, OSC, DCS
// and the rest, in their 7-bit and 8-bit forms, an unfinished one to the end of
// its line), keeps only letters, marks, digits, punctuation and symbols, turns
// every run of white space and line ends into one blank, trims, and composes
// (NFC). What goes without a trace: control characters, NUL, bidi controls and
// isolates, zero-width characters, soft hyphens, variation selectors, tags,
// private and unassigned characters. Zero-width joiners go as well: a name in
// Persian or Hindi loses a ligature but stays legible, and nothing invisible
// remains by which two equal-looking names could differ. Invalid UTF-8 becomes
// U+FFFD, so that the damage is seen.
func Text(s string) string {
	if tidy(s) {
		return s
	}
	if plain(s, false) {
		return strings.Join(strings.Fields(s), " ")
	}
	return strings.Join(strings.Fields(Block(s)), " ")
}

// Block cleans text of several lines with the filter of [Text]. Line ends (CR,
// CRLF, form feed, U+0085, U+2028 …) become \n; blanks within a line stay as
// they are, each tab or other space becomes one blank; blanks at the end of a
// line and empty lines at both ends go, and of several empty lines in a row one
// stays.
func Block(s string) string {
	if !plain(s, true) {
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

// plain says that s is printable ASCII and the letters of Western and Central
// Europe in one piece (U+00C0 to U+024F), which most imported cells are and
// which needs no filter.
func plain(s string, lines bool) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case ' ' <= c && c <= '~' || lines && c == '\n':
		case 0xc3 <= c && c <= 0xc9 && i+1 < len(s) && s[i+1]&0xc0 == 0x80 && (c < 0xc9 || s[i+1] < 0x90):
			i++
		default:
			return false
		}
	}
	return true
}

// tidy says that s is plain and has no blank too many.
func tidy(s string) bool {
	blank := true // so that a blank in front is one too many
	for i := range len(s) {
		if s[i] == ' ' && blank {
			return false
		}
		blank = s[i] == ' '
	}
	return (s == "" || !blank) && plain(s, false)
}

// filter splits at every kind of line end first, so that an unfinished escape
// sequence costs its own line and not the text.
func filter(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var lines []string
	for {
		i := strings.IndexFunc(s, isLineEnd)
		if i < 0 {
			break
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		lines = append(lines, strings.Map(keep, stripSequences(s[:i])))
		s = s[i+n:]
	}
	lines = append(lines, strings.Map(keep, stripSequences(s)))
	return strings.Join(lines, "\n")
}

func isLineEnd(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// keep is the allow-list, in the form that [strings.Map] wants: -1 drops.
func keep(r rune) rune {
	switch {
	case r == '\t' || unicode.Is(unicode.Zs, r):
		return ' '
	case invisible(r):
		return -1
	case unicode.IsGraphic(r):
		return r
	}
	return -1
}

// invisible lists what Unicode counts among letters, marks and symbols although
// nothing is drawn: joiners, fillers, selectors.
func invisible(r rune) bool {
	switch {
	case r == '\u034f', // combining grapheme joiner
		r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0', // Hangul fillers
		r == '\u17b4' || r == '\u17b5',                                   // Khmer inherent vowels
		'\u180b' <= r && r <= '\u180f',                                   // Mongolian selectors
		r == '\u2800',                                                    // Braille blank
		'\ufe00' <= r && r <= '\ufe0f',                                   // variation selectors
		'\U000e0100' <= r && r <= '\U000e01ef',
		r == '\U0001d159', // musical null notehead
		r == '\ufffc':     // object replacement
		return true
	}
	return false
}

// capMarks cuts piles of combining marks, drops marks that stand on no letter
// (they would be drawn over whatever the screen shows before them), and takes
// out the joiner that normalising puts into long piles.
func capMarks(s string) string {
	n := maxMarks
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u034f':
			return -1
		case r == ' ' || r == '\n':
			n = maxMarks
		case !unicode.Is(unicode.M, r):
			n = 0
		case n >= maxMarks:
			return -1
		default:
			n++
		}
		return r
	}, s)
}
