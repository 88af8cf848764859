package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// recentKey is where it is remembered what was used last.
const recentKey = "palette/recent"

// recentLeads is how many leads are among the recent ones: a day of a hundred
// leads must not push the commands out.
const recentLeads = 4

// recents is what the palette lists first: commands by their names, and leads by
// their ids, the last used first.
type recents struct {
	prefs *nav.Prefs
	order kit.Recent
	names map[string]string // of leads, by the id as a command has it
}

// recentsOf reads what is remembered of a person: a line for each, of a lead its
// id and its company.
func recentsOf(p *nav.Prefs) recents {
	out := recents{prefs: p, names: map[string]string{}}
	for line := range strings.Lines(p.Get(recentKey)) {
		line = kit.Clean(strings.TrimSpace(line))
		if id, name, ok := strings.Cut(line, " "); ok && leadOf(id) != 0 {
			out.names[id] = name
			line = id
		}
		if line != "" {
			out.order = append(out.order, line)
		}
	}
	return out
}

// leadOf is the lead that a name among the recent ones stands for, 0 for a
// command.
func leadOf(name string) model.LeadID {
	if !strings.HasPrefix(name, "L") {
		return 0
	}
	id, err := model.ParseLeadID(name)
	if err != nil {
		return 0
	}
	return id
}

// use puts a command first, and is the command that keeps the order.
func (r *recents) use(name string) tea.Cmd {
	r.order = r.order.Use(name)
	return r.keep()
}

// useLead puts a lead first.
func (r *recents) useLead(lead model.LeadID, company string) tea.Cmd {
	r.names[lead.String()] = kit.Clean(company)
	return r.use(lead.String())
}

// keep drops the leads that are too many and remembers the rest.
func (r *recents) keep() tea.Cmd {
	kept, leads := r.order[:0], 0
	var lines []string
	for _, name := range r.order {
		line := name
		if leadOf(name) != 0 {
			if leads++; leads > recentLeads {
				delete(r.names, name)
				continue
			}
			line += " " + r.names[name]
		}
		kept, lines = append(kept, name), append(lines, line)
	}
	r.order = kept
	return r.prefs.Set(recentKey, strings.Join(lines, "\n"))
}

// commands open the recent leads, but the one that is open.
func (r *recents) commands(open model.LeadID) []kit.Command {
	var out []kit.Command
	for _, name := range r.order {
		if lead := leadOf(name); lead != 0 && lead != open {
			out = append(out, kit.Command{ID: name, Title: r.names[name], Hint: "lead", Msg: nav.OpenLeadMsg{Lead: lead}})
		}
	}
	return out
}
