package lesson

import (
	"github.com/charmbracelet/bubbles/key"

	"ripen/tui/kit"
	"ripen/tui/theme"
)

// step is one of the five: a piece of the screen that it is about, at most six
// short lines, and the key to try.
type step struct {
	title string
	frame func(l theme.Look, w int) []string
	lines []string
	press key.Binding
	does  string // what the key does where it is meant
}

func press(k string) key.Binding { return key.NewBinding(key.WithKeys(k), key.WithHelp(k, "")) }

var steps = [...]step{
	{
		title: "Today, and why in this order",
		frame: todayFrame,
		lines: []string{
			"Today is your order of work, and WHY gives the reason.",
			"Promised callbacks come first, then answers, inquiries,",
			"and what is due: who can be called now before the rest.",
			"No choosing: enter works the row under the cursor.",
		},
		press: press("j"), does: "moves the cursor down, k up",
	},
	{
		title: "The desk: open, and dial",
		frame: deskFrame,
		lines: []string{
			"enter opens the desk: who, what was done, what to say.",
			"d dials, or shows the number large, and a timer runs.",
			"The guide and the next question stand beside the call.",
			"n notes at any moment; nothing covers what you type.",
		},
		press: press("d"), does: "dials",
	},
	{
		title: "The outcome, and what follows",
		frame: outcomeFrame,
		lines: []string{
			"o, or hanging up with d, opens the outcomes: n, no answer.",
			"You read what follows, and why, before it is confirmed.",
			"enter agrees, and the next desk opens by itself.",
			"t before it: another date, as said: tue 10, in 3 weeks.",
		},
		press: press("o"), does: "records an outcome",
	},
	{
		title: "Facts, as they are heard",
		frame: factsFrame,
		lines: []string{
			"Ten attributes make a lead ripe; each has its evidence.",
			"A digit opens one: the words, enter, that is all.",
			"This call and this person are taken as its evidence.",
			"The question worth asking next is always on the screen.",
		},
		press: press("8"), does: "opens the eighth, the budget",
	},
	{
		title: "Undo, palette, help",
		frame: keysFrame,
		lines: []string{
			"A key too many is no harm: u takes back, step by step.",
			"ctrl+k finds every action and every screen by its name.",
			"? lists the keys of the screen that you look at.",
			"What you type is kept, even if the machine goes down.",
			"These steps again: ctrl+k, lesson.",
		},
		press: press("u"), does: "takes the last entry back",
	},
}

// row is cells of a table in their tones, fitted to their widths.
func row(l theme.Look, g theme.Ground, widths []int, tones []theme.Tone, cells ...string) string {
	out := ""
	for i, c := range cells {
		out += l.PaintOn(g, tones[i], kit.Fit(c, widths[i])+" ")
	}
	return out
}

func todayFrame(l theme.Look, w int) []string {
	widths := []int{10, 20, 20, 9, 6}
	if w < 72 {
		widths = []int{9, 12, 13, 8, 5}
	}
	dim := []theme.Tone{theme.Dim, theme.Dim, theme.Dim, theme.Dim, theme.Dim}
	tones := []theme.Tone{theme.Accent, theme.Strong, theme.Text, theme.Info, theme.Text}
	out := []string{"  " + row(l, theme.Page, widths, dim, "WHY", "COMPANY", "PERSON", "STEP", "THERE")}
	for i, cells := range [][]string{
		{"callback", "Halvorsen Freight", "Mia Halvorsen, CFO", "call 4/9", "11:42"},
		{"reply", "Nordlys Cold Storage", "Per Aas, IT", "answer", "16:42"},
		{"new 38m", "Quill & Sons", "(switchboard)", "call 1/6", "10:42"},
		{"due", "Tamarack Foods", "Ana Ruiz, buyer", "call 3/9", "09:42"},
	} {
		ground, mark := theme.Page, " "
		if i == 0 {
			ground, mark = theme.Focused, l.Glyphs.Mark
		}
		out = append(out, l.PaintOn(ground, theme.Mark, mark)+l.PaintOn(ground, theme.Text, " ")+row(l, ground, widths, tones, cells...))
	}
	return out
}

func deskFrame(l theme.Look, w int) []string {
	there := "  11:42 in Boston"
	if w < 72 {
		there = ""
	}
	return []string{
		kit.Columns(l.Paint(theme.Strong, "Mia Halvorsen")+l.Paint(theme.Dim, " "+l.Glyphs.Dot+" CFO "+l.Glyphs.Dot+" decision maker"),
			l.Paint(theme.Strong, "+1 617 555 0142")+l.Paint(theme.Text, there), w),
		kit.Rule(l, w, ""),
		l.Paint(theme.Title, "GUIDE") + "  " + l.Paint(theme.Text, "You promised her 10:30. She answered the letter."),
		l.Paint(theme.Accent, "ask 8") + "  " + l.Paint(theme.Text, "“Is the money for this set aside already?”"),
		l.Paint(theme.Title, "NOTE") + "   " + l.Paint(theme.Text, "board meets 12 feb; wants numbers"),
	}
}

func outcomeFrame(l theme.Look, w int) []string {
	out := ""
	for _, o := range [][2]string{{"n", "no answer"}, {"v", "voicemail"}, {"i", "interested"}, {"c", "callback"}, {"r", "referred"}} {
		if kit.Width(out)+len(o[0]+o[1])+1 <= w { // as many as there is room for
			out += l.Paint(theme.Key, o[0]) + " " + l.Paint(theme.KeyDesc, o[1]) + "  "
		}
	}
	return []string{
		kit.Rule(l, w, ""), out,
		l.Paint(theme.Dim, "then: ") + l.Paint(theme.Info, "call tomorrow, in the other half of her day"),
		l.Paint(theme.Dim, "      Thu 26 and Fri 27 are no business days"),
	}
}

func factsFrame(l theme.Look, _ int) []string {
	out := []string{l.Paint(theme.Title, "ATTRIBUTES") + l.Paint(theme.Dim, "  6 of 10, weakest: budget")}
	for _, a := range []struct {
		rung       theme.Rung
		tone       theme.Tone
		name, said string
	}{
		{theme.RungConfirmed, theme.Confirmed, "6 pain", "dock delays, $2M a year"},
		{theme.RungStated, theme.Stated, "7 process", "board in February"},
		{theme.RungUnknown, theme.Unknown, "8 budget", "350k, set aside in the fall" + l.Glyphs.Blank},
		{theme.RungListed, theme.Listed, "9 competition", "Globex? (list)"},
	} {
		out = append(out, l.Paint(a.tone, l.Glyphs.Rung(a.rung))+" "+l.Paint(theme.Strong, kit.Fit(a.name, 15))+l.Paint(theme.Text, a.said))
	}
	return out
}

func keysFrame(l theme.Look, _ int) []string {
	var out []string
	for _, k := range [][4]string{
		{"u", "undo the last entry", "i", "who is calling"},
		{"ctrl+k", "everything, by name", "/", "filter"},
		{"?", "this screen's keys", "esc", "back, one level"},
	} {
		out = append(out, l.Paint(theme.Key, kit.Fit(k[0], 8))+l.Paint(theme.KeyDesc, kit.Fit(k[1], 23))+
			l.Paint(theme.Key, kit.Fit(k[2], 5))+l.Paint(theme.KeyDesc, k[3]))
	}
	return out
}
