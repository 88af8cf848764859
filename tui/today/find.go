package today

import (
	"context"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// callersFoundMsg is the leads that match what was typed.
type callersFoundMsg struct {
	request nav.Request
	page    model.LeadPage
	err     error
}

// finder is the search for somebody who calls: some letters of a name, a
// company or a number, and the desk is open while he still speaks.
type finder struct {
	l     theme.Look
	input *kit.Input
	table *kit.Table
	w, h  int
}

// found is how many are shown: who is not among so many is found by another
// letter.
const found = 20

func newFinder(s *nav.Session) *finder {
	f := &finder{l: s.Look(), input: kit.NewInput(s.Look(), "some letters of a name, a company, a place or a number")}
	f.table = kit.NewTable(f.l, s.Keys,
		kit.Column{Title: "COMPANY", Min: 14, Flex: 4, Max: 40},
		kit.Column{Title: "PERSON", Min: 12, Flex: 4, Max: 40},
		kit.Column{Title: "PLACE", Min: 8, Flex: 2, Max: 24, Drop: 1},
		kit.Column{Title: "OWNER", Min: 8, Flex: 1, Max: 16, Drop: 2},
		kit.Column{Title: "STATUS", Min: 9},
	)
	f.table.SetFocused(true)
	f.table.SetRows(nil)
	f.table.SetEmpty("Type, and whoever matches is listed here.")
	f.input.Focus()
	return f
}

// startFind opens the search, with what was typed into it before.
func (t *Today) startFind() tea.Cmd {
	t.mode = finding
	t.finder = newFinder(t.s)
	t.finder.setSize(t.w, t.h)
	t.finds.Drop()
	return nil
}

func (t *Today) pressFind(k tea.KeyMsg) tea.Cmd {
	f := t.finder
	switch k.Type {
	case tea.KeyEsc:
		t.finds.Drop()
		_, cmd := t.Back()
		return cmd
	case tea.KeyUp, tea.KeyCtrlP:
		f.table.Move(-1)
		return nil
	case tea.KeyDown, tea.KeyTab, tea.KeyCtrlN:
		f.table.Move(1)
		return nil
	case tea.KeyEnter:
		row, ok := f.table.Selected()
		if !ok {
			return nil
		}
		t.mode = browsing
		return nav.Send(nav.OpenLeadMsg{Lead: model.LeadID(row.ID), Why: "called in", From: nav.Today})
	}
	before := f.input.Value()
	_, cmd := f.input.Update(k)
	if f.input.Value() == before {
		return cmd
	}
	return tea.Batch(cmd, t.find(f.input.Value()))
}

// find asks for who matches; an answer to fewer letters that comes later than
// the next one is dropped.
func (t *Today) find(text string) tea.Cmd {
	if strings.TrimSpace(text) == "" {
		t.finds.Drop()
		t.finder.table.SetRows(nil)
		t.finder.table.SetEmpty("Type, and whoever matches is listed here.")
		return nil
	}
	r, by := t.finds.Next(), t.s.Actor
	t.finder.table.SetLoading()
	return nav.For(t, func() tea.Msg {
		page, err := t.office.Leads(context.Background(), by, model.LeadQuery{Search: text, Limit: found})
		return callersFoundMsg{r, page, err}
	})
}

func (f *finder) show(msg callersFoundMsg, failed func(error) string) {
	if msg.err != nil {
		f.table.SetFailed(failed(msg.err))
		return
	}
	rows := make([]kit.Row, len(msg.page.Rows))
	for i, r := range msg.page.Rows {
		rows[i] = kit.Row{ID: int64(r.ID), Cells: []kit.Cell{
			{Text: r.Company}, {Text: r.Contact}, {Text: r.Place}, {Text: r.Owner}, {Text: string(r.Status), Tone: theme.Dim},
		}}
	}
	f.table.SetRows(rows)
	f.table.SetTotal(max(msg.page.Total, len(rows)), msg.page.Total < 0, false)
	f.table.SetEmpty("Nobody matches: esc, then + adds a lead.")
}

func (f *finder) setSize(w, h int) {
	f.w, f.h = w, h
	f.table.SetSize(w, max(0, h-3))
}

// view is exactly w×h.
func (f *finder) view() string {
	f.input.SetWidth(max(0, f.w-12))
	return kit.Clamp(kit.Heading(f.l, f.w, "Inbound", "find who calls; enter opens the desk", true)+"\n"+
		kit.Fit(" "+f.l.Paint(theme.Dim, "who calls ")+f.input.View(), f.w)+"\n"+
		kit.Rule(f.l, f.w, "")+"\n"+f.table.View(), f.w, f.h)
}

func (f *finder) help(b nav.KeyMap) []key.Binding {
	open := nav.Enable(nav.Named(b.Open, "open the desk"))
	if _, ok := f.table.Selected(); !ok {
		open = nav.Disable(open, "nobody is found yet")
	}
	return []key.Binding{open, key.NewBinding(key.WithKeys("down"), key.WithHelp("arrows", "choose"))}
}
