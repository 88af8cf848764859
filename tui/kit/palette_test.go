package kit_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// finder is a palette that finds leads, and what it asked for.
type finder struct {
	*kit.Palette
	finds *nav.Requests
	asked []asked
}

type asked struct {
	request nav.Request
	text    string
}

func finding(l theme.Look, recent ...string) *finder {
	f := &finder{Palette: palette(l, recent...), finds: &nav.Requests{}}
	f.open()
	return f
}

func (f *finder) open() {
	f.OnFind(f.finds, func(r nav.Request, text string) tea.Cmd {
		f.asked = append(f.asked, asked{r, text})
		return nil
	})
}

func (f *finder) typing(s string) {
	for _, r := range s {
		f.Update(press(string(r)))
	}
}

// answer answers an asking with leads of these names.
func (f *finder) answer(n int, names ...string) tea.Cmd {
	msg := kit.PaletteFoundMsg{Request: f.asked[n].request}
	for i, name := range names {
		msg.Commands = append(msg.Commands, kit.Command{ID: fmt.Sprintf("L%d%d", n, i), Title: name, Hint: "lead"})
	}
	return f.Update(msg)
}

func chosen(t *testing.T, cmd tea.Cmd) kit.Command {
	t.Helper()
	then, ended := done(cmd)
	msg, ok := then.(kit.CommandChosenMsg)
	if !ended || !ok {
		t.Fatalf("nothing was chosen: %v", then)
	}
	return msg.Command
}

func TestPaletteListsWhatIsFoundBelowTheCommands(t *testing.T) {
	f := finding(plain())
	f.typing("b")
	if len(f.asked) != 0 {
		t.Fatalf("one letter names nobody: %v", f.asked)
	}
	f.typing("oard")
	if got := f.asked[len(f.asked)-1].text; len(f.asked) != 4 || got != "board" {
		t.Fatalf("asked %v", f.asked)
	}
	if view := see(f.View()); !strings.Contains(view, "looking for leads…") {
		t.Errorf("nothing says that it is looking:\n%s", view)
	}
	f.answer(3, "Boardman Timber", "Keyboard Partners")
	lines := strings.Split(see(f.View()), "\n")
	if !strings.Contains(lines[2], "▌ Open the board") || !strings.Contains(lines[3], "Boardman Timber") || !strings.Contains(lines[3], "lead") || !strings.Contains(lines[4], "Keyboard") {
		t.Errorf("%s", see(f.View()))
	}
	f.Update(press("down"))
	if c := chosen(t, f.Update(press("enter"))); c.ID != "L30" || c.Title != "Boardman Timber" {
		t.Errorf("%+v", c)
	}
}

func TestPaletteDropsWhatComesLate(t *testing.T) {
	f := finding(plain())
	f.typing("zzq") // asked for "zz", then for "zzq"
	f.answer(1, "Zzquill")
	f.answer(0, "Zz Top Logistics")
	if view := see(f.View()); strings.Contains(view, "Zz Top") || !strings.Contains(view, "Zzquill") {
		t.Errorf("%s", view)
	}
	f.Update(press("backspace"))
	f.Update(press("backspace"))
	if view := see(f.View()); strings.Contains(view, "Zzquill") {
		t.Errorf("what was found for more letters stays:\n%s", view)
	}
	// An answer to the palette before this one is no answer to this one.
	f.typing("zq")
	late := f.asked[len(f.asked)-1]
	f.Palette = palette(plain())
	f.open()
	f.typing("zz")
	f.Update(kit.PaletteFoundMsg{Request: late.request, Commands: []kit.Command{{Title: "Of the palette before"}}})
	if strings.Contains(see(f.View()), "before") {
		t.Error("an answer to an earlier palette was taken")
	}
}

// The row that somebody is about to choose does not slip away under the cursor.
func TestWhatComesInMovesNoCursor(t *testing.T) {
	f := finding(plain(), "List: fair")
	f.Update(press("down"))
	f.Update(kit.PaletteMoreMsg{Commands: []kit.Command{{Title: "List: fair"}, {Title: "Open Today"}}})
	view := see(f.View())
	if !strings.Contains(view, "▌ Open the board") || strings.Count(view, "Open Today") != 1 || strings.Index(view, "List: fair") > strings.Index(view, "Open Today") {
		t.Errorf("%s", view)
	}
	f.typing("zz")
	f.answer(0, "Azz", "Bzz")
	f.Update(press("down"))
	f.Update(kit.PaletteFoundMsg{Request: f.asked[0].request, Commands: []kit.Command{{ID: "L9", Title: "Zzz"}, {ID: "L00", Title: "Azz"}, {ID: "L01", Title: "Bzz"}}})
	if view := see(f.View()); !strings.Contains(view, "▌ Bzz") {
		t.Errorf("%s", view)
	}
}

func TestEnterThatIsQuickerThanWhatIsFound(t *testing.T) {
	f := finding(plain())
	f.typing("zzq")
	f.Update(press("enter"))
	if view := see(f.View()); !strings.Contains(view, "opens the lead when it is found") {
		t.Errorf("%s", view)
	}
	if c := chosen(t, f.answer(1, "Zzquill")); c.Title != "Zzquill" {
		t.Errorf("%+v", c)
	}
	f = finding(plain())
	f.typing("zzq")
	f.Update(press("enter"))
	if _, ended := done(f.answer(1, "Zzquill", "Zzquince")); ended {
		t.Error("one of two was opened unseen")
	}
	f = finding(plain())
	f.typing("zzq")
	f.Update(press("enter"))
	f.typing("u")
	if _, ended := done(f.answer(2, "Zzquill")); ended {
		t.Error("another letter did not take the enter back")
	}
	f.typing("xx")
	f.Update(kit.PaletteFoundMsg{Request: f.asked[len(f.asked)-1].request, Err: errors.New("gone")})
	if view := see(f.View()); !strings.Contains(view, "leads could not be looked up") {
		t.Errorf("%s", view)
	}
}

