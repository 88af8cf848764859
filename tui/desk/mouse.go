package desk

import (
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
)

// click does what a press of the mouse means where it is: an attribute opens, a
// person is worked with, an outcome is chosen, the note has the keys. The wheel
// scrolls the pane under it, whatever has the keys. Nothing that is clicked
// records anything: that is for enter alone.
func (d *Desk) click(m tea.MouseMsg) tea.Cmd {
	if !d.loaded {
		return nil
	}
	p, row, inPane := d.paneAt(m.X, m.Y)
	switch m.Button {
	case tea.MouseButtonWheelDown, tea.MouseButtonWheelUp:
		by := 1
		if m.Button == tea.MouseButtonWheelUp {
			by = -1
		}
		if t, ok := d.panel.(*textPanel); ok {
			t.top = max(0, min(t.top+by, t.size-t.seen))
		} else if inPane && d.panel == nil {
			d.scroll(p, by)
		}
		return nil
	case tea.MouseButtonLeft:
		if m.Action != tea.MouseActionPress {
			return nil
		}
	default:
		return nil
	}
	_, below, at := d.frame()
	switch y := m.Y - (d.h - len(below)); {
	case y >= at.bar:
		return d.clickBar(m.X, y-at.bar)
	case y >= at.note && y < at.after && d.keys.Note.Enabled():
		return d.enterNote()
	}
	if !inPane || d.panel != nil || d.Capturing() {
		return nil
	}
	return d.clickPane(p, row)
}

func (d *Desk) clickPane(p pane, row int) tea.Cmd {
	d.turnTo(p)
	h := 0
	for _, s := range d.spots() {
		if s.p == p {
			h = s.h
		}
	}
	switch p {
	case paneAttributes:
		if i := row - 1 + shownFrom(d.attr, h, len(model.Attributes)); row >= 1 && i < len(model.Attributes) {
			return d.openAttribute(model.Attributes[i].Key)
		}
	case panePeople:
		n := len(d.desk.Contacts)
		i := row - 1 + shownFrom(d.person, h, n+1)
		switch {
		case row < 1 || i > n:
		case i == n:
			d.person = i
			if d.keys.AddPerson.Enabled() {
				return d.openPerson()
			}
		default:
			d.person = i
			return d.take(d.desk.Contacts[i])
		}
	}
	return nil
}

// shownFrom is the first of n rows that a pane of h lines shows, its heading
// besides, when the mark is at the given one.
func shownFrom(at, h, n int) int { return max(0, min(max(0, at-h+3), n-(h-1))) }

// clickBar picks what is under the mouse in the bar.
func (d *Desk) clickBar(x, y int) tea.Cmd {
	switch b := d.bar.(type) {
	case *flow:
		if b.stage == choosing {
			if o, ok := b.choices.At(x, y); ok {
				_, cmd := b.choices.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(o.Key)})
				return cmd
			}
		}
		return nil
	case *codeBar:
		if o, ok := b.c.At(x, y); ok && b.input == nil {
			_, cmd := b.c.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(o.Key)})
			return cmd
		}
		return nil
	case nil:
	default:
		return nil
	}
	if d.asking != nil || d.panel != nil || !d.keys.Outcome.Enabled() || y > 0 {
		return nil
	}
	for _, o := range d.idleOutcomes(d.w) {
		if x >= o.x && x < o.x+o.w {
			f, _ := d.startFlow(d.stepChannel(), false)
			return f.pick(o.value)
		}
	}
	return nil
}
