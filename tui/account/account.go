package account

import (
	"context"
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

// Account is the screen.
type Account struct {
	s      *nav.Session
	l      theme.Look
	office Office
	keys   keys
	lead   model.LeadID
	w, h   int
	now    time.Time

	desk    model.Desk
	others  []model.LeadRow // of the same company
	loaded  bool
	failure string
	loads   nav.Requests
	at      int             // the person under the cursor
	who     model.ContactID // the same, by whom he is: the cursor stays on him
	top     int             // of the people
	head    []string        // the company's lines, as laid out
	text    *page.Text      // what the person was told and said
	reading bool            // the text has the keys that move

	form   *form
	drafts drafts
	saving bool
}

type (
	deskLoadedMsg struct {
		request nav.Request
		desk    model.Desk
		others  []model.LeadRow
		err     error
	}
	wroteMsg struct {
		result model.Result
		err    error
		then   func(model.Result) tea.Cmd
		form   *form // that is saved by it; nil for an act without one
	}
)

// New is the account of a lead's company. Drafts may be nil: then nothing typed
// outlives the screen.
func New(s *nav.Session, o Office, lead model.LeadID, d Drafts) *Account {
	a := &Account{s: s, l: s.Look(), office: o, lead: lead, now: s.Now(), keys: newKeys(s), drafts: newDrafts(d, lead)}
	a.text = page.NewText(a.l, s.Keys)
	a.settle()
	return a
}

// Init loads the lead, and what was typed here when it was left.
func (a *Account) Init() tea.Cmd { return tea.Batch(a.load(), a.loadDrafts()) }

// Refresh loads the lead anew; the cursor stays on its person.
func (a *Account) Refresh() tea.Cmd { return a.load() }

func (a *Account) load() tea.Cmd {
	r, by, lead, office := a.loads.Next(), a.s.Actor, a.lead, a.office
	return nav.For(a, func() tea.Msg {
		ctx, done := page.Context()
		defer done()
		desk, err := office.Desk(ctx, by, lead)
		if err != nil {
			return deskLoadedMsg{request: r, err: err}
		}
		others, err := office.Siblings(ctx, by, desk.Lead.ID)
		return deskLoadedMsg{r, desk, others, err}
	})
}

// SetSize sets the cells that View fills.
func (a *Account) SetSize(w, h int) {
	a.w, a.h = max(0, w), max(0, h)
	a.layOut()
}

// Title is where one is.
func (a *Account) Title() string {
	name := a.lead.String()
	if a.loaded {
		name = kit.Clean(a.desk.Company.Name)
	}
	return "Account " + a.l.Glyphs.Crumb + " " + name
}

// Capturing says whether a form has the keys.
func (a *Account) Capturing() bool { return a.form != nil }

// Dirty says whether something is typed that no draft holds.
func (a *Account) Dirty() (bool, string) {
	if what := a.drafts.unsaved(); what != "" {
		return true, what
	}
	return false, ""
}

// Back goes from the text back to the people. A form takes esc itself.
func (a *Account) Back() (bool, tea.Cmd) {
	if !a.reading {
		return false, nil
	}
	a.reading = false
	return true, nil
}

// Update takes keys, the mouse, and what commands came to.
func (a *Account) Update(msg tea.Msg) tea.Cmd {
	a.now = a.s.Now()
	switch msg := msg.(type) {
	case tea.KeyMsg:
		if a.form != nil {
			return a.pressForm(msg)
		}
		return a.press(msg)
	case tea.MouseMsg:
		return a.mouse(msg)
	case deskLoadedMsg:
		return a.came(msg)
	case wroteMsg:
		return a.wrote(msg)
	case foundMsg:
		if a.form != nil {
			return a.form.found(msg)
		}
	case draftsLoadedMsg:
		return a.restore(msg)
	case draftSavedMsg:
		return a.draftSaved(msg)
	case nav.LookChangedMsg:
		a.l = a.s.Look()
		a.text = page.NewText(a.l, a.s.Keys)
		a.layOut()
	}
	return nil
}

func (a *Account) came(msg deskLoadedMsg) tea.Cmd {
	if !a.loads.Current(msg.request) {
		return nil
	}
	a.failure = ""
	if msg.err != nil {
		if a.loaded { // what stands on the screen is old, not wrong
			return nav.Fail(msg.err)
		}
		a.failure = page.Sentence(a.s, msg.err)
		return nil
	}
	a.desk, a.others, a.loaded, a.lead = msg.desk, msg.others, true, msg.desk.Lead.ID
	a.desk.Contacts = inOrder(msg.desk.Contacts)
	a.at = max(0, slices.IndexFunc(a.desk.Contacts, func(c model.Contact) bool { return c.ID == a.who }))
	a.settle()
	return nil
}

// inOrder puts those first to whom one may talk, as the lead ranks them.
func inOrder(all []model.Contact) []model.Contact {
	gone := func(c model.Contact) int {
		if c.Left {
			return 1
		}
		return 0
	}
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(x, y model.Contact) int {
		if n := gone(x) - gone(y); n != 0 {
			return n
		}
		return x.Rank - y.Rank
	})
	return out
}

// person is who is under the cursor, nil for nobody.
func (a *Account) person() *model.Contact {
	if a.at < 0 || a.at >= len(a.desk.Contacts) {
		return nil
	}
	return &a.desk.Contacts[a.at]
}

