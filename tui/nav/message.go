package nav

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
)

// What a screen or dialog may ask of the root. Each is sent as a command's
// message; [Send] makes one.
type (
	// PushMsg opens a screen over the present one; esc comes back.
	PushMsg struct{ Screen Screen }

	// PopMsg goes back one screen.
	PopMsg struct{}

	// SwitchMsg shows another of the numbered screens.
	SwitchMsg struct{ Route Route }

	// OpenLeadMsg opens a lead's desk. Position and Of say where it stands in
	// the queue (1 of 60), both zero when it was opened out of order; Why is
	// the reason that the queue gave, empty likewise.
	OpenLeadMsg struct {
		Lead     model.LeadID
		Position int
		Of       int
		Why      string
		From     Route

		// Contact is whom the desk opens on, 0 the one who is due. Inbound says
		// that this person is on the line or has answered: the desk opens with
		// the outcome bar of an inbound touch.
		Contact model.ContactID
		Inbound bool

		// Over keeps the screen in sight below the desk, so that esc comes back to
		// it, and shows the lead's desk as it was left where one is open here.
		Over bool
	}

	// InboundMsg asks who calls or has answered, over all leads. Lead and
	// Contact are whom the asking screen has open: the first to be offered.
	InboundMsg struct {
		Lead    model.LeadID
		Contact model.ContactID
	}

	// AccountMsg opens the company of a lead: its people, what each was told.
	AccountMsg struct{ Lead model.LeadID }

	// LeadsMsg shows the leads of a written filter on the Leads screen.
	LeadsMsg struct{ Filter string }

	// SettingsMsg opens what this person has settled for himself.
	SettingsMsg struct{}

	// LessonMsg opens the five steps that teach the console.
	LessonMsg struct{}

	// LookChangedMsg says that the session's theme, glyphs or density are others:
	// every screen, visible or not, draws anew what it keeps drawn.
	LookChangedMsg struct{}

	// AddLeadMsg opens the form of a company found elsewhere. Text is what was
	// typed already: a name, a number or an address.
	AddLeadMsg struct{ Text string }

	// ToastMsg shows a sentence for some seconds.
	ToastMsg struct {
		Text string
		Kind Kind
	}

	// ErrMsg shows an error: a *model.Error by its sentence, any other by one
	// that says that Ripen failed, with the rest in the log.
	ErrMsg struct{ Err error }

	// DialogMsg puts a dialog over the present screen.
	DialogMsg struct{ Dialog Dialog }

	// DoneMsg takes the topmost dialog away. Then, if there is one, is what it
	// came to; it goes to the root, which hands it on like any message. Without
	// it, nothing was chosen.
	DoneMsg struct{ Then tea.Msg }

	// QuitMsg leaves the console after asking about unsaved work.
	QuitMsg struct{}

	// TickMsg comes once a second or so while the console is up, for clocks on
	// the screen.
	TickMsg struct{ At time.Time }
)

// Kind of a toast; glyph and words say it too.
type Kind uint8

// The kinds.
const (
	Info Kind = iota
	Good
	Warn
	Bad
)

// Send is the command that sends msg.
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// Toast is the command that shows a toast.
func Toast(kind Kind, text string) tea.Cmd { return Send(ToastMsg{Text: text, Kind: kind}) }

// Fail is the command that shows err, and nil for no error.
func Fail(err error) tea.Cmd {
	if err == nil {
		return nil
	}
	return Send(ErrMsg{Err: err})
}

// ResultMsg is what a command of a screen came to. The root gives Msg to To's
// Update, whether To is visible or not.
type ResultMsg struct {
	To  Screen
	Msg tea.Msg
}

// For wraps a screen's command so that its result comes back to that screen. A
// batch is wrapped through; do not wrap [tea.Sequence], whose message is the
// toolkit's own. What is asked of the root (a toast, a push …) passes as it is.
func For(to Screen, cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg { return wrap(to, cmd()) }
}

func wrap(to Screen, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case nil:
		return nil
	case tea.BatchMsg:
		out := make(tea.BatchMsg, len(msg))
		for i, cmd := range msg {
			out[i] = For(to, cmd)
		}
		return out
	case PushMsg, PopMsg, SwitchMsg, OpenLeadMsg, AddLeadMsg, InboundMsg, AccountMsg, LeadsMsg, SettingsMsg, LessonMsg, LookChangedMsg, ToastMsg, ErrMsg, DialogMsg, DoneMsg, QuitMsg, ResultMsg, tea.QuitMsg:
		return msg
	}
	return ResultMsg{To: to, Msg: msg}
}

// Request numbers one asking, so that an answer that comes late can be told
// from the one that is waited for.
type Request uint64

// Requests hands out numbers. A screen keeps one for each thing that it loads:
//
//	r := s.loads.Next()
//	return nav.For(s, func() tea.Msg { …; return leadsLoadedMsg{r, rows} })
//	…
//	case leadsLoadedMsg:
//		if !s.loads.Current(msg.request) { return nil }
//
// The zero value is ready. It is used in Update only.
type Requests struct{ last Request }

// Next is a new number; all earlier ones are stale from here on.
func (r *Requests) Next() Request { r.last++; return r.last }

// Current says whether q is the number last handed out.
func (r *Requests) Current(q Request) bool { return q != 0 && q == r.last }

// Drop makes every number stale: nothing is waited for any more.
func (r *Requests) Drop() { r.last++ }
