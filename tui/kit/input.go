package kit

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"ripen/tui/theme"
)

// maxTyped is how many characters a field takes: a note is no document.
const maxTyped = 4000

// blankCells is how wide an empty field is shown at most.
const blankCells = 24

// Input is a text field: one line that scrolls, or some that it grows into as
// one types. The editing is that of bubbles' textinput, with its keys; it is
// drawn here, because its own view measures differently, cannot wrap, and shows
// no cursor on a terminal without attributes.
type Input struct {
	l           theme.Look
	edit        textinput.Model
	placeholder string
	w           int
	lines       int // the most it grows to
	top         int // first line or first cell that is seen
}

// NewInput is a field of one line; placeholder shows how to fill it in, while it
// is empty and has the keys.
func NewInput(l theme.Look, placeholder string) *Input {
	in := &Input{l: l, edit: newEdit(l), placeholder: Clean(placeholder), lines: 1}
	return in
}

// NewTextArea is a field that grows from one line to at most lines.
func NewTextArea(l theme.Look, placeholder string, lines int) *Input {
	in := NewInput(l, placeholder)
	in.lines = max(1, lines)
	return in
}

// newEdit gives every style of the widget, although only its editing is used:
// none of them may ever ask the default renderer.
func newEdit(l theme.Look) textinput.Model {
	e := textinput.New()
	e.Prompt = ""
	e.CharLimit = maxTyped
	e.PromptStyle = l.Theme.Accent
	e.TextStyle = l.Theme.Input
	e.PlaceholderStyle = l.Theme.Placeholder
	e.CompletionStyle = l.Theme.Placeholder
	e.Cursor.Style = l.Theme.Cursor
	e.Cursor.TextStyle = l.Theme.Input
	e.Cursor.SetMode(cursor.CursorStatic) // no timers, nothing that blinks
	e.KeyMap.Paste.SetEnabled(false)      // would read the clipboard of the machine, which may be another's
	return e
}

// Value is what was typed.
func (in *Input) Value() string { return in.edit.Value() }

// SetValue replaces what was typed and puts the cursor at its end.
func (in *Input) SetValue(s string) {
	s = Clean(s)
	in.edit.CharLimit = max(maxTyped, utf8.RuneCountInString(s)) // what is there already is never cut
	in.edit.SetValue(s)
	in.edit.CursorEnd()
}

// Focus gives the field the keys, Blur takes them.
func (in *Input) Focus() { in.edit.Focus() }

// Blur is the contrary of Focus.
func (in *Input) Blur() { in.edit.Blur() }

// Focused says whether the field has the keys.
func (in *Input) Focused() bool { return in.edit.Focused() }

// SetWidth sets the width in cells. The height follows from the text: see
// [Input.Height].
func (in *Input) SetWidth(w int) { in.w = max(0, w) }

// Update edits. While focused the field uses every key but those that leave it
// (esc, enter, tab, shift+tab, ctrl+c, ctrl+z, ctrl+s) and, in a field of one
// line, up and down; ctrl+k, ctrl+u and ":" are its own.
func (in *Input) Update(msg tea.Msg) (bool, tea.Cmd) {
	k, ok := msg.(tea.KeyMsg)
	if !ok || !in.Focused() {
		return false, nil
	}
	switch k.Type {
	case tea.KeyEsc, tea.KeyEnter, tea.KeyTab, tea.KeyShiftTab, tea.KeyCtrlC, tea.KeyCtrlZ, tea.KeyCtrlS, tea.KeyPgUp, tea.KeyPgDown:
		return false, nil
	case tea.KeyUp:
		return in.moveLine(-1), nil
	case tea.KeyDown:
		return in.moveLine(1), nil
	case tea.KeyRunes:
		text := Clean(string(k.Runes))
		if text == "" {
			return true, nil
		}
		k.Runes = []rune(text)
		msg = k
	}
	edit, cmd := in.edit.Update(msg)
	in.edit = edit
	return true, cmd
}

// cluster is what is seen as one character.
type cluster struct {
	text  string
	w     int
	runes int
}

func clusters(s string) []cluster {
	out := make([]cluster, 0, len(s))
	for s != "" {
		text, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		if text == "" {
			break
		}
		out = append(out, cluster{text, w, utf8.RuneCountInString(text)})
		s = s[len(text):]
	}
	return out
}

// cursorAt is the index of the cluster that the cursor stands on, len(cs) at
// the end.
func (in *Input) cursorAt(cs []cluster) int {
	pos := in.edit.Position()
	for i, c := range cs {
		if pos < c.runes {
			return i
		}
		pos -= c.runes
	}
	return len(cs)
}

// breakLines parts cs into lines of at most w-1 cells, at spaces where there
// are any, so that the cursor has its cell after the last character; a space may
// stand in that cell. There is always at least one line; each entry is the index
// of its first cluster.
func breakLines(cs []cluster, w int) []int {
	starts := []int{0}
	room := max(1, w-1)
	used, space := 0, -1
	for i, c := range cs {
		limit := room
		if c.text == " " {
			limit = max(room, w)
		}
		if first := starts[len(starts)-1]; used+c.w > limit && i > first {
			from := i
			if space >= first && c.text != " " {
				from = space + 1
			}
			starts = append(starts, from)
			used = widthOf(cs[from:i])
		}
		used += c.w
		if c.text == " " {
			space = i
		}
	}
	if used > room && len(cs) > starts[len(starts)-1]+1 {
		starts = append(starts, len(cs))
	}
	return starts
}

