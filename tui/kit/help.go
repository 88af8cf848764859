package kit

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/nav"
	"ripen/tui/theme"
)

// footerKeys is how many keys the footer shows beside "? keys".
const footerKeys = 5

// Footer is one line of w cells with the first five enabled keys of bindings,
// then those of always (the session's palette and help keys; "? keys" where
// none are given). The last of always stays however narrow the window is: it
// leads to the rest.
func Footer(l theme.Look, w int, bindings []key.Binding, always ...key.Binding) string {
	line := " "
	items := footerItems(w, bindings, always)
	if len(items) == 1 && items[0].x == 0 {
		line = ""
	}
	for i, it := range items {
		if i > 0 {
			line += "  "
		}
		line += footerItem(l, it.Binding)
	}
	return Fit(line, w)
}

// FooterAt is the binding that stands at column x of such a footer, and whether
// one does: what a click there means.
func FooterAt(w, x int, bindings []key.Binding, always ...key.Binding) (key.Binding, bool) {
	for _, it := range footerItems(w, bindings, always) {
		if x >= it.x && x < it.x+it.w {
			return it.Binding, true
		}
	}
	return key.Binding{}, false
}

// placed is a binding and the cells that it takes in the footer.
type placed struct {
	key.Binding
	x, w int
}

// footerItems are the bindings for which there is room, where they stand.
func footerItems(w int, bindings, always []key.Binding) []placed {
	if len(always) == 0 {
		always = []key.Binding{key.NewBinding(key.WithKeys("?"), key.WithHelp("?", "keys"))}
	}
	last := always[len(always)-1]
	lastW := footerWidth(last)
	room := w - 1 - lastW
	x, n := 1, 0
	var out []placed
	add := func(b key.Binding) bool {
		size := footerWidth(b)
		if room -= size + 2; room < 0 {
			return false
		}
		out = append(out, placed{b, x, size})
		x += size + 2
		n++
		return true
	}
	kept := map[string]bool{}
	for _, b := range always {
		shown, _ := nav.Label(b)
		kept[shown] = true
	}
	for _, b := range bindings {
		shown, _ := nav.Label(b)
		if !b.Enabled() || shown == "" || kept[shown] {
			continue
		}
		if n == footerKeys || !add(b) {
			break
		}
	}
	for _, b := range always[:len(always)-1] {
		add(b)
	}
	if w <= lastW {
		x, out = 0, nil
	}
	return append(out, placed{last, x, lastW})
}

// footerItem is a key with what it does.
func footerItem(l theme.Look, b key.Binding) string {
	shown, desc := nav.Label(b)
	return l.Paint(theme.Key, Clean(shown)) + " " + l.Paint(theme.KeyDesc, Clean(desc))
}

func footerWidth(b key.Binding) int {
	shown, desc := nav.Label(b)
	return Width(Clean(shown)) + 1 + Width(Clean(desc))
}

// Help shows every key of a screen as it is at this moment, in groups; keys
// that are disabled say why. It is a dialog over the whole body.
type Help struct {
	frame
	groups []nav.HelpGroup
	top    int
	keys   [3]key.Binding
}

// NewHelp is the help of these groups.
func NewHelp(l theme.Look, title string, groups []nav.HelpGroup) *Help {
	return &Help{
		frame: frame{l: l, title: "Keys of " + Clean(title)}, groups: groups,
		keys: [3]key.Binding{
			key.NewBinding(key.WithKeys("j", "down", "ctrl+d", "pgdown"), key.WithHelp("j", "down")),
			key.NewBinding(key.WithKeys("k", "up", "ctrl+u", "pgup"), key.WithHelp("k", "up")),
			key.NewBinding(key.WithKeys("esc", "?", "q", "enter"), key.WithHelp("esc", "back")),
		},
	}
}

// Init does nothing.
func (h *Help) Init() tea.Cmd { return nil }

// ShortHelp is its own keys.
func (h *Help) ShortHelp() []key.Binding { return h.keys[:] }

// Capturing: it takes the keys that it explains.
func (h *Help) Capturing() bool { return true }

// Update scrolls and leaves.
func (h *Help) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	by := 1
	if s := k.String(); strings.HasPrefix(s, "ctrl+") || strings.HasPrefix(s, "pg") {
		by = max(1, (h.h-2)/2)
	}
	switch {
	case key.Matches(k, h.keys[0]):
		h.top += by
	case key.Matches(k, h.keys[1]):
		h.top = max(0, h.top-by)
	case key.Matches(k, h.keys[2]):
		return nav.Send(nav.DoneMsg{})
	}
	return nil
}

// Size is all that it is offered.
func (h *Help) Size() (int, int) { return h.w, h.h }

// helpColumn is the least width in which a key and its description read well.
const helpColumn = 38

// View is exactly Size.
func (h *Help) View() string {
	n := max(1, h.w/helpColumn)
	colW := h.w / n
	columns := make([][]string, n)
	for _, g := range h.groups {
		short := 0
		for i := range columns {
			if len(columns[i]) < len(columns[short]) {
				short = i
			}
		}
		columns[short] = append(columns[short], h.group(g, colW)...)
	}
	var all []string
	for y, more := 0, true; more; y++ {
		line := ""
		more = false
		for _, c := range columns {
			cell := ""
			if y < len(c) {
				cell, more = c[y], true
			}
			line += Fit(cell, colW)
		}
		if more {
			all = append(all, line)
		}
	}
	room := max(1, h.h-2)
	h.top = max(0, min(h.top, len(all)-room))
	shown := append([]string{}, all[h.top:min(len(all), h.top+room)]...)
	if h.top+room < len(all) && len(shown) > 0 {
		shown[len(shown)-1] = Fit(" "+h.l.Paint(theme.Dim, cutMark+" j shows more"), h.w)
	}
	return h.draw(shown, h.w, h.h)
}

func (h *Help) group(g nav.HelpGroup, w int) []string {
	out := []string{" " + h.l.Paint(theme.Title, Clean(g.Title))}
	for _, b := range g.Bindings {
		shown, desc := nav.Label(b)
		if shown == "" {
			continue
		}
		keyTone, descTone, why := theme.Key, theme.Text, ""
		if !b.Enabled() {
			keyTone, descTone = theme.Dim, theme.Dim
			why = " (not now)"
			if hint := nav.Hint(b); hint != "" {
				why = " (" + hint + ")"
			}
		}
		lines := Wrap(desc+why, max(1, w-13))
		for i, line := range lines {
			head := spaces(12)
			if i == 0 {
				head = " " + Fit(h.l.Paint(keyTone, Clean(shown)), 11)
			}
			out = append(out, Fit(head+h.l.Paint(descTone, line), w))
		}
	}
	return append(out, "")
}
