// Package theme says how Ripen's console looks: styles made from one session's
// own renderer, and the glyphs with their ASCII twins.
//
// A terminal's colours belong to a session, not to the process: two people may
// be connected with different terminals. So there are no package variables and
// nothing here asks the default renderer; every style comes from the renderer
// that [New] is given.
package theme

import (
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// Theme is the named styles of one session. Use the styles to render a block,
// and [Theme.Paint] for short pieces of text, which costs one allocation.
type Theme struct {
	Name  string // dark, light, high-contrast, 16-color or mono: what was picked, never "auto"
	Plain bool   // the terminal shows no attributes at all, not even reverse: marks must be characters

	// Serial tells one look of a session from the next: whoever keeps drawn lines
	// keeps it beside them, and draws anew where it is another.
	Serial int

	// Compact is more rows and no blank lines, where comfortable leaves room to
	// breathe.
	Compact bool

	Text, Dim, Strong, Title, Rule, Accent, Mark          lipgloss.Style
	RowActive, RowFocused                                 lipgloss.Style
	Good, Warn, Bad, Info                                 lipgloss.Style
	Unknown, Listed, Stated, Confirmed, Stale             lipgloss.Style
	Key, KeyDesc, Input, InputFocused, Placeholder, Error lipgloss.Style
	Toast, Match, Cursor                                  lipgloss.Style

	open [grounds][tones]string // the escape sequence that starts a tone on a ground
}

// Look is what a widget needs to draw itself.
type Look struct {
	*Theme
	Glyphs *Glyphs
}

const reset = "\x1b[0m"

// Names lists what [New] knows, in the order in which a settings page shows
// them.
func Names() []string {
	return []string{"auto", "dark", "light", "high-contrast", "16-color", "mono"}
}

// Known says whether name is one of [Names].
func Known(name string) bool { return slices.Contains(Names(), name) }

// New makes the theme of that name from r, whose colour profile must be set
// before. dark says whether the terminal's background is dark: asking the
// terminal is the caller's business, because a terminal may never answer.
// "auto", "" and unknown names pick by r's profile and dark.
func New(r *lipgloss.Renderer, name string, dark bool) Theme {
	name = pick(r.ColorProfile(), name, dark)
	p := paletteOf(name, dark)
	t := Theme{Name: name, Plain: r.ColorProfile() == termenv.Ascii}
	t.make(r, p)
	for tone := Text; tone < tones; tone++ {
		st := t.Style(tone)
		t.open[Page][tone] = opening(st)
		t.open[Active][tone] = opening(onRow(st, t.RowActive, p.flat, tone))
		t.open[Focused][tone] = opening(onRow(st, t.RowFocused, p.flat, tone))
	}
	return t
}

func pick(profile termenv.Profile, name string, dark bool) string {
	if name != "auto" && Known(name) {
		return name
	}
	switch {
	case profile == termenv.Ascii:
		return "mono"
	case profile == termenv.ANSI:
		return "16-color"
	case dark:
		return "dark"
	}
	return "light"
}

func (t *Theme) make(r *lipgloss.Renderer, p palette) {
	fg := func(c lipgloss.TerminalColor) lipgloss.Style { return r.NewStyle().Foreground(c) }
	t.Text = fg(p.text)
	t.Dim = fg(p.dim)
	t.Strong = fg(p.strong).Bold(true)
	t.Title = fg(p.title).Bold(true)
	t.Rule = fg(p.rule)
	t.Accent = fg(p.accent)
	t.Mark = fg(p.accent).Bold(true)
	t.RowActive = r.NewStyle().Bold(true).Foreground(p.text).Background(p.activeBG)
	t.RowFocused = r.NewStyle().Bold(true).Foreground(p.rowFG).Background(p.rowBG).Reverse(p.reverseRow)
	t.Good = fg(p.good)
	t.Warn = fg(p.warn)
	t.Bad = fg(p.bad).Bold(p.flat)
	t.Info = fg(p.info)
	t.Unknown = fg(p.dim)
	t.Listed = fg(p.listed)
	t.Stated = fg(p.stated)
	t.Confirmed = fg(p.confirmed)
	t.Stale = fg(p.stale)
	t.Key = fg(p.accent).Bold(true)
	t.KeyDesc = fg(p.dim)
	t.Input = fg(p.text)
	t.InputFocused = fg(p.rowFG).Background(p.rowBG).Underline(p.reverseRow)
	t.Placeholder = fg(p.dim)
	t.Error = fg(p.bad).Bold(true)
	t.Toast = fg(p.strong).Bold(true)
	t.Match = fg(p.accent).Bold(true).Underline(true)
	t.Cursor = r.NewStyle().Reverse(true)
}

// Style is the style of a tone.
func (t *Theme) Style(tone Tone) lipgloss.Style {
	all := [tones]*lipgloss.Style{
		Text: &t.Text, Dim: &t.Dim, Strong: &t.Strong, Title: &t.Title, Rule: &t.Rule,
		Accent: &t.Accent, Mark: &t.Mark, Good: &t.Good, Warn: &t.Warn, Bad: &t.Bad, Info: &t.Info,
		Unknown: &t.Unknown, Listed: &t.Listed, Stated: &t.Stated, Confirmed: &t.Confirmed,
		Stale: &t.Stale, Key: &t.Key, KeyDesc: &t.KeyDesc, Input: &t.Input,
		InputFocused: &t.InputFocused, Placeholder: &t.Placeholder, Error: &t.Error,
		Toast: &t.Toast, Match: &t.Match, Cursor: &t.Cursor,
	}
	if tone >= tones {
		return t.Text
	}
	return *all[tone]
}

// Paint renders s, one line of text that is already harmless, in a tone.
func (t *Theme) Paint(tone Tone, s string) string { return t.PaintOn(Page, tone, s) }

// PaintOn is [Theme.Paint] on a row's ground.
func (t *Theme) PaintOn(g Ground, tone Tone, s string) string {
	open := t.opening(g, tone)
	if open == "" || s == "" {
		return s
	}
	return open + s + reset
}

// WriteOn is [Theme.PaintOn] into b, without an allocation of its own.
func (t *Theme) WriteOn(b *strings.Builder, g Ground, tone Tone, s string) {
	open := t.opening(g, tone)
	if open == "" || s == "" {
		b.WriteString(s)
		return
	}
	b.WriteString(open)
	b.WriteString(s)
	b.WriteString(reset)
}

func (t *Theme) opening(g Ground, tone Tone) string {
	if g >= grounds || tone >= tones {
		return ""
	}
	return t.open[g][tone]
}

// onRow is a tone's style over a row's. Where the palette is flat (few colours,
// whose contrast on a ground cannot be known), the row's own colours win.
func onRow(st, row lipgloss.Style, flat bool, tone Tone) lipgloss.Style {
	if flat || tone == Text || tone == Input {
		return row.Underline(tone == Match)
	}
	return st.UnsetBackground().Inherit(row)
}

// opening is what st writes before a text. The renderer is asked once, here,
// and not for every cell of every frame.
func opening(st lipgloss.Style) string {
	before, _, _ := strings.Cut(st.Render("x"), "x")
	return before
}
