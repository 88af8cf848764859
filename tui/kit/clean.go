package kit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks one character may carry: more than any
// script needs, fewer than it takes to paint over the lines around.
const maxMarks = 6

// prepended are the letters that Unicode joins to whatever follows them, even a
// space of the padding (Grapheme_Cluster_Break=Prepend, those that are no format
// characters): they are rare enough to be left out.
const prepended = "\u0d4e\U000111c2\U000111c3\U000113d1\U0001193f\U00011941\U00011a3a\U00011a84\U00011a85\U00011a86\U00011a87\U00011a88\U00011a89\U00011d46\U00011f02"

// Clean makes text from outside harmless and one line: no escape sequence,
// control, invisible or bidirectional character is left, line breaks become
// spaces, and what cannot be shown becomes "?". Joined emoji fall apart into
// their parts, because terminals disagree about the width of the whole.
func Clean(s string) string {
	if plainASCII(s) {
		return s
	}
	return scrub(s, false, false)
}

// CleanLines is [Clean] that keeps line breaks.
func CleanLines(s string) string { return scrub(s, false, true) }

// defend is [Clean] for text that a widget or style has painted: colour
// sequences stay, and links to a number.
func defend(s string) string { return scrub(s, true, false) }

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

func scrub(s string, colour, lines bool) string {
	var b strings.Builder
	b.Grow(len(s))
	marks := maxMarks // a mark with nothing before it would sit on what stands to the left
	for i := 0; i < len(s); {
		if c := s[i]; c >= 0x20 && c < 0x7f { // nearly all of most texts
			b.WriteByte(c)
			marks = 0
			i++
			continue
		}
		if s[i] == 0x1b || s[i] == 0xc2 && i+1 < len(s) && s[i+1] >= 0x80 && s[i+1] < 0xa0 {
			if n := max(sgrLen(s[i:]), linkLen(s[i:])); n > 0 && colour {
				b.WriteString(s[i : i+n])
				i += n
				continue
			}
			i += sequenceLen(s[i:])
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch r { // the halfwidth voicing marks join like the combining ones, but are letters
		case 0xff9e:
			r = 0x3099
		case 0xff9f:
			r = 0x309a
		}
		if unicode.Is(unicode.M, r) && !invisible(r) {
			if marks < maxMarks {
				b.WriteRune(r)
				marks++
			}
			continue
		}
		out, shown := visible(r, lines)
		if !shown {
			continue
		}
		b.WriteRune(out)
		marks = 0
		if out == '\n' {
			marks = maxMarks
		}
	}
	return b.String()
}

// visible is what stands for r, and whether anything does.
func visible(r rune, lines bool) (rune, bool) {
	switch {
	case r == '\n' && lines:
		return '\n', true
	case r == '\r' && lines:
		return 0, false
	case r == '\n', r == '\t', r == '\r', r == '\v', r == '\f', r == 0x2028, r == 0x2029:
		return ' ', true
	case r == utf8.RuneError: // broken text, or what already stood for it
		return '?', true
	case r < 0x20, r == 0x7f, invisible(r):
		return 0, false
	case r == 0x3000:
		return r, true
	case unicode.Is(unicode.Zs, r):
		return ' ', true
	case !unicode.IsPrint(r):
		return '?', true
	}
	return r, true
}

// invisible are characters that show nothing, reorder what is around them, or
// change the width of their neighbour.
func invisible(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case unicode.Is(unicode.Cf, r): // bidirectional, joiners, soft hyphen, tags
		return true
	case r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0100 && r <= 0xe01ef: // variation selectors
		return true
	case r >= 0x1f3fb && r <= 0x1f3ff: // skin tones
		return true
	case strings.ContainsRune(prepended, r):
		return true
	case r == 0x034f, r == 0x115f, r == 0x1160, r == 0x3164, r == 0xffa0, r == 0x180b, r == 0x180c, r == 0x180d, r == 0x180f:
		return true
	}
	return false
}

// sequenceLen is how much of s belongs to the control sequence at its start.
// Of one that never ends only the introducer goes, so that the text after it
// is seen and not swallowed.
func sequenceLen(s string) int {
	kind, n := byte(0), 2
	if s[0] == 0x1b {
		if len(s) < 2 {
			return 1
		}
		kind = s[1]
	} else {
		kind = s[1] - 0x40 // a C1 control is ESC and this letter
	}
	switch {
	case kind == '[':
		for i := n; i < len(s); i++ {
			if s[i] >= 0x40 && s[i] <= 0x7e {
				return i + 1
			}
			if s[i] < 0x20 || s[i] > 0x3f {
				return n
			}
		}
		return n
	case kind == ']', kind == 'P', kind == 'X', kind == '^', kind == '_':
		return stringEnd(s, n)
	case s[0] != 0x1b:
		return n
	case kind >= 0x20 && kind <= 0x2f:
		if len(s) > 2 && s[2] >= 0x30 && s[2] <= 0x7e {
			return 3
		}
		return 1
	case kind >= 0x30 && kind <= 0x7e:
		return 2
	}
	return 1
}

func stringEnd(s string, n int) int {
	for i := n; i < len(s); i++ {
		switch {
		case s[i] == 0x07:
			return i + 1
		case s[i] == 0x1b && i+1 < len(s) && s[i+1] == '\\':
			return i + 2
		case s[i] == 0xc2 && i+1 < len(s) && s[i+1] == 0x9c:
			return i + 2
		case s[i] == '\n':
			return n
		}
	}
	return n
}
