package leads_test

import (
	"testing"

	"ripen/tui/internal/pagetest"
	"ripen/tui/leads"
)

func TestAViewIsKeptOpenedAndDeleted(t *testing.T) {
	run, o, s := open(t, 60, 120, 24)
	run.Press("m", "S", "V")
	run.Shows("KEEP THIS VIEW", "owner:me")
	run.Press("enter")
	run.Shows("Give it a name")
	run.Type("mine by name")
	run.Press("enter")
	if got := toast(t, run); got != "Kept as mine by name: v opens it." {
		t.Errorf("said %q", got)
	}
	run.Shows("mine by name  status all  owner Omar Reyes")
	if got := s.Prefs.Get("leads/view/mine by name"); got != "owner:me" {
		t.Errorf("kept %q", got)
	}
	run.Press("S", "s")
	run.Hides("mine by name")
	run.Press("v")
	run.Shows("VIEWS", "a  mine by name", "owner:me")
	run.Press("a")
	run.Shows("mine by name  status all  owner Omar Reyes", "COMPANY▴", "by company")

	// The screen of another start knows it; all leads can be a view as well.
	run = pagetest.Open(t, leads.New(s, o), 120, 24)
	run.Press("a", "V")
	run.Type("everything")
	run.Press("enter", "v")
	run.Shows("a  everything", "all leads", "b  mine by name")
	run.Press("x")
	run.Shows("DELETE everything?")
	run.Press("enter")
	run.Shows("a  everything")
	run.Press("x", "y")
	run.Hides("everything")
	run.Press("enter")
	run.Shows("mine by name  status all")

	run.Press("s", "V")
	run.Type("mine by name")
	run.Press("enter")
	run.Shows("There is a view of that name: y replaces it")
	run.Press("enter")
	if got := s.Prefs.Get("leads/view/mine by name"); got != "owner:me" {
		t.Errorf("enter replaced it by %q", got)
	}
	run.Press("enter", "y")
	if got := s.Prefs.Get("leads/view/mine by name"); got != "owner:me status:new" {
		t.Errorf("kept %q", got)
	}
}

func TestWithoutAViewTheNextKeyIsNamed(t *testing.T) {
	run, _, _ := open(t, 6, 80, 24)
	run.Press("v")
	run.Shows("No view is kept yet: V keeps the present filter")
	run.Press("V", "esc")
	run.Hides("VIEWS", "KEEP")
}

func TestColumnsAreChosenAndKept(t *testing.T) {
	run, o, s := open(t, 60, 120, 30)
	run.Press("c")
	run.Shows("COLUMNS", "[✓] COMPANY", "[ ] VALUE")
	run.Press(" ")
	run.Shows("the company stays")
	run.Press("j", "j", " ", "G", "k", " ") // without the status, with the value
	run.Press("K", "K", "K", "K", "K", "K", "K", "K", "K")
	run.Press("enter")
	run.Hides("STATUS", "COLUMNS")
	run.Shows("VALUE", "375,000")
	if got := s.Prefs.Get("leads/columns"); got != "company person value owner attributes count due place last score" {
		t.Errorf("kept %q", got)
	}
	run = pagetest.Open(t, leads.New(s, o), 120, 30)
	run.Shows("VALUE")
	run.Hides("STATUS")
	run.Resize(80, 24)
	run.Shows("VALUE", "ATTRIBUTES", "…")
	run.Hides("SCORE")
	run.Shows("Nordlys Cold Storage  Per Aas ", " 23 Nov") // what is left is whole
	run.Press("c")
	run.Shows("no room in this width")
	run.Press("d", "esc")
	run.Shows("STATUS")
	if got := s.Prefs.Get("leads/columns"); got != "" {
		t.Errorf("kept %q", got)
	}
}
