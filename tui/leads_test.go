package tui_test

import (
	"strings"
	"testing"

	"ripen/model"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

func TestLeadsAreSearchedAsOneTypes(t *testing.T) {
	c := start(t, 80, 24)
	c.press("2", "/")
	c.typing("quill")
	c.shows("10 leads", "/ quill", "Quill & Sons")
	c.hides("Tamarack")
	if match := c.session.Look().PaintOn(theme.Page, theme.Match, "Quill"); !strings.Contains(c.root.View(), match) {
		t.Error("what matches is not marked")
	}
	c.press("enter", "enter")
	c.shows("Leads › ")
	if !c.office.did("shown L103 opened") {
		t.Errorf("asked for %v", c.office.asked)
	}
}

func TestLeadsAreNarrowed(t *testing.T) {
	c := start(t, 80, 24)
	c.press("2", "a", "s")
	c.shows("status new", "6 leads")
	c.press("s")
	c.shows("status working")
	c.press("o")
	c.shows("owner Dana Ortiz")
	c.hides("OWNER") // all are hers
	c.press("o", "o", "o")
	c.shows("owner all")
	c.press("m")
	c.shows("owner Dana Ortiz")
	c.press("m", "L")
	c.shows("list Intermodal fair 2026")
	c.press("esc")
	c.shows("status all  owner all  list all", "60 leads")
}

// The screen opens on what a specialist has under way; a shows all, and a
// search is of all.
func TestLeadsBeginWithOnesOwn(t *testing.T) {
	c := start(t, 80, 24)
	c.press("2")
	c.shows("status working", "owner Dana Ortiz", "a shows all", "Halvorsen Freight L113", "2 leads")
	c.hides("Nordlys", "OWNER")
	c.press("/")
	c.typing("halv")
	c.shows("/ halv", "10 leads", "Halvorsen Freight  ", "OWNER")
	c.press("enter")
	c.shows("status all  owner all  list all  words halv")
	c.press("esc")
	c.shows("status working")
	c.press("a")
	c.shows("status all  owner all  list all", "60 leads", "a under way")
	c.hides("a shows all")
	c.press("a")
	c.shows("status working", "owner Dana Ortiz")
	c.press("esc") // what the screen began with is no level of its own
	c.shows("1▸Today")
	lead := start(t, 80, 24, func(_ *office, s *nav.Session) { s.Actor.Role = model.TeamLead })
	lead.press("2")
	lead.shows("status working", "owner all")
	// A list that has just come in: all are new, so all are shown.
	fresh := start(t, 80, 24, func(o *office, _ *nav.Session) {
		o.leads = leadRows(12)
		for i := range o.leads {
			o.leads[i].Status, o.leads[i].Owner = model.New, "Omar Reyes"
		}
	})
	fresh.press("2")
	fresh.shows("status all  owner all", "12 leads", "Halvorsen Freight")
}

func TestLeadsComeAPageAtATime(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) { o.leads = leadRows(450) })
	c.press("2", "a")
	c.office.asked = c.office.asked[:0]
	c.press("s", "esc")
	c.office.asked = c.office.asked[1:]
	c.shows("1–18 of 450")
	asked := func() (n int) {
		for _, a := range c.office.asked {
			if strings.HasPrefix(a, "leads ") {
				n++
			}
		}
		return n
	}
	if asked() != 1 {
		t.Errorf("%d askings at first", asked())
	}
	for range 6 {
		c.press("G")
	}
	c.shows("433–450 of 450", "▌Birch Hill")
	if asked() != 5 {
		t.Errorf("%d askings for 450 leads", asked())
	}
	c.press("g")
	c.shows("▌Halvorsen Freight")
}

func TestAFurtherPageIsAskedForOnce(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) { o.leads = leadRows(450) })
	c.press("2", "a")
	c.hold = true
	c.press("G", "k", "j", "G")
	if n := len(c.held); n != 1 {
		t.Errorf("%d askings", n)
	}
	c.release()
	c.press("G")
	c.shows("183–200 of 450")
}

func TestMoreThanAThousandLeads(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) { o.many = true })
	c.press("2", "a")
	c.shows("1,000+ leads", "of 1,000+")
}

