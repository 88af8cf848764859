package board

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

// Office is what the board asks and does. Errors that are refusals are
// *model.Error.
type Office interface {
	Board(ctx context.Context, by model.Actor, q model.BoardQuery) (model.BoardPage, error)
	Desk(ctx context.Context, by model.Actor, lead model.LeadID) (model.Desk, error)
	Handoff(ctx context.Context, by model.Actor, act model.HandoffAct) (model.Result, error)
}

const (
	firstPage = 200  // leads asked for at first
	mostLeads = 4000 // that the board ever holds
	wide      = 120  // cells from which the evidence stands beside the board
	fresh     = time.Minute
)

// What is remembered of the board: whose leads, and what they are filtered by.
const (
	prefOwner  = "board/owner"
	prefFilter = "board/filter"
)

type (
	boardLoadedMsg struct {
		request nav.Request
		query   model.BoardQuery
		page    model.BoardPage
		err     error
	}
	handoffDoneMsg struct {
		request nav.Request
		act     model.HandoffAct
		company string
		result  model.Result
		err     error
	}
	// approvalGivenMsg is the answer yes to the question before an approval.
	approvalGivenMsg struct {
		handoff model.HandoffID
		company string
	}
)

// Screen is the board.
type Screen struct {
	s      *nav.Session
	l      theme.Look
	office Office
	keys   keys

	table    *kit.Table
	evidence *page.Text
	desks    *page.Desks
	loads    nav.Requests
	acts     nav.Requests

	page     model.BoardPage
	rows     map[model.LeadID]*model.BoardRow
	limit    int
	owner    string   // the board is of this person's leads; "" of all
	owners   []string // that f goes through
	loading  bool
	loaded   bool
	loadedAt time.Time
	now      time.Time

	w, h    int
	lay     layout
	seen    model.LeadID // the lead whose evidence is shown
	reading bool         // the evidence has the keys
	act     *page.Act    // the band in which a note is written; nil: closed
	drafts  page.Drafts
	kept    *page.Act // as it was closed with esc, for the same hand-off
	bottom  []string  // the lines below the table
}

// New is the board of everybody's leads.
func New(s *nav.Session, o Office) *Screen {
	b := &Screen{s: s, l: s.Look(), office: o, limit: firstPage, now: s.Now()}
	b.keys = newKeys(s.Keys)
	b.table = kit.NewTable(b.l, s.Keys, columns(layoutFor(80, 0))...)
	b.table.SetFocused(true)
	b.evidence = page.NewText(b.l, s.Keys)
	b.desks = page.NewDesks(s, b, o.Desk)
	b.owner = s.Prefs.Get(prefOwner)
	page.Refilter(b.table, s.Prefs, prefFilter)
	return b
}

// Keep has what is typed here kept in d until it is recorded.
func (b *Screen) Keep(d page.Drafts) *Screen {
	b.drafts = d
	return b
}

// Init loads the board.
func (b *Screen) Init() tea.Cmd { return b.load() }

// Refresh loads it anew and keeps what is selected and typed.
func (b *Screen) Refresh() tea.Cmd { return b.load() }

// Title is what stands in the head.
func (b *Screen) Title() string { return nav.Board.String() }

// Capturing says that a text field or a question has the keys.
func (b *Screen) Capturing() bool { return b.act != nil || b.table.Capturing() }

// Dirty says whether a note that was begun would be lost.
func (b *Screen) Dirty() (bool, string) {
	for _, a := range []*page.Act{b.act, b.kept} {
		if a != nil && a.Unkept() {
			return true, "the note that sends a lead back"
		}
	}
	return false, ""
}

// Back closes the note, then the evidence, then the filter.
func (b *Screen) Back() (bool, tea.Cmd) {
	defer b.settle()
	switch {
	case b.act != nil:
		b.kept, b.act = b.act, nil
		return true, nil
	case b.reading:
		b.reading = false
		return true, nil
	}
	used, cmd := b.table.Back()
	return used, tea.Batch(cmd, b.follow(), page.KeepFilter(b.table, b.s.Prefs, prefFilter))
}

func (b *Screen) load() tea.Cmd {
	b.loading = true
	if len(b.page.Rows) == 0 {
		b.table.SetLoading()
	}
	r, by, o := b.loads.Next(), b.s.Actor, b.office
	q := model.BoardQuery{Owner: b.owner, Limit: b.limit}
	return nav.For(b, func() tea.Msg {
		ctx, done := page.Context()
		defer done()
		p, err := o.Board(ctx, by, q)
		return boardLoadedMsg{r, q, p, err}
	})
}

