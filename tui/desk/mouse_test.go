package desk_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/nav"
)

// point is where a text stands on the screen.
func (b *table) point(text string) (x, y int) {
	b.t.Helper()
	for y, line := range strings.Split(b.view(), "\n") {
		if before, _, found := strings.Cut(line, text); found {
			return len([]rune(before)), y
		}
	}
	b.t.Fatalf("%q is not on the screen:\n%s", text, b.view())
	return 0, 0
}

func (b *table) click(text string) *table { return b.mouse(text, tea.MouseButtonLeft) }

func (b *table) mouse(text string, button tea.MouseButton) *table {
	b.t.Helper()
	x, y := b.point(text)
	b.run(b.d.Update(tea.MouseMsg{X: x, Y: y, Button: button, Action: tea.MouseActionPress}))
	return b
}

func TestTheMouseActsWhereItPoints(t *testing.T) {
	for _, s := range [][2]int{{80, 22}, {160, 46}, {200, 60}} {
		b := sit(t, counter(halvorsen()), s[0], s[1])
		b.click("6 pain").see("▌6 Business pain").press("esc")
		b.mouse("6 pain", tea.MouseButtonWheelDown).see("▌◐ 7 process")
		b.click("NOTE ").press("x", "enter").see("NOTE   x")
		b.click("i interested").see("▸ interested", "then:")
		if len(b.o.recorded) != 0 {
			t.Fatal("a click recorded it")
		}
		b.press("enter")
		if len(b.o.recorded) != 1 || b.o.recorded[0].Outcome != model.ConnectedInterested {
			t.Fatalf("%v: %+v", s, b.o.recorded)
		}
		b = sit(t, counter(halvorsen()), s[0], s[1])
		b.press("o").click("b busy").see("▸ busy").press("esc", "esc", "p")
		b.click("Beth Amos").see("Beth Amos · dock manager")
		b.click("+ add a person").see("Add a person")
		b.press("esc", "s").click("conflict of interest")
		if len(b.o.skipped) != 1 || b.o.skipped[0] != "conflict" {
			t.Errorf("%v: skipped %v", s, b.o.skipped)
		}
	}
}

func TestTheEdgesOfThePanesMoveAndAreKept(t *testing.T) {
	for _, w := range []int{80, 120, 160, 200} {
		b := sit(t, counter(halvorsen()), w, 46)
		kept := map[string]string{}
		b.s.Prefs = nav.NewPrefs(nil, func(k, v string) error { kept[k] = v; return nil })
		x, _ := b.point("ATTRIBUTES")
		b.press("<", "<")
		moved, _ := b.point("ATTRIBUTES")
		if moved != x-8 || kept["desk/split"] != "0 -8" {
			t.Errorf("%d wide: from %d to %d, kept %v", w, x, moved, kept)
		}
		again := sitPrefs(t, b.s.Prefs, w)
		if at, _ := again.point("ATTRIBUTES"); at != moved {
			t.Errorf("%d wide: opened again it stands at %d, not %d", w, at, moved)
		}
		for range 60 {
			b.press("<")
		}
		b.see("ATTRIBUTES", "CADENCE")
		for range 120 {
			b.press(">")
		}
		b.see("ATTRIBUTES", "CADENCE", "budget")
		if w >= 120 {
			b.press("p", ">", ">").see("PEOPLE", "CADENCE")
		}
	}
}

func sitPrefs(t *testing.T, p *nav.Prefs, w int) *table {
	t.Helper()
	b := &table{t: t, o: counter(halvorsen())}
	s, _ := session()
	s.Prefs = p
	b.s = s
	b.sitDown(w, 46, nav.OpenLeadMsg{Lead: 41})
	return b
}

func TestTheAccountAndAnotherLook(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	cmd := b.d.Update(keyOf("P"))
	if msg, ok := cmd().(nav.AccountMsg); !ok || msg.Lead != 41 {
		t.Errorf("P asks for %+v", msg)
	}
	b.press("n").write("half a th")
	b.run(b.d.Update(nav.LookChangedMsg{}))
	b.press("x").see("half a thx")
}
