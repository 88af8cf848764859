package handoffs

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Office is what the screen asks and does. Errors that are refusals are
// *model.Error.
type Office interface {
	// Handoffs lists hand-offs; "" and 0 do not filter.
	Handoffs(ctx context.Context, by model.Actor, state model.HandoffState, to model.MemberID) ([]model.HandoffRow, error)
	Desk(ctx context.Context, by model.Actor, lead model.LeadID) (model.Desk, error)
	Handoff(ctx context.Context, by model.Actor, act model.HandoffAct) (model.Result, error)
}

const (
	wide  = 120 // cells from which the record stands beside the table
	fresh = time.Minute
)

// What is remembered of the hand-offs: which are shown, and what they are
// filtered by.
const (
	prefShown  = "handoffs/shown"
	prefFilter = "handoffs/filter"
)

type (
	handoffsLoadedMsg struct {
		request nav.Request
		rows    []model.HandoffRow
		err     error
	}
	handoffDoneMsg struct {
		request nav.Request
		act     model.HandoffAct
		company string
		err     error
	}
	// approvalGivenMsg is the answer yes to the question before an approval.
	approvalGivenMsg struct {
		handoff model.HandoffID
		company string
	}
)

// Screen is the list of hand-offs.
type Screen struct {
	s      *nav.Session
	l      theme.Look
	office Office
	keys   keys

	table   *kit.Table
	record  *page.Text // events of the selected one, below or beside the table
	dossier *page.Text
	desks   *page.Desks
	loads   nav.Requests
	acts    nav.Requests

	all      []model.HandoffRow
	rows     map[model.HandoffID]*model.HandoffRow
	shown    filter
	loading  bool
	loaded   bool
	loadedAt time.Time
	now      time.Time

	w, h    int
	seen    model.HandoffID
	reading bool      // the dossier is open
	aside   bool      // the record has the keys
	act     *page.Act // nil: closed
	drafts  page.Drafts
	kept    *page.Act // as it was closed with esc
	sending bool      // an acceptance is on its way
	band    []string  // the open act's lines
}

// New is the screen with every hand-off that the person may see.
func New(s *nav.Session, o Office) *Screen {
	h := &Screen{s: s, l: s.Look(), office: o, now: s.Now(), rows: map[model.HandoffID]*model.HandoffRow{}}
	h.keys = newKeys(s.Keys)
	h.table = kit.NewTable(h.l, s.Keys, columns(80)...)
	h.table.SetFocused(true)
	h.record = page.NewText(h.l, s.Keys)
	h.dossier = page.NewText(h.l, s.Keys)
	h.desks = page.NewDesks(s, h, o.Desk)
	h.shown = filterNamed(s.Prefs.Get(prefShown))
	page.Refilter(h.table, s.Prefs, prefFilter)
	return h
}

// Keep has what is typed here kept in d until it is recorded.
func (h *Screen) Keep(d page.Drafts) *Screen {
	h.drafts = d
	return h
}

// Init loads the hand-offs.
func (h *Screen) Init() tea.Cmd { return h.load() }

// Refresh loads them anew and keeps what is selected and typed.
func (h *Screen) Refresh() tea.Cmd { return h.load() }

// Title is what stands in the head.
func (h *Screen) Title() string { return nav.Handoffs.String() }

// Capturing says that a text field or a question has the keys.
func (h *Screen) Capturing() bool { return h.act != nil || h.table.Capturing() }

// Dirty says whether what was begun would be lost.
func (h *Screen) Dirty() (bool, string) {
	for _, a := range []*page.Act{h.act, h.kept} {
		if a != nil && a.Unkept() {
			if a.Event() == "reject" {
				return true, "the rejection that was begun"
			}
			return true, "the note that sends a lead back"
		}
	}
	return false, ""
}

// Back closes the question, the dossier, the record, then the filters.
func (h *Screen) Back() (bool, tea.Cmd) {
	defer h.settle()
	switch {
	case h.act != nil:
		h.kept, h.act = h.act, nil
	case h.reading:
		h.reading = false
	case h.aside:
		h.aside = false
	default:
		if used, cmd := h.table.Back(); used {
			return true, tea.Batch(cmd, h.follow(), page.KeepFilter(h.table, h.s.Prefs, prefFilter))
		}
		if h.shown == everything {
			return false, nil
		}
		h.shown = everything
		h.fillTable()
		return true, tea.Batch(h.follow(), h.s.Prefs.Set(prefShown, ""))
	}
	return true, nil
}

