package tui

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// palette opens the commands. Lists, and the leads that what is typed may mean,
// come when they are found.
func (r *Root) palette() tea.Cmd {
	p := kit.NewPalette(r.s.Look(), r.commands(), r.recent.order)
	if find := r.o.Find; find != nil {
		p.OnFind(&r.finds, func(q nav.Request, text string) tea.Cmd {
			return func() tea.Msg {
				found, err := find(context.Background(), text)
				return kit.PaletteFoundMsg{Request: q, Commands: found, Err: err}
			}
		})
	}
	return tea.Batch(r.over(p), r.askLists())
}

// askLists asks for the names of the lists.
func (r *Root) askLists() tea.Cmd {
	ask := r.o.Lists
	if ask == nil || r.o.Screens[nav.Leads] == nil {
		return nil
	}
	return func() tea.Msg {
		names, err := ask(context.Background())
		if err != nil {
			return nil // the palette is of use without them, and the Lists screen says what is wrong
		}
		out := make([]kit.Command, len(names))
		for i, name := range names {
			out[i] = kit.Command{Title: "List: " + kit.Clean(name), Hint: "its leads", Msg: nav.LeadsMsg{Filter: "list:" + quoted(name)}}
		}
		return kit.PaletteMoreMsg{Commands: out}
	}
}

// quoted is a value as a written filter has it.
func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, "") + `"` }

// listed takes in the lists for the palette that is open and for the next one.
func (r *Root) listed(msg kit.PaletteMoreMsg) tea.Cmd {
	r.lists = msg.Commands
	return r.hand(msg)
}

// chosen does what was picked. A lead is opened over what is in sight: somebody
// looks it up in the midst of another one.
func (r *Root) chosen(c kit.Command) tea.Cmd {
	if open, ok := c.Msg.(nav.OpenLeadMsg); ok && r.o.Desk != nil {
		return r.openOver(open)
	}
	return tea.Batch(r.recent.use(c.Name()), r.handle(c.Msg))
}

// noticed remembers the lead in sight among the recent ones, once it is loaded.
func (r *Root) noticed() tea.Cmd {
	e := r.top()
	if e.lead == 0 || e.lead == r.noted {
		return nil
	}
	s, ok := e.screen.(Subject)
	if !ok {
		return nil
	}
	lead, company := s.Lead()
	if company == "" {
		return nil
	}
	r.noted = e.lead
	return r.recent.useLead(lead, company)
}

// commands is what the palette lists: what the screen in sight can do, then the
// screens, then what can be done everywhere, then what has a name: saved views,
// lists, leads opened lately. Keys that only move are left out.
func (r *Root) commands() []kit.Command {
	var out []kit.Command
	named := map[string]bool{}
	for _, some := range [][]kit.Command{r.actions(), r.screenCommands(), r.besideCommands(), r.rootCommands(), r.views(), r.lists, r.recent.commands(r.top().lead)} {
		for _, c := range some {
			if name := c.Name(); name != "" && !named[name] {
				named[name] = true
				out = append(out, c)
			}
		}
	}
	return out
}

// actions are the keys of the screen in sight, as they are at this moment.
func (r *Root) actions() []kit.Command {
	var out []kit.Command
	a, onDesk := r.active(), r.top().route == nav.Desk
	taken := map[string]bool{}
	for _, g := range []nav.HelpGroup{r.s.Keys.Moving(), r.s.Keys.Everywhere()} {
		for _, b := range g.Bindings {
			for _, k := range b.Keys() {
				taken[k] = true
			}
		}
	}
	for _, k := range append(r.s.Keys.Open.Keys(), append(r.s.Keys.Filter.Keys(), r.s.Keys.Inbound.Keys()...)...) {
		taken[k] = false
	}
	taken[r.s.Keys.Undo.Keys()[0]] = !onDesk
	for _, k := range r.s.Keys.Screens { // on the desk the digits are the screen's own
		taken[k.Keys()[0]] = !onDesk
	}
	groups := a.FullHelp()
	for _, g := range groups {
		for _, b := range g.Bindings {
			switch keys := b.Keys(); {
			case len(keys) == 0:
			case g.After != "":
				out = append(out, actionAfter(groups, g.After, b))
			case !taken[keys[0]]:
				taken[keys[0]] = true // the first that names a key means what it does here
				out = append(out, actionOf(b))
			}
		}
	}
	return out
}

