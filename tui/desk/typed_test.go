package desk_test

import (
	"testing"

	"ripen/model"
	"ripen/tui/nav"
)

// A worked lead leaves the queue, and those behind it move up: none is left out.
func TestTheSuccessorOfAWorkedLeadIsNotLeftOut(t *testing.T) {
	item := func(position int, lead model.LeadID) model.QueueItem {
		return model.QueueItem{Position: position, LeadID: lead, Channel: model.Phone, CallableNow: true, State: "open"}
	}
	for name, c := range map[string]struct {
		position int
		items    []model.QueueItem
		want     model.LeadID
	}{
		"the first has left":      {1, []model.QueueItem{item(1, 50), item(2, 51), item(3, 52)}, 50},
		"the second has left":     {2, []model.QueueItem{item(1, 50), item(2, 51), item(3, 52)}, 51},
		"the last has left":       {4, []model.QueueItem{item(1, 50), item(2, 51), item(3, 52)}, 50},
		"still in its place":      {2, []model.QueueItem{item(1, 50), item(2, 41), item(3, 52)}, 52},
		"one came in before it":   {1, []model.QueueItem{item(1, 50), item(2, 41), item(3, 52)}, 52},
		"the list has grown thin": {9, []model.QueueItem{item(1, 50), item(2, 51)}, 50},
	} {
		o := counter(halvorsen())
		o.queue.Items = c.items
		b := sitWith(t, o, 80, 22, nav.OpenLeadMsg{Lead: 41, Position: c.position, Of: 10, From: nav.Today}, nil)
		b.press("o", "n", "enter")
		if len(b.opened) != 1 || b.opened[0].Lead != c.want {
			t.Errorf("%s: opened %+v, want %v", name, b.opened, c.want)
		}
	}
}

// What is typed below the note is kept as the forms keep it: after the pause it
// outlives Ripen, esc keeps it, and recording it drops it.
func TestWhatIsTypedIntoABarOutlivesTheDesk(t *testing.T) {
	for name, c := range map[string]struct {
		draft  string
		open   []string // keys to the field
		text   string
		record []string // keys that record it
	}{
		"callback":  {"outcome", []string{"o", "c"}, "fri 10:30", []string{"enter", "enter"}},
		"referral":  {"outcome", []string{"o", "r"}, "Ines Falk", []string{"enter", "enter"}},
		"later":     {"outcome", []string{"o", "l"}, "15 feb", []string{"enter", "enter"}},
		"skip":      {"skip", []string{"s", "o"}, "my cousin", []string{"enter"}},
		"defect":    {"defect", []string{"D", "o"}, "a branch office", []string{"enter"}},
		"lift a no": {"lift", []string{"p", "U"}, "she wrote to us", []string{"ctrl+s"}},
	} {
		t.Run(name, func(t *testing.T) {
			store := &drafts{held: map[string]map[string]string{}}
			key := "desk/L41/" + c.draft
			open := func() *table {
				o := counter(halvorsen())
				b := sitWith(t, o, 80, 22, nav.OpenLeadMsg{Lead: 41, From: nav.Leads}, store)
				b.s.Actor.Role = model.TeamLead
				o.desk.Contacts[0].Suppressed = c.draft == "lift"
				b.run(b.d.Init())
				return b.press(c.open...)
			}
			b := open().write(c.text)
			if dirty, _ := b.d.Dirty(); !dirty {
				t.Error("what is typed and not kept is not called unsaved")
			}
			b.pause()
			if dirty, _ := b.d.Dirty(); dirty || store.held[key] == nil {
				t.Fatalf("not kept after the pause: %v", store.held)
			}
			open().see(c.text).write("!").press("esc")
			b = open().see(c.text + "!").press("backspace").press(c.record...)
			if store.held[key] != nil {
				t.Errorf("recorded, and the draft is left: %v\n%s", store.held, b.view())
			}
			if open().dont(c.text); len(store.held) != 0 {
				t.Errorf("left %v", store.held)
			}
		})
	}
}

// What was typed of one person is not offered for another.
func TestWhatIsTypedOfOnePersonIsNotAnothers(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("o", "r").write("Ines Falk").press("esc", "esc", "p", "j", "enter", "o", "r").see("Tor Lind").dont("Ines Falk")

	o := counter(halvorsen())
	b = sitWith(t, o, 80, 22, nav.OpenLeadMsg{Lead: 41, From: nav.Leads}, nil)
	b.s.Actor.Role = model.TeamLead
	o.desk.Contacts[0].Suppressed, o.desk.Contacts[1].Suppressed = true, true
	b.run(b.d.Init())
	b.press("p", "U").write("she wrote").press("esc", "j", "U").see("Lift the do-not-contact of Tor Lind").dont("she wrote")
}