func lineOf(starts []int, at int) int {
	line := 0
	for i, s := range starts {
		if s <= at {
			line = i
		}
	}
	return line
}

// moveLine moves the cursor up or down in a field of several lines and says
// whether there was such a line.
func (in *Input) moveLine(by int) bool {
	if in.lines < 2 {
		return false
	}
	cs := clusters(in.Value())
	starts := breakLines(cs, in.w)
	at := in.cursorAt(cs)
	line := lineOf(starts, at)
	to := line + by
	if to < 0 || to >= len(starts) {
		return false
	}
	end := len(cs)
	if to+1 < len(starts) {
		end = starts[to+1] - 1
	}
	target := min(starts[to]+at-starts[line], end)
	pos := 0
	for _, c := range cs[:target] {
		pos += c.runes
	}
	in.edit.SetCursor(pos)
	return true
}

// Height is how many lines View draws now.
func (in *Input) Height() int {
	if in.lines < 2 {
		return 1
	}
	return min(in.lines, len(breakLines(clusters(in.Value()), in.w)))
}

// View is exactly the width that was set by [Input.Height] lines.
func (in *Input) View() string {
	cs := clusters(in.Value())
	if in.lines < 2 {
		return in.viewLine(cs)
	}
	starts := breakLines(cs, in.w)
	at := in.cursorAt(cs)
	h := min(in.lines, len(starts))
	line := lineOf(starts, at)
	in.top = window(in.top, line, h, len(starts))
	out := make([]string, 0, h)
	for y := in.top; y < in.top+h; y++ {
		end := len(cs)
		if y+1 < len(starts) {
			end = starts[y+1]
		}
		cur := -1
		if y == line {
			cur = at - starts[y]
		}
		cut := y == in.top && in.top > 0 || y == in.top+h-1 && y+1 < len(starts)
		out = append(out, in.draw(cs[starts[y]:end], cur, false, cut))
	}
	return strings.Join(out, "\n")
}

func (in *Input) viewLine(cs []cluster) string {
	at := in.cursorAt(cs)
	if !in.Focused() {
		in.top = 0
		return in.draw(cs, -1, false, false)
	}
	in.top = min(in.top, at)
	for in.top < at && widthOf(cs[in.top:at])+4 > in.w { // a wide cursor and two cut marks
		in.top++
	}
	return in.draw(cs[in.top:], at-in.top, in.top > 0, false)
}

func widthOf(cs []cluster) int {
	n := 0
	for _, c := range cs {
		n += c.w
	}
	return n
}

// draw is one line of the field in exactly w cells. cur is the cluster under
// the cursor, len(cs) for the end, -1 for none.
func (in *Input) draw(cs []cluster, cur int, before, after bool) string {
	tone := theme.Input
	if in.Focused() {
		tone = theme.InputFocused
	}
	switch {
	case in.Value() == "" && !in.Focused(): // a placeholder here would read like a value
		return Fit(in.l.Paint(theme.Placeholder, strings.Repeat(in.l.Glyphs.Blank, min(in.w, blankCells))), in.w)
	case in.Value() == "" && in.placeholder != "":
		return in.drawPlaceholder()
	}
	var text strings.Builder
	for i, c := range cs {
		if i == cur {
			in.writeCursor(&text, c.text)
			continue
		}
		text.WriteString(c.text)
	}
	if cur == len(cs) && in.Focused() {
		in.writeCursor(&text, "")
	}
	body, room := text.String(), in.w
	lead, tail := "", ""
	if before {
		lead, room = cutMark, room-1
	}
	if after {
		tail, room = cutMark, room-1
	}
	body = Fit(body, max(0, room))
	return Fit(in.onField(tone, lead+body+tail), in.w)
}

// writeCursor shows the cursor on c, or after the text where c is empty. On a
// terminal without attributes it is a character of its own.
func (in *Input) writeCursor(b *strings.Builder, c string) {
	switch {
	case in.l.Plain && c == "":
		b.WriteString("_")
	case in.l.Plain:
		b.WriteString("|" + c)
	case c == "":
		b.WriteString(in.l.Paint(theme.Cursor, " "))
	default:
		b.WriteString(in.l.Paint(theme.Cursor, c))
	}
}

func (in *Input) drawPlaceholder() string {
	var b strings.Builder
	in.writeCursor(&b, "")
	b.WriteString(in.l.PaintOn(theme.Focused, theme.Placeholder, in.placeholder))
	return Fit(in.onField(theme.InputFocused, Fit(b.String(), in.w)), in.w)
}

// onField paints s, which may hold a painted cursor, as the field: after every
// reset within it the field's own colours begin again.
func (in *Input) onField(tone theme.Tone, s string) string {
	open, _, _ := strings.Cut(in.l.Paint(tone, "x"), "x")
	if open == "" {
		return s
	}
	return open + strings.ReplaceAll(s, reset, reset+open) + reset
}

// window moves top so that at is seen in h lines of n.
func window(top, at, h, n int) int {
	if at < top {
		top = at
	}
	if at >= top+h {
		top = at - h + 1
	}
	return max(0, min(top, n-h))
}
