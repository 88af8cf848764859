package reports

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

// Office is what the screen asks. Month is written 2026-11. Errors that are
// refusals are *model.Error.
type Office interface {
	Month(ctx context.Context, by model.Actor, month string) (model.MonthReport, error)
}

// wide is how many cells it takes to show figures and salespeople side by side.
const wide = 120

type monthLoadedMsg struct {
	request nav.Request
	month   string
	report  model.MonthReport
	err     error
}

// keys are the session's and the two that turn months.
type keys struct {
	nav.KeyMap
	before, after key.Binding
}

// Screen is one month's report.
type Screen struct {
	s      *nav.Session
	l      theme.Look
	office Office
	keys   keys

	loads   nav.Requests
	month   time.Time // its first day, noon UTC
	now     time.Time
	report  model.MonthReport
	loaded  bool // the report is that of month
	failure string

	figures *page.Text // in a narrow window with the salespeople below
	sellers *page.Text
	aside   bool // the salespeople have the keys
	w, h    int
}

// New is the report of the present month.
func New(s *nav.Session, o Office) *Screen {
	r := &Screen{s: s, l: s.Look(), office: o, now: s.Now()}
	r.month = first(r.now)
	r.keys = keys{KeyMap: s.Keys,
		before: key.NewBinding(key.WithKeys("left", "["), key.WithHelp("←", "month before")),
		after:  key.NewBinding(key.WithKeys("right", "]"), key.WithHelp("→", "next month"))}
	r.figures = page.NewText(r.l, s.Keys)
	r.sellers = page.NewText(r.l, s.Keys)
	r.figures.Show(r.figureLines)
	r.sellers.Show(r.sellerLines)
	return r
}

func first(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 12, 0, 0, 0, time.UTC)
}

// Init loads the month.
func (r *Screen) Init() tea.Cmd { return r.load() }

// Refresh loads it anew; the place stays.
func (r *Screen) Refresh() tea.Cmd { return r.load() }

// Title is what stands in the head.
func (r *Screen) Title() string { return nav.Reports.String() }

// Capturing is never so: nothing is typed here.
func (r *Screen) Capturing() bool { return false }

// Back leaves the salespeople.
func (r *Screen) Back() (bool, tea.Cmd) {
	was := r.aside
	r.aside = false
	return was, nil
}

// ShortHelp is the keys that matter now.
func (r *Screen) ShortHelp() []key.Binding {
	return []key.Binding{r.keys.before, r.keys.after, r.keys.Down, r.keys.PageDown, r.keys.NextPane}
}

// FullHelp is every key of the screen.
func (r *Screen) FullHelp() []nav.HelpGroup {
	moving := r.keys.Moving()
	moving.Bindings = slices.DeleteFunc(moving.Bindings, func(b key.Binding) bool {
		shown, _ := nav.Label(b)
		return shown == "/" || shown == "enter"
	})
	return []nav.HelpGroup{{Title: "The report", Bindings: []key.Binding{r.keys.before, r.keys.after, r.copies()}}, moving}
}

// text is the month as it is read, both panes of it.
func (r *Screen) text() string {
	out := r.month.Format("January 2006") + "\n" + r.figures.Plain()
	if r.w >= wide {
		out += "\n\n" + r.sellers.Plain()
	}
	return out
}

func (r *Screen) copies() key.Binding {
	if !r.loaded {
		return page.CopyKey(r.s, "report", "")
	}
	return page.CopyKey(r.s, "report", r.month.String())
}

func (r *Screen) load() tea.Cmd {
	q, by, o, month := r.loads.Next(), r.s.Actor, r.office, r.month.Format("2006-01")
	return nav.For(r, func() tea.Msg {
		ctx, done := page.Context()
		defer done()
		report, err := o.Month(ctx, by, month)
		return monthLoadedMsg{q, month, report, err}
	})
}

