package kit

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/theme"
)

// Completion is one way to go on with what is typed.
type Completion struct {
	Text  string // what the field holds once it is taken; also what it is known by
	Title string // how it is listed
	Note  string // beside it, dim
	On    bool   // taking it is not the end: a folder, one name of several
}

// Completer is a field of one line with what could be meant listed below it: a
// path picker, a choice among three hundred columns. Tab completes as far as the
// list agrees, the arrows choose, enter takes what is chosen, or else what was
// typed.
type Completer struct {
	l       theme.Look
	input   *Input
	found   []Completion
	at      int // -1: none is chosen
	top     int
	w, h    int
	problem string
	hint    string
	closed  bool
	known   string // what found answers to
	tabbed  bool   // tab was pressed before the answer came

	// OnType is asked for a command at every change of what the field holds;
	// the answer comes by [Completer.Found].
	OnType func(typed string) tea.Cmd

	// OnTake is asked for a command when enter ends it.
	OnTake func(Completion) tea.Cmd
}

// NewCompleter is an empty one; placeholder shows how to fill it in.
func NewCompleter(l theme.Look, placeholder string) *Completer {
	return &Completer{l: l, input: NewInput(l, placeholder), at: -1}
}

// Only makes it a choice: what is typed only narrows the list, one of which is
// always chosen.
func (c *Completer) Only() { c.closed = true }

// SetSize sets the cells that View fills.
func (c *Completer) SetSize(w, h int) { c.w, c.h = max(0, w), max(0, h) }

// Focus gives the field the keys, Blur takes them.
func (c *Completer) Focus() { c.input.Focus() }

// Blur is the contrary of Focus.
func (c *Completer) Blur() { c.input.Blur(); c.at = c.first() }

// Capturing says whether the field has the keys.
func (c *Completer) Capturing() bool { return c.input.Focused() }

// Value is what is typed.
func (c *Completer) Value() string { return c.input.Value() }

// SetValue replaces what is typed, and asks as if it had been typed.
func (c *Completer) SetValue(s string) tea.Cmd {
	c.input.SetValue(s)
	return c.typed()
}

// SetProblem shows a refusal below the field until it is typed in; "" shows
// none.
func (c *Completer) SetProblem(sentence string) { c.problem = sentence }

// Problem is the refusal that is shown.
func (c *Completer) Problem() string { return c.problem }

// SetHint is what stands in place of the list while there is none.
func (c *Completer) SetHint(sentence string) { c.hint = sentence }

// Found lists what could be meant by typed, and completes where tab was pressed
// before the answer came. An answer to something else than what the field holds
// now is stale and dropped.
func (c *Completer) Found(typed string, found []Completion) tea.Cmd {
	if typed != c.input.Value() {
		return nil
	}
	c.found, c.known, c.top = found, typed, 0
	c.at = c.first()
	if !c.tabbed {
		return nil
	}
	_, cmd := c.complete()
	return cmd
}

// first is what is chosen before an arrow is pressed.
func (c *Completer) first() int {
	if c.closed && len(c.found) > 0 {
		return 0
	}
	return -1
}

// Choose puts the cursor on what is known by text.
func (c *Completer) Choose(text string) {
	for i, f := range c.found {
		if f.Text == text {
			c.at = i
		}
	}
}

// Update edits and chooses. Up from the field itself, and tab where there is
// nothing to complete, are left to the screen.
func (c *Completer) Update(k tea.KeyMsg) (bool, tea.Cmd) {
	if !c.Capturing() {
		return false, nil
	}
	switch k.Type {
	case tea.KeyUp:
		return c.move(-1), nil
	case tea.KeyDown:
		return c.move(1), nil
	case tea.KeyPgUp:
		return c.move(-max(1, c.h-3)), nil
	case tea.KeyPgDown:
		return c.move(max(1, c.h-3)), nil
	case tea.KeyTab:
		return c.complete()
	case tea.KeyEnter:
		return true, c.take()
	}
	before := c.input.Value()
	used, cmd := c.input.Update(k)
	if c.input.Value() == before {
		return used, cmd
	}
	return used, tea.Batch(cmd, c.typed())
}