func TestPaletteMarksTheLettersThatMatch(t *testing.T) {
	l := look(termenv.TrueColor, "dark")
	p := kit.NewPalette(l, []kit.Command{{Title: "first"}, {Title: "Zoe\u0308 Bru\u0302le\u0301e"}, {Title: "Open the board"}}, nil)
	p.SetSize(80, 18)
	p.Update(press("down"))
	for _, r := range "obo" {
		p.Update(press(string(r)))
	}
	if want := l.PaintOn(theme.Focused, theme.Match, "bo"); !strings.Contains(p.View(), want) || !strings.Contains(p.View(), l.PaintOn(theme.Focused, theme.Match, "O")) {
		t.Errorf("not marked: %q", p.View())
	}
	// An accent stays on its letter: the two are one character.
	p.Update(press("ctrl+u"))
	for range 3 {
		p.Update(press("backspace"))
	}
	for _, r := range "zoe" {
		p.Update(press(string(r)))
	}
	if !strings.Contains(p.View(), "e\u0308") {
		t.Errorf("parted: %q", p.View())
	}
	w, h := p.Size()
	exact(t, "palette", p.View(), w, h)
	if !strings.Contains(ansi.Strip(p.View()), "Zoe\u0308 Bru\u0302le\u0301e") {
		t.Error("another title is shown")
	}
}

func TestRecentOnesAreToldByTheirNames(t *testing.T) {
	p := kit.NewPalette(plain(), []kit.Command{{Title: "Acme"}, {ID: "L1", Title: "Globex"}, {ID: "L2", Title: "Globex"}}, []string{"L2", "Acme"})
	p.SetSize(80, 18)
	if c := chosen(t, p.Update(press("enter"))); c.ID != "L2" {
		t.Errorf("%+v", c)
	}
	p.Update(press("down"))
	if c := chosen(t, p.Update(press("enter"))); c.Title != "Acme" {
		t.Errorf("%+v", c)
	}
}

// All rooms up to a large one, with the strangest names.
func TestPaletteAndHelpFitEveryRoom(t *testing.T) {
	n := 0
	for _, l := range []theme.Look{rich(), plain()} {
		var all []kit.Command
		for i, name := range names() {
			c := kit.Command{Title: name + " x", Hint: names()[(i+3)%len(names())], Key: names()[(i+5)%len(names())]}
			if i%4 == 0 {
				c.Why = name
			}
			all = append(all, c)
		}
		p := kit.NewPalette(l, all, nil)
		p.OnFind(&nav.Requests{}, func(nav.Request, string) tea.Cmd { return nil })
		p.Update(press("x"))
		p.Update(press("enter"))
		help := kit.NewHelp(l, names()[8], []nav.HelpGroup{{Title: names()[9], Bindings: bindings()}})
		help.Update(press("/"))
		help.Update(press("x"))
		for w := 0; w <= 250; w += 8 {
			for h := 0; h <= 60; h += 4 {
				n++
				for what, d := range map[string]nav.Dialog{"palette": p, "help": help} {
					d.SetSize(w, h)
					dw, dh := d.Size()
					exact(t, what, d.View(), dw, dh)
				}
			}
		}
	}
	if n < 800 {
		t.Errorf("only %d rooms", n)
	}
}

func bindings() []key.Binding {
	var out []key.Binding
	for i, n := range names() {
		b := key.NewBinding(key.WithKeys("x"), key.WithHelp(n+"x", n))
		if i%3 == 0 {
			b = nav.Disable(b, n)
		}
		out = append(out, b)
	}
	return out
}

func TestHelpFindsAKeyByWhatItDoes(t *testing.T) {
	h := help(plain())
	h.Update(press("/"))
	for _, r := range "budget" {
		h.Update(press(string(r)))
	}
	view := see(h.View())
	if !strings.Contains(view, "/ budget") || !strings.Contains(view, "graduate (budget") || strings.Contains(view, "palette") || strings.Contains(view, "Move") {
		t.Errorf("%s", view)
	}
	if _, ended := done(h.Update(press("enter"))); ended {
		t.Error("enter left instead of keeping what is found")
	}
	if view := see(h.View()); !strings.Contains(view, "graduate (budget") {
		t.Errorf("%s", view)
	}
	if _, ended := done(h.Update(press("esc"))); ended {
		t.Error("esc left instead of showing all again")
	}
	if view := see(h.View()); !strings.Contains(view, "Move") || strings.Contains(view, "/ budget") {
		t.Errorf("%s", view)
	}
	h.Update(press("/"))
	for _, r := range "q?zz" { // the keys that leave are letters here
		if _, ended := done(h.Update(press(string(r)))); ended {
			t.Errorf("%c left", r)
		}
	}
	if view := see(h.View()); !strings.Contains(view, "No key is so; esc shows all.") {
		t.Errorf("%s", view)
	}
	h.Update(press("esc"))
	if _, ended := done(h.Update(press("esc"))); !ended {
		t.Error("esc does not leave")
	}
}

func TestHelpScrolls(t *testing.T) {
	h := help(plain())
	h.SetSize(50, 10)
	first := see(h.View())
	h.Update(press("G"))
	if view := see(h.View()); !strings.Contains(view, "ctrl+c") || strings.Contains(view, "shows more") {
		t.Errorf("%s", view)
	}
	h.Update(press("g"))
	if see(h.View()) != first {
		t.Error("g is not the first line")
	}
	h.Update(press("j"))
	if see(h.View()) == first {
		t.Error("j does not scroll")
	}
}
