package kit

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"ripen/tui/theme"
)

// cutMark stands where something was cut. In an ASCII session the root turns
// it into its twin, with the rest of the frame.
const cutMark = "…"

const reset = "\x1b[0m"

const blanks = "                                                                                                                                                                                                                                                                "

func spaces(n int) string {
	switch {
	case n <= 0:
		return ""
	case n <= len(blanks):
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// Fit is s, one line of text painted or not, in exactly w cells: filled with
// spaces, or cut with "…". Anything but text and colours is taken out.
func Fit(s string, w int) string {
	if w <= 0 {
		return ""
	}
	n, plain := plainWidth(s)
	if !plain {
		s = defend(s)
		n = ansi.StringWidth(s)
	}
	if n > w {
		s = ansi.Truncate(s, w, cutMark)
		n = ansi.StringWidth(s)
	}
	return closed(s) + spaces(w-n)
}

// FitRight is [Fit] with the spaces on the left.
func FitRight(s string, w int) string {
	n := Width(s)
	if n >= w {
		return Fit(s, w)
	}
	return Fit(spaces(w-n)+s, w)
}

// closed ends the colours of s where s does not do so itself: they would run
// on over what stands to the right.
func closed(s string) string {
	at := strings.LastIndex(s, "\x1b[")
	if at < 0 || strings.HasPrefix(s[at:], reset) || strings.HasPrefix(s[at:], "\x1b[m") {
		return s
	}
	return s + reset
}

// Clamp is view in exactly w×h cells: every line fitted, missing lines blank.
// Where lines are lost, the last one that is seen ends in "…".
func Clamp(view string, w, h int) string {
	if h <= 0 {
		return ""
	}
	var b strings.Builder
	b.Grow(len(view) + h + w)
	for i := range h {
		line, rest, more := strings.Cut(view, "\n")
		if i > 0 {
			b.WriteByte('\n')
		}
		if i == h-1 && more && strings.TrimSpace(ansi.Strip(rest)) != "" && w > 0 {
			b.WriteString(marked(line, w))
		} else {
			b.WriteString(Fit(line, w))
		}
		view = rest
	}
	return b.String()
}

// marked is line in w cells of which the last is "…": one mark, where the line
// itself is too long as well.
func marked(line string, w int) string {
	if Width(line) >= w {
		if _, plain := plainWidth(line); !plain {
			line = defend(line)
		}
		line = ansi.Truncate(line, w-1, "")
	}
	return Fit(line, w-1) + cutMark
}

// Wrap is text, cleaned, in lines of at most w cells, broken at spaces where
// there are any; its own line breaks stay.
func Wrap(text string, w int) []string {
	if w <= 0 {
		return nil
	}
	// Wrap lets a run of hyphens stand out of the line; Hardwrap does not.
	lines := strings.Split(ansi.Hardwrap(ansi.Wrap(CleanLines(text), w, ""), w, true), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return lines
}

// WrapTo is [Wrap] in at most n lines; the last one ends in "…" where text was
// left out.
func WrapTo(text string, w, n int) []string {
	lines := Wrap(text, w)
	if n < 0 {
		n = 0
	}
	if len(lines) <= n {
		return lines
	}
	lines = lines[:n]
	if n > 0 {
		last := lines[n-1]
		if Width(last) >= w {
			last = ansi.Truncate(last, w-1, "")
		}
		lines[n-1] = last + cutMark
	}
	return lines
}

// Plain is a drawn view without its styles: what a reader makes out of it.
func Plain(view string) string { return ansi.Strip(view) }

// Columns is one line of w cells with left at its left end and right at its
// right end. Where both do not fit, left is cut first, as what stands right is
// usually short and the reason for looking.
func Columns(left, right string, w int) string {
	rw := Width(right)
	if right == "" {
		return Fit(left, w)
	}
	if rw >= w {
		return Fit(right, w)
	}
	return Fit(left, w-rw-1) + Fit(" ", min(1, w-rw)) + Fit(right, rw)
}

// Rule is a line across, with the title in it where there is one. Titles of
// groups stand in rules; there are no boxes.
func Rule(l theme.Look, w int, title string) string {
	if w <= 0 {
		return ""
	}
	title = Clean(title)
	if title == "" || w < 8 {
		return l.Paint(theme.Rule, strings.Repeat(l.Glyphs.H, w))
	}
	title = strings.TrimRight(Fit(title, min(Width(title), w-6)), " ")
	line := strings.Repeat(l.Glyphs.H, 2)
	rest := w - 4 - Width(title)
	return l.Paint(theme.Rule, line) + " " + l.Paint(theme.Title, title) + " " + l.Paint(theme.Rule, strings.Repeat(l.Glyphs.H, rest))
}

// Heading is the title line of a pane with what else the line says. The pane
// that has the keys is told by the mark and by its painted title.
func Heading(l theme.Look, w int, title, rest string, focused bool) string {
	head := " " + l.Paint(theme.Strong, Clean(title))
	if focused {
		head = l.Paint(theme.Mark, l.Glyphs.Mark) + l.Paint(theme.Accent, Clean(title))
	}
	if rest != "" {
		head += "  " + l.Paint(theme.Dim, Clean(rest))
	}
	return Fit(head, w)
}

// Highlight paints s in a tone and the parts that match in [theme.Match],
// without regard to case. Match is what the filter says; empty matches nothing.
func Highlight(l theme.Look, tone theme.Tone, s, match string) string {
	var b strings.Builder
	highlightOn(&b, l, theme.Page, tone, Clean(s), painted{any: match})
	return b.String()
}

// HighlightWords is [Highlight] of the words of a search, each where it begins
// a word.
func HighlightWords(l theme.Look, tone theme.Tone, s string, words []string) string {
	var b strings.Builder
	highlightOn(&b, l, theme.Page, tone, Clean(s), painted{words: words})
	return b.String()
}

func highlightOn(b *strings.Builder, l theme.Look, g theme.Ground, tone theme.Tone, s string, marks painted) {
	before := ' '
	for {
		at, n := marks.next(s, before)
		if at < 0 || n == 0 {
			break
		}
		l.WriteOn(b, g, tone, s[:at])
		l.WriteOn(b, g, theme.Match, s[at:at+n])
		before = lastRune(s[:at+n], before)
		s = s[at+n:]
	}
	l.WriteOn(b, g, tone, s)
}

// indexFold is where match occurs in s without regard to case, and the length
// in bytes of what it matched there; -1 where it does not.
func indexFold(s, match string) (at, n int) {
	if match == "" {
		return -1, 0
	}
	for i := range s {
		if n, ok := prefixFold(s[i:], match); ok {
			return i, n
		}
	}
	return -1, 0
}

func prefixFold(s, prefix string) (int, bool) {
	n := 0
	for _, want := range prefix {
		got, size := rune(0), 0
		for _, r := range s[n:] {
			got = r
			break
		}
		size = len(string(got))
		if n >= len(s) || unicode.ToLower(got) != unicode.ToLower(want) {
			return 0, false
		}
		n += size
	}
	return n, true
}
