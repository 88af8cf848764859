package today

import (
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// mode is what has the keys.
type mode uint8

const (
	browsing mode = iota
	skipping      // the six codes
	noting        // the words of "other"
	resting       // until when, and why
)

// wide is the width from which the detail stands beside the table.
const wide = 120

// refreshTicks is how many ticks of the clock pass between two looks at the
// queue.
const refreshTicks = 30

// Today is the screen.
type Today struct {
	s      *nav.Session
	l      theme.Look
	keys   nav.KeyMap
	anew   key.Binding // orders the day anew
	add    key.Binding // a company found elsewhere
	office Office
	w, h   int
	now    time.Time // in the zone of the person working
	ticks  int

	page   model.QueuePage
	items  []model.QueueItem // as shown
	place  map[model.LeadID]int
	loaded bool
	early  bool // the screen has ordered an empty day anew by itself
	table  *kit.Table

	loads, details nav.Requests
	facts          map[model.LeadID]facts
	awaited        model.LeadID // whose detail is on its way; 0 nobody's

	mode    mode
	acting  model.QueueItem // whom a skip or a rest is about
	opened  model.LeadID    // whose desk was opened last
	writing bool            // a skip or rest is on its way
	codes   *kit.Choices
	words   *kit.Input
	form    *kit.Form

	drafts page.Drafts
	draft  *page.Draft // of what is open

	kept detailLines
}

// New is the screen; it loads when the root asks for Init.
func New(s *nav.Session, o Office) *Today {
	t := &Today{
		s: s, l: s.Look(), keys: s.Keys, office: o, now: s.Now(),
		anew:  key.NewBinding(key.WithKeys("R"), key.WithHelp("R", "order the day anew")),
		add:   key.NewBinding(key.WithKeys("+"), key.WithHelp("+", "add a lead")),
		place: map[model.LeadID]int{}, facts: map[model.LeadID]facts{},
	}
	t.keys.Open = nav.Named(t.keys.Open, "work")
	t.table = kit.NewTable(t.l, s.Keys, columns(0)...)
	t.table.SetFocused(true)
	t.table.SetEmpty("Nothing is due today: 2 shows all leads, 6 brings a list in.")
	if day, text, _ := strings.Cut(s.Prefs.Get(prefFilter), " "); day == model.DateOf(t.now).String() {
		t.table.SetFilter(text) // another day is begun whole
	}
	return t
}

// prefFilter is the day, and what its places were filtered by.
const prefFilter = "today/filter"

// keepFilter remembers what the day is filtered by, once it is typed.
func (t *Today) keepFilter() tea.Cmd {
	switch {
	case t.table.Capturing():
		return nil
	case t.table.Filter() == "":
		return t.s.Prefs.Set(prefFilter, "")
	}
	return t.s.Prefs.Set(prefFilter, model.DateOf(t.now).String()+" "+t.table.Filter())
}

// Init asks for the day.
func (t *Today) Init() tea.Cmd { return t.load() }

// Refresh asks for the day again: a lead may have been worked meanwhile.
func (t *Today) Refresh() tea.Cmd {
	clear(t.facts)
	t.now = t.s.Now()
	return t.load()
}

// Title is the screen's name.
func (t *Today) Title() string { return nav.Today.String() }

// Capturing says whether a field or the codes of a skip have the keys.
func (t *Today) Capturing() bool { return t.mode != browsing || t.table.Capturing() }

// Dirty says whether words are typed that leaving would lose.
func (t *Today) Dirty() (bool, string) {
	switch {
	case t.mode == browsing || !t.draft.Behind():
		return false, ""
	case t.mode == resting && t.form.Dirty():
		return true, "the rest of " + kit.Clean(t.acting.Company)
	case t.mode == noting && t.words.Value() != "":
		return true, "why " + kit.Clean(t.acting.Company) + " is skipped"
	}
	return false, ""
}

// Back goes one level back: out of what is open, then out of the filter.
func (t *Today) Back() (bool, tea.Cmd) {
	switch t.mode {
	case browsing:
		used, cmd := t.table.Back()
		return used, tea.Batch(cmd, t.keepFilter())
	case noting:
		t.mode = skipping
	default:
		t.mode = browsing
	}
	return true, t.want()
}

// Update answers to keys and to what the commands came to.
func (t *Today) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return t.press(msg)
	case tea.MouseMsg:
		return t.click(msg)
	case nav.TickMsg:
		return t.tick(msg.At)
	case queueLoadedMsg:
		return t.show(msg)
	case deskLoadedMsg:
		return t.detailed(msg)
	case page.DraftLoadedMsg:
		return t.restore(msg)
	case page.DraftSavedMsg:
		return msg.Settle()
	case actedMsg:
		return t.acted(msg)
	}
	return nil
}

