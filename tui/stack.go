package tui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

type (
	// leftMsg leaves although something is unsaved.
	leftMsg struct{}

	// droppedMsg goes back from a screen although it holds unsaved work.
	droppedMsg struct{ screen nav.Screen }
)

// top is the entry in sight.
func (r *Root) top() entry {
	stack := r.stacks[r.route]
	if len(stack) == 0 {
		return entry{}
	}
	return stack[len(stack)-1]
}

// active is the screen in sight, nil before the first one is made.
func (r *Root) active() nav.Screen { return r.top().screen }

// show goes to a numbered route, as it was left; asked for the one in sight, it
// goes down to its first screen.
func (r *Root) show(to nav.Route) tea.Cmd {
	if len(r.stacks[to]) == 0 {
		build := r.o.Screens[to]
		if build == nil {
			return nil
		}
		r.route = to
		return tea.Batch(r.remember(), r.push(entry{screen: build(), route: to}))
	}
	if r.route == to && len(r.stacks[to]) > 1 {
		return r.pop()
	}
	r.route = to
	return tea.Batch(r.remember(), r.refresh())
}

// prefScreen is the screen that was left last, and the day on which it was:
// "Board 2026-11-24".
const prefScreen = "console/screen"

func (r *Root) remember() tea.Cmd {
	return r.s.Prefs.Set(prefScreen, r.route.String()+" "+model.DateOf(r.s.Now()).String())
}

// leftOn is the screen to begin with: the one that was left last today. A new
// day begins with Today.
func (r *Root) leftOn() nav.Route {
	name, day, _ := strings.Cut(r.s.Prefs.Get(prefScreen), " ")
	for _, to := range nav.Routes() {
		if to.String() == name && day == model.DateOf(r.s.Now()).String() && r.o.Screens[to] != nil && r.o.First == nil {
			return to
		}
	}
	return nav.Today
}

func (r *Root) push(e entry) tea.Cmd {
	if e.screen == nil { // what this console does not offer
		return nil
	}
	r.stacks[r.route] = append(r.stacks[r.route], e)
	e.screen.SetSize(r.body())
	return e.screen.Init()
}

// open shows a lead's desk; from a desk, the next one takes its place, so that
// esc leads back to the queue and not through every lead of the day. A desk that
// a caller interrupts is not left: esc leads back to it.
func (r *Root) open(msg nav.OpenLeadMsg) tea.Cmd {
	top := r.top()
	switch {
	case r.o.Desk == nil:
		return nil
	case msg.Inbound:
		if top.call {
			r.cut()
		}
		return r.openOver(msg)
	case msg.Over:
		return r.openOver(msg)
	case top.call: // the desk below goes on by itself, while one types who calls
		return r.under(func() tea.Cmd { return r.open(msg) })
	case top.route == nav.Desk:
		r.cut()
		r.cutAccounts(top.lead, msg.Lead)
		if below := r.top(); below.route == nav.Desk && below.lead == msg.Lead {
			return r.refresh()
		}
	}
	return r.push(r.desk(msg))
}

// cutAccounts takes away what the desk of a lead was opened from, if that is the
// account of its company and the next lead is another: esc leads to the queue.
// An account that holds something unsaved stays.
func (r *Root) cutAccounts(lead, next model.LeadID) {
	for lead != next && r.top().account != 0 {
		if _, dirty := unsaved(r.active()); dirty {
			return
		}
		r.cut()
	}
}

func (r *Root) desk(msg nav.OpenLeadMsg) entry {
	if msg.From == 0 {
		msg.From = r.route
	}
	return entry{screen: r.o.Desk(msg), route: nav.Desk, lead: msg.Lead}
}

// openOver shows a lead's desk over what is in sight, which stays. A desk of the
// lead that is open here already comes to the top, with all that is typed on it.
func (r *Root) openOver(msg nav.OpenLeadMsg) tea.Cmd {
	stack := r.stacks[r.route]
	i := slices.IndexFunc(stack, func(e entry) bool { return e.route == nav.Desk && e.lead == msg.Lead })
	if i < 0 {
		return r.push(r.desk(msg))
	}
	e := stack[i]
	r.stacks[r.route] = append(slices.Delete(stack, i, i+1), e)
	return tea.Batch(r.refresh(), e.screen.Update(msg))
}

// under does something to the stack below the screen in sight.
func (r *Root) under(do func() tea.Cmd) tea.Cmd {
	stack := r.stacks[r.route]
	n := len(stack) - 1
	top := stack[n]
	r.stacks[r.route] = stack[:n:n]
	cmd := do()
	r.stacks[r.route] = append(r.stacks[r.route], top)
	return cmd
}

