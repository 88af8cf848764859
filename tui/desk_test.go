package tui_test

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/nav"
)

func TestOnTheDeskTheDigitsAreTheDesks(t *testing.T) {
	c := start(t, 80, 24)
	c.press("enter", "2")
	c.shows("Today › Halvorsen Freight")
	c.hides("2▸Leads")
}

// The next lead takes the place of the one that was worked: esc leads back to
// the queue and not through every lead of the day.
func TestTheNextLeadTakesTheDesk(t *testing.T) {
	desks := 0
	queue := &page{}
	o := one(queue)
	o.Desk = func(msg nav.OpenLeadMsg) nav.Screen {
		desks++
		return &page{do: func(m tea.Msg) tea.Cmd {
			if k, ok := m.(tea.KeyMsg); ok && k.String() == "x" {
				return nav.Send(nav.OpenLeadMsg{Lead: msg.Lead + 1})
			}
			return nil
		}}
	}
	c := bare(t, 80, 24, o)
	c.send(nav.OpenLeadMsg{Lead: 1})
	c.press("x", "x", "x", "u", "4")
	if desks != 4 || keysOf(queue) != "" {
		t.Errorf("%d desks, the queue got %q", desks, keysOf(queue))
	}
	c.press("esc")
	c.shows("1▸Today")
}

func TestADeskIsKeptWhileOneLooksElsewhere(t *testing.T) {
	c := start(t, 80, 24)
	c.press("j", "enter", "ctrl+k")
	c.typing("lists")
	c.press("enter")
	c.shows("6▸Lists")
	c.press("1")
	c.shows("Today › Nordlys Cold Storage")
	c.press("ctrl+k")
	c.typing("today")
	c.press("enter")
	c.shows("▌  2 reply") // the route in sight again: down to its first screen
}

// A key of the desk's outcome bar is the bar's, whatever it means elsewhere: q
// is "queued" of a letter and u "unsubscribed" of an e-mail.
func TestTheOutcomeBarHasItsKeys(t *testing.T) {
	c := start(t, 80, 24)
	c.press("enter", "l", "o", "q")
	if c.quit {
		t.Error("q left Ripen from the outcome bar")
	}
}