// settle follows a change of the lead or of the cursor.
func (a *Account) settle() {
	a.at = max(0, min(a.at, len(a.desk.Contacts)-1))
	if c := a.person(); c != nil {
		if c.ID != a.who {
			a.text.Home()
		}
		a.who = c.ID
	}
	a.keys.settle(a)
	a.layOut()
}

// write asks the office in a command; then is what follows where it agreed.
func (a *Account) write(f *form, ask func(context.Context, model.Actor) (model.Result, error), then func(model.Result) tea.Cmd) tea.Cmd {
	if a.saving {
		return nil
	}
	a.saving = true
	by := a.s.Actor
	return nav.For(a, func() tea.Msg {
		ctx, done := page.Context()
		defer done()
		res, err := ask(ctx, by)
		return wroteMsg{res, err, then, f}
	})
}

func (a *Account) wrote(msg wroteMsg) tea.Cmd {
	a.saving = false
	if msg.err != nil {
		if msg.form != nil && msg.form == a.form {
			a.form.refuse(page.Sentence(a.s, msg.err), msg.err)
			return nil
		}
		return nav.Fail(msg.err)
	}
	var cmds []tea.Cmd
	if msg.form != nil {
		cmds = append(cmds, a.drafts.drop(a, msg.form.name))
		if msg.form == a.form {
			a.form = nil
			a.layOut()
		}
	}
	return tea.Batch(append(cmds, msg.then(msg.result), a.load())...)
}

// press does what a key does when nothing is open.
func (a *Account) press(k tea.KeyMsg) tea.Cmd {
	m := &a.keys
	c := a.person()
	switch {
	case key.Matches(k, m.NextPane):
		a.reading = !a.reading && c != nil
		return nil
	case a.reading && a.text.Update(k):
		return nil
	case !a.loaded:
		return nil
	case key.Matches(k, m.Add):
		return a.openAdd()
	case key.Matches(k, m.Others):
		return a.openOthers()
	case a.move(k):
		a.settle()
		return nil
	case c == nil:
		return nil
	case key.Matches(k, m.Open):
		return a.work(*c)
	case key.Matches(k, m.Move):
		return a.openMove(*c)
	case key.Matches(k, m.Role):
		return a.openRole(*c)
	case key.Matches(k, m.Enrol):
		return a.openEnrol(*c)
	case key.Matches(k, m.Left):
		return a.markLeft(*c)
	}
	return nil
}

// work opens the desk on somebody, over the account: esc comes back to it. Where
// one came from that desk, it is the same one, with the note that stands on it.
func (a *Account) work(c model.Contact) tea.Cmd {
	return nav.Send(nav.OpenLeadMsg{Lead: a.lead, Contact: c.ID, Over: true})
}

// move moves the cursor among the people and says whether k does that.
func (a *Account) move(k tea.KeyMsg) bool {
	m, half := &a.keys, max(1, a.peopleRoom()/4)
	switch {
	case key.Matches(k, m.Down):
		a.at++
	case key.Matches(k, m.Up):
		a.at--
	case key.Matches(k, m.PageDown):
		a.at += half
	case key.Matches(k, m.PageUp):
		a.at -= half
	case key.Matches(k, m.Top):
		a.at = 0
	case key.Matches(k, m.Bottom):
		a.at = len(a.desk.Contacts) - 1
	default:
		return false
	}
	return true
}

// mouse: a click puts the cursor on a person, another opens the desk on him; the
// wheel moves what is under it.
func (a *Account) mouse(msg tea.MouseMsg) tea.Cmd {
	if a.form != nil {
		return nil
	}
	if a.overText(msg.X, msg.Y) {
		a.text.Update(msg)
		return nil
	}
	switch {
	case msg.Button == tea.MouseButtonWheelDown:
		a.at++
	case msg.Button == tea.MouseButtonWheelUp:
		a.at--
	case msg.Button == tea.MouseButtonLeft && msg.Action == tea.MouseActionPress:
		i, ok := a.personAt(msg.X, msg.Y)
		if !ok {
			return nil
		}
		if i == a.at {
			return a.work(a.desk.Contacts[i])
		}
		a.at, a.reading = i, false
	default:
		return nil
	}
	a.settle()
	return nil
}

// markLeft is done at once: u takes it back.
func (a *Account) markLeft(c model.Contact) tea.Cmd {
	return a.choose(nil, model.Choice{Verb: model.MarkLeft, ContactID: c.ID}, "")
}

// choose makes a choice about the lead and tells what it did.
func (a *Account) choose(f *form, c model.Choice, said string) tea.Cmd {
	c.LeadID = a.lead
	office := a.office
	return a.write(f, func(ctx context.Context, by model.Actor) (model.Result, error) {
		return office.Choose(ctx, by, c)
	}, func(r model.Result) tea.Cmd { return a.tell(said, r) })
}

// tell says what was done, and what follows from it.
func (a *Account) tell(said string, r model.Result) tea.Cmd {
	dot := " " + a.l.Glyphs.Dot + " "
	effects := slices.DeleteFunc(slices.Clone(r.Effects), func(e string) bool { return e == said })
	return nav.Toast(nav.Good, page.Joined(dot, append([]string{said}, effects...)...))
}
