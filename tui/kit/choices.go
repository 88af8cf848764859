package kit

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Choices is a bar of options with one key each, in as many lines as it needs:
// the outcomes of a call, the reasons of a skip. The likely one is preselected
// and enter takes it.
type Choices struct {
	l       theme.Look
	options []Option
	at      int // -1 when nothing is preselected
	w, h    int

	// OnPick is asked for a command when an option is picked.
	OnPick func(Option) tea.Cmd
}

// NewChoices makes a bar; likely is the Value to preselect, "" for none.
func NewChoices(l theme.Look, options []Option, likely string) *Choices {
	c := &Choices{l: l, options: options, at: -1}
	for i, o := range options {
		if o.Value == likely && likely != "" && o.Why == "" {
			c.at = i
		}
	}
	return c
}

// SetSize sets the cells that View fills.
func (c *Choices) SetSize(w, h int) { c.w, c.h = max(0, w), max(0, h) }

// Height is how many lines the bar needs at width w.
func (c *Choices) Height(w int) int { return len(c.lines(w)) }

// Selected is the option that enter would take.
func (c *Choices) Selected() (Option, bool) {
	if c.at < 0 || c.at >= len(c.options) {
		return Option{}, false
	}
	return c.options[c.at], true
}

// Update uses the options' keys, enter where one is selected, and the arrows.
// An option that cannot be picked says why in a toast.
func (c *Choices) Update(msg tea.Msg) (bool, tea.Cmd) {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return false, nil
	}
	switch k.Type {
	case tea.KeyLeft, tea.KeyRight:
		c.step(k.Type == tea.KeyRight)
		return len(c.options) > 0, nil
	case tea.KeyEnter:
		o, ok := c.Selected()
		if !ok {
			return false, nil
		}
		return true, c.pick(o)
	}
	for i, o := range c.options {
		if o.Key == "" || o.Key != k.String() || k.Paste {
			continue
		}
		if o.Why == "" {
			c.at = i
		}
		return true, c.pick(o)
	}
	return false, nil
}

func (c *Choices) pick(o Option) tea.Cmd {
	if o.Why != "" {
		return nav.Toast(nav.Warn, o.Title+": "+o.Why)
	}
	if c.OnPick == nil {
		return nil
	}
	return c.OnPick(o)
}

func (c *Choices) step(forward bool) {
	n := len(c.options)
	by := n - 1
	if forward {
		by = 1
	}
	at := c.at
	if at < 0 && !forward {
		at = 0
	}
	for range n {
		at = (at + by) % n
		if c.options[at].Why == "" {
			c.at = at
			return
		}
	}
}

// At is the option that stands at column x of line y of the view, and whether
// one does.
func (c *Choices) At(x, y int) (Option, bool) {
	line, used := 0, 0
	for _, o := range c.options {
		n := 1 + Width(Clean(o.Key)) + 1 + Width(Clean(o.Title))
		if used > 0 && used+choiceGap+n > c.w {
			line, used = line+1, 0
		}
		if used > 0 {
			used += choiceGap
		}
		if line == y && x >= used && x < used+n {
			return o, true
		}
		used += n
	}
	return Option{}, false
}

// choiceGap is the cells between two options.
const choiceGap = 2

func (c *Choices) lines(w int) []string {
	parts := make([]string, len(c.options))
	for i, o := range c.options {
		ground, key, title, mark := theme.Page, theme.Key, theme.Text, " "
		if i == c.at {
			ground, mark = theme.Focused, c.l.Glyphs.Now
		}
		if o.Why != "" {
			key, title = theme.Dim, theme.Dim
		}
		parts[i] = c.l.PaintOn(ground, theme.Mark, mark) + c.l.PaintOn(ground, key, Clean(o.Key)) +
			c.l.PaintOn(ground, title, " "+Clean(o.Title))
	}
	return flow(parts, w, spaces(choiceGap))
}

// View is exactly w×h.
func (c *Choices) View() string {
	return Clamp(strings.Join(c.lines(c.w), "\n"), c.w, c.h)
}
