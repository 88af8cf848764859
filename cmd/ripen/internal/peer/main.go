// Command peer is the empty program that Ripen's console is measured against:
// the toolkit's own loop, a screen of plain rows, and a mark that j and k move.
// It reads no file and draws nothing that a console could leave out.
package main

import (
	"os"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

type empty struct{ w, h, at int }

func (e empty) Init() tea.Cmd { return nil }

func (e empty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		e.w, e.h = msg.Width, msg.Height
	case tea.KeyMsg:
		switch msg.String() {
		case "q":
			return e, tea.Quit
		case "j":
			e.at = min(e.h-2, e.at+1)
		case "k":
			e.at = max(0, e.at-1)
		}
	}
	return e, nil
}

func (e empty) View() string {
	if e.h == 0 {
		return ""
	}
	lines := make([]string, e.h)
	for i := range lines {
		mark := "  "
		if i == e.at {
			mark = "> "
		}
		lines[i] = mark + strings.Repeat("x", max(0, e.w-2))
	}
	lines[e.h-1] = "ready"
	return strings.Join(lines, "\n")
}

func main() {
	if _, err := tea.NewProgram(empty{}, tea.WithAltScreen()).Run(); err != nil {
		os.Exit(1)
	}
}
