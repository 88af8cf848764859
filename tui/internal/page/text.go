package page

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Text is painted lines that scroll. What it shows is made anew for each width.
type Text struct {
	l     theme.Look
	keys  nav.KeyMap
	body  func(w int) []string
	lines []string
	w, h  int
	top   int

	serial int // of the look that the lines were drawn in
}

// NewText shows nothing yet.
func NewText(l theme.Look, keys nav.KeyMap) *Text { return &Text{l: l, keys: keys} }

// Show sets what makes the lines; body is asked for them at every new width.
// The place stays where it can: see [Text.Home].
func (t *Text) Show(body func(w int) []string) {
	t.body = body
	t.make()
}

func (t *Text) make() {
	t.lines, t.serial = nil, t.l.Serial
	if t.body != nil && t.w > 0 {
		t.lines = Spaced(t.l, t.body(t.w))
	}
	t.scroll(0)
}

// Spaced is lines as the look wants them: without the blank ones where it is
// compact.
func Spaced(l theme.Look, lines []string) []string {
	if !l.Compact {
		return lines
	}
	out := make([]string, 0, len(lines))
	for _, s := range lines {
		if strings.TrimSpace(kit.Plain(s)) != "" {
			out = append(out, s)
		}
	}
	return out
}

// Home goes back to the first line.
func (t *Text) Home() { t.top = 0 }

// SetSize sets the cells that View fills.
func (t *Text) SetSize(w, h int) {
	w, h = max(0, w), max(0, h)
	changed := w != t.w
	t.w, t.h = w, h
	if changed {
		t.make()
		return
	}
	t.scroll(0)
}

// Len is how many lines there are.
func (t *Text) Len() int { return len(t.lines) }

// Longer says whether there is more than is seen at once.
func (t *Text) Longer() bool { return len(t.lines) > t.h }

// room is how many lines are seen; the last of the pane tells the place where
// there are more.
func (t *Text) room() int {
	if t.Longer() && t.h > 1 {
		return t.h - 1
	}
	return t.h
}

func (t *Text) scroll(by int) { t.top = max(0, min(t.top+by, len(t.lines)-t.room())) }

// Update scrolls, by the session's keys that move and the wheel, and says
// whether it used the key.
func (t *Text) Update(msg tea.Msg) bool {
	half := max(1, t.room()/2)
	switch msg := msg.(type) {
	case tea.MouseMsg:
		switch msg.Button {
		case tea.MouseButtonWheelUp:
			t.scroll(-3)
		case tea.MouseButtonWheelDown:
			t.scroll(3)
		default:
			return false
		}
		return true
	case tea.KeyMsg:
		switch {
		case key.Matches(msg, t.keys.Down):
			t.scroll(1)
		case key.Matches(msg, t.keys.Up):
			t.scroll(-1)
		case key.Matches(msg, t.keys.PageDown):
			t.scroll(half)
		case key.Matches(msg, t.keys.PageUp):
			t.scroll(-half)
		case key.Matches(msg, t.keys.Top):
			t.top = 0
		case key.Matches(msg, t.keys.Bottom):
			t.scroll(len(t.lines))
		default:
			return false
		}
		return true
	}
	return false
}

// View is exactly w×h.
func (t *Text) View() string {
	if t.serial != t.l.Serial {
		t.make()
	}
	if !t.Longer() || t.h < 2 {
		return kit.Clamp(strings.Join(t.lines, "\n"), t.w, t.h)
	}
	n := t.room()
	seen := t.lines[t.top : t.top+n]
	place := fmt.Sprintf("%d%s%d of %d lines", t.top+1, t.l.Glyphs.Dash, t.top+n, len(t.lines))
	if t.top+n < len(t.lines) {
		place += ", j shows more"
	}
	return kit.Clamp(strings.Join(seen, "\n"), t.w, n) + "\n" + kit.Columns("", t.l.Paint(theme.Dim, place)+" ", t.w)
}
