package desk

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/nav"
)

// press gives a key to what is open, the innermost first: the note, a form
// that is typed into, the bar, a panel, the desk itself.
func (d *Desk) press(k tea.KeyMsg) tea.Cmd {
	if !d.loaded {
		if key.Matches(k, d.keys.Back) {
			return nav.Send(nav.PopMsg{})
		}
		return nil
	}
	if key.Matches(k, d.keys.Typing) && d.keys.Note.Enabled() {
		if d.note.Focused() {
			return d.leaveNote()
		}
		return d.enterNote()
	}
	if d.note.Focused() {
		return d.pressNote(k)
	}
	if k.Type == tea.KeyEsc {
		used, cmd := d.Back()
		if !used {
			return tea.Batch(cmd, nav.Send(nav.PopMsg{}))
		}
		return cmd
	}
	if d.panel != nil && d.panel.capturing() {
		_, cmd := d.panel.press(k)
		return cmd
	}
	if d.bar != nil {
		if used, cmd := d.bar.press(k); used {
			return cmd
		}
		if d.panel != nil {
			_, cmd := d.panel.press(k)
			return cmd
		}
		return nil
	}
	if d.panel != nil {
		if used, cmd := d.panel.press(k); used {
			return cmd
		}
	}
	if d.asking != nil && d.panel == nil {
		if used, cmd := d.asking.press(k); used {
			return cmd
		}
	}
	if d.focused == panePeople {
		if used, cmd := d.pressPeople(k); used {
			return cmd
		}
	}
	return d.pressDesk(k)
}

// pressDesk is what a key does when nothing is open.
func (d *Desk) pressDesk(k tea.KeyMsg) tea.Cmd {
	if key.Matches(k, d.keys.Digits) {
		n := int(k.String()[0] - '0')
		if n == 0 {
			n = 10
		}
		return d.openAttribute(model.Attributes[n-1].Key)
	}
	if cmd, used := d.move(k); used {
		return cmd
	}
	for _, a := range []struct {
		b  key.Binding
		do func() tea.Cmd
	}{
		{d.keys.Outcome, func() tea.Cmd { _, cmd := d.startFlow(d.stepChannel(), false); return cmd }},
		{d.keys.Inbound, d.whoCalls},
		{d.keys.Note, d.enterNote},
		{d.keys.Attributes, func() tea.Cmd { return d.openAttribute(model.Attributes[d.attr].Key) }},
		{d.keys.Dial, d.dial},
		{d.keys.Number, d.otherNumber},
		{d.keys.Email, func() tea.Cmd { return d.openText(model.Email) }},
		{d.keys.Letter, func() tea.Cmd { return d.openText(model.Letter) }},
		{d.keys.Rest, d.openRest},
		{d.keys.Skip, func() tea.Cmd { d.startSkip(); return nil }},
		{d.keys.Defect, func() tea.Cmd { d.startDefect(); return nil }},
		{d.keys.Graduate, d.openGraduate},
		{d.keys.Agree, d.openAgree},
		{d.keys.Disqualify, d.openDisqualify},
		{d.keys.Owner, d.openOwner},
		{d.keys.Undo, d.startUndo},
		{d.keys.AddPerson, d.openPerson},
		{d.keys.Found, d.openFound},
		{d.keys.About, d.openAbout},
		{d.keys.Account, func() tea.Cmd { return nav.Send(nav.AccountMsg{Lead: d.lead}) }},
		{d.keys.People, func() tea.Cmd { d.turnTo(panePeople); return nil }},
		{d.keys.Guide, func() tea.Cmd { d.turnGuide(); return nil }},
		{d.keys.Next, d.next},
		{d.keys.Account, func() tea.Cmd { return nav.Send(nav.AccountMsg{Lead: d.lead}) }},
		{d.keys.Narrower, func() tea.Cmd { return d.resize(-splitStep) }},
		{d.keys.Wider, func() tea.Cmd { return d.resize(splitStep) }},
		{d.keys.Web, d.web},
		{d.keys.Copy, d.copy},
		{d.keys.Open, d.open},
	} {
		if key.Matches(k, a.b) {
			return a.do()
		}
	}
	if why := nav.HintFor(k, d.FullHelp()); why != "" {
		return nav.Toast(nav.Warn, why)
	}
	return nil
}

// move answers to the keys that move, in the pane that has them.
func (d *Desk) move(k tea.KeyMsg) (tea.Cmd, bool) {
	m := &d.keys
	by := 0
	switch {
	case key.Matches(k, m.NextPane):
		d.turnBy(1)
	case key.Matches(k, m.PrevPane):
		d.turnBy(-1)
	case key.Matches(k, m.Down):
		by = 1
	case key.Matches(k, m.Up):
		by = -1
	case key.Matches(k, m.PageDown):
		by = 5
	case key.Matches(k, m.PageUp):
		by = -5
	case key.Matches(k, m.Top):
		by = -1 << 20
	case key.Matches(k, m.Bottom):
		by = 1 << 20
	default:
		return nil, false
	}
	if by != 0 {
		d.scroll(d.focused, by)
	}
	return nil, true
}

func (d *Desk) scroll(p pane, by int) {
	switch p {
	case paneAttributes:
		d.attr = max(0, min(len(model.Attributes)-1, d.attr+by))
	case panePeople:
		d.person = max(0, min(len(d.desk.Contacts), d.person+by)) // the last row adds a person
	default:
		d.tops[p] = max(0, min(d.longest(p), d.tops[p]+by))
	}
}

func (d *Desk) turnTo(p pane) {
	d.focused = p
	if p != paneAttributes {
		d.left, d.dialOpen = p, false
	}
}

// turnGuide shows the step's text whole, and again what stood there before.
func (d *Desk) turnGuide() {
	if d.focused == paneGuide {
		d.focused, d.left = paneAttributes, paneCadence
		return
	}
	d.turnTo(paneGuide)
}

// open is enter where nothing is asked: it opens what the pane has marked.
func (d *Desk) open() tea.Cmd {
	switch d.focused {
	case paneAttributes:
		return d.openAttribute(model.Attributes[d.attr].Key)
	case paneCadence, paneGuide:
		ch := d.stepChannel()
		if ch == model.Phone {
			_, cmd := d.startFlow(ch, false)
			return cmd
		}
		return d.openText(ch)
	}
	return nil
}

// inboundChannel is how an answer most likely came: as the last piece went, a
// call where that was a message.
func (d *Desk) inboundChannel() model.Channel {
	if last := d.answerable(d.contact); len(last) > 0 && last[0].Channel == model.Email {
		return model.Email
	}
	return model.Phone
}

// copy takes what the pane shows to the terminal's clipboard.
func (d *Desk) copy() tea.Cmd {
	what, text := d.field()
	return page.Copy(d.s, what, text)
}

// field is what y copies: of the attribute its value, of a person his address,
// else the number.
func (d *Desk) field() (what, text string) {
	c := d.desk.Contact(d.contact)
	switch d.focused {
	case paneAttributes:
		a := model.Attributes[d.attr]
		return a.Short, d.summary(d.standing(a.Key))
	case paneGuide:
		return "text", d.desk.Passage
	case paneHistory:
		if n := len(d.desk.Touches); n > 0 {
			return "last note", d.desk.Touches[n-1].Note
		}
		return "note", ""
	case panePeople:
		if d.person < len(d.desk.Contacts) {
			c = &d.desk.Contacts[d.person]
		}
		if c != nil {
			if p := c.Point(model.EmailPoint); p != nil {
				return "address", p.Shown
			}
		}
	}
	if p := d.number(); p != nil {
		return "number", p.Shown
	}
	return "number", ""
}
