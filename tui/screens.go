package tui

import (
	"context"

	"ripen/model"
	"ripen/tui/board"
	"ripen/tui/desk"
	"ripen/tui/first"
	"ripen/tui/handoffs"
	"ripen/tui/leads"
	"ripen/tui/lists"
	"ripen/tui/nav"
	"ripen/tui/playbook"
	"ripen/tui/reports"
	"ripen/tui/settings"
	"ripen/tui/team"
	"ripen/tui/today"
)

// Office is all that the console asks for: what its screens declare, and undo.
// cmd gives it the store.
type Office interface {
	today.Office
	leads.Office
	lists.Office
	first.Office
	desk.Office
	board.Office
	handoffs.Office
	reports.Office
	playbook.Office
	team.Office

	PeekUndo(ctx context.Context, by model.Actor) ([]model.UndoInfo, error)
	Undo(ctx context.Context, by model.Actor) (model.UndoInfo, error)
}

// Screens joins the screens of a session to the office. empty says that the
// database has no leads yet: then the console begins with how to begin.
func Screens(s *nav.Session, o Office, d desk.Options, empty bool) Options {
	out := Options{
		Screens: map[nav.Route]func() nav.Screen{
			nav.Today:    func() nav.Screen { return today.New(s, o).Keep(d.Drafts) },
			nav.Leads:    func() nav.Screen { return leads.New(s, o) },
			nav.Board:    func() nav.Screen { return board.New(s, o).Keep(d.Drafts) },
			nav.Handoffs: func() nav.Screen { return handoffs.New(s, o).Keep(d.Drafts) },
			nav.Reports:  func() nav.Screen { return reports.New(s, o) },
			nav.Lists:    func() nav.Screen { return lists.New(s, o).Keep(d.Drafts) },
			nav.Playbook: func() nav.Screen { return playbook.New(s, o) },
			nav.Team:     func() nav.Screen { return team.New(s, o) },
		},
		Add:      func(from nav.Route) nav.Screen { return leads.NewAdd(s, o, from).Keep(d.Drafts) },
		Desk:     func(msg nav.OpenLeadMsg) nav.Screen { return desk.New(s, o, msg, d) },
		Settings: func() nav.Screen { return settings.New(s) },
		PeekUndo: func(ctx context.Context) ([]model.UndoInfo, error) { return o.PeekUndo(ctx, s.Actor) },
		Undo:     func(ctx context.Context) (model.UndoInfo, error) { return o.Undo(ctx, s.Actor) },
	}
	if empty {
		out.First = func() nav.Screen {
			return first.New(s, o, first.Ways{
				Import: func() nav.Screen { return lists.NewImport(s, o, d.Drafts) },
				Add:    func() nav.Screen { return leads.NewAdd(s, o, nav.Leads).Keep(d.Drafts) },
			})
		}
	}
	return out
}
