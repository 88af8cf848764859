package team

import (
	"cmp"
	"context"
	"fmt"
	"slices"
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

// Office is what the screen asks. Errors that are refusals are *model.Error.
type Office interface {
	Members(ctx context.Context, by model.Actor) ([]model.MemberRow, error)
}

const (
	wide  = 120 // cells from which the details stand beside the table
	fresh = time.Minute
)

type membersLoadedMsg struct {
	request nav.Request
	members []model.MemberRow
	err     error
}

// Screen is the team.
type Screen struct {
	s      *nav.Session
	l      theme.Look
	office Office
	keys   nav.KeyMap

	table    *kit.Table
	details  *page.Text
	loads    nav.Requests
	members  []model.MemberRow
	loading  bool
	loaded   bool
	loadedAt time.Time
	now      time.Time

	w, h  int
	bar   int // cells of the bar in a row
	seen  int64
	aside bool // the details have the keys
}

// New is the screen of everybody.
func New(s *nav.Session, o Office) *Screen {
	t := &Screen{s: s, l: s.Look(), office: o, keys: s.Keys, now: s.Now(), bar: 20}
	t.keys.Filter = nav.Named(t.keys.Filter, "find")
	t.table = kit.NewTable(t.l, s.Keys, columns(t.bar)...)
	t.table.SetFocused(true)
	t.details = page.NewText(t.l, s.Keys)
	page.Refilter(t.table, s.Prefs, prefFilter)
	return t
}

// prefFilter is what the team is filtered by.
const prefFilter = "team/filter"

// Init loads the team.
func (t *Screen) Init() tea.Cmd { return t.load() }

// Refresh loads it anew and keeps what is selected.
func (t *Screen) Refresh() tea.Cmd { return t.load() }

// Title is what stands in the head.
func (t *Screen) Title() string { return nav.Team.String() }

// Capturing says that the filter is typed.
func (t *Screen) Capturing() bool { return t.table.Capturing() }

// Back leaves the details, then the filter.
func (t *Screen) Back() (bool, tea.Cmd) {
	defer t.settle()
	if t.aside {
		t.aside = false
		return true, nil
	}
	used, cmd := t.table.Back()
	return used, tea.Batch(cmd, page.KeepFilter(t.table, t.s.Prefs, prefFilter))
}

// ShortHelp is the keys that matter now.
func (t *Screen) ShortHelp() []key.Binding {
	if t.table.Capturing() {
		return []key.Binding{nav.Named(t.keys.Open, "keep the filter")}
	}
	return []key.Binding{t.keys.Down, t.keys.Up, t.keys.Filter, t.keys.NextPane}
}

// FullHelp is every key of the screen.
func (t *Screen) FullHelp() []nav.HelpGroup {
	moving := t.keys.Moving()
	moving.Bindings = slices.DeleteFunc(moving.Bindings, func(b key.Binding) bool {
		shown, _ := nav.Label(b)
		return shown == "enter" // nothing is opened here
	})
	return []nav.HelpGroup{{Title: "The person under the cursor", Bindings: []key.Binding{t.copies()}}, moving}
}

func (t *Screen) copies() key.Binding {
	name := ""
	if m := t.row(); m != nil {
		name = m.Name
	}
	return page.CopyKey(t.s, "name", name)
}

func (t *Screen) load() tea.Cmd {
	t.loading = true
	r, by, o := t.loads.Next(), t.s.Actor, t.office
	return nav.For(t, func() tea.Msg {
		ctx, done := page.Context()
		defer done()
		members, err := o.Members(ctx, by)
		return membersLoadedMsg{r, members, err}
	})
}

// Update takes keys, what commands came to, and the clock.
func (t *Screen) Update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case membersLoadedMsg:
		cmd = t.membersLoaded(msg)
	case nav.TickMsg:
		minute := !t.now.Truncate(time.Minute).Equal(msg.At.Truncate(time.Minute))
		t.now = t.s.Now()
		if !minute {
			return nil
		}
		if t.loaded && !t.loading && t.now.Sub(t.loadedAt) >= fresh {
			cmd = t.load()
		}
		t.details.Show(t.detailLines) // local times go on
	case tea.MouseMsg:
		if t.w >= wide && msg.X > t.left() {
			t.details.Update(msg)
			break
		}
		msg.Y--
		t.table.Update(msg)
	case tea.KeyMsg:
		cmd = t.press(msg)
	default:
		return nil
	}
	t.settle()
	return tea.Batch(cmd, page.KeepFilter(t.table, t.s.Prefs, prefFilter))
}

func (t *Screen) press(k tea.KeyMsg) tea.Cmd {
	var cmd tea.Cmd
	switch {
	case t.table.Capturing():
		_, cmd = t.table.Update(k)
	case key.Matches(k, t.keys.Filter):
		t.aside = false
		t.table.StartFilter()
	case key.Matches(k, t.copies()):
		cmd = page.Copy(t.s, "name", t.row().Name)
	case key.Matches(k, t.keys.NextPane), key.Matches(k, t.keys.PrevPane):
		t.aside = !t.aside && t.row() != nil
	case t.aside:
		t.details.Update(k)
	default:
		_, cmd = t.table.Update(k)
	}
	return cmd
}

