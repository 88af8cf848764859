package board

import (
	"github.com/charmbracelet/bubbles/key"

	"ripen/model"
	"ripen/tui/nav"
)

// keys are the session's and the board's own.
type keys struct {
	nav.KeyMap
	open, approve, sendBack, filterOwner key.Binding
}

func newKeys(k nav.KeyMap) keys {
	bind := func(shown, desc string) key.Binding {
		return key.NewBinding(key.WithKeys(shown), key.WithHelp(shown, desc))
	}
	return keys{
		KeyMap: k, open: bind("o", "open the desk"), approve: bind("A", "approve"), sendBack: bind("B", "send back"),
		filterOwner: bind("f", "whose leads"),
	}
}

// settleKeys says of each key what it does with the lead under the cursor, or
// why it does nothing.
func (b *Screen) settleKeys() {
	k, row := &b.keys, b.row()
	on := func(bind key.Binding, why string) key.Binding {
		if why == "" {
			return nav.Enable(bind)
		}
		return nav.Disable(bind, why)
	}
	none, waits := "", ""
	if row == nil {
		none, waits = "no lead is under the cursor", "no lead is under the cursor"
	} else if row.HandoffID == 0 {
		waits = "nothing was submitted for " + row.Company + "; its specialist graduates it with ctrl+g on the desk"
	} else if err := b.s.Actor.Allow(model.ActApprove); err != nil {
		waits = err.Error()
	}
	does := "evidence"
	if b.reading {
		does = "open the desk"
	}
	k.Open = nav.Named(on(k.Open, none), does)
	k.open = on(k.open, none)
	k.approve = on(k.approve, waits)
	k.sendBack = on(k.sendBack, waits)
	k.Copy = nav.Named(on(k.Copy, none), "copy the company")
	k.Filter = nav.Named(k.Filter, "find")
	k.Left = nav.Named(k.Left, "lead before")
	k.Right = nav.Named(k.Right, "next lead")
}

// ShortHelp is the keys that matter now.
func (b *Screen) ShortHelp() []key.Binding {
	k := &b.keys
	switch {
	case b.act != nil:
		return b.act.ShortHelp()
	case b.table.Capturing():
		return []key.Binding{nav.Named(k.KeyMap.Open, "keep the filter")}
	case b.reading:
		return []key.Binding{k.Open, k.approve, k.sendBack, k.Right, k.Back}
	}
	return []key.Binding{k.Open, k.approve, k.sendBack, k.filterOwner, k.Filter}
}

// FullHelp is every key of the board.
func (b *Screen) FullHelp() []nav.HelpGroup {
	k := &b.keys
	lead := []key.Binding{k.Open, k.open, k.approve, k.sendBack, k.Copy}
	if b.reading {
		lead = append(lead, k.Left, k.Right)
	}
	moving := k.Moving()
	moving.Bindings = moving.Bindings[:len(moving.Bindings)-3] // filter, open and back stand below in the board's own words
	return []nav.HelpGroup{
		{Title: "The lead under the cursor", Bindings: lead},
		{Title: "The board", Bindings: []key.Binding{k.filterOwner, k.Filter, k.Back}},
		moving,
	}
}
