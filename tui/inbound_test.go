package tui_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui"
	"ripen/tui/nav"
)

// peopled gives the leads that the tests call a person each, so that their
// desks can record something.
func peopled(o *office, _ *nav.Session) {
	for _, r := range o.leads {
		if _, ok := o.desks[r.ID]; ok {
			continue
		}
		var d model.Desk
		d.Lead = model.Lead{ID: r.ID, Owner: r.Owner, Status: model.Working}
		d.Company.Name = r.Company
		id := model.ContactID(r.ID - 100)
		d.Contacts = []model.Contact{{ID: id, LeadID: r.ID, Name: r.Contact, Zones: []string{"America/Chicago"}}}
		o.desks[r.ID] = d
	}
}

func TestFindingWhoCalls(t *testing.T) {
	c := start(t, 80, 24, peopled)
	c.send(burst("iana"))
	c.shows("who calls ana", "Tamarack Foods", "10 found", "09:42 there")
	c.press("enter")
	c.shows("Today › Tamarack Foods", "OUTCOME inbound")
	c.press("esc", "esc")
	c.shows("▌  1 callback", "1▸Today")
	c.press("i")
	c.typing("zzz")
	c.shows("Nobody is found: + adds a lead", "+ add a lead")
	c.press("q", "esc")
	c.hides("who calls")
	if c.quit {
		t.Error("q left from the field")
	}
}

func TestWhoCallsIsFoundByTheNumber(t *testing.T) {
	c := start(t, 80, 24, peopled)
	c.press("i")
	c.typing("550104")
	c.shows("1 found", "Tamarack Foods", "+1 617 555 0104")
	c.press("enter")
	c.shows("Today › Tamarack Foods", "OUTCOME inbound")
}

func TestOnlyTheLastSearchIsShown(t *testing.T) {
	c := start(t, 80, 24, peopled)
	c.press("i")
	c.hold = true
	c.typing("an")
	c.shows("who calls an", "looking…") // one types on while it is looked up
	held := c.held
	c.hold, c.held = false, nil
	for i := len(held) - 1; i >= 0; i-- { // "a" is answered after "an"
		c.do(held[i])
	}
	c.shows("Tamarack Foods", "20 found")
	c.hides("Halvorsen Freight  ", "looking")
}

// The key is everywhere the same; the screen that finds who calls goes back to
// where it was asked for.
func TestInboundIsAskedForFromAnywhere(t *testing.T) {
	for _, to := range nav.Routes() {
		c := start(t, 80, 24, peopled)
		c.press(to.Key())
		c.send(burst("i0104")) // in one read: no digit may reach the screen
		c.shows("who calls 0104", "Tamarack Foods")
		c.press("esc")
		c.shows(to.Key() + "▸" + to.String())
		c.press("i", "enter")
		c.shows(to.String()+" › Tamarack Foods", "OUTCOME inbound")
		c.press("esc", "esc")
		c.shows(to.Key() + "▸" + to.String())
	}
}

// An empty database begins with how to begin: there i brings a list in.
func TestWhereIMeansSomethingElseItStands(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) { o.empty = true })
	c.press("i")
	c.hides("who calls")
	c.shows("step 1 of 4")
}

func TestACallInterruptsADeskAndComesBackToIt(t *testing.T) {
	c := start(t, 80, 24, peopled)
	c.press("enter", "n")
	c.typing("board meets in february")
	c.press("enter", "8") // the note is kept, and its budget is being looked at
	c.press("esc", "i")
	c.shows("Mia Halvorsen", "Halvorsen Freight") // whom one has open comes first
	c.typing("ana")
	c.press("enter")
	c.shows("Today › Tamarack Foods", "OUTCOME inbound")
	c.press("esc", "esc")
	c.shows("Today › Halvorsen Freight", "1 of 10", "board meets in february")
	c.press("esc")
	c.shows("▌  1 callback")
}

