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

// Copy hands text to the person's own clipboard, through the terminal: OSC 52,
// by the writer that is shared with the renderer. A terminal that takes none is
// shown the text.
func Copy(s *nav.Session, what, text string) tea.Cmd {
	text = strings.TrimRight(kit.CleanLines(text), "\n ")
	switch {
	case text == "":
		return nav.Toast(nav.Info, "There is nothing here to copy.")
	case !s.Caps.Clipboard || s.Out == nil:
		return nav.Toast(nav.Info, "This terminal takes no copies; the "+what+" is "+strings.ReplaceAll(text, "\n", " "))
	}
	out := s.Out
	return func() tea.Msg {
		if _, err := fmt.Fprintf(out, "\x1b]52;c;%s\a", base64.StdEncoding.EncodeToString([]byte(text))); err != nil {
			return nav.ErrMsg{Err: err}
		}
		return nav.ToastMsg{Kind: nav.Good, Text: "Copied the " + what + "."}
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
