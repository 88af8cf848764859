package leads

import (
	"strings"

	"ripen/tui/kit"
	"ripen/tui/theme"
)

// SetSize sets the cells that View fills.
func (v *Leads) SetSize(w, h int) {
	before := v.w
	v.w, v.h = max(0, w), max(0, h)
	if v.w != before {
		v.fill()
	}
	v.layout()
}

// leastTable is how many lines the table keeps beside an open panel where there
// is room for both: its titles, the row under the cursor and two more.
const leastTable = 4

// layout gives the table the room that head, detail and panel leave.
func (v *Leads) layout() {
	v.table.SetEmpty(v.nothing())
	v.table.SetSize(v.w, max(0, v.h-len(v.head())-v.lower()))
}

// lower is how many lines stand below the table.
func (v *Leads) lower() int {
	if v.panel != nil {
		return len(v.panelLines())
	}
	if v.details() {
		return 1
	}
	return 0
}

// details says that a line tells where the words were found in the lead under
// the cursor.
func (v *Leads) details() bool { return v.panel == nil && v.h > 8 && v.foundElsewhere() }

func (v *Leads) panelLines() []string {
	room := max(0, v.h-len(v.head())-leastTable)
	if room < 6 { // better the panel alone than half of it
		room = max(0, v.h-len(v.head()))
	}
	lines := v.panel.lines(v.w, room)
	return lines[:min(len(lines), room)]
}

// View is exactly w×h: what the leads are narrowed to, the table, and what
// stands open. Its parts are that already, but in a window that has no room for
// them.
func (v *Leads) View() string {
	head, rows := v.head(), v.table.View()
	var below []string
	switch {
	case v.panel != nil:
		below = v.panelLines()
	case v.details():
		below = []string{v.detail()}
	}
	var b strings.Builder
	b.Grow(len(rows) + (len(head)+len(below))*(v.w*3+64))
	for _, line := range head {
		b.WriteString(line)
		b.WriteByte('\n')
	}
	b.WriteString(rows)
	for _, line := range below {
		b.WriteByte('\n')
		b.WriteString(kit.Fit(line, v.w))
	}
	if v.h <= len(head)+len(below) {
		return kit.Clamp(b.String(), v.w, v.h)
	}
	return b.String()
}

// head is the first lines: the filter in words and how many leads it holds, or
// the line in which it is written.
func (v *Leads) head() []string {
	right := v.counted()
	if v.typing.on {
		n := kit.Width(right) + 2
		if n > v.w/2 {
			right, n = "", 0
		}
		line := v.lineView(max(0, v.w-n))
		if right != "" {
			line += " " + right + " "
		}
		return append([]string{line}, v.waysView()...)
	}
	line := " "
	if v.view != "" {
		line += v.l.Paint(theme.Accent, kit.Clean(v.view)) + "  "
	}
	line += v.inWords(v.filter)
	if order := v.orderWords(); order != "" {
		line += "  " + v.l.Paint(theme.Dim, order)
	}
	if why := "  " + v.l.Paint(theme.Key, "a") + v.l.Paint(theme.Dim, " shows all"); v.filter != "" && kit.Width(line)+kit.Width(why)+kit.Width(right)+2 <= v.w {
		line += why
	}
	out := []string{kit.Columns(line, right+" ", v.w)}
	if v.problem != "" {
		return append(out, v.problemView(" / mends it.")...)
	}
	return append(out, kit.Rule(v.l, v.w, ""))
}

// counted is how many leads there are, and how many of them are picked.
func (v *Leads) counted() string {
	if !v.loaded {
		return ""
	}
	n, total := len(v.rows), ""
	switch {
	case v.total < 0:
		total = kit.Count(max(1000, n)) + "+ leads"
	default:
		total = leadCount(max(v.total, n))
	}
	total = v.l.Paint(theme.Dim, total)
	if v.gathering {
		return v.l.Paint(theme.Accent, "selecting "+kit.Count(len(v.picks))+v.l.Glyphs.Ellipsis) + v.l.Paint(theme.Dim, " esc stops  ") + total
	}
	if len(v.picks) == 0 {
		return total
	}
	text := kit.Count(len(v.picks)) + " selected"
	if v.unseen > 0 {
		text += ", " + kit.Count(v.unseen) + " not shown"
	}
	return v.l.Paint(theme.Accent, text) + "  " + total
}

// leadCount is "1 lead", "14 leads".
func leadCount(n int) string {
	if n == 1 {
		return "1 lead"
	}
	return kit.Count(n) + " leads"
}

// detail is where the words were found in the lead under the cursor.
func (v *Leads) detail() string {
	r, _ := v.selected()
	text := foundText(r.Found)
	if text == "" {
		return kit.Fit("", v.w)
	}
	return kit.Fit(" "+kit.HighlightWords(v.l, theme.Dim, text, v.wordsOf(v.asked())), v.w)
}
