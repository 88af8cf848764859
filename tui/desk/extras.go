package desk

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// extraPairs are the columns of the list that are no field of Ripen's, of the
// person first and then of the company, each as "header = value".
func (d *Desk) extraPairs(c *model.Contact) []string {
	var out []string
	add := func(extra map[string]string) {
		for _, header := range model.ExtraHeaders(extra) {
			out = append(out, kit.Clean(header)+" = "+kit.Clean(extra[header]))
		}
	}
	if c != nil {
		add(c.Extra)
	}
	add(d.desk.Company.Extra)
	return out
}

// extraPane is what the list said besides, in at most h lines: the last of them
// says which key reads on.
func (d *Desk) extraPane(c *model.Contact, w, h int) []string {
	pairs := d.extraPairs(c)
	if len(pairs) == 0 || h < 2 {
		return nil
	}
	out := []string{kit.Heading(d.l, w, "LIST SAYS", count(len(pairs), "field", "fields"), false)}
	for _, s := range pairs {
		for i, line := range kit.Wrap(s, max(1, w-4)) {
			indent := " "
			if i > 0 {
				indent = "   "
			}
			out = append(out, indent+d.l.Paint(theme.Text, line))
		}
	}
	return d.readOn(out, h)
}

// readOn is lines in at most h; where they are more, the last one names the key
// that shows them all.
func (d *Desk) readOn(lines []string, h int) []string {
	if len(lines) <= h {
		return lines
	}
	return append(lines[:h-1:h-1], " "+d.paint(theme.Dim, d.l.Glyphs.Ellipsis+" ")+d.paint(theme.Key, "v")+d.paint(theme.Dim, " reads on"))
}

// inHand is whom a key is about: the person under the cursor while the people
// have the keys, else the one worked with; nil for none.
func (d *Desk) inHand() *model.Contact {
	if d.focused == panePeople {
		if d.person >= len(d.desk.Contacts) {
			return nil
		}
		return &d.desk.Contacts[d.person]
	}
	return d.desk.Contact(d.contact)
}

// openAbout shows all that is known of a person, to be read and scrolled.
func (d *Desk) openAbout() tea.Cmd {
	c := d.inHand()
	if c == nil {
		return nav.Toast(nav.Info, "Nobody is under the cursor.")
	}
	p := c.Place
	lines := []string{
		joined(d.dot(), c.Title, roleWord(c.Role), prefixed("found: ", c.Source)),
		joined(", ", p.Street, p.City, joined(" ", p.State, p.Zip), p.Country),
		joined(d.dot(), strings.Join(c.Zones, " or "), prefixed("calendar ", string(c.Region))),
	}
	for _, p := range c.Points {
		lines = append(lines, joined(d.dot(), pointWord(p.Kind)+" "+p.Shown, known(p.Status), consentWord(p), prefixed("column ", p.Field), prefixed("found: ", p.Source)))
	}
	lines = slices.DeleteFunc(lines, func(s string) bool { return s == "" })
	for i := range lines {
		lines[i] = kit.Clean(lines[i])
	}
	pairs := d.extraPairs(c)
	rest := "the list says nothing besides"
	if len(pairs) > 0 {
		rest = count(len(pairs), "field", "fields") + " besides"
		lines = append(append(lines, "", "The list says besides"), pairs...)
	}
	about := &textPanel{d: d, title: c.Name, rest: rest, text: strings.Join(lines, "\n"),
		keys: []hint{{"f", "add a number or e-mail"}, {"c", "change"}}}
	if c.Profile() != "" {
		about.keys = append([]hint{{"w", "profile"}}, about.keys...)
	}
	id := c.ID
	about.take = func(k tea.KeyMsg) (bool, tea.Cmd) {
		if k.String() != "c" || !d.keys.Details.Enabled() {
			return false, nil
		}
		if c := d.desk.Contact(id); c != nil {
			return true, d.openDetails(*c, "name")
		}
		return true, nil
	}
	d.openPanel(about)
	return nil
}

func pointWord(k model.PointKind) string {
	if k == model.EmailPoint {
		return "e-mail"
	}
	return string(k)
}

// known is the state of a point where it says something.
func known(s model.PointStatus) string {
	if s == model.PointUnknown {
		return ""
	}
	return pointState(s)
}

func consentWord(p model.Point) string {
	switch {
	case p.NoConsent:
		return "no consent"
	case p.Shared:
		return "shared"
	}
	return ""
}

// web gives the address of the person's page or the company's: the person's
// first, the other when it is asked for again.
func (d *Desk) web() tea.Cmd {
	type place struct{ what, at string }
	var all []place
	if c := d.inHand(); c != nil && c.Profile() != "" {
		all = append(all, place{d.given(*c) + "’s page", c.Profile()})
	}
	for _, at := range []string{d.desk.Company.Website, d.desk.Company.Domain} {
		if at != "" {
			all = append(all, place{"the company’s page", at})
			break
		}
	}
	if len(all) == 0 {
		return nav.Toast(nav.Info, "No page of this person is known, and none of the company.")
	}
	next := 0
	for i, p := range all {
		if p.at == d.webAt {
			next = (i + 1) % len(all)
		}
	}
	p := all[next]
	d.webAt = p.at
	text := kit.Clean(p.at)
	if len(all) > 1 {
		text = joined(d.dot(), text, kit.Clean(p.what), "w again: "+kit.Clean(all[(next+1)%len(all)].what))
	}
	return tea.Batch(page.Clip(d.s, kit.Clean(p.at)), nav.Toast(nav.Info, text))
}
