package tui

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// Options are the screens that the root shows and what it does by itself.
type Options struct {
	// Screens makes the screen of each numbered route; a route without one is
	// not offered. Today is needed.
	Screens map[nav.Route]func() nav.Screen

	// Desk makes the desk of a lead.
	Desk func(nav.OpenLeadMsg) nav.Screen

	// Add makes the form of a new lead, opened from a screen of that route, with
	// what was typed there already; nil: none can be added here.
	Add func(from nav.Route, text string) nav.Screen

	// Inbound makes the screen that finds who calls, Account that of a lead's
	// company, Settings and Lesson theirs. One that is nil is not offered.
	Inbound  func(nav.InboundMsg) nav.Screen
	Account  func(nav.AccountMsg) nav.Screen
	Settings func() nav.Screen
	Lesson   func() nav.Screen

	// Find is the leads that text may mean, as commands that open them; Lists are
	// the names of all lists. Both are asked by the palette, in a command.
	Find  func(ctx context.Context, text string) ([]kit.Command, error)
	Lists func(ctx context.Context) ([]string, error)

	// Places are screens that have no key of their own everywhere.
	Places []Place

	// First makes the screen that an empty database begins with; nil for one
	// that has leads.
	First func() nav.Screen

	// PeekUndo lists the person's entries that can be taken back, the last one
	// first; Undo takes that one back.
	PeekUndo func(context.Context) ([]model.UndoInfo, error)
	Undo     func(context.Context) (model.UndoInfo, error)
}

// Refresher is a screen that loads anew what it shows, keeping what is selected
// and typed. The root asks for it when the screen comes back into sight and
// after an undo.
type Refresher interface{ Refresh() tea.Cmd }

// Teller is a screen that has something to say at the right end of the head:
// "1 of 60 · on call 00:47".
type Teller interface{ Status() string }

// Finisher is a screen that may be done with: the root takes it off its stack,
// wherever it stands there, as soon as it says so.
type Finisher interface{ Finished() bool }

// Subject is a screen about one lead. The company is "" until it is loaded.
type Subject interface {
	Lead() (lead model.LeadID, company string)
}

// Place is a screen that the palette opens by its name: a report, an import. It
// is opened over the one in sight, or, where Open is nil, its route is shown.
type Place struct {
	Title string
	Hint  string
	Route nav.Route
	Open  func() nav.Screen
}

// Root is the console: a tea.Model that holds the screens, one stack for each
// route, and the dialogs over them.
type Root struct {
	s        *nav.Session
	o        Options
	w, h     int
	lower    int // lines of the footer, or of what stands in its place
	route    nav.Route
	stacks   map[nav.Route][]entry
	dialogs  []over
	toasts   *kit.Toasts
	said     string // the toast's whole sentence, for those longer than a line
	saidKind nav.Kind
	recent   recents
	noted    model.LeadID  // the lead that was put among the recent ones last
	finds    nav.Requests  // of the palette
	lists    []kit.Command // those of the last palette, until the next has asked
	undoing  bool          // an undo is being asked about or made
	tabs     []tab
	frame    string
	err      error
}

// entry is a screen on a stack and what it is: nav.Desk for a lead's desk, else
// the route that it belongs to.
type entry struct {
	screen nav.Screen
	route  nav.Route
	lead   model.LeadID // of a desk
	call   bool         // finds who calls: the desk that answers takes its place

	account model.LeadID // whose company this is the account of; 0 for other screens
}

// over is a dialog and the screen that it was opened over, which gets what it
// comes to.
type over struct {
	dialog nav.Dialog
	owner  nav.Screen
}

// New makes the console of a session; cmd joins its Options to the store.
func New(s *nav.Session, o Options) *Root {
	return &Root{s: s, o: o, route: nav.Today, stacks: map[nav.Route][]entry{}, toasts: kit.NewToasts(s.Look()), recent: recentsOf(s.Prefs)}
}

// Err is what made the console end by itself: a panic of a screen. It is nil
// when a person left.
func (r *Root) Err() error { return r.err }

// Init opens the screen that was left last, or Today with the first-run screen
// over it, and starts the clock.
func (r *Root) Init() (cmd tea.Cmd) {
	defer r.guard(&cmd)
	cmds := []tea.Cmd{r.tick(), r.show(r.leftOn())}
	if r.o.First != nil {
		cmds = append(cmds, r.push(entry{screen: r.o.First(), route: nav.Today}))
	}
	r.draw()
	return tea.Batch(cmds...)
}

