package tui

import (
	"context"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

type (
	undoAskedMsg  struct{}
	undoChosenMsg struct{}

	// peekedMsg is what an undo would take back, the next one first.
	peekedMsg struct {
		steps []model.UndoInfo
		err   error
	}

	// undoneMsg is what an undo came to.
	undoneMsg struct {
		info model.UndoInfo
		err  error
	}
)

// undo asks what would be taken back: it is read before it happens, because
// what is undone is only had again by entering it again.
func (r *Root) undo() tea.Cmd {
	if r.o.PeekUndo == nil || r.o.Undo == nil || r.undoing {
		return nil
	}
	r.undoing = true
	return func() tea.Msg {
		steps, err := r.o.PeekUndo(context.Background())
		return peekedMsg{steps, err}
	}
}

func (r *Root) peeked(msg peekedMsg) tea.Cmd {
	r.undoing = false
	switch {
	case msg.err != nil:
		return r.refuse(msg.err)
	case len(msg.steps) == 0:
		return r.toast(nav.Info, "There is nothing to undo.")
	}
	return r.over(newUndoDialog(r.s, msg.steps))
}

// takeBack undoes the last entry.
func (r *Root) takeBack() tea.Cmd {
	if r.undoing {
		return nil
	}
	r.undoing = true
	return func() tea.Msg {
		info, err := r.o.Undo(context.Background())
		return undoneMsg{info, err}
	}
}

func (r *Root) undone(msg undoneMsg) tea.Cmd {
	r.undoing = false
	if msg.err != nil {
		return r.refuse(msg.err)
	}
	return tea.Batch(r.toast(nav.Good, "Taken back: "+entryText(msg.info)+"."), r.refresh())
}

// entryText names an entry: "no answer at Halvorsen Freight".
func entryText(u model.UndoInfo) string {
	text := u.Text
	if text == "" {
		text = strings.ReplaceAll(u.Verb, "-", " ")
		if u.Company != "" {
			text += " at " + u.Company
		}
	}
	return strings.TrimSuffix(kit.Clean(text), ".")
}

// undoDialog shows the entry that would be taken back. u takes it, so that u u
// is an undo.
type undoDialog struct {
	l     theme.Look
	lines []string
	w, h  int
	yes   key.Binding
	no    key.Binding
}

func newUndoDialog(s *nav.Session, steps []model.UndoInfo) *undoDialog {
	l, last := s.Look(), steps[0]
	d := &undoDialog{l: l,
		yes: key.NewBinding(key.WithKeys("u", "enter", "y"), key.WithHelp("u", "take it back")),
		no:  key.NewBinding(key.WithKeys("esc", "n", "q"), key.WithHelp("esc", "leave it")),
	}
	text := capital(entryText(last))
	if !last.At.IsZero() {
		form := "15:04"
		if at := last.At.In(s.Now().Location()); model.DateOf(at) != model.DateOf(s.Now()) {
			form = "Mon 2 Jan 15:04"
		}
		text += ", " + last.At.In(s.Now().Location()).Format(form)
	}
	d.lines = []string{l.Paint(theme.Strong, text)}
	if len(steps) > 1 {
		d.lines = append(d.lines, l.Paint(theme.Dim, "before it: "+entryText(steps[1])))
	}
	return d
}

func (d *undoDialog) Init() tea.Cmd            { return nil }
func (d *undoDialog) SetSize(w, h int)         { d.w, d.h = max(0, w), max(0, h) }
func (d *undoDialog) Size() (w, h int)         { return d.w, min(d.h, len(d.lines)+2) }
func (d *undoDialog) Capturing() bool          { return true }
func (d *undoDialog) ShortHelp() []key.Binding { return []key.Binding{d.yes, d.no} }

func (d *undoDialog) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	switch {
	case !ok || k.Paste:
		return nil
	case key.Matches(k, d.yes):
		return nav.Send(nav.DoneMsg{Then: undoChosenMsg{}})
	case key.Matches(k, d.no):
		return nav.Send(nav.DoneMsg{})
	}
	return nil
}

func (d *undoDialog) View() string {
	w, h := d.Size()
	out := []string{kit.Rule(d.l, w, "Undo this entry?")}
	for _, s := range d.lines {
		out = append(out, " "+s)
	}
	return kit.Clamp(strings.Join(append(out, kit.Rule(d.l, w, "")), "\n"), w, h)
}
