package page

import (
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/nav"
)

// Refilter filters a table, which filters its own rows, as it was left: by what
// is remembered under key.
func Refilter(t *kit.Table, p *nav.Prefs, key string) {
	if text := p.Get(key); text != "" {
		t.SetFilter(text)
	}
}

// KeepFilter remembers under key what a table is filtered by, once it is typed.
func KeepFilter(t *kit.Table, p *nav.Prefs, key string) tea.Cmd {
	if t.Capturing() {
		return nil
	}
	return p.Set(key, t.Filter())
}
