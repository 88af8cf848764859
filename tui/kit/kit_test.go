package kit_test

import (
	"io"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"ripen/tui/theme"
)

// look is that of a session whose terminal has this profile.
func look(p termenv.Profile, name string) theme.Look {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	th := theme.New(r, name, true)
	g := theme.Narrow()
	return theme.Look{Theme: &th, Glyphs: &g}
}

func rich() theme.Look  { return look(termenv.TrueColor, "dark") }
func plain() theme.Look { return look(termenv.Ascii, "mono") }

// press is the key that a terminal sends for s: a name, or one rune.
func press(s string) tea.KeyMsg {
	named := map[string]tea.KeyType{
		"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "shift+tab": tea.KeyShiftTab,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"backspace": tea.KeyBackspace, "ctrl+k": tea.KeyCtrlK, "ctrl+u": tea.KeyCtrlU, "ctrl+d": tea.KeyCtrlD,
		"ctrl+s": tea.KeyCtrlS, "ctrl+c": tea.KeyCtrlC, "ctrl+a": tea.KeyCtrlA, "home": tea.KeyHome, "end": tea.KeyEnd,
	}
	if t, ok := named[s]; ok {
		return tea.KeyMsg{Type: t}
	}
	if s == " " {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune(" ")}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)}
}

type updater interface {
	Update(tea.Msg) (bool, tea.Cmd)
}

// keys presses each of the names, and typing types each rune of s.
func keys(u updater, names ...string) (cmd tea.Cmd) {
	for _, n := range names {
		_, cmd = u.Update(press(n))
	}
	return cmd
}

func typing(u updater, s string) {
	for _, r := range s {
		u.Update(press(string(r)))
	}
}

// exact fails unless view is w×h cells and every line ends its own colours.
func exact(t *testing.T, what, view string, w, h int) {
	t.Helper()
	if h == 0 {
		if view != "" {
			t.Errorf("%s at %d×0 draws %q", what, w, view)
		}
		return
	}
	lines := strings.Split(view, "\n")
	if len(lines) != h {
		t.Errorf("%s at %d×%d has %d lines", what, w, h, len(lines))
	}
	for i, line := range lines {
		if got := ansi.StringWidth(line); got != w {
			t.Errorf("%s at %d×%d: line %d is %d cells: %q", what, w, h, i, got, line)
		}
		harmless(t, what, line)
	}
}

// harmless fails if line holds anything but text and colours.
func harmless(t *testing.T, what, line string) {
	t.Helper()
	rest := line
	for {
		i := strings.IndexByte(rest, 0x1b)
		if i < 0 {
			break
		}
		end := strings.IndexByte(rest[i:], 'm')
		if end < 0 || strings.Trim(rest[i+2:i+end], "0123456789;") != "" || rest[i+1] != '[' {
			t.Errorf("%s lets an escape sequence through: %q", what, line)
			return
		}
		rest = rest[:i] + rest[i+end+1:]
	}
	for _, r := range rest {
		switch {
		case r < 0x20, r >= 0x7f && r < 0xa0, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff, r == 0xfffd:
			t.Errorf("%s lets %U through: %q", what, r, line)
			return
		}
	}
}

// see is the text of a view without its colours and the spaces at line ends.
func see(view string) string {
	lines := strings.Split(ansi.Strip(view), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// names are such as come in lists: long, wide, right to left, combining,
// joined, and hostile.
func names() []string {
	return []string{
		"Halvorsen Freight", "東京冷蔵倉庫株式会社", "شركة النخيل للتجارة", "Zoe\u0308 Bru\u0302le\u0301e & Fils",
		"👩‍💻 Studio 🇩🇪 ☎️", "Ω≈ç√∫˜µ≤≥÷", "naïve café", "",
		"\x1b[31mred\x1b[0m \x1b]0;title\x07after", "\u202egnp.exe\u202c", "nul\x00 bell\x07 del\x7f tab\tnl\nend\r",
		"\u0301leading accent", "zalgo" + strings.Repeat("\u0335", 40) + "!", "\xff\xfe broken", "\u009b31mC1 \u0085",
		"\u2066iso\u2069 zero\u200bwidth\ufeff", "\x1b]52;c;aGk=\x1b\\clip", "\x1bPdevice\x1b\\x", "한국 물류", "ไทยขนส่ง", "हिन्दी माल",
	}
}
