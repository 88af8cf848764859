package desk_test

import (
	"strings"
	"testing"

	"ripen/model"
	"ripen/tui/nav"
)

// calls opens the desk as the screen that finds who calls does.
func calls(t *testing.T, o *office, who model.ContactID) *table {
	return sitWith(t, o, 80, 22, nav.OpenLeadMsg{Lead: 41, Contact: who, Inbound: true, Why: "called in", From: nav.Today}, &drafts{held: map[string]map[string]string{}})
}

func TestACallerIsTheOneTheDeskOpensOn(t *testing.T) {
	b := calls(t, counter(halvorsen()), 8)
	b.see("Tor Lind · IT lead", "OUTCOME inbound")
	if !b.d.Capturing() {
		t.Error("the outcomes have not the keys")
	}
	b.press("i", "enter")
	if n := len(b.o.recorded); n != 1 || b.o.recorded[0].ContactID != 8 || b.o.recorded[0].Direction != model.Inbound {
		t.Errorf("%+v", b.o.recorded)
	}
	b.dont("OUTCOME") // it is done once, and not again with every load
	b.press("p", "g", "enter").see("Mia Halvorsen · CFO").press("esc", "o", "n", "enter")
	if n := len(b.o.recorded); n != 2 || b.o.recorded[1].ContactID != 7 || b.o.recorded[1].Direction == model.Inbound {
		t.Errorf("%+v", b.o.recorded)
	}
	b.dont("OUTCOME").see("Mia Halvorsen · CFO")
}

func TestTheDeskOpensOnWhomItIsAskedFor(t *testing.T) {
	b := sitWith(t, counter(halvorsen()), 80, 22, nav.OpenLeadMsg{Lead: 41, Contact: 9, From: nav.Leads}, nil)
	b.see("Beth Amos · dock manager").dont("OUTCOME")
	// One who is not there, or not any more: whoever is due.
	sitWith(t, counter(halvorsen()), 80, 22, nav.OpenLeadMsg{Lead: 41, Contact: 99, Inbound: true}, nil).see("Mia Halvorsen · CFO", "OUTCOME inbound")
}

// The person calls while something is being typed on his desk: it is put by and
// found again.
func TestACallPutsByWhatIsTyped(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("n").write("board in feb")
	b.run(b.d.Update(nav.OpenLeadMsg{Lead: 41, Contact: 8, Inbound: true}))
	b.see("Tor Lind · IT lead", "OUTCOME inbound", "board in feb")
	b.press("esc").press("r").write("15 jan")
	b.run(b.d.Update(nav.OpenLeadMsg{Lead: 41, Contact: 7, Inbound: true}))
	b.see("Mia Halvorsen · CFO", "OUTCOME inbound").dont("15 jan")
	b.press("esc", "r").see("15 jan")
}

func TestIAsksWhoCallsAndNamesWhomOneHasOpen(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("p", "j", "enter", "esc") // the keys are about Tor
	msg, ok := b.d.Update(keyOf("i"))().(nav.InboundMsg)
	if !ok || msg.Lead != 41 || msg.Contact != 8 {
		t.Errorf("%+v", msg)
	}
}

// Help begins with what has the keys, and names it.
func TestHelpOfWhatHasTheKeys(t *testing.T) {
	for keys, want := range map[string]string{
		"": "Attributes", "tab": "Cadence", "p": "People", "tab tab tab": "History", "space": "Guide", "l": "Open now: ", "o": "Open now: OUTCOME by phone",
	} {
		b := sit(t, counter(halvorsen()), 80, 22)
		b.press(strings.Fields(strings.ReplaceAll(keys, "space", " "))...)
		if keys == "space" {
			b.press(" ")
		}
		groups := b.d.FullHelp()
		if !strings.HasPrefix(groups[0].Title, want) || groups[0].Title == "Open now: " {
			t.Errorf("after %q the help begins with %q", keys, groups[0].Title)
		}
		seen := map[string]bool{}
		for _, g := range groups {
			if seen[g.Title] {
				t.Errorf("%q: %s is there twice", keys, g.Title)
			}
			seen[g.Title] = true
		}
	}
	o := counter(halvorsen())
	o.desk.Questions = questions()
	if g := sit(t, o, 80, 22).d.FullHelp(); g[0].Title != "The question that is asked" {
		t.Errorf("the help begins with %q", g[0].Title)
	}
}
