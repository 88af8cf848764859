package tui

import (
	"slices"
	"strings"
	"unicode"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/nav"
)

type (
	// pressedMsg is keys of the screen in sight, picked from the palette.
	pressedMsg struct{ keys []tea.KeyMsg }

	helpAskedMsg struct{}
)

// keys takes what the terminal sent at once apart: several characters that are
// no paste are several keys, and each may change whether a field has the next
// one. Marks stay with the letter that they stand on.
func (r *Root) keys(k tea.KeyMsg) tea.Cmd {
	if k.Type != tea.KeyRunes || k.Paste || len(k.Runes) < 2 {
		return r.key(k)
	}
	var cmds []tea.Cmd
	for from := 0; from < len(k.Runes); {
		to := from + 1
		for to < len(k.Runes) && unicode.Is(unicode.M, k.Runes[to]) {
			to++
		}
		cmds = append(cmds, r.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: k.Runes[from:to:to], Alt: k.Alt}))
		from = to
	}
	return tea.Batch(cmds...)
}

// key goes to whom it is for, after what only waited for a key is out of its way.
// That goes by rank: what always leaves, the dialog on top, a field that is
// typed in, the keys that mean the same everywhere, the screen.
func (r *Root) key(k tea.KeyMsg) tea.Cmd {
	if key.Matches(k, r.s.Keys.Interrupt, r.s.Keys.Suspend) {
		return r.ranked(k)
	}
	opened, cmd := r.answer(k)
	if opened {
		return cmd
	}
	return tea.Batch(cmd, r.yield(k), r.ranked(k))
}

func (r *Root) ranked(k tea.KeyMsg) tea.Cmd {
	a := r.active()
	switch {
	case key.Matches(k, r.s.Keys.Interrupt):
		return r.leave()
	case key.Matches(k, r.s.Keys.Suspend):
		return tea.Suspend
	case a == nil:
		return nil
	case r.small(): // nothing may happen unseen
		if key.Matches(k, r.s.Keys.Quit) && !a.Capturing() && len(r.dialogs) == 0 {
			return r.leave()
		}
		return nil
	case len(r.dialogs) > 0:
		d := r.dialogs[len(r.dialogs)-1].dialog
		if k.Paste && !d.Capturing() {
			return nil
		}
		return d.Update(k)
	case a.Capturing():
		return a.Update(k)
	case k.Paste:
		return nil
	}
	if cmd, mine := r.global(k); mine {
		return cmd
	}
	return r.press(k)
}

// global are the keys that mean the same on every screen.
func (r *Root) global(k tea.KeyMsg) (cmd tea.Cmd, mine bool) {
	keys := &r.s.Keys
	switch {
	case key.Matches(k, keys.Back):
		return r.back(), true
	case key.Matches(k, keys.Palette):
		return r.palette(), true
	case key.Matches(k, keys.Help):
		return r.help(), true
	case key.Matches(k, keys.Quit) && !open(r.active()):
		return r.leave(), true
	}
	if key.Matches(k, keys.Inbound) {
		if about, ok := r.inboundKey(); ok {
			return r.beside(about), true
		}
	}
	if r.top().route == nav.Desk { // there the digits open attributes, and undo is the lead's
		return nil, false
	}
	if key.Matches(k, keys.Undo) {
		return r.undo(), true
	}
	to, ok := keys.RouteOf(k)
	if !ok || r.o.Screens[to] == nil {
		return nil, false
	}
	return r.show(to), true
}

// OnLine is a screen about one lead on which somebody may be called in the midst
// of. WhoCalls names whom it has open, the first to be offered; false: what
// stands open there has the key.
type OnLine interface{ WhoCalls() (nav.InboundMsg, bool) }

// inboundKey says that i finds who calls wherever it is pressed on the screen in
// sight, and whom that has open. It is the root that opens the screen, and at
// once: what is typed right after i is for its field. Where the key means
// something else on a screen, that stands.
func (r *Root) inboundKey() (nav.InboundMsg, bool) {
	if r.o.Inbound == nil {
		return nav.InboundMsg{}, false
	}
	if a, ok := r.active().(OnLine); ok {
		return a.WhoCalls()
	}
	name := r.s.Keys.Inbound.Keys()[0]
	_, means := nav.Label(r.s.Keys.Inbound)
	for _, g := range r.active().FullHelp() {
		for _, b := range g.Bindings {
			if _, desc := nav.Label(b); slices.Contains(b.Keys(), name) && !strings.HasPrefix(desc, means) {
				return nav.InboundMsg{}, false
			}
		}
	}
	return nav.InboundMsg{}, r.top().route != nav.Desk
}

