package tui_test

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
)

// minute lets half a minute pass, after which Today looks at the queue again.
func (c *console) minute() {
	for range 30 {
		c.send(nav.TickMsg{At: c.now})
	}
}

func TestTodaySaysWhyAndWhatToAsk(t *testing.T) {
	c := start(t, 80, 24)
	c.shows("2 callbacks · 1 reply · 4 new · 53 due, 41 of them callable now", "touches 31/60", "52 %",
		"why first  promised for 10:30 by Mia Halvorsen; 12 minutes ago",
		`ask 8      budget: "Is the money set aside, or how does it get set aside?"`,
		`"Call me Tuesday at half past ten, after our budget round." Mia, Thu 19 Nov`,
		"Halvorsen Freight · 61 days · 7 touches · near-term", "60 = fit 30 + engagement 8 + ripeness 15 + age 7")
	c.hides("“", "ask 8  ask")
	c.press("G", "k")
	c.shows("07:42☾", "why here   call 2/9 due today; opens 11:00")
	c.hides("closed there now") // the reason says it
	c = start(t, 80, 24, func(o *office, _ *nav.Session) { o.page.Items[8].ReasonText = "call 2/9 due today" })
	c.press("G", "k")
	c.shows("closed there now, opens 11:00")
}

func TestEnterWorksTheLeadAndEscComesBackToIt(t *testing.T) {
	c := start(t, 80, 24)
	c.press("j", "enter")
	c.shows("Today › Nordlys Cold Storage", "2 of 10")
	if !c.office.did("shown L102 served") {
		t.Errorf("asked for %v", c.office.asked)
	}
	c.press("esc")
	c.shows("▌  2 reply")
}

func TestAfterALeadIsWorkedTheCursorGoesOn(t *testing.T) {
	c := start(t, 80, 24)
	c.press("j", "enter")
	c.office.page.Items[1].State = "worked"
	c.press("esc")
	c.shows("✓ worked", "▌  3 new")
	c.press("enter")
	c.office.page.Items = append(c.office.page.Items[:2:2], c.office.page.Items[3:]...)
	c.press("esc")
	c.shows("▌  4 due")
}

func TestTheCursorStaysOnItsLead(t *testing.T) {
	c := start(t, 80, 24)
	c.press("j", "j", "j")
	c.shows("▌  4 due       Tamarack Foods")
	// A callback joins the top: everything moves down by one.
	top := c.office.page.Items[0]
	top.LeadID, top.Company = 300, "Lark & Finch"
	items := append([]model.QueueItem{top}, c.office.page.Items...)
	for i := range items {
		items[i].Position = i + 1
	}
	c.office.page.Items = items
	c.minute()
	c.shows("▌  5 due       Tamarack Foods", "Lark & Finch")
	// Its own lead leaves the queue: it stays in sight until the cursor leaves.
	c.office.page.Items = append(items[:4:4], items[5:]...)
	c.minute()
	c.shows("no longer Tamarack Foods")
	c.minute()
	c.shows("no longer Tamarack Foods")
	c.press("j")
	c.minute()
	c.hides("Tamarack Foods")
}

func TestALateAnswerIsDropped(t *testing.T) {
	c := start(t, 80, 24)
	c.hold = true
	c.minute()
	first := c.held
	c.held = nil
	c.office.page.Done = 40
	c.minute()
	second := c.held
	c.hold = false
	run := func(cmds []tea.Cmd) {
		for _, cmd := range cmds {
			c.do(cmd)
		}
	}
	run(second)
	c.shows("touches 40/60")
	c.office.page.Done = 32
	run(first) // asked before, answered after
	c.shows("touches 40/60")
}

func TestRunningDownTheQueueAsksForWhatMattersOnly(t *testing.T) {
	c := start(t, 80, 24)
	c.hold = true
	c.press("j", "j", "j", "j")
	c.hold = false
	if n := len(c.held); n != 1 {
		t.Errorf("%d details were asked for", n)
	}
	c.release()
	c.shows("Orbit Fasteners · 0 touches")
}

func TestSkipTakesOneKeyAndMovesOn(t *testing.T) {
	c := start(t, 80, 24)
	c.send(burst("sr"))
	if !c.office.did("skip L101 research ") {
		t.Errorf("asked for %v", c.office.asked)
	}
	c.shows("Skipped Halvorsen Freight", "skipped", "▌  2 reply")
	c.press("s", "o")
	c.press("enter")
	c.shows("Say in a few words")
	c.typing("quarrelled with us: ask")
	c.press("enter")
	if !c.office.did("skip L102 other quarrelled with us: ask") {
		t.Errorf("asked for %v", c.office.asked)
	}
}

func TestEscOutOfASkipIsOneLevel(t *testing.T) {
	c := start(t, 80, 24)
	c.press("s", "o")
	c.typing("q")
	c.press("esc")
	c.shows("needs research")
	c.press("esc")
	c.hides("needs research")
	c.shows("why first")
	if c.quit || c.office.did("skip L101 other q") {
		t.Error("esc did something")
	}
}

