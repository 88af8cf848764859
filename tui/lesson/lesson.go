// Package lesson teaches the console in five short steps, each with the key that
// it is about: the key itself goes on to the next. It needs no lead and asks the
// office for nothing, so that it can be read on an empty database, skipped at
// any key, and read again.
package lesson

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Pref is the key under which a person's answer is remembered: "" nobody has
// asked yet, else one of the answers.
const Pref = "lesson"

// The answers.
const (
	Done    = "done"
	Skipped = "skipped"
)

// widest is the cells in which the steps are read well.
const widest = 84

// Lesson is the screen.
type Lesson struct {
	s    *nav.Session
	l    theme.Look
	w, h int
	at   int // the step, 0 is the first
	over bool
	keys keys
}

type keys struct{ next, before, skip key.Binding }

// New is the lesson at its first step.
func New(s *nav.Session) *Lesson {
	bind := func(shown, desc string, all ...string) key.Binding {
		return key.NewBinding(key.WithKeys(all...), key.WithHelp(shown, desc))
	}
	return &Lesson{s: s, l: s.Look(), keys: keys{
		next:   bind("enter", "next", "enter", "right", " "),
		before: bind("left", "back", "left"),
		skip:   bind("esc", "skip all", "esc", "q"),
	}}
}

// Init does nothing.
func (v *Lesson) Init() tea.Cmd { return nil }

// SetSize sets the cells that View fills.
func (v *Lesson) SetSize(w, h int) { v.w, v.h = max(0, w), max(0, h) }

// Title is where one is.
func (v *Lesson) Title() string { return "Lesson " + v.l.Glyphs.Crumb + " " + steps[v.at].title }

// Status is the step's number, for the head.
func (v *Lesson) Status() string { return v.place() }

func (v *Lesson) place() string { return strconv.Itoa(v.at+1) + " of " + strconv.Itoa(len(steps)) }

// Capturing: the keys that the steps are about are theirs here, those that mean
// the same everywhere too. All others go on: see [Lesson.Yield].
func (v *Lesson) Capturing() bool { return !v.over }

// Finished says that the last step was read, or all were skipped.
func (v *Lesson) Finished() bool { return v.over }

// Yield says whether k is none of the lesson's keys. Then it is over, for
// somebody has begun to work, and the key is for the screen below.
func (v *Lesson) Yield(k tea.KeyMsg) (bool, tea.Cmd) {
	for _, b := range []key.Binding{v.keys.next, v.keys.before, v.keys.skip, v.step().press} {
		if key.Matches(k, b) {
			return false, nil
		}
	}
	return true, v.end(Skipped)
}

func (v *Lesson) step() *step { return &steps[v.at] }

// Update goes from step to step.
func (v *Lesson) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		switch {
		case key.Matches(msg, v.keys.skip):
			return v.end(Skipped)
		case key.Matches(msg, v.keys.before):
			v.at = max(0, v.at-1)
		case key.Matches(msg, v.keys.next), key.Matches(msg, v.step().press):
			if v.at == len(steps)-1 {
				return v.end(Done)
			}
			v.at++
		}
	case nav.LookChangedMsg:
		v.l = v.s.Look()
	}
	return nil
}

// end keeps the answer; one who has read it all before has it still.
func (v *Lesson) end(answer string) tea.Cmd {
	v.over = true
	if v.s.Prefs.Get(Pref) == Done {
		return nil
	}
	return v.s.Prefs.Set(Pref, answer)
}

// View is exactly w×h.
func (v *Lesson) View() string {
	w := max(1, min(v.w, widest)-4)
	s := v.step()
	out := []string{"", kit.Heading(v.l, min(v.w, widest), s.title, v.place(), true), ""}
	indent := func(line string) { out = append(out, "  "+line) }
	for _, line := range s.frame(v.l, w) {
		indent(kit.Fit(line, w))
	}
	out = append(out, "")
	for _, text := range s.lines {
		for _, line := range kit.Wrap(text, w) {
			indent(v.l.Paint(theme.Text, line))
		}
	}
	shown, _ := nav.Label(s.press)
	out = append(out, "")
	indent(v.l.Paint(theme.Dim, "Try it: ") + v.l.Paint(theme.Key, shown) + "  " + v.l.Paint(theme.Dim, s.does))
	return kit.Clamp(strings.Join(out, "\n"), v.w, v.h)
}

// ShortHelp is its keys.
func (v *Lesson) ShortHelp() []key.Binding {
	next := v.keys.next
	if v.at == len(steps)-1 {
		next = nav.Named(next, "begin")
	}
	out := []key.Binding{nav.Named(v.step().press, "as in the step"), next}
	if v.at > 0 {
		out = append(out, v.keys.before)
	}
	return append(out, v.keys.skip)
}

// FullHelp is every key.
func (v *Lesson) FullHelp() []nav.HelpGroup {
	return []nav.HelpGroup{{Title: "The lesson", Bindings: v.ShortHelp()}}
}
