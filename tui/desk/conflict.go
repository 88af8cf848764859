package desk

import (
	"context"
	"maps"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// clash is what a form knows of itself where somebody changed meanwhile what it
// is about: the fields as they stand now, as the form would hold them, and how
// what was settled on is recorded. Shown turns a field's value into words.
type clash struct {
	fields []kit.Field
	base   map[string]string
	now    func() map[string]string
	shown  func(key, value string) string
	again  func(values map[string]string) tea.Cmd
}

// conflictPanel shows both versions, field by field.
type conflictPanel struct {
	d     *Desk
	form  *formPanel
	v     *page.Versions
	why   string
	now   map[string]string
	again func(values map[string]string) tea.Cmd
}

// clashedMsg is the lead as it stands after a form was refused because of what
// somebody else did.
type clashedMsg struct {
	request nav.Request
	form    *formPanel
	desk    model.Desk
	err     error
	why     string
}

// compare loads what stands now and shows it beside what was typed.
func (d *Desk) compare(p *formPanel, why string) tea.Cmd {
	r := d.clashes.Next()
	lead, by := d.lead, d.s.Actor
	return d.run(func() tea.Msg {
		desk, err := d.office.Desk(d.opt.context(), by, lead)
		return clashedMsg{r, p, desk, err, why}
	})
}

// clashed shows both versions; where nothing differs any more, somebody wrote
// down the same.
func (d *Desk) clashed(msg clashedMsg) tea.Cmd {
	if !d.clashes.Current(msg.request) || d.panel != panel(msg.form) {
		return nil
	}
	if msg.err != nil {
		msg.form.refuse(msg.err)
		return nil
	}
	shown := d.show(deskLoadedMsg{request: d.loads.Next(), desk: msg.desk})
	p, c := msg.form, msg.form.clash
	now, mine := c.now(), p.form.Values()
	var rows []page.Version
	for _, f := range c.fields {
		rows = append(rows, page.Version{Key: f.Key, Label: f.Label,
			Base: c.shown(f.Key, c.base[f.Key]), Theirs: c.shown(f.Key, now[f.Key]), Mine: c.shown(f.Key, mine[f.Key])})
	}
	v := page.NewVersions(d.l, rows)
	if v.Len() == 0 {
		return tea.Batch(shown, p.done(), nav.Toast(nav.Info, "It stands so already: "+msg.why))
	}
	p.blur()
	d.panel = &conflictPanel{d: d, form: p, v: v, why: msg.why, now: now, again: c.again}
	return shown
}

func (c *conflictPanel) capturing() bool { return true }
func (c *conflictPanel) blur()           {}
func (c *conflictPanel) focus()          {}
func (c *conflictPanel) hints() []hint {
	return []hint{{"enter", "record it so"}, {"t", "theirs"}, {"m", "mine"}, {"T", "all theirs"}, {"M", "all mine"}, {"esc", "back to the form"}}
}

// back goes to the form, with what was typed.
func (c *conflictPanel) back() { c.d.openPanel(c.form) }

func (c *conflictPanel) press(k tea.KeyMsg) (bool, tea.Cmd) {
	if k.Type != tea.KeyEnter {
		return c.v.Press(k), nil
	}
	values := c.form.form.Values()
	for key := range c.v.Taken() {
		if !c.v.Mine(key) {
			values[key] = c.now[key]
		}
	}
	if c.form.touch != "" {
		values[touchKey] = c.form.touch
	}
	return true, c.again(values)
}

func (c *conflictPanel) view(w, h int) []string {
	out := []string{kit.Heading(c.d.l, w, c.form.title, "changed meanwhile", true)}
	for _, line := range kit.WrapTo(c.d.l.Glyphs.Alert+" "+c.why, max(1, w-2), 2) {
		out = append(out, " "+c.d.l.Paint(theme.Warn, line))
	}
	return append(out, c.v.Lines(w, h-len(out))...)
}

// newest is the entry of an attribute that rules, 0 for none.
func newest(desk *model.Desk, key model.AttributeKey) model.Evidence {
	var out model.Evidence
	for _, e := range desk.Evidence {
		if e.Attribute == key {
			out = e
		}
	}
	return out
}

// overtaken says in a sentence that somebody wrote an attribute down after it
// was seen here; "" where nobody did.
func (d *Desk) overtaken(ctx context.Context, by model.Actor, key model.AttributeKey, seen model.EvidenceID) string {
	desk, err := d.office.Desk(ctx, by, d.lead)
	if err != nil {
		return "" // the entry itself says what is wrong
	}
	e := newest(&desk, key)
	if e.ID == seen || e.ID == 0 {
		return ""
	}
	who := "Somebody"
	if m := desk.Member(e.By); m != nil && e.By != 0 {
		who = m.Name
	}
	return who + " wrote down something else of " + shortOf(key) + " meanwhile; take either, field by field."
}

// clashOf is that of an attribute's form.
func (d *Desk) clashOf(a model.Attribute) *clash {
	fieldOf := map[string]model.AttributeField{}
	c := &clash{}
	for _, f := range a.Fields {
		fieldOf[f.Name] = f
		c.fields = append(c.fields, kit.Field{Key: f.Name, Label: f.Label})
	}
	values := func() map[string]string {
		out := map[string]string{}
		now := d.standing(a.Key).Evidence.Value
		for _, f := range a.Fields {
			out[f.Name] = d.valueField(f, now).Value
		}
		return out
	}
	c.base = values()
	c.now = values
	c.shown = func(key, s string) string { return d.typedText(fieldOf[key], s) }
	c.again = func(v map[string]string) tea.Cmd {
		cmd := d.openAttribute(a.Key)
		next, ok := d.panel.(*formPanel)
		if !ok {
			return cmd
		}
		next.form.SetValues(v)
		_, saved := next.form.Update(tea.KeyMsg{Type: tea.KeyCtrlS})
		return tea.Batch(cmd, saved)
	}
	return c
}

// typedText is a value as a form holds it, in words.
func (d *Desk) typedText(f model.AttributeField, s string) string {
	switch f.Kind {
	case model.ContactField:
		return d.namesOf(s)
	case model.TouchField:
		return d.fieldText(f, model.Value{f.Name: s})
	case model.ChoiceField:
		return words(s)
	case model.DateField:
		if day := d.echoDay(s); day != "" {
			return day
		}
	case model.MoneyField:
		if cents, err := d.cents(s); err == nil && cents > 0 {
			return moneyText(cents, d.desk.Policy.Currency)
		}
	}
	return s
}

// clashOfDetails is that of the form of a person's details.
func (d *Desk) clashOfDetails(p *formPanel, who model.ContactID, before map[string]string) *clash {
	c := &clash{base: maps.Clone(before)}
	for _, f := range p.fields {
		if _, compared := before[f.Key]; compared {
			c.fields = append(c.fields, kit.Field{Key: f.Key, Label: f.Label})
		}
	}
	c.shown = func(key, s string) string {
		if key == "role" {
			return words(s)
		}
		return s
	}
	c.now = func() map[string]string {
		if now := d.desk.Contact(who); now != nil {
			return detailsOf(*now)
		}
		return maps.Clone(before)
	}
	c.again = func(v map[string]string) tea.Cmd {
		now := d.desk.Contact(who)
		if now == nil {
			return nav.Toast(nav.Warn, "That person is not on this lead any more.")
		}
		cmd := d.openDetails(*now, "name")
		next, ok := d.panel.(*formPanel)
		if !ok {
			return cmd
		}
		next.form.SetValues(v)
		_, saved := next.form.Update(tea.KeyMsg{Type: tea.KeyCtrlS})
		return tea.Batch(cmd, saved)
	}
	return c
}
