package leads_test

import (
	"slices"
	"strings"
	"testing"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
)

// toast is the sentence that was said last.
func toast(t *testing.T, run *pagetest.Run) string {
	t.Helper()
	for i := len(run.Asked) - 1; i >= 0; i-- {
		if m, ok := run.Asked[i].(nav.ToastMsg); ok {
			return m.Text
		}
	}
	return ""
}

func TestSeveralLeadsAreSelectedAndAssigned(t *testing.T) {
	run, o, _ := open(t, 60, 80, 24)
	o.left = []model.BulkLeft{{LeadID: 102, Company: "Nordlys Cold Storage", Why: "is resting until 3 Dec"}}
	run.Press(" ", " ", "j", " ")
	run.Shows("3 selected", "✓ Halvorsen Freight ", "✓ Nordlys", "✓ Tamarack")
	run.Hides("✓ Quill", "✓▌Quill")
	run.Press("A")
	run.Shows("ASSIGN 3 leads TO", "Dana Ortiz", "Ines Falk")
	run.Hides("Sally")
	run.Type("in")
	run.Press("enter")
	run.Shows("Assign 3 leads to Ines Falk?", "2 leads would change; 1 would stay", "Nordlys Cold Storage is resting until 3 Dec", "▸n leave it", "y assign 2")
	run.Press("enter") // enter alone never does it
	if len(o.did) != 0 || run.Screen.Capturing() {
		t.Fatalf("enter assigned: %+v", o.did)
	}
	run.Shows("3 selected")
	run.Press("A")
	run.Type("in")
	run.Press("enter", "esc")
	run.Shows("ASSIGN 3 leads TO", "in") // one level back
	run.Press("enter", "y")
	want := model.Bulk{Act: model.BulkAssign, Leads: []model.LeadID{101, 102, 104}, To: 3}
	if len(o.did) != 1 || o.did[0].Act != want.Act || o.did[0].To != want.To || !slices.Equal(o.did[0].Leads, want.Leads) {
		t.Errorf("did %+v", o.did)
	}
	if got := toast(t, run); got != "Assigned 2 leads to Ines Falk; 1 left as they were. u takes it back." {
		t.Errorf("said %q", got)
	}
	run.Hides("selected", "✓")
}

func TestWithoutASelectionAnActIsOnTheRowUnderTheCursor(t *testing.T) {
	run, o, _ := open(t, 60, 80, 24)
	run.Press("j", "E")
	run.Shows("ENROL Nordlys Cold Storage IN", "long-term")
	run.Type("long")
	run.Press("enter", "y")
	if len(o.did) != 1 || o.did[0].Cadence != "long-term" || !slices.Equal(o.did[0].Leads, []model.LeadID{102}) {
		t.Errorf("did %+v", o.did)
	}
	if got := toast(t, run); got != "Enrolled 1 lead in long-term. u takes it back." {
		t.Errorf("said %q", got)
	}
}

func TestLeadsRestUntilADateAsItIsTyped(t *testing.T) {
	run, o, _ := open(t, 60, 80, 24)
	run.Press(" ", " ", "R")
	run.Type("in 6 weeks")
	run.Shows("Tue 5 Jan")
	run.Press("enter")
	run.Type("budget round in Ja")
	run.Press("esc") // closed, and not lost
	run.Shows("2 selected")
	if dirty, what := run.Screen.(nav.Unsaved).Dirty(); !dirty || what == "" {
		t.Error("what is typed is not told when Ripen is left")
	}
	run.Press("R")
	run.Shows("in 6 weeks", "budget round in Ja")
	run.Type("nuary")
	run.Press("enter")
	run.Shows("Let 2 leads rest until Tue 5 Jan", "2 leads would change.")
	o.err = model.Errorf(model.Refused, "Tamarack Foods was changed meanwhile; look at it again.")
	run.Press("y")
	run.Shows("! Tamarack Foods was changed meanwhile", "Let 2 leads rest")
	run.Hides("y rest")
	o.err = nil
	run.Press("esc", "ctrl+s", "y")
	if len(o.did) != 1 || o.did[0].Reason != "budget round in January" || o.did[0].Until != 20270105 {
		t.Errorf("did %+v", o.did)
	}
	run.Press("R")
	run.Hides("January") // recorded, and let go
}

func TestADateThatIsOverIsRefused(t *testing.T) {
	run, o, _ := open(t, 6, 80, 24)
	run.Press("R")
	run.Type("1 nov 2026")
	run.Press("enter")
	run.Type("x")
	run.Press("enter")
	run.Shows("That is not after today")
	if len(o.did) != 0 {
		t.Error("it rests")
	}
}

func TestTheSelectionIsExported(t *testing.T) {
	run, o, _ := open(t, 250, 80, 24)
	run.Press("*", "x")
	run.Shows("Write 250 leads to a file?", "250 selected", "y export 250")
	run.Press("y")
	if len(o.written) != 250 {
		t.Errorf("%d written", len(o.written))
	}
	if got := toast(t, run); got != "250 leads written to /home/dana/leads 2026-11-24.csv." {
		t.Errorf("said %q", got)
	}
}

// All that the filter holds are selected, those that are not loaded yet too.
func TestAllAreSelectedThoughNotAllAreLoaded(t *testing.T) {
	run, o, _ := open(t, 1300, 80, 24)
	run.Hold()
	run.Press("*")
	run.Shows("selecting 100… esc stops")
	run.Press("esc")
	run.Shows("100 selected")
	run.Press("esc")
	run.Hides("selected")
	run.Release(false)
	run.Hides("selected") // what came late selects nothing
	n := len(o.queries)
	run.Press("*")
	run.Shows("1,300 selected", "1,300 leads")
	if asked := len(o.queries) - n; asked != 3 {
		t.Errorf("%d askings", asked)
	}
	run.Press("*")
	run.Hides("selected")
}

func TestNoMoreAreSelectedThanOneActMayChange(t *testing.T) {
	run, _, _ := open(t, model.BulkMost+20, 80, 24)
	run.Press("*")
	run.Shows("5,000 selected")
	if got := toast(t, run); !strings.Contains(got, "no act changes more at once") {
		t.Errorf("said %q", got)
	}
}

// A selection outlives another search; what is not seen of it is told.
func TestASelectionFromTwoSearches(t *testing.T) {
	run, o, _ := open(t, 60, 80, 24)
	for _, word := range []string{"quill", "tamarack"} {
		run.Press("/", "ctrl+u")
		run.Type(word)
		run.Press("enter", " ")
	}
	run.Shows("2 selected, 1 not shown")
	run.Press("E", "enter", "y")
	if len(o.did) != 1 || len(o.did[0].Leads) != 2 {
		t.Errorf("did %+v", o.did)
	}
}

func TestShiftAndArrowsStretchTheSelection(t *testing.T) {
	run, _, _ := open(t, 60, 80, 24)
	run.Press("shift+down", "shift+down")
	run.Shows("3 selected", "✓▌Quill")
	run.Press("esc")
	run.Hides("selected")
	run.Press("esc")
	if _, ok := run.Last().(nav.PopMsg); !ok {
		t.Error("esc goes back more than one level, or less")
	}
}

func TestWhoMayNotDoesNot(t *testing.T) {
	run, o, s := open(t, 6, 80, 24)
	s.Actor.Role = model.Marketing
	run.Press(" ", "A")
	if run.Screen.Capturing() || toast(t, run) == "" || len(o.did) != 0 {
		t.Error("a key that is not allowed does something")
	}
}
