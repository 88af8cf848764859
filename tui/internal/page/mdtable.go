package page

import (
	"strings"

	"ripen/tui/kit"
	"ripen/tui/theme"
)

// table lays a table out: columns as wide as they need while that fits, and
// otherwise the widest narrowed until it does; cells are wrapped, never cut.
func (m *marker) table(lines []string, i int) int {
	m.flush()
	rows := [][]string{cellsOf(lines[i])}
	for i += 2; i < len(lines) && strings.Contains(lines[i], "|") && strings.TrimSpace(lines[i]) != ""; i++ {
		rows = append(rows, cellsOf(lines[i]))
	}
	n := 0
	for _, r := range rows {
		n = max(n, len(r))
	}
	if 2*n > m.w { // no room for columns at all
		for _, r := range rows {
			m.para = []string{Joined(", ", r...)}
			m.flush()
		}
		return i
	}
	widths := columnWidths(rows, n, m.w-2*(n-1))
	for y, r := range rows {
		tone := theme.Text
		if y == 0 {
			tone = theme.Dim
		}
		m.row(r, widths, tone)
	}
	return i
}

// cellsOf parts a row at its bars; an escaped bar is text.
func cellsOf(line string) []string {
	line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
	var out []string
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line):
			b.WriteString(line[i : i+2])
			i++
		case line[i] == '|':
			out = append(out, strings.TrimSpace(b.String()))
			b.Reset()
		default:
			b.WriteByte(line[i])
		}
	}
	return append(out, strings.TrimSpace(b.String()))
}

func columnWidths(rows [][]string, n, room int) []int {
	widths := make([]int, n)
	for _, r := range rows {
		for i, c := range r {
			widths[i] = max(widths[i], kit.Width(plainOf(c)), 1)
		}
	}
	for {
		sum, wide := 0, 0
		for i, w := range widths {
			sum += w
			if w > widths[wide] {
				wide = i
			}
		}
		if sum <= room || widths[wide] <= 1 {
			return widths
		}
		widths[wide]--
	}
}

func plainOf(s string) string {
	var b strings.Builder
	for _, p := range inline(s, theme.Text) {
		b.WriteString(p.Text)
	}
	return b.String()
}

func (m *marker) row(cells []string, widths []int, tone theme.Tone) {
	split := make([][]string, len(widths))
	high := 0
	for i := range widths {
		if i < len(cells) {
			split[i] = fill(m.l, inline(cells[i], tone), widths[i])
		}
		high = max(high, len(split[i]))
	}
	for y := range high {
		line := ""
		for i, w := range widths {
			cell := ""
			if y < len(split[i]) {
				cell = split[i][y]
			}
			if i > 0 {
				line += "  "
			}
			line += kit.Fit(cell, w)
		}
		m.out = append(m.out, strings.TrimRight(line, " "))
	}
}
