package settings_test

import (
	"io"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
	"ripen/tui/settings"
	"ripen/tui/theme"
)

// open shows the settings of a person of whom a good deal is remembered.
func open(t *testing.T, p termenv.Profile, w, h int) *pagetest.Run {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	s := pagetest.Session(theme.New(r, "auto", true))
	s.Renderer, s.Caps.Dark = r, true
	s.Prefs = nav.NewPrefs(map[string]string{"leads/columns": "a;b", "leads/saved/mine": "owner:me", "today/filter": "2026-11-24 atlas", "board/owner": "Omar"}, nil)
	s.Dress()
	return pagetest.Open(t, settings.New(s), w, h)
}

func TestSettingsFitEverySize(t *testing.T) {
	for _, keys := range [][]string{nil, {"G"}, {"j", "l"}} {
		r := open(t, termenv.TrueColor, 80, 24)
		r.Press(keys...)
		r.Sweep()
	}
}

func TestEveryThemeIsShownInItsSample(t *testing.T) {
	for _, p := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256, termenv.ANSI, termenv.Ascii} {
		r := open(t, p, 120, 40)
		seen := map[string]bool{}
		for _, name := range theme.Names() {
			r.Shows("●"+name, "● confirmed", "◐ stated", "◔ listed", "○ unknown", "◌ stale", "✓ good", "! warning", "! refused", "52 %")
			r.Exact()
			seen[r.Screen.View()] = true
			r.Press("right")
		}
		if p == termenv.TrueColor && len(seen) != len(theme.Names()) {
			t.Errorf("only %d looks of %d differ", len(seen), len(theme.Names()))
		}
	}
}

// What is remembered is named by screen, so that forgetting it is no leap in the
// dark.
func TestWhatIsRememberedIsNamed(t *testing.T) {
	for _, w := range []int{80, 140} {
		open(t, termenv.TrueColor, w, 40).Shows("leads       columns, saved mine", "today       filter", "board       owner", "x forgets it all")
	}
}
