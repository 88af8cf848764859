package lists

import (
	"fmt"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/document"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// View is exactly w×h.
func (v *Retro) View() string {
	if v.w == 0 || v.h == 0 {
		return kit.Clamp("", v.w, v.h)
	}
	if v.asking {
		why := v.l.Paint(theme.Dim, "Markdown for those who make the lists; it names nobody who was called.")
		return kit.Clamp(strings.Join([]string{v.head(v.w), "", " " + why, v.form.View()}, "\n"), v.w, v.h)
	}
	main := v.head(v.main()) + "\n" + v.body.View()
	if v.w < retroWide {
		return kit.Clamp(main, v.w, v.h)
	}
	side := strings.Join(append([]string{kit.Heading(v.l, v.side(), "FOUND ELSEWHERE", "and added by hand", false)}, v.sources(v.side())...), "\n")
	return kit.Beside(v.l, v.h, kit.Pane{View: main, W: v.main()}, kit.Pane{View: side, W: v.side()})
}

// head names the week, with its neighbours.
func (v *Retro) head(w int) string {
	name := weekName(v.monday)
	sunday := v.monday.AddDays(6)
	rest := v.monday.Short() + " to " + sunday.Short() + sunday.At(12, 0, time.UTC).Format(" 2006")
	around := v.l.Glyphs.In + " " + weekName(v.monday.AddDays(-7))
	if v.monday < v.present() {
		around += "   " + weekName(v.monday.AddDays(7)) + " " + v.l.Glyphs.Now
	} else {
		rest += ", so far"
	}
	heading := kit.Heading(v.l, max(0, w-kit.Width(around)-2), strings.ToUpper(name[:1])+name[1:], rest, true)
	return kit.Columns(heading, v.l.Paint(theme.Dim, around)+" ", w)
}

func (v *Retro) lines(w int) []string {
	switch {
	case v.failure != "":
		return append([]string{""}, v.paragraph(theme.Error, v.l.Glyphs.Alert+" "+v.failure, w)...)
	case !v.loaded:
		return []string{"", " " + v.l.Paint(theme.Dim, "Loading"+v.l.Glyphs.Ellipsis)}
	case v.nothing():
		return append([]string{""}, v.paragraph(theme.Dim, "Nobody was attempted in this week and no issue was coded: [ shows "+weekName(v.monday.AddDays(-7))+".", w)...)
	}
	var out []string
	for i, l := range v.q.Lists {
		if i > 0 {
			out = append(out, "")
		}
		out = append(out, v.section(l, w)...)
	}
	if v.w >= retroWide {
		return out
	}
	out = append(out, "", kit.Rule(v.l, w, "Found elsewhere and added by hand"))
	return append(out, v.sources(w)...)
}

func (v *Retro) paragraph(tone theme.Tone, text string, w int) []string {
	var out []string
	for _, line := range kit.Wrap(text, max(1, w-2)) {
		out = append(out, " "+v.l.Paint(tone, line))
	}
	return out
}

// section is one list: what was wrong, what was missing, what people said of
// it, and what would help next time.
func (v *Retro) section(l model.ListQuality, w int) []string {
	dot := " " + v.l.Glyphs.Dot + " "
	tried := page.Many(l.Touched, "contact", "contacts") + " at " + page.Many(l.Leads, "company", "companies") + " attempted"
	out := []string{kit.Rule(v.l, w, l.List)}
	out = append(out, v.paragraph(theme.Dim, page.Joined(dot, tried, page.Words(l.Category), kit.Clean(l.Source)), w)...)
	for i, d := range l.Defects {
		out = append(out, v.defect(d, i == 0, w))
	}
	for i, m := range l.Missing {
		out = append(out, v.missing(l, m, i == 0, w)...)
	}
	for i, said := range l.Words {
		out = append(out, v.labelled("words", page.Quote(said), i == 0, theme.Text, w)...)
	}
	if l.ListID == 0 {
		return out
	}
	for i, s := range document.NextTime(l) {
		out = append(out, v.labelled("next time", s, i == 0, theme.Info, w)...)
	}
	return out
}

// retroLabel is the cells of what stands before a line: "missing", "next time".
const retroLabel = 11

func (v *Retro) label(text string, first bool) string {
	if !first {
		text = ""
	}
	return kit.Fit(" "+v.l.Paint(theme.Dim, text), retroLabel)
}

func (v *Retro) labelled(label, text string, first bool, tone theme.Tone, w int) []string {
	var out []string
	for i, line := range kit.Wrap(text, max(1, w-retroLabel-1)) {
		out = append(out, kit.Fit(v.label(label, first && i == 0)+v.l.Paint(tone, line), w))
	}
	return out
}

// defect is a bar of how many of those attempted, with the column that it is
// about.
func (v *Retro) defect(d model.DefectCount, first bool, w int) string {
	share := 1.0
	if d.Of > 0 {
		share = float64(d.Count) / float64(d.Of)
	}
	column := v.l.Paint(theme.Dim, document.FieldWords(d.Field))
	if d.Column != "" {
		column = v.l.Paint(theme.Dim, "column ") + v.l.Paint(theme.Text, kit.Clean(d.Column))
	}
	bar := max(6, min(20, (w-60)/2))
	return kit.Fit(v.label("wrong", first)+kit.Fit(kit.Clean(page.Words(d.Code)), 15)+" "+page.Paint(v.l, page.Bar(v.l, bar, share))+" "+
		v.l.Paint(theme.Strong, kit.FitRight(d.Share(), 10))+"  "+column, w)
}

// missing is what the list did not bring, and how much of it was found, where.
func (v *Retro) missing(l model.ListQuality, m model.MissingCount, first bool, w int) []string {
	bar := max(6, min(20, (w-60)/2))
	share := 0.0
	if l.Touched > 0 {
		share = float64(m.Lacked) / float64(l.Touched)
	}
	head := v.label("missing", first) + kit.Fit(document.GapWord(m.What), 15) + " " + page.Paint(v.l, page.Bar(v.l, bar, share)) + " " +
		v.l.Paint(theme.Strong, kit.FitRight(fmt.Sprintf("%d of %d", m.Lacked, l.Touched), 10)) + "  "
	indent := kit.Width(head)
	found, tone := "not found so far", theme.Dim
	if m.Found > 0 {
		found, tone = fmt.Sprintf("%d found: %s", m.Found, strings.Join(document.Places(m.Where), ", ")), theme.Text
	}
	var out []string
	for _, line := range kit.Wrap(found, max(12, w-indent-1)) {
		out = append(out, kit.Fit(kit.Fit(head, indent)+v.l.Paint(tone, line), w))
		head = ""
	}
	return out
}

// sources are where people found contacts and companies of their own.
func (v *Retro) sources(w int) []string {
	if !v.loaded || v.failure != "" {
		return nil
	}
	if len(v.q.Sources) == 0 {
		return v.paragraph(theme.Dim, "Nobody added a contact or a company by hand in this week.", w)
	}
	var out []string
	for _, s := range v.q.Sources {
		out = append(out, kit.Fit(" "+v.l.Paint(theme.Strong, kit.Clean(s.Source)), w))
		figures := page.Joined(", ", some(s.Leads, "company", "companies"), some(s.Contacts, "person", "people"))
		figures += ": " + page.Joined(", ", page.Many(s.Reached, "spoken with", "spoken with"), page.Many(s.Graduated, "handed to sales", "handed to sales"))
		for _, line := range kit.Wrap(figures, max(1, w-4)) {
			out = append(out, kit.Fit("   "+v.l.Paint(theme.Text, line), w))
		}
	}
	return out
}

func some(n int, one, many string) string {
	if n == 0 {
		return ""
	}
	return page.Many(n, one, many)
}