func TestALeadIsAddedByHand(t *testing.T) {
	c := start(t, 80, 24)
	c.press("2", "+")
	c.press("ctrl+s")
	c.shows("Fill this in.")
	c.typing("Lark & Finch")
	c.press("tab")
	c.typing("Beth Amos")
	c.press("tab", "tab")
	c.typing("12")
	c.press("tab")
	c.typing("beth")
	c.press("tab")
	c.shows("no e-mail address")
	c.press("shift+tab")
	c.typing("@lark.example")
	c.press("tab", "tab", "t", "tab", "tab", "y")
	c.office.err = &model.Error{Code: model.Invalid, Field: "phone", Message: "12 is no telephone number; write it as +1 617 555 0142."}
	c.press("ctrl+s")
	c.shows("12 is no telephone number", "Lark & Finch")
	c.office.err = nil
	c.press("ctrl+s")
	c.shows("Added Lark & Finch.", "Leads › ")
	got := c.office.added[len(c.office.added)-1]
	if got.Company != "Lark & Finch" || got.Person != "Beth Amos" || got.Email != "beth@lark.example" || got.Source != "trade press" || !got.Received.Equal(c.now) {
		t.Errorf("%+v", got)
	}
	c.press("esc")
	c.shows("2▸Leads", "owner Dana") // and not the form again
}

// A company found elsewhere is added from anywhere with fewer than ten keys
// besides the words, each of its fields filled in.
func TestACompanyIsAddedInUnderTenKeysFromAnywhere(t *testing.T) {
	for from, keys := range map[string][]string{"Today": {"+"}, "Leads": {"2", "+"}, "Reports": {"5", "ctrl+k", "palette", "enter"}} {
		c := start(t, 80, 24)
		pressed := 0
		press := func(keys ...string) {
			pressed += len(keys)
			c.press(keys...)
		}
		for _, k := range keys {
			if k == "palette" {
				c.typing("add a lead")
				continue
			}
			press(k)
		}
		c.shows(from + " › a new one")
		c.typing("Lark & Finch")
		press("tab")
		c.typing("Beth Amos, dock manager, 617 555 0190, beth@lark.example")
		press("enter")
		c.shows("dock manager", "617 555 0190", "beth@lark.example")
		c.typing("lark.example")
		press("tab", "d", "ctrl+s")
		c.shows("Added Lark & Finch.")
		want := model.NewLead{Company: "Lark & Finch", Person: "Beth Amos", Title: "dock manager", Phone: "617 555 0190", Email: "beth@lark.example",
			Website: "lark.example", Source: "directory"}
		if got := c.office.added[len(c.office.added)-1]; got != want || pressed >= 10 {
			t.Errorf("from %s: %d keys, %+v", from, pressed, got)
		}
		c.press("esc")
		c.shows("▸" + from)
	}
	c := start(t, 80, 24) // field by field
	c.press("+")
	for _, words := range []string{"Lark & Finch", "Beth Amos", "dock manager", "617 555 0190", "beth@lark.example", "lark.example"} {
		c.typing(words)
		c.press("tab")
	}
	c.press("l", "ctrl+s") // nine keys with the first
	if got := c.office.added[len(c.office.added)-1]; got.Source != "LinkedIn" || got.Website != "lark.example" {
		t.Errorf("%+v", got)
	}
}

func TestANewLeadThatIsTypedIsNotLostByEsc(t *testing.T) {
	c := start(t, 80, 24)
	c.press("2", "+", "esc")
	c.shows("2▸Leads")
	c.press("+")
	c.typing("q1")
	c.press("esc")
	c.shows("2▸Leads") // it is kept: nothing is asked
	c.press("+")
	c.shows("q1", "A new lead")
	c.press("ctrl+x")
	c.hides("q1")
	c.press("esc")
	if c.quit {
		t.Error("q left from the form")
	}
}

