package kit_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	"github.com/muesli/termenv"

	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// sizes samples windows from 0×0 to 250×80: all small ones, then ever coarser.
func sizes() [][2]int {
	var out [][2]int
	for _, w := range []int{0, 1, 2, 3, 5, 8, 13, 20, 21, 37, 59, 60, 79, 80, 81, 119, 160, 250} {
		for _, h := range []int{0, 1, 2, 3, 4, 5, 7, 12, 20, 24, 48, 80} {
			out = append(out, [2]int{w, h})
		}
	}
	return out
}

type widget interface {
	SetSize(w, h int)
	View() string
}

func TestEveryWidgetDrawsExactlyItsSize(t *testing.T) {
	for _, l := range []theme.Look{rich(), plain()} {
		full := newQueue(l, append([]kit.Row{{Header: names()[8]}}, queueRows(60)...), 0, 0)
		keys(full, "ctrl+d", "j")
		filtered := newQueue(l, queueRows(60), 0, 0)
		filtered.StartFilter()
		typing(filtered, "freight 東")
		empty := newQueue(l, nil, 0, 0)
		empty.SetEmpty(strings.Repeat("Nothing here yet. ", 9))
		form := budgetForm(l)
		form.SetValues(map[string]string{"amount": names()[1], "quote": strings.Join(names(), " ")})
		form.SetProblem("rivals", names()[2]+names()[8])
		chosen := paths(l)
		chosen.SetProblem(names()[2] + names()[8])
		for what, w := range map[string]widget{
			"completer": chosen, "table": full, "filtered table": filtered, "empty table": empty, "form": form,
			"choices": outcomes(l, "no-answer"),
		} {
			for _, s := range sizes() {
				w.SetSize(s[0], s[1])
				exact(t, what, w.View(), s[0], s[1])
			}
		}
	}
}

func TestEveryDialogStaysInItsRoom(t *testing.T) {
	for _, l := range []theme.Look{rich(), plain()} {
		hostile := kit.NewConfirm(l, names()[8], strings.Join(names(), "\n"), names()[9], nil)
		for what, d := range map[string]nav.Dialog{"confirm": confirm(l), "hostile confirm": hostile, "palette": palette(l), "help": help(l)} {
			for _, s := range sizes() {
				d.SetSize(s[0], s[1])
				w, h := d.Size()
				if w > s[0] || h > s[1] {
					t.Errorf("%s takes %d×%d of %d×%d", what, w, h, s[0], s[1])
				}
				exact(t, what, d.View(), w, h)
				exact(t, what+" over a body", kit.OverDialog(strings.Join(names(), "\n"), s[0], s[1], d.View(), w, h), s[0], s[1])
			}
		}
	}
}

func TestPiecesAreExact(t *testing.T) {
	l := rich()
	k := nav.NewKeyMap()
	toasts := kit.NewToasts(l)
	toasts.Show(strings.Join(names(), " "), nav.Bad)
	for w := range 130 {
		for _, n := range names() {
			exact(t, "Rule", kit.Rule(l, w, n), w, 1)
			exact(t, "Heading", kit.Heading(l, w, n, n, true), w, 1)
			exact(t, "Footer", kit.Footer(l, w, []key.Binding{nav.Named(k.Open, n)}), w, 1)
		}
		exact(t, "Toasts", toasts.View(w), w, 1)
		both := kit.Beside(l, 3, kit.Pane{View: strings.Join(names(), "\n"), W: w}, kit.Pane{View: "right\nhere", W: 10})
		exact(t, "Beside", both, w+11, 3)
	}
}

// A terminal's colours are its session's: in one process, one with true colour
// and one without any draw the same words differently.
func TestTwoSessionsDrawByTheirOwnTerminals(t *testing.T) {
	colour, none := look(termenv.TrueColor, "dark"), look(termenv.Ascii, "dark")
	k := nav.NewKeyMap()
	draw := map[string]func(l theme.Look) string{
		"table":   func(l theme.Look) string { return newQueue(l, queueRows(5), 80, 10).View() },
		"form":    func(l theme.Look) string { return budgetForm(l).View() },
		"help":    func(l theme.Look) string { return help(l).View() },
		"palette": func(l theme.Look) string { return palette(l).View() },
		"confirm": func(l theme.Look) string { return confirm(l).View() },
		"choices": func(l theme.Look) string {
			c := outcomes(l, "no-answer")
			c.SetSize(80, 2)
			return c.View()
		},
		"footer":   func(l theme.Look) string { return kit.Footer(l, 80, []key.Binding{k.Open, k.Skip}) },
		"progress": func(l theme.Look) string { return kit.Progress(l, 20, 31, 60) },
		"rung":     func(l theme.Look) string { return kit.RungGlyph(l, theme.RungStated) },
	}
	for what, view := range draw {
		with, without := view(colour), view(none)
		if !strings.Contains(with, "\x1b[") || !strings.Contains(with, "38;2;") {
			t.Errorf("%s of a true-colour session has no colour: %q", what, with)
		}
		if strings.Contains(without, "\x1b") {
			t.Errorf("%s of a session without colour has some: %q", what, without)
		}
		if words := see(with); what != "form" && what != "palette" && words != see(without) {
			t.Errorf("%s says something else without colour:\n%s\n%s", what, words, see(without))
		}
	}
}
