package desk

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"

	"ripen/tui/kit"
	"ripen/tui/nav"
)

// afterOutcome is the group of the keys that a bar has which o opens.
const afterOutcome = "Outcomes, after o"

// FullHelp is every key in its present state, those of what has the keys first.
func (d *Desk) FullHelp() []nav.HelpGroup {
	groups := d.allKeys()
	for i := range groups {
		if groups[i].Title == afterOutcome {
			groups[i].After = d.keys.Outcome.Keys()[0]
		}
	}
	return d.nearest(groups)
}

// nearest puts first, under its name, what has the keys: what stands open, the
// question that is asked, the pane in focus. Somebody who looks for help looks
// for help with that.
func (d *Desk) nearest(groups []nav.HelpGroup) []nav.HelpGroup {
	if d.bar != nil || d.panel != nil {
		groups[0].Title = "Open now: " + d.openName()
		return groups
	}
	near := d.paneGroup()
	groups = slices.DeleteFunc(groups, func(g nav.HelpGroup) bool { return g.Title == near.Title })
	groups = append([]nav.HelpGroup{near}, groups...)
	if d.asking == nil {
		return groups
	}
	arrows := key.NewBinding(key.WithKeys("right", "left"), key.WithHelp("← →", "another answer"))
	return append([]nav.HelpGroup{{Title: "The question that is asked", Bindings: []key.Binding{d.keys.Answer, arrows}}}, groups...)
}

// openName is what stands open, as its title names it.
func (d *Desk) openName() string {
	if t, ok := d.bar.(interface{ title() (string, string) }); ok {
		name, _ := t.title()
		return kit.Clean(name)
	}
	switch p := d.panel.(type) {
	case *formPanel:
		return kit.Clean(p.title)
	case *textPanel:
		return kit.Clean(p.title)
	}
	return "what is in front"
}

// paneGroup are the keys of the pane in focus, and of nothing else.
func (d *Desk) paneGroup() nav.HelpGroup {
	k := &d.keys
	moving := []key.Binding{k.Down, k.Up}
	switch d.focused {
	case paneCadence:
		return nav.HelpGroup{Title: "Cadence", Bindings: append([]key.Binding{nav.Named(k.Open, "open the step that is due")}, moving...)}
	case panePeople:
		return nav.HelpGroup{Title: "People", Bindings: append(moving, k.Take, k.AddPerson, k.Found, k.About, k.Role, k.Details, k.Enrol, k.Stop, k.Left, k.Lift, nav.Named(k.Copy, "copy the address"))}
	case paneHistory:
		return nav.HelpGroup{Title: "History", Bindings: append(moving, k.PageDown, k.PageUp, nav.Named(k.Copy, "copy the last note"))}
	case paneGuide:
		return nav.HelpGroup{Title: "Guide", Bindings: append([]key.Binding{nav.Named(k.Open, "record the step"), nav.Named(k.Copy, "copy the text"), nav.Named(k.Guide, "back")}, moving...)}
	}
	return nav.HelpGroup{Title: "Attributes", Bindings: append([]key.Binding{k.Attributes, k.Digits, nav.Named(k.Open, "open the attribute marked"), nav.Named(k.Copy, "copy the value")}, moving...)}
}
