package account

import (
	"slices"
	"strings"

	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// sideFrom is the width from which people and person stand side by side.
const sideFrom = 120

// eachPerson is the lines of one person in the list.
const eachPerson = 2

func (a *Account) beside() bool { return a.w >= sideFrom }

// headLines are the company's.
func (a *Account) headLines() []string {
	d, w := &a.desk, a.w
	dot := " " + a.l.Glyphs.Dot + " "
	place := page.Joined(", ", kit.Clean(d.Company.Place.City), kit.Clean(d.Company.Place.State), kit.Clean(d.Company.Place.Country))
	left := " " + a.l.Paint(theme.Title, kit.Clean(d.Company.Name)) + a.l.Paint(theme.Dim, page.Joined("", prefixed(dot, kit.Clean(d.Company.Domain)), prefixed(dot, place)))
	standing := page.Joined(dot, string(d.Lead.Status), kit.Clean(d.Lead.Owner))
	out := []string{kit.Columns(left, a.l.Paint(theme.Info, standing)+" ", w)}
	known := facts(d)
	if known == "" {
		known = "nothing is known of its size or its trade yet"
	}
	out = append(out, kit.Fit(" "+a.l.Paint(theme.Text, kit.Clean(known)), w))
	reached := penetration(d)
	parts := []string{" " + a.l.Paint(reached.tone, reached.text)}
	for _, f := range d.Flags {
		parts = append(parts, a.l.Paint(theme.Warn, a.l.Glyphs.Alert+" "+kit.Clean(f)))
	}
	if d.Lead.Names != 0 {
		parts = append(parts, a.l.Paint(theme.Dim, "earlier lead "+d.Lead.Names.String()))
	}
	for _, s := range page.Flow(parts, max(1, w-1), dot) {
		if !strings.HasPrefix(kit.Plain(s), " ") {
			s = " " + s
		}
		out = append(out, kit.Fit(s, w))
	}
	if len(out) > 4 {
		out = out[:4]
	}
	if len(a.others) > 0 {
		out = append(out, kit.Fit(" "+a.l.Paint(theme.Info, "also "+otherLine(a.others[0], dot))+a.l.Paint(theme.Dim, furtherLine(len(a.others)-1, dot)), w))
	}
	return append(out, kit.Rule(a.l, w, ""))
}

func prefixed(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

// widths are those of the people and of the person beside them, 0 where that
// stands below.
func (a *Account) widths() (people, person int) {
	if !a.beside() {
		return a.w, 0
	}
	person = min(a.w*2/5, 96)
	return a.w - person - 1, person
}

// room is the lines between the head and the footer.
func (a *Account) room() int {
	if !a.loaded {
		return a.h
	}
	return max(0, a.h-len(a.head))
}

// peopleRoom is how many lines the people have, with their heading: all of the
// body's beside the person, else as many as they need and at most two thirds.
func (a *Account) peopleRoom() int {
	h := a.room()
	if a.beside() {
		return h
	}
	need := 1 + max(1, len(a.desk.Contacts))*eachPerson
	return min(need, max(1+eachPerson, h*3/5), h)
}

// formRoom is what a form takes of the person's room.
func (a *Account) textSize() (w, h int) {
	people, person := a.widths()
	if person > 0 {
		return person, max(0, a.room()-1)
	}
	return people, max(0, a.room()-a.peopleRoom()-1)
}

// layOut gives the parts their room and keeps the cursor in sight.
func (a *Account) layOut() {
	if !a.loaded {
		return
	}
	a.head = a.headLines()
	a.text.SetSize(a.textSize())
	a.text.Show(a.textLines)
	seen := max(1, (a.peopleRoom()-1)/eachPerson)
	a.top = max(0, min(a.top, len(a.desk.Contacts)-seen))
	if a.at < a.top {
		a.top = a.at
	}
	if a.at >= a.top+seen {
		a.top = a.at - seen + 1
	}
}

// View is exactly w×h.
func (a *Account) View() string {
	switch {
	case a.w == 0 || a.h == 0:
		return kit.Clamp("", a.w, a.h)
	case a.failure != "":
		return kit.Clamp(" "+a.l.Paint(theme.Error, a.l.Glyphs.Alert+" "+a.failure), a.w, a.h)
	case !a.loaded:
		return kit.Clamp(" "+a.l.Paint(theme.Dim, "Loading"+a.l.Glyphs.Ellipsis), a.w, a.h)
	}
	out := slices.Clone(a.head)
	people, person := a.widths()
	h := a.room()
	if person > 0 {
		body := kit.Beside(a.l, h, kit.Pane{View: strings.Join(a.peopleLines(people, h), "\n"), W: people}, kit.Pane{View: a.personView(person, h), W: person})
		return kit.Clamp(strings.Join(append(out, body), "\n"), a.w, a.h)
	}
	n := a.peopleRoom()
	if a.form != nil { // the form has the person's room, and more where it needs it
		n = max(1, min(n, h-a.form.wants(people)))
	}
	out = append(out, a.peopleLines(people, n)...)
	return kit.Clamp(strings.Join(append(out, a.personView(people, max(0, h-n))), "\n"), a.w, a.h)
}

// peopleLines are the people in exactly h lines of w cells.
func (a *Account) peopleLines(w, h int) []string {
	if h <= 0 {
		return nil
	}
	seen := max(1, (h-1)/eachPerson)
	top := a.top
	if a.at >= top+seen || h-1 < eachPerson {
		top = max(0, a.at-seen+1)
	}
	rest := page.Many(len(a.desk.Contacts), "person", "people")
	if n := len(a.desk.Contacts); n > seen {
		rest = kit.Count(top+1) + a.l.Glyphs.Dash + kit.Count(min(n, top+seen)) + " of " + kit.Count(n)
	}
	out := []string{kit.Heading(a.l, w, "PEOPLE", rest, !a.reading && a.form == nil)}
	if len(a.desk.Contacts) == 0 {
		out = append(out, kit.Fit(" "+a.l.Paint(theme.Dim, "Nobody is known here yet: + adds a person."), w))
	}
	for i := top; i < min(len(a.desk.Contacts), top+seen); i++ {
		out = append(out, a.personLines(i, w)...)
	}
	for len(out) < h {
		out = append(out, kit.Fit("", w))
	}
	return out[:h]
}

// personLines are one person's: who, and where he stands; then how he is
// reached, how often he was, and how he took it.
func (a *Account) personLines(i, w int) []string {
	c := a.desk.Contacts[i]
	ground, mark := theme.Page, " "
	if i == a.at {
		ground, mark = theme.Active, a.l.Glyphs.Mark
		if !a.reading && a.form == nil {
			ground = theme.Focused
		}
	}
	on := func(s said) string { return a.l.PaintOn(ground, s.tone, s.text) }
	nameTone := theme.Strong
	if c.Left || c.Suppressed {
		nameTone = theme.Dim
	}
	stands := a.stands(c)
	cells := max(8, w-2-kit.Width(stands.text)-2)
	who := on(said{nameTone, kit.Clean(c.Name)}) + on(said{theme.Text, prefixed(", ", kit.Clean(c.Title))}) +
		on(said{theme.Info, prefixed(" "+a.l.Glyphs.Dot+" ", role(c.Role))})
	first := a.l.PaintOn(ground, theme.Mark, mark) + kit.Columns(kit.Fit(who, min(cells, max(0, w-2))), on(stands)+" ", max(0, w-1))
	second := ""
	for _, short := range []bool{false, true} { // why a way does not work stands beside the person, too
		second = on(said{theme.Text, "   "})
		for _, p := range a.reach(c, short) {
			second += on(p) + on(said{theme.Text, "  "})
		}
		second += on(a.attempts(c))
		if m := mood(&a.desk, c); m.text != "" {
			second += on(said{theme.Text, "  "}) + on(m)
		}
		if kit.Width(second) < w {
			break
		}
	}
	return []string{a.filled(ground, first, w), a.filled(ground, a.l.PaintOn(ground, theme.Mark, mark)+second, w)}
}

// filled is a line in w cells, all of them on its ground.
func (a *Account) filled(g theme.Ground, s string, w int) string {
	if n := w - kit.Width(s); n > 0 {
		s += a.l.PaintOn(g, theme.Text, strings.Repeat(" ", n))
	}
	return kit.Fit(s, w)
}

// personView is the person under the cursor, or the form that is open.
func (a *Account) personView(w, h int) string {
	if a.form != nil {
		return a.form.view(a, w, h)
	}
	c := a.person()
	if c == nil || h <= 0 {
		return kit.Clamp("", w, h)
	}
	head := kit.Heading(a.l, w, names(*c), role(c.Role), a.reading)
	return kit.Clamp(head+"\n"+a.text.View(), w, h)
}

// personAt is the person drawn at a cell.
func (a *Account) personAt(x, y int) (int, bool) {
	people, _ := a.widths()
	y -= len(a.head) + 1
	if !a.loaded || x >= people || y < 0 || y >= a.peopleRoom()-1 {
		return 0, false
	}
	i := a.top + y/eachPerson
	return i, i < len(a.desk.Contacts)
}

// overText says that a cell is one of the person's text.
func (a *Account) overText(x, y int) bool {
	if !a.loaded {
		return false
	}
	people, person := a.widths()
	if person > 0 {
		return x > people && y >= len(a.head)
	}
	return y >= len(a.head)+a.peopleRoom()
}