func (t *Screen) membersLoaded(msg membersLoadedMsg) tea.Cmd {
	if !t.loads.Current(msg.request) {
		return nil
	}
	t.loading, t.loaded, t.loadedAt = false, true, t.s.Now()
	if msg.err != nil {
		sentence := page.Sentence(t.s, msg.err)
		if len(t.members) > 0 {
			return nav.Fail(msg.err)
		}
		t.table.SetFailed(sentence)
		return nil
	}
	t.members = slices.Clone(msg.members)
	slices.SortStableFunc(t.members, func(x, y model.MemberRow) int {
		return cmp.Or(cmp.Compare(place(x), place(y)), strings.Compare(x.Name, y.Name))
	})
	t.fillTable()
	t.details.Show(t.detailLines)
	return nil
}

// place is the role's; those who are away stand after all roles.
func place(m model.MemberRow) int {
	if !m.Active {
		return len(model.Roles) + 1
	}
	if i := slices.Index(model.Roles, m.Role); i >= 0 {
		return i
	}
	return len(model.Roles)
}

// row is the person under the cursor, nil for none.
func (t *Screen) row() *model.MemberRow {
	id := t.table.SelectedID()
	for i := range t.members {
		if int64(t.members[i].ID) == id {
			return &t.members[i]
		}
	}
	return nil
}

func columns(bar int) []kit.Column {
	return []kit.Column{
		{Title: "NAME", Min: 20, Max: 30, Flex: 1},
		{Title: "LEADS", Min: 6, Right: true},
		{Title: "DUE", Min: 4, Right: true},
		{Title: "CALLBACKS", Min: 9, Right: true, Drop: 1},
		{Title: "TOUCHES TODAY", Min: bar + 14},
		{Title: "SKIPS", Min: 5, Right: true, Drop: 2},
	}
}

// groupTitle is a role as a heading over those who have it.
func groupTitle(p int) string {
	titles := map[model.Role]string{model.Specialist: "SPECIALISTS", model.TeamLead: "TEAM LEADS", model.Sales: "SALES",
		model.Marketing: "MARKETING", model.Admin: "ADMINISTRATION"}
	switch {
	case p < len(model.Roles):
		return titles[model.Roles[p]]
	case p == len(model.Roles):
		return "OTHERS"
	}
	return "AWAY"
}

func (t *Screen) fillTable() {
	rows := make([]kit.Row, 0, len(t.members)+5)
	for i := 0; i < len(t.members); {
		p, end := place(t.members[i]), i
		for end < len(t.members) && place(t.members[end]) == p {
			end++
		}
		rows = append(rows, kit.Row{Header: fmt.Sprintf("%s (%d)", groupTitle(p), end-i)})
		for ; i < end; i++ {
			rows = append(rows, kit.Row{ID: int64(t.members[i].ID), Cells: t.cells(&t.members[i])})
		}
	}
	t.table.SetRows(rows)
	t.table.SetEmpty("Nobody is here yet: ripen user add brings people in, and 1 goes to today's queue.")
}

// works says whether the person's day is made of touches.
func works(m *model.MemberRow) bool {
	return m.Role == model.Specialist || m.Target > 0 || m.Done > 0 || m.Due > 0 || m.Leads > 0
}

func (t *Screen) cells(m *model.MemberRow) []kit.Cell {
	name := kit.Cell{Text: m.Name, Tone: theme.Strong}
	if m.ID == t.s.Actor.ID {
		name = kit.Cell{Parts: []kit.Part{{Text: m.Name, Tone: theme.Strong}, {Text: " (you)", Tone: theme.Dim}}}
	}
	if !works(m) {
		none := kit.Cell{Text: t.l.Glyphs.Dot, Tone: theme.Dim}
		return []kit.Cell{name, none, none, none, none, none}
	}
	return []kit.Cell{name, {Text: kit.Count(m.Leads)}, {Text: kit.Count(m.Due)}, count(m.Callbacks, theme.Accent), {Parts: t.touches(m)},
		count(m.Skips, theme.Warn)}
}

// count is a number that matters only where it is not 0.
func count(n int, tone theme.Tone) kit.Cell {
	if n == 0 {
		tone = theme.Dim
	}
	return kit.Cell{Text: kit.Count(n), Tone: tone}
}

// touches is the day's count against its target, as figures and as a bar.
func (t *Screen) touches(m *model.MemberRow) []kit.Part {
	if m.Target <= 0 {
		return []kit.Part{{Text: fmt.Sprintf("%7d", m.Done)}}
	}
	share := float64(m.Done) / float64(m.Target)
	tone := theme.Text
	if m.Done >= m.Target {
		tone = theme.Good
	}
	parts := []kit.Part{{Text: fmt.Sprintf("%7s ", fmt.Sprintf("%d/%d", m.Done, m.Target)), Tone: tone}}
	parts = append(parts, page.Bar(t.l, t.bar, share)...)
	return append(parts, kit.Part{Text: fmt.Sprintf(" %3.0f %%", share*100), Tone: tone})
}
