package kit

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"ripen/tui/theme"
)

// Pane is a view and the width that it gets.
type Pane struct {
	View string
	W    int
}

// Beside draws panes side by side with a thin rule between them, h lines high;
// its width is that of the panes and of one cell for each rule.
func Beside(l theme.Look, h int, panes ...Pane) string {
	if h <= 0 || len(panes) == 0 {
		return ""
	}
	split := make([][]string, len(panes))
	size := 0
	for i, p := range panes {
		split[i] = strings.Split(Clamp(p.View, p.W, h), "\n")
		size += len(p.View) + h
	}
	rule := l.Paint(theme.Rule, l.Glyphs.V)
	var b strings.Builder
	b.Grow(size + h*len(panes)*len(rule))
	for y := range h {
		if y > 0 {
			b.WriteByte('\n')
		}
		for i := range panes {
			if i > 0 {
				b.WriteString(rule)
			}
			b.WriteString(split[i][y])
		}
	}
	return b.String()
}

// Overlay draws top, which is tw×th cells, over base, which is w×h, with its
// first cell at column x and line y; what would stand outside is cut. The
// result is exactly w×h. A wide character of which half is covered becomes a
// space.
func Overlay(base string, w, h int, top string, tw, th, x, y int) string {
	x, y = max(0, x), max(0, y)
	tw, th = min(tw, w-x), min(th, h-y)
	base = Clamp(base, w, h)
	if tw <= 0 || th <= 0 {
		return base
	}
	lines := strings.Split(base, "\n")
	for i, over := range strings.Split(Clamp(top, tw, th), "\n") {
		line := lines[y+i]
		left := padCut(ansi.Truncate(line, x, ""), x)
		lines[y+i] = left + over + rightOf(line, x+tw, w-x-tw)
	}
	return strings.Join(lines, "\n")
}

// rightOf is the last w cells of line, which begin at column x. The toolkit
// keeps a wide character whole of which x is the second half.
func rightOf(line string, x, w int) string {
	right := ansi.TruncateLeft(line, x, "")
	if Width(right) > w {
		right = ansi.TruncateLeft(line, x+1, "")
	}
	return spaces(w-Width(right)) + closed(right)
}

func padCut(s string, w int) string { return closed(s) + spaces(w-Width(s)) }

// OverDialog draws a dialog of dw×dh over a body of w×h: across the whole
// width and against the lower end, where the eye and the footer's keys are. It
// never covers what is being typed: the root opens a dialog only over a screen
// whose field has been left.
func OverDialog(body string, w, h int, dialog string, dw, dh int) string {
	return Overlay(body, w, h, dialog, dw, dh, max(0, (w-dw)/2), max(0, h-dh))
}
