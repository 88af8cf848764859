package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/nav"
	"ripen/tui/settings"
)

// beside opens a screen that has no number key over the one in sight.
func (r *Root) beside(msg tea.Msg) tea.Cmd {
	var screen nav.Screen
	switch msg := msg.(type) {
	case nav.AddLeadMsg:
		if r.o.Add != nil {
			screen = r.o.Add(r.route, msg.Text)
		}
	case nav.InboundMsg:
		if r.o.Inbound != nil && !r.top().call {
			return r.push(entry{screen: r.o.Inbound(msg), route: r.route, call: true})
		}
	case nav.AccountMsg:
		return r.account(msg)
	case nav.SettingsMsg:
		if _, here := r.active().(*settings.Screen); r.o.Settings != nil && !here {
			screen = r.o.Settings()
		}
	case nav.LessonMsg:
		if r.o.Lesson != nil {
			screen = r.o.Lesson()
		}
	case placeMsg:
		screen = msg.open()
	}
	return r.push(entry{screen: screen, route: r.route})
}

// account shows the company of a lead. One that is open here already comes to
// the top: the desk and the account of a lead stand on the stack once each.
func (r *Root) account(msg nav.AccountMsg) tea.Cmd {
	if r.o.Account == nil {
		return nil
	}
	stack := r.stacks[r.route]
	i := slices.IndexFunc(stack, func(e entry) bool { return e.account == msg.Lead })
	if i < 0 {
		return r.push(entry{screen: r.o.Account(msg), route: r.route, account: msg.Lead})
	}
	e := stack[i]
	r.stacks[r.route] = append(slices.Delete(stack, i, i+1), e)
	return r.refresh()
}

// placeMsg opens a screen that was picked by its name.
type placeMsg struct{ open func() nav.Screen }

// leadsOf shows the Leads screen and hands it the filter. What stands over it
// there is closed, unless that would lose something.
func (r *Root) leadsOf(msg nav.LeadsMsg) tea.Cmd {
	if r.o.Screens[nav.Leads] == nil {
		return nil
	}
	from := r.route
	r.route = nav.Leads
	for len(r.stacks[nav.Leads]) > 1 {
		if what, dirty := unsaved(r.active()); dirty {
			return r.toast(nav.Warn, "Not saved yet: "+what+". Save it or leave it here, then ask for the leads again.")
		}
		r.cut()
	}
	var cmd tea.Cmd
	if from != nav.Leads || len(r.stacks[nav.Leads]) == 0 {
		cmd = r.show(nav.Leads)
	}
	return tea.Batch(cmd, r.stacks[nav.Leads][0].screen.Update(msg))
}

// relook tells every screen that the session looks otherwise now.
func (r *Root) relook() tea.Cmd {
	var cmds []tea.Cmd
	for _, stack := range r.stacks {
		for _, e := range stack {
			cmds = append(cmds, e.screen.Update(nav.LookChangedMsg{}))
		}
	}
	r.resize(r.w, r.h)
	return tea.Batch(cmds...)
}
