package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/nav"
	"ripen/tui/settings"
)

// beside opens a screen that has no number key over the one in sight.
func (r *Root) beside(msg tea.Msg) tea.Cmd {
	var screen nav.Screen
	switch msg := msg.(type) {
	case nav.InboundMsg:
		if r.o.Inbound != nil {
			screen = r.o.Inbound(msg)
		}
	case nav.AccountMsg:
		if r.o.Account != nil {
			screen = r.o.Account(msg)
		}
	case nav.SettingsMsg:
		if _, here := r.active().(*settings.Screen); r.o.Settings != nil && !here {
			screen = r.o.Settings()
		}
	case nav.LessonMsg:
		if r.o.Lesson != nil {
			screen = r.o.Lesson()
		}
	}
	return r.push(entry{screen, r.route})
}

// leadsOf shows the Leads screen and hands it the filter.
func (r *Root) leadsOf(msg nav.LeadsMsg) tea.Cmd {
	cmd := r.show(nav.Leads)
	stack := r.stacks[nav.Leads]
	if len(stack) == 0 {
		return cmd
	}
	return tea.Batch(cmd, stack[0].screen.Update(msg))
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
