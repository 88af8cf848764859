package leads

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// typing is the line in which a filter is written. The rows follow what is
// typed; only enter makes it the filter in force.
type typing struct {
	on    bool
	input *kit.Input
	live  string // what the rows answer to
	draft string // half-written when the line was left; it stands there again
	ways  []string
	from  int // where in the text the ways begin
	at    int // the way that tab has put there, -1 for none

	// cursor is the lead that the cursor stood on when the line was opened, and
	// back the same once esc has closed it, until those leads have come again.
	cursor, back model.LeadID
}

// startTyping opens the line with what was half-written, else with the filter in
// force to go on with. What the screen narrowed by itself is not written there:
// a search is of all leads.
func (v *Leads) startTyping() tea.Cmd {
	t := &v.typing
	t.on, t.cursor, t.back, v.problem = true, model.LeadID(v.table.SelectedID()), 0, ""
	switch {
	case t.draft != "":
		t.input.SetValue(t.draft)
	case v.first || v.filter == "":
		t.input.SetValue("")
	default:
		t.input.SetValue(v.filter + " ")
	}
	t.input.Focus()
	t.live = v.filter
	v.offer()
	if t.draft == "" {
		return nil
	}
	t.live = v.settled(t.draft)
	return v.load()
}

// stopTyping closes the line.
func (v *Leads) stopTyping() {
	v.typing.on = false
	v.typing.input.Blur()
}

// leaveTyping is esc: the filter in force is what it was, and what was written
// waits for the next time.
func (v *Leads) leaveTyping() tea.Cmd {
	t := &v.typing
	v.stopTyping()
	v.problem, t.draft = "", strings.TrimSpace(t.input.Value())
	if t.draft == v.filter {
		t.draft = ""
	}
	t.back = t.cursor
	return v.followUp()
}

// followUp asks for the rows of the filter in force, where they are others.
func (v *Leads) followUp() tea.Cmd {
	if v.answered && v.showing == v.filter {
		return nil
	}
	return v.load()
}

// takeTyping is enter: what is written is the filter from here on. Words that
// are gone again leave what the screen began with.
func (v *Leads) takeTyping() tea.Cmd {
	t := &v.typing
	text := strings.TrimSpace(t.input.Value())
	if _, err := v.read(text); err != nil {
		return v.refused(plainly(err)) // the line stays open, for that is where it is mended
	}
	v.stopTyping()
	t.draft = ""
	if text == "" && v.first {
		return v.followUp()
	}
	over := v.first
	cmd := v.setFilter(text)
	v.over = over
	return cmd
}

// pressTyping edits the line. The arrows move among the rows all the while.
func (v *Leads) pressTyping(k tea.KeyMsg) tea.Cmd {
	t := &v.typing
	switch k.Type {
	case tea.KeyEsc:
		return v.leaveTyping()
	case tea.KeyEnter:
		return v.takeTyping()
	case tea.KeyUp:
		v.table.Move(-1)
		return nil
	case tea.KeyDown:
		v.table.Move(1)
		return v.more()
	case tea.KeyTab:
		v.complete(1)
		return v.follow()
	case tea.KeyShiftTab:
		v.complete(-1)
		return v.follow()
	}
	before := t.input.Value()
	_, cmd := t.input.Update(k)
	if t.input.Value() == before {
		return cmd
	}
	v.offer()
	return tea.Batch(cmd, v.follow())
}

// offer works out how what is typed may go on.
func (v *Leads) offer() {
	t := &v.typing
	t.ways, t.from = v.ways(t.input.Value())
	t.at = -1
}

// complete is tab: as far as all ways agree, and then through them one by one.
func (v *Leads) complete(by int) {
	t := &v.typing
	text := t.input.Value()
	if len(t.ways) == 0 {
		return
	}
	if t.at < 0 {
		if common := commonStart(t.ways); len(common) > len(text)-t.from {
			t.input.SetValue(text[:t.from] + common)
			if len(t.ways) == 1 {
				v.finished(t.ways[0])
			}
			return
		}
		if by < 0 {
			t.at = 0
		}
	}
	if len(t.ways) == 1 {
		t.input.SetValue(text[:t.from] + t.ways[0])
		v.finished(t.ways[0])
		return
	}
	n := len(t.ways)
	t.at = (t.at + by + n) % n
	t.input.SetValue(text[:t.from] + t.ways[t.at])
}