func TestOfADeskTheCallIsTwoKeys(t *testing.T) {
	for _, how := range []func(c *console){
		func(c *console) { c.press("i", "enter") },
		func(c *console) { c.hold = true; c.press("i"); c.release(); c.press("enter") },
		func(c *console) { // enter is quicker than the desk is loaded
			c.send(keyMsg("i"))
			c.hold = true
			c.press("enter")
			c.release()
		},
	} {
		c := start(t, 80, 24, peopled)
		c.press("enter", "n")
		c.typing("typed before")
		c.press("enter")
		desks := len(c.office.asked)
		how(c)
		c.shows("Today › Halvorsen Freight", "OUTCOME inbound", "typed before", "1 of 10")
		for _, a := range c.office.asked[desks:] {
			if strings.HasPrefix(a, "shown") {
				t.Error("the desk was opened a second time")
			}
		}
		c.press("esc", "esc")
		c.shows("1▸Today")
	}
}

// Keys that come in one read with i are typed into the field, not on the desk,
// where the digits open attributes.
func TestKeysTogetherWithIOnADeskAreWhoCalls(t *testing.T) {
	c := start(t, 80, 24, peopled)
	c.press("enter")
	c.send(burst("i0104"))
	c.shows("who calls 0104", "Tamarack Foods")
	c.press("enter")
	c.shows("Today › Tamarack Foods", "OUTCOME inbound")
}

// What comes in one read for a field stays in its order, whatever letters are in
// it.
func TestABurstWithAnIIsTypedAsItCame(t *testing.T) {
	c := start(t, 80, 24, peopled)
	c.press("enter", "n")
	c.send(burst("signs"))
	c.shows("signs")
	c.press("esc", "i")
	c.send(burst("quill ii"))
	c.shows("who calls quill ii")
}

// One whose desk is open below already: it comes up with all that is on it.
func TestACallerWhoseDeskIsOpenComesUp(t *testing.T) {
	c := start(t, 80, 24, peopled)
	c.press("enter", "n")
	c.typing("of Mia")
	c.press("enter", "i")
	c.typing("tamarack")
	c.press("enter", "esc", "i")
	c.typing("halv")
	c.press("enter")
	c.shows("Today › Halvorsen Freight", "OUTCOME inbound", "of Mia")
	c.press("esc", "esc")
	c.shows("Today › Tamarack Foods") // the one that was interrupted
	c.press("esc")
	c.shows("1▸Today")
}

// The desk below goes on by itself when its entry has been written, while one
// types who calls: the field stays, and the next desk waits below it.
func TestTheNextDeskDoesNotCoverWhoIsLookedFor(t *testing.T) {
	c := start(t, 80, 24, peopled)
	c.press("enter", "i")
	c.typing("ta")
	c.send(nav.OpenLeadMsg{Lead: 105, Position: 5, Of: 10})
	c.typing("mar")
	c.shows("who calls tamar", "Tamarack Foods")
	c.press("esc")
	c.shows("Today › Orbit Fasteners", "5 of 10")
	c.press("esc")
	c.shows("1▸Today") // Halvorsen's was done with
}

func TestWhatWasTypedOfACallerIsKept(t *testing.T) {
	c := start(t, 80, 24, peopled)
	c.press("i")
	c.typing("tam")
	c.press("esc", "2", "i")
	c.shows("who calls tam", "Tamarack Foods", "from before: type over it")
	c.press("backspace")
	c.typing("marack foods l")
	c.shows("who calls tamarack foods l")
	c.press("esc", "i")
	c.typing("halv") // another one calls: typing begins anew
	c.shows("who calls halv", "Halvorsen Freight")
	c.press("enter", "esc", "esc", "i")
	c.shows("Type, and whoever matches is listed here.") // it led somewhere
	c.press("esc", "1", "enter", "i")
	c.shows("Mia Halvorsen") // asked from a desk, the field is empty
}