func (t *Today) tick(at time.Time) tea.Cmd {
	if z := t.s.Actor.Zone; z != nil {
		at = at.In(z)
	}
	t.now = at
	if t.ticks++; t.ticks%refreshTicks != 0 {
		return nil
	}
	return t.load()
}

func (t *Today) press(k tea.KeyMsg) tea.Cmd {
	switch t.mode {
	case skipping, noting, resting:
		return t.pressAct(k)
	}
	if used, cmd := t.table.Update(k); used {
		return tea.Batch(cmd, t.want(), t.keepFilter())
	}
	b := t.bindings()
	switch {
	case key.Matches(k, b.Open):
		return t.work()
	case key.Matches(k, b.Skip):
		return t.startSkip()
	case key.Matches(k, b.Rest):
		return t.startRest()
	case key.Matches(k, b.Inbound):
		return nav.Send(nav.InboundMsg{})
	case key.Matches(k, b.Filter):
		t.table.StartFilter()
	case key.Matches(k, t.copies()):
		return page.Copy(t.s, "company", t.company())
	case key.Matches(k, t.anew):
		return t.reorder()
	case key.Matches(k, t.adds()):
		return nav.Send(nav.AddLeadMsg{})
	}
	return nil
}

// work opens the desk of the lead under the cursor. What is closed there now is
// opened all the same, and said.
func (t *Today) work() tea.Cmd {
	it, ok := t.selected()
	if !ok {
		return nil
	}
	t.opened = it.LeadID
	open := nav.Send(nav.OpenLeadMsg{Lead: it.LeadID, Position: it.Position, Of: len(t.page.Items), Why: it.ReasonText, From: nav.Today})
	if closed(it) {
		return tea.Batch(nav.Toast(nav.Info, it.Company+": "+t.opens(it)+"."), open)
	}
	return open
}

func (t *Today) click(m tea.MouseMsg) tea.Cmd {
	if t.mode != browsing {
		return nil
	}
	m.Y -= t.headLines()
	before := t.table.SelectedID()
	if tw, th := t.tableSize(); m.X >= tw || m.Y < 0 || m.Y >= th {
		return nil
	}
	t.table.Update(m)
	if m.Action == tea.MouseActionPress && m.Button == tea.MouseButtonLeft && t.table.SelectedID() == before && m.Y > 0 && before != 0 {
		return t.work() // the second click opens
	}
	return t.want()
}

// bindings are the keys in their present state.
func (t *Today) bindings() nav.KeyMap {
	b := t.keys
	why := ""
	if err := t.s.Actor.Allow(model.ActWork); err != nil {
		why = err.Error()
	}
	it, ok := t.selected()
	if !ok {
		b.Open = nav.Disable(b.Open, "no lead is under the cursor")
		if why == "" {
			why = "no lead is under the cursor"
		}
	}
	switch {
	case why == "" && t.writing:
		why = "the entry before is still being written"
	case why == "" && it.State == stateSkipped:
		b.Skip = nav.Disable(b.Skip, "it is skipped already; u takes that back")
	}
	if why != "" {
		b.Skip, b.Rest = nav.Disable(b.Skip, why), nav.Disable(b.Rest, why)
	}
	return b
}

// company is that of the place under the cursor, "" for none.
func (t *Today) company() string {
	it, _ := t.selected()
	return it.Company
}

func (t *Today) copies() key.Binding { return page.CopyKey(t.s, "company", t.company()) }

// adds is the key of a new lead in its present state.
func (t *Today) adds() key.Binding {
	if err := t.s.Actor.Allow(model.ActWork); err != nil {
		return nav.Disable(t.add, err.Error())
	}
	return t.add
}

// ShortHelp is the keys that matter now.
func (t *Today) ShortHelp() []key.Binding {
	b := t.bindings()
	switch t.mode {
	case skipping, noting, resting:
		return t.actHelp()
	}
	if t.table.Capturing() {
		return []key.Binding{nav.Named(b.Open, "keep the filter")}
	}
	return []key.Binding{b.Open, b.Skip, b.Filter, b.Inbound, b.Rest}
}

// FullHelp is every key.
func (t *Today) FullHelp() []nav.HelpGroup {
	b := t.bindings()
	return []nav.HelpGroup{
		{Title: "The lead under the cursor", Bindings: []key.Binding{b.Open, b.Skip, b.Rest, t.copies()}},
		{Title: "The day", Bindings: []key.Binding{nav.Named(b.Inbound, "inbound: find who calls"), t.anew, b.Filter, t.adds()}},
		t.keys.Moving(),
	}
}
