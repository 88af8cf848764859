package kit

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/nav"
	"ripen/tui/theme"
)

// frame is what dialogs share: the room that they were offered, and a rule
// with the title above and one below. Rules and not boxes: a dialog is a band
// across the screen.
type frame struct {
	l     theme.Look
	title string
	w, h  int // offered
}

func (f *frame) SetSize(w, h int) { f.w, f.h = max(0, w), max(0, h) }

// draw puts body between the rules in exactly w×h.
func (f *frame) draw(body []string, w, h int) string {
	if h < 3 {
		return Clamp(strings.Join(body, "\n"), w, h)
	}
	rule := Rule(f.l, w, "")
	return Rule(f.l, w, f.title) + "\n" + Clamp(strings.Join(body, "\n"), w, h-2) + "\n" + rule
}

// Confirm asks before what cannot be undone. The answer is no unless y is
// pressed: enter, esc, n and every other way out of it leave things as they
// are.
type Confirm struct {
	frame
	text string
	yes  string
	then tea.Msg
	keys [2]key.Binding
}

// NewConfirm asks "text" under a title; yes says in a few words what y does
// ("erase Mia Halvorsen"). On y the dialog is done with then.
func NewConfirm(l theme.Look, title, text, yes string, then tea.Msg) *Confirm {
	return &Confirm{
		frame: frame{l: l, title: title}, text: text, yes: yes, then: then,
		keys: [2]key.Binding{
			key.NewBinding(key.WithKeys("y", "Y"), key.WithHelp("y", yes)),
			key.NewBinding(key.WithKeys("n", "N", "enter", "esc", "q"), key.WithHelp("n", "leave it as it is")),
		},
	}
}

// Init does nothing.
func (c *Confirm) Init() tea.Cmd { return nil }

// Update answers with [nav.DoneMsg]. Pasted text answers nothing.
func (c *Confirm) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	switch {
	case !ok || k.Paste:
		return nil
	case key.Matches(k, c.keys[0]):
		return nav.Send(nav.DoneMsg{Then: c.then})
	case key.Matches(k, c.keys[1]):
		return nav.Send(nav.DoneMsg{})
	}
	return nil
}

func (c *Confirm) body(w int) []string {
	var out []string
	for _, line := range Wrap(c.text, max(1, w-2)) {
		out = append(out, " "+c.l.Paint(theme.Text, line))
	}
	yes := c.l.Paint(theme.Key, "y") + " " + c.l.Paint(theme.Bad, Clean(c.yes))
	no := c.l.PaintOn(theme.Focused, theme.Key, c.l.Glyphs.Now+"n") + c.l.PaintOn(theme.Focused, theme.Text, " leave it as it is")
	out = append(out, "")
	for _, line := range flow([]string{no, yes}, max(1, w-2), "   ") {
		out = append(out, " "+line)
	}
	return out
}

// Size is the whole width and the lines that the question needs.
func (c *Confirm) Size() (int, int) { return c.w, min(c.h, len(c.body(c.w))+2) }

// View is exactly Size. The answers stay in sight however long the text is.
func (c *Confirm) View() string {
	w, h := c.Size()
	body := c.body(w)
	if room := max(0, h-2); h >= 3 && len(body) > room {
		answers := flowTail(body)
		keep := max(0, room-len(answers))
		cut := append([]string{}, body[:keep]...)
		if keep > 0 {
			cut[keep-1] = Fit(Fit(cut[keep-1], w-1)+cutMark, w)
		}
		body = append(cut, answers...)
	}
	return c.draw(body, w, h)
}

// flowTail is the lines of the answers: those after the last blank one.
func flowTail(body []string) []string {
	for i := len(body) - 1; i >= 0; i-- {
		if body[i] == "" {
			return body[i+1:]
		}
	}
	return body
}

// ShortHelp is the two answers.
func (c *Confirm) ShortHelp() []key.Binding { return c.keys[:] }

// Capturing: a question takes every key but ctrl+c.
func (c *Confirm) Capturing() bool { return true }
