package today

import (
	"slices"
	"time"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// The most that a detail keeps of a lead's people and touches: what an ultra-wide
// window has lines for.
const (
	keptPeople  = 8
	keptTouches = 24
)

// someone is a person of a lead, in words.
type someone struct{ name, title, role string }

// past is a touch of a lead, in words.
type past struct {
	at   time.Time
	what string
	note string
}

// peopleOf is who is known there, the one to be pursued first.
func peopleOf(d model.Desk) []someone {
	all := slices.Clone(d.Contacts)
	slices.SortStableFunc(all, func(a, b model.Contact) int { return a.Rank - b.Rank })
	var out []someone
	for _, c := range all[:min(len(all), keptPeople)] {
		role := page.Words(c.Role)
		switch {
		case c.Suppressed:
			role = "not to be contacted"
		case c.Left:
			role = "left"
		case c.Role == model.RoleUnknown:
			role = ""
		}
		out = append(out, someone{c.Name, c.Title, role})
	}
	return out
}

// touchesOf are the last touches, the newest first.
func touchesOf(d model.Desk) []past {
	all := slices.DeleteFunc(slices.Clone(d.Touches), func(t model.Touch) bool { return t.Voided })
	slices.SortStableFunc(all, func(a, b model.Touch) int { return b.At.Compare(a.At) })
	var out []past
	for _, t := range all[:min(len(all), keptTouches)] {
		who := ""
		if c := d.Contact(t.ContactID); c != nil {
			who = page.Given(*c)
		}
		out = append(out, past{t.At, page.Joined(", ", channelWord(t), page.Outcome(t.Outcome), who), t.Note})
	}
	return out
}

func channelWord(t model.Touch) string {
	switch {
	case t.Direction == model.Inbound:
		return "inbound " + page.Words(t.Channel)
	case t.Channel == model.Phone:
		return "call"
	case t.Channel == model.Email:
		return "e-mail"
	}
	return page.Words(t.Channel)
}

// beyond is what a window with lines to spare shows below the ladder: who is
// known there, then what was done, in at most h lines.
func (t *Today) beyond(w, h int, f facts) []string {
	var out []string
	head := func(title string) { out = append(out, "", kit.Fit(" "+t.l.Paint(theme.Strong, title), w)) }
	if len(f.people) > 0 && h >= len(f.people)+2 {
		head("People")
		for _, p := range f.people {
			out = append(out, kit.Columns(" "+t.l.Paint(theme.Text, kit.Clean(p.name))+" "+t.l.Paint(theme.Dim, kit.Clean(p.title)), t.l.Paint(theme.Dim, p.role)+" ", w))
		}
	}
	if len(f.past) == 0 || h < len(out)+3 {
		return out
	}
	head("Last touches")
	for _, p := range f.past {
		lines := t.pastLines(p, w)
		if len(out)+len(lines) > h {
			break
		}
		out = append(out, lines...)
	}
	return out
}

// pastLines are one touch, and what was said in at most two lines.
func (t *Today) pastLines(p past, w int) []string {
	out := []string{kit.Fit(" "+t.l.Paint(theme.Dim, kit.Fit(page.Day(model.DateOf(p.at.In(t.now.Location())), t.now), 11))+t.l.Paint(theme.Text, kit.Clean(p.what)), w)}
	if p.note == "" {
		return out
	}
	for _, s := range kit.WrapTo(page.Quote(p.note), max(1, w-13), 2) {
		out = append(out, kit.Fit("", 12)+t.l.Paint(theme.Dim, s))
	}
	return out
}
