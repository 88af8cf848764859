package kit_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

type erasedMsg struct{}

func confirm(l theme.Look) *kit.Confirm {
	c := kit.NewConfirm(l, "Do not contact", "Mia Halvorsen and her own number and e-mail are never contacted again, also after a new import. Undo does not bring her back.", "never contact her", erasedMsg{})
	c.SetSize(80, 18)
	return c
}

func outcomes(l theme.Look, likely string) *kit.Choices {
	return kit.NewChoices(l, []kit.Option{
		{Key: "i", Value: "connected-interested", Title: "interested"}, {Key: "c", Value: "connected-callback", Title: "callback"},
		{Key: "r", Value: "connected-referred", Title: "referred"}, {Key: "x", Value: "connected-not-interested", Title: "not int."},
		{Key: "v", Value: "voicemail-left", Title: "voicemail", Why: "one was left on Thursday"}, {Key: "n", Value: "no-answer", Title: "no answer"},
	}, likely)
}

func commands() []kit.Command {
	return []kit.Command{
		{Title: "Open Today", Key: "1", Msg: nav.SwitchMsg{Route: nav.Today}},
		{Title: "Open the board", Key: "3", Hint: "leads by attributes", Msg: nav.SwitchMsg{Route: nav.Board}},
		{Title: "Graduate the lead", Key: "ctrl+g", Why: "budget is not stated yet"},
		{Title: "Record an outcome", Key: "o"},
	}
}

func palette(l theme.Look, recent ...string) *kit.Palette {
	p := kit.NewPalette(l, commands(), recent)
	p.SetSize(80, 18)
	return p
}

func help(l theme.Look) *kit.Help {
	k := nav.NewKeyMap()
	h := kit.NewHelp(l, "Desk", []nav.HelpGroup{
		k.Moving(),
		{Title: "Lead", Bindings: []key.Binding{k.Outcome, k.Note, nav.Disable(k.Graduate, "budget is not stated yet")}},
		k.Everywhere(),
	})
	h.SetSize(80, 22)
	return h
}

// done is what a dialog ended with; ended is false while it is open.
func done(cmd tea.Cmd) (then tea.Msg, ended bool) {
	if cmd == nil {
		return nil, false
	}
	d, ok := cmd().(nav.DoneMsg)
	return d.Then, ok
}

func TestConfirmNeedsAY(t *testing.T) {
	for pressed, want := range map[string]tea.Msg{"y": erasedMsg{}, "enter": nil, "esc": nil, "n": nil, "q": nil} {
		then, ended := done(confirm(plain()).Update(press(pressed)))
		if !ended || then != want {
			t.Errorf("%s: ended %v with %v", pressed, ended, then)
		}
	}
	for _, ignored := range []string{"x", "j", "tab", " "} {
		if _, ended := done(confirm(plain()).Update(press(ignored))); ended {
			t.Errorf("%q answers", ignored)
		}
	}
	if _, ended := done(confirm(plain()).Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("y"), Paste: true})); ended {
		t.Error("a paste answers")
	}
	c := confirm(plain())
	view := see(c.View())
	if !strings.Contains(view, "▸n leave it as it is") || !strings.Contains(view, "y never contact her") {
		t.Errorf("%s", view)
	}
	c.SetSize(40, 5)
	if view := see(c.View()); !strings.Contains(view, "leave it as it is") || !strings.Contains(view, "y never contact her") || !strings.Contains(view, "…") {
		t.Errorf("a small window hides the answers, or a cut has no mark:\n%s", view)
	}
}

func TestChoicesTakeTheLikelyOneOnEnter(t *testing.T) {
	var picked []string
	pick := func(o kit.Option) tea.Cmd { picked = append(picked, o.Value); return nil }
	c := outcomes(plain(), "connected-callback")
	c.OnPick = pick
	if used, _ := c.Update(press("enter")); !used {
		t.Error("enter did nothing")
	}
	keys(c, "n")
	keys(c, "left", "enter") // voicemail cannot be picked and is passed over
	keys(outcomesWith(pick, ""), "enter", "left", "enter")
	if got := strings.Join(picked, " "); got != "connected-callback no-answer connected-not-interested no-answer" {
		t.Errorf("%s", got)
	}
	_, cmd := c.Update(press("v"))
	if toast, ok := cmd().(nav.ToastMsg); !ok || toast.Text != "voicemail: one was left on Thursday" {
		t.Errorf("an option that cannot be picked says %v", cmd())
	}
	if used, _ := c.Update(press("z")); used {
		t.Error("a key of the screen was eaten")
	}
	if used, _ := outcomes(plain(), "").Update(press("enter")); used {
		t.Error("enter takes something although nothing is likely")
	}
}

func outcomesWith(pick func(kit.Option) tea.Cmd, likely string) *kit.Choices {
	c := outcomes(plain(), likely)
	c.OnPick = pick
	return c
}

