package settings

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// setting is one line: what is settled, and what it may be.
type setting struct {
	pref    string
	title   string
	options []option
	now     func(nav.Appearance) string
}

type option struct{ value, says string }

func settingsOf() []setting {
	themes := map[string]string{
		"auto": "as the terminal is, dark or light", "dark": "for a dark background", "light": "for a light one",
		"high-contrast": "for eyes that need more, and safe for the colour-blind", "16-color": "the terminal's own sixteen", "mono": "no colours at all",
	}
	var looks []option
	for _, name := range theme.Names() {
		looks = append(looks, option{name, themes[name]})
	}
	return []setting{
		{nav.PrefTheme, "theme", looks, func(a nav.Appearance) string { return a.Theme }},
		{nav.PrefGlyphs, "glyphs", []option{{"narrow", "signs one cell wide"}, {"ascii", "for terminals that draw them two cells wide"}},
			func(a nav.Appearance) string { return a.Glyphs }},
		{nav.PrefDensity, "density", []option{{"comfortable", "room to breathe where there is room"}, {"compact", "more rows, shorter details"}},
			func(a nav.Appearance) string { return a.Density }},
		{nav.PrefMouse, "mouse", []option{{"on", "click and wheel"}, {"off", "the terminal's own selecting and copying"}},
			func(a nav.Appearance) string { return a.Mouse }},
	}
}

// forgottenMsg is yes to forgetting what is remembered.
type forgottenMsg struct{}

// Screen is the settings.
type Screen struct {
	s      *nav.Session
	l      theme.Look
	all    []setting
	at     int
	w, h   int
	next   key.Binding
	before key.Binding
	forget key.Binding
}

// New is the screen of a session.
func New(s *nav.Session) *Screen {
	return &Screen{s: s, l: s.Look(), all: settingsOf(),
		next:   key.NewBinding(key.WithKeys("right", "l", " ", "enter"), key.WithHelp("right", "change")),
		before: key.NewBinding(key.WithKeys("left", "h"), key.WithHelp("left", "change back")),
		forget: key.NewBinding(key.WithKeys("x"), key.WithHelp("x", "forget what is remembered")),
	}
}

// Init does nothing.
func (v *Screen) Init() tea.Cmd { return nil }

// SetSize sets the cells that View fills.
func (v *Screen) SetSize(w, h int) { v.w, v.h = max(0, w), max(0, h) }

// Title is what stands in the head.
func (v *Screen) Title() string { return "Settings" }

// Capturing is false: nothing is typed here.
func (v *Screen) Capturing() bool { return false }

// Update answers to keys and clicks.
func (v *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return v.press(msg)
	case tea.MouseMsg:
		return v.mouse(msg)
	case forgottenMsg:
		return v.forgetAll()
	}
	return nil
}

func (v *Screen) press(k tea.KeyMsg) tea.Cmd {
	keys := &v.s.Keys
	next, before, forget := v.bindings()
	switch {
	case key.Matches(k, keys.Down), key.Matches(k, keys.NextPane):
		v.at = min(v.at+1, len(v.all)-1)
	case key.Matches(k, keys.Up), key.Matches(k, keys.PrevPane):
		v.at = max(v.at-1, 0)
	case key.Matches(k, keys.Top):
		v.at = 0
	case key.Matches(k, keys.Bottom):
		v.at = len(v.all) - 1
	case key.Matches(k, next):
		return v.step(1)
	case key.Matches(k, before):
		return v.step(-1)
	case key.Matches(k, forget):
		return nav.Send(nav.DialogMsg{Dialog: kit.NewConfirm(v.l, "Forget what is remembered?",
			"The looks, the filters and sorts, the columns and panes of all screens are then as Ripen begins with them. Nothing of the record goes.",
			"forget it all", forgottenMsg{})})
	}
	return nil
}

// bindings are the keys in their present state.
func (v *Screen) bindings() (next, before, forget key.Binding) {
	next, before, forget = v.next, v.before, v.forget
	if v.all[v.at].pref == nav.PrefTheme && v.s.Caps.NoColor {
		why := "NO_COLOR is set: start Ripen without it to choose a theme"
		next, before = nav.Disable(next, why), nav.Disable(before, why)
	}
	if len(v.s.Prefs.Keys("")) == 0 {
		forget = nav.Disable(forget, "nothing is remembered")
	}
	return next, before, forget
}

// step settles the option after the present one, or before it.
func (v *Screen) step(by int) tea.Cmd {
	s := v.all[v.at]
	at := slices.IndexFunc(s.options, func(o option) bool { return o.value == s.now(v.s.Appearance()) })
	n := len(s.options)
	return v.settle(s, s.options[((at+by)%n+n)%n].value)
}

func (v *Screen) settle(s setting, value string) tea.Cmd {
	mouse := v.s.Caps.Mouse
	keep := v.s.Prefs.Set(s.pref, value)
	return tea.Batch(keep, v.dress(mouse))
}

// dress makes what is settled hold.
func (v *Screen) dress(mouse bool) tea.Cmd {
	v.s.Dress()
	changed := nav.Send(nav.LookChangedMsg{})
	switch {
	case v.s.Caps.Mouse == mouse:
		return changed
	case v.s.Caps.Mouse:
		return tea.Batch(changed, tea.EnableMouseCellMotion)
	}
	return tea.Batch(changed, tea.DisableMouse)
}

func (v *Screen) forgetAll() tea.Cmd {
	mouse := v.s.Caps.Mouse
	var cmds []tea.Cmd
	for _, k := range v.s.Prefs.Keys("") {
		cmds = append(cmds, v.s.Prefs.Set(k, ""))
	}
	return tea.Batch(append(cmds, v.dress(mouse), nav.Toast(nav.Good, "All of it is forgotten; what stands on the screens stays until they are left."))...)
}

// mouse settles the option that is clicked, and goes through them by the wheel.
func (v *Screen) mouse(m tea.MouseMsg) tea.Cmd {
	switch {
	case m.Button == tea.MouseButtonWheelDown:
		v.at = min(v.at+1, len(v.all)-1)
	case m.Button == tea.MouseButtonWheelUp:
		v.at = max(v.at-1, 0)
	case m.Button == tea.MouseButtonLeft && m.Action == tea.MouseActionPress:
		_, spots := v.choices(v.left())
		for _, p := range spots {
			if m.Y == p.y && m.X >= p.from && m.X < p.to {
				v.at = p.setting
				if next, _, _ := v.bindings(); next.Enabled() {
					return v.settle(v.all[p.setting], p.value)
				}
			}
		}
	}
	return nil
}

// ShortHelp is the keys that matter now.
func (v *Screen) ShortHelp() []key.Binding {
	next, before, forget := v.bindings()
	return []key.Binding{next, before, v.s.Keys.Down, v.s.Keys.Up, forget}
}

// FullHelp is every key.
func (v *Screen) FullHelp() []nav.HelpGroup {
	next, before, forget := v.bindings()
	k := &v.s.Keys
	return []nav.HelpGroup{
		{Title: "Settings", Bindings: []key.Binding{next, before, forget}},
		{Title: "Move", Bindings: []key.Binding{k.Down, k.Up, k.Top, k.Bottom, k.Back}},
	}
}

var _ nav.Screen = (*Screen)(nil)