// finished goes on after the one way there was: to the next word, or to the
// values of the key.
func (v *Leads) finished(way string) {
	if !strings.HasSuffix(way, ":") {
		v.typing.input.SetValue(v.typing.input.Value() + " ")
	}
	v.offer()
}

// commonStart is what all ways begin with.
func commonStart(ways []string) string {
	out := ways[0]
	for _, w := range ways[1:] {
		for !strings.HasPrefix(w, out) {
			out = out[:len(out)-1]
		}
	}
	return strings.ToValidUTF8(out, "")
}

// follow asks for the rows of what is typed now, where they are others.
func (v *Leads) follow() tea.Cmd {
	t := &v.typing
	v.problem = ""
	text := v.settled(t.input.Value())
	if _, err := v.read(text); err != nil {
		return v.refused(plainly(err))
	}
	if text == "" && v.first {
		text = v.filter
	}
	if text == t.live {
		return nil
	}
	t.live = text
	return v.load()
}

// without asks for the rows once more without the word at the end that nobody
// has, where it may become the key of a filter: "statu" empties no table on the
// way to status:. Nil where it may not.
func (v *Leads) without(live string) tea.Cmd {
	ways, from := v.ways(v.typing.input.Value())
	text := strings.TrimSpace(v.typing.input.Value()[:from])
	if len(ways) == 0 || from == len(v.typing.input.Value()) || text == live {
		return nil
	}
	v.typing.live = text
	return v.load()
}

// lineView is the line itself in w cells.
func (v *Leads) lineView(w int) string {
	mark := v.l.Paint(theme.Mark, v.l.Glyphs.Mark) + v.l.Paint(theme.Accent, "/") + " "
	v.typing.input.SetWidth(max(0, w-3))
	return kit.Fit(mark+v.typing.input.View(), w)
}

// waysView is the line below: what is wrong with what is typed, else how it may
// go on.
func (v *Leads) waysView() []string {
	t := &v.typing
	if v.problem != "" {
		return v.problemView("")
	}
	if len(t.ways) == 0 {
		return []string{kit.Fit("   "+v.l.Paint(theme.Dim, "words of a company, person, number or note; owner: and others narrow"), v.w)}
	}
	line := "   " + v.l.Paint(theme.Key, "tab")
	for i := max(0, t.at-3); i < len(t.ways); i++ {
		ground := theme.Page
		if i == t.at {
			ground = theme.Focused
		}
		part := " " + v.l.PaintOn(ground, theme.Text, " "+kit.Clean(valueOf(t.ways[i]))+" ")
		if kit.Width(line)+kit.Width(part) > v.w-2 {
			line += " " + v.l.Paint(theme.Dim, v.l.Glyphs.Ellipsis)
			break
		}
		line += part
	}
	return []string{kit.Fit(line, v.w)}
}

// valueOf is a way as it is listed: the value of a term, or the key with its
// colon.
func valueOf(way string) string {
	if _, value, ok := strings.Cut(way, ":"); ok && value != "" {
		return strings.Trim(value, `"`)
	}
	return way
}

// problemView is the sentence that says what is wrong, in as many lines as it
// needs, at most three.
func (v *Leads) problemView(then string) []string {
	var out []string
	for _, s := range kit.WrapTo(v.l.Glyphs.Alert+" "+v.problem+then, max(1, v.w-4), 3) {
		out = append(out, kit.Fit("   "+v.l.Paint(theme.Error, s), v.w))
	}
	return out
}

// refused shows what the store says of a filter; the rows stay. One that was
// already taken stands in the line again when that is opened.
func (v *Leads) refused(sentence string) tea.Cmd {
	v.problem = capital(strings.TrimSuffix(kit.Clean(sentence), "."))
	if !strings.HasSuffix(v.problem, "?") {
		v.problem += "."
	}
	if v.typing.on {
		return nil
	}
	if v.filter != v.good {
		v.typing.draft, v.filter = v.filter, v.good
	}
	if v.loaded {
		return nil
	}
	v.begin()
	return v.load()
}

// capital is a clause as a sentence begins.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// setFilter puts a filter in force; the quick keys, views and other screens
// write it here. Where the rows answer to it already, nothing is asked.
func (v *Leads) setFilter(text string) tea.Cmd {
	v.first, v.over, v.filter, v.problem = false, false, strings.TrimSpace(text), ""
	if v.answered && v.showing == v.filter {
		return v.settle()
	}
	return v.load()
}
