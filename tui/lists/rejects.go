package lists

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Rejecter reads the rows of a list that could not become contacts, some at a
// time; after is the last line of the page before, 0 for the first.
type Rejecter interface {
	Rejects(ctx context.Context, by model.Actor, list model.ListID, after int) ([]model.ImportReject, error)
}

type rejectsLoadedMsg struct {
	request nav.Request
	rows    []model.ImportReject
	err     error
}

// Rejects is the screen of the rows of one list that could not become contacts.
type Rejects struct {
	s      *nav.Session
	l      theme.Look
	office Rejecter
	list   model.ListRow
	rows   *rejected
	loads  nav.Requests
	w, h   int
}

// NewRejects is the screen; it loads when the root asks for Init.
func NewRejects(s *nav.Session, o Rejecter, list model.ListRow) *Rejects {
	v := &Rejects{s: s, l: s.Look(), office: o, list: list, rows: newRejected(s, nil)}
	v.rows.table.SetEmpty("Reading" + v.l.Glyphs.Ellipsis)
	return v
}

// Init asks for the first rows: a thousand show what is wrong with a list.
func (v *Rejects) Init() tea.Cmd {
	r, by, list := v.loads.Next(), v.s.Actor, v.list.ID
	return nav.For(v, func() tea.Msg {
		ctx, cancel := page.Context()
		defer cancel()
		rows, err := v.office.Rejects(ctx, by, list, 0)
		return rejectsLoadedMsg{r, rows, err}
	})
}

// SetSize sets the cells that View fills.
func (v *Rejects) SetSize(w, h int) { v.w, v.h = max(0, w), max(0, h) }

// Title is where one is.
func (v *Rejects) Title() string { return "Lists " + v.l.Glyphs.Crumb + " rejected rows" }

// Capturing says whether the filter has the keys.
func (v *Rejects) Capturing() bool { return v.rows.table.Capturing() }

// Back goes out of the filter.
func (v *Rejects) Back() (bool, tea.Cmd) { return v.rows.table.Back() }

// Update answers to keys and to the rows that came.
func (v *Rejects) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		if used, cmd := v.rows.table.Update(msg); used {
			return cmd
		}
		if key.Matches(msg, v.s.Keys.Filter) {
			v.rows.table.StartFilter()
		}
	case tea.MouseMsg:
		msg.Y -= 2 // the name of the list, and a rule
		v.rows.table.Update(msg)
	case rejectsLoadedMsg:
		if !v.loads.Current(msg.request) {
			return nil
		}
		if msg.err != nil {
			v.rows.table.SetFailed(page.Sentence(v.s, msg.err))
			return nav.Fail(msg.err)
		}
		v.rows.table.SetEmpty("No row of this list was rejected.")
		v.rows.show(msg.rows)
	}
	return nil
}

// View is exactly w×h.
func (v *Rejects) View() string {
	what := page.Many(v.list.Rejected, "row", "rows") + " rejected"
	if n := len(v.rows.rows); n > 0 && n < v.list.Rejected {
		what += ", the first " + kit.Count(n) + " here"
	}
	head := kit.Heading(v.l, v.w, v.list.Name, what, true) + "\n" + kit.Rule(v.l, v.w, "") + "\n"
	return kit.Clamp(head+v.rows.view(v.w, max(0, v.h-2)), v.w, v.h)
}

// ShortHelp is the keys that matter now.
func (v *Rejects) ShortHelp() []key.Binding {
	return []key.Binding{v.s.Keys.Filter, nav.Named(v.s.Keys.Back, "back to the lists")}
}

// FullHelp is every key.
func (v *Rejects) FullHelp() []nav.HelpGroup {
	return []nav.HelpGroup{{Title: "Rejected rows", Bindings: v.ShortHelp()}, v.s.Keys.Moving()}
}