func TestWhatWasTypedStaysWhenTheOfficeRefuses(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) {
		o.err = model.Errorf(model.Conflict, "somebody else has just worked this lead; look again")
	})
	c.press("r")
	c.typing("yesterday")
	c.press("tab")
	c.shows("not after today")
	for range len("yesterday") {
		c.press("shift+tab", "backspace", "tab")
	}
	c.press("shift+tab")
	c.typing("15 jan")
	c.shows("Fri 15 Jan")
	c.press("tab")
	c.typing("budget round is in january")
	c.press("enter")
	c.shows("Somebody else has just worked this lead", "budget round is in january")
	c.office.err = nil
	c.press("enter")
	if n := len(c.office.choices); n != 2 || c.office.choices[1].Until != 20270115 || c.office.choices[1].Reason != "budget round is in january" {
		t.Errorf("%+v", c.office.choices)
	}
	c.shows("rests until Fri 15 Jan")
}

func TestARestThatIsTypedIsKept(t *testing.T) {
	c := start(t, 80, 24)
	c.press("r")
	c.typing("15 jan")
	c.press("esc", "j", "r")
	c.hides("15 jan") // it is the other lead's
	c.press("esc", "k", "r")
	c.shows("15 jan")
}

func TestTheDayIsOrderedAnewOnDemand(t *testing.T) {
	c := start(t, 80, 24)
	c.press("j", "j", "R")
	c.shows("The day is ordered anew.", "order 2 of today", "▌  3 new")
}

func TestFilterOfToday(t *testing.T) {
	c := start(t, 80, 24)
	c.press("/")
	c.typing("cold")
	c.press("enter", "enter")
	c.shows("Today › Nordlys Cold Storage")
	c.press("esc")
	c.shows("/ cold")
	c.press("esc")
	c.shows("Tamarack Foods")
}

func TestAnEmptyDaySaysWhatToDo(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) { o.page.Items, o.page.Due = nil, 0 })
	c.shows("Nothing is due today: 2 shows all leads, 6 brings a list in.")
	c.press("s")
	c.shows("No lead is under the cursor.")
}

func TestADayThatCannotBeLoaded(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) {
		o.readErr = model.Errorf(model.Internal, "database is locked")
	})
	c.shows("This could not be loaded; the log says why.")
	c.hides("database is locked")
	c.office.readErr = nil
	c.minute()
	c.shows("Halvorsen Freight")
}

func TestClosedThereIsOpenedAndSaid(t *testing.T) {
	c := start(t, 80, 24)
	c.press("G", "k", "enter")
	c.shows("Atlas Water: closed there now, opens 11:00.", "Today › Atlas Water")
}

func TestTheTimeThereIsOfItsPlace(t *testing.T) {
	c := start(t, 80, 24)
	c.now = pagetest.Now.Add(20 * time.Minute)
	c.office.page.Items[8].CallableNow = true
	c.minute()
	if strings.Contains(c.see(), "☾") {
		t.Errorf("still closed:\n%s", c.see())
	}
}

// The words of the column are the office's: it knows the clock of an inquiry.
func TestWhyIsTheOfficesWord(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) {
		o.page.Items[2].Why, o.page.Items[6].Why = "new +17h", "due +19d"
		o.page.Items[4].StepWord, o.page.Items[4].Step = "decide", 10 // past the end of its nine
		o.page.Items[5].StepWord = "direct mail"
	})
	c.shows("new +17h  Quill & Sons", "due +19d  Cobalt", "decide   ", "mail 5/9")
	c.hides("10/9", "direc")
}

// A quotation is read whole where the window has lines for it.
func TestALongQuotationHasTheLinesThatAreLeft(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) {
		d := o.desks[101]
		d.Touches[6].Note = "Mise Planning was here in spring and left a very thick folder, which nobody has opened since."
		o.desks[101] = d
	})
	c.shows("opened since.\" Mia, Thu 19 Nov", "score ")
	// Their words are read before the score.
	c = start(t, 80, 24, func(o *office, _ *nav.Session) {
		d := o.desks[101]
		d.Touches[6].Note = "Mise Planning was here in spring and left a very thick folder, which nobody has opened since."
		d.Readiness.NextWhoText = "Chidi Okafor, Dispatcher"
		o.desks[101] = d
		o.page.Items[0].ReasonText += "; opens 11:00 (08:00 there) and not before"
	})
	c.shows("opened since.\" Mia, Thu 19 Nov", "Chidi Okafor, Dispatcher", "and not before")
	c.hides("score ")
}

// A day that was ordered before the first list came in is ordered anew: it would
// stand empty until tomorrow.
func TestAnEmptyDayIsOrderedAnewWhereLeadsAreDue(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) {
		full := o.page
		o.anew = &full
		o.page = model.QueuePage{AsOf: full.AsOf, Frozen: true, DueAll: 500}
	})
	c.shows("▌  1 callback  Halvorsen Freight")
	c.hides("Nothing is due", "ordered anew")
	empty := start(t, 80, 24, func(o *office, _ *nav.Session) {
		o.page = model.QueuePage{AsOf: o.page.AsOf, Frozen: true, DueAll: 500}
	})
	empty.shows("Nothing is due today") // asked once, and believed
}
