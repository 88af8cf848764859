package main

import (
	"context"
	"os"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui"
	"ripen/tui/desk"
	"ripen/tui/nav"
)

// faultEnv makes a console that this test binary runs fail: it names the place.
// Playbook (7) is then a screen that panics there; with "store", so do the
// store's lists (6).
const faultEnv = "RIPEN_TEST_FAULT"

func init() {
	where := os.Getenv(faultEnv)
	if where == "" {
		return
	}
	whole := screens
	screens = func(s *nav.Session, o tui.Office, d desk.Options, empty bool) tui.Options {
		if where == "store" {
			o = faultyOffice{o}
		}
		out := whole(s, o, d, empty)
		out.Screens[nav.Playbook] = func() nav.Screen { return &faulty{where: where} }
		return out
	}
}

// faultyOffice is a store whose lists panic.
type faultyOffice struct{ tui.Office }

func (faultyOffice) Lists(context.Context, model.Actor) ([]model.ListRow, error) {
	panic("a fault made on purpose")
}

// faulty is a screen that panics.
type faulty struct {
	where string
	w, h  int
}

func (f *faulty) fails(where string) {
	if f.where == where {
		panic("a fault made on purpose")
	}
}

func (f *faulty) Init() tea.Cmd {
	f.fails("init")
	fail := func() tea.Msg { f.fails("command"); return nil }
	late := func() tea.Msg { f.fails("batch"); return nil }
	last := func() tea.Msg { f.fails("sequence"); return nil }
	return tea.Batch(fail, nav.For(f, tea.Batch(late, late)), tea.Sequence(late, last))
}

func (f *faulty) Update(msg tea.Msg) tea.Cmd {
	if _, pressed := msg.(tea.KeyMsg); pressed {
		f.fails("update")
	}
	return nil
}

func (f *faulty) View() string              { f.fails("view"); return "nothing fails here" }
func (f *faulty) SetSize(w, h int)          { f.w, f.h = w, h }
func (f *faulty) ShortHelp() []key.Binding  { return nil }
func (f *faulty) FullHelp() []nav.HelpGroup { return nil }
func (f *faulty) Capturing() bool           { return false }
func (f *faulty) Title() string             { return "Playbook" }
