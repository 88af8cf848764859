// Package lists is the screen of the lists that came in, each with its account
// (where every row went) and what has become of its leads; and the steps of
// bringing one in: which file, what its columns are, what list it is, what it
// would do, what it did.
package lists

import (
	"context"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Office is what the screen asks for. Every call is made in a command.
type Office interface {
	Importer
	Rejecter
	Retrospecter
	Reviewer
	Lists(ctx context.Context, by model.Actor) ([]model.ListRow, error)

	// UndoImport takes a list back, and keeps what has been worked since.
	UndoImport(ctx context.Context, by model.Actor, list model.ListID) (model.UndoneImport, error)
}

type (
	listsLoadedMsg struct {
		request nav.Request
		rows    []model.ListRow
		err     error
	}

	// undoConfirmedMsg is yes to taking a list back.
	undoConfirmedMsg struct{ list model.ListID }

	importUndoneMsg struct {
		done model.UndoneImport
		err  error
	}
)

// Lists is the screen.
type Lists struct {
	s       *nav.Session
	l       theme.Look
	keys    nav.KeyMap
	add     key.Binding
	rejects key.Binding
	undo    key.Binding
	retro   key.Binding
	near    key.Binding
	office  Office
	drafts  Drafts
	w, h    int
	rows    []model.ListRow
	loaded  bool
	table   *kit.Table
	loads   nav.Requests
	undoing bool
}

// wide is the width from which the account stands beside the table.
const wide = 120

// New is the screen; it loads when the root asks for Init.
func New(s *nav.Session, o Office) *Lists {
	v := &Lists{s: s, l: s.Look(), keys: s.Keys, office: o,
		add:     key.NewBinding(key.WithKeys("+"), key.WithHelp("+", "bring a list in")),
		rejects: key.NewBinding(key.WithKeys("v"), key.WithHelp("v", "view rejected rows")),
		undo:    key.NewBinding(key.WithKeys("U"), key.WithHelp("U", "take the list back")),
		retro:   key.NewBinding(key.WithKeys("t"), key.WithHelp("t", "retrospective")),
		near:    key.NewBinding(key.WithKeys("m"), key.WithHelp("m", "near matches")),
	}
	v.table = kit.NewTable(v.l, s.Keys, columns(0)...)
	v.table.SetFocused(true)
	v.table.SetEmpty("No lists yet: + brings one in.")
	page.Refilter(v.table, s.Prefs, prefFilter)
	return v
}

// prefFilter is what the lists are filtered by.
const prefFilter = "lists/filter"

// Keep has what is typed of an import kept in d when its steps are left.
func (v *Lists) Keep(d Drafts) *Lists {
	v.drafts = d
	return v
}

// Init asks for the lists.
func (v *Lists) Init() tea.Cmd { return v.load() }

// Refresh asks for them again and keeps the cursor on its list.
func (v *Lists) Refresh() tea.Cmd { return v.load() }

func (v *Lists) load() tea.Cmd {
	r, by := v.loads.Next(), v.s.Actor
	return nav.For(v, func() tea.Msg {
		ctx, cancel := page.Context()
		defer cancel()
		rows, err := v.office.Lists(ctx, by)
		return listsLoadedMsg{r, rows, err}
	})
}

// SetSize sets the cells that View fills.
func (v *Lists) SetSize(w, h int) {
	v.w, v.h = max(0, w), max(0, h)
	tw, th := v.tableSize()
	v.table.SetColumns(columns(tw)...)
	if v.loaded {
		v.table.SetRows(v.cells())
	}
	v.table.SetSize(tw, th)
}

func (v *Lists) side() int { return max(44, min(70, v.w*2/5)) }
func (v *Lists) below() int {
	most := 12
	if v.l.Compact {
		most = 7
	}
	return max(0, min(most, (v.h-1)/2))
}

func (v *Lists) tableSize() (w, h int) {
	if v.w >= wide {
		return v.w - v.side() - 1, v.h
	}
	return v.w, max(0, v.h-1-v.below())
}

// Title is the screen's name.
func (v *Lists) Title() string { return nav.Lists.String() }

// Capturing says whether the filter has the keys.
func (v *Lists) Capturing() bool { return v.table.Capturing() }

// Back goes out of the filter.
func (v *Lists) Back() (bool, tea.Cmd) {
	used, cmd := v.table.Back()
	return used, tea.Batch(cmd, page.KeepFilter(v.table, v.s.Prefs, prefFilter))
}

// Update answers to keys and to what the commands came to.
func (v *Lists) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return v.press(msg)
	case tea.MouseMsg:
		if w, h := v.tableSize(); msg.X < w && msg.Y < h {
			v.table.Update(msg)
		}
	case listsLoadedMsg:
		return v.show(msg)
	case undoConfirmedMsg:
		return v.takeBack(msg.list)
	case importUndoneMsg:
		return v.tookBack(msg)
	}
	return nil
}

