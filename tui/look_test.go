package tui_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
)

// dressed starts a console of a person of whom that is remembered.
func dressed(t testing.TB, w, h int, kept map[string]string) *console {
	return start(t, w, h, func(_ *office, s *nav.Session) {
		s.Prefs, s.Caps.Dark = nav.NewPrefs(kept, nil), true
		s.Dress()
	})
}

// A look that is changed holds at once on every screen that is open: each draws
// as one that was never drawn in another.
func TestALookHoldsAtOnceEverywhere(t *testing.T) {
	for name, look := range map[string]struct {
		pref, value string
		keys        []string
	}{
		"high-contrast": {nav.PrefTheme, "high-contrast", []string{"right", "right", "right"}},
		"mono":          {nav.PrefTheme, "mono", []string{"left"}},
		"ascii":         {nav.PrefGlyphs, "ascii", []string{"j", "right"}},
		"compact":       {nav.PrefDensity, "compact", []string{"j", "j", "l"}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, at := range [][]string{nil, {"2"}, {"3"}, {"4"}, {"5"}, {"6"}, {"7"}, {"8"}, {"enter"}} {
				c := dressed(t, 120, 40, nil)
				c.press(at...)
				c.send(nav.SettingsMsg{})
				c.press(look.keys...)
				if got := c.session.Prefs.Get(look.pref); got != look.value {
					t.Fatalf("%s is %q:\n%s", look.pref, got, c.see())
				}
				c.press("esc")
				want := dressed(t, 120, 40, map[string]string{look.pref: look.value})
				want.press(at...)
				if c.root.View() != want.root.View() {
					t.Errorf("after %v the screen is not as it is drawn anew: %s\n%s\nanew:\n%s", at, firstOther(c.root.View(), want.root.View()), c.see(), want.see())
				}
			}
		})
	}
}

// firstOther is the first line that differs, with its colours.
func firstOther(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d: %q, anew %q", i, g[i], w[i])
		}
	}
	return "their lengths"
}

func TestSettingsAreReachedAndRemembered(t *testing.T) {
	c := dressed(t, 80, 24, nil)
	c.press("ctrl+k")
	c.typing("settings")
	c.press("enter")
	c.shows("Settings", "●auto", "dark here", "confirmed", "unknown", "stale")
	c.golden("settings-80")
	c.press("ctrl+k")
	c.typing("settings")
	c.press("enter", "esc")
	c.hides("a sample") // it was opened once
	c.send(nav.SettingsMsg{})
	c.press("right")
	c.shows("●dark")
	c.press("left", "left") // mono is before auto
	c.shows("●mono", "no colours at all")
	if strings.Contains(c.root.View(), "\x1b[38;2") {
		t.Error("mono has colours")
	}
	c.press("x")
	c.shows("Forget what is remembered?")
	if c.press("enter"); c.session.Prefs.Get(nav.PrefTheme) != "mono" {
		t.Fatal("enter alone forgot it")
	}
	c.press("x", "y")
	if keys := c.session.Prefs.Keys(""); len(keys) != 0 || c.session.Theme.Name != "dark" {
		t.Errorf("still remembered: %v, in %s", keys, c.session.Theme.Name)
	}
	c.shows("●auto")
	c.press("x")
	c.shows("Nothing is remembered.")
}

func TestTheMouseIsSwitchedOff(t *testing.T) {
	c := dressed(t, 120, 40, nil)
	c.send(nav.SettingsMsg{})
	c.golden("settings-120")
	c.press("G")
	var sent []string
	c.asked = func(msg tea.Msg) { sent = append(sent, fmt.Sprintf("%T", msg)) }
	c.press("right")
	if c.session.Caps.Mouse || !strings.Contains(fmt.Sprint(sent), "disableMouseMsg") {
		t.Errorf("sent %v", sent)
	}
	c.press("right")
	if !c.session.Caps.Mouse || !strings.Contains(fmt.Sprint(sent), "enableMouseCellMotionMsg") {
		t.Errorf("sent %v", sent)
	}
	// A click settles an option as well.
	row := 0
	for i, line := range strings.Split(c.see(), "\n") {
		if strings.Contains(line, "compact") {
			row = i
		}
	}
	x := strings.Index(strings.Split(pagetest.See(c.root.View()), "\n")[row], "compact")
	c.send(tea.MouseMsg{X: x, Y: row, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
	if !c.session.Theme.Compact {
		t.Errorf("a click on compact does nothing:\n%s", c.see())
	}
}

func TestNoColorComesBeforeEverySetting(t *testing.T) {
	c := start(t, 80, 24, func(_ *office, s *nav.Session) {
		s.Prefs = nav.NewPrefs(map[string]string{nav.PrefTheme: "light"}, nil)
		s.Caps.NoColor = true
		s.Configured.Theme = "dark"
		s.Dress()
	})
	if c.session.Theme.Name != "mono" {
		t.Errorf("NO_COLOR gives %s", c.session.Theme.Name)
	}
	c.send(nav.SettingsMsg{})
	c.press("right")
	c.shows("NO_COLOR is set: start Ripen without it to choose a theme.")
	c.session.Caps.NoColor = false
	if c.session.Dress(); c.session.Theme.Name != "light" {
		t.Errorf("the person's own comes before ripen.toml: %s", c.session.Theme.Name)
	}
	c.press("x", "y")
	if c.session.Theme.Name != "dark" {
		t.Errorf("ripen.toml comes before what is found: %s", c.session.Theme.Name)
	}
}

var place = regexp.MustCompile(`1–([\d,]+) of ([\d,]+)`)

// inSight is how many rows or lines of how many are seen.
func (c *console) inSight() (seen, of int) {
	c.t.Helper()
	m := place.FindStringSubmatch(c.see())
	if m == nil {
		c.t.Fatalf("no place is told:\n%s", c.see())
	}
	seen, _ = strconv.Atoi(strings.ReplaceAll(m[1], ",", ""))
	of, _ = strconv.Atoi(strings.ReplaceAll(m[2], ",", ""))
	return seen, of
}

// Compact shows more rows of each screen at once, or the same text in fewer
// lines, and leaves out nothing that comfortable shows of the lead.
func TestCompactShowsMore(t *testing.T) {
	for _, key := range []string{"1", "3", "4", "5", "6", "7", "8"} {
		c := seasonal(t)
		c.press(key)
		airy, lines := c.inSight()
		c.session.Prefs.Set(nav.PrefDensity, "compact")
		c.session.Dress()
		c.send(nav.LookChangedMsg{})
		if seen, of := c.inSight(); seen <= airy && of >= lines {
			t.Errorf("screen %s shows %d of %d in compact, %d of %d else:\n%s", key, seen, of, airy, lines, c.see())
		}
		c.exact()
	}
	c := dressed(t, 80, 24, map[string]string{nav.PrefDensity: "compact"})
	c.shows("Call me Tuesday at half past ten", "why first", "ask 8", "near-term", "touches 31/60", "53 due", "10 due")
	c.golden("today-compact-80")
}
