package today

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

type (
	queueLoadedMsg struct {
		request nav.Request
		page    model.QueuePage
		err     error
		anew    bool // the person asked for a new order
	}

	// deskLoadedMsg is the lead under the cursor, or the one that was.
	deskLoadedMsg struct {
		request nav.Request
		lead    model.LeadID
		facts   facts
		err     error
	}
)

// served is how many places of the day are asked for: more than the policy's
// cap on due steps and any morning's callbacks.
const served = 200

func (t *Today) load() tea.Cmd {
	r, by := t.loads.Next(), t.s.Actor
	return nav.For(t, func() tea.Msg {
		page, err := t.office.Queue(context.Background(), by, served)
		return queueLoadedMsg{request: r, page: page, err: err}
	})
}

func (t *Today) reorder() tea.Cmd {
	r, by := t.loads.Next(), t.s.Actor
	return nav.For(t, func() tea.Msg {
		page, err := t.office.Reorder(context.Background(), by)
		return queueLoadedMsg{request: r, page: page, err: err, anew: true}
	})
}

func (t *Today) show(msg queueLoadedMsg) tea.Cmd {
	if !t.loads.Current(msg.request) {
		return nil
	}
	if msg.err != nil {
		if !t.loaded {
			t.table.SetFailed(t.told(msg.err))
		}
		return nav.Fail(msg.err)
	}
	var said tea.Cmd
	if msg.anew && !t.early { // what the screen did by itself is no news
		said = nav.Toast(nav.Good, "The day is ordered anew.")
	}
	switch {
	case len(msg.page.Items) > 0:
		t.early = false
	case msg.page.Frozen && msg.page.DueAll > 0 && !t.early:
		t.early = true // the order was kept before a list came in: an empty day is nobody's wish
		return t.reorder()
	}
	t.arrange(msg.page)
	return tea.Batch(said, t.want())
}

// arrange takes a new page in and keeps the cursor on its lead. A lead that was
// opened from here and is done lets the cursor go on to what is next; one that
// has left the queue by itself stays where it stood.
func (t *Today) arrange(page model.QueuePage) {
	selected, had := t.selected()
	first := !t.loaded
	t.page, t.loaded = page, true
	items := make([]model.QueueItem, 0, len(page.Items)+1)
	seen := make(map[model.LeadID]bool, len(page.Items))
	for _, it := range page.Items {
		if !seen[it.LeadID] {
			seen[it.LeadID] = true
			items = append(items, it)
		}
	}
	done := false // the lead under the cursor was worked from here
	if had {
		at := t.place[selected.LeadID]
		switch {
		case !seen[selected.LeadID] && selected.LeadID == t.opened:
			done = true
		case !seen[selected.LeadID] && !t.dealtWith(selected):
			selected.State = stateGone
			at = min(at, len(items))
			items = append(items[:at:at], append([]model.QueueItem{selected}, items[at:]...)...)
		}
		for _, it := range items {
			done = done || it.LeadID == selected.LeadID && it.LeadID == t.opened && !open(it)
		}
	}
	t.items = items
	clear(t.place)
	for i, it := range items {
		t.place[it.LeadID] = i
	}
	t.table.SetRows(t.rows())
	switch {
	case first:
		t.selectNext(0)
	case done:
		t.opened = 0
		t.selectNext(selected.Position)
	}
}

// dealtWith says that the person has just skipped or rested it here: then it may
// go from under the cursor.
func (t *Today) dealtWith(it model.QueueItem) bool { return it.LeadID == t.acting.LeadID }

// selectNext puts the cursor on the first open place after a position, and
// where there is none, on the first open one.
func (t *Today) selectNext(after int) {
	for _, from := range [2]int{after, 0} {
		for _, it := range t.items {
			if it.Position > from && open(it) {
				t.table.Select(int64(it.LeadID))
				return
			}
		}
	}
}

// selected is the place under the cursor.
func (t *Today) selected() (model.QueueItem, bool) {
	i, ok := t.place[model.LeadID(t.table.SelectedID())]
	if !ok || i >= len(t.items) {
		return model.QueueItem{}, false
	}
	return t.items[i], true
}

// want asks for the detail of the lead under the cursor, one at a time: while
// the cursor runs down the list, only where it stops matters.
func (t *Today) want() tea.Cmd {
	it, ok := t.selected()
	if !ok || t.awaited != 0 {
		return nil
	}
	if _, have := t.facts[it.LeadID]; have {
		return nil
	}
	t.awaited = it.LeadID
	r, by, lead := t.details.Next(), t.s.Actor, it.LeadID
	return nav.For(t, func() tea.Msg {
		d, err := t.office.Desk(context.Background(), by, lead)
		if err != nil {
			return deskLoadedMsg{request: r, lead: lead, err: err}
		}
		return deskLoadedMsg{request: r, lead: lead, facts: factsOf(d)}
	})
}

func (t *Today) detailed(msg deskLoadedMsg) tea.Cmd {
	if !t.details.Current(msg.request) {
		return nil
	}
	t.awaited = 0
	if msg.err != nil {
		msg.facts = facts{failed: t.told(msg.err)}
	}
	if len(t.facts) > 2*served {
		clear(t.facts)
	}
	t.facts[msg.lead] = msg.facts
	t.kept = detailLines{}
	return t.want()
}

// told is an error as people read it; what is no refusal goes to the log.
func (t *Today) told(err error) string {
	var e *model.Error
	if errors.As(err, &e) && e.Code != model.Internal {
		return kit.Clean(e.Message)
	}
	if t.s.Log != nil {
		t.s.Log.Error("today", "error", err)
	}
	return "This could not be loaded; the log says why."
}
