package handoffs

import (
	"github.com/charmbracelet/bubbles/key"

	"ripen/model"
	"ripen/tui/nav"
)

// keys are the session's and the screen's own.
type keys struct {
	nav.KeyMap
	desk, approve, sendBack, accept, reject, which key.Binding
}

func newKeys(k nav.KeyMap) keys {
	bind := func(shown, desc string) key.Binding {
		return key.NewBinding(key.WithKeys(shown), key.WithHelp(shown, desc))
	}
	return keys{
		KeyMap: k, desk: bind("o", "open the desk"), approve: bind("A", "approve"), sendBack: bind("B", "send back"),
		accept: bind("t", "take it: accept"), reject: bind("x", "reject"), which: bind("f", "which are shown"),
	}
}

// settleKeys says of each key what it does with the hand-off under the cursor,
// or why it does nothing.
func (h *Screen) settleKeys() {
	k, row := &h.keys, h.row()
	set := func(b key.Binding, why string) key.Binding {
		if why == "" {
			return nav.Enable(b)
		}
		return nav.Disable(b, why)
	}
	none := ""
	if row == nil {
		none = "no hand-off is under the cursor"
	}
	approving, receiving := h.whyNot(row, model.Submitted, model.ActApprove), h.whyNot(row, model.Delivered, model.ActReceive)
	does, copies := "dossier", "copy the company"
	if h.reading {
		does, copies = "back to the list", "copy the dossier"
	}
	k.Copy = nav.Named(set(k.Copy, none), copies)
	k.Open = nav.Named(set(k.Open, none), does)
	k.desk = set(k.desk, none)
	k.approve, k.sendBack = set(k.approve, approving), set(k.sendBack, approving)
	k.accept, k.reject = set(k.accept, receiving), set(k.reject, receiving)
	k.Filter = nav.Named(k.Filter, "find")
}

// whyNot is why nothing can be done that needs the state and the role, "" where
// it can.
func (h *Screen) whyNot(row *model.HandoffRow, state model.HandoffState, act model.Act) string {
	switch {
	case row == nil:
		return "no hand-off is under the cursor"
	case row.State != state && state == model.Submitted:
		return row.Company + " does not wait for approval: it is " + stateWord(row.State)
	case row.State != state:
		return row.Company + " does not wait for sales: it is " + stateWord(row.State)
	case h.sending:
		return "the acceptance is on its way"
	}
	if err := h.s.Actor.Allow(act); err != nil {
		return err.Error()
	}
	if act == model.ActReceive && h.s.Actor.Role == model.Sales && row.ToID != h.s.Actor.ID {
		return row.Company + " was delivered to " + row.To + ", who answers for it"
	}
	return ""
}

// ShortHelp is the keys that matter now.
func (h *Screen) ShortHelp() []key.Binding {
	k := &h.keys
	switch {
	case h.act != nil:
		return h.act.ShortHelp()
	case h.table.Capturing():
		return []key.Binding{nav.Named(k.KeyMap.Open, "keep the filter")}
	}
	return []key.Binding{k.Open, k.approve, k.sendBack, k.accept, k.reject, k.desk, k.which, k.Filter}
}

// FullHelp is every key of the screen.
func (h *Screen) FullHelp() []nav.HelpGroup {
	k := &h.keys
	moving := k.Moving()
	moving.Bindings = moving.Bindings[:len(moving.Bindings)-3] // filter, open and back stand below in this screen's words
	return []nav.HelpGroup{
		{Title: "The hand-off under the cursor", Bindings: []key.Binding{k.Open, k.desk, k.approve, k.sendBack, k.accept, k.reject, k.Copy}},
		{Title: "The list", Bindings: []key.Binding{k.which, k.Filter, k.Back}},
		moving,
	}
}
