package page

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/nav"
)

// keptDesks bounds how many leads are kept; beyond it all are forgotten.
const keptDesks = 60

// Desks fetches what stands behind the row under the cursor, one lead at a
// time: while the cursor runs down a list, only the row where it comes to rest
// is asked for next.
type Desks struct {
	session *nav.Session
	to      nav.Screen
	ask     func(context.Context, model.Actor, model.LeadID) (model.Desk, error)

	requests nav.Requests
	asked    model.LeadID // under way; 0 nothing is
	wanted   model.LeadID
	kept     map[model.LeadID]deskKept
}

type deskKept struct {
	desk    model.Desk
	failure string
}

// DeskLoadedMsg is what such an asking came to.
type DeskLoadedMsg struct {
	request nav.Request
	lead    model.LeadID
	desk    model.Desk
	err     error
}

// NewDesks asks with ask, on behalf of the screen to.
func NewDesks(s *nav.Session, to nav.Screen, ask func(context.Context, model.Actor, model.LeadID) (model.Desk, error)) *Desks {
	return &Desks{session: s, to: to, ask: ask, kept: map[model.LeadID]deskKept{}}
}

// Forget drops all that was fetched; an answer still under way is stale.
func (d *Desks) Forget() {
	d.requests.Drop()
	d.asked = 0
	clear(d.kept)
}

// Want makes sure that lead is fetched, at once or after the one under way.
func (d *Desks) Want(lead model.LeadID) tea.Cmd {
	d.wanted = lead
	if _, ok := d.kept[lead]; ok || lead == 0 || d.asked != 0 {
		return nil
	}
	if len(d.kept) >= keptDesks {
		clear(d.kept)
	}
	d.asked = lead
	r, by, ask := d.requests.Next(), d.session.Actor, d.ask
	return nav.For(d.to, func() tea.Msg {
		ctx, done := Context()
		defer done()
		desk, err := ask(ctx, by, lead)
		return DeskLoadedMsg{r, lead, desk, err}
	})
}

// Loaded takes an answer in and asks for what is wanted by now.
func (d *Desks) Loaded(msg DeskLoadedMsg) tea.Cmd {
	if !d.requests.Current(msg.request) {
		return nil
	}
	d.asked = 0
	k := deskKept{desk: msg.desk}
	if msg.err != nil {
		k.failure = Sentence(d.session, msg.err)
	}
	d.kept[msg.lead] = k
	return d.Want(d.wanted)
}

// Get is what is known of lead: its desk, or the sentence that says why there
// is none, or neither while it is fetched.
func (d *Desks) Get(lead model.LeadID) (desk *model.Desk, failure string) {
	k, ok := d.kept[lead]
	switch {
	case !ok:
		return nil, ""
	case k.failure != "":
		return nil, k.failure
	}
	return &k.desk, ""
}
