package kit

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"ripen/tui/theme"
)

// header is the line of titles; a column that is left out leaves "…" at its
// end.
func (t *Table) header() string {
	var b strings.Builder
	b.WriteString(spaces(gutter))
	first := true
	for i, w := range t.widths {
		if w == 0 {
			continue
		}
		if !first {
			b.WriteByte(' ')
		}
		first = false
		title := Fit(t.cols[i].Title, w)
		if t.cols[i].Right {
			title = FitRight(t.cols[i].Title, w)
		}
		b.WriteString(title)
	}
	head := t.l.Paint(theme.Dim, Fit(b.String(), t.w))
	if t.left {
		// Cut without a mark of its own: one "…" says both.
		head = t.l.Paint(theme.Dim, Fit(ansi.Truncate(b.String(), t.w-1, ""), t.w-1)+cutMark)
	}
	return head
}

// Position is "1–20 of 1,000+": which rows are seen and how many there are.
func (t *Table) Position() string {
	n := t.Len()
	if n == 0 {
		return "0"
	}
	from := t.order[t.top] + 1
	end := min(len(t.shown), t.top+t.window()) - 1
	to := t.order[end]
	if t.row(end).Header == "" {
		to++
	}
	all := Count(max(n, t.total))
	switch {
	case t.match != "" && t.onFind == nil: // of the rows at hand: how many there are in all is another matter
		all = Count(n)
	case t.capped:
		all += "+"
	}
	return span(t.l, min(from, to), to) + " of " + all
}
