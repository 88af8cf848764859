package page

import (
	"encoding/base64"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/nav"
)

// Copy takes text to the terminal's clipboard and says so; what names it: "the
// number". A terminal that takes no copies shows the text instead.
func Copy(s *nav.Session, what, text string) tea.Cmd {
	text = kit.CleanLines(text)
	switch {
	case text == "":
		return nav.Toast(nav.Info, "There is nothing here to copy.")
	case !s.Caps.Clipboard:
		return nav.Toast(nav.Info, "This terminal takes no copies; "+what+" is "+strings.ReplaceAll(text, "\n", " "))
	}
	return tea.Batch(Clip(s, text), nav.Toast(nav.Good, "Copied "+what+"."))
}

// Clip is the command that sends the terminal's own copy sequence (OSC 52),
// through the writer that is shared with the renderer; nil where the terminal
// takes none.
func Clip(s *nav.Session, text string) tea.Cmd {
	if !s.Caps.Clipboard || s.Out == nil {
		return nil
	}
	out := s.Out
	return func() tea.Msg {
		if _, err := fmt.Fprintf(out, "\x1b]52;c;%s\a", base64.StdEncoding.EncodeToString([]byte(text))); err != nil {
			return nav.ErrMsg{Err: err}
		}
		return nil
	}
}
