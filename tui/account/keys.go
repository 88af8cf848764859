package account

import (
	"github.com/charmbracelet/bubbles/key"

	"ripen/model"
	"ripen/tui/nav"
)

// keys are the screen's bindings; those that do not fit the person under the
// cursor are disabled and say why.
type keys struct {
	nav.KeyMap
	Add, Move, Left, Role, Enrol, Others key.Binding
}

func newKeys(s *nav.Session) keys {
	bind := func(k, desc string) key.Binding {
		return key.NewBinding(key.WithKeys(k), key.WithHelp(k, desc))
	}
	m := keys{KeyMap: s.Keys, Add: bind("+", "add a person"), Move: bind("m", "to another company"), Left: bind("L", "has left"),
		Role: bind("t", "buying role"), Enrol: bind("E", "enrol or stop"), Others: bind("o", "its other leads")}
	m.Open = nav.Named(m.Open, "open on the desk")
	m.NextPane = nav.Named(m.NextPane, "what was said")
	return m
}

// settle enables what the person under the cursor may be subject to.
func (m *keys) settle(a *Account) {
	may := func(b *key.Binding, why string) {
		if why == "" {
			*b = nav.Enable(*b)
			return
		}
		*b = nav.Disable(*b, why)
	}
	nobody, work := "", ""
	c := a.person()
	if c == nil {
		nobody = "nobody is known here yet: + adds a person"
	}
	if err := a.s.Actor.Allow(model.ActWork); err != nil {
		work = err.Error()
	}
	first := func(all ...string) string {
		for _, s := range all {
			if s != "" {
				return s
			}
		}
		return ""
	}
	moves, enrols, left := "", "", ""
	if c != nil {
		switch {
		case c.Name == switchboard:
			moves, left = "the switchboard is nobody", "the switchboard is nobody"
		case c.Left:
			left = c.Name + " has left already"
		}
		switch {
		case c.Suppressed:
			enrols = c.Name + " asked not to be contacted"
		case c.Left:
			enrols = c.Name + " has left"
		case !a.desk.Lead.Status.Nurtured():
			enrols = "the lead is " + string(a.desk.Lead.Status)
		}
	}
	may(&m.Add, work)
	may(&m.Open, nobody)
	alone := ""
	if len(a.others) == 0 {
		alone = "this company has no other lead"
	}
	may(&m.Others, alone)
	may(&m.NextPane, nobody)
	may(&m.Move, first(work, nobody, moves))
	may(&m.Left, first(work, nobody, left))
	may(&m.Role, first(work, nobody))
	may(&m.Enrol, first(work, nobody, enrols))
}

// switchboard stands for a company of which only a main line is known.
const switchboard = "switchboard"

// ShortHelp is the keys that matter now.
func (a *Account) ShortHelp() []key.Binding {
	m := &a.keys
	switch {
	case a.form != nil:
		return a.form.shortHelp(a)
	case a.reading:
		return []key.Binding{m.Down, m.PageDown, m.Open, m.Back}
	}
	var out []key.Binding
	for _, b := range []key.Binding{m.Open, m.Add, m.Move, m.Left, m.Role, m.Enrol, m.Others, m.NextPane} {
		if b.Enabled() {
			out = append(out, b)
		}
	}
	return out
}

// FullHelp is every key of the screen.
func (a *Account) FullHelp() []nav.HelpGroup {
	if a.form != nil {
		return []nav.HelpGroup{{Title: "The form", Bindings: a.form.shortHelp(a)}}
	}
	m := &a.keys
	return []nav.HelpGroup{
		{Title: "The person", Bindings: []key.Binding{m.Open, m.Move, m.Left, m.Role, m.Enrol, m.Add, m.Others}},
		{Title: "Move", Bindings: []key.Binding{m.Down, m.Up, m.Top, m.Bottom, m.PageDown, m.PageUp, m.NextPane, m.Back}},
	}
}
