package kit

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Command is one line of the palette.
type Command struct {
	ID    string  // its name among the recent ones where the title may be another's too; "": the title
	Title string  // what it does
	Key   string  // the key that does the same, shown beside it
	Hint  string  // what else to know
	Msg   tea.Msg // what it sends
	Why   string  // why it cannot be done now; "" when it can
}

// Name is the command's name among the recent ones.
func (c Command) Name() string {
	if c.ID != "" {
		return c.ID
	}
	return c.Title
}

// CommandChosenMsg is what the palette came to. The root remembers the name
// among the recent ones and sends Command.Msg on.
type CommandChosenMsg struct{ Command Command }

// PaletteMoreMsg is further commands that the open palette finds by their
// titles, behind those that it has. Names that it knows already are left out.
type PaletteMoreMsg struct{ Commands []Command }

// PaletteFoundMsg is what [Palette.OnFind] found for what was typed, listed below
// the commands; Request is the number that it was asked with.
type PaletteFoundMsg struct {
	Request  nav.Request
	Commands []Command
	Err      error
}

// leastTyped is how many characters are looked up: one names nobody.
const leastTyped = 2

// Palette finds a command by some letters of its title. It is a dialog.
type Palette struct {
	frame
	input  *Input
	all    []Command
	recent []string
	found  []Command // by OnFind, for what is typed or was typed just before
	shown  []match   // of all, then those found
	at     int
	top    int
	said   string // why the command under the cursor cannot be done, once enter asked for it
	keys   [3]key.Binding

	finds   *nav.Requests
	onFind  func(nav.Request, string) tea.Cmd
	waiting bool // what is found is on its way
	wanted  bool // enter was quicker than what is found
	failed  bool
}

// match is a command as it is listed, and where its title holds what is typed.
type match struct {
	Command
	at []int // byte places in the cleaned title
}

// NewPalette lists commands, those whose names are in recent first, in that
// order, the others as they are given.
func NewPalette(l theme.Look, commands []Command, recent []string) *Palette {
	p := &Palette{frame: frame{l: l, title: "Commands"}, input: NewInput(l, "type a few letters"), recent: recent}
	p.keys = [3]key.Binding{
		key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "do it")),
		key.NewBinding(key.WithKeys("up", "down", "ctrl+p", "ctrl+n"), key.WithHelp("arrows", "move")),
		key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "back")),
	}
	p.input.Focus()
	p.take(commands)
	p.find()
	return p
}

// OnFind makes the palette find more than its commands: do is asked for a
// command whenever two letters or more are typed, and its [PaletteFoundMsg] is
// taken in if nothing else was typed meanwhile. The numbers come from finds,
// which outlives the palette, so that an answer to an earlier one is stale.
func (p *Palette) OnFind(finds *nav.Requests, do func(request nav.Request, text string) tea.Cmd) {
	p.finds, p.onFind = finds, do
	finds.Drop()
}

// Init does nothing.
func (p *Palette) Init() tea.Cmd { return nil }

// ShortHelp is its own keys.
func (p *Palette) ShortHelp() []key.Binding { return p.keys[:] }

// Capturing: what is typed finds commands.
func (p *Palette) Capturing() bool { return true }

// Update finds as one types; enter does the command under the cursor, esc
// leaves.
func (p *Palette) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case PaletteMoreMsg:
		p.keep(func() { p.take(msg.Commands) })
	case PaletteFoundMsg:
		return p.show(msg)
	case tea.KeyMsg:
		return p.press(msg)
	}
	return nil
}

func (p *Palette) press(k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyEsc:
		return nav.Send(nav.DoneMsg{})
	case tea.KeyUp, tea.KeyCtrlP:
		p.move(-1)
	case tea.KeyDown, tea.KeyCtrlN, tea.KeyTab:
		p.move(1)
	case tea.KeyPgUp:
		p.move(-p.rows())
	case tea.KeyPgDown:
		p.move(p.rows())
	case tea.KeyEnter:
		return p.enter()
	default:
		before := p.typed()
		_, cmd := p.input.Update(k)
		if p.typed() == before {
			return cmd
		}
		p.find()
		return tea.Batch(cmd, p.ask())
	}
	return nil
}

func (p *Palette) move(by int) {
	p.said, p.wanted = "", false
	p.at = max(0, min(len(p.shown)-1, p.at+by))
}

func (p *Palette) enter() tea.Cmd {
	if p.at >= len(p.shown) {
		p.wanted = p.waiting
		return nil
	}
	c := p.shown[p.at].Command
	if c.Why != "" {
		p.said = c.Title + ": " + c.Why
		return nil
	}
	return nav.Send(nav.DoneMsg{Then: CommandChosenMsg{Command: c}})
}