// Update takes keys, what commands came to, and the clock.
func (b *Screen) Update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case boardLoadedMsg:
		cmd = b.boardLoaded(msg)
	case page.DraftLoadedMsg:
		cmd = tea.Batch(b.act.Restore(msg), b.kept.Restore(msg))
	case page.DraftSavedMsg:
		cmd = msg.Settle()
	case page.DeskLoadedMsg:
		cmd = b.desks.Loaded(msg)
		b.showEvidence(false)
	case handoffDoneMsg:
		cmd = b.handoffDone(msg)
	case approvalGivenMsg:
		cmd = b.send(model.HandoffAct{HandoffID: msg.handoff, Event: "approve"}, msg.company)
	case nav.TickMsg:
		minute := !b.now.Truncate(time.Minute).Equal(msg.At.Truncate(time.Minute))
		b.now = b.s.Now()
		if !minute {
			return nil
		}
		if b.loaded && !b.loading && b.act == nil && b.now.Sub(b.loadedAt) >= fresh {
			cmd = b.load()
		}
	case tea.MouseMsg:
		cmd = b.mouse(msg)
	case tea.KeyMsg:
		cmd = b.press(msg)
	default:
		return nil
	}
	cmd = tea.Batch(cmd, b.follow(), page.KeepFilter(b.table, b.s.Prefs, prefFilter))
	b.settle()
	return cmd
}

func (b *Screen) boardLoaded(msg boardLoadedMsg) tea.Cmd {
	if !b.loads.Current(msg.request) {
		return nil
	}
	b.loading, b.loaded, b.loadedAt = false, true, b.s.Now()
	if msg.err != nil {
		sentence := page.Sentence(b.s, msg.err)
		if len(b.page.Rows) > 0 { // what is on the wall stays there
			return nav.Fail(msg.err)
		}
		b.table.SetFailed(sentence)
		return nil
	}
	b.page = msg.page
	slices.SortStableFunc(b.page.Rows, func(x, y model.BoardRow) int { return x.Group - y.Group })
	b.rows = make(map[model.LeadID]*model.BoardRow, len(b.page.Rows))
	for i := range b.page.Rows {
		b.rows[b.page.Rows[i].ID] = &b.page.Rows[i]
	}
	b.learnOwners()
	b.desks.Forget()
	b.fillTable()
	return nil
}

// learnOwners keeps whom f goes through: the person working first, then all
// whose leads were ever on the board.
func (b *Screen) learnOwners() {
	for _, r := range b.page.Rows {
		if r.Owner != "" && !slices.Contains(b.owners, r.Owner) {
			b.owners = append(b.owners, r.Owner)
		}
	}
	me := b.s.Actor.Name
	slices.SortFunc(b.owners, func(x, y string) int {
		switch {
		case x == y:
			return 0
		case x == me || y != me && x < y:
			return -1
		}
		return 1
	})
}

func (b *Screen) nextOwner() tea.Cmd {
	at := slices.Index(b.owners, b.owner)
	if b.owner = ""; at+1 < len(b.owners) {
		b.owner = b.owners[at+1]
	}
	b.limit = firstPage
	return tea.Batch(b.s.Prefs.Set(prefOwner, b.owner), b.load())
}

// follow asks for what stands behind the row under the cursor, and for further
// rows near the end.
func (b *Screen) follow() tea.Cmd {
	lead := model.LeadID(b.table.SelectedID())
	if lead != b.seen {
		b.seen = lead
		b.showEvidence(true)
	}
	cmd := b.desks.Want(lead)
	if b.page.More && !b.loading && b.limit < mostLeads && b.table.WantsMore() {
		b.limit = min(mostLeads, 2*b.limit)
		cmd = tea.Batch(cmd, b.load())
	}
	return cmd
}

// row is the lead under the cursor, nil for none.
func (b *Screen) row() *model.BoardRow { return b.rows[model.LeadID(b.table.SelectedID())] }

func (b *Screen) press(k tea.KeyMsg) tea.Cmd {
	switch {
	case b.act != nil:
		if k.Type == tea.KeyEsc {
			if !b.act.Back() {
				b.kept, b.act = b.act, nil
			}
			return nil
		}
		return b.act.Update(k)
	case b.table.Capturing():
		_, cmd := b.table.Update(k)
		return cmd
	}
	if cmd, used := b.command(k); used {
		return cmd
	}
	if b.reading {
		b.evidence.Update(k)
		return nil
	}
	_, cmd := b.table.Update(k)
	return cmd
}

