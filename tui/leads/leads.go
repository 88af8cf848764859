// Package leads is the screen of all leads: searched and filtered as one types,
// read a page at a time however many there are, and acted on one or many at
// once.
//
// There is one filter, written as people type it ("owner:me status:working
// naics:5415 acme"); the quick keys write into it, views are filters with a
// name, and the store alone judges it. The parts: leads.go is the screen's
// contract and its loads, typing.go and terms.go the written filter, columns.go
// and chooser.go the columns, views.go what is kept under names, picks.go and
// bulk.go several leads at once. What takes keys below the table is a [panel].
package leads

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Office is what the screen asks for. Every call is made in a command.
type Office interface {
	Leads(ctx context.Context, by model.Actor, q model.LeadQuery) (model.LeadPage, error)
	Members(ctx context.Context, by model.Actor) ([]model.MemberRow, error)
	Lists(ctx context.Context, by model.Actor) ([]model.ListRow, error)
	Cadences(ctx context.Context) ([]model.Cadence, error)
	AddLead(ctx context.Context, by model.Actor, l model.NewLead) (model.Result, error)

	// Bulk does one act to many leads, BulkPreview says what it would do.
	// ExportLeads writes leads to a file of its own naming.
	Bulk(ctx context.Context, by model.Actor, b model.Bulk) (model.BulkResult, error)
	BulkPreview(ctx context.Context, by model.Actor, b model.Bulk) (model.BulkResult, error)
	ExportLeads(ctx context.Context, by model.Actor, leads []model.LeadID) (file string, n int, err error)
}

