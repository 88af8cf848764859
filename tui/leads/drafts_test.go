package leads_test

import (
	"testing"

	"ripen/tui/internal/pagetest"
	"ripen/tui/leads"
	"ripen/tui/nav"
)

// The console is killed with a filter and a rest half typed: the next one has
// both, and what was used is not there again.
func TestWhatIsTypedOutlivesTheConsole(t *testing.T) {
	d := pagetest.Drafts{}
	begin := func() *pagetest.Run {
		return pagetest.Open(t, leads.New(session(), &office{rows: some(9)}).Keep(d), 80, 24)
	}
	run := begin()
	run.Press("R")
	run.Type("in 6 weeks")
	run.Press("tab")
	run.Type("budget in spring")
	if dirty, what := run.Screen.(nav.Unsaved).Dirty(); dirty {
		t.Error("leaving loses " + what)
	}
	run.Press("esc", "/")
	run.Type("nordlys co")

	run = begin()
	run.Press("R")
	run.Shows("in 6 weeks", "budget in spring")
	run.Press("esc", "/")
	run.Shows("nordlys co")
	run.Press("enter", "R", "ctrl+s", "y")
	if len(d) != 0 {
		t.Errorf("used, and still kept: %v", d)
	}
	run = begin()
	run.Press("/")
	run.Hides("/ nordlys")
}

func TestWithoutDraftsARestThatIsHalfTypedIsAskedFor(t *testing.T) {
	run, _, _ := open(t, 9, 80, 24)
	run.Press("R")
	run.Type("in 6 weeks")
	if dirty, what := run.Screen.(nav.Unsaved).Dirty(); !dirty || what != "the rest that is half typed" {
		t.Error(dirty, what)
	}
}
