package inbound

import (
	"context"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/tui/internal/page"
	"ripen/tui/nav"
)

// most is how many are shown: who is not among so many is found by another
// letter.
const most = 30

// callersFoundMsg is who may be meant by what was typed.
type callersFoundMsg struct {
	request nav.Request
	callers []model.Caller
	err     error
}

// find asks for who is meant. The asking before is called off: its answer would
// be dropped anyway, and a slow one would only hold up the next.
func (v *Screen) find() tea.Cmd {
	v.rest()
	r, by, o, text := v.finds.Next(), v.s.Actor, v.office, v.text()
	ctx, stop := page.Context()
	v.stop, v.waiting = stop, true
	v.table.SetLoading()
	return nav.For(v, func() tea.Msg {
		defer stop()
		callers, err := o.Callers(ctx, by, text, most)
		return callersFoundMsg{r, callers, err}
	})
}

// rest calls off the look-up under way: nothing is waited for any more.
func (v *Screen) rest() {
	if v.stop != nil {
		v.stop()
		v.stop = nil
	}
	v.finds.Drop()
	v.waiting = false
}

// show lists who is found. Until the person moves it, the cursor is on the
// likeliest; from then on it stays with whom it was put on.
func (v *Screen) show(msg callersFoundMsg) tea.Cmd {
	if !v.finds.Current(msg.request) {
		return nil
	}
	v.waiting, v.stop = false, nil
	wanted := v.wanted
	v.wanted = false
	if msg.err != nil {
		if errors.Is(msg.err, context.Canceled) {
			return nil
		}
		v.callers = nil
		v.table.SetFailed(page.Sentence(v.s, msg.err))
		return nil
	}
	v.callers = msg.callers
	v.table.SetMarks(strings.Fields(v.text())...)
	v.fill()
	if !v.moved {
		v.table.Move(-len(v.callers))
	}
	v.table.SetEmpty("Nobody is found: + adds a lead, backspace widens the search.")
	if wanted && len(v.callers) == 1 {
		return v.answer(v.callers[0].LeadID, v.callers[0].ContactID)
	}
	return v.look()
}

// look asks for what stands behind the row under the cursor.
func (v *Screen) look() tea.Cmd {
	if c, ok := v.selected(); ok {
		return v.desks.Want(c.LeadID)
	}
	return nil
}

// offer lists, while nothing is typed, the people of the lead that the asking
// screen has open, the one whom it is about first.
func (v *Screen) offer() tea.Cmd {
	v.callers = nil
	v.table.SetEmpty("Type, and whoever matches is listed here.")
	if v.msg.Lead == 0 {
		v.fill()
		return nil
	}
	desk, failure := v.desks.Get(v.msg.Lead)
	switch {
	case failure != "":
		v.table.SetFailed(failure)
		return nil
	case desk == nil:
		v.table.SetLoading()
		return v.desks.Want(v.msg.Lead)
	}
	for _, c := range desk.Contacts {
		switch caller := callerOf(desk, c); {
		case c.ID == v.msg.Contact:
			v.callers = append([]model.Caller{caller}, v.callers...)
		case !c.Left:
			v.callers = append(v.callers, caller)
		}
	}
	if len(v.callers) == 0 {
		v.callers = []model.Caller{callerOf(desk, model.Contact{})}
	}
	v.fill()
	if !v.moved {
		v.table.Move(-len(v.callers))
	}
	return nil
}

// callerOf is a contact of a loaded desk as a look-up would find him.
func callerOf(d *model.Desk, c model.Contact) model.Caller {
	out := model.Caller{LeadID: d.Lead.ID, ContactID: c.ID, Company: d.Company.Name, Name: c.Name, Title: c.Title,
		Owner: d.Lead.Owner, Status: d.Lead.Status, Suppressed: c.Suppressed}
	place := c.Place
	if place.City == "" {
		place = d.Company.Place
	}
	out.Place = page.Joined(" ", place.City, place.State)
	if p := c.Point(model.PhonePoint); p != nil {
		out.Matched = p.Shown
	}
	for _, t := range d.Touches { // oldest first
		if !t.Voided && t.ContactID == c.ID && t.Direction != model.Inbound && cadence.Counts(t.Outcome) && !cadence.TwoWay(t.Outcome) {
			out.Answers, out.AnswersText = t.ID, sent(t)+" of "+model.DateOf(t.At).Short()
		}
	}
	return out
}

// sent names what was left with somebody.
func sent(t model.Touch) string {
	if t.Channel == model.Phone {
		return "voicemail"
	}
	return page.ChannelName(t.Channel)
}
