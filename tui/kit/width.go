// Package kit is the console's widgets, and the only place that constructs
// those of bubbles: their defaults ask the process's default renderer, which
// knows nothing of the session's terminal.
//
// Three promises hold for all of them, and the tests sweep them:
//
//   - A widget that was given w×h with SetSize draws exactly w×h cells, from
//     0×0 up; what does not fit is cut with "…", never without a mark.
//   - Text that came from outside (a name, a note, a cell) is made harmless
//     where it is drawn, whatever was done to it at the door: no escape
//     sequence, control, bidirectional or invisible character reaches the
//     terminal.
//   - Update does no I/O and says whether it used the key: (handled, command).
package kit

import (
	"github.com/charmbracelet/x/ansi"
	"github.com/mattn/go-runewidth"
)

// bubbles measures with runewidth, whose widths of ambiguous characters follow
// the locale of the process, while the renderer and this package measure with
// x/ansi, whose do not. Both must agree, in the test under LANG=ja_JP as well,
// and this is the one place where that is settled. What a terminal shows two
// cells wide all the same is met by the ASCII glyphs.
func init() { runewidth.DefaultCondition.EastAsianWidth = false }

// Width is the number of cells that s, one line, takes on the screen; escape
// sequences take none.
func Width(s string) int {
	if n, ok := plainWidth(s); ok {
		return n
	}
	return ansi.StringWidth(s)
}

// plainWidth is the width of text made only of ASCII, well-formed colour
// sequences and the console's own one-cell characters, which is nearly all that
// is ever drawn. ok is false when s holds anything else; then nothing is said
// about it.
func plainWidth(s string) (n int, ok bool) {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= 0x20 && c < 0x7f:
			n++
			i++
		case c == 0x1b:
			l := sgrLen(s[i:])
			if l == 0 {
				l = linkLen(s[i:])
			}
			if l == 0 {
				return 0, false
			}
			i += l
		case c == 0xc2 && i+1 < len(s) && s[i+1] > 0xa0 && s[i+1] <= 0xbf && s[i+1] != 0xad && s[i+1] != 0xa9 && s[i+1] != 0xae:
			n, i = n+1, i+2 // U+00A1–U+00BF without the soft hyphen and what may be an emoji
		case c == 0xc3 && i+1 < len(s) && s[i+1] >= 0x80 && s[i+1] <= 0xbf:
			n, i = n+1, i+2 // U+00C0–U+00FF
		case c == 0xe2 && i+2 < len(s) && oneCell(s[i+1], s[i+2]):
			n, i = n+1, i+3
		default:
			return 0, false
		}
	}
	return n, true
}

// oneCell knows the console's glyphs among U+2000–U+2FFF by their last bytes.
func oneCell(b, c byte) bool {
	switch b {
	case 0x94, 0x95, 0x96: // U+2500–U+259F, lines and blocks, and ▴ ▸ ▾
		return c >= 0x80 && c <= 0xbf && !(b == 0x96 && c > 0x9f && c != 0xb4 && c != 0xb8 && c != 0xbe)
	case 0x97: // ◂ ○ ◌ ● ◐ ◔
		return c == 0x82 || c == 0x8b || c == 0x8c || c == 0x8f || c == 0x90 || c == 0x94
	case 0x80: // – — ‘ ’ “ ” …  ›
		return c == 0x93 || c == 0x94 || c == 0x98 || c == 0x99 || c == 0x9c || c == 0x9d || c == 0xa6 || c == 0xba
	case 0x9c: // ✓
		return c == 0x93
	case 0x98: // ☾
		return c == 0xbe
	}
	return false
}

// sgrLen is the length of the colour sequence (CSI … m) that s begins with, 0
// if it begins with anything else.
func sgrLen(s string) int {
	if len(s) < 3 || s[0] != 0x1b || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c == ';', c == ':':
		case c == 'm':
			return i + 1
		default:
			return 0
		}
	}
	return 0
}