// rows is how many commands are seen: a third of them is enough on a tall
// screen.
func (p *Palette) rows() int {
	_, h := p.Size()
	return max(1, h-4)
}

// Size is the whole width and at most sixteen lines.
func (p *Palette) Size() (int, int) { return p.w, min(p.h, 16) }

// View is exactly Size.
func (p *Palette) View() string {
	w, h := p.Size()
	p.input.SetWidth(max(0, w-4))
	body := []string{" " + p.l.Paint(theme.Accent, p.l.Glyphs.Crumb) + " " + p.input.View()}
	n := p.rows()
	p.top = window(p.top, p.at, n, len(p.shown))
	for i := p.top; i < min(len(p.shown), p.top+n); i++ {
		body = append(body, p.line(p.shown[i], i == p.at, w))
	}
	if len(p.shown) == 0 && !p.waiting {
		body = append(body, p.l.Paint(theme.Dim, "   Nothing is called so; backspace widens the search."))
	}
	for len(body) < n+1 {
		body = append(body, "")
	}
	return p.draw(append(body[:n+1], p.foot()), w, h)
}

func (p *Palette) foot() string {
	if p.said != "" {
		return " " + p.l.Paint(theme.Warn, p.l.Glyphs.Alert+" "+Clean(p.said))
	}
	left, right := "", ""
	if len(p.shown) > p.rows() {
		left = " " + p.l.Paint(theme.Dim, span(p.l, p.top+1, min(len(p.shown), p.top+p.rows()))+" of "+Count(len(p.shown)))
	}
	switch {
	case p.failed:
		right = p.l.Paint(theme.Warn, "leads could not be looked up") + " "
	case p.wanted:
		right = p.l.Paint(theme.Dim, "opens the lead when it is found") + " "
	case p.waiting:
		right = p.l.Paint(theme.Dim, "looking for leads"+p.l.Glyphs.Ellipsis) + " "
	case p.onFind != nil && p.typed() == "":
		right = p.l.Paint(theme.Dim, "two letters find leads too") + " "
	}
	return Columns(left, right, p.w)
}

func (p *Palette) line(c match, on bool, w int) string {
	ground, mark, title := theme.Page, " ", theme.Text
	if on {
		ground, mark = theme.Focused, p.l.Glyphs.Mark
	}
	hint := c.Hint
	if c.Why != "" {
		title, hint = theme.Dim, c.Why
	}
	var b, name strings.Builder
	shown := Clean(c.Title)
	keyW := min(12, w/4)
	room := max(0, w-keyW-4)
	titleW := min(room, max(Width(shown), room/2))
	writeMarked(&name, p.l, ground, title, shown, c.at)
	p.l.WriteOn(&b, ground, theme.Mark, " "+mark+" ")
	b.WriteString(Fit(name.String(), min(titleW, Width(shown))))
	p.l.WriteOn(&b, ground, title, spaces(titleW-min(titleW, Width(shown))))
	p.l.WriteOn(&b, ground, theme.Dim, Fit("  "+Clean(hint), room-titleW))
	p.l.WriteOn(&b, ground, theme.Key, FitRight(Clean(c.Key), keyW))
	p.l.WriteOn(&b, ground, theme.Text, " ")
	return Fit(b.String(), w)
}

// writeMarked writes s with the characters that begin or lie at one of the byte
// places marked as found. What is seen as one character is never parted.
func writeMarked(b *strings.Builder, l theme.Look, g theme.Ground, tone theme.Tone, s string, places []int) {
	from, at, marked := 0, 0, false
	flush := func(to int) {
		t := tone
		if marked {
			t = theme.Match
		}
		l.WriteOn(b, g, t, s[from:to])
		from = to
	}
	for _, c := range clusters(s) {
		in := slices.ContainsFunc(places, func(i int) bool { return i >= at && i < at+len(c.text) })
		if in != marked {
			flush(at)
			marked = in
		}
		at += len(c.text)
	}
	flush(len(s))
}

// span is "1–20" with the session's dash.
func span(l theme.Look, from, to int) string {
	return Count(from) + l.Glyphs.Dash + Count(to)
}

// Recent is names of commands, the last used first.
type Recent []string

// Use puts name first and keeps at most ten.
func (r Recent) Use(name string) Recent {
	out := Recent{name}
	for _, t := range r {
		if t != name && len(out) < 10 {
			out = append(out, t)
		}
	}
	return out
}
