package leads

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// panel is what stands open below the table and has every key; it closes itself
// by taking itself from the screen.
type panel interface {
	update(k tea.KeyMsg) tea.Cmd
	lines(w, h int) []string // at most h, the first one its rule
	help() []key.Binding
}

func bind(k, desc string) key.Binding {
	return key.NewBinding(key.WithKeys(k), key.WithHelp(k, desc))
}

// list is the cursor in a panel's list, and the part of it that is seen.
type list struct{ at, top int }

func (s *list) move(by, n int) { s.at = max(0, min(n-1, s.at+by)) }

// press uses the keys that move.
func (s *list) press(k tea.KeyMsg, m *nav.KeyMap, n int) bool {
	switch {
	case key.Matches(k, m.Down):
		s.move(1, n)
	case key.Matches(k, m.Up):
		s.move(-1, n)
	case key.Matches(k, m.Top):
		s.move(-n, n)
	case key.Matches(k, m.Bottom):
		s.move(n, n)
	case key.Matches(k, m.PageDown):
		s.move(5, n)
	case key.Matches(k, m.PageUp):
		s.move(-5, n)
	default:
		return false
	}
	return true
}

// lines are those in sight, at most h; the last one says which where there are
// more.
func (s *list) lines(l theme.Look, w, h, n int, draw func(i int, on theme.Ground) string) []string {
	if h <= 0 {
		return nil
	}
	room := h
	if n > h && h > 1 {
		room--
	}
	s.top = max(min(s.top, s.at, n-room), s.at-room+1, 0)
	var out []string
	for i := s.top; i < min(n, s.top+room); i++ {
		on, mark := theme.Page, " "
		if i == s.at {
			on, mark = theme.Focused, l.Glyphs.Mark
		}
		out = append(out, kit.Fit(l.PaintOn(on, theme.Mark, " "+mark+" ")+draw(i, on), w))
	}
	if n > room && room < h {
		out = append(out, kit.Fit("   "+l.Paint(theme.Dim, kit.Count(s.top+1)+l.Glyphs.Dash+kit.Count(min(n, s.top+room))+" of "+kit.Count(n)), w))
	}
	return out
}
