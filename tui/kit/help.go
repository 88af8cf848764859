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
// that are disabled say why. / finds a key by what it does. It is a dialog over
// the whole body.
type Help struct {
	frame
	groups  []nav.HelpGroup
	top     int
	find    *Input
	finding bool
	keys    helpKeys
}

type helpKeys struct{ down, up, first, last, find, back, keep key.Binding }

// NewHelp is the help of these groups.
func NewHelp(l theme.Look, title string, groups []nav.HelpGroup) *Help {
	bind := func(shown, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
	}
	return &Help{
		frame: frame{l: l, title: "Keys of " + Clean(title)}, groups: groups, find: NewInput(l, "what a key does, or the key"),
		keys: helpKeys{
			down: bind("j", "down", "j", "down", "ctrl+d", "pgdown"), up: bind("k", "up", "k", "up", "ctrl+u", "pgup"),
			first: bind("g", "first", "g", "home"), last: bind("G", "last", "G", "end"),
			find: bind("/", "find", "/"), back: bind("esc", "back", "esc", "?", "q", "enter"), keep: bind("enter", "keep what is found", "enter"),
		},
	}
}

// Init does nothing.
func (h *Help) Init() tea.Cmd { return nil }

// ShortHelp is its own keys.
func (h *Help) ShortHelp() []key.Binding {
	if h.finding {
		return []key.Binding{h.keys.keep}
	}
	return []key.Binding{h.keys.find, h.keys.down, h.keys.up, h.keys.back}
}

// Capturing: it takes the keys that it explains.
func (h *Help) Capturing() bool { return true }

// Update scrolls, finds and leaves. esc first gives up what is looked for.
func (h *Help) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	if k.Type == tea.KeyEsc && (h.finding || h.find.Value() != "") {
		h.find.SetValue("")
		h.stop()
		return nil
	}
	if h.finding {
		return h.typing(k)
	}
	if k.Paste {
		return nil
	}
	by := 1
	if s := k.String(); strings.HasPrefix(s, "ctrl+") || strings.HasPrefix(s, "pg") {
		by = max(1, (h.h-2)/2)
	}
	switch {
	case key.Matches(k, h.keys.down):
		h.top += by
	case key.Matches(k, h.keys.up):
		h.top = max(0, h.top-by)
	case key.Matches(k, h.keys.first):
		h.top = 0
	case key.Matches(k, h.keys.last):
		h.top = 1 << 20 // View stops at the last line
	case key.Matches(k, h.keys.find):
		h.finding = true
		h.find.Focus()
	case key.Matches(k, h.keys.back):
		return nav.Send(nav.DoneMsg{})
	}
	return nil
}

func (h *Help) typing(k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyEnter:
		h.stop()
	case tea.KeyDown:
		h.top++
	case tea.KeyUp:
		h.top = max(0, h.top-1)
	default:
		_, cmd := h.find.Update(k)
		h.top = 0
		return cmd
	}
	return nil
}

func (h *Help) stop() {
	h.finding, h.top = false, 0
	h.find.Blur()
}

// found are the groups with the keys that are looked for: by the key, by what it
// does, by why it does not, or by the group.
func (h *Help) found() []nav.HelpGroup {
	want := strings.TrimSpace(h.find.Value())
	if want == "" {
		return h.groups
	}
	holds := func(s string) bool { at, _ := indexFold(s, want); return at >= 0 }
	var out []nav.HelpGroup
	for _, g := range h.groups {
		kept := nav.HelpGroup{Title: g.Title}
		for _, b := range g.Bindings {
			shown, desc := nav.Label(b)
			if shown != "" && (holds(g.Title) || holds(desc) || holds(nav.Hint(b)) || shown == want || strings.HasPrefix(shown, want) && len(want) > 1) {
				kept.Bindings = append(kept.Bindings, b)
			}
		}
		if len(kept.Bindings) > 0 {
			out = append(out, kept)
		}
	}
	return out
}

// Size is all that it is offered.
func (h *Help) Size() (int, int) { return h.w, h.h }

// helpColumn is the least width in which a key and its description read well.
const helpColumn = 38

// View is exactly Size.
func (h *Help) View() string {
	room := max(1, h.h-2)
	var head []string
	if h.finding || h.find.Value() != "" {
		h.find.SetWidth(max(0, h.w-4))
		head = []string{" " + h.l.Paint(theme.Accent, "/") + " " + h.find.View()}
		room = max(1, room-1)
	}
	all := h.lines()
	if len(all) == 0 {
		all = []string{Fit("   "+h.l.Paint(theme.Dim, "No key is so; esc shows all."), h.w)}
	}
	h.top = max(0, min(h.top, len(all)-room))
	shown := append([]string{}, all[h.top:min(len(all), h.top+room)]...)
	if h.top+room < len(all) && len(shown) > 0 {
		shown[len(shown)-1] = Fit(" "+h.l.Paint(theme.Dim, cutMark+" j shows more"), h.w)
	}
	return h.draw(append(head, shown...), h.w, h.h)
}

// lines are the groups in as many columns as fit; each goes below the shortest,
// so that the first groups stand first.
func (h *Help) lines() []string {
	n := max(1, h.w/helpColumn)
	colW := h.w / n
	columns := make([][]string, n)
	for _, g := range h.found() {
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
	return all
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
			out = append(out, Fit(head+Highlight(h.l, descTone, line, strings.TrimSpace(h.find.Value())), w))
		}
	}
	return append(out, "")
}