func (h *Screen) load() tea.Cmd {
	h.loading = true
	if len(h.all) == 0 {
		h.table.SetLoading()
	}
	r, by, o := h.loads.Next(), h.s.Actor, h.office
	return nav.For(h, func() tea.Msg {
		ctx, done := page.Context()
		defer done()
		rows, err := o.Handoffs(ctx, by, "", 0)
		return handoffsLoadedMsg{r, rows, err}
	})
}

// Update takes keys, what commands came to, and the clock.
func (h *Screen) Update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case handoffsLoadedMsg:
		cmd = h.handoffsLoaded(msg)
	case page.DraftLoadedMsg:
		cmd = tea.Batch(h.act.Restore(msg), h.kept.Restore(msg))
	case page.DraftSavedMsg:
		cmd = msg.Settle()
	case page.DeskLoadedMsg:
		cmd = h.desks.Loaded(msg)
		h.show(false)
	case handoffDoneMsg:
		cmd = h.handoffDone(msg)
	case approvalGivenMsg:
		cmd = h.send(model.HandoffAct{HandoffID: msg.handoff, Event: "approve"}, msg.company)
	case nav.TickMsg:
		minute := !h.now.Truncate(time.Minute).Equal(msg.At.Truncate(time.Minute))
		h.now = h.s.Now()
		if !minute {
			return nil
		}
		if h.loaded && !h.loading && h.act == nil && h.now.Sub(h.loadedAt) >= fresh {
			cmd = h.load()
		}
	case tea.MouseMsg:
		h.mouse(msg)
	case tea.KeyMsg:
		cmd = h.press(msg)
	default:
		return nil
	}
	cmd = tea.Batch(cmd, h.follow(), page.KeepFilter(h.table, h.s.Prefs, prefFilter))
	h.settle()
	return cmd
}

func (h *Screen) handoffsLoaded(msg handoffsLoadedMsg) tea.Cmd {
	if !h.loads.Current(msg.request) {
		return nil
	}
	h.loading, h.loaded, h.loadedAt = false, true, h.s.Now()
	if msg.err != nil {
		sentence := page.Sentence(h.s, msg.err)
		if len(h.all) > 0 {
			return nav.Fail(msg.err)
		}
		h.table.SetFailed(sentence)
		return nil
	}
	h.all = sorted(msg.rows)
	h.rows = make(map[model.HandoffID]*model.HandoffRow, len(h.all))
	for i := range h.all {
		h.rows[h.all[i].ID] = &h.all[i]
	}
	if !slices.ContainsFunc(h.all, func(r model.HandoffRow) bool { return h.lets(&r) }) {
		h.shown = everything // what was remembered would show nothing by now
	}
	h.desks.Forget()
	h.fillTable()
	h.show(false)
	return nil
}

// row is the hand-off under the cursor, nil for none.
func (h *Screen) row() *model.HandoffRow { return h.rows[model.HandoffID(h.table.SelectedID())] }

// follow shows the record of the hand-off under the cursor, and fetches its
// lead where the list came without the record.
func (h *Screen) follow() tea.Cmd {
	row := h.row()
	id := model.HandoffID(0)
	if row != nil {
		id = row.ID
	}
	if id != h.seen {
		h.seen = id
		h.show(true)
	}
	if row == nil || len(row.Events) > 0 && (row.Dossier != "" || !h.reading && h.w < ultra) {
		return nil
	}
	return h.desks.Want(row.LeadID)
}

// whole is the hand-off with its record: the row's own, or that of its lead's
// desk.
func (h *Screen) whole(row *model.HandoffRow) (full model.Handoff, failure string, loading bool) {
	full = row.Handoff
	if len(full.Events) > 0 && full.Dossier != "" {
		return full, "", false
	}
	desk, failure := h.desks.Get(row.LeadID)
	if desk == nil {
		return full, failure, failure == "" && len(full.Events) == 0
	}
	for _, other := range desk.Handoffs {
		if other.ID == row.ID {
			if len(full.Events) == 0 {
				full.Events = other.Events
			}
			if full.Dossier == "" {
				full.Dossier = other.Dossier
			}
		}
	}
	return full, "", false
}

func (h *Screen) press(k tea.KeyMsg) tea.Cmd {
	switch {
	case h.act != nil:
		if k.Type == tea.KeyEsc {
			if !h.act.Back() {
				h.kept, h.act = h.act, nil
			}
			return nil
		}
		return h.act.Update(k)
	case h.table.Capturing():
		_, cmd := h.table.Update(k)
		return cmd
	}
	if cmd, used := h.command(k); used {
		return cmd
	}
	switch {
	case h.reading:
		h.dossier.Update(k)
		return nil
	case h.aside:
		h.record.Update(k)
		return nil
	}
	_, cmd := h.table.Update(k)
	return cmd
}

