package playbook

import (
	"context"
	"fmt"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Office is what the screen asks.
type Office interface {
	Playbook(ctx context.Context) (model.Playbook, error)
	Cadences(ctx context.Context) ([]model.Cadence, error)
}

// wide is how many cells it takes to show playbook and cadences side by side.
const wide = 120

type (
	playbookLoadedMsg struct {
		request  nav.Request
		playbook model.Playbook
		err      error
	}
	cadencesLoadedMsg struct {
		request  nav.Request
		cadences []model.Cadence
		err      error
	}
)

// pane is a part of the screen that tab goes to.
type pane int

const (
	agreement pane = iota
	cadences
	steps
	panes
)

// Screen is the playbook and the cadences.
type Screen struct {
	s      *nav.Session
	l      theme.Look
	office Office
	keys   nav.KeyMap

	text     *page.Text
	table    *kit.Table
	steps    *page.Text
	books    nav.Requests
	lists    nav.Requests
	playbook model.Playbook
	loaded   bool
	failure  string
	all      []model.Cadence
	seen     int64
	focused  pane
	w, h     int
}

// New is the screen of the playbook in force and of the newest cadences.
func New(s *nav.Session, o Office) *Screen {
	p := &Screen{s: s, l: s.Look(), office: o, keys: s.Keys}
	p.keys.Open = nav.Named(p.keys.Open, "the steps")
	p.text = page.NewText(p.l, s.Keys)
	p.steps = page.NewText(p.l, s.Keys)
	p.table = kit.NewTable(p.l, s.Keys,
		kit.Column{Title: "CADENCE", Min: 11, Max: 18, Flex: 1}, kit.Column{Title: "VERSION", Min: 7, Right: true},
		kit.Column{Title: "STEPS", Min: 5, Right: true}, kit.Column{Title: "DAYS", Min: 4, Right: true},
		kit.Column{Title: "AT ITS END", Min: 12, Max: 20, Flex: 1, Drop: 2})
	p.table.SetEmpty("No cadence is here: ripen check says what is wrong with the database.")
	p.text.Show(p.textLines)
	p.steps.Show(p.stepLines)
	return p
}

// Init loads playbook and cadences.
func (p *Screen) Init() tea.Cmd { return p.load() }

// Refresh loads them anew; the place in the text stays.
func (p *Screen) Refresh() tea.Cmd { return p.load() }

// Title is what stands in the head.
func (p *Screen) Title() string { return nav.Playbook.String() }

// Capturing is never so: nothing is typed here.
func (p *Screen) Capturing() bool { return false }

// Back goes from the steps to the cadences, and from these to the playbook.
func (p *Screen) Back() (bool, tea.Cmd) {
	if p.focused == agreement {
		return false, nil
	}
	p.focused--
	p.settle()
	return true, nil
}

// ShortHelp is the keys that matter now.
func (p *Screen) ShortHelp() []key.Binding {
	if p.focused == cadences {
		return []key.Binding{p.keys.Down, p.keys.Open, p.keys.NextPane, p.keys.Back}
	}
	return []key.Binding{p.keys.Down, p.keys.PageDown, p.keys.NextPane, p.keys.Bottom}
}

// FullHelp is every key of the screen.
func (p *Screen) FullHelp() []nav.HelpGroup {
	moving := p.keys.Moving()
	moving.Bindings = slices.DeleteFunc(moving.Bindings, func(b key.Binding) bool {
		shown, _ := nav.Label(b)
		return shown == "/" || shown == "enter"
	})
	return []nav.HelpGroup{{Title: "Cadences", Bindings: []key.Binding{p.keys.Open, p.copies()}}, moving}
}

// copy hands over what the pane with the keys says.
func (p *Screen) copy() tea.Cmd {
	if p.focused == agreement {
		return page.Copy(p.s, "playbook", p.playbook.Title+"\n"+p.text.Plain())
	}
	return page.Copy(p.s, "cadence", p.cadence().Title+"\n"+p.steps.Plain())
}

func (p *Screen) copies() key.Binding {
	if p.focused == agreement {
		return page.CopyKey(p.s, "playbook", p.playbook.Title)
	}
	name := ""
	if c := p.cadence(); c != nil {
		name = c.Name
	}
	return page.CopyKey(p.s, "cadence", name)
}

func (p *Screen) load() tea.Cmd {
	o := p.office
	book, list := p.books.Next(), p.lists.Next()
	return tea.Batch(
		nav.For(p, func() tea.Msg {
			ctx, done := page.Context()
			defer done()
			b, err := o.Playbook(ctx)
			return playbookLoadedMsg{book, b, err}
		}),
		nav.For(p, func() tea.Msg {
			ctx, done := page.Context()
			defer done()
			c, err := o.Cadences(ctx)
			return cadencesLoadedMsg{list, c, err}
		}))
}

// Update takes keys and what commands came to.
func (p *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case playbookLoadedMsg:
		if !p.books.Current(msg.request) {
			return nil
		}
		p.failure = ""
		if msg.err != nil {
			p.failure = page.Sentence(p.s, msg.err)
		} else {
			p.playbook, p.loaded = msg.playbook, true
		}
		p.text.Show(p.textLines)
	case cadencesLoadedMsg:
		p.cadencesLoaded(msg)
	case tea.MouseMsg:
		p.mouse(msg)
	case tea.KeyMsg:
		if key.Matches(msg, p.copies()) {
			return p.copy()
		}
		p.press(msg)
	default:
		return nil
	}
	p.settle()
	return nil
}