// Update takes keys and what commands came to.
func (r *Screen) Update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case monthLoadedMsg:
		if !r.loads.Current(msg.request) {
			return nil
		}
		r.failure = ""
		if msg.err != nil {
			r.failure = page.Sentence(r.s, msg.err)
		} else {
			r.report, r.loaded = msg.report, true
		}
	case nav.TickMsg:
		r.now = r.s.Now()
		return nil
	case tea.MouseMsg:
		if r.w >= wide && msg.X > r.left() {
			r.sellers.Update(msg)
		} else {
			r.figures.Update(msg)
		}
		return nil
	case tea.KeyMsg:
		cmd = r.press(msg)
	default:
		return nil
	}
	r.settle()
	return cmd
}

func (r *Screen) press(k tea.KeyMsg) tea.Cmd {
	switch {
	case key.Matches(k, r.keys.before):
		return r.turn(-1)
	case key.Matches(k, r.copies()):
		return page.Copy(r.s, "report", r.text())
	case key.Matches(k, r.keys.after):
		return r.turn(1)
	case key.Matches(k, r.keys.NextPane), key.Matches(k, r.keys.PrevPane):
		r.aside = !r.aside && r.w >= wide
	case r.aside:
		r.sellers.Update(k)
	default:
		r.figures.Update(k)
	}
	return nil
}

func (r *Screen) turn(by int) tea.Cmd {
	r.month = r.month.AddDate(0, by, 0)
	r.loaded, r.failure = false, ""
	r.figures.Home()
	r.sellers.Home()
	return r.load()
}

// settle remakes what is shown; it is done in Update, so that View only joins.
func (r *Screen) settle() {
	if r.month.Before(first(r.now)) {
		r.keys.after = nav.Enable(r.keys.after)
	} else {
		r.keys.after = nav.Disable(r.keys.after, r.month.AddDate(0, 1, 0).Format("January")+" has not begun yet")
	}
	r.figures.SetSize(r.left(), max(0, r.h-1))
	r.sellers.SetSize(r.w-r.left()-1, max(0, r.h-1))
	r.figures.Show(r.figureLines)
	r.sellers.Show(r.sellerLines)
}

// SetSize sets the cells that View fills.
func (r *Screen) SetSize(w, h int) {
	r.w, r.h = max(0, w), max(0, h)
	r.aside = r.aside && r.w >= wide
	r.settle()
}

// left is the width of the figures.
func (r *Screen) left() int {
	if r.w < wide {
		return r.w
	}
	return max(58, min(90, r.w/2))
}

// View is exactly w×h.
func (r *Screen) View() string {
	if r.w == 0 || r.h == 0 {
		return kit.Clamp("", r.w, r.h)
	}
	main := r.head() + "\n" + r.figures.View()
	if r.w < wide {
		return kit.Clamp(main, r.w, r.h)
	}
	side := r.w - r.left() - 1
	pane := kit.Heading(r.l, side, "BY SALESPERSON", "", r.aside) + "\n" + r.sellers.View()
	return kit.Beside(r.l, r.h, kit.Pane{View: main, W: r.left()}, kit.Pane{View: pane, W: side})
}

// head names the month, with its neighbours.
func (r *Screen) head() string {
	title := r.month.Format("January 2006")
	rest := ""
	if r.month.Equal(first(r.now)) {
		rest = fmt.Sprintf("so far, %s", r.now.Format("Mon 2 Jan"))
	}
	neighbours := r.l.Paint(theme.Dim, r.l.Glyphs.In+" "+r.month.AddDate(0, -1, 0).Format("January"))
	if nav.Hint(r.keys.after) == "" {
		neighbours += r.l.Paint(theme.Dim, "   "+r.month.AddDate(0, 1, 0).Format("January")+" "+r.l.Glyphs.Now)
	}
	return kit.Columns(kit.Heading(r.l, 40, title, rest, !r.aside), neighbours+" ", r.left())
}

var _ interface {
	nav.Screen
	nav.Stepper
} = (*Screen)(nil)