func TestAListIsBroughtIn(t *testing.T) {
	c := start(t, 80, 24)
	c.press("6", "+")
	c.typing("~/fair.csv")
	c.press("enter")
	c.shows("csv, semicolon", "Windows-1252", "120 rows, 7 columns", "kept as extra")
	c.press("n", "tab")
	c.typing("Intermodal")
	c.press("tab", "t", "tab")
	c.typing("4.8k")
	c.press("ctrl+s")
	c.shows("120 rows would become", "90  new contacts, in 70 new leads", "7  rejected", "line 14  company: no company and no domain")
	if n := len(c.office.imports); n != 1 || !c.office.imports[0].DryRun {
		t.Fatalf("%+v", c.office.imports)
	}
	c.press("esc")
	c.shows("Intermodal", "4.8k") // one level back, everything typed is there
	c.press("esc", "esc")
	c.shows("~/fair.csv")
	c.press("enter", "n", "ctrl+s", "enter")
	c.shows("120 rows became", "fair.rejects.csv", "fair is in: 70 new leads to work.")
	o := c.office.imports[len(c.office.imports)-1]
	if o.DryRun || o.Category != "trade-show" || o.Cost != 480000 || o.Source != "Intermodal" {
		t.Errorf("%+v", o)
	}
	c.press("enter")
	c.shows("1▸Today")
	c.press("6")
	c.shows("6▸Lists", "Intermodal fair 2026")
}

func TestAFileThatCannotBeReadIsToldAtItsField(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) {
		o.err = model.Errorf(model.NotFound, "There is no file nowhere.csv; check the path.")
	})
	c.press("6", "+")
	c.typing("nowhere.csv")
	c.press("enter")
	c.shows("There is no file nowhere.csv", "step 1 of 4")
	if c.press("q"); c.quit {
		t.Error("q left from the field")
	}
}

func TestAnImportIsWaitedForAndCancelled(t *testing.T) {
	c := start(t, 80, 24)
	c.press("6", "+")
	c.typing("fair.csv")
	c.press("enter", "n", "ctrl+s")
	c.hold = true
	c.press("enter")
	c.hold = false
	c.send(nav.TickMsg{At: c.now.Add(12e9)})
	c.shows("bringing in  fair.csv, 12 s", "esc cancel")
	c.press("ctrl+c")
	c.shows("Not saved: the import of fair.csv, which is under way.")
	c.press("n", "1")
	c.shows("1▸Today", "Halvorsen Freight") // the other screens can be worked on meanwhile
	c.release()
	c.press("6")
	c.shows("120 rows became")
}

func TestTakingAListBackAsksAndMeansNo(t *testing.T) {
	c := start(t, 80, 24)
	c.press("6", "U")
	c.shows("Take Intermodal fair 2026 back?", "230 leads", "182 leads that have been worked stay")
	c.press("enter")
	if c.office.did("undo list S1") {
		t.Fatal("enter took it back")
	}
	c.press("U", "y")
	c.shows("230 leads and 260 contacts gone, 182 kept")
	c.press("G", "U")
	c.shows("It is taken back already.")
}

func TestTheAccountAddsUp(t *testing.T) {
	c := start(t, 80, 24)
	c.press("6")
	c.shows("640 = 522 new + 61 merged + 49 rejected + 8 suppressed", "412, 182 worked (44 %), 9 ready, 5 graduated", "wrong number", "960 USD for each graduated")
	c.office.lists[0].Rows = 641
	c.press("1", "6")
	c.shows("1 rows are not accounted for")
}

func TestAnEmptyDatabaseBeginsWithHowToBegin(t *testing.T) {
	empty := func(o *office, _ *nav.Session) { o.empty = true }
	c := start(t, 80, 24, empty)
	c.shows("Nothing to work on yet", "ripen demo")
	c.press("d")
	c.shows("run ripen demo")
	c.press("i", "esc")
	c.shows("Nothing to work on yet")
	c.press("a")
	c.typing("Lark & Finch")
	c.press("ctrl+s")
	c.shows("› ", "Added Lark & Finch.")
	c.press("esc")
	c.hides("Nothing to work on yet")
	c.shows("1▸Today", "Halvorsen Freight")

	c = start(t, 80, 24, empty)
	c.press("i")
	c.typing("fair.csv")
	c.press("enter", "n", "ctrl+s", "enter", "enter")
	c.shows("1▸Today", "Halvorsen Freight")
	c.press("esc")
	c.shows("q leaves Ripen")
}

// A list without a name of its own has the file's, as the form says.
func TestAListIsNamedAfterItsFile(t *testing.T) {
	c := start(t, 80, 24)
	c.press("6", "+")
	c.typing("~/lists/Intermodal fair.csv")
	c.press("enter", "n", "ctrl+s")
	if got := c.office.imports; len(got) != 1 || got[0].Name != "Intermodal fair" {
		t.Errorf("%+v", got)
	}
}
