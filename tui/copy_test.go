package tui_test

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/nav"
)

// y hands the terminal what stands under the cursor, on every screen that has
// rows or a text.
func TestCopying(t *testing.T) {
	for key, want := range map[string]string{"1": "Halvorsen Freight", "5": "November 2026", "6": "Intermodal fair 2026", "7": "What sales wants", "8": "Dana Ortiz"} {
		var out bytes.Buffer
		c := start(t, 120, 40, func(_ *office, s *nav.Session) { s.Out, s.Caps.Clipboard = &out, true })
		c.press(key, "y")
		data, ended := strings.CutSuffix(strings.TrimPrefix(out.String(), "\x1b]52;c;"), "\a")
		got, err := base64.StdEncoding.DecodeString(data)
		if err != nil || !ended || !strings.Contains(string(got), want) {
			t.Errorf("screen %s copies %q (%v), not %q:\n%s", key, got, err, want, c.see())
		}
		c.shows("Copied the ")
	}
	c := start(t, 80, 24, func(_ *office, s *nav.Session) { s.Caps.Clipboard = false })
	c.press("y")
	c.shows("This terminal takes no copies; the company is Halvorsen Freight")
	c.press("3", "y")
	c.shows("No lead is under the cursor.")
}

// A click puts the cursor on a row, and the wheel moves it, on every screen that
// has rows.
func TestTheMouseOnEveryList(t *testing.T) {
	for _, keys := range [][]string{{"1"}, {"2"}, {"3"}, {"4"}, {"6"}, {"8"}} {
		c := seasonal(t)
		c.press(keys...)
		before := c.see()
		marked := func() int {
			for y, line := range strings.Split(c.see(), "\n") {
				if strings.HasPrefix(strings.TrimLeft(line, " "), "▌") {
					return y
				}
			}
			return -1
		}
		y := marked()
		c.send(tea.MouseMsg{X: 8, Y: y + 2, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
		if got := marked(); got != y+2 {
			t.Errorf("screen %v: a click two lines below puts the cursor from line %d on line %d:\n%s\nbefore:\n%s", keys, y, got, c.see(), before)
		}
		c.send(tea.MouseMsg{X: 8, Y: y + 2, Button: tea.MouseButtonWheelUp, Action: tea.MouseActionPress})
		if got := marked(); got >= y+2 {
			t.Errorf("screen %v: the wheel leaves the cursor on line %d", keys, got)
		}
	}
}
