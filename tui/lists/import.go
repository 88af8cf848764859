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

// Importer brings lists in.
type Importer interface {
	// Look reads a file far enough to say what it is and how its columns would
	// be used; nothing is written. o carries what was settled so far: Map,
	// Dates, Sheet, Heading.
	Look(ctx context.Context, by model.Actor, path string, o model.ImportOptions) (model.ListLook, error)

	// Import brings a file in; with DryRun it only says what it would do.
	// progress may be called from another goroutine, and often. A cancelled ctx
	// ends it: what is in stays, and the same import goes on from there.
	Import(ctx context.Context, by model.Actor, path string, o model.ImportOptions, progress func(model.ImportProgress)) (model.ImportResult, error)

	// Files completes a path as it is typed: whole paths in the manner of what
	// was typed, folders with a slash at their end, lists before other files.
	Files(ctx context.Context, typed string) ([]string, error)

	// Members are those whom leads can be given to, among others.
	Members(ctx context.Context, by model.Actor) ([]model.MemberRow, error)

	// Cadences are those that a list can be enrolled in.
	Cadences(ctx context.Context) ([]model.Cadence, error)
}

// step is how far the person has come.
type step uint8

const (
	choosing step = iota // the file
	mapping              // what each of its columns is
	naming               // what list it is, and who gets it
	checked              // what it would do
	running
	done
)

// stepNames are the steps as the heading counts them.
var stepNames = [...]string{"the file", "its columns", "what list it is", "what it would do", "bringing it in", "done"}

// Import is the screen on which a list is brought in, one step after the other;
// esc goes back one with everything typed still there. Nothing is written before
// the person has read what would be.
type Import struct {
	s      *nav.Session
	l      theme.Look
	office Importer
	keys   importKeys
	w, h   int
	step   step
	left   bool

	drafts draft

	file    *kit.Completer
	listing nav.Requests
	path    string // the file chosen, "" none yet

	look    model.ListLook // with the person's latest word laid over it
	good    model.ListLook // as the office had it last
	looks   nav.Requests
	said    settled // about the columns of path
	heard   settled // what good answers to
	trouble string  // why the columns cannot stay as they are
	table   *kit.Table
	row     int // the sample row that is read across
	ask     *kit.Choices
	shown   string // key of the question whose column was shown
	pick    *picker

	form   *kit.Form
	giving *kit.Completer
	gives  bool // the line of who gets the leads has the keys, not the form
	team   []model.MemberRow
	plans  []model.Cadence

	job     job
	stopped string // how far a cancelled import came, "" none was
	opts    model.ImportOptions
	res     model.ImportResult
	text    *page.Text
	beside  *page.Text
	rejects *rejected // the rejected rows, while they are looked at
}

type (
	membersLoadedMsg struct {
		team []model.MemberRow
		err  error
	}

	cadencesLoadedMsg struct {
		plans []model.Cadence
		err   error
	}

	// abandonedMsg throws away what was typed.
	abandonedMsg struct{}
)

// NewImport begins with the file; what d kept of an import that was left in the
// midst is there again. Without d nothing outlives the screen.
func NewImport(s *nav.Session, o Importer, d Drafts) *Import {
	v := &Import{s: s, l: s.Look(), office: o, keys: newImportKeys(s.Keys), drafts: newDraft(d)}
	v.job.now = s.Now()
	v.makeFile()
	v.makeTable()
	v.makeForm(nil)
	v.text, v.beside = page.NewText(v.l, s.Keys), page.NewText(v.l, s.Keys)
	v.file.Focus()
	return v
}

// Init asks for what was typed before, for the files at hand, and for who and
// what a list can be given to.
func (v *Import) Init() tea.Cmd {
	by := v.s.Actor
	return tea.Batch(v.loadDraft(), v.list(""),
		nav.For(v, func() tea.Msg {
			ctx, cancel := page.Context()
			defer cancel()
			team, err := v.office.Members(ctx, by)
			return membersLoadedMsg{team, err}
		}),
		nav.For(v, func() tea.Msg {
			ctx, cancel := page.Context()
			defer cancel()
			plans, err := v.office.Cadences(ctx)
			return cadencesLoadedMsg{plans, err}
		}))
}

// Title is where one is.
func (v *Import) Title() string { return "Lists " + v.l.Glyphs.Crumb + " bring one in" }

// Capturing says whether something is typed.
func (v *Import) Capturing() bool {
	switch {
	case v.rejects != nil:
		return v.rejects.table.Capturing()
	case v.waits():
		return false
	case v.step == choosing || v.step == naming:
		return true
	}
	return v.step == mapping && (v.pick != nil || v.table.Capturing())
}

// waits says that the step can only wait for what runs. A correction of the
// columns is answered while one goes on.
func (v *Import) waits() bool { return v.job.busy() && v.step != mapping }

