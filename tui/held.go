package tui

import (
	tea "github.com/charmbracelet/bubbletea"
)

// heldMsg is keys that came at once with i, and what i comes to: the screen that
// finds who calls opens first, and has them. On the desk they would be its own.
type heldMsg struct {
	first tea.Msg
	rest  tea.KeyMsg
}

func (r *Root) held(msg heldMsg) tea.Cmd {
	if all, ok := msg.first.(tea.BatchMsg); ok {
		return tea.Batch(append(all, r.keys(msg.rest))...)
	}
	cmd := r.handle(msg.first)
	return tea.Batch(cmd, r.keys(msg.rest))
}
