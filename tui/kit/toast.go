package kit

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/nav"
	"ripen/tui/theme"
)

// toastExpiredMsg takes away the toast of that id, if it is still the one
// shown: an older one's time must not end a newer one.
type toastExpiredMsg struct{ id int }

// Toasts shows one sentence for some seconds, the newest.
type Toasts struct {
	l    theme.Look
	id   int
	text string
	kind nav.Kind
}

// NewToasts has nothing to show.
func NewToasts(l theme.Look) *Toasts { return &Toasts{l: l} }

// Show puts text up; the command takes it away again. What went wrong stays
// longer, since it must be read.
func (t *Toasts) Show(text string, kind nav.Kind) tea.Cmd {
	t.id++
	t.text, t.kind = Clean(text), kind
	id, stay := t.id, 4*time.Second
	if kind == nav.Bad || kind == nav.Warn {
		stay = 8 * time.Second
	}
	return tea.Tick(stay, func(time.Time) tea.Msg { return toastExpiredMsg{id} })
}

// Update takes away what has had its time.
func (t *Toasts) Update(msg tea.Msg) bool {
	e, ok := msg.(toastExpiredMsg)
	if ok && e.id == t.id {
		t.text = ""
	}
	return ok
}

// Dismiss takes away what is shown.
func (t *Toasts) Dismiss() { t.text = "" }

// Showing says whether there is something to show.
func (t *Toasts) Showing() bool { return t.text != "" }

// View is one line of w cells, blank when there is nothing to show.
func (t *Toasts) View(w int) string {
	if t.text == "" {
		return Fit("", w)
	}
	glyph, tone := t.l.Glyphs.Crumb, theme.Info
	switch t.kind {
	case nav.Good:
		glyph, tone = t.l.Glyphs.Check, theme.Good
	case nav.Warn:
		glyph, tone = t.l.Glyphs.Alert, theme.Warn
	case nav.Bad:
		glyph, tone = t.l.Glyphs.Alert, theme.Bad
	}
	return Fit(" "+t.l.Paint(tone, glyph)+" "+t.l.Paint(theme.Toast, t.text), w)
}
