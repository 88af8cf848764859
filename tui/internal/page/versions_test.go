package page

import (
	"io"
	"maps"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"ripen/tui/kit"
	"ripen/tui/theme"
)

func versionsLook() theme.Look {
	t, g := theme.New(lipgloss.NewRenderer(io.Discard), "mono", true), theme.Narrow()
	return theme.Look{Theme: &t, Glyphs: &g}
}

func runes(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

func TestVersionsTakeEitherFieldByField(t *testing.T) {
	v := NewVersions(versionsLook(), []Version{
		{"name", "name", "Mia", "Mia", "Mia"},
		{"title", "title", "CFO", "CEO", "CFO"},         // they changed it
		{"phone", "phone", "142", "142", "178"},         // I did
		{"email", "e-mail", "a@x", "b@x", "c@x"},        // both
		{"address", "address", "Dock 1", "", "Dock 12"}, // theirs took it away
	})
	if v.Len() != 4 {
		t.Fatalf("%d fields differ", v.Len())
	}
	want := map[string]string{"title": "CEO", "phone": "178", "email": "c@x", "address": "Dock 12"}
	if got := v.Taken(); !maps.Equal(got, want) {
		t.Errorf("at first %q", got)
	}
	v.Press(runes("m")) // the title is mine after all
	v.Press(runes("j"))
	v.Press(runes("t"))
	want["title"], want["email"] = "CFO", "b@x"
	if got := v.Taken(); !maps.Equal(got, want) || v.Mine("email") || !v.Mine("title") {
		t.Errorf("chosen %q", got)
	}
	v.Press(runes("T"))
	if got := v.Taken(); got["address"] != "" || got["phone"] != "142" {
		t.Errorf("all theirs %q", got)
	}
	if v.Press(runes("x")) {
		t.Error("a key that means nothing is used")
	}
}

func TestVersionsFitEveryWindow(t *testing.T) {
	long := strings.Repeat("東京株式会社 Ǆ\u202e ", 30) + "\x1b]0;x\a"
	v := NewVersions(versionsLook(), []Version{{"a", long, "", long, "y"}, {"b", "b", "", "", long}, {"c", "c", "", "1", "2"}})
	for w := 0; w < 130; w += 1 + w/12 { // the narrow ones each
		for h := range 14 {
			for at := range 3 {
				v.at = at
				lines := v.Lines(w, h)
				if len(lines) > h {
					t.Fatalf("%d×%d: %d lines", w, h, len(lines))
				}
				for _, line := range lines {
					if kit.Width(line) != w {
						t.Fatalf("%d×%d: %q is %d cells", w, h, line, kit.Width(line))
					}
				}
			}
		}
	}
	text := kit.Plain(strings.Join(v.Lines(100, 10), "\n"))
	for _, s := range []string{"theirs", "mine", "東京"} {
		if !strings.Contains(text, s) {
			t.Errorf("%q is not read in\n%s", s, text)
		}
	}
}