// mentions says that a screen names a key among its own.
func mentions(s nav.Screen, k tea.KeyMsg) bool {
	return slices.ContainsFunc(s.FullHelp(), func(g nav.HelpGroup) bool {
		return slices.ContainsFunc(g.Bindings, func(b key.Binding) bool { return slices.Contains(b.Keys(), k.String()) })
	})
}

// open says that something stands open on a screen that esc closes: an outcome
// bar, a letter. There q may be one of its keys ("queued"), and to leave Ripen
// by a key too many would lose what is under way.
func open(s nav.Screen) bool {
	for _, b := range s.ShortHelp() {
		if b.Enabled() && slices.Contains(b.Keys(), "esc") {
			return true
		}
	}
	return false
}

// press gives a key to the screen in sight; one that is disabled says why.
func (r *Root) press(k tea.KeyMsg) tea.Cmd {
	a := r.active()
	if a == nil {
		return nil
	}
	if why := nav.HintFor(k, a.FullHelp()); why != "" {
		return r.toast(nav.Warn, sentence(why))
	}
	return a.Update(k)
}

// pressed gives the screen in sight the keys of what was picked: the first one
// as it is, the others to whatever that has opened.
func (r *Root) pressed(msg pressedMsg) tea.Cmd {
	cmds := []tea.Cmd{r.press(msg.keys[0])}
	for _, k := range msg.keys[1:] {
		cmds = append(cmds, r.key(k))
	}
	return tea.Batch(cmds...)
}

func (r *Root) help() tea.Cmd {
	a := r.active()
	if a == nil {
		return nil
	}
	everywhere := r.s.Keys.Everywhere()
	_, inbound := r.inboundKey()
	everywhere.Bindings = slices.DeleteFunc(everywhere.Bindings, func(b key.Binding) bool {
		k := keyOf(b.Keys()[0])
		if to, ok := r.s.Keys.RouteOf(k); ok {
			return r.top().route == nav.Desk || r.o.Screens[to] == nil
		}
		return key.Matches(k, r.s.Keys.Inbound) && (!inbound || mentions(a, k)) // once is enough
	})
	groups := append(append([]nav.HelpGroup{}, a.FullHelp()...), everywhere)
	return r.over(kit.NewHelp(r.s.Look(), a.Title(), groups))
}

// mouse goes to the screen in sight, its place counted from the body's first
// line; a click on the head opens the route that is named there.
func (r *Root) mouse(m tea.MouseMsg) tea.Cmd {
	_, h := r.body()
	if r.small() || len(r.dialogs) > 0 || r.active() == nil {
		return nil
	}
	if m.Y == 0 && m.Button == tea.MouseButtonLeft && m.Action == tea.MouseActionPress {
		for _, t := range r.tabs {
			if m.X >= t.from && m.X < t.to {
				return r.show(t.route)
			}
		}
		return nil
	}
	if m.Y == r.h-1 && len(r.saying()) == 0 && m.Button == tea.MouseButtonLeft && m.Action == tea.MouseActionPress {
		return r.clickFooter(m.X)
	}
	if m.Y--; m.Y < 0 || m.Y >= h {
		return nil
	}
	return r.active().Update(m)
}

// clickFooter presses the key of the footer that stands there; enter is pressed
// by a finger alone, so that no click confirms anything.
func (r *Root) clickFooter(x int) tea.Cmd {
	bindings, always := r.footerKeys()
	b, ok := kit.FooterAt(r.w, x, bindings, always...)
	if !ok || len(b.Keys()) == 0 {
		return nil
	}
	k := keyOf(b.Keys()[0])
	if k.Type == tea.KeyEnter || len(k.Runes) > 1 { // "+ = -" are three
		return nil
	}
	return r.keys(k)
}