func (p *Screen) cadencesLoaded(msg cadencesLoadedMsg) {
	if !p.lists.Current(msg.request) {
		return
	}
	if msg.err != nil {
		p.table.SetFailed(page.Sentence(p.s, msg.err))
		return
	}
	p.all = msg.cadences
	rows := make([]kit.Row, len(p.all))
	for i, c := range p.all {
		days := 0
		if n := len(c.Steps); n > 0 {
			days = c.Steps[n-1].Day
		}
		rows[i] = kit.Row{ID: int64(i + 1), Cells: []kit.Cell{{Text: c.Name, Tone: theme.Strong}, {Text: fmt.Sprint(c.Version)},
			{Text: fmt.Sprint(len(c.Steps))}, {Text: fmt.Sprint(days)}, {Text: endWords(c.AtEnd), Tone: theme.Dim}}}
	}
	p.table.SetRows(rows)
	p.steps.Show(p.stepLines)
}

// cadence is the one under the cursor, nil for none.
func (p *Screen) cadence() *model.Cadence {
	if i := p.table.SelectedID() - 1; i >= 0 && int(i) < len(p.all) {
		return &p.all[i]
	}
	return nil
}

func (p *Screen) press(k tea.KeyMsg) {
	switch {
	case key.Matches(k, p.keys.NextPane):
		p.focused = (p.focused + 1) % panes
	case key.Matches(k, p.keys.PrevPane):
		p.focused = (p.focused + panes - 1) % panes
	case key.Matches(k, p.keys.Open):
		if p.focused < steps {
			p.focused++
		}
	case p.focused == agreement:
		p.text.Update(k)
	case p.focused == cadences:
		p.table.Update(k)
	default:
		p.steps.Update(k)
	}
}

func (p *Screen) mouse(m tea.MouseMsg) {
	right := p.w >= wide && m.X > p.left()
	switch {
	case p.w >= wide && !right, p.w < wide && p.focused == agreement:
		p.text.Update(m)
	case m.Y > p.tableHeight():
		p.steps.Update(m)
	default:
		m.Y--
		p.table.Update(m)
	}
}

var _ interface {
	nav.Screen
	nav.Stepper
} = (*Screen)(nil)
