// Package leads is the screen of all leads: searched as one types, narrowed by
// status, owner and list, and read a page at a time however many there are.
package leads

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Office is what the screen asks for. Every call is made in a command.
type Office interface {
	Leads(ctx context.Context, by model.Actor, q model.LeadQuery) (model.LeadPage, error)
	Members(ctx context.Context, by model.Actor) ([]model.MemberRow, error)
	AddLead(ctx context.Context, by model.Actor, l model.NewLead) (model.Result, error)
}

type (
	leadsLoadedMsg struct {
		request nav.Request
		query   model.LeadQuery
		page    model.LeadPage
		err     error
	}
	membersLoadedMsg struct {
		names []string
		err   error
	}
)

// Leads is the screen.
type Leads struct {
	s      *nav.Session
	l      theme.Look
	keys   keys
	office Office
	w, h   int
	now    time.Time

	query  model.LeadQuery
	rows   []model.LeadRow
	total  int
	owners []string // who works here, for the owner's key
	table  *kit.Table
	loads  nav.Requests
	asking bool // a further page is on its way
	first  bool // narrowed by the screen itself, and the person has not said otherwise
	loaded bool
}

// pageSize is how many leads one asking brings.
const pageSize = 100

// New is the screen; it loads when the root asks for Init.
func New(s *nav.Session, o Office) *Leads {
	v := &Leads{s: s, l: s.Look(), keys: newKeys(s.Keys), office: o, now: s.Now()}
	v.table = kit.NewTable(v.l, s.Keys)
	v.table.SetFocused(true)
	v.begin()
	v.table.OnFilter(v.search)
	return v
}

// Init asks for the first page, and for who works here.
func (v *Leads) Init() tea.Cmd {
	by := v.s.Actor
	return tea.Batch(v.load(), nav.For(v, func() tea.Msg {
		rows, err := v.office.Members(context.Background(), by)
		out := membersLoadedMsg{err: err}
		for _, m := range rows {
			out.names = append(out.names, m.Name)
		}
		return out
	}))
}

// Refresh asks again for the pages that are shown, and keeps the cursor on its
// lead.
func (v *Leads) Refresh() tea.Cmd {
	v.now = v.s.Now()
	return v.ask(max(pageSize, len(v.rows)))
}

// SetSize sets the cells that View fills.
func (v *Leads) SetSize(w, h int) {
	before := v.w
	v.w, v.h = max(0, w), max(0, h)
	if v.w != before {
		v.fill()
	}
	v.table.SetSize(v.w, max(0, v.h-2))
}

// Title is the screen's name.
func (v *Leads) Title() string { return nav.Leads.String() }

// Capturing says whether the search has the keys.
func (v *Leads) Capturing() bool { return v.table.Capturing() }

// Back goes one level back: out of the search, then out of what narrows.
func (v *Leads) Back() (bool, tea.Cmd) {
	if handled, cmd := v.table.Back(); handled {
		return true, cmd
	}
	if v.narrows() && !v.first {
		v.query.Status, v.query.Owner, v.query.List = "", "", ""
		return true, v.load()
	}
	return false, nil
}

// begin narrows to what the person most likely looks for: a specialist to what
// is under way with him, a team lead with anybody.
func (v *Leads) begin() {
	v.query.Owner, v.query.Status, v.query.List = "", "", ""
	switch v.s.Actor.Role {
	case model.Specialist:
		v.query.Owner, v.query.Status = v.s.Actor.Name, model.Working
	case model.TeamLead, model.Admin:
		v.query.Status = model.Working
	}
	v.first = v.narrows()
}

// everything shows all leads, and again those that the screen begins with.
func (v *Leads) everything() tea.Cmd {
	if !v.narrows() {
		v.begin()
		return v.load()
	}
	v.query.Owner, v.query.Status, v.query.List, v.first = "", "", "", false
	return v.load()
}

// narrows says that not all leads are shown, a search aside.
func (v *Leads) narrows() bool {
	return v.query.Status != "" || v.query.Owner != "" || v.query.List != ""
}

func (v *Leads) load() tea.Cmd { return v.ask(pageSize) }

// asked is the query to send: what the screen narrowed by itself does not hide
// what somebody searches for.
func (v *Leads) asked() model.LeadQuery {
	q := v.query
	if v.first && q.Search != "" {
		q.Owner, q.Status = "", ""
	}
	return q
}

// ask asks for the first n leads of the present query.
func (v *Leads) ask(n int) tea.Cmd {
	q := v.asked()
	q.Limit = n
	v.asking = false
	return v.fetch(q)
}

func (v *Leads) fetch(q model.LeadQuery) tea.Cmd {
	r, by := v.loads.Next(), v.s.Actor
	return nav.For(v, func() tea.Msg {
		page, err := v.office.Leads(context.Background(), by, q)
		return leadsLoadedMsg{r, q, page, err}
	})
}

// search narrows to what is typed.
func (v *Leads) search(text string) tea.Cmd {
	v.query.Search = strings.TrimSpace(text)
	return v.load()
}

