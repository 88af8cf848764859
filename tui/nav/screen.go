package nav

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// Screen is one page of the console. The root calls SetSize before the first
// View and at every resize; View is then exactly w×h cells, also for 0×0.
type Screen interface {
	Init() tea.Cmd
	Update(tea.Msg) tea.Cmd
	View() string
	SetSize(w, h int)
	ShortHelp() []key.Binding // the keys that matter now, most useful first; the footer shows five
	FullHelp() []HelpGroup    // every key of the screen in its present state
	Capturing() bool          // a text field has the keys: no global key but ctrl+c is taken from it
	Title() string            // what stands in the head: "Today", "Today › Halvorsen Freight"
}

// HelpGroup is some keys that belong together. After is the key that must be
// pressed before each of them, "" for none: those of a bar that is not open.
type HelpGroup struct {
	Title    string
	Bindings []key.Binding
	After    string
}

// Unsaved is a screen that can hold work which leaving would lose.
type Unsaved interface {
	// Dirty says whether there is such work and names it in a few words: "the
	// note on Halvorsen Freight".
	Dirty() (bool, string)
}

// Stepper is a screen with levels of its own: a filter, an open form, a pane.
type Stepper interface {
	// Back undoes exactly one level and says whether there was one; when there
	// was none, the root leaves the screen.
	Back() (handled bool, cmd tea.Cmd)
}

// Dialog stands over a screen and has the keys until it sends [DoneMsg]. It
// takes as much room as it needs of what SetSize offers.
type Dialog interface {
	Init() tea.Cmd
	Update(tea.Msg) tea.Cmd
	SetSize(w, h int) // the most that it may take, in cells
	Size() (w, h int) // what it takes of that
	View() string     // exactly Size
	ShortHelp() []key.Binding
	Capturing() bool
}

// Route is one of the console's screens.
type Route uint8

// The screens, in the order of their number keys. Desk has none: a lead is
// opened with [OpenLeadMsg].
const (
	Today Route = iota + 1
	Leads
	Board
	Handoffs
	Reports
	Lists
	Playbook
	Team
	Desk
)

// Routes lists those that have a number key.
func Routes() []Route {
	return []Route{Today, Leads, Board, Handoffs, Reports, Lists, Playbook, Team}
}

// String is the screen's name as the head shows it.
func (r Route) String() string {
	names := [...]string{Today: "Today", Leads: "Leads", Board: "Board", Handoffs: "Hand-offs",
		Reports: "Reports", Lists: "Lists", Playbook: "Playbook", Team: "Team", Desk: "Desk"}
	if int(r) < len(names) {
		return names[r]
	}
	return ""
}

// Key is the number key that opens it, "" for the desk.
func (r Route) Key() string {
	if r >= Today && r <= Team {
		return string(rune('0' + r))
	}
	return ""
}