func (v *Lists) press(k tea.KeyMsg) tea.Cmd {
	if used, cmd := v.table.Update(k); used {
		return tea.Batch(cmd, page.KeepFilter(v.table, v.s.Prefs, prefFilter))
	}
	add, undo := v.bindings()
	switch {
	case key.Matches(k, v.keys.Filter):
		v.table.StartFilter()
	case key.Matches(k, add):
		return nav.Send(nav.PushMsg{Screen: NewImport(v.s, v.office, v.drafts)})
	case key.Matches(k, v.copies()):
		r, _ := v.selected()
		return page.Copy(v.s, "name of the list", r.Name)
	case key.Matches(k, v.near):
		return nav.Send(nav.PushMsg{Screen: NewReview(v.s, v.office, "")})
	case key.Matches(k, undo):
		return v.askUndo()
	case key.Matches(k, v.rejected()):
		if r, ok := v.selected(); ok {
			return nav.Send(nav.PushMsg{Screen: NewRejects(v.s, v.office, r)})
		}
	case key.Matches(k, v.retro):
		return nav.Send(nav.PushMsg{Screen: NewRetro(v.s, v.office)})
	}
	return nil
}

// rejected is the key of the rows that were rejected, in its present state.
func (v *Lists) rejected() key.Binding {
	if r, ok := v.selected(); !ok || r.Rejected == 0 {
		return nav.Disable(v.rejects, "no row of it was rejected")
	}
	return v.rejects
}

// bindings are the keys in their present state.
func (v *Lists) bindings() (add, undo key.Binding) {
	add, undo = v.add, v.undo
	if err := v.s.Actor.Allow(model.ActImport); err != nil {
		return nav.Disable(add, err.Error()), nav.Disable(undo, err.Error())
	}
	r, ok := v.selected()
	switch {
	case !ok:
		undo = nav.Disable(undo, "no list is under the cursor")
	case v.undoing:
		undo = nav.Disable(undo, "a list is being taken back")
	case r.State == "undone":
		undo = nav.Disable(undo, "it is taken back already")
	}
	return add, undo
}

func (v *Lists) copies() key.Binding {
	r, _ := v.selected()
	return page.CopyKey(v.s, "name of the list", r.Name)
}

func (v *Lists) selected() (model.ListRow, bool) {
	id := v.table.SelectedID()
	i := slices.IndexFunc(v.rows, func(r model.ListRow) bool { return int64(r.ID) == id })
	if id == 0 || i < 0 {
		return model.ListRow{}, false
	}
	return v.rows[i], true
}

func (v *Lists) show(msg listsLoadedMsg) tea.Cmd {
	if !v.loads.Current(msg.request) {
		return nil
	}
	if msg.err != nil {
		if !v.loaded {
			v.table.SetFailed(page.Sentence(v.s, msg.err))
		}
		return nav.Fail(msg.err)
	}
	v.rows, v.loaded = msg.rows, true
	v.table.SetRows(v.cells())
	return nil
}

// askUndo asks before a list goes: what was worked stays, the rest is gone.
func (v *Lists) askUndo() tea.Cmd {
	r, ok := v.selected()
	if !ok {
		return nil
	}
	text := "The " + page.Many(r.Leads-r.Worked, "lead", "leads") + " of " + r.Name + " that nobody has worked go, with their contacts. "
	if r.Worked > 0 {
		text += "The " + page.Many(r.Worked, "lead", "leads") + " that have been worked stay. "
	}
	text += "This is not undone by u; the file can be brought in again."
	return nav.Send(nav.DialogMsg{Dialog: kit.NewConfirm(v.l, "Take "+r.Name+" back?", text, "take it back", undoConfirmedMsg{r.ID})})
}

func (v *Lists) takeBack(list model.ListID) tea.Cmd {
	if v.undoing {
		return nil
	}
	v.undoing = true
	by := v.s.Actor
	return tea.Batch(nav.Toast(nav.Info, "Taking the list back"+v.l.Glyphs.Ellipsis), nav.For(v, func() tea.Msg {
		done, err := v.office.UndoImport(context.Background(), by, list)
		return importUndoneMsg{done, err}
	}))
}

func (v *Lists) tookBack(msg importUndoneMsg) tea.Cmd {
	v.undoing = false
	if msg.err != nil {
		return tea.Batch(nav.Fail(msg.err), v.load())
	}
	d := msg.done
	text := "Took " + d.List + " back: " + page.Many(d.LeadsRemoved, "lead", "leads") + " and " + page.Many(d.ContactsRemoved, "contact", "contacts") + " gone"
	if d.LeadsKept > 0 {
		text += ", " + kit.Count(d.LeadsKept) + " kept because they were worked"
	}
	return tea.Batch(nav.Toast(nav.Good, text+"."), v.load())
}

// ShortHelp is the keys that matter now.
func (v *Lists) ShortHelp() []key.Binding {
	if v.table.Capturing() {
		return []key.Binding{nav.Named(v.s.Keys.Open, "keep the filter")}
	}
	add, undo := v.bindings()
	return []key.Binding{add, v.near, v.retro, undo, v.keys.Filter}
}

// FullHelp is every key.
func (v *Lists) FullHelp() []nav.HelpGroup {
	add, undo := v.bindings()
	return []nav.HelpGroup{{Title: "Lists", Bindings: []key.Binding{add, v.near, v.retro, v.rejected(), undo, v.copies(), v.keys.Filter}}, v.s.Keys.Moving()}
}
