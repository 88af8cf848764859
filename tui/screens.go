package tui

import (
	"context"

	"ripen/model"
	"ripen/tui/account"
	"ripen/tui/board"
	"ripen/tui/desk"
	"ripen/tui/first"
	"ripen/tui/handoffs"
	"ripen/tui/inbound"
	"ripen/tui/kit"
	"ripen/tui/leads"
	"ripen/tui/lesson"
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
	inbound.Office
	account.Office

	PeekUndo(ctx context.Context, by model.Actor) ([]model.UndoInfo, error)
	Undo(ctx context.Context, by model.Actor) (model.UndoInfo, error)
}

// Screens joins the screens of a session to the office. empty says that the
// database has no leads yet: then the console begins with how to begin.
func Screens(s *nav.Session, o Office, d desk.Options, empty bool) Options {
	var typed inbound.Typed
	out := Options{
		Screens: map[nav.Route]func() nav.Screen{
			nav.Today:    func() nav.Screen { return today.New(s, o).Keep(d.Drafts) },
			nav.Leads:    func() nav.Screen { return leads.New(s, o).Keep(d.Drafts) },
			nav.Board:    func() nav.Screen { return board.New(s, o).Keep(d.Drafts) },
			nav.Handoffs: func() nav.Screen { return handoffs.New(s, o).Keep(d.Drafts) },
			nav.Reports:  func() nav.Screen { return reports.New(s, o) },
			nav.Lists:    func() nav.Screen { return lists.New(s, o).Keep(d.Drafts) },
			nav.Playbook: func() nav.Screen { return playbook.New(s, o) },
			nav.Team:     func() nav.Screen { return team.New(s, o) },
		},
		Add: func(from nav.Route, text string) nav.Screen {
			return leads.NewAdd(s, o, from).Keep(d.Drafts).Begin(text)
		},
		Inbound:  func(msg nav.InboundMsg) nav.Screen { return inbound.New(s, o, msg, &typed) },
		Desk:     func(msg nav.OpenLeadMsg) nav.Screen { return desk.New(s, o, msg, d) },
		Account:  func(msg nav.AccountMsg) nav.Screen { return account.New(s, o, msg.Lead, d.Drafts) },
		Lesson:   func() nav.Screen { return lesson.New(s) },
		Settings: func() nav.Screen { return settings.New(s) },
		Find:     func(ctx context.Context, text string) ([]kit.Command, error) { return findLeads(ctx, s.Actor, o, text) },
		Lists: func(ctx context.Context) ([]string, error) {
			rows, err := o.Lists(ctx, s.Actor)
			return listNames(rows), err
		},
		Places: []Place{
			{Title: "Report: month", Hint: "delivered, accepted, by salesperson", Route: nav.Reports},
			{Title: "Report: retrospective of the week", Hint: "what was wrong with the lists", Open: func() nav.Screen { return lists.NewRetro(s, o) }},
			{Title: "Bring a list in", Hint: "csv, tsv, xlsx", Open: func() nav.Screen { return lists.NewImport(s, o, d.Drafts) }},
		},
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

// paletteLeads is how many leads the palette finds: it is no screen of them.
const paletteLeads = 8

// findLeads is the leads that text may mean, each once, as commands.
func findLeads(ctx context.Context, by model.Actor, o inbound.Office, text string) ([]kit.Command, error) {
	callers, err := o.Callers(ctx, by, text, 3*paletteLeads) // a company may be found by several people
	var out []kit.Command
	found := map[model.LeadID]bool{}
	for _, c := range callers {
		if found[c.LeadID] || len(out) == paletteLeads {
			continue
		}
		found[c.LeadID] = true
		hint := "lead"
		for _, s := range []string{c.Name, string(c.Status)} {
			if s != "" {
				hint += ", " + kit.Clean(s)
			}
		}
		out = append(out, kit.Command{ID: c.LeadID.String(), Title: kit.Clean(c.Company), Hint: hint, Msg: nav.OpenLeadMsg{Lead: c.LeadID}})
	}
	return out, err
}

// listNames are the lists whose leads can be shown: one that was taken back has
// none.
func listNames(rows []model.ListRow) []string {
	var out []string
	for _, r := range rows {
		if r.State != "undone" {
			out = append(out, r.Name)
		}
	}
	return out
}
