package nav_test

import (
	"errors"
	"testing"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/nav"
)

type page struct{ got []tea.Msg }

func (p *page) Init() tea.Cmd              { return nil }
func (p *page) Update(msg tea.Msg) tea.Cmd { p.got = append(p.got, msg); return nil }
func (p *page) View() string               { return "" }
func (p *page) SetSize(int, int)           {}
func (p *page) ShortHelp() []key.Binding   { return nil }
func (p *page) FullHelp() []nav.HelpGroup  { return nil }
func (p *page) Capturing() bool            { return false }
func (p *page) Title() string              { return "page" }

func press(s string) tea.KeyMsg {
	switch s {
	case "ctrl+k":
		return tea.KeyMsg{Type: tea.KeyCtrlK}
	case "ctrl+g":
		return tea.KeyMsg{Type: tea.KeyCtrlG}
	case "enter":
		return tea.KeyMsg{Type: tea.KeyEnter}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)}
}

func TestEveryPromisedKeyIsThere(t *testing.T) {
	k := nav.NewKeyMap()
	for pressed, b := range map[string]key.Binding{
		"j": k.Down, "k": k.Up, "g": k.Top, "G": k.Bottom, "/": k.Filter, "enter": k.Open,
		"ctrl+k": k.Palette, ":": k.Palette, "o": k.Outcome, "a": k.Attributes, "n": k.Note,
		"i": k.Inbound, "s": k.Skip, "r": k.Rest, "d": k.Dial, "e": k.Email, "l": k.Letter,
		"ctrl+g": k.Graduate, "u": k.Undo, "D": k.Defect, "w": k.Web, "?": k.Help, "y": k.Copy, "q": k.Quit,
	} {
		if !key.Matches(press(pressed), b) {
			t.Errorf("%s does not reach %q", pressed, b.Help().Desc)
		}
		if shown, desc := nav.Label(b); shown == "" || desc == "" {
			t.Errorf("%s has no help", pressed)
		}
	}
	for i, want := range []nav.Route{nav.Today, nav.Leads, nav.Board, nav.Handoffs, nav.Reports, nav.Lists, nav.Playbook, nav.Team} {
		if got, ok := k.RouteOf(press(string(rune('1' + i)))); !ok || got != want {
			t.Errorf("key %d opens %v", i+1, got)
		}
	}
	if _, ok := k.RouteOf(press("9")); ok {
		t.Error("9 opens a screen")
	}
}

func TestADisabledKeySaysWhy(t *testing.T) {
	k := nav.NewKeyMap()
	g := nav.Named(nav.Disable(k.Graduate, "budget is not stated yet"), "hand over")
	if key.Matches(press("ctrl+g"), g) {
		t.Error("a disabled key still answers")
	}
	if got := nav.Hint(g); got != "budget is not stated yet" {
		t.Errorf("hint %q", got)
	}
	if _, desc := nav.Label(g); desc != "hand over" {
		t.Errorf("described as %q", desc)
	}
	groups := []nav.HelpGroup{{Title: "Lead", Bindings: []key.Binding{k.Note, g}}}
	if got := nav.HintFor(press("ctrl+g"), groups); got != "budget is not stated yet" {
		t.Errorf("pressed: %q", got)
	}
	if got := nav.HintFor(press("n"), groups); got != "" {
		t.Errorf("an enabled key hints %q", got)
	}
	on := nav.Enable(g)
	if !key.Matches(press("ctrl+g"), on) || nav.Hint(on) != "" {
		t.Error("enabling leaves it disabled or hinting")
	}
	if nav.Hint(k.Graduate) != "" {
		t.Error("disabling a copy changed the map")
	}
}

func TestResultsComeBackToTheScreenThatAsked(t *testing.T) {
	p := &page{}
	type rowsLoadedMsg struct{ n int }
	cmd := nav.For(p, tea.Batch(nav.Send(rowsLoadedMsg{3}), nav.Toast(nav.Good, "saved")))
	batch, ok := cmd().(tea.BatchMsg)
	if !ok || len(batch) != 2 {
		t.Fatalf("a batch becomes %T", cmd())
	}
	res, ok := batch[0]().(nav.ResultMsg)
	if !ok || res.To != nav.Screen(p) || res.Msg != (rowsLoadedMsg{3}) {
		t.Errorf("result %+v", res)
	}
	if _, ok := batch[1]().(nav.ToastMsg); !ok {
		t.Error("a toast was kept from the root")
	}
	if nav.For(p, nil) != nil || nav.For(p, func() tea.Msg { return nil })() != nil {
		t.Error("nothing becomes something")
	}
}

func TestLateAnswersAreStale(t *testing.T) {
	var r nav.Requests
	if r.Current(0) {
		t.Error("zero was never asked")
	}
	first := r.Next()
	second := r.Next()
	if r.Current(first) || !r.Current(second) {
		t.Error("only the last question is waited for")
	}
	if r.Drop(); r.Current(second) {
		t.Error("dropped and still waited for")
	}
}

func TestFail(t *testing.T) {
	if nav.Fail(nil) != nil {
		t.Error("no error makes a command")
	}
	err := errors.New("x")
	if got := nav.Fail(err)().(nav.ErrMsg); got.Err != err {
		t.Errorf("%v", got)
	}
}

func TestNowIsInThePersonsZone(t *testing.T) {
	at := time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC)
	s := nav.Session{Clock: func() time.Time { return at }}
	if !s.Now().Equal(at) {
		t.Error("no zone")
	}
	s.Actor = model.Actor{Zone: time.FixedZone("EST", -5*3600)}
	if got := s.Now().Format("15:04"); got != "10:42" {
		t.Errorf("10:42 expected, got %s", got)
	}
	if s.Look().Theme != &s.Theme || s.Look().Glyphs != &s.Glyphs {
		t.Error("the look is not the session's")
	}
}