func TestChoicesWrap(t *testing.T) {
	c := outcomes(plain(), "connected-interested")
	if c.Height(80) != 1 || c.Height(40) != 2 {
		t.Errorf("%d and %d lines", c.Height(80), c.Height(40))
	}
	for w := 20; w < 100; w += 7 {
		c.SetSize(w, c.Height(w))
		view := see(c.View())
		for _, o := range []string{"i interested", "c callback", "r referred", "x not int.", "v voicemail", "n no answer"} {
			if !strings.Contains(view, o) {
				t.Errorf("at %d: %s is missing\n%s", w, o, view)
			}
		}
	}
}

func TestPaletteFinds(t *testing.T) {
	p := palette(plain())
	for _, r := range "brd" {
		p.Update(press(string(r)))
	}
	then, ended := done(p.Update(press("enter")))
	chosen, ok := then.(kit.CommandChosenMsg)
	if !ended || !ok || chosen.Command.Title != "Open the board" {
		t.Errorf("%v, %v", then, ended)
	}
	p = palette(plain(), "Record an outcome", "Open the board")
	if lines := strings.Split(see(p.View()), "\n"); !strings.Contains(lines[2], "▌ Record an outcome") || !strings.Contains(lines[3], "Open the board") || !strings.Contains(lines[4], "Open Today") {
		t.Errorf("recent ones are not first:\n%s", see(p.View()))
	}
	if _, ended := done(palette(plain()).Update(press("esc"))); !ended {
		t.Error("esc does not leave")
	}
}

func TestPaletteSaysWhyNot(t *testing.T) {
	p := palette(plain())
	for _, r := range "graduate" {
		p.Update(press(string(r)))
	}
	if !strings.Contains(see(p.View()), "budget is not stated yet") {
		t.Errorf("%s", see(p.View()))
	}
	if _, ended := done(p.Update(press("enter"))); ended {
		t.Error("it was done all the same")
	}
	if !strings.Contains(see(p.View()), "! Graduate the lead: budget is not stated yet") {
		t.Errorf("%s", see(p.View()))
	}
	for _, r := range "zzz" {
		p.Update(press(string(r)))
	}
	if _, ended := done(p.Update(press("enter"))); ended || !strings.Contains(see(p.View()), "Nothing is called so") {
		t.Errorf("%s", see(p.View()))
	}
}

func TestRecentCommands(t *testing.T) {
	var r kit.Recent
	for _, s := range []string{"a", "b", "a", "c"} {
		r = r.Use(s)
	}
	if got := strings.Join(r, " "); got != "c a b" {
		t.Errorf("%s", got)
	}
}

func TestHelpShowsEveryKeyAsItIs(t *testing.T) {
	h := help(plain())
	h.SetSize(120, 60)
	view := see(h.View())
	for _, want := range []string{"Keys of Desk", "Everywhere", "ctrl+k     palette", "o          outcome", "graduate (budget is not", "stated yet)", "8          Team"} {
		if !strings.Contains(view, want) {
			t.Errorf("%q is missing:\n%s", want, view)
		}
	}
	h.SetSize(40, 12)
	if !strings.Contains(see(h.View()), "… j shows more") {
		t.Errorf("a cut without a mark:\n%s", see(h.View()))
	}
	for range 60 {
		h.Update(press("j"))
	}
	if view := see(h.View()); strings.Contains(view, "shows more") || !strings.Contains(view, "ctrl+c") {
		t.Errorf("the end cannot be reached:\n%s", view)
	}
	for _, leave := range []string{"esc", "?", "q"} {
		if _, ended := done(h.Update(press(leave))); !ended {
			t.Errorf("%s does not leave", leave)
		}
	}
}

func TestFooterKeepsTheHelpKey(t *testing.T) {
	k := nav.NewKeyMap()
	b := []key.Binding{nav.Named(k.Open, "work"), nav.Disable(k.Graduate, "no"), k.Skip, k.Filter, k.Inbound, k.Rest, k.Undo}
	if got := see(kit.Footer(plain(), 80, b, k.Palette, k.Help)); got != " enter work  s skip  / filter  i inbound  r rest  ctrl+k palette  ? keys" {
		t.Errorf("%q", got)
	}
	for w := range 120 {
		f := kit.Footer(rich(), w, b, k.Palette, k.Help)
		exact(t, "footer", f, w, 1)
		if w >= 6 && !strings.Contains(see(f), "? keys") {
			t.Errorf("at %d: %q", w, see(f))
		}
		if strings.Contains(f, "graduate") {
			t.Error("a disabled key is offered")
		}
	}
}

func TestAnOlderToastDoesNotEndANewerOne(t *testing.T) {
	ts := kit.NewToasts(plain())
	if ts.Showing() {
		t.Error("shows nothing yet")
	}
	old := ts.Show("first", nav.Info)
	if old == nil {
		t.Fatal("it would never go")
	}
	expired := kit.Expired(ts)
	ts.Show("Saved: Tue 24 Nov \x1b[2J", nav.Good)
	if !ts.Update(expired) || see(ts.View(40)) != " ✓ Saved: Tue 24 Nov" {
		t.Errorf("%q", see(ts.View(40)))
	}
	ts.Update(kit.Expired(ts))
	if ts.Showing() || ts.View(5) != "     " {
		t.Error("its time is over and it stays")
	}
}