// Update hands each message to whom it is for, and draws. What a screen's
// Update or View panics with ends the console in order: the toolkit gives the
// terminal back, and Err says why.
func (r *Root) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	defer r.guard(&cmd)
	if r.err != nil {
		return r, tea.Quit
	}
	cmd = tea.Batch(r.handle(msg), r.clear(), r.noticed())
	r.room()
	r.draw()
	return r, cmd
}

// View is the frame that Update drew, exactly as many cells as the window.
func (r *Root) View() string { return r.frame }

func (r *Root) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		r.resize(msg.Width, msg.Height)
	case tea.KeyMsg:
		r.heard()
		return r.keys(msg)
	case tea.MouseMsg:
		return r.mouse(msg)
	case tea.ResumeMsg:
		return tea.Batch(tea.ClearScreen, r.refresh())
	case nav.TickMsg:
		return tea.Batch(r.tick(), r.hand(msg))
	case nav.ResultMsg:
		if msg.To != nil {
			return msg.To.Update(msg.Msg)
		}
	case nav.PushMsg:
		return r.push(entry{screen: msg.Screen, route: r.route})
	case nav.PopMsg:
		return r.pop()
	case nav.SwitchMsg:
		return r.show(msg.Route)
	case nav.OpenLeadMsg:
		return r.open(msg)
	case nav.AddLeadMsg, nav.InboundMsg, nav.AccountMsg, nav.SettingsMsg, nav.LessonMsg, placeMsg:
		return r.beside(msg)
	case nav.LeadsMsg:
		return r.leadsOf(msg)
	case nav.LookChangedMsg:
		return r.relook()
	case nav.ToastMsg:
		return r.toast(msg.Kind, msg.Text)
	case nav.ErrMsg:
		return r.refuse(msg.Err)
	case nav.DialogMsg:
		return r.over(msg.Dialog)
	case nav.DoneMsg:
		return r.done(msg)
	case kit.CommandChosenMsg:
		return r.chosen(msg.Command)
	case kit.PaletteMoreMsg:
		return r.listed(msg)
	case pressedMsg:
		return r.pressed(msg)
	case nav.QuitMsg:
		return r.leave()
	case leftMsg:
		return tea.Quit
	case droppedMsg:
		return r.drop(msg.screen)
	case peekedMsg:
		return r.peeked(msg)
	case undoChosenMsg:
		return r.takeBack()
	case undoneMsg:
		return r.undone(msg)
	case helpAskedMsg:
		return r.help()
	case undoAskedMsg:
		return r.undo()
	default:
		if !r.toasts.Update(msg) {
			return r.hand(msg)
		}
	}
	return nil
}

// hand gives a message that is nobody's in particular to the topmost dialog
// and to the screen in sight.
func (r *Root) hand(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	if n := len(r.dialogs); n > 0 {
		cmd = r.dialogs[n-1].dialog.Update(msg)
	}
	if a := r.active(); a != nil {
		return tea.Batch(cmd, a.Update(msg))
	}
	return cmd
}

func (r *Root) tick() tea.Cmd {
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return nav.TickMsg{At: r.s.Now()} })
}

// guard turns a panic into an orderly end.
func (r *Root) guard(cmd *tea.Cmd) {
	v := recover()
	if v == nil {
		return
	}
	r.err = fmt.Errorf("the console failed: %v", v)
	r.frame = kit.Clamp("Ripen failed and closes; the log says more.", r.w, r.h)
	if r.s.Log != nil {
		r.s.Log.Error("panic in the console", "panic", fmt.Sprint(v), "route", r.route.String(), "stack", string(debug.Stack()))
	}
	*cmd = tea.Quit
}

// resize tells every screen and dialog, visible or not, what room it has.
func (r *Root) resize(w, h int) {
	r.w, r.h = max(0, w), max(0, h)
	r.lower = max(1, len(r.saying()))
	for _, stack := range r.stacks {
		for _, e := range stack {
			e.screen.SetSize(r.body())
		}
	}
	for _, d := range r.dialogs {
		d.dialog.SetSize(r.body())
	}
}

// room gives the screens other room when what is said comes to more lines than
// before, or to fewer.
func (r *Root) room() {
	if max(1, len(r.saying())) != r.lower {
		r.resize(r.w, r.h)
	}
}

// body is the room between the head and the footer, which is a line, or as many
// as a sentence takes that stands in its place.
func (r *Root) body() (w, h int) { return r.w, max(0, r.h-1-max(1, r.lower)) }
