package playbook

import (
	"fmt"
	"strings"

	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// SetSize sets the cells that View fills.
func (p *Screen) SetSize(w, h int) {
	p.w, p.h = max(0, w), max(0, h)
	p.settle()
}

// left is the width of the playbook's text.
func (p *Screen) left() int {
	if p.w < wide {
		return p.w
	}
	return max(62, p.w-min(96, p.w*2/5+8)-1)
}

// side is the width of the cadences.
func (p *Screen) side() int {
	if p.w < wide {
		return p.w
	}
	return p.w - p.left() - 1
}

// tableHeight is that of the list of cadences, its titles included.
func (p *Screen) tableHeight() int { return max(3, min(len(p.all)+1, (p.h-2)/2)) }

// settle lays the parts out; it is done in Update, so that View only joins.
func (p *Screen) settle() {
	if id := p.table.SelectedID(); id != p.seen {
		p.seen = id
		p.steps.Home()
		p.steps.Show(p.stepLines)
	}
	p.text.SetSize(p.left(), max(0, p.h-1))
	p.table.SetSize(p.side(), max(0, min(p.h-1, p.tableHeight())))
	p.steps.SetSize(p.side(), max(0, p.h-2-p.tableHeight()))
	p.table.SetFocused(p.focused == cadences)
}

// View is exactly w×h.
func (p *Screen) View() string {
	switch {
	case p.w == 0 || p.h == 0:
		return kit.Clamp("", p.w, p.h)
	case p.w >= wide:
		return kit.Beside(p.l, p.h, kit.Pane{View: p.agreementPane(p.left(), ""), W: p.left()}, kit.Pane{View: p.cadencesPane(""), W: p.side()})
	case p.focused == agreement:
		return kit.Clamp(p.agreementPane(p.w, "tab shows the cadences"), p.w, p.h)
	}
	return kit.Clamp(p.cadencesPane("tab goes on, esc back to the playbook"), p.w, p.h)
}

func (p *Screen) agreementPane(w int, hint string) string {
	title := "PLAYBOOK"
	if p.playbook.Version > 0 {
		title = fmt.Sprintf("PLAYBOOK version %d", p.playbook.Version)
	}
	return kit.Heading(p.l, w, title, hint, p.focused == agreement) + "\n" + p.text.View()
}

func (p *Screen) cadencesPane(hint string) string {
	out := []string{kit.Heading(p.l, p.side(), "CADENCES", hint, p.focused == cadences), p.table.View()}
	if c := p.cadence(); c != nil {
		out = append(out, kit.Heading(p.l, p.side(), strings.ToUpper(c.Name), c.Title, p.focused == steps), p.steps.View())
	}
	return strings.Join(out, "\n")
}

// paragraph is text, wrapped, indented and painted.
func (p *Screen) paragraph(tone theme.Tone, text string, indent, w int) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var out []string
	for _, line := range kit.Wrap(text, max(1, w-indent-1)) {
		out = append(out, strings.Repeat(" ", indent)+p.l.Paint(tone, line))
	}
	return out
}

// textLines are the gates, which are looked up most, then whom the team wants,
// then the words of the agreement.
func (p *Screen) textLines(w int) []string {
	switch {
	case p.failure != "":
		return append([]string{""}, p.paragraph(theme.Error, p.l.Glyphs.Alert+" "+p.failure, 1, w)...)
	case !p.loaded:
		return []string{"", " " + p.l.Paint(theme.Dim, "Loading"+p.l.Glyphs.Ellipsis)}
	}
	out := p.gates(w)
	out = append(out, p.segments(w)...)
	out = append(out, p.target(w)...)
	if strings.TrimSpace(p.playbook.Text) == "" {
		return out
	}
	out = append(out, kit.Rule(p.l, w, "THE AGREEMENT"))
	for _, line := range page.Markdown(p.l, p.playbook.Text, max(1, w-2)) {
		out = append(out, " "+line)
	}
	return out
}