type (
	leadsLoadedMsg struct {
		request nav.Request
		query   model.LeadQuery
		page    model.LeadPage
		err     error
	}
	membersLoadedMsg struct {
		members []model.MemberRow
		err     error
	}
	listsLoadedMsg struct {
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

	filter string // in force
	good   string // the last one that the store took
	base   string // what the screen opened with: esc does not go back from it
	first  bool   // the filter is the screen's own, and the person has not said otherwise
	over   bool   // the filter is a search that stands over what the screen began with
	sort   string // of model.LeadSorts
	view   string // the name that the filter is kept under, "" none
	typing typing
	// problem is what the store says of the filter; rows stay as they were.
	problem string

	rows     []model.LeadRow
	place    map[model.LeadID]int // among rows
	total    int
	next     string // the cursor of the page after
	members  []model.MemberRow
	lists    []string
	cadences []string
	table    *kit.Table
	shown    []*column // as the table has them
	wanted   []string  // keys of the columns that the person chose; nil: those that fit the width
	loads    nav.Requests
	asking   bool // a further page is on its way
	loaded   bool
	answered bool   // nothing is waited for
	showing  string // the filter that the rows answer to

	picks     map[model.LeadID]bool
	unseen    int  // of the picks that are not among the rows
	gathering bool // all that the filter holds are being picked
	panel     panel
	asks      nav.Requests // previews and acts
	lineDraft *page.Draft
	restDraft *page.Draft
	rest      *kit.Form // half-typed, kept from one opening to the next
	name      string    // of a view, likewise
}

// pageSize is how many leads one asking brings.
const pageSize = 100

// New is the screen as it was left; it loads when the root asks for Init.
func New(s *nav.Session, o Office) *Leads {
	v := &Leads{s: s, l: s.Look(), keys: newKeys(s.Keys), office: o, now: s.Now(), picks: map[model.LeadID]bool{}, place: map[model.LeadID]int{}}
	v.typing.input = kit.NewInput(v.l, "words, and terms as owner:me or stale:budget")
	v.table = kit.NewTable(v.l, s.Keys)
	v.table.SetFocused(true)
	v.table.SetPicked(func(id int64) bool { return v.picks[model.LeadID(id)] })
	v.recall()
	return v
}

// Init asks for the first page, and for what the filter may name.
func (v *Leads) Init() tea.Cmd {
	by := v.s.Actor
	return tea.Batch(v.load(), v.lineDraft.Load(), v.restDraft.Load(), v.loadCadences(), nav.For(v, func() tea.Msg {
		rows, err := v.office.Members(context.Background(), by)
		return membersLoadedMsg{rows, err}
	}), nav.For(v, func() tea.Msg {
		rows, err := v.office.Lists(context.Background(), by)
		out := listsLoadedMsg{err: err}
		for _, l := range rows {
			out.names = append(out.names, l.Name)
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

// Title is the screen's name.
func (v *Leads) Title() string { return nav.Leads.String() }

// Capturing says whether the filter or a panel has the keys.
func (v *Leads) Capturing() bool { return v.typing.on || v.panel != nil }

// Dirty says whether words are typed that leaving would lose.
func (v *Leads) Dirty() (bool, string) {
	if v.rest != nil && v.rest.Dirty() && v.restDraft.Behind() {
		return true, "the rest that is half typed"
	}
	return false, ""
}

// Back goes one level back: out of gathering, out of the selection, then out of
// what is searched for, then out of what narrows.
func (v *Leads) Back() (bool, tea.Cmd) {
	switch terms := v.withoutWords(v.filter); {
	case v.gathering:
		v.stopGathering()
		return true, nil
	case len(v.picks) > 0:
		v.clearPicks()
		return true, nil
	case v.problem != "":
		v.problem = ""
		return true, nil
	case v.filter == "" || v.filter == v.base:
		return false, nil
	case v.over:
		v.begin()
		return true, v.load()
	case terms != v.filter:
		return true, v.setFilter(terms)
	}
	return true, v.setFilter("")
}

func (v *Leads) load() tea.Cmd { return v.ask(pageSize) }

// asked is the filter that the rows answer to.
func (v *Leads) asked() string {
	if v.typing.on {
		return v.typing.live
	}
	return v.filter
}

// ask asks for the first n leads of the present filter.
func (v *Leads) ask(n int) tea.Cmd {
	v.asking, v.gathering, v.answered = false, false, false
	return v.fetch(model.LeadQuery{Filter: v.asked(), Sort: v.sort, Limit: n})
}

func (v *Leads) fetch(q model.LeadQuery) tea.Cmd {
	r, by := v.loads.Next(), v.s.Actor
	return nav.For(v, func() tea.Msg {
		found, err := v.office.Leads(context.Background(), by, q)
		return leadsLoadedMsg{r, q, found, err}
	})
}

// more asks for the page after the last row, once the cursor nears it.
func (v *Leads) more() tea.Cmd {
	if v.asking || v.next == "" || !v.table.WantsMore() {
		return nil
	}
	return v.further(pageSize)
}

// further asks for the n leads after those that are here.
func (v *Leads) further(n int) tea.Cmd {
	v.asking = true
	return v.fetch(model.LeadQuery{Filter: v.asked(), Sort: v.sort, Limit: n, Cursor: v.next})
}

// Update answers to keys and to what the commands came to.
func (v *Leads) Update(msg tea.Msg) tea.Cmd {
	cmd := v.handle(msg)
	v.layout()
	switch msg.(type) {
	case tea.KeyMsg, tea.MouseMsg, doneMsg:
		cmd = tea.Batch(cmd, v.keepTyped())
	}
	return cmd
}

func (v *Leads) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return v.press(msg)
	case tea.MouseMsg:
		return v.mouse(msg)
	case nav.TickMsg:
		v.now = msg.At
	case nav.LeadsMsg:
		v.stopTyping()
		v.panel = nil
		return v.setFilter(msg.Filter)
	case nav.LookChangedMsg:
		v.table.Redraw()
		v.fill()
	case membersLoadedMsg:
		if msg.err == nil {
			v.members = msg.members
		}
		return nav.Fail(msg.err)
	case listsLoadedMsg:
		if msg.err == nil {
			v.lists = msg.names
		}
		return nav.Fail(msg.err)
	case leadsLoadedMsg:
		return v.show(msg)
	case page.DraftLoadedMsg:
		return v.restore(msg)
	case page.DraftSavedMsg:
		return msg.Settle()
	case cadencesLoadedMsg:
		return v.cadencesCame(msg)
	case previewedMsg, doneMsg, exportedMsg:
		return v.actCame(msg)
	}
	return nil
}

func (v *Leads) show(msg leadsLoadedMsg) tea.Cmd {
	if !v.loads.Current(msg.request) {
		return nil
	}
	v.asking, v.answered = false, true
	if msg.err != nil {
		return v.failed(msg.err)
	}
	if v.first && !v.typing.on && len(msg.page.Rows) == 0 && msg.query.Cursor == "" && msg.page.Next == "" && v.filter != "" {
		return v.widen()
	}
	if len(msg.page.Rows) == 0 && msg.query.Cursor == "" && msg.page.Next == "" && v.typing.on {
		if cmd := v.without(v.typing.live); cmd != nil {
			return cmd
		}
	}
	v.loaded = true
	v.put(msg)
	if v.gathering {
		return v.gatherOn()
	}
	if v.typing.on {
		return v.more()
	}
	return tea.Batch(v.settle(), v.more())
}

// settle keeps the filter in force: the store has taken it.
func (v *Leads) settle() tea.Cmd {
	v.good = v.filter
	v.view = v.viewOf(v.filter)
	return v.remember()
}

// put shows a page in the place of the rows, or after them. A page may hold
// fewer than was asked for, or none, and have one after it: what is rare is read
// for page by page, while the table has room.
func (v *Leads) put(msg leadsLoadedMsg) {
	at, anew := model.LeadID(v.table.SelectedID()), msg.query.Filter != v.showing
	if msg.query.Cursor != "" {
		v.rows = append(v.rows, msg.page.Rows...)
	} else {
		v.rows, v.total, v.showing = msg.page.Rows, msg.page.Total, msg.query.Filter
		clear(v.place)
	}
	v.next = msg.page.Next
	if !msg.page.More {
		v.next = ""
	}
	if v.next == "" && v.total < 0 { // now they are counted
		v.total = len(v.rows)
	}
	for i := len(v.rows) - len(msg.page.Rows); i < len(v.rows); i++ {
		v.place[v.rows[i].ID] = i
	}
	v.tally()
	v.table.SetMarks(v.wordsOf(v.asked())...)
	v.fill()
	if anew {
		v.stand(at)
	}
	total, capped := v.total, v.total < 0
	if capped {
		total = 1000
	}
	v.table.SetTotal(max(total, len(v.rows)), capped && v.next != "", v.next != "")
}

// stand puts the cursor where other leads have come: after a search that was
// left on the lead that it stood on before it, while one searches on the first,
// else on its lead, and on the first where that is gone.
func (v *Leads) stand(before model.LeadID) {
	if _, ok := v.place[v.typing.back]; ok {
		v.table.Select(int64(v.typing.back))
		v.typing.back = 0
		return
	}
	if _, ok := v.place[before]; (!ok || v.typing.on) && len(v.rows) > 0 {
		v.table.Select(int64(v.rows[0].ID))
	}
}

// failed shows why leads did not come: a filter that the store refuses beside
// the filter, all else as any failure.
func (v *Leads) failed(err error) tea.Cmd {
	v.gathering = false
	var e *model.Error
	if errors.As(err, &e) && (e.Code == model.Invalid || e.Code == model.NotFound) && v.asked() != "" {
		return v.refused(e.Message)
	}
	if !v.loaded {
		v.table.SetFailed(plainly(err))
	}
	return nav.Fail(err)
}

// begin narrows to what the person most likely looks for: a specialist to what
// is under way with him, a team lead with anybody.
func (v *Leads) begin() {
	v.filter = ""
	switch v.s.Actor.Role {
	case model.Specialist:
		v.filter = "status:" + string(model.Working) + " owner:me"
	case model.TeamLead, model.Admin:
		v.filter = "status:" + string(model.Working)
	}
	v.first, v.over, v.base, v.good = v.filter != "", false, v.filter, v.filter
}

// widen asks for more than the screen began with, where that is nothing: a list
// that has just come in is all new.
func (v *Leads) widen() tea.Cmd {
	if v.termOf(v.filter, "status") != "" {
		v.filter = v.withTerm(v.filter, "status", "")
	} else {
		v.filter = ""
	}
	v.first, v.base = v.filter != "", v.filter
	return v.load()
}

// everything shows all leads, and again those that the screen begins with.
func (v *Leads) everything() tea.Cmd {
	if v.filter != "" {
		return v.setFilter("")
	}
	v.begin()
	return v.load()
}

func (v *Leads) selected() (model.LeadRow, bool) {
	i, ok := v.place[model.LeadID(v.table.SelectedID())]
	if !ok || i >= len(v.rows) {
		return model.LeadRow{}, false
	}
	return v.rows[i], true
}

func (v *Leads) nothing() string {
	switch {
	case v.next != "":
		return "Looking further" + v.l.Glyphs.Ellipsis
	case v.typing.on && v.asked() != "":
		return "No lead is so: backspace widens it, esc leaves it."
	case v.asked() != "":
		return "No lead is so: a shows all, / changes what is looked for."
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

// ownerNames are who can have leads here.
func (v *Leads) ownerNames() []string {
	var out []string
	for _, m := range v.members {
		if slices.Contains(model.Matrix[model.ActWork], m.Role) || m.Leads > 0 {
			out = append(out, m.Name)
		}
	}
	return out
}

// copied takes the company and the person of the row to the clipboard.
func (v *Leads) copied() tea.Cmd {
	r, ok := v.selected()
	if !ok {
		return nil
	}
	return page.Copy(v.s, "company and person", page.Joined(", ", kit.Clean(r.Company), kit.Clean(r.Contact)))
}
