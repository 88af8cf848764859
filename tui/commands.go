package tui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// commands is what the palette lists: what the screen in sight can do, then the
// screens, then what can be done everywhere. Keys that only move are left out.
func (r *Root) commands() []kit.Command {
	var out []kit.Command
	named := map[string]bool{}
	add := func(c kit.Command) {
		if !named[c.Title] && c.Title != "" {
			named[c.Title] = true
			out = append(out, c)
		}
	}
	taken := map[string]bool{}
	for _, g := range []nav.HelpGroup{r.s.Keys.Moving(), r.s.Keys.Everywhere()} {
		for _, b := range g.Bindings {
			for _, k := range b.Keys() {
				taken[k] = true
			}
		}
	}
	for _, k := range append(r.s.Keys.Open.Keys(), r.s.Keys.Filter.Keys()...) {
		taken[k] = false
	}
	taken[r.s.Keys.Undo.Keys()[0]] = r.top().route != nav.Desk
	for _, k := range r.s.Keys.Screens { // on the desk the digits are the screen's own
		taken[k.Keys()[0]] = r.top().route != nav.Desk
	}
	for _, g := range r.active().FullHelp() {
		for _, b := range g.Bindings {
			if keys := b.Keys(); len(keys) > 0 && !taken[keys[0]] {
				add(actionOf(b))
			}
		}
	}
	for _, to := range nav.Routes() {
		if r.o.Screens[to] != nil {
			add(kit.Command{Title: to.String(), Key: to.Key(), Hint: "screen", Msg: nav.SwitchMsg{Route: to}})
		}
	}
	if r.o.Add != nil {
		c := kit.Command{Title: "Add a lead", Hint: "found elsewhere", Msg: nav.AddLeadMsg{}}
		if err := r.s.Actor.Allow(model.ActWork); err != nil {
			c.Why = err.Error()
		}
		add(c)
	}
	if r.o.Settings != nil {
		add(kit.Command{Title: "Settings", Hint: "theme, glyphs, density, mouse", Msg: nav.SettingsMsg{}})
	}
	if r.top().route != nav.Desk { // the desk has its own
		add(everywhere(r.s.Keys.Undo, "Undo the last entry", undoAskedMsg{}))
	}
	add(everywhere(r.s.Keys.Help, "Keys of this screen", helpAskedMsg{}))
	add(everywhere(r.s.Keys.Suspend, "To the shell", tea.SuspendMsg{}))
	add(everywhere(r.s.Keys.Quit, "Leave Ripen", nav.QuitMsg{}))
	return out
}

func everywhere(b key.Binding, title string, msg tea.Msg) kit.Command {
	shown, _ := nav.Label(b)
	return kit.Command{Title: title, Key: shown, Msg: msg}
}

// actionOf is the palette's line of a binding: it presses the binding's key.
func actionOf(b key.Binding) kit.Command {
	shown, desc := nav.Label(b)
	c := kit.Command{Title: capital(desc), Key: shown, Msg: pressedMsg{keyOf(b.Keys()[0])}}
	if !b.Enabled() {
		if c.Why = nav.Hint(b); c.Why == "" {
			c.Why = "not now"
		}
	}
	return c
}

// keyOf is the message of the key that bindings call name.
func keyOf(name string) tea.KeyMsg {
	name, alt := strings.CutPrefix(name, "alt+")
	for t := tea.KeyType(-100); t <= 127; t++ {
		k := tea.KeyMsg{Type: t, Alt: alt}
		if t != tea.KeyRunes && (tea.KeyMsg{Type: t}).String() == name {
			if t == tea.KeySpace {
				k.Runes = []rune{' '}
			}
			return k
		}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name), Alt: alt}
}

func capital(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}

// sentence makes one of a clause.
func sentence(clause string) string {
	clause = strings.TrimSpace(clause)
	if clause == "" {
		return ""
	}
	if !strings.HasSuffix(clause, ".") && !strings.HasSuffix(clause, "?") && !strings.HasSuffix(clause, "!") {
		clause += "."
	}
	return capital(clause)
}
