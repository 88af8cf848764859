// Package first is what an empty database opens with: what Ripen is, and the
// ways to begin.
package first

import (
	"context"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Office says whether there is still nothing to work on.
type Office interface {
	Empty(ctx context.Context) (bool, error)
}

// Ways are the screens that the ways lead to; each is made when it is taken.
type Ways struct {
	Import func() nav.Screen
	Add    func() nav.Screen
}

type emptyAskedMsg struct {
	empty bool
	err   error
}

// First is the screen.
type First struct {
	s      *nav.Session
	l      theme.Look
	office Office
	ways   Ways
	w, h   int
	keys   [4]key.Binding
	over   bool
}

// New is the screen.
func New(s *nav.Session, o Office, ways Ways) *First {
	f := &First{s: s, l: s.Look(), office: o, ways: ways, keys: [4]key.Binding{
		key.NewBinding(key.WithKeys("i", "enter"), key.WithHelp("i", "bring a list in")),
		key.NewBinding(key.WithKeys("a"), key.WithHelp("a", "add one lead by hand")),
		key.NewBinding(key.WithKeys("d"), key.WithHelp("d", "look at the demo")),
		key.NewBinding(key.WithKeys("l"), key.WithHelp("l", "learn it in five short steps")),
	}}
	if err := s.Actor.Allow(model.ActImport); err != nil {
		f.keys[0] = nav.Disable(f.keys[0], err.Error())
	}
	if err := s.Actor.Allow(model.ActWork); err != nil {
		f.keys[1] = nav.Disable(f.keys[1], err.Error())
	}
	return f
}

// Init does nothing.
func (f *First) Init() tea.Cmd { return nil }

// Refresh goes on to the day once there is something to work on.
func (f *First) Refresh() tea.Cmd {
	return nav.For(f, func() tea.Msg {
		empty, err := f.office.Empty(context.Background())
		return emptyAskedMsg{empty, err}
	})
}

// Finished says that there is something to work on: the day takes its place.
func (f *First) Finished() bool { return f.over }

// SetSize sets the cells that View fills.
func (f *First) SetSize(w, h int) { f.w, f.h = max(0, w), max(0, h) }

// Title is the screen's name.
func (f *First) Title() string { return "an empty database" }

// Capturing is never so.
func (f *First) Capturing() bool { return false }

// Update takes one of the ways.
func (f *First) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		switch {
		case key.Matches(msg, f.keys[0]):
			return nav.Send(nav.PushMsg{Screen: f.ways.Import()})
		case key.Matches(msg, f.keys[1]):
			return nav.Send(nav.PushMsg{Screen: f.ways.Add()})
		case key.Matches(msg, f.keys[2]):
			return nav.Toast(nav.Info, "Leave with q and run ripen demo: it has a database of its own and never touches yours.")
		case key.Matches(msg, f.keys[3]):
			return nav.Send(nav.LessonMsg{})
		}
	case nav.LookChangedMsg:
		f.l = f.s.Look()
	case emptyAskedMsg:
		if msg.err != nil {
			return nav.Fail(msg.err)
		}
		f.over = !msg.empty
	}
	return nil
}

// roomy is the height from which the ways stand apart.
const roomy = 20

// View is exactly w×h.
func (f *First) View() string {
	w := max(1, min(f.w, 76)-4)
	var out []string
	say := func(tone theme.Tone, text string) {
		for _, s := range kit.Wrap(text, w) {
			out = append(out, "  "+f.l.Paint(tone, s))
		}
	}
	out = append(out, "")
	say(theme.Title, "Nothing to work on yet")
	out = append(out, "")
	say(theme.Text, "Ripen turns a list of names into leads that sales wants: it says whom to call next and why, what to ask, and when a lead is ripe.")
	out = append(out, "")
	for i, text := range []string{
		"A csv, Excel or text file of any system; you see what each column is taken for, and what it would do, before anything is written.",
		"A company, a person, a number: for the one who just called.",
		"ripen demo opens a team in mid-season, in a database of its own.",
		"What a day in Ripen is; any key ends it.",
	} {
		shown, desc := nav.Label(f.keys[i])
		tone := theme.Text
		if why := nav.Hint(f.keys[i]); why != "" {
			tone, text = theme.Dim, why
		}
		out = append(out, "  "+f.l.Paint(theme.Key, shown)+"  "+f.l.Paint(tone, desc))
		for _, s := range kit.Wrap(text, max(1, w-3)) {
			out = append(out, "     "+f.l.Paint(theme.Dim, s))
		}
		if f.h >= roomy {
			out = append(out, "")
		}
	}
	return kit.Clamp(strings.Join(out, "\n"), f.w, f.h)
}

// ShortHelp is the ways.
func (f *First) ShortHelp() []key.Binding { return f.keys[:] }

// FullHelp is every key.
func (f *First) FullHelp() []nav.HelpGroup {
	return []nav.HelpGroup{{Title: "Begin", Bindings: f.keys[:]}}
}
