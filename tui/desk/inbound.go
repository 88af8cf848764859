package desk

import (
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// Lead is whom the desk is about; the company is "" until it is loaded.
func (d *Desk) Lead() (lead model.LeadID, company string) {
	if d.loaded {
		company = kit.Clean(d.desk.Company.Name)
	}
	return d.lead, company
}

// WhoCalls is whom the desk has open, for a call that comes in; false where
// something stands open that has the keys.
func (d *Desk) WhoCalls() (nav.InboundMsg, bool) {
	free := d.loaded && d.bar == nil && d.panel == nil && d.asking == nil && d.keys.Inbound.Enabled()
	return nav.InboundMsg{Lead: d.lead, Contact: d.contact}, free
}

// whoCalls asks who is on the line; this desk's contact is the first to be
// offered.
func (d *Desk) whoCalls() tea.Cmd {
	return nav.Send(nav.InboundMsg{Lead: d.lead, Contact: d.contact})
}

// called takes over whom a message names, which comes to a desk that is open
// already: at once, or when the lead is loaded.
func (d *Desk) called(msg nav.OpenLeadMsg) tea.Cmd {
	d.msg.Contact, d.msg.Inbound = msg.Contact, msg.Inbound
	if !d.loaded {
		return nil
	}
	return d.turnToCaller()
}

// turnToCaller turns to the contact that the desk was opened on and, where he is
// on the line, opens the outcomes of an inbound touch. It is done once. What is
// being typed is put by, as a draft, and not lost.
func (d *Desk) turnToCaller() tea.Cmd {
	contact, inbound := d.msg.Contact, d.msg.Inbound
	d.msg.Contact, d.msg.Inbound = 0, false
	if contact != 0 && d.desk.Contact(contact) != nil && contact != d.contact {
		d.contact, d.point = contact, 0
		d.person = d.placeOf(contact)
		d.keys.follow(d)
	}
	if !inbound {
		return nil
	}
	if !d.keys.Inbound.Enabled() {
		return nav.Toast(nav.Warn, nav.Hint(d.keys.Inbound))
	}
	var cmds []tea.Cmd
	if d.note.Focused() {
		cmds = append(cmds, d.leaveNote())
	}
	if d.bar != nil {
		d.closeBar()
	}
	if d.panel != nil {
		cmds = append(cmds, d.closePanel())
	}
	_, cmd := d.startFlow(d.inboundChannel(), true)
	return tea.Batch(append(cmds, cmd)...)
}