// command are the keys that do something besides moving.
func (h *Screen) command(k tea.KeyMsg) (cmd tea.Cmd, used bool) {
	row := h.row()
	switch {
	case key.Matches(k, h.keys.which):
		h.nextFilter()
		h.fillTable()
		return h.s.Prefs.Set(prefShown, h.shown.name()), true
	case key.Matches(k, h.keys.Filter):
		h.reading, h.aside = false, false
		h.table.StartFilter()
	case row == nil:
		return nil, false
	case key.Matches(k, h.keys.NextPane), key.Matches(k, h.keys.PrevPane):
		h.aside = !h.aside && !h.reading
	case key.Matches(k, h.keys.Copy) && h.reading:
		return page.Copy(h.s, "dossier", h.dossier.Plain()), true
	case key.Matches(k, h.keys.Copy):
		return page.Copy(h.s, "company", row.Company), true
	case key.Matches(k, h.keys.desk):
		return nav.Send(nav.OpenLeadMsg{Lead: row.LeadID, From: nav.Handoffs}), true
	case key.Matches(k, h.keys.Open):
		h.reading = !h.reading
		h.dossier.Home()
		h.show(false)
	case key.Matches(k, h.keys.approve):
		return h.askApproval(row), true
	case key.Matches(k, h.keys.sendBack):
		return h.open(row, page.NewSendBack), true
	case key.Matches(k, h.keys.reject):
		return h.open(row, page.NewRejection), true
	case key.Matches(k, h.keys.accept):
		h.sending = true
		return h.send(model.HandoffAct{HandoffID: row.ID, Event: "accept"}, row.Company), true
	default:
		return nil, false
	}
	return nil, true
}

// mouse is for the table; its first line is the second of the screen.
func (h *Screen) mouse(m tea.MouseMsg) {
	switch {
	case h.act != nil:
	case h.reading:
		h.dossier.Update(m)
	case h.w >= wide && m.X > h.left() || h.w < wide && m.Y > h.tableHeight():
		h.record.Update(m)
	default:
		m.Y--
		h.table.Update(m)
	}
}

// askApproval asks first: what is delivered cannot be taken back.
func (h *Screen) askApproval(row *model.HandoffRow) tea.Cmd {
	text := fmt.Sprintf("%s goes to %s with its dossier, and the clock of acceptance begins.", row.Company, row.To)
	yes := nav.ResultMsg{To: h, Msg: approvalGivenMsg{row.ID, row.Company}}
	return nav.Send(nav.DialogMsg{Dialog: kit.NewConfirm(h.l, "Approve "+row.Company+"?", text, "approve and deliver it", yes)})
}

type makeAct func(l theme.Look, company string, h model.HandoffID, save func(model.HandoffAct) tea.Cmd) *page.Act

// open asks for a note or a rejection; one of the same hand-off that was closed
// with esc is as it was.
func (h *Screen) open(row *model.HandoffRow, make makeAct) tea.Cmd {
	company := row.Company
	fresh := make(h.l, company, row.ID, func(a model.HandoffAct) tea.Cmd { return h.send(a, company) })
	if h.kept != nil && h.kept.Handoff() == row.ID && h.kept.Event() == fresh.Event() {
		h.act, h.kept = h.kept, nil
		h.act.Resume()
		return nil
	}
	h.act = fresh
	return h.act.Keep(h, h.drafts)
}

func (h *Screen) send(act model.HandoffAct, company string) tea.Cmd {
	r, by, o := h.acts.Next(), h.s.Actor, h.office
	return nav.For(h, func() tea.Msg {
		ctx, done := page.Context()
		defer done()
		_, err := o.Handoff(ctx, by, act)
		return handoffDoneMsg{r, act, company, err}
	})
}

func (h *Screen) handoffDone(msg handoffDoneMsg) tea.Cmd {
	h.sending = false
	if msg.err != nil {
		if h.acts.Current(msg.request) && h.act != nil && h.act.Handoff() == msg.act.HandoffID {
			h.act.Refuse(page.Sentence(h.s, msg.err))
			return nil
		}
		return nav.Fail(msg.err)
	}
	said := map[string]string{
		"approve": "Approved: %s is delivered.", "send-back": "Sent back: %s is its specialist's again.",
		"accept": "Accepted: %s is now with sales.", "reject": "Rejected: %s goes back to nurture.",
	}[msg.act.Event]
	var recorded tea.Cmd
	if h.act != nil && h.act.Handoff() == msg.act.HandoffID {
		recorded = h.act.Done()
		h.act, h.kept = nil, nil
	}
	return tea.Batch(recorded, nav.Toast(nav.Good, fmt.Sprintf(said, msg.company)), h.load())
}