func (r *Root) screenCommands() []kit.Command {
	var out []kit.Command
	for _, to := range nav.Routes() {
		if r.o.Screens[to] != nil {
			out = append(out, kit.Command{Title: to.String(), Key: to.Key(), Hint: "screen", Msg: nav.SwitchMsg{Route: to}})
		}
	}
	return out
}

// besideCommands open what has no number key.
func (r *Root) besideCommands() []kit.Command {
	var out []kit.Command
	if about, ok := r.inboundKey(); ok && about.Lead == 0 { // a desk lists its own
		c := everywhere(r.s.Keys.Inbound, "Inbound: find who calls", nav.InboundMsg{})
		out = append(out, c)
	}
	if r.o.Add != nil {
		c := kit.Command{Title: "Add a lead", Hint: "found elsewhere", Msg: nav.AddLeadMsg{}}
		if err := r.s.Actor.Allow(model.ActWork); err != nil {
			c.Why = err.Error()
		}
		out = append(out, c)
	}
	if lead := r.top().lead; lead != 0 && r.o.Account != nil {
		out = append(out, kit.Command{Title: "Account", Hint: "its people, what each was told", Msg: nav.AccountMsg{Lead: lead}})
	}
	for _, p := range r.o.Places {
		c := kit.Command{Title: p.Title, Hint: p.Hint, Msg: nav.SwitchMsg{Route: p.Route}}
		if p.Open != nil {
			c.Msg = placeMsg{p.Open}
		}
		out = append(out, c)
	}
	if r.o.Settings != nil {
		out = append(out, kit.Command{Title: "Settings", Hint: "theme, glyphs, density, mouse", Msg: nav.SettingsMsg{}})
	}
	if r.o.Lesson != nil {
		out = append(out, kit.Command{Title: "Lesson: the five steps", Hint: "how Ripen works", Msg: nav.LessonMsg{}})
	}
	return out
}

// rootCommands are what the root itself does.
func (r *Root) rootCommands() []kit.Command {
	k := &r.s.Keys
	out := []kit.Command{everywhere(k.Help, "Keys of this screen", helpAskedMsg{}), everywhere(k.Suspend, "To the shell", tea.SuspendMsg{}),
		everywhere(k.Quit, "Leave Ripen", nav.QuitMsg{})}
	if r.top().route == nav.Desk { // it has its own undo
		return out
	}
	return append([]kit.Command{everywhere(k.Undo, "Undo the last entry", undoAskedMsg{})}, out...)
}

// viewKey begins the preferences that hold a filter saved under a name.
const viewKey = "leads/view/"

// views are the filters of leads that were saved under a name.
func (r *Root) views() []kit.Command {
	if r.o.Screens[nav.Leads] == nil {
		return nil
	}
	keys := r.s.Prefs.Keys(viewKey)
	slices.Sort(keys)
	out := make([]kit.Command, len(keys))
	for i, k := range keys {
		filter := r.s.Prefs.Get(k)
		out[i] = kit.Command{Title: "View: " + kit.Clean(strings.TrimPrefix(k, viewKey)), Hint: kit.Clean(filter), Msg: nav.LeadsMsg{Filter: filter}}
	}
	return out
}

func everywhere(b key.Binding, title string, msg tea.Msg) kit.Command {
	shown, _ := nav.Label(b)
	return kit.Command{Title: title, Key: shown, Msg: msg}
}

// actionOf is the palette's line of a binding: it presses the binding's key.
func actionOf(b key.Binding) kit.Command {
	shown, desc := nav.Label(b)
	c := kit.Command{Title: capital(desc), Key: shown, Msg: pressedMsg{[]tea.KeyMsg{keyOf(b.Keys()[0])}}}
	if !b.Enabled() {
		if c.Why = nav.Hint(b); c.Why == "" {
			c.Why = "not now"
		}
	}
	return c
}

// actionAfter is the palette's line of a binding that another key comes before:
// it presses both.
func actionAfter(groups []nav.HelpGroup, first string, b key.Binding) kit.Command {
	c := actionOf(b)
	for _, g := range groups {
		for _, before := range g.Bindings {
			if _, desc := nav.Label(before); g.After == "" && slices.Contains(before.Keys(), first) {
				shown, what := nav.Label(b)
				c.Title, c.Key, c.Msg = capital(desc)+": "+what, first+" "+shown, pressedMsg{[]tea.KeyMsg{keyOf(first), keyOf(b.Keys()[0])}}
				if !before.Enabled() {
					c.Why = nav.Hint(before)
				}
				return c
			}
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
