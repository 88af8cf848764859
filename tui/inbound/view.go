package inbound

import (
	"strings"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// headLines stand above the table: what the screen is for, the field, a rule.
const headLines = 3

// SetSize sets the cells that View fills.
func (v *Screen) SetSize(w, h int) {
	refill := (v.w < roomy) != (w < roomy)
	v.w, v.h = max(0, w), max(0, h)
	if refill && len(v.callers) > 0 {
		v.fill()
	}
	v.table.SetSize(v.w, v.tableHeight())
}

// below is how many lines tell of whom the cursor is on.
func (v *Screen) below() int {
	switch room := v.h - headLines - 1; {
	case room >= 30:
		return 9
	case room >= 16:
		return 6
	default:
		return max(0, room/3)
	}
}

func (v *Screen) tableHeight() int { return max(0, v.h-headLines-1-v.below()) }

// View is exactly w×h.
func (v *Screen) View() string {
	if v.w == 0 || v.h == 0 {
		return kit.Clamp("", v.w, v.h)
	}
	label := " " + v.l.Paint(theme.Dim, "who calls ")
	said := v.l.Paint(theme.Dim, v.said())
	if said != "" {
		said = "  " + said + " "
	}
	v.input.SetWidth(max(0, v.w-kit.Width(label)-kit.Width(said)))
	lines := []string{
		kit.Heading(v.l, v.w, "Who calls, or has answered?", "by number, name or company, over all leads", true),
		label + v.input.View() + said,
		kit.Rule(v.l, v.w, ""),
	}
	if v.tableHeight() > 0 {
		lines = append(lines, v.table.View())
	}
	lines = append(lines, kit.Rule(v.l, v.w, ""))
	lines = append(lines, v.detail(v.below())...)
	return kit.Clamp(strings.Join(lines, "\n"), v.w, v.h)
}

// said stands beside the field: what is under way, or how many are found.
func (v *Screen) said() string {
	switch n := len(v.callers); {
	case v.wanted:
		return "opens when found"
	case v.waiting:
		return "looking" + v.l.Glyphs.Ellipsis
	case v.again:
		return "from before: type over it"
	case v.text() == "" || n == 0:
		return ""
	case n >= most:
		return kit.Count(n) + " and more"
	default:
		return kit.Count(n) + " found"
	}
}

// detail is whom the cursor is on, in at most h lines.
func (v *Screen) detail(h int) []string {
	c, ok := v.selected()
	if !ok || h == 0 {
		return nil
	}
	desk, failure := v.desks.Get(c.LeadID)
	out := v.who(c, desk)
	if c.Suppressed {
		out = append(out, v.labelled(2, "suppressed", "asked not to be contacted: this call may be recorded, nothing is sent and nobody calls back", theme.Bad)...)
	}
	answers := c.AnswersText
	if answers == "" {
		answers = "nothing that was sent to them is known"
	}
	out = append(out, v.labelled(2, "answers", answers, theme.Text)...)
	switch {
	case failure != "":
		out = append(out, v.labelled(2, "", failure, theme.Error)...)
	case desk != nil:
		words, speaker := page.LastWords(*desk)
		if words == "" {
			out = append(out, v.labelled(1, "last words", "nobody there has said anything yet", theme.Dim)...)
			break
		}
		out = append(out, v.labelled(max(1, h-len(out)), "last words", page.Quote(strings.Trim(words, `"“”`))+" "+speaker, theme.Text)...)
	}
	return out[:min(len(out), h)]
}

// who is the line that names the person, where he is and what time it is there,
// and whose lead it is.
func (v *Screen) who(c model.Caller, desk *model.Desk) []string {
	there := ""
	if desk != nil {
		if contact := desk.Contact(c.ContactID); contact != nil {
			if zone := contact.Zone(); zone != nil {
				there = v.now.In(zone).Format("15:04") + " there"
			}
		}
	}
	facts := page.Joined(v.dot(), kit.Clean(c.Company), kit.Clean(c.Place), there)
	owner := c.Owner
	if owner == "" {
		owner = "nobody's yet"
	}
	return []string{
		kit.Columns(" "+v.l.Paint(theme.Strong, kit.Clean(person(c)))+v.l.Paint(theme.Dim, v.dot()+facts), "", v.w),
		kit.Fit(" "+v.l.Paint(theme.Dim, kit.Fit("the lead", 11))+kit.Clean(page.Joined(v.dot(), page.Words(c.Status), owner)), v.w),
	}
}

// labelled is a text in at most n lines beside its label.
func (v *Screen) labelled(n int, label, text string, tone theme.Tone) []string {
	const indent = 12
	lines := kit.WrapTo(text, max(1, v.w-indent-1), n)
	for i, s := range lines {
		head := kit.Fit("", indent)
		if i == 0 {
			head = " " + kit.Fit(v.l.Paint(theme.Dim, label), indent-1)
		}
		lines[i] = head + v.l.Paint(tone, s)
	}
	return lines
}

func (v *Screen) dot() string { return " " + v.l.Glyphs.Dot + " " }
