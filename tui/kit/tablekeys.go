package kit

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/theme"
)

// Update uses the keys that move (of the session's map), those of the filter
// while it is typed, and the mouse: the wheel moves, a click selects. The Y of
// a mouse message counts from the table's own first line.
func (t *Table) Update(msg tea.Msg) (bool, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.MouseMsg:
		return t.mouse(msg), nil
	case tea.KeyMsg:
		if t.finding {
			return t.typeFilter(msg)
		}
		return t.press(msg), nil
	}
	return false, nil
}

func (t *Table) press(k tea.KeyMsg) bool {
	half := max(1, t.window()/2)
	switch {
	case key.Matches(k, t.keys.Up):
		t.Move(-1)
	case key.Matches(k, t.keys.Down):
		t.Move(1)
	case key.Matches(k, t.keys.Top):
		t.Move(-len(t.shown))
		t.top = 0
	case key.Matches(k, t.keys.Bottom):
		t.Move(len(t.shown))
	case key.Matches(k, t.keys.PageDown):
		t.Move(half)
	case key.Matches(k, t.keys.PageUp):
		t.Move(-half)
	default:
		return false
	}
	return true
}

func (t *Table) mouse(m tea.MouseMsg) bool {
	switch {
	case m.Button == tea.MouseButtonWheelUp:
		t.Move(-3)
	case m.Button == tea.MouseButtonWheelDown:
		t.Move(3)
	case m.Button == tea.MouseButtonLeft && m.Action == tea.MouseActionPress:
		y := m.Y
		if !t.plainHead {
			y--
		}
		place := t.top + y
		if y < 0 || y >= t.window() || place >= len(t.shown) || t.row(place).Header != "" {
			return false
		}
		t.at = place
		t.settle(1)
	default:
		return false
	}
	return true
}

// OnFilter makes the screen filter, by a query: do is asked for a command at
// every change of what is typed. Without it the table filters the rows it has,
// by any cell that holds what is typed.
func (t *Table) OnFilter(do func(text string) tea.Cmd) { t.onFind = do }

// StartFilter gives the filter line the keys.
func (t *Table) StartFilter() {
	t.finding = true
	t.find.Focus()
	t.follow()
}

// Capturing says whether the filter is being typed.
func (t *Table) Capturing() bool { return t.finding }

// Filter is what the rows are filtered by.
func (t *Table) Filter() string { return t.match }

// SetFilter filters as if text had been typed.
func (t *Table) SetFilter(text string) tea.Cmd {
	t.find.SetValue(text)
	return t.refilter()
}

// Back undoes one level: the filter that is being typed or stands.
func (t *Table) Back() (bool, tea.Cmd) {
	if !t.finding && t.match == "" {
		return false, nil
	}
	t.finding = false
	t.find.Blur()
	return true, t.SetFilter("")
}

func (t *Table) typeFilter(k tea.KeyMsg) (bool, tea.Cmd) {
	switch k.Type {
	case tea.KeyEsc:
		return t.Back()
	case tea.KeyEnter:
		t.finding = false
		t.find.Blur()
		t.follow()
		return true, nil
	case tea.KeyUp:
		t.Move(-1)
		return true, nil
	case tea.KeyDown:
		t.Move(1)
		return true, nil
	case tea.KeyCtrlC, tea.KeyCtrlZ:
		return false, nil
	}
	t.find.Update(k)
	return true, t.refilter()
}

func (t *Table) refilter() tea.Cmd {
	text := t.find.Value()
	if text == t.match {
		return nil
	}
	t.match = text
	t.forget() // what matches is painted in the lines
	t.arrange()
	if t.onFind == nil {
		return nil
	}
	return t.onFind(text)
}

// foot is the filter, where there is one, and the position.
func (t *Table) foot() string {
	left := ""
	if t.finding || t.match != "" {
		t.find.SetWidth(max(0, t.w-Width(t.Position())-6))
		left = " " + t.l.Paint(theme.Accent, "/") + " " + t.find.View()
	}
	return Columns(left, t.l.Paint(theme.Dim, t.Position())+" ", t.w)
}