// command are the keys that do something with the lead under the cursor.
func (b *Screen) command(k tea.KeyMsg) (cmd tea.Cmd, used bool) {
	row := b.row()
	switch {
	case key.Matches(k, b.keys.filterOwner):
		return b.nextOwner(), true
	case key.Matches(k, b.keys.Filter):
		b.reading = false
		b.table.StartFilter()
	case key.Matches(k, b.keys.NextPane), key.Matches(k, b.keys.PrevPane):
		b.reading = !b.reading && row != nil
	case row == nil:
		return nil, false
	case key.Matches(k, b.keys.Copy):
		return page.Copy(b.s, "company", row.Company), true
	case key.Matches(k, b.keys.open), b.reading && key.Matches(k, b.keys.Open):
		return nav.Send(nav.OpenLeadMsg{Lead: row.ID, From: nav.Board}), true
	case key.Matches(k, b.keys.Open):
		b.reading = true
	case b.reading && key.Matches(k, b.keys.Right):
		b.table.Move(1)
	case b.reading && key.Matches(k, b.keys.Left):
		b.table.Move(-1)
	case key.Matches(k, b.keys.approve):
		return b.askApproval(row), true
	case key.Matches(k, b.keys.sendBack):
		return b.openSendBack(row), true
	default:
		return nil, false
	}
	return nil, true
}

// mouse is for the table; its first line is the second of the screen.
func (b *Screen) mouse(m tea.MouseMsg) tea.Cmd {
	if b.act != nil {
		return nil
	}
	if b.reading && b.w < wide || b.w >= wide && m.X > b.lay.w {
		b.evidence.Update(m)
		return nil
	}
	m.Y--
	_, cmd := b.table.Update(m)
	return cmd
}

// askApproval asks first: what is delivered cannot be taken back.
func (b *Screen) askApproval(row *model.BoardRow) tea.Cmd {
	to := "sales"
	if h := b.submitted(row); h != nil && h.To != "" {
		to = h.To
	}
	text := fmt.Sprintf("%s goes to %s with its dossier, and the clock of acceptance begins.", row.Company, to)
	yes := nav.ResultMsg{To: b, Msg: approvalGivenMsg{row.HandoffID, row.Company}}
	return nav.Send(nav.DialogMsg{Dialog: kit.NewConfirm(b.l, "Approve "+row.Company+"?", text, "approve and deliver it", yes)})
}

func (b *Screen) openSendBack(row *model.BoardRow) tea.Cmd {
	if b.kept != nil && b.kept.Handoff() == row.HandoffID {
		b.act, b.kept = b.kept, nil
		b.act.Resume()
		return nil
	}
	company := row.Company
	b.act = page.NewSendBack(b.l, company, row.HandoffID, func(a model.HandoffAct) tea.Cmd { return b.send(a, company) })
	return b.act.Keep(b, b.drafts)
}

func (b *Screen) send(act model.HandoffAct, company string) tea.Cmd {
	r, by, o := b.acts.Next(), b.s.Actor, b.office
	return nav.For(b, func() tea.Msg {
		ctx, done := page.Context()
		defer done()
		result, err := o.Handoff(ctx, by, act)
		return handoffDoneMsg{r, act, company, result, err}
	})
}

// onward puts the cursor on the next lead that waits for approval, as one who
// goes through them wants; the one dealt with is elsewhere on the board by now.
func (b *Screen) onward(dealt model.HandoffID) {
	at := slices.IndexFunc(b.page.Rows, func(r model.BoardRow) bool { return r.HandoffID == dealt })
	if at < 0 || b.table.SelectedID() != int64(b.page.Rows[at].ID) {
		return
	}
	for i := range b.page.Rows {
		if r := &b.page.Rows[(at+1+i)%len(b.page.Rows)]; r.HandoffID != 0 && r.HandoffID != dealt {
			b.table.Select(int64(r.ID))
			return
		}
	}
}

func (b *Screen) handoffDone(msg handoffDoneMsg) tea.Cmd {
	if msg.err != nil {
		if b.acts.Current(msg.request) && b.act != nil && b.act.Handoff() == msg.act.HandoffID {
			b.act.Refuse(page.Sentence(b.s, msg.err))
			return nil
		}
		return nav.Fail(msg.err)
	}
	b.onward(msg.act.HandoffID)
	var recorded tea.Cmd
	text := "Approved: " + msg.company + " is delivered."
	if msg.act.Event == "send-back" {
		text = "Sent back: " + msg.company + " is its specialist's again."
		recorded = b.act.Done()
		b.act, b.kept = nil, nil
	}
	return tea.Batch(recorded, nav.Toast(nav.Good, text), b.load())
}
