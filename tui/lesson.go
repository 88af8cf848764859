package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/lesson"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Yielder is a screen that goes out of the way: a key that is none of its own
// ends it and is for the screen below.
type Yielder interface {
	Yield(tea.KeyMsg) (gone bool, cmd tea.Cmd)
}

// lessonKey opens the lesson while it is offered.
var lessonKey = key.NewBinding(key.WithKeys("l"), key.WithHelp("l", "five short steps"))

// offers says that the lesson is offered now: a line above the footer on Today,
// to one who has never answered. It covers nothing, and the first key answers
// it, whatever the key is: whoever begins to work is not held up.
func (r *Root) offers() bool {
	return r.o.Lesson != nil && r.s.Prefs != nil && r.s.Prefs.Get(lesson.Pref) == "" &&
		r.route == nav.Today && len(r.stacks[nav.Today]) == 1 && len(r.dialogs) == 0 && !r.small()
}

// offer is that line.
func (r *Root) offer() string {
	l := r.s.Look()
	shown, desc := nav.Label(lessonKey)
	return kit.Fit(" "+l.Paint(theme.Info, "New here? ")+l.Paint(theme.Key, shown)+" "+l.Paint(theme.KeyDesc, desc)+
		l.Paint(theme.Dim, " teach Ripen "+l.Glyphs.Dot+" any other key just works"), r.w)
}

// answer takes the first key as the answer to the offer; opened says that it is
// used up by it.
func (r *Root) answer(k tea.KeyMsg) (opened bool, cmd tea.Cmd) {
	if !r.offers() {
		return false, nil
	}
	if key.Matches(k, lessonKey) && !r.active().Capturing() {
		return true, r.push(entry{screen: r.o.Lesson(), route: r.route})
	}
	return false, r.s.Prefs.Set(lesson.Pref, lesson.Skipped)
}

// yield takes a screen away that goes out of the way of k.
func (r *Root) yield(k tea.KeyMsg) tea.Cmd {
	y, is := r.active().(Yielder)
	if !is || len(r.stacks[r.route]) < 2 || len(r.dialogs) > 0 || r.small() {
		return nil
	}
	gone, cmd := y.Yield(k)
	if gone {
		r.cut()
	}
	return cmd
}
