package clean

import "strings"

// Controls that begin or end a sequence (ECMA-48).
const (
	bel = '\a'
	can = '\x18'
	sub = '\x1a'
	esc = '\x1b'
	csi = '\u009b'
	st  = '\u009c'
)

// stripSequences takes escape sequences off one line, rune by rune: a scanner of
// bytes takes the second half of a letter such as Ü for an 8-bit control. An
// unfinished sequence goes to the end of the line, as a terminal would swallow it.
func stripSequences(line string) string {
	if strings.IndexFunc(line, func(r rune) bool { return r == esc || '\u0080' <= r && r <= '\u009f' }) < 0 {
		return line
	}
	in := []rune(line)
	var out strings.Builder
	for i := 0; i < len(in); {
		r := in[i]
		i++
		switch {
		case r == csi:
			i = skipCSI(in, i)
		case isStringStart(r):
			i = skipString(in, i)
		case r == esc:
			i = skipEscape(in, i)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// isStringStart knows DCS, SOS, OSC, PM and APC in their 8-bit forms.
func isStringStart(r rune) bool {
	switch r {
	case '\u0090', '\u0098', '\u009d', '\u009e', '\u009f':
		return true
	}
	return false
}

// skipEscape returns the place behind the sequence whose ESC stands before i.
func skipEscape(in []rune, i int) int {
	if i >= len(in) {
		return i
	}
	switch r := in[i]; {
	case r == '[':
		return skipCSI(in, i+1)
	case '@' <= r && r <= '_' && isStringStart(r+0x40): // ESC P is DCS, and so on
		return skipString(in, i+1)
	case '0' <= r && r <= '~':
		return i + 1
	}
	for i < len(in) && ' ' <= in[i] && in[i] <= '/' {
		i++
	}
	if i < len(in) && '0' <= in[i] && in[i] <= '~' {
		i++
	}
	return i
}

// skipCSI passes parameters and the final character. Controls in between are
// passed as well, since a terminal obeys them without leaving the sequence.
func skipCSI(in []rune, i int) int {
	for ; i < len(in); i++ {
		switch r := in[i]; {
		case '@' <= r && r <= '~':
			return i + 1
		case r == esc || r == csi || r > '~':
			return i
		}
	}
	return i
}

// skipString passes to the end of an OSC, DCS, SOS, PM or APC.
func skipString(in []rune, i int) int {
	for ; i < len(in); i++ {
		switch in[i] {
		case bel, can, sub, st:
			return i + 1
		case esc:
			if i+1 < len(in) && in[i+1] == '\\' {
				return i + 2
			}
			return i
		}
	}
	return i
}