// cut takes the topmost screen away, with the dialogs that it opened.
func (r *Root) cut() {
	stack := r.stacks[r.route]
	gone := stack[len(stack)-1]
	stack[len(stack)-1] = entry{}
	r.stacks[r.route] = stack[:len(stack)-1]
	kept := r.dialogs[:0]
	for _, d := range r.dialogs {
		if d.owner != gone.screen {
			kept = append(kept, d)
		}
	}
	r.dialogs = kept
}

// clear takes screens that are done with off the stacks; what comes into sight
// by that is loaded anew.
func (r *Root) clear() tea.Cmd {
	seen := r.active()
	for route, stack := range r.stacks {
		kept := stack[:0:len(stack)]
		for i, e := range stack {
			if f, ok := e.screen.(Finisher); !ok || !f.Finished() || i == 0 {
				kept = append(kept, e)
			}
		}
		r.stacks[route] = kept
	}
	if r.active() == seen {
		return nil
	}
	return r.refresh()
}

// pop goes back one screen; the first one of a route goes back to Today.
func (r *Root) pop() tea.Cmd {
	if len(r.stacks[r.route]) > 1 {
		r.cut()
		return r.refresh()
	}
	if r.route != nav.Today {
		return r.show(nav.Today)
	}
	return r.toast(nav.Info, "This is the first screen: q leaves Ripen.")
}

// back is esc: a level of the screen's own, or the screen itself, after asking
// where that would lose something.
func (r *Root) back() tea.Cmd {
	a := r.active()
	if s, ok := a.(nav.Stepper); ok {
		if handled, cmd := s.Back(); handled {
			return cmd
		}
	}
	if what, dirty := unsaved(a); dirty && len(r.stacks[r.route]) > 1 {
		return r.over(kit.NewConfirm(r.s.Look(), "Go back?", "Not saved: "+what+".", "go back and lose it", droppedMsg{a}))
	}
	return r.pop()
}

// drop goes back from screen, if it is still the one in sight.
func (r *Root) drop(screen nav.Screen) tea.Cmd {
	if r.active() != screen {
		return nil
	}
	return r.pop()
}

func (r *Root) refresh() tea.Cmd {
	if a, ok := r.active().(Refresher); ok {
		return a.Refresh()
	}
	return nil
}

func unsaved(s nav.Screen) (string, bool) {
	if u, ok := s.(nav.Unsaved); ok {
		if dirty, what := u.Dirty(); dirty {
			return what, true
		}
	}
	return "", false
}

// leave ends the console, and asks first where any screen, visible or not,
// holds unsaved work.
func (r *Root) leave() tea.Cmd {
	var lost []string
	for _, route := range nav.Routes() {
		for _, e := range r.stacks[route] {
			if what, dirty := unsaved(e.screen); dirty {
				lost = append(lost, what)
			}
		}
	}
	if len(lost) == 0 {
		return tea.Quit
	}
	for _, d := range r.dialogs {
		if _, asking := d.dialog.(leaving); asking {
			return nil
		}
	}
	return r.over(leaving{kit.NewConfirm(r.s.Look(), "Leave Ripen?", "Not saved: "+strings.Join(lost, "; ")+".", "leave and lose it", leftMsg{})})
}

// leaving is the question that leave asks; it is asked once.
type leaving struct{ *kit.Confirm }

// over puts a dialog over the screen in sight.
func (r *Root) over(d nav.Dialog) tea.Cmd {
	if d == nil {
		return nil
	}
	r.dialogs = append(r.dialogs, over{d, r.active()})
	d.SetSize(r.body())
	return d.Init()
}

// done takes the topmost dialog away. What it came to is for the root where the
// root knows it, else for the screen that the dialog was opened over.
func (r *Root) done(msg nav.DoneMsg) tea.Cmd {
	n := len(r.dialogs)
	if n == 0 {
		return nil
	}
	owner := r.dialogs[n-1].owner
	r.dialogs = r.dialogs[:n-1]
	switch then := msg.Then.(type) {
	case nil:
		return nil
	case nav.PushMsg, nav.PopMsg, nav.SwitchMsg, nav.OpenLeadMsg, nav.AddLeadMsg, nav.InboundMsg, nav.AccountMsg, nav.LeadsMsg, nav.SettingsMsg, nav.LessonMsg, nav.ToastMsg, nav.ErrMsg, nav.DialogMsg, nav.QuitMsg, nav.ResultMsg,
		kit.CommandChosenMsg, leftMsg, droppedMsg, undoChosenMsg:
		return r.handle(then)
	default:
		if owner == nil {
			return nil
		}
		return owner.Update(then)
	}
}