// typed forgets what belonged to the text before; of what was found then, what
// still fits stands until the answer comes.
func (c *Completer) typed() tea.Cmd {
	value := c.input.Value()
	c.problem, c.tabbed = "", false
	c.found = slices.DeleteFunc(slices.Clone(c.found), func(f Completion) bool { return !strings.HasPrefix(f.Text, value) })
	c.at, c.top = c.first(), 0
	if c.OnType == nil {
		return nil
	}
	return c.OnType(value)
}

func (c *Completer) move(by int) bool {
	if len(c.found) == 0 || c.at+by < c.first() && c.at <= c.first() {
		return false
	}
	c.at = max(c.first(), min(len(c.found)-1, c.at+by))
	return true
}

// complete goes on as far as all that is found agrees, or to what is chosen.
func (c *Completer) complete() (bool, tea.Cmd) {
	if c.OnType != nil && c.known != c.input.Value() {
		c.tabbed = true
		return true, nil
	}
	c.tabbed = false
	if c.closed || len(c.found) == 0 {
		return false, nil
	}
	to := c.common()
	if c.at >= 0 {
		to = c.found[c.at].Text
	}
	if to == c.input.Value() || len(to) < len(c.input.Value()) && c.at < 0 {
		return false, nil
	}
	return true, c.SetValue(to)
}

// common is what the texts of all that is found begin with.
func (c *Completer) common() string {
	out := c.found[0].Text
	for _, f := range c.found[1:] {
		n := 0
		for i, r := range out {
			if !strings.HasPrefix(f.Text[min(i, len(f.Text)):], string(r)) {
				break
			}
			n = i + len(string(r))
		}
		out = out[:n]
	}
	return out
}

func (c *Completer) take() tea.Cmd {
	chosen := Completion{Text: c.input.Value()}
	switch {
	case c.at >= 0 && c.at < len(c.found):
		if chosen = c.found[c.at]; chosen.On {
			return c.SetValue(chosen.Text)
		}
	case c.closed:
		return nil
	}
	if c.OnTake == nil {
		return nil
	}
	return c.OnTake(chosen)
}

// View is exactly w×h: the field, what is wrong with it, and the list as far as
// there is room.
func (c *Completer) View() string {
	if c.w == 0 || c.h == 0 {
		return Clamp("", c.w, c.h)
	}
	mark := " "
	if c.Capturing() {
		mark = c.l.Paint(theme.Mark, c.l.Glyphs.Mark)
	}
	c.input.SetWidth(max(0, c.w-2))
	out := []string{Fit(mark+" "+c.input.View(), c.w)}
	if c.problem != "" {
		for _, line := range WrapTo(c.l.Glyphs.Alert+" "+c.problem, max(1, c.w-3), 3) {
			out = append(out, Fit("  "+c.l.Paint(theme.Error, line), c.w))
		}
	}
	out = append(out, c.list(c.h-len(out))...)
	return Clamp(strings.Join(out, "\n"), c.w, c.h)
}

// list is the part of what is found with what is chosen in it; its last line
// says how many there are where not all are seen.
func (c *Completer) list(room int) []string {
	if room <= 0 {
		return nil
	}
	if len(c.found) == 0 {
		if c.hint == "" {
			return nil
		}
		return []string{Fit("  "+c.l.Paint(theme.Dim, Clean(c.hint)), c.w)}
	}
	n := room
	if len(c.found) > room && room > 1 {
		n--
	}
	c.top = window(c.top, max(0, c.at), n, len(c.found))
	end := min(len(c.found), c.top+n)
	out := make([]string, 0, room)
	for i := c.top; i < end; i++ {
		out = append(out, c.line(c.found[i], i == c.at))
	}
	if n < len(c.found) && room > 1 {
		place := span(c.l, c.top+1, end) + " of " + Count(len(c.found))
		out = append(out, Fit("  "+c.l.Paint(theme.Dim, place), c.w))
	}
	return out
}

func (c *Completer) line(f Completion, chosen bool) string {
	ground, mark := theme.Page, " "
	if chosen {
		ground, mark = theme.Focused, c.l.Glyphs.Now
	}
	title, note := Clean(f.Title), Clean(f.Note)
	line := c.l.PaintOn(ground, theme.Mark, " "+mark+" ") + c.l.PaintOn(ground, theme.Text, title)
	if note != "" {
		line += c.l.PaintOn(ground, theme.Dim, "  "+note)
	}
	return Fit(line, c.w)
}
