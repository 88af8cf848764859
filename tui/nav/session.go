// Package nav is what every screen of the console agrees on: the session that
// it serves, the contract of a screen and of a dialog, the messages by which
// screens ask the root for something, and the one key map.
//
// It draws nothing. Screens draw with package kit and ask with messages, so
// that no screen knows another:
//
//	func (s *Today) Update(msg tea.Msg) tea.Cmd {
//		…
//		case key.Matches(k, s.keys.Open):
//			return nav.Send(nav.OpenLeadMsg{Lead: id, Position: 3, Of: 60})
//	}
//
// A screen's Update does no I/O: it returns commands, wrapped by [For] so that
// their results come back to the screen that asked, visible or not.
package nav

import (
	"io"
	"log/slog"
	"time"

	"github.com/charmbracelet/lipgloss"

	"ripen/model"
	"ripen/tui/theme"
)

// Session is one person at one terminal. There is one for each connection and
// nothing of it is shared: no package holds a style, a clock or a writer.
type Session struct {
	Actor    model.Actor
	Renderer *lipgloss.Renderer // of this terminal; its colour profile is set
	Theme    theme.Theme
	Glyphs   theme.Glyphs
	Keys     KeyMap
	Clock    func() time.Time // the only clock; call it in Update or in a command, never in View
	Log      *slog.Logger     // a file: nothing else may write while the console is up
	Out      io.Writer        // shared with the toolkit's renderer, for OSC 52 copies
	Caps     Caps
	Prefs    *Prefs // what is remembered of this person; nil remembers nothing

	Configured Appearance // what ripen.toml says: it holds where the person has settled nothing
}

// Caps is what this terminal and place can do.
type Caps struct {
	Local     bool // runs on the person's own machine: it may dial, print and open an editor
	Clipboard bool // takes OSC 52
	Mouse     bool // it is listened to
	Dark      bool // the background is dark, as far as it is known
	NoColor   bool // NO_COLOR is set: no setting brings colours back

	Locale string // of characters: "en_US.UTF-8"
}

// Look is what the widgets of package kit draw with.
func (s *Session) Look() theme.Look { return theme.Look{Theme: &s.Theme, Glyphs: &s.Glyphs} }

// Now is the session's time in the zone of the person working.
func (s *Session) Now() time.Time {
	if s.Actor.Zone == nil {
		return s.Clock()
	}
	return s.Clock().In(s.Actor.Zone)
}

// Links says whether the terminal takes hyperlinks: one that shows colours does,
// or passes over them.
func (s *Session) Links() bool {
	return s.Renderer != nil && s.Renderer.ColorProfile().Name() != "Ascii"
}
