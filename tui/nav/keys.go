package nav

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// KeyMap is every key that means the same on all screens. A screen copies the
// bindings it answers to, and may change their help or disable them with a
// reason; footer, help and palette are drawn from those copies.
type KeyMap struct {
	Up, Down, Top, Bottom, PageDown, PageUp   key.Binding
	Filter, Open, Back, NextPane, PrevPane    key.Binding
	Palette, Help, Quit, Interrupt, Suspend   key.Binding
	Outcome, Attributes, Note, Inbound        key.Binding
	Skip, Rest, Dial, Email, Letter, Graduate key.Binding
	Undo, Defect, Web, Copy                   key.Binding
	Save, Left, Right                         key.Binding
	Screens                                   [8]key.Binding // 1 Today … 8 Team
}

// NewKeyMap is the console's map. Each session has its own, because bindings
// are enabled and disabled.
func NewKeyMap() KeyMap {
	k := KeyMap{
		Up:       bind("k", "up", "k", "up"),
		Down:     bind("j", "down", "j", "down"),
		Top:      bind("g", "first", "g", "home"),
		Bottom:   bind("G", "last", "G", "end"),
		PageDown: bind("ctrl+d", "half a page down", "ctrl+d", "pgdown"),
		PageUp:   bind("ctrl+u", "half a page up", "ctrl+u", "pgup"),
		Left:     bind("left", "left", "left"),
		Right:    bind("right", "right", "right"),
		Filter:   bind("/", "filter", "/"),
		Open:     bind("enter", "open", "enter"),
		Back:     bind("esc", "back", "esc"),
		NextPane: bind("tab", "pane", "tab"),
		PrevPane: bind("shift+tab", "pane before", "shift+tab"),

		Palette:   bind("ctrl+k", "palette", "ctrl+k", ":"),
		Help:      bind("?", "keys", "?"),
		Quit:      bind("q", "leave", "q"),
		Interrupt: bind("ctrl+c", "leave, also from a field", "ctrl+c"),
		Suspend:   bind("ctrl+z", "to the shell", "ctrl+z"),
		Save:      bind("ctrl+s", "save", "ctrl+s"),

		Outcome:    bind("o", "outcome", "o"),
		Attributes: bind("a", "attribute", "a"),
		Note:       bind("n", "note", "n"),
		Inbound:    bind("i", "inbound", "i"),
		Skip:       bind("s", "skip", "s"),
		Rest:       bind("r", "rest", "r"),
		Dial:       bind("d", "dial", "d"),
		Email:      bind("e", "e-mail", "e"),
		Letter:     bind("l", "letter", "l"),
		Graduate:   bind("ctrl+g", "graduate", "ctrl+g"),
		Undo:       bind("u", "undo", "u"),
		Defect:     bind("D", "defect of the list", "D"),
		Web:        bind("w", "web page", "w"),
		Copy:       bind("y", "copy", "y"),
	}
	for i, r := range Routes() {
		k.Screens[i] = bind(r.Key(), r.String(), r.Key())
	}
	return k
}

func bind(shown, desc string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, desc))
}

// Moving is the help group of the keys that move.
func (k *KeyMap) Moving() HelpGroup {
	return HelpGroup{Title: "Move", Bindings: []key.Binding{k.Down, k.Up, k.Top, k.Bottom, k.PageDown, k.PageUp, k.NextPane, k.PrevPane, k.Filter, k.Open, k.Back}}
}

// Everywhere is the help group of the keys that the root answers to.
func (k *KeyMap) Everywhere() HelpGroup {
	b := append([]key.Binding{}, k.Screens[:]...)
	return HelpGroup{Title: "Everywhere", Bindings: append(b, k.Palette, k.Help, Named(k.Inbound, "inbound: find who calls"), k.Undo, k.Suspend, k.Quit, k.Interrupt)}
}

// RouteOf is the screen whose number key msg is.
func (k *KeyMap) RouteOf(msg tea.KeyMsg) (Route, bool) {
	for i, b := range k.Screens {
		if key.Matches(msg, b) {
			return Routes()[i], true
		}
	}
	return 0, false
}

// Named is b with another description, where a screen means something more
// exact by it: "work" for enter on Today.
func Named(b key.Binding, desc string) key.Binding {
	_, why, off := strings.Cut(b.Help().Desc, sep)
	if off {
		desc += sep + why
	}
	b.SetHelp(b.Help().Key, desc)
	return b
}

// sep parts a binding's description from the reason why it is disabled. A
// binding has no room for the reason but its help, and a side table would part
// from it as bindings are copied.
const sep = "\x1f"

// Disable is b switched off, with the reason in one clause that says what
// would enable it: "budget is not stated yet".
func Disable(b key.Binding, why string) key.Binding {
	desc, _, _ := strings.Cut(b.Help().Desc, sep)
	b.SetHelp(b.Help().Key, desc+sep+why)
	b.SetEnabled(false)
	return b
}

// Enable is b switched on again.
func Enable(b key.Binding) key.Binding {
	desc, _, _ := strings.Cut(b.Help().Desc, sep)
	b.SetHelp(b.Help().Key, desc)
	b.SetEnabled(true)
	return b
}

// Hint is why b is disabled, "" where it is not or no reason was given.
func Hint(b key.Binding) string {
	if b.Enabled() {
		return ""
	}
	_, why, _ := strings.Cut(b.Help().Desc, sep)
	return why
}

// Label is the key and the description of b as they are shown, without the
// reason.
func Label(b key.Binding) (shown, desc string) {
	desc, _, _ = strings.Cut(b.Help().Desc, sep)
	return b.Help().Key, desc
}

// HintFor finds the disabled binding among groups that msg would have been,
// so that a key which does nothing says why. An enabled binding of the same
// key wins: then there is no hint.
func HintFor(msg tea.KeyMsg, groups []HelpGroup) string {
	pressed, why := msg.String(), ""
	for _, g := range groups {
		for _, b := range g.Bindings {
			if key.Matches(msg, b) {
				return ""
			}
			for _, k := range b.Keys() {
				if k == pressed && !b.Enabled() && why == "" {
					why = Hint(b)
				}
			}
		}
	}
	return why
}
