package tui

import (
	"context"
	"fmt"
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

// undoDialog shows the entry that would be taken back, and on asking those
// before it. u takes it, so that u u is an undo; enter by itself takes nothing.
type undoDialog struct {
	s     *nav.Session
	l     theme.Look
	steps []model.UndoInfo
	w, h  int
	all   bool // every step is listed
	top   int  // the first one in sight
	yes   key.Binding
	more  key.Binding
	up    key.Binding
	no    key.Binding
}

func newUndoDialog(s *nav.Session, steps []model.UndoInfo) *undoDialog {
	d := &undoDialog{s: s, l: s.Look(), steps: steps,
		yes:  key.NewBinding(key.WithKeys("u", "y"), key.WithHelp("u", "take it back")),
		more: key.NewBinding(key.WithKeys("U", "down", "j"), key.WithHelp("U", "steps before it")),
		up:   key.NewBinding(key.WithKeys("up", "k"), key.WithHelp("k", "up")),
		no:   key.NewBinding(key.WithKeys("esc", "n", "q", "enter"), key.WithHelp("esc", "leave it")),
	}
	if len(steps) < 2 {
		d.more = nav.Disable(d.more, "there is nothing before it")
	}
	return d
}

// text names a step and when it was done.
func (d *undoDialog) text(u model.UndoInfo) string {
	text := capital(entryText(u))
	if u.At.IsZero() {
		return text
	}
	form, at := "15:04", u.At.In(d.s.Now().Location())
	if model.DateOf(at) != model.DateOf(d.s.Now()) {
		form = "Mon 2 Jan 15:04"
	}
	return text + ", " + at.Format(form)
}

// lines are the entry that u takes back and those before it: one, or as many
// as have room.
func (d *undoDialog) lines() []string {
	out := []string{d.l.Paint(theme.Strong, d.text(d.steps[0]))}
	switch {
	case len(d.steps) == 1:
		return out
	case !d.all:
		before := "before it: " + entryText(d.steps[1])
		if n := len(d.steps) - 2; n > 0 {
			before += fmt.Sprintf(", and %d more", n)
		}
		return append(out, d.l.Paint(theme.Dim, before))
	}
	room := min(d.room(), len(d.steps)-1)
	for i := range room {
		n := 1 + d.top + i
		out = append(out, d.l.Paint(theme.Dim, fmt.Sprintf("%2d  ", n+1))+d.text(d.steps[n]))
	}
	return append(out, d.l.Paint(theme.Dim, fmt.Sprintf("u takes back the first; then the next comes up. %d–%d of %d", d.top+2, d.top+room+1, len(d.steps))))
}

// room is how many steps before the first one have a line.
func (d *undoDialog) room() int { return max(0, d.h-4) }

func (d *undoDialog) Init() tea.Cmd { return nil }

func (d *undoDialog) SetSize(w, h int) {
	d.w, d.h = max(0, w), max(0, h)
	d.scroll(0)
}

func (d *undoDialog) Size() (w, h int)         { return d.w, min(d.h, len(d.lines())+2) }
func (d *undoDialog) Capturing() bool          { return true }
func (d *undoDialog) ShortHelp() []key.Binding { return []key.Binding{d.yes, d.more, d.no} }

func (d *undoDialog) scroll(by int) {
	d.top = max(0, min(d.top+by, len(d.steps)-1-d.room()))
}

func (d *undoDialog) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	switch {
	case !ok || k.Paste:
		return nil
	case key.Matches(k, d.yes):
		return nav.Send(nav.DoneMsg{Then: undoChosenMsg{}})
	case key.Matches(k, d.no):
		return nav.Send(nav.DoneMsg{})
	case key.Matches(k, d.more) && !d.all:
		d.all = true
		d.more = nav.Named(d.more, "down")
	case key.Matches(k, d.more):
		d.scroll(1)
	case key.Matches(k, d.up):
		d.scroll(-1)
	}
	return nil
}

func (d *undoDialog) View() string {
	w, h := d.Size()
	out := []string{kit.Rule(d.l, w, "Undo this entry?")}
	for _, s := range d.lines() {
		out = append(out, kit.Fit(" "+s, w))
	}
	return kit.Clamp(strings.Join(append(out, kit.Rule(d.l, w, "")), "\n"), w, h)
}