func TestNobodyIsFoundAndAddedWithWhatWasTyped(t *testing.T) {
	for typed, want := range map[string]model.NewLead{
		"Lark & Finch":     {Company: "Lark & Finch"},
		"617 555 0990":     {Company: "Lark", Phone: "617 555 0990"},
		"beth@lark.exampl": {Company: "Lark", Email: "beth@lark.exampl"},
	} {
		c := start(t, 80, 24)
		c.press("i")
		c.typing(typed)
		c.shows("Nobody is found")
		c.press("+")
		c.shows("A new lead", typed)
		c.press("esc")
		c.shows("who calls " + typed) // nothing was typed into the form: no question
		c.press("+")
		if want.Company == "Lark" {
			c.typing("Lark")
		}
		c.press("ctrl+s")
		if len(c.office.added) != 1 {
			t.Fatalf("%s: not added:\n%s", typed, c.see())
		}
		if got := c.office.added[0]; got.Company != want.Company || got.Phone != want.Phone || got.Email != want.Email {
			t.Errorf("%s: %+v", typed, got)
		}
	}
}

func TestWhoMayNotWorkMayLookButNotAdd(t *testing.T) {
	c := start(t, 80, 24, peopled, func(_ *office, s *nav.Session) { s.Actor.Role = model.Sales })
	c.press("i")
	c.typing("tamarack")
	c.press("enter")
	c.shows("Today › Tamarack Foods", "works here as sales")
	c.press("esc", "i")
	c.typing("zzz+")
	c.shows("works here as sales")
}

// A screen of a console that has none of these is not opened, and nothing fails.
func TestWhatAConsoleDoesNotOfferIsNotOpened(t *testing.T) {
	p := &page{}
	c := bare(t, 80, 24, one(p))
	c.press("i")
	if keysOf(p) != "i" {
		t.Errorf("the page got %q", keysOf(p))
	}
	for _, msg := range []tea.Msg{nav.InboundMsg{}, nav.AccountMsg{Lead: 1}, nav.SettingsMsg{}, nav.LessonMsg{}, nav.AddLeadMsg{}, nav.LeadsMsg{Filter: "x"}} {
		c.send(msg)
		c.shows("1▸Today")
	}
}

func TestLeadsOfAFilterFromAnywhere(t *testing.T) {
	today, leads, form := &page{}, &page{}, &page{dirty: "the note on Halvorsen Freight"}
	o := tui.Options{Screens: map[nav.Route]func() nav.Screen{
		nav.Today: func() nav.Screen { return today }, nav.Leads: func() nav.Screen { return leads },
	}}
	c := bare(t, 80, 24, o)
	filters := func() (out []string) {
		for _, m := range leads.got {
			if f, ok := m.(nav.LeadsMsg); ok {
				out = append(out, f.Filter)
			}
		}
		return out
	}
	c.send(nav.LeadsMsg{Filter: "a"})
	c.shows("2▸Leads")
	c.send(nav.LeadsMsg{Filter: "b"})
	c.shows("2▸Leads")
	c.send(nav.PushMsg{Screen: &page{}})
	c.send(nav.PushMsg{Screen: &page{}})
	c.press("1")
	c.send(nav.LeadsMsg{Filter: "c"})
	c.shows("2▸Leads") // what stood over it is closed
	c.send(nav.PushMsg{Screen: form})
	c.send(nav.LeadsMsg{Filter: "d"})
	c.shows("Not saved yet: the note on Halvorsen Freight.")
	c.hides("2▸Leads")
	if got := strings.Join(filters(), " "); got != "a b c" {
		t.Errorf("%s", got)
	}
}

// Whatever stands open is whole in every window.
func TestWhatIsFoundFitsEveryWindow(t *testing.T) {
	for name, keys := range map[string][]string{
		"inbound": {"i", "a"}, "of a desk": {"enter", "i"}, "found": {"ctrl+k", "t", "a", "m"}, "palette of a desk": {"enter", "ctrl+k"}, "keys found": {"?", "/", "a"},
	} {
		c, n := start(t, 80, 24, peopled), 0
		c.press(keys...)
		for w := 0; w <= 250; w += 6 {
			for h := 0; h <= 80; h += 4 {
				c.resize(w, h)
				c.fits()
				n++
			}
		}
		if n < 800 || c.root.Err() != nil {
			t.Errorf("%s: %d windows, %v", name, n, c.root.Err())
		}
	}
}
