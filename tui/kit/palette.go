package kit

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/sahilm/fuzzy"

	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Command is one line of the palette.
type Command struct {
	Title string  // what it does, and its name among the recent ones
	Key   string  // the key that does the same, shown beside it
	Hint  string  // what else to know
	Msg   tea.Msg // what it sends
	Why   string  // why it cannot be done now; "" when it can
}

// CommandChosenMsg is what the palette came to. The root remembers the title
// among the recent ones and sends Command.Msg on.
type CommandChosenMsg struct{ Command Command }

// Palette finds a command by some letters of its title. It is a dialog.
type Palette struct {
	frame
	input *Input
	all   []Command
	shown []int // indexes into all
	at    int
	top   int
	said  string // why the command under the cursor cannot be done, once enter asked for it
	keys  [3]key.Binding
}

// NewPalette lists commands, those whose titles are in recent first, in that
// order, the others as they are given.
func NewPalette(l theme.Look, commands []Command, recent []string) *Palette {
	p := &Palette{frame: frame{l: l, title: "Commands"}, input: NewInput(l, "type a few letters")}
	p.all = append([]Command{}, commands...)
	place := func(c Command) int {
		if i := slices.Index(recent, c.Title); i >= 0 {
			return i
		}
		return len(recent)
	}
	slices.SortStableFunc(p.all, func(a, b Command) int { return place(a) - place(b) })
	p.keys = [3]key.Binding{
		key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "do it")),
		key.NewBinding(key.WithKeys("up", "down", "ctrl+p", "ctrl+n"), key.WithHelp("arrows", "move")),
		key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "back")),
	}
	p.input.Focus()
	p.find()
	return p
}

// Init does nothing.
func (p *Palette) Init() tea.Cmd { return nil }

// ShortHelp is its own keys.
func (p *Palette) ShortHelp() []key.Binding { return p.keys[:] }

// Capturing: what is typed finds commands.
func (p *Palette) Capturing() bool { return true }

func (p *Palette) find() {
	p.shown, p.at, p.top, p.said = p.shown[:0], 0, 0, ""
	typed := strings.TrimSpace(p.input.Value())
	if typed == "" {
		for i := range p.all {
			p.shown = append(p.shown, i)
		}
		return
	}
	titles := make([]string, len(p.all))
	for i, c := range p.all {
		titles[i] = c.Title
	}
	for _, m := range fuzzy.Find(typed, titles) {
		p.shown = append(p.shown, m.Index)
	}
}

// Update finds as one types; enter does the command under the cursor, esc
// leaves.
func (p *Palette) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
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
		return p.take()
	default:
		before := p.input.Value()
		_, cmd := p.input.Update(k)
		if p.input.Value() != before {
			p.find()
		}
		return cmd
	}
	return nil
}

func (p *Palette) move(by int) {
	p.said = ""
	p.at = max(0, min(len(p.shown)-1, p.at+by))
}

func (p *Palette) take() tea.Cmd {
	if p.at >= len(p.shown) {
		return nil
	}
	c := p.all[p.shown[p.at]]
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
		body = append(body, p.line(p.all[p.shown[i]], i == p.at, w))
	}
	if len(p.shown) == 0 {
		body = append(body, p.l.Paint(theme.Dim, "   No command is called so; backspace widens the search."))
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
	if len(p.shown) > p.rows() {
		return " " + p.l.Paint(theme.Dim, span(p.l, p.top+1, min(len(p.shown), p.top+p.rows()))+" of "+Count(len(p.shown)))
	}
	return ""
}

func (p *Palette) line(c Command, on bool, w int) string {
	ground, mark, title := theme.Page, " ", theme.Text
	if on {
		ground, mark = theme.Focused, p.l.Glyphs.Mark
	}
	hint := c.Hint
	if c.Why != "" {
		title, hint = theme.Dim, c.Why
	}
	var b strings.Builder
	keyW := min(12, w/4)
	room := max(0, w-keyW-4)
	titleW := min(room, max(Width(Clean(c.Title)), room/2))
	p.l.WriteOn(&b, ground, theme.Mark, " "+mark+" ")
	p.l.WriteOn(&b, ground, title, Fit(Clean(c.Title), titleW))
	p.l.WriteOn(&b, ground, theme.Dim, Fit("  "+Clean(hint), room-titleW))
	p.l.WriteOn(&b, ground, theme.Key, FitRight(Clean(c.Key), keyW))
	p.l.WriteOn(&b, ground, theme.Text, " ")
	return Fit(b.String(), w)
}

// span is "1–20" with the session's dash.
func span(l theme.Look, from, to int) string {
	return Count(from) + l.Glyphs.Dash + Count(to)
}

// Recent is titles of commands, the last used first.
type Recent []string

// Use puts title first and keeps at most ten.
func (r Recent) Use(title string) Recent {
	out := Recent{title}
	for _, t := range r {
		if t != title && len(out) < 10 {
			out = append(out, t)
		}
	}
	return out
}