// more asks for the page after the last row, once the cursor nears it.
func (v *Leads) more() tea.Cmd {
	if v.asking || len(v.rows) == 0 || !v.table.WantsMore() {
		return nil
	}
	v.asking = true
	q := v.asked()
	last := v.rows[len(v.rows)-1]
	q.After, q.AfterScore, q.Limit = last.ID, last.Score, pageSize
	return v.fetch(q)
}

// Update answers to keys and to what the commands came to.
func (v *Leads) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return v.press(msg)
	case tea.MouseMsg:
		return v.click(msg)
	case nav.TickMsg:
		v.now = msg.At
	case membersLoadedMsg:
		if msg.err == nil {
			v.owners = msg.names
		}
		return nav.Fail(msg.err)
	case leadsLoadedMsg:
		return v.show(msg)
	}
	return nil
}

func (v *Leads) press(k tea.KeyMsg) tea.Cmd {
	if used, cmd := v.table.Update(k); used {
		return tea.Batch(cmd, v.more())
	}
	b := v.bindings()
	switch {
	case key.Matches(k, b.Open):
		return v.open()
	case key.Matches(k, b.Filter):
		v.table.StartFilter()
	case key.Matches(k, b.status):
		v.first = false
		v.query.Status = next(v.query.Status, model.Statuses)
		return v.load()
	case key.Matches(k, b.owner):
		v.first = false
		v.query.Owner = next(v.query.Owner, v.owners)
		return v.load()
	case key.Matches(k, b.mine):
		v.first = false
		if v.query.Owner == v.s.Actor.Name {
			v.query.Owner = ""
		} else {
			v.query.Owner = v.s.Actor.Name
		}
		return v.load()
	case key.Matches(k, b.all):
		return v.everything()
	case key.Matches(k, b.list):
		v.first = false
		v.query.List = v.listKey()
		return v.load()
	case key.Matches(k, b.add):
		return nav.Send(nav.AddLeadMsg{})
	}
	return nil
}

// next is the value after v among all, and none after the last.
func next[T ~string](v T, all []T) T {
	if i := slices.Index(all, v); i+1 < len(all) {
		return all[i+1]
	}
	return ""
}

// listKey narrows to the list of the lead under the cursor, or shows all again.
func (v *Leads) listKey() string {
	if r, ok := v.selected(); ok && v.query.List == "" {
		return r.List
	}
	return ""
}

func (v *Leads) click(m tea.MouseMsg) tea.Cmd {
	m.Y -= 2
	before := v.table.SelectedID()
	if m.Y < 0 {
		return nil
	}
	v.table.Update(m)
	if m.Action == tea.MouseActionPress && m.Button == tea.MouseButtonLeft && m.Y > 0 && before != 0 && v.table.SelectedID() == before {
		return v.open()
	}
	return v.more()
}

func (v *Leads) open() tea.Cmd {
	if r, ok := v.selected(); ok {
		return nav.Send(nav.OpenLeadMsg{Lead: r.ID, From: nav.Leads})
	}
	return nil
}

func (v *Leads) selected() (model.LeadRow, bool) {
	id := v.table.SelectedID()
	i := slices.IndexFunc(v.rows, func(r model.LeadRow) bool { return int64(r.ID) == id })
	if id == 0 || i < 0 {
		return model.LeadRow{}, false
	}
	return v.rows[i], true
}

func (v *Leads) show(msg leadsLoadedMsg) tea.Cmd {
	if !v.loads.Current(msg.request) {
		return nil
	}
	v.asking = false
	if msg.err != nil {
		if !v.loaded {
			v.table.SetFailed(plainly(msg.err))
		}
		return nav.Fail(msg.err)
	}
	if v.first && msg.query.Search == "" && len(msg.page.Rows) == 0 {
		return v.widen()
	}
	v.loaded = true
	if msg.query.After != 0 {
		v.rows = append(v.rows, msg.page.Rows...)
	} else {
		v.rows, v.total = msg.page.Rows, msg.page.Total
	}
	v.fill()
	total, capped := v.total, v.total < 0
	if capped {
		total = 1000
	}
	v.table.SetTotal(max(total, len(v.rows)), capped, msg.page.More)
	v.table.SetEmpty(v.nothing())
	return nil
}

// widen asks for more than the screen began with, where that is nothing: a list
// that has just come in is all new.
func (v *Leads) widen() tea.Cmd {
	switch {
	case v.query.Status != "":
		v.query.Status = ""
	default:
		v.query.Owner = ""
	}
	v.first = v.narrows()
	return v.load()
}

func (v *Leads) nothing() string {
	if v.query.Search != "" || v.narrows() {
		return "No lead is so: esc shows all again."
	}
	return "No leads yet: 6 brings a list in, + adds one by hand."
}

// plainly is an error as people read it.
func plainly(err error) string {
	var e *model.Error
	if !errors.As(err, &e) || e.Code == model.Internal {
		return "The leads could not be loaded; the log says why."
	}
	return kit.Clean(e.Message)
}
