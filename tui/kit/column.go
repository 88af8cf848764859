package kit

import (
	"strings"

	"ripen/tui/theme"
)

// Column is one column of a table.
type Column struct {
	Title string
	Min   int  // its width in cells where there is no more room, at least 1
	Max   int  // its width where there is plenty; 0 is no limit for Flex, else Min
	Flex  int  // its share of the room that is left; 0 takes none
	Right bool // aligned to its right end
	Drop  int  // when the window is narrow, the columns of the greatest Drop go first; 0 never goes
}

// gutter is the cells before the first column: a space and the row's mark.
const gutter = 2

// layout gives each column its width in w cells; 0 means it is left out, and
// left says whether one was. One space stands between columns.
func layout(cols []Column, w int) (widths []int, left bool) {
	widths = make([]int, len(cols))
	for i, c := range cols {
		widths[i] = max(1, c.Min)
	}
	for used(widths) > w {
		i := firstToGo(cols, widths)
		if i < 0 {
			break
		}
		widths[i], left = 0, true
	}
	squeeze(widths, w)
	grow(cols, widths, w-used(widths))
	return widths, left
}

func used(widths []int) int {
	n, gaps := gutter, -1
	for _, w := range widths {
		if w > 0 {
			n, gaps = n+w, gaps+1
		}
	}
	return n + max(0, gaps)
}

func firstToGo(cols []Column, widths []int) int {
	at := -1
	for i, c := range cols {
		if widths[i] > 0 && c.Drop > 0 && (at < 0 || c.Drop >= cols[at].Drop) {
			at = i
		}
	}
	return at
}

// squeeze narrows what may not be dropped, the widest first, down to one cell;
// beyond that the line itself is cut.
func squeeze(widths []int, w int) {
	for used(widths) > w {
		at := 0
		for i := range widths {
			if widths[i] > widths[at] {
				at = i
			}
		}
		if len(widths) == 0 || widths[at] <= 1 {
			return
		}
		widths[at]--
	}
}

// grow hands out spare cells by the columns' shares until all are at their
// greatest width or no cell is left.
func grow(cols []Column, widths []int, spare int) {
	for spare > 0 {
		shares := 0
		for i, c := range cols {
			if widths[i] > 0 && wants(c, widths[i]) {
				shares += c.Flex
			}
		}
		if shares == 0 {
			return
		}
		round := spare
		for i, c := range cols {
			if spare == 0 || widths[i] == 0 || !wants(c, widths[i]) {
				continue
			}
			n := min(spare, max(1, round*c.Flex/shares))
			if c.Max > 0 {
				n = min(n, c.Max-widths[i])
			}
			widths[i] += n
			spare -= n
		}
	}
}

func wants(c Column, w int) bool { return c.Flex > 0 && (c.Max == 0 || w < c.Max) }

// Part is a piece of a cell in its own tone.
type Part struct {
	Text string
	Tone theme.Tone
}

// Cell is what a row holds in a column: one text in a tone, or, where Parts is
// set, several beside each other. Texts may come from outside; they are cleaned
// when drawn.
type Cell struct {
	Text  string
	Tone  theme.Tone
	Parts []Part
}

// Row is one line of a table, or with a Header the rule above a group, which
// the cursor passes over.
type Row struct {
	ID int64 // what the selection follows; unique, and not 0 but in a header

	// Version is raised whenever what the row shows changes: its drawn line is
	// kept by it. With 0 the line is kept by what the cells hold.
	Version int64
	Cells   []Cell
	Header  string
}

// content is a number for what the cells hold (FNV-1a), never 0.
func (r *Row) content() int64 {
	h := uint64(14695981039346656037)
	add := func(s string, tone theme.Tone) {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
		h = (h ^ uint64(tone) ^ 0x100) * 1099511628211
	}
	for _, c := range r.Cells {
		add(c.Text, c.Tone)
		for _, p := range c.Parts {
			add(p.Text, p.Tone)
		}
		add("", theme.Text)
	}
	return int64(h | 1)
}

// write draws a cell in exactly w cells on ground g.
func (c Cell) write(b *strings.Builder, l theme.Look, g theme.Ground, w int, right bool, marks painted) {
	if c.Parts == nil {
		text := Clean(c.Text)
		n := Width(text)
		if n > w {
			text = Fit(text, w)
			n = w
		}
		if right {
			l.WriteOn(b, g, theme.Text, spaces(w-n))
		}
		highlightOn(b, l, g, c.Tone, text, marks)
		if !right {
			l.WriteOn(b, g, theme.Text, spaces(w-n))
		}
		return
	}
	var in strings.Builder
	for _, p := range c.Parts {
		l.WriteOn(&in, g, p.Tone, Clean(p.Text))
	}
	text := in.String()
	n := Width(text)
	if n > w {
		text, n = Fit(text, w), w
	}
	if right {
		l.WriteOn(b, g, theme.Text, spaces(w-n))
		b.WriteString(text)
		return
	}
	b.WriteString(text)
	l.WriteOn(b, g, theme.Text, spaces(w-n))
}

// holds says whether the cell's text has match in it, without regard to case.
func (c Cell) holds(match string) bool {
	if at, _ := indexFold(c.Text, match); at >= 0 {
		return true
	}
	for _, p := range c.Parts {
		if at, _ := indexFold(p.Text, match); at >= 0 {
			return true
		}
	}
	return false
}
