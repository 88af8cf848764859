package desk

import (
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// pane is a part of the screen that tab goes to.
type pane uint8

const (
	paneAttributes pane = iota
	paneCadence
	panePeople
	paneHistory
	paneGuide
	panes
)

// panel stands in the room of the panes: a form, a letter.
type panel interface {
	view(w, h int) []string // a heading first; at most h lines of w cells
	press(k tea.KeyMsg) (bool, tea.Cmd)
	capturing() bool // a text field has the keys
	blur()           // the note takes the keys
	focus()
	hints() []hint
}

// bar stands below the note: outcomes, codes, a question.
type bar interface {
	lines(w int) []string
	press(k tea.KeyMsg) (bool, tea.Cmd)
	capturing() bool       // no key of the root is taken from it
	back() (bool, tea.Cmd) // one level; false when the bar is to be closed
	hints() []hint
}

// Desk is the screen of one lead.
type Desk struct {
	s      *nav.Session
	l      theme.Look
	keys   keys
	office Office
	opt    Options
	msg    nav.OpenLeadMsg
	lead   model.LeadID
	w, h   int
	now    time.Time // in the zone of the person working

	desk   model.Desk
	loaded bool
	failed string
	kept   map[keptKey][]string // wrapped lines of the panes that are long

	loads, previews, searches, peeks nav.Requests
	writes                           nav.Requests
	after                            func(wroteMsg) tea.Cmd // what the write under way came to; nil: none is

	contact model.ContactID // whom the keys are about
	point   model.PointID   // the number chosen among his; 0 the best
	focused pane
	left    pane // what the left half of a narrow screen shows
	attr    int
	person  int
	tops    [panes]int

	note     *kit.Input
	panel    panel
	bar      bar
	asking   *questionBar
	onward   bool // the next lead is opened once the questions are answered
	pending  []pendingEntry
	waiting  string // which form asked for the members
	drafts   *draftBook
	callFrom time.Time // zero: no call is on
	dialOpen bool      // the number stands large
	dialWarn string    // why the call is made by hand
	webAt    string    // the address that w gave last
}

// New is the desk of the lead that msg names. It loads when the root asks for
// Init.
func New(s *nav.Session, o Office, msg nav.OpenLeadMsg, opt Options) *Desk {
	d := &Desk{
		s: s, l: s.Look(), keys: newKeys(s.Keys), office: o, opt: opt, msg: msg, lead: msg.Lead,
		now: s.Now(), focused: paneAttributes, left: paneCadence,
		kept: map[keptKey][]string{},
	}
	d.note = kit.NewTextArea(d.l, "", 3)
	d.drafts = newDraftBook(opt.Drafts, msg.Lead)
	return d
}

// Init loads the lead and its drafts and records that it was shown.
func (d *Desk) Init() tea.Cmd {
	kind := "opened"
	if d.msg.Position > 0 {
		kind = "served"
	}
	return tea.Batch(d.load(), d.loadDrafts(), d.run(func() tea.Msg {
		if err := d.office.Shown(d.opt.context(), d.s.Actor, d.lead, kind); err != nil {
			return nav.ErrMsg{Err: err}
		}
		return nil
	}))
}

// run is a command whose result comes back to this desk.
func (d *Desk) run(cmd tea.Cmd) tea.Cmd { return nav.For(d, cmd) }

// SetSize sets the cells that View fills.
func (d *Desk) SetSize(w, h int) {
	if d.w != w || d.h != h {
		clear(d.kept)
	}
	d.w, d.h = max(0, w), max(0, h)
}

// Title is the crumb of the head line.
func (d *Desk) Title() string {
	from := d.msg.From.String()
	if from == "" || d.msg.From == nav.Desk {
		from = nav.Today.String()
	}
	name := d.lead.String()
	if d.loaded {
		name = kit.Clean(d.desk.Company.Name)
	}
	return from + " " + d.l.Glyphs.Crumb + " " + name
}

// Status is what may stand at the right of the head line: the place in the day
// and the timer of the call.
func (d *Desk) Status() string {
	out := ""
	if d.msg.Of > 0 {
		out = fmt.Sprintf("%d of %d", d.msg.Position, d.msg.Of)
	}
	if !d.calling() {
		return out
	}
	calls := 1
	for _, t := range d.desk.Touches {
		if t.Channel == model.Phone && t.Direction != model.Inbound && t.ContactID == d.contact && !t.Voided {
			calls++
		}
	}
	return joined(d.dot(), out, ordinal(calls)+" call", "on call "+clockFace(d.now.Sub(d.callFrom)))
}

// Capturing says whether a text field or the outcome bar has the keys.
func (d *Desk) Capturing() bool {
	return d.note.Focused() || d.panel != nil && d.panel.capturing() || d.bar != nil && d.bar.capturing()
}

// Dirty names work that leaving would lose: what is typed and not yet kept as a
// draft.
func (d *Desk) Dirty() (bool, string) {
	if d.after != nil {
		return true, "what is being recorded at " + kit.Clean(d.desk.Company.Name)
	}
	if what := d.drafts.unsaved(); what != "" {
		return true, "the " + what + " on " + kit.Clean(d.desk.Company.Name)
	}
	return false, ""
}

// Back goes one level back: out of the note, the bar, the panel, to the first
// pane. It says whether there was one.
func (d *Desk) Back() (bool, tea.Cmd) {
	switch {
	case d.note.Focused():
		return true, d.leaveNote()
	case d.bar != nil:
		if used, cmd := d.bar.back(); used {
			return true, cmd
		}
		d.closeBar()
		return true, d.drafts.flush(d)
	case d.panel != nil:
		return true, d.closePanel()
	case d.dialOpen:
		d.dialOpen = false
		return true, nil
	case d.focused != paneAttributes || d.left != paneCadence:
		d.focused, d.left = paneAttributes, paneCadence
		return true, nil
	}
	return false, d.drafts.flush(d)
}

func (d *Desk) closeBar() {
	if f, ok := d.bar.(*flow); ok && f.letter {
		d.panel = nil
	}
	d.bar = nil
	d.previews.Drop()
}

func (d *Desk) closePanel() tea.Cmd {
	d.panel = nil
	d.searches.Drop()
	return d.drafts.flush(d)
}

// openPanel shows p and gives it the keys.
func (d *Desk) openPanel(p panel) {
	d.bar, d.panel = nil, p
	d.note.Blur()
	p.focus()
}

// Update answers to keys and to what the commands came to.
func (d *Desk) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return d.press(msg)
	case tea.MouseMsg:
		return d.click(msg)
	case nav.TickMsg:
		d.now = d.inZone(msg.At)
	case deskLoadedMsg:
		return d.show(msg)
	case previewedMsg:
		if f, ok := d.bar.(*flow); ok && d.previews.Current(msg.request) {
			return f.previewed(msg)
		}
	case wroteMsg:
		if d.writes.Current(msg.request) && d.after != nil {
			then := d.after
			d.after = nil
			return then(msg)
		}
	case confirmedMsg:
		if f, ok := d.bar.(*flow); ok && f.stage == confirming && f.entry.Outcome == model.DoNotContact {
			return f.record()
		}
	case servedMsg:
		return d.goOn(msg)
	case codesFoundMsg:
		if d.searches.Current(msg.request) {
			d.showCodes(msg)
		}
	case membersLoadedMsg:
		return d.showMembers(msg)
	case peekedMsg:
		if d.peeks.Current(msg.request) {
			return d.offerUndo(msg)
		}
	case draftsLoadedMsg:
		d.restore(msg)
	case draftDueMsg:
		return d.drafts.due(d, msg)
	case draftSavedMsg:
		return d.drafts.saved(msg)
	case nav.LookChangedMsg:
		clear(d.kept) // drawn in the look before
	}
	return nil
}

func (d *Desk) inZone(t time.Time) time.Time {
	if d.s.Actor.Zone == nil {
		return t
	}
	return t.In(d.s.Actor.Zone)
}