// Finished says that the list is in and the person has gone on.
func (v *Import) Finished() bool { return v.left }

// Dirty says whether leaving Ripen would lose something.
func (v *Import) Dirty() (bool, string) {
	file := kit.Clean(base(v.path))
	switch {
	case v.step == running && v.job.busy():
		return true, "the import of " + file + ", which is under way"
	case v.step < running && v.drafts.behind(v.typed()):
		return true, "the list that is being brought in"
	}
	return false, ""
}

// Back goes back one step. What runs is cancelled: reading at once, bringing in
// after a question.
func (v *Import) Back() (bool, tea.Cmd) {
	switch {
	case v.rejects != nil:
		if handled, cmd := v.rejects.table.Back(); handled {
			return true, cmd
		}
		v.rejects = nil
		return true, nil
	case v.waits() && v.step == running:
		return true, v.askStop()
	case v.waits() && v.step == choosing:
		v.dropLook()
		return true, nil
	case v.waits():
		v.job.stop()
		return true, nil
	case v.step == choosing:
		return true, v.leave()
	case v.step == mapping:
		return true, v.backFromColumns()
	case v.step == naming:
		v.turnTo(mapping)
		return true, v.keep()
	case v.step == checked:
		v.turnTo(naming)
		return true, nil
	}
	return false, nil
}

// leave goes back to where one came from. What was typed is kept; where it
// cannot be, that is asked about.
func (v *Import) leave() tea.Cmd {
	dirty, what := v.Dirty()
	switch {
	case v.drafts.store != nil && v.path != "":
		return tea.Batch(v.keep(), nav.Send(nav.PopMsg{}), nav.Toast(nav.Info, "What you entered for "+base(v.path)+" is kept: bringing a list in goes on with it."))
	case dirty:
		return nav.Send(nav.DialogMsg{Dialog: kit.NewConfirm(v.l, "Go back?", "Not done: "+what+".", "go back and lose it", abandonedMsg{})})
	}
	return nav.Send(nav.PopMsg{})
}

// turnTo goes to a step and gives its field the keys.
func (v *Import) turnTo(to step) {
	v.step, v.rejects = to, nil
	v.file.Blur()
	v.form.Blur()
	v.giving.Blur()
	switch to {
	case choosing:
		v.file.Focus()
	case mapping:
		v.showColumns()
	case naming:
		v.focusNaming()
	case checked, done:
		v.showAccount()
	}
	v.SetSize(v.w, v.h)
}

// Update answers to keys and to what the commands came to.
func (v *Import) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return v.press(msg)
	case tea.MouseMsg:
		v.mouse(msg)
	case nav.TickMsg:
		v.job.tick(msg.At)
		return v.keep()
	case draftLoadedMsg:
		return v.restore(msg)
	case draftSavedMsg:
		return v.drafts.saved(msg)
	case filesFoundMsg:
		return v.foundFiles(msg)
	case lookedMsg:
		return v.looked(msg)
	case membersLoadedMsg:
		return v.knowTeam(msg)
	case cadencesLoadedMsg:
		return v.knowPlans(msg)
	case importedMsg:
		return v.came(msg)
	case stopConfirmedMsg:
		v.job.stop()
	case abandonedMsg:
		v.path = ""
		return nav.Send(nav.PopMsg{})
	}
	return nil
}

func (v *Import) press(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEsc { // a field has the keys: the root has not asked Back
		if v.step == mapping && v.table.Capturing() {
			_, cmd := v.table.Back()
			return cmd
		}
		_, cmd := v.Back()
		return cmd
	}
	switch {
	case v.rejects != nil:
		v.rejects.table.Update(k)
		return nil
	case v.waits():
		return nil
	}
	switch v.step {
	case choosing:
		return v.pressFile(k)
	case mapping:
		return v.pressColumns(k)
	case naming:
		return v.pressNaming(k)
	case checked, done:
		return v.pressAccount(k)
	}
	return nil
}

// pressAccount goes on from what an import would do, or did.
func (v *Import) pressAccount(k tea.KeyMsg) tea.Cmd {
	b := v.bindings()
	switch {
	case v.step == checked && key.Matches(k, b.open):
		return v.run(false)
	case v.step == done && key.Matches(k, b.open):
		v.left = true
		return nav.Send(nav.SwitchMsg{Route: nav.Today})
	case key.Matches(k, b.rows):
		v.openRejects()
	default:
		v.text.Update(k)
	}
	return nil
}

func (v *Import) mouse(m tea.MouseMsg) {
	switch {
	case v.rejects != nil:
		m.Y -= 2
		v.rejects.table.Update(m)
	case v.waits():
	case v.step == mapping && v.pick == nil:
		if m.Y -= v.tableTop(); m.Y >= 0 {
			v.table.Update(m)
		}
	case v.step == checked, v.step == done:
		v.text.Update(m)
	}
}
