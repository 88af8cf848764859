package today

import (
	"fmt"
	"strings"

	"ripen/tui/kit"
	"ripen/tui/theme"
)

// headLines is how many lines stand above the table: who and how far, what the
// day holds, and a rule unless the look is compact.
func (t *Today) headLines() int {
	if t.l.Compact {
		return 2
	}
	return 3
}

// SetSize sets the cells that View fills.
func (t *Today) SetSize(w, h int) {
	before, _ := t.tableSize()
	t.w, t.h = max(0, w), max(0, h)
	tw, th := t.tableSize()
	if tw != before {
		t.table.SetColumns(columns(tw)...)
		if t.loaded {
			t.table.SetRows(t.rows())
		}
	}
	t.table.SetSize(tw, th)
}

// side is the width of the detail where it stands beside the table.
func (t *Today) side() int { return max(38, min(72, t.w*8/25)) }

// below is how many lines the detail has where it stands below the table.
func (t *Today) below() int {
	switch room := t.h - t.headLines(); {
	case room >= 14 && t.l.Compact:
		return 5
	case room >= 30:
		return 10
	case room >= 18:
		return 7
	case room >= 14:
		return 6
	default:
		return max(0, room/3)
	}
}

func (t *Today) tableSize() (w, h int) {
	if t.w >= wide {
		return t.w - t.side() - 1, max(0, t.h-t.headLines())
	}
	return t.w, max(0, t.h-t.headLines()-1-t.below())
}

// View is exactly w×h.
func (t *Today) View() string {
	if t.w == 0 || t.h <= t.headLines() {
		return kit.Clamp("", t.w, t.h)
	}
	var b strings.Builder
	b.Grow(t.w * t.h * 3)
	b.WriteString(t.who())
	b.WriteByte('\n')
	b.WriteString(t.day())
	b.WriteByte('\n')
	if !t.l.Compact {
		b.WriteString(kit.Rule(t.l, t.w, ""))
		b.WriteByte('\n')
	}
	tw, th := t.tableSize()
	if t.w >= wide {
		side := t.side()
		b.WriteString(kit.Beside(t.l, th, kit.Pane{View: t.table.View(), W: tw}, kit.Pane{View: t.lower(side, th), W: side}))
		return kit.Clamp(b.String(), t.w, t.h)
	}
	if th > 0 {
		b.WriteString(t.table.View())
		b.WriteByte('\n')
	}
	b.WriteString(kit.Rule(t.l, t.w, t.actTitle()))
	b.WriteByte('\n')
	b.WriteString(t.lower(t.w, t.below()))
	return kit.Clamp(b.String(), t.w, t.h)
}

// lower is the detail, or what has the keys in its place.
func (t *Today) lower(w, h int) string {
	if t.mode != browsing {
		return kit.Clamp(t.act(w, h), w, h)
	}
	return kit.Clamp(strings.Join(t.detail(w, h), "\n"), w, h)
}

// who is the first line: who works, when, and how far the day's target is.
func (t *Today) who() string {
	left := " " + t.l.Paint(theme.Strong, kit.Clean(t.s.Actor.Name)) + t.l.Paint(theme.Dim, t.dot()) + t.now.Format("Mon 2 Jan 15:04")
	if !t.loaded {
		return kit.Fit(left, t.w)
	}
	right := fmt.Sprintf("touches %d/%d ", t.page.Done, t.page.Target)
	bar := max(6, min(40, t.w/4-1, t.w-kit.Width(left)-kit.Width(right)-9)) // 9: the figure behind it, and a space on each side
	right += kit.Progress(t.l, bar, t.page.Done, t.page.Target) + " "
	if t.page.Target <= 0 {
		right = count(t.page.Done, "touch", "touches") + " today "
	}
	return kit.Columns(left, right, t.w)
}

// day is what the day holds.
func (t *Today) day() string {
	if !t.loaded {
		return kit.Fit("", t.w)
	}
	var parts []string
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, count(n, one, many))
		}
	}
	p := t.page
	add(p.Callbacks, "callback", "callbacks")
	add(p.Replies, "reply", "replies")
	add(p.Inquiries, "new", "new")
	due := kit.Count(p.Due) + " due"
	if p.DueAll > p.Due {
		due = kit.Count(p.Due) + " of " + kit.Count(p.DueAll) + " due"
	}
	if p.Due > 0 {
		of := " of them"
		if t.w < peopled {
			of = ""
		}
		due += fmt.Sprintf(", %s%s callable now", kit.Count(p.Callable), of)
	}
	parts = append(parts, due)
	line := " " + t.l.Paint(theme.Dim, strings.Join(parts, t.dot()))
	if !p.Frozen {
		return kit.Columns(line, t.l.Paint(theme.Warn, "order not kept, busy")+" ", t.w)
	}
	if p.Generation > 1 {
		return kit.Columns(line, t.l.Paint(theme.Dim, fmt.Sprintf("order %d of today ", p.Generation)), t.w)
	}
	return kit.Fit(line, t.w)
}
