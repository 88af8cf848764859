package kit_test

import (
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

func budgetForm(l theme.Look) *kit.Form {
	f := kit.NewForm(l,
		kit.Field{Key: "amount", Label: "amount", Kind: kit.MoneyField, Suffix: "USD", Check: func(v string) error {
			if strings.Trim(v, "0123456789.,k") != "" {
				return errors.New("Write an amount as 350k or 1,200.50.")
			}
			return nil
		}},
		kit.Field{Key: "status", Label: "status", Kind: kit.ChoiceField, Required: true, Options: []kit.Option{
			{Key: "a", Value: "allocated", Title: "allocated"}, {Key: "p", Value: "process", Title: "process"},
			{Key: "x", Value: "none", Title: "none", Why: "the decision maker must say so"},
		}},
		kit.Field{Key: "when", Label: "how, when", Kind: kit.DateField, Echo: func(string) string { return "Tue 24 Nov" }},
		kit.Field{Key: "rivals", Label: "rivals", Kind: kit.ListField},
		kit.Field{Key: "quote", Label: "her words", Kind: kit.NoteField},
	)
	f.SetSize(80, 10)
	f.Focus()
	return f
}

func TestFormTakesWhatIsTyped(t *testing.T) {
	f := budgetForm(plain())
	if f.Dirty() || f.Field() != "amount" {
		t.Error("a new form is changed already, or starts elsewhere")
	}
	typing(f, "350k")
	keys(f, "tab", "p", "tab")
	typing(f, "tue")
	keys(f, "tab", "tab")
	typing(f, "budget: ")
	keys(f, "ctrl+k", "ctrl+u")
	typing(f, "a:b")
	got := f.Values()
	for k, want := range map[string]string{"amount": "350k", "status": "process", "when": "tue", "rivals": "", "quote": "a:b"} {
		if got[k] != want {
			t.Errorf("%s = %q, want %q", k, got[k], want)
		}
	}
	if !f.Dirty() {
		t.Error("not dirty")
	}
	if f.Clean(); f.Dirty() {
		t.Error("dirty after being called clean")
	}
	if keys(f, "shift+tab"); f.Field() != "rivals" {
		t.Errorf("shift+tab goes to %s", f.Field())
	}
	if view := see(f.View()); !strings.Contains(view, "350k") || !strings.Contains(view, "(●) process") || !strings.Contains(view, "Tue 24 Nov") {
		t.Errorf("%s", view)
	}
}

func TestFormCapturesButForEsc(t *testing.T) {
	f := budgetForm(plain())
	for _, k := range []string{"ctrl+k", "ctrl+u", ":", "q", "?", "j", "tab", "enter", "1", "up", "down"} {
		if used, _ := f.Update(press(k)); !used {
			t.Errorf("%s went past the field", k)
		}
	}
	for _, k := range []string{"esc", "ctrl+c"} {
		if used, _ := f.Update(press(k)); used {
			t.Errorf("%s was kept", k)
		}
	}
	f.Blur()
	if used, _ := f.Update(press("x")); used || f.Capturing() {
		t.Error("a form without the keys takes one")
	}
}

func TestFormSaysWhatIsWrongBelowTheField(t *testing.T) {
	f := budgetForm(plain())
	saved := 0
	f.OnSave = func(map[string]string) tea.Cmd { saved++; return nav.Send(nav.PopMsg{}) }
	typing(f, "lots")
	keys(f, "tab")
	lines := strings.Split(see(f.View()), "\n")
	if !strings.Contains(lines[1], "! Write an amount as 350k") {
		t.Errorf("%q", lines)
	}
	if keys(f, "ctrl+s") != nil || saved != 0 || f.Field() != "amount" {
		t.Errorf("saved %d, at %s", saved, f.Field())
	}
	keys(f, "ctrl+u")
	typing(f, "350k")
	if strings.Contains(see(f.View()), "Write an amount") {
		t.Error("the problem stays while it is mended")
	}
	if keys(f, "ctrl+s"); f.Field() != "status" || !strings.Contains(see(f.View()), "! Pick one.") {
		t.Errorf("at %s\n%s", f.Field(), see(f.View()))
	}
	if keys(f, "x"); f.Values()["status"] != "" || !strings.Contains(see(f.View()), "the decision maker must say so") {
		t.Error("an option that cannot be picked was, or does not say why")
	}
	if cmd := keys(f, "right", "ctrl+s"); cmd == nil || saved != 1 || f.Values()["status"] != "allocated" {
		t.Errorf("saved %d with %v", saved, f.Values())
	}
	if !f.SetProblem("when", "That day has passed.") || f.Field() != "when" {
		t.Error("a refusal does not lead to its field")
	}
	if f.SetProblem("nonesuch", "x") {
		t.Error("a refusal of an unknown field was taken")
	}
}

func TestDraftsComeBack(t *testing.T) {
	f := budgetForm(plain())
	typing(f, "350k")
	keys(f, "tab", "a")
	draft := f.Values()
	again := budgetForm(plain())
	again.SetValues(draft)
	if got := again.Values(); got["amount"] != "350k" || got["status"] != "allocated" || !again.Dirty() {
		t.Errorf("%v dirty=%v", got, again.Dirty())
	}
}

func TestEnterGoesOnAndSavesAtTheEnd(t *testing.T) {
	f := budgetForm(plain())
	saved := 0
	f.OnSave = func(map[string]string) tea.Cmd { saved++; return nil }
	keys(f, "enter", "a", "enter", "enter", "enter")
	if f.Field() != "quote" || saved != 0 {
		t.Fatalf("at %s, saved %d", f.Field(), saved)
	}
	if keys(f, "enter"); saved != 1 {
		t.Errorf("saved %d", saved)
	}
}

func TestTheFieldBeingTypedIsAlwaysSeen(t *testing.T) {
	f := budgetForm(plain())
	for h := 1; h < 8; h++ {
		f.SetSize(60, h)
		for _, k := range []string{"amount", "status", "when", "rivals", "quote"} {
			f.FocusField(k)
			view := see(f.View())
			exact(t, "form", f.View(), 60, h)
			if !strings.Contains(view, "▌") {
				t.Errorf("%d lines: %s is out of sight:\n%s", h, k, view)
			}
		}
	}
}

func TestNoteGrowsAndKeepsTheCursorInSight(t *testing.T) {
	in := kit.NewTextArea(plain(), "", 3)
	in.SetWidth(20)
	in.Focus()
	if in.Height() != 1 {
		t.Errorf("empty: %d lines", in.Height())
	}
	typing(in, "board meets 12 feb; wants numbers for 3 sites")
	if in.Height() != 3 {
		t.Errorf("%d lines: %s", in.Height(), see(in.View()))
	}
	want := "board meets 12 feb;\nwants numbers for 3\nsites_"
	if got := see(in.View()); got != want {
		t.Errorf("%q", got)
	}
	typing(in, ", tor signs too and beth must agree before")
	if in.Height() != 3 || !strings.Contains(see(in.View()), "before_") {
		t.Errorf("%s", see(in.View()))
	}
	exact(t, "note", in.View(), 20, 3)
	if !strings.Contains(strings.Split(see(in.View()), "\n")[0], "…") {
		t.Errorf("the lines above are cut without a mark: %s", see(in.View()))
	}
	keys(in, "up", "up", "up")
	typing(in, "X")
	if !strings.Contains(in.Value(), "X") || strings.HasSuffix(in.Value(), "X") {
		t.Errorf("up did not move: %q", in.Value())
	}
}

func TestInputScrollsAndShowsItsCursor(t *testing.T) {
	in := kit.NewInput(plain(), "")
	in.SetWidth(10)
	in.Focus()
	typing(in, "abcdefghijklmnopqrstuvwxyz")
	if got := see(in.View()); !strings.HasPrefix(got, "…") || !strings.HasSuffix(got, "z_") {
		t.Errorf("%q", got)
	}
	keys(in, "home")
	if got := see(in.View()); got != "|abcdefgh…" {
		t.Errorf("%q", got)
	}
	in.Blur()
	if got := see(in.View()); got != "abcdefghi…" {
		t.Errorf("%q", got)
	}
}

func TestAnEmptyFieldIsNotMistakenForAFilledOne(t *testing.T) {
	in := kit.NewInput(plain(), "tue, 24 nov")
	in.SetWidth(40)
	if got := see(in.View()); strings.Contains(got, "tue") || !strings.Contains(got, "▁▁▁") {
		t.Errorf("%q", got)
	}
	if in.Focus(); see(in.View()) != "_tue, 24 nov" {
		t.Errorf("%q", see(in.View()))
	}
}

func TestLongTextsAreKeptWhole(t *testing.T) {
	in := kit.NewTextArea(plain(), "", 3)
	long := strings.Repeat("word ", 2000)
	if in.SetValue(long); in.Value() != long {
		t.Errorf("%d of %d characters are left", len(in.Value()), len(long))
	}
}

func TestAFieldsOwnKeysWin(t *testing.T) {
	f := budgetForm(plain())
	f.FocusField("quote")
	typing(f, "board meets")
	for range 5 {
		keys(f, "left")
	}
	if keys(f, "ctrl+k"); f.Values()["quote"] != "board" {
		t.Errorf("ctrl+k left %q", f.Values()["quote"])
	}
	if keys(f, "ctrl+u"); f.Values()["quote"] != "" {
		t.Errorf("ctrl+u left %q", f.Values()["quote"])
	}
}

func TestPastedTextIsHarmless(t *testing.T) {
	in := kit.NewInput(plain(), "")
	in.SetWidth(40)
	in.Focus()
	in.Update(tea.KeyMsg{Type: tea.KeyRunes, Paste: true, Runes: []rune("one\ntwo\x1b[2J\u202egnp")})
	if got := in.Value(); got != "one twognp" {
		t.Errorf("%q", got)
	}
}

func TestInputOfAllScriptsFits(t *testing.T) {
	for _, l := range []theme.Look{plain(), rich()} {
		for w := range 30 {
			for _, n := range names() {
				for _, in := range []*kit.Input{kit.NewInput(l, "type"), kit.NewTextArea(l, "type", 4)} {
					in.SetWidth(w)
					in.SetValue(n + " " + n)
					exact(t, "input", in.View(), w, in.Height())
					in.Focus()
					exact(t, "focused input", in.View(), w, in.Height())
					keys(in, "left", "left", "left")
					exact(t, "input, cursor inside", in.View(), w, in.Height())
				}
			}
		}
	}
}
