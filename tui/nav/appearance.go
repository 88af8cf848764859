package nav

import (
	"cmp"

	"ripen/tui/theme"
)

// The preferences in which a person's own look is kept.
const (
	PrefTheme   = "console/theme"   // one of [theme.Names]
	PrefGlyphs  = "console/glyphs"  // "narrow" or "ascii"
	PrefDensity = "console/density" // "comfortable" or "compact"
	PrefMouse   = "console/mouse"   // "on" or "off"
)

// Appearance is how the console looks and listens, by the names of the
// settings. A field that is "" says nothing.
type Appearance struct{ Theme, Glyphs, Density, Mouse string }

// Appearance is what holds: the person's own setting, else that of the
// configuration, else what Ripen begins with. NO_COLOR comes before any theme.
func (s *Session) Appearance() Appearance {
	kept := func(key, configured, first string) string { return cmp.Or(s.Prefs.Get(key), configured, first) }
	a := Appearance{
		Theme:   kept(PrefTheme, s.Configured.Theme, "auto"),
		Glyphs:  kept(PrefGlyphs, s.Configured.Glyphs, "narrow"),
		Density: kept(PrefDensity, s.Configured.Density, "comfortable"),
		Mouse:   kept(PrefMouse, s.Configured.Mouse, "on"),
	}
	if s.Caps.NoColor {
		a.Theme = "mono"
	}
	return a
}

// Dress gives the session the theme, glyphs and density that hold now. Whoever
// calls it while the console is up sends [LookChangedMsg] after it.
func (s *Session) Dress() {
	a, serial := s.Appearance(), s.Theme.Serial
	s.Theme = theme.New(s.Renderer, a.Theme, s.Caps.Dark)
	s.Theme.Serial = serial + 1
	glyphs := a.Glyphs
	if s.Prefs.Get(PrefGlyphs) == "narrow" {
		glyphs = "unicode" // said by the person, who sees the terminal, and not guessed from a locale
	}
	s.Glyphs = theme.Choose(glyphs, s.Caps.Locale)
	s.Theme.Compact = a.Density == "compact"
	s.Caps.Mouse = a.Mouse != "off"
}
