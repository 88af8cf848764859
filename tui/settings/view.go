package settings

import (
	"slices"
	"strings"

	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// wide is the width from which the sample stands beside the settings.
const wide = 120

// spot is where an option stands, for the mouse.
type spot struct {
	y, from, to int
	setting     int
	value       string
}

// left is the width of the settings.
func (v *Screen) left() int {
	if v.w < wide {
		return v.w
	}
	return v.w / 2
}

// View is exactly w×h.
func (v *Screen) View() string {
	w := v.left()
	lines, _ := v.choices(w)
	if v.w < wide {
		lines = append(append(lines, kit.Rule(v.l, v.w, "a sample")), sample(v.l, v.w)...)
		if more := v.remembered(w); len(lines)+len(more) < v.h {
			lines = append(append(lines, kit.Rule(v.l, w, "remembered")), more...)
		}
		return kit.Clamp(strings.Join(lines, "\n"), v.w, v.h)
	}
	lines = append(lines, kit.Rule(v.l, w, "remembered"))
	lines = append(lines, v.remembered(w)...)
	side := v.w - w - 1
	pane := kit.Heading(v.l, side, "A sample", "every tone, rung and row", false) + "\n" + strings.Join(sample(v.l, side), "\n")
	return kit.Beside(v.l, v.h, kit.Pane{View: strings.Join(lines, "\n"), W: w}, kit.Pane{View: pane, W: side})
}

// choices are the settings with their options, and where each option stands.
func (v *Screen) choices(w int) (lines []string, spots []spot) {
	lines = []string{kit.Heading(v.l, w, "Settings", v.about(), false)}
	now, air := v.s.Appearance(), " "
	if w < 70 {
		air = ""
	}
	for i, s := range v.all {
		line := "  " + v.l.Paint(theme.Dim, kit.Fit(s.title, 9))
		if i == v.at {
			line = v.l.Paint(theme.Mark, v.l.Glyphs.Mark) + " " + v.l.Paint(theme.Strong, kit.Fit(s.title, 9))
		}
		says, x := "", 11
		for _, o := range s.options {
			text, tone, ground := air+" "+o.value+air, theme.Text, theme.Page
			if o.value == s.now(now) {
				text, tone, ground, says = air+v.l.Glyphs.On+o.value+air, theme.Strong, theme.Active, o.says
				if i == v.at {
					ground = theme.Focused
				}
			}
			line += v.l.PaintOn(ground, tone, text)
			n := kit.Width(text)
			spots = append(spots, spot{len(lines), x, x + n, i, o.value})
			x += n
		}
		lines = append(lines, line)
		if i == v.at {
			lines = append(lines, kit.Fit("", 11)+"  "+v.l.Paint(theme.Dim, v.says(s, says)))
		}
	}
	return lines, spots
}

// about is what holds for all settings.
func (v *Screen) about() string {
	if v.w < 74 {
		return "yours, and at once"
	}
	return "for you alone, at once, and remembered"
}

func (v *Screen) says(s setting, says string) string {
	switch {
	case s.pref == nav.PrefTheme && v.s.Caps.NoColor:
		return "NO_COLOR is set: no theme brings colours back"
	case s.pref == nav.PrefTheme && v.s.Appearance().Theme == "auto":
		return says + ": " + v.s.Theme.Name + " here"
	}
	return says
}

// remembered says what of which screen is remembered.
func (v *Screen) remembered(w int) []string {
	of := map[string][]string{}
	for _, k := range v.s.Prefs.Keys("") {
		screen, thing, _ := strings.Cut(k, "/")
		of[screen] = append(of[screen], strings.ReplaceAll(thing, "/", " "))
	}
	if len(of) == 0 {
		return []string{" " + v.l.Paint(theme.Dim, "nothing yet")}
	}
	var names []string
	for s := range of {
		names = append(names, s)
	}
	slices.Sort(names)
	var out []string
	for _, s := range names {
		slices.Sort(of[s])
		head := kit.Fit(" "+v.l.Paint(theme.Dim, kit.Clean(s)), 13)
		for _, line := range kit.WrapTo(strings.Join(of[s], ", "), max(1, w-14), 2) {
			out, head = append(out, head+line), kit.Fit("", 13)
		}
	}
	return append(out, " "+v.l.Paint(theme.Dim, "x forgets it all, after asking"))
}
