package settings

import (
	"strings"

	"ripen/tui/kit"
	"ripen/tui/theme"
)

// word is a text in the tone that it names.
type word struct {
	tone theme.Tone
	text string
}

// The tones, in lines that belong together.
var tones = [][]word{
	{{theme.Title, "title"}, {theme.Strong, "strong"}, {theme.Text, "text"}, {theme.Dim, "dim"}, {theme.Accent, "accent"}, {theme.Match, "found"}, {theme.Placeholder, "to be filled in"}},
	{{theme.Good, "good"}, {theme.Info, "plain"}, {theme.Warn, "warning"}, {theme.Bad, "bad"}, {theme.Error, "refused"}, {theme.Toast, "just said"}},
}

// places are rows of a queue, each with its rung.
var places = []struct {
	why, company, step string
	rung               theme.Rung
}{
	{"callback", "Halvorsen Freight", "call 4/9", theme.RungConfirmed},
	{"reply", "Nordlys Cold Storage", "answer", theme.RungStated},
	{"new 22m", "Quill & Sons Bindery", "call 1/6", theme.RungListed},
	{"due", "Tamarack Foods", "letter 3/9", theme.RungUnknown},
	{"due +2d", "Cobalt Packaging", "e-mail 6/9", theme.RungStale},
}

// sample is what the console is made of, in the look that holds, in lines of w
// cells.
func sample(l theme.Look, w int) []string {
	var out []string
	for _, line := range tones {
		var parts []string
		for _, t := range line {
			text := t.text
			switch t.tone {
			case theme.Good:
				text = l.Glyphs.Check + " " + text
			case theme.Warn, theme.Bad, theme.Error:
				text = l.Glyphs.Alert + " " + text
			}
			parts = append(parts, l.Paint(t.tone, text))
		}
		out = append(out, " "+strings.Join(parts, "  "))
	}
	out = append(out, " "+l.Paint(theme.Key, "enter")+l.Paint(theme.KeyDesc, " opens")+"  "+l.Paint(theme.InputFocused, " a field that is typed in ")+"  "+
		kit.Progress(l, 12, 31, 60))
	out = append(out, kit.Rule(l, w, "rows: under the cursor, of another pane, others"))
	for i, p := range places {
		ground := theme.Page
		if i < 2 {
			ground = theme.Focused - theme.Ground(i)
		}
		out = append(out, place(l, ground, p.why, p.company, p.step, p.rung, w))
	}
	return out
}

// place is a row as a table draws it.
func place(l theme.Look, g theme.Ground, why, company, step string, rung theme.Rung, w int) string {
	mark := " "
	if g == theme.Focused {
		mark = l.Glyphs.Mark
	}
	var b strings.Builder
	used := 0
	put := func(tone theme.Tone, text string) {
		text = strings.TrimRight(kit.Fit(text, min(kit.Width(text), max(0, w-used))), "\n")
		l.WriteOn(&b, g, tone, text)
		used += kit.Width(text)
	}
	put(theme.Mark, mark+" ")
	put(theme.Accent, kit.Fit(why, 10))
	put(theme.Strong, kit.Fit(company, 22))
	put(theme.Dim, kit.Fit(step, 12))
	put(rung.Tone(), l.Glyphs.Rung(rung)+" "+rung.String())
	put(theme.Text, strings.Repeat(" ", max(0, w-used)))
	return kit.Fit(b.String(), w)
}
