package page

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/nav"
)

// CopyKey is the session's key that copies, described by what it copies, or
// disabled where there is nothing.
func CopyKey(s *nav.Session, what, text string) key.Binding {
	b := nav.Named(s.Keys.Copy, "copy the "+what)
	if strings.TrimSpace(text) == "" {
		return nav.Disable(b, "there is nothing here to copy")
	}
	return b
}

// Copy takes text to the terminal's clipboard and says so; what names it:
// "number". A terminal that takes no copies shows the text instead.
func Copy(s *nav.Session, what, text string) tea.Cmd {
	text = strings.TrimRight(kit.CleanLines(text), "\n ")
	switch {
	case text == "":
		return nav.Toast(nav.Info, "There is nothing here to copy.")
	case !s.Caps.Clipboard || s.Out == nil:
		return nav.Toast(nav.Info, "This terminal takes no copies; the "+what+" is "+strings.ReplaceAll(text, "\n", " "))
	}
	return tea.Batch(Clip(s, text), nav.Toast(nav.Good, "Copied the "+what+"."))
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

// Plain is all that the text says, without its colours.
func (t *Text) Plain() string {
	lines := make([]string, len(t.lines))
	for i, s := range t.lines {
		lines[i] = strings.TrimRight(kit.Plain(s), " ")
	}
	return strings.Join(lines, "\n")
}
